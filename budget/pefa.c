/*
 * Credibility of the budget: PEFA 2016, PI-1 (aggregate outturn), PI-2.1 (composition by head),
 * PI-2.3 (contingency), PI-2 (the two combined). Heads are the institutions of the headline.
 * Source: PEFA Secretariat, Framework for assessing public financial management, 2016.
 */
#include <math.h>

#include "budget/columns.h"

enum { WINDOW = 3 }; /* years that a score looks at */

/* A year's heads, in `pefa-heads`. */
struct judged {
	int year;
	struct vd_sample compared; /* own and rest */
	struct vd_sample complete; /* all that have both figures */
	bool has_contingency;
};

struct years {
	struct judged *items;
	size_t count, capacity;
};

struct indicator {
	const char *name;
	enum vd_statistic measured, base;
	bool contingency; /* only where some head is declared as one */
	char (*band)(double percent);
	bool by_average; /* scored by the mean of three years, else by the best two of them */
};

/* The grade of one year, "D" being the rest. */
static char outturn_band(double percent)
{
	if (percent >= 95.0 && percent <= 105.0)
		return 'A';
	if (percent >= 90.0 && percent <= 110.0)
		return 'B';
	return percent >= 85.0 && percent <= 115.0 ? 'C' : 'D';
}

static char composition_band(double percent)
{
	return percent < 5.0 ? 'A' : percent < 10.0 ? 'B' : percent < 15.0 ? 'C' : 'D';
}

static char contingency_band(double percent)
{
	return percent < 3.0 ? 'A' : percent <= 6.0 ? 'B' : percent < 10.0 ? 'C' : 'D';
}

static const struct indicator indicators[] = {
	{ "PI-1", VD_STATISTIC_HEADS_ACTUAL, VD_STATISTIC_HEADS_APPROVED, false, outturn_band,
	  false },
	{ "PI-2.1", VD_STATISTIC_DEVIATIONS, VD_STATISTIC_HEADS_ADJUSTED, false, composition_band,
	  false },
	{ N_("PI-2.1-all-heads"), VD_STATISTIC_DEVIATIONS_ALL, VD_STATISTIC_HEADS_ADJUSTED, false,
	  NULL, false },
	{ "PI-2.3", VD_STATISTIC_CONTINGENCY, VD_STATISTIC_HEADS_APPROVED, true, contingency_band,
	  true },
};

static double number_at(const struct vd_analysis *analysis, const struct vd_result *heads,
			size_t row, const char *key)
{
	return vd_value_cell(vd_result_value(heads, row, (size_t)vd_result_column(heads, key)),
			     &analysis->study->currency);
}

static struct years find_years(const struct vd_analysis *analysis)
{
	const struct vd_result *heads = vd_result_find(analysis, "pefa-heads");
	struct years years = { 0 };
	for (size_t first = 0; first < heads->rows.count;) {
		const struct vd_row *start = &heads->rows.items[first];
		struct judged *one = VD_APPEND(analysis->arena, &years);
		*one = (struct judged){ .year = start->year,
					.compared = start->sample,
					.complete = start->sample };
		for (size_t i = one->compared.used; i < one->compared.count; i++) {
			enum vd_head_line line = heads->rows.items[first + i].line;
			one->complete.used += line != VD_LINE_INCOMPLETE;
			one->has_contingency = one->has_contingency || line == VD_LINE_CONTINGENCY;
		}
		first += start->sample.count;
	}
	return years;
}

/* Sum of a column over a year's heads, or over contingency alone; exact. */
static struct vd_value sum(const struct vd_sample *sample, const char *key, bool contingency)
{
	size_t column = (size_t)vd_result_column(sample->result, key);
	struct vd_money total = { 0 };
	for (size_t i = 0; i < sample->used; i++) {
		size_t row = sample->first + i;
		if (!contingency || sample->result->rows.items[row].line == VD_LINE_CONTINGENCY)
			total.minor += vd_result_value(sample->result, row, column)->money.minor;
	}
	return vd_value_money(total);
}

