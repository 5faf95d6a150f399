/* The `columns:` and `where:` of a proposal. */
#include <string.h>

#include "budget/language.h"
#include "budget/text.h"
#include "config/look_parts.h"
#include "config/propose_parts.h"
#include "config/yaml_text.h"

enum { OTHERS_SHOWN = 4 };

/* The years of a column as a reader gets them: 2012, or 2012–2016. */
static const char *year_range(const struct vd_proposal *proposal, size_t column)
{
	const struct vd_look_column *years = &proposal->look->grid.columns[column];
	int first = 0, last = 0;
	for (size_t v = 0; v < years->values.count; v++) {
		int year = vd_look_year(years->values.items[v].text);
		first = year && (!first || year < first) ? year : first;
		last = year > last ? year : last;
	}
	return first == last ? vd_arena_format(proposal->arena, "%d", first)
			     : vd_arena_format(proposal->arena, "%d–%d", first, last);
}

static void propose_unnamed_year(struct vd_proposal *proposal)
{
	const struct vd_look *look = proposal->look;
	struct vd_proposal_line *line = NULL;
	if (look->title_year) {
		line = vd_propose_line(proposal, 3, "data.columns.year", "year: {value: %d}",
				       look->title_year);
		vd_propose_sure(line, VD_DOUBTFUL);
		vd_propose_reason(
			proposal, line,
			_("No column has years; the file's name or a title has this one."));
	} else {
		line = vd_propose_line(proposal, 3, "data.columns.year", "year: {value: 2016}");
		vd_propose_open(proposal, line);
		vd_propose_reason(
			proposal, line,
			_("Decide: no column has years, and no title names one. Say which year all "
			  "lines are of."));
	}
}

static void propose_year(struct vd_proposal *proposal)
{
	const struct vd_look *look = proposal->look;
	size_t year = look->roles.year;
	if (look->amounts.is_wide) {
		if (year == VD_NO_COLUMN)
			return;
		vd_propose_note(proposal,
				_("The headings name years, so `%s` is not used for them."),
				vd_propose_name(proposal, year));
		return;
	}
	if (look->date_year_count)
		return; /* each figure says which */
	if (year == VD_NO_COLUMN) {
		propose_unnamed_year(proposal);
		return;
	}
	const struct vd_look_column *column = &look->grid.columns[year];
	struct vd_proposal_line *line = vd_propose_line(
		proposal, 3, "data.columns.year", "year: %s", vd_propose_column(proposal, year));
	vd_propose_sure(line, look->roles.year_sure);
	vd_propose_reason(proposal, line, _("Cells that are years: %s of %s (%s)."),
			  vd_propose_count(proposal, column->years),
			  vd_propose_count(proposal, look->grid.row_count),
			  year_range(proposal, year));
	if (!vd_look_says(column, VD_WORD_YEAR))
		vd_propose_reason(proposal, line,
				  _("Its heading does not say so: they might be codes."));
	if (look->roles.other_year != VD_NO_COLUMN)
		vd_propose_reason(proposal, line, _("`%s` has years as well."),
				  vd_propose_name(proposal, look->roles.other_year));
}

static size_t subject(const struct vd_look_division *division)
{
	return division->code != VD_NO_COLUMN ? division->code : division->name;
}

/* Other columns that lines could be divided by, with how many there are. */
static const char *other_divisions(const struct vd_proposal *proposal)
{
	const struct vd_look_institutions *found = &proposal->look->institutions;
	const char *words[OTHERS_SHOWN];
	size_t count = 0;
	for (size_t i = 1; i < found->count && count < OTHERS_SHOWN; i++) {
		const struct vd_look_division *one = &found->divisions[i];
		if (one->word > VD_WORD_PURPOSE || one->score < 0)
			continue;
		words[count++] = vd_arena_format(proposal->arena, "`%s` (%s)",
						 vd_propose_name(proposal, subject(one)),
						 vd_propose_count(proposal, one->count));
	}
	return count ? vd_list_words(proposal->arena, words, count, count) : NULL;
}

