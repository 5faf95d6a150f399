/* Tables as they are printed: their columns, their rows, and what their cells are. */
#include <string.h>

#include "config/study.h"
#include "tests/unit/helper.h"

TestSuite(tables, .init = unit_open, .fini = unit_close);

/* Eleven lines. */
#define STUDY                                                                                      \
	"veedor: 1\n"                                                                              \
	"title: t\n"                                                                               \
	"currency: PEN\n"                                                                          \
	"numbers: {grouping: \",\"}\n"                                                             \
	"missing: {SD: {means: not_published}, \"-\": {means: not_reported}}\n"                    \
	"sources: {chs: {title: A report}, efe: }\n"                                               \
	"notes: {n1: one, n2: two}\n"                                                              \
	"stages: {PIA: {is: allocated}, devengado: {is: implemented}}\n"                           \
	"years: {2015: {phase: enacted}, 2016: {phase: enacted}}\n"                                \
	"institutions: [{id: a, short: A, name: {en: Alpha, es: Alfa}, as_printed: The Alpha, "    \
	"level: national}, {id: b, level: local}]\n"                                               \
	"groups: [{id: g, as_printed: Group, members: [b]}]\n"

static const struct vd_table *load(const char *table)
{
	unit_forget();
	unit_load(vd_arena_format(unit.arena, STUDY "tables:\n%s", table));
	cr_assert(unit.study, "%s%s", table, unit_places());
	return &unit.study->tables.items[0];
}

static const struct vd_cell *cell(const struct vd_table *table, size_t row, size_t column)
{
	cr_assert_lt(row, table->rows.count);
	cr_assert_lt(column, table->column_count);
	return &table->rows.items[row].cells[column];
}

Test(tables, know_their_columns)
{
	static const struct {
		const char *heading;
		enum vd_column_kind kind;
		enum vd_stage stage;
		int year;
	} columns[] = {
		{ "institution", VD_COLUMN_INSTITUTION, VD_STAGES, VD_NONE },
		{ "allocated 2015", VD_COLUMN_STAGE, VD_ALLOCATED, 0 },
		{ "modified 2015", VD_COLUMN_STAGE, VD_MODIFIED, 0 },
		{ "implemented  2016", VD_COLUMN_STAGE, VD_IMPLEMENTED, 1 },
		{ "PIA 2016", VD_COLUMN_STAGE, VD_ALLOCATED, 1 },
		{ "modified 2016", VD_COLUMN_STAGE, VD_MODIFIED, 1 },
		{ "rate 2015", VD_COLUMN_RATE, VD_STAGES, 0 },
		{ "share", VD_COLUMN_SHARE, VD_STAGES, VD_NONE },
		{ "total 2016", VD_COLUMN_TOTAL, VD_STAGES, 1 },
		{ "per_capita", VD_COLUMN_PER_CAPITA, VD_STAGES, VD_NONE },
		{ "change", VD_COLUMN_CHANGE, VD_STAGES, VD_NONE },
		{ "other", VD_COLUMN_OTHER, VD_STAGES, VD_NONE },
	};
	const struct vd_table *table =
		load("  - id: t\n"
		     "    columns: [institution, allocated 2015, modified 2015, implemented  2016, "
		     "PIA 2016, modified 2016, rate 2015, share, total 2016, per_capita, "
		     "change, other]\n"
		     "    rows:\n"
		     "      - [a, 1, 2, 3, 4, 5, 6%, -, 8, 9, 10, any text]\n");
	cr_assert_eq(table->column_count, UNIT_COUNT(columns));
	for (size_t i = 0; i < UNIT_COUNT(columns); i++) {
		const struct vd_table_column *column = &table->columns[i];
		cr_expect_str_eq(column->heading, columns[i].heading);
		cr_expect(column->kind == columns[i].kind && column->year == columns[i].year, "%s",
			  columns[i].heading);
		cr_expect(column->kind != VD_COLUMN_STAGE || column->stage == columns[i].stage,
			  "%s", columns[i].heading);
	}
	cr_expect_eq(cell(table, 0, 6)->kind, VD_CELL_PRINTED);
	cr_expect(cell(table, 0, 6)->number.percent && cell(table, 0, 6)->number.digits == 6);
	cr_expect(cell(table, 0, 7)->kind == VD_CELL_PRINTED && cell(table, 0, 7)->code,
		  "no figure printed");
	cr_expect_eq(cell(table, 0, 11)->kind, VD_CELL_LABEL);
	cr_expect_str_eq(cell(table, 0, 11)->printed, "any text");
}

