/*
 * A look at a file of budget lines, for `veedor import`: what its cells show of its separator, its
 * numbers and its columns. The only place in veedor where anything is guessed; what comes of it is
 * written down with its reasons, for a person to correct (config/propose.h).
 *
 * All of it works on a probe: the first part of the file and some that lie further on.
 */
#ifndef VD_CONFIG_LOOK_H
#define VD_CONFIG_LOOK_H

#include "budget/amount.h"
#include "budget/study.h"

/** A piece of the file in UTF-8, of whole lines. The first one begins the file. */
struct vd_look_part {
	struct vd_slice text;
	uint64_t offset; /* of its first byte in the file */
};

/** How sure a guess is. */
enum vd_sure { VD_SURE, VD_LIKELY, VD_DOUBTFUL, VD_SURES };

/* look_encoding.c */

struct vd_look_encoding {
	const char *name; /* "UTF-8", "cp1252"…; NULL: these bytes are no text */
	enum vd_sure sure;
	bool has_mark;	 /* a byte order mark says it */
	bool is_ascii;	 /* no byte says anything about the encoding */
	size_t high;	 /* bytes from 0x80 on */
	size_t controls; /* of them, of 0x80 to 0x9F */
	size_t damaged;	 /* UTF-8: bytes that are none */
};

/** The encoding of pieces of a file as they lie there; the first one begins the file. */
struct vd_look_encoding vd_look_at_encoding(const struct vd_slice *parts, size_t count);

/* look_text.c */

struct vd_encoder;

/**
 * Pieces of a file as text: in UTF-8, of whole lines, without a byte order mark.
 * @param is_wide  characters are of two or four bytes
 * @param has_end  the last piece is the end of the file
 * @param parts    room for as many
 * @param damaged  how many lines are not in the encoding
 * @return how many parts; none begins the file if that has no text at all
 */
size_t vd_look_decode(struct vd_encoder *encoder, bool is_wide, const struct vd_slice *pieces,
		      const uint64_t *offsets, size_t count, bool has_end, struct vd_arena *arena,
		      struct vd_look_part *parts, size_t *damaged);

/* look_grid.c */

enum { VD_LOOK_COLUMNS_MOST = 10000, VD_LOOK_ODD_SHOWN = 3 };

/** A row with too few or too many cells. */
struct vd_look_odd_row {
	uint64_t line; /* 0: not known */
	size_t cells;
	const char *text; /* its first cell that is not empty */
};

/** A distinct text of a column. */
struct vd_look_value {
	struct vd_slice text; /* without the space around it */
	struct vd_slice raw;  /* as it stands where it stands first */
	size_t count;
	size_t first_row;
};

struct vd_look_column {
	const char *name; /* its heading; without a header line its number from 1 */
	const char
		*words; /* the heading folded, a space before and behind each word: " monto pia " */
	uint32_t says;	/* enum vd_look_word of the heading, bit by bit */
	bool is_twin;	/* another column has the same name, or it has none */
	struct {
		struct vd_look_value *items;
		size_t count, capacity;
	} values;	     /* by first appearance */
	const uint32_t *ids; /* of each row: index into the values */
	/* How many cells are so: */
	size_t empty;
	size_t digits;			  /* digits alone */
	size_t leading_zeros;		  /* digits alone, 0 first, more than one */
	size_t years;			  /* 1800 to 2200 */
	size_t near_years;		  /* 1950 to 2100 */
	size_t numbers;			  /* an amount in some style, plain digits too */
	size_t marked;			  /* an amount that plain digits are not */
	size_t texts;			  /* the rest */
	size_t least_digits, most_digits; /* of those that are digits alone */
};

struct vd_look_grid {
	char separator;
	enum vd_sure separator_sure;
	char runner_up;	 /* the separator that fits next best, or 0 */
	bool no_quotes;	 /* quotes are characters like any other here */
	bool has_quotes; /* there are any */
	uint64_t header; /* number of the header line; 0: there is none */
	enum vd_sure header_sure;
	uint64_t first_line;   /* number of the first line of data */
	const char *titles;    /* the lines above the header, or "" */
	bool is_double_header; /* the line above or below the header looks like another one */
	struct vd_look_column *columns;
	size_t column_count;
	size_t row_count;      /* of the probe, without odd ones */
	const uint64_t *lines; /* of each row: its line in the file, 0: not known */
	size_t looked_at;      /* rows in all, odd ones too */
	size_t short_rows, long_rows;
	size_t hollow_rows; /* all of their cells are empty */
	struct {
		struct vd_look_odd_row items[VD_LOOK_ODD_SHOWN];
		size_t count;
	} odd;
	size_t fewest; /* cells of a short row */
	bool is_cut;   /* of the first piece, only so many rows as asked for */
};

