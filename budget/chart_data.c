/* Which charts there are, and what each of them shows. */
#include <stdlib.h>

#include "budget/chart_parts.h"
#include "budget/columns.h"
#include "budget/language.h"
#include "budget/summary.h"
#include "budget/trend.h"

struct builder {
	const struct vd_analysis *analysis;
	struct vd_rows *rows;
	struct vd_charts *charts;
	struct vd_chart *chart; /* the one being made */
	int focus;		/* the year that the summary is about, or VD_NONE */
};

static struct vd_arena *arena_of(const struct builder *builder)
{
	return builder->analysis->arena;
}

static const struct vd_result *table(const struct builder *builder, const char *name)
{
	return vd_result_find(builder->analysis, name);
}

static const struct vd_study *study_of(const struct builder *builder)
{
	return builder->analysis->study;
}

static struct vd_result_cell cell_of(const struct vd_result *result, size_t row, const char *key)
{
	return (struct vd_result_cell){ result, row, (size_t)vd_result_column(result, key) };
}

static const struct vd_value *value_of(struct vd_result_cell cell)
{
	return vd_result_value(cell.result, cell.row, cell.column);
}

static bool has_value(struct vd_result_cell cell)
{
	return vd_value_present(value_of(cell));
}

static bool has_column(const struct vd_result *result, const char *key)
{
	return vd_result_column(result, key) != VD_NONE;
}

static struct vd_chart *begin(struct builder *builder, const char *id, enum vd_chart_kind kind,
			      enum vd_unit unit, const char *of)
{
	builder->chart = VD_APPEND(arena_of(builder), builder->charts);
	*builder->chart = (struct vd_chart){ .id = id, .kind = kind, .unit = unit, .table = of };
	return builder->chart;
}

static void begin_series(struct builder *builder, const char *name, enum vd_chart_look look)
{
	*VD_APPEND(arena_of(builder), &builder->chart->series) = (struct vd_chart_series){
		.name = name, .look = look, .first = builder->rows->count
	};
}

/* Add a value to the series that was begun last. */
static struct vd_row *add(struct builder *builder, const char *series, const char *item,
			  const char *label)
{
	struct vd_chart *chart = builder->chart;
	struct vd_row *row = vd_add_row(builder->analysis, builder->rows);
	row->name = chart->id;
	row->grade = series;
	row->item = item;
	row->remark = label;
	row->unit = chart->unit;
	chart->series.items[chart->series.count - 1].count++;
	return row;
}

static void point_at(struct vd_row *row, struct vd_result_cell cell)
{
	row->plot = VD_PLOT_CELL;
	row->cell = cell;
}

/* "Allocated (PEN)" */
static const char *with_unit(const struct builder *builder, const char *what, enum vd_unit unit)
{
	return vd_arena_format(
		arena_of(builder), "%s (%s)", what,
		vd_unit_is_percent(unit) ? "%" : vd_unit_name(unit, &study_of(builder)->currency));
}

/* --- years --- */

/* Whether a year's figures of a stage are of another kind than most. */
static enum vd_chart_mark mark_of(const struct builder *builder, int year, enum vd_stage stage)
{
	if (study_of(builder)->years.items[year].phase == VD_BILL)
		return VD_MARK_BILL;
	return vd_months_elapsed(study_of(builder), year, stage) ? VD_MARK_PARTIAL : VD_MARK_NONE;
}

/*
 * "2016", "2016, 6 months", "2017, bill"; where several stages are drawn "2016, implemented: 6 months",
 * the same in each series, since a spreadsheet takes the labels of the first.
 */
static const char *year_label(const struct builder *builder, int year, bool several_stages)
{
	struct vd_arena *arena = arena_of(builder);
	const struct vd_year *one = &study_of(builder)->years.items[year];
	if (one->phase == VD_BILL)
		return vd_arena_format(arena, _("%d, bill"), one->year);
	for (enum vd_stage stage = 0; stage < (several_stages ? VD_STAGES : VD_MODIFIED); stage++) {
		int months = vd_months_elapsed(study_of(builder), year, stage);
		if (!months || !builder->analysis->data->has_stage[stage])
			continue;
		if (stage == VD_ALLOCATED)
			return vd_arena_format(arena,
					       VD_PLURAL("%d, %d month", "%d, %d months", months),
					       one->year, months);
		return vd_arena_format(arena,
				       VD_PLURAL("%d, %s: %d month", "%d, %s: %d months", months),
				       one->year, vd_word(vd_stage_key(stage)), months);
	}
	return vd_arena_format(arena, "%d", one->year);
}

