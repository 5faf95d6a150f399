/*
 * Sets of a few amounts that together make a sum, and how many of them chance alone would give.
 *
 * Sets of four are met in the middle: the sums of pairs from the smallest up against those from the
 * largest down. Neither list is stored; a heap with one cursor per amount gives each in order
 * (R. Schroeppel, A. Shamir, SIAM J. Comput. 10, 1981), so memory grows with the number of amounts
 * and time with its square.
 */
#include "budget/subset.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Of more amounts than these no set of three or four is looked for: it would take above a second. */
enum { MOST_FOR_THREE = 10000, MOST_FOR_FOUR = 4000 };
/* Up to so many amounts the sets of four near the target are counted, above that estimated. */
enum { MOST_COUNTED_EXACTLY = 128 };

/* Sums of amounts stay below this. */
static const int64_t sum_limit = INT64_C(1) << 62;

/* Bins of sums below 2^62: so many to an octave, and of either sign. */
enum { PARTS = 64, HALF = (62 - 5) * PARTS, BINS = 2 * HALF };

struct slot {
	int64_t value;
	size_t index;
};

/* Two values by their places, the second no smaller: the pair of its row that comes next. */
struct cursor {
	int64_t key;
	uint32_t row, column;
};

struct search {
	struct slot *slots; /* the amounts but zeros, by value and index */
	size_t slot_count;
	int64_t *values; /* the different ones, ascending */
	size_t *first;	 /* the first slot of each value, and the end */
	size_t count;	 /* of values */
	struct cursor *cursors;
	double *bins;
	int64_t total; /* of the amounts above zero: the largest sum */
	int64_t low, high;
	struct vd_subsets *found;
};

static bool is_done(const struct search *search)
{
	return search->found->count >= VD_SUBSETS_COUNTED;
}

/* Whether one set comes before another, by their indices. */
static bool is_before(const struct vd_subset *a, const struct vd_subset *b)
{
	for (size_t i = 0; i < VD_SUBSET_MOST; i++)
		if (a->items[i] != b->items[i])
			return a->items[i] < b->items[i];
	return false;
}

static void add_set(struct search *search, const size_t *slots, size_t size)
{
	struct vd_subsets *found = search->found;
	struct vd_subset set = { .items = { 0 } };
	for (size_t i = 0; i < size; i++) {
		size_t index = search->slots[slots[i]].index, at = i;
		for (; at > 0 && set.items[at - 1] > index; at--)
			set.items[at] = set.items[at - 1];
		set.items[at] = index;
	}
	found->size = size;
	found->count++;
	size_t at = found->kept_count;
	if (at < VD_SUBSETS_KEPT)
		found->kept_count++;
	else if (is_before(&set, &found->kept[at - 1]))
		at--;
	else
		return;
	for (; at > 0 && is_before(&set, &found->kept[at - 1]); at--)
		found->kept[at] = found->kept[at - 1];
	found->kept[at] = set;
}

/* The first slots for the values from one on; those of equal values ascend. Are there as many? */
static bool fill(const struct search *search, const size_t *set, size_t size, size_t from,
		 size_t *slots)
{
	for (size_t i = from; i < size; i++) {
		bool is_same = i > 0 && set[i] == set[i - 1];
		slots[i] = is_same ? slots[i - 1] + 1 : search->first[set[i]];
		if (slots[i] >= search->first[set[i] + 1])
			return false;
	}
	return true;
}

static bool next_slots(const struct search *search, const size_t *set, size_t size, size_t *slots)
{
	for (size_t i = size; i-- > 0;)
		if (++slots[i] < search->first[set[i] + 1] && fill(search, set, size, i + 1, slots))
			return true;
	return false;
}

/* A set of values, ascending, is as many sets of amounts as there are ways to take them. */
static void add_values(struct search *search, const size_t *set, size_t size)
{
	size_t slots[VD_SUBSET_MOST];
	bool has_more = fill(search, set, size, 0, slots);
	for (; has_more && !is_done(search); has_more = next_slots(search, set, size, slots))
		add_set(search, slots, size);
}

