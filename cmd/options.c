/* The options that several commands share: what to compute beyond the usual; and figures beside them. */
#include <string.h>

#include "budget/comparable.h"
#include "cmd/commands.h"

enum { PROJECT_MOST = 50 };

/* A whole number without sign, of at most four digits. */
static bool read_number(const char *text, int *number)
{
	size_t length = strlen(text);
	if (!length || length > 4 || strspn(text, "0123456789") != length)
		return false;
	*number = 0;
	for (; *text; text++)
		*number = *number * 10 + (*text - '0');
	return true;
}

static enum vd_status read_included(const struct vd_command *command, const char *value,
				    struct vd_options *options)
{
	while (*value) {
		size_t length = strcspn(value, ",");
		if (length == strlen("partial") && strncmp(value, "partial", length) == 0)
			options->with_partial = true;
		else if (length == strlen("bills") && strncmp(value, "bills", length) == 0)
			options->with_bills = true;
		else
			return vd_usage_error(command,
					      _("--include takes partial, bills or "
						"partial,bills, not `%.*s`"),
					      (int)length, value);
		value += length + (value[length] == ',');
	}
	return VD_DONE;
}

enum vd_status vd_analysis_option(const struct vd_command *command, int letter, const char *value,
				  struct vd_options *options)
{
	int number = 0;
	if (letter == VD_OPTION_INCLUDE)
		return *value ? read_included(command, value, options)
			      : vd_usage_error(command, _("--include needs a value"));
	bool good = read_number(value, &number);
	if (letter == VD_OPTION_PROJECT) {
		if (!good || number < 1 || number > PROJECT_MOST)
			return vd_usage_error(command, _("--project takes 1 to %d years, not `%s`"),
					      PROJECT_MOST, value);
		options->project = number;
		return VD_DONE;
	}
	if (!good || number < 1)
		return vd_usage_error(command, _("--%s takes a year, not `%s`"),
				      letter == VD_OPTION_FROM ? "from" : "to", value);
	*(letter == VD_OPTION_FROM ? &options->from : &options->to) = number;
	return VD_DONE;
}

/* The years that can be compared: those with figures by institution. NULL: none. */
static const char *comparable_years(struct vd_session *session)
{
	const struct vd_study *study = session->study;
	const char **years = VD_TAKE(session->arena, const char *, study->years.count);
	size_t count = 0;
	for (int y = 0; y < (int)study->years.count; y++) {
		bool detail = false;
		for (enum vd_stage stage = 0; stage < VD_STAGES; stage++)
			detail = detail || vd_is_comparable(session->data, y, stage);
		if (detail)
			years[count++] =
				vd_arena_format(session->arena, "%d", study->years.items[y].year);
	}
	return count ? vd_list_words(session->arena, years, count, 30) : NULL;
}

static bool has_detail(const struct vd_session *session, int year, enum vd_stage stage)
{
	int index = vd_study_year(session->study, year);
	return index != VD_NONE && vd_is_comparable(session->data, index, stage);
}

/* A pair that was asked for must be one that some stage can compare. */
static enum vd_status check_pair(const struct vd_command *command, struct vd_session *session,
				 const struct vd_options *options)
{
	if (!options->from && !options->to)
		return VD_DONE;
	if (!options->from || !options->to || options->from >= options->to)
		return vd_usage_error(command,
				      _("--from and --to go together, the earlier year first"));
	for (enum vd_stage stage = 0; stage < VD_STAGES; stage++)
		if (has_detail(session, options->from, stage) &&
		    has_detail(session, options->to, stage))
			return VD_DONE;
	const char *years = comparable_years(session);
	return years ? vd_usage_error(command,
				      _("%d and %d cannot be compared: no stage has figures by "
					"institution for both; years with such figures: %s"),
				      options->from, options->to, years)
		     : vd_usage_error(command,
				      _("%d and %d cannot be compared: no stage has figures by "
					"institution for both; years with such figures: none"),
				      options->from, options->to);
}

enum vd_status vd_load_analysis(const struct vd_command *command, struct vd_session *session,
				const char *study, const struct vd_options *options)
{
	if (!vd_session_load(session, study))
		return vd_session_errors(session);
	enum vd_status status = check_pair(command, session, options);
	if (status == VD_DONE)
		vd_session_analyse(session, options);
	return status;
}

char **vd_protect_figures(struct vd_arena *arena, int argc, char **argv)
{
	char **copy = VD_TAKE(arena, char *, (size_t)argc + 1);
	for (int i = 0; i < argc; i++) {
		/* Options begin with a small letter or another minus. */
		char next = argv[i][0] == '-' ? argv[i][1] : '\0';
		bool is_figure = next && next != '-' && !(next >= 'a' && next <= 'z');
		copy[i] = is_figure ? vd_arena_format(arena, "−%s", argv[i] + 1) : argv[i];
	}
	return copy;
}

const char *vd_figure_as_typed(struct vd_arena *arena, const char *word)
{
	static const char minus[] = "−";
	return strncmp(word, minus, strlen(minus)) == 0
		       ? vd_arena_format(arena, "-%s", word + strlen(minus))
		       : word;
}
