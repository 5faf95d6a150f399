/*
 * Where the figures stand that the audit goes by: an institution's on Data; a printed total on
 * Checks, beside its check; what the study has nowhere else, on Assumptions.
 */
#include <stdlib.h>

#include "budget/audit.h"
#include "io/xlsx_formula.h"

static struct vd_arena *arena_of(const struct vd_workbook *book)
{
	return book->scratch;
}

static const struct vd_cell *cell_of(const struct vd_term *term)
{
	return &term->row->cells[term->column - term->table->columns];
}

static int by_key(const void *left, const void *right)
{
	uintptr_t a = (uintptr_t)((const struct vd_given *)left)->key;
	uintptr_t b = (uintptr_t)((const struct vd_given *)right)->key;
	return (a > b) - (a < b);
}

static const struct vd_given *find_given(const struct vd_workbook *book, const void *key)
{
	struct vd_given wanted = { .key = key };
	return book->given.count ? bsearch(&wanted, book->given.items, book->given.count,
					   sizeof(wanted), by_key)
				 : NULL;
}

static const char *assumption_cell(const struct vd_workbook *book, uint32_t row)
{
	return vd_arena_format(arena_of(book), "%s!%s", book->assumptions_plan->reference,
			       vd_xlsx_cell_name(arena_of(book), row, VD_ASSUMPTION_VALUE, true));
}

const char *vd_check_cell(const struct vd_workbook *book, const struct vd_check *check,
			  const char *key)
{
	const struct vd_result *result =
		vd_result_find(book->analysis, check->claim ? "claims" : "checks");
	return vd_result_cell_name(
		book, (struct vd_result_cell){ result, check->number,
					       (size_t)vd_result_column(result, key) });
}

const char *vd_given_cell(const struct vd_workbook *book, const void *key)
{
	const struct vd_given *given = find_given(book, key);
	if (!given)
		return NULL;
	return given->check
		       ? vd_check_cell(book, given->check, "printed_value")
		       : assumption_cell(book, book->assumptions_plan->header_row + 1 + given->row);
}

const char *vd_data_name(const struct vd_workbook *book, uint32_t row, int column)
{
	return column == VD_NONE
		       ? NULL
		       : vd_arena_format(arena_of(book), "%s!%s", book->data_plan->reference,
					 vd_xlsx_cell_name(arena_of(book), row, (uint16_t)column,
							   true));
}

const char *vd_series_value_cell(const struct vd_workbook *book, const struct vd_series *series,
				 int calendar, int region)
{
	int row = vd_assumption_row(book, series, calendar, region);
	return row == VD_NONE ? NULL : assumption_cell(book, (uint32_t)row);
}

const char *vd_term_cell(const struct vd_workbook *book, const struct vd_term *term)
{
	switch (term->kind) {
	case VD_TERM_NONE:
		break;
	case VD_TERM_FIGURE:
		return vd_data_name(book, vd_data_row(book, term->institution),
				    vd_data_column(book, term->year, term->stage));
	case VD_TERM_TOTAL:
		return vd_data_name(book, vd_data_total_row(book),
				    vd_data_column(book, term->year, term->stage));
	case VD_TERM_GENERAL_BUDGET:
		return vd_data_name(book, vd_data_budget_row(book),
				    vd_data_column(book, term->year, VD_ALLOCATED));
	case VD_TERM_SERIES:
		return vd_series_value_cell(book, term->series,
					    book->analysis->study->years.items[term->year].year,
					    term->region);
	case VD_TERM_PRINTED:
		return vd_given_cell(book, cell_of(term));
	case VD_TERM_COMPUTED:
		return vd_check_cell(book, term->check, "computed");
	}
	return NULL;
}

/* --- what stands nowhere else: on Assumptions --- */

struct terms {
	const struct vd_term **items;
	size_t count, capacity;
};

