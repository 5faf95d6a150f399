/* What the audit says of figures that are wrong, and what a study accepts of it. */
#include <string.h>

#include "tests/unit/audit_study.h"

TestSuite(findings, .init = unit_open, .fini = unit_close);

/* --- figures that do not follow from others --- */

/*
 * 4,135.27 + 9,929.13 = 14,064.40, a left out; the group of b; 109 / 800 = 13.625 %; 150 of a
 * million; 500 / 1,000; 709,000 / 800,000 - 1 = -11.375 %; 709 - 800; 10 + 20.
 */
Test(findings, mismatches)
{
	static const struct {
		const char *columns, *rows, *message;
		struct audit_wanted wanted;
	} cases[] = {
		{ "institution, allocated 2015",
		  "      a | 4,135.27\n      b | 9,929.13\n      TOTAL | 9,929.13\n",
		  "the printed total is not the sum of its rows",
		  { VD_RULE_TOTAL_MISMATCH, "t/total/allocated 2015", 15, "9,929.13", "9,929.13",
		    "14064.40", "-4135.27", "left-out" } },
		{ "institution, allocated 2015",
		  "      a | 100\n      g | 31\n      b | 30\n",
		  "the row of the group is not the sum of its members",
		  { VD_RULE_GROUP_MISMATCH, "t/g/allocated 2015", 14, "31", "31", "30.00", "1.00",
		    "" } },
		{ "institution, allocated 2015, implemented 2015, rate 2015",
		  "      a | 800 | 109 | 0.1363%\n",
		  "the printed rate does not follow from the amounts beside it",
		  { VD_RULE_RATE_MISMATCH, "t/a/rate 2015", 13, "0.1363%", "0.1363%", "13.625",
		    "-13.4887", "fraction-for-percent" } },
		{ "year, general_budget, allocated, share",
		  "      2015 | 1,000,000 | 150 | 0.016%\n",
		  "the printed share does not follow from the amounts beside it",
		  { VD_RULE_SHARE_MISMATCH, "t/2015/share", 13, "0.016%", "0.016%", "0.015",
		    "0.001", "" } },
		{ "institution, allocated 2015, per_capita 2015",
		  "      a | 500 | 0.60\n",
		  "the printed figure per person does not follow from the amount and a population "
		  "of the study",
		  { VD_RULE_PER_CAPITA_MISMATCH, "t/a/per_capita 2015", 13, "0.60", "0.60", "0.5",
		    "0.1", "" } },
		{ "institution, allocated 2015, allocated 2016, change 2016",
		  "      a | 800,000 | 709,000 | 11.375%\n",
		  "the printed change does not follow from the two amounts",
		  { VD_RULE_CHANGE_MISMATCH, "t/a/change 2016", 13, "11.375%", "11.375%", "-11.375",
		    "22.75", "sign" } },
		{ "institution, allocated 2015, allocated 2016, change",
		  "      a | 800 | 709 | 91\n",
		  "the printed change does not follow from the two amounts",
		  { VD_RULE_CHANGE_MISMATCH, "t/a/change", 13, "91", "91", "-91.00", "182.00",
		    "sign" } },
		{ "institution, allocated 2014, allocated 2015, total",
		  "      a | 10 | 20 | 31\n",
		  "the printed total is not the sum of its columns",
		  { VD_RULE_TOTAL_MISMATCH, "t/a/total", 13, "31", "31", "30.00", "1.00", "" } },
		/* -1.5 and 2.25 are 0.75 */
		{ "institution, allocated 2015",
		  "      a | -1.5\n      b | 2.25\n      TOTAL | -3\n",
		  "the printed total is not the sum of its rows",
		  { VD_RULE_TOTAL_MISMATCH, "t/total/allocated 2015", 15, "-3", "-3", "0.75",
		    "-3.75", "" } },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		unit_analyse(audit_study(AUDIT_TWO, cases[i].columns, cases[i].rows,
					 "series: {one: {unit: persons, values: {2015: 1000}}}\n"));
		const struct vd_finding *one = audit_expect_finding(&cases[i].wanted);
		cr_expect_str_eq(one->message, cases[i].message);
		cr_expect_str_eq(one->place.file, "study.yaml");
	}
}

