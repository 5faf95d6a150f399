/* The figures that a claim is made from: numbers, figures of the study, cells of results, sums. */
#include <string.h>

#include "config/parts.h"

enum { PARTS_MOST = 1000, SUMS_DEEP_MOST = 8 };

const struct vd_operand vd_no_operand = { .institution = VD_NONE,
					  .group = VD_NONE,
					  .region = VD_NONE,
					  .year = VD_NONE,
					  .series = VD_NONE };

const char vd_operand_schema[] =
	"{\"anyOf\": [{\"type\": [\"number\", \"string\"]}, "
	"{\"type\": \"array\", \"minItems\": 1, \"maxItems\": 1000}, "
	"{\"type\": \"object\", \"minProperties\": 1, \"additionalProperties\": false, "
	"\"properties\": {\"stage\": {\"type\": \"string\"}, \"year\": {\"type\": \"integer\"}, "
	"\"institution\": {\"type\": [\"string\", \"number\"]}, "
	"\"group\": {\"type\": [\"string\", \"number\"]}, \"region\": {\"type\": \"string\"}, "
	"\"general_budget\": {\"type\": \"integer\"}, "
	"\"series\": {\"type\": [\"string\", \"number\"]}, "
	"\"sum\": {\"type\": \"array\", \"minItems\": 1, \"maxItems\": 1000}}}]}";

static const char example[] = N_(
	"such as 63, {stage: allocated, year: 2016}, general-budget/2016/share_percent, or a list "
	"of them: their sum");

/* Things of the study that have an id. */
struct declared {
	const void *items;
	size_t count, size, offset;
	enum { INSTITUTIONS, GROUPS, REGIONS, SERIES } what;
};

static const char *id_at(const struct declared *among, size_t i)
{
	const char *id = NULL;
	memcpy(&id, (const char *)among->items + i * among->size + among->offset, sizeof(id));
	return id;
}

static bool unknown(struct vd_loader *loader, const struct vd_node *node,
		    const struct declared *among, const char *id)
{
	bool may_be_added = among->what == INSTITUTIONS || among->what == REGIONS;
	if (may_be_added && vd_data_is_incomplete(loader))
		return false; /* what stops the data from being read is reported */
	size_t count = vd_diagnostics_full(loader->diagnostics) ? 0 : among->count;
	const char **known = VD_TAKE(loader->arena, const char *, count);
	for (size_t i = 0; i < count; i++)
		known[i] = id_at(among, i);
	struct vd_diagnostics *diagnostics = loader->diagnostics;
	switch (among->what) {
	case INSTITUTIONS:
		vd_report(diagnostics, node->place, VD_RULE_UNKNOWN_INSTITUTION,
			  _("unknown institution `%s`"), id);
		break;
	case GROUPS:
		vd_report(diagnostics, node->place, VD_RULE_UNKNOWN_INSTITUTION,
			  _("unknown group `%s`"), id);
		break;
	case REGIONS:
		vd_report(diagnostics, node->place, VD_RULE_UNKNOWN_REFERENCE,
			  _("unknown region `%s`"), id);
		break;
	case SERIES:
		vd_report(diagnostics, node->place, VD_RULE_UNKNOWN_REFERENCE,
			  _("unknown series `%s`"), id);
		break;
	}
	return vd_suggest(loader, id, known, count);
}

static bool find(struct vd_loader *loader, const struct vd_node *node, const struct declared *among,
		 int *index)
{
	const char *id = NULL;
	if (!vd_decode_string(loader, node, &id))
		return false;
	for (size_t i = 0; i < among->count; i++) {
		if (!vd_same(id_at(among, i), id))
			continue;
		*index = (int)i;
		return true;
	}
	return unknown(loader, node, among, id);
}

bool vd_decode_series(struct vd_loader *loader, const struct vd_node *node, int *series_index)
{
	const struct vd_study *study = loader->study;
	const struct declared series = {
		study->series.items,
		study->series.count,
		sizeof(struct vd_series),
		VD_OFFSET(vd_series, id),
		SERIES,
	};
	return find(loader, node, &series, series_index);
}

/* A region that only a claim names has no figure: unlike in vd_decode_region(), it is unknown. */
static bool find_region(struct vd_loader *loader, const struct vd_node *node, int *region)
{
	const struct vd_study *study = loader->study;
	const struct declared regions = {
		study->regions.items,
		study->regions.count,
		sizeof(struct vd_region),
		VD_OFFSET(vd_region, code),
		REGIONS,
	};
	return find(loader, node, &regions, region);
}

