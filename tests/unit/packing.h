/* Packed texts for tests, made by zlib, libzstd and minizip; in the test's arena. */
#ifndef VD_TESTS_UNIT_PACKING_H
#define VD_TESTS_UNIT_PACKING_H

#include <stdbool.h>

#include "budget/amount.h"

struct vd_slice pack_not(struct vd_slice text);

/* One member, with a name. */
struct vd_slice pack_gzip(struct vd_slice text);
struct vd_slice pack_gzip_stored(struct vd_slice text);
struct vd_slice pack_gzip_fixed(struct vd_slice text);

/* With all that a header may have, and its checksum. */
struct vd_slice pack_gzip_header(struct vd_slice text);

/* In pieces of their own, one of them empty. */
struct vd_slice pack_gzip_members(struct vd_slice text);

/* With zeros at the end, as on a tape. */
struct vd_slice pack_gzip_padded(struct vd_slice text);

/* One frame, with its checksum. */
struct vd_slice pack_zstd(struct vd_slice text);

/* Two, and before, between and behind them such as are to be skipped. */
struct vd_slice pack_zstd_frames(struct vd_slice text);

struct vd_slice pack_zip(struct vd_slice text);
struct vd_slice pack_zip_stored(struct vd_slice text);
struct vd_slice pack_zip_64(struct vd_slice text);

struct zip_entry {
	const char *name, *text;
	bool is_stored;
	unsigned flags, method; /* to be said of it, though it is not so; 0: the truth */
};

struct vd_slice pack_entries(const struct zip_entry *entries, size_t count);

#endif
