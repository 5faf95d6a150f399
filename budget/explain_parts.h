/* What the parts of an explanation share: lines of text, lists, and the sources they name. */
#ifndef VD_BUDGET_EXPLAIN_PARTS_H
#define VD_BUDGET_EXPLAIN_PARTS_H

#include "budget/explain.h"

struct vd_writer {
	const struct vd_analysis *analysis;
	struct vd_explanation *out;
	bool **expanded;     /* [result][row * columns + column]: already shown */
	bool *cited, *noted; /* [source], [note]: named so far */
	bool *added;	     /* [data]: the same */
};

/** A line of a list: a figure, what it is, and where it stands. */
struct vd_entry {
	const char *figure, *what, *where;
};

struct vd_entries {
	struct vd_entry *items;
	size_t count, capacity;
};

/* Lines of text; an empty one ends a paragraph, and a long one is broken. */
void vd_say(struct vd_writer *writer, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void vd_say_long(struct vd_writer *writer, const char *text);
void vd_say_paragraph(struct vd_writer *writer);

struct vd_entry *vd_entry_add(struct vd_writer *writer, struct vd_entries *entries);

/** Figures to the right, words to the left, each in a column of its own. */
void vd_say_list(struct vd_writer *writer, const struct vd_entries *entries);

/** A value as shown, and with all its digits. */
const char *vd_say_rounded(const struct vd_writer *writer, const struct vd_value *value,
			   enum vd_unit unit);
const char *vd_say_unrounded(const struct vd_writer *writer, const struct vd_value *value,
			     enum vd_unit unit);

/** The year of a row: " 2016", " 2015–2016" of a comparison, "" of none. */
const char *vd_say_when(const struct vd_writer *writer, const struct vd_row *row);
int vd_calendar_year(const struct vd_writer *writer, const struct vd_row *row);

/** The address of a cell. */
const char *vd_say_address(const struct vd_writer *writer, struct vd_result_cell cell);

/**
 * Where a printed cell stands: "table sectors, line 41; chs4, p. 11"; of one that was added up from
 * data, what it is the sum of. Its notes are shown too.
 */
const char *vd_say_cell_source(struct vd_writer *writer, const struct vd_table *table,
			       const struct vd_cell *cell);

/** "; chs4, p. 11", and the document is listed at the end; "" for VD_NONE. */
const char *vd_say_source(struct vd_writer *writer, int source, const char *page);

/** What the audit says of a row's check or finding; nothing of other rows. */
void vd_explain_audit(struct vd_writer *writer, const struct vd_row *row);

/** An entry for an institution's figure with where it is printed. */
void vd_entry_figure(struct vd_writer *writer, struct vd_entries *entries, const char *what,
		     const struct vd_figure *figure);

/** Where a formula's part comes from; the figures of the study. */
void vd_explain_figures(struct vd_writer *writer, const struct vd_spot *spot,
			const struct vd_formula *formula);

/** The amounts of a stage that a row's scope has. */
struct vd_entries vd_entries_with_amount(struct vd_writer *writer, const struct vd_row *row,
					 enum vd_stage stage);

/** A statistic: what goes in, the method, and its source. */
void vd_explain_statistic(struct vd_writer *writer, const struct vd_spot *spot,
			  enum vd_statistic statistic);

/** A column's value and how it was made; each column of a row once. */
void vd_explain_column(struct vd_writer *writer, const struct vd_spot *spot, size_t column);

#endif