Test(findings, say_the_cause)
{
	unit_analyse(audit_study(AUDIT_TWO, "institution, allocated 2015",
				 "      a | 4,135.27\n      b | 9,929.13\n      TOTAL | 9,929.13\n",
				 ""));
	const struct vd_finding *one =
		unit_finding(VD_RULE_TOTAL_MISMATCH, "t/total/allocated 2015");
	cr_expect(strstr(one->explanation, "the difference is exactly: a, allocated 2015") ==
			  one->explanation,
		  "%s", one->explanation);
	cr_expect_str_eq(one->arithmetic, "sum of the 2 rows that have a figure");
	static const struct unit_case cases[] = {
		{ "findings/total-mismatch/t/total/allocated 2015/severity", "contradiction" },
		{ "findings/total-mismatch/t/total/allocated 2015/status", "open" },
		{ "findings/total-mismatch/t/total/allocated 2015/file", "study.yaml" },
		{ "findings/total-mismatch/t/total/allocated 2015/line", "15" },
		{ "findings/total-mismatch/t/total/allocated 2015/column", "15" },
		{ "findings/total-mismatch/t/total/allocated 2015/printed", "9,929.13" },
		{ "findings/total-mismatch/t/total/allocated 2015/computed", "14064.40" },
		{ "findings/total-mismatch/t/total/allocated 2015/difference", "-4135.27" },
		{ "findings/total-mismatch/t/total/allocated 2015/unit", "PEN" },
		{ "findings/total-mismatch/t/total/allocated 2015/cause", "left-out" },
		{ "findings/total-mismatch/t/total/allocated 2015/because", "" },
	};
	unit_expect_plain(cases, UNIT_COUNT(cases));
	/* nothing explains 7,234.56 for 14,064.40 */
	unit_analyse(audit_study(AUDIT_TWO, "institution, allocated 2015",
				 "      a | 4,135.27\n      b | 9,929.13\n      TOTAL | 7,234.56\n",
				 ""));
	one = unit_finding(VD_RULE_TOTAL_MISMATCH, "t/total/allocated 2015");
	cr_expect_str_eq(one->explanation, "no simple cause found");
}

/* The total of 2014, 1,111.11 + 1,234.56, is printed for 2015; then that of what is implemented. */
Test(findings, name_the_other_year_and_stage)
{
	unit_analyse(audit_study(AUDIT_TWO,
				 "institution, allocated 2014, allocated 2015, implemented 2015",
				 "      a | 1,111.11 | 4,135.27 | 3,000.01\n"
				 "      b | 1,234.56 | 9,929.13 | 2,000.02\n"
				 "      TOTAL | 2,345.67 | 2,345.67 | 5,000.03\n",
				 ""));
	const struct vd_finding *one =
		unit_finding(VD_RULE_TOTAL_MISMATCH, "t/total/allocated 2015");
	cr_expect_eq(one->cause, VD_CAUSE_OTHER_YEAR, "%s", one->explanation);
	cr_expect(strstr(one->explanation, "allocated 2014"), "%s", one->explanation);
	unit_analyse(audit_study(AUDIT_TWO, "institution, allocated 2015, implemented 2015",
				 "      a | 4,135.27 | 3,000.01\n      b | 9,929.13 | 2,000.02\n"
				 "      TOTAL | 5,000.03 | 5,000.03\n",
				 ""));
	one = unit_finding(VD_RULE_TOTAL_MISMATCH, "t/total/allocated 2015");
	cr_expect_eq(one->cause, VD_CAUSE_OTHER_STAGE, "%s", one->explanation);
}

