/* Every description of a result table and of a sheet, walked: what all writers rely on. */
#include <string.h>
#include <strings.h>

#include "io/workbook.h"
#include "io/write.h"
#include "tests/unit/data_study.h"

TestSuite(descriptions, .init = unit_open, .fini = unit_close);

static int column_index(const struct vd_table_description *table, const char *key)
{
	for (size_t i = 0; i < table->column_count; i++)
		if (vd_same(table->columns[i].key, key))
			return (int)i;
	return VD_NONE;
}

/* A formula's columns stand to the left of it. */
static bool refers_left(const struct vd_table_description *table, size_t column,
			const struct vd_formula *formula)
{
	if (!formula)
		return true;
	if (formula->operation == VD_OP_COLUMN) {
		int found = column_index(table, formula->column);
		return found != VD_NONE && (size_t)found < column;
	}
	return refers_left(table, column, formula->a) && refers_left(table, column, formula->b);
}

static bool is_key(const struct vd_table_description *table, const char *key)
{
	int column = column_index(table, key);
	return column != VD_NONE && table->columns[column].is_key;
}

/* Whether a formula has an operation anywhere in it. */
static bool has_operation(const struct vd_formula *formula, enum vd_operation operation)
{
	return formula &&
	       (formula->operation == operation || has_operation(formula->a, operation) ||
		has_operation(formula->b, operation));
}

Test(descriptions, columns_have_a_value_or_a_formula)
{
	for (size_t t = 0; vd_tables[t]; t++) {
		const struct vd_table_description *table = vd_tables[t];
		for (size_t c = 0; c < table->column_count; c++) {
			const struct vd_column *column = &table->columns[c];
			cr_expect_neq(column->value != NULL, column->formula != NULL, "%s/%s",
				      table->name, column->key);
			if (!column->formula)
				continue;
			const struct vd_formula *formula =
				vd_formula_parse(unit.arena, column->formula);
			cr_assert(formula, "%s/%s: %s", table->name, column->key, column->formula);
			cr_expect(refers_left(table, c, formula), "%s/%s: %s", table->name,
				  column->key, column->formula);
			cr_expect(vd_unit_is_number(column->unit) ||
					  has_operation(formula, VD_OP_IN_SCOPE),
				  "%s/%s", table->name, column->key);
			cr_expect_not(column->is_key, "%s/%s", table->name, column->key);
			/* What a change is split into is of two years, on a basis. */
			if (has_operation(formula, VD_OP_FLOW) ||
			    has_operation(formula, VD_OP_PART))
				cr_expect(is_key(table, "basis") && is_key(table, "stage") &&
						  is_key(table, "from") && is_key(table, "to"),
					  "%s/%s", table->name, column->key);
		}
	}
}

/* Whether the columns that a formula refers to are in a result. */
static bool refers_to_what_is_there(const struct vd_result *result,
				    const struct vd_formula *formula)
{
	if (!formula)
		return true;
	if (formula->operation == VD_OP_COLUMN)
		return vd_result_column(result, formula->column) != VD_NONE;
	return refers_to_what_is_there(result, formula->a) &&
	       refers_to_what_is_there(result, formula->b);
}

/* Whatever a study has or has not, a column that is there has the columns it is made from. */
Test(descriptions, columns_come_with_those_they_refer_to)
{
	static const char *const series[] = {
		"  prices: {index: {2015: 100, 2016: 110}, base: 2015}\n",
		"  dollars: {currency: USD, exchange_rate: {2015: 3}}\n",
		"  people: {unit: persons, by: region, values: {2015: {\"01\": 10}}}\n",
	};
	enum { MODIFIED = 1 << UNIT_COUNT(series), COMBINATIONS = 2 * MODIFIED };
	for (int has = 0; has < COMBINATIONS; has++) {
		const char *text = vd_arena_format(
			unit.arena,
			"veedor: 1\ntitle: t\ncurrency: PEN\n"
			"years: {2015: {phase: enacted}, 2016: {phase: enacted}}\n"
			"institutions: [{id: a, level: local, region: \"01\"}]\n"
			"tables: [{id: t, columns: [institution, allocated 2015, %s 2016], rows: "
			"[[a, 1, 2]]}]\n%s",
			has & MODIFIED ? "modified" : "implemented",
			has % MODIFIED ? "series:\n" : "");
		for (size_t i = 0; i < UNIT_COUNT(series); i++)
			if (has >> i & 1)
				text = vd_arena_format(unit.arena, "%s%s", text, series[i]);
		unit_analyse(text);
		for (size_t t = 0; t < unit.analysis->result_count; t++) {
			const struct vd_result *result = &unit.analysis->results[t];
			for (size_t c = 0; c < result->column_count; c++)
				cr_expect(refers_to_what_is_there(result,
								  result->columns[c].formula),
					  "%s/%s with %d", result->description->name,
					  result->columns[c].column->key, has);
		}
	}
}

