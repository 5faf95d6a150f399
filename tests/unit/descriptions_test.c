/* Every description of a result table and of a sheet, walked: what all writers rely on. */
#include <string.h>
#include <strings.h>

#include "io/workbook.h"
#include "io/write.h"
#include "tests/unit/helper.h"

TestSuite(descriptions, .init = unit_open, .fini = unit_close);

static int column_index(const struct vd_table_description *table, const char *key)
{
	for (size_t i = 0; i < table->column_count; i++)
		if (vd_same(table->columns[i].key, key))
			return (int)i;
	return VD_NONE;
}

/* A formula's columns stand to the left of it, and are there whenever it is. */
static bool refers_left(const struct vd_table_description *table, size_t column,
			const struct vd_formula *formula)
{
	if (!formula)
		return true;
	if (formula->operation == VD_OP_COLUMN) {
		int found = column_index(table, formula->column);
		return found != VD_NONE && (size_t)found < column &&
		       (!table->columns[found].present ||
			table->columns[found].present == table->columns[column].present);
	}
	return refers_left(table, column, formula->a) && refers_left(table, column, formula->b);
}

/* Whether a formula looks at the row's stage or series, which not every table has. */
static bool needs(const struct vd_formula *formula, enum vd_operation operation, bool own_stage)
{
	return formula &&
	       ((own_stage ? formula->stage == VD_STAGES && (formula->operation == VD_OP_DATA ||
							     formula->operation == VD_OP_TOTAL ||
							     formula->operation == VD_OP_MATCHED ||
							     formula->operation == VD_OP_COUNT)
			   : formula->operation == operation) ||
		needs(formula->a, operation, own_stage) || needs(formula->b, operation, own_stage));
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
			cr_expect(!needs(formula, VD_OP_DATA, true) ||
					  column_index(table, "stage") != VD_NONE,
				  "%s/%s: rows have no stage of their own", table->name,
				  column->key);
			cr_expect(!needs(formula, VD_OP_SERIES, false) ||
					  column_index(table, "population_series") != VD_NONE,
				  "%s/%s: rows have no series", table->name, column->key);
			cr_expect(!needs(formula, VD_OP_DATA, false) ||
					  column_index(table, "institution") != VD_NONE,
				  "%s/%s: rows have no institution", table->name, column->key);
			cr_expect(vd_unit_is_number(column->unit) ||
					  needs(formula, VD_OP_IN_SCOPE, false),
				  "%s/%s", table->name, column->key);
			cr_expect_not(column->is_key, "%s/%s", table->name, column->key);
		}
	}
}

Test(descriptions, columns_are_named_once)
{
	for (size_t t = 0; vd_tables[t]; t++) {
		const struct vd_table_description *table = vd_tables[t];
		size_t keys = 0;
		for (size_t c = 0; c < table->column_count; c++) {
			const struct vd_column *column = &table->columns[c];
			cr_expect(*column->key &&
					  strspn(column->key, "abcdefghijklmnopqrstuvwxyz_") ==
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
	unit_sample("peru-trafficking");
	check_headings();
	unit_sample("peru-national");
	check_headings();
}

Test(descriptions, addresses_are_unique)
{
	static const char *const samples[] = { "peru-trafficking", "peru-national" };
	for (size_t s = 0; s < UNIT_COUNT(samples); s++) {
		unit_sample(samples[s]);
		for (size_t t = 0; t < unit.analysis->result_count; t++) {
			const struct vd_result *result = &unit.analysis->results[t];
			size_t rows = result->rows.count;
			cr_expect_gt(rows, 0, "%s: %s", samples[s], result->description->name);
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
	for (size_t i = 0; vd_sheets[i].name; i++) {
		const struct vd_sheet *sheet = &vd_sheets[i];
		cr_expect(is_sheet_name(sheet->name), "%s", sheet->name);
		cr_expect_neq(sheet->table != NULL, sheet->write != NULL, "%s", sheet->name);
		for (size_t k = 0; k < i; k++)
			cr_expect_neq(strcasecmp(vd_sheets[k].name, sheet->name), 0, "%s",
				      sheet->name);
		for (size_t t = 0; sheet->table; t++) {
			cr_assert(vd_tables[t], "%s: no table %s", sheet->name, sheet->table);
			if (!vd_same(vd_tables[t]->name, sheet->table))
				continue;
			cr_expect_str_eq(vd_tables[t]->title, sheet->name);
			break;
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
		for (size_t i = 0; vd_sheets[i].name; i++)
			has_sheet = has_sheet || vd_same(vd_sheets[i].table, name);
		cr_expect(has_sheet, "%s is on no sheet", name);
	}
}

/* The order of PRODUCT.md, as far as the sheets exist. */
Test(descriptions, sheets_stand_in_their_order)
{
	static const char *const order[] = {
		"About",	"Findings",    "Claims",     "Summary",	    "General Budget",
		"Institutions", "Regions",     "Comparable", "Per capita",  "Trend",
		"Distribution", "Credibility", "Data",	     "Assumptions", "Notes and sources",
	};
	size_t next = 0;
	for (size_t i = 0; vd_sheets[i].name; i++) {
		while (next < UNIT_COUNT(order) && !vd_same(order[next], vd_sheets[i].name))
			next++;
		cr_assert_lt(next, UNIT_COUNT(order), "%s", vd_sheets[i].name);
	}
}

/* Programs rely on these keys: PRODUCT.md, "Result tables and their JSON". */
Test(descriptions, promised_keys_are_there)
{
	static const struct {
		const char *table, *keys[16];
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
		{ "per-capita",
		  { "scope", "year", "stage", "amount", "population", "population_series",
		    "per_capita", "per_capita_real" } },
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