/* 600 + 400 = 1,000, where 1,100 is printed: 27.5 % of 4,000 follows, 25 % does not. */
Test(findings, say_what_follows)
{
	unit_analyse(audit_study(AUDIT_TWO,
				 "institution, allocated 2015, implemented 2015, rate 2015",
				 "      a | 1,000 | 400 | 40%\n      b | 3,000 | 600 | 20%\n"
				 "      TOTAL | 4,000 | 1,100 | 27.5%\n",
				 ""));
	const struct vd_finding *one =
		unit_finding(VD_RULE_TOTAL_MISMATCH, "t/total/implemented 2015");
	cr_expect(strstr(one->explanation, "\nfollows from it: t/total/rate 2015, printed 27.5%, "
					   "otherwise 25.00%"),
		  "%s", one->explanation);
	cr_expect_eq(unit_found(VD_RULE_RATE_MISMATCH, NULL), 0, "no second one: %s",
		     unit_findings());
	unit_analyse(audit_study(AUDIT_TWO,
				 "institution, allocated 2015, implemented 2015, rate 2015",
				 "      a | 1,000 | 400 | 40%\n      b | 3,000 | 600 | 20%\n"
				 "      TOTAL | 4,000 | 1,100 | 25%\n",
				 ""));
	one = unit_finding(VD_RULE_TOTAL_MISMATCH, "t/total/implemented 2015");
	cr_expect(strstr(one->explanation, "\nt/total/rate 2015, printed 25%, fits the computed "
					   "figure and not the printed one"),
		  "%s", one->explanation);
	cr_expect_eq(unit_found(VD_RULE_RATE_MISMATCH, NULL), 0, "%s", unit_findings());
}

/* c is outside the headline: 4,135.27 + 9,929.13 by institution, c's 555.55 besides. */
Test(findings, totals_of_a_year)
{
	unit_analyse("veedor: 1\ntitle: t\ncurrency: PEN\nyears: {2015: {phase: enacted}}\n"
		     "institutions: [{id: a, level: local}, {id: b, level: local}, {id: c, level: "
		     "local}]\n"
		     "scope: {headline: {except: [c], because: test}}\n"
		     "tables:\n"
		     "  - {id: t, columns: [institution, allocated 2015], rows: [[a, 4135.27], [b, "
		     "9929.13], [c, 555.55]]}\n"
		     "  - {id: y, columns: [year, allocated], rows: [[2015, 14619.95]]}\n");
	const struct vd_finding *one = audit_expect_finding(
		&(struct audit_wanted){ VD_RULE_TOTAL_MISMATCH, "y/2015/allocated", 9, "14619.95",
					"14619.95", "14064.40", "555.55", "counted-besides" });
	cr_expect_str_eq(one->message,
			 "the printed total of the year is not the sum of its institutions");
}

/* 109 / 800 = 13.625 %, which would be 13.63 %; 218.6 and 13.6625 % in all. */
Test(findings, digits_cut_off)
{
	unit_analyse(audit_study(AUDIT_TWO,
				 "institution, allocated 2015, implemented 2015, rate 2015",
				 "      a | 800 | 109 | 13.62%\n      b | 200 | 50 | 25%\n", ""));
	const struct vd_finding *one = audit_expect_finding(
		&(struct audit_wanted){ VD_RULE_TRUNCATED, "t/a/rate 2015", 13, "13.62%", "13.62%",
					"13.625", "-0.005", "" });
	cr_expect(strstr(one->explanation, "1 of the 2 rates of the table fits only so"), "%s",
		  one->explanation);
	/* amounts and rates are counted apart */
	unit_analyse(audit_study(AUDIT_TWO,
				 "institution, allocated 2015, implemented 2015, rate 2015",
				 "      a | 800 | 109.6 | 13.7%\n      b | 800 | 109 | 13.62%\n"
				 "      TOTAL | 1,600 | 218 | 13.66%\n",
				 ""));
	one = unit_finding(VD_RULE_TRUNCATED, "t/total/implemented 2015");
	cr_expect(strstr(one->explanation, "1 of the 2 totals of the table fits only so"), "%s",
		  one->explanation);
	one = unit_finding(VD_RULE_TRUNCATED, "t/b/rate 2015");
	cr_expect(strstr(one->explanation, "1 of the 3 rates of the table fits only so"), "%s",
		  one->explanation);
}

Test(findings, figures_that_cannot_be_tested)
{
	unit_analyse(audit_study(AUDIT_TWO,
				 "institution, allocated 2015, implemented 2015, rate 2015",
				 "      a | SD | 50 | 25%\n      b | 0 | 50 | 25%\n", ""));
	const struct vd_finding *one = audit_expect_finding(&(struct audit_wanted){
		VD_RULE_NOT_TESTABLE, "t/a/rate 2015", 13, "25%", "25%", "", "", "" });
	cr_expect(strstr(one->message, vd_missing_words(VD_NOT_PUBLISHED)), "%s", one->message);
	one = unit_finding(VD_RULE_NOT_TESTABLE, "t/b/rate 2015");
	cr_expect(strstr(one->message, vd_missing_words(VD_NO_BASE)), "%s", one->message);
}

