#include "budget/cause.h"

#include <math.h>
#include <stdlib.h>

#include "budget/subset.h"

/* A factor e either way around a figure. */
#define SPREAD (M_E - 1.0 / M_E)

enum { CANDIDATES_MOST = 4, SETS_SHOWN = 3, WHOLE_MOST = 3, DIGITS_MOST = 40 };

const char *vd_cause_key(enum vd_cause_kind kind)
{
	static const char *const keys[] = {
#define X(id, key) key,
		VD_CAUSES(X)
#undef X
	};
	return keys[kind];
}

void vd_suspect_add(struct vd_suspect *suspect, enum vd_cause_kind kind, const char *text,
		    const struct vd_value *value)
{
	if (vd_value_present(value) && value->kind != VD_VALUE_TEXT)
		*VD_APPEND(suspect->arena, &suspect->alternatives) =
			(struct vd_alternative){ kind, text, *value };
}

/* A cause before it is known whether others compete with it. */
struct clue {
	enum vd_cause_kind kind;
	const char *fact, *candidate; /* the sentence in either case */
	bool is_unique;
	double expected;
};

struct clues {
	struct clue *items;
	size_t count, capacity;
	bool has_whole_base; /* few whole numbers would fit as base: digits are not surely slipped */
};

static void add_clue(struct vd_suspect *suspect, struct clues *clues, enum vd_cause_kind kind,
		     const char *fact, const char *candidate, bool is_unique, double expected)
{
	*VD_APPEND(suspect->arena, clues) =
		(struct clue){ kind, fact, candidate, is_unique, expected };
}

static const char *chance_words(struct vd_arena *arena, double expected)
{
	return expected >= 1e6
		       ? _("any number of such would fit by chance")
		       : vd_arena_format(arena, _("%.2g such would fit by chance"), expected);
}

/* One more of several that may be meant. */
static const char *or_words(struct vd_arena *arena, const char *before, const char *words)
{
	return *before ? vd_arena_format(arena, _("%s; or %s"), before, words) : words;
}

/* The printed figure, signed, in units of its last digit. */
static vd_int128 printed_digits(const struct vd_printed *printed)
{
	return printed->negative ? -(vd_int128)printed->digits : printed->digits;
}

/* --- sets of addends --- */

/* "Alpha, implemented 2015": what stands in a table as this. */
static const char *addend_name(const struct vd_suspect *suspect, const char *name)
{
	return *suspect->of_what ? vd_arena_format(suspect->arena, "%s, %s", name, suspect->of_what)
				 : name;
}

static const char *set_names(const struct vd_suspect *suspect, const struct vd_addends *addends,
			     const struct vd_subset *set, size_t size)
{
	const char *names[VD_SUBSET_MOST];
	for (size_t i = 0; i < size; i++)
		names[i] = addends->items[set->items[i]].name;
	return addend_name(suspect, vd_list_words(suspect->arena, names, size, VD_SUBSET_MOST));
}

/* "2 sets of 3 rows". */
static const char *set_count(struct vd_arena *arena, const struct vd_subsets *sets)
{
	const char *rows =
		vd_arena_format(arena, VD_PLURAL("%zu row", "%zu rows", sets->size), sets->size);
	return vd_arena_format(arena,
			       sets->count >= VD_SUBSETS_COUNTED
				       ? _("at least %zu sets of %s")
				       : VD_PLURAL("%zu set of %s", "%zu sets of %s", sets->count),
			       sets->count, rows);
}

/* What sets of addends have to do with the difference: as a fact, and as a candidate. */
static const char *set_fact(struct vd_arena *arena, enum vd_cause_kind kind, const char *names)
{
	return vd_arena_format(arena,
			       kind == VD_CAUSE_LEFT_OUT
				       ? _("the difference is exactly: %s, left out")
			       : kind == VD_CAUSE_DOUBLE_COUNTED
				       ? _("the difference is exactly: %s, counted twice")
				       : _("the difference is exactly: %s, counted "
					   "although not one of these"),
			       names);
}

