/* Claims as lines of text: what is read, what is said of it, and where what cannot be read is wrong. */
#include "budget/claim_text.h"

#include <string.h>

#include "tests/unit/helper.h"

TestSuite(claim_text, .init = unit_open, .fini = unit_close);

/* What a claim comes to; without a reading the error. */
struct outcome {
	bool is_read;
	struct vd_claim_text text;
	struct vd_claim_error error;
	struct vd_check check;
};

static struct outcome ask_as(const char *claim, const struct vd_claim_style *style)
{
	struct outcome out = { 0 };
	out.is_read =
		vd_claim_text_read(unit.arena, claim, strlen(claim), style, &out.text, &out.error);
	if (out.is_read)
		out.check = vd_claim_check(NULL, unit.arena, &out.text.currency, &out.text.claim);
	return out;
}

static struct outcome ask(const char *claim)
{
	return ask_as(claim, &(struct vd_claim_style){ 0 });
}

static void expect_verdict(const char *claim, const struct outcome *out, enum vd_verdict verdict)
{
	if (!out->is_read)
		cr_expect_fail("`%s`: column %u: %s", claim, out->error.column, out->error.message);
	else
		cr_expect_eq(out->check.verdict, verdict, "`%s` is %s, not %s", claim,
			     vd_verdict_key(out->check.verdict), vd_verdict_key(verdict));
}

/* Verdicts worked by hand: 63/92 = 68.478…%, 1032/889 = 1.16085…, 6485049/14163523 = 0.45786…,
 * 1459/84 = 17.369…, 8400421/48590 = 172.88…, 6485049.50/31488625 = 0.20594…,
 * 32/228 = 14.035…%, 620195/93765 = 6.614…, 53/1334 = 3.9730…%, 580/1334 = 43.478…%. */
