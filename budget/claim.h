/* A figure stated in prose: what it is made from, and whether it holds. */
#ifndef VD_BUDGET_CLAIM_H
#define VD_BUDGET_CLAIM_H

#include "budget/audit.h"

/**
 * Check one claim: compute its figure from unrounded operands, compare it with the digits printed,
 * and look for a cause where it is contradicted.
 * @param analysis  the study's; NULL if every operand is a number or a sum of numbers
 * @param currency  of amounts and of signs; the study's
 */
struct vd_check vd_claim_check(const struct vd_analysis *analysis, struct vd_arena *arena,
			       const struct vd_currency *currency, const struct vd_claim *claim);

#endif
