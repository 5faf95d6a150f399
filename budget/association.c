/* Whether regions with more of something (people, cases) have more budget: rank correlation. */
#include "budget/columns.h"
#include "budget/stats.h"

/* One column of a run of points. */
static double *read_column(const struct vd_analysis *analysis, const struct vd_sample *sample,
			   const char *key)
{
	double *numbers = VD_TAKE(analysis->arena, double, sample->used);
	size_t column = (size_t)vd_result_column(sample->result, key);
	for (size_t i = 0; i < sample->used; i++)
		numbers[i] =
			vd_value_cell(vd_result_value(sample->result, sample->first + i, column),
				      &analysis->study->currency);
	return numbers;
}

static void set_correlation(const struct vd_analysis *analysis, struct vd_row *row)
{
	struct vd_arena *arena = analysis->arena;
	const struct vd_sample *sample = &row->sample;
	const double *amounts = read_column(analysis, sample, "amount");
	const double *values = read_column(analysis, sample, "value");
	double rho;
	vd_statistics_set(arena, &row->statistics, VD_STATISTIC_N,
			  vd_value_count((int64_t)sample->used));
	if (!vd_spearman(arena, amounts, values, sample->used, &rho)) {
		vd_statistics_set(arena, &row->statistics, VD_STATISTIC_RHO,
				  vd_value_missing(VD_NO_VARIATION, NULL));
		return;
	}
	vd_statistics_set_real(arena, &row->statistics, VD_STATISTIC_RHO, rho, VD_NO_VARIATION);
	if (sample->used >= VD_SIGNIFICANCE_LEAST)
		vd_statistics_set_real(arena, &row->statistics, VD_STATISTIC_RHO_P,
				       vd_spearman_p(arena, amounts, values, sample->used, rho),
				       VD_NO_VARIATION);
}

static void list_rows(const struct vd_analysis *analysis, struct vd_rows *rows)
{
	const struct vd_result *points = vd_result_find(analysis, "association-points");
	for (size_t first = 0; first < points->rows.count;) {
		const struct vd_row *start = &points->rows.items[first];
		struct vd_row *row = vd_add_row(analysis, rows);
		row->series = start->series;
		row->year = start->year;
		row->stage = start->stage;
		row->sample = start->sample;
		set_correlation(analysis, row);
		first += start->sample.count;
	}
}

/* How many of the regions are compared, and whose amounts count. */
static struct vd_value notes(const struct vd_analysis *analysis, const struct vd_row *row)
{
	struct vd_value others = vd_column_notes(analysis, row);
	const char *own = vd_arena_format(
		analysis->arena,
		_("%zu of %zu regions have both; all their institutions count, in the headline or not"),
		row->sample.used, analysis->study->regions.count);
	return vd_value_text(vd_arena_format(analysis->arena, "%s%s%s", own,
					     *others.text ? "; " : "", others.text));
}

static const struct vd_column columns[] = {
	{ .key = "series",
	  .label = N_("Series"),
	  .unit = VD_UNIT_TEXT,
	  .is_key = true,
	  .value = vd_column_series,
	  .meaning = N_("A series by region") },
	{ .key = "stage",
	  .label = N_("Stage"),
	  .unit = VD_UNIT_TEXT,
	  .is_key = true,
	  .value = vd_column_stage,
	  .meaning = N_(
		  "allocated, modified or implemented: the sums by region, over all its institutions") },
	VD_YEAR_KEY,
	{ .key = "n",
	  .label = N_("Regions"),
	  .unit = VD_UNIT_COUNT,
	  .formula = "statistic(n)",
	  .meaning = N_("With both an amount and a value; from 3 on") },
	{ .key = "rho",
	  .label = N_("Spearman’s rho"),
	  .unit = VD_UNIT_NUMBER,
	  .formula = "statistic(rho)",
	  .meaning = N_("1: the same order; −1: the opposite; 0: no relation") },
	{ .key = "rho_p",
	  .label = N_("p"),
	  .unit = VD_UNIT_NUMBER,
	  .formula = "statistic(rho_p)",
	  .meaning = N_("How often chance alone would give this; from 5 regions on") },
	{ .key = "notes",
	  .label = N_("Notes"),
	  .unit = VD_UNIT_TEXT,
	  .value = notes,
	  .meaning = N_("What a reader must know of the row") },
};

const struct vd_table_description vd_table_association = {
	.name = "association",
	.title = N_("Association"),
	.about =
		N_("Whether the regions with more people or cases have more budget. Order alone is "
		   "compared, and it says nothing of causes."),
	.columns = columns,
	.column_count = sizeof(columns) / sizeof(*columns),
	.list_rows = list_rows,
};