/* Who is meant by another name than the id, or under the wrong key. */
static bool say_who(struct vd_loader *loader, enum vd_label_kind kind, int index)
{
	const struct vd_study *study = loader->study;
	if (kind == VD_LABEL_INSTITUTION && study->institutions.items[index].id)
		return vd_hint(loader->diagnostics, _("write `institution: %s`"),
			       study->institutions.items[index].id);
	if (kind == VD_LABEL_GROUP && study->groups.items[index].id)
		return vd_hint(loader->diagnostics, _("write `group: %s`"),
			       study->groups.items[index].id);
	return false;
}

/* An institution or group: the index of names finds its id fast, unless the name is another's. */
static bool find_label(struct vd_loader *loader, const struct vd_node *node,
		       enum vd_label_kind kind, const struct declared *among, int *index)
{
	const char *id = NULL;
	int found = 0;
	if (!vd_decode_string(loader, node, &id))
		return false;
	enum vd_label_kind is = vd_label_find(loader, id, &found);
	if (is == VD_LABEL_AMBIGUOUS)
		return find(loader, node, among, index);
	*index = found;
	return (is == kind && vd_same(id_at(among, (size_t)found), id)) ||
	       unknown(loader, node, among, id) || say_who(loader, is, found);
}

static bool find_institution(struct vd_loader *loader, const struct vd_node *node, int *index)
{
	const struct vd_study *study = loader->study;
	const struct declared institutions = {
		study->institutions.items,
		study->institutions.count,
		sizeof(struct vd_institution),
		VD_OFFSET(vd_institution, id),
		INSTITUTIONS,
	};
	return find_label(loader, node, VD_LABEL_INSTITUTION, &institutions, index);
}

static bool find_group(struct vd_loader *loader, const struct vd_node *node, int *index)
{
	const struct vd_study *study = loader->study;
	const struct declared groups = {
		study->groups.items,
		study->groups.count,
		sizeof(struct vd_group),
		VD_OFFSET(vd_group, id),
		GROUPS,
	};
	return find_label(loader, node, VD_LABEL_GROUP, &groups, index);
}

bool vd_decode_whose(struct vd_loader *loader, const struct vd_node *map, struct vd_operand *figure)
{
	const struct vd_node *institution = vd_node_get(map, "institution");
	const struct vd_node *group = vd_node_get(map, "group");
	const struct vd_node *region = vd_node_get(map, "region");
	bool good = true;
	if (institution)
		good = find_institution(loader, institution, &figure->institution);
	if (group)
		good = find_group(loader, group, &figure->group) && good;
	if (region)
		good = find_region(loader, region, &figure->region) && good;
	if (!institution + !group + !region >= 2)
		return good;
	vd_report(loader->diagnostics, region ? region->place : group->place, VD_RULE_BAD_VALUE,
		  _("a figure is that of an institution, of a group or of a region"));
	return vd_hint(loader->diagnostics, _("name one of them"));
}

bool vd_decode_stage(struct vd_loader *loader, const struct vd_node *node, enum vd_stage *stage)
{
	const struct vd_study *study = loader->study;
	const char *word = NULL;
	if (!vd_decode_string(loader, node, &word))
		return false;
	for (enum vd_stage one = 0; one < VD_STAGES; one++) {
		*stage = one;
		if (vd_same(word, vd_stage_key(one)))
			return true;
	}
	for (size_t i = 0; i < study->stage_names.count; i++) {
		*stage = study->stage_names.items[i].stage;
		if (vd_same(word, study->stage_names.items[i].id))
			return true;
	}
	size_t local = vd_diagnostics_full(loader->diagnostics) ? 0 : study->stage_names.count;
	const char **known = VD_TAKE(loader->arena, const char *, VD_STAGES + local);
	for (enum vd_stage one = 0; one < VD_STAGES; one++)
		known[one] = vd_stage_key(one);
	for (size_t i = 0; i < local; i++)
		known[VD_STAGES + i] = study->stage_names.items[i].id;
	vd_report(loader->diagnostics, node->place, VD_RULE_BAD_VALUE, _("unknown stage `%s`"),
		  word);
	return vd_suggest(loader, word, known, VD_STAGES + local);
}

