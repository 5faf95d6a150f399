/* Trends: a line, a growth rate and robust statistics for every series that has years. */
#include "budget/trend.h"

#include <math.h>

#include "budget/columns.h"

/* The points of one series, as numbers. */
struct points {
	double *years, *values, *logs;
	size_t count;
	bool all_positive;
};

/*
 * Of a real number thirteen significant digits: what a chain of price changes leaves behind them is
 * no movement, and must not be ranked.
 */
static double without_noise(double value)
{
	if (value == 0.0 || !isfinite(value))
		return value;
	double scale = pow(10.0, 12.0 - floor(log10(fabs(value))));
	return isfinite(scale) && scale > 0.0 ? round(value * scale) / scale : value;
}

static struct points read_points(const struct vd_analysis *analysis, const struct vd_sample *sample)
{
	struct points points = { .years = VD_TAKE(analysis->arena, double, sample->used),
				 .values = VD_TAKE(analysis->arena, double, sample->used),
				 .logs = VD_TAKE(analysis->arena, double, sample->used),
				 .count = sample->used,
				 .all_positive = true };
	size_t column = (size_t)vd_result_column(sample->result, "value");
	for (size_t i = 0; i < sample->used; i++) {
		size_t r = sample->first + i;
		const struct vd_value *value = vd_result_value(sample->result, r, column);
		int year = sample->result->rows.items[r].year;
		points.years[i] = analysis->study->years.items[year].year;
		double number = vd_value_cell(value, &analysis->study->currency);
		points.values[i] = value->kind == VD_VALUE_REAL ? without_noise(number) : number;
		points.all_positive = points.all_positive && points.values[i] > 0.0;
		points.logs[i] = points.all_positive ? log(points.values[i]) : 0.0;
	}
	return points;
}

bool vd_trend_line(const struct vd_analysis *analysis, const struct vd_sample *sample,
		   struct vd_line *line)
{
	struct points points = read_points(analysis, sample);
	size_t value = (size_t)vd_result_column(sample->result, "value");
	bool percent = vd_unit_is_percent(vd_result_unit(sample->result, sample->first, value));
	for (size_t i = 0; percent && i < points.count; i++)
		points.values[i] *= 100.0;
	return vd_fit_line(points.years, points.values, points.count, line);
}

static void set(const struct vd_analysis *analysis, struct vd_row *row, enum vd_statistic statistic,
		double number)
{
	vd_statistics_set_real(analysis->arena, &row->statistics, statistic, number,
			       VD_NO_VARIATION);
}

static void set_years(const struct vd_analysis *analysis, struct vd_row *row,
		      const struct points *points)
{
	vd_statistics_set(analysis->arena, &row->statistics, VD_STATISTIC_FIRST_YEAR,
			  vd_value_count((int64_t)points->years[0]));
	vd_statistics_set(analysis->arena, &row->statistics, VD_STATISTIC_LAST_YEAR,
			  vd_value_count((int64_t)points->years[points->count - 1]));
}

static void set_growth(const struct vd_analysis *analysis, struct vd_row *row,
		       const struct points *points)
{
	struct vd_line line;
	size_t last = points->count - 1;
	if (!points->all_positive) {
		struct vd_value none = vd_value_missing(VD_NOT_POSITIVE, NULL);
		vd_statistics_set(analysis->arena, &row->statistics, VD_STATISTIC_LOG_GROWTH, none);
		vd_statistics_set(analysis->arena, &row->statistics, VD_STATISTIC_CAGR, none);
		return;
	}
	if (vd_fit_line(points->years, points->logs, points->count, &line))
		set(analysis, row, VD_STATISTIC_LOG_GROWTH, expm1(line.slope));
	if (points->count > 1)
		set(analysis, row, VD_STATISTIC_CAGR,
		    pow(points->values[last] / points->values[0],
			1.0 / (points->years[last] - points->years[0])) -
			    1.0);
}

static void set_line(const struct vd_analysis *analysis, struct vd_row *row,
		     const struct points *points)
{
	struct vd_line line;
	if (!vd_fit_line(points->years, points->values, points->count, &line))
		return;
	set(analysis, row, VD_STATISTIC_SLOPE, line.slope);
	set(analysis, row, VD_STATISTIC_R_SQUARED, line.r_squared);
	set(analysis, row, VD_STATISTIC_RESIDUAL, line.residual);
	if (points->count < VD_SIGNIFICANCE_LEAST)
		return;
	struct vd_bounds interval = vd_slope_interval(&line, VD_CONFIDENCE);
	set(analysis, row, VD_STATISTIC_SLOPE_LOW, interval.low);
	set(analysis, row, VD_STATISTIC_SLOPE_HIGH, interval.high);
}

