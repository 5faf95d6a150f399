/*
 * The figures of the audit as spreadsheet formulas: what a printed figure ought to be, from the
 * cells that it is made of.
 */
#include <stdlib.h>
#include <string.h>

#include "budget/audit.h"
#include "io/xlsx_formula.h"

static struct vd_arena *arena_of(const struct vd_workbook *book)
{
	return book->scratch;
}

static int sign(int difference)
{
	return (difference > 0) - (difference < 0);
}

/* --- sums --- */

/* A cell's name without its sheet. */
static const char *local(const char *cell)
{
	return strrchr(cell, '!') + 1;
}

/* A cell's number, or the sign for no figure. */
static const char *guarded(const struct vd_workbook *book, const char *cell)
{
	return cell ? vd_arena_format(arena_of(book),
				      "IF(ISNUMBER(%s),%s,\"" VD_SYMBOL_NOT_AVAILABLE "\")", cell,
				      cell)
		    : NULL;
}

/* A run of figures of one column of Data. */
struct run {
	int column, first, last;
};

struct runs {
	struct run *items;
	size_t count, capacity;
};

static int by_column(const void *left, const void *right)
{
	const struct run *a = left, *b = right;
	return a->column != b->column ? sign(a->column - b->column) : sign(a->first - b->first);
}

/* Neighbours on Data as one range. */
static struct runs list_runs(const struct vd_workbook *book, const struct vd_terms *terms)
{
	struct runs all = { 0 }, runs = { 0 };
	for (size_t i = 0; i < terms->count; i++) {
		const struct vd_term *term = &terms->items[i];
		int column = vd_data_column(book, term->year, term->stage);
		if (term->kind == VD_TERM_FIGURE && column != VD_NONE)
			*VD_APPEND(arena_of(book), &all) =
				(struct run){ column, term->institution, term->institution };
	}
	if (all.count)
		qsort(all.items, all.count, sizeof(*all.items), by_column);
	for (size_t i = 0; i < all.count; i++) {
		struct run *last = runs.count ? &runs.items[runs.count - 1] : NULL;
		if (last && last->column == all.items[i].column &&
		    last->last + 1 == all.items[i].first)
			last->last++;
		else
			*VD_APPEND(arena_of(book), &runs) = all.items[i];
	}
	return runs;
}

static const char *run_range(const struct vd_workbook *book, const struct run *run)
{
	struct vd_arena *arena = arena_of(book);
	const char *first = vd_data_name(book, vd_data_row(book, run->first), run->column);
	return run->last == run->first
		       ? first
		       : vd_arena_format(arena, "%s:%s", first,
					 vd_xlsx_cell_name(arena, vd_data_row(book, run->last),
							   (uint16_t)run->column, true));
}

/* All terms as the arguments of a function; NULL where one stands nowhere, or they are too many. */
static const char *list_terms(const struct vd_workbook *book, const struct vd_terms *terms)
{
	struct runs runs = list_runs(book, terms);
	struct vd_buffer list = { .arena = arena_of(book) };
	size_t count = runs.count;
	for (size_t i = 0; i < runs.count && i < VD_ARGUMENTS_MOST; i++) {
		vd_buffer_add(&list, i ? "," : "");
		vd_buffer_add(&list, run_range(book, &runs.items[i]));
	}
	for (size_t i = 0; i < terms->count && count <= VD_ARGUMENTS_MOST; i++) {
		const struct vd_term *term = &terms->items[i];
		const char *cell = term->kind == VD_TERM_FIGURE ? "" : vd_term_cell(book, term);
		if (!cell)
			return NULL;
		if (!*cell)
			continue;
		vd_buffer_add(&list, count++ ? "," : "");
		vd_buffer_add(&list, cell);
	}
	return count && count <= VD_ARGUMENTS_MOST ? vd_buffer_text(&list) : NULL;
}

/* The sum of those that are numbers. */
static const char *sum_text(const struct vd_workbook *book, const struct vd_terms *terms)
{
	if (terms->count == 1)
		return guarded(book, vd_term_cell(book, &terms->items[0]));
	const char *list = list_terms(book, terms);
	return list ? vd_arena_format(arena_of(book),
				      "IF(COUNT(%s)=0,\"" VD_SYMBOL_NOT_AVAILABLE
				      "\",ROUND(SUM(%s),%u))",
				      list, list, book->analysis->study->currency.decimals)
		    : NULL;
}

