/* Figures stated in prose: every measure, operand and comparison, worked by hand. */
#include "budget/claim.h"

#include <string.h>

#include "tests/unit/helper.h"

TestSuite(claim, .init = unit_open, .fini = unit_close);

/*
 *                 allocated 2015  implemented 2015  allocated 2016  implemented 2016
 *   a, region 15             200                50             400               100
 *   b, region 15             300               100               -                30
 *   c, region 08             500               150             620                 -
 *   all                    1,000               300           1,020               130
 */
#define STUDY                                                                                       \
	"veedor: 1\ntitle: t\ncurrency: PEN\nnumbers: {decimal: \".\", grouping: [\",\", \"'\"]}\n" \
	"missing: {SD: {means: not_published}, SPE: {means: no_budget_line}}\n"                     \
	"years: {2014: {phase: enacted}, 2015: {phase: enacted}, 2016: {phase: enacted}}\n"         \
	"institutions: [{id: a, level: national, region: \"15\"}, {id: b, level: local, region: "   \
	"\"15\"}, {id: c, level: local, region: \"08\"}]\n"                                         \
	"groups: [{id: g, members: [b, c]}]\n"                                                      \
	"tables:\n"                                                                                 \
	"  - id: t\n"                                                                               \
	"    columns: [institution, allocated 2015, implemented 2015, allocated 2016, "             \
	"implemented 2016]\n"                                                                       \
	"    rows: |\n"                                                                             \
	"      a | 200 | 50 | 400 | 100\n"                                                          \
	"      b | 300 | 100 | SPE | 30\n"                                                          \
	"      c | 500 | 150 | 620 | SD\n"                                                          \
	"  - {id: y, columns: [year, general_budget], rows: [[2015, \"1,000,000\"], [2016, "        \
	"\"2,000,000\"]]}\n"                                                                        \
	"series:\n"                                                                                 \
	"  people: {unit: persons, values: {2015: 1000, 2016: 1200}}\n"                             \
	"  others: {unit: persons, values: {2015: 1100}}\n"                                         \
	"  regional: {unit: persons, by: region, values: {2015: {\"15\": 250, \"08\": 100}}}\n"     \
	"claims:\n"

/* The study with one claim: what is between the braces. */
static const struct vd_check *check(const char *claim)
{
	unit_analyse(vd_arena_format(unit.arena, STUDY "  - {id: x, %s}\n", claim));
	return unit_check("claims/x");
}

struct claim_case {
	const char *claim, *verdict, *computed;
};

/* Each claim's verdict, and its figure for a program; "!reason" where there is none. */
static void expect(const struct claim_case *cases, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		check(cases[i].claim);
		cr_expect_str_eq(unit_plain("claims/x/verdict"), cases[i].verdict, "%s: %s, %s",
				 cases[i].claim, unit_plain("claims/x/verdict"),
				 unit_plain("claims/x/computed"));
		cr_expect_str_eq(unit_plain("claims/x/computed"), cases[i].computed, "%s: %s",
				 cases[i].claim, unit_plain("claims/x/computed"));
	}
}

/* --- operands --- */

Test(claim, operands)
{
	static const struct claim_case cases[] = {
		{ "measure: value, of: 63, printed: \"63\"", "exact", "63" },
		{ "measure: value, of: \"1'107,424\", printed: \"1,107,424\"", "exact", "1107424" },
		{ "measure: value, of: \"5%\", printed: \"5%\"", "exact", "5" },
		{ "measure: value, of: -4.5, printed: \"-4.5\"", "exact", "-4.5" },
		{ "measure: value, of: 0.1, printed: \"10%\"", "exact", "10" },
		{ "measure: value, of: {stage: allocated, year: 2015}, printed: \"1,000\"", "exact",
		  "1000.00" },
		{ "measure: value, of: {stage: allocated, year: 2015, institution: a}, printed: "
		  "\"200\"",
		  "exact", "200.00" },
		/* b and c; in 2016 c alone, for b gives none */
		{ "measure: value, of: {stage: allocated, year: 2015, group: g}, printed: \"800\"",
		  "exact", "800.00" },
		{ "measure: value, of: {stage: allocated, year: 2016, group: g}, printed: \"620\"",
		  "exact", "620.00" },
		{ "measure: value, of: {stage: allocated, year: 2015, region: \"15\"}, printed: "
		  "\"500\"",
		  "exact", "500.00" },
		{ "measure: value, of: {general_budget: 2016}, printed: \"2 million\"", "exact",
		  "2000000.00" },
		{ "measure: value, of: {series: people, year: 2016}, printed: \"1,200\"", "exact",
		  "1200" },
		{ "measure: value, of: {series: regional, year: 2015, region: \"08\"}, printed: "
		  "\"100\"",
		  "exact", "100" },
		/* 1,000 / 1,000,000 */
		{ "measure: value, of: general-budget/2015/share_percent, printed: \"0.10%\"",
		  "exact", "0.1" },
		{ "measure: value, of: institutions/a/2015/allocated, printed: \"200.00\"", "exact",
		  "200.00" },
		{ "measure: value, of: [1, 2, 3], printed: \"6\"", "exact", "6" },
		{ "measure: value, of: {sum: [1, {sum: [2, -5]}, [3]]}, printed: \"1\"", "exact",
		  "1" },
		{ "measure: value, of: [{stage: allocated, year: 2015}, {stage: implemented, year: "
		  "2015}, 5.5], printed: \"1,305.50\"",
		  "exact", "1305.50" },
	};
	expect(cases, UNIT_COUNT(cases));
}

