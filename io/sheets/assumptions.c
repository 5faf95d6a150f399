/* Assumptions: the values of every series, the only other place where inputs stand. */
#include "budget/audit.h"
#include "budget/language.h"
#include "io/workbook.h"

enum { TITLE_WIDTH = 44, NOTES_WIDTH = 40 };

void vd_plan_assumptions(const struct vd_workbook *book, struct vd_plan *plan)
{
	const struct vd_heading headings[VD_ASSUMPTION_FIELDS] = {
		[VD_ASSUMPTION_SERIES] = { _("Series"), 30, false },
		[VD_ASSUMPTION_TITLE] = { _("Title"), TITLE_WIDTH, false },
		[VD_ASSUMPTION_UNIT] = { _("Unit"), 28, false },
		[VD_ASSUMPTION_REGION] = { _("Region"), 9, false },
		[VD_ASSUMPTION_YEAR] = { _("Year"), 10, true },
		[VD_ASSUMPTION_VALUE] = { _("Value"), 16, true },
		[VD_ASSUMPTION_INDEX] = { _("Price index"), 13, true },
		[VD_ASSUMPTION_SOURCE] = { _("Source"), 16, false },
		[VD_ASSUMPTION_NOTES] = { _("Notes"), NOTES_WIDTH, false },
	};
	vd_plan_headings(book, plan, headings, VD_ASSUMPTION_FIELDS);
}

static const char *unit_of(const struct vd_workbook *book, const struct vd_series *series)
{
	switch (series->kind) {
	case VD_SERIES_COUNT:
		return series->at ? vd_arena_format(book->analysis->arena, "%s, %s",
						    vd_word(series->unit), series->at)
				  : vd_word(series->unit);
	case VD_SERIES_ANNUAL_PERCENT:
		return _("annual change of prices, %");
	case VD_SERIES_INDEX:
		return _("price index");
	case VD_SERIES_EXCHANGE_RATE:
		return vd_arena_format(book->analysis->arena, _("%s for one %s%s%s"),
				       book->analysis->study->currency.code, series->currency.code,
				       series->at ? ", " : "", series->at ? series->at : "");
	}
	return "";
}

static const char *index_cell(const struct vd_workbook *book, uint32_t row)
{
	return vd_xlsx_cell_name(book->analysis->arena, row, VD_ASSUMPTION_INDEX, false);
}

static const char *value_cell(const struct vd_workbook *book, uint32_t row)
{
	return vd_xlsx_cell_name(book->analysis->arena, row, VD_ASSUMPTION_VALUE, false);
}

/* Chained from the base year, which is 100, in both directions. */
static const char *chain_formula(const struct vd_workbook *book, const struct vd_series *series,
				 int year, uint32_t row)
{
	struct vd_arena *arena = book->analysis->arena;
	bool after = year > series->base;
	const char *change = value_cell(book, after ? row : row + 1);
	const char *neighbour = index_cell(book, after ? row - 1 : row + 1);
	return vd_arena_format(arena,
			       "IFERROR(IF(COUNT(%s,%s)=2,%s%s(1+%s/100),\"" VD_SYMBOL_NOT_AVAILABLE
			       "\"),\"" VD_SYMBOL_NOT_APPLICABLE "\")",
			       neighbour, change, neighbour, after ? "*" : "/", change);
}

static const char *index_formula(const struct vd_workbook *book, const struct vd_series *series,
				 int year, uint32_t row)
{
	if (series->kind == VD_SERIES_ANNUAL_PERCENT)
		return chain_formula(book, series, year, row);
	int base = vd_assumption_row(book, series, series->base, VD_NONE);
	const char *value = value_cell(book, row);
	const char *base_value =
		vd_xlsx_cell_name(book->analysis->arena, (uint32_t)base, VD_ASSUMPTION_VALUE, true);
	return vd_arena_format(book->analysis->arena,
			       "IFERROR(IF(COUNT(%s,%s)=2,%s/%s*100,\"" VD_SYMBOL_NOT_AVAILABLE
			       "\"),\"" VD_SYMBOL_NOT_APPLICABLE "\")",
			       value, base_value, value, base_value);
}

