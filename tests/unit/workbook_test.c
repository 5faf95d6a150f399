/* The workbook's own arithmetic: names of cells, rows and columns, and what is refused. */
#include "io/workbook.h"

#include <string.h>

#include "io/zip.h"
#include "tests/unit/helper.h"

TestSuite(workbook, .init = unit_open, .fini = unit_close);

Test(workbook, names_columns_and_cells)
{
	static const struct {
		uint16_t column;
		const char *name;
	} cases[] = { { 0, "A" },   { 25, "Z" },   { 26, "AA" },   { 51, "AZ" },
		      { 52, "BA" }, { 701, "ZZ" }, { 702, "AAA" }, { 16383, "XFD" } };
	for (size_t i = 0; i < UNIT_COUNT(cases); i++)
		cr_expect_str_eq(vd_xlsx_column_name(unit.arena, cases[i].column), cases[i].name);
	cr_expect_str_eq(vd_xlsx_cell_name(unit.arena, 0, 0, false), "A1");
	cr_expect_str_eq(vd_xlsx_cell_name(unit.arena, 6, 27, true), "$AB$7");
	cr_expect_str_eq(vd_xlsx_cell_name(unit.arena, 1048575, 16383, true), "$XFD$1048576");
}

Test(workbook, wraps_and_widens)
{
	cr_expect_eq(vd_sheet_lines("", 10), 1);
	cr_expect_eq(vd_sheet_lines("one two", 7), 1);
	cr_expect_eq(vd_sheet_lines("one two", 6), 2);
	cr_expect_eq(vd_sheet_lines("año más", 7), 1);
	cr_expect_eq(vd_sheet_lines("a b c d", 1), 4);
	/* Words wider than the column are broken; line ends end lines, and blanks behind them count. */
	cr_expect_eq(vd_sheet_lines("0123456789", 5), 2);
	cr_expect_eq(vd_sheet_lines("a 0123456789 b", 5), 4);
	cr_expect_eq(vd_sheet_lines("one\ntwo\n\nthree", 10), 4);
	cr_expect_eq(vd_sheet_lines("one\n   two three", 9), 3);
	cr_expect_geq(vd_sheet_width(0), 5.0);
	cr_expect_leq(vd_sheet_width(0), vd_sheet_width(10));
	cr_expect_leq(vd_sheet_width(10), vd_sheet_width(20));
	cr_expect_eq(vd_sheet_width(1000), vd_sheet_width(100000));
	cr_expect_geq(vd_sheet_width(12), 12.0);
}

/* Cut where it fits; the pieces and the blanks between them are the text, and none is empty. */
Test(workbook, cuts_long_texts)
{
	static const char text[] =
		"SELECT año\n  FROM gasto\nWHERE programa_presupuestal IN (1, 2)";
	cr_expect_eq(vd_sheet_fit(text, 10, 1), strlen("SELECT año"));
	cr_expect_eq(vd_sheet_fit(text, 10, 2), strlen("SELECT año\n  FROM"));
	cr_expect_eq(vd_sheet_fit(text, 100, 3), strlen(text));
	cr_expect_eq(vd_sheet_fit("", 10, 1), 0);
	cr_expect_eq(vd_sheet_fit("ñandúes", 3, 2), strlen("ñandúe"));
	for (size_t width = 1; width < 30; width++) {
		for (size_t most = 1; most < 5; most++) {
			struct vd_buffer pieces = { .arena = unit.arena };
			for (const char *rest = text; *rest;) {
				size_t bytes = vd_sheet_fit(rest, width, most);
				const char *piece = vd_arena_copy(unit.arena, rest, bytes);
				cr_assert(bytes && vd_utf8_invalid(piece, bytes) == bytes);
				cr_expect_leq(vd_sheet_lines(piece, width), most, "%s", piece);
				vd_buffer_add(&pieces, piece);
				rest += bytes;
				size_t blanks = strspn(rest, " \n");
				vd_buffer_add(&pieces, vd_arena_copy(unit.arena, rest, blanks));
				rest += blanks;
			}
			cr_expect_str_eq(vd_buffer_text(&pieces), text);
		}
	}
}

