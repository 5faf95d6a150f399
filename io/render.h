/* Diagnostics for a person: the place, the line with a caret, what to do. */
#ifndef VD_IO_RENDER_H
#define VD_IO_RENDER_H

#include <stdio.h>

#include "budget/diagnostics.h"
#include "io/input.h"

/** Which diagnostics to write. */
enum vd_selection { VD_SELECT_ERRORS, VD_SELECT_FINDINGS };

/**
 * Write diagnostics, compiler-style.
 * @param inputs  the files that places point into; NULL-terminated
 * @param colour  use terminal colours
 * @return how many were written
 */
size_t vd_render_diagnostics(FILE *out, const struct vd_diagnostics *all,
			     const struct vd_input *const *inputs, enum vd_selection selection,
			     bool colour);

/** Write diagnostics as the `findings` table in JSON: errors and findings alike. */
void vd_render_diagnostics_json(FILE *out, const struct vd_diagnostics *all);

/** Write a string as a JSON string, quotes included. */
void vd_write_json_string(FILE *out, const char *text);

#endif
