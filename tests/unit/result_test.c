/* Result tables against the published figures, and against the files the second sample is from. */
#include "budget/result.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "budget/summary.h"
#include "tests/unit/helper.h"

TestSuite(result, .init = unit_open, .fini = unit_close);

static const char *address_of(const char *table, const char *keys, const char *column)
{
	return vd_arena_format(unit.arena, "%s/%s/%s", table, keys, column);
}

/* CHS Alternativo, IV Alternative Report, 2016, pages 10 to 12; shares worked to 8 decimals. */
Test(result, general_budget_is_as_published)
{
	static const struct {
		const char *year, *phase, *general_budget, *allocated, *implemented, *share;
	} published[] = {
		{ "2013", "enacted", "108418909559.00", "1600000.00", "!not_in_study",
		  "0.00147576" },
		{ "2014", "enacted", "118934253913.00", "2963328.00", "!not_in_study",
		  "0.00249157" },
		{ "2015", "enacted", "130621290973.00", "14163523.00", "4146895.59", "0.01084320" },
		{ "2016", "enacted", "138490511244.00", "6485049.50", "3484772.77", "0.00468267" },
		{ "2017", "bill", "142471518545.00", "3224738.00", "!not_in_study", "0.00226343" },
	};
	unit_sample("peru-trafficking");
	for (size_t i = 0; i < UNIT_COUNT(published); i++) {
		const char *table = "general-budget", *year = published[i].year;
		cr_expect_str_eq(unit_plain(address_of(table, year, "phase")), published[i].phase);
		cr_expect_str_eq(unit_plain(address_of(table, year, "general_budget")),
				 published[i].general_budget);
		cr_expect_str_eq(unit_plain(address_of(table, year, "allocated")),
				 published[i].allocated);
		cr_expect_str_eq(unit_plain(address_of(table, year, "implemented")),
				 published[i].implemented);
		const struct vd_value *share = unit_value(address_of(table, year, "share_percent"));
		cr_assert_eq(share->kind, VD_VALUE_RATIO);
		cr_expect_str_eq(vd_ratio_format(unit.arena, share->ratio, 2, 8, VD_UNGROUPED),
				 published[i].share);
	}
	/* EFE, 2023: a little over 4 million, and no General Budget. */
	cr_expect_str_eq(unit_plain("general-budget/2021/allocated"), "4000000.00");
	cr_expect_str_eq(unit_plain("general-budget/2021/general_budget"), "!not_published");
	cr_expect_str_eq(unit_plain("general-budget/2021/share_percent"), "!not_published");
	cr_expect_str_eq(unit_shown("general-budget/2021/share_percent"), "SD");
}

Test(result, rates_are_as_published_beside_the_matched_ones)
{
	static const struct {
		const char *address, *shown;
	} cases[] = {
		{ "general-budget/2015/rate_percent", "29.28%" },
		{ "general-budget/2016/rate_percent", "53.74%" },
		/* 4,146,895.59 / 6,067,554.00 and 2,629,872.77 / 6,463,049.50 */
		{ "general-budget/2015/matched_rate_percent", "68.35%" },
		{ "general-budget/2016/matched_rate_percent", "40.69%" },
		/* 4,146,895.59 / 6,559,513.00 and 2,629,872.77 / 6,485,049.50 */
		{ "general-budget/2015/matched_rate_rows_percent", "63.22%" },
		{ "general-budget/2016/matched_rate_rows_percent", "40.55%" },
		{ "general-budget/2013/rate_percent", "no table of the study gives it" },
		{ "general-budget/2013/matched_rate_percent",
		  "the year has no figures by institution" },
		/* 6,485,049.50 - 14,163,523.00, the headline fall */
		{ "general-budget/2016/allocated_change", "-7,678,473.50" },
		{ "general-budget/2016/allocated_change_percent", "-54.21%" },
		{ "general-budget/2013/allocated_change", "no figure for the year before" },
		{ "general-budget/2021/allocated_change", "no figure for the year before" },
		/* Soles of 2015: 6,485,049.50 / 1.0355717663556279 = 6,262,288.8250633… */
		{ "general-budget/2015/allocated_real", "14,163,523.00" },
		{ "general-budget/2016/allocated_real", "6,262,288.83" },
		/* 20 in the headline: 14 sectors, 6 regional and local governments. */
		{ "general-budget/2015/coverage_expected", "20" },
		{ "general-budget/2015/coverage_amounts", "16" },
		{ "general-budget/2015/coverage_answered", "20" },
		{ "general-budget/2016/coverage_amounts", "10" },
		/* 2016: SPE of MINSA, MTC, MINEM, MPFN, PJ, INEI, RENIEC */
		{ "general-budget/2016/coverage_answered", "17" },
		{ "general-budget/2015/implemented_coverage_amounts", "8" },
		{ "general-budget/2016/implemented_coverage_amounts", "10" },
		{ "general-budget/2013/coverage_expected",
		  "the year has no figures by institution" },
	};
	unit_sample("peru-trafficking");
	for (size_t i = 0; i < UNIT_COUNT(cases); i++)
		cr_expect_str_eq(unit_shown(cases[i].address), cases[i].shown, "%s is %s",
				 cases[i].address, unit_shown(cases[i].address));
}

