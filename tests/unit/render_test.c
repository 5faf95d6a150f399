/* Errors and findings as a person and a program see them. */
#include "io/render.h"

#include <stdlib.h>
#include <string.h>

#include "io/write.h"
#include "tests/unit/helper.h"

TestSuite(render, .init = unit_open, .fini = unit_close);

static const char *render(const char *text, bool colour)
{
	const struct vd_input *inputs[] = { NULL, NULL };
	if (text)
		inputs[0] = unit_input(text);
	char *bytes = NULL;
	size_t length = 0;
	FILE *out = open_memstream(&bytes, &length);
	cr_assert(out);
	vd_render_diagnostics(out, &unit.diagnostics, inputs, colour);
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
	const char *text = render("a: 1\nb: one\n", false);
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
		const char *text = render(cases[i].line, false);
		cr_expect_str_eq(marked(text), cases[i].marked, "case %zu:\n%s", i, text);
	}
}

Test(render, puts_the_caret_behind_the_end_of_a_line)
{
	vd_report(&unit.diagnostics, at(1, 5, 1), VD_RULE_BAD_VALUE, "x");
	const char *text = render("key:\nnext\n", false);
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
		const char *text = render(vd_buffer_text(&line), false);
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
	const char *text = render("a\n", false);
	cr_expect_str_eq(line_of(text, 0), "study.yaml: error[input-empty]: the file is empty");
	cr_expect_str_eq(line_of(text, 1), "");
	unit_forget();
	vd_report(&unit.diagnostics, at(7, 1, 1), VD_RULE_BAD_VALUE, "beyond the last line");
	cr_expect(*render("a\n", false));
	cr_expect(*render(NULL, false), "the file is not at hand");
}

/* PRODUCT.md's example: 3,940 + 9,929 + 13,670 + 4,135 = 31,674, and 31,674 - 27,539 = 4,135. */
#define MAYNAS                                                                                     \
	"veedor: 1\ntitle: t\ncurrency: PEN\nnumbers: {decimal: \".\", grouping: \",\"}\n"         \
	"years: {2015: {phase: bill}}\n"                                                           \
	"institutions: [{id: a, level: local}, {id: b, level: local}, {id: c, level: local}, "     \
	"{id: d, name: Maynas, level: local}]\n"                                                   \
	"tables:\n"                                                                                \
	"  - id: t\n"                                                                              \
	"    columns: [institution, implemented 2015]\n"                                           \
	"    rows: |\n"                                                                            \
	"      a | 3,940.00\n"                                                                     \
	"      b | 9,929.00\n"                                                                     \
	"      c | 13,670.00\n"                                                                    \
	"      d | 4,135.00\n"                                                                     \
	"      TOTAL | 27,539.00\n"

/* The finding of a rule in a study. */
static const char *render_finding(const char *text, enum vd_rule rule, bool colour)
{
	const struct vd_finding *finding = NULL;
	unit_analyse(text);
	cr_assert_eq(unit_found(rule, &finding), 1, "%s", unit_findings());
	const struct vd_input *inputs[] = { &unit.input, NULL };
	char *bytes = NULL;
	size_t length = 0;
	FILE *out = open_memstream(&bytes, &length);
	cr_assert(out);
	vd_render_finding(out, unit.analysis, finding, inputs, colour);
	fclose(out);
	const char *copy = vd_arena_copy(unit.arena, bytes, length);
	free(bytes);
	return copy;
}

Test(render, tells_a_finding_from_an_error)
{
	const char *text = render_finding(MAYNAS, VD_RULE_TOTAL_MISMATCH, false);
	cr_expect_str_eq(line_of(text, 0),
			 "study.yaml:15:15: finding[total-mismatch]: the printed total is not the "
			 "sum of its rows");
	cr_expect_str_eq(marked(text), "27,539.00");
	cr_expect_str_eq(line_of(text, 3),
			 "  printed 27,539.00   sum of the 4 rows that have a figure 31,674.00   "
			 "difference 4,135.00");
	cr_expect(strstr(line_of(text, 4), "the difference is exactly: Maynas, implemented 2015"),
		  "%s", text);
	cr_expect_str_eq(line_of(text, 5), "  at: t/total/implemented 2015");
	cr_expect_null(strchr(text, '\033'));
	cr_expect(strchr(render_finding(MAYNAS, VD_RULE_TOTAL_MISMATCH, true), '\033'));
}