static const char *set_candidate(struct vd_arena *arena, enum vd_cause_kind kind, const char *names,
				 const char *count, const char *chance)
{
	return vd_arena_format(arena,
			       kind == VD_CAUSE_LEFT_OUT ? _("perhaps %s, left out (%s; %s)")
			       : kind == VD_CAUSE_DOUBLE_COUNTED
				       ? _("perhaps %s, counted twice (%s; %s)")
				       : _("perhaps %s, counted although not one of "
					   "these (%s; %s)"),
			       names, count, chance);
}

static size_t look_for_set(struct vd_suspect *suspect, struct clues *clues,
			   const struct vd_addends *addends, int64_t low, int64_t high,
			   enum vd_cause_kind kind, size_t most)
{
	struct vd_arena *arena = suspect->arena;
	int64_t *amounts = VD_TAKE(arena, int64_t, addends->count);
	for (size_t i = 0; i < addends->count; i++)
		amounts[i] = addends->items[i].amount;
	struct vd_subsets sets = vd_subset_find(
		arena, amounts, addends->count, low, high,
		suspect->largest_set && suspect->largest_set < most ? suspect->largest_set : most);
	if (!sets.size)
		return 0;
	const char *names = "";
	size_t shown = sets.kept_count < SETS_SHOWN ? sets.kept_count : SETS_SHOWN;
	for (size_t i = 0; i < shown; i++)
		names = or_words(arena, names,
				 set_names(suspect, addends, &sets.kept[i], sets.size));
	add_clue(suspect, clues, kind,
		 set_fact(arena, kind, set_names(suspect, addends, &sets.kept[0], sets.size)),
		 set_candidate(arena, kind, names, set_count(arena, &sets),
			       chance_words(arena, sets.expected)),
		 sets.count == 1, sets.expected);
	return sets.size;
}

/* The largest power of ten that divides every addend; 1 where all are zero. */
static int64_t grain_of(const struct vd_addends *addends)
{
	int64_t grain = 1;
	bool divides = false;
	for (size_t i = 0; i < addends->count; i++)
		divides = divides || addends->items[i].amount;
	while (divides && grain <= INT64_MAX / 1000) {
		for (size_t i = 0; i < addends->count && divides; i++)
			divides = addends->items[i].amount % (grain * 10) == 0;
		grain *= divides ? 10 : 1;
	}
	return grain;
}

/* The window of printed less computed, in grains of units of the addends. @return false without any */
static bool difference(const struct vd_suspect *suspect, int64_t grain, int64_t *low, int64_t *high)
{
	/* Digits of the computed sum in units of the addends, and the worth of a printed digit. */
	struct vd_printed unit = { .exponent = -suspect->scale };
	struct vd_digits from, to;
	if (!vd_printed_digits(&unit, &suspect->computed.low, suspect->unit, suspect->currency,
			       &from) ||
	    !vd_printed_digits(&unit, &suspect->computed.high, suspect->unit, suspect->currency,
			       &to))
		return false;
	int power = suspect->printed.exponent + suspect->scale;
	if (power < 0 || power > 18)
		return false;
	vd_int128 worth = vd_power_of_ten((uint8_t)power);
	vd_int128 printed = printed_digits(&suspect->printed) * worth;
	/* Half a digit either way where the total is printed more coarsely than its rows. */
	vd_int128 least = printed - worth / 2 - to.rounded;
	vd_int128 most = printed + worth / 2 - from.rounded;
	/* Half a digit further from zero is the next number's. */
	if (worth > 1 && printed >= 0)
		most--;
	if (worth > 1 && printed < 0)
		least++;
	if (least < INT64_MIN / 4 || most > INT64_MAX / 4)
		return false;
	/* Where all addends are whole, so is their sum. */
	least = least > 0 ? (least + grain - 1) / grain * grain : least / grain * grain;
	most = most < 0 ? (most - grain + 1) / grain * grain : most / grain * grain;
	if (least > most)
		return false;
	*low = (int64_t)least;
	*high = (int64_t)most;
	return true;
}

