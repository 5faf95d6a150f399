/* What the files of the charts share. */
#ifndef VD_BUDGET_CHART_PARTS_H
#define VD_BUDGET_CHART_PARTS_H

#include "budget/chart.h"

/** List what every chart shows, and describe the charts themselves. */
void vd_list_charts(const struct vd_analysis *analysis, struct vd_rows *rows);

#endif
