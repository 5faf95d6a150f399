/* Why a printed figure differs: each cause by a suspect made for it, worked by hand. */
#include "budget/cause.h"

#include <string.h>

#include "tests/unit/helper.h"

TestSuite(cause, .init = unit_open, .fini = unit_close);

/*
 * The chance of a value that may have been meant: (n + 1) w / (p (e - 1/e)) with e - 1/e =
 * 2.3504024, p the digits printed and w one of them, of an amount ten for each zero at their end.
 */

static struct vd_printed printed_as(const char *text)
{
	static const struct vd_number_style style = { .decimal = ".",
						      .grouping = { "," },
						      .grouping_count = 1 };
	struct vd_printed printed = { 0 };
	cr_assert(vd_printed_read(unit.arena, text, &style, unit_currency("PEN"), &printed), "`%s`",
		  text);
	return printed;
}

static struct vd_value ratio(int64_t over, int64_t under)
{
	return (struct vd_value){ .kind = VD_VALUE_RATIO, .ratio = { over, under } };
}

/* A figure printed so, of which the fraction is computed. */
static struct vd_suspect suspect_of(const char *printed, enum vd_unit shown_in, int64_t over,
				    int64_t under)
{
	struct vd_value computed = ratio(over, under);
	return (struct vd_suspect){
		.arena = unit.arena,
		.currency = unit_currency("PEN"),
		.printed = printed_as(printed),
		.unit = shown_in,
		.computed = { .low = computed, .middle = computed, .high = computed },
		.part = vd_value_missing(VD_NOT_APPLICABLE, NULL),
		.base = vd_value_missing(VD_NOT_APPLICABLE, NULL),
	};
}

/* The same of an amount. */
static struct vd_suspect suspect_amount(const char *printed, int64_t minor)
{
	return suspect_of(printed, VD_UNIT_MONEY, minor, 100);
}

static void add_addend(struct vd_suspect *suspect, struct vd_addends *addends, const char *name,
		       int64_t minor)
{
	*VD_APPEND(suspect->arena, addends) = (struct vd_addend){ name, minor };
}

/* A sum of amounts in minor units, printed otherwise. */
static struct vd_suspect suspect_sum(const char *printed, const struct vd_addend *addends,
				     size_t count)
{
	int64_t sum = 0;
	for (size_t i = 0; i < count; i++)
		sum += addends[i].amount;
	struct vd_suspect suspect = suspect_amount(printed, sum);
	suspect.scale = 2;
	suspect.of_what = "implemented 2015";
	for (size_t i = 0; i < count; i++)
		add_addend(&suspect, &suspect.addends, addends[i].name, addends[i].amount);
	return suspect;
}

static void add(struct vd_suspect *suspect, enum vd_cause_kind kind, const char *text, int64_t over,
		int64_t under)
{
	struct vd_value value = ratio(over, under);
	vd_suspect_add(suspect, kind, text, &value);
}

static const char *words(const struct vd_causes *causes)
{
	return vd_causes_words(unit.arena, causes);
}

/* One cause, which is stated as fact, and says so. */
static void expect_fact(struct vd_suspect *suspect, enum vd_cause_kind kind, const char *part)
{
	struct vd_causes causes = vd_causes_find(suspect);
	cr_expect(causes.count == 1 && causes.items[0].is_fact, "%s: %zu\n%s", vd_cause_key(kind),
		  causes.count, words(&causes));
	cr_expect_eq(vd_causes_fact(&causes), kind, "%s, not %s",
		     vd_cause_key(vd_causes_fact(&causes)), vd_cause_key(kind));
	cr_expect(strstr(words(&causes), part), "`%s` is not in `%s`", part, words(&causes));
}

