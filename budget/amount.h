/* Amounts as files of budget lines write them, read exactly and fast. No locale, no floating point. */
#ifndef VD_BUDGET_AMOUNT_H
#define VD_BUDGET_AMOUNT_H

#include "budget/money.h"

/** Bytes borrowed from someone else: without a NUL at their end. */
struct vd_slice {
	const char *text;
	size_t bytes;
};

enum { VD_ZERO_WORDS_MOST = 8 };

/** How the amounts of a file are written. All texts are in the encoding that the amounts are in. */
struct vd_amount_style {
	struct vd_number_style numbers;
	struct vd_currency currency; /* its decimals, and the signs that may stand there */
	struct vd_decimal unit;	     /* above 0: what 1 stands for, such as 1000 */
	const char *no_break_space;  /* passed over as a space is, besides UTF-8's; or NULL */
	bool parentheses;	     /* (1,234.50) is negative */
	bool trailing_minus;	     /* 1,234.50- is negative */
	struct {
		struct vd_slice items[VD_ZERO_WORDS_MOST];
		size_t count;
	} zeros; /* texts that stand for zero, such as "-"; what reads as an amount is one */
};

/**
 * Read an amount. Spaces and tabs around it are passed over. Besides what vd_decimal_parse() takes,
 * but for a percent sign, an amount may be as programs write it: with zeros in front (fixed-width
 * files), a plus, no digit before the decimal mark (.50), a sign of the currency behind it, and
 * decimals beyond the currency's if what they stand for is a whole number of minor units, so that
 * nothing is lost; and as the style declares. One in scientific notation is MALFORMED: a spreadsheet
 * has cut its digits. A parenthesis or trailing minus that is not declared is UNDECLARED.
 * @param minor  in minor units, times the unit; set on OK alone
 * @param at     set on failure to the byte in `text` where reading stopped
 */
enum vd_number_status vd_amount_read(const struct vd_amount_style *style, struct vd_slice text,
				     int64_t *minor, size_t *at)
	__attribute__((warn_unused_result));

#endif
