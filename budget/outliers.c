/* Amounts worth a second look: jumps, more than all spent, the same twice, a shifted decimal mark. */
#include "budget/outliers.h"

#include <math.h>

#include "budget/columns.h"
#include "budget/stats.h"

enum { POWERS_MOST = 3 }; /* of ten, that a decimal mark is shifted by */

struct finder {
	const struct vd_analysis *analysis;
	struct vd_rows *rows;
};

static const struct vd_figure *figure_of(const struct finder *finder, int institution, int year,
					 enum vd_stage stage)
{
	return vd_dataset_cell(finder->analysis->data, institution, year, stage);
}

static struct vd_row *add_row(const struct finder *finder, const char *kind, int institution,
			      enum vd_stage stage, int year, int from, const char *why)
{
	struct vd_row *row = vd_add_row(finder->analysis, finder->rows);
	row->name = kind;
	row->institution = institution;
	row->stage = (int)stage;
	row->year = year;
	row->from = from;
	row->remark = why;
	/* Until a jump is measured by it. */
	vd_statistics_set(finder->analysis->arena, &row->statistics, VD_STATISTIC_ROBUST_Z,
			  vd_value_missing(VD_NOT_APPLICABLE, NULL));
	return row;
}

/* The calendar year before or after, if the study has it. */
static int neighbour(const struct finder *finder, int year, int step)
{
	const struct vd_study *study = finder->analysis->study;
	int other = year + step;
	if (other < 0 || other >= (int)study->years.count ||
	    study->years.items[other].year != study->years.items[year].year + step)
		return VD_NONE;
	return other;
}

size_t vd_log_changes(const struct vd_dataset *data, enum vd_stage stage, int from, int year,
		      int *who, double *changes)
{
	size_t count = 0;
	for (int i = 0; i < (int)data->study->institutions.count; i++) {
		const struct vd_figure *a = vd_dataset_cell(data, i, from, stage);
		const struct vd_figure *b = vd_dataset_cell(data, i, year, stage);
		if (a->missing != VD_PRESENT || b->missing != VD_PRESENT || a->amount.minor <= 0 ||
		    b->amount.minor <= 0)
			continue;
		who[count] = i;
		changes[count++] = log((double)b->amount.minor / (double)a->amount.minor);
	}
	return count;
}

/* Jumps: those far from the median change of the same two years, counted in robust deviations. */
static void find_jumps(const struct finder *finder, enum vd_stage stage, int from, int year)
{
	const struct vd_analysis *analysis = finder->analysis;
	size_t most = analysis->study->institutions.count, count;
	double *changes = VD_TAKE(analysis->arena, double, most);
	double *z = VD_TAKE(analysis->arena, double, most);
	int *who = VD_TAKE(analysis->arena, int, most);
	double median, mad;
	count = vd_log_changes(analysis->data, stage, from, year, who, changes);
	if (!vd_robust_z(analysis->arena, changes, count, z, &median, &mad))
		return;
	for (size_t i = 0; i < count; i++) {
		if (fabs(z[i]) <= VD_OUTLIER_Z)
			continue;
		struct vd_row *row = add_row(
			finder, N_("jump"), who[i], stage, year, from,
			vd_arena_format(analysis->arena,
					_("the median change of all %zu that report both years is "
					  "%+.1f%%"),
					count, expm1(median) * 100.0));
		vd_statistics_set_real(analysis->arena, &row->statistics, VD_STATISTIC_ROBUST_Z,
				       z[i], VD_NO_VARIATION);
	}
}

/* The amounts an implementation is held against: as modified, where the study says it. */
static void find_above(const struct finder *finder, int year)
{
	for (int i = 0; i < (int)finder->analysis->study->institutions.count; i++) {
		const struct vd_figure *spent = figure_of(finder, i, year, VD_IMPLEMENTED);
		enum vd_stage against = VD_MODIFIED;
		if (figure_of(finder, i, year, against)->missing != VD_PRESENT)
			against = VD_ALLOCATED;
		const struct vd_figure *budget = figure_of(finder, i, year, against);
		if (spent->missing != VD_PRESENT || budget->missing != VD_PRESENT ||
		    spent->amount.minor <= budget->amount.minor)
			continue;
		add_row(finder, N_("above-100"), i, VD_IMPLEMENTED, year, year,
			against == VD_MODIFIED ? _("more than was budgeted as modified")
					       : _("more than was allocated"))
			->from_stage = (int)against;
	}
}

