/* Data: one rectangle of what was transcribed; everything else points here. */
#include <string.h>

#include "io/workbook.h"

static const char *const field_names[VD_DATA_FIELDS] = {
	[VD_DATA_ID] = "Institution",
	[VD_DATA_NAME] = "Name",
	[VD_DATA_LEVEL] = "Level",
	[VD_DATA_REGION] = "Region",
	[VD_DATA_IN_HEADLINE] = "In headline",
	[VD_DATA_PRINTED_ROW] = "Printed row",
};

static void figure_cell(struct vd_workbook *book, struct vd_xlsx_sheet *sheet, uint32_t row,
			uint16_t column, const struct vd_figure *figure)
{
	const struct vd_study *study = book->analysis->study;
	if (figure->missing == VD_PRESENT)
		vd_xlsx_number(sheet, row, column,
			       vd_money_double(figure->amount, &study->currency), VD_UNIT_MONEY,
			       VD_ROLE_INPUT);
	else
		vd_xlsx_text(sheet, row, column,
			     figure->cell ? figure->cell->code->code : VD_SYMBOL_NOT_AVAILABLE,
			     VD_LOOK_INPUT);
}

static void write_institution(struct vd_workbook *book, struct vd_xlsx_sheet *sheet, int index)
{
	const struct vd_study *study = book->analysis->study;
	const struct vd_institution *one = &study->institutions.items[index];
	uint32_t row = vd_data_row(index);
	vd_xlsx_text(sheet, row, VD_DATA_ID, one->id, VD_LOOK_PLAIN);
	vd_xlsx_text(sheet, row, VD_DATA_NAME, vd_institution_name(one, book->analysis->language),
		     VD_LOOK_PLAIN);
	vd_xlsx_text(sheet, row, VD_DATA_LEVEL, vd_level_key(one->level), VD_LOOK_PLAIN);
	if (one->region != VD_NONE)
		vd_xlsx_text(sheet, row, VD_DATA_REGION, study->regions.items[one->region].code,
			     VD_LOOK_PLAIN);
	vd_xlsx_text(sheet, row, VD_DATA_IN_HEADLINE, one->in_headline ? "yes" : "no",
		     VD_LOOK_INPUT);
	vd_xlsx_number(sheet, row, VD_DATA_PRINTED_ROW, one->printed_row, VD_UNIT_COUNT,
		       VD_ROLE_INPUT);
	for (size_t i = 0; i < book->data_columns.count; i++) {
		const struct vd_data_column *column = &book->data_columns.items[i];
		figure_cell(book, sheet, row, (uint16_t)(VD_DATA_FIELDS + i),
			    vd_dataset_cell(book->analysis->data, index, column->year,
					    column->stage));
	}
}

/* Figures of a whole year: printed totals where there is no detail, and the General Budget. */
static void write_years(struct vd_workbook *book, struct vd_xlsx_sheet *sheet)
{
	const struct vd_dataset *data = book->analysis->data;
	uint32_t totals = vd_data_total_row(book), budget = vd_data_budget_row(book);
	vd_xlsx_text(sheet, totals, VD_DATA_ID, "printed-total", VD_LOOK_PLAIN);
	vd_xlsx_text(sheet, totals, VD_DATA_NAME, "Printed total, of years without detail",
		     VD_LOOK_PLAIN);
	vd_xlsx_text(sheet, budget, VD_DATA_ID, "general-budget", VD_LOOK_PLAIN);
	vd_xlsx_text(sheet, budget, VD_DATA_NAME, "General Budget of the Republic", VD_LOOK_PLAIN);
	for (size_t i = 0; i < book->data_columns.count; i++) {
		const struct vd_data_column *column = &book->data_columns.items[i];
		uint16_t at = (uint16_t)(VD_DATA_FIELDS + i);
		if (!vd_dataset_has_detail(data, column->year, column->stage))
			figure_cell(book, sheet, totals, at,
				    vd_dataset_total(data, column->year, column->stage));
		if (column->stage == VD_ALLOCATED)
			figure_cell(book, sheet, budget, at, &data->general_budget[column->year]);
	}
}

static size_t longest_name(const struct vd_workbook *book)
{
	const struct vd_study *study = book->analysis->study;
	size_t most = 24;
	for (size_t i = 0; i < study->institutions.count; i++) {
		const char *name = vd_institution_name(&study->institutions.items[i],
						       book->analysis->language);
		size_t length = vd_utf8_length(name, strlen(name));
		most = length > most ? length : most;
	}
	return most;
}

static const char *column_heading(const struct vd_workbook *book,
				  const struct vd_data_column *column)
{
	const char *stage = vd_stage_key(column->stage);
	return vd_arena_format(book->analysis->arena, "%c%s %d", stage[0] - 'a' + 'A', stage + 1,
			       book->analysis->study->years.items[column->year].year);
}

void vd_sheet_data(struct vd_workbook *book, struct vd_xlsx_sheet *sheet)
{
	const struct vd_study *study = book->analysis->study;
	struct vd_arena *arena = book->analysis->arena;
	size_t columns = VD_DATA_FIELDS + book->data_columns.count;
	struct vd_heading *headings = VD_TAKE(arena, struct vd_heading, columns);
	vd_sheet_head(book, sheet, VD_DATA_SHEET,
		      vd_arena_format(arena,
				      "The figures as transcribed, in %s: a row per institution, a "
				      "column per stage and year. Blue cells are inputs.",
				      study->currency.code));
	for (size_t i = 0; i < columns; i++) {
		bool field = i < VD_DATA_FIELDS;
		headings[i].text =
			field ? field_names[i]
			      : column_heading(book, &book->data_columns.items[i - VD_DATA_FIELDS]);
		headings[i].is_number = !field || i == VD_DATA_PRINTED_ROW ||
					i == VD_DATA_IN_HEADLINE;
		headings[i].width_chars = field ? 12 : 19;
	}
	headings[VD_DATA_ID].width_chars = 18;
	headings[VD_DATA_NAME].width_chars = vd_sheet_width(longest_name(book));
	for (int i = 0; i < (int)study->institutions.count; i++)
		write_institution(book, sheet, i);
	write_years(book, sheet);
	vd_sheet_table(book, sheet, "data", headings, columns, study->institutions.count + 2, 1);
}
