#include "config/field.h"

#include <string.h>

#include "io/language.h"

static const char comma_hint[] =
	N_("a comma in a text or an amount splits it here: put it in quotes");

enum { TEXT_BYTES_MOST = 30000, YEAR_FIRST = 1800, YEAR_LAST = 2200, NAMES_MOST = 64 };

bool vd_wrong_type(struct vd_loader *loader, const struct vd_node *node, const char *wanted)
{
	if (vd_node_is_empty(node))
		return vd_report(loader->diagnostics, node->place, VD_RULE_WRONG_TYPE,
				 _("%s is expected here, and nothing is given"), wanted);
	const char *given = vd_node_kind_name(node);
	return vd_report(loader->diagnostics, node->place, VD_RULE_WRONG_TYPE,
			 _("%s is expected here, not %s"), wanted, given);
}

bool vd_suggest(struct vd_loader *loader, const char *given, const char *const *known, size_t count)
{
	if (loader->diagnostics->dropped)
		return false;
	const char *nearest = vd_nearest(given, known, count);
	if (nearest)
		return vd_hint(loader->diagnostics, _("did you mean `%s`?"), nearest);
	const char **named = VD_TAKE(loader->arena, const char *, count);
	size_t named_count = 0;
	for (size_t i = 0; i < count; i++)
		if (known[i])
			named[named_count++] = known[i];
	if (!named_count)
		return vd_hint(loader->diagnostics, _("none is declared"));
	return vd_hint(loader->diagnostics, _("known: %s"),
		       vd_list_words(loader->arena, named, named_count, 20));
}

const struct vd_node *vd_node_get(const struct vd_node *map, const char *key)
{
	for (size_t i = 0; i < map->map.count; i++) {
		const struct vd_pair *pair = &map->map.items[i];
		if (pair->key->kind == VD_NODE_SCALAR && vd_same(pair->key->text, key))
			return pair->value;
	}
	return NULL;
}

/* A text on one line, short enough for a cell of a spreadsheet with words around it. */
static bool take_text(struct vd_loader *loader, const struct vd_node *node, const char **out)
{
	if (node->bytes > TEXT_BYTES_MOST)
		return vd_report(loader->diagnostics, node->place, VD_RULE_BAD_VALUE,
				 _("the text has more than %d bytes, the limit for one text"),
				 TEXT_BYTES_MOST);
	char *text = vd_arena_copy(loader->arena, node->text, node->bytes);
	size_t bytes = node->bytes;
	while (bytes && strchr("\r\n", text[bytes - 1]))
		text[--bytes] = '\0';
	for (char *c = text; *c; c++)
		*c = strchr("\t\r\n", *c) ? ' ' : *c;
	*out = text;
	return true;
}

bool vd_decode_string(struct vd_loader *loader, const struct vd_node *node, const char **out)
{
	if (node->kind != VD_NODE_SCALAR || vd_node_is_empty(node))
		return vd_wrong_type(loader, node, _("a text"));
	return take_text(loader, node, out);
}

bool vd_decode_text(struct vd_loader *loader, const struct vd_node *node, struct vd_text *out)
{
	if (node->kind == VD_NODE_SCALAR && !vd_node_is_empty(node))
		return take_text(loader, node, &out->in[VD_EN]);
	if (node->kind != VD_NODE_MAP || !node->map.count)
		return vd_wrong_type(loader, node, _("a text, or {en: …, es: …}"));
	bool good = true;
	for (size_t i = 0; i < node->map.count; i++) {
		const struct vd_pair *pair = &node->map.items[i];
		bool known = false;
		for (size_t k = 0; k < VD_LANGUAGES; k++) {
			if (!vd_same(pair->key->text, vd_language_codes[k]))
				continue;
			known = true;
			good = vd_decode_string(loader, pair->value, &out->in[k]) && good;
		}
		if (known || pair->key->kind != VD_NODE_SCALAR)
			continue;
		good = vd_report(loader->diagnostics, pair->key->place, VD_RULE_UNKNOWN_KEY,
				 _("unknown language `%s`"), pair->key->text);
		vd_suggest(loader, pair->key->text, vd_language_codes, VD_LANGUAGES);
		if (vd_node_is_empty(pair->value))
			vd_hint(loader->diagnostics, "%s", vd_translate(comma_hint));
	}
	return good;
}

bool vd_decode_year(struct vd_loader *loader, const struct vd_node *node, int *out)
{
	int year = 0;
	bool good = node->kind == VD_NODE_SCALAR && node->bytes == 4;
	for (size_t i = 0; good && i < 4; i++) {
		good = node->text[i] >= '0' && node->text[i] <= '9';
		year = year * 10 + (node->text[i] - '0');
	}
	if (!good || year < YEAR_FIRST || year > YEAR_LAST)
		return vd_report(loader->diagnostics, node->place, VD_RULE_BAD_YEAR,
				 _("a year from %d to %d is expected, not `%s`"), YEAR_FIRST,
				 YEAR_LAST, node->text ? node->text : vd_node_kind_name(node));
	*out = year;
	return true;
}

