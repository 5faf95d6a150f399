#include "config/study.h"

#include <stdlib.h>
#include <string.h>

#include "config/parts.h"
#include "io/language.h"

enum { CODES_MOST = 100 };

#define LIST_OFFSET(member) VD_OFFSET(vd_study, member)

/* The words of enum vd_missing that a study file may use, in its order after VD_PRESENT. */
static const char *const missing_names[] = {
	"",  "not_published", "not_reported", "no_budget_line", "out_of_scope", "not_applicable",
	NULL
};
static const char *const phase_names[] = { "enacted", "bill", NULL };
static const char *const language_names[] = { "", "en", "es", NULL };
static const char *const stage_keys[] = { "allocated", "modified", "implemented", NULL };

static const struct vd_field code_fields[] = {
	{ .key = "means",
	  .kind = VD_FIELD_ENUM,
	  .required = true,
	  .names = missing_names,
	  .offset = VD_OFFSET(vd_code, means),
	  .example = "means: not_published",
	  .meaning = N_(
		  "not_published, not_reported, no_budget_line, out_of_scope or not_applicable") },
	{ .key = "en",
	  .kind = VD_FIELD_STRING,
	  .offset = VD_OFFSET(vd_code, text.in[VD_EN]),
	  .meaning = "what it means, in English" },
	{ .key = "es",
	  .kind = VD_FIELD_STRING,
	  .offset = VD_OFFSET(vd_code, text.in[VD_ES]),
	  .meaning = "the same in Spanish" },
};
static const struct vd_record code_record = {
	.name = N_("code"),
	.size = sizeof(struct vd_code),
	.fields = code_fields,
	.count = VD_COUNT_OF(code_fields),
	.place_offset = VD_OFFSET(vd_code, place),
	.key_kind = VD_KEY_CODE,
	.key_offset = VD_OFFSET(vd_code, code),
};

static const struct vd_field source_fields[] = {
	{ .key = "title",
	  .kind = VD_FIELD_TEXT,
	  .offset = VD_OFFSET(vd_source, title),
	  .meaning = "of the document" },
	{ .key = "publisher",
	  .kind = VD_FIELD_STRING,
	  .offset = VD_OFFSET(vd_source, publisher),
	  .meaning = "who published it" },
	{ .key = "published",
	  .kind = VD_FIELD_STRING,
	  .offset = VD_OFFSET(vd_source, published),
	  .meaning = "when, as 2016, 2016-09 or 2016-09-23" },
	{ .key = "file",
	  .kind = VD_FIELD_STRING,
	  .offset = VD_OFFSET(vd_source, file),
	  .meaning = "the file it was transcribed from" },
	{ .key = "url",
	  .kind = VD_FIELD_STRING,
	  .offset = VD_OFFSET(vd_source, url),
	  .meaning = "where it is found" },
};
static const struct vd_record source_record = {
	.name = N_("source"),
	.size = sizeof(struct vd_source),
	.fields = source_fields,
	.count = VD_COUNT_OF(source_fields),
	.place_offset = VD_OFFSET(vd_source, place),
	.key_kind = VD_KEY_ID,
	.key_offset = VD_OFFSET(vd_source, id),
};

static const struct vd_field note_fields[] = {
	{ .key = "en",
	  .kind = VD_FIELD_STRING,
	  .offset = VD_OFFSET(vd_note, text.in[VD_EN]),
	  .meaning = "the note in English" },
	{ .key = "es",
	  .kind = VD_FIELD_STRING,
	  .offset = VD_OFFSET(vd_note, text.in[VD_ES]),
	  .meaning = "the same in Spanish" },
};
static const struct vd_record note_record = {
	.name = N_("note"),
	.size = sizeof(struct vd_note),
	.fields = note_fields,
	.count = VD_COUNT_OF(note_fields),
	.place_offset = VD_OFFSET(vd_note, place),
	.key_kind = VD_KEY_ID,
	.key_offset = VD_OFFSET(vd_note, id),
	.short_form = "en",
};