static void reason_division(struct vd_proposal *proposal, struct vd_proposal_line *line)
{
	const struct vd_look_institutions *found = &proposal->look->institutions;
	const struct vd_look_division *first = &found->divisions[0];
	const char *count = vd_propose_count(proposal, first->count);
	vd_propose_sure(line, found->sure);
	if (first->word != VD_WORD_INSTITUTION && first->word != VD_WORD_PART_OF)
		vd_propose_reason(proposal, line,
				  _("No heading names institutions; this stands in for them."));
	if (first->code == VD_NO_COLUMN)
		vd_propose_reason(proposal, line, _("Names: %s; no column has codes for them."),
				  count);
	else if (first->name == VD_NO_COLUMN)
		vd_propose_reason(proposal, line, _("Codes: %s; no column has names for them."),
				  count);
	else if (first->names.with_more)
		vd_propose_reason(proposal, line,
				  _("Codes: %s, of which %s have several names in one year."),
				  count, vd_propose_count(proposal, first->names.with_more));
	else
		vd_propose_reason(proposal, line, _("Codes: %s, each with one name."), count);
	if (first->code != VD_NO_COLUMN && first->name != VD_NO_COLUMN && !first->by_heading)
		vd_propose_reason(
			proposal, line,
			_("That code and name belong together shows in the cells alone."));
	const char *others = other_divisions(proposal);
	if (others)
		vd_propose_reason(proposal, line, _("Others to choose from: %s."), others);
}

/* `level: {column: NIVEL_GOBIERNO, E: national, R: regional, M: local}` */
static void propose_level(struct vd_proposal *proposal)
{
	const struct vd_look *look = proposal->look;
	struct vd_proposal_line *line = NULL;
	if (look->roles.level == VD_NO_COLUMN || !look->institutions.level_fits) {
		line = vd_propose_line(proposal, 4, "data.columns.institution.level",
				       "level: national");
		vd_propose_sure(line, VD_DOUBTFUL);
		if (look->roles.level == VD_NO_COLUMN)
			vd_propose_reason(proposal, line,
					  _("No column says: `regional` or `local`, if so."));
		else
			vd_propose_reason(proposal, line,
					  _("`%s` says, but has several for one of them."),
					  vd_propose_name(proposal, look->roles.level));
		return;
	}
	const struct vd_look_column *column = &look->grid.columns[look->roles.level];
	const char *pairs = "", *unknown = NULL;
	for (size_t v = 0; v < column->values.count; v++) {
		struct vd_slice text = column->values.items[v].text;
		int level = vd_look_level(vd_fold_words(proposal->arena, text));
		if (level < 0)
			unknown = vd_propose_shown(proposal, text);
		const char *key = vd_arena_copy(proposal->arena, text.text, text.bytes);
		pairs = vd_arena_format(
			proposal->arena, "%s, %s: %s", pairs, vd_yaml_word(proposal->arena, key),
			vd_level_key(level < 0 ? VD_NATIONAL : (enum vd_level)level));
	}
	line = vd_propose_line(proposal, 4, "data.columns.institution.level",
			       "level: {column: %s%s}",
			       vd_propose_column(proposal, look->roles.level), pairs);
	vd_propose_sure(line, unknown ? VD_DOUBTFUL : VD_LIKELY);
	vd_propose_reason(proposal, line, _("Each institution has one level there."));
	if (unknown)
		vd_propose_reason(proposal, line, _("What `%s` is cannot be told."), unknown);
}

