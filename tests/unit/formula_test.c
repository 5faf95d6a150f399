/* The language of the formulas of result columns. */
#include "budget/formula.h"

#include "tests/unit/helper.h"

TestSuite(formula, .init = unit_open, .fini = unit_close);

Test(formula, reads_every_operation)
{
	static const struct {
		const char *text;
		enum vd_operation operation;
		enum vd_stage stage; /* VD_STAGES: the row's own, or none */
		enum vd_basis basis;
		enum vd_counted counted;
		bool a, b;
	} cases[] = {
		{ "[allocated]", VD_OP_COLUMN, 0, 0, 0, false, false },
		{ "data(allocated)", VD_OP_DATA, VD_ALLOCATED, 0, 0, false, false },
		{ "data(modified)", VD_OP_DATA, VD_MODIFIED, 0, 0, false, false },
		{ "data(implemented)", VD_OP_DATA, VD_IMPLEMENTED, 0, 0, false, false },
		{ "total(stage)", VD_OP_TOTAL, VD_STAGES, 0, 0, false, false },
		{ "total(modified)", VD_OP_TOTAL, VD_MODIFIED, 0, 0, false, false },
		{ "matched(implemented, institutions)", VD_OP_MATCHED, VD_IMPLEMENTED,
		  VD_BY_INSTITUTION, 0, false, false },
		{ "matched(allocated,rows)", VD_OP_MATCHED, VD_ALLOCATED, VD_BY_ROW, 0, false,
		  false },
		{ "count(allocated, amounts)", VD_OP_COUNT, VD_ALLOCATED, 0, VD_COUNT_AMOUNTS,
		  false, false },
		{ "count(implemented, answered)", VD_OP_COUNT, VD_IMPLEMENTED, 0, VD_COUNT_ANSWERED,
		  false, false },
		{ "count(stage, expected)", VD_OP_COUNT, VD_STAGES, 0, VD_COUNT_EXPECTED, false,
		  false },
		{ "general_budget()", VD_OP_GENERAL_BUDGET, VD_STAGES, 0, 0, false, false },
		{ "series()", VD_OP_SERIES, VD_STAGES, 0, 0, false, false },
		{ "deflator()", VD_OP_DEFLATOR, VD_STAGES, 0, 0, false, false },
		{ "previous([allocated])", VD_OP_PREVIOUS, VD_STAGES, 0, 0, true, false },
		{ "ratio([a], [b])", VD_OP_RATIO, VD_STAGES, 0, 0, true, true },
		{ "difference([a],[b])", VD_OP_DIFFERENCE, VD_STAGES, 0, 0, true, true },
		{ "product( [a] , deflator( ) )", VD_OP_PRODUCT, VD_STAGES, 0, 0, true, true },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		const struct vd_formula *read = vd_formula_parse(unit.arena, cases[i].text);
		cr_assert(read, "%s", cases[i].text);
		cr_expect_eq(read->operation, cases[i].operation, "%s", cases[i].text);
		cr_expect_eq(read->stage, cases[i].stage, "%s", cases[i].text);
		cr_expect_eq(read->basis, cases[i].basis, "%s", cases[i].text);
		cr_expect_eq(read->counted, cases[i].counted, "%s", cases[i].text);
		cr_expect_eq(read->a != NULL, cases[i].a, "%s", cases[i].text);
		cr_expect_eq(read->b != NULL, cases[i].b, "%s", cases[i].text);
	}
}

Test(formula, nests)
{
	const struct vd_formula *read = vd_formula_parse(
		unit.arena, "ratio(difference([x], previous([x])), matched(allocated, rows))");
	cr_assert(read && read->operation == VD_OP_RATIO);
	cr_expect_eq(read->a->operation, VD_OP_DIFFERENCE);
	cr_expect_str_eq(read->a->a->column, "x");
	cr_expect_eq(read->a->b->operation, VD_OP_PREVIOUS);
	cr_expect_str_eq(read->a->b->a->column, "x");
	cr_expect_eq(read->b->operation, VD_OP_MATCHED);
}

Test(formula, refuses_what_is_none)
{
	static const char *const texts[] = {
		"",
		" ",
		"allocated",
		"data",
		"data(",
		"data()",
		"data)",
		"data(allocated",
		"data(spent)",
		"data(Allocated)",
		"data(allocated, allocated)",
		"data(allocated))",
		"data(allocated)x",
		"data[allocated]",
		"total([allocated])",
		"matched(allocated)",
		"matched(allocated, columns)",
		"matched(rows, allocated)",
		"count(allocated)",
		"count(allocated, missing)",
		"count(amounts, allocated)",
		"general_budget",
		"general_budget(2016)",
		"series(population)",
		"deflator(2015)",
		"previous()",
		"previous([a], [b])",
		"ratio([a])",
		"ratio([a] [b])",
		"ratio([a], [b], [c])",
		"ratio(, [b])",
		"ratio([a], )",
		"ratio(a, b)",
		"ratio([a], unknown())",
		"quotient([a], [b])",
		"RATIO([a], [b])",
		"[a",
		"a]",
		"[a]]",
		"[a] / [b]",
		"[a b]",
		"[A1]",
		"[[a]]",
		"=A1",
		"1",
	};
	for (size_t i = 0; i < UNIT_COUNT(texts); i++)
		cr_expect_null(vd_formula_parse(unit.arena, texts[i]), "`%s`", texts[i]);
}

/* A column has a name. */
Test(formula, refuses_a_column_without_a_name)
{
	cr_expect_null(vd_formula_parse(unit.arena, "[]"));
	cr_expect_null(vd_formula_parse(unit.arena, "[ ]"));
	cr_expect_null(vd_formula_parse(unit.arena, "ratio([], [b])"));
}
