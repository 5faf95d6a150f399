#include "budget/printed.h"

#include <math.h>
#include <string.h>
#include <strings.h>

#include "budget/language.h"

const char *vd_fit_word(enum vd_fit fit)
{
	static const char *const words[] = { [VD_FIT_NONE] = "none",
					     [VD_FIT_TRUNCATED] = N_("truncated"),
					     [VD_FIT_ROUNDED] = N_("rounded"),
					     [VD_FIT_EXACT] = N_("exact") };
	return words[fit];
}

/* Beyond it a double tells as much. */
enum { EXPONENT_MOST = VD_DECIMALS_MOST };

static vd_int128 power_of_ten(int exponent)
{
	vd_int128 power = 1;
	for (int i = 0; i < exponent; i++)
		power *= 10;
	return power;
}

/* The value as a fraction; percentages times 100. */
static bool as_fraction(const struct vd_value *value, enum vd_unit unit,
			const struct vd_currency *currency, struct vd_ratio *out)
{
	switch (value->kind) {
	case VD_VALUE_COUNT:
		*out = (struct vd_ratio){ value->count, 1 };
		break;
	case VD_VALUE_MONEY:
		*out = (struct vd_ratio){ value->money.minor, vd_power_of_ten(currency->decimals) };
		break;
	case VD_VALUE_RATIO:
		*out = value->ratio;
		break;
	case VD_VALUE_MISSING:
	case VD_VALUE_TEXT:
	case VD_VALUE_REAL:
		return false;
	}
	return !vd_unit_is_percent(unit) ||
	       !__builtin_mul_overflow(out->numerator, 100, &out->numerator);
}

/* The value in units of the last digit printed. @return false if beyond 128 bits */
static bool shift(const struct vd_printed *printed, struct vd_ratio *value)
{
	bool is_up = printed->exponent > 0;
	vd_int128 *part = is_up ? &value->denominator : &value->numerator;
	int exponent = is_up ? printed->exponent : -printed->exponent;
	return exponent <= EXPONENT_MOST &&
	       !__builtin_mul_overflow(*part, power_of_ten(exponent), part);
}

/* The value by magnitude, in units of the printed number's last digit. */
static double in_last_digits(const struct vd_printed *printed, const struct vd_value *value,
			     enum vd_unit unit, const struct vd_currency *currency)
{
	return fabs(vd_value_number(value, unit, currency)) / pow(10.0, printed->exponent);
}

bool vd_printed_digits(const struct vd_printed *printed, const struct vd_value *value,
		       enum vd_unit unit, const struct vd_currency *currency, struct vd_digits *out)
{
	struct vd_ratio fraction = { 0 };
	if (!vd_value_present(value) || value->kind == VD_VALUE_TEXT)
		return false;
	if (as_fraction(value, unit, currency, &fraction) && shift(printed, &fraction)) {
		vd_int128 rest = fraction.numerator % fraction.denominator;
		vd_int128 away = rest < 0 ? -1 : 1;
		out->cut = fraction.numerator / fraction.denominator;
		out->is_whole = rest == 0;
		out->is_tie = rest * away == fraction.denominator - rest * away;
		out->rounded =
			out->cut + (rest * away >= fraction.denominator - rest * away ? away : 0);
		return true;
	}
	double number = vd_value_number(value, unit, currency) / pow(10.0, printed->exponent);
	if (!(fabs(number) < 0x1p100))
		return false;
	out->is_whole = fabs(number - round(number)) <= 1e-12 * fmax(1.0, fabs(number));
	out->is_tie = false;
	out->rounded = (vd_int128)round(number);
	out->cut = out->is_whole ? out->rounded : (vd_int128)trunc(number);
	return true;
}

static vd_int128 magnitude(vd_int128 number)
{
	return number < 0 ? -number : number;
}

