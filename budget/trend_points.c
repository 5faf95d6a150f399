/* The values that trends are fitted to: series by series, the years used first, then those left out. */
#include "budget/columns.h"

struct builder {
	const struct vd_analysis *analysis;
	struct vd_rows *rows;
};

/* Why a year is left out, or NULL. */
static const char *left_out(const struct builder *builder, int year, enum vd_stage stage,
			    const struct vd_value *value)
{
	const struct vd_analysis *analysis = builder->analysis;
	if (!vd_value_present(value))
		return vd_missing_words(value->missing);
	if (analysis->study->years.items[year].phase == VD_BILL && !analysis->options.with_bills)
		return _("bill, not law");
	if (vd_months_elapsed(analysis->study, year, stage) && !analysis->options.with_partial)
		return _("partial year");
	return NULL;
}

static void add_point(const struct builder *builder, const char *name, enum vd_stage stage,
		      struct vd_result_cell cell, const char *why)
{
	const struct vd_row *source = &cell.result->rows.items[cell.row];
	struct vd_row *row = vd_add_row(builder->analysis, builder->rows);
	row->name = name;
	row->stage = (int)stage;
	row->year = source->year;
	row->region = source->region;
	row->institution = source->institution;
	row->series = source->region == VD_NONE ? source->series : NULL;
	row->unit = vd_result_unit(cell.result, cell.row, cell.column);
	row->cell = cell;
	row->remark = why ? why : "";
}

/* The rows of one subject in a table, as a series of one of its columns. */
struct source {
	const struct vd_result *result;
	const size_t *rows;
	size_t count;
};

static size_t usable(const struct builder *builder, const struct source *source, size_t column,
		     enum vd_stage stage)
{
	size_t count = 0;
	for (size_t i = 0; i < source->count; i++) {
		const struct vd_value *value =
			vd_result_value(source->result, source->rows[i], column);
		count += !left_out(builder, source->result->rows.items[source->rows[i]].year, stage,
				   value);
	}
	return count;
}

static void add_series(const struct builder *builder, const char *name, enum vd_stage stage,
		       const struct source *source, const char *key, size_t least)
{
	int column = vd_result_column(source->result, key);
	if (column == VD_NONE || usable(builder, source, (size_t)column, stage) < least)
		return;
	for (int used = 1; used >= 0; used--) {
		for (size_t i = 0; i < source->count; i++) {
			struct vd_result_cell cell = { source->result, source->rows[i],
						       (size_t)column };
			const struct vd_value *value =
				vd_result_value(cell.result, cell.row, cell.column);
			const char *why = left_out(builder, cell.result->rows.items[cell.row].year,
						   stage, value);
			if (used == !why)
				add_point(builder, name, stage, cell, why);
		}
	}
}

/* All rows of a table. */
static struct source all_rows(const struct builder *builder, const struct vd_result *result)
{
	size_t *rows = VD_TAKE(builder->analysis->arena, size_t, result->rows.count);
	for (size_t r = 0; r < result->rows.count; r++)
		rows[r] = r;
	return (struct source){ result, rows, result->rows.count };
}

static void add_totals(const struct builder *builder)
{
	static const struct {
		const char *name, *keys[VD_STAGES];
	} series[] = {
		{ N_("total"),
		  { [VD_ALLOCATED] = "allocated",
		    [VD_MODIFIED] = "modified",
		    [VD_IMPLEMENTED] = "implemented" } },
		{ N_("real"),
		  { [VD_ALLOCATED] = "allocated_real",
		    [VD_MODIFIED] = "modified_real",
		    [VD_IMPLEMENTED] = "implemented_real" } },
		{ N_("share"), { [VD_ALLOCATED] = "share_percent" } },
	};
	struct source source =
		all_rows(builder, vd_result_find(builder->analysis, "general-budget"));
	for (size_t i = 0; i < sizeof(series) / sizeof(*series); i++)
		for (enum vd_stage stage = 0; stage < VD_STAGES; stage++)
			if (series[i].keys[stage])
				add_series(builder, series[i].name, stage, &source,
					   series[i].keys[stage], 1);
}

