/*
 * Two columns of figures side by side, as spreadsheet formulas: the parts of a rate, the comparable
 * basis, the bridge. By institution they look at Data; by printed row at the sheet Printed rows,
 * which has a row's figure ready.
 */
#include "io/xlsx_formula.h"

static struct vd_arena *arena_of(const struct vd_workbook *book)
{
	return book->scratch;
}

/* Without a group printed as a row, both bases are the same institutions. */
static bool is_by_row(const struct vd_workbook *book, const struct vd_pairing *pairing)
{
	return pairing->basis == VD_BY_ROW && vd_has_printed_rows(book);
}

static const char *side_range(const struct vd_workbook *book, const struct vd_pairing *pairing,
			      int side)
{
	struct vd_side one = pairing->side[side];
	return is_by_row(book, pairing)
		       ? vd_rows_range(book, one.year, one.stage)
		       : vd_data_range(book, vd_data_column(book, one.year, one.stage));
}

/* 1 for each institution or row of the scope that is present so, as factors for SUMPRODUCT. */
static const char *presence_mask(const struct vd_workbook *book, const struct vd_spot *spot,
				 const struct vd_pairing *pairing, enum vd_presence presence)
{
	/* The figures of Printed rows are of the headline already. */
	bool scoped = !is_by_row(book, pairing);
	return vd_arena_format(arena_of(book), "%s%s%sISNUMBER(%s),%sISNUMBER(%s)",
			       scoped ? vd_scope_mask(book, spot) : "", scoped ? "," : "",
			       presence == VD_ON_SECOND_ONLY ? "1-" : "--",
			       side_range(book, pairing, VD_FIRST),
			       presence == VD_ON_FIRST_ONLY ? "1-" : "--",
			       side_range(book, pairing, VD_SECOND));
}

const char *vd_both_text(const struct vd_workbook *book, const struct vd_spot *spot,
			 const struct vd_pairing *pairing, int side)
{
	const char *range = side_range(book, pairing, side);
	const char *mask = presence_mask(book, spot, pairing, VD_ON_BOTH);
	return vd_if_any(book, mask, range,
			 vd_arena_format(arena_of(book), "SUMPRODUCT(%s,%s)", mask, range));
}

const char *vd_matched_text(const struct vd_workbook *book, const struct vd_spot *spot,
			    enum vd_stage stage, enum vd_basis basis)
{
	const struct vd_row *row = &spot->row;
	struct vd_pairing pairing = vd_pairing_of_stages(vd_row_scope(row), basis, row->year);
	if (!vd_pairing_has_detail(book->analysis->data, &pairing))
		return NULL;
	return vd_both_text(book, spot, &pairing, stage == VD_ALLOCATED ? VD_FIRST : VD_SECOND);
}

/* 1 where a code that stands for a reason is; the sign for no figure where no table has the cell. */
static const char *has_reason(const struct vd_workbook *book, const char *range,
			      enum vd_missing reason)
{
	const struct vd_study *study = book->analysis->study;
	const char *any = "";
	if (reason == VD_NOT_IN_STUDY)
		return vd_arena_format(arena_of(book),
				       "--EXACT(%s,\"" VD_SYMBOL_NOT_AVAILABLE "\")", range);
	for (size_t i = 0; i < study->codes.count; i++)
		if (study->codes.items[i].means == reason)
			any = vd_arena_format(
				arena_of(book), "%s%sEXACT(%s,%s)", any, *any ? "+" : "", range,
				vd_quoted(book, vd_code_shown(&study->codes.items[i])));
	return vd_arena_format(arena_of(book), "--((%s)>0)", any);
}

/* What the members of a group that leaves or enters have, by the reason of each. */
static const char *group_by_reason(const struct vd_workbook *book, const struct vd_spot *spot,
				   const struct vd_pairing *pairing, int side,
				   enum vd_missing reason, int printed_row)
{
	struct vd_side own = pairing->side[side], other = pairing->side[1 - side];
	const char *members = vd_arena_format(arena_of(book), "%s,--(%s=%s)",
					      vd_scope_mask(book, spot),
					      vd_data_range(book, VD_DATA_PRINTED_ROW),
					      vd_rows_number(book, printed_row));
	return vd_arena_format(
		arena_of(book), "+ISNUMBER(%s)*(1-ISNUMBER(%s))*SUMPRODUCT(%s,%s,%s)",
		vd_rows_cell(book, printed_row, own.year, own.stage),
		vd_rows_cell(book, printed_row, other.year, other.stage), members,
		has_reason(book, vd_data_range(book, vd_data_column(book, other.year, other.stage)),
			   reason),
		vd_data_range(book, vd_data_column(book, own.year, own.stage)));
}