/* The printed tables by sector and by regional and local government, as they stand. */
struct printed_row {
	const char *id, *allocated, *implemented, *rate;
};

/* clang-format off */
static const struct printed_row printed_2015[] = {
	{ "mininter",         "954,099.00",   "876,041.10",   "91.82%" },
	{ "mimp",             "2,914,192.00", "2,636,086.82", "90.46%" },
	{ "mincetur",         "761,695.00",   "422,852.20",   "55.51%" },
	{ "minedu",           "761,114.00",   "4,000.00",     "0.53%" },
	{ "minjus",           "199,519.00",   "SD",           "SD" },
	{ "mrree",            "568,820.00",   "180,376.47",   "31.71%" },
	{ "mtpe",             "244,729.00",   "SD",           "SD" },
	{ "minsa",            "161,521.00",   "SD",           "SD" },
	{ "mtc",              "SPE",          "SPE",          "SPE" },
	{ "minem",            "SPE",          "SPE",          "SPE" },
	{ "mpfn",             "6,850,401.00", "SD",           "SD" },
	{ "pj",               "147,840.00",   "SD",           "SD" },
	{ "inei",             "SPE",          "SPE",          "SPE" },
	{ "reniec",           "SPE",          "SPE",          "SPE" },
	{ "go-cajamarca",     "3,940.00",     "3,940.00",     "100.00%" },
	{ "go-huancavelica",  "9,929.00",     "9,929.00",     "100.00%" },
	{ "go-madre-de-dios", "9,959.00",     "-",            "-" },
	{ "go-piura",         "32,000.00",    "-",            "-" },
	{ "carabayllo",       "450,000.00",   "-",            "-" },
	{ "comas",            "93,765.00",    "13,670.00",    "14.58%" },
	{ "maynas",           "4,135.00",     "4,135.00",     "100.00%" },
};

static const struct printed_row printed_2016[] = {
	{ "mininter",         "813,815.00",   "479,906.00",   "58.97%" },
	{ "mimp",             "3,803,268.50", "1,512,632.00", "39.77%" },
	{ "mincetur",         "SD",           "63,900.00",    "SD" },
	{ "minedu",           "SD",           "791,000.00",   "SD" },
	{ "minjus",           "401,812.00",   "293,851.91",   "73.13%" },
	{ "mrree",            "568,820.00",   "151,985.16",   "26.72%" },
	{ "mtpe",             "235,544.00",   "76,022.70",    "32.28%" },
	{ "minsa",            "SPE",          "SPE",          "SPE" },
	{ "mtc",              "SPE",          "SPE",          "SPE" },
	{ "minem",            "SPE",          "SPE",          "SPE" },
	{ "mpfn",             "SPE",          "SPE",          "SPE" },
	{ "pj",               "SPE",          "SPE",          "SPE" },
	{ "inei",             "SPE",          "SPE",          "SPE" },
	{ "reniec",           "SPE",          "SPE",          "SPE" },
	{ "go-cajamarca",     "4,495.00",     "4,495.00",     "100.00%" },
	{ "go-huancavelica",  "15,100.00",    "10,570.00",    "70.00%" },
	{ "go-madre-de-dios", "12,000.00",    "-",            "-" },
	{ "go-piura",         "10,000.00",    "-",            "-" },
	{ "carabayllo",       "-",            "-",            "-" },
	{ "comas",            "620,195.00",   "100,410.00",   "16.19%" },
	{ "maynas",           "25,212.00",    "-",            "-" },
};
/* clang-format on */