static void look_for_sets(struct vd_suspect *suspect, struct clues *clues)
{
	int64_t low, high;
	size_t doubled = 0;
	int64_t grain = grain_of(&suspect->addends);
	if (suspect->addends.count && difference(suspect, grain, &low, &high) &&
	    (low > 0 || high < 0)) {
		look_for_set(suspect, clues, &suspect->addends, -high, -low, VD_CAUSE_LEFT_OUT,
			     VD_SUBSET_MOST);
		doubled = look_for_set(suspect, clues, &suspect->addends, low, high,
				       VD_CAUSE_DOUBLE_COUNTED, VD_SUBSET_MOST);
	}
	/* All members of a group beside its row are the group, counted twice. */
	size_t most = doubled ? doubled : VD_SUBSET_MOST;
	grain = grain_of(&suspect->others);
	if (suspect->others.count && difference(suspect, grain, &low, &high) &&
	    (low > 0 || high < 0))
		look_for_set(suspect, clues, &suspect->others, low, high, VD_CAUSE_COUNTED_BESIDES,
			     most);
}

/* --- values that may have been meant --- */

/* By how much of itself a figure may differ and be printed the same; amounts are often round. */
static double width_of(const struct vd_suspect *suspect)
{
	double width = 1.0;
	int64_t digits = suspect->printed.digits;
	for (; suspect->unit == VD_UNIT_MONEY && digits && digits % 10 == 0; digits /= 10)
		width *= 10.0;
	return suspect->printed.digits ? width / (double)suspect->printed.digits : 1.0;
}

static double expected_of(const struct vd_suspect *suspect, size_t near)
{
	return ((double)near + 1.0) * width_of(suspect) / SPREAD;
}

static enum vd_fit fit_of(const struct vd_suspect *suspect, const struct vd_value *value)
{
	struct vd_interval point = vd_interval_of(value, suspect->currency);
	return vd_printed_fit_interval(&suspect->printed, &point, suspect->unit, suspect->currency);
}

static bool is_near(const struct vd_suspect *suspect, const struct vd_value *value)
{
	double printed = (double)suspect->printed.digits * pow(10.0, suspect->printed.exponent);
	double ratio = fabs(vd_value_number(value, suspect->unit, suspect->currency)) / printed;
	return ratio > 1.0 / M_E && ratio < M_E;
}

bool vd_suspect_try(struct vd_suspect *suspect, enum vd_cause_kind kind,
		    const struct vd_value *value)
{
	if (!vd_value_present(value) || value->kind == VD_VALUE_TEXT)
		return false;
	if (fit_of(suspect, value) != VD_FIT_NONE)
		return true;
	suspect->near[kind] += is_near(suspect, value);
	return false;
}

static const char *shown(const struct vd_suspect *suspect, const struct vd_value *value)
{
	struct vd_interval point = vd_interval_of(value, suspect->currency);
	struct vd_value whole = vd_interval_value(&point, suspect->unit, suspect->currency);
	return vd_value_unrounded(suspect->arena, &whole, suspect->unit, suspect->currency);
}

/* The alternatives of a kind that fit: rounded, or if none does cut off. */
static void look_at_kind(struct vd_suspect *suspect, struct clues *clues, enum vd_cause_kind kind)
{
	enum vd_fit wanted = VD_FIT_TRUNCATED;
	size_t near = suspect->near[kind], matches = 0;
	for (size_t i = 0; i < suspect->alternatives.count; i++) {
		const struct vd_alternative *one = &suspect->alternatives.items[i];
		if (one->kind == kind && fit_of(suspect, &one->value) >= VD_FIT_ROUNDED)
			wanted = VD_FIT_ROUNDED;
	}
	const char *words = "";
	for (size_t i = 0; i < suspect->alternatives.count; i++) {
		const struct vd_alternative *one = &suspect->alternatives.items[i];
		if (one->kind != kind)
			continue;
		if (fit_of(suspect, &one->value) < wanted) {
			near += is_near(suspect, &one->value);
			continue;
		}
		if (matches++ < SETS_SHOWN)
			words = or_words(suspect->arena, words,
					 vd_arena_format(suspect->arena, "%s = %s", one->text,
							 shown(suspect, &one->value)));
	}
	if (!matches)
		return;
	double expected = expected_of(suspect, near);
	add_clue(suspect, clues, kind, vd_arena_format(suspect->arena, _("it fits: %s"), words),
		 vd_arena_format(suspect->arena,
				 VD_PLURAL("perhaps %s (%zu that fits; %s)",
					   "perhaps %s (%zu that fit; %s)", matches),
				 words, matches, chance_words(suspect->arena, expected)),
		 matches == 1, expected);
}