static void find_singles(struct search *search)
{
	for (size_t i = 0; i < search->count && !is_done(search); i++)
		if (search->values[i] >= search->low && search->values[i] <= search->high)
			add_values(search, &i, 1);
}

/* End sets with two values, from one on, whose sum is in a window. */
static void find_pairs(struct search *search, size_t from, int64_t low, int64_t high, size_t *set,
		       size_t size)
{
	const int64_t *values = search->values;
	size_t end = search->count;
	for (size_t i = from; i < end && !is_done(search); i++) {
		while (end > i && values[i] + values[end - 1] > high)
			end--;
		set[size - 2] = i;
		for (size_t k = end; k > i && values[i] + values[k - 1] >= low; k--) {
			set[size - 1] = k - 1;
			add_values(search, set, size);
			if (is_done(search))
				return;
		}
	}
}

static void find_triples(struct search *search)
{
	for (size_t i = 0; i < search->count && !is_done(search); i++) {
		size_t set[3] = { i };
		int64_t value = search->values[i];
		if (2 * value > search->high - value)
			return; /* the others are no smaller */
		find_pairs(search, i, search->low - value, search->high - value, set, 3);
	}
}

/* Pairs in the order of their sums, ascending or descending. */
struct pairs {
	const struct search *search;
	int direction; /* 1 or -1; a key is the sum times it */
	int64_t last;  /* the largest key */
	struct cursor *heap;
	size_t count;
};

/* The first column of a row: the same value again if it is there twice. */
static size_t first_column(const struct search *search, size_t row)
{
	return search->first[row + 1] - search->first[row] > 1 ? row : row + 1;
}

static void sift(struct pairs *pairs, size_t at)
{
	struct cursor *heap = pairs->heap, moved = heap[at];
	for (;;) {
		size_t child = 2 * at + 1;
		if (child >= pairs->count)
			break;
		child += child + 1 < pairs->count && heap[child + 1].key < heap[child].key;
		if (moved.key <= heap[child].key)
			break;
		heap[at] = heap[child];
		at = child;
	}
	heap[at] = moved;
}

static bool set_key(const struct pairs *pairs, struct cursor *cursor)
{
	const int64_t *values = pairs->search->values;
	cursor->key = pairs->direction * (values[cursor->row] + values[cursor->column]);
	return cursor->key <= pairs->last;
}

static void next_pair(struct pairs *pairs)
{
	struct cursor *cursor = pairs->heap;
	bool has_more = false;
	if (pairs->direction > 0)
		has_more = ++cursor->column < pairs->search->count;
	else
		has_more = cursor->column-- > first_column(pairs->search, cursor->row);
	if (!has_more || !set_key(pairs, cursor))
		*cursor = pairs->heap[--pairs->count];
	if (pairs->count)
		sift(pairs, 0);
}

/* Start with the sum `start`, or the next there is; leave out those after `last`. */
static void start_pairs(struct pairs *pairs, int64_t start, int64_t last)
{
	const struct search *search = pairs->search;
	bool is_up = pairs->direction > 0;
	pairs->last = pairs->direction * last;
	/* Values before `end` make less than the start with the row's; downwards, no more. */
	size_t end = search->count;
	for (size_t row = 0; row < search->count; row++) {
		int64_t rest = start - search->values[row] + (is_up ? 0 : 1);
		while (end > 0 && search->values[end - 1] >= rest)
			end--;
		size_t first = first_column(search, row);
		size_t column = !is_up ? end - 1 : end > first ? end : first;
		struct cursor *cursor = &pairs->heap[pairs->count];
		*cursor = (struct cursor){ .row = (uint32_t)row, .column = (uint32_t)column };
		if ((is_up ? column < search->count : end > first) && set_key(pairs, cursor))
			pairs->count++;
	}
	for (size_t i = pairs->count / 2; i-- > 0;)
		sift(pairs, i);
}