static void set_robust(const struct vd_analysis *analysis, struct vd_row *row,
		       const struct points *points)
{
	double slope, intercept;
	struct vd_mann_kendall test;
	if (points->count < VD_FIT_LEAST)
		return;
	if (vd_theil_sen(points->years, points->values, points->count, &slope))
		set(analysis, row, VD_STATISTIC_THEIL_SEN, slope);
	if (vd_mann_kendall(analysis->arena, points->values, points->count, &test)) {
		vd_statistics_set(analysis->arena, &row->statistics, VD_STATISTIC_MANN_KENDALL_S,
				  vd_value_count(test.s));
		if (points->count >= VD_SIGNIFICANCE_LEAST)
			set(analysis, row, VD_STATISTIC_MANN_KENDALL_P, test.p);
	}
	if (points->count >= VD_BISQUARE_LEAST &&
	    vd_bisquare(points->years, points->values, points->count, &slope, &intercept))
		set(analysis, row, VD_STATISTIC_BISQUARE, slope);
}

/* The years left out with their reasons: "2016 (partial year), 2017 (bill, not law)". */
static const char *excluded(const struct vd_analysis *analysis, const struct vd_sample *sample)
{
	struct vd_buffer text = { .arena = analysis->arena };
	for (size_t i = sample->used; i < sample->count; i++) {
		const struct vd_row *point = &sample->result->rows.items[sample->first + i];
		vd_buffer_add(&text, i > sample->used ? ", " : "");
		vd_buffer_add(&text, vd_arena_format(analysis->arena, "%d (%s)",
						     analysis->study->years.items[point->year].year,
						     point->remark));
	}
	return vd_buffer_text(&text);
}

/* The next series among the points, from a row on. */
static struct vd_sample next_sample(const struct vd_result *result, size_t first)
{
	struct vd_sample sample = { .result = result, .first = first };
	const struct vd_row *start = &result->rows.items[first];
	for (size_t r = first; r < result->rows.count; r++) {
		const struct vd_row *point = &result->rows.items[r];
		if (!vd_same(point->name, start->name) || point->stage != start->stage)
			break;
		sample.count++;
		sample.used += !*point->remark;
	}
	return sample;
}

static void list_rows(const struct vd_analysis *analysis, struct vd_rows *rows)
{
	const struct vd_result *result = vd_result_find(analysis, "trend-points");
	for (size_t first = 0; first < result->rows.count;) {
		struct vd_sample sample = next_sample(result, first);
		const struct vd_row *start = &result->rows.items[first];
		struct vd_row *row = vd_add_row(analysis, rows);
		struct points points = read_points(analysis, &sample);
		row->name = start->name;
		row->stage = start->stage;
		row->unit = start->unit;
		row->institution = start->institution;
		row->region = start->region;
		row->series = start->series;
		row->sample = sample;
		row->remark = excluded(analysis, &sample);
		vd_statistics_set(analysis->arena, &row->statistics, VD_STATISTIC_N,
				  vd_value_count((int64_t)sample.used));
		if (points.count) {
			set_years(analysis, row, &points);
			set_line(analysis, row, &points);
			set_growth(analysis, row, &points);
			set_robust(analysis, row, &points);
		}
		first += sample.count;
	}
}

static const struct vd_row *used_point(const struct vd_row *row, size_t i)
{
	return &row->sample.result->rows.items[row->sample.first + i];
}

static int calendar_of(const struct vd_analysis *analysis, const struct vd_row *point)
{
	return analysis->study->years.items[point->year].year;
}

static int months_of(const struct vd_analysis *analysis, const struct vd_row *point)
{
	return vd_months_elapsed(analysis->study, point->year, (enum vd_stage)point->stage);
}

/* What may be said of the direction. */
static struct vd_value reading(const struct vd_analysis *analysis, const struct vd_row *row)
{
	const double alpha = 1.0 - VD_CONFIDENCE;
	struct vd_value p = vd_statistics_get(&row->statistics, VD_STATISTIC_MANN_KENDALL_P);
	struct vd_value s = vd_statistics_get(&row->statistics, VD_STATISTIC_MANN_KENDALL_S);
	if (row->sample.used < VD_FIT_LEAST)
		return vd_value_word(N_("too few years for a trend"));
	for (size_t i = 0; i < row->sample.used; i++)
		if (months_of(analysis, used_point(row, i)))
			return vd_value_word(N_("none: a part of a year stands among whole ones"));
	if (!vd_value_present(&p))
		return vd_value_word(N_("too few years to tell a trend from chance"));
	if (p.real >= alpha)
		return vd_value_word(N_("no trend that can be told from chance"));
	return vd_value_word(s.count > 0 ? N_("rising") : N_("falling"));
}

