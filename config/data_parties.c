/*
 * Whose lines they are: institutions of the study by code, id or name, and those that the data adds.
 * Nothing is guessed: a code at two levels of government, or with two regions, is an error.
 */
#include <stdlib.h>
#include <string.h>

#include "budget/slug.h"
#include "config/data_read.h"
#include "config/text_index.h"

enum { NAMES_SAID = 20 };

/* --- the groups of one institution --- */

struct finder {
	struct vd_data_sums *sums;
	struct vd_loader *loader;
	const struct vd_data_columns *columns;
	struct vd_text_index codes; /* codes; ids of those that have none */
	struct vd_text_index names; /* that this entry added, where there are no codes */
	struct vd_text_index ids;
	bool splits, has_codes;
	struct vd_words unknown; /* "036 MINISTERIO X", for the message */
	struct vd_words unknown_regions;
	bool is_good;
};

/* Groups of the same code, and region where they split; sorted by year. */
struct party {
	const struct vd_data_group *groups;
	size_t count;
	const char *code;   /* or the name, where there is no code */
	const char *region; /* its own, or that which splits; "" if it has none */
	const char *key;    /* what the study may know it by: CODE, or CODE.REGION */
	const char *name;   /* in the last line of the latest year, or NULL */
	int year;	    /* that this is of */
	const char *level;  /* of its lines, "" if they say none */
};

static struct vd_slice key_of(const struct vd_data_group *group, enum vd_line_part part)
{
	return group->lines->keys[part];
}

static int compare_slices(struct vd_slice a, struct vd_slice b)
{
	size_t common = a.bytes < b.bytes ? a.bytes : b.bytes;
	int order = common ? memcmp(a.text, b.text, common) : 0;
	return order ? order : (a.bytes > b.bytes) - (a.bytes < b.bytes);
}

static bool is_number(struct vd_slice text)
{
	for (size_t i = 0; i < text.bytes; i++)
		if (text.text[i] < '0' || text.text[i] > '9')
			return false;
	return text.bytes > 0;
}

/* As a reader expects codes to stand: 2 before 10, numbers before what is none. */
static int compare_codes(struct vd_slice a, struct vd_slice b)
{
	bool is_a = is_number(a), is_b = is_number(b);
	if (is_a != is_b)
		return is_a ? -1 : 1;
	if (is_a && a.bytes != b.bytes)
		return a.bytes < b.bytes ? -1 : 1;
	return compare_slices(a, b);
}

static int compare_time(const struct vd_data_group *a, const struct vd_data_group *b)
{
	if (a->calendar != b->calendar)
		return a->calendar < b->calendar ? -1 : 1;
	return (a->lines->last_line > b->lines->last_line) -
	       (a->lines->last_line < b->lines->last_line);
}

static int by_code(const void *left, const void *right)
{
	const struct vd_data_group *a = left, *b = right;
	int order = compare_codes(key_of(a, VD_LINE_CODE), key_of(b, VD_LINE_CODE));
	return order ? order : compare_time(a, b);
}

static int by_code_and_region(const void *left, const void *right)
{
	const struct vd_data_group *a = left, *b = right;
	int order = compare_codes(key_of(a, VD_LINE_CODE), key_of(b, VD_LINE_CODE));
	if (!order)
		order = compare_slices(key_of(a, VD_LINE_REGION), key_of(b, VD_LINE_REGION));
	return order ? order : compare_time(a, b);
}

static const char *text_of(const struct finder *finder, struct vd_slice text)
{
	return vd_data_text(finder->loader->arena, text);
}

/* Say something of a line's text, at the column's name in the study; a few of them. @return false */
static bool may_report(struct finder *finder)
{
	finder->is_good = false;
	return finder->sums->reported++ < VD_DATA_TEXTS_SHOWN;
}

/* The first text that a party's groups have under a key, blanks apart; "" if they have none. */
static const char *first_of(const struct finder *finder, const struct party *party,
			    enum vd_line_part part, const struct vd_named *column)
{
	for (size_t i = 0; column->text && i < party->count; i++) {
		const char *text = text_of(finder, key_of(&party->groups[i], part));
		if (*text)
			return text;
	}
	return "";
}

/*
 * A group that has another text than `one` under a key, even none, or NULL; `first` is one that has
 * this text.
 */
