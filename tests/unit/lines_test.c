/* Budget lines added up: worked by hand, and the same whoever adds which line. */
#include "budget/lines.h"

#include <stdlib.h>
#include <string.h>

#include "tests/unit/helper.h"

TestSuite(lines, .init = unit_open, .fini = unit_close);

static struct vd_slice slice(const char *text)
{
	return (struct vd_slice){ text, strlen(text) };
}

enum { YEAR, CODE, NAME, TYPE, FIRST, SECOND, CELLS };

static const struct vd_slice codes[] = { { "SD", 2 }, { "n/a", 3 } };
static const struct vd_line_amount two_amounts[] = { { .cell = FIRST, .figure = 0 },
						     { .cell = SECOND, .figure = 1 } };

static struct vd_line_plan plan_of(const struct vd_line_amount *amounts, size_t count)
{
	return (struct vd_line_plan){
		.cells = CELLS,
		.parts = { [VD_LINE_YEAR] = YEAR,
			   [VD_LINE_CODE] = CODE,
			   [VD_LINE_REGION] = -1,
			   [VD_LINE_LEVEL] = -1,
			   [VD_LINE_NAME] = NAME,
			   [VD_LINE_REGION_NAME] = -1 },
		.amounts = amounts,
		.amount_count = count,
		.figures = 2,
		.style = { .numbers = vd_plain_numbers,
			   .currency = vd_no_currency,
			   .unit = { 1, 0, false } },
		.codes = codes,
		.code_count = UNIT_COUNT(codes),
	};
}

/* "2016|07|Interior|A|1.00|2.00" */
static enum vd_line_use add(struct vd_lines *lines, const char *text, uint64_t line)
{
	struct vd_slice cells[CELLS];
	for (size_t i = 0; i < CELLS; i++) {
		size_t bytes = strcspn(text, "|");
		cells[i] = (struct vd_slice){ text, bytes };
		text += bytes + (text[bytes] == '|');
	}
	return vd_lines_add(lines, cells, line);
}

static const char *text_of(struct vd_slice text)
{
	return text.text ? vd_arena_copy(unit.arena, text.text, text.bytes) : "-";
}

/* A line for each group: keys, names, sums, counts. */
static const char *shown(struct vd_lines *lines)
{
	const struct vd_line_group *const *groups = NULL;
	size_t count = vd_lines_groups(lines, &groups);
	const char *text = "";
	for (size_t i = 0; i < count; i++) {
		const struct vd_line_group *group = groups[i];
		text = vd_arena_format(unit.arena, "%s%s/%s/%s/%s lines %d..%d of %d", text,
				       text_of(group->keys[VD_LINE_YEAR]),
				       text_of(group->keys[VD_LINE_CODE]),
				       text_of(vd_line_part_of(group, VD_LINE_NAME)),
				       text_of(vd_line_other_of(group, VD_LINE_NAME)),
				       (int)group->first_line, (int)group->last_line,
				       (int)group->lines);
		for (size_t k = 0; k < 2; k++)
			text = vd_arena_format(unit.arena, "%s, %lld of %d", text,
					       (long long)group->figures[k].sum,
					       (int)group->figures[k].amounts);
		for (size_t k = 0; k < 2; k++)
			if (group->figures[k].missing)
				text = vd_arena_format(unit.arena, "%s, %d missing as %s", text,
						       (int)group->figures[k].missing,
						       text_of(codes[group->figures[k].code]));
		text = vd_arena_format(unit.arena, "%s\n", text);
	}
	return text;
}

Test(lines, add_up_by_year_and_code)
{
	struct vd_line_plan plan = plan_of(two_amounts, 2);
	struct vd_lines *lines = vd_lines_open(&plan, unit.arena);
	cr_expect_str_eq(shown(lines), "");
	cr_expect_eq(add(lines, "2016|07|Interior|A|1.00|2.50", 2), VD_LINE_USED);
	cr_expect_eq(add(lines, "2015|07|Interior|A|-4.00|0.01", 3), VD_LINE_USED);
	cr_expect_eq(add(lines, "2016|07|Interior|A|10.00|SD", 5), VD_LINE_USED);
	cr_expect_eq(add(lines, "2016|7|Interior|A|3| n/a ", 9), VD_LINE_USED);
	cr_expect_str_eq(
		shown(lines),
		"2015/07/Interior/- lines 3..3 of 1, -400 of 1, 1 of 1\n"
		"2016/07/Interior/- lines 2..5 of 2, 1100 of 2, 250 of 1, 1 missing as SD\n"
		"2016/7/Interior/- lines 9..9 of 1, 300 of 1, 0 of 0, 1 missing as n/a\n");
}