Test(claim, operands_that_are_missing)
{
	static const struct claim_case cases[] = {
		{ "measure: value, of: {stage: allocated, year: 2014}, printed: \"5\"",
		  "not-testable", "!not_in_study" },
		{ "measure: value, of: {stage: allocated, year: 2016, institution: b}, printed: "
		  "\"5\"",
		  "not-testable", "!no_budget_line" },
		{ "measure: value, of: {stage: implemented, year: 2016, region: \"08\"}, printed: "
		  "\"5\"",
		  "not-testable", "!no_amounts" },
		{ "measure: value, of: {general_budget: 2014}, printed: \"5\"", "not-testable",
		  "!not_in_study" },
		{ "measure: value, of: {series: people, year: 2014}, printed: \"5\"",
		  "not-testable", "!no_series" },
		{ "measure: value, of: general-budget/2099/share_percent, printed: \"5%\"",
		  "not-testable", "!not_in_study" },
		{ "measure: value, of: general-budget/2015/phase, printed: \"5\"", "not-testable",
		  "!not_in_study" },
		{ "measure: percent, of: 5, to: 0, printed: \"5%\"", "not-testable", "!no_base" },
		{ "measure: one_in, of: 0, to: 5, printed: \"5\"", "not-testable", "!no_base" },
		{ "measure: sum, of: [5, {series: people, year: 2014}], printed: \"5\"",
		  "not-testable", "!no_series" },
		{ "measure: change_percent, stage: allocated, institution: b, from: 2015, to: 2016, "
		  "printed: \"5%\"",
		  "not-testable", "!no_budget_line" },
		{ "measure: comparable_change_percent, stage: allocated, from: 2014, to: 2015, "
		  "printed: \"5%\"",
		  "not-testable", "!no_detail" },
	};
	expect(cases, UNIT_COUNT(cases));
}

/* --- measures --- */

