/* Files and queries that figures were added up from: their table, and what is said of them. */
#include "budget/data_files.h"

#include <string.h>

#include "budget/explain.h"
#include "budget/readings.h"
#include "tests/unit/data_study.h"

TestSuite(data_files, .init = unit_open, .fini = unit_close);

Test(data_files, are_a_table)
{
	static const struct unit_case cases[] = {
		{ "data-files/mef/kind", "file" },
		{ "data-files/mef/title", "Spending of 2015" },
		{ "data-files/mef/file", "spending-2015.zip" },
		{ "data-files/mef/member", "spending.csv" },
		{ "data-files/mef/connection", "!not_applicable" },
		{ "data-files/mef/bytes", "1234567" },
		{ "data-files/mef/sha256",
		  "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" },
		{ "data-files/mef/encoding", "cp1252" },
		{ "data-files/mef/separator", "semicolon" },
		{ "data-files/mef/rows", "12345" },
		{ "data-files/mef/padded", "2" },
		{ "data-files/mef/filter", "PROGRAM is 0080; LEVEL begins with E" },
		{ "data-files/mef/numbers", "decimal mark ,; 1 stands for 1,000" },
		{ "data-files/mef/source", "mef, p. 3" },
		{ "data-files/mef/line", "14" },
		{ "data-files/mef/notes", "[note 1]" },
		{ "data-files/wide/member", "!not_applicable" },
		{ "data-files/wide/sha256", "!not_computed" },
		{ "data-files/wide/encoding", "UTF-8" },
		{ "data-files/wide/separator", "comma" },
		{ "data-files/wide/filter", "none" },
		{ "data-files/wide/query", "!not_applicable" },
		{ "data-files/wide/source", "" },
		{ "data-files/totals/kind", "query" },
		{ "data-files/totals/file", "!not_applicable" },
		{ "data-files/totals/bytes", "!not_applicable" },
		{ "data-files/totals/sha256", "!not_applicable" },
		{ "data-files/totals/padded", "!not_applicable" },
		{ "data-files/totals/separator", "!not_applicable" },
		{ "data-files/totals/connection", "DSN=treasury" },
		{ "data-files/totals/engine", "PostgreSQL 15.4" },
		{ "data-files/totals/other_years", "1" },
	};
	unit_data_study(VD_EN);
	cr_expect_eq(unit_row_count("data-files"), 3);
	unit_expect_plain(cases, UNIT_COUNT(cases));
	cr_expect_str_eq(unit_plain("data-files/totals/query"), unit_long_query());
	cr_expect_str_eq(unit_shown("data-files/wide/sha256"), "not computed in this run");
}

/* Each row read went one way; one that did not would show. */
Test(data_files, account_for_every_row)
{
	unit_data_study(VD_EN);
	for (size_t i = 0; i < unit.study->data.count; i++) {
		const struct vd_data *data = &unit.study->data.items[i];
		cr_expect_eq(data->rows,
			     data->used + data->passed_over + data->other_years + data->left_out +
				     data->skipped,
			     "%s", data->id);
		cr_expect_str_eq(unit_plain(vd_arena_format(unit.arena, "data-files/%s/unaccounted",
							    data->id)),
				 "0");
	}
	((struct vd_data *)unit.study->data.items)->skipped--;
	unit.analysis =
		vd_analyse(unit.data, &(struct vd_options){ .language = VD_EN }, unit.arena);
	cr_expect_str_eq(unit_plain("data-files/mef/unaccounted"), "1");
}

/* Columns that no entry of the study has are not there. */
Test(data_files, have_the_columns_they_need)
{
	static const char *const of_queries[] = { "connection", "engine", "query" };
	static const char *const of_files[] = { "file", "bytes", "sha256", "encoding",
						"separator" };
	unit_data_study(VD_EN);
	struct vd_study *study = (struct vd_study *)unit.study;
	const struct vd_options options = { .language = VD_EN };
	study->data.count = 2;
	const struct vd_result *files =
		vd_result_find(vd_analyse(unit.data, &options, unit.arena), "data-files");
	for (size_t i = 0; i < UNIT_COUNT(of_queries); i++)
		cr_expect_eq(vd_result_column(files, of_queries[i]), VD_NONE, "%s", of_queries[i]);
	study->data.items += 2;
	study->data.count = 1;
	const struct vd_result *queries =
		vd_result_find(vd_analyse(unit.data, &options, unit.arena), "data-files");
	for (size_t i = 0; i < UNIT_COUNT(of_files); i++)
		cr_expect_eq(vd_result_column(queries, of_files[i]), VD_NONE, "%s", of_files[i]);
	cr_expect_eq(vd_result_column(queries, "member"), VD_NONE);
	cr_expect_neq(vd_result_column(queries, "connection"), VD_NONE);
}

