/* What may stand in a claim, in what order, and what it means: docs/claims.md. */
#ifndef VD_BUDGET_CLAIM_GRAMMAR_H
#define VD_BUDGET_CLAIM_GRAMMAR_H

#include "budget/claim_text.h"

/**
 * Read a claim from its beginning, in the style of the scan.
 * @return false with the scan's error set
 */
bool vd_claim_parse(const struct vd_claim_scan *scan, bool rounded, struct vd_claim_text *out)
	__attribute__((warn_unused_result));

#endif
