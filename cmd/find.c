/* veedor find: which measures come out at a figure that someone quotes. */
#include "budget/find.h"

#include <stdio.h>
#include <string.h>

#include "cmd/commands.h"
#include "io/render.h"
#include "io/write.h"

enum { SHOWN_MOST = 25, NEAREST = 5 };

struct request {
	const char *study, *figure;
	struct vd_options wanted;
	bool as_json, all;
};

/* What one cell that was found says. */
struct answer {
	const char *address, *value;
	const char *how; /* a key */
	const struct vd_result_column *column;
};

static struct answer answer_of(const struct vd_analysis *analysis, const struct vd_found *found)
{
	struct vd_result_cell cell = found->cell;
	const struct vd_value *value = vd_result_value(cell.result, cell.row, cell.column);
	enum vd_unit unit = vd_result_unit(cell.result, cell.row, cell.column);
	return (struct answer){
		.address = vd_cell_address(analysis, cell),
		.value = vd_value_unrounded(analysis->arena, value, unit,
					    &analysis->study->currency),
		.how = vd_fit_word(found->fit),
		.column = &cell.result->columns[cell.column],
	};
}

/* How a figure was found, in a column as wide in every list. */
static void write_how(const char *how)
{
	const char *words[] = { _("near"), _("printed"), vd_word("exact"), vd_word("rounded"),
				vd_word("truncated") };
	int width = 0;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		width = vd_utf8_width(words[i]) > width ? vd_utf8_width(words[i]) : width;
	printf("  %s%*s  ", how, width - vd_utf8_width(how), "");
}

static void write_text(const struct vd_analysis *analysis, const struct vd_finds *finds,
		       size_t most, bool matches)
{
	int values = 0, addresses = 0;
	size_t shown = finds->count < most ? finds->count : most;
	for (size_t i = 0; i < shown; i++) {
		struct answer one = answer_of(analysis, &finds->items[i]);
		values = vd_utf8_width(one.value) > values ? vd_utf8_width(one.value) : values;
		addresses = vd_utf8_width(one.address) > addresses ? vd_utf8_width(one.address)
								   : addresses;
	}
	for (size_t i = 0; i < shown; i++) {
		struct answer one = answer_of(analysis, &finds->items[i]);
		write_how(matches ? vd_word(one.how) : _("near"));
		printf("%*s%s  %s%*s  %s\n", values - vd_utf8_width(one.value), "", one.value,
		       one.address, addresses - vd_utf8_width(one.address), "", one.column->label);
	}
	if (shown < finds->count)
		printf(_("  … and %zu more: --all shows them\n"), finds->count - shown);
}

static void write_json(const struct vd_analysis *analysis, const struct vd_finds *finds,
		       const char *key)
{
	printf("  \"%s\": [", key);
	for (size_t i = 0; i < finds->count; i++) {
		struct vd_result_cell cell = finds->items[i].cell;
		struct answer one = answer_of(analysis, &finds->items[i]);
		const struct vd_value *value = vd_result_value(cell.result, cell.row, cell.column);
		enum vd_unit unit = vd_result_unit(cell.result, cell.row, cell.column);
		printf("%s\n    {\"address\": ", i ? "," : "");
		vd_write_json_string(stdout, one.address);
		printf(", \"value\": %s, \"unit\": ",
		       vd_value_plain(analysis->arena, value, unit, &analysis->study->currency));
		vd_write_json_string(stdout,
				     unit == one.column->column->unit
					     ? vd_column_unit_name(analysis, one.column->column)
					     : vd_unit_name(unit, &analysis->study->currency));
		printf(", \"fit\": \"%s\"}", one.how);
	}
	fputs("]", stdout);
}

