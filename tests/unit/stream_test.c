/* Streams: the bytes of files and pipes, packed or not, and what is wrong with them. */
#include "io/stream.h"

#include <fcntl.h>
#include <iconv.h>
#include <minizip/zip.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include "budget/amount.h"
#include "io/digest.h"
#include "tests/unit/helper.h"
#include "tests/unit/packing.h"

TestSuite(stream, .init = unit_open, .fini = unit_close);

enum { WHOLE = 1 << 20 };

static struct vd_stream_source source_of(const char *file)
{
	return (struct vd_stream_source){
		.file = file, .shown = file, .is_digested = true, .place = { "study.yaml", 7, 3, 4 }
	};
}

/* What a reading gave. */
struct reading {
	struct vd_slice bytes; /* NULL: it failed, and that was reported */
	struct vd_stream_facts facts;
};

static struct reading read_source(const struct vd_stream_source *source, size_t at_once)
{
	struct reading reading = { 0 };
	struct vd_arena *arena = vd_arena_open_beside(unit.arena);
	struct vd_stream *stream = vd_stream_open(source, arena, &unit.diagnostics);
	if (!stream) {
		vd_arena_close(arena);
		return reading;
	}
	struct vd_buffer all = { .arena = unit.arena };
	char *buffer = vd_arena_take(unit.arena, at_once, 1);
	size_t got = 0;
	while ((got = vd_stream_read(stream, buffer, at_once)) != SIZE_MAX) {
		for (size_t i = 0; i < got; i++)
			*VD_APPEND(unit.arena, &all) = buffer[i];
		if (got < at_once)
			break;
	}
	if (got == SIZE_MAX) {
		cr_expect_not(vd_stream_failure(stream, &unit.diagnostics));
		cr_expect_eq(vd_stream_read(stream, buffer, at_once), SIZE_MAX, "it goes on");
	} else {
		reading.bytes = (struct vd_slice){ vd_buffer_text(&all), all.count };
		cr_expect_eq(vd_stream_read(stream, buffer, at_once), 0, "it has a second end");
		cr_expect_not(vd_stream_failure(stream, &unit.diagnostics));
	}
	reading.facts = *vd_stream_facts(stream);
	if (reading.facts.member)
		reading.facts.member = vd_arena_format(unit.arena, "%s", reading.facts.member);
	vd_stream_close(stream);
	vd_arena_close(arena);
	return reading;
}

static struct reading read_file(const char *file, size_t at_once)
{
	struct vd_stream_source source = source_of(file);
	return read_source(&source, at_once);
}

static bool is_same(struct vd_slice a, struct vd_slice b)
{
	return a.text && a.bytes == b.bytes && memcmp(a.text, b.text, a.bytes) == 0;
}

static struct vd_slice slice_of(const char *text)
{
	return (struct vd_slice){ text, strlen(text) };
}

static const char *put(const char *name, struct vd_slice bytes)
{
	return unit_write(name, bytes.text, bytes.bytes);
}

/* The digest of bytes by the door itself, which has tests of its own below. */
static const char *digest_of(struct vd_slice bytes)
{
	char *digest = vd_arena_take(unit.arena, VD_DIGEST_CHARS, 1);
	struct vd_digest *of = vd_digest_open(unit.arena);
	vd_digest_add(of, bytes.text, bytes.bytes);
	vd_digest_end(of, digest);
	return digest;
}

/* Something was reported, once, where the study names the file, with these words and a hint. */
static void expect_reported(const char *what, const char *words)
{
	const struct vd_diagnostic *first = NULL;
	cr_assert_eq(unit_reported(VD_RULE_DATA_UNREADABLE, &first), 1, "%s: %s", what,
		     unit_places());
	cr_expect(strstr(first->message, words), "%s: %s", what, first->message);
	cr_expect(unit_is_at(first->place, 7, 3, 4), "%s", what);
	cr_expect(first->hint, "%s: %s", what, first->message);
	unit_forget();
}

static size_t open_descriptors(void)
{
	size_t count = 0;
	for (int fd = 0; fd < 256; fd++)
		count += fcntl(fd, F_GETFD) != -1;
	return count;
}

/* A file as budget lines are, of about so many bytes. */
static struct vd_slice lines(size_t bytes)
{
	struct vd_buffer text = { .arena = unit.arena };
	uint64_t seed = 7;
	while (text.count < bytes)
		vd_buffer_add(&text,
			      vd_arena_format(unit.arena, "%u,\"%02u\",\"MINISTERIO %u\",%u.%02u\n",
					      2010 + unit_random(&seed, 10), unit_random(&seed, 40),
					      unit_random(&seed, 5), unit_random(&seed, 1000000),
					      unit_random(&seed, 100)));
	return (struct vd_slice){ vd_buffer_text(&text), text.count };
}

static struct vd_slice join(struct vd_slice a, struct vd_slice b)
{
	char *both = vd_arena_take(unit.arena, a.bytes + b.bytes + 1, 1);
	memcpy(both, a.text, a.bytes);
	memcpy(both + a.bytes, b.text, b.bytes);
	return (struct vd_slice){ both, a.bytes + b.bytes };
}

