#include "config/schema.h"

#include <string.h>

#include "config/field.h"

static void put_string(struct vd_buffer *builder, const char *text)
{
	vd_buffer_add(builder, "\"");
	for (; *text; text++) {
		char two[3] = { *text, '\0', '\0' };
		if (*text == '"' || *text == '\\') {
			two[0] = '\\';
			two[1] = *text;
		}
		vd_buffer_add(builder, two);
	}
	vd_buffer_add(builder, "\"");
}

#define TEXT_SCHEMA                                                                                \
	"\"anyOf\": [{\"type\": \"string\"}, {\"type\": \"object\", \"minProperties\": 1, "        \
	"\"additionalProperties\": false, \"properties\": {\"en\": {\"type\": \"string\"}, "       \
	"\"es\": {\"type\": \"string\"}}}]"

static void put_record(struct vd_buffer *builder, const struct vd_record *record);

static void put_entry(struct vd_buffer *builder, const struct vd_record *record)
{
	if (record->short_form)
		vd_buffer_add(builder, "{\"anyOf\": [{\"type\": \"string\"}, ");
	put_record(builder, record);
	if (record->short_form)
		vd_buffer_add(builder, "]}");
}

static void put_map(struct vd_buffer *builder, const struct vd_record *record)
{
	vd_buffer_add(builder, "\"type\": \"object\", ");
	if (record->key_kind == VD_KEY_YEAR)
		vd_buffer_add(builder, "\"propertyNames\": {\"pattern\": \"^[0-9]{4}$\"}, ");
	if (record->key_kind == VD_KEY_ID)
		vd_buffer_add(builder, "\"propertyNames\": {\"pattern\": \"^[A-Za-z0-9._-]+$\"}, ");
	vd_buffer_add(builder, "\"additionalProperties\": ");
	put_entry(builder, record);
}

static void put_enum(struct vd_buffer *builder, const char *const *names)
{
	vd_buffer_add(builder, "\"enum\": [");
	const char *joint = "";
	for (; *names; names++) {
		if (!**names)
			continue;
		vd_buffer_add(builder, joint);
		put_string(builder, *names);
		joint = ", ";
	}
	vd_buffer_add(builder, "]");
}

/* The schema's keywords for a field, without braces. */
static void put_keywords(struct vd_buffer *builder, const struct vd_field *field)
{
	switch (field->kind) {
	case VD_FIELD_STRING: /* unquoted digits are text to veedor, a number to an editor */
		vd_buffer_add(builder, "\"type\": [\"string\", \"number\"]");
		break;
	case VD_FIELD_ID:
		vd_buffer_add(builder, "\"type\": [\"string\", \"number\"], \"pattern\": "
				       "\"^[A-Za-z0-9._-]+$\"");
		break;
	case VD_FIELD_TEXT:
		vd_buffer_add(builder, TEXT_SCHEMA);
		break;
	case VD_FIELD_BOOL:
		vd_buffer_add(builder, "\"enum\": [true, false, \"yes\", \"no\"]");
		break;
	case VD_FIELD_YEAR:
		vd_buffer_add(builder,
			      "\"type\": \"integer\", \"minimum\": 1800, \"maximum\": 2200");
		break;
	case VD_FIELD_MONTH:
		vd_buffer_add(builder,
			      "\"type\": \"string\", \"pattern\": \"^[0-9]{4}-[0-9]{2}$\"");
		break;
	case VD_FIELD_ENUM:
		put_enum(builder, field->names);
		break;
	case VD_FIELD_RECORD:
		vd_buffer_add(builder, "\"allOf\": [");
		put_record(builder, field->record);
		vd_buffer_add(builder, "]");
		break;
	case VD_FIELD_LIST:
		vd_buffer_add(builder, "\"type\": \"array\", \"items\": ");
		put_entry(builder, field->record);
		break;
	case VD_FIELD_MAP:
		put_map(builder, field->record);
		break;
	case VD_FIELD_CUSTOM:
		vd_buffer_add(builder, "\"allOf\": [");
		if (field->schema)
			vd_buffer_add(builder, field->schema);
		else
			put_entry(builder, field->record);
		vd_buffer_add(builder, "]");
		break;
	}
}

static void put_property(struct vd_buffer *builder, const struct vd_field *field)
{
	vd_buffer_add(builder, "{\"description\": ");
	put_string(builder, field->meaning);
	vd_buffer_add(builder, ", ");
	put_keywords(builder, field);
	vd_buffer_add(builder, "}");
}

