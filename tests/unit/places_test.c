/* Places in pasted blocks: lines and columns count characters, wherever the block stands. */
#include <string.h>

#include "config/study.h"
#include "tests/unit/helper.h"

TestSuite(places, .init = unit_open, .fini = unit_close);

/* The block's `rows:` is on line 10. */
#define STUDY                                                                                      \
	"veedor: 1\n"                                                                              \
	"title: t\n"                                                                               \
	"currency: PEN\n"                                                                          \
	"missing: {SD: {means: not_published}}\n"                                                  \
	"years: {2015: {phase: enacted}, 2016: {phase: enacted}}\n"                                \
	"institutions: [{id: a, as_printed: Región Áncash, level: national}, {id: b, level: "    \
	"local}]\n"                                                                                \
	"tables:\n"                                                                                \
	"  - id: t\n"                                                                              \
	"    columns: [institution, allocated 2015, allocated 2016]\n"                             \
	"    rows: "

static const char *with_crlf(const char *text)
{
	struct vd_buffer out = { .arena = unit.arena };
	for (; *text; text++) {
		const char one[2] = { *text, '\0' };
		vd_buffer_add(&out, *text == '\n' ? "\r\n" : one);
	}
	return vd_buffer_text(&out);
}

static const char *const sound[] = {
	"|\n      a\t100\t200\n      b\t10\tSD\n",
	"|\n      a | 100 | 200\n      b | 10 | SD\n",
	"|-\n      a | 100 | 200\n      b | 10 | SD",
	"|+\n      a | 100 | 200\n      b | 10 | SD\n\n\n",
	"|2\n      a | 100 | 200\n      b | 10 | SD\n",
	"| # pasted\n      a | 100 | 200\n      b | 10 | SD\n",
	"|\n\n      a|100|200\n\n   \n      b|10|SD\n",
	"|\n      | a | 100 | 200 |\n      | b | 10 | SD |\n",
	"|\n      | --- | ---: | :---: |\n      | a | 100 | 200 |\n      |---|---|---|\n"
	"      | b | 10 | SD |\n",
	"|\n      a\t100\t200  \n      b \t 10 \tSD\t\n"
	"      total\t110\t200\n", /* the fourth cell of b is empty: see below */
	"|\n      Región Áncash\t100\t200\n      b\t10\tSD\n",
	"[[a, 100, 200], [b, 10, SD]]\n",
	"\n      - [a, 100, 200]\n      - [b, 10, SD]\n",
	"\n      -\n        - a\n        - 100\n        - \"200\"\n      - [b, '10', \"SD\"]\n",
};

enum { WITH_EXTRA_CELL = 9 };

Test(places, sound_blocks_are_read_alike)
{
	for (size_t i = 0; i < UNIT_COUNT(sound); i++) {
		const char *text = vd_arena_format(unit.arena, STUDY "%s", sound[i]);
		for (int crlf = 0; crlf < 2; crlf++) {
			unit_forget();
			unit_load(crlf ? with_crlf(text) : text);
			if (i == WITH_EXTRA_CELL) {
				cr_expect_str_eq(unit_places(), "12:7+11 cell-count\n", "%s",
						 unit_places());
				continue;
			}
			cr_assert(unit.study, "block %zu, %d:\n%s", i, crlf, unit_places());
			const struct vd_table *table = &unit.study->tables.items[0];
			cr_assert_eq(table->rows.count, 2, "block %zu", i);
			cr_expect_eq(table->rows.items[0].cells[1].amount.minor, 10000);
			cr_expect_eq(table->rows.items[0].cells[2].amount.minor, 20000);
			cr_expect_eq(table->rows.items[1].cells[1].amount.minor, 1000);
			cr_expect_eq(table->rows.items[1].cells[2].kind, VD_CELL_MISSING);
		}
	}
}

