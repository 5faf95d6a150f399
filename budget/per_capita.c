/*
 * Per person, and per any other declared unit (complaint, victim, pupil): the total of a stage over
 * a series. The sum first, then divided. With several series a row for each.
 */
#include "budget/columns.h"

/*
 * A series that divides in a scope and year. Its gaps are rows too: for a national population in
 * every year, for others between their first and last.
 */
static bool serves(const struct vd_series *series, int year, int region)
{
	if (series->kind != VD_SERIES_COUNT || series->by_region != (region != VD_NONE))
		return false;
	bool every_year = region == VD_NONE && vd_series_is_population(series);
	return every_year || vd_series_spans(series, year, region);
}

static bool has_figures(const struct vd_analysis *analysis, int region, int year,
			enum vd_stage stage)
{
	if (region == VD_NONE)
		return vd_dataset_has_detail(analysis->data, year, stage) ||
		       vd_dataset_total(analysis->data, year, stage)->cell;
	struct vd_value total =
		vd_total(analysis->data, (struct vd_scope){ .region = region }, year, stage);
	return vd_value_present(&total);
}

static void list_scope(const struct vd_analysis *analysis, struct vd_rows *rows, int region)
{
	const struct vd_study *study = analysis->study;
	for (int year = 0; year < (int)study->years.count; year++) {
		for (enum vd_stage stage = 0; stage < VD_STAGES; stage++) {
			if (!has_figures(analysis, region, year, stage))
				continue;
			for (size_t i = 0; i < study->series.count; i++) {
				if (!serves(&study->series.items[i], study->years.items[year].year,
					    region))
					continue;
				struct vd_row *row = vd_add_row(analysis, rows);
				row->region = region;
				row->year = year;
				row->stage = (int)stage;
				row->series = &study->series.items[i];
			}
		}
	}
}

static void list_rows(const struct vd_analysis *analysis, struct vd_rows *rows)
{
	list_scope(analysis, rows, VD_NONE);
	for (int region = 0; region < (int)analysis->study->regions.count; region++)
		list_scope(analysis, rows, region);
}

static struct vd_value name(const struct vd_analysis *analysis, const struct vd_row *row)
{
	return row->region == VD_NONE ? vd_value_text(_("The whole country"))
				      : vd_column_region_name(analysis, row);
}

static struct vd_value unit(const struct vd_analysis *analysis, const struct vd_row *row)
{
	(void)analysis;
	return vd_value_word(row->series->unit);
}

static const struct vd_column columns[] = {
	VD_SCOPE_KEY,
	{ .key = "name",
	  .is_detail = true,
	  .label = N_("Name"),
	  .unit = VD_UNIT_TEXT,
	  .value = name,
	  .meaning = N_("Of the scope") },
	VD_YEAR_KEY,
	VD_STAGE_KEY,
	{ .key = "population_series",
	  .label = N_("Series"),
	  .unit = VD_UNIT_TEXT,
	  .is_key = true,
	  .value = vd_column_series,
	  .meaning = N_("What the amount is divided by: a series' id") },
	{ .key = "unit",
	  .label = N_("Per"),
	  .unit = VD_UNIT_TEXT,
	  .value = unit,
	  .meaning = N_("What the series counts") },
	{ .key = "amount",
	  .is_repeat = true,
	  .label = N_("Amount"),
	  .unit = VD_UNIT_MONEY,
	  .formula = "total(stage)",
	  .meaning = N_("Total of the stage in the scope") },
	{ .key = "population",
	  .label = N_("Persons or cases"),
	  .unit = VD_UNIT_COUNT,
	  .formula = "series()",
	  .meaning = N_("The series' value for the year and scope") },
	{ .key = "per_capita",
	  .label = N_("Amount per unit"),
	  .unit = VD_UNIT_PER_UNIT,
	  .formula = "ratio([amount], [population])",
	  .meaning = N_("The sum first, then divided") },
	{ .key = "per_capita_real",
	  .label = N_("In prices"),
	  .unit = VD_UNIT_PER_UNIT,
	  .formula = "product([per_capita], deflator())",
	  .meaning = N_("In prices of the base year of the price series") },
	{ .key = "per_capita_converted",
	  .is_detail = true,
	  .label = N_("Amount per unit"),
	  .unit = VD_UNIT_FOREIGN,
	  .formula = "ratio([per_capita], exchange())",
	  .present = vd_has_exchange,
	  .meaning = N_("At the exchange rate of the year") },
	VD_NOTES,
};

const struct vd_table_description vd_table_per_capita = {
	.name = "per-capita",
	.title = N_("Per capita"),
	.about = N_("Amounts per person, and per any other unit that the study has a series of."),
	.columns = columns,
	.column_count = sizeof(columns) / sizeof(*columns),
	.list_rows = list_rows,
};