/* These kinds in this order, none of them a fact. */
static void expect_candidates(struct vd_suspect *suspect, const char *kinds)
{
	struct vd_causes causes = vd_causes_find(suspect);
	struct vd_buffer found = { .arena = unit.arena };
	for (size_t i = 0; i < causes.count; i++) {
		cr_expect_not(causes.items[i].is_fact, "%s", words(&causes));
		vd_buffer_add(&found, i ? " " : "");
		vd_buffer_add(&found, vd_cause_key(causes.items[i].kind));
	}
	cr_expect_str_eq(vd_buffer_text(&found), kinds, "%s\n%s", vd_buffer_text(&found),
			 words(&causes));
	cr_expect_eq(vd_causes_fact(&causes), VD_CAUSE_NONE);
}

/* Of PRODUCT.md's table: together 31,674.00. */
static const struct vd_addend peru[] = {
	{ "Cajamarca", 394000 },
	{ "Huancavelica", 992900 },
	{ "Comas", 1367000 },
	{ "Maynas", 413500 },
};

Test(cause, kinds_are_named_once)
{
	cr_expect_str_eq(vd_cause_key(VD_CAUSE_NONE), "");
	for (enum vd_cause_kind one = 0; one < VD_CAUSE_COUNT; one++)
		for (enum vd_cause_kind other = 0; other < one; other++)
			cr_expect_str_neq(vd_cause_key(one), vd_cause_key(other));
	cr_expect_str_eq(vd_cause_key(VD_CAUSE_LEFT_OUT), "left-out");
	cr_expect_str_eq(vd_cause_key(VD_CAUSE_FRACTION), "fraction-for-percent");
}

Test(cause, none_is_said_to_be_none)
{
	struct vd_suspect suspect = suspect_amount("4321.98", 123456);
	struct vd_causes causes = vd_causes_find(&suspect);
	cr_expect_eq(causes.count, 0, "%s", words(&causes));
	cr_expect_eq(vd_causes_fact(&causes), VD_CAUSE_NONE);
	cr_expect_str_eq(words(&causes), "no simple cause found");
}

/* 31,674.00 - 27,539.00 = 4,135.00: chance 3 x 100 / (413,500 x 2.35) = 0.0003. */
Test(cause, a_row_is_left_out)
{
	struct vd_suspect suspect = suspect_sum("27,539.00", peru, UNIT_COUNT(peru));
	expect_fact(&suspect, VD_CAUSE_LEFT_OUT,
		    "the difference is exactly: Maynas, implemented 2015, left out");
}

/* 31,674.00 - 3,940.00 - 9,929.00 = 17,805.00 */
Test(cause, two_rows_are_left_out)
{
	struct vd_suspect suspect = suspect_sum("17,805.00", peru, UNIT_COUNT(peru));
	expect_fact(&suspect, VD_CAUSE_LEFT_OUT,
		    "the difference is exactly: Cajamarca and Huancavelica, implemented 2015");
}

/* 31,674.00 + 4,135.00 */
Test(cause, a_row_is_counted_twice)
{
	struct vd_suspect suspect = suspect_sum("35,809.00", peru, UNIT_COUNT(peru));
	expect_fact(&suspect, VD_CAUSE_DOUBLE_COUNTED,
		    "the difference is exactly: Maynas, implemented 2015, counted twice");
}

/* The first three are 27,539.00. */
Test(cause, a_row_is_counted_besides)
{
	struct vd_suspect suspect = suspect_sum("31,674.00", peru, 3);
	add_addend(&suspect, &suspect.others, "Maynas", 413500);
	expect_fact(&suspect, VD_CAUSE_COUNTED_BESIDES, "the difference is exactly: Maynas");
}

/* What is counted besides may have cents where the rows have none: 27,539 + 4,135.27. */
Test(cause, what_is_counted_besides_may_be_finer)
{
	struct vd_suspect suspect = suspect_sum("31,674.27", peru, 3);
	add_addend(&suspect, &suspect.others, "Maynas", 413527);
	expect_fact(&suspect, VD_CAUSE_COUNTED_BESIDES, "the difference is exactly: Maynas");
	/* and rows of nothing are rows */
	static const struct vd_addend none[] = { { "A", 0 }, { "B", 0 } };
	suspect = suspect_sum("4,135.27", none, UNIT_COUNT(none));
	add_addend(&suspect, &suspect.others, "Maynas", 413527);
	expect_fact(&suspect, VD_CAUSE_COUNTED_BESIDES, "the difference is exactly: Maynas");
}

