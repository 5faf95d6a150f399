/* What a reader should know of figures that add up: who is counted, what is partial, what repeats. */
#include <string.h>

#include "tests/unit/audit_study.h"

TestSuite(flags, .init = unit_open, .fini = unit_close);

/* --- figures that mislead --- */

/* In all 1,000 to 130, a fall of 87 %; a alone 100 to 130, a rise of 30 %. */
Test(flags, changes_of_who_reports)
{
	static const char rows[] = "      a | 100 | 130\n      b | 900 | SPE\n";
	unit_analyse(
		audit_study(AUDIT_TWO, "institution, allocated 2015, allocated 2016", rows, ""));
	/* without a printed total it stands at the later year */
	const struct vd_finding *one = audit_expect_finding(
		&(struct audit_wanted){ VD_RULE_COMPARABILITY, "comparable/allocated/2015/2016", 6,
					"2016", "", "30", "", "" });
	cr_expect(strstr(one->message, "-87.00%") && strstr(one->message, "opposite"), "%s",
		  one->message);
	cr_expect(strstr(one->explanation, "+30.00% for the 1 institution,"), "%s",
		  one->explanation);
	cr_expect(strstr(one->explanation, "+30.00% for the 1 printed row:"), "%s",
		  one->explanation);
	/* at the printed total */
	unit_analyse(audit_study(AUDIT_TWO, "institution, allocated 2015, allocated 2016",
				 vd_arena_format(unit.arena, "%s      TOTAL | 1,000 | 130\n", rows),
				 ""));
	audit_expect_finding(&(struct audit_wanted){ VD_RULE_COMPARABILITY,
						     "comparable/allocated/2015/2016", 15, "130",
						     "", "30", "", "" });
	/* at the claim that says it */
	unit_analyse(audit_study(
		AUDIT_TWO, "institution, allocated 2015, allocated 2016", rows,
		"claims:\n  - {id: fall, measure: change_percent, stage: allocated, from: "
		"2015, to: 2016, printed: \"-87%\"}\n"));
	audit_expect_finding(&(struct audit_wanted){ VD_RULE_COMPARABILITY,
						     "comparable/allocated/2015/2016", 16,
						     "\"-87%\"", "-87%", "30", "", "" });
}

/*
 * a and b's 2015 and 2016: reported where signs differ, or the two differ by more than half of the
 * headline's: -50 % against -25 % is just half.
 */
Test(flags, changes_that_differ_enough)
{
	static const struct {
		const char *rows;
		bool is_found;
	} cases[] = {
		{ "      a | 100 | 90\n      b | 100 | SPE\n", true },	/* -55 %, -10 % */
		{ "      a | 80 | 60\n      b | 40 | SPE\n", false },	/* -50 %, -25 % */
		{ "      a | 80 | 60.01\n      b | 40 | SPE\n", true }, /* -49.99 %, -24.99 % */
		{ "      a | 100 | 60\n      b | 20 | SPE\n", false },	/* -50 %, -40 % */
		{ "      a | 100 | 90\n      b | SPE | 100\n", true },	/* +90 %, -10 % */
		{ "      a | 100 | 120\n      b | 50 | 60\n", false },	/* the same */
		{ "      a | 100 | SPE\n      b | SPE | 50\n", false }, /* nobody reports both */
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		unit_analyse(audit_study(AUDIT_TWO, "institution, allocated 2015, allocated 2016",
					 cases[i].rows, ""));
		cr_expect_eq(unit_found(VD_RULE_COMPARABILITY, NULL), cases[i].is_found, "case %zu",
			     i);
	}
}

