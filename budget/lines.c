#include "budget/lines.h"

#include <stdlib.h>
#include <string.h>

enum { SLOTS_FIRST = 1024, WORDS = VD_LINE_PARTS - VD_LINE_KEYS };

/* What an amount's cell gives, before it is known whether its line counts. */
struct reading {
	int64_t minor;
	int code; /* or NO_AMOUNT, or NOT_ASKED */
};

enum { NO_CODE = -1, NOT_ASKED = -2 };

/* Which values of a condition were met, and how many were not: with none left, no one looks. */
struct met {
	bool *values;
	size_t left;
};

struct vd_lines {
	const struct vd_line_plan *plan;
	struct vd_arena *arena;
	struct vd_line_group **slots; /* open addressing; a power of two of them */
	size_t slot_count;
	struct {
		struct vd_line_group **items;
		size_t count, capacity;
	} groups;
	/* Lines of a group often stand together, and say the same of it. */
	struct vd_line_group *recent;
	struct {
		size_t cell;
		enum vd_line_part part;
		struct vd_slice text; /* in the last line of the recent group */
	} said[VD_LINE_PARTS];
	size_t said_count;
	struct reading *readings;
	struct met *met;	 /* of the plan's conditions */
	struct met **amount_met; /* of each amount's; of those that share them, the same */
	struct vd_line_fault *faults;
	size_t fault_count;
};

static struct met *meet_none(struct vd_arena *arena, const struct vd_line_conditions *conditions)
{
	struct met *met = VD_TAKE(arena, struct met, conditions->count);
	for (size_t i = 0; i < conditions->count; i++) {
		met[i].left = conditions->items[i].count;
		met[i].values = VD_TAKE(arena, bool, met[i].left);
	}
	return met;
}

/* Are the amount's conditions those of the one before? */
static bool is_shared(const struct vd_line_plan *plan, size_t amount)
{
	const struct vd_line_conditions *where = &plan->amounts[amount].where;
	return amount && where->items == plan->amounts[amount - 1].where.items &&
	       where->count == plan->amounts[amount - 1].where.count;
}

struct vd_lines *vd_lines_open(const struct vd_line_plan *plan, struct vd_arena *arena)
{
	struct vd_lines *lines = VD_TAKE(arena, struct vd_lines, 1);
	lines->plan = plan;
	lines->arena = arena;
	lines->slot_count = SLOTS_FIRST;
	lines->slots = VD_TAKE(arena, struct vd_line_group *, SLOTS_FIRST);
	lines->readings = VD_TAKE(arena, struct reading, plan->amount_count + 1);
	lines->faults = VD_TAKE(arena, struct vd_line_fault, plan->amount_count + VD_LINE_PARTS);
	lines->met = meet_none(arena, &plan->where);
	lines->amount_met = VD_TAKE(arena, struct met *, plan->amount_count);
	for (size_t i = 0; i < plan->amount_count; i++)
		lines->amount_met[i] = is_shared(plan, i)
					       ? lines->amount_met[i - 1]
					       : meet_none(arena, &plan->amounts[i].where);
	for (size_t k = 0; k < VD_LINE_PARTS; k++) {
		if (plan->parts[k] < 0)
			continue;
		lines->said[lines->said_count].cell = (size_t)plan->parts[k];
		lines->said[lines->said_count++].part = (enum vd_line_part)k;
	}
	return lines;
}

static uint64_t load(const char *text, size_t bytes)
{
	uint64_t word = 0;
	memcpy(&word, text, bytes);
	return word;
}

/* Two words, of the beginning and of the end, which may overlap. */
static bool same_ends(const char *a, const char *b, size_t bytes, size_t word)
{
	const size_t end = bytes - word;
	return ((load(a, word) ^ load(b, word)) | (load(a + end, word) ^ load(b + end, word))) == 0;
}

