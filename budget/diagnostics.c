#include "budget/diagnostics.h"

#include <stdlib.h>
#include <string.h>

const struct vd_rule_info *vd_rule_info(enum vd_rule rule)
{
	static const struct vd_rule_info infos[] = {
#define X(id, rule_name, rule_severity, rule_meaning, rule_method)                                 \
	[VD_RULE_##id] = { .name = (rule_name),                                                    \
			   .meaning = (rule_meaning),                                              \
			   .method = (rule_method),                                                \
			   .severity = VD_SEVERITY_##rule_severity },
		VD_RULES(X)
#undef X
	};
	return &infos[rule];
}

bool vd_rule_find(const char *name, enum vd_rule *rule)
{
	for (*rule = 0; *rule < VD_RULE_COUNT; (*rule)++)
		if (strcmp(vd_rule_info(*rule)->name, name) == 0)
			return true;
	return false;
}

size_t vd_rule_names(bool only_findings, const char *names[VD_RULE_COUNT])
{
	size_t count = 0;
	for (enum vd_rule rule = 0; rule < VD_RULE_COUNT; rule++)
		if (!only_findings || vd_rule_class(rule) == VD_CLASS_FINDING)
			names[count++] = vd_rule_info(rule)->name;
	return count;
}

enum vd_class vd_rule_class(enum vd_rule rule)
{
	switch (vd_rule_info(rule)->severity) {
	case VD_SEVERITY_CONTRADICTION:
	case VD_SEVERITY_WARNING:
	case VD_SEVERITY_NOTE:
		return VD_CLASS_FINDING;
	case VD_SEVERITY_INPUT:
	case VD_SEVERITY_ERROR:
	case VD_SEVERITY_SYSTEM:
	case VD_SEVERITIES:
		break;
	}
	return VD_CLASS_ERROR;
}

const char *vd_class_name(enum vd_class class)
{
	return class == VD_CLASS_FINDING ? N_("finding") : N_("error");
}

const char *vd_severity_name(enum vd_severity severity)
{
	static const char *const names[] = {
		[VD_SEVERITY_INPUT] = N_("error"),
		[VD_SEVERITY_ERROR] = N_("error"),
		[VD_SEVERITY_CONTRADICTION] = N_("contradiction"),
		[VD_SEVERITY_WARNING] = N_("warning"),
		[VD_SEVERITY_NOTE] = N_("note"),
		[VD_SEVERITY_SYSTEM] = N_("error"),
	};
	return names[severity];
}

bool vd_report(struct vd_diagnostics *all, struct vd_place place, enum vd_rule rule,
	       const char *format, ...)
{
	all->by_severity[vd_rule_info(rule)->severity]++;
	if (vd_diagnostics_full(all)) {
		all->dropped++;
		return false;
	}
	struct vd_diagnostic *diagnostic = VD_APPEND(all->arena, all);
	va_list arguments;
	va_start(arguments, format);
	*diagnostic = (struct vd_diagnostic){
		.rule = rule,
		.place = place,
		.message = vd_arena_vformat(all->arena, format, arguments),
		.order = all->count,
	};
	va_end(arguments);
	return false;
}

bool vd_hint(struct vd_diagnostics *all, const char *format, ...)
{
	if (all->dropped || !all->count)
		return false;
	va_list arguments;
	va_start(arguments, format);
	all->items[all->count - 1].hint = vd_arena_vformat(all->arena, format, arguments);
	va_end(arguments);
	return false;
}

bool vd_other_place(struct vd_diagnostics *all, struct vd_place place, const char *note)
{
	if (all->dropped || !all->count)
		return false;
	all->items[all->count - 1].other = place;
	all->items[all->count - 1].other_note = note;
	return false;
}

bool vd_diagnostics_full(const struct vd_diagnostics *all)
{
	return all->count >= VD_DIAGNOSTICS_MOST;
}

size_t vd_error_count(const struct vd_diagnostics *all)
{
	return all->by_severity[VD_SEVERITY_INPUT] + all->by_severity[VD_SEVERITY_ERROR];
}

static int compare_numbers(size_t a, size_t b)
{
	return (a > b) - (a < b);
}

static int compare(const void *left, const void *right)
{
	const struct vd_diagnostic *a = left, *b = right;
	int order = strcmp(a->place.file ? a->place.file : "", b->place.file ? b->place.file : "");
	if (!order)
		order = compare_numbers(a->place.line, b->place.line);
	if (!order)
		order = compare_numbers(a->place.column, b->place.column);
	return order ? order : compare_numbers(a->order, b->order);
}

void vd_diagnostics_sort(struct vd_diagnostics *all)
{
	if (all->count)
		qsort(all->items, all->count, sizeof(*all->items), compare);
}
