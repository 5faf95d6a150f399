/* `claims:` and `accept:`: what each measure and operand is decoded into. */
#include <string.h>

#include "config/study.h"
#include "tests/unit/helper.h"

TestSuite(claims_config, .init = unit_open, .fini = unit_close);

/* Sixteen lines. */
#define STUDY                                                                                      \
	"veedor: 1\n"                                                                              \
	"title: t\n"                                                                               \
	"currency: PEN\n"                                                                          \
	"numbers: {decimal: \",\", grouping: [\".\", \"'\"]}\n"                                    \
	"sources: {chs: {title: A report}, efe: }\n"                                               \
	"notes: {n1: one, n2: two}\n"                                                              \
	"stages: {dev: {is: implemented}}\n"                                                       \
	"years: {2015: {phase: enacted}, 2016: {phase: enacted}}\n"                                \
	"institutions: [{id: a, short: b, level: national}, {id: b, level: local, region: "        \
	"\"15\"}]\n"                                                                               \
	"groups: [{id: g, members: [b]}, {id: all, members: [a, b]}]\n"                            \
	"tables:\n"                                                                                \
	"  - {id: t, columns: [institution, allocated 2015], rows: [[a, 1]], rounded: yes}\n"      \
	"  - {id: u, columns: [institution, allocated 2016], rows: [[a, 1]]}\n"                    \
	"series:\n"                                                                                \
	"  people: {unit: persons, values: {2015: 30, 2016: 31}}\n"                                \
	"  cases: {unit: cases, by: region, values: {2016: {\"08\": 5, \"15\": 365}}}\n"

static const struct vd_study *load(const char *rest)
{
	unit_forget();
	unit_load(vd_arena_format(unit.arena, STUDY "%s", rest));
	cr_assert(unit.study, "%s\n%s", rest, unit_places());
	return unit.study;
}

/* A claim with an id and these keys. */
static const struct vd_claim *claim(const char *keys)
{
	const struct vd_study *study =
		load(vd_arena_format(unit.arena, "claims: [{id: c, %s}]\n", keys));
	cr_assert_eq(study->claims.count, 1);
	return &study->claims.items[0];
}

static const struct vd_operand *operand(const char *text)
{
	const struct vd_claim *one =
		claim(vd_arena_format(unit.arena, "measure: value, printed: 1, of: %s", text));
	cr_expect_eq(one->base.kind, VD_OPERAND_NONE);
	return &one->part;
}

/* Whether an operand is a figure of a stage and year, and whose. */
static bool is_figure(const struct vd_operand *one, enum vd_stage stage, int year, int institution,
		      int group, int region)
{
	return one->kind == VD_OPERAND_FIGURE && one->stage == stage && one->year == year &&
	       one->institution == institution && one->group == group && one->region == region;
}

static bool is_headline(const struct vd_operand *one, enum vd_stage stage, int year)
{
	return is_figure(one, stage, year, VD_NONE, VD_NONE, VD_NONE);
}

static bool is_number(const struct vd_operand *one, int64_t digits, uint8_t decimals, bool percent)
{
	return one->kind == VD_OPERAND_NUMBER && one->number.digits == digits &&
	       one->number.decimals == decimals && one->number.percent == percent;
}

Test(claims_config, keep_what_every_claim_has)
{
	const struct vd_study *study = load("claims:\n"
					    "  - {id: one, measure: value, of: 5, printed: 5}\n"
					    "  - id: two\n"
					    "    title: {en: Two, es: Dos}\n"
					    "    list: complaints\n"
					    "    source: {ref: efe, page: 9}\n"
					    "    note: [n2, n1]\n"
					    "    measure: value\n"
					    "    of: 5\n"
					    "    printed:   \"5\"\n"
					    "    as: at_most\n"
					    "    rounded: yes\n");
	cr_assert_eq(study->claims.count, 2);
	const struct vd_claim *one = &study->claims.items[0], *two = &study->claims.items[1];
	cr_expect_str_eq(one->id, "one");
	cr_expect(!one->list && !one->title.in[VD_EN] && !one->rounded && !one->notes.count);
	cr_expect(one->source.source == VD_NONE && one->as == VD_AS_EQUAL);
	cr_expect_str_eq(two->title.in[VD_ES], "Dos");
	cr_expect_str_eq(two->list, "complaints");
	cr_expect(two->source.source == 1 && vd_same(two->source.page, "9"));
	cr_assert_eq(two->notes.count, 2);
	cr_expect(two->notes.items[0] == 1 && two->notes.items[1] == 0);
	cr_expect(two->as == VD_AS_AT_MOST && two->rounded);
	cr_expect(unit_is_at(one->place, 18, 5, 1) && unit_is_at(two->place, 19, 5, 1));
	cr_expect_str_eq(two->printed_text, "5");
	cr_expect(unit_is_at(two->printed_place, 26, 16, 3), "%u:%u+%u", two->printed_place.line,
		  two->printed_place.column, two->printed_place.length);
}

