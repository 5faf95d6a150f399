/* Reading text files: limits, and the places of bytes that are no text. */
#include "io/input.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/unit/helper.h"

TestSuite(input, .init = unit_open, .fini = unit_close);

enum { LIMIT = 1 << 20 };

static bool read_bytes(const char *bytes, size_t length, size_t most, struct vd_input *input)
{
	unit_forget();
	unit_write("file", bytes, length);
	return vd_input_read("file", most, unit.arena, &unit.diagnostics, input);
}

Test(input, gives_text_and_lines)
{
	static const char text[] = "first\n\nthird año\r\nlast";
	struct vd_input input = { 0 };
	cr_assert(read_bytes(text, sizeof(text) - 1, LIMIT, &input));
	cr_expect_str_eq(input.file, "file");
	cr_expect_str_eq(input.text, text);
	cr_expect_eq(input.bytes, sizeof(text) - 1);
	cr_expect_eq(input.line_count, 4);
	static const struct {
		uint32_t line;
		const char *text;
	} lines[] = { { 1, "first" }, { 2, "" }, { 3, "third año" }, { 4, "last" },
		      { 0, "" },      { 5, "" }, { 4000000000U, "" } };
	for (size_t i = 0; i < UNIT_COUNT(lines); i++) {
		size_t bytes = 99;
		const char *line = vd_input_line(&input, lines[i].line, &bytes);
		cr_expect(bytes == strlen(lines[i].text) &&
				  strncmp(line, lines[i].text, bytes) == 0,
			  "line %u", lines[i].line);
	}
}

Test(input, drops_a_byte_order_mark)
{
	struct vd_input input = { 0 };
	cr_assert(read_bytes("\xEF\xBB\xBF"
			     "a: b\n",
			     8, LIMIT, &input));
	cr_expect_str_eq(input.text, "a: b\n");
	cr_expect_eq(input.bytes, 5);
}

Test(input, is_limited)
{
	struct vd_input input = { .file = "untouched" };
	cr_expect(read_bytes("12345678", 8, 8, &input));
	input.file = "untouched";
	cr_expect_not(read_bytes("123456789", 9, 8, &input));
	cr_expect_eq(unit_reported(VD_RULE_INPUT_TOO_LARGE, NULL), 1);
	cr_expect_str_eq(input.file, "untouched");
	/* The same for a source whose size is not known before. */
	int ends[2];
	cr_assert_eq(pipe(ends), 0);
	char block[1024];
	memset(block, 'a', sizeof(block));
	cr_assert_eq(write(ends[1], block, sizeof(block)), (ssize_t)sizeof(block));
	close(ends[1]);
	cr_assert_neq(dup2(ends[0], STDIN_FILENO), -1);
	unit_forget();
	cr_expect_not(vd_input_read("-", 1000, unit.arena, &unit.diagnostics, &input));
	cr_expect_eq(unit_reported(VD_RULE_INPUT_TOO_LARGE, NULL), 1);
}

Test(input, reads_standard_input)
{
	int ends[2];
	struct vd_input input = { 0 };
	cr_assert_eq(pipe(ends), 0);
	cr_assert_eq(write(ends[1], "a: b\n", 5), 5);
	close(ends[1]);
	cr_assert_neq(dup2(ends[0], STDIN_FILENO), -1);
	cr_assert(vd_input_read("-", LIMIT, unit.arena, &unit.diagnostics, &input));
	cr_expect_str_eq(input.text, "a: b\n");
	cr_expect_str_eq(input.file, "standard input");
}

