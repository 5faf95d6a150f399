/* What is in a .zip archive; the only door to minizip. */
#ifndef VD_IO_ZIP_H
#define VD_IO_ZIP_H

#include <stdbool.h>
#include <stdint.h>

#include "budget/arena.h"

/**
 * Whether a zip archive is whole: every member unpacks with the right checksum, and every XML member
 * ends with the closing tag of its first element. (libxlsxwriter does not notice when one of its
 * own temporary files is cut short by a full disk.)
 */
bool vd_zip_is_whole(const char *path);

/** A file in an archive, and where its packed bytes are. */
struct vd_zip_member {
	const char *name;  /* in UTF-8 */
	uint64_t position; /* in the archive */
	uint64_t packed, unpacked;
	uint32_t checksum; /* CRC-32 of what is unpacked */
	unsigned method;   /* one of VD_ZIP_STORED, VD_ZIP_DEFLATED, or another */
	bool is_encrypted;
};

enum { VD_ZIP_STORED = 0, VD_ZIP_DEFLATED = 8, VD_ZIP_NAMES_MOST = 20 };

/** What an archive holds, folders left out. */
struct vd_zip_names {
	const char *items[VD_ZIP_NAMES_MOST]; /* the first ones */
	size_t count;			      /* of all */
};

enum vd_zip_found {
	VD_ZIP_FOUND,
	VD_ZIP_DAMAGED, /* or cut short: the list of its files stands at its end */
	VD_ZIP_EMPTY,
	VD_ZIP_SEVERAL, /* and no name was given */
	VD_ZIP_UNKNOWN, /* it has none of that name */
	VD_ZIP_TWICE,	/* it has two of that name */
};

/**
 * Find a file in an archive.
 * @param fd      the archive; its position stays where it is
 * @param name    NULL: the only one
 * @param member  set when it is found
 * @param names   set in any case
 */
enum vd_zip_found vd_zip_find(int fd, uint64_t size, const char *name, struct vd_arena *arena,
			      struct vd_zip_member *member, struct vd_zip_names *names);

#endif
