/* Result columns as spreadsheet formulas: direct references and ranges, alike down a column. */
#include <string.h>

#include "budget/language.h"
#include "io/xlsx_formula.h"

static struct vd_arena *arena_of(const struct vd_workbook *book)
{
	return book->scratch;
}

/* An input cell; one that was emptied is no figure, not zero. */
const char *vd_input_cell(const struct vd_workbook *book, const struct vd_plan *plan, uint32_t row,
			  int column)
{
	if (column == VD_NONE)
		return NULL;
	const char *cell =
		vd_arena_format(arena_of(book), "%s!%s", plan->reference,
				vd_xlsx_cell_name(arena_of(book), row, (uint16_t)column, true));
	return vd_arena_format(arena_of(book), "IF(ISBLANK(%s),\"" VD_SYMBOL_NOT_AVAILABLE "\",%s)",
			       cell, cell);
}

const char *vd_data_cell(const struct vd_workbook *book, uint32_t row, int column)
{
	return vd_input_cell(book, book->data_plan, row, column);
}

/* A text inside a formula. */
const char *vd_quoted(const struct vd_workbook *book, const char *text)
{
	struct vd_buffer quoted = { .arena = arena_of(book) };
	vd_buffer_add(&quoted, "\"");
	for (; *text; text++)
		vd_buffer_add(&quoted, *text == '"' ? "\"\"" : (const char[]){ *text, '\0' });
	vd_buffer_add(&quoted, "\"");
	return vd_buffer_text(&quoted);
}

/* A column of Data over all institutions. */
const char *vd_data_range(const struct vd_workbook *book, int column)
{
	const struct vd_study *study = book->analysis->study;
	const char *letters = vd_xlsx_column_name(arena_of(book), (uint16_t)column);
	return vd_arena_format(arena_of(book), "%s!$%s$%u:$%s$%u", book->data_plan->reference,
			       letters, vd_data_row(book, 0) + 1, letters,
			       vd_data_row(book, (int)study->institutions.count - 1) + 1);
}

const char *vd_column_cell(const struct vd_workbook *book, const struct vd_spot *spot,
			   const char *key)
{
	int column = vd_result_column(spot->result, key);
	if (column == VD_NONE)
		return NULL;
	return vd_xlsx_cell_name(arena_of(book),
				 vd_first_row(book, spot->result) + (uint32_t)spot->index,
				 vd_sheet_column(spot->result, (size_t)column), false);
}

const char *vd_result_cell_name(const struct vd_workbook *book, struct vd_result_cell cell)
{
	return vd_arena_format(
		arena_of(book), "%s!%s", vd_plan_of(book, cell.result)->reference,
		vd_xlsx_cell_name(arena_of(book),
				  vd_first_row(book, cell.result) + (uint32_t)cell.row,
				  vd_sheet_column(cell.result, cell.column), true));
}

const char *vd_result_range(const struct vd_workbook *book, const struct vd_result *result,
			    const char *key, size_t first, size_t count)
{
	int column = vd_result_column(result, key);
	const char *letters =
		vd_xlsx_column_name(arena_of(book), vd_sheet_column(result, (size_t)column));
	size_t top = vd_first_row(book, result) + 1 + first;
	return vd_arena_format(arena_of(book), "%s!$%s$%zu:$%s$%zu",
			       vd_plan_of(book, result)->reference, letters, top, letters,
			       top + count - 1);
}

const char *vd_scope_mask(const struct vd_workbook *book, const struct vd_spot *spot)
{
	if (spot->row.region == VD_NONE)
		return vd_arena_format(arena_of(book), "--(%s=%s)",
				       vd_data_range(book, VD_DATA_IN_HEADLINE),
				       vd_quoted(book, vd_word("yes")));
	const char *code = vd_column_cell(book, spot, "region");
	if (!code)
		code = vd_column_cell(book, spot, "scope");
	return vd_arena_format(arena_of(book), "--EXACT(%s,%s)",
			       vd_data_range(book, VD_DATA_REGION), code);
}

const char *vd_if_any(const struct vd_workbook *book, const char *mask, const char *range,
		      const char *sum)
{
	return vd_arena_format(arena_of(book),
			       "IF(SUMPRODUCT(%s,--ISNUMBER(%s))=0,\"" VD_SYMBOL_NOT_AVAILABLE
			       "\",%s)",
			       mask, range, sum);
}