static const struct {
	const char *claim;
	enum vd_measure measure;
	enum vd_verdict verdict;
} worked[] = {
	{ "63 of 92 = 68.47%", VD_MEASURE_PERCENT, VD_VERDICT_TRUNCATED },
	{ "63 of 92 = 68.48%", VD_MEASURE_PERCENT, VD_VERDICT_ROUNDED },
	{ "63 of 92 = 68.49%", VD_MEASURE_PERCENT, VD_VERDICT_CONTRADICTED },
	{ "63 of 92 = 68%", VD_MEASURE_PERCENT, VD_VERDICT_ROUNDED },
	{ "46 of 92 = 50%", VD_MEASURE_PERCENT, VD_VERDICT_EXACT },
	{ "63 of 92 is 68.5 percent", VD_MEASURE_PERCENT, VD_VERDICT_ROUNDED },
	{ "63 OF 92 EQUALS 68.5 Per Cent.", VD_MEASURE_PERCENT, VD_VERDICT_ROUNDED },
	{ "63 of 92 = 0.68", VD_MEASURE_RATIO, VD_VERDICT_ROUNDED },
	{ "63 of 92 = 68", VD_MEASURE_RATIO, VD_VERDICT_CONTRADICTED },
	{ "63of 92=68.47%", VD_MEASURE_PERCENT, VD_VERDICT_TRUNCATED },
	{ "  63\tout  of\xC2\xA0"
	  "92  =  68.47 %  ",
	  VD_MEASURE_PERCENT, VD_VERDICT_TRUNCATED },
	{ "63 out of 92 are 68.47%", VD_MEASURE_PERCENT, VD_VERDICT_TRUNCATED },
	{ "68.47%: 63 of 92", VD_MEASURE_PERCENT, VD_VERDICT_TRUNCATED },
	{ "about 70%: 63 of 92", VD_MEASURE_PERCENT, VD_VERDICT_HOLDS },
	{ "63 de 92 = 68,47 %", VD_MEASURE_PERCENT, VD_VERDICT_TRUNCATED },
	{ "63 de cada 92 son 68,47 por ciento", VD_MEASURE_PERCENT, VD_VERDICT_TRUNCATED },
	{ "63 DE 92 ES EL 68,5 POR CIENTO", VD_MEASURE_PERCENT, VD_VERDICT_ROUNDED },
	{ "63 de 92 es un 68,5 %", VD_MEASURE_PERCENT, VD_VERDICT_ROUNDED },
	{ "el 68,47 %: 63 de 92", VD_MEASURE_PERCENT, VD_VERDICT_TRUNCATED },
	{ "299 of 500 = 59.44%", VD_MEASURE_PERCENT, VD_VERDICT_CONTRADICTED },
	{ "32 of 228 = 27.4%", VD_MEASURE_PERCENT, VD_VERDICT_CONTRADICTED },
	{ "53 of 1334 = 3.97%", VD_MEASURE_PERCENT, VD_VERDICT_ROUNDED },
	{ "53 of 1,334 = 3.97%", VD_MEASURE_PERCENT, VD_VERDICT_ROUNDED },
	{ "53 de 1.334 = 3,97 %", VD_MEASURE_PERCENT, VD_VERDICT_ROUNDED },
	{ "53 of 1 334 = 3.97%", VD_MEASURE_PERCENT, VD_VERDICT_ROUNDED },
	{ "53 of 1'334 = 3.97%", VD_MEASURE_PERCENT, VD_VERDICT_ROUNDED },
	{ "(53 + 527) of 1334 = 43.48%", VD_MEASURE_PERCENT, VD_VERDICT_ROUNDED },
	{ "580 of (1000+334) = 43.48%", VD_MEASURE_PERCENT, VD_VERDICT_ROUNDED },
	{ "-5 of 10 = -50%", VD_MEASURE_PERCENT, VD_VERDICT_EXACT },
	{ "-5 of 10 = 50%", VD_MEASURE_PERCENT, VD_VERDICT_CONTRADICTED },
	{ "63 / 92 = 68.47%", VD_MEASURE_PERCENT, VD_VERDICT_TRUNCATED },
	{ "63/92 = .68", VD_MEASURE_RATIO, VD_VERDICT_ROUNDED },
	{ "63/92 = ,68", VD_MEASURE_RATIO, VD_VERDICT_ROUNDED },
	{ "6485049.50 / 31488625 = 0.20", VD_MEASURE_RATIO, VD_VERDICT_TRUNCATED },
	{ "6485049.50 / 31488625 = 0.21", VD_MEASURE_RATIO, VD_VERDICT_ROUNDED },
	{ "6,485,049.50 ÷ 31,488,625 = 20 cents", VD_MEASURE_RATIO, VD_VERDICT_TRUNCATED },
	{ "S/ 6,485,049.50 / 31,488,625 = S/ 0.20 per person", VD_MEASURE_RATIO,
	  VD_VERDICT_TRUNCATED },
	{ "S/. 6.485.049,50 / 31.488.625 = 20 céntimos", VD_MEASURE_RATIO, VD_VERDICT_TRUNCATED },
	{ "6.485.049,50 soles / 31.488.625 = 20 CÉNTIMOS por habitante", VD_MEASURE_RATIO,
	  VD_VERDICT_TRUNCATED },
	{ "4 million / 33155304 = 12 cents", VD_MEASURE_RATIO, VD_VERDICT_ROUNDED },
	{ "4 millones de soles / 33 millones = 0,12 soles", VD_MEASURE_RATIO, VD_VERDICT_ROUNDED },
	{ "6485049.50 PEN / 31488625 = 0.21 PEN", VD_MEASURE_RATIO, VD_VERDICT_ROUNDED },
	{ "US$ 335 / S/ 100 = 3.35", VD_MEASURE_RATIO, VD_VERDICT_EXACT },
	{ "620195 / 93765 = 6.61 times", VD_MEASURE_RATIO, VD_VERDICT_ROUNDED },
	{ "620195 / 93765 > 6", VD_MEASURE_RATIO, VD_VERDICT_HOLDS },
	{ "620195 / 93765 more than 6 times", VD_MEASURE_RATIO, VD_VERDICT_HOLDS },
	{ "620.195 / 93.765 es más de 6 veces", VD_MEASURE_RATIO, VD_VERDICT_HOLDS },
	{ "620195 / 93765 > 7", VD_MEASURE_RATIO, VD_VERDICT_CONTRADICTED },
	{ "889 → 1032 = 16.08%", VD_MEASURE_CHANGE_PERCENT, VD_VERDICT_TRUNCATED },
	{ "889 -> 1032 = +16.09%", VD_MEASURE_CHANGE_PERCENT, VD_VERDICT_ROUNDED },
	{ "from 889 to 1032 is 16.08%", VD_MEASURE_CHANGE_PERCENT, VD_VERDICT_TRUNCATED },
	{ "de 889 a 1032 = 16,08 %", VD_MEASURE_CHANGE_PERCENT, VD_VERDICT_TRUNCATED },
	{ "16.08%: from 889 to 1032", VD_MEASURE_CHANGE_PERCENT, VD_VERDICT_TRUNCATED },
	{ "14163523 → 6485049 = -54.21%", VD_MEASURE_CHANGE_PERCENT, VD_VERDICT_ROUNDED },
	{ "14163523 → 6485049 = −54.21%", VD_MEASURE_CHANGE_PERCENT, VD_VERDICT_ROUNDED },
	{ "14163523 → 6485049 = 54.21%", VD_MEASURE_CHANGE_PERCENT, VD_VERDICT_CONTRADICTED },
	{ "889 → 1032 = 143", VD_MEASURE_DIFFERENCE, VD_VERDICT_EXACT },
	{ "1032 → 889 = -143", VD_MEASURE_DIFFERENCE, VD_VERDICT_EXACT },
	{ "53 + 527 = 580", VD_MEASURE_SUM, VD_VERDICT_EXACT },
	{ "53+527+1=581", VD_MEASURE_SUM, VD_VERDICT_EXACT },
	{ "(53 + 527) + 1 = 581", VD_MEASURE_SUM, VD_VERDICT_EXACT },
	{ "53 + 527 = 581", VD_MEASURE_SUM, VD_VERDICT_CONTRADICTED },
	{ "5 + -3 = 2", VD_MEASURE_SUM, VD_VERDICT_EXACT },
	{ "100 - 30 = 70", VD_MEASURE_DIFFERENCE, VD_VERDICT_EXACT },
	{ "100 − 30 = 69", VD_MEASURE_DIFFERENCE, VD_VERDICT_CONTRADICTED },
	{ "100 - -30 = 130", VD_MEASURE_DIFFERENCE, VD_VERDICT_EXACT },
	{ "-100 - 30 = -130", VD_MEASURE_DIFFERENCE, VD_VERDICT_EXACT },
	{ "15% - 12.5% = 2.5%", VD_MEASURE_DIFFERENCE, VD_VERDICT_EXACT },
	{ "15% - 12.5% = 2.5 percentage points", VD_MEASURE_DIFFERENCE, VD_VERDICT_EXACT },
	{ "12,5 % → 15 % = 2,5 puntos porcentuales", VD_MEASURE_DIFFERENCE, VD_VERDICT_EXACT },
	{ "31.2% + 68.9% = 100%", VD_MEASURE_SUM, VD_VERDICT_ROUNDED },
	{ "1 in 17: 84 of 1459", VD_MEASURE_ONE_IN, VD_VERDICT_ROUNDED },
	{ "1 in 18: 84 of 1459", VD_MEASURE_ONE_IN, VD_VERDICT_CONTRADICTED },
	{ "1 in 18: 48590 of 8400421", VD_MEASURE_ONE_IN, VD_VERDICT_CONTRADICTED },
	{ "1 in 173: 48590 of 8400421", VD_MEASURE_ONE_IN, VD_VERDICT_ROUNDED },
	{ "1 in 172: 48590 of 8400421", VD_MEASURE_ONE_IN, VD_VERDICT_TRUNCATED },
	{ "1 out of 17: 84 / 1459", VD_MEASURE_ONE_IN, VD_VERDICT_ROUNDED },
	{ "one in 17: 84 of 1459", VD_MEASURE_ONE_IN, VD_VERDICT_ROUNDED },
	{ "1 de 17: 84 de 1459", VD_MEASURE_ONE_IN, VD_VERDICT_ROUNDED },
	{ "1 de cada 17: 84 de 1459", VD_MEASURE_ONE_IN, VD_VERDICT_ROUNDED },
	{ "Uno de cada 17: 84 de 1459", VD_MEASURE_ONE_IN, VD_VERDICT_ROUNDED },
	{ "84 of 1459 = 1 in 17.4", VD_MEASURE_ONE_IN, VD_VERDICT_ROUNDED },
	{ "84 de 1459 es uno de cada 17", VD_MEASURE_ONE_IN, VD_VERDICT_ROUNDED },
	/* 84 of 1459 are more than 81 of 1459, 1 in 18.01. */
	{ "84 of 1459 is more than 1 in 18", VD_MEASURE_ONE_IN, VD_VERDICT_HOLDS },
	{ "84 of 1459 is less than 1 in 18", VD_MEASURE_ONE_IN, VD_VERDICT_CONTRADICTED },
	{ "at least 1 in 17: 84 of 1459", VD_MEASURE_ONE_IN, VD_VERDICT_CONTRADICTED },
	{ "at most 1 in 17: 84 of 1459", VD_MEASURE_ONE_IN, VD_VERDICT_HOLDS },
	{ "1 of 17 = 5.88%", VD_MEASURE_PERCENT, VD_VERDICT_ROUNDED },
	{ "5 / 0 = 1", VD_MEASURE_RATIO, VD_VERDICT_NOT_TESTABLE },
	{ "0 → 5 = 100%", VD_MEASURE_CHANGE_PERCENT, VD_VERDICT_NOT_TESTABLE },
	{ "1 in 2: 0 of 5", VD_MEASURE_ONE_IN, VD_VERDICT_NOT_TESTABLE },
};

