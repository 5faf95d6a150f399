/* About: what the workbook is, how to read it, and the way to each sheet. */
#include "budget/audit.h"
#include "io/workbook.h"

enum { TEXT_WIDTH = 110 };

static void explanation(struct vd_xlsx_sheet *sheet, uint32_t row, const char *text)
{
	vd_xlsx_text(sheet, row, 1, text, VD_LOOK_WRAPPED);
	vd_sheet_row_lines(sheet, row, vd_sheet_lines(text, TEXT_WIDTH - 2));
}

void vd_sheet_about(struct vd_workbook *book, struct vd_xlsx_sheet *sheet)
{
	static const struct vd_heading headings[] = {
		{ .text = "Sheet", .width_chars = 24 },
		{ .text = "What it shows", .width_chars = TEXT_WIDTH },
	};
	const struct vd_study *study = book->analysis->study;
	enum vd_language language = book->analysis->language;
	const char *description = vd_text_in(&study->description, language);
	vd_xlsx_text(sheet, VD_TITLE_ROW, 0, vd_text_in(&study->title, language), VD_LOOK_TITLE);
	vd_xlsx_text(
		sheet, VD_ABOUT_ROW, 0,
		vd_arena_format(book->analysis->arena,
				"Amounts in %s. Blue: inputs, on Data and Assumptions. Black: "
				"formulas that follow them, and texts as of the report. Italics, "
				"under a heading with [value]: worked out by veedor, as of the "
				"report; no formula expresses it.",
				study->currency.code),
		VD_LOOK_ABOUT);
	vd_xlsx_text(sheet, VD_CODES_ROW, 0, book->codes, VD_LOOK_ABOUT);
	uint32_t row = VD_HEADER_ROW + 1;
	size_t rows = 0;
	if (description) {
		vd_xlsx_text(sheet, row, 0, "The study", VD_LOOK_PLAIN);
		explanation(sheet, row++, description);
		rows++;
	}
	const char *because = vd_text_in(&study->scope_because, language);
	if (because) {
		vd_xlsx_text(sheet, row, 0, "The headline", VD_LOOK_PLAIN);
		explanation(
			sheet, row++,
			vd_arena_format(book->analysis->arena,
					"Not every institution counts in the headline totals (see "
					"Data). %s",
					because));
		rows++;
	}
	vd_xlsx_text(sheet, row, 0, "The audit", VD_LOOK_PLAIN);
	explanation(sheet, row++, vd_audit_words(book->analysis));
	rows++;
	for (const struct vd_sheet *one = vd_sheets; one->name; one++) {
		if (one->write == vd_sheet_about || vd_sheet_is_empty(book, one))
			continue;
		vd_xlsx_link(sheet, row, 0, one->name, "A1", one->name);
		explanation(
			sheet, row++,
			one->about
				? one->about
				: vd_result_find(book->analysis, one->table)->description->about);
		rows++;
	}
	vd_sheet_table(book, sheet, "about", headings, 2, rows, 0);
}
