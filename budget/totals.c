#include "budget/totals.h"

#include <string.h>

#include "budget/language.h"

const char *vd_basis_key(enum vd_basis basis)
{
	return basis == VD_BY_ROW ? N_("rows") : N_("institutions");
}

bool vd_scope_has(const struct vd_dataset *data, struct vd_scope scope, int institution)
{
	const struct vd_institution *one = &data->study->institutions.items[institution];
	return scope.region == VD_NONE ? one->in_headline : one->region == scope.region;
}

static int institution_count(const struct vd_dataset *data)
{
	return (int)data->study->institutions.count;
}

static bool has_amount(const struct vd_dataset *data, int institution, int year,
		       enum vd_stage stage)
{
	return vd_dataset_cell(data, institution, year, stage)->missing == VD_PRESENT;
}

bool vd_total_is_printed(const struct vd_dataset *data, int year, enum vd_stage stage)
{
	if (!vd_dataset_has_detail(data, year, stage))
		return true;
	for (int i = 0; i < institution_count(data); i++)
		if (data->study->institutions.items[i].in_headline &&
		    has_amount(data, i, year, stage))
			return false;
	return vd_dataset_total(data, year, stage)->cell != NULL;
}

struct vd_value vd_total(const struct vd_dataset *data, struct vd_scope scope, int year,
			 enum vd_stage stage)
{
	if (scope.region == VD_NONE && vd_total_is_printed(data, year, stage))
		return vd_figure_value(vd_dataset_total(data, year, stage));
	if (!vd_dataset_has_detail(data, year, stage))
		return vd_value_missing(VD_NO_DETAIL, NULL);
	/* Cannot overflow: see VD_AMOUNTS_MOST. */
	struct vd_money sum = { 0 };
	bool any = false;
	for (int i = 0; i < institution_count(data); i++) {
		if (!vd_scope_has(data, scope, i) || !has_amount(data, i, year, stage))
			continue;
		sum.minor += vd_dataset_cell(data, i, year, stage)->amount.minor;
		any = true;
	}
	return any ? vd_value_money(sum) : vd_value_missing(VD_NO_AMOUNTS, NULL);
}

bool vd_is_counted(enum vd_missing missing, enum vd_counted counted)
{
	switch (counted) {
	case VD_COUNT_AMOUNTS:
		return missing == VD_PRESENT;
	case VD_COUNT_ANSWERED:
		return missing == VD_PRESENT || missing == VD_NO_BUDGET_LINE;
	case VD_COUNT_EXPECTED:
		break;
	}
	return missing != VD_NOT_APPLICABLE && missing != VD_OUT_OF_SCOPE;
}

bool vd_coverage(const struct vd_dataset *data, struct vd_scope scope, int year,
		 enum vd_stage stage, struct vd_coverage *coverage)
{
	if (!vd_dataset_has_detail(data, year, stage))
		return false;
	struct vd_coverage count = { 0 };
	for (int i = 0; i < institution_count(data); i++) {
		if (!vd_scope_has(data, scope, i))
			continue;
		enum vd_missing missing = vd_dataset_cell(data, i, year, stage)->missing;
		count.amounts += vd_is_counted(missing, VD_COUNT_AMOUNTS);
		count.answered += vd_is_counted(missing, VD_COUNT_ANSWERED);
		count.expected += vd_is_counted(missing, VD_COUNT_EXPECTED);
	}
	*coverage = count;
	return true;
}

/* For each printed row (numbered from 1), whether some member in scope has an amount on a side. */
static void mark_rows(const struct vd_dataset *data, const struct vd_pairing *pairing, int side,
		      bool *rows)
{
	struct vd_side one = pairing->side[side];
	for (int i = 0; i < institution_count(data); i++)
		if (vd_scope_has(data, pairing->scope, i) &&
		    has_amount(data, i, one.year, one.stage))
			rows[data->study->institutions.items[i].printed_row] = true;
}

/* The rows with an amount on each side; NULL where it goes by institution. */
struct row_marks {
	const bool *rows[VD_SIDES];
};

static struct row_marks find_rows(const struct vd_dataset *data, const struct vd_pairing *pairing)
{
	size_t slots = (size_t)institution_count(data) + 1;
	struct row_marks marks = { 0 };
	if (pairing->basis == VD_BY_INSTITUTION)
		return marks;
	memset(data->row_scratch, 0, VD_SIDES * slots * sizeof(bool));
	for (int side = 0; side < VD_SIDES; side++) {
		bool *rows = data->row_scratch + (size_t)side * slots;
		mark_rows(data, pairing, side, rows);
		marks.rows[side] = rows;
	}
	return marks;
}