Test(claim_text, gives_the_verdicts_worked_by_hand)
{
	for (size_t i = 0; i < UNIT_COUNT(worked); i++) {
		struct outcome out = ask(worked[i].claim);
		expect_verdict(worked[i].claim, &out, worked[i].verdict);
		if (out.is_read)
			cr_expect_eq(out.text.claim.measure, worked[i].measure, "`%s`",
				     worked[i].claim);
	}
}

/* 6 / 2 is 3: each relation below, at and above it. `=` stands at 3 and 2 alone. */
Test(claim_text, takes_every_relation_in_both_languages)
{
	static const struct {
		enum vd_comparison as;
		bool holds[3]; /* of 2, 3 and 4 */
		const char *words[16];
	} relations[] = {
		{ VD_AS_MORE_THAN,
		  { true, false, false },
		  { ">", "more than", "over", "más de", "mas de", "más del", "is more than",
		    "MÁS DE", "= >" } },
		{ VD_AS_AT_LEAST,
		  { true, true, false },
		  { ">=", "≥", "at least", "al menos", "por lo menos", "is at  least", "= ≥" } },
		{ VD_AS_LESS_THAN,
		  { false, false, true },
		  { "<", "less than", "fewer than", "under", "menos de", "menos del",
		    "son menos de" } },
		{ VD_AS_AT_MOST,
		  { false, true, true },
		  { "<=", "≤", "at most", "como mucho", "a lo sumo", "es a lo sumo" } },
		{ VD_AS_ABOUT,
		  { false, true, false },
		  { "≈", "~", "about", "almost", "around", "nearly", "unos", "unas", "cerca de",
		    "casi", "alrededor de", "cerca del", "alrededor del", "= about",
		    "is Nearly" } },
	};
	for (size_t r = 0; r < UNIT_COUNT(relations); r++) {
		for (size_t w = 0; relations[r].words[w]; w++) {
			for (int n = 2; n <= 4; n++) {
				const char *claim = vd_arena_format(unit.arena, "6 / 2 %s %d",
								    relations[r].words[w], n);
				struct outcome out = ask(claim);
				expect_verdict(claim, &out,
					       relations[r].holds[n - 2] ? VD_VERDICT_HOLDS
									 : VD_VERDICT_CONTRADICTED);
				cr_expect_eq(out.text.claim.as, relations[r].as, "`%s`", claim);
			}
		}
	}
	static const char *const equal[] = { "=", "is", "es", "son", "are", "equals", "ES" };
	for (size_t i = 0; i < UNIT_COUNT(equal); i++) {
		const char *claim = vd_arena_format(unit.arena, "6 / 2 %s 3", equal[i]);
		struct outcome out = ask(claim);
		expect_verdict(claim, &out, VD_VERDICT_EXACT);
	}
}

