#include "io/workbook.h"

#include <stdlib.h>
#include <string.h>

#include "io/zip.h"

const struct vd_sheet vd_sheets[] = {
	{ .name = "About",
	  .about = "What this workbook is and how to read it.",
	  .write = vd_sheet_about },
	{ .name = "Findings", .table = "findings" },
	{ .name = "Claims", .table = "claims" },
	{ .name = "Summary",
	  .about = "The figures a reader wants first.",
	  .write = vd_sheet_summary },
	{ .name = "General Budget", .table = "general-budget" },
	{ .name = "Institutions", .table = "institutions" },
	{ .name = "Regions", .table = "regions" },
	{ .name = "Comparable", .table = "comparable" },
	{ .name = "Bridge", .table = "bridge" },
	{ .name = "Per capita", .table = "per-capita" },
	{ .name = "Population choice", .table = "population-choice" },
	{ .name = "Trend", .table = "trend" },
	{ .name = "Trend points", .table = "trend-points" },
	{ .name = "Projection", .table = "projection" },
	{ .name = "Distribution", .table = "distribution" },
	{ .name = "Association", .table = "association" },
	{ .name = "Association points", .table = "association-points" },
	{ .name = "Outliers", .table = "outliers" },
	{ .name = "Pace", .table = "pace" },
	{ .name = "Credibility", .table = "pefa" },
	{ .name = "Credibility heads", .table = "pefa-heads" },
	{ .name = "Checks", .table = "checks" },
	{ .name = "Chart data", .table = "chart-data" },
	{ .name = VD_DATA_SHEET,
	  .about =
		  "The figures as transcribed: a row per institution, a column per stage and year.",
	  .write = vd_sheet_data },
	{ .name = VD_ROWS_SHEET,
	  .about = "The figures of Data by row as printed: the members of a group in one.",
	  .write = vd_sheet_rows },
	{ .name = VD_ASSUMPTIONS_SHEET,
	  .about = "What amounts are divided by or deflated with. Change a blue value and the "
		   "workbook follows.",
	  .write = vd_sheet_assumptions },
	{ .name = "Notes and sources",
	  .about = "The notes that other sheets name, the printed tables, and the documents.",
	  .write = vd_sheet_notes },
	{ .name = NULL },
};

bool vd_sheet_is_empty(const struct vd_workbook *book, const struct vd_sheet *sheet)
{
	if (sheet->table)
		return vd_result_find(book->analysis, sheet->table)->rows.count == 0;
	if (sheet->write == vd_sheet_assumptions)
		return book->assumptions.count == 0;
	if (sheet->write == vd_sheet_rows)
		return !vd_has_printed_rows(book);
	return false;
}

uint32_t vd_data_row(int institution)
{
	return VD_HEADER_ROW + 1 + (uint32_t)institution;
}

uint32_t vd_data_total_row(const struct vd_workbook *book)
{
	return vd_data_row((int)book->analysis->study->institutions.count);
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
			return VD_HEADER_ROW + 1 + (int)i;
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
			return VD_HEADER_ROW + 1 + (int)i;
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
	book->codes = "Codes: ";
	for (size_t i = 0; i < study->codes.count; i++) {
		const struct vd_code *code = &study->codes.items[i];
		const char *text = vd_text_in(&code->text, book->analysis->language);
		book->codes = vd_arena_format(arena, "%s%s = %s; ", book->codes,
					      vd_code_shown(code),
					      text ? text : vd_missing_words(code->means));
	}
	book->codes =
		vd_arena_format(arena,
				"%s%s = no figure, or one that it needs is missing; %s = nothing "
				"to divide by. Notes are on the last sheet.",
				book->codes, VD_SYMBOL_NOT_AVAILABLE, VD_SYMBOL_NOT_APPLICABLE);
}

void vd_sheet_head(struct vd_workbook *book, struct vd_xlsx_sheet *sheet, const char *title,
		   const char *about)
{
	vd_xlsx_text(sheet, VD_TITLE_ROW, 0, title, VD_LOOK_TITLE);
	vd_xlsx_text(sheet, VD_ABOUT_ROW, 0, about, VD_LOOK_ABOUT);
	vd_xlsx_text(sheet, VD_CODES_ROW, 0, book->codes, VD_LOOK_ABOUT);
}

