/* Why a claim is contradicted: what its operands, its list and the study have to offer. */
#include <string.h>

#include "tests/unit/helper.h"

TestSuite(claim_causes, .init = unit_open, .fini = unit_close);

#define STUDY                                                                                      \
	"veedor: 1\ntitle: t\ncurrency: PEN\n"                                                     \
	"years: {2015: {phase: enacted}, 2016: {phase: enacted}}\n"                                \
	"institutions: [{id: a, level: local}]\n"                                                  \
	"regions: {\"08\": Cusco, \"15\": Lima, \"17\": Tacna}\n"                                  \
	"tables:\n"                                                                                \
	"  - {id: t, columns: [institution, allocated 2015, implemented 2015, allocated 2016], "   \
	"rows: [[a, 4135.27, 3000.01, 9929.13]]}\n"                                                \
	"series:\n"                                                                                \
	"  one: {unit: persons, values: {2015: 1234, 2016: 1567}}\n"                               \
	"  two: {unit: persons, values: {2015: 1789}}\n"                                           \
	"  cases: {unit: cases, by: region, values: {2015: {\"08\": 32, \"15\": 31, \"17\": "      \
	"54}}}\n"                                                                                  \
	"  all: {unit: cases, values: {2015: 228}}\n"                                              \
	"claims:\n"

/* Check the study with one claim: what is between the braces. */
static void check(const char *claim)
{
	unit_analyse(vd_arena_format(unit.arena, STUDY "  - {id: x, %s}\n", claim));
}

/* A contradicted claim with a cause that is certain, and a part of its sentence. */
static void expect_cause(const char *claim, const char *cause, const char *words)
{
	check(claim);
	cr_expect_str_eq(unit_plain("claims/x/verdict"), "contradicted", "%s", claim);
	cr_expect_str_eq(unit_plain("claims/x/cause"), cause, "%s: %s", claim,
			 unit_plain("claims/x/explanation"));
	cr_expect(strstr(unit_plain("claims/x/explanation"), words), "%s: `%s` is not in `%s`",
		  claim, words, unit_plain("claims/x/explanation"));
}

/*
 * 92 / 63 = 146.03 %; 1 - 63 / 92 = 31.52 %; 143 / 1,032 = 13.86 %, 889 / 1,032 = 86.14 %, 889 /
 * 1,032 - 1 = -13.86 %; 84 / 1,459 = 0.05757; 2,500 + 1,598 = 4,098.
 */
Test(claim_causes, causes_within_the_claim)
{
	static const struct {
		const char *claim, *cause, *words;
	} cases[] = {
		{ "measure: percent, of: 63, to: 92, printed: \"146.03%\"", "inverted", "92 / 63" },
		{ "measure: percent, of: 63, to: 92, printed: \"31.52%\"", "complement",
		  "what is left to the whole" },
		{ "measure: percent, of: 63, to: 92, printed: \"0.6848%\"", "fraction-for-percent",
		  "the fraction" },
		{ "measure: change_percent, from: 889, to: 1032, printed: \"13.86%\"", "other-base",
		  "the change relative to 1,032" },
		{ "measure: change_percent, from: 1032, to: 889, printed: \"86.14%\"", "other-part",
		  "889 / 1,032, not less 1" },
		{ "measure: change_percent, from: 889, to: 1032, printed: \"-13.86%\"", "inverted",
		  "the change from 1,032 to 889" },
		{ "measure: change_percent, from: 889, to: 1032, printed: \"-16.09%\"", "sign",
		  "the other sign" },
		{ "measure: one_in, of: 84, to: 1459, printed: \"0.05757\"", "inverted",
		  "84 / 1,459" },
		{ "measure: ratio, of: 1459, to: 84, printed: \"0.05757\"", "inverted",
		  "84 / 1,459" },
		{ "measure: sum, of: [2500, 1598, 898], printed: \"4,098\"", "left-out",
		  "the difference is exactly: 898" },
		{ "measure: sum, of: [2500.5, 1598, 898], printed: \"5,894.50\"", "double-counted",
		  "the difference is exactly: 898" },
		{ "measure: sum, of: [2500, 1598, 898], printed: \"4.996\"", "unit-slip",
		  "in thousands" },
		{ "measure: sum, of: [2500, 1598, 953], printed: \"5,501\"", "swapped-digits",
		  "5,051" },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++)
		expect_cause(cases[i].claim, cases[i].cause, cases[i].words);
}

