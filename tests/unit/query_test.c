/* Where a query ends. */
#include "io/query.h"

#include <string.h>

#include "tests/unit/helper.h"

Test(query, one_statement)
{
	static const struct {
		const char *query, *statement;
	} cases[] = {
		{ "SELECT 1", "SELECT 1" },
		{ "SELECT 1;", "SELECT 1" },
		{ "SELECT 1; ;\n-- done\n/* indeed; */", "SELECT 1" },
		{ "SELECT ';' AS \"a;b\", `c;d`", NULL },
		{ "SELECT 'it''s; so'", NULL },
		{ "SELECT 1 -- a; b", NULL },
		{ "SELECT 1 -- a; b\n+ 2", NULL },
		{ "SELECT /* a; /* b; */ c; */ 1", NULL },
		{ "SELECT 4/2, 3-1;", "SELECT 4/2, 3-1" },
		{ "SELECT E'it\\'s; so'", NULL },
		{ "SELECT 'C:\\'; ", "SELECT 'C:\\'" },
		{ "SELECT $$a;b$$", NULL },
		{ "SELECT $q$a;$$;b$q$", NULL },
		{ "SELECT v$x FROM v$session WHERE $1 = 2;",
		  "SELECT v$x FROM v$session WHERE $1 = 2" },
		{ "SELECT 'open; ", NULL },
		{ "SELECT $$open; ", NULL },
		{ "SELECT /* open; ", NULL },
		{ "", "" },
		{ ";", "" },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		const char *statement = cases[i].statement ? cases[i].statement : cases[i].query;
		size_t bytes = 0;
		cr_expect(vd_query_is_one(cases[i].query, &bytes), "%s", cases[i].query);
		cr_expect_eq(bytes, strlen(statement), "%s: %zu", cases[i].query, bytes);
	}
}

Test(query, several_statements)
{
	static const char *const cases[] = {
		"SELECT 1; SELECT 2",
		"DELETE FROM a; SELECT 1;",
		";SELECT 1",
		"SELECT 1;-- a\nSELECT 2",
		"SELECT 1;/* a */SELECT 2",
		"SELECT 'a'; 'b'",
		"SELECT 'a\\'; SELECT 2",
		"SELECT price$$; SELECT $$2",
		"SELECT $1a$; SELECT $1a$",
		"SELECT 1; -",
		"SELECT \"a\"\";\"; SELECT 2",
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		size_t bytes = 0;
		cr_expect_not(vd_query_is_one(cases[i], &bytes), "%s", cases[i]);
	}
}
