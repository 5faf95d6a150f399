#include "budget/explain.h"

#include <string.h>

struct writer {
	const struct vd_analysis *analysis;
	const struct vd_result *result;
	struct vd_explanation *out;
	bool *expanded;	     /* [row][column]: already shown */
	bool *cited, *noted; /* [source], [note]: named so far */
};

/* A line of a list: a figure, what it is, and where it stands. */
struct entry {
	const char *figure, *what, *where;
};

struct entries {
	struct entry *items;
	size_t count, capacity;
};

static struct vd_arena *arena_of(const struct writer *writer)
{
	return writer->analysis->arena;
}

static void line(struct writer *writer, const char *text)
{
	*VD_APPEND(arena_of(writer), writer->out) = text;
}

/* A text that may be long. */
static void prose(struct writer *writer, const char *text)
{
	enum { WIDTH = 100, INDENT = 2 };
	line(writer, vd_wrap(arena_of(writer), text, WIDTH, INDENT));
}

static void paragraph(struct writer *writer)
{
	line(writer, "");
}

static struct entry *entry(struct writer *writer, struct entries *entries)
{
	struct entry *added = VD_APPEND(arena_of(writer), entries);
	*added = (struct entry){ .figure = "", .what = "", .where = "" };
	return added;
}

/* Figures to the right, words to the left, each in a column of its own. */
static void list(struct writer *writer, const struct entries *entries)
{
	int figures = 0, words = 0;
	for (size_t i = 0; i < entries->count; i++) {
		const struct entry *one = &entries->items[i];
		figures = vd_utf8_width(one->figure) > figures ? vd_utf8_width(one->figure)
							       : figures;
		words = vd_utf8_width(one->what) > words ? vd_utf8_width(one->what) : words;
	}
	for (size_t i = 0; i < entries->count; i++) {
		const struct entry *one = &entries->items[i];
		line(writer,
		     vd_arena_format(arena_of(writer), "  %*s%s  %s%*s%s%s",
				     figures - vd_utf8_width(one->figure), "", one->figure,
				     one->what, *one->where ? words - vd_utf8_width(one->what) : 0,
				     "", *one->where ? "  " : "", one->where));
	}
}

/* "; chs4, p. 11", and the document is listed at the end. */
static const char *source_text(struct writer *writer, int source, const char *page)
{
	if (source == VD_NONE)
		return "";
	writer->cited[source] = true;
	const char *id = writer->analysis->study->sources.items[source].id;
	return page ? vd_arena_format(arena_of(writer), "; %s, p. %s", id, page)
		    : vd_arena_format(arena_of(writer), "; %s", id);
}

/* Where a printed cell stands: table, line of the study file, document and page. */
static const char *cell_source(struct writer *writer, const struct vd_table *table,
			       const struct vd_cell *cell)
{
	bool own = cell->source != VD_NONE;
	for (size_t i = 0; i < cell->notes.count; i++)
		writer->noted[cell->notes.items[i]] = true;
	for (size_t i = 0; i < table->notes.count; i++)
		writer->noted[table->notes.items[i]] = true;
	return vd_arena_format(arena_of(writer), "table %s, line %u%s", table->id, cell->place.line,
			       source_text(writer, own ? cell->source : table->source.source,
					   own ? NULL : table->source.page));
}

/* The documents and notes named above, in full. */
static void show_references(struct writer *writer)
{
	const struct vd_study *study = writer->analysis->study;
	enum vd_language language = writer->analysis->language;
	paragraph(writer);
	for (size_t i = 0; i < study->notes.count; i++)
		if (writer->noted[i])
			prose(writer,
			      vd_arena_format(arena_of(writer), "[note %zu] %s", i + 1,
					      vd_text_in(&study->notes.items[i].text, language)));
	for (size_t i = 0; i < study->sources.count; i++) {
		const struct vd_source *source = &study->sources.items[i];
		const char *title = vd_text_in(&source->title, language);
		if (!writer->cited[i])
			continue;
		prose(writer, vd_arena_format(arena_of(writer), "%s: %s%s%s%s%s", source->id,
					      title ? title : "", source->publisher ? ". " : "",
					      source->publisher ? source->publisher : "",
					      source->published ? ", " : "",
					      source->published ? source->published : ""));
	}
	line(writer, vd_arena_format(arena_of(writer), "Lines are those of %s.", study->file));
}

