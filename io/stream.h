/* The bytes of a file, of a pipe, or of what is packed in a .gz, .zst or .zip, in order and once. */
#ifndef VD_IO_STREAM_H
#define VD_IO_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "budget/diagnostics.h"

enum vd_packing { VD_PACKED_NOT, VD_PACKED_GZIP, VD_PACKED_ZSTD, VD_PACKED_ZIP };

struct vd_stream_source {
	const char *file;   /* a path; "-" is standard input */
	const char *shown;  /* as messages and the workbook name it */
	const char *member; /* in a .zip, or NULL: it holds only one file */
	const char *
		encoding; /* that the bytes are to be converted from, to UTF-8, or NULL: as they are */
	bool is_digested;      /* compute the SHA-256 of the file as it lies there */
	struct vd_place place; /* where the study names it, for messages */
};

/** What is known of a stream; of all of it once it was read to its end. */
struct vd_stream_facts {
	enum vd_packing packing; /* told by the first bytes, not by the name */
	const char *member;	 /* of a .zip: what was read */
	uint64_t bytes;		 /* read of the file as it lies there */
	uint64_t size;		 /* of the file as it lies there; 0: a pipe */
	uint64_t unpacked;	 /* handed over */
	char sha256[65];	 /* in hexadecimal; "" if it is not digested or not at its end */
};

struct vd_stream;

/**
 * Open a file for reading. Reports data-unreadable.
 * @param arena  for the stream's own memory and the texts of its facts; it outlives the stream
 * @return NULL if it was reported
 */
struct vd_stream *vd_stream_open(const struct vd_stream_source *source, struct vd_arena *arena,
				 struct vd_diagnostics *diagnostics);

/**
 * Read up to `most` bytes; fewer only at the end. One thread at a time, which need not be the one
 * that opened it: nothing is reported here, see vd_stream_failure().
 * @return how many; 0 at the end; SIZE_MAX on failure
 */
size_t vd_stream_read(struct vd_stream *stream, char *buffer, size_t most);

/** Report why reading failed, if it did: damaged, cut short, unreadable, not in its encoding. @return false */
bool vd_stream_failure(const struct vd_stream *stream, struct vd_diagnostics *diagnostics);

/** What is known of it so far. */
const struct vd_stream_facts *vd_stream_facts(const struct vd_stream *stream);

void vd_stream_close(struct vd_stream *stream);

#endif
