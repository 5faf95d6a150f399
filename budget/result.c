#include "budget/result.h"

#include <string.h>

const struct vd_table_description *const vd_tables[] = {
	&vd_table_general_budget,
	&vd_table_institutions,
	&vd_table_regions,
	&vd_table_per_capita,
	NULL,
};

const struct vd_result *vd_result_find(const struct vd_analysis *analysis, const char *name)
{
	for (size_t i = 0; i < analysis->result_count; i++)
		if (vd_same(analysis->results[i].description->name, name))
			return &analysis->results[i];
	return NULL;
}

int vd_result_column(const struct vd_result *result, const char *key)
{
	for (size_t i = 0; i < result->column_count; i++)
		if (vd_same(result->columns[i].column->key, key))
			return (int)i;
	return VD_NONE;
}

const struct vd_value *vd_result_value(const struct vd_result *result, size_t row, size_t column)
{
	return &result->values[row * result->column_count + column];
}

struct vd_scope vd_row_scope(const struct vd_row *row)
{
	return (struct vd_scope){ .region = row->region };
}

enum vd_stage vd_formula_stage(const struct vd_formula *formula, const struct vd_row *row)
{
	return formula->stage == VD_STAGES ? (enum vd_stage)row->stage : formula->stage;
}

static struct vd_value count_value(const struct vd_analysis *analysis, const struct vd_row *row,
				   const struct vd_formula *formula)
{
	struct vd_coverage coverage;
	if (!vd_coverage(analysis->data, vd_row_scope(row), row->year,
			 vd_formula_stage(formula, row), &coverage))
		return vd_value_missing(VD_NO_DETAIL, NULL);
	switch (formula->counted) {
	case VD_COUNT_AMOUNTS:
		return vd_value_count(coverage.amounts);
	case VD_COUNT_ANSWERED:
		return vd_value_count(coverage.answered);
	case VD_COUNT_EXPECTED:
		break;
	}
	return vd_value_count(coverage.expected);
}

/* Whether the headline counts an institution, or all, some or none of a region's. */
static struct vd_value in_scope(const struct vd_study *study, const struct vd_row *row)
{
	bool some = false, all = true;
	for (int i = 0; i < (int)study->institutions.count; i++) {
		const struct vd_institution *one = &study->institutions.items[i];
		if (row->institution == VD_NONE ? one->region != row->region
						: i != row->institution)
			continue;
		some = some || one->in_headline;
		all = all && one->in_headline;
	}
	return vd_value_text(all ? "yes" : some ? "partly" : "no");
}

static struct vd_value previous_value(const struct vd_analysis *analysis,
				      const struct vd_result *result, size_t row,
				      const struct vd_formula *formula)
{
	int previous = result->rows.items[row].previous;
	if (previous == VD_NONE)
		return vd_value_missing(VD_NO_PRECEDING, NULL);
	return vd_formula_value(analysis, result, (size_t)previous, formula->a);
}

struct vd_value vd_formula_value(const struct vd_analysis *analysis, const struct vd_result *result,
				 size_t row_index, const struct vd_formula *formula)
{
	if (!formula)
		return vd_value_missing(VD_NOT_IN_STUDY, NULL);
	const struct vd_dataset *data = analysis->data;
	const struct vd_currency *currency = &analysis->study->currency;
	const struct vd_row *row = &result->rows.items[row_index];
	enum vd_stage stage = vd_formula_stage(formula, row);
	struct vd_value a = { 0 }, b = { 0 };
	if (formula->a && formula->operation != VD_OP_PREVIOUS)
		a = vd_formula_value(analysis, result, row_index, formula->a);
	if (formula->b)
		b = vd_formula_value(analysis, result, row_index, formula->b);
	switch (formula->operation) {
	case VD_OP_COLUMN: {
		int column = vd_result_column(result, formula->column);
		if (column == VD_NONE)
			return vd_value_missing(VD_NOT_IN_STUDY, NULL);
		return *vd_result_value(result, row_index, (size_t)column);
	}
	case VD_OP_DATA:
		return vd_figure_value(vd_dataset_cell(data, row->institution, row->year, stage));
	case VD_OP_TOTAL:
		return vd_total(data, vd_row_scope(row), row->year, stage);
	case VD_OP_MATCHED:
		return vd_matched(data, vd_row_scope(row), row->year, stage, formula->basis);
	case VD_OP_COUNT:
		return count_value(analysis, row, formula);
	case VD_OP_IN_SCOPE:
		return in_scope(analysis->study, row);
	case VD_OP_GENERAL_BUDGET:
		return vd_figure_value(&data->general_budget[row->year]);
	case VD_OP_SERIES:
		if (!row->series)
			return vd_value_missing(VD_NO_SERIES, NULL);
		return vd_series_count(row->series, analysis->study->years.items[row->year].year,
				       row->region);
	case VD_OP_DEFLATOR:
		if (!analysis->prices)
			return vd_value_missing(VD_NO_SERIES, NULL);
		return vd_deflator(analysis->prices, analysis->study->years.items[row->year].year);
	case VD_OP_PREVIOUS:
		return previous_value(analysis, result, row_index, formula);
	case VD_OP_RATIO:
		return vd_value_divide(&a, &b, currency);
	case VD_OP_DIFFERENCE: {
		struct vd_value difference;
		/* The dataset's limit on amounts leaves no difference that overflows. */
		if (!vd_value_subtract(&a, &b, &difference))
			return vd_value_missing(VD_NO_BASE, NULL);
		return difference;
	}
	case VD_OP_PRODUCT:
		return vd_value_scale(&a, &b, currency);
	}
	return vd_value_missing(VD_NOT_IN_STUDY, NULL);
}