static struct vd_row *add_year(struct builder *builder, const char *series, int year,
			       enum vd_stage stage)
{
	int calendar = study_of(builder)->years.items[year].year;
	enum vd_chart_mark mark = mark_of(builder, year, stage);
	struct vd_row *row = add(builder, series,
				 vd_arena_format(arena_of(builder), "%d", calendar),
				 year_label(builder, year, vd_same(builder->chart->id, "totals")));
	row->year = year;
	row->mark = (int)mark;
	return row;
}

/* The rows of a table by year that have one of the columns. */
struct years {
	const struct vd_result *result;
	size_t *rows;
	size_t count;
};

static struct years years_with(const struct builder *builder, const struct vd_result *result,
			       const char *const *keys, size_t key_count)
{
	struct years years = { .result = result,
			       .rows = VD_TAKE(arena_of(builder), size_t, result->rows.count) };
	for (size_t r = 0; r < result->rows.count; r++) {
		bool any = false;
		for (size_t k = 0; k < key_count; k++)
			any = any || (has_column(result, keys[k]) &&
				      has_value(cell_of(result, r, keys[k])));
		if (any)
			years.rows[years.count++] = r;
	}
	return years;
}

static void add_years(struct builder *builder, const struct years *years, const char *series,
		      const char *key, enum vd_stage stage, enum vd_chart_look look,
		      const char *name)
{
	begin_series(builder, name, look);
	for (size_t i = 0; i < years->count; i++) {
		int year = years->result->rows.items[years->rows[i]].year;
		point_at(add_year(builder, series, year, stage),
			 cell_of(years->result, years->rows[i], key));
	}
}

static void add_share(struct builder *builder)
{
	static const char *const keys[] = { "share_percent" };
	struct years years = years_with(builder, table(builder, "general-budget"), keys, 1);
	if (!years.count)
		return;
	struct vd_chart *chart =
		begin(builder, "share", VD_CHART_COLUMNS, VD_UNIT_SHARE, "general-budget");
	chart->title = _("Allocated as a share of the General Budget, by year");
	chart->item_title = _("Year");
	chart->value_title = with_unit(builder, _("Share of the General Budget"), VD_UNIT_SHARE);
	add_years(builder, &years, N_("share"), "share_percent", VD_ALLOCATED, VD_DRAW_FIRST,
		  _("Share of the General Budget"));
}

/* Allocated, modified and implemented, where there is any. */
static const struct {
	enum vd_stage stage;
	enum vd_chart_look look;
	const char *name;
} stages[] = {
	{ VD_ALLOCATED, VD_DRAW_FIRST, N_("Allocated") },
	{ VD_MODIFIED, VD_DRAW_THIRD, N_("Modified") },
	{ VD_IMPLEMENTED, VD_DRAW_SECOND, N_("Implemented") },
};

enum { STAGES = sizeof(stages) / sizeof(*stages) };

/* A stage is drawn where the dataset has it; allocated always. */
static bool is_drawn(const struct builder *builder, enum vd_stage stage)
{
	return stage == VD_ALLOCATED || builder->analysis->data->has_stage[stage];
}

static void add_totals(struct builder *builder)
{
	static const char *const keys[] = { "allocated", "modified", "implemented" };
	struct years years = years_with(builder, table(builder, "general-budget"), keys, STAGES);
	if (!years.count)
		return;
	struct vd_chart *chart =
		begin(builder, "totals", VD_CHART_COLUMNS, VD_UNIT_MONEY, "general-budget");
	chart->title = _("Allocated and implemented, by year");
	chart->item_title = _("Year");
	chart->value_title = with_unit(builder, _("Amount"), VD_UNIT_MONEY);
	for (size_t s = 0; s < STAGES; s++)
		if (is_drawn(builder, stages[s].stage))
			add_years(builder, &years, vd_stage_key(stages[s].stage),
				  vd_stage_key(stages[s].stage), stages[s].stage, stages[s].look,
				  vd_translate(stages[s].name));
}

/* --- institutions --- */

