#include "io/probe.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum {
	PIECES = 64, /* of a plain file, besides its end */
	PIECE_BYTES = 1 << 16,
	END_BYTES = 1 << 18,
	NEAR_STEP_BYTES = 1 << 20, /* from piece to piece, reading on */
	FAR_STEP_BYTES = 16 << 20,
	NEAR_BYTES = 64 << 20,	  /* how far the nearer steps go */
	THROUGH_MOST = 512 << 20, /* bytes read on */
	ALIGNMENT = 4,		  /* of characters of two and of four bytes */
};

static void keep(struct vd_arena *arena, struct vd_probe *probe, const char *bytes, size_t count,
		 uint64_t offset)
{
	if (count)
		*VD_APPEND(arena, &probe->parts) = (struct vd_probe_part){
			.bytes = { vd_arena_copy(arena, bytes, count), count }, .offset = offset
		};
}

/* Read as much as there is, at a place. @return how many bytes; 0 on failure too */
static size_t read_at(int fd, char *buffer, size_t bytes, uint64_t offset)
{
	size_t got = 0;
	while (got < bytes) {
		ssize_t one = pread(fd, buffer + got, bytes - got, (off_t)(offset + got));
		if (one <= 0)
			break;
		got += (size_t)one;
	}
	return got;
}

/* Pieces of a plain file: only the probe suffers if one cannot be had. */
static void spread(const char *file, struct vd_arena *arena, char *buffer, struct vd_probe *probe)
{
	uint64_t size = probe->facts.size, first = probe->parts.items[0].bytes.bytes;
	int fd = open(file, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return;
	uint64_t end = size > first + END_BYTES ? size - END_BYTES : first;
	end -= end % ALIGNMENT;
	/* Of a file that is little larger than the first part they lie side by side. */
	uint64_t step = (end - first) / PIECES;
	step = step > PIECE_BYTES ? step - step % ALIGNMENT : PIECE_BYTES;
	for (uint64_t offset = first; offset < end; offset += step) {
		size_t bytes = end - offset < PIECE_BYTES ? (size_t)(end - offset) : PIECE_BYTES;
		keep(arena, probe, buffer, read_at(fd, buffer, bytes, offset), offset);
	}
	size_t got = read_at(fd, buffer, (size_t)(size - end), end);
	keep(arena, probe, buffer, got, end);
	probe->has_end = got == size - end;
	probe->unpacked = size;
	close(fd);
}

/* Read on, and keep a piece now and then; the last two buffers hold the end. */
static bool read_through(struct vd_stream *stream, struct vd_arena *arena, char *buffer,
			 struct vd_probe *probe, struct vd_diagnostics *diagnostics)
{
	uint64_t offset = probe->parts.items[0].bytes.bytes, begin = offset;
	size_t used = 0;
	for (;;) {
		/* The buffer holds twice the end: when it is full, its older half goes. */
		if (used == 2 * (size_t)END_BYTES) {
			memmove(buffer, buffer + END_BYTES, END_BYTES);
			used = END_BYTES;
		}
		size_t got = vd_stream_read(stream, buffer + used, END_BYTES);
		if (got == SIZE_MAX)
			return vd_stream_failure(stream, diagnostics);
		uint64_t step = offset < NEAR_BYTES ? NEAR_STEP_BYTES : FAR_STEP_BYTES;
		bool is_piece = offset / step != (offset + got) / step;
		if (is_piece && got >= PIECE_BYTES)
			keep(arena, probe, buffer + used, PIECE_BYTES, offset);
		offset += got;
		used += got;
		probe->has_end = got < END_BYTES;
		if (probe->has_end || offset - begin >= THROUGH_MOST)
			break;
	}
	probe->unpacked = offset;
	uint64_t end_at = offset - used;
	size_t skip = (size_t)((ALIGNMENT - end_at % ALIGNMENT) % ALIGNMENT);
	/* The end has what pieces within it have. */
	while (probe->has_end && probe->parts.count > 1 &&
	       probe->parts.items[probe->parts.count - 1].offset >= end_at)
		probe->parts.count--;
	probe->is_whole = probe->has_end && used == 0;
	if (probe->has_end && used > skip)
		keep(arena, probe, buffer + skip, used - skip, end_at + skip);
	return true;
}

static bool take(struct vd_stream *stream, const struct vd_stream_source *source,
		 size_t first_bytes, struct vd_arena *arena, struct vd_diagnostics *diagnostics,
		 struct vd_probe *probe)
{
	char *first = vd_arena_take(arena, first_bytes, 1);
	size_t got = vd_stream_read(stream, first, first_bytes);
	if (got == SIZE_MAX)
		return vd_stream_failure(stream, diagnostics);
	*VD_APPEND(arena, &probe->parts) = (struct vd_probe_part){ .bytes = { first, got } };
	probe->facts = *vd_stream_facts(stream);
	probe->unpacked = got;
	probe->is_whole = probe->has_end = got < first_bytes;
	if (probe->is_whole)
		return true;
	char *buffer = vd_arena_take(arena, 2 * (size_t)END_BYTES, 1);
	if (probe->facts.packing == VD_PACKED_NOT && probe->facts.size > got) {
		spread(source->file, arena, buffer, probe);
		return true;
	}
	return read_through(stream, arena, buffer, probe, diagnostics);
}

bool vd_probe_take(const struct vd_stream_source *source, size_t first_bytes,
		   struct vd_arena *arena, struct vd_diagnostics *diagnostics,
		   struct vd_probe *probe)
{
	struct vd_stream *stream = vd_stream_open(source, arena, diagnostics);
	if (!stream)
		return false;
	*probe = (struct vd_probe){ 0 };
	bool good = take(stream, source, first_bytes, arena, diagnostics, probe);
	vd_stream_close(stream);
	return good;
}