/* 299 / 503 = 59.443 % is as near as whole numbers come; 297.2 of 500. */
Test(claim_causes, whole_bases_are_offered)
{
	check("measure: percent, of: 299, to: 500, printed: \"59.44%\"");
	cr_expect_str_eq(unit_plain("claims/x/cause"), "");
	cr_expect_str_eq(
		unit_plain("claims/x/explanation"),
		"503 as base fits, and no other whole number; no whole number over 500 comes "
		"out at it");
}

/*
 * 4,135.27 / 1,234 = 3.3511, / 1,789 = 2.3115, / 1,567 = 2.6390; 9,929.13 / 1,567 = 6.3364; 32 / 117
 * = 27.35 %.
 */
Test(claim_causes, causes_within_the_study)
{
	static const struct {
		const char *claim, *cause, *words;
	} cases[] = {
		{ "measure: total, stage: allocated, year: 2016, printed: \"4135.27\"",
		  "other-year", "with allocated of 2015" },
		{ "measure: total, stage: allocated, year: 2015, printed: \"3000.01\"",
		  "other-stage", "with implemented instead of allocated" },
		{ "measure: per_capita, stage: allocated, year: 2015, population: one, printed: "
		  "\"2.3115\"",
		  "other-base", "over two" },
		{ "measure: per_capita, stage: allocated, year: 2015, population: one, printed: "
		  "\"2.6390\"",
		  "other-year", "over one of 2016" },
		{ "list: rows, measure: percent, of: {series: cases, year: 2015, region: \"08\"}, "
		  "to: {series: all, year: 2015}, printed: \"27.4%\"",
		  "other-base", "32 / 117" },
		/* without a list of claims, the regions that the series has */
		{ "measure: percent, of: {series: cases, year: 2015, region: \"08\"}, to: {series: "
		  "all, year: 2015}, printed: \"27.4%\"",
		  "other-base", "32 / 117, the sum of the 3 rows printed in its series" },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		unit_analyse(vd_arena_format(
			unit.arena,
			STUDY "  - {id: x, %s}\n"
			      "  - {id: y, list: rows, measure: percent, of: 31, to: 228, printed: "
			      "\"26.5%%\"}\n"
			      "  - {id: z, list: rows, measure: percent, of: 54, to: 228, printed: "
			      "\"46.2%%\"}\n",
			cases[i].claim));
		cr_expect_str_eq(unit_plain("claims/x/verdict"), "contradicted");
		cr_expect_str_eq(unit_plain("claims/x/cause"), cases[i].cause, "%s: %s",
				 cases[i].claim, unit_plain("claims/x/explanation"));
		cr_expect(strstr(unit_plain("claims/x/explanation"), cases[i].words), "%s: %s",
			  cases[i].claim, unit_plain("claims/x/explanation"));
	}
}

/* 98 of 499 is 19.64 %, printed for 401; that is another row of its list, and what is left of it. */
Test(claim_causes, causes_within_a_list)
{
	unit_analyse(STUDY "  - {id: x, list: l, measure: percent, of: 401, to: 499, printed: "
			   "\"19.64%\"}\n"
			   "  - {id: y, list: l, measure: percent, of: 98, to: 499, printed: "
			   "\"80.36%\"}\n"
			   "  - {id: z, list: other, measure: percent, of: 98, to: 499, printed: "
			   "\"19.64%\"}\n");
	cr_expect_str_eq(unit_plain("claims/x/cause"), "", "two of them exclude each other");
	cr_expect(strstr(unit_plain("claims/x/explanation"), "that of 98 in its list"), "%s",
		  unit_plain("claims/x/explanation"));
	cr_expect(strstr(unit_plain("claims/x/explanation"), "what is left to the whole"), "%s",
		  unit_plain("claims/x/explanation"));
	cr_expect_str_eq(unit_plain("claims/z/verdict"), "rounded");
}