struct ranked {
	size_t row;
	double value;
	bool has_value;
};

/* The largest first; those without a value last; the others as they stand. */
static int by_value(const void *left, const void *right)
{
	const struct ranked *a = left, *b = right;
	if (a->has_value != b->has_value)
		return a->has_value ? -1 : 1;
	if (a->has_value && a->value != b->value)
		return a->value > b->value ? -1 : 1;
	return (a->row > b->row) - (a->row < b->row);
}

struct ranking {
	const struct vd_result *result;
	struct ranked *items;
	size_t count;
};

static void sort(struct ranking *ranking)
{
	if (ranking->count)
		qsort(ranking->items, ranking->count, sizeof(*ranking->items), by_value);
}

static struct ranked ranked(const struct builder *builder, struct vd_result_cell cell)
{
	const struct vd_value *value = value_of(cell);
	return (struct ranked){ .row = cell.row,
				.has_value = vd_value_present(value),
				.value =
					vd_value_present(value)
						? vd_value_cell(value, &study_of(builder)->currency)
						: 0.0 };
}

/* The institutions of the headline with an amount in the year. */
static struct ranking rank_institutions(const struct builder *builder, int year)
{
	const struct vd_result *result = table(builder, "institutions");
	struct ranking ranking = { .result = result,
				   .items = VD_TAKE(arena_of(builder), struct ranked,
						    result->rows.count) };
	for (size_t r = 0; r < result->rows.count; r++) {
		const struct vd_row *row = &result->rows.items[r];
		if (row->year != year ||
		    !study_of(builder)->institutions.items[row->institution].in_headline)
			continue;
		if (has_value(cell_of(result, r, "allocated")) ||
		    has_value(cell_of(result, r, "implemented")))
			ranking.items[ranking.count++] =
				ranked(builder, cell_of(result, r, "allocated"));
	}
	sort(&ranking);
	return ranking;
}

static int budget_row(const struct builder *builder, int year)
{
	const struct vd_result *budget = table(builder, "general-budget");
	for (size_t r = 0; r < budget->rows.count; r++)
		if (budget->rows.items[r].year == year)
			return (int)r;
	return VD_NONE;
}

static void add_institution_stage(struct builder *builder, const struct ranking *ranking,
				  size_t shown, size_t stage)
{
	const struct vd_study *study = study_of(builder);
	enum vd_stage which = stages[stage].stage;
	const char *key = vd_stage_key(which), *name = vd_translate(stages[stage].name);
	int months = vd_months_elapsed(study, builder->focus, which);
	bool partial = mark_of(builder, builder->focus, which) == VD_MARK_PARTIAL;
	begin_series(builder,
		     partial ? vd_arena_format(arena_of(builder),
					       VD_PLURAL("%s, first month", "%s, first %d months",
							 months),
					       name, months)
			     : name,
		     stages[stage].look);
	for (size_t i = 0; i < shown; i++) {
		const struct vd_row *source = &ranking->result->rows.items[ranking->items[i].row];
		const struct vd_institution *one = &study->institutions.items[source->institution];
		struct vd_row *row = add(builder, key, one->id,
					 vd_institution_label(one, builder->analysis->language));
		row->institution = source->institution;
		row->mark = partial ? VD_MARK_PARTIAL : VD_MARK_NONE;
		point_at(row, cell_of(ranking->result, ranking->items[i].row, key));
	}
	int total = budget_row(builder, builder->focus);
	if (shown == ranking->count || total == VD_NONE)
		return;
	struct vd_row *row =
		add(builder, key, "others",
		    vd_arena_format(arena_of(builder),
				    VD_PLURAL("%zu other", "%zu others", ranking->count - shown),
				    ranking->count - shown));
	row->mark = partial ? VD_MARK_PARTIAL : VD_MARK_NONE;
	row->plot = VD_PLOT_REST;
	row->cell = cell_of(table(builder, "general-budget"), (size_t)total, key);
	row->listed = shown;
}

