/* `where:` which lines count: what some of their columns must say. */
#include <string.h>

#include "config/data.h"
#include "config/parts.h"

enum { VALUES_MOST = 10000 };

bool vd_decode_named(struct vd_loader *loader, const struct vd_node *node, void *vd_named)
{
	struct vd_named *named = vd_named;
	if (node->kind != VD_NODE_SCALAR || vd_node_is_empty(node))
		return vd_wrong_type(loader, node, _("the name of a column"));
	/* As it stands: names of columns may have any blanks, or nothing. */
	*named = (struct vd_named){ .text = node->text, .place = node->place };
	return true;
}

static bool empty_list(struct vd_loader *loader, const struct vd_node *node)
{
	return vd_report(loader->diagnostics, node->place, VD_RULE_BAD_VALUE,
			 _("the list is empty"));
}

bool vd_decode_named_list(struct vd_loader *loader, const struct vd_node *node, void *vd_named_list)
{
	struct vd_named_list *list = vd_named_list;
	if (node->kind == VD_NODE_MAP)
		return vd_wrong_type(loader, node, _("the name of a column, or a list of them"));
	if (node->kind == VD_NODE_LIST && !node->list.count)
		return empty_list(loader, node);
	bool is_list = node->kind == VD_NODE_LIST, good = true;
	for (size_t i = 0; i < (is_list ? node->list.count : 1); i++) {
		struct vd_named one;
		if (vd_decode_named(loader, is_list ? node->list.items[i] : node, &one))
			*VD_APPEND(loader->arena, list) = one;
		else
			good = false;
	}
	return good;
}

static bool add_value(struct vd_loader *loader, const struct vd_node *node,
		      struct vd_data_condition *condition)
{
	if (node->kind != VD_NODE_SCALAR || vd_node_is_empty(node))
		return vd_wrong_type(loader, node, _("a text that a cell may be"));
	if (condition->is_prefix && !node->bytes)
		return vd_report(loader->diagnostics, node->place, VD_RULE_BAD_VALUE,
				 _("every text begins with nothing: the condition says nothing"));
	if (condition->values.count == VALUES_MOST)
		return vd_report(loader->diagnostics, node->place, VD_RULE_TOO_MANY,
				 _("a condition has at most %d values"), VALUES_MOST);
	*VD_APPEND(loader->arena, &condition->values) = node->text;
	return true;
}

/* The value of the only key of a mapping, if it is this one; NULL: it is another. */
static const struct vd_node *only(const struct vd_node *map, const char *key)
{
	return map->kind == VD_NODE_MAP && map->map.count == 1 ? vd_node_get(map, key) : NULL;
}

/* `"0080"`, `[A, B]`, `{prefix: X}`, `{not: …}` of any of them */
static bool decode_condition(struct vd_loader *loader, const struct vd_node *node,
			     struct vd_data_condition *condition)
{
	const struct vd_node *denied = only(node, "not");
	condition->is_negated = denied != NULL;
	node = denied ? denied : node;
	const struct vd_node *prefix = only(node, "prefix");
	condition->is_prefix = prefix != NULL;
	node = prefix ? prefix : node;
	if (node->kind == VD_NODE_LIST && !node->list.count)
		return empty_list(loader, node);
	if (node->kind == VD_NODE_MAP) {
		vd_wrong_type(loader, node, _("a text that a cell may be, or a list of them"));
		return vd_hint(loader->diagnostics,
			       _("or {prefix: …} for how it begins, {not: …} for what it is not"));
	}
	bool is_list = node->kind == VD_NODE_LIST, good = true;
	for (size_t i = 0; i < (is_list ? node->list.count : 1); i++)
		good = add_value(loader, is_list ? node->list.items[i] : node, condition) && good;
	return good;
}

bool vd_decode_where(struct vd_loader *loader, const struct vd_node *node, void *conditions)
{
	struct vd_data_conditions *where = conditions;
	if (node->kind != VD_NODE_MAP)
		return vd_wrong_type(loader, node, _("a mapping of columns to what they must say"));
	bool good = true;
	for (size_t i = 0; i < node->map.count; i++) {
		const struct vd_pair *pair = &node->map.items[i];
		struct vd_data_condition one = { 0 };
		if (vd_decode_named(loader, pair->key, &one.column) &&
		    decode_condition(loader, pair->value, &one))
			*VD_APPEND(loader->arena, where) = one;
		else
			good = false;
	}
	return good;
}

#define VALUE_SCHEMA                                                                               \
	"{\"anyOf\": [{\"type\": [\"string\", \"number\"]}, {\"type\": \"array\", \"minItems\": "  \
	"1, \"items\": {\"type\": [\"string\", \"number\"]}}]}"
#define PREFIX_SCHEMA                                                                              \
	"{\"type\": \"object\", \"additionalProperties\": false, \"required\": [\"prefix\"], "     \
	"\"properties\": {\"prefix\": " VALUE_SCHEMA "}}"

const char vd_where_schema[] =
	"{\"type\": \"object\", \"additionalProperties\": {\"anyOf\": "
	"[" VALUE_SCHEMA ", " PREFIX_SCHEMA
	", {\"type\": \"object\", \"additionalProperties\": false, \"required\": [\"not\"], "
	"\"properties\": {\"not\": {\"anyOf\": [" VALUE_SCHEMA ", " PREFIX_SCHEMA "]}}}]}}";

/* A value as it stands among words: the empty one needs a sign. */
static const char *shown(const char *value)
{
	return *value ? value : "\"\"";
}

static const char *condition_words(struct vd_arena *arena, const struct vd_data_condition *one)
{
	size_t count = one->values.count;
	const char **values = VD_TAKE(arena, const char *, count);
	for (size_t i = 0; i < count; i++)
		values[i] = shown(one->values.items[i]);
	/* All of them: whoever adds up the file again needs them. */
	const char *list = vd_list_words(arena, values, count, count);
	const char *column = one->column.text;
	bool is_one = count == 1;
	if (one->is_prefix && one->is_negated)
		return vd_arena_format(arena,
				       is_one ? _("%s does not begin with %s")
					      : _("%s begins with none of %s"),
				       column, list);
	if (one->is_prefix)
		return vd_arena_format(
			arena, is_one ? _("%s begins with %s") : _("%s begins with one of %s"),
			column, list);
	if (one->is_negated)
		return vd_arena_format(arena, is_one ? _("%s is not %s") : _("%s is none of %s"),
				       column, list);
	return vd_arena_format(arena, is_one ? _("%s is %s") : _("%s is one of %s"), column, list);
}

const char *vd_where_words(struct vd_arena *arena, const struct vd_data_conditions *where)
{
	struct vd_buffer words = { .arena = arena };
	for (size_t i = 0; i < where->count; i++) {
		vd_buffer_add(&words, i ? "; " : "");
		vd_buffer_add(&words, condition_words(arena, &where->items[i]));
	}
	return where->count ? vd_buffer_text(&words) : NULL;
}
