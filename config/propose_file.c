/* What the study says of the file as a whole: encoding, separator, header line. */
#include <string.h>

#include "budget/language.h"
#include "budget/text.h"
#include "config/propose_parts.h"
#include "config/yaml_text.h"

static void propose_encoding(struct vd_proposal *proposal)
{
	const struct vd_look_encoding *encoding = &proposal->look->encoding;
	if (vd_same(encoding->name, "UTF-8"))
		return;
	struct vd_proposal_line *line =
		vd_propose_line(proposal, 2, "data.encoding", "encoding: %s", encoding->name);
	vd_propose_sure(line, encoding->sure);
	if (encoding->has_mark) {
		vd_propose_reason(proposal, line, _("The file begins with a mark that says so."));
		return;
	}
	if (!encoding->high) {
		vd_propose_reason(proposal, line, _("Every other byte is zero."));
		return;
	}
	const char *high = vd_propose_count(proposal, encoding->high);
	const char *controls = vd_propose_count(proposal, encoding->controls);
	if (!vd_same(encoding->name, "cp1252"))
		vd_propose_reason(proposal, line,
				  _("Bytes that are no UTF-8: %s. Read so, most are letters."),
				  high);
	else if (encoding->controls)
		vd_propose_reason(
			proposal, line,
			_("Bytes that are no UTF-8: %s, of which between 0x80 and 0x9F, where "
			  "Latin-1 has no characters: %s."),
			high, controls);
	else
		vd_propose_reason(
			proposal, line,
			_("Bytes that are no UTF-8: %s. None lies between 0x80 and 0x9F, so "
			  "Latin-1 would read the same."),
			high);
	if (encoding->sure != VD_SURE)
		vd_propose_reason(
			proposal, line,
			_("If names come out wrong, try cp1252, cp850, macintosh, cp1250 or "
			  "cp1251."));
}

static const char *separator_word(char separator)
{
	return separator == '\t' ? "tab" : separator == ',' ? "," : separator == ';' ? ";" : "|";
}

static void propose_separator(struct vd_proposal *proposal)
{
	const struct vd_look_grid *grid = &proposal->look->grid;
	const char *word = separator_word(grid->separator);
	struct vd_proposal_line *line = vd_propose_line(
		proposal, 2, "data.separator",
		grid->separator == '\t' ? "separator: %s" : "separator: \"%s\"", word);
	vd_propose_sure(line, grid->separator_sure);
	if (grid->column_count == 1)
		vd_propose_reason(proposal, line,
				  _("There is one column only, so nothing shows it."));
	else
		vd_propose_reason(proposal, line,
				  _("Rows that it divides into %s cells: %s of %s."),
				  vd_propose_count(proposal, grid->column_count),
				  vd_propose_count(proposal, grid->row_count),
				  vd_propose_count(proposal, grid->looked_at - grid->hollow_rows));
	if (grid->runner_up && grid->separator_sure != VD_SURE)
		vd_propose_reason(proposal, line, _("Next best fits `%s`."),
				  separator_word(grid->runner_up));
	if (!grid->no_quotes)
		return;
	line = vd_propose_line(proposal, 2, "data.quotes", "quotes: no");
	vd_propose_sure(line, VD_LIKELY);
	vd_propose_reason(
		proposal, line,
		_("Quotes stand where they neither open nor close a cell; read as quotes, "
		  "fewer rows have the same number of cells."));
}

static void propose_header(struct vd_proposal *proposal)
{
	const struct vd_look_grid *grid = &proposal->look->grid;
	if (grid->header == 1 && grid->header_sure == VD_SURE)
		return;
	struct vd_proposal_line *line = vd_propose_line(proposal, 2, "data.header", "header: %llu",
							(unsigned long long)grid->header);
	vd_propose_sure(line, grid->header_sure);
	if (!grid->header)
		vd_propose_reason(
			proposal, line,
			_("The first row looks like those below, so the columns are called "
			  "1, 2, 3…"));
	else if (grid->header_sure == VD_DOUBTFUL)
		vd_propose_reason(
			proposal, line,
			_("Its texts are none that stand below; no heading is a word known "
			  "from budgets. If it is data, write 0."));
	else if (grid->header > 1)
		vd_propose_reason(proposal, line, _("What stands above names no columns."));
	else
		vd_propose_reason(proposal, line,
				  _("Its texts stand above numbers, or name what "
				    "budgets have."));
}

/* Rows that end early are filled up where no amount is among what they lack. */
static void propose_ragged(struct vd_proposal *proposal)
{
	const struct vd_look *look = proposal->look;
	const struct vd_look_grid *grid = &look->grid;
	size_t last_used = 0;
	for (size_t i = 0; i < look->amounts.figures.count; i++)
		for (size_t k = 0; k < look->amounts.figures.items[i].count; k++)
			if (look->amounts.figures.items[i].columns[k] > last_used)
				last_used = look->amounts.figures.items[i].columns[k];
	bool is_common = grid->short_rows >= 2 && grid->short_rows * 100 >= grid->looked_at;
	if (!is_common || !look->amounts.figures.count || grid->long_rows ||
	    grid->fewest <= last_used)
		return;
	struct vd_proposal_line *line = vd_propose_line(proposal, 2, "data.ragged", "ragged: pad");
	vd_propose_sure(line, VD_LIKELY);
	vd_propose_reason(
		proposal, line,
		_("Rows with fewer cells: %s of %s. What they lack lies behind the amounts."),
		vd_propose_count(proposal, grid->short_rows),
		vd_propose_count(proposal, grid->looked_at));
}

