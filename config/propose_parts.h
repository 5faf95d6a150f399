/* What the files that make a proposal share between themselves. */
#ifndef VD_CONFIG_PROPOSE_PARTS_H
#define VD_CONFIG_PROPOSE_PARTS_H

#include "config/propose.h"

/** Add a line of the study. Valid until the next is added. */
struct vd_proposal_line *vd_propose_line(struct vd_proposal *proposal, unsigned depth,
					 const char *key, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/** Say how sure a line is. @return the line */
struct vd_proposal_line *vd_propose_sure(struct vd_proposal_line *line, enum vd_sure sure);

/** Leave a line open. */
void vd_propose_open(struct vd_proposal *proposal, struct vd_proposal_line *line);

/** Add a reason to a line. */
void vd_propose_reason(struct vd_proposal *proposal, struct vd_proposal_line *line,
		       const char *format, ...) __attribute__((format(printf, 3, 4)));

/** Add something to know first. */
void vd_propose_note(struct vd_proposal *proposal, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/** A count for a reader. */
const char *vd_propose_count(const struct vd_proposal *proposal, size_t count);

/** The name of a column as YAML has it, and as a reader gets it. */
const char *vd_propose_column(const struct vd_proposal *proposal, size_t column);
const char *vd_propose_name(const struct vd_proposal *proposal, size_t column);

/** A cell's text as YAML, in quotes; and as a reader gets it, cut if it is long. */
const char *vd_propose_quoted(const struct vd_proposal *proposal, struct vd_slice text);
const char *vd_propose_shown(const struct vd_proposal *proposal, struct vd_slice text);

/* propose_file.c: what the study says of the file itself, and of those that are looked at */
void vd_propose_file(struct vd_proposal *proposal, const struct vd_propose_options *options);
void vd_propose_file_notes(struct vd_proposal *proposal);

/* propose_columns.c */
void vd_propose_columns(struct vd_proposal *proposal);
void vd_propose_where(struct vd_proposal *proposal);

/* propose_numbers.c */
void vd_propose_numbers(struct vd_proposal *proposal);
void vd_propose_missing(struct vd_proposal *proposal);
void vd_propose_currency(struct vd_proposal *proposal, const struct vd_propose_options *options);

/** Whether cells that say nothing are zeros, for want of any other zero. */
bool vd_propose_is_zero_sign(const struct vd_proposal *proposal, struct vd_slice text);

#endif
