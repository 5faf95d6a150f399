/* The same figure printed differently in two tables, and groups that count nowhere. */
#include "budget/audit_parts.h"
#include "budget/language.h"

/* The checks of the totals of all tables: [table][column], NULL without one. */
struct totals {
	const struct vd_study *study;
	const struct vd_check ***of_table;
};

static struct totals list_totals(const struct vd_analysis *analysis)
{
	const struct vd_study *study = analysis->study;
	struct totals totals = { study, VD_TAKE(analysis->arena, const struct vd_check **,
						study->tables.count) };
	for (size_t t = 0; t < study->tables.count; t++)
		totals.of_table[t] = VD_TAKE(analysis->arena, const struct vd_check *,
					     study->tables.items[t].column_count);
	for (size_t i = 0; i < analysis->audit->checks.count; i++) {
		const struct vd_check *one = analysis->audit->checks.items[i];
		const struct vd_check **at = &totals.of_table[one->table - study->tables.items]
							     [one->column - one->table->columns];
		if (one->row->kind == VD_ROW_TOTAL && !*at)
			*at = one;
	}
	return totals;
}

static const struct vd_check *total_check(const struct totals *totals, const struct vd_table *table,
					  const struct vd_table_column *column)
{
	return column ? totals->of_table[table - totals->study->tables.items]
					[column - table->columns]
		      : NULL;
}

/* Whether a table's total speaks for its own figure, for the other one, or for neither. */
static const char *which_adds_up(const struct vd_analysis *analysis, const struct totals *totals,
				 const struct vd_table *table, const struct vd_table_column *column,
				 const struct vd_cell *own, const struct vd_cell *other)
{
	const struct vd_check *total = total_check(totals, table, column);
	if (!total || !vd_value_present(&total->computed) || total->computed.kind != VD_VALUE_MONEY)
		return "";
	if (total->verdict == VD_VERDICT_EXACT)
		return vd_arena_format(analysis->arena,
				       _("the total of table `%s` adds up with %s"), table->id,
				       own->printed);
	if (own->kind != VD_CELL_AMOUNT || other->kind != VD_CELL_AMOUNT)
		return "";
	vd_int128 with_other =
		(vd_int128)total->computed.money.minor - own->amount.minor + other->amount.minor;
	return total->cell->kind == VD_CELL_AMOUNT && with_other == total->cell->amount.minor
		       ? vd_arena_format(analysis->arena,
					 _("the total of table `%s` adds up with %s, not with %s"),
					 table->id, other->printed, own->printed)
		       : vd_arena_format(analysis->arena,
					 _("the total of table `%s` adds up with neither"),
					 table->id);
}

/* The column of a table for the same stage and year, or the General Budget. */
static const struct vd_table_column *column_like(const struct vd_table *table,
						 const struct vd_table_column *column, int year)
{
	for (size_t c = 0; c < table->column_count; c++) {
		const struct vd_table_column *one = &table->columns[c];
		if (one->kind == column->kind && one->stage == column->stage &&
		    (one->year == year || one->year == VD_NONE))
			return one;
	}
	return NULL;
}

static struct vd_finding *add_conflict(const struct vd_analysis *analysis,
				       const struct totals *totals, const struct vd_table *table,
				       const struct vd_table_column *column,
				       const struct vd_cell *cell, const struct vd_figure *stands,
				       int year, const char *at, const char *what)
{
	struct vd_finding *finding = vd_audit_add_finding(
		analysis, VD_RULE_TABLE_CONFLICT, at, cell->place,
		vd_arena_format(analysis->arena, _("%s is %s here and %s in table `%s`"), what,
				cell->printed, stands->cell->printed, stands->table->id));
	const char *here = which_adds_up(analysis, totals, table, column, cell, stands->cell);
	const char *there = which_adds_up(analysis, totals, stands->table,
					  column_like(stands->table, column, year), stands->cell,
					  cell);
	finding->printed = cell->printed;
	finding->is_of_data = table->data != 0;
	finding->arithmetic =
		vd_arena_format(analysis->arena, _("in table `%s`"), stands->table->id);
	finding->computed = vd_figure_value(stands);
	finding->unit = VD_UNIT_MONEY;
	struct vd_value own = cell->kind == VD_CELL_AMOUNT
				      ? vd_value_money(cell->amount)
				      : vd_value_missing(VD_NOT_APPLICABLE, NULL);
	finding->difference = vd_value_less(&own, &finding->computed, &analysis->study->currency);
	struct vd_buffer words = { .arena = analysis->arena };
	vd_buffer_add(&words,
		      vd_arena_format(analysis->arena,
				      stands->table->primary
					      ? _("table `%s` stands, as marked")
					      : _("table `%s` stands; mark the other `primary: "
						  "yes` if it should"),
				      stands->table->id));
	vd_buffer_add(&words, *here ? "\n" : "");
	vd_buffer_add(&words, here);
	vd_buffer_add(&words, *there ? "\n" : "");
	vd_buffer_add(&words, there);
	finding->explanation = vd_buffer_text(&words);
	finding->other = stands->cell->place;
	finding->other_note = _("the other figure");
	return finding;
}

