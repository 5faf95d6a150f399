/* A result table as a sheet: what is computed is a formula, its value beside it. */
#include <string.h>

#include "budget/audit.h"
#include "budget/language.h"
#include "io/workbook.h"

/* LINKS_MOST: Excel takes 65,530 links on a sheet. */
enum {
	NOTES_WIDTH = 72,
	UNBROKEN_MOST = 46,
	TEXT_WIDTH = 34,
	SENTENCE_WIDTH = 58,
	LONG_LINES = 6, /* shown of a text that stands elsewhere as a whole */
	LINKS_MOST = 65000
};

/* The main columns first, then the details: a printed page has room for the former. */
uint16_t vd_sheet_column(const struct vd_result *result, size_t column)
{
	bool is_detail = result->columns[column].column->is_detail;
	uint16_t at = 0;
	for (size_t c = 0; c < result->column_count; c++) {
		const struct vd_column *one = result->columns[c].column;
		bool stands_before = one->is_detail == is_detail ? c < column : is_detail;
		if (stands_before && !one->is_for_programs)
			at++;
	}
	return at;
}

/* A text as a reader gets it. */
static const char *shown_text(const struct vd_value *value)
{
	return value->is_word ? vd_word(value->text) : value->text;
}

static void write_cell(struct vd_workbook *book, struct vd_xlsx_sheet *sheet,
		       const struct vd_result *result, bool wraps, size_t r, size_t c)
{
	const struct vd_result_column *column = &result->columns[c];
	const struct vd_value *value = vd_result_value(result, r, c);
	uint32_t row = vd_first_row(book, result) + (uint32_t)r;
	uint16_t at = vd_sheet_column(result, c);
	enum vd_unit unit = vd_result_unit(result, r, c);
	double number = vd_value_cell(value, &book->analysis->study->currency);
	const char *formula = column->formula ? vd_xlsx_formula(book, result, r, column->formula)
					      : NULL;
	const struct vd_finding *finding = result->rows.items[r].finding;
	struct vd_target target;
	if (finding && r < LINKS_MOST && vd_same(column->column->key, "at") &&
	    vd_sheet_target(book, finding, &target))
		vd_xlsx_link(sheet, row, at, target.plan->name, target.cell, value->text);
	else if (!formula && value->kind == VD_VALUE_TEXT)
		vd_xlsx_text(sheet, row, at, shown_text(value),
			     wraps ? VD_LOOK_WRAPPED : VD_LOOK_PLAIN);
	else if (!formula && value->kind == VD_VALUE_MISSING &&
		 value->missing == VD_NOT_APPLICABLE && vd_is_of_audit(&result->rows.items[r]))
		return; /* a row of words alone */
	else if (!formula && vd_value_says_why(value))
		vd_xlsx_text(sheet, row, at, vd_missing_words(value->missing), VD_LOOK_PLAIN);
	else if (!formula && !vd_value_present(value))
		vd_xlsx_text(sheet, row, at,
			     value->missing == VD_NOT_APPLICABLE ? VD_SYMBOL_NOT_APPLICABLE
								 : VD_SYMBOL_NOT_AVAILABLE,
			     vd_unit_is_number(unit) ? VD_LOOK_RIGHT : VD_LOOK_PLAIN);
	else if (!formula && value->kind == VD_VALUE_MONEY &&
		 !vd_money_fits_double(value->money, &book->analysis->study->currency))
		vd_xlsx_text(sheet, row, at,
			     vd_value_format(book->scratch, value, unit,
					     &book->analysis->study->currency),
			     VD_LOOK_RIGHT);
	else if (!formula)
		vd_xlsx_number(sheet, row, at, number, unit, vd_xlsx_role(result, r, c));
	else if (value->kind == VD_VALUE_TEXT)
		vd_xlsx_formula_text(sheet, row, at, formula, shown_text(value), unit);
	else if (vd_value_present(value))
		vd_xlsx_formula_number(sheet, row, at, formula, number, unit);
	else
		vd_xlsx_formula_text(sheet, row, at, formula, vd_xlsx_cell_text(book, result, r, c),
				     unit);
}

/* Characters of the longest value, and of the longest word of the heading. */
static size_t longest(const struct vd_workbook *book, const struct vd_result *result, size_t c,
		      const char *heading)
{
	const struct vd_study *study = book->analysis->study;
	size_t most = 0;
	for (const char *word = heading; *word;) {
		size_t bytes = strcspn(word, " ");
		/* Bold letters are wider. */
		size_t length = vd_utf8_length(word, bytes) * 9 / 8 + 2;
		most = length > most ? length : most;
		word += bytes + strspn(word + bytes, " ");
	}
	for (size_t r = 0; r < result->rows.count; r++) {
		const struct vd_value *value = vd_result_value(result, r, c);
		if (!vd_value_present(value))
			continue;
		const char *text = vd_value_format(book->analysis->arena, value,
						   vd_result_unit(result, r, c), &study->currency);
		size_t length = vd_utf8_length(text, strlen(text));
		most = length > most ? length : most;
		vd_arena_reset(book->scratch);
	}
	return most;
}

