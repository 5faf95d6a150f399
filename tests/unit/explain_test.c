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
					    vd_result_unit(result, row, column),
					    &analysis->study->currency);
	const char *paragraph = first_paragraph(analysis, &explanation);
	cr_expect(strstr(paragraph, shown), "%s: `%s` is not in\n%s", address, shown, paragraph);
}

/* Every cell of at most `most` rows of a table, evenly spread, the first and last among them. */
static void check_table(const struct vd_result *result, size_t most)
{
	size_t count = result->rows.count, steps = count < most ? count : most;
	for (size_t i = 0; i < steps; i++) {
		size_t row = steps == count ? i : i * (count - 1) / (steps - 1);
		/* Each row's texts in an arena of their own, so that they do not add up. */
		struct vd_analysis scratch = *unit.analysis;
		scratch.arena = vd_arena_open(unit_no_memory);
		for (size_t c = 0; c < result->column_count; c++)
			check_cell(&scratch, result, row, c);
		vd_arena_close(scratch.arena);
	}
}

Test(explain, every_cell_of_the_first_sample)
{
	unit_sample_as("peru-trafficking", &(struct vd_options){ .project = 2 });
	for (size_t t = 0; t < unit.analysis->result_count; t++) {
		const char *name = unit.analysis->results[t].description->name;
		cr_expect_neq(unit.analysis->results[t].rows.count == 0,
			      !vd_same(name, "data-files"), "%s", name);
		check_table(&unit.analysis->results[t], SIZE_MAX);
	}
}

/* Of its larger tables a spread of rows: an explanation is as long as the table is. */
Test(explain, cells_of_the_second_sample)
{
	unit_sample_as("peru-national", &(struct vd_options){ .project = 2 });
	for (size_t t = 0; t < unit.analysis->result_count; t++)
		check_table(&unit.analysis->results[t], 60);
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
			cr_expect(unit_says(&explanation, cases[i].words[k]),
				  "%s does not say `%s`", cases[i].address, cases[i].words[k]);
	}
	/* What is left out of the headline is said, with the reason. */
	struct vd_explanation total = vd_explain(unit.analysis, "general-budget/2015/allocated");
	cr_expect(unit_says(&total, "outside the headline scope"));
	cr_expect(unit_says(&total, "without Maynas the rows come to the printed totals"));
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
	cr_expect(unit_says(&explanation, "12.00"));
	cr_expect(unit_says(&explanation, "table t, line 12; report, p. iv"));
	cr_expect(unit_says(&explanation, "report: The report"));
	cr_expect(unit_says(&explanation, "Lines are those of study.yaml."));
	/* Nobody is outside the headline here. */
	explanation = vd_explain(unit.analysis, "general-budget/2016/allocated");
	cr_expect(unit_says(&explanation, "The sum of 1 amount"));
	cr_expect_not(unit_says(&explanation, "outside the headline"));
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
			cr_expect(unit_says(&explanation, cases[i].words[k]),
				  "%s does not offer `%s`", cases[i].address, cases[i].words[k]);
	}
}

/* An address and what its explanation must say. */
struct said {
	const char *address, *words[8];
};

static void expect_said(const struct said *cases, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct vd_explanation explanation = vd_explain(unit.analysis, cases[i].address);
		cr_assert(explanation.found, "%s", cases[i].address);
		for (size_t k = 0; k < UNIT_COUNT(cases[i].words) && cases[i].words[k]; k++)
			cr_expect(unit_says(&explanation, cases[i].words[k]),
				  "%s does not say `%s`", cases[i].address, cases[i].words[k]);
	}
}

/* Who left, with the amount, its table and line, and what stands in the other year. */
Test(explain, shows_who_is_in_a_change)
{
	unit_sample("peru-trafficking");
	static const struct said cases[] = {
		{ "comparable/rows/allocated/2015/2016/change_percent",
		  { "-54.21%", "-54.2130195997…%", "-7,678,473.50 / 14,163,523.00",
		    "change 2015–2016 / from_total 2015–2016",
		    "The sum of 16 amounts, allocated 2015",
		    "The sum of 10 amounts, allocated 2016" } },
		{ "comparable/rows/allocated/2015/2016/exits",
		  { "8,682,571.00", "over printed rows", "amount in the earlier year alone",
		    "6,850,401.00", "What stands in 2016", "SPE", "table sectors, line " } },
		{ "comparable/institutions/allocated/2015/2016/exits_not_published",
		  { "1,522,809.00", "761,695.00", "761,114.00", "MINCETUR", "MINEDU" } },
		{ "comparable/institutions/allocated/2015/2016/entrants",
		  { "There is none: no institution with an amount in the later year alone" } },
		{ "comparable/rows/allocated/2015/2016/continuing_change_percent",
		  { "18.32%", "1,004,097.50 / 5,480,952.00", "in the row GOREs y GOB. LOCALES",
		    "450,000.00" } },
		{ "comparable/institutions/allocated/2015/2016/continuing_count",
		  { "= 10", "Counted over institutions", "that report both years" } },
		{ "comparable/institutions/allocated/2015/2016/check",
		  { "check 2015–2016 = 0.00" } },
	};
	expect_said(cases, UNIT_COUNT(cases));
	struct vd_explanation exits = vd_explain(
		unit.analysis, "comparable/institutions/allocated/2015/2016/exits_not_published");
	cr_expect_not(unit_says(&exits, "MPFN table"), "it left for another reason");
}

