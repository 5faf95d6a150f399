/* How a text is written that may be an amount, and what all the amounts of a file say together. */
#include <string.h>

#include "config/look_parts.h"
#include "tests/unit/looked.h"

TestSuite(look_number, .init = unit_open, .fini = unit_close);

static struct vd_number_shape shape_of(const char *text)
{
	return vd_look_at_number((struct vd_slice){ text, strlen(text) });
}

Test(look_number, tells_numbers_from_texts)
{
	static const char *const numbers[] = {
		"0",
		"12",
		"-12",
		"−12",
		"1234.5",
		"1,234.50",
		"1.234,50",
		"1 234 567",
		"1'234'567",
		"1’234.5",
		"(1,234)",
		"1,234-",
		"12 %",
		"S/ 1,234.50",
		"S/. 5",
		"$1,234",
		"1.234,50 €",
		"PEN 12",
		"-S/ 5",
		"S/ -5",
		"1.2E+06",
		"6'485,049.50",
		".5",
		("1\xC2\xA0"
		 "234"),
		" 12 ",
		"Q1,000.00",
	};
	static const char *const texts[] = {
		"",    "-",    "n.d.",	   "SD",	   "1.2.2015", "01/02/2016", "2016-03-31",
		"12a", "a12",  "1,23,456", "1234,567,890", "1 23",     "12..5",	     "(12",
		"12)", "Q100", "1.234.56", "E5",	   "S/",       "--12",
	};
	for (size_t i = 0; i < UNIT_COUNT(numbers); i++)
		cr_expect(shape_of(numbers[i]).is_number, "%s", numbers[i]);
	for (size_t i = 0; i < UNIT_COUNT(texts); i++)
		cr_expect_not(shape_of(texts[i]).is_number, "%s", texts[i]);
}

Test(look_number, weighs_marks)
{
	/* As letters: d of a decimal mark, g of groups, ? of either; for point and comma. */
	static const struct {
		const char *text;
		char point, comma;
	} cases[] = {
		{ "1234", ' ', ' ' },	   { "12.5", 'd', ' ' },	 { "12,50", ' ', 'd' },
		{ "1.234", '?', ' ' },	   { "1,234", ' ', '?' },	 { "1,234,567", ' ', 'g' },
		{ "1,234.5", 'd', 'g' },   { "1.234,5", 'g', 'd' },	 { "0.123", 'd', ' ' },
		{ "1234.567", 'd', ' ' },  { "1,234.567", '?', 'g' },	 { "1.2345", 'd', ' ' },
		{ "6'485,049", ' ', '?' }, { "6'485,049.50", 'd', 'g' },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		struct vd_number_shape shape = shape_of(cases[i].text);
		for (unsigned m = VD_MARK_POINT; m <= VD_MARK_COMMA; m++) {
			char found = shape.as_decimal[m]    ? 'd'
				     : shape.as_grouping[m] ? 'g'
				     : shape.unclear[m]	    ? '?'
							    : ' ';
			char wanted = m == VD_MARK_POINT ? cases[i].point : cases[i].comma;
			cr_expect_eq(found, wanted, "%s: %s as %c", cases[i].text, vd_mark_text(m),
				     found);
		}
	}
}

Test(look_number, finds_signs)
{
	struct vd_number_shape shape = shape_of("(S/ 1,234.50)");
	cr_expect(shape.in_parentheses);
	cr_expect_eq(shape.sign.bytes, 2);
	cr_expect(shape_of("1,234.50-").trails_minus);
	cr_expect(shape_of("12 %").is_percent);
	cr_expect(shape_of("1.2E+06").is_scientific);
	cr_expect_not(shape_of("12 %").is_plain);
	cr_expect(shape_of("-12").is_negative);
}

/* A file with a column of amounts, separated by blanks. */
static const struct vd_look_numbers *numbers_of(const char *amounts)
{
	struct vd_buffer text = { .arena = unit.arena };
	vd_buffer_add(&text, "year;ministry;budget\n");
	for (size_t row = 0; *amounts; row++) {
		size_t bytes = strcspn(amounts, " ");
		vd_buffer_add(&text, vd_arena_format(unit.arena, "2016;m%zu;%.*s\n", row,
						     (int)bytes, amounts));
		amounts += bytes + (amounts[bytes] == ' ');
	}
	return &unit_look(vd_buffer_text(&text))->numbers;
}

