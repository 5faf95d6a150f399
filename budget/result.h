/* Result tables: each described once as data, computed once, walked by every writer. */
#ifndef VD_BUDGET_RESULT_H
#define VD_BUDGET_RESULT_H

#include "budget/formula.h"
#include "budget/pefa.h"
#include "budget/series.h"

struct vd_result;
struct vd_check;
struct vd_finding;
struct vd_audit;
struct vd_charts;

/** A cell of a result table. */
struct vd_result_cell {
	const struct vd_result *result;
	size_t row, column;
};

/** A run of rows of another table that a row's statistics are made from. */
struct vd_sample {
	const struct vd_result *result;
	size_t first, used, count; /* the used ones stand first */
};

/** The same figure by several series: where each stands, and where the year before's stands. */
struct vd_choice {
	struct vd_result_cell *now, *before; /* a `before` without result: none */
	size_t count;
};

/** What a row is about; members that are no key of its table are VD_NONE or NULL. */
struct vd_row {
	int institution, region, year; /* indices */
	int stage;		       /* enum vd_stage, or VD_NONE */
	const struct vd_series *series;
	int previous;	     /* the row of the year before, or the line before; or VD_NONE */
	int from;	     /* the year compared with */
	int from_stage;	     /* the stage compared with, where it is another */
	enum vd_basis basis; /* of a comparison */
	enum vd_unit unit;   /* of the columns that are VD_UNIT_OF_ROW */
	enum vd_unit part_unit, base_unit; /* of those that are VD_UNIT_OF_PART, VD_UNIT_OF_BASE */
	const char *name; /* where no study object names the row: a series, a kind, an indicator */
	const char *remark; /* a text of its own: a reason, a score, the years left out */
	const char *grade;  /* another: the grade of a year, whether a sign depends on the series */
	int calendar;	    /* a calendar year that need not be in the study */
	const struct vd_part *part;
	enum vd_head_line line;	    /* of a PEFA head */
	struct vd_result_cell cell; /* what it points at */
	struct vd_sample sample;
	const struct vd_choice *choice;
	enum vd_statistic measured, base; /* what statistic(measured) and statistic(base) are */
	struct vd_statistics statistics;
	const char *item;		  /* of chart-data: its key */
	int plot, mark;			  /* the same: enum vd_plot, enum vd_chart_mark */
	struct vd_result_cell other;	  /* of a step: the running total before it */
	size_t listed;			  /* of a rest: rows above that it leaves out */
	const struct vd_check *check;	  /* of the audit */
	const struct vd_finding *finding; /* the same */
	const struct vd_data *data;	  /* of data-files */
};

/** What is asked for beyond what every study gets. */
struct vd_options {
	enum vd_language language;
	int from, to;		       /* calendar years to compare; 0: only consecutive ones */
	int project;		       /* years to project trends for */
	bool with_partial, with_bills; /* in trends */
	const char *last_table; /* the last one that is wanted; NULL or no table's name: all */
	bool for_audit;		/* tables that the audit does not read may stay without rows */
};

/** What computing a value may look at. */
struct vd_analysis {
	const struct vd_study *study;
	const struct vd_dataset *data;
	struct vd_arena *arena;
	enum vd_language language;
	struct vd_options options;
	const struct vd_series *prices;	  /* NULL if the study has none */
	const struct vd_series *exchange; /* the same */
	struct vd_result *results;	  /* in the order of vd_tables */
	size_t result_count;
	struct vd_charts *charts; /* filled with the table chart-data */
	struct vd_audit *audit;	  /* filled with the tables checks, claims, findings */
};

/** A column: either `value` (keys and texts) or `formula` (all that is computed). */
struct vd_column {
	const char *key, *label;
	enum vd_unit unit;
	bool is_key;	      /* part of a row's address */
	bool is_detail;	      /* left out of text tables unless asked for */
	bool is_for_programs; /* left out of the workbook */
	bool is_long;	      /* a text of any length: all of it stands on Notes and sources too */
	bool is_repeat;	      /* a figure that another table has as well: `find` looks there */
	struct vd_value (*value)(const struct vd_analysis *, const struct vd_row *);
	const char *formula;  /* over columns to its left; see formula.h */
	const char *read_off; /* of a text: the column that it judges */
	bool is_input;	      /* of a number: transcribed, and so to be changed in a workbook */
	bool is_recorded; /* of a number: seen while data were read, so that no formula says it */
	bool has_status;  /* programs get KEY_status: always with a formula that gives a number */
	bool reads_back;  /* in the rows before as well, as far as they are linked */
	bool (*present)(const struct vd_analysis *); /* NULL: always */
	const char *meaning;			     /* one line for docs and column notes */
};

struct vd_rows {
	struct vd_row *items;
	size_t count, capacity;
};

/** A result table as a program and a reader know it; its texts are marked with N_(). */
struct vd_table_description {
	const char *name;	/* on the command line: general-budget */
	const char *title;	/* sheet name and heading, at most 31 characters */
	const char *about;	/* the first sentence is for lists of tables */
	const char *when_empty; /* what to do about a table without rows; NULL: nothing */
	const struct vd_column *columns;
	size_t column_count;
	void (*list_rows)(const struct vd_analysis *, struct vd_rows *);
	bool audit_reads; /* the audit looks at it, or is it */
};

/** The texts of a table in the language of the run. */
const char *vd_table_title(const struct vd_table_description *table);
const char *vd_table_about(const struct vd_table_description *table);
/** What to do about a table without rows; an empty text if there is nothing to do. */
const char *vd_table_when_empty(const struct vd_table_description *table);

struct vd_result_column {
	const struct vd_column *column;
	const struct vd_formula *formula; /* NULL where the column has none */
	const char *label;		  /* in the language of the run */
};

