/* What a table says, in a sentence or two: what a reader should take away. As of the report. */
#ifndef VD_BUDGET_READINGS_H
#define VD_BUDGET_READINGS_H

#include "budget/result.h"

/**
 * The reading of a result table, in the language of the run, such as "In 2016 the amount allocated
 * was 54.21% lower than in 2015; on a comparable basis it was 28.90% higher." In the arena; "" for a
 * table without rows.
 */
const char *vd_table_reading(const struct vd_analysis *analysis, const struct vd_result *result);

/** The same for the study as a whole: the year that the summary is about. */
const char *vd_study_reading(const struct vd_analysis *analysis);

/** What the figures are taken from: "Sources: CHS Alternativo; World Bank." or "". */
const char *vd_sources_line(const struct vd_analysis *analysis);

#endif
