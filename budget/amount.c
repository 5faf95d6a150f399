#include "budget/amount.h"

#include <string.h>

#include "budget/numeral.h"

/* A byte in all eight. */
#define EIGHT(byte) (UINT64_C(0x0101010101010101) * (byte))

/* The fast path: as many bytes as two words hold, and a fraction within the last of them. */
enum { HALF = 4, WORD = 8, PLAIN_MOST = 2 * WORD };

/* Four bytes: the first is the lowest. */
static uint64_t load_half(const char *text)
{
	uint32_t half;
	memcpy(&half, text, HALF);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	half = __builtin_bswap32(half);
#endif
	return half;
}

/* The same of 1 to 3 bytes. */
static uint64_t load_few(const char *text, size_t bytes)
{
	const size_t places[] = { 0, bytes / 2, bytes - 1 };
	uint64_t word = 0;
	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++)
		word |= (uint64_t)(uint8_t)text[places[i]] << places[i] * 8;
	return word;
}

/* Whether eight bytes are 0 to 9 each. */
static bool are_digits(uint64_t word)
{
	return ((word | (word + EIGHT(6))) & EIGHT(0xF0)) == 0;
}

/* The number of eight digits 0 to 9, the first in the lowest byte: by pairs, fours and eight. */
static uint64_t join(uint64_t word)
{
	const uint64_t pair = UINT64_C(0x000000FF000000FF);
	word = word * 10 + (word >> 8);
	return ((word & pair) * (100 + (UINT64_C(1000000) << 32)) +
		(word >> 16 & pair) * (1 + (UINT64_C(10000) << 32))) >>
	       32;
}

/*
 * Nearly all amounts of a file: an optional minus, digits, and perhaps the decimal mark with no more
 * decimals than the currency has. Other ways to write one are left to read_any(), so are long ones.
 */
static bool read_plain(const struct vd_amount_style *style, const char *text, size_t bytes,
		       int64_t *minor)
{
	static const uint64_t powers[] = { 1, 10, 100, 1000, 10000 };
	static const uint64_t joins[] = { 100000000, 10000000 };
	const char *decimal = style->numbers.decimal;
	const bool is_negative = bytes && *text == '-';
	text += is_negative;
	bytes -= is_negative;
	if (bytes - 1 >= PLAIN_MOST || decimal[1] != '\0' || style->unit.digits != 1 ||
	    style->unit.decimals != 0)
		return false;
	/*
	 * The last eight bytes as digits, zeros in front if they are fewer; and those before them. How
	 * long an amount is cannot be foretold: its length chooses places, not branches.
	 */
	uint64_t last, head = 0;
	if (bytes >= HALF) {
		const uint64_t has_head = -(uint64_t)(bytes > WORD);
		const size_t end = bytes < WORD ? bytes : WORD;
		last = load_half(text + bytes - end) | load_half(text + bytes - HALF)
							       << (end - HALF) * 8;
		last = (last ^ EIGHT('0')) << (WORD - end) * 8;
		head = load_half(text) | load_half(text + (end - HALF)) << 32;
		head = (head ^ EIGHT('0')) << ((PLAIN_MOST - bytes) * 8 & 63) & has_head;
	} else {
		last = (load_few(text, bytes) ^ EIGHT('0')) << (WORD - bytes) * 8;
	}
	/* The decimal mark stands most often where the currency has it; else it is looked for. */
	const unsigned most = style->currency.decimals;
	const uint8_t mark = (uint8_t)(*decimal ^ '0');
	bool has_mark = most && (uint8_t)(last >> (WORD - 1 - most) * 8) == mark;
	unsigned decimals = has_mark ? most : 0;
	if (!has_mark) {
		/* The first one: its lowest bit that a borrow did not reach. */
		const uint64_t marks = last ^ EIGHT(mark);
		const uint64_t found = (marks - EIGHT(1)) & ~marks & EIGHT(0x80);
		has_mark = found != 0;
		if (has_mark)
			decimals = WORD - 1 - (unsigned)__builtin_ctzll(found) / 8;
	}
	if (has_mark) {
		/* Digits on either side of it. */
		if (decimals == 0 || decimals + 1 >= bytes)
			return false;
		const uint64_t before = (UINT64_C(1) << (WORD - 1 - decimals) * 8) - 1;
		last = (last & before) << 8 | (last & ~(before << 8 | 0xFF));
	}
	if (decimals > most || !are_digits(last) || !are_digits(head))
		return false;
	/* Below 10^16, times at most 10^4. */
	uint64_t value = join(head) * joins[has_mark] + join(last);
	if (decimals < most &&
	    (__builtin_mul_overflow(value, powers[most - decimals], &value) || value > INT64_MAX))
		return false;
	*minor = is_negative ? -(int64_t)value : (int64_t)value;
	return true;
}

/* digits / 10^decimals of the unit in minor units. */
static enum vd_number_status scale(const struct vd_amount_style *style,
				   const struct vd_numeral *numeral, bool is_negative,
				   int64_t *minor)
{
	vd_int128 value, power = 1;
	int shift = style->currency.decimals - numeral->decimals - style->unit.decimals;
	if (__builtin_mul_overflow(numeral->digits, style->unit.digits, &value))
		return VD_NUMBER_LARGE;
	for (int i = 0; i < (shift < 0 ? -shift : shift); i++)
		power *= 10; /* at most 10^36 */
	if (shift < 0 && value % power != 0)
		return VD_NUMBER_DECIMALS;
	if (shift < 0)
		value /= power;
	else if (__builtin_mul_overflow(value, power, &value))
		return VD_NUMBER_LARGE;
	if (value > INT64_MAX)
		return VD_NUMBER_LARGE;
	*minor = is_negative ? -(int64_t)value : (int64_t)value;
	return VD_NUMBER_OK;
}

