/*
 * Printed numbers read piece by piece: what the amounts of a study (money.c) and of data files
 * (amount.c) have in common. Nothing is read beyond the text, which need not end in a NUL.
 */
#ifndef VD_BUDGET_NUMERAL_H
#define VD_BUDGET_NUMERAL_H

#include "budget/money.h"

/** A text that is being read, and the number so far. */
struct vd_numeral {
	const char *text;
	size_t bytes;
	const struct vd_number_style *style;
	const char *no_break_space; /* another way to write one than in UTF-8, or NULL */
	size_t at;		    /* where reading stands */
	vd_int128 digits;	    /* number = digits / 10^decimals */
	uint8_t decimals;
};

/** What the digits stand for. */
enum vd_numeral_kind {
	/* As printed: 90.0 has one decimal. It has no idle zeros in front: what has is a code, or
	   part of an amount that was split. At most 64 bits and VD_DECIMALS_MOST decimals. */
	VD_NUMERAL_PRINTED,
	/* A value, as programs write them: 000090.00 and 90 are the same, and .5 is a half. */
	VD_NUMERAL_VALUE,
};

/** How many bytes `prefix` takes if the rest of the text starts with it, else 0; NULL: 0. */
size_t vd_numeral_starts(const struct vd_numeral *numeral, const char *prefix);

bool vd_numeral_at_digit(const struct vd_numeral *numeral);
bool vd_numeral_at_end(const struct vd_numeral *numeral);

/** Pass over spaces and no-break spaces. */
void vd_numeral_spaces(struct vd_numeral *numeral);

/** Pass over a minus (- or U+2212), a sign or code of a currency. @return whether there was one */
bool vd_numeral_minus(struct vd_numeral *numeral);
bool vd_numeral_currency(struct vd_numeral *numeral, const struct vd_currency *currency);

/**
 * Read digits in groups of three if grouped, and a fraction if one follows.
 * @return OK; NONE: no digit stands here; MALFORMED, GROUPS or LARGE with `at` there; UNDECLARED: a
 *         mark that numbers are written with somewhere in the world, and more digits
 */
enum vd_number_status vd_numeral_digits(struct vd_numeral *numeral, enum vd_numeral_kind kind);

#endif