Test(explain, shows_the_lines_of_the_bridge)
{
	unit_sample("peru-trafficking");
	static const struct said cases[] = {
		{ "bridge/rows/allocated/2015/2016/mpfn/effect",
		  { "-6,850,401.00", "allocated 2015:", "allocated 2016:", "SPE",
		    "table sectors, line " } },
		{ "bridge/rows/allocated/2015/2016/subnational/from_amount",
		  { "599,593.00", "450,000.00", "93,765.00", "9,959.00" } },
		{ "bridge/rows/allocated/2015/2016/start/effect",
		  { "14,163,523.00", "The sum of 16 amounts, allocated 2015" } },
		{ "bridge/rows/allocated/2015/2016/end/effect",
		  { "0.00", "The sum of 10 amounts, allocated 2016",
		    "running total of the line before" } },
		{ "bridge/rows/allocated/2015/2016/mimp/running",
		  { "6,370,028.50", "running total of the line before", "3,803,268.50" } },
	};
	expect_said(cases, UNIT_COUNT(cases));
	struct vd_explanation one =
		vd_explain(unit.analysis, "bridge/rows/allocated/2015/2016/subnational/to_amount");
	cr_expect_not(unit_says(&one, "Maynas table"), "Maynas is outside the headline");
	cr_expect_not(unit_says(&one, "allocated 2015:"), "the later year alone");
	/* The lines summed in one are all named. */
	unit_sample("peru-national");
	one = vd_explain(unit.analysis,
			 "bridge/institutions/allocated/2024/2025/other-continuing/effect");
	cr_expect(one.found && unit_says(&one, "Madre de Dios") && !unit_says(&one, "Lima "));
}

/* A statistic: what goes in, the method, where that is published. */
Test(explain, shows_what_a_statistic_is_made_from)
{
	unit_sample_as("peru-trafficking", &(struct vd_options){ .project = 1 });
	static const struct said cases[] = {
		{ "trend/share/allocated/slope",
		  { "The years used:", "2013 general-budget/2013/share_percent",
		    "Left out:", "2017: bill, not law", "2021: not published",
		    "Method: least squares", "Source: NIST/SEMATECH", "0.0017972357242" } },
		{ "trend/share/allocated/slope_low", { "Student's distribution", "No figure: " } },
		{ "trend/total/allocated/theil_sen",
		  { "the median of the slopes", "Sen, P. K. (1968)",
		    "general-budget/2021/allocated" } },
		{ "trend/total/allocated/mann_kendall_p",
		  { "exact for n ≤ 10", "Kendall, M. G. (1975)" } },
		{ "trend/total/implemented/slope", { "2016: partial year", "No figure: " } },
		{ "trend-points/total/allocated/2015/value",
		  { "It is general-budget/2015/allocated:", "The sum of 16 amounts" } },
		{ "trend-points/share/allocated/2015/log_value", { "ln ", "share_percent" } },
		{ "projection/total/allocated/2022/projected",
		  { "The years used:", "Method: ȳ + slope × (year − x̄)" } },
		{ "distribution/allocated/2015/gini",
		  { "6,850,401.00", "in the headline scope", "Method: 2 Σ i x(i)",
		    "On Economic Inequality" } },
		{ "distribution/allocated/2015/herfindahl", { "Hirschman" } },
		{ "association/complaints/allocated/2015/rho",
		  { "Lima", "543,765.00", "365", "Spearman, C. (1904)", "Madre de Dios" } },
		{ "outliers/jump/comas/allocated/2016/robust_z",
		  { "ln(later / earlier)", "median 0.186429985", "Comas",
		    "Iglewicz, B., Hoaglin, D. C. (1993)" } },
		{ "outliers/repeat/mrree/allocated/2016/ratio",
		  { "568,820.00 / 568,820.00", "table sectors, line " } },
		{ "pace/2016/pace",
		  { "rate_percent 2016", "elapsed_percent 2016",
		    "implemented goes through 2016-06: line ", "3,484,772.77 / 6,485,049.50" } },
		{ "population-choice/national/2016/allocated/highest",
		  { "By series:", "population-worldbank",
		    "per-capita/national/2016/allocated/population-inei/per_capita" } },
		{ "population-choice/national/2014/allocated/change_lowest_percent",
		  { "The year before:", "per-capita/national/2013/allocated/population-inei/"
					"per_capita" } },
	};
	expect_said(cases, UNIT_COUNT(cases));
}

