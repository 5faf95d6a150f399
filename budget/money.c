#include "budget/money.h"

#include <math.h>
#include <string.h>

#include "budget/numeral.h"
#include "budget/text.h"

const struct vd_number_style vd_plain_numbers = { .decimal = "." };
const struct vd_currency vd_no_currency = { .code = "XXX", .decimals = 2 };

/* ISO 4217, list one of 2024: the codes in use, by the decimals of their minor unit. */
static const char *const codes_by_decimals[] = {
	[0] = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
	[2] = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN "
	      "BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB "
	      "EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS "
	      "KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN "
	      "MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD "
	      "SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS "
	      "UAH USD USN UYU UZS VED VES WST XCD XCG XXX YER ZAR ZMW ZWG",
	[3] = "BHD IQD JOD KWD LYD OMR TND",
	[4] = "CLF UYW",
};

static const struct {
	const char *code, *signs[3];
} currency_signs[] = {
	{ "PEN", { "S/.", "S/" } }, { "USD", { "US$", "$" } },	{ "EUR", { "€" } },
	{ "GBP", { "£" } },	    { "BRL", { "R$" } },	{ "MXN", { "MX$", "$" } },
	{ "COP", { "COL$", "$" } }, { "ARS", { "AR$", "$" } },	{ "CLP", { "CLP$", "$" } },
	{ "UYU", { "$U", "$" } },   { "BOB", { "Bs.", "Bs" } }, { "VES", { "Bs.", "Bs" } },
	{ "PYG", { "Gs.", "₲" } },  { "CRC", { "₡" } },		{ "GTQ", { "Q" } },
	{ "HNL", { "L." } },	    { "NIO", { "C$" } },	{ "DOP", { "RD$", "$" } },
	{ "PAB", { "B/." } },	    { "JPY", { "¥" } },		{ "CNY", { "¥" } },
	{ "INR", { "₹" } },	    { "PHP", { "₱" } },		{ "NGN", { "₦" } },
	{ "KES", { "KSh" } },	    { "ZAR", { "R" } },		{ "CAD", { "CA$", "$" } },
	{ "AUD", { "A$", "$" } },
};

bool vd_currency_find(const char *code, struct vd_currency *found)
{
	if (strlen(code) != 3 || strchr(code, ' '))
		return false;
	const size_t lists = sizeof(codes_by_decimals) / sizeof(*codes_by_decimals);
	for (size_t decimals = 0; decimals < lists; decimals++) {
		if (!codes_by_decimals[decimals] || !strstr(codes_by_decimals[decimals], code))
			continue;
		*found = (struct vd_currency){ .decimals = (uint8_t)decimals };
		memcpy(found->code, code, 4);
		for (size_t i = 0; i < sizeof(currency_signs) / sizeof(*currency_signs); i++)
			if (vd_same(currency_signs[i].code, code))
				memcpy(found->signs, currency_signs[i].signs, sizeof(found->signs));
		return true;
	}
	return false;
}

bool vd_currency_nearest(const char *code, struct vd_currency *found)
{
	char upper[4] = { 0 };
	if (strlen(code) != 3)
		return false;
	for (size_t i = 0; i < 3; i++)
		upper[i] = code[i] >= 'a' && code[i] <= 'z' ? (char)(code[i] - 'a' + 'A') : code[i];
	return !vd_same(code, upper) && vd_currency_find(upper, found);
}

size_t vd_currency_by_sign(const char *sign, struct vd_currency *found)
{
	size_t users = 0;
	for (size_t i = 0; i < sizeof(currency_signs) / sizeof(*currency_signs); i++)
		for (size_t k = 0; k < 3; k++)
			if (vd_same(currency_signs[i].signs[k], sign) && users++ == 0)
				vd_currency_find(currency_signs[i].code, found);
	return users;
}

enum vd_number_status vd_decimal_parse(const char *text, const struct vd_number_style *style,
				       const struct vd_currency *currency, struct vd_decimal *out,
				       size_t *at)
{
	struct vd_numeral numeral = { .text = text, .bytes = strlen(text), .style = style };
	bool is_negative = vd_numeral_minus(&numeral), is_percent = false;
	vd_numeral_spaces(&numeral);
	const bool has_sign = currency && vd_numeral_currency(&numeral, currency);
	vd_numeral_spaces(&numeral);
	if (has_sign && !is_negative)
		is_negative = vd_numeral_minus(&numeral);
	enum vd_number_status status = vd_numeral_digits(&numeral, VD_NUMERAL_PRINTED);
	if (status == VD_NUMBER_OK) {
		vd_numeral_spaces(&numeral);
		const size_t percent = vd_numeral_starts(&numeral, "%");
		is_percent = percent > 0;
		numeral.at += percent;
		if (!vd_numeral_at_end(&numeral))
			status = VD_NUMBER_MALFORMED;
	}
	*at = numeral.at;
	if (status != VD_NUMBER_OK)
		return status;
	const int64_t digits = (int64_t)numeral.digits;
	*out = (struct vd_decimal){ .digits = is_negative ? -digits : digits,
				    .decimals = numeral.decimals,
				    .percent = is_percent };
	return VD_NUMBER_OK;
}

