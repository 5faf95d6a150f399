#include "budget/value.h"

#include <math.h>
#include <string.h>

#include "budget/language.h"

struct vd_value vd_value_missing(enum vd_missing missing, const struct vd_code *code)
{
	return (struct vd_value){ .kind = VD_VALUE_MISSING, .missing = missing, .code = code };
}

struct vd_value vd_value_text(const char *text)
{
	return (struct vd_value){ .kind = VD_VALUE_TEXT, .text = text ? text : "" };
}

struct vd_value vd_value_word(const char *key)
{
	struct vd_value value = vd_value_text(key);
	value.is_word = true;
	return value;
}

struct vd_value vd_value_count(int64_t count)
{
	return (struct vd_value){ .kind = VD_VALUE_COUNT, .count = count };
}

struct vd_value vd_value_money(struct vd_money money)
{
	return (struct vd_value){ .kind = VD_VALUE_MONEY, .money = money };
}

struct vd_value vd_value_real(double number)
{
	if (!isfinite(number))
		return vd_value_missing(VD_BEYOND, NULL);
	return (struct vd_value){ .kind = VD_VALUE_REAL, .real = number };
}

bool vd_value_present(const struct vd_value *value)
{
	return value->kind != VD_VALUE_MISSING;
}

bool vd_value_says_why(const struct vd_value *value)
{
	return value->kind == VD_VALUE_MISSING && value->missing == VD_NOT_COMPUTED;
}

/* Money and counts as whole numbers: minor units, or the count. */
static bool whole_number(const struct vd_value *value, int64_t *number)
{
	if (value->kind == VD_VALUE_MONEY)
		*number = value->money.minor;
	else if (value->kind == VD_VALUE_COUNT)
		*number = value->count;
	else
		return false;
	return true;
}

struct vd_value vd_value_divide(const struct vd_value *a, const struct vd_value *b,
				const struct vd_currency *currency)
{
	if (!vd_value_present(a))
		return *a;
	if (!vd_value_present(b))
		return *b;
	int64_t over = 0, under = 0;
	if (!whole_number(a, &over) || !whole_number(b, &under)) {
		double divisor = vd_value_cell(b, currency);
		if (divisor == 0.0)
			return vd_value_missing(VD_NO_BASE, NULL);
		return vd_value_real(vd_value_cell(a, currency) / divisor);
	}
	if (under == 0)
		return vd_value_missing(VD_NO_BASE, NULL);
	struct vd_ratio ratio = { .numerator = over, .denominator = under };
	if (a->kind == VD_VALUE_MONEY && b->kind == VD_VALUE_COUNT)
		ratio.denominator *= vd_power_of_ten(currency->decimals);
	if (ratio.denominator < 0) {
		ratio.numerator = -ratio.numerator;
		ratio.denominator = -ratio.denominator;
	}
	return (struct vd_value){ .kind = VD_VALUE_RATIO, .ratio = ratio };
}

/* Adds the values, the second one turned if `turned`. */
static bool combine(const struct vd_value *a, const struct vd_value *b,
		    const struct vd_currency *currency, bool turned, struct vd_value *out)
{
	int64_t first = 0, second = 0, result = 0;
	if (!vd_value_present(a) || !vd_value_present(b)) {
		*out = vd_value_present(a) ? *b : *a;
		return true;
	}
	if (a->kind != b->kind || !whole_number(a, &first) || !whole_number(b, &second)) {
		double other = vd_value_cell(b, currency);
		*out = vd_value_real(vd_value_cell(a, currency) + (turned ? -other : other));
		return true;
	}
	if (turned ? __builtin_sub_overflow(first, second, &result)
		   : __builtin_add_overflow(first, second, &result))
		return false;
	*out = a->kind == VD_VALUE_MONEY ? vd_value_money((struct vd_money){ result })
					 : vd_value_count(result);
	return true;
}

bool vd_value_add(const struct vd_value *a, const struct vd_value *b,
		  const struct vd_currency *currency, struct vd_value *out)
{
	return combine(a, b, currency, false, out);
}

bool vd_value_subtract(const struct vd_value *a, const struct vd_value *b,
		       const struct vd_currency *currency, struct vd_value *out)
{
	return combine(a, b, currency, true, out);
}

int vd_value_sign(const struct vd_value *value)
{
	switch (value->kind) {
	case VD_VALUE_COUNT:
		return (value->count > 0) - (value->count < 0);
	case VD_VALUE_MONEY:
		return (value->money.minor > 0) - (value->money.minor < 0);
	case VD_VALUE_RATIO:
		return (value->ratio.numerator > 0) - (value->ratio.numerator < 0);
	case VD_VALUE_REAL:
		return (value->real > 0.0) - (value->real < 0.0);
	case VD_VALUE_MISSING:
	case VD_VALUE_TEXT:
		break;
	}
	return 0;
}

