/* Diagnostics as a person and a program see them. */
#include "io/render.h"

#include <stdlib.h>
#include <string.h>

#include "tests/unit/helper.h"

TestSuite(render, .init = unit_open, .fini = unit_close);

static const char *render(const char *text, enum vd_selection selection, bool colour)
{
	const struct vd_input *inputs[] = { NULL, NULL };
	if (text)
		inputs[0] = unit_input(text);
	char *bytes = NULL;
	size_t length = 0;
	FILE *out = open_memstream(&bytes, &length);
	cr_assert(out);
	vd_render_diagnostics(out, &unit.diagnostics, inputs, selection, colour);
	fclose(out);
	const char *copy = vd_arena_copy(unit.arena, bytes, length);
	free(bytes);
	return copy;
}

static struct vd_place at(uint32_t line, uint32_t column, uint32_t length)
{
	return (struct vd_place){
		.file = "study.yaml", .line = line, .column = column, .length = length
	};
}

/* A line of a text, from 0, as a string. */
static const char *line_of(const char *text, size_t line)
{
	for (; line && text; line--) {
		text = strchr(text, '\n');
		text = text ? text + 1 : NULL;
	}
	cr_assert(text);
	return vd_arena_copy(unit.arena, text, strcspn(text, "\n"));
}

/* The text above the caret and its tail, both as wide as the marks. */
static const char *marked(const char *rendered)
{
	const char *shown = line_of(rendered, 1), *marks = line_of(rendered, 2);
	const char *caret = strchr(marks, '^');
	cr_assert(caret, "no caret in\n%s", rendered);
	uint32_t from = vd_utf8_length(marks, (size_t)(caret - marks));
	uint32_t width = (uint32_t)strspn(caret, "^~");
	size_t start = 0, end = 0;
	while (shown[start] && vd_utf8_length(shown, start) < from)
		start++;
	while (((unsigned char)shown[start] & 0xC0U) == 0x80U)
		start++;
	end = start;
	while (shown[end] && (vd_utf8_length(shown + start, end - start) < width ||
			      ((unsigned char)shown[end] & 0xC0U) == 0x80U))
		end++;
	return vd_arena_copy(unit.arena, shown + start, end - start);
}

Test(render, names_place_class_and_rule)
{
	vd_report(&unit.diagnostics, at(2, 4, 3), VD_RULE_BAD_NUMBER, "`one` is not a number");
	vd_hint(&unit.diagnostics, "write digits");
	vd_other_place(&unit.diagnostics, at(1, 1, 1), "declared here");
	const char *text = render("a: 1\nb: one\n", VD_SELECT_ERRORS, false);
	cr_expect_str_eq(line_of(text, 0),
			 "study.yaml:2:4: error[bad-number]: `one` is not a number");
	cr_expect_str_eq(marked(text), "one");
	cr_expect(strstr(line_of(text, 1), "2 | b: one"));
	cr_expect(strstr(line_of(text, 3), "write digits"));
	cr_expect(strstr(line_of(text, 4), "study.yaml:1:1: declared here"));
	cr_expect(strstr(line_of(text, 5), "1 | a: 1"));
}

Test(render, puts_the_caret_under_the_place)
{
	static const struct {
		const char *line;
		uint32_t column, length;
		const char *marked;
	} cases[] = {
		{ "key: value", 1, 3, "key" },
		{ "key: value", 6, 5, "value" },
		{ "key: value", 10, 1, "e" },
		{ "año: más días", 6, 3, "más" },
		{ "año: más días", 10, 4, "días" },
		{ "\xF0\x9F\x92\xB0\xF0\x9F\x92\xB0 €: x", 4, 1, "€" },
		{ "tabs\tbetween\tcells", 6, 7, "between" },
		{ "\t\tx", 3, 1, "x" },
		{ "ñ\tñandú\t5", 3, 5, "ñandú" },
		{ "key: value", 6, 500, "value" }, /* no further than the line */
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		unit_forget();
		vd_report(&unit.diagnostics, at(1, cases[i].column, cases[i].length),
			  VD_RULE_BAD_VALUE, "x");
		const char *text = render(cases[i].line, VD_SELECT_ERRORS, false);
		cr_expect_str_eq(marked(text), cases[i].marked, "case %zu:\n%s", i, text);
	}
}

Test(render, puts_the_caret_behind_the_end_of_a_line)
{
	vd_report(&unit.diagnostics, at(1, 5, 1), VD_RULE_BAD_VALUE, "x");
	const char *text = render("key:\nnext\n", VD_SELECT_ERRORS, false);
	const char *shown = line_of(text, 1), *marks = line_of(text, 2);
	cr_expect_eq(strchr(marks, '^') - marks, (ptrdiff_t)strlen(shown), "%s", text);
}

Test(render, cuts_long_lines_around_the_place)
{
	static const uint32_t columns[] = { 1, 100, 121, 500, 4000, 9000 };
	struct vd_buffer line = { .arena = unit.arena };
	for (int i = 0; i < 1000; i++)
		vd_buffer_add(&line, vd_arena_format(unit.arena, "ñ%07d ", i));
	for (size_t i = 0; i < UNIT_COUNT(columns); i++) {
		unit_forget();
		/* Eight characters and a space for each number. */
		uint32_t number = (columns[i] - 1) / 9;
		vd_report(&unit.diagnostics, at(1, number * 9 + 1, 8), VD_RULE_BAD_VALUE, "x");
		const char *text = render(vd_buffer_text(&line), VD_SELECT_ERRORS, false);
		const char *shown = line_of(text, 1);
		cr_expect_leq(vd_utf8_length(shown, strlen(shown)), 160, "%s", shown);
		/* As much of it as fits. */
		const char *word = marked(text);
		cr_expect(*word && strncmp(vd_arena_format(unit.arena, "ñ%07u", number), word,
					   strlen(word)) == 0,
			  "%s", text);
	}
}