/* Keys are compared as a whole: where one ends and the next begins makes a difference. */
Test(lines, tell_neighbouring_keys_apart)
{
	struct vd_line_plan plan = plan_of(two_amounts, 2);
	struct vd_lines *lines = vd_lines_open(&plan, unit.arena);
	add(lines, "201|67|a|A|1|1", 1);
	add(lines, "2016|7|b|A|2|2", 2);
	add(lines, "|20167|c|A|4|4", 3);
	add(lines, "20167||d|A|8|8", 4);
	cr_expect_str_eq(shown(lines), "/20167/c/- lines 3..3 of 1, 400 of 1, 400 of 1\n"
				       "201/67/a/- lines 1..1 of 1, 100 of 1, 100 of 1\n"
				       "2016/7/b/- lines 2..2 of 1, 200 of 1, 200 of 1\n"
				       "20167//d/- lines 4..4 of 1, 800 of 1, 800 of 1\n");
}

Test(lines, keep_the_last_name_and_another)
{
	struct vd_line_plan plan = plan_of(two_amounts, 2);
	struct vd_lines *lines = vd_lines_open(&plan, unit.arena);
	add(lines, "1|a|x|A|1|1", 1);
	add(lines, "1|a|y|A|1|1", 2);
	add(lines, "1|a|x|A|1|1", 3); /* as at first: the one between is the other */
	add(lines, "1|b|x|A|1|1", 4);
	add(lines, "1|b|y|A|1|1", 5);
	add(lines, "1|b|z|A|1|1", 6); /* the first is the other */
	cr_expect_str_eq(shown(lines), "1/a/x/y lines 1..3 of 3, 300 of 3, 300 of 3\n"
				       "1/b/z/x lines 4..6 of 3, 300 of 3, 300 of 3\n");
}

/* Or a long file whose names alternate would fill the memory. */
Test(lines, write_a_changed_name_over_the_one_before)
{
	static const char *const given[] = { "1|a|x|A|1|1", "1|a|yes|A|1|1", "1|a|no|A|1|1" };
	struct vd_line_plan plan = plan_of(two_amounts, 2);
	struct vd_lines *lines = vd_lines_open(&plan, unit.arena);
	const struct vd_line_group *const *groups = NULL;
	const char *place = NULL;
	for (uint64_t line = 1; line <= 999; line++) {
		add(lines, given[line % 3], line);
		vd_lines_groups(lines, &groups);
		if (line == 2)
			place = vd_line_part_of(groups[0], VD_LINE_NAME).text;
		if (line > 2)
			cr_assert_eq(vd_line_part_of(groups[0], VD_LINE_NAME).text, place,
				     "line %d", (int)line);
	}
	struct vd_lines *whole = vd_lines_open(&plan, unit.arena);
	vd_lines_merge(whole, lines);
	add(whole, "1|a|later|A|1|1", 1000);
	cr_expect_str_eq(shown(lines),
			 "1/a/x/yes lines 1..999 of 999, 99900 of 999, 99900 of 999\n");
	cr_expect_str_eq(shown(whole),
			 "1/a/later/yes lines 1..1000 of 1000, 100000 of 1000, 100000 of 1000\n");
}

Test(lines, count_what_the_conditions_ask_for)
{
	static const struct vd_slice types[] = { { "A", 1 }, { "BC", 2 } };
	static const struct {
		bool is_prefix, is_negated;
		const char *used; /* of A, AB, BC, BCD, C and nothing */
	} cases[] = {
		{ false, false, "y.y..." },
		{ false, true, ".y.yyy" },
		{ true, false, "yyyy.." },
		{ true, true, "....yy" },
	};
	static const char *const given[] = { "A", "AB", "BC", "BCD", "C", "" };
	for (size_t c = 0; c < UNIT_COUNT(cases); c++) {
		struct vd_line_condition condition = { .cell = TYPE,
						       .is_prefix = cases[c].is_prefix,
						       .is_negated = cases[c].is_negated,
						       .values = types,
						       .count = 2 };
		struct vd_line_plan plan = plan_of(two_amounts, 2);
		plan.where = (struct vd_line_conditions){ &condition, 1 };
		for (size_t i = 0; i < UNIT_COUNT(given); i++) {
			struct vd_lines *lines = vd_lines_open(&plan, unit.arena);
			bool used = add(lines,
					vd_arena_format(unit.arena, "1|a|x|%s|1|1", given[i]),
					1) == VD_LINE_USED;
			cr_expect_eq(used, cases[c].used[i] == 'y', "case %zu: `%s`", c, given[i]);
		}
	}
}

