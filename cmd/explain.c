/* veedor explain: how one figure was made, or what a rule means. */
#include "budget/explain.h"

#include <stdio.h>
#include <string.h>

#include "cmd/commands.h"

static void print_rule(enum vd_rule rule)
{
	enum { WIDTH = 100 };
	const struct vd_rule_info *info = vd_rule_info(rule);
	bool is_finding = vd_rule_class(rule) == VD_CLASS_FINDING;
	struct vd_session session;
	vd_session_open(&session);
	const char *class = vd_word(vd_class_name(vd_rule_class(rule)));
	if (is_finding)
		printf("%s (%s, %s)\n", info->name, class,
		       vd_word(vd_severity_name(info->severity)));
	else
		printf("%s (%s)\n", info->name, class);
	printf("\n%s\n", vd_wrap(session.arena, vd_translate(info->meaning), WIDTH, 0));
	const char *method =
		vd_arena_format(session.arena, _("Method: %s"), vd_translate(info->method));
	if (*info->method)
		printf("\n%s\n", vd_wrap(session.arena, method, WIDTH, 0));
	vd_session_close(&session);
}

static enum vd_status explain_rule(const char *name)
{
	const char *names[VD_RULE_COUNT];
	enum vd_rule rule;
	vd_rule_names(false, names);
	if (vd_rule_find(name, &rule)) {
		print_rule(rule);
		return VD_DONE;
	}
	const char *nearest = vd_nearest(name, names, VD_RULE_COUNT);
	return nearest ? vd_usage_error(&vd_command_explain,
					_("there is no rule `%s`; did you mean `%s`? (to explain a "
					  "figure, name the study first)"),
					name, nearest)
		       : vd_usage_error(&vd_command_explain,
					_("there is no rule `%s` (to explain a figure, name the "
					  "study first)"),
					name);
}

/* All rules as the document docs/rules.md: findings by how grave they are, then errors. */
static void list_rules(void)
{
	static const struct {
		enum vd_severity severity;
		const char *title, *about;
	} parts[] = {
		{ VD_SEVERITY_CONTRADICTION, N_("Contradictions"),
		  N_("Figures of the report exclude each other. Status 1, unless accepted.") },
		{ VD_SEVERITY_WARNING, N_("Warnings"),
		  N_("A figure misleads or counts nowhere. Status 1, unless accepted.") },
		{ VD_SEVERITY_NOTE, N_("Notes"),
		  N_("What a reader ought to know. Status 1 with `--strict` alone.") },
		{ VD_SEVERITY_INPUT, N_("Input that cannot be used"),
		  N_("Nothing can be said. Status 2.") },
		{ VD_SEVERITY_ERROR, N_("Errors in the file"),
		  N_("All of them are reported, each with its place. Status 1.") },
		{ VD_SEVERITY_SYSTEM, N_("Failures of the system"), N_("Status 3.") },
	};
	puts(_("# Rules\n\nEvery message of veedor goes by a rule. Findings are about the figures of a "
	       "report, errors about the study file.\n`veedor explain RULE` prints one of them; this "
	       "page is what `veedor explain --rules` prints."));
	for (size_t p = 0; p < sizeof(parts) / sizeof(*parts); p++) {
		printf("\n## %s\n\n%s\n", vd_translate(parts[p].title),
		       vd_translate(parts[p].about));
		for (enum vd_rule rule = 0; rule < VD_RULE_COUNT; rule++) {
			const struct vd_rule_info *info = vd_rule_info(rule);
			if (info->severity != parts[p].severity)
				continue;
			printf("\n**%s**: %s\n", info->name, vd_translate(info->meaning));
			if (*info->method)
				printf(_("\n*Method:* %s\n"), vd_translate(info->method));
		}
	}
}

static enum vd_status explain_cell(const struct vd_analysis *analysis, const char *address)
{
	struct vd_explanation explanation = vd_explain(analysis, address);
	FILE *out = explanation.found ? stdout : stderr;
	for (size_t i = 0; i < explanation.count; i++)
		if (explanation.found || i)
			fprintf(out, "%s\n", explanation.items[i]);
		else
			fprintf(out, _("veedor: error: %s\n"), explanation.items[i]);
	return explanation.found ? VD_DONE : VD_USAGE;
}

static enum vd_status run(int argc, char **argv)
{
	static const struct option options[] = {
		VD_COMMON_OPTIONS,
		{ "rules", no_argument, NULL, 'r' },
		VD_ANALYSIS_OPTIONS,
		{ 0 },
	};
	struct vd_options wanted = { 0 };
	enum vd_status status = VD_DONE;
	for (int letter; (letter = vd_next_option(&vd_command_explain, argc, argv, ":h", options,
						  &status)) != -1;) {
		if (letter == 'r') {
			list_rules();
			return VD_DONE;
		}
		if (letter)
			status = vd_analysis_option(&vd_command_explain, letter, optarg, &wanted);
		if (letter == 0 || status != VD_DONE)
			return status;
	}
	int arguments = argc - optind;
	if (arguments == 1)
		return explain_rule(argv[optind]);
	if (arguments != 2)
		return vd_usage_error(
			&vd_command_explain,
			_("a study and a cell, or a rule, are expected, not %d arguments"),
			arguments);
	struct vd_session session;
	vd_session_open(&session);
	session.reading.is_digested = true;
	const char *cell = argv[optind + 1];
	wanted.last_table = vd_arena_copy(session.arena, cell, strcspn(cell, "/"));
	status = vd_load_analysis(&vd_command_explain, &session, argv[optind], &wanted);
	if (status == VD_DONE)
		status = explain_cell(session.analysis, cell);
	vd_session_close(&session);
	return status;
}

const struct vd_command vd_command_explain = {
	.name = "explain",
	.summary = N_("the arithmetic behind one figure, with its sources; or what a rule means"),
	.help = N_(
		"usage: veedor explain STUDY.yaml CELL\n"
		"       veedor explain RULE\n"
		"       veedor explain --rules\n"
		"\n"
		"Tells how a figure was made: the formula in words, the numbers put in, and each\n"
		"number's table, line and page. A cell is named TABLE/ROW/COLUMN, such as\n"
		"  general-budget/2016/share_percent\n"
		"  institutions/mininter/2016/rate_percent\n"
		"  comparable/institutions/allocated/2015/2016/exits\n"
		"  bridge/institutions/allocated/2015/2016/mpfn/effect\n"
		"  trend/total/allocated/slope\n"
		"`veedor show` names the columns; a wrong address lists what there is.\n"
		"A rule is what `check` shows in brackets; --rules lists them all.\n"
		"\n"),
	.takes_analysis = true,
	.reads_study = true,
	.option_column = 26,
	.run = run,
};
