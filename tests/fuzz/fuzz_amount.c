/*
 * An amount of any bytes in a style of a data file: the fast path reads what the general one does,
 * nothing is read beyond the slice, and what is written is read back.
 */
#include <stdlib.h>
#include <string.h>

#include "budget/amount.h"
#include "tests/fuzz/fuzz.h"

enum { STYLE_BYTES = 4 };

/* A style picked by the first bytes. */
static struct vd_amount_style pick(const uint8_t *bytes)
{
	static const char *const marks[] = { ",", ".", "'", "’", " ", "\xC2\xA0", "\xA0", "·" };
	static const char *const codes[] = { "PEN", "CLP", "KWD", "UYW", "USD", "EUR", "XXX" };
	static const struct vd_decimal units[] = {
		{ .digits = 1 },
		{ .digits = 1000 },
		{ .digits = 1, .decimals = 2 },
		{ .digits = INT64_MAX },
		{ .digits = 15, .decimals = 1 },
		{ .digits = 1, .decimals = 18 },
	};
	struct vd_amount_style style = { .numbers.decimal = bytes[0] % 3   ? "."
							    : bytes[0] % 2 ? ","
									   : "·" };
	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (bytes[1] >> i & 1 && strcmp(marks[i], style.numbers.decimal) != 0)
			style.numbers.grouping[style.numbers.grouping_count++] = marks[i];
	if (!vd_currency_find(codes[bytes[2] % (sizeof(codes) / sizeof(*codes))], &style.currency))
		abort();
	/* Mostly as it is: the fast path knows of no other unit. */
	style.unit = units[bytes[2] < 128 ? 0 : bytes[3] % (sizeof(units) / sizeof(*units))];
	style.parentheses = bytes[0] & 8;
	style.trailing_minus = bytes[0] & 16;
	style.no_break_space = bytes[0] & 32 ? "\xA0" : NULL;
	if (bytes[0] & 64)
		style.zeros.items[style.zeros.count++] = (struct vd_slice){ "-", 1 };
	if (bytes[0] & 128)
		style.zeros.items[style.zeros.count++] = (struct vd_slice){ "", 0 };
	return style;
}

struct result {
	enum vd_number_status status;
	int64_t minor;
	size_t at;
};

/* What is read of just these bytes, with a space before or behind them: those go the general way. */
static struct result read_with(const struct vd_amount_style *style, const uint8_t *data,
			       size_t bytes, size_t before, size_t behind)
{
	const size_t all = before + bytes + behind;
	struct result result = { .minor = 77, .at = SIZE_MAX };
	char *text = malloc(all + !all);
	if (!text)
		abort();
	memset(text, ' ', all);
	if (bytes)
		memcpy(text + before, data, bytes);
	/* Of no bytes, a place that no byte may be read at. */
	result.status = vd_amount_read(style, (struct vd_slice){ all ? text : text + 1, all },
				       &result.minor, &result.at);
	if (result.status == VD_NUMBER_OK ? result.at != SIZE_MAX
					  : result.at > all || result.minor != 77)
		abort();
	free(text);
	return result;
}

static void check_same(struct result a, struct result b, size_t shift)
{
	if (a.status != b.status || a.minor != b.minor)
		abort();
	/* Of nothing but spaces, reading stops at the first. */
	if (a.status != VD_NUMBER_OK && a.at + shift != b.at && (a.at || b.at))
		abort();
}

/* The amount as the program writes it, in a style that reads it. */
static void check_round_trip(struct vd_amount_style style, int64_t minor)
{
	struct vd_arena *arena = vd_arena_open(abort);
	style.unit = (struct vd_decimal){ .digits = 1 };
	style.numbers = (struct vd_number_style){ ".", { "," }, 1 };
	for (enum vd_grouping grouping = VD_UNGROUPED; grouping <= VD_GROUPED; grouping++) {
		const char *text = vd_money_format(arena, (struct vd_money){ minor },
						   &style.currency, grouping);
		struct result back = read_with(&style, (const uint8_t *)text, strlen(text), 0, 0);
		if (back.status != VD_NUMBER_OK || back.minor != minor)
			abort();
	}
	vd_arena_close(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size < STYLE_BYTES)
		return 0;
	const struct vd_amount_style style = pick(data);
	data += STYLE_BYTES;
	size -= STYLE_BYTES;
	const struct result read = read_with(&style, data, size, 0, 0);
	const struct result shifted = read_with(&style, data, size, 1, 0);
	const struct result padded = read_with(&style, data, size, 0, 1);
	check_same(read, padded, 0);
	check_same(read, shifted, 1);
	if (read.status == VD_NUMBER_OK)
		check_round_trip(style, read.minor);
	return 0;
}
