/*
 * Where the cells and rows of a piece of CSV end. One interface, several kernels: all give the same
 * for the same bytes, the scalar one being the plain twin of the others.
 */
#ifndef VD_IO_CSV_SCAN_H
#define VD_IO_CSV_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { VD_CSV_SLACK = 64 }; /* bytes behind a piece that kernels may read, whatever they hold */

#define VD_CSV_NO_STRAY UINT32_MAX

/** What a kernel finds in a piece that begins with a row and is no longer than 2^31 bytes. */
struct vd_csv_scan {
	/* offsets of the separators and line feeds outside quotes; room for one a byte, and 64 */
	uint32_t *ends;
	size_t end_count;
	/* for each line feed among them, its index in `ends`; as much room */
	uint32_t *rows;
	size_t row_count;
	/*
	 * Offset of the first quote that opens elsewhere than at the beginning of a cell, or of the
	 * first byte behind a closing quote that is no end of a cell; or VD_CSV_NO_STRAY. What was
	 * found behind it means nothing.
	 */
	uint32_t stray;
	bool is_open; /* a quote is open at the end */
};

/** Quotes and line feeds of a piece, wherever they stand. */
struct vd_csv_tally {
	size_t quotes, line_feeds;
};

struct vd_csv_kernel {
	const char *name;
	void (*scan)(const char *text, size_t bytes, char separator, bool has_quotes,
		     struct vd_csv_scan *found);
	struct vd_csv_tally (*tally)(const char *text, size_t bytes);
};

extern const struct vd_csv_kernel vd_csv_scalar;
extern const struct vd_csv_kernel vd_csv_sse2, vd_csv_avx2, vd_csv_avx512, vd_csv_neon;

/** The kernel of a name, or for NULL the fastest. @return NULL if there is none, or it cannot run here */
const struct vd_csv_kernel *vd_csv_kernel_find(const char *name);

#endif
