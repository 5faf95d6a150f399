/* What the files about claims share. */
#ifndef VD_BUDGET_CLAIM_PARTS_H
#define VD_BUDGET_CLAIM_PARTS_H

#include "budget/audit_parts.h"

/* Where a claim's operands are looked up. */
struct vd_asker {
	const struct vd_analysis *analysis; /* or NULL: numbers alone */
	struct vd_arena *arena;
	const struct vd_currency *currency;
	const struct vd_claim *claim;
};

/* An operand's value, and what it is shown as. */
struct vd_claim_figure {
	struct vd_interval value;
	enum vd_unit unit;
};

/** An operand, the parts of a sum added up. @param depth of sums in sums, from 0 */
struct vd_claim_figure vd_claim_ask(const struct vd_asker *asker, const struct vd_operand *operand,
				    int depth);

/** A claim's figure from its two operands. */
struct vd_interval vd_claim_measure(enum vd_measure measure, const struct vd_interval *part,
				    const struct vd_interval *base);

/** A figure in an arithmetic: "620,195.00". */
const char *vd_claim_shown(const struct vd_asker *asker, const struct vd_claim_figure *figure);

/** What a contradicted claim may come from. */
struct vd_causes vd_claim_causes(const struct vd_asker *asker, enum vd_unit unit,
				 const struct vd_interval *computed,
				 const struct vd_claim_figure *part,
				 const struct vd_claim_figure *base);

#endif