/* 80 of 100, of which b's 30 are of what it does not say: a's 50 of 100. */
Test(flags, rates_of_mixed_scope)
{
	unit_analyse(audit_study(AUDIT_TWO,
				 "institution, allocated 2015, implemented 2015, rate 2015",
				 "      a | 100 | 50 | 50%\n      b | SPE | 30 | NA\n"
				 "      TOTAL | 100 | 80 | 80%\n",
				 ""));
	const struct vd_finding *one = audit_expect_finding(&(struct audit_wanted){
		VD_RULE_MIXED_SCOPE, "t/total/rate 2015", 15, "80%", "80%", "50", "", "" });
	cr_expect(strstr(one->explanation, "those that give both come to 50.00%"), "%s",
		  one->explanation);
	/* 50.01 of 100 is printed 50 % all the same */
	unit_analyse(audit_study(AUDIT_TWO,
				 "institution, allocated 2015, implemented 2015, rate 2015",
				 "      a | 100 | 50 | 50%\n      b | SPE | 0.01 | NA\n"
				 "      TOTAL | 100 | 50.01 | 50%\n",
				 ""));
	cr_expect_eq(unit_found(VD_RULE_MIXED_SCOPE, NULL), 0, "%s", unit_findings());
	/* both give both */
	unit_analyse(audit_study(AUDIT_TWO,
				 "institution, allocated 2015, implemented 2015, rate 2015",
				 "      a | 100 | 50 | 50%\n      b | 100 | 30 | 30%\n"
				 "      TOTAL | 200 | 80 | 40%\n",
				 ""));
	cr_expect_eq(unit_found(VD_RULE_MIXED_SCOPE, NULL), 0, "%s", unit_findings());
}

/*
 * A group of b 100 of 200 and c, that says 60 of nothing: 160 / 200 = 80 %, of b 50 %. By row the
 * group has both amounts: with a's 10 of 100 170 / 300 = 56.67 %, by institution 110 / 300.
 */
Test(flags, rates_of_mixed_scope_in_groups)
{
	unit_analyse(
		"veedor: 1\ntitle: t\ncurrency: PEN\nmissing: {SPE: {means: no_budget_line}}\n"
		"years: {2015: {phase: enacted}}\n"
		"institutions: [{id: a, level: national}, {id: b, level: local}, {id: c, level: "
		"local}]\n"
		"groups: [{id: g, members: [b, c]}]\n"
		"tables:\n"
		"  - id: t\n"
		"    columns: [institution, allocated 2015, implemented 2015, rate 2015]\n"
		"    rows: |\n"
		"      a | 100 | 10 | 10%\n"
		"      g | 200 | 160 | 80%\n"
		"      TOTAL | 300 | 170 | 56.67%\n"
		"  - {id: u, columns: [institution, allocated 2015, implemented 2015], rows: [[b, "
		"200, 100], [c, SPE, 60]]}\n");
	audit_expect_finding(&(struct audit_wanted){ VD_RULE_MIXED_SCOPE, "t/g/rate 2015", 13,
						     "80%", "80%", "50", "", "" });
	const struct vd_finding *one = unit_finding(VD_RULE_MIXED_SCOPE, "t/total/rate 2015");
	cr_expect(strstr(one->explanation, "36.67% by institution, 56.67% by printed row"), "%s",
		  one->explanation);
}

Test(flags, more_than_all_is_spent)
{
	unit_analyse(audit_study(AUDIT_TWO, "institution, allocated 2015, implemented 2015",
				 "      a | 100 | 120\n      b | 200 | 200\n", ""));
	const struct vd_finding *one = audit_expect_finding(
		&(struct audit_wanted){ VD_RULE_OVER_IMPLEMENTED, "institutions/a/2015/implemented",
					13, "120", "120", "", "", "" });
	cr_expect_str_eq(one->explanation, "120.00% of it, more than was allocated");
	cr_expect_eq(unit_found(VD_RULE_OVER_IMPLEMENTED, NULL), 1);
	/* against what was modified where that is known */
	unit_analyse(audit_study(AUDIT_TWO,
				 "institution, allocated 2015, modified 2015, implemented 2015",
				 "      a | 100 | 130 | 120\n      b | 200 | 110 | 120\n", ""));
	one = unit_finding(VD_RULE_OVER_IMPLEMENTED, "institutions/b/2015/implemented");
	cr_expect_str_eq(one->explanation, "109.09% of it, more than was budgeted as modified");
	cr_expect_eq(unit_found(VD_RULE_OVER_IMPLEMENTED, NULL), 1);
}

