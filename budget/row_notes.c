/* What a reader must know of a row of a result table, in one text. */
#include <string.h>

#include "budget/columns.h"

struct text {
	const struct vd_analysis *analysis;
	const char *text;
	const char *prefix; /* of each part: the year, where a row is about two */
	bool *noted;	    /* [note] */
};

/* Parts are joined by "; ", so that none may hold it, or end a sentence. */
static void add(struct text *text, const char *words)
{
	size_t bytes = strlen(words);
	while (bytes && words[bytes - 1] == '.')
		bytes--;
	char *part = vd_arena_copy(text->analysis->arena, words, bytes);
	for (char *c = part; *c; c++)
		*c = *c == ';' ? ',' : *c;
	text->text = vd_arena_format(text->analysis->arena, "%s%s%s%s", text->text,
				     *text->text ? "; " : "", text->prefix, part);
}

static void add_notes(struct text *text, const struct vd_notes *notes)
{
	for (size_t i = 0; i < notes->count; i++)
		text->noted[notes->items[i]] = true;
}

/* A sum of budget lines of which some have a code instead of an amount: how many cells. */
static uint64_t left_out_of(const struct vd_figure *figure)
{
	bool is_sum = figure->missing == VD_PRESENT && figure->cell && figure->cell->added;
	return is_sum ? figure->cell->added->missing : 0;
}

static void add_incomplete(struct text *text, const char *what, uint64_t cells)
{
	struct vd_arena *arena = text->analysis->arena;
	if (cells)
		add(text,
		    vd_arena_format(
			    arena,
			    VD_PLURAL("%s is at least this: %s cell of the data has no amount",
				      "%s is at least this: %s cells of the data have no amount",
				      cells),
			    what, vd_count_format(arena, (int64_t)cells, VD_GROUPED)));
}

/* An amount of a stage; of an institution by its label, or of the row itself. */
static void add_amount(struct text *text, const struct vd_figure *figure, const char *label,
		       enum vd_stage stage)
{
	struct vd_arena *arena = text->analysis->arena;
	if (!figure->cell)
		return;
	add_notes(text, &figure->cell->notes);
	if (!label)
		add_incomplete(text, vd_word(vd_stage_key(stage)), left_out_of(figure));
	/* Most cells say nothing: no words for them. */
	if (!figure->cell->about && !figure->cell->read)
		return;
	const char *word = vd_word(vd_stage_key(stage)), *printed = figure->cell->printed;
	if (figure->cell->about)
		add(text, label ? vd_arena_format(arena, _("%s, %s, is approximate"), label, word)
				: vd_arena_format(arena, _("%s is approximate"), word));
	if (figure->cell->read)
		add(text, label ? vd_arena_format(arena, _("%s, %s, is printed as %s"), label, word,
						  printed)
				: vd_arena_format(arena, _("%s is printed as %s"), word, printed));
}

static void add_general_budget(struct text *text, const struct vd_figure *figure)
{
	if (!figure->cell)
		return;
	if (figure->cell->about)
		add(text, _("the General Budget is approximate"));
	if (figure->cell->read)
		add(text,
		    vd_arena_format(text->analysis->arena, _("the General Budget is printed as %s"),
				    figure->cell->printed));
	add_incomplete(text, _("the General Budget"), left_out_of(figure));
	add_notes(text, &figure->cell->notes);
}

/* A row about one stage carries that stage's notes alone. */
static bool about_stage(const struct vd_row *row, enum vd_stage stage)
{
	return row->stage == VD_NONE || row->stage == (int)stage;
}

static void add_year(struct text *text, const struct vd_row *row)
{
	struct vd_arena *arena = text->analysis->arena;
	const struct vd_year *year = &text->analysis->study->years.items[row->year];
	if (year->phase == VD_BILL)
		add(text, _("bill, not law"));
	for (enum vd_stage stage = 0; stage < VD_STAGES; stage++) {
		struct vd_month through = year->through[stage];
		if (vd_months_elapsed(text->analysis->study, row->year, stage) &&
		    text->analysis->data->has_stage[stage] && about_stage(row, stage))
			add(text, vd_arena_format(arena, _("%s only through %d-%02d"),
						  vd_word(vd_stage_key(stage)), through.year,
						  through.month));
	}
}

