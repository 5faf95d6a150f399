#include "io/stream.h"

#include <errno.h>
#include <string.h>

#include "budget/language.h"
#include "budget/text.h"
#include "io/language.h"
#include "io/stream_parts.h"

enum { NAMES_SHOWN = 8, LITERAL_MOST = 10 };

/* What a file is by its first bytes. */
enum kind { PLAIN, GZIP, ZSTD, ZIP, OTHER_PACKING, OFFICE, PDF };

static const struct magic {
	const char bytes[LITERAL_MOST + 1];
	size_t count;
	enum kind kind;
	const char *packer; /* of another packing */
} magics[] = {
	{ "\x1F\x8B", 2, GZIP, NULL },
	{ "\x28\xB5\x2F\xFD", 4, ZSTD, NULL },
	{ "PK\3\4", 4, ZIP, NULL },
	{ "PK\5\6", 4, ZIP, NULL }, /* an empty archive */
	{ "\xFD\x37zXZ\0", 6, OTHER_PACKING, "xz" },
	{ "BZh91AY&SY", 10, OTHER_PACKING, "bzip2" },
	{ "7z\xBC\xAF\x27\x1C", 6, OTHER_PACKING, "7-Zip" },
	{ "Rar!\x1A\x07", 6, OTHER_PACKING, "RAR" },
	{ "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8, OFFICE, NULL },
	{ "%PDF-", 5, PDF, NULL },
};

/* Frames of zstd that are to be skipped have sixteen first bytes. */
static bool is_skippable_frame(const struct vd_origin *origin)
{
	return origin->head_bytes >= 4 && ((unsigned char)origin->head[0] & 0xF0) == 0x50 &&
	       memcmp(origin->head + 1, "\x2A\x4D\x18", 3) == 0;
}

static enum kind find_kind(const struct vd_origin *origin, const char **packer)
{
	for (size_t i = 0; i < sizeof(magics) / sizeof(*magics); i++) {
		if (origin->head_bytes < magics[i].count ||
		    memcmp(origin->head, magics[i].bytes, magics[i].count) != 0)
			continue;
		*packer = magics[i].packer;
		return magics[i].kind;
	}
	return is_skippable_frame(origin) ? ZSTD : PLAIN;
}

static bool report_error(const struct vd_stream_source *source, int error,
			 struct vd_diagnostics *diagnostics)
{
	vd_report(diagnostics, source->place, VD_RULE_DATA_UNREADABLE, _("%s cannot be read: %s"),
		  vd_file_words(source->shown), vd_error_words(error));
	if (error == ENOENT)
		vd_hint(diagnostics, _("check the name and the folder"));
	else if (error == EISDIR)
		vd_hint(diagnostics, _("name a file in the folder"));
	else if (error == EACCES)
		vd_hint(diagnostics,
			_("ask for permission to read it, or copy it to a folder of yours"));
	return false;
}

static const char *list_members(struct vd_arena *arena, const struct vd_zip_names *names)
{
	size_t known = names->count < VD_ZIP_NAMES_MOST ? names->count : VD_ZIP_NAMES_MOST;
	return vd_list_words(arena, names->items, known, NAMES_SHOWN);
}

/* Why an archive's file cannot be told. */
static bool report_member(const struct vd_stream_source *source, enum vd_zip_found found,
			  const struct vd_zip_names *names, struct vd_diagnostics *diagnostics)
{
	const char *shown = vd_file_words(source->shown);
	const char *list = list_members(diagnostics->arena, names);
	switch (found) {
	case VD_ZIP_FOUND:
		return true;
	case VD_ZIP_DAMAGED:
		vd_report(diagnostics, source->place, VD_RULE_DATA_UNREADABLE,
			  _("%s is damaged or cut short: the list of its files cannot be read"),
			  shown);
		return vd_hint(diagnostics, _("copy or download it again, and compare the sizes"));
	case VD_ZIP_EMPTY:
		vd_report(diagnostics, source->place, VD_RULE_DATA_UNREADABLE,
			  _("%s holds no file"), shown);
		return vd_hint(diagnostics, _("is it the right archive?"));
	case VD_ZIP_SEVERAL:
		vd_report(diagnostics, source->place, VD_RULE_DATA_UNREADABLE,
			  VD_PLURAL("%s holds %zu file: say which with `member`",
				    "%s holds %zu files: say which with `member`", names->count),
			  shown, names->count);
		return vd_hint(diagnostics, _("it holds %s"), list);
	case VD_ZIP_UNKNOWN:
		vd_report(diagnostics, source->place, VD_RULE_DATA_UNREADABLE,
			  _("%s holds no file called %s"), shown, source->member);
		return vd_hint(diagnostics, _("it holds %s"), list);
	case VD_ZIP_TWICE:
		vd_report(diagnostics, source->place, VD_RULE_DATA_UNREADABLE,
			  _("%s holds more than one file called %s"), shown, source->member);
		return vd_hint(diagnostics, _("unpack the right one, and name it alone"));
	}
	return false;
}

/* Whether the file in an archive can be unpacked here. */
static bool check_member(const struct vd_stream_source *source, const struct vd_zip_member *member,
			 struct vd_diagnostics *diagnostics)
{
	const char *shown = vd_file_words(source->shown);
	if (member->is_encrypted)
		vd_report(diagnostics, source->place, VD_RULE_DATA_UNREADABLE,
			  _("%s in %s is encrypted"), member->name, shown);
	else if (member->method != VD_ZIP_STORED && member->method != VD_ZIP_DEFLATED)
		vd_report(diagnostics, source->place, VD_RULE_DATA_UNREADABLE,
			  _("%s in %s is packed in a way that veedor does not know (method %u)"),
			  member->name, shown, member->method);
	else
		return true;
	return vd_hint(diagnostics, _("unpack it, and name the CSV file"));
}

static bool open_zip(struct vd_stream *stream, struct vd_arena *arena,
		     struct vd_diagnostics *diagnostics)
{
	const struct vd_stream_source *source = &stream->source;
	if (!stream->origin.size) {
		vd_report(diagnostics, source->place, VD_RULE_DATA_UNREADABLE,
			  _("%s is a .zip archive, which cannot be read from a pipe: the list of "
			    "its files stands at its end"),
			  vd_file_words(source->shown));
		return vd_hint(diagnostics, _("name the file itself, or unpack it into the pipe "
					      "with `unzip -p`"));
	}
	struct vd_zip_names names;
	enum vd_zip_found found = vd_zip_find(stream->origin.fd, stream->origin.size,
					      source->member, arena, &stream->member, &names);
	if (found != VD_ZIP_FOUND)
		return report_member(source, found, &names, diagnostics);
	if (!check_member(source, &stream->member, diagnostics))
		return false;
	stream->member_left = stream->member.packed;
	stream->facts.member = stream->member.name;
	if (stream->member.method == VD_ZIP_DEFLATED)
		stream->inflater = vd_inflater_open(false, arena);
	return true;
}

static bool open_packing(struct vd_stream *stream, struct vd_arena *arena,
			 struct vd_diagnostics *diagnostics)
{
	const struct vd_stream_source *source = &stream->source;
	const char *packer = NULL;
	switch (find_kind(&stream->origin, &packer)) {
	case PLAIN:
		return true;
	case GZIP:
		stream->facts.packing = VD_PACKED_GZIP;
		stream->inflater = vd_inflater_open(true, arena);
		break;
	case ZSTD:
		stream->facts.packing = VD_PACKED_ZSTD;
		stream->zstd = vd_zstd_open(arena);
		if (!stream->zstd)
			return report_error(source, ENOMEM, diagnostics);
		break;
	case ZIP:
		stream->facts.packing = VD_PACKED_ZIP;
		if (!open_zip(stream, arena, diagnostics))
			return false;
		break;
	case OTHER_PACKING:
		vd_report(diagnostics, source->place, VD_RULE_DATA_UNREADABLE,
			  _("%s is packed with %s, which veedor does not unpack"),
			  vd_file_words(source->shown), packer);
		return vd_hint(diagnostics,
			       _("unpack it, or pack it anew with gzip, zstd or as a .zip"));
	case OFFICE:
		vd_report(diagnostics, source->place, VD_RULE_DATA_UNREADABLE,
			  _("%s is an Office document, not a CSV file"),
			  vd_file_words(source->shown));
		return vd_hint(diagnostics,
			       _("open it in a spreadsheet program, and save the sheet as CSV"));
	case PDF:
		vd_report(diagnostics, source->place, VD_RULE_DATA_UNREADABLE,
			  _("%s is a PDF document, not a CSV file"), vd_file_words(source->shown));
		return vd_hint(diagnostics,
			       _("look whether the same figures are published as CSV"));
	}
	/* A small file needs less. */
	uint64_t size = stream->origin.size;
	stream->packed.room = size && size < PACKED_BYTES ? (size_t)size : PACKED_BYTES;
	stream->packed.bytes = vd_arena_take(arena, stream->packed.room, 1);
	return true;
}

static bool open_parts(struct vd_stream *stream, struct vd_arena *arena,
		       struct vd_diagnostics *diagnostics)
{
	const struct vd_stream_source *source = &stream->source;
	if (!open_packing(stream, arena, diagnostics))
		return false;
	if (source->member && stream->facts.packing != VD_PACKED_ZIP) {
		vd_report(diagnostics, source->place, VD_RULE_DATA_UNREADABLE,
			  _("%s is no .zip archive, so it has no file called %s in it"),
			  vd_file_words(source->shown), source->member);
		return vd_hint(diagnostics, _("take `member` out"));
	}
	if (!source->encoding)
		return true;
	stream->converter = vd_converter_open(source->encoding, arena);
	if (!stream->converter) {
		vd_report(diagnostics, source->place, VD_RULE_DATA_ENCODING,
			  _("no encoding is known as %s"), source->encoding);
		return vd_hint(diagnostics, _("`iconv -l` lists those that there are"));
	}
	stream->raw.room = CONVERTED_BYTES;
	stream->raw.bytes = vd_arena_take(arena, stream->raw.room, 1);
	return true;
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
	if (open_parts(stream, arena, diagnostics))
		return stream;
	vd_stream_close(stream);
	return NULL;
}

/* How a file is damaged, and what to do. */
static bool report_damage(const struct vd_stream *stream, struct vd_diagnostics *diagnostics)
{
	const struct vd_stream_source *source = &stream->source;
	const char *shown = vd_file_words(source->shown);
	unsigned long long at = stream->failed_at;
	if (stream->failure == CUT)
		vd_report(
			diagnostics, source->place, VD_RULE_DATA_UNREADABLE,
			VD_PLURAL(
				"%s is cut short: it ends after %llu byte, in the middle of what is packed in it",
				"%s is cut short: it ends after %llu bytes, in the middle of what is packed in it",
				at),
			shown, at);
	else if (stream->failure == CHECKSUM)
		vd_report(diagnostics, source->place, VD_RULE_DATA_UNREADABLE,
			  _("%s is damaged: what is unpacked does not match its checksum"), shown);
	else
		vd_report(diagnostics, source->place, VD_RULE_DATA_UNREADABLE,
			  _("%s is damaged: it cannot be unpacked from about byte %llu on"), shown,
			  at);
	return vd_hint(diagnostics, _("copy or download it again, and compare the sizes"));
}

/* What is wrong with a text that is to be converted. */
static bool report_encoding(const struct vd_stream *stream, struct vd_diagnostics *diagnostics)
{
	const struct vd_stream_source *source = &stream->source;
	const char *shown = vd_file_words(source->shown);
	unsigned long long at = stream->failed_at;
	if (stream->failure == UNMARKED) {
		vd_report(diagnostics, source->place, VD_RULE_DATA_ENCODING,
			  _("%s does not begin with a byte order mark, as %s must"), shown,
			  source->encoding);
		return vd_hint(diagnostics, _("try %sLE, or %sBE"), source->encoding,
			       source->encoding);
	}
	if (stream->failure == CHARACTER_CUT) {
		vd_report(
			diagnostics, source->place, VD_RULE_DATA_ENCODING,
			VD_PLURAL(
				"%s ends in the middle of a character, which begins after %llu byte",
				"%s ends in the middle of a character, which begins after %llu bytes",
				at),
			shown, at);
		return vd_hint(diagnostics, _("is the file whole, and is its encoding %s?"),
			       source->encoding);
	}
	vd_report(
		diagnostics, source->place, VD_RULE_DATA_ENCODING,
		VD_PLURAL(
			"%s is not in the encoding %s: after %llu byte comes what is no character in it",
			"%s is not in the encoding %s: after %llu bytes comes what is no character in it",
			at),
		shown, source->encoding, at);
	return vd_hint(diagnostics, _("declare the encoding that it is in"));
}

bool vd_stream_failure(const struct vd_stream *stream, struct vd_diagnostics *diagnostics)
{
	const struct vd_stream_source *source = &stream->source;
	const char *shown = vd_file_words(source->shown);
	switch (stream->failure) {
	case SOUND:
		break;
	case NOT_READ:
		return report_error(source, stream->origin.error, diagnostics);
	case NO_MEMORY:
		return report_error(source, ENOMEM, diagnostics);
	case CUT:
	case DAMAGED:
	case CHECKSUM:
		return report_damage(stream, diagnostics);
	case NOT_ENCODED:
	case CHARACTER_CUT:
	case UNMARKED:
		return report_encoding(stream, diagnostics);
	case CHANGED:
		vd_report(diagnostics, source->place, VD_RULE_DATA_UNREADABLE,
			  _("%s has changed while it was read"), shown);
		return vd_hint(diagnostics,
			       _("wait until it is written to its end, and try again"));
	case TRAILING:
		vd_report(diagnostics, source->place, VD_RULE_DATA_UNREADABLE,
			  _("%s goes on behind what is packed in it, from about byte %llu, with "
			    "bytes that are not packed"),
			  shown, (unsigned long long)stream->failed_at);
		return vd_hint(diagnostics, _("was something added to it? take it as it was "
					      "published"));
	case WINDOW:
		vd_report(diagnostics, source->place, VD_RULE_DATA_UNREADABLE,
			  _("%s is packed so that it takes more than %d MiB of memory to unpack"),
			  shown, 1 << (VD_ZSTD_WINDOW_LOG_MOST - 20));
		return vd_hint(diagnostics, _("pack it anew, without `--long` and `--ultra`"));
	case DICTIONARY:
		vd_report(diagnostics, source->place, VD_RULE_DATA_UNREADABLE,
			  _("%s is packed with a dictionary, which is not in it"), shown);
		return vd_hint(diagnostics,
			       _("unpack it with its dictionary, and name the CSV file"));
	}
	return false;
}

const struct vd_stream_facts *vd_stream_facts(const struct vd_stream *stream)
{
	return &stream->facts;
}

void vd_stream_close(struct vd_stream *stream)
{
	if (!stream)
		return;
	vd_origin_close(&stream->origin);
	vd_zstd_close(stream->zstd);
	vd_converter_close(stream->converter);
	stream->zstd = NULL;
	stream->converter = NULL;
}
