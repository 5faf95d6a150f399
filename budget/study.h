/* A study: what the study file says, decoded, checked and with its references resolved. */
#ifndef VD_BUDGET_STUDY_H
#define VD_BUDGET_STUDY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "budget/diagnostics.h"
#include "budget/money.h"
#include "budget/text.h"

/** "No such index": for references that may be absent. */
enum { VD_NONE = -1 };

/** The stages of a budget that veedor computes with. */
enum vd_stage { VD_ALLOCATED, VD_MODIFIED, VD_IMPLEMENTED, VD_STAGES };

/** The stage's key in the study file and in result tables: "allocated". */
const char *vd_stage_key(enum vd_stage stage);

/** A stage of a calendar year, for a reader: "allocated 2015". */
const char *vd_stage_year(struct vd_arena *arena, enum vd_stage stage, int year);

/** The same of the General Budget: "General Budget 2015". */
const char *vd_general_budget_year(struct vd_arena *arena, int year);

/** Why there is no figure. VD_PRESENT: there is one. The first five stand in study files. */
enum vd_missing {
	VD_PRESENT,
	VD_NOT_PUBLISHED,
	VD_NOT_REPORTED,
	VD_NO_BUDGET_LINE,
	VD_OUT_OF_SCOPE,
	VD_NOT_APPLICABLE,
	VD_NOT_IN_STUDY, /* no table of the study has this cell */
	VD_NO_AMOUNTS,	 /* a sum of which no part has an amount */
	VD_NO_DETAIL,	 /* the year has a total only, no figures by institution */
	VD_NO_BASE,	 /* the divisor is zero */
	VD_NO_PRECEDING, /* the study has no figure for the year before */
	VD_NO_SERIES,	 /* the series has no value for this year or region */
	VD_TOO_FEW,	 /* too few values for the statistic */
	VD_NO_VARIATION, /* the values are all the same */
	VD_NOT_POSITIVE, /* a growth rate or a share needs values above zero */
	VD_BEYOND,	 /* a number that no double holds */
	VD_NOT_COMPUTED, /* it takes time, and this run needs it for nothing */
	VD_MISSING_COUNT
};

/** The reason as a stable word, `not_published`; "" for VD_PRESENT. */
const char *vd_missing_key(enum vd_missing missing);

/** The reason in a few words for a reader. */
const char *vd_missing_words(enum vd_missing missing);

enum vd_phase { VD_ENACTED, VD_BILL };
const char *vd_phase_key(enum vd_phase phase);

enum vd_level { VD_NATIONAL, VD_REGIONAL, VD_LOCAL };
const char *vd_level_key(enum vd_level level);

/** A year and month; year 0: not given. */
struct vd_month {
	int year, month;
};

/** A code that may stand where an amount would. */
struct vd_code {
	const char *code;
	enum vd_missing means;
	struct vd_text text;
	struct vd_place place;
};

struct vd_source {
	const char *id;
	struct vd_text title;
	const char *publisher, *published, *file, *url;
	struct vd_place place;
};

struct vd_note {
	const char *id;
	struct vd_text text;
	struct vd_place place;
};

/** Where something was taken from: an index into the study's sources, and where in it. */
struct vd_reference {
	int source; /* or VD_NONE */
	const char *page;
};

/** Notes that something carries: indices into the study's notes. */
struct vd_notes {
	int *items;
	size_t count, capacity;
};

struct vd_year {
	int year;
	enum vd_phase phase;
	struct vd_month through[VD_STAGES]; /* last month that is in the figures, if partial */
	struct vd_notes notes;
	struct vd_place place;
};

/** A local name of a stage: PIA is allocated, the originally approved amount. */
struct vd_stage_name {
	const char *id;
	enum vd_stage stage;
	bool original;
	struct vd_text name;
	struct vd_place place;
};

struct vd_region {
	const char *code; /* UBIGEO or another code; text, never a number */
	struct vd_text name;
	struct vd_place place;
};

/** Texts of one kind. */
struct vd_words {
	const char **items;
	size_t count, capacity;
};

/** What a head is to PEFA's PI-2, composition of spending, which leaves two kinds of head out. */
enum vd_pefa_head {
	VD_PEFA_HEAD, /* a head like any other; the study file has no word for it */
	VD_PEFA_CONTINGENCY,
	VD_PEFA_INTEREST,
};

struct vd_institution {
	const char *id, *short_name, *as_printed, *kind;
	struct vd_text name;
	struct vd_words codes; /* that data files know it by; none: its id */
	enum vd_level level;
	enum vd_pefa_head pefa;
	int region; /* or VD_NONE */
	struct vd_notes notes;
	struct vd_place place;
	bool in_headline;  /* counted in the headline figures */
	int printed_group; /* index of the group it is printed in as one row, or VD_NONE */
	int printed_row; /* number of the printed row it counts in, from 1: a group's members share one */
};

