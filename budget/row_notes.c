/* What a reader must know of a row of a result table, in one text. */
#include "budget/result.h"

struct text {
	const struct vd_analysis *analysis;
	const char *text;
	bool *noted; /* [note] */
};

static void add(struct text *text, const char *part)
{
	text->text = vd_arena_format(text->analysis->arena, "%s%s%s", text->text,
				     *text->text ? "; " : "", part);
}

static void add_notes(struct text *text, const struct vd_notes *notes)
{
	for (size_t i = 0; i < notes->count; i++)
		text->noted[notes->items[i]] = true;
}

static void add_figure(struct text *text, const struct vd_figure *figure, const char *what)
{
	struct vd_arena *arena = text->analysis->arena;
	if (!figure->cell)
		return;
	if (figure->cell->about)
		add(text, vd_arena_format(arena, "%s is approximate", what));
	if (figure->cell->read)
		add(text,
		    vd_arena_format(arena, "%s is printed as %s", what, figure->cell->printed));
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
		add(text, "bill, not law");
	for (enum vd_stage stage = 0; stage < VD_STAGES; stage++) {
		struct vd_month through = year->through[stage];
		if (through.year && text->analysis->data->has_stage[stage] &&
		    about_stage(row, stage))
			add(text,
			    vd_arena_format(arena, "%s only through %d-%02d", vd_stage_key(stage),
					    through.year, through.month));
	}
}

static void add_coverage(struct text *text, const struct vd_row *row)
{
	struct vd_arena *arena = text->analysis->arena;
	for (enum vd_stage stage = 0; stage < VD_STAGES; stage++) {
		struct vd_coverage coverage;
		if (!about_stage(row, stage) ||
		    !vd_coverage(text->analysis->data, vd_row_scope(row), row->year, stage,
				 &coverage) ||
		    coverage.answered == coverage.expected || !coverage.amounts)
			continue;
		add(text, vd_arena_format(arena, "%s is at least this: %lld of %lld did not answer",
					  vd_stage_key(stage),
					  (long long)(coverage.expected - coverage.answered),
					  (long long)coverage.expected));
	}
}

static void add_markers(struct text *text)
{
	for (size_t i = 0; i < text->analysis->study->notes.count; i++)
		if (text->noted[i])
			add(text, vd_arena_format(text->analysis->arena, "[note %zu]", i + 1));
}

struct vd_value vd_column_notes(const struct vd_analysis *analysis, const struct vd_row *row)
{
	const struct vd_study *study = analysis->study;
	const struct vd_dataset *data = analysis->data;
	struct text text = { .analysis = analysis,
			     .text = "",
			     .noted = VD_TAKE(analysis->arena, bool, study->notes.count) };
	add_year(&text, row);
	if (row->institution != VD_NONE) {
		add_notes(&text, &study->institutions.items[row->institution].notes);
		for (enum vd_stage stage = 0; stage < VD_STAGES; stage++)
			add_figure(&text, vd_dataset_cell(data, row->institution, row->year, stage),
				   vd_stage_key(stage));
	} else {
		if (row->region == VD_NONE) {
			add_notes(&text, &study->years.items[row->year].notes);
			if (row->stage == VD_NONE)
				add_figure(&text, &data->general_budget[row->year],
					   "the General Budget");
			for (enum vd_stage stage = 0; stage < VD_STAGES; stage++)
				if (about_stage(row, stage) &&
				    !vd_dataset_has_detail(data, row->year, stage))
					add_figure(&text, vd_dataset_total(data, row->year, stage),
						   vd_stage_key(stage));
		}
		add_coverage(&text, row);
	}
	if (row->series) {
		add_notes(&text, &row->series->notes);
		if (row->series->use_for.count)
			add(&text, vd_arena_format(analysis->arena,
						   "`%s` states no year, used here because %s",
						   row->series->id,
						   vd_text_in(&row->series->use_because,
							      analysis->language)));
	}
	add_markers(&text);
	return vd_value_text(text.text);
}
