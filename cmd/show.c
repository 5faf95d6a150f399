/* veedor show: one result table, or the list of them. */
#include <stdio.h>
#include <string.h>

#include "cmd/commands.h"
#include "io/write.h"

/* Each table with the first sentence of what it is. */
static void list_tables(const struct vd_analysis *analysis)
{
	for (size_t i = 0; i < analysis->result_count; i++) {
		const struct vd_result *result = &analysis->results[i];
		const char *about = vd_table_about(result->description), *end = strstr(about, ". ");
		printf("%-17s ", result->description->name);
		/* TRANSLATORS: as wide as the other form */
		printf(VD_PLURAL("%6zu row ", "%6zu rows", result->rows.count), result->rows.count);
		printf("  %.*s\n", end ? (int)(end + 1 - about) : (int)strlen(about), about);
	}
}

static enum vd_status unknown_table(const struct vd_analysis *analysis, const char *name)
{
	const char **names = VD_TAKE(analysis->arena, const char *, analysis->result_count);
	for (size_t i = 0; i < analysis->result_count; i++)
		names[i] = analysis->results[i].description->name;
	const char *nearest = vd_nearest(name, names, analysis->result_count);
	if (nearest)
		return vd_usage_error(&vd_command_show,
				      _("there is no table `%s`; did you mean `%s`?"), name,
				      nearest);
	return vd_usage_error(&vd_command_show, _("there is no table `%s`; there is %s"), name,
			      vd_list_words(analysis->arena, names, analysis->result_count, 20));
}

static void add_column(const struct vd_analysis *analysis, struct vd_selected_columns *selected,
		       size_t column)
{
	*VD_APPEND(analysis->arena, selected) = column;
}

/* The columns asked for: `all`, a list of keys, or by default what suits the format. */
static enum vd_status select_columns(const struct vd_analysis *analysis,
				     const struct vd_result *result, enum vd_format format,
				     const char *wanted, struct vd_selected_columns *selected)
{
	bool for_programs = format == VD_FORMAT_JSON || format == VD_FORMAT_CSV;
	bool all = vd_same(wanted, "all") || (!wanted && for_programs);
	for (size_t c = 0; c < result->column_count && (all || !wanted); c++) {
		if (all || !result->columns[c].column->is_detail)
			add_column(analysis, selected, c);
		else
			selected->some_left_out = true;
	}
	if (all || !wanted)
		return VD_DONE;
	for (const char *key = wanted; *key;) {
		size_t length = strcspn(key, ",");
		const char *name = vd_arena_copy(analysis->arena, key, length);
		int column = vd_result_column(result, name);
		if (column == VD_NONE)
			return vd_usage_error(
				&vd_command_show,
				_("there is no column `%s` in %s; --columns all shows them"), name,
				result->description->name);
		add_column(analysis, selected, (size_t)column);
		key += length + (key[length] == ',');
	}
	return selected->count ? VD_DONE
			       : vd_usage_error(&vd_command_show, _("--columns names no column"));
}

struct request {
	const char *study, *table, *columns;
	enum vd_format format;
	struct vd_options wanted;
};

static enum vd_status show(const struct vd_analysis *analysis, const struct request *request)
{
	if (!request->table) {
		list_tables(analysis);
		return VD_DONE;
	}
	const struct vd_result *result = vd_result_find(analysis, request->table);
	if (!result)
		return unknown_table(analysis, request->table);
	struct vd_selected_columns selected = { 0 };
	enum vd_status status =
		select_columns(analysis, result, request->format, request->columns, &selected);
	if (status == VD_DONE)
		vd_write_table(stdout, request->format, analysis, result, &selected);
	return status;
}

static bool find_format(const char *name, enum vd_format *format)
{
	for (*format = 0; vd_format_name(*format); (*format)++)
		if (vd_same(vd_format_name(*format), name))
			return true;
	return false;
}

static enum vd_status run(int argc, char **argv)
{
	static const struct option options[] = {
		VD_COMMON_OPTIONS,
		{ "format", required_argument, NULL, 'f' },
		{ "columns", required_argument, NULL, 'c' },
		VD_ANALYSIS_OPTIONS,
		{ 0 },
	};
	struct request request = { .format = VD_FORMAT_TEXT };
	enum vd_status status = VD_DONE;
	for (int letter; (letter = vd_next_option(&vd_command_show, argc, argv, ":hf:c:", options,
						  &status)) != -1;) {
		if (letter == 0)
			return status;
		if (letter == 'c')
			request.columns = optarg;
		else if (letter != 'f')
			status = vd_analysis_option(&vd_command_show, letter, optarg,
						    &request.wanted);
		else if (!find_format(optarg, &request.format))
			return vd_usage_error(
				&vd_command_show,
				_("there is no format `%s`: text, csv, json or markdown"), optarg);
		if (status != VD_DONE)
			return status;
	}
	int arguments = argc - optind;
	if (arguments < 1 || arguments > 2)
		return vd_usage_error(
			&vd_command_show,
			_("a study, and perhaps a table, are expected, not %d arguments"),
			arguments);
	request.study = argv[optind];
	request.table = request.wanted.last_table = arguments == 2 ? argv[optind + 1] : NULL;
	struct vd_session session;
	vd_session_open(&session);
	/* The only table with the digests of files, which take time. */
	session.reading.is_digested = vd_same(request.table, "data-files");
	status = vd_load_analysis(&vd_command_show, &session, request.study, &request.wanted);
	if (status == VD_DONE)
		status = show(session.analysis, &request);
	vd_session_close(&session);
	return status;
}

const struct vd_command vd_command_show = {
	.name = "show",
	.summary = N_("print one result table, or list them"),
	.help = N_(
		"usage: veedor show STUDY.yaml [TABLE] [OPTION…]\n"
		"\n"
		"Prints a result table; without TABLE lists the tables.\n"
		"\n"
		"  -f, --format FORMAT     text (default), csv, json, markdown\n"
		"  -c, --columns COLUMNS   keys split by commas, or all; the default is all in csv and\n"
		"                          json, the main ones in text and markdown\n"),
	.takes_analysis = true,
	.reads_study = true,
	.option_column = 26,
	.help_end = N_(
		"In csv and json amounts have exactly the currency's decimals, other numbers are not\n"
		"rounded, and where there is no figure KEY_status says why. They are for programs:\n"
		"texts stand as written, also where a spreadsheet would take one for a formula (the\n"
		"workbook of `veedor report` never does). STUDY may be - for standard input.\n"),
	.run = run,
};
