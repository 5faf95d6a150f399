/* What the writers of spreadsheet formulas share: names of cells and ranges. */
#ifndef VD_IO_XLSX_FORMULA_H
#define VD_IO_XLSX_FORMULA_H

#include "io/workbook.h"

/** A cell holds 8,192 characters, and a function takes 255 arguments: beyond, a value stands. */
enum { VD_FORMULA_MOST = 8000, VD_ARGUMENTS_MOST = 250 };

/** The formula of one spot; NULL where there is nothing to point at or nothing to say it with. */
const char *vd_formula_text(const struct vd_workbook *book, const struct vd_spot *spot,
			    const struct vd_formula *formula);

/**
 * A statistic as a formula, in braces if it is an array formula; NULL where it has no value, or is
 * one that no formula expresses.
 */
const char *vd_statistic_text(const struct vd_workbook *book, const struct vd_spot *spot,
			      enum vd_statistic statistic);

/** An input cell; one that was emptied is no figure, not zero. NULL if there is no such column. */
const char *vd_input_cell(const struct vd_workbook *book, const struct vd_plan *plan, uint32_t row,
			  int column);

/** A parameter's cell on Assumptions, or NULL. */
const char *vd_parameter_cell(const struct vd_workbook *book, enum vd_parameter parameter, int year,
			      enum vd_stage stage);

/** A column of Data over all institutions. */
const char *vd_data_range(const struct vd_workbook *book, int column);

/** The same for Data alone. */
const char *vd_data_cell(const struct vd_workbook *book, uint32_t row, int column);

/** A text inside a formula. */
const char *vd_quoted(const struct vd_workbook *book, const char *text);

/** A sum, or the sign for no figure where nothing under the mask is a number. */
const char *vd_if_any(const struct vd_workbook *book, const char *mask, const char *range,
		      const char *sum);

/* Cells that the audit's figures are made of, each NULL if there is none: of a column of Data, a
 * series' value, a term, what is printed or given with a claim, a figure of a check's own row. */
const char *vd_data_name(const struct vd_workbook *book, uint32_t row, int column);
const char *vd_series_value_cell(const struct vd_workbook *book, const struct vd_series *series,
				 int calendar, int region);
const char *vd_term_cell(const struct vd_workbook *book, const struct vd_term *term);
const char *vd_given_cell(const struct vd_workbook *book, const void *key);
const char *vd_check_cell(const struct vd_workbook *book, const struct vd_check *check,
			  const char *key);

/* The operations that take more than a line. */
const char *vd_total_text(const struct vd_workbook *book, const struct vd_spot *spot,
			  enum vd_stage stage);
const char *vd_matched_text(const struct vd_workbook *book, const struct vd_spot *spot,
			    enum vd_stage stage, enum vd_basis basis);
const char *vd_flow_text(const struct vd_workbook *book, const struct vd_spot *spot,
			 const struct vd_formula *formula);
/** The sum of a side over those of the headline that are present on both. */
const char *vd_both_text(const struct vd_workbook *book, const struct vd_spot *spot,
			 const struct vd_pairing *pairing, int side);
/** A figure of a row of the audit; and what stands where it has no number. */
const char *vd_audit_text(const struct vd_workbook *book, const struct vd_spot *spot,
			  enum vd_audit_figure figure);
const char *vd_audit_cell_text(const struct vd_spot *spot, enum vd_audit_figure figure);
const char *vd_part_text(const struct vd_workbook *book, const struct vd_spot *spot,
			 enum vd_part_figure figure);

/** A value of a chart. */
const char *vd_plot_text(const struct vd_workbook *book, const struct vd_spot *spot);

/** A cell of the spot's own row, by the column's key. */
const char *vd_column_cell(const struct vd_workbook *book, const struct vd_spot *spot,
			   const char *key);

/** A cell, or a run of cells of a column, on the sheet of a result. */
const char *vd_result_cell_name(const struct vd_workbook *book, struct vd_result_cell cell);
const char *vd_result_range(const struct vd_workbook *book, const struct vd_result *result,
			    const char *key, size_t first, size_t count);

/** 1 for each institution of the row's scope, as a factor for SUMPRODUCT. */
const char *vd_scope_mask(const struct vd_workbook *book, const struct vd_spot *spot);

#endif