/* How many institutions a year's total is a sum of; 0: it is printed as it is. */
static long long summed(const struct vd_analysis *analysis, const struct vd_row *point)
{
	struct vd_coverage coverage;
	enum vd_stage stage = (enum vd_stage)point->stage;
	if (vd_total_is_printed(analysis->data, point->year, stage) ||
	    !vd_coverage(analysis->data, vd_row_scope(point), point->year, stage, &coverage))
		return 0;
	return (long long)coverage.amounts;
}

static const char *join(const struct vd_analysis *analysis, const char *text, const char *joint,
			const char *more)
{
	return vd_arena_format(analysis->arena, "%s%s%s", text, *text && *more ? joint : "", more);
}

/* The years of a national series that are printed totals, and those that are sums. */
static const char *basis_note(const struct vd_analysis *analysis, const struct vd_row *row)
{
	const char *printed = "", *sums = "";
	long long least = 0, most = 0;
	for (size_t i = 0; i < row->sample.used; i++) {
		const struct vd_row *point = used_point(row, i);
		long long count = summed(analysis, point);
		const char *year =
			vd_arena_format(analysis->arena, "%d", calendar_of(analysis, point));
		printed = count ? printed : join(analysis, printed, ", ", year);
		sums = count ? join(analysis, sums, ", ", year) : sums;
		least = count && (!least || count < least) ? count : least;
		most = count > most ? count : most;
	}
	const char *text = "";
	if (least != most)
		text = vd_arena_format(analysis->arena,
				       _("who reports differs: %lld to %lld institutions a year"),
				       least, most);
	if (*printed && *sums)
		text = join(
			analysis, text, "; ",
			vd_arena_format(analysis->arena,
					analysis->study->data.count
						? _("totals as given: %s, sums of institutions: %s")
						: _("printed totals: %s, sums of institutions: %s"),
					printed, sums));
	return text;
}

/* What there is to know of one year: approximate, a bill, a part of a year. */
static const char *year_note(const struct vd_analysis *analysis, const struct vd_row *point)
{
	const char *text = "";
	int year = calendar_of(analysis, point);
	if (vd_is_approximate(analysis->data, point, (enum vd_stage)point->stage))
		text = vd_arena_format(analysis->arena, _("%d is approximate"), year);
	if (analysis->study->years.items[point->year].phase == VD_BILL)
		text = join(analysis, text, "; ",
			    vd_arena_format(analysis->arena, _("%d is a bill, not law"), year));
	if (months_of(analysis, point))
		text = join(analysis, text, "; ",
			    vd_arena_format(analysis->arena,
					    VD_PLURAL("%d is only its first %d month",
						      "%d is only its first %d months",
						      months_of(analysis, point)),
					    year, months_of(analysis, point)));
	return text;
}

static struct vd_value notes(const struct vd_analysis *analysis, const struct vd_row *row)
{
	bool national = row->institution == VD_NONE && row->region == VD_NONE;
	const char *text = national ? basis_note(analysis, row) : "";
	for (size_t i = 0; i < row->sample.used; i++)
		text = join(analysis, text, "; ", year_note(analysis, used_point(row, i)));
	if (vd_unit_is_percent(row->unit))
		text = join(analysis, text, "; ", _("slopes in percentage points"));
	for (size_t n = 0; row->series && n < row->series->notes.count; n++)
		text = join(analysis, text, "; ",
			    vd_note_mark(analysis->arena, (size_t)row->series->notes.items[n]));
	return vd_value_text(text);
}