Test(claims_config, compare_as_they_say)
{
	for (enum vd_comparison as = 0; as < VD_COMPARISONS; as++)
		cr_expect_eq(claim(vd_arena_format(unit.arena,
						   "measure: value, of: 5, printed: 5, as: %s",
						   vd_comparison_key(as)))
				     ->as,
			     as);
}

Test(claims_config, take_numbers_as_operands)
{
	static const struct {
		const char *text;
		int64_t digits;
		uint8_t decimals;
		bool percent;
	} numbers[] = {
		{ "63", 63, 0, false },
		{ "-5", -5, 0, false },
		{ "\"1'107.424\"", 1107424, 0, false },
		{ "\"63,90\"", 6390, 2, false },
		{ "\"12,5 %\"", 125, 1, true },
		{ "S/ 5", 5, 0, false },
		{ "\"0,000000000000000001\"", 1, 18, false },
		{ "9223372036854775807", INT64_MAX, 0, false },
	};
	for (size_t i = 0; i < UNIT_COUNT(numbers); i++)
		cr_expect(is_number(operand(numbers[i].text), numbers[i].digits,
				    numbers[i].decimals, numbers[i].percent),
			  "%s", numbers[i].text);
	cr_expect_str_eq(operand("\"63,90\"")->text, "63,90");
	cr_expect(unit_is_at(operand("63")->place, 17, 50, 2));
}

Test(claims_config, take_figures_as_operands)
{
	cr_expect(is_headline(operand("{stage: allocated, year: 2015}"), VD_ALLOCATED, 0));
	cr_expect(is_headline(operand("{stage: modified, year: 2016}"), VD_MODIFIED, 1));
	cr_expect(is_headline(operand("{stage: dev, year: 2016}"), VD_IMPLEMENTED, 1));
	cr_expect(is_figure(operand("{stage: dev, year: 2016, institution: a}"), VD_IMPLEMENTED, 1,
			    0, VD_NONE, VD_NONE));
	cr_expect(is_figure(operand("{stage: dev, year: 2016, institution: b}"), VD_IMPLEMENTED, 1,
			    1, VD_NONE, VD_NONE),
		  "an id, though it is another's short name");
	cr_expect(is_figure(operand("{stage: dev, year: 2016, group: all}"), VD_IMPLEMENTED, 1,
			    VD_NONE, 1, VD_NONE));
	cr_expect(is_figure(operand("{stage: dev, year: 2016, region: \"15\"}"), VD_IMPLEMENTED, 1,
			    VD_NONE, VD_NONE, 0));
	const struct vd_operand *budget = operand("{general_budget: 2016}");
	cr_expect(budget->kind == VD_OPERAND_GENERAL_BUDGET && budget->year == 1);
	cr_expect(budget->institution == VD_NONE && budget->series == VD_NONE);
}

Test(claims_config, take_series_as_operands)
{
	const struct vd_operand *people = operand("{series: people, year: 1999}");
	cr_expect(people->kind == VD_OPERAND_SERIES && people->series == 0);
	cr_expect(people->calendar == 1999 && people->region == VD_NONE);
	const struct vd_operand *cases = operand("{series: cases, year: 2016, region: \"08\"}");
	cr_expect(cases->kind == VD_OPERAND_SERIES && cases->series == 1);
	cr_expect_str_eq(unit.study->regions.items[cases->region].code, "08");
}