static const struct vd_field stage_fields[] = {
	{ .key = "is",
	  .kind = VD_FIELD_ENUM,
	  .required = true,
	  .names = stage_keys,
	  .offset = VD_OFFSET(vd_stage_name, stage),
	  .example = "is: allocated",
	  .meaning = N_("`allocated`, `modified` or `implemented`") },
	{ .key = "original",
	  .kind = VD_FIELD_BOOL,
	  .offset = VD_OFFSET(vd_stage_name, original),
	  .meaning = "the originally approved amount" },
	{ .key = "name",
	  .kind = VD_FIELD_TEXT,
	  .offset = VD_OFFSET(vd_stage_name, name),
	  .meaning = "in full" },
};
static const struct vd_record stage_record = {
	.name = N_("stage"),
	.size = sizeof(struct vd_stage_name),
	.fields = stage_fields,
	.count = VD_COUNT_OF(stage_fields),
	.place_offset = VD_OFFSET(vd_stage_name, place),
	.key_kind = VD_KEY_ID,
	.key_offset = VD_OFFSET(vd_stage_name, id),
};

static const struct vd_field year_fields[] = {
	{ .key = "phase",
	  .kind = VD_FIELD_ENUM,
	  .required = true,
	  .names = phase_names,
	  .offset = VD_OFFSET(vd_year, phase),
	  .example = "phase: enacted",
	  .meaning = N_("enacted, or bill while it is not law") },
	{ .key = "allocated_through",
	  .kind = VD_FIELD_MONTH,
	  .offset = VD_OFFSET(vd_year, through[VD_ALLOCATED]),
	  .meaning = "last month in the figures, where allocated is partial" },
	{ .key = "modified_through",
	  .kind = VD_FIELD_MONTH,
	  .offset = VD_OFFSET(vd_year, through[VD_MODIFIED]),
	  .meaning = "last month in the figures, where modified is partial" },
	{ .key = "implemented_through",
	  .kind = VD_FIELD_MONTH,
	  .offset = VD_OFFSET(vd_year, through[VD_IMPLEMENTED]),
	  .meaning = "last month in the figures, where implemented is partial" },
	{ .key = "note",
	  .kind = VD_FIELD_CUSTOM,
	  .decode = vd_decode_notes,
	  .offset = VD_OFFSET(vd_year, notes),
	  .schema = vd_notes_schema,
	  .meaning = "a note's id or a list of them" },
};
static const struct vd_record year_record = {
	.name = N_("year"),
	.size = sizeof(struct vd_year),
	.fields = year_fields,
	.count = VD_COUNT_OF(year_fields),
	.place_offset = VD_OFFSET(vd_year, place),
	.key_kind = VD_KEY_YEAR,
	.key_offset = VD_OFFSET(vd_year, year),
};

static const struct vd_field region_fields[] = {
	{ .key = "en",
	  .kind = VD_FIELD_STRING,
	  .offset = VD_OFFSET(vd_region, name.in[VD_EN]),
	  .meaning = "its name in English" },
	{ .key = "es",
	  .kind = VD_FIELD_STRING,
	  .offset = VD_OFFSET(vd_region, name.in[VD_ES]),
	  .meaning = "the same in Spanish" },
};
static const struct vd_record region_record = {
	.name = N_("region"),
	.size = sizeof(struct vd_region),
	.fields = region_fields,
	.count = VD_COUNT_OF(region_fields),
	.place_offset = VD_OFFSET(vd_region, place),
	.key_kind = VD_KEY_CODE,
	.key_offset = VD_OFFSET(vd_region, code),
	.short_form = "en",
};

