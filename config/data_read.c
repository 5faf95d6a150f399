/* Reading the data that a study names: each entry that is right in itself becomes a table. */
#include <stdlib.h>
#include <string.h>

#include "config/data_read.h"
#include "io/csv.h"

enum { YEAR_FIRST = 1800, YEAR_LAST = 2200 };

const char *vd_data_line_words(const struct vd_data_sums *sums, uint64_t line)
{
	return vd_arena_format(sums->loader->arena,
			       sums->data->kind == VD_DATA_ODBC ? _("row %llu of %s")
								: _("line %llu of %s"),
			       (unsigned long long)line, vd_file_words(sums->shown));
}

const char *vd_data_text(struct vd_arena *arena, struct vd_slice text)
{
	while (text.bytes && (unsigned char)text.text[text.bytes - 1] <= ' ')
		text.bytes--;
	while (text.bytes && (unsigned char)*text.text <= ' ') {
		text.text++;
		text.bytes--;
	}
	char *copy = vd_arena_copy(arena, text.bytes ? text.text : "", text.bytes);
	for (char *c = copy; *c; c++)
		*c = (unsigned char)*c < ' ' || *c == 0x7F ? ' ' : *c;
	/* Two that are no characters, which no XML may hold; and a line end that only some know. */
	static const char *const unfit[] = { "\xEF\xBF\xBE", "\xEF\xBF\xBF", "\xC2\x85" };
	for (size_t i = 0; i < sizeof(unfit) / sizeof(*unfit); i++)
		for (char *at = copy; (at = strstr(at, unfit[i]));)
			memset(at, ' ', strlen(unfit[i]));
	return copy;
}

void vd_data_set_aside(struct vd_data_sums *sums, const struct vd_line_group *group,
		       uint64_t *counter)
{
	*counter += group->lines;
	sums->data->used -= group->lines;
}

/* --- years --- */

/* A year of a line: "2016". @return 0 if it is none */
static int read_year(const char *text)
{
	int year = 0;
	for (size_t i = 0; i < 4; i++) {
		if (text[i] < '0' || text[i] > '9')
			return 0;
		year = year * 10 + (text[i] - '0');
	}
	return text[4] || year < YEAR_FIRST || year > YEAR_LAST ? 0 : year;
}

static bool bad_year(struct vd_data_sums *sums, const struct vd_line_group *group, const char *text)
{
	if (sums->reported++ >= VD_DATA_TEXTS_SHOWN)
		return false;
	struct vd_diagnostics *diagnostics = sums->loader->diagnostics;
	vd_report(diagnostics, sums->form->columns.year.place, VD_RULE_DATA_TEXT,
		  _("%s: `%s` is no year from %d to %d"),
		  vd_data_line_words(sums, group->first_line), text, YEAR_FIRST, YEAR_LAST);
	return vd_hint(
		diagnostics,
		_("is it a total, or a line of another kind? `where` leaves such lines out, and "
		  "`on_error: skip` every line that cannot be read"));
}

static void add_unused_year(struct vd_data_sums *sums, const struct vd_line_group *group, int year)
{
	vd_data_set_aside(sums, group, &sums->data->other_years);
	for (size_t i = 0; i < sums->data->unused_years.count; i++)
		if (sums->data->unused_years.items[i] == year)
			return;
	*VD_APPEND(sums->loader->arena, &sums->data->unused_years) = year;
}

static void skip(struct vd_data_sums *sums, const struct vd_line_group *group)
{
	uint64_t *first = &sums->data->first_skipped;
	vd_data_set_aside(sums, group, &sums->data->skipped);
	if (!*first || group->first_line < *first)
		*first = group->first_line;
}