Test(tables, find_their_rows_by_any_name)
{
	static const struct {
		const char *label;
		enum vd_row_kind kind;
		int subject;
	} rows[] = {
		{ "a", VD_ROW_INSTITUTION, 0 },	    { "A", VD_ROW_INSTITUTION, 0 },
		{ "Alpha", VD_ROW_INSTITUTION, 0 }, { "Alfa", VD_ROW_INSTITUTION, 0 },
		{ "b", VD_ROW_INSTITUTION, 1 },	    { "The Alpha", VD_ROW_INSTITUTION, 0 },
		{ "g", VD_ROW_GROUP, 0 },	    { "Group", VD_ROW_GROUP, 0 },
		{ "total", VD_ROW_TOTAL, VD_NONE }, { "TOTAL", VD_ROW_TOTAL, VD_NONE },
		{ "Total", VD_ROW_TOTAL, VD_NONE },
	};
	for (size_t i = 0; i < UNIT_COUNT(rows); i++) {
		const struct vd_table *table =
			load(vd_arena_format(unit.arena,
					     "  - {id: t, columns: [institution, allocated 2016], "
					     "rows: [[%s, 1]]}\n",
					     rows[i].label));
		const struct vd_table_row *row = &table->rows.items[0];
		cr_expect(row->kind == rows[i].kind && row->subject == rows[i].subject, "%s",
			  rows[i].label);
		cr_expect_str_eq(row->label, rows[i].label);
	}
}

Test(tables, have_totals)
{
	const struct vd_table *table = load("  - id: t\n"
					    "    total_label: SUMA\n"
					    "    columns: [institution, allocated 2016, rate]\n"
					    "    rows: [[a, 1, 50%], [SUMA, 2, -]]\n"
					    "    total: [whatever, \"1,003.00\", 4.56%]\n");
	cr_assert_eq(table->rows.count, 3);
	cr_expect_eq(table->rows.items[1].kind, VD_ROW_TOTAL);
	cr_expect_eq(table->rows.items[2].kind, VD_ROW_TOTAL);
	cr_expect_eq(cell(table, 2, 1)->amount.minor, 100300);
	cr_expect_eq(cell(table, 2, 2)->number.digits, 456);
	cr_expect_eq(cell(table, 2, 2)->number.decimals, 2);
}

Test(tables, by_year_give_totals)
{
	const struct vd_table *table =
		load("  - id: t\n"
		     "    columns: [year, general_budget, devengado]\n"
		     "    rows: [[2015, 9, 8], [2016, 7, SD], [Total, 16, 8]]\n");
	cr_expect(table->rows.items[1].kind == VD_ROW_YEAR && table->rows.items[1].year == 1);
	cr_expect_eq(table->rows.items[2].kind, VD_ROW_TOTAL);
	cr_expect_eq(table->columns[2].stage, VD_IMPLEMENTED);
	cr_expect(cell(table, 1, 2)->kind == VD_CELL_MISSING &&
		  cell(table, 1, 2)->code->means == VD_NOT_PUBLISHED);
}

Test(tables, may_be_in_long_form)
{
	const struct vd_table *table =
		load("  - id: t\n"
		     "    columns: [year, institution, PIA]\n"
		     "    rows: [[2015, a, 1], [2016, A, 2], [2016, Group, 3]]\n");
	cr_expect(table->rows.items[1].kind == VD_ROW_INSTITUTION &&
		  table->rows.items[1].subject == 0 && table->rows.items[1].year == 1);
	cr_expect(table->rows.items[2].kind == VD_ROW_GROUP && table->rows.items[2].year == 1);
	cr_expect_eq(table->columns[2].year, VD_NONE);
}

