/* A printed table while its figures are checked: its rows, cells and their names. */
#include <stdlib.h>

#include "budget/audit_parts.h"
#include "budget/language.h"

const struct vd_study *vd_audited_study(const struct vd_audited *audited)
{
	return audited->analysis->study;
}

const struct vd_currency *vd_audited_currency(const struct vd_audited *audited)
{
	return &vd_audited_study(audited)->currency;
}

const struct vd_table_row *vd_audited_row(const struct vd_audited *audited, size_t row)
{
	return &audited->table->rows.items[row];
}

/* The year a column's cell is of, in a row; VD_NONE in the total of a table by year. */
int vd_audited_year(const struct vd_audited *audited, size_t row, size_t column)
{
	int year = audited->table->columns[column].year;
	return year != VD_NONE ? year : vd_audited_row(audited, row)->year;
}

bool vd_is_amount_column(const struct vd_table_column *column)
{
	return column->kind == VD_COLUMN_STAGE || column->kind == VD_COLUMN_GENERAL_BUDGET;
}

const struct vd_cell *vd_audited_cell(const struct vd_audited *audited, size_t row, size_t column)
{
	return &vd_audited_row(audited, row)->cells[column];
}

bool vd_audited_has_amount(const struct vd_audited *audited, size_t row, size_t column)
{
	return vd_audited_cell(audited, row, column)->kind == VD_CELL_AMOUNT;
}

/* "total/2016"; the second of its kind in the table is "total/2016/2". */
static const char *row_address(const struct vd_analysis *analysis, const struct vd_table_row *row)
{
	const struct vd_study *study = analysis->study;
	const char *who = row->kind == VD_ROW_INSTITUTION
				  ? study->institutions.items[row->subject].id
			  : row->kind == VD_ROW_GROUP ? study->groups.items[row->subject].id
			  : row->kind == VD_ROW_TOTAL ? "total"
						      : "";
	const char *twin = row->twin ? vd_arena_format(analysis->arena, "/%zu", row->twin + 1) : "";
	if (row->year == VD_NONE)
		return *twin ? vd_arena_format(analysis->arena, "%s%s", who, twin) : who;
	return vd_arena_format(analysis->arena, "%s%s%d%s", who, *who ? "/" : "",
			       study->years.items[row->year].year, twin);
}

const char *vd_cell_place(const struct vd_analysis *analysis, const struct vd_table *table,
			  const struct vd_table_row *row, const struct vd_table_column *column)
{
	const char *twin = column->twin ? vd_arena_format(analysis->arena, "/%zu", column->twin + 1)
					: "";
	return vd_arena_format(analysis->arena, "%s/%s/%s%s", table->id, row_address(analysis, row),
			       column->heading, twin);
}

/* Whom a row is about, in full. */
const char *vd_audited_row_name(const struct vd_audited *audited, const struct vd_table_row *row)
{
	const struct vd_study *study = vd_audited_study(audited);
	if (row->kind == VD_ROW_INSTITUTION)
		return vd_institution_name(&study->institutions.items[row->subject],
					   audited->analysis->language);
	if (row->kind == VD_ROW_GROUP) {
		const struct vd_group *group = &study->groups.items[row->subject];
		const char *name = vd_text_in(&group->name, audited->analysis->language);
		return name ? name : row->label;
	}
	return row->kind == VD_ROW_TOTAL ? _("the total") : row->label;
}

/* What a column is of: "implemented 2015". */
const char *vd_audited_column_name(const struct vd_audited *audited, size_t row, size_t column)
{
	const struct vd_table_column *one = &audited->table->columns[column];
	const struct vd_study *study = vd_audited_study(audited);
	int year = vd_audited_year(audited, row, column);
	bool is_budget = one->kind == VD_COLUMN_GENERAL_BUDGET;
	if (year == VD_NONE)
		return is_budget ? _("General Budget") : vd_word(vd_stage_key(one->stage));
	const char **name = &audited->names[column * study->years.count + (size_t)year];
	int calendar = study->years.items[year].year;
	if (!*name)
		*name = is_budget ? vd_general_budget_year(audited->arena, calendar)
				  : vd_stage_year(audited->arena, one->stage, calendar);
	return *name;
}

struct vd_printed vd_printed_of_cell(const struct vd_cell *cell)
{
	int64_t digits = cell->number.digits;
	return (struct vd_printed){ .digits = digits < 0 ? -digits : digits,
				    .exponent = -cell->number.decimals,
				    .negative = digits < 0,
				    .percent = cell->number.percent };
}

