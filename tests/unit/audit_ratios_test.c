/* Printed rates, shares, figures per person and changes against the amounts beside them. */
#include "tests/unit/audit_study.h"

TestSuite(audit_ratios, .init = unit_open, .fini = unit_close);

/* --- rates --- */

/* 25; 33.333...; 66.666..., which would be rounded to 66.67; 12.5; 351 / 808 = 43.4406 %. */
Test(audit_ratios, rates_are_implemented_over_allocated)
{
	audit_expect("institution, allocated 2015, implemented 2015, rate 2015",
		     "      a | 200 | 50 | 25%\n      b | 300 | 100 | 33.33%\n"
		     "      c | 300 | 200 | 66.66%\n      d | 8 | 1 | 12.6%\n"
		     "      TOTAL | 808 | 351 | 43.44%\n",
		     "t/a/rate 2015: 25% exact, 25.00%\n"
		     "t/b/rate 2015: 33.33% rounded, 33.33%\n"
		     "t/c/rate 2015: 66.66% truncated, 66.67%\n"
		     "t/d/rate 2015: 12.6% contradicted, 12.50%\n"
		     "t/total/allocated 2015: 808 exact, 808.00\n"
		     "t/total/implemented 2015: 351 exact, 351.00\n"
		     "t/total/rate 2015: 43.44% rounded, 43.44%\n");
	cr_expect_str_eq(unit_plain("checks/t/b/rate 2015/arithmetic"), "100.00 / 300.00");
	cr_expect_str_eq(unit_plain("checks/t/b/rate 2015/unit"), "percent");
	cr_expect_str_eq(unit_plain("checks/t/b/rate 2015/otherwise"), "!not_applicable");
}

/* Without a sign 25 is a percentage, and 0.33 a fraction: of 1/3. */
Test(audit_ratios, rates_without_a_sign_may_be_fractions)
{
	audit_expect(
		"institution, allocated 2015, implemented 2015, rate 2015",
		"      a | 200 | 50 | 25\n      b | 300 | 100 | 0.33\n      c | 8 | 1 | 0.125\n"
		"      d | 300 | 100 | 0.34\n",
		"t/a/rate 2015: 25 exact, 25.00%\n"
		"t/b/rate 2015: 0.33 rounded, 0.3333\n"
		"t/c/rate 2015: 0.125 exact, 0.1250\n"
		"t/d/rate 2015: 0.34 contradicted, 33.33%\n");
	/* with a sign it is none: 0.33 % of 1/3 */
	audit_expect("institution, allocated 2015, implemented 2015, rate 2015",
		     "      a | 300 | 100 | 0.3333%\n",
		     "t/a/rate 2015: 0.3333% contradicted, 33.33%\n");
	cr_expect_str_eq(unit_plain("checks/t/a/rate 2015/cause"), "fraction-for-percent");
}

/* 0.67 would be printed 1, 0.33 and 0.5, cut off, 0: that says nothing. */
Test(audit_ratios, rates_without_decimals_are_no_fractions)
{
	audit_expect("institution, allocated 2015, implemented 2015, rate 2015",
		     "      a | 300 | 200 | 1\n      b | 300 | 100 | 0\n      c | 200 | 100 | 0\n"
		     "      d | 1,000 | 10 | 1\n",
		     "t/a/rate 2015: 1 contradicted, 66.67%\n"
		     "t/b/rate 2015: 0 contradicted, 33.33%\n"
		     "t/c/rate 2015: 0 contradicted, 50.00%\n"
		     "t/d/rate 2015: 1 exact, 1.00%\n");
}

/* 400 + 600 = 1,000, where 1,100 is printed; 1,100 / 4,000 = 27.5 %, otherwise 25 %. */
Test(audit_ratios, rates_follow_from_a_wrong_amount)
{
	audit_expect("institution, allocated 2015, implemented 2015, rate 2015",
		     "      a | 1,000 | 400 | 40%\n      b | 3,000 | 600 | 20%\n"
		     "      TOTAL | 4,000 | 1,100 | 27.5%\n",
		     "t/a/rate 2015: 40% exact, 40.00%\n"
		     "t/b/rate 2015: 20% exact, 20.00%\n"
		     "t/total/allocated 2015: 4,000 exact, 4,000.00\n"
		     "t/total/implemented 2015: 1,100 contradicted, 1,000.00\n"
		     "t/total/rate 2015: 27.5% exact, 27.50%\n");
	static const struct unit_case cases[] = {
		{ "checks/t/total/rate 2015/follows_from", "t/total/implemented 2015" },
		{ "checks/t/total/rate 2015/otherwise", "25" },
		{ "checks/t/total/rate 2015/arithmetic", "1,100.00 / 4,000.00" },
		{ "checks/t/a/rate 2015/follows_from", "" },
	};
	unit_expect_plain(cases, UNIT_COUNT(cases));
	cr_expect_eq(unit_check("t/total/rate 2015")->follows,
		     unit_check("t/total/implemented 2015"));
}

