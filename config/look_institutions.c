/* Whom the lines are of: codes and their names, and where the money was spent. */
#include <stdlib.h>
#include <string.h>

#include "budget/text.h"
#include "config/look_parts.h"

enum {
	/* A code may change its name now and then; more than one in so many is another thing. */
	RENAMED_MOST_PERCENT = 5,
	DIVISIONS_GOOD = 400, /* institutions that a study can still be read with */
};

struct finder {
	struct vd_arena *arena;
	const struct vd_look_grid *grid;
	const struct vd_look_roles *roles;
	struct vd_look_institutions *found;
	bool *is_other;	    /* of each column: a year, an amount… */
	bool *is_used;	    /* it is part of a pair */
	const char **stems; /* the heading without words such as code and name */
};

static bool is_code_like(const struct vd_look_column *column)
{
	size_t filled = column->numbers + column->texts;
	if (!filled || column->marked * 2 > filled)
		return false;
	if (column->digits * 10 >= filled * 8 || vd_look_says(column, VD_WORD_CODE))
		return true;
	/* Short texts of one length with a digit: E01, 05GC. */
	size_t short_ones = 0;
	for (size_t v = 0; v < column->values.count; v++) {
		struct vd_slice text = column->values.items[v].text;
		short_ones += text.bytes && text.bytes <= 12 && !memchr(text.text, ' ', text.bytes);
	}
	return short_ones == vd_look_distinct(column) && column->texts == filled &&
	       !vd_look_says(column, VD_WORD_NAME) && short_ones > 0 &&
	       column->values.items[0].text.bytes <= 6 && !vd_look_says(column, VD_WORD_REGION);
}

static bool is_name_like(const struct vd_look_column *column)
{
	return column->texts * 10 >= (column->numbers + column->texts) * 8 && column->texts > 0;
}

/* The heading without the words that only say that it is a code or a name. */
static const char *stem_of(struct vd_arena *arena, const char *words)
{
	const char *stem = " ";
	for (const char *at = words; *at == ' ' && at[1]; at += 1 + strcspn(at + 1, " ")) {
		const char *word =
			vd_arena_format(arena, " %.*s ", (int)strcspn(at + 1, " "), at + 1);
		uint32_t says = vd_look_words(word);
		bool is_affix = (says >> VD_WORD_CODE & 1U) || (says >> VD_WORD_NAME & 1U);
		static const char *const fillers[] = { " de ", " del ", " la ", " of ", " the " };
		for (size_t i = 0; i < sizeof(fillers) / sizeof(*fillers); i++)
			is_affix = is_affix || vd_same(word, fillers[i]);
		if (!is_affix)
			stem = vd_arena_format(arena, "%s%s", stem, word + 1);
	}
	return stem;
}

static enum vd_look_word subject_of(const struct vd_look_column *column, int *weight)
{
	static const enum vd_look_word subjects[] = { VD_WORD_INSTITUTION, VD_WORD_PART_OF,
						      VD_WORD_REGION,	   VD_WORD_PLACE,
						      VD_WORD_PURPOSE,	   VD_WORD_LEVEL };
	/* "Departamento ejecutora" is where it was spent. */
	if (vd_look_says(column, VD_WORD_REGION) && vd_look_says(column, VD_WORD_PART_OF)) {
		*weight = vd_look_weight(column->words, VD_WORD_REGION);
		return VD_WORD_REGION;
	}
	for (size_t i = 0; i < sizeof(subjects) / sizeof(*subjects); i++) {
		*weight = vd_look_weight(column->words, subjects[i]);
		if (*weight)
			return subjects[i];
	}
	return VD_WORDS;
}

static struct vd_look_dependence names_of(const struct finder *finder, size_t code, size_t name)
{
	return vd_look_at_dependence(finder->arena, finder->grid, code, finder->roles->year, name);
}

static bool holds(const struct vd_look_dependence *dependence)
{
	return dependence->texts &&
	       dependence->with_more * 100 <= dependence->texts * RENAMED_MOST_PERCENT;
}

