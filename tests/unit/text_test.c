/* UTF-8, likeness of words, lists of words. */
#include "budget/text.h"

#include <string.h>

#include "tests/unit/helper.h"

TestSuite(text, .init = unit_open, .fini = unit_close);

Test(text, finds_the_first_byte_that_is_not_utf8)
{
	/* The edges of RFC 3629, section 4; `at` is the byte, or the length if all is valid. */
	static const struct {
		const char *bytes;
		size_t length, at;
	} cases[] = {
		{ "", 0, 0 },
		{ "abc", 3, 3 },
		{ "a\0b", 3, 3 }, /* a NUL is a character */
		{ "\x7F", 1, 1 },
		{ "\x80", 1, 0 },
		{ "\xBF", 1, 0 },
		{ "\xC0\x80", 2, 0 }, /* overlong NUL */
		{ "\xC1\xBF", 2, 0 }, /* overlong U+007F */
		{ "\xC2\x80", 2, 2 },
		{ "\xDF\xBF", 2, 2 },
		{ "\xC3\x28", 2, 0 },
		{ "\xE0\x9F\xBF", 3, 0 }, /* overlong U+07FF */
		{ "\xE0\xA0\x80", 3, 3 },
		{ "\xED\x9F\xBF", 3, 3 },
		{ "\xED\xA0\x80", 3, 0 }, /* U+D800, a surrogate */
		{ "\xED\xBF\xBF", 3, 0 },
		{ "\xEE\x80\x80", 3, 3 },
		{ "\xEF\xBF\xBF", 3, 3 },
		{ "\xF0\x8F\xBF\xBF", 4, 0 }, /* overlong U+FFFF */
		{ "\xF0\x90\x80\x80", 4, 4 },
		{ "\xF4\x8F\xBF\xBF", 4, 4 },
		{ "\xF4\x90\x80\x80", 4, 0 }, /* U+110000 */
		{ "\xF5\x80\x80\x80", 4, 0 },
		{ "\xFF", 1, 0 },
		/* cut off */
		{ "\xC3", 1, 0 },
		{ "\xE2\x88", 2, 0 },
		{ "\xF0\x9F\x92", 3, 0 },
		{ "ab\xE2\x88", 4, 2 },
		{ "a\xC3\xB1o\xFF", 5, 4 },
		{ "\xE2\x88\x92\xE2\x88(", 6, 3 },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++)
		cr_expect_eq(vd_utf8_invalid(cases[i].bytes, cases[i].length), cases[i].at,
			     "case %zu", i);
}

Test(text, counts_characters)
{
	cr_expect_eq(vd_utf8_length("", 0), 0);
	cr_expect_eq(vd_utf8_length("abc", 3), 3);
	cr_expect_eq(vd_utf8_length("año", 4), 3);
	cr_expect_eq(vd_utf8_length("−5 €", 8), 4);
	cr_expect_eq(vd_utf8_length("\xF0\x9F\x92\xB0", 4), 1);
}

Test(text, gives_text_in_a_language_or_another)
{
	struct vd_text both = { { "budget", "presupuesto" } }, spanish = { { NULL, "año" } };
	struct vd_text none = { { NULL } };
	cr_expect_str_eq(vd_text_in(&both, VD_EN), "budget");
	cr_expect_str_eq(vd_text_in(&both, VD_ES), "presupuesto");
	cr_expect_str_eq(vd_text_in(&spanish, VD_EN), "año");
	cr_expect_null(vd_text_in(&none, VD_EN));
}

Test(text, compares_strings_that_may_be_absent)
{
	cr_expect(vd_same("a", "a"));
	cr_expect_not(vd_same("a", "b"));
	cr_expect_not(vd_same("a", NULL));
	cr_expect_not(vd_same(NULL, NULL));
}