/* 25 % is not of the printed 1,100, but of the 1,000 that the rows come to. */
Test(audit_ratios, rates_may_confirm_the_right_sum)
{
	audit_expect("institution, allocated 2015, implemented 2015, rate 2015",
		     "      a | 1,000 | 400 | 40%\n      TOTAL | 4,000 | 1,100 | 25%\n"
		     "      b | 3,000 | 600 | 20%\n",
		     "t/a/rate 2015: 40% exact, 40.00%\n"
		     "t/total/allocated 2015: 4,000 exact, 4,000.00\n"
		     "t/total/implemented 2015: 1,100 contradicted, 1,000.00\n"
		     "t/total/rate 2015: 25% exact, 25.00%\n"
		     "t/b/rate 2015: 20% exact, 20.00%\n");
	const struct vd_check *rate = unit_check("t/total/rate 2015");
	cr_expect_null(rate->follows);
	cr_expect_eq(rate->confirms, unit_check("t/total/implemented 2015"));
	/* as a fraction too */
	audit_expect("institution, allocated 2015, implemented 2015, rate 2015",
		     "      a | 1,000 | 400 | 0.4\n      b | 3,000 | 600 | 0.2\n"
		     "      TOTAL | 4,000 | 1,100 | 0.25\n",
		     "t/a/rate 2015: 0.4 exact, 0.4000\n"
		     "t/b/rate 2015: 0.2 exact, 0.2000\n"
		     "t/total/allocated 2015: 4,000 exact, 4,000.00\n"
		     "t/total/implemented 2015: 1,100 contradicted, 1,000.00\n"
		     "t/total/rate 2015: 0.25 exact, 0.2500\n");
	/* 30 % fits neither */
	audit_expect("institution, allocated 2015, implemented 2015, rate 2015",
		     "      a | 4,000 | 1,000 | 25%\n      TOTAL | 4,000 | 1,100 | 30%\n",
		     "t/a/rate 2015: 25% exact, 25.00%\n"
		     "t/total/allocated 2015: 4,000 exact, 4,000.00\n"
		     "t/total/implemented 2015: 1,100 contradicted, 1,000.00\n"
		     "t/total/rate 2015: 30% contradicted, 27.50%\n");
	cr_expect_null(unit_check("t/total/rate 2015")->confirms);
}

/* Of the row's year; else of the implemented amount nearest to the left. */
Test(audit_ratios, rates_without_a_year)
{
	audit_expect("institution, year, allocated, implemented, rate",
		     "      a | 2015 | 200 | 50 | 25%\n      a | 2016 | 200 | 100 | 50%\n",
		     "t/a/2015/rate: 25% exact, 25.00%\n"
		     "t/a/2016/rate: 50% exact, 50.00%\n");
	audit_expect(
		"institution, allocated 2015, implemented 2015, allocated 2016, implemented 2016, "
		"rate",
		"      a | 200 | 50 | 500 | 100 | 20%\n", "t/a/rate: 20% exact, 20.00%\n");
	audit_expect(
		"institution, allocated 2015, implemented 2015, rate, allocated 2016, implemented "
		"2016",
		"      a | 200 | 50 | 25% | 500 | 100\n", "t/a/rate: 25% exact, 25.00%\n");
	/* of a table by year, its total over all of them: 150 / 300 */
	audit_expect("year, allocated, implemented, rate",
		     "      2014 | 100 | 50 | 50%\n      2015 | 200 | 100 | 50%\n"
		     "      TOTAL | 300 | 150 | 50%\n",
		     "t/2014/rate: 50% exact, 50.00%\n"
		     "t/2015/rate: 50% exact, 50.00%\n"
		     "t/total/allocated: 300 exact, 300.00\n"
		     "t/total/implemented: 150 exact, 150.00\n"
		     "t/total/rate: 50% exact, 50.00%\n");
}

