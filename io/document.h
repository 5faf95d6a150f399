/* What `report` writes: a workbook, a page, or the tables for programs; told by the name's ending. */
#ifndef VD_IO_DOCUMENT_H
#define VD_IO_DOCUMENT_H

#include "io/workbook.h"

enum vd_document {
	VD_DOCUMENT_UNKNOWN,
	VD_DOCUMENT_WORKBOOK, /* .xlsx, and any device */
	VD_DOCUMENT_PAGE,     /* .html, .htm */
	VD_DOCUMENT_JSON,     /* .json */
	VD_DOCUMENT_FOLDER,   /* of CSV files: an ending slash, or a folder that is there */
};

enum vd_document vd_document_of(const char *path);

/**
 * Write the document that the name asks for. What is there stays until the new one is whole.
 * @param progress  NULL for none
 * @param is_device  set where what was written is no file
 * Reports output-failed, and unsafe-amount of a workbook.
 */
bool vd_document_write(const struct vd_analysis *analysis, enum vd_document document,
		       const char *path, vd_progress progress, struct vd_diagnostics *diagnostics,
		       bool *is_device);

#endif
