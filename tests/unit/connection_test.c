/* Connection strings, and keeping credentials out of what is shown. */
#include "io/connection.h"

#include <string.h>

#include "tests/unit/helper.h"

static bool same(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

TestSuite(connection, .init = unit_open, .fini = unit_close);

Test(connection, values)
{
	static const struct {
		const char *connection, *key, *value;
	} cases[] = {
		{ "DSN=treasury", "DSN", "treasury" },
		{ "DSN=treasury", "dsn", "treasury" },
		{ "DSN=treasury", "D", NULL },
		{ "DSN=treasury", "DSN2", NULL },
		{ "", "DSN", NULL },
		{ ";; ;", "DSN", NULL },
		{ "DSN=", "DSN", "" },
		{ " DSN = treasury ; Database=x", "DSN", "treasury" },
		{ "DSN=treasury;Database=a=b", "database", "a=b" },
		{ "word;DSN=a", "DSN", "a" },
		{ "DSN=a;DSN=b", "DSN", "a" },
		{ "X={a;b};Y=c", "X", "a;b" },
		{ "X={a;b};Y=c", "Y", "c" },
		{ "X={a}}b};Y=c", "X", "a}b" },
		{ "X={a}}b};Y=c", "Y", "c" },
		{ "X= {a} ;Y=c", "X", "a" },
		{ "X={a", "X", "a" },
		{ "X={a;Y=c", "Y", NULL },
		{ "X={}}", "X", "}" },
		{ "X={a}b;Y=c", "Y", "c" },
		{ "X=a{b};Y=c", "X", "a{b}" },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		const char *value =
			vd_connection_value(unit.arena, cases[i].connection, cases[i].key);
		cr_expect(same(value, cases[i].value), "%s of \"%s\" is %s", cases[i].key,
			  cases[i].connection, value ? value : "(none)");
	}
}

Test(connection, values_are_given_back_as_they_were_added)
{
	static const char *const values[] = { "a",   "a;b", "{a}",  "a}b", "}",	 " a ", "",
					      "a=b", "{",   "a;}}", "%20", "ñ+", "a{b", "\ta" };
	for (size_t i = 0; i < UNIT_COUNT(values); i++) {
		struct vd_buffer connection = { .arena = unit.arena };
		vd_buffer_add(&connection, "DSN=x;");
		vd_connection_add(&connection, "UID", values[i]);
		vd_connection_add(&connection, "PWD", values[i]);
		vd_connection_add(&connection, "Z", "z");
		const char *all = vd_buffer_text(&connection);
		cr_expect_str_eq(vd_connection_value(unit.arena, all, "UID"), values[i], "%s", all);
		cr_expect_str_eq(vd_connection_value(unit.arena, all, "PWD"), values[i], "%s", all);
		cr_expect_str_eq(vd_connection_value(unit.arena, all, "Z"), "z", "%s", all);
	}
}

/* PostgreSQL's driver takes braces off a password alone, and unescapes % in one without them. */
Test(connection, braces_only_where_they_must_be)
{
	struct vd_buffer connection = { .arena = unit.arena };
	vd_connection_add(&connection, "UID", "auditor@treasury");
	vd_connection_add(&connection, "PWD", "50%25");
	cr_expect_str_eq(vd_buffer_text(&connection), "UID=auditor@treasury;PWD={50%25}");
}

Test(connection, what_a_study_may_not_say)
{
	static const struct {
		const char *connection;
		enum vd_connection_fault fault;
		const char *key;
	} cases[] = {
		{ "DSN=treasury;Database=pwd", VD_CONNECTION_FINE, NULL },
		{ "DSN={UID=a}", VD_CONNECTION_FINE, NULL },
		{ "dsn=treasury;usedeclarefetch=0", VD_CONNECTION_FINE, NULL },
		{ "Driver=SQLite3;Database=/a/b.db", VD_CONNECTION_FINE, NULL },
		{ "Driver={PostgreSQL Unicode};Servername=x;pqopt={sslmode=require}",
		  VD_CONNECTION_FINE, NULL },
		{ "", VD_CONNECTION_FINE, NULL },
		{ "DSN=treasury;UID=a", VD_CONNECTION_CREDENTIAL, "UID" },
		{ "DSN=treasury; pwd = a;UID=b", VD_CONNECTION_CREDENTIAL, "pwd" },
		{ "Password=", VD_CONNECTION_CREDENTIAL, "Password" },
		{ "User ID=x", VD_CONNECTION_CREDENTIAL, "User ID" },
		{ "pqopt={sslmode=require password=x}", VD_CONNECTION_CREDENTIAL, "pqopt" },
		{ "Driver=./libevil.so;Database=x", VD_CONNECTION_PROGRAM, "Driver" },
		{ "driver={/tmp/libevil.so}", VD_CONNECTION_PROGRAM, "driver" },
		{ "Driver=SQLite3;Database=a.db;loadext=evil", VD_CONNECTION_PROGRAM, "loadext" },
		{ "DSN=archive;TraceFile=.profile", VD_CONNECTION_PROGRAM, "TraceFile" },
		{ "FILEDSN=./evil.dsn", VD_CONNECTION_PROGRAM, "FILEDSN" },
		{ "DSN=treasury;Servername=evil.example", VD_CONNECTION_REDIRECTION, "Servername" },
		{ "Port=1;DSN=treasury", VD_CONNECTION_REDIRECTION, "Port" },
		{ "DSN=treasury;Driver=SQLite3", VD_CONNECTION_REDIRECTION, "Driver" },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		struct vd_slice key = { .text = NULL };
		enum vd_connection_fault fault = vd_connection_check(cases[i].connection, &key);
		cr_expect_eq(fault, cases[i].fault, "%s: %d", cases[i].connection, (int)fault);
		const char *found = vd_arena_format(unit.arena, "%.*s", (int)key.bytes,
						    key.text ? key.text : "");
		cr_expect(!cases[i].key || same(found, cases[i].key), "%s: %s", cases[i].connection,
			  found);
	}
}

static const char *shown(const char *text, const char *a, const char *b)
{
	struct vd_secrets secrets = { .count = 0 };
	vd_secret_add(&secrets, a);
	vd_secret_add(&secrets, b);
	return vd_without_secrets(unit.arena, &secrets, text);
}

Test(connection, secrets_are_not_shown)
{
	cr_expect_str_eq(shown("no secret", NULL, ""), "no secret");
	cr_expect_str_eq(shown("user \"auditor\" failed", "auditor", NULL), "user \"…\" failed");
	cr_expect_str_eq(shown("user AUDITOR: Auditor", "auditor", NULL), "user …: …");
	/* Of two that begin alike the longer one, whichever was added first. */
	cr_expect_str_eq(shown("hunter22!", "hunter", "hunter22"), "…!");
	cr_expect_str_eq(shown("hunter22!", "hunter22", "hunter"), "…!");
	/* The gaps of a short one would tell what it is. */
	cr_expect_str_eq(shown("banana", "an", NULL), "…");
	cr_expect_str_eq(shown("two words are one", "two words", NULL), "… are one");
}

Test(connection, names_are_words)
{
	struct vd_secrets secrets = { .count = 0 };
	vd_secret_add_name(&secrets, "postgres");
	vd_secret_add_name(&secrets, "sa");
	vd_secret_add_name(&secrets, "@x");
	cr_expect_str_eq(vd_without_secrets(unit.arena, &secrets,
					    "PostgreSQL: user \"POSTGRES\", SA, said@x, postgres"),
			 "PostgreSQL: user \"…\", …, said…, …");
}

Test(connection, secrets_of_a_connection)
{
	struct vd_secrets secrets = { .count = 0 };
	vd_secrets_of_connection(&secrets, unit.arena,
				 "DSN=treasury;UID=auditor;PWD={pass;word};Port=1");
	cr_expect_str_eq(vd_without_secrets(unit.arena, &secrets,
					    "treasury auditor pass;word {pass;word} 1"),
			 "treasury … … … 1");
	/* Rather nothing than what there is no room to look for. */
	for (size_t i = 0; i < VD_SECRETS_MOST; i++)
		vd_secret_add(&secrets, "another");
	cr_expect_str_eq(vd_without_secrets(unit.arena, &secrets, "a text"), "…");
}

Test(connection, messages_are_one_line_of_utf8)
{
	cr_expect_str_eq(shown(" a\n\tb \r\n", NULL, NULL), "a b");
	cr_expect_str_eq(shown("ñ\xF1o\x01", NULL, NULL), "ñ?o");
	cr_expect_str_eq(shown("\xC3", NULL, NULL), "?");
	cr_expect_str_eq(shown("\x80\x80", NULL, NULL), "??");
}
