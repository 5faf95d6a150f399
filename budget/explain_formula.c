/* Explaining a column: its formula in words, the numbers put in, and where each comes from. */
#include "budget/chart.h"
#include "budget/columns.h"
#include "budget/explain_parts.h"
#include "budget/language.h"

static struct vd_arena *arena_of(const struct vd_writer *writer)
{
	return writer->analysis->arena;
}

static const char *sign_of(enum vd_operation operation)
{
	if (operation == VD_OP_RATIO)
		return "/";
	if (operation == VD_OP_PRODUCT)
		return "×";
	return operation == VD_OP_SUM ? "+" : "−";
}

static struct vd_spot before(const struct vd_spot *spot)
{
	return vd_spot_at(spot->analysis, spot->result, (size_t)spot->row.previous);
}

static const char *arithmetic_words(const struct vd_writer *writer, const struct vd_spot *spot,
				    const struct vd_formula *formula);

/* In English the keys read as words; in another language the labels stand for them. */
static const char *column_name(const struct vd_writer *writer, const struct vd_result *result,
			       const char *key)
{
	int column = vd_result_column(result, key);
	if (writer->analysis->language == VD_EN || column == VD_NONE)
		return key;
	return vd_arena_format(arena_of(writer), "[%s]", result->columns[column].label);
}

/* A formula in words: the names of what goes in. */
static const char *words(const struct vd_writer *writer, const struct vd_spot *spot,
			 const struct vd_formula *formula)
{
	struct vd_arena *arena = arena_of(writer);
	const struct vd_row *row = &spot->row;
	enum vd_stage stage = vd_formula_stage(formula, row);
	const char *key = stage < VD_STAGES ? vd_word(vd_stage_key(stage)) : "";
	const char *when = vd_say_when(writer, row);
	switch (formula->operation) {
	case VD_OP_COLUMN:
		return vd_arena_format(arena, "%s%s",
				       column_name(writer, spot->result, formula->column), when);
	case VD_OP_DATA:
	case VD_OP_TOTAL:
		return vd_arena_format(arena, "%s %d", key, vd_calendar_year(writer, row));
	case VD_OP_MATCHED:
		return vd_arena_format(arena, _("%s%s where both are reported"), key, when);
	case VD_OP_COUNT:
		return _("a count of institutions");
	case VD_OP_IN_SCOPE:
		return _("whether the headline counts it");
	case VD_OP_GENERAL_BUDGET:
		return vd_arena_format(arena, _("General Budget%s"), when);
	case VD_OP_SERIES:
		return vd_arena_format(arena, "%s%s", row->series ? row->series->id : _("series"),
				       when);
	case VD_OP_DEFLATOR:
		return _("deflator");
	case VD_OP_EXCHANGE:
		return _("exchange rate");
	case VD_OP_ELAPSED:
		return _("months in the figures / 12");
	case VD_OP_PREVIOUS: {
		if (row->previous == VD_NONE)
			return _("the year before");
		struct vd_spot previous = before(spot);
		return words(writer, &previous, formula->a);
	}
	case VD_OP_FROM: {
		struct vd_spot from = vd_spot_from(spot);
		return words(writer, &from, formula->a);
	}
	case VD_OP_FLOW:
		return vd_word(vd_flow_key(formula->flow));
	case VD_OP_PART:
		return _("a line of the bridge");
	case VD_OP_CELL:
		return vd_say_address(writer, row->cell);
	case VD_OP_PLOTTED:
		return row->plot == VD_PLOT_CELL ? vd_say_address(writer, row->cell)
						 : _("what a chart shows");
	case VD_OP_AUDIT:
		return _("a figure of the audit");
	case VD_OP_STATISTIC:
		return vd_word(vd_statistic_info(vd_formula_statistic(formula, row))->name);
	case VD_OP_LOG:
	case VD_OP_RATIO:
	case VD_OP_SUM:
	case VD_OP_DIFFERENCE:
	case VD_OP_PRODUCT:
		break;
	}
	return arithmetic_words(writer, spot, formula);
}

/* A part that is a sum itself stands in brackets. */
static const char *bracketed(const struct vd_writer *writer, const struct vd_formula *part,
			     const char *text)
{
	bool compound = part &&
			(part->operation == VD_OP_RATIO || part->operation == VD_OP_DIFFERENCE ||
			 part->operation == VD_OP_SUM);
	return compound ? vd_arena_format(arena_of(writer), "(%s)", text) : text;
}