/* Most texts are short: no call for those. */
static bool same(struct vd_slice a, struct vd_slice b)
{
	if (a.bytes != b.bytes)
		return false;
	if (a.bytes > 16)
		return memcmp(a.text, b.text, a.bytes) == 0;
	if (a.bytes >= 8)
		return same_ends(a.text, b.text, a.bytes, 8);
	if (a.bytes >= 4)
		return same_ends(a.text, b.text, a.bytes, 4);
	if (a.bytes >= 2)
		return same_ends(a.text, b.text, a.bytes, 2);
	return !a.bytes || a.text[0] == b.text[0];
}

static bool is_value(const struct vd_line_condition *condition, size_t i, struct vd_slice cell)
{
	struct vd_slice value = condition->values[i];
	if (condition->is_prefix && cell.bytes > value.bytes)
		cell.bytes = value.bytes;
	return same(cell, value);
}

/* The cell is the value, the first that it is; it may begin with later ones too. */
static void meet(const struct vd_line_condition *condition, size_t value, struct vd_slice cell,
		 struct met *met)
{
	for (size_t i = value; i < (condition->is_prefix ? condition->count : value + 1); i++) {
		if (met->values[i] || !is_value(condition, i, cell))
			continue;
		met->values[i] = true;
		met->left--;
	}
}

static bool holds(const struct vd_line_condition *condition, struct vd_slice cell, struct met *met)
{
	for (size_t i = 0; i < condition->count; i++) {
		if (!is_value(condition, i, cell))
			continue;
		if (met->left)
			meet(condition, i, cell, met);
		return !condition->is_negated;
	}
	return condition->is_negated;
}

/*
 * Behind one that does not hold, only conditions with values to be met are looked at: which are met
 * does not depend on the order of the conditions.
 */
static bool all_hold(const struct vd_line_conditions *conditions, const struct vd_slice *cells,
		     struct met *met)
{
	bool all = true;
	for (size_t i = 0; i < conditions->count; i++)
		if ((all || met[i].left) &&
		    !holds(&conditions->items[i], cells[conditions->items[i].cell], &met[i]))
			all = false;
	return all;
}

bool vd_lines_have_met(const struct vd_lines *lines, size_t amount, size_t condition, size_t value)
{
	const bool is_own = amount == VD_LINE_EVERY;
	const struct vd_line_condition *one =
		is_own ? &lines->plan->where.items[condition]
		       : &lines->plan->amounts[amount].where.items[condition];
	const struct met *met = is_own ? &lines->met[condition]
				       : &lines->amount_met[amount][condition];
	const struct vd_slice text = one->values[value];
	/* Of a value that stands there twice, the first is met. */
	for (size_t i = 0; i < value && text.text && !met->values[value]; i++)
		if (met->values[i] && same(one->values[i], text))
			return true;
	return met->values[value];
}