/* Whether a formula looks at the row's own stage. */
static bool takes_own_stage(const struct vd_formula *formula)
{
	static const enum vd_operation always[] = { VD_OP_FLOW, VD_OP_PART };
	static const enum vd_operation by_word[] = { VD_OP_DATA, VD_OP_TOTAL, VD_OP_MATCHED,
						     VD_OP_COUNT, VD_OP_ELAPSED };
	bool takes = false;
	for (size_t i = 0; i < UNIT_COUNT(always); i++)
		takes = takes || formula->operation == always[i];
	for (size_t i = 0; i < UNIT_COUNT(by_word); i++)
		takes = takes || (formula->operation == by_word[i] && formula->stage == VD_STAGES);
	return takes;
}

/* Whether a row has what a formula looks at in it. */
static bool has_what_it_takes(const struct vd_row *row, const struct vd_formula *formula)
{
	if (!formula)
		return true;
	enum vd_operation operation = formula->operation;
	bool two_years = operation == VD_OP_FROM || operation == VD_OP_FLOW ||
			 operation == VD_OP_PART;
	bool of_the_year = two_years || operation == VD_OP_DATA || operation == VD_OP_TOTAL ||
			   operation == VD_OP_MATCHED || operation == VD_OP_COUNT ||
			   operation == VD_OP_GENERAL_BUDGET || operation == VD_OP_ELAPSED;
	return (!takes_own_stage(formula) || row->stage != VD_NONE) &&
	       (operation != VD_OP_DATA || row->institution != VD_NONE) &&
	       (operation != VD_OP_PART || row->part) &&
	       (operation != VD_OP_AUDIT || row->check || row->finding) &&
	       (operation != VD_OP_CELL || row->cell.result) &&
	       (!two_years || row->from != VD_NONE) && (!of_the_year || row->year != VD_NONE) &&
	       has_what_it_takes(row, formula->a) && has_what_it_takes(row, formula->b);
}

Test(descriptions, rows_have_what_their_formulas_take)
{
	static const char *const samples[] = { "peru-trafficking", "peru-national" };
	for (size_t s = 0; s < UNIT_COUNT(samples); s++) {
		unit_sample_as(samples[s], &(struct vd_options){ .project = 2 });
		for (size_t t = 0; t < unit.analysis->result_count; t++) {
			const struct vd_result *result = &unit.analysis->results[t];
			for (size_t c = 0; c < result->column_count; c++) {
				const struct vd_formula *formula = result->columns[c].formula;
				size_t r = 0;
				while (r < result->rows.count &&
				       has_what_it_takes(&result->rows.items[r], formula))
					r++;
				cr_expect_eq(
					r, result->rows.count, "%s/%s", samples[s],
					vd_cell_address(unit.analysis,
							(struct vd_result_cell){ result, r, c }));
			}
		}
	}
}

/* Statistics are named by their words alone. */
Test(descriptions, statistics_have_a_name_and_a_method)
{
	for (enum vd_statistic one = 0; one < VD_STATISTIC_COUNT; one++) {
		const struct vd_statistic_info *info = vd_statistic_info(one);
		cr_expect(*info->name && *info->method && info->source, "%d", (int)one);
		for (enum vd_statistic other = 0; other < one; other++)
			cr_expect_str_neq(info->name, vd_statistic_info(other)->name);
		const struct vd_formula *formula = vd_formula_parse(
			unit.arena, vd_arena_format(unit.arena, "statistic(%s)", info->name));
		cr_assert(formula, "%s", info->name);
		cr_expect_eq(formula->statistic, one, "%s", info->name);
	}
}

Test(descriptions, columns_are_named_once)
{
	for (size_t t = 0; vd_tables[t]; t++) {
		const struct vd_table_description *table = vd_tables[t];
		size_t keys = 0;
		for (size_t c = 0; c < table->column_count; c++) {
			const struct vd_column *column = &table->columns[c];
			cr_expect(column->key[0] >= 'a' && column->key[0] <= 'z' &&
					  strspn(column->key,
						 "abcdefghijklmnopqrstuvwxyz_0123456789") ==
						  strlen(column->key),
				  "%s/%s", table->name, column->key);
			cr_expect(column->label && *column->label, "%s/%s", table->name,
				  column->key);
			cr_expect(column->meaning && *column->meaning, "%s/%s", table->name,
				  column->key);
			cr_expect_eq(column_index(table, column->key), (int)c, "%s/%s twice",
				     table->name, column->key);
			keys += column->is_key;
		}
		cr_expect_gt(keys, 0, "%s: its rows have no address", table->name);
		cr_expect(table->about && *table->about && table->list_rows);
	}
}

