/* One figure per institution, year and stage, out of tables that may repeat or contradict it. */
#include "budget/dataset.h"

#include "tests/unit/helper.h"

TestSuite(dataset, .init = unit_open, .fini = unit_close);

#define STUDY                                                                                      \
	"veedor: 1\n"                                                                              \
	"title: t\n"                                                                               \
	"currency: PEN\n"                                                                          \
	"missing: {SD: {means: not_published}, SPE: {means: no_budget_line}}\n"                    \
	"years: {2015: {phase: enacted}, 2016: {phase: enacted}}\n"                                \
	"institutions:\n"                                                                          \
	"  - {id: a, level: national}\n"                                                           \
	"  - {id: b, level: regional}\n"                                                           \
	"  - {id: c, level: local}\n"                                                              \
	"groups: [{id: sub, members: {level: [regional, local]}}]\n"                               \
	"tables:\n"

static const struct vd_figure *allocated(const char *id, int year)
{
	return vd_dataset_cell(unit.data, unit_institution(id), unit_year(year), VD_ALLOCATED);
}

Test(dataset, takes_each_cell_once)
{
	unit_dataset(STUDY "  - id: t1\n"
			   "    columns: [institution, allocated 2015, implemented 2015]\n"
			   "    rows:\n"
			   "      - [a, 100.00, SD]\n"
			   "      - [b, 0, -5.25]\n");
	cr_expect_eq(unit.diagnostics.count, 0, "%s", unit_places());
	const struct vd_figure *a = allocated("a", 2015), *b = allocated("b", 2015);
	cr_expect(a->missing == VD_PRESENT && a->amount.minor == 10000);
	cr_expect_str_eq(a->table->id, "t1");
	cr_expect_str_eq(a->cell->printed, "100.00");
	cr_expect(b->missing == VD_PRESENT && b->amount.minor == 0, "zero is an amount");
	cr_expect_eq(allocated("c", 2015)->missing, VD_NOT_IN_STUDY);
	cr_expect_null(allocated("c", 2015)->cell);
	cr_expect_eq(allocated("a", 2016)->missing, VD_NOT_IN_STUDY);
	int year = unit_year(2015);
	const struct vd_figure *sd =
		vd_dataset_cell(unit.data, unit_institution("a"), year, VD_IMPLEMENTED);
	cr_expect_eq(sd->missing, VD_NOT_PUBLISHED);
	struct vd_value value = vd_figure_value(sd);
	cr_expect(value.kind == VD_VALUE_MISSING && value.missing == VD_NOT_PUBLISHED);
	cr_expect_str_eq(value.code->code, "SD");
	value = vd_figure_value(
		vd_dataset_cell(unit.data, unit_institution("b"), year, VD_IMPLEMENTED));
	cr_expect(value.kind == VD_VALUE_MONEY && value.money.minor == -525);
	cr_expect(vd_dataset_has_detail(unit.data, year, VD_ALLOCATED));
	cr_expect_not(vd_dataset_has_detail(unit.data, year, VD_MODIFIED));
	cr_expect_not(vd_dataset_has_detail(unit.data, unit_year(2016), VD_ALLOCATED));
	cr_expect(unit.data->has_stage[VD_IMPLEMENTED] && !unit.data->has_stage[VD_MODIFIED]);
}

Test(dataset, never_adds_groups_and_totals)
{
	unit_dataset(STUDY "  - id: t1\n"
			   "    columns: [institution, allocated 2015]\n"
			   "    rows:\n"
			   "      - [a, 100]\n"
			   "      - [b, 20]\n"
			   "      - [sub, 999]\n"
			   "      - [total, 5000]\n");
	cr_expect_eq(unit.diagnostics.count, 0, "%s", unit_places());
	cr_expect_eq(allocated("b", 2015)->amount.minor, 2000);
	cr_expect_eq(allocated("c", 2015)->missing, VD_NOT_IN_STUDY);
	cr_expect_null(vd_dataset_total(unit.data, unit_year(2015), VD_ALLOCATED)->cell,
		       "a table's own total is no data");
}

