/* Writing a workbook cell by cell; the only door to libxlsxwriter. */
#ifndef VD_IO_XLSX_H
#define VD_IO_XLSX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "budget/value.h"

struct vd_xlsx;
struct vd_xlsx_sheet;

/**
 * What a cell is, and so how it looks: inputs blue, formulas and texts black, values that no
 * formula can express in italics.
 */
enum vd_cell_role { VD_ROLE_INPUT, VD_ROLE_COMPUTED, VD_ROLE_VALUE, VD_ROLES };

enum vd_text_look {
	VD_LOOK_PLAIN,
	VD_LOOK_RIGHT, /* a code where a number would be */
	VD_LOOK_WRAPPED,
	VD_LOOK_TITLE,
	VD_LOOK_ABOUT,
	VD_LOOK_HEADER,
	VD_LOOK_HEADER_RIGHT, /* over numbers */
	VD_LOOK_INPUT,
	VD_LOOKS
};

/**
 * Start a workbook that will be written to `path`.
 * @return NULL without memory
 */
struct vd_xlsx *vd_xlsx_open(const char *path, const char *title,
			     const struct vd_currency *currency);

/**
 * Write the file and free everything. Call once; NULL is fine.
 * @return what failed, in words; NULL if nothing did
 */
const char *vd_xlsx_close(struct vd_xlsx *book);

/** Add a sheet; its name has at most 31 characters. Borrowed from the book. */
struct vd_xlsx_sheet *vd_xlsx_add_sheet(struct vd_xlsx *book, const char *name);

/* Cells: row and column from 0. */
void vd_xlsx_text(struct vd_xlsx_sheet *sheet, uint32_t row, uint16_t column, const char *text,
		  enum vd_text_look look);
void vd_xlsx_number(struct vd_xlsx_sheet *sheet, uint32_t row, uint16_t column, double number,
		    enum vd_unit unit, enum vd_cell_role role);

/** A live formula with the number it gives; one in braces is an array formula. */
void vd_xlsx_formula_number(struct vd_xlsx_sheet *sheet, uint32_t row, uint16_t column,
			    const char *formula, double number, enum vd_unit unit);

/** A live formula with the text it gives. */
void vd_xlsx_formula_text(struct vd_xlsx_sheet *sheet, uint32_t row, uint16_t column,
			  const char *formula, const char *text, enum vd_unit unit);

/** A link to a cell of a sheet of the same workbook. */
void vd_xlsx_link(struct vd_xlsx_sheet *sheet, uint32_t row, uint16_t column, const char *to_sheet,
		  const char *to_cell, const char *text);

void vd_xlsx_row_height(struct vd_xlsx_sheet *sheet, uint32_t row, double points);

/** A column of a sheet's table; headings over numbers stand to the right like them. */
struct vd_heading {
	const char *text;
	double width_chars;
	bool is_number;
};

/**
 * Mark the rectangle as the sheet's table: header row with unique headings, no total row. Freezes
 * and repeats the header, freezes the first `frozen` columns, sets the widths.
 */
void vd_xlsx_table(struct vd_xlsx_sheet *sheet, const char *name, uint32_t header_row,
		   uint32_t last_row, const struct vd_heading *headings, uint16_t column_count,
		   uint16_t frozen);

/** A cell's name: "B7", or with dollars "$B$7". */
const char *vd_xlsx_cell_name(struct vd_arena *arena, uint32_t row, uint16_t column, bool fixed);

/** A column's letters. */
const char *vd_xlsx_column_name(struct vd_arena *arena, uint16_t column);

enum { VD_SHEET_NAME_MOST = 31 };

#endif