/* "About 300" is what rounds to 3 hundreds. */
Test(claim_text, takes_round_figures_as_round_where_it_says_about)
{
	static const struct {
		const char *claim;
		enum vd_verdict verdict;
	} cases[] = {
		{ "240 + 10 = about 300", VD_VERDICT_HOLDS },
		{ "240 + 9 = about 300", VD_VERDICT_CONTRADICTED },
		{ "340 + 9 = about 300", VD_VERDICT_HOLDS },
		{ "340 + 10 = about 300", VD_VERDICT_CONTRADICTED },
		{ "340 + 9 = 300", VD_VERDICT_CONTRADICTED },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		struct outcome out = ask(cases[i].claim);
		expect_verdict(cases[i].claim, &out, cases[i].verdict);
	}
}

/* Operands that are rounded: 4.1 / 20.3 lies between 4.05 / 20.35 and 4.15 / 20.25. */
Test(claim_text, widens_what_is_rounded)
{
	static const struct {
		const char *claim;
		enum vd_verdict exact, rounded;
	} cases[] = {
		{ "4.1 / 20.3 = 0.202", VD_VERDICT_ROUNDED, VD_VERDICT_ROUNDED },
		{ "4.1 / 20.3 = 0.204", VD_VERDICT_CONTRADICTED, VD_VERDICT_ROUNDED },
		{ "4.1 / 20.3 = 0.206", VD_VERDICT_CONTRADICTED, VD_VERDICT_CONTRADICTED },
		{ "5 / 0.4 = 12.5", VD_VERDICT_EXACT, VD_VERDICT_EXACT },
		{ "5 / 0 = 12.5", VD_VERDICT_NOT_TESTABLE, VD_VERDICT_NOT_TESTABLE },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		struct outcome out = ask(cases[i].claim);
		expect_verdict(cases[i].claim, &out, cases[i].exact);
		out = ask_as(cases[i].claim, &(struct vd_claim_style){ .rounded = true });
		expect_verdict(cases[i].claim, &out, cases[i].rounded);
	}
	struct outcome out =
		ask_as("4 million / 33 = 5", &(struct vd_claim_style){ .rounded = true });
	cr_expect(!out.is_read && out.error.column == 0 && out.error.length == 9);
}

