/* What rank correlations are made from: each region's amount beside its value of a series. */
#include "budget/columns.h"
#include "budget/stats.h"

/* What each region has of a stage, over all its institutions: one pass over them. */
struct sums {
	int64_t *minor; /* [region] */
	bool *has;
};

static void sum_regions(const struct vd_analysis *analysis, int year, enum vd_stage stage,
			struct sums *sums)
{
	const struct vd_study *study = analysis->study;
	for (size_t r = 0; r < study->regions.count; r++) {
		sums->minor[r] = 0;
		sums->has[r] = false;
	}
	for (int i = 0; i < (int)study->institutions.count; i++) {
		int region = study->institutions.items[i].region;
		const struct vd_figure *figure = vd_dataset_cell(analysis->data, i, year, stage);
		if (region == VD_NONE || figure->missing != VD_PRESENT)
			continue;
		sums->minor[region] += figure->amount.minor;
		sums->has[region] = true;
	}
}

/* The regions that have both; what there is of them in numbers, for the ranks. */
struct pairs {
	int *regions;
	double *amounts, *values, *amount_ranks, *value_ranks;
	size_t count;
};

static void pair(const struct vd_analysis *analysis, const struct vd_series *series, int year,
		 const struct sums *sums, struct pairs *pairs)
{
	const struct vd_study *study = analysis->study;
	pairs->count = 0;
	for (int r = 0; r < (int)study->regions.count; r++) {
		struct vd_value value = vd_series_count(series, study->years.items[year].year, r);
		if (!sums->has[r] || !vd_value_present(&value))
			continue;
		pairs->regions[pairs->count] = r;
		pairs->amounts[pairs->count] = (double)sums->minor[r];
		pairs->values[pairs->count++] = (double)value.count;
	}
}

static void add_points(const struct vd_analysis *analysis, struct vd_rows *rows,
		       const struct vd_series *series, int year, enum vd_stage stage,
		       struct pairs *pairs)
{
	struct vd_arena *arena = analysis->arena;
	struct vd_sample sample = { vd_result_current(analysis), rows->count, pairs->count,
				    pairs->count };
	vd_ranks(arena, pairs->amounts, pairs->count, pairs->amount_ranks);
	vd_ranks(arena, pairs->values, pairs->count, pairs->value_ranks);
	for (size_t i = 0; i < pairs->count; i++) {
		struct vd_row *row = vd_add_row(analysis, rows);
		row->series = series;
		row->stage = (int)stage;
		row->year = year;
		row->region = pairs->regions[i];
		row->sample = sample;
		vd_statistics_set(arena, &row->statistics, VD_STATISTIC_RANK_AMOUNT,
				  vd_value_real(pairs->amount_ranks[i]));
		vd_statistics_set(arena, &row->statistics, VD_STATISTIC_RANK_VALUE,
				  vd_value_real(pairs->value_ranks[i]));
	}
}

static void list_rows(const struct vd_analysis *analysis, struct vd_rows *rows)
{
	const struct vd_study *study = analysis->study;
	struct vd_arena *arena = analysis->arena;
	size_t regions = study->regions.count;
	struct sums sums = { VD_TAKE(arena, int64_t, regions), VD_TAKE(arena, bool, regions) };
	struct pairs pairs = { .regions = VD_TAKE(arena, int, regions),
			       .amounts = VD_TAKE(arena, double, regions),
			       .values = VD_TAKE(arena, double, regions),
			       .amount_ranks = VD_TAKE(arena, double, regions),
			       .value_ranks = VD_TAKE(arena, double, regions) };
	for (enum vd_stage stage = 0; stage < VD_STAGES; stage++) {
		for (int year = 0; year < (int)study->years.count; year++) {
			sum_regions(analysis, year, stage, &sums);
			for (size_t s = 0; s < study->series.count; s++) {
				const struct vd_series *series = &study->series.items[s];
				if (series->kind != VD_SERIES_COUNT || !series->by_region)
					continue;
				pair(analysis, series, year, &sums, &pairs);
				if (pairs.count >= VD_FIT_LEAST)
					add_points(analysis, rows, series, year, stage, &pairs);
			}
		}
	}
}

static const struct vd_column columns[] = {
	{ .key = "series",
	  .label = N_("Series"),
	  .unit = VD_UNIT_TEXT,
	  .is_key = true,
	  .value = vd_column_series,
	  .meaning = N_("A series by region") },
	VD_STAGE_KEY,
	VD_YEAR_KEY,
	{ .key = "region",
	  .label = N_("Region"),
	  .unit = VD_UNIT_TEXT,
	  .is_key = true,
	  .value = vd_column_region,
	  .meaning = N_("Its code") },
	{ .key = "name",
	  .label = N_("Name"),
	  .unit = VD_UNIT_TEXT,
	  .value = vd_column_region_name,
	  .meaning = N_("Its name") },
	{ .key = "amount",
	  .is_repeat = true,
	  .label = N_("Amount"),
	  .unit = VD_UNIT_MONEY,
	  .formula = "total(stage)",
	  .meaning = N_("Sum over all institutions of the region, in the headline or not") },
	{ .key = "value",
	  .is_repeat = true,
	  .label = N_("Value of the series"),
	  .unit = VD_UNIT_COUNT,
	  .formula = "series()",
	  .meaning = N_("Of the region, in the year") },
	{ .key = "amount_rank",
	  .label = N_("Rank of the amount"),
	  .unit = VD_UNIT_NUMBER,
	  .formula = "statistic(rank_amount)",
	  .meaning = N_("From the lowest; equal ones share their mean rank") },
	{ .key = "value_rank",
	  .label = N_("Rank of the value"),
	  .unit = VD_UNIT_NUMBER,
	  .formula = "statistic(rank_value)",
	  .meaning = N_("From the lowest; equal ones share their mean rank") },
};

const struct vd_table_description vd_table_association_points = {
	.name = "association-points",
	.title = N_("Association points"),
	.about = N_("The regions behind each rank correlation: amount and value, with their ranks. "
		    "Which regions have both is as of the report."),
	.columns = columns,
	.column_count = sizeof(columns) / sizeof(*columns),
	.list_rows = list_rows,
};