/* Where a year's figure stands: few rows to look through. */
static struct vd_term term_of_year(const struct vd_analysis *analysis,
				   const struct vd_figure *figure)
{
	const struct vd_table *table = figure->table;
	for (size_t i = 0; i < table->rows.count * table->column_count; i++) {
		const struct vd_table_row *row = &table->rows.items[i / table->column_count];
		size_t column = i % table->column_count;
		if (&row->cells[column] == figure->cell)
			return vd_term_of_cell(analysis, table, row, &table->columns[column]);
	}
	return (struct vd_term){ .kind = VD_TERM_NONE };
}

/* Each figure against the one that stands for it in the study. */
static void add_conflicts(const struct vd_analysis *analysis, const struct totals *totals,
			  const struct vd_table *table)
{
	const struct vd_study *study = analysis->study;
	for (size_t i = 0; i < table->rows.count * table->column_count; i++) {
		const struct vd_table_row *row = &table->rows.items[i / table->column_count];
		const struct vd_table_column *column = &table->columns[i % table->column_count];
		const struct vd_cell *cell = &row->cells[i % table->column_count];
		int year = column->year != VD_NONE ? column->year : row->year;
		const struct vd_figure *stands = vd_dataset_standing(analysis->data, row, column);
		bool is_figure = cell->kind == VD_CELL_AMOUNT || cell->kind == VD_CELL_MISSING;
		if (year == VD_NONE || !is_figure)
			continue;
		int calendar = study->years.items[year].year;
		if (!stands || !stands->cell || stands->cell == cell)
			continue;
		struct vd_figure own = { .missing = cell->kind == VD_CELL_AMOUNT
							    ? VD_PRESENT
							    : cell->code->means,
					 .amount = cell->amount };
		if (own.missing == stands->missing &&
		    (own.missing != VD_PRESENT || own.amount.minor == stands->amount.minor))
			continue;
		const struct vd_institution *one =
			row->kind == VD_ROW_YEAR ? NULL : &study->institutions.items[row->subject];
		const char *what =
			one ? vd_arena_format(analysis->arena, "%s, %s",
					      vd_institution_label(one, analysis->language),
					      vd_stage_year(analysis->arena, column->stage,
							    calendar))
			: column->kind == VD_COLUMN_STAGE
				? vd_arena_format(analysis->arena, _("the total %s of %d"),
						  vd_word(vd_stage_key(column->stage)), calendar)
				: vd_arena_format(analysis->arena, _("the General Budget of %d"),
						  calendar);
		const char *at = vd_cell_place(analysis, table, row, column);
		struct vd_finding *finding =
			add_conflict(analysis, totals, table, column, cell, stands, year, at, what);
		finding->stated = vd_term_of_cell(analysis, table, row, column);
		finding->stands = one ? vd_term_of_figure(row->subject, year, column->stage)
				      : term_of_year(analysis, stands);
		if (one) {
			finding->institution = row->subject;
			finding->year = year;
			finding->stage = (int)column->stage;
		}
	}
}

/* A group's amount of which no member has a figure. */
static void add_groups(const struct vd_analysis *analysis, const struct vd_table *table)
{
	const struct vd_study *study = analysis->study;
	for (size_t i = 0; i < table->rows.count * table->column_count; i++) {
		const struct vd_table_row *row = &table->rows.items[i / table->column_count];
		const struct vd_table_column *column = &table->columns[i % table->column_count];
		const struct vd_cell *cell = &row->cells[i % table->column_count];
		if (row->kind != VD_ROW_GROUP || cell->kind != VD_CELL_AMOUNT ||
		    column->kind != VD_COLUMN_STAGE)
			continue;
		const struct vd_group *group = &study->groups.items[row->subject];
		int year = column->year != VD_NONE ? column->year : row->year;
		bool has_detail = false;
		for (size_t m = 0; m < group->member_count && !has_detail; m++)
			has_detail = vd_dataset_cell(analysis->data, group->members[m], year,
						     column->stage)
					     ->missing == VD_PRESENT;
		if (has_detail)
			continue;
		struct vd_finding *finding = vd_audit_add_finding(
			analysis, VD_RULE_GROUP_WITHOUT_DETAIL,
			vd_cell_place(analysis, table, row, column), cell->place,
			vd_arena_format(analysis->arena,
					_("`%s` has %s, but none of its %zu members has an amount"),
					row->label,
					vd_stage_year(analysis->arena, column->stage,
						      study->years.items[year].year),
					group->member_count));
		finding->printed = cell->printed;
		finding->explanation = vd_arena_format(
			analysis->arena,
			_("it counts nowhere: give the members' figures in a table, or declare `%s` "
			  "under `institutions:`"),
			row->label);
	}
}

void vd_audit_conflicts(const struct vd_analysis *analysis)
{
	const struct vd_study *study = analysis->study;
	struct totals totals = list_totals(analysis);
	for (size_t t = 0; t < study->tables.count; t++)
		add_conflicts(analysis, &totals, &study->tables.items[t]);
	for (size_t t = 0; t < study->tables.count; t++)
		add_groups(analysis, &study->tables.items[t]);
}
