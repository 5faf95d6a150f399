#include "io/stream_parts.h"

#include <string.h>

static size_t fail(struct vd_stream *stream, enum failure failure, uint64_t at)
{
	/* Of a file that changes, all else follows. */
	bool has_changed = failure != NOT_READ && vd_origin_has_changed(&stream->origin);
	stream->failure = has_changed ? CHANGED : failure;
	stream->failed_at = at;
	return SIZE_MAX;
}

/* Some bytes of the file as it lies there; 0 once all of it is read. */
static size_t read_origin(struct vd_stream *stream, char *buffer, size_t most)
{
	size_t got = vd_origin_read(&stream->origin, buffer, most);
	stream->facts.bytes = stream->origin.position;
	if (got == SIZE_MAX)
		return fail(stream, NOT_READ, stream->origin.position);
	if (got == 0 && vd_origin_has_changed(&stream->origin))
		return fail(stream, CHANGED, stream->origin.position);
	return got;
}

/* Packed bytes of the member of a .zip, or of the whole file. */
static size_t read_packed(struct vd_stream *stream, char *buffer, size_t most)
{
	if (stream->facts.packing != VD_PACKED_ZIP)
		return read_origin(stream, buffer, most);
	if (most > stream->member_left)
		most = (size_t)stream->member_left;
	if (!most)
		return 0;
	size_t got = read_origin(stream, buffer, most);
	if (got == 0) /* the list of its files promised more */
		return fail(stream, CHANGED, stream->origin.position);
	if (got != SIZE_MAX)
		stream->member_left -= got;
	return got;
}

static enum failure failure_of(enum vd_unpack result)
{
	switch (result) {
	case VD_UNPACK_SOUND:
		return SOUND;
	case VD_UNPACK_DAMAGED:
		return DAMAGED;
	case VD_UNPACK_CHECKSUM:
		return CHECKSUM;
	case VD_UNPACK_TRAILING:
		return TRAILING;
	case VD_UNPACK_WINDOW:
		return WINDOW;
	case VD_UNPACK_DICTIONARY:
		return DICTIONARY;
	case VD_UNPACK_NO_MEMORY:
		return NO_MEMORY;
	}
	return DAMAGED;
}

static size_t read_unpacked(struct vd_stream *stream, char *buffer, size_t most)
{
	struct held *packed = &stream->packed;
	for (;;) {
		if (!packed->count && !packed->is_last) {
			size_t got = read_packed(stream, packed->bytes, packed->room);
			if (got == SIZE_MAX)
				return SIZE_MAX;
			packed->from = 0;
			packed->count = got;
			packed->is_last = got == 0;
		}
		struct vd_feed feed = { .in = packed->bytes + packed->from,
					.in_bytes = packed->count,
					.out_bytes = most };
		feed.out = buffer;
		enum vd_unpack result = stream->zstd ? vd_zstd_step(stream->zstd, &feed)
						     : vd_inflater_step(stream->inflater, &feed);
		packed->from += packed->count - feed.in_bytes;
		packed->count = feed.in_bytes;
		uint64_t at = stream->origin.position - packed->count;
		if (result != VD_UNPACK_SOUND)
			return fail(stream, failure_of(result), at);
		if (feed.out_bytes < most)
			return most - feed.out_bytes;
		if (packed->count) /* of no use to what has ended: a member is longer than its data */
			return fail(stream, DAMAGED, at);
		if (!packed->is_last)
			continue;
		bool is_whole = stream->zstd ? vd_zstd_is_whole(stream->zstd)
					     : vd_inflater_is_whole(stream->inflater);
		return is_whole ? 0 : fail(stream, CUT, at);
	}
}

/* At the end of a member: whether it is what the archive's list says of it. */
static size_t end_member(struct vd_stream *stream)
{
	const struct vd_zip_member *member = &stream->member;
	uint32_t checksum = member->method == VD_ZIP_DEFLATED
				    ? vd_inflater_checksum(stream->inflater)
				    : stream->member_checksum;
	if (checksum != member->checksum || stream->member_bytes != member->unpacked)
		return fail(stream, CHECKSUM, stream->origin.position);
	bool done = vd_origin_finish(&stream->origin);
	stream->facts.bytes = stream->origin.position;
	if (!done)
		return fail(stream, NOT_READ, stream->origin.position);
	if (vd_origin_has_changed(&stream->origin))
		return fail(stream, CHANGED, stream->origin.position);
	return 0;
}

