/* Amounts of data files: as programs and ministries write them, exactly or with what is wrong. */
#include "budget/amount.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "budget/text.h"
#include "tests/unit/helper.h"

TestSuite(amount, .init = unit_open, .fini = unit_close);

#define NBSP "\xC2\xA0"
#define LATIN_NBSP "\xA0"
#define NARROW_NBSP "\xE2\x80\xAF"
#define MINUS "\xE2\x88\x92"

enum style { PLAIN, PERU, COMMA, SPACED, LATIN, THOUSANDS, CENTS, LOOSE, JPY, KWD, EUR, STYLES };

static struct vd_amount_style styles[STYLES];

static struct vd_amount_style style_of(const char *code, struct vd_number_style numbers,
				       struct vd_decimal unit_value)
{
	return (struct vd_amount_style){ .numbers = numbers,
					 .currency = *unit_currency(code),
					 .unit = unit_value };
}

static void make_styles(void)
{
	static const struct vd_decimal one = { .digits = 1 };
	static const struct vd_number_style plain = { .decimal = "." };
	static const struct vd_number_style peru = { ".", { ",", "'" }, 2 };
	static const struct vd_number_style comma = { ",", { "." }, 1 };
	styles[PLAIN] = style_of("PEN", plain, one);
	styles[PERU] = style_of("PEN", peru, one);
	styles[COMMA] = style_of("EUR", comma, one);
	styles[EUR] = styles[COMMA];
	styles[SPACED] = style_of(
		"EUR", (struct vd_number_style){ ",", { " ", NBSP, NARROW_NBSP }, 3 }, one);
	styles[LATIN] = style_of("EUR", (struct vd_number_style){ ",", { LATIN_NBSP }, 1 }, one);
	styles[LATIN].no_break_space = LATIN_NBSP;
	styles[LATIN].currency.signs[0] = "\x80"; /* the euro sign of cp1252 */
	styles[THOUSANDS] = style_of("PEN", peru, (struct vd_decimal){ .digits = 1000 });
	styles[CENTS] = style_of("PEN", plain, (struct vd_decimal){ .digits = 1, .decimals = 2 });
	styles[LOOSE] = styles[PERU];
	styles[LOOSE].parentheses = styles[LOOSE].trailing_minus = true;
	styles[LOOSE].zeros.items[0] = (struct vd_slice){ "-", 1 };
	styles[LOOSE].zeros.items[1] = (struct vd_slice){ "nil", 3 };
	styles[LOOSE].zeros.items[2] = (struct vd_slice){ "", 0 };
	styles[LOOSE].zeros.count = 3;
	styles[JPY] = style_of("JPY", peru, one);
	styles[KWD] = style_of("KWD", plain, one);
}

/* Read from a copy of just these bytes, so that one read beyond them does not go unseen. */
static enum vd_number_status read_as(enum style style, const char *text, size_t bytes,
				     int64_t *minor, size_t *at)
{
	char *copy = bytes ? malloc(bytes) : NULL;
	if (bytes) {
		cr_assert(copy);
		memcpy(copy, text, bytes);
	}
	enum vd_number_status status =
		vd_amount_read(&styles[style], (struct vd_slice){ copy, bytes }, minor, at);
	free(copy);
	return status;
}

