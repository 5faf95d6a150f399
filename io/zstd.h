/* Unpacking what zstd packs. The door to libzstd. */
#ifndef VD_IO_ZSTD_H
#define VD_IO_ZSTD_H

#include <stdbool.h>

#include "budget/arena.h"
#include "io/unpack.h"

/** The largest window of a frame, as a power of two: what `zstd -d` takes without being told. */
enum { VD_ZSTD_WINDOW_LOG_MOST = 27 };

struct vd_zstd;

/** Start unpacking frames, one after the other, also such as are to be skipped. @return NULL without memory */
struct vd_zstd *vd_zstd_open(struct vd_arena *arena);

/** Unpack until the input is used up or there is no room left. */
enum vd_unpack vd_zstd_step(struct vd_zstd *zstd, struct vd_feed *feed);

/** Whether the input may end here: all frames that have begun have ended. */
bool vd_zstd_is_whole(const struct vd_zstd *zstd);

void vd_zstd_close(struct vd_zstd *zstd);

#endif