/* 150 less 100 may be b's. */
Test(findings, totals_beyond_their_rows)
{
	unit_analyse(audit_study(AUDIT_TWO, "institution, allocated 2015",
				 "      a | 100\n      b | SD\n      TOTAL | 150\n", ""));
	const struct vd_finding *one = audit_expect_finding(
		&(struct audit_wanted){ VD_RULE_TOTAL_BEYOND_ROWS, "t/total/allocated 2015", 15,
					"150", "150", "100.00", "50.00", "" });
	cr_expect(strstr(one->explanation, "1 figure not published or not reported"), "%s",
		  one->explanation);
	cr_expect_eq(unit_found(VD_RULE_TOTAL_MISMATCH, NULL), 0);
	cr_expect_eq(unit_found(VD_RULE_NOT_TESTABLE, NULL), 0);
}

/* --- two tables --- */

/* t: 100 + 23 = 123; u: 110 + 23 = 133. */
Test(findings, tables_that_differ)
{
	static const struct {
		const char *total_here, *total_there, *words[2];
	} cases[] = {
		{ "123",
		  "133",
		  { "the total of table `u` adds up with 110",
		    "the total of table `t` adds up with 100" } },
		{ "123",
		  "123",
		  { "the total of table `u` adds up with 100, not with 110",
		    "the total of table `t` adds up with 100" } },
		{ "133",
		  "133",
		  { "the total of table `u` adds up with 110",
		    "the total of table `t` adds up with 110, not with 100" } },
		{ "99",
		  "98",
		  { "the total of table `u` adds up with neither",
		    "the total of table `t` adds up with neither" } },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		unit_analyse(audit_study(
			AUDIT_TWO, "institution, allocated 2015",
			vd_arena_format(unit.arena,
					"      a | 100\n      b | 23\n      TOTAL | %s\n",
					cases[i].total_here),
			vd_arena_format(
				unit.arena,
				"  - id: u\n    columns: [institution, allocated 2015]\n"
				"    rows: |\n      a | 110\n      b | 23\n      TOTAL | %s\n",
				cases[i].total_there)));
		const struct vd_finding *one = audit_expect_finding(
			&(struct audit_wanted){ VD_RULE_TABLE_CONFLICT, "u/a/allocated 2015", 19,
						"110", "110", "100.00", "10.00", "" });
		cr_expect_str_eq(one->message,
				 "a, allocated 2015 is 110 here and 100 in table `t`");
		cr_expect(one->other.line == 13 && one->other_note);
		cr_expect_str_eq(audit_text_at(one->other), "100");
		for (size_t k = 0; k < 2; k++)
			cr_expect(strstr(one->explanation, cases[i].words[k]), "case %zu: %s", i,
				  one->explanation);
		cr_expect(strstr(one->explanation, "table `t` stands"), "%s", one->explanation);
		cr_expect_eq(unit_found(VD_RULE_TABLE_CONFLICT, NULL), 1, "%s", unit_findings());
	}
}

