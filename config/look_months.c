/* Lines that have the same amounts in each month, or running totals: added up they would count again. */
#include <stdlib.h>
#include <string.h>

#include "config/look_parts.h"

enum {
	LINES_LEAST = 10, /* seen in more than one month, to say something of them */
	MOST_PERCENT = 90,
	EXACT_DECIMALS = 4,
};

/* Amounts to four decimals, whatever the currency: they are only compared here. */
static bool read_amount(struct vd_arena *arena, struct vd_slice text,
			const struct vd_number_style *style, vd_int128 *amount)
{
	struct vd_number_shape shape = vd_look_at_number(text);
	if (!shape.is_number || shape.is_percent)
		return false;
	const char *begin = text.text, *end = text.text + text.bytes;
	while (begin < end && (*begin < '0' || *begin > '9'))
		begin++;
	while (end > begin && (end[-1] < '0' || end[-1] > '9'))
		end--;
	struct vd_decimal number;
	size_t at = 0;
	const char *digits = vd_arena_copy(arena, begin, (size_t)(end - begin));
	if (vd_decimal_parse(digits, style, NULL, &number, &at) != VD_NUMBER_OK ||
	    number.decimals > EXACT_DECIMALS)
		return false;
	*amount = (vd_int128)number.digits *
		  vd_power_of_ten((uint8_t)(EXACT_DECIMALS - number.decimals));
	if (shape.is_negative || shape.in_parentheses || shape.trails_minus)
		*amount = -*amount;
	return true;
}

const vd_int128 *vd_look_amounts_of(struct vd_arena *arena, const struct vd_look_column *column,
				    const struct vd_number_style *style)
{
	vd_int128 *amounts = VD_TAKE(arena, vd_int128, column->values.count + 1);
	for (size_t v = 0; v < column->values.count; v++)
		if (!read_amount(arena, column->values.items[v].text, style, &amounts[v]))
			amounts[v] = 0;
	return amounts;
}

struct line {
	uint64_t key;
	uint32_t month; /* rank of the month */
	vd_int128 amount;
};

static int compare_lines(const void *left, const void *right)
{
	const struct line *a = left, *b = right;
	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return a->month < b->month ? -1 : a->month > b->month;
}

/* Months in their order: 0, 1, … 12; names as the calendar has them. */
static uint32_t *rank_months(struct vd_arena *arena, const struct vd_look_column *column)
{
	uint32_t *ranks = VD_TAKE(arena, uint32_t, column->values.count + 1);
	for (size_t v = 0; v < column->values.count; v++) {
		struct vd_slice text = column->values.items[v].text;
		const char *rest = NULL;
		uint32_t number = 0;
		for (size_t i = 0; i < text.bytes; i++)
			number = text.text[i] >= '0' && text.text[i] <= '9'
					 ? number * 10 + (uint32_t)(text.text[i] - '0')
					 : number;
		int name = vd_look_month(arena, vd_fold_words(arena, text), &rest);
		ranks[v] = name ? (uint32_t)name : number;
	}
	return ranks;
}

/* Columns that say which line a row is of: not the month's own, no amounts, not each row's own. */
static bool *key_columns(struct vd_arena *arena, const struct vd_look_grid *grid,
			 const struct vd_look_roles *roles, const struct vd_look_amounts *amounts)
{
	bool *is_key = VD_TAKE(arena, bool, grid->column_count + 1);
	for (size_t c = 0; c < grid->column_count; c++) {
		const struct vd_look_column *column = &grid->columns[c];
		is_key[c] = c != roles->month && !vd_look_says(column, VD_WORD_MONTH) &&
			    !vd_look_says(column, VD_WORD_DATE) &&
			    vd_look_distinct(column) * 10 < grid->row_count * 9 &&
			    !vd_look_says(column, VD_WORD_RATE) && c != roles->date;
	}
	for (size_t i = 0; i < amounts->columns.count; i++)
		is_key[amounts->columns.items[i].column] = false;
	return is_key;
}

/* How the amounts of one line run through its months. */
struct run {
	size_t lines, nonzero; /* of several months; of them with an amount */
	size_t repeated, growing, in_one;
};

static void judge_run(const struct line *lines, size_t count, struct run *run)
{
	bool same = true, grows = true;
	size_t rises = 0, amounts = 0;
	for (size_t i = 0; i < count; i++) {
		amounts += lines[i].amount != 0;
		if (!i)
			continue;
		same = same && lines[i].amount == lines[i - 1].amount;
		grows = grows && lines[i].amount >= lines[i - 1].amount;
		rises += lines[i].amount > lines[i - 1].amount;
	}
	run->lines++;
	if (!amounts)
		return;
	run->nonzero++;
	run->repeated += same;
	run->in_one += amounts == 1;
	run->growing += grows && count >= 3 && rises >= 2 && lines[0].amount >= 0;
}

static bool is_most(size_t part, size_t whole)
{
	return whole && part * 100 >= whole * MOST_PERCENT;
}

