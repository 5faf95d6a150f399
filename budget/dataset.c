#include "budget/dataset.h"

#include "budget/language.h"

/* Nearly every measure goes over the institutions of one year and stage: they stand together. */
static size_t cell_index(const struct vd_study *study, int institution, int year,
			 enum vd_stage stage)
{
	return ((size_t)year * VD_STAGES + stage) * study->institutions.count + (size_t)institution;
}

const struct vd_figure *vd_dataset_cell(const struct vd_dataset *data, int institution, int year,
					enum vd_stage stage)
{
	return &data->cells[cell_index(data->study, institution, year, stage)];
}

const struct vd_figure *vd_dataset_total(const struct vd_dataset *data, int year,
					 enum vd_stage stage)
{
	return &data->totals[(size_t)year * VD_STAGES + stage];
}

bool vd_dataset_has_detail(const struct vd_dataset *data, int year, enum vd_stage stage)
{
	return data->detail[(size_t)year * VD_STAGES + stage];
}

const struct vd_figure *vd_dataset_standing(const struct vd_dataset *data,
					    const struct vd_table_row *row,
					    const struct vd_table_column *column)
{
	int year = column->year != VD_NONE ? column->year : row->year;
	if (year == VD_NONE)
		return NULL;
	if (column->kind == VD_COLUMN_GENERAL_BUDGET && row->kind == VD_ROW_YEAR)
		return &data->general_budget[year];
	if (column->kind == VD_COLUMN_STAGE && row->kind == VD_ROW_YEAR)
		return vd_dataset_total(data, year, column->stage);
	if (column->kind == VD_COLUMN_STAGE && row->kind == VD_ROW_INSTITUTION)
		return vd_dataset_cell(data, row->subject, year, column->stage);
	return NULL;
}

bool vd_figure_is_added(const struct vd_figure *figure)
{
	return figure->table && figure->table->data;
}

struct vd_value vd_figure_value(const struct vd_figure *figure)
{
	if (figure->missing == VD_PRESENT)
		return vd_value_money(figure->amount);
	return vd_value_missing(figure->missing, figure->cell ? figure->cell->code : NULL);
}

struct builder {
	struct vd_dataset *data;
	struct vd_diagnostics *diagnostics;
	struct vd_arena *arena;
};

static struct vd_figure figure_of(const struct vd_table *table, const struct vd_cell *cell)
{
	struct vd_figure figure = { .table = table, .cell = cell, .amount = cell->amount };
	figure.missing = cell->kind == VD_CELL_AMOUNT ? VD_PRESENT : cell->code->means;
	return figure;
}

/* What stands in a slot, for a message. */
static const char *slot_name(const struct builder *builder, const struct vd_table_row *row,
			     const struct vd_table_column *column, int calendar_year)
{
	const struct vd_study *study = builder->data->study;
	const char *stage = vd_word(vd_stage_key(column->stage));
	if (column->kind == VD_COLUMN_GENERAL_BUDGET)
		return vd_arena_format(builder->arena, _("the General Budget of %d"),
				       calendar_year);
	if (row->kind == VD_ROW_INSTITUTION)
		return vd_arena_format(
			builder->arena, "%s, %s %d",
			vd_institution_label(&study->institutions.items[row->subject], VD_EN),
			stage, calendar_year);
	return vd_arena_format(builder->arena, _("the total %s of %d"), stage, calendar_year);
}

/* Put a figure in its slot. @return the cell of the same table that has it already, or NULL */
static const struct vd_cell *place_figure(struct vd_figure *slot, struct vd_figure figure)
{
	const struct vd_cell *last = slot->last_table == figure.table ? slot->last_cell : NULL;
	figure.last_table = slot->last_table = figure.table;
	figure.last_cell = slot->last_cell = figure.cell;
	if (!slot->cell || (!last && figure.table->primary && !slot->table->primary))
		*slot = figure;
	return last;
}

/* The slot a row and column point at; NULL for what adds nothing: a group, a table's total. */
static struct vd_figure *find_slot(const struct builder *builder, const struct vd_table_row *row,
				   const struct vd_table_column *column, int year)
{
	struct vd_dataset *data = builder->data;
	if (column->kind == VD_COLUMN_GENERAL_BUDGET)
		return &data->general_budget[year];
	data->has_stage[column->stage] = true;
	if (row->kind == VD_ROW_INSTITUTION) {
		data->detail[(size_t)year * VD_STAGES + column->stage] = true;
		return &data->cells[cell_index(data->study, row->subject, year, column->stage)];
	}
	return row->kind == VD_ROW_YEAR ? &data->totals[(size_t)year * VD_STAGES + column->stage]
					: NULL;
}

