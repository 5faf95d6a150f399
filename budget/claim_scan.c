#include "budget/claim_scan.h"

#include <string.h>

#include "budget/language.h"
#include "budget/text.h"

#define A_NUMBER _("a number, such as 92, S/ 6,485,049.50 or (53 + 527)")

/* --- the text --- */

static uint32_t code_point(const char *text, size_t *bytes)
{
	const unsigned char *s = (const unsigned char *)text;
	*bytes = s[0] < 0x80 ? 1 : s[0] < 0xE0 ? 2 : s[0] < 0xF0 ? 3 : 4;
	uint32_t code = *bytes == 1 ? s[0] : s[0] & (0x7FU >> *bytes);
	for (size_t i = 1; i < *bytes; i++)
		code = code << 6 | (s[i] & 0x3FU);
	return code;
}

static bool is_blank(uint32_t code)
{
	return code == ' ' || code == '\t' || code == 0xA0 || (code >= 0x2000 && code <= 0x200A) ||
	       code == 0x202F || code == 0x205F || code == 0x3000;
}

/* Controls, and what has no width or turns the line around. */
static bool is_hidden(uint32_t code)
{
	return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0xAD ||
	       (code >= 0x200B && code <= 0x200F) || (code >= 0x2028 && code <= 0x202E) ||
	       (code >= 0x2060 && code <= 0x206F) || code == 0xFEFF;
}

static bool refuse(struct vd_claim_error *error, uint32_t column, const char *message)
{
	*error = (struct vd_claim_error){
		.column = column, .length = 1, .message = message, .expected = ""
	};
	return false;
}

/* Small letters of ASCII and Latin-1, which have the same length. */
static char *small_letters(struct vd_arena *arena, const char *text)
{
	char *lower = vd_arena_copy(arena, text, strlen(text));
	for (char *c = lower; *c; c++) {
		bool latin = c > lower && (unsigned char)c[-1] == 0xC3;
		unsigned char byte = (unsigned char)*c;
		if ((byte >= 'A' && byte <= 'Z') ||
		    (latin && byte >= 0x80 && byte <= 0x9E && byte != 0x97))
			*c = (char)(byte + 0x20);
	}
	return lower;
}

bool vd_scan_open(struct vd_arena *arena, const char *text, size_t bytes,
		  struct vd_claim_error *error, struct vd_claim_scan *scan)
{
	size_t valid = vd_utf8_invalid(text, bytes);
	uint32_t characters = vd_utf8_length(text, valid);
	if (characters > VD_CLAIM_CHARACTERS)
		return refuse(
			error, VD_CLAIM_CHARACTERS,
			vd_arena_format(arena,
					_("a claim has at most %d characters, and this has more"),
					VD_CLAIM_CHARACTERS));
	if (valid < bytes)
		return refuse(error, characters,
			      vd_arena_format(arena,
					      _("the claim is no UTF-8 text: character %u of it"),
					      characters + 1));
	struct vd_buffer shown = { .arena = arena };
	uint32_t column = 0;
	for (size_t i = 0, length = 0; i < bytes; i += length, column++) {
		uint32_t code = code_point(text + i, &length);
		bool blank = is_blank(code);
		if (!blank && is_hidden(code))
			return refuse(error, column,
				      vd_arena_format(arena,
						      _("character %u of the claim is a control or "
							"one that is not seen (U+%04X)"),
						      column + 1, code));
		vd_buffer_add(&shown, blank ? " " : vd_arena_copy(arena, text + i, length));
	}
	*scan = (struct vd_claim_scan){ .arena = arena, .error = error };
	scan->text = vd_buffer_text(&shown);
	scan->lower = small_letters(arena, scan->text);
	return scan->text[strspn(scan->text, " ")] || refuse(error, 0, _("the claim is empty"));
}

const char *vd_scan_part(const struct vd_claim_scan *scan, size_t start, size_t end)
{
	return vd_arena_copy(scan->arena, scan->text + start, end - start);
}

