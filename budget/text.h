/* Text of a study in the languages it is given in, and small helpers on UTF-8 strings. */
#ifndef VD_BUDGET_TEXT_H
#define VD_BUDGET_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "budget/arena.h"

enum vd_language { VD_EN, VD_ES, VD_LANGUAGES };

/** The same text in each language; NULL where the study does not give it. */
struct vd_text {
	const char *in[VD_LANGUAGES];
};

/** Text that grows at its end. */
struct vd_buffer {
	struct vd_arena *arena;
	char *items;
	size_t count, capacity;
};

void vd_buffer_add(struct vd_buffer *buffer, const char *text);

/** The text so far, NUL-terminated. */
const char *vd_buffer_text(struct vd_buffer *buffer);

/** The text in a language, else in any the study has, else NULL. */
const char *vd_text_in(const struct vd_text *text, enum vd_language language);

/** Two strings are the same; NULL is the same as nothing. */
bool vd_same(const char *a, const char *b);

/** Characters (code points) in `bytes` bytes of valid UTF-8. */
uint32_t vd_utf8_length(const char *text, size_t bytes);

/** Bytes of the first so many characters of valid UTF-8, or of all there are. */
size_t vd_utf8_bytes(const char *text, size_t characters);

/** Characters of a whole string, as columns of a terminal count them. */
int vd_utf8_width(const char *text);

/** Place of the first byte that is not valid UTF-8, or `bytes` if all is. */
size_t vd_utf8_invalid(const char *text, size_t bytes);

/**
 * The candidate nearest to a word, for "did you mean": within a third of its length in edits
 * (insert, delete, replace, swap neighbours), letter case aside; one that the word begins counts as
 * one edit away; the first of equals.
 * @return NULL if none is near
 */
const char *vd_nearest(const char *word, const char *const *candidates, size_t count);

/** Break a text into lines of at most `width` characters; lines after the first are indented. */
const char *vd_wrap(struct vd_arena *arena, const char *text, size_t width, size_t indent);

/** What standard input goes by where a file is named; for a reader as vd_file_words() has it. */
extern const char vd_standard_input[];
const char *vd_file_words(const char *file);

/** Whether a file's name stands for standard input: "-", or what it goes by. */
bool vd_is_standard_input(const char *file);

/** A list of words for a message, `a, b and c`, at most `most` of them, then "and N more". */
const char *vd_list_words(struct vd_arena *arena, const char *const *words, size_t count,
			  size_t most);

#endif
