/* Sets of amounts that make a sum: worked by hand, and against every set there is. */
#include "budget/subset.h"

#include <math.h>

#include "tests/unit/helper.h"

TestSuite(subset, .init = unit_open, .fini = unit_close);

static struct vd_subsets find(const int64_t *amounts, size_t count, int64_t target)
{
	return vd_subset_find(unit.arena, amounts, count, target, target, VD_SUBSET_MOST);
}

#define FIND(target, ...)                                                                          \
	find((const int64_t[]){ __VA_ARGS__ },                                                     \
	     sizeof((const int64_t[]){ __VA_ARGS__ }) / sizeof(int64_t), (target))

/* The sets kept, as indices: "0+2, 1+2". */
static const char *shown(const struct vd_subsets *sets)
{
	struct vd_buffer text = { .arena = unit.arena };
	for (size_t i = 0; i < sets->kept_count; i++)
		for (size_t k = 0; k < sets->size; k++)
			vd_buffer_add(&text, vd_arena_format(unit.arena, "%s%zu",
							     k > 0   ? "+"
							     : i > 0 ? ", "
								     : "",
							     sets->kept[i].items[k]));
	return vd_buffer_text(&text);
}

static void check(struct vd_subsets sets, size_t count, const char *kept)
{
	cr_expect_eq(sets.count, count, "%zu, not %zu: %s", sets.count, count, shown(&sets));
	cr_expect_str_eq(shown(&sets), kept);
	cr_expect_eq(sets.size == 0, count == 0);
}

Test(subset, finds_the_fewest_amounts)
{
	check(FIND(500, 100, 500, 70), 1, "1");
	check(FIND(170, 100, 500, 70), 1, "0+2");
	check(FIND(671, 100, 500, 1, 70, 13), 1, "0+1+2+3");
	check(FIND(614, 100, 500, 1, 70, 13), 1, "0+1+2+4");
	check(FIND(583, 100, 500, 70, 13), 1, "1+2+3");
	/* 3 stands there itself: that it is 1 + 2, too, does not count. */
	check(FIND(3, 1, 2, 3), 1, "2");
	check(FIND(9, 4, 5, 2, 3, 4), 2, "0+1, 1+4");
}

Test(subset, finds_nothing)
{
	check(FIND(15, 1, 2, 4), 0, "");
	check(FIND(INT64_MAX, 1, 2, 4), 0, "");
	check(FIND(INT64_MIN, -1, -2, -4), 0, "");
	check(FIND(-3, 1, 2, 4), 0, "");
	check(FIND(31, 1, 2, 4, 8, 16), 0, ""); /* it takes five */
	check(vd_subset_find(unit.arena, NULL, 0, 1, 1, VD_SUBSET_MOST), 0, "");
	cr_expect_eq(vd_subset_find(unit.arena, NULL, 0, 1, 1, VD_SUBSET_MOST).expected, 0);
	check(FIND(5, 0, 0, 0), 0, "");
}

Test(subset, looks_up_to_the_size_asked_for)
{
	static const int64_t amounts[] = { 1, 2, 4, 8 };
	for (size_t most = 1; most <= VD_SUBSET_MOST; most++) {
		struct vd_subsets sets = vd_subset_find(unit.arena, amounts, 4, 15, 15, most);
		check(sets, most == 4, most == 4 ? "0+1+2+3" : "");
		cr_expect_gt(sets.expected, 0);
	}
}

Test(subset, never_has_zeros)
{
	check(FIND(7, 0, 7, 0), 1, "1");
	check(FIND(12, 0, 5, 0, 7, 0, 0), 1, "1+3");
	check(FIND(3, 0, 3, 0, 3), 2, "1, 3");
}

Test(subset, takes_equal_amounts_as_different)
{
	check(FIND(5, 5, 1, 5, 5), 3, "0, 2, 3");
	check(FIND(10, 5, 1, 5, 5), 3, "0+2, 0+3, 2+3");
	check(FIND(6, 5, 1, 5, 1), 4, "0+1, 0+3, 1+2, 2+3");
	check(FIND(11, 5, 1, 5, 5), 3, "0+1+2, 0+1+3, 1+2+3");
	check(FIND(20, 5, 5, 5, 5, 5), 5, "0+1+2+3, 0+1+2+4, 0+1+3+4, 0+2+3+4, 1+2+3+4");
	check(FIND(22, 5, 6, 5, 6), 1, "0+1+2+3");
	/* One 5 is not two. */
	check(FIND(10, 5, 1, 2), 0, "");
	check(FIND(20, 5, 2, 1), 0, "");
}