static void add_table(struct builder *builder, const struct vd_table *table)
{
	for (size_t r = 0; r < table->rows.count; r++) {
		const struct vd_table_row *row = &table->rows.items[r];
		for (size_t c = 0; c < table->column_count; c++) {
			const struct vd_table_column *column = &table->columns[c];
			const struct vd_cell *cell = &row->cells[c];
			if (cell->kind != VD_CELL_AMOUNT && cell->kind != VD_CELL_MISSING)
				continue;
			int year = column->year != VD_NONE ? column->year : row->year;
			if (year == VD_NONE)
				continue; /* the total of a table by year */
			struct vd_figure *slot = find_slot(builder, row, column, year);
			const struct vd_cell *first =
				slot ? place_figure(slot, figure_of(table, cell)) : NULL;
			if (!first)
				continue;
			vd_report(builder->diagnostics, cell->place, VD_RULE_DUPLICATE_CELL,
				  _("%s stands twice in table `%s`"),
				  slot_name(builder, row, column,
					    builder->data->study->years.items[year].year),
				  table->id);
			vd_hint(builder->diagnostics, _("keep one of the two"));
			vd_other_place(builder->diagnostics, first->place, _("first given here"));
		}
	}
}

struct sum {
	vd_int128 magnitude;
	const struct vd_cell *largest;
	size_t count;
};

static vd_int128 magnitude_of(const struct vd_cell *cell)
{
	vd_int128 amount = cell->amount.minor;
	return amount < 0 ? -amount : amount;
}

static void add_magnitude(struct sum *sum, const struct vd_figure *figure)
{
	if (!figure->cell || figure->missing != VD_PRESENT)
		return;
	vd_int128 magnitude = magnitude_of(figure->cell);
	sum->magnitude += magnitude;
	sum->count++;
	if (!sum->largest || magnitude > magnitude_of(sum->largest))
		sum->largest = figure->cell;
}

static void check_sum(struct builder *builder, const struct sum *sum, const char *what)
{
	if (sum->magnitude <= VD_AMOUNTS_MOST)
		return;
	if (sum->count == 1)
		vd_report(builder->diagnostics, sum->largest->place, VD_RULE_OVERFLOW,
			  _("%s: %s is too large"), what, sum->largest->printed);
	else
		vd_report(builder->diagnostics, sum->largest->place, VD_RULE_OVERFLOW,
			  _("%s: the %zu amounts together are too large; the largest is %s"), what,
			  sum->count, sum->largest->printed);
	vd_hint(builder->diagnostics, _("amounts of one stage and year may come to %s in all"),
		vd_money_format(builder->arena, (struct vd_money){ VD_AMOUNTS_MOST },
				&builder->data->study->currency, VD_GROUPED));
}

static void check_sums(struct builder *builder)
{
	const struct vd_study *study = builder->data->study;
	for (int year = 0; year < (int)study->years.count; year++) {
		int calendar_year = study->years.items[year].year;
		for (enum vd_stage stage = 0; stage < VD_STAGES; stage++) {
			struct sum sum = { 0 };
			for (int i = 0; i < (int)study->institutions.count; i++)
				add_magnitude(&sum, vd_dataset_cell(builder->data, i, year, stage));
			check_sum(builder, &sum,
				  vd_arena_format(builder->arena, "%s %d",
						  vd_word(vd_stage_key(stage)), calendar_year));
			struct sum total = { 0 };
			add_magnitude(&total, vd_dataset_total(builder->data, year, stage));
			check_sum(builder, &total, _("total of the year"));
		}
		struct sum budget = { 0 };
		add_magnitude(&budget, &builder->data->general_budget[year]);
		check_sum(builder, &budget, _("General Budget"));
	}
}

static struct vd_figure *new_figures(struct vd_arena *arena, size_t count)
{
	struct vd_figure *figures = VD_TAKE(arena, struct vd_figure, count);
	for (size_t i = 0; i < count; i++)
		figures[i].missing = VD_NOT_IN_STUDY;
	return figures;
}

struct vd_dataset *vd_dataset_build(const struct vd_study *study, struct vd_arena *arena,
				    struct vd_diagnostics *diagnostics)
{
	struct vd_dataset *data = VD_TAKE(arena, struct vd_dataset, 1);
	size_t years = study->years.count;
	data->study = study;
	data->cells = new_figures(arena, study->institutions.count * years * VD_STAGES);
	data->totals = new_figures(arena, years * VD_STAGES);
	data->general_budget = new_figures(arena, years);
	data->detail = VD_TAKE(arena, bool, years *VD_STAGES);
	data->row_scratch = VD_TAKE(arena, bool, 2 * (study->institutions.count + 1));
	struct builder builder = { .data = data, .diagnostics = diagnostics, .arena = arena };
	for (size_t i = 0; i < study->tables.count; i++)
		add_table(&builder, &study->tables.items[i]);
	check_sums(&builder);
	return data;
}