/* The institution's own region, or lines of one institution in several regions. */
static void propose_region(struct vd_proposal *proposal)
{
	const struct vd_look_institutions *found = &proposal->look->institutions;
	size_t code = found->region_code, name = found->region_name;
	size_t region = code != VD_NO_COLUMN ? code : name;
	struct vd_proposal_line *line = NULL;
	if (region == VD_NO_COLUMN)
		return;
	if (found->region_fits) {
		line = vd_propose_line(proposal, 4, "data.columns.institution.region", "region: %s",
				       vd_propose_column(proposal, region));
		vd_propose_sure(line, VD_LIKELY);
		vd_propose_reason(proposal, line, _("Each institution has one region there."));
		return;
	}
	if (code != VD_NO_COLUMN && name != VD_NO_COLUMN)
		line = vd_propose_line(proposal, 3, "data.columns.region",
				       "region: {code: %s, name: %s}",
				       vd_propose_column(proposal, code),
				       vd_propose_column(proposal, name));
	else
		line = vd_propose_line(proposal, 3, "data.columns.region", "region: %s",
				       vd_propose_column(proposal, region));
	line->is_open = true;
	vd_propose_reason(
		proposal, line,
		_("Left out. With it, each institution is divided into its regions, of which "
		  "there are %s."),
		vd_propose_count(proposal, found->region_count));
}

static void note_twin_codes(struct vd_proposal *proposal)
{
	const struct vd_look_institutions *found = &proposal->look->institutions;
	for (size_t i = 0; i < found->count; i++) {
		const struct vd_look_division *one = &found->divisions[i];
		if (one->code == VD_NO_COLUMN || one->name == VD_NO_COLUMN ||
		    one->names.with_more * 20 <= one->names.texts ||
		    (one->word != VD_WORD_INSTITUTION && one->word != VD_WORD_PART_OF))
			continue;
		struct vd_slice text =
			vd_look_cell(&proposal->look->grid, one->code, one->names.worst_row);
		vd_propose_note(
			proposal,
			_("`%s` is no code by itself: `%s` stands for %zu different names in `%s`. It "
			  "counts within another column."),
			vd_propose_name(proposal, one->code), vd_propose_shown(proposal, text),
			one->names.most, vd_propose_name(proposal, one->name));
	}
}

static void propose_institution(struct vd_proposal *proposal)
{
	const struct vd_look_institutions *found = &proposal->look->institutions;
	note_twin_codes(proposal);
	if (!found->count || found->divisions[0].score <= 0) {
		vd_propose_note(
			proposal,
			_("No column says whose the lines are: the figures are the totals of each "
			  "year."));
		return;
	}
	const struct vd_look_division *first = &found->divisions[0];
	vd_propose_line(proposal, 3, "data.columns.institution", "institution:");
	struct vd_proposal_line *line = NULL;
	if (first->code != VD_NO_COLUMN)
		line = vd_propose_line(proposal, 4, "data.columns.institution.code", "code: %s",
				       vd_propose_column(proposal, first->code));
	else
		line = vd_propose_line(proposal, 4, "data.columns.institution.name", "name: %s",
				       vd_propose_column(proposal, first->name));
	reason_division(proposal, line);
	if (first->code != VD_NO_COLUMN && first->name != VD_NO_COLUMN)
		vd_propose_line(proposal, 4, "data.columns.institution.name", "name: %s",
				vd_propose_column(proposal, first->name));
	propose_level(proposal);
	propose_region(proposal);
}

/* The months that a figure is to be taken of, and why. */
static void reason_months(struct vd_proposal *proposal, struct vd_proposal_line *line,
			  const struct vd_look_month_use *use)
{
	if (use->kind == VD_MONTHLY_NOT)
		return;
	const char *month = vd_propose_name(proposal, proposal->look->roles.month);
	const char *lines = vd_propose_count(proposal, use->lines);
	switch (use->kind) {
	case VD_MONTHLY_NOT:
		break;
	case VD_MONTHLY_UNTOLD:
		vd_propose_reason(
			proposal, line,
			_("Lines seen in more than one month of `%s`: %s. Whether each month has the same amounts again cannot be told."),
			month, lines);
		return;
	case VD_MONTHLY_ONE_MONTH:
		vd_propose_reason(proposal, line,
				  _("Its amounts stand on one month of `%s` alone."), month);
		return;
	case VD_MONTHLY_REPEATED:
		vd_propose_reason(
			proposal, line,
			_("Of %s lines seen in several months of `%s`, %s have the same amount "
			  "in each: added up it would count again and again."),
			lines, month, vd_propose_count(proposal, use->fitting));
		break;
	case VD_MONTHLY_CUMULATIVE:
		vd_propose_reason(
			proposal, line,
			_("Of %s lines seen in several months of `%s`, %s grow from month to "
			  "month, as running totals do: the last month has them all."),
			lines, month, vd_propose_count(proposal, use->fitting));
		break;
	}
	if (use->left_out)
		vd_propose_reason(proposal, line, _("Lines without a row of that month: %s."),
				  vd_propose_count(proposal, use->left_out));
}