/* The figure that would have been right, written as the claim's is; NULL where it is no shorter. */
Test(claim_text, writes_the_right_figure_as_the_claim_does)
{
	static const struct {
		const char *claim, *figure;
	} cases[] = {
		{ "63 of 92 = 68.47%", "68.48%" },
		{ "63 de 92 = 68,47 %", "68.48 %" },
		{ "63 of 92 = 68 per cent", "68 per cent" },
		{ "6485049.50 / 31488625 = 20 cents", "21 cents" },
		{ "6485049.50 / 31488625 = S/ 0.20 per person", "S/ 0.21 per person" },
		{ "6485049.50 / 31488625 = S/0.2", "S/0.2" },
		{ "1 in 18: 48590 of 8400421", "1 in 173" },
		{ "uno de cada 18: 48590 de 8400421", "uno de cada 173" },
		{ "14163523 → 6485049 = 54%", "-54%" },
		{ "14,163,523 - 400.50 = 14.1 million", "14.2 million" },
		{ "620195 / 93765 = 7.0 times", "6.6 times" },
		{ "46 of 92 = 51%", NULL },
		{ "299 of 500 = 59.44%", NULL },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		struct outcome out = ask(cases[i].claim);
		cr_assert(out.is_read, "`%s`: %s", cases[i].claim, out.error.message);
		const char *figure = vd_claim_text_figure(unit.arena, &out.text, &out.check);
		cr_expect(figure == cases[i].figure || vd_same(figure, cases[i].figure), "`%s`: %s",
			  cases[i].claim, figure ? figure : "none");
	}
}

/* 299 / 503 = 59.443…%; the nearest others over 502 and 504 are 59.56% and 59.33%. */
Test(claim_text, says_what_may_have_been_meant)
{
	struct outcome out = ask("299 of 500 = 59.44%");
	const char *words = vd_causes_words(unit.arena, &out.check.causes);
	cr_expect(strstr(words, "503 as base fits, and no other whole number"), "%s", words);
	out = ask("14163523 → 6485049 = 54.21%");
	cr_expect_eq(vd_causes_fact(&out.check.causes), VD_CAUSE_SIGN);
	out = ask("63 of 92 = 68.48");
	cr_expect_eq(vd_causes_fact(&out.check.causes), VD_CAUSE_UNIT);
}

/* Marks that can be read both ways: an error, unless the answer is the same. */
Test(claim_text, does_not_guess_a_decimal_mark)
{
	static const struct {
		const char *claim;
		uint32_t column, length;
		enum vd_verdict point, comma;
	} open[] = {
		{ "1.234 / 2 = 617", 0, 5, VD_VERDICT_CONTRADICTED, VD_VERDICT_EXACT },
		{ "2 / 1,234 = 0", 4, 5, VD_VERDICT_ROUNDED, VD_VERDICT_CONTRADICTED },
		{ "1,234 + 1,000 = 2,234", 0, 5, VD_VERDICT_EXACT, VD_VERDICT_EXACT },
		{ "5 / 2 = 2.500", 8, 5, VD_VERDICT_EXACT, VD_VERDICT_CONTRADICTED },
		{ "5 of 10 = 1.234%", 10, 6, VD_VERDICT_CONTRADICTED, VD_VERDICT_CONTRADICTED },
		{ "1.234 → 1.235 = 0.001", 0, 5, VD_VERDICT_EXACT, VD_VERDICTS },
		{ "7'678,474 / 2 = 3'839,237", 0, 9, VD_VERDICT_EXACT, VD_VERDICT_EXACT },
	};
	for (size_t i = 0; i < UNIT_COUNT(open); i++) {
		struct outcome point =
			ask_as(open[i].claim, &(struct vd_claim_style){ .decimal = "." });
		struct outcome comma =
			ask_as(open[i].claim, &(struct vd_claim_style){ .decimal = "," });
		struct outcome out = ask(open[i].claim);
		expect_verdict(open[i].claim, &point, open[i].point);
		/* A zero begins no group: that one has a single reading. */
		if (open[i].comma == VD_VERDICTS) {
			cr_expect(!comma.is_read && out.is_read, "`%s`", open[i].claim);
			continue;
		}
		expect_verdict(open[i].claim, &comma, open[i].comma);
		cr_assert(!out.is_read, "`%s`", open[i].claim);
		cr_expect(out.error.column == open[i].column && out.error.length == open[i].length,
			  "`%s`: %u+%u", open[i].claim, out.error.column, out.error.length);
		cr_expect(strstr(out.error.expected, "--decimal . for "), "%s", out.error.expected);
		cr_expect(strstr(out.error.expected, "--decimal , for "), "%s", out.error.expected);
	}
	static const struct {
		const char *claim;
		enum vd_verdict verdict;
	} settled[] = {
		{ "1.234 / 5.000 = 25%", VD_VERDICT_ROUNDED },
		{ "620,195 / 93,765 > 6", VD_VERDICT_HOLDS },
		{ "0,205 / 1 = 0,21", VD_VERDICT_ROUNDED },
		{ "1.234,5 - 0,5 = 1.234", VD_VERDICT_EXACT },
		{ "1,234.5 - 0.5 = 1,234", VD_VERDICT_EXACT },
		{ "1.234.567 / 1 = 1.234.567", VD_VERDICT_EXACT },
	};
	for (size_t i = 0; i < UNIT_COUNT(settled); i++) {
		struct outcome out = ask(settled[i].claim);
		expect_verdict(settled[i].claim, &out, settled[i].verdict);
	}
}