/* --- what a claim is made from --- */

static const char *members_text(const struct vd_workbook *book, const struct vd_operand *operand)
{
	const struct vd_group *group = &book->analysis->study->groups.items[operand->group];
	struct vd_terms terms = { 0 };
	for (size_t m = 0; m < group->member_count; m++)
		*VD_APPEND(arena_of(book), &terms) = (struct vd_term){
			.kind = VD_TERM_FIGURE,
			.institution = group->members[m],
			.year = operand->year,
			.stage = operand->stage,
		};
	return sum_text(book, &terms);
}

static const char *region_text(const struct vd_workbook *book, const struct vd_operand *operand)
{
	const char *code = book->analysis->study->regions.items[operand->region].code;
	const char *mask = vd_arena_format(arena_of(book), "--EXACT(%s,%s)",
					   vd_data_range(book, VD_DATA_REGION),
					   vd_quoted(book, code));
	const char *range =
		vd_data_range(book, vd_data_column(book, operand->year, operand->stage));
	return vd_if_any(book, mask, range,
			 vd_arena_format(arena_of(book), "SUMPRODUCT(%s,%s)", mask, range));
}

/* The headline as a place to look from. */
static struct vd_spot headline_spot(const struct vd_workbook *book, int year, enum vd_stage stage)
{
	return (struct vd_spot){
		.analysis = book->analysis,
		.row = { .institution = VD_NONE,
			 .region = VD_NONE,
			 .year = year,
			 .stage = (int)stage },
	};
}

static const char *figure_text(const struct vd_workbook *book, const struct vd_operand *operand)
{
	const struct vd_dataset *data = book->analysis->data;
	struct vd_spot spot = headline_spot(book, operand->year, operand->stage);
	if (operand->is_matched) {
		struct vd_pairing pairing = {
			.scope = { VD_NONE },
			.basis = operand->by_row ? VD_BY_ROW : VD_BY_INSTITUTION,
			.side = { { operand->year, operand->stage },
				  { operand->beside, operand->stage } },
		};
		return vd_pairing_has_detail(data, &pairing)
			       ? vd_both_text(book, &spot, &pairing, VD_FIRST)
			       : NULL;
	}
	if (operand->institution == VD_NONE && operand->group == VD_NONE &&
	    operand->region == VD_NONE) {
		const char *total = vd_total_text(book, &spot, operand->stage);
		return total && vd_total_is_printed(data, operand->year, operand->stage)
			       ? guarded(book, vd_data_name(book, vd_data_total_row(book),
							    vd_data_column(book, operand->year,
									   operand->stage)))
			       : total;
	}
	if (!vd_dataset_has_detail(data, operand->year, operand->stage))
		return NULL;
	if (operand->institution != VD_NONE)
		return guarded(book,
			       vd_data_name(book, vd_data_row(book, operand->institution),
					    vd_data_column(book, operand->year, operand->stage)));
	return operand->group != VD_NONE ? members_text(book, operand) : region_text(book, operand);
}

static const char *operand_text(const struct vd_workbook *book, const struct vd_operand *operand);

/* Whether a sum's parts are numbers alone, which stand below each other on Assumptions. */
static bool is_of_numbers(const struct vd_operand *sum)
{
	size_t i = 0;
	while (i < sum->part_count && sum->parts[i].kind == VD_OPERAND_NUMBER)
		i++;
	return i == sum->part_count && i > 0;
}

