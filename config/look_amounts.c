/* The columns of amounts, and what stage of the budget each is of. */
#include <string.h>

#include "budget/text.h"
#include "config/look_parts.h"

enum {
	MONTHS_LEAST = 6, /* columns of months, to be one figure */
	DIGITS_APART = 3, /* between the shortest and the longest amount, where no word tells */
	CODES_MOST = 8,	  /* distinct texts that may stand among amounts */
	WEIGHT_FIRM = 5,  /* of a stage's word: it is one even among words of other things */
};

enum vd_look_word vd_look_stage_word(const char *folded, int *weight)
{
	/* Of equals the later stage: "pagos de obligaciones". */
	static const enum vd_look_word stages[] = { VD_WORD_BALANCE,	 VD_WORD_PAID,
						    VD_WORD_IMPLEMENTED, VD_WORD_BETWEEN,
						    VD_WORD_MODIFIED,	 VD_WORD_ALLOCATED };
	enum vd_look_word best = VD_WORDS;
	int most = 0;
	for (size_t i = 0; i < sizeof(stages) / sizeof(*stages); i++) {
		int one = vd_look_weight(folded, stages[i]);
		if (one > most) {
			most = one;
			best = stages[i];
		}
	}
	if (weight)
		*weight = most;
	return best;
}

static bool is_some(size_t part, size_t whole, size_t tenths)
{
	return whole && part * 10 >= whole * tenths;
}

/* Numbers as amounts are: with decimals, or of very different length, and no codes. */
static bool looks_like_amounts(const struct vd_look_column *column)
{
	size_t filled = column->numbers + column->texts;
	if (!is_some(column->numbers, filled, 9) || column->leading_zeros ||
	    is_some(column->years, filled, 9))
		return false;
	return is_some(column->marked, column->numbers, 1) ||
	       (column->most_digits >= column->least_digits + DIGITS_APART &&
		vd_look_distinct(column) > 1);
}

/* Distinct texts that are no numbers. */
static size_t distinct_texts(const struct vd_look_column *column)
{
	size_t count = 0;
	for (size_t v = 0; v < column->values.count; v++)
		count += column->values.items[v].text.bytes &&
			 !vd_look_at_number(column->values.items[v].text).is_number;
	return count;
}

/* Whether a column may hold amounts; by its heading, or by its cells where that says nothing. */
static bool may_be_amount(const struct vd_look_column *column, const struct vd_look_amount *amount,
			  bool *by_content)
{
	static const enum vd_look_word others[] = { VD_WORD_YEAR,  VD_WORD_MONTH, VD_WORD_DATE,
						    VD_WORD_LEVEL, VD_WORD_CODE,  VD_WORD_NAME,
						    VD_WORD_RATE,  VD_WORD_COUNT, VD_WORD_STAGE,
						    VD_WORD_KIND };
	static const enum vd_look_word subjects[] = { VD_WORD_INSTITUTION, VD_WORD_PART_OF,
						      VD_WORD_REGION, VD_WORD_PLACE,
						      VD_WORD_PURPOSE };
	size_t filled = column->numbers + column->texts;
	if (!column->numbers || column->is_twin)
		return false;
	bool has_year = amount->year || amount->month;
	bool is_firm = amount->weight >= WEIGHT_FIRM || vd_look_says(column, VD_WORD_AMOUNT);
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		if (vd_look_says(column, others[i]) && !(has_year && others[i] <= VD_WORD_MONTH) &&
		    !(others[i] >= VD_WORD_STAGE && is_firm))
			return false;
	for (size_t i = 0; i < sizeof(subjects) / sizeof(*subjects); i++)
		if (vd_look_says(column, subjects[i]) && !is_firm)
			return false;
	*by_content = !amount->weight && !vd_look_says(column, VD_WORD_AMOUNT) &&
		      !vd_look_says(column, VD_WORD_TOTAL);
	/* Codes for what is missing may be more than the amounts. */
	if (!*by_content)
		return is_some(column->numbers, filled, 5) ||
		       (is_firm && is_some(column->numbers, filled, 1) &&
			distinct_texts(column) <= CODES_MOST);
	if (has_year)
		return is_some(column->numbers, filled, 5) && !column->leading_zeros;
	return looks_like_amounts(column);
}

