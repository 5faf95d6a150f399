/* The text of a claim, piece by piece: words, figures, and where they stand. */
#ifndef VD_BUDGET_CLAIM_SCAN_H
#define VD_BUDGET_CLAIM_SCAN_H

#include "budget/printed.h"

enum { VD_CLAIM_CHARACTERS = 1000, VD_CLAIM_OPERANDS = 100 };

/** Why a claim cannot be read. */
struct vd_claim_error {
	const char
		*text; /* the claim, a character for each of its own; NULL if it cannot be shown */
	uint32_t column, length; /* the place in it, in characters; the first is 0 */
	const char *message;
	const char *expected; /* what should stand at the place */
	bool is_number;	      /* a number that the style does not know */
};

struct vd_claim_scan {
	struct vd_arena *arena;
	const char *text;  /* every blank a space */
	const char *lower; /* the same in small letters, byte for byte */
	const struct vd_number_style *style;
	size_t at; /* the byte reached */
	struct vd_claim_error *error;
};

/** A figure with its sign, currency and unit. */
struct vd_claim_figure {
	size_t start, end; /* bytes of the text */
	struct vd_printed printed;
	uint8_t decimals;   /* digits behind the decimal mark, as written */
	const char *before; /* "S/ " */
	const char *behind; /* "%", " million" */
	const char *sign;   /* of its currency, or its code; "" for none */
	struct vd_currency currency;
	bool is_times;	/* "6 times" */
	bool is_points; /* percentage points */
};

/**
 * Begin to scan: at most VD_CLAIM_CHARACTERS characters of UTF-8, none of them hidden.
 * @return false with the error set
 */
bool vd_scan_open(struct vd_arena *arena, const char *text, size_t bytes,
		  struct vd_claim_error *error, struct vd_claim_scan *scan)
	__attribute__((warn_unused_result));

/** Say what is wrong with the bytes from `start` to `end`. @return false */
bool vd_scan_fail(struct vd_claim_scan *scan, size_t start, size_t end, const char *expected,
		  const char *format, ...) __attribute__((format(printf, 5, 6)));

/** The same with the word or sign that comes next: "`von` is not understood here". */
bool vd_scan_unexpected(struct vd_claim_scan *scan, const char *expected);

void vd_scan_blanks(struct vd_claim_scan *scan);

/** Pass over blanks and the first of some phrases that stands there, whole words only; NULL ends. */
bool vd_scan_accept(struct vd_claim_scan *scan, const char *const *phrases);

/** Pass over blanks; whether a number, or the currency sign or minus before one, comes next. */
bool vd_scan_is_figure(struct vd_claim_scan *scan);

/** Read a figure with the words behind it that are a unit. @return false with the error set */
bool vd_scan_figure(struct vd_claim_scan *scan, struct vd_claim_figure *figure)
	__attribute__((warn_unused_result));

/** A part of the text. */
const char *vd_scan_part(const struct vd_claim_scan *scan, size_t start, size_t end);

#endif
