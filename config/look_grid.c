/* Rows and cells of the sample: the separator, quotes, and the header line. */
#include <string.h>

#include "budget/text.h"
#include "config/look_parts.h"
#include "io/csv_scan.h"

static const char separators[] = { ',', ';', '\t', '|' };
enum {
	SEPARATORS = sizeof(separators),
	PROBE_BYTES = 1 << 20, /* of the first piece, to tell the separator by */
	HEADER_ROWS_MOST = 60, /* the header line is one of the first so many */
	RUNAWAY_BYTES = 1 << 16,
	STRAYS_MOST = 100, /* behind each the rest is scanned anew */
	TITLE_BYTES_MOST = 2000,
};

/* The rows of a text as one choice of separator and quotes has them. */
struct reading {
	char separator;
	bool no_quotes;
	struct {
		struct read_row *items;
		size_t count, capacity;
	} rows;	       /* without blank ones */
	size_t strays; /* quotes that do not fit */
	bool is_open;  /* a quote is open at the end, and long before it */
	size_t mode;   /* the number of cells that most rows have */
	size_t mode_rows;
	double score;
};

struct read_row {
	size_t begin, end; /* bytes of the text */
	size_t cells;
	const uint32_t *ends; /* of its cells, from `base` on */
	size_t base;
	uint64_t line;
};

struct scan_room {
	struct vd_arena *arena;
	struct vd_csv_scan scan;
	char *text; /* the piece, and slack behind it */
	size_t room;
};

static bool is_blank(const char *text, size_t bytes)
{
	while (bytes && strchr(" \t\r", text[bytes - 1]) && text[bytes - 1])
		bytes--;
	return bytes == 0;
}

static size_t count_lines(const char *text, size_t bytes)
{
	size_t lines = 0;
	for (const char *at = text, *end = text + bytes;
	     (at = memchr(at, '\n', (size_t)(end - at))) != NULL; at++)
		lines++;
	return lines;
}

/* Take the rows that the scan has found. @return how many bytes they are */
static size_t take_rows(struct vd_arena *arena, struct reading *reading, const char *text,
			size_t base, const struct vd_csv_scan *scan, uint64_t *line)
{
	size_t begin = 0, first = 0;
	for (size_t r = 0; r < scan->row_count; r++) {
		size_t last = scan->rows[r], end = scan->ends[last];
		if (end >= scan->stray)
			break;
		if (!is_blank(text + base + begin, end - begin)) {
			uint32_t *ends = VD_TAKE(arena, uint32_t, last - first + 1);
			memcpy(ends, scan->ends + first, (last - first + 1) * sizeof(*ends));
			*VD_APPEND(arena, &reading->rows) =
				(struct read_row){ .begin = base + begin,
						   .end = base + end,
						   .cells = last - first + 1,
						   .ends = ends,
						   .base = base,
						   .line = *line };
		}
		if (*line)
			*line += count_lines(text + base + begin, end + 1 - begin);
		begin = end + 1;
		first = last + 1;
	}
	return begin;
}

/*
 * Read a text whose lines all end with a line feed, as the scanner of a whole file does; behind a
 * quote that does not fit, go on with the next line.
 */
static void read_rows(struct vd_arena *arena, struct reading *reading, const char *text,
		      size_t bytes, uint64_t line)
{
	struct vd_csv_scan scan = { .ends = VD_TAKE(arena, uint32_t, bytes + VD_CSV_SLACK),
				    .rows = VD_TAKE(arena, uint32_t, bytes + VD_CSV_SLACK) };
	for (size_t base = 0; base < bytes;) {
		vd_csv_scalar.scan(text + base, bytes - base, reading->separator,
				   !reading->no_quotes, &scan);
		base += take_rows(arena, reading, text, base, &scan, &line);
		if (scan.stray == VD_CSV_NO_STRAY) {
			reading->is_open |= scan.is_open && bytes - base > RUNAWAY_BYTES;
			return;
		}
		if (++reading->strays == STRAYS_MOST)
			return;
		const char *end = memchr(text + base, '\n', bytes - base);
		if (!end)
			return;
		base = (size_t)(end - text) + 1;
		line += line != 0;
	}
}