static void check_printed(const struct printed_row *row, int year)
{
	const char *keys = vd_arena_format(unit.arena, "%s/%d", row->id, year);
	const char *in_scope = vd_same(row->id, "maynas") ? "no" : "yes";
	cr_expect_str_eq(unit_shown(address_of("institutions", keys, "allocated")), row->allocated,
			 "%s", keys);
	cr_expect_str_eq(unit_shown(address_of("institutions", keys, "implemented")),
			 row->implemented, "%s", keys);
	cr_expect_str_eq(unit_shown(address_of("institutions", keys, "rate_percent")), row->rate,
			 "%s", keys);
	cr_expect_str_eq(unit_plain(address_of("institutions", keys, "in_scope")), in_scope);
}

Test(result, institutions_are_as_printed)
{
	unit_sample("peru-trafficking");
	const struct vd_result *result = vd_result_find(unit.analysis, "institutions");
	cr_expect_eq(result->rows.count, UNIT_COUNT(printed_2015) + UNIT_COUNT(printed_2016));
	for (size_t i = 0; i < UNIT_COUNT(printed_2015); i++)
		check_printed(&printed_2015[i], 2015);
	for (size_t i = 0; i < UNIT_COUNT(printed_2016); i++)
		check_printed(&printed_2016[i], 2016);
	cr_expect_str_eq(unit_plain("institutions/mpfn/2015/name"), "Public Prosecutor's Office");
	cr_expect_str_eq(unit_plain("institutions/comas/2015/level"), "local");
}

Test(result, per_capita_names_its_series)
{
	static const struct {
		const char *address, *shown;
	} cases[] = {
		{ "per-capita/national/2016/allocated/population-inei/per_capita", "0.2059" },
		{ "per-capita/national/2016/allocated/population-worldbank/per_capita", "0.2101" },
		{ "per-capita/national/2016/allocated/population-inei/population", "31,488,625" },
		{ "per-capita/national/2016/allocated/population-worldbank/population",
		  "30,866,494" },
		{ "per-capita/national/2016/allocated/population-inei/amount", "6,485,049.50" },
		/* A gap in INEI's series stays a gap. */
		{ "per-capita/national/2015/allocated/population-inei/per_capita",
		  "the series has no value for it" },
		/* So do the years behind its last. */
		{ "per-capita/national/2021/allocated/population-inei/per_capita",
		  "the series has no value for it" },
		/* 14,163,523.00 / 889 cases = 15,931.9719… */
		{ "per-capita/national/2015/allocated/complaints-national/per_capita",
		  "15,931.9719" },
		/* In soles of 2015: 0.20594895… / 1.03557176… = 0.19887463… */
		{ "per-capita/national/2016/allocated/population-inei/per_capita_real", "0.1989" },
		/* Madre de Dios, 9,959.00 over 73 cases = 136.4247… */
		{ "per-capita/17/2015/allocated/complaints/per_capita", "136.4247" },
	};
	unit_sample("peru-trafficking");
	for (size_t i = 0; i < UNIT_COUNT(cases); i++)
		cr_expect_str_eq(unit_shown(cases[i].address), cases[i].shown, "%s is %s",
				 cases[i].address, unit_shown(cases[i].address));
}

Test(result, regions_count_who_is_outside_the_headline)
{
	static const struct {
		const char *address, *shown;
	} cases[] = {
		/* Lima: Carabayllo and Comas, 450,000 + 93,765 */
		{ "regions/15/2015/allocated", "543,765.00" },
		{ "regions/15/2015/implemented", "13,670.00" },
		{ "regions/15/2015/rate_percent", "2.51%" },	      /* over all allocated */
		{ "regions/15/2015/matched_rate_percent", "14.58%" }, /* Comas alone */
		{ "regions/15/2016/allocated", "620,195.00" },
		/* Loreto: Maynas, which is outside */
		{ "regions/16/2015/allocated", "4,135.00" },
		{ "regions/16/2015/in_scope", "no" },
		{ "regions/15/2015/in_scope", "yes" },
		{ "regions/15/2015/population", "the series has no value for it" },
	};
	unit_sample("peru-trafficking");
	for (size_t i = 0; i < UNIT_COUNT(cases); i++)
		cr_expect_str_eq(unit_shown(cases[i].address), cases[i].shown, "%s is %s",
				 cases[i].address, unit_shown(cases[i].address));
}