static void set_composition(const struct vd_analysis *analysis, struct vd_row *row)
{
	const struct vd_sample *sample = &row->sample;
	double adjusted = 0.0, own = 0.0, rest = 0.0, all = 0.0;
	for (size_t i = 0; i < sample->used; i++) {
		size_t r = sample->first + i;
		double deviation = number_at(analysis, sample->result, r, "deviation");
		adjusted += number_at(analysis, sample->result, r, "adjusted");
		all += fabs(deviation);
		if (sample->result->rows.items[r].line == VD_LINE_OWN)
			own += fabs(deviation);
		else
			rest += deviation;
	}
	vd_statistics_set_real(analysis->arena, &row->statistics, VD_STATISTIC_HEADS_ADJUSTED,
			       adjusted, VD_NO_BASE);
	vd_statistics_set_real(analysis->arena, &row->statistics, VD_STATISTIC_DEVIATIONS,
			       own + fabs(rest), VD_NO_BASE);
	vd_statistics_set_real(analysis->arena, &row->statistics, VD_STATISTIC_DEVIATIONS_ALL, all,
			       VD_NO_BASE);
}

static void set_statistics(const struct vd_analysis *analysis, struct vd_row *row)
{
	vd_statistics_set(analysis->arena, &row->statistics, VD_STATISTIC_N,
			  vd_value_count((int64_t)row->sample.used));
	vd_statistics_set(analysis->arena, &row->statistics, VD_STATISTIC_HEADS_APPROVED,
			  sum(&row->sample, "approved", false));
	vd_statistics_set(analysis->arena, &row->statistics, VD_STATISTIC_HEADS_ACTUAL,
			  sum(&row->sample, "actual", false));
	vd_statistics_set(analysis->arena, &row->statistics, VD_STATISTIC_CONTINGENCY,
			  sum(&row->sample, "actual", true));
	if (row->base == VD_STATISTIC_HEADS_ADJUSTED)
		set_composition(analysis, row);
}

static double percent_of(const struct vd_analysis *analysis, const struct vd_row *row)
{
	struct vd_value over = vd_statistics_get(&row->statistics, row->measured);
	struct vd_value under = vd_statistics_get(&row->statistics, row->base);
	const struct vd_currency *currency = &analysis->study->currency;
	struct vd_value share = vd_value_divide(&over, &under, currency);
	if (!vd_value_present(&share) || vd_value_sign(&under) <= 0)
		return NAN;
	/* A grade's limit is not missed by what doubles leave behind the ninth decimal. */
	return round(vd_value_number(&share, VD_UNIT_PERCENT, currency) * 1e9) / 1e9;
}

/* The score of three years: the best grade that two of them reach; or that of their mean. */
static char score_of(const struct indicator *indicator, const double percents[WINDOW])
{
	if (indicator->by_average) {
		double mean = (percents[0] + percents[1] + percents[2]) / WINDOW;
		return indicator->band(round(mean * 1e9) / 1e9);
	}
	char a = indicator->band(percents[0]), b = indicator->band(percents[1]),
	     c = indicator->band(percents[2]);
	char low = a < b ? a : b, high = a < b ? b : a;
	return c < low ? low : c > high ? high : c; /* two of three reach the middle one */
}

static bool are_consecutive(const struct vd_analysis *analysis, const struct years *years,
			    size_t last)
{
	const struct vd_year *all = analysis->study->years.items;
	for (size_t i = last + 1 - WINDOW; i < last; i++)
		if (all[years->items[i].year].year + 1 != all[years->items[i + 1].year].year)
			return false;
	return true;
}

/* The score of the three years that end with a row's, its own grade going before. */
static void grade(const struct vd_analysis *analysis, const struct years *years, size_t y,
		  const struct indicator *indicator, struct vd_row *row, double *percents)
{
	percents[y] = percent_of(analysis, row);
	row->remark = row->grade = "";
	if (!indicator->band || isnan(percents[y]))
		return;
	row->grade = vd_arena_format(analysis->arena, "%c", indicator->band(percents[y]));
	row->remark = "D*";
	if (y + 1 < WINDOW || !are_consecutive(analysis, years, y) || isnan(percents[y - 1]) ||
	    isnan(percents[y - 2]))
		return;
	row->remark = vd_arena_format(analysis->arena, "%c",
				      score_of(indicator, percents + y + 1 - WINDOW));
}

static struct vd_row *add_row(const struct vd_analysis *analysis, struct vd_rows *rows,
			      const char *name, const struct judged *judged)
{
	struct vd_row *row = vd_add_row(analysis, rows);
	row->name = name;
	row->year = judged->year;
	row->sample = judged->compared;
	return row;
}

static bool has_contingency(const struct vd_analysis *analysis)
{
	for (size_t i = 0; i < analysis->study->institutions.count; i++)
		if (analysis->study->institutions.items[i].pefa == VD_PEFA_CONTINGENCY)
			return true;
	return false;
}

