/* Columns that go together: each text of one has one text of the other beside it. */
#include <string.h>

#include "config/look_parts.h"

/* Distinct pairs of numbers, and how many distinct third ones stand beside each. */
struct pair {
	uint64_t key;	 /* 1 + both numbers; 0: free */
	uint32_t number; /* of the pair, by first appearance */
	uint32_t beside; /* the first */
	uint32_t others; /* how many */
};

struct pairs {
	struct pair *slots;
	size_t size, count;
};

static size_t slot_of(const struct pairs *pairs, uint64_t key)
{
	size_t slot = (size_t)((key * 0x9E3779B97F4A7C15U) >> 20) & (pairs->size - 1);
	while (pairs->slots[slot].key && pairs->slots[slot].key != key)
		slot = (slot + 1) & (pairs->size - 1);
	return slot;
}

static void grow(struct vd_arena *arena, struct pairs *pairs)
{
	struct pairs grown = { .size = pairs->size ? pairs->size * 4 : 256, .count = pairs->count };
	grown.slots = VD_TAKE(arena, struct pair, grown.size);
	for (size_t i = 0; i < pairs->size; i++)
		if (pairs->slots[i].key)
			grown.slots[slot_of(&grown, pairs->slots[i].key)] = pairs->slots[i];
	*pairs = grown;
}

static struct pair *pair_of(struct vd_arena *arena, struct pairs *pairs, uint32_t a, uint32_t b)
{
	if (pairs->count * 2 >= pairs->size)
		grow(arena, pairs);
	uint64_t key = (((uint64_t)a << 32) | b) + 1;
	struct pair *pair = &pairs->slots[slot_of(pairs, key)];
	if (!pair->key) {
		*pair = (struct pair){ .key = key,
				       .number = (uint32_t)pairs->count++,
				       .beside = UINT32_MAX };
	}
	return pair;
}

size_t vd_look_distinct(const struct vd_look_column *column)
{
	return column->values.count - (column->empty ? 1 : 0);
}

struct vd_look_dependence vd_look_at_dependence(struct vd_arena *arena,
						const struct vd_look_grid *grid, size_t from,
						size_t also, size_t to)
{
	struct vd_arena *scratch = vd_arena_open_beside(arena);
	const struct vd_look_column *a = &grid->columns[from], *b = &grid->columns[to];
	struct vd_look_dependence dependence = { .texts = vd_look_distinct(a) };
	struct pairs groups = { 0 }, seen = { 0 };
	/* By text of `from`: how many texts at most stand beside it within one text of `also`. */
	uint32_t *most = VD_TAKE(scratch, uint32_t, a->values.count + 1);
	for (size_t r = 0; r < grid->row_count; r++) {
		uint32_t id = a->ids[r];
		if (!a->values.items[id].text.bytes)
			continue;
		uint32_t within = also == VD_NO_COLUMN ? 0 : grid->columns[also].ids[r];
		struct pair *group = pair_of(scratch, &groups, id, within);
		if (group->beside == UINT32_MAX) {
			group->beside = b->ids[r];
			group->others = 1;
		} else if (group->beside != b->ids[r]) {
			struct pair *known = pair_of(scratch, &seen, group->number, b->ids[r]);
			if (known->beside == UINT32_MAX) {
				known->beside = 0;
				group->others++;
			}
		}
		if (group->others > most[id])
			most[id] = group->others;
		if (group->others > 1 && group->others > dependence.most)
			dependence.worst_row = a->values.items[id].first_row;
		if (group->others > dependence.most)
			dependence.most = group->others;
	}
	for (size_t v = 0; v < a->values.count; v++)
		dependence.with_more += most[v] > 1;
	vd_arena_close(scratch);
	return dependence;
}