/**
 * Split the pieces into rows and cells.
 * @param rows_most  of the first piece; 0: as many as there are
 * @return false: there is no row of data
 */
bool vd_look_at_grid(const struct vd_look_part *parts, size_t count, size_t rows_most,
		     struct vd_arena *arena, struct vd_look_grid *grid);

/** The text of a row's cell. */
struct vd_slice vd_look_cell(const struct vd_look_grid *grid, size_t column, size_t row);

/* look_words.c */

/** What the words of a heading may say. */
enum vd_look_word {
	VD_WORD_YEAR,
	VD_WORD_MONTH,
	VD_WORD_DATE,
	VD_WORD_LEVEL,
	VD_WORD_INSTITUTION,
	VD_WORD_PART_OF, /* of an institution: an executing unit, a department of it */
	VD_WORD_REGION,
	VD_WORD_PLACE,	 /* within a region: a province, a district */
	VD_WORD_PURPOSE, /* a programme, a function, an object of spending */
	VD_WORD_CODE,
	VD_WORD_NAME,
	VD_WORD_ALLOCATED,
	VD_WORD_MODIFIED,
	VD_WORD_IMPLEMENTED,
	VD_WORD_PAID,	 /* a later step than implemented */
	VD_WORD_BETWEEN, /* a step between allocated and implemented: certified, committed */
	VD_WORD_BALANCE, /* what is left, what has changed: of no stage */
	VD_WORD_AMOUNT,
	VD_WORD_RATE,
	VD_WORD_COUNT, /* of persons, of things */
	VD_WORD_TOTAL,
	VD_WORD_STAGE, /* which stage a line is of */
	VD_WORD_KIND,  /* which side of the budget */
	VD_WORDS
};

/** The words of a folded text, bit by bit. Longer expressions win over the words they are made of. */
uint32_t vd_look_words(const char *folded);

/** Whether a heading says so. */
bool vd_look_says(const struct vd_look_column *column, enum vd_look_word word);

/** How much a word weighs among its like: PIA more than `budget`. 0: not there */
int vd_look_weight(const char *folded, enum vd_look_word word);

/** The month that a word of a folded text is, from 1; 0: none. `rest`: the text without it. */
int vd_look_month(struct vd_arena *arena, const char *folded, const char **rest);

/** The year from 1900 to 2150 that is a word of a folded text, or the end of one; 0: none. */
int vd_look_year_word(struct vd_arena *arena, const char *folded, const char **rest);

/**
 * What amounts are counted in, as a text says it: 1000 for "miles de soles"; 1: nothing is said.
 * @param word  that says so, with a space at each end
 */
int64_t vd_look_unit(const char *folded, const char **word);

/** The currency that a text names, or NULL. */
const char *vd_look_currency(const char *folded);

/** The level of government that a text is, or -1. */
int vd_look_level(const char *folded);

/** Whether a text labels a sum of other rows. */
bool vd_look_is_total(const char *folded);

/* look_numbers.c */

enum {
	VD_MARK_POINT,
	VD_MARK_COMMA,
	VD_MARK_QUOTE,
	VD_MARK_CURLY,
	VD_MARK_SPACE,
	VD_MARK_NO_BREAK,
	VD_MARK_NARROW,
	VD_MARKS
};

/** The mark as it is written; NULL beyond the last. */
const char *vd_mark_text(unsigned mark);

/** What speaks for a mark, in cells. */
struct vd_look_mark {
	size_t as_decimal, as_grouping; /* that can be read in one way only */
	size_t unclear;			/* one group of three digits behind it: either */
	size_t unclear_texts;		/* how many distinct ones */
	struct vd_slice decimal_text, grouping_text, unclear_text; /* the first of each */
	size_t decimal_row, grouping_row;
};

enum { VD_LOOK_CODES_MOST = 12 };

/** How the amounts of some columns are written. */
struct vd_look_numbers {
	struct vd_look_mark marks[VD_MARKS];
	unsigned decimal; /* index of a mark; VD_MARKS: no cell shows one */
	bool groups[VD_MARKS];
	enum vd_sure sure;
	unsigned open; /* a mark that may be either; VD_MARKS: none */
	unsigned
		conflict; /* a mark that some cells use as one, others as the other; VD_MARKS: none */
	size_t cells, numbers, empty;
	size_t plain_large; /* of plain digits, 1000 and more */
	size_t plain_small; /* and below */
	size_t zeros;	    /* 0, 0.00 */
	size_t negative, in_parentheses, trails_minus, percent, scientific;
	size_t most_decimals;
	struct vd_slice sign; /* of a currency, the most frequent; without text: none */
	size_t signs;	      /* cells with one */
	struct {
		struct vd_look_value items[VD_LOOK_CODES_MOST];
		size_t count, left_out;
		size_t cells;
	} codes; /* what is no number and not empty */
};

