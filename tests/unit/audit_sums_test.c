/* Printed totals and groups' rows against the figures they are made of, worked by hand. */
#include "tests/unit/audit_study.h"

TestSuite(audit_sums, .init = unit_open, .fini = unit_close);

/* --- totals --- */

/* 100 + 20 + 3; 1,000.50 + 0.25, where SD adds nothing; 0 - 5 + 7 = 2, where 3 is printed. */
Test(audit_sums, totals_are_the_sum_of_their_rows)
{
	audit_expect("institution, allocated 2014, allocated 2015, implemented 2015",
		     "      a | 100 | 1,000.50 | 0\n"
		     "      b | 20 | SPE | -5\n"
		     "      c | 3 | 0.25 | 7\n"
		     "      TOTAL | 123 | 1,000.75 | 3\n",
		     "t/total/allocated 2014: 123 exact, 123.00\n"
		     "t/total/allocated 2015: 1,000.75 exact, 1,000.75\n"
		     "t/total/implemented 2015: 3 contradicted, 2.00\n");
	cr_expect_str_eq(unit_plain("checks/t/total/allocated 2015/arithmetic"),
			 "sum of the 2 rows that have a figure");
	cr_expect_str_eq(unit_plain("checks/t/total/allocated 2015/line"), "16");
	cr_expect_str_eq(unit_plain("checks/t/total/implemented 2015/unit"), "PEN");
}

/* The same as `total:` beside the rows, or under a name of its own. */
Test(audit_sums, totals_go_by_other_names)
{
	audit_expect_of(
		"tables:\n"
		"  - {id: t, columns: [institution, allocated 2014], rows: [[a, 100], [b, 23]],\n"
		"     total: [Sum, 124]}\n"
		"  - {id: u, columns: [institution, allocated 2015], total_label: En todo,\n"
		"     rows: [[a, 100], [b, 23], [En todo, 123]]}\n",
		"t/total/allocated 2014: 124 contradicted, 123.00\n"
		"u/total/allocated 2015: 123 exact, 123.00\n");
}

/* 1,000.75: to the sol 1,001, or 1,000 if cut off; to a tenth 1,000.8. */
Test(audit_sums, totals_are_compared_to_the_digits_printed)
{
	static const struct {
		const char *printed, *verdict;
	} cases[] = {
		{ "1,000.75", "exact" },    { "1,000.8", "rounded" },
		{ "1,000.7", "truncated" }, { "1,001", "rounded" },
		{ "1,000", "truncated" },   { "1,002", "contradicted" },
		{ "999", "contradicted" },  { "1,000.9", "contradicted" },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++)
		audit_expect(
			"institution, allocated 2015",
			vd_arena_format(unit.arena,
					"      a | 1,000.50\n      b | 0.25\n      TOTAL | %s\n",
					cases[i].printed),
			vd_arena_format(unit.arena, "t/total/allocated 2015: %s %s, 1,000.75\n",
					cases[i].printed, cases[i].verdict));
}

/* 100 + 30: b, c and d stand for themselves in the group's row and are not added again. */
Test(audit_sums, totals_count_the_members_of_a_group_once)
{
	static const char wanted[] = "t/sub/allocated 2015: 30 exact, 30.00\n"
				     "t/total/allocated 2015: 130 exact, 130.00\n";
	audit_expect("institution, allocated 2015",
		     "      a | 100\n      sub | 30\n      b | 10\n      c | 15\n      d | 5\n"
		     "      TOTAL | 130\n",
		     wanted);
	/* wherever the group's row stands */
	audit_expect("institution, allocated 2015",
		     "      b | 10\n      c | 15\n      d | 5\n      a | 100\n      sub | 30\n"
		     "      TOTAL | 130\n",
		     wanted);
	/* a total that does is wrong: 100 + 30 + 30 */
	audit_expect("institution, allocated 2015",
		     "      a | 100\n      sub | 30\n      b | 10\n      c | 15\n      d | 5\n"
		     "      TOTAL | 160\n",
		     "t/sub/allocated 2015: 30 exact, 30.00\n"
		     "t/total/allocated 2015: 160 contradicted, 130.00\n");
}