static void write_index(struct vd_workbook *book, struct vd_xlsx_sheet *sheet, uint32_t row,
			const struct vd_assumption *one)
{
	const struct vd_series *series = one->series;
	if (!vd_series_is_prices(series)) {
		vd_xlsx_text(sheet, row, VD_ASSUMPTION_INDEX, VD_SYMBOL_NOT_APPLICABLE,
			     VD_LOOK_RIGHT);
		return;
	}
	if (series->kind == VD_SERIES_ANNUAL_PERCENT && one->year == series->base) {
		/* By definition, and so no input. */
		vd_xlsx_formula_number(sheet, row, VD_ASSUMPTION_INDEX, "100", 100.0,
				       VD_UNIT_PER_UNIT);
		return;
	}
	const char *formula = index_formula(book, series, one->year, row);
	struct vd_value index = vd_price_index(series, one->year);
	if (vd_value_present(&index))
		vd_xlsx_formula_number(sheet, row, VD_ASSUMPTION_INDEX, formula, index.real,
				       VD_UNIT_PER_UNIT);
	else
		vd_xlsx_formula_text(sheet, row, VD_ASSUMPTION_INDEX, formula,
				     VD_SYMBOL_NOT_AVAILABLE, VD_UNIT_PER_UNIT);
}

static const char *notes_of(const struct vd_workbook *book, const struct vd_assumption *one)
{
	struct vd_arena *arena = book->analysis->arena;
	const struct vd_series *series = one->series;
	const char *text = "";
	if (series->kind == VD_SERIES_ANNUAL_PERCENT && one->year == series->base)
		text = _("base year; ");
	if (one->value && !one->value->year) {
		const char *because = vd_text_in(&series->use_because, book->analysis->language);
		for (size_t i = 0; i < series->use_for.count; i++)
			text = vd_arena_format(arena, _("%sused for %d; "), text,
					       series->use_for.items[i]);
		text = because ? vd_arena_format(arena, "%s%s; ", text, because) : text;
	}
	for (size_t i = 0; i < series->notes.count; i++)
		text = vd_arena_format(arena, "%s%s%s", text, i ? " " : "",
				       vd_note_mark(arena, (size_t)series->notes.items[i]));
	return text;
}

/* A parameter of the computation. */
static void write_parameter(struct vd_workbook *book, struct vd_xlsx_sheet *sheet, uint32_t row,
			    const struct vd_assumption *one)
{
	bool months = one->parameter == VD_PARAMETER_MONTHS;
	const char *title = _("Level of the intervals in Trend and Projection");
	if (months)
		title = vd_arena_format(book->analysis->arena, _("Months in what was %s"),
					vd_word(vd_stage_key(one->stage)));
	vd_xlsx_text(sheet, row, VD_ASSUMPTION_SERIES, months ? "months" : "confidence",
		     VD_LOOK_PLAIN);
	vd_xlsx_text(sheet, row, VD_ASSUMPTION_TITLE, title, VD_LOOK_WRAPPED);
	vd_xlsx_text(sheet, row, VD_ASSUMPTION_UNIT, months ? _("months") : _("share"),
		     VD_LOOK_PLAIN);
	if (one->year)
		vd_xlsx_number(sheet, row, VD_ASSUMPTION_YEAR, one->year, VD_UNIT_YEAR,
			       VD_ROLE_COMPUTED);
	else
		vd_xlsx_text(sheet, row, VD_ASSUMPTION_YEAR, VD_SYMBOL_NOT_APPLICABLE,
			     VD_LOOK_RIGHT);
	vd_xlsx_text(sheet, row, VD_ASSUMPTION_INDEX, VD_SYMBOL_NOT_APPLICABLE, VD_LOOK_RIGHT);
	vd_sheet_input(book, sheet, row, VD_ASSUMPTION_VALUE, one->number,
		       months ? VD_UNIT_COUNT : VD_UNIT_PER_UNIT);
	vd_sheet_row_lines(sheet, row, vd_sheet_lines(title, TITLE_WIDTH - 2));
}

