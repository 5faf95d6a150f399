/* veedor import: what a file of budget lines may be, for the user to correct. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/commands.h"
#include "config/propose.h"
#include "io/render.h"
#include "io/probe.h"

enum { ROW_BYTES = 1024, ROWS_MOST = 10000000 };

struct request {
	const char *file, *output, *currency, *member;
	size_t rows;
	bool as_json, is_forced;
};

/* The folder of a path, without links; NULL: there is none such. */
static const char *real_folder(struct vd_arena *arena, const char *path)
{
	char resolved[PATH_MAX];
	const char *slash = strrchr(path, '/');
	const char *folder = !slash	     ? "."
			     : slash == path ? "/"
					     : vd_arena_copy(arena, path, (size_t)(slash - path));
	return realpath(folder, resolved) ? vd_arena_copy(arena, resolved, strlen(resolved)) : NULL;
}

/* The file as seen from the study's folder, so that both may be moved together. */
static const char *name_in_study(struct vd_arena *arena, const struct request *request)
{
	if (!request->output || vd_same(request->file, "-") ||
	    (!strchr(request->output, '/') && request->file[0] != '/'))
		return request->file;
	const char *from = real_folder(arena, request->output);
	const char *to = real_folder(arena, request->file);
	if (!from || !to)
		return request->file;
	const char *slash = strrchr(request->file, '/');
	const char *name = slash ? slash + 1 : request->file;
	size_t same = 0;
	for (size_t i = 0;; i++) {
		bool ends = (from[i] == '/' || !from[i]) && (to[i] == '/' || !to[i]);
		same = ends ? i : same;
		if (from[i] != to[i] || !from[i])
			break;
	}
	const char *up = "";
	for (const char *c = from + same; *c; c++)
		up = *c == '/' && c[1] ? vd_arena_format(arena, "%s../", up) : up;
	const char *down = to[same] == '/' ? to + same + 1 : to + same;
	return vd_arena_format(arena, "%s%s%s%s", up, down, *down ? "/" : "", name);
}

static void print_json(const struct vd_proposal *proposal, const struct request *request)
{
	fputs("{\"file\": ", stdout);
	vd_write_json_string(stdout, request->file);
	printf(", \"rows_looked_at\": %zu, \"whole\": %s, \"open\": %zu,\n  \"lines\": [",
	       proposal->look->grid.looked_at, proposal->look->is_whole ? "true" : "false",
	       proposal->open);
	bool is_first = true;
	for (size_t i = 0; i < proposal->lines.count; i++) {
		const struct vd_proposal_line *line = &proposal->lines.items[i];
		if (!line->key)
			continue;
		fputs(is_first ? "\n    {\"key\": " : ",\n    {\"key\": ", stdout);
		is_first = false;
		vd_write_json_string(stdout, line->key);
		fputs(", \"yaml\": ", stdout);
		vd_write_json_string(stdout, line->yaml);
		if (line->has_sure)
			printf(", \"sure\": \"%s\"", vd_sure_key(line->sure));
		if (line->is_open)
			fputs(", \"open\": true", stdout);
		fputs(", \"reasons\": [", stdout);
		for (size_t k = 0; k < line->reasons.count; k++) {
			fputs(k ? ", " : "", stdout);
			vd_write_json_string(stdout, line->reasons.items[k]);
		}
		fputs("]}", stdout);
	}
	fputs("],\n  \"notes\": [", stdout);
	for (size_t i = 0; i < proposal->notes.count; i++) {
		fputs(i ? ",\n    " : "\n    ", stdout);
		vd_write_json_string(stdout, proposal->notes.items[i]);
	}
	fputs("],\n  \"yaml\": ", stdout);
	vd_write_json_string(stdout, vd_proposal_yaml(proposal));
	puts("}");
}

/* As many bytes as so many rows may have, within limits. */
static size_t first_bytes(size_t rows)
{
	if (rows <= VD_PROBE_FIRST_BYTES / ROW_BYTES)
		return VD_PROBE_FIRST_BYTES;
	return rows < VD_PROBE_FIRST_MOST / ROW_BYTES ? rows * ROW_BYTES
						      : (size_t)VD_PROBE_FIRST_MOST;
}

/* A workbook is a .zip of many files: none of them is one of budget lines. */
static bool is_workbook(const char *file)
{
	static const char *const ends[] = { ".xlsx", ".xlsm", ".ods" };
	size_t bytes = strlen(file);
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (bytes > strlen(ends[i]) && vd_same(file + bytes - strlen(ends[i]), ends[i]))
			return true;
	return false;
}

