#include "config/look.h"

#include <string.h>

#include "budget/language.h"
#include "budget/text.h"
#include "config/look_parts.h"
#include "io/encoding.h"
#include "io/probe.h"

static bool cannot_use(struct vd_diagnostics *diagnostics, const char *shown, enum vd_rule rule,
		       const char *message, const char *hint)
{
	vd_report(diagnostics, (struct vd_place){ .file = shown }, rule, "%s", message);
	return vd_hint(diagnostics, "%s", hint);
}

static const char *no_lines_hint(void)
{
	return _("a file of budget lines has one with the names of its columns, and one for each "
		 "amount below it");
}

static bool is_wide(const char *encoding)
{
	return strncmp(encoding, "UTF-16", 6) == 0 || strncmp(encoding, "UTF-32", 6) == 0;
}

/* The pieces as text. @return how many; 0: reported */
static size_t read_parts(const struct vd_probe *probe, const char *shown, struct vd_arena *arena,
			 struct vd_diagnostics *diagnostics, struct vd_look *look,
			 struct vd_look_part *parts)
{
	size_t count = probe->parts.count;
	struct vd_slice *pieces = VD_TAKE(arena, struct vd_slice, count);
	uint64_t *offsets = VD_TAKE(arena, uint64_t, count);
	for (size_t i = 0; i < count; i++) {
		pieces[i] = probe->parts.items[i].bytes;
		offsets[i] = probe->parts.items[i].offset;
	}
	if (!count || !pieces[0].bytes) {
		cannot_use(diagnostics, shown, VD_RULE_INPUT_EMPTY, _("the file holds nothing"),
			   _("was it downloaded whole?"));
		return 0;
	}
	look->encoding = vd_look_at_encoding(pieces, count);
	if (!look->encoding.name) {
		cannot_use(diagnostics, shown, VD_RULE_INPUT_NOT_TEXT,
			   _("this is no text, so no file of budget lines"),
			   _("of a workbook, save the sheet as CSV"));
		return 0;
	}
	struct vd_encoder *encoder = vd_encoder_open(look->encoding.name, arena);
	if (!encoder) {
		cannot_use(diagnostics, shown, VD_RULE_INPUT_NOT_TEXT,
			   _("this system cannot convert its encoding"), _("save it as UTF-8"));
		return 0;
	}
	size_t kept = vd_look_decode(encoder, is_wide(look->encoding.name), pieces, offsets, count,
				     probe->has_end, arena, parts, &look->damaged);
	vd_encoder_close(encoder);
	if (!kept && count > 1)
		cannot_use(diagnostics, shown, VD_RULE_DATA_HEADER,
			   _("no line of it ends within what is looked at"),
			   _("does it hold lines, one for each amount?"));
	else if (!kept)
		cannot_use(diagnostics, shown, VD_RULE_DATA_HEADER, _("there is no line of data"),
			   no_lines_hint());
	return kept;
}

/* The columns that figures are taken from, each once. */
static size_t figure_columns(struct vd_arena *arena, const struct vd_look_amounts *amounts,
			     size_t **columns)
{
	size_t count = 0, most = 1;
	for (size_t i = 0; i < amounts->figures.count; i++)
		most += amounts->figures.items[i].count;
	*columns = VD_TAKE(arena, size_t, most);
	for (size_t i = 0; i < amounts->figures.count; i++)
		for (size_t k = 0; k < amounts->figures.items[i].count; k++)
			(*columns)[count++] = amounts->figures.items[i].columns[k];
	return count;
}

static void look_at_months(struct vd_arena *arena, struct vd_look *look,
			   const struct vd_number_style *style)
{
	size_t count = look->amounts.figures.count;
	look->month_uses = VD_TAKE(arena, struct vd_look_month_use, count + 1);
	if (look->roles.month == VD_NO_COLUMN || look->roles.stage != VD_NO_COLUMN)
		return;
	for (size_t i = 0; i < count; i++) {
		const struct vd_look_figure *figure = &look->amounts.figures.items[i];
		if (figure->count == 1 && i < VD_LOOK_MONTH_USES_MOST)
			look->month_uses[i] = vd_look_at_months(arena, &look->grid, &look->roles,
								&look->amounts, figure->columns[0],
								style);
	}
}

/* The years that dates begin with, in order; too many are none. */
static void look_at_dates(struct vd_look *look)
{
	if (look->roles.year != VD_NO_COLUMN || look->roles.date == VD_NO_COLUMN ||
	    look->amounts.is_wide)
		return;
	const struct vd_look_column *dates = &look->grid.columns[look->roles.date];
	for (size_t v = 0; v < dates->values.count; v++) {
		struct vd_slice text = dates->values.items[v].text;
		int year = text.bytes > 4 ? vd_look_year((struct vd_slice){ text.text, 4 }) : 0;
		size_t at = 0;
		while (at < look->date_year_count && look->date_years[at] < year)
			at++;
		if (!year || (at < look->date_year_count && look->date_years[at] == year))
			continue;
		if (look->date_year_count == VD_LOOK_DATE_YEARS_MOST) {
			look->date_year_count = 0;
			return;
		}
		memmove(&look->date_years[at + 1], &look->date_years[at],
			(look->date_year_count++ - at) * sizeof(int));
		look->date_years[at] = year;
	}
}

bool vd_look_at(const struct vd_probe *probe, const char *shown, const char *name, size_t rows_most,
		struct vd_arena *arena, struct vd_diagnostics *diagnostics, struct vd_look *look)
{
	*look = (struct vd_look){ .is_whole = probe->is_whole,
				  .has_end = probe->has_end,
				  .first_bytes = probe->parts.count
							 ? probe->parts.items[0].bytes.bytes
							 : 0 };
	struct vd_look_part *parts = VD_TAKE(arena, struct vd_look_part, probe->parts.count + 1);
	look->part_count = read_parts(probe, shown, arena, diagnostics, look, parts);
	if (!look->part_count)
		return false;
	if (!vd_look_at_grid(parts, look->part_count, rows_most, arena, &look->grid))
		return cannot_use(diagnostics, shown, VD_RULE_DATA_HEADER,
				  _("there is no line of data"), no_lines_hint());
	look->is_whole = look->is_whole && !look->grid.is_cut;
	const char *words = vd_arena_format(arena, "%s %s", look->grid.titles, name);
	look->titles = vd_fold_words(arena, (struct vd_slice){ words, strlen(words) });
	const char *rest = NULL;
	look->title_year = vd_look_year_word(arena, look->titles, &rest);
	vd_look_at_roles(arena, &look->grid, &look->roles);
	vd_look_at_amounts(arena, &look->grid, &look->roles, look->titles, &look->amounts);
	look_at_dates(look);
	vd_look_at_institutions(arena, &look->grid, &look->roles, &look->amounts,
				&look->institutions);
	vd_look_at_omissions(arena, &look->grid, &look->roles, &look->amounts, &look->institutions,
			     &look->omissions);
	size_t *columns = NULL, count = figure_columns(arena, &look->amounts, &columns);
	vd_look_at_numbers(arena, &look->grid, columns, count, look->omissions.rows,
			   &look->numbers);
	struct vd_number_style style = vd_look_style(&look->numbers);
	look_at_months(arena, look, &style);
	if (look->is_whole)
		vd_look_for_sum(arena, &look->grid, &look->amounts, &look->institutions, &style,
				&look->omissions);
	return true;
}
