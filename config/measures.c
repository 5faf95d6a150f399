/* The measures of claims: which keys each takes, and what it makes of them. */
#include <stdlib.h>
#include <string.h>

#include "config/parts.h"

/* Those behind change_percent are put together from the ones before. */
enum {
	VALUE,
	SUM,
	DIFFERENCE,
	PERCENT,
	RATIO,
	ONE_IN,
	CHANGE_PERCENT,
	TOTAL,
	RATE,
	SHARE,
	PER_CAPITA,
	COMPARABLE_CHANGE_PERCENT,
	MEASURES
};

const char *const vd_measure_names[] = {
	[VALUE] = "value",
	[SUM] = "sum",
	[DIFFERENCE] = "difference",
	[PERCENT] = "percent",
	[RATIO] = "ratio",
	[ONE_IN] = "one_in",
	[CHANGE_PERCENT] = "change_percent",
	[TOTAL] = "total",
	[RATE] = "rate",
	[SHARE] = "share",
	[PER_CAPITA] = "per_capita",
	[COMPARABLE_CHANGE_PERCENT] = "comparable_change_percent",
	[MEASURES] = NULL,
};

static const char *const basis_names[] = { "institutions", "rows" };

/* The keys that depend on the measure. */
enum key { OF, FROM, TO, STAGE, YEAR, POPULATION, BASIS, INSTITUTION, GROUP, REGION, KEYS };

static const char *const key_names[KEYS] = {
	"of", "from", "to", "stage", "year", "population", "basis", "institution", "group", "region"
};

#define BIT(key) (1U << (key))
#define WHOSE (BIT(INSTITUTION) | BIT(GROUP) | BIT(REGION))

static const struct vd_node *value_of(const struct vd_node *map, enum key key)
{
	return vd_node_get(map, key_names[key]);
}

/* How the field table describes a key. */
static const struct vd_field *field_of(enum key key)
{
	const struct vd_field *field = vd_claim_record.fields;
	while (!vd_same(field->key, key_names[key]))
		field++;
	return field;
}

/* Whether a number is written like a year that the study declares. */
static bool looks_like_year(const struct vd_loader *loader, const struct vd_node *node)
{
	return node && node->kind == VD_NODE_SCALAR && node->bytes == 4 &&
	       strspn(node->text, "0123456789") == 4 &&
	       vd_study_year(loader->study, (int)strtol(node->text, NULL, 10)) != VD_NONE;
}

/* Without a stage a change is one of two figures: not of two years, and nobody's in particular. */
static bool check_change(struct vd_loader *loader, const struct vd_node *map)
{
	bool good = true;
	for (enum key key = INSTITUTION; key <= REGION; key++) {
		if (!value_of(map, key))
			continue;
		good = vd_report(loader->diagnostics, value_of(map, key)->place,
				 VD_RULE_MISSING_KEY, _("the figures of one `%s` need a `stage`"),
				 key_names[key]);
		vd_hint(loader->diagnostics,
			_("add `stage: allocated`; `from` and `to` are years"));
	}
	if (!good || !looks_like_year(loader, value_of(map, FROM)) ||
	    !looks_like_year(loader, value_of(map, TO)))
		return good;
	vd_report(loader->diagnostics, map->place, VD_RULE_MISSING_KEY,
		  _("`from` and `to` are years, and no `stage` says of what"));
	return vd_hint(loader->diagnostics,
		       _("add `stage: allocated`; if they are figures themselves, write each as a "
			 "list: [%s]"),
		       value_of(map, FROM)->text);
}

/* A key's operand; one that is missing is reported already. */
static bool read_operand(struct vd_loader *loader, const struct vd_node *map, enum key key,
			 struct vd_operand *out)
{
	const struct vd_node *node = value_of(map, key);
	return node && vd_decode_operand(loader, node, out);
}

static bool read_value(struct vd_loader *loader, const struct vd_node *map, struct vd_claim *claim)
{
	return read_operand(loader, map, OF, &claim->part);
}

static bool read_quotient(struct vd_loader *loader, const struct vd_node *map,
			  struct vd_claim *claim)
{
	bool good = read_operand(loader, map, OF, &claim->part);
	return read_operand(loader, map, TO, &claim->base) && good;
}