Test(result, regions_are_partly_in_the_headline)
{
	unit_analyse(
		"veedor: 1\ntitle: t\ncurrency: PEN\nyears: {2016: {phase: enacted}}\n"
		"institutions:\n"
		"  - {id: a, level: local, region: \"01\"}\n"
		"  - {id: b, level: local, region: \"01\"}\n"
		"  - {id: c, level: local, region: \"02\"}\n"
		"scope: {headline: {except: [b], because: test}}\n"
		"tables:\n"
		"  - {id: t, columns: [institution, allocated 2016], rows: [[a, 1], [b, 2], [c, "
		"4]]}\n");
	cr_expect_str_eq(unit_plain("regions/01/2016/in_scope"), "partly");
	cr_expect_str_eq(unit_plain("regions/01/2016/allocated"), "3.00");
	cr_expect_str_eq(unit_plain("regions/02/2016/in_scope"), "yes");
	cr_expect_str_eq(unit_plain("general-budget/2016/allocated"), "5.00");
}

static bool notes_say(const char *address, const char *words)
{
	return strstr(unit_value(address)->text, words) != NULL;
}

Test(result, notes_say_what_a_reader_must_know)
{
	unit_sample("peru-trafficking");
	cr_expect(notes_say("general-budget/2017/notes", "bill, not law"));
	cr_expect(notes_say("general-budget/2017/notes", "printed as 1142,471,518,545.00"));
	cr_expect(notes_say("general-budget/2016/notes", "implemented only through 2016-06"));
	cr_expect(notes_say("general-budget/2016/notes", "3 of 20 gave no answer"));
	cr_expect_not(notes_say("general-budget/2015/notes", "allocated is at least"),
		      "all answered");
	cr_expect(notes_say("general-budget/2015/notes", "implemented is at least"));
	cr_expect(notes_say("general-budget/2021/notes", "allocated is approximate"));
	cr_expect_not(notes_say("general-budget/2013/notes", "approximate"));
	/* The footnote ⁴ is the note mpfn-2016, the seventh. */
	cr_expect(notes_say("institutions/mpfn/2016/notes", "[note 7]"));
	cr_expect_not(notes_say("institutions/mpfn/2015/notes", "[note 7]"));
}

/* A note that a figure has no year of its own stands only where such a figure is used. */
Test(result, notes_say_of_which_figures_the_year_is_not_known)
{
	unit_analyse(
		"veedor: 1\ntitle: t\ncurrency: PEN\n"
		"years: {2012: {phase: enacted}, 2025: {phase: enacted}}\n"
		"institutions: [{id: a, level: national, region: \"01\"}]\n"
		"tables: [{id: t, columns: [institution, allocated 2012, allocated 2025], rows: "
		"[[a, 1, 2]]}]\n"
		"series:\n"
		"  people:\n"
		"    unit: persons\n"
		"    by: region\n"
		"    values: {2012: {\"01\": 10}}\n"
		"    undated: {\"01\": 20}\n"
		"    use_for: {years: [2025], because: its sum says so}\n");
	cr_expect_str_eq(unit_plain("regions/01/2012/population"), "10");
	cr_expect_str_eq(unit_plain("regions/01/2025/population"), "20");
	cr_expect(notes_say("regions/01/2025/notes", "`people` states no year"));
	cr_expect_not(notes_say("regions/01/2012/notes", "`people` states no year"),
		      "it does: 2012");
}

/* The columns of a line of the source files, split by commas. */
static size_t split(char *line, char **cells, size_t most)
{
	size_t count = 0;
	line[strcspn(line, "\r\n")] = '\0';
	for (char *next = line; next && count < most; count++) {
		cells[count] = next;
		next = strchr(next, ',');
		if (next)
			*next++ = '\0';
	}
	return count;
}

