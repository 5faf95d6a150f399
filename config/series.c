/* `series:` population, cases, prices, exchange rates. */
#include <string.h>

#include "budget/series.h"
#include "config/parts.h"

/* Only counts take grouping marks: 3.548 is no three thousand per cent. */
static bool read_number(struct vd_loader *loader, const struct vd_series *series,
			const struct vd_node *node, struct vd_decimal *number)
{
	struct vd_number_style style = *vd_style_of(loader, &series->numbers);
	if (series->kind == VD_SERIES_COUNT)
		return vd_decode_decimal(loader, node, &style, number);
	style.grouping_count = 0;
	if (vd_decode_decimal(loader, node, &style, number))
		return true;
	if (node->kind != VD_NODE_SCALAR || !strpbrk(node->text, "0123456789"))
		return false;
	return vd_hint(
		loader->diagnostics,
		vd_series_is_prices(series)
			? _("prices take no grouping marks; `numbers:` of the series says "
			    "which is their decimal mark")
			: _("exchange rates take no grouping marks; `numbers:` of the series "
			    "says which is their decimal mark"));
}

static bool check_count(struct vd_loader *loader, const struct vd_node *node,
			struct vd_decimal number)
{
	if (number.decimals == 0 && !number.percent)
		return true;
	vd_report(loader->diagnostics, node->place, VD_RULE_BAD_NUMBER,
		  _("`%s`: a count is a whole number"), node->text);
	return vd_hint(loader->diagnostics,
		       _("is its mark a grouping mark? declare it under `numbers:`"));
}

static bool check_sign(struct vd_loader *loader, const struct vd_series *series,
		       const struct vd_node *node, struct vd_decimal number)
{
	bool is_count = series->kind == VD_SERIES_COUNT;
	bool must_be_positive = !is_count || vd_same(series->unit, "persons");
	if (number.digits > 0 || (number.digits == 0 && !must_be_positive))
		return true;
	return vd_report(loader->diagnostics, node->place, VD_RULE_NEGATIVE_COUNT,
			 must_be_positive ? _("`%s`: it must be more than zero")
					  : _("`%s`: it cannot be negative"),
			 node->text);
}

/* Whether a number can stand in a series of its kind. */
static bool check_number(struct vd_loader *loader, const struct vd_series *series,
			 const struct vd_node *node, struct vd_decimal number)
{
	switch (series->kind) {
	case VD_SERIES_COUNT:
		return check_count(loader, node, number) &&
		       check_sign(loader, series, node, number);
	case VD_SERIES_ANNUAL_PERCENT:
		return vd_decimal_double(number) > -100.0 ||
		       vd_report(loader->diagnostics, node->place, VD_RULE_BAD_VALUE,
				 _("`%s`: a fall of 100 %% or more leaves no price"), node->text);
	case VD_SERIES_EXCHANGE_RATE:
		if (number.percent)
			return vd_report(loader->diagnostics, node->place, VD_RULE_BAD_NUMBER,
					 _("`%s`: an exchange rate is no percentage"), node->text);
		return check_sign(loader, series, node, number);
	case VD_SERIES_INDEX:
		return check_sign(loader, series, node, number);
	}
	return false;
}

static bool add_value(struct vd_loader *loader, struct vd_series *series,
		      const struct vd_node *node, int year, int region)
{
	struct vd_decimal number = { 0 };
	series->has_values = true;
	if (!read_number(loader, series, node, &number) ||
	    !check_number(loader, series, node, number))
		return false;
	*VD_APPEND(loader->arena, &series->values) = (struct vd_series_value){
		.year = year, .region = region, .number = number, .place = node->place
	};
	return true;
}

/* A mapping of region codes to numbers, for one year (0: no year). */
static bool add_regions(struct vd_loader *loader, struct vd_series *series,
			const struct vd_node *node, int year)
{
	if (node->kind != VD_NODE_MAP)
		return vd_wrong_type(loader, node, _("a mapping of regions to numbers"));
	bool good = true;
	for (size_t i = 0; i < node->map.count; i++) {
		const struct vd_pair *pair = &node->map.items[i];
		int region = VD_NONE;
		good = vd_decode_region(loader, pair->key, &region) &&
		       add_value(loader, series, pair->value, year, region) && good;
	}
	return good;
}

