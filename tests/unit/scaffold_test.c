/* Starting studies: empty, and around tables as people copy them. */
#include "config/scaffold.h"

#include <string.h>

#include "config/study.h"
#include "budget/audit.h"
#include "tests/unit/helper.h"

TestSuite(scaffold, .init = unit_open, .fini = unit_close);

Test(scaffold, blank_is_sound)
{
	unit_analyse(vd_scaffold_blank(unit.arena));
	cr_expect_eq(unit.diagnostics.count, 0, "%s", unit_places());
	/* One population, no partial year, nothing odd, and no projection asked for. */
	static const char *const empty[] = { "population-choice",  "projection",
					     "association-points", "association",
					     "outliers",	   "pace",
					     "data-files" };
	for (size_t t = 0; t < unit.analysis->result_count; t++) {
		const char *name = unit.analysis->results[t].description->name;
		bool is_empty = false;
		for (size_t i = 0; i < UNIT_COUNT(empty); i++)
			is_empty = is_empty || vd_same(empty[i], name);
		cr_expect_eq(unit.analysis->results[t].rows.count == 0, is_empty, "%s", name);
	}
	/* 300 + 100 and 400 of 1,000,000; 450 + 120, and 570 of 400 are 42.5 % more. */
	cr_expect_str_eq(unit_plain("general-budget/2015/allocated"), "400.00");
	cr_expect_str_eq(unit_plain("general-budget/2015/share_percent"), "0.04");
	cr_expect_str_eq(unit_plain("claims/growth/verdict"), "exact");
	/* It passes `check`: some did not answer, and that is all there is to say. */
	for (size_t i = 0; i < unit.analysis->audit->findings.count; i++)
		cr_expect_eq(unit.analysis->audit->findings.items[i].rule, VD_RULE_COVERAGE);
}

static const char *scaffold(const char *table, const char *currency, const char *year)
{
	struct vd_input input = { 0 };
	unit_forget();
	unit_write("table.tsv", table, strlen(table));
	cr_assert(vd_input_read("table.tsv", 4 << 20, unit.arena, &unit.diagnostics, &input));
	struct vd_scaffold_options options = { .currency = currency, .year = year };
	return vd_scaffold_from_table(unit.arena, &input, &options, &unit.diagnostics);
}

/* The scaffold of a table, which must make a sound study. */
static void build(const char *table, const char *currency, const char *year)
{
	const char *text = scaffold(table, currency, year);
	cr_assert(text, "%s", unit_places());
	unit_load(text);
	cr_assert(unit.study, "%s%s", text, unit_places());
	unit_analyse(text);
}

/* CHS Alternativo, 2016, page 11, as copied: two rows of headings, footnote marks, two totals. */
Test(scaffold, takes_the_table_by_sector)
{
	build("SECTOR\t2015\t\t\t2016\t\t\n"
	      "\tALLOCATED\tIMPLEMENTED\t%\tALLOCATED\tIMPLEMENTED\t% ¹\n"
	      "MININTER\t954,099.00\t876,041.10\t91.82%\t813,815.00\t479,906.00\t58.97%\n"
	      "MIMP\t2,914,192.00\t2,636,086.82\t90.46%\t3,803,268.50\t1,512,632.00\t39.77%\n"
	      "MINCETUR\t761,695.00\t422,852.20\t55.51%\tSD\tS/. 63,900.00\t-\n"
	      "MINEDU\t761,114.00\t4,000.00\t0.53%\tSD\t791,000.00\t-\n"
	      "MINJUS\t199,519.00\tSD ²\t-\t401,812.00\t293,851.91\t73.13%\n"
	      "MRREE\t568,820.00\t180,376.47\t31.71%\t568,820.00\t151,985.16\t26.72%\n"
	      "MTPE\t244,729.00\tSD\t-\t235,544.00\t76,022.70\t32.28%\n"
	      "MINSA\t161,521.00\tSD\t-\tSPE\tSPE\t-\n"
	      "MTC\tSPE ³\tSPE\t-\tSPE\tSPE\t-\n"
	      "MPFN\t6,850,401.00\tSD\t-\tSPE ⁴\tSPE\t-\n"
	      "PJ\t147,840.00\tSD\t-\tSPE\tSPE\t-\n"
	      "GOREs y GOB. LOCALES\t599,593.00\t27,539.00\t4.59%\t661,790.00\t115,475.00\t17.45%\n"
	      "TOTAL\t14,163,523.00\t4,146,895.59\t29.28%\t6,485,049.50\t3,484,772.77\t53.74%\n",
	      NULL, NULL);
	cr_expect_str_eq(unit.study->currency.code, "PEN", "by its sign");
	cr_expect_eq(unit.study->institutions.count, 12, "the total is none");
	cr_expect_str_eq(unit_plain("general-budget/2015/allocated"), "14163523.00");
	cr_expect_str_eq(unit_plain("general-budget/2015/implemented"), "4146895.59");
	cr_expect_str_eq(unit_plain("general-budget/2016/allocated"), "6485049.50");
	cr_expect_str_eq(unit_plain("general-budget/2016/implemented"), "3484772.77");
	cr_expect_str_eq(unit_plain("institutions/gores-y-gob-locales/2016/rate_percent"),
			 "17.4488886202572"); /* 115,475.00 / 661,790.00 */
	const struct vd_table *table = &unit.study->tables.items[0];
	cr_expect_eq(table->columns[3].kind, VD_COLUMN_RATE);
	cr_expect(table->columns[3].year == 0 && table->columns[6].year == 1);
}

