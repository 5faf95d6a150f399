#include "budget/result.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "budget/audit.h"
#include "budget/chart.h"
#include "budget/columns.h"

const struct vd_table_description *const vd_tables[] = {
	&vd_table_general_budget,
	&vd_table_institutions,
	&vd_table_regions,
	&vd_table_comparable,
	&vd_table_bridge,
	&vd_table_per_capita,
	&vd_table_population_choice,
	&vd_table_trend_points,
	&vd_table_trend,
	&vd_table_projection,
	&vd_table_distribution,
	&vd_table_association_points,
	&vd_table_association,
	&vd_table_outliers,
	&vd_table_pace,
	&vd_table_pefa_heads,
	&vd_table_pefa,
	&vd_table_chart_data,
	&vd_table_data_files,
	&vd_table_checks,
	&vd_table_claims,
	&vd_table_findings,
	NULL,
};

const char *vd_table_title(const struct vd_table_description *table)
{
	return vd_translate(table->title);
}

const char *vd_table_about(const struct vd_table_description *table)
{
	return vd_translate(table->about);
}

const char *vd_table_when_empty(const struct vd_table_description *table)
{
	return table->when_empty ? vd_translate(table->when_empty) : "";
}

const char *vd_column_meaning(const struct vd_analysis *analysis,
			      const struct vd_result_column *column)
{
	if (vd_same(column->column->meaning, VD_AS_PRINTED) && analysis->study->data.count)
		return _("As printed, or added up from data");
	return column->column->meaning ? vd_translate(column->column->meaning) : "";
}

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

enum vd_statistic vd_formula_statistic(const struct vd_formula *formula, const struct vd_row *row)
{
	if (formula->statistic == VD_STATISTIC_MEASURED)
		return row->measured;
	return formula->statistic == VD_STATISTIC_BASE ? row->base : formula->statistic;
}

const struct vd_result *vd_result_current(const struct vd_analysis *analysis)
{
	return &analysis->results[analysis->result_count];
}

enum vd_unit vd_result_unit(const struct vd_result *result, size_t row, size_t column)
{
	enum vd_unit unit = result->columns[column].column->unit;
	const struct vd_row *one = &result->rows.items[row];
	return unit == VD_UNIT_OF_ROW	 ? one->unit
	       : unit == VD_UNIT_OF_PART ? one->part_unit
	       : unit == VD_UNIT_OF_BASE ? one->base_unit
					 : unit;
}

const char *vd_column_unit_name(const struct vd_analysis *analysis, const struct vd_column *column)
{
	if (column->unit == VD_UNIT_FOREIGN && analysis->exchange)
		return analysis->exchange->currency.code;
	return vd_unit_name(column->unit, &analysis->study->currency);
}

struct vd_spot vd_spot_at(const struct vd_analysis *analysis, const struct vd_result *result,
			  size_t row)
{
	return (struct vd_spot){
		.analysis = analysis, .result = result, .index = row, .row = result->rows.items[row]
	};
}

struct vd_spot vd_spot_from(const struct vd_spot *spot)
{
	struct vd_spot from = *spot;
	from.row.year = spot->row.from;
	if (spot->row.from_stage != VD_NONE)
		from.row.stage = spot->row.from_stage;
	return from;
}

struct vd_pairing vd_row_pairing(const struct vd_row *row)
{
	enum vd_stage stage = (enum vd_stage)row->stage;
	return (struct vd_pairing){
		.scope = vd_row_scope(row),
		.basis = row->basis,
		.side = { { row->from, stage }, { row->year, stage } },
	};
}

int vd_months_elapsed(const struct vd_study *study, int year, enum vd_stage stage)
{
	struct vd_month through = study->years.items[year].through[stage];
	if (!through.year)
		return 0;
	int months = (through.year - study->years.items[year].year) * 12 + through.month;
	return months > 0 && months < 12 ? months : 0;
}