/* An amount that is not in the table is taken from another one. */
Test(audit_ratios, rates_take_amounts_of_other_tables)
{
	audit_expect_of(
		"tables:\n"
		"  - {id: t, columns: [institution, allocated 2015], rows: [[a, 200], [b, 100]]}\n"
		"  - {id: u, columns: [institution, implemented 2015, rate 2015], rows: [[a, 50, "
		"25%], [b, 50, 25%], [c, 50, 25%]]}\n",
		"u/a/rate 2015: 25% exact, 25.00%\n"
		"u/b/rate 2015: 25% contradicted, 50.00%\n"
		"u/c/rate 2015: 25% not-testable, not_in_study\n");
	/* over modified in a table that has no allocated amount */
	audit_expect_of(
		"tables:\n"
		"  - {id: t, columns: [institution, allocated 2015], rows: [[a, 200]]}\n"
		"  - {id: u, columns: [institution, modified 2015, implemented 2015, rate 2015], "
		"rows: [[a, 100, 50, 50%]]}\n",
		"u/a/rate 2015: 50% exact, 50.00%\n");
}

Test(audit_ratios, ratios_without_an_operand_cannot_be_tested)
{
	audit_expect("institution, allocated 2015, implemented 2015, rate 2015",
		     "      a | SD | 50 | 25%\n      b | 100 | NR | 25%\n      c | 0 | 50 | 25%\n"
		     "      d | SPE | SPE | SPE\n",
		     "t/a/rate 2015: 25% not-testable, not_published\n"
		     "t/b/rate 2015: 25% not-testable, not_reported\n"
		     "t/c/rate 2015: 25% not-testable, no_base\n");
}

/* --- shares --- */

/* 150 / 1,000,000 = 0.015 %; 100 / 3,000,000 = 0.00333... %; 250 / 4,000,000 = 0.00625 %. */
Test(audit_ratios, shares_by_year_are_of_the_general_budget)
{
	audit_expect(
		"year, general_budget, allocated, share",
		"      2014 | 1,000,000 | 150 | 0.015%\n      2015 | 3,000,000 | 100 | 0.0033%\n"
		"      2016 | 1,000,000 | 5 | 0.0006%\n      TOTAL | 5,000,000 | 255 | 0.0051%\n",
		"t/2014/share: 0.015% exact, 0.015000%\n"
		"t/2015/share: 0.0033% rounded, 0.003333%\n"
		"t/2016/share: 0.0006% contradicted, 0.000500%\n"
		"t/total/general_budget: 5,000,000 exact, 5,000,000.00\n"
		"t/total/allocated: 255 exact, 255.00\n"
		"t/total/share: 0.0051% exact, 0.005100%\n");
	/* the General Budget of another table */
	audit_expect_of(
		"tables:\n"
		"  - {id: t, columns: [year, general_budget], rows: [[2015, 1000000]]}\n"
		"  - {id: u, columns: [year, allocated, share], rows: [[2015, 150, 0.015%], "
		"[2016, 150, 0.015%]]}\n",
		"u/2015/share: 0.015% exact, 0.015000%\n"
		"u/2016/share: 0.015% not-testable, not_in_study\n");
}

/* 100 and 300 of 400; or 100 of 1,000,000. */
Test(audit_ratios, shares_by_institution_are_of_the_total)
{
	static const char budget[] =
		"tables:\n  - {id: y, columns: [year, general_budget], rows: [[2015, 1000000]]}\n";
	audit_expect_of(
		vd_arena_format(unit.arena,
				"%s  - {id: t, columns: [institution, allocated 2015, share 2015], "
				"rows: [[a, 100, 25%%], [b, 300, 0.03%%], [TOTAL, 400, 100%%]]}\n",
				budget),
		"t/a/share 2015: 25% exact, 25.000000%\n"
		"t/b/share 2015: 0.03% exact, 0.030000%\n"
		"t/total/allocated 2015: 400 exact, 400.00\n"
		"t/total/share 2015: 100% exact, 100.000000%\n");
	/* of the year of the row */
	audit_expect("institution, year, allocated, share",
		     "      a | 2015 | 100 | 25%\n      b | 2015 | 300 | 70%\n"
		     "      TOTAL | 2015 | 400 | 100%\n      a | 2016 | 50 | 50%\n"
		     "      TOTAL | 2016 | 50 | NA\n",
		     "t/a/2015/share: 25% exact, 25.000000%\n"
		     "t/b/2015/share: 70% contradicted, 75.000000%\n"
		     "t/total/2015/allocated: 400 exact, 400.00\n"
		     "t/total/2015/share: 100% exact, 100.000000%\n"
		     "t/a/2016/share: 50% contradicted, 100.000000%\n"
		     "t/total/2016/allocated: 50 exact, 50.00\n");
	audit_expect("institution, allocated 2015, share 2015", "      a | 100 | 25%\n",
		     "t/a/share 2015: 25% not-testable, not_in_study\n");
}

