/* Printed figures as intervals: reading what someone quotes, and what values come out at it. */
#include "budget/printed.h"

#include <math.h>
#include <stdlib.h>

#include "tests/unit/helper.h"

TestSuite(printed, .init = unit_open, .fini = unit_close);

static struct vd_printed read_as(const char *text, const char *code)
{
	struct vd_printed printed = { 0 };
	cr_assert(vd_printed_read(unit.arena, text, &vd_plain_numbers, unit_currency(code),
				  &printed),
		  "`%s`", text);
	return printed;
}

static struct vd_printed read(const char *text)
{
	return read_as(text, "PEN");
}

/* Digits, exponent, sign and percent of what people write. */
Test(printed, reads_figures_as_they_are_quoted)
{
	static const struct {
		const char *text;
		int64_t digits;
		int exponent;
		bool negative, percent;
	} cases[] = {
		{ "0.12", 12, -2, false, false },
		{ "0.20", 20, -2, false, false },
		{ "12", 12, 0, false, false },
		{ "54.21%", 5421, -2, false, true },
		{ "54.21 %", 5421, -2, false, true },
		{ "-54.21%", 5421, -2, true, true },
		{ "−54.21%", 5421, -2, true, true },
		{ "54.2 percent", 542, -1, false, true },
		{ "54.2 per cent", 542, -1, false, true },
		{ "54,2 por ciento", 542, -1, false, true },
		{ "14,163,523", 14163523, 0, false, false },
		{ "14,163,523.00", 1416352300, -2, false, false },
		{ "S/ 14,163,523", 14163523, 0, false, false },
		{ "S/. 63,900.00", 6390000, -2, false, false },
		{ "PEN 5", 5, 0, false, false },
		{ "14'163,523", 14163523, 0, false, false },
		{ "14.2 million", 142, 5, false, false },
		{ "14 millions", 14, 6, false, false },
		{ "4 millones", 4, 6, false, false },
		{ "1 millón", 1, 6, false, false },
		{ "14,2 millones", 142, 5, false, false },
		{ "14.2m", 142, 5, false, false },
		{ "3 mil", 3, 3, false, false },
		{ "3.5 thousand", 35, 2, false, false },
		{ "2 billion", 2, 9, false, false },
		{ "2,5 mil millones", 25, 8, false, false },
		{ "1.25 bn", 125, 7, false, false },
		{ "20 cents", 20, -2, false, false },
		{ "1 cent", 1, -2, false, false },
		{ "12 céntimos", 12, -2, false, false },
		{ "12.5 céntimos", 125, -3, false, false },
		{ "1 céntimo", 1, -2, false, false },
		{ "3 centavos", 3, -2, false, false },
		/* Spanish: comma and dot change places. */
		{ "14.163.523", 14163523, 0, false, false },
		{ "14.163.523,00", 1416352300, -2, false, false },
		{ "0,12", 12, -2, false, false },
		{ "54,21%", 5421, -2, false, true },
		/* What may be either is read as the study writes, then as English does. */
		{ "1.234", 1234, -3, false, false },
		{ "1,234", 1234, 0, false, false },
		{ "  7  ", 7, 0, false, false },
		{ "0", 0, 0, false, false },
		{ "9223372036854775807", INT64_MAX, 0, false, false },
		{ "-9223372036854775807", INT64_MAX, 0, true, false },
		{ "0.000000000000000001", 1, -18, false, false },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		struct vd_printed printed = read(cases[i].text);
		cr_expect_eq(printed.digits, cases[i].digits, "`%s`: %lld", cases[i].text,
			     (long long)printed.digits);
		cr_expect_eq(printed.exponent, cases[i].exponent, "`%s`: %d", cases[i].text,
			     printed.exponent);
		cr_expect_eq(printed.negative, cases[i].negative, "`%s`", cases[i].text);
		cr_expect_eq(printed.percent, cases[i].percent, "`%s`", cases[i].text);
	}
}