static int calendar_year(const struct writer *writer, const struct vd_row *row)
{
	return writer->analysis->study->years.items[row->year].year;
}

static const char *rounded(const struct writer *writer, const struct vd_value *value,
			   enum vd_unit unit)
{
	return vd_value_format(arena_of(writer), value, unit, &writer->analysis->study->currency);
}

static const char *unrounded(const struct writer *writer, const struct vd_value *value,
			     enum vd_unit unit)
{
	return vd_value_unrounded(arena_of(writer), value, unit,
				  &writer->analysis->study->currency);
}

/* A value inside a step: money and counts whole, ratios with all the digits shown. */
static const char *operand(const struct writer *writer, const struct vd_value *value)
{
	if (value->kind == VD_VALUE_MISSING)
		return vd_arena_format(arena_of(writer), "(%s)",
				       rounded(writer, value, VD_UNIT_TEXT));
	return unrounded(writer, value, VD_UNIT_PER_UNIT);
}

/* What is read and why it differs from what is printed. */
static const char *reading(const struct writer *writer, const struct vd_cell *cell)
{
	const char *text = cell->about ? " (approximate in the source)" : "";
	const char *because = vd_text_in(&cell->because, writer->analysis->language);
	if (cell->read)
		text = vd_arena_format(arena_of(writer), "%s (printed as %s%s%s)", text,
				       cell->printed, because ? ": " : "", because ? because : "");
	return text;
}

static void figure_entry(struct writer *writer, struct entries *entries, const char *what,
			 const struct vd_figure *figure)
{
	const struct vd_value value = vd_figure_value(figure);
	struct entry *added = entry(writer, entries);
	added->figure = rounded(writer, &value, VD_UNIT_MONEY);
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
	added->where = cell_source(writer, figure->table, figure->cell);
}

static void show_figure(struct writer *writer, const char *what, const struct vd_figure *figure)
{
	struct entries entries = { 0 };
	figure_entry(writer, &entries, what, figure);
	list(writer, &entries);
}

static const char *scope_words(const struct writer *writer, const struct vd_row *row)
{
	const struct vd_study *study = writer->analysis->study;
	if (row->region == VD_NONE)
		return "in the headline scope";
	return vd_arena_format(arena_of(writer), "of %s",
			       vd_region_name(&study->regions.items[row->region],
					      writer->analysis->language));
}

/* Institutions left out of the headline although they have an amount. */
static void show_left_out(struct writer *writer, const struct vd_row *row, enum vd_stage stage)
{
	const struct vd_study *study = writer->analysis->study;
	struct entries entries = { 0 };
	for (int i = 0; row->region == VD_NONE && i < (int)study->institutions.count; i++) {
		const struct vd_figure *figure =
			vd_dataset_cell(writer->analysis->data, i, row->year, stage);
		if (study->institutions.items[i].in_headline || figure->missing != VD_PRESENT)
			continue;
		figure_entry(writer, &entries,
			     vd_institution_label(&study->institutions.items[i],
						  writer->analysis->language),
			     figure);
	}
	if (!entries.count)
		return;
	const char *because = vd_text_in(&study->scope_because, writer->analysis->language);
	line(writer, "Not counted, outside the headline scope:");
	list(writer, &entries);
	if (because)
		prose(writer, because);
}

enum part { WITH_AMOUNT, WITHOUT_AMOUNT };

