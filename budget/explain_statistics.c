/* Explaining a statistic: the values that go in, the method, and where it is published. */
#include "budget/explain_parts.h"

#include "budget/language.h"
#include "budget/outliers.h"
#include "budget/trend.h"

enum { LISTED_MOST = 60 };

static struct vd_arena *arena_of(const struct vd_writer *writer)
{
	return writer->analysis->arena;
}

/* A cell as a line: its value, what it is, its address. */
static void add_cell(struct vd_writer *writer, struct vd_entries *entries,
		     struct vd_result_cell cell, const char *what)
{
	const struct vd_value *value = vd_result_value(cell.result, cell.row, cell.column);
	struct vd_entry *added = vd_entry_add(writer, entries);
	added->figure =
		vd_say_rounded(writer, value, vd_result_unit(cell.result, cell.row, cell.column));
	added->what = what;
	added->where = vd_say_address(writer, cell);
}

/* The sums that a line is made from, so that it can be followed by hand. */
static void show_line(struct vd_writer *writer, const struct vd_sample *sample)
{
	struct vd_line line;
	if (!vd_trend_line(writer->analysis, sample, &line))
		return;
	vd_say(writer,
	       _("x is the year, y the value: n = %zu, x̄ = %.12g, ȳ = %.12g, Σ(x − x̄)² = %.12g,"),
	       line.n, line.x_mean, line.y_mean, line.x_spread);
	vd_say(writer, "Σ(x − x̄)(y − ȳ) = %.12g, s = √(Σ(y − ŷ)² / (n − 2)) = %.12g, t = %.9g",
	       line.slope * line.x_spread, line.residual,
	       vd_student_quantile((1.0 + VD_CONFIDENCE) / 2.0, (double)line.n - 2.0));
}

static bool is_of_line(enum vd_statistic statistic)
{
	return statistic == VD_STATISTIC_SLOPE || statistic == VD_STATISTIC_SLOPE_LOW ||
	       statistic == VD_STATISTIC_SLOPE_HIGH || statistic == VD_STATISTIC_R_SQUARED ||
	       statistic == VD_STATISTIC_RESIDUAL || statistic == VD_STATISTIC_PROJECTED ||
	       statistic == VD_STATISTIC_PROJECTED_LOW || statistic == VD_STATISTIC_PROJECTED_HIGH;
}

/* The points of a trend, and the years left out. */
static void show_points(struct vd_writer *writer, const struct vd_sample *sample)
{
	struct vd_entries used = { 0 }, unused = { 0 };
	for (size_t i = 0; i < sample->count; i++) {
		size_t row = sample->first + i;
		const struct vd_row *point = &sample->result->rows.items[row];
		const char *year =
			vd_arena_format(arena_of(writer), "%d", vd_calendar_year(writer, point));
		if (i < sample->used)
			add_cell(writer, &used, point->cell, year);
		else
			add_cell(writer, &unused, point->cell,
				 vd_arena_format(arena_of(writer), "%s: %s", year, point->remark));
	}
	vd_say(writer, _("The years used:"));
	vd_say_list(writer, &used);
	if (unused.count) {
		vd_say(writer, _("Left out:"));
		vd_say_list(writer, &unused);
	}
}

/* The heads of a PEFA indicator. */
static void show_heads(struct vd_writer *writer, const struct vd_sample *sample,
		       enum vd_statistic statistic)
{
	const struct vd_result *heads = sample->result;
	const char *key = statistic == VD_STATISTIC_HEADS_APPROVED   ? N_("approved")
			  : statistic == VD_STATISTIC_HEADS_ADJUSTED ? N_("adjusted")
			  : statistic == VD_STATISTIC_DEVIATIONS ||
					  statistic == VD_STATISTIC_DEVIATIONS_ALL
				  ? N_("deviation")
				  : N_("actual");
	struct vd_entries entries = { 0 };
	for (size_t i = 0; i < sample->used; i++) {
		struct vd_result_cell cell = { heads, sample->first + i,
					       (size_t)vd_result_column(heads, key) };
		const struct vd_row *head = &heads->rows.items[cell.row];
		bool wanted = statistic != VD_STATISTIC_CONTINGENCY ||
			      head->line == VD_LINE_CONTINGENCY;
		if (wanted && entries.count < LISTED_MOST)
			add_cell(writer, &entries, cell, vd_word(vd_head_line_key(head->line)));
	}
	vd_say(writer, _("The heads, their %s (own: a line of its own; rest: one line together):"),
	       vd_word(key));
	vd_say_list(writer, &entries);
	if (entries.count == LISTED_MOST)
		vd_say(writer, _("  … and more: veedor show STUDY pefa-heads"));
}

/* The same figure by each population series, and the year before's. */
static void show_choice(struct vd_writer *writer, const struct vd_choice *choice)
{
	struct vd_entries now = { 0 }, before = { 0 };
	for (size_t i = 0; i < choice->count; i++) {
		const struct vd_result_cell *cell = &choice->now[i];
		const char *id = cell->result->rows.items[cell->row].series->id;
		add_cell(writer, &now, *cell, id);
		if (choice->before[i].result)
			add_cell(writer, &before, choice->before[i], id);
	}
	vd_say(writer, _("By series:"));
	vd_say_list(writer, &now);
	if (before.count) {
		vd_say(writer, _("The year before:"));
		vd_say_list(writer, &before);
	}
}

