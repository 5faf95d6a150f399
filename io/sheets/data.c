/* Data: one rectangle of what was transcribed; everything else points here. */
#include <string.h>

#include "budget/language.h"
#include "io/xlsx_formula.h"

enum { PRINTED_WIDTH = 44, NOTES_WIDTH = 36 };

static const char *const field_names[VD_DATA_FIELDS] = {
	[VD_DATA_ID] = N_("Institution"),
	[VD_DATA_NAME] = N_("Name"),
	[VD_DATA_LEVEL] = N_("Level"),
	[VD_DATA_REGION] = N_("Region"),
	[VD_DATA_IN_HEADLINE] = N_("In headline"),
	[VD_DATA_PRINTED_ROW] = N_("Printed row no."),
};

/* A figure or its code, as an input; where nothing follows it, plainly no figure. */
static void figure_cell(struct vd_workbook *book, struct vd_xlsx_sheet *sheet, uint32_t row,
			uint16_t column, const struct vd_figure *figure, bool is_used)
{
	const struct vd_study *study = book->analysis->study;
	if (!is_used)
		vd_xlsx_text(sheet, row, column, VD_SYMBOL_NOT_AVAILABLE, VD_LOOK_RIGHT);
	else if (figure->missing == VD_PRESENT)
		vd_sheet_input(book, sheet, row, column,
			       vd_money_double(figure->amount, &study->currency), VD_UNIT_MONEY);
	else
		vd_xlsx_text(sheet, row, column,
			     figure->cell ? vd_code_shown(figure->cell->code)
					  : VD_SYMBOL_NOT_AVAILABLE,
			     VD_LOOK_INPUT);
}

const char *vd_data_heading(const struct vd_workbook *book, const struct vd_data_column *column)
{
	struct vd_arena *arena = book->analysis->arena;
	int year = book->analysis->study->years.items[column->year].year;
	switch (column->stage) {
	case VD_ALLOCATED:
		return vd_arena_format(arena, _("Allocated %d"), year);
	case VD_MODIFIED:
		return vd_arena_format(arena, _("Modified %d"), year);
	case VD_IMPLEMENTED:
		return vd_arena_format(arena, _("Implemented %d"), year);
	case VD_STAGES:
		break;
	}
	return "";
}

/* Tables and lines that figures stand in, told once a table, and once more for another source. */
struct printed_in {
	const struct vd_table *last;
	int last_source;
	const char *text;
};

/* A long table has a line a year: the first is enough to find the others. */
static void add_place(const struct vd_workbook *book, struct printed_in *in,
		      const struct vd_figure *figure)
{
	struct vd_arena *arena = book->analysis->arena;
	if (!figure->cell || !figure->table)
		return;
	bool own = figure->cell->source != VD_NONE;
	int source = own ? figure->cell->source : figure->table->source.source;
	const char *page = own ? NULL : figure->table->source.page;
	if (figure->table == in->last && source == in->last_source)
		return;
	in->last = figure->table;
	in->last_source = source;
	const char *joint = *in->text ? "; " : "";
	if (vd_figure_is_added(figure))
		in->text = vd_arena_format(
			arena, "%s%s%s, %s", in->text, joint, figure->table->id,
			vd_data_label(arena, vd_table_data(book->analysis->study, figure->table)));
	else
		in->text = vd_arena_format(arena, _("%s%s%s, line %u"), in->text, joint,
					   figure->table->id, figure->cell->place.line);
	if (source != VD_NONE)
		in->text = vd_arena_format(arena, "%s, %s", in->text,
					   book->analysis->study->sources.items[source].id);
	if (page)
		in->text = vd_arena_format(arena, _("%s, p. %s"), in->text, page);
}

static const char *printed_in_text(const struct vd_workbook *book, int institution)
{
	struct printed_in in = { .text = "" };
	for (size_t i = 0; i < book->data_columns.count; i++) {
		const struct vd_data_column *column = &book->data_columns.items[i];
		add_place(book, &in,
			  vd_dataset_cell(book->analysis->data, institution, column->year,
					  column->stage));
	}
	return in.text;
}

/* What a reader must know of a figure: a misprint, an approximation, notes. */
static const char *add_note(const struct vd_workbook *book, const char *text,
			    const struct vd_data_column *column, const struct vd_figure *figure)
{
	struct vd_arena *arena = book->analysis->arena;
	const struct vd_cell *cell = figure->cell;
	uint64_t left_out = cell && cell->added && cell->added->amounts ? cell->added->missing : 0;
	if (!cell || (!cell->about && !cell->read && !cell->notes.count && !left_out))
		return text;
	text = vd_arena_format(arena, "%s%s%s:", text, *text ? "; " : "",
			       vd_data_heading(book, column));
	if (cell->about)
		text = vd_arena_format(arena, _("%s approximate"), text);
	if (cell->read)
		text = vd_arena_format(arena, _("%s printed as %s"), text, cell->printed);
	if (left_out)
		text = vd_arena_format(
			arena,
			VD_PLURAL("%s at least this (%s cell of the data has no amount)",
				  "%s at least this (%s cells of the data have no amount)",
				  left_out),
			text, vd_count_format(arena, (int64_t)left_out, VD_GROUPED));
	for (size_t n = 0; n < cell->notes.count; n++)
		text = vd_arena_format(arena, "%s %s", text,
				       vd_note_mark(arena, (size_t)cell->notes.items[n]));
	return text;
}