static bool add_years(struct vd_loader *loader, const struct vd_node *node,
		      struct vd_series *series)
{
	if (node->kind != VD_NODE_MAP)
		return vd_wrong_type(loader, node, _("a mapping of years to numbers"));
	bool good = true;
	for (size_t i = 0; i < node->map.count; i++) {
		const struct vd_pair *pair = &node->map.items[i];
		int year = 0;
		if (!vd_decode_year(loader, pair->key, &year))
			good = false;
		else if (series->by_region)
			good = add_regions(loader, series, pair->value, year) && good;
		else
			good = add_value(loader, series, pair->value, year, VD_NONE) && good;
	}
	return good;
}

static bool decode_values(struct vd_loader *loader, const struct vd_node *node, void *object)
{
	return add_years(loader, node, object);
}

static bool decode_prices(struct vd_loader *loader, const struct vd_node *node,
			  struct vd_series *series, enum vd_series_kind kind)
{
	if (series->values.count || series->by_region)
		return vd_report(loader->diagnostics, node->place, VD_RULE_BAD_VALUE,
				 _("a series is a count (`values`), prices (`annual_percent` or "
				   "`index`) or an exchange rate (`exchange_rate`), one of them"));
	series->kind = kind;
	return add_years(loader, node, series);
}

static bool decode_annual_percent(struct vd_loader *loader, const struct vd_node *node,
				  void *object)
{
	return decode_prices(loader, node, object, VD_SERIES_ANNUAL_PERCENT);
}

static bool decode_index(struct vd_loader *loader, const struct vd_node *node, void *object)
{
	return decode_prices(loader, node, object, VD_SERIES_INDEX);
}

/* What an exchange rate cannot stand beside is refused in checks.c, each key in its place. */
static bool decode_exchange_rate(struct vd_loader *loader, const struct vd_node *node, void *object)
{
	struct vd_series *series = object;
	series->kind = VD_SERIES_EXCHANGE_RATE;
	series->has_values = series->has_values || series->by_region;
	return series->by_region || add_years(loader, node, series);
}

static bool decode_undated(struct vd_loader *loader, const struct vd_node *node, void *object)
{
	struct vd_series *series = object;
	if (series->by_region)
		return add_regions(loader, series, node, 0);
	return add_value(loader, series, node, 0, VD_NONE);
}

static bool decode_by(struct vd_loader *loader, const struct vd_node *node, void *object)
{
	struct vd_series *series = object;
	series->by_region = vd_same(node->text, "region");
	return series->by_region || vd_report(loader->diagnostics, node->place, VD_RULE_BAD_VALUE,
					      _("a series can be given `by: region` only"));
}

static bool decode_use_years(struct vd_loader *loader, const struct vd_node *node, void *object)
{
	struct vd_series *series = object;
	if (node->kind != VD_NODE_LIST)
		return vd_wrong_type(loader, node, _("a list of years"));
	bool good = true;
	for (size_t i = 0; i < node->list.count; i++) {
		int year = 0;
		good = vd_decode_year(loader, node->list.items[i], &year) && good;
		*VD_APPEND(loader->arena, &series->use_for) = year;
	}
	return good;
}

static void prepare(void *object)
{
	((struct vd_series *)object)->source.source = VD_NONE;
}

#define YEARS_TO_NUMBERS                                                                           \
	"{\"type\": \"object\", \"propertyNames\": {\"pattern\": \"^[0-9]{4}$\"}, "                \
	"\"additionalProperties\": {\"type\": [\"number\", \"string\"]}}"

static const struct vd_field use_fields[] = {
	{ .key = "years",
	  .kind = VD_FIELD_CUSTOM,
	  .required = true,
	  .decode = decode_use_years,
	  .example = "years: [2025]",
	  .schema = "{\"type\": \"array\", \"items\": {\"type\": \"integer\"}}",
	  .meaning = N_("the years it may stand for") },
	{ .key = "because",
	  .kind = VD_FIELD_TEXT,
	  .required = true,
	  .offset = VD_OFFSET(vd_series, use_because),
	  .example = "because: …",
	  .meaning = N_("why it may; shown wherever it is used") },
};

static const struct vd_record use_record = {
	.name = "use_for",
	.fields = use_fields,
	.count = VD_COUNT_OF(use_fields),
	.place_offset = SIZE_MAX,
};

