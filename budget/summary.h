/* The few figures a reader wants first: pointers into the result tables, nothing new computed. */
#ifndef VD_BUDGET_SUMMARY_H
#define VD_BUDGET_SUMMARY_H

#include "budget/result.h"

/** The years a summary sets side by side. */
enum vd_summary_year { VD_SUMMARY_BEFORE, VD_SUMMARY_FOCUS, VD_SUMMARY_YEARS };

/** What a reader asks; the items of a topic stand together, in this order. */
enum vd_summary_topic {
	VD_ASK_HOW_MUCH,
	VD_ASK_SHARE,
	VD_ASK_PER_PERSON,
	VD_ASK_CHANGE,
	VD_ASK_IMPLEMENTED,
	VD_ASK_ANSWERED,
	VD_ASK_DOUBTFUL, /* the findings; no items */
	VD_ASK_COUNT
};

/** The topic as a question: "How much?" */
const char *vd_summary_topic_words(enum vd_summary_topic topic);

struct vd_summary_item {
	enum vd_summary_topic topic;
	const char *question; /* "Allocated" */
	const struct vd_result *result;
	size_t column;
	int rows[VD_SUMMARY_YEARS]; /* of the result, or VD_NONE */
};

struct vd_summary {
	struct vd_summary_item *items;
	size_t count, capacity;
	int years[VD_SUMMARY_YEARS];	     /* indices, or VD_NONE */
	const char *change;		     /* what to know of the change between them, or "" */
	const char *notes[VD_SUMMARY_YEARS]; /* what a reader must know of each year */
	const struct vd_finding *doubts[5];  /* the gravest that are not accepted */
	size_t doubt_count;
	size_t doubts_more; /* contradictions and warnings that are not among them */
};

/**
 * The latest enacted year with an allocated total (one with detail is preferred), and the year
 * before it where the study has it.
 */
struct vd_summary vd_summarise(const struct vd_analysis *analysis);

#endif