static struct vd_slice part(struct vd_slice whole, size_t from, size_t to)
{
	return (struct vd_slice){ whole.text + from, to - from };
}

/* Every way to pack a text, all of them told by their bytes: the name says nothing. */
static const struct way {
	const char *name;
	enum vd_packing packing;
	struct vd_slice (*pack)(struct vd_slice text);
} ways[] = {
	{ "plain", VD_PACKED_NOT, pack_not },
	{ "gzip", VD_PACKED_GZIP, pack_gzip },
	{ "gzip, stored", VD_PACKED_GZIP, pack_gzip_stored },
	{ "gzip, fixed codes", VD_PACKED_GZIP, pack_gzip_fixed },
	{ "gzip, full header", VD_PACKED_GZIP, pack_gzip_header },
	{ "gzip, many members", VD_PACKED_GZIP, pack_gzip_members },
	{ "gzip, padded", VD_PACKED_GZIP, pack_gzip_padded },
	{ "zstd", VD_PACKED_ZSTD, pack_zstd },
	{ "zstd, frames", VD_PACKED_ZSTD, pack_zstd_frames },
	{ "zip", VD_PACKED_ZIP, pack_zip },
	{ "zip, stored", VD_PACKED_ZIP, pack_zip_stored },
	{ "zip, 64 bits", VD_PACKED_ZIP, pack_zip_64 },
};

Test(stream, gives_the_same_bytes_at_every_read_size)
{
	const struct vd_slice text = lines(1500);
	for (size_t i = 0; i < UNIT_COUNT(ways); i++) {
		struct vd_slice packed = ways[i].pack(text);
		put("file", packed);
		const char *digest = digest_of(packed);
		for (size_t size = 1; size < 2 * text.bytes; size += 1 + size / 15) {
			struct reading reading = read_file("file", size);
			cr_assert(is_same(reading.bytes, text), "%s at %zu: %s", ways[i].name, size,
				  unit_places());
			cr_expect_eq(reading.facts.packing, ways[i].packing, "%s", ways[i].name);
			cr_expect_eq(reading.facts.unpacked, text.bytes, "%s", ways[i].name);
			cr_expect_eq(reading.facts.size, packed.bytes, "%s", ways[i].name);
			cr_expect_eq(reading.facts.bytes, packed.bytes, "%s", ways[i].name);
			cr_expect_str_eq(reading.facts.sha256, digest, "%s", ways[i].name);
		}
	}
}

/* Larger than the buffers within. */
Test(stream, gives_the_same_bytes_of_large_files)
{
	const struct vd_slice text = lines(1400000);
	for (size_t i = 0; i < UNIT_COUNT(ways); i++) {
		struct vd_slice packed = ways[i].pack(text);
		put("file", packed);
		for (size_t size = 1000; size < 4000000; size *= 9) {
			struct reading reading = read_file("file", size);
			cr_assert(is_same(reading.bytes, text), "%s at %zu: %s", ways[i].name, size,
				  unit_places());
			cr_expect_str_eq(reading.facts.sha256, digest_of(packed));
		}
	}
}

Test(stream, reads_files_that_hold_nothing)
{
	for (size_t i = 0; i < UNIT_COUNT(ways); i++) {
		struct vd_slice packed = ways[i].pack((struct vd_slice){ "", 0 });
		put("file", packed);
		struct reading reading = read_file("file", WHOLE);
		cr_assert(reading.bytes.text, "%s: %s", ways[i].name, unit_places());
		cr_expect_eq(reading.bytes.bytes, 0, "%s", ways[i].name);
		cr_expect_str_eq(reading.facts.sha256, digest_of(packed), "%s", ways[i].name);
	}
}

Test(stream, leaves_out_what_is_not_asked_for)
{
	const struct vd_slice text = lines(3000);
	for (size_t i = 0; i < UNIT_COUNT(ways); i++) {
		put("file", ways[i].pack(text));
		struct vd_stream_source source = source_of("file");
		source.is_digested = false;
		struct reading reading = read_source(&source, 100);
		cr_expect(is_same(reading.bytes, text), "%s", ways[i].name);
		cr_expect_str_eq(reading.facts.sha256, "", "%s", ways[i].name);
	}
}