static uint64_t mix(uint64_t a, uint64_t b)
{
	__extension__ unsigned __int128 product = (unsigned __int128)a * b;
	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* Eight bytes at a time; what is left of fewer by two loads that overlap. */
static uint64_t hash_text(uint64_t hash, struct vd_slice text)
{
	static const uint64_t odd = 0x9E3779B97F4A7C15U;
	const char *at = text.text;
	size_t left = text.bytes;
	for (; left > 8; at += 8, left -= 8)
		hash = mix(hash ^ load(at, 8), odd);
	uint64_t last = 0;
	if (left == 8)
		last = load(at, 8);
	else if (left >= 4)
		last = load(at, 4) << 32 | load(at + left - 4, 4);
	else if (left)
		last = (uint64_t)(unsigned char)at[0] << 16 |
		       (uint64_t)(unsigned char)at[left / 2] << 8 | (unsigned char)at[left - 1];
	return mix(hash ^ last, odd ^ text.bytes);
}

static bool is_key(const struct vd_line_plan *plan, const struct vd_line_group *group,
		   const struct vd_slice *cells)
{
	for (size_t k = 0; k < VD_LINE_KEYS; k++)
		if (plan->parts[k] >= 0 && !same(group->keys[k], cells[plan->parts[k]]))
			return false;
	return true;
}

/* The slot of a group with these keys, or the free one where it belongs. */
static struct vd_line_group **find_slot(struct vd_lines *lines, const struct vd_slice *cells,
					uint64_t hash)
{
	size_t mask = lines->slot_count - 1;
	for (size_t i = hash & mask;; i = (i + 1) & mask) {
		struct vd_line_group *group = lines->slots[i];
		if (!group || (group->hash == hash && is_key(lines->plan, group, cells)))
			return &lines->slots[i];
	}
}

static void widen(struct vd_lines *lines)
{
	size_t count = lines->slot_count * 2, mask = count - 1;
	struct vd_line_group **slots = VD_TAKE(lines->arena, struct vd_line_group *, count);
	for (size_t k = 0; k < lines->slot_count; k++) {
		struct vd_line_group *group = lines->slots[k];
		if (!group)
			continue;
		size_t i = group->hash & mask;
		while (slots[i])
			i = (i + 1) & mask;
		slots[i] = group;
	}
	lines->slots = slots;
	lines->slot_count = count;
}

static struct vd_slice keep(struct vd_lines *lines, struct vd_slice text)
{
	if (text.text)
		text.text = vd_arena_copy(lines->arena, text.text, text.bytes);
	return text;
}

/* A group of which nothing is known but its keys; NULL if there would be too many. */
static struct vd_line_group *new_group(struct vd_lines *lines, const struct vd_slice *cells,
				       uint64_t hash, struct vd_line_group **slot)
{
	if (lines->groups.count == VD_LINE_GROUPS_MOST)
		return NULL;
	struct vd_line_group *group = VD_TAKE(lines->arena, struct vd_line_group, 1);
	group->figures = VD_TAKE(lines->arena, struct vd_line_figure, lines->plan->figures);
	group->hash = hash;
	for (size_t k = 0; k < VD_LINE_KEYS; k++)
		if (lines->plan->parts[k] >= 0)
			group->keys[k] = keep(lines, cells[lines->plan->parts[k]]);
	*slot = group;
	*VD_APPEND(lines->arena, &lines->groups) = group;
	if (lines->groups.count * 2 > lines->slot_count)
		widen(lines);
	return group;
}

static struct vd_line_group *group_of(struct vd_lines *lines, const struct vd_slice *cells)
{
	const struct vd_line_plan *plan = lines->plan;
	uint64_t hash = 0;
	for (size_t k = 0; k < VD_LINE_KEYS; k++)
		if (plan->parts[k] >= 0)
			hash = hash_text(hash, cells[plan->parts[k]]);
	struct vd_line_group **slot = find_slot(lines, cells, hash);
	lines->recent = *slot ? *slot : new_group(lines, cells, hash, slot);
	return lines->recent;
}

static void fault(struct vd_lines *lines, struct vd_line_fault found)
{
	lines->faults[lines->fault_count++] = found;
}

static int find_code(const struct vd_line_plan *plan, struct vd_slice cell)
{
	for (size_t i = 0; i < plan->code_count; i++)
		if (same(plan->codes[i], cell))
			return (int)i;
	return NO_CODE;
}

/* Spaces around a code say nothing. */
static struct vd_slice trimmed(struct vd_slice text)
{
	while (text.bytes && text.text[0] == ' ') {
		text.text++;
		text.bytes--;
	}
	while (text.bytes && text.text[text.bytes - 1] == ' ')
		text.bytes--;
	return text;
}

static void read_amount(struct vd_lines *lines, const struct vd_line_amount *amount,
			struct vd_slice cell, struct reading *reading)
{
	size_t at = 0;
	reading->code = NO_CODE;
	enum vd_number_status status =
		vd_amount_read(&lines->plan->style, cell, &reading->minor, &at);
	if (status == VD_NUMBER_OK)
		return;
	reading->code = find_code(lines->plan, trimmed(cell));
	if (reading->code == NO_CODE)
		fault(lines,
		      (struct vd_line_fault){ .cell = amount->cell, .status = status, .at = at });
}

/*
 * The text of the group's last line. Names may change with every line of a file without end: the
 * new one is written over the one before, which nobody else has.
 */
static struct vd_slice write_over(struct vd_lines *lines, struct vd_line_words *words,
				  struct vd_slice text)
{
	if (text.bytes > words->room_bytes) {
		words->room_bytes = text.bytes * 2;
		words->room = VD_TAKE(lines->arena, char, words->room_bytes);
	}
	if (!text.bytes)
		return (struct vd_slice){ "", 0 };
	memcpy(words->room, text.text, text.bytes);
	return (struct vd_slice){ words->room, text.bytes };
}

static void describe(struct vd_lines *lines, struct vd_line_group *group,
		     const struct vd_slice *cells, uint64_t line)
{
	for (size_t k = 0; k < WORDS; k++) {
		int cell = lines->plan->parts[VD_LINE_KEYS + k];
		struct vd_line_words *words = &group->words[k];
		if (cell < 0 || (group->lines && same(words->last, cells[cell])))
			continue;
		if (!group->lines) {
			words->first = words->last = keep(lines, cells[cell]);
			continue;
		}
		words->last = write_over(lines, words, cells[cell]);
		if (!words->other.text && !same(words->first, words->last)) {
			words->other = keep(lines, cells[cell]);
			words->other_line = line;
		}
	}
	if (!group->lines)
		group->first_line = line;
}

/* The line says of its group what the line before said: it is one of the same. */
static bool says_the_same(const struct vd_lines *lines, const struct vd_slice *cells)
{
	if (!lines->recent)
		return false;
	for (size_t k = 0; k < lines->said_count; k++)
		if (!same(lines->said[k].text, cells[lines->said[k].cell]))
			return false;
	return true;
}

static void remember(struct vd_lines *lines)
{
	for (size_t k = 0; k < lines->said_count; k++)
		lines->said[k].text = vd_line_part_of(lines->recent, lines->said[k].part);
}

static void add_readings(const struct vd_lines *lines, struct vd_line_group *group, uint64_t line)
{
	for (size_t i = 0; i < lines->plan->amount_count; i++) {
		const struct reading *reading = &lines->readings[i];
		struct vd_line_figure *figure = &group->figures[lines->plan->amounts[i].figure];
		if (reading->code == NOT_ASKED)
			continue;
		if (reading->code == NO_CODE) {
			figure->sum += reading->minor;
			figure->amounts++;
			continue;
		}
		if (!figure->missing) {
			figure->code = (size_t)reading->code;
			figure->code_line = line;
		}
		figure->missing++;
	}
}

enum vd_line_use vd_lines_add(struct vd_lines *lines, const struct vd_slice *cells, uint64_t line)
{
	const struct vd_line_plan *plan = lines->plan;
	bool is_asked = !plan->amount_count;
	lines->fault_count = 0;
	if (plan->where.count && !all_hold(&plan->where, cells, lines->met))
		return VD_LINE_PASSED_OVER;
	const bool is_again = says_the_same(lines, cells);
	bool counts = true;
	for (size_t k = 0; k < lines->said_count && !is_again; k++)
		if (cells[lines->said[k].cell].bytes > VD_LINE_TEXT_MOST)
			fault(lines, (struct vd_line_fault){ .cell = lines->said[k].cell,
							     .at = VD_LINE_TEXT_MOST,
							     .is_text = true });
	for (size_t i = 0; i < plan->amount_count; i++) {
		const struct vd_line_amount *amount = &plan->amounts[i];
		if (!is_shared(plan, i))
			counts = all_hold(&amount->where, cells, lines->amount_met[i]);
		if (!counts) {
			lines->readings[i].code = NOT_ASKED;
			continue;
		}
		read_amount(lines, amount, cells[amount->cell], &lines->readings[i]);
		is_asked = true;
	}
	if (!is_asked)
		return VD_LINE_PASSED_OVER;
	if (lines->fault_count)
		return VD_LINE_FAULTY;
	struct vd_line_group *group = is_again ? lines->recent : group_of(lines, cells);
	if (!group)
		return VD_LINE_TOO_MANY;
	if (!is_again) {
		describe(lines, group, cells, line);
		remember(lines);
	}
	group->last_line = line;
	group->lines++;
	add_readings(lines, group, line);
	return VD_LINE_USED;
}

size_t vd_lines_faults(const struct vd_lines *lines, const struct vd_line_fault **faults)
{
	*faults = lines->faults;
	return lines->fault_count;
}

/* The first line of both that has a text otherwise than the first line of all. */
static void merge_other(struct vd_line_words *into, const struct vd_line_words *from,
			uint64_t from_line)
{
	struct vd_slice other = from->other;
	uint64_t line = from->other_line;
	if (!same(into->first, from->first)) {
		other = from->first;
		line = from_line;
	}
	if (!other.text || (into->other.text && into->other_line < line))
		return;
	into->other = other;
	into->other_line = line;
}

static void merge_words(struct vd_lines *lines, struct vd_line_group *into,
			const struct vd_line_group *from)
{
	for (size_t k = 0; k < WORDS; k++) {
		struct vd_line_words *to = &into->words[k];
		struct vd_line_words own = *to, added = from->words[k];
		if (lines->plan->parts[VD_LINE_KEYS + k] < 0)
			continue;
		if (from->first_line < into->first_line) {
			*to = added;
			merge_other(to, &own, into->first_line);
		} else {
			merge_other(to, &added, from->first_line);
		}
		to->last = from->last_line > into->last_line ? added.last : own.last;
		to->first = keep(lines, to->first);
		to->other = keep(lines, to->other);
		to->last = keep(lines, to->last);
		to->room_bytes = 0;
	}
}

static void merge_figures(const struct vd_lines *lines, struct vd_line_group *into,
			  const struct vd_line_group *from)
{
	for (size_t i = 0; i < lines->plan->figures; i++) {
		struct vd_line_figure *to = &into->figures[i];
		const struct vd_line_figure *added = &from->figures[i];
		if (added->missing && (!to->missing || added->code_line < to->code_line)) {
			to->code = added->code;
			to->code_line = added->code_line;
		}
		to->sum += added->sum;
		to->amounts += added->amounts;
		to->missing += added->missing;
	}
}

static void take_words(struct vd_lines *lines, struct vd_line_group *into,
		       const struct vd_line_group *from)
{
	for (size_t k = 0; k < WORDS; k++) {
		into->words[k] = from->words[k];
		into->words[k].first = keep(lines, from->words[k].first);
		into->words[k].other = keep(lines, from->words[k].other);
		into->words[k].last = keep(lines, from->words[k].last);
		into->words[k].room_bytes = 0; /* it is the other's */
	}
	into->first_line = from->first_line;
	into->last_line = from->last_line;
}

static void merge_met(const struct vd_line_conditions *conditions, struct met *into,
		      const struct met *from)
{
	for (size_t i = 0; i < conditions->count; i++)
		for (size_t k = 0; k < conditions->items[i].count; k++) {
			if (into[i].values[k] || !from[i].values[k])
				continue;
			into[i].values[k] = true;
			into[i].left--;
		}
}

bool vd_lines_merge(struct vd_lines *into, const struct vd_lines *from)
{
	const struct vd_line_plan *plan = into->plan;
	merge_met(&plan->where, into->met, from->met);
	for (size_t i = 0; i < plan->amount_count; i++)
		merge_met(&plan->amounts[i].where, into->amount_met[i], from->amount_met[i]);
	struct vd_slice *cells = VD_TAKE(into->arena, struct vd_slice, plan->cells);
	for (size_t i = 0; i < from->groups.count; i++) {
		const struct vd_line_group *added = from->groups.items[i];
		for (size_t k = 0; k < VD_LINE_KEYS; k++)
			if (plan->parts[k] >= 0)
				cells[plan->parts[k]] = added->keys[k];
		struct vd_line_group **slot = find_slot(into, cells, added->hash);
		struct vd_line_group *group = *slot;
		if (group) {
			merge_words(into, group, added);
			if (added->first_line < group->first_line)
				group->first_line = added->first_line;
			if (added->last_line > group->last_line)
				group->last_line = added->last_line;
		} else {
			group = new_group(into, cells, added->hash, slot);
			if (!group)
				return false;
			take_words(into, group, added);
		}
		merge_figures(into, group, added);
		group->lines += added->lines;
	}
	return true;
}

typedef bool (*convert_text)(void *context, enum vd_line_part part, uint64_t line,
			     struct vd_slice *text);

/* Most often the first text of a group is its last one. */
static bool convert_words(const struct vd_line_group *group, struct vd_line_words *words,
			  enum vd_line_part part, convert_text convert, void *context)
{
	bool good = true, is_one = same(words->first, words->last);
	if (words->first.text)
		good = convert(context, part, group->first_line, &words->first);
	if (words->other.text)
		good = convert(context, part, words->other_line, &words->other) && good;
	if (is_one)
		words->last = words->first;
	else
		good = convert(context, part, group->last_line, &words->last) && good;
	return good;
}

static int compare_texts(struct vd_slice a, struct vd_slice b)
{
	size_t common = a.bytes < b.bytes ? a.bytes : b.bytes;
	int order = common ? memcmp(a.text, b.text, common) : 0;
	return order ? order : (a.bytes > b.bytes) - (a.bytes < b.bytes);
}

static int compare_groups(const void *left, const void *right)
{
	const struct vd_line_group *a = *(const struct vd_line_group *const *)left;
	const struct vd_line_group *b = *(const struct vd_line_group *const *)right;
	for (size_t k = 0; k < VD_LINE_KEYS; k++) {
		int order = compare_texts(a->keys[k], b->keys[k]);
		if (order)
			return order;
	}
	return 0;
}

static void sort_groups(struct vd_lines *lines)
{
	if (lines->groups.count)
		qsort(lines->groups.items, lines->groups.count, sizeof(*lines->groups.items),
		      compare_groups);
}

bool vd_lines_convert(struct vd_lines *lines, convert_text convert, void *context)
{
	bool good = true;
	sort_groups(lines); /* so that what is said of them comes in an order of its own */
	for (size_t i = 0; i < lines->groups.count; i++) {
		struct vd_line_group *group = lines->groups.items[i];
		for (size_t k = 0; k < VD_LINE_KEYS; k++)
			if (group->keys[k].text)
				good = convert(context, (enum vd_line_part)k, group->first_line,
					       &group->keys[k]) &&
				       good;
		for (size_t k = 0; k < WORDS; k++)
			good = convert_words(group, &group->words[k],
					     (enum vd_line_part)(VD_LINE_KEYS + k), convert,
					     context) &&
			       good;
	}
	return good;
}

size_t vd_lines_groups(struct vd_lines *lines, const struct vd_line_group *const **groups)
{
	sort_groups(lines);
	*groups = (const struct vd_line_group *const *)lines->groups.items;
	return lines->groups.count;
}

struct vd_slice vd_line_part_of(const struct vd_line_group *group, enum vd_line_part part)
{
	return part < VD_LINE_KEYS ? group->keys[part] : group->words[part - VD_LINE_KEYS].last;
}

struct vd_slice vd_line_other_of(const struct vd_line_group *group, enum vd_line_part part)
{
	struct vd_slice none = { NULL, 0 };
	if (part < VD_LINE_KEYS)
		return none;
	const struct vd_line_words *words = &group->words[part - VD_LINE_KEYS];
	return same(words->first, words->last) ? words->other : words->first;
}
