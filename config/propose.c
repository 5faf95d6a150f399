#include "config/propose.h"

#include <string.h>

#include "budget/language.h"
#include "budget/text.h"
#include "config/propose_parts.h"
#include "config/look_parts.h"
#include "config/yaml_text.h"

enum { SHOWN_CHARACTERS = 40, YEARS_MOST = 100 };

struct vd_proposal_line *vd_propose_line(struct vd_proposal *proposal, unsigned depth,
					 const char *key, const char *format, ...)
{
	struct vd_proposal_line *line = VD_APPEND(proposal->arena, &proposal->lines);
	va_list arguments;
	va_start(arguments, format);
	*line = (struct vd_proposal_line){
		.key = key,
		.depth = depth,
		.yaml = vd_arena_vformat(proposal->arena, format, arguments),
	};
	va_end(arguments);
	return line;
}

struct vd_proposal_line *vd_propose_sure(struct vd_proposal_line *line, enum vd_sure sure)
{
	line->has_sure = true;
	line->sure = sure;
	return line;
}

void vd_propose_open(struct vd_proposal *proposal, struct vd_proposal_line *line)
{
	line->is_open = true;
	proposal->open++;
}

void vd_propose_reason(struct vd_proposal *proposal, struct vd_proposal_line *line,
		       const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	*VD_APPEND(proposal->arena, &line->reasons) =
		vd_arena_vformat(proposal->arena, format, arguments);
	va_end(arguments);
}

void vd_propose_note(struct vd_proposal *proposal, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	*VD_APPEND(proposal->arena, &proposal->notes) =
		vd_arena_vformat(proposal->arena, format, arguments);
	va_end(arguments);
}

const char *vd_propose_count(const struct vd_proposal *proposal, size_t count)
{
	return vd_count_format(proposal->arena, (int64_t)count, VD_GROUPED);
}

const char *vd_propose_column(const struct vd_proposal *proposal, size_t column)
{
	return vd_yaml_word(proposal->arena, proposal->look->grid.columns[column].name);
}

const char *vd_propose_name(const struct vd_proposal *proposal, size_t column)
{
	const char *name = proposal->look->grid.columns[column].name;
	return vd_propose_shown(proposal, (struct vd_slice){ name, strlen(name) });
}

const char *vd_propose_quoted(const struct vd_proposal *proposal, struct vd_slice text)
{
	return vd_yaml_quoted(proposal->arena,
			      vd_arena_copy(proposal->arena, text.text, text.bytes));
}

/* A comment is one line, and no control character is let through to a terminal. */
const char *vd_propose_shown(const struct vd_proposal *proposal, struct vd_slice text)
{
	char *shown = vd_arena_copy(proposal->arena, text.text, text.bytes);
	size_t characters = 0, bytes = 0;
	for (; bytes < text.bytes && characters < SHOWN_CHARACTERS; characters++) {
		if ((unsigned char)shown[bytes] < 0x20 || shown[bytes] == 0x7F)
			shown[bytes] = ' ';
		bytes++;
		while (bytes < text.bytes && ((unsigned char)shown[bytes] & 0xC0U) == 0x80U)
			bytes++;
	}
	if (bytes == text.bytes)
		return shown;
	shown[bytes] = '\0';
	return vd_arena_format(proposal->arena, "%s…", shown);
}

const char *vd_sure_key(enum vd_sure sure)
{
	static const char *const keys[VD_SURES] = {
		[VD_SURE] = "sure", [VD_LIKELY] = "likely", [VD_DOUBTFUL] = "doubtful"
	};
	return keys[sure];
}

static int compare_years(const int *years, size_t count, int year)
{
	for (size_t i = 0; i < count; i++)
		if (years[i] == year)
			return 0;
	return 1;
}

static void add_year(int years[YEARS_MOST], size_t *count, int year)
{
	if (!year || *count == YEARS_MOST || !compare_years(years, *count, year))
		return;
	size_t at = (*count)++;
	for (; at && years[at - 1] > year; at--)
		years[at] = years[at - 1];
	years[at] = year;
}

/* The years of the lines, in order. */
static size_t find_years(const struct vd_look *look, int years[YEARS_MOST])
{
	size_t count = 0;
	if (look->amounts.is_wide) {
		for (size_t i = 0; i < look->amounts.figures.count; i++)
			add_year(years, &count, look->amounts.figures.items[i].year);
		return count;
	}
	for (size_t i = 0; i < look->date_year_count; i++)
		add_year(years, &count, look->date_years[i]);
	if (count)
		return count;
	if (look->roles.year == VD_NO_COLUMN) {
		add_year(years, &count, look->title_year);
		return count;
	}
	const struct vd_look_column *column = &look->grid.columns[look->roles.year];
	for (size_t v = 0; v < column->values.count; v++)
		add_year(years, &count, vd_look_year(column->values.items[v].text));
	return count;
}

