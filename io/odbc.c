#include <locale.h>
#include <odbcinst.h>
#include <sql.h>
#include <sqlext.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "budget/language.h"
#include "budget/text.h"
#include "io/connection.h"
#include "io/odbc_parts.h"
#include "io/query.h"

enum {
	LOGIN_SECONDS = 30,
	CELL_BYTES = VD_LINE_TEXT_MOST + 2, /* one more than a cell may have, and a NUL */
	BLOCK_BYTES = 1 << 20,		    /* of the cells that are fetched at once */
	BLOCK_ROWS_MOST = 256,
	RECORDS_MOST = 8,
	RECORD_BYTES = 8192,
	RECORD_SHOWN = 500, /* bytes */
	NAME_BYTES = 1024,
};

/* What a driver or database does in its own way and must be asked for in its own way. */
enum engine { OTHER_ENGINE, SQLITE, POSTGRESQL };

/* The rows that are fetched at once: of each column that counts, its cells one after another. */
struct block {
	size_t columns, rows;
	char *cells;	      /* [columns][rows][CELL_BYTES] */
	SQLLEN *lengths;      /* [columns][rows] */
	SQLUSMALLINT *status; /* [rows] */
	SQLULEN fetched;      /* rows, by the last fetch */
	size_t next;	      /* of them */
};

struct vd_odbc {
	struct vd_odbc_source source;
	struct vd_arena *arena;
	struct vd_secrets secrets;
	SQLHENV environment;
	SQLHDBC connection;
	SQLHSTMT statement;
	const char *query; /* without its semicolon */
	bool is_connected;
	enum engine engine;
	const char **names;
	struct vd_odbc_column *columns;
	size_t count;
	struct block block;
	struct vd_odbc_facts facts;
};

/* The library takes texts that it does not change as if it did. */
static SQLCHAR *sql_text(struct vd_odbc *odbc, const char *text)
{
	return (SQLCHAR *)vd_arena_copy(odbc->arena, text, strlen(text));
}

/* A number where the library expects a pointer. */
static SQLPOINTER sql_number(uintptr_t number)
{
	return (SQLPOINTER)number; /* NOLINT(performance-no-int-to-ptr) */
}

/* Cut at a character's end. */
static const char *cut(struct vd_arena *arena, const char *text, size_t most)
{
	size_t bytes = strlen(text);
	if (bytes <= most)
		return text;
	while (((unsigned char)text[most] & 0xC0U) == 0x80U)
		most--;
	return vd_arena_format(arena, "%s…", vd_arena_copy(arena, text, most));
}

/*
 * All that driver and server say about what failed last, without credentials.
 * @param state  set to the first SQLSTATE
 */
static const char *records(struct vd_odbc *odbc, SQLSMALLINT type, SQLHANDLE handle, char state[6])
{
	struct vd_buffer all = { .arena = odbc->arena };
	char *message = vd_arena_take(odbc->arena, RECORD_BYTES + 1, 1);
	memset(state, 0, 6);
	for (int i = 1; i <= RECORDS_MOST; i++) {
		SQLCHAR sql_state[6] = "";
		SQLINTEGER native = 0;
		SQLSMALLINT length = 0;
		SQLRETURN got = SQLGetDiagRec(type, handle, (SQLSMALLINT)i, sql_state, &native,
					      (SQLCHAR *)message, RECORD_BYTES, &length);
		if (!SQL_SUCCEEDED(got))
			break;
		message[RECORD_BYTES] = '\0';
		size_t bytes = strlen(message);
		/* A secret may have been cut in two. */
		if (got == SQL_SUCCESS_WITH_INFO && bytes > odbc->secrets.longest)
			message[bytes - odbc->secrets.longest] = '\0';
		if (i == 1)
			memcpy(state, sql_state, 5);
		const char *shown = vd_without_secrets(odbc->arena, &odbc->secrets, message);
		vd_buffer_add(&all, i > 1 ? "; " : "");
		vd_buffer_add(&all, cut(odbc->arena, shown, RECORD_SHOWN));
		vd_buffer_add(&all, vd_arena_format(odbc->arena, " [%.5s]", (char *)sql_state));
	}
	return vd_buffer_text(&all);
}

