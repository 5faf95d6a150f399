/* By region and year: sums over the institutions of the region, and per person. */
#include "budget/columns.h"

static bool has_detail(const struct vd_dataset *data, int region, int year)
{
	for (int i = 0; i < (int)data->study->institutions.count; i++)
		for (enum vd_stage stage = 0; stage < VD_STAGES; stage++)
			if (data->study->institutions.items[i].region == region &&
			    vd_dataset_cell(data, i, year, stage)->cell)
				return true;
	return false;
}

/* The sums of a year over the regions that have both an amount and a population. */
struct national {
	int64_t amount[VD_STAGES]; /* in minor units; fits, see VD_AMOUNTS_MOST */
	vd_int128 people[VD_STAGES];
};

static void add_region(const struct vd_analysis *analysis, const struct vd_row *row,
		       struct national *national)
{
	int year = analysis->study->years.items[row->year].year;
	struct vd_value people = row->series ? vd_series_count(row->series, year, row->region)
					     : vd_value_missing(VD_NO_SERIES, NULL);
	for (enum vd_stage stage = 0; stage < VD_STAGES; stage++) {
		struct vd_value total =
			vd_total(analysis->data, vd_row_scope(row), row->year, stage);
		if (!vd_value_present(&people) || !vd_value_present(&total))
			continue;
		national[row->year].amount[stage] += total.money.minor;
		national[row->year].people[stage] += people.count;
	}
}

static struct vd_value per_person(const struct vd_analysis *analysis, const struct national *year,
				  enum vd_stage stage)
{
	int64_t minor_units = vd_power_of_ten(analysis->study->currency.decimals);
	if (!year->people[stage])
		return vd_value_missing(VD_NO_SERIES, NULL);
	return (struct vd_value){ .kind = VD_VALUE_RATIO,
				  .ratio = { year->amount[stage],
					     year->people[stage] * minor_units } };
}

static void set_national(const struct vd_analysis *analysis, struct vd_rows *rows)
{
	static const struct {
		enum vd_stage stage;
		enum vd_statistic statistic;
	} figures[] = { { VD_ALLOCATED, VD_STATISTIC_NATIONAL_ALLOCATED },
			{ VD_IMPLEMENTED, VD_STATISTIC_NATIONAL_IMPLEMENTED } };
	struct national *national =
		VD_TAKE(analysis->arena, struct national, analysis->study->years.count);
	for (size_t i = 0; i < rows->count; i++)
		add_region(analysis, &rows->items[i], national);
	for (size_t i = 0; i < rows->count; i++) {
		for (size_t k = 0; k < sizeof(figures) / sizeof(*figures); k++) {
			const struct national *year = &national[rows->items[i].year];
			vd_statistics_set(analysis->arena, &rows->items[i].statistics,
					  figures[k].statistic,
					  per_person(analysis, year, figures[k].stage));
		}
	}
}

static void list_rows(const struct vd_analysis *analysis, struct vd_rows *rows)
{
	for (int region = 0; region < (int)analysis->study->regions.count; region++) {
		for (int year = 0; year < (int)analysis->study->years.count; year++) {
			if (!has_detail(analysis->data, region, year))
				continue;
			struct vd_row *row = vd_add_row(analysis, rows);
			row->region = region;
			row->year = year;
		}
	}
	for (size_t i = 0; i < rows->count; i++) {
		int year = analysis->study->years.items[rows->items[i].year].year;
		rows->items[i].series = vd_regional_population(analysis->study, year);
	}
	set_national(analysis, rows);
}

static bool has_regional_population(const struct vd_analysis *analysis)
{
	for (size_t i = 0; i < analysis->study->series.count; i++)
		if (analysis->study->series.items[i].by_region &&
		    vd_series_is_population(&analysis->study->series.items[i]))
			return true;
	return false;
}

