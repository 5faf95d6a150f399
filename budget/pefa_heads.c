/* The heads that the PEFA indicators compare, year by year: approved, actual, adjusted. */
#include "budget/pefa.h"

#include <stdlib.h>

#include "budget/columns.h"

const char *vd_head_line_key(enum vd_head_line line)
{
	static const char *const words[] = { [VD_LINE_OWN] = N_("own"),
					     [VD_LINE_REST] = N_("rest"),
					     [VD_LINE_CONTINGENCY] = N_("contingency"),
					     [VD_LINE_INTEREST] = N_("interest"),
					     [VD_LINE_INCOMPLETE] = N_("incomplete") };
	return words[line];
}

struct head {
	int institution;
	enum vd_head_line line;
	int64_t approved, actual;
};

struct heads {
	struct head *items;
	size_t count;
};

static int by_size(const void *left, const void *right)
{
	const struct head *a = left, *b = right;
	if (a->line != b->line)
		return (int)a->line - (int)b->line;
	if (a->approved != b->approved)
		return a->approved > b->approved ? -1 : 1;
	return a->institution - b->institution;
}

static enum vd_head_line line_of(const struct vd_institution *one, bool complete)
{
	if (!complete)
		return VD_LINE_INCOMPLETE;
	switch (one->pefa) {
	case VD_PEFA_CONTINGENCY:
		return VD_LINE_CONTINGENCY;
	case VD_PEFA_INTEREST:
		return VD_LINE_INTEREST;
	case VD_PEFA_HEAD:
		break;
	}
	return VD_LINE_OWN;
}

/*
 * With more than 20 heads, those below the largest that come to 75 % of the approved budget are one
 * line; the administrative heads that stand for themselves are at least 20.
 */
static void draw_line(struct heads *heads)
{
	enum { LEAST = 20 };
	vd_int128 total = 0, sum = 0;
	size_t compared = 0;
	while (compared < heads->count && heads->items[compared].line == VD_LINE_OWN)
		total += heads->items[compared++].approved;
	for (size_t i = 0; i < compared; i++) {
		/* Once below the line, all that follow are. */
		bool is_rest = i >= LEAST &&
			       (heads->items[i - 1].line == VD_LINE_REST || 4 * sum >= 3 * total);
		if (is_rest)
			heads->items[i].line = VD_LINE_REST;
		sum += heads->items[i].approved;
	}
}

/* Whether there is a figure, given or withheld: who has no budget line is no head. */
static bool may_have(const struct vd_figure *figure)
{
	return figure->missing == VD_PRESENT || figure->missing == VD_NOT_PUBLISHED ||
	       figure->missing == VD_NOT_REPORTED;
}

static struct heads find_heads(const struct vd_analysis *analysis, int year)
{
	const struct vd_study *study = analysis->study;
	struct heads heads = { .items = VD_TAKE(analysis->arena, struct head,
						study->institutions.count) };
	for (int i = 0; i < (int)study->institutions.count; i++) {
		const struct vd_institution *one = &study->institutions.items[i];
		const struct vd_figure *approved =
			vd_dataset_cell(analysis->data, i, year, VD_ALLOCATED);
		const struct vd_figure *actual =
			vd_dataset_cell(analysis->data, i, year, VD_IMPLEMENTED);
		if (!one->in_headline || (!may_have(approved) && !may_have(actual)))
			continue;
		bool complete = approved->missing == VD_PRESENT && actual->missing == VD_PRESENT;
		heads.items[heads.count++] = (struct head){
			.institution = i,
			.line = line_of(one, complete),
			.approved = approved->missing == VD_PRESENT ? approved->amount.minor : 0,
			.actual = actual->missing == VD_PRESENT ? actual->amount.minor : 0,
		};
	}
	if (heads.count)
		qsort(heads.items, heads.count, sizeof(*heads.items), by_size);
	draw_line(&heads);
	return heads;
}

/* A year can be judged once it is law, over, and has both figures. */
static bool is_complete(const struct vd_analysis *analysis, int year)
{
	return analysis->study->years.items[year].phase == VD_ENACTED &&
	       vd_dataset_has_detail(analysis->data, year, VD_ALLOCATED) &&
	       vd_dataset_has_detail(analysis->data, year, VD_IMPLEMENTED) &&
	       !vd_months_elapsed(analysis->study, year, VD_ALLOCATED) &&
	       !vd_months_elapsed(analysis->study, year, VD_IMPLEMENTED);
}