/* The study's way of writing goes first: in Spain 1.234 is more than a thousand. */
Test(printed, reads_as_the_study_writes)
{
	static const struct vd_number_style spanish = { .decimal = ",",
							.grouping = { "." },
							.grouping_count = 1 };
	struct vd_printed printed = { 0 };
	cr_assert(vd_printed_read(unit.arena, "1.234", &spanish, unit_currency("EUR"), &printed));
	cr_expect(printed.digits == 1234 && printed.exponent == 0);
	cr_assert(vd_printed_read(unit.arena, "1,234", &spanish, unit_currency("EUR"), &printed));
	cr_expect(printed.digits == 1234 && printed.exponent == -3);
	cr_assert(vd_printed_read(unit.arena, "1,234.5", &spanish, unit_currency("EUR"), &printed));
	cr_expect(printed.digits == 12345 && printed.exponent == -1, "English all the same");
}

Test(printed, refuses_what_is_no_figure)
{
	static const char *const texts[] = {
		"",	   " ",
		"abc",	   "%",
		"million", "twenty cents",
		"1.2.3.4", "1e5",
		"12 cats", "12 1x",
		"--5",	   "1,23,456",
		"$ 5",	   "5 5",
		"1/2",	   "0x10",
		"٣",	   "NaN",
		"inf",	   "9223372036854775808",
		"12%%",	   "½",
		"12 % %",  ".",
		"-",	   "S/",
	};
	struct vd_printed printed;
	for (size_t i = 0; i < UNIT_COUNT(texts); i++)
		cr_expect_not(vd_printed_read(unit.arena, texts[i], &vd_plain_numbers,
					      unit_currency("PEN"), &printed),
			      "`%s`", texts[i]);
}

static enum vd_fit fit_of(const char *text, struct vd_value value, enum vd_unit unit_shown,
			  const char *code)
{
	struct vd_printed printed = read_as(text, code);
	return vd_printed_fit(&printed, &value, unit_shown, unit_currency(code));
}

static struct vd_value ratio(int64_t over, int64_t under)
{
	return (struct vd_value){ .kind = VD_VALUE_RATIO, .ratio = { over, under } };
}

/* METHODS: rounded stands for [p − u/2, p + u/2), cut off for [p, p + u), by magnitude. */
Test(printed, compares_ratios_exactly)
{
	static const struct {
		const char *text;
		int64_t over, under;
		enum vd_unit unit;
		enum vd_fit fit;
	} cases[] = {
		{ "0.12", 12, 100, VD_UNIT_PER_UNIT, VD_FIT_EXACT },
		{ "0.120", 12, 100, VD_UNIT_PER_UNIT, VD_FIT_EXACT },
		{ "0.12", 1199, 10000, VD_UNIT_PER_UNIT, VD_FIT_ROUNDED },
		{ "0.12", 1249, 10000, VD_UNIT_PER_UNIT, VD_FIT_ROUNDED },
		/* a half goes away from zero: 0.125 is 0.13, and 0.12 only if cut off */
		{ "0.13", 125, 1000, VD_UNIT_PER_UNIT, VD_FIT_ROUNDED },
		{ "0.12", 125, 1000, VD_UNIT_PER_UNIT, VD_FIT_TRUNCATED },
		{ "0.12", 115, 1000, VD_UNIT_PER_UNIT, VD_FIT_ROUNDED },
		{ "0.12", 11499999, 100000000, VD_UNIT_PER_UNIT, VD_FIT_NONE },
		{ "0.12", 12999999, 100000000, VD_UNIT_PER_UNIT, VD_FIT_TRUNCATED },
		{ "0.12", 13, 100, VD_UNIT_PER_UNIT, VD_FIT_NONE },
		{ "0.12", 119999, 1000000, VD_UNIT_PER_UNIT, VD_FIT_ROUNDED },
		/* the exact value, not a double: 1/3 and 2/3 to 15 decimals */
		{ "0.333333333333333", 1, 3, VD_UNIT_NUMBER, VD_FIT_ROUNDED },
		{ "0.666666666666667", 2, 3, VD_UNIT_NUMBER, VD_FIT_ROUNDED },
		{ "0.666666666666666", 2, 3, VD_UNIT_NUMBER, VD_FIT_TRUNCATED },
		/* by magnitude: -54.2130 % */
		{ "54.21%", -767847350, 1416352300, VD_UNIT_PERCENT, VD_FIT_ROUNDED },
		{ "-54.21%", -767847350, 1416352300, VD_UNIT_PERCENT, VD_FIT_ROUNDED },
		{ "54.22%", -767847350, 1416352300, VD_UNIT_PERCENT, VD_FIT_NONE },
		{ "54.2%", -767847350, 1416352300, VD_UNIT_PERCENT, VD_FIT_ROUNDED },
		{ "50%", 1, 2, VD_UNIT_PERCENT, VD_FIT_EXACT },
		{ "50", 1, 2, VD_UNIT_PERCENT, VD_FIT_EXACT },
		{ "0.5", 1, 2, VD_UNIT_PERCENT, VD_FIT_NONE },
		{ "0.0046%", 648504950, 13849051124400, VD_UNIT_SHARE, VD_FIT_TRUNCATED },
		{ "0.0047%", 648504950, 13849051124400, VD_UNIT_SHARE, VD_FIT_ROUNDED },
		/* 0.2059 a person: 20 cents only if cut off, 21 if rounded */
		{ "0.20", 648504950, 3148862500, VD_UNIT_PER_UNIT, VD_FIT_TRUNCATED },
		{ "0.21", 648504950, 3148862500, VD_UNIT_PER_UNIT, VD_FIT_ROUNDED },
		{ "20 cents", 648504950, 3148862500, VD_UNIT_PER_UNIT, VD_FIT_TRUNCATED },
		{ "20.6 cents", 648504950, 3148862500, VD_UNIT_PER_UNIT, VD_FIT_ROUNDED },
		{ "0", 1, 3, VD_UNIT_NUMBER, VD_FIT_ROUNDED },
		{ "0", 1, 2, VD_UNIT_NUMBER, VD_FIT_TRUNCATED },
		{ "0", 0, 5, VD_UNIT_NUMBER, VD_FIT_EXACT },
		{ "1", 1, 2, VD_UNIT_NUMBER, VD_FIT_ROUNDED },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		enum vd_fit fit = fit_of(cases[i].text, ratio(cases[i].over, cases[i].under),
					 cases[i].unit, "PEN");
		cr_expect_eq(fit, cases[i].fit, "case %zu, %s: %s, not %s", i, cases[i].text,
			     vd_fit_word(fit), vd_fit_word(cases[i].fit));
	}
}