static void add_institutions(struct builder *builder)
{
	struct ranking ranking = rank_institutions(builder, builder->focus);
	if (ranking.count < 2)
		return;
	int year = study_of(builder)->years.items[builder->focus].year;
	struct vd_chart *chart =
		begin(builder, "institutions", VD_CHART_BARS, VD_UNIT_MONEY, "institutions");
	chart->title = vd_arena_format(arena_of(builder),
				       _("Allocated and implemented in %d, by institution"), year);
	chart->item_title = _("Institution");
	chart->value_title = with_unit(builder, _("Amount"), VD_UNIT_MONEY);
	/* One too many is better shown than summed as "1 other". */
	size_t shown = ranking.count <= VD_CHART_ITEMS_MOST + 1 ? ranking.count
								: VD_CHART_ITEMS_MOST;
	for (size_t s = 0; s < STAGES; s++)
		if (is_drawn(builder, stages[s].stage) && stages[s].stage != VD_MODIFIED)
			add_institution_stage(builder, &ranking, shown, s);
}

/* --- the bridge --- */

struct run {
	const struct vd_result *result;
	size_t first, count;
};

/* The lines from the year before to the focus, of what is allocated, by institution. */
static struct run find_bridge(const struct builder *builder)
{
	struct run run = { .result = table(builder, "bridge") };
	for (size_t r = 0; r < run.result->rows.count; r++) {
		const struct vd_row *row = &run.result->rows.items[r];
		if (row->basis != VD_BY_INSTITUTION || row->stage != VD_ALLOCATED ||
		    row->year != builder->focus ||
		    study_of(builder)->years.items[row->from].year + 1 !=
			    study_of(builder)->years.items[row->year].year)
			continue;
		run.first = run.count ? run.first : r;
		run.count++;
	}
	return run;
}

/* Stacked columns cannot show a total below zero. */
static bool can_be_stacked(const struct run *run)
{
	for (size_t i = 0; i < run->count; i++) {
		const struct vd_value *value =
			value_of(cell_of(run->result, run->first + i, "running"));
		if (!vd_value_present(value) || vd_value_sign(value) < 0)
			return false;
	}
	return run->count > 2;
}

static struct vd_row *add_step(struct builder *builder, const struct run *run, const char *series,
			       size_t i)
{
	const struct vd_row *line = &run->result->rows.items[run->first + i];
	const struct vd_part *part = line->part;
	const struct vd_study *study = study_of(builder);
	const char *label = part->name;
	if (part->kind == VD_PART_START || part->kind == VD_PART_END)
		label = vd_arena_format(
			arena_of(builder), _("Total %d"),
			study->years.items[part->kind == VD_PART_START ? line->from : line->year]
				.year);
	else if (part->institution != VD_NONE)
		label = vd_institution_label(&study->institutions.items[part->institution],
					     builder->analysis->language);
	struct vd_row *row = add(builder, series, part->id, label);
	row->part = part;
	return row;
}

static void add_steps(struct builder *builder, const struct run *run, const char *series,
		      const char *name, enum vd_chart_look look, enum vd_plot plot)
{
	begin_series(builder, name, look);
	for (size_t i = 0; i < run->count; i++) {
		struct vd_row *row = add_step(builder, run, series, i);
		bool is_total = row->part->kind == VD_PART_START || row->part->kind == VD_PART_END;
		if (is_total != (look == VD_DRAW_TOTAL))
			continue;
		row->plot = (int)plot;
		bool running = look == VD_DRAW_TOTAL || plot == VD_PLOT_BASE;
		row->cell = cell_of(run->result, run->first + i, running ? "running" : "effect");
		if (plot == VD_PLOT_BASE)
			row->other = cell_of(run->result, run->first + i - 1, "running");
	}
}

static void add_bridge(struct builder *builder)
{
	struct run run = find_bridge(builder);
	if (!can_be_stacked(&run))
		return;
	const struct vd_row *line = &run.result->rows.items[run.first];
	struct vd_chart *chart =
		begin(builder, "bridge", VD_CHART_STEPS, VD_UNIT_MONEY, "comparable");
	chart->title = vd_arena_format(
		arena_of(builder),
		_("From what was allocated in %d to %d: who left, who changed, who came"),
		study_of(builder)->years.items[line->from].year,
		study_of(builder)->years.items[line->year].year);
	chart->item_title = _("Institution");
	chart->value_title = with_unit(builder, _("Allocated"), VD_UNIT_MONEY);
	add_steps(builder, &run, N_("base"), _("(base)"), VD_DRAW_HIDDEN, VD_PLOT_BASE);
	add_steps(builder, &run, N_("total"), _("Total of the year"), VD_DRAW_TOTAL, VD_PLOT_CELL);
	add_steps(builder, &run, N_("less"), _("Less"), VD_DRAW_FALL, VD_PLOT_FALL);
	add_steps(builder, &run, N_("more"), _("More"), VD_DRAW_RISE, VD_PLOT_RISE);
}

