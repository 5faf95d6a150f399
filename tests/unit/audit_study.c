#include "tests/unit/audit_study.h"

const char *audit_study(const char *head, const char *columns, const char *rows, const char *more)
{
	return vd_arena_format(unit.arena,
			       "%stables:\n  - id: t\n    columns: [%s]\n    rows: |\n%s%s", head,
			       columns, rows, more);
}

/* Every check of the study, one a line. */
static const char *checks(void)
{
	const struct vd_audit *audit = unit.analysis->audit;
	struct vd_buffer text = { .arena = unit.arena };
	for (size_t i = 0; i < audit->checks.count; i++) {
		const struct vd_check *one = audit->checks.items[i];
		const char *computed = vd_value_present(&one->computed)
					       ? vd_value_format(unit.arena, &one->computed,
								 one->unit, &unit.study->currency)
					       : vd_missing_key(one->computed.missing);
		vd_buffer_add(&text,
			      vd_arena_format(unit.arena, "%s: %s %s, %s\n", one->at, one->printed,
					      vd_verdict_key(one->verdict), computed));
	}
	return vd_buffer_text(&text);
}

void audit_expect_of(const char *tables, const char *wanted)
{
	unit_analyse(vd_arena_format(unit.arena, AUDIT_FOUR "%s", tables));
	cr_expect_str_eq(checks(), wanted, "of\n%s\nthe checks are\n%s\nnot\n%s", tables, checks(),
			 wanted);
}

void audit_expect(const char *columns, const char *rows, const char *wanted)
{
	audit_expect_of(audit_study("", columns, rows, ""), wanted);
}

const char *audit_plain(const struct vd_value *value, enum vd_unit shown_in)
{
	return vd_value_plain(unit.arena, value, shown_in, &unit.study->currency);
}

const char *audit_text_at(struct vd_place place)
{
	size_t bytes = 0;
	const char *line = vd_input_line(&unit.input, place.line, &bytes);
	cr_assert(place.column && place.column - 1 + place.length <= bytes, "%u:%u+%u", place.line,
		  place.column, place.length);
	return vd_arena_copy(unit.arena, line + place.column - 1, place.length);
}

const struct vd_finding *audit_expect_finding(const struct audit_wanted *wanted)
{
	const struct vd_finding *one = unit_finding(wanted->rule, wanted->at);
	cr_expect_eq(one->place.line, wanted->line, "%s: line %u", wanted->at, one->place.line);
	cr_expect_str_eq(audit_text_at(one->place), wanted->marked, "%s: `%s`", wanted->at,
			 audit_text_at(one->place));
	cr_expect_str_eq(one->printed ? one->printed : "", wanted->printed, "%s: %s", wanted->at,
			 one->printed ? one->printed : "");
	cr_expect_str_eq(audit_plain(&one->computed, one->unit), wanted->computed, "%s: %s",
			 wanted->at, audit_plain(&one->computed, one->unit));
	cr_expect_str_eq(audit_plain(&one->difference, one->unit), wanted->difference, "%s: %s",
			 wanted->at, audit_plain(&one->difference, one->unit));
	cr_expect_str_eq(vd_cause_key(one->cause), wanted->cause, "%s: %s", wanted->at,
			 one->explanation);
	cr_expect_null(one->accepted);
	cr_expect(*one->message && one->explanation);
	return one;
}
