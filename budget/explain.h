/* How one figure was made, step by step, with the printed cells it comes from. */
#ifndef VD_BUDGET_EXPLAIN_H
#define VD_BUDGET_EXPLAIN_H

#include "budget/result.h"

struct vd_explanation {
	bool found;
	const char **items; /* lines of text; an empty one ends a paragraph */
	size_t count, capacity;
};

/**
 * Explain the cell at an address such as `general-budget/2016/share_percent`: its value rounded and
 * unrounded, the formula in words, the numbers put in, and each number's table, line and page.
 * @return lines in the analysis' arena; `found` is false if there is no such cell, and the lines
 *         then say what there is
 */
struct vd_explanation vd_explain(const struct vd_analysis *analysis, const char *address);

#endif