/* How good a choice it is. Words first; then that it is a pair, and of a readable number. */
static int score_of(const struct finder *finder, const struct vd_look_division *division)
{
	int score = 0;
	switch ((unsigned)division->word) {
	case VD_WORD_INSTITUTION:
		score = 300;
		break;
	case VD_WORD_PART_OF:
		score = 240;
		break;
	case VD_WORD_REGION:
		score = 180;
		break;
	case VD_WORD_PLACE:
		score = 150;
		break;
	case VD_WORD_LEVEL:
		score = 60;
		break;
	case VD_WORD_PURPOSE:
		score = 100;
		break;
	default:
		score = 20;
	}
	score += division->weight * 5;
	score += division->code != VD_NO_COLUMN && division->name != VD_NO_COLUMN ? 10 : 0;
	if (division->count < 2)
		score -= 120;
	if (division->count > DIVISIONS_GOOD)
		score -= 20;
	/* As many as lines: a line's own number or text. */
	if (division->count * 10 > finder->grid->row_count * 9 && finder->grid->row_count > 20)
		score -= 60;
	if (division->name != VD_NO_COLUMN && division->code != VD_NO_COLUMN &&
	    !holds(&division->names))
		score -= 200;
	return score;
}

static void add(struct finder *finder, size_t code, size_t name, bool by_heading)
{
	struct vd_look_institutions *found = finder->found;
	struct vd_look_division division = { .code = code, .name = name, .by_heading = by_heading };
	size_t subject = code != VD_NO_COLUMN ? code : name;
	division.word = subject_of(&finder->grid->columns[subject], &division.weight);
	if (division.word == VD_WORDS && name != VD_NO_COLUMN)
		division.word = subject_of(&finder->grid->columns[name], &division.weight);
	division.count = vd_look_distinct(&finder->grid->columns[subject]);
	if (code != VD_NO_COLUMN && name != VD_NO_COLUMN)
		division.names = names_of(finder, code, name);
	division.score = score_of(finder, &division);
	if (code != VD_NO_COLUMN)
		finder->is_used[code] = true;
	if (name != VD_NO_COLUMN)
		finder->is_used[name] = true;
	size_t at = found->count;
	while (at && found->divisions[at - 1].score < division.score)
		at--;
	if (at == VD_LOOK_DIVISIONS_MOST)
		return;
	size_t behind = found->count - at;
	if (found->count == VD_LOOK_DIVISIONS_MOST)
		behind--;
	else
		found->count++;
	memmove(&found->divisions[at + 1], &found->divisions[at],
		behind * sizeof(*found->divisions));
	found->divisions[at] = division;
}

static bool is_free(const struct finder *finder, size_t column)
{
	return column < finder->grid->column_count && !finder->is_other[column] &&
	       !finder->is_used[column] && !finder->grid->columns[column].is_twin;
}

/* Codes and names whose headings are otherwise the same: ID_RAMO and DESC_RAMO. */
static void pair_by_heading(struct finder *finder)
{
	const struct vd_look_grid *grid = finder->grid;
	for (size_t code = 0; code < grid->column_count; code++) {
		if (!is_free(finder, code) || !is_code_like(&grid->columns[code]) ||
		    vd_same(finder->stems[code], " "))
			continue;
		for (size_t name = 0; name < grid->column_count; name++) {
			if (name == code || !is_free(finder, name) ||
			    !is_name_like(&grid->columns[name]) ||
			    !vd_same(finder->stems[code], finder->stems[name]))
				continue;
			add(finder, code, name, true);
			break;
		}
	}
}

/* Whether the headings name two different things: a place is no name of an institution. */
static bool are_apart(const struct finder *finder, size_t a, size_t b)
{
	int weight = 0;
	enum vd_look_word first = subject_of(&finder->grid->columns[a], &weight);
	enum vd_look_word second = subject_of(&finder->grid->columns[b], &weight);
	return first != VD_WORDS && second != VD_WORDS && first != second;
}

/* Codes and names side by side that go one to one, whatever their headings. */
static void pair_by_content(struct finder *finder)
{
	const struct vd_look_grid *grid = finder->grid;
	for (size_t code = 0; code < grid->column_count; code++) {
		if (!is_free(finder, code) || !is_code_like(&grid->columns[code]))
			continue;
		const size_t beside[] = { code + 1, code - 1 };
		for (size_t i = 0; i < 2; i++) {
			size_t name = beside[i];
			if (!is_free(finder, name) || !is_name_like(&grid->columns[name]) ||
			    vd_look_distinct(&grid->columns[code]) < 2 ||
			    are_apart(finder, code, name))
				continue;
			struct vd_look_dependence forth = names_of(finder, code, name),
						  back = names_of(finder, name, code);
			if (!holds(&forth) || !holds(&back))
				continue;
			add(finder, code, name, false);
			break;
		}
	}
}