Test(workbook, has_a_row_per_institution_on_data)
{
	unit_sample("peru-trafficking");
	const struct vd_plan plan = { .header_row = 6 };
	struct vd_workbook book = { .analysis = unit.analysis, .data_plan = &plan };
	cr_expect_eq(vd_data_row(&book, 0), 7);
	cr_expect_eq(vd_data_row(&book, 20), 27);
	cr_expect_eq(vd_data_total_row(&book), 28);
	cr_expect_eq(vd_data_budget_row(&book), 29);
	cr_expect_eq(vd_data_column(&book, 0, VD_ALLOCATED), VD_NONE, "no column is listed yet");
}

#define STUDY                                                                                      \
	"veedor: 1\n"                                                                              \
	"title: t\n"                                                                               \
	"currency: COP\n"                                                                          \
	"years: {2015: {phase: enacted}, 2016: {phase: enacted}}\n"                                \
	"institutions: [{id: a, level: national}, {id: b, level: local}]\n"                        \
	"tables:\n"                                                                                \
	"  - id: t\n"                                                                              \
	"    columns: [institution, allocated 2015]\n"                                             \
	"    rows: |\n"

static bool write_book(void)
{
	return vd_workbook_write(unit.analysis, "a.xlsx", "b.xlsx", NULL, &unit.diagnostics);
}

/* Colombia's budget fits a double, a centavo more does not: doubles there are 1/16 apart. */
Test(workbook, refuses_amounts_that_no_cell_holds)
{
	unit_analyse(STUDY "      a | 502600000000000.00\n      b | 0.00\n");
	cr_expect(write_book(), "%s", unit_places());
	cr_expect(vd_zip_is_whole("a.xlsx"));
	unit_forget();
	unit_analyse(STUDY "      a | 502600000000000.01\n      b | 0.00\n");
	cr_expect_not(write_book());
	cr_expect_str_eq(unit_places(), "10:11+18 unsafe-amount\n", "%s", unit_places());
	/* Each of these fits, their sum does not. */
	unit_forget();
	unit_analyse(STUDY "      a | 502600000000000.00\n      b | 0.01\n");
	cr_expect_not(write_book());
	cr_expect_eq(unit_reported(VD_RULE_UNSAFE_AMOUNT, NULL), 1, "%s", unit_places());
}

Test(workbook, says_where_it_cannot_be_written)
{
	unit_analyse(STUDY "      a | 5.00\n      b | 6.00\n");
	const struct vd_diagnostic *found = NULL;
	cr_expect_not(vd_workbook_write(unit.analysis, "nowhere/a.xlsx", "b.xlsx", NULL,
					&unit.diagnostics));
	cr_assert_eq(unit_reported(VD_RULE_OUTPUT_FAILED, &found), 1, "%s", unit_places());
	cr_expect_str_eq(found->place.file, "b.xlsx", "not the temporary name");
}

static size_t steps;

static void count_steps(const char *what)
{
	cr_expect(what && *what);
	steps++;
}

Test(workbook, tells_how_far_it_is)
{
	unit_sample("peru-trafficking");
	cr_expect(vd_workbook_write(unit.analysis, "a.xlsx", "a.xlsx", count_steps,
				    &unit.diagnostics));
	cr_expect_geq(steps, 9);
}

/* PRODUCT.md: same input, same bytes. */
Test(workbook, is_the_same_twice)
{
	size_t first = 0, second = 0;
	unit_sample("peru-trafficking");
	cr_assert(write_book());
	const char *a = unit_read("a.xlsx", &first);
	unit_sample("peru-trafficking");
	cr_assert(write_book());
	const char *b = unit_read("a.xlsx", &second);
	cr_expect(first == second && memcmp(a, b, first) == 0);
}

Test(workbook, leaves_empty_sheets_out)
{
	unit_analyse(STUDY "      a | 5.00\n      b | 6.00\n");
	struct vd_workbook book = { .analysis = unit.analysis };
	static const struct {
		const char *name;
		bool is_empty;
	} sheets[] = { { "About", false },	    { "Summary", false },
		       { "General Budget", false }, { "Institutions", false },
		       { "Regions", true },	    { "Per capita", true },
		       { "Data", false },	    { "Assumptions", true } };
	for (size_t i = 0; i < UNIT_COUNT(sheets); i++)
		for (size_t k = 0; vd_sheets[k].write; k++)
			if (vd_same(vd_sheet_name(&vd_sheets[k]), sheets[i].name))
				cr_expect_eq(vd_sheet_is_empty(&book, &vd_sheets[k]),
					     sheets[i].is_empty, "%s", sheets[i].name);
}