static FILE *open_source(const char *name)
{
	FILE *in = fopen(
		vd_arena_format(unit.arena, "%s/peru-national/source/%s", SAMPLES_DIR, name), "r");
	cr_assert(in, "%s", name);
	return in;
}

/* MEF's national file, 2012 to 2025: PIA, PIM, devengado. */
Test(result, departments_sum_to_the_national_file)
{
	static const struct {
		const char *key;
		size_t column;
	} stages[] = { { "allocated", 1 }, { "modified", 2 }, { "implemented", 4 } };
	unit_sample("peru-national");
	FILE *in = open_source("national.csv");
	char line[256], *cells[8];
	size_t years = 0;
	while (fgets(line, sizeof(line), in)) {
		if (split(line, cells, 8) < 6 || strcmp(cells[0], "2012") < 0 ||
		    strcmp(cells[0], "2025") > 0)
			continue;
		years++;
		for (size_t s = 0; s < UNIT_COUNT(stages); s++) {
			/* Nothing but a sum of departments: these years have detail. */
			cr_expect(vd_dataset_has_detail(unit.data, unit_year(atoi(cells[0])),
							VD_ALLOCATED));
			cr_expect_str_eq(
				unit_plain(address_of("general-budget", cells[0], stages[s].key)),
				cells[stages[s].column], "%s %s", cells[0], stages[s].key);
		}
		cr_expect_str_eq(
			unit_plain(address_of("general-budget", cells[0], "general_budget")),
			cells[1]);
		cr_expect_str_eq(
			unit_shown(address_of("general-budget", cells[0], "share_percent")),
			"100.000000%");
	}
	fclose(in);
	cr_expect_eq(years, 14);
}

/* MEF's file by department, each amount of it: the code of the file is the region's. */
Test(result, regions_are_those_of_the_departments_file)
{
	unit_sample("peru-national");
	FILE *in = open_source("departments.csv");
	char line[256], *cells[8];
	size_t rows = 0;
	while (fgets(line, sizeof(line), in)) {
		if (split(line, cells, 8) < 8 || strcmp(cells[0], "2012") < 0 ||
		    strcmp(cells[0], "2025") > 0)
			continue;
		rows++;
		const char *keys = vd_arena_format(unit.arena, "%s/%s", cells[1], cells[0]);
		cr_expect_str_eq(unit_plain(address_of("regions", keys, "allocated")), cells[3]);
		cr_expect_str_eq(unit_plain(address_of("regions", keys, "modified")), cells[4]);
		cr_expect_str_eq(unit_plain(address_of("regions", keys, "implemented")), cells[6]);
	}
	fclose(in);
	cr_expect_eq(rows, 14 * 26);
}

Test(result, regional_population_is_of_its_year_or_declared_for_it)
{
	static const struct {
		const char *address, *shown;
	} cases[] = {
		{ "regions/01/2012/population", "417,508" },
		{ "regions/01/2012/population_series", "population-departments" },
		{ "regions/01/2012/allocated_per_capita", "2,932.2545" }, /* 1224239692 / 417508 */
		{ "regions/01/2025/population", "430,251" },
		{ "regions/01/2025/population_series", "population-cross-section" },
		{ "regions/01/2013/population", "the series has no value for it" },
		{ "regions/98/2012/population", "the series has no value for it" },
	};
	unit_sample("peru-national");
	for (size_t i = 0; i < UNIT_COUNT(cases); i++)
		cr_expect_str_eq(unit_shown(cases[i].address), cases[i].shown, "%s is %s",
				 cases[i].address, unit_shown(cases[i].address));
}

#define SMALL                                                                                      \
	"veedor: 1\ntitle: t\ncurrency: PEN\n"                                                     \
	"missing: {SD: {means: not_published}}\n"                                                  \
	"years: {2014: {phase: enacted}, 2015: {phase: enacted}, 2016: {phase: enacted}}\n"        \
	"institutions: [{id: a, level: national}, {id: b, level: national}]\n"                     \
	"tables:\n"