static void add_per_capita(const struct builder *builder)
{
	const struct vd_analysis *analysis = builder->analysis;
	const struct vd_result *result = vd_result_find(analysis, "per-capita");
	size_t *rows = VD_TAKE(analysis->arena, size_t, result->rows.count);
	for (size_t s = 0; s < analysis->study->series.count; s++) {
		const struct vd_series *series = &analysis->study->series.items[s];
		const char *name =
			vd_arena_format(analysis->arena, "%s/%s", N_("per-capita"), series->id);
		for (enum vd_stage stage = 0; stage < VD_STAGES; stage++) {
			struct source source = { .result = result, .rows = rows };
			for (size_t r = 0; r < result->rows.count; r++) {
				const struct vd_row *row = &result->rows.items[r];
				if (row->series == series && row->region == VD_NONE &&
				    row->stage == (int)stage)
					rows[source.count++] = r;
			}
			add_series(builder, name, stage, &source, "per_capita", 1);
		}
	}
}

/* Institutions or regions: their rows stand together in their table. */
static void add_subjects(const struct builder *builder, const char *table, const char *kind)
{
	struct source all = all_rows(builder, vd_result_find(builder->analysis, table));
	for (size_t first = 0, end; first < all.count; first = end) {
		const struct vd_row *row = &all.result->rows.items[first];
		for (end = first + 1; end < all.count; end++) {
			const struct vd_row *next = &all.result->rows.items[end];
			if (next->institution != row->institution || next->region != row->region)
				break;
		}
		const struct source source = { all.result, all.rows + first, end - first };
		const char *id = vd_result_value(all.result, first, 0)->text;
		const char *name = vd_arena_format(builder->analysis->arena, "%s/%s", kind, id);
		for (enum vd_stage stage = 0; stage < VD_STAGES; stage++)
			add_series(builder, name, stage, &source, vd_stage_key(stage),
				   VD_FIT_LEAST);
	}
}

static void list_rows(const struct vd_analysis *analysis, struct vd_rows *rows)
{
	struct builder builder = { analysis, rows };
	add_totals(&builder);
	add_per_capita(&builder);
	add_subjects(&builder, "institutions", N_("institution"));
	add_subjects(&builder, "regions", N_("region"));
}

static struct vd_value used(const struct vd_analysis *analysis, const struct vd_row *row)
{
	(void)analysis;
	return vd_value_word(*row->remark ? N_("no") : N_("yes"));
}

static const struct vd_column columns[] = {
	VD_TREND_KEY,
	VD_STAGE_KEY,
	VD_YEAR_KEY,
	{ .key = "used",
	  .label = N_("Used"),
	  .unit = VD_UNIT_TEXT,
	  .value = used,
	  .meaning = N_("Whether the fit uses it") },
	{ .key = "why_not",
	  .label = N_("Why not"),
	  .unit = VD_UNIT_TEXT,
	  .value = vd_column_remark,
	  .meaning = N_("Why it is left out") },
	{ .key = "value",
	  .label = N_("Value"),
	  .unit = VD_UNIT_OF_ROW,
	  .formula = "cell()",
	  .meaning = N_("As in the table it comes from") },
	{ .key = "log_value",
	  .label = N_("Natural logarithm"),
	  .unit = VD_UNIT_NUMBER,
	  .formula = "log([value])",
	  .meaning = N_("For the log growth rate") },
	{ .key = "unit",
	  .label = N_("Unit"),
	  .unit = VD_UNIT_TEXT,
	  .value = vd_column_unit,
	  .meaning = N_("Of the value") },
};

const struct vd_table_description vd_table_trend_points = {
	.name = "trend-points",
	.title = N_("Trend points"),
	.about = N_(
		"The values that trends are fitted to, and the years left out. Bills and partial "
		"years are left out unless asked for. Which years are used is as of the report."),
	.columns = columns,
	.column_count = sizeof(columns) / sizeof(*columns),
	.list_rows = list_rows,
};
