/* veedor report: the workbook of a study, or its tables in other forms. */
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "budget/audit.h"
#include "budget/language.h"
#include "cmd/commands.h"
#include "io/document.h"

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

static enum vd_status write_document(struct vd_session *session, const char *output)
{
	bool is_device;
	bool written = vd_document_write(session->analysis, vd_document_of(output), output,
					 show_progress, &session->diagnostics, &is_device);
	end_progress();
	if (!written)
		return vd_session_errors(session);
	if (!is_device)
		printf(_("wrote %s\n"), output);
	fprintf(stderr, _("%s `veedor check` tells.\n"), vd_audit_words(session->analysis));
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
		return vd_usage_error(&vd_command_report, _("one study is expected, not %d"),
				      argc - optind);
	char named[PATH_MAX];
	if (!output) {
		default_output(argv[optind], named, sizeof(named));
		output = named;
	}
	if (vd_document_of(output) == VD_DOCUMENT_UNKNOWN)
		return vd_usage_error(
			&vd_command_report,
			_("`%s` does not say what to write: .xlsx for a workbook, .html for a page, "
			  ".json for all tables, a folder (ending in /) for CSV files"),
			output);
	clock_gettime(CLOCK_MONOTONIC, &started);
	if (same_file(argv[optind], output))
		return vd_usage_error(&vd_command_report,
				      _("the report would replace the study `%s`"), argv[optind]);
	struct vd_session session;
	vd_session_open(&session);
	session.reading.is_digested = true;
	status = vd_load_analysis(&vd_command_report, &session, argv[optind], &wanted);
	if (status == VD_DONE)
		status = write_document(&session, output);
	vd_session_close(&session);
	return status;
}

const struct vd_command vd_command_report = {
	.name = "report",
	.summary = N_("write a study as an Excel workbook, a page or tables"),
	.help = N_(
		"usage: veedor report STUDY.yaml [-o OUT] [OPTION…]\n"
		"\n"
		"Writes the workbook of a study: every computed cell is a live formula down to the\n"
		"sheets Data and Assumptions. Or, as the ending of OUT says:\n"
		"\n"
		"  OUT.xlsx   the workbook\n"
		"  OUT.html   the same as one page, for a browser: no network, no script\n"
		"  OUT.json   all tables in one file, for programs\n"
		"  OUT/       a folder with a CSV file a table, and what each means; also a folder\n"
		"             that is there. Files of yours in it stay as they are.\n"
		"\n"
		"What is there is replaced once the new one is whole; until then, and if anything\n"
		"fails, it stays as it is.\n"
		"\n"
		"  -o, --output OUT        where to; default: STUDY.xlsx in the current folder\n"),
	.takes_analysis = true,
	.reads_study = true,
	.option_column = 26,
	.help_end = N_("STUDY may be - for standard input.\n"),
	.run = run,
};
