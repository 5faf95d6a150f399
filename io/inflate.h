/* Unpacking what gzip and zip pack. The door to ISA-L. */
#ifndef VD_IO_INFLATE_H
#define VD_IO_INFLATE_H

#include <stdbool.h>
#include <stdint.h>

#include "budget/arena.h"
#include "io/unpack.h"

struct vd_inflater;

/**
 * Start unpacking; in the arena, with nothing to close.
 * @param is_gzip  members as gzip writes them, one after the other, with their checksums verified, and
 *                 zeros behind the last; else one deflate stream, as it stands in a .zip
 */
struct vd_inflater *vd_inflater_open(bool is_gzip, struct vd_arena *arena);

/** Unpack until the input is used up, or there is no room left, or the end. */
enum vd_unpack vd_inflater_step(struct vd_inflater *inflater, struct vd_feed *feed);

/** Whether the input may end here: all that has begun has ended. */
bool vd_inflater_is_whole(const struct vd_inflater *inflater);

/** The CRC-32 of what a deflate stream held. */
uint32_t vd_inflater_checksum(const struct vd_inflater *inflater);

/** The CRC-32 of bytes, of which some came before; 0: none did. */
uint32_t vd_checksum(uint32_t before, const char *bytes, size_t count);

#endif
