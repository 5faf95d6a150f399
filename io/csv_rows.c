/* The rows of a piece of CSV, added up. */
#include <stdlib.h>
#include <string.h>

#include "budget/text.h"
#include "io/csv_parts.h"

enum { EXCERPT_BYTES_MOST = 64 << 10, SHOWN_BYTES_MOST = 200 };

static struct vd_slice copy(struct vd_arena *arena, const char *text, size_t bytes)
{
	return (struct vd_slice){ vd_arena_copy(arena, text, bytes), bytes };
}

/* In single-byte encodings each byte is a character. */
static uint32_t characters(const struct vd_csv *csv, const char *text, size_t bytes)
{
	if (!csv->encoder)
		return vd_utf8_length(text, bytes);
	return bytes > UINT32_MAX ? UINT32_MAX : (uint32_t)bytes;
}

void vd_csv_keep_fault(struct vd_csv_worker *worker, const struct vd_csv_piece *piece, size_t row,
		       size_t at, struct vd_csv_fault fault)
{
	worker->fault_total++;
	if (worker->fault_count == VD_CSV_FAULTS_SHOWN && fault.wrong <= VD_CSV_TOO_MANY)
		return;
	size_t line_start = at, line_end = at;
	while (line_start && piece->text[line_start - 1] != '\n')
		line_start--;
	while (line_end < piece->bytes && piece->text[line_end] != '\n')
		line_end++;
	fault.row_line = piece->line + worker->kernel->tally(piece->text, row).line_feeds;
	fault.line = piece->line + worker->kernel->tally(piece->text, line_start).line_feeds;
	if (!worker->facts.first_faulty)
		worker->facts.first_faulty = fault.row_line;
	fault.start = at - line_start;
	fault.characters = characters(worker->csv, piece->text + line_start, at - line_start);
	if (line_end > line_start && piece->text[line_end - 1] == '\r')
		line_end--;
	size_t shown = line_end - line_start;
	fault.excerpt = copy(worker->arena, piece->text + line_start,
			     shown < EXCERPT_BYTES_MOST ? shown : EXCERPT_BYTES_MOST);
	fault.text =
		copy(worker->arena, fault.text.text,
		     fault.text.bytes < SHOWN_BYTES_MOST ? fault.text.bytes : SHOWN_BYTES_MOST);
	/* One that ends all is worth more than the last of many. */
	if (worker->fault_count == VD_CSV_FAULTS_SHOWN)
		worker->fault_count--;
	worker->faults[worker->fault_count++] = fault;
}

/* The text of a quoted cell with doubled quotes, in memory of the worker's own until the row is done. */
static bool without_doubles(struct vd_csv_worker *worker, struct vd_slice *cell, size_t row_bytes)
{
	struct vd_room *unquoted = &worker->unquoted;
	/* All cells of the row together are no longer than it is: what is there need not move. */
	if (!unquoted->used && !vd_room_grow(unquoted, row_bytes))
		return false;
	char *out = unquoted->bytes + unquoted->used;
	size_t bytes = 0;
	for (size_t i = 0; i < cell->bytes; i++) {
		out[bytes++] = cell->text[i];
		if (cell->text[i] == '"')
			i++;
	}
	unquoted->used += bytes;
	*cell = (struct vd_slice){ out, bytes };
	return true;
}

/* A cell as the scan found it, without what only marks its borders. */
static struct vd_slice cell_at(const struct vd_csv *csv, const char *text, size_t start, size_t end,
			       bool is_last)
{
	if (is_last && end > start && text[end - 1] == '\r')
		end--;
	if (end > start + 1 && text[start] == '"' && !csv->source.no_quotes) {
		start++;
		end--;
	}
	return (struct vd_slice){ text + start, end - start };
}

struct row {
	size_t first, count; /* its ends in the scan, and how many */
	size_t start, end;   /* bytes of the piece; the end is its line feed */
	uint64_t line;
};

static size_t end_of(const struct vd_csv_worker *worker, const struct row *row, size_t column)
{
	return worker->scan.ends[row->first + column];
}