/* The groups of the study's years. The others are counted, or reported. */
static bool take_years(struct vd_data_sums *sums, const struct vd_line_group *const *groups,
		       size_t count)
{
	const struct vd_study *study = sums->loader->study;
	const struct vd_data_form *form = sums->form;
	int all = form->columns.all_of_year;
	bool good = true;
	sums->groups = VD_TAKE(sums->loader->arena, struct vd_data_group, count);
	for (size_t i = 0; i < count; i++) {
		struct vd_data_group one = { .lines = groups[i],
					     .year = all,
					     .calendar = all == VD_NONE
								 ? 0
								 : study->years.items[all].year,
					     .institution = VD_NONE };
		if (form->columns.year.text) {
			const char *text =
				vd_data_text(sums->loader->arena, groups[i]->keys[VD_LINE_YEAR]);
			one.calendar = read_year(text);
			one.year = one.calendar ? vd_study_year(study, one.calendar) : VD_NONE;
			if (!one.calendar && form->on_error)
				skip(sums, groups[i]);
			else if (!one.calendar)
				good = bad_year(sums, groups[i], text);
			else if (one.year == VD_NONE)
				add_unused_year(sums, groups[i], one.calendar);
			if (one.year == VD_NONE)
				continue;
		}
		sums->groups[sums->count++] = one;
	}
	return good;
}

/* --- reading --- */

/* A path that the study names stands beside the study. */
static const char *beside(const struct vd_loader *loader, const char *path)
{
	const char *study = loader->input->file;
	const char *slash = vd_same(study, vd_standard_input) ? NULL : strrchr(study, '/');
	if (*path == '/' || !slash)
		return path;
	return vd_arena_format(loader->arena, "%.*s%s", (int)(slash - study + 1), study, path);
}

struct watch {
	const struct vd_reading *reading;
	const char *file;
};

static void watch(void *context, const struct vd_stream_facts *facts)
{
	const struct watch *watched = context;
	watched->reading->progress(watched->reading->context, watched->file, facts);
}

/* The lines that messages about a data file point at hang on the study's own. */
static void chain(struct vd_loader *loader, const struct vd_input *input)
{
	struct vd_input *copy = VD_TAKE(loader->arena, struct vd_input, 1);
	*copy = *input;
	copy->next = loader->input->next;
	loader->input->next = copy;
}

/* --- values that no line has --- */

static void find_unmatched(struct vd_data_sums *sums, const struct vd_lines *lines, size_t amount,
			   const struct vd_data_conditions *where, const char *figure)
{
	struct vd_arena *arena = sums->loader->arena;
	for (size_t i = 0; i < where->count; i++) {
		const struct vd_data_condition *one = &where->items[i];
		struct vd_unmatched unmatched = { .column = one->column.text,
						  .figure = figure,
						  .is_prefix = one->is_prefix,
						  .is_negated = one->is_negated,
						  .place = one->column.place };
		for (size_t k = 0; k < one->values.count; k++)
			if (!vd_lines_have_met(lines, amount, i, k))
				*VD_APPEND(arena, &unmatched.values) = one->values.items[k];
		if (unmatched.values.count)
			*VD_APPEND(arena, &sums->data->unmatched) = unmatched;
	}
}

static void find_all_unmatched(struct vd_data_sums *sums, const struct vd_lines *lines)
{
	const struct vd_data_form *form = sums->form;
	size_t amount = 0;
	find_unmatched(sums, lines, VD_LINE_EVERY, &form->where, NULL);
	/* Where the entry's own let nothing through, those of the figures were not looked at. */
	if (sums->data->unmatched.count && !sums->data->used)
		return;
	for (size_t i = 0; i < form->columns.figures.count; i++) {
		const struct vd_data_figure *figure = &form->columns.figures.items[i];
		find_unmatched(sums, lines, amount, &figure->where, figure->column.heading);
		amount += figure->from.count;
	}
}

bool vd_data_take(struct vd_data_sums *sums, struct vd_lines *lines)
{
	find_all_unmatched(sums, lines);
	const struct vd_line_group *const *groups = NULL;
	size_t count = vd_lines_groups(lines, &groups);
	bool good = take_years(sums, groups, count);
	good = vd_data_find_institutions(sums) && good;
	return good && vd_data_make_table(sums);
}

