/* A table of the sums: a row for each institution and year, like one that was transcribed. */
#include <stdlib.h>
#include <string.h>

#include "budget/dataset.h"
#include "config/data_read.h"

enum { CELLS_MOST = 1000000, CODES_SAID = 6 };

struct maker {
	struct vd_data_sums *sums;
	struct vd_loader *loader;
	const struct vd_data_columns *columns;
	struct vd_table *table;
	bool has_institution, has_year; /* as columns of the table */
	const char **figure_words;
	size_t *column_of; /* the table's column of each figure */
	bool is_good;
};

static int compare(const void *left, const void *right)
{
	const struct vd_data_group *a = left, *b = right;
	if (a->institution != b->institution)
		return a->institution < b->institution ? -1 : 1;
	if (a->year != b->year)
		return a->year < b->year ? -1 : 1;
	/* The first line's place tells groups apart. */
	return (a->lines->first_line > b->lines->first_line) -
	       (a->lines->first_line < b->lines->first_line);
}

static struct vd_table_column *add_column(struct maker *maker, struct vd_table_column column)
{
	struct vd_table_column *added = &maker->table->columns[maker->table->column_count++];
	*added = column;
	added->place = maker->sums->form->place;
	return added;
}

/* A figure's column; without institution and year column, the same stage of each year is one. */
static size_t column_of(struct maker *maker, const struct vd_table_column *figure)
{
	struct vd_table *table = maker->table;
	struct vd_table_column column = *figure;
	bool by_heading = maker->has_year && figure->year != VD_NONE;
	if (by_heading) {
		column.year = VD_NONE;
		column.heading = vd_arena_copy(maker->loader->arena, figure->heading,
					       strcspn(figure->heading, " "));
	}
	for (size_t i = 0; by_heading && i < table->column_count; i++)
		if (table->columns[i].kind == column.kind &&
		    table->columns[i].stage == column.stage)
			return i;
	add_column(maker, column);
	return table->column_count - 1;
}

static void make_columns(struct maker *maker)
{
	const struct vd_data_columns *columns = maker->columns;
	struct vd_arena *arena = maker->loader->arena;
	struct vd_table_column plain = { .stage = VD_STAGES, .year = VD_NONE };
	size_t count = columns->figures.count;
	maker->table->columns = VD_TAKE(arena, struct vd_table_column, count + 2);
	maker->figure_words = VD_TAKE(arena, const char *, count);
	maker->column_of = VD_TAKE(arena, size_t, count);
	plain.heading = "institution";
	plain.kind = VD_COLUMN_INSTITUTION;
	if (maker->has_institution)
		add_column(maker, plain);
	plain.heading = "year";
	plain.kind = VD_COLUMN_YEAR;
	if (maker->has_year)
		add_column(maker, plain);
	for (size_t i = 0; i < count; i++) {
		maker->figure_words[i] = vd_figure_words(arena, &columns->figures.items[i]);
		maker->column_of[i] = column_of(maker, &columns->figures.items[i].column);
	}
}

/* "SECTOR 036 and 037": what the lines of some groups say in a column. */
static void add_words(struct vd_buffer *words, const struct vd_named *column,
		      enum vd_line_part part, const struct vd_data_group *groups, size_t count)
{
	struct vd_words texts = { 0 };
	if (!column->text)
		return;
	for (size_t i = 0; i < count; i++) {
		const char *text = vd_data_text(words->arena, groups[i].lines->keys[part]);
		bool is_there = false;
		for (size_t k = 0; k < texts.count; k++)
			is_there = is_there || vd_same(texts.items[k], text);
		if (!is_there)
			*VD_APPEND(words->arena, &texts) = *text ? text : "\"\"";
	}
	vd_buffer_add(words, words->count ? ", " : "");
	vd_buffer_add(words, column->text);
	vd_buffer_add(words, " ");
	vd_buffer_add(words, vd_list_words(words->arena, texts.items, texts.count, CODES_SAID));
}

