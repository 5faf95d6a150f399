/* Queries of a SQLite file: what comes through exactly, and what must not come through. */
#include "io/odbc.h"

#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "budget/text.h"
#include "tests/unit/helper.h"

/* Only the data sources and drivers of the test's own folder count. */
static void open_test(void)
{
	unit_open();
	setenv("ODBCSYSINI", ".", 1);
	setenv("ODBCINI", "odbc.ini", 1);
}

TestSuite(odbc, .init = open_test, .fini = unit_close);

/* Where Debian puts the driver depends on the processor. */
static const char *driver(void)
{
	glob_t found = { .gl_pathc = 0 };
	cr_assert_eq(glob("/usr/lib/*/odbc/libsqlite3odbc.so", 0, NULL, &found), 0,
		     "SQLite's ODBC driver is not installed");
	const char *path = vd_arena_copy(unit.arena, found.gl_pathv[0], strlen(found.gl_pathv[0]));
	globfree(&found);
	return path;
}

static const char *connection(void)
{
	return vd_arena_format(unit.arena, "Driver=%s;Database=a.db", driver());
}

/* Make the database, or add to it. */
static void sql(const char *commands)
{
	unit_write("a.sql", commands, strlen(commands));
	cr_assert_eq(system("sqlite3 -bail a.db <a.sql"), 0, "%s",
		     commands); /* NOLINT(cert-env33-c) */
}

static struct vd_odbc *open_query(const char *query)
{
	struct vd_odbc_source source = {
		.connection = connection(),
		.query = query,
		.place = { .file = "study.yaml", .line = 3, .column = 5, .length = 4 },
		.query_place = { .file = "study.yaml", .line = 4, .column = 5, .length = 6 },
	};
	return vd_odbc_open(&source, unit.arena, &unit.diagnostics);
}

/* What a query must give: columns year, code, name and then amounts. */
static struct vd_line_plan plan_of(size_t amounts, struct vd_decimal unit_of_amounts)
{
	struct vd_line_amount *items = VD_TAKE(unit.arena, struct vd_line_amount, amounts);
	for (size_t i = 0; i < amounts; i++)
		items[i] = (struct vd_line_amount){ .cell = 3 + i, .figure = i };
	return (struct vd_line_plan){
		.cells = 3 + amounts,
		.parts = { [VD_LINE_YEAR] = 0,
			   [VD_LINE_CODE] = 1,
			   [VD_LINE_REGION] = -1,
			   [VD_LINE_LEVEL] = -1,
			   [VD_LINE_NAME] = 2,
			   [VD_LINE_REGION_NAME] = -1 },
		.amounts = items,
		.amount_count = amounts,
		.figures = amounts,
		.style = { .numbers = vd_plain_numbers,
			   .currency = *unit_currency("PEN"),
			   .unit = unit_of_amounts },
	};
}

static const struct vd_decimal one = { .digits = 1 };
static const struct vd_decimal cents = { .digits = 1, .decimals = 2 };

/* @return the groups, as `2016 01 Interior: 100 200`, one a line; NULL if it failed */
static const char *sums(struct vd_odbc *odbc, const struct vd_line_plan *plan)
{
	size_t *columns = VD_TAKE(unit.arena, size_t, plan->cells);
	for (size_t i = 0; i < plan->cells; i++)
		columns[i] = i;
	struct vd_lines *lines = NULL;
	if (!vd_odbc_sum(odbc, plan, columns, &unit.diagnostics, &lines))
		return NULL;
	const struct vd_line_group *const *groups = NULL;
	size_t count = vd_lines_groups(lines, &groups);
	const char *all = "";
	for (size_t i = 0; i < count; i++) {
		struct vd_slice year = vd_line_part_of(groups[i], VD_LINE_YEAR);
		struct vd_slice code = vd_line_part_of(groups[i], VD_LINE_CODE);
		struct vd_slice name = vd_line_part_of(groups[i], VD_LINE_NAME);
		all = vd_arena_format(unit.arena, "%s%.*s %.*s %.*s:", all, (int)year.bytes,
				      year.text, (int)code.bytes, code.text, (int)name.bytes,
				      name.text);
		for (size_t k = 0; k < plan->figures; k++)
			all = vd_arena_format(unit.arena, "%s %lld", all,
					      (long long)groups[i]->figures[k].sum);
		all = vd_arena_format(unit.arena, "%s\n", all);
	}
	return all;
}