static void find_regions(struct finder *finder)
{
	const struct vd_look_grid *grid = finder->grid;
	struct vd_look_institutions *found = finder->found;
	const struct vd_look_division *first = &found->divisions[0];
	int best = 0;
	for (size_t i = 0; i < found->count; i++) {
		const struct vd_look_division *one = &found->divisions[i];
		if (one->word != VD_WORD_REGION || one->weight <= best || one->count < 2 ||
		    (one->code != VD_NO_COLUMN && one->name != VD_NO_COLUMN && !holds(&one->names)))
			continue;
		best = one->weight;
		found->region_code = one->code;
		found->region_name = one->name;
		found->region_count = one->count;
	}
	if (best == 0)
		return;
	size_t region = found->region_code != VD_NO_COLUMN ? found->region_code
							   : found->region_name;
	size_t institution = first->code != VD_NO_COLUMN ? first->code : first->name;
	struct vd_look_dependence regions =
		vd_look_at_dependence(finder->arena, grid, institution, VD_NO_COLUMN, region);
	found->region_fits = regions.with_more == 0;
}

static void mark_others(struct finder *finder, const struct vd_look_amounts *amounts)
{
	const struct vd_look_roles *roles = finder->roles;
	const size_t columns[] = { roles->year, roles->other_year, roles->month,
				   roles->date, roles->stage,	   roles->kind };
	for (size_t i = 0; i < sizeof(columns) / sizeof(*columns); i++)
		if (columns[i] != VD_NO_COLUMN)
			finder->is_other[columns[i]] = true;
	for (size_t i = 0; i < amounts->columns.count; i++)
		finder->is_other[amounts->columns.items[i].column] = true;
	static const enum vd_look_word others[] = { VD_WORD_YEAR, VD_WORD_MONTH, VD_WORD_DATE,
						    VD_WORD_RATE, VD_WORD_COUNT };
	for (size_t c = 0; c < finder->grid->column_count; c++)
		for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
			if (vd_look_says(&finder->grid->columns[c], others[i]))
				finder->is_other[c] = true;
}

static enum vd_sure sureness(const struct vd_look_division *first)
{
	if (first->word != VD_WORD_INSTITUTION)
		return first->word == VD_WORD_PART_OF ? VD_LIKELY : VD_DOUBTFUL;
	bool is_pair = first->code != VD_NO_COLUMN && first->name != VD_NO_COLUMN;
	return is_pair && first->by_heading && first->names.with_more == 0 ? VD_SURE : VD_LIKELY;
}

void vd_look_at_institutions(struct vd_arena *arena, const struct vd_look_grid *grid,
			     const struct vd_look_roles *roles,
			     const struct vd_look_amounts *amounts,
			     struct vd_look_institutions *institutions)
{
	*institutions = (struct vd_look_institutions){ .region_code = VD_NO_COLUMN,
						       .region_name = VD_NO_COLUMN };
	struct finder finder = { .arena = arena,
				 .grid = grid,
				 .roles = roles,
				 .found = institutions,
				 .is_other = VD_TAKE(arena, bool, grid->column_count + 1),
				 .is_used = VD_TAKE(arena, bool, grid->column_count + 1),
				 .stems = VD_TAKE(arena, const char *, grid->column_count + 1) };
	mark_others(&finder, amounts);
	for (size_t c = 0; c < grid->column_count; c++)
		finder.stems[c] = stem_of(arena, grid->columns[c].words);
	pair_by_heading(&finder);
	pair_by_content(&finder);
	for (size_t c = 0; c < grid->column_count; c++) {
		if (!is_free(&finder, c) || c == roles->level)
			continue;
		const struct vd_look_column *column = &grid->columns[c];
		if (is_code_like(column))
			add(&finder, c, VD_NO_COLUMN, false);
		else if (is_name_like(column))
			add(&finder, VD_NO_COLUMN, c, false);
	}
	/* Without any other, the level itself. */
	if (!institutions->count && roles->level != VD_NO_COLUMN)
		add(&finder, VD_NO_COLUMN, roles->level, false);
	if (!institutions->count)
		return;
	const struct vd_look_division *first = &institutions->divisions[0];
	institutions->sure = sureness(first);
	if (roles->level != VD_NO_COLUMN) {
		size_t institution = first->code != VD_NO_COLUMN ? first->code : first->name;
		struct vd_look_dependence levels =
			vd_look_at_dependence(arena, grid, institution, VD_NO_COLUMN, roles->level);
		institutions->level_fits = levels.with_more == 0;
	}
	find_regions(&finder);
}