Test(printed, compares_amounts_in_major_units)
{
	static const struct {
		const char *text, *code;
		int64_t minor;
		enum vd_fit fit;
	} cases[] = {
		{ "14,163,523", "PEN", 1416352300, VD_FIT_EXACT },
		{ "14.2 million", "PEN", 1416352300, VD_FIT_ROUNDED },
		{ "14.1 million", "PEN", 1416352300, VD_FIT_TRUNCATED },
		{ "14.16 million", "PEN", 1416352300, VD_FIT_ROUNDED },
		{ "14 millones", "PEN", 1416352300, VD_FIT_ROUNDED },
		{ "14.3 million", "PEN", 1416352300, VD_FIT_NONE },
		{ "14 mil", "PEN", 1449999, VD_FIT_ROUNDED },
		{ "14 mil", "PEN", 1450000, VD_FIT_TRUNCATED },
		{ "15 mil", "PEN", 1450000, VD_FIT_ROUNDED },
		{ "5.50", "PEN", 550, VD_FIT_EXACT },
		{ "5.5", "PEN", -550, VD_FIT_EXACT },
		/* without a minor unit, and with three decimals */
		{ "1500", "JPY", 1500, VD_FIT_EXACT },
		{ "1.5 thousand", "JPY", 1500, VD_FIT_EXACT },
		{ "2 thousand", "JPY", 1500, VD_FIT_ROUNDED },
		{ "1.5", "KWD", 1500, VD_FIT_EXACT },
		{ "1.499", "KWD", 1499, VD_FIT_EXACT },
		{ "1.5", "KWD", 1499, VD_FIT_ROUNDED },
		{ "1.4", "KWD", 1499, VD_FIT_TRUNCATED },
		/* at the edge of 64 bits */
		{ "92233720368547758.07", "PEN", INT64_MAX, VD_FIT_EXACT },
		{ "92233720368547758.06", "PEN", INT64_MAX, VD_FIT_NONE },
		{ "92233720368547758.1", "PEN", INT64_MAX, VD_FIT_ROUNDED },
		{ "92233720368547758", "PEN", INT64_MAX, VD_FIT_ROUNDED },
		{ "9223372036854775807", "JPY", INT64_MAX, VD_FIT_EXACT },
		{ "9223372036854775806", "JPY", INT64_MAX, VD_FIT_NONE },
		{ "9223372036854775.807", "KWD", INT64_MAX, VD_FIT_EXACT },
		{ "92233720 billion", "PEN", INT64_MAX, VD_FIT_ROUNDED },
		{ "92233721 billion", "PEN", INT64_MAX, VD_FIT_NONE },
		{ "92233720368547758.07", "PEN", -INT64_MAX, VD_FIT_EXACT },
		/* more decimals than can be shifted exactly: as near as doubles come */
		{ "0.010000000000000000", "PEN", 1, VD_FIT_EXACT },
		{ "0.000000000000000001", "PEN", 1, VD_FIT_NONE },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		struct vd_value value = vd_value_money((struct vd_money){ cases[i].minor });
		enum vd_fit fit = fit_of(cases[i].text, value, VD_UNIT_MONEY, cases[i].code);
		cr_expect_eq(fit, cases[i].fit, "case %zu, %s: %s, not %s", i, cases[i].text,
			     vd_fit_word(fit), vd_fit_word(cases[i].fit));
	}
}