Test(render, needs_no_line)
{
	vd_report(&unit.diagnostics, (struct vd_place){ .file = "study.yaml" }, VD_RULE_INPUT_EMPTY,
		  "the file is empty");
	const char *text = render("a\n", VD_SELECT_ERRORS, false);
	cr_expect_str_eq(line_of(text, 0), "study.yaml: error[input-empty]: the file is empty");
	cr_expect_str_eq(line_of(text, 1), "");
	unit_forget();
	vd_report(&unit.diagnostics, at(7, 1, 1), VD_RULE_BAD_VALUE, "beyond the last line");
	cr_expect(*render("a\n", VD_SELECT_ERRORS, false));
	cr_expect(*render(NULL, VD_SELECT_ERRORS, false), "the file is not at hand");
}

Test(render, selects_errors_or_findings)
{
	vd_report(&unit.diagnostics, at(1, 1, 1), VD_RULE_BAD_VALUE, "an error");
	vd_report(&unit.diagnostics, at(1, 1, 1), VD_RULE_TABLE_CONFLICT, "a contradiction");
	const char *errors = render("a\n", VD_SELECT_ERRORS, false);
	const char *findings = render("a\n", VD_SELECT_FINDINGS, false);
	cr_expect(strstr(errors, "error[bad-value]") && !strstr(errors, "contradiction"));
	cr_expect(strstr(findings, "finding[table-conflict]") && !strstr(findings, "an error"));
}

Test(render, says_how_many_are_not_shown)
{
	for (int i = 0; i < VD_DIAGNOSTICS_MOST + 3; i++)
		vd_report(&unit.diagnostics, at(1, 1, 1), VD_RULE_BAD_VALUE, "x");
	cr_expect(strstr(render("a\n", VD_SELECT_ERRORS, false), "and 3 more"));
}

Test(render, colours_only_when_asked)
{
	vd_report(&unit.diagnostics, at(1, 1, 1), VD_RULE_BAD_VALUE, "x");
	vd_hint(&unit.diagnostics, "y");
	cr_expect_null(strchr(render("a\n", VD_SELECT_ERRORS, false), '\033'));
	cr_expect(strchr(render("a\n", VD_SELECT_ERRORS, true), '\033'));
}

/* A file's control characters must not reach the terminal. */
Test(render, shows_no_control_characters_of_a_line)
{
	static const char line[] = "a: \"\x1B[31m\x07\x7F\"";
	vd_report(&unit.diagnostics, at(1, 4, 1), VD_RULE_BAD_VALUE, "x");
	const char *text = render(line, VD_SELECT_ERRORS, false);
	cr_expect_null(strpbrk(text, "\x1B\x07\x7F"));
	cr_expect_str_eq(marked(text), "\"");
}

static const char *as_json(void)
{
	char *bytes = NULL;
	size_t length = 0;
	FILE *out = open_memstream(&bytes, &length);
	cr_assert(out);
	vd_render_diagnostics_json(out, &unit.diagnostics);
	fclose(out);
	const char *copy = vd_arena_copy(unit.arena, bytes, length);
	free(bytes);
	return copy;
}

/* PRODUCT.md: {"table": …, "columns": […], "rows": […]} with these keys for `findings`. */
Test(render, gives_findings_as_json)
{
	static const char *const keys[] = { "rule",	  "severity",	"file",	   "line",
					    "column",	  "message",	"printed", "computed",
					    "difference", "explanation" };
	const char *json = as_json();
	cr_expect_null(unit_json_error(json), "%s", json);
	vd_report(&unit.diagnostics, at(3, 4, 1), VD_RULE_TABLE_CONFLICT,
		  "says \"1\\2\"\n\tand \x01 año");
	vd_report(&unit.diagnostics, (struct vd_place){ 0 }, VD_RULE_BAD_VALUE, "plain");
	vd_hint(&unit.diagnostics, "a hint");
	json = as_json();
	cr_expect_null(unit_json_error(json), "%s", json);
	cr_expect(strstr(json, "\"table\": \"findings\""));
	for (size_t i = 0; i < UNIT_COUNT(keys); i++) {
		cr_expect(strstr(json, vd_arena_format(unit.arena, "{\"key\": \"%s\"", keys[i])),
			  "%s", keys[i]);
		cr_expect(strstr(json, vd_arena_format(unit.arena, "\"%s\": ", keys[i])), "%s",
			  keys[i]);
	}
	cr_expect(strstr(json, "\"rule\": \"table-conflict\""));
	cr_expect(strstr(json, "\"line\": 3, \"column\": 4"));
	cr_expect(strstr(json, "\"explanation\": \"a hint\""));
}

Test(render, escapes_json_strings)
{
	static const struct {
		const char *text, *json;
	} cases[] = {
		{ "", "\"\"" },
		{ "año", "\"año\"" },
		{ "say \"x\"", "\"say \\\"x\\\"\"" },
		{ "a\\b", "\"a\\\\b\"" },
		{ "a\nb\t\x1F", "\"a\\u000ab\\u0009\\u001f\"" },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		char *bytes = NULL;
		size_t length = 0;
		FILE *out = open_memstream(&bytes, &length);
		cr_assert(out);
		vd_write_json_string(out, cases[i].text);
		fclose(out);
		cr_expect_str_eq(bytes, cases[i].json);
		cr_expect_null(unit_json_error(bytes));
		free(bytes);
	}
}
