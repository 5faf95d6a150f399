/* A chart on the page: its title and reading, the drawing, and its figures as a table. */
#include <string.h>

#include "budget/language.h"
#include "io/html/svg.h"

/* The row of a series with an item, or VD_NONE. */
static int row_with(const struct vd_html *html, const struct vd_chart_series *series,
		    const char *item)
{
	for (size_t i = 0; i < series->count; i++)
		if (vd_same(html->analysis->charts->result->rows.items[series->first + i].item,
			    item))
			return (int)(series->first + i);
	return VD_NONE;
}

static void write_row(const struct vd_svg *svg, size_t row)
{
	const struct vd_html *html = svg->html;
	const struct vd_rows *rows = &html->analysis->charts->result->rows;
	const char *label = vd_chart_label(html->analysis->charts, row);
	/* One series may know more of the item: that it is part of a year. */
	for (size_t s = 0; s < svg->chart->series.count; s++) {
		int at = row_with(html, &svg->chart->series.items[s], rows->items[row].item);
		const char *other =
			at == VD_NONE ? "" : vd_chart_label(html->analysis->charts, (size_t)at);
		if (at != VD_NONE && vd_svg_has_value(svg, (size_t)at) &&
		    strlen(other) > strlen(label))
			label = other;
	}
	vd_html_put(html, "<tr><th scope=\"row\">%s</th>", label);
	for (size_t s = 0; s < svg->chart->series.count; s++) {
		int at = row_with(html, &svg->chart->series.items[s], rows->items[row].item);
		if (!vd_svg_is_shown(svg, s))
			continue;
		bool none = at == VD_NONE || vd_svg_is_nothing(svg, (size_t)at);
		vd_html_put(html, "<td class=\"n\">%s</td>",
			    none ? "" : vd_svg_figure(svg, (size_t)at));
	}
	vd_html_put(html, "</tr>\n");
}

/* Whether an item stands in a series before, and so in a row of its own already. */
static bool is_listed(const struct vd_svg *svg, size_t series, const char *item)
{
	for (size_t s = 0; s < series; s++)
		if (row_with(svg->html, &svg->chart->series.items[s], item) != VD_NONE)
			return true;
	return false;
}

static void write_figures(const struct vd_svg *svg)
{
	const struct vd_html *html = svg->html;
	const struct vd_chart *chart = svg->chart;
	struct vd_arena *arena = html->analysis->arena;
	vd_html_put(html, "<details><summary>%s</summary>\n",
		    vd_arena_format(arena, _("%s: the figures"), chart->title));
	vd_html_table_begin(html, vd_arena_format(arena, "chart-%s-table", chart->id),
			    vd_arena_format(arena, "%s. %s", chart->title, chart->value_title));
	vd_html_put(html, "<thead><tr><th scope=\"col\">%s</th>", chart->item_title);
	for (size_t s = 0; s < chart->series.count; s++)
		if (vd_svg_is_shown(svg, s))
			vd_html_put(html, "<th scope=\"col\" class=\"n\">%s</th>",
				    vd_same(chart->series.items[s].name, chart->item_title)
					    ? chart->value_title
					    : chart->series.items[s].name);
	vd_html_put(html, "</tr></thead>\n<tbody>\n");
	for (size_t s = 0; s < chart->series.count; s++) {
		const struct vd_chart_series *series = &chart->series.items[s];
		for (size_t row = series->first; row < series->first + series->count; row++)
			if (!is_listed(svg, s,
				       html->analysis->charts->result->rows.items[row].item))
				write_row(svg, row);
	}
	vd_html_put(html, "</tbody>\n");
	vd_html_table_end(html);
	vd_html_put(html, "</details>\n");
}

static void write_chart(const struct vd_html *html, const struct vd_chart *chart)
{
	struct vd_svg svg = { .html = html, .chart = chart };
	vd_html_put(html, "<figure>\n<figcaption><strong>%s.</strong> %s</figcaption>\n",
		    chart->title, vd_chart_reading(html->analysis, chart));
	vd_html_put(
		html,
		"<div class=\"scroll chart\" role=\"region\" tabindex=\"0\" aria-label=\"%s\">\n",
		chart->title);
	switch (chart->kind) {
	case VD_CHART_COLUMNS:
		vd_svg_columns(&svg);
		break;
	case VD_CHART_BARS:
	case VD_CHART_STEPS:
		vd_svg_bars(&svg);
		break;
	case VD_CHART_LINES:
		vd_svg_lines(&svg);
		break;
	}
	vd_html_put(html, "</div>\n");
	write_figures(&svg);
	vd_html_put(html, "</figure>\n");
}

void vd_html_charts(const struct vd_html *html, const char *table)
{
	const struct vd_charts *charts = html->analysis->charts;
	for (size_t i = 0; i < charts->count; i++)
		if (vd_same(charts->items[i].table, table))
			write_chart(html, &charts->items[i]);
}
