/* By region and year: sums over the institutions of the region, and per person. */
#include "budget/result.h"

static bool has_detail(const struct vd_dataset *data, int region, int year)
{
	for (int i = 0; i < (int)data->study->institutions.count; i++)
		for (enum vd_stage stage = 0; stage < VD_STAGES; stage++)
			if (data->study->institutions.items[i].region == region &&
			    vd_dataset_cell(data, i, year, stage)->cell)
				return true;
	return false;
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
}

static const struct vd_column columns[] = {
	{ .key = "region",
	  .label = "Region",
	  .unit = VD_UNIT_TEXT,
	  .is_key = true,
	  .value = vd_column_region,
	  .meaning = "Its code (UBIGEO in Peru)" },
	{ .key = "name",
	  .label = "Name",
	  .unit = VD_UNIT_TEXT,
	  .value = vd_column_region_name,
	  .meaning = "Its name" },
	{ .key = "in_scope",
	  .label = "In headline",
	  .unit = VD_UNIT_TEXT,
	  .formula = "in_scope()",
	  .meaning = "Whether the headline totals count its institutions: yes, partly, no" },
	{ .key = "year",
	  .label = "Year",
	  .unit = VD_UNIT_YEAR,
	  .is_key = true,
	  .value = vd_column_year,
	  .meaning = "Budget year" },
	{ .key = "allocated",
	  .label = "Allocated",
	  .unit = VD_UNIT_MONEY,
	  .formula = "total(allocated)",
	  .meaning = "Sum over all institutions of the region, in the headline or not" },
	{ .key = "modified",
	  .label = "Modified",
	  .unit = VD_UNIT_MONEY,
	  .formula = "total(modified)",
	  .present = vd_has_modified,
	  .meaning = "The same, as modified during the year" },
	{ .key = "implemented",
	  .label = "Implemented",
	  .unit = VD_UNIT_MONEY,
	  .formula = "total(implemented)",
	  .meaning = "Sum of the amounts implemented, over the same institutions" },
	{ .key = "rate_percent",
	  .label = "Implementation rate",
	  .unit = VD_UNIT_PERCENT,
	  .formula = "ratio([implemented], [allocated])",
	  .meaning = "All implemented over all allocated, whoever reports" },
	{ .key = "matched_allocated",
	  .label = "Allocated where both are reported",
	  .is_detail = true,
	  .unit = VD_UNIT_MONEY,
	  .formula = "matched(allocated, institutions)",
	  .meaning = "Sum over the institutions that report both allocated and implemented" },
	{ .key = "matched_implemented",
	  .label = "Implemented where both are reported",
	  .is_detail = true,
	  .unit = VD_UNIT_MONEY,
	  .formula = "matched(implemented, institutions)",
	  .meaning = "Sum over the same institutions" },
	{ .key = "matched_rate_percent",
	  .label = "Matched rate by institution",
	  .is_detail = true,
	  .unit = VD_UNIT_PERCENT,
	  .formula = "ratio([matched_implemented], [matched_allocated])",
	  .meaning = "Only institutions that report both" },
	{ .key = "population_series",
	  .is_detail = true,
	  .label = "Population series",
	  .unit = VD_UNIT_TEXT,
	  .value = vd_column_series,
	  .meaning = "The series the population is from" },
	{ .key = "population",
	  .is_detail = true,
	  .label = "Population",
	  .unit = VD_UNIT_COUNT,
	  .formula = "series()",
	  .meaning = "Of the region, in persons" },
	{ .key = "allocated_per_capita",
	  .label = "Allocated per person",
	  .unit = VD_UNIT_PER_UNIT,
	  .formula = "ratio([allocated], [population])",
	  .meaning = "The sum first, then divided" },
	{ .key = "implemented_per_capita",
	  .label = "Implemented per person",
	  .unit = VD_UNIT_PER_UNIT,
	  .formula = "ratio([implemented], [population])",
	  .meaning = "The sum first, then divided" },
	{ .key = "notes",
	  .label = "Notes",
	  .unit = VD_UNIT_TEXT,
	  .value = vd_column_notes,
	  .meaning = "What a reader must know of the row" },
};

const struct vd_table_description vd_table_regions = {
	.name = "regions",
	.title = "Regions",
	.about =
		"What the institutions of each region were allocated and implemented, year by year.",
	.columns = columns,
	.column_count = sizeof(columns) / sizeof(*columns),
	.list_rows = list_rows,
};
