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
	struct vd_currency
		currency;	/* its decimals, and the signs that may stand beside an amount */
	struct vd_decimal unit; /* what 1 stands for: 1000 where amounts are in thousands */
	bool parentheses;	/* (1,234.50) is negative */
	bool trailing_minus;	/* 1,234.50- is negative */
	struct {
		struct vd_slice items[VD_ZERO_WORDS_MOST];
		size_t count;
	} zeros; /* texts that stand for zero, such as "-" */
};

/**
 * Read an amount. Spaces around it are passed over. Besides what vd_decimal_parse() takes (without
 * a percent sign): decimals beyond the currency's if they are zeros, so that nothing is lost; a
 * sign of the currency behind the amount; what the style declares. An amount in scientific notation
 * is MALFORMED: a spreadsheet has cut its digits.
 * @param minor  in minor units, times the unit; set on OK alone
 * @param at     set on failure to the byte in `text` where reading stopped
 */
enum vd_number_status vd_amount_read(const struct vd_amount_style *style, struct vd_slice text,
				     int64_t *minor, size_t *at)
	__attribute__((warn_unused_result));

#endif
