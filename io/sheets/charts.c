/* Charts: drawn from the cells of Chart data; on a sheet of their own, and below short tables. */
#include <math.h>

#include "budget/language.h"
#include "io/workbook.h"

enum {
	BESIDE = 2,
	CHART_ROWS = 17,
	ROW_PIXELS = 21, /* 15.75 points */
	LINE_PIXELS = 20,
	WIDTH = 566, /* pixels */
	LABELS_MOST = 8,
	BELOW_MOST = 40, /* rows of a table that has its charts below it */
};

/* Rows of Chart data as cells of its sheet. */
static struct vd_xlsx_run run_of(const struct vd_workbook *book,
				 const struct vd_chart_series *series, const char *key)
{
	const struct vd_result *data = book->analysis->charts->result;
	uint32_t first = vd_first_row(book, data) + (uint32_t)series->first;
	return (struct vd_xlsx_run){
		.sheet = vd_plan_of(book, data)->name,
		.first = first,
		.last = first + (uint32_t)series->count - 1,
		.column = vd_sheet_column(data, (size_t)vd_result_column(data, key)),
	};
}

/* Labels would run into each other, and say 0 where there is no figure. */
static bool has_labels(const struct vd_workbook *book, const struct vd_chart *chart)
{
	const struct vd_charts *charts = book->analysis->charts;
	size_t items = 0;
	if (chart->kind == VD_CHART_LINES || chart->kind == VD_CHART_STEPS)
		return false;
	for (size_t s = 0; s < chart->series.count; s++) {
		const struct vd_chart_series *series = &chart->series.items[s];
		items += series->count;
		for (size_t i = 0; i < series->count; i++)
			if (!vd_value_present(vd_chart_value(charts, series->first + i)))
				return false;
	}
	return items <= LABELS_MOST;
}

/* Its figures, as far as they are no interval: the least, and the largest. */
static void measure(const struct vd_workbook *book, const struct vd_chart *chart, double *least,
		    double *most)
{
	*least = *most = 0.0;
	for (size_t s = 0; s < chart->series.count; s++) {
		const struct vd_chart_series *series = &chart->series.items[s];
		for (size_t i = 0; i < series->count && series->look != VD_DRAW_INTERVAL; i++) {
			const struct vd_value *value =
				vd_chart_value(book->analysis->charts, series->first + i);
			if (!vd_value_present(value))
				continue;
			double number = vd_value_cell(value, &book->analysis->study->currency);
			*least = number < *least ? number : *least;
			*most = number > *most ? number : *most;
		}
	}
}

/* A chart of many bars is made higher, so that each has its label. */
static uint32_t rows_of(const struct vd_chart *chart)
{
	enum { MANY = 14, HIGHER = 34 };
	return chart->kind == VD_CHART_BARS && chart->series.items[0].count > MANY ? HIGHER
										   : CHART_ROWS;
}

/* Draw a chart so many pixels from the left of a sheet's row, so many times the usual size. */
static void place_chart(struct vd_workbook *book, struct vd_xlsx_sheet *sheet,
			const struct vd_chart *chart, uint32_t row, double offset, double scale)
{
	const double many = 1e7;
	double least, most;
	measure(book, chart, &least, &most);
	bool in_millions = chart->unit == VD_UNIT_MONEY && most >= many;
	struct vd_arena *arena = book->analysis->arena;
	const struct vd_charts *charts = book->analysis->charts;
	struct vd_xlsx_series *series = VD_TAKE(arena, struct vd_xlsx_series, chart->series.count);
	for (size_t s = 0; s < chart->series.count; s++) {
		const struct vd_chart_series *one = &chart->series.items[s];
		bool *marked = VD_TAKE(arena, bool, one->count);
		double *numbers = VD_TAKE(arena, double, one->count);
		for (size_t i = 0; i < one->count; i++) {
			const struct vd_value *value = vd_chart_value(charts, one->first + i);
			numbers[i] = NAN;
			if (vd_value_present(value))
				numbers[i] = vd_value_cell(value, &book->analysis->study->currency);
			marked[i] = vd_chart_mark(charts, one->first + i) != VD_MARK_NONE;
		}
		series[s] = (struct vd_xlsx_series){
			.name = one->name,
			.items =
				run_of(book, one, chart->kind == VD_CHART_LINES ? "year" : "label"),
			.values = run_of(book, one, "value"),
			.look = one->look,
			.numbers = numbers,
			.is_marked = marked,
		};
	}
	const struct vd_xlsx_chart drawn = {
		.kind = chart->kind,
		.title = chart->title,
		.item_title = chart->item_title,
		.value_title = in_millions ? vd_arena_format(arena, _("%s, in millions"),
							     chart->value_title)
					   : chart->value_title,
		.goes_below_zero = least < 0.0,
		.in_millions = in_millions,
		.offset = offset,
		.description = vd_arena_format(arena, _("%s. %s As of the report."), chart->title,
					       vd_chart_reading(book->analysis, chart)),
		.unit = chart->unit,
		.has_labels = has_labels(book, chart),
		.series = series,
		.series_count = chart->series.count,
		.width = WIDTH * scale,
		.height = (rows_of(chart) * ROW_PIXELS - 6) * scale,
	};
	vd_xlsx_chart(sheet, row, 0, &drawn);
}

