/* Summary: what a reader asks first, two years side by side; each figure points at its sheet. */
#include "budget/summary.h"

#include <string.h>

#include "budget/audit.h"
#include "budget/language.h"
#include "io/workbook.h"

enum {
	QUESTION,
	FIGURE,
	UNIT,
	BEFORE,
	FIELDS_MOST = 6,
	QUESTION_WIDTH = 29,
	FIGURE_WIDTH = 84,
	YEAR_WIDTH = 24,
};

struct layout {
	struct vd_workbook *book;
	const struct vd_plan *plan;
	struct vd_xlsx_sheet *sheet;
	struct vd_summary summary;
	enum vd_summary_year first; /* of those shown */
	uint32_t row;
	int topic; /* of the row before */
};

static struct layout lay_out(const struct vd_workbook *book)
{
	struct layout layout = { .summary = vd_summarise(book->analysis),
				 .first = VD_SUMMARY_BEFORE,
				 .topic = VD_NONE };
	if (layout.summary.years[VD_SUMMARY_BEFORE] == VD_NONE)
		layout.first = VD_SUMMARY_FOCUS;
	if (layout.summary.years[VD_SUMMARY_FOCUS] == VD_NONE)
		layout.first = VD_SUMMARY_YEARS;
	return layout;
}

static uint16_t column_of(const struct layout *layout, enum vd_summary_year year)
{
	return (uint16_t)(BEFORE + (uint16_t)year - (uint16_t)layout->first);
}

/* The last column: the sheet that a figure is from. */
static uint16_t where(const struct layout *layout)
{
	return column_of(layout, VD_SUMMARY_YEARS);
}

void vd_plan_summary(const struct vd_workbook *book, struct vd_plan *plan)
{
	struct layout layout = lay_out(book);
	const struct vd_study *study = book->analysis->study;
	struct vd_heading headings[FIELDS_MOST] = {
		[QUESTION] = { .text = _("Question"), .width_chars = QUESTION_WIDTH },
		[FIGURE] = { .text = _("Figure"), .width_chars = FIGURE_WIDTH },
		[UNIT] = { .text = _("Unit"), .width_chars = 15 },
	};
	for (enum vd_summary_year y = layout.first; y < VD_SUMMARY_YEARS; y++)
		headings[column_of(&layout, y)] = (struct vd_heading){
			.text = vd_arena_format(book->analysis->arena, "%d",
						study->years.items[layout.summary.years[y]].year),
			.width_chars = YEAR_WIDTH,
			.is_number = true,
		};
	headings[where(&layout)] = (struct vd_heading){ .text = _("Sheet"), .width_chars = 24 };
	vd_plan_headings(book, plan, headings, (size_t)where(&layout) + 1);
}

/* A question stands in each of its rows, so that the table can be sorted and filtered. */
static void write_question(struct layout *layout, enum vd_summary_topic topic, const char *figure)
{
	size_t lines = vd_sheet_lines(figure, FIGURE_WIDTH - 2);
	vd_xlsx_text(layout->sheet, layout->row, QUESTION, vd_summary_topic_words(topic),
		     layout->topic == (int)topic ? VD_LOOK_PLAIN : VD_LOOK_STRONG);
	vd_xlsx_text(layout->sheet, layout->row, FIGURE, figure, VD_LOOK_WRAPPED);
	vd_sheet_row_lines(layout->sheet, layout->row, lines);
	layout->topic = (int)topic;
}

static void write_value(const struct layout *layout, const struct vd_summary_item *item,
			enum vd_summary_year year)
{
	const struct vd_analysis *analysis = layout->book->analysis;
	const struct vd_currency *currency = &analysis->study->currency;
	uint16_t at = column_of(layout, year);
	enum vd_unit unit = item->result->columns[item->column].column->unit;
	if (item->rows[year] == VD_NONE) {
		vd_xlsx_text(layout->sheet, layout->row, at, VD_SYMBOL_NOT_AVAILABLE,
			     VD_LOOK_RIGHT);
		return;
	}
	size_t source = (size_t)item->rows[year];
	const struct vd_value *value = vd_result_value(item->result, source, item->column);
	const struct vd_plan *plan = vd_plan_of(layout->book, item->result);
	const char *formula = vd_arena_format(
		analysis->arena, "%s!%s", plan->reference,
		vd_xlsx_cell_name(analysis->arena,
				  vd_first_row(layout->book, item->result) + (uint32_t)source,
				  vd_sheet_column(item->result, item->column), false));
	if (vd_value_present(value))
		vd_xlsx_formula_number(layout->sheet, layout->row, at, formula,
				       vd_value_cell(value, currency), unit);
	else
		vd_xlsx_formula_text(
			layout->sheet, layout->row, at, formula,
			vd_xlsx_cell_text(layout->book, item->result, source, item->column), unit);
}

