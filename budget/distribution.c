/* How a year's amounts are spread over the institutions: concentration and inequality. */
#include "budget/columns.h"
#include "budget/stats.h"

/* The amounts of the headline's institutions, in major units. */
static size_t amounts_of(const struct vd_analysis *analysis, int year, enum vd_stage stage,
			 double *amounts, int *largest)
{
	const struct vd_study *study = analysis->study;
	const struct vd_scope headline = { .region = VD_NONE };
	size_t count = 0;
	int64_t most = 0;
	*largest = VD_NONE;
	for (int i = 0; i < (int)study->institutions.count; i++) {
		const struct vd_figure *figure = vd_dataset_cell(analysis->data, i, year, stage);
		if (figure->missing != VD_PRESENT || !vd_scope_has(analysis->data, headline, i))
			continue;
		amounts[count++] = vd_money_double(figure->amount, &study->currency);
		if (*largest == VD_NONE || figure->amount.minor > most) {
			*largest = i;
			most = figure->amount.minor;
		}
	}
	return count;
}

static void set_statistics(const struct vd_analysis *analysis, struct vd_row *row,
			   const double *amounts, size_t count)
{
	static const struct {
		enum vd_statistic statistic;
		size_t largest;
	} shares[] = { { VD_STATISTIC_TOP_1, 1 },
		       { VD_STATISTIC_TOP_3, 3 },
		       { VD_STATISTIC_TOP_5, 5 } };
	struct vd_arena *arena = analysis->arena;
	struct vd_statistics *out = &row->statistics;
	vd_statistics_set_real(arena, out, VD_STATISTIC_HERFINDAHL, vd_herfindahl(amounts, count),
			       VD_NOT_POSITIVE);
	vd_statistics_set_real(arena, out, VD_STATISTIC_GINI, vd_gini(arena, amounts, count),
			       VD_NOT_POSITIVE);
	for (size_t i = 0; i < sizeof(shares) / sizeof(*shares); i++)
		if (shares[i].largest <= count)
			vd_statistics_set_real(arena, out, shares[i].statistic,
					       vd_top_share(arena, amounts, count,
							    shares[i].largest),
					       VD_NOT_POSITIVE);
}

static void list_rows(const struct vd_analysis *analysis, struct vd_rows *rows)
{
	const struct vd_study *study = analysis->study;
	double *amounts = VD_TAKE(analysis->arena, double, study->institutions.count);
	for (enum vd_stage stage = 0; stage < VD_STAGES; stage++) {
		for (int year = 0; year < (int)study->years.count; year++) {
			int largest = VD_NONE;
			size_t count = amounts_of(analysis, year, stage, amounts, &largest);
			if (count < 2)
				continue;
			struct vd_row *row = vd_add_row(analysis, rows);
			row->stage = (int)stage;
			row->year = year;
			row->name = vd_institution_label(&study->institutions.items[largest],
							 analysis->language);
			set_statistics(analysis, row, amounts, count);
		}
	}
}

static const struct vd_column columns[] = {
	VD_STAGE_KEY,
	VD_YEAR_KEY,
	{ .key = "n",
	  .label = N_("Institutions"),
	  .unit = VD_UNIT_COUNT,
	  .formula = "count(stage, amounts)",
	  .meaning = N_("In the headline scope, with an amount; from 2 on") },
	{ .key = "total",
	  .is_repeat = true,
	  .label = N_("Total"),
	  .unit = VD_UNIT_MONEY,
	  .formula = "total(stage)",
	  .meaning = N_("Sum of their amounts") },
	{ .key = "largest",
	  .label = N_("Largest"),
	  .unit = VD_UNIT_TEXT,
	  .value = vd_column_name,
	  .meaning = N_("The institution with the largest amount") },
	{ .key = "top_one_percent",
	  .label = N_("Largest: share"),
	  .unit = VD_UNIT_PERCENT,
	  .formula = "statistic(top_1)",
	  .meaning = N_("Its amount over the total") },
	{ .key = "top_three_percent",
	  .label = N_("Three largest: share"),
	  .unit = VD_UNIT_PERCENT,
	  .formula = "statistic(top_3)",
	  .meaning = N_("The three largest amounts over the total") },
	{ .key = "top_five_percent",
	  .label = N_("Five largest: share"),
	  .unit = VD_UNIT_PERCENT,
	  .formula = "statistic(top_5)",
	  .meaning = N_("The five largest amounts over the total") },
	{ .key = "herfindahl",
	  .label = N_("Herfindahl–Hirschman"),
	  .unit = VD_UNIT_NUMBER,
	  .formula = "statistic(herfindahl)",
	  .meaning = N_("Sum of the squared shares: 1 if one institution has all") },
	{ .key = "gini",
	  .label = N_("Gini"),
	  .unit = VD_UNIT_NUMBER,
	  .formula = "statistic(gini)",
	  .meaning = N_("0 if all have the same; towards 1 the more unequal") },
	VD_NOTES,
};

const struct vd_table_description vd_table_distribution = {
	.name = "distribution",
	.title = N_("Distribution"),
	.about = N_(
		"How each year's amounts are spread over the institutions that give one. Where there is no "
		"value, and which is the largest, is as of the report."),
	.columns = columns,
	.column_count = sizeof(columns) / sizeof(*columns),
	.list_rows = list_rows,
};