Test(tables, carry_source_notes_and_numbers)
{
	const struct vd_table *table = load("  - id: t\n"
					    "    title: {es: Cuadro}\n"
					    "    source: {ref: chs, page: \"011\"}\n"
					    "    note: n2\n"
					    "    numbers: {decimal: \",\", grouping: \".\"}\n"
					    "    primary: yes\n"
					    "    columns: [institution, allocated 2016]\n"
					    "    rows: |\n"
					    "      a | 1.234,50\n"
					    "  - id: u\n"
					    "    source: efe\n"
					    "    columns: [institution, implemented 2016]\n"
					    "    rows: [[a, \"1,234.50\"]]\n");
	cr_expect_str_eq(table->title.in[VD_ES], "Cuadro");
	cr_expect_eq(table->source.source, 0);
	cr_expect_str_eq(table->source.page, "011", "text stays as written");
	cr_expect(table->notes.count == 1 && table->notes.items[0] == 1);
	cr_expect(table->primary);
	cr_expect_eq(cell(table, 0, 1)->amount.minor, 123450);
	const struct vd_table *other = &unit.study->tables.items[1];
	cr_expect(other->source.source == 1 && !other->source.page && !other->primary);
	cr_expect_eq(cell(other, 0, 1)->amount.minor, 123450);
}

Test(tables, keep_cells_as_printed)
{
	const struct vd_table *table =
		load("  - id: t\n"
		     "    columns: [institution, allocated 2015, allocated 2016]\n"
		     "    rows:\n"
		     "      - [a, {about: 4000000.00, source: {ref: efe}, note: [n1, n2]}, 90.0]\n"
		     "      - [b, {printed: \"1142,471.00\", read: 142471, because: {es: errata}, "
		     "note: n2}, {printed: S/. 5}]\n");
	const struct vd_cell *about = cell(table, 0, 1), *misprint = cell(table, 1, 1);
	cr_expect(about->kind == VD_CELL_AMOUNT && about->about);
	cr_expect_eq(about->amount.minor, 400000000);
	cr_expect_str_eq(about->printed, "4000000.00");
	cr_expect_eq(about->source, 1);
	cr_expect(about->notes.count == 2 && about->notes.items[1] == 1);
	cr_expect_eq(misprint->amount.minor, 14247100);
	cr_expect_str_eq(misprint->printed, "1142,471.00");
	cr_expect_str_eq(misprint->read, "142471");
	cr_expect_str_eq(misprint->because.in[VD_ES], "errata");
	cr_expect(!misprint->about && misprint->source == VD_NONE && misprint->notes.count == 1);
	cr_expect_eq(cell(table, 1, 2)->amount.minor, 500);
	cr_expect_null(cell(table, 1, 2)->read);
	cr_expect(cell(table, 0, 2)->number.digits == 900 &&
			  cell(table, 0, 2)->number.decimals == 1,
		  "the digits printed are kept");
}

Test(tables, strip_footnote_marks)
{
	const struct vd_table *table =
		load("  - id: t\n"
		     "    footnotes: {\"²\": n1, \"⁴\": n2, \"*\": n1, \"a\": n1}\n"
		     "    columns: [institution, allocated 2015, allocated 2016]\n"
		     "    rows: |\n"
		     "      a ⁴ | SD ² | 12.00²⁴\n"
		     "      b* | 1,234.00 * | 5 a\n");
	cr_expect_str_eq(table->rows.items[0].label, "a");
	cr_expect(cell(table, 0, 0)->notes.count == 1 && cell(table, 0, 0)->notes.items[0] == 1);
	cr_expect(cell(table, 0, 1)->kind == VD_CELL_MISSING &&
		  cell(table, 0, 1)->notes.count == 1);
	cr_expect_str_eq(cell(table, 0, 1)->printed, "SD");
	cr_expect_eq(cell(table, 0, 2)->amount.minor, 1200);
	cr_expect_eq(cell(table, 0, 2)->notes.count, 2);
	cr_expect_eq(table->rows.items[1].subject, 1);
	cr_expect(cell(table, 1, 1)->amount.minor == 123400 && cell(table, 1, 1)->notes.count == 1);
	/* A letter is a mark only behind a space, so that the row `a` keeps its name. */
	cr_expect(cell(table, 1, 2)->amount.minor == 500 && cell(table, 1, 2)->notes.count == 1);
}

