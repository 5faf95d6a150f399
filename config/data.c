/* `data:` an entry's keys, and what must hold between them. */
#include <string.h>

#include "config/data.h"
#include "config/parts.h"
#include "io/connection.h"
#include "io/encoding.h"

enum { ENTRIES_MOST = 1000, HEADER_MOST = 1000000 };

static bool decode_encoding(struct vd_loader *loader, const struct vd_node *node, void *object)
{
	struct vd_data_form *form = object;
	if (!vd_decode_string(loader, node, &form->encoding))
		return false;
	if (vd_encoding_find(form->encoding) != VD_ENCODING_UNKNOWN)
		return true;
	vd_report(loader->diagnostics, node->place, VD_RULE_DATA_ENCODING,
		  _("no encoding is called `%s`"), form->encoding);
	return vd_hint(loader->diagnostics, _("such as utf-8, latin-1, cp1252, utf-16"));
}

static bool decode_separator(struct vd_loader *loader, const struct vd_node *node, void *object)
{
	static const struct {
		const char *word;
		char separator;
	} known[] = { { ",", ',' }, { ";", ';' }, { "|", '|' }, { "tab", '\t' }, { "\t", '\t' } };
	struct vd_data_form *form = object;
	for (size_t i = 0; node->kind == VD_NODE_SCALAR && i < VD_COUNT_OF(known); i++)
		if (vd_same(known[i].word, node->text))
			form->separator = known[i].separator;
	if (form->separator)
		return true;
	vd_report(loader->diagnostics, node->place, VD_RULE_BAD_VALUE,
		  _("cells cannot be separated so"));
	return vd_hint(loader->diagnostics, _("by `,`, `;`, `|` (in quotes) or `tab`"));
}

static bool decode_header(struct vd_loader *loader, const struct vd_node *node, void *object)
{
	struct vd_data_form *form = object;
	bool good = node->kind == VD_NODE_SCALAR && node->bytes && node->bytes <= 7 &&
		    strspn(node->text, "0123456789") == node->bytes;
	form->header = 0;
	for (size_t i = 0; good && i < node->bytes; i++)
		form->header = form->header * 10 + (uint64_t)(node->text[i] - '0');
	if (good && form->header <= HEADER_MOST)
		return true;
	return vd_report(loader->diagnostics, node->place, VD_RULE_BAD_VALUE,
			 _("the number of the line with the names of the columns is expected, 0 "
			   "where there is none"));
}

/* How amounts are written: in a file as in the study, in a database plainly, unless it says more. */
static void set_style(struct vd_loader *loader, struct vd_data_form *form)
{
	const struct vd_study *study = loader->study;
	form->style = (struct vd_amount_style){
		.numbers = form->odbc.text ? vd_plain_numbers : study->numbers,
		.currency = study->currency,
		.unit = { .digits = 1 },
	};
}

static bool decode_amounts(struct vd_loader *loader, const struct vd_node *node, void *object)
{
	struct vd_data_form *form = object;
	set_style(loader, form);
	form->has_style = true;
	return vd_decode_amounts(loader, node, &form->style);
}

/* --- databases: nothing that opens them stands in a study file --- */

static const char credentials_hint[] =
	N_("keep it in the data source's own set-up, or name the variable of the environment that "
	   "has it: `user: {env: TREASURY_USER}`, `password: {env: TREASURY_PASSWORD}`");

static bool decode_placed(struct vd_loader *loader, const struct vd_node *node, void *vd_named)
{
	struct vd_named *named = vd_named;
	if (node->kind != VD_NODE_SCALAR || vd_node_is_empty(node))
		return vd_wrong_type(loader, node, _("a text"));
	if (!node->bytes)
		return vd_report(loader->diagnostics, node->place, VD_RULE_BAD_VALUE,
				 _("the text is empty"));
	*named = (struct vd_named){ .text = node->text, .place = node->place };
	return true;
}