static struct vd_value count_value(const struct vd_spot *spot, const struct vd_formula *formula)
{
	struct vd_coverage coverage;
	if (!vd_coverage(spot->analysis->data, vd_row_scope(&spot->row), spot->row.year,
			 vd_formula_stage(formula, &spot->row), &coverage))
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
	if (row->institution != VD_NONE)
		return vd_value_word(study->institutions.items[row->institution].in_headline
					     ? N_("yes")
					     : N_("no"));
	bool some = false, all = true;
	for (size_t i = 0; i < study->institutions.count; i++) {
		const struct vd_institution *one = &study->institutions.items[i];
		if (one->region != row->region)
			continue;
		some = some || one->in_headline;
		all = all && one->in_headline;
	}
	return vd_value_word(all ? N_("yes") : some ? N_("partly") : N_("no"));
}

static struct vd_value previous_value(const struct vd_spot *spot, const struct vd_formula *formula)
{
	if (spot->row.previous == VD_NONE)
		return vd_value_missing(VD_NO_PRECEDING, NULL);
	struct vd_spot before =
		vd_spot_at(spot->analysis, spot->result, (size_t)spot->row.previous);
	return vd_formula_value(&before, formula->a);
}

/* The natural logarithm of what is above zero. */
static struct vd_value logarithm(const struct vd_value *value, const struct vd_currency *currency)
{
	if (!vd_value_present(value))
		return *value;
	if (vd_value_sign(value) <= 0)
		return vd_value_missing(VD_NOT_POSITIVE, NULL);
	return vd_value_real(log(vd_value_cell(value, currency)));
}

static struct vd_value arithmetic_value(const struct vd_spot *spot,
					const struct vd_formula *formula)
{
	const struct vd_currency *currency = &spot->analysis->study->currency;
	struct vd_value a = vd_formula_value(spot, formula->a), b = { 0 }, out;
	if (formula->b)
		b = vd_formula_value(spot, formula->b);
	if (formula->operation == VD_OP_LOG)
		return logarithm(&a, currency);
	if (formula->operation == VD_OP_RATIO)
		return vd_value_divide(&a, &b, currency);
	if (formula->operation == VD_OP_PRODUCT)
		return vd_value_scale(&a, &b, currency);
	bool fits = formula->operation == VD_OP_SUM ? vd_value_add(&a, &b, currency, &out)
						    : vd_value_subtract(&a, &b, currency, &out);
	/* VD_AMOUNTS_MOST leaves no sum or difference that overflows. */
	assert(fits);
	(void)fits;
	return out;
}

static struct vd_value elapsed_value(const struct vd_spot *spot, enum vd_stage stage)
{
	int months = vd_months_elapsed(spot->analysis->study, spot->row.year, stage);
	struct vd_value over = vd_value_count(months), under = vd_value_count(12);
	return vd_value_divide(&over, &under, &spot->analysis->study->currency);
}

struct vd_value vd_formula_value(const struct vd_spot *spot, const struct vd_formula *formula)
{
	if (!formula)
		return vd_value_missing(VD_NOT_IN_STUDY, NULL);
	const struct vd_analysis *analysis = spot->analysis;
	const struct vd_dataset *data = analysis->data;
	const struct vd_row *row = &spot->row;
	enum vd_stage stage = vd_formula_stage(formula, row);
	int calendar = row->year == VD_NONE ? row->calendar
					    : analysis->study->years.items[row->year].year;
	switch (formula->operation) {
	case VD_OP_COLUMN: {
		int column = vd_result_column(spot->result, formula->column);
		if (column == VD_NONE)
			return vd_value_missing(VD_NOT_IN_STUDY, NULL);
		return *vd_result_value(spot->result, spot->index, (size_t)column);
	}
	case VD_OP_DATA:
		return vd_figure_value(vd_dataset_cell(data, row->institution, row->year, stage));
	case VD_OP_TOTAL:
		return vd_total(data, vd_row_scope(row), row->year, stage);
	case VD_OP_MATCHED:
		return vd_matched(data, vd_row_scope(row), row->year, stage, formula->basis);
	case VD_OP_COUNT:
		return count_value(spot, formula);
	case VD_OP_IN_SCOPE:
		return in_scope(analysis->study, row);
	case VD_OP_GENERAL_BUDGET:
		return vd_figure_value(&data->general_budget[row->year]);
	case VD_OP_SERIES:
		return row->series ? vd_series_count(row->series, calendar, row->region)
				   : vd_value_missing(VD_NO_SERIES, NULL);
	case VD_OP_DEFLATOR:
		return analysis->prices ? vd_deflator(analysis->prices, calendar)
					: vd_value_missing(VD_NO_SERIES, NULL);
	case VD_OP_EXCHANGE:
		return analysis->exchange ? vd_exchange_rate(analysis->exchange, calendar)
					  : vd_value_missing(VD_NO_SERIES, NULL);
	case VD_OP_ELAPSED:
		return elapsed_value(spot, stage);
	case VD_OP_PREVIOUS:
		return previous_value(spot, formula);
	case VD_OP_FROM: {
		struct vd_spot from = vd_spot_from(spot);
		return vd_formula_value(&from, formula->a);
	}
	case VD_OP_FLOW: {
		struct vd_pairing pairing = vd_row_pairing(row);
		return vd_flow_value(data, &pairing, formula->flow, formula->reason);
	}
	case VD_OP_PART:
		return vd_part_value(spot, formula->figure);
	case VD_OP_CELL:
		return *vd_result_value(row->cell.result, row->cell.row, row->cell.column);
	case VD_OP_PLOTTED:
		return vd_plot_value(spot);
	case VD_OP_AUDIT:
		return vd_audit_value(row, formula->audited);
	case VD_OP_STATISTIC:
		return vd_statistics_get(&row->statistics, vd_formula_statistic(formula, row));
	case VD_OP_LOG:
	case VD_OP_RATIO:
	case VD_OP_SUM:
	case VD_OP_DIFFERENCE:
	case VD_OP_PRODUCT:
		return arithmetic_value(spot, formula);
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
				.previous = VD_NONE,
				.from = VD_NONE,
				.from_stage = VD_NONE };
	return row;
}

