/* Result columns as spreadsheet formulas: direct references and ranges, alike down a column. */
#include "io/workbook.h"

static struct vd_arena *arena_of(const struct vd_workbook *book)
{
	return book->analysis->arena;
}

/* An input cell; one that was emptied is no figure, not zero. */
static const char *input_cell(const struct vd_workbook *book, const char *sheet, uint32_t row,
			      int column)
{
	if (column == VD_NONE)
		return NULL;
	const char *cell =
		vd_arena_format(arena_of(book), "%s!%s", sheet,
				vd_xlsx_cell_name(arena_of(book), row, (uint16_t)column, true));
	return vd_arena_format(arena_of(book), "IF(ISBLANK(%s),\"" VD_SYMBOL_NOT_AVAILABLE "\",%s)",
			       cell, cell);
}

static const char *data_cell(const struct vd_workbook *book, uint32_t row, int column)
{
	return input_cell(book, VD_DATA_SHEET, row, column);
}

/* A text inside a formula. */
static const char *quoted(const struct vd_workbook *book, const char *text)
{
	const char *out = "\"";
	for (; *text; text++)
		out = vd_arena_format(arena_of(book), "%s%c%s", out, *text,
				      *text == '"' ? "\"" : "");
	return vd_arena_format(arena_of(book), "%s\"", out);
}

/* A column of Data over all institutions. */
static const char *data_range(const struct vd_workbook *book, int column)
{
	const struct vd_study *study = book->analysis->study;
	const char *letters = vd_xlsx_column_name(arena_of(book), (uint16_t)column);
	return vd_arena_format(arena_of(book), "%s!$%s$%u:$%s$%u", VD_DATA_SHEET, letters,
			       vd_data_row(0) + 1, letters,
			       vd_data_row((int)study->institutions.count - 1) + 1);
}

static const char *column_cell(const struct vd_workbook *book, const struct vd_result *result,
			       size_t row, const char *key)
{
	int column = vd_result_column(result, key);
	if (column == VD_NONE)
		return NULL;
	return vd_xlsx_cell_name(arena_of(book), VD_HEADER_ROW + 1 + (uint32_t)row,
				 (uint16_t)column, false);
}

/* 1 for each institution of the row's scope, as a factor for SUMPRODUCT. */
static const char *scope_mask(const struct vd_workbook *book, const struct vd_result *result,
			      size_t row)
{
	if (result->rows.items[row].region == VD_NONE)
		return vd_arena_format(arena_of(book), "--(%s=\"yes\")",
				       data_range(book, VD_DATA_IN_HEADLINE));
	const char *code = column_cell(book, result, row, "region");
	if (!code)
		code = column_cell(book, result, row, "scope");
	return vd_arena_format(arena_of(book), "--EXACT(%s,%s)", data_range(book, VD_DATA_REGION),
			       code);
}

static const char *if_any(const struct vd_workbook *book, const char *mask, const char *range,
			  const char *sum)
{
	return vd_arena_format(arena_of(book),
			       "IF(SUMPRODUCT(%s,--ISNUMBER(%s))=0,\"" VD_SYMBOL_NOT_AVAILABLE
			       "\",%s)",
			       mask, range, sum);
}

static const char *total(const struct vd_workbook *book, const struct vd_result *result,
			 size_t row_index, enum vd_stage stage)
{
	const struct vd_row *row = &result->rows.items[row_index];
	int column = vd_data_column(book, row->year, stage);
	if (column == VD_NONE)
		return NULL;
	if (row->region == VD_NONE && vd_total_is_printed(book->analysis->data, row->year, stage))
		return data_cell(book, vd_data_total_row(book), column);
	if (!vd_dataset_has_detail(book->analysis->data, row->year, stage))
		return NULL;
	const char *mask = scope_mask(book, result, row_index), *range = data_range(book, column);
	const char *sum = vd_arena_format(arena_of(book), "SUMPRODUCT(%s,%s)", mask, range);
	return if_any(book, mask, range, sum);
}

/* 1 for each institution whose printed row has an amount: a count over the row's members. */
static const char *row_has_amount(const struct vd_workbook *book, const char *range)
{
	const char *rows = data_range(book, VD_DATA_PRINTED_ROW);
	return vd_arena_format(arena_of(book), "--(COUNTIFS(%s,%s,%s,\"yes\",%s,\"<1E+300\")>0)",
			       rows, rows, data_range(book, VD_DATA_IN_HEADLINE), range);
}