/* The kinds of operand that are mappings, each known by its first key. */
static const struct form {
	const char *what;
	const char *keys[5];
} forms[] = {
	{ N_("a sum"), { "sum" } },
	{ N_("a value of a series"), { "series", "year", "region" } },
	{ N_("a General Budget"), { "general_budget" } },
	{ N_("a figure"), { "stage", "year", "institution", "group", "region" } },
};

enum { FORM_SUM, FORM_SERIES, FORM_GENERAL_BUDGET, FORM_FIGURE, FORMS, FORM_KEYS_MOST = 5 };

static bool takes(const struct form *form, const char *key)
{
	for (size_t i = 0; i < FORM_KEYS_MOST; i++)
		if (vd_same(form->keys[i], key))
			return true;
	return false;
}

static bool check_keys(struct vd_loader *loader, const struct vd_node *map, const struct form *form)
{
	static const char *const keys[] = { "stage",  "year",		"institution", "group",
					    "region", "general_budget", "series",      "sum" };
	bool good = true;
	for (size_t i = 0; i < map->map.count; i++) {
		const struct vd_node *key = map->map.items[i].key;
		bool known = false;
		if (key->kind != VD_NODE_SCALAR || takes(form, key->text))
			continue;
		for (size_t k = 0; k < VD_COUNT_OF(keys); k++)
			known = known || vd_same(keys[k], key->text);
		if (known) {
			good = vd_report(loader->diagnostics, key->place, VD_RULE_BAD_VALUE,
					 _("%s takes no `%s`"), vd_translate(form->what),
					 key->text);
			continue;
		}
		good = vd_report(loader->diagnostics, key->place, VD_RULE_UNKNOWN_KEY,
				 _("unknown key of an operand `%s`"), key->text);
		vd_suggest(loader, key->text, keys, VD_COUNT_OF(keys));
	}
	return good;
}

/* The value of a key that has to be there. */
static const struct vd_node *need(struct vd_loader *loader, const struct vd_node *map,
				  const struct form *form, const char *key, const char *to_add)
{
	const struct vd_node *node = vd_node_get(map, key);
	if (node)
		return node;
	vd_report(loader->diagnostics, map->place, VD_RULE_MISSING_KEY, _("%s has no `%s`"),
		  vd_translate(form->what), key);
	vd_hint(loader->diagnostics, _("add `%s`"), to_add);
	return NULL;
}

static bool decode_figure(struct vd_loader *loader, const struct vd_node *map,
			  struct vd_operand *out)
{
	const struct form *form = &forms[FORM_FIGURE];
	const struct vd_node *stage = need(loader, map, form, "stage", "stage: allocated");
	const struct vd_node *year = need(loader, map, form, "year", "year: 2016");
	out->kind = VD_OPERAND_FIGURE;
	bool good = stage && vd_decode_stage(loader, stage, &out->stage);
	good = year && vd_decode_declared_year(loader, year, &out->year) && good;
	return vd_decode_whose(loader, map, out) && good;
}

/* Values are by region or for the whole country. */
static bool check_region(struct vd_loader *loader, const struct vd_node *map,
			 const struct vd_operand *out)
{
	const struct vd_series *series = &loader->study->series.items[out->series];
	const struct vd_node *region = vd_node_get(map, "region");
	if (series->by_region == (region != NULL))
		return true;
	if (region)
		return vd_report(loader->diagnostics, region->place, VD_RULE_BAD_VALUE,
				 _("series `%s` is not by region"), series->id);
	vd_report(loader->diagnostics, map->place, VD_RULE_MISSING_KEY,
		  _("series `%s` is by region, and no `region` is named"), series->id);
	return vd_hint(loader->diagnostics, _("add `region: \"15\"`, one that it has"));
}

static bool decode_series_value(struct vd_loader *loader, const struct vd_node *map,
				struct vd_operand *out)
{
	const struct vd_node *year = need(loader, map, &forms[FORM_SERIES], "year", "year: 2016");
	const struct vd_node *region = vd_node_get(map, "region");
	out->kind = VD_OPERAND_SERIES;
	bool found = vd_decode_series(loader, vd_node_get(map, "series"), &out->series);
	bool good = year && vd_decode_year(loader, year, &out->calendar) && found;
	if (region)
		good = find_region(loader, region, &out->region) && good;
	return (!found || check_region(loader, map, out)) && good;
}

static bool decode_at(struct vd_loader *loader, const struct vd_node *node, unsigned depth,
		      struct vd_operand *out);

