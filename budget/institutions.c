/* By institution and year: allocated, implemented, rate and change. */
#include "budget/columns.h"

static bool has_cell(const struct vd_dataset *data, int institution, int year)
{
	for (enum vd_stage stage = 0; stage < VD_STAGES; stage++)
		if (vd_dataset_cell(data, institution, year, stage)->cell)
			return true;
	return false;
}

static void list_rows(const struct vd_analysis *analysis, struct vd_rows *rows)
{
	for (int i = 0; i < (int)analysis->study->institutions.count; i++) {
		for (int year = 0; year < (int)analysis->study->years.count; year++) {
			if (!has_cell(analysis->data, i, year))
				continue;
			struct vd_row *row = vd_add_row(analysis, rows);
			row->institution = i;
			row->year = year;
		}
	}
	vd_link_years(analysis, rows);
}

static struct vd_value level(const struct vd_analysis *analysis, const struct vd_row *row)
{
	return vd_value_word(
		vd_level_key(analysis->study->institutions.items[row->institution].level));
}

static const struct vd_column columns[] = {
	VD_INSTITUTION_KEY,
	VD_INSTITUTION_NAME,
	{ .key = "level",
	  .label = N_("Level"),
	  .unit = VD_UNIT_TEXT,
	  .value = level,
	  .meaning = N_("national, regional or local") },
	{ .key = "in_scope",
	  .label = N_("In headline"),
	  .unit = VD_UNIT_TEXT,
	  .formula = "in_scope()",
	  .meaning = N_("Whether the headline totals count it") },
	VD_YEAR_KEY,
	{ .key = "allocated",
	  .label = N_("Allocated"),
	  .unit = VD_UNIT_MONEY,
	  .formula = "data(allocated)",
	  .meaning = VD_AS_PRINTED },
	{ .key = "modified",
	  .label = N_("Modified"),
	  .unit = VD_UNIT_MONEY,
	  .formula = "data(modified)",
	  .present = vd_has_modified,
	  .meaning = VD_AS_PRINTED },
	{ .key = "implemented",
	  .label = N_("Implemented"),
	  .unit = VD_UNIT_MONEY,
	  .formula = "data(implemented)",
	  .meaning = VD_AS_PRINTED },
	{ .key = "rate_percent",
	  .label = N_("Implementation rate"),
	  .unit = VD_UNIT_PERCENT,
	  .formula = "ratio([implemented], [allocated])",
	  .meaning = N_("Implemented over allocated") },
	VD_MODIFIED_RATE,
	{ .key = "allocated_change",
	  .is_detail = true,
	  .label = N_("Change in allocated"),
	  .unit = VD_UNIT_MONEY,
	  .formula = "difference([allocated], previous([allocated]))",
	  .meaning = N_("Against the year before") },
	{ .key = "allocated_change_percent",
	  .is_detail = true,
	  .label = N_("Change in allocated, relative"),
	  .unit = VD_UNIT_PERCENT,
	  .formula = "ratio([allocated_change], previous([allocated]))",
	  .meaning = N_("Against the year before") },
	VD_NOTES,
};

const struct vd_table_description vd_table_institutions = {
	.name = "institutions",
	.title = N_("Institutions"),
	.about = N_("What each institution was allocated and implemented, year by year."),
	.columns = columns,
	.column_count = sizeof(columns) / sizeof(*columns),
	.list_rows = list_rows,
};
