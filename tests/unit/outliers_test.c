/* Amounts worth a second look: each kind with what is just in and just out. */
#include <math.h>
#include <string.h>

#include "tests/unit/helper.h"

TestSuite(outliers, .init = unit_open, .fini = unit_close);

#define YEARS                                                                                      \
	"years: {2014: {phase: enacted}, 2015: {phase: enacted}, 2016: {phase: enacted}, 2018: "   \
	"{phase: enacted}}\n"

#define YEARS_AROUND                                                                               \
	"years: {2013: {phase: enacted}, 2014: {phase: enacted}, 2015: {phase: enacted}, 2016: "   \
	"{phase: enacted}, 2017: {phase: enacted}}\n"

/* A study of institutions a to f with these columns and rows. */
static const char *study(const char *years, const char *columns, const char *rows)
{
	return vd_arena_format(
		unit.arena,
		"veedor: 1\ntitle: t\ncurrency: PEN\nmissing: {SD: {means: not_published}}\n%s"
		"institutions: [{id: a, level: local}, {id: b, level: local}, {id: c, level: "
		"local}, {id: d, level: local}, {id: e, level: local}, {id: f, level: local}]\n"
		"scope: {headline: {except: [f], because: test}}\n"
		"tables: [{id: t, columns: [institution, %s], rows: [%s]}]\n",
		years, columns, rows);
}

/* The addresses of all rows of a kind, one a line. */
static const char *rows_of(const char *kind)
{
	const struct vd_result *result = vd_result_find(unit.analysis, "outliers");
	const char *rows = "";
	for (size_t r = 0; r < result->rows.count; r++) {
		const char *address = vd_row_address(unit.analysis, result, r);
		if (strncmp(address, kind, strlen(kind)) == 0)
			rows = vd_arena_format(unit.arena, "%s%s\n", rows,
					       address + strlen(kind) + 1);
	}
	return rows;
}

/*
 * Ratios 1, 1.1, 0.9, 1.05 and 6: the median log is ln 1.05 = 0.0487902, the distances 0.0487902,
 * 0.0465200, 0.1541507, 0 and 1.7429693, their median 0.0487902: z of e 0.6744898 × 1.7429693 /
 * 0.0487902.
 */
#define CHANGES "[a, 100, 100], [b, 100, 110], [c, 100, 90], [d, 100, 105], [e, 100, 600]"

Test(outliers, jumps_stand_far_from_the_median_change)
{
	unit_analyse(study(YEARS, "allocated 2015, allocated 2016", CHANGES));
	cr_expect_str_eq(rows_of("jump"), "e/allocated/2016\n");
	double median = log(1.05);
	double z = unit_number("outliers/jump/e/allocated/2016/robust_z");
	double wanted = 0.6744897501960817 * (log(6) - median) / median;
	cr_expect(unit_within(z, wanted, 1e-9), "%.12g, not %.12g", z, wanted);
	static const struct unit_case cases[] = {
		{ "outliers/jump/e/allocated/2016/amount", "600.00" },
		{ "outliers/jump/e/allocated/2016/from", "2015" },
		{ "outliers/jump/e/allocated/2016/compared_with", "100.00" },
		{ "outliers/jump/e/allocated/2016/ratio", "6" },
		{ "outliers/jump/e/allocated/2016/why",
		  "the median change of all 5 that report both years is +5.0%" },
	};
	unit_expect_plain(cases, UNIT_COUNT(cases));
}

/* A fall is a jump too; who is outside the headline is looked at as well. */
Test(outliers, jumps_go_both_ways)
{
	unit_analyse(study(YEARS, "implemented 2014, implemented 2015",
			   "[a, 100, 100], [b, 100, 110], [c, 100, 90], [d, 100, 105], [f, 100, "
			   "20]"));
	cr_expect_str_eq(rows_of("jump"), "f/implemented/2015\n");
	cr_expect_lt(unit_number("outliers/jump/f/implemented/2015/robust_z"), -3.5);
}

/* Fewer than five, years that do not follow each other, changes all alike: nothing to tell by. */
Test(outliers, jumps_need_company)
{
	unit_analyse(study(YEARS, "allocated 2015, allocated 2016",
			   "[a, 100, 100], [b, 100, 110], [c, 100, 90], [e, 100, 600], [d, SD, "
			   "1], [f, 100, 0]"));
	cr_expect_str_eq(rows_of("jump"), "", "four changes; from nothing and to nothing are none");
	unit_analyse(study(YEARS, "allocated 2016, allocated 2018", CHANGES));
	cr_expect_str_eq(rows_of("jump"), "");
	unit_analyse(study(YEARS, "allocated 2015, allocated 2016",
			   "[a, 100, 100], [b, 100, 100], [c, 100, 100], [d, 100, 105], [e, 100, "
			   "600]"));
	cr_expect_str_eq(rows_of("jump"), "");
}

