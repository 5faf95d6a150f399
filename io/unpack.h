/* How packed bytes feed through what unpacks them. */
#ifndef VD_IO_UNPACK_H
#define VD_IO_UNPACK_H

#include <stddef.h>

/** What is still to be read, and the room that is left for what comes of it: both move on. */
struct vd_feed {
	const char *in;
	size_t in_bytes;
	char *out;
	size_t out_bytes;
};

enum vd_unpack {
	VD_UNPACK_SOUND,
	VD_UNPACK_DAMAGED,
	VD_UNPACK_CHECKSUM,   /* what is unpacked is not what was packed */
	VD_UNPACK_TRAILING,   /* other bytes follow where it ended */
	VD_UNPACK_WINDOW,     /* it takes more memory than is allowed */
	VD_UNPACK_DICTIONARY, /* it takes a dictionary, which is not in it */
	VD_UNPACK_NO_MEMORY,
};

#endif
