/* What every command that reads a study does: load, compute, say what is wrong. */
#ifndef VD_CMD_SESSION_H
#define VD_CMD_SESSION_H

#include "budget/result.h"
#include "config/study.h"
#include "io/input.h"
#include "io/replace.h"

/** Exit statuses; other programs rely on them. */
enum vd_status {
	VD_DONE = 0,
	VD_FOUND = 1,  /* findings in `check`, or errors in a study */
	VD_USAGE = 2,  /* wrong usage, or an input that cannot be used at all */
	VD_SYSTEM = 3, /* the system failed */
};

enum { VD_INPUTS_MOST = 256 };

struct vd_session {
	struct vd_arena *arena;
	struct vd_diagnostics diagnostics;
	struct vd_input inputs[VD_INPUTS_MOST];
	const struct vd_input *input_list[VD_INPUTS_MOST + 1]; /* for rendering; ends with NULL */
	size_t input_count;
	struct vd_reading reading; /* how the data files that studies name are read */
	const struct vd_study *study;
	const struct vd_dataset *data;
	const struct vd_analysis *analysis;
};

void vd_session_open(struct vd_session *session);
void vd_session_close(struct vd_session *session);

/** A slot for a file whose lines diagnostics will show; at most VD_INPUTS_MOST of them. */
struct vd_input *vd_session_input(struct vd_session *session);

/** Load one study into the session, and the data that it names. @return false if it has errors */
bool vd_session_load(struct vd_session *session, const char *file);

/** Compute the result tables of the study that was loaded, in the language that is spoken. */
void vd_session_analyse(struct vd_session *session, const struct vd_options *options);

/** The worst status that the errors reported so far call for; findings do not count. */
enum vd_status vd_session_status(const struct vd_session *session);

/** Write errors to standard error. @return vd_session_status() */
enum vd_status vd_session_errors(struct vd_session *session);

/**
 * Write a starting study, load it and say what is next.
 * @param is_loaded  false: it takes figures from what cannot be read a second time
 * @param by_hand  what stands above its errors, if it has some
 */
enum vd_status vd_write_study(struct vd_session *session, const char *path, const char *text,
			      enum vd_existing existing, bool is_loaded, const char *by_hand);

/** Whether a stream takes colours: a terminal, and NO_COLOR is not set. */
bool vd_takes_colour(int fd);

#endif
