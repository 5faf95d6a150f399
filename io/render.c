#include "io/render.h"

#include <string.h>

#include "budget/text.h"

enum { WINDOW = 120, TAB = 4 };

struct style {
	const char *place, *error, *finding, *caret, *plain;
};

static const struct style colours = { "\033[1m", "\033[1;31m", "\033[1;33m", "\033[1;32m",
				      "\033[0m" };
static const struct style none = { "", "", "", "", "" };

static const struct vd_input *find_input(const struct vd_input *const *inputs, const char *file)
{
	for (; inputs && *inputs; inputs++)
		if (vd_same((*inputs)->file, file))
			return *inputs;
	return NULL;
}

/* Bytes of the character at `text`. */
static size_t character_bytes(const char *text, size_t left)
{
	size_t bytes = 1;
	while (bytes < left && ((unsigned char)text[bytes] & 0xC0U) == 0x80U)
		bytes++;
	return bytes;
}

/* The line, cut to a window around the place, tabs as spaces; and the caret below it. */
static void render_line(FILE *out, const struct vd_input *input, struct vd_place place,
			const struct style *style)
{
	size_t bytes = 0;
	const char *text = vd_input_line(input, place.line, &bytes);
	uint32_t first = place.column > WINDOW * 2 / 3 ? place.column - WINDOW / 2 : 1;
	char shown[WINDOW * TAB * 4 + 16], caret[WINDOW * TAB + TAB + 16];
	size_t shown_bytes = 0, width = 0, caret_bytes = 0;
	uint32_t column = 1;
	for (size_t i = 0; i < bytes && width < WINDOW;) {
		size_t length = character_bytes(text + i, bytes - i);
		size_t cells = text[i] == '\t' ? TAB : 1;
		bool marked = column >= place.column && column < place.column + place.length;
		if (column >= first) {
			for (size_t k = 0; k < cells && k < TAB; k++)
				caret[caret_bytes++] = !marked			      ? ' '
						       : column == place.column && !k ? '^'
										      : '~';
			if (text[i] == '\t') {
				memset(shown + shown_bytes, ' ', TAB);
				shown_bytes += TAB;
			} else {
				bool control = (unsigned char)text[i] < 0x20 || text[i] == 0x7F ||
					       vd_utf8_invalid(text + i, length) != length;
				size_t copied = length > 4 ? 4 : length;
				memcpy(shown + shown_bytes, control ? "?" : text + i,
				       control ? 1 : copied);
				shown_bytes += control ? 1 : copied;
			}
			width += cells;
		}
		column++;
		i += length;
	}
	if (column <= place.column) /* the caret stands behind the end of the line */
		caret[caret_bytes++] = '^';
	while (caret_bytes && caret[caret_bytes - 1] == ' ')
		caret_bytes--;
	const char *cut = first > 1 ? "…" : "";
	fprintf(out, " %5u | %s%.*s\n", place.line, cut, (int)shown_bytes, shown);
	fprintf(out, "       | %s%s%.*s%s\n", first > 1 ? " " : "", style->caret, (int)caret_bytes,
		caret, style->plain);
}

static void render_place(FILE *out, struct vd_place place, const struct style *style)
{
	fprintf(out, "%s%s:", style->place, place.file ? place.file : "veedor");
	if (place.line)
		fprintf(out, "%u:%u:", place.line, place.column);
	fprintf(out, "%s ", style->plain);
}

/*
 * A message may quote the file: what would steer the terminal is shown as `?`, and a quote without
 * end is cut.
 */
static void put_safely(FILE *out, const char *text)
{
	enum { BYTES_MOST = 600 };
	for (size_t i = 0; text[i]; i++) {
		if (i >= BYTES_MOST && ((unsigned char)text[i] & 0xC0U) != 0x80U) {
			fputs("…", out);
			break;
		}
		putc((unsigned char)text[i] < 0x20 || text[i] == 0x7F ? '?' : text[i], out);
	}
	putc('\n', out);
}

static void render(FILE *out, const struct vd_diagnostic *one, const struct vd_input *const *inputs,
		   const struct style *style)
{
	const struct vd_rule_info *rule = vd_rule_info(one->rule);
	render_place(out, one->place, style);
	fprintf(out, "%s%s[%s]:%s ",
		rule->class == VD_CLASS_FINDING ? style->finding : style->error,
		vd_class_name(rule->class), rule->name, style->plain);
	put_safely(out, one->message);
	const struct vd_input *input = find_input(inputs, one->place.file);
	if (input && one->place.line)
		render_line(out, input, one->place, style);
	if (one->hint) {
		fputs("  ", out);
		put_safely(out, one->hint);
	}
	if (!one->other.file)
		return;
	fprintf(out, "  ");
	render_place(out, one->other, style);
	fprintf(out, "%s\n", one->other_note);
	input = find_input(inputs, one->other.file);
	if (input && one->other.line)
		render_line(out, input, one->other, style);
}

size_t vd_render_diagnostics(FILE *out, const struct vd_diagnostics *all,
			     const struct vd_input *const *inputs, enum vd_selection selection,
			     bool colour)
{
	size_t written = 0;
	for (size_t i = 0; i < all->count; i++) {
		enum vd_class class = vd_rule_info(all->items[i].rule)->class;
		if ((class == VD_CLASS_FINDING) != (selection == VD_SELECT_FINDINGS))
			continue;
		render(out, &all->items[i], inputs, colour ? &colours : &none);
		written++;
	}
	if (all->dropped && selection == VD_SELECT_ERRORS)
		fprintf(out, "and %zu more, not shown\n", all->dropped);
	return written;
}

void vd_write_json_string(FILE *out, const char *text)
{
	putc('"', out);
	for (const char *c = text; *c; c++) {
		if (*c == '"' || *c == '\\')
			fprintf(out, "\\%c", *c);
		else if ((unsigned char)*c < 0x20 || *c == 0x7F)
			fprintf(out, "\\u%04x", (unsigned)(unsigned char)*c);
		else
			putc(*c, out);
	}
	putc('"', out);
}

static void json_text(FILE *out, const char *key, const char *text)
{
	fprintf(out, ", \"%s\": ", key);
	if (text)
		vd_write_json_string(out, text);
	else
		fputs("null", out);
}

void vd_render_diagnostics_json(FILE *out, const struct vd_diagnostics *all)
{
	static const char *const keys[] = { "rule",	  "severity",	"file",	   "line",
					    "column",	  "message",	"printed", "computed",
					    "difference", "explanation" };
	fputs("{\"table\": \"findings\", \"columns\": [", out);
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		fprintf(out, "%s{\"key\": \"%s\", \"label\": \"%s\", \"unit\": \"%s\"}",
			i ? ", " : "", keys[i], keys[i], i == 3 || i == 4 ? "count" : "text");
	fputs("], \"rows\": [", out);
	for (size_t i = 0; i < all->count; i++) {
		const struct vd_diagnostic *one = &all->items[i];
		const struct vd_rule_info *rule = vd_rule_info(one->rule);
		fprintf(out, "%s\n  {\"rule\": \"%s\"", i ? "," : "", rule->name);
		json_text(out, "severity", rule->class == VD_CLASS_FINDING ? "warning" : "error");
		json_text(out, "file", one->place.file);
		fprintf(out, ", \"line\": %u, \"column\": %u", one->place.line, one->place.column);
		json_text(out, "message", one->message);
		json_text(out, "printed", NULL);
		json_text(out, "computed", NULL);
		json_text(out, "difference", NULL);
		json_text(out, "explanation", one->hint);
		putc('}', out);
	}
	fputs(all->count ? "\n]}\n" : "]}\n", out);
}
