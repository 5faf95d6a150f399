/* What charts show: their items in order, marks, sums of what is not listed, steps, worked by hand. */
#include "budget/chart.h"

#include <string.h>

#include "tests/unit/helper.h"

TestSuite(chart, .init = unit_open, .fini = unit_close);

#define HEAD                                                                                       \
	"veedor: 1\ntitle: t\ncurrency: PEN\n"                                                     \
	"missing: {SD: {means: not_published}}\n"

static const struct vd_chart *chart(const char *id)
{
	return vd_chart_find(unit.analysis->charts, id);
}

/* The items of a series, "a b c"; each with its mark behind a colon. */
static const char *items(const char *id, size_t which)
{
	const struct vd_chart *one = chart(id);
	const char *text = "";
	cr_assert(one && which < one->series.count, "%s has no series %zu", id, which);
	const struct vd_chart_series *series = &one->series.items[which];
	for (size_t r = series->first; r < series->first + series->count; r++) {
		enum vd_chart_mark mark = vd_chart_mark(unit.analysis->charts, r);
		text = vd_arena_format(unit.arena, "%s%s%s%s", text, *text ? " " : "",
				       unit.analysis->charts->result->rows.items[r].item,
				       mark == VD_MARK_BILL	 ? ":bill"
				       : mark == VD_MARK_PARTIAL ? ":partial"
								 : "");
	}
	return text;
}

/* The charts there are, in order. */
static const char *all_charts(void)
{
	const char *text = "";
	for (size_t i = 0; i < unit.analysis->charts->count; i++)
		text = vd_arena_format(unit.arena, "%s%s%s", text, i ? " " : "",
				       unit.analysis->charts->items[i].id);
	return text;
}

Test(chart, are_those_of_the_first_sample)
{
	static const struct unit_case values[] = {
		{ "chart-data/share/share/2015/value", "0.0108431963078115" },
		{ "chart-data/totals/implemented/2016/value", "3484772.77" },
		{ "chart-data/totals/implemented/2013/value", "!not_in_study" },
		{ "chart-data/institutions/allocated/mimp/value", "3803268.50" },
		{ "chart-data/institutions/allocated/minedu/value", "!not_published" },
		{ "chart-data/bridge/total/start/value", "14163523.00" },
		{ "chart-data/bridge/total/mpfn/value", "!not_applicable" },
		{ "chart-data/bridge/less/mpfn/value", "6850401.00" },
		{ "chart-data/bridge/more/mpfn/value", "0.00" },
		/* 14,163,523.00 - 6,850,401.00: what the step down ends on */
		{ "chart-data/bridge/base/mpfn/value", "7313122.00" },
		/* a step up stands on the total before it: 5,030,952.00, then + 889,076.50 */
		{ "chart-data/bridge/base/mimp/value", "5030952.00" },
		{ "chart-data/bridge/more/mimp/value", "889076.50" },
	};
	unit_sample("peru-trafficking");
	cr_expect_str_eq(all_charts(), "share totals institutions bridge per-capita trend");
	cr_expect_str_eq(items("share", 0), "2013 2014 2015 2016 2017:bill");
	cr_expect_str_eq(items("totals", 1), "2013 2014 2015 2016:partial 2017:bill 2021");
	cr_expect_str_eq(unit_plain("chart-data/totals/allocated/2016/label"),
			 "2016, implemented: 6 months", "the same in each series");
	cr_expect_str_eq(items("trend", 1), "2017:bill");
	unit_expect_plain(values, UNIT_COUNT(values));
	for (size_t s = 1; s < chart("bridge")->series.count; s++)
		cr_expect_str_eq(items("bridge", s), items("bridge", 0));
}

/* The line of `trend` and its interval are those that a projection would continue. */
Test(chart, trend_goes_on_where_it_is_projected)
{
	unit_sample_as("peru-trafficking", &(struct vd_options){ .project = 2 });
	cr_expect_str_eq(items("trend", 2), "2013 2014 2015 2016 2021 2022 2023");
	cr_expect_str_eq(unit_plain("chart-data/trend/line/2022/value"),
			 unit_plain("projection/total/allocated/2022/projected"));
	cr_expect_str_eq(unit_plain("chart-data/trend/low/2023/value"),
			 unit_plain("projection/total/allocated/2023/projected_low"));
	cr_expect_str_eq(unit_plain("chart-data/trend/high/2023/value"),
			 unit_plain("projection/total/allocated/2023/projected_high"));
}

