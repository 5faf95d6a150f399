#include "budget/readings.h"

#include "budget/audit.h"
#include "budget/chart.h"
#include "budget/language.h"
#include "budget/series.h"
#include "budget/summary.h"

/* The table that is read, and the year that the summary is about. */
struct reader {
	const struct vd_analysis *analysis;
	const struct vd_result *result;
	int focus; /* index, or VD_NONE */
};

static struct vd_arena *arena_of(const struct reader *reader)
{
	return reader->analysis->arena;
}

static int calendar(const struct reader *reader, int year)
{
	return reader->analysis->study->years.items[year].year;
}

static const struct vd_value *value(const struct vd_result *result, size_t row, const char *key)
{
	return vd_result_value(result, row, (size_t)vd_result_column(result, key));
}

static bool has(const struct vd_result *result, size_t row, const char *key)
{
	return vd_result_column(result, key) != VD_NONE &&
	       vd_value_present(value(result, row, key));
}

/* A figure as a reader gets it; money with its currency. */
static const char *say(const struct reader *reader, const struct vd_result *result, size_t row,
		       const char *key)
{
	const struct vd_currency *currency = &reader->analysis->study->currency;
	size_t column = (size_t)vd_result_column(result, key);
	enum vd_unit unit = vd_result_unit(result, row, column);
	const char *text = vd_value_format(arena_of(reader), vd_result_value(result, row, column),
					   unit, currency);
	bool is_money = unit == VD_UNIT_MONEY || unit == VD_UNIT_PER_UNIT;
	return is_money && has(result, row, key)
		       ? vd_arena_format(arena_of(reader), "%s %s", currency->code, text)
		       : text;
}

/* "54.21% lower" */
static const char *say_change(const struct reader *reader, const struct vd_value *change)
{
	const struct vd_currency *currency = &reader->analysis->study->currency;
	const char *text = vd_value_format(arena_of(reader), change, VD_UNIT_PERCENT, currency);
	if (*text == '-')
		return vd_arena_format(arena_of(reader), _("%s lower"), text + 1);
	return vd_value_sign(change) ? vd_arena_format(arena_of(reader), _("%s higher"), text)
				     : _("the same");
}

/* "54.21% lower than in 2015" */
static const char *say_change_since(const struct reader *reader, const struct vd_value *change,
				    int year)
{
	struct vd_arena *arena = arena_of(reader);
	const char *text =
		vd_value_format(arena, change, VD_UNIT_PERCENT, &reader->analysis->study->currency);
	if (*text == '-')
		return vd_arena_format(arena, _("%s lower than in %d"), text + 1, year);
	return vd_value_sign(change) ? vd_arena_format(arena, _("%s higher than in %d"), text, year)
				     : vd_arena_format(arena, _("the same as in %d"), year);
}

static const char *join(const struct reader *reader, const char *a, const char *b)
{
	return *a && *b ? vd_arena_format(arena_of(reader), "%s %s", a, b) : *a ? a : b;
}

/* The first row of the year and stage allocated; or VD_NONE. */
static int row_of(const struct vd_result *result, int year, int stage)
{
	for (size_t r = 0; r < result->rows.count; r++)
		if (result->rows.items[r].year == year && result->rows.items[r].stage == stage &&
		    result->rows.items[r].region == VD_NONE)
			return (int)r;
	return VD_NONE;
}

/* --- the year as a whole --- */

/* The row of `comparable`, by institution, of what was allocated up to the focus. */
static int comparison(const struct reader *reader)
{
	const struct vd_result *result = vd_result_find(reader->analysis, "comparable");
	for (size_t r = 0; r < result->rows.count; r++) {
		const struct vd_row *row = &result->rows.items[r];
		if (row->basis == VD_BY_INSTITUTION && row->stage == VD_ALLOCATED &&
		    row->year == reader->focus &&
		    calendar(reader, row->from) + 1 == calendar(reader, row->year))
			return (int)r;
	}
	return VD_NONE;
}

