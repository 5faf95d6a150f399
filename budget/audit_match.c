/* Rates over several: what those that have both amounts come to. */
#include "budget/audit_parts.h"

static void add_terms(const struct vd_audited *audited, struct vd_both *both, struct vd_term part,
		      struct vd_term base)
{
	if (part.kind == VD_TERM_NONE || base.kind == VD_TERM_NONE)
		return;
	*VD_APPEND(audited->arena, &both->parts) = part;
	*VD_APPEND(audited->arena, &both->bases) = base;
}

static void add_both(struct vd_both *both, const struct vd_cell *part, const struct vd_cell *base)
{
	bool has_part = part && part->kind == VD_CELL_AMOUNT;
	bool has_base = base && base->kind == VD_CELL_AMOUNT;
	both->one_sided += has_part != has_base;
	if (!has_part || !has_base)
		return;
	both->part += part->amount.minor;
	both->base += base->amount.minor;
	both->count++;
}

struct vd_value vd_both_rate(const struct vd_both *both)
{
	if (!both->count)
		return vd_value_missing(VD_NO_AMOUNTS, NULL);
	if (both->base <= 0)
		return vd_value_missing(VD_NO_BASE, NULL);
	return (struct vd_value){ .kind = VD_VALUE_RATIO, .ratio = { both->part, both->base } };
}

/* The members of a group, or those in the headline, as the study has them. */
static void add_members(const struct vd_audited *audited, const struct vd_group *group,
			bool in_headline, const struct vd_table_column *part,
			const struct vd_table_column *base, int year, struct vd_both *both)
{
	const struct vd_dataset *data = audited->analysis->data;
	for (size_t m = 0; m < group->member_count; m++) {
		int who = group->members[m];
		if (in_headline && !vd_audited_study(audited)->institutions.items[who].in_headline)
			continue;
		int over = part->year == VD_NONE ? year : part->year;
		int under = base->year == VD_NONE ? year : base->year;
		add_both(both, vd_dataset_cell(data, who, over, part->stage)->cell,
			 vd_dataset_cell(data, who, under, base->stage)->cell);
		add_terms(audited, both, vd_term_of_figure(who, over, part->stage),
			  vd_term_of_figure(who, under, base->stage));
	}
}

/* The rate of those rows of a total that have both amounts, by row and by institution. */
void vd_audited_match_rows(const struct vd_audited *audited, size_t total, size_t part, size_t base,
			   struct vd_both *by)
{
	const struct vd_table_column *columns = audited->table->columns;
	int year = vd_audited_row(audited, total)->year;
	for (size_t r = 0; r < audited->table->rows.count; r++) {
		const struct vd_table_row *row = vd_audited_row(audited, r);
		if (row->kind == VD_ROW_TOTAL || row->year != year ||
		    vd_audited_is_in_group(audited, r, part) ||
		    vd_audited_is_in_group(audited, r, base))
			continue;
		add_both(&by[VD_BY_ROW], &row->cells[part], &row->cells[base]);
		if (row->kind == VD_ROW_GROUP) {
			add_members(audited, &vd_audited_study(audited)->groups.items[row->subject],
				    true, &columns[part], &columns[base], row->year,
				    &by[VD_BY_INSTITUTION]);
			continue;
		}
		add_both(&by[VD_BY_INSTITUTION], &row->cells[part], &row->cells[base]);
		add_terms(audited, &by[VD_BY_INSTITUTION],
			  vd_term_of_cell(audited->analysis, audited->table, row, &columns[part]),
			  vd_term_of_cell(audited->analysis, audited->table, row, &columns[base]));
	}
}

/* Of a rate over several: what those that have both amounts come to. */
void vd_audited_match(const struct vd_audited *audited, size_t row, size_t part, size_t base,
		      struct vd_check *check)
{
	const struct vd_table_row *one = vd_audited_row(audited, row);
	struct vd_both by[VD_BASES] = { 0 };
	/* A group's row that is not the sum of all members is that of the headline's, if of any. */
	bool leaves_out = check->follows || check->confirms;
	if (one->kind == VD_ROW_TOTAL) {
		vd_audited_match_rows(audited, row, part, base, by);
	} else if (one->kind == VD_ROW_GROUP) {
		add_members(audited, &vd_audited_study(audited)->groups.items[one->subject],
			    leaves_out, &audited->table->columns[part],
			    &audited->table->columns[base], one->year, &by[VD_BY_INSTITUTION]);
	} else {
		return;
	}
	for (size_t basis = 0; basis < VD_BASES; basis++)
		check->matched[basis] = vd_both_rate(&by[basis]);
	check->one_sided = by[VD_BY_INSTITUTION].one_sided;
	check->both.parts = by[VD_BY_INSTITUTION].parts;
	check->both.bases = by[VD_BY_INSTITUTION].bases;
}
