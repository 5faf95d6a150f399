#include "io/xlsx.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>
#include <xlsxwriter.h>

enum { INPUT_BLUE = 0x0000FF, LINK_BLUE = 0x0563C1, HEADER_FILL = 0xDCE6F1, A4 = 9, A3 = 8 };

/* Wider tables would print too small on A4. */
enum { A4_WIDEST_CHARS = 180, A3_WIDEST_CHARS = 420 };

/* Of a document's property. */
enum { PROPERTY_BYTES = 255 };

/* Shorter tables need no filter. */
enum { FILTER_ROWS_LEAST = 20 };

/* What the library takes to set up, and in the end to pack: about 1 MiB, and the charts. */
enum { PACKING_BYTES = 8 * 1024 * 1024 };

#define UNITS ((size_t)VD_UNITS)

struct vd_xlsx {
	struct vd_arena *arena;
	size_t used; /* bytes, about, since it was seen that there are more */
	lxw_workbook *workbook;
	lxw_format *numbers[UNITS][VD_ROLES];
	lxw_format *texts[VD_LOOKS];
	lxw_format *link, *stresses[VD_STRESSES];
	lxw_error error; /* the first */
	struct vd_xlsx_sheet *sheets;
};

struct vd_xlsx_sheet {
	struct vd_xlsx *book;
	lxw_worksheet *worksheet;
	struct vd_xlsx_sheet *next;
	uint16_t printed; /* columns, where not all are; else 0 */
};

static const char *number_format(enum vd_unit unit, const struct vd_currency *currency)
{
	static const char *const money[] = { "#,##0", "#,##0.0", "#,##0.00", "#,##0.000",
					     "#,##0.0000" };
	switch (unit) {
	case VD_UNIT_TEXT:
		return "General";
	case VD_UNIT_YEAR:
		return "0";
	case VD_UNIT_COUNT:
		return "#,##0";
	case VD_UNIT_MONEY:
		return money[currency->decimals < 5 ? currency->decimals : 2];
	case VD_UNIT_PERCENT:
		return "0.00%";
	case VD_UNIT_SHARE:
		return "0.000000%";
	case VD_UNIT_PER_UNIT:
		return "#,##0.0000";
	case VD_UNIT_FOREIGN:
		return "#,##0.00";
	case VD_UNIT_NUMBER:
		return "0.0000";
	case VD_UNIT_OF_ROW:
	case VD_UNIT_OF_PART:
	case VD_UNIT_OF_BASE:
	case VD_UNITS:
		break;
	}
	return "General";
}

static void make_header(lxw_format *format)
{
	format_set_bold(format);
	format_set_text_wrap(format);
	format_set_bg_color(format, HEADER_FILL);
	format_set_bottom(format, LXW_BORDER_THIN);
}

