#include "io/workbook.h"

#include <stdlib.h>
#include <string.h>

#include "budget/audit.h"
#include "budget/language.h"
#include "budget/readings.h"
#include "io/xlsx_formula.h"
#include "io/zip.h"

/* A result table's sheet. */
#define RESULT(result)                                                                             \
	{                                                                                          \
		.table = (result), .plan = vd_plan_result, .write = vd_sheet_result                \
	}

const struct vd_sheet vd_sheets[] = {
	{ .name = N_("About"),
	  .about = N_("What this workbook is and how to read it."),
	  .plan = vd_plan_about,
	  .write = vd_sheet_about },
	RESULT("findings"),
	RESULT("claims"),
	{ .name = N_("Summary"),
	  .about = N_("The figures a reader wants first."),
	  .plan = vd_plan_summary,
	  .write = vd_sheet_summary },
	{ .name = N_("Charts"),
	  .about =
		  N_("Pictures of the main figures. Each is drawn from the cells of Chart data and "
		     "follows them."),
	  .write = vd_sheet_charts },
	RESULT("general-budget"),
	RESULT("institutions"),
	RESULT("regions"),
	RESULT("comparable"),
	RESULT("bridge"),
	RESULT("per-capita"),
	RESULT("population-choice"),
	RESULT("trend"),
	RESULT("trend-points"),
	RESULT("projection"),
	RESULT("distribution"),
	RESULT("association"),
	RESULT("association-points"),
	RESULT("outliers"),
	RESULT("pace"),
	RESULT("pefa"),
	RESULT("pefa-heads"),
	RESULT("checks"),
	RESULT("chart-data"),
	{ .name = N_("Data"),
	  .about = N_("The figures as transcribed: a row per institution, a column per stage and "
		      "year."),
	  .about_data =
		  N_("The figures as transcribed, or added up from data: a row per institution, "
		     "a column per stage and year."),
	  .plan = vd_plan_data,
	  .write = vd_sheet_data },
	{ .name = N_("Printed rows"),
	  .about = N_("The figures of Data by row as printed: the members of a group in one."),
	  .plan = vd_plan_rows,
	  .write = vd_sheet_rows },
	{ .name = N_("Assumptions"),
	  .about = N_("What amounts are divided by or deflated with. Change a blue value and the "
		      "workbook follows."),
	  .plan = vd_plan_assumptions,
	  .write = vd_sheet_assumptions },
	RESULT("data-files"),
	{ .name = N_("Notes and sources"),
	  .about = N_("The notes that other sheets name, the printed tables, and the documents."),
	  .about_data =
		  N_("The notes that other sheets name, the printed tables, the data with what "
		     "was asked of it, and the documents."),
	  .plan = vd_plan_notes,
	  .write = vd_sheet_notes },
	{ .name = NULL },
};

const char *vd_sheet_name(const struct vd_sheet *sheet)
{
	for (size_t t = 0; sheet->table && vd_tables[t]; t++)
		if (vd_same(vd_tables[t]->name, sheet->table))
			return vd_table_title(vd_tables[t]);
	return vd_translate(sheet->name);
}

bool vd_sheet_is_empty(const struct vd_workbook *book, const struct vd_sheet *sheet)
{
	if (sheet->table)
		return vd_result_find(book->analysis, sheet->table)->rows.count == 0;
	if (sheet->write == vd_sheet_charts)
		return book->analysis->charts->count == 0;
	if (sheet->write == vd_sheet_assumptions)
		return book->assumptions.count == 0;
	if (sheet->write == vd_sheet_rows)
		return !vd_has_printed_rows(book);
	return false;
}

const struct vd_plan *vd_plan_of(const struct vd_workbook *book, const struct vd_result *result)
{
	return book->of_result[result - book->analysis->results];
}

uint32_t vd_first_row(const struct vd_workbook *book, const struct vd_result *result)
{
	return vd_plan_of(book, result)->header_row + 1;
}

uint32_t vd_data_row(const struct vd_workbook *book, int institution)
{
	return book->data_plan->header_row + 1 + (uint32_t)institution;
}

uint32_t vd_data_total_row(const struct vd_workbook *book)
{
	return vd_data_row(book, (int)book->analysis->study->institutions.count);
}

uint32_t vd_data_budget_row(const struct vd_workbook *book)
{
	return vd_data_total_row(book) + 1;
}