/* As many decimals as a number may have: 1/3 to 18 of them, and what is exact. */
Test(printed, compares_to_many_decimals)
{
	static const struct {
		const char *text;
		int64_t over, under;
		enum vd_unit unit;
		enum vd_fit fit;
	} cases[] = {
		{ "1.000000000000000000", 1, 1, VD_UNIT_NUMBER, VD_FIT_EXACT },
		{ "1.000000000000000001", 1, 1, VD_UNIT_NUMBER, VD_FIT_NONE },
		{ "0.333333333333333333", 1, 3, VD_UNIT_NUMBER, VD_FIT_ROUNDED },
		{ "0.333333333333333334", 1, 3, VD_UNIT_NUMBER, VD_FIT_NONE },
		{ "0.666666666666666667", 2, 3, VD_UNIT_NUMBER, VD_FIT_ROUNDED },
		{ "0.66666666666666667", 2, 3, VD_UNIT_NUMBER, VD_FIT_ROUNDED },
		{ "0.66666666666666666", 2, 3, VD_UNIT_NUMBER, VD_FIT_TRUNCATED },
		{ "0.10000000000000000", 1, 10, VD_UNIT_NUMBER, VD_FIT_EXACT },
		{ "3.3333333333333333%", 1, 30, VD_UNIT_PERCENT, VD_FIT_ROUNDED },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		enum vd_fit fit = fit_of(cases[i].text, ratio(cases[i].over, cases[i].under),
					 cases[i].unit, "PEN");
		cr_expect_eq(fit, cases[i].fit, "case %zu, %s: %s, not %s", i, cases[i].text,
			     vd_fit_word(fit), vd_fit_word(cases[i].fit));
	}
}

