/* What opening a stream, reading it and telling of its failures share. */
#ifndef VD_IO_STREAM_PARTS_H
#define VD_IO_STREAM_PARTS_H

#include "io/encoding.h"
#include "io/inflate.h"
#include "io/origin.h"
#include "io/stream.h"
#include "io/zip.h"
#include "io/zstd.h"

/* Read at a time of what is packed, and of what is converted. */
enum { PACKED_BYTES = 256 * 1024, CONVERTED_BYTES = 64 * 1024 };

enum failure {
	SOUND,
	NOT_READ,
	CHANGED,
	CUT,
	DAMAGED,
	CHECKSUM,
	TRAILING,
	WINDOW,
	DICTIONARY,
	NO_MEMORY,
	NOT_ENCODED,
	CHARACTER_CUT,
	UNMARKED,
};

/* Bytes on their way: what was read and not used yet. */
struct held {
	char *bytes;
	size_t room, from, count;
	bool is_last; /* nothing follows */
};

struct vd_stream {
	struct vd_stream_source source;
	struct vd_stream_facts facts;
	struct vd_origin origin;
	enum failure failure;
	uint64_t
		failed_at; /* the byte, of the file or, where it is converted, of what is unpacked */

	/* Of what is packed; the first two only for their packings. */
	struct vd_inflater *inflater;
	struct vd_zstd *zstd;
	struct held packed;
	struct vd_zip_member member;
	uint64_t member_left;  /* of its packed bytes */
	uint64_t member_bytes; /* unpacked */
	uint32_t member_checksum;

	/* Of what is converted; else NULL. */
	struct vd_converter *converter;
	struct held raw;
	uint64_t converted; /* of the unpacked bytes */
	char spare[VD_CONVERSION_ROOM];
	size_t spare_from, spare_bytes;
};

#endif
