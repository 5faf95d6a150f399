/* Columns by what they hold: years, months, levels of government, sides and stages of the budget. */
#include <string.h>

#include "config/look_parts.h"

enum {
	YEARS_MOST = 80, /* distinct, of a column of years */
	LEVELS_MOST = 30,
	STAGES_MOST = 12,
	KINDS_MOST = 10,
	MONTHS_MOST = 14, /* Peru's have a month 0, and some a 13th */
};

static size_t filled(const struct vd_look_column *column)
{
	return column->numbers + column->texts;
}

static bool is_most(size_t part, size_t whole)
{
	return whole && part * 10 >= whole * 9;
}

/* How well a column does for the year; 0: not at all. */
static int year_score(const struct vd_look_column *column)
{
	enum { WEIGHT_FIRM = 5 };
	int weight = vd_look_weight(column->words, VD_WORD_YEAR);
	/* In a short table a total and a note are many of its rows. */
	size_t tenths = weight >= WEIGHT_FIRM ? 6 : 9;
	size_t cells = filled(column) + column->empty;
	if (!column->years || column->years * 10 < cells * tenths ||
	    vd_look_distinct(column) > YEARS_MOST)
		return 0;
	if (weight)
		return 20 + weight * 2;
	/* Codes and amounts may be numbers of four digits, too. */
	static const enum vd_look_word others[] = {
		VD_WORD_CODE,	  VD_WORD_MONTH, VD_WORD_INSTITUTION, VD_WORD_PART_OF,
		VD_WORD_REGION,	  VD_WORD_PLACE, VD_WORD_PURPOSE,     VD_WORD_ALLOCATED,
		VD_WORD_MODIFIED, VD_WORD_PAID,	 VD_WORD_IMPLEMENTED, VD_WORD_BETWEEN,
		VD_WORD_BALANCE,  VD_WORD_COUNT, VD_WORD_AMOUNT,
	};
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		if (vd_look_says(column, others[i]))
			return 0;
	if (!is_most(column->near_years, filled(column)))
		return 0;
	return vd_look_distinct(column) <= 20 ? 10 : 5;
}

static void find_year(const struct vd_look_grid *grid, struct vd_look_roles *roles)
{
	int best = 0, second = 0;
	for (size_t c = 0; c < grid->column_count; c++) {
		int score = grid->columns[c].is_twin ? 0 : year_score(&grid->columns[c]);
		if (score > best) {
			second = best;
			roles->other_year = roles->year;
			best = score;
			roles->year = c;
		} else if (score > second) {
			second = score;
			roles->other_year = c;
		}
	}
	if (best < 20 || second < 20)
		roles->other_year = best < 20 && second == best ? roles->other_year : VD_NO_COLUMN;
	if (roles->year == VD_NO_COLUMN)
		return;
	const struct vd_look_column *column = &grid->columns[roles->year];
	bool is_all = column->years == filled(column) && !column->empty;
	roles->year_sure = best >= 20 && is_all ? VD_SURE : best >= 10 ? VD_LIKELY : VD_DOUBTFUL;
	if (best < 20)
		roles->year_sure = roles->other_year == VD_NO_COLUMN && best >= 10 ? VD_LIKELY
										   : VD_DOUBTFUL;
}

/* A year, then a sign: 2016-03-31. */
static bool begins_with_year(struct vd_slice text)
{
	return text.bytes > 6 && vd_look_year((struct vd_slice){ text.text, 4 }) &&
	       (text.text[4] == '-' || text.text[4] == '/' || text.text[4] == '.');
}

static bool is_date(const struct vd_look_column *column)
{
	size_t dates = 0;
	for (size_t v = 0; v < column->values.count; v++)
		dates += begins_with_year(column->values.items[v].text)
				 ? column->values.items[v].count
				 : 0;
	return is_most(dates, filled(column));
}

static bool is_month(struct vd_arena *arena, const struct vd_look_column *column)
{
	size_t distinct = vd_look_distinct(column), names = 0, numbers = 0;
	if (!distinct || distinct > MONTHS_MOST)
		return false;
	for (size_t v = 0; v < column->values.count; v++) {
		struct vd_slice text = column->values.items[v].text;
		const char *rest = NULL;
		bool is_number = text.bytes && text.bytes <= 2;
		int number = 0;
		for (size_t i = 0; i < text.bytes && is_number; i++) {
			is_number = text.text[i] >= '0' && text.text[i] <= '9';
			number = number * 10 + (text.text[i] - '0');
		}
		numbers += is_number && number <= 13;
		names += vd_look_month(arena, vd_fold_words(arena, text), &rest) != 0;
	}
	return (names == distinct && distinct > 1) ||
	       (vd_look_says(column, VD_WORD_MONTH) && numbers + names == distinct);
}