static const char *notes_text(const struct vd_workbook *book, int institution)
{
	const char *text = "";
	for (size_t i = 0; i < book->data_columns.count; i++) {
		const struct vd_data_column *column = &book->data_columns.items[i];
		text = add_note(book, text, column,
				vd_dataset_cell(book->analysis->data, institution, column->year,
						column->stage));
	}
	return text;
}

/* Room for what is broken into lines. */
static void row_lines(struct vd_xlsx_sheet *sheet, uint32_t row, const char *printed_in,
		      const char *notes)
{
	size_t lines = vd_sheet_lines(printed_in, PRINTED_WIDTH - 2);
	size_t note_lines = vd_sheet_lines(notes, NOTES_WIDTH - 2);
	vd_sheet_row_lines(sheet, row, lines > note_lines ? lines : note_lines);
}

static void write_institution(struct vd_workbook *book, struct vd_xlsx_sheet *sheet, int index)
{
	const struct vd_study *study = book->analysis->study;
	const struct vd_institution *one = &study->institutions.items[index];
	uint32_t row = vd_data_row(book, index);
	vd_xlsx_text(sheet, row, VD_DATA_ID, one->id, VD_LOOK_PLAIN);
	vd_xlsx_text(sheet, row, VD_DATA_NAME, vd_institution_name(one, book->analysis->language),
		     VD_LOOK_PLAIN);
	vd_xlsx_text(sheet, row, VD_DATA_LEVEL, vd_word(vd_level_key(one->level)), VD_LOOK_PLAIN);
	if (one->region != VD_NONE)
		vd_xlsx_text(sheet, row, VD_DATA_REGION, study->regions.items[one->region].code,
			     VD_LOOK_PLAIN);
	vd_xlsx_text(sheet, row, VD_DATA_IN_HEADLINE, vd_word(one->in_headline ? "yes" : "no"),
		     VD_LOOK_INPUT);
	book->inputs += one->in_headline ? 1.0L : 0.0L;
	vd_xlsx_number(sheet, row, VD_DATA_PRINTED_ROW, one->printed_row, VD_UNIT_COUNT,
		       VD_ROLE_COMPUTED);
	for (size_t i = 0; i < book->data_columns.count; i++) {
		const struct vd_data_column *column = &book->data_columns.items[i];
		figure_cell(
			book, sheet, row, (uint16_t)(VD_DATA_FIELDS + i),
			vd_dataset_cell(book->analysis->data, index, column->year, column->stage),
			vd_dataset_has_detail(book->analysis->data, column->year, column->stage));
	}
	uint16_t after = (uint16_t)(VD_DATA_FIELDS + book->data_columns.count);
	const char *printed_in = printed_in_text(book, index), *notes = notes_text(book, index);
	vd_xlsx_text(sheet, row, after, printed_in, VD_LOOK_WRAPPED);
	vd_xlsx_text(sheet, row, (uint16_t)(after + 1), notes, VD_LOOK_WRAPPED);
	row_lines(sheet, row, printed_in, notes);
}

static void does_not_apply(struct vd_xlsx_sheet *sheet, uint32_t row, uint16_t column)
{
	vd_xlsx_text(sheet, row, column, VD_SYMBOL_NOT_APPLICABLE, VD_LOOK_RIGHT);
}

