/* Explaining what a formula takes from the study: printed figures, sums, counts, series. */
#include "budget/explain_parts.h"
#include "budget/language.h"

static struct vd_arena *arena_of(const struct vd_writer *writer)
{
	return writer->analysis->arena;
}

static const char *label_of(const struct vd_writer *writer, int institution)
{
	return vd_institution_label(&writer->analysis->study->institutions.items[institution],
				    writer->analysis->language);
}

/* "; chs4, p. 11", and the document is listed at the end. */
const char *vd_say_source(struct vd_writer *writer, int source, const char *page)
{
	if (source == VD_NONE)
		return "";
	writer->cited[source] = true;
	const char *id = writer->analysis->study->sources.items[source].id;
	return page ? vd_arena_format(arena_of(writer), _("; %s, p. %s"), id, page)
		    : vd_arena_format(arena_of(writer), "; %s", id);
}

/* What a figure was added up from: "3 amounts of MONTO_PIA in 5 rows with ANO_EJE 2016". */
static const char *added_from(const struct vd_writer *writer, const struct vd_added *added)
{
	struct vd_arena *arena = arena_of(writer);
	/* TRANSLATORS: these two go into "%s in %s": "3 amounts of PIA in 5 rows with YEAR 2016". */
	const char *amounts = vd_arena_format(
		arena, VD_PLURAL("%s amount of %s", "%s amounts of %s", added->amounts),
		vd_count_format(arena, (int64_t)added->amounts, VD_GROUPED), added->columns);
	const char *lines =
		added->lines_of
			? vd_arena_format(arena,
					  VD_PLURAL("%s row with %s", "%s rows with %s",
						    added->lines),
					  vd_count_format(arena, (int64_t)added->lines, VD_GROUPED),
					  added->lines_of)
			: vd_arena_format(arena, VD_PLURAL("%s row", "%s rows", added->lines),
					  vd_count_format(arena, (int64_t)added->lines,
							  VD_GROUPED));
	if (added->missing)
		return vd_arena_format(arena, _("%s in %s, cells with a code instead: %s"), amounts,
				       lines,
				       vd_count_format(arena, (int64_t)added->missing, VD_GROUPED));
	/* TRANSLATORS: "3 amounts of PIA" in "5 rows with YEAR 2016". */
	return vd_arena_format(arena, _("%s in %s"), amounts, lines);
}

/* Of a cell that was added up: data, what it is the sum of, document and page. */
static const char *data_source(struct vd_writer *writer, const struct vd_table *table,
			       const struct vd_cell *cell)
{
	struct vd_arena *arena = arena_of(writer);
	const char *source = vd_say_source(writer, table->source.source, table->source.page);
	writer->added[table->data - 1] = true;
	return cell->added ? vd_arena_format(arena, _("data %s: %s%s"), table->id,
					     added_from(writer, cell->added), source)
			   : vd_arena_format(arena, _("data %s, line %u%s"), table->id,
					     cell->place.line, source);
}

/* Where a printed cell stands: table, line of the study file, document and page. */
const char *vd_say_cell_source(struct vd_writer *writer, const struct vd_table *table,
			       const struct vd_cell *cell)
{
	bool own = cell->source != VD_NONE;
	for (size_t i = 0; i < cell->notes.count; i++)
		writer->noted[cell->notes.items[i]] = true;
	for (size_t i = 0; i < table->notes.count; i++)
		writer->noted[table->notes.items[i]] = true;
	if (table->data)
		return data_source(writer, table, cell);
	return vd_arena_format(arena_of(writer), _("table %s, line %u%s"), table->id,
			       cell->place.line,
			       vd_say_source(writer, own ? cell->source : table->source.source,
					     own ? NULL : table->source.page));
}

/* What is read and why it differs from what is printed. */
static const char *reading(const struct vd_writer *writer, const struct vd_cell *cell)
{
	const char *text = cell->about ? _(" (approximate in the source)") : "";
	const char *because = vd_text_in(&cell->because, writer->analysis->language);
	if (cell->read && because)
		text = vd_arena_format(arena_of(writer), _("%s (printed as %s: %s)"), text,
				       cell->printed, because);
	else if (cell->read)
		text = vd_arena_format(arena_of(writer), _("%s (printed as %s)"), text,
				       cell->printed);
	return text;
}