/* Find the number of cells that most rows have; of two, the larger. */
static void find_mode(struct vd_arena *arena, struct reading *reading)
{
	size_t *counts = VD_TAKE(arena, size_t, VD_LOOK_COLUMNS_MOST + 1);
	for (size_t r = 0; r < reading->rows.count; r++) {
		size_t cells = reading->rows.items[r].cells;
		if (cells > VD_LOOK_COLUMNS_MOST)
			continue;
		counts[cells]++;
	}
	for (size_t n = 1; n <= VD_LOOK_COLUMNS_MOST; n++)
		if (counts[n] && counts[n] >= reading->mode_rows) {
			reading->mode = n;
			reading->mode_rows = counts[n];
		}
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Whether a separator nearly always stands between digits, as a decimal mark does. */
static bool splits_digits(const struct reading *reading, const char *text)
{
	size_t between = 0, all = 0;
	for (size_t r = 0; r < reading->rows.count; r++) {
		const struct read_row *row = &reading->rows.items[r];
		for (size_t c = 0; c + 1 < row->cells; c++) {
			size_t at = row->base + row->ends[c];
			all++;
			between += at > row->begin && is_digit(text[at - 1]) &&
				   is_digit(text[at + 1]);
		}
	}
	return all && between * 10 >= all * 9;
}

/*
 * How well a reading fits: which part of the rows has one number of cells. What speaks for it: the
 * first line has as many; against it: it would split numbers, or quotes do not fit.
 */
static void score(struct vd_arena *arena, struct reading *reading, const char *text)
{
	find_mode(arena, reading);
	if (!reading->rows.count)
		return;
	reading->score = (double)reading->mode_rows / (double)(reading->rows.count);
	if (reading->mode < 2) {
		reading->score = 0;
		return;
	}
	reading->score += reading->rows.items[0].cells == reading->mode ? 0.1 : 0;
	reading->score -= splits_digits(reading, text) ? 0.3 : 0;
	reading->score -= reading->is_open ? 0.5 : 0;
	size_t tries = reading->rows.count + reading->strays;
	reading->score -= (double)reading->strays / (double)tries * 0.5;
}

/* Choose separator and quotes by a first part of the text. */
static struct reading choose(struct vd_arena *arena, const char *text, size_t bytes,
			     struct vd_look_grid *grid)
{
	struct reading best = { .separator = ',' };
	bool has_quotes = memchr(text, '"', bytes) != NULL;
	double runner_up = 0;
	for (size_t i = 0; i < SEPARATORS; i++)
		for (int no_quotes = 0; no_quotes <= (int)has_quotes; no_quotes++) {
			struct vd_arena *scratch = vd_arena_open_beside(arena);
			struct reading one = { .separator = separators[i],
					       .no_quotes = no_quotes == 1 };
			read_rows(scratch, &one, text, bytes, 1);
			score(scratch, &one, text);
			bool wins = one.score > best.score ||
				    (one.score == best.score && one.score > 0 && !one.no_quotes &&
				     one.mode > best.mode);
			char beside = wins ? best.separator : one.separator;
			double beside_score = wins ? best.score : one.score;
			if (beside != (wins ? one.separator : best.separator) &&
			    beside_score > runner_up) {
				runner_up = beside_score;
				grid->runner_up = beside;
			}
			if (wins)
				best = one;
			vd_arena_close(scratch);
		}
	grid->separator_sure = best.score >= 0.95 && runner_up < best.score - 0.3 ? VD_SURE
			       : best.score >= 0.6 && runner_up < best.score	  ? VD_LIKELY
										  : VD_DOUBTFUL;
	if (best.score <= 0)
		grid->separator_sure = VD_LIKELY; /* one column: no separator stands out */
	if (runner_up < 0.3)
		grid->runner_up = 0;
	grid->has_quotes = has_quotes;
	return (struct reading){ .separator = best.separator, .no_quotes = best.no_quotes };
}

/* A cell without its quotes. */
static struct vd_slice cell_text(struct vd_arena *arena, const struct reading *reading,
				 const char *text, const struct read_row *row, size_t c)
{
	size_t begin = c ? row->base + row->ends[c - 1] + 1 : row->begin;
	size_t end = row->base + row->ends[c];
	if (end > begin && c + 1 == row->cells && text[end - 1] == '\r')
		end--;
	if (!reading->no_quotes && end - begin >= 2 && text[begin] == '"') {
		begin++;
		end--;
		if (memchr(text + begin, '"', end - begin)) {
			char *copy = vd_arena_copy(arena, text + begin, end - begin);
			size_t bytes = 0;
			for (size_t i = begin; i < end; i++) {
				copy[bytes++] = text[i];
				i += text[i] == '"';
			}
			return (struct vd_slice){ copy, bytes };
		}
	}
	return (struct vd_slice){ text + begin, end - begin };
}

struct vd_slice vd_look_trimmed(struct vd_slice text)
{
	static const char no_break[] = "\xC2\xA0";
	for (bool more = true; more;) {
		more = false;
		if (text.bytes && strchr(" \t\r\n", text.text[0]) && text.text[0]) {
			text.text++;
			text.bytes--;
			more = true;
		} else if (text.bytes >= 2 && memcmp(text.text, no_break, 2) == 0) {
			text.text += 2;
			text.bytes -= 2;
			more = true;
		}
	}
	for (bool more = true; more;) {
		more = false;
		char last = text.bytes ? text.text[text.bytes - 1] : '\0';
		if (last && strchr(" \t\r\n", last)) {
			text.bytes--;
			more = true;
		} else if (text.bytes >= 2 &&
			   memcmp(text.text + text.bytes - 2, no_break, 2) == 0) {
			text.bytes -= 2;
			more = true;
		}
	}
	return text;
}

struct row_list {
	struct vd_look_raw_row *items;
	size_t count, capacity;
};

static void note_odd(struct vd_arena *arena, struct vd_look_grid *grid,
		     const struct vd_look_raw_row *row, size_t wanted)
{
	if (row->count < wanted) {
		grid->fewest = !grid->short_rows || row->count < grid->fewest ? row->count
									      : grid->fewest;
		grid->short_rows++;
	} else {
		grid->long_rows++;
	}
	if (grid->odd.count == VD_LOOK_ODD_SHOWN)
		return;
	struct vd_slice shown = { "", 0 };
	for (size_t c = 0; c < row->count && !shown.bytes; c++)
		shown = vd_look_trimmed(row->cells[c]);
	grid->odd.items[grid->odd.count++] = (struct vd_look_odd_row){
		.line = row->line,
		.cells = row->count,
		.text = vd_arena_copy(arena, shown.text, shown.bytes),
	};
}

/* The cells of a piece. */
static void add_part(struct vd_arena *arena, const struct reading *choice,
		     const struct vd_look_part *part, bool is_first, struct row_list *rows)
{
	struct vd_arena *scratch = vd_arena_open_beside(arena);
	struct reading reading = *choice;
	/* The last line of a file may lack its end. */
	bool is_ended = part->text.bytes && part->text.text[part->text.bytes - 1] == '\n';
	size_t bytes = part->text.bytes + !is_ended;
	char *text = vd_arena_take(arena, bytes + VD_CSV_SLACK, 1);
	memcpy(text, part->text.text, part->text.bytes);
	if (!is_ended)
		text[bytes - 1] = '\n';
	read_rows(scratch, &reading, text, bytes, is_first ? 1 : 0);
	for (size_t r = 0; r < reading.rows.count; r++) {
		const struct read_row *row = &reading.rows.items[r];
		if (row->cells > VD_LOOK_COLUMNS_MOST)
			continue;
		struct vd_slice *cells = VD_TAKE(arena, struct vd_slice, row->cells);
		for (size_t c = 0; c < row->cells; c++)
			cells[c] = cell_text(arena, choice, text, row, c);
		*VD_APPEND(arena, rows) = (struct vd_look_raw_row){ .cells = cells,
								    .count = row->cells,
								    .line = row->line };
	}
	vd_arena_close(scratch);
}

static size_t mode_of(struct vd_arena *arena, const struct row_list *rows)
{
	size_t *counts = VD_TAKE(arena, size_t, VD_LOOK_COLUMNS_MOST + 1), mode = 0;
	for (size_t r = 0; r < rows->count; r++)
		counts[rows->items[r].count]++;
	for (size_t n = 1; n <= VD_LOOK_COLUMNS_MOST; n++)
		if (counts[n] && counts[n] >= counts[mode])
			mode = n;
	return mode;
}

/* The lines above the header, for what they say of unit and year. */
static void keep_titles(struct vd_arena *arena, struct vd_look_grid *grid,
			const struct row_list *rows, size_t header)
{
	struct vd_buffer titles = { .arena = arena };
	for (size_t r = 0; r < header; r++)
		for (size_t c = 0; c < rows->items[r].count; c++) {
			struct vd_slice cell = vd_look_trimmed(rows->items[r].cells[c]);
			if (!cell.bytes || titles.count + cell.bytes > TITLE_BYTES_MOST)
				continue;
			vd_buffer_add(&titles, titles.count ? " " : "");
			vd_buffer_add(&titles, vd_arena_copy(arena, cell.text, cell.bytes));
		}
	grid->titles = vd_buffer_text(&titles);
}

static bool is_hollow(const struct vd_look_raw_row *row)
{
	for (size_t c = 0; c < row->count; c++)
		if (vd_look_trimmed(row->cells[c]).bytes)
			return false;
	return true;
}

static void keep_rows(struct vd_arena *arena, struct vd_look_grid *grid,
		      const struct row_list *rows, size_t from, size_t wanted,
		      const struct vd_look_raw_row ***kept)
{
	*kept = VD_TAKE(arena, const struct vd_look_raw_row *, rows->count + 1);
	uint64_t *lines = VD_TAKE(arena, uint64_t, rows->count + 1);
	for (size_t r = from; r < rows->count; r++) {
		const struct vd_look_raw_row *row = &rows->items[r];
		grid->looked_at++;
		if (is_hollow(row)) {
			grid->hollow_rows++;
			continue;
		}
		if (row->count != wanted) {
			note_odd(arena, grid, row, wanted);
			continue;
		}
		lines[grid->row_count] = row->line;
		(*kept)[grid->row_count++] = row;
	}
	grid->lines = lines;
}

bool vd_look_at_grid(const struct vd_look_part *parts, size_t count, size_t rows_most,
		     struct vd_arena *arena, struct vd_look_grid *grid)
{
	*grid = (struct vd_look_grid){ .titles = "" };
	if (!count || !parts[0].text.bytes)
		return false;
	/* The scanner may look a little beyond the end. */
	size_t probe = parts[0].text.bytes < PROBE_BYTES ? parts[0].text.bytes : PROBE_BYTES;
	while (probe < parts[0].text.bytes && parts[0].text.text[probe - 1] != '\n')
		probe++;
	bool is_ended = parts[0].text.text[probe - 1] == '\n';
	char *text = vd_arena_take(arena, probe + 1 + VD_CSV_SLACK, 1);
	memcpy(text, parts[0].text.text, probe);
	if (!is_ended)
		text[probe] = '\n';
	struct reading choice = choose(arena, text, probe + !is_ended, grid);
	grid->separator = choice.separator;
	grid->no_quotes = choice.no_quotes;

	struct row_list rows = { 0 };
	for (size_t i = 0; i < count; i++) {
		add_part(arena, &choice, &parts[i], i == 0, &rows);
		/* One more for the header. */
		if (i == 0 && rows_most && rows.count > rows_most + 1) {
			rows.count = rows_most + 1;
			grid->is_cut = true;
		}
	}
	if (!rows.count)
		return false;
	size_t wanted = mode_of(arena, &rows);
	struct vd_look_header header = vd_look_for_header(
		rows.items, rows.count < HEADER_ROWS_MOST ? rows.count : HEADER_ROWS_MOST, wanted);
	size_t from = header.row + (header.is_there ? 1 : 0);
	grid->header = header.is_there ? rows.items[header.row].line : 0;
	grid->header_sure = header.sure;
	grid->is_double_header = header.is_double;
	keep_titles(arena, grid, &rows, header.row);
	grid->first_line = from < rows.count ? rows.items[from].line : 0;
	const struct vd_look_raw_row **kept = NULL;
	keep_rows(arena, grid, &rows, from, wanted, &kept);
	grid->column_count = wanted;
	vd_look_make_columns(arena, grid, kept, header.is_there ? &rows.items[header.row] : NULL);
	return grid->row_count > 0;
}