/*
 * A set stands for itself once: as its two smallest values and its two largest. Where the sum of the
 * two smallest has a partner, the two largest are looked for.
 */
static void find_quadruples(struct search *search)
{
	const struct slot *top = &search->slots[search->slot_count - 2];
	struct pairs up = { .search = search, .direction = 1, .heap = search->cursors };
	struct pairs down = { .search = search,
			      .direction = -1,
			      .heap = search->cursors + search->count };
	start_pairs(&up, search->low - top[0].value - top[1].value, search->high / 2);
	if (up.count == 0)
		return;
	start_pairs(&down, search->high - up.heap[0].key, search->low - search->high / 2);
	while (up.count && !is_done(search)) {
		const struct cursor *pair = up.heap;
		int64_t low = search->low - pair->key, high = search->high - pair->key;
		while (down.count && -down.heap[0].key > high)
			next_pair(&down);
		if (down.count == 0)
			return;
		if (-down.heap[0].key >= low && 2 * search->values[pair->column] <= high) {
			size_t set[VD_SUBSET_MOST] = { pair->row, pair->column };
			find_pairs(search, pair->column, low, high, set, VD_SUBSET_MOST);
		}
		next_pair(&up);
	}
}

/* Whether the sum of any so many amounts could lie in a window. */
static bool is_in_reach(const struct search *search, size_t size, int64_t low, int64_t high)
{
	int64_t least = 0, most = 0;
	for (size_t i = 0; i < size; i++) {
		least += search->slots[i].value;
		most += search->slots[search->slot_count - 1 - i].value;
	}
	return low <= high && low <= most && high >= least;
}

static void find_sets(struct search *search, size_t size)
{
	size_t set[2];
	if (!is_in_reach(search, size, search->low, search->high))
		return;
	if (size == 1)
		find_singles(search);
	else if (size == 2)
		find_pairs(search, 0, search->low, search->high, set, 2);
	else if (size == 3)
		find_triples(search);
	else
		find_quadruples(search);
}

/* How many pairs of slots, from one on, have their sum in a window. */
static double count_pairs(const struct search *search, size_t from, int64_t low, int64_t high)
{
	const struct slot *slots = search->slots;
	size_t count = 0, end = search->slot_count;
	size_t below = end;
	for (size_t i = from; i + 1 < end; i++) {
		while (end > i + 1 && slots[i].value + slots[end - 1].value > high)
			end--;
		while (below > i + 1 && slots[i].value + slots[below - 1].value >= low)
			below--;
		size_t first = below > i + 1 ? below : i + 1;
		count += end > first ? end - first : 0;
	}
	return (double)count;
}

static double count_sets(const struct search *search, size_t size, size_t from, int64_t low,
			 int64_t high)
{
	if (size == 2)
		return count_pairs(search, from, low, high);
	double count = 0;
	for (size_t i = from; i < search->slot_count; i++) {
		int64_t value = search->slots[i].value;
		if (size == 1)
			count += value >= low && value <= high;
		else
			count += count_sets(search, size - 1, i + 1, low - value, high - value);
	}
	return count;
}

/* The bin of a sum: below 64 each has its own, above that each octave has 64 equal ones. */
static int bin_of(int64_t sum)
{
	uint64_t magnitude = sum < 0 ? (uint64_t)-sum : (uint64_t)sum;
	int octave = magnitude < PARTS ? 6 : 63 - __builtin_clzll(magnitude);
	int bin = (octave - 6) * PARTS + (int)(magnitude >> (octave - 6));
	return sum < 0 ? HALF - bin : HALF + bin;
}

/* The lower border of a bin, half a unit below its smallest sum. */
static double border(int bin)
{
	if (bin <= HALF)
		return -border(2 * HALF - bin + 1);
	int part = bin - HALF, octave = part < PARTS ? 0 : part / PARTS - 1;
	return ldexp(part - octave * PARTS, octave) - 0.5;
}