enum vd_fit vd_printed_fit(const struct vd_printed *printed, const struct vd_value *value,
			   enum vd_unit unit, const struct vd_currency *currency)
{
	struct vd_digits digits;
	if (!vd_printed_digits(printed, value, unit, currency, &digits))
		return VD_FIT_NONE;
	bool is_rounded = magnitude(digits.rounded) == printed->digits;
	if (is_rounded)
		return digits.is_whole ? VD_FIT_EXACT : VD_FIT_ROUNDED;
	return magnitude(digits.cut) == printed->digits ? VD_FIT_TRUNCATED : VD_FIT_NONE;
}

enum vd_fit vd_printed_fit_interval(const struct vd_printed *printed,
				    const struct vd_interval *interval, enum vd_unit unit,
				    const struct vd_currency *currency)
{
	struct vd_digits low, middle, high;
	if (!vd_printed_digits(printed, &interval->low, unit, currency, &low) ||
	    !vd_printed_digits(printed, &interval->middle, unit, currency, &middle) ||
	    !vd_printed_digits(printed, &interval->high, unit, currency, &high))
		return VD_FIT_NONE;
	vd_int128 digits = printed->negative ? -(vd_int128)printed->digits : printed->digits;
	if (middle.is_whole && middle.rounded == digits)
		return VD_FIT_EXACT;
	/* An open end comes near, no further. */
	if (interval->high_open && high.rounded > 0)
		high.rounded -= high.is_tie;
	if (interval->low_open && low.rounded < 0)
		low.rounded += low.is_tie;
	if (interval->high_open && high.cut > 0)
		high.cut -= high.is_whole;
	if (interval->low_open && low.cut < 0)
		low.cut += low.is_whole;
	/* Both grow with the value: some value between the ends comes out at the digits. */
	if (low.rounded <= digits && digits <= high.rounded)
		return VD_FIT_ROUNDED;
	return low.cut <= digits && digits <= high.cut ? VD_FIT_TRUNCATED : VD_FIT_NONE;
}

struct vd_interval vd_printed_point(const struct vd_printed *printed, enum vd_unit unit)
{
	struct vd_value value = { .kind = VD_VALUE_RATIO, .ratio = { printed->digits, 1 } };
	if (printed->negative)
		value.ratio.numerator = -value.ratio.numerator;
	int power = printed->exponent - (vd_unit_is_percent(unit) ? 2 : 0);
	for (; power > 0; power--)
		value.ratio.numerator *= 10;
	for (; power < 0; power++)
		value.ratio.denominator *= 10;
	return (struct vd_interval){ .low = value, .middle = value, .high = value };
}

double vd_printed_distance(const struct vd_printed *printed, const struct vd_value *value,
			   enum vd_unit unit, const struct vd_currency *currency)
{
	return fabs(in_last_digits(printed, value, unit, currency) - (double)printed->digits);
}

/* What may stand behind a number: how much it is worth, as a power of ten. */
static const struct scale {
	const char *words;
	int power;
	bool percent;
} scales[] = {
	{ "mil millones", 9, false },
	{ "per cent", 0, true },
	{ "por ciento", 0, true },
	{ "percent", 0, true },
	{ "%", 0, true },
	{ "thousand", 3, false },
	{ "mil", 3, false },
	{ "millions", 6, false },
	{ "million", 6, false },
	{ "millones", 6, false },
	{ "millón", 6, false },
	{ "millon", 6, false },
	{ "m", 6, false },
	{ "billion", 9, false },
	{ "bn", 9, false },
	{ "cents", -2, false },
	{ "cent", -2, false },
	{ "centavos", -2, false },
	{ "céntimos", -2, false },
	{ "centimos", -2, false },
	{ "céntimo", -2, false },
};

/* Whether a text begins with some whole words. */
static bool begins(const char *text, const char *words)
{
	size_t length = strlen(words);
	return strncmp(text, words, length) == 0 && (!text[length] || text[length] == ' ');
}

