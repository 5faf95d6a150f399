#include "budget/summary.h"

#include "budget/audit_parts.h"
#include "budget/comparable.h"
#include "budget/language.h"

static bool present(const struct vd_result *result, int row, size_t column)
{
	return row != VD_NONE && vd_value_present(vd_result_value(result, (size_t)row, column));
}

/* Add a figure that some year has. */
static void add(const struct vd_analysis *analysis, struct vd_summary *summary,
		const struct vd_result *result, const char *key, const char *question,
		const int rows[VD_SUMMARY_YEARS])
{
	int column = vd_result_column(result, key);
	if (column == VD_NONE || (!present(result, rows[VD_SUMMARY_BEFORE], (size_t)column) &&
				  !present(result, rows[VD_SUMMARY_FOCUS], (size_t)column)))
		return;
	*VD_APPEND(analysis->arena, summary) = (struct vd_summary_item){
		.question = question ? question : result->columns[column].label,
		.result = result,
		.column = (size_t)column,
		.rows = { rows[VD_SUMMARY_BEFORE], rows[VD_SUMMARY_FOCUS] },
	};
}

/* The row to summarise: the latest enacted year, with figures by institution if any has them. */
static int focus_row(const struct vd_analysis *analysis, const struct vd_result *budget)
{
	size_t column = (size_t)vd_result_column(budget, "allocated");
	bool found_detail = false;
	int found = VD_NONE;
	for (size_t r = 0; r < budget->rows.count; r++) {
		int year = budget->rows.items[r].year;
		bool detail = vd_dataset_has_detail(analysis->data, year, VD_ALLOCATED);
		if (analysis->study->years.items[year].phase == VD_BILL ||
		    !present(budget, (int)r, column) || (found_detail && !detail))
			continue;
		found = (int)r;
		found_detail = detail;
	}
	return found;
}

/* The row of a series in a year, national and allocated. */
static int per_capita_row(const struct vd_result *per_capita, const struct vd_series *series,
			  int year)
{
	for (size_t r = 0; r < per_capita->rows.count; r++) {
		const struct vd_row *row = &per_capita->rows.items[r];
		if (row->region == VD_NONE && row->year == year && row->stage == VD_ALLOCATED &&
		    row->series == series)
			return (int)r;
	}
	return VD_NONE;
}

static void add_per_capita(const struct vd_analysis *analysis, struct vd_summary *summary)
{
	const struct vd_result *per_capita = vd_result_find(analysis, "per-capita");
	for (size_t i = 0; i < analysis->study->series.count; i++) {
		const struct vd_series *series = &analysis->study->series.items[i];
		int rows[VD_SUMMARY_YEARS];
		for (size_t y = 0; y < VD_SUMMARY_YEARS; y++)
			rows[y] = per_capita_row(per_capita, series, summary->years[y]);
		const char *title = vd_text_in(&series->title, analysis->language);
		const char *name = title ? title : series->id;
		const char *question =
			vd_series_is_population(series)
				? vd_arena_format(analysis->arena, _("Allocated per person: %s"),
						  name)
				: vd_arena_format(analysis->arena, _("Allocated per unit of: %s"),
						  name);
		add(analysis, summary, per_capita, "per_capita", question, rows);
	}
}

/* The row of `comparable` for the two years, or VD_NONE. */
static int comparable_row(const struct vd_result *comparable, const struct vd_summary *summary,
			  enum vd_basis basis)
{
	for (size_t r = 0; r < comparable->rows.count; r++) {
		const struct vd_row *row = &comparable->rows.items[r];
		if (row->stage == VD_ALLOCATED && row->basis == basis &&
		    row->from == summary->years[VD_SUMMARY_BEFORE] &&
		    row->year == summary->years[VD_SUMMARY_FOCUS])
			return (int)r;
	}
	return VD_NONE;
}

static void add_comparable(const struct vd_analysis *analysis, struct vd_summary *summary)
{
	static const struct {
		enum vd_basis basis;
		const char *key, *question;
	} figures[] = {
		{ VD_BY_INSTITUTION, "continuing_change_percent",
		  N_("Comparable change in allocated, by institution") },
		{ VD_BY_INSTITUTION, "continuing_count",
		  N_("How many institutions report both years") },
		{ VD_BY_ROW, "continuing_change_percent",
		  N_("Comparable change in allocated, by printed row") },
		{ VD_BY_ROW, "continuing_count", N_("How many printed rows report both years") },
	};
	const struct vd_result *comparable = vd_result_find(analysis, "comparable");
	for (size_t i = 0; i < sizeof(figures) / sizeof(*figures); i++) {
		int rows[VD_SUMMARY_YEARS] = { VD_NONE, comparable_row(comparable, summary,
								       figures[i].basis) };
		if (rows[VD_SUMMARY_FOCUS] != VD_NONE)
			add(analysis, summary, comparable, figures[i].key,
			    vd_translate(figures[i].question), rows);
	}
}