/* The institutions of a sum that have an amount, or those that have none. */
static struct entries parts_of(struct writer *writer, const struct vd_row *row, enum vd_stage stage,
			       enum part part)
{
	const struct vd_study *study = writer->analysis->study;
	struct entries entries = { 0 };
	for (int i = 0; i < (int)study->institutions.count; i++) {
		const struct vd_figure *figure =
			vd_dataset_cell(writer->analysis->data, i, row->year, stage);
		bool present = figure->missing == VD_PRESENT;
		if (present == (part == WITH_AMOUNT) &&
		    vd_scope_has(writer->analysis->data, vd_row_scope(row), i))
			figure_entry(writer, &entries,
				     vd_institution_label(&study->institutions.items[i],
							  writer->analysis->language),
				     figure);
	}
	return entries;
}

static void show_total(struct writer *writer, const struct vd_row *row, enum vd_stage stage)
{
	const struct vd_dataset *data = writer->analysis->data;
	if (row->region == VD_NONE && vd_total_is_printed(data, row->year, stage)) {
		line(writer, "The year has no amount by institution; the total as printed:");
		show_figure(writer,
			    vd_arena_format(arena_of(writer), "total %s %d", vd_stage_key(stage),
					    calendar_year(writer, row)),
			    vd_dataset_total(data, row->year, stage));
		return;
	}
	struct entries with = parts_of(writer, row, stage, WITH_AMOUNT);
	struct entries without = parts_of(writer, row, stage, WITHOUT_AMOUNT);
	if (with.count)
		line(writer,
		     vd_arena_format(arena_of(writer),
				     "The sum of %zu amount%s, institutions %s:", with.count,
				     with.count == 1 ? "" : "s", scope_words(writer, row)));
	list(writer, &with);
	if (without.count) {
		line(writer, with.count
				     ? "Without an amount, so not in the sum (missing is not zero):"
				     : "There is nothing to sum: no amount is given.");
		list(writer, &without);
	}
	show_left_out(writer, row, stage);
}

/* The printed group an institution counts in, by its printed row. */
static const struct vd_group *printed_group(const struct vd_study *study,
					    const struct vd_institution *one)
{
	for (size_t g = 0; g < study->groups.count; g++) {
		const struct vd_group *group = &study->groups.items[g];
		for (size_t m = 0; group->printed && m < group->member_count; m++)
			if (&study->institutions.items[group->members[m]] == one)
				return group;
	}
	return NULL;
}

static void show_matched(struct writer *writer, const struct vd_row *row,
			 const struct vd_formula *formula)
{
	const struct vd_analysis *analysis = writer->analysis;
	const struct vd_study *study = analysis->study;
	enum vd_stage stage = vd_formula_stage(formula, row);
	bool by_row = formula->basis == VD_BY_ROW;
	enum vd_language language = analysis->language;
	struct entries entries = { 0 };
	for (int i = 0; i < (int)study->institutions.count; i++) {
		if (!vd_matched_has(analysis->data, vd_row_scope(row), row->year, i,
				    formula->basis))
			continue;
		const struct vd_figure *figure =
			vd_dataset_cell(analysis->data, i, row->year, stage);
		const struct vd_institution *one = &study->institutions.items[i];
		const char *label = vd_institution_label(one, language);
		const struct vd_group *group = by_row ? printed_group(study, one) : NULL;
		if (group)
			label = vd_arena_format(arena_of(writer), "%s, in the row %s", label,
						group->as_printed ? group->as_printed : group->id);
		if (figure->missing == VD_PRESENT)
			figure_entry(writer, &entries, label, figure);
	}
	line(writer,
	     vd_arena_format(arena_of(writer), "The sum over %s that report both stages, %s:",
			     by_row ? "printed rows" : "institutions", scope_words(writer, row)));
	list(writer, &entries);
}