/* A setting in the files of unixODBC, odbc.ini or odbcinst.ini; "" if there is none. */
static const char *setting(struct vd_odbc *odbc, const char *section, const char *key,
			   const char *file)
{
	char value[NAME_BYTES] = "";
	SQLGetPrivateProfileString(section, key, "", value, sizeof(value), file);
	return vd_arena_copy(odbc->arena, value, strnlen(value, sizeof(value) - 1));
}

/* The driver that a connection string asks for: its file, or its name where that is not known. */
static const char *driver_of(struct vd_odbc *odbc, const char *connection)
{
	const char *driver = vd_connection_value(odbc->arena, connection, "DRIVER");
	const char *dsn = vd_connection_value(odbc->arena, connection, "DSN");
	if (!driver && dsn)
		driver = setting(odbc, dsn, "Driver", "odbc.ini");
	if (!driver || strchr(driver, '/'))
		return driver ? driver : "";
	const char *file = setting(odbc, driver, "Driver", "odbcinst.ini");
	return *file ? file : driver;
}

static bool contains(const char *text, const char *word)
{
	size_t bytes = strlen(word);
	for (; *text; text++)
		if (strncasecmp(text, word, bytes) == 0)
			return true;
	return false;
}

/* Keep the credentials from being shown, wherever they come from. */
static void collect_secrets(struct vd_odbc *odbc)
{
	static const char *const names[] = { "UID", "User", "UserName" };
	static const char *const keys[] = { "PWD", "Password" };
	static const char *const variables[] = { "PGPASSWORD", "MYSQL_PWD" };
	vd_secret_add_name(&odbc->secrets, odbc->source.user);
	vd_secret_add(&odbc->secrets, odbc->source.password);
	vd_secrets_of_connection(&odbc->secrets, odbc->arena, odbc->source.connection);
	const char *dsn = vd_connection_value(odbc->arena, odbc->source.connection, "DSN");
	for (size_t i = 0; dsn && i < sizeof(names) / sizeof(*names); i++)
		vd_secret_add_name(&odbc->secrets, setting(odbc, dsn, names[i], "odbc.ini"));
	for (size_t i = 0; dsn && i < sizeof(keys) / sizeof(*keys); i++)
		vd_secret_add(&odbc->secrets, setting(odbc, dsn, keys[i], "odbc.ini"));
	for (size_t i = 0; i < sizeof(variables) / sizeof(*variables); i++)
		vd_secret_add(&odbc->secrets, getenv(variables[i]));
	vd_secret_add_name(&odbc->secrets, getenv("PGUSER"));
}

static const char *whole_connection(struct vd_odbc *odbc)
{
	/* What a driver is asked for unless the study says otherwise. */
	static const struct {
		const char *driver, *key, *value;
	} options[] = {
		/* rows come as they are asked for; else it takes all of them into memory first */
		{ "psqlodbc", "UseDeclareFetch", "1" },
		{ "psqlodbc", "Fetch", "2000" },
		{ "sqlite3odbc", "StepAPI", "1" },
		/* a file that is not there is an error; else it makes an empty database */
		{ "sqlite3odbc", "NoCreat", "1" },
	};
	const struct vd_odbc_source *source = &odbc->source;
	const char *driver = driver_of(odbc, source->connection);
	struct vd_buffer all = { .arena = odbc->arena };
	vd_buffer_add(&all, source->connection);
	for (size_t i = 0; i < sizeof(options) / sizeof(*options); i++)
		if (contains(driver, options[i].driver) &&
		    !vd_connection_value(odbc->arena, source->connection, options[i].key))
			vd_connection_add(&all, options[i].key, options[i].value);
	if (source->user)
		vd_connection_add(&all, "UID", source->user);
	if (source->password)
		vd_connection_add(&all, "PWD", source->password);
	return vd_buffer_text(&all);
}