static bool level_listed(struct vd_loader *loader, const struct vd_node *levels, bool *listed)
{
	bool good = true, alone = levels->kind == VD_NODE_SCALAR;
	for (size_t i = 0; i < (alone ? 1 : levels->list.count); i++) {
		const struct vd_node *level = alone ? levels : levels->list.items[i];
		const char *given = level->text ? level->text : "";
		bool known = false;
		for (size_t k = 0; vd_level_names[k]; k++) {
			if (!vd_same(given, vd_level_names[k]))
				continue;
			listed[k] = true;
			known = true;
		}
		if (known)
			continue;
		good = vd_report(loader->diagnostics, level->place, VD_RULE_BAD_VALUE,
				 _("unknown level `%s`"), given);
		vd_suggest(loader, given, vd_level_names, 3);
	}
	return good;
}

/* `members: {level: [regional, local]}` or `members: [id, id]` */
static bool decode_members(struct vd_loader *loader, const struct vd_node *node, void *object)
{
	struct vd_group *group = object;
	const struct vd_study *study = loader->study;
	size_t count = study->institutions.count;
	bool *member = VD_TAKE(loader->arena, bool, count), good = true;
	const struct vd_node *levels = node->kind == VD_NODE_MAP ? vd_node_get(node, "level")
								 : NULL;
	if (levels && levels->kind != VD_NODE_MAP && node->map.count == 1) {
		bool listed[3] = { false };
		good = level_listed(loader, levels, listed);
		for (size_t i = 0; i < count; i++)
			member[i] = listed[study->institutions.items[i].level];
	} else if (node->kind == VD_NODE_LIST) {
		for (size_t i = 0; i < node->list.count; i++) {
			int index = 0;
			if (vd_find_institution(loader, node->list.items[i], &index))
				member[index] = true;
			else
				good = false;
		}
	} else {
		return vd_wrong_type(loader, node,
				     _("{level: [regional, local]} or a list of ids"));
	}
	group->members = VD_TAKE(loader->arena, int, count);
	for (size_t i = 0; i < count; i++)
		if (member[i])
			group->members[group->member_count++] = (int)i;
	if (good && !group->member_count && !vd_data_is_incomplete(loader))
		return vd_report(loader->diagnostics, node->place, VD_RULE_BAD_VALUE,
				 _("the group has no member"));
	return good;
}

static const struct vd_field group_fields[] = {
	{ .key = "id",
	  .kind = VD_FIELD_ID,
	  .required = true,
	  .offset = VD_OFFSET(vd_group, id),
	  .example = "id: subnational",
	  .meaning = N_("short name") },
	{ .key = "as_printed",
	  .kind = VD_FIELD_STRING,
	  .offset = VD_OFFSET(vd_group, as_printed),
	  .meaning = "how the tables print its row" },
	{ .key = "name",
	  .kind = VD_FIELD_TEXT,
	  .offset = VD_OFFSET(vd_group, name),
	  .meaning = "in full" },
	{ .key = "members",
	  .kind = VD_FIELD_CUSTOM,
	  .required = true,
	  .decode = decode_members,
	  .schema = "{\"anyOf\": [{\"type\": \"array\", \"items\": {\"type\": \"string\"}}, "
		    "{\"type\": \"object\"}]}",
	  .example = "members: {level: [regional, local]}",
	  .meaning = N_("a list of ids, or the levels of government") },
};
static const struct vd_record group_record = {
	.name = N_("group"),
	.size = sizeof(struct vd_group),
	.fields = group_fields,
	.count = VD_COUNT_OF(group_fields),
	.place_offset = VD_OFFSET(vd_group, place),
};

/* Mark the institutions and groups a list names. */
static bool mark(struct vd_loader *loader, const struct vd_node *node, bool in_headline)
{
	struct vd_study *study = loader->study;
	if (node->kind != VD_NODE_LIST)
		return vd_wrong_type(loader, node, _("a list of ids"));
	bool good = true;
	for (size_t i = 0; i < node->list.count; i++) {
		const struct vd_node *item = node->list.items[i];
		const struct vd_group *group = NULL;
		for (size_t g = 0; g < study->groups.count; g++)
			if (vd_same(study->groups.items[g].id, item->text))
				group = &study->groups.items[g];
		int index = 0;
		for (size_t m = 0; group && m < group->member_count; m++)
			study->institutions.items[group->members[m]].in_headline = in_headline;
		if (!group && vd_find_institution(loader, item, &index))
			study->institutions.items[index].in_headline = in_headline;
		else if (!group)
			good = false;
	}
	return good;
}