static const char *describe_change(const struct vd_analysis *analysis,
				   const struct vd_summary *summary)
{
	const struct vd_result *comparable = vd_result_find(analysis, "comparable");
	const struct vd_year *years = analysis->study->years.items;
	int row = comparable_row(comparable, summary, VD_BY_INSTITUTION);
	if (row == VD_NONE)
		return "";
	size_t changes = (size_t)vd_result_column(comparable, "change_percent");
	size_t continuing = (size_t)vd_result_column(comparable, "continuing_change_percent");
	size_t counts = (size_t)vd_result_column(comparable, "continuing_count");
	const struct vd_value *headline = vd_result_value(comparable, (size_t)row, changes);
	const struct vd_value *same = vd_result_value(comparable, (size_t)row, continuing);
	const struct vd_value *count = vd_result_value(comparable, (size_t)row, counts);
	const char *differ = NULL;
	if (vd_value_present(headline) && vd_value_present(same))
		differ = vd_changes_differ(headline, same, &analysis->study->currency);
	if (!differ)
		return "";
	return vd_arena_format(
		analysis->arena,
		VD_PLURAL(
			"Allocated, %d to %d: the headline change of %s and the comparable change of "
			"%s, for the %lld institution that reports both years, %s. Who reports has "
			"changed, not only what they report: see Comparable and Bridge.",
			"Allocated, %d to %d: the headline change of %s and the comparable change of "
			"%s, for the %lld institutions that report both years, %s. Who reports has "
			"changed, not only what they report: see Comparable and Bridge.",
			count->count),
		years[summary->years[VD_SUMMARY_BEFORE]].year,
		years[summary->years[VD_SUMMARY_FOCUS]].year,
		vd_say_percent(analysis, headline, true), vd_say_percent(analysis, same, true),
		(long long)count->count, differ);
}

struct vd_summary vd_summarise(const struct vd_analysis *analysis)
{
	static const struct {
		const char *key, *question;
	} figures[] = {
		{ "general_budget", N_("General Budget") },
		{ "allocated", N_("Allocated") },
		{ "share_percent", N_("Allocated as a share of the General Budget") },
		{ "allocated_change", N_("Change in allocated against the year before") },
		{ "allocated_change_percent", N_("Change in allocated, relative") },
		{ "allocated_real", NULL },
		{ "modified", N_("Modified") },
		{ "implemented", N_("Implemented") },
		{ "rate_percent", N_("Implementation rate, all over all") },
		{ "matched_rate_percent",
		  N_("Implementation rate, institutions that report both") },
		{ "matched_rate_rows_percent",
		  N_("Implementation rate, printed rows that report both") },
		{ "coverage_amounts", N_("Institutions that gave an amount allocated") },
		{ "coverage_answered", N_("Institutions that answered") },
		{ "coverage_expected", N_("Institutions expected to answer") },
	};
	struct vd_summary summary = { .years = { VD_NONE, VD_NONE },
				      .change = "",
				      .notes = { "", "" } };
	const struct vd_result *budget = vd_result_find(analysis, "general-budget");
	int focus = focus_row(analysis, budget);
	if (focus == VD_NONE)
		return summary;
	int rows[VD_SUMMARY_YEARS] = { budget->rows.items[focus].previous, focus };
	size_t notes = (size_t)vd_result_column(budget, "notes");
	for (size_t y = 0; y < VD_SUMMARY_YEARS; y++) {
		if (rows[y] == VD_NONE)
			continue;
		summary.years[y] = budget->rows.items[rows[y]].year;
		summary.notes[y] = vd_result_value(budget, (size_t)rows[y], notes)->text;
	}
	for (size_t i = 0; i < sizeof(figures) / sizeof(*figures); i++)
		add(analysis, &summary, budget, figures[i].key,
		    figures[i].question ? vd_translate(figures[i].question) : NULL, rows);
	add_comparable(analysis, &summary);
	add_per_capita(analysis, &summary);
	if (summary.years[VD_SUMMARY_BEFORE] != VD_NONE)
		summary.change = describe_change(analysis, &summary);
	return summary;
}
