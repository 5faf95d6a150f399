/* veedor check: errors in study files, and findings about their figures. */
#include <stdio.h>
#include <unistd.h>

#include "cmd/commands.h"
#include "io/render.h"
#include "io/write.h"

enum { OPTION_ONLY = 512, OPTION_EXCEPT, OPTION_STRICT };

struct request {
	bool as_json, strict;
	bool has_only, has_except, only[VD_RULE_COUNT], except[VD_RULE_COUNT];
	const struct vd_analysis *analyses[VD_INPUTS_MOST]; /* of the studies without error */
	size_t count;
	int files;
};

static bool is_shown(const struct vd_finding *finding, const void *context)
{
	const struct request *request = context;
	return (!request->has_only || request->only[finding->rule]) &&
	       !request->except[finding->rule];
}

/* Findings that are shown, by severity; accepted ones apart. */
struct counts {
	size_t by_severity[VD_SEVERITIES], accepted;
};

static struct counts count_findings(const struct request *request)
{
	struct counts counts = { 0 };
	for (size_t a = 0; a < request->count; a++) {
		const struct vd_audit *audit = request->analyses[a]->audit;
		for (size_t i = 0; i < audit->findings.count; i++) {
			const struct vd_finding *one = &audit->findings.items[i];
			if (!is_shown(one, request))
				continue;
			if (one->accepted)
				counts.accepted++;
			else
				counts.by_severity[vd_rule_info(one->rule)->severity]++;
		}
	}
	return counts;
}

static void summarise(const struct vd_session *session, const struct request *request)
{
	struct counts counts = count_findings(request);
	size_t errors = vd_error_count(&session->diagnostics);
	size_t contradictions = counts.by_severity[VD_SEVERITY_CONTRADICTION];
	size_t warnings = counts.by_severity[VD_SEVERITY_WARNING];
	size_t notes = counts.by_severity[VD_SEVERITY_NOTE];
	for (size_t a = 0; request->files == 1 && a < request->count; a++) {
		const char *verdicts = vd_audit_verdicts(request->analyses[a]);
		if (*verdicts)
			puts(verdicts);
	}
	printf(VD_PLURAL("%d study checked: ", "%d studies checked: ", request->files),
	       request->files);
	printf(VD_PLURAL("%zu error, ", "%zu errors, ", errors), errors);
	printf(VD_PLURAL("%zu contradiction, ", "%zu contradictions, ", contradictions),
	       contradictions);
	printf(VD_PLURAL("%zu warning, ", "%zu warnings, ", warnings), warnings);
	printf(VD_PLURAL("%zu note", "%zu notes", notes), notes);
	if (counts.accepted)
		printf(VD_PLURAL("; %zu accepted", "; %zu accepted", counts.accepted),
		       counts.accepted);
	puts(request->has_only	   ? _(" (of the rules asked for)")
	     : request->has_except ? _(" (without the rules left out)")
				   : "");
}

static void render_findings(const struct vd_session *session, const struct request *request)
{
	bool colour = vd_takes_colour(STDOUT_FILENO);
	for (size_t a = 0; a < request->count; a++) {
		const struct vd_audit *audit = request->analyses[a]->audit;
		for (size_t i = 0; i < audit->findings.count; i++)
			if (is_shown(&audit->findings.items[i], request))
				vd_render_finding(stdout, request->analyses[a],
						  &audit->findings.items[i], session->input_list,
						  colour);
	}
}

static enum vd_status check(struct vd_session *session, char **files, struct request *request)
{
	const struct vd_options usual = { .for_audit = true };
	for (int i = 0; i < request->files; i++) {
		if (!vd_session_load(session, files[i]))
			continue;
		vd_session_analyse(session, &usual);
		request->analyses[request->count++] = session->analysis;
	}
	enum vd_status status;
	if (request->as_json) {
		vd_diagnostics_sort(&session->diagnostics);
		vd_write_findings_json(stdout, &session->diagnostics, request->analyses,
				       request->count, is_shown, request);
		status = vd_session_status(session);
	} else {
		status = vd_session_errors(session);
		render_findings(session, request);
		summarise(session, request);
	}
	struct counts counts = count_findings(request);
	bool found = counts.by_severity[VD_SEVERITY_CONTRADICTION] ||
		     counts.by_severity[VD_SEVERITY_WARNING] ||
		     (request->strict && counts.by_severity[VD_SEVERITY_NOTE]);
	return status == VD_DONE && found ? VD_FOUND : status;
}