static const char *column_list(const struct vd_proposal *proposal,
			       const struct vd_look_figure *figure)
{
	if (figure->count == 1)
		return vd_propose_column(proposal, figure->columns[0]);
	const char *list = "";
	for (size_t i = 0; i < figure->count; i++)
		list = vd_arena_format(proposal->arena, "%s%s%s", list, i ? ", " : "",
				       vd_propose_column(proposal, figure->columns[i]));
	return vd_arena_format(proposal->arena, "[%s]", list);
}

static const char *figure_key(const struct vd_proposal *proposal,
			      const struct vd_look_figure *figure)
{
	const char *stage = vd_stage_key(figure->stage);
	return figure->year ? vd_arena_format(proposal->arena, "%s %d", stage, figure->year)
			    : stage;
}

static void reason_figure(struct vd_proposal *proposal, struct vd_proposal_line *line,
			  const struct vd_look_figure *figure)
{
	const struct vd_look *look = proposal->look;
	const struct vd_look_column *column = &look->grid.columns[figure->columns[0]];
	if (figure->count > 1)
		vd_propose_reason(proposal, line, _("Columns of months that are added up: %zu."),
				  figure->count);
	else
		vd_propose_reason(proposal, line, _("Cells that are amounts: %s of %s."),
				  vd_propose_count(proposal, column->numbers),
				  vd_propose_count(proposal, look->grid.row_count));
	if (figure->is_any_stage && figure->stage == VD_IMPLEMENTED)
		vd_propose_reason(proposal, line,
				  _("No heading says the stage: if it is a budget, write "
				    "`allocated`."));
	else if (figure->is_any_stage)
		vd_propose_reason(proposal, line,
				  _("No heading says the stage: if it is what was spent, write "
				    "`implemented`."));
	if (figure->is_later)
		vd_propose_reason(proposal, line,
				  _("It is what was paid; no column has what was accrued."));
	if (figure->rival != VD_NO_COLUMN)
		vd_propose_reason(proposal, line, _("`%s` would do as well."),
				  vd_propose_name(proposal, figure->rival));
}

/* What must hold of the lines of a figure, as the inside of a YAML mapping. */
static const char *add_condition(const struct vd_proposal *proposal, const char *conditions,
				 size_t column, const char *value)
{
	return vd_arena_format(proposal->arena, "%s%s%s: %s", conditions, *conditions ? ", " : "",
			       vd_propose_column(proposal, column), value);
}

/* A figure of one year or of the years of the lines. */
static struct vd_proposal_line *put_figure(struct vd_proposal *proposal,
					   const struct vd_look_figure *figure,
					   const char *conditions)
{
	const char *key = figure_key(proposal, figure);
	const char *path = vd_arena_format(proposal->arena, "data.columns.%s", key);
	const char *columns = column_list(proposal, figure);
	return *conditions ? vd_propose_line(proposal, 3, path, "%s: {column: %s, where: {%s}}",
					     key, columns, conditions)
			   : vd_propose_line(proposal, 3, path, "%s: %s", key, columns);
}

/* A figure of each stage that a column tells apart. */
static void propose_staged(struct vd_proposal *proposal, const struct vd_look_figure *figure,
			   const char *conditions)
{
	const struct vd_look_roles *roles = &proposal->look->roles;
	for (enum vd_stage s = 0; s < VD_STAGES; s++) {
		if (!roles->stage_texts[s].bytes)
			continue;
		struct vd_look_figure staged = *figure;
		staged.stage = s;
		struct vd_proposal_line *line = put_figure(
			proposal, &staged,
			add_condition(proposal, conditions, roles->stage,
				      vd_propose_quoted(proposal, roles->stage_texts[s])));
		vd_propose_sure(line, VD_LIKELY);
		vd_propose_reason(proposal, line, _("`%s` says which stage a line is of."),
				  vd_propose_name(proposal, roles->stage));
	}
}