/* c and d are in `inner`, which is in `sub`: 15 + 5, 10 + 15 + 5, 100 + 30. */
Test(audit_sums, totals_count_nested_groups_once)
{
	audit_expect("institution, allocated 2015",
		     "      a | 100\n      sub | 30\n      b | 10\n      inner | 20\n      c | 15\n"
		     "      d | 5\n      TOTAL | 130\n",
		     "t/sub/allocated 2015: 30 exact, 30.00\n"
		     "t/inner/allocated 2015: 20 exact, 20.00\n"
		     "t/total/allocated 2015: 130 exact, 130.00\n");
	/* without the outer row: 100 + 10 + 20 */
	audit_expect("institution, allocated 2015",
		     "      a | 100\n      b | 10\n      inner | 20\n      c | 15\n      d | 5\n"
		     "      TOTAL | 130\n",
		     "t/inner/allocated 2015: 20 exact, 20.00\n"
		     "t/total/allocated 2015: 130 exact, 130.00\n");
}

/* A code in a group's row is no amount: in 2015 the members count, in 2016 the group's row. */
Test(audit_sums, totals_count_members_where_a_group_has_a_code)
{
	audit_expect("institution, allocated 2015, allocated 2016",
		     "      a | 100 | 200\n      sub | SPE | 31\n      b | 10 | 11\n"
		     "      inner | SPE | 20\n      c | 15 | 15\n      d | 5 | 5\n"
		     "      TOTAL | 130 | 231\n",
		     "t/sub/allocated 2016: 31 exact, 31.00\n"
		     "t/inner/allocated 2016: 20 exact, 20.00\n"
		     "t/total/allocated 2015: 130 exact, 130.00\n"
		     "t/total/allocated 2016: 231 exact, 231.00\n");
}

/* A group's row is its members', in whichever table they stand; the total down adds rows. */
Test(audit_sums, group_rows_are_the_sum_of_their_members)
{
	audit_expect_of(
		"tables:\n"
		"  - {id: t, columns: [institution, allocated 2015], rows: [[a, 100], [sub, 31], "
		"[TOTAL, 131]]}\n"
		"  - {id: u, columns: [institution, allocated 2015], rows: [[b, 10], [c, 15]]}\n"
		"  - {id: v, columns: [institution, allocated 2015], rows: [[d, 5]]}\n",
		"t/sub/allocated 2015: 31 contradicted, 30.00\n"
		"t/total/allocated 2015: 131 exact, 131.00\n");
	cr_expect_str_eq(unit_plain("checks/t/sub/allocated 2015/arithmetic"),
			 "sum of the 3 members that have a figure");
	/* without any member's figure there is nothing to check; that is a finding of its own */
	audit_expect("institution, allocated 2015",
		     "      a | 100\n      sub | 31\n      b | SPE\n", "");
}

/* b, c and d are 30, and 100 + 30 = 130: the total speaks for the members, not for the group's 31. */
Test(audit_sums, totals_may_confirm_the_members_of_a_group)
{
	audit_expect("institution, allocated 2015",
		     "      a | 100\n      sub | 31\n      b | 10\n      c | 15\n      d | 5\n"
		     "      TOTAL | 130\n",
		     "t/sub/allocated 2015: 31 contradicted, 30.00\n"
		     "t/total/allocated 2015: 130 exact, 130.00\n");
	cr_expect_eq(unit_check("t/total/allocated 2015")->confirms,
		     unit_check("t/sub/allocated 2015"));
	/* the same with the total on top, as tables often have it */
	audit_expect(
		"institution, allocated 2015",
		"      TOTAL | 130\n      a | 100\n      sub | 31\n      b | 10\n      c | 15\n"
		"      d | 5\n",
		"t/total/allocated 2015: 130 exact, 130.00\n"
		"t/sub/allocated 2015: 31 contradicted, 30.00\n");
	cr_expect_eq(unit_check("t/total/allocated 2015")->confirms,
		     unit_check("t/sub/allocated 2015"));
}

