#include "budget/diagnostics.h"

#include <stdlib.h>
#include <string.h>

const struct vd_rule_info *vd_rule_info(enum vd_rule rule)
{
	static const struct vd_rule_info infos[] = {
#define X(id, rule_name, rule_class, rule_meaning)                                                 \
	[VD_RULE_##id] = { .name = (rule_name),                                                    \
			   .meaning = (rule_meaning),                                              \
			   .class = VD_CLASS_##rule_class },
		VD_RULES(X)
#undef X
	};
	return &infos[rule];
}

const char *vd_class_name(enum vd_class class)
{
	switch (class) {
	case VD_CLASS_INPUT:
	case VD_CLASS_ERROR:
	case VD_CLASS_SYSTEM:
		return "error";
	case VD_CLASS_FINDING:
		return "finding";
	}
	return "";
}

bool vd_report(struct vd_diagnostics *all, struct vd_place place, enum vd_rule rule,
	       const char *format, ...)
{
	all->by_class[vd_rule_info(rule)->class]++;
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
	return all->by_class[VD_CLASS_INPUT] + all->by_class[VD_CLASS_ERROR];
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
