/*
 * A file of any bytes, perhaps packed, perhaps in an encoding: it is read or there is a reason, and
 * the same comes of it whatever is read at a time.
 */
#include <stdlib.h>
#include <string.h>

#include "io/stream.h"
#include "tests/fuzz/fuzz.h"

/* More is not unpacked: a few bytes may hold as many as one likes. */
enum { BYTES_MOST = 1 << 18 };

struct reading {
	bool failed;
	size_t bytes;
	char sha256[65];
	char text[BYTES_MOST];
};

static void read_stream(const struct vd_stream_source *source, size_t at_once,
			struct reading *reading)
{
	struct vd_arena *arena = vd_arena_open(abort);
	struct vd_diagnostics diagnostics = { .arena = arena };
	struct vd_stream *stream = vd_stream_open(source, arena, &diagnostics);
	size_t got = stream ? at_once : 0;
	reading->bytes = 0;
	while (got == at_once && reading->bytes + at_once <= BYTES_MOST) {
		got = vd_stream_read(stream, reading->text + reading->bytes, at_once);
		if (got != SIZE_MAX)
			reading->bytes += got;
	}
	reading->failed = !stream || got == SIZE_MAX;
	if (stream && reading->failed)
		vd_stream_failure(stream, &diagnostics);
	if (reading->failed != (diagnostics.count > 0))
		abort();
	strcpy(reading->sha256, stream ? vd_stream_facts(stream)->sha256 : "");
	vd_stream_close(stream);
	vd_arena_close(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const encodings[] = { NULL, "UTF-16", "GB18030", "ISO-2022-JP",
						 "cp1258" };
	static struct reading one, other;
	if (size < 2)
		return 0;
	struct vd_stream_source source = {
		.file = memory_file(data + 2, size - 2),
		.shown = "file",
		.encoding = encodings[data[0] % (sizeof(encodings) / sizeof(*encodings))],
		.is_digested = true
	};
	read_stream(&source, BYTES_MOST, &one);
	read_stream(&source, 1 + data[1] % 200, &other);
	/* What came before a failure depends on how it was read. */
	if (one.failed || other.bytes == BYTES_MOST || one.bytes == BYTES_MOST)
		return 0;
	if (other.failed || one.bytes != other.bytes || memcmp(one.text, other.text, one.bytes) ||
	    strcmp(one.sha256, other.sha256) != 0)
		abort();
	return 0;
}