static void show_count(struct writer *writer, const struct vd_row *row,
		       const struct vd_formula *formula)
{
	static const char *const counts[] = {
		[VD_COUNT_AMOUNTS] = "with an amount",
		[VD_COUNT_ANSWERED] = "with an amount or the answer \"no budget line\"",
		[VD_COUNT_EXPECTED] = "to which the question applies",
	};
	const struct vd_study *study = writer->analysis->study;
	enum vd_stage stage = vd_formula_stage(formula, row);
	struct entries yes = { 0 }, no = { 0 };
	for (int i = 0; i < (int)study->institutions.count; i++) {
		const struct vd_figure *figure =
			vd_dataset_cell(writer->analysis->data, i, row->year, stage);
		if (!vd_scope_has(writer->analysis->data, vd_row_scope(row), i))
			continue;
		figure_entry(writer, vd_is_counted(figure->missing, formula->counted) ? &yes : &no,
			     vd_institution_label(&study->institutions.items[i],
						  writer->analysis->language),
			     figure);
	}
	line(writer, vd_arena_format(arena_of(writer), "Counted: institutions %s, %s, %s %d:",
				     scope_words(writer, row), counts[formula->counted],
				     vd_stage_key(stage), calendar_year(writer, row)));
	list(writer, &yes);
	if (no.count) {
		line(writer, "Not counted:");
		list(writer, &no);
	}
}

static void show_series(struct writer *writer, const struct vd_row *row)
{
	const struct vd_series *series = row->series;
	if (!series) {
		line(writer, "The study has no series that gives it.");
		return;
	}
	int year = calendar_year(writer, row);
	const struct vd_series_value *value = vd_series_at(series, year, row->region);
	if (!value) {
		line(writer, vd_arena_format(arena_of(writer),
					     "Series `%s` has no value for %d: a gap stays a gap.",
					     series->id, year));
		return;
	}
	const char *title = vd_text_in(&series->title, writer->analysis->language);
	line(writer,
	     vd_arena_format(arena_of(writer), "Series `%s`, %s%s%s: line %u%s", series->id,
			     title ? title : series->unit, series->at ? ", " : "",
			     series->at ? series->at : "", value->place.line,
			     source_text(writer, series->source.source, series->source.page)));
	const char *because = vd_text_in(&series->use_because, writer->analysis->language);
	if (!value->year)
		line(writer, vd_arena_format(arena_of(writer),
					     "Its source states no year; used for %d because %s.",
					     year, because ? because : "the study says so"));
	for (size_t i = 0; i < series->notes.count; i++)
		writer->noted[series->notes.items[i]] = true;
}

static void show_deflator(struct writer *writer, const struct vd_row *row)
{
	const struct vd_series *prices = writer->analysis->prices;
	if (!prices) {
		line(writer, "The study declares no prices, so there are no real terms.");
		return;
	}
	int year = calendar_year(writer, row);
	struct vd_value index = vd_price_index(prices, year);
	struct vd_value base = vd_price_index(prices, prices->base);
	line(writer,
	     vd_arena_format(arena_of(writer),
			     "Price index of %d over that of %d, series `%s`: %s / %s%s",
			     prices->base, year, prices->id, operand(writer, &base),
			     operand(writer, &index),
			     source_text(writer, prices->source.source, prices->source.page)));
	if (prices->kind != VD_SERIES_ANNUAL_PERCENT)
		return;
	struct entries changes = { 0 };
	int first = year < prices->base ? year + 1 : prices->base + 1;
	int last = year < prices->base ? prices->base : year;
	for (int y = first; y <= last; y++) {
		const struct vd_series_value *value = vd_series_at(prices, y, VD_NONE);
		struct entry *added = entry(writer, &changes);
		added->what = vd_arena_format(arena_of(writer), "change of prices in %d", y);
		added->figure = value ? vd_arena_format(arena_of(writer), "%.12g%%",
							vd_decimal_double(value->number))
				      : "(gap)";
		added->where =
			value ? vd_arena_format(arena_of(writer), "line %u", value->place.line)
			      : "";
	}
	list(writer, &changes);
}

