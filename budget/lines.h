/*
 * Budget lines added up: what the cells of a line count for, and the sums by group. Lines come from
 * a file (io/csv.h) or a database (io/odbc.h), several threads may each add a part of them, and the
 * result does not depend on who added which.
 */
#ifndef VD_BUDGET_LINES_H
#define VD_BUDGET_LINES_H

#include "budget/amount.h"
#include "budget/diagnostics.h"

/** What a line may say besides amounts. Lines that agree in the first four are one group. */
enum vd_line_part {
	VD_LINE_YEAR,
	VD_LINE_CODE, /* of the institution; where it has none, its name */
	VD_LINE_REGION,
	VD_LINE_LEVEL, /* of government: one code at two levels is not one institution */
	VD_LINE_KEYS,  /* how many parts make the group */
	/* the others describe it: those of the last line of the group stand */
	VD_LINE_NAME = VD_LINE_KEYS, /* of the institution */
	VD_LINE_REGION_NAME,
	VD_LINE_PARTS
};

/**
 * Lines count if a cell is, or begins with, one of the values; negated, if it does not. A value
 * without a text is one that no cell can be, such as for its encoding: VD_LINE_NEVER.
 */
struct vd_line_condition {
	size_t cell; /* index into the cells of a line */
	bool is_prefix, is_negated;
	const struct vd_slice *values;
	size_t count;
};

struct vd_line_conditions {
	const struct vd_line_condition *items; /* all of them must hold */
	size_t count;
};

#define VD_LINE_NEVER ((struct vd_slice){ NULL, SIZE_MAX })

/** A cell that adds to a figure of its group. */
struct vd_line_amount {
	size_t cell;
	size_t figure;			 /* several cells may add to one */
	struct vd_line_conditions where; /* amounts side by side may share the same items */
};

/** What to make of a line: cells are numbered as whoever reads the lines hands them over. */
struct vd_line_plan {
	size_t cells;		  /* handed over for each line */
	int parts[VD_LINE_PARTS]; /* index of the part's cell, or -1 */
	struct vd_line_conditions where;
	const struct vd_line_amount *amounts;
	size_t amount_count;
	size_t figures;
	struct vd_amount_style style;
	const struct vd_slice *codes; /* texts that stand for a missing figure */
	size_t code_count;
	bool skips_faults; /* a line with a cell that cannot be read counts as nothing */
};

enum { VD_LINE_AMOUNTS_MOST = 256, VD_LINE_GROUPS_MOST = 200000, VD_LINE_TEXT_MOST = 4096 };

/** A figure of a group: the sum of what its lines give. */
struct vd_line_figure {
	vd_int128 sum;	    /* minor units */
	uint64_t amounts;   /* how many went into it */
	uint64_t missing;   /* how many cells had a code instead */
	uint64_t code_line; /* the first line with a code, and */
	size_t code;	    /* which it is: an index into the plan's codes */
};

/** What a describing part says in the lines of a group. */
struct vd_line_words {
	struct vd_slice last;  /* in its last line; text NULL: the plan has no cell for it */
	struct vd_slice first; /* in its first line */
	struct vd_slice other; /* in the first line that has it otherwise than the first, or NULL */
	uint64_t other_line;
	char *room; /* where `last` stands once it differs from the first, to be written over */
	size_t room_bytes;
};

struct vd_line_group {
	struct vd_slice keys[VD_LINE_KEYS]; /* text NULL: the plan has no cell for it */
	struct vd_line_words words[VD_LINE_PARTS - VD_LINE_KEYS];
	struct vd_line_figure *figures;
	uint64_t lines, first_line, last_line; /* how many, and the numbers of two */
	uint64_t hash;
};

/** What a part says in the group's last line: a key, or a describing part. */
struct vd_slice vd_line_part_of(const struct vd_line_group *group, enum vd_line_part part);

/** Another text that a describing part has in the group, different from the last one, or text NULL. */
struct vd_slice vd_line_other_of(const struct vd_line_group *group, enum vd_line_part part);

/** A cell of a line that cannot be read. */
struct vd_line_fault {
	size_t cell;
	enum vd_number_status status; /* NONE too where a text is too long, see `is_text` */
	size_t at;		      /* the byte in the cell where reading stopped */
	bool is_text;		      /* a part of more than VD_LINE_TEXT_MOST bytes */
};

struct vd_lines;

/** Sums of nothing yet. The plan is borrowed. */
struct vd_lines *vd_lines_open(const struct vd_line_plan *plan, struct vd_arena *arena);

enum vd_line_use {
	VD_LINE_USED,
	VD_LINE_PASSED_OVER, /* the conditions do not hold, or those of no amount do */
	VD_LINE_FAULTY,	     /* a cell cannot be read: the line is not counted, see the faults */
	VD_LINE_TOO_MANY,    /* it would be group VD_LINE_GROUPS_MOST + 1 */
};

/**
 * Add a line.
 * @param cells  as many as the plan says, without their quotes
 * @param line   its number in the file, from 1: which line is the last does not depend on the order
 *               they are added in
 */
enum vd_line_use vd_lines_add(struct vd_lines *lines, const struct vd_slice *cells, uint64_t line);

/** The cells of the last line added that cannot be read. @return how many */
size_t vd_lines_faults(const struct vd_lines *lines, const struct vd_line_fault **faults);

/**
 * Say what is wrong with a cell: data-number, data-text.
 * @param row     its number, where the place does not tell it, or 0
 * @param column  the name of its column
 * @param text    the cell, or its beginning, in UTF-8
 * @return false
 */
bool vd_report_line_fault(struct vd_diagnostics *diagnostics, struct vd_place place,
			  const struct vd_line_fault *fault, uint64_t row, const char *column,
			  const char *text, const struct vd_amount_style *style);

/**
 * Replace every text of every group, such as by what it is in another encoding.
 * @param convert  is given the number of a line that has the text; gives false if it cannot
 * @return whether none gave false
 */
bool vd_lines_convert(struct vd_lines *lines,
		      bool (*convert)(void *context, enum vd_line_part part, uint64_t line,
				      struct vd_slice *text),
		      void *context);

/** As `amount` of vd_lines_have_met(): the conditions of the plan itself. */
#define VD_LINE_EVERY SIZE_MAX

/**
 * Whether a cell was, or began with, a value of a condition: of any line added for the plan's own
 * conditions, of any that these let through for an amount's.
 * @param amount  the index of the amount whose condition it is, or VD_LINE_EVERY
 */
bool vd_lines_have_met(const struct vd_lines *lines, size_t amount, size_t condition, size_t value);

/** Add the sums of others to these; both have the same plan. @return false: too many groups */
bool vd_lines_merge(struct vd_lines *into, const struct vd_lines *from);

/** The groups, sorted by year, code, region and level as bytes. Valid until the next line is added. */
size_t vd_lines_groups(struct vd_lines *lines, const struct vd_line_group *const **groups);

#endif
