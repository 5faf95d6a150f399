/* Exact fractions and ranges between them: every result worked by hand. */
#include "budget/interval.h"

#include <math.h>

#include "tests/unit/helper.h"

TestSuite(interval, .init = unit_open, .fini = unit_close);

static struct vd_value ratio(vd_int128 over, vd_int128 under)
{
	return (struct vd_value){ .kind = VD_VALUE_RATIO, .ratio = { over, under } };
}

static struct vd_interval exact(int64_t over, int64_t under)
{
	struct vd_value value = ratio(over, under);
	return (struct vd_interval){ .low = value, .middle = value, .high = value };
}

static struct vd_interval rounded(int64_t digits, uint8_t decimals)
{
	return vd_interval_of_decimal((struct vd_decimal){ .digits = digits, .decimals = decimals },
				      true);
}

/* Fractions come out in lowest terms, above a denominator that is more than zero. */
static bool is(const struct vd_value *value, int64_t over, int64_t under)
{
	return value->kind == VD_VALUE_RATIO && value->ratio.numerator == over &&
	       value->ratio.denominator == under;
}

static const char *shown(const struct vd_value *value)
{
	if (value->kind != VD_VALUE_RATIO)
		return vd_arena_format(unit.arena, "kind %d", (int)value->kind);
	return vd_arena_format(unit.arena, "%lld/%lld", (long long)value->ratio.numerator,
			       (long long)value->ratio.denominator);
}

/* A low end, middle and high end as fractions. */
struct ends {
	int64_t low[2], middle[2], high[2];
};

static void expect(struct vd_interval got, struct ends wanted, const char *what)
{
	cr_expect(is(&got.low, wanted.low[0], wanted.low[1]), "%s: low %s", what, shown(&got.low));
	cr_expect(is(&got.middle, wanted.middle[0], wanted.middle[1]), "%s: middle %s", what,
		  shown(&got.middle));
	cr_expect(is(&got.high, wanted.high[0], wanted.high[1]), "%s: high %s", what,
		  shown(&got.high));
}

static void expect_point(struct vd_interval got, int64_t over, int64_t under, const char *what)
{
	expect(got, (struct ends){ { over, under }, { over, under }, { over, under } }, what);
}

static void expect_missing(struct vd_interval got, enum vd_missing missing, const char *what)
{
	const struct vd_value *const values[] = { &got.low, &got.middle, &got.high };
	for (size_t i = 0; i < UNIT_COUNT(values); i++)
		cr_expect(values[i]->kind == VD_VALUE_MISSING && values[i]->missing == missing,
			  "%s: %s", what, shown(values[i]));
}

Test(interval, takes_values_in_major_units)
{
	static const struct {
		const char *code;
		int64_t minor, over, under;
	} cases[] = {
		{ "PEN", 123450, 2469, 2 },
		{ "PEN", -5, -1, 20 },
		{ "PEN", 0, 0, 1 },
		{ "JPY", 1500, 1500, 1 },
		{ "KWD", 1500, 3, 2 },
		{ "KWD", 1499, 1499, 1000 },
		{ "JPY", INT64_MAX, INT64_MAX, 1 },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		struct vd_value value = vd_value_money((struct vd_money){ cases[i].minor });
		expect_point(vd_interval_of(&value, unit_currency(cases[i].code)), cases[i].over,
			     cases[i].under, cases[i].code);
	}
	struct vd_value count = vd_value_count(-7), real = vd_value_real(0.1);
	expect_point(vd_interval_of(&count, unit_currency("PEN")), -7, 1, "a count");
	expect_point(vd_interval_of_whole(12), 12, 1, "a whole number");
	struct vd_interval of_real = vd_interval_of(&real, unit_currency("PEN"));
	cr_expect(of_real.low.kind == VD_VALUE_REAL && of_real.low.real == 0.1 &&
		  of_real.high.real == 0.1 && of_real.middle.real == 0.1);
	struct vd_value missing = vd_value_missing(VD_NO_SERIES, NULL);
	expect_missing(vd_interval_of(&missing, unit_currency("PEN")), VD_NO_SERIES, "missing");
	expect_missing(vd_interval_missing(VD_NO_AMOUNTS), VD_NO_AMOUNTS, "missing");
}