/* Which institutions of a row the headline counts. */
static void show_scope(struct writer *writer, const struct vd_row *row)
{
	const struct vd_study *study = writer->analysis->study;
	struct entries entries = { 0 };
	for (int i = 0; i < (int)study->institutions.count; i++) {
		const struct vd_institution *one = &study->institutions.items[i];
		if (row->institution == VD_NONE ? one->region != row->region
						: i != row->institution)
			continue;
		struct entry *added = entry(writer, &entries);
		added->figure = one->in_headline ? "yes" : "no";
		added->what = vd_institution_label(one, writer->analysis->language);
		added->where = vd_arena_format(arena_of(writer), "line %u", one->place.line);
	}
	list(writer, &entries);
	const char *because = vd_text_in(&study->scope_because, writer->analysis->language);
	if (because)
		prose(writer, because);
}

static void show_column(struct writer *writer, size_t row, size_t column);

/* A formula in words: the names of what goes in. */
static const char *words(const struct writer *writer, size_t row_index,
			 const struct vd_formula *formula)
{
	struct vd_arena *arena = arena_of(writer);
	const struct vd_row *row = &writer->result->rows.items[row_index];
	const char *stage = vd_stage_key(vd_formula_stage(formula, row));
	int year = calendar_year(writer, row);
	switch (formula->operation) {
	case VD_OP_COLUMN:
		return vd_arena_format(arena, "%s %d", formula->column, year);
	case VD_OP_DATA:
	case VD_OP_TOTAL:
		return vd_arena_format(arena, "%s %d", stage, year);
	case VD_OP_MATCHED:
		return vd_arena_format(arena, "%s %d where both are reported", stage, year);
	case VD_OP_COUNT:
		return "a count of institutions";
	case VD_OP_IN_SCOPE:
		return "whether the headline counts it";
	case VD_OP_GENERAL_BUDGET:
		return vd_arena_format(arena, "General Budget %d", year);
	case VD_OP_SERIES:
		return vd_arena_format(arena, "%s %d", row->series ? row->series->id : "series",
				       year);
	case VD_OP_DEFLATOR:
		return "deflator";
	case VD_OP_PREVIOUS:
		return row->previous == VD_NONE ? "the year before"
						: words(writer, (size_t)row->previous, formula->a);
	case VD_OP_RATIO:
	case VD_OP_DIFFERENCE:
	case VD_OP_PRODUCT:
		break;
	}
	const char *sign = formula->operation == VD_OP_RATIO	 ? "/"
			   : formula->operation == VD_OP_PRODUCT ? "×"
								 : "−";
	return vd_arena_format(arena, "%s %s %s", words(writer, row_index, formula->a), sign,
			       words(writer, row_index, formula->b));
}

/* The same with the numbers put in. */
static const char *numbers(const struct writer *writer, size_t row,
			   const struct vd_formula *formula)
{
	if (formula->operation != VD_OP_RATIO && formula->operation != VD_OP_DIFFERENCE &&
	    formula->operation != VD_OP_PRODUCT) {
		struct vd_value value =
			vd_formula_value(writer->analysis, writer->result, row, formula);
		return operand(writer, &value);
	}
	const char *sign = formula->operation == VD_OP_RATIO	 ? "/"
			   : formula->operation == VD_OP_PRODUCT ? "×"
								 : "−";
	return vd_arena_format(arena_of(writer), "%s %s %s", numbers(writer, row, formula->a), sign,
			       numbers(writer, row, formula->b));
}