/* 63 / 92 = 68.478 %; 7 / 2; 1,459 / 84 = 17.369; 1,032 / 889 - 1 = 16.0855 %. */
Test(claim, measures_of_operands)
{
	static const struct claim_case cases[] = {
		{ "measure: sum, of: [\"2,500\", \"1,598\", 898], printed: \"4996\"", "exact",
		  "4996" },
		{ "measure: sum, of: [20, 1, 207], printed: \"227\"", "contradicted", "228" },
		{ "measure: difference, from: 889, to: \"1,032\", printed: \"143\"", "exact",
		  "143" },
		{ "measure: difference, from: \"1,032\", to: 889, printed: \"143\"", "contradicted",
		  "-143" },
		{ "measure: difference, from: \"3%\", to: \"5%\", printed: \"2\"", "exact", "2" },
		{ "measure: percent, of: 1, to: 8, printed: \"12.5%\"", "exact", "12.5" },
		{ "measure: percent, of: 1, to: 8, printed: \"12.5\"", "exact", "12.5" },
		{ "measure: percent, of: 1, to: 8, printed: \"13%\"", "rounded", "12.5" },
		{ "measure: percent, of: 1, to: 8, printed: \"12%\"", "truncated", "12.5" },
		{ "measure: percent, of: 1, to: 8, printed: \"0.125%\"", "contradicted", "12.5" },
		{ "measure: ratio, of: 7, to: 2, printed: \"3.5\"", "exact", "3.5" },
		{ "measure: ratio, of: 7, to: 2, printed: \"4\"", "rounded", "3.5" },
		{ "measure: one_in, of: 84, to: \"1,470\", printed: \"17\"", "truncated", "17.5" },
		{ "measure: one_in, of: 84, to: \"1,470\", printed: \"1 in 18\"", "rounded",
		  "17.5" },
		{ "measure: change_percent, from: 800, to: 900, printed: \"12.5%\"", "exact",
		  "12.5" },
		{ "measure: change_percent, from: 800, to: 700, printed: \"-12.5%\"", "exact",
		  "-12.5" },
		{ "measure: change_percent, from: 800, to: 700, printed: \"12.5%\"", "contradicted",
		  "-12.5" },
	};
	expect(cases, UNIT_COUNT(cases));
	check("measure: percent, of: 63, to: 92, printed: \"68.47%\"");
	cr_expect_str_eq(unit_plain("claims/x/verdict"), "truncated");
	check("measure: percent, of: 63, to: 92, printed: \"68.48%\"");
	cr_expect_str_eq(unit_plain("claims/x/verdict"), "rounded");
	check("measure: change_percent, from: 889, to: 1032, printed: \"16.09%\"");
	cr_expect_str_eq(unit_plain("claims/x/verdict"), "rounded");
}

/*
 * 300 / 1,000; a 50 / 200; g 250 / 800; region 15: 150 / 500; per 1,000 and 1,200 people, of region
 * 15 500 / 250 and of a 200 / 250; who reports both 2015 and 2016: a and c, 700 to 1,020.
 */
Test(claim, measures_of_the_study)
{
	static const struct claim_case cases[] = {
		{ "measure: total, stage: allocated, year: 2016, printed: \"1,020\"", "exact",
		  "1020.00" },
		{ "measure: total, stage: implemented, year: 2015, institution: c, printed: \"150\"",
		  "exact", "150.00" },
		{ "measure: rate, year: 2015, printed: \"30%\"", "exact", "30" },
		{ "measure: rate, year: 2015, institution: a, printed: \"25%\"", "exact", "25" },
		{ "measure: rate, year: 2015, group: g, printed: \"31.25%\"", "exact", "31.25" },
		{ "measure: rate, year: 2015, region: \"15\", printed: \"30%\"", "exact", "30" },
		{ "measure: share, year: 2015, printed: \"0.1%\"", "exact", "0.1" },
		{ "measure: share, year: 2015, stage: implemented, printed: \"0.03%\"", "exact",
		  "0.03" },
		{ "measure: share, year: 2016, institution: a, printed: \"0.02%\"", "exact",
		  "0.02" },
		{ "measure: per_capita, stage: allocated, year: 2015, population: people, printed: "
		  "\"1.00\"",
		  "exact", "1" },
		{ "measure: per_capita, stage: allocated, year: 2016, population: people, printed: "
		  "\"85 cents\"",
		  "exact", "0.85" },
		{ "measure: per_capita, stage: allocated, year: 2015, region: \"15\", population: "
		  "regional, printed: \"2\"",
		  "exact", "2" },
		{ "measure: per_capita, stage: allocated, year: 2015, institution: a, population: "
		  "regional, printed: \"0.80\"",
		  "exact", "0.8" },
		{ "measure: difference, stage: allocated, from: 2015, to: 2016, printed: \"20\"",
		  "exact", "20.00" },
		{ "measure: difference, stage: implemented, from: 2015, to: 2016, printed: "
		  "\"-170.00\"",
		  "exact", "-170.00" },
		{ "measure: change_percent, stage: allocated, from: 2015, to: 2016, printed: \"2%\"",
		  "exact", "2" },
		{ "measure: change_percent, stage: allocated, institution: a, from: 2015, to: 2016, "
		  "printed: \"100%\"",
		  "exact", "100" },
		{ "measure: change_percent, stage: allocated, group: g, from: 2015, to: 2016, "
		  "printed: \"-22.5%\"",
		  "exact", "-22.5" },
		{ "measure: percent, of: {stage: allocated, year: 2015, institution: a}, to: "
		  "{general_budget: 2015}, printed: \"0.02%\"",
		  "exact", "0.02" },
		{ "measure: ratio, of: {stage: allocated, year: 2016, institution: a}, to: {stage: "
		  "allocated, year: 2015, institution: a}, printed: \"2\"",
		  "exact", "2" },
	};
	expect(cases, UNIT_COUNT(cases));
	static const char *const bases[] = { "", "basis: institutions, ", "basis: rows, " };
	for (size_t i = 0; i < UNIT_COUNT(bases); i++) {
		/* 1,020 / 700 - 1 = 45.714 % */
		check(vd_arena_format(
			unit.arena,
			"measure: comparable_change_percent, %sstage: allocated, from: "
			"2015, to: 2016, printed: \"45.7%%\"",
			bases[i]));
		cr_expect_str_eq(unit_plain("claims/x/verdict"), "rounded", "%s", bases[i]);
		cr_expect_str_eq(unit_shown("claims/x/computed"), "45.71%");
	}
}

