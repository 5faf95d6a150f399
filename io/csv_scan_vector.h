/*
 * The body of the vector kernels, for a file that has defined
 *   KERNEL_TARGET      attributes of its functions, or nothing
 *   struct block       64 bytes of text, and load(text)
 *   equal(block, c)    a bit for each byte that is c
 *   prefix_xor(bits)   each bit the exclusive or of those up to it
 *   place_or_64(bits)  the place of the first bit, or anything up to 64 if there is none
 * or, instead of the last two,
 *   BY_SHIFTS          the plain ones, for processors without instructions of their own
 * and instead of the very last
 *   WRITES_PLACES      and write_places(out, bits, base): base and the place of each bit, in order;
 *                      it may write 64 places more than there are
 *
 * Sixty-four bytes are looked at as masks. The exclusive or of all quotes up to a byte tells whether
 * it stands within quotes: a doubled quote closes and opens, which leaves that as it is.
 */
#include <string.h>

#include "io/csv_scan.h"

enum { BLOCK = 64, AT_ONCE = 8 };

#define INLINE static inline __attribute__((always_inline)) KERNEL_TARGET

INLINE unsigned first_bit(uint64_t bits)
{
	return (unsigned)__builtin_ctzll(bits);
}

INLINE unsigned count_bits(uint64_t bits)
{
	return (unsigned)__builtin_popcountll(bits);
}

#ifdef BY_SHIFTS
INLINE uint64_t prefix_xor(uint64_t bits)
{
	for (unsigned shift = 1; shift < 64; shift *= 2)
		bits ^= bits << shift;
	return bits;
}

INLINE uint32_t place_or_64(uint64_t bits)
{
	return (uint32_t)__builtin_ctzll(bits | 1ULL << 63);
}
#endif

#ifndef WRITES_PLACES
/* Write the places of all bits; room for AT_ONCE more than there are is used. */
INLINE void write_places(uint32_t *out, uint64_t bits, uint32_t base)
{
	unsigned count = count_bits(bits);
	for (unsigned done = 0; done < count; done += AT_ONCE)
		for (unsigned k = 0; k < AT_ONCE; k++) {
			out[done + k] = base + place_or_64(bits);
			bits &= bits - 1;
		}
}
#endif

/* How many ends there are before the first of these line feeds. */
INLINE uint32_t row_before(const struct vd_csv_scan *found, uint64_t feeds, uint64_t ends)
{
	return (uint32_t)(found->end_count + count_bits(ends & ((feeds & -feeds) - 1)));
}

INLINE void write_rows(struct vd_csv_scan *found, uint64_t feeds, uint64_t ends)
{
	/* Most blocks have one or none: no branch on which. There is room for one too many. */
	found->rows[found->row_count] = row_before(found, feeds, ends);
	found->row_count += feeds != 0;
	for (feeds &= feeds - 1; feeds; feeds &= feeds - 1)
		found->rows[found->row_count++] = row_before(found, feeds, ends);
}

/* What passes from one block to the next. */
struct carried {
	uint64_t inside;	/* all ones within quotes, or zero */
	uint64_t may_open;	/* 1: a quote may open at the next byte */
	uint64_t behind_closed; /* 1: the last byte closed a quote */
};

/* Of the bytes behind closing quotes, those that are no end: a carriage return before a line feed is. */
INLINE uint64_t without_line_ends(const char *text, size_t bytes, size_t at, uint64_t bad)
{
	uint64_t left = bad;
	for (; left; left &= left - 1) {
		size_t i = at + first_bit(left);
		if (text[i] == '\r' && (i + 1 == bytes || text[i + 1] == '\n'))
			bad ^= left & -left;
	}
	return bad;
}

INLINE void scan_block(const char *text, size_t bytes, size_t at, char separator, bool has_quotes,
		       uint64_t valid, struct carried *carried, struct vd_csv_scan *found)
{
	struct block block = load(text + at);
	uint64_t feeds = equal(&block, '\n') & valid;
	uint64_t ends = (equal(&block, separator) & valid) | feeds;
	if (has_quotes) {
		uint64_t quotes = equal(&block, '"') & valid;
		uint64_t inside = prefix_xor(quotes) ^ carried->inside;
		carried->inside = 0 - (inside >> 63); /* all ones, or zero */
		ends &= ~inside;
		feeds &= ~inside;
		uint64_t closing = quotes & ~inside;
		uint64_t may_open = (ends | quotes) << 1 | carried->may_open;
		uint64_t behind = closing << 1 | carried->behind_closed;
		uint64_t bad_opening = quotes & inside & ~may_open;
		uint64_t bad_behind = behind & ~(ends | quotes) & valid;
		carried->may_open = (ends | quotes) >> 63;
		carried->behind_closed = closing >> 63;
		if (bad_behind)
			bad_behind = without_line_ends(text, bytes, at, bad_behind);
		uint64_t bad = bad_opening | bad_behind;
		if (bad) {
			uint64_t before = (bad & -bad) - 1;
			found->stray = (uint32_t)at + first_bit(bad);
			ends &= before;
			feeds &= before;
		}
	}
	write_places(found->ends + found->end_count, ends, (uint32_t)at);
	write_rows(found, feeds, ends);
	found->end_count += count_bits(ends);
}

INLINE void scan_all(const char *text, size_t bytes, char separator, bool has_quotes,
		     struct vd_csv_scan *found)
{
	struct carried carried = { .may_open = 1 };
	size_t at = 0;
	found->end_count = found->row_count = 0;
	found->stray = VD_CSV_NO_STRAY;
	for (; at + BLOCK <= bytes && found->stray == VD_CSV_NO_STRAY; at += BLOCK)
		scan_block(text, bytes, at, separator, has_quotes, ~0ULL, &carried, found);
	if (at < bytes && found->stray == VD_CSV_NO_STRAY)
		scan_block(text, bytes, at, separator, has_quotes, (1ULL << (bytes - at)) - 1,
			   &carried, found);
	found->is_open = carried.inside != 0;
}

KERNEL_TARGET static void scan(const char *text, size_t bytes, char separator, bool has_quotes,
			       struct vd_csv_scan *found)
{
	if (has_quotes)
		scan_all(text, bytes, separator, true, found);
	else
		scan_all(text, bytes, separator, false, found);
}

KERNEL_TARGET static struct vd_csv_tally tally(const char *text, size_t bytes)
{
	struct vd_csv_tally counted = { 0 };
	for (size_t at = 0; at < bytes; at += BLOCK) {
		uint64_t valid = bytes - at < BLOCK ? (1ULL << (bytes - at)) - 1 : ~0ULL;
		struct block block = load(text + at);
		counted.quotes += count_bits(equal(&block, '"') & valid);
		counted.line_feeds += count_bits(equal(&block, '\n') & valid);
	}
	return counted;
}