/* Two rows of 5,000.00, and the difference is one of them. */
Test(cause, of_equal_rows_neither_is_certain)
{
	static const struct vd_addend rows[] = { { "A", 500000 },
						 { "B", 500000 },
						 { "C", 123456 } };
	struct vd_suspect suspect = suspect_sum("6,234.56", rows, UNIT_COUNT(rows));
	expect_candidates(&suspect, "left-out");
	struct vd_causes causes = vd_causes_find(&suspect);
	cr_expect(strstr(words(&causes), "perhaps A") && strstr(words(&causes), "or B") &&
			  strstr(words(&causes), "2 sets of 1 row"),
		  "%s", words(&causes));
}

/*
 * Off by 1,000,000.00, and a row is as much: of numbers so round every third makes that, three
 * within a factor e: 3 x (2/5 + 0.1) x 10^8 / (10^8 x 2.35) = 0.64. A digit may be another as well.
 */
Test(cause, round_differences_are_only_candidates)
{
	static const struct vd_addend rows[] = { { "A", 100000000 },
						 { "B", 250000000 },
						 { "C", 70000000 } };
	struct vd_suspect suspect = suspect_sum("3,200,000.00", rows, UNIT_COUNT(rows));
	expect_candidates(&suspect, "left-out other-digit");
	struct vd_causes causes = vd_causes_find(&suspect);
	cr_expect(strstr(words(&causes), "0.64 such would fit by chance"), "%s", words(&causes));
}

/*
 * 27.5 thousand is 27,450.00 to below 27,550.00, so that above 4,124.00 to 4,224.00 are missing, in
 * whole soles 4,125 to 4,224: 3 x 9,901 / (417,450 x 2.35) = 0.030.
 */
Test(cause, of_coarse_totals_the_difference_is_a_range)
{
	struct vd_suspect suspect = suspect_sum("27.5 thousand", peru, UNIT_COUNT(peru));
	expect_candidates(&suspect, "left-out");
	struct vd_causes causes = vd_causes_find(&suspect);
	cr_expect(strstr(words(&causes), "Maynas, implemented 2015") &&
			  strstr(words(&causes), "0.03 such would fit by chance"),
		  "%s", words(&causes));
}

/* The difference of 4,135.27 is a row of the table, and one outside it. */
Test(cause, two_facts_exclude_each_other)
{
	static const struct vd_addend rows[] = { { "A", 413527 },
						 { "B", 992913 },
						 { "C", 1367041 } };
	struct vd_suspect suspect = suspect_sum("31,870.08", rows, UNIT_COUNT(rows));
	expect_fact(&suspect, VD_CAUSE_DOUBLE_COUNTED, "A, implemented 2015");
	suspect = suspect_sum("31,870.08", rows, UNIT_COUNT(rows));
	add_addend(&suspect, &suspect.others, "D", 413527);
	expect_candidates(&suspect, "double-counted counted-besides");
	struct vd_causes causes = vd_causes_find(&suspect);
	const char *text = words(&causes), *second = strchr(text, '\n');
	cr_expect(strstr(text, "perhaps A") == text && second &&
			  strstr(second, "\nperhaps D") == second,
		  "a sentence a line: %s", text);
}

