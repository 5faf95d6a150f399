/* Diagnostics as data: kept, counted, sorted. */
#include "budget/diagnostics.h"

#include <string.h>

#include "tests/unit/helper.h"

TestSuite(diagnostics, .init = unit_open, .fini = unit_close);

static struct vd_place at(const char *file, uint32_t line, uint32_t column)
{
	return (struct vd_place){ .file = file, .line = line, .column = column, .length = 1 };
}

Test(diagnostics, keep_what_is_reported)
{
	struct vd_diagnostics *all = &unit.diagnostics;
	cr_expect_not(vd_report(all, at("a", 3, 4), VD_RULE_UNKNOWN_KEY, "no %s of %d", "key", 7));
	cr_expect_not(vd_hint(all, "try %s", "another"));
	cr_expect_not(vd_other_place(all, at("b", 1, 2), "first given here"));
	cr_assert_eq(all->count, 1);
	const struct vd_diagnostic *one = &all->items[0];
	cr_expect_eq(one->rule, VD_RULE_UNKNOWN_KEY);
	cr_expect_str_eq(one->message, "no key of 7");
	cr_expect_str_eq(one->hint, "try another");
	cr_expect(one->other.line == 1 && one->other.column == 2);
	cr_expect_str_eq(one->other_note, "first given here");
}

Test(diagnostics, hints_before_any_report_are_harmless)
{
	cr_expect_not(vd_hint(&unit.diagnostics, "nothing"));
	cr_expect_not(vd_other_place(&unit.diagnostics, at("a", 1, 1), "nothing"));
	vd_diagnostics_sort(&unit.diagnostics);
	cr_expect_eq(unit.diagnostics.count, 0);
}

Test(diagnostics, count_by_severity)
{
	struct vd_diagnostics *all = &unit.diagnostics;
	vd_report(all, at("a", 0, 0), VD_RULE_INPUT_EMPTY, "input");
	vd_report(all, at("a", 1, 1), VD_RULE_BAD_NUMBER, "error");
	vd_report(all, at("a", 1, 1), VD_RULE_OVERFLOW, "error");
	vd_report(all, at("a", 0, 0), VD_RULE_OUTPUT_FAILED, "system");
	cr_expect_eq(all->by_severity[VD_SEVERITY_INPUT], 1);
	cr_expect_eq(all->by_severity[VD_SEVERITY_ERROR], 2);
	cr_expect_eq(all->by_severity[VD_SEVERITY_SYSTEM], 1);
	/* What the system does is no error in the study. */
	cr_expect_eq(vd_error_count(all), 3);
}

Test(diagnostics, sort_by_place_and_stay_in_order)
{
	static const struct {
		const char *file;
		uint32_t line, column;
		const char *message;
	} reported[] = {
		{ "b", 1, 1, "7" },  { "a", 10, 2, "5" }, { "a", 2, 9, "3" },
		{ "a", 10, 2, "6" }, { "a", 0, 0, "1" },  { "a", 2, 1, "2" },
		{ "a", 10, 1, "4" }, { "b", 1, 1, "8" },  { NULL, 0, 0, "0" },
	};
	for (size_t i = 0; i < UNIT_COUNT(reported); i++)
		vd_report(&unit.diagnostics,
			  at(reported[i].file, reported[i].line, reported[i].column),
			  VD_RULE_BAD_VALUE, "%s", reported[i].message);
	vd_diagnostics_sort(&unit.diagnostics);
	for (size_t i = 0; i < UNIT_COUNT(reported); i++)
		cr_expect_eq(unit.diagnostics.items[i].message[0], (char)('0' + i), "%zu is %s", i,
			     unit.diagnostics.items[i].message);
}

Test(diagnostics, are_limited_but_counted)
{
	struct vd_diagnostics *all = &unit.diagnostics;
	for (int i = 0; i < VD_DIAGNOSTICS_MOST + 5; i++) {
		vd_report(all, at("a", 1, 1), VD_RULE_BAD_VALUE, "%d", i);
		vd_hint(all, "of %d", i);
	}
	cr_expect_eq(all->count, VD_DIAGNOSTICS_MOST);
	cr_expect_eq(all->dropped, 5);
	cr_expect_eq(vd_error_count(all), VD_DIAGNOSTICS_MOST + 5);
	/* The hints of those dropped do not land on the last one kept. */
	cr_expect_str_eq(all->items[all->count - 1].hint, "of 999");
}

