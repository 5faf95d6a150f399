/* Points and lines over years as numbers. */
#include <math.h>
#include <string.h>

#include "io/html/svg.h"

enum { AREA_WIDTH = 520, AREA_HEIGHT = 260, YEARS_SHOWN = 12 };

struct years {
	int first, last;
};

static double x_of(const struct vd_svg *svg, const struct years *years, int year)
{
	double span = years->last > years->first ? years->last - years->first : 1;
	enum { INSET = 14 };
	return svg->left + INSET +
	       (year - years->first) / span * (svg->right - svg->left - 2 * INSET);
}

static int year_of(const struct vd_svg *svg, size_t row)
{
	return vd_chart_year(svg->html->analysis, svg->html->analysis->charts, row);
}

/* The years and the values that there are. */
static struct years measure(struct vd_svg *svg)
{
	struct years years = { 0 };
	double low = 0, high = 0;
	bool any = false;
	for (size_t s = 0; s < svg->chart->series.count; s++) {
		const struct vd_chart_series *series = &svg->chart->series.items[s];
		for (size_t row = series->first; row < series->first + series->count; row++) {
			int year = year_of(svg, row);
			if (!vd_svg_has_value(svg, row))
				continue;
			double number = vd_svg_number(svg, row);
			low = any ? fmin(low, number) : number;
			high = any ? fmax(high, number) : number;
			years.first = !any || year < years.first ? year : years.first;
			years.last = !any || year > years.last ? year : years.last;
			any = true;
		}
	}
	svg->scale = vd_scale_of(low, high, true);
	return years;
}

static void write_years(const struct vd_svg *svg, const struct years *years)
{
	int step = (years->last - years->first) / YEARS_SHOWN + 1;
	for (int year = years->first; year <= years->last; year += step) {
		double x = x_of(svg, years, year);
		fprintf(svg->html->out, "<path d=\"M%.1f %.1fv4\" class=\"zero\"/>\n", x,
			svg->bottom);
		vd_svg_text(svg, x, svg->bottom + VD_SVG_LINE + 2, "middle", NULL,
			    vd_arena_format(svg->html->analysis->arena, "%d", year));
	}
}

/* A line through the years that have a value; a gap is left where one has none. */
static void write_line(const struct vd_svg *svg, size_t s, const struct years *years)
{
	const struct vd_chart_series *series = &svg->chart->series.items[s];
	bool down = false, any = false;
	for (size_t row = series->first; row < series->first + series->count; row++) {
		if (!vd_svg_has_value(svg, row)) {
			down = false;
			continue;
		}
		fputs(any ? "" : "<path d=\"", svg->html->out);
		fprintf(svg->html->out, "%c%.1f %.1f", down ? 'L' : 'M',
			x_of(svg, years, year_of(svg, row)),
			vd_scale_at(&svg->scale, vd_svg_number(svg, row)));
		down = any = true;
	}
	if (any)
		fprintf(svg->html->out, "\" class=\"l%c%s\"/>\n", vd_svg_colour(svg, s),
			series->look == VD_DRAW_INTERVAL ? " dash" : "");
}

/* Where the label before ends, and on which side of its point it stands. */
struct beside {
	double end;
	bool above;
};

/* Why a year is left out: below its point; above where the area ends, or the label before stands. */
static struct beside write_label(const struct vd_svg *svg, size_t row, double x, double y,
				 struct beside before)
{
	const char *label = vd_chart_label(svg->html->analysis->charts, row);
	double half = vd_svg_width(label) / 2;
	x = fmax(half, fmin(x, svg->width - half));
	struct beside now = { .end = x + half, .above = y + 22 > svg->bottom };
	if (x - half < before.end && before.above == now.above)
		now.above = !before.above;
	vd_svg_text(svg, x, now.above ? y - 9 : y + 18, "middle", "small", label);
	return now;
}

static void write_points(const struct vd_svg *svg, size_t s, const struct years *years)
{
	const struct vd_chart_series *series = &svg->chart->series.items[s];
	bool hollow = series->look == VD_DRAW_LEFT_OUT;
	struct beside beside = { .end = 0 };
	for (size_t row = series->first; row < series->first + series->count; row++) {
		if (!vd_svg_has_value(svg, row))
			continue;
		double x = x_of(svg, years, year_of(svg, row));
		double y = vd_scale_at(&svg->scale, vd_svg_number(svg, row));
		fprintf(svg->html->out,
			"<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4.5\" class=\"%c%c\"/>\n", x, y,
			hollow ? 'h' : 'f', vd_svg_colour(svg, s));
		if (hollow)
			beside = write_label(svg, row, x, y, beside);
	}
}

void vd_svg_lines(struct vd_svg *svg)
{
	struct years years = measure(svg);
	svg->left = vd_scale_width(svg->html->analysis->arena, &svg->scale) + 10;
	svg->right = svg->left + AREA_WIDTH;
	svg->width = svg->right + 4;
	svg->top = vd_svg_legend_height(svg) + 2 * VD_SVG_LINE;
	svg->bottom = svg->top + AREA_HEIGHT;
	svg->height = svg->bottom + 2.6 * VD_SVG_LINE;
	svg->scale.from = svg->bottom;
	svg->scale.to = svg->top;
	vd_svg_begin(svg);
	vd_svg_legend(svg);
	vd_svg_upright_scale(svg);
	write_years(svg, &years);
	for (size_t s = 0; s < svg->chart->series.count; s++) {
		enum vd_chart_look look = svg->chart->series.items[s].look;
		if (look == VD_DRAW_LINE || look == VD_DRAW_INTERVAL)
			write_line(svg, s, &years);
	}
	for (size_t s = 0; s < svg->chart->series.count; s++) {
		enum vd_chart_look look = svg->chart->series.items[s].look;
		if (look == VD_DRAW_POINTS || look == VD_DRAW_LEFT_OUT)
			write_points(svg, s, &years);
	}
	vd_svg_end(svg);
}