static void set_sums(const struct vd_analysis *analysis, struct vd_statistics *statistics,
		     struct vd_value approved, struct vd_value actual)
{
	vd_statistics_set(analysis->arena, statistics, VD_STATISTIC_HEADS_APPROVED, approved);
	vd_statistics_set(analysis->arena, statistics, VD_STATISTIC_HEADS_ACTUAL, actual);
}

static void add_year(const struct vd_analysis *analysis, struct vd_rows *rows, int year,
		     const struct heads *heads, size_t compared)
{
	/* Cannot overflow: see VD_AMOUNTS_MOST. */
	struct vd_money approved = { 0 }, actual = { 0 };
	struct vd_sample sample = { .result = vd_result_current(analysis),
				    .first = rows->count,
				    .used = compared,
				    .count = heads->count };
	const struct vd_value none = vd_value_missing(VD_NOT_APPLICABLE, NULL);
	struct vd_statistics counted = { 0 }, left_out = { 0 };
	for (size_t i = 0; i < compared; i++) {
		approved.minor += heads->items[i].approved;
		actual.minor += heads->items[i].actual;
	}
	set_sums(analysis, &counted, vd_value_money(approved), vd_value_money(actual));
	set_sums(analysis, &left_out, none, none);
	for (size_t i = 0; i < heads->count; i++) {
		struct vd_row *row = vd_add_row(analysis, rows);
		row->year = year;
		row->institution = heads->items[i].institution;
		row->line = heads->items[i].line;
		row->sample = sample;
		row->statistics = i < compared ? counted : left_out; /* shared: never added to */
	}
}

static void list_rows(const struct vd_analysis *analysis, struct vd_rows *rows)
{
	for (int year = 0; year < (int)analysis->study->years.count; year++) {
		if (!is_complete(analysis, year))
			continue;
		struct heads heads = find_heads(analysis, year);
		size_t compared = 0;
		while (compared < heads.count && heads.items[compared].line <= VD_LINE_REST)
			compared++;
		if (compared > 1)
			add_year(analysis, rows, year, &heads, compared);
	}
}

static struct vd_value line_word(const struct vd_analysis *analysis, const struct vd_row *row)
{
	(void)analysis;
	return vd_value_word(vd_head_line_key(row->line));
}

static const struct vd_column columns[] = {
	{ .key = "year",
	  .label = N_("Year"),
	  .unit = VD_UNIT_YEAR,
	  .is_key = true,
	  .value = vd_column_year,
	  .meaning = N_("Budget year; those that are law, over, and have both figures") },
	{ .key = "head",
	  .label = N_("Head"),
	  .unit = VD_UNIT_TEXT,
	  .is_key = true,
	  .value = vd_column_institution,
	  .meaning = N_("The institution's id") },
	VD_INSTITUTION_NAME,
	{ .key = "line",
	  .label = N_("Counts as"),
	  .unit = VD_UNIT_TEXT,
	  .value = line_word,
	  .meaning = N_(
		  "own: a line of its own; rest: one line with the other small ones; contingency "
		  "and interest: not in PI-2.1; incomplete: lacks a figure, in no indicator") },
	{ .key = "approved",
	  .is_repeat = true,
	  .label = N_("Approved"),
	  .unit = VD_UNIT_MONEY,
	  .formula = "data(allocated)",
	  .meaning = N_("As originally approved") },
	{ .key = "actual",
	  .is_repeat = true,
	  .label = N_("Actual"),
	  .unit = VD_UNIT_MONEY,
	  .formula = "data(implemented)",
	  .meaning = N_("As implemented") },
	{ .key = "adjusted",
	  .label = N_("Adjusted"),
	  .unit = VD_UNIT_MONEY,
	  .formula = "product([approved], "
		     "ratio(statistic(heads_actual), statistic(heads_approved)))",
	  .meaning = N_("Approved, scaled to what was spent in all: own and rest alone") },
	{ .key = "deviation",
	  .label = N_("Deviation"),
	  .unit = VD_UNIT_MONEY,
	  .formula = "difference([actual], [adjusted])",
	  .meaning = N_("Actual less adjusted") },
};

const struct vd_table_description vd_table_pefa_heads = {
	.name = "pefa-heads",
	.title = N_("Credibility heads"),
	.about = N_(
		"The heads behind the credibility indicators. Adjusted is what each would have had, had all moved alike. Which head counts as what is as of the report."),
	.columns = columns,
	.column_count = sizeof(columns) / sizeof(*columns),
	.list_rows = list_rows,
};