void vd_entry_figure(struct vd_writer *writer, struct vd_entries *entries, const char *what,
		     const struct vd_figure *figure)
{
	const struct vd_value value = vd_figure_value(figure);
	struct vd_entry *added = vd_entry_add(writer, entries);
	added->figure = vd_say_rounded(writer, &value, VD_UNIT_MONEY);
	added->what = what;
	if (!figure->cell)
		return;
	added->what =
		vd_arena_format(arena_of(writer), "%s%s", what, reading(writer, figure->cell));
	if (figure->cell->code) {
		const char *words =
			vd_text_in(&figure->cell->code->text, writer->analysis->language);
		added->what = vd_arena_format(arena_of(writer), "%s: %s", what,
					      words ? words
						    : vd_missing_words(figure->cell->code->means));
	}
	added->where = vd_say_cell_source(writer, figure->table, figure->cell);
}

static void show_figure(struct vd_writer *writer, const char *what, const struct vd_figure *figure)
{
	struct vd_entries entries = { 0 };
	vd_entry_figure(writer, &entries, what, figure);
	vd_say_list(writer, &entries);
}

/* The name of a row's region; NULL: the row is about the headline scope. */
static const char *region_of(const struct vd_writer *writer, const struct vd_row *row)
{
	const struct vd_study *study = writer->analysis->study;
	return row->region == VD_NONE ? NULL
				      : vd_region_name(&study->regions.items[row->region],
						       writer->analysis->language);
}

/* Institutions left out of the headline although they have an amount. */
static void show_left_out(struct vd_writer *writer, const struct vd_row *row, enum vd_stage stage)
{
	const struct vd_study *study = writer->analysis->study;
	struct vd_entries entries = { 0 };
	for (int i = 0; row->region == VD_NONE && i < (int)study->institutions.count; i++) {
		const struct vd_figure *figure =
			vd_dataset_cell(writer->analysis->data, i, row->year, stage);
		if (!study->institutions.items[i].in_headline && figure->missing == VD_PRESENT)
			vd_entry_figure(writer, &entries, label_of(writer, i), figure);
	}
	if (!entries.count)
		return;
	const char *because = vd_text_in(&study->scope_because, writer->analysis->language);
	vd_say(writer, _("Not counted, outside the headline scope:"));
	vd_say_list(writer, &entries);
	if (because)
		vd_say_long(writer, because);
}

enum part { WITH_AMOUNT, WITHOUT_AMOUNT };

/* The institutions of a sum that have an amount, or those that have none. */
static struct vd_entries parts_of(struct vd_writer *writer, const struct vd_row *row,
				  enum vd_stage stage, enum part part)
{
	const struct vd_study *study = writer->analysis->study;
	struct vd_entries entries = { 0 };
	for (int i = 0; i < (int)study->institutions.count; i++) {
		const struct vd_figure *figure =
			vd_dataset_cell(writer->analysis->data, i, row->year, stage);
		bool present = figure->missing == VD_PRESENT;
		if (present == (part == WITH_AMOUNT) &&
		    vd_scope_has(writer->analysis->data, vd_row_scope(row), i))
			vd_entry_figure(writer, &entries, label_of(writer, i), figure);
	}
	return entries;
}

struct vd_entries vd_entries_with_amount(struct vd_writer *writer, const struct vd_row *row,
					 enum vd_stage stage)
{
	return parts_of(writer, row, stage, WITH_AMOUNT);
}

