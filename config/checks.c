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
	int next = 0;
	for (size_t g = 0; g < study->groups.count; g++) {
		const struct vd_group *group = &study->groups.items[g];
		if (!group->printed)
			continue;
		next++;
		for (size_t m = 0; m < group->member_count; m++) {
			struct vd_institution *one = &study->institutions.items[group->members[m]];
			if (!one->printed_row)
				one->printed_row = next;
		}
	}
	for (size_t i = 0; i < study->institutions.count; i++)
		if (!study->institutions.items[i].printed_row)
			study->institutions.items[i].printed_row = ++next;
}

/* Prices need a base year that their own values reach. */
static void check_prices(struct vd_loader *loader, const struct vd_series *series)
{
	if (series->kind == VD_SERIES_COUNT)
		return;
	if (!series->base) {
		vd_report(loader->diagnostics, series->place, VD_RULE_MISSING_KEY,
			  "prices `%s` have no `base` year", series->id);
		vd_hint(loader->diagnostics, "add `base: 2015`: real amounts are in its prices");
		return;
	}
	/* A chain is joined to its base through the base year's own change or the next one's. */
	bool reached = vd_series_at(series, series->base, VD_NONE) ||
		       (series->kind == VD_SERIES_ANNUAL_PERCENT &&
			vd_series_at(series, series->base + 1, VD_NONE));
	if (series->values.count && !reached) {
		vd_report(loader->diagnostics, series->place, VD_RULE_BAD_VALUE,
			  "prices `%s` have no value for their base year %d", series->id,
			  series->base);
		vd_hint(loader->diagnostics, "choose a base year that the values reach");
	}
}

static void check_series_kind(struct vd_loader *loader, const struct vd_series *series)
{
	bool looks_like_persons = series->unit && !vd_series_is_population(series) &&
				  (strcasecmp(series->unit, "persons") == 0 ||
				   strcasecmp(series->unit, "person") == 0);
	if (looks_like_persons) {
		vd_report(loader->diagnostics, series->place, VD_RULE_BAD_VALUE,
			  "the unit `%s` of series `%s` makes no population", series->unit,
			  series->id);
		vd_hint(loader->diagnostics, "write `unit: persons`");
	}
	if (series->kind == VD_SERIES_COUNT && !series->unit) {
		vd_report(loader->diagnostics, series->place, VD_RULE_MISSING_KEY,
			  "series `%s` has no `unit`", series->id);
		vd_hint(loader->diagnostics,
			"add `unit: persons` (or cases, victims…), or `annual_percent` for prices");
	}
	if (!series->has_values) {
		vd_report(loader->diagnostics, series->place, VD_RULE_MISSING_KEY,
			  "series `%s` has no value", series->id);
		vd_hint(loader->diagnostics, "add `values: {2016: …}`");
	}
}

/* Whether two series would both serve where only one can. */
static bool compete(const struct vd_study *study, const struct vd_series *a,
		    const struct vd_series *b)
{
	if (a->kind != VD_SERIES_COUNT && b->kind != VD_SERIES_COUNT)
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

static void check_series(struct vd_loader *loader)
{
	const struct vd_study *study = loader->study;
	if (study->series.count > SERIES_MOST) {
		vd_report(loader->diagnostics, study->series.items[SERIES_MOST].place,
			  VD_RULE_TOO_MANY, "a study has at most %d series", SERIES_MOST);
		return;
	}
	for (size_t i = 0; i < study->series.count; i++) {
		const struct vd_series *one = &study->series.items[i];
		check_prices(loader, one);
		check_series_kind(loader, one);
		for (size_t k = 0; k < i; k++) {
			const struct vd_series *other = &study->series.items[k];
			if (one->primary != other->primary || !compete(study, one, other))
				continue;
			vd_report(loader->diagnostics, one->place, VD_RULE_AMBIGUOUS_SERIES,
				  "`%s` and `%s` could both serve for the same years", other->id,
				  one->id);
			vd_hint(loader->diagnostics, "mark the one to use `primary: yes`");
			vd_other_place(loader->diagnostics, other->place, "the other series");
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
			  "the table id `%s` is taken", sorted[i]->id);
		vd_other_place(loader->diagnostics, sorted[i - 1]->place, "first given here");
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
			  "%zu institutions in %zu years: more than %d figures in all",
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
	vd_report(loader->diagnostics, node->place, VD_RULE_MISSING_KEY, "`%s` is empty", key);
}

void vd_check_study(struct vd_loader *loader, const struct vd_node *root)
{
	check_series(loader);
	check_size(loader);
	check_table_ids(loader);
	check_not_empty(loader, root, "tables", loader->study->tables.count);
	check_not_empty(loader, root, "years", loader->study->years.count);
	number_rows(loader->study);
}
