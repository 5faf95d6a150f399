/* SHA-256 of bytes as they pass. The door to nettle. */
#ifndef VD_IO_DIGEST_H
#define VD_IO_DIGEST_H

#include "budget/arena.h"

/** Of a digest in hexadecimal, with its NUL. */
enum { VD_DIGEST_CHARS = 65 };

struct vd_digest;

/** Start one; in the arena, with nothing to close. */
struct vd_digest *vd_digest_open(struct vd_arena *arena);

/** The next bytes. */
void vd_digest_add(struct vd_digest *digest, const char *bytes, size_t count);

/** The digest of all bytes so far, in hexadecimal; it starts anew then. */
void vd_digest_end(struct vd_digest *digest, char hexadecimal[VD_DIGEST_CHARS]);

#endif