static bool decode_sum(struct vd_loader *loader, const struct vd_node *list, unsigned depth,
		       struct vd_operand *out)
{
	if (list->kind != VD_NODE_LIST)
		return vd_wrong_type(loader, list, _("a list of operands"));
	if (!list->list.count)
		return vd_report(loader->diagnostics, list->place, VD_RULE_BAD_VALUE,
				 _("a sum of nothing"));
	if (list->list.count > PARTS_MOST)
		return vd_report(loader->diagnostics, list->place, VD_RULE_TOO_MANY,
				 _("a sum has at most %d parts"), PARTS_MOST);
	if (depth == SUMS_DEEP_MOST)
		return vd_report(loader->diagnostics, list->place, VD_RULE_TOO_MANY,
				 _("sums stand in sums at most %d deep"), SUMS_DEEP_MOST);
	out->kind = VD_OPERAND_SUM;
	out->part_count = list->list.count;
	out->parts = VD_TAKE(loader->arena, struct vd_operand, out->part_count);
	bool good = true;
	for (size_t i = 0; i < out->part_count; i++)
		good = decode_at(loader, list->list.items[i], depth + 1, &out->parts[i]) && good;
	return good;
}

static bool decode_map(struct vd_loader *loader, const struct vd_node *map, unsigned depth,
		       struct vd_operand *out)
{
	size_t form = 0;
	while (form < FORM_FIGURE && !vd_node_get(map, forms[form].keys[0]))
		form++;
	if (!map->map.count) {
		vd_report(loader->diagnostics, map->place, VD_RULE_MISSING_KEY,
			  _("the operand says nothing"));
		return vd_hint(loader->diagnostics, "%s", vd_translate(example));
	}
	if (!check_keys(loader, map, &forms[form]))
		return false;
	switch (form) {
	case FORM_SUM:
		return decode_sum(loader, vd_node_get(map, "sum"), depth, out);
	case FORM_SERIES:
		return decode_series_value(loader, map, out);
	case FORM_GENERAL_BUDGET:
		out->kind = VD_OPERAND_GENERAL_BUDGET;
		return vd_decode_declared_year(loader, vd_node_get(map, "general_budget"),
					       &out->year);
	default:
		return decode_figure(loader, map, out);
	}
}

/* A number as the study writes them, or an address, which has a slash and begins with a letter. */
static bool decode_text(struct vd_loader *loader, const struct vd_node *node,
			struct vd_operand *out)
{
	const struct vd_number_style *style = &loader->study->numbers;
	size_t at = 0;
	if (!vd_decode_string(loader, node, &out->text))
		return vd_node_is_empty(node) &&
		       vd_hint(loader->diagnostics, "%s", vd_translate(example));
	enum vd_number_status status =
		vd_decimal_parse(out->text, style, &loader->study->currency, &out->number, &at);
	out->kind = VD_OPERAND_NUMBER;
	if (status == VD_NUMBER_OK)
		return true;
	out->kind = VD_OPERAND_CELL;
	if (status == VD_NUMBER_NONE && strchr(out->text, '/'))
		return true;
	if (status == VD_NUMBER_NONE)
		vd_report(loader->diagnostics, node->place, VD_RULE_BAD_NUMBER,
			  _("`%s` is neither a number nor the address of a result"), out->text);
	else
		vd_bad_number(loader, node->place, out->text, style, status, at);
	if (status == VD_NUMBER_GROUPS)
		return vd_hint(
			loader->diagnostics,
			_("write the number it is read as, and what is printed in a `note`"));
	if (status == VD_NUMBER_NONE || status == VD_NUMBER_MALFORMED)
		return vd_hint(loader->diagnostics, "%s", vd_translate(example));
	return false;
}

static bool decode_at(struct vd_loader *loader, const struct vd_node *node, unsigned depth,
		      struct vd_operand *out)
{
	*out = vd_no_operand;
	out->place = node->place;
	switch (node->kind) {
	case VD_NODE_SCALAR:
		return decode_text(loader, node, out);
	case VD_NODE_LIST:
		return decode_sum(loader, node, depth, out);
	case VD_NODE_MAP:
		return decode_map(loader, node, depth, out);
	}
	return false;
}

bool vd_decode_operand(struct vd_loader *loader, const struct vd_node *node, void *vd_operand)
{
	return decode_at(loader, node, 0, vd_operand);
}