static size_t read_member(struct vd_stream *stream, char *buffer, size_t most)
{
	if (stream->origin.position < stream->member.position &&
	    !vd_origin_skip(&stream->origin, stream->member.position))
		return fail(stream, stream->origin.error ? NOT_READ : CHANGED,
			    stream->origin.position);
	bool is_deflated = stream->member.method == VD_ZIP_DEFLATED;
	size_t got = is_deflated ? read_unpacked(stream, buffer, most)
				 : read_packed(stream, buffer, most);
	if (got == SIZE_MAX)
		return SIZE_MAX;
	if (got == 0)
		return end_member(stream);
	if (!is_deflated)
		stream->member_checksum = vd_checksum(stream->member_checksum, buffer, got);
	stream->member_bytes += got;
	return got;
}

/* Some of what is in the file, unpacked; 0 at the end. */
static size_t read_bytes(struct vd_stream *stream, char *buffer, size_t most)
{
	switch (stream->facts.packing) {
	case VD_PACKED_NOT:
		return read_origin(stream, buffer, most);
	case VD_PACKED_GZIP:
	case VD_PACKED_ZSTD:
		return read_unpacked(stream, buffer, most);
	case VD_PACKED_ZIP:
		return read_member(stream, buffer, most);
	}
	return 0;
}

/* More to convert, behind the part of a character that is left. */
static bool hold_more(struct vd_stream *stream)
{
	struct held *raw = &stream->raw;
	memmove(raw->bytes, raw->bytes + raw->from, raw->count);
	raw->from = 0;
	size_t got = read_bytes(stream, raw->bytes + raw->count, raw->room - raw->count);
	if (got == SIZE_MAX)
		return false;
	raw->count += got;
	raw->is_last = got == 0;
	return true;
}

static size_t convert(struct vd_stream *stream, char *buffer, size_t most)
{
	struct held *raw = &stream->raw;
	struct vd_feed feed = { .in = raw->bytes + raw->from,
				.in_bytes = raw->count,
				.out_bytes = most };
	feed.out = buffer;
	enum vd_conversion result = vd_converter_step(stream->converter, &feed, raw->is_last);
	stream->converted += raw->count - feed.in_bytes;
	raw->from += raw->count - feed.in_bytes;
	raw->count = feed.in_bytes;
	switch (result) {
	case VD_CONVERSION_SOUND:
		return most - feed.out_bytes;
	case VD_CONVERSION_CUT:
		return fail(stream, CHARACTER_CUT, stream->converted);
	case VD_CONVERSION_UNMARKED:
		return fail(stream, UNMARKED, stream->converted);
	case VD_CONVERSION_WRONG:
		break;
	}
	return fail(stream, NOT_ENCODED, stream->converted);
}

static size_t read_converted(struct vd_stream *stream, char *buffer, size_t most)
{
	while (!stream->spare_bytes) {
		/* A character may take more room than the caller has left. */
		bool fits = most >= VD_CONVERSION_ROOM;
		size_t done = convert(stream, fits ? buffer : stream->spare,
				      fits ? most : VD_CONVERSION_ROOM);
		if (done && (fits || done == SIZE_MAX))
			return done;
		stream->spare_from = 0;
		stream->spare_bytes = done;
		if (done)
			break;
		if (stream->raw.is_last)
			return 0;
		if (!hold_more(stream))
			return SIZE_MAX;
	}
	size_t given = stream->spare_bytes < most ? stream->spare_bytes : most;
	memcpy(buffer, stream->spare + stream->spare_from, given);
	stream->spare_from += given;
	stream->spare_bytes -= given;
	return given;
}

size_t vd_stream_read(struct vd_stream *stream, char *buffer, size_t most)
{
	size_t bytes = 0;
	if (stream->failure)
		return SIZE_MAX;
	while (bytes < most) {
		size_t got = stream->converter
				     ? read_converted(stream, buffer + bytes, most - bytes)
				     : read_bytes(stream, buffer + bytes, most - bytes);
		if (got == SIZE_MAX)
			return SIZE_MAX;
		if (got == 0)
			break;
		bytes += got;
	}
	stream->facts.unpacked += bytes;
	memcpy(stream->facts.sha256, stream->origin.sha256, sizeof(stream->facts.sha256));
	return bytes;
}
