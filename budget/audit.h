/* The audit: every printed figure against what it should be, and what a reader should know. */
#ifndef VD_BUDGET_AUDIT_H
#define VD_BUDGET_AUDIT_H

#include "budget/cause.h"
#include "budget/result.h"

/** How a printed figure stands to the exact one. */
enum vd_verdict {
	VD_VERDICT_EXACT,
	VD_VERDICT_ROUNDED,
	VD_VERDICT_TRUNCATED,
	VD_VERDICT_HOLDS, /* of "more than 6 times" and the like */
	VD_VERDICT_CONTRADICTED,
	VD_VERDICT_NOT_TESTABLE,
	VD_VERDICTS
};

/** The word for it: "rounded". */
const char *vd_verdict_key(enum vd_verdict verdict);

/** What an operand of a printed figure is: where a formula finds it. */
enum vd_term_kind {
	VD_TERM_NONE,	/* nothing that stands anywhere */
	VD_TERM_FIGURE, /* an institution's, as the study has it */
	VD_TERM_TOTAL,	/* a year's total, where no institution gives an amount */
	VD_TERM_GENERAL_BUDGET,
	VD_TERM_SERIES,	 /* a value of a series */
	VD_TERM_PRINTED, /* a printed cell that is none of these: another total, or another figure */
	VD_TERM_COMPUTED /* what a check computes, in place of what is printed */
};

struct vd_term {
	enum vd_term_kind kind;
	int year; /* index: FIGURE, TOTAL, GENERAL_BUDGET, SERIES */
	union {
		struct {
			enum vd_stage stage; /* FIGURE, TOTAL */
			int institution;     /* FIGURE: index */
		};
		struct {
			const struct vd_series *series; /* SERIES */
			int region;			/* SERIES: index, or VD_NONE */
		};
		struct {
			const struct vd_table *table; /* PRINTED */
			const struct vd_table_row *row;
			const struct vd_table_column *column;
		};
		const struct vd_check *check; /* COMPUTED */
	};
};

struct vd_terms {
	struct vd_term *items;
	size_t count, capacity;
};

/** What a checked figure is made from: its part, and its base. */
struct vd_check_operand {
	const char *name;	    /* of a printed ratio's: "implemented 2015" */
	const struct vd_cell *cell; /* the same: the cell beside it, or NULL */
	struct vd_value value;	    /* not applicable: none */
	enum vd_unit unit;
	struct vd_terms terms; /* what it is the sum of; of a claim's, see its own operand */
	bool is_headline;      /* the terms are all that count in the headline */
	struct vd_term right;  /* in its place, where the printed one is contradicted */
};

/** A printed figure that was checked: a cell of a table, or a claim. */
struct vd_check {
	size_t number;		      /* among the checks of cells, or of claims; from 0 */
	const char *at;		      /* sectors/total/implemented 2015, claims/cents-2016 */
	const struct vd_claim *claim; /* or NULL */
	const struct vd_table *table; /* or NULL */
	const struct vd_table_row *row;
	const struct vd_table_column *column;
	const struct vd_cell *cell;
	struct vd_place place;
	const char *printed;
	struct vd_value computed;  /* missing with its reason where it cannot be tested */
	enum vd_unit unit;	   /* of `computed` and `otherwise` */
	const char *arithmetic;	   /* "27,539.00 / 603,728.00" */
	struct vd_addends addends; /* of a printed sum: its amounts, in minor units */
	enum vd_measure measure;   /* how it is made from its operands */
	struct vd_check_operand part, base;
	enum vd_verdict verdict;
	struct vd_causes causes;	  /* of a contradiction, the facts first */
	const struct vd_operand *missing; /* of a claim that cannot be tested */
	size_t unknown;			  /* of a sum: figures not published that may be in it */
	/* a printed ratio that fits its printed operands, one of which is contradicted */
	const struct vd_check *follows;
	struct vd_value otherwise; /* what it would be with the right operands */
	/* a printed ratio that fits the right operands, and so not the contradicted one printed */
	const struct vd_check *confirms;
	/* of a rate over several: the rate of those that have both amounts, by basis */
	struct vd_value matched[VD_BASES];
	size_t one_sided; /* rows or institutions that have only one of the two */
	struct {
		struct vd_terms parts, bases; /* of the institutions, side by side */
	} both;
};