static void find_repeats(const struct finder *finder, enum vd_stage stage, int from, int year)
{
	for (int i = 0; i < (int)finder->analysis->study->institutions.count; i++) {
		const struct vd_figure *a = figure_of(finder, i, from, stage);
		const struct vd_figure *b = figure_of(finder, i, year, stage);
		if (a->missing == VD_PRESENT && b->missing == VD_PRESENT && a->amount.minor &&
		    a->amount.minor == b->amount.minor)
			add_row(finder, N_("repeat"), i, stage, year, from,
				_("to the last digit the same as the year before"));
	}
}

/* The power of ten by which an amount stands above another, give or take a quarter; else 0. */
static int power_above(const struct vd_figure *amount, const struct vd_figure *other)
{
	if (amount->missing != VD_PRESENT || other->missing != VD_PRESENT ||
	    amount->amount.minor <= 0 || other->amount.minor <= 0)
		return 0;
	double power = log10((double)amount->amount.minor / (double)other->amount.minor);
	double whole = round(power);
	bool near = fabs(power - whole) <= 0.1;
	return near && fabs(whole) >= 1.0 && fabs(whole) <= POWERS_MOST ? (int)whole : 0;
}

/* A figure of the year beside, or further off; NULL if there is no amount. */
static const struct vd_figure *beside(const struct finder *finder, int institution, int year,
				      int steps, enum vd_stage stage)
{
	for (int step = steps > 0 ? 1 : -1; steps && year != VD_NONE; steps -= step)
		year = neighbour(finder, year, step);
	if (year == VD_NONE)
		return NULL;
	const struct vd_figure *figure = figure_of(finder, institution, year, stage);
	return figure->missing == VD_PRESENT ? figure : NULL;
}

/* By how many powers of ten an amount is off from both years beside it; 0: it is not. */
static int shift_of(const struct finder *finder, int institution, int year, enum vd_stage stage)
{
	const struct vd_figure *amount = figure_of(finder, institution, year, stage);
	const struct vd_figure *before = beside(finder, institution, year, -1, stage);
	const struct vd_figure *after = beside(finder, institution, year, 1, stage);
	if (before && after) {
		int power = power_above(amount, before);
		return power == power_above(amount, after) ? power : 0;
	}
	if (!before && !after)
		return 0;
	/* With one year beside it, the larger of the two is named, unless the other one is odd. */
	const struct vd_figure *other = before ? before : after;
	const struct vd_figure *beyond = beside(finder, institution, year, before ? -2 : 2, stage);
	int power = power_above(amount, other);
	return power > 0 && !(beyond && power_above(beyond, other) == power) ? power : 0;
}

static const char *shift_words(int power, bool has_both)
{
	static const char *const words[2 * POWERS_MOST + 1][2] = {
		{ N_("about a thousandth of what stands in the year beside it"),
		  N_("about a thousandth of what stands in the years beside it") },
		{ N_("about a hundredth of what stands in the year beside it"),
		  N_("about a hundredth of what stands in the years beside it") },
		{ N_("about a tenth of what stands in the year beside it"),
		  N_("about a tenth of what stands in the years beside it") },
		{ "", "" },
		{ N_("about 10 times what stands in the year beside it"),
		  N_("about 10 times what stands in the years beside it") },
		{ N_("about 100 times what stands in the year beside it"),
		  N_("about 100 times what stands in the years beside it") },
		{ N_("about 1,000 times what stands in the year beside it"),
		  N_("about 1,000 times what stands in the years beside it") },
	};
	return vd_translate(words[power + POWERS_MOST][has_both]);
}