int vd_data_column(const struct vd_workbook *book, int year, enum vd_stage stage)
{
	for (size_t i = 0; i < book->data_columns.count; i++)
		if (book->data_columns.items[i].year == year &&
		    book->data_columns.items[i].stage == stage)
			return VD_DATA_FIELDS + (int)i;
	return VD_NONE;
}

int vd_assumption_row(const struct vd_workbook *book, const struct vd_series *series, int year,
		      int region)
{
	const struct vd_series_value *wanted = vd_series_at(series, year, region);
	for (size_t i = 0; i < book->assumptions.count; i++) {
		const struct vd_assumption *one = &book->assumptions.items[i];
		bool same = vd_series_is_prices(series) ? one->year == year
							: one->value == wanted && wanted;
		if (one->series == series && same)
			return (int)(book->assumptions_plan->header_row + 1 + i);
	}
	return VD_NONE;
}

int vd_parameter_row(const struct vd_workbook *book, enum vd_parameter parameter, int year,
		     enum vd_stage stage)
{
	for (size_t i = 0; i < book->assumptions.count; i++) {
		const struct vd_assumption *one = &book->assumptions.items[i];
		if (!one->series && one->parameter == parameter && one->year == year &&
		    one->stage == stage)
			return (int)(book->assumptions_plan->header_row + 1 + i);
	}
	return VD_NONE;
}

static void add_parameter(struct vd_workbook *book, enum vd_parameter parameter, int year,
			  enum vd_stage stage, double number)
{
	*VD_APPEND(book->analysis->arena, &book->assumptions) = (struct vd_assumption){
		.parameter = parameter, .year = year, .stage = stage, .number = number
	};
}

/* Those that some sheet points at. */
static void list_parameters(struct vd_workbook *book)
{
	const struct vd_analysis *analysis = book->analysis;
	const struct vd_result *pace = vd_result_find(analysis, "pace");
	if (vd_result_find(analysis, "trend")->rows.count)
		add_parameter(book, VD_PARAMETER_CONFIDENCE, 0, VD_STAGES, VD_CONFIDENCE);
	for (size_t r = 0; r < pace->rows.count; r++) {
		int year = pace->rows.items[r].year;
		add_parameter(book, VD_PARAMETER_MONTHS, analysis->study->years.items[year].year,
			      VD_IMPLEMENTED,
			      vd_months_elapsed(analysis->study, year, VD_IMPLEMENTED));
	}
}

static void list_data_columns(struct vd_workbook *book)
{
	const struct vd_dataset *data = book->analysis->data;
	for (int year = 0; year < (int)book->analysis->study->years.count; year++) {
		for (enum vd_stage stage = 0; stage < VD_STAGES; stage++) {
			bool any = vd_dataset_has_detail(data, year, stage) ||
				   vd_dataset_total(data, year, stage)->cell ||
				   (stage == VD_ALLOCATED && data->general_budget[year].cell);
			if (any)
				*VD_APPEND(book->analysis->arena, &book->data_columns) =
					(struct vd_data_column){ .year = year, .stage = stage };
		}
	}
}

static int compare_values(const void *left, const void *right)
{
	const struct vd_assumption *a = left, *b = right;
	int order = a->value->region - b->value->region;
	return order ? order : a->year - b->year;
}

/* Prices need every year between the first and the last, so that the chain can be followed. */
static void list_prices(struct vd_workbook *book, const struct vd_series *series)
{
	int first = series->base;
	int last = first;
	for (size_t i = 0; i < series->values.count; i++) {
		int year = series->values.items[i].year;
		first = year < first ? year : first;
		last = year > last ? year : last;
	}
	for (int year = first; year <= last; year++)
		*VD_APPEND(book->analysis->arena, &book->assumptions) = (struct vd_assumption){
			.series = series, .value = vd_series_at(series, year, VD_NONE), .year = year
		};
}

static void list_assumptions(struct vd_workbook *book)
{
	const struct vd_study *study = book->analysis->study;
	for (size_t i = 0; i < study->series.count; i++) {
		const struct vd_series *series = &study->series.items[i];
		size_t start = book->assumptions.count;
		if (vd_series_is_prices(series)) {
			list_prices(book, series);
			continue;
		}
		for (size_t k = 0; k < series->values.count; k++)
			*VD_APPEND(book->analysis->arena, &book->assumptions) =
				(struct vd_assumption){ .series = series,
							.value = &series->values.items[k],
							.year = series->values.items[k].year };
		if (series->values.count)
			qsort(book->assumptions.items + start, book->assumptions.count - start,
			      sizeof(*book->assumptions.items), compare_values);
	}
}