/* A letter or digit is a mark only behind a space: it may be part of the text. */
Test(tables, leave_letters_and_digits_of_a_text_alone)
{
	const struct vd_table *table =
		load("  - id: t\n"
		     "    footnotes: {\"1\": n1, \"a\": n2, \"A\": n2}\n"
		     "    columns: [institution, allocated 2015, allocated 2016]\n"
		     "    rows: |\n"
		     "      Alpha | 12.01 | 5 1\n"
		     "      b a | 21 | 1\n");
	cr_expect_str_eq(table->rows.items[0].label, "Alpha");
	cr_expect(cell(table, 0, 1)->amount.minor == 1201 && !cell(table, 0, 1)->notes.count);
	cr_expect(cell(table, 0, 2)->amount.minor == 500 && cell(table, 0, 2)->notes.count == 1);
	cr_expect_str_eq(table->rows.items[1].label, "b");
	cr_expect_eq(cell(table, 1, 1)->amount.minor, 2100);
	cr_expect_eq(cell(table, 1, 2)->amount.minor, 100);
}

/* A mark may stand for a list of notes, as every `note` may: none of them gets lost. */
Test(tables, give_a_cell_all_notes_of_a_mark)
{
	const struct vd_table *table = load("  - id: t\n"
					    "    footnotes: {\"*\": [n1, n2]}\n"
					    "    columns: [institution, allocated 2016]\n"
					    "    rows: [[a, 5 *]]\n");
	cr_expect_eq(cell(table, 0, 1)->notes.count, 2);
}

Test(tables, take_an_empty_cell_only_as_a_declared_code)
{
	static const char text[] = "veedor: 1\ntitle: t\ncurrency: PEN\n"
				   "missing: {\"\": {means: not_reported}}\n"
				   "years: {2016: {phase: enacted}}\n"
				   "institutions: [{id: a, level: national}]\n"
				   "tables:\n"
				   "  - id: t\n"
				   "    columns: [institution, allocated 2016, implemented 2016]\n"
				   "    rows: |\n"
				   "      a\t\t5\n";
	cr_assert(unit_load(text), "%s", unit_places());
	const struct vd_cell *empty = cell(&unit.study->tables.items[0], 0, 1);
	cr_expect(empty->kind == VD_CELL_MISSING && empty->code->means == VD_NOT_REPORTED);
}

/* The table starts on line 13, its rows on line 16. */
#define COLUMNS(list) "  - id: t\n    columns: [" list "]\n"
#define ROWS(rows) COLUMNS("institution, allocated 2015, allocated 2016") "    rows:\n" rows