Test(subset, takes_any_sign)
{
	check(FIND(-500, 100, -500, 70), 1, "1");
	check(FIND(-430, 100, -500, 70), 1, "1+2");
	check(FIND(30, 100, -500, -70), 1, "0+2");
	check(FIND(330, 900, -500, -70, 3), 1, "0+1+2");
	check(FIND(-329, -900, 500, 70, 1), 1, "0+1+2+3");
	/* With 8 and -8 there would be larger sets, too. */
	check(FIND(5, 3, 2, 8, -8), 1, "0+1");
	check(FIND(5, 3, 1, 1, 8, -8), 1, "0+1+2");
}

Test(subset, takes_the_largest_amounts)
{
	const int64_t large = INT64_C(1) << 60;
	check(FIND(3 * large + 2, large, 2, large, large), 1, "0+1+2+3");
	check(FIND(-3 * large - 2, -large, -2, -large, -large), 1, "0+1+2+3");
	check(FIND(large, 2 * large, -large, 1), 1, "0+1");
	/* Their magnitudes make 2^62: too large. */
	check(FIND(large, large, large, large, large), 0, "");
	check(FIND(INT64_MIN, INT64_MIN, 1), 0, "");
}

Test(subset, takes_a_window)
{
	static const int64_t amounts[] = { 1000, 1049, 1050, 951, 950, 949, -1000, 51 };
	check(vd_subset_find(unit.arena, amounts, 8, 950, 1049, 4), 4, "0, 1, 3, 4");
	check(vd_subset_find(unit.arena, amounts, 8, -1049, -950, 4), 1, "6");
	check(vd_subset_find(unit.arena, amounts, 8, 2048, 2050, 4), 2, "0+1, 0+2");
	check(vd_subset_find(unit.arena, amounts, 8, -950, -949, 4), 1, "6+7");
	/* No window: it has zero in it, or its ends are the other way round. */
	check(vd_subset_find(unit.arena, amounts, 8, -1000, 1000, 4), 0, "");
	check(vd_subset_find(unit.arena, amounts, 8, 0, 1000, 4), 0, "");
	check(vd_subset_find(unit.arena, amounts, 8, 1000, 999, 4), 0, "");
}

Test(subset, stops_counting)
{
	int64_t amounts[1200];
	for (size_t i = 0; i < 1200; i++)
		amounts[i] = 7;
	check(find(amounts, 999, 7), 999, "0, 1, 2, 3, 4, 5, 6, 7");
	for (size_t size = 1; size <= VD_SUBSET_MOST; size++) {
		struct vd_subsets sets = find(amounts, 1200, 7 * (int64_t)size);
		cr_expect_eq(sets.size, size);
		cr_expect_eq(sets.count, VD_SUBSETS_COUNTED);
		cr_expect_eq(sets.kept_count, VD_SUBSETS_KEPT);
		for (size_t i = 0; i < size; i++)
			cr_expect_eq(sets.kept[0].items[i], i);
	}
}

/* All sets of a size, in the order of their indices. */
static struct vd_subsets sets_of(const int64_t *amounts, size_t count, int64_t low, int64_t high,
				 size_t size)
{
	struct vd_subsets sets = { .size = size };
	/* The first amount is the highest bit, so from the highest number down. */
	for (uint32_t mask = (UINT32_C(1) << count) - 1; mask > 0; mask--) {
		struct vd_subset set = { .items = { 0 } };
		size_t taken = 0;
		int64_t sum = 0;
		bool has_zero = false;
		for (size_t i = 0; i < count && taken <= size; i++) {
			if (!(mask >> (count - 1 - i) & 1))
				continue;
			if (taken < size)
				set.items[taken] = i;
			taken++;
			sum += amounts[i];
			has_zero = has_zero || amounts[i] == 0;
		}
		if (taken != size || has_zero || sum < low || sum > high)
			continue;
		if (sets.kept_count < VD_SUBSETS_KEPT)
			sets.kept[sets.kept_count++] = set;
		sets.count++;
	}
	return sets;
}

static struct vd_subsets all_sets(const int64_t *amounts, size_t count, int64_t low, int64_t high,
				  size_t most)
{
	for (size_t size = 1; size <= most; size++) {
		struct vd_subsets sets = sets_of(amounts, count, low, high, size);
		if (sets.count)
			return sets;
	}
	return (struct vd_subsets){ .size = 0 };
}

static void check_same(const struct vd_subsets *found, const struct vd_subsets *wanted)
{
	cr_expect_eq(found->size, wanted->size);
	cr_expect_eq(found->count, wanted->count);
	cr_expect_str_eq(shown(found), shown(wanted));
}

