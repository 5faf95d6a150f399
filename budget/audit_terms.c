/* Where the figures stand that a check is made from, and the figures of its row. */
#include "budget/audit_parts.h"

struct vd_term vd_term_of_figure(int institution, int year, enum vd_stage stage)
{
	return (struct vd_term){
		.kind = VD_TERM_FIGURE, .institution = institution, .year = year, .stage = stage
	};
}

struct vd_term vd_term_of_check(const struct vd_check *check)
{
	return (struct vd_term){ .kind = VD_TERM_COMPUTED, .check = check };
}

/* Whether a printed cell says what the study has, be it from another table. */
static bool is_same(const struct vd_cell *cell, const struct vd_figure *figure)
{
	if (figure->cell == cell)
		return true;
	if (!figure->cell || cell->kind != figure->cell->kind)
		return false;
	return cell->kind == VD_CELL_AMOUNT ? cell->amount.minor == figure->amount.minor
					    : cell->code == figure->cell->code;
}

struct vd_term vd_term_of_cell(const struct vd_analysis *analysis, const struct vd_table *table,
			       const struct vd_table_row *row, const struct vd_table_column *column)
{
	const struct vd_dataset *data = analysis->data;
	const struct vd_cell *cell = &row->cells[column - table->columns];
	int year = column->year != VD_NONE ? column->year : row->year;
	bool is_stage = column->kind == VD_COLUMN_STAGE;
	struct vd_term printed = {
		.kind = VD_TERM_PRINTED, .table = table, .row = row, .column = column
	};
	if (cell->kind != VD_CELL_AMOUNT)
		printed.kind = VD_TERM_NONE; /* a code of its own is nothing to point at */
	if (year == VD_NONE)
		return printed;
	struct vd_term own = vd_term_of_figure(row->subject, year, column->stage);
	if (is_stage && row->kind == VD_ROW_INSTITUTION)
		return is_same(cell, vd_dataset_cell(data, row->subject, year, column->stage))
			       ? own
			       : printed;
	own.kind = is_stage ? VD_TERM_TOTAL : VD_TERM_GENERAL_BUDGET;
	if (row->kind != VD_ROW_YEAR)
		return printed;
	if (is_stage && vd_total_is_printed(data, year, column->stage) &&
	    is_same(cell, vd_dataset_total(data, year, column->stage)))
		return own;
	return column->kind == VD_COLUMN_GENERAL_BUDGET &&
			       is_same(cell, &data->general_budget[year])
		       ? own
		       : printed;
}

struct vd_value vd_check_printed(const struct vd_check *check, const struct vd_currency *currency)
{
	struct vd_printed printed = check->claim ? check->claim->printed
						 : vd_printed_of_cell(check->cell);
	struct vd_interval point = vd_printed_point(&printed, check->unit);
	return vd_interval_value(&point, check->unit, currency);
}

struct vd_value vd_audit_value(const struct vd_row *row, enum vd_audit_figure figure)
{
	const struct vd_check *check = row->check;
	const struct vd_finding *finding = row->finding;
	switch (figure) {
	case VD_AUDIT_PART:
		return check->part.value;
	case VD_AUDIT_BASE:
		return check->base.value;
	case VD_AUDIT_COMPUTED:
		return finding ? finding->computed : check->computed;
	case VD_AUDIT_OTHERWISE:
		return check->otherwise;
	case VD_AUDIT_DIFFERENCE:
		return finding->difference;
	case VD_AUDIT_FIGURES:
		break;
	}
	return vd_value_missing(VD_NOT_APPLICABLE, NULL);
}

bool vd_is_of_audit(const struct vd_row *row)
{
	return row->check || row->finding;
}