static const struct error_case {
	const char *table, *places, *says;
} errors[] = {
	/* columns */
	{ COLUMNS("institution, alocated 2015") "    rows: [[a, 1]]\n", "14:28+13 bad-column\n",
	  "did you mean `allocated`?" },
	{ COLUMNS("institution, allocated") "    rows: [[a, 1]]\n", "14:28+9 bad-column\n",
	  "of which year?" },
	{ COLUMNS("institution, allocated 2017") "    rows: [[a, 1]]\n",
	  "14:28+14 unknown-reference\n", "the year 2017 is not declared" },
	{ COLUMNS("institution, allocated 16") "    rows: [[a, 1]]\n", "14:28+12 bad-year\n",
	  "`16`" },
	{ COLUMNS("institution 2015, allocated 2015") "    rows: [[a, 1]]\n",
	  "14:15+16 bad-column\n", "takes no year" },
	{ COLUMNS("allocated 2015, allocated 2016") "    rows: [[1, 1]]\n", "14:14+1 bad-column\n",
	  "`institution` column" },
	{ COLUMNS("institution, institution, allocated 2016") "    rows: [[a, a, 1]]\n",
	  "14:14+1 bad-column\n", "`institution` column" },
	{ COLUMNS("year, allocated 2016") "    rows: [[2016, 1]]\n", "14:21+14 bad-column\n",
	  "`year` column as well" },
	{ COLUMNS("institution, allocated 2016, PIA 2016") "    rows: [[a, 1, 1]]\n",
	  "14:44+8 bad-column\n", "stands twice" },
	{ "  - {id: t, columns: [], rows: []}\n", "13:22+1 wrong-type\n", "column headings" },
	{ COLUMNS("institution, [x]") "    rows: [[a, 1]]\n", "14:28+1 wrong-type\n", "a text" },
	{ "  - id: t\n    rows: [[a, 1]]\n", "13:5+1 missing-key\n", "columns: [institution" },
	{ COLUMNS("institution, allocated 2016"), "13:5+1 missing-key\n", "rows: " },
	/* rows */
	{ COLUMNS("institution, allocated 2015") "    rows: [a, 1]\n",
	  "15:12+1 wrong-type\n15:15+1 wrong-type\n", "a row" },
	{ COLUMNS("institution, allocated 2015") "    rows: words\n", "15:11+5 wrong-type\n",
	  "a pasted block" },
	{ COLUMNS("institution, allocated 2015") "    rows: >\n      a | 5\n",
	  "15:11+1 wrong-type\n", "rows: |" },
	{ ROWS("      - [a, 1]\n"), "16:9+1 cell-count\n", "2 cells for 3 columns" },
	{ ROWS("      - [a, 1, 2, SD]\n"), "16:9+1 cell-count\n", "4 cells for 3 columns" },
	{ ROWS("      - [a, 93,765.00, 1]\n"), "16:13+2 split-amount\n", "\"93,765.00\"" },
	{ ROWS("      - [a, 1, S/. 1,234,567.00]\n"), "16:16+5 split-amount\n",
	  "S/. 1,234,567.00" },
	{ ROWS("      - [Ministry of Women, Family, 1, 2]\n"), "16:10+17 split-amount\n",
	  "\"Ministry of Women, Family\"" },
	{ ROWS("      - [a, {printed: 5, about: 6}, 1]\n"), "16:13+1 missing-key\n",
	  "either `printed` or `about`" },
	{ ROWS("      - [a, {note: n1}, 1]\n"), "16:13+1 missing-key\n",
	  "either `printed` or `about`" },
	{ ROWS("      - [a, {printed: 55, read: 5}, 1]\n"), "16:13+1 missing-key\n", "because" },
	{ ROWS("      - [a, {printed: 55, raed: 5}, 1]\n"), "16:27+4 unknown-key\n",
	  "did you mean `read`?" },
	{ ROWS("      - [a, {1, 234.00}, 1]\n"), "16:14+1 unknown-key\n16:17+6 unknown-key\n",
	  "quotes" },
	{ ROWS("      - [a, [5], 1]\n"), "16:13+1 wrong-type\n", "a cell" },
	/* labels */
	{ ROWS("      - [c, 1, 2]\n"), "16:10+1 unknown-institution\n", "institutions:" },
	{ ROWS("      - [Alpah, 1, 2]\n"), "16:10+5 unknown-institution\n",
	  "did you mean `Alpha`?" },
	{ ROWS("      - [ALPHA, 1, 2]\n"), "16:10+5 unknown-institution\n",
	  "did you mean `Alpha`?" },
	{ COLUMNS("year, allocated") "    rows: [[2017, 1]]\n", "15:13+4 unknown-reference\n",
	  "2017: {phase: enacted}" },
	{ COLUMNS("year, allocated") "    rows: [[both, 1]]\n", "15:13+4 bad-year\n", "`both`" },
	/* amounts */
	{ ROWS("      - [a, 813.815, 2]\n"), "16:13+7 too-many-decimals\n",
	  "{decimal: \",\", grouping: \".\"}" },
	{ ROWS("      - [a, \"1'107,424\", 2]\n"), "16:13+11 bad-grouping\n",
	  "`'` is not declared" },
	{ ROWS("      - [a, \"1142,471,518,545.00\", 2]\n"), "16:13+21 bad-grouping\n",
	  "because: misprint" },
	{ ROWS("      - [a, 99999999999999999999, 2]\n"), "16:13+20 number-too-large\n", "" },
	{ ROWS("      - [a, 92233720368547758.08, 2]\n"), "16:13+20 number-too-large\n", "" },
	{ ROWS("      - [a, 100000000000000000, 2]\n"), "16:13+18 number-too-large\n", "" },
	{ ROWS("      - [a, 5%, 2]\n"), "16:13+2 bad-number\n", "percentage" },
	{ ROWS("      - [a, 12x, 2]\n"), "16:13+3 bad-number\n", "`x` cannot be there" },
	{ ROWS("      - [a, s/d, 2]\n"), "16:13+3 unknown-code\n", "SD and -" },
	{ ROWS("      - [a, sd, 2]\n"), "16:13+2 unknown-code\n", "SD and -" },
	{ ROWS("      - [a, \"\", 2]\n"), "16:13+2 empty-cell\n", "missing is not zero" },
	{ ROWS("      - [a, {printed: x, read: y, because: z}, 2]\n"), "16:13+1 unknown-code\n",
	  "`y`" },
	/* printed arithmetic is read too */
	{ COLUMNS("institution, rate 2016") "    rows: [[a, n/a]]\n", "15:16+3 unknown-code\n",
	  "`n/a`" },
	/* the rest */
	{ "  - id: t\n    footnotes: {\"*\": n3}\n    columns: [institution, allocated 2016]\n"
	  "    rows: [[a, 1]]\n",
	  "14:22+2 unknown-reference\n", "`n3`" },
	{ "  - id: t\n    source: {page: 1}\n    columns: [institution, allocated 2016]\n"
	  "    rows: [[a, 1]]\n",
	  "14:13+1 missing-key\n", "ref" },
	{ "  - id: t\n    primary: maybe\n    columns: [institution, allocated 2016]\n"
	  "    rows: [[a, 1]]\n",
	  "14:14+5 bad-value\n", "yes" },
	{ COLUMNS("institution, allocated 2016") "    rows: [[a, 1]]\n    total: [total]\n",
	  "16:12+1 cell-count\n", "1 cell for 2 columns" },
};