/* Few different amounts and many, of one sign and of both, with a target that is a sum or is not. */
Test(subset, is_every_set_there_is)
{
	uint64_t state = 1;
	size_t found_of[VD_SUBSET_MOST + 1] = { 0 };
	for (int round = 0; round < 600; round++) {
		int64_t amounts[12], sum = 0;
		size_t count = 1 + unit_random(&state, 12), most = 1 + unit_random(&state, 4);
		uint32_t range = (uint32_t[]){ 4, 20, 2000, 100000 }[unit_random(&state, 4)];
		int64_t shift = unit_random(&state, 2) ? range / 2 : 0;
		for (size_t i = 0; i < count; i++) {
			amounts[i] = (int64_t)unit_random(&state, range) - shift;
			sum += unit_random(&state, (uint32_t)count) < 4 ? amounts[i] : 0;
		}
		int64_t low = sum != 0 ? sum : 1, high = low;
		if (unit_random(&state, 3) == 0)
			*(low > 0 ? &high : &low) +=
				(low > 0 ? 1 : -1) * (int64_t)unit_random(&state, range / 2);
		most = unit_random(&state, 2) ? most : VD_SUBSET_MOST;
		struct vd_subsets found =
			vd_subset_find(unit.arena, amounts, count, low, high, most);
		struct vd_subsets wanted = all_sets(amounts, count, low, high, most);
		check_same(&found, &wanted);
		cr_expect(isfinite(found.expected));
		cr_expect(found.size == 0 || found.expected > 0);
		found_of[found.size]++;
	}
	for (size_t size = 0; size <= VD_SUBSET_MOST; size++)
		cr_expect_gt(found_of[size], 20, "only %zu of size %zu", found_of[size], size);
}

static size_t bits_of(const struct vd_subset *set, size_t size, const size_t *places)
{
	size_t bits = 0;
	for (size_t i = 0; i < size; i++)
		bits |= (size_t)1 << (places ? places[set->items[i]] : set->items[i]);
	return bits;
}

/* In another order the same amounts are found, and the chance is the same. */
Test(subset, does_not_depend_on_the_order)
{
	uint64_t state = 2;
	for (int round = 0; round < 200; round++) {
		enum { COUNT = 14 };
		int64_t amounts[COUNT], moved[COUNT];
		size_t places[COUNT], met = 0;
		for (size_t i = 0; i < COUNT; i++) {
			amounts[i] = 1 + (int64_t)unit_random(&state, 300);
			size_t at = unit_random(&state, (uint32_t)i + 1);
			places[i] = at;
			for (size_t k = 0; k < i; k++)
				places[k] += places[k] >= at;
		}
		for (size_t i = 0; i < COUNT; i++)
			moved[places[i]] = amounts[i];
		int64_t target = 400 + (int64_t)unit_random(&state, 600);
		struct vd_subsets a = find(amounts, COUNT, target), b = find(moved, COUNT, target);
		cr_expect_eq(a.size, b.size);
		cr_expect_eq(a.count, b.count);
		cr_expect(unit_near(a.expected, b.expected));
		if (a.count > VD_SUBSETS_KEPT)
			continue;
		for (size_t i = 0; i < a.kept_count; i++)
			for (size_t k = 0; k < b.kept_count; k++)
				met += bits_of(&a.kept[i], a.size, places) ==
				       bits_of(&b.kept[k], b.size, NULL);
		cr_expect_eq(met, a.count);
	}
}

/* Up to so much, evenly spread; in cents. */
static int64_t random_amount(uint64_t *state, int64_t most)
{
	uint64_t high = unit_random(state, UINT32_C(1) << 31), low = unit_random(state, 1 << 30);
	return 1 + (int64_t)((high << 30 | low) % (uint64_t)most);
}

Test(subset, finds_four_of_thousands)
{
	enum { COUNT = 2000 };
	static const size_t planted[] = { 17, 400, 1203, 1999 };
	uint64_t state = 3;
	int64_t amounts[COUNT], target = 0;
	for (size_t i = 0; i < COUNT; i++)
		amounts[i] = random_amount(&state, INT64_C(1000000000000000));
	for (size_t i = 0; i < UNIT_COUNT(planted); i++)
		target += amounts[planted[i]];
	check(find(amounts, COUNT, target), 1, "17+400+1203+1999");
	for (size_t i = 0; i < COUNT; i += 3)
		amounts[i] = -amounts[i];
	target += 2 * amounts[1203]; /* it is below zero now */
	check(find(amounts, COUNT, target), 1, "17+400+1203+1999");
	struct vd_subsets near =
		vd_subset_find(unit.arena, amounts, COUNT, target - 2, target + 2, VD_SUBSET_MOST);
	check(near, 1, "17+400+1203+1999");
}

