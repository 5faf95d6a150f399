/* Exact numbers: amounts in minor units, printed decimals, ratios. No locale, no floating point. */
#ifndef VD_BUDGET_MONEY_H
#define VD_BUDGET_MONEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "budget/arena.h"

__extension__ typedef __int128 vd_int128;

/** An amount of the study's currency in its minor unit (céntimos, cents). */
struct vd_money {
	int64_t minor;
};

/** A currency of ISO 4217. */
struct vd_currency {
	char code[4];
	uint8_t decimals;     /* of the minor unit */
	const char *signs[3]; /* accepted before an amount, besides the code; longest first */
};

/** A number as printed: value = digits / 10^decimals. */
struct vd_decimal {
	int64_t digits;
	uint8_t decimals;
	bool percent; /* a percent sign followed */
};

/** A figure as someone prints it: digits x 10^exponent, the last digit being worth 10^exponent. */
struct vd_printed {
	int64_t digits; /* without sign */
	int exponent;
	bool negative; /* a minus was printed */
	bool percent;
};

/** numerator / denominator, denominator > 0. */
struct vd_ratio {
	vd_int128 numerator, denominator;
};

enum { VD_GROUPING_MOST = 8, VD_DECIMALS_MOST = 18 };

/** How numbers are written in a file. Marks are UTF-8 strings of one character. */
struct vd_number_style {
	const char *decimal; /* never NULL */
	const char *grouping[VD_GROUPING_MOST];
	size_t grouping_count;
};

enum vd_number_status {
	VD_NUMBER_OK,
	VD_NUMBER_NONE,	      /* not a number at all: perhaps a code */
	VD_NUMBER_MALFORMED,  /* digits with something that cannot be there */
	VD_NUMBER_UNDECLARED, /* a mark that the style does not declare */
	VD_NUMBER_GROUPS,     /* groups that are not of three digits */
	VD_NUMBER_DECIMALS,   /* more decimals than allowed */
	VD_NUMBER_LARGE,      /* beyond 64 bits */
};

/** Plain digits and "." as decimal mark. */
extern const struct vd_number_style vd_plain_numbers;

/** No currency in particular: the code XXX, two decimals, no sign. */
extern const struct vd_currency vd_no_currency;

/** The currency of an ISO 4217 code. @return false if there is none */
bool vd_currency_find(const char *code, struct vd_currency *found);

/** The currency meant by a code in the wrong case. @return false if none is */
bool vd_currency_nearest(const char *code, struct vd_currency *found);

/** The currencies that use a sign such as "S/" or "$". @return how many; the first in `found` */
size_t vd_currency_by_sign(const char *sign, struct vd_currency *found);

/**
 * Read a printed number: an optional minus (- or U+2212), an optional sign or code of the currency,
 * digits in groups of three if grouped, an optional fraction, an optional percent sign.
 * @param currency  NULL if no currency sign may stand before it
 * @param at        set on failure to the byte in `text` where reading stopped
 */
enum vd_number_status vd_decimal_parse(const char *text, const struct vd_number_style *style,
				       const struct vd_currency *currency, struct vd_decimal *out,
				       size_t *at) __attribute__((warn_unused_result));

/** A printed number as an amount: OK, or DECIMALS or LARGE. */
enum vd_number_status vd_money_from_decimal(struct vd_decimal decimal,
					    const struct vd_currency *currency,
					    struct vd_money *out)
	__attribute__((warn_unused_result));

/** 10^exponent for 0 to 18. */
int64_t vd_power_of_ten(uint8_t exponent);

/** The amount in major units; exact up to 2^53 minor units, see vd_money_fits_double(). */
double vd_money_double(struct vd_money money, const struct vd_currency *currency);

/** Whether the amount's double gives back its exact minor units. */
bool vd_money_fits_double(struct vd_money money, const struct vd_currency *currency);

/** Whether digits are grouped in what a formatter writes. */
enum vd_grouping { VD_UNGROUPED, VD_GROUPED };

/** `6,485,049.50` or `6485049.50`: always ".", with the currency's decimals. */
const char *vd_money_format(struct vd_arena *arena, struct vd_money money,
			    const struct vd_currency *currency, enum vd_grouping grouping);

/** A whole number, grouped or not. */
const char *vd_count_format(struct vd_arena *arena, int64_t count, enum vd_grouping grouping);

/**
 * A ratio times 10^shift (2 for a percentage) with `decimals` digits after the point, rounded half
 * away from zero, from the exact value.
 */
const char *vd_ratio_format(struct vd_arena *arena, struct vd_ratio ratio, uint8_t shift,
			    uint8_t decimals, enum vd_grouping grouping);

/**
 * A ratio times 10^shift cut off (not rounded) after 12 significant digits, "…" behind it if more
 * follow: what `explain` calls unrounded.
 */
const char *vd_ratio_unrounded(struct vd_arena *arena, struct vd_ratio ratio, uint8_t shift);

/** The nearest double. */
double vd_ratio_double(struct vd_ratio ratio);

#endif