/* Regions with both an amount and a value of a series. */
static void show_regions(struct vd_writer *writer, const struct vd_row *row, enum vd_stage stage,
			 const struct vd_series *series)
{
	const struct vd_study *study = writer->analysis->study;
	int year = vd_calendar_year(writer, row);
	struct vd_entries entries = { 0 };
	for (int r = 0; r < (int)study->regions.count; r++) {
		struct vd_scope scope = { .region = r };
		struct vd_value total = vd_total(writer->analysis->data, scope, row->year, stage);
		struct vd_value value = vd_series_count(series, year, r);
		if (!vd_value_present(&total) || !vd_value_present(&value))
			continue;
		struct vd_entry *added = vd_entry_add(writer, &entries);
		added->figure = vd_say_rounded(writer, &total, VD_UNIT_MONEY);
		added->what = vd_arena_format(arena_of(writer), "%s %s", series->id,
					      vd_say_rounded(writer, &value, VD_UNIT_COUNT));
		added->where = vd_region_name(&study->regions.items[r], writer->analysis->language);
	}
	vd_say(writer, _("%s %d by region, beside the series:"), vd_word(vd_stage_key(stage)),
	       year);
	vd_say_list(writer, &entries);
}

/* The changes that a jump is held against, the largest study cut short. */
static void show_changes(struct vd_writer *writer, const struct vd_row *row)
{
	const struct vd_study *study = writer->analysis->study;
	struct vd_entries entries = { 0 };
	int *who = VD_TAKE(arena_of(writer), int, study->institutions.count);
	double *changes = VD_TAKE(arena_of(writer), double, study->institutions.count);
	double *z = VD_TAKE(arena_of(writer), double, study->institutions.count);
	double median = 0.0, mad = 0.0;
	size_t count = vd_log_changes(writer->analysis->data, (enum vd_stage)row->stage, row->from,
				      row->year, who, changes);
	for (size_t i = 0; i < count && i < LISTED_MOST; i++) {
		struct vd_entry *added = vd_entry_add(writer, &entries);
		added->figure = vd_arena_format(arena_of(writer), "%.9f", changes[i]);
		added->what = vd_institution_label(&study->institutions.items[who[i]],
						   writer->analysis->language);
	}
	vd_say(writer,
	       _("ln(later / earlier) of all that report both years, in the headline or not:"));
	vd_say_list(writer, &entries);
	if (count > LISTED_MOST)
		vd_say(writer,
		       VD_PLURAL("  … and %zu more", "  … and %zu more", count - LISTED_MOST),
		       count - LISTED_MOST);
	if (vd_robust_z(arena_of(writer), changes, count, z, &median, &mad))
		vd_say(writer, _("Of these %zu: median %.9f, MAD (median distance from it) %.9f"),
		       count, median, mad);
}

static void show_amounts(struct vd_writer *writer, const struct vd_row *row)
{
	enum vd_stage stage = (enum vd_stage)row->stage;
	struct vd_entries entries = vd_entries_with_amount(writer, row, stage);
	vd_say(writer, _("The amounts, %s %d, institutions in the headline scope:"),
	       vd_word(vd_stage_key(stage)), vd_calendar_year(writer, row));
	vd_say_list(writer, &entries);
}

static bool is_sample_of(const struct vd_row *row, const char *table)
{
	return row->sample.result && vd_same(row->sample.result->description->name, table);
}

void vd_explain_statistic(struct vd_writer *writer, const struct vd_spot *spot,
			  enum vd_statistic statistic)
{
	const struct vd_row *row = &spot->row;
	const struct vd_statistic_info *info = vd_statistic_info(statistic);
	struct vd_value value = vd_statistics_get(&row->statistics, statistic);
	if (statistic == VD_STATISTIC_MEASURED)
		return; /* a row that combines others has none */
	if (row->choice)
		show_choice(writer, row->choice);
	else if (is_sample_of(row, "association-points"))
		show_regions(writer, row, (enum vd_stage)row->stage, row->series);
	else if (is_sample_of(row, "pefa-heads"))
		show_heads(writer, &row->sample, statistic);
	else if (row->sample.result)
		show_points(writer, &row->sample);
	else if (statistic == VD_STATISTIC_NATIONAL_ALLOCATED && row->series)
		show_regions(writer, row, VD_ALLOCATED, row->series);
	else if (statistic == VD_STATISTIC_NATIONAL_IMPLEMENTED && row->series)
		show_regions(writer, row, VD_IMPLEMENTED, row->series);
	else if (row->institution != VD_NONE && vd_value_present(&value))
		show_changes(writer, row);
	else if (row->stage != VD_NONE && row->institution == VD_NONE)
		show_amounts(writer, row);
	if (is_of_line(statistic))
		show_line(writer, &row->sample);
	vd_say_long(writer, vd_arena_format(arena_of(writer), _("Method: %s."),
					    vd_translate(info->method)));
	if (*info->source)
		vd_say_long(writer,
			    vd_arena_format(arena_of(writer), _("Source: %s."), info->source));
	if (!vd_value_present(&value))
		vd_say(writer, _("No figure: %s."), vd_missing_words(value.missing));
}