static const char *query_sums(const char *query, size_t amounts, struct vd_decimal unit_of_amounts)
{
	unit_forget();
	struct vd_odbc *odbc = open_query(query);
	if (!odbc)
		return NULL;
	struct vd_line_plan plan = plan_of(amounts, unit_of_amounts);
	const char *found = sums(odbc, &plan);
	vd_odbc_close(odbc);
	return found;
}

/* The only diagnostic there is, as `rule: message` and the line it points at. */
static const char *said(void)
{
	if (unit.diagnostics.count != 1)
		return vd_arena_format(unit.arena, "%zu diagnostics", unit.diagnostics.count);
	const struct vd_diagnostic *one_said = unit.diagnostics.items;
	return vd_arena_format(unit.arena, "%u %d: %s", one_said->place.line, (int)one_said->rule,
			       one_said->message);
}

static void expect_said(enum vd_rule rule, unsigned line, const char *words)
{
	const char *begin = vd_arena_format(unit.arena, "%u %d: ", line, (int)rule);
	cr_expect(strncmp(said(), begin, strlen(begin)) == 0 && strstr(said(), words), "%s…%s…: %s",
		  begin, words, said());
}

Test(odbc, names_of_columns)
{
	sql("CREATE TABLE t(a, \"Ñandú 1\");");
	struct vd_odbc *odbc = open_query("SELECT a, \"Ñandú 1\", a AS b, 1 FROM t;");
	cr_assert(odbc);
	size_t count = 0;
	const char *const *names = vd_odbc_columns(odbc, &count);
	cr_expect_eq(count, 4);
	cr_expect_str_eq(names[1], "Ñandú 1");
	cr_expect_str_eq(names[2], "b");
	cr_expect_eq(strncmp(vd_odbc_facts(odbc)->engine, "SQLite 3.", 9), 0, "%s",
		     vd_odbc_facts(odbc)->engine);
	vd_odbc_close(odbc);
	vd_odbc_close(NULL);
}

/* 2^53 is 9,007,199,254,740,992: beyond it no double has every integer. */
Test(odbc, integers_are_exact)
{
	sql("CREATE TABLE t(year INTEGER, code TEXT, name TEXT, pia INTEGER);"
	    "INSERT INTO t VALUES(2016, '01', 'Interior', 9007199254740993),"
	    "(2016, '01', 'Interior', 9007199254740993), (2016, '02', 'Niñez', -7),"
	    "(2017, '01', 'Interior', 0);");
	static const char wanted[] = "2016 01 Interior: 18014398509481986\n"
				     "2016 02 Niñez: -7\n"
				     "2017 01 Interior: 0\n";
	const char *found = query_sums("SELECT year, code, name, pia FROM t", 1, cents);
	cr_assert(found, "%s", said());
	cr_expect_str_eq(found, wanted);
	found = query_sums("SELECT year, code, name, SUM(pia) FROM t GROUP BY 1, 2, 3 ORDER BY 4",
			   1, cents);
	cr_assert(found, "%s", said());
	cr_expect_str_eq(found, wanted);
}