/* Twenty institutions with 1 to 20: the 15 largest, then 5 + 4 + 3 + 2 + 1 = 15. */
Test(chart, sums_those_that_are_not_listed)
{
	const char *text = HEAD "years: {2016: {phase: enacted}}\ninstitutions:\n";
	for (int i = 1; i <= 20; i++)
		text = vd_arena_format(unit.arena, "%s  - {id: i%d, level: local}\n", text, i);
	text = vd_arena_format(unit.arena,
			       "%stables:\n  - id: t\n    columns: [institution, allocated 2016]\n"
			       "    rows: |\n",
			       text);
	for (int i = 1; i <= 20; i++)
		text = vd_arena_format(unit.arena, "%s      i%d | %d.00\n", text, i, i);
	unit_analyse(text);
	cr_expect_str_eq(items("institutions", 0),
			 "i20 i19 i18 i17 i16 i15 i14 i13 i12 i11 i10 i9 i8 i7 i6 others");
	cr_expect_str_eq(unit_plain("chart-data/institutions/allocated/others/value"), "15.00");
	cr_expect_str_eq(unit_plain("chart-data/institutions/allocated/others/label"), "5 others");
}

/* One more than fits is shown, not summed as one other; institutions outside the headline are not. */
Test(chart, shows_one_more_rather_than_one_other)
{
	const char *text = HEAD "years: {2016: {phase: enacted}}\ninstitutions:\n";
	for (int i = 1; i <= 17; i++)
		text = vd_arena_format(unit.arena, "%s  - {id: i%d, level: local}\n", text, i);
	text = vd_arena_format(unit.arena,
			       "%sscope: {headline: {except: [i17], because: x}}\n"
			       "tables:\n  - id: t\n    columns: [institution, allocated 2016]\n"
			       "    rows: |\n",
			       text);
	for (int i = 1; i <= 17; i++)
		text = vd_arena_format(unit.arena, "%s      i%d | %d.00\n", text, i, i);
	unit_analyse(text);
	cr_expect_str_eq(items("institutions", 0),
			 "i16 i15 i14 i13 i12 i11 i10 i9 i8 i7 i6 i5 i4 i3 i2 i1");
}

#define REGIONS                                                                                      \
	HEAD "years: {2015: {phase: enacted}, 2016: {phase: enacted}}\n"                             \
	     "institutions: [{id: a, level: local, region: \"01\"}, {id: b, level: local, region: "  \
	     "\"02\"}, {id: c, level: local, region: \"03\"}]\n"                                     \
	     "tables:\n  - id: t\n    columns: [institution, allocated 2015, allocated 2016]\n"      \
	     "    rows: |\n      a | 100.00 | %s\n      b | 200.00 | 300.00\n      c | SD | 50.00\n" \
	     "series:\n  p: {unit: persons, by: region, values: {2015: {\"01\": 10, \"02\": 10, "    \
	     "\"03\": 10}, 2016: {\"01\": 10, \"02\": 10, \"03\": 10}}}\n"

/* 120, 300 and 50 over 10 each: 12, 30 and 5; all regions 470 / 30 = 15.67, after the first. */
Test(chart, puts_the_country_among_the_regions)
{
	unit_analyse(vd_arena_format(unit.arena, REGIONS, "120.00"));
	cr_expect_str_eq(items("regions", 0), "02 country 01 03");
	cr_expect_str_eq(items("regions", 1), "02 country 01 03");
	cr_expect_str_eq(unit_plain("chart-data/regions/region/01/value"), "12");
	cr_expect_str_eq(unit_plain("chart-data/regions/region/country/value"), "!not_applicable");
	cr_expect_float_eq(unit_number("chart-data/regions/country/country/value"), 470.0 / 30.0,
			   1e-9);
	cr_expect_str_eq(unit_plain("chart-data/regions/country/01/value"), "!not_applicable");
}

/* Stacked columns cannot show a total below zero. */
Test(chart, leaves_a_bridge_below_zero_out)
{
	unit_analyse(vd_arena_format(unit.arena, REGIONS, "120.00"));
	cr_expect(chart("bridge"));
	unit_analyse(vd_arena_format(unit.arena, REGIONS, "-900.00"));
	cr_expect_not(chart("bridge"));
}

Test(chart, shows_what_there_is)
{
	unit_analyse(
		HEAD
		"years: {2016: {phase: enacted}}\ninstitutions: [{id: a, level: local}]\n"
		"tables: [{id: t, columns: [institution, allocated 2016], rows: [[a, SD]]}]\n");
	cr_expect_str_eq(all_charts(), "", "nothing to show");
	cr_expect_eq(unit_row_count("chart-data"), 0);
}

Test(chart, says_what_it_shows)
{
	static const struct {
		const char *id, *words;
	} cases[] = {
		{ "share", "Highest: 0.010843%, 2015. Lowest: 0.001476%, 2013." },
		{ "institutions",
		  "Highest: 3,803,268.50, MIMP. Lowest: 4,495.00, GORE Cajamarca." },
		{ "bridge",
		  "From 14,163,523.00 to 6,485,049.50. The largest step down: 6,850,401.00, MPFN. The "
		  "largest step up: 889,076.50, MIMP." },
	};
	unit_sample("peru-trafficking");
	for (size_t i = 0; i < UNIT_COUNT(cases); i++)
		cr_expect_str_eq(vd_chart_reading(unit.analysis, chart(cases[i].id)),
				 cases[i].words);
}