static void list_codes(struct vd_workbook *book)
{
	const struct vd_study *study = book->analysis->study;
	struct vd_arena *arena = book->analysis->arena;
	struct vd_buffer codes = { .arena = arena };
	for (size_t i = 0; i < study->codes.count; i++) {
		const struct vd_code *code = &study->codes.items[i];
		const char *text = vd_text_in(&code->text, book->analysis->language);
		vd_buffer_add(&codes, vd_arena_format(arena, "%s = %s; ", vd_code_shown(code),
						      text ? text : vd_missing_words(code->means)));
	}
	book->codes = vd_arena_format(
		arena,
		_("Codes: %s%s = no figure, or one that it needs is missing; %s = does not apply, or "
		  "nothing to divide by; an empty cell has nothing to say. [note N]: on the last "
		  "sheet."),
		vd_buffer_text(&codes), VD_SYMBOL_NOT_AVAILABLE, VD_SYMBOL_NOT_APPLICABLE);
}

/* --- plans: where everything will stand --- */

void vd_plan_headings(const struct vd_workbook *book, struct vd_plan *plan,
		      const struct vd_heading *headings, size_t columns)
{
	plan->headings = VD_TAKE(book->analysis->arena, struct vd_heading, columns);
	memcpy(plan->headings, headings, columns * sizeof(*headings));
	plan->columns = columns;
}

bool vd_plan_is_wide(const struct vd_plan *plan)
{
	enum { READABLE_CHARS = 280 }; /* across A3 */
	double width = 0.0;
	for (size_t i = 0; i < plan->columns; i++)
		width += plan->headings[i].width_chars;
	return width > READABLE_CHARS;
}

/* How wide the lines above a table may be, in characters. */
static size_t head_width(const struct vd_plan *plan)
{
	enum { NARROWEST = 80, WIDEST = 190, CHARTS = 130 };
	double width = plan->columns ? 0.0 : CHARTS;
	for (size_t i = 0; i < (plan->printed ? plan->printed : plan->columns); i++)
		width += plan->headings[i].width_chars;
	return width < NARROWEST ? NARROWEST : width > WIDEST ? WIDEST : (size_t)width;
}

static void add_head(const struct vd_workbook *book, struct vd_plan *plan, const char *text)
{
	const char *lines = vd_wrap(book->analysis->arena, text, head_width(plan), 0);
	while (*lines && plan->head_lines < VD_HEAD_LINES_MOST) {
		size_t length = strcspn(lines, "\n");
		plan->head[plan->head_lines++] =
			vd_arena_copy(book->analysis->arena, lines, length);
		lines += length + (lines[length] == '\n');
	}
}

const char *vd_sheet_about_words(const struct vd_workbook *book, const struct vd_plan *plan)
{
	const struct vd_sheet *sheet = plan->sheet;
	if (plan->result)
		return vd_table_about(plan->result->description);
	bool has_data = book->analysis->study->data.count > 0;
	return vd_translate(has_data && sheet->about_data ? sheet->about_data : sheet->about);
}

static const char *notes_reading(const struct vd_workbook *book)
{
	const struct vd_study *study = book->analysis->study;
	struct vd_arena *arena = book->analysis->arena;
	const char *text =
		vd_arena_format(arena, _("Notes: %zu. Documents that the figures are from: %zu."),
				study->notes.count, study->sources.count);
	if (!study->data.count)
		return text;
	return vd_arena_format(
		arena, "%s %s", text,
		vd_arena_format(arena,
				VD_PLURAL("%zu file or query of budget lines was added up.",
					  "%zu files and queries of budget lines were added up.",
					  study->data.count),
				study->data.count));
}

/* A sentence of what the sheet says. */
static const char *reading_of(const struct vd_workbook *book, const struct vd_plan *plan)
{
	const struct vd_study *study = book->analysis->study;
	if (plan->result)
		return vd_table_reading(book->analysis, plan->result);
	if (plan->sheet->write == vd_sheet_summary || plan->sheet->write == vd_sheet_charts)
		return vd_study_reading(book->analysis);
	if (plan->sheet->write == vd_sheet_data || plan->sheet->write == vd_sheet_rows)
		return vd_arena_format(book->analysis->arena,
				       _("Institutions: %zu. Columns of figures: %zu."),
				       study->institutions.count, book->data_columns.count);
	if (plan->sheet->write == vd_sheet_assumptions)
		return vd_arena_format(book->analysis->arena,
				       VD_PLURAL("%zu value.", "%zu values.",
						 book->assumptions.count),
				       book->assumptions.count);
	if (plan->sheet->write == vd_sheet_notes)
		return notes_reading(book);
	return "";
}

