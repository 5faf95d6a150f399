/* The field tables of the study file, and the descriptions made from them. */
#include "config/schema.h"

#include <string.h>

#include "config/field.h"
#include "tests/unit/helper.h"

TestSuite(schema, .init = unit_open, .fini = unit_close);

enum { RECORDS_MOST = 64 };

/* All records, each once. */
struct records {
	const struct vd_record *items[RECORDS_MOST];
	size_t count;
};

static void collect(struct records *records, const struct vd_record *record)
{
	for (size_t i = 0; i < records->count; i++)
		if (records->items[i] == record)
			return;
	cr_assert_lt(records->count, RECORDS_MOST);
	records->items[records->count++] = record;
	for (size_t i = 0; i < record->count; i++)
		if (record->fields[i].record)
			collect(records, record->fields[i].record);
	if (record->rest && record->rest->record)
		collect(records, record->rest->record);
}

static void check_field(const struct vd_record *record, const struct vd_field *field)
{
	const char *key = vd_arena_format(unit.arena, "%s: %s", record->name, field->key);
	bool nested = field->kind == VD_FIELD_RECORD || field->kind == VD_FIELD_LIST ||
		      field->kind == VD_FIELD_MAP;
	cr_expect(field->key && *field->key &&
			  strspn(field->key, "abcdefghijklmnopqrstuvwxyz_") == strlen(field->key),
		  "%s", key);
	cr_expect(field->meaning && *field->meaning, "%s means nothing", key);
	cr_expect(!field->required || (field->example && *field->example),
		  "%s: nothing to add where it is missing", key);
	bool is_custom = field->kind == VD_FIELD_CUSTOM;
	cr_expect(is_custom || nested == (field->record != NULL), "%s", key);
	cr_expect_eq(field->kind == VD_FIELD_ENUM, field->names != NULL, "%s", key);
	cr_expect_eq(is_custom, field->decode != NULL, "%s", key);
	cr_expect_eq(is_custom && !field->record, field->schema != NULL, "%s", key);
	if (field->schema)
		cr_expect_null(unit_json_error(field->schema), "%s: %s", key, field->schema);
	if (field->kind == VD_FIELD_LIST || field->kind == VD_FIELD_MAP)
		cr_expect_gt(field->record->size, 0, "%s", key);
}

Test(schema, fields_are_whole)
{
	struct records records = { 0 };
	collect(&records, &vd_study_record);
	cr_expect_gt(records.count, 10);
	for (size_t r = 0; r < records.count; r++) {
		const struct vd_record *record = records.items[r];
		cr_expect(record->name && *record->name);
		bool has_short_form = !record->short_form;
		for (size_t i = 0; i < record->count; i++) {
			check_field(record, &record->fields[i]);
			has_short_form = has_short_form ||
					 vd_same(record->fields[i].key, record->short_form);
			for (size_t k = 0; k < i; k++)
				cr_expect_str_neq(record->fields[k].key, record->fields[i].key);
		}
		cr_expect(has_short_form, "%s has no %s", record->name, record->short_form);
	}
}

Test(schema, is_json_with_every_key)
{
	const char *json = vd_schema_json(unit.arena);
	const char *error = unit_json_error(json);
	cr_expect_null(error, "no JSON from here on: %.60s", error);
	cr_expect(strstr(json, "https://json-schema.org/draft/2020-12/schema"));
	struct records records = { 0 };
	collect(&records, &vd_study_record);
	for (size_t r = 0; r < records.count; r++)
		for (size_t i = 0; i < records.items[r]->count; i++)
			cr_expect(strstr(json, vd_arena_format(unit.arena, "\"%s\": {",
							       records.items[r]->fields[i].key)),
				  "%s", records.items[r]->fields[i].key);
}

Test(schema, is_markdown_with_every_key)
{
	const char *markdown = vd_schema_markdown(unit.arena);
	struct records records = { 0 };
	collect(&records, &vd_study_record);
	for (size_t r = 0; r < records.count; r++) {
		const struct vd_field *rest = records.items[r]->rest;
		cr_expect(strstr(markdown,
				 vd_arena_format(unit.arena, "### %s\n", records.items[r]->name)));
		for (size_t i = 0; i < records.items[r]->count; i++)
			cr_expect(strstr(markdown,
					 vd_arena_format(unit.arena, "| `%s`",
							 records.items[r]->fields[i].key)),
				  "%s", records.items[r]->fields[i].key);
		if (rest)
			cr_expect(strstr(markdown,
					 vd_arena_format(unit.arena, "| `%s`", rest->key)),
				  "%s", rest->key);
	}
}

/* The keys that FORMAT.md settles. */
Test(schema, has_the_keys_of_the_format)
{
	static const char *const keys[] = {
		"veedor", "title",  "currency", "numbers", "missing",	   "sources",
		"notes",  "years",  "regions",	"stages",  "institutions", "groups",
		"scope",  "tables", "series",	"data",
	};
	for (size_t k = 0; k < UNIT_COUNT(keys); k++) {
		bool found = false;
		for (size_t i = 0; i < vd_study_record.count; i++)
			found = found || vd_same(vd_study_record.fields[i].key, keys[k]);
		cr_expect(found, "%s", keys[k]);
	}
}

/* A value that files cannot give has no word, for an editor neither. */
Test(schema, offers_the_words_of_an_institution_s_pefa)
{
	const char *pefa = strstr(vd_schema_json(unit.arena), "\"pefa\": {");
	cr_assert(pefa);
	const char *words = strstr(pefa, "\"enum\": [\"contingency\", \"interest\"]}");
	cr_expect(words && words < strchr(pefa, '}'), "%.120s", pefa);
}

Test(schema, tells_json_from_what_is_none)
{
	static const struct {
		const char *text;
		bool good;
	} cases[] = {
		{ "{}", true },
		{ "[1, -2.50, 3e5, null, \"a\\u00e9\"]", true },
		{ "{\"a\": {\"b\": []}}", true },
		{ "", false },
		{ "{", false },
		{ "[1,]", false },
		{ "{\"a\" 1}", false },
		{ "01", false },
		{ "inf", false },
		{ "nan", false },
		{ "\"a\nb\"", false },
		{ "1 2", false },
		{ "1.", false },
		{ "\"\\x\"", false },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++)
		cr_expect_eq(!unit_json_error(cases[i].text), cases[i].good, "%s", cases[i].text);
}