static const struct vd_data_group *other_of(const struct finder *finder, const struct party *party,
					    enum vd_line_part part, const char *one,
					    const struct vd_data_group **first)
{
	const struct vd_data_group *other = NULL;
	*first = NULL;
	for (size_t i = 0; i < party->count; i++) {
		const struct vd_data_group *group = &party->groups[i];
		const struct vd_data_group **found =
			vd_same(text_of(finder, key_of(group, part)), one) ? first : &other;
		*found = *found ? *found : group;
	}
	return other;
}

static void check_level(struct finder *finder, const struct party *party)
{
	const struct vd_data_group *first = NULL, *other = NULL;
	const struct vd_named *column = &finder->columns->level;
	if (column->text)
		other = other_of(finder, party, VD_LINE_LEVEL, party->level, &first);
	if (!other || !first || !may_report(finder))
		return;
	vd_report(finder->loader->diagnostics, column->place, VD_RULE_DATA_INSTITUTION,
		  _("`%s` stands for institutions of two levels: `%s` in %s, `%s` in %s"),
		  party->code, party->level,
		  vd_data_line_words(finder->sums, first->lines->first_line),
		  text_of(finder, key_of(other, VD_LINE_LEVEL)),
		  vd_data_line_words(finder->sums, other->lines->first_line));
	vd_hint(finder->loader->diagnostics,
		_("name a column that tells them apart, or take one level at a time with `where`"));
}

static void check_region(struct finder *finder, const struct party *party)
{
	const struct vd_data_group *first = NULL, *other = NULL;
	const struct vd_named *column = &finder->columns->region_of;
	if (column->text)
		other = other_of(finder, party, VD_LINE_REGION, party->region, &first);
	if (!other || !first || !may_report(finder))
		return;
	const char *text = text_of(finder, key_of(other, VD_LINE_REGION));
	const char *here = vd_data_line_words(finder->sums, first->lines->first_line);
	const char *there = vd_data_line_words(finder->sums, other->lines->first_line);
	if (*text)
		vd_report(finder->loader->diagnostics, column->place, VD_RULE_DATA_INSTITUTION,
			  _("the institution `%s` is in two regions: `%s` in %s, `%s` in %s"),
			  party->code, party->region, here, text, there);
	else
		vd_report(finder->loader->diagnostics, column->place, VD_RULE_DATA_INSTITUTION,
			  _("the institution `%s` is in region `%s` in %s, and in none in %s"),
			  party->code, party->region, here, there);
	vd_hint(finder->loader->diagnostics,
		_("`columns: {region: %s}` makes each region's part an institution of its own"),
		column->text);
}

static struct party describe(struct finder *finder, const struct vd_data_group *groups,
			     size_t count)
{
	struct vd_arena *arena = finder->loader->arena;
	const struct vd_data_columns *columns = finder->columns;
	struct party party = { .groups = groups, .count = count };
	party.code = text_of(finder, key_of(groups, VD_LINE_CODE));
	party.region = finder->splits
			       ? text_of(finder, key_of(groups, VD_LINE_REGION))
			       : first_of(finder, &party, VD_LINE_REGION, &columns->region_of);
	party.level = first_of(finder, &party, VD_LINE_LEVEL, &columns->level);
	party.key = party.code;
	if (finder->splits && !finder->has_codes)
		party.key = vd_slug(arena, party.code);
	if (finder->splits && *party.region)
		party.key = vd_arena_format(arena, "%s.%s", party.key, party.region);
	for (size_t i = count; columns->name.text && !party.name && i-- > 0;) {
		const char *name =
			finder->has_codes
				? text_of(finder, vd_line_part_of(groups[i].lines, VD_LINE_NAME))
				: party.code;
		party.name = *name ? name : NULL;
		party.year = groups[i].calendar;
	}
	return party;
}

/* --- names --- */

/* Another name than the one that stands, in any line of a party, or NULL. */
static const char *other_name(const struct finder *finder, const struct party *party,
			      const char *stands)
{
	for (size_t i = 0; i < party->count; i++) {
		const struct vd_slice texts[] = {
			vd_line_part_of(party->groups[i].lines, VD_LINE_NAME),
			vd_line_other_of(party->groups[i].lines, VD_LINE_NAME),
		};
		for (size_t k = 0; k < 2; k++) {
			const char *name = texts[k].text ? text_of(finder, texts[k]) : "";
			if (*name && !vd_same(name, stands))
				return name;
		}
	}
	return NULL;
}

/* --- regions and levels --- */