static const char *comparable(const struct reader *reader)
{
	const struct vd_result *result = vd_result_find(reader->analysis, "comparable");
	int found = comparison(reader);
	if (found == VD_NONE || !has(result, (size_t)found, "change_percent"))
		return "";
	size_t row = (size_t)found;
	const struct vd_row *about = &result->rows.items[row];
	const char *change = say_change_since(reader, value(result, row, "change_percent"),
					      calendar(reader, about->from));
	if (!has(result, row, "continuing_change_percent"))
		return vd_arena_format(arena_of(reader), _("In %d the amount allocated was %s."),
				       calendar(reader, about->year), change);
	int64_t count = value(result, row, "continuing_count")->count;
	return vd_arena_format(
		arena_of(reader),
		VD_PLURAL("In %d the amount allocated was %s; on a comparable basis, of the %lld "
			  "institution that reports both years, it was %s.",
			  "In %d the amount allocated was %s; on a comparable basis, of the %lld "
			  "institutions that report both years, it was %s.",
			  count),
		calendar(reader, about->year), change, (long long)count,
		say_change(reader, value(result, row, "continuing_change_percent")));
}

static const char *year_as_a_whole(const struct reader *reader)
{
	const struct vd_result *result = vd_result_find(reader->analysis, "general-budget");
	int found = reader->focus == VD_NONE ? VD_NONE : row_of(result, reader->focus, VD_NONE);
	if (found == VD_NONE || !has(result, (size_t)found, "allocated"))
		return "";
	size_t row = (size_t)found;
	int year = calendar(reader, reader->focus);
	const char *text = vd_arena_format(arena_of(reader), _("In %d, %s was allocated."), year,
					   say(reader, result, row, "allocated"));
	if (has(result, row, "share_percent"))
		text = vd_arena_format(arena_of(reader),
				       _("In %d, %s was allocated, %s of the General Budget."),
				       year, say(reader, result, row, "allocated"),
				       say(reader, result, row, "share_percent"));
	return join(reader, text, comparable(reader));
}

/* --- table by table --- */

/* Who has the largest amount in the focus year. */
static const char *largest(const struct reader *reader)
{
	const struct vd_result *result = reader->result;
	int found = VD_NONE;
	for (size_t r = 0; r < result->rows.count; r++) {
		const struct vd_row *row = &result->rows.items[r];
		bool counts =
			row->institution == VD_NONE ||
			reader->analysis->study->institutions.items[row->institution].in_headline;
		if (row->year != reader->focus || !counts || !has(result, r, "allocated"))
			continue;
		if (found == VD_NONE ||
		    value(result, r, "allocated")->money.minor >
			    value(result, (size_t)found, "allocated")->money.minor)
			found = (int)r;
	}
	if (found == VD_NONE)
		return "";
	return vd_arena_format(arena_of(reader), _("The largest amount allocated in %d: %s, %s."),
			       calendar(reader, reader->focus),
			       value(result, (size_t)found, "name")->text,
			       say(reader, result, (size_t)found, "allocated"));
}

/* Institutions without a region are in no row: how much of the total the rows stand for. */
static const char *regions(const struct reader *reader)
{
	const struct vd_analysis *analysis = reader->analysis;
	const struct vd_currency *currency = &analysis->study->currency;
	struct vd_scope headline = { .region = VD_NONE };
	if (reader->focus == VD_NONE)
		return "";
	struct vd_value total = vd_total(analysis->data, headline, reader->focus, VD_ALLOCATED);
	struct vd_value part = vd_value_money((struct vd_money){ 0 });
	for (int i = 0; i < (int)analysis->study->institutions.count; i++) {
		const struct vd_figure *figure =
			vd_dataset_cell(analysis->data, i, reader->focus, VD_ALLOCATED);
		if (analysis->study->institutions.items[i].region != VD_NONE &&
		    analysis->study->institutions.items[i].in_headline &&
		    figure->missing == VD_PRESENT)
			part.money.minor += figure->amount.minor;
	}
	struct vd_value share = vd_value_divide(&part, &total, currency);
	if (!vd_value_present(&share) || !part.money.minor)
		return largest(reader);
	return vd_arena_format(
		arena_of(reader),
		_("Only institutions with a region: %s of what was allocated in %d. %s"),
		vd_value_format(arena_of(reader), &share, VD_UNIT_PERCENT, currency),
		calendar(reader, reader->focus), largest(reader));
}

/* An amount with its sign. */
static const char *say_signed(const struct reader *reader, const struct vd_result *result,
			      size_t row, const char *key)
{
	const char *text = say(reader, result, row, key);
	return vd_value_sign(value(result, row, key)) > 0
		       ? vd_arena_format(arena_of(reader), "+%s", text)
		       : text;
}

