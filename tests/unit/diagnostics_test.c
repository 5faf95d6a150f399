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

Test(diagnostics, count_by_class)
{
	struct vd_diagnostics *all = &unit.diagnostics;
	vd_report(all, at("a", 0, 0), VD_RULE_INPUT_EMPTY, "input");
	vd_report(all, at("a", 1, 1), VD_RULE_BAD_NUMBER, "error");
	vd_report(all, at("a", 1, 1), VD_RULE_OVERFLOW, "error");
	vd_report(all, at("a", 1, 1), VD_RULE_TABLE_CONFLICT, "finding");
	vd_report(all, at("a", 0, 0), VD_RULE_OUTPUT_FAILED, "system");
	cr_expect_eq(all->by_class[VD_CLASS_INPUT], 1);
	cr_expect_eq(all->by_class[VD_CLASS_ERROR], 2);
	cr_expect_eq(all->by_class[VD_CLASS_FINDING], 1);
	cr_expect_eq(all->by_class[VD_CLASS_SYSTEM], 1);
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
	for (size_t i = 0; i < VD_RULE_COUNT; i++) {
		const struct vd_rule_info *info = vd_rule_info((enum vd_rule)i);
		cr_expect(info->name && *info->name &&
				  strspn(info->name, "abcdefghijklmnopqrstuvwxyz-0123456789") ==
					  strlen(info->name),
			  "rule %zu", i);
		cr_expect(info->meaning && strlen(info->meaning) > 20, "%s", info->name);
		cr_expect_neq(*vd_class_name(info->class), '\0');
		for (size_t k = 0; k < i; k++)
			cr_expect_str_neq(vd_rule_info((enum vd_rule)k)->name, info->name);
	}
	cr_expect_str_eq(vd_rule_info(VD_RULE_TABLE_CONFLICT)->name, "table-conflict");
	cr_expect_str_eq(vd_class_name(VD_CLASS_FINDING), "finding");
	cr_expect_str_eq(vd_class_name(VD_CLASS_ERROR), "error");
}
