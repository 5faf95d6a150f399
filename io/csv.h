/*
 * Files of budget lines, read in parallel and in bounded memory: RFC 4180 with any of the separators
 * , ; tab |, quotes, doubled quotes, line ends in quotes, CRLF and LF mixed, a byte order mark. Only
 * the columns that count are looked at.
 */
#ifndef VD_IO_CSV_H
#define VD_IO_CSV_H

#include "budget/lines.h"
#include "io/input.h"
#include "io/stream.h"

/** What the study says of a file. */
struct vd_csv_source {
	struct vd_stream_source stream;
	const char *encoding; /* NULL: UTF-8 */
	char separator;	 /* 0: the one that stands most often in the header line, outside quotes */
	bool no_quotes;	 /* a quote is a character like any other */
	uint64_t header; /* number of the line with the names of the columns; 0: there is none, the
				 columns are called 1, 2, 3… */
	bool pads;	 /* rows with too few cells have empty ones at their end */
};

/** How to read, whatever the file. Zeros: the defaults. */
struct vd_csv_how {
	unsigned threads;    /* 0: as many as there are processors, at most 8 */
	size_t buffer_bytes; /* of each thread; it grows while no row fits */
	const char *kernel; /* scalar, sse2, avx2, avx512, neon; NULL: the fastest that runs here */
	/* Called now and then while reading, by any one thread at a time. */
	void (*progress)(void *context, const struct vd_stream_facts *facts);
	void *context;
};

/** What was seen while reading. */
struct vd_csv_facts {
	uint64_t rows; /* without header and blank lines */
	uint64_t used;
	uint64_t passed_over; /* the conditions did not hold */
	uint64_t faulty;      /* with a cell or as a whole not readable */
	uint64_t faulty_cells;
	uint64_t first_faulty; /* the line of the first such row; 0: there is none */
	uint64_t padded;
	uint64_t blank;
	uint64_t lines; /* of the file */
};

enum { VD_CSV_FAULTS_SHOWN = 20, VD_CSV_ROW_BYTES_MOST = 1 << 20, VD_CSV_COLUMNS_MOST = 10000 };

/**
 * The separator that stands most often in a line, outside quotes.
 * @return 0: none does, or two do as often
 */
char vd_csv_find_separator(const char *line, size_t bytes, bool has_quotes);

struct vd_csv;

/**
 * Open a file, tell its separator and read its header. Reports data-unreadable, data-encoding,
 * data-header (no header line, a column without end, no separator that stands out).
 * @return NULL if it was reported
 */
struct vd_csv *vd_csv_open(const struct vd_csv_source *source, struct vd_arena *arena,
			   struct vd_diagnostics *diagnostics);

/** The names of the columns, in UTF-8. */
const char *const *vd_csv_columns(const struct vd_csv *csv, size_t *count);

char vd_csv_separator(const struct vd_csv *csv);

/** The first bytes of the file, unpacked, as they are there, header and all: for a look at it. */
struct vd_slice vd_csv_head(const struct vd_csv *csv);

/**
 * Read all rows and add them up.
 * @param plan     its texts in UTF-8; its cells are columns[0], columns[1]…, so it has as many
 * @param columns  ascending, each once: indices into the names of the columns
 * @param lines    the sums, in the arena, with all texts in UTF-8
 * Reports data-row (a row with too many or too few cells, a stray quote, one without end),
 * data-number, data-text, data-unreadable: the first VD_CSV_FAULTS_SHOWN, with their line shown; the
 * facts count all.
 * @return whether the sums can be relied on: false after an error that the plan does not skip
 */
bool vd_csv_sum(struct vd_csv *csv, const struct vd_line_plan *plan, const size_t *columns,
		const struct vd_csv_how *how, struct vd_diagnostics *diagnostics,
		struct vd_lines **lines);

const struct vd_csv_facts *vd_csv_facts(const struct vd_csv *csv);
const struct vd_stream_facts *vd_csv_stream(const struct vd_csv *csv);

/** The lines that diagnostics point at; in the arena. */
const struct vd_input *vd_csv_input(const struct vd_csv *csv);

void vd_csv_close(struct vd_csv *csv);

#endif
