/* veedor report: the workbook of a study. */
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "budget/audit.h"
#include "cmd/commands.h"
#include "io/replace.h"
#include "io/workbook.h"

/* STUDY.xlsx in the current folder. */
static void default_output(const char *study, char *name, size_t room)
{
	const char *slash = strrchr(study, '/');
	const char *base = slash ? slash + 1 : study;
	const char *dot = strrchr(base, '.');
	size_t length = dot && dot != base ? (size_t)(dot - base) : strlen(base);
	if (vd_same(study, "-"))
		snprintf(name, room, "study.xlsx");
	else
		snprintf(name, room, "%.*s.xlsx", (int)length, base);
}

/* A name that says it is a workbook, or something that is there and is no file at all. */
static bool is_workbook_name(const char *path)
{
	size_t length = strlen(path);
	struct stat about;
	return (stat(path, &about) == 0 && !S_ISREG(about.st_mode)) ||
	       (length > 5 && strcmp(path + length - 5, ".xlsx") == 0);
}

static struct timespec started;
static bool progress_shown;

/* On a terminal, and only where it takes longer than a second. */
static void show_progress(const char *what)
{
	struct timespec now;
	if (!isatty(STDERR_FILENO) || clock_gettime(CLOCK_MONOTONIC, &now) != 0 ||
	    now.tv_sec - started.tv_sec < 1)
		return;
	fprintf(stderr, "\r%-40s", what);
	fflush(stderr);
	progress_shown = true;
}

static void end_progress(void)
{
	if (progress_shown)
		fprintf(stderr, "\r%-40s\r", "");
}

static enum vd_status write_workbook(struct vd_session *session, const char *output)
{
	struct vd_replace replace;
	if (!vd_replace_begin(output, VD_REPLACE_EXISTING, session->arena, &session->diagnostics,
			      &replace))
		return vd_session_errors(session);
	bool written = vd_workbook_write(session->analysis, replace.temporary, output,
					 show_progress, &session->diagnostics);
	end_progress();
	if (!written || !vd_replace_commit(&replace, &session->diagnostics)) {
		vd_replace_abandon();
		return vd_session_errors(session);
	}
	if (!replace.is_device)
		printf("wrote %s\n", output);
	fprintf(stderr, "%s `veedor check` tells.\n", vd_audit_words(session->analysis));
	return VD_DONE;
}

/* Whether two names lead to one file. */
static bool same_file(const char *a, const char *b)
{
	struct stat about_a, about_b;
	return b && stat(a, &about_a) == 0 && stat(b, &about_b) == 0 && S_ISREG(about_a.st_mode) &&
	       about_a.st_dev == about_b.st_dev && about_a.st_ino == about_b.st_ino;
}

static enum vd_status run(int argc, char **argv)
{
	static const struct option options[] = {
		VD_COMMON_OPTIONS,
		{ "output", required_argument, NULL, 'o' },
		VD_ANALYSIS_OPTIONS,
		{ 0 },
	};
	const char *output = NULL;
	struct vd_options wanted = { 0 };
	enum vd_status status = VD_DONE;
	for (int letter; (letter = vd_next_option(&vd_command_report, argc, argv, ":ho:", options,
						  &status)) != -1;) {
		if (letter == 'o')
			output = optarg;
		else if (letter)
			status = vd_analysis_option(&vd_command_report, letter, optarg, &wanted);
		if (letter == 0 || status != VD_DONE)
			return status;
	}
	if (argc - optind != 1)
		return vd_usage_error(&vd_command_report, "one study is expected, not %d",
				      argc - optind);
	char named[PATH_MAX];
	if (!output) {
		default_output(argv[optind], named, sizeof(named));
		output = named;
	}
	if (!is_workbook_name(output))
		return vd_usage_error(&vd_command_report,
				      "`%s` does not end in .xlsx, the format that is written",
				      output);
	clock_gettime(CLOCK_MONOTONIC, &started);
	if (same_file(argv[optind], output))
		return vd_usage_error(&vd_command_report,
				      "the workbook would replace the study `%s`", argv[optind]);
	struct vd_session session;
	vd_session_open(&session);
	status = vd_load_analysis(&vd_command_report, &session, argv[optind], &wanted);
	if (status == VD_DONE)
		status = write_workbook(&session, output);
	vd_session_close(&session);
	return status;
}

const struct vd_command vd_command_report = {
	.name = "report",
	.summary = "write the Excel workbook of a study",
	.help = "usage: veedor report STUDY.yaml [-o OUT.xlsx] [OPTION…]\n"
		"\n"
		"Writes the workbook of a study: every computed cell is a live formula down to the\n"
		"sheets Data and Assumptions. A file that is there is replaced once the new one is\n"
		"whole; until then, and if anything fails, it stays as it is.\n"
		"\n"
		"  -o, --output OUT.xlsx   where to; default: STUDY.xlsx in the current folder\n" VD_ANALYSIS_HELP
		"  -h, --help              this text\n"
		"\n"
		"STUDY may be - for standard input.\n",
	.run = run,
};
