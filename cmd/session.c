#include "cmd/session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "budget/language.h"
#include "cmd/progress.h"
#include "config/study.h"
#include "io/language.h"
#include "io/render.h"
#include "io/replace.h"

/* With no memory left, nothing that needs memory: say so and go. gettext does without it too. */
__attribute__((noreturn)) static void no_memory(void)
{
	const char *message = _("veedor: error: there is not enough memory\n");
	vd_progress_abandon();
	vd_replace_abandon();
	ssize_t written = write(STDERR_FILENO, message, strlen(message));
	(void)written;
	_exit(VD_SYSTEM);
}

void vd_session_open(struct vd_session *session)
{
	*session = (struct vd_session){ .arena = vd_arena_open(no_memory) };
	if (!session->arena)
		no_memory();
	session->diagnostics.arena = session->arena;
	vd_progress_watch(&session->reading);
}

void vd_session_close(struct vd_session *session)
{
	vd_arena_close(session->arena);
}

struct vd_input *vd_session_input(struct vd_session *session)
{
	struct vd_input *input = &session->inputs[session->input_count];
	session->input_list[session->input_count++] = input;
	return input;
}

bool vd_session_load(struct vd_session *session, const char *file)
{
	size_t before = vd_error_count(&session->diagnostics);
	struct vd_input *input = vd_session_input(session);
	const struct vd_study *study = vd_study_load(file, &session->reading, session->arena,
						     &session->diagnostics, input);
	if (!study)
		return false;
	const struct vd_dataset *data =
		vd_dataset_build(study, session->arena, &session->diagnostics);
	if (vd_error_count(&session->diagnostics) != before)
		return false;
	session->study = study;
	session->data = data;
	return true;
}

void vd_session_analyse(struct vd_session *session, const struct vd_options *options)
{
	struct vd_options spoken = *options;
	spoken.language = vd_language_now();
	session->analysis = vd_analyse(session->data, &spoken, session->arena);
}

enum vd_status vd_session_status(const struct vd_session *session)
{
	const size_t *by_severity = session->diagnostics.by_severity;
	if (by_severity[VD_SEVERITY_SYSTEM])
		return VD_SYSTEM;
	if (by_severity[VD_SEVERITY_INPUT])
		return VD_USAGE;
	return by_severity[VD_SEVERITY_ERROR] ? VD_FOUND : VD_DONE;
}

enum vd_status vd_session_errors(struct vd_session *session)
{
	vd_diagnostics_sort(&session->diagnostics);
	fflush(stdout);
	vd_render_diagnostics(stderr, &session->diagnostics, session->input_list,
			      vd_takes_colour(STDERR_FILENO));
	return vd_session_status(session);
}

static bool write_file(struct vd_session *session, const char *path, const char *text,
		       enum vd_existing existing)
{
	struct vd_replace replace;
	if (!vd_replace_begin(path, existing, session->arena, &session->diagnostics, &replace))
		return false;
	if (vd_replace_write(&replace, text, strlen(text), &session->diagnostics))
		return vd_replace_commit(&replace, &session->diagnostics);
	vd_replace_abandon();
	return false;
}

enum vd_status vd_write_study(struct vd_session *session, const char *path, const char *text,
			      enum vd_existing existing, bool is_loaded, const char *by_hand)
{
	if (!write_file(session, path, text, existing))
		return vd_session_errors(session);
	printf(_("wrote %s\n"), path);
	if (!is_loaded || vd_session_load(session, path)) {
		printf(_("next: edit it, then veedor check %s\n"), path);
		return VD_DONE;
	}
	fflush(stdout);
	fputs(by_hand, stderr);
	return vd_session_errors(session);
}

bool vd_takes_colour(int fd)
{
	const char *no_colour = getenv("NO_COLOR");
	const char *terminal = getenv("TERM");
	return isatty(fd) && !(no_colour && *no_colour) && !vd_same(terminal, "dumb");
}
