/* The line that shows how far a large file has been read. */
#include "cmd/progress.h"

#include "tests/unit/helper.h"

TestSuite(progress, .init = unit_open, .fini = unit_close);

static const char *line(int width, const char *file, struct vd_stream_facts facts, double seconds)
{
	char text[256];
	size_t bytes = vd_progress_line(text, sizeof(text), width, file, &facts, seconds);
	cr_expect_leq(vd_utf8_width(vd_arena_copy(unit.arena, text, bytes)), width);
	return vd_arena_copy(unit.arena, text, bytes);
}

Test(progress, says_how_much_and_how_fast)
{
	/* A packed file is as far as its own bytes are; the speed is that of what is in it. */
	const struct vd_stream_facts packed = { .bytes = 430000000,
						.size = 1000000000,
						.unpacked = 4200000000 };
	cr_expect_str_eq(line(79, "gasto.csv.gz", packed, 10),
			 "gasto.csv.gz  43% of 1.0 GB, 420.0 MB/s");
	const struct vd_stream_facts pipe = { .bytes = 999, .unpacked = 999 };
	cr_expect_str_eq(line(79, "standard input", pipe, 2), "standard input  999 B, 500 B/s");
	const struct vd_stream_facts large = { .bytes = 3000000000000000,
					       .unpacked = 3000000000000000 };
	cr_expect_str_eq(line(79, "x", large, 1), "x  3000.0 TB, 3000.0 TB/s");
}

Test(progress, keeps_to_the_width)
{
	const struct vd_stream_facts facts = { .bytes = 5, .size = 10, .unpacked = 5 };
	cr_expect_str_eq(line(40, "folder/of/a/very/long/path/gasto-año-2016.csv", facts, 1),
			 "…/gasto-año-2016.csv  50% of 10 B, 5 B/s");
}
