/* Summary: the first figures, two years side by side, each pointing at where it is computed. */
#include "budget/summary.h"

#include <string.h>

#include "io/workbook.h"

enum { FIGURE, UNIT, BEFORE, FIELDS_MOST = 5, NOTE_WIDTH = 40, FIGURE_WIDTH = 64 };

struct layout {
	struct vd_workbook *book;
	struct vd_xlsx_sheet *sheet;
	const struct vd_summary *summary;
	enum vd_summary_year first; /* of those shown */
	uint16_t columns;
};

static uint16_t column_of(const struct layout *layout, enum vd_summary_year year)
{
	return (uint16_t)(BEFORE + (uint16_t)year - (uint16_t)layout->first);
}

static void write_value(const struct layout *layout, uint32_t row,
			const struct vd_summary_item *item, enum vd_summary_year year)
{
	const struct vd_analysis *analysis = layout->book->analysis;
	const struct vd_currency *currency = &analysis->study->currency;
	uint16_t at = column_of(layout, year);
	enum vd_unit unit = item->result->columns[item->column].column->unit;
	if (item->rows[year] == VD_NONE) {
		vd_xlsx_text(layout->sheet, row, at, VD_SYMBOL_NOT_AVAILABLE, VD_LOOK_RIGHT);
		return;
	}
	size_t source = (size_t)item->rows[year];
	const struct vd_value *value = vd_result_value(item->result, source, item->column);
	const char *formula = vd_arena_format(
		analysis->arena, "'%s'!%s", item->result->description->title,
		vd_xlsx_cell_name(analysis->arena, VD_HEADER_ROW + 1 + (uint32_t)source,
				  (uint16_t)item->column, false));
	if (vd_value_present(value))
		vd_xlsx_formula_number(layout->sheet, row, at, formula,
				       vd_value_cell(value, currency), unit);
	else
		vd_xlsx_formula_text(
			layout->sheet, row, at, formula,
			vd_xlsx_cell_text(layout->book, item->result, source, item->column), unit);
}

static void write_item(const struct layout *layout, uint32_t row,
		       const struct vd_summary_item *item)
{
	const char *title = item->result->description->title;
	vd_xlsx_text(layout->sheet, row, FIGURE, item->question, VD_LOOK_WRAPPED);
	vd_sheet_row_lines(layout->sheet, row, vd_sheet_lines(item->question, FIGURE_WIDTH - 2));
	vd_xlsx_text(layout->sheet, row, UNIT,
		     vd_column_unit_name(layout->book->analysis,
					 item->result->columns[item->column].column),
		     VD_LOOK_PLAIN);
	for (enum vd_summary_year y = layout->first; y < VD_SUMMARY_YEARS; y++)
		write_value(layout, row, item, y);
	vd_xlsx_link(layout->sheet, row, (uint16_t)(layout->columns - 1), title, "A1", title);
}

static void write_notes(const struct layout *layout, uint32_t row)
{
	size_t lines = 1;
	vd_xlsx_text(layout->sheet, row, FIGURE, "What to know of the year", VD_LOOK_PLAIN);
	for (enum vd_summary_year y = layout->first; y < VD_SUMMARY_YEARS; y++) {
		const char *notes = layout->summary->notes[y];
		size_t needed = vd_sheet_lines(notes, NOTE_WIDTH);
		vd_xlsx_text(layout->sheet, row, column_of(layout, y), notes, VD_LOOK_WRAPPED);
		lines = needed > lines ? needed : lines;
	}
	vd_sheet_row_lines(layout->sheet, row, lines);
}

/* Where the headline misleads, in words: as of the report. */
static void write_change(const struct layout *layout, uint32_t row)
{
	const char *change = layout->summary->change;
	vd_xlsx_text(layout->sheet, row, FIGURE, "What to know of the change", VD_LOOK_PLAIN);
	vd_xlsx_text(layout->sheet, row, column_of(layout, VD_SUMMARY_FOCUS), change,
		     VD_LOOK_WRAPPED);
	vd_sheet_row_lines(layout->sheet, row, vd_sheet_lines(change, NOTE_WIDTH - 2));
}

void vd_sheet_summary(struct vd_workbook *book, struct vd_xlsx_sheet *sheet)
{
	struct vd_summary summary = vd_summarise(book->analysis);
	const struct vd_study *study = book->analysis->study;
	struct vd_arena *arena = book->analysis->arena;
	bool alone = summary.years[VD_SUMMARY_BEFORE] == VD_NONE;
	struct layout layout = { .book = book,
				 .sheet = sheet,
				 .summary = &summary,
				 .first = alone ? VD_SUMMARY_FOCUS : VD_SUMMARY_BEFORE };
	if (summary.years[VD_SUMMARY_FOCUS] == VD_NONE)
		layout.first = VD_SUMMARY_YEARS;
	layout.columns = (uint16_t)(BEFORE + VD_SUMMARY_YEARS - layout.first + 1);
	const char *about = "The study has no enacted year with an amount allocated.";
	int focus = summary.years[VD_SUMMARY_FOCUS];
	if (focus != VD_NONE)
		about = vd_dataset_has_detail(book->analysis->data, focus, VD_ALLOCATED)
				? "The latest enacted year with figures by institution, beside the "
				  "year before. Each value comes from the sheet on its right."
				: "The latest enacted year with a total, beside the year before. Each "
				  "value comes from the sheet on its right.";
	vd_sheet_head(book, sheet, "Summary", about);
	struct vd_heading headings[FIELDS_MOST] = {
		{ .text = "Figure", .width_chars = FIGURE_WIDTH },
		{ .text = "Unit", .width_chars = 10 },
	};
	for (enum vd_summary_year y = layout.first; y < VD_SUMMARY_YEARS; y++) {
		headings[column_of(&layout, y)] = (struct vd_heading){
			.text = vd_arena_format(arena, "%d",
						study->years.items[summary.years[y]].year),
			.width_chars = NOTE_WIDTH,
			.is_number = true,
		};
	}
	headings[layout.columns - 1] = (struct vd_heading){ .text = "Sheet", .width_chars = 18 };
	uint32_t row = VD_HEADER_ROW + 1;
	for (size_t i = 0; i < summary.count; i++)
		write_item(&layout, row++, &summary.items[i]);
	if (*summary.change)
		write_change(&layout, row++);
	if (*summary.notes[VD_SUMMARY_BEFORE] || *summary.notes[VD_SUMMARY_FOCUS])
		write_notes(&layout, row++);
	vd_sheet_table(book, sheet, "summary", headings, layout.columns, row - VD_HEADER_ROW - 1,
		       1);
}