static bool same_subject(const struct vd_row *a, const struct vd_row *b)
{
	return a->institution == b->institution && a->region == b->region && a->stage == b->stage &&
	       a->series == b->series;
}

void vd_link_years(const struct vd_analysis *analysis, struct vd_rows *rows)
{
	const struct vd_study *study = analysis->study;
	for (size_t i = 1; i < rows->count; i++) {
		struct vd_row *row = &rows->items[i], *before = &rows->items[i - 1];
		if (same_subject(row, before) &&
		    study->years.items[before->year].year + 1 == study->years.items[row->year].year)
			row->previous = (int)(i - 1);
	}
}

static bool ends(const char *text, const char *end)
{
	size_t length = strlen(text), end_length = strlen(end);
	return length > end_length && vd_same(text + length - end_length, end);
}

/* "Allocated" becomes "Allocated (PIA)" by its local name, "In prices" becomes "In prices of 2015". */
static const char *column_label(const struct vd_analysis *analysis, const struct vd_column *column)
{
	const struct vd_study *study = analysis->study;
	const char *label = vd_translate(column->label);
	for (size_t i = 0; i < study->stage_names.count; i++) {
		const struct vd_stage_name *name = &study->stage_names.items[i];
		if (vd_same(column->key, vd_stage_key(name->stage)))
			return vd_arena_format(analysis->arena, "%s (%s)", label, name->id);
	}
	if (ends(column->key, "_real") && analysis->prices)
		/* TRANSLATORS: a column's label and a year: "In prices of 2015". */
		return vd_arena_format(analysis->arena, _("%s of %d"), label,
				       analysis->prices->base);
	if (ends(column->key, "_converted") && analysis->exchange)
		/* TRANSLATORS: a column's label and a currency: "Allocated in USD". */
		return vd_arena_format(analysis->arena, _("%s in %s"), label,
				       analysis->exchange->currency.code);
	return label;
}

static bool has_cell(const struct vd_operand *operand)
{
	bool found = operand->kind == VD_OPERAND_CELL;
	for (size_t i = 0; i < operand->part_count && !found; i++)
		found = has_cell(&operand->parts[i]); /* as deep as the decoder lets sums be */
	return found;
}

