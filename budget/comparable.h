/* Change between two years, split by who reports in both: the comparable basis. */
#ifndef VD_BUDGET_COMPARABLE_H
#define VD_BUDGET_COMPARABLE_H

#include "budget/totals.h"

/** The parts that a change between two years is split into. */
enum vd_flow {
	VD_FLOW_EXITS,		 /* amounts of the first year, of those without one in the second */
	VD_FLOW_ENTRANTS,	 /* amounts of the second year, of those without one in the first */
	VD_FLOW_CONTINUING_FROM, /* amounts of the first year, of those that report both */
	VD_FLOW_CONTINUING_TO,	 /* amounts of the second year, of the same */
	VD_FLOW_EXIT_COUNT,
	VD_FLOW_ENTRANT_COUNT,
	VD_FLOW_CONTINUING_COUNT,
	VD_FLOWS
};

/** The word for a part in formulas: "continuing_from". */
const char *vd_flow_key(enum vd_flow flow);

/** Who is in a part, and of which year its amounts are. */
enum vd_presence vd_flow_presence(enum vd_flow flow);
int vd_flow_side(enum vd_flow flow);

/** Whether a part counts institutions or rows instead of summing amounts. */
bool vd_flow_is_count(enum vd_flow flow);

/** Whether a stage's total of a year is a sum of institutions, and so can be compared. */
bool vd_is_comparable(const struct vd_dataset *data, int year, enum vd_stage stage);

/**
 * A part of the change, in minor units or as a count.
 * Formula: with C those that report both years, X those of the first year only and E those of the
 * second only, total(to) = total(from) - sum X + (sum C(to) - sum C(from)) + sum E, to the minor
 * unit; the comparable change is sum C(to) / sum C(from) - 1.
 * @param pairing  the stage in the two years, and the basis
 * @param reason   VD_PRESENT for all; else exits or entrants by the reason that stands in the year
 *                 without an amount
 * Source: a matched sample, as price statistics use it (Consumer Price Index Manual, 2020); keeping
 * the reasons is ours.
 */
struct vd_value vd_flow_value(const struct vd_dataset *data, const struct vd_pairing *pairing,
			      enum vd_flow flow, enum vd_missing reason);

/**
 * Whether the headline's change misleads: its sign and that of the comparable change differ, or the
 * two differ by more than half of the headline's.
 * @return in words, or NULL
 */
const char *vd_changes_differ(const struct vd_value *headline, const struct vd_value *comparable,
			      const struct vd_currency *currency);

#endif