/* Two beside each other; as many rows of them a page as it has room for. */
void vd_sheet_charts(struct vd_workbook *book, const struct vd_plan *plan,
		     struct vd_xlsx_sheet *sheet)
{
	enum { PAGE_ROWS = 37 };
	const struct vd_charts *charts = book->analysis->charts;
	uint32_t *breaks = VD_TAKE(book->analysis->arena, uint32_t, charts->count);
	uint32_t row = plan->header_row + 1, on_page = row;
	size_t pages = 0;
	vd_xlsx_default_row_height(sheet, ROW_PIXELS * 0.75);
	for (size_t i = 0; i < charts->count; i += BESIDE) {
		uint32_t rows = 0;
		for (size_t k = i; k < i + BESIDE && k < charts->count; k++)
			if (rows_of(&charts->items[k]) > rows)
				rows = rows_of(&charts->items[k]);
		if (i && on_page + rows > PAGE_ROWS) {
			breaks[pages++] = row - 1;
			on_page = 0;
		}
		for (size_t k = i; k < i + BESIDE && k < charts->count; k++)
			place_chart(book, sheet, &charts->items[k], row,
				    (double)(k - i) * (WIDTH + 10.0), 1.0);
		row += rows + 1;
		on_page += rows + 1;
	}
	vd_xlsx_page_breaks(sheet, breaks, pages);
}

static double width_of(const struct vd_plan *plan)
{
	double width = 0.0;
	for (size_t i = 0; i < (plan->printed ? plan->printed : plan->columns); i++)
		width += plan->headings[i].width_chars * 7.0 + 5.0;
	return width;
}

void vd_charts_below(struct vd_workbook *book, const struct vd_plan *plan,
		     struct vd_xlsx_sheet *sheet, size_t lines)
{
	/* A wide table is printed small, so that its charts are made larger: two fill a page. */
	const double most = 1.8, page_shape = 0.8, gap = 20.0;
	const struct vd_charts *charts = book->analysis->charts;
	size_t rows = plan->result->rows.count, placed = 0;
	double page = width_of(plan);
	double scale = (page / BESIDE - gap) / WIDTH;
	scale = scale < 1.0 ? 1.0 : scale > most ? most : scale;
	uint32_t row = plan->header_row + (uint32_t)rows + 2, most_rows = 0;
	for (size_t i = 0; i < charts->count && rows <= BELOW_MOST; i++) {
		if (!vd_same(charts->items[i].table, plan->result->description->name))
			continue;
		place_chart(book, sheet, &charts->items[i], row,
			    (double)placed++ * (WIDTH * scale + gap), scale);
		most_rows = rows_of(&charts->items[i]) > most_rows ? rows_of(&charts->items[i])
								   : most_rows;
	}
	double height = (double)(plan->header_row + 4 + lines) * LINE_PIXELS +
			most_rows * ROW_PIXELS * scale;
	if (placed)
		vd_xlsx_print_to(
			sheet, row + 2 + (uint32_t)(most_rows * ROW_PIXELS * scale / LINE_PIXELS));
	if (placed && height > page * page_shape)
		vd_xlsx_page_breaks(sheet, &(uint32_t){ row - 1 }, 1);
}