Test(odbc, columns_in_any_place)
{
	sql("CREATE TABLE t(x, year, y, code, name, z, pia, pim);"
	    "INSERT INTO t VALUES('x', 2016, 'y', '01', 'Interior', 'z', 5, 6);");
	struct vd_odbc *odbc = open_query("SELECT * FROM t");
	cr_assert(odbc);
	struct vd_line_plan plan = plan_of(1, one);
	static const size_t columns[] = { 1, 3, 4, 7 };
	struct vd_lines *lines = NULL;
	cr_assert(vd_odbc_sum(odbc, &plan, columns, &unit.diagnostics, &lines), "%s", said());
	const struct vd_line_group *const *groups = NULL;
	cr_assert_eq(vd_lines_groups(lines, &groups), 1);
	cr_expect_eq((int64_t)groups[0]->figures[0].sum, 600);
	vd_odbc_close(odbc);
}

/* Decimals that SQLite keeps as the text they are. */
Test(odbc, stored_text_is_exact)
{
	sql("CREATE TABLE t(year, code, name, a TEXT, b, c varchar(9), \"d \"\"d\" CLOB);"
	    "INSERT INTO t VALUES(2016, '01', 'Interior', '90071992547409.93', "
	    "'90071992547409.93', '0.10', '-0.01'),"
	    "(2016, '01', 'Interior', '90071992547409.93', '0.01', '0.20', '1e2x');"
	    "CREATE VIEW v AS SELECT year, code, name, a, b, c FROM t;");
	static const char wanted[] = "2016 01 Interior: 18014398509481986 9007199254740994 30\n";
	static const char *const queries[] = {
		"SELECT year, code, name, a, b, c FROM t",
		"SELECT year, code, name, a, b, c FROM t ORDER BY a; -- all of it",
		"WITH q AS (SELECT * FROM v) SELECT * FROM q -- all of it",
		"SELECT * FROM v WHERE c = '0.10' UNION ALL SELECT * FROM v WHERE c = '0.20'",
	};
	for (size_t i = 0; i < UNIT_COUNT(queries); i++) {
		const char *found = query_sums(queries[i], 3, one);
		cr_expect(found && strcmp(found, wanted) == 0, "%s: %s", queries[i],
			  found ? found : said());
	}
	/* A name with a quote in it, and a text that only begins like a number. */
	cr_expect_null(query_sums("SELECT year, code, name, \"d \"\"d\" FROM t", 1, one));
	expect_said(VD_RULE_DATA_NUMBER, 4, "row 2, column `d \"d`: `1e2x`");
}