static const struct {
	const char *text;
	enum style style;
	int64_t minor;
} readable[] = {
	{ "0", PLAIN, 0 },
	{ "-0", PLAIN, 0 },
	{ "0.00", PLAIN, 0 },
	{ "7", PLAIN, 700 },
	{ "-7", PLAIN, -700 },
	{ "1.5", PLAIN, 150 },
	{ "1.05", PLAIN, 105 },
	{ "-1.05", PLAIN, -105 },
	{ "12", PLAIN, 1200 },
	{ "123", PLAIN, 12300 },
	{ "1234", PLAIN, 123400 },
	{ "12345", PLAIN, 1234500 },
	{ "1234.5", PLAIN, 123450 },
	{ "12345.67", PLAIN, 1234567 },
	{ "123456.78", PLAIN, 12345678 },
	{ "1234567", PLAIN, 123456700 },
	{ "12345678", PLAIN, 1234567800 },
	{ "123456789", PLAIN, 12345678900 },
	{ "1234567890123.45", PLAIN, 123456789012345 },
	{ "1234567890123456", PLAIN, 123456789012345600 },
	{ "-1234567890123456", PLAIN, -123456789012345600 },
	{ "12345678901234567", PLAIN, 1234567890123456700 },
	{ "92233720368547758", PLAIN, INT64_C(9223372036854775800) },
	{ "92233720368547758.07", PLAIN, INT64_MAX },
	{ "-92233720368547758.07", PLAIN, -INT64_MAX },
	{ "9223372036854775807", JPY, INT64_MAX },
	{ "-9223372036854775807", JPY, -INT64_MAX },
	{ "9223372036854775.807", KWD, INT64_MAX },
	/* grouped, or not: it is allowed, not asked for */
	{ "6,485,049.50", PERU, 648504950 },
	{ "6'485,049.50", PERU, 648504950 },
	{ "6485049.50", PERU, 648504950 },
	{ "2.414.299,58", COMMA, 241429958 },
	{ "2684202,85", COMMA, 268420285 },
	{ "1 234 567,89", SPACED, 123456789 },
	{ "1" NBSP "234" NBSP "567,89", SPACED, 123456789 },
	{ "1" NARROW_NBSP "234,5", SPACED, 123450 },
	{ "1" LATIN_NBSP "234,5", LATIN, 123450 },
	/* spaces around it */
	{ "  12.50 ", PLAIN, 1250 },
	{ "\t12.50\t ", PLAIN, 1250 },
	{ NBSP "12.50" NBSP, PLAIN, 1250 },
	{ LATIN_NBSP "12,50 " LATIN_NBSP, LATIN, 1250 },
	/* signs */
	{ "+5", PLAIN, 500 },
	{ "- 5", PLAIN, -500 },
	{ MINUS "5", PLAIN, -500 },
	{ "S/. 63,900.00", PERU, 6390000 },
	{ "S/-5", PERU, -500 },
	{ "-S/5", PERU, -500 },
	{ "PEN 5", PERU, 500 },
	{ "5 PEN", PERU, 500 },
	{ "S/5.00 PEN", PERU, 500 },
	{ "5,20 €", EUR, 520 },
	{ "5,20€", EUR, 520 },
	{ "-5,20 €", EUR, -520 },
	{ "5,20 \x80", LATIN, 520 },
	{ "(1,234.50)", LOOSE, -123450 },
	{ "( 1,234.50 )", LOOSE, -123450 },
	{ "S/ (5)", LOOSE, -500 },
	{ "(S/ 5)", LOOSE, -500 },
	{ "(5) PEN", LOOSE, -500 },
	{ "5-", LOOSE, -500 },
	{ "5" MINUS, LOOSE, -500 },
	{ "5 -", LOOSE, -500 },
	{ "5 PEN-", LOOSE, -500 },
	{ "5- PEN", LOOSE, -500 },
	{ "-5", LOOSE, -500 },
	/* as programs write them */
	{ "007", PLAIN, 700 },
	{ "0000123.45", PLAIN, 12345 },
	{ "-0000123.45", PLAIN, -12345 },
	{ "+00000000000000000000000000123.45", PLAIN, 12345 },
	{ ".5", PLAIN, 50 },
	{ "-.05", PLAIN, -5 },
	{ "1.50000", PLAIN, 150 },
	{ "1.5000000000000000000000000000", PLAIN, 150 },
	{ "1234567890123456.0000000000000", PLAIN, 123456789012345600 },
	{ "1234.00", JPY, 1234 },
	{ "1.234", KWD, 1234 },
	/* units */
	{ "1.5", THOUSANDS, 150000 },
	{ "1,234.56789", THOUSANDS, 123456789 },
	{ "-1", THOUSANDS, -100000 },
	{ "92233720368547.75807", THOUSANDS, INT64_MAX },
	{ "123", CENTS, 123 },
	{ "123.00", CENTS, 123 },
	{ "9223372036854775807", CENTS, INT64_MAX },
	/* zeros, if declared */
	{ "-", LOOSE, 0 },
	{ " - ", LOOSE, 0 },
	{ "nil", LOOSE, 0 },
	{ "", LOOSE, 0 },
	{ "  ", LOOSE, 0 },
};

Test(amount, reads_what_files_have)
{
	make_styles();
	for (size_t i = 0; i < UNIT_COUNT(readable); i++) {
		int64_t minor = 77;
		size_t at = 99;
		const char *text = readable[i].text;
		enum vd_number_status status =
			read_as(readable[i].style, text, strlen(text), &minor, &at);
		cr_expect_eq(status, VD_NUMBER_OK, "`%s` (%zu): status %d at %zu", text, i,
			     (int)status, at);
		cr_expect_eq(minor, readable[i].minor, "`%s` is read as %lld", text,
			     (long long)minor);
	}
}

