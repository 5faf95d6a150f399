/* What amounts are divided by or deflated with: the values of every series. */
#include <stdlib.h>
#include <string.h>

#include "budget/language.h"
#include "io/html/html.h"

bool vd_html_has_inputs(const struct vd_html *html)
{
	for (size_t i = 0; i < html->analysis->study->series.count; i++)
		if (html->analysis->study->series.items[i].values.count)
			return true;
	return false;
}

static const char *kind_of(const struct vd_html *html, const struct vd_series *series)
{
	struct vd_arena *arena = html->analysis->arena;
	switch (series->kind) {
	case VD_SERIES_COUNT:
		return series->at ? vd_arena_format(arena, "%s, %s", series->unit, series->at)
				  : series->unit;
	case VD_SERIES_ANNUAL_PERCENT:
		return _("annual change of prices in percent");
	case VD_SERIES_INDEX:
		return _("price index");
	case VD_SERIES_EXCHANGE_RATE:
		return vd_arena_format(arena, _("%s for one %s"),
				       html->analysis->study->currency.code, series->currency.code);
	}
	return "";
}

/* A value with the digits it was printed with. */
static const char *value_text(const struct vd_html *html, struct vd_decimal number)
{
	struct vd_ratio ratio = { number.digits, vd_power_of_ten(number.decimals) };
	return vd_ratio_format(html->analysis->arena, ratio, 0, number.decimals, VD_GROUPED);
}

static int by_region_and_year(const void *left, const void *right)
{
	const struct vd_series_value *a = left, *b = right;
	return a->region != b->region ? a->region - b->region : a->year - b->year;
}

static void write_row(const struct vd_html *html, const struct vd_series *series,
		      const struct vd_series_value *value)
{
	const struct vd_analysis *analysis = html->analysis;
	vd_html_put(html, "<tr>");
	if (series->by_region)
		vd_html_put(html, "<th scope=\"row\">%s</th>",
			    value->region == VD_NONE
				    ? _("the whole country")
				    : vd_region_name(&analysis->study->regions.items[value->region],
						     analysis->language));
	vd_html_put(html, "<th scope=\"row\" class=\"n\">%s</th><td class=\"n\">%s</td></tr>\n",
		    value->year ? vd_arena_format(analysis->arena, "%d", value->year)
				: _("undated"),
		    value_text(html, value->number));
}

static void write_values(const struct vd_html *html, const struct vd_series *series,
			 const char *title, size_t index)
{
	struct vd_arena *arena = html->analysis->arena;
	size_t all = series->values.count, rows = all > VD_HTML_ROWS_MOST ? VD_HTML_ROWS_MOST : all;
	struct vd_series_value *values = VD_TAKE(arena, struct vd_series_value, all);
	memcpy(values, series->values.items, all * sizeof(*values));
	qsort(values, all, sizeof(*values), by_region_and_year);
	if (rows < all)
		vd_html_put(html, "<p>%s</p>\n",
			    vd_arena_format(arena,
					    _("The first %zu of %zu values; the workbook has all."),
					    rows, all));
	vd_html_put(html, "<details><summary>%s</summary>\n",
		    vd_arena_format(arena, VD_PLURAL("%s: %zu value", "%s: %zu values", all), title,
				    all));
	vd_html_table_begin(html, vd_arena_format(arena, "series-%zu-table", index + 1), title);
	vd_html_put(html, "<thead><tr>");
	if (series->by_region)
		vd_html_put(html, "<th scope=\"col\">%s</th>", _("Region"));
	vd_html_put(html,
		    "<th scope=\"col\" class=\"n\">%s</th><th scope=\"col\" class=\"n\">%s</th>"
		    "</tr></thead>\n<tbody>\n",
		    _("Year"), _("Value"));
	for (size_t i = 0; i < rows; i++)
		write_row(html, series, &values[i]);
	vd_html_put(html, "</tbody>\n");
	vd_html_table_end(html);
	vd_html_put(html, "</details>\n");
}

/* Years that an undated cross-section serves for, and why. */
static void write_use(const struct vd_html *html, const struct vd_series *series)
{
	struct vd_arena *arena = html->analysis->arena;
	const char **years = VD_TAKE(arena, const char *, series->use_for.count);
	for (size_t i = 0; i < series->use_for.count; i++)
		years[i] = vd_arena_format(arena, "%d", series->use_for.items[i]);
	if (!series->use_for.count)
		return;
	vd_html_put(html, "<p>%s</p>\n",
		    vd_arena_format(arena, _("Used for %s."),
				    vd_list_words(arena, years, series->use_for.count,
						  series->use_for.count)));
	vd_html_study_text(html, "p", &series->use_because);
}

static void write_series(const struct vd_html *html, size_t index)
{
	const struct vd_series *series = &html->analysis->study->series.items[index];
	const char *title = vd_text_in(&series->title, html->analysis->language);
	if (!series->values.count)
		return;
	title = title ? title : series->id;
	vd_html_put(html, "<h3>%s</h3>\n<p>%s", title, kind_of(html, series));
	if (vd_series_is_prices(series))
		vd_html_put(html, "; %s",
			    vd_arena_format(html->analysis->arena, _("base year %d"),
					    series->base));
	if (series->source.source != VD_NONE) {
		vd_html_put(html, "; ");
		vd_html_reference(html, &series->source);
	}
	vd_html_put(html, " ");
	vd_html_marks(html, &series->notes);
	vd_html_put(html, "</p>\n");
	write_use(html, series);
	write_values(html, series, title, index);
}

void vd_html_inputs(const struct vd_html *html)
{
	vd_html_put(html, "<section>\n<h2 id=\"inputs\">%s</h2>\n<p>%s</p>\n", _("Assumptions"),
		    _("What amounts are divided by or deflated with."));
	for (size_t i = 0; i < html->analysis->study->series.count; i++)
		write_series(html, i);
	vd_html_put(html, "</section>\n");
}