static const struct vd_column columns[] = {
	VD_TREND_KEY,
	VD_STAGE_KEY,
	{ .key = "first_year",
	  .label = N_("From"),
	  .unit = VD_UNIT_YEAR,
	  .formula = "statistic(first_year)",
	  .meaning = N_("First year used") },
	{ .key = "last_year",
	  .label = N_("To"),
	  .unit = VD_UNIT_YEAR,
	  .formula = "statistic(last_year)",
	  .meaning = N_("Last year used") },
	{ .key = "n",
	  .label = N_("Years used"),
	  .unit = VD_UNIT_COUNT,
	  .formula = "statistic(n)",
	  .meaning = N_("How many years the fit uses") },
	{ .key = "years_excluded",
	  .label = N_("Years left out"),
	  .is_detail = true,
	  .unit = VD_UNIT_TEXT,
	  .value = vd_column_remark,
	  .meaning = N_("With the reason") },
	{ .key = "unit",
	  .label = N_("Unit"),
	  .unit = VD_UNIT_TEXT,
	  .value = vd_column_unit,
	  .meaning = N_("Of the series; its slopes are in that unit a year") },
	{ .key = "slope",
	  .label = N_("Slope a year"),
	  .unit = VD_UNIT_OF_ROW,
	  .formula = "statistic(slope)",
	  .meaning = N_("Least squares; from 3 years on") },
	{ .key = "slope_low",
	  .label = N_("Slope, low"),
	  .unit = VD_UNIT_OF_ROW,
	  .formula = "statistic(slope_low)",
	  /* xgettext:no-c-format */
	  .meaning = N_("Lower end of its 95 % interval; from 5 years on") },
	{ .key = "slope_high",
	  .label = N_("Slope, high"),
	  .unit = VD_UNIT_OF_ROW,
	  .formula = "statistic(slope_high)",
	  /* xgettext:no-c-format */
	  .meaning = N_("Upper end of its 95 % interval; from 5 years on") },
	{ .key = "r_squared",
	  .label = N_("R²"),
	  .is_detail = true,
	  .unit = VD_UNIT_NUMBER,
	  .formula = "statistic(r_squared)",
	  .meaning = N_("Part of the variation that lies on the line") },
	{ .key = "residual",
	  .label = N_("Standard error of the fit"),
	  .is_detail = true,
	  .unit = VD_UNIT_OF_ROW,
	  .formula = "statistic(residual)",
	  .meaning = N_("How far values lie from the line") },
	{ .key = "log_growth_percent",
	  .label = N_("Log growth a year"),
	  .is_detail = true,
	  .unit = VD_UNIT_PERCENT,
	  .formula = "statistic(log_growth)",
	  .meaning = N_("Least-squares growth rate; from 3 years on") },
	{ .key = "cagr_percent",
	  .label = N_("Compound growth a year"),
	  .unit = VD_UNIT_PERCENT,
	  .formula = "statistic(cagr)",
	  .meaning = N_("From the first year used to the last") },
	{ .key = "theil_sen",
	  .label = N_("Theil–Sen slope"),
	  .unit = VD_UNIT_OF_ROW,
	  .formula = "statistic(theil_sen)",
	  .meaning = N_("Median of all pairwise slopes: one odd year hardly moves it") },
	{ .key = "bisquare",
	  .label = N_("Bisquare slope"),
	  .is_detail = true,
	  .unit = VD_UNIT_OF_ROW,
	  .formula = "statistic(bisquare)",
	  .meaning = N_("A line that gives odd years little weight; from 6 years on") },
	{ .key = "mann_kendall_s",
	  .label = N_("Mann–Kendall S"),
	  .is_detail = true,
	  .unit = VD_UNIT_COUNT,
	  .formula = "statistic(mann_kendall_s)",
	  .meaning = N_("Rising pairs of years less falling pairs") },
	{ .key = "mann_kendall_p",
	  .label = N_("Mann–Kendall p"),
	  .is_detail = true,
	  .unit = VD_UNIT_NUMBER,
	  .formula = "statistic(mann_kendall_p)",
	  .meaning = N_("How often chance alone would give this; from 5 years on") },
	{ .key = "reading",
	  .label = N_("Reading"),
	  .unit = VD_UNIT_TEXT,
	  .value = reading,
	  .read_off = "mann_kendall_p",
	  .meaning = N_("What Mann–Kendall allows to be said, at 5 %") },
	{ .key = "notes",
	  .label = N_("Notes"),
	  .unit = VD_UNIT_TEXT,
	  .value = notes,
	  .meaning = N_("What a reader must know of the years") },
};

const struct vd_table_description vd_table_trend = {
	.name = "trend",
	.title = N_("Trend"),
	.about = N_(
		"Where each series is heading: the line, its interval, growth, and what holds up "
		"against odd years."),
	.columns = columns,
	.column_count = sizeof(columns) / sizeof(*columns),
	.list_rows = list_rows,
};