static bool make_formats(struct vd_xlsx *book, const struct vd_currency *currency)
{
	for (enum vd_unit unit = 0; unit < VD_UNITS; unit++) {
		for (enum vd_cell_role role = 0; role < VD_ROLES; role++) {
			lxw_format *format = workbook_add_format(book->workbook);
			if (!format)
				return false;
			format_set_num_format(format, number_format(unit, currency));
			format_set_align(format,
					 unit == VD_UNIT_TEXT ? LXW_ALIGN_LEFT : LXW_ALIGN_RIGHT);
			format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
			if (role == VD_ROLE_INPUT)
				format_set_font_color(format, INPUT_BLUE);
			if (role == VD_ROLE_VALUE)
				format_set_italic(format);
			book->numbers[unit][role] = format;
		}
	}
	for (enum vd_text_look look = 0; look < VD_LOOKS; look++) {
		lxw_format *format = workbook_add_format(book->workbook);
		if (!format)
			return false;
		format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
		book->texts[look] = format;
	}
	format_set_bold(book->texts[VD_LOOK_TITLE]);
	format_set_bold(book->texts[VD_LOOK_STRONG]);
	format_set_font_size(book->texts[VD_LOOK_TITLE], 14);
	make_header(book->texts[VD_LOOK_HEADER]);
	make_header(book->texts[VD_LOOK_HEADER_RIGHT]);
	format_set_align(book->texts[VD_LOOK_HEADER_RIGHT], LXW_ALIGN_RIGHT);
	/* A text must not stick to the number on its left. */
	static const enum vd_text_look indented[] = { VD_LOOK_PLAIN, VD_LOOK_STRONG,
						      VD_LOOK_WRAPPED, VD_LOOK_HEADER };
	for (size_t i = 0; i < sizeof(indented) / sizeof(*indented); i++) {
		format_set_align(book->texts[indented[i]], LXW_ALIGN_LEFT);
		format_set_indent(book->texts[indented[i]], 1);
	}
	format_set_align(book->texts[VD_LOOK_RIGHT], LXW_ALIGN_RIGHT);
	format_set_text_wrap(book->texts[VD_LOOK_WRAPPED]);
	format_set_font_color(book->texts[VD_LOOK_INPUT], INPUT_BLUE);
	format_set_align(book->texts[VD_LOOK_INPUT], LXW_ALIGN_RIGHT);
	for (enum vd_stress stress = 0; stress < VD_STRESSES; stress++) {
		/* Dark on light of one colour: above 4.5 to 1. */
		static const uint32_t colours[VD_STRESSES][2] = {
			[VD_STRESS_GRAVE] = { 0x9C0006, 0xFFC7CE },
			[VD_STRESS_CARE] = { 0x7F4A00, 0xFFEB9C },
		};
		book->stresses[stress] = workbook_add_format(book->workbook);
		if (!book->stresses[stress])
			return false;
		format_set_bold(book->stresses[stress]);
		format_set_font_color(book->stresses[stress], colours[stress][0]);
		format_set_bg_color(book->stresses[stress], colours[stress][1]);
	}
	book->link = workbook_add_format(book->workbook);
	if (!book->link)
		return false;
	format_set_font_color(book->link, LINK_BLUE);
	format_set_underline(book->link, LXW_UNDERLINE_SINGLE);
	format_set_align(book->link, LXW_ALIGN_VERTICAL_TOP);
	format_set_align(book->link, LXW_ALIGN_LEFT);
	format_set_indent(book->link, 1);
	return true;
}

/* A copy of a text that fits into so many bytes; a longer one is cut, and says so. */
static char *fitting(const char *text, char *room, size_t bytes)
{
	size_t length = strlen(text);
	if (length >= bytes) {
		length = bytes - sizeof("…");
		while (length && ((unsigned char)text[length] & 0xC0U) == 0x80U)
			length--; /* not inside a letter */
	}
	memcpy(room, text, length);
	memcpy(room + length, "…", sizeof("…"));
	if (!text[length])
		room[length] = '\0';
	return room;
}

/* Whether temporary files of a small workbook fit: on a disk, waiting for it takes half of the time. */
static bool has_room(const char *folder)
{
	const unsigned long long wanted = 256ULL << 20;
	struct statvfs about;
	return statvfs(folder, &about) == 0 && access(folder, W_OK) == 0 &&
	       (unsigned long long)about.f_bavail * about.f_frsize >= wanted;
}

/* The library does not expect to be refused memory: see that there is, before it takes it. */
static void use_memory(struct vd_xlsx *book, size_t bytes)
{
	enum { CELL_BYTES = 512, USED_MOST = 1024 * 1024, AHEAD_BYTES = 4 * USED_MOST };
	book->used += CELL_BYTES + 2 * bytes; /* a text stands in the cell and in a list of texts */
	if (book->used < USED_MOST)
		return;
	vd_arena_expect(book->arena, AHEAD_BYTES);
	book->used = 0;
}

struct vd_xlsx *vd_xlsx_open(struct vd_arena *arena, const char *path, const char *title,
			     const char *subject, const struct vd_currency *currency, bool is_small)
{
	vd_arena_expect(arena, PACKING_BYTES);
	struct vd_xlsx *book = calloc(1, sizeof(*book));
	if (!book)
		return NULL;
	book->arena = arena;
	char memory[] = "/dev/shm";
	lxw_workbook_options options = { .tmpdir = is_small && has_room(memory) ? memory : NULL };
	book->workbook = workbook_new_opt(path, &options);
	if (!book->workbook || !make_formats(book, currency)) {
		vd_xlsx_close(book);
		return NULL;
	}
	char title_copy[PROPERTY_BYTES], subject_copy[PROPERTY_BYTES];
	char author[] = "veedor", keywords[] = "budget; transparency; audit";
	/* A fixed moment: the same study gives the same bytes on any day. */
	lxw_doc_properties properties = { .title = fitting(title, title_copy, PROPERTY_BYTES),
					  .subject = fitting(subject, subject_copy, PROPERTY_BYTES),
					  .author = author,
					  .keywords = keywords,
					  .created = 946684800 };
	workbook_set_properties(book->workbook, &properties);
	return book;
}