/* Numbers of the study's style; amounts in the currency. */
Test(claim, arithmetic_is_shown)
{
	static const struct {
		const char *claim, *arithmetic;
	} cases[] = {
		{ "measure: percent, of: 63, to: 92, printed: \"68%\"", "63 / 92" },
		{ "measure: one_in, of: 84, to: 1459, printed: \"17\"", "1,459 / 84" },
		{ "measure: difference, from: 889, to: 1032, printed: \"143\"", "1,032 - 889" },
		{ "measure: change_percent, from: 889, to: 1032, printed: \"16%\"",
		  "1,032 / 889 - 1" },
		{ "measure: sum, of: [2500, 1598, 898], printed: \"4996\"", "2,500 + 1,598 + 898" },
		{ "measure: percent, of: [1, 2], to: [3, 4], printed: \"43%\"",
		  "(1 + 2) / (3 + 4)" },
		{ "measure: share, year: 2015, printed: \"0.1%\"", "1,000.00 / 1,000,000.00" },

	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++)
		cr_expect_str_eq(check(cases[i].claim)->arithmetic, cases[i].arithmetic, "%s: %s",
				 cases[i].claim, unit_check("claims/x")->arithmetic);
}

/* --- comparisons --- */

/* 13 / 2 = 6.5 */
Test(claim, comparisons)
{
	static const struct {
		const char *printed, *as, *verdict;
	} cases[] = {
		{ "6", "more_than", "holds" },
		{ "6.5", "more_than", "contradicted" },
		{ "7", "more_than", "contradicted" },
		{ "6.49", "more_than", "holds" },
		{ "6", "at_least", "holds" },
		{ "6.5", "at_least", "holds" },
		{ "6.51", "at_least", "contradicted" },
		{ "7", "less_than", "holds" },
		{ "6.5", "less_than", "contradicted" },
		{ "6", "less_than", "contradicted" },
		{ "7", "at_most", "holds" },
		{ "6.5", "at_most", "holds" },
		{ "6.49", "at_most", "contradicted" },
		{ "7", "about", "holds" },
		{ "6", "about", "contradicted" },
		{ "6.5", "equal", "exact" },
		{ "7", "equal", "rounded" },
		{ "6", "equal", "truncated" },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		check(vd_arena_format(unit.arena,
				      "measure: ratio, of: 13, to: 2, printed: \"%s\", as: %s",
				      cases[i].printed, cases[i].as));
		cr_expect_str_eq(unit_plain("claims/x/verdict"), cases[i].verdict, "%s %s",
				 cases[i].as, cases[i].printed);
		cr_expect_str_eq(unit_plain("claims/x/as"), cases[i].as);
	}
}

/* What is said to be more or less is no figure printed wrong: no cause is looked for. */
Test(claim, comparisons_have_no_cause)
{
	check("measure: percent, of: 63, to: 92, printed: \"146.03%\", as: more_than");
	cr_expect_str_eq(unit_plain("claims/x/verdict"), "contradicted");
	cr_expect_str_eq(unit_plain("claims/x/cause"), "");
	cr_expect_eq(unit_check("claims/x")->causes.count, 0);
}