/** What a column's values are, in a line; an empty text if its heading says it. */
const char *vd_column_meaning(const struct vd_analysis *analysis,
			      const struct vd_result_column *column);

/** A row by its address. */
struct vd_row_name {
	const char *address;
	size_t row;
};

struct vd_result {
	const struct vd_table_description *description;
	struct vd_result_column *columns;
	size_t column_count;
	struct vd_rows rows;
	struct vd_value *values;	 /* [row][column] */
	const struct vd_row_name *names; /* of its rows, sorted; made when first needed */
};

extern const struct vd_table_description vd_table_general_budget;
extern const struct vd_table_description vd_table_institutions;
extern const struct vd_table_description vd_table_regions;
extern const struct vd_table_description vd_table_comparable;
extern const struct vd_table_description vd_table_bridge;
extern const struct vd_table_description vd_table_per_capita;
extern const struct vd_table_description vd_table_population_choice;
extern const struct vd_table_description vd_table_trend_points;
extern const struct vd_table_description vd_table_trend;
extern const struct vd_table_description vd_table_projection;
extern const struct vd_table_description vd_table_distribution;
extern const struct vd_table_description vd_table_association_points;
extern const struct vd_table_description vd_table_association;
extern const struct vd_table_description vd_table_outliers;
extern const struct vd_table_description vd_table_pace;
extern const struct vd_table_description vd_table_pefa_heads;
extern const struct vd_table_description vd_table_pefa;
extern const struct vd_table_description vd_table_chart_data;
extern const struct vd_table_description vd_table_data_files;
extern const struct vd_table_description vd_table_checks;
extern const struct vd_table_description vd_table_claims;
extern const struct vd_table_description vd_table_findings;

/** All result tables; each may look at those before it. Ends with NULL. */
extern const struct vd_table_description *const vd_tables[];

/** Compute the result tables of a dataset. Everything is in the arena. */
struct vd_analysis *vd_analyse(const struct vd_dataset *data, const struct vd_options *options,
			       struct vd_arena *arena);

/**
 * Set up an analysis without computing a table; and compute the next one. For measuring.
 * @return false after the last
 */
struct vd_analysis *vd_analysis_begin(const struct vd_dataset *data,
				      const struct vd_options *options, struct vd_arena *arena);
bool vd_analysis_next(struct vd_analysis *analysis);

/** The result of a table by name, or NULL. */
const struct vd_result *vd_result_find(const struct vd_analysis *analysis, const char *name);

/** Index of a column by key, or VD_NONE. */
int vd_result_column(const struct vd_result *result, const char *key);

const struct vd_value *vd_result_value(const struct vd_result *result, size_t row, size_t column);

/** The unit of a cell: the column's, or the row's own. */
enum vd_unit vd_result_unit(const struct vd_result *result, size_t row, size_t column);

/** The unit of a column as a key, see vd_word(); of an exchange rate's other currency, its code. */
const char *vd_column_unit_name(const struct vd_analysis *analysis, const struct vd_column *column);

/** Where a formula is looked at: a row, perhaps as of the year it is compared with. */
struct vd_spot {
	const struct vd_analysis *analysis;
	const struct vd_result *result;
	size_t index; /* of the row, for its columns */
	struct vd_row row;
};

struct vd_spot vd_spot_at(const struct vd_analysis *analysis, const struct vd_result *result,
			  size_t row);

/** The same row as of what it is compared with. */
struct vd_spot vd_spot_from(const struct vd_spot *spot);

/** The value of a formula in a row whose columns to the left are computed. */
struct vd_value vd_formula_value(const struct vd_spot *spot, const struct vd_formula *formula);

/** The statistic a formula means in a row. */
enum vd_statistic vd_formula_statistic(const struct vd_formula *formula, const struct vd_row *row);

/** The table that is being listed. */
const struct vd_result *vd_result_current(const struct vd_analysis *analysis);

/** The stage of a row's two years, side by side. */
struct vd_pairing vd_row_pairing(const struct vd_row *row);

/** What a line of the bridge says; VD_PART_RUNNING needs the row before to be computed. */
struct vd_value vd_part_value(const struct vd_spot *spot, enum vd_part_figure figure);

/** The last month in a stage's figures of a partial year, 1 to 11; 0 for a complete one. */
int vd_months_elapsed(const struct vd_study *study, int year, enum vd_stage stage);

/** Whether a total has a part that the source calls approximate. */
bool vd_is_approximate(const struct vd_dataset *data, const struct vd_row *row,
		       enum vd_stage stage);

/** The scope a row's sums go over: its region, else the headline. */
struct vd_scope vd_row_scope(const struct vd_row *row);

/** The stage a formula means in a row. */
enum vd_stage vd_formula_stage(const struct vd_formula *formula, const struct vd_row *row);

/** A row's address: its keys joined by "/", such as `mininter/2016`. */
const char *vd_row_address(const struct vd_analysis *analysis, const struct vd_result *result,
			   size_t row);

/** The row with an address, or VD_NONE. */
int vd_result_row(const struct vd_analysis *analysis, struct vd_result *result,
		  const char *address);

/** The cell with an address such as vd_cell_address() gives. @return false if there is none */
bool vd_result_cell(const struct vd_analysis *analysis, const char *address,
		    struct vd_result_cell *cell);

/** A cell's address: `institutions/mininter/2016/allocated`. */
const char *vd_cell_address(const struct vd_analysis *analysis, struct vd_result_cell cell);

/** Append a row about nothing yet. */
struct vd_row *vd_add_row(const struct vd_analysis *analysis, struct vd_rows *rows);

/** Rows of one subject stand together, years ascending: link each to the year before. */
void vd_link_years(const struct vd_analysis *analysis, struct vd_rows *rows);

#endif