/* The computed value times a power of ten; exact as far as 128 bits reach. */
static struct vd_value scaled(const struct vd_suspect *suspect, int power)
{
	struct vd_value value = suspect->computed.middle;
	vd_int128 factor = vd_power_of_ten((uint8_t)abs(power));
	if (value.kind != VD_VALUE_RATIO)
		return vd_value_real(value.real * pow(10.0, power));
	vd_int128 *side = power > 0 ? &value.ratio.numerator : &value.ratio.denominator;
	if (__builtin_mul_overflow(*side, factor, side))
		return vd_value_missing(VD_BEYOND, NULL);
	return value;
}

/* Slips of percent sign, unit and sign: the computed value times something. */
static void add_slips(struct vd_suspect *suspect)
{
	static const struct {
		int power;
		const char *text;
	} units[] = {
		{ -6, N_("the computed figure in millions") },
		{ 6, N_("the computed figure times 1,000,000") },
		{ -3, N_("the computed figure in thousands") },
		{ 3, N_("the computed figure times 1,000") },
	};
	bool is_percent = vd_unit_is_percent(suspect->unit);
	if (!suspect->printed.digits)
		return; /* zero looks like any small figure */
	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++) {
		struct vd_value value = scaled(suspect, units[i].power);
		vd_suspect_add(suspect, VD_CAUSE_UNIT, vd_translate(units[i].text), &value);
	}
	struct vd_value less = scaled(suspect, -2), more = scaled(suspect, 2);
	enum vd_cause_kind kind = is_percent ? VD_CAUSE_FRACTION : VD_CAUSE_UNIT;
	vd_suspect_add(suspect, kind,
		       is_percent ? !suspect->is_bare
					    ? _("the fraction with a percent sign behind it")
					    : _("the fraction, not times 100")
				  : _("the computed figure divided by 100"),
		       &less);
	vd_suspect_add(suspect, kind,
		       is_percent ? _("the percentage taken times 100 once more")
				  : _("the computed figure times 100"),
		       &more);
	struct vd_value turned = suspect->computed.middle;
	if (turned.kind == VD_VALUE_RATIO)
		turned.ratio.numerator = -turned.ratio.numerator;
	else
		turned.real = -turned.real;
	vd_suspect_add(suspect, VD_CAUSE_SIGN, _("the computed figure with the other sign"),
		       &turned);
}

/* --- digits --- */

static size_t write_digits(vd_int128 number, char *text)
{
	char reversed[DIGITS_MOST + 1] = "";
	size_t count = 0;
	for (; (number || !count) && count < DIGITS_MOST; number /= 10)
		reversed[count++] = (char)('0' + (int)(number % 10));
	for (size_t i = 0; i < count; i++)
		text[i] = reversed[count - 1 - i];
	text[count] = '\0';
	return count;
}

/* Whether `longer` is `shorter` with one digit more. */
static bool has_one_more(const char *longer, const char *shorter)
{
	size_t same = 0;
	while (shorter[same] && shorter[same] == longer[same])
		same++;
	return vd_same(longer + same + 1, shorter + same);
}

/* How the digits of a wrong number differ from those of the right one. */
static enum vd_cause_kind digit_slip(vd_int128 wrong, vd_int128 right)
{
	char a[DIGITS_MOST + 1], b[DIGITS_MOST + 1];
	size_t length = write_digits(wrong, a), other = write_digits(right, b);
	if (length + 1 == other)
		return has_one_more(b, a) ? VD_CAUSE_DROPPED_DIGIT : VD_CAUSE_NONE;
	if (length == other + 1)
		return has_one_more(a, b) ? VD_CAUSE_EXTRA_DIGIT : VD_CAUSE_NONE;
	if (length != other)
		return VD_CAUSE_NONE;
	size_t first = 0, last = length - 1;
	while (first < length && a[first] == b[first])
		first++;
	while (last > first && a[last] == b[last])
		last--;
	if (first == last)
		return VD_CAUSE_OTHER_DIGIT;
	return last == first + 1 && a[first] == b[last] && a[last] == b[first]
		       ? VD_CAUSE_SWAPPED_DIGITS
		       : VD_CAUSE_NONE;
}