/* Whatever the driver says of the column: it goes by the first row, or by what is declared. */
Test(odbc, floating_point_numbers_are_refused)
{
	sql("CREATE TABLE t(year, code, name, i INTEGER, r REAL, n NUMERIC, d DECIMAL(15, 2), "
	    "x TEXT, u);"
	    "INSERT INTO t VALUES(2016, '01', 'Interior', 1, 1, 1, 1, '1.50', 1),"
	    "(2016, '01', 'Interior', 2, 90071992547409.93, 90071992547409.93, "
	    "90071992547409.93, '2.50', 1.5);"
	    "CREATE TABLE w(year, code, name, x);"
	    "INSERT INTO w SELECT year, code, name, r FROM t;"
	    "CREATE VIEW both AS SELECT * FROM w UNION ALL SELECT year, code, name, x FROM t;"
	    "CREATE VIEW other AS SELECT year, code, name, x FROM t UNION ALL SELECT * FROM w;");
	static const struct {
		const char *query, *words;
	} cases[] = {
		{ "SELECT year, code, name, r FROM t", "row 1, column `r`: `1.0`" },
		{ "SELECT year, code, name, n FROM t",
		  "row 2, column `n`: `90071992547409.9` may" },
		{ "SELECT year, code, name, d FROM t",
		  "row 2, column `d`: `90071992547409.9` may" },
		{ "SELECT year, code, name, u FROM t", "row 2, column `u`: `1.5`" },
		{ "SELECT year, code, name, SUM(r) FROM t", "row 1, column `SUM(r)`" },
		{ "SELECT year, code, name, SUM(n) AS s FROM t", "row 1, column `s`" },
		{ "SELECT year, code, name, SUM(x) AS s FROM t", "row 1, column `s`: `4.0`" },
		{ "SELECT year, code, name, SUM(u) AS s FROM t GROUP BY u", "row 2, column `s`" },
		{ "SELECT year, code, name, SUM(i) / 2.0 AS s FROM t", "row 1, column `s`: `1.5`" },
		{ "SELECT year, code, name, CAST(SUM(r) AS TEXT) AS s FROM t", "column `s`" },
		{ "SELECT year, code, name, printf('%.2f', SUM(r)) AS s FROM t", "column `s`" },
		{ "SELECT year, code, name, 1e300 AS s FROM t", "column `s`: `1.0e+300`" },
		/* The driver knows but the last part of a union. */
		{ "SELECT * FROM both", "row 1, column `x`: `1.0`" },
		{ "SELECT * FROM other", "row 3, column `x`: `1.0`" },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		const char *found = query_sums(cases[i].query, 1, one);
		cr_expect_null(found, "%s: %s", cases[i].query, found);
		expect_said(VD_RULE_DATA_COLUMN, 4, cases[i].words);
	}
	/* Of both columns at once, and no matter what is skipped. */
	struct vd_line_plan plan = plan_of(2, one);
	plan.skips_faults = true;
	unit_forget();
	struct vd_odbc *odbc = open_query("SELECT year, code, name, r, 1.5 AS s FROM t");
	cr_assert(odbc);
	cr_expect_null(sums(odbc, &plan));
	cr_expect_eq(unit_reported(VD_RULE_DATA_COLUMN, NULL), 2);
	vd_odbc_close(odbc);
}

/* Integers are integers, however the column is declared; rounding line by line makes some. */
Test(odbc, whole_minor_units_of_any_column)
{
	sql("CREATE TABLE t(year, code, name, n NUMERIC, d DECIMAL(15, 2), r REAL);"
	    "INSERT INTO t VALUES(2016, '01', 'Interior', 100, 101, 1.1),"
	    "(2016, '01', 'Interior', 100, 101, 2.2);");
	const char *found = query_sums("SELECT year, code, name, n, d FROM t", 2, one);
	cr_assert(found, "%s", said());
	cr_expect_str_eq(found, "2016 01 Interior: 20000 20200\n");
	found = query_sums("SELECT year, code, name, SUM(CAST(ROUND(r * 100) AS INTEGER)) FROM t",
			   1, cents);
	cr_assert(found, "%s", said());
	cr_expect_str_eq(found, "2016 01 Interior: 330\n");
}

/* More rows than are fetched at once. */
Test(odbc, many_rows)
{
	sql("CREATE TABLE t(year, code, name, pia INTEGER);"
	    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)"
	    "INSERT INTO t SELECT 2016, i % 2, 'Name ' || i, i FROM n;");
	struct vd_odbc *odbc = open_query("SELECT * FROM t");
	cr_assert(odbc);
	struct vd_line_plan plan = plan_of(1, cents);
	static const struct vd_slice values[] = { { "1", 1 }, { "2", 1 } };
	static const struct vd_line_condition condition = { .cell = 1,
							    .values = values,
							    .count = 2 };
	plan.where = (struct vd_line_conditions){ &condition, 1 };
	const char *found = sums(odbc, &plan);
	cr_assert(found, "%s", said());
	cr_expect_str_eq(found, "2016 1 Name 999: 250000\n");
	cr_expect_eq(vd_odbc_facts(odbc)->rows, 1000);
	cr_expect_eq(vd_odbc_facts(odbc)->used, 500);
	cr_expect_eq(vd_odbc_facts(odbc)->passed_over, 500);
	vd_odbc_close(odbc);
}