/* The digests of FIPS 180-4's examples. */
Test(stream, digests_as_published)
{
	enum { MILLION = 1000000 };
	static const char of_million[] =
		"cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";
	put("empty", slice_of(""));
	put("abc", slice_of("abc"));
	char *many = vd_arena_take(unit.arena, MILLION, 1);
	memset(many, 'a', MILLION);
	unit_write("million", many, MILLION);
	cr_expect_str_eq(read_file("empty", 10).facts.sha256,
			 "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	cr_expect_str_eq(read_file("abc", 10).facts.sha256,
			 "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	for (size_t size = 77; size < 2 * MILLION; size *= 8)
		cr_expect_str_eq(read_file("million", size).facts.sha256, of_million);
}

Test(stream, digests_at_the_end_alone)
{
	put("file", slice_of("abcd"));
	struct vd_stream_source source = source_of("file");
	struct vd_stream *stream = vd_stream_open(&source, unit.arena, &unit.diagnostics);
	char buffer[4];
	cr_assert_eq(vd_stream_read(stream, buffer, 4), 4);
	cr_expect_str_eq(vd_stream_facts(stream)->sha256, "");
	cr_assert_eq(vd_stream_read(stream, buffer, 4), 0);
	cr_expect_eq(strlen(vd_stream_facts(stream)->sha256), 64);
	vd_stream_close(stream);
}

/* Whatever is cut off is missed, unless nothing of a packing is left. */
Test(stream, sees_files_cut_short_anywhere)
{
	const struct vd_slice text = lines(200);
	size_t before = open_descriptors();
	for (size_t i = 0; i < UNIT_COUNT(ways); i++) {
		struct vd_slice packed = ways[i].pack(text);
		if (ways[i].packing == VD_PACKED_NOT)
			continue;
		for (size_t length = 4; length < packed.bytes; length++) {
			put("cut", part(packed, 0, length));
			struct reading reading = read_file("cut", 100);
			/* Members are whole by themselves, and so are zeros behind them. */
			if (reading.bytes.text) {
				cr_expect(strstr(ways[i].name, "members") ||
						  strstr(ways[i].name, "frames") ||
						  strstr(ways[i].name, "padded"),
					  "%s: %zu of %zu bytes", ways[i].name, length,
					  packed.bytes);
				cr_expect(
					is_same(reading.bytes, part(text, 0, reading.bytes.bytes)));
				continue;
			}
			const struct vd_diagnostic *first = NULL;
			cr_assert_eq(unit_reported(VD_RULE_DATA_UNREADABLE, &first), 1);
			cr_expect(strstr(first->message, "cut short"), "%s: %zu of %zu bytes: %s",
				  ways[i].name, length, packed.bytes, first->message);
			unit_forget();
		}
	}
	cr_expect_eq(open_descriptors(), before, "files are left open");
}

/*
 * A bit that is not as written is seen, or changes nothing: a time, a name, a code that is not used.
 * Every third is tried.
 */
Test(stream, sees_bits_that_are_not_those_written)
{
	const struct vd_slice text = lines(150);
	for (size_t i = 0; i < UNIT_COUNT(ways); i++) {
		struct vd_slice packed = ways[i].pack(text);
		char *changed = vd_arena_copy(unit.arena, packed.text, packed.bytes);
		size_t seen = 0;
		if (ways[i].packing == VD_PACKED_NOT)
			continue;
		/* The first bytes tell the packing. */
		for (size_t bit = 4 * 8; bit < packed.bytes * 8; bit += 3) {
			changed[bit / 8] = (char)(packed.text[bit / 8] ^ 1 << bit % 8);
			unit_write("changed", changed, packed.bytes);
			struct reading reading = read_file("changed", 128);
			if (reading.bytes.text)
				cr_expect(is_same(reading.bytes, text), "%s: bit %zu of %zu",
					  ways[i].name, bit, packed.bytes * 8);
			else
				seen += unit_reported(VD_RULE_DATA_UNREADABLE, NULL);
			unit_forget();
			changed[bit / 8] = packed.text[bit / 8];
		}
		cr_expect_gt(seen, packed.bytes * 4 / 3, "%s", ways[i].name);
	}
}

Test(stream, sees_what_was_added)
{
	const struct vd_slice text = lines(300), zeros = { "\0\0\0\0", 4 };
	const struct vd_slice gzip = pack_gzip(text), zstd = pack_zstd(text);
	put("file", join(gzip, slice_of("x")));
	cr_expect_null(read_file("file", 100).bytes.text);
	expect_reported("gzip and a byte", "bytes that are not packed");
	put("file", join(gzip, slice_of("\x1F\x8Cxxxxxxxxxxxxxxxxxxxx")));
	cr_expect_null(read_file("file", 100).bytes.text);
	expect_reported("gzip and almost gzip", "bytes that are not packed");
	put("file", join(join(gzip, zeros), slice_of("x")));
	cr_expect_null(read_file("file", 100).bytes.text);
	expect_reported("gzip, zeros and a byte", "bytes that are not packed");
	put("file", join(join(gzip, zeros), gzip));
	cr_expect_null(read_file("file", 100).bytes.text);
	expect_reported("gzip, zeros and gzip", "bytes that are not packed");
	put("file", join(zstd, slice_of("xxxxxxxx")));
	cr_expect_null(read_file("file", 100).bytes.text);
	expect_reported("zstd and bytes", "bytes that are not packed");
	put("file", join(zstd, zeros));
	cr_expect_null(read_file("file", 100).bytes.text);
	expect_reported("zstd and zeros", "bytes that are not packed");
}

/* Frames by hand: a head, a window, and one raw block of one byte. */
Test(stream, limits_the_window_of_zstd)
{
	static const char most[] = "\x28\xB5\x2F\xFD\x00\x88\x09\x00\x00x";
	static const char more[] = "\x28\xB5\x2F\xFD\x00\x89\x09\x00\x00x";
	static const char dictionary[] = "\x28\xB5\x2F\xFD\x01\x50\x07\x09\x00\x00x";
	unit_write("most", most, sizeof(most) - 1);
	cr_expect(is_same(read_file("most", 100).bytes, slice_of("x")));
	unit_write("more", more, sizeof(more) - 1);
	cr_expect_null(read_file("more", 100).bytes.text);
	expect_reported("a large window", "more than 128 MiB");
	unit_write("dictionary", dictionary, sizeof(dictionary) - 1);
	cr_expect_null(read_file("dictionary", 100).bytes.text);
	expect_reported("a dictionary", "with a dictionary");
}

/* The files of an archive. */
static void put_archive(const struct zip_entry *entries, size_t count)
{
	put("a.zip", pack_entries(entries, count));
}

static struct reading read_member(const char *member)
{
	struct vd_stream_source source = source_of("a.zip");
	source.member = member;
	return read_source(&source, 7);
}

Test(stream, finds_the_member_of_an_archive)
{
	static const struct zip_entry entries[] = {
		{ .name = "gasto/", .text = "" },
		{ .name = "gasto/2015.csv", .text = "a,b\n1,2\n" },
		{ .name = "gasto/2016.csv", .text = "a,b\n3,4\n", .is_stored = true },
		{ .name = "gasto/a\xA4o.csv", .text = "a,b\n5,6\n" }, /* in the code page of DOS */
	};
	put_archive(entries, UNIT_COUNT(entries));
	struct reading reading = read_member("gasto/2015.csv");
	cr_expect(is_same(reading.bytes, slice_of("a,b\n1,2\n")));
	cr_expect_str_eq(reading.facts.member, "gasto/2015.csv");
	cr_expect(is_same(read_member("gasto/2016.csv").bytes, slice_of("a,b\n3,4\n")));
	reading = read_member("gasto/año.csv");
	cr_expect(is_same(reading.bytes, slice_of("a,b\n5,6\n")));
	cr_expect_str_eq(reading.facts.member, "gasto/año.csv");
	cr_expect_eq(unit.diagnostics.count, 0);

	cr_expect_null(read_member(NULL).bytes.text);
	const struct vd_diagnostic *first = NULL;
	unit_reported(VD_RULE_DATA_UNREADABLE, &first);
	cr_assert(first);
	cr_expect(strstr(first->hint, "gasto/2015.csv, gasto/2016.csv and gasto/año.csv"), "%s",
		  first->hint);
	expect_reported("none named", "holds 3 files");
	cr_expect_null(read_member("2015.csv").bytes.text);
	unit_reported(VD_RULE_DATA_UNREADABLE, &first);
	cr_assert(first);
	cr_expect(strstr(first->hint, "gasto/2015.csv"), "%s", first->hint);
	expect_reported("another named", "holds no file called 2015.csv");
	cr_expect_null(read_member("gasto/").bytes.text);
	expect_reported("a folder named", "holds no file called gasto/");

	/* A folder does not count: the only file needs no name. */
	put_archive(entries, 2);
	cr_expect(is_same(read_member(NULL).bytes, slice_of("a,b\n1,2\n")));
}

Test(stream, lists_few_of_many_members)
{
	enum { MANY = 70 };
	struct zip_entry entries[MANY];
	for (size_t i = 0; i < MANY; i++)
		entries[i] =
			(struct zip_entry){ .name = vd_arena_format(unit.arena, "%02zu.csv", i),
					    .text = "x" };
	put_archive(entries, MANY);
	cr_expect_null(read_member(NULL).bytes.text);
	const struct vd_diagnostic *first = NULL;
	unit_reported(VD_RULE_DATA_UNREADABLE, &first);
	cr_assert(first);
	cr_expect_lt(strlen(first->hint), 200, "%s", first->hint);
	expect_reported("none named", "holds 70 files");
	cr_expect(is_same(read_member("69.csv").bytes, slice_of("x")));
}

Test(stream, refuses_what_it_cannot_take_out_of_an_archive)
{
	static const struct {
		const char *name, *words;
		const char *member;
		struct zip_entry entries[2];
		size_t count;
	} cases[] = {
		{ "nothing", "holds no file", NULL, { { 0 } }, 0 },
		{ "folders", "holds no file", NULL, { { .name = "a/", .text = "" } }, 1 },
		{ "twice",
		  "more than one file called a.csv",
		  "a.csv",
		  { { .name = "a.csv", .text = "1" }, { .name = "a.csv", .text = "2" } },
		  2 },
		{ "encrypted",
		  "a.csv in a.zip is encrypted",
		  NULL,
		  { { .name = "a.csv", .text = "1", .flags = 1 } },
		  1 },
		{ "another method",
		  "does not know (method 12)",
		  NULL,
		  { { .name = "a.csv", .text = "1", .method = 12 } },
		  1 },
	};
	size_t before = open_descriptors();
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		put_archive(cases[i].entries, cases[i].count);
		cr_expect_null(read_member(cases[i].member).bytes.text, "%s", cases[i].name);
		expect_reported(cases[i].name, cases[i].words);
	}
	/* Its name in the list is no UTF-8, though it is said to be. */
	static const struct zip_entry wrong = { .name = "a\xA4o.csv",
						.text = "1",
						.flags = 1 << 11 };
	put_archive(&wrong, 1);
	cr_expect_null(read_member(NULL).bytes.text);
	expect_reported("a name that is none", "damaged");
	put("a.zip", slice_of("a,b\n1,2\n"));
	cr_expect_null(read_member("a.csv").bytes.text);
	expect_reported("no archive", "no .zip archive");
	cr_expect_eq(open_descriptors(), before, "files are left open");
}