Test(claims_config, take_addresses_as_operands)
{
	static const char *const addresses[] = { "general-budget/2016/share_percent", "a/b",
						 "distribution/allocated 2016/x" };
	for (size_t i = 0; i < UNIT_COUNT(addresses); i++) {
		const struct vd_operand *cell = operand(addresses[i]);
		cr_expect_eq(cell->kind, VD_OPERAND_CELL);
		cr_expect_str_eq(cell->text, addresses[i]);
	}
}

Test(claims_config, take_sums_as_operands)
{
	const struct vd_operand *sum =
		operand("[1, {sum: [2, [3]]}, {stage: dev, year: 2015}, a/b]");
	cr_assert(sum->kind == VD_OPERAND_SUM && sum->part_count == 4);
	cr_expect(is_number(&sum->parts[0], 1, 0, false));
	cr_expect(is_headline(&sum->parts[2], VD_IMPLEMENTED, 0));
	cr_expect_eq(sum->parts[3].kind, VD_OPERAND_CELL);
	const struct vd_operand *inner = &sum->parts[1];
	cr_assert(inner->kind == VD_OPERAND_SUM && inner->part_count == 2);
	cr_assert(inner->parts[1].kind == VD_OPERAND_SUM && inner->parts[1].part_count == 1);
	cr_expect(is_number(&inner->parts[1].parts[0], 3, 0, false));
}

Test(claims_config, make_measures_of_operands)
{
	static const struct {
		const char *keys;
		enum vd_measure measure;
		int64_t part, base;
	} cases[] = {
		{ "measure: percent, of: 63, to: 92", VD_MEASURE_PERCENT, 63, 92 },
		{ "measure: ratio, of: 63, to: 92", VD_MEASURE_RATIO, 63, 92 },
		{ "measure: one_in, of: 63, to: 92", VD_MEASURE_ONE_IN, 63, 92 },
		{ "measure: difference, from: 63, to: 92", VD_MEASURE_DIFFERENCE, 92, 63 },
		{ "measure: change_percent, from: 63, to: 92", VD_MEASURE_CHANGE_PERCENT, 92, 63 },
		{ "measure: difference, from: 2015, to: 2017", VD_MEASURE_DIFFERENCE, 2017, 2015 },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		const struct vd_claim *one =
			claim(vd_arena_format(unit.arena, "%s, printed: 5", cases[i].keys));
		cr_expect_eq(one->measure, cases[i].measure, "%s", cases[i].keys);
		cr_expect(is_number(&one->part, cases[i].part, 0, false), "%s", cases[i].keys);
		cr_expect(is_number(&one->base, cases[i].base, 0, false), "%s", cases[i].keys);
	}
	const struct vd_claim *sum = claim("measure: sum, of: {sum: [1, 2]}, printed: 3");
	cr_expect(sum->measure == VD_MEASURE_SUM && sum->part.kind == VD_OPERAND_SUM);
	cr_expect_eq(sum->base.kind, VD_OPERAND_NONE);
}

Test(claims_config, make_measures_of_years)
{
	const struct vd_claim *one =
		claim("measure: change_percent, stage: dev, from: 2015, to: 2016, printed: 5");
	cr_expect_eq(one->measure, VD_MEASURE_CHANGE_PERCENT);
	cr_expect(is_headline(&one->base, VD_IMPLEMENTED, 0));
	cr_expect(is_headline(&one->part, VD_IMPLEMENTED, 1));
	one = claim("measure: difference, stage: allocated, group: g, from: 2016, to: 2015, "
		    "printed: 5");
	cr_expect_eq(one->measure, VD_MEASURE_DIFFERENCE);
	cr_expect(is_figure(&one->base, VD_ALLOCATED, 1, VD_NONE, 0, VD_NONE));
	cr_expect(is_figure(&one->part, VD_ALLOCATED, 0, VD_NONE, 0, VD_NONE));
	one = claim("measure: total, stage: modified, year: 2016, region: \"15\", printed: 5");
	cr_expect_eq(one->measure, VD_MEASURE_VALUE);
	cr_expect(is_figure(&one->part, VD_MODIFIED, 1, VD_NONE, VD_NONE, 0));
	one = claim("measure: rate, year: 2016, institution: b, printed: 5");
	cr_expect_eq(one->measure, VD_MEASURE_PERCENT);
	cr_expect(is_figure(&one->part, VD_IMPLEMENTED, 1, 1, VD_NONE, VD_NONE));
	cr_expect(is_figure(&one->base, VD_ALLOCATED, 1, 1, VD_NONE, VD_NONE));
}

