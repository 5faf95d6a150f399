/* What each chart shows, in words: for those who do not see it, and as its first reading. */
#include "budget/chart.h"
#include "budget/language.h"

struct extremes {
	size_t lowest, highest; /* rows of chart-data */
	size_t count;		/* of values */
};

static const struct vd_chart_series *series_with(const struct vd_chart *chart,
						 enum vd_chart_look look)
{
	for (size_t i = 0; i < chart->series.count; i++)
		if (chart->series.items[i].look == look)
			return &chart->series.items[i];
	return NULL;
}

static double number_of(const struct vd_analysis *analysis, size_t row)
{
	return vd_value_cell(vd_chart_value(analysis->charts, row), &analysis->study->currency);
}

static struct extremes extremes_of(const struct vd_analysis *analysis,
				   const struct vd_chart_series *series)
{
	struct extremes found = { 0 };
	for (size_t r = series->first; r < series->first + series->count; r++) {
		if (!vd_value_present(vd_chart_value(analysis->charts, r)) ||
		    vd_same(analysis->charts->result->rows.items[r].item, "others"))
			continue;
		if (!found.count || number_of(analysis, r) < number_of(analysis, found.lowest))
			found.lowest = r;
		if (!found.count || number_of(analysis, r) > number_of(analysis, found.highest))
			found.highest = r;
		found.count++;
	}
	return found;
}

static const char *figure(const struct vd_analysis *analysis, const struct vd_chart *chart,
			  size_t row)
{
	return vd_value_format(analysis->arena, vd_chart_value(analysis->charts, row), chart->unit,
			       &analysis->study->currency);
}

/* The lowest and the highest of the chart's main figure. */
static const char *between(const struct vd_analysis *analysis, const struct vd_chart *chart)
{
	struct extremes found = extremes_of(analysis, &chart->series.items[0]);
	struct vd_arena *arena = analysis->arena;
	if (!found.count)
		return _("There is no figure to show.");
	const char *highest = figure(analysis, chart, found.highest);
	const char *at = vd_chart_label(analysis->charts, found.highest);
	if (found.count == 1)
		return vd_arena_format(arena, _("The only figure: %s, %s."), highest, at);
	return vd_arena_format(arena, _("Highest: %s, %s. Lowest: %s, %s."), highest, at,
			       figure(analysis, chart, found.lowest),
			       vd_chart_label(analysis->charts, found.lowest));
}

static const char *bridge(const struct vd_analysis *analysis, const struct vd_chart *chart)
{
	const struct vd_chart_series *totals = series_with(chart, VD_DRAW_TOTAL);
	const struct vd_chart_series *falls = series_with(chart, VD_DRAW_FALL);
	const struct vd_chart_series *rises = series_with(chart, VD_DRAW_RISE);
	struct extremes fall = extremes_of(analysis, falls), rise = extremes_of(analysis, rises);
	return vd_arena_format(
		analysis->arena,
		_("From %s to %s. The largest step down: %s, %s. The largest step up: %s, %s."),
		figure(analysis, chart, totals->first),
		figure(analysis, chart, totals->first + totals->count - 1),
		figure(analysis, chart, fall.highest),
		vd_chart_label(analysis->charts, fall.highest),
		figure(analysis, chart, rise.highest),
		vd_chart_label(analysis->charts, rise.highest));
}

static const char *regions(const struct vd_analysis *analysis, const struct vd_chart *chart)
{
	const struct vd_chart_series *country = series_with(chart, VD_DRAW_COUNTRY);
	const char *text = between(analysis, chart);
	for (size_t r = country ? country->first : 0;
	     country && r < country->first + country->count; r++)
		if (vd_value_present(vd_chart_value(analysis->charts, r)))
			text = vd_arena_format(analysis->arena, _("%s All regions together: %s."),
					       text, figure(analysis, chart, r));
	return text;
}

static const char *trend(const struct vd_analysis *analysis, const struct vd_chart *chart)
{
	const struct vd_result *result = vd_result_find(analysis, "trend");
	size_t reading = (size_t)vd_result_column(result, "reading");
	for (size_t r = 0; r < result->rows.count; r++) {
		if (!vd_same(result->rows.items[r].name, "total") ||
		    result->rows.items[r].stage != VD_ALLOCATED)
			continue;
		const char *what = vd_value_format(analysis->arena,
						   vd_result_value(result, r, reading),
						   VD_UNIT_TEXT, &analysis->study->currency);
		return vd_arena_format(analysis->arena, _("Reading: %s. %s"), what,
				       between(analysis, chart));
	}
	return between(analysis, chart);
}

const char *vd_chart_reading(const struct vd_analysis *analysis, const struct vd_chart *chart)
{
	if (chart->kind == VD_CHART_STEPS)
		return bridge(analysis, chart);
	if (vd_same(chart->id, "regions"))
		return regions(analysis, chart);
	return chart->kind == VD_CHART_LINES ? trend(analysis, chart) : between(analysis, chart);
}