static bool decode_except(struct vd_loader *loader, const struct vd_node *node, void *object)
{
	(void)object;
	return mark(loader, node, false);
}

static bool decode_only(struct vd_loader *loader, const struct vd_node *node, void *object)
{
	(void)object;
	for (size_t i = 0; i < loader->study->institutions.count; i++)
		loader->study->institutions.items[i].in_headline = false;
	return mark(loader, node, true);
}

#define IDS_SCHEMA "{\"type\": \"array\", \"items\": {\"type\": \"string\"}}"

static const struct vd_field headline_fields[] = {
	{ .key = "only",
	  .kind = VD_FIELD_CUSTOM,
	  .decode = decode_only,
	  .schema = IDS_SCHEMA,
	  .meaning = "ids of institutions or groups: nothing else counts" },
	{ .key = "except",
	  .kind = VD_FIELD_CUSTOM,
	  .decode = decode_except,
	  .schema = IDS_SCHEMA,
	  .meaning = "ids of institutions or groups that do not count" },
	{ .key = "because",
	  .kind = VD_FIELD_TEXT,
	  .required = true,
	  .offset = VD_OFFSET(vd_study, scope_because),
	  .example = "because: …",
	  .meaning = N_("the reason; shown wherever it matters") },
};
static const struct vd_record headline_record = {
	.name = N_("headline"),
	.fields = headline_fields,
	.count = VD_COUNT_OF(headline_fields),
	.place_offset = SIZE_MAX,
};

static const struct vd_field scope_fields[] = {
	{ .key = "headline",
	  .kind = VD_FIELD_RECORD,
	  .record = &headline_record,
	  .meaning = "which institutions the headline totals count" },
};
static const struct vd_record scope_record = {
	.name = N_("scope"),
	.fields = scope_fields,
	.count = VD_COUNT_OF(scope_fields),
	.place_offset = SIZE_MAX,
};

static bool decode_version(struct vd_loader *loader, const struct vd_node *node, void *object)
{
	(void)object;
	if (vd_same(node->text, "1"))
		return true;
	vd_report(loader->diagnostics, node->place, VD_RULE_FORMAT_VERSION,
		  _("this veedor reads version 1 of the study format, not `%s`"),
		  node->text ? node->text : vd_node_kind_name(node));
	return vd_hint(loader->diagnostics,
		       vd_same(node->text, "2") ? _("use a newer veedor") : _("write `veedor: 1`"));
}

const char vd_currency_schema[] = "{\"type\": \"string\", \"pattern\": \"^[A-Z]{3}$\"}";

bool vd_decode_currency(struct vd_loader *loader, const struct vd_node *node, void *vd_currency)
{
	const char *code = NULL;
	if (!vd_decode_string(loader, node, &code))
		return false;
	if (vd_currency_find(code, vd_currency))
		return true;
	vd_report(loader->diagnostics, node->place, VD_RULE_UNKNOWN_CURRENCY,
		  _("`%s` is not an ISO 4217 currency code"), code);
	struct vd_currency nearest;
	if (vd_currency_nearest(code, &nearest))
		return vd_hint(loader->diagnostics, _("did you mean `%s`?"), nearest.code);
	return vd_hint(loader->diagnostics, _("such as PEN, COP, MXN, EUR"));
}

static bool decode_currency(struct vd_loader *loader, const struct vd_node *node, void *vd_currency)
{
	loader->has_currency = vd_decode_currency(loader, node, vd_currency);
	return loader->has_currency;
}

static int compare_years(const void *left, const void *right)
{
	const struct vd_year *a = left, *b = right;
	return (a->year > b->year) - (a->year < b->year);
}