static bool read_sum(struct vd_loader *loader, const struct vd_node *map, struct vd_claim *claim)
{
	const struct vd_node *node = value_of(map, OF);
	bool is_sum = node && (node->kind == VD_NODE_LIST || vd_node_get(node, "sum"));
	if (node && !is_sum)
		return vd_wrong_type(loader, node, _("a list of operands"));
	return read_value(loader, map, claim);
}

/* Of which stage and whose, for the measures that say it once for all their figures. */
static bool read_whose(struct vd_loader *loader, const struct vd_node *map,
		       struct vd_operand *whose)
{
	const struct vd_node *stage = value_of(map, STAGE);
	*whose = vd_no_operand;
	whose->kind = VD_OPERAND_FIGURE;
	whose->stage = VD_ALLOCATED;
	bool good = !stage || vd_decode_stage(loader, stage, &whose->stage);
	return vd_decode_whose(loader, map, whose) && good;
}

/* A figure for the year that a key gives. */
static bool read_year(struct vd_loader *loader, const struct vd_node *map, enum key key,
		      const struct vd_operand *whose, struct vd_operand *out)
{
	const struct vd_node *node = value_of(map, key);
	*out = *whose;
	if (!node)
		return false;
	out->place = node->place;
	if (vd_decode_declared_year(loader, node, &out->year))
		return true;
	return key != YEAR && node->kind != VD_NODE_SCALAR &&
	       vd_hint(loader->diagnostics, _("with `stage` it is a year of the study"));
}

static bool read_change(struct vd_loader *loader, const struct vd_node *map, struct vd_claim *claim)
{
	if (value_of(map, STAGE)) {
		struct vd_operand whose;
		bool good = read_whose(loader, map, &whose);
		good = read_year(loader, map, FROM, &whose, &claim->base) && good;
		return read_year(loader, map, TO, &whose, &claim->part) && good;
	}
	bool good = check_change(loader, map);
	good = read_operand(loader, map, FROM, &claim->base) && good;
	return read_operand(loader, map, TO, &claim->part) && good;
}

static bool read_total(struct vd_loader *loader, const struct vd_node *map, struct vd_claim *claim)
{
	struct vd_operand whose;
	bool good = read_whose(loader, map, &whose);
	return read_year(loader, map, YEAR, &whose, &claim->part) && good;
}

static bool read_rate(struct vd_loader *loader, const struct vd_node *map, struct vd_claim *claim)
{
	bool good = read_total(loader, map, claim);
	claim->base = claim->part;
	claim->part.stage = VD_IMPLEMENTED;
	return good;
}

static bool read_share(struct vd_loader *loader, const struct vd_node *map, struct vd_claim *claim)
{
	bool good = read_total(loader, map, claim);
	claim->base.kind = VD_OPERAND_GENERAL_BUDGET;
	claim->base.year = claim->part.year;
	claim->base.place = claim->part.place;
	return good;
}

/* Which of a series' values divides a figure: that of the figure's region, where it has regions. */
static bool choose_region(struct vd_loader *loader, const struct vd_operand *figure,
			  struct vd_operand *divisor)
{
	const struct vd_study *study = loader->study;
	const struct vd_series *series = &study->series.items[divisor->series];
	if (series->by_region && figure->region != VD_NONE)
		divisor->region = figure->region;
	else if (series->by_region && figure->institution != VD_NONE)
		divisor->region = study->institutions.items[figure->institution].region;
	if (series->by_region == (divisor->region != VD_NONE) &&
	    (series->by_region || figure->region == VD_NONE))
		return true;
	vd_report(loader->diagnostics, divisor->place, VD_RULE_BAD_VALUE,
		  series->by_region ? _("series `%s` is by region, and the figure is of none")
				    : _("series `%s` is not by region, and the figure is of one"),
		  series->id);
	return vd_hint(loader->diagnostics, series->by_region
						    ? _("name a series of the whole country")
						    : _("name a series that is `by: region`"));
}