static const struct {
	const char *text;
	enum style style;
	enum vd_number_status status;
	size_t at; /* byte */
} refused[] = {
	{ "", PLAIN, VD_NUMBER_NONE, 0 },
	{ "   ", PLAIN, VD_NUMBER_NONE, 0 },
	{ "-", PLAIN, VD_NUMBER_NONE, 1 },
	{ " - ", PLAIN, VD_NUMBER_NONE, 2 },
	{ ".", PLAIN, VD_NUMBER_NONE, 0 },
	{ "-.", PLAIN, VD_NUMBER_NONE, 1 },
	{ "SD", PLAIN, VD_NUMBER_NONE, 0 },
	{ " nil", PLAIN, VD_NUMBER_NONE, 1 },
	{ "NaN", PLAIN, VD_NUMBER_NONE, 0 },
	{ "US$ 5", PLAIN, VD_NUMBER_NONE, 0 }, /* another currency's sign */
	{ "--5", PLAIN, VD_NUMBER_NONE, 1 },
	{ "+-5", PLAIN, VD_NUMBER_NONE, 1 },
	{ "()", LOOSE, VD_NUMBER_NONE, 1 },
	{ "(-5)", LOOSE, VD_NUMBER_NONE, 1 },
	{ "(x)", PLAIN, VD_NUMBER_NONE, 0 },
	{ "-(5)", LOOSE, VD_NUMBER_NONE, 1 },
	{ "5a", PLAIN, VD_NUMBER_MALFORMED, 1 },
	{ "5.", PLAIN, VD_NUMBER_MALFORMED, 1 },
	{ "123456789.", PLAIN, VD_NUMBER_MALFORMED, 9 },
	{ "5..5", PLAIN, VD_NUMBER_MALFORMED, 1 },
	{ "5%", PLAIN, VD_NUMBER_MALFORMED, 1 },
	{ "12-13", PLAIN, VD_NUMBER_MALFORMED, 2 },
	{ "12-13", LOOSE, VD_NUMBER_MALFORMED, 3 },
	{ "1.2E+09", PLAIN, VD_NUMBER_MALFORMED, 3 }, /* a spreadsheet's */
	{ "1e5", PLAIN, VD_NUMBER_MALFORMED, 1 },
	{ "12345678E9", PLAIN, VD_NUMBER_MALFORMED, 8 },
	{ "-5-", LOOSE, VD_NUMBER_MALFORMED, 2 },
	{ "+5-", LOOSE, VD_NUMBER_MALFORMED, 2 },
	{ "(5", LOOSE, VD_NUMBER_MALFORMED, 2 },
	{ "5)", LOOSE, VD_NUMBER_MALFORMED, 1 },
	{ "(5)-", LOOSE, VD_NUMBER_MALFORMED, 3 },
	{ "(5-)", LOOSE, VD_NUMBER_MALFORMED, 2 },
	{ "(5))", LOOSE, VD_NUMBER_MALFORMED, 3 },
	{ "5 PEN PEN", PLAIN, VD_NUMBER_MALFORMED, 6 },
	{ "5\n6", PLAIN, VD_NUMBER_MALFORMED, 1 },
	{ "5\t6", PLAIN, VD_NUMBER_MALFORMED, 1 },
	{ "1,,234", PERU, VD_NUMBER_MALFORMED, 1 },
	{ "(5)", PLAIN, VD_NUMBER_UNDECLARED, 0 },
	{ "(S/ 5)", PLAIN, VD_NUMBER_UNDECLARED, 0 },
	{ "5-", PLAIN, VD_NUMBER_UNDECLARED, 1 },
	{ "5.00 -", PLAIN, VD_NUMBER_UNDECLARED, 5 },
	{ "1,234", PLAIN, VD_NUMBER_UNDECLARED, 1 },
	{ "1.234,56", PLAIN, VD_NUMBER_UNDECLARED, 5 },
	{ "1,234.50", COMMA, VD_NUMBER_UNDECLARED, 5 },
	{ "1 234", PLAIN, VD_NUMBER_UNDECLARED, 1 },
	{ "1" NBSP "234", PLAIN, VD_NUMBER_UNDECLARED, 1 },
	{ "1.2.3", PLAIN, VD_NUMBER_UNDECLARED, 3 },
	{ "1142,471,518,545.00", PERU, VD_NUMBER_GROUPS, 0 },
	{ "12,34,567", PERU, VD_NUMBER_GROUPS, 3 },
	{ "1,23", PERU, VD_NUMBER_GROUPS, 2 },
	{ "0,123", PERU, VD_NUMBER_GROUPS, 0 }, /* a decimal comma? */
	{ "000,123", PERU, VD_NUMBER_GROUPS, 0 },
	{ "1.23", COMMA, VD_NUMBER_GROUPS, 2 },
	{ "813.815", PLAIN, VD_NUMBER_DECIMALS, 7 },
	{ "1.001", PLAIN, VD_NUMBER_DECIMALS, 5 },
	{ "0.1000000000000000055", PLAIN, VD_NUMBER_DECIMALS, 20 }, /* a double's digits */
	{ "0.1000000000000000000000055", PLAIN, VD_NUMBER_DECIMALS, 25 },
	{ "0.5", JPY, VD_NUMBER_DECIMALS, 3 },
	{ "1.234567", THOUSANDS, VD_NUMBER_DECIMALS, 8 },
	{ "12.5", CENTS, VD_NUMBER_DECIMALS, 4 },
	{ "92233720368547758.08", PLAIN, VD_NUMBER_LARGE, 20 },
	{ "-92233720368547758.08", PLAIN, VD_NUMBER_LARGE, 21 },
	{ "92233720368547759", PLAIN, VD_NUMBER_LARGE, 17 },
	{ "9223372036854775808", JPY, VD_NUMBER_LARGE, 19 },
	{ "-9223372036854775808", JPY, VD_NUMBER_LARGE, 20 },
	{ "92233720368547.75808", THOUSANDS, VD_NUMBER_LARGE, 20 },
	{ "9223372036854775808", CENTS, VD_NUMBER_LARGE, 19 },
	{ "99999999999999999999999999999999999999999", PLAIN, VD_NUMBER_LARGE, 37 },
	{ "9999999999999999999999999999999999999", THOUSANDS, VD_NUMBER_LARGE, 37 },
};

