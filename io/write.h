/* Result tables as text, CSV, JSON and Markdown: writers over the same description. */
#ifndef VD_IO_WRITE_H
#define VD_IO_WRITE_H

#include <stdio.h>

#include "budget/audit.h"

enum vd_format { VD_FORMAT_TEXT, VD_FORMAT_CSV, VD_FORMAT_JSON, VD_FORMAT_MARKDOWN, VD_FORMATS };

/** The name of a format on the command line; NULL beyond the last. */
const char *vd_format_name(enum vd_format format);

/** Which columns to write: indices into the result's columns. */
struct vd_selected_columns {
	size_t *items;
	size_t count, capacity;
	bool some_left_out; /* detail columns a text table does not show */
};

/** Every column of a table, as programs get them. */
struct vd_selected_columns vd_all_columns(const struct vd_analysis *analysis,
					  const struct vd_result *result);

/** Whether a column may lack what it ought to have, so that programs get KEY_status beside it. */
bool vd_has_status(const struct vd_column *column);

/** Write a table. Errors are the stream's: the caller checks it. */
void vd_write_table(FILE *out, enum vd_format format, const struct vd_analysis *analysis,
		    const struct vd_result *result, const struct vd_selected_columns *columns);

/* The writers, each in a file of its own. */
void vd_write_text(FILE *out, const struct vd_analysis *analysis, const struct vd_result *result,
		   const struct vd_selected_columns *columns);
void vd_write_csv(FILE *out, const struct vd_analysis *analysis, const struct vd_result *result,
		  const struct vd_selected_columns *columns);
void vd_write_json(FILE *out, const struct vd_analysis *analysis, const struct vd_result *result,
		   const struct vd_selected_columns *columns);
void vd_write_markdown(FILE *out, const struct vd_analysis *analysis,
		       const struct vd_result *result, const struct vd_selected_columns *columns);

/** A table as a JSON object, without a line end behind it. */
void vd_write_json_table(FILE *out, const struct vd_analysis *analysis,
			 const struct vd_result *result, const struct vd_selected_columns *columns);

/** All tables in one JSON object, each under its name, with the codes, notes and sources. */
void vd_write_tables(FILE *out, const struct vd_analysis *analysis);

/**
 * Write errors and findings as one `findings` table in JSON.
 * @param analyses  of the studies that have no error; each with its findings
 * @param is_shown  which findings to write
 */
void vd_write_findings_json(FILE *out, const struct vd_diagnostics *errors,
			    const struct vd_analysis *const *analyses, size_t count,
			    bool (*is_shown)(const struct vd_finding *, const void *context),
			    const void *context);

/** Whether the rows of a table name a note of the study, by its index. */
bool vd_names_note(const struct vd_analysis *analysis, const struct vd_result *result,
		   const struct vd_selected_columns *columns, size_t note);

/** A column heading with its unit: `Allocated (PEN)`. */
const char *vd_column_heading(const struct vd_analysis *analysis,
			      const struct vd_result_column *column);

/** The command that explains a cell, with the options that the analysis was asked for. */
const char *vd_explain_command(const struct vd_analysis *analysis, const char *address);

/** A text as one word of a command line: quoted where it needs to be. */
const char *vd_shell_word(struct vd_arena *arena, const char *text);

#endif
