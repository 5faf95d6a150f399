#include "config/text_index.h"

#include <stdint.h>

#include "budget/study.h"

enum { SLOTS_FIRST = 64 };

struct vd_indexed {
	const char *text;
	int number;
};

static size_t hash(const char *text)
{
	uint64_t value = 0xCBF29CE484222325U; /* FNV-1a */
	for (; *text; text++)
		value = (value ^ (unsigned char)*text) * 0x100000001B3U;
	return (size_t)(value ^ value >> 32);
}

/* Open addressing, at most half full. */
static struct vd_indexed *slot(const struct vd_text_index *index, const char *text)
{
	size_t i = hash(text) & (index->capacity - 1);
	while (index->slots[i].text && !vd_same(index->slots[i].text, text))
		i = (i + 1) & (index->capacity - 1);
	return &index->slots[i];
}

static void widen(struct vd_text_index *index)
{
	struct vd_text_index wider = *index;
	wider.capacity = index->capacity ? index->capacity * 2 : SLOTS_FIRST;
	wider.slots = VD_TAKE(index->arena, struct vd_indexed, wider.capacity);
	for (size_t i = 0; i < index->capacity; i++)
		if (index->slots[i].text)
			*slot(&wider, index->slots[i].text) = index->slots[i];
	*index = wider;
}

void vd_text_index_put(struct vd_text_index *index, const char *text, int number)
{
	if (!text)
		return;
	if (index->count * 2 >= index->capacity)
		widen(index);
	struct vd_indexed *free_slot = slot(index, text);
	if (free_slot->text)
		return;
	*free_slot = (struct vd_indexed){ text, number };
	index->count++;
}

int vd_text_index_get(const struct vd_text_index *index, const char *text)
{
	const struct vd_indexed *found = index->capacity ? slot(index, text) : NULL;
	return found && found->text ? found->number : VD_NONE;
}