/* Part of a year is no fall. */
Test(outliers, jumps_are_of_whole_years)
{
	unit_analyse(study("years: {2015: {phase: enacted}, 2016: {phase: enacted, "
			   "implemented_through: 2016-06}}\n",
			   "implemented 2015, implemented 2016, allocated 2015, allocated 2016",
			   "[a, 100, 100, 100, 100], [b, 100, 110, 100, 110], [c, 100, 90, 100, "
			   "90], [d, 100, 105, 100, 105], [e, 100, 600, 100, 600]"));
	cr_expect_str_eq(rows_of("jump"), "e/allocated/2016\n");
	unit_analyse(study("years: {2015: {phase: enacted, implemented_through: 2015-11}, 2016: "
			   "{phase: enacted, implemented_through: 2016-12}}\n",
			   "implemented 2015, implemented 2016", CHANGES));
	cr_expect_str_eq(rows_of("jump"), "");
	unit_analyse(study("years: {2015: {phase: enacted, implemented_through: 2015-12}, 2016: "
			   "{phase: enacted}}\n",
			   "implemented 2015, implemented 2016", CHANGES));
	cr_expect_str_eq(rows_of("jump"), "e/implemented/2016\n");
}

/* More than all of it: of what was modified where that is known, else of what was allocated. */
Test(outliers, above_100_is_held_against_the_budget)
{
	unit_analyse(study(YEARS, "allocated 2015, modified 2015, implemented 2015",
			   "[a, 100, 130, 120], [b, 200, 110, 120], [c, 100, SD, 100.01], "
			   "[d, 100, 100, 100], [e, SD, SD, 5], [f, 0, SD, 1]"));
	cr_expect_str_eq(rows_of("above-100"), "b/implemented/2015\n"
					       "c/implemented/2015\n"
					       "f/implemented/2015\n");
	static const struct unit_case cases[] = {
		{ "outliers/above-100/b/implemented/2015/amount", "120.00" },
		{ "outliers/above-100/b/implemented/2015/from", "2015" },
		{ "outliers/above-100/b/implemented/2015/compared_with", "110.00" },
		{ "outliers/above-100/b/implemented/2015/why",
		  "more than was budgeted as modified" },
		{ "outliers/above-100/b/implemented/2015/robust_z", "!not_applicable" },
		{ "outliers/above-100/c/implemented/2015/compared_with", "100.00" },
		{ "outliers/above-100/c/implemented/2015/ratio", "1.0001" },
		{ "outliers/above-100/c/implemented/2015/why", "more than was allocated" },
		{ "outliers/above-100/f/implemented/2015/compared_with", "0.00" },
		{ "outliers/above-100/f/implemented/2015/ratio", "!no_base" },
	};
	unit_expect_plain(cases, UNIT_COUNT(cases));
}

/* The same to the last digit, in years that follow each other; nothing is nothing. */
Test(outliers, repeats_are_of_the_year_before)
{
	unit_analyse(study(YEARS, "allocated 2014, allocated 2015, allocated 2016, allocated 2018",
			   "[a, 5.01, 5.01, 5.02, 5.02], [b, 0, 0, 0, 0], [c, 7, 8, 7, 7], [d, SD, "
			   "SD, 3, 3], [e, -4, -4, 4, 1], [f, 9, 9, 9, 9]"));
	cr_expect_str_eq(rows_of("repeat"), "a/allocated/2015\n"
					    "e/allocated/2015\n"
					    "f/allocated/2015\n"
					    "f/allocated/2016\n");
	static const struct unit_case cases[] = {
		{ "outliers/repeat/a/allocated/2015/from", "2014" },
		{ "outliers/repeat/a/allocated/2015/ratio", "1" },
		{ "outliers/repeat/a/allocated/2015/why",
		  "to the last digit the same as the year before" },
	};
	unit_expect_plain(cases, UNIT_COUNT(cases));
}

/* What makes 2015 a power of ten of the years beside it. */
struct shifted {
	bool goes_on;			     /* 2013 is as 2014 is, and 2017 as 2016 */
	const char *before, *amount, *after; /* SD: none */
	const char *row, *why, *from;	     /* of the only row; NULL: there is none */
};