Test(result, changes_have_a_base_or_say_that_there_is_none)
{
	unit_analyse(SMALL "  - id: t\n"
			   "    columns: [institution, allocated 2014, allocated 2015, allocated "
			   "2016, implemented 2016]\n"
			   "    rows: [[a, 0, 50, 75, 0], [b, SD, SD, 10, 5]]\n");
	static const struct {
		const char *address, *plain;
	} cases[] = {
		{ "institutions/a/2014/allocated_change", "!no_preceding" },
		{ "institutions/a/2015/allocated_change", "50.00" },
		{ "institutions/a/2015/allocated_change_percent", "!no_base" },
		{ "institutions/a/2016/allocated_change", "25.00" },
		{ "institutions/a/2016/allocated_change_percent", "50" },
		{ "institutions/a/2016/rate_percent", "0" },
		{ "institutions/b/2016/allocated_change", "!not_published" },
		{ "institutions/b/2015/rate_percent", "!not_in_study" },
		{ "institutions/b/2016/rate_percent", "50" },
		/* 2014: 0 of a; 2015: 50 of a; 2016: 85 of both */
		{ "general-budget/2015/allocated_change_percent", "!no_base" },
		{ "general-budget/2016/allocated_change_percent", "70" },
		{ "general-budget/2014/rate_percent", "!not_in_study" },
		{ "general-budget/2016/general_budget", "!not_in_study" },
		{ "general-budget/2016/share_percent", "!not_in_study" },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++)
		cr_expect_str_eq(unit_plain(cases[i].address), cases[i].plain, "%s is %s",
				 cases[i].address, unit_plain(cases[i].address));
}

Test(result, changes_skip_no_year)
{
	unit_analyse(SMALL "  - {id: t, columns: [institution, allocated 2014, allocated 2016], "
			   "rows: [[a, 10, 20]]}\n");
	cr_expect_str_eq(unit_plain("institutions/a/2016/allocated_change"), "!no_preceding");
	cr_expect_str_eq(unit_plain("general-budget/2016/allocated_change"), "!no_preceding");
}

Test(result, columns_come_with_what_the_study_has)
{
	unit_analyse(SMALL
		     "  - {id: t, columns: [institution, allocated 2014], rows: [[a, 10]]}\n");
	const struct vd_result *result = vd_result_find(unit.analysis, "general-budget");
	cr_expect_eq(vd_result_column(result, "modified"), VD_NONE);
	cr_expect_eq(vd_result_column(result, "allocated_real"), VD_NONE);
	cr_expect_eq(result->rows.count, 1, "years without figures are no rows");
	unit_sample("peru-national");
	result = vd_result_find(unit.analysis, "general-budget");
	int modified = vd_result_column(result, "modified");
	cr_assert_neq(modified, VD_NONE);
	cr_expect_str_eq(result->columns[modified].label, "Modified (PIM)");
	cr_expect_neq(vd_result_column(result, "allocated_real"), VD_NONE);
	cr_expect_null(vd_result_find(unit.analysis, "nothing"));
}

Test(result, summary_looks_at_the_latest_enacted_year_with_detail)
{
	unit_sample("peru-trafficking");
	struct vd_summary summary = vd_summarise(unit.analysis);
	cr_expect_eq(summary.years[VD_SUMMARY_FOCUS], unit_year(2016));
	cr_expect_eq(summary.years[VD_SUMMARY_BEFORE], unit_year(2015));
	for (size_t i = 0; i < summary.count; i++) {
		const struct vd_summary_item *item = &summary.items[i];
		bool any = false;
		for (size_t y = 0; y < VD_SUMMARY_YEARS; y++)
			any = any || (item->rows[y] != VD_NONE &&
				      vd_value_present(vd_result_value(
					      item->result, (size_t)item->rows[y], item->column)));
		cr_expect(any, "%s has no figure", item->question);
	}
	cr_expect(strstr(summary.notes[VD_SUMMARY_FOCUS], "through 2016-06"));
	unit_sample("peru-national");
	summary = vd_summarise(unit.analysis);
	cr_expect_eq(summary.years[VD_SUMMARY_FOCUS], unit_year(2025));
	unit_analyse("veedor: 1\ntitle: t\ncurrency: PEN\nyears: {2016: {phase: bill}}\n"
		     "tables: [{id: t, columns: [year, allocated], rows: [[2016, 1]]}]\n");
	summary = vd_summarise(unit.analysis);
	cr_expect_eq(summary.years[VD_SUMMARY_FOCUS], VD_NONE, "a bill is no year to sum up");
	cr_expect_eq(summary.count, 0);
}