/* Which values were met, of the plan's conditions and of those of each amount: "yn yyn". */
static const char *met(const struct vd_lines *lines, const struct vd_line_plan *plan)
{
	const char *text = "";
	for (size_t a = 0; a <= plan->amount_count; a++) {
		const struct vd_line_conditions *where = a ? &plan->amounts[a - 1].where
							   : &plan->where;
		for (size_t i = 0; i < where->count; i++) {
			text = vd_arena_format(unit.arena, "%s%s", text, *text ? " " : "");
			for (size_t k = 0; k < where->items[i].count; k++)
				text = vd_arena_format(
					unit.arena, "%s%c", text,
					vd_lines_have_met(lines, a ? a - 1 : VD_LINE_EVERY, i, k)
						? 'y'
						: 'n');
		}
	}
	return text;
}

/* Whatever the order of the conditions, and whoever adds which line. */
Test(lines, tell_which_values_were_met)
{
	static const struct vd_slice types[] = { { "A", 1 }, { "total", 5 }, { "A", 1 } };
	static const struct vd_slice others[] = { { "TOTAL", 5 }, { "B", 1 }, { NULL, SIZE_MAX } };
	static const struct vd_slice begins[] = { { "x", 1 }, { "xy", 2 }, { "z", 1 } };
	static const struct vd_line_condition where[] = {
		{ .cell = CODE, .values = types, .count = 3 },
		{ .cell = TYPE, .is_negated = true, .values = others, .count = 3 },
		{ .cell = CODE, .values = types, .count = 3 },
	};
	static const struct vd_line_condition prefix = {
		.cell = NAME, .is_prefix = true, .values = begins, .count = 3
	};
	const struct vd_line_amount amounts[] = {
		{ .cell = FIRST, .figure = 0, .where = { &prefix, 1 } },
		{ .cell = SECOND, .figure = 0, .where = { &prefix, 1 } },
		{ .cell = SECOND, .figure = 1 },
	};
	static const char *const given[] = {
		"1|A|xyz|Total|1|2", /* begins with two of the values */
		"1|C|zone|B|1|2",    /* passed over: no amount of it is looked at */
		"1|C|zone|A|1|2",
	};
	for (size_t first = 0; first < 2; first++) {
		struct vd_line_plan plan = plan_of(amounts, 3);
		plan.where = (struct vd_line_conditions){ where + first, 2 };
		struct vd_lines *none = vd_lines_open(&plan, unit.arena);
		struct vd_lines *whole = vd_lines_open(&plan, unit.arena);
		struct vd_lines *merged = vd_lines_open(&plan, unit.arena);
		const char *expected = first ? "nyn yny yyn yyn" : "yny nyn yyn yyn";
		cr_expect_str_eq(met(none, &plan), "nnn nnn nnn nnn");
		for (size_t i = 0; i < UNIT_COUNT(given); i++) {
			struct vd_lines *part = vd_lines_open(&plan, unit.arena);
			add(whole, given[i], i);
			add(part, given[i], i);
			vd_lines_merge(merged, part);
		}
		cr_expect_str_eq(met(whole, &plan), expected);
		cr_expect_str_eq(met(merged, &plan), expected);
		cr_expect_str_eq(shown(merged), "1/A/xyz/- lines 0..0 of 1, 300 of 2, 200 of 1\n");
		/* With all values of a condition met, no one looks any more; the lines count all the same. */
		add(merged, "1|total|z|TOTAL|1|2", 7);
		add(merged, "1|total|z|Total|1|2", 8);
		cr_expect_str_eq(met(merged, &plan), first ? "yyn yyy yyy yyy" : "yyy yyn yyy yyy");
		cr_expect_str_eq(shown(merged),
				 "1/A/xyz/- lines 0..0 of 1, 300 of 2, 200 of 1\n"
				 "1/total/z/- lines 8..8 of 1, 300 of 2, 200 of 1\n");
	}
}

