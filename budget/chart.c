/* The table of what charts show, and a way into it for those who draw. */
#include "budget/chart.h"

#include "budget/chart_parts.h"
#include "budget/columns.h"
#include "budget/language.h"

static struct vd_value money_of(const struct vd_result_cell *cell)
{
	return cell->result ? *vd_result_value(cell->result, cell->row, cell->column)
			    : vd_value_missing(VD_NOT_APPLICABLE, NULL);
}

/* The part of a step that is shown in a direction: 1 up, -1 down. */
static struct vd_value step(const struct vd_value *effect, int direction)
{
	if (effect->kind != VD_VALUE_MONEY)
		return *effect;
	int64_t minor = effect->money.minor * direction;
	return vd_value_money((struct vd_money){ minor > 0 ? minor : 0 });
}

/* A total less the values of the rows above that are listed. */
static struct vd_value rest(const struct vd_spot *spot)
{
	struct vd_value left = money_of(&spot->row.cell);
	size_t column = (size_t)vd_result_column(spot->result, "value");
	for (size_t i = 1; i <= spot->row.listed; i++) {
		const struct vd_value *listed =
			vd_result_value(spot->result, spot->index - i, column);
		struct vd_value less = left;
		if (vd_value_present(listed) && vd_value_present(&left) &&
		    vd_value_subtract(&left, listed, &spot->analysis->study->currency, &less))
			left = less;
	}
	return left;
}

struct vd_value vd_plot_value(const struct vd_spot *spot)
{
	const struct vd_row *row = &spot->row;
	struct vd_value cell = money_of(&row->cell), other = money_of(&row->other);
	switch ((enum vd_plot)row->plot) {
	case VD_PLOT_NOTHING:
		break;
	case VD_PLOT_CELL:
		return cell;
	case VD_PLOT_STATISTIC:
		return vd_statistics_get(&row->statistics, row->measured);
	case VD_PLOT_BASE:
		return vd_value_present(&other) && other.money.minor < cell.money.minor ? other
											: cell;
	case VD_PLOT_RISE:
		return step(&cell, 1);
	case VD_PLOT_FALL:
		return step(&cell, -1);
	case VD_PLOT_REST:
		return rest(spot);
	}
	return vd_value_missing(VD_NOT_APPLICABLE, NULL);
}

const char *vd_chart_label(const struct vd_charts *charts, size_t row)
{
	return charts->result->rows.items[row].remark;
}

/* The calendar year of a row that is about one, else 0. */
static int calendar_of(const struct vd_analysis *analysis, const struct vd_row *row)
{
	if (row->calendar)
		return row->calendar;
	return row->year == VD_NONE ? 0 : analysis->study->years.items[row->year].year;
}

int vd_chart_year(const struct vd_analysis *analysis, const struct vd_charts *charts, size_t row)
{
	return calendar_of(analysis, &charts->result->rows.items[row]);
}

enum vd_chart_mark vd_chart_mark(const struct vd_charts *charts, size_t row)
{
	return (enum vd_chart_mark)charts->result->rows.items[row].mark;
}

const struct vd_value *vd_chart_value(const struct vd_charts *charts, size_t row)
{
	return vd_result_value(charts->result, row,
			       (size_t)vd_result_column(charts->result, "value"));
}

const struct vd_chart *vd_chart_find(const struct vd_charts *charts, const char *id)
{
	for (size_t i = 0; i < charts->count; i++)
		if (vd_same(charts->items[i].id, id))
			return &charts->items[i];
	return NULL;
}

static struct vd_value chart_id(const struct vd_analysis *analysis, const struct vd_row *row)
{
	(void)analysis;
	return vd_value_text(row->name);
}

static struct vd_value series_key(const struct vd_analysis *analysis, const struct vd_row *row)
{
	(void)analysis;
	return vd_value_word(row->grade);
}

static struct vd_value item(const struct vd_analysis *analysis, const struct vd_row *row)
{
	(void)analysis;
	return vd_value_text(row->item);
}

static struct vd_value year(const struct vd_analysis *analysis, const struct vd_row *row)
{
	int calendar = calendar_of(analysis, row);
	return calendar ? vd_value_count(calendar) : vd_value_missing(VD_NOT_APPLICABLE, NULL);
}

static struct vd_value mark(const struct vd_analysis *analysis, const struct vd_row *row)
{
	static const char *const words[] = {
		[VD_MARK_NONE] = "", [VD_MARK_BILL] = N_("bill"), [VD_MARK_PARTIAL] = N_("partial")
	};
	(void)analysis;
	return vd_value_word(words[row->mark]);
}

static const struct vd_column columns[] = {
	{ .key = "chart",
	  .label = N_("Chart"),
	  .unit = VD_UNIT_TEXT,
	  .is_key = true,
	  .value = chart_id,
	  .meaning = N_("Which chart shows it") },
	{ .key = "series",
	  .label = N_("Series"),
	  .unit = VD_UNIT_TEXT,
	  .is_key = true,
	  .value = series_key,
	  .meaning = N_("Which bars, points or line of it") },
	{ .key = "item",
	  .label = N_("Item"),
	  .unit = VD_UNIT_TEXT,
	  .is_key = true,
	  .value = item,
	  .meaning = N_("An institution, a region, a year, a part of the bridge") },
	{ .key = "label",
	  .label = N_("Label"),
	  .unit = VD_UNIT_TEXT,
	  .value = vd_column_remark,
	  .meaning = N_("As it stands at the axis") },
	{ .key = "year",
	  .label = N_("Year"),
	  .unit = VD_UNIT_YEAR,
	  .value = year,
	  .meaning = N_("Of an item that is a year") },
	{ .key = "mark",
	  .label = N_("Mark"),
	  .unit = VD_UNIT_TEXT,
	  .value = mark,
	  .meaning = N_("bill or partial: drawn with a pattern") },
	{ .key = "value",
	  .label = N_("Value"),
	  .unit = VD_UNIT_OF_ROW,
	  .is_repeat = true,
	  .formula = "plotted()",
	  .meaning = N_("What is drawn") },
	{ .key = "unit",
	  .label = N_("Unit"),
	  .unit = VD_UNIT_TEXT,
	  .value = vd_column_unit,
	  .meaning = N_("Of the value") },
};

const struct vd_table_description vd_table_chart_data = {
	.name = "chart-data",
	.title = N_("Chart data"),
	.about = N_(
		"What the charts are drawn from. Which items they show, and in what order, is as "
		"of the report."),
	.columns = columns,
	.column_count = sizeof(columns) / sizeof(*columns),
	.list_rows = vd_list_charts,
};