static const char *bridge(const struct reader *reader)
{
	const struct vd_result *result = vd_result_find(reader->analysis, "comparable");
	int found = comparison(reader);
	if (found == VD_NONE)
		return "";
	size_t row = (size_t)found;
	return vd_arena_format(
		arena_of(reader),
		_("From %s in %d to %s in %d: those who left had %s, those who report both years "
		  "changed by %s, those who came have %s."),
		say(reader, result, row, "from_total"),
		calendar(reader, result->rows.items[row].from),
		say(reader, result, row, "to_total"),
		calendar(reader, result->rows.items[row].year), say(reader, result, row, "exits"),
		say_signed(reader, result, row, "continuing_change"),
		say(reader, result, row, "entrants"));
}

static const char *series_title(const struct reader *reader, const struct vd_series *series)
{
	const char *title = vd_text_in(&series->title, reader->analysis->language);
	return title ? title : series->id;
}

static double number(const struct reader *reader, const struct vd_result *result, size_t row,
		     const char *key)
{
	return vd_value_cell(value(result, row, key), &reader->analysis->study->currency);
}

/* The regions with least and most per person, where there is no figure for the country. */
static const char *per_capita_of_regions(const struct reader *reader)
{
	const struct vd_result *result = reader->result;
	int least = VD_NONE, most = VD_NONE;
	for (size_t r = 0; r < result->rows.count; r++) {
		const struct vd_row *row = &result->rows.items[r];
		if (row->region == VD_NONE || row->year != reader->focus ||
		    row->stage != VD_ALLOCATED || !has(result, r, "per_capita") ||
		    !vd_series_is_population(row->series))
			continue;
		double here = number(reader, result, r, "per_capita");
		if (least == VD_NONE || here < number(reader, result, (size_t)least, "per_capita"))
			least = (int)r;
		if (most == VD_NONE || here > number(reader, result, (size_t)most, "per_capita"))
			most = (int)r;
	}
	if (least == VD_NONE)
		return vd_arena_format(arena_of(reader),
				       VD_PLURAL("%zu amount per unit.", "%zu amounts per unit.",
						 result->rows.count),
				       result->rows.count);
	return vd_arena_format(
		arena_of(reader),
		_("In %d, what was allocated per person went from %s (%s) to %s (%s)."),
		calendar(reader, reader->focus), say(reader, result, (size_t)least, "per_capita"),
		value(result, (size_t)least, "name")->text,
		say(reader, result, (size_t)most, "per_capita"),
		value(result, (size_t)most, "name")->text);
}

static const char *per_capita(const struct reader *reader)
{
	const struct vd_result *result = reader->result;
	for (size_t r = 0; r < result->rows.count; r++) {
		const struct vd_row *row = &result->rows.items[r];
		if (row->region != VD_NONE || row->year != reader->focus ||
		    row->stage != VD_ALLOCATED || !has(result, r, "per_capita") ||
		    !vd_series_is_population(row->series))
			continue;
		return vd_arena_format(arena_of(reader),
				       _("In %d, %s was allocated per person (%s)."),
				       calendar(reader, row->year),
				       say(reader, result, r, "per_capita"),
				       series_title(reader, row->series));
	}
	return per_capita_of_regions(reader);
}

static const char *population_choice(const struct reader *reader)
{
	const struct vd_result *result = reader->result;
	int found = row_of(result, reader->focus, VD_ALLOCATED);
	if (found == VD_NONE)
		return "";
	return vd_arena_format(
		arena_of(reader),
		_("In %d the amount allocated per person lies between %s and %s, by which population "
		  "it is divided."),
		calendar(reader, reader->focus), say(reader, result, (size_t)found, "lowest"),
		say(reader, result, (size_t)found, "highest"));
}

/* The row of the trend of the total allocated, of `trend` or `projection`; or VD_NONE. */
static int total_row(const struct vd_result *result)
{
	for (size_t r = 0; r < result->rows.count; r++)
		if (vd_same(result->rows.items[r].name, "total") &&
		    result->rows.items[r].stage == VD_ALLOCATED)
			return (int)r;
	return VD_NONE;
}

static const char *trend(const struct reader *reader)
{
	int found = total_row(reader->result);
	if (found == VD_NONE)
		return "";
	return vd_arena_format(arena_of(reader), _("The total allocated, over %s years: %s."),
			       say(reader, reader->result, (size_t)found, "n"),
			       say(reader, reader->result, (size_t)found, "reading"));
}