struct vd_row *vd_add_row(const struct vd_analysis *analysis, struct vd_rows *rows)
{
	struct vd_row *row = VD_APPEND(analysis->arena, rows);
	*row = (struct vd_row){ .institution = VD_NONE,
				.region = VD_NONE,
				.year = VD_NONE,
				.stage = VD_NONE,
				.previous = VD_NONE };
	return row;
}

static bool same_subject(const struct vd_row *a, const struct vd_row *b)
{
	return a->institution == b->institution && a->region == b->region && a->stage == b->stage &&
	       a->series == b->series;
}

/* Rows of one subject stand together, years ascending: the year before is the row before. */
static void link_previous(const struct vd_study *study, struct vd_rows *rows)
{
	for (size_t i = 1; i < rows->count; i++) {
		struct vd_row *row = &rows->items[i], *before = &rows->items[i - 1];
		if (same_subject(row, before) &&
		    study->years.items[before->year].year + 1 == study->years.items[row->year].year)
			row->previous = (int)(i - 1);
	}
}

/* "Allocated" becomes "Allocated (PIA)" by its local name, "In prices" becomes "In prices of 2015". */
static const char *column_label(const struct vd_analysis *analysis, const struct vd_column *column)
{
	const struct vd_study *study = analysis->study;
	for (size_t i = 0; i < study->stage_names.count; i++) {
		const struct vd_stage_name *name = &study->stage_names.items[i];
		if (vd_same(column->key, vd_stage_key(name->stage)))
			return vd_arena_format(analysis->arena, "%s (%s)", column->label, name->id);
	}
	size_t length = strlen(column->key);
	bool real = length > 5 && vd_same(column->key + length - 5, "_real");
	if (real && analysis->prices)
		return vd_arena_format(analysis->arena, "%s of %d", column->label,
				       analysis->prices->base);
	return column->label;
}

static void compute(const struct vd_analysis *analysis, struct vd_result *result)
{
	const struct vd_table_description *description = result->description;
	struct vd_arena *arena = analysis->arena;
	result->columns = VD_TAKE(arena, struct vd_result_column, description->column_count);
	for (size_t i = 0; i < description->column_count; i++) {
		const struct vd_column *column = &description->columns[i];
		if (column->present && !column->present(analysis))
			continue;
		result->columns[result->column_count++] = (struct vd_result_column){
			.column = column,
			.formula = column->formula ? vd_formula_parse(arena, column->formula)
						   : NULL,
			.label = column_label(analysis, column),
		};
	}
	description->list_rows(analysis, &result->rows);
	link_previous(analysis->study, &result->rows);
	result->values = VD_TAKE(arena, struct vd_value, result->rows.count * result->column_count);
	for (size_t r = 0; r < result->rows.count; r++) {
		for (size_t c = 0; c < result->column_count; c++) {
			struct vd_value *value = &result->values[r * result->column_count + c];
			const struct vd_result_column *column = &result->columns[c];
			*value = column->formula
					 ? vd_formula_value(analysis, result, r, column->formula)
					 : column->column->value(analysis, &result->rows.items[r]);
		}
	}
}

struct vd_analysis *vd_analyse(const struct vd_dataset *data, enum vd_language language,
			       struct vd_arena *arena)
{
	struct vd_analysis *analysis = VD_TAKE(arena, struct vd_analysis, 1);
	*analysis = (struct vd_analysis){ .study = data->study,
					  .data = data,
					  .arena = arena,
					  .language = language,
					  .prices = vd_prices(data->study) };
	while (vd_tables[analysis->result_count])
		analysis->result_count++;
	analysis->results = VD_TAKE(arena, struct vd_result, analysis->result_count);
	for (size_t i = 0; i < analysis->result_count; i++) {
		analysis->results[i].description = vd_tables[i];
		compute(analysis, &analysis->results[i]);
	}
	return analysis;
}

const char *vd_row_address(const struct vd_analysis *analysis, const struct vd_result *result,
			   size_t row)
{
	const char *address = "";
	for (size_t c = 0; c < result->column_count; c++) {
		const struct vd_column *column = result->columns[c].column;
		if (!column->is_key)
			continue;
		const char *key = vd_value_plain(analysis->arena, vd_result_value(result, row, c),
						 column->unit, &analysis->study->currency);
		address = vd_arena_format(analysis->arena, "%s%s%s", address, *address ? "/" : "",
					  key);
	}
	return address;
}

struct vd_value vd_column_year(const struct vd_analysis *analysis, const struct vd_row *row)
{
	return vd_value_count(analysis->study->years.items[row->year].year);
}

struct vd_value vd_column_region(const struct vd_analysis *analysis, const struct vd_row *row)
{
	return vd_value_text(analysis->study->regions.items[row->region].code);
}

struct vd_value vd_column_region_name(const struct vd_analysis *analysis, const struct vd_row *row)
{
	return vd_value_text(
		vd_region_name(&analysis->study->regions.items[row->region], analysis->language));
}

struct vd_value vd_column_series(const struct vd_analysis *analysis, const struct vd_row *row)
{
	(void)analysis;
	return row->series ? vd_value_text(row->series->id) : vd_value_missing(VD_NO_SERIES, NULL);
}

bool vd_has_modified(const struct vd_analysis *analysis)
{
	return analysis->data->has_stage[VD_MODIFIED];
}

bool vd_has_prices(const struct vd_analysis *analysis)
{
	return analysis->prices != NULL;
}
