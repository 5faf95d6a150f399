/* Byte by byte: what the other kernels are held to, and what runs where they cannot. */
#include "io/csv_scan.h"

enum state {
	CELL_BEGINS,
	IN_CELL,
	IN_QUOTES,
	BEHIND_QUOTE, /* a quote within quotes: it closes them, or is the first of two */
};

static void end_cell(struct vd_csv_scan *found, size_t at, bool is_row)
{
	if (is_row)
		found->rows[found->row_count++] = (uint32_t)found->end_count;
	found->ends[found->end_count++] = (uint32_t)at;
}

/* A carriage return belongs to the line feed behind it, or to the end of the piece. */
static bool ends_line(const char *text, size_t bytes, size_t at)
{
	return text[at] == '\r' && (at + 1 == bytes || text[at + 1] == '\n');
}

static void scan(const char *text, size_t bytes, char separator, bool has_quotes,
		 struct vd_csv_scan *found)
{
	enum state state = CELL_BEGINS;
	found->end_count = found->row_count = 0;
	found->stray = VD_CSV_NO_STRAY;
	for (size_t i = 0; i < bytes && found->stray == VD_CSV_NO_STRAY; i++) {
		char c = text[i];
		bool is_quote = has_quotes && c == '"';
		if (state == IN_QUOTES) {
			state = is_quote ? BEHIND_QUOTE : IN_QUOTES;
		} else if (c == separator || c == '\n') {
			end_cell(found, i, c == '\n');
			state = CELL_BEGINS;
		} else if (is_quote && state != IN_CELL) {
			state = IN_QUOTES;
		} else if (is_quote || (state == BEHIND_QUOTE && !ends_line(text, bytes, i))) {
			found->stray = (uint32_t)i;
		} else if (state == CELL_BEGINS) {
			state = IN_CELL;
		}
	}
	found->is_open = state == IN_QUOTES;
}

static struct vd_csv_tally tally(const char *text, size_t bytes)
{
	struct vd_csv_tally counted = { 0 };
	for (size_t i = 0; i < bytes; i++) {
		counted.quotes += text[i] == '"';
		counted.line_feeds += text[i] == '\n';
	}
	return counted;
}

const struct vd_csv_kernel vd_csv_scalar = { "scalar", scan, tally };
