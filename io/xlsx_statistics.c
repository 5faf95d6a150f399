/* Statistics as spreadsheet formulas, over the cells that they are made from. */
#include <string.h>

#include "budget/language.h"
#include "io/xlsx_formula.h"

static struct vd_arena *arena_of(const struct vd_workbook *book)
{
	return book->scratch;
}

/* A run of the rows that a row's statistic is made from. */
static const char *range(const struct vd_workbook *book, const struct vd_spot *spot,
			 const char *key)
{
	const struct vd_sample *sample = &spot->row.sample;
	return vd_result_range(book, sample->result, key, sample->first, sample->used);
}

static const char *over_years(const struct vd_workbook *book, const struct vd_spot *spot,
			      const char *function, const char *key)
{
	return vd_arena_format(arena_of(book), "%s(%s,%s)", function, range(book, spot, key),
			       range(book, spot, "year"));
}

/* How many of the values are numbers: the pairs that SLOPE and STEYX use. */
static const char *pairs(const struct vd_workbook *book, const struct vd_spot *spot)
{
	return vd_arena_format(arena_of(book), "COUNT(%s)", range(book, spot, "value"));
}

/* The years since the first one, of those pairs: their sum, or the sum of their squares. */
static const char *years_sum(const struct vd_workbook *book, const struct vd_spot *spot,
			     const char *power)
{
	const struct vd_sample *sample = &spot->row.sample;
	struct vd_result_cell first = { sample->result, sample->first,
					(size_t)vd_result_column(sample->result, "year") };
	return vd_arena_format(arena_of(book), "SUMPRODUCT(--ISNUMBER(%s),(%s-%s)%s)",
			       range(book, spot, "value"), range(book, spot, "year"),
			       vd_result_cell_name(book, first), power);
}

/* The sum of squares of the years about their mean. */
static const char *years_spread(const struct vd_workbook *book, const struct vd_spot *spot)
{
	return vd_arena_format(arena_of(book), "(%s-%s^2/%s)", years_sum(book, spot, "^2"),
			       years_sum(book, spot, "^1"), pairs(book, spot));
}

/* t times the standard error of the slope, or of a prediction: the half of an interval. */
static const char *half_interval(const struct vd_workbook *book, const struct vd_spot *spot,
				 const char *factor)
{
	return vd_arena_format(arena_of(book), "TINV(1-%s,%s-2)*%s*%s",
			       vd_parameter_cell(book, VD_PARAMETER_CONFIDENCE, 0, VD_STAGES),
			       pairs(book, spot), over_years(book, spot, "STEYX", "value"), factor);
}

static const char *slope_end(const struct vd_workbook *book, const struct vd_spot *spot,
			     const char *sign)
{
	const char *factor =
		vd_arena_format(arena_of(book), "1/SQRT(%s)", years_spread(book, spot));
	return vd_arena_format(arena_of(book), "%s%s%s", vd_column_cell(book, spot, "slope"), sign,
			       half_interval(book, spot, factor));
}

static const char *forecast(const struct vd_workbook *book, const struct vd_spot *spot)
{
	return vd_arena_format(arena_of(book), "FORECAST(%s,%s,%s)",
			       vd_column_cell(book, spot, "year"), range(book, spot, "value"),
			       range(book, spot, "year"));
}

static const char *projected_end(const struct vd_workbook *book, const struct vd_spot *spot,
				 const char *sign)
{
	const struct vd_sample *sample = &spot->row.sample;
	struct vd_result_cell first = { sample->result, sample->first,
					(size_t)vd_result_column(sample->result, "year") };
	const char *factor = vd_arena_format(arena_of(book), "SQRT(1+1/%s+(%s-%s-%s/%s)^2/%s)",
					     pairs(book, spot), vd_column_cell(book, spot, "year"),
					     vd_result_cell_name(book, first),
					     years_sum(book, spot, "^1"), pairs(book, spot),
					     years_spread(book, spot));
	const char *projected = vd_column_cell(book, spot, "projected");
	return vd_arena_format(arena_of(book), "%s%s%s",
			       projected ? projected : forecast(book, spot), sign,
			       half_interval(book, spot, factor));
}