/* A stage is partial within its own year. */
static void check_through(struct vd_loader *loader, const struct vd_year *year)
{
	for (enum vd_stage stage = 0; stage < VD_STAGES; stage++)
		if (year->through[stage].year && year->through[stage].year != year->year)
			vd_report(loader->diagnostics, year->place, VD_RULE_BAD_VALUE,
				  _("`%s_through` names a month of %d, in the year %d"),
				  vd_stage_key(stage), year->through[stage].year, year->year);
}

static void after_years(struct vd_loader *loader)
{
	for (size_t i = 0; i < loader->study->years.count; i++)
		check_through(loader, &loader->study->years.items[i]);
	if (loader->study->years.count)
		qsort(loader->study->years.items, loader->study->years.count,
		      sizeof(struct vd_year), compare_years);
}

/* A code stands for the lack of a number; it must not look like one, or like veedor's own signs. */
static void after_codes(struct vd_loader *loader)
{
	static const char *const reserved[] = { "[x]", "[z]", "[empty]" };
	const struct vd_study *study = loader->study;
	if (study->codes.count > CODES_MOST)
		vd_report(loader->diagnostics, study->codes.items[CODES_MOST].place,
			  VD_RULE_TOO_MANY, _("a study has at most %d codes"), CODES_MOST);
	for (size_t i = 0; i < study->codes.count; i++) {
		const struct vd_code *code = &study->codes.items[i];
		struct vd_decimal number;
		size_t at = 0;
		bool taken = false;
		for (size_t k = 0; k < VD_COUNT_OF(reserved); k++)
			taken = taken || vd_same(code->code, reserved[k]);
		if (taken || vd_decimal_parse(code->code, &study->numbers, &study->currency,
					      &number, &at) == VD_NUMBER_OK) {
			vd_report(loader->diagnostics, code->place, VD_RULE_BAD_VALUE,
				  _("`%s` cannot be a code for a missing figure"), code->code);
			vd_hint(loader->diagnostics,
				taken ? _("the workbook uses this sign itself")
				      : _("it is a number; missing is never zero"));
		}
	}
}

static void after_notes(struct vd_loader *loader)
{
	for (size_t i = 0; i < loader->study->notes.count; i++) {
		struct vd_note *note = &loader->study->notes.items[i];
		if (vd_text_in(&note->text, VD_EN))
			continue;
		vd_report(loader->diagnostics, note->place, VD_RULE_MISSING_KEY,
			  _("the note `%s` says nothing"), note->id ? note->id : "");
		vd_hint(loader->diagnostics, _("add its text, as {en: …, es: …}"));
		note->text.in[VD_EN] = "";
	}
}

/* A stage called like a column of the format could never be named. */
static void after_stages(struct vd_loader *loader)
{
	for (size_t i = 0; i < loader->study->stage_names.count; i++) {
		const struct vd_stage_name *stage = &loader->study->stage_names.items[i];
		if (!stage->id || !vd_is_heading_word(stage->id))
			continue;
		vd_report(loader->diagnostics, stage->place, VD_RULE_BAD_ID,
			  _("`%s` is a column of the format already"), stage->id);
		vd_hint(loader->diagnostics, _("give the stage its local name, such as PIA"));
	}
}

/* A headline of nobody says nothing. */
static void after_scope(struct vd_loader *loader)
{
	const struct vd_study *study = loader->study;
	for (size_t i = 0; i < study->institutions.count; i++)
		if (study->institutions.items[i].in_headline)
			return;
	if (study->institutions.count && !vd_data_is_incomplete(loader))
		vd_report(loader->diagnostics, study->institutions.items[0].place,
			  VD_RULE_BAD_VALUE, _("`scope` leaves no institution in the headline"));
}

