#include "budget/columns.h"

struct vd_value vd_column_year(const struct vd_analysis *analysis, const struct vd_row *row)
{
	return vd_value_count(analysis->study->years.items[row->year].year);
}

struct vd_value vd_column_from(const struct vd_analysis *analysis, const struct vd_row *row)
{
	return row->from == VD_NONE ? vd_value_missing(VD_NOT_APPLICABLE, NULL)
				    : vd_value_count(analysis->study->years.items[row->from].year);
}

struct vd_value vd_column_stage(const struct vd_analysis *analysis, const struct vd_row *row)
{
	(void)analysis;
	return vd_value_word(vd_stage_key((enum vd_stage)row->stage));
}

struct vd_value vd_column_basis(const struct vd_analysis *analysis, const struct vd_row *row)
{
	(void)analysis;
	return vd_value_word(vd_basis_key(row->basis));
}

struct vd_value vd_column_name(const struct vd_analysis *analysis, const struct vd_row *row)
{
	(void)analysis;
	return vd_value_text(row->name);
}

struct vd_value vd_column_word(const struct vd_analysis *analysis, const struct vd_row *row)
{
	(void)analysis;
	return vd_value_word(row->name);
}

struct vd_value vd_column_remark(const struct vd_analysis *analysis, const struct vd_row *row)
{
	(void)analysis;
	return vd_value_text(row->remark);
}

struct vd_value vd_column_scope(const struct vd_analysis *analysis, const struct vd_row *row)
{
	return row->region == VD_NONE ? vd_value_word(N_("national"))
				      : vd_column_region(analysis, row);
}

struct vd_value vd_column_institution(const struct vd_analysis *analysis, const struct vd_row *row)
{
	return vd_value_text(analysis->study->institutions.items[row->institution].id);
}

struct vd_value vd_column_institution_name(const struct vd_analysis *analysis,
					   const struct vd_row *row)
{
	return vd_value_text(vd_institution_name(
		&analysis->study->institutions.items[row->institution], analysis->language));
}

struct vd_value vd_column_unit(const struct vd_analysis *analysis, const struct vd_row *row)
{
	return vd_value_word(vd_unit_name(row->unit, &analysis->study->currency));
}

struct vd_value vd_column_region(const struct vd_analysis *analysis, const struct vd_row *row)
{
	return vd_value_text(analysis->study->regions.items[row->region].code);
}

struct vd_value vd_column_region_name(const struct vd_analysis *analysis, const struct vd_row *row)
{
	return vd_value_text(
		vd_region_name(&analysis->study->regions.items[row->region], analysis->language));
}

struct vd_value vd_column_series(const struct vd_analysis *analysis, const struct vd_row *row)
{
	(void)analysis;
	return row->series ? vd_value_text(row->series->id) : vd_value_missing(VD_NO_SERIES, NULL);
}

bool vd_has_modified(const struct vd_analysis *analysis)
{
	return analysis->data->has_stage[VD_MODIFIED];
}

bool vd_has_prices(const struct vd_analysis *analysis)
{
	return analysis->prices != NULL;
}

bool vd_has_modified_prices(const struct vd_analysis *analysis)
{
	return vd_has_modified(analysis) && vd_has_prices(analysis);
}

bool vd_has_exchange(const struct vd_analysis *analysis)
{
	return analysis->exchange != NULL;
}