/* 12.34 % is printed where it is 56.78 %; 12.338 % comes out at it: 1 / (1,234 x 2.35) = 0.0003. */
Test(cause, another_figure_is_meant)
{
	static const enum vd_cause_kind kinds[] = {
		VD_CAUSE_OTHER_BASE,  VD_CAUSE_OTHER_PART, VD_CAUSE_OTHER_YEAR,
		VD_CAUSE_OTHER_STAGE, VD_CAUSE_INVERTED,   VD_CAUSE_COMPLEMENT,
	};
	for (size_t i = 0; i < UNIT_COUNT(kinds); i++) {
		struct vd_suspect suspect = suspect_of("12.34%", VD_UNIT_PERCENT, 5678, 10000);
		add(&suspect, kinds[i], "one over another", 12338, 100000);
		add(&suspect, kinds[i], "what does not fit", 12346, 100000);
		expect_fact(&suspect, kinds[i], "one over another = 12.338");
	}
}

Test(cause, two_figures_of_a_kind_are_candidates)
{
	struct vd_suspect suspect = suspect_of("12.34%", VD_UNIT_PERCENT, 5678, 10000);
	add(&suspect, VD_CAUSE_OTHER_YEAR, "that of 2014", 12338, 100000);
	add(&suspect, VD_CAUSE_OTHER_YEAR, "that of 2016", 12341, 100000);
	expect_candidates(&suspect, "other-year");
	struct vd_causes causes = vd_causes_find(&suspect);
	cr_expect(strstr(words(&causes), "that of 2014 = 12.338") &&
			  strstr(words(&causes), "or that of 2016 = 12.341"),
		  "%s", words(&causes));
}

Test(cause, facts_of_two_kinds_are_candidates)
{
	struct vd_suspect suspect = suspect_of("12.34%", VD_UNIT_PERCENT, 5678, 10000);
	add(&suspect, VD_CAUSE_OTHER_YEAR, "that of 2014", 12338, 100000);
	add(&suspect, VD_CAUSE_OTHER_BASE, "over another", 12341, 100000);
	expect_candidates(&suspect, "other-base other-year");
}

/* 29 / (1,234 x 2.3504) = 0.009999, 30 / (1,234 x 2.3504) = 0.010343. */
Test(cause, many_near_ones_make_a_coincidence)
{
	for (int near = 28; near <= 29; near++) {
		struct vd_suspect suspect = suspect_of("12.34%", VD_UNIT_PERCENT, 5678, 10000);
		add(&suspect, VD_CAUSE_OTHER_PART, "the one that fits", 12338, 100000);
		for (int i = 0; i < near; i++)
			add(&suspect, VD_CAUSE_OTHER_PART, "near", 130 + i, 1000);
		/* further than a factor e off, or of another kind: they do not count */
		for (int i = 0; i < 50; i++) {
			add(&suspect, VD_CAUSE_OTHER_PART, "far", 340 + i, 1000);
			add(&suspect, VD_CAUSE_OTHER_PART, "far", 45 - i / 2, 1000);
			add(&suspect, VD_CAUSE_OTHER_BASE, "near", 130 + i, 1000);
		}
		if (near == 28)
			expect_fact(&suspect, VD_CAUSE_OTHER_PART, "the one that fits");
		else
			expect_candidates(&suspect, "other-part");
	}
}

/* What was tried in vain counts like what was added: 28 and 29 near ones as above. */
Test(cause, values_tried_in_vain_count)
{
	for (int near = 28; near <= 29; near++) {
		struct vd_suspect suspect = suspect_of("12.34%", VD_UNIT_PERCENT, 5678, 10000);
		struct vd_value good = ratio(12338, 100000), far = ratio(340, 1000);
		struct vd_value missing = vd_value_missing(VD_NO_BASE, NULL);
		cr_expect(vd_suspect_try(&suspect, VD_CAUSE_OTHER_PART, &good));
		vd_suspect_add(&suspect, VD_CAUSE_OTHER_PART, "the one that fits", &good);
		for (int i = 0; i < near; i++) {
			struct vd_value value = ratio(130 + i, 1000);
			cr_expect_not(vd_suspect_try(&suspect, VD_CAUSE_OTHER_PART, &value));
			cr_expect_not(vd_suspect_try(&suspect, VD_CAUSE_OTHER_PART, &far));
			cr_expect_not(vd_suspect_try(&suspect, VD_CAUSE_OTHER_PART, &missing));
		}
		if (near == 28)
			expect_fact(&suspect, VD_CAUSE_OTHER_PART, "the one that fits");
		else
			expect_candidates(&suspect, "other-part");
	}
}

