#include "tests/unit/packing.h"

#include <minizip/zip.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include "tests/unit/helper.h"

/* Room that is enough whatever the packing. */
static size_t room_for(struct vd_slice text)
{
	return text.bytes * 2 + 4096;
}

static struct vd_slice join(struct vd_slice a, struct vd_slice b)
{
	char *both = vd_arena_take(unit.arena, a.bytes + b.bytes + 1, 1);
	memcpy(both, a.text, a.bytes);
	memcpy(both + a.bytes, b.text, b.bytes);
	return (struct vd_slice){ both, a.bytes + b.bytes };
}

struct vd_slice pack_not(struct vd_slice text)
{
	return text;
}

static struct vd_slice gzip(struct vd_slice text, int level, int strategy, gz_header *header)
{
	enum { GZIP = 16 };
	z_stream stream = { 0 };
	char *out = vd_arena_take(unit.arena, room_for(text), 1);
	cr_assert_eq(deflateInit2(&stream, level, Z_DEFLATED, MAX_WBITS + GZIP, MAX_MEM_LEVEL,
				  strategy),
		     Z_OK);
	if (header)
		cr_assert_eq(deflateSetHeader(&stream, header), Z_OK);
	stream.next_in = (Bytef *)text.text;
	stream.avail_in = (uInt)text.bytes;
	stream.next_out = (Bytef *)out;
	stream.avail_out = (uInt)room_for(text);
	cr_assert_eq(deflate(&stream, Z_FINISH), Z_STREAM_END);
	struct vd_slice packed = { out, stream.total_out };
	cr_assert_eq(deflateEnd(&stream), Z_OK);
	return packed;
}

struct vd_slice pack_gzip(struct vd_slice text)
{
	char name[] = "gasto.csv";
	gz_header header = { .name = (Bytef *)name, .os = 3, .time = 1467331200 };
	return gzip(text, Z_BEST_COMPRESSION, Z_DEFAULT_STRATEGY, &header);
}

struct vd_slice pack_gzip_stored(struct vd_slice text)
{
	return gzip(text, Z_NO_COMPRESSION, Z_DEFAULT_STRATEGY, NULL);
}

struct vd_slice pack_gzip_fixed(struct vd_slice text)
{
	return gzip(text, Z_BEST_SPEED, Z_FIXED, NULL);
}

struct vd_slice pack_gzip_header(struct vd_slice text)
{
	char name[] = "gasto.csv", comment[] = "a comment", extra[] = "XX\4\0abcd";
	gz_header header = { .text = 1,
			     .extra = (Bytef *)extra,
			     .extra_len = sizeof(extra) - 1,
			     .name = (Bytef *)name,
			     .comment = (Bytef *)comment,
			     .hcrc = 1 };
	return gzip(text, Z_DEFAULT_COMPRESSION, Z_DEFAULT_STRATEGY, &header);
}

struct vd_slice pack_gzip_members(struct vd_slice text)
{
	struct vd_slice first = { text.text, text.bytes / 3 }, none = { "", 0 };
	struct vd_slice rest = { text.text + first.bytes, text.bytes - first.bytes };
	return join(join(pack_gzip(first), pack_gzip_stored(none)),
		    join(pack_gzip_header(rest), pack_gzip_fixed(none)));
}

struct vd_slice pack_gzip_padded(struct vd_slice text)
{
	static const char zeros[100];
	return join(pack_gzip(text), (struct vd_slice){ zeros, sizeof(zeros) });
}

struct vd_slice pack_zstd(struct vd_slice text)
{
	char *out = vd_arena_take(unit.arena, room_for(text), 1);
	ZSTD_CCtx *context = ZSTD_createCCtx();
	ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
	size_t bytes = ZSTD_compress2(context, out, room_for(text), text.text, text.bytes);
	ZSTD_freeCCtx(context);
	cr_assert_not(ZSTD_isError(bytes));
	return (struct vd_slice){ out, bytes };
}

struct vd_slice pack_zstd_frames(struct vd_slice text)
{
	struct vd_slice skipped = { "\x5A\x2A\x4D\x18\3\0\0\0abc", 11 };
	struct vd_slice first = { text.text, text.bytes / 2 };
	struct vd_slice rest = { text.text + first.bytes, text.bytes - first.bytes };
	return join(join(join(skipped, pack_zstd(first)), skipped), join(pack_zstd(rest), skipped));
}

static void add(zipFile archive, const char *name, struct vd_slice text, bool is_stored, bool is_64)
{
	zip_fileinfo info = { 0 };
	cr_assert_eq(zipOpenNewFileInZip64(archive, name, &info, NULL, 0, NULL, 0, NULL,
					   is_stored ? 0 : Z_DEFLATED, Z_DEFAULT_COMPRESSION,
					   is_64),
		     ZIP_OK);
	if (text.bytes)
		cr_assert_eq(zipWriteInFileInZip(archive, text.text, (unsigned)text.bytes), ZIP_OK);
	cr_assert_eq(zipCloseFileInZip(archive), ZIP_OK);
}

static struct vd_slice take_archive(void)
{
	struct vd_slice archive = { 0 };
	archive.text = unit_read("made.zip", &archive.bytes);
	cr_assert_eq(unlink("made.zip"), 0);
	return archive;
}

static struct vd_slice zip_one(struct vd_slice text, bool is_stored, bool is_64)
{
	zipFile archive = zipOpen64("made.zip", APPEND_STATUS_CREATE);
	cr_assert(archive);
	add(archive, "gasto.csv", text, is_stored, is_64);
	cr_assert_eq(zipClose(archive, NULL), ZIP_OK);
	return take_archive();
}

struct vd_slice pack_zip(struct vd_slice text)
{
	return zip_one(text, false, false);
}

struct vd_slice pack_zip_stored(struct vd_slice text)
{
	return zip_one(text, true, false);
}

struct vd_slice pack_zip_64(struct vd_slice text)
{
	return zip_one(text, false, true);
}

/* Say something of every file: in its own header, and in the list of all. */
static void say(char *archive, size_t bytes, const char *signature, size_t flags_at,
		const struct zip_entry *entries)
{
	for (size_t at = 0; at + flags_at + 4 < bytes; at++) {
		if (memcmp(archive + at, signature, 4) != 0)
			continue;
		if (entries->flags) {
			archive[at + flags_at] = (char)entries->flags;
			archive[at + flags_at + 1] = (char)(entries->flags >> 8);
		}
		if (entries->method)
			archive[at + flags_at + 2] = (char)entries->method;
		entries++;
	}
}

struct vd_slice pack_entries(const struct zip_entry *entries, size_t count)
{
	zipFile archive = zipOpen64("made.zip", APPEND_STATUS_CREATE);
	cr_assert(archive);
	for (size_t i = 0; i < count; i++)
		add(archive, entries[i].name,
		    (struct vd_slice){ entries[i].text, strlen(entries[i].text) },
		    entries[i].is_stored, false);
	cr_assert_eq(zipClose(archive, NULL), ZIP_OK);
	struct vd_slice made = take_archive();
	char *said = vd_arena_copy(unit.arena, made.text, made.bytes);
	say(said, made.bytes, "PK\3\4", 6, entries);
	say(said, made.bytes, "PK\1\2", 8, entries);
	return (struct vd_slice){ said, made.bytes };
}