static const struct {
	const char *block, *places;
} wrong[] = {
	/* columns count from the line's start, tabs as one character */
	{ "|\n      a\t100\tx1\n", "11:13+2 unknown-code\n" },
	{ "|\n      a\t  x1  \t100\n", "11:11+2 unknown-code\n" },
	{ "|\n          a | x1 | 100\n", "11:15+2 unknown-code\n" },
	{ "|\n      a | 100 | 1.234\n      b | x | 5\n",
	  "11:17+5 too-many-decimals\n12:11+1 unknown-code\n" },
	/* accents are one character */
	{ "|\n      Región Áncash\tñandú\t5\n", "11:21+5 unknown-code\n" },
	{ "|\n      Región Áncahs | 1 | 5\n", "11:7+13 unknown-institution\n" },
	/* blank lines and comments count */
	{ "|\n\n\n      a | 1 | x\n", "13:15+1 unknown-code\n" },
	{ "|   # a comment\n      a | 1 | x\n", "11:15+1 unknown-code\n" },
	/* indentation by hand, and lines indented further */
	{ "|2\n        a | 1 | x\n", "11:17+1 unknown-code\n" },
	{ "|\n      a | 1 | 2\n         b | 1 | x\n", "12:18+1 unknown-code\n" },
	/* Markdown */
	{ "|\n      | a | 1 | x |\n      |---|---|---|\n      | b | y | 2 |\n",
	  "11:17+1 unknown-code\n13:13+1 unknown-code\n" },
	{ "|\n      | c | 1 | 2 |\n", "11:9+1 unknown-institution\n" },
	/* an empty cell is where it ends */
	{ "|\n      a |  | 5\n", "11:12+1 empty-cell\n" },
	{ "|\n      a\t\t5\n", "11:9+1 empty-cell\n" },
	/* whole rows */
	{ "|\n      a | 5\n", "11:7+5 cell-count\n" },
	{ "|\n      a | 5 | 6 | 7\n", "11:7+13 cell-count\n" },
	{ "|\n      a  5  6\n", "11:7+7 cell-count\n" },
	/* a character beyond the basic plane is one too */
	{ "|\n      a | \xF0\x9F\x92\xB0 | x\n", "11:11+1 unknown-code\n11:15+1 unknown-code\n" },
};

Test(places, of_errors_in_blocks)
{
	for (size_t i = 0; i < UNIT_COUNT(wrong); i++) {
		const char *text = vd_arena_format(unit.arena, STUDY "%s", wrong[i].block);
		unit_forget();
		cr_expect_null(unit_load(text), "block %zu", i);
		cr_expect_str_eq(unit_places(), wrong[i].places, "block %zu gives\n%s", i,
				 unit_places());
		/* The ends of lines and a byte order mark move nothing. */
		unit_forget();
		cr_expect_null(
			unit_load(vd_arena_format(unit.arena, "\xEF\xBB\xBF%s", with_crlf(text))));
		cr_expect_str_eq(unit_places(), wrong[i].places, "block %zu with CRLF gives\n%s", i,
				 unit_places());
	}
}

Test(places, of_cells_are_kept)
{
	cr_assert(unit_load(STUDY "|\n      Región Áncash\t100\t200\n      | b | SD | 7 |\n"), "%s",
		  unit_places());
	const struct vd_table *table = &unit.study->tables.items[0];
	static const uint32_t places[2][3][3] = { { { 11, 7, 13 }, { 11, 21, 3 }, { 11, 25, 3 } },
						  { { 12, 9, 1 }, { 12, 13, 2 }, { 12, 18, 1 } } };
	for (size_t r = 0; r < 2; r++)
		for (size_t c = 0; c < 3; c++)
			cr_expect(unit_is_at(table->rows.items[r].cells[c].place, places[r][c][0],
					     places[r][c][1], places[r][c][2]),
				  "row %zu, cell %zu", r, c);
	cr_expect_str_eq(table->rows.items[0].cells[0].place.file, "study.yaml");
}
