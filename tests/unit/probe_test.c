/* A sample of a large file: its pieces are where they say they are. */
#include "io/probe.h"

#include <string.h>

#include "tests/unit/helper.h"
#include "tests/unit/packing.h"

TestSuite(probe, .init = unit_open, .fini = unit_close);

enum { FILE_BYTES = 6 << 20, FIRST_BYTES = 4096 };

/* Bytes that tell where they stand. */
static char *make_bytes(size_t count)
{
	char *bytes = vd_arena_take(unit.arena, count + 1, 1);
	for (size_t at = 0; at < count; at += 16)
		memcpy(bytes + at, vd_arena_format(unit.arena, "%015zu\n", at), 16);
	return bytes;
}

static struct vd_probe take(const char *file, size_t first_bytes)
{
	const struct vd_stream_source source = { .file = file, .shown = file };
	struct vd_probe probe = { 0 };
	cr_assert(vd_probe_take(&source, first_bytes, unit.arena, &unit.diagnostics, &probe), "%s",
		  unit_places());
	return probe;
}

static void expect_pieces(const struct vd_probe *probe, const char *bytes, size_t count)
{
	cr_expect_eq(probe->parts.items[0].offset, 0);
	cr_expect_eq(probe->parts.items[0].bytes.bytes, FIRST_BYTES);
	for (size_t i = 0; i < probe->parts.count; i++) {
		const struct vd_probe_part *part = &probe->parts.items[i];
		cr_expect_eq(part->offset % 4, 0);
		cr_expect(part->offset + part->bytes.bytes <= count);
		cr_expect_eq(memcmp(part->bytes.text, bytes + part->offset, part->bytes.bytes), 0,
			     "part %zu is not what stands at %llu", i,
			     (unsigned long long)part->offset);
		const struct vd_probe_part *before = i ? part - 1 : NULL;
		cr_expect(!before || part->offset >= before->offset + before->bytes.bytes,
			  "part %zu overlaps the one before", i);
	}
	const struct vd_probe_part *last = &probe->parts.items[probe->parts.count - 1];
	cr_expect_eq(last->offset + last->bytes.bytes, count, "the end is looked at");
	cr_expect(probe->has_end);
	cr_expect_not(probe->is_whole);
	cr_expect_eq(probe->unpacked, count);
}

Test(probe, a_plain_file_is_spread)
{
	const char *bytes = make_bytes(FILE_BYTES);
	unit_write("plain.csv", bytes, FILE_BYTES);
	struct vd_probe probe = take("plain.csv", FIRST_BYTES);
	cr_expect_gt(probe.parts.count, 60);
	expect_pieces(&probe, bytes, FILE_BYTES);
}

Test(probe, pieces_of_a_file_not_much_larger)
{
	const size_t count = 1 << 20;
	const char *bytes = make_bytes(count);
	unit_write("plain.csv", bytes, count);
	struct vd_probe probe = take("plain.csv", FIRST_BYTES);
	expect_pieces(&probe, bytes, count);
	uint64_t all = 0;
	for (size_t i = 0; i < probe.parts.count; i++)
		all += probe.parts.items[i].bytes.bytes;
	cr_expect_eq(all, count, "all of it, and nothing twice");
}

Test(probe, a_packed_file_is_read_on)
{
	const char *bytes = make_bytes(FILE_BYTES);
	struct vd_slice packed = pack_gzip((struct vd_slice){ bytes, FILE_BYTES });
	unit_write("packed.csv.gz", packed.text, packed.bytes);
	struct vd_probe probe = take("packed.csv.gz", FIRST_BYTES);
	cr_expect_gt(probe.parts.count, 4);
	expect_pieces(&probe, bytes, FILE_BYTES);
}

Test(probe, a_small_file_is_whole)
{
	const char *bytes = make_bytes(1600);
	unit_write("small.csv", bytes, 1600);
	struct vd_probe probe = take("small.csv", FIRST_BYTES);
	cr_expect(probe.is_whole);
	cr_expect(probe.has_end);
	cr_expect_eq(probe.parts.count, 1);
	cr_expect_eq(probe.parts.items[0].bytes.bytes, 1600);
	/* Just as much as the first part holds: the end is looked for, and there is nothing more. */
	unit_write("even.csv", make_bytes(FIRST_BYTES), FIRST_BYTES);
	probe = take("even.csv", FIRST_BYTES);
	cr_expect(probe.has_end);
	cr_expect(probe.is_whole);
	cr_expect_eq(probe.parts.count, 1);
}

Test(probe, what_cannot_be_read_is_said)
{
	const struct vd_stream_source source = { .file = "none.csv", .shown = "none.csv" };
	struct vd_probe probe;
	cr_expect_not(vd_probe_take(&source, FIRST_BYTES, unit.arena, &unit.diagnostics, &probe));
	cr_expect_eq(unit_reported(VD_RULE_DATA_UNREADABLE, NULL), 1);
	/* A packed file that is cut short. */
	const char *bytes = make_bytes(FILE_BYTES);
	struct vd_slice packed = pack_gzip((struct vd_slice){ bytes, FILE_BYTES });
	unit_write("cut.csv.gz", packed.text, packed.bytes / 2);
	unit_forget();
	const struct vd_stream_source cut = { .file = "cut.csv.gz", .shown = "cut.csv.gz" };
	cr_expect_not(vd_probe_take(&cut, FIRST_BYTES, unit.arena, &unit.diagnostics, &probe));
	cr_expect_eq(unit_reported(VD_RULE_DATA_UNREADABLE, NULL), 1);
}