/* The library prints its errors by itself; they are in its result as well. */
static lxw_error close_quietly(lxw_workbook *workbook)
{
	fflush(stderr);
	int kept = dup(STDERR_FILENO), nothing = open("/dev/null", O_WRONLY | O_CLOEXEC);
	if (kept >= 0 && nothing >= 0)
		dup2(nothing, STDERR_FILENO);
	errno = 0;
	lxw_error error = workbook_close(workbook);
	int reason = errno;
	if (kept >= 0) {
		dup2(kept, STDERR_FILENO);
		close(kept);
	}
	if (nothing >= 0)
		close(nothing);
	errno = reason;
	return error;
}

const char *vd_xlsx_close(struct vd_xlsx *book)
{
	if (!book)
		return NULL;
	lxw_error error = book->error;
	int reason = 0;
	if (book->workbook) {
		vd_arena_expect(book->arena, PACKING_BYTES);
		lxw_error closing = close_quietly(book->workbook);
		reason = closing ? errno : 0;
		error = error ? error : closing;
	}
	while (book->sheets) {
		struct vd_xlsx_sheet *next = book->sheets->next;
		free(book->sheets);
		book->sheets = next;
	}
	free(book);
	if (!error)
		return NULL;
	return reason ? strerror(reason) : lxw_strerror(error);
}

static void keep(struct vd_xlsx *book, lxw_error error)
{
	if (error && !book->error)
		book->error = error;
}