/* What cannot be read, with the place in characters. */
Test(claim_text, points_at_what_it_cannot_read)
{
	static const struct {
		const char *claim;
		uint32_t column, length;
		const char *message;
	} cases[] = {
		{ "63", 2, 1, "ends too early" },
		{ "63 of", 5, 1, "ends too early" },
		{ "63 of 92", 8, 1, "ends too early" },
		{ "63 of 92 =", 10, 1, "ends too early" },
		{ "68.47%:", 7, 1, "ends too early" },
		{ "from 5", 6, 1, "ends too early" },
		{ "much of 92 = 5%", 0, 4, "`much` is not understood" },
		{ "63 von 92 = 68.47%", 3, 3, "`von` is not understood" },
		{ "63 of 92 people = 68.47%", 9, 6, "`people` is not understood" },
		{ "ñandú de 92 = 5 %", 0, 5, "`ñandú` is not understood" },
		{ "63 of 92 = 68.47% of all", 18, 2, "`of` is not understood" },
		{ "63 of 92 = 68.47 apples", 17, 6, "`apples` is not understood" },
		{ "63 of 92 = 68.47 ☂", 17, 1, "`☂` is not understood" },
		{ "63 = 63", 3, 1, "one number alone" },
		{ "5 -3 = 2", 2, 1, "no minus" },
		{ "5-3 = 2", 1, 1, "no minus" },
		{ "5- 3 = 2", 1, 1, "no minus" },
		{ "5 – 3 = 2", 2, 1, "no minus" },
		{ "5 =< 3", 2, 1, "one number alone" },
		{ "5 / 3 =< 3", 6, 2, "two ways" },
		{ "5 / 3 => 3", 6, 2, "two ways" },
		{ "1 + 2 of 3 = 100%", 6, 2, "one step only" },
		{ "3 of 1 + 2 = 100%", 7, 1, "one step only" },
		{ "6 / 3 / 2 = 1", 6, 1, "one step only" },
		{ "6 - 3 - 2 = 1", 6, 1, "one step only" },
		{ "from 6 to 3 + 2 = 1", 12, 1, "one step only" },
		{ "(1 + 2 of 3 = 100%", 7, 2, "`of` is not understood" },
		{ "((1 + 2) of 3 = 100%", 1, 1, "`(` is not understood" },
		{ "1 + 2) = 3", 5, 1, "`)` is not understood" },
		{ "from 6 a 3 = 1", 7, 1, "`a` is not understood" },
		{ "de 6 to 3 = 1", 5, 2, "`to` is not understood" },
		{ "6 to 3 = 1", 2, 2, "`to` is not understood" },
		{ "68%: 63 of 92 = 68%", 14, 1, "`=` is not understood" },
		{ "5 : 63 : 92", 7, 1, "`:` is not understood" },
		{ "63 92 = 5%", 0, 5, "no number" },
		{ "12.34.5 of 92 = 5%", 0, 7, "no number" },
		{ "1,23 of 5.5 = 3%", 8, 3, "where `,` is the decimal mark" },
		{ "007 of 92 = 5%", 0, 3, "no number" },
		{ "1e5 of 92 = 5%", 1, 2, "`e5` is not understood" },
		{ "99999999999999999999 of 92 = 5%", 0, 20, "more digits" },
		{ "0.1234567891 of 92 = 5%", 0, 12, "more decimals" },
		{ "9999999999999 million / 92 = 5", 0, 21, "more digits" },
		{ "63% of 92 = 58", 0, 3, "only be added" },
		{ "12% → 15% = 25%", 6, 3, "only be added" },
		{ "12% + 15 = 27%", 6, 2, "this is none" },
		{ "12% + 15% = 27", 12, 2, "is no percentage" },
		{ "12 + 15 = 27%", 10, 3, "is a percentage" },
		{ "15 - 12 = 3 percentage points", 10, 19, "is a percentage" },
		{ "63 of 92 = 68 percentage points", 11, 20, "needs percentages" },
		{ "6 times / 2 = 3", 0, 7, "come" },
		{ "5 → 30 = 6 times", 9, 7, "said of something else" },
		{ "5 + 30 = 6 times", 9, 7, "said of something else" },
		{ "1 in 17: 84 + 1459", 0, 7, "a part and a whole" },
		{ "1 in 17%: 84 of 1459", 5, 3, "neither" },
		{ "S/ 5 + US$ 5 = 10", 7, 5, "two currencies" },
		{ "S/ 5 + 5 = $ 10", 11, 4, "two currencies" },
		{ "63 \xF0\x9D\x9F\x94 of 92 = 68.47%", 3, 1, "is not understood" },
		{ "", 0, 1, "is empty" },
		{ "   ", 0, 1, "is empty" },
		{ "63 of\n92 = 68%", 5, 1, "U+000A" },
		{ "63 of 92 = \x1B[31m68%", 11, 1, "U+001B" },
		{ "63 of 92 = 68%\x7F", 14, 1, "U+007F" },
		{ "63 of\xE2\x80\xAE 92 = 68%", 5, 1, "U+202E" },
		{ "63 of 92 = 68%\xFF", 14, 1, "no UTF-8" },
		{ "é\xC3", 1, 1, "no UTF-8" },
		{ "63 of 92 = 68\xED\xA0\x80%", 13, 1, "no UTF-8" },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		struct outcome out = ask(cases[i].claim);
		cr_assert(!out.is_read, "`%s` is read", cases[i].claim);
		cr_expect(out.error.column == cases[i].column &&
				  out.error.length == cases[i].length,
			  "`%s`: %u+%u %s", cases[i].claim, out.error.column, out.error.length,
			  out.error.message);
		cr_expect(strstr(out.error.message, cases[i].message), "`%s`: %s", cases[i].claim,
			  out.error.message);
	}
}

