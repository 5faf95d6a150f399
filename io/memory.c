#define _GNU_SOURCE /* fopencookie(), NOLINT(bugprone-reserved-identifier) */
#include "io/memory.h"

#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

enum { FIRST_BYTES = 64 * 1024 };

/* For as much as comes, and a NUL after it. */
static bool make_room(struct vd_memory *memory, size_t more)
{
	size_t needed = memory->size + more + 1, capacity = memory->capacity;
	if (needed <= memory->size)
		return false;
	if (needed <= capacity)
		return true;
	capacity = needed / 2 > capacity ? needed : capacity * 2;
	char *bytes = realloc(memory->bytes, capacity);
	if (!bytes)
		return false;
	memory->bytes = bytes;
	memory->capacity = capacity;
	return true;
}

/* Nothing taken is an error of the stream. */
static ssize_t take(void *cookie, const char *bytes, size_t size)
{
	struct vd_memory *memory = cookie;
	if (!make_room(memory, size))
		return 0;
	memcpy(memory->bytes + memory->size, bytes, size);
	memory->size += size;
	memory->bytes[memory->size] = '\0';
	return (ssize_t)size;
}

bool vd_memory_open(struct vd_memory *memory)
{
	*memory = (struct vd_memory){ 0 };
	/* Not open_memstream(): without memory, glibc's loses what was written and tells nobody. */
	memory->bytes = calloc(1, FIRST_BYTES);
	if (!memory->bytes)
		return false;
	memory->capacity = FIRST_BYTES;
	memory->out = fopencookie(memory, "w", (cookie_io_functions_t){ .write = take });
	return memory->out;
}

bool vd_memory_close(struct vd_memory *memory)
{
	if (!memory->out)
		return false;
	bool whole = !ferror(memory->out);
	whole = fclose(memory->out) == 0 && whole;
	memory->out = NULL;
	return whole;
}

void vd_memory_free(struct vd_memory *memory)
{
	if (memory->out)
		fclose(memory->out);
	free(memory->bytes);
	*memory = (struct vd_memory){ 0 };
}
