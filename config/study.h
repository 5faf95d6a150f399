/* Loading a study: from a file to a study that measures can be computed with. */
#ifndef VD_CONFIG_STUDY_H
#define VD_CONFIG_STUDY_H

#include "budget/study.h"
#include "io/input.h"

enum { VD_STUDY_BYTES_MOST = 64 << 20 };

/**
 * Read, decode and check a study file; all errors are reported.
 * @param input  set as soon as the file is read, so that diagnostics can show its lines
 * @return the study, in the arena; NULL if there was an error
 */
struct vd_study *vd_study_load(const char *file, struct vd_arena *arena,
			       struct vd_diagnostics *diagnostics, struct vd_input *input);

#endif
