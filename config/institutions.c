/* `institutions:` who was asked, and the codes that data files know them by. */
#include <stdlib.h>
#include <string.h>

#include "config/parts.h"

const char *const vd_level_names[] = { "national", "regional", "local", NULL };
static const char *const pefa_names[] = { "", "contingency", "interest", NULL };

/* `code:` a text, or a list of them. */
static bool decode_codes(struct vd_loader *loader, const struct vd_node *node, void *vd_words)
{
	struct vd_words *codes = vd_words;
	bool is_list = node->kind == VD_NODE_LIST, good = true;
	for (size_t i = 0; i < (is_list ? node->list.count : 1); i++) {
		const char *code = NULL;
		if (vd_decode_string(loader, is_list ? node->list.items[i] : node, &code))
			*VD_APPEND(loader->arena, codes) = code;
		else
			good = false;
	}
	return good;
}

static void prepare_institution(void *object)
{
	struct vd_institution *institution = object;
	institution->region = VD_NONE;
	institution->in_headline = true;
}

static const struct vd_field fields[] = {
	{ .key = "id",
	  .kind = VD_FIELD_ID,
	  .required = true,
	  .offset = VD_OFFSET(vd_institution, id),
	  .example = "id: mininter",
	  .meaning = N_("short name used in addresses") },
	{ .key = "short",
	  .kind = VD_FIELD_STRING,
	  .offset = VD_OFFSET(vd_institution, short_name),
	  .meaning = "its acronym" },
	{ .key = "name",
	  .kind = VD_FIELD_TEXT,
	  .offset = VD_OFFSET(vd_institution, name),
	  .meaning = "in full" },
	{ .key = "as_printed",
	  .kind = VD_FIELD_STRING,
	  .offset = VD_OFFSET(vd_institution, as_printed),
	  .meaning = "how the tables print it, letter for letter" },
	{ .key = "code",
	  .kind = VD_FIELD_CUSTOM,
	  .decode = decode_codes,
	  .offset = VD_OFFSET(vd_institution, codes),
	  .schema = "{\"anyOf\": [{\"type\": [\"string\", \"number\"]}, {\"type\": \"array\", "
		    "\"items\": {\"type\": [\"string\", \"number\"]}}]}",
	  .meaning =
		  "the code that `data` files know it by, in quotes, or a list of them; default: "
		  "its id" },
	{ .key = "level",
	  .kind = VD_FIELD_ENUM,
	  .required = true,
	  .names = vd_level_names,
	  .offset = VD_OFFSET(vd_institution, level),
	  .example = "level: national",
	  .meaning = N_("`national`, `regional` or `local`") },
	{ .key = "kind",
	  .kind = VD_FIELD_STRING,
	  .offset = VD_OFFSET(vd_institution, kind),
	  .meaning = "ministry, municipality… in a word" },
	{ .key = "pefa",
	  .kind = VD_FIELD_ENUM,
	  .names = pefa_names,
	  .offset = VD_OFFSET(vd_institution, pefa),
	  .meaning = "contingency or interest, if it is one of the heads that PEFA leaves out" },
	{ .key = "region",
	  .kind = VD_FIELD_CUSTOM,
	  .decode = vd_decode_region,
	  .offset = VD_OFFSET(vd_institution, region),
	  .schema = "{\"type\": \"string\"}",
	  .meaning = "code of its region; text, in quotes" },
	{ .key = "note",
	  .kind = VD_FIELD_CUSTOM,
	  .decode = vd_decode_notes,
	  .offset = VD_OFFSET(vd_institution, notes),
	  .schema = vd_notes_schema,
	  .meaning = "a note's id or a list of them" },
};
const struct vd_record vd_institution_record = {
	.name = N_("institution"),
	.size = sizeof(struct vd_institution),
	.fields = fields,
	.count = VD_COUNT_OF(fields),
	.place_offset = VD_OFFSET(vd_institution, place),
	.prepare = prepare_institution,
};

bool vd_find_institution(struct vd_loader *loader, const struct vd_node *node, int *index)
{
	const struct vd_study *study = loader->study;
	const char *id = NULL;
	if (!vd_decode_string(loader, node, &id))
		return false;
	for (size_t i = 0; i < study->institutions.count; i++) {
		if (!vd_same(study->institutions.items[i].id, id))
			continue;
		*index = (int)i;
		return true;
	}
	if (vd_data_is_incomplete(loader))
		return false; /* what stops it from being read is reported */
	const char **known = VD_TAKE(loader->arena, const char *, study->institutions.count);
	for (size_t i = 0; i < study->institutions.count; i++)
		known[i] = study->institutions.items[i].id;
	vd_report(loader->diagnostics, node->place, VD_RULE_UNKNOWN_INSTITUTION,
		  _("unknown institution `%s`"), id);
	return vd_suggest(loader, id, known, study->institutions.count);
}

struct coded {
	const char *code;
	struct vd_place place;
	int institution;
};

static int compare(const void *left, const void *right)
{
	const struct coded *a = left, *b = right;
	int order = strcmp(a->code, b->code);
	return order ? order : a->institution - b->institution;
}

void vd_codes_check(struct vd_loader *loader)
{
	const struct vd_study *study = loader->study;
	size_t count = 0, k = 0;
	for (size_t i = 0; i < study->institutions.count; i++)
		count += study->institutions.items[i].codes.count;
	struct coded *all = VD_TAKE(loader->arena, struct coded, count);
	for (size_t i = 0; i < study->institutions.count; i++) {
		const struct vd_institution *one = &study->institutions.items[i];
		for (size_t c = 0; c < one->codes.count; c++)
			all[k++] = (struct coded){ one->codes.items[c], one->place, (int)i };
	}
	if (count)
		qsort(all, count, sizeof(*all), compare);
	for (size_t i = 1; i < count; i++) {
		if (!vd_same(all[i].code, all[i - 1].code))
			continue;
		vd_report(loader->diagnostics, all[i].place, VD_RULE_DUPLICATE_ID,
			  _("the code `%s` is taken"), all[i].code);
		vd_hint(loader->diagnostics, _("a line of data belongs to one institution"));
		vd_other_place(loader->diagnostics, all[i - 1].place, _("first given here"));
	}
}