Test(claim_text, has_limits)
{
	/* 1 + 1 + … of 100 and of 101 operands */
	struct vd_buffer sum = { .arena = unit.arena };
	for (size_t i = 0; i < VD_CLAIM_OPERANDS; i++)
		vd_buffer_add(&sum, i ? " + 1" : "1");
	const char *full = vd_buffer_text(&sum);
	struct outcome out = ask(vd_arena_format(unit.arena, "%s = 100", full));
	expect_verdict("100 operands", &out, VD_VERDICT_EXACT);
	out = ask(vd_arena_format(unit.arena, "100: %s", full));
	expect_verdict("100 operands", &out, VD_VERDICT_EXACT);
	out = ask(vd_arena_format(unit.arena, "%s + 1 = 101", full));
	cr_expect(!out.is_read && out.error.column == 400, "%s", out.error.message);
	/* 1,000 characters and one more */
	for (uint32_t more = 0; more < 2; more++) {
		const char *claim = vd_arena_format(unit.arena, "1 → 2 = %*s1",
						    (int)(VD_CLAIM_CHARACTERS - 9 + more), "");
		out = ask(claim);
		cr_expect_eq(out.is_read, !more, "%u more", more);
	}
	/* What stands behind the claim's end is not looked at. */
	struct vd_claim_style style = { 0 };
	cr_expect(vd_claim_text_read(unit.arena, "6 / 2 = 3 and more", 9, &style, &out.text,
				     &out.error));
}

/* --- random claims, against whole numbers alone --- */

/* digits / 10^decimals, with groups of three or without. */
static const char *write_number(int64_t digits, int decimals, const char *mark, const char *group)
{
	char text[64];
	size_t i = sizeof(text) - 1, whole = 0;
	bool negative = digits < 0;
	uint64_t left = (uint64_t)(negative ? -digits : digits);
	text[i] = '\0';
	for (int k = 0; k < decimals; k++, left /= 10)
		text[--i] = (char)('0' + (int)(left % 10));
	if (decimals)
		text[--i] = *mark;
	do {
		if (whole && whole % 3 == 0 && *group)
			text[--i] = *group;
		text[--i] = (char)('0' + (int)(left % 10));
		left /= 10;
		whole++;
	} while (left);
	return vd_arena_format(unit.arena, "%s%s", negative ? "-" : "", text + i);
}

/* numerator / denominator in units of 10^-decimals, cut off and rounded half away from zero. */
struct digits {
	int64_t cut, rounded;
	bool is_whole;
};

static struct digits digits_of(int64_t numerator, int64_t denominator, int decimals)
{
	vd_int128 scaled = numerator;
	for (int i = 0; i < decimals; i++)
		scaled *= 10;
	vd_int128 cut = scaled / denominator, rest = scaled % denominator;
	vd_int128 size = rest < 0 ? -rest : rest;
	vd_int128 away = 2 * size >= denominator ? (rest < 0 ? -1 : 1) : 0;
	return (struct digits){ (int64_t)cut, (int64_t)(cut + away), rest == 0 };
}

struct made {
	const char *before, *between, *behind; /* around the two numbers and the figure */
	const char *unit;
	bool is_change;
	int shift; /* 2 for a percentage */
};