/* 12.3499 % is printed 12.34 % if cut off; it counts only where none is rounded to it. */
Test(cause, what_is_cut_off_comes_second)
{
	struct vd_suspect suspect = suspect_of("12.34%", VD_UNIT_PERCENT, 5678, 10000);
	add(&suspect, VD_CAUSE_OTHER_PART, "cut off", 123499, 1000000);
	expect_fact(&suspect, VD_CAUSE_OTHER_PART, "cut off = 12.3499");
	suspect = suspect_of("12.34%", VD_UNIT_PERCENT, 5678, 10000);
	add(&suspect, VD_CAUSE_OTHER_PART, "cut off", 123499, 1000000);
	add(&suspect, VD_CAUSE_OTHER_PART, "rounded", 12338, 100000);
	expect_fact(&suspect, VD_CAUSE_OTHER_PART, "rounded = 12.338");
}

/* The sign counts here too: -12.338 % is not 12.34 %. */
Test(cause, figures_that_may_be_meant_have_a_sign)
{
	struct vd_suspect suspect = suspect_of("12.34%", VD_UNIT_PERCENT, 5678, 10000);
	add(&suspect, VD_CAUSE_OTHER_PART, "a fall", -12338, 100000);
	struct vd_causes causes = vd_causes_find(&suspect);
	cr_expect_eq(causes.count, 0, "%s", words(&causes));
}

Test(cause, units_slip)
{
	static const struct {
		const char *printed;
		int64_t minor;
		const char *words;
	} cases[] = {
		{ "0.1235", 12345678, "in millions" },	    /* 0.12345678 */
		{ "123.46", 12345678, "in thousands" },	    /* 123.45678 */
		{ "1,234.57", 12345677, "divided by 100" }, /* 1,234.5677 */

		{ "12,345,677", 12345677, "times 100" },
		{ "123,456,780", 12345678, "times 1,000" },
		{ "123,456,780,000", 12345678, "times 1,000,000" },
		{ "-123.46", -12345678, "in thousands" },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		struct vd_suspect suspect = suspect_amount(cases[i].printed, cases[i].minor);
		expect_fact(&suspect, VD_CAUSE_UNIT, cases[i].words);
	}
	/* A real number, too. */
	struct vd_suspect suspect = suspect_amount("123.46", 1);
	struct vd_value real = vd_value_real(123456.78);
	suspect.computed = (struct vd_interval){ .low = real, .middle = real, .high = real };
	expect_fact(&suspect, VD_CAUSE_UNIT, "in thousands");
}

/* 27,539 of 275,390, 1,234,567.70 of 123,456.77: a mark that is one digit off is a digit slip. */
Test(cause, a_mark_one_digit_off_is_a_digit)
{
	struct vd_suspect suspect = suspect_amount("27,539", 27539000);
	expect_fact(&suspect, VD_CAUSE_DROPPED_DIGIT, "it is 275,390 with");
	suspect = suspect_amount("1,234,567.70", 12345677);
	expect_fact(&suspect, VD_CAUSE_EXTRA_DIGIT, "123,456.77");
}