Test(amount, refuses_what_is_no_amount)
{
	make_styles();
	for (size_t i = 0; i < UNIT_COUNT(refused); i++) {
		int64_t minor = 77;
		size_t at = 99;
		const char *text = refused[i].text;
		enum vd_number_status status =
			read_as(refused[i].style, text, strlen(text), &minor, &at);
		cr_expect_eq(status, refused[i].status, "`%s`: status %d", text, (int)status);
		cr_expect_eq(at, refused[i].at, "`%s`: stopped at %zu", text, at);
		cr_expect_eq(minor, 77, "`%s`: what it gives is touched", text);
	}
}

Test(amount, stops_at_a_nul_within)
{
	int64_t minor = 77;
	size_t at = 99;
	make_styles();
	cr_expect_eq(read_as(PLAIN, "5\0", 2, &minor, &at), VD_NUMBER_MALFORMED);
	cr_expect_eq(at, 1);
	cr_expect_eq(read_as(PLAIN,
			     "\0"
			     "5",
			     2, &minor, &at),
		     VD_NUMBER_NONE);
	cr_expect_eq(read_as(PLAIN, "1234567\0", 8, &minor, &at), VD_NUMBER_MALFORMED);
}

/*
 * The plain form by its grammar, written as differently as can be: -?[0-9]*(\.[0-9]*)?, digits on
 * both sides of the mark or zeros only behind the currency's decimals, one by one.
 */
static bool plain_by_grammar(const char *text, size_t bytes, unsigned decimals, int64_t *minor)
{
	vd_int128 value = 0;
	size_t i = bytes && (text[0] == '-' || text[0] == '+'), behind = 0, before = 0;
	bool has_mark = false;
	for (; i < bytes; i++) {
		if (text[i] == '.' && !has_mark && (before || i + 1 < bytes)) {
			has_mark = true;
			continue;
		}
		if (text[i] < '0' || text[i] > '9')
			return false;
		behind += has_mark;
		before += !has_mark;
		if (behind > decimals && text[i] != '0')
			return false;
		if (behind <= decimals)
			value = 10 * value + (text[i] - '0');
	}
	if (has_mark ? !behind : !before)
		return false;
	for (; behind < decimals; behind++)
		value *= 10;
	if (value > INT64_MAX)
		return false;
	*minor = (int64_t)(text[0] == '-' ? -value : value);
	return true;
}

