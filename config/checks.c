/* What a study whose keys are right each by itself must fulfil as a whole. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "budget/series.h"
#include "config/parts.h"

enum { SERIES_MOST = 1000, FIGURES_MOST = 3000000 };

/* Each institution counts in the row it is printed in: a printed group's members share one. */
static void number_rows(struct vd_study *study)
{
	int last = 0;
	for (size_t i = 0; i < study->institutions.count; i++)
		study->institutions.items[i].printed_group = VD_NONE;
	for (size_t g = 0; g < study->groups.count; g++) {
		const struct vd_group *group = &study->groups.items[g];
		int row = last + 1;
		for (size_t m = 0; group->printed && m < group->member_count; m++) {
			struct vd_institution *one = &study->institutions.items[group->members[m]];
			if (one->printed_row)
				continue;
			one->printed_row = last = row;
			one->printed_group = (int)g;
		}
	}
	for (size_t i = 0; i < study->institutions.count; i++)
		if (!study->institutions.items[i].printed_row)
			study->institutions.items[i].printed_row = ++last;
}

/* Columns of one heading, and rows of one total or group, are told apart by their number. */
static void number_twins(struct vd_loader *loader, struct vd_table *table)
{
	size_t years = loader->study->years.count + 1;	   /* and none */
	size_t subjects = loader->study->groups.count + 1; /* and the total */
	size_t *seen = NULL;
	for (size_t c = 0; c < table->column_count; c++)
		for (size_t k = 0; k < c; k++)
			table->columns[c].twin +=
				vd_same(table->columns[k].heading, table->columns[c].heading);
	for (size_t r = 0; r < table->rows.count; r++) {
		struct vd_table_row *row = &table->rows.items[r];
		if (row->kind != VD_ROW_TOTAL && row->kind != VD_ROW_GROUP)
			continue;
		if (!seen)
			seen = VD_TAKE(loader->arena, size_t, years * subjects);
		size_t subject = row->kind == VD_ROW_GROUP ? (size_t)row->subject : subjects - 1;
		row->twin = seen[subject * years + (size_t)(row->year + 1)]++;
	}
}

/* Prices need a base year that their own values reach. */
static void check_prices(struct vd_loader *loader, const struct vd_series *series)
{
	if (!vd_series_is_prices(series))
		return;
	if (!series->base) {
		vd_report(loader->diagnostics, series->place, VD_RULE_MISSING_KEY,
			  _("prices `%s` have no `base` year"), series->id);
		vd_hint(loader->diagnostics, _("add `base: 2015`: real amounts are in its prices"));
		return;
	}
	/* A chain is joined to its base through the base year's own change or the next one's. */
	bool reached = vd_series_at(series, series->base, VD_NONE) ||
		       (series->kind == VD_SERIES_ANNUAL_PERCENT &&
			vd_series_at(series, series->base + 1, VD_NONE));
	if (series->values.count && !reached) {
		vd_report(loader->diagnostics, series->place, VD_RULE_BAD_VALUE,
			  _("prices `%s` have no value for their base year %d"), series->id,
			  series->base);
		vd_hint(loader->diagnostics, _("choose a base year that the values reach"));
	}
}

/* The value of a series' key as it stands in the file, or NULL. */
static const struct vd_node *given(const struct vd_node *root, const struct vd_series *series,
				   const char *key)
{
	const struct vd_node *all = vd_node_get(root, "series");
	const struct vd_node *one = all && all->kind == VD_NODE_MAP ? vd_node_get(all, series->id)
								    : NULL;
	return one && one->kind == VD_NODE_MAP ? vd_node_get(one, key) : NULL;
}

/* What belongs to another kind of series, or to a cross-section. */
static void check_no_other_kind(struct vd_loader *loader, const struct vd_node *root,
				const struct vd_series *series)
{
	static const char *const others[] = { "values", "undated", "annual_percent", "index",
					      "unit",	"by",	   "base",	     "use_for" };
	for (size_t i = 0; i < VD_COUNT_OF(others); i++) {
		const struct vd_node *other = given(root, series, others[i]);
		if (!other)
			continue;
		vd_report(loader->diagnostics, other->place, VD_RULE_BAD_VALUE,
			  _("an exchange rate takes no `%s`"), others[i]);
		vd_hint(loader->diagnostics,
			_("it is a `currency` and one number a year, for the whole country; other "
			  "figures make another series"));
	}
}