/* The left of a sum needs no brackets. */
static const char *join(const struct vd_writer *writer, const struct vd_formula *formula,
			const char *a, const char *b)
{
	bool sums = formula->operation == VD_OP_SUM || formula->operation == VD_OP_DIFFERENCE;
	if (formula->operation == VD_OP_LOG)
		return vd_arena_format(arena_of(writer), "ln %s", a);
	return vd_arena_format(arena_of(writer), "%s %s %s",
			       sums ? a : bracketed(writer, formula->a, a),
			       sign_of(formula->operation), bracketed(writer, formula->b, b));
}

static const char *arithmetic_words(const struct vd_writer *writer, const struct vd_spot *spot,
				    const struct vd_formula *formula)
{
	return join(writer, formula, words(writer, spot, formula->a),
		    formula->b ? words(writer, spot, formula->b) : "");
}

/* A value inside a step: money and counts whole, ratios with all the digits shown. */
static const char *operand(const struct vd_writer *writer, const struct vd_value *value)
{
	if (value->kind == VD_VALUE_MISSING)
		return vd_arena_format(arena_of(writer), "(%s)",
				       vd_say_rounded(writer, value, VD_UNIT_TEXT));
	return vd_say_unrounded(writer, value, VD_UNIT_PER_UNIT);
}

/* The same with the numbers put in. */
static const char *numbers(const struct vd_writer *writer, const struct vd_spot *spot,
			   const struct vd_formula *formula)
{
	if (vd_is_arithmetic(formula->operation))
		return join(writer, formula, numbers(writer, spot, formula->a),
			    formula->b ? numbers(writer, spot, formula->b) : "");
	struct vd_value value = vd_formula_value(spot, formula);
	return operand(writer, &value);
}

static void show_cell(struct vd_writer *writer, const struct vd_spot *spot,
		      struct vd_result_cell cell)
{
	struct vd_spot there = vd_spot_at(spot->analysis, cell.result, cell.row);
	vd_explain_column(writer, &there, cell.column);
}

/* What a chart shows: mostly a cell of another table. */
static void show_plotted(struct vd_writer *writer, const struct vd_spot *spot)
{
	const struct vd_row *row = &spot->row;
	const char *cell = row->cell.result ? vd_say_address(writer, row->cell) : "";
	switch ((enum vd_plot)row->plot) {
	case VD_PLOT_NOTHING:
		vd_say(writer, _("Nothing: another series of the chart has this item."));
		return;
	case VD_PLOT_CELL:
		vd_say(writer, _("It is %s:"), cell);
		break;
	case VD_PLOT_STATISTIC:
		vd_explain_statistic(writer, spot, row->measured);
		return;
	case VD_PLOT_BASE:
		vd_say(writer,
		       _("The lower of the running totals after this step and before it, %s and "
			 "%s:"),
		       cell, vd_say_address(writer, row->other));
		show_cell(writer, spot, row->other);
		break;
	case VD_PLOT_RISE:
		vd_say(writer, _("What a step up adds, and zero for a step down: %s"), cell);
		break;
	case VD_PLOT_FALL:
		vd_say(writer, _("What a step down takes, and zero for a step up: %s"), cell);
		break;
	case VD_PLOT_REST:
		vd_say(writer,
		       VD_PLURAL("The total %s less the %zu item that is drawn by itself:",
				 "The total %s less the %zu items that are drawn by themselves:",
				 row->listed),
		       cell, row->listed);
		break;
	}
	show_cell(writer, spot, row->cell);
}

/* Where the parts of a formula come from; columns are explained in paragraphs of their own. */
static void show_parts(struct vd_writer *writer, const struct vd_spot *spot,
		       const struct vd_formula *formula)
{
	if (formula->operation == VD_OP_COLUMN) {
		int column = vd_result_column(spot->result, formula->column);
		if (column != VD_NONE)
			vd_explain_column(writer, spot, (size_t)column);
	} else if (formula->operation == VD_OP_PREVIOUS) {
		if (spot->row.previous == VD_NONE) {
			vd_say(writer, _("The study has no figure for the year before."));
			return;
		}
		struct vd_spot previous = before(spot);
		show_parts(writer, &previous, formula->a);
	} else if (formula->operation == VD_OP_FROM) {
		struct vd_spot from = vd_spot_from(spot);
		show_parts(writer, &from, formula->a);
	} else if (formula->operation == VD_OP_CELL) {
		vd_say(writer, _("It is %s:"), vd_say_address(writer, spot->row.cell));
		show_cell(writer, spot, spot->row.cell);
	} else if (formula->operation == VD_OP_PLOTTED) {
		show_plotted(writer, spot);
	} else if (vd_is_arithmetic(formula->operation)) {
		show_parts(writer, spot, formula->a);
		if (formula->b)
			show_parts(writer, spot, formula->b);
	} else {
		vd_explain_figures(writer, spot, formula);
	}
}