/* How many of a scope gave no answer for a stage, and how many are in no table. */
static void add_coverage(struct text *text, const struct vd_row *row)
{
	const struct vd_dataset *data = text->analysis->data;
	for (enum vd_stage stage = 0; stage < VD_STAGES; stage++) {
		struct vd_coverage coverage;
		if (!about_stage(row, stage) ||
		    !vd_coverage(data, vd_row_scope(row), row->year, stage, &coverage) ||
		    coverage.answered == coverage.expected || !coverage.amounts)
			continue;
		long long absent = 0, silent = 0;
		for (int i = 0; i < (int)data->study->institutions.count; i++) {
			enum vd_missing missing =
				vd_dataset_cell(data, i, row->year, stage)->missing;
			bool counts = vd_scope_has(data, vd_row_scope(row), i);
			absent += counts && missing == VD_NOT_IN_STUDY;
			silent += counts &&
				  (missing == VD_NOT_PUBLISHED || missing == VD_NOT_REPORTED);
		}
		struct vd_arena *arena = text->analysis->arena;
		const char *word = vd_word(vd_stage_key(stage));
		long long expected = (long long)coverage.expected;
		if (silent && absent)
			add(text, vd_arena_format(arena,
						  _("%s is at least this: %lld of %lld gave no "
						    "answer, %lld of %lld in no table"),
						  word, silent, expected, absent, expected));
		else if (silent)
			add(text,
			    vd_arena_format(arena,
					    _("%s is at least this: %lld of %lld gave no answer"),
					    word, silent, expected));
		else
			add(text, vd_arena_format(
					  arena, _("%s is at least this: %lld of %lld in no table"),
					  word, absent, expected));
	}
}

/* Parts of a sum that are approximate or misprinted; of all together, what data leaves out. */
static void add_parts(struct text *text, const struct vd_row *row)
{
	const struct vd_dataset *data = text->analysis->data;
	uint64_t left_out[VD_STAGES] = { 0 };
	for (int i = 0; i < (int)data->study->institutions.count; i++) {
		if (!vd_scope_has(data, vd_row_scope(row), i))
			continue;
		const char *label = vd_institution_label(&data->study->institutions.items[i],
							 text->analysis->language);
		for (enum vd_stage stage = 0; stage < VD_STAGES; stage++) {
			const struct vd_figure *figure = vd_dataset_cell(data, i, row->year, stage);
			if (!figure->cell || !about_stage(row, stage))
				continue;
			add_amount(text, figure, label, stage);
			left_out[stage] += left_out_of(figure);
		}
	}
	for (enum vd_stage stage = 0; stage < VD_STAGES; stage++)
		add_incomplete(text, vd_word(vd_stage_key(stage)), left_out[stage]);
}

/* Who has an amount and is left out of the headline, and why. */
static void add_left_out(struct text *text, const struct vd_row *row)
{
	const struct vd_study *study = text->analysis->study;
	const char *because = vd_text_in(&study->scope_because, text->analysis->language);
	const char **names =
		VD_TAKE(text->analysis->arena, const char *, study->institutions.count);
	size_t count = 0;
	for (int i = 0; i < (int)study->institutions.count; i++) {
		const struct vd_institution *one = &study->institutions.items[i];
		bool any = false;
		for (enum vd_stage stage = 0; stage < VD_STAGES; stage++)
			any = any || (about_stage(row, stage) &&
				      vd_dataset_cell(text->analysis->data, i, row->year, stage)
						      ->missing == VD_PRESENT);
		if (any && !one->in_headline)
			names[count++] = vd_institution_label(one, text->analysis->language);
	}
	if (!count)
		return;
	struct vd_arena *arena = text->analysis->arena;
	const char *who = vd_list_words(arena, names, count, 5);
	/* The reason once a year is enough. */
	if (row->stage == VD_NONE && because)
		add(text,
		    vd_arena_format(arena, _("the headline leaves out %s: %s"), who, because));
	else
		add(text, vd_arena_format(arena, _("the headline leaves out %s"), who));
}