/*
 * Behind two amounts a share is that of the one which most of its column fit: of 400 allocated, a's 100
 * are 25 %, b's 200 50 %, c's 100 25 %, where 26 % is printed; of 160 implemented they are another.
 */
Test(audit_ratios, shares_are_of_what_most_of_them_fit)
{
	audit_expect(
		"institution, allocated 2015, implemented 2015, share",
		"      a | 100 | 80 | 25%\n      b | 200 | 60 | 50%\n      c | 100 | 20 | 26%\n"
		"      TOTAL | 400 | 160 | 100%\n",
		"t/a/share: 25% exact, 25.000000%\n"
		"t/b/share: 50% exact, 50.000000%\n"
		"t/c/share: 26% contradicted, 25.000000%\n"
		"t/total/allocated 2015: 400 exact, 400.00\n"
		"t/total/implemented 2015: 160 exact, 160.00\n"
		"t/total/share: 100% exact, 100.000000%\n");
	audit_expect(
		"institution, allocated 2015, implemented 2015, share",
		"      a | 100 | 80 | 50%\n      b | 200 | 60 | 37.5%\n      c | 100 | 20 | 12%\n"
		"      TOTAL | 400 | 160 | 100%\n",
		"t/a/share: 50% exact, 50.000000%\n"
		"t/b/share: 37.5% exact, 37.500000%\n"
		"t/c/share: 12% truncated, 12.500000%\n"
		"t/total/allocated 2015: 400 exact, 400.00\n"
		"t/total/implemented 2015: 160 exact, 160.00\n"
		"t/total/share: 100% exact, 100.000000%\n");
}

/* 100 and 300 are 400, where 500 is printed: 100 / 500 = 20 %, otherwise 25 %; 300 / 400 = 75 %. */
Test(audit_ratios, shares_follow_from_a_wrong_total)
{
	audit_expect("institution, allocated 2015, share 2015",
		     "      a | 100 | 20%\n      b | 300 | 75%\n      TOTAL | 500 | 100%\n",
		     "t/a/share 2015: 20% exact, 20.000000%\n"
		     "t/b/share 2015: 75% exact, 75.000000%\n"
		     "t/total/allocated 2015: 500 contradicted, 400.00\n"
		     "t/total/share 2015: 100% exact, 100.000000%\n");
	cr_expect_str_eq(unit_plain("checks/t/a/share 2015/follows_from"),
			 "t/total/allocated 2015");
	cr_expect_str_eq(unit_plain("checks/t/a/share 2015/otherwise"), "25");
	cr_expect_eq(unit_check("t/b/share 2015")->confirms, unit_check("t/total/allocated 2015"));
}

/* --- figures per person --- */

#define PEOPLE                                                                                     \
	"series:\n"                                                                                \
	"  one: {unit: persons, values: {2015: 1000}}\n"                                           \
	"  two: {unit: persons, values: {2015: 1100}}\n"                                           \
	"  regional: {unit: persons, by: region, values: {2015: {\"15\": 250}}}\n"                 \
	"  cases: {unit: cases, values: {2015: 10}}\n"

/*
 * 500 / 1,000 = 0.50; / 1,100 = 0.4545...; / 250 = 2, of the region's institution; / 10 = 50 are
 * cases and no people.
 */
Test(audit_ratios, figures_per_person_are_by_any_population)
{
	audit_expect_of(
		PEOPLE "tables:\n"
		       "  - {id: t, columns: [institution, allocated 2015, per_capita 2015], rows: "
		       "[[a, 500, 0.50], [b, 500, 0.45], [c, 500, 2.00], [d, 500, 50]]}\n"
		       "  - {id: u, columns: [institution, implemented 2015, per_capita], rows: "
		       "[[a, 500, 2.00], [b, SD, 0.50]]}\n",
		"t/a/per_capita 2015: 0.50 exact, 0.5000\n"
		"t/b/per_capita 2015: 0.45 rounded, 0.4545\n"
		"t/c/per_capita 2015: 2.00 exact, 2.0000\n"
		"t/d/per_capita 2015: 50 contradicted, 0.5000\n"
		"u/a/per_capita: 2.00 contradicted, 0.5000\n"
		"u/b/per_capita: 0.50 not-testable, not_published\n");
	cr_expect_str_eq(unit_plain("checks/t/a/per_capita 2015/arithmetic"),
			 "500.00 / 1,000 (one)");
}