/*
 * 13,423.00 for 2,150.00 + 12,173.00 = 14,323.00: two digits are swapped, there or in a row. The total of
 * the year has 14,323.00.
 */
Test(audit_sums, another_total_confirms_a_slip)
{
	static const char tables[] =
		"tables:\n"
		"  - {id: t, columns: [institution, allocated 2015], rows: [[a, 2150.00], [b, "
		"12173.00], [TOTAL, 13423.00]]}\n";
	audit_expect_of(tables, "t/total/allocated 2015: 13423.00 contradicted, 14,323.00\n");
	cr_expect_str_eq(unit_plain("checks/t/total/allocated 2015/cause"), "");
	audit_expect_of(vd_arena_format(unit.arena,
					"%s  - {id: y, columns: [year, allocated], rows: [[2015, "
					"14323.00]]}\n",
					tables),
			"t/total/allocated 2015: 13423.00 contradicted, 14,323.00\n"
			"y/2015/allocated: 14323.00 exact, 14,323.00\n");
	cr_expect_str_eq(unit_plain("checks/t/total/allocated 2015/cause"), "swapped-digits");
}

/* 2015: 1 + 2; 2016: 5 + 6 = 11, where 12 is printed. */
Test(audit_sums, totals_of_rows_with_a_year_take_that_year)
{
	audit_expect("institution, year, allocated",
		     "      a | 2015 | 1\n      b | 2015 | 2\n      TOTAL | 2015 | 3\n"
		     "      a | 2016 | 5\n      b | 2016 | 6\n      TOTAL | 2016 | 12\n",
		     "t/total/2015/allocated: 3 exact, 3.00\n"
		     "t/total/2016/allocated: 12 contradicted, 11.00\n");
}

/* 10 + 20 = 30, where 31 is printed. */
Test(audit_sums, totals_of_tables_by_year_add_the_years)
{
	audit_expect("year, general_budget, allocated",
		     "      2014 | 1,000 | 10\n      2015 | 2,000 | 20\n      TOTAL | 3,000 | 31\n",
		     "t/total/general_budget: 3,000 exact, 3,000.00\n"
		     "t/total/allocated: 31 contradicted, 30.00\n");
}

/* 1 + 2; 10 + 20 = 30, where 31 is printed; 11 + 22. */
Test(audit_sums, totals_across_add_the_columns)
{
	audit_expect("institution, allocated 2014, allocated 2015, total",
		     "      a | 1 | 2 | 3\n      b | 10 | 20 | 31\n      c | 7 | SPE | 7\n"
		     "      d | SPE | SPE | SPE\n",
		     "t/a/total: 3 exact, 3.00\n"
		     "t/b/total: 31 contradicted, 30.00\n"
		     "t/c/total: 7 exact, 7.00\n");
	cr_expect_str_eq(unit_plain("checks/t/a/total/arithmetic"),
			 "sum of the 2 columns that have a figure");
}

/* A second total begins behind the first; one with a year takes that year. */
Test(audit_sums, totals_across_begin_behind_the_last)
{
	audit_expect("institution, allocated 2014, allocated 2015, total, allocated 2016, total",
		     "      a | 1 | 2 | 3 | 5 | 5\n",
		     "t/a/total: 3 exact, 3.00\n"
		     "t/a/total/2: 5 exact, 5.00\n");
	audit_expect("institution, allocated 2014, allocated 2015, total 2014",
		     "      a | 1 | 2 | 1\n", "t/a/total 2014: 1 exact, 1.00\n");
	/* what is allocated and what of it is implemented do not add up to anything */
	audit_expect("institution, allocated 2015, implemented 2015, total",
		     "      a | 5 | 2 | 7\n", "t/a/total: 7 not-testable, not_applicable\n");
}

