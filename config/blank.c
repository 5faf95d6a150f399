/* The starting study of `veedor new` without a table. */
#include "budget/language.h"
#include "budget/text.h"
#include "config/scaffold.h"

/*
 * Keys and what is for a reader by turns, the former first: comments, titles and names stand in the
 * language that is spoken. In a comment a line begins with #; a name has no character that means
 * something to YAML.
 */
static const char *const blank[] = {
	"",
	N_("# A veedor study: the tables of a report as they were printed, and what is needed to\n"
	   "# compute with them. Replace the example figures with yours, then run\n"
	   "#   veedor check THIS.yaml\n"),
	"veedor: 1\n"
	"title: {en: Example study, es: Estudio de ejemplo}\n"
	"currency: PEN             ",
	N_("# ISO 4217 code; it fixes the decimals and the signs\n"),
	"\n",
	N_("# How amounts are written in the tables below.\n"),
	"numbers: {decimal: \".\", grouping: \",\"}\n"
	"\n",
	N_("# Codes that may stand where an amount would. Missing is never zero.\n"),
	"# means: not_published, not_reported, no_budget_line, out_of_scope, not_applicable\n"
	"missing:\n"
	"  SD:  {means: not_published, en: no data given, es: sin dato}\n"
	"  \"-\": {means: not_reported, en: not reported, es: no informado}\n"
	"\n"
	"sources:\n"
	"  report: {title: ",
	N_("Name of the report"),
	", publisher: ",
	N_("Who published it"),
	", published: 2016-09}\n"
	"\n",
	N_("# phase: enacted, or bill while it is not law. A stage that is not complete says so:\n"),
	"# 2016: {phase: enacted, implemented_through: 2016-06}\n"
	"years:\n"
	"  2015: {phase: enacted}\n"
	"  2016: {phase: enacted}\n"
	"\n",
	N_("# A row of a table is found by id, short, name or as_printed, letter for letter.\n"),
	"institutions:\n"
	"  - {id: interior, short: MININTER, name: ",
	N_("Ministry of the Interior"),
	", level: national}\n"
	"  - {id: health, short: MINSA, name: ",
	N_("Ministry of Health"),
	", level: national}\n"
	"  - {id: cusco, name: ",
	N_("Regional Government of Cusco"),
	", level: regional, region: \"08\"}\n"
	"\n"
	"tables:\n",
	N_("  # By year: the totals and the General Budget. `share` is the report's own arithmetic.\n"),
	"  - id: by-year\n"
	"    source: {ref: report, page: 9}\n"
	"    columns: [year, general_budget, allocated, share]\n"
	"    rows:\n"
	"      - [2015, \"1,000,000.00\", 400.00, 0.04%]\n"
	"      - [2016, \"1,100,000.00\", 570.00, 0.05%]\n",
	N_("  # Pasted from a spreadsheet: cells are split by tabs or by bars.\n"),
	"  - id: by-institution\n"
	"    source: {ref: report, page: 11}\n"
	"    columns: [institution, allocated 2015, implemented 2015, rate 2015, allocated 2016, "
	"implemented 2016]\n"
	"    rows: |\n"
	"      MININTER                    | 300.00 | 150.00 | 50.00% | 450.00 | 225.00\n"
	"      MINSA                       | SD     | SD     | -      | SD     | -\n"
	"      ",
	N_("Regional Government of Cusco"),
	" | 100.00 | 90.00  | 90.00% | 120.00 | 99.00\n"
	"      TOTAL                       | 400.00 | 240.00 | 60.00% | 570.00 | 324.00\n"
	"\n",
	N_("# What amounts are divided by; add `prices` with annual_percent and base for real terms.\n"),
	"series:\n"
	"  population: {unit: persons, values: {2015: 1000, 2016: 1010}}\n"
	"\n",
	N_("# Figures that the report states in prose, to be checked as well.\n"),
	"claims:\n"
	"  - {id: growth, title: ",
	N_("The budget grew by 42.5 %"),
	", source: {ref: report, page: 9},\n"
	"     measure: change_percent, stage: allocated, from: 2015, to: 2016, printed: 42.5%}\n"
	"  - {id: per-person, title: ",
	N_("56 cents per person"),
	", source: {ref: report, page: 10},\n"
	"     measure: per_capita, stage: allocated, year: 2016, population: population, printed: "
	"\"0.56\"}\n"
	"  - {id: hotline, title: ",
	/* xgettext:no-c-format */ N_("68 % of the calls"),
	", measure: percent, of: 63, to: 92, printed: 68%}\n"
	"\n",
	N_("# A finding that you have looked at may stand, with the reason; `veedor check` shows its "
	   "address:\n"),
	"# accept:\n"
	"#   - {rule: mixed-scope, at: by-institution/total/rate 2015, because: ",
	N_("the report says so"),
	"}\n",
};

const char *vd_scaffold_blank(struct vd_arena *arena)
{
	struct vd_buffer out = { .arena = arena };
	for (size_t i = 0; i < sizeof(blank) / sizeof(*blank); i++)
		vd_buffer_add(&out, i % 2 ? vd_translate(blank[i]) : blank[i]);
	return vd_buffer_text(&out);
}