static bool has_printed_group(const struct vd_study *study)
{
	for (size_t i = 0; i < study->groups.count; i++)
		if (study->groups.items[i].printed)
			return true;
	return false;
}

static const char *matched(const struct vd_workbook *book, const struct vd_result *result,
			   size_t row_index, enum vd_stage stage, enum vd_basis basis)
{
	const struct vd_dataset *data = book->analysis->data;
	const struct vd_row *row = &result->rows.items[row_index];
	if (!vd_dataset_has_detail(data, row->year, VD_ALLOCATED) ||
	    !vd_dataset_has_detail(data, row->year, VD_IMPLEMENTED))
		return NULL;
	const char *allocated = data_range(book, vd_data_column(book, row->year, VD_ALLOCATED));
	const char *implemented = data_range(book, vd_data_column(book, row->year, VD_IMPLEMENTED));
	const char *range = data_range(book, vd_data_column(book, row->year, stage));
	/* Without a group printed as a row, both bases are the same institutions. */
	bool by_row = basis == VD_BY_ROW && has_printed_group(book->analysis->study);
	const char *mask = vd_arena_format(
		arena_of(book), by_row ? "%s,%s,%s" : "%s,--ISNUMBER(%s),--ISNUMBER(%s)",
		scope_mask(book, result, row_index),
		by_row ? row_has_amount(book, allocated) : allocated,
		by_row ? row_has_amount(book, implemented) : implemented);
	return if_any(book, mask, range,
		      vd_arena_format(arena_of(book), "SUMPRODUCT(%s,%s)", mask, range));
}

/* How many in scope have a code of a meaning. */
static const char *count_codes(const struct vd_workbook *book, const char *mask, const char *range,
			       enum vd_missing means, const char *sign, const char *sum)
{
	const struct vd_study *study = book->analysis->study;
	for (size_t i = 0; i < study->codes.count; i++)
		if (study->codes.items[i].means == means)
			sum = vd_arena_format(arena_of(book), "%s%sSUMPRODUCT(%s,--EXACT(%s,%s))",
					      sum, sign, mask, range,
					      quoted(book, vd_code_shown(&study->codes.items[i])));
	return sum;
}

static const char *count(const struct vd_workbook *book, const struct vd_result *result,
			 size_t row_index, enum vd_stage stage, enum vd_counted counted)
{
	const struct vd_row *row = &result->rows.items[row_index];
	if (!vd_dataset_has_detail(book->analysis->data, row->year, stage))
		return NULL;
	const char *range = data_range(book, vd_data_column(book, row->year, stage));
	const char *mask = scope_mask(book, result, row_index);
	if (counted == VD_COUNT_EXPECTED) {
		const char *sum = vd_arena_format(arena_of(book), "SUMPRODUCT(%s)", mask);
		sum = count_codes(book, mask, range, VD_NOT_APPLICABLE, "-", sum);
		return count_codes(book, mask, range, VD_OUT_OF_SCOPE, "-", sum);
	}
	const char *sum =
		vd_arena_format(arena_of(book), "SUMPRODUCT(%s,--ISNUMBER(%s))", mask, range);
	return counted == VD_COUNT_AMOUNTS
		       ? sum
		       : count_codes(book, mask, range, VD_NO_BUDGET_LINE, "+", sum);
}

/* An institution's own mark, or what the marks of a region's institutions come to. */
static const char *in_scope(const struct vd_workbook *book, const struct vd_result *result,
			    size_t row_index)
{
	const struct vd_row *row = &result->rows.items[row_index];
	if (row->institution != VD_NONE)
		return data_cell(book, vd_data_row(row->institution), VD_DATA_IN_HEADLINE);
	const char *mask = scope_mask(book, result, row_index);
	const char *marked = vd_arena_format(arena_of(book), "SUMPRODUCT(%s,--(%s=\"yes\"))", mask,
					     data_range(book, VD_DATA_IN_HEADLINE));
	return vd_arena_format(arena_of(book),
			       "IF(%s=0,\"no\",IF(%s=SUMPRODUCT(%s),\"yes\",\"partly\"))", marked,
			       marked, mask);
}

static const char *index_cell(const struct vd_workbook *book, const struct vd_series *prices,
			      int year)
{
	int row = vd_assumption_row(book, prices, year, VD_NONE);
	if (row == VD_NONE)
		return NULL;
	return vd_arena_format(arena_of(book), "%s!%s", VD_ASSUMPTIONS_SHEET,
			       vd_xlsx_cell_name(arena_of(book), (uint32_t)row, VD_ASSUMPTION_INDEX,
						 true));
}

