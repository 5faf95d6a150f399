/* Writing a workbook cell by cell; the only door to libxlsxwriter. */
#ifndef VD_IO_XLSX_H
#define VD_IO_XLSX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "budget/chart.h"
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
	VD_LOOK_STRONG, /* the first of several alike */
	VD_LOOK_RIGHT,	/* a code where a number would be */
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
 * @param arena     whose handler is called without memory, here and while cells are written
 * @param is_small  its sheets together are some megabytes at most: it may be put together in memory
 * @return NULL without memory
 */
struct vd_xlsx *vd_xlsx_open(struct vd_arena *arena, const char *path, const char *title,
			     const char *subject, const struct vd_currency *currency,
			     bool is_small);

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
 * and repeats the header, freezes the first `frozen` columns, sets the widths; of the columns only
 * the first `printed` are printed, 0: all.
 */
void vd_xlsx_table(struct vd_xlsx_sheet *sheet, const char *name, uint32_t header_row,
		   uint32_t last_row, const struct vd_heading *headings, uint16_t column_count,
		   uint16_t frozen, uint16_t printed);

/** Rows without a height of their own: not every reader has the same for them. */
void vd_xlsx_default_row_height(struct vd_xlsx_sheet *sheet, double points);

/** Print down to a row, on a sheet whose table is not printed whole. */
void vd_xlsx_print_to(struct vd_xlsx_sheet *sheet, uint32_t last_row);

/** Fit the sheet on one printed page. */
void vd_xlsx_one_page(struct vd_xlsx_sheet *sheet);

/** Begin a new printed page above each of these rows; `count` of them. */
void vd_xlsx_page_breaks(struct vd_xlsx_sheet *sheet, const uint32_t *rows, size_t count);

/** Cells below each other, on any sheet of the workbook. */
struct vd_xlsx_run {
	const char *sheet;
	uint32_t first, last;
	uint16_t column;
};

struct vd_xlsx_series {
	const char *name;
	struct vd_xlsx_run items, values;
	enum vd_chart_look look;
	const double *numbers; /* of each value, for viewers that do not calculate; NAN: none */
	const bool *is_marked; /* of each value: drawn with a pattern; NULL: none is */
};

struct vd_xlsx_chart {
	enum vd_chart_kind kind;
	const char *title, *item_title, *value_title;
	const char *description; /* for those who do not see it */
	enum vd_unit unit;
	bool has_labels;      /* values stand at the bars */
	bool goes_below_zero; /* what it shows, but for intervals */
	bool in_millions;     /* the axis of values; the title says so */
	const struct vd_xlsx_series *series;
	size_t series_count;
	double width, height; /* pixels */
	double offset;	      /* from the left edge of its cell, pixels */
};

/** Draw a chart whose upper left corner is at a cell. */
void vd_xlsx_chart(struct vd_xlsx_sheet *sheet, uint32_t row, uint16_t column,
		   const struct vd_xlsx_chart *about);

/** Give cells a name for formulas. One that a spreadsheet would not take is left out. */
void vd_xlsx_define_name(struct vd_xlsx *book, const char *name, const char *reference);

/** What may be put into input cells; other values are warned of. */
struct vd_xlsx_allowed {
	const char *formula;	     /* true for what is allowed, of the first cell; or NULL */
	const char *const *words;    /* a list to choose from, ends with NULL; or NULL */
	double least, most;	     /* without both: a number between */
	const char *title, *message; /* shown beside the cell; at most 32 and 255 characters */
};
void vd_xlsx_allow(struct vd_xlsx_sheet *sheet, uint32_t first_row, uint16_t first_column,
		   uint32_t last_row, uint16_t last_column, const struct vd_xlsx_allowed *allowed);

/** Words that stand out where they stand in a column of a table. */
enum vd_stress { VD_STRESS_GRAVE, VD_STRESS_CARE, VD_STRESSES };

/** Make cells that hold a word stand out: the word stays, so that nothing is said by colour alone. */
void vd_xlsx_stress(struct vd_xlsx_sheet *sheet, uint32_t first_row, uint32_t last_row,
		    uint16_t column, const char *word, enum vd_stress stress);

/** A cell's name: "B7", or with dollars "$B$7". */
const char *vd_xlsx_cell_name(struct vd_arena *arena, uint32_t row, uint16_t column, bool fixed);

/** A column's letters. */
const char *vd_xlsx_column_name(struct vd_arena *arena, uint16_t column);

enum { VD_SHEET_NAME_MOST = 31 };

#endif