Test(stream, tells_what_else_a_file_is)
{
	static const struct {
		struct vd_slice bytes;
		const char *words;
	} cases[] = {
		{ { "\xFD\x37zXZ\0\0\4\xE6\xD6\xB4\x46", 12 }, "packed with xz" },
		{ { "BZh91AY&SY\x4E\xEC", 12 }, "packed with bzip2" },
		{ { "7z\xBC\xAF\x27\x1C\0\4", 8 }, "packed with 7-Zip" },
		{ { "Rar!\x1A\x07\x01\0", 8 }, "packed with RAR" },
		{ { "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0", 10 }, "Office document" },
		{ { "%PDF-1.4\n", 9 }, "PDF document" },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		put("file", cases[i].bytes);
		cr_expect_null(read_file("file", 100).bytes.text);
		expect_reported(cases[i].words, cases[i].words);
	}
	static const char *const plain[] = { "BZh9,a\n", "PK,a\n", "%PDF", "7z\n", "\x1F", "P" };
	for (size_t i = 0; i < UNIT_COUNT(plain); i++) {
		put("file", slice_of(plain[i]));
		cr_expect(is_same(read_file("file", 100).bytes, slice_of(plain[i])), "%s",
			  plain[i]);
	}
}

Test(stream, reports_what_cannot_be_opened)
{
	size_t before = open_descriptors();
	cr_expect_null(read_file("nothing", 10).bytes.text);
	expect_reported("missing", "nothing cannot be read");
	cr_expect_null(read_file(".", 10).bytes.text);
	expect_reported("a folder", "cannot be read");
	cr_assert_eq(mkfifo("loop", 0600), 0);
	put("file", slice_of("a"));
	cr_expect_null(read_file("file/file", 10).bytes.text);
	cr_expect_eq(unit_reported(VD_RULE_DATA_UNREADABLE, NULL), 1);
	unit_forget();
	/* It opens, and cannot be read from its start. */
	cr_expect_null(read_file("/proc/self/mem", 10).bytes.text);
	cr_expect_eq(unit_reported(VD_RULE_DATA_UNREADABLE, NULL), 1);
	unit_forget();
	if (geteuid() != 0) {
		cr_assert_eq(chmod("file", 0), 0);
		cr_expect_null(read_file("file", 10).bytes.text);
		expect_reported("closed", "cannot be read");
	}
	cr_expect_eq(open_descriptors(), before, "files are left open");
}