/* Half of the last digit either way; a percent sign makes a fraction. */
Test(interval, takes_printed_numbers)
{
	static const struct {
		struct vd_decimal number;
		bool is_rounded;
		struct ends wanted;
	} cases[] = {
		{ { 125, 1, false }, false, { { 25, 2 }, { 25, 2 }, { 25, 2 } } },
		{ { 125, 1, false }, true, { { 249, 20 }, { 25, 2 }, { 251, 20 } } },
		{ { 1250, 2, false }, true, { { 2499, 200 }, { 25, 2 }, { 2501, 200 } } },
		{ { 5, 0, true }, false, { { 1, 20 }, { 1, 20 }, { 1, 20 } } },
		{ { 5, 0, true }, true, { { 9, 200 }, { 1, 20 }, { 11, 200 } } },
		{ { 5421, 2, true },
		  true,
		  { { 10841, 20000 }, { 5421, 10000 }, { 10843, 20000 } } },
		{ { -3, 0, false }, true, { { -7, 2 }, { -3, 1 }, { -5, 2 } } },
		{ { 0, 0, false }, true, { { -1, 2 }, { 0, 1 }, { 1, 2 } } },
		{ { 0, 2, true }, false, { { 0, 1 }, { 0, 1 }, { 0, 1 } } },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++)
		expect(vd_interval_of_decimal(cases[i].number, cases[i].is_rounded),
		       cases[i].wanted, vd_arena_format(unit.arena, "case %zu", i));
	/* The most digits and decimals there are: 2 x (2^63 - 1) + 1 is no 64 bits any more. */
	struct vd_decimal large = { INT64_MAX, VD_DECIMALS_MOST, true };
	struct vd_interval got = vd_interval_of_decimal(large, true);
	/* 2^64 - 3 has no part in 2 x 10^20, and 2^64 - 1 is five times 3,689,348,814,741,910,323. */
	vd_int128 ends = (vd_int128)INT64_MAX * 2;
	cr_expect_eq(got.low.ratio.numerator, ends - 1);
	cr_expect_eq(got.high.ratio.numerator, INT64_C(3689348814741910323));
	cr_expect_eq(got.high.ratio.denominator * 5, got.low.ratio.denominator);
}

/* Half away from zero: 2.5 is printed 3, 3.5 is not; -3.5 is not -3; nor are 0.5 and -0.5 zero. */
Test(interval, ends_are_open_away_from_zero)
{
	struct vd_interval three = rounded(3, 0), one = rounded(1, 0), minus = rounded(-1, 0);
	struct vd_interval zero = rounded(0, 0), four = exact(4, 1), nothing = exact(0, 1);
	const struct {
		struct vd_interval interval;
		bool low_open, high_open;
		const char *what;
	} cases[] = {
		{ four, false, false, "exact" },
		{ three, false, true, "3" },
		{ minus, true, false, "-1" },
		{ zero, true, true, "0" },
		{ vd_interval_add(&three, &four), false, true, "3 + an exact 4" },
		{ vd_interval_add(&three, &minus), true, true, "3 - 1" },
		{ vd_interval_subtract(&three, &one), true, true, "3 - 1" },
		{ vd_interval_subtract(&four, &one), true, false, "an exact 4 - 1" },
		{ vd_interval_subtract(&three, &four), false, true, "3 - an exact 4" },
		{ vd_interval_divide(&three, &four), false, true, "3 / an exact 4" },
		{ vd_interval_divide(&four, &three), true, false, "an exact 4 / 3" },
		{ vd_interval_divide(&one, &three), true, true, "1 / 3" },
		{ vd_interval_divide(&minus, &three), true, true, "-1 / 3" },
		{ vd_interval_divide(&four, &minus), false, true, "an exact 4 / -1" },
		{ vd_interval_divide(&nothing, &three), false, false, "an exact 0 / 3" },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		cr_expect_eq(cases[i].interval.low_open, cases[i].low_open, "%s", cases[i].what);
		cr_expect_eq(cases[i].interval.high_open, cases[i].high_open, "%s", cases[i].what);
	}
}