Test(claims_config, make_shares_of_the_general_budget)
{
	const struct vd_claim *one = claim("measure: share, year: 2016, printed: 5");
	cr_expect_eq(one->measure, VD_MEASURE_PERCENT);
	cr_expect(is_headline(&one->part, VD_ALLOCATED, 1));
	cr_expect(one->base.kind == VD_OPERAND_GENERAL_BUDGET && one->base.year == 1);
	one = claim("measure: share, year: 2015, stage: dev, institution: a, printed: 5");
	cr_expect(is_figure(&one->part, VD_IMPLEMENTED, 0, 0, VD_NONE, VD_NONE));
	cr_expect_eq(one->base.year, 0);
}

Test(claims_config, make_figures_per_person)
{
	const struct vd_claim *one = claim("measure: per_capita, stage: allocated, year: 2016, "
					   "population: people, institution: b, printed: 5");
	cr_expect_eq(one->measure, VD_MEASURE_RATIO);
	cr_expect(is_figure(&one->part, VD_ALLOCATED, 1, 1, VD_NONE, VD_NONE));
	cr_expect(one->base.kind == VD_OPERAND_SERIES && one->base.series == 0);
	cr_expect(one->base.calendar == 2016 && one->base.region == VD_NONE);
	static const char *const whose[] = { "institution: b", "region: \"15\"" };
	for (size_t i = 0; i < UNIT_COUNT(whose); i++) {
		one = claim(vd_arena_format(unit.arena,
					    "measure: per_capita, stage: allocated, year: 2016, "
					    "population: cases, %s, printed: 5",
					    whose[i]));
		cr_expect(one->base.series == 1 && one->base.region == 0, "%s", whose[i]);
	}
}

Test(claims_config, make_comparable_changes_of_those_with_both)
{
	const struct vd_claim *one = claim("measure: comparable_change_percent, stage: dev, from: "
					   "2015, to: 2016, printed: \"28,9\"");
	cr_expect_eq(one->measure, VD_MEASURE_CHANGE_PERCENT);
	cr_expect(is_figure(&one->part, VD_IMPLEMENTED, 1, VD_NONE, VD_NONE, VD_NONE));
	cr_expect(is_figure(&one->base, VD_IMPLEMENTED, 0, VD_NONE, VD_NONE, VD_NONE));
	cr_expect(one->part.is_matched && one->base.is_matched && !one->part.by_row);
	cr_expect(one->part.beside == 0 && one->base.beside == 1);
	cr_expect(one->printed.percent);
	one = claim("measure: comparable_change_percent, stage: allocated, from: 2015, to: 2016, "
		    "basis: rows, printed: 5%");
	cr_expect(one->part.by_row && one->base.by_row);
}

Test(claims_config, read_what_is_printed)
{
	static const struct {
		const char *keys;
		struct vd_printed printed;
	} cases[] = {
		{ "measure: percent, of: 1, to: 2, printed: \"-54,21%\"",
		  { 5421, -2, true, true } },
		{ "measure: percent, of: 1, to: 2, printed: 54.21", { 5421, -2, false, true } },
		{ "measure: change_percent, from: 1, to: 2, printed: 5", { 5, 0, false, true } },
		{ "measure: rate, year: 2015, printed: 5", { 5, 0, false, true } },
		{ "measure: share, year: 2015, printed: 5", { 5, 0, false, true } },
		{ "measure: value, of: 1, printed: 5%", { 5, 0, false, true } },
		{ "measure: value, of: 1, printed: 5", { 5, 0, false, false } },
		{ "measure: sum, of: [1], printed: 5 per cent", { 5, 0, false, true } },
		{ "measure: difference, from: 1%, to: 2%, printed: 5%", { 5, 0, false, true } },
		{ "measure: ratio, of: 1, to: 2, printed: \"0,20\"", { 20, -2, false, false } },
		{ "measure: total, stage: dev, year: 2015, printed: \"S/ 7'678.474\"",
		  { 7678474, 0, false, false } },
		{ "measure: total, stage: dev, year: 2015, printed: 20 cents",
		  { 20, -2, false, false } },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		const struct vd_printed *read = &claim(cases[i].keys)->printed;
		const struct vd_printed *wanted = &cases[i].printed;
		cr_expect(read->digits == wanted->digits && read->exponent == wanted->exponent &&
				  read->negative == wanted->negative &&
				  read->percent == wanted->percent,
			  "%s", cases[i].keys);
	}
}