/* A long file: one column of amounts, and another that says which stage each is of. */
Test(lines, add_amounts_by_conditions_of_their_own)
{
	static const struct vd_slice a[] = { { "A", 1 } }, b[] = { { "B", 1 } };
	static const struct vd_line_condition is_a = { .cell = TYPE, .values = a, .count = 1 };
	static const struct vd_line_condition is_b = { .cell = TYPE, .values = b, .count = 1 };
	const struct vd_line_amount amounts[] = {
		{ .cell = FIRST, .figure = 0, .where = { &is_a, 1 } },
		{ .cell = FIRST, .figure = 1, .where = { &is_b, 1 } },
		{ .cell = SECOND, .figure = 1, .where = { &is_b, 1 } },
	};
	struct vd_line_plan plan = plan_of(amounts, 3);
	struct vd_lines *lines = vd_lines_open(&plan, unit.arena);
	cr_expect_eq(add(lines, "1|a|x|A|1|no number", 1), VD_LINE_USED);
	cr_expect_eq(add(lines, "1|a|x|B|20|300", 2), VD_LINE_USED);
	/* What no amount asks for is in no figure, and its group need not be there. */
	cr_expect_eq(add(lines, "1|a|y|C|?|?", 3), VD_LINE_PASSED_OVER);
	cr_expect_eq(add(lines, "1|b|x|C|1|1", 4), VD_LINE_PASSED_OVER);
	cr_expect_str_eq(shown(lines), "1/a/x/- lines 1..2 of 2, 100 of 1, 32000 of 2\n");
}

Test(lines, leave_a_faulty_line_out_as_a_whole)
{
	struct vd_line_plan plan = plan_of(two_amounts, 2);
	struct vd_lines *lines = vd_lines_open(&plan, unit.arena);
	const struct vd_line_fault *faults = NULL;
	cr_expect_eq(add(lines, "1|a|x|A|1|2", 1), VD_LINE_USED);
	cr_expect_eq(vd_lines_faults(lines, &faults), 0);
	cr_expect_eq(add(lines, "1|a|x|A|1.5x|", 2), VD_LINE_FAULTY);
	cr_assert_eq(vd_lines_faults(lines, &faults), 2);
	cr_expect_eq(faults[0].cell, FIRST);
	cr_expect_eq(faults[0].status, VD_NUMBER_MALFORMED);
	cr_expect_eq(faults[0].at, 3);
	cr_expect_eq(faults[1].cell, SECOND);
	cr_expect_eq(faults[1].status, VD_NUMBER_NONE);
	char *name = vd_arena_take(unit.arena, VD_LINE_TEXT_MOST + 2, 1);
	memset(name, 'n', VD_LINE_TEXT_MOST);
	cr_expect_eq(add(lines, vd_arena_format(unit.arena, "1|a|%s|A|1|2", name), 3),
		     VD_LINE_USED);
	name[VD_LINE_TEXT_MOST] = 'n';
	cr_expect_eq(add(lines, vd_arena_format(unit.arena, "1|a|%s|A|1|2", name), 4),
		     VD_LINE_FAULTY);
	cr_assert_eq(vd_lines_faults(lines, &faults), 1);
	cr_expect(faults[0].is_text);
	cr_expect_eq(faults[0].cell, NAME);
	const struct vd_line_group *const *groups = NULL;
	cr_assert_eq(vd_lines_groups(lines, &groups), 1);
	cr_expect_eq((int64_t)groups[0]->figures[0].sum, 200);
}

/* 128 bits: what goes beyond 64 on the way is exact in the end. */
Test(lines, pass_beyond_64_bits)
{
	struct vd_line_plan plan = plan_of(two_amounts, 2);
	struct vd_lines *lines = vd_lines_open(&plan, unit.arena);
	for (uint64_t i = 0; i < 4; i++)
		add(lines, "1|a|x|A|92233720368547758.07|1", i);
	for (uint64_t i = 4; i < 8; i++)
		add(lines, "1|a|x|A|-92233720368547758.06|1", i);
	const struct vd_line_group *const *groups = NULL;
	cr_assert_eq(vd_lines_groups(lines, &groups), 1);
	cr_expect(groups[0]->figures[0].sum == 4);
}