/** @param left_out  of each row: it does not count; NULL: all do */
void vd_look_at_numbers(struct vd_arena *arena, const struct vd_look_grid *grid,
			const size_t *columns, size_t count, const bool *left_out,
			struct vd_look_numbers *numbers);

/** The style that was found, to read amounts in. Without a decimal mark: a point. */
struct vd_number_style vd_look_style(const struct vd_look_numbers *numbers);

/* look_pairs.c */

#define VD_NO_COLUMN SIZE_MAX

/** Whether each text of a column (within each text of `also`) has one text of another beside it. */
struct vd_look_dependence {
	size_t texts;	  /* distinct, not empty */
	size_t with_more; /* of them: with more than one beside */
	size_t most;	  /* how many the worst of them has */
	size_t worst_row; /* where the worst stands first */
};

/** @param also  a second column to look within, such as the year; or VD_NO_COLUMN */
struct vd_look_dependence vd_look_at_dependence(struct vd_arena *arena,
						const struct vd_look_grid *grid, size_t from,
						size_t also, size_t to);

/** How many distinct texts a column has, the empty one left out. */
size_t vd_look_distinct(const struct vd_look_column *column);

/* look_roles.c: columns by what they hold */

struct vd_look_roles {
	size_t year, other_year; /* or VD_NO_COLUMN */
	enum vd_sure year_sure;
	size_t date;  /* where no column is a year: one of dates that begin with one */
	size_t month; /* numbers or names of months */
	size_t level;
	size_t kind;				/* it tells spending from income */
	struct vd_slice spending;		/* its text for spending */
	size_t stage;				/* it tells the stages apart */
	struct vd_slice stage_texts[VD_STAGES]; /* its text for each; without text: none */
};

void vd_look_at_roles(struct vd_arena *arena, const struct vd_look_grid *grid,
		      struct vd_look_roles *roles);

/* look_amounts.c: the columns of amounts, and the stages that they are of */

/** A column that may be summed. */
struct vd_look_amount {
	size_t column;
	enum vd_look_word word; /* the stage that its heading names, or VD_WORD_AMOUNT: none */
	int weight;
	int year;	  /* in its heading; 0: none */
	int month;	  /* in its heading; 0: none */
	const char *rest; /* the heading without year and month */
	bool by_content;  /* no word of the heading says that it is one */
	bool is_taken;	  /* for a figure */
};

/** A figure to take from one or more columns. */
struct vd_look_figure {
	enum vd_stage stage;
	int year; /* that its heading names; 0: the year column's */
	enum vd_sure sure;
	size_t *columns;
	size_t count;
	bool is_later;	   /* what was paid stands in for what was implemented */
	bool is_any_stage; /* nothing says which stage it is */
	size_t rival;	   /* another column that fits as well, or VD_NO_COLUMN */
};

struct vd_look_amounts {
	struct {
		struct vd_look_amount *items;
		size_t count, capacity;
	} columns;
	struct {
		struct vd_look_figure *items;
		size_t count, capacity;
	} figures;
	bool is_wide; /* the headings name the years */
};

/**
 * @param titles  what is known beside the headings, folded: lines above them, the file's name
 */
void vd_look_at_amounts(struct vd_arena *arena, const struct vd_look_grid *grid,
			const struct vd_look_roles *roles, const char *titles,
			struct vd_look_amounts *amounts);

/* look_institutions.c: whom the lines are of */

/** What the lines are divided by, and what else could be. */
struct vd_look_division {
	size_t code, name; /* or VD_NO_COLUMN, but not both */
	enum vd_look_word
		word; /* VD_WORD_INSTITUTION, or what stands in for it; VD_WORDS: nothing said */
	int weight;
	bool by_heading; /* code and name: their headings say that they belong together */
	struct vd_look_dependence names; /* of code to name */
	size_t count;			 /* distinct */
	size_t twin; /* first code with several names, a row; where `names` fails */
	int score;
};

enum { VD_LOOK_DIVISIONS_MOST = 16 };

