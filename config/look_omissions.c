/* Lines that are not to be added up: totals among them, notes, rows of no year or institution. */
#include <string.h>

#include "config/look_parts.h"

enum {
	TEXTS_MOST = 8,	   /* distinct, in one column */
	PERCENT_MOST = 10, /* of the rows: more are no oversight */
	ROWS_FEW = 2,	   /* are not too many in a short table either */
	LABEL_BYTES_MOST = 80,
	ADDENDS_LEAST = 3, /* of a sum that is no chance */
};

static struct vd_look_omission *omission_of(struct vd_arena *arena,
					    struct vd_look_omissions *omissions, size_t column)
{
	for (size_t i = 0; i < omissions->count; i++)
		if (omissions->items[i].column == column)
			return &omissions->items[i];
	struct vd_look_omission *one = VD_APPEND(arena, omissions);
	*one = (struct vd_look_omission){ .column = column, .first_row = SIZE_MAX };
	return one;
}

/* Leave out the rows that have a value of a column. */
static void leave_out(struct vd_arena *arena, const struct vd_look_grid *grid,
		      struct vd_look_omissions *omissions, struct vd_look_omission *omission,
		      uint32_t value)
{
	const struct vd_look_column *column = &grid->columns[omission->column];
	struct vd_slice text = column->values.items[value].raw;
	bool is_known = false;
	for (size_t i = 0; i < omission->texts.count; i++)
		is_known = is_known || omission->texts.items[i].text == text.text;
	if (!is_known)
		*VD_APPEND(arena, &omission->texts) = text;
	for (size_t r = 0; r < grid->row_count; r++) {
		if (column->ids[r] != value)
			continue;
		omissions->rows[r] = true;
		if (r < omission->first_row)
			omission->first_row = r;
	}
}

/* A column of texts in which some say that the row is a total; those beside it may say so too. */
static void omit_totals(struct vd_arena *arena, const struct vd_look_grid *grid,
			struct vd_look_omissions *omissions)
{
	for (size_t c = 0; c < grid->column_count; c++) {
		const struct vd_look_column *column = &grid->columns[c];
		struct vd_look_omission *one = NULL;
		for (uint32_t v = 0; v < column->values.count; v++) {
			const struct vd_look_value *value = &column->values.items[v];
			if (value->text.bytes > LABEL_BYTES_MOST || value->text.bytes < 3 ||
			    column->is_twin || (one && one->texts.count == TEXTS_MOST) ||
			    omissions->rows[value->first_row] ||
			    !vd_look_is_total(vd_fold_words(arena, value->text)))
				continue;
			one = omission_of(arena, omissions, c);
			one->totals += value->count;
			leave_out(arena, grid, omissions, one, v);
		}
	}
}

static bool is_strange(struct vd_slice text, bool is_year)
{
	return is_year ? !vd_look_year(text) : !text.bytes;
}

/* A few rows that have no year where all others do, or no institution. */
static void omit_strange(struct vd_arena *arena, const struct vd_look_grid *grid, size_t column,
			 bool is_year, struct vd_look_omissions *omissions)
{
	const struct vd_look_column *values = &grid->columns[column];
	size_t rows = 0, texts = 0;
	for (size_t r = 0; r < grid->row_count; r++)
		rows += !omissions->rows[r] && is_strange(vd_look_cell(grid, column, r), is_year);
	for (size_t v = 0; v < values->values.count; v++)
		texts += is_strange(values->values.items[v].text, is_year);
	bool are_many = rows > ROWS_FEW && rows * 100 > grid->row_count * PERCENT_MOST;
	if (!rows || texts > TEXTS_MOST || are_many || rows * 2 > grid->row_count)
		return;
	struct vd_look_omission *one = omission_of(arena, omissions, column);
	one->strange = rows;
	for (uint32_t v = 0; v < values->values.count; v++)
		if (is_strange(values->values.items[v].text, is_year))
			leave_out(arena, grid, omissions, one, v);
}

