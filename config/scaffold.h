/* Starting studies for `veedor new`; their comments and example names are in the language spoken. */
#ifndef VD_CONFIG_SCAFFOLD_H
#define VD_CONFIG_SCAFFOLD_H

#include "budget/diagnostics.h"
#include "io/input.h"

/** What the user says about a table, where its headings do not. */
struct vd_scaffold_options {
	const char *currency; /* ISO 4217 code, or NULL: taken from a sign in the table, else XXX */
	const char *year;     /* for columns without one, or NULL */
};

/** A commented study with one small table; it passes `check`. */
const char *vd_scaffold_blank(struct vd_arena *arena);

/**
 * A study around a table pasted from a spreadsheet: headings in the first one or two rows, a row per
 * institution (or per year), cells split by tabs or bars. What is read off the table (years,
 * stages, number style, codes) is written down for the user to correct.
 * @return NULL if the table cannot be understood; reported
 */
const char *vd_scaffold_from_table(struct vd_arena *arena, const struct vd_input *table,
				   const struct vd_scaffold_options *options,
				   struct vd_diagnostics *diagnostics);

#endif