/* Figures of a whole year: printed totals where there is no detail, and the General Budget. */
static void write_years(struct vd_workbook *book, struct vd_xlsx_sheet *sheet)
{
	const struct vd_dataset *data = book->analysis->data;
	uint32_t totals = vd_data_total_row(book), budget = vd_data_budget_row(book);
	vd_xlsx_text(sheet, totals, VD_DATA_ID, "printed-total", VD_LOOK_PLAIN);
	vd_xlsx_text(
		sheet, totals, VD_DATA_NAME,
		book->analysis->study->data.count
			? _("Total as printed or added up, where no institution gives an amount")
			: _("Printed total, where no institution gives an amount"),
		VD_LOOK_PLAIN);
	vd_xlsx_text(sheet, budget, VD_DATA_ID, "general-budget", VD_LOOK_PLAIN);
	vd_xlsx_text(sheet, budget, VD_DATA_NAME, _("General Budget of the Republic"),
		     VD_LOOK_PLAIN);
	does_not_apply(sheet, totals, VD_DATA_PRINTED_ROW);
	does_not_apply(sheet, budget, VD_DATA_PRINTED_ROW);
	struct printed_in totals_in = { .text = "" }, budget_in = { .text = "" };
	const char *totals_notes = "", *budget_notes = "";
	for (size_t i = 0; i < book->data_columns.count; i++) {
		const struct vd_data_column *column = &book->data_columns.items[i];
		uint16_t at = (uint16_t)(VD_DATA_FIELDS + i);
		const struct vd_figure *total = vd_dataset_total(data, column->year, column->stage);
		if (vd_total_is_printed(data, column->year, column->stage)) {
			figure_cell(book, sheet, totals, at, total, true);
			add_place(book, &totals_in, total);
			totals_notes = add_note(book, totals_notes, column, total);
		} else {
			does_not_apply(sheet, totals, at);
		}
		if (column->stage == VD_ALLOCATED) {
			figure_cell(book, sheet, budget, at, &data->general_budget[column->year],
				    true);
			add_place(book, &budget_in, &data->general_budget[column->year]);
			budget_notes = add_note(book, budget_notes, column,
						&data->general_budget[column->year]);
		} else {
			does_not_apply(sheet, budget, at);
		}
	}
	uint16_t after = (uint16_t)(VD_DATA_FIELDS + book->data_columns.count);
	vd_xlsx_text(sheet, totals, after, totals_in.text, VD_LOOK_WRAPPED);
	vd_xlsx_text(sheet, budget, after, budget_in.text, VD_LOOK_WRAPPED);
	vd_xlsx_text(sheet, totals, (uint16_t)(after + 1), totals_notes, VD_LOOK_WRAPPED);
	vd_xlsx_text(sheet, budget, (uint16_t)(after + 1), budget_notes, VD_LOOK_WRAPPED);
	row_lines(sheet, totals, totals_in.text, totals_notes);
	row_lines(sheet, budget, budget_in.text, budget_notes);
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

void vd_plan_data(const struct vd_workbook *book, struct vd_plan *plan)
{
	size_t figures = VD_DATA_FIELDS + book->data_columns.count, columns = figures + 2;
	struct vd_heading *headings = VD_TAKE(book->analysis->arena, struct vd_heading, columns);
	for (size_t i = 0; i < figures; i++) {
		bool field = i < VD_DATA_FIELDS;
		headings[i].text =
			field ? vd_translate(field_names[i])
			      : vd_data_heading(book,
						&book->data_columns.items[i - VD_DATA_FIELDS]);
		headings[i].is_number = !field || i == VD_DATA_PRINTED_ROW ||
					i == VD_DATA_IN_HEADLINE;
		headings[i].width_chars = field ? 12 : 19;
	}
	headings[figures] = (struct vd_heading){ .text = book->analysis->study->data.count
								 ? _("Printed in, or added up from")
								 : _("Printed in"),
						 .width_chars = PRINTED_WIDTH };
	headings[figures + 1] =
		(struct vd_heading){ .text = _("Notes"), .width_chars = NOTES_WIDTH };
	headings[VD_DATA_ID].width_chars = 18;
	headings[VD_DATA_NAME].width_chars = vd_sheet_width(longest_name(book));
	vd_plan_headings(book, plan, headings, columns);
}

/* An amount or a declared code; yes or no. */
static void allow(const struct vd_workbook *book, struct vd_xlsx_sheet *sheet)
{
	struct vd_arena *arena = book->analysis->arena;
	const struct vd_study *study = book->analysis->study;
	uint32_t first = vd_data_row(book, 0), last = vd_data_budget_row(book);
	uint16_t from = VD_DATA_FIELDS;
	uint16_t to = (uint16_t)(VD_DATA_FIELDS + book->data_columns.count - 1);
	const char *cell = vd_xlsx_cell_name(arena, first, from, false);
	const char *formula = vd_arena_format(arena,
					      "OR(ISNUMBER(%s),%s=\"" VD_SYMBOL_NOT_AVAILABLE
					      "\",%s=\"" VD_SYMBOL_NOT_APPLICABLE "\"",
					      cell, cell, cell);
	for (size_t i = 0; i < study->codes.count; i++)
		formula = vd_arena_format(arena, "%s,%s=%s", formula, cell,
					  vd_quoted(book, vd_code_shown(&study->codes.items[i])));
	const struct vd_xlsx_allowed amounts = {
		.formula = vd_arena_format(arena, "%s)", formula),
		.title = _("An amount or a code"),
		.message = vd_arena_format(
			arena, _("An amount in %s, or one of the codes above the table."),
			study->currency.code),
	};
	const char *const yes_no[] = { vd_word("yes"), vd_word("no"), NULL };
	const struct vd_xlsx_allowed headline = {
		.words = yes_no,
		.title = _("Yes or no"),
		.message = _("Whether the headline totals count the institution."),
	};
	vd_xlsx_allow(sheet, first, from, last, to, &amounts);
	if (study->institutions.count)
		vd_xlsx_allow(sheet, first, VD_DATA_IN_HEADLINE, vd_data_total_row(book) - 1,
			      VD_DATA_IN_HEADLINE, &headline);
}

void vd_sheet_data(struct vd_workbook *book, const struct vd_plan *plan,
		   struct vd_xlsx_sheet *sheet)
{
	const struct vd_study *study = book->analysis->study;
	for (int i = 0; i < (int)study->institutions.count; i++)
		write_institution(book, sheet, i);
	write_years(book, sheet);
	allow(book, sheet);
	vd_sheet_table(book, plan, sheet, "data", study->institutions.count + 2, 1);
}