/* Whether a table's rows are wanted; a claim may point at a cell of any. */
static bool is_wanted(const struct vd_analysis *analysis,
		      const struct vd_table_description *description)
{
	const struct vd_study *study = analysis->study;
	bool wanted = !analysis->options.for_audit || description->audit_reads;
	for (size_t i = 0; i < study->claims.count && !wanted; i++)
		wanted = has_cell(&study->claims.items[i].part) ||
			 has_cell(&study->claims.items[i].base);
	return wanted;
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
	if (is_wanted(analysis, description))
		description->list_rows(analysis, &result->rows);
	result->values = VD_TAKE(arena, struct vd_value, result->rows.count * result->column_count);
	for (size_t r = 0; r < result->rows.count; r++) {
		struct vd_spot spot = vd_spot_at(analysis, result, r);
		for (size_t c = 0; c < result->column_count; c++) {
			struct vd_value *value = &result->values[r * result->column_count + c];
			const struct vd_result_column *column = &result->columns[c];
			*value = column->formula ? vd_formula_value(&spot, column->formula)
						 : column->column->value(analysis, &spot.row);
		}
	}
}

struct vd_analysis *vd_analysis_begin(const struct vd_dataset *data,
				      const struct vd_options *options, struct vd_arena *arena)
{
	struct vd_analysis *analysis = VD_TAKE(arena, struct vd_analysis, 1);
	*analysis = (struct vd_analysis){ .study = data->study,
					  .data = data,
					  .arena = arena,
					  .language = options->language,
					  .options = *options,
					  .prices = vd_prices(data->study),
					  .exchange = vd_exchange(data->study),
					  .charts = VD_TAKE(arena, struct vd_charts, 1),
					  .audit = VD_TAKE(arena, struct vd_audit, 1) };
	analysis->results =
		VD_TAKE(arena, struct vd_result, sizeof(vd_tables) / sizeof(*vd_tables) - 1);
	return analysis;
}

bool vd_analysis_next(struct vd_analysis *analysis)
{
	const struct vd_table_description *next = vd_tables[analysis->result_count];
	if (!next)
		return false;
	struct vd_result *result = &analysis->results[analysis->result_count];
	result->description = next;
	compute(analysis, result);
	analysis->result_count++;
	return true;
}

struct vd_analysis *vd_analyse(const struct vd_dataset *data, const struct vd_options *options,
			       struct vd_arena *arena)
{
	struct vd_analysis *analysis = vd_analysis_begin(data, options, arena);
	while (!(options->last_table && vd_result_find(analysis, options->last_table)) &&
	       vd_analysis_next(analysis))
		continue;
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

const char *vd_cell_address(const struct vd_analysis *analysis, struct vd_result_cell cell)
{
	return vd_arena_format(analysis->arena, "%s/%s/%s", cell.result->description->name,
			       vd_row_address(analysis, cell.result, cell.row),
			       cell.result->columns[cell.column].column->key);
}

static int compare_names(const void *left, const void *right)
{
	const struct vd_row_name *a = left, *b = right;
	int order = strcmp(a->address, b->address);
	return order ? order : (a->row > b->row) - (a->row < b->row);
}

int vd_result_row(const struct vd_analysis *analysis, struct vd_result *result, const char *address)
{
	size_t count = result->rows.count;
	if (!result->names && count) {
		struct vd_row_name *names = VD_TAKE(analysis->arena, struct vd_row_name, count);
		for (size_t r = 0; r < count; r++)
			names[r] = (struct vd_row_name){ vd_row_address(analysis, result, r), r };
		qsort(names, count, sizeof(*names), compare_names);
		result->names = names;
	}
	size_t low = 0, high = count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (strcmp(result->names[middle].address, address) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < count && vd_same(result->names[low].address, address)
		       ? (int)result->names[low].row
		       : VD_NONE;
}

bool vd_result_cell(const struct vd_analysis *analysis, const char *address,
		    struct vd_result_cell *cell)
{
	const char *first = strchr(address, '/'), *last = strrchr(address, '/');
	if (!first || last == first)
		return false;
	const char *table = vd_arena_copy(analysis->arena, address, (size_t)(first - address));
	const char *keys = vd_arena_copy(analysis->arena, first + 1, (size_t)(last - first - 1));
	for (size_t t = 0; t < analysis->result_count; t++) {
		struct vd_result *result = &analysis->results[t];
		if (!vd_same(result->description->name, table))
			continue;
		int row = vd_result_row(analysis, result, keys);
		int column = vd_result_column(result, last + 1);
		if (row == VD_NONE || column == VD_NONE)
			return false;
		*cell = (struct vd_result_cell){ result, (size_t)row, (size_t)column };
		return true;
	}
	return false;
}
