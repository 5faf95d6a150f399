/* The workbook: its sheets in order, and where on them each figure stands. */
#ifndef VD_IO_WORKBOOK_H
#define VD_IO_WORKBOOK_H

#include "budget/chart.h"
#include "budget/result.h"
#include "io/xlsx.h"

/**
 * What stands in a cell where there is no figure and the study has no code for it: the shorthand of
 * the UK Government Analysis Function. Explained above every table.
 */
#define VD_SYMBOL_NOT_AVAILABLE "[x]"
#define VD_SYMBOL_NOT_APPLICABLE "[z]"

/** Most lines above a sheet's table: title, reading, what it is, codes, sources, the way back. */
enum { VD_HEAD_LINES_MOST = 24 };

struct vd_sheet;

/**
 * A sheet before it is written: formulas of other sheets point into it, so that its place must be
 * known. Above the table stand its title in A1 and what a reader must know, broken into lines that
 * are no wider than the table.
 */
struct vd_plan {
	const struct vd_sheet *sheet;
	const char *name;      /* in the language of the workbook; unique, at most 31 characters */
	const char *reference; /* as formulas have it: 'General Budget' */
	const struct vd_result *result; /* NULL: a sheet of its own kind */
	struct vd_heading *headings;
	size_t columns; /* of the sheet's table */
	size_t printed; /* of them, the first ones that are; 0: all */
	bool *wraps;	/* of a result's columns: whether their texts are broken into lines */
	const char *head[VD_HEAD_LINES_MOST];
	size_t head_lines;
	uint32_t header_row; /* from 0 */
};

/** One column of Data: a stage in a year. */
struct vd_data_column {
	int year;
	enum vd_stage stage;
};

/** Inputs of the computation that are in no series. */
enum vd_parameter {
	VD_PARAMETER_CONFIDENCE, /* of the intervals of trends */
	VD_PARAMETER_MONTHS,	 /* of a partial year */
	VD_PARAMETER_PRINTED,	 /* a printed figure that stands nowhere else */
	VD_PARAMETER_CLAIM,	 /* a number inside a sum of a claim */
	VD_PARAMETERS
};

/** One row of Assumptions: a value of a series, or a parameter. */
struct vd_assumption {
	const struct vd_series *series;	     /* NULL: a parameter */
	const struct vd_series_value *value; /* NULL: a gap in a chain of prices */
	int year;
	enum vd_parameter parameter;
	enum vd_stage stage; /* whose months */
	double number;
	const struct vd_term *printed;	  /* PRINTED */
	const struct vd_claim *claim;	  /* CLAIM */
	const struct vd_operand *operand; /* CLAIM */
	int term;			  /* CLAIM: its number among them, from 1 */
};

/** Where a figure that the audit goes by stands: beside its check, or on Assumptions. */
struct vd_given {
	const void *key; /* a printed cell, or a claim's operand */
	const struct vd_check *check;
	uint32_t row; /* of Assumptions' table, from 0, where there is no check */
};

/** The workbook while it is written: what formulas need to point at. */
struct vd_workbook {
	const struct vd_analysis *analysis;
	struct vd_arena *scratch; /* for formulas: emptied after each row of a result */
	struct vd_xlsx *xlsx;
	struct {
		struct vd_plan *items;
		size_t count, capacity;
	} plans;			  /* of the sheets that are not empty, in order */
	const struct vd_plan **of_result; /* by the result's place in the analysis; or NULL */
	const struct vd_plan *data_plan, *rows_plan, *assumptions_plan; /* NULL: no such sheet */
	struct {
		struct vd_data_column *items;
		size_t count, capacity;
	} data_columns;
	struct {
		struct vd_assumption *items;
		size_t count, capacity;
	} assumptions;
	struct {
		struct vd_given *items;
		size_t count, capacity;
	} given;	     /* sorted by key */
	const char *codes;   /* the line that explains the codes */
	long double inputs;  /* on Data and Assumptions: their sum, and how many there are */
	uint32_t edited_row; /* of About: whether the inputs are still those of the report */
};

/* Fixed columns of Data, before the stages and years. */
enum vd_data_field {
	VD_DATA_ID,
	VD_DATA_NAME,
	VD_DATA_LEVEL,
	VD_DATA_REGION,
	VD_DATA_IN_HEADLINE,
	VD_DATA_PRINTED_ROW,
	VD_DATA_FIELDS
};

/* Columns of Assumptions. */
enum vd_assumption_field {
	VD_ASSUMPTION_SERIES,
	VD_ASSUMPTION_TITLE,
	VD_ASSUMPTION_UNIT,
	VD_ASSUMPTION_REGION,
	VD_ASSUMPTION_YEAR,
	VD_ASSUMPTION_VALUE,
	VD_ASSUMPTION_INDEX,
	VD_ASSUMPTION_SOURCE,
	VD_ASSUMPTION_NOTES,
	VD_ASSUMPTION_FIELDS
};

