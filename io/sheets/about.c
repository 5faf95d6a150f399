/* About: what the workbook is, how to read it, and the way to each sheet. */
#include "budget/audit.h"
#include "budget/language.h"
#include "io/workbook.h"

enum { TEXT_WIDTH = 110 };

void vd_plan_about(const struct vd_workbook *book, struct vd_plan *plan)
{
	const struct vd_heading headings[] = {
		{ .text = _("Sheet"), .width_chars = 28 },
		{ .text = _("What it shows"), .width_chars = TEXT_WIDTH },
	};
	vd_plan_headings(book, plan, headings, sizeof(headings) / sizeof(*headings));
}

static void explanation(struct vd_xlsx_sheet *sheet, uint32_t row, const char *text)
{
	vd_xlsx_text(sheet, row, 1, text, VD_LOOK_WRAPPED);
	vd_sheet_row_lines(sheet, row, vd_sheet_lines(text, TEXT_WIDTH - 2));
}

static void line(struct vd_xlsx_sheet *sheet, uint32_t *row, const char *what, const char *text)
{
	if (!text || !*text)
		return;
	vd_xlsx_text(sheet, *row, 0, what, VD_LOOK_PLAIN);
	explanation(sheet, (*row)++, text);
}

void vd_sheet_about(struct vd_workbook *book, const struct vd_plan *plan,
		    struct vd_xlsx_sheet *sheet)
{
	const struct vd_study *study = book->analysis->study;
	enum vd_language language = book->analysis->language;
	const char *because = vd_text_in(&study->scope_because, language);
	uint32_t row = plan->header_row + 1;
	line(sheet, &row, _("The study"), vd_text_in(&study->description, language));
	if (because)
		line(sheet, &row, _("The headline"),
		     vd_arena_format(book->analysis->arena,
				     _("Not every institution counts in the headline totals (see "
				       "Data). %s"),
				     because));
	line(sheet, &row, _("The audit"), vd_audit_words(book->analysis));
	line(sheet, &row, _("What follows"),
	     _("Change a blue cell, which are on Data and Assumptions, and on Checks and Claims what "
	       "is printed or given there: every black figure follows, and so do the charts. As of "
	       "the report stay: sentences, the order of rows and which rows are listed, verdicts "
	       "and which findings there are, and figures in italics, which no formula expresses; "
	       "of a column headed [value] they are all."));
	line(sheet, &row, _("Names"),
	     _("The inputs have names for formulas of your own: allocated_2016 is a column of Data, "
	       "general_budget_2016 a cell of it; the name box lists them all."));
	for (size_t i = 0; i < book->plans.count; i++) {
		const struct vd_plan *one = &book->plans.items[i];
		if (one == plan)
			continue;
		vd_xlsx_link(sheet, row, 0, one->name, "A1", one->name);
		explanation(sheet, row++,
			    one->result ? vd_table_about(one->result->description)
					: vd_translate(one->sheet->about));
	}
	vd_sheet_table(book, plan, sheet, "about", row - plan->header_row - 1, 0);
}