/* Spreadsheets want the headings of a table to differ by more than letter case. */
static void check_headings(void)
{
	struct vd_workbook book = { .analysis = unit.analysis };
	for (size_t t = 0; t < unit.analysis->result_count; t++) {
		const struct vd_result *result = &unit.analysis->results[t];
		for (size_t c = 0; c < result->column_count; c++) {
			const struct vd_result_column *column = &result->columns[c];
			const char *in_sheet = vd_sheet_heading(&book, column);
			const char *in_text = vd_column_heading(unit.analysis, column);
			for (size_t k = 0; k < c; k++) {
				cr_expect_neq(
					strcasecmp(in_sheet,
						   vd_sheet_heading(&book, &result->columns[k])),
					0, "%s: %s", result->description->name, in_sheet);
				cr_expect_neq(strcasecmp(in_text,
							 vd_column_heading(unit.analysis,
									   &result->columns[k])),
					      0, "%s: %s", result->description->name, in_text);
			}
		}
	}
}

Test(descriptions, headings_are_unique)
{
	for (enum vd_language language = 0; language < VD_LANGUAGES; language++) {
		const struct vd_options options = { .language = language };
		unit_speak(language);
		unit_sample_as("peru-trafficking", &options);
		check_headings();
		unit_sample_as("peru-national", &options);
		check_headings();
		unit_data_study(language);
		check_headings();
	}
}

Test(descriptions, addresses_are_unique)
{
	static const struct {
		const char *name, *empty[4];
	} samples[] = {
		{ "peru-trafficking", { "data-files" } },
		/*
		 * No partial year, each population series is alone in its year and scope, and
		 * there is no claim.
		 */
		{ "peru-national", { "pace", "population-choice", "claims", "data-files" } },
	};
	for (size_t s = 0; s < UNIT_COUNT(samples); s++) {
		unit_sample_as(samples[s].name, &(struct vd_options){ .project = 2 });
		for (size_t t = 0; t < unit.analysis->result_count; t++) {
			const struct vd_result *result = &unit.analysis->results[t];
			const char *name = result->description->name;
			size_t rows = result->rows.count;
			bool is_empty = false;
			for (size_t k = 0; k < UNIT_COUNT(samples[s].empty); k++)
				is_empty = is_empty || vd_same(name, samples[s].empty[k]);
			cr_expect_eq(rows == 0, is_empty, "%s: %s", samples[s].name, name);
			const char **addresses = VD_TAKE(unit.arena, const char *, rows);
			for (size_t r = 0; r < rows; r++) {
				addresses[r] = vd_row_address(unit.analysis, result, r);
				for (size_t k = 0; k < r; k++)
					cr_assert_str_neq(addresses[k], addresses[r]);
			}
		}
	}
}

/* What Excel takes as the name of a sheet. */
static bool is_sheet_name(const char *name)
{
	size_t length = name ? vd_utf8_length(name, strlen(name)) : 0;
	return length && length <= VD_SHEET_NAME_MOST && !strpbrk(name, "[]:*?/\\") &&
	       name[0] != '\'' && name[strlen(name) - 1] != '\'' &&
	       strcasecmp(name, "History") != 0;
}

Test(descriptions, sheets_have_legal_and_unique_names)
{
	for (size_t i = 0; vd_sheets[i].write; i++) {
		const char *name = vd_sheet_name(&vd_sheets[i]);
		cr_assert(name, "sheet %zu: no table %s", i, vd_sheets[i].table);
		cr_expect(is_sheet_name(name) && !strchr(name, '\''), "%s", name);
		for (size_t k = 0; k < i; k++)
			cr_expect_neq(strcasecmp(vd_sheet_name(&vd_sheets[k]), name), 0, "%s",
				      name);
	}
}

/* The title is the name of the sheet, in each language; an apostrophe would end it in a formula. */
Test(descriptions, titles_are_legal_and_unique_in_each_language)
{
	for (enum vd_language language = 0; language < VD_LANGUAGES; language++) {
		unit_speak(language);
		for (size_t t = 0; vd_tables[t]; t++) {
			const char *title = vd_table_title(vd_tables[t]);
			cr_expect(is_sheet_name(title) && !strchr(title, '\''), "%s", title);
			cr_expect(*vd_table_about(vd_tables[t]), "%s", title);
			for (size_t k = 0; k < t; k++)
				cr_expect_neq(strcasecmp(vd_table_title(vd_tables[k]), title), 0,
					      "%s", title);
		}
	}
}