/* Figures that stand in the tables as the report's own arithmetic. */
static void write_printed(const struct vd_analysis *analysis, const struct vd_printed_finds *finds,
			  size_t most)
{
	size_t shown = finds->count < most ? finds->count : most;
	if (!finds->count)
		return;
	puts(_("Printed in the report, as its own arithmetic or in prose (kept, never computed "
	       "with):"));
	for (size_t i = 0; i < shown; i++) {
		const struct vd_found_printed *one = &finds->items[i];
		const struct vd_claim *claim = one->claim;
		const char *title = claim ? vd_text_in(&claim->title, analysis->language) : NULL;
		write_how(_("printed"));
		printf("%s  ", claim ? claim->printed_text : one->cell->printed);
		if (!claim)
			printf(_("table %s, %s, %s: line %u\n"), one->table->id,
			       one->row->label ? one->row->label : "", one->column->heading,
			       one->cell->place.line);
		else if (title)
			printf(_("claim %s, %s: line %u\n"), claim->id, title,
			       claim->printed_place.line);
		else
			printf(_("claim %s: line %u\n"), claim->id, claim->printed_place.line);
	}
	if (shown < finds->count)
		printf(_("  … and %zu more: --all shows them\n"), finds->count - shown);
}

static void write_printed_json(const struct vd_printed_finds *finds)
{
	fputs("  \"printed\": [", stdout);
	for (size_t i = 0; i < finds->count; i++) {
		const struct vd_found_printed *one = &finds->items[i];
		printf("%s\n    {\"text\": ", i ? "," : "");
		if (one->claim) {
			vd_write_json_string(stdout, one->claim->printed_text);
			fputs(", \"claim\": ", stdout);
			vd_write_json_string(stdout, one->claim->id);
			printf(", \"line\": %u}", one->claim->printed_place.line);
			continue;
		}
		vd_write_json_string(stdout, one->cell->printed);
		fputs(", \"table\": ", stdout);
		vd_write_json_string(stdout, one->table->id);
		fputs(", \"row\": ", stdout);
		vd_write_json_string(stdout, one->row->label ? one->row->label : "");
		fputs(", \"column\": ", stdout);
		vd_write_json_string(stdout, one->column->heading);
		printf(", \"line\": %u}", one->cell->place.line);
	}
	fputs("]", stdout);
}

/* The command that explains the first of what was found. */
static void write_next_step(const struct vd_analysis *analysis, const struct vd_finds *finds)
{
	if (finds->count)
		printf(_("Explain one: %s\n"),
		       vd_explain_command(analysis, answer_of(analysis, &finds->items[0]).address));
}

static void write_answer(const struct vd_analysis *analysis, const struct request *request,
			 const struct vd_printed *printed)
{
	struct vd_finds finds = vd_find(analysis, printed), near = { 0 };
	struct vd_printed_finds kept = vd_find_printed(analysis, printed);
	bool turned = false;
	if (!finds.count)
		near = vd_find_nearest(analysis, printed, NEAREST);
	for (size_t i = 0; i < finds.count; i++)
		turned = turned || finds.items[i].is_turned;
	if (request->as_json) {
		fputs("{\"figure\": ", stdout);
		vd_write_json_string(stdout, request->figure);
		fputs(",\n", stdout);
		write_json(analysis, &finds, "matches");
		fputs(",\n", stdout);
		write_printed_json(&kept);
		fputs(",\n", stdout);
		write_json(analysis, &near, "nearest");
		fputs("}\n", stdout);
		return;
	}
	if (!finds.count && kept.count) {
		printf(_("No measure comes out at %s.\n"), request->figure);
		write_printed(analysis, &kept, request->all ? kept.count : SHOWN_MOST);
		return;
	}
	if (!finds.count) {
		printf(near.count ? _("No measure comes out at %s. The nearest:\n")
				  : _("No measure comes out at %s.\n"),
		       request->figure);
		write_text(analysis, &near, NEAREST, false);
		write_next_step(analysis, &near);
		return;
	}
	printf(VD_PLURAL("%zu measure comes out at %s:\n",
			 "%zu measures come out at %s, the nearest first:\n", finds.count),
	       finds.count, request->figure);
	write_text(analysis, &finds, request->all ? finds.count : SHOWN_MOST, true);
	write_printed(analysis, &kept, request->all ? kept.count : SHOWN_MOST);
	if (turned)
		puts(_("A figure without a sign also finds falls: theirs have a minus."));
	write_next_step(analysis, &finds);
}

