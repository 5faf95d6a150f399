/* Columns that several result tables have alike. */
#ifndef VD_BUDGET_COLUMNS_H
#define VD_BUDGET_COLUMNS_H

#include "budget/language.h"
#include "budget/result.h"

/* Values of columns that several tables share. */
struct vd_value vd_column_year(const struct vd_analysis *, const struct vd_row *);
struct vd_value vd_column_region(const struct vd_analysis *, const struct vd_row *);
struct vd_value vd_column_region_name(const struct vd_analysis *, const struct vd_row *);
struct vd_value vd_column_series(const struct vd_analysis *, const struct vd_row *);
struct vd_value vd_column_stage(const struct vd_analysis *, const struct vd_row *);
struct vd_value vd_column_from(const struct vd_analysis *, const struct vd_row *);
struct vd_value vd_column_basis(const struct vd_analysis *, const struct vd_row *);
struct vd_value vd_column_name(const struct vd_analysis *, const struct vd_row *);
/** The same where the name is a key. */
struct vd_value vd_column_word(const struct vd_analysis *, const struct vd_row *);
struct vd_value vd_column_remark(const struct vd_analysis *, const struct vd_row *);
/** "national", or the region's code. */
struct vd_value vd_column_scope(const struct vd_analysis *, const struct vd_row *);
struct vd_value vd_column_institution(const struct vd_analysis *, const struct vd_row *);
struct vd_value vd_column_institution_name(const struct vd_analysis *, const struct vd_row *);
/** The word for the row's own unit. */
struct vd_value vd_column_unit(const struct vd_analysis *, const struct vd_row *);
/** What a reader must know of the row: partial, bill, approximate, notes. */
struct vd_value vd_column_notes(const struct vd_analysis *, const struct vd_row *);

/** The meaning of a column of figures as the study has them; of data, see vd_column_meaning(). */
#define VD_AS_PRINTED N_("As printed")

bool vd_has_modified(const struct vd_analysis *);
bool vd_has_prices(const struct vd_analysis *);
bool vd_has_modified_prices(const struct vd_analysis *);
bool vd_has_exchange(const struct vd_analysis *);

#define VD_MODIFIED_RATE                                                                           \
	{                                                                                          \
		.key = "modified_rate_percent", .label = N_("Implementation rate over modified"),  \
		.unit = VD_UNIT_PERCENT, .formula = "ratio([implemented], [modified])",            \
		.present = vd_has_modified,                                                        \
		.meaning = N_("Implemented over modified: over the PIM, in Peru")                  \
	}
#define VD_YEAR_KEY                                                                                \
	{                                                                                          \
		.key = "year", .label = N_("Year"), .unit = VD_UNIT_YEAR, .is_key = true,          \
		.value = vd_column_year, .meaning = N_("Budget year")                              \
	}
#define VD_STAGE_KEY                                                                               \
	{                                                                                          \
		.key = "stage", .label = N_("Stage"), .unit = VD_UNIT_TEXT, .is_key = true,        \
		.value = vd_column_stage, .meaning = N_("allocated, modified or implemented")      \
	}
#define VD_BASIS_KEY                                                                                     \
	{                                                                                                \
		.key = "basis", .label = N_("Basis"), .unit = VD_UNIT_TEXT, .is_key = true,              \
		.value = vd_column_basis,                                                                \
		.meaning = N_(                                                                           \
			"institutions: each for itself; rows: a group printed as one row counts as one") \
	}
#define VD_FROM_KEY                                                                                \
	{                                                                                          \
		.key = "from", .label = N_("From"), .unit = VD_UNIT_YEAR, .is_key = true,          \
		.value = vd_column_from, .meaning = N_("The earlier year")                         \
	}
#define VD_TO_KEY                                                                                  \
	{                                                                                          \
		.key = "to", .label = N_("To"), .unit = VD_UNIT_YEAR, .is_key = true,              \
		.value = vd_column_year, .meaning = N_("The later year")                           \
	}
#define VD_SCOPE_KEY                                                                               \
	{                                                                                          \
		.key = "scope", .label = N_("Scope"), .unit = VD_UNIT_TEXT, .is_key = true,        \
		.value = vd_column_scope,                                                          \
		.meaning = N_("national (the headline), or a region's code")                       \
	}
#define VD_INSTITUTION_KEY                                                                         \
	{                                                                                          \
		.key = "institution", .label = N_("Institution"), .unit = VD_UNIT_TEXT,            \
		.is_key = true, .value = vd_column_institution,                                    \
		.meaning = N_("Its id in the study")                                               \
	}
#define VD_INSTITUTION_NAME                                                                        \
	{                                                                                          \
		.key = "name", .label = N_("Name"), .unit = VD_UNIT_TEXT,                          \
		.value = vd_column_institution_name, .meaning = N_("Its full name")                \
	}
#define VD_TREND_KEY                                                                               \
	{                                                                                          \
		.key = "series", .label = N_("Series"), .unit = VD_UNIT_TEXT, .is_key = true,      \
		.value = vd_column_word,                                                           \
		.meaning = N_("total, real, share, per-capita/ID, institution/ID or region/CODE")  \
	}
#define VD_NOTES                                                                                   \
	{                                                                                          \
		.key = "notes", .label = N_("Notes"), .unit = VD_UNIT_TEXT,                        \
		.value = vd_column_notes, .meaning = N_("What a reader must know of the row")      \
	}

#endif
