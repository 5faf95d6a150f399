/* Lines that count more than once: amounts that each month has again, totals among the lines. */
#include <string.h>

#include "config/look_parts.h"
#include "tests/unit/looked.h"

TestSuite(look_lines, .init = unit_open, .fini = unit_close);

enum { LINES = 30 };

/* A file by month; `pia` 'o': in month 0 alone, 'r': repeated, 'm': an amount a month. */
static const struct vd_look *by_month(char pia, bool is_cumulative, bool has_zero, int lines)
{
	struct vd_buffer text = { .arena = unit.arena };
	uint64_t state = 7;
	vd_buffer_add(&text, "ANO_EJE,MES_EJE,SECTOR,META,MONTO_PIA,MONTO_DEVENGADO\n");
	for (int line = 0; line < lines; line++) {
		unsigned amount = 1000 + unit_random(&state, 90000), sum = 0;
		for (int month = has_zero ? 0 : 1; month <= 12; month++) {
			unsigned spent = month ? 1 + unit_random(&state, 5000) : 0;
			sum += spent;
			unsigned budget = pia == 'r' || (pia == 'o' && !month) ? amount
					  : pia == 'm' ? 1 + unit_random(&state, 999)
						       : 0;
			vd_buffer_add(&text, vd_arena_format(unit.arena, "2016,%d,%02d,%d,%u,%u\n",
							     month, line % 4, line, budget,
							     is_cumulative ? sum : spent));
		}
	}
	return unit_look(vd_buffer_text(&text));
}

Test(look_lines, amounts_of_month_0)
{
	const struct vd_look *look = by_month('o', false, true, LINES);
	cr_expect_eq(look->month_uses[0].kind, VD_MONTHLY_ONE_MONTH);
	cr_expect_str_eq(unit_proposed(unit_propose(), "data.columns.allocated"),
			 "allocated: {column: MONTO_PIA, where: {MES_EJE: \"0\"}}");
	cr_expect_str_eq(unit_proposed(unit_propose(), "data.columns.implemented"),
			 "implemented: MONTO_DEVENGADO");
}

Test(look_lines, amounts_that_each_month_repeats)
{
	const struct vd_look *look = by_month('r', false, false, LINES);
	cr_expect_eq(look->month_uses[0].kind, VD_MONTHLY_REPEATED);
	cr_expect_eq(look->month_uses[0].lines, LINES);
	cr_expect_eq(look->month_uses[0].left_out, 0);
	cr_expect_str_eq(unit_proposed(unit_propose(), "data.columns.allocated"),
			 "allocated: {column: MONTO_PIA, where: {MES_EJE: \"1\"}}");
}

Test(look_lines, running_totals)
{
	const struct vd_look *look = by_month('m', true, false, LINES);
	cr_expect_eq(look->month_uses[0].kind, VD_MONTHLY_NOT);
	cr_expect_eq(look->month_uses[1].kind, VD_MONTHLY_CUMULATIVE);
	cr_expect_str_eq(unit_proposed(unit_propose(), "data.columns.implemented"),
			 "implemented: {column: MONTO_DEVENGADO, where: {MES_EJE: \"12\"}}");
}

Test(look_lines, too_few_lines_tell_nothing)
{
	const struct vd_look *look = by_month('r', false, false, 3);
	cr_expect_eq(look->month_uses[0].kind, VD_MONTHLY_UNTOLD);
	cr_expect_str_eq(unit_proposed(unit_propose(), "data.columns.allocated"),
			 "allocated: MONTO_PIA");
	cr_expect(unit_proposal_says(unit_propose(), "cannot be told"));
}

Test(look_lines, months_that_are_missing)
{
	unit_look("year,mes,entidad,pia\n2016,1,A,5\n2016,6,B,7\n");
	cr_expect(unit_proposal_says(unit_propose(), "implemented_through: 2016-06"));
}

Test(look_lines, totals_are_left_out)
{
	unit_look("year,ministry,budget\n2016,Health,100\n2016,Defence,250\n2016,TOTAL,350\n"
		  "2017,Health,10\n2017,Defence,20\n2017,Total general,30\n");
	const struct vd_proposal *proposal = unit_propose();
	cr_expect_str_eq(unit_proposed(proposal, "data.where.not"),
			 "ministry: {not: [\"TOTAL\", \"Total general\"]}");
	cr_expect(unit_proposal_says(proposal, "called totals: 2."));
	/* Without a name, by its amount: the sum of all others. */
	unit_look("year,ministry,budget\n2016,A,100\n2016,B,250\n2016,C,301\n2016,D,50\n"
		  "2016,All of it,701\n");
	cr_expect_str_eq(unit_proposed(unit_propose(), "data.where.not"),
			 "ministry: {not: [\"All of it\"]}");
	const struct vd_look *look =
		unit_look("year,budget\n2016,100\n2016,250\n2016,301\n2016,50\n2016,701\n");
	cr_expect_eq(look->omissions.sum_row, 4);
	cr_expect(unit_proposal_says(unit_propose(), "Line 6 looks like a total"));
	/* Of a part of a file no sum tells. */
	look = unit_look_named("year,budget\n2016,100\n2016,250\n2016,301\n2016,50\n2016,701\n",
			       "file.csv", false);
	cr_expect_eq(look->omissions.sum_row, SIZE_MAX);
}

Test(look_lines, notes_are_left_out)
{
	unit_look("year,ministry,budget\n2016,A,100\n2016,B,250\n2016,C,300\n2016,D,50\n"
		  "Source: MEF,,\n,,\n");
	const struct vd_proposal *proposal = unit_propose();
	cr_expect_str_eq(unit_proposed(proposal, "data.where.not"),
			 "year: {not: [\"Source: MEF\", \"\"]}");
	cr_expect_str_eq(unit_proposed(proposal, "missing"), "", "its empty amount is none");
	/* As it stands, with the space behind it: conditions are met to the letter. */
	unit_look("year,ministry,budget\n2016,A ,100\n2016,B ,250\n2016,TOTAL ,350\n");
	cr_expect_str_eq(unit_proposed(unit_propose(), "data.where.not"),
			 "ministry: {not: [\"TOTAL \"]}");
}
