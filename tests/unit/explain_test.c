/* How each figure was made: every cell can be explained, and every wrong address gets an answer. */
#include "budget/explain.h"

#include <string.h>

#include "tests/unit/helper.h"

TestSuite(explain, .init = unit_open, .fini = unit_close, .timeout = 100);

/* The lines up to the end of the first paragraph below the address, as one text. */
static const char *first_paragraph(const struct vd_analysis *analysis,
				   const struct vd_explanation *explanation)
{
	struct vd_buffer text = { .arena = analysis->arena };
	size_t i = 1;
	while (i < explanation->count && !*explanation->items[i])
		i++;
	for (; i < explanation->count && *explanation->items[i]; i++) {
		vd_buffer_add(&text, explanation->items[i]);
		vd_buffer_add(&text, "\n");
	}
	return vd_buffer_text(&text);
}

static void check_cell(const struct vd_analysis *analysis, const struct vd_result *result,
		       size_t row, size_t column)
{
	const struct vd_value *value = vd_result_value(result, row, column);
	const char *address = vd_arena_format(analysis->arena, "%s/%s/%s",
					      result->description->name,
					      vd_row_address(analysis, result, row),
					      result->columns[column].column->key);
	struct vd_explanation explanation = vd_explain(analysis, address);
	cr_assert(explanation.found, "%s", address);
	cr_assert_gt(explanation.count, 2, "%s", address);
	cr_expect_str_eq(explanation.items[0], address);
	const char *shown = vd_value_format(analysis->arena, value,
					    result->columns[column].column->unit,
					    &analysis->study->currency);
	const char *paragraph = first_paragraph(analysis, &explanation);
	cr_expect(strstr(paragraph, shown), "%s: `%s` is not in\n%s", address, shown, paragraph);
}

static void check_sample(const char *name)
{
	unit_sample(name);
	for (size_t t = 0; t < unit.analysis->result_count; t++) {
		const struct vd_result *result = &unit.analysis->results[t];
		cr_expect_gt(result->rows.count, 0);
		for (size_t r = 0; r < result->rows.count; r++) {
			/* Each row's texts in an arena of their own, so that they do not add up. */
			struct vd_analysis scratch = *unit.analysis;
			scratch.arena = vd_arena_open(unit_no_memory);
			for (size_t c = 0; c < result->column_count; c++)
				check_cell(&scratch, result, r, c);
			vd_arena_close(scratch.arena);
		}
	}
}

Test(explain, every_cell_of_the_first_sample)
{
	check_sample("peru-trafficking");
}

Test(explain, every_cell_of_the_second_sample)
{
	check_sample("peru-national");
}

/* Whether an explanation has some words, wherever its lines are broken. */
static bool says(const struct vd_explanation *explanation, const char *words)
{
	struct vd_buffer text = { .arena = unit.arena };
	for (size_t i = 0; i < explanation->count; i++) {
		for (const char *c = explanation->items[i]; *c; c++) {
			const char one[2] = { *c == '\n' ? ' ' : *c, '\0' };
			bool again = one[0] == ' ' && text.count &&
				     text.items[text.count - 1] == ' ';
			vd_buffer_add(&text, again ? "" : one);
		}
		vd_buffer_add(&text, " ");
	}
	return strstr(vd_buffer_text(&text), words) != NULL;
}