static bool decode_connection(struct vd_loader *loader, const struct vd_node *node, void *vd_named)
{
	struct vd_named *named = vd_named;
	if (!decode_placed(loader, node, named))
		return false;
	struct vd_slice key = { .text = NULL };
	switch (vd_connection_check(named->text, &key)) {
	case VD_CONNECTION_FINE:
		return true;
	case VD_CONNECTION_CREDENTIAL:
		vd_report(loader->diagnostics, node->place, VD_RULE_DATA_CREDENTIALS,
			  _("`%.*s` of the connection does not belong in a study file"),
			  (int)key.bytes, key.text);
		return vd_hint(loader->diagnostics, "%s", vd_translate(credentials_hint));
	case VD_CONNECTION_PROGRAM:
		vd_report(loader->diagnostics, node->place, VD_RULE_BAD_VALUE,
			  _("`%.*s` of the connection names a program to run or a file to write"),
			  (int)key.bytes, key.text);
		return vd_hint(loader->diagnostics,
			       _("a study must not bring them along: name a driver or data source "
				 "that is set up here, as `odbcinst -q -d` or `odbcinst -q -s` "
				 "lists them"));
	case VD_CONNECTION_REDIRECTION:
		vd_report(loader->diagnostics, node->place, VD_RULE_BAD_VALUE,
			  _("`%.*s` of the connection is a matter of the data source"),
			  (int)key.bytes, key.text);
		return vd_hint(loader->diagnostics,
			       _("a study must not lead a data source with its credentials "
				 "elsewhere: set it there, in odbc.ini"));
	}
	return false;
}

/* `{env: NAME}` and nothing else. */
static bool decode_variable(struct vd_loader *loader, const struct vd_node *node, void *vd_named)
{
	const struct vd_node *env = node->kind == VD_NODE_MAP ? vd_node_get(node, "env") : NULL;
	if (env && node->map.count == 1)
		return decode_placed(loader, env, vd_named);
	vd_report(loader->diagnostics, node->place, VD_RULE_DATA_CREDENTIALS,
		  _("a user name or password does not belong in a study file"));
	return vd_hint(loader->diagnostics, "%s", vd_translate(credentials_hint));
}

/* --- the entry --- */

static bool decode_others(struct vd_loader *loader, const struct vd_node *node, void *object);

static const char *const ragged_names[] = { "error", "pad", NULL };
static const char *const on_error_names[] = { "stop", "skip", NULL };
static const char *const others_names[] = { "error", "add", "leave", NULL };

#define ENV_SCHEMA                                                                                 \
	"{\"type\": \"object\", \"required\": [\"env\"], \"additionalProperties\": false, "        \
	"\"properties\": {\"env\": {\"type\": \"string\"}}}"

