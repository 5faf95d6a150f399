/* The files and queries that figures were added up from, in words. */
#ifndef VD_BUDGET_DATA_FILES_H
#define VD_BUDGET_DATA_FILES_H

#include "budget/study.h"

/** How its letters are encoded: UTF-8, where the study says nothing. */
const char *vd_data_encoding(const struct vd_data *data);

/** "Added up from spending.csv, 1,234 bytes, SHA-256 9f86…." */
const char *vd_data_words(struct vd_arena *arena, const struct vd_data *data);

/** "Rows read: 12, used: 5, passed over: 7, …." */
const char *vd_data_rows_words(struct vd_arena *arena, const struct vd_data *data);

#endif