static enum vd_status find(struct vd_session *session, const struct request *request)
{
	struct vd_printed printed;
	enum vd_status status =
		vd_load_analysis(&vd_command_find, session, request->study, &request->wanted);
	if (status != VD_DONE)
		return status;
	const struct vd_study *study = session->study;
	if (!vd_printed_read(session->arena, request->figure, &study->numbers, &study->currency,
			     &printed))
		return vd_usage_error(
			&vd_command_find,
			_("`%s` is no figure: such as 0.12, 54.21%%, 14,163,523, 14.2 "
			  "million, 20 cents"),
			request->figure);
	struct request answered = *request;
	answered.figure = vd_figure_as_typed(session->arena, request->figure);
	write_answer(session->analysis, &answered, &printed);
	return VD_DONE;
}

static enum vd_status run_find(struct vd_session *session, int argc, char **argv)
{
	static const struct option options[] = {
		VD_COMMON_OPTIONS,
		{ "format", required_argument, NULL, 'f' },
		{ "all", no_argument, NULL, 'a' },
		VD_ANALYSIS_OPTIONS,
		{ 0 },
	};
	struct request request = { 0 };
	enum vd_status status = VD_DONE;
	argv = vd_protect_figures(session->arena, argc, argv);
	for (int letter; (letter = vd_next_option(&vd_command_find, argc, argv, ":hf:a", options,
						  &status)) != -1;) {
		if (letter == 'a')
			request.all = true;
		else if (letter == 'f')
			request.as_json = vd_same(optarg, "json");
		else if (letter)
			status = vd_analysis_option(&vd_command_find, letter, optarg,
						    &request.wanted);
		if (letter == 'f' && !request.as_json && !vd_same(optarg, "text"))
			status = vd_usage_error(&vd_command_find,
						_("there is no format `%s`: text or json"), optarg);
		if (letter == 0 || status != VD_DONE)
			return status;
	}
	if (argc - optind < 2)
		return vd_usage_error(
			&vd_command_find,
			VD_PLURAL("a study and a figure are expected, not %d argument",
				  "a study and a figure are expected, not %d arguments",
				  argc - optind),
			argc - optind);
	request.study = argv[optind];
	request.figure = argv[optind + 1];
	/* `14.2 million` without quotes */
	for (int i = optind + 2; i < argc; i++)
		request.figure = vd_arena_format(session->arena, "%s %s", request.figure, argv[i]);
	return find(session, &request);
}

static enum vd_status run(int argc, char **argv)
{
	struct vd_session session;
	vd_session_open(&session);
	enum vd_status status = run_find(&session, argc, argv);
	vd_session_close(&session);
	return status;
}

const struct vd_command vd_command_find = {
	.name = "find",
	.summary = N_("which measures come out at a figure that someone quotes"),
	.help = N_(
		"usage: veedor find STUDY.yaml FIGURE [OPTION…]\n"
		"\n"
		"Lists every measure of the study that comes out at the figure, rounded or cut off to\n"
		"its digits, the nearest first, each with its address for `veedor explain`. FIGURE is\n"
		"written as quoted: 0.12, 54.21%, \"S/ 14,163,523\", 14.2 million, 20 cents, 4 millones.\n"
		"A figure that the report prints as its own arithmetic or states in prose is named with\n"
		"its line; `veedor check` says whether it holds.\n"
		"With % only percentages are looked at. A figure without a sign also finds its\n"
		"negative: a fall of 54.21 %.\n"
		"\n"
		"  -f, --format FORMAT     text (default), json\n"
		"  -a, --all               all of them, not only the first 25\n"),
	.takes_analysis = true,
	.reads_study = true,
	.option_column = 26,
	.help_end = N_(
		"Status 0 also where nothing comes out at the figure: then the nearest are shown.\n"),
	.run = run,
};
