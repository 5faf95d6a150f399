#include "budget/series.h"

#include "budget/language.h"

static bool undated_serves(const struct vd_series *series, int year)
{
	for (size_t i = 0; i < series->use_for.count; i++)
		if (series->use_for.items[i] == year)
			return true;
	return false;
}

const struct vd_series_value *vd_series_at(const struct vd_series *series, int year, int region)
{
	for (size_t i = 0; i < series->values.count; i++) {
		const struct vd_series_value *value = &series->values.items[i];
		if (value->region == region &&
		    (value->year == year || (!value->year && undated_serves(series, year))))
			return value;
	}
	return NULL;
}

struct vd_value vd_series_count(const struct vd_series *series, int year, int region)
{
	const struct vd_series_value *value = vd_series_at(series, year, region);
	return value ? vd_value_count(value->number.digits) : vd_value_missing(VD_NO_SERIES, NULL);
}

bool vd_series_spans(const struct vd_series *series, int year, int region)
{
	bool before = false, after = false;
	for (size_t i = 0; i < series->values.count; i++) {
		const struct vd_series_value *value = &series->values.items[i];
		if (value->region != region || !value->year)
			continue;
		before = before || value->year <= year;
		after = after || value->year >= year;
	}
	return (before && after) || vd_series_at(series, year, region);
}

bool vd_series_is_population(const struct vd_series *series)
{
	return series->kind == VD_SERIES_COUNT && vd_same(series->unit, N_("persons"));
}

bool vd_series_is_prices(const struct vd_series *series)
{
	return series->kind == VD_SERIES_ANNUAL_PERCENT || series->kind == VD_SERIES_INDEX;
}

static bool is_exchange(const struct vd_series *series)
{
	return series->kind == VD_SERIES_EXCHANGE_RATE;
}

/* The only series of a kind or the primary one. */
static const struct vd_series *chosen(const struct vd_study *study,
				      bool (*is_of_kind)(const struct vd_series *))
{
	const struct vd_series *found = NULL;
	for (size_t i = 0; i < study->series.count; i++) {
		const struct vd_series *one = &study->series.items[i];
		if (is_of_kind(one) && (!found || one->primary))
			found = one;
	}
	return found;
}

const struct vd_series *vd_prices(const struct vd_study *study)
{
	return chosen(study, vd_series_is_prices);
}

const struct vd_series *vd_exchange(const struct vd_study *study)
{
	return chosen(study, is_exchange);
}

static bool has_year(const struct vd_series *series, int year)
{
	for (size_t i = 0; i < series->values.count; i++) {
		int given = series->values.items[i].year;
		if (given == year || (!given && undated_serves(series, year)))
			return true;
	}
	return false;
}

const struct vd_series *vd_regional_population(const struct vd_study *study, int year)
{
	const struct vd_series *found = NULL;
	for (size_t i = 0; i < study->series.count; i++) {
		const struct vd_series *one = &study->series.items[i];
		if (one->by_region && vd_series_is_population(one) && has_year(one, year) &&
		    (!found || one->primary))
			found = one;
	}
	return found;
}

double vd_decimal_double(struct vd_decimal decimal)
{
	return (double)decimal.digits / (double)vd_power_of_ten(decimal.decimals);
}

/* The factor by which prices grew in a year. */
static bool growth(const struct vd_series *prices, int year, double *factor)
{
	const struct vd_series_value *change = vd_series_at(prices, year, VD_NONE);
	if (!change)
		return false;
	*factor = 1.0 + vd_decimal_double(change->number) / 100.0;
	return true;
}

static struct vd_value chained(const struct vd_series *prices, int year)
{
	double index = 100.0, factor = 0.0;
	for (int y = prices->base + 1; y <= year; y++) {
		if (!growth(prices, y, &factor))
			return vd_value_missing(VD_NO_SERIES, NULL);
		index *= factor;
	}
	for (int y = prices->base; y > year; y--) {
		if (!growth(prices, y, &factor))
			return vd_value_missing(VD_NO_SERIES, NULL);
		index /= factor;
	}
	return vd_value_real(index);
}

struct vd_value vd_price_index(const struct vd_series *prices, int year)
{
	if (prices->kind == VD_SERIES_ANNUAL_PERCENT)
		return chained(prices, year);
	const struct vd_series_value *value = vd_series_at(prices, year, VD_NONE);
	const struct vd_series_value *base = vd_series_at(prices, prices->base, VD_NONE);
	if (!value || !base)
		return vd_value_missing(VD_NO_SERIES, NULL);
	return vd_value_real(vd_decimal_double(value->number) / vd_decimal_double(base->number) *
			     100.0);
}

struct vd_value vd_deflator(const struct vd_series *prices, int year)
{
	struct vd_value base = vd_price_index(prices, prices->base);
	struct vd_value index = vd_price_index(prices, year);
	if (!vd_value_present(&base) || !vd_value_present(&index))
		return vd_value_missing(VD_NO_SERIES, NULL);
	return vd_value_real(base.real / index.real);
}

struct vd_value vd_exchange_rate(const struct vd_series *exchange, int year)
{
	const struct vd_series_value *rate = vd_series_at(exchange, year, VD_NONE);
	return rate ? vd_value_real(vd_decimal_double(rate->number))
		    : vd_value_missing(VD_NO_SERIES, NULL);
}