static const char *compound_growth(const struct vd_workbook *book, const struct vd_spot *spot)
{
	const struct vd_sample *sample = &spot->row.sample;
	size_t value = (size_t)vd_result_column(sample->result, "value");
	size_t year = (size_t)vd_result_column(sample->result, "year");
	size_t first = sample->first, last = first + sample->used - 1;
	struct vd_result_cell cells[] = { { sample->result, last, value },
					  { sample->result, first, value },
					  { sample->result, last, year },
					  { sample->result, first, year } };
	return vd_arena_format(arena_of(book), "(%s/%s)^(1/(%s-%s))-1",
			       vd_result_cell_name(book, cells[0]),
			       vd_result_cell_name(book, cells[1]),
			       vd_result_cell_name(book, cells[2]),
			       vd_result_cell_name(book, cells[3]));
}

/* The amounts of the headline's institutions: for array formulas. */
static const char *amounts(const struct vd_workbook *book, const struct vd_spot *spot)
{
	const char *column = vd_data_range(book, vd_data_column(book, spot->row.year,
								(enum vd_stage)spot->row.stage));
	return vd_arena_format(arena_of(book), "IF(ISNUMBER(%s),IF(%s=%s,%s))", column,
			       vd_data_range(book, VD_DATA_IN_HEADLINE),
			       vd_quoted(book, vd_word("yes")), column);
}

/* Shares of a total mean nothing where an amount is negative. */
static const char *unless_negative(const struct vd_workbook *book, const struct vd_spot *spot,
				   const char *formula)
{
	const char *column = vd_data_range(book, vd_data_column(book, spot->row.year,
								(enum vd_stage)spot->row.stage));
	return vd_arena_format(arena_of(book),
			       "IF(COUNTIFS(%s,\"<0\",%s,%s)>0,\"" VD_SYMBOL_NOT_AVAILABLE "\",%s)",
			       column, vd_data_range(book, VD_DATA_IN_HEADLINE),
			       vd_quoted(book, vd_word("yes")), formula);
}

static const char *herfindahl(const struct vd_workbook *book, const struct vd_spot *spot)
{
	const char *column = vd_data_range(book, vd_data_column(book, spot->row.year,
								(enum vd_stage)spot->row.stage));
	return unless_negative(book, spot,
			       vd_arena_format(arena_of(book), "SUMPRODUCT(%s,%s,%s)/%s^2",
					       vd_scope_mask(book, spot), column, column,
					       vd_column_cell(book, spot, "total")));
}

static const char *top_share(const struct vd_workbook *book, const struct vd_spot *spot,
			     const char *ranks)
{
	const char *share = vd_arena_format(arena_of(book), "SUM(LARGE(%s,{%s}))/%s",
					    amounts(book, spot), ranks,
					    vd_column_cell(book, spot, "total"));
	return vd_arena_format(arena_of(book), "{=%s}", unless_negative(book, spot, share));
}

/* Ranks run over as many numbers as there are institutions; those too many give nothing. */
static const char *gini(const struct vd_workbook *book, const struct vd_spot *spot)
{
	const char *ids = vd_data_range(book, VD_DATA_ID);
	const char *ranks = vd_arena_format(arena_of(book), "(ROW(%s)-MIN(ROW(%s))+1)", ids, ids);
	const char *n = vd_column_cell(book, spot, "n");
	const char *index = vd_arena_format(arena_of(book),
					    "2*SUM(IFERROR(SMALL(%s,%s),0)*%s)/(%s*%s)-(%s+1)/%s",
					    amounts(book, spot), ranks, ranks, n,
					    vd_column_cell(book, spot, "total"), n, n);
	return vd_arena_format(arena_of(book), "{=%s}", unless_negative(book, spot, index));
}

