#include "budget/totals.h"

#include <string.h>

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

/* For each printed row (numbered from 1), whether some member in scope has an amount. */
static void mark_rows(const struct vd_dataset *data, struct vd_scope scope, int year,
		      enum vd_stage stage, bool *rows)
{
	for (int i = 0; i < institution_count(data); i++)
		if (vd_scope_has(data, scope, i) && has_amount(data, i, year, stage))
			rows[data->study->institutions.items[i].printed_row] = true;
}

/* What a basis matches by, for one year: the rows with an amount in each stage. */
struct matching {
	const bool *allocated, *implemented; /* NULL by institution */
};

static struct matching match(const struct vd_dataset *data, struct vd_scope scope, int year,
			     enum vd_basis basis)
{
	size_t slots = (size_t)institution_count(data) + 1;
	bool *allocated = data->row_scratch, *implemented = data->row_scratch + slots;
	if (basis == VD_BY_INSTITUTION)
		return (struct matching){ 0 };
	memset(data->row_scratch, 0, 2 * slots * sizeof(bool));
	mark_rows(data, scope, year, VD_ALLOCATED, allocated);
	mark_rows(data, scope, year, VD_IMPLEMENTED, implemented);
	return (struct matching){ .allocated = allocated, .implemented = implemented };
}

static bool reports_both(const struct vd_dataset *data, struct matching matching, int year,
			 int institution)
{
	int row = data->study->institutions.items[institution].printed_row;
	if (matching.allocated)
		return matching.allocated[row] && matching.implemented[row];
	return has_amount(data, institution, year, VD_ALLOCATED) &&
	       has_amount(data, institution, year, VD_IMPLEMENTED);
}

bool vd_matched_has(const struct vd_dataset *data, struct vd_scope scope, int year, int institution,
		    enum vd_basis basis)
{
	return vd_scope_has(data, scope, institution) &&
	       reports_both(data, match(data, scope, year, basis), year, institution);
}

struct vd_value vd_matched(const struct vd_dataset *data, struct vd_scope scope, int year,
			   enum vd_stage stage, enum vd_basis basis)
{
	if (!vd_dataset_has_detail(data, year, VD_ALLOCATED) ||
	    !vd_dataset_has_detail(data, year, VD_IMPLEMENTED))
		return vd_value_missing(VD_NO_DETAIL, NULL);
	struct matching matching = match(data, scope, year, basis);
	struct vd_money sum = { 0 };
	bool any = false;
	for (int i = 0; i < institution_count(data); i++) {
		if (!vd_scope_has(data, scope, i) || !has_amount(data, i, year, stage) ||
		    !reports_both(data, matching, year, i))
			continue;
		sum.minor += vd_dataset_cell(data, i, year, stage)->amount.minor;
		any = true;
	}
	return any ? vd_value_money(sum) : vd_value_missing(VD_NO_AMOUNTS, NULL);
}
