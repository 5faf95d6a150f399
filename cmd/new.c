/* veedor new: a starting study. */
#include <stdio.h>
#include <string.h>

#include "cmd/commands.h"
#include "config/scaffold.h"

enum { TABLE_BYTES_MOST = 4 << 20 };

struct request {
	const char *file, *from;
	struct vd_scaffold_options options;
};

/* The text of the new study; NULL where the table cannot be used. */
static const char *study_text(struct vd_session *session, const struct request *request)
{
	if (!request->from)
		return vd_scaffold_blank(session->arena);
	struct vd_input *table = vd_session_input(session);
	if (!vd_input_read(request->from, TABLE_BYTES_MOST, session->arena, &session->diagnostics,
			   table))
		return NULL;
	return vd_scaffold_from_table(session->arena, table, &request->options,
				      &session->diagnostics);
}

static enum vd_status make(struct vd_session *session, const struct request *request)
{
	const char *text = study_text(session, request);
	return text ? vd_write_study(session, request->file, text, VD_KEEP_EXISTING, true,
				     _("the table needs a hand:\n"))
		    : vd_session_errors(session);
}

static bool is_year(const char *text)
{
	return strlen(text) == 4 && strspn(text, "0123456789") == 4 && strcmp(text, "1800") >= 0 &&
	       strcmp(text, "2200") <= 0;
}

static enum vd_status run(int argc, char **argv)
{
	static const struct option options[] = {
		VD_COMMON_OPTIONS,
		{ "from", required_argument, NULL, 'f' },
		{ "currency", required_argument, NULL, 'c' },
		{ "year", required_argument, NULL, 'y' },
		{ 0 },
	};
	struct request request = { 0 };
	enum vd_status status = VD_DONE;
	for (int letter; (letter = vd_next_option(&vd_command_new, argc, argv, ":hf:c:y:", options,
						  &status)) != -1;) {
		if (letter == 0)
			return status;
		if (letter == 'f')
			request.from = optarg;
		else if (letter == 'c')
			request.options.currency = optarg;
		else
			request.options.year = optarg;
	}
	if (argc - optind != 1)
		return vd_usage_error(&vd_command_new, _("one file to make is expected, not %d"),
				      argc - optind);
	if (!request.from && (request.options.currency || request.options.year))
		return vd_usage_error(&vd_command_new, _("--currency and --year go with --from"));
	request.file = argv[optind];
	if (vd_same(request.file, "-"))
		return vd_usage_error(&vd_command_new, _("a file to make is expected, not -"));
	struct vd_currency currency;
	if (request.options.currency && !vd_currency_find(request.options.currency, &currency))
		return vd_usage_error(
			&vd_command_new,
			_("`%s` is not an ISO 4217 currency code, such as PEN or EUR"),
			request.options.currency);
	if (request.options.year && !is_year(request.options.year))
		return vd_usage_error(&vd_command_new, _("`%s` is not a year from 1800 to 2200"),
				      request.options.year);
	struct vd_session session;
	vd_session_open(&session);
	status = make(&session, &request);
	vd_session_close(&session);
	return status;
}

const struct vd_command vd_command_new = {
	.name = "new",
	.summary = N_("a commented starting study, empty or around a pasted table"),
	.help = N_(
		"usage: veedor new FILE.yaml [--from TABLE.tsv] [--currency CODE] [--year YEAR]\n"
		"\n"
		"Writes a starting study that already passes `veedor check`. A file that is there is\n"
		"never replaced.\n"
		"\n"
		"  -f, --from TABLE.tsv    build it around a table copied from a spreadsheet: headings\n"
		"                          in the first rows, cells split by tabs or |; - for standard\n"
		"                          input\n"
		"  -c, --currency CODE     its currency, where no sign in the table tells\n"
		"  -y, --year YEAR         the year of columns whose heading has none\n"),
	.option_column = 26,
	.run = run,
};