/* Over the rows of the same year that have both: text is no number, and so in neither sum. */
static const char *national(const struct vd_workbook *book, const struct vd_spot *spot,
			    const char *key)
{
	struct vd_arena *arena = arena_of(book);
	const struct vd_result *result = spot->result;
	size_t count = result->rows.count;
	const char *amount = vd_result_range(book, result, key, 0, count);
	const char *people = vd_result_range(book, result, "population", 0, count);
	const char *years = vd_result_range(book, result, "year", 0, count);
	const char *year = vd_column_cell(book, spot, "year");
	return vd_arena_format(arena, "SUMIFS(%s,%s,%s,%s,\">0\")/SUMIFS(%s,%s,%s,%s,\"<1E+300\")",
			       amount, years, year, people, people, years, year, amount);
}

/* The lowest or highest over the population series, of the figure or of its change. */
static const char *extreme(const struct vd_workbook *book, const struct vd_spot *spot,
			   const char *function, bool of_change)
{
	struct vd_arena *arena = arena_of(book);
	const struct vd_choice *choice = spot->row.choice;
	const char *list = "";
	if (choice->count > VD_ARGUMENTS_MOST)
		return NULL;
	for (size_t i = 0; i < choice->count; i++) {
		const char *now = vd_result_cell_name(book, choice->now[i]);
		if (of_change && !choice->before[i].result)
			continue;
		if (of_change)
			now = vd_arena_format(arena, "%s/%s-1", now,
					      vd_result_cell_name(book, choice->before[i]));
		list = vd_arena_format(arena, "%s%s%s", list, *list ? "," : "", now);
	}
	return vd_arena_format(arena, "%s(%s)", function, list);
}

/* The sum of the magnitudes; SUMPRODUCT(ABS()) would stumble over a text. */
static const char *magnitudes(const struct vd_workbook *book, const char *cells)
{
	return vd_arena_format(arena_of(book), "SUMIF(%s,\">0\")-SUMIF(%s,\"<0\")", cells, cells);
}

/* The heads with lines of their own stand first, then the rest. */
static const char *deviations(const struct vd_workbook *book, const struct vd_spot *spot)
{
	struct vd_spot own = *spot, rest = *spot;
	const struct vd_sample *sample = &spot->row.sample;
	own.row.sample.used = 0;
	while (own.row.sample.used < sample->used &&
	       sample->result->rows.items[sample->first + own.row.sample.used].line == VD_LINE_OWN)
		own.row.sample.used++;
	rest.row.sample.first = sample->first + own.row.sample.used;
	rest.row.sample.used = sample->used - own.row.sample.used;
	const char *sum = magnitudes(book, range(book, &own, "deviation"));
	return rest.row.sample.used ? vd_arena_format(arena_of(book), "%s+ABS(SUM(%s))", sum,
						      range(book, &rest, "deviation"))
				    : sum;
}

static const char *sum_of(const struct vd_workbook *book, const struct vd_spot *spot,
			  const char *key)
{
	return vd_arena_format(arena_of(book), "SUM(%s)", range(book, spot, key));
}

/* The year's sum over the heads that have both figures: made once, in the indicator's row. */
static const char *heads_sum(const struct vd_workbook *book, const struct vd_spot *spot,
			     const char *key, const char *other)
{
	const struct vd_result *pefa = vd_result_find(book->analysis, "pefa");
	if (spot->result == pefa)
		return vd_arena_format(arena_of(book), "SUMIFS(%s,%s,\"<1E+300\")",
				       range(book, spot, key), range(book, spot, other));
	for (size_t r = 0; r < pefa->rows.count; r++) {
		const struct vd_row *row = &pefa->rows.items[r];
		if (row->year == spot->row.year && row->base == VD_STATISTIC_HEADS_ADJUSTED)
			return vd_result_cell_name(
				book, (struct vd_result_cell){
					      pefa, r, (size_t)vd_result_column(pefa, key) });
	}
	return NULL;
}