/* Zeros at the end are no digits: about 300 is from 250 to below 350, about 4,000 from 3,500. */
Test(claim, about)
{
	static const struct {
		const char *printed, *of;
		bool holds;
	} cases[] = {
		{ "300", "250", true },
		{ "300", "249.99", false },
		{ "300", "349.99", true },
		{ "300", "350", false },
		{ "4,000", "3,500", true },
		{ "4,000", "4,499", true },
		{ "4,000", "4,500", false },
		{ "4,000", "3,499", false },
		{ "4 million", "4,400,000", true },
		{ "4 million", "4,600,000", false },
		{ "310", "314.9", true },
		{ "310", "320", false },
		{ "0.50", "0.54", true },
		{ "0.50", "0.56", false },
		{ "-300", "-320", true },
		{ "-300", "320", false },
		{ "0", "0.4", true },
		{ "0", "0.6", false },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		check(vd_arena_format(unit.arena,
				      "measure: value, of: \"%s\", printed: \"%s\", as: about",
				      cases[i].of, cases[i].printed));
		cr_expect_str_eq(unit_plain("claims/x/verdict"),
				 cases[i].holds ? "holds" : "contradicted", "%s is about %s",
				 cases[i].of, cases[i].printed);
	}
}

/* --- operands that are rounded --- */

/*
 * 1 / 3 is above 0.5 / 3.5 = 14.2857 % and below 1.5 / 2.5 = 60 %; 10 + 20 + 30 from 58.5 to below
 * 61.5; 3 - 1 above 1 and below 3.
 */
Test(claim, rounded_operands)
{
	static const struct claim_case cases[] = {
		{ "measure: percent, of: 1, to: 3, rounded: yes, printed: \"59.9%\"", "rounded",
		  NULL },
		{ "measure: percent, of: 1, to: 3, rounded: yes, printed: \"61%\"", "contradicted",
		  NULL },
		{ "measure: percent, of: 1, to: 3, printed: \"59.9%\"", "contradicted", NULL },
		{ "measure: sum, of: [10, 20, 30], rounded: yes, printed: \"61\"", "rounded",
		  NULL },
		{ "measure: sum, of: [10, 20, 30], rounded: yes, printed: \"62\"", "contradicted",
		  NULL },
		{ "measure: difference, from: 1, to: 3, rounded: yes, printed: \"2.9\"", "rounded",
		  NULL },
		{ "measure: difference, from: 1, to: 3, rounded: yes, printed: \"4\"",
		  "contradicted", NULL },
		{ "measure: percent, of: 1, to: 3, rounded: yes, as: more_than, printed: \"59%\"",
		  "holds", NULL },
		{ "measure: percent, of: 1, to: 3, rounded: yes, as: at_least, printed: \"60%\"",
		  "contradicted", NULL }, /* 60 % is not reached */
		{ "measure: percent, of: 1, to: 3, rounded: yes, as: at_most, printed: \"14.3%\"",
		  "holds", NULL },
		{ "measure: percent, of: 1, to: 3, rounded: yes, as: less_than, printed: \"14.2%\"",
		  "contradicted", NULL },
		/* 0 may be a little: 1 / 0 is not known */
		{ "measure: percent, of: 1, to: 0, rounded: yes, printed: \"50%\"", "not-testable",
		  NULL },
		/* to their last digit: from 0.95 / 3.05 = 31.1 to 1.05 / 2.95 = 35.6 % */
		{ "measure: percent, of: \"1.0\", to: \"3.0\", rounded: yes, printed: \"35%\"",
		  "rounded", NULL },
		{ "measure: percent, of: \"1.0\", to: \"3.0\", rounded: yes, printed: \"37%\"",
		  "contradicted", NULL },
		/* 400 and 200 of the table: above 399.5 / 200.5 - 1 = 99.25 % */
		{ "measure: change_percent, stage: allocated, institution: a, from: 2015, to: 2016, "
		  "rounded: yes, printed: \"100.7%\"",
		  "rounded", NULL },
		{ "measure: change_percent, stage: allocated, institution: a, from: 2015, to: 2016, "
		  "printed: \"100.7%\"",
		  "contradicted", NULL },
		/* 1,000 people: 200.5 / 999.5 */
		{ "measure: per_capita, stage: allocated, institution: a, year: 2015, population: "
		  "people, rounded: yes, printed: \"0.2006\"",
		  "rounded", NULL },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		check(cases[i].claim);
		cr_expect_str_eq(unit_plain("claims/x/verdict"), cases[i].verdict, "%s: %s",
				 cases[i].claim, unit_plain("claims/x/verdict"));
	}
}