static bool not_connected(struct vd_odbc *odbc, struct vd_diagnostics *diagnostics)
{
	char state[6];
	const char *said = records(odbc, SQL_HANDLE_DBC, odbc->connection, state);
	vd_report(diagnostics, odbc->source.place, VD_RULE_DATA_UNREADABLE,
		  _("the database cannot be reached: %s"), said);
	if (strcmp(state, "IM002") == 0)
		return vd_hint(diagnostics,
			       _("`odbcinst -q -s` lists the data sources that are set up here, "
				 "`odbcinst -q -d` the drivers"));
	if (strncmp(state, "IM", 2) == 0 || contains(said, "can't open lib"))
		return vd_hint(diagnostics, _("is the database's ODBC driver installed? "
					      "`odbcinst -q -d` lists the drivers"));
	if (contains(driver_of(odbc, odbc->source.connection), "sqlite"))
		return vd_hint(diagnostics, _("is there a file of this name, and may you read it? "
					      "`Database=` takes it with its whole path"));
	return vd_hint(diagnostics,
		       _("does its server run, at this address, and does it let you in? user and "
			 "password come from the data source or from the environment variables "
			 "that `user:` and `password:` name"));
}

static const char *info(struct vd_odbc *odbc, SQLUSMALLINT what)
{
	char text[NAME_BYTES] = "";
	SQLSMALLINT length = 0;
	if (!SQL_SUCCEEDED(SQLGetInfo(odbc->connection, what, text, sizeof(text) - 1, &length)))
		return "";
	const struct vd_secrets none = { .count = 0 };
	return vd_without_secrets(odbc->arena, &none, text);
}

/* Ask the database for something it may refuse. */
static void ask(struct vd_odbc *odbc, const char *command)
{
	SQLHSTMT statement = NULL;
	if (!SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_STMT, odbc->connection, &statement)))
		return;
	SQLExecDirect(statement, sql_text(odbc, command), SQL_NTS);
	SQLFreeHandle(SQL_HANDLE_STMT, statement);
}

/* Nothing is to be changed, whatever the query says, and texts are to come as UTF-8. */
static void set_up(struct vd_odbc *odbc)
{
	const char *name = info(odbc, SQL_DBMS_NAME);
	odbc->facts.engine = vd_arena_format(odbc->arena, "%s %s", name, info(odbc, SQL_DBMS_VER));
	SQLSetConnectAttr(odbc->connection, SQL_ATTR_ACCESS_MODE, sql_number(SQL_MODE_READ_ONLY),
			  SQL_IS_UINTEGER);
	if (strncasecmp(name, "sqlite", 6) == 0) {
		odbc->engine = SQLITE;
		/* In a transaction its driver takes all rows into memory first. */
		ask(odbc, "PRAGMA query_only = 1");
		return;
	}
	if (strncasecmp(name, "postgresql", 10) == 0) {
		odbc->engine = POSTGRESQL;
		ask(odbc, "SET client_encoding TO 'UTF8'");
		ask(odbc, "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY");
		/* A cursor is planned for its first rows unless it is said that all are wanted. */
		ask(odbc, "SET cursor_tuple_fraction TO 1");
	}
	SQLSetConnectAttr(odbc->connection, SQL_ATTR_AUTOCOMMIT, sql_number(SQL_AUTOCOMMIT_OFF),
			  SQL_IS_UINTEGER);
}

static bool connect_to(struct vd_odbc *odbc, struct vd_diagnostics *diagnostics)
{
	if (!SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &odbc->environment)) ||
	    !SQL_SUCCEEDED(SQLSetEnvAttr(odbc->environment, SQL_ATTR_ODBC_VERSION,
					 sql_number(SQL_OV_ODBC3), 0)) ||
	    !SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_DBC, odbc->environment, &odbc->connection))) {
		/* It has nothing to fail with but memory. */
		vd_arena_expect(odbc->arena, SIZE_MAX / 2);
		return false;
	}
	SQLSetConnectAttr(odbc->connection, SQL_ATTR_LOGIN_TIMEOUT, sql_number(LOGIN_SECONDS),
			  SQL_IS_UINTEGER);
	/* PostgreSQL's driver takes over the user's locale, which would change ours too. */
	const char *was = setlocale(LC_CTYPE, NULL);
	char *locale = vd_arena_copy(odbc->arena, was ? was : "C", strlen(was ? was : "C"));
	SQLRETURN done = SQLDriverConnect(odbc->connection, NULL,
					  sql_text(odbc, whole_connection(odbc)), SQL_NTS, NULL, 0,
					  NULL, SQL_DRIVER_NOPROMPT);
	setlocale(LC_CTYPE, locale);
	if (!SQL_SUCCEEDED(done))
		return not_connected(odbc, diagnostics);
	odbc->is_connected = true;
	set_up(odbc);
	return true;
}

