/* Where in the workbook the things stand that a finding is about. */
#include "budget/audit.h"
#include "io/workbook.h"

static const char *cell_name(const struct vd_workbook *book, uint32_t row, uint16_t column)
{
	return vd_xlsx_cell_name(book->analysis->arena, row, column, false);
}

/* A cell of a result table's sheet. */
static struct vd_target in_result(const struct vd_workbook *book, const char *table, size_t row,
				  const char *key)
{
	const struct vd_result *result = vd_result_find(book->analysis, table);
	int column = vd_result_column(result, key);
	return (struct vd_target){
		vd_plan_of(book, result),
		cell_name(book, vd_first_row(book, result) + (uint32_t)row,
			  column == VD_NONE ? 0 : vd_sheet_column(result, (size_t)column))
	};
}

/* The year's row of the General Budget. */
static bool year_target(const struct vd_workbook *book, int year, int stage,
			struct vd_target *target)
{
	const struct vd_result *budget = vd_result_find(book->analysis, "general-budget");
	for (size_t r = 0; r < budget->rows.count; r++) {
		if (budget->rows.items[r].year != year)
			continue;
		*target = in_result(book, "general-budget", r,
				    stage == VD_NONE ? "year" : vd_stage_key((enum vd_stage)stage));
		return true;
	}
	return false;
}

bool vd_sheet_target(const struct vd_workbook *book, const struct vd_finding *finding,
		     struct vd_target *target)
{
	const struct vd_check *check = finding->check;
	if (check) {
		*target = in_result(book, check->claim ? "claims" : "checks", check->number,
				    "printed");
		return true;
	}
	if (finding->institution != VD_NONE && finding->year != VD_NONE) {
		int column = vd_data_column(book, finding->year, (enum vd_stage)finding->stage);
		*target = (struct vd_target){
			book->data_plan,
			cell_name(book, vd_data_row(book, finding->institution), (uint16_t)column)
		};
		return column != VD_NONE;
	}
	if (finding->cell.result) {
		const struct vd_result_column *column =
			&finding->cell.result->columns[finding->cell.column];
		*target = in_result(book, finding->cell.result->description->name,
				    finding->cell.row, column->column->key);
		return true;
	}
	if (finding->series) {
		int row = vd_assumption_row(book, finding->series, finding->value->year,
					    finding->value->region);
		*target = (struct vd_target){ book->assumptions_plan,
					      cell_name(book, (uint32_t)row, VD_ASSUMPTION_VALUE) };
		return row != VD_NONE;
	}
	return finding->year != VD_NONE && year_target(book, finding->year, finding->stage, target);
}