Test(printed, compares_counts_and_real_numbers)
{
	static const struct {
		const char *text;
		double real;
		enum vd_unit unit;
		enum vd_fit fit;
	} cases[] = {
		{ "0.25", 0.25, VD_UNIT_NUMBER, VD_FIT_EXACT },
		{ "0.3", 0.25, VD_UNIT_NUMBER, VD_FIT_ROUNDED },
		{ "0.2", 0.25, VD_UNIT_NUMBER, VD_FIT_TRUNCATED },
		{ "0.4", 0.25, VD_UNIT_NUMBER, VD_FIT_NONE },
		{ "25%", 0.25, VD_UNIT_PERCENT, VD_FIT_EXACT },
		{ "25", -0.25, VD_UNIT_PERCENT, VD_FIT_EXACT },
		{ "8.254733%", 0.0825473304, VD_UNIT_SHARE, VD_FIT_ROUNDED },
		{ "6.26 million", 6262288.825, VD_UNIT_MONEY, VD_FIT_ROUNDED },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		enum vd_fit fit =
			fit_of(cases[i].text, vd_value_real(cases[i].real), cases[i].unit, "PEN");
		cr_expect_eq(fit, cases[i].fit, "case %zu, %s: %s", i, cases[i].text,
			     vd_fit_word(fit));
	}
	cr_expect_eq(fit_of("31.5 million", vd_value_count(31488625), VD_UNIT_COUNT, "PEN"),
		     VD_FIT_ROUNDED);
	cr_expect_eq(fit_of("31 million", vd_value_count(31488625), VD_UNIT_COUNT, "PEN"),
		     VD_FIT_ROUNDED);
	cr_expect_eq(fit_of("31.4 million", vd_value_count(31488625), VD_UNIT_COUNT, "PEN"),
		     VD_FIT_TRUNCATED);
	cr_expect_eq(fit_of("6", vd_value_text("6"), VD_UNIT_TEXT, "PEN"), VD_FIT_NONE);
	cr_expect_eq(fit_of("0", vd_value_missing(VD_NO_BASE, NULL), VD_UNIT_MONEY, "PEN"),
		     VD_FIT_NONE);
}

Test(printed, measures_in_units_of_the_last_digit)
{
	static const struct {
		const char *text;
		int64_t over, under;
		enum vd_unit unit;
		double distance;
	} cases[] = {
		{ "0.12", 125, 1000, VD_UNIT_PER_UNIT, 0.5 },
		{ "0.13", 125, 1000, VD_UNIT_PER_UNIT, 0.5 },
		{ "12%", -1, 8, VD_UNIT_PERCENT, 0.5 },
		{ "12.0%", 1, 8, VD_UNIT_PERCENT, 5 },
		{ "3 million", 5000000, 1, VD_UNIT_NUMBER, 2 },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		struct vd_printed printed = read(cases[i].text);
		struct vd_value value = ratio(cases[i].over, cases[i].under);
		double distance =
			vd_printed_distance(&printed, &value, cases[i].unit, unit_currency("PEN"));
		cr_expect(unit_within(distance, cases[i].distance, 1e-9), "case %zu: %g", i,
			  distance);
	}
}

/* Against counting: every value in thousandths beside every figure in hundredths. */
Test(printed, agrees_with_counting)
{
	for (int64_t value = -300; value <= 300; value++) {
		int64_t size = llabs(value), cut = size / 10, rest = size % 10;
		int64_t rounded = rest >= 5 ? cut + 1 : cut;
		for (int64_t digits = 0; digits <= 31; digits++) {
			struct vd_printed printed = { .digits = digits, .exponent = -2 };
			struct vd_value exact = ratio(value, 1000);
			enum vd_fit fit = vd_printed_fit(&printed, &exact, VD_UNIT_NUMBER,
							 unit_currency("PEN"));
			enum vd_fit wanted = digits * 10 == size ? VD_FIT_EXACT
					     : digits == rounded ? VD_FIT_ROUNDED
					     : digits == cut	 ? VD_FIT_TRUNCATED
								 : VD_FIT_NONE;
			cr_expect_eq(fit, wanted, "%lld thousandths at %lld hundredths",
				     (long long)value, (long long)digits);
		}
	}
}