/* An amount ten, 100 or 1,000 times what stands in the years beside it, or that part of them. */
static void find_shifted(const struct finder *finder, enum vd_stage stage, int year)
{
	for (int i = 0; i < (int)finder->analysis->study->institutions.count; i++) {
		int power = shift_of(finder, i, year, stage);
		if (!power)
			continue;
		bool has_before = beside(finder, i, year, -1, stage) != NULL;
		bool has_both = has_before && beside(finder, i, year, 1, stage);
		add_row(finder, N_("power-of-ten"), i, stage, year,
			neighbour(finder, year, has_before ? -1 : 1), shift_words(power, has_both));
	}
}

static void list_rows(const struct vd_analysis *analysis, struct vd_rows *rows)
{
	struct finder finder = { analysis, rows };
	int years = (int)analysis->study->years.count;
	for (int year = 0; year < years; year++)
		find_above(&finder, year);
	for (enum vd_stage stage = 0; stage < VD_STAGES; stage++) {
		for (int year = 0; year < years; year++) {
			int from = neighbour(&finder, year, -1);
			/* Part of a year is no jump from a whole one. */
			bool whole = from != VD_NONE &&
				     !vd_months_elapsed(analysis->study, year, stage) &&
				     !vd_months_elapsed(analysis->study, from, stage);
			if (whole)
				find_jumps(&finder, stage, from, year);
			if (from != VD_NONE)
				find_repeats(&finder, stage, from, year);
			find_shifted(&finder, stage, year);
		}
	}
}

static const struct vd_column columns[] = {
	{ .key = "kind",
	  .label = N_("Kind"),
	  .unit = VD_UNIT_TEXT,
	  .is_key = true,
	  .value = vd_column_word,
	  .meaning = N_("jump, above-100, repeat or power-of-ten") },
	VD_INSTITUTION_KEY,
	{ .key = "name",
	  .label = N_("Name"),
	  .is_detail = true,
	  .unit = VD_UNIT_TEXT,
	  .value = vd_column_institution_name,
	  .meaning = N_("Its full name") },
	VD_STAGE_KEY,
	VD_YEAR_KEY,
	{ .key = "amount",
	  .is_repeat = true,
	  .label = N_("Amount"),
	  .unit = VD_UNIT_MONEY,
	  .formula = "data(stage)",
	  .meaning = VD_AS_PRINTED },
	{ .key = "from",
	  .label = N_("From"),
	  .unit = VD_UNIT_YEAR,
	  .value = vd_column_from,
	  .meaning = N_("The year it is compared with") },
	{ .key = "compared_with",
	  .is_repeat = true,
	  .label = N_("Compared with"),
	  .unit = VD_UNIT_MONEY,
	  .formula = "from(data(stage))",
	  .meaning = N_("The same stage in that year; for above-100 the budget of the same year") },
	{ .key = "ratio",
	  .label = N_("Ratio"),
	  .unit = VD_UNIT_NUMBER,
	  .formula = "ratio([amount], [compared_with])",
	  .meaning = N_("Amount over what it is compared with") },
	{ .key = "robust_z",
	  .label = N_("Robust z"),
	  .unit = VD_UNIT_NUMBER,
	  .formula = "statistic(robust_z)",
	  .meaning =
		  N_("Of a jump: distance from the median change in robust deviations; beyond 3.5 "
		     "it is listed") },
	{ .key = "why",
	  .label = N_("Why it is listed"),
	  .unit = VD_UNIT_TEXT,
	  .value = vd_column_remark,
	  .meaning = N_("In words") },
	VD_NOTES,
};

const struct vd_table_description vd_table_outliers = {
	.name = "outliers",
	.title = N_("Outliers"),
	.about = N_(
		"Amounts worth a second look. None of them is wrong for being here: ask why. What is listed is as of the report."),
	.when_empty = N_("Nothing stands out."),
	.columns = columns,
	.column_count = sizeof(columns) / sizeof(*columns),
	.list_rows = list_rows,
	.audit_reads = true,
};
