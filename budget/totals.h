/* Totals with coverage, and the parts of a rate that may be compared. */
#ifndef VD_BUDGET_TOTALS_H
#define VD_BUDGET_TOTALS_H

#include "budget/dataset.h"

/** What a matched rate matches: institutions, or rows as printed (a group's row counts as one). */
enum vd_basis { VD_BY_INSTITUTION, VD_BY_ROW, VD_BASES };

/** The word for a basis: "institutions" or "rows". */
const char *vd_basis_key(enum vd_basis basis);

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

/** One of the two columns of figures that are set beside each other. */
struct vd_side {
	int year;
	enum vd_stage stage;
};

enum { VD_FIRST, VD_SECOND, VD_SIDES };

/**
 * Two columns of figures side by side: allocated and implemented of a year, or a stage in two
 * years. By row, the members of a group that is printed as one row count together: the row has an
 * amount if any member in scope has.
 */
struct vd_pairing {
	struct vd_scope scope;
	enum vd_basis basis;
	struct vd_side side[VD_SIDES];
};

/** On which sides an institution, or its printed row, has an amount. */
enum vd_presence { VD_ON_BOTH, VD_ON_FIRST_ONLY, VD_ON_SECOND_ONLY };

/** Whether both sides have figures by institution, so that they can be compared at all. */
bool vd_pairing_has_detail(const struct vd_dataset *data, const struct vd_pairing *pairing);

/**
 * Mark the institutions that are present so; each mark takes one pass over the institutions.
 * @param marks  [institution], all set
 */
void vd_pairing_mark(const struct vd_dataset *data, const struct vd_pairing *pairing,
		     enum vd_presence presence, bool *marks);

/**
 * Sum of one side's amounts over the institutions that are present so, in minor units.
 * @param reason  VD_PRESENT for all; else only those that have this reason instead of an amount on
 *                the other side
 * @return how many amounts are in it; 0 leaves `sum` zero
 */
int64_t vd_pairing_sum(const struct vd_dataset *data, const struct vd_pairing *pairing,
		       enum vd_presence presence, int side, enum vd_missing reason,
		       struct vd_money *sum);

/** How many institutions, or printed rows, are present so. */
int64_t vd_pairing_count(const struct vd_dataset *data, const struct vd_pairing *pairing,
			 enum vd_presence presence);

/** Allocated beside implemented, in one year. */
struct vd_pairing vd_pairing_of_stages(struct vd_scope scope, enum vd_basis basis, int year);

/**
 * The part of a stage's total that a rate may use: the sum over those that report both allocated
 * and implemented.
 * Domain: VD_NO_DETAIL without detail in either stage; VD_NO_AMOUNTS if none reports both.
 */
struct vd_value vd_matched(const struct vd_dataset *data, struct vd_scope scope, int year,
			   enum vd_stage stage, enum vd_basis basis);

#endif