static bool query_failed(struct vd_odbc *odbc, struct vd_diagnostics *diagnostics)
{
	char state[6];
	const char *said = records(odbc, SQL_HANDLE_STMT, odbc->statement, state);
	if (odbc->facts.rows)
		vd_report(diagnostics, odbc->source.query_place, VD_RULE_DATA_UNREADABLE,
			  VD_PLURAL("the query failed after %llu row: %s",
				    "the query failed after %llu rows: %s", odbc->facts.rows),
			  (unsigned long long)odbc->facts.rows, said);
	else
		vd_report(diagnostics, odbc->source.query_place, VD_RULE_DATA_UNREADABLE,
			  _("the database does not run the query: %s"), said);
	return vd_hint(diagnostics, _("run it in the database's own program first; all tables "
				      "must be named as this user sees them"));
}

static const char *attribute(struct vd_odbc *odbc, SQLUSMALLINT column, SQLUSMALLINT what)
{
	char text[NAME_BYTES] = "";
	SQLSMALLINT length = 0;
	if (!SQL_SUCCEEDED(SQLColAttribute(odbc->statement, column, what, text, sizeof(text) - 1,
					   &length, NULL)))
		return "";
	return vd_arena_copy(odbc->arena, text, strlen(text));
}

static void describe(struct vd_odbc *odbc, size_t index)
{
	char name[NAME_BYTES] = "";
	SQLSMALLINT length = 0, digits = 0, nullable = 0, type = SQL_UNKNOWN_TYPE;
	SQLULEN size = 0;
	SQLUSMALLINT number = (SQLUSMALLINT)(index + 1);
	SQLDescribeCol(odbc->statement, number, (SQLCHAR *)name, sizeof(name) - 1, &length, &type,
		       &size, &digits, &nullable);
	size_t bytes = strlen(name);
	const struct vd_secrets none = { .count = 0 };
	odbc->names[index] = vd_utf8_invalid(name, bytes) == bytes
				     ? vd_arena_copy(odbc->arena, name, bytes)
				     : vd_without_secrets(odbc->arena, &none, name);
	struct vd_odbc_column *column = &odbc->columns[index];
	column->type = attribute(odbc, number, SQL_DESC_TYPE_NAME);
	column->is_loose = odbc->engine == SQLITE;
	column->is_floating = !column->is_loose &&
			      (type == SQL_REAL || type == SQL_FLOAT || type == SQL_DOUBLE);
	column->is_stored = column->is_loose && *attribute(odbc, number, SQL_DESC_BASE_TABLE_NAME);
}

/* The query is not run before it is known that it gives rows. */
static bool prepare(struct vd_odbc *odbc, struct vd_diagnostics *diagnostics)
{
	SQLSMALLINT count = 0;
	if (!SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_STMT, odbc->connection, &odbc->statement)))
		return not_connected(odbc, diagnostics);
	if (!SQL_SUCCEEDED(SQLPrepare(odbc->statement, sql_text(odbc, odbc->query), SQL_NTS)) ||
	    !SQL_SUCCEEDED(SQLNumResultCols(odbc->statement, &count)))
		return query_failed(odbc, diagnostics);
	if (count < 1) {
		/* SQLite's driver looks at a query when it is run; to explain it changes nothing. */
		if (odbc->engine == SQLITE &&
		    !SQL_SUCCEEDED(SQLExecDirect(
			    odbc->statement,
			    sql_text(odbc, vd_arena_format(odbc->arena, "EXPLAIN %s", odbc->query)),
			    SQL_NTS)))
			return query_failed(odbc, diagnostics);
		vd_report(diagnostics, odbc->source.query_place, VD_RULE_DATA_UNREADABLE,
			  _("the query gives no rows"));
		return vd_hint(diagnostics,
			       _("it must be one that reads, such as SELECT; nothing is changed"));
	}
	odbc->count = (size_t)count;
	odbc->names = VD_TAKE(odbc->arena, const char *, odbc->count);
	odbc->columns = VD_TAKE(odbc->arena, struct vd_odbc_column, odbc->count);
	for (size_t i = 0; i < odbc->count; i++)
		describe(odbc, i);
	return true;
}