struct vd_value vd_value_scale(const struct vd_value *a, const struct vd_value *factor,
			       const struct vd_currency *currency)
{
	if (!vd_value_present(a))
		return *a;
	if (!vd_value_present(factor))
		return *factor;
	return vd_value_real(vd_value_cell(a, currency) * vd_value_cell(factor, currency));
}

double vd_value_cell(const struct vd_value *value, const struct vd_currency *currency)
{
	switch (value->kind) {
	case VD_VALUE_COUNT:
		return (double)value->count;
	case VD_VALUE_MONEY:
		return vd_money_double(value->money, currency);
	case VD_VALUE_RATIO:
		return vd_ratio_double(value->ratio);
	case VD_VALUE_REAL:
		return value->real;
	case VD_VALUE_MISSING:
	case VD_VALUE_TEXT:
		break;
	}
	return NAN;
}

double vd_value_number(const struct vd_value *value, enum vd_unit unit,
		       const struct vd_currency *currency)
{
	if (vd_unit_is_percent(unit) && value->kind == VD_VALUE_RATIO)
		return vd_ratio_double((struct vd_ratio){ value->ratio.numerator * 100,
							  value->ratio.denominator });
	double number = vd_value_cell(value, currency);
	return vd_unit_is_percent(unit) ? number * 100.0 : number;
}

bool vd_unit_is_percent(enum vd_unit unit)
{
	return unit == VD_UNIT_PERCENT || unit == VD_UNIT_SHARE;
}

bool vd_unit_is_number(enum vd_unit unit)
{
	return unit != VD_UNIT_TEXT;
}

uint8_t vd_unit_decimals(enum vd_unit unit, const struct vd_currency *currency)
{
	switch (unit) {
	case VD_UNIT_TEXT:
	case VD_UNIT_YEAR:
	case VD_UNIT_COUNT:
	case VD_UNITS:
		return 0;
	case VD_UNIT_FOREIGN:
		return 2;
	case VD_UNIT_MONEY:
		return currency->decimals;
	case VD_UNIT_PERCENT:
		return 2;
	case VD_UNIT_SHARE:
		return 6;
	case VD_UNIT_PER_UNIT:
	case VD_UNIT_NUMBER:
	case VD_UNIT_OF_ROW:
	case VD_UNIT_OF_PART:
	case VD_UNIT_OF_BASE:
		return 4;
	}
	return 0;
}

const char *vd_unit_name(enum vd_unit unit, const struct vd_currency *currency)
{
	switch (unit) {
	case VD_UNIT_TEXT:
		return N_("text");
	case VD_UNIT_YEAR:
		return N_("year");
	case VD_UNIT_COUNT:
		return N_("count");
	case VD_UNIT_MONEY:
	case VD_UNIT_PER_UNIT:
		return currency->code;
	case VD_UNIT_PERCENT:
	case VD_UNIT_SHARE:
		return N_("percent");
	case VD_UNIT_FOREIGN:
		return N_("other currency");
	case VD_UNIT_NUMBER:
		return N_("number");
	case VD_UNIT_OF_ROW:
	case VD_UNIT_OF_PART:
	case VD_UNIT_OF_BASE:
		return N_("of the row");
	case VD_UNITS:
		break;
	}
	return "";
}

/* Group the whole part of a plain decimal text in threes. */
static const char *group(struct vd_arena *arena, const char *plain)
{
	size_t start = plain[0] == '-' ? 1 : 0, end = start;
	while (plain[end] >= '0' && plain[end] <= '9')
		end++;
	const char *grouped = vd_arena_copy(arena, plain, start);
	for (size_t i = start; i < end; i++)
		grouped = vd_arena_format(arena, "%s%s%c", grouped,
					  i > start && (end - i) % 3 == 0 ? "," : "", plain[i]);
	return vd_arena_format(arena, "%s%s", grouped, plain + end);
}

/* A real number to 12 significant digits, without an exponent and without idle zeros. */
static const char *twelve_digits(struct vd_arena *arena, double number)
{
	int before = 1; /* digits before the point; zero and less count idle zeros behind it */
	double size = fabs(number);
	while (size >= 10.0 && before < 12) {
		size /= 10.0;
		before++;
	}
	while (size > 0.0 && size < 1.0 && before > -12) {
		size *= 10.0;
		before--;
	}
	char *text = vd_arena_format(arena, "%.*f", 12 - before, number);
	size_t length = strlen(text);
	while (strchr(text, '.') && (text[length - 1] == '0' || text[length - 1] == '.')) {
		bool point = text[length - 1] == '.';
		text[--length] = '\0';
		if (point)
			break;
	}
	return text;
}