static const char *projection(const struct reader *reader)
{
	const struct vd_result *result = reader->result;
	int found = total_row(result);
	if (found == VD_NONE)
		return "";
	size_t row = (size_t)found;
	if (!has(result, row, "projected_low"))
		return vd_arena_format(arena_of(reader),
				       _("If nothing else changed, the total allocated in %s would "
					 "be %s; too few years for an interval."),
				       say(reader, result, row, "year"),
				       say(reader, result, row, "projected"));
	return vd_arena_format(
		arena_of(reader),
		_("If nothing else changed, the total allocated in %s would be %s, with "
		  "95%% confidence between %s and %s."),
		say(reader, result, row, "year"), say(reader, result, row, "projected"),
		say(reader, result, row, "projected_low"),
		say(reader, result, row, "projected_high"));
}

static const char *points(const struct reader *reader)
{
	size_t used = 0, count = reader->result->rows.count;
	for (size_t r = 0; r < count; r++)
		used += !*reader->result->rows.items[r].remark;
	return vd_arena_format(arena_of(reader),
			       VD_PLURAL("%zu of %zu value is used; the others say why not.",
					 "%zu of %zu values are used; the others say why not.",
					 used),
			       used, count);
}

static const char *distribution(const struct reader *reader)
{
	const struct vd_result *result = reader->result;
	int found = row_of(result, reader->focus, VD_ALLOCATED);
	if (found == VD_NONE)
		return "";
	size_t row = (size_t)found;
	return vd_arena_format(
		arena_of(reader),
		_("In %d the institution with most has %s of what was allocated, the "
		  "three with most %s."),
		calendar(reader, reader->focus), say(reader, result, row, "top_one_percent"),
		say(reader, result, row, "top_three_percent"));
}

static const char *association(const struct reader *reader)
{
	const struct vd_result *result = vd_result_find(reader->analysis, "association");
	if (!result->rows.count)
		return "";
	size_t row = result->rows.count - 1;
	const struct vd_row *last = &result->rows.items[row];
	if (value(result, row, "n")->count < VD_SIGNIFICANCE_LEAST)
		return vd_arena_format(arena_of(reader),
				       _("%s, %d: %s regions are too few to tell."),
				       series_title(reader, last->series),
				       calendar(reader, last->year), say(reader, result, row, "n"));
	return vd_arena_format(
		arena_of(reader),
		_("%s, %d: over %s regions the rank correlation with what was %s is %s."),
		series_title(reader, last->series), calendar(reader, last->year),
		say(reader, result, row, "n"), vd_word(vd_stage_key((enum vd_stage)last->stage)),
		say(reader, result, row, "rho"));
}

static const char *outliers(const struct reader *reader)
{
	size_t count = reader->result->rows.count;
	return vd_arena_format(arena_of(reader),
			       VD_PLURAL("%zu amount is worth a second look.",
					 "%zu amounts are worth a second look.", count),
			       count);
}

static const char *pace(const struct reader *reader)
{
	const struct vd_result *result = reader->result;
	size_t row = result->rows.count - 1;
	if (!has(result, row, "rate_percent"))
		return "";
	if (has(result, row, "matched_rate_percent"))
		return vd_arena_format(
			arena_of(reader),
			_("In %d, with %s of the year over, those who report both had implemented %s of "
			  "what they were allocated (all over all, whoever reports: %s)."),
			calendar(reader, result->rows.items[row].year),
			say(reader, result, row, "elapsed_percent"),
			say(reader, result, row, "matched_rate_percent"),
			say(reader, result, row, "rate_percent"));
	return vd_arena_format(
		arena_of(reader),
		_("In %d, with %s of the year over, %s of what was allocated had been "
		  "implemented."),
		calendar(reader, result->rows.items[row].year),
		say(reader, result, row, "elapsed_percent"),
		say(reader, result, row, "rate_percent"));
}

static const char *credibility(const struct reader *reader)
{
	const struct vd_result *result = vd_result_find(reader->analysis, "pefa");
	for (size_t r = result->rows.count; r-- > 0;)
		if (vd_same(value(result, r, "indicator")->text, "PI-1") &&
		    has(result, r, "percent"))
			return vd_arena_format(
				arena_of(reader),
				VD_PLURAL("In %d, of the %s head that has both figures, what was "
					  "spent came to %s of what was approved (PI-1).",
					  "In %d, of the %s heads that have both figures, what was "
					  "spent came to %s of what was approved (PI-1).",
					  value(result, r, "heads")->count),
				calendar(reader, result->rows.items[r].year),
				say(reader, result, r, "heads"),
				vd_value_format(arena_of(reader), value(result, r, "percent"),
						VD_UNIT_PERCENT,
						&reader->analysis->study->currency));
	return "";
}