static void plan_sheet(struct vd_workbook *book, const struct vd_sheet *sheet)
{
	const struct vd_analysis *analysis = book->analysis;
	struct vd_plan *plan = VD_APPEND(analysis->arena, &book->plans);
	*plan = (struct vd_plan){ .sheet = sheet };
	if (sheet->table)
		plan->result = vd_result_find(analysis, sheet->table);
	plan->name = vd_sheet_name(sheet);
	/* No sheet's name holds an apostrophe, in any language: a test sees to it. */
	plan->reference = vd_arena_format(analysis->arena, "'%s'", plan->name);
	if (sheet->plan)
		sheet->plan(book, plan);
	bool is_about = sheet->write == vd_sheet_about;
	plan->head[plan->head_lines++] =
		is_about ? vd_text_in(&analysis->study->title, analysis->language) : plan->name;
	add_head(book, plan, reading_of(book, plan));
	add_head(book, plan, vd_sheet_about_words(book, plan));
	add_head(book, plan,
		 vd_arena_format(
			 analysis->arena,
			 _("Amounts in %s. Blue: inputs. Black: formulas, which follow them. "
			   "Texts, and figures in italics, are as of the report."),
			 analysis->study->currency.code));
	if (plan->printed && plan->printed < plan->columns)
		add_head(book, plan,
			 _("More columns stand to the right of the notes; they are not printed."));
	add_head(book, plan, book->codes);
	add_head(book, plan, vd_sources_line(analysis));
	/* Whether inputs were edited, and the way back to About, take the last rows. */
	plan->header_row = (uint32_t)plan->head_lines + (is_about ? 0 : 2);
}

static void plan_sheets(struct vd_workbook *book)
{
	const struct vd_analysis *analysis = book->analysis;
	for (const struct vd_sheet *sheet = vd_sheets; sheet->write; sheet++)
		if (!vd_sheet_is_empty(book, sheet))
			plan_sheet(book, sheet);
	book->of_result = VD_TAKE(analysis->arena, const struct vd_plan *, analysis->result_count);
	for (size_t i = 0; i < book->plans.count; i++) {
		const struct vd_plan *plan = &book->plans.items[i];
		if (plan->result)
			book->of_result[plan->result - analysis->results] = plan;
		if (plan->sheet->write == vd_sheet_data)
			book->data_plan = plan;
		if (plan->sheet->write == vd_sheet_rows)
			book->rows_plan = plan;
		if (plan->sheet->write == vd_sheet_assumptions)
			book->assumptions_plan = plan;
	}
}

/* What stands above the table. */
static void write_head(const struct vd_workbook *book, const struct vd_plan *plan,
		       struct vd_xlsx_sheet *sheet)
{
	const struct vd_plan *about = &book->plans.items[0];
	for (size_t i = 0; i < plan->head_lines; i++)
		vd_xlsx_text(sheet, (uint32_t)i, 0, plan->head[i],
			     i ? VD_LOOK_ABOUT : VD_LOOK_TITLE);
	if (plan == about)
		return;
	uint32_t row = (uint32_t)plan->head_lines;
	vd_xlsx_link(sheet, row + 1, 0, about->name, "A1",
		     vd_arena_format(book->analysis->arena, _("Back to %s"), about->name));
	const char *same = _("The inputs are those of the report.");
	const char *edited =
		_("Inputs were edited: sentences, verdicts and the order of rows are older.");
	vd_xlsx_formula_text(
		sheet, row, 0,
		vd_arena_format(book->analysis->arena, "IF(%s!%s=%s,%s,%s)", about->reference,
				vd_xlsx_cell_name(book->analysis->arena, book->edited_row, 1, true),
				vd_quoted(book, vd_word("no")), vd_quoted(book, same),
				vd_quoted(book, edited)),
		same, VD_UNIT_TEXT);
	vd_xlsx_stress(sheet, row, row, 0, edited, VD_STRESS_GRAVE);
}