/* A zero has no sign. */
static const char *unsigned_zero(const char *number)
{
	return *number == '-' && !number[1 + strspn(number + 1, "0.,")] ? number + 1 : number;
}

/* Of a key with an id behind it, such as `institution/mpfn`, the first part is the word. */
static const char *word(struct vd_arena *arena, const char *key)
{
	const char *id = strchr(key, '/');
	return id ? vd_arena_format(arena, "%s%s",
				    vd_word(vd_arena_copy(arena, key, (size_t)(id - key))), id)
		  : vd_word(key);
}

static const char *format(struct vd_arena *arena, const struct vd_value *value, enum vd_unit unit,
			  const struct vd_currency *currency, bool rounded)
{
	uint8_t shift = vd_unit_is_percent(unit) ? 2 : 0;
	uint8_t decimals = vd_unit_decimals(unit, currency);
	const char *number = "";
	switch (value->kind) {
	case VD_VALUE_MISSING:
		return value->code ? vd_code_shown(value->code) : vd_missing_words(value->missing);
	case VD_VALUE_TEXT:
		return value->is_word ? word(arena, value->text) : value->text;
	case VD_VALUE_COUNT:
		number = vd_count_format(arena, value->count,
					 unit == VD_UNIT_YEAR ? VD_UNGROUPED : VD_GROUPED);
		break;
	case VD_VALUE_MONEY:
		number = vd_money_format(arena, value->money, currency, VD_GROUPED);
		break;
	case VD_VALUE_RATIO:
		number = rounded ? vd_ratio_format(arena, value->ratio, shift, decimals, VD_GROUPED)
				 : vd_ratio_unrounded(arena, value->ratio, shift);
		break;
	case VD_VALUE_REAL: {
		double shown = vd_value_number(value, unit, currency);
		number = rounded ? group(arena, vd_arena_format(arena, "%.*f", decimals, shown))
				 : group(arena, twelve_digits(arena, shown));
		if (rounded && unit == VD_UNIT_NUMBER && shown != 0.0 && fabs(shown) < 0.00005)
			number = shown > 0.0 ? "<0.0001" : ">-0.0001";
		number = unsigned_zero(number);
		break;
	}
	}
	return vd_unit_is_percent(unit) ? vd_arena_format(arena, "%s%%", number) : number;
}

const char *vd_value_format(struct vd_arena *arena, const struct vd_value *value, enum vd_unit unit,
			    const struct vd_currency *currency)
{
	return format(arena, value, unit, currency, true);
}

const char *vd_value_unrounded(struct vd_arena *arena, const struct vd_value *value,
			       enum vd_unit unit, const struct vd_currency *currency)
{
	return format(arena, value, unit, currency, false);
}

/* The exact decimal if it is short, else 15 significant digits. */
static const char *plain_ratio(struct vd_arena *arena, struct vd_ratio ratio, uint8_t shift)
{
	vd_int128 scaled = ratio.numerator;
	for (uint8_t i = 0; i < shift; i++)
		scaled *= 10;
	if (scaled % ratio.denominator == 0)
		return vd_ratio_format(arena, ratio, shift, 0, VD_UNGROUPED);
	return vd_arena_format(arena, "%.15g",
			       vd_ratio_double((struct vd_ratio){ scaled, ratio.denominator }));
}

const char *vd_value_plain(struct vd_arena *arena, const struct vd_value *value, enum vd_unit unit,
			   const struct vd_currency *currency)
{
	switch (value->kind) {
	case VD_VALUE_MISSING:
		return "";
	case VD_VALUE_TEXT:
		return value->text;
	case VD_VALUE_COUNT:
		return vd_count_format(arena, value->count, VD_UNGROUPED);
	case VD_VALUE_MONEY:
		return vd_money_format(arena, value->money, currency, VD_UNGROUPED);
	case VD_VALUE_RATIO:
		return plain_ratio(arena, value->ratio, vd_unit_is_percent(unit) ? 2 : 0);
	case VD_VALUE_REAL:
		/* An amount keeps the currency's decimals, whatever it was computed with. */
		if (unit == VD_UNIT_MONEY)
			return unsigned_zero(
				vd_arena_format(arena, "%.*f", currency->decimals, value->real));
		return unsigned_zero(
			vd_arena_format(arena, "%.15g", vd_value_number(value, unit, currency)));
	}
	return "";
}
