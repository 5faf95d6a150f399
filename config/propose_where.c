/* The `where:` of a proposal: lines that are not to be added up. */
#include "budget/language.h"
#include "config/propose_parts.h"

static void put_omission(struct vd_proposal *proposal, const struct vd_look_omission *omission)
{
	const struct vd_look_grid *grid = &proposal->look->grid;
	const char *texts = "";
	for (size_t i = 0; i < omission->texts.count; i++)
		texts = vd_arena_format(proposal->arena, "%s%s%s", texts, i ? ", " : "",
					vd_propose_quoted(proposal, omission->texts.items[i]));
	struct vd_proposal_line *line =
		vd_propose_line(proposal, 3, "data.where.not", "%s: {not: [%s]}",
				vd_propose_column(proposal, omission->column), texts);
	vd_propose_sure(line, VD_LIKELY);
	if (omission->totals)
		vd_propose_reason(
			proposal, line,
			_("Rows that are called totals: %s. Added up they would count twice."),
			vd_propose_count(proposal, omission->totals));
	if (omission->strange)
		vd_propose_reason(
			proposal, line,
			_("Rows without a year or an institution: %s. They may be totals or notes."),
			vd_propose_count(proposal, omission->strange));
	if (omission->has_sum)
		vd_propose_reason(
			proposal, line,
			_("The amount of one row is the sum of all others, as a total's."));
	if (omission->first_row == SIZE_MAX)
		vd_propose_reason(proposal, line, _("Rows with empty cells alone: %s."),
				  vd_propose_count(proposal, grid->hollow_rows));
	else if (grid->lines[omission->first_row])
		vd_propose_reason(proposal, line, _("The first stands on line %llu."),
				  (unsigned long long)grid->lines[omission->first_row]);
}

void vd_propose_where(struct vd_proposal *proposal)
{
	const struct vd_look *look = proposal->look;
	const struct vd_look_omissions *omissions = &look->omissions;
	if (omissions->sum_row != SIZE_MAX)
		vd_propose_note(
			proposal,
			_("Line %llu looks like a total: its amount in `%s` is the sum of all others. "
			  "Leave it out with `where`, or take it out of the file."),
			(unsigned long long)look->grid.lines[omissions->sum_row],
			vd_propose_name(proposal, omissions->sum_column));
	bool has_kind = look->roles.kind != VD_NO_COLUMN;
	if (!has_kind && !omissions->count)
		return;
	vd_propose_line(proposal, 2, "data.where", "where:");
	if (has_kind) {
		struct vd_proposal_line *line =
			vd_propose_line(proposal, 3, "data.where.kind", "%s: %s",
					vd_propose_column(proposal, look->roles.kind),
					vd_propose_quoted(proposal, look->roles.spending));
		vd_propose_sure(line, VD_LIKELY);
		vd_propose_reason(proposal, line,
				  _("The column tells spending from income; sums would mix them."));
	}
	for (size_t i = 0; i < omissions->count; i++)
		put_omission(proposal, &omissions->items[i]);
}