/* What the lines of a row have in common; NULL: they are all lines. */
static const char *lines_of(const struct maker *maker, const struct vd_data_group *groups,
			    size_t count)
{
	const struct vd_data_columns *columns = maker->columns;
	struct vd_buffer words = { .arena = maker->loader->arena };
	add_words(&words, &columns->year, VD_LINE_YEAR, groups, count);
	add_words(&words, columns->code.text ? &columns->code : &columns->name, VD_LINE_CODE,
		  groups, count);
	add_words(&words, &columns->region, VD_LINE_REGION, groups, count);
	return words.count ? vd_buffer_text(&words) : NULL;
}

/* The same figure of several groups. */
static struct vd_line_figure sum_of(const struct vd_data_group *groups, size_t count, size_t figure)
{
	struct vd_line_figure sum = { 0 };
	for (size_t i = 0; i < count; i++) {
		const struct vd_line_figure *one = &groups[i].lines->figures[figure];
		if (one->missing && (!sum.missing || one->code_line < sum.code_line)) {
			sum.code = one->code;
			sum.code_line = one->code_line;
		}
		sum.sum += one->sum;
		sum.amounts += one->amounts;
		sum.missing += one->missing;
	}
	return sum;
}

static void too_large(struct maker *maker, const struct vd_table_row *row, size_t figure)
{
	struct vd_loader *loader = maker->loader;
	const struct vd_table_column *column = &maker->columns->figures.items[figure].column;
	maker->is_good = false;
	if (maker->sums->reported++ >= VD_DATA_TEXTS_SHOWN)
		return;
	vd_report(loader->diagnostics, column->place, VD_RULE_OVERFLOW,
		  row->label ? _("%s of %s: the amounts together are too large")
			     : _("%s: the amounts together are too large"),
		  column->heading, row->label);
	vd_hint(loader->diagnostics, _("amounts of one stage and year may come to %s in all"),
		vd_money_format(loader->arena, (struct vd_money){ VD_AMOUNTS_MOST },
				&loader->study->currency, VD_GROUPED));
}

static struct vd_cell make_cell(struct maker *maker, const struct vd_table_row *row, size_t figure,
				const struct vd_line_figure *sum, struct vd_added added)
{
	const struct vd_study *study = maker->loader->study;
	struct vd_arena *arena = maker->loader->arena;
	struct vd_cell cell = { .kind = VD_CELL_ABSENT,
				.printed = "",
				.source = VD_NONE,
				.place = maker->sums->form->place };
	vd_int128 magnitude = sum->sum < 0 ? -sum->sum : sum->sum;
	if (!sum->amounts && !sum->missing)
		return cell;
	struct vd_added *of = VD_TAKE(arena, struct vd_added, 1);
	*of = added;
	of->amounts = sum->amounts;
	of->missing = sum->missing;
	of->columns = maker->figure_words[figure];
	cell.added = of;
	if (!sum->amounts) {
		cell.kind = VD_CELL_MISSING;
		cell.code = &study->codes.items[sum->code];
		cell.printed = cell.code->code;
	} else if (magnitude > VD_AMOUNTS_MOST) {
		too_large(maker, row, figure);
	} else {
		cell.kind = VD_CELL_AMOUNT;
		cell.amount.minor = (int64_t)sum->sum;
		cell.number = (struct vd_decimal){ .digits = cell.amount.minor,
						   .decimals = study->currency.decimals };
		cell.printed = vd_money_format(arena, cell.amount, &study->currency, VD_GROUPED);
	}
	return cell;
}