Test(look_number, one_cell_tells_for_all)
{
	const struct vd_look_numbers *numbers = numbers_of("1.234 2.345 3.456,7 12");
	cr_expect_eq(numbers->decimal, VD_MARK_COMMA);
	cr_expect(numbers->groups[VD_MARK_POINT]);
	cr_expect_eq(numbers->open, VD_MARKS);
	cr_expect_eq(numbers->sure, VD_SURE);
	numbers = numbers_of("1.234 2.345 3.5");
	cr_expect_eq(numbers->decimal, VD_MARK_POINT);
	numbers = numbers_of("1,234 2,345,678");
	cr_expect(numbers->groups[VD_MARK_COMMA]);
	cr_expect_eq(numbers->decimal, VD_MARKS);
}

Test(look_number, three_digits_may_be_either)
{
	const struct vd_look_numbers *numbers = numbers_of("1.234 2.345 3.456 4.567");
	cr_expect_eq(numbers->open, VD_MARK_POINT);
	/* Both readings of such an amount are refused until someone decides. */
	struct vd_number_style style = vd_look_style(numbers);
	cr_expect_str_eq(style.decimal, ",");
	cr_expect_eq(style.grouping_count, 0);
	/* Many amounts above 1000 with a mark, and those below without one: groups. */
	numbers = numbers_of("1.234 2.345 3.456 4.567 5.678 6.789 7.891 8.912 9.123 1.111 12 950");
	cr_expect_eq(numbers->open, VD_MARKS);
	cr_expect(numbers->groups[VD_MARK_POINT]);
	cr_expect_eq(numbers->sure, VD_LIKELY);
	/* Those above 1000 have none: three decimals. */
	numbers = numbers_of("1.234 2.345 3456");
	cr_expect_eq(numbers->decimal, VD_MARK_POINT);
	cr_expect_eq(numbers->sure, VD_DOUBTFUL);
	/* A group mark of another kind says nothing of this one. */
	numbers = numbers_of("6'485,049 1'107,424");
	cr_expect_eq(numbers->open, VD_MARK_COMMA);
	cr_expect(numbers->groups[VD_MARK_QUOTE]);
}

Test(look_number, two_styles_are_told)
{
	const struct vd_look_numbers *numbers = numbers_of("1.234,5 2.345,6 3.456,7 1234.56");
	cr_expect_eq(numbers->conflict, VD_MARK_POINT);
	cr_expect_eq(numbers->decimal, VD_MARK_COMMA);
	cr_expect_eq(numbers->sure, VD_DOUBTFUL);
	cr_expect(unit_proposal_says(unit_propose(), "`1234.56` on line 5"));
}

Test(look_number, dashes_and_codes)
{
	const struct vd_proposal *proposal;
	/* Without any other zero, a dash is one; with one, it is not. */
	numbers_of("10 20 - 30 (40) 5- SD");
	proposal = unit_propose();
	cr_expect_str_eq(unit_proposed(proposal, "data.numbers.zero"), "zero: [\"-\"]");
	cr_expect_str_eq(unit_proposed(proposal, "data.numbers.negative"),
			 "negative: [parentheses, trailing_minus]");
	cr_expect_str_eq(unit_proposed(proposal, "missing.SD"), "\"SD\": {means: not_reported}");
	numbers_of("10 20 - 30 0 50");
	proposal = unit_propose();
	cr_expect_str_eq(unit_proposed(proposal, "data.numbers.zero"), "");
	cr_expect_str_eq(unit_proposed(proposal, "missing.-"), "\"-\": {means: not_reported}");
	/* What has digits is no code. */
	numbers_of("10 20 1.2.3 30 0 50");
	proposal = unit_propose();
	cr_expect_str_eq(unit_proposed(proposal, "missing"), "");
	cr_expect(unit_proposal_says(proposal, "`1.2.3` stands where an amount should"));
}

Test(look_number, digits_that_are_gone)
{
	numbers_of("10 1.2E+06 3.45678 40 50");
	const struct vd_proposal *proposal = unit_propose();
	cr_expect(unit_proposal_says(proposal, "scientific notation: 1"));
	cr_expect(unit_proposal_says(proposal, "up to 5 decimals, and XXX has 2"));
}