void vd_sheet_input(struct vd_workbook *book, struct vd_xlsx_sheet *sheet, uint32_t row,
		    uint16_t column, double number, enum vd_unit unit)
{
	book->inputs += (long double)number + 1.0L;
	vd_xlsx_number(sheet, row, column, number, unit, VD_ROLE_INPUT);
}

void vd_sheet_table(struct vd_workbook *book, const struct vd_plan *plan,
		    struct vd_xlsx_sheet *sheet, const char *name, size_t rows, uint16_t frozen)
{
	size_t lines = 1;
	char *table = vd_arena_format(book->analysis->arena, "table_%s", name);
	for (char *c = table; *c; c++)
		*c = *c == '-' ? '_' : *c;
	for (size_t i = 0; i < plan->columns; i++) {
		/* Bold letters are wider. */
		size_t width = (size_t)(plan->headings[i].width_chars * 0.95) - 1;
		size_t needed = vd_sheet_lines(plan->headings[i].text, width);
		lines = needed > lines ? needed : lines;
	}
	vd_sheet_row_lines(sheet, plan->header_row, lines);
	/* A table has at least one row below its header, be it empty. */
	vd_xlsx_table(sheet, table, plan->header_row,
		      plan->header_row + (rows ? (uint32_t)rows : 1), plan->headings,
		      (uint16_t)plan->columns, frozen, (uint16_t)plan->printed);
}

/* Go on by a word and the blanks before it, or by a line end. @return the bytes of it */
static size_t take_word(const char *text, size_t width, size_t *line, size_t *column)
{
	if (*text == '\n') {
		++*line;
		*column = 0;
		return 1;
	}
	size_t blanks = strspn(text, " "), bytes = strcspn(text + blanks, " \n");
	size_t length = vd_utf8_length(text + blanks, bytes);
	if (*column && *column + blanks + length > width) {
		++*line;
		*column = length;
	} else {
		*column += blanks + length;
	}
	if (*column > width) {
		*line += (*column - 1) / width;
		*column = (*column - 1) % width + 1;
	}
	return blanks + bytes;
}

size_t vd_sheet_lines(const char *text, size_t width_chars)
{
	size_t line = 1, column = 0;
	while (*text)
		text += take_word(text, width_chars, &line, &column);
	return line;
}

size_t vd_sheet_fit(const char *text, size_t width_chars, size_t most_lines)
{
	size_t line = 1, column = 0, fits = 0;
	while (text[fits]) {
		size_t next = take_word(text + fits, width_chars, &line, &column);
		if (line > most_lines && fits)
			return fits;
		if (line > most_lines)
			return vd_utf8_bytes(text, width_chars * most_lines);
		fits += next;
	}
	return fits;
}

void vd_sheet_row_lines(struct vd_xlsx_sheet *sheet, uint32_t row, size_t lines)
{
	enum { LINE_POINTS = 15, MOST_POINTS = 405 }; /* a row is at most 409 points high */
	size_t points = lines * LINE_POINTS;
	if (lines > 1)
		vd_xlsx_row_height(sheet, row,
				   (double)(points < MOST_POINTS ? points : MOST_POINTS));
}

const char *vd_sheet_heading(const struct vd_workbook *book, const struct vd_result_column *column)
{
	enum vd_unit unit = column->column->unit;
	if (unit == VD_UNIT_MONEY || unit == VD_UNIT_PER_UNIT)
		return vd_arena_format(book->analysis->arena, "%s (%s)", column->label,
				       book->analysis->study->currency.code);
	return column->label;
}

double vd_sheet_width(size_t longest)
{
	enum { NARROWEST = 7, WIDEST = 48 };
	size_t width = longest + 2;
	return (double)(width < NARROWEST ? NARROWEST : width > WIDEST ? WIDEST : width);
}

static bool check_figure(const struct vd_analysis *analysis, const struct vd_figure *figure,
			 struct vd_diagnostics *diagnostics)
{
	if (figure->missing != VD_PRESENT ||
	    vd_money_fits_double(figure->amount, &analysis->study->currency))
		return true;
	vd_report(diagnostics, figure->cell->place, VD_RULE_UNSAFE_AMOUNT,
		  _("%s cannot stand in a spreadsheet cell to its last digit"),
		  figure->cell->printed);
	return vd_hint(diagnostics,
		       _("`veedor show` gives it exactly; a spreadsheet holds 15 digits"));
}

