/* Explaining what the audit says of a printed figure, and of a finding. */
#include <string.h>

#include "budget/audit.h"
#include "budget/explain_parts.h"
#include "budget/language.h"

static struct vd_arena *arena_of(const struct vd_writer *writer)
{
	return writer->analysis->arena;
}

/* A long text as one step of an explanation. */
static void say_step(struct vd_writer *writer, const char *text)
{
	enum { WIDTH = 98, INDENT = 4 };
	vd_say(writer, "  %s", vd_wrap(arena_of(writer), text, WIDTH, INDENT));
}

/* Sentences parted by line ends. */
static void say_sentences(struct vd_writer *writer, const char *text)
{
	while (*text) {
		size_t length = strcspn(text, "\n");
		say_step(writer, vd_arena_copy(arena_of(writer), text, length));
		text += length + (text[length] == '\n');
	}
}

static const char *where(struct vd_writer *writer, const struct vd_check *check)
{
	if (check->cell)
		return vd_say_cell_source(writer, check->table, check->cell);
	const struct vd_reference *source = &check->claim->source;
	for (size_t i = 0; i < check->claim->notes.count; i++)
		writer->noted[check->claim->notes.items[i]] = true;
	return vd_arena_format(arena_of(writer), _("claim %s, line %u%s"), check->claim->id,
			       check->place.line,
			       vd_say_source(writer, source->source, source->page));
}

/* The amounts of a sum. */
static void say_addends(struct vd_writer *writer, const struct vd_check *check)
{
	struct vd_entries entries = { 0 };
	for (size_t i = 0; i < check->addends.count; i++) {
		const struct vd_addend *one = &check->addends.items[i];
		struct vd_entry *entry = vd_entry_add(writer, &entries);
		entry->figure = vd_money_format(arena_of(writer), (struct vd_money){ one->amount },
						&writer->analysis->study->currency, VD_GROUPED);
		entry->what = one->name;
	}
	vd_say_list(writer, &entries);
}

/* The cells beside a printed ratio. */
static void say_cells(struct vd_writer *writer, const struct vd_check *check)
{
	struct vd_entries entries = { 0 };
	const struct vd_check_operand *const operands[] = { &check->part, &check->base };
	for (size_t i = 0; i < sizeof(operands) / sizeof(*operands); i++) {
		const struct vd_cell *cell = operands[i]->cell;
		if (!cell)
			continue;
		struct vd_entry *entry = vd_entry_add(writer, &entries);
		entry->figure = cell->printed;
		entry->what = operands[i]->name;
		entry->where = vd_say_cell_source(writer, check->table, cell);
	}
	vd_say_list(writer, &entries);
}

/* Where a figure of the study that a claim is made from stands, or what explains it. */
static void say_figure(struct vd_writer *writer, const struct vd_operand *operand,
		       struct vd_entries *entries)
{
	const struct vd_analysis *analysis = writer->analysis;
	const struct vd_study *study = analysis->study;
	const char *stage = vd_stage_key(operand->stage);
	int year = study->years.items[operand->year].year;
	const char *what = vd_stage_year(arena_of(writer), operand->stage, year);
	if (operand->institution != VD_NONE) {
		const struct vd_institution *who = &study->institutions.items[operand->institution];
		vd_entry_figure(writer, entries,
				vd_arena_format(arena_of(writer), "%s, %s",
						vd_institution_label(who, analysis->language),
						what),
				vd_dataset_cell(analysis->data, operand->institution, operand->year,
						operand->stage));
		return;
	}
	bool is_headline = operand->group == VD_NONE && operand->region == VD_NONE;
	if (is_headline && !operand->is_matched)
		vd_say(writer, _("  %s of the headline: veedor explain … general-budget/%d/%s"),
		       what, year, stage);
	else if (operand->region != VD_NONE)
		vd_say(writer, _("  %s of the region: veedor explain … regions/%s/%d/%s"), what,
		       study->regions.items[operand->region].code, year, stage);
	else if (operand->is_matched)
		vd_say(writer, _("  %s: the sum over those that have an amount in both years"),
		       what);
	else
		vd_say(writer, _("  %s: the sum over those that are in the group %s"), what,
		       study->groups.items[operand->group].id);
}

