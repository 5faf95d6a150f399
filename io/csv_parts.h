/* What the files of the CSV reader share: csv.c opens, csv_read.c hands out pieces, csv_rows.c reads rows. */
#ifndef VD_IO_CSV_PARTS_H
#define VD_IO_CSV_PARTS_H

#include "io/csv.h"
#include "io/csv_scan.h"
#include "io/encoding.h"

enum { VD_CSV_BUFFER_BYTES = 512 << 10, VD_CSV_HEAD_BYTES = 64 << 10 };

/** Memory that grows by doubling, with slack behind it for the kernels; given back by its owner. */
struct vd_room {
	char *bytes;
	size_t room, used;
};

/** Make room for so many bytes and the slack behind them. @return false: there is no memory */
bool vd_room_grow(struct vd_room *buffer, size_t room);
void vd_room_free(struct vd_room *buffer);

struct vd_csv {
	struct vd_csv_source source;
	struct vd_arena *arena;
	struct vd_stream *stream;
	struct vd_encoder *encoder; /* between the file's encoding and UTF-8; NULL: it is UTF-8 */
	struct vd_room head;	    /* the first bytes, as they are */
	size_t rows_at;		    /* where the rows begin in it */
	uint64_t rows_line;	    /* and in which line */
	bool is_whole;		    /* the head is all there is */
	char separator;
	const char **columns;
	size_t column_count;
	struct vd_csv_facts facts;
	struct vd_input input; /* the lines that diagnostics show */
};

/** What is wrong with a row, as far as it can be said without asking anyone. */
enum vd_csv_wrong {
	VD_CSV_CELL_FAULT,  /* a cell that cannot be read */
	VD_CSV_NOT_UTF8,    /* a cell that a condition is about: whether it holds cannot be told */
	VD_CSV_TOO_FEW,	    /* cells in the row */
	VD_CSV_TOO_MANY,    /* cells in the row */
	VD_CSV_STRAY_QUOTE, /* rows cannot be told apart from here on */
	VD_CSV_OPEN_QUOTE,  /* the same: to the end of the file */
	VD_CSV_TOO_LONG,    /* the same: a row longer than the limit */
	VD_CSV_TOO_MANY_GROUPS,
};

struct vd_csv_fault {
	enum vd_csv_wrong wrong;
	uint64_t line, row_line; /* of the fault; where its row begins */
	size_t column;		 /* of the file */
	size_t cells;		 /* in the row */
	size_t start;		 /* bytes of the line before it */
	uint32_t characters;	 /* the same in characters */
	bool is_quoted;		 /* the cell */
	struct vd_line_fault cell;
	struct vd_slice text, excerpt; /* the cell; its line, or as much of it as is kept */
};

/** A whole number of rows, for one worker to read. */
struct vd_csv_piece {
	const char *text;
	size_t bytes;
	uint64_t line;	   /* of its first row */
	size_t line_feeds; /* in it, wherever they stand */
};

/** One thread's part of the work. */
struct vd_csv_worker {
	const struct vd_csv *csv;
	const struct vd_line_plan *plan; /* in the file's encoding */
	const size_t *columns;
	const size_t
		*judged; /* the cells that conditions are about; none if bytes cannot be wrong */
	size_t judged_count;
	const struct vd_csv_kernel *kernel;
	struct vd_arena *arena;
	struct vd_lines *lines;
	struct vd_slice *cells;
	struct vd_csv_scan scan;
	size_t scan_room;
	struct vd_room text;	 /* its piece */
	struct vd_room unquoted; /* cells with doubled quotes, without the doubles */
	struct vd_csv_facts facts;
	struct vd_csv_fault faults[VD_CSV_FAULTS_SHOWN]; /* its first ones */
	size_t fault_count;
	uint64_t fault_total;		 /* of which those are kept */
	bool has_stopped, has_no_memory; /* after a fault behind which rows cannot be told apart */
};

/** Read the rows of a piece. @return false to stop: see the worker */
bool vd_csv_read_rows(struct vd_csv_worker *worker, const struct vd_csv_piece *piece);

/** Room in the worker's scan for what so many bytes can hold. @return false: there is no memory */
bool vd_csv_grow_scan(struct vd_csv_worker *worker, size_t bytes);

/** Keep what is wrong with a row that has no end, or a far one: a quote, or else its length. @return false */
bool vd_csv_no_end(struct vd_csv_worker *worker, const struct vd_csv_piece *piece, size_t row);

/** Keep a fault of a piece that stands at a byte of it. */
void vd_csv_keep_fault(struct vd_csv_worker *worker, const struct vd_csv_piece *piece, size_t row,
		       size_t at, struct vd_csv_fault fault);

/** Have all rows read by workers that are ready to begin. @return false: reading failed or no memory */
bool vd_csv_read_all(struct vd_csv *csv, struct vd_csv_worker *workers, size_t count,
		     const struct vd_csv_how *how);

/** A text of the file in UTF-8, whatever it is: what cannot be made out is shown as `?`. */
const char *vd_csv_shown(struct vd_csv *csv, struct vd_slice text);

/** Say what is wrong, each fault with its line: the first ones, in the order of the file. */
void vd_csv_report(struct vd_csv *csv, const struct vd_csv_worker *workers, size_t count,
		   const struct vd_amount_style *style, struct vd_diagnostics *diagnostics);

#endif