static size_t start_of(const struct vd_csv_worker *worker, const struct row *row, size_t column)
{
	size_t index = row->first + column;
	return index ? worker->scan.ends[index - 1] + 1 : 0;
}

/* The cells that count; those that a short row lacks are empty. @return false: no memory */
static bool take_cells(struct vd_csv_worker *worker, const struct vd_csv_piece *piece,
		       const struct row *row)
{
	const char *text = piece->text;
	worker->unquoted.used = 0;
	for (size_t i = 0; i < worker->plan->cells; i++) {
		size_t column = worker->columns[i];
		struct vd_slice *cell = &worker->cells[i];
		if (column >= row->count) {
			*cell = (struct vd_slice){ text + row->end, 0 };
			continue;
		}
		size_t start = start_of(worker, row, column);
		*cell = cell_at(worker->csv, text, start, end_of(worker, row, column),
				column + 1 == row->count);
		if (cell->text != text + start && cell->bytes &&
		    memchr(cell->text, '"', cell->bytes) &&
		    !without_doubles(worker, cell, row->end - row->start))
			return false;
	}
	return true;
}

static void keep_cell_faults(struct vd_csv_worker *worker, const struct vd_csv_piece *piece,
			     const struct row *row)
{
	const struct vd_line_fault *faults = NULL;
	size_t count = vd_lines_faults(worker->lines, &faults);
	worker->facts.faulty++;
	worker->facts.faulty_cells += count;
	for (size_t i = 0; i < count; i++) {
		size_t column = worker->columns[faults[i].cell];
		size_t at = column < row->count ? start_of(worker, row, column) : row->end;
		vd_csv_keep_fault(worker, piece, row->start, at,
				  (struct vd_csv_fault){ .wrong = VD_CSV_CELL_FAULT,
							 .column = column,
							 .cells = row->count,
							 .is_quoted = at < row->end &&
								      piece->text[at] == '"',
							 .cell = faults[i],
							 .text = worker->cells[faults[i].cell] });
	}
}

/* A condition on bytes that are no text would hold, or not, by chance. @return whether it can be told */
static bool can_judge(struct vd_csv_worker *worker, const struct vd_csv_piece *piece,
		      const struct row *row)
{
	bool good = true;
	for (size_t i = 0; i < worker->judged_count; i++) {
		struct vd_slice cell = worker->cells[worker->judged[i]];
		if (vd_utf8_invalid(cell.text, cell.bytes) == cell.bytes)
			continue;
		size_t column = worker->columns[worker->judged[i]];
		size_t at = column < row->count ? start_of(worker, row, column) : row->end;
		good = false;
		vd_csv_keep_fault(worker, piece, row->start, at,
				  (struct vd_csv_fault){ .wrong = VD_CSV_NOT_UTF8,
							 .column = column,
							 .is_quoted = piece->text[at] == '"',
							 .text = cell });
	}
	worker->facts.faulty += !good;
	return good;
}

static void keep_ragged(struct vd_csv_worker *worker, const struct vd_csv_piece *piece,
			const struct row *row)
{
	size_t wanted = worker->csv->column_count;
	worker->facts.faulty++;
	vd_csv_keep_fault(worker, piece, row->start,
			  row->count < wanted ? row->end : start_of(worker, row, wanted),
			  (struct vd_csv_fault){ .wrong = row->count < wanted ? VD_CSV_TOO_FEW
									      : VD_CSV_TOO_MANY,
						 .cells = row->count });
}

static bool stop(struct vd_csv_worker *worker)
{
	worker->has_stopped = true;
	return false;
}