struct vd_odbc *vd_odbc_open(const struct vd_odbc_source *source, struct vd_arena *arena,
			     struct vd_diagnostics *diagnostics)
{
	size_t bytes = 0;
	if (!vd_query_is_one(source->query, &bytes)) {
		vd_report(diagnostics, source->query_place, VD_RULE_DATA_UNREADABLE,
			  _("the query has more than one statement"));
		vd_hint(diagnostics, _("one SELECT gives the rows; a semicolon may stand at its "
				       "end alone"));
		return NULL;
	}
	struct vd_odbc *odbc = VD_TAKE(arena, struct vd_odbc, 1);
	odbc->source = *source;
	odbc->arena = arena;
	odbc->query = vd_arena_copy(arena, source->query, bytes);
	odbc->facts.engine = "";
	collect_secrets(odbc);
	if (source->progress)
		source->progress(source->context, 0);
	if (connect_to(odbc, diagnostics) && prepare(odbc, diagnostics))
		return odbc;
	vd_odbc_close(odbc);
	return NULL;
}

const char *const *vd_odbc_columns(const struct vd_odbc *odbc, size_t *count)
{
	*count = odbc->count;
	return odbc->names;
}

const struct vd_odbc_column *vd_odbc_column(const struct vd_odbc *odbc, size_t index)
{
	return &odbc->columns[index];
}

const struct vd_odbc_source *vd_odbc_source(const struct vd_odbc *odbc)
{
	return &odbc->source;
}

const char *vd_odbc_query(const struct vd_odbc *odbc)
{
	return odbc->query;
}

struct vd_arena *vd_odbc_arena(const struct vd_odbc *odbc)
{
	return odbc->arena;
}

const struct vd_odbc_facts *vd_odbc_facts(const struct vd_odbc *odbc)
{
	return &odbc->facts;
}

struct vd_odbc_facts *vd_odbc_count(struct vd_odbc *odbc)
{
	return &odbc->facts;
}

void vd_odbc_close(struct vd_odbc *odbc)
{
	if (!odbc)
		return;
	if (odbc->statement)
		SQLFreeHandle(SQL_HANDLE_STMT, odbc->statement);
	if (odbc->is_connected) {
		SQLEndTran(SQL_HANDLE_DBC, odbc->connection, SQL_ROLLBACK);
		SQLDisconnect(odbc->connection);
	}
	if (odbc->connection)
		SQLFreeHandle(SQL_HANDLE_DBC, odbc->connection);
	if (odbc->environment)
		SQLFreeHandle(SQL_HANDLE_ENV, odbc->environment);
	*odbc = (struct vd_odbc){ .statement = NULL };
}

static char *cell_of(const struct block *block, size_t column, size_t row)
{
	return block->cells + (column * block->rows + row) * CELL_BYTES;
}

static bool set(struct vd_odbc *odbc, SQLINTEGER what, SQLPOINTER value)
{
	return SQL_SUCCEEDED(SQLSetStmtAttr(odbc->statement, what, value, 0));
}