static bool is_on(const struct vd_dataset *data, const struct vd_pairing *pairing,
		  struct row_marks marks, int institution, int side)
{
	struct vd_side one = pairing->side[side];
	if (marks.rows[side])
		return marks.rows[side][data->study->institutions.items[institution].printed_row];
	return has_amount(data, institution, one.year, one.stage);
}

static bool is_present(bool first, bool second, enum vd_presence presence)
{
	switch (presence) {
	case VD_ON_BOTH:
		return first && second;
	case VD_ON_FIRST_ONLY:
		return first && !second;
	case VD_ON_SECOND_ONLY:
		break;
	}
	return second && !first;
}

static bool enters(const struct vd_dataset *data, const struct vd_pairing *pairing,
		   struct row_marks marks, enum vd_presence presence, int institution)
{
	return vd_scope_has(data, pairing->scope, institution) &&
	       is_present(is_on(data, pairing, marks, institution, VD_FIRST),
			  is_on(data, pairing, marks, institution, VD_SECOND), presence);
}

bool vd_pairing_has_detail(const struct vd_dataset *data, const struct vd_pairing *pairing)
{
	const struct vd_side *side = pairing->side;
	return vd_dataset_has_detail(data, side[VD_FIRST].year, side[VD_FIRST].stage) &&
	       vd_dataset_has_detail(data, side[VD_SECOND].year, side[VD_SECOND].stage);
}

void vd_pairing_mark(const struct vd_dataset *data, const struct vd_pairing *pairing,
		     enum vd_presence presence, bool *marks)
{
	struct row_marks rows = find_rows(data, pairing);
	for (int i = 0; i < institution_count(data); i++)
		marks[i] = enters(data, pairing, rows, presence, i);
}

int64_t vd_pairing_sum(const struct vd_dataset *data, const struct vd_pairing *pairing,
		       enum vd_presence presence, int side, enum vd_missing reason,
		       struct vd_money *sum)
{
	struct vd_side one = pairing->side[side], other = pairing->side[1 - side];
	struct row_marks rows = find_rows(data, pairing);
	int64_t count = 0;
	*sum = (struct vd_money){ 0 };
	for (int i = 0; i < institution_count(data); i++) {
		if (!has_amount(data, i, one.year, one.stage) ||
		    !enters(data, pairing, rows, presence, i) ||
		    (reason != VD_PRESENT &&
		     vd_dataset_cell(data, i, other.year, other.stage)->missing != reason))
			continue;
		/* Cannot overflow: see VD_AMOUNTS_MOST. */
		sum->minor += vd_dataset_cell(data, i, one.year, one.stage)->amount.minor;
		count++;
	}
	return count;
}

int64_t vd_pairing_count(const struct vd_dataset *data, const struct vd_pairing *pairing,
			 enum vd_presence presence)
{
	struct row_marks marks = find_rows(data, pairing);
	int64_t count = 0;
	if (pairing->basis == VD_BY_INSTITUTION) {
		for (int i = 0; i < institution_count(data); i++)
			count += enters(data, pairing, marks, presence, i);
		return count;
	}
	for (int row = 1; row <= institution_count(data); row++)
		count +=
			is_present(marks.rows[VD_FIRST][row], marks.rows[VD_SECOND][row], presence);
	return count;
}

struct vd_pairing vd_pairing_of_stages(struct vd_scope scope, enum vd_basis basis, int year)
{
	return (struct vd_pairing){
		.scope = scope,
		.basis = basis,
		.side = { { year, VD_ALLOCATED }, { year, VD_IMPLEMENTED } },
	};
}

struct vd_value vd_matched(const struct vd_dataset *data, struct vd_scope scope, int year,
			   enum vd_stage stage, enum vd_basis basis)
{
	struct vd_pairing pairing = vd_pairing_of_stages(scope, basis, year);
	int side = stage == VD_ALLOCATED ? VD_FIRST : VD_SECOND;
	struct vd_money sum;
	if (!vd_pairing_has_detail(data, &pairing))
		return vd_value_missing(VD_NO_DETAIL, NULL);
	return vd_pairing_sum(data, &pairing, VD_ON_BOTH, side, VD_PRESENT, &sum)
		       ? vd_value_money(sum)
		       : vd_value_missing(VD_NO_AMOUNTS, NULL);
}