Test(dataset, takes_totals_and_general_budget_of_tables_by_year)
{
	unit_dataset(STUDY "  - id: years\n"
			   "    columns: [year, general_budget, allocated, share]\n"
			   "    rows:\n"
			   "      - [2015, 1000000.00, 5000.50, 0.5%]\n"
			   "      - [2016, SD, SPE, SD]\n"
			   "      - [total, 1000000.00, 5000.50, 0.5%]\n");
	cr_expect_eq(unit.diagnostics.count, 0, "%s", unit_places());
	int first = unit_year(2015), second = unit_year(2016);
	cr_expect_eq(vd_dataset_total(unit.data, first, VD_ALLOCATED)->amount.minor, 500050);
	cr_expect_eq(unit.data->general_budget[first].amount.minor, 100000000);
	cr_expect_eq(unit.data->general_budget[second].missing, VD_NOT_PUBLISHED);
	cr_expect_eq(vd_dataset_total(unit.data, second, VD_ALLOCATED)->missing, VD_NO_BUDGET_LINE);
	cr_expect_not(vd_dataset_has_detail(unit.data, first, VD_ALLOCATED));
}

Test(dataset, lets_tables_agree)
{
	unit_dataset(STUDY
		     "  - {id: t1, columns: [institution, allocated 2015], rows: [[a, 100]]}\n"
		     "  - {id: t2, columns: [institution, allocated 2015], rows: [[a, 100.00]]}\n"
		     "  - {id: t3, columns: [institution, allocated 2015], rows: [[b, SD]]}\n"
		     "  - {id: t4, columns: [institution, allocated 2015], rows: [[b, SD]]}\n");
	cr_expect_eq(unit.diagnostics.count, 0, "%s", unit_places());
}

/* Two tables: `first` and `second` are t1's and t2's figure, `options` stand in t1 and t2. */
static const char *two_tables(const char *first, const char *one, const char *second,
			      const char *two)
{
	return vd_arena_format(
		unit.arena,
		STUDY "  - {id: t1,%s columns: [institution, allocated 2015], rows: [[a, %s]]}\n"
		      "  - {id: t2,%s columns: [institution, allocated 2015], rows: [[a, %s]]}\n",
		one, first, two, second);
}

/* That they differ is a finding, no error: findings_test.c. */
Test(dataset, takes_one_of_tables_that_differ)
{
	static const struct {
		const char *first, *one, *second, *two;
		enum vd_missing stands;
		int64_t minor;
	} cases[] = {
		{ "100", "", "200", "", VD_PRESENT, 10000 }, /* the first stands */
		{ "100", "", "200", " primary: yes,", VD_PRESENT, 20000 },
		{ "100", " primary: yes,", "200", "", VD_PRESENT, 10000 },
		{ "100", " primary: yes,", "200", " primary: yes,", VD_PRESENT, 10000 },
		{ "SD", "", "200", "", VD_NOT_PUBLISHED, 0 },
		{ "SD", "", "200", " primary: yes,", VD_PRESENT, 20000 },
		{ "SD", "", "SPE", "", VD_NOT_PUBLISHED, 0 },
		{ "100", "", "100.01", "", VD_PRESENT, 10000 },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		unit_forget();
		unit_dataset(
			two_tables(cases[i].first, cases[i].one, cases[i].second, cases[i].two));
		cr_expect_eq(unit.diagnostics.count, 0, "case %zu: %s", i, unit_places());
		const struct vd_figure *figure = allocated("a", 2015);
		cr_expect_eq(figure->missing, cases[i].stands, "case %zu", i);
		cr_expect_eq(figure->amount.minor, cases[i].minor, "case %zu", i);
	}
}

Test(dataset, takes_one_of_totals_and_budgets_that_differ)
{
	unit_dataset(
		STUDY
		"  - {id: t1, columns: [year, general_budget, allocated], rows: [[2015, 9, 1]]}\n"
		"  - {id: t2, columns: [year, general_budget, allocated], rows: [[2015, 8, 2]]}\n");
	cr_expect_eq(unit.diagnostics.count, 0, "%s", unit_places());
	int year = unit_year(2015);
	cr_expect_eq(unit.data->general_budget[year].amount.minor, 900);
	cr_expect_eq(vd_dataset_total(unit.data, year, VD_ALLOCATED)->amount.minor, 100);
}

