/* Result tables: each described once as data, computed once, walked by every writer. */
#ifndef VD_BUDGET_RESULT_H
#define VD_BUDGET_RESULT_H

#include "budget/formula.h"
#include "budget/series.h"

struct vd_result;

/** What a row is about; members that are no key of its table are VD_NONE or NULL. */
struct vd_row {
	int institution, region, year; /* indices */
	int stage;		       /* enum vd_stage, or VD_NONE */
	const struct vd_series *series;
	int previous; /* the row of the year before; set once the rows are listed */
};

/** What computing a value may look at. */
struct vd_analysis {
	const struct vd_study *study;
	const struct vd_dataset *data;
	struct vd_arena *arena;
	enum vd_language language;
	const struct vd_series *prices; /* NULL if the study has none */
	struct vd_result *results;	/* in the order of vd_tables */
	size_t result_count;
};

/** A column: either `value` (keys and texts) or `formula` (all that is computed). */
struct vd_column {
	const char *key, *label;
	enum vd_unit unit;
	bool is_key;	/* part of a row's address */
	bool is_detail; /* left out of text tables unless asked for */
	struct vd_value (*value)(const struct vd_analysis *, const struct vd_row *);
	const char *formula;			     /* over columns to its left; see formula.h */
	bool (*present)(const struct vd_analysis *); /* NULL: always */
	const char *meaning;			     /* one line for docs and column notes */
};

struct vd_rows {
	struct vd_row *items;
	size_t count, capacity;
};

/** A result table as a program and a reader know it. */
struct vd_table_description {
	const char *name;  /* on the command line: general-budget */
	const char *title; /* sheet name and heading, at most 31 characters */
	const char *about; /* one sentence */
	const struct vd_column *columns;
	size_t column_count;
	void (*list_rows)(const struct vd_analysis *, struct vd_rows *);
};

struct vd_result_column {
	const struct vd_column *column;
	const struct vd_formula *formula; /* NULL where the column has none */
	const char *label;
};

struct vd_result {
	const struct vd_table_description *description;
	struct vd_result_column *columns;
	size_t column_count;
	struct vd_rows rows;
	struct vd_value *values; /* [row][column] */
};

extern const struct vd_table_description vd_table_general_budget;
extern const struct vd_table_description vd_table_institutions;
extern const struct vd_table_description vd_table_regions;
extern const struct vd_table_description vd_table_per_capita;

/** All result tables, in the order of the workbook; ends with NULL. */
extern const struct vd_table_description *const vd_tables[];

/** Compute every result table of a dataset. Everything is in the arena. */
struct vd_analysis *vd_analyse(const struct vd_dataset *data, enum vd_language language,
			       struct vd_arena *arena);

/** The result of a table by name, or NULL. */
const struct vd_result *vd_result_find(const struct vd_analysis *analysis, const char *name);

/** Index of a column by key, or VD_NONE. */
int vd_result_column(const struct vd_result *result, const char *key);

const struct vd_value *vd_result_value(const struct vd_result *result, size_t row, size_t column);

/** The value of a formula in a row whose columns to the left are computed. */
struct vd_value vd_formula_value(const struct vd_analysis *analysis, const struct vd_result *result,
				 size_t row, const struct vd_formula *formula);

/** The scope a row's sums go over: its region, else the headline. */
struct vd_scope vd_row_scope(const struct vd_row *row);

/** The stage a formula means in a row. */
enum vd_stage vd_formula_stage(const struct vd_formula *formula, const struct vd_row *row);

/** A row's address: its keys joined by "/", such as `mininter/2016`. */
const char *vd_row_address(const struct vd_analysis *analysis, const struct vd_result *result,
			   size_t row);

/** Append a row about nothing yet. */
struct vd_row *vd_add_row(const struct vd_analysis *analysis, struct vd_rows *rows);

/* Values of columns that several tables share. */
struct vd_value vd_column_year(const struct vd_analysis *, const struct vd_row *);
struct vd_value vd_column_region(const struct vd_analysis *, const struct vd_row *);
struct vd_value vd_column_region_name(const struct vd_analysis *, const struct vd_row *);
struct vd_value vd_column_series(const struct vd_analysis *, const struct vd_row *);
/** What a reader must know of the row: partial, bill, approximate, notes. */
struct vd_value vd_column_notes(const struct vd_analysis *, const struct vd_row *);

bool vd_has_modified(const struct vd_analysis *);
bool vd_has_prices(const struct vd_analysis *);

#endif