static void after_regions(struct vd_loader *loader)
{
	loader->regions_declared = loader->study->regions.count > 0;
	for (size_t i = 0; i < loader->study->regions.count; i++)
		if (vd_same(loader->study->regions.items[i].code, "national"))
			vd_report(loader->diagnostics, loader->study->regions.items[i].place,
				  VD_RULE_BAD_VALUE,
				  _("`national` cannot be a region's code: it is the country"));
}

static const struct vd_field study_fields[] = {
	{ .key = "veedor",
	  .kind = VD_FIELD_CUSTOM,
	  .required = true,
	  .decode = decode_version,
	  .schema = "{\"const\": 1}",
	  .example = "veedor: 1",
	  .meaning = N_("version of the format") },
	{ .key = "title",
	  .kind = VD_FIELD_TEXT,
	  .required = true,
	  .offset = VD_OFFSET(vd_study, title),
	  .example = "title: …",
	  .meaning = N_("of the study; a text, or {en: …, es: …}") },
	{ .key = "description",
	  .kind = VD_FIELD_TEXT,
	  .offset = VD_OFFSET(vd_study, description),
	  .meaning = "what it covers, in a sentence or two" },
	{ .key = "language",
	  .kind = VD_FIELD_ENUM,
	  .names = language_names,
	  .offset = VD_OFFSET(vd_study, language),
	  .meaning = "of what is written about it, en or es, unless --lang says otherwise; default "
		     "as the environment" },
	{ .key = "currency",
	  .kind = VD_FIELD_CUSTOM,
	  .required = true,
	  .decode = decode_currency,
	  .offset = VD_OFFSET(vd_study, currency),
	  .schema = vd_currency_schema,
	  .example = "currency: PEN",
	  .meaning = N_("ISO 4217 code; it fixes the decimals and the accepted signs") },
	{ .key = "numbers",
	  .kind = VD_FIELD_CUSTOM,
	  .decode = vd_decode_numbers,
	  .offset = VD_OFFSET(vd_study, numbers),
	  .schema = vd_numbers_schema,
	  .meaning = "how amounts are written: decimal mark, grouping marks; default plain digits "
		     "and `.`" },
	{ .key = "missing",
	  .after = after_codes,
	  .kind = VD_FIELD_MAP,
	  .record = &code_record,
	  .offset = LIST_OFFSET(codes),
	  .meaning = "codes that may stand where an amount would, and what each means" },
	{ .key = "sources",
	  .kind = VD_FIELD_MAP,
	  .record = &source_record,
	  .offset = LIST_OFFSET(sources),
	  .meaning = "the documents the figures are from" },
	{ .key = "notes",
	  .after = after_notes,
	  .kind = VD_FIELD_MAP,
	  .record = &note_record,
	  .offset = LIST_OFFSET(notes),
	  .meaning = "notes that years, tables, cells… refer to" },
	{ .key = "stages",
	  .after = after_stages,
	  .kind = VD_FIELD_MAP,
	  .record = &stage_record,
	  .offset = LIST_OFFSET(stage_names),
	  .meaning = "local names of stages, such as PIA, PIM, devengado" },
	{ .key = "years",
	  .kind = VD_FIELD_MAP,
	  .required = true,
	  .record = &year_record,
	  .offset = LIST_OFFSET(years),
	  .after = after_years,
	  .example = "years: {2016: {phase: enacted}}",
	  .meaning = N_("the years the study covers") },
	{ .key = "regions",
	  .kind = VD_FIELD_MAP,
	  .record = &region_record,
	  .offset = LIST_OFFSET(regions),
	  .after = after_regions,
	  .meaning = "names of the region codes; with it, other codes are errors" },
	{ .key = "institutions",
	  .kind = VD_FIELD_LIST,
	  .record = &vd_institution_record,
	  .offset = LIST_OFFSET(institutions),
	  .after = vd_codes_check,
	  .meaning = "who was asked" },
	{ .key = "data",
	  .kind = VD_FIELD_LIST,
	  .record = &vd_data_record,
	  .offset = LIST_OFFSET(data),
	  .after = vd_data_read,
	  .meaning = "figures that are added up from files or databases of budget lines" },
	{ .key = "groups",
	  .kind = VD_FIELD_LIST,
	  .record = &group_record,
	  .offset = LIST_OFFSET(groups),
	  .after = vd_labels_build,
	  .meaning = "institutions that a table prints as one row" },
	{ .key = "scope",
	  .after = after_scope,
	  .kind = VD_FIELD_RECORD,
	  .record = &scope_record,
	  .meaning = "what the headline counts, when it is not everything" },
	{ .key = "tables",
	  .kind = VD_FIELD_LIST,
	  .record = &vd_table_record,
	  .offset = LIST_OFFSET(tables),
	  .after = vd_data_add_tables,
	  .meaning = "the printed tables, row for row; there are tables, data, or both" },
	{ .key = "series",
	  .kind = VD_FIELD_MAP,
	  .record = &vd_series_record,
	  .offset = LIST_OFFSET(series),
	  .meaning = "population, cases, prices, exchange rate: what amounts are divided by, "
		     "deflated or converted with" },
	{ .key = "claims",
	  .after = vd_claims_check,
	  .kind = VD_FIELD_LIST,
	  .record = &vd_claim_record,
	  .offset = LIST_OFFSET(claims),
	  .meaning = "figures that the report states in prose, to be checked" },
	{ .key = "accept",
	  .after = vd_acceptances_check,
	  .kind = VD_FIELD_LIST,
	  .record = &vd_acceptance_record,
	  .offset = LIST_OFFSET(acceptances),
	  .meaning = "findings that stand as they are, with the reason" },
};