static void put_record(struct vd_buffer *builder, const struct vd_record *record)
{
	/* An entry of a map may be empty: `2013:` alone. */
	bool required = false;
	for (size_t i = 0; i < record->count; i++)
		required = required || record->fields[i].required;
	vd_buffer_add(builder,
		      required ? "{\"type\": \"object\"" : "{\"type\": [\"object\", \"null\"]");
	vd_buffer_add(builder, ", \"additionalProperties\": ");
	if (record->rest)
		put_property(builder, record->rest);
	else
		vd_buffer_add(builder, "false");
	vd_buffer_add(builder, ", \"properties\": {");
	for (size_t i = 0; i < record->count; i++) {
		const struct vd_field *field = &record->fields[i];
		vd_buffer_add(builder, i ? ",\n" : "\n");
		put_string(builder, field->key);
		vd_buffer_add(builder, ": ");
		put_property(builder, field);
	}
	vd_buffer_add(builder, "}");
	const char *joint = ", \"required\": [";
	for (size_t i = 0; i < record->count; i++) {
		if (!record->fields[i].required)
			continue;
		vd_buffer_add(builder, joint);
		put_string(builder, record->fields[i].key);
		joint = ", ";
	}
	vd_buffer_add(builder, required ? "]}" : "}");
}

const char *vd_schema_json(struct vd_arena *arena)
{
	struct vd_buffer builder = { .arena = arena };
	vd_buffer_add(&builder, "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n"
				"\"title\": \"veedor study, version 1\", \"allOf\": [");
	put_record(&builder, &vd_study_record);
	vd_buffer_add(&builder, "]}\n");
	return vd_buffer_text(&builder);
}

/* A link to a record's section: as GitHub names it. */
static const char *link(struct vd_arena *arena, const struct vd_record *record)
{
	char *anchor = vd_arena_copy(arena, record->name, strlen(record->name));
	for (char *c = anchor; *c; c++)
		*c = *c == ' ' ? '-' : *c;
	return vd_arena_format(arena, "[%s](#%s)", record->name, anchor);
}

static const char *kind_words(struct vd_arena *arena, const struct vd_field *field)
{
	switch (field->kind) {
	case VD_FIELD_STRING:
		return "text";
	case VD_FIELD_ID:
		return "id";
	case VD_FIELD_TEXT:
		return "text, or {en, es}";
	case VD_FIELD_BOOL:
		return "yes or no";
	case VD_FIELD_YEAR:
		return "year";
	case VD_FIELD_MONTH:
		return "month, 2016-06";
	case VD_FIELD_ENUM:
		return "word";
	case VD_FIELD_RECORD:
		return link(arena, field->record);
	case VD_FIELD_LIST:
		return vd_arena_format(arena, "list of %s", link(arena, field->record));
	case VD_FIELD_MAP:
		return vd_arena_format(arena, "%s: %s",
				       field->record->key_kind == VD_KEY_YEAR	? "year"
				       : field->record->key_kind == VD_KEY_CODE ? "code"
										: "id",
				       link(arena, field->record));
	case VD_FIELD_CUSTOM:
		return field->record ? link(arena, field->record) : "see right";
	}
	return "";
}

static void put_row(struct vd_buffer *builder, const struct vd_field *field)
{
	vd_buffer_add(builder, vd_arena_format(builder->arena, "| `%s`%s | %s | ", field->key,
					       field->required ? " (required)" : "",
					       kind_words(builder->arena, field)));
	for (const char *c = field->meaning; *c; c++) {
		char one[3] = { *c, '\0', '\0' };
		if (*c == '|') {
			one[0] = '\\';
			one[1] = '|';
		}
		vd_buffer_add(builder, one);
	}
	vd_buffer_add(builder, " |\n");
}

static void put_section(struct vd_buffer *builder, const struct vd_record *record)
{
	vd_buffer_add(builder, vd_arena_format(builder->arena,
					       "\n### %s\n\n| key | value | meaning |\n"
					       "| --- | --- | --- |\n",
					       record->name));
	for (size_t i = 0; i < record->count; i++)
		put_row(builder, &record->fields[i]);
	if (record->rest)
		put_row(builder, record->rest);
	for (size_t i = 0; i < record->count; i++)
		if (record->fields[i].record)
			put_section(builder, record->fields[i].record);
	if (record->rest && record->rest->record)
		put_section(builder, record->rest->record);
}

const char *vd_schema_markdown(struct vd_arena *arena)
{
	struct vd_buffer builder = { .arena = arena };
	put_section(&builder, &vd_study_record);
	return vd_buffer_text(&builder) + 1;
}