static void say_operand(struct vd_writer *writer, const struct vd_operand *operand,
			struct vd_entries *entries)
{
	const struct vd_study *study = writer->analysis->study;
	switch (operand->kind) {
	case VD_OPERAND_FIGURE:
		say_figure(writer, operand, entries);
		break;
	case VD_OPERAND_GENERAL_BUDGET:
		vd_entry_figure(writer, entries,
				vd_general_budget_year(arena_of(writer),
						       study->years.items[operand->year].year),
				&writer->analysis->data->general_budget[operand->year]);
		break;
	case VD_OPERAND_SERIES: {
		const struct vd_series *series = &study->series.items[operand->series];
		const struct vd_series_value *value =
			vd_series_at(series, operand->calendar, operand->region);
		vd_say(writer, _("  %s %d: line %u%s"), series->id, operand->calendar,
		       value ? value->place.line : series->place.line,
		       vd_say_source(writer, series->source.source, series->source.page));
		break;
	}
	case VD_OPERAND_CELL:
		vd_say(writer, "  veedor explain … %s", operand->text);
		break;
	case VD_OPERAND_NONE:
	case VD_OPERAND_NUMBER:
	case VD_OPERAND_SUM:
		break; /* stands in the arithmetic */
	}
}

static void say_operands(struct vd_writer *writer, const struct vd_claim *claim)
{
	struct vd_entries entries = { 0 };
	say_operand(writer, &claim->part, &entries);
	say_operand(writer, &claim->base, &entries);
	vd_say_list(writer, &entries);
}

static void explain_check(struct vd_writer *writer, const struct vd_check *check)
{
	vd_say(writer,
	       check->table && check->table->data ? _("  In the data %s: %s.")
						  : _("  Printed %s: %s."),
	       check->printed, where(writer, check));
	if (vd_value_present(&check->computed)) {
		vd_say(writer, _("  Computed: %s"), check->arithmetic);
		vd_say(writer, "  = %s", vd_say_unrounded(writer, &check->computed, check->unit));
		say_addends(writer, check);
		if (check->claim)
			say_operands(writer, check->claim);
		else
			say_cells(writer, check);
	}
	vd_say(writer, _("  Verdict: %s."), vd_word(vd_verdict_key(check->verdict)));
	say_sentences(writer, vd_check_words(arena_of(writer), check));
	if (check->follows)
		vd_say(writer, _("  It follows from %s, which is contradicted; otherwise %s."),
		       check->follows->at,
		       vd_say_unrounded(writer, &check->otherwise, check->unit));
	if (check->confirms)
		vd_say(writer, _("  It fits what %s ought to be, not what is printed there."),
		       check->confirms->at);
}

void vd_explain_audit(struct vd_writer *writer, const struct vd_row *row)
{
	const struct vd_finding *finding = row->finding;
	if (row->check)
		explain_check(writer, row->check);
	if (!finding)
		return;
	const struct vd_rule_info *rule = vd_rule_info(finding->rule);
	say_step(writer, vd_arena_format(arena_of(writer), "%s: %s", rule->name,
					 vd_translate(rule->meaning)));
	say_step(writer,
		 vd_arena_format(arena_of(writer), _("Method: %s"), vd_translate(rule->method)));
	say_step(writer, vd_arena_format(arena_of(writer), _("At %s, line %u: %s."), finding->at,
					 finding->place.line, finding->message));
	say_sentences(writer, finding->explanation);
	if (finding->check)
		vd_say(writer, _("  The figure: veedor explain … '%s/%s/computed'"),
		       finding->check->claim ? "claims" : "checks",
		       finding->check->claim ? finding->check->claim->id : finding->check->at);
}
