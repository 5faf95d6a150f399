/* A study with data, made without any file: its tables are transcribed, and then said to be added up. */
#ifndef VD_TESTS_UNIT_DATA_STUDY_H
#define VD_TESTS_UNIT_DATA_STUDY_H

#include "tests/unit/helper.h"

/** A query that takes more lines than a row of a sheet has room for. */
const char *unit_long_query(void);

/**
 * A study of two institutions over two years: `mef`, a file with a member, `wide`, a file whose
 * SHA-256 no one asked for, `totals`, a query that gives the years' totals, and `printed`, a table
 * that was transcribed. Its tables are computed.
 */
const struct vd_analysis *unit_data_study(enum vd_language language);

#endif