static const char *operand_sum(const struct vd_workbook *book, const struct vd_operand *sum)
{
	struct vd_arena *arena = arena_of(book);
	struct vd_buffer list = { .arena = arena }, terms = { .arena = arena };
	if (is_of_numbers(sum)) {
		const char *first = vd_given_cell(book, &sum->parts[0]);
		const char *last = vd_given_cell(book, &sum->parts[sum->part_count - 1]);
		const char *range = vd_arena_format(arena, "%s:%s", first, local(last));
		return vd_arena_format(arena,
				       "IF(COUNT(%s)=%zu,SUM(%s),\"" VD_SYMBOL_NOT_AVAILABLE "\")",
				       range, sum->part_count, range);
	}
	for (size_t i = 0; i < sum->part_count; i++) {
		const char *part = sum->parts[i].kind == VD_OPERAND_NUMBER
					   ? vd_given_cell(book, &sum->parts[i])
					   : operand_text(book, &sum->parts[i]);
		if (!part)
			return NULL;
		vd_buffer_add(&list, i ? "," : "");
		vd_buffer_add(&list, part);
		vd_buffer_add(&terms, i ? "+" : "");
		vd_buffer_add(&terms, part);
	}
	return sum->part_count && sum->part_count <= VD_ARGUMENTS_MOST
		       ? vd_arena_format(arena,
					 "IF(COUNT(%s)=%zu,%s,\"" VD_SYMBOL_NOT_AVAILABLE "\")",
					 vd_buffer_text(&list), sum->part_count,
					 vd_buffer_text(&terms))
		       : NULL;
}

/* A number is an input of the claim's own row. */
static const char *operand_text(const struct vd_workbook *book, const struct vd_operand *operand)
{
	struct vd_result_cell cell;
	switch (operand->kind) {
	case VD_OPERAND_NONE:
	case VD_OPERAND_NUMBER:
		break;
	case VD_OPERAND_FIGURE:
		return figure_text(book, operand);
	case VD_OPERAND_GENERAL_BUDGET:
		return guarded(book,
			       vd_data_name(book, vd_data_budget_row(book),
					    vd_data_column(book, operand->year, VD_ALLOCATED)));
	case VD_OPERAND_SERIES:
		return guarded(book,
			       vd_series_value_cell(
				       book, &book->analysis->study->series.items[operand->series],
				       operand->calendar, operand->region));
	case VD_OPERAND_CELL:
		return vd_result_cell(book->analysis, operand->text, &cell)
			       ? guarded(book, vd_result_cell_name(book, cell))
			       : NULL;
	case VD_OPERAND_SUM:
		return operand_sum(book, operand);
	}
	return NULL;
}

/* --- the figures of a row --- */

static bool is_exact(const struct vd_workbook *book, const struct vd_value *value)
{
	return value->kind != VD_VALUE_MONEY ||
	       vd_money_fits_double(value->money, &book->analysis->study->currency);
}

static bool is_present(const struct vd_check_operand *operand)
{
	return vd_value_present(&operand->value);
}

/* Whether the two sides are there, and what is divided by is zero. */
static bool divides_by_zero(const struct vd_check *check)
{
	const struct vd_check_operand *under = check->measure == VD_MEASURE_ONE_IN ? &check->part
										   : &check->base;
	return is_present(&check->part) && is_present(&check->base) &&
	       vd_value_sign(&under->value) == 0;
}

/* Two cells divided, subtracted, compared; of a value that is an amount, to its last digit. */
static const char *measure_text(const struct vd_workbook *book, enum vd_measure measure,
				const struct vd_value *value, const char *part, const char *base)
{
	struct vd_arena *arena = arena_of(book);
	bool turned = measure == VD_MEASURE_ONE_IN;
	const char *over = turned ? base : part, *under = turned ? part : base;
	if (measure == VD_MEASURE_VALUE || measure == VD_MEASURE_SUM)
		return part;
	if (!part || !base)
		return NULL;
	if (measure == VD_MEASURE_DIFFERENCE) {
		const char *rest = vd_arena_format(arena, "%s-%s", part, base);
		if (value->kind == VD_VALUE_MONEY)
			rest = vd_arena_format(arena, "ROUND(%s,%u)", rest,
					       book->analysis->study->currency.decimals);
		return vd_arena_format(arena,
				       "IF(COUNT(%s,%s)=2,%s,\"" VD_SYMBOL_NOT_AVAILABLE "\")",
				       part, base, rest);
	}
	return vd_arena_format(arena,
			       "IF(COUNT(%s,%s)=2,IF(%s<>0,%s/%s%s,\"" VD_SYMBOL_NOT_APPLICABLE
			       "\"),\"" VD_SYMBOL_NOT_AVAILABLE "\")",
			       part, base, under, over, under,
			       measure == VD_MEASURE_CHANGE_PERCENT ? "-1" : "");
}