struct vd_check *vd_audited_add(const struct vd_audited *audited, size_t row, size_t column)
{
	const struct vd_cell *cell = vd_audited_cell(audited, row, column);
	struct vd_check *check = vd_audit_add_check(audited->analysis);
	*check = (struct vd_check){
		.number = audited->analysis->audit->checks.count - 1,
		.at = vd_cell_place(audited->analysis, audited->table, vd_audited_row(audited, row),
				    &audited->table->columns[column]),
		.table = audited->table,
		.row = vd_audited_row(audited, row),
		.column = &audited->table->columns[column],
		.cell = cell,
		.place = cell->place,
		.printed = cell->printed,
		.arithmetic = "",
		.part.value = vd_value_missing(VD_NOT_APPLICABLE, NULL),
		.base.value = vd_value_missing(VD_NOT_APPLICABLE, NULL),
		.otherwise = vd_value_missing(VD_NOT_APPLICABLE, NULL),
	};
	audited->of_cell[row * audited->table->column_count + column] = check;
	return check;
}

/* Whether a cell is a figure of the report's own to be checked, and can be read. */
bool vd_audited_is_checked(const struct vd_cell *cell)
{
	return (cell->kind == VD_CELL_PRINTED && !cell->code) ||
	       (cell->kind == VD_CELL_AMOUNT && !cell->about);
}

struct vd_interval vd_audited_interval(const struct vd_audited *audited,
				       const struct vd_table *table, const struct vd_cell *cell)
{
	if (table->rounded)
		return vd_interval_of_decimal(cell->number, true);
	struct vd_value amount = vd_value_money(cell->amount);
	return vd_interval_of(&amount, vd_audited_currency(audited));
}

/* Whether another row of the table, a group's, has an amount that stands for this row's. */
/* Whether another printed figure speaks for what a contradicted sum ought to be. */
static bool is_confirmed(const struct vd_analysis *analysis, const struct vd_check *check)
{
	int year = check->column->year != VD_NONE ? check->column->year : check->row->year;
	for (size_t i = 0; i < analysis->audit->checks.count; i++) {
		const struct vd_check *one = analysis->audit->checks.items[i];
		int other = one->column->year != VD_NONE ? one->column->year : one->row->year;
		bool fits = one->verdict == VD_VERDICT_EXACT || one->verdict == VD_VERDICT_ROUNDED;
		bool same = one->column->kind == VD_COLUMN_STAGE &&
			    one->column->stage == check->column->stage && other == year &&
			    one->computed.kind == VD_VALUE_MONEY &&
			    check->computed.kind == VD_VALUE_MONEY &&
			    one->computed.money.minor == check->computed.money.minor;
		if (one->confirms == check || (fits && same))
			return true;
	}
	return false;
}

static int by_place(const void *left, const void *right)
{
	const struct vd_check *a = *(struct vd_check *const *)left;
	const struct vd_check *b = *(struct vd_check *const *)right;
	if (a->place.line != b->place.line)
		return a->place.line < b->place.line ? -1 : 1;
	if (a->place.column != b->place.column)
		return a->place.column < b->place.column ? -1 : 1;
	return (a->number > b->number) - (a->number < b->number);
}

/* In the order in which the figures are printed. */
static void sort_checks(struct vd_audit *audit)
{
	if (audit->checks.count)
		qsort(audit->checks.items, audit->checks.count, sizeof(*audit->checks.items),
		      by_place);
	for (size_t i = 0; i < audit->checks.count; i++)
		audit->checks.items[i]->number = i;
}

void vd_audit_checks(const struct vd_analysis *analysis)
{
	for (size_t t = 0; t < analysis->study->tables.count; t++) {
		const struct vd_table *table = &analysis->study->tables.items[t];
		struct vd_audited audited = { .analysis = analysis,
					      .arena = analysis->arena,
					      .table = table,
					      .of_cell = VD_TAKE(analysis->arena, struct vd_check *,
								 table->rows.count *
									 table->column_count) };
		audited.names = VD_TAKE(analysis->arena, const char *,
					table->column_count * analysis->study->years.count);
		vd_audited_mark_groups(&audited);
		vd_audit_sums(&audited);
		vd_audit_ratios(&audited);
	}
	for (size_t i = 0; i < analysis->audit->checks.count; i++) {
		struct vd_check *check = analysis->audit->checks.items[i];
		if (!check->causes.if_confirmed.text || !is_confirmed(analysis, check))
			continue;
		check->causes.items[0] = check->causes.if_confirmed;
		check->causes.count = 1;
	}
	sort_checks(analysis->audit);
}