/* Whether words say no more than what is meant anyway: "soles per person", "de PEN". */
static bool says_nothing(const char *words, const struct vd_currency *currency)
{
	static const char *const empty[] = { "soles",	   "sol",    "de",     "of",
					     "per",	   "por",    "person", "head",
					     "inhabitant", "capita", "cápita", "persona",
					     "habitante" };
	while (*words) {
		size_t length = strcspn(words, " ");
		bool known = length == strlen(currency->code) &&
			     strncasecmp(words, currency->code, length) == 0;
		for (size_t i = 0; i < sizeof(empty) / sizeof(*empty) && !known; i++)
			known = begins(words, empty[i]);
		if (!known)
			return false;
		words += length;
		words += strspn(words, " ");
	}
	return true;
}

/* The scale that the words behind a number begin with; NULL if they say something unknown. */
static const struct scale *scale_of(const char *words, const struct vd_currency *currency)
{
	static const struct scale none = { "", 0, false };
	for (size_t i = 0; i < sizeof(scales) / sizeof(*scales); i++) {
		if (!begins(words, scales[i].words))
			continue;
		const char *rest = words + strlen(scales[i].words);
		return says_nothing(rest + strspn(rest, " "), currency) ? &scales[i] : NULL;
	}
	return says_nothing(words, currency) ? &none : NULL;
}

static const struct vd_number_style english = {
	.decimal = ".",
	.grouping = { ",", "'", "’", " " },
	.grouping_count = 4,
};

static const struct vd_number_style spanish = {
	.decimal = ",",
	.grouping = { ".", "'", "’", " " },
	.grouping_count = 4,
};

static const char *lower_case(struct vd_arena *arena, const char *text, size_t bytes)
{
	char *copy = vd_arena_copy(arena, text, bytes);
	for (char *c = copy; *c; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c - 'A' + 'a');
	return copy;
}

/* ".5" and "-.5" want a zero. */
static const char *with_zero(struct vd_arena *arena, const char *number)
{
	static const char *const minuses[] = { "-", "−", "" };
	for (size_t i = 0; i < sizeof(minuses) / sizeof(*minuses); i++) {
		size_t length = strlen(minuses[i]);
		if (strncmp(number, minuses[i], length) != 0)
			continue;
		const char *rest = number + length;
		return *rest == '.' || *rest == ','
			       ? vd_arena_format(arena, "%s0%s", minuses[i], rest)
			       : number;
	}
	return number;
}

bool vd_printed_read(struct vd_arena *arena, const char *text, const struct vd_number_style *style,
		     const struct vd_currency *currency, struct vd_printed *out)
{
	const struct vd_number_style *styles[] = { style, &english, &spanish };
	/* The number ends with the last digit, or the percent sign behind it. */
	size_t length = strlen(text), end = length;
	while (end && !(text[end - 1] >= '0' && text[end - 1] <= '9') && text[end - 1] != '%')
		end--;
	const char *word = text + end;
	while (*word == ' ')
		word++;
	size_t word_length = strlen(word);
	while (word_length && word[word_length - 1] == ' ')
		word_length--;
	word = lower_case(arena, word, word_length);
	const char *number = vd_arena_copy(arena, text, end);
	while (*number == ' ' || *number == '+')
		number++;
	number = with_zero(arena, number);
	const struct scale *scale = scale_of(word, currency);
	if (!end || !scale)
		return false;
	for (size_t i = 0; i < sizeof(styles) / sizeof(*styles); i++) {
		struct vd_decimal decimal;
		size_t at;
		if (vd_decimal_parse(number, styles[i], currency, &decimal, &at) != VD_NUMBER_OK ||
		    decimal.digits == INT64_MIN)
			continue;
		*out = (struct vd_printed){ .digits = decimal.digits < 0 ? -decimal.digits
									 : decimal.digits,
					    .exponent = scale->power - decimal.decimals,
					    .negative = decimal.digits < 0,
					    .percent = decimal.percent || scale->percent };
		return true;
	}
	return false;
}