/* A total that stands left of its parts is of those to the right: 1 + 2; 10 + 20 = 30, 31 is printed. */
Test(audit_sums, totals_across_may_stand_to_the_left)
{
	audit_expect("institution, total, allocated 2014, allocated 2015",
		     "      a | 3 | 1 | 2\n      b | 31 | 10 | 20\n      TOTAL | 33 | 11 | 22\n",
		     "t/a/total: 3 exact, 3.00\n"
		     "t/b/total: 31 contradicted, 30.00\n"
		     "t/total/total: 33 exact, 33.00\n"
		     "t/total/allocated 2014: 11 exact, 11.00\n"
		     "t/total/allocated 2015: 22 exact, 22.00\n");
}

/* 100 + 20 + 3 by institution; with c outside the headline 120. */
Test(audit_sums, totals_of_a_year_are_those_of_the_headline)
{
	static const char tables[] =
		"tables:\n"
		"  - {id: t, columns: [institution, allocated 2015, allocated 2016], rows: [[a, 100, "
		"SD], [b, 20, SD], [c, 3, SD]]}\n"
		"  - {id: y, columns: [year, allocated], rows: [[2014, 50], [2015, 123], [2016, "
		"60]]}\n";
	/* the other years have no detail: their printed totals are data */
	audit_expect_of(tables, "y/2015/allocated: 123 exact, 123.00\n");
	cr_expect_str_eq(unit_plain("checks/y/2015/allocated/arithmetic"),
			 "sum of the 3 institutions that have a figure");
	audit_expect_of(vd_arena_format(unit.arena,
					"scope: {headline: {except: [c], because: test}}\n%s",
					tables),
			"y/2015/allocated: 123 contradicted, 120.00\n");
}

/* --- figures that are missing, misprinted or approximate --- */

/* What is not published or not reported may be in a total that is larger than the rest. */
Test(audit_sums, totals_may_hold_what_is_not_published)
{
	static const struct {
		const char *code, *total, *wanted;
	} cases[] = {
		{ "SD", "150", "150 not-testable, 100.00" },
		{ "NR", "150", "150 not-testable, 100.00" },
		{ "SPE", "150", "150 contradicted, 100.00" }, /* nothing is hidden there */
		{ "NA", "150", "150 contradicted, 100.00" },
		{ "SD", "90", "90 contradicted, 100.00" }, /* too little */
		{ "SD", "100", "100 exact, 100.00" },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++)
		audit_expect("institution, allocated 2015",
			     vd_arena_format(unit.arena,
					     "      a | 100\n      b | %s\n      TOTAL | %s\n",
					     cases[i].code, cases[i].total),
			     vd_arena_format(unit.arena, "t/total/allocated 2015: %s\n",
					     cases[i].wanted));
	audit_expect(
		"institution, allocated 2015",
		"      a | 100\n      b | SD\n      c | NR\n      d | SPE\n      TOTAL | 150\n",
		"t/total/allocated 2015: 150 not-testable, 100.00\n");
	cr_expect_eq(unit_check("t/total/allocated 2015")->unknown, 2);
	/* 4,135.27 twice and 10: that explains it better */
	audit_expect("institution, allocated 2015",
		     "      a | 4,135.27\n      b | SD\n      c | 10\n      TOTAL | 8,280.54\n",
		     "t/total/allocated 2015: 8,280.54 contradicted, 4,145.27\n");
	cr_expect_str_eq(unit_plain("checks/t/total/allocated 2015/cause"), "double-counted");
}

Test(audit_sums, totals_of_nothing_cannot_be_tested)
{
	audit_expect("institution, allocated 2015", "      a | SPE\n      TOTAL | 5\n",
		     "t/total/allocated 2015: 5 not-testable, no_budget_line\n");
	audit_expect("institution, allocated 2015", "      a | 5\n      TOTAL | SPE\n", "");
}

/* A misprint is checked as it is read, and shown as it is printed. */
Test(audit_sums, misprints_are_checked_as_read)
{
	audit_expect_of(
		"tables:\n"
		"  - {id: t, columns: [institution, allocated 2015], rows: [[a, 100], [b, 23], "
		"[TOTAL, {printed: \"1.23\", read: \"123\", because: a mark}]]}\n",
		"t/total/allocated 2015: 1.23 exact, 123.00\n");
	audit_expect_of(
		"tables:\n"
		"  - {id: t, columns: [institution, allocated 2015], rows: [[a, {printed: \"1OO\", "
		"read: \"100\", because: letters}], [b, 23], [TOTAL, 123]]}\n",
		"t/total/allocated 2015: 123 exact, 123.00\n");
	audit_expect_of(
		"tables:\n"
		"  - {id: t, columns: [institution, allocated 2015, implemented 2015, rate 2015],\n"
		"     rows: [[a, 200, 50, {printed: \"2S%\", read: \"25%\", because: a letter}]]}\n",
		"t/a/rate 2015: 2S% exact, 25.00%\n");
}