/** Institutions that reports print as one row. */
struct vd_group {
	const char *id, *as_printed;
	struct vd_text name;
	int *members; /* indices of institutions */
	size_t member_count;
	bool printed; /* stands as a row in a table */
	struct vd_place place;
};

enum vd_cell_kind {
	VD_CELL_AMOUNT,	 /* data */
	VD_CELL_MISSING, /* a declared code */
	VD_CELL_PRINTED, /* the report's own arithmetic, kept to be checked */
	VD_CELL_LABEL,	 /* the row's institution or year, or a column that is kept unread */
	VD_CELL_ABSENT,	 /* no line of the data says anything of this figure */
};

/** What a figure was added up from, where its table was added up from data. */
struct vd_added {
	uint64_t lines;	      /* of the data, in the group that the row stands for */
	const char *lines_of; /* what they say: "ANO_EJE 2016, SECTOR 036"; NULL: they are all */
	uint64_t amounts;     /* that were added: a line may give none, or several */
	const char *columns;  /* of the amounts, in words, with conditions of their own */
	uint64_t missing;     /* cells with a code for "no figure", which add nothing */
};

/** A cell as it was printed. */
struct vd_cell {
	enum vd_cell_kind kind;
	const char *printed;	    /* without footnote marks */
	const char *read;	    /* what it is read as, if that differs: a misprint */
	struct vd_text because;	    /* why it is read so */
	const struct vd_code *code; /* for VD_CELL_MISSING */
	struct vd_money amount;	    /* for VD_CELL_AMOUNT */
	struct vd_decimal
		number; /* for VD_CELL_AMOUNT and VD_CELL_PRINTED: with the digits printed */
	bool about;	/* the source says it is approximate */
	int source;	/* of this cell alone, or VD_NONE */
	const struct vd_added *added; /* NULL: it was transcribed */
	struct vd_notes notes;
	struct vd_place place;
};

enum vd_column_kind {
	VD_COLUMN_INSTITUTION,
	VD_COLUMN_YEAR,
	VD_COLUMN_STAGE,
	VD_COLUMN_GENERAL_BUDGET,
	/* printed arithmetic, only ever checked */
	VD_COLUMN_RATE,
	VD_COLUMN_SHARE,
	VD_COLUMN_TOTAL,
	VD_COLUMN_PER_CAPITA,
	VD_COLUMN_CHANGE,
	/* kept, not read */
	VD_COLUMN_OTHER,
};

struct vd_table_column {
	const char *heading;
	enum vd_column_kind kind;
	enum vd_stage stage;
	int year;    /* index, or VD_NONE if the row says it */
	size_t twin; /* how many columns before it have the same heading */
	struct vd_place place;
};

enum vd_row_kind {
	VD_ROW_INSTITUTION,
	VD_ROW_GROUP,
	VD_ROW_YEAR,  /* of a table by year: its figures are the year's totals */
	VD_ROW_TOTAL, /* a table's own total: only ever checked */
};

struct vd_table_row {
	enum vd_row_kind kind;
	const char *label;
	int subject; /* index of the institution or group, else VD_NONE */
	int year;    /* index, or VD_NONE if the columns say it */
	size_t twin; /* how many rows before it are the same total, or of the same group */
	struct vd_cell *cells;
	struct vd_place place;
};

/** A mark in a table's cells, and the note it stands for. */
struct vd_footnote {
	const char *mark;
	int note;
};

/** Where the lines came from that were added up into a table. */
enum vd_data_kind { VD_DATA_CSV, VD_DATA_ODBC };

/** An institution that has more than one name in the data. */
struct vd_rename {
	int institution;
	const char *code;	  /* whose lines have them */
	const char *name, *other; /* the one that stands; the first of the others */
};

/** Values of a condition that no line of the data has: perhaps it has them otherwise. */
struct vd_unmatched {
	const char *column;
	const char *figure; /* whose condition it is; NULL: the entry's */
	bool is_prefix, is_negated;
	struct vd_words values;
	struct vd_place place;
};

/**
 * A file or a query of budget lines, added up into a table of the study: what it was and what was
 * read of it. Texts are as the study has them; none holds a password.
 */