static void show_total(struct vd_writer *writer, const struct vd_row *row, enum vd_stage stage)
{
	const struct vd_dataset *data = writer->analysis->data;
	if (row->region == VD_NONE && vd_total_is_printed(data, row->year, stage)) {
		vd_say(writer, "%s",
		       vd_figure_is_added(vd_dataset_total(data, row->year, stage))
			       ? _("The year has no amount by institution; the total as added up from "
				   "data:")
			       : _("The year has no amount by institution; the total as printed:"));
		show_figure(writer,
			    vd_arena_format(arena_of(writer), _("total %s %d"),
					    vd_word(vd_stage_key(stage)),
					    vd_calendar_year(writer, row)),
			    vd_dataset_total(data, row->year, stage));
		return;
	}
	struct vd_entries with = parts_of(writer, row, stage, WITH_AMOUNT);
	struct vd_entries without = parts_of(writer, row, stage, WITHOUT_AMOUNT);
	const char *region = region_of(writer, row), *word = vd_word(vd_stage_key(stage));
	if (with.count && region)
		vd_say(writer,
		       VD_PLURAL("The sum of %zu amount, %s %d, institutions of %s:",
				 "The sum of %zu amounts, %s %d, institutions of %s:", with.count),
		       with.count, word, vd_calendar_year(writer, row), region);
	else if (with.count)
		vd_say(writer,
		       VD_PLURAL(
			       "The sum of %zu amount, %s %d, institutions in the headline scope:",
			       "The sum of %zu amounts, %s %d, institutions in the headline scope:",
			       with.count),
		       with.count, word, vd_calendar_year(writer, row));
	vd_say_list(writer, &with);
	if (without.count) {
		vd_say(writer, "%s",
		       with.count ? _("Without an amount, so not in the sum (missing is not zero):")
				  : _("There is nothing to sum: no amount is given."));
		vd_say_list(writer, &without);
	}
	show_left_out(writer, row, stage);
}

/* An institution's name, with the row it is printed in where that is a group's. */
static const char *name_in_row(const struct vd_writer *writer, int institution, enum vd_basis basis)
{
	const char *label = label_of(writer, institution);
	const struct vd_group *group =
		basis == VD_BY_ROW ? vd_printed_group(writer->analysis->study, institution) : NULL;
	if (!group)
		return label;
	return vd_arena_format(arena_of(writer), _("%s, in the row %s"), label,
			       group->as_printed ? group->as_printed : group->id);
}

static void show_matched(struct vd_writer *writer, const struct vd_row *row, enum vd_stage stage,
			 enum vd_basis basis)
{
	const struct vd_analysis *analysis = writer->analysis;
	const size_t count = analysis->study->institutions.count;
	struct vd_pairing pairing = vd_pairing_of_stages(vd_row_scope(row), basis, row->year);
	struct vd_entries entries = { 0 };
	bool *marks = VD_TAKE(arena_of(writer), bool, count);
	vd_pairing_mark(analysis->data, &pairing, VD_ON_BOTH, marks);
	for (int i = 0; i < (int)count; i++) {
		const struct vd_figure *figure =
			vd_dataset_cell(analysis->data, i, row->year, stage);
		if (marks[i] && figure->missing == VD_PRESENT)
			vd_entry_figure(writer, &entries, name_in_row(writer, i, basis), figure);
	}
	const char *region = region_of(writer, row);
	if (region)
		vd_say(writer,
		       basis == VD_BY_ROW
			       ? _("The sum over printed rows that report both stages, of %s:")
			       : _("The sum over institutions that report both stages, of %s:"),
		       region);
	else
		vd_say(writer, "%s",
		       basis == VD_BY_ROW ? _("The sum over printed rows that report both stages, "
					      "in the headline scope:")
					  : _("The sum over institutions that report both stages, "
					      "in the headline scope:"));
	vd_say_list(writer, &entries);
}

/* Nobody has a part in a change. */
static const char *none_in_flow(enum vd_flow flow, enum vd_basis basis)
{
	static const char *const none[][2] = {
		[VD_ON_FIRST_ONLY] = {
			N_("There is none: no institution with an amount in the earlier year alone."),
			N_("There is none: no printed row with an amount in the earlier year alone."),
		},
		[VD_ON_SECOND_ONLY] = {
			N_("There is none: no institution with an amount in the later year alone."),
			N_("There is none: no printed row with an amount in the later year alone."),
		},
		[VD_ON_BOTH] = {
			N_("There is none: no institution that report both years."),
			N_("There is none: no printed row that report both years."),
		},
	};
	return vd_translate(none[vd_flow_presence(flow)][basis == VD_BY_ROW]);
}

