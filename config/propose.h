/*
 * What a look at a file of budget lines comes to, as a part of a study for a person to correct: each
 * line with its reason beside it, what is doubtful marked so, and what cannot be told left open.
 */
#ifndef VD_CONFIG_PROPOSE_H
#define VD_CONFIG_PROPOSE_H

#include "config/look.h"

/** A line of the study file. */
struct vd_proposal_line {
	const char *key;  /* where it stands: "data.columns.year"; NULL: a comment alone */
	const char *yaml; /* without indentation; NULL: the same */
	unsigned depth;	  /* of indentation, two spaces each */
	bool is_item;	  /* it begins an item of a list */
	bool is_open;	  /* it stands as a comment: the user has to decide */
	bool has_sure;	  /* it is a guess */
	enum vd_sure sure;
	struct {
		const char **items;
		size_t count, capacity;
	} reasons; /* whole sentences */
};

struct vd_proposal {
	struct vd_arena *arena;
	const struct vd_look *look;
	struct {
		const char **items;
		size_t count, capacity;
	} notes; /* what to know first: whole sentences */
	struct {
		struct vd_proposal_line *items;
		size_t count, capacity;
	} lines;
	struct vd_currency currency;
	size_t open; /* points that cannot be told */
};

struct vd_propose_options {
	const char *csv;      /* the file as the study is to name it */
	const char *member;   /* of a .zip, or NULL */
	const char *currency; /* a code of ISO 4217, or NULL: found out */
	bool is_study;	      /* a whole study, not only what is to go into one */
};

const struct vd_proposal *vd_propose(const struct vd_look *look,
				     const struct vd_propose_options *options,
				     struct vd_arena *arena);

/** As YAML with comments. */
const char *vd_proposal_yaml(const struct vd_proposal *proposal);

/** How sure a guess is, as a stable word: "likely". */
const char *vd_sure_key(enum vd_sure sure);

#endif
