#include "budget/find.h"

#include <math.h>
#include <stdlib.h>

/* Years and texts are no figures; what repeats or prepares another cell is no measure. */
static bool is_searched(const struct vd_result_column *column, enum vd_unit unit,
			const struct vd_printed *printed)
{
	if (!column->formula || column->column->is_repeat ||
	    column->formula->operation == VD_OP_CELL || column->formula->operation == VD_OP_AUDIT ||
	    column->formula->operation == VD_OP_LOG)
		return false;
	return vd_unit_is_number(unit) && unit != VD_UNIT_YEAR &&
	       (!printed->percent || vd_unit_is_percent(unit));
}

/* The nearest first; of equals, in the order of the tables. */
static int by_distance(const void *left, const void *right)
{
	const struct vd_found *a = left, *b = right;
	if (a->distance != b->distance)
		return a->distance < b->distance ? -1 : 1;
	if (a->cell.result != b->cell.result)
		return a->cell.result < b->cell.result ? -1 : 1;
	if (a->cell.row != b->cell.row)
		return a->cell.row < b->cell.row ? -1 : 1;
	return a->cell.column < b->cell.column ? -1 : a->cell.column > b->cell.column;
}

static void sort(struct vd_finds *finds)
{
	if (finds->count)
		qsort(finds->items, finds->count, sizeof(*finds->items), by_distance);
}

typedef void (*visit)(void *context, const struct vd_found *found);

/* Every figure that could be meant, with how it fits. */
static void visit_figures(const struct vd_analysis *analysis, const struct vd_printed *printed,
			  visit visitor, void *context)
{
	const struct vd_currency *currency = &analysis->study->currency;
	for (size_t t = 0; t < analysis->result_count; t++) {
		const struct vd_result *result = &analysis->results[t];
		for (size_t i = 0; i < result->rows.count * result->column_count; i++) {
			struct vd_result_cell cell = { result, i / result->column_count,
						       i % result->column_count };
			const struct vd_value *value = &result->values[i];
			enum vd_unit unit = vd_result_unit(result, cell.row, cell.column);
			bool is_negative = vd_value_sign(value) < 0;
			if (!vd_value_present(value) ||
			    !is_searched(&result->columns[cell.column], unit, printed) ||
			    (printed->negative && !is_negative))
				continue;
			struct vd_found found = {
				.cell = cell,
				.fit = vd_printed_fit(printed, value, unit, currency),
				.is_turned = is_negative && !printed->negative,
				.distance = vd_printed_distance(printed, value, unit, currency),
			};
			visitor(context, &found);
		}
	}
}

struct collector {
	struct vd_arena *arena;
	const struct vd_printed *printed;
	const struct vd_currency *currency;
	struct vd_finds finds;
	size_t most;
};

static void collect_fit(void *context, const struct vd_found *found)
{
	struct collector *collector = context;
	if (found->fit != VD_FIT_NONE)
		*VD_APPEND(collector->arena, &collector->finds) = *found;
}

struct vd_finds vd_find(const struct vd_analysis *analysis, const struct vd_printed *printed)
{
	struct collector collector = { .arena = analysis->arena };
	visit_figures(analysis, printed, collect_fit, &collector);
	sort(&collector.finds);
	return collector.finds;
}

/* By how large a part of the larger one a figure and a value differ. */
static double relative_distance(const struct collector *collector, const struct vd_found *found)
{
	struct vd_result_cell cell = found->cell;
	enum vd_unit unit = vd_result_unit(cell.result, cell.row, cell.column);
	double worth = pow(10.0, collector->printed->exponent);
	double figure = (double)collector->printed->digits * worth;
	double value = fabs(vd_value_number(vd_result_value(cell.result, cell.row, cell.column),
					    unit, collector->currency));
	return found->distance * worth / fmax(figure, value);
}

/* Keep the nearest few, in order. */
static void collect_nearest(void *context, const struct vd_found *seen)
{
	struct collector *collector = context;
	struct vd_finds *finds = &collector->finds;
	struct vd_found found = *seen;
	found.distance = relative_distance(collector, seen);
	if (finds->count == collector->most) {
		if (found.distance >= finds->items[finds->count - 1].distance)
			return;
		finds->count--;
	}
	*VD_APPEND(collector->arena, finds) = found;
	sort(finds);
}

struct vd_finds vd_find_nearest(const struct vd_analysis *analysis,
				const struct vd_printed *printed, size_t most)
{
	struct collector collector = { .arena = analysis->arena,
				       .printed = printed,
				       .currency = &analysis->study->currency,
				       .most = most };
	if (most)
		visit_figures(analysis, printed, collect_nearest, &collector);
	return collector.finds;
}

/* A figure that the study keeps and does not compute with. */
static bool is_kept(const struct vd_table_row *row, const struct vd_cell *cell)
{
	return cell->kind == VD_CELL_PRINTED ||
	       (cell->kind == VD_CELL_AMOUNT &&
		(row->kind == VD_ROW_GROUP || row->kind == VD_ROW_TOTAL));
}

static bool is_printed_so(struct vd_decimal number, const struct vd_printed *printed,
			  const struct vd_currency *currency)
{
	struct vd_value value = {
		.kind = VD_VALUE_RATIO,
		.ratio = { number.digits, vd_power_of_ten(number.decimals) },
	};
	if ((printed->percent && !number.percent) || (printed->negative && number.digits >= 0))
		return false;
	return vd_printed_fit(printed, &value, VD_UNIT_NUMBER, currency) != VD_FIT_NONE;
}

/* A claim's figure; of millions and the like, none. */
static bool is_claimed_so(const struct vd_claim *claim, const struct vd_printed *printed,
			  const struct vd_currency *currency)
{
	const struct vd_printed *own = &claim->printed;
	if (own->exponent > 0 || own->exponent < -VD_DECIMALS_MOST)
		return false;
	struct vd_decimal number = { .digits = own->negative ? -own->digits : own->digits,
				     .decimals = (uint8_t)-own->exponent,
				     .percent = own->percent };
	return is_printed_so(number, printed, currency);
}

struct vd_printed_finds vd_find_printed(const struct vd_analysis *analysis,
					const struct vd_printed *printed)
{
	const struct vd_study *study = analysis->study;
	struct vd_printed_finds finds = { 0 };
	for (size_t t = 0; t < study->tables.count; t++) {
		const struct vd_table *table = &study->tables.items[t];
		for (size_t i = 0; i < table->rows.count * table->column_count; i++) {
			const struct vd_table_row *row =
				&table->rows.items[i / table->column_count];
			size_t column = i % table->column_count;
			const struct vd_cell *cell = &row->cells[column];
			if (is_kept(row, cell) && !cell->code &&
			    is_printed_so(cell->number, printed, &study->currency))
				*VD_APPEND(analysis->arena, &finds) =
					(struct vd_found_printed){ NULL, table, row,
								   &table->columns[column], cell };
		}
	}
	for (size_t i = 0; i < study->claims.count; i++)
		if (is_claimed_so(&study->claims.items[i], printed, &study->currency))
			*VD_APPEND(analysis->arena, &finds) =
				(struct vd_found_printed){ .claim = &study->claims.items[i] };
	return finds;
}