struct vd_look_institutions {
	struct vd_look_division divisions[VD_LOOK_DIVISIONS_MOST]; /* the best first */
	size_t count;
	enum vd_sure sure;
	bool level_fits;		 /* one level for each */
	size_t region_code, region_name; /* where it was executed, or VD_NO_COLUMN */
	bool region_fits;		 /* one region for each institution */
	size_t region_count;
};

void vd_look_at_institutions(struct vd_arena *arena, const struct vd_look_grid *grid,
			     const struct vd_look_roles *roles,
			     const struct vd_look_amounts *amounts,
			     struct vd_look_institutions *institutions);

/* look_months.c: amounts that each month has again */

enum vd_look_monthly {
	VD_MONTHLY_NOT,	       /* nothing odd */
	VD_MONTHLY_UNTOLD,     /* no line was seen in more than one month */
	VD_MONTHLY_ONE_MONTH,  /* the amounts stand in one month alone */
	VD_MONTHLY_REPEATED,   /* each month has the same amounts again */
	VD_MONTHLY_CUMULATIVE, /* each month has what came before, too */
};

/** What a month column does to one figure. */
struct vd_look_month_use {
	enum vd_look_monthly kind;
	struct vd_slice month; /* to take the amounts of; without text: of all */
	size_t lines;	       /* seen in more than one month */
	size_t fitting;	       /* of them: as the kind says */
	size_t left_out;       /* lines that have no row of that month */
};

struct vd_look_month_use vd_look_at_months(struct vd_arena *arena, const struct vd_look_grid *grid,
					   const struct vd_look_roles *roles,
					   const struct vd_look_amounts *amounts, size_t column,
					   const struct vd_number_style *style);

/* look_omissions.c: lines that are not to be added up */

/** Lines to leave out by what one of their columns says. */
struct vd_look_omission {
	size_t column;
	struct {
		struct vd_slice *items;
		size_t count, capacity;
	} texts;
	size_t totals;	  /* rows that are called totals */
	size_t strange;	  /* rows without a year, or of no institution */
	bool has_sum;	  /* the amount of one is the sum of all others */
	size_t first_row; /* SIZE_MAX: they have empty cells alone */
};

struct vd_look_omissions {
	struct vd_look_omission *items;
	size_t count, capacity;
	bool *rows; /* of each row: it is left out */
	size_t sum_row; /* a row whose amount is the sum of all others and that no text tells apart; SIZE_MAX: none */
	size_t sum_column; /* the column of that amount */
};

/** Rows that are called totals, that have no year, or are of no institution. */
void vd_look_at_omissions(struct vd_arena *arena, const struct vd_look_grid *grid,
			  const struct vd_look_roles *roles, const struct vd_look_amounts *amounts,
			  const struct vd_look_institutions *institutions,
			  struct vd_look_omissions *omissions);

/** Of what is left, a row whose amount is the sum of all others: for the whole of a file alone. */
void vd_look_for_sum(struct vd_arena *arena, const struct vd_look_grid *grid,
		     const struct vd_look_amounts *amounts,
		     const struct vd_look_institutions *institutions,
		     const struct vd_number_style *style, struct vd_look_omissions *omissions);

/* look.c: all of it */

enum { VD_LOOK_MONTH_USES_MOST = 8, VD_LOOK_DATE_YEARS_MOST = 12 };

struct vd_look {
	struct vd_look_encoding encoding;
	size_t damaged; /* lines that are not in it */
	struct vd_look_grid grid;
	struct vd_look_roles roles;
	struct vd_look_amounts amounts;
	struct vd_look_numbers numbers; /* of the columns that figures are taken from */
	struct vd_look_institutions institutions;
	struct vd_look_omissions omissions;
	struct vd_look_month_use *month_uses; /* of each figure */
	const char *titles; /* lines above the header and the file's name, folded */
	int title_year;	    /* a year that they name; 0: none */
	/* Where no column or heading has years: those that a column of dates begins with. */
	int date_years[VD_LOOK_DATE_YEARS_MOST];
	size_t date_year_count;
	bool is_whole, has_end;
	size_t part_count;
	size_t first_bytes; /* of the first part */
};

struct vd_probe;

/**
 * Look at a probe of a file. Reports input-empty, input-not-text, data-header.
 * @param name       of the file, as far as it says something
 * @param rows_most  of the first part; 0: as many as there are
 * @return false: there is nothing to propose
 */
bool vd_look_at(const struct vd_probe *probe, const char *shown, const char *name, size_t rows_most,
		struct vd_arena *arena, struct vd_diagnostics *diagnostics, struct vd_look *look);

#endif