/* Who has a part in a change. */
static const char *those_in_flow(enum vd_flow flow, enum vd_basis basis)
{
	/* TRANSLATORS: follows "The sum over" or "Counted over". */
	static const char *const those[][2] = {
		[VD_ON_FIRST_ONLY] = {
			N_("institutions in the headline scope with an amount in the earlier year alone"),
			N_("printed rows in the headline scope with an amount in the earlier year alone"),
		},
		[VD_ON_SECOND_ONLY] = {
			N_("institutions in the headline scope with an amount in the later year alone"),
			N_("printed rows in the headline scope with an amount in the later year alone"),
		},
		[VD_ON_BOTH] = {
			N_("institutions in the headline scope that report both years"),
			N_("printed rows in the headline scope that report both years"),
		},
	};
	return vd_translate(those[vd_flow_presence(flow)][basis == VD_BY_ROW]);
}

/* The figures of those in a part of a change; of exits and entrants also why the other is missing. */
static void show_flow(struct vd_writer *writer, const struct vd_row *row,
		      const struct vd_formula *formula)
{
	const struct vd_analysis *analysis = writer->analysis;
	const size_t count = analysis->study->institutions.count;
	struct vd_pairing pairing = vd_row_pairing(row);
	enum vd_presence presence = vd_flow_presence(formula->flow);
	int side = vd_flow_side(formula->flow);
	struct vd_side own = pairing.side[side], other = pairing.side[1 - side];
	struct vd_entries entries = { 0 }, others = { 0 };
	bool *marks = VD_TAKE(arena_of(writer), bool, count);
	vd_pairing_mark(analysis->data, &pairing, presence, marks);
	for (int i = 0; i < (int)count; i++) {
		const struct vd_figure *figure =
			vd_dataset_cell(analysis->data, i, own.year, own.stage);
		const struct vd_figure *missing =
			vd_dataset_cell(analysis->data, i, other.year, other.stage);
		if (!marks[i] || figure->missing != VD_PRESENT ||
		    (formula->reason != VD_PRESENT && missing->missing != formula->reason))
			continue;
		const char *name = name_in_row(writer, i, pairing.basis);
		vd_entry_figure(writer, &entries, name, figure);
		if (presence != VD_ON_BOTH && missing->missing != VD_PRESENT)
			vd_entry_figure(writer, &others, name, missing);
	}
	const struct vd_year *years = analysis->study->years.items;
	if (!entries.count) {
		vd_say(writer, "%s", none_in_flow(formula->flow, pairing.basis));
		return;
	}
	vd_say(writer,
	       vd_flow_is_count(formula->flow) ? _("Counted over %s; %s %d:")
					       : _("The sum over %s; %s %d:"),
	       those_in_flow(formula->flow, pairing.basis), vd_word(vd_stage_key(own.stage)),
	       years[own.year].year);
	vd_say_list(writer, &entries);
	if (others.count) {
		vd_say(writer, _("What stands in %d:"), years[other.year].year);
		vd_say_list(writer, &others);
	}
}

/* Whether a line of the bridge is about an institution, by itself or in a group printed as one. */
static bool is_in_part(const struct vd_writer *writer, const struct vd_part *part, int institution)
{
	const struct vd_institution *one =
		&writer->analysis->study->institutions.items[institution];
	return institution == part->institution ||
	       (part->printed_row && one->printed_row == part->printed_row && one->in_headline);
}

/* The institutions that the rest of a kind sums up: those without a line of their own above it. */
static void mark_rest(struct vd_writer *writer, const struct vd_spot *spot, bool *marks)
{
	const struct vd_part *part = spot->row.part;
	const struct vd_pairing pairing = vd_row_pairing(&spot->row);
	enum vd_presence presence = part->kind == VD_PART_EXIT	    ? VD_ON_FIRST_ONLY
				    : part->kind == VD_PART_ENTRANT ? VD_ON_SECOND_ONLY
								    : VD_ON_BOTH;
	vd_pairing_mark(writer->analysis->data, &pairing, presence, marks);
	for (size_t i = 1; i <= part->listed; i++) {
		const struct vd_part *above = spot->result->rows.items[spot->index - i].part;
		for (int k = 0; k < (int)writer->analysis->study->institutions.count; k++)
			marks[k] = marks[k] && !is_in_part(writer, above, k);
	}
}