static const struct vd_field fields[] = {
	{ .key = "id",
	  .kind = VD_FIELD_ID,
	  .offset = VD_OFFSET(vd_data_form, id),
	  .meaning =
		  "short name in messages and explanations; default: data-1, data-2… by position" },
	{ .key = "title",
	  .kind = VD_FIELD_TEXT,
	  .offset = VD_OFFSET(vd_data_form, title),
	  .meaning = "what it is" },
	{ .key = "csv",
	  .kind = VD_FIELD_CUSTOM,
	  .decode = decode_placed,
	  .offset = VD_OFFSET(vd_data_form, csv),
	  .schema = "{\"type\": \"string\"}",
	  .meaning =
		  "a file of budget lines, beside the study file; also .gz, .zst, .zip; \"-\" is "
		  "standard input" },
	{ .key = "odbc",
	  .kind = VD_FIELD_CUSTOM,
	  .decode = decode_connection,
	  .offset = VD_OFFSET(vd_data_form, odbc),
	  .schema = "{\"type\": \"string\"}",
	  .meaning = "instead of a file, a database: \"DSN=…\", without user and password" },
	{ .key = "query",
	  .kind = VD_FIELD_CUSTOM,
	  .decode = decode_placed,
	  .offset = VD_OFFSET(vd_data_form, query),
	  .schema = "{\"type\": \"string\"}",
	  .meaning = "what the database is asked, in its SQL" },
	{ .key = "user",
	  .kind = VD_FIELD_CUSTOM,
	  .decode = decode_variable,
	  .offset = VD_OFFSET(vd_data_form, user),
	  .schema = ENV_SCHEMA,
	  .meaning = "{env: NAME}: the variable of the environment with the user of the database" },
	{ .key = "password",
	  .kind = VD_FIELD_CUSTOM,
	  .decode = decode_variable,
	  .offset = VD_OFFSET(vd_data_form, password),
	  .schema = ENV_SCHEMA,
	  .meaning = "{env: NAME}: the variable with the password" },
	{ .key = "member",
	  .kind = VD_FIELD_STRING,
	  .offset = VD_OFFSET(vd_data_form, member),
	  .meaning = "the file in a .zip that holds more than one" },
	{ .key = "encoding",
	  .kind = VD_FIELD_CUSTOM,
	  .decode = decode_encoding,
	  .schema = "{\"type\": \"string\"}",
	  .meaning = "of the file's characters, such as cp1252; default: UTF-8" },
	{ .key = "separator",
	  .kind = VD_FIELD_CUSTOM,
	  .decode = decode_separator,
	  .schema = "{\"enum\": [\",\", \";\", \"|\", \"tab\", \"\\t\"]}",
	  .meaning = "`,`, `;`, `|` or tab; default: the one that stands most often in the header "
		     "line, outside quotes" },
	{ .key = "quotes",
	  .kind = VD_FIELD_BOOL,
	  .offset = VD_OFFSET(vd_data_form, has_quotes),
	  .meaning = "no: a quote is a character like any other; default: yes" },
	{ .key = "header",
	  .kind = VD_FIELD_CUSTOM,
	  .decode = decode_header,
	  .schema = "{\"type\": \"integer\", \"minimum\": 0, \"maximum\": 1000000}",
	  .meaning =
		  "number of the line with the names of the columns, default 1; 0: there is none, "
		  "the columns are called \"1\", \"2\"…" },
	{ .key = "ragged",
	  .kind = VD_FIELD_ENUM,
	  .names = ragged_names,
	  .offset = VD_OFFSET(vd_data_form, ragged),
	  .meaning = "rows with too few cells: error (the default), or pad with empty ones" },
	{ .key = "on_error",
	  .kind = VD_FIELD_ENUM,
	  .names = on_error_names,
	  .offset = VD_OFFSET(vd_data_form, on_error),
	  .meaning = "a row that cannot be read: stop (the default), or skip it, which is a "
		     "finding" },
	{ .key = "source",
	  .kind = VD_FIELD_CUSTOM,
	  .decode = vd_decode_source,
	  .offset = VD_OFFSET(vd_data_form, source),
	  .schema = vd_source_schema,
	  .meaning = "a source's id, or {ref: …, page: …}" },
	{ .key = "note",
	  .kind = VD_FIELD_CUSTOM,
	  .decode = vd_decode_notes,
	  .offset = VD_OFFSET(vd_data_form, notes),
	  .schema = vd_notes_schema,
	  .meaning = "a note's id or a list of them" },
	{ .key = "primary",
	  .kind = VD_FIELD_BOOL,
	  .offset = VD_OFFSET(vd_data_form, primary),
	  .meaning = "its figures stand where a table differs" },
	{ .key = "columns",
	  .kind = VD_FIELD_CUSTOM,
	  .required = true,
	  .record = &vd_data_columns_record,
	  .decode = vd_decode_data_columns,
	  .offset = VD_OFFSET(vd_data_form, columns),
	  .example = "columns: {year: …, institution: {code: …}, allocated: …}",
	  .meaning = N_("which column says whose figure a line is, of which year, and how much") },
	{ .key = "others",
	  .kind = VD_FIELD_CUSTOM,
	  .decode = decode_others,
	  .schema = "{\"enum\": [\"error\", \"add\", \"leave\"]}",
	  .meaning = "institutions of the data that the study does not declare: error (the "
		     "default), add them, or leave their lines out, which is a finding" },
	{ .key = "where",
	  .kind = VD_FIELD_CUSTOM,
	  .decode = vd_decode_where,
	  .offset = VD_OFFSET(vd_data_form, where),
	  .schema = vd_where_schema,
	  .meaning =
		  "which lines count: a column and the text that it is, a list of them, {prefix: "
		  "…}, or {not: …}; all must hold" },
	{ .key = "numbers",
	  .kind = VD_FIELD_CUSTOM,
	  .decode = decode_amounts,
	  .schema = vd_amounts_schema,
	  .meaning =
		  "how its amounts are written: decimal, grouping (default: as the study's), unit "
		  "(1000: they are in thousands), negative (parentheses, trailing_minus), zero "
		  "(texts that stand for it)" },
};

