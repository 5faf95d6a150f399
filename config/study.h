/* Loading a study: from a file to a study that measures can be computed with. */
#ifndef VD_CONFIG_STUDY_H
#define VD_CONFIG_STUDY_H

#include "budget/study.h"
#include "io/input.h"
#include "io/stream.h"

enum { VD_STUDY_BYTES_MOST = 64 << 20 };

/** How the data files of a study are read, whatever it says of them. Zeros: the defaults. */
struct vd_reading {
	unsigned threads; /* 0: as many as there are processors, at most 8 */
	bool is_digested; /* compute the SHA-256 of each file: where it will be shown */
	/* Called now and then while a file is read, by any one thread at a time, and when it has been
	   read, with facts NULL. */
	void (*progress)(void *context, const char *file, const struct vd_stream_facts *facts);
	/* The same of a database: before it is asked, with 0, and while its rows come. */
	void (*asking)(void *context, const char *database, uint64_t rows);
	void *context;
	bool has_standard_input; /* it was read already: by a study, or as data */
};

/**
 * Read, decode and check a study file, and add up the data that it names; all errors are reported.
 * @param reading  for all studies of one run
 * @param input  set as soon as the file is read, so that diagnostics can show its lines and those of
 *               the data files
 * @return the study, in the arena; NULL if there was an error
 */
struct vd_study *vd_study_load(const char *file, struct vd_reading *reading, struct vd_arena *arena,
			       struct vd_diagnostics *diagnostics, struct vd_input *input);

#endif