/** Something a reader of the report should know. */
struct vd_finding {
	enum vd_rule rule;
	const char *at; /* address: what `accept` names */
	struct vd_place place;
	const char *message;
	const char *printed;	    /* or NULL */
	bool is_of_data;	    /* `printed` was added up from data */
	struct vd_value computed;   /* missing where there is none */
	struct vd_value difference; /* printed less computed */
	enum vd_unit unit;	    /* of both */
	const char *arithmetic;	    /* of `computed`, or NULL */
	const char *explanation;    /* sentences, parted by line ends; "" for none */
	enum vd_cause_kind cause;   /* of the first explanation that is a fact, else NONE */
	struct vd_place other;	    /* a second place, if other.file is set */
	const char *other_note;
	const struct vd_acceptance *accepted; /* or NULL */
	const struct vd_check *check;	      /* or NULL */
	struct vd_term stated, stands;	      /* the printed and the computed one, of two tables */
	struct vd_result_cell cell;	      /* the result it is about; or none */
	int institution, year;		      /* the figure it is about; or VD_NONE */
	int stage;
	const struct vd_series *series; /* the value it is about; or NULL */
	const struct vd_series_value *value;
};

/** What is said of a contradiction: its causes; "" of other verdicts and of "more than 6 times". */
const char *vd_check_words(struct vd_arena *arena, const struct vd_check *check);

/** The address of a printed cell: TABLE/ROW/COLUMN HEADING. */
const char *vd_cell_place(const struct vd_analysis *analysis, const struct vd_table *table,
			  const struct vd_table_row *row, const struct vd_table_column *column);

/** Whether a row is of a check or a finding: it need not have every figure. */
bool vd_is_of_audit(const struct vd_row *row);

/** The printed figure as a number, in the unit of the computed one. */
struct vd_value vd_check_printed(const struct vd_check *check, const struct vd_currency *currency);

/** A figure of a row of the audit; not applicable where the row has none of the kind. */
struct vd_value vd_audit_value(const struct vd_row *row, enum vd_audit_figure figure);

struct vd_membership;

/** All that the audit says, filled by the tables `checks`, `claims` and `findings` in this order. */
struct vd_audit {
	struct {
		struct vd_check **items;
		size_t count, capacity;
	} checks, claims;
	struct {
		struct vd_finding *items;
		size_t count, capacity;
	} findings;
	uint64_t spent;			  /* steps taken in looking for causes: vd_audit_spend() */
	struct vd_membership *membership; /* made when first needed: audit_groups.c */
};

/**
 * Check every printed total, rate, share, figure per person and change of every table, and every
 * figure of a group, against the figures they are made from.
 */
void vd_audit_checks(const struct vd_analysis *analysis);

/** Check the claims of the study. */
void vd_audit_claims(const struct vd_analysis *analysis);

/** Say what was found, sorted by place; mark what the study accepts. Needs the other two. */
void vd_audit_findings(const struct vd_analysis *analysis);

/** How many findings there are of a severity, accepted or not. */
size_t vd_audit_count(const struct vd_audit *audit, enum vd_severity severity, bool accepted);

/** How many printed figures, or claims, were checked with which verdict; "" if none was. */
const char *vd_audit_check_counts(const struct vd_analysis *analysis);
const char *vd_audit_claim_counts(const struct vd_analysis *analysis);

/** How many findings there are of each severity, and how many are accepted. */
const char *vd_audit_finding_counts(const struct vd_analysis *analysis);

/** How many figures were checked with which verdict, in sentences; "" if none was. */
const char *vd_audit_verdicts(const struct vd_analysis *analysis);

/** The overall result: the verdicts, and how many findings there are. */
const char *vd_audit_words(const struct vd_analysis *analysis);

#endif
