/* The header line: the first row that names the columns, below titles and above the data. */
#include <string.h>

#include "config/look_parts.h"

enum { YEAR_LEAST = 1800, YEAR_MOST = 2200, ROWS_BELOW = 40 };

int vd_look_year(struct vd_slice text)
{
	int year = 0;
	if (text.bytes != 4)
		return 0;
	for (size_t i = 0; i < 4; i++) {
		if (text.text[i] < '0' || text.text[i] > '9')
			return 0;
		year = year * 10 + (text.text[i] - '0');
	}
	return year >= YEAR_LEAST && year <= YEAR_MOST ? year : 0;
}

/* The text of a cell; "" where the row is too short. */
static struct vd_slice cell_of(const struct vd_look_raw_row *row, size_t column)
{
	return column < row->count ? vd_look_trimmed(row->cells[column])
				   : (struct vd_slice){ "", 0 };
}

static size_t filled(const struct vd_look_raw_row *row)
{
	size_t count = 0;
	for (size_t c = 0; c < row->count; c++)
		count += cell_of(row, c).bytes > 0;
	return count;
}

static bool is_same(struct vd_slice a, struct vd_slice b)
{
	return a.bytes == b.bytes && (!a.bytes || memcmp(a.text, b.text, a.bytes) == 0);
}

struct below {
	size_t rows, numbers, years, same;
};

/* What stands in a column below a row. */
static struct below look_below(const struct vd_look_raw_row *rows, size_t count, size_t row,
			       size_t column)
{
	struct below below = { 0 };
	for (size_t r = row + 1; r < count && below.rows < ROWS_BELOW; r++) {
		struct vd_slice cell = cell_of(&rows[r], column);
		if (!cell.bytes)
			continue;
		below.rows++;
		below.numbers += vd_look_at_number(cell).is_number;
		below.years += vd_look_year(cell) != 0;
		below.same += is_same(cell, cell_of(&rows[row], column));
	}
	return below;
}

/* Whether a cell may be a heading: a text, or a year above what are no years. */
static bool may_head(const struct vd_look_raw_row *rows, size_t count, size_t row, size_t column)
{
	struct vd_slice cell = cell_of(&rows[row], column);
	if (!vd_look_at_number(cell).is_number)
		return true;
	struct below below = look_below(rows, count, row, column);
	return vd_look_year(cell) && below.rows && below.years * 2 < below.rows;
}

/* How a row fits as the header. */
struct fit {
	bool may_be;
	size_t above_numbers; /* its texts that stand above numbers */
	size_t repeats;	      /* its texts that stand below again */
};

static struct fit fit_as_header(const struct vd_look_raw_row *rows, size_t count, size_t row)
{
	struct fit fit = { .may_be = true };
	for (size_t c = 0; c < rows[row].count; c++) {
		if (!cell_of(&rows[row], c).bytes)
			continue;
		if (!may_head(rows, count, row, c)) {
			fit.may_be = false;
			return fit;
		}
		struct below below = look_below(rows, count, row, c);
		fit.above_numbers += below.rows && below.numbers * 10 >= below.rows * 8;
		fit.repeats += below.same > 0;
	}
	return fit;
}

static bool has_known_words(const struct vd_look_raw_row *row)
{
	for (size_t c = 0; c < row->count; c++)
		if (vd_is_known_heading(cell_of(row, c)))
			return true;
	return false;
}

/* A line of wide headings above the header: years over several columns each, say. */
static bool is_upper_header(const struct vd_look_raw_row *rows, size_t row, size_t wanted)
{
	return row > 0 && rows[row - 1].count == wanted && wanted > 2 &&
	       filled(&rows[row - 1]) * 4 >= wanted && filled(&rows[row - 1]) > 1;
}

/* Texts below the header and above numbers. */
static bool is_lower_header(const struct vd_look_raw_row *rows, size_t count, size_t row)
{
	size_t above_numbers = 0;
	for (size_t c = 0; row + 1 < count && c < rows[row + 1].count; c++) {
		struct vd_slice cell = cell_of(&rows[row + 1], c);
		if (!cell.bytes)
			continue;
		if (vd_look_at_number(cell).is_number)
			return false;
		struct below below = look_below(rows, count, row + 1, c);
		above_numbers += below.rows > 1 && below.numbers * 10 >= below.rows * 8;
	}
	return above_numbers > 1;
}

struct vd_look_header vd_look_for_header(const struct vd_look_raw_row *rows, size_t count,
					 size_t wanted)
{
	struct vd_look_header header = { 0 };
	for (size_t r = 0; r < count; r++) {
		size_t full = filled(&rows[r]);
		bool is_title = rows[r].count * 2 < wanted + 1 || full * 10 < wanted * 6 ||
				(wanted > 1 && full < 2);
		if (is_title)
			continue;
		struct fit fit = fit_as_header(rows, count, r);
		header.row = r;
		if (!fit.may_be)
			break;
		/* Rows of texts alone look like a header: known words tell, and repeated texts. */
		bool knows = has_known_words(&rows[r]);
		if (!fit.above_numbers && !knows && fit.repeats)
			break;
		header.is_there = rows[r].count == wanted;
		header.sure = fit.above_numbers && knows   ? VD_SURE
			      : fit.above_numbers || knows ? VD_LIKELY
							   : VD_DOUBTFUL;
		header.is_double = header.is_there && (is_upper_header(rows, r, wanted) ||
						       is_lower_header(rows, count, r));
		return header;
	}
	/* No header: titles above the first row of data stay in the way, and are told of. */
	header.is_there = false;
	header.sure = has_known_words(&rows[header.row]) ? VD_DOUBTFUL : VD_LIKELY;
	return header;
}
