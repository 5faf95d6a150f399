/* A file that is either whole or not there: written beside its place, synced, renamed. */
#ifndef VD_IO_REPLACE_H
#define VD_IO_REPLACE_H

#include <signal.h>
#include <stdbool.h>

#include "budget/diagnostics.h"

/** What to do with a file that is there already. */
enum vd_existing { VD_REPLACE_EXISTING, VD_KEEP_EXISTING };

struct vd_replace {
	char *target;	 /* what is replaced, links followed */
	char *temporary; /* write here; in the folder of the target */
	enum vd_existing existing;
	bool is_device; /* the target is no regular file: what is written is copied into it */
};

/**
 * Begin to replace (or make) a file. One at a time.
 * Reports output-failed: the folder is missing or closed, the target is a folder, or is there and is
 * to be kept.
 */
bool vd_replace_begin(const char *path, enum vd_existing existing, struct vd_arena *arena,
		      struct vd_diagnostics *diagnostics, struct vd_replace *replace);

/** Fill the temporary file. Reports output-failed. */
bool vd_replace_write(const struct vd_replace *replace, const char *bytes, size_t size,
		      struct vd_diagnostics *diagnostics);

/** Sync and rename. Reports output-failed and leaves the old file. */
bool vd_replace_commit(struct vd_replace *replace, struct vd_diagnostics *diagnostics);

/** Remove the temporary file. Fine to call at any time, from a signal handler too. */
void vd_replace_abandon(void);

/* For this and for folders, replace_folder.c. */

/** Report output-failed, and what can be done. @return false */
bool vd_output_failed(struct vd_diagnostics *diagnostics, const char *path, int error);

/** Make all signals wait. @return those that waited before, for sigprocmask() */
sigset_t vd_block_signals(void);

/** Have what was written be on the disk. @return 0, or the error number */
int vd_sync_path(const char *path, int flags);

#endif
