/* A file or pipe as it lies there: its bytes in order, counted and digested. */
#ifndef VD_IO_ORIGIN_H
#define VD_IO_ORIGIN_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#include "io/digest.h"

enum { VD_ORIGIN_HEAD_BYTES = 16 };

struct vd_origin {
	int fd;
	bool is_borrowed; /* standard input stays open */
	bool is_at_end;
	int error;		 /* why reading failed, of errno */
	uint64_t size;		 /* of a file; 0: a pipe, or it cannot be told */
	struct timespec written; /* when it last was, of a file */
	uint64_t position; /* of what is read next; all before it was handed over or passed over */
	struct vd_digest *digest; /* NULL: there is to be none */
	char sha256[VD_DIGEST_CHARS];
	char head[VD_ORIGIN_HEAD_BYTES]; /* the first bytes, before anything is handed over */
	size_t head_bytes, head_given;
};

/**
 * Open a file, or "-" for standard input, and look at its first bytes.
 * @param origin  set on failure too, and then closed
 * @return 0, or an error number
 */
int vd_origin_open(struct vd_origin *origin, const char *file, bool is_digested,
		   struct vd_arena *arena);

/**
 * Read some bytes, at least one but at the end.
 * @return how many; 0 at the end; SIZE_MAX on failure
 */
size_t vd_origin_read(struct vd_origin *origin, char *buffer, size_t most);

/**
 * Go on from a later byte: what lies between is only read if it is digested.
 * @return false on failure, or if the file ends before it
 */
bool vd_origin_skip(struct vd_origin *origin, uint64_t position);

/** Go on to the end if it is digested. @return false on failure */
bool vd_origin_finish(struct vd_origin *origin);

/** Whether a file has other bytes than when it was opened: it is still being written, say. */
bool vd_origin_has_changed(const struct vd_origin *origin);

void vd_origin_close(struct vd_origin *origin);

#endif
