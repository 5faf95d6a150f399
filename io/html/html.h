/*
 * The report as one HTML page: the same tables as the workbook, in plain semantic HTML that needs
 * neither network nor script. One file per concept here; page.c puts them in order.
 */
#ifndef VD_IO_HTML_H
#define VD_IO_HTML_H

#include <stdio.h>

#include "budget/audit.h"
#include "budget/text.h"

/** Write the page. Errors are the stream's: the caller checks it. */
void vd_html_write(FILE *out, const struct vd_analysis *analysis);

/** The page while it is written. */
struct vd_html {
	FILE *out;
	const struct vd_analysis *analysis;
	const char *note_begins, *note_ends; /* of how a text points at a note: "[note " and "]" */
};

/*
 * How many rows of a table stand open, and how many at all: a page must stay one that a telephone
 * opens. The rest is in the other forms of the report, and said so.
 */
enum { VD_HTML_OPEN_ROWS = 40, VD_HTML_ROWS_MOST = 300 };

/* escape.c: no text reaches the page by another way. */

/** A text, also inside an attribute in double quotes. */
void vd_html_text(const struct vd_html *html, const char *text);

/** A text of several parts that may point at notes: each pointer is a link. */
void vd_html_prose(const struct vd_html *html, const char *text);

/** A line of HTML of our own with texts in it: %s is escaped; %d and %zu are the only others. */
void vd_html_put(const struct vd_html *html, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/** A text of the study in an element, with its language where it is not the page's. */
void vd_html_study_text(const struct vd_html *html, const char *element,
			const struct vd_text *text);

/* table.c */

/** A section with a result table: what it is, the codes, the table, what its columns mean. */
void vd_html_result(const struct vd_html *html, const struct vd_result *result);

/** What a cell shows, where it is no text that may point at notes. */
const char *vd_html_cell(const struct vd_html *html, const struct vd_result *result, size_t row,
			 size_t column);

/** Name of a row on the page, for links: in the first VD_HTML_ROWS_MOST. */
const char *vd_html_row_id(const struct vd_html *html, const struct vd_result *result, size_t row);

/** Begin and end the region in which a wide table is moved; `id` is that of its caption. */
void vd_html_table_begin(const struct vd_html *html, const char *id, const char *caption);
void vd_html_table_end(const struct vd_html *html);

/* notes.c */

/** A document and where in it, as a link; and the notes that something carries. */
void vd_html_reference(const struct vd_html *html, const struct vd_reference *reference);
void vd_html_marks(const struct vd_html *html, const struct vd_notes *notes);

/** chart.c: the charts that belong to a table. */
void vd_html_charts(const struct vd_html *html, const char *table);

/* The other parts, each with its heading. */
void vd_html_style(const struct vd_html *html);
void vd_html_summary(const struct vd_html *html);
void vd_html_findings(const struct vd_html *html);
void vd_html_inputs(const struct vd_html *html);
void vd_html_notes(const struct vd_html *html);
void vd_html_sources(const struct vd_html *html);

/** Whether there is any value of a series to show. */
bool vd_html_has_inputs(const struct vd_html *html);

#endif