/* Rules by name, with commas between. */
static enum vd_status read_rules(struct vd_arena *arena, const char *option, const char *list,
				 bool rules[VD_RULE_COUNT])
{
	do {
		size_t length = 0;
		while (list[length] && list[length] != ',')
			length++;
		const char *name = vd_arena_copy(arena, list, length);
		enum vd_rule rule;
		if (!vd_rule_find(name, &rule) || vd_rule_class(rule) != VD_CLASS_FINDING) {
			const char *names[VD_RULE_COUNT];
			size_t count = vd_rule_names(true, names);
			const char *nearest = vd_nearest(name, names, count);
			if (nearest)
				return vd_usage_error(
					&vd_command_check,
					_("--%s: there is no finding `%s`; did you mean `%s`?"),
					option, name, nearest);
			return vd_usage_error(&vd_command_check,
					      _("--%s: there is no finding `%s`; known: %s"),
					      option, name,
					      vd_list_words(arena, names, count, count));
		}
		rules[rule] = true;
		list += length;
	} while (*list++ == ',');
	return VD_DONE;
}

static enum vd_status take_option(struct vd_session *session, int letter, const char *value,
				  struct request *request)
{
	if (letter == OPTION_STRICT) {
		request->strict = true;
	} else if (letter == OPTION_ONLY) {
		request->has_only = true;
		return read_rules(session->arena, "only", value, request->only);
	} else if (letter == OPTION_EXCEPT) {
		request->has_except = true;
		return read_rules(session->arena, "except", value, request->except);
	} else {
		request->as_json = vd_same(value, "json");
		if (!request->as_json && !vd_same(value, "text"))
			return vd_usage_error(&vd_command_check,
					      _("there is no format `%s`: text or json"), value);
	}
	return VD_DONE;
}

static enum vd_status run_check(struct vd_session *session, int argc, char **argv)
{
	static const struct option options[] = {
		VD_COMMON_OPTIONS,
		{ "format", required_argument, NULL, 'f' },
		{ "strict", no_argument, NULL, OPTION_STRICT },
		{ "only", required_argument, NULL, OPTION_ONLY },
		{ "except", required_argument, NULL, OPTION_EXCEPT },
		{ 0 },
	};
	struct request request = { 0 };
	enum vd_status status = VD_DONE;
	for (int letter; (letter = vd_next_option(&vd_command_check, argc, argv, ":hf:", options,
						  &status)) != -1;) {
		if (letter)
			status = take_option(session, letter, optarg, &request);
		if (letter == 0 || status != VD_DONE)
			return status;
	}
	request.files = argc - optind;
	if (request.files < 1 || request.files > VD_INPUTS_MOST)
		return vd_usage_error(&vd_command_check, _("1 to %d studies are expected, not %d"),
				      VD_INPUTS_MOST, request.files);
	return check(session, argv + optind, &request);
}

static enum vd_status run(int argc, char **argv)
{
	struct vd_session session;
	vd_session_open(&session);
	enum vd_status status = run_check(&session, argc, argv);
	vd_session_close(&session);
	return status;
}

const struct vd_command vd_command_check = {
	.name = "check",
	.summary = N_("errors in your file, and findings about the figures"),
	.help = N_(
		"usage: veedor check STUDY.yaml… [OPTION…]\n"
		"\n"
		"Reports every error in the files, with place, cause and what to do (on standard\n"
		"error), and what the audit finds in the figures (on standard output): printed\n"
		"totals, rates, shares and claims that do not add up, and why; figures that mislead;\n"
		"what to know of a year. The study can accept a finding: `accept: [{rule, at,\n"
		"because}]`, with the address that is shown behind `at:`.\n"
		"\n"
		"  -f, --format FORMAT   text (default); json: errors and findings on standard output\n"
		"      --only RULE,…     these findings alone\n"
		"      --except RULE,…   all but these\n"
		"      --strict          notes count for the status too\n"),
	.reads_study = true,
	.option_column = 24,
	.help_end = N_(
		"Status 1 if there is an error, or a contradiction or warning that is not accepted.\n"
		"`veedor explain RULE` tells what a message means and how it is found.\n"),
	.run = run,
};