static void collect(const struct vd_workbook *book, const struct vd_term *term, struct terms *terms)
{
	if (term->kind == VD_TERM_PRINTED && !find_given(book, cell_of(term)))
		*VD_APPEND(book->analysis->arena, terms) = term;
}

static void collect_all(const struct vd_workbook *book, const struct vd_terms *from,
			struct terms *terms)
{
	for (size_t i = 0; i < from->count; i++)
		collect(book, &from->items[i], terms);
}

static int sign(ptrdiff_t difference)
{
	return (difference > 0) - (difference < 0);
}

/* In the order in which they are printed. */
static int by_place(const void *left, const void *right)
{
	const struct vd_term *a = *(const struct vd_term *const *)left;
	const struct vd_term *b = *(const struct vd_term *const *)right;
	if (a->table != b->table)
		return sign(a->table - b->table);
	return a->row != b->row ? sign(a->row - b->row) : sign(a->column - b->column);
}

static void sort_given(struct vd_workbook *book)
{
	if (book->given.count)
		qsort(book->given.items, book->given.count, sizeof(*book->given.items), by_key);
}

static void give(struct vd_workbook *book, const void *key, struct vd_assumption assumption)
{
	*VD_APPEND(book->analysis->arena, &book->given) =
		(struct vd_given){ .key = key, .row = (uint32_t)book->assumptions.count };
	*VD_APPEND(book->analysis->arena, &book->assumptions) = assumption;
}

static void give_printed(struct vd_workbook *book)
{
	const struct vd_audit *audit = book->analysis->audit;
	struct terms terms = { 0 };
	for (size_t i = 0; i < audit->checks.count; i++) {
		const struct vd_check *check = audit->checks.items[i];
		collect_all(book, &check->part.terms, &terms);
		collect_all(book, &check->base.terms, &terms);
		collect(book, &check->part.right, &terms);
		collect(book, &check->base.right, &terms);
		if (check->one_sided) {
			collect_all(book, &check->both.parts, &terms);
			collect_all(book, &check->both.bases, &terms);
		}
	}
	for (size_t i = 0; i < audit->findings.count; i++) {
		collect(book, &audit->findings.items[i].stated, &terms);
		collect(book, &audit->findings.items[i].stands, &terms);
	}
	if (!terms.count)
		return;
	qsort(terms.items, terms.count, sizeof(*terms.items), by_place);
	for (size_t i = 0; i < terms.count; i++)
		if (!i || cell_of(terms.items[i]) != cell_of(terms.items[i - 1]))
			give(book, cell_of(terms.items[i]),
			     (struct vd_assumption){ .parameter = VD_PARAMETER_PRINTED,
						     .printed = terms.items[i] });
}

/* The numbers inside the sums of a claim; one by itself stands in the claim's row. */
static void give_numbers(struct vd_workbook *book, const struct vd_claim *claim,
			 const struct vd_operand *operand, int *number)
{
	for (size_t i = 0; i < operand->part_count; i++) {
		const struct vd_operand *part = &operand->parts[i];
		if (part->kind == VD_OPERAND_NUMBER)
			give(book, part,
			     (struct vd_assumption){ .parameter = VD_PARAMETER_CLAIM,
						     .claim = claim,
						     .operand = part,
						     .term = ++*number });
		give_numbers(book, claim, part, number); /* as deep as the decoder lets sums be */
	}
}

void vd_list_given(struct vd_workbook *book)
{
	const struct vd_audit *audit = book->analysis->audit;
	for (size_t i = 0; i < audit->checks.count; i++)
		*VD_APPEND(book->analysis->arena, &book->given) =
			(struct vd_given){ .key = audit->checks.items[i]->cell,
					   .check = audit->checks.items[i] };
	sort_given(book);
	give_printed(book);
	for (size_t i = 0; i < audit->claims.count; i++) {
		const struct vd_claim *claim = audit->claims.items[i]->claim;
		int number = 0;
		give_numbers(book, claim, &claim->part, &number);
		give_numbers(book, claim, &claim->base, &number);
	}
	sort_given(book);
}