struct vd_data {
	const char *id;
	enum vd_data_kind kind;
	const char *file;	/* CSV: as the study names it */
	const char *member;	/* CSV: of a .zip, or NULL */
	const char *encoding;	/* CSV: as the study names it */
	char separator;		/* CSV: declared or found */
	const char *connection; /* ODBC: without user and password */
	const char *engine;	/* ODBC: name and version of the database */
	const char *query;	/* ODBC */
	const char *filter;	/* the conditions in words, or NULL: every line */
	const char *columns;	/* which columns make which figures, in words */
	const char *numbers;	/* how their amounts are written, in words */
	uint64_t bytes;		/* CSV: of the file as it lies there */
	char sha256[65];	/* CSV: of the same; "" where no one asked for it */
	/* rows = used + passed_over + other_years + left_out + skipped */
	uint64_t rows;		/* read */
	uint64_t used;		/* added into the figures of the table */
	uint64_t passed_over;	/* of them: not what the filter, or any figure, asks for */
	uint64_t other_years;	/* of them: of years that the study does not have */
	uint64_t left_out;	/* of them: of institutions that the study leaves out */
	uint64_t skipped;	/* of them: with cells that cannot be read, which the study skips */
	uint64_t first_skipped; /* CSV: the line of the first such row, or 0 */
	uint64_t padded;	/* with too few cells, which the study fills up with empty ones */
	size_t table;		/* index of the table */
	struct {
		struct vd_rename *items;
		size_t count, capacity;
	} renamed;
	struct {
		int *items;
		size_t count, capacity;
	} unused_years;		      /* calendar years of the rows `other_years` counts */
	struct vd_words unused_codes; /* of the institutions whose rows `left_out` counts */
	struct {
		struct vd_unmatched *items;
		size_t count, capacity;
	} unmatched;
	struct vd_place place;
};

/** The word for what separates the cells of a file: "comma". */
const char *vd_separator_key(char separator);

/** What was read, for a reader: the file, with its member; of a query, the connection. */
const char *vd_data_label(struct vd_arena *arena, const struct vd_data *data);

/** A table as it was printed, row for row. */
struct vd_table {
	const char *id, *total_label;
	struct vd_text title;
	struct vd_reference source;
	struct vd_notes notes;
	struct {
		struct vd_footnote *items;
		size_t count, capacity;
	} footnotes;
	struct vd_number_style numbers; /* decimal NULL: as the study's */
	bool primary;			/* wins where two tables differ */
	bool rounded;			/* its amounts are rounded, each to its last digit */
	size_t data; /* number from 1 of the data it was added up from; 0: it was transcribed */
	struct vd_table_column *columns;
	size_t column_count;
	struct {
		struct vd_table_row *items;
		size_t count, capacity;
	} rows;
	struct vd_place place;
};

/** One value of a series. */
struct vd_series_value {
	int year;   /* the calendar year; 0: the source gives none */
	int region; /* index, or VD_NONE for the whole country */
	struct vd_decimal number;
	struct vd_place place;
};

enum vd_series_kind {
	VD_SERIES_COUNT,
	VD_SERIES_ANNUAL_PERCENT, /* prices */
	VD_SERIES_INDEX,	  /* prices */
	VD_SERIES_EXCHANGE_RATE,  /* units of the study's currency for one of the series' */
};

/**
 * A yearly series that amounts are divided by (population, cases), deflated with (prices) or
 * converted with (an exchange rate).
 */
struct vd_series {
	const char *id, *unit, *at;
	struct vd_text title;
	enum vd_series_kind kind;
	struct vd_reference source;
	struct vd_notes notes;
	struct vd_number_style numbers; /* decimal NULL: as the study's */
	bool by_region, primary;
	bool has_values; /* some stand in the file, right or wrong */
	struct {
		struct vd_series_value *items;
		size_t count, capacity;
	} values;
	struct {
		int *items;
		size_t count, capacity;
	} use_for; /* calendar years an undated cross-section serves for */
	struct vd_text use_because;
	int base;		     /* calendar year of a price series */
	struct vd_currency currency; /* of an exchange rate: the other one; else without a code */
	struct vd_place place;
};

/** How a claim's figure is made from its operands. */
enum vd_measure {
	VD_MEASURE_VALUE,	   /* part */
	VD_MEASURE_SUM,		   /* part, whose kind is VD_OPERAND_SUM */
	VD_MEASURE_DIFFERENCE,	   /* part - base */
	VD_MEASURE_PERCENT,	   /* part / base, times 100 */
	VD_MEASURE_RATIO,	   /* part / base */
	VD_MEASURE_ONE_IN,	   /* base / part: the N of "1 in N" */
	VD_MEASURE_CHANGE_PERCENT, /* part / base - 1, times 100 */
	VD_MEASURES
};

/** What a claim says of its figure. */
enum vd_comparison {
	VD_AS_EQUAL,
	VD_AS_AT_LEAST,
	VD_AS_MORE_THAN,
	VD_AS_ABOUT,
	VD_AS_LESS_THAN,
	VD_AS_AT_MOST,
	VD_COMPARISONS
};