/* Where the parts of a formula come from; columns are explained in paragraphs of their own. */
static void show_parts(struct writer *writer, size_t row_index, const struct vd_formula *formula)
{
	const struct vd_row *row = &writer->result->rows.items[row_index];
	const struct vd_dataset *data = writer->analysis->data;
	enum vd_stage stage = vd_formula_stage(formula, row);
	switch (formula->operation) {
	case VD_OP_COLUMN: {
		int column = vd_result_column(writer->result, formula->column);
		if (column != VD_NONE)
			show_column(writer, row_index, (size_t)column);
		return;
	}
	case VD_OP_DATA:
		show_figure(writer,
			    vd_arena_format(arena_of(writer), "%s %d", vd_stage_key(stage),
					    calendar_year(writer, row)),
			    vd_dataset_cell(data, row->institution, row->year, stage));
		return;
	case VD_OP_TOTAL:
		show_total(writer, row, stage);
		return;
	case VD_OP_MATCHED:
		show_matched(writer, row, formula);
		return;
	case VD_OP_COUNT:
		show_count(writer, row, formula);
		return;
	case VD_OP_IN_SCOPE:
		show_scope(writer, row);
		return;
	case VD_OP_GENERAL_BUDGET:
		show_figure(writer,
			    vd_arena_format(arena_of(writer), "General Budget %d",
					    calendar_year(writer, row)),
			    &data->general_budget[row->year]);
		return;
	case VD_OP_SERIES:
		show_series(writer, row);
		return;
	case VD_OP_DEFLATOR:
		paragraph(writer);
		show_deflator(writer, row);
		return;
	case VD_OP_PREVIOUS:
		if (row->previous != VD_NONE)
			show_parts(writer, (size_t)row->previous, formula->a);
		else
			line(writer, "The study has no figure for the year before.");
		return;
	case VD_OP_RATIO:
	case VD_OP_DIFFERENCE:
	case VD_OP_PRODUCT:
		show_parts(writer, row_index, formula->a);
		show_parts(writer, row_index, formula->b);
		return;
	}
}

static bool is_arithmetic(const struct vd_formula *formula)
{
	return formula->operation == VD_OP_RATIO || formula->operation == VD_OP_DIFFERENCE ||
	       formula->operation == VD_OP_PRODUCT;
}

/* A column's value and how it was made; each column of a row once. */
static void show_column(struct writer *writer, size_t row, size_t column)
{
	const struct vd_result *result = writer->result;
	bool *expanded = &writer->expanded[row * result->column_count + column];
	if (*expanded)
		return;
	*expanded = true;
	const struct vd_result_column *shown = &result->columns[column];
	const struct vd_value *value = vd_result_value(result, row, column);
	enum vd_unit unit = shown->column->unit;
	paragraph(writer);
	line(writer, vd_arena_format(arena_of(writer), "%s %d = %s", shown->column->key,
				     calendar_year(writer, &result->rows.items[row]),
				     rounded(writer, value, unit)));
	line(writer, vd_arena_format(arena_of(writer), "  %s.", shown->column->meaning));
	if (!vd_value_present(value) && value->code)
		line(writer, vd_arena_format(arena_of(writer), "  No figure: %s.",
					     vd_missing_words(value->missing)));
	if (!shown->formula)
		return;
	if (is_arithmetic(shown->formula)) {
		const char *times = vd_unit_is_percent(unit) ? " × 100" : "";
		line(writer, vd_arena_format(arena_of(writer), "  = %s%s",
					     words(writer, row, shown->formula), times));
		line(writer, vd_arena_format(arena_of(writer), "  = %s%s",
					     numbers(writer, row, shown->formula), times));
		line(writer,
		     vd_arena_format(arena_of(writer), "  = %s", unrounded(writer, value, unit)));
	}
	show_parts(writer, row, shown->formula);
}

static void no_such(struct writer *writer, const char *what, const char *given,
		    const char *const *known, size_t count)
{
	/* Of years and codes, the nearest is no likeness. */
	bool word = strpbrk(given, "0123456789") == NULL;
	const char *nearest = word ? vd_nearest(given, known, count) : NULL;
	line(writer, vd_arena_format(arena_of(writer), "there is no %s `%s`%s%s%s", what, given,
				     nearest ? "; did you mean `" : "", nearest ? nearest : "",
				     nearest ? "`?" : ""));
	line(writer, vd_arena_format(arena_of(writer), "known: %s",
				     vd_list_words(arena_of(writer), known, count, 40)));
}