/* In units of the last digit printed: toward zero, and half away from it. */
Test(printed, counts_in_units_of_the_last_digit)
{
	static const struct {
		int exponent;
		int64_t over, under;
		enum vd_unit unit;
		int64_t cut, rounded;
		bool is_whole, is_tie;
	} cases[] = {
		{ -2, 12, 100, VD_UNIT_NUMBER, 12, 12, true, false },
		{ -2, 12499, 100000, VD_UNIT_NUMBER, 12, 12, false, false },
		{ -2, 125, 1000, VD_UNIT_NUMBER, 12, 13, false, true },
		{ -2, -125, 1000, VD_UNIT_NUMBER, -12, -13, false, true },
		{ -2, -12499, 100000, VD_UNIT_NUMBER, -12, -12, false, false },
		{ -2, -1, 1000, VD_UNIT_NUMBER, 0, 0, false, false },
		{ -2, -5, 1000, VD_UNIT_NUMBER, 0, -1, false, true },
		{ 0, 0, 5, VD_UNIT_NUMBER, 0, 0, true, false },
		{ 0, 1, 2, VD_UNIT_PERCENT, 50, 50, true, false },
		{ -1, 1, 3, VD_UNIT_PERCENT, 333, 333, false, false },
		{ -1, 2, 3, VD_UNIT_SHARE, 666, 667, false, false },
		{ 6, 29, 2, VD_UNIT_NUMBER, 0, 0, false, false },
		{ 6, 14500000, 1, VD_UNIT_NUMBER, 14, 15, false, true },
		{ 6, 14499999, 1, VD_UNIT_NUMBER, 14, 14, false, false },
		{ 16, 1, 1, VD_UNIT_NUMBER, 0, 0, false, false },
		{ -16, 1, 3, VD_UNIT_NUMBER, 3333333333333333, 3333333333333333, false, false },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		struct vd_printed printed = { .exponent = cases[i].exponent };
		struct vd_value value = ratio(cases[i].over, cases[i].under);
		struct vd_digits digits;
		cr_assert(vd_printed_digits(&printed, &value, cases[i].unit, unit_currency("PEN"),
					    &digits),
			  "case %zu", i);
		cr_expect(digits.cut == cases[i].cut && digits.rounded == cases[i].rounded,
			  "case %zu: %lld, %lld", i, (long long)digits.cut,
			  (long long)digits.rounded);
		cr_expect_eq(digits.is_whole, cases[i].is_whole, "case %zu", i);
		cr_expect_eq(digits.is_tie, cases[i].is_tie, "case %zu", i);
	}
}

Test(printed, counts_amounts_counts_and_real_numbers)
{
	static const struct vd_printed hundredths = { .exponent = -2 },
				       thousands = { .exponent = 3 };
	const struct vd_currency *pen = unit_currency("PEN");
	struct vd_digits digits;
	struct vd_value amount = vd_value_money((struct vd_money){ 1416352350 });
	cr_assert(vd_printed_digits(&hundredths, &amount, VD_UNIT_MONEY, pen, &digits));
	cr_expect(digits.rounded == 1416352350 && digits.is_whole);
	cr_assert(vd_printed_digits(&thousands, &amount, VD_UNIT_MONEY, pen, &digits));
	cr_expect(digits.cut == 14163 && digits.rounded == 14164 && !digits.is_whole);
	struct vd_value count = vd_value_count(2500);
	cr_assert(vd_printed_digits(&thousands, &count, VD_UNIT_COUNT, pen, &digits));
	cr_expect(digits.cut == 2 && digits.rounded == 3 && digits.is_tie);
	struct vd_value real = vd_value_real(-0.125);
	cr_assert(vd_printed_digits(&hundredths, &real, VD_UNIT_NUMBER, pen, &digits));
	cr_expect(digits.cut == -12 && digits.rounded == -13 && !digits.is_whole);
	/* What no 128 bits hold, and what is no number. */
	struct vd_value none[] = { vd_value_real(1e300), vd_value_text("5"),
				   vd_value_missing(VD_NO_BASE, NULL) };
	for (size_t i = 0; i < UNIT_COUNT(none); i++)
		cr_expect_not(vd_printed_digits(&hundredths, &none[i], VD_UNIT_NUMBER, pen,
						&digits),
			      "case %zu", i);
}

/* A fraction that is known exactly, or lies between two others. */
static enum vd_fit fit_between(const char *text, struct vd_interval interval, enum vd_unit shown_in)
{
	struct vd_printed printed = read(text);
	return vd_printed_fit_interval(&printed, &interval, shown_in, unit_currency("PEN"));
}

static struct vd_interval point(int64_t over, int64_t under)
{
	struct vd_value value = ratio(over, under);
	return (struct vd_interval){ .low = value, .middle = value, .high = value };
}

