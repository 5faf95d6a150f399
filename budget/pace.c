/* Partial years: how much was implemented against how much of the year is over. */
#include "budget/columns.h"

static void list_rows(const struct vd_analysis *analysis, struct vd_rows *rows)
{
	const struct vd_scope headline = { .region = VD_NONE };
	for (int year = 0; year < (int)analysis->study->years.count; year++) {
		struct vd_value total = vd_total(analysis->data, headline, year, VD_IMPLEMENTED);
		if (!vd_months_elapsed(analysis->study, year, VD_IMPLEMENTED) ||
		    !vd_value_present(&total))
			continue;
		vd_add_row(analysis, rows)->year = year;
	}
}

static struct vd_value through(const struct vd_analysis *analysis, const struct vd_row *row)
{
	struct vd_month month = analysis->study->years.items[row->year].through[VD_IMPLEMENTED];
	return vd_value_text(vd_arena_format(analysis->arena, "%d-%02d", month.year, month.month));
}

static const struct vd_column columns[] = {
	VD_YEAR_KEY,
	{ .key = "through",
	  .label = N_("Through"),
	  .unit = VD_UNIT_TEXT,
	  .value = through,
	  .meaning = N_("Last month in what was implemented") },
	{ .key = "elapsed_percent",
	  .label = N_("Year elapsed"),
	  .unit = VD_UNIT_PERCENT,
	  .formula = "elapsed(implemented)",
	  .meaning = N_("Months in the figures over twelve") },
	{ .key = "allocated",
	  .is_repeat = true,
	  .label = N_("Allocated"),
	  .unit = VD_UNIT_MONEY,
	  .formula = "total(allocated)",
	  .meaning = N_("For the whole year") },
	{ .key = "implemented",
	  .is_repeat = true,
	  .label = N_("Implemented"),
	  .unit = VD_UNIT_MONEY,
	  .formula = "total(implemented)",
	  .meaning = N_("In the months so far") },
	{ .key = "rate_percent",
	  .is_repeat = true,
	  .label = N_("Implemented so far"),
	  .unit = VD_UNIT_PERCENT,
	  .formula = "ratio([implemented], [allocated])",
	  .meaning = N_("All implemented over all allocated, whoever reports") },
	{ .key = "pace",
	  .label = N_("Pace"),
	  .unit = VD_UNIT_NUMBER,
	  .formula = "ratio([rate_percent], [elapsed_percent])",
	  .meaning = N_("1: as fast as the year goes by") },
	{ .key = "matched_allocated",
	  .is_repeat = true,
	  .label = N_("Allocated where both are reported"),
	  .unit = VD_UNIT_MONEY,
	  .is_detail = true,
	  .formula = "matched(allocated, institutions)",
	  .meaning = N_("Sum over the institutions that report both") },
	{ .key = "matched_implemented",
	  .is_repeat = true,
	  .label = N_("Implemented where both are reported"),
	  .unit = VD_UNIT_MONEY,
	  .is_detail = true,
	  .formula = "matched(implemented, institutions)",
	  .meaning = N_("Sum over the same institutions") },
	{ .key = "matched_rate_percent",
	  .is_repeat = true,
	  .label = N_("Implemented so far, where both are reported"),
	  .unit = VD_UNIT_PERCENT,
	  .formula = "ratio([matched_implemented], [matched_allocated])",
	  .meaning = N_("Only institutions that report both") },
	{ .key = "matched_pace",
	  .label = N_("Pace, where both are reported"),
	  .unit = VD_UNIT_NUMBER,
	  .formula = "ratio([matched_rate_percent], [elapsed_percent])",
	  .meaning = N_("1: as fast as the year goes by") },
	VD_NOTES,
};

const struct vd_table_description vd_table_pace = {
	.name = "pace",
	.title = N_("Pace"),
	.about = N_(
		"Partial years: what was implemented against how much of the year was over. Never "
		"to be compared with a full year."),
	.columns = columns,
	.column_count = sizeof(columns) / sizeof(*columns),
	.list_rows = list_rows,
};