static void collect(struct vd_arena *arena, const struct vd_look_grid *grid,
		    const struct vd_look_roles *roles, struct vd_look_amounts *amounts)
{
	for (size_t c = 0; c < grid->column_count; c++) {
		const struct vd_look_column *column = &grid->columns[c];
		if (c == roles->year || c == roles->month || c == roles->level)
			continue;
		struct vd_look_amount one = { .column = c, .rest = column->words };
		one.year = vd_look_year_word(arena, one.rest, &one.rest);
		one.month = vd_look_month(arena, one.rest, &one.rest);
		one.word = vd_look_stage_word(one.rest, &one.weight);
		if (one.word == VD_WORDS)
			one.word = VD_WORD_AMOUNT;
		if (may_be_amount(column, &one, &one.by_content))
			*VD_APPEND(arena, &amounts->columns) = one;
	}
}

/* One year in the headings may be an ornament where a column has the years; several are none. */
static void find_width(const struct vd_look_roles *roles, struct vd_look_amounts *amounts)
{
	int first = 0;
	bool several = false;
	for (size_t i = 0; i < amounts->columns.count; i++) {
		int year = amounts->columns.items[i].year;
		several = several || (first && year && year != first);
		first = first ? first : year;
	}
	amounts->is_wide = several || (first && roles->year == VD_NO_COLUMN);
	for (size_t i = 0; i < amounts->columns.count && !amounts->is_wide; i++)
		amounts->columns.items[i].year = 0;
}

static bool is_stage_of(const struct vd_look_amount *amount, enum vd_stage stage)
{
	static const enum vd_look_word words[VD_STAGES] = {
		[VD_ALLOCATED] = VD_WORD_ALLOCATED,
		[VD_MODIFIED] = VD_WORD_MODIFIED,
		[VD_IMPLEMENTED] = VD_WORD_IMPLEMENTED,
	};
	return amount->word == words[stage];
}

static struct vd_look_figure *add_figure(struct vd_arena *arena, struct vd_look_amounts *amounts,
					 enum vd_stage stage, struct vd_look_amount *amount)
{
	struct vd_look_figure *figure = VD_APPEND(arena, &amounts->figures);
	*figure = (struct vd_look_figure){ .stage = stage,
					   .year = amount->year,
					   .columns = VD_TAKE(arena, size_t, 1),
					   .count = 1,
					   .rival = VD_NO_COLUMN };
	figure->columns[0] = amount->column;
	amount->is_taken = true;
	return figure;
}

/* Columns of months with the same other words are one figure, of the year that these say. */
static void take_months(struct vd_arena *arena, struct vd_look_amounts *amounts,
			enum vd_stage unnamed)
{
	for (size_t i = 0; i < amounts->columns.count; i++) {
		struct vd_look_amount *first = &amounts->columns.items[i];
		size_t *columns = VD_TAKE(arena, size_t, amounts->columns.count), count = 0;
		unsigned seen = 0;
		for (size_t k = i; k < amounts->columns.count; k++) {
			struct vd_look_amount *other = &amounts->columns.items[k];
			if (first->is_taken || !other->month || !first->month || other->is_taken ||
			    other->year != first->year || !vd_same(other->rest, first->rest) ||
			    (seen >> other->month & 1U))
				continue;
			seen |= 1U << other->month;
			columns[count++] = k;
		}
		if (count < MONTHS_LEAST)
			continue;
		bool named = false;
		enum vd_stage stage = unnamed;
		for (enum vd_stage s = 0; s < VD_STAGES; s++)
			if (is_stage_of(first, s)) {
				stage = s;
				named = true;
			}
		struct vd_look_figure *figure = add_figure(arena, amounts, stage, first);
		figure->sure = named ? VD_LIKELY : VD_DOUBTFUL;
		figure->is_any_stage = !named;
		for (size_t k = 0; k < count; k++) {
			amounts->columns.items[columns[k]].is_taken = true;
			columns[k] = amounts->columns.items[columns[k]].column;
		}
		figure->columns = columns;
		figure->count = count;
	}
}