static void propose_one(struct vd_proposal *proposal, const struct vd_look_figure *figure,
			const struct vd_look_month_use *use, const char *conditions)
{
	const struct vd_look *look = proposal->look;
	if (look->roles.stage != VD_NO_COLUMN && figure->count == 1 && figure->is_any_stage) {
		propose_staged(proposal, figure, conditions);
		return;
	}
	if (use->month.bytes)
		conditions = add_condition(proposal, conditions, look->roles.month,
					   vd_propose_quoted(proposal, use->month));
	struct vd_proposal_line *line = put_figure(proposal, figure, conditions);
	const struct vd_look_column *first = &look->grid.columns[figure->columns[0]];
	bool is_odd = use->kind == VD_MONTHLY_REPEATED || use->kind == VD_MONTHLY_CUMULATIVE ||
		      use->kind == VD_MONTHLY_UNTOLD ||
		      first->numbers * 10 < look->grid.row_count * 9 || look->date_year_count;
	vd_propose_sure(line, is_odd && figure->sure == VD_SURE ? VD_LIKELY : figure->sure);
	reason_figure(proposal, line, figure);
	reason_months(proposal, line, use);
	if (look->date_year_count)
		vd_propose_reason(proposal, line,
				  _("No column has years alone; `%s` begins with them."),
				  vd_propose_name(proposal, look->roles.date));
}

static void propose_figure(struct vd_proposal *proposal, size_t index)
{
	const struct vd_look *look = proposal->look;
	struct vd_look_figure figure = look->amounts.figures.items[index];
	const struct vd_look_month_use *use = &look->month_uses[index];
	if (!look->date_year_count)
		propose_one(proposal, &figure, use, "");
	for (size_t i = 0; i < look->date_year_count; i++) {
		figure.year = look->date_years[i];
		propose_one(proposal, &figure, use,
			    add_condition(proposal, "", look->roles.date,
					  vd_arena_format(proposal->arena, "{prefix: \"%d\"}",
							  figure.year)));
	}
}

/* Columns of amounts that no figure is taken from. */
static void note_left_over(struct vd_proposal *proposal)
{
	const struct vd_look_amounts *amounts = &proposal->look->amounts;
	enum { SHOWN = 8 };
	const char **words = VD_TAKE(proposal->arena, const char *, amounts->columns.count + 1);
	size_t count = 0;
	for (size_t i = 0; i < amounts->columns.count; i++)
		if (!amounts->columns.items[i].is_taken)
			words[count++] = vd_arena_format(
				proposal->arena, "`%s`",
				vd_propose_name(proposal, amounts->columns.items[i].column));
	if (count)
		vd_propose_note(proposal, _("Amounts that are not used: %s."),
				vd_list_words(proposal->arena, words, count, SHOWN));
}

void vd_propose_columns(struct vd_proposal *proposal)
{
	const struct vd_look *look = proposal->look;
	vd_propose_line(proposal, 2, "data.columns", "columns:");
	propose_year(proposal);
	propose_institution(proposal);
	for (size_t i = 0; i < look->amounts.figures.count; i++)
		propose_figure(proposal, i);
	note_left_over(proposal);
	if (!look->amounts.figures.count) {
		struct vd_proposal_line *line = vd_propose_line(
			proposal, 3, "data.columns.allocated", "allocated: %s", "AMOUNT");
		vd_propose_open(proposal, line);
		vd_propose_reason(
			proposal, line,
			_("Decide: no column looks like amounts. Name the one that has them."));
	}
	if (look->institutions.count && look->institutions.divisions[0].score > 0) {
		struct vd_proposal_line *line =
			vd_propose_line(proposal, 2, "data.others", "others: add");
		vd_propose_reason(proposal, line, _("The institutions are taken from the data."));
	}
}
