#include "io/stream.h"

#include <errno.h>
#include <string.h>

#include "budget/language.h"
#include "budget/text.h"
#include "io/language.h"
#include "io/origin.h"

enum failure { SOUND, NOT_READ, CHANGED };

struct vd_stream {
	struct vd_stream_source source;
	struct vd_stream_facts facts;
	struct vd_origin origin;
	enum failure failure;
};

static bool report_error(const struct vd_stream_source *source, int error,
			 struct vd_diagnostics *diagnostics)
{
	vd_report(diagnostics, source->place, VD_RULE_DATA_UNREADABLE, _("%s cannot be read: %s"),
		  vd_file_words(source->shown), vd_error_words(error));
	if (error == ENOENT)
		vd_hint(diagnostics, _("check the name and the folder: it is looked for beside "
				       "the study file"));
	else if (error == EISDIR)
		vd_hint(diagnostics, _("name a file in the folder"));
	else if (error == EACCES)
		vd_hint(diagnostics,
			_("ask for permission to read it, or copy it to a folder of yours"));
	return false;
}

static size_t fail(struct vd_stream *stream, enum failure failure)
{
	stream->failure = failure;
	return SIZE_MAX;
}

/* Some bytes of the file as it lies there. */
static size_t read_origin(struct vd_stream *stream, char *buffer, size_t most)
{
	size_t got = vd_origin_read(&stream->origin, buffer, most);
	stream->facts.bytes = stream->origin.position;
	if (got == SIZE_MAX)
		return fail(stream, NOT_READ);
	if (got)
		return got;
	if (vd_origin_has_changed(&stream->origin))
		return fail(stream, CHANGED);
	memcpy(stream->facts.sha256, stream->origin.sha256, sizeof(stream->facts.sha256));
	return 0;
}

struct vd_stream *vd_stream_open(const struct vd_stream_source *source, struct vd_arena *arena,
				 struct vd_diagnostics *diagnostics)
{
	struct vd_stream *stream = VD_TAKE(arena, struct vd_stream, 1);
	stream->source = *source;
	int error = vd_origin_open(&stream->origin, source->file, source->is_digested, arena);
	if (error) {
		report_error(source, error, diagnostics);
		return NULL;
	}
	stream->facts.size = stream->origin.size;
	return stream;
}

size_t vd_stream_read(struct vd_stream *stream, char *buffer, size_t most)
{
	size_t bytes = 0;
	if (stream->failure)
		return SIZE_MAX;
	while (bytes < most) {
		size_t got = read_origin(stream, buffer + bytes, most - bytes);
		if (got == SIZE_MAX)
			return SIZE_MAX;
		if (got == 0)
			break;
		bytes += got;
	}
	stream->facts.unpacked += bytes;
	return bytes;
}

bool vd_stream_failure(const struct vd_stream *stream, struct vd_diagnostics *diagnostics)
{
	const struct vd_stream_source *source = &stream->source;
	switch (stream->failure) {
	case SOUND:
		break;
	case NOT_READ:
		return report_error(source, stream->origin.error, diagnostics);
	case CHANGED:
		vd_report(diagnostics, source->place, VD_RULE_DATA_UNREADABLE,
			  _("%s has changed while it was read"), vd_file_words(source->shown));
		vd_hint(diagnostics, _("wait until it is written to its end, and try again"));
	}
	return false;
}

const struct vd_stream_facts *vd_stream_facts(const struct vd_stream *stream)
{
	return &stream->facts;
}

void vd_stream_close(struct vd_stream *stream)
{
	if (stream)
		vd_origin_close(&stream->origin);
}