/* A year's amounts of a line: of its institution, its group's members, or the rest of its kind. */
static void show_part_amounts(struct vd_writer *writer, const struct vd_spot *spot,
			      struct vd_side one)
{
	const struct vd_study *study = writer->analysis->study;
	const struct vd_part *part = spot->row.part;
	struct vd_entries entries = { 0 };
	bool *marks = VD_TAKE(arena_of(writer), bool, study->institutions.count);
	if (part->is_rest)
		mark_rest(writer, spot, marks);
	for (int i = 0; i < (int)study->institutions.count; i++)
		if (part->is_rest ? marks[i] : is_in_part(writer, part, i))
			vd_entry_figure(writer, &entries, label_of(writer, i),
					vd_dataset_cell(writer->analysis->data, i, one.year,
							one.stage));
	if (entries.count)
		vd_say(writer, "%s %d:", vd_word(vd_stage_key(one.stage)),
		       study->years.items[one.year].year);
	vd_say_list(writer, &entries);
}

/* What a line does to the total, and the total so far, with the numbers put in. */
static void show_part_step(struct vd_writer *writer, const struct vd_spot *spot,
			   enum vd_part_figure figure)
{
	const struct vd_part *part = spot->row.part;
	struct vd_value from = vd_part_value(spot, VD_PART_FROM);
	struct vd_value to = vd_part_value(spot, VD_PART_TO);
	struct vd_value effect = vd_part_value(spot, VD_PART_EFFECT), before = { 0 };
	int running = vd_result_column(spot->result, "running");
	if (spot->row.previous != VD_NONE)
		before =
			*vd_result_value(spot->result, (size_t)spot->row.previous, (size_t)running);
	const char *first = vd_say_rounded(writer, &from, VD_UNIT_MONEY);
	const char *second = vd_say_rounded(writer, &to, VD_UNIT_MONEY);
	const char *so_far = vd_say_rounded(writer, &before, VD_UNIT_MONEY);
	if (figure == VD_PART_RUNNING && part->kind != VD_PART_START)
		vd_say(writer, _("  = running total of the line before + effect = %s + %s"), so_far,
		       vd_say_rounded(writer, &effect, VD_UNIT_MONEY));
	if (figure == VD_PART_EFFECT && part->kind == VD_PART_EXIT)
		vd_say(writer, _("  = −%s: the amount of the earlier year leaves"), first);
	if (figure == VD_PART_EFFECT && part->kind == VD_PART_ENTRANT)
		vd_say(writer, _("  = %s: the amount of the later year comes in"), second);
	if (figure == VD_PART_EFFECT && part->kind == VD_PART_CONTINUING)
		vd_say(writer, _("  = later year − earlier year = %s − %s"), second, first);
	if (figure == VD_PART_EFFECT && part->kind == VD_PART_END)
		vd_say(writer, _("  = total − running total of the line before = %s − %s"), second,
		       so_far);
}

/* A line of the bridge: its step, and the figures of each year that go in. */
static void show_part(struct vd_writer *writer, const struct vd_spot *spot,
		      enum vd_part_figure figure)
{
	const struct vd_part *part = spot->row.part;
	const struct vd_pairing pairing = vd_row_pairing(&spot->row);
	show_part_step(writer, spot, figure);
	for (int side = VD_FIRST; side < VD_SIDES; side++) {
		if ((figure == VD_PART_FROM && side == VD_SECOND) ||
		    (figure == VD_PART_TO && side == VD_FIRST))
			continue;
		if (part->kind == (side == VD_FIRST ? VD_PART_START : VD_PART_END)) {
			struct vd_row row = spot->row;
			row.year = pairing.side[side].year;
			show_total(writer, &row, pairing.side[side].stage);
		}
		show_part_amounts(writer, spot, pairing.side[side]);
	}
}

