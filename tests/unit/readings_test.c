/* The sentence above each table: what it says of the first sample, and of studies that lack much. */
#include "budget/readings.h"

#include <string.h>

#include "tests/unit/helper.h"

TestSuite(readings, .init = unit_open, .fini = unit_close);

static const char *reading(const char *table)
{
	return vd_table_reading(unit.analysis, vd_result_find(unit.analysis, table));
}

Test(readings, are_those_of_the_first_sample)
{
	static const struct {
		const char *table, *words;
	} cases[] = {
		{ "general-budget",
		  "In 2016, PEN 6,485,049.50 was allocated, 0.004683% of the General Budget. In 2016 "
		  "the amount allocated was 54.21% lower than in 2015; on a comparable basis, of the "
		  "10 institutions that report both years, it was 28.90% higher." },
		{ "bridge",
		  "From PEN 14,163,523.00 in 2015 to PEN 6,485,049.50 in 2016: those who left "
		  "had PEN 9,132,571.00, those who report both years changed by +PEN 1,454,097.50, "
		  "those who came have PEN 0.00." },
		{ "institutions",
		  "The largest amount allocated in 2016: Ministry of Women and Vulnerable Populations, "
		  "PEN 3,803,268.50." },
		{ "per-capita",
		  "In 2016, PEN 0.2101 was allocated per person (Population, World Bank)." },
		{ "population-choice",
		  "In 2016 the amount allocated per person lies between PEN 0.2059 and PEN 0.2101, by "
		  "which population it is divided." },
		{ "distribution",
		  "In 2016 the institution with most has 58.65% of what was allocated, the three with "
		  "most 80.76%." },
		{ "pace",
		  "In 2016, with 50.00% of the year over, those who report both had implemented 40.69% "
		  "of what they were allocated (all over all, whoever reports: 53.74%)." },
		{ "outliers", "4 amounts are worth a second look." },
		{ "projection", "" },
	};
	unit_sample("peru-trafficking");
	for (size_t i = 0; i < UNIT_COUNT(cases); i++)
		cr_expect_str_eq(reading(cases[i].table), cases[i].words, "%s: %s", cases[i].table,
				 reading(cases[i].table));
	cr_expect_str_eq(vd_study_reading(unit.analysis), reading("general-budget"));
}

/* Every table with rows says something, in both samples. */
Test(readings, are_never_empty)
{
	static const char *const samples[] = { "peru-trafficking", "peru-national" };
	for (size_t s = 0; s < UNIT_COUNT(samples); s++) {
		unit_sample_as(samples[s], &(struct vd_options){ .project = 2 });
		for (size_t t = 0; t < unit.analysis->result_count; t++) {
			const struct vd_result *result = &unit.analysis->results[t];
			cr_expect(!result->rows.count || *vd_table_reading(unit.analysis, result),
				  "%s: %s", samples[s], result->description->name);
		}
	}
}

#define STUDY(rows)                                                                                \
	"veedor: 1\ntitle: t\ncurrency: PEN\nmissing: {SD: {means: not_published}}\n"              \
	"years: {2015: {phase: enacted}, 2016: {phase: enacted}}\n"                                \
	"institutions: [{id: a, level: local}, {id: b, level: local}]\n"                           \
	"tables: [{id: t, columns: [institution, allocated 2015, allocated 2016], rows: [" rows    \
	"]}]\n"

Test(readings, say_no_more_than_there_is)
{
	unit_analyse(STUDY("[a, 100.00, 100.00], [b, 50.00, 50.00]"));
	cr_expect_str_eq(reading("comparable"),
			 "In 2016 the amount allocated was the same as in 2015; on a comparable "
			 "basis, of the 2 institutions that report both years, it was the same.");
	cr_expect_str_eq(vd_sources_line(unit.analysis),
			 "Computed by veedor from the figures on Data.");
	unit_analyse(STUDY("[a, 100.00, SD], [b, SD, 120.00]"));
	cr_expect_str_eq(reading("comparable"),
			 "In 2016 the amount allocated was 20.00% higher than in 2015.");
	unit_analyse(STUDY("[a, SD, SD], [b, SD, SD]"));
	cr_expect_str_eq(vd_study_reading(unit.analysis), "");
}