/* Unlike vd_printed_fit(): a fall is printed with a minus. */
Test(printed, compares_signs)
{
	static const struct {
		const char *text;
		int64_t over, under;
		enum vd_unit unit;
		enum vd_fit fit;
	} cases[] = {
		/* 6,485,049.50 / 14,163,523.00 - 1 = -0.542130... */
		{ "-54.21%", -767847350, 1416352300, VD_UNIT_PERCENT, VD_FIT_ROUNDED },
		{ "54.21%", -767847350, 1416352300, VD_UNIT_PERCENT, VD_FIT_NONE },
		{ "54.21%", 767847350, 1416352300, VD_UNIT_PERCENT, VD_FIT_ROUNDED },
		{ "-54.21%", 767847350, 1416352300, VD_UNIT_PERCENT, VD_FIT_NONE },
		{ "-50%", -1, 2, VD_UNIT_PERCENT, VD_FIT_EXACT },
		/* exact ties, away from zero on both sides */
		{ "0.13", 1, 8, VD_UNIT_NUMBER, VD_FIT_ROUNDED },
		{ "0.12", 1, 8, VD_UNIT_NUMBER, VD_FIT_TRUNCATED },
		{ "-0.13", -1, 8, VD_UNIT_NUMBER, VD_FIT_ROUNDED },
		{ "-0.12", -1, 8, VD_UNIT_NUMBER, VD_FIT_TRUNCATED },
		{ "-0.14", -1, 8, VD_UNIT_NUMBER, VD_FIT_NONE },
		{ "0.125", 1, 8, VD_UNIT_NUMBER, VD_FIT_EXACT },
		{ "0.1250", 1, 8, VD_UNIT_NUMBER, VD_FIT_EXACT },
		/* nothing has no sign */
		{ "0", -1, 1000, VD_UNIT_NUMBER, VD_FIT_ROUNDED },
		{ "0", -1, 2, VD_UNIT_NUMBER, VD_FIT_TRUNCATED },
		{ "-1", -1, 2, VD_UNIT_NUMBER, VD_FIT_ROUNDED },
		{ "1", -1, 2, VD_UNIT_NUMBER, VD_FIT_NONE },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		enum vd_fit fit = fit_between(cases[i].text, point(cases[i].over, cases[i].under),
					      cases[i].unit);
		cr_expect_eq(fit, cases[i].fit, "case %zu, %s: %s, not %s", i, cases[i].text,
			     vd_fit_word(fit), vd_fit_word(cases[i].fit));
	}
}

/* 10 + 20 + 30, each rounded to its last digit: from 58.5 to below 61.5. */
Test(printed, compares_with_a_range)
{
	struct vd_interval sum = vd_interval_of_whole(0), less = sum, third;
	for (int64_t digits = 10; digits <= 30; digits += 10) {
		struct vd_decimal number = { .digits = digits };
		struct vd_interval one = vd_interval_of_decimal(number, true);
		sum = vd_interval_add(&sum, &one);
		less = vd_interval_subtract(&less, &one);
	}
	/* 1 / 3, both rounded: above 0.5 / 3.5 = 14.2857...%, below 1.5 / 2.5 = 60 %. */
	struct vd_interval one = vd_interval_of_decimal((struct vd_decimal){ .digits = 1 }, true);
	struct vd_interval three = vd_interval_of_decimal((struct vd_decimal){ .digits = 3 }, true);
	struct vd_interval zero = vd_interval_of_decimal((struct vd_decimal){ 0 }, true);
	third = vd_interval_divide(&one, &three);
	const struct {
		const char *text;
		struct vd_interval interval;
		enum vd_unit unit;
		enum vd_fit fit;
	} cases[] = {
		{ "60", sum, VD_UNIT_NUMBER, VD_FIT_EXACT },
		{ "61", sum, VD_UNIT_NUMBER, VD_FIT_ROUNDED },
		{ "62", sum, VD_UNIT_NUMBER, VD_FIT_NONE }, /* 61.5 is not reached */
		{ "59", sum, VD_UNIT_NUMBER, VD_FIT_ROUNDED },
		{ "58", sum, VD_UNIT_NUMBER, VD_FIT_TRUNCATED }, /* 58.5 cut off */
		{ "57", sum, VD_UNIT_NUMBER, VD_FIT_NONE },
		{ "-60", sum, VD_UNIT_NUMBER, VD_FIT_NONE },
		{ "61.4", sum, VD_UNIT_NUMBER, VD_FIT_ROUNDED },
		{ "61.5", sum, VD_UNIT_NUMBER, VD_FIT_ROUNDED }, /* as 61.46 */
		{ "-60", less, VD_UNIT_NUMBER, VD_FIT_EXACT },
		{ "-61", less, VD_UNIT_NUMBER, VD_FIT_ROUNDED },
		{ "-62", less, VD_UNIT_NUMBER, VD_FIT_NONE },
		{ "-59", less, VD_UNIT_NUMBER, VD_FIT_ROUNDED },
		{ "-58", less, VD_UNIT_NUMBER, VD_FIT_TRUNCATED },
		{ "33%", third, VD_UNIT_PERCENT, VD_FIT_ROUNDED },
		{ "14%", third, VD_UNIT_PERCENT, VD_FIT_ROUNDED },
		{ "14.2%", third, VD_UNIT_PERCENT, VD_FIT_TRUNCATED },
		{ "14.1%", third, VD_UNIT_PERCENT, VD_FIT_NONE },
		{ "13%", third, VD_UNIT_PERCENT, VD_FIT_NONE },
		{ "60%", third, VD_UNIT_PERCENT, VD_FIT_ROUNDED },
		{ "61%", third, VD_UNIT_PERCENT, VD_FIT_NONE },
		{ "0", zero, VD_UNIT_NUMBER, VD_FIT_EXACT },
		{ "1", zero, VD_UNIT_NUMBER, VD_FIT_NONE },
		{ "-1", zero, VD_UNIT_NUMBER, VD_FIT_NONE },
		{ "0.4", zero, VD_UNIT_NUMBER, VD_FIT_ROUNDED },
		{ "-0.4", zero, VD_UNIT_NUMBER, VD_FIT_ROUNDED },
		{ "0", vd_interval_missing(VD_NO_BASE), VD_UNIT_NUMBER, VD_FIT_NONE },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		enum vd_fit fit = fit_between(cases[i].text, cases[i].interval, cases[i].unit);
		cr_expect_eq(fit, cases[i].fit, "case %zu, %s: %s, not %s", i, cases[i].text,
			     vd_fit_word(fit), vd_fit_word(cases[i].fit));
	}
}

