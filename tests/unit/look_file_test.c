/* What a file is as a whole: its encoding, separator, quotes and header line. */
#include <string.h>

#include "config/look_parts.h"
#include "io/encoding.h"
#include "tests/unit/looked.h"

TestSuite(look_file, .init = unit_open, .fini = unit_close);

static struct vd_look_encoding encoding_of(const char *bytes, size_t count)
{
	struct vd_slice part = { bytes, count };
	return vd_look_at_encoding(&part, 1);
}

#define ENCODING_OF(text) encoding_of(text, sizeof(text) - 1)

Test(look_file, encodings)
{
	cr_expect_str_eq(ENCODING_OF("year,name\n2016,Salud\n").name, "UTF-8");
	cr_expect(ENCODING_OF("year,name\n").is_ascii);
	cr_expect_str_eq(ENCODING_OF("a\xC3\xB1o\n").name, "UTF-8");
	cr_expect_str_eq(ENCODING_OF("\xEF\xBB\xBF"
				     "a\n")
				 .name,
			 "UTF-8");
	cr_expect_str_eq(ENCODING_OF("a\xF1o,Educaci\xF3n\n").name, "cp1252");
	cr_expect_eq(ENCODING_OF("a\xF1o,Educaci\xF3n\n").controls, 0);
	cr_expect_eq(ENCODING_OF("a\xF1o, 5 \x80\n").controls, 1, "the euro sign");
	cr_expect_str_eq(ENCODING_OF("a\xA4o,Educaci\xA2n,Jun\xA1n\n").name, "cp850");
	cr_expect_str_eq(ENCODING_OF("a\x96o,Educaci\x97n,Jun\x92n\n").name, "macintosh");
	cr_expect_str_eq(ENCODING_OF("\xFF\xFE"
				     "a\0,\0")
				 .name,
			 "UTF-16LE");
	cr_expect_str_eq(ENCODING_OF("\xFE\xFF\0a\0,").name, "UTF-16BE");
	cr_expect_str_eq(ENCODING_OF("a\0,\0b\0\n\0"
				     "1\0,\0"
				     "2\0\n\0")
				 .name,
			 "UTF-16LE");
	cr_expect_str_eq(ENCODING_OF("\0a\0,\0b\0\n\0"
				     "1\0,\0"
				     "2\0\n")
				 .name,
			 "UTF-16BE");
}

Test(look_file, what_is_no_text)
{
	char bytes[512];
	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (char)(i * 7 % 31);
	cr_expect_null(encoding_of(bytes, sizeof(bytes)).name);
	cr_expect_null(ENCODING_OF("a,b\n1,2\n\0\0,3\n").name);
	cr_expect_null(unit_look_bytes(bytes, sizeof(bytes)));
	cr_expect_eq(unit_reported(VD_RULE_INPUT_NOT_TEXT, NULL), 1);
	cr_expect_null(unit_look_bytes("", 0));
	cr_expect_eq(unit_reported(VD_RULE_INPUT_EMPTY, NULL), 1);
	cr_expect_null(unit_look_bytes("\n\n", 2));
	cr_expect_eq(unit_reported(VD_RULE_DATA_HEADER, NULL), 1);
	cr_expect_null(unit_look_bytes("a,b\n", 4));
	cr_expect_eq(unit_reported(VD_RULE_DATA_HEADER, NULL), 1);
}