static bool find_region(struct finder *finder, const struct party *party, int *region)
{
	struct vd_loader *loader = finder->loader;
	const struct vd_data_columns *columns = finder->columns;
	const struct vd_named *column = finder->splits ? &columns->region : &columns->region_of;
	const struct vd_study *study = loader->study;
	bool is_known = false, is_reported = false;
	*region = VD_NONE;
	if (!*party->region)
		return true;
	for (size_t i = 0; i < study->regions.count; i++)
		is_known = is_known || vd_same(study->regions.items[i].code, party->region);
	for (size_t i = 0; i < finder->unknown_regions.count; i++)
		is_reported = is_reported ||
			      vd_same(finder->unknown_regions.items[i], party->region);
	if (!is_known && loader->regions_declared) {
		if (is_reported || !may_report(finder))
			return false;
		*VD_APPEND(loader->arena, &finder->unknown_regions) = party->region;
	}
	if (!vd_find_region(loader, party->region, column->place, region)) {
		finder->is_good = false;
		return false;
	}
	const struct vd_line_group *last = party->groups[party->count - 1].lines;
	struct vd_text *name = &study->regions.items[*region].name;
	if (columns->region_name.text && !loader->regions_declared && !vd_text_in(name, VD_EN)) {
		const char *text = text_of(finder, vd_line_part_of(last, VD_LINE_REGION_NAME));
		name->in[VD_EN] = *text ? text : NULL;
	}
	return true;
}

/* What the cells of a party stand for, if the study says it. */
static bool is_known_level(const struct finder *finder, const struct party *party,
			   enum vd_level *level)
{
	const struct vd_data_columns *columns = finder->columns;
	for (size_t i = 0; columns->level.text && i < columns->levels.count; i++) {
		if (!vd_same(columns->levels.items[i].cell, party->level))
			continue;
		*level = columns->levels.items[i].level;
		return true;
	}
	return false;
}

static bool find_level(struct finder *finder, const struct party *party, enum vd_level *level)
{
	const struct vd_data_columns *columns = finder->columns;
	*level = columns->all_of_level;
	if (!columns->level.text || is_known_level(finder, party, level))
		return true;
	if (!may_report(finder))
		return false;
	vd_report(finder->loader->diagnostics, columns->level.place, VD_RULE_DATA_TEXT,
		  _("%s: of which level of government is `%s`?"),
		  vd_data_line_words(finder->sums, party->groups->lines->first_line), party->level);
	return vd_hint(finder->loader->diagnostics,
		       _("say what it stands for: `\"%s\": national`, regional or local"),
		       party->level);
}

/* --- names of those that are added --- */

/* Its name for a reader; parts of one institution are told apart by their regions. */
static void set_name(const struct finder *finder, const struct party *party,
		     struct vd_institution *one)
{
	const char *name = party->name			  ? party->name
			   : vd_same(one->id, party->key) ? NULL
							  : party->code;
	if (name && finder->splits && one->region != VD_NONE)
		name = vd_arena_format(
			finder->loader->arena, "%s, %s", name,
			vd_region_name(&finder->loader->study->regions.items[one->region], VD_EN));
	one->name.in[VD_EN] = name;
}

static void add_rename(const struct finder *finder, const struct party *party, int institution,
		       const char *stands, const char *other)
{
	*VD_APPEND(finder->loader->arena, &finder->sums->data->renamed) =
		(struct vd_rename){ institution, party->key, stands, other };
}

/* The name of the last line of the latest year stands, of all entries; that there are others is noted. */
static void note_names(const struct finder *finder, const struct party *party, int institution)
{
	struct vd_data_forms *forms = finder->loader->data;
	struct vd_institution *one = &finder->loader->study->institutions.items[institution];
	if (!finder->has_codes || !party->name)
		return;
	struct vd_added_name *known =
		(size_t)institution >= forms->first
			? &forms->names.items[(size_t)institution - forms->first]
			: NULL;
	const char *other = other_name(finder, party, party->name);
	if (!known || !known->name || vd_same(known->name, party->name)) {
		if (other)
			add_rename(finder, party, institution, party->name, other);
	} else if (party->year < known->year) {
		add_rename(finder, party, institution, known->name, party->name);
	} else {
		add_rename(finder, party, institution, party->name, known->name);
	}
	if (!known || party->year < known->year)
		return;
	*known = (struct vd_added_name){ party->name, party->year };
	set_name(finder, party, one);
}