/* 4,000 / 7,611 = 0.525555... */
Test(cause, a_fraction_is_printed_for_a_percentage)
{
	struct vd_suspect suspect = suspect_of("0.5256%", VD_UNIT_PERCENT, 4000, 7611);
	expect_fact(&suspect, VD_CAUSE_FRACTION, "the fraction with a percent sign behind it");
	suspect = suspect_of("5255.6%", VD_UNIT_PERCENT, 4000, 7611);
	expect_fact(&suspect, VD_CAUSE_FRACTION, "times 100 once more");
	suspect = suspect_of("0.5256%", VD_UNIT_SHARE, 4000, 7611);
	expect_fact(&suspect, VD_CAUSE_FRACTION, "the fraction");
	/* 1 / (53 x 2.35) = 0.008 is little enough, 1 / (5 x 2.35) = 0.085 is not. */
	suspect = suspect_of("0.53%", VD_UNIT_PERCENT, 4000, 7611);
	expect_fact(&suspect, VD_CAUSE_FRACTION, "the fraction");
	suspect = suspect_of("0.5%", VD_UNIT_PERCENT, 4000, 7611);
	expect_candidates(&suspect, "fraction-for-percent");
}

Test(cause, the_sign_is_turned)
{
	struct vd_suspect suspect = suspect_amount("7,678,474", -767847350);
	expect_fact(&suspect, VD_CAUSE_SIGN, "the other sign");
	suspect = suspect_of("-54.21%", VD_UNIT_PERCENT, 542130, 1000000);
	expect_fact(&suspect, VD_CAUSE_SIGN, "the other sign = -54.213");
}

/* 14,323.00, and 8 x 100 / (1,342,300 x 2.35) = 0.0003. */
Test(cause, digits_slip)
{
	static const struct {
		const char *printed;
		enum vd_cause_kind kind;
	} cases[] = {
		{ "13,423.00", VD_CAUSE_SWAPPED_DIGITS }, { "41,323.00", VD_CAUSE_SWAPPED_DIGITS },
		{ "1,432.00", VD_CAUSE_DROPPED_DIGIT },	  { "4,323.00", VD_CAUSE_DROPPED_DIGIT },
		{ "143,523.00", VD_CAUSE_EXTRA_DIGIT },	  { "914,323.00", VD_CAUSE_EXTRA_DIGIT },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		struct vd_suspect suspect = suspect_amount(cases[i].printed, 1432300);
		expect_fact(&suspect, cases[i].kind, "14,323.00 with");
	}
	/* Digits that are not neighbours, two of them dropped: no slip. */
	static const char *const others[] = { "12,343.00", "1,233.00", "143.00", "14,999.00" };
	for (size_t i = 0; i < UNIT_COUNT(others); i++) {
		struct vd_suspect suspect = suspect_amount(others[i], 1432300);
		expect_candidates(&suspect, "");
	}
}

/* One digit another looks like any round difference; of two digits nothing can be told. */
Test(cause, another_digit_is_never_a_fact)
{
	struct vd_suspect suspect = suspect_amount("14,823.47", 1432347);
	expect_candidates(&suspect, "other-digit");
	suspect = suspect_of("32", VD_UNIT_NUMBER, 23, 1);
	expect_candidates(&suspect, "");
	suspect = suspect_of("321", VD_UNIT_NUMBER, 231, 1);
	expect_fact(&suspect, VD_CAUSE_SWAPPED_DIGITS, "231 with");
}

/* Digits are compared rounded, as they would be printed, and only under the same sign. */
Test(cause, digits_slip_of_what_would_be_printed)
{
	/* 45.6789 % would be 45.68 % */
	struct vd_suspect suspect = suspect_of("46.58%", VD_UNIT_PERCENT, 456789, 1000000);
	expect_fact(&suspect, VD_CAUSE_SWAPPED_DIGITS, "it is 45.68%");
	suspect = suspect_of("-46.58%", VD_UNIT_PERCENT, 456789, 1000000);
	expect_candidates(&suspect, "");
	suspect = suspect_of("-46.58%", VD_UNIT_PERCENT, -456789, 1000000);
	expect_fact(&suspect, VD_CAUSE_SWAPPED_DIGITS, "it is -45.68%");
}

/*
 * A's 12,345.67 is printed 1,234.67, the total is right: 31 x 100 / (1,111,100 x 2.35) = 0.0012. B
 * and C would have to be 21,040.13 and 24,781.41, which no slip makes of theirs.
 */