static bool is_level(struct vd_arena *arena, const struct vd_look_column *column)
{
	size_t distinct = vd_look_distinct(column), levels = 0;
	if (!vd_look_says(column, VD_WORD_LEVEL) || !distinct || distinct > LEVELS_MOST)
		return false;
	for (size_t v = 0; v < column->values.count; v++)
		levels += column->values.items[v].text.bytes &&
			  vd_look_level(vd_fold_words(arena, column->values.items[v].text)) >= 0;
	return levels * 2 >= distinct;
}

/* Spending and income in one file: sums would mix them. */
static bool is_kind(struct vd_arena *arena, const struct vd_look_column *column,
		    struct vd_slice *spending)
{
	static const char *const out[] = { " gasto", " egreso", " expen", " spending", " despesa" };
	static const char *const in[] = { " ingreso", " revenue", " income", " receita" };
	bool has_out = false, has_in = false;
	if (vd_look_distinct(column) > KINDS_MOST)
		return false;
	for (size_t v = 0; v < column->values.count; v++) {
		struct vd_slice text = column->values.items[v].text;
		const char *folded = vd_fold_words(arena, text);
		for (size_t i = 0; i < sizeof(in) / sizeof(*in); i++)
			has_in = has_in || strncmp(folded, in[i], strlen(in[i])) == 0;
		for (size_t i = 0; i < sizeof(out) / sizeof(*out) && !has_out; i++) {
			has_out = strncmp(folded, out[i], strlen(out[i])) == 0;
			if (has_out)
				*spending = column->values.items[v].raw;
		}
	}
	return has_out && has_in;
}

/* A column that says which stage the amount of a line is of. */
static bool is_stage(struct vd_arena *arena, const struct vd_look_column *column,
		     struct vd_slice texts[VD_STAGES])
{
	static const enum vd_look_word words[VD_STAGES] = {
		[VD_ALLOCATED] = VD_WORD_ALLOCATED,
		[VD_MODIFIED] = VD_WORD_MODIFIED,
		[VD_IMPLEMENTED] = VD_WORD_IMPLEMENTED,
	};
	size_t distinct = vd_look_distinct(column), staged = 0, stages = 0;
	int best[VD_STAGES] = { 0 };
	if (column->numbers || distinct < 2 || distinct > STAGES_MOST)
		return false;
	for (size_t v = 0; v < column->values.count; v++) {
		struct vd_slice text = column->values.items[v].text;
		const char *folded = vd_fold_words(arena, text);
		enum vd_look_word word = vd_look_stage_word(folded, NULL);
		staged += word != VD_WORDS;
		for (enum vd_stage s = 0; s < VD_STAGES; s++) {
			int weight = word == words[s] ? vd_look_weight(folded, word) : 0;
			if (weight <= best[s])
				continue;
			best[s] = weight;
			texts[s] = column->values.items[v].raw;
		}
	}
	for (enum vd_stage s = 0; s < VD_STAGES; s++)
		stages += best[s] >= 4;
	return stages >= 2 && staged * 10 >= distinct * 7;
}

void vd_look_at_roles(struct vd_arena *arena, const struct vd_look_grid *grid,
		      struct vd_look_roles *roles)
{
	*roles = (struct vd_look_roles){ .year = VD_NO_COLUMN,
					 .other_year = VD_NO_COLUMN,
					 .date = VD_NO_COLUMN,
					 .month = VD_NO_COLUMN,
					 .level = VD_NO_COLUMN,
					 .kind = VD_NO_COLUMN,
					 .stage = VD_NO_COLUMN };
	find_year(grid, roles);
	for (size_t c = 0; c < grid->column_count; c++) {
		const struct vd_look_column *column = &grid->columns[c];
		struct vd_slice spending = { 0 }, texts[VD_STAGES] = { 0 };
		if (column->is_twin || c == roles->year)
			continue;
		if (roles->year == VD_NO_COLUMN && roles->date == VD_NO_COLUMN && is_date(column))
			roles->date = c;
		if (roles->month == VD_NO_COLUMN && is_month(arena, column)) {
			roles->month = c;
		} else if (roles->level == VD_NO_COLUMN && is_level(arena, column)) {
			roles->level = c;
		} else if (roles->kind == VD_NO_COLUMN && is_kind(arena, column, &spending)) {
			roles->kind = c;
			roles->spending = spending;
		} else if (roles->stage == VD_NO_COLUMN && is_stage(arena, column, texts)) {
			roles->stage = c;
			memcpy(roles->stage_texts, texts, sizeof(texts));
		}
	}
}