/* --- finding, adding --- */

static void declare_it(const struct finder *finder, const struct party *party)
{
	vd_hint(finder->loader->diagnostics,
		finder->has_codes
			? _("declare it under `institutions:`, with an id and `code: \"%s\"`")
			: _("declare it under `institutions:`, with an id and `as_printed: \"%s\"`"),
		finder->has_codes ? party->key : party->code);
}

/* The id of an institution that is added: its code, or a like of it. @return NULL if it was reported */
static const char *make_id(struct finder *finder, const struct party *party)
{
	struct vd_arena *arena = finder->loader->arena;
	bool is_code = finder->has_codes || finder->splits;
	const char *id = is_code && vd_is_id(party->key) ? party->key : vd_slug(arena, party->key);
	if (!*id && party->name)
		id = vd_slug(arena, party->name);
	if (!*id) {
		if (!may_report(finder))
			return NULL;
		vd_report(finder->loader->diagnostics, finder->columns->institution_place,
			  VD_RULE_DATA_INSTITUTION, _("%s: no id can be made of `%s`"),
			  vd_data_line_words(finder->sums, party->groups->lines->first_line),
			  party->key);
		declare_it(finder, party);
		return NULL;
	}
	int other = vd_text_index_get(&finder->ids, id);
	if (other == VD_NONE)
		return id;
	if (!may_report(finder))
		return NULL;
	const struct vd_institution *owner = &finder->loader->study->institutions.items[other];
	bool is_declared = (size_t)other < finder->loader->data->first;
	const char *code = is_declared		? owner->id
			   : owner->codes.count ? owner->codes.items[0]
						: owner->name.in[VD_EN];
	vd_report(finder->loader->diagnostics, finder->columns->institution_place,
		  VD_RULE_DUPLICATE_ID,
		  _("%s: `%s` would have the id `%s`, which `%s` has already"),
		  vd_data_line_words(finder->sums, party->groups->lines->first_line), party->key,
		  id, code);
	declare_it(finder, party);
	if (is_declared)
		vd_other_place(finder->loader->diagnostics, owner->place, _("first given here"));
	return NULL;
}

static int add(struct finder *finder, const struct party *party)
{
	struct vd_loader *loader = finder->loader;
	struct vd_study *study = loader->study;
	int region = VD_NONE;
	enum vd_level level = VD_NATIONAL;
	check_region(finder, party);
	bool good = find_level(finder, party, &level);
	good = find_region(finder, party, &region) && good;
	const char *id = make_id(finder, party);
	if (!good || !id)
		return VD_NONE;
	struct vd_institution one = { .id = id,
				      .level = level,
				      .region = region,
				      .in_headline = true,
				      .place = finder->columns->institution_place };
	set_name(finder, party, &one);
	bool is_code = finder->has_codes || finder->splits;
	if (is_code)
		*VD_APPEND(loader->arena, &one.codes) = party->key;
	int index = (int)study->institutions.count;
	*VD_APPEND(loader->arena, &study->institutions) = one;
	*VD_APPEND(loader->arena, &loader->data->names) =
		(struct vd_added_name){ party->name, party->year };
	vd_text_index_put(is_code ? &finder->codes : &finder->names, party->key, index);
	vd_text_index_put(&finder->ids, id, index);
	return index;
}

/* An institution that the study has, or that was added; VD_NONE if there is none. */
static bool find(struct finder *finder, const struct party *party, int *institution)
{
	bool is_code = finder->has_codes || finder->splits;
	enum vd_label_kind kind = is_code ? VD_LABEL_NONE
					  : vd_label_find(finder->loader, party->code, institution);
	if (kind == VD_LABEL_INSTITUTION)
		return true;
	*institution = is_code ? vd_text_index_get(&finder->codes, party->key)
			       : vd_text_index_get(&finder->names, party->code);
	if (kind != VD_LABEL_AMBIGUOUS)
		return true;
	if (!may_report(finder))
		return false;
	vd_report(finder->loader->diagnostics, finder->columns->institution_place,
		  VD_RULE_AMBIGUOUS_INSTITUTION, _("%s: `%s` names more than one institution"),
		  vd_data_line_words(finder->sums, party->groups->lines->first_line), party->code);
	return vd_hint(finder->loader->diagnostics,
		       _("tell them apart by a code: `institution: {code: …}`"));
}

