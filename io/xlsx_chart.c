/* What charts show, as spreadsheet formulas: mostly a cell of another sheet. */
#include "budget/chart.h"
#include "io/xlsx_formula.h"

static struct vd_arena *arena_of(const struct vd_workbook *book)
{
	return book->scratch;
}

/* A total less the rows above; what is no number counts nothing. */
static const char *rest(const struct vd_workbook *book, const struct vd_spot *spot,
			const char *total)
{
	const char *listed = vd_result_range(book, spot->result, "value",
					     spot->index - spot->row.listed, spot->row.listed);
	return vd_arena_format(arena_of(book),
			       "IF(ISNUMBER(%s),ROUND(%s-SUM(%s),%u),\"" VD_SYMBOL_NOT_AVAILABLE
			       "\")",
			       total, total, listed, book->analysis->study->currency.decimals);
}

const char *vd_plot_text(const struct vd_workbook *book, const struct vd_spot *spot)
{
	struct vd_arena *arena = arena_of(book);
	const struct vd_row *row = &spot->row;
	const char *cell = row->cell.result ? vd_result_cell_name(book, row->cell) : NULL;
	switch ((enum vd_plot)row->plot) {
	case VD_PLOT_NOTHING:
		break;
	case VD_PLOT_CELL:
		return cell;
	case VD_PLOT_STATISTIC:
		return vd_statistic_text(book, spot, row->measured);
	case VD_PLOT_BASE:
		return vd_arena_format(arena, "MIN(%s,%s)", cell,
				       vd_result_cell_name(book, row->other));
	case VD_PLOT_RISE:
		return vd_arena_format(arena, "MAX(0,%s)", cell);
	case VD_PLOT_FALL:
		return vd_arena_format(arena, "MAX(0,-%s)", cell);
	case VD_PLOT_REST:
		return rest(book, spot, cell);
	}
	return NULL;
}