/* Weakest link: the lowest score of the dimensions, and "+" if another is higher. */
static const char *weakest(const struct vd_analysis *analysis, const char *a, const char *b)
{
	/* A dimension that the study has, but not for these years. */
	if (!*b && has_contingency(analysis))
		return "D*";
	if (!*a || vd_same(a, "D*") || vd_same(b, "D*"))
		return "D*";
	if (!*b || *a == *b)
		return a;
	return vd_arena_format(analysis->arena, "%c%s", *a > *b ? *a : *b, "+");
}

static void list_indicator(const struct vd_analysis *analysis, struct vd_rows *rows,
			   const struct years *years, const struct indicator *indicator,
			   const char **scores)
{
	double *percents = VD_TAKE(analysis->arena, double, years->count);
	for (size_t y = 0; y < years->count; y++) {
		const struct judged *judged = &years->items[y];
		percents[y] = NAN;
		scores[y] = "";
		if (indicator->contingency && !judged->has_contingency)
			continue;
		struct vd_row *row = add_row(analysis, rows, indicator->name, judged);
		row->measured = indicator->measured;
		row->base = indicator->base;
		if (indicator->base == VD_STATISTIC_HEADS_APPROVED)
			row->sample = judged->complete;
		set_statistics(analysis, row);
		row->previous = y && !isnan(percents[y - 1]) ? (int)rows->count - 2 : VD_NONE;
		grade(analysis, years, y, indicator, row, percents);
		scores[y] = row->remark;
	}
}

/* A row that combines others counts no heads of its own. */
static void set_nothing(const struct vd_analysis *analysis, struct vd_row *row)
{
	static const enum vd_statistic own[] = { VD_STATISTIC_N, VD_STATISTIC_HEADS_APPROVED,
						 VD_STATISTIC_HEADS_ACTUAL };
	for (size_t i = 0; i < sizeof(own) / sizeof(*own); i++)
		vd_statistics_set(analysis->arena, &row->statistics, own[i],
				  vd_value_missing(VD_NOT_APPLICABLE, NULL));
}

static void list_rows(const struct vd_analysis *analysis, struct vd_rows *rows)
{
	enum { INDICATORS = sizeof(indicators) / sizeof(*indicators) };
	struct years years = find_years(analysis);
	const char **scores[INDICATORS];
	for (size_t i = 0; i < INDICATORS; i++) {
		scores[i] = VD_TAKE(analysis->arena, const char *, years.count);
		list_indicator(analysis, rows, &years, &indicators[i], scores[i]);
	}
	for (size_t y = 0; y < years.count; y++) {
		struct vd_row *row = add_row(analysis, rows, "PI-2", &years.items[y]);
		row->measured = row->base = VD_STATISTIC_MEASURED;
		set_nothing(analysis, row);
		row->grade = "";
		row->remark = weakest(analysis, scores[1][y], scores[INDICATORS - 1][y]);
	}
}

static struct vd_value band(const struct vd_analysis *analysis, const struct vd_row *row)
{
	(void)analysis;
	return vd_value_text(row->grade);
}

/* The years a score looks at. */
static struct vd_value window(const struct vd_analysis *analysis, const struct vd_row *row)
{
	int year = analysis->study->years.items[row->year].year;
	if (!*row->remark)
		return vd_value_text("");
	if (vd_same(row->remark, "D*"))
		return vd_value_word(N_("too few years in a row that can be judged"));
	return vd_value_text(vd_arena_format(analysis->arena, "%d–%d", year - WINDOW + 1, year));
}

/* How many heads lack a figure, and what part of the approved budget they hold. */
static const char *left_out(const struct vd_analysis *analysis, const struct vd_row *row)
{
	const struct vd_result *heads = row->sample.result;
	size_t column = (size_t)vd_result_column(heads, "approved"), incomplete = 0;
	int64_t all = 0, lost = 0;
	for (size_t i = 0; i < row->sample.count; i++) {
		size_t r = row->sample.first + i;
		const struct vd_value *approved = vd_result_value(heads, r, column);
		int64_t minor = vd_value_present(approved) ? approved->money.minor : 0;
		bool out = heads->rows.items[r].line == VD_LINE_INCOMPLETE;
		incomplete += out;
		all += minor;
		lost += out ? minor : 0;
	}
	if (!incomplete)
		return "";
	return vd_arena_format(
		analysis->arena,
		VD_PLURAL(
			"%zu of %zu heads lacks a figure and is left out, with %.0f %% of what was "
			"approved",
			"%zu of %zu heads lack a figure and are left out, with %.0f %% of what was "
			"approved",
			incomplete),
		incomplete, row->sample.count, all > 0 ? 100.0 * (double)lost / (double)all : 0.0);
}

