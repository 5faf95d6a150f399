/* Values that name a note, a source, a region or a year. */
#include "config/parts.h"

const char vd_notes_schema[] =
	"{\"anyOf\": [{\"type\": \"string\"}, {\"type\": \"array\", \"items\": {\"type\": \"string\"}}]}";
const char vd_source_schema[] =
	"{\"anyOf\": [{\"type\": \"string\"}, {\"type\": \"object\", \"additionalProperties\": false, "
	"\"required\": [\"ref\"], \"properties\": {\"ref\": {\"type\": \"string\"}, "
	"\"page\": {\"type\": [\"string\", \"integer\"]}}}]}";

static bool add_note(struct vd_loader *loader, const struct vd_node *node, struct vd_notes *out)
{
	const struct vd_study *study = loader->study;
	const char *id = NULL;
	if (!vd_decode_string(loader, node, &id))
		return false;
	for (size_t i = 0; i < study->notes.count; i++) {
		if (!vd_same(study->notes.items[i].id, id))
			continue;
		*VD_APPEND(loader->arena, out) = (int)i;
		return true;
	}
	const char **known = VD_TAKE(loader->arena, const char *, study->notes.count);
	for (size_t i = 0; i < study->notes.count; i++)
		known[i] = study->notes.items[i].id;
	vd_report(loader->diagnostics, node->place, VD_RULE_UNKNOWN_REFERENCE,
		  _("unknown note `%s`"), id);
	return vd_suggest(loader, id, known, study->notes.count);
}

bool vd_decode_notes(struct vd_loader *loader, const struct vd_node *node, void *vd_notes)
{
	struct vd_notes *out = vd_notes;
	if (node->kind == VD_NODE_SCALAR)
		return add_note(loader, node, out);
	if (node->kind != VD_NODE_LIST)
		return vd_wrong_type(loader, node, _("a note's id or a list of them"));
	bool good = true;
	for (size_t i = 0; i < node->list.count; i++)
		good = add_note(loader, node->list.items[i], out) && good;
	return good;
}

static bool find_source(struct vd_loader *loader, const struct vd_node *node, int *out)
{
	const struct vd_study *study = loader->study;
	const char *id = NULL;
	if (!vd_decode_string(loader, node, &id))
		return false;
	for (size_t i = 0; i < study->sources.count; i++) {
		if (!vd_same(study->sources.items[i].id, id))
			continue;
		*out = (int)i;
		return true;
	}
	const char **known = VD_TAKE(loader->arena, const char *, study->sources.count);
	for (size_t i = 0; i < study->sources.count; i++)
		known[i] = study->sources.items[i].id;
	vd_report(loader->diagnostics, node->place, VD_RULE_UNKNOWN_REFERENCE,
		  _("unknown source `%s`"), id);
	return vd_suggest(loader, id, known, study->sources.count);
}

bool vd_decode_source(struct vd_loader *loader, const struct vd_node *node, void *vd_reference)
{
	struct vd_reference *out = vd_reference;
	out->source = VD_NONE;
	if (node->kind == VD_NODE_SCALAR)
		return find_source(loader, node, &out->source);
	if (node->kind != VD_NODE_MAP)
		return vd_wrong_type(loader, node, _("a source's id, or {ref: …, page: …}"));
	const struct vd_node *ref = vd_node_get(node, "ref");
	bool good = true;
	for (size_t i = 0; i < node->map.count; i++) {
		const struct vd_node *key = node->map.items[i].key;
		static const char *const keys[] = { "ref", "page" };
		const char *given = key->text ? key->text : "";
		if (vd_same(given, "ref") || vd_same(given, "page"))
			continue;
		good = vd_report(loader->diagnostics, key->place, VD_RULE_UNKNOWN_KEY,
				 _("unknown key in source `%s`"), given);
		vd_suggest(loader, given, keys, VD_COUNT_OF(keys));
	}
	if (vd_node_get(node, "page"))
		good = vd_decode_string(loader, vd_node_get(node, "page"), &out->page) && good;
	if (!ref)
		return vd_report(loader->diagnostics, node->place, VD_RULE_MISSING_KEY,
				 _("source has no `ref`"));
	return find_source(loader, ref, &out->source) && good;
}

bool vd_find_region(struct vd_loader *loader, const char *code, struct vd_place place, int *out)
{
	struct vd_study *study = loader->study;
	for (size_t i = 0; i < study->regions.count; i++) {
		if (!vd_same(study->regions.items[i].code, code))
			continue;
		*out = (int)i;
		return true;
	}
	if (loader->regions_declared) {
		const char **known = VD_TAKE(loader->arena, const char *, study->regions.count);
		for (size_t i = 0; i < study->regions.count; i++)
			known[i] = study->regions.items[i].code;
		vd_report(loader->diagnostics, place, VD_RULE_UNKNOWN_REFERENCE,
			  _("unknown region `%s`"), code);
		return vd_suggest(loader, code, known, study->regions.count);
	}
	if (vd_same(code, "national"))
		return vd_report(loader->diagnostics, place, VD_RULE_BAD_VALUE,
				 _("`national` cannot be a region's code: it is the country"));
	*VD_APPEND(loader->arena, &study->regions) =
		(struct vd_region){ .code = code, .place = place };
	*out = (int)study->regions.count - 1;
	return true;
}

bool vd_decode_region(struct vd_loader *loader, const struct vd_node *node, void *region_index)
{
	const char *code = NULL;
	return vd_decode_string(loader, node, &code) &&
	       vd_find_region(loader, code, node->place, region_index);
}

bool vd_decode_declared_year(struct vd_loader *loader, const struct vd_node *node, void *year_index)
{
	int year = 0, *out = year_index;
	if (!vd_decode_year(loader, node, &year))
		return false;
	*out = vd_study_year(loader->study, year);
	if (*out != VD_NONE)
		return true;
	if (!loader->study->years.count)
		return false; /* reported at `years:` */
	vd_report(loader->diagnostics, node->place, VD_RULE_UNKNOWN_REFERENCE,
		  _("the year %d is not declared"), year);
	return vd_hint(loader->diagnostics, _("add it under `years:`, as `%d: {phase: enacted}`"),
		       year);
}