Test(audit_ratios, figures_per_person_are_of_the_year)
{
	audit_expect_of(PEOPLE
			"tables:\n"
			"  - {id: t, columns: [year, allocated, per_capita], rows: [[2014, 500, "
			"0.50], [2015, 550, 0.50]]}\n",
			"t/2014/per_capita: 0.50 not-testable, no_series\n"
			"t/2015/per_capita: 0.50 exact, 0.5000\n");
}

/* --- changes --- */

/* 150 / 200 - 1 = -25 %, 150 - 200 = -50; 400 / 300 - 1 = 33.33 %; 850 / 900 - 1 = -5.5556 %. */
Test(audit_ratios, changes_are_relative_with_a_sign_and_absolute_without)
{
	audit_expect(
		"institution, allocated 2015, allocated 2016, change 2016",
		"      a | 200 | 150 | -25%\n      b | 200 | 150 | -50\n      c | 300 | 400 | 33.3%\n"
		"      d | 200 | 150 | 25%\n      TOTAL | 900 | 850 | -5.56%\n",
		"t/a/change 2016: -25% exact, -25.00%\n"
		"t/b/change 2016: -50 exact, -50.00\n"
		"t/c/change 2016: 33.3% rounded, 33.33%\n"
		"t/d/change 2016: 25% contradicted, -25.00%\n"
		"t/total/allocated 2015: 900 exact, 900.00\n"
		"t/total/allocated 2016: 850 exact, 850.00\n"
		"t/total/change 2016: -5.56% rounded, -5.56%\n");
	cr_expect_str_eq(unit_plain("checks/t/a/change 2016/arithmetic"), "150.00 / 200.00 - 1");
	cr_expect_str_eq(unit_plain("checks/t/b/change 2016/arithmetic"), "150.00 - 200.00");
}

/* Behind two amounts: 150 / 100 - 1 of what is allocated, where implemented has 20 / 80 - 1. */
Test(audit_ratios, changes_are_of_what_most_of_them_fit)
{
	audit_expect(
		"institution, allocated 2015, implemented 2015, allocated 2016, implemented 2016, "
		"change",
		"      a | 100 | 80 | 150 | 20 | 50%\n      b | 200 | 60 | 100 | 30 | -50%\n"
		"      c | 400 | 50 | 500 | 40 | 26%\n",
		"t/a/change: 50% exact, 50.00%\n"
		"t/b/change: -50% exact, -50.00%\n"
		"t/c/change: 26% contradicted, 25.00%\n");
}

/* A fall is printed with a minus: 850,000.00 / 900,000.00 - 1 = -5.5556 %, and no rise. */
Test(audit_ratios, changes_have_a_sign)
{
	audit_expect("institution, allocated 2015, allocated 2016, change",
		     "      a | 900,000.00 | 850,000.00 | 5.5556%\n",
		     "t/a/change: 5.5556% contradicted, -5.56%\n");
	cr_expect_str_eq(unit_plain("checks/t/a/change/cause"), "sign");
}

/* Against the row of the year before: 150 / 100 - 1, 75 - 150. */
Test(audit_ratios, changes_in_rows)
{
	audit_expect("year, allocated, change",
		     "      2014 | 100 | 5%\n      2015 | 150 | 50%\n      2016 | 75 | -75\n",
		     "t/2014/change: 5% not-testable, no_preceding\n"
		     "t/2015/change: 50% exact, 50.00%\n"
		     "t/2016/change: -75 exact, -75.00\n");
	/* of the same institution, in whichever order */
	audit_expect(
		"institution, year, allocated, change",
		"      b | 2016 | 300 | 200%\n      a | 2015 | 50 | NA\n      a | 2016 | 75 | 50%\n"
		"      b | 2015 | 100 | NA\n      c | 2016 | 9 | 5%\n",
		"t/b/2016/change: 200% exact, 200.00%\n"
		"t/a/2016/change: 50% exact, 50.00%\n"
		"t/c/2016/change: 5% not-testable, no_preceding\n");
}