static const char *computed_text(const struct vd_workbook *book, const struct vd_spot *spot)
{
	const struct vd_check *check = spot->row.check;
	bool has_both = is_present(&check->part) && is_present(&check->base);
	bool is_alone = check->measure == VD_MEASURE_VALUE || check->measure == VD_MEASURE_SUM;
	/* Of rounded operands the base may be zero, and then there is no figure. */
	if (!vd_value_present(&check->computed) &&
	    (check->computed.missing == VD_NOT_APPLICABLE ||
	     (has_both && !is_alone && !divides_by_zero(check))))
		return NULL;
	if (!is_exact(book, &check->part.value) || !is_exact(book, &check->base.value))
		return NULL;
	return measure_text(book, check->measure, &check->computed,
			    vd_column_cell(book, spot, "part"), vd_column_cell(book, spot, "base"));
}

static const char *side_text(const struct vd_workbook *book, const struct vd_check_operand *side,
			     const struct vd_operand *of_claim)
{
	if (of_claim)
		return operand_text(book, of_claim);
	if (side->is_headline && side->terms.count) {
		const struct vd_term *first = &side->terms.items[0];
		struct vd_spot spot = headline_spot(book, first->year, first->stage);
		return vd_total_text(book, &spot, first->stage);
	}
	return side->terms.count ? sum_text(book, &side->terms) : NULL;
}

static const char *otherwise_text(const struct vd_workbook *book, const struct vd_check *check)
{
	return vd_value_present(&check->otherwise)
		       ? measure_text(book, check->measure, &check->otherwise,
				      vd_term_cell(book, &check->part.right),
				      vd_term_cell(book, &check->base.right))
		       : NULL;
}

/* The sum of one side over those that have both; ranges side by side where both are on Data. */
static const char *both_sum(const struct vd_workbook *book, const struct vd_check *check,
			    bool of_base)
{
	const struct vd_terms *parts = &check->both.parts, *bases = &check->both.bases;
	struct vd_buffer text = { .arena = arena_of(book) };
	for (size_t i = 0; i < parts->count;) {
		const struct vd_term *part = &parts->items[i], *base = &bases->items[i];
		bool on_data = part->kind == VD_TERM_FIGURE && base->kind == VD_TERM_FIGURE;
		size_t next = i + 1;
		while (on_data && next < parts->count &&
		       parts->items[next].kind == VD_TERM_FIGURE &&
		       bases->items[next].kind == VD_TERM_FIGURE &&
		       parts->items[next].institution == part->institution + (int)(next - i) &&
		       bases->items[next].institution == base->institution + (int)(next - i))
			next++;
		const char *cells[2] = { vd_term_cell(book, part), vd_term_cell(book, base) };
		const struct vd_term *last[2] = { &parts->items[next - 1],
						  &bases->items[next - 1] };
		for (size_t side = 0; side < 2; side++) {
			if (!cells[side])
				return NULL;
			if (next > i + 1)
				cells[side] =
					vd_arena_format(arena_of(book), "%s:%s", cells[side],
							local(vd_term_cell(book, last[side])));
		}
		vd_buffer_add(&text, i ? "+" : "");
		vd_buffer_add(&text, vd_arena_format(arena_of(book),
						     "SUMPRODUCT(--ISNUMBER(%s),--ISNUMBER(%s),%s)",
						     cells[0], cells[1], cells[of_base ? 1 : 0]));
		i = next;
	}
	return parts->count ? vd_buffer_text(&text) : NULL;
}

/* The rate of those that have both amounts. */
static const char *both_text(const struct vd_workbook *book, const struct vd_check *check)
{
	const char *over = both_sum(book, check, false), *under = both_sum(book, check, true);
	return over && under ? vd_arena_format(arena_of(book),
					       "IFERROR((%s)/(%s),\"" VD_SYMBOL_NOT_AVAILABLE "\")",
					       over, under)
			     : NULL;
}