/* The last month of a year that has an amount in it, where months are told; 0: they are not. */
static int last_month(const struct vd_look *look, struct vd_arena *arena, int year)
{
	const struct vd_look_roles *roles = &look->roles;
	int last = 0;
	if (roles->month == VD_NO_COLUMN || roles->year == VD_NO_COLUMN)
		return 0;
	for (size_t r = 0; r < look->grid.row_count; r++) {
		if (vd_look_year(vd_look_cell(&look->grid, roles->year, r)) != year)
			continue;
		struct vd_slice text = vd_look_cell(&look->grid, roles->month, r);
		const char *rest = NULL;
		int month = vd_look_month(arena, vd_fold_words(arena, text), &rest), number = 0;
		for (size_t i = 0; i < text.bytes && i < 2 && !month; i++)
			number = text.text[i] >= '0' && text.text[i] <= '9'
					 ? number * 10 + (text.text[i] - '0')
					 : number;
		month = month ? month : number;
		last = month > last ? month : last;
	}
	return last;
}

static void propose_years(struct vd_proposal *proposal)
{
	enum { MONTHS = 12 };
	const struct vd_look *look = proposal->look;
	int years[YEARS_MOST];
	size_t count = find_years(look, years);
	struct vd_proposal_line *line = vd_propose_line(proposal, 0, "years", "years:");
	if (!count) {
		line = vd_propose_line(proposal, 1, "years.2016", "2016: {phase: enacted}");
		vd_propose_open(proposal, line);
		vd_propose_reason(proposal, line,
				  _("No year was found: write those of the lines."));
		return;
	}
	for (size_t i = 0; i < count; i++) {
		line = vd_propose_line(proposal, 1,
				       vd_arena_format(proposal->arena, "years.%d", years[i]),
				       "%d: {phase: enacted}", years[i]);
		vd_propose_sure(line, VD_DOUBTFUL);
		if (i == 0)
			vd_propose_reason(proposal, line,
					  _("Check: it may be a bill, and then `phase: bill`."));
		int month = last_month(look, proposal->arena, years[i]);
		if (month > 0 && month < MONTHS)
			vd_propose_reason(proposal, line,
					  _("The last month seen is %d: if nothing follows, add "
					    "`implemented_through: %d-%02d`."),
					  month, years[i], month);
	}
	if (!look->is_whole && !look->amounts.is_wide && look->roles.year != VD_NO_COLUMN)
		vd_propose_reason(proposal, line,
				  _("Only a part of the file was looked at: add years that are "
				    "missing here."));
}

static void propose_head(struct vd_proposal *proposal, const struct vd_propose_options *options)
{
	struct vd_arena *arena = proposal->arena;
	const char *slash = strrchr(options->csv, '/');
	const char *name = slash ? slash + 1 : options->csv;
	const char *title = vd_same(name, "-") ? _("Study of budget lines")
					       : vd_arena_format(arena, _("Study of %s"), name);
	vd_propose_line(proposal, 0, "veedor", "veedor: 1");
	vd_propose_line(proposal, 0, "title", "title: %s", vd_yaml_quoted(arena, title));
	vd_propose_currency(proposal, options);
	vd_propose_line(proposal, 0, NULL, "%s", "");
	vd_propose_line(proposal, 0, "sources", "sources:");
	struct vd_proposal_line *line =
		vd_propose_line(proposal, 1, "sources.data", "data: {title: %s}",
				vd_yaml_quoted(arena, _("Name of the data set")));
	vd_propose_reason(proposal, line,
			  _("Say whose it is, with `publisher`, `published`, `url`."));
	vd_propose_line(proposal, 0, NULL, "%s", "");
}

const struct vd_proposal *vd_propose(const struct vd_look *look,
				     const struct vd_propose_options *options,
				     struct vd_arena *arena)
{
	struct vd_proposal *proposal = VD_TAKE(arena, struct vd_proposal, 1);
	*proposal = (struct vd_proposal){ .arena = arena, .look = look };
	vd_propose_file_notes(proposal);
	if (options->is_study)
		propose_head(proposal, options);
	else
		vd_propose_currency(proposal, options);
	vd_propose_missing(proposal);
	propose_years(proposal);
	vd_propose_line(proposal, 0, NULL, "%s", "");
	vd_propose_file(proposal, options);
	if (options->is_study)
		vd_propose_line(proposal, 2, "data.source", "source: {ref: data}");
	vd_propose_columns(proposal);
	vd_propose_where(proposal);
	vd_propose_numbers(proposal);
	return proposal;
}
