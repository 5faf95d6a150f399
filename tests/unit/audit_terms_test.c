/* Where the figures stand that a printed one is held against, and what goes into it. */
#include "tests/unit/audit_study.h"

TestSuite(audit_terms, .init = unit_open, .fini = unit_close);

static const char *term_words(const struct vd_term *term)
{
	const struct vd_study *study = unit.analysis->study;
	int year = term->kind == VD_TERM_PRINTED || term->kind == VD_TERM_COMPUTED
			   ? 0
			   : study->years.items[term->year].year;
	switch (term->kind) {
	case VD_TERM_NONE:
		break;
	case VD_TERM_FIGURE:
		return vd_arena_format(unit.arena, "%s %d",
				       study->institutions.items[term->institution].id, year);
	case VD_TERM_TOTAL:
		return vd_arena_format(unit.arena, "total %d", year);
	case VD_TERM_GENERAL_BUDGET:
		return vd_arena_format(unit.arena, "budget %d", year);
	case VD_TERM_SERIES:
		return vd_arena_format(unit.arena, "%s %d", term->series->id, year);
	case VD_TERM_PRINTED:
		return vd_arena_format(unit.arena, "printed %s",
				       vd_cell_place(unit.analysis, term->table, term->row,
						     term->column));
	case VD_TERM_COMPUTED:
		return vd_arena_format(unit.arena, "computed %s", term->check->at);
	}
	return "none";
}

static const char *terms_words(const struct vd_terms *terms)
{
	struct vd_buffer words = { .arena = unit.arena };
	for (size_t i = 0; i < terms->count; i++) {
		vd_buffer_add(&words, i ? " + " : "");
		vd_buffer_add(&words, term_words(&terms->items[i]));
	}
	return vd_buffer_text(&words);
}

static void expect_terms(const char *at, const char *part, const char *base)
{
	const struct vd_audit *audit = unit.analysis->audit;
	for (size_t i = 0; i < audit->checks.count; i++) {
		const struct vd_check *one = audit->checks.items[i];
		if (!vd_same(one->at, at))
			continue;
		cr_expect_str_eq(terms_words(&one->part.terms), part, "%s", at);
		cr_expect_str_eq(terms_words(&one->base.terms), base, "%s", at);
		return;
	}
	cr_expect_fail("no check %s", at);
}

/*
 * The same figure in two tables is the study's; another one, a group's and a printed total are
 * printed ones. SD may become an amount and so is a term. What a contradicted amount ought to be
 * stands in for it where the printed ratio says so: 60 of 120, not of 121, is 50%.
 */
Test(audit_terms, figures_stand_where_the_study_has_them)
{
	unit_analyse(
		AUDIT_FOUR
		"tables:\n"
		"  - {id: t, columns: [institution, allocated 2014], rows: [[a, 100], [sub, 30],\n"
		"     [TOTAL, 130]], total_label: TOTAL}\n"
		"  - {id: u, columns: [institution, allocated 2014], rows: [[a, 101], [b, 20],\n"
		"     [c, 10], [d, SD], [TOTAL, 131]], total_label: TOTAL}\n"
		"  - {id: y, columns: [year, general_budget, allocated, share], rows:\n"
		"     [[2014, 1000, 130, 13%], [2016, 2000, 50, 2.5%]]}\n"
		"  - {id: w, columns: [institution, allocated 2015, implemented 2015,\n"
		"     rate 2015], rows: [[a, 100, 50, 50%], [b, 20, 10, 50%],\n"
		"     [TOTAL, 121, 60, 50.00%]], total_label: TOTAL}\n");
	expect_terms("t/sub/allocated 2014", "b 2014 + c 2014 + d 2014", "");
	expect_terms("t/total/allocated 2014", "a 2014 + printed t/sub/allocated 2014", "");
	expect_terms("u/total/allocated 2014",
		     "printed u/a/allocated 2014 + b 2014 + c 2014 + d 2014", "");
	expect_terms("y/2014/allocated", "a 2014 + b 2014 + c 2014 + d 2014", "");
	expect_terms("y/2014/share", "printed y/2014/allocated", "budget 2014");
	expect_terms("y/2016/share", "total 2016", "budget 2016");
	expect_terms("w/b/rate 2015", "b 2015", "b 2015");
	expect_terms("w/total/rate 2015", "computed w/total/implemented 2015",
		     "computed w/total/allocated 2015");
	cr_expect_str_eq(unit_plain("checks/y/2014/share/part"), "130.00");
	cr_expect_str_eq(unit_plain("checks/y/2014/share/base"), "1000.00");
	cr_expect_str_eq(unit_plain("checks/y/2014/share/printed_value"), "13");
	cr_expect_str_eq(unit_plain("checks/w/total/rate 2015/base"), "120.00");
	cr_expect_str_eq(unit_plain("checks/t/total/allocated 2014/part"), "130.00");
}

/* What a claim gives is a number of its own; a whole one is a count. */
Test(audit_terms, claims_have_a_part_and_a_base)
{
	unit_analyse(AUDIT_FOUR
		     "tables:\n"
		     "  - {id: t, columns: [institution, allocated 2014], rows: [[a, 100]]}\n"
		     "claims:\n"
		     "  - {id: given, measure: percent, of: 63, to: 92, printed: 68%}\n"
		     "  - {id: sums, measure: ratio, of: {sum: [1.5, 2]}, to: {institution: a,\n"
		     "     stage: allocated, year: 2014}, printed: \"0.035\"}\n"
		     "  - {id: alone, measure: value, of: 14.3, printed: 14.3 million}\n");
	cr_expect_str_eq(unit_plain("claims/given/part"), "63");
	cr_expect_str_eq(unit_plain("claims/given/part_unit"), "count");
	cr_expect_str_eq(unit_plain("claims/given/base"), "92");
	cr_expect_str_eq(unit_plain("claims/given/printed_value"), "68");
	cr_expect_str_eq(unit_plain("claims/sums/part"), "3.5");
	cr_expect_str_eq(unit_plain("claims/sums/part_unit"), "number");
	cr_expect_str_eq(unit_plain("claims/sums/base"), "100.00");
	cr_expect_str_eq(unit_plain("claims/sums/base_unit"), "PEN");
	cr_expect_str_eq(unit_plain("claims/alone/printed_value"), "14300000");
	cr_expect_str_eq(unit_plain("claims/alone/base_unit"), "");
}