/* Signs around the digits. A minus and a currency may stand on either side, in any order. */
struct signs {
	bool has_minus, has_plus, has_currency, is_open, was_open;
};

static void read_signs_before(const struct vd_amount_style *style, struct vd_numeral *numeral,
			      struct signs *signs)
{
	for (size_t start = SIZE_MAX; start != numeral->at && !vd_numeral_at_digit(numeral);) {
		start = numeral->at;
		vd_numeral_spaces(numeral);
		if (!signs->has_minus && !signs->has_plus && !signs->is_open) {
			const size_t plus = vd_numeral_starts(numeral, "+");
			signs->has_plus = plus > 0;
			numeral->at += plus;
			signs->has_minus = !plus && vd_numeral_minus(numeral);
		}
		if (!signs->has_currency)
			signs->has_currency = vd_numeral_currency(numeral, &style->currency);
		if (style->parentheses && !signs->is_open && !signs->has_minus &&
		    !signs->has_plus) {
			const size_t opening = vd_numeral_starts(numeral, "(");
			signs->is_open = opening > 0;
			numeral->at += opening;
		}
	}
}

static enum vd_number_status read_signs_after(const struct vd_amount_style *style,
					      struct vd_numeral *numeral, struct signs *signs)
{
	bool has_currency = false;
	for (size_t start = SIZE_MAX; start != numeral->at && !vd_numeral_at_end(numeral);) {
		start = numeral->at;
		vd_numeral_spaces(numeral);
		if (signs->is_open) {
			const size_t closing = vd_numeral_starts(numeral, ")");
			signs->is_open = closing == 0;
			signs->was_open = closing > 0;
			numeral->at += closing;
		}
		if (!has_currency)
			has_currency = vd_numeral_currency(numeral, &style->currency);
		if (signs->has_minus || signs->has_plus || signs->is_open || signs->was_open)
			continue;
		const size_t before = numeral->at;
		signs->has_minus = vd_numeral_minus(numeral);
		if (!signs->has_minus || style->trailing_minus)
			continue;
		const bool is_last = vd_numeral_at_end(numeral);
		numeral->at = before;
		return is_last ? VD_NUMBER_UNDECLARED : VD_NUMBER_MALFORMED;
	}
	return vd_numeral_at_end(numeral) && !signs->is_open ? VD_NUMBER_OK : VD_NUMBER_MALFORMED;
}

static enum vd_number_status read_number(const struct vd_amount_style *style,
					 struct vd_numeral *numeral, int64_t *minor)
{
	struct signs signs = { 0 };
	read_signs_before(style, numeral, &signs);
	if (!style->parentheses && !signs.has_minus && vd_numeral_starts(numeral, "(")) {
		struct vd_numeral inside = *numeral;
		inside.at++;
		read_signs_before(style, &inside, &signs);
		return vd_numeral_at_digit(&inside) ? VD_NUMBER_UNDECLARED : VD_NUMBER_NONE;
	}
	enum vd_number_status status = vd_numeral_digits(numeral, VD_NUMERAL_VALUE);
	if (status == VD_NUMBER_OK)
		status = read_signs_after(style, numeral, &signs);
	if (status == VD_NUMBER_OK)
		status = scale(style, numeral, signs.has_minus || signs.was_open, minor);
	return status;
}

static bool is_zero_word(const struct vd_amount_style *style, struct vd_slice text)
{
	for (size_t i = 0; i < style->zeros.count; i++) {
		const struct vd_slice *word = &style->zeros.items[i];
		if (word->bytes == text.bytes &&
		    (!text.bytes || memcmp(word->text, text.text, text.bytes) == 0))
			return true;
	}
	return false;
}

/* Bytes of the space at one end of a text, or 0. */
static size_t space_at(const struct vd_amount_style *style, struct vd_slice text, bool is_end)
{
	const char *const spaces[] = { " ", "\t", "\xC2\xA0", style->no_break_space };
	for (size_t i = 0; i < sizeof(spaces) / sizeof(*spaces); i++) {
		const size_t length = spaces[i] ? strlen(spaces[i]) : 0;
		if (length && text.bytes >= length &&
		    memcmp(text.text + (is_end ? text.bytes - length : 0), spaces[i], length) == 0)
			return length;
	}
	return 0;
}

/* What is left of a text without the spaces around it; of nothing but spaces, its first place. */
static struct vd_slice trim(const struct vd_amount_style *style, struct vd_slice text)
{
	size_t space;
	while ((space = space_at(style, text, true)))
		text.bytes -= space;
	while ((space = space_at(style, text, false)))
		text = (struct vd_slice){ text.text + space, text.bytes - space };
	return text;
}

static enum vd_number_status read_any(const struct vd_amount_style *style, struct vd_slice text,
				      int64_t *minor, size_t *at)
{
	const struct vd_slice inner = trim(style, text);
	struct vd_numeral numeral = { .text = inner.text,
				      .bytes = inner.bytes,
				      .style = &style->numbers,
				      .no_break_space = style->no_break_space };
	enum vd_number_status status = read_number(style, &numeral, minor);
	if (status != VD_NUMBER_OK && is_zero_word(style, inner)) {
		*minor = 0;
		return VD_NUMBER_OK;
	}
	if (status != VD_NUMBER_OK)
		*at = (text.bytes ? (size_t)(inner.text - text.text) : 0) + numeral.at;
	return status;
}

enum vd_number_status vd_amount_read(const struct vd_amount_style *style, struct vd_slice text,
				     int64_t *minor, size_t *at)
{
	if (read_plain(style, text.text, text.bytes, minor))
		return VD_NUMBER_OK;
	return read_any(style, text, minor, at);
}