/* A row with its labels and no figures yet. */
static struct vd_table_row *add_row(struct maker *maker, int institution, int year)
{
	const struct vd_study *study = maker->loader->study;
	struct vd_arena *arena = maker->loader->arena;
	struct vd_place place = maker->sums->form->place;
	struct vd_table *table = maker->table;
	const char *calendar =
		year == VD_NONE ? NULL
				: vd_arena_format(arena, "%d", study->years.items[year].year);
	const char *id = institution == VD_NONE ? NULL : study->institutions.items[institution].id;
	struct vd_table_row *row = VD_APPEND(arena, &table->rows);
	*row = (struct vd_table_row){ .kind = id ? VD_ROW_INSTITUTION : VD_ROW_YEAR,
				      .label = id ? id : calendar,
				      .subject = institution,
				      .year = year,
				      .cells = VD_TAKE(arena, struct vd_cell, table->column_count),
				      .place = place };
	for (size_t c = 0; c < table->column_count; c++) {
		bool is_subject = table->columns[c].kind == VD_COLUMN_INSTITUTION;
		bool is_year = table->columns[c].kind == VD_COLUMN_YEAR;
		row->cells[c] = (struct vd_cell){ .kind = is_subject || is_year ? VD_CELL_LABEL
										: VD_CELL_ABSENT,
						  .printed = is_subject ? id
							     : is_year	? calendar
									: "",
						  .source = VD_NONE,
						  .place = place };
	}
	return row;
}

static void fill(struct maker *maker, struct vd_table_row *row, const struct vd_data_group *groups,
		 size_t count, int heading_year)
{
	struct vd_added added = { .lines_of = lines_of(maker, groups, count) };
	for (size_t i = 0; i < count; i++)
		added.lines += groups[i].lines->lines;
	for (size_t i = 0; i < maker->columns->figures.count; i++) {
		int year = maker->columns->figures.items[i].column.year;
		if (heading_year != VD_NONE && year != heading_year)
			continue;
		struct vd_line_figure sum = sum_of(groups, count, i);
		row->cells[maker->column_of[i]] = make_cell(maker, row, i, &sum, added);
	}
}

/* Totals whose years the headings name: a row for each of them. */
static void fill_by_heading(struct maker *maker)
{
	const struct vd_data_sums *sums = maker->sums;
	for (int year = 0; year < (int)maker->loader->study->years.count; year++) {
		bool is_named = false;
		for (size_t i = 0; i < maker->columns->figures.count; i++)
			is_named = is_named || maker->columns->figures.items[i].column.year == year;
		if (is_named && sums->count)
			fill(maker, add_row(maker, VD_NONE, year), sums->groups, sums->count, year);
	}
}

static void make_rows(struct maker *maker)
{
	struct vd_data_sums *sums = maker->sums;
	if (!maker->columns->has_year && !maker->has_institution) {
		fill_by_heading(maker);
		return;
	}
	if (sums->count)
		qsort(sums->groups, sums->count, sizeof(*sums->groups), compare);
	for (size_t i = 0, end; i < sums->count; i = end) {
		const struct vd_data_group *first = &sums->groups[i];
		for (end = i + 1; end < sums->count; end++)
			if (sums->groups[end].institution != first->institution ||
			    sums->groups[end].year != first->year)
				break;
		if (!first->is_left_out)
			fill(maker, add_row(maker, first->institution, first->year), first, end - i,
			     VD_NONE);
	}
}

bool vd_data_make_table(struct vd_data_sums *sums)
{
	struct vd_loader *loader = sums->loader;
	const struct vd_data_form *form = sums->form;
	struct vd_table *table = VD_TAKE(loader->arena, struct vd_table, 1);
	struct maker maker = { .sums = sums,
			       .loader = loader,
			       .columns = &form->columns,
			       .table = table,
			       .is_good = true };
	maker.has_institution = form->columns.institution_place.line != 0;
	maker.has_year = !maker.has_institution || form->columns.has_year;
	*table = (struct vd_table){ .id = form->id,
				    .title = form->title,
				    .source = form->source,
				    .notes = form->notes,
				    .primary = form->primary,
				    .place = form->place };
	make_columns(&maker);
	if (sums->count * table->column_count > CELLS_MOST)
		return vd_report(loader->diagnostics, form->place, VD_RULE_TOO_MANY,
				 _("%zu rows of %zu columns: a table has at most %d cells"),
				 sums->count, table->column_count, CELLS_MOST);
	make_rows(&maker);
	sums->form->table = table;
	return maker.is_good;
}
