/* A result table as a sheet: what is computed is a formula, its value beside it. */
#include <string.h>

#include "io/workbook.h"

enum { NOTES_WIDTH = 48 };

static void write_cell(struct vd_workbook *book, struct vd_xlsx_sheet *sheet,
		       const struct vd_result *result, size_t r, size_t c)
{
	const struct vd_result_column *column = &result->columns[c];
	const struct vd_value *value = vd_result_value(result, r, c);
	uint32_t row = VD_HEADER_ROW + 1 + (uint32_t)r;
	enum vd_unit unit = column->column->unit;
	double number = vd_value_cell(value, &book->analysis->study->currency);
	const char *formula = column->formula ? vd_xlsx_formula(book, result, r, column->formula)
					      : NULL;
	bool notes = vd_same(column->column->key, "notes");
	if (notes)
		vd_sheet_row_lines(sheet, row, vd_sheet_lines(value->text, NOTES_WIDTH - 2));
	if (!formula && value->kind == VD_VALUE_TEXT)
		vd_xlsx_text(sheet, row, (uint16_t)c, value->text,
			     notes ? VD_LOOK_WRAPPED : VD_LOOK_PLAIN);
	else if (!formula && !vd_value_present(value))
		vd_xlsx_text(sheet, row, (uint16_t)c, VD_SYMBOL_NOT_AVAILABLE, VD_LOOK_RIGHT);
	else if (!formula)
		vd_xlsx_number(sheet, row, (uint16_t)c, number, unit, VD_ROLE_COMPUTED);
	else if (value->kind == VD_VALUE_TEXT)
		vd_xlsx_formula_text(sheet, row, (uint16_t)c, formula, value->text, unit);
	else if (vd_value_present(value))
		vd_xlsx_formula_number(sheet, row, (uint16_t)c, formula, number, unit);
	else
		vd_xlsx_formula_text(sheet, row, (uint16_t)c, formula,
				     vd_xlsx_cell_text(book, result, r, c), unit);
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
		size_t length = vd_utf8_length(word, bytes) * 9 / 8 + 1;
		most = length > most ? length : most;
		word += bytes + strspn(word + bytes, " ");
	}
	for (size_t r = 0; r < result->rows.count; r++) {
		const struct vd_value *value = vd_result_value(result, r, c);
		if (!vd_value_present(value))
			continue;
		const char *text = vd_value_format(book->analysis->arena, value,
						   result->columns[c].column->unit,
						   &study->currency);
		size_t length = vd_utf8_length(text, strlen(text));
		most = length > most ? length : most;
	}
	return most;
}

/* Leading key columns stay in sight. */
static uint16_t frozen_columns(const struct vd_result *result)
{
	return result->columns[0].column->is_key ? 1 : 0;
}

void vd_sheet_result(struct vd_workbook *book, struct vd_xlsx_sheet *sheet,
		     const struct vd_result *result)
{
	const struct vd_table_description *description = result->description;
	struct vd_arena *arena = book->analysis->arena;
	vd_sheet_head(book, sheet, description->title, description->about);
	struct vd_heading *headings = VD_TAKE(arena, struct vd_heading, result->column_count);
	for (size_t c = 0; c < result->column_count; c++) {
		const struct vd_column *column = result->columns[c].column;
		headings[c].text = vd_sheet_heading(book, &result->columns[c]);
		headings[c].is_number = vd_unit_is_number(column->unit);
		headings[c].width_chars =
			vd_same(column->key, "notes")
				? NOTES_WIDTH
				: vd_sheet_width(longest(book, result, c, headings[c].text));
	}
	for (size_t r = 0; r < result->rows.count; r++)
		for (size_t c = 0; c < result->column_count; c++)
			write_cell(book, sheet, result, r, c);
	vd_sheet_table(book, sheet, description->name, headings, result->column_count,
		       result->rows.count, frozen_columns(result));
}
