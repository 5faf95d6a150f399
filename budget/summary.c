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
		enum vd_summary_topic topic, const struct vd_result *result, const char *key,
		const char *question, const int rows[VD_SUMMARY_YEARS])
{
	int column = vd_result_column(result, key);
	if (column == VD_NONE || (!present(result, rows[VD_SUMMARY_BEFORE], (size_t)column) &&
				  !present(result, rows[VD_SUMMARY_FOCUS], (size_t)column)))
		return;
	*VD_APPEND(analysis->arena, summary) = (struct vd_summary_item){
		.topic = topic,
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
		add(analysis, summary, VD_ASK_PER_PERSON, per_capita, "per_capita", question, rows);
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
			add(analysis, summary, VD_ASK_CHANGE, comparable, figures[i].key,
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

/* The findings table has the gravest first; it may not be computed yet. */
static void add_doubts(const struct vd_analysis *analysis, struct vd_summary *summary)
{
	const struct vd_result *findings = vd_result_find(analysis, "findings");
	for (size_t r = 0; findings && r < findings->rows.count; r++) {
		const struct vd_finding *finding = findings->rows.items[r].finding;
		enum vd_severity severity = vd_rule_info(finding->rule)->severity;
		if (finding->accepted ||
		    (severity != VD_SEVERITY_CONTRADICTION && severity != VD_SEVERITY_WARNING))
			continue;
		if (summary->doubt_count < sizeof(summary->doubts) / sizeof(*summary->doubts))
			summary->doubts[summary->doubt_count++] = finding;
		else
			summary->doubts_more++;
	}
}

const char *vd_summary_topic_words(enum vd_summary_topic topic)
{
	static const char *const words[VD_ASK_COUNT] = {
		[VD_ASK_HOW_MUCH] = N_("How much?"),
		[VD_ASK_SHARE] = N_("What share?"),
		[VD_ASK_PER_PERSON] = N_("How much per person?"),
		[VD_ASK_CHANGE] = N_("More or less than before?"),
		[VD_ASK_IMPLEMENTED] = N_("How much was implemented?"),
		[VD_ASK_ANSWERED] = N_("Who answered?"),
		[VD_ASK_DOUBTFUL] = N_("What is doubtful?"),
	};
	return vd_translate(words[topic]);
}

static void add_budget(const struct vd_analysis *analysis, struct vd_summary *summary,
		       const struct vd_result *budget, enum vd_summary_topic topic,
		       const int rows[VD_SUMMARY_YEARS])
{
	static const struct {
		enum vd_summary_topic topic;
		const char *key, *question;
	} figures[] = {
		{ VD_ASK_HOW_MUCH, "allocated", N_("Allocated") },
		{ VD_ASK_HOW_MUCH, "allocated_real", NULL },
		{ VD_ASK_HOW_MUCH, "modified", N_("Modified") },
		{ VD_ASK_SHARE, "share_percent", N_("Allocated as a share of the General Budget") },
		{ VD_ASK_SHARE, "general_budget", N_("General Budget") },
		{ VD_ASK_CHANGE, "allocated_change",
		  N_("Change in allocated against the year before") },
		{ VD_ASK_CHANGE, "allocated_change_percent", N_("Change in allocated, relative") },
		{ VD_ASK_IMPLEMENTED, "implemented", N_("Implemented") },
		{ VD_ASK_IMPLEMENTED, "rate_percent", N_("Implementation rate, all over all") },
		{ VD_ASK_IMPLEMENTED, "modified_rate_percent",
		  N_("Implementation rate over modified, all over all") },
		{ VD_ASK_IMPLEMENTED, "matched_rate_percent",
		  N_("Implementation rate, institutions that report both") },
		{ VD_ASK_IMPLEMENTED, "matched_rate_rows_percent",
		  N_("Implementation rate, printed rows that report both") },
		{ VD_ASK_ANSWERED, "coverage_amounts",
		  N_("Institutions that gave an amount allocated") },
		{ VD_ASK_ANSWERED, "coverage_answered", N_("Institutions that answered") },
		{ VD_ASK_ANSWERED, "coverage_expected", N_("Institutions expected to answer") },
	};
	for (size_t i = 0; i < sizeof(figures) / sizeof(*figures); i++)
		if (figures[i].topic == topic)
			add(analysis, summary, topic, budget, figures[i].key,
			    figures[i].question ? vd_translate(figures[i].question) : NULL, rows);
}

struct vd_summary vd_summarise(const struct vd_analysis *analysis)
{
	struct vd_summary summary = { .years = { VD_NONE, VD_NONE },
				      .change = "",
				      .notes = { "", "" } };
	const struct vd_result *budget = vd_result_find(analysis, "general-budget");
	int focus = focus_row(analysis, budget);
	add_doubts(analysis, &summary);
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
	for (enum vd_summary_topic topic = 0; topic < VD_ASK_COUNT; topic++) {
		add_budget(analysis, &summary, budget, topic, rows);
		if (topic == VD_ASK_CHANGE)
			add_comparable(analysis, &summary);
		if (topic == VD_ASK_PER_PERSON)
			add_per_capita(analysis, &summary);
	}
	if (summary.years[VD_SUMMARY_BEFORE] != VD_NONE)
		summary.change = describe_change(analysis, &summary);
	return summary;
}
