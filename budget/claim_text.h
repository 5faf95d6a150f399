/* One claim as a line of text: "63 of 92 = 68.47%". docs/claims.md has the grammar. */
#ifndef VD_BUDGET_CLAIM_TEXT_H
#define VD_BUDGET_CLAIM_TEXT_H

#include "budget/claim.h"
#include "budget/claim_scan.h"

/** A claim that was read, and how its figure is written. */
struct vd_claim_text {
	struct vd_claim claim;
	/* what the words say of the figure: of "more than 1 in 4" more, though N is less than 4 */
	enum vd_comparison stated;
	struct vd_currency currency; /* of the first sign in it, else XXX */
	struct vd_claim_figure figure;
	const char *one_in; /* "1 in ", or "" */
	struct {
		struct vd_claim_figure *items;
		size_t count, capacity;
	} figures; /* all of them as they stand in the text */
};

/** How to take the numbers of a claim. */
struct vd_claim_style {
	const char *decimal; /* "." or ","; NULL for whichever gives a reading, if it is but one */
	bool rounded;	     /* the operands are rounded themselves */
};

/**
 * Read a claim of numbers. Without a decimal mark given, both are tried; where both can be read
 * and the answers differ, that is an error.
 * @return false with the error set
 */
bool vd_claim_text_read(struct vd_arena *arena, const char *text, size_t bytes,
			const struct vd_claim_style *style, struct vd_claim_text *out,
			struct vd_claim_error *error) __attribute__((warn_unused_result));

/**
 * A computed figure rounded to the digits of the claim's, and written as that is: "21 cents".
 * @return NULL if it has no more digits than that, or is beyond what can be written
 */
const char *vd_claim_text_figure(struct vd_arena *arena, const struct vd_claim_text *text,
				 const struct vd_check *check);

#endif