/* Of too many amounts four, and then three, are not looked for. */
Test(subset, limits_what_it_looks_for)
{
	enum { COUNT = 10001 };
	uint64_t state = 4;
	int64_t *amounts = VD_TAKE(unit.arena, int64_t, COUNT);
	for (size_t i = 0; i < COUNT; i++)
		amounts[i] = 5 * random_amount(&state, INT64_C(10000000000000));
	amounts[5] -= 4, amounts[6] -= 4, amounts[7] -= 4, amounts[8] -= 4;
	int64_t two = amounts[5] + amounts[6], three = two + amounts[7], four = three + amounts[8];
	check(find(amounts, 4000, four), 1, "5+6+7+8");
	check(find(amounts, 4001, four), 0, "");
	check(find(amounts, 4001, three), 1, "5+6+7");
	check(find(amounts, COUNT, three), 0, "");
	check(find(amounts, COUNT, two), 1, "5+6");
}

/*
 * The row left out is the only one of seven with 4,135.00. By hand: three others are within a factor
 * e of it, all amounts and the target are whole: (3 + 1) x 100 / (413500 x 2.3504).
 */
Test(subset, expects_few_single_amounts)
{
	struct vd_subsets sets =
		FIND(413500, 394000, 992900, 995900, 3200000, 45000000, 9376500, 413500);
	check(sets, 1, "6");
	cr_expect(unit_within(sets.expected, 4 * 100 / (413500 * 2.350402387), 1e-9));
	cr_expect_lt(sets.expected, 0.01);
}

/* A target of whole thousands where one amount of four is so: those of a size less likely are. */
Test(subset, expects_fewer_round_sums_of_other_amounts)
{
	/* Near 5000: 2000, 3003 and the found; the pairs and so on are not tried. */
	struct vd_subsets sets = FIND(5000, 2000, 3003, 5000, 77);
	check(sets, 1, "2");
	double part = (2 + 1.0) / (4 + 2) + 1.0 / 1000;
	cr_expect(unit_within(sets.expected, 3 * part * 1000 / (5000 * 2.350402387), 1e-9));
	/* In vain: one of the amounts, then the three pairs near 2100, the triple and no more. */
	sets = FIND(2100, 1001, 1003, 1007);
	double singles = 3 + 1, pairs = 3 + 1, triples = 1 + 1;
	part = 1.0 / 5;
	double wanted = singles * (part + 0.01) + pairs * (part * part + 0.01) +
			triples * (part * part * part + 0.01);
	check(sets, 0, "");
	cr_expect(unit_within(sets.expected, wanted * 100 / (2100 * 2.350402387), 1e-9));
}

Test(subset, expects_many_sets_of_round_amounts)
{
	int64_t amounts[200];
	uint64_t state = 5;
	for (size_t i = 0; i < 200; i++)
		amounts[i] = 100000 * (1 + (int64_t)unit_random(&state, 5000));
	struct vd_subsets sets = find(amounts, 200, amounts[3] + amounts[50] + amounts[180]);
	cr_expect_gt(sets.expected, 1);
}

/* How many sets there are by chance, and how many were expected, in studies without a planted one. */
struct tally {
	double found, expected;
};

static struct tally tally(uint64_t state, size_t count, int64_t unit_of, double octaves, int rounds)
{
	struct tally sum = { 0, 0 };
	int64_t *amounts = VD_TAKE(unit.arena, int64_t, count);
	for (int round = 0; round < rounds; round++) {
		double target = 0;
		for (size_t i = 0; i < count; i++) {
			double part = unit_random(&state, 1 << 30) / (double)(1 << 30);
			amounts[i] = unit_of * (int64_t)exp2(8 + octaves * part);
			if (i == 0 || unit_random(&state, 3) == 0)
				target = (double)amounts[i];
		}
		target *= 0.5 + 3.0 * unit_random(&state, 1 << 20) / (1 << 20);
		int64_t whole = unit_of * llround(target / (double)unit_of);
		struct vd_subsets sets = find(amounts, count, whole);
		sum.found += (double)sets.count;
		sum.expected += sets.expected;
	}
	return sum;
}

Test(subset, expects_what_chance_gives)
{
	static const struct {
		size_t count, rounds;
		int64_t unit_of;
		double octaves;
	} cases[] = {
		{ 12, 1500, 1, 6 },	 { 30, 600, 1, 12 },  { 30, 600, 100, 12 },
		{ 60, 300, 1, 16 },	 { 128, 150, 1, 22 }, { 160, 150, 1, 22 },
		{ 400, 40, 100000, 28 },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		struct tally sum = tally(i + 10, cases[i].count, cases[i].unit_of, cases[i].octaves,
					 (int)cases[i].rounds);
		cr_expect_gt(sum.found, 30, "%zu: %g", i, sum.found);
		cr_expect_lt(sum.found, 3 * sum.expected, "%zu: %g, %g", i, sum.found,
			     sum.expected);
		cr_expect_gt(3 * sum.found, sum.expected, "%zu: %g, %g", i, sum.found,
			     sum.expected);
	}
}