/* Leading key columns stay in sight. */
static uint16_t frozen_columns(const struct vd_result *result)
{
	return result->columns[0].column->is_key ? 1 : 0;
}

/* A long text that is no key is broken into lines; notes are given more room. */
static double width_of(const struct vd_workbook *book, const struct vd_result *result, size_t c,
		       const char *heading, bool *wraps)
{
	const struct vd_column *column = result->columns[c].column;
	size_t most = longest(book, result, c, heading);
	bool notes = vd_same(column->key, "notes");
	*wraps = notes || (column->unit == VD_UNIT_TEXT && !column->is_key && !column->formula &&
			   most > UNBROKEN_MOST);
	if (notes)
		return most + 4 > NOTES_WIDTH ? NOTES_WIDTH : (double)most + 4.0;
	if (!*wraps)
		return vd_sheet_width(most);
	return most / 2 > TEXT_WIDTH ? SENTENCE_WIDTH : TEXT_WIDTH;
}

void vd_plan_result(const struct vd_workbook *book, struct vd_plan *plan)
{
	const struct vd_result *result = plan->result;
	struct vd_arena *arena = book->analysis->arena;
	struct vd_heading *headings = VD_TAKE(arena, struct vd_heading, result->column_count);
	size_t shown = 0, details = 0;
	plan->wraps = VD_TAKE(arena, bool, result->column_count);
	for (size_t c = 0; c < result->column_count; c++) {
		const struct vd_result_column *column = &result->columns[c];
		if (column->column->is_for_programs)
			continue;
		shown++;
		details += column->column->is_detail;
		const char *text = vd_sheet_heading(book, column);
		if (vd_xlsx_is_value(column))
			text = vd_arena_format(arena, _("%s [value]"), text);
		headings[vd_sheet_column(result, c)] = (struct vd_heading){
			.text = text,
			.is_number = vd_unit_is_number(column->column->unit),
			.width_chars = width_of(book, result, c, text, &plan->wraps[c]),
		};
	}
	vd_plan_headings(book, plan, headings, shown);
	plan->printed = shown - details;
	if (!vd_plan_is_wide(plan))
		plan->printed = shown;
}

/* @return the lines it takes */
static size_t write_row(struct vd_workbook *book, const struct vd_plan *plan,
			struct vd_xlsx_sheet *sheet, size_t r)
{
	const struct vd_result *result = plan->result;
	size_t lines = 1;
	for (size_t c = 0; c < result->column_count; c++) {
		if (result->columns[c].column->is_for_programs)
			continue;
		write_cell(book, sheet, result, plan->wraps[c], r, c);
		const struct vd_value *value = vd_result_value(result, r, c);
		if (!plan->wraps[c] || value->kind != VD_VALUE_TEXT)
			continue;
		double width = plan->headings[vd_sheet_column(result, c)].width_chars;
		size_t needed = vd_sheet_lines(shown_text(value), (size_t)width - 2);
		if (result->columns[c].column->is_long && needed > LONG_LINES)
			needed = LONG_LINES;
		lines = needed > lines ? needed : lines;
	}
	vd_sheet_row_lines(sheet, vd_first_row(book, result) + (uint32_t)r, lines);
	return lines;
}

/* Words of a status that a reader must not overlook. */
static void stress_words(const struct vd_workbook *book, const struct vd_plan *plan,
			 struct vd_xlsx_sheet *sheet)
{
	static const struct {
		const char *key, *word;
		enum vd_stress stress;
	} words[] = {
		{ "severity", "contradiction", VD_STRESS_GRAVE },
		{ "severity", "warning", VD_STRESS_CARE },
		{ "verdict", "contradicted", VD_STRESS_GRAVE },
		{ "verdict", "truncated", VD_STRESS_CARE },
		{ "phase", "bill", VD_STRESS_CARE },
		{ "mark", "bill", VD_STRESS_CARE },
		{ "mark", "partial", VD_STRESS_CARE },
	};
	const struct vd_result *result = plan->result;
	uint32_t first = vd_first_row(book, result);
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		int column = vd_result_column(result, words[i].key);
		if (column != VD_NONE && result->rows.count)
			vd_xlsx_stress(sheet, first, first + (uint32_t)result->rows.count - 1,
				       vd_sheet_column(result, (size_t)column),
				       vd_word(words[i].word), words[i].stress);
	}
}

void vd_sheet_result(struct vd_workbook *book, const struct vd_plan *plan,
		     struct vd_xlsx_sheet *sheet)
{
	const struct vd_result *result = plan->result;
	size_t lines = 0;
	for (size_t r = 0; r < result->rows.count; r++) {
		lines += write_row(book, plan, sheet, r);
		vd_arena_reset(book->scratch);
	}
	vd_sheet_table(book, plan, sheet, result->description->name, result->rows.count,
		       frozen_columns(result));
	stress_words(book, plan, sheet);
	vd_charts_below(book, plan, sheet, lines);
}