bool vd_scan_fail(struct vd_claim_scan *scan, size_t start, size_t end, const char *expected,
		  const char *format, ...)
{
	uint32_t length = vd_utf8_length(scan->text + start, end - start);
	va_list arguments;
	va_start(arguments, format);
	*scan->error = (struct vd_claim_error){
		.text = scan->text,
		.column = vd_utf8_length(scan->text, start),
		.length = length ? length : 1,
		.message = vd_arena_vformat(scan->arena, format, arguments),
		.expected = expected,
	};
	va_end(arguments);
	return false;
}

/* --- words --- */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A letter of ASCII or Latin-1, or an accent that is a character of its own. */
static bool is_letter(const char *lower)
{
	unsigned char first = (unsigned char)lower[0], next = first ? (unsigned char)lower[1] : 0;
	return (first >= 'a' && first <= 'z') || (first == 0xC3 && next >= 0x9F && next != 0xB7) ||
	       first == 0xCC;
}

/* The letters from a place on, of either case. */
static size_t word_bytes(const struct vd_claim_scan *scan, size_t start)
{
	size_t end = start;
	while (is_letter(scan->lower + end))
		end += (unsigned char)scan->lower[end] >= 0x80 ? 2 : 1;
	return end - start;
}

void vd_scan_blanks(struct vd_claim_scan *scan)
{
	while (scan->text[scan->at] == ' ')
		scan->at++;
}

/* Bytes of a phrase at a place, any number of spaces for one; 0 if it does not stand there. */
static size_t phrase_bytes(const struct vd_claim_scan *scan, size_t start, const char *phrase)
{
	const char *text = scan->lower + start;
	char last = phrase[strlen(phrase) - 1];
	for (; *phrase; phrase++) {
		if (*text != *phrase)
			return 0;
		text++;
		while (*phrase == ' ' && *text == ' ')
			text++;
	}
	/* A word ends with its last letter. */
	if (last >= 'a' && last <= 'z' && is_letter(text))
		return 0;
	return (size_t)(text - scan->lower) - start;
}

bool vd_scan_accept(struct vd_claim_scan *scan, const char *const *phrases)
{
	vd_scan_blanks(scan);
	for (; *phrases; phrases++) {
		size_t bytes = phrase_bytes(scan, scan->at, *phrases);
		scan->at += bytes;
		if (bytes)
			return true;
	}
	return false;
}

bool vd_scan_unexpected(struct vd_claim_scan *scan, const char *expected)
{
	vd_scan_blanks(scan);
	size_t start = scan->at, end = start + word_bytes(scan, start);
	if (!scan->text[start])
		return vd_scan_fail(scan, start, start, expected, _("the claim ends too early"));
	if (end == start)
		end++;
	else
		end += strspn(scan->text + end, "0123456789");
	while (((unsigned char)scan->text[end] & 0xC0U) == 0x80U)
		end++;
	return vd_scan_fail(scan, start, end, expected, _("`%s` is not understood here"),
			    vd_scan_part(scan, start, end));
}

/* --- figures --- */

static size_t minus_bytes(const char *text)
{
	static const char sign[] = "−";
	return *text == '-' ? 1 : strncmp(text, sign, strlen(sign)) == 0 ? strlen(sign) : 0;
}

/* The longest sign or code of a currency at a place. */
static size_t currency_bytes(const struct vd_claim_scan *scan, size_t start,
			     struct vd_currency *found)
{
	enum { LONGEST = 5 };
	const char *text = scan->text + start;
	size_t left = strlen(text);
	for (size_t bytes = left < LONGEST ? left : LONGEST; bytes; bytes--) {
		const char *sign = vd_arena_copy(scan->arena, text, bytes);
		/* "R" of ZAR, but not of a word. */
		if (is_letter(scan->lower + start + bytes - 1) &&
		    is_letter(scan->lower + start + bytes))
			continue;
		if (vd_currency_by_sign(sign, found) || vd_currency_find(sign, found))
			return bytes;
	}
	return 0;
}