/* What a claim gives, or a table prints: the audit goes by it. */
static void write_given(struct vd_workbook *book, struct vd_xlsx_sheet *sheet, uint32_t row,
			const struct vd_assumption *one)
{
	struct vd_arena *arena = book->analysis->arena;
	const struct vd_study *study = book->analysis->study;
	const struct vd_currency *currency = &study->currency;
	enum vd_unit unit = VD_UNIT_MONEY;
	const char *name, *title, *what = currency->code;
	const struct vd_reference *source;
	struct vd_value value;
	if (one->claim) {
		const char *words = vd_text_in(&one->claim->title, book->analysis->language);
		struct vd_interval number = vd_interval_of_decimal(one->operand->number, false);
		value = vd_interval_value(&number, VD_UNIT_COUNT, currency);
		unit = one->operand->number.percent   ? VD_UNIT_PERCENT
		       : value.kind == VD_VALUE_COUNT ? VD_UNIT_COUNT
						      : VD_UNIT_NUMBER;
		name = vd_arena_format(arena, "claims/%s/%d", one->claim->id, one->term);
		title = words ? words : one->claim->id;
		what = _("given with the claim");
		source = &one->claim->source;
	} else {
		const struct vd_term *term = one->printed;
		value = vd_value_money(
			term->row->cells[term->column - term->table->columns].amount);
		name = vd_cell_place(book->analysis, term->table, term->row, term->column);
		title = _("Printed so in this table, and on no other sheet");
		source = &term->table->source;
	}
	vd_xlsx_text(sheet, row, VD_ASSUMPTION_SERIES, name, VD_LOOK_PLAIN);
	vd_xlsx_text(sheet, row, VD_ASSUMPTION_TITLE, title, VD_LOOK_WRAPPED);
	vd_xlsx_text(sheet, row, VD_ASSUMPTION_UNIT, what, VD_LOOK_PLAIN);
	vd_xlsx_text(sheet, row, VD_ASSUMPTION_YEAR, VD_SYMBOL_NOT_APPLICABLE, VD_LOOK_RIGHT);
	vd_sheet_input(book, sheet, row, VD_ASSUMPTION_VALUE, vd_value_cell(&value, currency),
		       unit);
	vd_xlsx_text(sheet, row, VD_ASSUMPTION_INDEX, VD_SYMBOL_NOT_APPLICABLE, VD_LOOK_RIGHT);
	if (source->source != VD_NONE)
		vd_xlsx_text(sheet, row, VD_ASSUMPTION_SOURCE,
			     study->sources.items[source->source].id, VD_LOOK_PLAIN);
	vd_sheet_row_lines(sheet, row, vd_sheet_lines(title, TITLE_WIDTH - 2));
}

static void write_row(struct vd_workbook *book, const struct vd_plan *plan,
		      struct vd_xlsx_sheet *sheet, size_t index)
{
	const struct vd_assumption *one = &book->assumptions.items[index];
	if (one->claim || one->printed) {
		write_given(book, sheet, plan->header_row + 1 + (uint32_t)index, one);
		return;
	}
	if (!one->series) {
		write_parameter(book, sheet, plan->header_row + 1 + (uint32_t)index, one);
		return;
	}
	const struct vd_series *series = one->series;
	const struct vd_study *study = book->analysis->study;
	enum vd_language language = book->analysis->language;
	uint32_t row = plan->header_row + 1 + (uint32_t)index;
	const char *title = vd_text_in(&series->title, language);
	vd_xlsx_text(sheet, row, VD_ASSUMPTION_SERIES, series->id, VD_LOOK_PLAIN);
	vd_xlsx_text(sheet, row, VD_ASSUMPTION_TITLE, title ? title : series->id, VD_LOOK_WRAPPED);
	vd_xlsx_text(sheet, row, VD_ASSUMPTION_UNIT, unit_of(book, series), VD_LOOK_PLAIN);
	if (one->value && one->value->region != VD_NONE)
		vd_xlsx_text(sheet, row, VD_ASSUMPTION_REGION,
			     study->regions.items[one->value->region].code, VD_LOOK_PLAIN);
	if (one->year)
		vd_xlsx_number(sheet, row, VD_ASSUMPTION_YEAR, one->year, VD_UNIT_YEAR,
			       VD_ROLE_COMPUTED);
	else
		vd_xlsx_text(sheet, row, VD_ASSUMPTION_YEAR, _("undated"), VD_LOOK_RIGHT);
	if (one->value)
		vd_sheet_input(book, sheet, row, VD_ASSUMPTION_VALUE,
			       vd_decimal_double(one->value->number),
			       series->kind == VD_SERIES_COUNT ? VD_UNIT_COUNT : VD_UNIT_PER_UNIT);
	else
		vd_xlsx_text(sheet, row, VD_ASSUMPTION_VALUE, VD_SYMBOL_NOT_AVAILABLE,
			     VD_LOOK_INPUT);
	write_index(book, sheet, row, one);
	if (series->source.source != VD_NONE)
		vd_xlsx_text(sheet, row, VD_ASSUMPTION_SOURCE,
			     study->sources.items[series->source.source].id, VD_LOOK_PLAIN);
	const char *notes = notes_of(book, one);
	vd_xlsx_text(sheet, row, VD_ASSUMPTION_NOTES, notes, VD_LOOK_WRAPPED);
	size_t title_lines = vd_sheet_lines(title ? title : "", TITLE_WIDTH - 2);
	size_t note_lines = vd_sheet_lines(notes, NOTES_WIDTH - 2);
	vd_sheet_row_lines(sheet, row, title_lines > note_lines ? title_lines : note_lines);
}