/* The best that any value from low to high, in twentieths, comes out at some digits. */
static enum vd_fit best_fit(int64_t low, bool low_open, int64_t middle, int64_t high,
			    bool high_open, int64_t digits)
{
	enum vd_fit best = middle == digits * 20 ? VD_FIT_EXACT : VD_FIT_NONE;
	for (int64_t value = low + low_open; value <= high - high_open; value++) {
		int64_t size = llabs(value), sign = value < 0 ? -1 : 1;
		enum vd_fit fit = sign * ((size + 10) / 20) == digits ? VD_FIT_ROUNDED
				  : sign * (size / 20) == digits      ? VD_FIT_TRUNCATED
								      : VD_FIT_NONE;
		best = fit > best ? fit : best;
	}
	return best;
}

/* Against every value of a range: ends at tenths, so that one twentieth inside an end is inside. */
Test(printed, agrees_with_every_value_of_a_range)
{
	for (int64_t low = -32; low <= 32; low += 2) {
		for (int64_t wide = 0; wide <= 32; wide += 4) {
			for (int open = 0; open < (wide ? 4 : 1); open++) {
				bool low_open = open & 1, high_open = open & 2;
				struct vd_interval interval = { .low = ratio(low, 20),
								.middle = ratio(low + wide / 2, 20),
								.high = ratio(low + wide, 20),
								.low_open = low_open,
								.high_open = high_open };
				for (int64_t digits = -4; digits <= 4; digits++) {
					struct vd_printed printed = { .digits = llabs(digits),
								      .negative = digits < 0 };
					enum vd_fit fit = vd_printed_fit_interval(
						&printed, &interval, VD_UNIT_NUMBER,
						unit_currency("PEN"));
					enum vd_fit wanted = best_fit(low, low_open, low + wide / 2,
								      low + wide, high_open,
								      digits);
					cr_expect_eq(fit, wanted,
						     "%lld/20 to %lld/20, open %d, at %lld: %s, "
						     "not %s",
						     (long long)low, (long long)(low + wide), open,
						     (long long)digits, vd_fit_word(fit),
						     vd_fit_word(wanted));
				}
			}
		}
	}
}
