/* Printed figures as intervals: what exact values a printed number stands for. */
#ifndef VD_BUDGET_PRINTED_H
#define VD_BUDGET_PRINTED_H

#include "budget/interval.h"

/** How a value comes out at a printed number. */
enum vd_fit {
	VD_FIT_NONE,
	VD_FIT_TRUNCATED, /* only if digits were cut off */
	VD_FIT_ROUNDED,	  /* rounded half away from zero */
	VD_FIT_EXACT,
};

/** The word for it: "rounded". */
const char *vd_fit_word(enum vd_fit fit);

/**
 * Whether a value comes out at a printed number, by magnitude: with u the worth of the last digit
 * printed, rounded covers [p - u/2, p + u/2) and truncated [p, p + u). The exact value is compared,
 * not a double, unless the value is one.
 * @param unit  a percentage is compared times 100
 */
enum vd_fit vd_printed_fit(const struct vd_printed *printed, const struct vd_value *value,
			   enum vd_unit unit, const struct vd_currency *currency);

/** A value in units of a printed number's last digit. */
struct vd_digits {
	vd_int128 cut, rounded; /* toward zero; half away from zero */
	bool is_whole;		/* nothing was cut off */
	bool is_tie;		/* half a digit was rounded */
};

/** @return false if the value is missing or beyond what can be held */
bool vd_printed_digits(const struct vd_printed *printed, const struct vd_value *value,
		       enum vd_unit unit, const struct vd_currency *currency, struct vd_digits *out)
	__attribute__((warn_unused_result));

/**
 * Whether some value of an interval comes out at a printed number, its sign included. The value in
 * the middle is the one computed; the interval is wider where its operands are rounded themselves.
 */
enum vd_fit vd_printed_fit_interval(const struct vd_printed *printed,
				    const struct vd_interval *interval, enum vd_unit unit,
				    const struct vd_currency *currency);

/** A printed number itself, as an exact value in a unit. */
struct vd_interval vd_printed_point(const struct vd_printed *printed, enum vd_unit unit);

/** How far a value is from a printed number, in units of its last digit, by magnitude. */
double vd_printed_distance(const struct vd_printed *printed, const struct vd_value *value,
			   enum vd_unit unit, const struct vd_currency *currency);

/**
 * Read a figure as someone quotes it: `0.12`, `54.21%`, `S/ 14,163,523`, `14.2 million`,
 * `20 cents`, `4 millones`, `12 céntimos`.
 * @param style  the study's way of writing numbers is tried first, then English, then Spanish
 * @return false if it is no number, or one beyond 64 bits
 */
bool vd_printed_read(struct vd_arena *arena, const char *text, const struct vd_number_style *style,
		     const struct vd_currency *currency, struct vd_printed *out)
	__attribute__((warn_unused_result));

#endif