const struct vd_record vd_study_record = {
	.name = N_("the study"),
	.fields = study_fields,
	.count = VD_COUNT_OF(study_fields),
	.place_offset = SIZE_MAX,
};

/* What is wrong with the study is said in its language too. */
static void speak(const struct vd_node *root)
{
	const struct vd_node *node = vd_node_get(root, "language");
	enum vd_language language;
	if (node && node->text && vd_language_find(node->text, &language))
		vd_language_of_study(language);
}

struct vd_study *vd_study_load(const char *file, struct vd_reading *reading, struct vd_arena *arena,
			       struct vd_diagnostics *diagnostics, struct vd_input *input)
{
	size_t before = vd_error_count(diagnostics);
	size_t unusable_before = diagnostics->by_severity[VD_SEVERITY_INPUT];
	if (!vd_input_read(file, VD_STUDY_BYTES_MOST, arena, diagnostics, input))
		return NULL;
	reading->has_standard_input = reading->has_standard_input || vd_same(file, "-");
	const struct vd_node *root = vd_yaml_parse(input, arena, diagnostics);
	if (!root)
		return NULL;
	struct vd_study *study = VD_TAKE(arena, struct vd_study, 1);
	study->file = input->file;
	study->numbers = vd_plain_numbers;
	study->currency = vd_no_currency;
	struct vd_loader loader = {
		.study = study,
		.arena = arena,
		.diagnostics = diagnostics,
		.input = input,
		.reading = reading,
	};
	if (root->kind != VD_NODE_MAP) {
		vd_report(diagnostics, root->place, VD_RULE_NOT_A_STUDY,
			  _("a study is a mapping of keys, not %s"), vd_node_kind_name(root));
		vd_hint(diagnostics,
			_("it begins with `veedor: 1`; `veedor new FILE.yaml` writes one"));
		return NULL;
	}
	const struct vd_node *version = vd_node_get(root, "veedor");
	if (version && !vd_same(version->text, "1")) {
		decode_version(&loader, version, study);
		return NULL;
	}
	speak(root);
	vd_decode_record(&loader, root, &vd_study_record, study);
	if (diagnostics->by_severity[VD_SEVERITY_INPUT] != unusable_before)
		return NULL;
	vd_check_study(&loader, root);
	return vd_error_count(diagnostics) == before ? study : NULL;
}
