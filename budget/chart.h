/* Charts: described once, with values that stand in the table `chart-data`; every writer draws them. */
#ifndef VD_BUDGET_CHART_H
#define VD_BUDGET_CHART_H

#include "budget/result.h"

enum vd_chart_kind {
	VD_CHART_COLUMNS, /* by year: upright, side by side */
	VD_CHART_BARS,	  /* by name: lying, side by side, the first on top */
	VD_CHART_STEPS,	  /* from one total to another: stacked on what the hidden series gives */
	VD_CHART_LINES,	  /* over years as numbers: points and lines */
};

/** What a series is, and so how it is drawn. */
enum vd_chart_look {
	VD_DRAW_FIRST, /* the chart's main figure */
	VD_DRAW_SECOND,
	VD_DRAW_THIRD,
	VD_DRAW_HIDDEN, /* what steps stand on */
	VD_DRAW_TOTAL,
	VD_DRAW_FALL,
	VD_DRAW_RISE,
	VD_DRAW_COUNTRY,  /* the national figure among regions */
	VD_DRAW_POINTS,	  /* of years, no line between them */
	VD_DRAW_LEFT_OUT, /* the same, of another shape: years that a line is not fitted to */
	VD_DRAW_LINE,
	VD_DRAW_INTERVAL, /* a thin broken line */
	VD_DRAW_LOOKS
};

/** What makes a year unlike the others; drawn with a pattern, and said in the item's label. */
enum vd_chart_mark { VD_MARK_NONE, VD_MARK_BILL, VD_MARK_PARTIAL };

struct vd_chart_series {
	const char *name; /* for the legend */
	enum vd_chart_look look;
	size_t first, count; /* rows of `chart-data`; in one chart all have the same items but for
			      * VD_CHART_LINES, whose series have years of their own */
};

struct vd_chart {
	const char *id; /* "share" */
	enum vd_chart_kind kind;
	const char *title;	 /* "Share of the General Budget by year" */
	const char *item_title;	 /* of the axis of items: "Year" */
	const char *value_title; /* of the axis of values, with the unit: "Allocated (PEN)" */
	enum vd_unit unit;	 /* of all values */
	const char *table;	 /* name of the result table that it belongs to */
	struct {
		struct vd_chart_series *items;
		size_t count, capacity;
	} series;
};

/** Most items that bars by name show; the others are summed in one. */
enum { VD_CHART_ITEMS_MOST = 15 };

/** The charts of an analysis, in order; there once the table `chart-data` is computed. */
struct vd_charts {
	const struct vd_result *result; /* the table `chart-data` */
	struct vd_chart *items;
	size_t count, capacity;
};

/** Columns of `chart-data`, for those who draw: of a row, its label, year, mark and value. */
const char *vd_chart_label(const struct vd_charts *charts, size_t row);
int vd_chart_year(const struct vd_analysis *analysis, const struct vd_charts *charts, size_t row);
enum vd_chart_mark vd_chart_mark(const struct vd_charts *charts, size_t row);
const struct vd_value *vd_chart_value(const struct vd_charts *charts, size_t row);

/** What a chart shows, in a sentence or two, as of the report; also its alternative text. */
const char *vd_chart_reading(const struct vd_analysis *analysis, const struct vd_chart *chart);

/** The chart called so, or NULL. */
const struct vd_chart *vd_chart_find(const struct vd_charts *charts, const char *id);

/** What a row of `chart-data` holds. */
enum vd_plot {
	VD_PLOT_NOTHING,   /* no figure here: another series has this item */
	VD_PLOT_CELL,	   /* of another table */
	VD_PLOT_STATISTIC, /* the row's `measured` */
	VD_PLOT_BASE,	   /* the lower of the running totals before and after a step */
	VD_PLOT_RISE,	   /* a step up, else zero */
	VD_PLOT_FALL,	   /* a step down as a positive number, else zero */
	VD_PLOT_REST,	   /* a total less what is listed above */
};

/** The value of a row of `chart-data`. */
struct vd_value vd_plot_value(const struct vd_spot *spot);

#endif