Test(odbc, a_null_is_an_empty_cell)
{
	sql("CREATE TABLE t(year, code, name, a INTEGER);"
	    "INSERT INTO t VALUES(2016, '01', NULL, 1), (2016, '01', NULL, NULL);");
	cr_expect_null(query_sums("SELECT * FROM t", 1, one));
	expect_said(VD_RULE_DATA_NUMBER, 4, "row 2, column `a`: the cell is empty");
	struct vd_line_plan plan = plan_of(1, one);
	plan.style.zeros.items[plan.style.zeros.count++] = (struct vd_slice){ "", 0 };
	unit_forget();
	struct vd_odbc *odbc = open_query("SELECT * FROM t");
	cr_assert(odbc);
	const char *found = sums(odbc, &plan);
	cr_assert(found, "%s", said());
	cr_expect_str_eq(found, "2016 01 : 100\n");
	vd_odbc_close(odbc);
}

Test(odbc, cells_that_are_no_numbers)
{
	sql("CREATE TABLE t(year, code, name, a TEXT, b TEXT);"
	    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 15)"
	    "INSERT INTO t SELECT 2016, '01', 'Interior', 'x' || i, '1,5' FROM n;"
	    "INSERT INTO t VALUES(2016, '01', 'Interior', '1', '1');");
	struct vd_odbc *odbc = open_query("SELECT * FROM t");
	cr_assert(odbc);
	struct vd_line_plan plan = plan_of(2, one);
	cr_expect_null(sums(odbc, &plan));
	/* 20 of 30, and how many there are. */
	cr_expect_eq(unit.diagnostics.count, 21);
	cr_expect_str_eq(unit.diagnostics.items[0].message,
			 "row 1, column `a`: `x1` is not a number");
	cr_expect_str_eq(unit.diagnostics.items[3].message,
			 "row 2, column `b`: `1,5`: the mark `,` is not declared");
	cr_expect_str_eq(unit.diagnostics.items[20].message,
			 "15 rows cannot be read; the first 20 errors are shown");
	for (size_t i = 0; i < unit.diagnostics.count; i++)
		cr_expect_eq(unit.diagnostics.items[i].place.line, 4);
	cr_expect_eq(vd_odbc_facts(odbc)->faulty, 15);
	cr_expect_eq(vd_odbc_facts(odbc)->faulty_cells, 30);
	vd_odbc_close(odbc);
	/* And where they are to be left out. */
	unit_forget();
	odbc = open_query("SELECT * FROM t");
	cr_assert(odbc);
	plan.skips_faults = true;
	const char *found = sums(odbc, &plan);
	cr_assert(found, "%s", said());
	cr_expect_str_eq(found, "2016 01 Interior: 100 100\n");
	cr_expect_eq(vd_odbc_facts(odbc)->faulty, 15);
	cr_expect_eq(vd_odbc_facts(odbc)->used, 1);
	vd_odbc_close(odbc);
}

Test(odbc, texts_that_are_none)
{
	sql("CREATE TABLE t(year, code, name, a INTEGER);"
	    "INSERT INTO t VALUES(2016, '01', CAST(x'C3F141' AS TEXT), 1);");
	cr_expect_null(query_sums("SELECT * FROM t", 1, one));
	expect_said(VD_RULE_DATA_ENCODING, 4, "row 1: the code or name `??A` is not UTF-8");
	sql("UPDATE t SET name = printf('%.5000c', 'x');");
	cr_expect_null(query_sums("SELECT * FROM t", 1, one));
	expect_said(VD_RULE_DATA_TEXT, 4, "row 1, column `name`: more than 4096 bytes");
	sql("UPDATE t SET name = printf('%.4096c', 'x');");
	cr_expect(query_sums("SELECT * FROM t", 1, one), "%s", said());
	/* What is left of a long one must not be a number by chance. */
	sql("CREATE TABLE u(year, code, name, a TEXT);"
	    "INSERT INTO u SELECT 2016, '01', 'Interior', '1' || printf('%5000s', '') || '2';");
	cr_expect_null(query_sums("SELECT * FROM u", 1, one));
	expect_said(VD_RULE_DATA_NUMBER, 4, "row 1, column `a`: `1  ");
}