static const struct vd_field fields[] = {
	{ .key = "title",
	  .kind = VD_FIELD_TEXT,
	  .offset = VD_OFFSET(vd_series, title),
	  .meaning = "what it is, for a reader" },
	{ .key = "unit",
	  .kind = VD_FIELD_STRING,
	  .offset = VD_OFFSET(vd_series, unit),
	  .meaning = "what it counts: persons, cases, victims…; `persons` makes it a population" },
	{ .key = "source",
	  .kind = VD_FIELD_CUSTOM,
	  .decode = vd_decode_source,
	  .offset = VD_OFFSET(vd_series, source),
	  .schema = vd_source_schema,
	  .meaning = "a source's id, or {ref: …, page: …}" },
	{ .key = "at",
	  .kind = VD_FIELD_STRING,
	  .offset = VD_OFFSET(vd_series, at),
	  .meaning = "the moment in the year: mid-year, census…" },
	{ .key = "note",
	  .kind = VD_FIELD_CUSTOM,
	  .decode = vd_decode_notes,
	  .offset = VD_OFFSET(vd_series, notes),
	  .schema = vd_notes_schema,
	  .meaning = "a note's id or a list of them" },
	{ .key = "primary",
	  .kind = VD_FIELD_BOOL,
	  .offset = VD_OFFSET(vd_series, primary),
	  .meaning = "the one to use where two could serve" },
	{ .key = "numbers",
	  .kind = VD_FIELD_CUSTOM,
	  .decode = vd_decode_numbers,
	  .offset = VD_OFFSET(vd_series, numbers),
	  .schema = vd_numbers_schema,
	  .meaning = "how its numbers are written" },
	{ .key = "by",
	  .kind = VD_FIELD_CUSTOM,
	  .decode = decode_by,
	  .schema = "{\"const\": \"region\"}",
	  .meaning = "`region`: values by region code" },
	{ .key = "base",
	  .kind = VD_FIELD_YEAR,
	  .offset = VD_OFFSET(vd_series, base),
	  .meaning = "prices: the year in whose prices real amounts are" },
	{ .key = "values",
	  .kind = VD_FIELD_CUSTOM,
	  .decode = decode_values,
	  .schema = "{\"type\": \"object\", \"propertyNames\": {\"pattern\": \"^[0-9]{4}$\"}}",
	  .meaning = "year: number; or year: {region: number}" },
	{ .key = "undated",
	  .kind = VD_FIELD_CUSTOM,
	  .decode = decode_undated,
	  .schema = "{\"type\": [\"object\", \"number\", \"string\"]}",
	  .meaning = "a cross-section whose source gives no year: a number, or {region: number}" },
	{ .key = "use_for",
	  .kind = VD_FIELD_RECORD,
	  .record = &use_record,
	  .meaning = "the years an undated cross-section stands for, and why" },
	{ .key = "annual_percent",
	  .kind = VD_FIELD_CUSTOM,
	  .decode = decode_annual_percent,
	  .schema = YEARS_TO_NUMBERS,
	  .meaning = "prices: annual change in percent, by year" },
	{ .key = "index",
	  .kind = VD_FIELD_CUSTOM,
	  .decode = decode_index,
	  .schema = YEARS_TO_NUMBERS,
	  .meaning = "prices: an index, by year" },
	{ .key = "exchange_rate",
	  .kind = VD_FIELD_CUSTOM,
	  .decode = decode_exchange_rate,
	  .schema = YEARS_TO_NUMBERS,
	  .meaning = "units of the study's currency for one unit of `currency`, by year" },
	{ .key = "currency",
	  .kind = VD_FIELD_CUSTOM,
	  .decode = vd_decode_currency,
	  .offset = VD_OFFSET(vd_series, currency),
	  .schema = vd_currency_schema,
	  .meaning = "exchange rate: the other currency, an ISO 4217 code" },
};

const struct vd_record vd_series_record = {
	.name = N_("series"),
	.size = sizeof(struct vd_series),
	.fields = fields,
	.count = VD_COUNT_OF(fields),
	.place_offset = VD_OFFSET(vd_series, place),
	.key_kind = VD_KEY_ID,
	.key_offset = VD_OFFSET(vd_series, id),
	.prepare = prepare,
};