/* What a count is of, before the institutions it counts. */
static void say_counted(struct vd_writer *writer, const struct vd_row *row, enum vd_counted counted,
			enum vd_stage stage)
{
	const char *region = region_of(writer, row), *word = vd_word(vd_stage_key(stage));
	int year = vd_calendar_year(writer, row);
	switch (counted) {
	case VD_COUNT_AMOUNTS:
		if (region)
			vd_say(writer, _("Counted: institutions of %s, with an amount, %s %d:"),
			       region, word, year);
		else
			vd_say(writer,
			       _("Counted: institutions in the headline scope, with an amount, %s %d:"),
			       word, year);
		return;
	case VD_COUNT_ANSWERED:
		if (region)
			vd_say(writer,
			       _("Counted: institutions of %s, with an amount or the answer \"no "
				 "budget line\", %s %d:"),
			       region, word, year);
		else
			vd_say(writer,
			       _("Counted: institutions in the headline scope, with an amount or the "
				 "answer \"no budget line\", %s %d:"),
			       word, year);
		return;
	case VD_COUNT_EXPECTED:
		if (region)
			vd_say(writer,
			       _("Counted: institutions of %s, to which the question applies, %s %d:"),
			       region, word, year);
		else
			vd_say(writer,
			       _("Counted: institutions in the headline scope, to which the question "
				 "applies, %s %d:"),
			       word, year);
		return;
	}
}

static void show_count(struct vd_writer *writer, const struct vd_row *row,
		       const struct vd_formula *formula)
{
	const struct vd_study *study = writer->analysis->study;
	enum vd_stage stage = vd_formula_stage(formula, row);
	struct vd_entries yes = { 0 }, no = { 0 };
	for (int i = 0; i < (int)study->institutions.count; i++) {
		const struct vd_figure *figure =
			vd_dataset_cell(writer->analysis->data, i, row->year, stage);
		if (!vd_scope_has(writer->analysis->data, vd_row_scope(row), i))
			continue;
		vd_entry_figure(writer,
				vd_is_counted(figure->missing, formula->counted) ? &yes : &no,
				label_of(writer, i), figure);
	}
	say_counted(writer, row, formula->counted, stage);
	vd_say_list(writer, &yes);
	if (no.count) {
		vd_say(writer, _("Not counted:"));
		vd_say_list(writer, &no);
	}
}

/* A series' entry for a year: its name, its line, its document. */
static void show_series(struct vd_writer *writer, const struct vd_series *series,
			const struct vd_row *row, int region)
{
	if (!series) {
		vd_say(writer, _("The study has no series that gives it."));
		return;
	}
	int year = vd_calendar_year(writer, row);
	const struct vd_series_value *value = vd_series_at(series, year, region);
	if (!value) {
		vd_say(writer, _("Series `%s` has no value for %d: a gap stays a gap."), series->id,
		       year);
		return;
	}
	const char *title = vd_text_in(&series->title, writer->analysis->language);
	const char *name = title ? title : series->unit ? vd_word(series->unit) : "";
	if (series->at)
		name = vd_arena_format(arena_of(writer), "%s, %s", name, series->at);
	vd_say(writer, _("Series `%s`, %s: line %u%s"), series->id, name, value->place.line,
	       vd_say_source(writer, series->source.source, series->source.page));
	const char *because = vd_text_in(&series->use_because, writer->analysis->language);
	if (!value->year)
		vd_say(writer, _("Its source states no year; used for %d because %s."), year,
		       because ? because : _("the study says so"));
	for (size_t i = 0; i < series->notes.count; i++)
		writer->noted[series->notes.items[i]] = true;
}

static void show_deflator(struct vd_writer *writer, const struct vd_row *row)
{
	const struct vd_series *prices = writer->analysis->prices;
	if (!prices) {
		vd_say(writer, _("The study declares no prices, so there are no real terms."));
		return;
	}
	int year = vd_calendar_year(writer, row);
	struct vd_value index = vd_price_index(prices, year);
	struct vd_value base = vd_price_index(prices, prices->base);
	vd_say(writer, _("Price index of %d over that of %d, series `%s`: %s / %s%s"), prices->base,
	       year, prices->id, vd_say_unrounded(writer, &base, VD_UNIT_NUMBER),
	       vd_say_unrounded(writer, &index, VD_UNIT_NUMBER),
	       vd_say_source(writer, prices->source.source, prices->source.page));
	if (prices->kind != VD_SERIES_ANNUAL_PERCENT)
		return;
	struct vd_entries changes = { 0 };
	int first = year < prices->base ? year + 1 : prices->base + 1;
	int last = year < prices->base ? prices->base : year;
	for (int y = first; y <= last; y++) {
		const struct vd_series_value *value = vd_series_at(prices, y, VD_NONE);
		struct vd_entry *added = vd_entry_add(writer, &changes);
		added->what = vd_arena_format(arena_of(writer), _("change of prices in %d"), y);
		added->figure = value ? vd_arena_format(arena_of(writer), "%.12g%%",
							vd_decimal_double(value->number))
				      : _("(gap)");
		added->where =
			value ? vd_arena_format(arena_of(writer), _("line %u"), value->place.line)
			      : "";
	}
	vd_say_list(writer, &changes);
}