/* The year before of the same stage; over nothing there is no relative change. */
Test(audit_ratios, changes_need_a_year_before)
{
	audit_expect("institution, allocated 2014, implemented 2015, change 2015",
		     "      a | 100 | 150 | 50%\n",
		     "t/a/change 2015: 50% not-testable, no_preceding\n");
	audit_expect("institution, allocated 2014, allocated 2016, change 2016",
		     "      a | 100 | 150 | 50%\n",
		     "t/a/change 2016: 50% not-testable, no_preceding\n");
	audit_expect("institution, allocated 2015, allocated 2016, change 2016",
		     "      a | 0 | 150 | 50%\n      b | 0 | 150 | 150\n      c | SD | 150 | 150\n",
		     "t/a/change 2016: 50% not-testable, no_base\n"
		     "t/b/change 2016: 150 exact, 150.00\n"
		     "t/c/change 2016: 150 not-testable, not_published\n");
}

/* 200 + 100 = 300, where 400 is printed: 400 / 500 - 1 = -20 %, otherwise -40 %. */
Test(audit_ratios, changes_follow_from_a_wrong_total)
{
	audit_expect(
		"institution, allocated 2015, allocated 2016, change 2016",
		"      a | 300 | 200 | NA\n      b | 200 | 100 | NA\n      TOTAL | 500 | 400 | -20%\n",
		"t/total/allocated 2015: 500 exact, 500.00\n"
		"t/total/allocated 2016: 400 contradicted, 300.00\n"
		"t/total/change 2016: -20% exact, -20.00%\n");
	cr_expect_str_eq(unit_plain("checks/t/total/change 2016/follows_from"),
			 "t/total/allocated 2016");
	cr_expect_str_eq(unit_plain("checks/t/total/change 2016/otherwise"), "-40");
}

/* --- amounts that are rounded --- */

/* 1 / 3, both rounded: above 0.5 / 3.5 = 14.29 %, below 1.5 / 2.5 = 60 %. */
Test(audit_ratios, rounded_tables_have_rounded_ratios)
{
	audit_expect_of(
		"tables:\n"
		"  - {id: t, rounded: yes, columns: [institution, allocated 2015, implemented "
		"2015, rate 2015], rows: [[a, 3, 1, 33.3%], [b, 3, 1, 15%], [c, 3, 1, 60.0%], "
		"[d, 3, 1, 61%]]}\n",
		"t/a/rate 2015: 33.3% rounded, 33.33%\n"
		"t/b/rate 2015: 15% rounded, 33.33%\n"
		"t/c/rate 2015: 60.0% rounded, 33.33%\n"
		"t/d/rate 2015: 61% contradicted, 33.33%\n");
	/* 1 of a General Budget of 3 in another table, which is rounded: 28.6 to 40 % */
	audit_expect_of(
		"tables:\n"
		"  - {id: t, rounded: yes, columns: [year, general_budget], rows: [[2015, 3]]}\n"
		"  - {id: u, columns: [year, allocated, share], rows: [[2015, 1, 39%]]}\n",
		"u/2015/share: 39% rounded, 33.333333%\n");
	/* the same of amounts that are exact */
	audit_expect_of(
		"tables:\n"
		"  - {id: t, columns: [institution, allocated 2015, implemented 2015, rate 2015], "
		"rows: [[a, 3, 1, 33.3%], [b, 3, 1, 15%]]}\n",
		"t/a/rate 2015: 33.3% rounded, 33.33%\n"
		"t/b/rate 2015: 15% contradicted, 33.33%\n");
}

/* 109.4 + 109 = 218.4, printed 218: 218.4 / 1,600 = 13.65 %, 218 / 1,600 = 13.625 %; 13.71 % is neither. */
Test(audit_ratios, ratios_of_rounded_totals_may_be_of_the_exact_sum)
{
	static const struct {
		const char *rate, *verdict;
	} cases[] = { { "13.65%", "exact" },
		      { "13.63%", "rounded" },
		      { "13.71%", "contradicted" } };
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		unit_analyse(audit_study(AUDIT_FOUR,
					 "institution, allocated 2015, implemented 2015, rate 2015",
					 vd_arena_format(unit.arena,
							 "      a | 800 | 109.4 | 13.68%%\n"
							 "      b | 800 | 109 | 13.63%%\n"
							 "      TOTAL | 1,600 | 218 | %s\n",
							 cases[i].rate),
					 ""));
		cr_expect_str_eq(unit_plain("checks/t/total/implemented 2015/verdict"), "rounded");
		cr_expect_str_eq(unit_plain("checks/t/total/rate 2015/verdict"), cases[i].verdict,
				 "%s: %s", cases[i].rate,
				 unit_plain("checks/t/total/rate 2015/verdict"));
		cr_expect_str_eq(unit_plain("checks/t/total/rate 2015/follows_from"), "");
	}
}