static bool read_per_capita(struct vd_loader *loader, const struct vd_node *map,
			    struct vd_claim *claim)
{
	const struct vd_node *population = value_of(map, POPULATION);
	struct vd_operand *divisor = &claim->base;
	bool good = read_total(loader, map, claim);
	if (claim->part.year != VD_NONE)
		divisor->calendar = loader->study->years.items[claim->part.year].year;
	if (!population)
		return false;
	divisor->kind = VD_OPERAND_SERIES;
	divisor->place = population->place;
	return vd_decode_series(loader, population, &divisor->series) && good &&
	       choose_region(loader, &claim->part, divisor);
}

static bool read_basis(struct vd_loader *loader, const struct vd_node *map, const char **basis)
{
	const struct vd_node *node = value_of(map, BASIS);
	*basis = basis_names[0];
	if (!node)
		return true;
	if (!vd_decode_string(loader, node, basis))
		return false;
	for (size_t i = 0; i < VD_COUNT_OF(basis_names); i++)
		if (vd_same(*basis, basis_names[i]))
			return true;
	vd_report(loader->diagnostics, node->place, VD_RULE_BAD_VALUE, _("unknown basis `%s`"),
		  *basis);
	return vd_suggest(loader, *basis, basis_names, VD_COUNT_OF(basis_names));
}

/* The change of those that have an amount in both years. */
static bool read_comparable(struct vd_loader *loader, const struct vd_node *map,
			    struct vd_claim *claim)
{
	struct vd_operand whose;
	const char *basis = NULL;
	bool good = read_basis(loader, map, &basis);
	good = read_whose(loader, map, &whose) && good;
	good = read_year(loader, map, FROM, &whose, &claim->base) && good;
	good = read_year(loader, map, TO, &whose, &claim->part) && good;
	if (!good)
		return false;
	claim->part.is_matched = claim->base.is_matched = true;
	claim->part.by_row = claim->base.by_row = vd_same(basis, basis_names[1]);
	claim->part.beside = claim->base.year;
	claim->base.beside = claim->part.year;
	return true;
}

static const struct measure {
	enum vd_measure kind;
	unsigned needs, may_have;
	enum vd_percent_sign sign;
	bool (*read)(struct vd_loader *, const struct vd_node *map, struct vd_claim *);
} measures[MEASURES] = {
	/* clang-format off */
	[VALUE]      = { VD_MEASURE_VALUE, BIT(OF), 0, VD_SIGN_AS_PRINTED, read_value },
	[SUM]        = { VD_MEASURE_SUM, BIT(OF), 0, VD_SIGN_AS_PRINTED, read_sum },
	[DIFFERENCE] = { VD_MEASURE_DIFFERENCE, BIT(FROM) | BIT(TO), BIT(STAGE) | WHOSE,
			 VD_SIGN_AS_PRINTED, read_change },
	[PERCENT]    = { VD_MEASURE_PERCENT, BIT(OF) | BIT(TO), 0, VD_SIGN_MEANT, read_quotient },
	[RATIO]      = { VD_MEASURE_RATIO, BIT(OF) | BIT(TO), 0, VD_SIGN_WRONG, read_quotient },
	[ONE_IN]     = { VD_MEASURE_ONE_IN, BIT(OF) | BIT(TO), 0, VD_SIGN_WRONG, read_quotient },
	[CHANGE_PERCENT] = { VD_MEASURE_CHANGE_PERCENT, BIT(FROM) | BIT(TO), BIT(STAGE) | WHOSE,
			     VD_SIGN_MEANT, read_change },
	[TOTAL]      = { VD_MEASURE_VALUE, BIT(STAGE) | BIT(YEAR), WHOSE, VD_SIGN_WRONG,
			 read_total },
	[RATE]       = { VD_MEASURE_PERCENT, BIT(YEAR), WHOSE, VD_SIGN_MEANT, read_rate },
	[SHARE]      = { VD_MEASURE_PERCENT, BIT(YEAR), BIT(STAGE) | WHOSE, VD_SIGN_MEANT,
			 read_share },
	[PER_CAPITA] = { VD_MEASURE_RATIO, BIT(STAGE) | BIT(YEAR) | BIT(POPULATION), WHOSE,
			 VD_SIGN_WRONG, read_per_capita },
	[COMPARABLE_CHANGE_PERCENT] = { VD_MEASURE_CHANGE_PERCENT, BIT(STAGE) | BIT(FROM) | BIT(TO),
					BIT(BASIS), VD_SIGN_MEANT, read_comparable },
	/* clang-format on */
};

