/* A probe of a large file, to look at: its first part, some pieces that lie further on, and its end. */
#ifndef VD_IO_PROBE_H
#define VD_IO_PROBE_H

#include "budget/amount.h"
#include "io/stream.h"

/** A piece of the file, unpacked, as it lies there. It begins at a multiple of 4 bytes. */
struct vd_probe_part {
	struct vd_slice bytes;
	uint64_t offset;
};

struct vd_probe {
	struct {
		struct vd_probe_part *items;
		size_t count, capacity;
	} parts;	   /* the first begins the file */
	bool is_whole;	   /* the first part is all of it */
	bool has_end;	   /* the last part is the end of the file */
	uint64_t unpacked; /* bytes gone past, of all if has_end */
	struct vd_stream_facts facts;
};

enum { VD_PROBE_FIRST_BYTES = 4 << 20, VD_PROBE_FIRST_MOST = 64 << 20 };

/**
 * Take a probe. Of a plain file the pieces are spread over all of it; what is packed, or comes
 * through a pipe, is read on in order, up to 512 MiB of it. Reports data-unreadable.
 * @param first_bytes  of the first part
 * @param probe       in the arena; set on success
 */
bool vd_probe_take(const struct vd_stream_source *source, size_t first_bytes,
		   struct vd_arena *arena, struct vd_diagnostics *diagnostics,
		   struct vd_probe *probe);

#endif