/* METHODS: inputs are exact unless the table or the claim says `rounded: yes`. */
#define ROUNDED                                                                                    \
	"veedor: 1\ntitle: t\ncurrency: PEN\n"                                                     \
	"years: {2015: {phase: enacted}, 2016: {phase: enacted}}\n"                                \
	"institutions: [{id: a, level: local}, {id: b, level: local}]\n"                           \
	"groups: [{id: g, members: [a, b]}]\n"                                                     \
	"tables:\n"                                                                                \
	"  - {id: t,%s columns: [institution, allocated 2015, allocated 2016], rows: [[a, 200, "   \
	"400], [b, 300, 500]]}\n"                                                                  \
	"claims:\n"

Test(claim, figures_of_rounded_tables_are_rounded)
{
	/* a: below 400.5 / 199.5 - 1 = 100.75 %; both: 899 to 901 over 499 to 501, 79.4 to 80.6 % */
	unit_analyse(vd_arena_format(
		unit.arena,
		ROUNDED
		"  - {id: one, measure: change_percent, stage: allocated, institution: a, "
		"from: 2015, to: 2016, printed: \"100.7%%\"}\n"
		"  - {id: all, measure: change_percent, stage: allocated, from: 2015, to: "
		"2016, printed: \"80.5%%\"}\n"
		"  - {id: group, measure: change_percent, stage: allocated, group: g, from: "
		"2015, to: 2016, printed: \"80.5%%\"}\n"
		"  - {id: more, measure: change_percent, stage: allocated, from: 2015, to: "
		"2016, printed: \"80.7%%\"}\n",
		" rounded: yes,"));
	cr_expect_str_eq(unit_plain("claims/one/verdict"), "rounded");
	cr_expect_str_eq(unit_plain("claims/all/verdict"), "rounded");
	cr_expect_str_eq(unit_plain("claims/group/verdict"), "rounded");
	cr_expect_str_eq(unit_plain("claims/more/verdict"), "contradicted");
}

/* 1 of a General Budget of 3, which is 2.5 to 3.5: 28.6 to 40 %. */
Test(claim, general_budgets_of_rounded_tables_are_rounded)
{
	static const char *const rounded[] = { "", " rounded: yes," };
	for (size_t i = 0; i < UNIT_COUNT(rounded); i++) {
		unit_analyse(vd_arena_format(
			unit.arena,
			"veedor: 1\ntitle: t\ncurrency: PEN\nyears: {2015: {phase: enacted}}\n"
			"institutions: [{id: a, level: local}]\n"
			"tables:\n"
			"  - {id: t, columns: [institution, allocated 2015], rows: [[a, 1]]}\n"
			"  - {id: y,%s columns: [year, general_budget], rows: [[2015, 3]]}\n"
			"claims:\n"
			"  - {id: share, measure: share, year: 2015, printed: \"39%%\"}\n"
			"  - {id: more, measure: share, year: 2015, printed: \"41%%\"}\n"
			"  - {id: claim, rounded: yes, measure: percent, of: [1], to: "
			"{general_budget: 2015}, printed: \"39%%\"}\n",
			rounded[i]));
		cr_expect_str_eq(unit_plain("claims/share/verdict"),
				 i ? "rounded" : "contradicted");
		cr_expect_str_eq(unit_plain("claims/more/verdict"), "contradicted");
		cr_expect_str_eq(unit_plain("claims/claim/verdict"), "rounded");
	}
}

Test(claim, rounded_totals_are_sums_of_rounded_figures)
{
	unit_analyse(vd_arena_format(
		unit.arena,
		ROUNDED
		"  - {id: all, rounded: yes, measure: change_percent, stage: allocated, "
		"from: 2015, to: 2016, printed: \"80.5%%\"}\n"
		"  - {id: exact, measure: change_percent, stage: allocated, from: 2015, to: "
		"2016, printed: \"80.5%%\"}\n",
		""));
	cr_expect_str_eq(unit_plain("claims/all/verdict"), "rounded");
	cr_expect_str_eq(unit_plain("claims/exact/verdict"), "contradicted");
}

/* --- without a study --- */

static struct vd_operand number(int64_t digits)
{
	return (struct vd_operand){ .kind = VD_OPERAND_NUMBER,
				    .number = { .digits = digits },
				    .institution = VD_NONE,
				    .group = VD_NONE,
				    .region = VD_NONE,
				    .year = VD_NONE,
				    .series = VD_NONE };
}