Test(odbc, as_many_groups_as_there_may_be)
{
	sql("CREATE TABLE t(a);");
	static const char query[] =
		"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
		"WHERE i < %d) SELECT 2016, i, 'Interior', 1 FROM n";
	struct vd_line_plan plan = plan_of(1, one);
	static const size_t columns[] = { 0, 1, 2, 3 };
	for (int more = 0; more < 2; more++) {
		struct vd_lines *lines = NULL;
		const struct vd_line_group *const *groups = NULL;
		struct vd_odbc *odbc =
			open_query(vd_arena_format(unit.arena, query, VD_LINE_GROUPS_MOST + more));
		cr_assert(odbc, "%s", said());
		bool good = vd_odbc_sum(odbc, &plan, columns, &unit.diagnostics, &lines);
		cr_expect_eq(good, !more, "%s", said());
		if (good)
			cr_expect_eq(vd_lines_groups(lines, &groups), (size_t)VD_LINE_GROUPS_MOST);
		vd_odbc_close(odbc);
	}
	expect_said(VD_RULE_DATA_TEXT, 4, "more than 200000 different groups");
}

Test(odbc, nothing_is_changed)
{
	sql("CREATE TABLE t(year, code, name, a INTEGER);");
	static const char *const commands[] = {
		"INSERT INTO t VALUES(2016, '01', 'Interior', 1)",
		"INSERT INTO t VALUES(2016, '01', 'Interior', 1) RETURNING year, code, name, a",
		"DROP TABLE t",
		"CREATE TABLE u(a)",
		"PRAGMA user_version = 5",
		"SELECT 1; INSERT INTO t VALUES(2016, '01', 'Interior', 1)",
	};
	for (size_t i = 0; i < UNIT_COUNT(commands); i++) {
		const char *found = query_sums(commands[i], 1, one);
		cr_expect_null(found, "%s: %s", commands[i], found);
		cr_expect_eq(unit_reported(VD_RULE_DATA_UNREADABLE, NULL), 1, "%s: %s", commands[i],
			     said());
	}
	const char *found = query_sums("SELECT 2016, (SELECT user_version FROM "
				       "pragma_user_version), (SELECT COUNT(*) FROM "
				       "sqlite_schema), COUNT(*) FROM t",
				       1, one);
	cr_assert(found, "%s", said());
	cr_expect_str_eq(found, "2016 0 1: 0\n");
}

Test(odbc, queries_that_cannot_be)
{
	sql("CREATE TABLE t(year, code, name, a INTEGER);");
	static const struct {
		const char *query, *words;
	} cases[] = {
		{ "SELECT 1; SELECT 2", "more than one statement" },
		{ "SELEC 1", "near \"SELEC\": syntax error" },
		{ "SELECT * FROM nowhere", "no such table: nowhere" },
		{ "CREATE TABLE u(a)", "gives no rows" },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		cr_expect_null(query_sums(cases[i].query, 1, one));
		expect_said(VD_RULE_DATA_UNREADABLE, 4, cases[i].words);
		cr_expect(unit.diagnostics.items[0].hint, "%s", cases[i].query);
	}
	/* Behind the first rows. */
	sql("INSERT INTO t VALUES(2016, '01', 'Interior', 1), (2017, '01', 'Interior', 2);");
	cr_expect_null(query_sums("SELECT year, code, name, CASE a WHEN 1 THEN 1 ELSE "
				  "abs(-9223372036854775807 - 1) END FROM t",
				  1, one));
	expect_said(VD_RULE_DATA_UNREADABLE, 4, "integer overflow");
}