static void expect_as_by_grammar(const char *text, size_t bytes)
{
	int64_t minor = 77, expected = 77;
	size_t at = 0;
	enum vd_number_status status = read_as(PLAIN, text, bytes, &minor, &at);
	bool is_plain = plain_by_grammar(text, bytes, 2, &expected);
	if (is_plain != (status == VD_NUMBER_OK) || minor != expected)
		cr_assert_fail("`%.*s` is read as %lld, status %d", (int)bytes, text,
			       (long long)minor, (int)status);
}

/* Each byte that means something to no one at each place of amounts of each length. */
Test(amount, looks_at_every_byte)
{
	make_styles();
	for (size_t bytes = 1; bytes <= 20; bytes++)
		for (size_t mark = 0; mark <= bytes; mark++)
			for (size_t place = 0; place <= bytes; place++)
				for (int byte = 0; byte < 256; byte++) {
					char text[24] = "98765432101234567890";
					bool is_space = byte == ' ' || byte == '\t' ||
							byte == '(' || byte == 'S' || byte == '-';
					text[mark] = '.';
					if (place < bytes && !is_space)
						text[place] = (char)byte;
					expect_as_by_grammar(text, bytes);
					if (place == bytes)
						break;
				}
}

/* An amount as some program might write it. */
static const char *write_somehow(uint64_t *random, enum style style, int64_t minor, char *text)
{
	const char *const mark = styles[style].numbers.decimal;
	const size_t groupings = styles[style].numbers.grouping_count;
	const char *grouping =
		groupings && unit_random(random, 2)
			? styles[style].numbers.grouping[unit_random(random, (uint32_t)groupings)]
			: "";
	char digits[32];
	unsigned decimals = styles[style].currency.decimals, zeros = unit_random(random, 4);
	size_t count = (size_t)snprintf(digits, sizeof(digits), "%0*llu", (int)decimals + 1,
					(unsigned long long)(minor < 0 ? -minor : minor));
	size_t whole = count - decimals;
	bool is_in_parentheses = minor < 0 && styles[style].parentheses && unit_random(random, 2);
	bool is_minus_behind = minor < 0 && !is_in_parentheses && styles[style].trailing_minus &&
			       unit_random(random, 2);
	char *to = text + sprintf(text, "%*s%s", (int)unit_random(random, 3), "",
				  is_in_parentheses		  ? "("
				  : minor < 0 && !is_minus_behind ? "-"
								  : "");
	if (!*grouping)
		to += sprintf(to, "%.*s", (int)unit_random(random, 12), "000000000000");
	for (size_t i = 0; i < whole; i++)
		to += sprintf(to, "%s%c", i && (whole - i) % 3 == 0 ? grouping : "", digits[i]);
	if (decimals || zeros)
		to += sprintf(to, "%s%s%.*s", mark, digits + whole, (int)zeros + !decimals,
			      "00000");
	sprintf(to, "%s%s%*s",
		is_in_parentheses ? ")"
		: is_minus_behind ? "-"
				  : "",
		unit_random(random, 4) ? "" : styles[style].currency.code,
		(int)unit_random(random, 3), "");
	return text;
}

Test(amount, reads_back_what_is_written_somehow)
{
	uint64_t random = 20160706;
	make_styles();
	for (size_t i = 0; i < 200000; i++) {
		static const enum style kinds[] = { PLAIN, PERU, COMMA, SPACED, LOOSE, JPY, KWD };
		enum style style = kinds[i % UNIT_COUNT(kinds)];
		int64_t minor = INT64_MAX >> unit_random(&random, 63);
		minor -= (int64_t)(unit_random(&random, UINT32_MAX) % ((uint64_t)minor + 1));
		minor = unit_random(&random, 2) ? -minor : minor;
		char text[128];
		write_somehow(&random, style, minor, text);
		int64_t read = 77;
		size_t at = 99;
		enum vd_number_status status = read_as(style, text, strlen(text), &read, &at);
		if (status != VD_NUMBER_OK || read != minor)
			cr_assert_fail("`%s` of %lld is read as %lld, status %d at %zu", text,
				       (long long)minor, (long long)read, (int)status, at);
	}
}
