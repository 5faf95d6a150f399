/*
 * A text file as read, with its lines at hand for carets: whole, bounded, valid UTF-8; or, of a file
 * that is too large to hold, the lines that messages point at.
 */
#ifndef VD_IO_INPUT_H
#define VD_IO_INPUT_H

#include "budget/diagnostics.h"

/** A line of a file that is not held as a whole. */
struct vd_excerpt {
	uint32_t line;
	const char *text; /* valid UTF-8, NUL-terminated */
};

struct vd_input {
	const char *file; /* as named by the user */
	const char *text; /* NUL-terminated, without a byte order mark; NULL: there are excerpts */
	size_t bytes;
	const size_t *line_starts; /* byte offsets */
	size_t line_count;
	const struct vd_excerpt *excerpts; /* in any order */
	size_t excerpt_count;
	const struct vd_input *next; /* of the files that this one names, one after the other */
};

/**
 * Read a file (or standard input, named "-") of at most `most` bytes.
 * Reports input-unreadable, input-too-large, input-not-text, input-empty.
 * @param input  borrowed from the arena; untouched on failure
 */
bool vd_input_read(const char *file, size_t most, struct vd_arena *arena,
		   struct vd_diagnostics *diagnostics, struct vd_input *input);

/** The place of a byte. */
struct vd_place vd_input_place(const struct vd_input *input, size_t byte);

/**
 * A line by number from 1, without its end.
 * @return its bytes; "" beyond the end; NULL: it is not among the excerpts
 */
const char *vd_input_line(const struct vd_input *input, uint32_t line, size_t *bytes);

#endif
