#include "budget/numeral.h"

#include <string.h>

static bool digit_at(const struct vd_numeral *numeral, size_t i)
{
	return i < numeral->bytes && numeral->text[i] >= '0' && numeral->text[i] <= '9';
}

static size_t starts_at(const struct vd_numeral *numeral, size_t i, const char *prefix)
{
	size_t length = 0;
	if (!prefix)
		return 0;
	for (; prefix[length]; length++)
		if (i + length >= numeral->bytes || numeral->text[i + length] != prefix[length])
			return 0;
	return length;
}

size_t vd_numeral_starts(const struct vd_numeral *numeral, const char *prefix)
{
	return starts_at(numeral, numeral->at, prefix);
}

bool vd_numeral_at_digit(const struct vd_numeral *numeral)
{
	return digit_at(numeral, numeral->at);
}

bool vd_numeral_at_end(const struct vd_numeral *numeral)
{
	return numeral->at == numeral->bytes;
}

/* The first of some texts that stands here. @return its bytes, or 0 */
static size_t starts_any(const struct vd_numeral *numeral, const char *const *texts, size_t count)
{
	size_t length = 0;
	for (size_t i = 0; i < count && !length; i++)
		length = starts_at(numeral, numeral->at, texts[i]);
	return length;
}

void vd_numeral_spaces(struct vd_numeral *numeral)
{
	const char *const spaces[] = { " ", "\xC2\xA0", numeral->no_break_space };
	for (size_t length = 1; length;) {
		length = starts_any(numeral, spaces, sizeof(spaces) / sizeof(*spaces));
		numeral->at += length;
	}
}

bool vd_numeral_minus(struct vd_numeral *numeral)
{
	static const char *const minus[] = { "-", "\xE2\x88\x92" };
	size_t length = starts_any(numeral, minus, sizeof(minus) / sizeof(*minus));
	numeral->at += length;
	return length > 0;
}

bool vd_numeral_currency(struct vd_numeral *numeral, const struct vd_currency *currency)
{
	size_t length = vd_numeral_starts(numeral, currency->code);
	if (!length)
		length = starts_any(numeral, currency->signs,
				    sizeof(currency->signs) / sizeof(*currency->signs));
	numeral->at += length;
	return length > 0;
}

/* A grouping mark with a digit behind it. @return its bytes, or 0 */
static size_t group_mark(const struct vd_numeral *numeral)
{
	size_t length =
		starts_any(numeral, numeral->style->grouping, numeral->style->grouping_count);
	return length && digit_at(numeral, numeral->at + length) ? length : 0;
}

/* A mark that numbers are written with somewhere in the world, declared or not, and a digit. */
static bool at_some_mark(const struct vd_numeral *numeral)
{
	const char *const marks[] = {
		".", ",", "'", "’", " ", "\xC2\xA0", "\xE2\x80\xAF", "_", numeral->no_break_space
	};
	if (vd_numeral_at_end(numeral))
		return false;
	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
		size_t length = starts_at(numeral, numeral->at, marks[i]);
		if (length && digit_at(numeral, numeral->at + length))
			return true;
	}
	return false;
}

/* 10^37: another digit still fits in 128 bits. */
static const vd_int128 value_most =
	(vd_int128)INT64_C(1000000000000000000) * INT64_C(1000000000000000000) * 10;

static bool add_digit(struct vd_numeral *numeral, int digit, enum vd_numeral_kind kind)
{
	const vd_int128 most = kind == VD_NUMERAL_PRINTED ? (vd_int128)INT64_MAX : value_most;
	const vd_int128 digits = numeral->digits * 10 + digit; /* below 10^38 + 10 */
	if (digits > most)
		return false;
	numeral->digits = digits;
	return true;
}

/* Digits in groups of three (if any group mark stands there). */
static enum vd_number_status read_whole(struct vd_numeral *numeral, enum vd_numeral_kind kind)
{
	size_t in_group = 0, groups = 1, group_start = numeral->at;
	const bool is_zero = numeral->text[numeral->at] == '0';
	if (is_zero && kind == VD_NUMERAL_PRINTED && digit_at(numeral, numeral->at + 1))
		return VD_NUMBER_MALFORMED;
	for (;;) {
		if (vd_numeral_at_digit(numeral)) {
			if (!add_digit(numeral, numeral->text[numeral->at] - '0', kind))
				return VD_NUMBER_LARGE;
			numeral->at++;
			in_group++;
			continue;
		}
		size_t mark = group_mark(numeral);
		/* 0,123 is no number in groups: the mark is a decimal one, or it is a part of another. */
		if (groups > 1 ? in_group != 3 : mark && (in_group > 3 || is_zero)) {
			numeral->at = group_start;
			return VD_NUMBER_GROUPS;
		}
		if (!mark)
			return VD_NUMBER_OK;
		numeral->at += mark;
		groups++;
		in_group = 0;
		group_start = numeral->at;
	}
}

static enum vd_number_status read_fraction(struct vd_numeral *numeral, enum vd_numeral_kind kind)
{
	size_t mark = vd_numeral_starts(numeral, numeral->style->decimal);
	unsigned zeros = 0; /* of a value: they count if another digit follows */
	if (!mark || !digit_at(numeral, numeral->at + mark))
		return VD_NUMBER_OK;
	for (numeral->at += mark; vd_numeral_at_digit(numeral); numeral->at++) {
		int digit = numeral->text[numeral->at] - '0';
		if (digit == 0 && kind == VD_NUMERAL_VALUE) {
			zeros++;
			continue;
		}
		if (numeral->decimals + zeros >= VD_DECIMALS_MOST)
			return kind == VD_NUMERAL_VALUE ? VD_NUMBER_DECIMALS : VD_NUMBER_LARGE;
		for (; zeros; zeros--, numeral->decimals++)
			if (!add_digit(numeral, 0, kind))
				return VD_NUMBER_LARGE;
		if (!add_digit(numeral, digit, kind))
			return VD_NUMBER_LARGE;
		numeral->decimals++;
	}
	return VD_NUMBER_OK;
}

enum vd_number_status vd_numeral_digits(struct vd_numeral *numeral, enum vd_numeral_kind kind)
{
	enum vd_number_status status = VD_NUMBER_OK;
	size_t start = numeral->at;
	if (vd_numeral_at_digit(numeral))
		status = read_whole(numeral, kind);
	else if (kind == VD_NUMERAL_PRINTED)
		return VD_NUMBER_NONE;
	if (status == VD_NUMBER_OK)
		status = read_fraction(numeral, kind);
	if (status != VD_NUMBER_OK)
		return status;
	if (numeral->at == start)
		return VD_NUMBER_NONE;
	return at_some_mark(numeral) ? VD_NUMBER_UNDECLARED : VD_NUMBER_OK;
}