int64_t vd_power_of_ten(uint8_t exponent)
{
	int64_t power = 1;
	for (uint8_t i = 0; i < exponent; i++)
		power *= 10;
	return power;
}

enum vd_number_status vd_money_from_decimal(struct vd_decimal decimal,
					    const struct vd_currency *currency,
					    struct vd_money *out)
{
	if (decimal.decimals > currency->decimals)
		return VD_NUMBER_DECIMALS;
	int64_t factor = vd_power_of_ten((uint8_t)(currency->decimals - decimal.decimals));
	int64_t minor = 0;
	if (__builtin_mul_overflow(decimal.digits, factor, &minor))
		return VD_NUMBER_LARGE;
	out->minor = minor;
	return VD_NUMBER_OK;
}

double vd_money_double(struct vd_money money, const struct vd_currency *currency)
{
	return (double)money.minor / (double)vd_power_of_ten(currency->decimals);
}

bool vd_money_fits_double(struct vd_money money, const struct vd_currency *currency)
{
	double scaled =
		vd_money_double(money, currency) * (double)vd_power_of_ten(currency->decimals);
	return fabs(scaled) < 0x1p63 && (int64_t)nearbyint(scaled) == money.minor;
}

/* Digits of a magnitude with its decimals, grouped in threes if asked. */
static const char *format_digits(struct vd_arena *arena, bool negative, vd_int128 magnitude,
				 uint8_t decimals, enum vd_grouping grouping)
{
	char text[96];
	size_t i = sizeof(text) - 1;
	text[i] = '\0';
	for (uint8_t k = 0; k < decimals; k++) {
		text[--i] = (char)('0' + (int)(magnitude % 10));
		magnitude /= 10;
	}
	if (decimals)
		text[--i] = '.';
	size_t written = 0;
	do {
		if (grouping == VD_GROUPED && written && written % 3 == 0)
			text[--i] = ',';
		text[--i] = (char)('0' + (int)(magnitude % 10));
		magnitude /= 10;
		written++;
	} while (magnitude);
	if (negative)
		text[--i] = '-';
	return vd_arena_copy(arena, text + i, sizeof(text) - 1 - i);
}

static vd_int128 magnitude_of(vd_int128 value)
{
	return value < 0 ? -value : value;
}

const char *vd_money_format(struct vd_arena *arena, struct vd_money money,
			    const struct vd_currency *currency, enum vd_grouping grouping)
{
	return format_digits(arena, money.minor < 0, magnitude_of(money.minor), currency->decimals,
			     grouping);
}

const char *vd_count_format(struct vd_arena *arena, int64_t count, enum vd_grouping grouping)
{
	return format_digits(arena, count < 0, magnitude_of(count), 0, grouping);
}

/*
 * The first `decimals` digits of |ratio| × 10^shift as one whole number, and the remainder.
 * Long division, so that no product leaves 128 bits: the numerator has at most 96 bits here.
 */
static vd_int128 divide(struct vd_ratio ratio, uint32_t digits, vd_int128 *remainder)
{
	vd_int128 left = magnitude_of(ratio.numerator);
	vd_int128 quotient = left / ratio.denominator;
	left %= ratio.denominator;
	for (uint32_t i = 0; i < digits; i++) {
		left *= 10;
		quotient = quotient * 10 + left / ratio.denominator;
		left %= ratio.denominator;
	}
	*remainder = left;
	return quotient;
}

const char *vd_ratio_format(struct vd_arena *arena, struct vd_ratio ratio, uint8_t shift,
			    uint8_t decimals, enum vd_grouping grouping)
{
	vd_int128 remainder = 0;
	vd_int128 quotient = divide(ratio, (uint32_t)shift + decimals, &remainder);
	if (remainder >= ratio.denominator - remainder)
		quotient++;
	return format_digits(arena, ratio.numerator < 0 && quotient, quotient, decimals, grouping);
}

const char *vd_ratio_unrounded(struct vd_arena *arena, struct vd_ratio ratio, uint8_t shift)
{
	enum { SIGNIFICANT = 12, LONGEST = 24 };
	vd_int128 remainder = 0, quotient = 0, limit = vd_power_of_ten(SIGNIFICANT - 1);
	uint8_t decimals = 0;
	for (;; decimals++) {
		quotient = divide(ratio, (uint32_t)shift + decimals, &remainder);
		if (!remainder || quotient >= limit || decimals == LONGEST)
			break;
	}
	const char *digits = format_digits(arena, ratio.numerator < 0 && quotient, quotient,
					   decimals, VD_GROUPED);
	return remainder ? vd_arena_format(arena, "%s…", digits) : digits;
}

double vd_ratio_double(struct vd_ratio ratio)
{
	return (double)ratio.numerator / (double)ratio.denominator;
}