static const char *deflator(const struct vd_workbook *book, int year)
{
	const struct vd_series *prices = book->analysis->prices;
	const char *base = NULL, *index = NULL;
	if (!prices)
		return NULL;
	struct vd_value factor = vd_deflator(prices, year);
	if (vd_value_present(&factor)) {
		base = index_cell(book, prices, prices->base);
		index = index_cell(book, prices, year);
	}
	if (!base || !index)
		return NULL;
	return vd_arena_format(arena_of(book), "(%s/%s)", base, index);
}

static const char *arithmetic(const struct vd_workbook *book, const struct vd_result *result,
			      size_t row, const struct vd_formula *formula)
{
	const char *a = vd_xlsx_formula(book, result, row, formula->a);
	const char *b = vd_xlsx_formula(book, result, row, formula->b);
	if (!a || !b)
		return NULL;
	if (formula->operation == VD_OP_RATIO)
		return vd_arena_format(
			arena_of(book),
			"IF(COUNT(%s,%s)=2,IF(%s<>0,%s/%s,\"" VD_SYMBOL_NOT_APPLICABLE
			"\"),\"" VD_SYMBOL_NOT_AVAILABLE "\")",
			a, b, b, a, b);
	return vd_arena_format(arena_of(book),
			       "IF(COUNT(%s,%s)=2,%s%s%s,\"" VD_SYMBOL_NOT_AVAILABLE "\")", a, b, a,
			       formula->operation == VD_OP_PRODUCT ? "*" : "-", b);
}

const char *vd_xlsx_formula(const struct vd_workbook *book, const struct vd_result *result,
			    size_t row_index, const struct vd_formula *formula)
{
	const struct vd_row *row = &result->rows.items[row_index];
	const struct vd_study *study = book->analysis->study;
	enum vd_stage stage = vd_formula_stage(formula, row);
	int year = study->years.items[row->year].year;
	switch (formula->operation) {
	case VD_OP_COLUMN:
		return column_cell(book, result, row_index, formula->column);
	case VD_OP_DATA:
		return data_cell(book, vd_data_row(row->institution),
				 vd_data_column(book, row->year, stage));
	case VD_OP_TOTAL:
		return total(book, result, row_index, stage);
	case VD_OP_MATCHED:
		return matched(book, result, row_index, stage, formula->basis);
	case VD_OP_COUNT:
		return count(book, result, row_index, stage, formula->counted);
	case VD_OP_IN_SCOPE:
		return in_scope(book, result, row_index);
	case VD_OP_GENERAL_BUDGET:
		return data_cell(book, vd_data_budget_row(book),
				 vd_data_column(book, row->year, VD_ALLOCATED));
	case VD_OP_SERIES: {
		int at = row->series ? vd_assumption_row(book, row->series, year, row->region)
				     : VD_NONE;
		return at == VD_NONE ? NULL
				     : input_cell(book, VD_ASSUMPTIONS_SHEET, (uint32_t)at,
						  VD_ASSUMPTION_VALUE);
	}
	case VD_OP_DEFLATOR:
		return deflator(book, year);
	case VD_OP_PREVIOUS:
		return row->previous == VD_NONE
			       ? NULL
			       : vd_xlsx_formula(book, result, (size_t)row->previous, formula->a);
	case VD_OP_RATIO:
	case VD_OP_DIFFERENCE:
	case VD_OP_PRODUCT:
		return arithmetic(book, result, row_index, formula);
	}
	return NULL;
}

const char *vd_xlsx_cell_text(const struct vd_workbook *book, const struct vd_result *result,
			      size_t row, size_t column)
{
	const struct vd_formula *formula = result->columns[column].formula;
	if (!formula || !vd_xlsx_formula(book, result, row, formula))
		return VD_SYMBOL_NOT_AVAILABLE;
	if (formula->operation == VD_OP_RATIO) {
		struct vd_value a = vd_formula_value(book->analysis, result, row, formula->a);
		struct vd_value b = vd_formula_value(book->analysis, result, row, formula->b);
		bool both = vd_value_present(&a) && vd_value_present(&b);
		return both ? VD_SYMBOL_NOT_APPLICABLE : VD_SYMBOL_NOT_AVAILABLE;
	}
	if (formula->operation == VD_OP_DIFFERENCE || formula->operation == VD_OP_PRODUCT)
		return VD_SYMBOL_NOT_AVAILABLE;
	const struct vd_value *value = vd_result_value(result, row, column);
	return value->code ? vd_code_shown(value->code) : VD_SYMBOL_NOT_AVAILABLE;
}
