/* veedor check: errors in study files, and findings about their figures. */
#include <stdio.h>
#include <unistd.h>

#include "cmd/commands.h"
#include "io/render.h"

static void summarise(const struct vd_session *session, int files)
{
	size_t errors = vd_error_count(&session->diagnostics);
	size_t findings = session->diagnostics.by_class[VD_CLASS_FINDING];
	printf("%d stud%s checked: %zu error%s, %zu finding%s\n", files, files == 1 ? "y" : "ies",
	       errors, errors == 1 ? "" : "s", findings, findings == 1 ? "" : "s");
}

static enum vd_status check(struct vd_session *session, char **files, int count, bool json)
{
	for (int i = 0; i < count; i++)
		vd_session_load(session, files[i]);
	vd_diagnostics_sort(&session->diagnostics);
	enum vd_status status = VD_DONE;
	if (json) {
		vd_render_diagnostics_json(stdout, &session->diagnostics);
		status = vd_session_status(session);
	} else {
		status = vd_session_errors(session);
		vd_render_diagnostics(stdout, &session->diagnostics, session->input_list,
				      VD_SELECT_FINDINGS, vd_takes_colour(STDOUT_FILENO));
		summarise(session, count);
	}
	bool findings = session->diagnostics.by_class[VD_CLASS_FINDING] > 0;
	return status == VD_DONE && findings ? VD_FOUND : status;
}

static enum vd_status run(int argc, char **argv)
{
	static const struct option options[] = {
		{ "help", no_argument, NULL, 'h' },
		{ "format", required_argument, NULL, 'f' },
		{ 0 },
	};
	bool json = false;
	enum vd_status status = VD_DONE;
	for (int letter; (letter = vd_next_option(&vd_command_check, argc, argv, ":hf:", options,
						  &status)) != -1;) {
		if (letter == 0)
			return status;
		json = vd_same(optarg, "json");
		if (!json && !vd_same(optarg, "text"))
			return vd_usage_error(&vd_command_check,
					      "there is no format `%s`: text or json", optarg);
	}
	int files = argc - optind;
	if (files < 1 || files > VD_INPUTS_MOST)
		return vd_usage_error(&vd_command_check, "1 to %d studies are expected, not %d",
				      VD_INPUTS_MOST, files);
	struct vd_session session;
	vd_session_open(&session);
	status = check(&session, argv + optind, files, json);
	vd_session_close(&session);
	return status;
}

const struct vd_command vd_command_check = {
	.name = "check",
	.summary = "errors in your file, and findings about the figures",
	.help = "usage: veedor check STUDY.yaml… [--format FORMAT]\n"
		"\n"
		"Reports every error in the files, with place, cause and what to do (on standard\n"
		"error), and findings about the figures (on standard output).\n"
		"\n"
		"  -f, --format FORMAT   text (default); json: errors and findings on standard output\n"
		"  -h, --help            this text\n"
		"\n"
		"Status 1 if there is an error or a finding. `veedor explain RULE` tells what a\n"
		"message means.\n",
	.run = run,
};