/* A mark that digits may have between them, with a digit behind it. */
static size_t mark_bytes(const char *text)
{
	static const char *const marks[] = { ".", ",", "'", "’", " " };
	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
		size_t bytes = strlen(marks[i]);
		if (strncmp(text, marks[i], bytes) == 0 && is_digit(text[bytes]))
			return bytes;
	}
	return 0;
}

bool vd_scan_is_figure(struct vd_claim_scan *scan)
{
	struct vd_currency currency;
	vd_scan_blanks(scan);
	size_t at = scan->at;
	const char *text = scan->text;
	at += text[at] == '+' ? 1 : minus_bytes(text + at);
	at += strspn(text + at, " ");
	if (!is_digit(text[at]))
		at += currency_bytes(scan, at, &currency);
	at += strspn(text + at, " ");
	at += minus_bytes(text + at);
	return is_digit(text[at]) ||
	       ((text[at] == '.' || text[at] == ',') && mark_bytes(text + at));
}

/* Sign and currency, in either order. @return whether a minus is among them */
static bool scan_signs(struct vd_claim_scan *scan, struct vd_claim_figure *figure)
{
	const char *text = scan->text;
	size_t minus = minus_bytes(text + scan->at);
	scan->at += text[scan->at] == '+' ? 1 : minus;
	vd_scan_blanks(scan);
	size_t sign = is_digit(text[scan->at]) ? 0
					       : currency_bytes(scan, scan->at, &figure->currency);
	figure->sign = vd_scan_part(scan, scan->at, scan->at + sign);
	scan->at += sign;
	figure->before = sign && text[scan->at] == ' '
				 ? vd_arena_format(scan->arena, "%s ", figure->sign)
				 : figure->sign;
	vd_scan_blanks(scan);
	if (sign && !minus) {
		minus = minus_bytes(text + scan->at);
		scan->at += minus;
	}
	return minus > 0;
}

static bool bad_number(struct vd_claim_scan *scan, size_t start, enum vd_number_status status)
{
	const char *number = vd_scan_part(scan, start, scan->at);
	if (status == VD_NUMBER_LARGE)
		return vd_scan_fail(scan, start, scan->at, _("a number of at most 18 digits"),
				    _("`%s` has more digits than veedor can hold"), number);
	vd_scan_fail(scan, start, scan->at,
		     status == VD_NUMBER_GROUPS ? _("groups of three digits") : A_NUMBER,
		     _("`%s` is no number where `%s` is the decimal mark"), number,
		     scan->style->decimal);
	scan->error->is_number = true;
	return false;
}

/* A zero begins no number in groups: "0,205" has a decimal mark. */
static bool is_zero_group(const struct vd_claim_scan *scan, const char *number)
{
	size_t mark = *number == '0' ? mark_bytes(number + 1) : 0;
	return mark && strncmp(number + 1, scan->style->decimal, mark) != 0;
}

/* The digits of a number, in the scan's style. */
static bool scan_digits(struct vd_claim_scan *scan, struct vd_decimal *number)
{
	size_t start = scan->at, at = 0;
	while (is_digit(scan->text[scan->at]) || mark_bytes(scan->text + scan->at))
		scan->at += is_digit(scan->text[scan->at]) ? 1 : mark_bytes(scan->text + scan->at);
	if (start == scan->at)
		return vd_scan_unexpected(scan, A_NUMBER);
	const char *digits = vd_scan_part(scan, start, scan->at);
	if (!is_digit(*digits))
		digits = vd_arena_format(scan->arena, "0%s", digits);
	enum vd_number_status status =
		is_zero_group(scan, digits)
			? VD_NUMBER_GROUPS
			: vd_decimal_parse(digits, scan->style, NULL, number, &at);
	return status == VD_NUMBER_OK || bad_number(scan, start, status);
}

/* A number with the words of a unit behind it, as a printed figure. */
static bool with_unit(const struct vd_claim_scan *scan, const char *number, const char *words,
		      struct vd_printed *out)
{
	return vd_printed_read(scan->arena, vd_arena_format(scan->arena, "%s%s", number, words),
			       scan->style, &vd_no_currency, out);
}

