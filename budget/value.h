/* A value of a result table: exact where it can be, with the reason where there is none. */
#ifndef VD_BUDGET_VALUE_H
#define VD_BUDGET_VALUE_H

#include "budget/study.h"

enum vd_value_kind {
	VD_VALUE_MISSING,
	VD_VALUE_TEXT,
	VD_VALUE_COUNT, /* a whole number: a year, persons, institutions */
	VD_VALUE_MONEY,
	VD_VALUE_RATIO, /* exact */
	VD_VALUE_REAL,	/* a double: only where an index or a statistic is in it */
};

struct vd_value {
	enum vd_value_kind kind;
	enum vd_missing missing;    /* for VD_VALUE_MISSING */
	const struct vd_code *code; /* the code that stands for it in the study, or NULL */
	bool is_word; /* of a text: a key, which a reader gets in the language of the run */
	union {
		const char *text;
		int64_t count;
		struct vd_money money;
		struct vd_ratio
			ratio; /* of money to money, or of minor units to a count scaled to major units */
		double real;
	};
};

/** What a column's values are, and so how they are shown. */
enum vd_unit {
	VD_UNIT_TEXT,
	VD_UNIT_YEAR,
	VD_UNIT_COUNT,
	VD_UNIT_MONEY,	  /* of the study's currency, in major units when shown */
	VD_UNIT_PERCENT,  /* kept as a fraction, shown times 100 with 2 decimals */
	VD_UNIT_SHARE,	  /* the same with 6 decimals: shares of a General Budget are tiny */
	VD_UNIT_PER_UNIT, /* currency per person or case, 4 decimals */
	VD_UNIT_FOREIGN,  /* of the other currency of an exchange rate, in its major units */
	VD_UNIT_NUMBER,	  /* a plain number: a statistic, a ratio */
	VD_UNIT_OF_ROW,	  /* each row has one of the others: see vd_result_unit() */
	VD_UNIT_OF_PART,  /* the same of what a row's figure is made from */
	VD_UNIT_OF_BASE,
	VD_UNITS
};

struct vd_value vd_value_missing(enum vd_missing missing, const struct vd_code *code);
struct vd_value vd_value_text(const char *text);
/**
 * A key such as `allocated`: programs get it as it is, readers as vd_word(). Of one with an id behind
 * it, `institution/mpfn`, the first part is the word.
 */
struct vd_value vd_value_word(const char *key);
struct vd_value vd_value_count(int64_t count);
struct vd_value vd_value_money(struct vd_money money);
/** A real number; one that is not finite is missing, with VD_BEYOND. */
struct vd_value vd_value_real(double number);

bool vd_value_present(const struct vd_value *value);

/**
 * a / b: exact for money and counts. Missing if either is (the first reason wins); VD_NO_BASE if b
 * is zero. Money over a count is in major units of the currency.
 */
struct vd_value vd_value_divide(const struct vd_value *a, const struct vd_value *b,
				const struct vd_currency *currency);

/**
 * a + b and a - b: exact for two amounts or two counts, else real. Missing if either is.
 * @return false if beyond 64 bits
 */
bool vd_value_add(const struct vd_value *a, const struct vd_value *b,
		  const struct vd_currency *currency, struct vd_value *out)
	__attribute__((warn_unused_result));
bool vd_value_subtract(const struct vd_value *a, const struct vd_value *b,
		       const struct vd_currency *currency, struct vd_value *out)
	__attribute__((warn_unused_result));

/** a times a factor that is a real number. Missing if either is. */
struct vd_value vd_value_scale(const struct vd_value *a, const struct vd_value *factor,
			       const struct vd_currency *currency);

/** The number in display units (major units; percentages times 100 by `unit`). */
double vd_value_number(const struct vd_value *value, enum vd_unit unit,
		       const struct vd_currency *currency);

/** The number as a spreadsheet holds it: as vd_value_number(), percentages as fractions. */
double vd_value_cell(const struct vd_value *value, const struct vd_currency *currency);

/** For a person: grouped, rounded to the unit's decimals, "%" behind percentages. */
const char *vd_value_format(struct vd_arena *arena, const struct vd_value *value, enum vd_unit unit,
			    const struct vd_currency *currency);

/** For a program: ungrouped, amounts with the currency's decimals, ratios unrounded. */
const char *vd_value_plain(struct vd_arena *arena, const struct vd_value *value, enum vd_unit unit,
			   const struct vd_currency *currency);

/** For `explain`: as vd_value_format() but not rounded, with 12 significant digits. */
const char *vd_value_unrounded(struct vd_arena *arena, const struct vd_value *value,
			       enum vd_unit unit, const struct vd_currency *currency);

/** A unit as a key, see vd_word(): "percent"; money gives the currency's code. */
const char *vd_unit_name(enum vd_unit unit, const struct vd_currency *currency);

/** Whether a reader gets the words for why a value is missing in its place, not a sign. */
bool vd_value_says_why(const struct vd_value *value);

/** Whether a value is below, at or above zero; of a missing one, 0. */
int vd_value_sign(const struct vd_value *value);

/** Decimals a unit is shown with. */
uint8_t vd_unit_decimals(enum vd_unit unit, const struct vd_currency *currency);

/** Whether a unit is shown times 100. */
bool vd_unit_is_percent(enum vd_unit unit);

/** Whether values of the unit are numbers. */
bool vd_unit_is_number(enum vd_unit unit);

#endif