static bool decode_month(struct vd_loader *loader, const struct vd_node *node, struct vd_month *out)
{
	const char *text = node->kind == VD_NODE_SCALAR ? node->text : "";
	bool good = strlen(text) == 7 && text[4] == '-';
	for (size_t i = 0; good && i < 7; i++)
		good = i == 4 || (text[i] >= '0' && text[i] <= '9');
	int month = good ? (text[5] - '0') * 10 + text[6] - '0' : 0;
	if (month < 1 || month > 12)
		return vd_report(loader->diagnostics, node->place, VD_RULE_BAD_VALUE,
				 _("a month such as 2016-06 is expected"));
	out->year = (text[0] - '0') * 1000 + (text[1] - '0') * 100 + (text[2] - '0') * 10 +
		    (text[3] - '0');
	out->month = month;
	return true;
}

static bool decode_bool(struct vd_loader *loader, const struct vd_node *node, bool *out)
{
	static const char *const words[] = { "no", "yes", "false", "true" };
	for (size_t i = 0; node->kind == VD_NODE_SCALAR && i < VD_COUNT_OF(words); i++) {
		if (vd_same(node->text, words[i])) {
			*out = i % 2 == 1;
			return true;
		}
	}
	return vd_report(loader->diagnostics, node->place, VD_RULE_BAD_VALUE,
			 _("`yes` or `no` is expected here"));
}

bool vd_is_id(const char *text)
{
	static const char letters[] =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
	return *text && strspn(text, letters) == strlen(text);
}

static bool decode_id(struct vd_loader *loader, const struct vd_node *node, const char **out)
{
	if (!vd_decode_string(loader, node, out))
		return false;
	if (vd_is_id(*out))
		return true;
	vd_report(loader->diagnostics, node->place, VD_RULE_BAD_ID, _("`%s` cannot be an id"),
		  *out);
	return vd_hint(loader->diagnostics,
		       _("use letters without accents, digits, `.`, `-` and `_`"));
}

static bool decode_enum(struct vd_loader *loader, const struct vd_node *node,
			const char *const *names, void *out)
{
	const char *text = NULL;
	if (!vd_decode_string(loader, node, &text))
		return false;
	size_t unused = **names ? 0 : 1; /* a value that files cannot give has no name */
	unsigned value = 0;
	for (; names[value]; value++) {
		if (*names[value] && vd_same(names[value], text)) {
			memcpy(out, &value, sizeof(value));
			return true;
		}
	}
	vd_report(loader->diagnostics, node->place, VD_RULE_BAD_VALUE, _("unknown value `%s`"),
		  text);
	return vd_suggest(loader, text, names + unused, value - unused);
}

/* The common shape of all growing arrays, see VD_APPEND. */
struct array {
	void *items;
	size_t count, capacity;
};

static void *append(struct vd_loader *loader, void *field, const struct vd_record *record)
{
	struct array array;
	memcpy(&array, field, sizeof(array));
	array.items = vd_arena_grow(loader->arena, array.items, array.count, &array.capacity,
				    record->size);
	void *slot = (char *)array.items + array.count * record->size;
	memset(slot, 0, record->size);
	array.count++;
	memcpy(field, &array, sizeof(array));
	return slot;
}

static void set_place(const struct vd_record *record, void *object, struct vd_place place)
{
	if (record->place_offset != SIZE_MAX)
		memcpy((char *)object + record->place_offset, &place, sizeof(place));
}

static bool decode_entry(struct vd_loader *loader, const struct vd_node *node,
			 const struct vd_record *record, void *object)
{
	if (record->decode)
		return record->decode(loader, node, object);
	if (record->prepare)
		record->prepare(object);
	if (node->kind != VD_NODE_SCALAR || !record->short_form || vd_node_is_empty(node))
		return vd_decode_record(loader, node, record, object);
	for (size_t i = 0; i < record->count; i++)
		if (vd_same(record->fields[i].key, record->short_form))
			return vd_decode_text(loader, node,
					      (void *)((char *)object + record->fields[i].offset));
	return false;
}

static bool decode_list(struct vd_loader *loader, const struct vd_node *node,
			const struct vd_field *field, void *target)
{
	if (node->kind != VD_NODE_LIST)
		return vd_wrong_type(loader, node, _("a list"));
	bool good = true;
	for (size_t i = 0; i < node->list.count; i++) {
		void *object = append(loader, target, field->record);
		set_place(field->record, object, node->list.items[i]->place);
		good = decode_entry(loader, node->list.items[i], field->record, object) && good;
	}
	return good;
}

static bool decode_key(struct vd_loader *loader, const struct vd_node *key,
		       const struct vd_record *record, void *object)
{
	void *target = (char *)object + record->key_offset;
	switch (record->key_kind) {
	case VD_KEY_ID:
		return decode_id(loader, key, target);
	case VD_KEY_CODE:
		memcpy(target, &key->text, sizeof(key->text));
		return true;
	case VD_KEY_YEAR:
		return vd_decode_year(loader, key, target);
	}
	return false;
}