Test(render, tells_a_note_from_a_finding)
{
	const char *text = render_finding(MAYNAS, VD_RULE_BILL, false);
	cr_expect_str_eq(line_of(text, 0),
			 "study.yaml:5:9: note[bill]: the budget of 2015 is a bill, not law");
	cr_expect_null(strstr(text, "printed"), "%s", text);
	cr_expect(strstr(text, "  at: years/2015\n"), "%s", text);
}

Test(render, shows_what_is_accepted)
{
	const char *text = render_finding(MAYNAS "accept: [{rule: total-mismatch, at: "
						 "t/total/implemented 2015, because: as it is}]\n",
					  VD_RULE_TOTAL_MISMATCH, false);
	cr_expect(strstr(line_of(text, 0), " accepted[total-mismatch]: "), "%s", text);
	cr_expect(strstr(text, "\n  accepted: as it is\n"), "%s", text);
	cr_expect_null(strstr(text, "at: "), "there is nothing left to accept: %s", text);
}

/* The second place, of two tables that differ. */
Test(render, shows_both_places_of_a_finding)
{
	const char *text = render_finding(
		MAYNAS "  - {id: u, columns: [institution, implemented 2015], rows: [[a, 5]]}\n",
		VD_RULE_TABLE_CONFLICT, false);
	cr_expect(strstr(line_of(text, 0), "study.yaml:16:66: finding[table-conflict]: "), "%s",
		  text);
	cr_expect_str_eq(marked(text), "5");
	cr_expect(strstr(text, "\n  study.yaml:11:11: the other figure\n"), "%s", text);
	cr_expect(strstr(text, "11 |       a | 3,940.00\n"), "%s", text);
}

Test(render, says_how_many_are_not_shown)
{
	for (int i = 0; i < VD_DIAGNOSTICS_MOST + 3; i++)
		vd_report(&unit.diagnostics, at(1, 1, 1), VD_RULE_BAD_VALUE, "x");
	cr_expect(strstr(render("a\n", false), "and 3 more"));
}

Test(render, colours_only_when_asked)
{
	vd_report(&unit.diagnostics, at(1, 1, 1), VD_RULE_BAD_VALUE, "x");
	vd_hint(&unit.diagnostics, "y");
	cr_expect_null(strchr(render("a\n", false), '\033'));
	cr_expect(strchr(render("a\n", true), '\033'));
}

/* A file's control characters must not reach the terminal. */
Test(render, shows_no_control_characters_of_a_line)
{
	static const char line[] = "a: \"\x1B[31m\x07\x7F\"";
	vd_report(&unit.diagnostics, at(1, 4, 1), VD_RULE_BAD_VALUE, "x");
	const char *text = render(line, false);
	cr_expect_null(strpbrk(text, "\x1B\x07\x7F"));
	cr_expect_str_eq(marked(text), "\"");
}

static bool is_shown(const struct vd_finding *finding, const void *context)
{
	const enum vd_rule *rule = context;
	return !rule || finding->rule == *rule;
}

/* The errors so far, and the findings of the study that was analysed, or those of one rule. */
static const char *as_json(const enum vd_rule *rule)
{
	char *bytes = NULL;
	size_t length = 0;
	FILE *out = open_memstream(&bytes, &length);
	cr_assert(out);
	vd_write_findings_json(out, &unit.diagnostics, &unit.analysis, unit.analysis ? 1 : 0,
			       is_shown, rule);
	fclose(out);
	const char *copy = vd_arena_copy(unit.arena, bytes, length);
	free(bytes);
	cr_expect_null(unit_json_error(copy), "%s", copy);
	return copy;
}

