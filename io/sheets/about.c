/* About: what the workbook is, how to read it, and the way to each sheet. */
#include "budget/audit.h"
#include "budget/language.h"
#include "budget/readings.h"
#include "io/xlsx_formula.h"

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

/* Which files and queries figures were added up from; "" of a study that transcribes all. */
static const char *data_words(const struct vd_workbook *book)
{
	enum { NAMED = 6 };
	const struct vd_study *study = book->analysis->study;
	struct vd_arena *arena = book->analysis->arena;
	const char **names = VD_TAKE(arena, const char *, study->data.count);
	for (size_t i = 0; i < study->data.count; i++)
		names[i] = vd_data_label(arena, &study->data.items[i]);
	if (!study->data.count)
		return "";
	const struct vd_result *result = vd_result_find(book->analysis, "data-files");
	return vd_arena_format(arena, _("Figures were added up from %s. %s See %s."),
			       vd_list_words(arena, names, study->data.count, NAMED),
			       vd_table_reading(book->analysis, result),
			       vd_table_title(result->description));
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
	line(sheet, &row, _("The data"), data_words(book));
	line(sheet, &row, _("The audit"), vd_audit_words(book->analysis));
	line(sheet, &row, _("As of the report"),
	     _("As when veedor wrote this workbook. Whether inputs were edited since is told below, and "
	       "at the top of each sheet."));
	line(sheet, &row, _("What follows"),
	     _("Change a blue cell, which are on Data and Assumptions, and on Checks and Claims what "
	       "is printed or given there: every black figure follows, and so do the charts. As of "
	       "the report stay: sentences, the order of rows and which rows are listed, verdicts "
	       "and which findings there are, and figures in italics, which no formula expresses; "
	       "of a column headed [value] they are all."));
	line(sheet, &row, _("Names"),
	     _("The inputs have names for formulas of your own: allocated_2016 is a column of Data, "
	       "in_headline says who counts, total_allocated_2016 is the total of the headline, "
	       "general_budget_2016 a single amount; the name box lists them all."));
	line(sheet, &row, _("An example"),
	     vd_arena_format(book->analysis->arena, "=SUMIFS(allocated_2016,in_headline,\"%s\")",
			     vd_word("yes")));
	vd_xlsx_text(sheet, row++, 0, _("Inputs when it was written"), VD_LOOK_PLAIN);
	vd_xlsx_text(sheet, row++, 0, _("Inputs now"), VD_LOOK_PLAIN);
	vd_xlsx_text(sheet, row, 0, _("Edited since?"), VD_LOOK_PLAIN);
	book->edited_row = row++;
	for (size_t i = 0; i < book->plans.count; i++) {
		const struct vd_plan *one = &book->plans.items[i];
		if (one == plan)
			continue;
		vd_xlsx_link(sheet, row, 0, one->name, "A1", one->name);
		explanation(sheet, row++, vd_sheet_about_words(book, one));
	}
	vd_sheet_table(book, plan, sheet, "about", row - plan->header_row - 1, 0);
}

/* How many rows below the header the three lines stand; the same as they are written above. */
void vd_about_edited(struct vd_workbook *book, struct vd_xlsx_sheet *about)
{
	struct vd_arena *arena = book->analysis->arena;
	const struct vd_plan *data = book->data_plan, *assumptions = book->assumptions_plan;
	uint32_t now = book->edited_row - 1, then = now - 1;
	const char *range = vd_arena_format(
		arena, "%s!%s:%s", data->reference,
		vd_xlsx_cell_name(arena, vd_data_row(book, 0), VD_DATA_FIELDS, true),
		vd_xlsx_cell_name(arena, vd_data_budget_row(book),
				  (uint16_t)(VD_DATA_FIELDS + book->data_columns.count - 1), true));
	const char *sum = vd_arena_format(
		arena, "SUM(%s)+COUNT(%s)+COUNTIF(%s!%s:%s,%s)", range, range, data->reference,
		vd_xlsx_cell_name(arena, vd_data_row(book, 0), VD_DATA_IN_HEADLINE, true),
		vd_xlsx_cell_name(arena, vd_data_total_row(book), VD_DATA_IN_HEADLINE, true),
		vd_quoted(book, vd_word("yes")));
	if (assumptions) {
		range = vd_arena_format(arena, "%s!%s:%s", assumptions->reference,
					vd_xlsx_cell_name(arena, assumptions->header_row + 1,
							  VD_ASSUMPTION_VALUE, true),
					vd_xlsx_cell_name(arena,
							  assumptions->header_row +
								  (uint32_t)book->assumptions.count,
							  VD_ASSUMPTION_VALUE, true));
		sum = vd_arena_format(arena, "%s+SUM(%s)+COUNT(%s)", sum, range, range);
	}
	const char *a = vd_xlsx_cell_name(arena, then, 1, false);
	const char *b = vd_xlsx_cell_name(arena, now, 1, false);
	vd_xlsx_number(about, then, 1, (double)book->inputs, VD_UNIT_NUMBER, VD_ROLE_COMPUTED);
	vd_xlsx_formula_number(about, now, 1, sum, (double)book->inputs, VD_UNIT_NUMBER);
	/* Doubles that are added in another order differ in their last digits. */
	vd_xlsx_formula_text(about, book->edited_row, 1,
			     vd_arena_format(arena, "IF(ABS(%s-%s)<=1E-14*ABS(%s),%s,%s)", b, a, a,
					     vd_quoted(book, vd_word("no")),
					     vd_quoted(book, vd_word("yes"))),
			     vd_word("no"), VD_UNIT_TEXT);
}