/* Among the rows of the same correlation, from the lowest. */
static const char *mean_rank(const struct vd_workbook *book, const struct vd_spot *spot,
			     const char *key)
{
	const char *cells = range(book, spot, key), *own = vd_column_cell(book, spot, key);
	return vd_arena_format(arena_of(book),
			       "IF(ISNUMBER(%s),COUNTIF(%s,\"<\"&%s)+(COUNTIF(%s,%s)+1)/2,"
			       "\"" VD_SYMBOL_NOT_AVAILABLE "\")",
			       own, cells, own, cells, own);
}

/* How many values a row's statistics are made from. */
static const char *how_many(const struct vd_workbook *book, const struct vd_spot *spot)
{
	if (spot->row.choice)
		return extreme(book, spot, "COUNT", false);
	const struct vd_sample *sample = &spot->row.sample;
	if (!sample->result)
		return NULL;
	if (vd_result_column(sample->result, "value_rank") != VD_NONE)
		return vd_arena_format(arena_of(book), "SUMPRODUCT(--ISNUMBER(%s),--ISNUMBER(%s))",
				       range(book, spot, "amount"), range(book, spot, "value"));
	if (vd_result_column(sample->result, "used") == VD_NONE)
		return vd_arena_format(arena_of(book), "SUMPRODUCT(--ISNUMBER(%s),--ISNUMBER(%s))",
				       range(book, spot, "approved"), range(book, spot, "actual"));
	return vd_arena_format(arena_of(book), "COUNTIF(%s,%s)",
			       vd_result_range(book, sample->result, "used", sample->first,
					       sample->count),
			       vd_quoted(book, vd_word("yes")));
}