/* The study says one thing of an institution and the data another. */
static void contradict(struct finder *finder, const struct party *party,
		       const struct vd_institution *one, const struct vd_named *column,
		       const char *in_data, const char *declared)
{
	bool is_level = column == &finder->columns->level;
	if (!may_report(finder))
		return;
	vd_report(finder->loader->diagnostics, column->place, VD_RULE_DATA_INSTITUTION,
		  is_level ? _("%s: `%s` is of the level `%s`, but declared as `%s`")
			   : _("%s: `%s` is in the region `%s`, but declared in `%s`"),
		  vd_data_line_words(finder->sums, party->groups->lines->first_line), party->key,
		  in_data, declared);
	vd_hint(finder->loader->diagnostics,
		is_level ? _("correct the `level` or the `code` under `institutions:`, or leave "
			     "other institutions of this code out with `where`")
			 : _("correct the `region` or the `code` under `institutions:`; or leave "
			     "this column out, so that what is declared stands"));
	vd_other_place(finder->loader->diagnostics, one->place, _("declared here"));
}

/* What the data says of an institution that the study declares; its region may be the data's. */
static void check_declared(struct finder *finder, const struct party *party, int institution,
			   int region)
{
	const struct vd_data_columns *columns = finder->columns;
	const struct vd_study *study = finder->loader->study;
	const struct vd_institution *one = &study->institutions.items[institution];
	enum vd_level level = one->level;
	if (is_known_level(finder, party, &level) && level != one->level)
		contradict(finder, party, one, &columns->level, vd_level_names[level],
			   vd_level_names[one->level]);
	if (region == VD_NONE || one->region == VD_NONE || region == one->region)
		return;
	if (!finder->loader->data->has_region[institution]) {
		/* Parts of several regions that are declared as one have its region. */
		if (!finder->splits || one->codes.count < 2)
			contradict(finder, party, one,
				   finder->splits ? &columns->region : &columns->region_of,
				   party->region, study->regions.items[one->region].code);
		return;
	}
	if (!may_report(finder))
		return;
	vd_report(finder->loader->diagnostics, columns->institution_place, VD_RULE_DATA_INSTITUTION,
		  _("%s: `%s` is in another region than in the data before"),
		  vd_data_line_words(finder->sums, party->groups->lines->first_line), party->key);
	if (finder->splits)
		vd_hint(finder->loader->diagnostics,
			_("declare its region: `institutions: [{id: %s, region: "
			  "…}]`"),
			one->id);
	else
		vd_hint(finder->loader->diagnostics,
			_("declare an institution for each region, each with its `code`; or leave "
			  "this column out"));
}

/* What the data said before of an institution that it added must be what it says now. */
static void check_added(struct finder *finder, const struct party *party, int institution,
			int region)
{
	struct vd_loader *loader = finder->loader;
	const struct vd_institution *one = &loader->study->institutions.items[institution];
	enum vd_level level = one->level;
	if (finder->columns->has_level && !find_level(finder, party, &level))
		return;
	bool is_elsewhere = region != VD_NONE && one->region != VD_NONE && region != one->region;
	if ((level == one->level && !is_elsewhere) || !may_report(finder))
		return;
	vd_report(loader->diagnostics, finder->columns->institution_place, VD_RULE_DATA_INSTITUTION,
		  is_elsewhere ? _("%s: `%s` is in another region than in the data before")
			       : _("%s: `%s` is of another level than in the data before"),
		  vd_data_line_words(finder->sums, party->groups->lines->first_line), party->key);
	declare_it(finder, party);
	vd_other_place(loader->diagnostics, one->place, _("the data before"));
}

/* What the study does not say of an institution, the data may: its region. What it says must agree. */
static void complete(struct finder *finder, const struct party *party, int institution)
{
	struct vd_data_forms *forms = finder->loader->data;
	struct vd_institution *one = &finder->loader->study->institutions.items[institution];
	bool is_added = (size_t)institution >= forms->first;
	int region = VD_NONE;
	check_region(finder, party);
	if (!find_region(finder, party, &region))
		return;
	if (is_added)
		check_added(finder, party, institution, region);
	else
		check_declared(finder, party, institution, region);
	if (region == VD_NONE || one->region != VD_NONE)
		return;
	one->region = region;
	if (!is_added)
		forms->has_region[institution] = true;
}

static const char *said(const struct finder *finder, const struct party *party)
{
	const char *key = *party->key ? party->key : "\"\"";
	return finder->has_codes && party->name
		       ? vd_arena_format(finder->loader->arena, "%s %s", key, party->name)
		       : key;
}

