/* How a text is written that may be an amount, in whatever style. */
#include <string.h>

#include "budget/text.h"
#include "config/look_parts.h"

static const char *const mark_texts[VD_MARKS] = {
	[VD_MARK_POINT] = ".",
	[VD_MARK_COMMA] = ",",
	[VD_MARK_QUOTE] = "'",
	[VD_MARK_CURLY] = "\xE2\x80\x99",
	[VD_MARK_SPACE] = " ",
	[VD_MARK_NO_BREAK] = "\xC2\xA0",
	[VD_MARK_NARROW] = "\xE2\x80\xAF",
};

/* Longer ones first. */
static const char *const currency_signs[] = { "COL$", "CLP$", "S/.", "US$", "MX$", "AR$",
					      "CA$",  "RD$",  "B/.", "KSh", "Bs.", "Gs.",
					      "S/",   "R$",   "C$",  "A$",  "$U",  "L.",
					      "Bs",   "€",    "£",   "¥",   "₡",   "₲",
					      "₹",    "₱",    "₦",   "$",   "Q" };

enum { GROUPS_MOST = 12 };

const char *vd_mark_text(unsigned mark)
{
	return mark < VD_MARKS ? mark_texts[mark] : NULL;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Takes a word off the front. */
static bool take(struct vd_slice *text, const char *word)
{
	size_t bytes = strlen(word);
	if (text->bytes < bytes || memcmp(text->text, word, bytes) != 0)
		return false;
	text->text += bytes;
	text->bytes -= bytes;
	return true;
}

static void take_spaces(struct vd_slice *text)
{
	while (take(text, " ") || take(text, mark_texts[VD_MARK_NO_BREAK]))
		continue;
}

static bool take_minus(struct vd_slice *text)
{
	return take(text, "-") || take(text, "\xE2\x88\x92");
}

/* The sign of a currency, or its code in capitals. */
static void take_sign(struct vd_slice *text, struct vd_slice *sign)
{
	const char *begin = text->text;
	bool taken = false;
	for (size_t i = 0; i < sizeof(currency_signs) / sizeof(*currency_signs) && !taken; i++)
		taken = take(text, currency_signs[i]);
	struct vd_currency currency;
	if (!taken && text->bytes >= 3) {
		const char code[4] = { begin[0], begin[1], begin[2], '\0' };
		taken = !memchr(code, '\0', 3) && vd_currency_find(code, &currency) &&
			take(text, code);
	}
	if (taken)
		*sign = (struct vd_slice){ begin, (size_t)(text->text - begin) };
}

struct groups {
	size_t digits[GROUPS_MOST + 1]; /* of each group */
	unsigned marks[GROUPS_MOST];	/* the one behind each but the last */
	size_t count;			/* groups */
	bool begins_with_zero;
};

/* Digits, and single marks between them. @return false: something else is among them */
static bool take_groups(struct vd_slice *text, struct groups *groups)
{
	groups->begins_with_zero = text->bytes && text->text[0] == '0';
	for (;;) {
		size_t digits = 0;
		while (digits < text->bytes && is_digit(text->text[digits]))
			digits++;
		text->text += digits;
		text->bytes -= digits;
		if (groups->count == GROUPS_MOST || (!digits && groups->count))
			return false;
		groups->digits[groups->count++] = digits;
		struct vd_slice behind = *text;
		unsigned mark = 0;
		while (mark < VD_MARKS && !take(&behind, mark_texts[mark]))
			mark++;
		if (mark == VD_MARKS || !behind.bytes || !is_digit(behind.text[0]))
			return digits || groups->count > 1;
		groups->marks[groups->count - 1] = mark;
		*text = behind;
	}
}

static bool is_decimal_mark(unsigned mark)
{
	return mark == VD_MARK_POINT || mark == VD_MARK_COMMA;
}

/* What one text says of its marks. @return false: it is no number in any style, as 1.2.2015 */
static bool weigh_marks(const struct groups *groups, struct vd_number_shape *shape)
{
	size_t last = groups->count - 1;
	if (!last) {
		shape->whole_digits = groups->digits[0];
		return true;
	}
	unsigned mark = groups->marks[last - 1];
	size_t same = 0;
	for (size_t i = 0; i < last; i++)
		same += groups->marks[i] == mark;
	bool groups_fit = groups->digits[0] >= 1 && groups->digits[0] <= 3 &&
			  !(groups->begins_with_zero && groups->digits[0] == 1);
	bool is_group = groups->digits[last] == 3 && groups_fit;
	bool is_fraction = is_decimal_mark(mark) && same == 1;
	/* Those before the last one group, all of threes. */
	for (size_t i = 1; i < last; i++)
		if (groups->digits[i] != 3 || !groups_fit)
			return false;
	for (size_t i = 0; i + 1 < last; i++)
		if (groups->marks[i] != mark || same > 1)
			shape->as_grouping[groups->marks[i]] = true;
	if (same > 1) {
		shape->as_grouping[mark] = true;
		return is_group;
	}
	if (is_group && is_fraction) {
		shape->unclear[mark] = true;
	} else if (is_fraction) {
		shape->as_decimal[mark] = true;
		shape->decimals = groups->digits[last];
	} else {
		shape->as_grouping[mark] = true;
		return is_group;
	}
	return true;
}

struct vd_number_shape vd_look_at_number(struct vd_slice text)
{
	struct vd_number_shape shape = { 0 };
	struct groups groups = { 0 };
	text = vd_look_trimmed(text);
	shape.in_parentheses = take(&text, "(");
	take_spaces(&text);
	shape.is_negative = take_minus(&text);
	take_spaces(&text);
	take_sign(&text, &shape.sign);
	take_spaces(&text);
	if (shape.sign.bytes && !shape.is_negative)
		shape.is_negative = take_minus(&text);
	if (!text.bytes || !take_groups(&text, &groups) || !weigh_marks(&groups, &shape))
		return (struct vd_number_shape){ 0 };
	if (take(&text, "E") || take(&text, "e")) {
		shape.is_scientific = true;
		if (!take(&text, "+"))
			take_minus(&text);
		struct groups exponent = { 0 };
		if (!text.bytes || !take_groups(&text, &exponent) || exponent.count != 1)
			return (struct vd_number_shape){ 0 };
	}
	take_spaces(&text);
	if (!shape.sign.bytes)
		take_sign(&text, &shape.sign);
	take_spaces(&text);
	shape.trails_minus = take_minus(&text);
	take_spaces(&text);
	shape.is_percent = take(&text, "%");
	if (take(&text, ")") != shape.in_parentheses || text.bytes)
		return (struct vd_number_shape){ 0 };
	/* Q100 is a code; Q1,000.00 are quetzales. */
	if (groups.count == 1 && shape.sign.bytes == 1 && shape.sign.text[0] == 'Q')
		return (struct vd_number_shape){ 0 };
	shape.is_number = true;
	shape.is_plain = groups.count == 1 && !shape.in_parentheses && !shape.trails_minus &&
			 !shape.is_percent && !shape.sign.bytes && !shape.is_scientific;
	return shape;
}
