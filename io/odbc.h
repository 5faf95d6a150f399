/* What a query of a database gives, row by row, as budget lines. The door to unixODBC. */
#ifndef VD_IO_ODBC_H
#define VD_IO_ODBC_H

#include "budget/diagnostics.h"
#include "budget/lines.h"

struct vd_odbc_source {
	const char *connection;	     /* "DSN=treasury;DATABASE=…": without user and password */
	const char *user, *password; /* from the environment, or NULL; never shown */
	const char *query;
	struct vd_place place, query_place; /* in the study, for messages */
	/* Called before the database is asked, with 0, and now and then while rows come; or NULL. */
	void (*progress)(void *context, uint64_t rows);
	void *context;
};

struct vd_odbc_facts {
	uint64_t rows, used, passed_over, faulty, faulty_cells;
	const char *engine; /* name and version of the database, as the driver gives it */
};

struct vd_odbc;

/**
 * Connect, and have the query looked at: it must be one statement that gives rows. Nothing in the
 * database is changed, whatever it says. Reports data-unreadable, with what driver and server say,
 * without credentials.
 * @return NULL if it was reported
 */
struct vd_odbc *vd_odbc_open(const struct vd_odbc_source *source, struct vd_arena *arena,
			     struct vd_diagnostics *diagnostics);

/** The names of the result's columns. */
const char *const *vd_odbc_columns(const struct vd_odbc *odbc, size_t *count);

/**
 * Run the query, fetch all rows and add them up: as vd_csv_sum(). A NULL is an empty cell. Reports
 * data-number and data-text, the first 20, with the number of the row; data-encoding;
 * data-unreadable; data-column: an amount in a column of a floating-point type or, in SQLite, where
 * each value has a type of its own, one that may have been a floating-point number.
 */
bool vd_odbc_sum(struct vd_odbc *odbc, const struct vd_line_plan *plan, const size_t *columns,
		 struct vd_diagnostics *diagnostics, struct vd_lines **lines);

const struct vd_odbc_facts *vd_odbc_facts(const struct vd_odbc *odbc);

void vd_odbc_close(struct vd_odbc *odbc);

#endif