Test(scaffold, takes_other_ways_to_write_numbers)
{
	static const struct {
		const char *table, *currency, *year, *allocated;
	} cases[] = {
		{ "Entidad\tAsignado 2016\nA\t1.234.567,89\nB\t10,11\n", "COP", NULL,
		  "1234578.00" },
		{ "Entidad\tAsignado\nA\t1'234,567.89\nB\t10.11\n", "PEN", "2016", "1234578.00" },
		{ "Entidad\tInicial 2016\nA\t1 234 567,89\nB\t10,11\n", "EUR", NULL, "1234578.00" },
		{ "Entity\tBudget 2016\nA\t1234567.89\nB\t10.11\n", NULL, NULL, "1234578.00" },
		{ "Entity\tBudget 2016\nA\t1,234\nB\t5,678\n", "CLP", NULL, "6912" },
		{ "Entidad\tInicial 2016\nA\t1.234\nB\t5.678\n", "CLP", NULL, "6912" },
		{ "Entity | Allocated 2016\nA | 1,234.50\nB | 0.50\n", "PEN", NULL, "1235.00" },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		build(cases[i].table, cases[i].currency, cases[i].year);
		cr_expect_str_eq(unit_plain("general-budget/2016/allocated"), cases[i].allocated,
				 "case %zu", i);
		if (cases[i].currency)
			cr_expect_str_eq(unit.study->currency.code, cases[i].currency);
	}
}

/* A short name of a stage and a year is a heading, no figure: PIA and PIM are Peru's. */
Test(scaffold, takes_short_headings)
{
	build("Entidad\tPIA 2016\tPIM 2016\nA\t1.00\t5.00\nB\t2.00\t6.00\n", "PEN", NULL);
	cr_expect_str_eq(unit_plain("general-budget/2016/allocated"), "3.00");
	cr_expect_str_eq(unit_plain("general-budget/2016/modified"), "11.00");
}

Test(scaffold, takes_a_table_by_year)
{
	build("Year\tGeneral Budget\tAllocated\tShare\n"
	      "2013\t108,418,909,559.00\t1,600,000.00\t0.0015%\n"
	      "2014\t118,934,253,913.00\t2,963,328.00\t0.0025%\n",
	      "PEN", NULL);
	cr_expect_str_eq(unit_plain("general-budget/2014/general_budget"), "118934253913.00");
	cr_expect_str_eq(unit_shown("general-budget/2014/share_percent"), "0.002492%");
}

Test(scaffold, gives_each_label_an_id_of_its_own)
{
	build("Institución\tAsignado 2016\n"
	      "Ministerio de Educación\t1\n"
	      "Ministerio de Educacion\t2\n"
	      "Peñón \"Ñ\": ¿qué?\t4\n"
	      "—\t8\n"
	      "true\t16\n"
	      "2016\t32\n",
	      "PEN", NULL);
	cr_expect_eq(unit.study->institutions.count, 6);
	cr_expect_str_eq(unit_plain("general-budget/2016/allocated"), "63.00");
	cr_expect_str_eq(unit.study->institutions.items[0].id, "ministerio-de-educacion");
	cr_expect_str_eq(unit.study->institutions.items[1].id, "ministerio-de-educacion-2");
}

/* What is written can always be read back, so that `check` says what is left to do. */
Test(scaffold, is_always_yaml)
{
	static const char *const tables[] = {
		"Entity\tAllocated 2016\nA: b\t5.00\n# c\t5.00\n- d\t6.00\n",
		"Entity\tAllocated 2016\n\"A\t5.00\n'b\t5.00\n\\\t6.00\n",
		"Entity\tAllocated 2016\n&A\t*\n!b\t5.00\n%\t@\n",
		"Entity\tAllocated 2016\n{A}\t[5.00]\n|\t5.00\n>\t6.00\n",
		"Entity\tAllocated 2016\r\nA\t5.00\r\n",
		"Entity\tAllocated 2016\nA\t\nB\t5.00\n",
		"Entity\tAllocated 2016\nA\t5.00\n\t7.00\n",
		"\tAllocated 2016\nA\t5.00\n",
		"| Entity | Allocated 2016 |\n| --- | ---: |\n| A | 1,234.50 |\n",
	};
	for (size_t i = 0; i < UNIT_COUNT(tables); i++) {
		const char *text = scaffold(tables[i], "PEN", NULL);
		if (!text)
			continue;
		unit_load(text);
		cr_expect_eq(unit_reported(VD_RULE_YAML_SYNTAX, NULL), 0, "table %zu:\n%s%s", i,
			     text, unit_places());
	}
}

Test(scaffold, says_why_a_table_cannot_be_used)
{
	static const struct {
		const char *table, *currency;
		enum vd_rule rule;
		const char *says;
	} cases[] = {
		{ "only one column\n1\n2\n", NULL, VD_RULE_CELL_COUNT, "tabs" },
		{ "A\t1,000.00\nB\t2,000.00\n", NULL, VD_RULE_BAD_COLUMN, "headings" },
		{ "Entity\tAllocated 2016\n", NULL, VD_RULE_BAD_COLUMN, "no row with a figure" },
		{ "Entity\tAllocated\nA\t5.00\n", NULL, VD_RULE_BAD_COLUMN, "of which year?" },
		{ "Entity\tColour 2016\nA\t5.00\n", NULL, VD_RULE_BAD_COLUMN, "amounts" },
		{ "Entity\tAllocated 2016\nA\t5.00\n", "SOL", VD_RULE_UNKNOWN_CURRENCY, "SOL" },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		const struct vd_diagnostic *found = NULL;
		cr_expect_null(scaffold(cases[i].table, cases[i].currency, NULL), "case %zu", i);
		cr_assert_eq(unit_reported(cases[i].rule, &found), 1, "case %zu", i);
		cr_expect(strstr(found->message, cases[i].says) ||
				  (found->hint && strstr(found->hint, cases[i].says)),
			  "case %zu: %s", i, found->message);
	}
}