/* The first stands, or the one that is marked; a code against another contradicts too. */
Test(findings, the_table_that_stands)
{
	static const struct {
		const char *first, *one, *second, *two, *at, *printed, *computed, *difference;
	} cases[] = {
		{ "100", "", "200", "", "u/a/allocated 2015", "200", "100.00", "100.00" },
		{ "100", "", "200", " primary: yes,", "t/a/allocated 2015", "100", "200.00",
		  "-100.00" },
		{ "100", " primary: yes,", "200", "", "u/a/allocated 2015", "200", "100.00",
		  "100.00" },
		{ "100", " primary: yes,", "200", " primary: yes,", "u/a/allocated 2015", "200",
		  "100.00", "100.00" },
		{ "SD", "", "200", "", "u/a/allocated 2015", "200", "", "" },
		{ "100", "", "SD", "", "u/a/allocated 2015", "SD", "100.00", "" },
		{ "SD", "", "SPE", "", "u/a/allocated 2015", "SPE", "", "" },
		{ "100", "", "100.01", "", "u/a/allocated 2015", "100.01", "100.00", "0.01" },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		unit_analyse(vd_arena_format(
			unit.arena,
			AUDIT_TWO
			"tables:\n"
			"  - {id: t,%s columns: [institution, allocated 2015], rows: [[a, "
			"%s]]}\n"
			"  - {id: u,%s columns: [institution, allocated 2015], rows: [[a, "
			"%s]]}\n",
			cases[i].one, cases[i].first, cases[i].two, cases[i].second));
		const struct vd_finding *one = unit_finding(VD_RULE_TABLE_CONFLICT, cases[i].at);
		cr_expect_str_eq(one->printed, cases[i].printed);
		cr_expect_str_eq(audit_plain(&one->computed, one->unit), cases[i].computed,
				 "case %zu", i);
		cr_expect_str_eq(audit_plain(&one->difference, one->unit), cases[i].difference,
				 "case %zu", i);
		cr_expect_eq(unit_found(VD_RULE_TABLE_CONFLICT, NULL), 1, "case %zu", i);
	}
	unit_analyse(AUDIT_TWO
		     "tables:\n"
		     "  - {id: t, columns: [institution, allocated 2015], rows: [[a, 100]]}\n"
		     "  - {id: u, columns: [institution, allocated 2015], rows: [[a, 100.00]]}\n"
		     "  - {id: v, columns: [institution, allocated 2015], rows: [[b, SD]]}\n"
		     "  - {id: w, columns: [institution, allocated 2015], rows: [[b, SD]]}\n");
	cr_expect_eq(unit_found(VD_RULE_TABLE_CONFLICT, NULL), 0, "%s", unit_findings());
}

/* Every figure that stands twice: totals and budgets by year, rows with a year, a third table. */
Test(findings, every_figure_may_differ)
{
	unit_analyse(AUDIT_TWO
		     "tables:\n"
		     "  - {id: t, columns: [year, general_budget, allocated], rows: [[2014, "
		     "900, 1]]}\n"
		     "  - {id: u, columns: [year, general_budget, allocated], rows: [[2014, "
		     "800, 2]]}\n"
		     "  - {id: v, columns: [institution, year, allocated], rows: [[a, 2015, 5], "
		     "[b, 2015, 6]]}\n"
		     "  - {id: w, columns: [institution, allocated 2015], rows: [[a, 7], [b, "
		     "6]]}\n"
		     "  - {id: x, columns: [institution, year, allocated], rows: [[a, 2015, "
		     "8]]}\n");
	static const char *const at[] = { "u/2014/general_budget", "u/2014/allocated",
					  "w/a/allocated 2015", "x/a/2015/allocated" };
	for (size_t i = 0; i < UNIT_COUNT(at); i++)
		unit_finding(VD_RULE_TABLE_CONFLICT, at[i]);
	cr_expect_eq(unit_found(VD_RULE_TABLE_CONFLICT, NULL), UNIT_COUNT(at), "%s",
		     unit_findings());
}

/* b's answer, that it gives no figure, is no detail of its group. */
Test(findings, groups_without_detail)
{
	unit_analyse(audit_study(
		AUDIT_TWO, "institution, allocated 2015, implemented 2015",
		"      a | 100 | 50\n      g | 30 | 20\n",
		"  - {id: u, columns: [institution, allocated 2015], rows: [[b, SD]]}\n"));
	audit_expect_finding(&(struct audit_wanted){
		VD_RULE_GROUP_WITHOUT_DETAIL, "t/g/allocated 2015", 14, "30", "30", "", "", "" });
	audit_expect_finding(&(struct audit_wanted){
		VD_RULE_GROUP_WITHOUT_DETAIL, "t/g/implemented 2015", 14, "20", "20", "", "", "" });
	cr_expect_eq(unit_found(VD_RULE_GROUP_WITHOUT_DETAIL, NULL), 2);
	cr_expect_eq(unit_found(VD_RULE_GROUP_MISMATCH, NULL), 0);
	/* a code in its row is no amount, and a member's amount is detail */
	unit_analyse(audit_study(AUDIT_TWO, "institution, allocated 2015, implemented 2015",
				 "      g | 30 | SD\n      b | 30 | SD\n", ""));
	cr_expect_eq(unit_found(VD_RULE_GROUP_WITHOUT_DETAIL, NULL), 0, "%s", unit_findings());
}