/* An exchange rate is of another currency than the study's; no other series is of one. */
static void check_exchange(struct vd_loader *loader, const struct vd_node *root,
			   const struct vd_series *series)
{
	const struct vd_node *currency = given(root, series, "currency");
	bool is_rate = series->kind == VD_SERIES_EXCHANGE_RATE;
	if (is_rate)
		check_no_other_kind(loader, root, series);
	if (is_rate && !currency) {
		vd_report(loader->diagnostics, series->place, VD_RULE_MISSING_KEY,
			  _("exchange rate `%s` has no `currency`"), series->id);
		vd_hint(loader->diagnostics,
			_("add `currency: USD`: the rate is the price of one unit of it"));
	} else if (is_rate && vd_same(series->currency.code, loader->study->currency.code)) {
		vd_report(loader->diagnostics, currency->place, VD_RULE_BAD_VALUE,
			  _("`%s` is the study's own currency"), series->currency.code);
		vd_hint(loader->diagnostics,
			_("name the other one: the rate is the price of one unit of it"));
	} else if (!is_rate && currency && series->has_values) {
		vd_report(loader->diagnostics, currency->place, VD_RULE_BAD_VALUE,
			  _("series `%s` is no exchange rate and takes no `currency`"), series->id);
		vd_hint(loader->diagnostics,
			_("the numbers of an exchange rate stand under `exchange_rate`"));
	}
}

static void check_series_kind(struct vd_loader *loader, const struct vd_series *series)
{
	bool looks_like_persons = series->kind != VD_SERIES_EXCHANGE_RATE && series->unit &&
				  !vd_series_is_population(series) &&
				  (strcasecmp(series->unit, "persons") == 0 ||
				   strcasecmp(series->unit, "person") == 0);
	if (looks_like_persons) {
		vd_report(loader->diagnostics, series->place, VD_RULE_BAD_VALUE,
			  _("the unit `%s` of series `%s` makes no population"), series->unit,
			  series->id);
		vd_hint(loader->diagnostics, _("write `unit: persons`"));
	}
	/* A currency shows that an exchange rate is meant. */
	bool is_rate = series->kind == VD_SERIES_EXCHANGE_RATE || *series->currency.code;
	if (series->kind == VD_SERIES_COUNT && !series->unit && !is_rate) {
		vd_report(loader->diagnostics, series->place, VD_RULE_MISSING_KEY,
			  _("series `%s` has no `unit`"), series->id);
		vd_hint(loader->diagnostics,
			_("add `unit: persons` (or cases, victims…), `annual_percent` for prices, "
			  "or `exchange_rate`"));
	}
	if (!series->has_values) {
		vd_report(loader->diagnostics, series->place, VD_RULE_MISSING_KEY,
			  _("series `%s` has no value"), series->id);
		vd_hint(loader->diagnostics, _("add `%s: {2016: …}`"),
			is_rate ? "exchange_rate" : "values");
	}
}

/* Whether two series would both serve where only one can. */
static bool compete(const struct vd_study *study, const struct vd_series *a,
		    const struct vd_series *b)
{
	bool prices = vd_series_is_prices(a) && vd_series_is_prices(b);
	bool rates = a->kind == VD_SERIES_EXCHANGE_RATE && b->kind == VD_SERIES_EXCHANGE_RATE;
	if (prices || rates)
		return true;
	bool populations = a->by_region && b->by_region && vd_series_is_population(a) &&
			   vd_series_is_population(b);
	for (size_t y = 0; populations && y < study->years.count; y++)
		for (int region = 0; region < (int)study->regions.count; region++)
			if (vd_series_at(a, study->years.items[y].year, region) &&
			    vd_series_at(b, study->years.items[y].year, region))
				return true;
	return false;
}