Test(cause, a_row_is_misprinted)
{
	static const struct vd_addend rows[] = { { "A", 123467 },
						 { "B", 992913 },
						 { "C", 1367041 } };
	struct vd_suspect suspect = suspect_sum("35,945.21", rows, UNIT_COUNT(rows));
	expect_fact(&suspect, VD_CAUSE_MISPRINTED_ROW,
		    "A, implemented 2015 has a digit dropped and ought to be 12,345.67");
}

/* Swapped digits differ by 9 times a power of ten: too round to be certain of. */
Test(cause, a_row_with_swapped_digits_is_a_candidate)
{
	static const struct vd_addend rows[] = { { "A", 7413527 },
						 { "B", 992913 },
						 { "C", 1367041 } };
	/* A's 74,315.27, 180.00 more */
	struct vd_suspect suspect = suspect_sum("97,914.81", rows, UNIT_COUNT(rows));
	struct vd_causes causes = vd_causes_find(&suspect);
	cr_expect_eq(vd_causes_fact(&causes), VD_CAUSE_NONE, "%s", words(&causes));
	cr_expect(strstr(words(&causes),
			 "A, implemented 2015 has two neighbouring digits swapped and ought to be "
			 "74,315.27"),
		  "%s", words(&causes));
}

/*
 * 13,423.00 for 14,323.00 has two digits swapped; but so may A's 2,150.00, for 1,250.00, or B's
 * 12,173.00, for 11,273.00. Another figure that has 14,323.00 would tell.
 */
Test(cause, a_slip_may_be_a_rows)
{
	static const struct vd_addend rows[] = { { "A", 215000 }, { "B", 1217300 } };
	struct vd_suspect suspect = suspect_sum("13,423.00", rows, UNIT_COUNT(rows));
	expect_candidates(&suspect, "swapped-digits misprinted-row");
	struct vd_causes causes = vd_causes_find(&suspect);
	cr_expect(causes.is_explained);
	cr_expect_eq(causes.if_confirmed.kind, VD_CAUSE_SWAPPED_DIGITS);
	cr_expect(causes.if_confirmed.text && causes.if_confirmed.is_fact);
	cr_expect(strstr(words(&causes), "A, implemented 2015") &&
			  strstr(words(&causes), "ought to be 1,250.00") &&
			  strstr(words(&causes), "ought to be 11,273.00"),
		  "%s", words(&causes));
	suspect = suspect_amount("13,423.00", 1432300);
	causes = vd_causes_find(&suspect);
	cr_expect_null(causes.if_confirmed.text);
}

static struct vd_suspect suspect_share(const char *printed, int64_t part, int64_t base)
{
	struct vd_suspect suspect = suspect_of(printed, VD_UNIT_PERCENT, part, base);
	suspect.part = vd_value_count(part);
	suspect.base = vd_value_count(base);
	return suspect;
}

/* 299 of 500 is 59.8 %; 299 / 503 = 59.4433 %, of 502 59.56 %, of 504 59.33 %; 297.2 of 500. */
Test(cause, whole_bases_and_parts_that_would_fit)
{
	struct vd_suspect suspect = suspect_share("59.44%", 299, 500);
	expect_candidates(&suspect, "other-base other-part");
	struct vd_causes causes = vd_causes_find(&suspect);
	cr_expect_str_eq(words(&causes), "503 as base fits, and no other whole number\n"
					 "no whole number over 500 comes out at it");
	/* 297 / 500 = 59.4 %; 299 / 503.4: 59.44 % to one decimal has 503 (59.443) alone as well. */
	suspect = suspect_share("59.4%", 299, 500);
	causes = vd_causes_find(&suspect);
	cr_expect(strstr(words(&causes), "503 as base fits, and no other whole number"), "%s",
		  words(&causes));
	cr_expect(strstr(words(&causes), "over 500, 297 would come out at it"), "%s",
		  words(&causes));
}

