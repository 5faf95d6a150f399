/* Lying bars by name, side by side; or steps, each from where the one before ends. */
#include <math.h>
#include <string.h>

#include "io/html/svg.h"

enum { BAR = 15, BETWEEN = 8, WIDTH = 640, LABEL_MOST = 30 };

static size_t item_count(const struct vd_svg *svg)
{
	return svg->chart->series.items[0].count;
}

/* A name that is too long for the margin is cut; the table below the chart has it whole. */
static const char *label_of(const struct vd_svg *svg, size_t item)
{
	const char *label = vd_chart_label(svg->html->analysis->charts, vd_svg_row(svg, 0, item));
	if (vd_utf8_width(label) <= LABEL_MOST)
		return label;
	size_t bytes = 0;
	for (size_t shown = 0; shown < LABEL_MOST - 1; shown++)
		do
			bytes++;
		while (((unsigned char)label[bytes] & 0xc0) == 0x80);
	return vd_arena_format(svg->html->analysis->arena, "%.*s…", (int)bytes, label);
}

/* What a step stands on. */
static double base_of(const struct vd_svg *svg, size_t item)
{
	for (size_t s = 0; s < svg->chart->series.count; s++)
		if (!vd_svg_is_shown(svg, s) && vd_svg_has_value(svg, vd_svg_row(svg, s, item)))
			return vd_svg_number(svg, vd_svg_row(svg, s, item));
	return 0;
}

static bool is_step(const struct vd_svg *svg)
{
	return svg->chart->kind == VD_CHART_STEPS;
}

/* Whether a place is kept for a value: of steps, only for the one that is taken. */
static bool is_drawn(const struct vd_svg *svg, size_t series, size_t item)
{
	size_t row = vd_svg_row(svg, series, item);
	if (!vd_svg_is_shown(svg, series) || vd_svg_is_nothing(svg, row))
		return false;
	if (!is_step(svg))
		return true;
	/* A step of nothing is a fall of zero, and a rise as well. */
	bool is_rise = svg->chart->series.items[series].look == VD_DRAW_RISE;
	if (!vd_svg_has_value(svg, row) || vd_svg_number(svg, row) != 0)
		return true;
	for (size_t s = 0; s < svg->chart->series.count; s++) {
		size_t other = vd_svg_row(svg, s, item);
		if (s != series && vd_svg_is_shown(svg, s) && vd_svg_has_value(svg, other) &&
		    vd_svg_number(svg, other) != 0)
			return false;
	}
	return is_rise;
}

/* Bars side by side of the item that has most. */
static size_t bars_of(const struct vd_svg *svg)
{
	size_t most = 1;
	for (size_t i = 0; i < item_count(svg); i++) {
		size_t count = 0;
		for (size_t s = 0; s < svg->chart->series.count; s++)
			count += is_drawn(svg, s, i);
		most = count > most ? count : most;
	}
	return most;
}

static const char *figure_of(const struct vd_svg *svg, size_t series, size_t row)
{
	enum vd_chart_look look = svg->chart->series.items[series].look;
	const char *figure = vd_svg_figure(svg, row);
	if (!vd_svg_has_value(svg, row) || vd_svg_number(svg, row) == 0 ||
	    (look != VD_DRAW_FALL && look != VD_DRAW_RISE))
		return figure;
	return vd_arena_format(svg->html->analysis->arena, "%s%s", look == VD_DRAW_FALL ? "−" : "+",
			       figure);
}

static void measure(struct vd_svg *svg)
{
	double low = 0, high = 0, labels = 0, figures = 0;
	for (size_t i = 0; i < item_count(svg); i++) {
		double base = base_of(svg, i);
		labels = fmax(labels, vd_svg_width(label_of(svg, i)));
		for (size_t s = 0; s < svg->chart->series.count; s++) {
			size_t row = vd_svg_row(svg, s, i);
			if (!is_drawn(svg, s, i))
				continue;
			figures = fmax(figures, vd_svg_width(figure_of(svg, s, row)));
			if (!vd_svg_has_value(svg, row))
				continue;
			low = fmin(low, fmin(base, base + vd_svg_number(svg, row)));
			high = fmax(high, fmax(base, base + vd_svg_number(svg, row)));
		}
	}
	svg->scale = vd_scale_of(low, high, true);
	svg->width = fmax(WIDTH, labels + figures + 260);
	svg->left = labels + 10;
	svg->right = svg->width - figures - 8;
	svg->scale.from = svg->left;
	svg->scale.to = svg->right;
}

static void write_bar(const struct vd_svg *svg, size_t series, size_t item, double y)
{
	size_t row = vd_svg_row(svg, series, item);
	double base = is_step(svg) ? base_of(svg, item) : 0, from = vd_scale_at(&svg->scale, base);
	double to = from;
	if (vd_svg_has_value(svg, row)) {
		to = vd_scale_at(&svg->scale, base + vd_svg_number(svg, row));
		vd_svg_bar(svg, series, row, fmin(from, to), y, fmax(fabs(to - from), 0.5),
			   BAR - 2);
	}
	vd_svg_text(svg, fmax(from, to) + 5, y + BAR - 4, "start",
		    vd_svg_has_value(svg, row) ? "small" : "quiet small",
		    figure_of(svg, series, row));
}

void vd_svg_bars(struct vd_svg *svg)
{
	size_t items = item_count(svg), bars = bars_of(svg);
	double slot = (double)(bars * BAR + BETWEEN);
	measure(svg);
	svg->top = vd_svg_legend_height(svg) + VD_SVG_LINE + VD_SVG_GAP;
	svg->bottom = svg->top + slot * (double)items;
	svg->height = svg->bottom + 3 * VD_SVG_LINE;
	vd_svg_begin(svg);
	vd_svg_legend(svg);
	vd_svg_lying_scale(svg);
	for (size_t i = 0; i < items; i++) {
		double y = svg->top + slot * (double)i + BETWEEN / 2.0;
		size_t drawn = 0;
		for (size_t s = 0; s < svg->chart->series.count; s++)
			if (is_drawn(svg, s, i))
				write_bar(svg, s, i, y + (double)(BAR * drawn++));
		vd_svg_text(svg, svg->left - 6, y + (slot - BETWEEN) / 2 + 4, "end", NULL,
			    label_of(svg, i));
	}
	vd_svg_end(svg);
}