static const struct vd_record form_record = {
	.name = N_("data"),
	.fields = fields,
	.count = VD_COUNT_OF(fields),
	.place_offset = SIZE_MAX,
};

static bool decode_others(struct vd_loader *loader, const struct vd_node *node, void *object)
{
	struct vd_data_form *form = object;
	const char *word = NULL;
	form->others_place = node->place;
	if (!vd_decode_string(loader, node, &word))
		return false;
	for (; others_names[form->others]; form->others++)
		if (vd_same(others_names[form->others], word))
			return true;
	vd_report(loader->diagnostics, node->place, VD_RULE_BAD_VALUE, _("unknown value `%s`"),
		  word);
	form->others = VD_OTHERS_ADD; /* as far as other messages go */
	return vd_suggest(loader, word, others_names, VD_COUNT_OF(others_names) - 1);
}

/* Keys that belong to a file, or to a query. */
static bool check_kind(struct vd_loader *loader, const struct vd_node *node,
		       const struct vd_data_form *form)
{
	static const char *const of_file[] = { "member", "encoding", "separator",
					       "quotes", "header",   "ragged" };
	static const char *const of_query[] = { "query", "user", "password" };
	const struct vd_node *csv = vd_node_get(node, "csv"), *odbc = vd_node_get(node, "odbc");
	struct vd_diagnostics *diagnostics = loader->diagnostics;
	if (!csv && !odbc) {
		if (vd_is_misspelt(node, &form_record, "csv") ||
		    vd_is_misspelt(node, &form_record, "odbc"))
			return false;
		vd_report(diagnostics, node->place, VD_RULE_MISSING_KEY,
			  _("data names neither a file nor a database"));
		return vd_hint(diagnostics, _("add `csv: FILE` or `odbc: \"DSN=…\"`"));
	}
	if (csv && odbc)
		return vd_report(diagnostics, odbc->place, VD_RULE_BAD_VALUE,
				 _("data is of a file or of a database, not of both"));
	bool good = true;
	for (size_t i = 0; odbc && i < VD_COUNT_OF(of_file); i++) {
		const struct vd_node *other = vd_node_get(node, of_file[i]);
		if (other)
			good = vd_report(diagnostics, other->place, VD_RULE_BAD_VALUE,
					 _("`%s` is said of a file, and this is a database"),
					 of_file[i]);
	}
	for (size_t i = 0; csv && i < VD_COUNT_OF(of_query); i++) {
		const struct vd_node *other = vd_node_get(node, of_query[i]);
		if (other)
			good = vd_report(diagnostics, other->place, VD_RULE_BAD_VALUE,
					 _("`%s` is said of a database, and this is a file"),
					 of_query[i]);
	}
	if (odbc && !form->query.text && !vd_node_get(node, "query") &&
	    !vd_is_misspelt(node, &form_record, "query")) {
		good = vd_report(diagnostics, node->place, VD_RULE_MISSING_KEY,
				 _("a database is asked with a `query`"));
		vd_hint(diagnostics, _("such as `%s`"),
			"query: SELECT year, code, SUM(pia) AS pia FROM spending GROUP BY 1, 2");
	}
	const struct vd_named *sent = form->user.text ? &form->user : &form->password;
	if (odbc && form->odbc.text && sent->text &&
	    !vd_connection_value(loader->arena, form->odbc.text, "DSN")) {
		good = vd_report(diagnostics, sent->place, VD_RULE_DATA_CREDENTIALS,
				 _("credentials go to a data source that is set up here, and to "
				   "nowhere else"));
		vd_hint(diagnostics,
			_("a study could send them anywhere: describe the server in odbc.ini and "
			  "name it here, `odbc: \"DSN=…\"`"));
	}
	return good;
}