/* --- claims --- */

/* 63 / 92 = 68.478...%, which is 68.48 %; 2016 / 2015: 1,032 / 889 - 1 = 16.085 %. */
Test(findings, claims)
{
	unit_analyse(audit_study(
		AUDIT_TWO, "institution, allocated 2015", "      a | 1\n      b | SD\n",
		"claims:\n"
		"  - {id: cut, title: Rescued, measure: percent, of: 63, to: 92, printed: "
		"\"68.47%\"}\n"
		"  - {id: wrong, title: Rise, measure: percent, of: 1, to: 4, printed: "
		"\"75.00%\"}\n"
		"  - {id: lost, measure: value, of: general-budget/2099/share_percent, "
		"printed: \"5%\"}\n"
		"  - {id: open, measure: total, institution: b, stage: allocated, year: "
		"2015, printed: \"5\"}\n"
		"  - {id: good, measure: percent, of: 1, to: 4, printed: \"25%\"}\n"));
	const struct vd_finding *one = unit_finding(VD_RULE_TRUNCATED, "claims/cut");
	cr_expect(strstr(one->message, "Rescued"), "%s", one->message);
	cr_expect(strstr(one->explanation, "1 of the 3 claims fits only so"), "%s",
		  one->explanation);
	one = audit_expect_finding(&(struct audit_wanted){ VD_RULE_CLAIM_CONTRADICTED,
							   "claims/wrong", 17, "\"75.00%\"",
							   "75.00%", "25", "50", "complement" });
	cr_expect(strstr(one->message, "Rise"), "%s", one->message);
	audit_expect_finding(&(struct audit_wanted){ VD_RULE_CLAIM_WITHOUT_FIGURE, "claims/lost",
						     18, "general-budget/2099/share_percent", "5%",
						     "", "", "" });
	one = unit_finding(VD_RULE_NOT_TESTABLE, "claims/open");
	cr_expect_eq(one->place.line, 19);
	for (size_t i = 0; i < unit.analysis->audit->findings.count; i++)
		cr_expect_str_neq(unit.analysis->audit->findings.items[i].at, "claims/good");
}

/* --- what is accepted --- */

#define WRONG_TOTAL "      a | 100\n      b | 23\n      TOTAL | 124\n"

Test(findings, are_accepted_with_a_reason)
{
	unit_analyse(audit_study(
		AUDIT_TWO, "institution, allocated 2015, allocated 2016",
		"      a | 100 | 100\n      b | 23 | 23\n      TOTAL | 124 | 125\n",
		"accept:\n"
		"  - {rule: total-mismatch, at: t/total/allocated 2015, because: {en: as "
		"it is, es: tal cual}}\n"));
	const struct vd_finding *one =
		unit_finding(VD_RULE_TOTAL_MISMATCH, "t/total/allocated 2015");
	cr_assert(one->accepted);
	cr_expect_null(unit_finding(VD_RULE_TOTAL_MISMATCH, "t/total/allocated 2016")->accepted);
	const struct vd_audit *audit = unit.analysis->audit;
	cr_expect_eq(vd_audit_count(audit, VD_SEVERITY_CONTRADICTION, true), 1);
	cr_expect_eq(vd_audit_count(audit, VD_SEVERITY_CONTRADICTION, false), 1);
	cr_expect_eq(unit_found(VD_RULE_UNUSED_ACCEPTANCE, NULL), 0);
	static const struct unit_case cases[] = {
		{ "findings/total-mismatch/t/total/allocated 2015/status", "accepted" },
		{ "findings/total-mismatch/t/total/allocated 2015/because", "as it is" },
		{ "findings/total-mismatch/t/total/allocated 2016/status", "open" },
		{ "findings/total-mismatch/t/total/allocated 2016/because", "" },
	};
	unit_expect_plain(cases, UNIT_COUNT(cases));
}