/* The file's own descriptor becomes one that cannot be read from. */
Test(stream, reports_what_cannot_be_read_further)
{
	put("file", lines(5000));
	int next = dup(STDIN_FILENO);
	close(next);
	struct vd_stream_source source = source_of("file");
	struct vd_stream *stream = vd_stream_open(&source, unit.arena, &unit.diagnostics);
	cr_assert(stream);
	char buffer[100];
	cr_assert_eq(vd_stream_read(stream, buffer, 100), 100);
	int closed = open("/dev/null", O_WRONLY);
	cr_assert_eq(dup2(closed, next), next);
	close(closed);
	cr_expect_eq(vd_stream_read(stream, buffer, 100), SIZE_MAX);
	cr_expect_not(vd_stream_failure(stream, &unit.diagnostics));
	cr_expect_eq(unit_reported(VD_RULE_DATA_UNREADABLE, NULL), 1);
	vd_stream_close(stream);
}

/* A file that is being written, or replaced, under way. */
Test(stream, sees_files_that_change)
{
	const struct vd_slice text = lines(500000);
	for (size_t i = 0; i < UNIT_COUNT(ways); i++) {
		for (int longer = 0; longer < 2; longer++) {
			struct vd_slice packed = ways[i].pack(text);
			put("file", packed);
			struct vd_stream_source source = source_of("file");
			struct vd_stream *stream =
				vd_stream_open(&source, unit.arena, &unit.diagnostics);
			cr_assert(stream, "%s", ways[i].name);
			char buffer[1000];
			cr_assert_eq(vd_stream_read(stream, buffer, 1000), 1000, "%s",
				     ways[i].name);
			cr_assert_eq(truncate("file", (off_t)packed.bytes + (longer ? 1 : -1)), 0);
			size_t got = 0;
			do {
				got = vd_stream_read(stream, buffer, 1000);
			} while (got == 1000);
			cr_expect_eq(got, SIZE_MAX, "%s", ways[i].name);
			cr_expect_not(vd_stream_failure(stream, &unit.diagnostics));
			expect_reported(ways[i].name, "has changed while it was read");
			vd_stream_close(stream);
		}
	}
}

