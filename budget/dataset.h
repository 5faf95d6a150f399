/* The dataset of a study: one figure per institution, year and stage, out of its tables. */
#ifndef VD_BUDGET_DATASET_H
#define VD_BUDGET_DATASET_H

#include "budget/study.h"
#include "budget/value.h"

/** An amount or the reason why there is none, with the printed cell it comes from. */
struct vd_figure {
	enum vd_missing missing; /* VD_PRESENT: `amount` counts */
	struct vd_money amount;
	const struct vd_table *table; /* NULL if no table gives it */
	const struct vd_cell *cell;
	/* the last table that gives it, which may not be the one that stands */
	const struct vd_table *last_table;
	const struct vd_cell *last_cell;
};

/**
 * Amounts are limited so that no sum or difference of the dataset can leave 64 bits: for each year
 * and stage the magnitudes of all amounts together stay below this, in minor units.
 */
#define VD_AMOUNTS_MOST (INT64_MAX / 2)

struct vd_dataset {
	const struct vd_study *study;
	struct vd_figure *cells;	  /* [year][stage][institution] */
	struct vd_figure *totals;	  /* [year][stage]: as printed in tables by year */
	struct vd_figure *general_budget; /* [year] */
	bool *detail;			  /* [year][stage]: some institution's cell is in a table */
	bool has_stage[VD_STAGES];	  /* some figure of the stage is in the study */
	bool *row_scratch;		  /* 2 x (institutions + 1), for vd_matched() */
};

/**
 * Collect the figures of all tables. Groups and totals add nothing: they are there to be checked.
 * Of two tables that give a figure, the first stands, or the primary one. Reports duplicate-cell,
 * overflow.
 * @param study  resolved; borrowed for the life of the dataset
 * @param arena  owns the result
 */
struct vd_dataset *vd_dataset_build(const struct vd_study *study, struct vd_arena *arena,
				    struct vd_diagnostics *diagnostics);

const struct vd_figure *vd_dataset_cell(const struct vd_dataset *data, int institution, int year,
					enum vd_stage stage);
const struct vd_figure *vd_dataset_total(const struct vd_dataset *data, int year,
					 enum vd_stage stage);
bool vd_dataset_has_detail(const struct vd_dataset *data, int year, enum vd_stage stage);

/** The figure that stands where a table has this cell; NULL for what adds nothing. */
const struct vd_figure *vd_dataset_standing(const struct vd_dataset *data,
					    const struct vd_table_row *row,
					    const struct vd_table_column *column);

/** Whether a figure was added up from data; if not, it was transcribed, or there is none. */
bool vd_figure_is_added(const struct vd_figure *figure);

/** A figure as a value: money, or missing with its code. */
struct vd_value vd_figure_value(const struct vd_figure *figure);

#endif