/* The column that says whose a line is. */
static size_t subject_of(const struct vd_look_institutions *institutions)
{
	const struct vd_look_division *first = &institutions->divisions[0];
	if (!institutions->count || first->score <= 0)
		return VD_NO_COLUMN;
	return first->code != VD_NO_COLUMN ? first->code : first->name;
}

/* Rows with empty cells alone are not among those looked at. */
static void omit_hollow(struct vd_arena *arena, size_t column, struct vd_look_omissions *omissions)
{
	struct vd_look_omission *one = omission_of(arena, omissions, column);
	for (size_t i = 0; i < one->texts.count; i++)
		if (!one->texts.items[i].bytes)
			return;
	*VD_APPEND(arena, &one->texts) = (struct vd_slice){ "", 0 };
}

void vd_look_at_omissions(struct vd_arena *arena, const struct vd_look_grid *grid,
			  const struct vd_look_roles *roles, const struct vd_look_amounts *amounts,
			  const struct vd_look_institutions *institutions,
			  struct vd_look_omissions *omissions)
{
	*omissions =
		(struct vd_look_omissions){ .sum_row = SIZE_MAX,
					    .rows = VD_TAKE(arena, bool, grid->row_count + 1) };
	size_t year = amounts->is_wide ? VD_NO_COLUMN : roles->year;
	size_t subject = subject_of(institutions);
	omit_totals(arena, grid, omissions);
	if (year != VD_NO_COLUMN)
		omit_strange(arena, grid, year, true, omissions);
	if (subject != VD_NO_COLUMN)
		omit_strange(arena, grid, subject, false, omissions);
	size_t any = year != VD_NO_COLUMN ? year : subject;
	if (grid->hollow_rows && any != VD_NO_COLUMN)
		omit_hollow(arena, any, omissions);
}

/* The row of such an amount in one column; SIZE_MAX: there is none. */
static size_t sum_in(struct vd_arena *arena, const struct vd_look_grid *grid, size_t column,
		     const struct vd_number_style *style, const bool *left_out)
{
	const struct vd_look_column *cells = &grid->columns[column];
	const vd_int128 *values = vd_look_amounts_of(arena, cells, style);
	vd_int128 sum = 0;
	size_t addends = 0;
	for (size_t r = 0; r < grid->row_count; r++) {
		if (left_out[r])
			continue;
		sum += values[cells->ids[r]];
		addends += values[cells->ids[r]] != 0;
	}
	for (size_t r = 0; r < grid->row_count && addends > ADDENDS_LEAST; r++) {
		vd_int128 one = values[cells->ids[r]];
		if (!left_out[r] && one && sum == one * 2)
			return r;
	}
	return SIZE_MAX;
}

void vd_look_for_sum(struct vd_arena *arena, const struct vd_look_grid *grid,
		     const struct vd_look_amounts *amounts,
		     const struct vd_look_institutions *institutions,
		     const struct vd_number_style *style, struct vd_look_omissions *omissions)
{
	size_t row = SIZE_MAX;
	for (size_t i = 0; i < amounts->columns.count && row == SIZE_MAX; i++) {
		omissions->sum_column = amounts->columns.items[i].column;
		row = sum_in(arena, grid, omissions->sum_column, style, omissions->rows);
	}
	if (row == SIZE_MAX)
		return;
	/* What it is called tells it apart, if no other row is called so. */
	size_t subject = subject_of(institutions);
	if (subject != VD_NO_COLUMN) {
		const struct vd_look_column *column = &grid->columns[subject];
		uint32_t value = column->ids[row];
		if (column->values.items[value].count == 1) {
			struct vd_look_omission *one = omission_of(arena, omissions, subject);
			one->has_sum = true;
			leave_out(arena, grid, omissions, one, value);
			return;
		}
	}
	omissions->sum_row = row;
}
