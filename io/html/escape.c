/* Texts on their way into the page: nothing in them is taken for HTML. */
#include <stdarg.h>
#include <string.h>

#include "io/html/html.h"
#include "io/language.h"

/* What a page cannot hold is shown as a replacement character. */
static void control(FILE *out)
{
	fputs("\xef\xbf\xbd", out);
}

/* Bytes of a character of the range U+0080 to U+009F, control characters too; else 0. */
static size_t is_high_control(const char *text)
{
	return (unsigned char)text[0] == 0xc2 && (unsigned char)text[1] >= 0x80 &&
			       (unsigned char)text[1] < 0xa0
		       ? 2
		       : 0;
}

static void bytes(FILE *out, const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)text[i];
		if (c == '&')
			fputs("&amp;", out);
		else if (c == '<')
			fputs("&lt;", out);
		else if (c == '>')
			fputs("&gt;", out);
		else if (c == '"')
			fputs("&quot;", out);
		else if (c == '\'')
			fputs("&#39;", out);
		else if ((c < ' ' && c != '\n' && c != '\t') || c == 0x7f)
			control(out);
		else if (i + 1 < length && is_high_control(text + i)) {
			control(out);
			i++;
		} else
			putc(c, out);
	}
}

void vd_html_text(const struct vd_html *html, const char *text)
{
	bytes(html->out, text, strlen(text));
}

/* A pointer at a note at the beginning of a text: its length and number, or 0. */
static size_t note_pointer(const struct vd_html *html, const char *text, size_t *number)
{
	size_t begins = strlen(html->note_begins), ends = strlen(html->note_ends);
	if (strncmp(text, html->note_begins, begins) != 0)
		return 0;
	size_t length = begins + strspn(text + begins, "0123456789");
	if (length == begins || length > begins + 6 ||
	    strncmp(text + length, html->note_ends, ends) != 0)
		return 0;
	*number = 0;
	for (size_t i = begins; i < length; i++)
		*number = *number * 10 + (size_t)(text[i] - '0');
	return *number && *number <= html->analysis->study->notes.count ? length + ends : 0;
}

void vd_html_prose(const struct vd_html *html, const char *text)
{
	while (*text) {
		size_t number, plain = 0, length = 0;
		while (text[plain] && !(length = note_pointer(html, text + plain, &number)))
			plain++;
		bytes(html->out, text, plain);
		text += plain;
		if (!length)
			break;
		fprintf(html->out, "<a href=\"#note-%zu\">", number);
		bytes(html->out, text, length);
		fputs("</a>", html->out);
		text += length;
	}
}

void vd_html_put(const struct vd_html *html, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	for (; *format; format++) {
		if (format[0] == '%' && format[1] == 's')
			vd_html_text(html, va_arg(arguments, const char *));
		else if (format[0] == '%' && format[1] == 'd')
			fprintf(html->out, "%d", va_arg(arguments, int));
		else if (format[0] == '%' && format[1] == 'z') {
			fprintf(html->out, "%zu", va_arg(arguments, size_t));
			format++;
		} else {
			putc(*format, html->out);
			continue;
		}
		format++;
	}
	va_end(arguments);
}

void vd_html_study_text(const struct vd_html *html, const char *element, const struct vd_text *text)
{
	enum vd_language language = html->analysis->language;
	const char *shown = vd_text_in(text, language);
	if (!shown)
		return;
	fprintf(html->out, "<%s", element);
	for (enum vd_language other = 0; other < VD_LANGUAGES && !text->in[language]; other++) {
		if (text->in[other] == shown) {
			fprintf(html->out, " lang=\"%s\"", vd_language_code(other));
			break;
		}
	}
	fputs(">", html->out);
	vd_html_prose(html, shown);
	fprintf(html->out, "</%s>", element);
}
