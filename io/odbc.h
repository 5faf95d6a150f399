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
};

struct vd_odbc_facts {
	uint64_t rows, used, passed_over, faulty, faulty_cells;
	const char *engine; /* name and version of the database, as the driver gives it */
};

struct vd_odbc;

/**
 * Connect and run the query. Reports data-unreadable (with what driver and server say, without
 * credentials), data-column (a result column of a floating-point type that is an amount).
 * @return NULL if it was reported
 */
struct vd_odbc *vd_odbc_open(const struct vd_odbc_source *source, struct vd_arena *arena,
			     struct vd_diagnostics *diagnostics);

/** The names of the result's columns. */
const char *const *vd_odbc_columns(const struct vd_odbc *odbc, size_t *count);

/** Fetch all rows and add them up: as vd_csv_sum(). A NULL is an empty cell. */
bool vd_odbc_sum(struct vd_odbc *odbc, const struct vd_line_plan *plan, const size_t *columns,
		 struct vd_diagnostics *diagnostics, struct vd_lines **lines);

const struct vd_odbc_facts *vd_odbc_facts(const struct vd_odbc *odbc);

void vd_odbc_close(struct vd_odbc *odbc);

#endif