/* An approximate figure counts where others are made from it, and is no claim to be checked. */
Test(audit_sums, approximate_figures_are_not_checked)
{
	audit_expect_of(
		"tables:\n"
		"  - {id: t, columns: [institution, allocated 2015], rows: [[a, {about: 100}], "
		"[b, 23], [TOTAL, 123]]}\n",
		"t/total/allocated 2015: 123 exact, 123.00\n");
	audit_expect_of(
		"tables:\n"
		"  - {id: t, columns: [institution, allocated 2015], rows: [[a, 100], [b, 23], "
		"[TOTAL, {about: 120}]]}\n",
		"");
}

/* 10, 20 and 30 are 58.5 to below 61.5 in all. */
Test(audit_sums, rounded_tables_have_rounded_sums)
{
	static const struct {
		const char *total, *verdict;
	} cases[] = {
		{ "60", "exact" },	  { "61", "rounded" },	 { "59", "rounded" },
		{ "62", "contradicted" }, { "58", "truncated" }, { "57", "contradicted" },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++)
		audit_expect_of(
			vd_arena_format(unit.arena,
					"tables:\n"
					"  - {id: t, rounded: yes, columns: [institution, "
					"allocated 2015], rows: [[a, 10], [b, 20], [c, 30], "
					"[TOTAL, %s]]}\n",
					cases[i].total),
			vd_arena_format(unit.arena, "t/total/allocated 2015: %s %s, 60.00\n",
					cases[i].total, cases[i].verdict));
}

/* --- what is not checked, addresses, names --- */

Test(audit_sums, columns_that_are_kept_are_not_read)
{
	audit_expect("institution, allocated 2015, other",
		     "      a | 100 | 12 apples\n      b | 5 | x\n", "");
}

/* Two printed figures of a table have addresses of their own, or an acceptance meets both. */
static void expect_unique_addresses(const char *columns, const char *rows)
{
	unit_analyse(vd_arena_format(
		unit.arena, AUDIT_FOUR "tables:\n  - id: t\n    columns: [%s]\n    rows: |\n%s",
		columns, rows));
	const struct vd_audit *audit = unit.analysis->audit;
	cr_expect_gt(audit->checks.count, 0);
	for (size_t i = 0; i < audit->checks.count; i++)
		for (size_t k = 0; k < i; k++)
			cr_expect_str_neq(audit->checks.items[i]->at, audit->checks.items[k]->at);
}

Test(audit_sums, columns_of_one_heading_have_addresses_of_their_own)
{
	expect_unique_addresses("institution, allocated 2015, implemented 2015, rate, allocated "
				"2016, implemented 2016, rate",
				"      a | 200 | 50 | 25% | 500 | 100 | 20%\n");
}

Test(audit_sums, rows_of_one_label_have_addresses_of_their_own)
{
	expect_unique_addresses(
		"institution, allocated 2015",
		"      a | 200\n      TOTAL | 200\n      b | 50\n      TOTAL | 250\n");
	expect_unique_addresses("institution, allocated 2015",
				"      b | 20\n      sub | 20\n      sub | 20\n");
}

Test(audit_sums, verdicts_are_named)
{
	static const char *const names[] = { "exact", "rounded",      "truncated",
					     "holds", "contradicted", "not-testable" };
	cr_assert_eq(UNIT_COUNT(names), (size_t)VD_VERDICTS);
	for (enum vd_verdict one = 0; one < VD_VERDICTS; one++)
		cr_expect_str_eq(vd_verdict_key(one), names[one]);
}