static void set_aside(struct finder *finder, const struct party *party)
{
	struct vd_data *data = finder->sums->data;
	*VD_APPEND(finder->loader->arena, &data->unused_codes) = said(finder, party);
	for (size_t i = 0; i < party->count; i++)
		vd_data_set_aside(finder->sums, party->groups[i].lines, &data->left_out);
}

static int decide(struct finder *finder, const struct party *party, bool *is_left_out)
{
	int institution = VD_NONE;
	check_level(finder, party);
	if (!find(finder, party, &institution))
		return VD_NONE;
	if (institution != VD_NONE) {
		complete(finder, party, institution);
		note_names(finder, party, institution);
		return institution;
	}
	switch ((enum vd_others)finder->sums->form->others) {
	case VD_OTHERS_ERROR:
		*VD_APPEND(finder->loader->arena, &finder->unknown) = said(finder, party);
		finder->is_good = false;
		break;
	case VD_OTHERS_ADD:
		institution = add(finder, party);
		if (institution != VD_NONE)
			note_names(finder, party, institution);
		break;
	case VD_OTHERS_LEAVE:
		set_aside(finder, party);
		*is_left_out = true;
		break;
	}
	return institution;
}

static void report_unknown(const struct finder *finder)
{
	const struct vd_words *unknown = &finder->unknown;
	struct vd_loader *loader = finder->loader;
	if (!unknown->count)
		return;
	vd_report(loader->diagnostics, finder->columns->institution_place, VD_RULE_DATA_INSTITUTION,
		  VD_PLURAL("%zu institution of the data is not declared: %s",
			    "%zu institutions of the data are not declared: %s", unknown->count),
		  unknown->count,
		  vd_list_words(loader->arena, unknown->items, unknown->count, NAMES_SAID));
	vd_hint(loader->diagnostics,
		finder->has_codes || finder->splits
			? _("declare them under `institutions:`, each with its `code`; or write `others: "
			    "add` to add them, `others: leave` to leave their lines out")
			: _("declare them under `institutions:`, by name or `as_printed`; or write "
			    "`others: add` to add them, `others: leave` to leave their lines out"));
}

static void index_institutions(struct finder *finder)
{
	const struct vd_study *study = finder->loader->study;
	finder->codes.arena = finder->names.arena = finder->ids.arena = finder->loader->arena;
	for (int i = 0; i < (int)study->institutions.count; i++) {
		const struct vd_institution *one = &study->institutions.items[i];
		vd_text_index_put(&finder->ids, one->id, i);
		if (!one->codes.count)
			vd_text_index_put(&finder->codes, one->id, i);
		for (size_t k = 0; k < one->codes.count; k++)
			vd_text_index_put(&finder->codes, one->codes.items[k], i);
	}
	vd_labels_of_institutions(finder->loader);
}

bool vd_data_find_institutions(struct vd_data_sums *sums)
{
	const struct vd_data_columns *columns = &sums->form->columns;
	struct finder finder = { .sums = sums,
				 .loader = sums->loader,
				 .columns = columns,
				 .splits = columns->region.text != NULL,
				 .has_codes = columns->code.text != NULL,
				 .is_good = true };
	int (*compare)(const void *, const void *) = finder.splits ? by_code_and_region : by_code;
	if (!columns->institution_place.line || !sums->count)
		return true;
	index_institutions(&finder);
	qsort(sums->groups, sums->count, sizeof(*sums->groups), compare);
	for (size_t i = 0, end; i < sums->count; i = end) {
		struct vd_data_group *first = &sums->groups[i];
		for (end = i + 1; end < sums->count; end++) {
			const struct vd_data_group *other = &sums->groups[end];
			if (compare_slices(key_of(first, VD_LINE_CODE),
					   key_of(other, VD_LINE_CODE)) != 0 ||
			    (finder.splits && compare_slices(key_of(first, VD_LINE_REGION),
							     key_of(other, VD_LINE_REGION)) != 0))
				break;
		}
		struct party party = describe(&finder, first, end - i);
		bool is_left_out = false;
		int institution = decide(&finder, &party, &is_left_out);
		for (size_t k = i; k < end; k++) {
			sums->groups[k].institution = institution;
			sums->groups[k].is_left_out = is_left_out;
		}
	}
	report_unknown(&finder);
	return finder.is_good;
}