static bool find_table(struct writer *writer, const char *name)
{
	const struct vd_analysis *analysis = writer->analysis;
	writer->result = vd_result_find(analysis, name);
	if (writer->result)
		return true;
	const char **names = VD_TAKE(analysis->arena, const char *, analysis->result_count);
	for (size_t i = 0; i < analysis->result_count; i++)
		names[i] = analysis->results[i].description->name;
	no_such(writer, "table", name, names, analysis->result_count);
	return false;
}

static bool find_row(struct writer *writer, const char *keys, size_t *row)
{
	size_t count = writer->result->rows.count;
	const char **addresses = VD_TAKE(arena_of(writer), const char *, count);
	for (size_t r = 0; r < count; r++) {
		addresses[r] = vd_row_address(writer->analysis, writer->result, r);
		if (vd_same(addresses[r], keys)) {
			*row = r;
			return true;
		}
	}
	/* Given the beginning of an address, list what goes on from there. */
	const char **begun = VD_TAKE(arena_of(writer), const char *, count);
	size_t begun_count = 0, length = strlen(keys);
	for (size_t r = 0; r < count; r++)
		if (strncmp(addresses[r], keys, length) == 0)
			begun[begun_count++] = addresses[r];
	no_such(writer, "row", keys, begun_count ? begun : addresses,
		begun_count ? begun_count : count);
	return false;
}

static bool find_column(struct writer *writer, const char *key, size_t *column)
{
	const struct vd_result *result = writer->result;
	int found = vd_result_column(result, key);
	if (found != VD_NONE) {
		*column = (size_t)found;
		return true;
	}
	const char **keys = VD_TAKE(arena_of(writer), const char *, result->column_count);
	for (size_t i = 0; i < result->column_count; i++)
		keys[i] = result->columns[i].column->key;
	no_such(writer, "column", key, keys, result->column_count);
	return false;
}

/* What a reader must know of the row, as every table says it. */
static void show_notes(struct writer *writer, size_t row)
{
	int column = vd_result_column(writer->result, "notes");
	const char *notes =
		column == VD_NONE ? "" : vd_result_value(writer->result, row, (size_t)column)->text;
	if (!*notes)
		return;
	paragraph(writer);
	prose(writer, vd_arena_format(arena_of(writer), "Mind: %s", notes));
	for (size_t n = 0; n < writer->analysis->study->notes.count; n++)
		if (strstr(notes, vd_arena_format(arena_of(writer), "[note %zu]", n + 1)))
			writer->noted[n] = true;
}

struct vd_explanation vd_explain(const struct vd_analysis *analysis, const char *address)
{
	struct vd_explanation explanation = { 0 };
	struct writer writer = { .analysis = analysis, .out = &explanation };
	const char *first = strchr(address, '/');
	size_t table_length = first ? (size_t)(first - address) : strlen(address);
	if (!find_table(&writer, vd_arena_copy(analysis->arena, address, table_length)))
		return explanation;
	const char *last = first ? strrchr(address, '/') : NULL;
	const char *keys = first && last > first ? vd_arena_copy(analysis->arena, first + 1,
								 (size_t)(last - first - 1))
						 : (first ? first + 1 : "");
	const char *key = last > first ? last + 1 : "";
	size_t row = 0, column = 0;
	/* An address without a column names a row: say which columns it has. */
	if (!find_row(&writer, keys, &row) || !find_column(&writer, key, &column))
		return explanation;
	explanation.found = true;
	writer.cited = VD_TAKE(analysis->arena, bool, analysis->study->sources.count);
	writer.noted = VD_TAKE(analysis->arena, bool, analysis->study->notes.count);
	writer.expanded = VD_TAKE(analysis->arena, bool,
				  writer.result->rows.count *writer.result->column_count);
	line(&writer, vd_arena_format(analysis->arena, "%s", address));
	show_column(&writer, row, column);
	show_notes(&writer, row);
	show_references(&writer);
	return explanation;
}