static bool decode_map(struct vd_loader *loader, const struct vd_node *node,
		       const struct vd_field *field, void *target)
{
	const struct vd_record *record = field->record;
	if (node->kind != VD_NODE_MAP) {
		vd_wrong_type(loader, node, _("a mapping"));
		return field->example &&
		       vd_hint(loader->diagnostics, _("such as `%s`"), field->example);
	}
	bool good = true;
	for (size_t i = 0; i < node->map.count; i++) {
		const struct vd_pair *pair = &node->map.items[i];
		if (pair->key->kind != VD_NODE_SCALAR)
			continue; /* reported with the keys */
		void *object = append(loader, target, record);
		set_place(record, object, pair->key->place);
		good = decode_key(loader, pair->key, record, object) && good;
		good = decode_entry(loader, pair->value, record, object) && good;
	}
	return good;
}

static bool decode_field(struct vd_loader *loader, const struct vd_node *node,
			 const struct vd_field *field, void *object)
{
	void *target = (char *)object + field->offset;
	switch (field->kind) {
	case VD_FIELD_STRING:
		return vd_decode_string(loader, node, target);
	case VD_FIELD_ID:
		return decode_id(loader, node, target);
	case VD_FIELD_TEXT:
		return vd_decode_text(loader, node, target);
	case VD_FIELD_BOOL:
		return decode_bool(loader, node, target);
	case VD_FIELD_YEAR:
		return vd_decode_year(loader, node, target);
	case VD_FIELD_MONTH:
		return decode_month(loader, node, target);
	case VD_FIELD_ENUM:
		return decode_enum(loader, node, field->names, target);
	case VD_FIELD_RECORD:
		return vd_decode_record(loader, node, field->record, target);
	case VD_FIELD_LIST:
		return decode_list(loader, node, field, target);
	case VD_FIELD_MAP:
		return decode_map(loader, node, field, target);
	case VD_FIELD_CUSTOM:
		return field->decode(loader, node, target);
	}
	return false;
}

static size_t field_names(const struct vd_record *record, const char **names)
{
	size_t count = record->count < NAMES_MOST ? record->count : NAMES_MOST;
	for (size_t i = 0; i < count; i++)
		names[i] = record->fields[i].key;
	return count;
}

static bool is_known(const char *key, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (vd_same(key, names[i]))
			return true;
	return false;
}

static bool check_keys(struct vd_loader *loader, const struct vd_node *node,
		       const struct vd_record *record)
{
	const char *names[NAMES_MOST];
	size_t count = field_names(record, names);
	bool good = true;
	for (size_t i = 0; !record->rest && i < node->map.count; i++) {
		const struct vd_pair *pair = &node->map.items[i];
		if (pair->key->kind != VD_NODE_SCALAR || is_known(pair->key->text, names, count))
			continue;
		good = vd_report(loader->diagnostics, pair->key->place, VD_RULE_UNKNOWN_KEY,
				 _("%s has no key `%s`"), vd_translate(record->name),
				 pair->key->text);
		vd_suggest(loader, pair->key->text, names, count);
		if (vd_node_is_empty(pair->value) && !vd_nearest(pair->key->text, names, count))
			vd_hint(loader->diagnostics, "%s", vd_translate(comma_hint));
	}
	return good;
}

bool vd_is_misspelt(const struct vd_node *map, const struct vd_record *record, const char *key)
{
	const char *names[NAMES_MOST];
	size_t count = field_names(record, names);
	for (size_t i = 0; i < map->map.count; i++) {
		const char *given = map->map.items[i].key->text;
		if (given && !is_known(given, names, count) &&
		    vd_same(vd_nearest(given, names, count), key))
			return true;
	}
	return false;
}

bool vd_decode_record(struct vd_loader *loader, const struct vd_node *node,
		      const struct vd_record *record, void *object)
{
	if (node->kind != VD_NODE_MAP) {
		if (record->count && !vd_node_is_empty(node))
			return vd_wrong_type(loader, node, _("a mapping"));
		const struct vd_node empty = { .kind = VD_NODE_MAP, .place = node->place };
		return vd_decode_record(loader, &empty, record, object);
	}
	bool good = check_keys(loader, node, record);
	for (size_t i = 0; i < record->count; i++) {
		const struct vd_field *field = &record->fields[i];
		const struct vd_node *value = vd_node_get(node, field->key);
		if (value)
			good = decode_field(loader, value, field, object) && good;
		else if (field->required && vd_is_misspelt(node, record, field->key))
			good = false; /* reported once, where it stands */
		else if (field->required) {
			good = vd_report(loader->diagnostics, node->place, VD_RULE_MISSING_KEY,
					 _("%s has no `%s`"), vd_translate(record->name),
					 field->key);
			vd_hint(loader->diagnostics, _("add `%s` (%s)"), field->example,
				vd_translate(field->meaning));
		}
		if (field->after)
			field->after(loader);
	}
	return good;
}
