/* Diagnostics are data: reported here by budget/ and config/, rendered in io/, printed by cmd/. */
#ifndef VD_BUDGET_DIAGNOSTICS_H
#define VD_BUDGET_DIAGNOSTICS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "budget/arena.h"
#include "budget/rules.h"

/** A place in a file: 1-based, in characters. Line 0 means the whole file. */
struct vd_place {
	const char *file;
	uint32_t line, column, length;
};

struct vd_diagnostic {
	enum vd_rule rule;
	struct vd_place place;
	const char *message;
	const char *hint;	/* what to do, or NULL */
	struct vd_place other;	/* the second place it is about, if other.file is set */
	const char *other_note; /* what stands there */
	size_t order;		/* as reported, to keep the sort stable */
};

/** Diagnostics kept by one collector; the rest is counted. */
enum { VD_DIAGNOSTICS_MOST = 1000 };

struct vd_diagnostics {
	struct vd_arena *arena;
	struct vd_diagnostic *items;
	size_t count, capacity;
	size_t dropped; /* beyond VD_DIAGNOSTICS_MOST */
	size_t by_severity[VD_SEVERITIES];
};

/** Record a diagnostic. @return false, always, so that callers can write `return vd_report(…);` */
bool vd_report(struct vd_diagnostics *all, struct vd_place place, enum vd_rule rule,
	       const char *format, ...) __attribute__((format(printf, 4, 5)));

/** Add to the last diagnostic what to do about it. @return false, always */
bool vd_hint(struct vd_diagnostics *all, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/** Add to the last diagnostic the other place it is about. @return false, always */
bool vd_other_place(struct vd_diagnostics *all, struct vd_place place, const char *note);

/** Whether further diagnostics are only counted: their words need not be made. */
bool vd_diagnostics_full(const struct vd_diagnostics *all);

/** Diagnostics so far that make the study unusable (INPUT and ERROR). */
size_t vd_error_count(const struct vd_diagnostics *all);

/** Sort by file, line and column; equal places stay in the order they were reported. */
void vd_diagnostics_sort(struct vd_diagnostics *all);

#endif
