#include "budget/interval.h"

/* Greatest common divisor of magnitudes. */
static vd_int128 common(vd_int128 a, vd_int128 b)
{
	a = a < 0 ? -a : a;
	b = b < 0 ? -b : b;
	while (b) {
		vd_int128 rest = a % b;
		a = b;
		b = rest;
	}
	return a;
}

/* Larger parts leave no room for shifting them by the digits of a printed number. */
static bool is_handy(vd_int128 number)
{
	const vd_int128 most = (vd_int128)1 << 90;
	return number < most && number > -most;
}

static struct vd_value of_ratio(vd_int128 numerator, vd_int128 denominator)
{
	vd_int128 divisor = common(numerator, denominator);
	if (denominator < 0)
		divisor = -divisor;
	struct vd_ratio ratio = { numerator / divisor, denominator / divisor };
	if (!is_handy(ratio.numerator) || !is_handy(ratio.denominator))
		return vd_value_real(vd_ratio_double(ratio));
	return (struct vd_value){ .kind = VD_VALUE_RATIO, .ratio = ratio };
}

/* Money and counts as ratios; others as they are. */
static struct vd_value plain(const struct vd_value *value, const struct vd_currency *currency)
{
	if (value->kind == VD_VALUE_MONEY)
		return of_ratio(value->money.minor, vd_power_of_ten(currency->decimals));
	if (value->kind == VD_VALUE_COUNT)
		return of_ratio(value->count, 1);
	return *value;
}

static double real(const struct vd_value *value)
{
	return value->kind == VD_VALUE_RATIO ? vd_ratio_double(value->ratio) : value->real;
}

static bool is_exact(const struct vd_value *a, const struct vd_value *b)
{
	return a->kind == VD_VALUE_RATIO && b->kind == VD_VALUE_RATIO;
}

static struct vd_value add(const struct vd_value *a, const struct vd_value *b, int sign)
{
	vd_int128 left, right, sum, under;
	if (is_exact(a, b) &&
	    !__builtin_mul_overflow(a->ratio.numerator, b->ratio.denominator, &left) &&
	    !__builtin_mul_overflow(b->ratio.numerator * sign, a->ratio.denominator, &right) &&
	    !__builtin_add_overflow(left, right, &sum) &&
	    !__builtin_mul_overflow(a->ratio.denominator, b->ratio.denominator, &under))
		return of_ratio(sum, under);
	return vd_value_real(real(a) + sign * real(b));
}

static struct vd_value divide(const struct vd_value *a, const struct vd_value *b)
{
	vd_int128 over, under;
	if (is_exact(a, b) &&
	    !__builtin_mul_overflow(a->ratio.numerator, b->ratio.denominator, &over) &&
	    !__builtin_mul_overflow(a->ratio.denominator, b->ratio.numerator, &under))
		return of_ratio(over, under);
	return vd_value_real(real(a) / real(b));
}

struct vd_interval vd_interval_of(const struct vd_value *value, const struct vd_currency *currency)
{
	struct vd_value point = plain(value, currency);
	return (struct vd_interval){ .low = point, .middle = point, .high = point };
}

struct vd_interval vd_interval_of_whole(int64_t number)
{
	struct vd_value point = of_ratio(number, 1);
	return (struct vd_interval){ .low = point, .middle = point, .high = point };
}

struct vd_interval vd_interval_missing(enum vd_missing missing)
{
	struct vd_value none = vd_value_missing(missing, NULL);
	return (struct vd_interval){ .low = none, .middle = none, .high = none };
}

struct vd_interval vd_interval_of_decimal(struct vd_decimal number, bool is_rounded)
{
	vd_int128 under = (vd_int128)vd_power_of_ten(number.decimals) * (number.percent ? 100 : 1);
	vd_int128 digits = number.digits, half = is_rounded ? 1 : 0;
	return (struct vd_interval){
		.low = of_ratio(2 * digits - half, 2 * under),
		.middle = of_ratio(digits, under),
		.high = of_ratio(2 * digits + half, 2 * under),
		/* What rounds to zero comes from either side. */
		.low_open = is_rounded && digits <= 0,
		.high_open = is_rounded && digits >= 0,
	};
}