void vd_sheet_table(struct vd_workbook *book, struct vd_xlsx_sheet *sheet, const char *name,
		    const struct vd_heading *headings, size_t columns, size_t rows, uint16_t frozen)
{
	size_t lines = 1;
	char *table = vd_arena_format(book->analysis->arena, "table_%s", name);
	for (char *c = table; *c; c++)
		*c = *c == '-' ? '_' : *c;
	for (size_t i = 0; i < columns; i++) {
		/* Bold letters are wider. */
		size_t width = (size_t)(headings[i].width_chars * 0.95) - 1;
		size_t needed = vd_sheet_lines(headings[i].text, width);
		lines = needed > lines ? needed : lines;
	}
	vd_sheet_row_lines(sheet, VD_HEADER_ROW, lines);
	/* A table has at least one row below its header, be it empty. */
	vd_xlsx_table(sheet, table, VD_HEADER_ROW, VD_HEADER_ROW + (rows ? (uint32_t)rows : 1),
		      headings, (uint16_t)columns, frozen);
}

size_t vd_sheet_lines(const char *text, size_t width_chars)
{
	size_t lines = 1, column = 0;
	while (*text) {
		size_t bytes = strcspn(text, " ");
		size_t length = vd_utf8_length(text, bytes);
		if (column && column + 1 + length > width_chars) {
			lines++;
			column = 0;
		}
		column += length + (column ? 1 : 0);
		text += bytes + strspn(text + bytes, " ");
	}
	return lines;
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
		  "%s cannot stand in a spreadsheet cell to its last digit", figure->cell->printed);
	return vd_hint(diagnostics,
		       "`veedor show` gives it exactly; a spreadsheet holds 15 digits");
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
			/* What no formula makes may stand as a text. */
			bool is_value =
				result->columns[i % result->column_count].column->is_worked_out;
			if (is_value || value->kind != VD_VALUE_MONEY ||
			    vd_money_fits_double(value->money, &study->currency))
				continue;
			good = vd_report(diagnostics, (struct vd_place){ .file = study->file },
					 VD_RULE_UNSAFE_AMOUNT,
					 "a sum in `%s`, %s, cannot stand in a spreadsheet cell to "
					 "its last digit",
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
		  "cannot be written: %s", why);
	return vd_hint(diagnostics,
		       "is there room on the disk and in the folder for temporary files "
		       "(TMPDIR)? what was there before is unchanged");
}

bool vd_workbook_write(const struct vd_analysis *analysis, const char *path, const char *name,
		       vd_progress progress, struct vd_diagnostics *diagnostics)
{
	struct vd_workbook book = { .analysis = analysis };
	if (!check_amounts(analysis, diagnostics))
		return false;
	list_data_columns(&book);
	list_assumptions(&book);
	list_parameters(&book);
	list_codes(&book);
	const char *title = vd_text_in(&analysis->study->title, analysis->language);
	book.xlsx = vd_xlsx_open(path, title, &analysis->study->currency);
	if (!book.xlsx)
		return output_failed(diagnostics, name, "no memory");
	for (const struct vd_sheet *sheet = vd_sheets; sheet->name; sheet++) {
		if (vd_sheet_is_empty(&book, sheet))
			continue;
		if (progress)
			progress(sheet->name);
		struct vd_xlsx_sheet *added = vd_xlsx_add_sheet(book.xlsx, sheet->name);
		if (sheet->table)
			vd_sheet_result(&book, added, vd_result_find(analysis, sheet->table));
		else
			sheet->write(&book, added);
	}
	if (progress)
		progress("packing");
	const char *failure = vd_xlsx_close(book.xlsx);
	if (failure)
		return output_failed(diagnostics, name, failure);
	if (!vd_zip_is_whole(path))
		return output_failed(diagnostics, name,
				     "it was cut short, as when there is no space left");
	return true;
}
