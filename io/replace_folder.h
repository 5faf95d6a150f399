/*
 * A folder of files of which all are written or none. A new folder is made beside its place and
 * renamed. In one that is there, the files are written into a folder inside it, and once the last
 * one is whole they change places with those of the same names; if that fails half-way, it is taken
 * back. Files that are not ours stay as they are.
 */
#ifndef VD_IO_REPLACE_FOLDER_H
#define VD_IO_REPLACE_FOLDER_H

#include "io/replace.h"

/** Most files in a folder, and the longest of their names with its NUL. */
enum { VD_FOLDER_FILES_MOST = 64, VD_FOLDER_NAME_MOST = 64 };

/**
 * What tells our folder from another: a file that begins so. It is the last to be put in place, so
 * that a folder that has it is whole.
 */
struct vd_folder_mark {
	const char *name, *begins;
};

struct vd_replace_folder {
	const char *named; /* by the user */
	struct vd_folder_mark mark;
	char *target, *temporary;
	bool exists, is_ours; /* the target */
	const char *old_mark; /* of a folder that is ours: what its mark says */
	struct vd_arena *arena;
};

/** Begin. One at a time. Reports output-failed. */
bool vd_folder_begin(const char *path, struct vd_folder_mark mark, struct vd_arena *arena,
		     struct vd_diagnostics *diagnostics, struct vd_replace_folder *folder);

/**
 * Write a file of the folder. Reports output-failed, also for one of this name that stands in a
 * folder that is not ours.
 */
bool vd_folder_add(struct vd_replace_folder *folder, const char *name, const char *bytes,
		   size_t size, struct vd_diagnostics *diagnostics);

/**
 * Put all in place.
 * @param gone  names that a folder of ours may have from an earlier time and are to go; NULL ends it
 */
bool vd_folder_commit(struct vd_replace_folder *folder, const char *const *gone,
		      struct vd_diagnostics *diagnostics);

/** Remove what is not in place yet. vd_replace_abandon() calls it; fine in a signal handler. */
void vd_folder_abandon(void);

#endif