Test(claims_config, read_one_in_many)
{
	static const char *const texts[] = { "17",	     "1 in 17",	       "1 out of 17",
					     "1 de 17",	     "1 de cada 17",   "One in 17",
					     "one of 17",    "una de cada 17", "Uno de cada  17",
					     "1 in every 17" };
	for (size_t i = 0; i < UNIT_COUNT(texts); i++) {
		const struct vd_claim *one = claim(vd_arena_format(
			unit.arena, "measure: one_in, of: 1, to: 2, printed: %s", texts[i]));
		cr_expect(one->printed.digits == 17 && one->printed.exponent == 0, "%s", texts[i]);
		cr_expect_str_eq(one->printed_text, texts[i]);
	}
}

Test(claims_config, know_no_region_that_only_a_claim_names)
{
	unit_load(STUDY "claims: [{id: c, measure: total, stage: dev, year: 2015, region: \"99\", "
			"printed: 5}]\n");
	cr_expect_null(unit.study);
	cr_expect_str_eq(unit_places(), "17:66+4 unknown-reference\n");
}

Test(claims_config, report_all_errors_at_once)
{
	unit_load(STUDY "claims:\n"
			"  - {id: c, measure: percent, of: x, too: 5, printed: y, as: z}\n"
			"  - {id: c, measure: mean, of: {stage: x, year: 2017}, printed: 5}\n"
			"accept:\n"
			"  - {rule: jmp, at: a}\n");
	cr_expect_null(unit.study);
	cr_expect_str_eq(unit_places(), "18:35+1 bad-number\n"
					"18:38+3 unknown-key\n"
					"18:55+1 bad-number\n"
					"18:62+1 bad-value\n"
					"19:5+1 duplicate-id\n"
					"19:22+4 bad-value\n"
					"19:40+1 bad-value\n"
					"19:49+4 unknown-reference\n"
					"21:5+1 missing-key\n"
					"21:12+3 unknown-reference\n");
}

Test(claims_config, keep_acceptances)
{
	const struct vd_study *study =
		load("accept:\n"
		     "  - {rule: total-mismatch, at: t/total/allocated 2015, because: misprint}\n"
		     "  - {rule: jump, at: t, because: {es: un motivo}}\n"
		     "  - {rule: repeat, at: t, because: {es: un motivo}}\n");
	cr_assert_eq(study->acceptances.count, 3);
	const struct vd_acceptance *one = study->acceptances.items;
	cr_expect_str_eq(one[0].rule_name, "total-mismatch");
	cr_expect_eq(one[0].rule, VD_RULE_TOTAL_MISMATCH);
	cr_expect_str_eq(one[0].at, "t/total/allocated 2015");
	cr_expect_str_eq(one[0].because.in[VD_EN], "misprint");
	cr_expect(unit_is_at(one[0].place, 18, 5, 1) && unit_is_at(one[0].at_place, 18, 32, 22));
	cr_expect_eq(one[1].rule, VD_RULE_JUMP);
	cr_expect_str_eq(one[1].because.in[VD_ES], "un motivo");
}

Test(claims_config, accept_every_finding_and_no_error)
{
	for (enum vd_rule rule = 0; rule < VD_RULE_COUNT; rule++) {
		unit_forget();
		unit_load(vd_arena_format(unit.arena,
					  STUDY "accept: [{rule: %s, at: t, because: x}]\n",
					  vd_rule_info(rule)->name));
		cr_expect_eq(unit.study != NULL, vd_rule_class(rule) == VD_CLASS_FINDING, "%s",
			     vd_rule_info(rule)->name);
		cr_expect_eq(unit_reported(VD_RULE_BAD_VALUE, NULL), unit.study ? 0 : 1);
	}
}

Test(claims_config, know_rounded_tables)
{
	const struct vd_study *study = load("");
	cr_expect(study->tables.items[0].rounded && !study->tables.items[1].rounded);
	cr_expect(!study->claims.count && !study->acceptances.count);
}