/* --- per person --- */

/* The national population that the report divides by: the primary one, else the first. */
static const struct vd_series *population(const struct vd_study *study)
{
	const struct vd_series *found = NULL;
	for (size_t i = 0; i < study->series.count; i++) {
		const struct vd_series *one = &study->series.items[i];
		if (!one->by_region && vd_series_is_population(one) && (!found || one->primary) &&
		    !(found && found->primary))
			found = one;
	}
	return found;
}

static void add_per_capita(struct builder *builder)
{
	const struct vd_series *series = population(study_of(builder));
	const struct vd_result *result = table(builder, "per-capita");
	struct years years = { .result = result,
			       .rows = VD_TAKE(arena_of(builder), size_t, result->rows.count) };
	for (size_t r = 0; series && r < result->rows.count; r++) {
		const struct vd_row *row = &result->rows.items[r];
		if (row->region == VD_NONE && row->series == series && row->stage == VD_ALLOCATED &&
		    has_value(cell_of(result, r, "per_capita")))
			years.rows[years.count++] = r;
	}
	if (!years.count)
		return;
	const char *title = vd_text_in(&series->title, builder->analysis->language);
	struct vd_chart *chart =
		begin(builder, "per-capita", VD_CHART_COLUMNS, VD_UNIT_PER_UNIT, "per-capita");
	chart->title = vd_arena_format(arena_of(builder), _("Allocated per person, by year (%s)"),
				       title ? title : series->id);
	chart->item_title = _("Year");
	chart->value_title = with_unit(builder, _("Per person"), VD_UNIT_PER_UNIT);
	add_years(builder, &years, N_("nominal"), "per_capita", VD_ALLOCATED, VD_DRAW_FIRST,
		  _("Allocated per person"));
	if (builder->analysis->prices)
		add_years(builder, &years, N_("real"), "per_capita_real", VD_ALLOCATED,
			  VD_DRAW_SECOND,
			  vd_arena_format(arena_of(builder), _("In prices of %d"),
					  builder->analysis->prices->base));
}

/* --- regions --- */

/* The regions of a year with a figure per person. */
static struct ranking rank_regions(const struct builder *builder, int year)
{
	const struct vd_result *result = table(builder, "regions");
	struct ranking ranking = { .result = result,
				   .items = VD_TAKE(arena_of(builder), struct ranked,
						    result->rows.count) };
	for (size_t r = 0; r < result->rows.count; r++) {
		struct vd_result_cell cell = cell_of(result, r, "allocated_per_capita");
		if (result->rows.items[r].year == year && has_value(cell))
			ranking.items[ranking.count++] = ranked(builder, cell);
	}
	sort(&ranking);
	return ranking;
}

/* Per another unit, such as a complaint: the series and year, as near the focus as there is one. */
static struct ranking rank_units(const struct builder *builder, const struct vd_series **series,
				 int *year)
{
	const struct vd_result *result = table(builder, "per-capita");
	struct ranking ranking = { .result = result,
				   .items = VD_TAKE(arena_of(builder), struct ranked,
						    result->rows.count) };
	*series = NULL;
	for (size_t r = 0; r < result->rows.count; r++) {
		const struct vd_row *row = &result->rows.items[r];
		if (row->region == VD_NONE || row->stage != VD_ALLOCATED ||
		    row->year > builder->focus || !has_value(cell_of(result, r, "per_capita")))
			continue;
		if (*series &&
		    (row->series > *series || (row->series == *series && row->year < *year)))
			continue;
		*series = row->series;
		*year = row->year;
	}
	for (size_t r = 0; *series && r < result->rows.count; r++) {
		const struct vd_row *row = &result->rows.items[r];
		struct vd_result_cell cell = cell_of(result, r, "per_capita");
		if (row->region != VD_NONE && row->stage == VD_ALLOCATED &&
		    row->series == *series && row->year == *year && has_value(cell))
			ranking.items[ranking.count++] = ranked(builder, cell);
	}
	sort(&ranking);
	return ranking;
}