/* How many sums of pairs are below a number; within a bin they are taken as evenly spread. */
static double count_below(const struct search *search, double number)
{
	if (number >= (double)sum_limit)
		return search->bins[BINS];
	if (number <= -(double)sum_limit)
		return 0;
	int bin = bin_of(llround(number));
	double start = border(bin), width = border(bin + 1) - start;
	double part = fmin(fmax((number - start) / width, 0), 1);
	return search->bins[bin] + part * (search->bins[bin + 1] - search->bins[bin]);
}

/*
 * Sets of four from the sums of pairs in bins: each bin, at its middle, with all that complete it.
 * That meets each set six times, as two pairs in either order. Two pairs with an amount in common are
 * met as well, which makes the estimate too large by about 4 / n: 3 % at the smallest n.
 */
static double estimate_quadruples(const struct search *search, int64_t low, int64_t high)
{
	double *bins = search->bins, count = 0;
	memset(bins, 0, (BINS + 1) * sizeof(*bins));
	for (size_t i = 0; i < search->slot_count; i++)
		for (size_t k = i + 1; k < search->slot_count; k++)
			bins[bin_of(search->slots[i].value + search->slots[k].value) + 1]++;
	for (int bin = 0; bin < BINS; bin++) /* from here on: how many are in the bins before */
		bins[bin + 1] += bins[bin];
	for (int bin = 0; bin < BINS; bin++) {
		double here = bins[bin + 1] - bins[bin];
		if (here == 0)
			continue;
		double middle = (border(bin) + border(bin + 1)) / 2;
		count += here * (count_below(search, (double)high + 0.5 - middle) -
				 count_below(search, (double)low - 0.5 - middle));
	}
	return count / 6;
}

/* How many sets of so many have a sum within a factor e of the target. */
static double count_near(const struct search *search, size_t size, double target)
{
	const double limit = (double)search->total;
	if (target / exp(1) > limit)
		return 0;
	int64_t low = (int64_t)ceil(target / exp(1));
	int64_t high = target * exp(1) >= limit ? search->total : (int64_t)(target * exp(1));
	if (!is_in_reach(search, size, low, high))
		return 0;
	if (size == 4 && search->slot_count > MOST_COUNTED_EXACTLY)
		return estimate_quadruples(search, low, high);
	return count_sets(search, size, 0, low, high);
}

/* What the chance of a set depends on besides the number of sets. */
struct odds {
	double target, width;
	double step;  /* 10^t, the largest power of ten that divides the target */
	double grain; /* the one that divides all amounts */
	double part;  /* of the amounts are multiples of 10^t */
};

static int64_t power_of_ten_in(int64_t number)
{
	int64_t power = 1;
	for (; number != 0 && number % 10 == 0; number /= 10)
		power *= 10;
	return power;
}

static struct odds odds_of(const struct search *search, int64_t low, int64_t high)
{
	int64_t step = low == high ? power_of_ten_in(low) : 1, grain = INT64_MAX;
	size_t multiples = 0;
	for (size_t i = 0; i < search->slot_count; i++) {
		int64_t power = power_of_ten_in(search->slots[i].value);
		if (power < grain)
			grain = power;
		multiples += power >= step;
	}
	double count = (double)search->slot_count;
	bool is_all = multiples == search->slot_count;
	return (struct odds){
		.target = fabs((double)low / 2 + (double)high / 2),
		.width = fmax((double)step, (double)(high - low) + 1),
		.step = (double)step,
		.grain = (double)grain,
		.part = is_all ? 1 : ((double)multiples + 1) / (count + 2),
	};
}

/* The sets of one size to be expected by chance: see the header. */
static double expected(const struct search *search, const struct odds *odds, size_t size)
{
	double sets = count_near(search, size, odds->target) - (double)search->found->count;
	double part = fmin(1, pow(odds->part, (double)size) + odds->grain / odds->step);
	return (fmax(sets, 0) + 1) * part * odds->width / (odds->target * (exp(1) - 1 / exp(1)));
}