static const char *charts(const struct reader *reader)
{
	size_t count = reader->analysis->charts->count;
	return vd_arena_format(
		arena_of(reader),
		VD_PLURAL("The values of %zu chart.", "The values of %zu charts.", count), count);
}

static const char *say_count(const struct reader *reader, uint64_t count)
{
	return vd_count_format(arena_of(reader), (int64_t)count, VD_GROUPED);
}

/* How many rows there are of all files and queries together, and how many count. */
static const char *data_files(const struct reader *reader)
{
	const struct vd_study *study = reader->analysis->study;
	uint64_t rows = 0, used = 0, skipped = 0;
	for (size_t i = 0; i < study->data.count; i++) {
		rows += study->data.items[i].rows;
		used += study->data.items[i].used;
		skipped += study->data.items[i].skipped;
	}
	const char *text = vd_arena_format(
		arena_of(reader),
		VD_PLURAL("Of %s row read, %s is added up into figures of the study.",
			  "Of %s rows read, %s are added up into figures of the study.", rows),
		say_count(reader, rows), say_count(reader, used));
	if (!skipped)
		return text;
	return join(
		reader, text,
		vd_arena_format(
			arena_of(reader),
			VD_PLURAL("%s row has a cell that cannot be read, and counts as nothing.",
				  "%s rows have cells that cannot be read, and count as nothing.",
				  skipped),
			say_count(reader, skipped)));
}

const char *vd_table_reading(const struct vd_analysis *analysis, const struct vd_result *result)
{
	static const struct {
		const char *table;
		const char *(*read)(const struct reader *);
	} readings[] = {
		{ "general-budget", year_as_a_whole },
		{ "institutions", largest },
		{ "regions", regions },
		{ "comparable", comparable },
		{ "bridge", bridge },
		{ "per-capita", per_capita },
		{ "population-choice", population_choice },
		{ "trend", trend },
		{ "trend-points", points },
		{ "projection", projection },
		{ "distribution", distribution },
		{ "association", association },
		{ "association-points", association },
		{ "outliers", outliers },
		{ "pace", pace },
		{ "pefa", credibility },
		{ "pefa-heads", credibility },
		{ "chart-data", charts },
		{ "data-files", data_files },
	};
	if (!result->rows.count)
		return "";
	const char *name = result->description->name;
	if (vd_same(name, "checks"))
		return vd_audit_check_counts(analysis);
	if (vd_same(name, "claims"))
		return vd_audit_claim_counts(analysis);
	if (vd_same(name, "findings"))
		return vd_audit_finding_counts(analysis);
	struct reader reader = { analysis, result, vd_summarise(analysis).years[VD_SUMMARY_FOCUS] };
	const char *text = "";
	for (size_t i = 0; i < sizeof(readings) / sizeof(*readings); i++)
		if (vd_same(readings[i].table, name))
			text = readings[i].read(&reader);
	return text;
}

const char *vd_study_reading(const struct vd_analysis *analysis)
{
	struct reader reader = { .analysis = analysis,
				 .focus = vd_summarise(analysis).years[VD_SUMMARY_FOCUS] };
	return year_as_a_whole(&reader);
}

/* Each name once. */
static void add_name(const char **names, size_t *count, const char *name)
{
	bool is_new = true;
	for (size_t k = 0; k < *count; k++)
		is_new = is_new && !vd_same(names[k], name);
	if (is_new)
		names[(*count)++] = name;
}

/* The documents and sites; a file or database of budget lines too, where it is of none of them. */
const char *vd_sources_line(const struct vd_analysis *analysis)
{
	enum { NAMED = 6 };
	const struct vd_study *study = analysis->study;
	const char **names =
		VD_TAKE(analysis->arena, const char *, study->sources.count + study->data.count);
	size_t count = 0;
	for (size_t i = 0; i < study->sources.count; i++) {
		const struct vd_source *source = &study->sources.items[i];
		const char *title = vd_text_in(&source->title, analysis->language);
		add_name(names, &count,
			 source->publisher ? source->publisher
			 : title	   ? title
					   : source->id);
	}
	for (size_t i = 0; i < study->data.count; i++) {
		const struct vd_data *data = &study->data.items[i];
		if (study->tables.items[data->table].source.source == VD_NONE)
			add_name(names, &count, vd_data_label(analysis->arena, data));
	}
	if (!count)
		return _("Computed by veedor from the figures on Data.");
	return vd_arena_format(analysis->arena, _("Sources: %s. Computed by veedor."),
			       vd_list_words(analysis->arena, names, count, NAMED));
}