static struct vd_value notes(const struct vd_analysis *analysis, const struct vd_row *row)
{
	const char *text = "", *without = left_out(analysis, row);
	if (vd_same(row->name, "PI-2"))
		text = has_contingency(analysis)
			       ? _("incomplete: dimension 2.2, by economic class, is not in the study")
			       : _("incomplete: dimensions 2.2, by economic class, and 2.3, contingency, "
				   "are not in the study");
	if (vd_same(row->name, "PI-2.1-all-heads"))
		text = _("not PEFA's rule: every head for itself, so no score");
	return vd_value_text(vd_arena_format(analysis->arena, "%s%s%s", text,
					     *text && *without ? "; " : "", without));
}

static const struct vd_column columns[] = {
	{ .key = "indicator",
	  .label = N_("Indicator"),
	  .unit = VD_UNIT_TEXT,
	  .is_key = true,
	  .value = vd_column_word,
	  .meaning =
		  N_("PI-1 aggregate outturn; PI-2.1 composition by head; PI-2.3 contingency; PI-2 "
		     "both") },
	{ .key = "year",
	  .label = N_("Year"),
	  .unit = VD_UNIT_YEAR,
	  .is_key = true,
	  .value = vd_column_year,
	  .meaning = N_("Budget year; those that are law, over, and have both figures") },
	{ .key = "heads",
	  .label = N_("Heads"),
	  .is_detail = true,
	  .unit = VD_UNIT_COUNT,
	  .formula = "statistic(n)",
	  .meaning = N_("How many are compared: institutions of the headline with both figures") },
	{ .key = "approved",
	  .is_repeat = true,
	  .label = N_("Approved"),
	  .is_detail = true,
	  .unit = VD_UNIT_MONEY,
	  .formula = "statistic(heads_approved)",
	  .meaning = N_("Of those heads together") },
	{ .key = "actual",
	  .is_repeat = true,
	  .label = N_("Actual"),
	  .is_detail = true,
	  .unit = VD_UNIT_MONEY,
	  .formula = "statistic(heads_actual)",
	  .meaning = N_("Of those heads together") },
	{ .key = "measured",
	  .label = N_("Measured"),
	  .unit = VD_UNIT_MONEY,
	  .formula = "statistic(measured)",
	  .meaning = N_("PI-1: actual; PI-2.1: deviations from the adjusted budget; PI-2.3: "
			"contingency spent") },
	{ .key = "base",
	  .label = N_("Against"),
	  .unit = VD_UNIT_MONEY,
	  .formula = "statistic(base)",
	  .meaning = N_("PI-1 and PI-2.3: approved; PI-2.1: adjusted budget") },
	{ .key = "percent",
	  .label = N_("Measure"),
	  .unit = VD_UNIT_SHARE,
	  .formula = "ratio([measured], [base])",
	  .meaning = N_("Measured over what it is held against") },
	{ .key = "band",
	  .label = N_("Grade of the year"),
	  .unit = VD_UNIT_TEXT,
	  .value = band,
	  .read_off = "percent",
	  .meaning = N_(
		  "Where the year alone would stand. PI-1: A 95–105, B 90–110, C 85–115 %; PI-2.1: "
		  "A below 5, B below 10, C below 15 %; PI-2.3: A below 3, B to 6, C below 10 %") },
	{ .key = "score",
	  .label = N_("Score"),
	  .unit = VD_UNIT_TEXT,
	  .value = vd_column_remark,
	  .read_off = "percent",
	  .reads_back = true,
	  .meaning = N_(
		  "The grade that two of the three years ending here reach; PI-2.3: of their mean; "
		  "PI-2: the weaker of its dimensions; D*: too few years") },
	{ .key = "years",
	  .label = N_("Years scored"),
	  .unit = VD_UNIT_TEXT,
	  .value = window,
	  .meaning = N_("The years the score looks at") },
	{ .key = "notes",
	  .label = N_("Notes"),
	  .unit = VD_UNIT_TEXT,
	  .value = notes,
	  .meaning = N_("What a reader must know of the row") },
};

const struct vd_table_description vd_table_pefa = {
	.name = "pefa",
	.title = N_("Credibility"),
	.about = N_(
		"How far spending followed the approved budget: PEFA 2016, with the institutions as heads. Where those are not the heads of the budget it is an illustration of the arithmetic, not an assessment. Grades and scores are as of the report."),
	.columns = columns,
	.column_count = sizeof(columns) / sizeof(*columns),
	.list_rows = list_rows,
};
