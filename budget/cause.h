/* Why a printed figure differs from what it should be: causes looked for, and how sure they are. */
#ifndef VD_BUDGET_CAUSE_H
#define VD_BUDGET_CAUSE_H

#include "budget/language.h"
#include "budget/printed.h"

/* X(identifier, N_("key")) */
#define VD_CAUSES(X)                                                                               \
	X(NONE, "")                                                                                \
	X(LEFT_OUT, N_("left-out"))                                                                \
	X(DOUBLE_COUNTED, N_("double-counted"))                                                    \
	X(COUNTED_BESIDES, N_("counted-besides"))                                                  \
	X(OTHER_BASE, N_("other-base"))                                                            \
	X(OTHER_PART, N_("other-part"))                                                            \
	X(FRACTION, N_("fraction-for-percent"))                                                    \
	X(UNIT, N_("unit-slip"))                                                                   \
	X(OTHER_YEAR, N_("other-year"))                                                            \
	X(OTHER_STAGE, N_("other-stage"))                                                          \
	X(SIGN, N_("sign"))                                                                        \
	X(INVERTED, N_("inverted"))                                                                \
	X(COMPLEMENT, N_("complement"))                                                            \
	X(SWAPPED_DIGITS, N_("swapped-digits"))                                                    \
	X(DROPPED_DIGIT, N_("dropped-digit"))                                                      \
	X(EXTRA_DIGIT, N_("extra-digit"))                                                          \
	X(OTHER_DIGIT, N_("other-digit"))                                                          \
	X(MISPRINTED_ROW, N_("misprinted-row"))

enum vd_cause_kind {
#define X(id, key) VD_CAUSE_##id,
	VD_CAUSES(X)
#undef X
		VD_CAUSE_COUNT
};

/** The kind as a stable word: "left-out". */
const char *vd_cause_key(enum vd_cause_kind kind);

/** A cause is stated as fact only if fewer such coincidences than this are to be expected. */
#define VD_CHANCE_MOST 0.01

struct vd_cause {
	enum vd_cause_kind kind;
	const char *text; /* a sentence: "the difference is exactly: Maynas, implemented 2015" */
	bool is_fact;
};

/** One fact alone, or candidates. */
struct vd_causes {
	struct vd_cause *items;
	size_t count, capacity;
	bool is_explained; /* some cause alone would be a fact */
	/* a slip in the printed figure that is one if another figure confirms the computed one, since
	 * an addend may have slipped as well; else without text */
	struct vd_cause if_confirmed;
};

/** An amount that is, or might have been, in a sum. */
struct vd_addend {
	const char *name;
	int64_t amount; /* in units of the suspect's `scale` */
};

struct vd_addends {
	struct vd_addend *items;
	size_t count, capacity;
};

/** A value that the printed figure may have been meant to be. */
struct vd_alternative {
	enum vd_cause_kind kind;
	const char *text; /* "implemented 2016 / allocated 2016" */
	struct vd_value value;
};

/** A printed figure that contradicts the computed one, with what it could have come from. */
struct vd_suspect {
	struct vd_arena *arena;
	const struct vd_currency *currency;
	struct vd_printed printed;
	enum vd_unit unit;
	bool is_bare; /* a percentage, printed without its sign */
	struct vd_interval computed;
	struct {
		struct vd_alternative *items;
		size_t count, capacity;
	} alternatives;
	size_t near[VD_CAUSE_COUNT]; /* tried and near the printed figure, but not fitting */
	/* of a sum */
	size_t largest_set;	   /* of addends to look for; 0: VD_SUBSET_MOST */
	uint8_t scale;		   /* addends are in units of 10^-scale */
	struct vd_addends addends; /* what is in the computed sum */
	struct vd_addends others;  /* what is alike and not in it */
	const char *of_what;	   /* behind the names of addends: "implemented 2015"; or "" */
	/* of a share of a whole number: part and base, or missing */
	struct vd_value part, base;
};

/**
 * Whether a value would explain the printed figure: then add it, with words. One that does not is
 * remembered for how many were tried.
 */
bool vd_suspect_try(struct vd_suspect *suspect, enum vd_cause_kind kind,
		    const struct vd_value *value);

/** Add a value that may have been meant; a missing one is left out. */
void vd_suspect_add(struct vd_suspect *suspect, enum vd_cause_kind kind, const char *text,
		    const struct vd_value *value);

/**
 * Look for causes: addends left out, counted twice or counted besides (subset.h); the alternatives;
 * slips of percent, unit, sign and digits; whole bases and parts that would fit.
 * Method: an alternative that comes out at the digits printed is one of `n` of its kind within a
 * factor e of the printed figure p; with w the worth of its last digit (of an amount, of the last
 * one that is no zero), (n + 1) w / (p (e - 1/e)) fit by chance. One cause that is the only one of
 * its kind and has a chance below VD_CHANCE_MOST is a fact; two such exclude each other, and both
 * are candidates.
 */
struct vd_causes vd_causes_find(struct vd_suspect *suspect);

/** What the causes say, a sentence a line; "no simple cause found" if there is none. */
const char *vd_causes_words(struct vd_arena *arena, const struct vd_causes *causes);

/** The kind of the fact, or VD_CAUSE_NONE. */
enum vd_cause_kind vd_causes_fact(const struct vd_causes *causes);

#endif