/* 1,012.34 among 101 and 102. */
Test(flags, decimal_marks_that_are_shifted)
{
	unit_analyse(audit_study(AUDIT_TWO,
				 "institution, allocated 2014, allocated 2015, allocated 2016",
				 "      a | 101 | 1,012.34 | 102\n      b | 5 | 6 | 7\n", ""));
	audit_expect_finding(&(struct audit_wanted){ VD_RULE_SHIFTED_MARK,
						     "institutions/a/2015/allocated", 13,
						     "1,012.34", "1,012.34", "", "", "" });
	cr_expect_eq(unit_found(VD_RULE_SHIFTED_MARK, NULL), 1, "%s", unit_findings());
}

Test(flags, amounts_that_repeat)
{
	unit_analyse(audit_study(AUDIT_TWO, "institution, allocated 2014, allocated 2015",
				 "      a | 12.30 | 12.3\n      b | 0 | 0\n", ""));
	audit_expect_finding(&(struct audit_wanted){
		VD_RULE_REPEAT, "institutions/a/2015/allocated", 13, "12.3", "12.3", "", "", "" });
	cr_expect_eq(unit_found(VD_RULE_REPEAT, NULL), 1, "nothing is no copy of nothing");
}

/* Values of a series, whole and by region; not zero, nor to other digits, nor over a gap. */
Test(flags, series_that_repeat)
{
	unit_analyse(audit_study(
		AUDIT_TWO, "institution, allocated 2015", "      a | 1\n      b | 2\n",
		"regions: {\"08\": Cusco, \"15\": Lima}\n"
		"series:\n"
		"  cases: {unit: cases, values: {2012: 7, 2013: 1111, 2014: 1111, 2016: "
		"1111}}\n"
		"  none: {unit: cases, values: {2014: 0, 2015: 0}}\n"
		"  victims:\n"
		"    unit: victims\n"
		"    by: region\n"
		"    values:\n"
		"      2014: {\"08\": 5, \"15\": 6}\n"
		"      2015: {\"15\": 6, \"08\": 6}\n"));
	const struct vd_finding *one = audit_expect_finding(&(struct audit_wanted){
		VD_RULE_REPEAT, "series/cases/2014", 17, "1111", "", "", "", "" });
	cr_expect(one->other.line == 17 && one->other.column < one->place.column);
	cr_expect_str_eq(audit_text_at(one->other), "1111");
	cr_expect_str_eq(one->message, "cases 2014 is the same as the year before");
	one = audit_expect_finding(&(struct audit_wanted){ VD_RULE_REPEAT, "series/victims/2015/15",
							   24, "6", "", "", "", "" });
	cr_expect_str_eq(one->message, "victims, Lima 2015 is the same as the year before");
	cr_expect_eq(unit_found(VD_RULE_REPEAT, NULL), 2, "%s", unit_findings());
}

/* outliers_test.c has the arithmetic: 6 times, where the others are 0.9 to 1.1 times. */
Test(flags, amounts_that_jump)
{
	unit_analyse("veedor: 1\ntitle: t\ncurrency: PEN\n"
		     "years: {2015: {phase: enacted}, 2016: {phase: enacted}}\n"
		     "institutions: [{id: a, level: local}, {id: b, level: local}, {id: c, level: "
		     "local}, {id: d, level: local}, {id: e, level: local}]\n"
		     "tables:\n"
		     "  - id: t\n"
		     "    columns: [institution, allocated 2015, allocated 2016]\n"
		     "    rows: |\n"
		     "      a | 100 | 101\n"
		     "      b | 100 | 110\n"
		     "      c | 100 | 90\n"
		     "      d | 100 | 105\n"
		     "      e | 100 | 600\n");
	audit_expect_finding(&(struct audit_wanted){ VD_RULE_JUMP, "institutions/e/2016/allocated",
						     14, "600", "600", "", "", "" });
	cr_expect_eq(unit_found(VD_RULE_JUMP, NULL), 1);
}