/* Standard input becomes a pipe that another process fills, so many bytes at a time. */
static pid_t pipe_in(struct vd_slice bytes, size_t at_once, long pause)
{
	int ends[2];
	cr_assert_eq(pipe(ends), 0);
	pid_t child = fork();
	cr_assert_neq(child, -1);
	if (!child) {
		close(ends[0]);
		for (size_t i = 0; i < bytes.bytes; i += at_once) {
			size_t left = bytes.bytes - i;
			if (write(ends[1], bytes.text + i, left < at_once ? left : at_once) < 0)
				_exit(1);
			struct timespec length = { .tv_nsec = pause };
			nanosleep(&length, NULL);
		}
		_exit(0);
	}
	close(ends[1]);
	cr_assert_eq(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
	close(ends[0]);
	return child;
}

Test(stream, reads_pipes)
{
	const struct vd_slice text = lines(4000);
	for (size_t i = 0; i < UNIT_COUNT(ways); i++) {
		struct vd_slice packed = ways[i].pack(text);
		for (size_t at_once = 1; at_once < 10000; at_once = at_once * 5 + 2) {
			pid_t child = pipe_in(packed, at_once, 0);
			struct reading reading = read_file("-", 700);
			if (ways[i].packing == VD_PACKED_ZIP) {
				cr_expect_null(reading.bytes.text);
				expect_reported(ways[i].name, "cannot be read from a pipe");
				kill(child, SIGKILL);
			} else {
				cr_expect(is_same(reading.bytes, text), "%s", ways[i].name);
				cr_expect_eq(reading.facts.size, 0);
				cr_expect_eq(reading.facts.bytes, packed.bytes);
				cr_expect_str_eq(reading.facts.sha256, digest_of(packed));
			}
			cr_expect_neq(fcntl(STDIN_FILENO, F_GETFD), -1, "it is closed");
			waitpid(child, NULL, 0);
		}
	}
}

static volatile sig_atomic_t alarms;

static void count_alarm(int signal)
{
	(void)signal;
	alarms++;
}

Test(stream, goes_on_when_a_signal_interrupts_it)
{
	const struct vd_slice text = lines(60);
	struct sigaction action = { .sa_handler = count_alarm }; /* without SA_RESTART */
	struct itimerval often = { { 0, 500 }, { 0, 500 } }, never = { { 0, 0 }, { 0, 0 } };
	pid_t child = pipe_in(text, 1, 2000000);
	sigaction(SIGALRM, &action, NULL);
	setitimer(ITIMER_REAL, &often, NULL);
	struct reading reading = read_file("-", 1000);
	setitimer(ITIMER_REAL, &never, NULL);
	cr_expect(is_same(reading.bytes, text));
	cr_expect_gt(alarms, 10);
	waitpid(child, NULL, 0);
}

/* A file that is standard input is one all the same, unless a part of it was read. */
Test(stream, reads_files_as_standard_input)
{
	const struct vd_slice text = lines(2000);
	for (size_t i = 0; i < UNIT_COUNT(ways); i++) {
		struct vd_slice packed = ways[i].pack(text);
		int fd = open(put("file", packed), O_RDONLY);
		cr_assert_eq(dup2(fd, STDIN_FILENO), STDIN_FILENO);
		close(fd);
		struct reading reading = read_file("-", 100);
		cr_expect(is_same(reading.bytes, text), "%s: %s", ways[i].name, unit_places());
		cr_expect_eq(reading.facts.size, packed.bytes);
	}
	int fd = open(put("file", text), O_RDONLY);
	cr_assert_eq(dup2(fd, STDIN_FILENO), STDIN_FILENO);
	close(fd);
	cr_assert_eq(lseek(STDIN_FILENO, 100, SEEK_SET), 100);
	struct reading reading = read_file("-", 100);
	cr_expect(is_same(reading.bytes, part(text, 100, text.bytes)));
	cr_expect_eq(reading.facts.size, 0);
}

Test(stream, reads_named_pipes)
{
	const struct vd_slice text = lines(3000), packed = pack_gzip(text);
	cr_assert_eq(mkfifo("pipe", 0600), 0);
	pid_t child = fork();
	if (!child) {
		int fd = open("pipe", O_WRONLY);
		_exit(write(fd, packed.text, packed.bytes) == (ssize_t)packed.bytes ? 0 : 1);
	}
	cr_expect(is_same(read_file("pipe", 100).bytes, text));
	waitpid(child, NULL, 0);
}

Test(stream, can_be_closed_at_any_time)
{
	size_t before = open_descriptors();
	for (size_t i = 0; i < UNIT_COUNT(ways); i++) {
		put("file", ways[i].pack(lines(3000)));
		struct vd_stream_source source = source_of("file");
		source.encoding = "GBK";
		struct vd_stream *stream = vd_stream_open(&source, unit.arena, &unit.diagnostics);
		cr_assert(stream, "%s", ways[i].name);
		char buffer[UNIT_COUNT(ways)];
		cr_expect_eq(vd_stream_read(stream, buffer, i), i);
		vd_stream_close(stream);
	}
	vd_stream_close(NULL);
	cr_expect_eq(open_descriptors(), before, "files are left open");
}

/* A text in another encoding, by iconv the other way round. */
static struct vd_slice encode(const char *encoding, struct vd_slice text)
{
	iconv_t conversion = iconv_open(encoding, "UTF-8");
	cr_assert_neq(conversion, (iconv_t)-1, "%s", encoding);
	size_t room = text.bytes * 4 + 64, left = room, in_left = text.bytes;
	char *out = vd_arena_take(unit.arena, room, 1), *at = out, *in = (char *)text.text;
	cr_assert_eq(iconv(conversion, &in, &in_left, &at, &left), 0, "%s", encoding);
	cr_assert_eq(iconv(conversion, NULL, NULL, &at, &left), 0, "%s", encoding);
	iconv_close(conversion);
	return (struct vd_slice){ out, room - left };
}

static struct reading read_encoded(const char *encoding, struct vd_slice bytes, size_t at_once)
{
	put("file", bytes);
	struct vd_stream_source source = source_of("file");
	source.encoding = encoding;
	return read_source(&source, at_once);
}

static const struct {
	const char *name, *text;
} encodings[] = {
	{ "UTF-16", "año,日本,😀,€\n" },
	{ "UTF-16LE", "año,日本,😀,€\n" },
	{ "UTF-16BE", "año,日本,😀,€\n" },
	{ "utf-32", "año,日本,😀,€\n" },
	{ "UTF-32LE", "año,日本,😀,€\n" },
	{ "UTF-8", "año,日本,😀,€\n" },
	{ "UTF-7", "año,日本,😀,€\n" },
	{ "Shift_JIS", "予算,表示,ソース,1\n" }, /* with bytes that are \ and | by themselves */
	{ "EUC-JP", "予算,表示,ソース,1\n" },
	{ "ISO-2022-JP", "予算,表示,ソース,1\n" },
	{ "GBK", "预算,表示,丂亅,1\n" },
	{ "gb18030", "预算,表示,año,😀,1\n" },
	{ "Big5", "預算,功許蓋,1\n" },
	{ "cp949", "예산,똠방각하,1\n" },
	{ "cp1252", "año,€,1\n" },
	{ "cp1258", "ngân sách,tiền,1\n" }, /* accents stand behind their letters */
	{ "cp037", "presupuesto,1\n" },
};

Test(stream, converts_at_every_read_size)
{
	for (size_t i = 0; i < UNIT_COUNT(encodings); i++) {
		const char *name = encodings[i].name;
		struct vd_slice encoded = encode(name, slice_of(encodings[i].text));
		struct vd_slice whole = read_encoded(name, encoded, WHOLE).bytes;
		cr_assert(whole.text, "%s: %s", name, unit_places());
		cr_expect(is_same(whole, slice_of(encodings[i].text)), "%s: %s", name, whole.text);
		for (size_t size = 1; size < 140; size += 1 + size / 12) {
			struct reading reading = read_encoded(name, encoded, size);
			cr_assert(is_same(reading.bytes, whole), "%s at %zu: %s", name, size,
				  unit_places());
			cr_expect_eq(reading.facts.unpacked, whole.bytes);
			cr_expect_str_eq(reading.facts.sha256, digest_of(encoded));
		}
	}
}

/* Characters lie across the borders of what is converted at a time, in each way they can. */
Test(stream, converts_large_files)
{
	for (size_t i = 0; i < UNIT_COUNT(encodings); i++) {
		struct vd_buffer text = { .arena = unit.arena };
		while (text.count < 300000)
			vd_buffer_add(&text, encodings[i].text);
		struct vd_slice lines_of = { vd_buffer_text(&text), text.count };
		for (size_t shift = 0; shift < 4; shift++) {
			struct vd_slice whole = join((struct vd_slice){ "xxx", shift }, lines_of);
			struct vd_slice packed = pack_gzip_stored(encode(encodings[i].name, whole));
			struct reading reading =
				read_encoded(encodings[i].name, packed, 1000 + 17 * shift);
			cr_assert(is_same(reading.bytes, whole), "%s, shifted by %zu: %s",
				  encodings[i].name, shift, unit_places());
		}
	}
}

/* Against bytes that were not made by iconv. */
Test(stream, converts_known_bytes)
{
	static const struct {
		const char *encoding;
		struct vd_slice bytes;
		const char *text;
	} cases[] = {
		{ "UTF-16", { "\xFF\xFE\xF1\0,\0", 6 }, "ñ," },
		{ "UTF-16", { "\xFE\xFF\0\xF1\0,", 6 }, "ñ," },
		{ "UTF16", { "\xFF\xFE", 2 }, "" },
		{ "UTF-16", { "", 0 }, "" },
		{ "UTF-16LE", { "\xF1\0,\0", 4 }, "ñ," },
		{ "UTF-16LE", { "=\xD8\0\xDE", 4 }, "😀" },
		{ "UTF-16BE", { "\0\xF1\0,", 4 }, "ñ," },
		/* The mark is a character where the order is declared; whoever reads UTF-8 knows it. */
		{ "UTF-16LE", { "\xFF\xFE,\0", 4 }, "\xEF\xBB\xBF," },
		{ "UTF-32", { "\xFF\xFE\0\0\xF1\0\0\0", 8 }, "ñ" },
		{ "UTF-32", { "\0\0\xFE\xFF\0\0\0\xF1", 8 }, "ñ" },
		{ "Shift_JIS", { "\x95\x5C,\x83\x5C", 5 }, "表,ソ" },
		{ "GBK", { "\xD4\xA4\xCB\xE3", 4 }, "预算" },
		{ "GB18030", { "\x94\x39\xFC\x36", 4 }, "😀" },
		{ "Big5", { "\xA5\x5C", 2 }, "功" },
		{ "cp1252", { "\x80", 1 }, "€" },
		/* A letter is held back, until it is known that no accent follows. */
		{ "cp1258", { "na", 2 }, "na" },
		{ "cp1258", { "na\xEC", 3 }, "ná" },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		struct reading reading = read_encoded(cases[i].encoding, cases[i].bytes, 3);
		cr_expect(is_same(reading.bytes, slice_of(cases[i].text)), "case %zu, %s: %s", i,
			  cases[i].encoding, unit_places());
	}
}

Test(stream, says_where_bytes_are_not_in_their_encoding)
{
	static const struct {
		const char *encoding;
		struct vd_slice bytes;
		const char *words;
	} cases[] = {
		{ "UTF-16LE",
		  { "a\0b\0\x3D\xD8"
		    "c\0",
		    8 },
		  "after 4 bytes" },
		{ "UTF-16LE", { "a\0b", 3 }, "begins after 2 bytes" },
		{ "UTF-16LE", { "a\0\x3D\xD8", 4 }, "begins after 2 bytes" },
		{ "UTF-16", { "a\0b\0", 4 }, "byte order mark, as UTF-16 must" },
		{ "UTF-16", { "a", 1 }, "byte order mark, as UTF-16 must" },
		{ "UTF-32", { "\xFF\xFE", 2 }, "byte order mark, as UTF-32 must" },
		{ "UTF-32LE", { "a\0\0\0\0\xD8\0\0", 8 }, "after 4 bytes" },
		{ "Shift_JIS", { "ab\xFF", 3 }, "after 2 bytes" },
		{ "Shift_JIS", { "ab\x95", 3 }, "begins after 2 bytes" },
		{ "GBK", { "\xD4\xA4\xFF\xFF,", 5 }, "after 2 bytes" },
		{ "UTF-8", { "a\xF1o", 3 }, "after 1 byte " },
		{ "ascii", { "a\xF1o", 3 }, "after 1 byte " },
	};
	size_t before = open_descriptors();
	for (size_t i = 0; i < UNIT_COUNT(cases); i++)
		for (size_t size = 1; size < 100; size += 33) {
			cr_expect_null(
				read_encoded(cases[i].encoding, cases[i].bytes, size).bytes.text);
			const struct vd_diagnostic *first = NULL;
			cr_assert_eq(unit_reported(VD_RULE_DATA_ENCODING, &first), 1, "case %zu",
				     i);
			cr_expect(strstr(first->message, cases[i].words), "case %zu: %s", i,
				  first->message);
			cr_expect(first->hint, "case %zu", i);
			unit_forget();
		}
	cr_expect_null(read_encoded("klingon", slice_of("a"), 1).bytes.text);
	cr_expect_eq(unit_reported(VD_RULE_DATA_ENCODING, NULL), 1);
	cr_expect_eq(open_descriptors(), before, "files are left open");
}

/* Far into a file, past what is converted at a time. */
Test(stream, counts_bytes_to_what_is_wrong)
{
	enum { BYTES = 200000, AT = 150000 };
	char *text = vd_arena_take(unit.arena, BYTES, 1);
	for (size_t i = 0; i < BYTES; i += 2)
		text[i] = 'a';
	text[AT + 1] = '\xDC';
	cr_expect_null(read_encoded("UTF-16LE", (struct vd_slice){ text, BYTES }, 999).bytes.text);
	const struct vd_diagnostic *first = NULL;
	cr_assert_eq(unit_reported(VD_RULE_DATA_ENCODING, &first), 1);
	cr_expect(strstr(first->message, "after 150000 bytes"), "%s", first->message);
}