const char *vd_total_text(const struct vd_workbook *book, const struct vd_spot *spot,
			  enum vd_stage stage)
{
	const struct vd_row *row = &spot->row;
	int column = vd_data_column(book, row->year, stage);
	if (column == VD_NONE)
		return NULL;
	if (row->region == VD_NONE && vd_total_is_printed(book->analysis->data, row->year, stage))
		return vd_data_cell(book, vd_data_total_row(book), column);
	if (!vd_dataset_has_detail(book->analysis->data, row->year, stage))
		return NULL;
	const char *mask = vd_scope_mask(book, spot), *range = vd_data_range(book, column);
	const char *sum = vd_arena_format(arena_of(book), "SUMPRODUCT(%s,%s)", mask, range);
	return vd_if_any(book, mask, range, sum);
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
					      vd_quoted(book,
							vd_code_shown(&study->codes.items[i])));
	return sum;
}

static const char *count(const struct vd_workbook *book, const struct vd_spot *spot,
			 enum vd_stage stage, enum vd_counted counted)
{
	if (!vd_dataset_has_detail(book->analysis->data, spot->row.year, stage))
		return NULL;
	const char *range = vd_data_range(book, vd_data_column(book, spot->row.year, stage));
	const char *mask = vd_scope_mask(book, spot);
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
static const char *in_scope(const struct vd_workbook *book, const struct vd_spot *spot)
{
	const struct vd_row *row = &spot->row;
	if (row->institution != VD_NONE)
		return vd_data_cell(book, vd_data_row(book, row->institution), VD_DATA_IN_HEADLINE);
	const char *mask = vd_scope_mask(book, spot);
	const char *yes = vd_quoted(book, vd_word("yes"));
	const char *marked = vd_arena_format(arena_of(book), "SUMPRODUCT(%s,--(%s=%s))", mask,
					     vd_data_range(book, VD_DATA_IN_HEADLINE), yes);
	return vd_arena_format(arena_of(book), "IF(%s=0,%s,IF(%s=SUMPRODUCT(%s),%s,%s))", marked,
			       vd_quoted(book, vd_word("no")), marked, mask, yes,
			       vd_quoted(book, vd_word("partly")));
}

/* A value of a series, on Assumptions. */
static const char *series_cell(const struct vd_workbook *book, const struct vd_series *series,
			       int year, int region)
{
	int row = series ? vd_assumption_row(book, series, year, region) : VD_NONE;
	return row == VD_NONE ? NULL
			      : vd_input_cell(book, book->assumptions_plan, (uint32_t)row,
					      VD_ASSUMPTION_VALUE);
}

const char *vd_parameter_cell(const struct vd_workbook *book, enum vd_parameter parameter, int year,
			      enum vd_stage stage)
{
	int row = vd_parameter_row(book, parameter, year, stage);
	if (row == VD_NONE)
		return NULL;
	const char *cell = vd_arena_format(
		arena_of(book), "%s!%s", book->assumptions_plan->reference,
		vd_xlsx_cell_name(arena_of(book), (uint32_t)row, VD_ASSUMPTION_VALUE, true));
	/* One that was emptied is no zero. */
	return vd_arena_format(arena_of(book), "IF(ISNUMBER(%s),%s,NA())", cell, cell);
}

static const char *elapsed(const struct vd_workbook *book, int year, enum vd_stage stage)
{
	const char *months = vd_parameter_cell(book, VD_PARAMETER_MONTHS, year, stage);
	return months ? vd_arena_format(arena_of(book),
					"IFERROR(%s/12,\"" VD_SYMBOL_NOT_AVAILABLE "\")", months)
		      : NULL;
}

static const char *index_cell(const struct vd_workbook *book, const struct vd_series *prices,
			      int year)
{
	int row = vd_assumption_row(book, prices, year, VD_NONE);
	if (row == VD_NONE)
		return NULL;
	return vd_arena_format(arena_of(book), "%s!%s", book->assumptions_plan->reference,
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

/* The terms of a chain of sums and differences. */
struct terms {
	const char *list; /* a,b,c */
	const char *sum;  /* a+b-c */
	size_t count;
	bool complete;
};

static void add_terms(const struct vd_workbook *book, const struct vd_spot *spot,
		      const struct vd_formula *formula, const char *sign, struct terms *terms)
{
	bool adds = formula->operation == VD_OP_SUM;
	if ((adds || formula->operation == VD_OP_DIFFERENCE) && *sign != '-') {
		add_terms(book, spot, formula->a, sign, terms);
		add_terms(book, spot, formula->b, adds ? "+" : "-", terms);
		return;
	}
	const char *term = vd_formula_text(book, spot, formula);
	terms->complete = terms->complete && term;
	terms->list = vd_arena_format(arena_of(book), "%s%s%s", terms->list,
				      terms->count ? "," : "", term ? term : "");
	terms->sum = vd_arena_format(arena_of(book), "%s%s%s", terms->sum, terms->count ? sign : "",
				     term ? term : "");
	terms->count++;
}

static const char *chain(const struct vd_workbook *book, const struct vd_spot *spot,
			 const struct vd_formula *formula)
{
	struct terms terms = { .list = "", .sum = "", .complete = true };
	add_terms(book, spot, formula, "+", &terms);
	if (!terms.complete)
		return NULL;
	/* Amounts are exact to the minor unit; doubles drift beyond it. */
	struct vd_value value = vd_formula_value(spot, formula);
	const char *sum = value.kind == VD_VALUE_MONEY
				  ? vd_arena_format(arena_of(book), "ROUND(%s,%u)", terms.sum,
						    book->analysis->study->currency.decimals)
				  : terms.sum;
	return vd_arena_format(arena_of(book),
			       "IF(COUNT(%s)=%zu,%s,\"" VD_SYMBOL_NOT_AVAILABLE "\")", terms.list,
			       terms.count, sum);
}

static const char *arithmetic(const struct vd_workbook *book, const struct vd_spot *spot,
			      const struct vd_formula *formula)
{
	struct vd_arena *arena = arena_of(book);
	if (formula->operation == VD_OP_SUM || formula->operation == VD_OP_DIFFERENCE)
		return chain(book, spot, formula);
	const char *a = vd_formula_text(book, spot, formula->a);
	const char *b = formula->b ? vd_formula_text(book, spot, formula->b) : NULL;
	if (!a || (formula->b && !b))
		return NULL;
	if (formula->operation == VD_OP_LOG)
		return vd_arena_format(arena,
				       "IF(ISNUMBER(%s),IF(%s>0,LN(%s),\"" VD_SYMBOL_NOT_APPLICABLE
				       "\"),\"" VD_SYMBOL_NOT_AVAILABLE "\")",
				       a, a, a);
	if (formula->operation == VD_OP_RATIO)
		return vd_arena_format(
			arena,
			"IF(COUNT(%s,%s)=2,IF(%s<>0,%s/%s,\"" VD_SYMBOL_NOT_APPLICABLE
			"\"),\"" VD_SYMBOL_NOT_AVAILABLE "\")",
			a, b, b, a, b);
	return vd_arena_format(arena, "IF(COUNT(%s,%s)=2,%s*%s,\"" VD_SYMBOL_NOT_AVAILABLE "\")", a,
			       b, a, b);
}

const char *vd_formula_text(const struct vd_workbook *book, const struct vd_spot *spot,
			    const struct vd_formula *formula)
{
	const struct vd_row *row = &spot->row;
	const struct vd_study *study = book->analysis->study;
	enum vd_stage stage = vd_formula_stage(formula, row);
	int year = row->year == VD_NONE ? row->calendar : study->years.items[row->year].year;
	switch (formula->operation) {
	case VD_OP_COLUMN:
		return vd_column_cell(book, spot, formula->column);
	case VD_OP_DATA:
		return vd_data_cell(book, vd_data_row(book, row->institution),
				    vd_data_column(book, row->year, stage));
	case VD_OP_TOTAL:
		return vd_total_text(book, spot, stage);
	case VD_OP_MATCHED:
		return vd_matched_text(book, spot, stage, formula->basis);
	case VD_OP_COUNT:
		return count(book, spot, stage, formula->counted);
	case VD_OP_IN_SCOPE:
		return in_scope(book, spot);
	case VD_OP_GENERAL_BUDGET:
		return vd_data_cell(book, vd_data_budget_row(book),
				    vd_data_column(book, row->year, VD_ALLOCATED));
	case VD_OP_SERIES:
		return series_cell(book, row->series, year, row->region);
	case VD_OP_DEFLATOR:
		return deflator(book, year);
	case VD_OP_EXCHANGE:
		return series_cell(book, book->analysis->exchange, year, VD_NONE);
	case VD_OP_ELAPSED:
		return elapsed(book, year, stage);
	case VD_OP_PREVIOUS: {
		if (row->previous == VD_NONE)
			return NULL;
		struct vd_spot before =
			vd_spot_at(spot->analysis, spot->result, (size_t)row->previous);
		return vd_formula_text(book, &before, formula->a);
	}
	case VD_OP_FROM: {
		struct vd_spot from = vd_spot_from(spot);
		return vd_formula_text(book, &from, formula->a);
	}
	case VD_OP_FLOW:
		return vd_flow_text(book, spot, formula);
	case VD_OP_PART:
		return vd_part_text(book, spot, formula->figure);
	case VD_OP_CELL:
		return vd_result_cell_name(book, row->cell);
	case VD_OP_PLOTTED:
		return vd_plot_text(book, spot);
	case VD_OP_AUDIT:
		return vd_audit_text(book, spot, formula->audited);
	case VD_OP_STATISTIC:
		return vd_statistic_text(book, spot, vd_formula_statistic(formula, row));
	case VD_OP_LOG:
	case VD_OP_RATIO:
	case VD_OP_SUM:
	case VD_OP_DIFFERENCE:
	case VD_OP_PRODUCT:
		return arithmetic(book, spot, formula);
	}
	return NULL;
}

const char *vd_xlsx_formula(const struct vd_workbook *book, const struct vd_result *result,
			    size_t row, const struct vd_formula *formula)
{
	struct vd_spot spot = vd_spot_at(book->analysis, result, row);
	const char *text = vd_formula_text(book, &spot, formula);
	return text && strlen(text) <= VD_FORMULA_MOST ? text : NULL;
}

/* What the branches of arithmetic() show. */
static const char *arithmetic_text(const struct vd_spot *spot, const struct vd_formula *formula)
{
	struct vd_value a = vd_formula_value(spot, formula->a);
	if (formula->operation == VD_OP_LOG)
		return vd_value_present(&a) ? VD_SYMBOL_NOT_APPLICABLE : VD_SYMBOL_NOT_AVAILABLE;
	if (formula->operation != VD_OP_RATIO)
		return VD_SYMBOL_NOT_AVAILABLE;
	struct vd_value b = vd_formula_value(spot, formula->b);
	bool both = vd_value_present(&a) && vd_value_present(&b);
	return both ? VD_SYMBOL_NOT_APPLICABLE : VD_SYMBOL_NOT_AVAILABLE;
}

const char *vd_xlsx_cell_text(const struct vd_workbook *book, const struct vd_result *result,
			      size_t row, size_t column)
{
	const struct vd_formula *formula = result->columns[column].formula;
	struct vd_spot spot = vd_spot_at(book->analysis, result, row);
	if (!formula || !vd_formula_text(book, &spot, formula))
		return VD_SYMBOL_NOT_AVAILABLE;
	if (formula->operation == VD_OP_CELL || formula->operation == VD_OP_PLOTTED)
		return spot.row.cell.result
			       ? vd_xlsx_cell_text(book, spot.row.cell.result, spot.row.cell.row,
						   spot.row.cell.column)
			       : VD_SYMBOL_NOT_AVAILABLE;
	if (formula->operation == VD_OP_AUDIT)
		return vd_audit_cell_text(&spot, formula->audited);
	if (vd_is_arithmetic(formula->operation))
		return arithmetic_text(&spot, formula);
	const struct vd_part *part = spot.row.part;
	if (formula->operation == VD_OP_PART && part->printed_row)
		return VD_SYMBOL_NO_MEMBER;
	const struct vd_value *value = vd_result_value(result, row, column);
	return value->code ? vd_code_shown(value->code) : VD_SYMBOL_NOT_AVAILABLE;
}
