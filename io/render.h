/* Diagnostics for a person: the place, the line with a caret, what to do. */
#ifndef VD_IO_RENDER_H
#define VD_IO_RENDER_H

#include <stdio.h>

#include "budget/audit.h"
#include "budget/diagnostics.h"
#include "io/input.h"

/**
 * Write diagnostics, compiler-style.
 * @param inputs  the files that places point into; NULL-terminated
 * @param colour  use terminal colours
 * @return how many were written
 */
size_t vd_render_diagnostics(FILE *out, const struct vd_diagnostics *all,
			     const struct vd_input *const *inputs, bool colour);

/** Write a finding of a study's audit in the same way. */
void vd_render_finding(FILE *out, const struct vd_analysis *analysis,
		       const struct vd_finding *finding, const struct vd_input *const *inputs,
		       bool colour);

/** Write a string as a JSON string, quotes included. */
void vd_write_json_string(FILE *out, const char *text);

#endif