/* What a figure would be: "3,134.00 with a digit dropped". */
static const char *slip_words(struct vd_arena *arena, enum vd_cause_kind slip, bool is_mark,
			      const char *figure)
{
	if (is_mark)
		return vd_arena_format(arena, _("%s with its decimal mark one place off"), figure);
	switch ((int)slip) {
	case VD_CAUSE_SWAPPED_DIGITS:
		return vd_arena_format(arena, _("%s with two neighbouring digits swapped"), figure);
	case VD_CAUSE_DROPPED_DIGIT:
		return vd_arena_format(arena, _("%s with a digit dropped"), figure);
	case VD_CAUSE_EXTRA_DIGIT:
		return vd_arena_format(arena, _("%s with a digit too many"), figure);
	default:
		return vd_arena_format(arena, _("%s with one digit another"), figure);
	}
}

/* The same of an addend that would mend the sum. */
static const char *addend_words(struct vd_arena *arena, enum vd_cause_kind slip, const char *name,
				const char *figure)
{
	return vd_arena_format(
		arena,
		slip == VD_CAUSE_SWAPPED_DIGITS
			? _("%s has two neighbouring digits swapped and ought to be %s")
		: slip == VD_CAUSE_DROPPED_DIGIT ? _("%s has a digit dropped and ought to be %s")
						 : _("%s has a digit too many and ought to be %s"),
		name, figure);
}

static vd_int128 magnitude(vd_int128 number)
{
	return number < 0 ? -number : number;
}

/* A number of last digits as the figure would be printed. */
static const char *at_digits(const struct vd_suspect *suspect, vd_int128 digits)
{
	int exponent = suspect->printed.exponent;
	struct vd_ratio ratio = { digits, 1 };
	for (int i = 0; i < exponent; i++)
		ratio.numerator *= 10;
	for (int i = 0; i < -exponent; i++)
		ratio.denominator *= 10;
	const char *text = vd_ratio_format(suspect->arena, ratio, 0,
					   (uint8_t)(exponent < 0 ? -exponent : 0), VD_GROUPED);
	return vd_unit_is_percent(suspect->unit) ? vd_arena_format(suspect->arena, "%s%%", text)
						 : text;
}

/* The printed figure itself. */
static void look_at_digits(struct vd_suspect *suspect, struct clues *clues)
{
	struct vd_digits digits;
	if (!vd_printed_digits(&suspect->printed, &suspect->computed.middle, suspect->unit,
			       suspect->currency, &digits) ||
	    (digits.rounded < 0) != suspect->printed.negative)
		return;
	enum vd_cause_kind slip = digit_slip(suspect->printed.digits, magnitude(digits.rounded));
	char text[DIGITS_MOST + 1];
	size_t length = write_digits(magnitude(digits.rounded), text);
	/* Few digits leave too little to tell by. */
	if (slip == VD_CAUSE_NONE || length < 3)
		return;
	size_t ways = slip == VD_CAUSE_OTHER_DIGIT ? 9 * length : length;
	struct vd_value up = scaled(suspect, 1), down = scaled(suspect, -1);
	bool is_mark = fit_of(suspect, &up) >= VD_FIT_ROUNDED ||
		       fit_of(suspect, &down) >= VD_FIT_ROUNDED;
	double expected = expected_of(suspect, ways);
	const char *words =
		slip_words(suspect->arena, slip, is_mark, at_digits(suspect, digits.rounded));
	/* One wrong digit looks like any round difference: never a fact. */
	add_clue(suspect, clues, slip, vd_arena_format(suspect->arena, _("it is %s"), words),
		 vd_arena_format(suspect->arena, _("perhaps %s (%s)"), words,
				 chance_words(suspect->arena, expected)),
		 slip != VD_CAUSE_OTHER_DIGIT, expected);
}