static void expect_made(const struct made *made, int64_t first, int64_t second, int decimals,
			bool comma)
{
	const char *mark = comma ? "," : ".", *group = comma ? "." : ",";
	struct vd_claim_style style = { .decimal = mark };
	int64_t over = made->is_change ? second - first : first;
	int64_t under = made->is_change ? first : second;
	struct digits right = digits_of(over * (made->shift ? 100 : 1), under, decimals);
	/* A sign is not written at zero. */
	if (over < 0 && !right.cut)
		return;
	const int64_t printed[] = { right.rounded, right.cut, right.rounded + 1, right.cut - 1,
				    right.rounded + 10 };
	for (size_t i = 0; i < UNIT_COUNT(printed); i++) {
		enum vd_verdict verdict = VD_VERDICT_CONTRADICTED;
		if (printed[i] == right.rounded)
			verdict = right.is_whole ? VD_VERDICT_EXACT : VD_VERDICT_ROUNDED;
		else if (printed[i] == right.cut)
			verdict = VD_VERDICT_TRUNCATED;
		const char *claim = vd_arena_format(unit.arena, "%s%s%s%s%s%s%s", made->before,
						    write_number(first, 0, mark, group),
						    made->between,
						    write_number(second, 0, mark, ""), made->behind,
						    write_number(printed[i], decimals, mark, group),
						    made->unit);
		struct outcome out = ask_as(claim, &style);
		expect_verdict(claim, &out, verdict);
	}
}

Test(claim_text, tells_rounded_from_cut_off_and_wrong)
{
	static const struct made kinds[] = {
		{ "", " of ", " = ", "%", false, 2 },
		{ "", " de cada ", " son ", " por ciento", false, 2 },
		{ "", "/", "=", "", false, 0 },
		{ "", " → ", " is ", "%", true, 2 },
		{ "from ", " to ", " = ", " percent", true, 2 },
		{ "de ", " a ", " es ", " %", true, 2 },
	};
	uint64_t state = 1234;
	for (int round = 0; round < 600; round++) {
		uint32_t most = round % 2 ? 1000 : 100000000;
		int64_t first = (int64_t)unit_random(&state, most) + 1;
		int64_t second = (int64_t)unit_random(&state, most) + 1;
		const struct made *made = &kinds[unit_random(&state, UNIT_COUNT(kinds))];
		expect_made(made, first, second, (int)unit_random(&state, 5), round % 3 == 0);
	}
}

Test(claim_text, adds_and_subtracts)
{
	uint64_t state = 77;
	for (int round = 0; round < 300; round++) {
		int64_t a = (int64_t)unit_random(&state, 1000000000);
		int64_t b = (int64_t)unit_random(&state, 1000000000), c = a % 1000;
		int decimals = (int)unit_random(&state, 4);
		struct vd_claim_style style = { .decimal = "." };
		for (int64_t off = 0; off < 2; off++) {
			const char *sum =
				vd_arena_format(unit.arena, "%s + %s + %s = %s",
						write_number(a, decimals, ".", ","),
						write_number(b, decimals, ".", ""),
						write_number(c, decimals, ".", ""),
						write_number(a + b + c + off, decimals, ".", ","));
			const char *less = vd_arena_format(
				unit.arena, "%s - %s = %s", write_number(a, decimals, ".", ","),
				write_number(b, decimals, ".", ","),
				write_number(a - b - off, decimals, ".", ","));
			enum vd_verdict verdict = off ? VD_VERDICT_CONTRADICTED : VD_VERDICT_EXACT;
			struct outcome out = ask_as(sum, &style);
			expect_verdict(sum, &out, verdict);
			out = ask_as(less, &style);
			expect_verdict(less, &out, verdict);
		}
	}
}

/* Claims with bytes changed: an error has its place in the text, and nothing falls over. */
Test(claim_text, stands_claims_that_are_damaged)
{
	static const char bytes[] = "0123456789.,' %+-/()=<>:~SUof de\xC3\xA9\xE2\x86\x92\x01\xFF";
	uint64_t state = 5;
	for (int round = 0; round < 6000; round++) {
		const char *from = worked[unit_random(&state, UNIT_COUNT(worked))].claim;
		size_t length = strlen(from);
		char *claim = vd_arena_copy(unit.arena, from, length);
		for (uint32_t edits = unit_random(&state, 4); edits; edits--)
			claim[unit_random(&state, (uint32_t)length)] =
				bytes[unit_random(&state, sizeof(bytes) - 1)];
		struct vd_claim_style style = { .rounded = round % 5 == 0 };
		struct outcome out = ask_as(claim, &style);
		if (out.is_read) {
			vd_causes_words(unit.arena, &out.check.causes);
			continue;
		}
		cr_expect(*out.error.message && out.error.length);
		if (out.error.text)
			cr_expect_leq(out.error.column + out.error.length,
				      (uint32_t)vd_utf8_width(out.error.text) + 1, "`%s`", claim);
	}
}