static const char *text_of(const struct vd_workbook *book, const struct vd_spot *spot,
			   enum vd_statistic statistic)
{
	switch (statistic) {
	case VD_STATISTIC_N:
		return how_many(book, spot);
	case VD_STATISTIC_FIRST_YEAR:
		return vd_arena_format(arena_of(book), "MIN(%s)", range(book, spot, "year"));
	case VD_STATISTIC_LAST_YEAR:
		return vd_arena_format(arena_of(book), "MAX(%s)", range(book, spot, "year"));
	case VD_STATISTIC_SLOPE:
		return over_years(book, spot, "SLOPE", "value");
	case VD_STATISTIC_SLOPE_LOW:
		return slope_end(book, spot, "-");
	case VD_STATISTIC_SLOPE_HIGH:
		return slope_end(book, spot, "+");
	case VD_STATISTIC_R_SQUARED:
		return over_years(book, spot, "RSQ", "value");
	case VD_STATISTIC_RESIDUAL:
		return over_years(book, spot, "STEYX", "value");
	case VD_STATISTIC_LOG_GROWTH:
		return vd_arena_format(arena_of(book), "EXP(%s)-1",
				       over_years(book, spot, "SLOPE", "log_value"));
	case VD_STATISTIC_CAGR:
		return compound_growth(book, spot);
	case VD_STATISTIC_PROJECTED:
		return forecast(book, spot);
	case VD_STATISTIC_PROJECTED_LOW:
		return projected_end(book, spot, "-");
	case VD_STATISTIC_PROJECTED_HIGH:
		return projected_end(book, spot, "+");
	case VD_STATISTIC_HERFINDAHL:
		return herfindahl(book, spot);
	case VD_STATISTIC_GINI:
		return gini(book, spot);
	case VD_STATISTIC_TOP_1:
		return top_share(book, spot, "1");
	case VD_STATISTIC_TOP_3:
		return top_share(book, spot, "1,2,3");
	case VD_STATISTIC_TOP_5:
		return top_share(book, spot, "1,2,3,4,5");
	case VD_STATISTIC_RANK_AMOUNT:
		return mean_rank(book, spot, "amount");
	case VD_STATISTIC_RANK_VALUE:
		return mean_rank(book, spot, "value");
	case VD_STATISTIC_RHO:
		return vd_arena_format(arena_of(book), "CORREL(%s,%s)",
				       range(book, spot, "amount_rank"),
				       range(book, spot, "value_rank"));
	case VD_STATISTIC_NATIONAL_ALLOCATED:
		return national(book, spot, "allocated");
	case VD_STATISTIC_NATIONAL_IMPLEMENTED:
		return national(book, spot, "implemented");
	case VD_STATISTIC_LOWEST:
		return extreme(book, spot, "MIN", false);
	case VD_STATISTIC_HIGHEST:
		return extreme(book, spot, "MAX", false);
	case VD_STATISTIC_CHANGE_LOWEST:
		return extreme(book, spot, "MIN", true);
	case VD_STATISTIC_CHANGE_HIGHEST:
		return extreme(book, spot, "MAX", true);
	case VD_STATISTIC_HEADS_APPROVED:
		return heads_sum(book, spot, "approved", "actual");
	case VD_STATISTIC_HEADS_ACTUAL:
		return heads_sum(book, spot, "actual", "approved");
	case VD_STATISTIC_HEADS_ADJUSTED:
		return sum_of(book, spot, "adjusted");
	case VD_STATISTIC_DEVIATIONS:
		return deviations(book, spot);
	case VD_STATISTIC_DEVIATIONS_ALL:
		return magnitudes(book, range(book, spot, "deviation"));
	case VD_STATISTIC_CONTINGENCY:
		return vd_arena_format(arena_of(book), "SUMIFS(%s,%s,%s)",
				       range(book, spot, "actual"), range(book, spot, "line"),
				       vd_quoted(book, vd_word("contingency")));
	/* values: medians of pairs, exact distributions, iterations, ranks */
	case VD_STATISTIC_THEIL_SEN:
	case VD_STATISTIC_MANN_KENDALL_S:
	case VD_STATISTIC_MANN_KENDALL_P:
	case VD_STATISTIC_BISQUARE:
	case VD_STATISTIC_RHO_P:
	case VD_STATISTIC_ROBUST_Z:
	case VD_STATISTIC_MEASURED:
	case VD_STATISTIC_BASE:
	case VD_STATISTIC_COUNT:
		break;
	}
	return NULL;
}

const char *vd_statistic_text(const struct vd_workbook *book, const struct vd_spot *spot,
			      enum vd_statistic statistic)
{
	struct vd_value value = vd_statistics_get(&spot->row.statistics, statistic);
	const char *text = vd_value_present(&value) ? text_of(book, spot, statistic) : NULL;
	if (!text)
		return NULL;
	/* An input that was taken out leaves no figure, not an error. */
	bool is_array = *text == '{';
	return vd_arena_format(arena_of(book),
			       is_array ? "{=IFERROR(%.*s,\"" VD_SYMBOL_NOT_AVAILABLE "\")}"
					: "IFERROR(%.*s,\"" VD_SYMBOL_NOT_AVAILABLE "\")",
			       (int)strlen(text) - (is_array ? 3 : 0), text + (is_array ? 2 : 0));
}

bool vd_xlsx_is_value(const struct vd_result_column *column)
{
	if (column->column->is_recorded)
		return true;
	if (!column->formula || column->formula->operation != VD_OP_STATISTIC)
		return false;
	enum vd_statistic statistic = column->formula->statistic;
	return statistic == VD_STATISTIC_THEIL_SEN || statistic == VD_STATISTIC_MANN_KENDALL_S ||
	       statistic == VD_STATISTIC_MANN_KENDALL_P || statistic == VD_STATISTIC_BISQUARE ||
	       statistic == VD_STATISTIC_RHO_P || statistic == VD_STATISTIC_ROBUST_Z;
}