static bool bind(struct vd_odbc *odbc, const size_t *columns, size_t count)
{
	struct block *block = &odbc->block;
	size_t most = BLOCK_BYTES / (count * CELL_BYTES);
	if (most > BLOCK_ROWS_MOST)
		most = BLOCK_ROWS_MOST;
	/* A driver may take fewer. */
	SQLULEN rows = most ? most : 1;
	if (!set(odbc, SQL_ATTR_ROW_ARRAY_SIZE, sql_number(rows)) ||
	    !SQL_SUCCEEDED(
		    SQLGetStmtAttr(odbc->statement, SQL_ATTR_ROW_ARRAY_SIZE, &rows, 0, NULL)) ||
	    rows > most)
		rows = 1;
	*block = (struct block){
		.columns = count,
		.rows = rows,
		.cells = vd_arena_take(odbc->arena, count * rows, CELL_BYTES),
		.lengths = VD_TAKE(odbc->arena, SQLLEN, count * rows),
		.status = VD_TAKE(odbc->arena, SQLUSMALLINT, rows),
	};
	bool good = set(odbc, SQL_ATTR_ROWS_FETCHED_PTR, &block->fetched) &&
		    set(odbc, SQL_ATTR_ROW_STATUS_PTR, block->status);
	for (size_t i = 0; good && i < count; i++)
		good = SQL_SUCCEEDED(SQLBindCol(odbc->statement, (SQLUSMALLINT)(columns[i] + 1),
						SQL_C_CHAR, cell_of(block, i, 0), CELL_BYTES,
						block->lengths + i * rows));
	return good;
}

bool vd_odbc_run(struct vd_odbc *odbc, const char *query, const size_t *columns, size_t count,
		 struct vd_diagnostics *diagnostics)
{
	if (!bind(odbc, columns, count))
		return query_failed(odbc, diagnostics);
	if (odbc->source.progress)
		odbc->source.progress(odbc->source.context, 0);
	SQLRETURN done = query ? SQLExecDirect(odbc->statement, sql_text(odbc, query), SQL_NTS)
			       : SQLExecute(odbc->statement);
	/* SQL_NO_DATA: a statement that might have changed rows, and found none to change */
	return (SQL_SUCCEEDED(done) && done != SQL_NO_DATA) || query_failed(odbc, diagnostics);
}

static void hand_over(const struct block *block, struct vd_slice *cells)
{
	for (size_t i = 0; i < block->columns; i++) {
		SQLLEN length = block->lengths[i * block->rows + block->next];
		char *text = cell_of(block, i, block->next);
		if (length == SQL_NULL_DATA)
			length = 0;
		if (length < 0 || length > CELL_BYTES - 1) {
			length = CELL_BYTES - 1;
			text[length - 1] = '?'; /* so that what is left is not taken for a number */
		}
		cells[i] = (struct vd_slice){ text, (size_t)length };
	}
}

/* More than one result: which of them is meant? */
static bool is_the_only_result(struct vd_odbc *odbc, struct vd_diagnostics *diagnostics)
{
	SQLRETURN more = SQLMoreResults(odbc->statement);
	if (!SQL_SUCCEEDED(more))
		return more == SQL_NO_DATA || query_failed(odbc, diagnostics);
	vd_report(diagnostics, odbc->source.query_place, VD_RULE_DATA_UNREADABLE,
		  _("the query gives more than one result"));
	return vd_hint(diagnostics, _("one SELECT gives the rows"));
}

enum vd_odbc_step vd_odbc_next(struct vd_odbc *odbc, struct vd_slice *cells,
			       struct vd_diagnostics *diagnostics)
{
	struct block *block = &odbc->block;
	if (block->next == block->fetched) {
		SQLRETURN done = SQLFetch(odbc->statement);
		block->next = 0;
		if (done == SQL_NO_DATA)
			return is_the_only_result(odbc, diagnostics) ? VD_ODBC_END : VD_ODBC_FAILED;
		if (!SQL_SUCCEEDED(done) || !block->fetched || block->fetched > block->rows) {
			block->fetched = 0;
			query_failed(odbc, diagnostics);
			return VD_ODBC_FAILED;
		}
	}
	if (block->status[block->next] == SQL_ROW_ERROR) {
		query_failed(odbc, diagnostics);
		return VD_ODBC_FAILED;
	}
	hand_over(block, cells);
	block->next++;
	return VD_ODBC_ROW;
}