/* A cell must hold each amount to its last minor unit; so must every sum. */
static bool check_amounts(const struct vd_analysis *analysis, struct vd_diagnostics *diagnostics)
{
	const struct vd_study *study = analysis->study;
	size_t cells = study->institutions.count * study->years.count * VD_STAGES;
	bool good = true;
	for (size_t i = 0; i < cells; i++)
		good = check_figure(analysis, &analysis->data->cells[i], diagnostics) && good;
	for (size_t i = 0; i < study->years.count * VD_STAGES; i++)
		good = check_figure(analysis, &analysis->data->totals[i], diagnostics) && good;
	for (size_t i = 0; i < study->years.count; i++)
		good = check_figure(analysis, &analysis->data->general_budget[i], diagnostics) &&
		       good;
	for (size_t t = 0; good && t < analysis->result_count; t++) {
		const struct vd_result *result = &analysis->results[t];
		for (size_t i = 0; i < result->rows.count * result->column_count; i++) {
			const struct vd_value *value = &result->values[i];
			/* Of the audit, such a sum may stand as a text. */
			if (vd_is_of_audit(&result->rows.items[i / result->column_count]) ||
			    value->kind != VD_VALUE_MONEY ||
			    vd_money_fits_double(value->money, &study->currency))
				continue;
			good = vd_report(diagnostics, (struct vd_place){ .file = study->file },
					 VD_RULE_UNSAFE_AMOUNT,
					 _("a sum in `%s`, %s, cannot stand in a spreadsheet cell "
					   "to its last digit"),
					 result->description->name,
					 vd_money_format(analysis->arena, value->money,
							 &study->currency, VD_GROUPED));
			break;
		}
	}
	return good;
}

static bool output_failed(struct vd_diagnostics *diagnostics, const char *name, const char *why)
{
	vd_report(diagnostics, (struct vd_place){ .file = name }, VD_RULE_OUTPUT_FAILED,
		  _("cannot be written: %s"), why);
	return vd_hint(diagnostics,
		       _("is there room on the disk and in the folder for temporary files "
			 "(TMPDIR)? what was there before is unchanged"));
}

static bool is_small(const struct vd_analysis *analysis)
{
	enum { ROWS_MOST = 20000 };
	size_t rows = 0;
	for (size_t i = 0; i < analysis->result_count; i++)
		rows += analysis->results[i].rows.count;
	return rows <= ROWS_MOST;
}

static const char *write_sheets(struct vd_workbook *book, const char *path, vd_progress progress)
{
	const struct vd_analysis *analysis = book->analysis;
	const char *title = vd_text_in(&analysis->study->title, analysis->language);
	book->xlsx = vd_xlsx_open(analysis->arena, path, title, vd_study_reading(analysis),
				  &analysis->study->currency, is_small(analysis));
	if (!book->xlsx)
		return _("no memory");
	/* All first: links and names point at sheets that come later. */
	struct vd_xlsx_sheet **sheets =
		VD_TAKE(analysis->arena, struct vd_xlsx_sheet *, book->plans.count);
	for (size_t i = 0; i < book->plans.count; i++)
		sheets[i] = vd_xlsx_add_sheet(book->xlsx, book->plans.items[i].name);
	for (size_t i = 0; i < book->plans.count; i++) {
		const struct vd_plan *plan = &book->plans.items[i];
		if (progress)
			progress(plan->name);
		write_head(book, plan, sheets[i]);
		plan->sheet->write(book, plan, sheets[i]);
	}
	vd_about_edited(book, sheets[0]);
	vd_define_names(book);
	if (progress)
		progress(_("packing"));
	return vd_xlsx_close(book->xlsx);
}

bool vd_workbook_write(const struct vd_analysis *analysis, const char *path, const char *name,
		       vd_progress progress, struct vd_diagnostics *diagnostics)
{
	struct vd_workbook book = { .analysis = analysis };
	if (!check_amounts(analysis, diagnostics))
		return false;
	book.scratch = vd_arena_open_beside(analysis->arena);
	list_data_columns(&book);
	list_assumptions(&book);
	list_parameters(&book);
	vd_list_given(&book);
	list_codes(&book);
	plan_sheets(&book);
	const char *failure = write_sheets(&book, path, progress);
	vd_arena_close(book.scratch);
	if (failure)
		return output_failed(diagnostics, name, failure);
	if (!vd_zip_is_whole(path))
		return output_failed(diagnostics, name,
				     _("it was cut short, as when there is no space left"));
	return true;
}
