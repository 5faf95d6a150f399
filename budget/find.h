/* From a printed figure back to the measures that come out at it. */
#ifndef VD_BUDGET_FIND_H
#define VD_BUDGET_FIND_H

#include "budget/printed.h"
#include "budget/result.h"

/** A cell that comes out at the figure, or is near it. */
struct vd_found {
	struct vd_result_cell cell;
	enum vd_fit fit;
	bool is_turned;	 /* the figure was quoted without the value's minus */
	double distance; /* of a match, in units of the last digit printed; else relative */
};

struct vd_finds {
	struct vd_found *items;
	size_t count, capacity;
};

/**
 * Every cell of every result table that comes out at a printed figure, rounded or truncated, the
 * nearest first. A figure in percent is looked for among percentages alone. A figure without a
 * sign also finds its negative ("fell by 54.21 %").
 */
struct vd_finds vd_find(const struct vd_analysis *analysis, const struct vd_printed *printed);

/** A figure of the report's own: its arithmetic in a printed table, or a claim. */
struct vd_found_printed {
	const struct vd_claim *claim; /* or NULL, and the cell of a table: */
	const struct vd_table *table;
	const struct vd_table_row *row;
	const struct vd_table_column *column;
	const struct vd_cell *cell;
};

struct vd_printed_finds {
	struct vd_found_printed *items;
	size_t count, capacity;
};

/** The printed rates, shares and totals, figures of groups, and claims that come out at a figure. */
struct vd_printed_finds vd_find_printed(const struct vd_analysis *analysis,
					const struct vd_printed *printed);

/** The cells nearest to a figure that none comes out at; at most `most`, the nearest first. */
struct vd_finds vd_find_nearest(const struct vd_analysis *analysis,
				const struct vd_printed *printed, size_t most);

#endif