/* What the reading of a series is read off goes with its projections. */
static void copy_test(const struct vd_analysis *analysis, const struct vd_row *of,
		      struct vd_row *row)
{
	static const enum vd_statistic test[] = { VD_STATISTIC_MANN_KENDALL_S,
						  VD_STATISTIC_MANN_KENDALL_P };
	for (size_t i = 0; i < sizeof(test) / sizeof(*test); i++)
		vd_statistics_set(analysis->arena, &row->statistics, test[i],
				  vd_statistics_get(&of->statistics, test[i]));
}

/* Projections: the years asked for, of each series that has a line. */
static void list_projections(const struct vd_analysis *analysis, struct vd_rows *rows)
{
	const struct vd_result *trend = vd_result_find(analysis, "trend");
	for (size_t r = 0; analysis->options.project && r < trend->rows.count; r++) {
		const struct vd_row *of = &trend->rows.items[r];
		struct points points = read_points(analysis, &of->sample);
		struct vd_line line;
		if (!vd_fit_line(points.years, points.values, points.count, &line))
			continue;
		int last = (int)points.years[points.count - 1];
		for (int ahead = 1; ahead <= analysis->options.project; ahead++) {
			struct vd_row *row = vd_add_row(analysis, rows);
			row->name = of->name;
			row->stage = of->stage;
			row->unit = of->unit;
			row->institution = of->institution;
			row->region = of->region;
			row->series = of->series;
			row->sample = of->sample;
			vd_statistics_set(analysis->arena, &row->statistics, VD_STATISTIC_N,
					  vd_value_count((int64_t)points.count));
			copy_test(analysis, of, row);
			row->calendar = last + ahead;
			set(analysis, row, VD_STATISTIC_PROJECTED, vd_line_at(&line, last + ahead));
			if (points.count < VD_SIGNIFICANCE_LEAST)
				continue;
			struct vd_bounds interval =
				vd_prediction_interval(&line, last + ahead, VD_CONFIDENCE);
			set(analysis, row, VD_STATISTIC_PROJECTED_LOW, interval.low);
			set(analysis, row, VD_STATISTIC_PROJECTED_HIGH, interval.high);
		}
	}
}

static struct vd_value calendar(const struct vd_analysis *analysis, const struct vd_row *row)
{
	(void)analysis;
	return vd_value_count(row->calendar);
}

static const struct vd_column projection_columns[] = {
	VD_TREND_KEY,
	VD_STAGE_KEY,
	{ .key = "year",
	  .label = N_("Year"),
	  .unit = VD_UNIT_YEAR,
	  .is_key = true,
	  .value = calendar,
	  .meaning = N_("A year after the last one used") },
	{ .key = "unit",
	  .label = N_("Unit"),
	  .unit = VD_UNIT_TEXT,
	  .value = vd_column_unit,
	  .meaning = N_("Of the values") },
	{ .key = "projected",
	  .label = N_("Projected"),
	  .unit = VD_UNIT_OF_ROW,
	  .formula = "statistic(projected)",
	  .meaning = N_("Where the line would be") },
	{ .key = "projected_low",
	  .label = N_("Projected, low"),
	  .unit = VD_UNIT_OF_ROW,
	  .formula = "statistic(projected_low)",
	  /* xgettext:no-c-format */
	  .meaning = N_("Lower end of the 95 % prediction interval; from 5 years on") },
	{ .key = "projected_high",
	  .label = N_("Projected, high"),
	  .unit = VD_UNIT_OF_ROW,
	  .formula = "statistic(projected_high)",
	  /* xgettext:no-c-format */
	  .meaning = N_("Upper end of the 95 % prediction interval; from 5 years on") },
	{ .key = "n",
	  .label = N_("Years used"),
	  .unit = VD_UNIT_COUNT,
	  .formula = "statistic(n)",
	  .meaning = N_("How many years the line is fitted to") },
	{ .key = "reading",
	  .label = N_("Reading"),
	  .unit = VD_UNIT_TEXT,
	  .value = reading,
	  .meaning = N_("What Trend says of the series") },
	{ .key = "notes",
	  .label = N_("Notes"),
	  .unit = VD_UNIT_TEXT,
	  .value = notes,
	  .meaning = N_("What a reader must know of the years") },
};

const struct vd_table_description vd_table_projection = {
	.name = "projection",
	.title = N_("Projection"),
	.about = N_(
		"Where each line would be in the next years. Asked for with --project YEARS; nothing else is assumed to change."),
	.when_empty = N_(
		"No projection was asked for, or no series has three years: --project 3 projects "
		"three years."),
	.columns = projection_columns,
	.column_count = sizeof(projection_columns) / sizeof(*projection_columns),
	.list_rows = list_projections,
};
