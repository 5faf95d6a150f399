/* Drawing charts as SVG: what the kinds of chart share. Lengths are pixels of a drawing at full size. */
#ifndef VD_IO_HTML_SVG_H
#define VD_IO_HTML_SVG_H

#include "budget/chart.h"
#include "io/html/html.h"

/** Sizes of the texts in a drawing. A digit of 12 pixels is about 7 wide in the fonts of browsers. */
enum { VD_SVG_LINE = 16, VD_SVG_GAP = 8 };

/** The width of a text, estimated from its characters. */
double vd_svg_width(const char *text);

/** An axis of values: from the lowest to the highest round number, with a few between. */
struct vd_scale {
	int64_t first, last; /* round numbers, in steps */
	int mantissa, power; /* of a step: 1, 2 or 5 times a power of ten */
	double from, to;     /* pixels of the first and the last */
};

/** A scale that holds two values, and zero if it is to. */
struct vd_scale vd_scale_of(double low, double high, bool with_zero);

/** The pixel of a value, and the value and the text of a round number. */
double vd_scale_at(const struct vd_scale *scale, double value);
double vd_scale_number(const struct vd_scale *scale, int64_t step);
const char *vd_scale_text(struct vd_arena *arena, const struct vd_scale *scale, int64_t step);

/** The widest text of a scale. */
double vd_scale_width(struct vd_arena *arena, const struct vd_scale *scale);

/** A chart while it is drawn. */
struct vd_svg {
	const struct vd_html *html;
	const struct vd_chart *chart;
	double width, height;
	double left, right, top, bottom; /* of the area that values are drawn in */
	struct vd_scale scale;
};

/** The row of `chart-data` of an item of a series. */
size_t vd_svg_row(const struct vd_svg *svg, size_t series, size_t item);

/** Whether there is a number, or nothing at all: no place is kept for it. */
bool vd_svg_has_value(const struct vd_svg *svg, size_t row);
bool vd_svg_is_nothing(const struct vd_svg *svg, size_t row);

/** The number of a row, as it is shown: percentages times 100. */
double vd_svg_number(const struct vd_svg *svg, size_t row);

/** A row's figure as a text, or its code. */
const char *vd_svg_figure(const struct vd_svg *svg, size_t row);

/** Whether a series is to be seen. */
bool vd_svg_is_shown(const struct vd_svg *svg, size_t series);

/** The letter of a series' colour in the style: a to d. */
char vd_svg_colour(const struct vd_svg *svg, size_t series);

/** Open and close the drawing, which has a title, a description and the patterns of its bars. */
void vd_svg_begin(const struct vd_svg *svg);
void vd_svg_end(const struct vd_svg *svg);

/** A text; `anchor` is start, middle or end; `look` a class of the style, or NULL. */
void vd_svg_text(const struct vd_svg *svg, double x, double y, const char *anchor, const char *look,
		 const char *text);

/** A bar of a row of a series: hatched for a bill, dotted for a part of a year. */
void vd_svg_bar(const struct vd_svg *svg, size_t series, size_t row, double x, double y,
		double width, double height);

/** The names of the series and of the patterns, from the top; how high that is. */
double vd_svg_legend_height(const struct vd_svg *svg);
void vd_svg_legend(const struct vd_svg *svg);

/** The lines and numbers of the scale; its title is at the left top of an upright one. */
void vd_svg_upright_scale(const struct vd_svg *svg);
void vd_svg_lying_scale(const struct vd_svg *svg);

/* The kinds of chart, each in a file of its own. */
void vd_svg_columns(struct vd_svg *svg);
void vd_svg_bars(struct vd_svg *svg);
void vd_svg_lines(struct vd_svg *svg);

#endif
