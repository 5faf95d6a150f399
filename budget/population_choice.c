/* What depends on the population series: the amount per person, the sign of a change, a ranking. */
#include <math.h>
#include <stdlib.h>

#include "budget/columns.h"

static size_t value_column(const struct vd_result *result)
{
	return (size_t)vd_result_column(result, "per_capita");
}

static bool same_figure(const struct vd_row *a, const struct vd_row *b)
{
	return a->region == b->region && a->stage == b->stage && a->series == b->series;
}

/* Rows by region, stage and series, years ascending: the row before may be the year before. */
struct by_subject {
	const struct vd_row *row;
	size_t index;
};

static int compare_subjects(const void *left, const void *right)
{
	const struct by_subject *a = left, *b = right;
	if (a->row->region != b->row->region)
		return a->row->region - b->row->region;
	if (a->row->stage != b->row->stage)
		return a->row->stage - b->row->stage;
	if (a->row->series != b->row->series)
		return a->row->series < b->row->series ? -1 : 1;
	return a->row->year - b->row->year;
}

/* For each row of `per-capita`, the row of the year before, or VD_NONE. */
static int *find_before(const struct vd_analysis *analysis, const struct vd_result *result)
{
	size_t count = result->rows.count;
	const struct vd_year *years = analysis->study->years.items;
	struct by_subject *sorted = VD_TAKE(analysis->arena, struct by_subject, count);
	int *before = VD_TAKE(analysis->arena, int, count);
	for (size_t i = 0; i < count; i++)
		sorted[i] = (struct by_subject){ &result->rows.items[i], i };
	if (count)
		qsort(sorted, count, sizeof(*sorted), compare_subjects);
	for (size_t i = 0; i < count; i++) {
		bool follows = i && same_figure(sorted[i - 1].row, sorted[i].row) &&
			       years[sorted[i - 1].row->year].year + 1 ==
				       years[sorted[i].row->year].year;
		before[sorted[i].index] = follows ? (int)sorted[i - 1].index : VD_NONE;
	}
	return before;
}

static const struct vd_value *value_at(struct vd_result_cell cell)
{
	return vd_result_value(cell.result, cell.row, cell.column);
}

static double number_at(const struct vd_analysis *analysis, struct vd_result_cell cell)
{
	return vd_value_cell(value_at(cell), &analysis->study->currency);
}

static void set_extremes(const struct vd_analysis *analysis, struct vd_row *row,
			 const struct vd_choice *choice)
{
	double lowest = INFINITY, highest = -INFINITY, fall = INFINITY, rise = -INFINITY;
	size_t changes = 0;
	const char *low = "", *high = "";
	for (size_t i = 0; i < choice->count; i++) {
		double now = number_at(analysis, choice->now[i]);
		const char *id = choice->now[i].result->rows.items[choice->now[i].row].series->id;
		low = now < lowest ? id : low;
		high = now > highest ? id : high;
		lowest = fmin(lowest, now);
		highest = fmax(highest, now);
		double before = choice->before[i].result ? number_at(analysis, choice->before[i])
							 : 0.0;
		if (before == 0.0)
			continue;
		changes++;
		fall = fmin(fall, now / before - 1.0);
		rise = fmax(rise, now / before - 1.0);
	}
	vd_statistics_set(analysis->arena, &row->statistics, VD_STATISTIC_N,
			  vd_value_count((int64_t)choice->count));
	vd_statistics_set_real(analysis->arena, &row->statistics, VD_STATISTIC_LOWEST, lowest,
			       VD_TOO_FEW);
	vd_statistics_set_real(analysis->arena, &row->statistics, VD_STATISTIC_HIGHEST, highest,
			       VD_TOO_FEW);
	row->name = low;
	row->remark = high;
	row->grade = N_("not testable");
	if (!changes)
		return;
	vd_statistics_set_real(analysis->arena, &row->statistics, VD_STATISTIC_CHANGE_LOWEST, fall,
			       VD_TOO_FEW);
	vd_statistics_set_real(analysis->arena, &row->statistics, VD_STATISTIC_CHANGE_HIGHEST, rise,
			       VD_TOO_FEW);
	if (changes > 1)
		row->grade = fall < 0.0 && rise > 0.0 ? N_("yes") : N_("no");
}