/* A character that the end of a piece cuts in two says nothing against UTF-8. */
Test(look_file, pieces_are_cut_anywhere)
{
	static const char first[] = "a\xC3\xB1o\nEducaci\xC3",
			  second[] = "\xB3n\nA\xC3\xB1o\nx\xE2\x82";
	const struct vd_slice parts[] = { { first, sizeof(first) - 1 },
					  { second, sizeof(second) - 1 } };
	struct vd_look_encoding look = vd_look_at_encoding(parts, 2);
	cr_expect_str_eq(look.name, "UTF-8");
	cr_expect_eq(look.damaged, 0);
	/* And only whole lines of a piece are read. */
	struct vd_encoder *encoder = vd_encoder_open("UTF-8", unit.arena);
	const uint64_t offsets[] = { 0, 100 };
	struct vd_look_part found[2];
	size_t damaged = 0;
	cr_assert_eq(vd_look_decode(encoder, false, parts, offsets, 2, false, unit.arena, found,
				    &damaged),
		     2);
	cr_expect_eq(damaged, 0);
	cr_expect_eq(found[0].text.bytes, strlen("a\xC3\xB1o\n"));
	cr_expect_eq(found[1].text.bytes, strlen("A\xC3\xB1o\n"));
	vd_encoder_close(encoder);
}

Test(look_file, damage_is_counted)
{
	const struct vd_look *look =
		unit_look("a\xC3\xB1o,entidad,importe\n"
			  "2016,Educaci\xC3\xB3n,10\n2016,Regi\xC3\xB3n,10\n"
			  "2016,\xC3\xB1u\xC3\xBA,10\n2016,\xC3\xA1\xC3\xA9,1\n"
			  "2016,\xC3\xB1\xC3\xB1,1\n2016,x\xFF,1\n");
	cr_expect_str_eq(look->encoding.name, "UTF-8");
	cr_expect_eq(look->damaged, 1);
	cr_expect(unit_proposal_says(unit_propose(), "Lines that are not all UTF-8: 1."));
}

struct file_case {
	const char *text;
	char separator;
	bool no_quotes;
	uint64_t header;
	size_t columns, rows;
};

Test(look_file, separators)
{
	static const struct file_case cases[] = {
		{ "a,b\n1,2\n3,4\n", ',', false, 1, 2, 2 },
		{ "a;b\n1,5;2,5\n3,5;4,5\n", ';', false, 1, 2, 2 },
		{ "a;b\n1,5;2\n3,5;4\n7,1;2\n", ';', false, 1, 2, 3 },
		{ "a\tb\n1\t2,3\n3\t4,5\n", '\t', false, 1, 2, 2 },
		{ "a|b,c|d\n1|x,y|2\n3|z|4\n", '|', false, 1, 3, 2 },
		{ "name;sum\n\"x;y\";1\n\"a \"\"b\"\"\";2\n", ';', false, 1, 2, 2 },
		{ "name,sum\n\"x\ny\",1\nz,2\n", ',', false, 1, 2, 2 },
		{ "name,sum\n5\" pipe,1\n6\" pipe,2\n", ',', true, 1, 2, 2 },
		{ "a,b\r\n1,2\r\n\r\n3,4", ',', false, 1, 2, 2 },
		{ "\xEF\xBB\xBF"
		  "a,b\n1,2\n",
		  ',', false, 1, 2, 1 },
		{ "monto\n1000\n2000\n", ',', false, 1, 1, 2 },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		const struct vd_look *look = unit_look(cases[i].text);
		cr_expect_eq(look->grid.separator, cases[i].separator, "%s", cases[i].text);
		cr_expect_eq(look->grid.no_quotes, cases[i].no_quotes, "%s", cases[i].text);
		cr_expect_eq(look->grid.header, cases[i].header, "%s", cases[i].text);
		cr_expect_eq(look->grid.column_count, cases[i].columns, "%s", cases[i].text);
		cr_expect_eq(look->grid.row_count, cases[i].rows, "%s", cases[i].text);
	}
}

