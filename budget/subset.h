/* A few amounts that together make a difference: the cause of most totals that do not add up. */
#ifndef VD_BUDGET_SUBSET_H
#define VD_BUDGET_SUBSET_H

#include <stddef.h>
#include <stdint.h>

#include "budget/arena.h"

enum { VD_SUBSET_MOST = 4, VD_SUBSETS_KEPT = 8, VD_SUBSETS_COUNTED = 1000 };

/** Indices of amounts, ascending. */
struct vd_subset {
	size_t items[VD_SUBSET_MOST];
};

/** The sets of amounts whose sum is in a window, of the smallest size that has any. */
struct vd_subsets {
	size_t size;				/* of each set; 0: there is none */
	struct vd_subset kept[VD_SUBSETS_KEPT]; /* the first ones, in order of their indices */
	size_t kept_count;
	size_t count;	 /* of all; at VD_SUBSETS_COUNTED counting stopped */
	double expected; /* how many such sets, up to this size, chance alone would give */
};

/**
 * Find the sets of 1 to VD_SUBSET_MOST amounts whose sum lies from `low` to `high`, fewest first:
 * sets of a size are looked for only where no smaller one is found.
 * Method: sorted amounts and two pointers up to three; for four, sums of pairs in order from two
 * heaps (meet in the middle; Schroeppel and Shamir, 1981): O(n^2 log n) time, O(n) memory. Sets of
 * four are looked for among up to 4,000 amounts, of three among up to 10,000.
 * Chance: of C sets of a size whose sum is within a factor e of the target (the found ones left out),
 * spread evenly, (C + 1) x width / (target x (e - 1/e)) fall into the window; where the target is a
 * multiple of 10^t minor units, only sets that are so too, an estimated part q of them, can hit, and
 * the width is 10^t at least. Sizes tried in vain count as well.
 * @param amounts  zeros never belong to a set; any sign; sums of magnitudes below 2^62
 * @param low, high  both above zero or both below; of a window the target is its middle
 * @param most     largest set, 1 to VD_SUBSET_MOST
 */
struct vd_subsets vd_subset_find(struct vd_arena *arena, const int64_t *amounts, size_t count,
				 int64_t low, int64_t high, size_t most);

#endif