/* An addend that would mend the sum, were its digits not slipped. */
static void look_at_addends(struct vd_suspect *suspect, struct clues *clues)
{
	int64_t low, high;
	if (!suspect->addends.count ||
	    !difference(suspect, grain_of(&suspect->addends), &low, &high))
		return;
	low += (high - low) / 2;
	if (!low)
		return;
	const char *words = "";
	size_t ways = 0;
	for (size_t i = 0; i < suspect->addends.count; i++) {
		const struct vd_addend *one = &suspect->addends.items[i];
		vd_int128 right = (vd_int128)one->amount + low;
		if (one->amount <= 0 || right <= 0)
			continue;
		enum vd_cause_kind slip = digit_slip(one->amount, right);
		if (slip == VD_CAUSE_NONE || slip == VD_CAUSE_OTHER_DIGIT || ways++ >= SETS_SHOWN)
			continue;
		struct vd_value value = { .kind = VD_VALUE_RATIO,
					  .ratio = { right, vd_power_of_ten(suspect->scale) } };
		words = or_words(suspect->arena, words,
				 addend_words(suspect->arena, slip, addend_name(suspect, one->name),
					      shown(suspect, &value)));
	}
	if (!ways)
		return;
	double width = 1.0;
	for (int64_t rest = low; rest % 10 == 0; rest /= 10)
		width *= 10.0;
	double expected = ((double)suspect->addends.count * 10.0 + 1.0) * width /
			  (fabs((double)low) * SPREAD);
	add_clue(suspect, clues, VD_CAUSE_MISPRINTED_ROW, words,
		 vd_arena_format(suspect->arena,
				 VD_PLURAL("perhaps %s (%zu row could; %s)",
					   "perhaps %s (%zu rows could; %s)", ways),
				 words, ways, chance_words(suspect->arena, expected)),
		 ways == 1, expected);
}

/* --- whole numbers that would fit --- */

static bool whole(const struct vd_value *value, int64_t *number)
{
	if (value->kind == VD_VALUE_COUNT) {
		*number = value->count;
		return true;
	}
	*number = value->kind == VD_VALUE_RATIO && value->ratio.denominator == 1 &&
				  magnitude(value->ratio.numerator) < INT64_MAX
			  ? (int64_t)value->ratio.numerator
			  : 0;
	return *number != 0;
}

/* Whole numbers around a guess that fit as base or part; at most WHOLE_MOST + 1 are counted. */
static size_t whole_fits(const struct vd_suspect *suspect, double guess, int64_t part, int64_t base,
			 int64_t *first, const char **list)
{
	size_t count = 0;
	/* The window's relative width is that of the printed figure. */
	double reach = fabs(guess) / fmax((double)suspect->printed.digits, 1.0) + 2.0;
	if (!(guess >= 1.0) || guess > 1e15 || reach > 1000.0)
		return WHOLE_MOST + 1;
	for (int64_t n = (int64_t)(guess - reach); n <= (int64_t)(guess + reach); n++) {
		if (n < 1)
			continue;
		struct vd_value over = vd_value_count(part ? part : n);
		struct vd_value under = vd_value_count(part ? n : base);
		struct vd_value ratio = vd_value_divide(&over, &under, suspect->currency);
		if (fit_of(suspect, &ratio) < VD_FIT_ROUNDED)
			continue;
		if (!count++)
			*first = n;
		if (count <= WHOLE_MOST)
			*list = vd_arena_format(suspect->arena, "%s%s%s", *list,
						count > 1 ? ", " : "",
						vd_count_format(suspect->arena, n, VD_GROUPED));
	}
	return count;
}

static void look_for_wholes(struct vd_suspect *suspect, struct clues *clues)
{
	struct vd_arena *arena = suspect->arena;
	int64_t part, base, first = 0;
	if (!vd_unit_is_percent(suspect->unit) || !whole(&suspect->part, &part) ||
	    !whole(&suspect->base, &base) || part < 1 || base < 1 || !suspect->printed.digits)
		return;
	double printed =
		(double)suspect->printed.digits * pow(10.0, suspect->printed.exponent) / 100.0;
	const char *list = "";
	size_t count = whole_fits(suspect, (double)part / printed, part, 0, &first, &list);
	clues->has_whole_base = count && count <= WHOLE_MOST;
	if (clues->has_whole_base)
		add_clue(suspect, clues, VD_CAUSE_OTHER_BASE, NULL,
			 vd_arena_format(arena,
					 VD_PLURAL("%s as base fits, and no other whole number",
						   "%s as base fit, and no other whole numbers",
						   count),
					 list),
			 false, 1.0);
	list = "";
	count = whole_fits(suspect, (double)base * printed, 0, base, &first, &list);
	const char *over = vd_count_format(arena, base, VD_GROUPED);
	if (!count)
		add_clue(suspect, clues, VD_CAUSE_OTHER_PART, NULL,
			 vd_arena_format(arena, _("no whole number over %s comes out at it"), over),
			 false, 1.0);
	else if (count <= WHOLE_MOST)
		add_clue(suspect, clues, VD_CAUSE_OTHER_PART, NULL,
			 vd_arena_format(arena, _("over %s, %s would come out at it"), over, list),
			 false, 1.0);
}