/* Where the country's bar stands among the sorted regions. */
static size_t place_of(const struct builder *builder, const struct ranking *ranking,
		       struct vd_result_cell country)
{
	double value = vd_value_cell(value_of(country), &study_of(builder)->currency);
	size_t place = 0;
	while (place < ranking->count && ranking->items[place].value >= value)
		place++;
	return place;
}

/* Bars of the regions, or of the country alone: both have all items, so that they line up. */
static void add_bars(struct builder *builder, const struct ranking *ranking, const char *key,
		     const struct vd_result_cell *country, bool of_country)
{
	const struct vd_study *study = study_of(builder);
	size_t place = country ? place_of(builder, ranking, *country) : ranking->count;
	const char *series = of_country ? N_("country") : N_("region");
	begin_series(builder, of_country ? _("All regions") : _("Region"),
		     of_country ? VD_DRAW_COUNTRY : VD_DRAW_FIRST);
	for (size_t i = 0; i <= ranking->count; i++) {
		if (i == place && country) {
			struct vd_row *row = add(builder, series, "country", _("All regions"));
			if (of_country)
				point_at(row, *country);
		}
		if (i == ranking->count)
			break;
		const struct vd_row *source = &ranking->result->rows.items[ranking->items[i].row];
		const struct vd_region *region = &study->regions.items[source->region];
		struct vd_row *row = add(builder, series, region->code,
					 vd_region_name(region, builder->analysis->language));
		row->region = source->region;
		if (!of_country)
			point_at(row, cell_of(ranking->result, ranking->items[i].row, key));
	}
}

/* Of another unit than persons, whose figures are few: fewer say nothing of the country. */
enum { REGIONS_LEAST = 5 };

static void add_regions(struct builder *builder)
{
	const struct vd_series *series = NULL;
	int year = builder->focus;
	const char *key = "allocated_per_capita";
	struct ranking ranking = rank_regions(builder, year);
	struct vd_result_cell country = { 0 };
	if (ranking.count > 1) {
		country = cell_of(ranking.result, ranking.items[0].row,
				  "allocated_per_capita_national");
	} else {
		ranking = rank_units(builder, &series, &year);
		key = "per_capita";
	}
	if (ranking.count < (series ? REGIONS_LEAST : 2))
		return;
	int calendar = study_of(builder)->years.items[year].year;
	struct vd_chart *chart = begin(builder, "regions", VD_CHART_BARS, VD_UNIT_PER_UNIT,
				       series ? "per-capita" : "regions");
	chart->title = vd_arena_format(arena_of(builder),
				       _("Allocated per person in %d, by region"), calendar);
	chart->value_title = with_unit(builder, _("Per person"), VD_UNIT_PER_UNIT);
	if (series) {
		const char *title = vd_text_in(&series->title, builder->analysis->language);
		chart->title = vd_arena_format(arena_of(builder),
					       _("Allocated per unit in %d, by region: %s"),
					       calendar, title ? title : series->id);
		chart->value_title = with_unit(builder, _("Per unit"), VD_UNIT_PER_UNIT);
	}
	chart->item_title = _("Region");
	bool has_country = country.result && has_value(country);
	add_bars(builder, &ranking, key, has_country ? &country : NULL, false);
	if (has_country)
		add_bars(builder, &ranking, key, &country, true);
}

/* --- the trend --- */

/* The row of the trend of the total allocated. */
static const struct vd_row *find_trend(const struct builder *builder)
{
	const struct vd_result *trend = table(builder, "trend");
	for (size_t r = 0; r < trend->rows.count; r++)
		if (vd_same(trend->rows.items[r].name, "total") &&
		    trend->rows.items[r].stage == VD_ALLOCATED)
			return &trend->rows.items[r];
	return NULL;
}

static void add_points(struct builder *builder, const struct vd_sample *sample, bool used)
{
	begin_series(builder, used ? _("Allocated") : _("Left out of the line"),
		     used ? VD_DRAW_POINTS : VD_DRAW_LEFT_OUT);
	for (size_t i = used ? 0 : sample->used; i < (used ? sample->used : sample->count); i++) {
		struct vd_result_cell cell = cell_of(sample->result, sample->first + i, "value");
		if (!has_value(cell))
			continue;
		point_at(add_year(builder, used ? N_("used") : N_("left-out"),
				  sample->result->rows.items[cell.row].year, VD_ALLOCATED),
			 cell);
	}
	struct vd_chart *chart = builder->chart;
	if (!chart->series.items[chart->series.count - 1].count)
		chart->series.count--;
}