/* Whether a column of a row was shown before; marks it. */
static bool is_shown(struct vd_writer *writer, const struct vd_spot *spot, size_t column)
{
	size_t table = (size_t)(spot->result - writer->analysis->results);
	size_t columns = spot->result->column_count;
	if (!writer->expanded[table])
		writer->expanded[table] =
			VD_TAKE(arena_of(writer), bool, spot->result->rows.count *columns);
	bool *expanded = &writer->expanded[table][spot->index * columns + column];
	bool before_now = *expanded;
	*expanded = true;
	return before_now;
}

/* What a text is read off, in its row and perhaps in the two before. */
static void show_judged(struct vd_writer *writer, const struct vd_spot *spot,
			const struct vd_column *text)
{
	enum { BACK_MOST = 2 };
	int column = text->read_off ? vd_result_column(spot->result, text->read_off) : VD_NONE;
	if (column == VD_NONE)
		return;
	vd_explain_column(writer, spot, (size_t)column);
	int row = text->reads_back ? spot->row.previous : VD_NONE;
	for (int back = 0; row != VD_NONE && back < BACK_MOST; back++) {
		struct vd_spot earlier = vd_spot_at(spot->analysis, spot->result, (size_t)row);
		vd_explain_column(writer, &earlier, (size_t)column);
		row = spot->result->rows.items[row].previous;
	}
}

/* What a column is; of a figure as the study has it, whether it was printed or added up. */
static const char *meaning(const struct vd_spot *spot, const struct vd_result_column *column)
{
	if (!vd_same(column->column->meaning, VD_AS_PRINTED))
		return vd_column_meaning(spot->analysis, column);
	const struct vd_figure *figure =
		vd_dataset_cell(spot->analysis->data, spot->row.institution, spot->row.year,
				vd_formula_stage(column->formula, &spot->row));
	return vd_figure_is_added(figure) ? _("Added up from budget lines")
					  : vd_translate(column->column->meaning);
}

void vd_explain_column(struct vd_writer *writer, const struct vd_spot *spot, size_t column)
{
	if (is_shown(writer, spot, column))
		return;
	const struct vd_result_column *shown = &spot->result->columns[column];
	const struct vd_value *value = vd_result_value(spot->result, spot->index, column);
	enum vd_unit unit = vd_result_unit(spot->result, spot->index, column);
	const struct vd_row *row = &spot->result->rows.items[spot->index];
	vd_say_paragraph(writer);
	vd_say(writer, "%s%s = %s", column_name(writer, spot->result, shown->column->key),
	       vd_say_when(writer, row), vd_say_rounded(writer, value, unit));
	vd_say(writer, "  %s.", meaning(spot, shown));
	if (!vd_value_present(value) && value->code)
		vd_say(writer, _("  No figure: %s."), vd_missing_words(value->missing));
	if (row->data)
		writer->added[row->data - writer->analysis->study->data.items] = true;
	if (!shown->formula || shown->formula->operation == VD_OP_AUDIT) {
		vd_explain_audit(writer, row);
		show_judged(writer, spot, shown->column);
		return;
	}
	if (vd_is_arithmetic(shown->formula->operation)) {
		const char *times = vd_unit_is_percent(unit) ? " × 100" : "";
		vd_say(writer, "  = %s%s", words(writer, spot, shown->formula), times);
		vd_say(writer, "  = %s%s", numbers(writer, spot, shown->formula), times);
	}
	if (vd_is_arithmetic(shown->formula->operation) ||
	    shown->formula->operation == VD_OP_STATISTIC)
		vd_say(writer, "  = %s", vd_say_unrounded(writer, value, unit));
	show_parts(writer, spot, shown->formula);
}
