/* What the files that make up the look share between themselves. */
#ifndef VD_CONFIG_LOOK_PARTS_H
#define VD_CONFIG_LOOK_PARTS_H

#include "config/look.h"

/** A row as it was split. */
struct vd_look_raw_row {
	const struct vd_slice *cells; /* without their quotes, with the space around them */
	size_t count;
	uint64_t line; /* 0: not known */
};

/** A text without the space around it. */
struct vd_slice vd_look_trimmed(struct vd_slice text);

/* look_header.c */

struct vd_look_header {
	size_t row; /* of the header; without one, the first of data */
	bool is_there, is_double;
	enum vd_sure sure;
};

/** Find the header among the first rows of a file most of whose rows have `wanted` cells. */
struct vd_look_header vd_look_for_header(const struct vd_look_raw_row *rows, size_t count,
					 size_t wanted);

/* look_columns.c */

/** Sort the cells of the rows into columns and count what they look like. */
void vd_look_make_columns(struct vd_arena *arena, struct vd_look_grid *grid,
			  const struct vd_look_raw_row *const *rows,
			  const struct vd_look_raw_row *header);

/* look_number.c */

/** How a text is written that may be an amount. */
struct vd_number_shape {
	bool is_number;
	bool is_plain; /* digits and perhaps a minus before them */
	bool is_percent;
	bool is_negative, in_parentheses, trails_minus;
	bool is_scientific; /* 1.2E+06: a spreadsheet has cut its digits */
	bool as_decimal[VD_MARKS], as_grouping[VD_MARKS]; /* this text alone says so */
	bool unclear[VD_MARKS]; /* one group of three digits behind it: it may be either */
	size_t whole_digits;	/* in a text without marks */
	size_t decimals;	/* behind a mark that is as_decimal */
	struct vd_slice sign;	/* of a currency, or of none */
};

struct vd_number_shape vd_look_at_number(struct vd_slice text);

/** The year from 1800 to 2200 that a text of four digits is, else 0. */
int vd_look_year(struct vd_slice text);

/* look_months.c */

/**
 * The amounts of a column by value, to four decimals whatever the currency, to be compared; what is
 * no number counts as zero.
 */
const vd_int128 *vd_look_amounts_of(struct vd_arena *arena, const struct vd_look_column *column,
				    const struct vd_number_style *style);

/* look_words.c */

/** A heading in lower case without accents and signs, with a space before and behind each word. */
const char *vd_fold_words(struct vd_arena *arena, struct vd_slice text);

/** The stage, or VD_WORD_PAID and its like, that a folded text names most firmly; VD_WORDS: none. */
enum vd_look_word vd_look_stage_word(const char *folded, int *weight);

/** Whether a text has a word that heads columns of budgets. */
bool vd_is_known_heading(struct vd_slice text);

#endif