Test(interval, adds_subtracts_and_divides_exactly)
{
	struct vd_interval third = exact(1, 3), sixth = exact(1, 6), half = exact(-1, 2);
	expect_point(vd_interval_add(&third, &sixth), 1, 2, "1/3 + 1/6");
	expect_point(vd_interval_add(&half, &third), -1, 6, "-1/2 + 1/3");
	expect_point(vd_interval_subtract(&third, &third), 0, 1, "1/3 - 1/3");
	expect_point(vd_interval_subtract(&sixth, &third), -1, 6, "1/6 - 1/3");
	expect_point(vd_interval_subtract(&third, &half), 5, 6, "1/3 + 1/2");
	expect_point(vd_interval_divide(&third, &sixth), 2, 1, "1/3 / 1/6");
	expect_point(vd_interval_divide(&third, &half), -2, 3, "1/3 / -1/2");
	expect_point(vd_interval_divide(&half, &half), 1, 1, "-1/2 / -1/2");
	struct vd_interval zero = exact(0, 1);
	expect_point(vd_interval_divide(&zero, &half), 0, 1, "0 / -1/2");
	/* 0.1 + 0.2 is 0.3, as no double says. */
	struct vd_interval tenth = exact(1, 10), fifth = exact(1, 5);
	expect_point(vd_interval_add(&tenth, &fifth), 3, 10, "1/10 + 1/5");
}

/* 3 is 2.5 to 3.5, 1 is 0.5 to 1.5. */
Test(interval, widens_what_is_rounded)
{
	struct vd_interval three = rounded(3, 0), one = rounded(1, 0), minus = rounded(-1, 0);
	struct vd_interval minus_three = rounded(-3, 0), zero = rounded(0, 0), four = exact(4, 1);
	expect(vd_interval_add(&three, &one), (struct ends){ { 3, 1 }, { 4, 1 }, { 5, 1 } },
	       "3 + 1");
	expect(vd_interval_subtract(&three, &one), (struct ends){ { 1, 1 }, { 2, 1 }, { 3, 1 } },
	       "3 - 1");
	expect(vd_interval_subtract(&one, &one), (struct ends){ { -1, 1 }, { 0, 1 }, { 1, 1 } },
	       "1 - 1: two roundings");
	expect(vd_interval_add(&four, &one), (struct ends){ { 9, 2 }, { 5, 1 }, { 11, 2 } },
	       "an exact 4 + 1");
	/* 0.5 / 3.5 to 1.5 / 2.5 */
	expect(vd_interval_divide(&one, &three), (struct ends){ { 1, 7 }, { 1, 3 }, { 3, 5 } },
	       "1 / 3");
	expect(vd_interval_divide(&minus, &three), (struct ends){ { -3, 5 }, { -1, 3 }, { -1, 7 } },
	       "-1 / 3");
	expect(vd_interval_divide(&one, &minus_three),
	       (struct ends){ { -3, 5 }, { -1, 3 }, { -1, 7 } }, "1 / -3");
	expect(vd_interval_divide(&minus, &minus_three),
	       (struct ends){ { 1, 7 }, { 1, 3 }, { 3, 5 } }, "-1 / -3");
	/* What may be below or above zero, over 0.5 at least. */
	expect(vd_interval_divide(&zero, &one), (struct ends){ { -1, 1 }, { 0, 1 }, { 1, 1 } },
	       "0 / 1");
	expect(vd_interval_divide(&zero, &minus), (struct ends){ { -1, 1 }, { 0, 1 }, { 1, 1 } },
	       "0 / -1");
}