/* 17,991 / 0.601 = 29,935.1, give or take 25; 30,011 x 0.601 = 18,036.6, give or take 15. */
Test(cause, many_whole_numbers_are_not_named)
{
	struct vd_suspect suspect = suspect_share("60.1%", 17991, 30011);
	expect_candidates(&suspect, "");
	/* 1,799 / 1,998 = 90.040 %, / 1,999 = 89.995 %, / 1,997 = 90.085 % */
	suspect = suspect_share("90.04%", 1799, 3001);
	struct vd_causes causes = vd_causes_find(&suspect);
	cr_expect(strstr(words(&causes), "1,998 as base fits, and no other whole number"), "%s",
		  words(&causes));
}

/*
 * 58.9 % for 59.8 % is two digits swapped, 4 / (589 x 2.35) = 0.003; but 299 / 508 = 58.858 % as
 * well, so that it is not certain.
 */
Test(cause, a_whole_base_speaks_against_slipped_digits)
{
	struct vd_suspect suspect = suspect_of("58.9%", VD_UNIT_PERCENT, 299, 500);
	expect_fact(&suspect, VD_CAUSE_SWAPPED_DIGITS, "two neighbouring digits swapped");
	suspect = suspect_share("58.9%", 299, 500);
	expect_candidates(&suspect, "swapped-digits other-base other-part");
}

Test(cause, at_most_four_candidates_are_named)
{
	struct vd_suspect suspect = suspect_of("12.34%", VD_UNIT_PERCENT, 5678, 10000);
	for (enum vd_cause_kind kind = VD_CAUSE_OTHER_BASE; kind <= VD_CAUSE_COMPLEMENT; kind++) {
		add(&suspect, kind, "one", 12338, 100000);
		add(&suspect, kind, "two", 12341, 100000);
	}
	struct vd_causes causes = vd_causes_find(&suspect);
	cr_expect_eq(causes.count, 4);
	cr_expect_eq(vd_causes_fact(&causes), VD_CAUSE_NONE);
}

/* What is missing or no number cannot be meant; a printed zero and huge fractions do no harm. */
Test(cause, odd_values_are_borne)
{
	struct vd_suspect suspect = suspect_of("12.34%", VD_UNIT_PERCENT, 5678, 10000);
	struct vd_value missing = vd_value_missing(VD_NO_BASE, NULL),
			text = vd_value_text("12.34%");
	vd_suspect_add(&suspect, VD_CAUSE_OTHER_BASE, "missing", &missing);
	vd_suspect_add(&suspect, VD_CAUSE_OTHER_BASE, "text", &text);
	cr_expect_eq(suspect.alternatives.count, 0);
	suspect = suspect_amount("0", 500000);
	add(&suspect, VD_CAUSE_OTHER_PART, "nothing", 0, 1);
	struct vd_causes causes = vd_causes_find(&suspect);
	cr_expect_eq(vd_causes_fact(&causes), VD_CAUSE_NONE, "%s", words(&causes));
	suspect = suspect_amount("12.34", 1);
	struct vd_value huge = { .kind = VD_VALUE_RATIO, .ratio = { (vd_int128)1 << 126, 3 } };
	suspect.computed = (struct vd_interval){ .low = huge, .middle = huge, .high = huge };
	add_addend(&suspect, &suspect.addends, "A", INT64_MAX / 4);
	suspect.scale = 2;
	suspect.of_what = "";
	causes = vd_causes_find(&suspect);
	cr_expect_eq(causes.count, 0, "%s", words(&causes));
	/* Negative amounts are rows like others: -4,135.00 left out makes the sum larger. */
	static const struct vd_addend rows[] = { { "A", 992913 },
						 { "B", -413527 },
						 { "C", 1367041 } };
	suspect = suspect_sum("23,599.54", rows, UNIT_COUNT(rows));
	expect_fact(&suspect, VD_CAUSE_LEFT_OUT, "B, implemented 2015, left out");
}