/* The month that holds all amounts but a few; VD_NO_COLUMN: there is none. */
static size_t month_of_all(struct vd_arena *arena, const struct vd_look_grid *grid,
			   const struct vd_look_column *month, const struct vd_look_column *column,
			   const vd_int128 *amounts)
{
	size_t *counts = VD_TAKE(arena, size_t, month->values.count + 1), all = 0;
	for (size_t r = 0; r < grid->row_count; r++)
		if (amounts[column->ids[r]] != 0) {
			counts[month->ids[r]]++;
			all++;
		}
	for (size_t v = 0; v < month->values.count; v++)
		if (all >= 2 && counts[v] == all && month->values.count > 1)
			return v;
	return VD_NO_COLUMN;
}

/* Of the months, the first or the last that most lines have. */
static uint32_t common_month(struct vd_arena *arena, const struct line *lines, size_t count,
			     bool is_last)
{
	enum { RANKS = 100 };
	size_t *counts = VD_TAKE(arena, size_t, RANKS), most = 0;
	for (size_t i = 0; i < count; i++)
		if (lines[i].month < RANKS && ++counts[lines[i].month] > most)
			most = counts[lines[i].month];
	uint32_t month = 0;
	bool found = false;
	for (uint32_t m = 0; m < RANKS; m++)
		if (counts[m] * 100 >= most * MOST_PERCENT && most && (!found || is_last)) {
			month = m;
			found = true;
		}
	return month;
}

static struct vd_slice month_text(const struct vd_look_column *month, const uint32_t *ranks,
				  uint32_t rank)
{
	for (size_t v = 0; v < month->values.count; v++)
		if (ranks[v] == rank && month->values.items[v].text.bytes)
			return month->values.items[v].raw;
	return (struct vd_slice){ 0 };
}

struct vd_look_month_use vd_look_at_months(struct vd_arena *arena, const struct vd_look_grid *grid,
					   const struct vd_look_roles *roles,
					   const struct vd_look_amounts *amounts, size_t column,
					   const struct vd_number_style *style)
{
	struct vd_look_month_use use = { .kind = VD_MONTHLY_NOT };
	const struct vd_look_column *month = &grid->columns[roles->month];
	const vd_int128 *values = vd_look_amounts_of(arena, &grid->columns[column], style);
	const uint32_t *ranks = rank_months(arena, month);
	const bool *is_key = key_columns(arena, grid, roles, amounts);
	struct line *lines = VD_TAKE(arena, struct line, grid->row_count + 1);
	for (size_t r = 0; r < grid->row_count; r++) {
		uint64_t key = 1469598103934665603U;
		for (size_t c = 0; c < grid->column_count; c++)
			if (is_key[c])
				key = (key ^ grid->columns[c].ids[r]) * 1099511628211U;
		lines[r] = (struct line){ .key = key ^ key >> 29,
					  .month = ranks[month->ids[r]],
					  .amount = values[grid->columns[column].ids[r]] };
	}
	size_t alone = month_of_all(arena, grid, month, &grid->columns[column], values);
	qsort(lines, grid->row_count, sizeof(*lines), compare_lines);
	struct run run = { 0 };
	/* Several rows of one line and month are added up first. */
	size_t kept = 0;
	for (size_t r = 0; r < grid->row_count; r++) {
		if (kept && lines[kept - 1].key == lines[r].key &&
		    lines[kept - 1].month == lines[r].month)
			lines[kept - 1].amount += lines[r].amount;
		else
			lines[kept++] = lines[r];
	}
	size_t singles = 0;
	for (size_t begin = 0, end = 0; begin < kept; begin = end) {
		for (end = begin; end < kept && lines[end].key == lines[begin].key;)
			end++;
		if (end - begin > 1)
			judge_run(lines + begin, end - begin, &run);
		else
			singles++;
	}
	use.lines = run.nonzero;
	if (alone != VD_NO_COLUMN) {
		use.kind = VD_MONTHLY_ONE_MONTH;
		use.month = month->values.items[alone].raw;
		use.fitting = use.lines;
		return use;
	}
	bool is_repeated = run.nonzero >= LINES_LEAST && is_most(run.repeated, run.nonzero);
	bool is_growing = run.nonzero >= LINES_LEAST && is_most(run.growing, run.nonzero);
	if (is_repeated || is_growing) {
		use.kind = is_repeated ? VD_MONTHLY_REPEATED : VD_MONTHLY_CUMULATIVE;
		use.fitting = is_repeated ? run.repeated : run.growing;
		uint32_t rank = common_month(arena, lines, kept, is_growing);
		use.month = month_text(month, ranks, rank);
		size_t with = 0, all = run.lines + singles;
		for (size_t i = 0; i < kept; i++)
			with += lines[i].month == rank;
		use.left_out = with < all ? all - with : 0;
	} else if (vd_look_distinct(month) > 1 && run.nonzero < LINES_LEAST &&
		   (run.repeated * 2 >= run.nonzero || run.growing * 2 >= run.nonzero)) {
		/* None at all, or so few that it may be chance. */
		use.kind = VD_MONTHLY_UNTOLD;
	}
	return use;
}
