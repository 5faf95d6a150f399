/* Upright columns by year, side by side. */
#include <math.h>
#include <string.h>

#include "io/html/svg.h"

enum { SLOT_LEAST = 46, BAR_MOST = 34, AREA_HEIGHT = 230, WIDTH_LEAST = 560 };

static size_t item_count(const struct vd_svg *svg)
{
	return svg->chart->series.items[0].count;
}

/* The label of an item that says most: one series may know that it is part of a year. */
static const char *label_of(const struct vd_svg *svg, size_t item)
{
	const char *longest = "";
	for (size_t s = 0; s < svg->chart->series.count; s++) {
		const char *label =
			vd_chart_label(svg->html->analysis->charts, vd_svg_row(svg, s, item));
		if (vd_svg_has_value(svg, vd_svg_row(svg, s, item)) || !*longest)
			longest = strlen(label) > strlen(longest) ? label : longest;
	}
	return longest;
}

/* The second line of a label: what stands behind its comma. */
static const char *second_line(const char *label)
{
	const char *comma = strstr(label, ", ");
	return comma ? comma + 2 : NULL;
}

static void write_label(const struct vd_svg *svg, double x, const char *label)
{
	const char *second = second_line(label);
	const char *first = second ? vd_arena_copy(svg->html->analysis->arena, label,
						   (size_t)(second - 2 - label))
				   : label;
	vd_svg_text(svg, x, svg->bottom + VD_SVG_LINE, "middle", NULL, first);
	if (second)
		vd_svg_text(svg, x, svg->bottom + 2 * VD_SVG_LINE, "middle", "quiet", second);
}

static void write_column(const struct vd_svg *svg, size_t series, size_t row, double x,
			 double width, bool has_figure)
{
	double base = vd_scale_at(&svg->scale, 0);
	if (!vd_svg_has_value(svg, row)) {
		if (!vd_svg_is_nothing(svg, row))
			vd_svg_text(svg, x + width / 2, base - 4, "middle", "quiet small",
				    vd_svg_figure(svg, row));
		return;
	}
	double y = vd_scale_at(&svg->scale, vd_svg_number(svg, row));
	vd_svg_bar(svg, series, row, x, fmin(y, base), width, fabs(base - y));
	if (has_figure)
		vd_svg_text(svg, x + width / 2, (y < base ? y - 5 : y + 13), "middle", "small",
			    vd_svg_figure(svg, row));
}

/* Whether the figure of every bar has room above it. */
static double widest_figure(const struct vd_svg *svg)
{
	double widest = 0;
	for (size_t i = 0; i < item_count(svg); i++)
		widest = fmax(widest, vd_svg_width(vd_svg_figure(svg, vd_svg_row(svg, 0, i))));
	return widest;
}

void vd_svg_columns(struct vd_svg *svg)
{
	size_t items = item_count(svg), bars = svg->chart->series.count;
	double low = 0, high = 0, slot = SLOT_LEAST, lines = 2.4;
	struct vd_arena *arena = svg->html->analysis->arena;
	for (size_t s = 0; s < bars; s++)
		for (size_t i = 0; i < items; i++) {
			size_t row = vd_svg_row(svg, s, i);
			if (!vd_svg_has_value(svg, row))
				continue;
			low = fmin(low, vd_svg_number(svg, row));
			high = fmax(high, vd_svg_number(svg, row));
		}
	for (size_t i = 0; i < items; i++) {
		const char *second = second_line(label_of(svg, i));
		lines = second ? 3.4 : lines;
		slot = fmax(slot, second ? vd_svg_width(second) + 6 : 0);
	}
	double figures = widest_figure(svg);
	bool has_figures = bars == 1 && (double)items * fmax(slot, figures + 8) < 900;
	if (has_figures)
		slot = fmax(slot, figures + 8);
	svg->scale = vd_scale_of(low, high, true);
	svg->left = fmax(40, vd_scale_width(arena, &svg->scale) + 10);
	slot = fmax(slot, (WIDTH_LEAST - svg->left) / (double)(items ? items : 1));
	svg->right = svg->left + slot * (double)items;
	svg->width = svg->right + 4;
	svg->top = vd_svg_legend_height(svg) + 2 * VD_SVG_LINE;
	svg->bottom = svg->top + AREA_HEIGHT;
	svg->height = svg->bottom + lines * VD_SVG_LINE;
	svg->scale.from = svg->bottom;
	svg->scale.to = svg->top;
	vd_svg_begin(svg);
	vd_svg_legend(svg);
	vd_svg_upright_scale(svg);
	double width = fmin(BAR_MOST, slot * 0.76 / (double)bars);
	for (size_t i = 0; i < items; i++) {
		double middle = svg->left + slot * ((double)i + 0.5);
		for (size_t s = 0; s < bars; s++)
			write_column(svg, s, vd_svg_row(svg, s, i),
				     middle + width * ((double)s - (double)bars / 2), width * 0.94,
				     has_figures);
		write_label(svg, middle, label_of(svg, i));
	}
	vd_svg_end(svg);
}
