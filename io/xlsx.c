#include "io/xlsx.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

enum { INPUT_BLUE = 0x0000FF, LINK_BLUE = 0x0563C1, HEADER_FILL = 0xDCE6F1, A4 = 9, A3 = 8 };

/* Wider tables would print too small on A4. */
enum { A4_WIDEST_CHARS = 180 };

/* Shorter tables need no filter. */
enum { FILTER_ROWS_LEAST = 20 };

#define UNITS ((size_t)VD_UNITS)

struct vd_xlsx {
	lxw_workbook *workbook;
	lxw_format *numbers[UNITS][VD_ROLES];
	lxw_format *texts[VD_LOOKS];
	lxw_format *link;
	lxw_error error; /* the first */
	struct vd_xlsx_sheet *sheets;
};

struct vd_xlsx_sheet {
	struct vd_xlsx *book;
	lxw_worksheet *worksheet;
	struct vd_xlsx_sheet *next;
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
	format_set_font_size(book->texts[VD_LOOK_TITLE], 14);
	make_header(book->texts[VD_LOOK_HEADER]);
	make_header(book->texts[VD_LOOK_HEADER_RIGHT]);
	format_set_align(book->texts[VD_LOOK_HEADER_RIGHT], LXW_ALIGN_RIGHT);
	/* A text must not stick to the number on its left. */
	static const enum vd_text_look indented[] = { VD_LOOK_PLAIN, VD_LOOK_WRAPPED,
						      VD_LOOK_HEADER };
	for (size_t i = 0; i < sizeof(indented) / sizeof(*indented); i++) {
		format_set_align(book->texts[indented[i]], LXW_ALIGN_LEFT);
		format_set_indent(book->texts[indented[i]], 1);
	}
	format_set_align(book->texts[VD_LOOK_RIGHT], LXW_ALIGN_RIGHT);
	format_set_text_wrap(book->texts[VD_LOOK_WRAPPED]);
	format_set_font_color(book->texts[VD_LOOK_INPUT], INPUT_BLUE);
	format_set_align(book->texts[VD_LOOK_INPUT], LXW_ALIGN_RIGHT);
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

struct vd_xlsx *vd_xlsx_open(const char *path, const char *title,
			     const struct vd_currency *currency)
{
	struct vd_xlsx *book = calloc(1, sizeof(*book));
	if (!book)
		return NULL;
	book->workbook = workbook_new(path);
	if (!book->workbook || !make_formats(book, currency)) {
		vd_xlsx_close(book);
		return NULL;
	}
	/* A fixed moment: the same study gives the same bytes on any day. */
	char title_copy[256];
	size_t bytes = strlen(title);
	if (bytes >= sizeof(title_copy)) {
		bytes = sizeof(title_copy) - 1;
		while (bytes && ((unsigned char)title[bytes] & 0xC0U) == 0x80U)
			bytes--; /* not inside a letter */
	}
	memcpy(title_copy, title, bytes);
	title_copy[bytes] = '\0';
	char author[] = "veedor";
	lxw_doc_properties properties = { .title = title_copy,
					  .author = author,
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

enum { TEXT_MOST = 32000 }; /* bytes; a cell holds 32,767 characters */

/* A text that a cell can hold; a longer one is cut, and says so. */
static const char *fitting(const char *text, char *room)
{
	size_t bytes = TEXT_MOST;
	if (strlen(text) <= TEXT_MOST)
		return text;
	while (bytes && ((unsigned char)text[bytes] & 0xC0U) == 0x80U)
		bytes--; /* not inside a letter */
	memcpy(room, text, bytes);
	memcpy(room + bytes, "…", sizeof("…"));
	return room;
}

void vd_xlsx_text(struct vd_xlsx_sheet *sheet, uint32_t row, uint16_t column, const char *text,
		  enum vd_text_look look)
{
	char room[TEXT_MOST + sizeof("…")];
	if (sheet && *text)
		keep(sheet->book,
		     worksheet_write_string(sheet->worksheet, row, column, fitting(text, room),
					    sheet->book->texts[look]));
}

void vd_xlsx_number(struct vd_xlsx_sheet *sheet, uint32_t row, uint16_t column, double number,
		    enum vd_unit unit, enum vd_cell_role role)
{
	if (sheet)
		keep(sheet->book, worksheet_write_number(sheet->worksheet, row, column, number,
							 sheet->book->numbers[unit][role]));
}

void vd_xlsx_formula_number(struct vd_xlsx_sheet *sheet, uint32_t row, uint16_t column,
			    const char *formula, double number, enum vd_unit unit)
{
	if (!sheet)
		return;
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
	if (sheet)
		keep(sheet->book, worksheet_write_formula_str(
					  sheet->worksheet, row, column, formula,
					  sheet->book->numbers[unit][VD_ROLE_COMPUTED], text));
}

void vd_xlsx_link(struct vd_xlsx_sheet *sheet, uint32_t row, uint16_t column, const char *to_sheet,
		  const char *to_cell, const char *text)
{
	char target[64];
	if (!sheet)
		return;
	snprintf(target, sizeof(target), "internal:'%s'!%s", to_sheet, to_cell);
	keep(sheet->book, worksheet_write_url_opt(sheet->worksheet, row, column, target,
						  sheet->book->link, text, NULL));
}

void vd_xlsx_row_height(struct vd_xlsx_sheet *sheet, uint32_t row, double points)
{
	if (sheet)
		keep(sheet->book, worksheet_set_row(sheet->worksheet, row, points, NULL));
}

void vd_xlsx_table(struct vd_xlsx_sheet *sheet, const char *name, uint32_t header_row,
		   uint32_t last_row, const struct vd_heading *headings, uint16_t column_count,
		   uint16_t frozen)
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
	double width = 0.0;
	for (uint16_t i = 0; i < column_count; i++)
		width += headings[i].width_chars;
	worksheet_set_paper(sheet->worksheet, width > A4_WIDEST_CHARS ? A3 : A4);
	for (uint16_t i = 0; i < column_count; i++)
		keep(sheet->book,
		     worksheet_set_column(sheet->worksheet, i, i, headings[i].width_chars, NULL));
	worksheet_freeze_panes(sheet->worksheet, header_row + 1, frozen);
	keep(sheet->book, worksheet_repeat_rows(sheet->worksheet, header_row, header_row));
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