/* What is done with other institutions needs institutions, and their level. */
static bool check_others(struct vd_loader *loader, const struct vd_data_form *form)
{
	struct vd_diagnostics *diagnostics = loader->diagnostics;
	const struct vd_data_columns *columns = &form->columns;
	if (!form->others_place.line)
		return true;
	if (columns->place.line && !columns->institution_place.line)
		return vd_report(diagnostics, form->others_place, VD_RULE_BAD_VALUE,
				 _("`others` is said of institutions, and the columns name none"));
	if (form->others != VD_OTHERS_ADD || columns->has_level || !columns->institution_place.line)
		return true;
	vd_report(diagnostics, columns->institution_place, VD_RULE_MISSING_KEY,
		  _("the level of the institutions that are added is not said"));
	vd_hint(diagnostics,
		_("such as `level: national`, or {column: NIVEL, E: national, R: regional, M: "
		  "local}"));
	return vd_other_place(diagnostics, form->others_place, _("added here"));
}

/* What the entry is, for a reader. */
static struct vd_data describe(const struct vd_loader *loader, const struct vd_data_form *form)
{
	struct vd_data data = {
		.id = form->id,
		.kind = form->odbc.text ? VD_DATA_ODBC : VD_DATA_CSV,
		.file = form->csv.text,
		.member = form->member,
		.encoding = form->encoding,
		.separator = form->separator,
		.connection = form->odbc.text,
		.query = form->query.text,
		.filter = vd_where_words(loader->arena, &form->where),
		.columns = vd_columns_words(loader->study, loader->arena, &form->columns),
		.numbers = vd_amounts_words(loader->arena, &form->style),
		.place = form->place,
	};
	return data;
}

static bool decode_entry(struct vd_loader *loader, const struct vd_node *node, void *vd_data)
{
	if (!loader->data)
		loader->data = VD_TAKE(loader->arena, struct vd_data_forms, 1);
	struct vd_data_form *form = VD_TAKE(loader->arena, struct vd_data_form, 1);
	*VD_APPEND(loader->arena, loader->data) = form;
	if (loader->data->count > ENTRIES_MOST)
		return loader->data->count == ENTRIES_MOST + 1 &&
		       vd_report(loader->diagnostics, node->place, VD_RULE_TOO_MANY,
				 _("a study has at most %d entries of data"), ENTRIES_MOST);
	form->place = node->place;
	form->source.source = VD_NONE;
	form->has_quotes = true;
	form->header = 1;
	form->columns.all_of_year = VD_NONE;
	bool good = vd_decode_record(loader, node, &form_record, form);
	if (form->csv.text || form->odbc.text)
		form->place = form->odbc.text ? form->odbc.place : form->csv.place;
	if (node->kind == VD_NODE_MAP) {
		good = check_kind(loader, node, form) && good;
		good = check_others(loader, form) && good;
	}
	if (!form->has_style)
		set_style(loader, form);
	if (!form->id)
		form->id = vd_arena_format(loader->arena, "data-%zu", loader->data->count);
	form->is_good = good;
	*(struct vd_data *)vd_data = describe(loader, form);
	return good;
}

const struct vd_record vd_data_record = {
	.name = N_("data"),
	.size = sizeof(struct vd_data),
	.fields = fields,
	.count = VD_COUNT_OF(fields),
	.place_offset = VD_OFFSET(vd_data, place),
	.decode = decode_entry,
};