/* Of the columns of one stage and year, that whose words weigh most. */
static void take_stage(struct vd_arena *arena, struct vd_look_amounts *amounts, enum vd_stage stage,
		       enum vd_look_word word, int year)
{
	struct vd_look_amount *best = NULL, *rival = NULL;
	for (size_t i = 0; i < amounts->figures.count; i++)
		if (amounts->figures.items[i].stage == stage &&
		    amounts->figures.items[i].year == year)
			return;
	for (size_t i = 0; i < amounts->columns.count; i++) {
		struct vd_look_amount *one = &amounts->columns.items[i];
		if (one->word != word || one->year != year || one->is_taken || one->month)
			continue;
		if (!best || one->weight > best->weight) {
			rival = best;
			best = one;
		} else if (!rival || one->weight > rival->weight) {
			rival = one;
		}
	}
	if (!best)
		return;
	struct vd_look_figure *figure = add_figure(arena, amounts, stage, best);
	figure->rival = rival ? rival->column : VD_NO_COLUMN;
	figure->is_later = word == VD_WORD_PAID;
	bool is_close = rival && rival->weight == best->weight;
	figure->sure = figure->is_later || best->weight < WEIGHT_FIRM || is_close ? VD_DOUBTFUL
		       : best->weight < 8 || rival				  ? VD_LIKELY
										  : VD_SURE;
}

/* Amounts whose stage no word names: one column a year. */
static void take_unnamed(struct vd_arena *arena, struct vd_look_amounts *amounts,
			 enum vd_stage stage, int year, enum vd_sure sure)
{
	struct vd_look_amount *best = NULL, *rival = NULL;
	for (size_t i = 0; i < amounts->columns.count; i++) {
		struct vd_look_amount *one = &amounts->columns.items[i];
		if (one->word != VD_WORD_AMOUNT || one->year != year || one->is_taken || one->month)
			continue;
		if (!best || (best->by_content && !one->by_content)) {
			rival = best;
			best = one;
		} else if (!rival) {
			rival = one;
		}
	}
	if (!best)
		return;
	struct vd_look_figure *figure = add_figure(arena, amounts, stage, best);
	figure->is_any_stage = true;
	figure->rival = rival ? rival->column : VD_NO_COLUMN;
	figure->sure = sure;
}

static bool has_year_before(const struct vd_look_amounts *amounts, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (amounts->columns.items[k].year == amounts->columns.items[i].year)
			return true;
	return false;
}

void vd_look_at_amounts(struct vd_arena *arena, const struct vd_look_grid *grid,
			const struct vd_look_roles *roles, const char *titles,
			struct vd_look_amounts *amounts)
{
	*amounts = (struct vd_look_amounts){ 0 };
	collect(arena, grid, roles, amounts);
	find_width(roles, amounts);
	/* Where no heading tells, a title or the file's name may. */
	int weight = 0;
	enum vd_look_word said = vd_look_stage_word(titles, &weight);
	said = weight < WEIGHT_FIRM ? VD_WORDS : said;
	enum vd_stage unnamed = said == VD_WORD_IMPLEMENTED || said == VD_WORD_PAID ? VD_IMPLEMENTED
				: said == VD_WORD_MODIFIED			    ? VD_MODIFIED
										    : VD_ALLOCATED;
	take_months(arena, amounts, said == VD_WORDS ? VD_IMPLEMENTED : unnamed);
	/* A month alone is part of a name: accumulated to December. */
	for (size_t i = 0; i < amounts->columns.count; i++)
		amounts->columns.items[i].month = 0;
	for (size_t i = 0; i < amounts->columns.count; i++) {
		int year = amounts->columns.items[i].year;
		if (has_year_before(amounts, i))
			continue;
		size_t before = amounts->figures.count;
		take_stage(arena, amounts, VD_ALLOCATED, VD_WORD_ALLOCATED, year);
		take_stage(arena, amounts, VD_MODIFIED, VD_WORD_MODIFIED, year);
		take_stage(arena, amounts, VD_IMPLEMENTED, VD_WORD_IMPLEMENTED, year);
		take_stage(arena, amounts, VD_IMPLEMENTED, VD_WORD_PAID, year);
		bool has_months = false;
		for (size_t k = 0; k < before; k++)
			has_months = has_months || amounts->figures.items[k].year == year;
		if (amounts->figures.count == before && !has_months)
			take_unnamed(arena, amounts, unnamed, year, VD_DOUBTFUL);
	}
}