/** On Printed rows, where no member of a group has an amount: no single reason. */
#define VD_SYMBOL_NO_MEMBER "[none]"

/* Fixed columns of Printed rows, before the columns of Data. */
enum vd_rows_field { VD_ROWS_NUMBER, VD_ROWS_ID, VD_ROWS_NAME, VD_ROWS_FIELDS };

/** Whether a group is printed as one row, so that there is a sheet of printed rows. */
bool vd_has_printed_rows(const struct vd_workbook *book);

/** On Printed rows: the figure of a row, its number, and a column over all rows. */
const char *vd_rows_cell(const struct vd_workbook *book, int printed_row, int year,
			 enum vd_stage stage);
const char *vd_rows_number(const struct vd_workbook *book, int printed_row);
const char *vd_rows_range(const struct vd_workbook *book, int year, enum vd_stage stage);

/** The first row (from 0) of a result's table on its sheet. */
uint32_t vd_first_row(const struct vd_workbook *book, const struct vd_result *result);

/** The plan of a result's sheet. */
const struct vd_plan *vd_plan_of(const struct vd_workbook *book, const struct vd_result *result);

/** Rows on Data (from 0): institutions first, then the printed totals and the General Budget. */
uint32_t vd_data_row(const struct vd_workbook *book, int institution);
uint32_t vd_data_total_row(const struct vd_workbook *book);
uint32_t vd_data_budget_row(const struct vd_workbook *book);

/** The heading of a column of Data: "Allocated 2016". */
const char *vd_data_heading(const struct vd_workbook *book, const struct vd_data_column *column);

/** Column on Data of a stage in a year, or VD_NONE. */
int vd_data_column(const struct vd_workbook *book, int year, enum vd_stage stage);

/** Row on Assumptions of a series' value for a calendar year and region, or VD_NONE. */
int vd_assumption_row(const struct vd_workbook *book, const struct vd_series *series, int year,
		      int region);

/** Row on Assumptions of a parameter, of a stage in a calendar year where it is one's, or VD_NONE. */
int vd_parameter_row(const struct vd_workbook *book, enum vd_parameter parameter, int year,
		     enum vd_stage stage);

/**
 * A column's formula as a spreadsheet formula for one row; NULL where there is nothing to point
 * at (no year before, a gap in a series).
 */
const char *vd_xlsx_formula(const struct vd_workbook *book, const struct vd_result *result,
			    size_t row, const struct vd_formula *formula);

/** Whether a column's values are ones that no spreadsheet formula expresses. */
bool vd_xlsx_is_value(const struct vd_result_column *column);

/** What a number of a result table is that no formula stands for. */
enum vd_cell_role vd_xlsx_role(const struct vd_result *result, size_t row, size_t column);

/** See where the figures stand that the audit goes by; those without a place go to Assumptions. */
void vd_list_given(struct vd_workbook *book);

/** What a cell of a result sheet shows where it has no number. */
const char *vd_xlsx_cell_text(const struct vd_workbook *book, const struct vd_result *result,
			      size_t row, size_t column);

/** Lines a text takes in a column of a width; a word that is wider is broken. */
size_t vd_sheet_lines(const char *text, size_t width_chars);

/**
 * How many bytes of a text take at most so many lines; it is cut between words where it can be. The
 * text begins with neither blank nor line end.
 */
size_t vd_sheet_fit(const char *text, size_t width_chars, size_t most_lines);

/** Make a row high enough for its wrapped texts: not every reader does so by itself. */
void vd_sheet_row_lines(struct vd_xlsx_sheet *sheet, uint32_t row, size_t lines);

/** A heading as it stands in the workbook, where percentages are shown with their sign. */
const char *vd_sheet_heading(const struct vd_workbook *book, const struct vd_result_column *column);

/** The sheet's column of a result table's column: some are for programs alone. */
uint16_t vd_sheet_column(const struct vd_result *result, size_t column);

/** A cell of a sheet. */
struct vd_target {
	const struct vd_plan *plan;
	const char *cell; /* "G7" */
};

/** The cell that a finding is about. @return false if it stands nowhere in the workbook */
bool vd_sheet_target(const struct vd_workbook *book, const struct vd_finding *finding,
		     struct vd_target *target);

/** A column width for texts of up to `longest` characters, kept within sensible bounds. */
double vd_sheet_width(size_t longest);

/** Whether a sheet's table would be too small to read if all of it were printed. */
bool vd_plan_is_wide(const struct vd_plan *plan);