Test(text, grows_in_a_buffer)
{
	struct vd_buffer buffer = { .arena = unit.arena };
	cr_expect_str_eq(vd_buffer_text(&buffer), "");
	vd_buffer_add(&buffer, "year");
	cr_expect_str_eq(vd_buffer_text(&buffer), "year");
	vd_buffer_add(&buffer, "");
	for (int i = 0; i < 1000; i++)
		vd_buffer_add(&buffer, "s, years");
	cr_expect_eq(strlen(vd_buffer_text(&buffer)), 8004);
	cr_expect_eq(buffer.count, 8004);
}

Test(text, finds_the_nearest_word)
{
	static const char *const words[] = { "allocated", "modified", "implemented",
					     "year",	  "rate",     "general_budget",
					     NULL,	  "MININTER", "MINEM",
					     "MINEDU" };
	static const struct {
		const char *word, *nearest;
	} cases[] = {
		{ "allocated", "allocated" },
		{ "alocated", "allocated" },	  /* a letter less */
		{ "allocateed", "allocated" },	  /* a letter more */
		{ "allocatad", "allocated" },	  /* another letter */
		{ "implemetned", "implemented" }, /* neighbours swapped */
		{ "Implemented", "implemented" }, /* letter case aside */
		{ "mininter", "MININTER" },	  /* the same */
		{ "general budget", "general_budget" },
		{ "yaer", "year" },
		{ "MINEN", "MINEM" },
		{ "alloc", "allocated" }, /* cut short */
		{ "gen", "general_budget" },
		{ "ge", NULL }, /* too short to tell */
		{ "percentage", NULL },
		{ "x", NULL },
		{ "", NULL },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		const char *nearest = vd_nearest(cases[i].word, words, UNIT_COUNT(words));
		cr_expect(cases[i].nearest ? vd_same(nearest, cases[i].nearest) : !nearest,
			  "`%s` gives `%s`", cases[i].word, nearest ? nearest : "nothing");
	}
	static const char *const equals[] = { "column-a", "column-b" };
	cr_expect_str_eq(vd_nearest("column-c", equals, 2), "column-a", "the first of equals");
	cr_expect_null(vd_nearest("ab", (const char *const[]){ "cd" }, 1));
	cr_expect_null(vd_nearest("ab", NULL, 0));
}

Test(text, finds_nothing_near_a_very_long_word)
{
	char longest[4096];
	memset(longest, 'a', sizeof(longest) - 1);
	longest[sizeof(longest) - 1] = '\0';
	cr_expect_null(vd_nearest(longest, (const char *const[]){ "aaaa" }, 1));
	cr_expect_null(vd_nearest("aaab", (const char *const[]){ longest }, 1));
}

Test(text, breaks_lines)
{
	static const struct {
		const char *text;
		size_t width, indent;
		const char *wrapped;
	} cases[] = {
		{ "", 10, 2, "" },
		{ "one two", 10, 2, "one two" },
		{ "one two six", 7, 0, "one two\nsix" },
		{ "one two six", 9, 2, "one two\n  six" },
		{ "año más día", 7, 0, "año más\ndía" }, /* characters, not bytes */
		{ "antidisestablishment of it", 6, 1, "antidisestablishment\n of it" },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++)
		cr_expect_str_eq(vd_wrap(unit.arena, cases[i].text, cases[i].width,
					 cases[i].indent),
				 cases[i].wrapped, "case %zu", i);
}

Test(text, lists_words)
{
	static const char *const words[] = { "a", "b", "c", "d", "e" };
	static const struct {
		size_t count, most;
		const char *list;
	} cases[] = {
		{ 0, 5, "" },
		{ 1, 5, "a" },
		{ 2, 5, "a and b" },
		{ 3, 5, "a, b and c" },
		{ 5, 5, "a, b, c, d and e" },
		{ 5, 4, "a, b, c, d and 1 more" },
		{ 5, 2, "a, b and 3 more" },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++)
		cr_expect_str_eq(vd_list_words(unit.arena, words, cases[i].count, cases[i].most),
				 cases[i].list);
}