static const char *flow_by_reason(const struct vd_workbook *book, const struct vd_spot *spot,
				  const struct vd_pairing *pairing,
				  const struct vd_formula *formula)
{
	const struct vd_study *study = book->analysis->study;
	int side = vd_flow_side(formula->flow);
	const char *text = vd_arena_format(
		arena_of(book), "SUMPRODUCT(%s,%s,%s)",
		presence_mask(book, spot, pairing, vd_flow_presence(formula->flow)),
		has_reason(book, side_range(book, pairing, 1 - side), formula->reason),
		side_range(book, pairing, side));
	bool *done = VD_TAKE(arena_of(book), bool, study->groups.count);
	for (size_t i = 0; is_by_row(book, pairing) && i < study->institutions.count; i++) {
		const struct vd_institution *one = &study->institutions.items[i];
		if (one->printed_group == VD_NONE || done[one->printed_group])
			continue;
		done[one->printed_group] = true;
		text = vd_arena_format(arena_of(book), "%s%s", text,
				       group_by_reason(book, spot, pairing, side, formula->reason,
						       one->printed_row));
	}
	return text;
}

const char *vd_flow_text(const struct vd_workbook *book, const struct vd_spot *spot,
			 const struct vd_formula *formula)
{
	struct vd_pairing pairing = vd_row_pairing(&spot->row);
	const char *mask = presence_mask(book, spot, &pairing, vd_flow_presence(formula->flow));
	if (vd_flow_is_count(formula->flow))
		return vd_arena_format(arena_of(book), "SUMPRODUCT(%s)", mask);
	if (formula->reason != VD_PRESENT)
		return flow_by_reason(book, spot, &pairing, formula);
	return vd_arena_format(arena_of(book), "SUMPRODUCT(%s,%s)", mask,
			       side_range(book, &pairing, vd_flow_side(formula->flow)));
}

/* A year's amount of a line of the bridge. */
static const char *part_amount(const struct vd_workbook *book, const struct vd_spot *spot, int side)
{
	const struct vd_part *part = spot->row.part;
	struct vd_side one = vd_row_pairing(&spot->row).side[side];
	int column = vd_data_column(book, one.year, one.stage);
	if (part->kind == VD_PART_START || part->kind == VD_PART_END) {
		struct vd_spot there = *spot;
		there.row.year = one.year;
		return part->has[side] ? vd_total_text(book, &there, one.stage) : NULL;
	}
	if (part->institution != VD_NONE)
		return vd_data_cell(book, vd_data_row(book, part->institution), column);
	if (part->printed_row)
		return vd_rows_cell(book, part->printed_row, one.year, one.stage);
	if (!part->has[side])
		return NULL;
	/* The rest: all of its kind, less those listed above. */
	static const char *const keys[][VD_SIDES] = {
		[VD_PART_EXIT] = { "exits", NULL },
		[VD_PART_CONTINUING] = { "continuing_from", "continuing_to" },
		[VD_PART_ENTRANT] = { NULL, "entrants" },
	};
	const struct vd_result *comparable = vd_result_find(book->analysis, "comparable");
	struct vd_result_cell all = { comparable, part->comparable_row,
				      (size_t)vd_result_column(comparable,
							       keys[part->kind][side]) };
	return vd_arena_format(
		arena_of(book), "ROUND(%s-SUM(%s),%u)", vd_result_cell_name(book, all),
		vd_result_range(book, spot->result, side == VD_FIRST ? "from_amount" : "to_amount",
				spot->index - part->listed, part->listed),
		book->analysis->study->currency.decimals);
}

static const char *rounded(const struct vd_workbook *book, const char *a, const char *sign,
			   const char *b)
{
	return vd_arena_format(arena_of(book),
			       "IFERROR(ROUND(%s%s%s,%u),\"" VD_SYMBOL_NOT_AVAILABLE "\")", a, sign,
			       b, book->analysis->study->currency.decimals);
}

const char *vd_part_text(const struct vd_workbook *book, const struct vd_spot *spot,
			 enum vd_part_figure figure)
{
	struct vd_arena *arena = arena_of(book);
	const struct vd_part *part = spot->row.part;
	const char *from = vd_column_cell(book, spot, "from_amount");
	const char *to = vd_column_cell(book, spot, "to_amount");
	const char *effect = vd_column_cell(book, spot, "effect"), *running = NULL;
	if (figure == VD_PART_FROM || figure == VD_PART_TO)
		return part_amount(book, spot, figure == VD_PART_FROM ? VD_FIRST : VD_SECOND);
	if (part->kind == VD_PART_START)
		return figure == VD_PART_EFFECT ? from : effect;
	struct vd_spot before =
		vd_spot_at(spot->analysis, spot->result, (size_t)spot->row.previous);
	running = vd_column_cell(book, &before, "running");
	if (figure == VD_PART_RUNNING)
		return rounded(book, running, "+", effect);
	if (part->kind == VD_PART_END)
		return rounded(book, to, "-", running);
	/* Who came or left since the report follows as well: what is no number counts nothing. */
	return vd_arena_format(arena, "ROUND(N(%s)-N(%s),%u)", to, from,
			       book->analysis->study->currency.decimals);
}