/** Headings of a sheet's table: room for `columns` of them in the plan. */
void vd_plan_headings(const struct vd_workbook *book, struct vd_plan *plan,
		      const struct vd_heading *headings, size_t columns);

/**
 * Write what stands above the table, and mark `rows` rows below the header row as the table, with
 * room for wrapped headings.
 * @param name    of the table: unique in the workbook, the same in every language
 * @param frozen  columns that stay in sight
 */
void vd_sheet_table(struct vd_workbook *book, const struct vd_plan *plan,
		    struct vd_xlsx_sheet *sheet, const char *name, size_t rows, uint16_t frozen);

/* The sheets, each in a file of its own in io/sheets/. */
void vd_plan_about(const struct vd_workbook *book, struct vd_plan *plan);
void vd_plan_summary(const struct vd_workbook *book, struct vd_plan *plan);
void vd_plan_result(const struct vd_workbook *book, struct vd_plan *plan);
void vd_plan_data(const struct vd_workbook *book, struct vd_plan *plan);
void vd_plan_rows(const struct vd_workbook *book, struct vd_plan *plan);
void vd_plan_assumptions(const struct vd_workbook *book, struct vd_plan *plan);
void vd_plan_notes(const struct vd_workbook *book, struct vd_plan *plan);
void vd_sheet_about(struct vd_workbook *book, const struct vd_plan *plan,
		    struct vd_xlsx_sheet *sheet);
void vd_sheet_summary(struct vd_workbook *book, const struct vd_plan *plan,
		      struct vd_xlsx_sheet *sheet);
void vd_sheet_charts(struct vd_workbook *book, const struct vd_plan *plan,
		     struct vd_xlsx_sheet *sheet);
void vd_sheet_result(struct vd_workbook *book, const struct vd_plan *plan,
		     struct vd_xlsx_sheet *sheet);
void vd_sheet_data(struct vd_workbook *book, const struct vd_plan *plan,
		   struct vd_xlsx_sheet *sheet);
void vd_sheet_rows(struct vd_workbook *book, const struct vd_plan *plan,
		   struct vd_xlsx_sheet *sheet);
void vd_sheet_assumptions(struct vd_workbook *book, const struct vd_plan *plan,
			  struct vd_xlsx_sheet *sheet);
void vd_sheet_notes(struct vd_workbook *book, const struct vd_plan *plan,
		    struct vd_xlsx_sheet *sheet);

/** On About, once all inputs are written: their sum then and now, and whether they were edited. */
void vd_about_edited(struct vd_workbook *book, struct vd_xlsx_sheet *about);

/** Put a number that may be edited into a cell of Data or Assumptions. */
void vd_sheet_input(struct vd_workbook *book, struct vd_xlsx_sheet *sheet, uint32_t row,
		    uint16_t column, double number, enum vd_unit unit);

/** A sheet of the workbook: a result table, or a writer of its own. */
struct vd_sheet {
	const char *name, *about; /* NULL of a result table: as that has it */
	const char *about_data;	  /* the same of a study that adds up data, if it differs */
	const char *table;	  /* name of the result table, or NULL */
	void (*plan)(const struct vd_workbook *, struct vd_plan *);
	void (*write)(struct vd_workbook *, const struct vd_plan *, struct vd_xlsx_sheet *);
};

/** All sheets in order; ends with one that has neither name nor table. */
extern const struct vd_sheet vd_sheets[];

/** A sheet's name in the language of the run. */
const char *vd_sheet_name(const struct vd_sheet *sheet);

/** What a sheet is, in a sentence or two. */
const char *vd_sheet_about_words(const struct vd_workbook *book, const struct vd_plan *plan);

/** Whether a sheet is left out for having nothing to show. */
bool vd_sheet_is_empty(const struct vd_workbook *book, const struct vd_sheet *sheet);

/**
 * Draw the charts of a result below its table, if that is short enough to see both.
 * @param lines  of text that the table's rows take
 */
void vd_charts_below(struct vd_workbook *book, const struct vd_plan *plan,
		     struct vd_xlsx_sheet *sheet, size_t lines);

/** Name the main inputs: allocated_2016, general_budget_2016, population_2016, confidence. */
void vd_define_names(struct vd_workbook *book);

/** Called before each sheet is written, and before the file is packed. */
typedef void (*vd_progress)(const char *what);

/**
 * Write a whole workbook to a path, and read it back to see that it is whole.
 * @param name      what to call the file in messages
 * @param progress  NULL for none
 * Reports output-failed; unsafe-amount for an amount that a cell cannot hold to its last minor unit.
 */
bool vd_workbook_write(const struct vd_analysis *analysis, const char *path, const char *name,
		       vd_progress progress, struct vd_diagnostics *diagnostics);

#endif