/* How often something stands in the rows of a table. */
static size_t count_of(const char *json, const char *part)
{
	size_t count = 0;
	const char *at = strstr(json, "\"rows\": [");
	cr_assert(at, "%s", json);
	for (; (at = strstr(at, part)); at += strlen(part))
		count++;
	return count;
}

/* {"table": …, "columns": […], "rows": […]} with these keys for `findings`, of errors too. */
static const char *const json_keys[] = { "rule",    "at",	   "severity",	 "status",
					 "file",    "line",	   "column",	 "message",
					 "printed", "computed",	   "difference", "unit",
					 "cause",   "explanation", "because" };

Test(render, gives_errors_as_json)
{
	as_json(NULL);
	vd_report(&unit.diagnostics, at(3, 4, 1), VD_RULE_BAD_COLUMN,
		  "says \"1\\2\"\n\tand \x01 año");
	vd_report(&unit.diagnostics, (struct vd_place){ 0 }, VD_RULE_BAD_VALUE, "plain");
	vd_hint(&unit.diagnostics, "a hint");
	const char *json = as_json(NULL);
	cr_expect(strstr(json, "\"table\": \"findings\""));
	for (size_t i = 0; i < UNIT_COUNT(json_keys); i++) {
		const char *key = json_keys[i];
		cr_expect(strstr(json, vd_arena_format(unit.arena, "{\"key\": \"%s\"", key)), "%s",
			  key);
		cr_expect_eq(count_of(json, vd_arena_format(unit.arena, "\"%s\": ", key)), 2, "%s",
			     key);
	}
	cr_expect(strstr(json, "\"rule\": \"bad-column\""));
	cr_expect(strstr(json, "\"line\": 3, \"column\": 4"));
	cr_expect_eq(count_of(json, "\"severity\": \"error\", \"status\": \"open\""), 2);
	cr_expect(strstr(json, "\"explanation\": \"a hint\""));
}

Test(render, gives_findings_as_json)
{
	unit_analyse(MAYNAS);
	vd_report(&unit.diagnostics, at(1, 1, 1), VD_RULE_BAD_VALUE, "of another study");
	const char *json = as_json(NULL);
	/* The error first, then the bill and the total. */
	const char *error = strstr(json, "\"rule\": \"bad-value\"");
	const char *bill = strstr(json, "\"rule\": \"bill\"");
	const char *total = strstr(json, "\"rule\": \"total-mismatch\"");
	cr_assert(error && bill && total, "%s", json);
	cr_expect(error < bill && bill < total, "%s", json);
	cr_expect_eq(count_of(json, "\"rule\": "), 3);
	for (size_t i = 0; i < UNIT_COUNT(json_keys); i++)
		cr_expect_eq(count_of(json, vd_arena_format(unit.arena, "\"%s\": ", json_keys[i])),
			     3, "%s", json_keys[i]);
	static const char *const of_total[] = {
		"\"at\": \"t/total/implemented 2015\"",
		"\"severity\": \"contradiction\"",
		"\"status\": \"open\"",
		"\"file\": \"study.yaml\"",
		"\"line\": 15",
		"\"column\": 15",
		"\"printed\": \"27,539.00\"",
		"\"computed\": 31674.00",
		"\"difference\": -4135.00",
		"\"unit\": \"PEN\"",
		"\"cause\": \"left-out\"",
		"\"because\": \"\"",
	};
	for (size_t i = 0; i < UNIT_COUNT(of_total); i++)
		cr_expect(strstr(total, of_total[i]), "%s in\n%s", of_total[i], total);
	cr_expect(strstr(bill, "\"severity\": \"note\""));
	cr_expect(strstr(bill, "\"computed\": null, \"computed_status\": \"not_applicable\""));
	json = as_json(&(enum vd_rule){ VD_RULE_BILL });
	cr_expect(strstr(json, "\"bill\"") && !strstr(json, "total-mismatch"), "%s", json);
	cr_expect(strstr(json, "bad-value"), "errors are always shown");
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