/* The reason is told in the language asked for. */
Test(findings, are_accepted_in_both_languages)
{
	unit_analyse_as(
		audit_study(AUDIT_TWO, "institution, allocated 2015", WRONG_TOTAL,
			    "accept: [{rule: total-mismatch, at: t/total/allocated 2015, because: "
			    "{en: as it is, es: tal cual}}]\n"),
		&(struct vd_options){ .language = VD_ES });
	cr_expect_str_eq(unit_plain("findings/total-mismatch/t/total/allocated 2015/because"),
			 "tal cual");
}

Test(findings, acceptances_that_meet_nothing)
{
	unit_analyse(audit_study(
		AUDIT_TWO, "institution, allocated 2015", WRONG_TOTAL,
		"accept:\n"
		"  - {rule: total-mismatch, at: t/total/allocated 2014, because: x}\n"
		"  - {rule: bill, at: years/2015, because: x}\n"
		"  - {rule: group-mismatch, at: t/total/allocated 2015, because: x}\n"));
	cr_expect_eq(unit_found(VD_RULE_UNUSED_ACCEPTANCE, NULL), 3);
	const struct vd_finding *one = audit_expect_finding(
		&(struct audit_wanted){ VD_RULE_UNUSED_ACCEPTANCE, "accept/1", 17,
					"t/total/allocated 2014", "", "", "", "" });
	cr_expect(strstr(one->explanation, "t/total/allocated 2015"), "%s", one->explanation);
	one = audit_expect_finding(&(struct audit_wanted){ VD_RULE_UNUSED_ACCEPTANCE, "accept/2",
							   18, "years/2015", "", "", "", "" });
	cr_expect(strstr(one->message, "bill") && strstr(one->message, "years/2015"), "%s",
		  one->message);
	cr_expect_null(unit_finding(VD_RULE_TOTAL_MISMATCH, "t/total/allocated 2015")->accepted);
}

/* --- all of them --- */

Test(findings, stand_in_the_order_of_the_file)
{
	unit_analyse("veedor: 1\ntitle: t\ncurrency: PEN\n"
		     "years: {2015: {phase: bill}}\n"
		     "institutions: [{id: a, level: local}, {id: b, level: local}]\n"
		     "accept: [{rule: bill, at: years/2099, because: x}]\n"
		     "claims: [{id: c, measure: percent, of: 1, to: 4, printed: \"75%\"}]\n"
		     "tables:\n"
		     "  - id: t\n"
		     "    columns: [institution, allocated 2015, implemented 2015, rate 2015]\n"
		     "    rows: |\n"
		     "      a | 10 | 12 | 50%\n"
		     "      b | 10 | 5 | 51%\n"
		     "      TOTAL | 21 | 17 | 81%\n");
	cr_expect_str_eq(unit_finding_places(),
			 "4:9+4 bill years/2015\n"
			 "6:27+10 unused-acceptance accept/1\n"
			 "7:59+5 claim-contradicted claims/c\n"
			 "12:16+2 over-implemented institutions/a/2015/implemented\n"
			 "12:21+3 rate-mismatch t/a/rate 2015\n"
			 "13:20+3 rate-mismatch t/b/rate 2015\n"
			 "14:15+2 total-mismatch t/total/allocated 2015\n");
	/* 17 / 21 = 80.95 %: follows; two sums, three rates, of which two are contradicted */
	cr_expect_str_eq(vd_audit_words(unit.analysis),
			 "Printed figures checked: 5, of which 1 exact, 1 rounded and 3 "
			 "contradicted. Claims checked: 1, of which 1 contradicted. Findings: 4 "
			 "contradictions, 1 warning and 2 notes.");
}

Test(findings, may_be_none)
{
	unit_analyse(audit_study(AUDIT_TWO, "institution, allocated 2015",
				 "      a | 1\n      b | 2\n", ""));
	cr_expect_str_eq(unit_findings(), "");
	cr_expect_str_eq(vd_audit_words(unit.analysis),
			 "Findings: 0 contradictions, 0 warnings and 0 notes.");
	for (enum vd_severity severity = 0; severity < VD_SEVERITIES; severity++)
		cr_expect_eq(vd_audit_count(unit.analysis->audit, severity, false), 0);
}