Test(tables, say_what_is_wrong_and_where)
{
	for (size_t i = 0; i < UNIT_COUNT(errors); i++) {
		unit_forget();
		cr_expect_null(unit_load(vd_arena_format(unit.arena, STUDY "tables:\n%s",
							 errors[i].table)),
			       "case %zu:\n%s", i, errors[i].table);
		cr_expect_str_eq(unit_places(), errors[i].places, "case %zu:\n%sgives\n%s", i,
				 errors[i].table, unit_places());
		if (!unit.diagnostics.count)
			continue;
		const struct vd_diagnostic *first = &unit.diagnostics.items[0];
		cr_expect(strstr(first->message, errors[i].says) ||
				  (first->hint && strstr(first->hint, errors[i].says)),
			  "case %zu does not say `%s` but: %s; %s", i, errors[i].says,
			  first->message, first->hint ? first->hint : "");
	}
}

Test(tables, do_not_guess_between_two_names)
{
	cr_expect_null(unit_load(
		"veedor: 1\ntitle: t\ncurrency: PEN\n"
		"years: {2016: {phase: enacted}}\n"
		"institutions:\n"
		"  - {id: a, name: Health, level: national}\n"
		"  - {id: b, name: Health, level: local}\n"
		"tables:\n"
		"  - {id: t, columns: [institution, allocated 2016], rows: [[Health, 1]]}\n"));
	cr_expect_str_eq(unit_places(), "9:61+6 ambiguous-institution\n", "%s", unit_places());
}
