/* Reading data and making tables of it: what the files of config/data_*.c hand to each other. */
#ifndef VD_CONFIG_DATA_READ_H
#define VD_CONFIG_DATA_READ_H

#include "config/data.h"
#include "config/parts.h"
#include "config/study.h"

/** What is asked of the lines, in terms of the columns that there are. */
struct vd_data_plan {
	struct vd_line_plan plan;
	size_t *columns; /* of the file, ascending: the cells of a line */
};

/**
 * Find the columns that an entry names. Reports data-column.
 * @param shown  the file or database, for messages
 * @param names  of its columns
 */
bool vd_data_plan(struct vd_loader *loader, const struct vd_data_form *form, const char *shown,
		  const char *const *names, size_t count, struct vd_data_plan *out);

/** A group of lines with what the study knows it as. */
struct vd_data_group {
	const struct vd_line_group *lines;
	int calendar;	 /* its calendar year; 0: its figures name theirs */
	int year;	 /* the same as an index, or VD_NONE */
	int institution; /* index, or VD_NONE: the lines are of no institution, or left out */
	bool is_left_out;
};

/** What was read of an entry. */
struct vd_data_sums {
	struct vd_loader *loader;
	struct vd_data_form *form;
	struct vd_data *data; /* what is told of it; valid until the next entry */
	const char *shown;    /* the file or database, for messages */
	struct vd_data_group *groups;
	size_t count;
	size_t reported; /* texts of lines that were reported */
};

/** Texts of lines that are reported, of each entry. */
enum { VD_DATA_TEXTS_SHOWN = 20 };

/** Count the lines of a group that is in no figure, as skipped, left out and the like. */
void vd_data_set_aside(struct vd_data_sums *sums, const struct vd_line_group *group,
		       uint64_t *counter);

/** Where a line stands, for a reader: "line 12 of gasto.csv". */
const char *vd_data_line_words(const struct vd_data_sums *sums, uint64_t line);

/** A text of a line: without blanks around it, on one line, in the arena. */
const char *vd_data_text(struct vd_arena *arena, struct vd_slice text);

/**
 * Find the institutions of the groups, and add those that are to be added. Reports
 * data-institution, data-text, duplicate-id, ambiguous-institution, unknown-reference.
 */
bool vd_data_find_institutions(struct vd_data_sums *sums);

/** Make the table of sums that were read: its years, institutions and figures. */
bool vd_data_take(struct vd_data_sums *sums, struct vd_lines *lines);

/** data_odbc.c: ask the database and make the table. */
bool vd_data_read_odbc(struct vd_data_sums *sums);

/** Make the table of the sums. Reports overflow, too-many. */
bool vd_data_make_table(struct vd_data_sums *sums);

#endif
