/* veedor schema: the study format for editors and docs. */
#include "config/schema.h"

#include <stdio.h>

#include "cmd/commands.h"

static enum vd_status run(int argc, char **argv)
{
	static const struct option options[] = {
		VD_COMMON_OPTIONS,
		{ "format", required_argument, NULL, 'f' },
		{ 0 },
	};
	bool markdown = false;
	enum vd_status status = VD_DONE;
	for (int letter; (letter = vd_next_option(&vd_command_schema, argc, argv, ":hf:", options,
						  &status)) != -1;) {
		if (letter == 0)
			return status;
		markdown = vd_same(optarg, "markdown");
		if (!markdown && !vd_same(optarg, "json"))
			return vd_usage_error(&vd_command_schema,
					      _("there is no format `%s`: json or markdown"),
					      optarg);
	}
	if (optind != argc)
		return vd_usage_error(&vd_command_schema, _("no argument is expected"));
	struct vd_session session;
	vd_session_open(&session);
	fputs(markdown ? vd_schema_markdown(session.arena) : vd_schema_json(session.arena), stdout);
	vd_session_close(&session);
	return VD_DONE;
}

const struct vd_command vd_command_schema = {
	.name = "schema",
	.summary = N_("JSON Schema of the study file, for editors"),
	.help = N_(
		"usage: veedor schema [--format FORMAT]\n"
		"\n"
		"Prints the JSON Schema of the study file, so that an editor completes and checks it.\n"
		"\n"
		"  -f, --format FORMAT   json (default), markdown: tables of the keys\n"),
	.option_column = 24,
	.run = run,
};