/* Whether two rows' years are equally far covered: a part of a year is no change from a whole. */
static bool as_long(const struct vd_analysis *analysis, const struct vd_row *a,
		    const struct vd_row *b)
{
	enum vd_stage stage = (enum vd_stage)a->stage;
	return vd_months_elapsed(analysis->study, a->year, stage) ==
	       vd_months_elapsed(analysis->study, b->year, stage);
}

/* Every scope, year and stage for which two population series give a figure. */
static void list_rows(const struct vd_analysis *analysis, struct vd_rows *rows)
{
	const struct vd_result *result = vd_result_find(analysis, "per-capita");
	const int *before = find_before(analysis, result);
	size_t column = value_column(result), count = result->rows.count;
	for (size_t first = 0, end; first < count; first = end) {
		const struct vd_row *start = &result->rows.items[first];
		struct vd_choice *choice = VD_TAKE(analysis->arena, struct vd_choice, 1);
		for (end = first; end < count; end++) {
			const struct vd_row *one = &result->rows.items[end];
			if (one->region != start->region || one->year != start->year ||
			    one->stage != start->stage)
				break;
		}
		choice->now = VD_TAKE(analysis->arena, struct vd_result_cell, end - first);
		choice->before = VD_TAKE(analysis->arena, struct vd_result_cell, end - first);
		for (size_t i = first; i < end; i++) {
			struct vd_result_cell now = { result, i, column };
			if (!vd_series_is_population(result->rows.items[i].series) ||
			    !vd_value_present(value_at(now)))
				continue;
			struct vd_result_cell past = { result, (size_t)before[i], column };
			if (before[i] == VD_NONE || !vd_value_present(value_at(past)) ||
			    !as_long(analysis, &result->rows.items[i],
				     &result->rows.items[before[i]]))
				past = (struct vd_result_cell){ 0 };
			choice->now[choice->count] = now;
			choice->before[choice->count++] = past;
		}
		if (choice->count < 2)
			continue;
		struct vd_row *row = vd_add_row(analysis, rows);
		row->region = start->region;
		row->year = start->year;
		row->stage = start->stage;
		row->choice = choice;
		set_extremes(analysis, row, choice);
	}
}

static struct vd_value sign_depends(const struct vd_analysis *analysis, const struct vd_row *row)
{
	(void)analysis;
	return vd_value_word(row->grade);
}

/* A region's amount per person by one series. */
static double regional(const struct vd_analysis *analysis, const struct vd_series *series,
		       int region, int year, enum vd_stage stage)
{
	struct vd_value total =
		vd_total(analysis->data, (struct vd_scope){ .region = region }, year, stage);
	struct vd_value people =
		vd_series_count(series, analysis->study->years.items[year].year, region);
	struct vd_value each = vd_value_divide(&total, &people, &analysis->study->currency);
	return vd_value_cell(&each, &analysis->study->currency);
}

/* Whether two series put some two regions in opposite order. */
static bool orders_differ(const struct vd_analysis *analysis, const struct vd_series *a,
			  const struct vd_series *b, const struct vd_row *row, size_t *compared)
{
	int count = (int)analysis->study->regions.count;
	double *by_a = VD_TAKE(analysis->arena, double, (size_t)count);
	double *by_b = VD_TAKE(analysis->arena, double, (size_t)count);
	int used = 0;
	for (int r = 0; r < count; r++) {
		double x = regional(analysis, a, r, row->year, (enum vd_stage)row->stage);
		double y = regional(analysis, b, r, row->year, (enum vd_stage)row->stage);
		if (isnan(x) || isnan(y))
			continue;
		by_a[used] = x;
		by_b[used++] = y;
	}
	*compared += used > 1;
	for (int i = 0; i < used; i++)
		for (int k = i + 1; k < used; k++)
			if ((by_a[i] - by_a[k]) * (by_b[i] - by_b[k]) < 0.0)
				return true;
	return false;
}