/* What a value may be: a count is not below zero, a price index and a rate above it. */
static struct vd_xlsx_allowed allowed_of(const struct vd_assumption *one)
{
	const double small = 1e-9, large = 1e15;
	if (!one->series && one->parameter == VD_PARAMETER_CONFIDENCE)
		return (struct vd_xlsx_allowed){ .least = 0.5,
						 .most = 0.9999,
						 .title = _("A level"),
						 .message = _("A share from 0.5 to 0.9999.") };
	if (!one->series && one->parameter != VD_PARAMETER_MONTHS)
		return (struct vd_xlsx_allowed){
			.least = -large,
			.most = large,
			.title = _("A number"),
			.message = _("As it is given with the claim, or printed in the table.")
		};
	if (!one->series)
		return (struct vd_xlsx_allowed){ .least = 1.0,
						 .most = 12.0,
						 .title = _("Months"),
						 .message = _("A number of months, 1 to 12.") };
	if (one->series->kind == VD_SERIES_ANNUAL_PERCENT)
		return (struct vd_xlsx_allowed){
			.least = -99.99,
			.most = large,
			.title = _("A change in percent"),
			.message = _("The change of prices against the year before: 3.5 is 3.5 %.")
		};
	if (one->series->kind == VD_SERIES_COUNT)
		return (struct vd_xlsx_allowed){
			.least = 0.0,
			.most = large,
			.title = _("A count"),
			.message = _("What amounts are divided by; by zero nothing is.")
		};
	return (struct vd_xlsx_allowed){ .least = small,
					 .most = large,
					 .title = _("A number above zero"),
					 .message = _(
						 "What amounts are deflated or converted with.") };
}

static bool same_kind(const struct vd_assumption *a, const struct vd_assumption *b)
{
	return a->series == b->series && a->parameter == b->parameter;
}

/* One rule for the values of a series. */
static void allow(const struct vd_workbook *book, const struct vd_plan *plan,
		  struct vd_xlsx_sheet *sheet)
{
	const struct vd_assumption *items = book->assumptions.items;
	for (size_t i = 0, end; i < book->assumptions.count; i = end) {
		for (end = i + 1; end < book->assumptions.count; end++)
			if (!same_kind(&items[i], &items[end]))
				break;
		const struct vd_xlsx_allowed allowed = allowed_of(&items[i]);
		vd_xlsx_allow(sheet, plan->header_row + 1 + (uint32_t)i, VD_ASSUMPTION_VALUE,
			      plan->header_row + (uint32_t)end, VD_ASSUMPTION_VALUE, &allowed);
	}
}

void vd_sheet_assumptions(struct vd_workbook *book, const struct vd_plan *plan,
			  struct vd_xlsx_sheet *sheet)
{
	for (size_t i = 0; i < book->assumptions.count; i++)
		write_row(book, plan, sheet, i);
	allow(book, plan, sheet);
	vd_sheet_table(book, plan, sheet, "assumptions", book->assumptions.count, 1);
}
