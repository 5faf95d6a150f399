/* How a head counts in the PEFA indicators. */
#ifndef VD_BUDGET_PEFA_H
#define VD_BUDGET_PEFA_H

/** In the order in which a year's heads are listed; the first two are compared by PI-2.1. */
enum vd_head_line {
	VD_LINE_OWN,	     /* a line of its own */
	VD_LINE_REST,	     /* one line with the other small ones */
	VD_LINE_CONTINGENCY, /* in PI-1 and PI-2.3 alone */
	VD_LINE_INTEREST,    /* in PI-1 alone */
	VD_LINE_INCOMPLETE,  /* lacks a figure: in no indicator */
};

/** The key for it: "own". */
const char *vd_head_line_key(enum vd_head_line line);

#endif
