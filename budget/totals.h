/* Totals with coverage, and the parts of a rate that may be compared. */
#ifndef VD_BUDGET_TOTALS_H
#define VD_BUDGET_TOTALS_H

#include "budget/dataset.h"

/** What a matched rate matches: institutions, or rows as printed (a group's row counts as one). */
enum vd_basis { VD_BY_INSTITUTION, VD_BY_ROW };

/** What coverage counts. */
enum vd_counted { VD_COUNT_AMOUNTS, VD_COUNT_ANSWERED, VD_COUNT_EXPECTED };

/** Whether an institution in scope is counted, by why it has no figure (VD_PRESENT: it has one). */
bool vd_is_counted(enum vd_missing missing, enum vd_counted counted);

/** How much of the expected answer came in for a stage. */
struct vd_coverage {
	int64_t amounts;  /* a figure */
	int64_t answered; /* a figure, or "no budget line" */
	int64_t expected; /* institutions in scope, less not applicable and out of scope */
};

/** Whose figures a sum takes: the headline scope, or all institutions of a region. */
struct vd_scope {
	int region; /* index, or VD_NONE for the headline scope */
};

/** Whether an institution counts in a scope. */
bool vd_scope_has(const struct vd_dataset *data, struct vd_scope scope, int institution);

/**
 * Whether the headline total of a stage is the printed one: the year has no figures by institution,
 * or none of those in scope is an amount and a printed total is there.
 */
bool vd_total_is_printed(const struct vd_dataset *data, int year, enum vd_stage stage);

/**
 * Total of a stage in a year, in minor units.
 * Method: the sum of the amounts reported in the scope; the printed total, which is data then, where
 * vd_total_is_printed().
 * Domain: VD_NO_AMOUNTS if no part has an amount; the total's own reason without detail.
 */
struct vd_value vd_total(const struct vd_dataset *data, struct vd_scope scope, int year,
			 enum vd_stage stage);

/**
 * Coverage of a stage in a year.
 * Domain: @return false in a year without detail, `coverage` untouched
 */
bool vd_coverage(const struct vd_dataset *data, struct vd_scope scope, int year,
		 enum vd_stage stage, struct vd_coverage *coverage);

/** Whether an institution's amounts enter a matched sum. The year has detail in both stages. */
bool vd_matched_has(const struct vd_dataset *data, struct vd_scope scope, int year, int institution,
		    enum vd_basis basis);

/**
 * The part of a stage's total that a rate may use.
 * Method: the sum over those that report both allocated and implemented. By row, the members of a
 * group that is printed as one row count together: the row has an amount if any member has.
 * Domain: VD_NO_DETAIL without detail in either stage; VD_NO_AMOUNTS if none reports both.
 */
struct vd_value vd_matched(const struct vd_dataset *data, struct vd_scope scope, int year,
			   enum vd_stage stage, enum vd_basis basis);

#endif