/* Which institutions of a row the headline counts. */
static void show_scope(struct vd_writer *writer, const struct vd_row *row)
{
	const struct vd_study *study = writer->analysis->study;
	struct vd_entries entries = { 0 };
	for (int i = 0; i < (int)study->institutions.count; i++) {
		const struct vd_institution *one = &study->institutions.items[i];
		if (row->institution == VD_NONE ? one->region != row->region
						: i != row->institution)
			continue;
		struct vd_entry *added = vd_entry_add(writer, &entries);
		added->figure = one->in_headline ? _("yes") : _("no");
		added->what = label_of(writer, i);
		added->where = vd_arena_format(arena_of(writer), _("line %u"), one->place.line);
	}
	vd_say_list(writer, &entries);
	const char *because = vd_text_in(&study->scope_because, writer->analysis->language);
	if (because)
		vd_say_long(writer, because);
}

static void show_elapsed(struct vd_writer *writer, const struct vd_row *row, enum vd_stage stage)
{
	const struct vd_year *year = &writer->analysis->study->years.items[row->year];
	vd_say(writer, _("%s goes through %d-%02d: line %u"), vd_word(vd_stage_key(stage)),
	       year->through[stage].year, year->through[stage].month, year->place.line);
}

void vd_explain_figures(struct vd_writer *writer, const struct vd_spot *spot,
			const struct vd_formula *formula)
{
	const struct vd_row *row = &spot->row;
	const struct vd_dataset *data = writer->analysis->data;
	enum vd_stage stage = vd_formula_stage(formula, row);
	switch (formula->operation) {
	case VD_OP_DATA:
		show_figure(writer,
			    vd_arena_format(arena_of(writer), "%s %d", vd_word(vd_stage_key(stage)),
					    vd_calendar_year(writer, row)),
			    vd_dataset_cell(data, row->institution, row->year, stage));
		return;
	case VD_OP_TOTAL:
		show_total(writer, row, stage);
		return;
	case VD_OP_MATCHED:
		show_matched(writer, row, stage, formula->basis);
		return;
	case VD_OP_COUNT:
		show_count(writer, row, formula);
		return;
	case VD_OP_IN_SCOPE:
		show_scope(writer, row);
		return;
	case VD_OP_GENERAL_BUDGET:
		show_figure(writer,
			    vd_arena_format(arena_of(writer), _("General Budget %d"),
					    vd_calendar_year(writer, row)),
			    &data->general_budget[row->year]);
		return;
	case VD_OP_SERIES:
		show_series(writer, row->series, row, row->region);
		return;
	case VD_OP_DEFLATOR:
		vd_say_paragraph(writer);
		show_deflator(writer, row);
		return;
	case VD_OP_EXCHANGE:
		vd_say_paragraph(writer);
		show_series(writer, writer->analysis->exchange, row, VD_NONE);
		return;
	case VD_OP_ELAPSED:
		show_elapsed(writer, row, stage);
		return;
	case VD_OP_FLOW:
		show_flow(writer, row, formula);
		return;
	case VD_OP_PART:
		show_part(writer, spot, formula->figure);
		return;
	case VD_OP_STATISTIC:
		vd_explain_statistic(writer, spot, vd_formula_statistic(formula, row));
		return;
	case VD_OP_COLUMN:
	case VD_OP_PREVIOUS:
	case VD_OP_FROM:
	case VD_OP_CELL:
	case VD_OP_PLOTTED:
	case VD_OP_AUDIT:
	case VD_OP_LOG:
	case VD_OP_RATIO:
	case VD_OP_SUM:
	case VD_OP_DIFFERENCE:
	case VD_OP_PRODUCT:
		return;
	}
}