static const struct vd_column columns[] = {
	{ .key = "region",
	  .label = N_("Region"),
	  .unit = VD_UNIT_TEXT,
	  .is_key = true,
	  .value = vd_column_region,
	  .meaning = N_("Its code (UBIGEO in Peru)") },
	{ .key = "name",
	  .label = N_("Name"),
	  .unit = VD_UNIT_TEXT,
	  .value = vd_column_region_name,
	  .meaning = N_("Its name") },
	{ .key = "in_scope",
	  .label = N_("In headline"),
	  .unit = VD_UNIT_TEXT,
	  .formula = "in_scope()",
	  .meaning = N_("Whether the headline totals count its institutions: yes, partly, no") },
	VD_YEAR_KEY,
	{ .key = "allocated",
	  .label = N_("Allocated"),
	  .unit = VD_UNIT_MONEY,
	  .formula = "total(allocated)",
	  .meaning = N_("Sum over all institutions of the region, in the headline or not") },
	{ .key = "modified",
	  .label = N_("Modified"),
	  .unit = VD_UNIT_MONEY,
	  .formula = "total(modified)",
	  .present = vd_has_modified,
	  .meaning = N_("The same, as modified during the year") },
	{ .key = "implemented",
	  .label = N_("Implemented"),
	  .unit = VD_UNIT_MONEY,
	  .formula = "total(implemented)",
	  .meaning = N_("Sum of the amounts implemented, over the same institutions") },
	{ .key = "rate_percent",
	  .label = N_("Implementation rate"),
	  .unit = VD_UNIT_PERCENT,
	  .formula = "ratio([implemented], [allocated])",
	  .meaning = N_("All implemented over all allocated, whoever reports") },
	VD_MODIFIED_RATE,
	{ .key = "matched_allocated",
	  .label = N_("Allocated where both are reported"),
	  .is_detail = true,
	  .unit = VD_UNIT_MONEY,
	  .formula = "matched(allocated, institutions)",
	  .meaning = N_("Sum over the institutions that report both allocated and implemented") },
	{ .key = "matched_implemented",
	  .label = N_("Implemented where both are reported"),
	  .is_detail = true,
	  .unit = VD_UNIT_MONEY,
	  .formula = "matched(implemented, institutions)",
	  .meaning = N_("Sum over the same institutions") },
	{ .key = "matched_rate_percent",
	  .label = N_("Matched rate by institution"),
	  .is_detail = true,
	  .unit = VD_UNIT_PERCENT,
	  .formula = "ratio([matched_implemented], [matched_allocated])",
	  .meaning = N_("Only institutions that report both") },
	{ .key = "population_series",
	  .is_detail = true,
	  .label = N_("Population series"),
	  .unit = VD_UNIT_TEXT,
	  .value = vd_column_series,
	  .meaning = N_("The series the population is from") },
	{ .key = "population",
	  .is_detail = true,
	  .label = N_("Population"),
	  .unit = VD_UNIT_COUNT,
	  .formula = "series()",
	  .meaning = N_("Of the region, in persons") },
	{ .key = "allocated_per_capita",
	  .label = N_("Allocated per person"),
	  .unit = VD_UNIT_PER_UNIT,
	  .formula = "ratio([allocated], [population])",
	  .meaning = N_("The sum first, then divided") },
	{ .key = "implemented_per_capita",
	  .label = N_("Implemented per person"),
	  .unit = VD_UNIT_PER_UNIT,
	  .formula = "ratio([implemented], [population])",
	  .meaning = N_("The sum first, then divided") },
	{ .key = "allocated_per_capita_national",
	  .is_detail = true,
	  .label = N_("Allocated per person, all regions"),
	  .unit = VD_UNIT_PER_UNIT,
	  .formula = "statistic(national_allocated)",
	  .present = has_regional_population,
	  .meaning = N_("Over the regions that have both an amount and a population") },
	{ .key = "allocated_per_capita_ratio",
	  .label = N_("Allocated per person, to all regions"),
	  .unit = VD_UNIT_NUMBER,
	  .formula = "ratio([allocated_per_capita], [allocated_per_capita_national])",
	  .present = has_regional_population,
	  .meaning = N_("1: as much as all regions together") },
	{ .key = "implemented_per_capita_national",
	  .is_detail = true,
	  .label = N_("Implemented per person, all regions"),
	  .unit = VD_UNIT_PER_UNIT,
	  .formula = "statistic(national_implemented)",
	  .present = has_regional_population,
	  .meaning = N_("Over the regions that have both an amount and a population") },
	{ .key = "implemented_per_capita_ratio",
	  .is_detail = true,
	  .label = N_("Implemented per person, to all regions"),
	  .unit = VD_UNIT_NUMBER,
	  .formula = "ratio([implemented_per_capita], [implemented_per_capita_national])",
	  .present = has_regional_population,
	  .meaning = N_("1: as much as all regions together") },
	VD_NOTES,
};

const struct vd_table_description vd_table_regions = {
	.name = "regions",
	.title = N_("Regions"),
	.about = N_(
		"What the institutions of each region were allocated and implemented, year by year."),
	.columns = columns,
	.column_count = sizeof(columns) / sizeof(*columns),
	.list_rows = list_rows,
};