static struct vd_value ranking_depends(const struct vd_analysis *analysis, const struct vd_row *row)
{
	const struct vd_study *study = analysis->study;
	size_t compared = 0;
	for (size_t i = 0; row->region == VD_NONE && i < study->series.count; i++) {
		const struct vd_series *a = &study->series.items[i];
		for (size_t k = i + 1; k < study->series.count; k++) {
			const struct vd_series *b = &study->series.items[k];
			if (a->by_region && b->by_region && vd_series_is_population(a) &&
			    vd_series_is_population(b) &&
			    orders_differ(analysis, a, b, row, &compared))
				return vd_value_word(N_("yes"));
		}
	}
	return vd_value_word(compared ? N_("no") : N_("not testable"));
}

static const struct vd_column columns[] = {
	VD_SCOPE_KEY,
	VD_YEAR_KEY,
	VD_STAGE_KEY,
	{ .key = "n",
	  .label = N_("Series"),
	  .unit = VD_UNIT_COUNT,
	  .formula = "statistic(n)",
	  .meaning = N_("Population series that give a figure; from 2 on") },
	{ .key = "lowest",
	  .is_repeat = true,
	  .label = N_("Lowest per person"),
	  .unit = VD_UNIT_PER_UNIT,
	  .formula = "statistic(lowest)",
	  .meaning = N_("Amount per person by the series that gives the least") },
	{ .key = "lowest_series",
	  .label = N_("Lowest by"),
	  .unit = VD_UNIT_TEXT,
	  .value = vd_column_name,
	  .read_off = "lowest",
	  .meaning = N_("That series") },
	{ .key = "highest",
	  .is_repeat = true,
	  .label = N_("Highest per person"),
	  .unit = VD_UNIT_PER_UNIT,
	  .formula = "statistic(highest)",
	  .meaning = N_("Amount per person by the series that gives the most") },
	{ .key = "highest_series",
	  .label = N_("Highest by"),
	  .unit = VD_UNIT_TEXT,
	  .value = vd_column_remark,
	  .read_off = "highest",
	  .meaning = N_("That series") },
	{ .key = "spread",
	  .label = N_("Spread"),
	  .is_detail = true,
	  .unit = VD_UNIT_PER_UNIT,
	  .formula = "difference([highest], [lowest])",
	  .meaning = N_("Highest less lowest") },
	{ .key = "spread_percent",
	  .label = N_("Spread, relative"),
	  .unit = VD_UNIT_PERCENT,
	  .formula = "ratio([spread], [lowest])",
	  .meaning = N_("The same over the lowest") },
	{ .key = "change_lowest_percent",
	  .label = N_("Lowest change"),
	  .unit = VD_UNIT_PERCENT,
	  .formula = "statistic(change_lowest)",
	  .meaning = N_("Against the year before, over the series that have both years") },
	{ .key = "change_highest_percent",
	  .label = N_("Highest change"),
	  .unit = VD_UNIT_PERCENT,
	  .formula = "statistic(change_highest)",
	  .meaning = N_("The same, the highest") },
	{ .key = "sign_depends",
	  .label = N_("Sign depends on the series"),
	  .unit = VD_UNIT_TEXT,
	  .value = sign_depends,
	  .read_off = "change_highest_percent",
	  .meaning = N_("Whether one series shows a rise where another shows a fall") },
	{ .key = "ranking_depends",
	  .label = N_("Ranking of regions depends on the series"),
	  .unit = VD_UNIT_TEXT,
	  .value = ranking_depends,
	  .meaning =
		  N_("Whether two population series by region put two regions in opposite order") },
	VD_NOTES,
};

const struct vd_table_description vd_table_population_choice = {
	.name = "population-choice",
	.title = N_("Population choice"),
	.about = N_(
		"The same amount over each population series. Whether what one would say of it depends on the choice."),
	.when_empty = N_("It takes two population series that cover the same year."),
	.columns = columns,
	.column_count = sizeof(columns) / sizeof(*columns),
	.list_rows = list_rows,
};