/* --- all of them --- */

static bool is_slip(enum vd_cause_kind kind)
{
	return kind == VD_CAUSE_SWAPPED_DIGITS || kind == VD_CAUSE_DROPPED_DIGIT ||
	       kind == VD_CAUSE_EXTRA_DIGIT;
}

/* A set of addends that makes the difference, and that chance need not have made. */
static bool has_likely_set(const struct clues *clues)
{
	for (size_t i = 0; i < clues->count; i++) {
		enum vd_cause_kind kind = clues->items[i].kind;
		bool is_set = kind == VD_CAUSE_LEFT_OUT || kind == VD_CAUSE_DOUBLE_COUNTED ||
			      kind == VD_CAUSE_COUNTED_BESIDES;
		if (is_set && clues->items[i].expected < 1.0)
			return true;
	}
	return false;
}

static bool has_kind(const struct clues *clues, enum vd_cause_kind kind)
{
	for (size_t i = 0; i < clues->count; i++)
		if (clues->items[i].kind == kind)
			return true;
	return false;
}

struct vd_causes vd_causes_find(struct vd_suspect *suspect)
{
	struct clues clues = { 0 };
	struct vd_causes causes = { 0 };
	look_for_sets(suspect, &clues);
	add_slips(suspect);
	for (enum vd_cause_kind kind = 0; kind < VD_CAUSE_COUNT; kind++)
		look_at_kind(suspect, &clues, kind);
	look_at_digits(suspect, &clues);
	look_at_addends(suspect, &clues);
	look_for_wholes(suspect, &clues);
	const struct clue *fact = NULL;
	size_t facts = 0;
	bool is_doubtful = clues.has_whole_base || has_likely_set(&clues);
	for (size_t i = 0; i < clues.count; i++)
		if (is_doubtful && is_slip(clues.items[i].kind))
			clues.items[i].is_unique = false;
	for (size_t i = 0; i < clues.count; i++) {
		const struct clue *one = &clues.items[i];
		if (one->fact && one->is_unique && one->expected < VD_CHANCE_MOST && !facts++)
			fact = one;
	}
	causes.is_explained = facts > 0;
	if (facts == 1 && is_slip(fact->kind) && has_kind(&clues, VD_CAUSE_MISPRINTED_ROW))
		causes.if_confirmed = (struct vd_cause){ fact->kind, fact->fact, true };
	else if (facts == 1) {
		*VD_APPEND(suspect->arena, &causes) =
			(struct vd_cause){ fact->kind, fact->fact, true };
		return causes;
	}
	for (size_t i = 0; i < clues.count && causes.count < CANDIDATES_MOST; i++)
		*VD_APPEND(suspect->arena, &causes) =
			(struct vd_cause){ clues.items[i].kind, clues.items[i].candidate, false };
	return causes;
}

const char *vd_causes_words(struct vd_arena *arena, const struct vd_causes *causes)
{
	struct vd_buffer words = { .arena = arena };
	if (!causes->count)
		return _("no simple cause found");
	for (size_t i = 0; i < causes->count; i++) {
		vd_buffer_add(&words, i ? "\n" : "");
		vd_buffer_add(&words, causes->items[i].text);
	}
	return vd_buffer_text(&words);
}

enum vd_cause_kind vd_causes_fact(const struct vd_causes *causes)
{
	return causes->count && causes->items[0].is_fact ? causes->items[0].kind : VD_CAUSE_NONE;
}