static const char *refusal(const char *to)
{
	struct vd_odbc_source source = {
		.connection = to,
		.user = "the auditor",
		.password = "hunter22",
		.query = "SELECT hunter22 FROM t",
		.place = { .file = "study.yaml", .line = 3, .column = 5, .length = 4 },
		.query_place = { .file = "study.yaml", .line = 4, .column = 5, .length = 6 },
	};
	unit_forget();
	cr_expect_null(vd_odbc_open(&source, unit.arena, &unit.diagnostics), "%s", to);
	for (size_t i = 0; i < unit.diagnostics.count; i++) {
		cr_expect_not(strstr(unit.diagnostics.items[i].message, "hunter22"));
		cr_expect_not(strstr(unit.diagnostics.items[i].message, "auditor"));
		cr_expect(unit.diagnostics.items[i].hint, "%s", to);
	}
	return said();
}

Test(odbc, databases_that_are_not_there)
{
	refusal("DSN=treasury");
	expect_said(VD_RULE_DATA_UNREADABLE, 3, "Data source name not found");
	cr_expect(strstr(unit.diagnostics.items[0].hint, "odbcinst -q -s"));
	refusal("Driver=Nothing");
	expect_said(VD_RULE_DATA_UNREADABLE, 3, "Can't open lib 'Nothing'");
	cr_expect(strstr(unit.diagnostics.items[0].hint, "odbcinst -q -d"));
	refusal("Driver=hunter22");
	expect_said(VD_RULE_DATA_UNREADABLE, 3, "Can't open lib '…'");
	refusal("nothing");
	expect_said(VD_RULE_DATA_UNREADABLE, 3, "Data source name not found");
	/* The driver would make an empty one. */
	refusal(connection());
	expect_said(VD_RULE_DATA_UNREADABLE, 3, "connect failed");
	cr_expect_neq(access("a.db", F_OK), 0);
	unit_write("a.db", "This is a text, and not a short one: it is no database.", 55);
	refusal(connection());
	cr_expect_eq(unit_reported(VD_RULE_DATA_UNREADABLE, NULL), 1);
	/* The server's words may have the password in them. */
	unlink("a.db");
	sql("CREATE TABLE t(a);");
	refusal(connection());
	expect_said(VD_RULE_DATA_UNREADABLE, 4, "no such column: …");
}

/* A data source by name, with credentials of its own, and a driver by name. */
Test(odbc, data_sources)
{
	sql("CREATE TABLE t(year, code, name, a INTEGER);"
	    "INSERT INTO t VALUES(2016, '01', 'Interior', 1);");
	const char *drivers = vd_arena_format(unit.arena, "[SQLite3]\nDriver=%s\n", driver());
	unit_write("odbcinst.ini", drivers, strlen(drivers));
	static const char sources[] = "[archive]\nDriver=SQLite3\nDatabase=a.db\nPWD=hunter22\n"
				      "[gone]\nDriver=SQLite3\nDatabase=gone.db\n";
	unit_write("odbc.ini", sources, strlen(sources));
	struct vd_odbc_source source = { .connection = "DSN=archive", .query = "SELECT * FROM t" };
	struct vd_odbc *odbc = vd_odbc_open(&source, unit.arena, &unit.diagnostics);
	cr_assert(odbc, "%s", said());
	struct vd_line_plan plan = plan_of(1, one);
	cr_expect_str_eq(sums(odbc, &plan), "2016 01 Interior: 100\n");
	vd_odbc_close(odbc);
	source.query = "SELECT Hunter22 FROM t";
	cr_expect_null(vd_odbc_open(&source, unit.arena, &unit.diagnostics));
	expect_said(VD_RULE_DATA_UNREADABLE, 0, "no such column: …");
	/* Its driver is known by its file, and asked not to make one. */
	refusal("DSN=gone");
	expect_said(VD_RULE_DATA_UNREADABLE, 3, "connect failed");
	cr_expect_neq(access("gone.db", F_OK), 0);
}