/* "`of` and `to`" */
static const char *list_keys(struct vd_loader *loader, unsigned keys)
{
	const char *names[KEYS];
	size_t count = 0;
	for (enum key key = OF; key < KEYS; key++)
		if (keys & BIT(key))
			names[count++] = vd_arena_format(loader->arena, "`%s`", key_names[key]);
	return vd_list_words(loader->arena, names, count, KEYS);
}

/* Which of the keys a text is; KEYS if it is none of them. */
static enum key key_of(const struct vd_node *node)
{
	enum key key = OF;
	while (key < KEYS && !vd_same(node->text, key_names[key]))
		key++;
	return key;
}

/* The keys of the measure, out of all; another measure's are reported. */
static bool take_keys(struct vd_loader *loader, const struct vd_node *map, unsigned measure,
		      struct vd_node *taken)
{
	unsigned known = measures[measure].needs | measures[measure].may_have;
	bool good = true;
	*taken = (struct vd_node){ .kind = VD_NODE_MAP, .place = map->place };
	for (size_t i = 0; i < map->map.count; i++) {
		const struct vd_pair *pair = &map->map.items[i];
		enum key key = key_of(pair->key);
		if (key == KEYS)
			continue;
		if (known & BIT(key)) {
			*VD_APPEND(loader->arena, &taken->map) = *pair;
			continue;
		}
		good = vd_report(loader->diagnostics, pair->key->place, VD_RULE_BAD_VALUE,
				 _("a claim of the measure `%s` takes no `%s`"),
				 vd_measure_names[measure], key_names[key]);
		vd_hint(loader->diagnostics, _("it takes %s"), list_keys(loader, known));
	}
	return good;
}

static const char *example_of(enum key key, unsigned measure)
{
	bool is_year = measures[measure].needs & BIT(STAGE);
	if (is_year && key == FROM)
		return "from: 2015";
	if (is_year && key == TO)
		return "to: 2016";
	return field_of(key)->example;
}

static bool require_keys(struct vd_loader *loader, const struct vd_node *map, unsigned measure)
{
	bool good = true;
	for (enum key key = OF; key < KEYS; key++) {
		if (!(measures[measure].needs & BIT(key)) || value_of(map, key))
			continue;
		good = false;
		if (vd_is_misspelt(map, &vd_claim_record, key_names[key]))
			continue; /* reported where it stands */
		vd_report(loader->diagnostics, map->place, VD_RULE_MISSING_KEY,
			  _("a claim of the measure `%s` needs `%s`"), vd_measure_names[measure],
			  key_names[key]);
		vd_hint(loader->diagnostics, _("add `%s` (%s)"), example_of(key, measure),
			vd_translate(field_of(key)->meaning));
	}
	return good;
}

enum vd_percent_sign vd_measure_sign(unsigned measure)
{
	return measures[measure].sign;
}

bool vd_check_without_measure(struct vd_loader *loader, const struct vd_node *map)
{
	const struct vd_node *population = value_of(map, POPULATION);
	struct vd_operand whose, unused;
	int series = VD_NONE;
	read_whose(loader, map, &whose);
	read_operand(loader, map, OF, &unused);
	read_year(loader, map, YEAR, &whose, &unused);
	if (population)
		vd_decode_series(loader, population, &series);
	for (enum key key = FROM; key <= TO; key++)
		if (value_of(map, STAGE))
			read_year(loader, map, key, &whose, &unused);
		else
			read_operand(loader, map, key, &unused);
	return false;
}

bool vd_decode_by_measure(struct vd_loader *loader, const struct vd_node *map, unsigned measure,
			  struct vd_claim *claim)
{
	struct vd_node taken;
	bool good = take_keys(loader, map, measure, &taken);
	good = require_keys(loader, map, measure) && good;
	claim->measure = measures[measure].kind;
	claim->part = claim->base = vd_no_operand;
	return measures[measure].read(loader, &taken, claim) && good;
}
