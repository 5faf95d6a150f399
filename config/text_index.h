/* A table of texts, each with a number: found as fast among many as among few. */
#ifndef VD_CONFIG_TEXT_INDEX_H
#define VD_CONFIG_TEXT_INDEX_H

#include <stddef.h>

#include "budget/arena.h"

struct vd_indexed;

/** With the arena set, empty. */
struct vd_text_index {
	struct vd_arena *arena;
	struct vd_indexed *slots;
	size_t capacity, count;
};

/** Add a text, borrowed, with a number that is not negative; one that is there already stays. NULL adds nothing. */
void vd_text_index_put(struct vd_text_index *index, const char *text, int number);

/** The number of a text; VD_NONE: it is not there. */
int vd_text_index_get(const struct vd_text_index *index, const char *text);

#endif