Test(input, says_where_bytes_are_no_text)
{
	static const struct {
		const char *bytes;
		size_t length;
		const char *places;
	} cases[] = {
		{ "ab\xFF"
		  "c",
		  4, "1:3+1 input-not-text\n" },
		{ "a\0b", 3, "1:2+1 input-not-text\n" },
		/* Latin-1: lines and characters are counted up to it. */
		{ "uno\ndos\na\xC3\xB1o \xF1o\n", 15, "3:5+1 input-not-text\n" },
		{ "\xE9t\xE9\n\xE9\n", 6,
		  "1:1+1 input-not-text\n1:3+1 input-not-text\n2:1+1 input-not-text\n" },
		{ "a\nb\0\0\n", 6, "2:2+1 input-not-text\n" }, /* one is enough */
		{ "a\xE2\x80\xA8"
		  "b\rc",
		  7, "1:2+1 input-not-text\n1:4+1 input-not-text\n" },
		{ "a\xE2\x88", 3, "1:2+1 input-not-text\n1:3+1 input-not-text\n" },
		{ "\xEF\xBB\xBF"
		  "a\xFF",
		  5, "1:2+1 input-not-text\n" },
		/* a surrogate, overlong forms */
		{ "a: \xED\xA0\x80", 6, NULL },
		{ "a: \xC0\xAF", 5, NULL },
		/* UTF-16 with its mark */
		{ "\xFF\xFE"
		  "a\0\n\0",
		  6, "0:0+0 input-not-text\n" },
		{ "\xFE\xFF\0a", 4, "0:0+0 input-not-text\n" },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		struct vd_input input = { 0 };
		cr_expect_not(read_bytes(cases[i].bytes, cases[i].length, LIMIT, &input));
		cr_expect_gt(unit_reported(VD_RULE_INPUT_NOT_TEXT, NULL), 0, "case %zu", i);
		vd_diagnostics_sort(&unit.diagnostics);
		cr_expect(!cases[i].places || vd_same(unit_places(), cases[i].places),
			  "case %zu gives\n%s", i, unit_places());
	}
}

Test(input, shows_only_the_first_of_many_bad_bytes)
{
	char bytes[5000];
	struct vd_input input = { 0 };
	memset(bytes, 0xFF, sizeof(bytes));
	bytes[0] = 'a';
	bytes[1] = 'b';
	cr_expect_not(read_bytes(bytes, sizeof(bytes), LIMIT, &input));
	cr_expect_leq(unit.diagnostics.count, 50);
	cr_expect_geq(unit.diagnostics.count, 1);
}

Test(input, tells_an_empty_file)
{
	static const char *const texts[] = { "", "\n", " \t\r\n \n", "\xEF\xBB\xBF",
					     "\xEF\xBB\xBF\n" };
	for (size_t i = 0; i < UNIT_COUNT(texts); i++) {
		struct vd_input input = { 0 };
		cr_expect_not(read_bytes(texts[i], strlen(texts[i]), LIMIT, &input));
		cr_expect_str_eq(unit_places(), "0:0+0 input-empty\n", "text %zu", i);
	}
}

Test(input, tells_what_cannot_be_read)
{
	struct vd_input input = { 0 };
	static const struct {
		const char *name, *says;
	} cases[] = { { "nothing.yaml", "check the name" },
		      { "folder", "folder" },
		      { "file/study.yaml", "" },
		      { "", "" } };
	cr_assert_eq(mkdir("folder", 0700), 0);
	unit_write("file", "a", 1);
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		const struct vd_diagnostic *found = NULL;
		unit_forget();
		cr_expect_not(
			vd_input_read(cases[i].name, LIMIT, unit.arena, &unit.diagnostics, &input));
		cr_assert_eq(unit_reported(VD_RULE_INPUT_UNREADABLE, &found), 1, "%s",
			     cases[i].name);
		cr_expect(!*cases[i].says || (found->hint && strstr(found->hint, cases[i].says)),
			  "%s", cases[i].name);
	}
}

/* `check` reads several files into one list of diagnostics: one with errors stops no other. */
Test(input, is_read_whatever_was_wrong_before)
{
	struct vd_input input = { 0 };
	cr_expect_not(vd_input_read("nothing.yaml", LIMIT, unit.arena, &unit.diagnostics, &input));
	unit_write("file", "a: b\n", 5);
	cr_expect(vd_input_read("file", LIMIT, unit.arena, &unit.diagnostics, &input));
	cr_expect_eq(unit.diagnostics.count, 1);
}

Test(input, tells_what_is_closed_to_a_user)
{
	struct vd_input input = { 0 };
	if (geteuid() == 0) { /* skipping leaves out .fini */
		unit_close();
		cr_skip_test("the superuser may read everything");
	}
	unit_write("closed", "a", 1);
	cr_assert_eq(chmod("closed", 0), 0);
	cr_expect_not(vd_input_read("closed", LIMIT, unit.arena, &unit.diagnostics, &input));
	cr_expect_eq(unit_reported(VD_RULE_INPUT_UNREADABLE, NULL), 1);
}