Test(dataset, finds_a_cell_that_stands_twice_in_one_table)
{
	unit_dataset(STUDY "  - id: t1\n"
			   "    columns: [institution, allocated 2015]\n"
			   "    rows: |\n"
			   "      a | 100\n"
			   "      b | 20\n"
			   "      a | 100\n");
	const struct vd_diagnostic *found = NULL;
	cr_assert_eq(unit_reported(VD_RULE_DUPLICATE_CELL, &found), 1);
	cr_expect_eq(vd_error_count(&unit.diagnostics), 1);
	cr_expect(unit_is_at(found->place, 17, 11, 3), "%s", unit_places());
	cr_expect(unit_is_at(found->other, 15, 11, 3));
}

/* FORMAT.md: the same data cell twice in one table is an error, whatever other tables say. */
Test(dataset, finds_a_cell_that_stands_twice_in_a_later_table)
{
	unit_dataset(
		STUDY
		"  - {id: t1, columns: [institution, allocated 2015], rows: [[a, 1]]}\n"
		"  - {id: t2, columns: [institution, allocated 2015], rows: [[a, 1], [a, 1]]}\n");
	cr_expect_eq(unit_reported(VD_RULE_DUPLICATE_CELL, NULL), 1, "%s", unit_places());
}

/* A study with one amount each of a, b and c. */
static const char *three_amounts(const char *a, const char *b, const char *c)
{
	return vd_arena_format(unit.arena,
			       STUDY "  - id: t1\n"
				     "    columns: [institution, allocated 2015]\n"
				     "    rows: |\n"
				     "      a | %s\n"
				     "      b | %s\n"
				     "      c | %s\n",
			       a, b, c);
}

Test(dataset, limits_sums)
{
	/* (2^63 - 1) / 2 = 4,611,686,018,427,387,903 minor units. */
	static const struct {
		const char *a, *b, *c;
		size_t errors;
		uint32_t line; /* of the largest */
	} cases[] = {
		{ "46116860184273879.03", "SD", "0", 0, 0 },
		{ "46116860184273879.00", "0.02", "0.01", 0, 0 },
		{ "46116860184273879.00", "0.02", "0.02", 1, 15 },
		{ "1.00", "46116860184273879.00", "SD", 1, 16 },
		{ "0.04", "SD", "-46116860184273879.00", 1, 17 }, /* magnitudes count */
		{ "92233720368547758.07", "92233720368547758.07", "92233720368547758.07", 1, 15 },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		unit_forget();
		unit_dataset(three_amounts(cases[i].a, cases[i].b, cases[i].c));
		const struct vd_diagnostic *found = NULL;
		cr_expect_eq(unit_reported(VD_RULE_OVERFLOW, &found), cases[i].errors, "case %zu",
			     i);
		cr_expect(!found || found->place.line == cases[i].line,
			  "case %zu points at line %u", i, found->place.line);
	}
}

/* The message names the largest amount, and that is one of magnitude. */
Test(dataset, names_the_largest_of_amounts_with_signs)
{
	unit_dataset(three_amounts("-46116860184273879.00", "SD", "0.04"));
	const struct vd_diagnostic *found = NULL;
	cr_assert_eq(unit_reported(VD_RULE_OVERFLOW, &found), 1);
	cr_expect_eq(found->place.line, 15, "points at line %u", found->place.line);
}

Test(dataset, limits_printed_totals_and_budgets)
{
	unit_dataset(STUDY "  - id: t1\n"
			   "    columns: [year, general_budget, allocated]\n"
			   "    rows:\n"
			   "      - [2015, 46116860184273879.04, 46116860184273879.03]\n"
			   "      - [2016, 46116860184273879.03, 46116860184273879.04]\n");
	cr_expect_eq(unit_reported(VD_RULE_OVERFLOW, NULL), 2, "%s", unit_places());
}