/* The cell of a finding's computed figure on the sheet of its check, or where it stands itself. */
static const char *found_text(const struct vd_workbook *book, const struct vd_finding *finding)
{
	const struct vd_check *check = finding->check;
	if (!vd_value_present(&finding->computed) && finding->computed.missing == VD_NOT_APPLICABLE)
		return NULL;
	if (check && finding->rule == VD_RULE_MIXED_SCOPE)
		return both_text(book, check);
	if (check)
		return vd_check_cell(book, check, "computed");
	if (finding->cell.result)
		return vd_result_cell_name(book, finding->cell);
	return guarded(book, vd_term_cell(book, &finding->stands));
}

static const char *difference_text(const struct vd_workbook *book, const struct vd_spot *spot)
{
	const struct vd_finding *finding = spot->row.finding;
	const struct vd_check *check = finding->check;
	if (!vd_value_present(&finding->difference))
		return NULL;
	const char *stated = check ? vd_check_cell(book, check, "printed_value")
				   : vd_term_cell(book, &finding->stated);
	return measure_text(book, VD_MEASURE_DIFFERENCE, &finding->difference, stated,
			    vd_column_cell(book, spot, "computed"));
}

/* Whether all that goes into a row's figures can stand in cells. */
static bool is_row_exact(const struct vd_workbook *book, const struct vd_row *row)
{
	const struct vd_check *check = row->check ? row->check : row->finding->check;
	struct vd_value printed = vd_value_missing(VD_NOT_APPLICABLE, NULL);
	if (check)
		printed = vd_check_printed(check, &book->analysis->study->currency);
	if (check && (!is_exact(book, &check->computed) || !is_exact(book, &printed)))
		return false;
	return !row->finding || is_exact(book, &row->finding->computed);
}

const char *vd_audit_text(const struct vd_workbook *book, const struct vd_spot *spot,
			  enum vd_audit_figure figure)
{
	const struct vd_check *check = spot->row.check;
	const struct vd_finding *finding = spot->row.finding;
	if (!is_row_exact(book, &spot->row))
		return NULL;
	switch (figure) {
	case VD_AUDIT_PART:
		return side_text(book, &check->part, check->claim ? &check->claim->part : NULL);
	case VD_AUDIT_BASE:
		return side_text(book, &check->base, check->claim ? &check->claim->base : NULL);
	case VD_AUDIT_COMPUTED:
		return finding ? found_text(book, finding) : computed_text(book, spot);
	case VD_AUDIT_OTHERWISE:
		return otherwise_text(book, check);
	case VD_AUDIT_DIFFERENCE:
		return difference_text(book, spot);
	case VD_AUDIT_FIGURES:
		break;
	}
	return NULL;
}

const char *vd_audit_cell_text(const struct vd_spot *spot, enum vd_audit_figure figure)
{
	const struct vd_check *check = spot->row.finding ? spot->row.finding->check
							 : spot->row.check;
	bool is_mixed = spot->row.finding && spot->row.finding->rule == VD_RULE_MIXED_SCOPE;
	return figure == VD_AUDIT_COMPUTED && check && !is_mixed && divides_by_zero(check)
		       ? VD_SYMBOL_NOT_APPLICABLE
		       : VD_SYMBOL_NOT_AVAILABLE;
}

enum vd_cell_role vd_xlsx_role(const struct vd_result *result, size_t row, size_t column)
{
	const struct vd_result_column *one = &result->columns[column];
	const struct vd_check *check = result->rows.items[row].check;
	if (one->column->is_recorded)
		return VD_ROLE_VALUE;
	if (!one->formula)
		return one->column->is_input ? VD_ROLE_INPUT : VD_ROLE_COMPUTED;
	if (one->formula->operation != VD_OP_AUDIT || !check || !check->claim)
		return VD_ROLE_VALUE;
	bool is_part = one->formula->audited == VD_AUDIT_PART;
	bool is_operand = is_part || one->formula->audited == VD_AUDIT_BASE;
	const struct vd_operand *operand = is_part ? &check->claim->part : &check->claim->base;
	return is_operand && operand->kind == VD_OPERAND_NUMBER ? VD_ROLE_INPUT : VD_ROLE_VALUE;
}