Test(diagnostics, rules_are_named_once_and_explained)
{
	for (enum vd_rule rule = 0; rule < VD_RULE_COUNT; rule++) {
		const struct vd_rule_info *info = vd_rule_info(rule);
		cr_expect(info->name && *info->name &&
				  strspn(info->name, "abcdefghijklmnopqrstuvwxyz-0123456789") ==
					  strlen(info->name),
			  "rule %d", (int)rule);
		cr_expect(info->meaning && strlen(info->meaning) > 20, "%s", info->name);
		cr_expect_neq(*vd_class_name(vd_rule_class(rule)), '\0');
		/* How it is found is said of findings: an error is seen in the file. */
		bool is_finding = vd_rule_class(rule) == VD_CLASS_FINDING;
		cr_expect_eq(strlen(info->method) > 20, is_finding, "%s", info->name);
		cr_expect_eq(*info->method == '\0', !is_finding, "%s", info->name);
		for (enum vd_rule other = 0; other < rule; other++)
			cr_expect_str_neq(vd_rule_info(other)->name, info->name);
	}
	cr_expect_str_eq(vd_rule_info(VD_RULE_TABLE_CONFLICT)->name, "table-conflict");
}

Test(diagnostics, rules_have_a_severity_and_so_a_class)
{
	static const struct {
		enum vd_rule rule;
		enum vd_severity severity;
		const char *severity_name, *class_name;
	} cases[] = {
		{ VD_RULE_INPUT_EMPTY, VD_SEVERITY_INPUT, "error", "error" },
		{ VD_RULE_BAD_NUMBER, VD_SEVERITY_ERROR, "error", "error" },
		{ VD_RULE_DUPLICATE_CELL, VD_SEVERITY_ERROR, "error", "error" },
		{ VD_RULE_OUTPUT_FAILED, VD_SEVERITY_SYSTEM, "error", "error" },
		{ VD_RULE_TOTAL_MISMATCH, VD_SEVERITY_CONTRADICTION, "contradiction", "finding" },
		{ VD_RULE_TABLE_CONFLICT, VD_SEVERITY_CONTRADICTION, "contradiction", "finding" },
		{ VD_RULE_COMPARABILITY, VD_SEVERITY_WARNING, "warning", "finding" },
		{ VD_RULE_UNUSED_ACCEPTANCE, VD_SEVERITY_WARNING, "warning", "finding" },
		{ VD_RULE_TRUNCATED, VD_SEVERITY_NOTE, "note", "finding" },
		{ VD_RULE_BILL, VD_SEVERITY_NOTE, "note", "finding" },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		enum vd_severity severity = vd_rule_info(cases[i].rule)->severity;
		cr_expect_eq(severity, cases[i].severity, "case %zu", i);
		cr_expect_str_eq(vd_severity_name(severity), cases[i].severity_name);
		cr_expect_str_eq(vd_class_name(vd_rule_class(cases[i].rule)), cases[i].class_name);
	}
}

Test(diagnostics, rules_are_found_by_name)
{
	const char *all[VD_RULE_COUNT], *findings[VD_RULE_COUNT];
	enum vd_rule rule;
	cr_assert_eq(vd_rule_names(false, all), (size_t)VD_RULE_COUNT);
	for (enum vd_rule one = 0; one < VD_RULE_COUNT; one++) {
		cr_expect_str_eq(all[one], vd_rule_info(one)->name);
		cr_expect(vd_rule_find(all[one], &rule) && rule == one, "%s", all[one]);
	}
	size_t count = vd_rule_names(true, findings);
	cr_expect(count > 0 && count < VD_RULE_COUNT);
	for (size_t i = 0; i < count; i++)
		cr_expect(vd_rule_find(findings[i], &rule) &&
				  vd_rule_class(rule) == VD_CLASS_FINDING,
			  "%s", findings[i]);
	cr_expect_not(vd_rule_find("", &rule));
	cr_expect_not(vd_rule_find("total", &rule), "the beginning of a name is none");
	cr_expect_not(vd_rule_find("Total-mismatch", &rule));
}
