/* All result tables that have rows as a folder of CSV files, with what is needed to understand them. */
#ifndef VD_IO_WRITE_FOLDER_H
#define VD_IO_WRITE_FOLDER_H

#include "io/workbook.h"

/**
 * Write or renew a folder: a CSV file a table, datapackage.json for programs (a Data Package,
 * specs.frictionlessdata.io) and tables.md for people. All of it or nothing; see replace_folder.h.
 * Reports output-failed.
 */
bool vd_write_folder(const struct vd_analysis *analysis, const char *path, vd_progress progress,
		     struct vd_diagnostics *diagnostics);

#endif