Test(lines, take_so_many_groups_and_no_more)
{
	struct vd_line_plan plan = plan_of(two_amounts, 2);
	struct vd_lines *lines = vd_lines_open(&plan, unit.arena), *one = NULL;
	for (int i = 0; i < VD_LINE_GROUPS_MOST; i++)
		cr_assert_eq(add(lines, vd_arena_format(unit.arena, "1|%d|x|A|1|1", i), 1),
			     VD_LINE_USED);
	cr_expect_eq(add(lines, "1|0|x|A|1|1", 2), VD_LINE_USED);
	cr_expect_eq(add(lines, "1|new|x|A|1|1", 3), VD_LINE_TOO_MANY);
	one = vd_lines_open(&plan, unit.arena);
	add(one, "1|5|x|A|1|1", 1);
	cr_expect(vd_lines_merge(lines, one));
	add(one, "1|other|x|A|1|1", 1);
	cr_expect_not(vd_lines_merge(lines, one));
}

/* The same lines, all in one or dealt out to several and put together in any order. */
Test(lines, come_to_the_same_whoever_adds_them)
{
	enum { ROUNDS = 300, LINES_MOST = 60, PARTS_MOST = 5 };
	static const char *const names[] = { "x", "y", "z" };
	static const char *const amounts[] = { "1.00", "-2.50", "SD", "n/a", "1000000" };
	struct vd_line_plan plan = plan_of(two_amounts, 2);
	srand(7);
	for (int round = 0; round < ROUNDS; round++) {
		struct vd_lines *whole = vd_lines_open(&plan, unit.arena);
		struct vd_lines *merged = vd_lines_open(&plan, unit.arena);
		struct vd_lines *parts[PARTS_MOST];
		int part_count = 1 + rand() % PARTS_MOST;
		for (int p = 0; p < part_count; p++)
			parts[p] = vd_lines_open(&plan, unit.arena);
		int count = rand() % LINES_MOST;
		for (int i = 0; i < count; i++) {
			const char *line = vd_arena_format(unit.arena, "%d|%d|%s|A|%s|%s",
							   2015 + rand() % 2, rand() % 3,
							   names[rand() % 3], amounts[rand() % 5],
							   amounts[rand() % 5]);
			add(whole, line, (uint64_t)i + 1);
			add(parts[rand() % part_count], line, (uint64_t)i + 1);
		}
		for (int p = part_count; p--;)
			cr_assert(vd_lines_merge(merged, parts[p]));
		cr_assert_str_eq(shown(merged), shown(whole));
	}
}

static bool upper(void *context, enum vd_line_part part, uint64_t line, struct vd_slice *text)
{
	const char **seen = context;
	*seen = vd_arena_format(unit.arena, "%s%d:%d:%s ", *seen, (int)part, (int)line,
				text_of(*text));
	*text = slice(vd_arena_format(unit.arena, "<%s>", text_of(*text)));
	return line != 2;
}

Test(lines, are_converted_once_each)
{
	struct vd_line_plan plan = plan_of(two_amounts, 2);
	struct vd_lines *lines = vd_lines_open(&plan, unit.arena);
	add(lines, "1|a|x|A|1|1", 1);
	add(lines, "1|a|y|A|1|1", 2);
	add(lines, "1|a|z|A|1|1", 3);
	const char *seen = "";
	cr_expect_not(vd_lines_convert(lines, upper, &seen));
	cr_expect_str_eq(seen, "0:1:1 1:1:a 4:1:x 4:2:y 4:3:z ");
	cr_expect_str_eq(shown(lines), "<1>/<a>/<z>/<x> lines 1..3 of 3, 300 of 3, 300 of 3\n");
	seen = "";
	struct vd_lines *one = vd_lines_open(&plan, unit.arena);
	add(one, "1|a|x|A|1|1", 1);
	add(one, "1|a|x|A|1|1", 5);
	cr_expect(vd_lines_convert(one, upper, &seen));
	cr_expect_str_eq(seen, "0:1:1 1:1:a 4:1:x ");
	cr_expect_str_eq(shown(one), "<1>/<a>/<x>/- lines 1..5 of 2, 200 of 2, 200 of 2\n");
}