Test(explain, shows_the_heads_of_credibility)
{
	unit_sample("peru-national");
	static const struct said cases[] = {
		{ "pefa/PI-1/2015/percent",
		  { "103.469943%", "The heads, their actual", "The heads, their approved",
		    "PEFA, Framework for assessing public financial management (2016), PI-1" } },
		{ "pefa/PI-2.1/2015/percent",
		  { "8.254733%", "The heads, their deviation", "own", "rest", "count as one",
		    "PI-2.1" } },
		{ "pefa/PI-2.1-all-heads/2015/measured", { "every head for itself" } },
		{ "pefa/PI-2/2015/percent", { "pefa/PI-2/2015/percent" } },
	};
	expect_said(cases, UNIT_COUNT(cases));
	const struct vd_result *heads = vd_result_find(unit.analysis, "pefa-heads");
	struct vd_result_cell adjusted = { heads, 0, (size_t)vd_result_column(heads, "adjusted") };
	const char *address = vd_cell_address(unit.analysis, adjusted);
	const struct said head[] = {
		{ address, { "approved", "heads_actual / heads_approved", "table " } }
	};
	expect_said(head, 1);
}

Test(explain, shows_the_exchange_rate)
{
	unit_analyse("veedor: 1\n"
		     "title: t\n"
		     "currency: PEN\n"
		     "sources: {bank: {title: The bank}}\n"
		     "years: {2015: {phase: enacted}}\n"
		     "tables: [{id: t, columns: [year, allocated], rows: [[2015, 350]]}]\n"
		     "series:\n"
		     "  dollars:\n"
		     "    title: Soles for a dollar\n"
		     "    source: {ref: bank, page: 7}\n"
		     "    currency: USD\n"
		     "    exchange_rate: {2015: 3.50}\n");
	static const struct said cases[] = {
		{ "general-budget/2015/allocated_converted",
		  { "100.00", "350.00 / 3.5", "allocated 2015 / exchange rate",
		    "Series `dollars`, Soles for a dollar: line 12; bank, p. 7",
		    "bank: The bank" } },
	};
	expect_said(cases, UNIT_COUNT(cases));
}

/* Wrong addresses in the new tables list what there is. */
Test(explain, answers_wrong_addresses_of_every_table)
{
	unit_sample_as("peru-trafficking", &(struct vd_options){ .project = 1 });
	for (size_t t = 0; t < unit.analysis->result_count; t++) {
		const struct vd_result *result = &unit.analysis->results[t];
		const char *table = result->description->name;
		if (!result->rows.count)
			continue; /* the sample has no data */
		const char *row = vd_row_address(unit.analysis, result, 0);
		const struct said wrong[] = {
			{ table, { row } },
			{ vd_arena_format(unit.arena, "%s/nothing/9/at-all", table), { row } },
			{ vd_arena_format(unit.arena, "%s/%s/nothing", table, row),
			  { result->columns[result->column_count - 1].column->key } },
		};
		for (size_t i = 0; i < UNIT_COUNT(wrong); i++) {
			struct vd_explanation one = vd_explain(unit.analysis, wrong[i].address);
			cr_expect_not(one.found, "%s", wrong[i].address);
			cr_expect(unit_says(&one, "there is no "), "%s", wrong[i].address);
			cr_expect(unit_says(&one, wrong[i].words[0]), "%s does not offer `%s`",
				  wrong[i].address, wrong[i].words[0]);
		}
	}
	static const struct said typos[] = {
		{ "comparabel/x/y", { "did you mean `comparable`?" } },
		{ "comparable/rows/allocated/2015/2017/change",
		  { "rows/allocated/2015/2016", "there is no row" } },
		{ "comparable/rows/allocated/2015/2016/exit", { "exits" } },
		{ "trend/institution/mininter/allocated/slope", { "total/allocated" } },
		{ "projection/total/allocated/2030/projected", { "total/allocated/2022" } },
	};
	for (size_t i = 0; i < UNIT_COUNT(typos); i++) {
		struct vd_explanation one = vd_explain(unit.analysis, typos[i].address);
		cr_expect_not(one.found);
		for (size_t k = 0; typos[i].words[k]; k++)
			cr_expect(unit_says(&one, typos[i].words[k]), "%s does not offer `%s`",
				  typos[i].address, typos[i].words[k]);
	}
	/* An empty table has no row to offer, and says so. */
	unit_sample("peru-trafficking");
	struct vd_explanation none =
		vd_explain(unit.analysis, "projection/total/allocated/2022/projected");
	cr_expect(!none.found && unit_says(&none, "has no rows") &&
		  unit_says(&none, "--project 3"));
}