static int compare_slots(const void *a, const void *b)
{
	const struct slot *left = a, *right = b;
	if (left->value != right->value)
		return left->value < right->value ? -1 : 1;
	return left->index < right->index ? -1 : left->index > right->index;
}

/* Sort the amounts, all of them times `sign`. */
static void sort_amounts(struct search *search, const int64_t *amounts, size_t count, int sign)
{
	for (size_t i = 0; i < count; i++)
		if (amounts[i] != 0)
			search->slots[search->slot_count++] =
				(struct slot){ .value = sign * amounts[i], .index = i };
	qsort(search->slots, search->slot_count, sizeof(*search->slots), compare_slots);
	for (size_t i = 0; i < search->slot_count; i++) {
		if (i > 0 && search->slots[i].value == search->slots[i - 1].value)
			continue;
		search->values[search->count] = search->slots[i].value;
		search->first[search->count++] = i;
	}
	search->first[search->count] = search->slot_count;
}

/* The largest sum there is of the amounts times `sign`; false if they are too large to be added. */
static bool sum_amounts(struct search *search, const int64_t *amounts, size_t count, int sign)
{
	int64_t magnitudes = 0;
	for (size_t i = 0; i < count; i++) {
		if (amounts[i] <= -sum_limit || amounts[i] >= sum_limit)
			return false;
		int64_t amount = sign * amounts[i];
		magnitudes += amount < 0 ? -amount : amount;
		search->total += amount > 0 ? amount : 0;
		if (magnitudes >= sum_limit)
			return false;
	}
	return true;
}

static size_t largest_size(const struct search *search, size_t most)
{
	size_t count = search->slot_count;
	size_t limit = count > MOST_FOR_THREE ? 2 : count > MOST_FOR_FOUR ? 3 : VD_SUBSET_MOST;
	if (limit > count)
		limit = count;
	return most < limit ? most : limit;
}

/* Lay out what is needed meanwhile; a study may ask often, so it is not kept with it. */
static void *make_room(struct vd_arena *arena, struct search *search, size_t count)
{
	size_t bytes = count * (sizeof(*search->slots) + 2 * sizeof(*search->cursors) +
				sizeof(*search->values) + sizeof(*search->first)) +
		       sizeof(*search->first) + (BINS + 1) * sizeof(*search->bins);
	void *block = malloc(bytes);
	search->slots = block ? block : vd_arena_take(arena, 1, bytes);
	search->cursors = (struct cursor *)(search->slots + count);
	search->values = (int64_t *)(search->cursors + 2 * count);
	search->bins = (void *)(search->values + count);
	search->first = (void *)(search->bins + BINS + 1);
	return block;
}

struct vd_subsets vd_subset_find(struct vd_arena *arena, const int64_t *amounts, size_t count,
				 int64_t low, int64_t high, size_t most)
{
	struct vd_subsets found = { .size = 0 };
	struct search search = { .found = &found };
	int sign = high < 0 ? -1 : 1;
	bool is_window = low <= high && (low > 0 || (high < 0 && high > INT64_MIN));
	if (!is_window || count == 0 || !sum_amounts(&search, amounts, count, sign))
		return found;
	void *room = make_room(arena, &search, count);
	sort_amounts(&search, amounts, count, sign);
	search.low = sign > 0 ? low : -high;
	search.high = sign > 0 ? high : low < -sum_limit ? sum_limit : -low;
	if (search.high > search.total)
		search.high = search.total;
	struct odds odds = odds_of(&search, low, high);
	size_t limit = largest_size(&search, most);
	for (size_t size = 1; size <= limit && found.count == 0; size++) {
		find_sets(&search, size);
		found.expected += expected(&search, &odds, size);
	}
	free(room);
	return found;
}