Test(interval, divides_by_nothing_that_may_be_zero)
{
	struct vd_interval one = exact(1, 1), nothing = exact(0, 1), about_nothing = rounded(0, 0);
	struct vd_interval half = exact(1, 2), small = rounded(1, 0), tenth = rounded(1, 1);
	expect_missing(vd_interval_divide(&one, &nothing), VD_NO_BASE, "1 / 0");
	expect_missing(vd_interval_divide(&nothing, &nothing), VD_NO_BASE, "0 / 0");
	expect_missing(vd_interval_divide(&one, &about_nothing), VD_NO_BASE, "1 / 0, rounded");
	/* 0.5 to 1.5 less 0.5: from zero on */
	struct vd_interval from_zero = vd_interval_subtract(&small, &half);
	expect_missing(vd_interval_divide(&one, &from_zero), VD_NO_BASE, "0 to 1");
	struct vd_interval to_zero = vd_interval_subtract(&half, &small);
	expect_missing(vd_interval_divide(&one, &to_zero), VD_NO_BASE, "-1 to 0");
	/* 0.05 to 0.15 keeps off it */
	expect(vd_interval_divide(&one, &tenth), (struct ends){ { 20, 3 }, { 10, 1 }, { 20, 1 } },
	       "1 / 0.1");
}

Test(interval, passes_on_what_is_missing)
{
	struct vd_interval one = exact(1, 1), none = vd_interval_missing(VD_NOT_PUBLISHED);
	struct vd_interval other = vd_interval_missing(VD_NO_SERIES), nothing = exact(0, 1);
	struct vd_interval (*const of[])(const struct vd_interval *, const struct vd_interval *) = {
		vd_interval_add, vd_interval_subtract, vd_interval_divide
	};
	for (size_t i = 0; i < UNIT_COUNT(of); i++) {
		expect_missing(of[i](&none, &one), VD_NOT_PUBLISHED, "the first");
		expect_missing(of[i](&one, &none), VD_NOT_PUBLISHED, "the second");
		expect_missing(of[i](&none, &other), VD_NOT_PUBLISHED, "the first reason");
		expect_missing(of[i](&other, &none), VD_NO_SERIES, "the first reason");
		expect_missing(of[i](&none, &nothing), VD_NOT_PUBLISHED, "before no base");
	}
}

/* Where no room is left to shift it by the digits of a printed number, a real number will do. */
Test(interval, falls_back_to_real_numbers)
{
	const vd_int128 large = (vd_int128)1 << 89;
	struct vd_value value = ratio(large, 1);
	struct vd_interval huge = { .low = value, .middle = value, .high = value };
	struct vd_interval third = exact(1, 3), one = exact(1, 1);
	/* 2^89 + 1 is held exactly, 2^89 + 2^89 and 2^89 + 1/3 are not */
	struct vd_interval next = vd_interval_add(&huge, &one);
	cr_expect(next.middle.kind == VD_VALUE_RATIO && next.middle.ratio.numerator == large + 1);
	cr_expect_eq(vd_interval_add(&huge, &huge).middle.kind, VD_VALUE_REAL);
	struct vd_interval sum = vd_interval_add(&huge, &third);
	cr_expect(sum.middle.kind == VD_VALUE_REAL && sum.middle.real == 0x1p89);
	struct vd_interval less = vd_interval_subtract(&third, &huge);
	cr_expect(less.low.kind == VD_VALUE_REAL && less.low.real == -0x1p89);
	struct vd_interval over = vd_interval_divide(&huge, &third);
	cr_expect(over.high.kind == VD_VALUE_REAL && over.high.real == 3 * 0x1p89);
	struct vd_interval tiny = vd_interval_divide(&third, &huge);
	cr_expect(tiny.low.kind == VD_VALUE_REAL && unit_near(tiny.low.real, 0x1p-89 / 3));
	/* Products that 128 bits do not hold: 2^88 / 3 by itself. */
	struct vd_value part = ratio(large / 2, 3);
	struct vd_interval parts = { .low = part, .middle = part, .high = part };
	struct vd_interval square = vd_interval_divide(&parts, &tiny);
	cr_expect(square.middle.kind == VD_VALUE_REAL &&
		  unit_near(square.middle.real, 0x1p88 * 0x1p89));
	struct vd_interval quotient = vd_interval_divide(&parts, &parts);
	cr_expect(quotient.middle.kind == VD_VALUE_REAL ? unit_near(quotient.middle.real, 1)
							: is(&quotient.middle, 1, 1));
	/* Once real, always real; and a real divisor is compared with zero as well. */
	struct vd_interval back = vd_interval_subtract(&sum, &sum);
	cr_expect(back.middle.kind == VD_VALUE_REAL && back.middle.real == 0.0);
	expect_missing(vd_interval_divide(&one, &back), VD_NO_BASE, "over a real zero");
	struct vd_interval small = vd_interval_divide(&one, &sum);
	cr_expect(small.middle.kind == VD_VALUE_REAL && small.middle.real == 0x1p-89);
}