static void add_markers(struct text *text)
{
	for (size_t i = 0; i < text->analysis->study->notes.count; i++)
		if (text->noted[i])
			add(text, vd_note_mark(text->analysis->arena, i));
}

bool vd_is_approximate(const struct vd_dataset *data, const struct vd_row *row, enum vd_stage stage)
{
	if (row->institution != VD_NONE) {
		const struct vd_figure *own =
			vd_dataset_cell(data, row->institution, row->year, stage);
		return own->cell && own->cell->about;
	}
	if (row->region == VD_NONE && vd_total_is_printed(data, row->year, stage)) {
		const struct vd_figure *total = vd_dataset_total(data, row->year, stage);
		return total->cell && total->cell->about;
	}
	for (int i = 0; i < (int)data->study->institutions.count; i++) {
		const struct vd_figure *part = vd_dataset_cell(data, i, row->year, stage);
		if (part->cell && part->cell->about && vd_scope_has(data, vd_row_scope(row), i))
			return true;
	}
	return false;
}

/* What there is to say of a row's subject in its year. */
static void add_subject(struct text *text, const struct vd_row *row)
{
	const struct vd_analysis *analysis = text->analysis;
	const struct vd_study *study = analysis->study;
	const struct vd_dataset *data = analysis->data;
	add_year(text, row);
	if (row->institution != VD_NONE) {
		const struct vd_institution *one = &study->institutions.items[row->institution];
		const char *because = vd_text_in(&study->scope_because, analysis->language);
		add_notes(text, &one->notes);
		if (!one->in_headline)
			add(text, vd_arena_format(analysis->arena, _("not in the headline: %s"),
						  because ? because : _("see Data")));
		for (enum vd_stage stage = 0; stage < VD_STAGES; stage++)
			if (about_stage(row, stage))
				add_amount(text,
					   vd_dataset_cell(data, row->institution, row->year,
							   stage),
					   NULL, stage);
	} else if (row->region != VD_NONE || !row->series || !row->series->by_region) {
		if (row->region == VD_NONE) {
			add_notes(text, &study->years.items[row->year].notes);
			if (row->stage == VD_NONE)
				add_general_budget(text, &data->general_budget[row->year]);
			for (enum vd_stage stage = 0; stage < VD_STAGES; stage++)
				if (about_stage(row, stage) &&
				    vd_total_is_printed(data, row->year, stage))
					add_amount(text, vd_dataset_total(data, row->year, stage),
						   NULL, stage);
		}
		add_coverage(text, row);
		add_parts(text, row);
		if (row->region == VD_NONE)
			add_left_out(text, row);
	}
	if (row->series) {
		int year = study->years.items[row->year].year;
		const struct vd_series_value *value = vd_series_at(row->series, year, row->region);
		add_notes(text, &row->series->notes);
		if (value && !value->year)
			add(text, vd_arena_format(analysis->arena,
						  _("`%s` states no year, used here because %s"),
						  row->series->id,
						  vd_text_in(&row->series->use_because,
							     analysis->language)));
	}
}

struct vd_value vd_column_notes(const struct vd_analysis *analysis, const struct vd_row *row)
{
	const struct vd_year *years = analysis->study->years.items;
	struct text text = { .analysis = analysis,
			     .text = "",
			     .prefix = "",
			     .noted =
				     VD_TAKE(analysis->arena, bool, analysis->study->notes.count) };
	if (row->from != VD_NONE && row->from != row->year) {
		enum vd_stage stage = (enum vd_stage)row->stage;
		if (vd_months_elapsed(analysis->study, row->from, stage) !=
		    vd_months_elapsed(analysis->study, row->year, stage))
			add(&text, _("unequal parts of a year: no change to be read off"));
		struct vd_row before = *row;
		before.year = row->from;
		text.prefix = vd_arena_format(analysis->arena, "%d: ", years[row->from].year);
		add_subject(&text, &before);
		text.prefix = vd_arena_format(analysis->arena, "%d: ", years[row->year].year);
	}
	add_subject(&text, row);
	text.prefix = "";
	add_markers(&text);
	return vd_value_text(text.text);
}