static const char *id_of(struct vd_proposal *proposal, const char *csv)
{
	const char *slash = strrchr(csv, '/');
	const char *name = slash ? slash + 1 : csv;
	size_t bytes = strcspn(name, ".");
	return vd_id_of_label(proposal->arena, vd_arena_copy(proposal->arena, name, bytes),
			      "data-1");
}

void vd_propose_file(struct vd_proposal *proposal, const struct vd_propose_options *options)
{
	vd_propose_line(proposal, 0, "data", "data:");
	vd_propose_line(proposal, 2, "data.id", "id: %s", id_of(proposal, options->csv))->is_item =
		true;
	vd_propose_line(proposal, 2, "data.csv", "csv: %s",
			vd_yaml_word(proposal->arena, options->csv));
	if (options->member)
		vd_propose_line(proposal, 2, "data.member", "member: %s",
				vd_yaml_quoted(proposal->arena, options->member));
	propose_encoding(proposal);
	propose_separator(proposal);
	propose_header(proposal);
	propose_ragged(proposal);
}

static void note_sample(struct vd_proposal *proposal)
{
	const struct vd_look *look = proposal->look;
	const char *rows = vd_propose_count(proposal, look->grid.looked_at);
	vd_propose_note(proposal,
			_("veedor import looked at a file of budget lines and guessed what its "
			  "columns are. Each line says how sure that is and why: correct what is "
			  "wrong."));
	if (look->is_whole)
		vd_propose_note(proposal, _("Rows looked at: %s, all of the file."), rows);
	else if (look->has_end)
		vd_propose_note(
			proposal,
			_("%s rows were looked at: the first ones, some further on and the last. What "
			  "the others hold shows when it is checked."),
			rows);
	else
		vd_propose_note(
			proposal,
			_("%s rows were looked at, from the beginning on. What the others hold shows "
			  "when it is checked."),
			rows);
}

static void note_odd_rows(struct vd_proposal *proposal)
{
	const struct vd_look_grid *grid = &proposal->look->grid;
	if (grid->hollow_rows && !proposal->look->omissions.count)
		vd_propose_note(
			proposal,
			_("Rows with empty cells alone: %s. Take them out: without an amount they cannot be "
			  "read."),
			vd_propose_count(proposal, grid->hollow_rows));
	if (grid->short_rows + grid->long_rows == 0)
		return;
	vd_propose_note(
		proposal,
		_("Rows that have not the header's %s cells: with fewer %s, with more %s. Reading stops there: take them out, or say `ragged: pad` or `on_error: skip`."),
		vd_propose_count(proposal, grid->column_count),
		vd_propose_count(proposal, grid->short_rows),
		vd_propose_count(proposal, grid->long_rows));
	for (size_t i = 0; i < grid->odd.count; i++) {
		const struct vd_look_odd_row *odd = &grid->odd.items[i];
		const char *shown = vd_propose_shown(
			proposal, (struct vd_slice){ odd->text, strlen(odd->text) });
		if (odd->line)
			vd_propose_note(proposal, _("Line %llu, with %zu of them: `%s`."),
					(unsigned long long)odd->line, odd->cells, shown);
		else
			vd_propose_note(proposal, _("Further on, with %zu of them: `%s`."),
					odd->cells, shown);
	}
}

static void note_names(struct vd_proposal *proposal)
{
	const struct vd_look_grid *grid = &proposal->look->grid;
	size_t twins = 0;
	for (size_t c = 0; c < grid->column_count; c++)
		twins += grid->columns[c].is_twin;
	if (twins)
		vd_propose_note(
			proposal,
			_("Columns that share their name with another or have none: %s. No study can use them: name them in the file."),
			vd_propose_count(proposal, twins));
	if (grid->is_double_header)
		vd_propose_note(
			proposal,
			_("The headings seem to stand on two lines. A study knows a column by what "
			  "stands on one of them: join them in the file."));
	if (!grid->header && *grid->titles)
		vd_propose_note(
			proposal,
			_("Lines above the first row of data name no columns. Take them out: "
			  "without a header line the file has to begin with data."));
}

void vd_propose_file_notes(struct vd_proposal *proposal)
{
	const struct vd_look *look = proposal->look;
	note_sample(proposal);
	if (look->encoding.damaged || look->damaged)
		vd_propose_note(
			proposal,
			_("Lines that are not all %s: %s. It is another encoding, or the file is damaged there."),
			look->encoding.name,
			vd_propose_count(proposal,
					 look->damaged ? look->damaged : look->encoding.damaged));
	note_odd_rows(proposal);
	note_names(proposal);
}