Test(interval, gives_amounts_and_counts_where_they_are_whole)
{
	static const struct {
		const char *code;
		int64_t over, under;
		enum vd_unit unit;
		bool is_money;
		int64_t minor;
	} cases[] = {
		{ "PEN", 2469, 2, VD_UNIT_MONEY, true, 123450 },
		{ "PEN", -1, 20, VD_UNIT_MONEY, true, -5 },
		{ "PEN", 0, 1, VD_UNIT_MONEY, true, 0 },
		{ "PEN", 1, 3, VD_UNIT_MONEY, false, 0 },   /* no whole cent */
		{ "PEN", 1, 200, VD_UNIT_MONEY, false, 0 }, /* half a cent */
		{ "KWD", 1, 200, VD_UNIT_MONEY, true, 5 },
		{ "JPY", 3, 2, VD_UNIT_MONEY, false, 0 },
		{ "PEN", 2469, 2, VD_UNIT_NUMBER, false, 0 },
		{ "PEN", 2469, 2, VD_UNIT_PER_UNIT, false, 0 },
		{ "PEN", 2469, 2, VD_UNIT_COUNT, false, 0 },
		{ "JPY", INT64_MAX, 1, VD_UNIT_MONEY, true, INT64_MAX },
		{ "PEN", INT64_MAX, 100, VD_UNIT_MONEY, true, INT64_MAX },
		{ "PEN", INT64_MAX, 10, VD_UNIT_MONEY, false, 0 }, /* beyond 64 bits */
		{ "PEN", -INT64_MAX, 100, VD_UNIT_MONEY, true, -INT64_MAX },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		struct vd_interval interval = exact(cases[i].over, cases[i].under);
		struct vd_value value =
			vd_interval_value(&interval, cases[i].unit, unit_currency(cases[i].code));
		if (cases[i].is_money)
			cr_expect(value.kind == VD_VALUE_MONEY &&
					  value.money.minor == cases[i].minor,
				  "case %zu: %s", i, shown(&value));
		else
			cr_expect(is(&value, cases[i].over, cases[i].under), "case %zu: %s", i,
				  shown(&value));
	}
	struct vd_interval twelve = exact(12, 1);
	struct vd_value count = vd_interval_value(&twelve, VD_UNIT_COUNT, unit_currency("PEN"));
	cr_expect(count.kind == VD_VALUE_COUNT && count.count == 12);
	/* It is the middle that is the value. */
	struct vd_interval wide = rounded(1, 0);
	struct vd_value middle = vd_interval_value(&wide, VD_UNIT_MONEY, unit_currency("PEN"));
	cr_expect(middle.kind == VD_VALUE_MONEY && middle.money.minor == 100);
}