static void check_series(struct vd_loader *loader, const struct vd_node *root)
{
	const struct vd_study *study = loader->study;
	if (study->series.count > SERIES_MOST) {
		vd_report(loader->diagnostics, study->series.items[SERIES_MOST].place,
			  VD_RULE_TOO_MANY, _("a study has at most %d series"), SERIES_MOST);
		return;
	}
	for (size_t i = 0; i < study->series.count; i++) {
		const struct vd_series *one = &study->series.items[i];
		check_prices(loader, one);
		check_series_kind(loader, one);
		check_exchange(loader, root, one);
		for (size_t k = 0; k < i; k++) {
			const struct vd_series *other = &study->series.items[k];
			if (one->primary != other->primary || !compete(study, one, other))
				continue;
			vd_report(loader->diagnostics, one->place, VD_RULE_AMBIGUOUS_SERIES,
				  _("`%s` and `%s` could both serve for the same years"), other->id,
				  one->id);
			vd_hint(loader->diagnostics, _("mark the one to use `primary: yes`"));
			vd_other_place(loader->diagnostics, other->place, _("the other series"));
			break; /* once a series */
		}
	}
}

static int compare_tables(const void *left, const void *right)
{
	const struct vd_table *a = *(const struct vd_table *const *)left;
	const struct vd_table *b = *(const struct vd_table *const *)right;
	int order = strcmp(a->id ? a->id : "", b->id ? b->id : "");
	return order ? order : (a > b) - (a < b);
}

static void check_table_ids(struct vd_loader *loader)
{
	const struct vd_study *study = loader->study;
	size_t count = study->tables.count;
	const struct vd_table **sorted = VD_TAKE(loader->arena, const struct vd_table *, count);
	for (size_t i = 0; i < count; i++)
		sorted[i] = &study->tables.items[i];
	if (count)
		qsort(sorted, count, sizeof(const struct vd_table *), compare_tables);
	for (size_t i = 1; i < count; i++) {
		if (!vd_same(sorted[i]->id, sorted[i - 1]->id))
			continue;
		vd_report(loader->diagnostics, sorted[i]->place, VD_RULE_DUPLICATE_ID,
			  _("the table id `%s` is taken"), sorted[i]->id);
		vd_other_place(loader->diagnostics, sorted[i - 1]->place, _("first given here"));
	}
}

/* Each institution, year and stage takes memory, whether a table has it or not. */
static void check_size(struct vd_loader *loader)
{
	const struct vd_study *study = loader->study;
	size_t figures = study->institutions.count * study->years.count * VD_STAGES;
	if (figures > FIGURES_MOST)
		vd_report(loader->diagnostics, (struct vd_place){ .file = study->file },
			  VD_RULE_TOO_MANY,
			  _("%zu institutions in %zu years: more than %d figures in all"),
			  study->institutions.count, study->years.count, FIGURES_MOST);
}

/* A required list that is there but empty says as little as one that is missing. */
static void check_not_empty(struct vd_loader *loader, const struct vd_node *root, const char *key,
			    size_t count)
{
	const struct vd_node *node = vd_node_get(root, key);
	bool given = node && (node->list.count || node->map.count);
	if (!node || node->kind == VD_NODE_SCALAR || count || given)
		return;
	vd_report(loader->diagnostics, node->place, VD_RULE_MISSING_KEY, _("`%s` is empty"), key);
}

/* Figures stand in tables, or are added up from data. */
static void check_figures(struct vd_loader *loader, const struct vd_node *root)
{
	const struct vd_node *data = vd_node_get(root, "data");
	if (data)
		check_not_empty(loader, root, "data", loader->study->data.count);
	else if (vd_node_get(root, "tables"))
		check_not_empty(loader, root, "tables", loader->study->tables.count);
	else if (!vd_is_misspelt(root, &vd_study_record, "tables") &&
		 !vd_is_misspelt(root, &vd_study_record, "data")) {
		vd_report(loader->diagnostics, root->place, VD_RULE_MISSING_KEY,
			  _("the study has neither `tables` nor `data`"));
		vd_hint(loader->diagnostics,
			_("add `%s` (the printed tables, row for row), or `data` (files of budget "
			  "lines)"),
			"tables: [{id: …, columns: […], rows: […]}]");
	}
}

void vd_check_study(struct vd_loader *loader, const struct vd_node *root)
{
	check_series(loader, root);
	check_size(loader);
	check_table_ids(loader);
	check_figures(loader, root);
	check_not_empty(loader, root, "years", loader->study->years.count);
	number_rows(loader->study);
	for (size_t t = 0; t < loader->study->tables.count; t++)
		number_twins(loader, &loader->study->tables.items[t]);
}
