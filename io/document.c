#include "io/document.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "budget/language.h"
#include "io/html/html.h"
#include "io/memory.h"
#include "io/replace.h"
#include "io/write.h"
#include "io/write_folder.h"

static bool ends_in(const char *path, const char *ending)
{
	size_t length = strlen(path), end = strlen(ending);
	return length > end && strcmp(path + length - end, ending) == 0;
}

enum vd_document vd_document_of(const char *path)
{
	static const struct {
		const char *ending;
		enum vd_document document;
	} endings[] = {
		{ ".xlsx", VD_DOCUMENT_WORKBOOK }, { ".html", VD_DOCUMENT_PAGE },
		{ ".htm", VD_DOCUMENT_PAGE },	   { ".json", VD_DOCUMENT_JSON },
		{ "/", VD_DOCUMENT_FOLDER },
	};
	struct stat about;
	bool exists = stat(path, &about) == 0;
	if (exists && S_ISDIR(about.st_mode))
		return VD_DOCUMENT_FOLDER;
	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++)
		if (ends_in(path, endings[i].ending))
			return endings[i].document;
	return exists && !S_ISREG(about.st_mode) ? VD_DOCUMENT_WORKBOOK : VD_DOCUMENT_UNKNOWN;
}

/* Make the whole text in memory: it is small, and a disk that fills up then fails in one place. */
static bool write_text(const struct vd_analysis *analysis, const struct vd_replace *replace,
		       void (*write)(FILE *, const struct vd_analysis *),
		       struct vd_diagnostics *diagnostics)
{
	struct vd_memory memory;
	bool written = vd_memory_open(&memory);
	if (written)
		write(memory.out, analysis);
	written = vd_memory_close(&memory)
			  ? vd_replace_write(replace, memory.bytes, memory.size, diagnostics)
			  : vd_output_failed(diagnostics, replace->target, ENOMEM);
	vd_memory_free(&memory);
	return written;
}

static bool write_file(const struct vd_analysis *analysis, enum vd_document document,
		       const char *path, vd_progress progress, struct vd_diagnostics *diagnostics,
		       bool *is_device)
{
	struct vd_replace replace;
	if (!vd_replace_begin(path, VD_REPLACE_EXISTING, analysis->arena, diagnostics, &replace))
		return false;
	*is_device = replace.is_device;
	bool written = false;
	if (document == VD_DOCUMENT_WORKBOOK) {
		written =
			vd_workbook_write(analysis, replace.temporary, path, progress, diagnostics);
	} else {
		if (progress)
			progress(_("writing"));
		written = write_text(analysis, &replace,
				     document == VD_DOCUMENT_PAGE ? vd_html_write : vd_write_tables,
				     diagnostics);
	}
	written = written && vd_replace_commit(&replace, diagnostics);
	vd_replace_abandon();
	return written;
}

bool vd_document_write(const struct vd_analysis *analysis, enum vd_document document,
		       const char *path, vd_progress progress, struct vd_diagnostics *diagnostics,
		       bool *is_device)
{
	*is_device = false;
	return document == VD_DOCUMENT_FOLDER
		       ? vd_write_folder(analysis, path, progress, diagnostics)
		       : write_file(analysis, document, path, progress, diagnostics, is_device);
}
