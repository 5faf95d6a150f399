/* Exact values that may be known only to an interval: operands that are rounded themselves. */
#ifndef VD_BUDGET_INTERVAL_H
#define VD_BUDGET_INTERVAL_H

#include "budget/value.h"

/**
 * A value and the ends between which it lies; for an exact one all three are the same. Values are
 * ratios in major units, real numbers where 128 bits do not hold a ratio, or missing all three.
 */
struct vd_interval {
	struct vd_value low, middle, high;
	bool low_open, high_open; /* the end itself is not in it */
};

/** A value as it is. */
struct vd_interval vd_interval_of(const struct vd_value *value, const struct vd_currency *currency);

struct vd_interval vd_interval_of_whole(int64_t number);

/**
 * A printed number: exact, or rounded half away from zero to its last digit, so that the end further
 * from zero is open. One with a percent sign is a fraction.
 */
struct vd_interval vd_interval_of_decimal(struct vd_decimal number, bool is_rounded);

/** No value, with the reason. */
struct vd_interval vd_interval_missing(enum vd_missing missing);

/**
 * a + b, a - b, a / b. Missing if either is; VD_NO_BASE where the divisor may be zero.
 */
struct vd_interval vd_interval_add(const struct vd_interval *a, const struct vd_interval *b);
struct vd_interval vd_interval_subtract(const struct vd_interval *a, const struct vd_interval *b);
struct vd_interval vd_interval_divide(const struct vd_interval *a, const struct vd_interval *b);

/** The value in the middle, an amount or a count again where the unit is one and it is whole. */
struct vd_value vd_interval_value(const struct vd_interval *interval, enum vd_unit unit,
				  const struct vd_currency *currency);

/** a - b of two values as far as exact arithmetic reaches, else real. Missing if either is. */
struct vd_value vd_value_less(const struct vd_value *a, const struct vd_value *b,
			      const struct vd_currency *currency);

#endif