Test(look_file, header_lines)
{
	static const struct file_case cases[] = {
		{ "Ministry of Finance\n\nyear,name,sum\n2015,a,1\n2016,b,2\n", ',', false, 3, 3,
		  2 },
		{ "Budget 2016;;\n;;\nyear;name;sum\n2016;a;1\n2016;b;2\n", ';', false, 3, 3, 2 },
		{ "\"Title\nof two lines\",,\nyear,name,sum\n2016,a,1\n", ',', false, 3, 3, 1 },
		{ "2016,Health,10\n2016,Defence,20\n", ',', false, 0, 3, 2 },
		/* Years may head columns, unless the column below has years, too. */
		{ "ministry,2015,2016\nHealth,10,20\nDefence,30,40\n", ',', false, 1, 3, 2 },
		{ "2015,2016\n2015,2016\n2015,2016\n", ',', false, 0, 2, 3 },
		/* Texts alone: a text that comes again is none, a known word is one. */
		{ "x,y\nx,z\nx,w\n", ',', false, 0, 2, 3 },
		{ "sector,nombre\na,b\nc,d\n", ',', false, 1, 2, 2 },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		const struct vd_look *look = unit_look(cases[i].text);
		cr_expect_eq(look->grid.header, cases[i].header, "%s: %llu", cases[i].text,
			     (unsigned long long)look->grid.header);
		cr_expect_eq(look->grid.column_count, cases[i].columns, "%s", cases[i].text);
		cr_expect_eq(look->grid.row_count, cases[i].rows, "%s", cases[i].text);
	}
	unit_look("2016,Health,10\n");
	cr_expect_str_eq(unit_column(2), "3", "columns without names are called by number");
}

Test(look_file, names_are_as_the_reader_of_data_has_them)
{
	unit_look(" year ,\"min \"\"A\"\"\",\"two\nlines\",\xC2\xA0sum\n2016,a,b,1\n");
	cr_expect_str_eq(unit_column(0), "year");
	cr_expect_str_eq(unit_column(1), "min \"A\"");
	cr_expect_str_eq(unit_column(2), "two lines");
	cr_expect_str_eq(unit_column(3), "\xC2\xA0sum");
}

Test(look_file, odd_rows)
{
	const struct vd_look *look =
		unit_look("year,name,sum\n2016,a,1\n2016,b\n2016,c,3\n2016,d,4,5\n,,\nSource: x\n");
	cr_expect_eq(look->grid.row_count, 2);
	cr_expect_eq(look->grid.short_rows, 2);
	cr_expect_eq(look->grid.long_rows, 1);
	cr_expect_eq(look->grid.hollow_rows, 1);
	cr_expect_eq(look->grid.odd.items[0].line, 3);
	cr_expect(unit_proposal_says(unit_propose(), "Line 3, with 2 of them: `2016`."));
	/* Rows that end behind the amounts are filled up. */
	unit_look("year,name,budget,note\n2016,a,1,x\n2016,b,2\n2016,c,3\n2016,d,4,y\n2016,e,5,z\n"
		  "2016,f,6,z\n");
	cr_expect_str_eq(unit_proposed(unit_propose(), "data.ragged"), "ragged: pad");
	unit_look("year,name,budget,note\n2016,a,1,x\n2016,b\n2016,c\n2016,d,4,y\n2016,e,5,z\n"
		  "2016,f,6,z\n");
	cr_expect_str_eq(unit_proposed(unit_propose(), "data.ragged"), "");
}

Test(look_file, headings_that_cannot_be_used)
{
	unit_look("year,name,sum,sum,\n2016,a,1,2,3\n");
	cr_expect(unit_proposal_says(unit_propose(),
				     "share their name with another or have none: 3."));
	unit_look("ministry,2015,,2016,\n,PIA,Spent,PIA,Spent\nA,1,2,3,4\nB,5,6,7,8\n");
	cr_expect(unit_proposal_says(unit_propose(), "headings seem to stand on two lines"));
}

/* Many lines with a quote that does not fit must not take long. */
Test(look_file, stray_quotes_are_bounded, .timeout = 10)
{
	struct vd_buffer text = { .arena = unit.arena };
	vd_buffer_add(&text, "year,name,sum\n");
	for (size_t i = 0; i < 20000; i++)
		vd_buffer_add(&text, "2016,\"a\"b,\"1\n");
	cr_expect(unit_look_bytes(vd_buffer_text(&text), text.count));
}
