/* The columns of the sample: their distinct texts, and what these look like. */
#include <string.h>

#include "config/look_parts.h"

enum { YEAR_NEAR_LEAST = 1950, YEAR_NEAR_MOST = 2100 };

/* Distinct texts of one column, by hash. */
struct table {
	uint32_t *slots; /* 1 + index of a value; 0: free */
	size_t size;	 /* a power of two */
};

static uint64_t hash_of(struct vd_slice text)
{
	uint64_t hash = 1469598103934665603U; /* FNV-1a */
	for (size_t i = 0; i < text.bytes; i++)
		hash = (hash ^ (unsigned char)text.text[i]) * 1099511628211U;
	return hash ^ (hash >> 32);
}

static void grow(struct vd_arena *arena, struct table *table, const struct vd_look_column *column)
{
	size_t size = table->size ? table->size * 4 : 64;
	*table = (struct table){ VD_TAKE(arena, uint32_t, size), size };
	for (size_t i = 0; i < column->values.count; i++) {
		size_t slot = hash_of(column->values.items[i].text) & (size - 1);
		while (table->slots[slot])
			slot = (slot + 1) & (size - 1);
		table->slots[slot] = (uint32_t)i + 1;
	}
}

static uint32_t value_of(struct vd_arena *arena, struct table *table, struct vd_look_column *column,
			 struct vd_slice raw, size_t row)
{
	struct vd_slice text = vd_look_trimmed(raw);
	if (column->values.count * 2 >= table->size)
		grow(arena, table, column);
	size_t slot = hash_of(text) & (table->size - 1);
	for (; table->slots[slot]; slot = (slot + 1) & (table->size - 1)) {
		struct vd_look_value *value = &column->values.items[table->slots[slot] - 1];
		if (value->text.bytes != text.bytes ||
		    (text.bytes && memcmp(value->text.text, text.text, text.bytes) != 0))
			continue;
		value->count++;
		return table->slots[slot] - 1;
	}
	*VD_APPEND(arena, &column->values) =
		(struct vd_look_value){ .text = text, .raw = raw, .count = 1, .first_row = row };
	table->slots[slot] = (uint32_t)column->values.count;
	return table->slots[slot] - 1;
}

/* Count the cells that have a text by what they look like. */
static void count_value(struct vd_look_column *column, const struct vd_look_value *value)
{
	struct vd_slice text = value->text;
	if (!text.bytes) {
		column->empty += value->count;
		return;
	}
	struct vd_number_shape shape = vd_look_at_number(text);
	if (!shape.is_number) {
		column->texts += value->count;
		return;
	}
	column->numbers += value->count;
	column->marked += shape.is_plain ? 0 : value->count;
	if (!shape.is_plain || shape.is_negative)
		return;
	column->digits += value->count;
	column->leading_zeros += text.bytes > 1 && text.text[0] == '0' ? value->count : 0;
	int year = vd_look_year(text);
	column->years += year ? value->count : 0;
	column->near_years += year >= YEAR_NEAR_LEAST && year <= YEAR_NEAR_MOST ? value->count : 0;
	if (!column->most_digits || text.bytes < column->least_digits)
		column->least_digits = text.bytes;
	if (text.bytes > column->most_digits)
		column->most_digits = text.bytes;
}

/* A column's name as the reader of data has it (io/csv.c): only spaces around it are taken off. */
static const char *name_of(struct vd_arena *arena, struct vd_slice cell)
{
	char *name = vd_arena_copy(arena, cell.text, cell.bytes);
	for (size_t i = 0; i < cell.bytes; i++)
		if (name[i] == '\n' || name[i] == '\r')
			name[i] = ' ';
	size_t bytes = cell.bytes;
	while (bytes && name[bytes - 1] == ' ')
		name[--bytes] = '\0';
	return name + strspn(name, " ");
}

static void name_column(struct vd_arena *arena, struct vd_look_grid *grid, size_t c,
			const struct vd_look_raw_row *header)
{
	struct vd_look_column *column = &grid->columns[c];
	if (!header) {
		column->name = vd_arena_format(arena, "%zu", c + 1);
		column->words = " ";
		return;
	}
	column->name = name_of(arena, header->cells[c]);
	column->words = vd_fold_words(arena, header->cells[c]);
	column->says = vd_look_words(column->words);
	column->is_twin = !*column->name;
	for (size_t other = 0; other < c; other++)
		if (strcmp(grid->columns[other].name, column->name) == 0)
			column->is_twin = grid->columns[other].is_twin = true;
}

void vd_look_make_columns(struct vd_arena *arena, struct vd_look_grid *grid,
			  const struct vd_look_raw_row *const *rows,
			  const struct vd_look_raw_row *header)
{
	grid->columns = VD_TAKE(arena, struct vd_look_column, grid->column_count + 1);
	for (size_t c = 0; c < grid->column_count; c++) {
		struct vd_look_column *column = &grid->columns[c];
		name_column(arena, grid, c, header);
		struct table table = { 0 };
		uint32_t *ids = VD_TAKE(arena, uint32_t, grid->row_count + 1);
		for (size_t r = 0; r < grid->row_count; r++)
			ids[r] = value_of(arena, &table, column, rows[r]->cells[c], r);
		column->ids = ids;
		for (size_t v = 0; v < column->values.count; v++)
			count_value(column, &column->values.items[v]);
	}
}

struct vd_slice vd_look_cell(const struct vd_look_grid *grid, size_t column, size_t row)
{
	const struct vd_look_column *one = &grid->columns[column];
	return one->values.items[one->ids[row]].text;
}
