#include "budget/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Under an address sanitizer each object has a block of its own, so that reaching past it is seen. */
#ifndef __has_feature
#define __has_feature(feature) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
enum { BLOCK_BYTES = 1 };
#else
enum { BLOCK_BYTES = 64 * 1024 };
#endif

struct block {
	struct block *next;
	size_t used, size;
	max_align_t bytes[];
};

struct vd_arena {
	struct block *blocks; /* the newest first */
	vd_no_memory on_no_memory;
};

struct vd_arena *vd_arena_open(vd_no_memory on_no_memory)
{
	struct vd_arena *arena = calloc(1, sizeof(*arena));
	if (arena)
		arena->on_no_memory = on_no_memory;
	return arena;
}

void vd_arena_close(struct vd_arena *arena)
{
	if (!arena)
		return;
	struct block *block = arena->blocks;
	while (block) {
		struct block *next = block->next;
		free(block);
		block = next;
	}
	free(arena);
}

void vd_arena_expect(const struct vd_arena *arena, size_t bytes)
{
	void *volatile room =
		malloc(bytes); /* a compiler would leave out a pair that does nothing */
	if (!room)
		arena->on_no_memory();
	free(room);
}

struct vd_arena *vd_arena_open_beside(const struct vd_arena *arena)
{
	struct vd_arena *opened = vd_arena_open(arena->on_no_memory);
	if (!opened)
		arena->on_no_memory();
	return opened;
}

void vd_arena_reset(struct vd_arena *arena)
{
	struct block *kept = arena->blocks;
	if (!kept)
		return;
	for (struct block *block = kept->next; block;) {
		struct block *next = block->next;
		free(block);
		block = next;
	}
	memset(kept->bytes, 0, kept->used); /* what is taken is zeroed */
	kept->used = 0;
	kept->next = NULL;
}

static size_t round_up(size_t bytes)
{
	const size_t alignment = _Alignof(max_align_t);
	return (bytes + alignment - 1) / alignment * alignment;
}

void *vd_arena_take(struct vd_arena *arena, size_t count, size_t size)
{
	size_t bytes = 0;
	if (__builtin_mul_overflow(count, size, &bytes) || bytes > SIZE_MAX / 2)
		arena->on_no_memory();
	bytes = round_up(bytes ? bytes : 1);
	struct block *block = arena->blocks;
	if (!block || block->size - block->used < bytes) {
		size_t room = bytes > BLOCK_BYTES ? bytes : BLOCK_BYTES;
		block = calloc(1, sizeof(*block) + room);
		if (!block)
			arena->on_no_memory();
		block->size = room;
		/* A block made for one large object must not hide the room left in the newest. */
		if (arena->blocks && bytes > BLOCK_BYTES / 4) {
			block->next = arena->blocks->next;
			arena->blocks->next = block;
		} else {
			block->next = arena->blocks;
			arena->blocks = block;
		}
	}
	void *taken = (char *)block->bytes + block->used;
	block->used += bytes;
	return taken;
}

char *vd_arena_copy(struct vd_arena *arena, const char *bytes, size_t length)
{
	char *copy = vd_arena_take(arena, length + 1, 1);
	if (length)
		memcpy(copy, bytes, length);
	return copy;
}

char *vd_arena_vformat(struct vd_arena *arena, const char *format, va_list arguments)
{
	/* Most texts fit into what is left of the newest block. */
	struct block *block = arena->blocks;
	size_t room = block ? block->size - block->used : 0;
	char *here = block ? (char *)block->bytes + block->used : NULL;
	va_list again;
	va_copy(again, arguments);
	int length = vsnprintf(here, room, format, again);
	va_end(again);
	if (length < 0)
		length = 0;
	if ((size_t)length < room)
		return vd_arena_take(arena, (size_t)length + 1, 1);
	if (room)
		memset(here, 0, room);
	char *text = vd_arena_take(arena, (size_t)length + 1, 1);
	vsnprintf(text, (size_t)length + 1, format, arguments);
	return text;
}

char *vd_arena_format(struct vd_arena *arena, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	char *text = vd_arena_vformat(arena, format, arguments);
	va_end(arguments);
	return text;
}

void *vd_arena_grow(struct vd_arena *arena, void *items, size_t count, size_t *capacity,
		    size_t size)
{
	if (count < *capacity)
		return items;
	size_t wanted = *capacity ? *capacity * 2 : 8;
	void *grown = vd_arena_take(arena, wanted, size);
	if (count)
		memcpy(grown, items, count * size);
	*capacity = wanted;
	return grown;
}