static enum vd_status import(struct vd_session *session, const struct request *request)
{
	const struct vd_stream_source source = {
		.file = request->file,
		.shown = vd_same(request->file, "-") ? vd_standard_input : request->file,
		.member = request->member,
		.place = { .file = vd_same(request->file, "-") ? vd_standard_input
							       : request->file },
	};
	struct vd_probe probe;
	struct vd_look look;
	if (!vd_probe_take(&source, first_bytes(request->rows), session->arena,
			   &session->diagnostics, &probe)) {
		if (is_workbook(request->file) && !request->member)
			vd_hint(&session->diagnostics, _("of a workbook, save the sheet as CSV"));
		return vd_session_errors(session);
	}
	if (!vd_look_at(&probe, source.shown, request->file, request->rows, session->arena,
			&session->diagnostics, &look))
		return vd_session_errors(session);
	const struct vd_propose_options options = {
		.csv = name_in_study(session->arena, request),
		.member = request->member,
		.currency = request->currency,
		.is_study = request->output != NULL,
	};
	const struct vd_proposal *proposal = vd_propose(&look, &options, session->arena);
	if (request->as_json)
		print_json(proposal, request);
	else if (!request->output)
		fputs(vd_proposal_yaml(proposal), stdout);
	if (!request->output)
		return VD_DONE;
	enum vd_existing existing = request->is_forced ? VD_REPLACE_EXISTING : VD_KEEP_EXISTING;
	return vd_write_study(session, request->output, vd_proposal_yaml(proposal), existing,
			      !vd_same(request->file, "-"), _("what was guessed needs a hand:\n"));
}

/* A number of rows; 0: it is none. */
static size_t read_rows(const char *text)
{
	size_t rows = 0;
	for (const char *c = text; *c; c++) {
		if (*c < '0' || *c > '9' || rows > ROWS_MOST)
			return 0;
		rows = rows * 10 + (size_t)(*c - '0');
	}
	return rows <= ROWS_MOST ? rows : 0;
}

/* What cannot be meant. @return VD_DONE, or VD_USAGE with the complaint written */
static enum vd_status check_request(const struct request *request)
{
	struct vd_currency currency;
	if (request->currency && !vd_currency_find(request->currency, &currency))
		return vd_usage_error(
			&vd_command_import,
			_("`%s` is not an ISO 4217 currency code, such as PEN or EUR"),
			request->currency);
	if (request->output && vd_same(request->output, "-"))
		return vd_usage_error(&vd_command_import, _("a file to make is expected, not -"));
	if (request->output && request->as_json)
		return vd_usage_error(&vd_command_import,
				      _("--format json and -o do not go together"));
	if (request->is_forced && !request->output)
		return vd_usage_error(&vd_command_import, _("--force goes with -o"));
	return VD_DONE;
}

static enum vd_status run(int argc, char **argv)
{
	static const struct option options[] = {
		VD_COMMON_OPTIONS,
		{ "output", required_argument, NULL, 'o' },
		{ "currency", required_argument, NULL, 'c' },
		{ "member", required_argument, NULL, 'm' },
		{ "rows", required_argument, NULL, 'n' },
		{ "format", required_argument, NULL, 'f' },
		{ "force", no_argument, NULL, 'F' },
		{ 0 },
	};
	struct request request = { 0 };
	enum vd_status status = VD_DONE;
	for (int letter; (letter = vd_next_option(&vd_command_import, argc, argv, ":ho:c:m:n:f:F",
						  options, &status)) != -1;) {
		switch (letter) {
		case 'o':
			request.output = optarg;
			break;
		case 'c':
			request.currency = optarg;
			break;
		case 'm':
			request.member = optarg;
			break;
		case 'n':
			request.rows = read_rows(optarg);
			if (!request.rows)
				return vd_usage_error(&vd_command_import,
						      _("--rows takes 1 to %d, not `%s`"),
						      ROWS_MOST, optarg);
			break;
		case 'f':
			request.as_json = vd_same(optarg, "json");
			if (!request.as_json && !vd_same(optarg, "yaml"))
				return vd_usage_error(&vd_command_import,
						      _("--format takes yaml or json, not `%s`"),
						      optarg);
			break;
		case 'F':
			request.is_forced = true;
			break;
		default:
			return status;
		}
	}
	if (argc - optind != 1)
		return vd_usage_error(&vd_command_import,
				      _("one file of budget lines is expected, not %d"),
				      argc - optind);
	request.file = argv[optind];
	status = check_request(&request);
	if (status != VD_DONE)
		return status;
	struct vd_session session;
	vd_session_open(&session);
	status = import(&session, &request);
	vd_session_close(&session);
	return status;
}

const struct vd_command vd_command_import = {
	.name = "import",
	.summary = N_("what a file of budget lines may be, as the data: block of a study"),
	.help = N_(
		"usage: veedor import FILE.csv [-o STUDY.yaml] [OPTION…]\n"
		"\n"
		"Looks at a file of budget lines (also .gz, .zst, .zip; - for standard input), guesses its\n"
		"separator, encoding, number style, header line, and which columns are years,\n"
		"institutions and amounts, and prints the `data:` block of a study. Beside each line\n"
		"stands how sure it is and why: read it, correct it. Nothing else in veedor guesses.\n"
		"\n"
		"  -o, --output STUDY.yaml   write a whole study, and check it; else the block is printed\n"
		"      --force               replace the study if it is there\n"
		"  -c, --currency CODE       its currency, where nothing in the file tells\n"
		"      --member NAME         the file in a .zip that holds several\n"
		"      --rows N              look at so many rows at the beginning; else at the first\n"
		"                            4 MiB. Pieces further on and the end are looked at anyway\n"
		"      --format yaml|json    json: each guess with its reasons, for programs\n"),
	.option_column = 28,
	.run = run,
};