/* The calendar years of the line: those it is fitted to, and those it is projected to. */
struct span {
	int *years;
	size_t count;
};

static struct span years_of(const struct builder *builder, const struct vd_sample *sample)
{
	size_t ahead = (size_t)builder->analysis->options.project;
	struct span span = { .years = VD_TAKE(arena_of(builder), int, sample->used + ahead) };
	for (size_t i = 0; i < sample->used; i++) {
		const struct vd_row *point = &sample->result->rows.items[sample->first + i];
		span.years[span.count++] = study_of(builder)->years.items[point->year].year;
	}
	int last = span.years[span.count - 1];
	for (size_t i = 1; i <= ahead; i++)
		span.years[span.count++] = last + (int)i;
	return span;
}

static void add_line(struct builder *builder, const struct vd_row *trend, const struct span *span,
		     const struct vd_line *line, enum vd_statistic which)
{
	bool is_line = which == VD_STATISTIC_PROJECTED, low = which == VD_STATISTIC_PROJECTED_LOW;
	begin_series(builder,
		     is_line ? _("Line through the years used")
		     /* xgettext:no-c-format */
		     : low ? _("95 % interval, low")
			   /* xgettext:no-c-format */
			   : _("95 % interval, high"),
		     is_line ? VD_DRAW_LINE : VD_DRAW_INTERVAL);
	for (size_t i = 0; i < span->count; i++) {
		const char *year = vd_arena_format(arena_of(builder), "%d", span->years[i]);
		struct vd_row *row =
			add(builder,
			    is_line ? "line"
			    : low   ? "low"
				    : "high",
			    year,
			    i < trend->sample.used
				    ? year
				    : vd_arena_format(arena_of(builder), _("%s, projected"), year));
		row->calendar = span->years[i];
		row->sample = trend->sample;
		row->plot = VD_PLOT_STATISTIC;
		row->measured = which;
		struct vd_bounds interval =
			vd_prediction_interval(line, span->years[i], VD_CONFIDENCE);
		vd_statistics_set_real(arena_of(builder), &row->statistics, which,
				       is_line ? vd_line_at(line, span->years[i])
				       : low   ? interval.low
					       : interval.high,
				       VD_NO_VARIATION);
	}
}

static void add_trend(struct builder *builder)
{
	const struct vd_row *trend = find_trend(builder);
	struct vd_line line;
	if (!trend || !vd_trend_line(builder->analysis, &trend->sample, &line))
		return;
	struct vd_chart *chart = begin(builder, "trend", VD_CHART_LINES, VD_UNIT_MONEY, "trend");
	chart->title = builder->analysis->options.project
			       ? _("Trend of what was allocated, with its interval and projection")
			       : _("Trend of what was allocated, with its interval");
	chart->item_title = _("Year");
	chart->value_title = with_unit(builder, _("Allocated"), VD_UNIT_MONEY);
	add_points(builder, &trend->sample, true);
	add_points(builder, &trend->sample, false);
	struct span span = years_of(builder, &trend->sample);
	add_line(builder, trend, &span, &line, VD_STATISTIC_PROJECTED);
	if (trend->sample.used < VD_SIGNIFICANCE_LEAST)
		return;
	add_line(builder, trend, &span, &line, VD_STATISTIC_PROJECTED_LOW);
	add_line(builder, trend, &span, &line, VD_STATISTIC_PROJECTED_HIGH);
}

void vd_list_charts(const struct vd_analysis *analysis, struct vd_rows *rows)
{
	struct builder builder = { .analysis = analysis,
				   .rows = rows,
				   .charts = analysis->charts,
				   .focus = vd_summarise(analysis).years[VD_SUMMARY_FOCUS] };
	analysis->charts->result = vd_result_current(analysis);
	add_share(&builder);
	add_totals(&builder);
	if (builder.focus != VD_NONE) {
		add_institutions(&builder);
		add_bridge(&builder);
	}
	add_per_capita(&builder);
	if (builder.focus != VD_NONE)
		add_regions(&builder);
	add_trend(&builder);
}