/* Whether one of two is missing; the first one's reason. */
static bool is_missing(const struct vd_interval *a, const struct vd_interval *b,
		       enum vd_missing *reason)
{
	bool first = !vd_value_present(&a->middle);
	*reason = first ? a->middle.missing : b->middle.missing;
	return first || !vd_value_present(&b->middle);
}

struct vd_interval vd_interval_add(const struct vd_interval *a, const struct vd_interval *b)
{
	enum vd_missing reason;
	if (is_missing(a, b, &reason))
		return vd_interval_missing(reason);
	return (struct vd_interval){
		.low = add(&a->low, &b->low, 1),
		.middle = add(&a->middle, &b->middle, 1),
		.high = add(&a->high, &b->high, 1),
		.low_open = a->low_open || b->low_open,
		.high_open = a->high_open || b->high_open,
	};
}

struct vd_interval vd_interval_subtract(const struct vd_interval *a, const struct vd_interval *b)
{
	enum vd_missing reason;
	if (is_missing(a, b, &reason))
		return vd_interval_missing(reason);
	return (struct vd_interval){
		.low = add(&a->low, &b->high, -1),
		.middle = add(&a->middle, &b->middle, -1),
		.high = add(&a->high, &b->low, -1),
		.low_open = a->low_open || b->high_open,
		.high_open = a->high_open || b->low_open,
	};
}

struct vd_interval vd_interval_divide(const struct vd_interval *a, const struct vd_interval *b)
{
	enum vd_missing reason;
	if (is_missing(a, b, &reason))
		return vd_interval_missing(reason);
	/* The divisor keeps off zero. */
	if (real(&b->low) <= 0.0 && real(&b->high) >= 0.0)
		return vd_interval_missing(VD_NO_BASE);
	const struct vd_value *over[] = { &a->low, &a->high }, *under[] = { &b->low, &b->high };
	bool over_open[] = { a->low_open, a->high_open },
	     under_open[] = { b->low_open, b->high_open };
	struct vd_interval out = { .middle = divide(&a->middle, &b->middle) };
	for (size_t i = 0; i < 4; i++) {
		struct vd_value end = divide(over[i / 2], under[i % 2]);
		/* Zero over anything is zero, whichever the other end is. */
		bool open = over_open[i / 2] || (under_open[i % 2] && real(&end) != 0.0);
		if (!i || real(&end) < real(&out.low) || (real(&end) == real(&out.low) && !open)) {
			out.low = end;
			out.low_open = open;
		}
		if (!i || real(&end) > real(&out.high) ||
		    (real(&end) == real(&out.high) && !open)) {
			out.high = end;
			out.high_open = open;
		}
	}
	return out;
}

struct vd_value vd_interval_value(const struct vd_interval *interval, enum vd_unit unit,
				  const struct vd_currency *currency)
{
	const struct vd_value *value = &interval->middle;
	bool is_money = unit == VD_UNIT_MONEY;
	if ((!is_money && unit != VD_UNIT_COUNT) || value->kind != VD_VALUE_RATIO)
		return *value;
	vd_int128 under = value->ratio.denominator, scaled;
	int64_t scale = is_money ? vd_power_of_ten(currency->decimals) : 1;
	if (__builtin_mul_overflow(value->ratio.numerator, scale, &scaled) || scaled % under != 0 ||
	    scaled / under > INT64_MAX || scaled / under < INT64_MIN)
		return *value;
	int64_t whole = (int64_t)(scaled / under);
	return is_money ? vd_value_money((struct vd_money){ whole }) : vd_value_count(whole);
}

struct vd_value vd_value_less(const struct vd_value *a, const struct vd_value *b,
			      const struct vd_currency *currency)
{
	struct vd_interval left = vd_interval_of(a, currency), right = vd_interval_of(b, currency);
	struct vd_interval less = vd_interval_subtract(&left, &right);
	bool is_money = a->kind == VD_VALUE_MONEY || b->kind == VD_VALUE_MONEY;
	bool is_count = a->kind == VD_VALUE_COUNT || b->kind == VD_VALUE_COUNT;
	return vd_interval_value(&less,
				 is_money   ? VD_UNIT_MONEY
				 : is_count ? VD_UNIT_COUNT
					    : VD_UNIT_NUMBER,
				 currency);
}