/** The word for a comparison in study files: "at_least". */
const char *vd_comparison_key(enum vd_comparison comparison);

enum vd_operand_kind {
	VD_OPERAND_NONE,
	VD_OPERAND_NUMBER,	   /* given with the claim */
	VD_OPERAND_FIGURE,	   /* a stage in a year: of the headline, or of whom is named */
	VD_OPERAND_GENERAL_BUDGET, /* of a year */
	VD_OPERAND_SERIES,	   /* a value of a series */
	VD_OPERAND_CELL,	   /* a cell of a result table, by its address */
	VD_OPERAND_SUM,		   /* of its parts */
};

/** A figure that a claim is made from. */
struct vd_operand {
	enum vd_operand_kind kind;
	const char *text;	  /* NUMBER: as written; CELL: the address */
	struct vd_decimal number; /* NUMBER */
	enum vd_stage stage;	  /* FIGURE */
	int institution, group;	  /* FIGURE: indices, or VD_NONE */
	int region;		  /* FIGURE, SERIES: index, or VD_NONE */
	int year;		  /* FIGURE, GENERAL_BUDGET: index in the study's years */
	bool is_matched; /* FIGURE of the headline: only of those with an amount in `beside` too */
	bool by_row;	 /* the same: members of a group printed as one row count together */
	int beside;	 /* the same: index of the other year */
	int calendar;	 /* SERIES: calendar year */
	int series;	 /* SERIES: index */
	struct vd_operand *parts; /* SUM */
	size_t part_count;
	struct vd_place place;
};

/** A figure that a report states in prose. */
struct vd_claim {
	const char *id;
	const char *list;     /* claims printed as one list share this word; or NULL */
	struct vd_text title; /* what is claimed, in a few words */
	struct vd_reference source;
	struct vd_notes notes;
	enum vd_measure measure;
	struct vd_operand part, base;
	const char *printed_text; /* as printed */
	struct vd_printed printed;
	enum vd_comparison as;
	bool rounded; /* the operands are rounded themselves, each to its last digit */
	struct vd_place place, printed_place;
};

/** A finding that the study's author has looked at and lets stand, with the reason. */
struct vd_acceptance {
	const char *rule_name;
	enum vd_rule rule;
	const char *at; /* the finding's address */
	struct vd_text because;
	struct vd_place place, at_place;
};

struct vd_study {
	const char *file; /* as named by the user */
	struct vd_text title, description;
	int language; /* an enum vd_language and one more; 0: it names none */
	struct vd_currency currency;
	struct vd_number_style numbers;
	struct vd_text scope_because;
	struct {
		struct vd_code *items;
		size_t count, capacity;
	} codes;
	struct {
		struct vd_source *items;
		size_t count, capacity;
	} sources;
	struct {
		struct vd_note *items;
		size_t count, capacity;
	} notes;
	struct {
		struct vd_stage_name *items;
		size_t count, capacity;
	} stage_names;
	struct {
		struct vd_year *items;
		size_t count, capacity;
	} years; /* ascending */
	struct {
		struct vd_region *items;
		size_t count, capacity;
	} regions;
	struct {
		struct vd_institution *items;
		size_t count, capacity;
	} institutions;
	struct {
		struct vd_group *items;
		size_t count, capacity;
	} groups;
	struct {
		struct vd_table *items;
		size_t count, capacity;
	} tables;
	struct {
		struct vd_data *items;
		size_t count, capacity;
	} data;
	struct {
		struct vd_series *items;
		size_t count, capacity;
	} series;
	struct {
		struct vd_claim *items;
		size_t count, capacity;
	} claims;
	struct {
		struct vd_acceptance *items;
		size_t count, capacity;
	} acceptances;
};

/** How a text points at a note of the study, by its index: "[note 1]" for the first. */
const char *vd_note_mark(struct vd_arena *arena, size_t note);

/** A code as it is shown: the empty one needs a sign. */
const char *vd_code_shown(const struct vd_code *code);

/** The group that an institution is printed in as one row, or NULL; of two, the first. */
const struct vd_group *vd_printed_group(const struct vd_study *study, int institution);

/** The data that a table was added up from; NULL: it was transcribed. */
const struct vd_data *vd_table_data(const struct vd_study *study, const struct vd_table *table);

/** Index of a calendar year in the study, or VD_NONE. */
int vd_study_year(const struct vd_study *study, int year);

/** Name for a reader: the short name, else the name, else as printed, else the id. */
const char *vd_institution_label(const struct vd_institution *institution,
				 enum vd_language language);

/** Full name for a reader, in the same way. */
const char *vd_institution_name(const struct vd_institution *institution,
				enum vd_language language);

/** Name of a region, or its code. */
const char *vd_region_name(const struct vd_region *region, enum vd_language language);

#endif