Test(claim, needs_no_study)
{
	struct vd_claim claim = { .id = "x",
				  .measure = VD_MEASURE_PERCENT,
				  .part = number(63),
				  .base = number(92),
				  .printed_text = "68.47%",
				  .printed = { .digits = 6847, .exponent = -2, .percent = true } };
	const struct vd_currency *pen = unit_currency("PEN");
	struct vd_check one = vd_claim_check(NULL, unit.arena, pen, &claim);
	cr_expect_eq(one.verdict, VD_VERDICT_TRUNCATED);
	cr_expect_str_eq(one.arithmetic, "63 / 92");
	cr_expect_str_eq(one.at, "claims/x");
	cr_expect_eq(one.unit, VD_UNIT_PERCENT);
	cr_expect(one.computed.kind == VD_VALUE_RATIO && one.computed.ratio.numerator == 63 &&
		  one.computed.ratio.denominator == 92);
	claim.printed.digits = 3152; /* 29 / 92 */
	one = vd_claim_check(NULL, unit.arena, pen, &claim);
	cr_expect_eq(vd_causes_fact(&one.causes), VD_CAUSE_COMPLEMENT, "%s",
		     vd_causes_words(unit.arena, &one.causes));
	/* A figure of a study cannot be had without one. */
	claim.part.kind = VD_OPERAND_FIGURE;
	one = vd_claim_check(NULL, unit.arena, pen, &claim);
	cr_expect_eq(one.verdict, VD_VERDICT_NOT_TESTABLE);
}

/* --- the sample --- */

/*
 * 620,195 / 93,765 = 6.614; 6,485,049.50; 0.0046826 %; 0.010843 %; -7,678,473.50; -54.2130 %;
 * 14,163,523 - 8,863,742; 1,459 / 84 = 17.37; 2,335 / 2,477 = 94.2673 %; 63 / 92 = 68.478 %; 1,032
 * / 889 - 1 = 16.0855 %; 1,815 / 124,000 = 1.46 %; 20.595 and 12.064 cents; 299 and 151 of 500; 53 /
 * 1,334 = 3.973 %; 32 / 228 = 14.04 %; of six regions 168 of 366 victims = 45.902 %.
 */
Test(claim, the_sample_of_peru)
{
	static const struct {
		const char *id, *verdict, *words;
	} cases[] = {
		{ "comas", "holds", "" },
		{ "total-2016", "truncated", "" },
		{ "share-2016", "truncated", "" },
		{ "share-2015", "rounded", "" },
		{ "fall-amount", "rounded", "" },
		{ "fall-2016", "rounded", "" },
		{ "fall-2016-challenges", "rounded", "" },
		{ "revision-2015", "exact", "" },
		{ "stations-with-access", "rounded", "" },
		{ "reta-women", "rounded", "" },
		{ "reta-men", "rounded", "" },
		{ "hotline-cases", "contradicted", "" },
		{ "hotline-effect", "truncated", "" },
		{ "cases-2016", "exact", "" },
		{ "cases-growth", "truncated", "" },
		{ "police-trained", "contradicted", "" },
		{ "reta-2015-by-age", "contradicted", "" },
		{ "reta-2015-by-sex", "exact", "" },
		{ "cents-2016", "truncated", "" },
		{ "cents-2021", "rounded", "" },
		{ "complaints-2017", "holds", "" },
		{ "sexual-exploitation-2011", "contradicted", "299 / 503" },
		{ "labour-exploitation-2011", "contradicted", "151 / 503" },
		{ "women-2011-to-13", "rounded", "" },
		{ "complaints-2010-madre-de-dios", "contradicted", "32 / 117" },
		{ "victims-2010-six", "rounded", "" },
	};
	unit_sample("peru-trafficking");
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		const char *id = cases[i].id;
		const char *verdict =
			unit_plain(vd_arena_format(unit.arena, "claims/%s/verdict", id));
		const char *words =
			unit_plain(vd_arena_format(unit.arena, "claims/%s/explanation", id));
		cr_expect_str_eq(verdict, cases[i].verdict, "%s: %s", id, verdict);
		cr_expect(strstr(words, cases[i].words), "%s: %s", id, words);
	}
}