/* --- years --- */

Test(flags, years_that_are_partial_or_bills)
{
	unit_analyse("veedor: 1\ntitle: t\ncurrency: PEN\n"
		     "years:\n"
		     "  2014: {phase: enacted, allocated_through: 2014-01, implemented_through: "
		     "2014-12}\n"
		     "  2015: {phase: enacted, modified_through: 2015-02, implemented_through: "
		     "2015-06}\n"
		     "  2016: {phase: bill}\n"
		     "institutions: [{id: a, level: local}]\n"
		     "tables:\n"
		     "  - id: t\n"
		     "    columns: [institution, allocated 2014, modified 2015, implemented 2015, "
		     "allocated 2016]\n"
		     "    rows: [[a, 1, 2, 3, 4]]\n");
	static const struct {
		enum vd_rule rule;
		const char *at;
		uint32_t line;
		const char *year, *message;
	} cases[] = {
		{ VD_RULE_PARTIAL_YEAR, "years/2014/allocated", 5, "2014",
		  "allocated 2014 covers January only" },
		{ VD_RULE_PARTIAL_YEAR, "years/2015/modified", 6, "2015",
		  "modified 2015 covers January to February only" },
		{ VD_RULE_PARTIAL_YEAR, "years/2015/implemented", 6, "2015",
		  "implemented 2015 covers January to June only" },
		{ VD_RULE_BILL, "years/2016", 7, "2016", "the budget of 2016 is a bill, not law" },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		const struct vd_finding *one = audit_expect_finding(&(struct audit_wanted){
			cases[i].rule, cases[i].at, cases[i].line, cases[i].year, "", "", "", "" });
		cr_expect_str_eq(one->message, cases[i].message);
	}
	cr_expect_eq(unit_found(VD_RULE_PARTIAL_YEAR, NULL), 3, "to December is all of it: %s",
		     unit_findings());
	cr_expect_eq(unit_found(VD_RULE_BILL, NULL), 1);
}

/* Two are asked: b answers, says nothing, or is not asked at all. */
Test(flags, coverage_of_who_was_asked)
{
	unit_analyse(audit_study(AUDIT_TWO,
				 "institution, allocated 2014, allocated 2015, allocated 2016, "
				 "implemented 2016",
				 "      a | 1 | 2 | 3 | SD\n      b | SPE | SD | NA | SD\n"
				 "      TOTAL | 1 | 2 | 3 | SD\n",
				 ""));
	static const struct {
		const char *at;
		uint32_t column;
		const char *message;
	} cases[] = {
		{ "years/2014/allocated", 15,
		  "allocated 2014: 1 of 2 institutions gave an amount, 2 answered" },
		{ "years/2015/allocated", 19,
		  "allocated 2015: 1 of 2 institutions gave an amount, 1 answered" },
		{ "years/2016/implemented", 27,
		  "implemented 2016: 0 of 2 institutions gave an amount, 0 answered" },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		const struct vd_finding *one = unit_finding(VD_RULE_COVERAGE, cases[i].at);
		cr_expect_str_eq(one->message, cases[i].message);
		cr_expect(one->place.line == 15 && one->place.column == cases[i].column,
			  "%s: %u:%u", cases[i].at, one->place.line, one->place.column);
	}
	cr_expect_eq(unit_found(VD_RULE_COVERAGE, NULL), UNIT_COUNT(cases), "%s", unit_findings());
}
