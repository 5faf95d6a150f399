/*
 * The formula of a result table's column, over names: other columns of the row, and the figures of
 * the study. One text serves three: it is computed with, shown step by step by `explain`, and
 * written as a live formula into the workbook.
 *
 *   formula   = call | "[" column "]"
 *   call      = name "(" [ formula-or-word { "," formula-or-word } ] ")"
 *
 *   data(STAGE)               the institution's figure in the row's year
 *   total(STAGE)              the sum over the row's scope: its region, else the headline
 *   matched(STAGE, BASIS)     the part of the total that may enter a rate
 *   count(STAGE, WHAT)        amounts, answered or expected
 *   in_scope()                yes or no for an institution; yes, partly or no for a region
 *   general_budget()          of the row's year
 *   series()                  the row's series, for its year and region
 *   deflator()                prices of the base year over those of the row's year
 *   exchange()                the study's currency for one unit of the other, in the row's year
 *   elapsed(STAGE)            the part of the year that is in the stage's figures
 *   previous(COLUMN)          the column in the row of the year before
 *   from(F)                   F of what the row is compared with: its earlier year, or other stage
 *   flow(PART, REASON)        a part of the change between the row's two years; see comparable.h
 *   part(FIGURE)              a figure of a line of the bridge; see bridge.h
 *   cell()                    the cell of another table that the row points at
 *   plotted()                 a value of a chart; see chart.h
 *   audit(FIGURE)             a figure of the row's check or finding; see enum vd_audit_figure
 *   statistic(NAME)           see statistics.h
 *   ratio(A, B)  sum(A, B)  difference(A, B)  product(A, B)  log(A)
 *
 * STAGE is allocated, modified, implemented, or `stage`: the row's own.
 */
#ifndef VD_BUDGET_FORMULA_H
#define VD_BUDGET_FORMULA_H

#include "budget/arena.h"
#include "budget/bridge.h"
#include "budget/comparable.h"
#include "budget/statistics.h"
#include "budget/totals.h"

/** Figures of a row of the audit. */
enum vd_audit_figure {
	VD_AUDIT_PART,	     /* what is divided, compared, or stated alone: a sum, one figure */
	VD_AUDIT_BASE,	     /* what it is divided by or compared with */
	VD_AUDIT_COMPUTED,   /* what the printed figure ought to be: made from the two */
	VD_AUDIT_OTHERWISE,  /* the same with the right figures in place of contradicted ones */
	VD_AUDIT_DIFFERENCE, /* printed less computed */
	VD_AUDIT_FIGURES
};

enum vd_operation {
	VD_OP_COLUMN,
	VD_OP_DATA,
	VD_OP_TOTAL,
	VD_OP_MATCHED,
	VD_OP_COUNT,
	VD_OP_IN_SCOPE,
	VD_OP_GENERAL_BUDGET,
	VD_OP_SERIES,
	VD_OP_DEFLATOR,
	VD_OP_EXCHANGE,
	VD_OP_ELAPSED,
	VD_OP_PREVIOUS,
	VD_OP_FROM,
	VD_OP_FLOW,
	VD_OP_PART,
	VD_OP_CELL,
	VD_OP_PLOTTED,
	VD_OP_AUDIT,
	VD_OP_STATISTIC,
	VD_OP_LOG,
	VD_OP_RATIO,
	VD_OP_SUM,
	VD_OP_DIFFERENCE,
	VD_OP_PRODUCT,
};

struct vd_formula {
	enum vd_operation operation;
	enum vd_stage stage; /* VD_STAGES: the row's own */
	enum vd_basis basis;
	enum vd_counted counted;
	enum vd_flow flow;
	enum vd_missing reason; /* VD_PRESENT: any */
	enum vd_part_figure figure;
	enum vd_audit_figure audited;
	enum vd_statistic statistic;
	const char *column; /* key, for VD_OP_COLUMN */
	const struct vd_formula *a, *b;
};

/** Read a formula. @return NULL if it is not one: a mistake in the program, caught by a test */
const struct vd_formula *vd_formula_parse(struct vd_arena *arena, const char *text);

/** Whether an operation combines the values of `a` and `b`. */
bool vd_is_arithmetic(enum vd_operation operation);

#endif
