/* What the files of the database reader share: odbc.c gives rows, odbc_sum.c adds them up. */
#ifndef VD_IO_ODBC_PARTS_H
#define VD_IO_ODBC_PARTS_H

#include "io/odbc.h"

/** How far the amounts in a column of the result can be trusted. */
struct vd_odbc_column {
	const char *type; /* what the database calls it */
	bool is_floating; /* all of them are floating-point numbers */
	/*
	 * SQLite alone: each value has a type of its own, whatever the driver says of the column. What
	 * is not computed but stored in a table, and is a text, has been one all along.
	 */
	bool is_loose, is_stored;
};

const struct vd_odbc_column *vd_odbc_column(const struct vd_odbc *odbc, size_t index);

const struct vd_odbc_source *vd_odbc_source(const struct vd_odbc *odbc);

/** The query without a semicolon and what stands behind it. */
const char *vd_odbc_query(const struct vd_odbc *odbc);

struct vd_odbc_facts *vd_odbc_count(struct vd_odbc *odbc);

struct vd_arena *vd_odbc_arena(const struct vd_odbc *odbc);

/**
 * Run the query, or one that gives its columns and others behind them.
 * @param query    NULL: as it was given
 * @param columns  indices of the columns to fetch
 * Reports data-unreadable.
 */
bool vd_odbc_run(struct vd_odbc *odbc, const char *query, const size_t *columns, size_t count,
		 struct vd_diagnostics *diagnostics);

enum vd_odbc_step { VD_ODBC_ROW, VD_ODBC_END, VD_ODBC_FAILED };

/**
 * The next row.
 * @param cells  as many as there are columns to fetch; until the next call. A NULL is empty; of one
 *               that is longer than VD_LINE_TEXT_MOST there is more than that, and no number
 * Reports data-unreadable.
 */
enum vd_odbc_step vd_odbc_next(struct vd_odbc *odbc, struct vd_slice *cells,
			       struct vd_diagnostics *diagnostics);

#endif