/* @return false to stop */
static bool read_row(struct vd_csv_worker *worker, const struct vd_csv_piece *piece,
		     const struct row *row)
{
	const struct vd_csv *csv = worker->csv;
	worker->facts.rows++;
	if (row->count != csv->column_count) {
		if (row->count > csv->column_count || !csv->source.pads) {
			keep_ragged(worker, piece, row);
			return true;
		}
		worker->facts.padded++;
	}
	if (!take_cells(worker, piece, row)) {
		worker->has_no_memory = true;
		return stop(worker);
	}
	if (worker->judged_count && !can_judge(worker, piece, row))
		return true;
	switch (vd_lines_add(worker->lines, worker->cells, row->line)) {
	case VD_LINE_USED:
		worker->facts.used++;
		return true;
	case VD_LINE_PASSED_OVER:
		worker->facts.passed_over++;
		return true;
	case VD_LINE_FAULTY:
		keep_cell_faults(worker, piece, row);
		return true;
	case VD_LINE_TOO_MANY:
		break;
	}
	vd_csv_keep_fault(worker, piece, row->start, row->start,
			  (struct vd_csv_fault){ .wrong = VD_CSV_TOO_MANY_GROUPS });
	return stop(worker);
}

bool vd_csv_no_end(struct vd_csv_worker *worker, const struct vd_csv_piece *piece, size_t row)
{
	const char *text = piece->text + row;
	size_t bytes = piece->bytes - row, at = 0;
	/* What is wrong is told from as much as a row may have, however much of it was read. */
	if (bytes > VD_CSV_ROW_BYTES_MOST)
		bytes = VD_CSV_ROW_BYTES_MOST;
	if (!vd_csv_grow_scan(worker, piece->bytes)) {
		worker->has_no_memory = true;
		return stop(worker);
	}
	const struct vd_csv_scan *scan = &worker->scan;
	enum vd_csv_wrong wrong = VD_CSV_TOO_LONG;
	worker->kernel->scan(text, bytes, worker->csv->separator, !worker->csv->source.no_quotes,
			     &worker->scan);
	if (scan->stray != VD_CSV_NO_STRAY) {
		wrong = VD_CSV_STRAY_QUOTE;
		at = scan->stray;
	} else if (scan->is_open) {
		/* It opens a cell: the one behind the last that ends. */
		wrong = VD_CSV_OPEN_QUOTE;
		at = scan->end_count ? scan->ends[scan->end_count - 1] + 1 : 0;
	}
	vd_csv_keep_fault(worker, piece, row, row + at, (struct vd_csv_fault){ .wrong = wrong });
	return stop(worker);
}

bool vd_csv_grow_scan(struct vd_csv_worker *worker, size_t bytes)
{
	size_t room = bytes + 64;
	if (room <= worker->scan_room)
		return true;
	free(worker->scan.ends);
	free(worker->scan.rows);
	worker->scan.ends = malloc(room * sizeof(uint32_t));
	worker->scan.rows = malloc(room * sizeof(uint32_t));
	worker->scan_room = worker->scan.ends && worker->scan.rows ? room : 0;
	return worker->scan_room;
}

static bool is_blank(const char *text, const struct row *row)
{
	return row->count == 1 &&
	       (row->end == row->start || (row->end == row->start + 1 && text[row->start] == '\r'));
}

bool vd_csv_read_rows(struct vd_csv_worker *worker, const struct vd_csv_piece *piece)
{
	const struct vd_csv *csv = worker->csv;
	struct vd_csv_scan *scan = &worker->scan;
	if (!vd_csv_grow_scan(worker, piece->bytes)) {
		worker->has_no_memory = true;
		return stop(worker);
	}
	worker->kernel->scan(piece->text, piece->bytes, csv->separator, !csv->source.no_quotes,
			     scan);
	struct row row = { .line = piece->line };
	bool one_line_each = scan->row_count == piece->line_feeds;
	for (size_t r = 0; r < scan->row_count; r++) {
		row.count = scan->rows[r] - row.first + 1;
		row.end = scan->ends[scan->rows[r]];
		if (row.end - row.start > VD_CSV_ROW_BYTES_MOST)
			return vd_csv_no_end(worker, piece, row.start);
		if (is_blank(piece->text, &row))
			worker->facts.blank++;
		else if (!read_row(worker, piece, &row))
			return false;
		row.line += one_line_each ? 1
					  : worker->kernel
						    ->tally(piece->text + row.start,
							    row.end + 1 - row.start)
						    .line_feeds;
		row.first = scan->rows[r] + 1;
		row.start = row.end + 1;
	}
	return scan->stray == VD_CSV_NO_STRAY || vd_csv_no_end(worker, piece, row.start);
}