Test(descriptions, tables_have_legal_and_unique_names)
{
	for (size_t t = 0; vd_tables[t]; t++) {
		const char *name = vd_tables[t]->name;
		cr_expect(is_sheet_name(vd_tables[t]->title), "%s", vd_tables[t]->title);
		cr_expect_eq(strspn(name, "abcdefghijklmnopqrstuvwxyz-"), strlen(name), "%s", name);
		for (size_t k = 0; k < t; k++) {
			cr_expect_str_neq(vd_tables[k]->name, name);
			cr_expect_neq(strcasecmp(vd_tables[k]->title, vd_tables[t]->title), 0);
		}
		bool has_sheet = false;
		for (size_t i = 0; vd_sheets[i].write; i++)
			has_sheet = has_sheet || vd_same(vd_sheets[i].table, name);
		cr_expect(has_sheet, "%s is on no sheet", name);
	}
}

/* The order of PRODUCT.md, a sheet for each table, as far as they exist. */
Test(descriptions, sheets_stand_in_their_order)
{
	static const char *const order[] = {
		"About",
		"Findings",
		"Claims",
		"Summary",
		"Charts",
		"General Budget",
		"Institutions",
		"Regions",
		"Comparable",
		"Bridge",
		"Per capita",
		"Population choice",
		"Trend",
		"Trend points",
		"Projection",
		"Distribution",
		"Association",
		"Association points",
		"Outliers",
		"Pace",
		"Credibility",
		"Credibility heads",
		"Checks",
		"Chart data",
		"Data",
		"Printed rows",
		"Assumptions",
		"Data files",
		"Notes and sources",
	};
	size_t next = 0;
	for (size_t i = 0; vd_sheets[i].write; i++) {
		while (next < UNIT_COUNT(order) &&
		       !vd_same(order[next], vd_sheet_name(&vd_sheets[i])))
			next++;
		cr_assert_lt(next, UNIT_COUNT(order), "%s", vd_sheet_name(&vd_sheets[i]));
	}
}

/* Programs rely on these keys: PRODUCT.md, "Result tables and their JSON". */
Test(descriptions, promised_keys_are_there)
{
	static const struct {
		const char *table, *keys[17];
	} promised[] = {
		{ "general-budget",
		  { "year", "phase", "general_budget", "allocated", "implemented", "share_percent",
		    "rate_percent", "matched_rate_percent", "matched_rate_rows_percent",
		    "coverage_amounts", "coverage_answered", "coverage_expected" } },
		{ "institutions",
		  { "institution", "name", "level", "in_scope", "year", "allocated", "implemented",
		    "rate_percent" } },
		{ "regions",
		  { "region", "name", "year", "allocated", "implemented", "rate_percent",
		    "population", "allocated_per_capita", "implemented_per_capita" } },
		{ "comparable",
		  { "basis", "stage", "from", "to", "from_total", "to_total", "change",
		    "change_percent", "exits", "entrants", "continuing_from", "continuing_to",
		    "continuing_change", "continuing_change_percent", "continuing_count" } },
		{ "trend",
		  { "series", "stage", "n", "years_excluded", "slope", "slope_low", "slope_high",
		    "r_squared", "cagr_percent", "theil_sen", "mann_kendall_s",
		    "mann_kendall_p" } },
		{ "pefa", { "indicator", "year", "percent", "score" } },
		{ "per-capita",
		  { "scope", "year", "stage", "amount", "population", "population_series",
		    "per_capita", "per_capita_real" } },
		{ "checks",
		  { "at", "line", "printed", "computed", "verdict", "cause", "explanation",
		    "follows_from", "otherwise", "arithmetic" } },
		{ "claims",
		  { "id", "claim", "printed", "computed", "as", "verdict", "cause", "explanation",
		    "source", "line", "arithmetic" } },
		{ "findings",
		  { "rule", "at", "severity", "status", "file", "line", "column", "message",
		    "printed", "computed", "difference", "cause", "explanation", "because" } },
	};
	unit_analyse("veedor: 1\ntitle: t\ncurrency: PEN\nyears: {2016: {phase: enacted}}\n"
		     "institutions: [{id: a, level: national}]\n"
		     "tables: [{id: t, columns: [institution, allocated 2016], rows: [[a, 1]]}]\n");
	for (size_t t = 0; t < UNIT_COUNT(promised); t++) {
		const struct vd_result *result = vd_result_find(unit.analysis, promised[t].table);
		cr_assert(result, "%s", promised[t].table);
		for (size_t k = 0; promised[t].keys[k]; k++)
			cr_expect_neq(vd_result_column(result, promised[t].keys[k]), VD_NONE,
				      "%s/%s", promised[t].table, promised[t].keys[k]);
	}
}
