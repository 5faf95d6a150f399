/* What the files of the audit share. */
#ifndef VD_BUDGET_AUDIT_PARTS_H
#define VD_BUDGET_AUDIT_PARTS_H

#include "budget/audit.h"

/** A printed table while its figures are checked. */
struct vd_audited {
	const struct vd_analysis *analysis;
	struct vd_arena *arena;
	const struct vd_table *table;
	struct vd_check **of_cell; /* [row][column]: the check of a cell, or NULL */
	int *row_of_group;	   /* [group][year + 1]: the first row of it, or VD_NONE */
	bool *is_aside;		   /* [row]: of a group, and not to be added */
	const char **names;	   /* [column][year]: of columns, made when first needed */
};

/* audit_cells.c */
const struct vd_study *vd_audited_study(const struct vd_audited *audited);
const struct vd_currency *vd_audited_currency(const struct vd_audited *audited);
const struct vd_table_row *vd_audited_row(const struct vd_audited *audited, size_t row);
const struct vd_cell *vd_audited_cell(const struct vd_audited *audited, size_t row, size_t column);
bool vd_audited_has_amount(const struct vd_audited *audited, size_t row, size_t column);

/** The year a column's cell is of, in a row; VD_NONE in the total of a table by year. */
int vd_audited_year(const struct vd_audited *audited, size_t row, size_t column);

/** Whom a row is about, in full; what a column is of: "implemented 2015". */
const char *vd_audited_row_name(const struct vd_audited *audited, const struct vd_table_row *row);
const char *vd_audited_column_name(const struct vd_audited *audited, size_t row, size_t column);

/** Whether a column holds amounts that are computed with. */
bool vd_is_amount_column(const struct vd_table_column *column);

/** Whether a cell is a figure to be checked, and can be read. */
bool vd_audited_is_checked(const struct vd_cell *cell);

/** A cell's figure as printed; its amount, wider where the table is rounded. */
struct vd_printed vd_printed_of_cell(const struct vd_cell *cell);
struct vd_interval vd_audited_interval(const struct vd_audited *audited,
				       const struct vd_table *table, const struct vd_cell *cell);

/** Begin the check of a cell. */
struct vd_check *vd_audited_add(const struct vd_audited *audited, size_t row, size_t column);

/* audit_terms.c */
/** Where the figure of a printed cell stands: with the study's own wherever that is the same. */
struct vd_term vd_term_of_cell(const struct vd_analysis *analysis, const struct vd_table *table,
			       const struct vd_table_row *row,
			       const struct vd_table_column *column);

/** The figure of an institution. */
struct vd_term vd_term_of_figure(int institution, int year, enum vd_stage stage);

/** What a check computes. */
struct vd_term vd_term_of_check(const struct vd_check *check);

/* audit_groups.c */
/**
 * See which rows of groups stand for their members: the first of each group and year, unless it
 * overlaps an earlier one without either holding the other.
 */
void vd_audited_mark_groups(struct vd_audited *audited);

/** Whether another row of the table, a group's, stands for this row's amount in a column. */
bool vd_audited_is_in_group(const struct vd_audited *audited, size_t row, size_t column);

/* audit_sums.c and audit_ratios.c: check a table; sums come first */
void vd_audit_sums(const struct vd_audited *audited);
void vd_audit_ratios(const struct vd_audited *audited);

/* audit_readings.c */
/** An amount that a ratio is made from. */
struct vd_ratio_side {
	struct vd_interval amount; /* as printed */
	struct vd_interval right;  /* as it ought to be; of one printed rounded, the exact sum */
	struct vd_check *check;	   /* of the printed amount, if that is doubtful; or NULL */
	const char *name;	   /* "implemented 2015" */
	struct vd_term term, right_term;
	int row, column; /* in the table, or VD_NONE */
	bool is_count;	 /* of people, no amount */
};

/** A way to read what a printed ratio is of: part / base, less 1 or part - base of a change. */
struct vd_reading {
	struct vd_ratio_side part, base;
	bool is_change, is_difference;
};

struct vd_readings {
	struct vd_reading *items;
	size_t count, capacity;
};

/** How a printed ratio may be read, the likeliest first; none for other columns. */
struct vd_readings vd_audited_readings(const struct vd_audited *audited, size_t row, size_t column);

struct vd_ratio_side vd_ratio_side_at(const struct vd_audited *audited, size_t row, size_t column);

/** The column of a stage and year; the row of the total of a year; or VD_NONE. */
int vd_audited_stage_column(const struct vd_audited *audited, enum vd_stage stage, int year);
int vd_audited_total_row(const struct vd_audited *audited, int year);

/* audit_match.c */
/** Two sums over those that have both amounts. */
struct vd_both {
	vd_int128 part, base; /* minor units */
	size_t count, one_sided;
	struct vd_terms parts, bases; /* where all of them stand, side by side */
};

/** part / base; missing without any. */
struct vd_value vd_both_rate(const struct vd_both *both);

/** The rows of a total that have both amounts, by institution and by row. */
void vd_audited_match_rows(const struct vd_audited *audited, size_t total, size_t part, size_t base,
			   struct vd_both *by);

/** Note at a rate's check what those that have both amounts come to. */
void vd_audited_match(const struct vd_audited *audited, size_t row, size_t part, size_t base,
		      struct vd_check *check);

/**
 * Take so many steps from what the audit of a study may spend on looking for causes, so that a file
 * made to be slow is not. @return false if that much is not left
 */
bool vd_audit_spend(const struct vd_analysis *analysis, size_t steps);

/** Add a check of a printed cell. Stays where it is. */
struct vd_check *vd_audit_add_check(const struct vd_analysis *analysis);

/** The verdict on a figure that is said to be equal. */
enum vd_verdict vd_verdict_of(enum vd_fit fit);

/** Add a finding; good until the next one is added. */
struct vd_finding *vd_audit_add_finding(const struct vd_analysis *analysis, enum vd_rule rule,
					const char *at, struct vd_place place, const char *message);

/** A percentage for a sentence: "40.69%", a change with its sign. */
const char *vd_say_percent(const struct vd_analysis *analysis, const struct vd_value *value,
			   bool is_change);

/* Findings about wrong figures (mismatches.c), tables that differ (conflicts.c), data (data.c), and others
   (flags.c). */
void vd_audit_mismatches(const struct vd_analysis *analysis);
void vd_audit_conflicts(const struct vd_analysis *analysis);
void vd_audit_data(const struct vd_analysis *analysis);
void vd_audit_flags(const struct vd_analysis *analysis);

#endif