static void write_item(struct layout *layout, const struct vd_summary_item *item)
{
	const struct vd_plan *plan = vd_plan_of(layout->book, item->result);
	write_question(layout, item->topic, item->question);
	vd_xlsx_text(layout->sheet, layout->row, UNIT,
		     vd_word(vd_column_unit_name(layout->book->analysis,
						 item->result->columns[item->column].column)),
		     VD_LOOK_PLAIN);
	for (enum vd_summary_year y = layout->first; y < VD_SUMMARY_YEARS; y++)
		write_value(layout, item, y);
	vd_xlsx_link(layout->sheet, layout->row, where(layout), plan->name, "A1", plan->name);
	layout->row++;
}

/* A sentence, as of the report. */
static void write_words(struct layout *layout, enum vd_summary_topic topic, const char *words)
{
	write_question(layout, topic, words);
	vd_xlsx_text(layout->sheet, layout->row++, UNIT, _("as of the report"), VD_LOOK_PLAIN);
}

static void write_notes(struct layout *layout)
{
	const struct vd_study *study = layout->book->analysis->study;
	for (enum vd_summary_year y = layout->first; y < VD_SUMMARY_YEARS; y++)
		if (*layout->summary.notes[y])
			write_words(
				layout, VD_ASK_ANSWERED,
				vd_arena_format(layout->book->analysis->arena,
						_("What to know of %d: %s"),
						study->years.items[layout->summary.years[y]].year,
						layout->summary.notes[y]));
}

/* The gravest findings, each a sentence, with the way to it. */
static void write_doubts(struct layout *layout)
{
	const struct vd_summary *summary = &layout->summary;
	const struct vd_result *findings = vd_result_find(layout->book->analysis, "findings");
	for (size_t i = 0; i < summary->doubt_count; i++) {
		const struct vd_finding *finding = summary->doubts[i];
		write_question(layout, VD_ASK_DOUBTFUL,
			       vd_arena_format(layout->book->analysis->arena, "%s: %s", finding->at,
					       finding->message));
		vd_xlsx_text(layout->sheet, layout->row, UNIT,
			     vd_word(vd_severity_name(vd_rule_info(finding->rule)->severity)),
			     VD_LOOK_PLAIN);
		const struct vd_plan *plan = vd_plan_of(layout->book, findings);
		vd_xlsx_link(layout->sheet, layout->row, where(layout), plan->name, "A1",
			     plan->name);
		layout->row++;
	}
	const char *more =
		summary->doubts_more
			? vd_arena_format(layout->book->analysis->arena,
					  VD_PLURAL("%zu more contradiction or warning.",
						    "%zu more contradictions and warnings.",
						    summary->doubts_more),
					  summary->doubts_more)
		: summary->doubt_count ? NULL
				       : _("Nothing contradicts the report.");
	if (!more)
		return;
	write_question(layout, VD_ASK_DOUBTFUL, more);
	layout->row++;
}

void vd_sheet_summary(struct vd_workbook *book, const struct vd_plan *plan,
		      struct vd_xlsx_sheet *sheet)
{
	struct layout layout = lay_out(book);
	layout.book = book;
	layout.plan = plan;
	layout.sheet = sheet;
	layout.row = plan->header_row + 1;
	for (size_t i = 0; i < layout.summary.count; i++) {
		const struct vd_summary_item *item = &layout.summary.items[i];
		bool last_of_topic = i + 1 == layout.summary.count ||
				     layout.summary.items[i + 1].topic != item->topic;
		write_item(&layout, item);
		if (item->topic == VD_ASK_CHANGE && last_of_topic && *layout.summary.change)
			write_words(&layout, VD_ASK_CHANGE, layout.summary.change);
	}
	write_notes(&layout);
	write_doubts(&layout);
	vd_xlsx_one_page(sheet);
	vd_sheet_table(book, plan, sheet, "summary", layout.row - plan->header_row - 1, 1);
}