static bool sum_csv(struct vd_data_sums *sums, struct vd_csv *csv)
{
	struct vd_loader *loader = sums->loader;
	struct watch watched = { loader->reading, sums->shown };
	struct vd_csv_how how = { .threads = loader->reading->threads };
	struct vd_data_plan plan;
	struct vd_lines *lines = NULL;
	size_t count = 0;
	const char *const *names = vd_csv_columns(csv, &count);
	if (!vd_data_plan(loader, sums->form, sums->shown, names, count, &plan))
		return false;
	if (loader->reading->progress) {
		how.progress = watch;
		how.context = &watched;
	}
	bool good = vd_csv_sum(csv, &plan.plan, plan.columns, &how, loader->diagnostics, &lines);
	if (loader->reading->progress)
		watch(&watched, NULL);
	const struct vd_csv_facts *facts = vd_csv_facts(csv);
	const struct vd_stream_facts *stream = vd_csv_stream(csv);
	sums->data->rows = facts->rows;
	sums->data->used = facts->used;
	sums->data->passed_over = facts->passed_over;
	sums->data->skipped = facts->faulty;
	sums->data->first_skipped = facts->first_faulty;
	sums->data->padded = facts->padded;
	sums->data->bytes = stream->bytes;
	memcpy(sums->data->sha256, stream->sha256, sizeof(sums->data->sha256));
	return good && vd_data_take(sums, lines);
}

static bool read_csv(struct vd_data_sums *sums)
{
	struct vd_loader *loader = sums->loader;
	const struct vd_data_form *form = sums->form;
	bool is_standard_input = vd_same(form->csv.text, "-");
	if (is_standard_input && loader->reading->has_standard_input) {
		vd_report(loader->diagnostics, form->csv.place, VD_RULE_DATA_UNREADABLE,
			  _("standard input was read already"));
		return vd_hint(loader->diagnostics,
			       _("it can be read once: by the study, or as one file of data"));
	}
	sums->shown = is_standard_input ? vd_standard_input : beside(loader, form->csv.text);
	loader->reading->has_standard_input = loader->reading->has_standard_input ||
					      is_standard_input;
	const struct vd_csv_source source = {
		.stream = { .file = is_standard_input ? "-" : sums->shown,
			    .shown = sums->shown,
			    .member = form->member,
			    .is_digested = loader->reading->is_digested,
			    .place = form->csv.place },
		.encoding = form->encoding,
		.separator = form->separator,
		.no_quotes = !form->has_quotes,
		.header = form->header,
		.pads = form->ragged != 0,
	};
	struct vd_csv *csv = vd_csv_open(&source, loader->arena, loader->diagnostics);
	if (!csv)
		return false;
	bool good = sum_csv(sums, csv);
	sums->data->separator = vd_csv_separator(csv);
	if (vd_csv_stream(csv)->member)
		sums->data->member = vd_csv_stream(csv)->member;
	chain(loader, vd_csv_input(csv));
	vd_csv_close(csv);
	return good;
}

void vd_data_read(struct vd_loader *loader)
{
	struct vd_study *study = loader->study;
	struct vd_data_forms *forms = loader->data;
	if (!forms)
		return;
	forms->first = study->institutions.count;
	forms->has_region = VD_TAKE(loader->arena, bool, forms->first);
	/* What it is in, and of which years, is not known: each line would be an error. */
	bool is_readable = loader->has_currency && study->years.count;
	for (size_t i = 0; i < forms->count; i++) {
		struct vd_data_form *form = forms->items[i];
		struct vd_data_sums sums = { .loader = loader,
					     .form = form,
					     .data = &study->data.items[i] };
		bool good = is_readable && form->is_good;
		if (good)
			good = form->odbc.text ? vd_data_read_odbc(&sums) : read_csv(&sums);
		/* Institutions of data that is not read are not known. */
		forms->is_incomplete = forms->is_incomplete ||
				       (!good && form->others == VD_OTHERS_ADD);
	}
}

bool vd_data_is_incomplete(const struct vd_loader *loader)
{
	return loader->data && loader->data->is_incomplete;
}

void vd_data_add_tables(struct vd_loader *loader)
{
	struct vd_study *study = loader->study;
	for (size_t i = 0; loader->data && i < loader->data->count; i++) {
		struct vd_table *table = loader->data->items[i]->table;
		if (!table)
			continue;
		table->data = i + 1;
		study->data.items[i].table = study->tables.count;
		*VD_APPEND(loader->arena, &study->tables) = *table;
	}
}