/* A currency's code behind a number. */
static bool scan_code(struct vd_claim_scan *scan, size_t bytes, struct vd_claim_figure *figure)
{
	const char *code = vd_scan_part(scan, scan->at, scan->at + bytes);
	if (*figure->sign || !vd_currency_find(code, &figure->currency))
		return false;
	figure->sign = code;
	scan->at += bytes;
	return true;
}

/* The word behind a number, two where the first only joins them; 0 if it is no unit's. */
static size_t unit_bytes(const struct vd_claim_scan *scan)
{
	static const char *const joints[] = { "de", "of" };
	size_t bytes = word_bytes(scan, scan->at);
	if (phrase_bytes(scan, scan->at, "por lo menos"))
		return 0;
	for (size_t i = 0; i < sizeof(joints) / sizeof(*joints); i++) {
		if (phrase_bytes(scan, scan->at, joints[i]) != bytes)
			continue;
		size_t blanks = strspn(scan->text + scan->at + bytes, " ");
		size_t next = word_bytes(scan, scan->at + bytes + blanks);
		return next ? bytes + blanks + next : 0;
	}
	return bytes;
}

/* Take what is a unit of the words behind a number: "%", "million", "cents per person". */
static bool scan_unit(struct vd_claim_scan *scan, const char *number,
		      struct vd_claim_figure *figure)
{
	const char *words = "";
	size_t end = scan->at;
	vd_scan_blanks(scan);
	if (scan->text[scan->at] == '%') {
		words = "%";
		end = ++scan->at;
	}
	for (;;) {
		vd_scan_blanks(scan);
		size_t bytes = unit_bytes(scan);
		if (bytes && scan_code(scan, bytes, figure)) {
			end = scan->at;
			continue;
		}
		const char *more = vd_arena_format(scan->arena, "%s %.*s", words, (int)bytes,
						   scan->lower + scan->at);
		struct vd_printed ignored;
		if (!bytes || !with_unit(scan, number, more, &ignored))
			break;
		words = more;
		scan->at += bytes;
		end = scan->at;
	}
	scan->at = end;
	return with_unit(scan, number, words, &figure->printed);
}

static void scan_kind(struct vd_claim_scan *scan, struct vd_claim_figure *figure)
{
	static const char *const times[] = { "times", "veces", "vez", NULL };
	static const char *const points[] = { "percentage points", "percentage point",
					      "puntos porcentuales", "punto porcentual", NULL };
	size_t end = scan->at;
	figure->is_times = vd_scan_accept(scan, times);
	figure->is_points = !figure->is_times && vd_scan_accept(scan, points);
	if (figure->is_points)
		figure->printed.percent = true;
	if (!figure->is_times && !figure->is_points)
		scan->at = end;
}

bool vd_scan_figure(struct vd_claim_scan *scan, struct vd_claim_figure *figure)
{
	if (!vd_scan_is_figure(scan))
		return vd_scan_unexpected(scan, A_NUMBER);
	*figure = (struct vd_claim_figure){ .start = scan->at };
	struct vd_decimal number = { 0 };
	bool negative = scan_signs(scan, figure);
	size_t digits = scan->at;
	if (!scan_digits(scan, &number))
		return false;
	size_t behind = scan->at;
	const char *written = vd_scan_part(scan, digits, behind);
	written = vd_arena_format(scan->arena, "%s%s%s", negative ? "-" : "",
				  is_digit(*written) ? "" : "0", written);
	if (!scan_unit(scan, written, figure))
		return bad_number(scan, digits, VD_NUMBER_MALFORMED);
	if (!figure->printed.percent && figure->printed.exponent == -number.decimals)
		scan_kind(scan, figure);
	figure->decimals = number.decimals;
	figure->behind = vd_scan_part(scan, behind, scan->at);
	figure->end = scan->at;
	return true;
}