/* Issue 2: the numbers put in with table, page and line; unrounded and rounded. */
Test(explain, shows_the_arithmetic_and_its_sources)
{
	unit_sample("peru-trafficking");
	static const struct {
		const char *address, *words[8];
	} cases[] = {
		{ "general-budget/2016/share_percent",
		  { "0.004683%", "0.00468266702299…%", "6,485,049.50 / 138,490,511,244.00",
		    "table general-budget, line ", "chs4, p. 10", "MININTER", "813,815.00" } },
		{ "general-budget/2016/rate_percent",
		  { "53.74%", "53.7354845171…%", "3,484,772.77 / 6,485,049.50", "chs4, p. 11",
		    "chs4, p. 12", "791,000.00" } },
		{ "general-budget/2016/matched_rate_percent",
		  { "40.69%", "40.6908963021…%", "2,629,872.77 / 6,463,049.50",
		    "institutions that report both" } },
		{ "general-budget/2015/matched_rate_rows_percent",
		  { "63.22%", "4,146,895.59 / 6,559,513.00", "printed rows that report both" } },
		{ "general-budget/2017/general_budget",
		  { "142,471,518,545.00", "printed as 1142,471,518,545.00",
		    "one digit too many" } },
		{ "general-budget/2021/allocated",
		  { "4,000,000.00", "approximate in the source", "efe" } },
		{ "general-budget/2016/allocated_change_percent",
		  { "-54.21%", "-7,678,473.50 / 14,163,523.00" } },
		{ "general-budget/2013/rate_percent",
		  { "no table of the study gives it", "/ 1,600,000.00" } },
		{ "institutions/mininter/2016/rate_percent",
		  { "58.97%", "479,906.00 / 813,815.00", "table sectors, line " } },
		{ "institutions/mpfn/2016/allocated", { "SPE", "without specific budget" } },
		{ "per-capita/national/2016/allocated/population-inei/per_capita",
		  { "0.2059", "0.205948957758…", "6,485,049.50 / 31,488,625",
		    "Series `population-inei`" } },
		{ "per-capita/national/2016/allocated/population-inei/per_capita_real",
		  { "0.1989", "change of prices in 2016", "3.55717663556%" } },
		{ "regions/16/2015/allocated", { "4,135.00", "Maynas", "of Loreto" } },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		struct vd_explanation explanation = vd_explain(unit.analysis, cases[i].address);
		cr_assert(explanation.found, "%s", cases[i].address);
		for (size_t k = 0; k < UNIT_COUNT(cases[i].words) && cases[i].words[k]; k++)
			cr_expect(says(&explanation, cases[i].words[k]), "%s does not say `%s`",
				  cases[i].address, cases[i].words[k]);
	}
	/* What is left out of the headline is said, with the reason. */
	struct vd_explanation total = vd_explain(unit.analysis, "general-budget/2015/allocated");
	cr_expect(says(&total, "outside the headline scope"));
	cr_expect(says(&total, "without Maynas the rows come to the printed totals"));
}

/* The line numbers of an explanation are those of the file. */
Test(explain, names_the_line_of_a_figure)
{
	unit_analyse("veedor: 1\n"
		     "title: t\n"
		     "currency: PEN\n"
		     "sources: {report: {title: The report}}\n"
		     "years: {2016: {phase: enacted}}\n"
		     "institutions: [{id: a, level: national}]\n"
		     "tables:\n"
		     "  - id: t\n"
		     "    source: {ref: report, page: iv}\n"
		     "    columns: [institution, allocated 2016]\n"
		     "    rows: |\n"
		     "      a | 12\n");
	struct vd_explanation explanation =
		vd_explain(unit.analysis, "institutions/a/2016/allocated");
	cr_expect(says(&explanation, "12.00"));
	cr_expect(says(&explanation, "table t, line 12; report, p. iv"));
	cr_expect(says(&explanation, "report: The report"));
	cr_expect(says(&explanation, "Lines are those of study.yaml."));
	/* Nobody is outside the headline here. */
	explanation = vd_explain(unit.analysis, "general-budget/2016/allocated");
	cr_expect(says(&explanation, "The sum of 1 amount"));
	cr_expect_not(says(&explanation, "outside the headline"));
}

Test(explain, answers_wrong_addresses_with_names)
{
	unit_sample("peru-trafficking");
	static const struct {
		const char *address, *words[2];
	} cases[] = {
		{ "", { "general-budget", "institutions" } },
		{ "general-budgt/2016/allocated", { "did you mean `general-budget`?" } },
		{ "budget", { "general-budget" } },
		{ "general-budget", { "2013", "2021" } },
		{ "general-budget/", { "2013", "2021" } },
		{ "general-budget/2016", { "share_percent", "allocated" } },
		{ "general-budget/2016/", { "share_percent", "allocated" } },
		{ "general-budget/2016/share", { "share_percent" } },
		{ "general-budget/1999/allocated", { "2013" } },
		{ "institutions/mininter/2014/allocated", { "mininter/2015" } },
		{ "institutions/minintr/2015/allocated", { "mininter/2015" } },
		{ "institutions/mininter/allocated", { "mininter/2015", "mininter/2016" } },
		{ "per-capita/national/2016/per_capita",
		  { "national/2016/allocated/population-inei" } },
		{ "/", { "general-budget" } },
		{ "//", { "general-budget" } },
		{ "general-budget//allocated", { "2013" } },
		{ "general-budget/2016/allocated/x", { "2016" } },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		struct vd_explanation explanation = vd_explain(unit.analysis, cases[i].address);
		cr_expect_not(explanation.found, "%s", cases[i].address);
		cr_expect_gt(explanation.count, 0, "%s", cases[i].address);
		for (size_t k = 0; k < UNIT_COUNT(cases[i].words) && cases[i].words[k]; k++)
			cr_expect(says(&explanation, cases[i].words[k]), "%s does not offer `%s`",
				  cases[i].address, cases[i].words[k]);
	}
}