Test(data_files, are_read_in_a_sentence)
{
	unit_data_study(VD_EN);
	cr_expect_str_eq(
		vd_table_reading(unit.analysis, vd_result_find(unit.analysis, "data-files")),
		"Of 12,355 rows read, 13 are added up into figures of the study. 1 row has a cell that "
		"cannot be read, and counts as nothing.");
	cr_expect_str_eq(
		vd_sources_line(unit.analysis),
		"Sources: Ministry of Economy, spending-2016-of-all-ministries-and-agencies-of-"
		"the-republic.csv and DSN=treasury. Computed by veedor.");
}

Test(data_files, are_named_in_words)
{
	const struct vd_data *data = unit_data_study(VD_EN)->study->data.items;
	cr_expect_str_eq(vd_data_label(unit.arena, &data[0]), "spending.csv in spending-2015.zip");
	cr_expect_str_eq(
		vd_data_words(unit.arena, &data[1]),
		"Added up from spending-2016-of-all-ministries-and-agencies-of-the-republic.csv, "
		"bytes: 321.");
	cr_expect_str_eq(vd_data_words(unit.arena, &data[2]),
			 "Added up from what a query of DSN=treasury gave (PostgreSQL 15.4).");
	cr_expect_str_eq(vd_data_rows_words(unit.arena, &data[0]),
			 "Rows read: 12,345, used: 4, passed over: 12,000, of other "
			 "years: 300, of institutions left out: 40, skipped: 1.");
	struct vd_data pipe = { .kind = VD_DATA_CSV, .file = "-" };
	cr_expect_str_eq(vd_data_label(unit.arena, &pipe), "standard input");
}

/* What another auditor needs to come to the same figure. */
static void says(const char *address, const char *const *words, size_t count)
{
	struct vd_explanation explanation = vd_explain(unit.analysis, address);
	cr_assert(explanation.found, "%s", address);
	for (size_t i = 0; i < count; i++)
		cr_expect(unit_says(&explanation, words[i]), "%s: %s", address, words[i]);
}
#define SAYS(address, ...)                                                                         \
	says(address, (const char *const[]){ __VA_ARGS__ },                                        \
	     UNIT_COUNT(((const char *const[]){ __VA_ARGS__ })))

Test(data_files, explain_a_figure)
{
	unit_data_study(VD_EN);
	SAYS("institutions/health/2015/implemented", "Added up from budget lines.",
	     "data mef: 1 amount of ENERO, FEBRERO where TIPO is GASTO in 1 row with SECTOR health; "
	     "mef, p. 3",
	     "data mef, line 14: Added up from spending.csv in spending-2015.zip, bytes: 1,234,567, "
	     "SHA-256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08.",
	     "Rows read: 12,345, used: 4,", "Encoding: cp1252. Separator: semicolon.",
	     "Filter: PROGRAM is 0080; LEVEL begins with E.", "Columns: year: ANO_EJE;",
	     "Numbers: decimal mark ,; 1 stands for 1,000.", "Published in two parts.");
	SAYS("institutions/police/2015/implemented",
	     "0 amounts of ENERO, FEBRERO where TIPO is GASTO in 3 rows with SECTOR police, cells with "
	     "a code instead: 3");
	SAYS("institutions/police/2016/allocated", "As printed.", "table printed, line ");
	SAYS("general-budget/2017/allocated",
	     "the total as added up from data:", "data totals: 3 amounts of MONTO_PIA in 3 rows",
	     "Query: SELECT year,", "Filter: none.");
	SAYS("general-budget/2015/allocated", "data mef: 3 amounts of MONTO_PIA in 3 rows");
	SAYS("data-files/wide/unaccounted",
	     "rows − used − passed_over − other_years − left_out − skipped",
	     "Added up from spending-2016-of-all-ministries");
}

Test(data_files, explain_each_cell_of_their_table)
{
	unit_data_study(VD_EN);
	const struct vd_result *files = vd_result_find(unit.analysis, "data-files");
	for (size_t r = 0; r < files->rows.count; r++) {
		for (size_t c = 0; c < files->column_count; c++) {
			const char *address = vd_cell_address(
				unit.analysis, (struct vd_result_cell){ files, r, c });
			SAYS(address, address, "Rows read: ", "Lines are those of study.yaml.");
		}
	}
}

Test(data_files, are_nothing_in_a_study_without_data)
{
	unit_sample("peru-trafficking");
	cr_expect_eq(unit_row_count("data-files"), 0);
	SAYS("institutions/mininter/2015/allocated", "As printed.");
}