struct vd_xlsx_sheet *vd_xlsx_add_sheet(struct vd_xlsx *book, const char *name)
{
	struct vd_xlsx_sheet *sheet = calloc(1, sizeof(*sheet));
	lxw_worksheet *worksheet = sheet ? workbook_add_worksheet(book->workbook, name) : NULL;
	if (!worksheet) {
		free(sheet);
		keep(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
		return NULL;
	}
	*sheet = (struct vd_xlsx_sheet){ .book = book,
					 .worksheet = worksheet,
					 .next = book->sheets };
	book->sheets = sheet;
	worksheet_set_landscape(worksheet);
	worksheet_fit_to_pages(worksheet, 1, 0);
	worksheet_set_margins(worksheet, 0.4, 0.4, 0.6, 0.6);
	keep(book, worksheet_set_footer(worksheet, "&L&A&R&P / &N"));
	return sheet;
}

void vd_xlsx_text(struct vd_xlsx_sheet *sheet, uint32_t row, uint16_t column, const char *text,
		  enum vd_text_look look)
{
	enum { TEXT_BYTES = 32000 }; /* a cell holds 32,767 characters */
	char room[TEXT_BYTES];
	if (!sheet || !*text)
		return;
	use_memory(sheet->book, strlen(text));
	const char *shown = strlen(text) < TEXT_BYTES ? text : fitting(text, room, TEXT_BYTES);
	keep(sheet->book, worksheet_write_string(sheet->worksheet, row, column, shown,
						 sheet->book->texts[look]));
}

void vd_xlsx_number(struct vd_xlsx_sheet *sheet, uint32_t row, uint16_t column, double number,
		    enum vd_unit unit, enum vd_cell_role role)
{
	if (!sheet)
		return;
	use_memory(sheet->book, 0);
	keep(sheet->book, worksheet_write_number(sheet->worksheet, row, column, number,
						 sheet->book->numbers[unit][role]));
}

void vd_xlsx_formula_number(struct vd_xlsx_sheet *sheet, uint32_t row, uint16_t column,
			    const char *formula, double number, enum vd_unit unit)
{
	if (!sheet)
		return;
	use_memory(sheet->book, strlen(formula));
	lxw_format *format = sheet->book->numbers[unit][VD_ROLE_COMPUTED];
	keep(sheet->book,
	     *formula == '{' ? worksheet_write_array_formula_num(sheet->worksheet, row, column, row,
								 column, formula, format, number)
			     : worksheet_write_formula_num(sheet->worksheet, row, column, formula,
							   format, number));
}

void vd_xlsx_formula_text(struct vd_xlsx_sheet *sheet, uint32_t row, uint16_t column,
			  const char *formula, const char *text, enum vd_unit unit)
{
	if (!sheet)
		return;
	use_memory(sheet->book, strlen(formula) + strlen(text));
	keep(sheet->book,
	     worksheet_write_formula_str(sheet->worksheet, row, column, formula,
					 sheet->book->numbers[unit][VD_ROLE_COMPUTED], text));
}

void vd_xlsx_link(struct vd_xlsx_sheet *sheet, uint32_t row, uint16_t column, const char *to_sheet,
		  const char *to_cell, const char *text)
{
	char target[64];
	if (!sheet)
		return;
	use_memory(sheet->book, strlen(text));
	snprintf(target, sizeof(target), "internal:'%s'!%s", to_sheet, to_cell);
	keep(sheet->book, worksheet_write_url_opt(sheet->worksheet, row, column, target,
						  sheet->book->link, text, NULL));
}

void vd_xlsx_row_height(struct vd_xlsx_sheet *sheet, uint32_t row, double points)
{
	if (sheet)
		keep(sheet->book, worksheet_set_row(sheet->worksheet, row, points, NULL));
}

static double width_of(const struct vd_heading *headings, size_t columns)
{
	double width = 0.0;
	for (size_t i = 0; i < columns; i++)
		width += headings[i].width_chars;
	return width;
}

/* Pages beside each other that a table of these widths is printed on, so that it can be read. */
static uint16_t pages_wide(const struct vd_heading *headings, size_t columns)
{
	return (uint16_t)(1 + (int)(width_of(headings, columns) - 1.0) / A3_WIDEST_CHARS);
}

void vd_xlsx_table(struct vd_xlsx_sheet *sheet, const char *name, uint32_t header_row,
		   uint32_t last_row, const struct vd_heading *headings, uint16_t column_count,
		   uint16_t frozen, uint16_t printed)
{
	if (!sheet)
		return;
	lxw_table_column *columns = calloc(column_count, sizeof(*columns));
	lxw_table_column **list = calloc((size_t)column_count + 1, sizeof(lxw_table_column *));
	if (columns && list) {
		for (uint16_t i = 0; i < column_count; i++) {
			/* The library takes them without const and copies them. */
			memcpy(&columns[i].header, &headings[i].text, sizeof(char *));
			columns[i].header_format =
				sheet->book->texts[headings[i].is_number ? VD_LOOK_HEADER_RIGHT
									 : VD_LOOK_HEADER];
			list[i] = &columns[i];
		}
		lxw_table_options options = { .columns = list,
					      .no_autofilter = last_row - header_row <
							       FILTER_ROWS_LEAST,
					      .no_banded_rows = true,
					      .style_type = LXW_TABLE_STYLE_TYPE_LIGHT,
					      .style_type_number = 1 };
		memcpy(&options.name, &name, sizeof(char *));
		keep(sheet->book, worksheet_add_table(sheet->worksheet, header_row, 0, last_row,
						      (lxw_col_t)(column_count - 1), &options));
	} else {
		keep(sheet->book, LXW_ERROR_MEMORY_MALLOC_FAILED);
	}
	free(list);
	free(columns);
	uint16_t shown = printed ? printed : column_count;
	worksheet_set_paper(sheet->worksheet,
			    width_of(headings, shown) > A4_WIDEST_CHARS ? A3 : A4);
	uint16_t pages = pages_wide(headings, shown);
	sheet->printed = shown < column_count ? shown : 0;
	if (sheet->printed)
		vd_xlsx_print_to(sheet, last_row);
	if (pages > 1) {
		worksheet_fit_to_pages(sheet->worksheet, pages, 0);
		keep(sheet->book, worksheet_repeat_columns(sheet->worksheet, 0,
							   frozen ? (lxw_col_t)(frozen - 1) : 0));
	}
	for (uint16_t i = 0; i < column_count; i++)
		keep(sheet->book,
		     worksheet_set_column(sheet->worksheet, i, i, headings[i].width_chars, NULL));
	worksheet_freeze_panes(sheet->worksheet, header_row + 1, frozen);
	keep(sheet->book, worksheet_repeat_rows(sheet->worksheet, header_row, header_row));
}

void vd_xlsx_default_row_height(struct vd_xlsx_sheet *sheet, double points)
{
	if (sheet)
		worksheet_set_default_row(sheet->worksheet, points, LXW_FALSE);
}

void vd_xlsx_print_to(struct vd_xlsx_sheet *sheet, uint32_t last_row)
{
	if (sheet && sheet->printed)
		keep(sheet->book, worksheet_print_area(sheet->worksheet, 0, 0, last_row,
						       (lxw_col_t)(sheet->printed - 1)));
}

void vd_xlsx_one_page(struct vd_xlsx_sheet *sheet)
{
	if (sheet)
		worksheet_fit_to_pages(sheet->worksheet, 1, 1);
}

void vd_xlsx_page_breaks(struct vd_xlsx_sheet *sheet, const uint32_t *rows, size_t count)
{
	/* The library's list ends with a zero. */
	lxw_row_t *breaks = sheet ? calloc(count + 1, sizeof(*breaks)) : NULL;
	if (!breaks)
		return;
	memcpy(breaks, rows, count * sizeof(*breaks));
	keep(sheet->book, worksheet_set_h_pagebreaks(sheet->worksheet, breaks));
	free(breaks);
}

void vd_xlsx_define_name(struct vd_xlsx *book, const char *name, const char *reference)
{
	char formula[256];
	snprintf(formula, sizeof(formula), "=%s", reference);
	if (strlen(reference) < sizeof(formula) - 1)
		keep(book, workbook_define_name(book->workbook, name, formula));
}

/* The library takes texts without const, and copies them. */
static char *loosely(const char *text)
{
	char *loose;
	memcpy(&loose, &text, sizeof(loose));
	return loose;
}

void vd_xlsx_allow(struct vd_xlsx_sheet *sheet, uint32_t first_row, uint16_t first_column,
		   uint32_t last_row, uint16_t last_column, const struct vd_xlsx_allowed *allowed)
{
	enum { FORMULA_BYTES = 255, WORDS_MOST = 8 };
	char *words[WORDS_MOST + 1] = { NULL };
	lxw_data_validation rule = { .error_type = LXW_VALIDATION_ERROR_TYPE_WARNING,
				     .ignore_blank = LXW_VALIDATION_ON,
				     .show_input = LXW_VALIDATION_ON,
				     .show_error = LXW_VALIDATION_ON,
				     .dropdown = LXW_VALIDATION_ON,
				     .input_title = loosely(allowed->title),
				     .input_message = loosely(allowed->message),
				     .error_title = loosely(allowed->title),
				     .error_message = loosely(allowed->message) };
	if (!sheet)
		return;
	if (allowed->words) {
		for (size_t i = 0; i < WORDS_MOST && allowed->words[i]; i++)
			words[i] = loosely(allowed->words[i]);
		rule.validate = LXW_VALIDATION_TYPE_LIST;
		rule.value_list = words;
	} else if (allowed->formula && strlen(allowed->formula) < FORMULA_BYTES) {
		rule.validate = LXW_VALIDATION_TYPE_CUSTOM_FORMULA;
		rule.value_formula = loosely(allowed->formula);
	} else if (allowed->formula) {
		return;
	} else {
		rule.validate = LXW_VALIDATION_TYPE_DECIMAL;
		rule.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
		rule.minimum_number = allowed->least;
		rule.maximum_number = allowed->most;
	}
	keep(sheet->book, worksheet_data_validation_range(sheet->worksheet, first_row, first_column,
							  last_row, last_column, &rule));
}

void vd_xlsx_stress(struct vd_xlsx_sheet *sheet, uint32_t first_row, uint32_t last_row,
		    uint16_t column, const char *word, enum vd_stress stress)
{
	char value[256];
	if (!sheet)
		return;
	snprintf(value, sizeof(value), "\"%s\"", word);
	lxw_conditional_format rule = { .type = LXW_CONDITIONAL_TYPE_CELL,
					.criteria = LXW_CONDITIONAL_CRITERIA_EQUAL_TO,
					.value_string = value,
					.format = sheet->book->stresses[stress] };
	keep(sheet->book, worksheet_conditional_format_range(sheet->worksheet, first_row, column,
							     last_row, column, &rule));
}

/* --- charts --- */

/* Okabe and Ito's palette: told apart with any kind of colour vision, and in grey by lightness. */
static const uint32_t look_colours[VD_DRAW_LOOKS] = {
	[VD_DRAW_FIRST] = 0x0072B2,    [VD_DRAW_SECOND] = 0xE69F00,  [VD_DRAW_THIRD] = 0x56B4E9,
	[VD_DRAW_HIDDEN] = 0xFFFFFF,   [VD_DRAW_TOTAL] = 0x595959,   [VD_DRAW_FALL] = 0xD55E00,
	[VD_DRAW_RISE] = 0x009E73,     [VD_DRAW_COUNTRY] = 0xE69F00, [VD_DRAW_POINTS] = 0x0072B2,
	[VD_DRAW_LEFT_OUT] = 0xE69F00, [VD_DRAW_LINE] = 0xD55E00,    [VD_DRAW_INTERVAL] = 0x767676,
};

static bool is_line(enum vd_chart_look look)
{
	return look == VD_DRAW_LINE || look == VD_DRAW_INTERVAL;
}

static void draw_points(lxw_chart_series *series, enum vd_chart_look look)
{
	lxw_chart_line invisible = { .none = 1 };
	lxw_chart_line edge = { .color = look_colours[look], .width = 1.5F };
	lxw_chart_fill fill = { .color = look_colours[look] };
	chart_series_set_line(series, &invisible);
	chart_series_set_marker_type(series, look == VD_DRAW_LEFT_OUT ? LXW_CHART_MARKER_DIAMOND
								      : LXW_CHART_MARKER_CIRCLE);
	chart_series_set_marker_size(series, 8);
	chart_series_set_marker_line(series, &edge);
	chart_series_set_marker_fill(series, &fill);
}

static void draw_line(lxw_chart_series *series, enum vd_chart_look look)
{
	lxw_chart_line line = { .color = look_colours[look],
				.width = look == VD_DRAW_LINE ? 2.0F : 1.25F,
				.dash_type = look == VD_DRAW_LINE ? LXW_CHART_LINE_DASH_SOLID
								  : LXW_CHART_LINE_DASH_DASH };
	chart_series_set_line(series, &line);
	chart_series_set_marker_type(series, LXW_CHART_MARKER_NONE);
}

/* Bars of a light colour have a dark edge: without it they would hardly stand out from the paper. */
static uint32_t edge_colour(enum vd_chart_look look)
{
	bool is_light = look == VD_DRAW_SECOND || look == VD_DRAW_THIRD || look == VD_DRAW_COUNTRY;
	return is_light ? look_colours[VD_DRAW_TOTAL] : look_colours[look];
}

/* Bars, the marked ones hatched. */
static lxw_error draw_bars(lxw_chart_series *series, const struct vd_xlsx_series *one)
{
	lxw_chart_fill fill = { .color = look_colours[one->look],
				.none = one->look == VD_DRAW_HIDDEN };
	lxw_chart_line line = { .color = edge_colour(one->look),
				.none = one->look == VD_DRAW_HIDDEN,
				.width = 0.75F };
	lxw_chart_pattern pattern = { .type = LXW_CHART_PATTERN_WIDE_UPWARD_DIAGONAL,
				      .fg_color = look_colours[one->look],
				      .bg_color = LXW_COLOR_WHITE };
	chart_series_set_fill(series, &fill);
	chart_series_set_line(series, &line);
	size_t count = one->values.last - one->values.first + 1, marked = 0;
	for (size_t i = 0; one->is_marked && i < count; i++)
		marked += one->is_marked[i];
	if (!marked)
		return LXW_NO_ERROR;
	lxw_chart_point plain = { .fill = &fill, .line = &line };
	lxw_chart_point hatched = { .pattern = &pattern, .line = &line };
	lxw_chart_point **points = calloc(count + 1, sizeof(lxw_chart_point *));
	if (!points)
		return LXW_ERROR_MEMORY_MALLOC_FAILED;
	for (size_t i = 0; i < count; i++)
		points[i] = one->is_marked[i] ? &hatched : &plain;
	lxw_error error = chart_series_set_points(series, points);
	free(points);
	return error;
}

/*
 * The library keeps the numbers of cells beside a chart, but takes formulas for zeros; viewers that
 * do not calculate would draw those.
 */
static lxw_error keep_numbers(lxw_series_range *range, const struct vd_xlsx_series *one)
{
	range->ignore_cache = LXW_TRUE; /* it is filled here */
	for (uint32_t i = 0; i <= one->values.last - one->values.first; i++) {
		lxw_series_data_point *point = calloc(1, sizeof(*point));
		if (!point)
			return LXW_ERROR_MEMORY_MALLOC_FAILED;
		point->no_data = (uint8_t)isnan(one->numbers[i]);
		point->number = point->no_data ? 0.0 : one->numbers[i];
		STAILQ_INSERT_TAIL(range->data_cache, point, list_pointers);
		range->num_data_points++;
	}
	return LXW_NO_ERROR;
}

static void add_series(struct vd_xlsx *book, lxw_chart *chart, const struct vd_xlsx_chart *about,
		       const struct vd_xlsx_series *one, const char *format)
{
	lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
	lxw_chart_font font = { .size = 8 };
	if (!series) {
		keep(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
		return;
	}
	chart_series_set_name(series, one->name);
	chart_series_set_categories(series, one->items.sheet, one->items.first, one->items.column,
				    one->items.last, one->items.column);
	chart_series_set_values(series, one->values.sheet, one->values.first, one->values.column,
				one->values.last, one->values.column);
	keep(book, keep_numbers(series->values, one));
	if (is_line(one->look))
		draw_line(series, one->look);
	else if (one->look == VD_DRAW_POINTS || one->look == VD_DRAW_LEFT_OUT)
		draw_points(series, one->look);
	else
		keep(book, draw_bars(series, one));
	if (!about->has_labels)
		return;
	chart_series_set_labels(series);
	chart_series_set_labels_num_format(series, format);
	chart_series_set_labels_font(series, &font);
}

static uint8_t chart_type(enum vd_chart_kind kind)
{
	switch (kind) {
	case VD_CHART_COLUMNS:
		return LXW_CHART_COLUMN;
	case VD_CHART_BARS:
		return LXW_CHART_BAR;
	case VD_CHART_STEPS:
		return LXW_CHART_COLUMN_STACKED;
	case VD_CHART_LINES:
		break;
	}
	return LXW_CHART_SCATTER_STRAIGHT;
}

/* Titles, axes and the legend. */
static void dress(lxw_chart *chart, const struct vd_xlsx_chart *about, const char *format)
{
	bool lying = about->kind == VD_CHART_BARS, steps = about->kind == VD_CHART_STEPS;
	lxw_chart_axis *items = lying ? chart->y_axis : chart->x_axis;
	lxw_chart_axis *values = lying ? chart->x_axis : chart->y_axis;
	lxw_chart_font title = { .size = 12, .bold = 1 };
	lxw_chart_font small = { .size = 9 };
	lxw_chart_font slanted = { .size = 9, .rotation = -45 };
	lxw_chart_line grid = { .color = 0xD9D9D9, .width = 0.75F };
	chart_title_set_name(chart, about->title);
	chart_title_set_name_font(chart, &title);
	chart_axis_set_name(items, about->item_title);
	chart_axis_set_name(values, about->value_title);
	chart_axis_set_name_font(items, &small);
	chart_axis_set_name_font(values, &small);
	chart_axis_set_num_font(items, steps ? &slanted : &small);
	chart_axis_set_num_font(values, &small);
	chart_axis_set_num_format(values, format);
	chart_axis_major_gridlines_set_visible(values, LXW_TRUE);
	chart_axis_major_gridlines_set_line(values, &grid);
	chart_axis_major_gridlines_set_visible(items, LXW_FALSE);
	/* Items and their titles stay below, or left of, values under zero. */
	chart_axis_set_label_position(items, LXW_CHART_AXIS_LABEL_POSITION_LOW);
	/* A bar that does not begin at zero lies; of a line's interval nothing below is money. */
	if (!about->goes_below_zero)
		chart_axis_set_min(values, 0.0);
	if (about->kind != VD_CHART_LINES)
		chart_axis_set_interval_unit(items, 1); /* a label for each */
	if (lying) {
		chart_axis_set_reverse(items);
		chart_axis_set_crossing_max(items);
	}
	if (about->kind == VD_CHART_LINES)
		chart_axis_set_num_format(items, "0");
	chart_legend_set_position(chart, about->series_count > 1 ? LXW_CHART_LEGEND_BOTTOM
								 : LXW_CHART_LEGEND_NONE);
	chart_legend_set_font(chart, &small);
	if (about->series_count && about->series[0].look == VD_DRAW_HIDDEN) {
		int16_t hidden[] = { 0, -1 };
		chart_legend_delete_series(chart, hidden);
	}
}

/* How the values of an axis are shown: fewer digits than in cells. */
static const char *axis_format(enum vd_unit unit, bool in_millions)
{
	if (in_millions)
		return "#,##0.##,,";
	switch (unit) {
	case VD_UNIT_SHARE:
		return "0.0000%";
	case VD_UNIT_PERCENT:
		return "0%";
	case VD_UNIT_PER_UNIT:
		return "#,##0.00";
	case VD_UNIT_TEXT:
	case VD_UNIT_YEAR:
	case VD_UNIT_COUNT:
	case VD_UNIT_MONEY:
	case VD_UNIT_FOREIGN:
	case VD_UNIT_NUMBER:
	case VD_UNIT_OF_ROW:
	case VD_UNIT_OF_PART:
	case VD_UNIT_OF_BASE:
	case VD_UNITS:
		break;
	}
	return "#,##0";
}

void vd_xlsx_chart(struct vd_xlsx_sheet *sheet, uint32_t row, uint16_t column,
		   const struct vd_xlsx_chart *about)
{
	/* A longer attribute is cut by the library, maybe inside a letter. */
	enum { USUAL_WIDTH = 480, USUAL_HEIGHT = 288, DESCRIPTION_BYTES = 2000 };
	char description[DESCRIPTION_BYTES];
	if (!sheet)
		return;
	lxw_chart *chart = workbook_add_chart(sheet->book->workbook, chart_type(about->kind));
	if (!chart) {
		keep(sheet->book, LXW_ERROR_MEMORY_MALLOC_FAILED);
		return;
	}
	const char *format = axis_format(about->unit, about->in_millions);
	for (size_t i = 0; i < about->series_count; i++)
		add_series(sheet->book, chart, about, &about->series[i], format);
	if (about->kind != VD_CHART_LINES)
		chart_set_series_gap(chart, 40);
	/* One item has a value in one of the series only. */
	for (size_t i = 0; i < about->series_count; i++)
		if (about->series[i].look == VD_DRAW_COUNTRY || about->kind == VD_CHART_STEPS)
			chart_set_series_overlap(chart, 100);
	dress(chart, about, format);
	lxw_chart_options options = { .x_offset = (int32_t)about->offset,
				      .x_scale = about->width / USUAL_WIDTH,
				      .y_scale = about->height / USUAL_HEIGHT,
				      .object_position = LXW_OBJECT_MOVE_DONT_SIZE,
				      .description = fitting(about->description, description,
							     DESCRIPTION_BYTES) };
	keep(sheet->book,
	     worksheet_insert_chart_opt(sheet->worksheet, row, column, chart, &options));
}

const char *vd_xlsx_column_name(struct vd_arena *arena, uint16_t column)
{
	char name[8];
	size_t i = sizeof(name) - 1;
	name[i] = '\0';
	for (uint32_t left = (uint32_t)column + 1; left; left = (left - 1) / 26)
		name[--i] = (char)('A' + (left - 1) % 26);
	return vd_arena_copy(arena, name + i, sizeof(name) - 1 - i);
}

const char *vd_xlsx_cell_name(struct vd_arena *arena, uint32_t row, uint16_t column, bool fixed)
{
	const char *dollar = fixed ? "$" : "";
	return vd_arena_format(arena, "%s%s%s%u", dollar, vd_xlsx_column_name(arena, column),
			       dollar, row + 1);
}