Test(interval, takes_one_value_from_another)
{
	const struct vd_currency *pen = unit_currency("PEN");
	struct vd_value large = vd_value_money((struct vd_money){ 3167400 });
	struct vd_value small = vd_value_money((struct vd_money){ 2753900 });
	struct vd_value rest = vd_value_less(&small, &large, pen);
	cr_expect(rest.kind == VD_VALUE_MONEY && rest.money.minor == -413500);
	struct vd_value third = ratio(1, 3), half = ratio(1, 2), one = vd_value_count(1);
	rest = vd_value_less(&half, &third, pen);
	cr_expect(is(&rest, 1, 6));
	rest = vd_value_less(&one, &third, pen);
	cr_expect(is(&rest, 2, 3));
	/* 31,674.00 - 1/2: an amount again */
	rest = vd_value_less(&large, &half, pen);
	cr_expect(rest.kind == VD_VALUE_MONEY && rest.money.minor == 3167350);
	rest = vd_value_less(&large, &third, pen);
	cr_expect(is(&rest, 95021, 3), "31,674 - 1/3: %s", shown(&rest));
	/* two counts make a count */
	struct vd_value seven = vd_value_count(7);
	rest = vd_value_less(&one, &seven, pen);
	cr_expect(rest.kind == VD_VALUE_COUNT && rest.count == -6);
	struct vd_value none = vd_value_missing(VD_NO_BASE, NULL), real = vd_value_real(0.25);
	rest = vd_value_less(&none, &large, pen);
	cr_expect(!vd_value_present(&rest) && rest.missing == VD_NO_BASE);
	rest = vd_value_less(&half, &real, pen);
	cr_expect(rest.kind == VD_VALUE_REAL && rest.real == 0.25);
	/* -2^62 minor units less 2^63 - 1 of them: beyond 64 bits, and still exact. */
	struct vd_value low = vd_value_money((struct vd_money){ -(INT64_C(1) << 62) });
	struct vd_value high = vd_value_money((struct vd_money){ INT64_MAX });
	rest = vd_value_less(&low, &high, pen);
	vd_int128 minor = -((vd_int128)1 << 62) - INT64_MAX;
	cr_expect(rest.kind == VD_VALUE_RATIO &&
		  rest.ratio.numerator * 100 == minor * rest.ratio.denominator);
}

/* Against every pair of whole numbers in two ranges: what they come to lies between the ends. */
Test(interval, holds_all_there_is_between_the_ends)
{
	uint64_t seed = 7;
	for (int round = 0; round < 300; round++) {
		int64_t a = (int64_t)unit_random(&seed, 21) - 10, wide = unit_random(&seed, 5);
		int64_t b = (int64_t)unit_random(&seed, 21) - 10, far = unit_random(&seed, 5);
		struct vd_interval left = { .low = ratio(a, 1),
					    .middle = ratio(a + wide / 2, 1),
					    .high = ratio(a + wide, 1) };
		struct vd_interval right = { .low = ratio(b, 1),
					     .middle = ratio(b + far / 2, 1),
					     .high = ratio(b + far, 1) };
		struct vd_interval sum = vd_interval_add(&left, &right);
		struct vd_interval less = vd_interval_subtract(&left, &right);
		struct vd_interval over = vd_interval_divide(&left, &right);
		bool may_be_zero = b <= 0 && b + far >= 0;
		cr_expect_eq(vd_value_present(&over.middle), !may_be_zero);
		cr_expect(is(&sum.low, a + b, 1) && is(&sum.high, a + wide + b + far, 1));
		cr_expect(is(&less.low, a - b - far, 1) && is(&less.high, a + wide - b, 1));
		double low = INFINITY, high = -INFINITY;
		for (int64_t x = a; x <= a + wide; x++) {
			for (int64_t y = b; y <= b + far; y++) {
				low = fmin(low, (double)x / (double)y);
				high = fmax(high, (double)x / (double)y);
			}
		}
		if (!may_be_zero)
			cr_expect(unit_near(vd_ratio_double(over.low.ratio), low) &&
					  unit_near(vd_ratio_double(over.high.ratio), high),
				  "%lld to %lld over %lld to %lld: %s to %s", (long long)a,
				  (long long)(a + wide), (long long)b, (long long)(b + far),
				  shown(&over.low), shown(&over.high));
	}
}