Test(outliers, powers_of_ten_stand_out_of_the_years_beside_them)
{
	static const struct shifted cases[] = {
		/* with two neighbours, in both directions */
		{ false, "100", "1000", "100", "2015",
		  "about 10 times what stands in the years beside it", "2014" },
		{ false, "100", "10000", "110", "2015",
		  "about 100 times what stands in the years beside it", "2014" },
		{ false, "100", "100000", "90", "2015",
		  "about 1,000 times what stands in the years beside it", "2014" },
		{ true, "100", "10", "100", "2015",
		  "about a tenth of what stands in the years beside it", "2014" },
		{ true, "100", "1", "100", "2015",
		  "about a hundredth of what stands in the years beside it", "2014" },
		{ true, "100", "0.10", "100", "2015",
		  "about a thousandth of what stands in the years beside it", "2014" },
		/* the year at an end is not odd for standing beside an odd one */
		{ false, "100", "10", "100", "2015",
		  "about a tenth of what stands in the years beside it", "2014" },
		/* more than a thousand is no slip */
		{ false, "100", "1000000", "100", NULL, NULL, NULL },
		/* with one neighbour the larger of the two is named */
		{ false, "100", "1000", "SD", "2015",
		  "about 10 times what stands in the year beside it", "2014" },
		{ false, "SD", "1000", "100", "2015",
		  "about 10 times what stands in the year beside it", "2016" },
		{ false, "SD", "10", "100", "2016",
		  "about 10 times what stands in the year beside it", "2015" },
		{ false, "100", "10", "SD", "2014",
		  "about 10 times what stands in the year beside it", "2015" },
		/* a tenth of a power off: 10^0.9 is 7.943, 10^1.1 is 12.589 */
		{ false, "100", "1258", "SD", "2015",
		  "about 10 times what stands in the year beside it", "2014" },
		{ false, "100", "1260", "SD", NULL, NULL, NULL },
		{ false, "100", "795", "SD", "2015",
		  "about 10 times what stands in the year beside it", "2014" },
		{ false, "100", "794", "SD", NULL, NULL, NULL },
		/* neighbours that say different things; a new level; nothing; a debt */
		{ false, "100", "1000", "10", NULL, NULL, NULL },
		{ false, "100", "1000", "1000", NULL, NULL, NULL },
		{ false, "100", "1000", "500", NULL, NULL, NULL },
		{ false, "0", "1000", "100", NULL, NULL, NULL },
		{ false, "-100", "1000", "SD", NULL, NULL, NULL },
		{ false, "100", "-1000", "SD", NULL, NULL, NULL },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		const struct shifted *one = &cases[i];
		unit_analyse(study(
			YEARS_AROUND,
			"allocated 2013, allocated 2014, allocated 2015, allocated 2016, allocated "
			"2017",
			vd_arena_format(unit.arena, "[a, %s, %s, %s, %s, %s]",
					one->goes_on ? one->before : "SD", one->before, one->amount,
					one->after, one->goes_on ? one->after : "SD")));
		const char *rows = rows_of("power-of-ten");
		if (!one->row) {
			cr_expect_str_eq(rows, "", "case %zu: %s", i, rows);
			continue;
		}
		const char *row = vd_arena_format(unit.arena, "a/allocated/%s", one->row);
		cr_expect_str_eq(rows, vd_arena_format(unit.arena, "%s\n", row), "case %zu: %s", i,
				 rows);
		if (!unit_has_row("outliers", vd_arena_format(unit.arena, "power-of-ten/%s", row)))
			continue;
		cr_expect_str_eq(unit_plain(vd_arena_format(unit.arena,
							    "outliers/power-of-ten/%s/why", row)),
				 one->why, "case %zu", i);
		cr_expect_str_eq(unit_plain(vd_arena_format(unit.arena,
							    "outliers/power-of-ten/%s/from", row)),
				 one->from, "case %zu", i);
	}
	/* 2016 and 2018 do not stand beside each other. */
	unit_analyse(study(YEARS, "allocated 2016, allocated 2018", "[a, 100, 1000]"));
	cr_expect_str_eq(rows_of("power-of-ten"), "");
}

/*
 * The first sample: MRREE gives 568,820.00 twice; nobody spends more than allocated; in 2016 it is
 * Comas that jumps, six times its amount.
 */
Test(outliers, of_the_first_sample)
{
	unit_sample("peru-trafficking");
	cr_expect_str_eq(rows_of("repeat"), "mrree/allocated/2016\n");
	cr_expect_str_eq(rows_of("above-100"), "");
	cr_expect(unit_has_row("outliers", "jump/comas/allocated/2016"));
	cr_expect_not(strstr(rows_of("jump"), "/implemented/2016"), "a partial year");
}
