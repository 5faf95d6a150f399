/* What a contradicted claim may come from. */
#include <math.h>
#include <string.h>

#include "budget/claim_parts.h"
#include "budget/language.h"
#include "budget/series.h"

static void add_variant(const struct vd_asker *asker, struct vd_suspect *suspect,
			enum vd_cause_kind kind, const struct vd_operand *part,
			const struct vd_operand *base, const char *text)
{
	struct vd_claim_figure over = vd_claim_ask(asker, part, 0),
			       under = vd_claim_ask(asker, base, 0);
	struct vd_interval value =
		vd_claim_measure(asker->claim->measure, &over.value, &under.value);
	vd_suspect_add(suspect, kind, text, &value.middle);
}

/* "with implemented of 2015" */
static const char *with_year(struct vd_arena *arena, const struct vd_operand *operand, int year)
{
	if (operand->kind == VD_OPERAND_GENERAL_BUDGET)
		return vd_arena_format(arena, _("with the General Budget of %d"), year);
	switch (operand->stage) {
	case VD_ALLOCATED:
		return vd_arena_format(arena, _("with allocated of %d"), year);
	case VD_MODIFIED:
		return vd_arena_format(arena, _("with modified of %d"), year);
	case VD_IMPLEMENTED:
		return vd_arena_format(arena, _("with implemented of %d"), year);
	case VD_STAGES:
		break;
	}
	return "";
}

/* The amounts of a claim in other years, and in other stages. */
static void add_other_figures(const struct vd_asker *asker, struct vd_suspect *suspect)
{
	const struct vd_claim *claim = asker->claim;
	const struct vd_study *study = asker->analysis->study;
	const struct vd_operand *own[] = { &claim->part, &claim->base };
	for (size_t which = 0; which < 2; which++) {
		const struct vd_operand *operand = own[which];
		bool has_stage = operand->kind == VD_OPERAND_FIGURE;
		bool has_year = has_stage || operand->kind == VD_OPERAND_GENERAL_BUDGET;
		struct vd_operand other = *operand;
		const struct vd_operand *part = which ? &claim->part : &other;
		const struct vd_operand *base = which ? &other : &claim->base;
		for (int year = 0; has_year && year < (int)study->years.count; year++) {
			other.year = year;
			if (year != operand->year)
				add_variant(asker, suspect, VD_CAUSE_OTHER_YEAR, part, base,
					    with_year(asker->arena, operand,
						      study->years.items[year].year));
		}
		other = *operand;
		for (enum vd_stage stage = 0; has_stage && stage < VD_STAGES; stage++) {
			other.stage = stage;
			if (stage != operand->stage)
				add_variant(asker, suspect, VD_CAUSE_OTHER_STAGE, part, base,
					    vd_arena_format(asker->arena,
							    _("with %s instead of %s"),
							    vd_word(vd_stage_key(stage)),
							    vd_word(vd_stage_key(operand->stage))));
		}
	}
}

/* Other series of the same kind as base. */
static void add_other_series(const struct vd_asker *asker, struct vd_suspect *suspect)
{
	const struct vd_claim *claim = asker->claim;
	const struct vd_study *study = asker->analysis->study;
	struct vd_operand other = claim->base;
	if (claim->base.kind != VD_OPERAND_SERIES)
		return;
	const struct vd_series *own = &study->series.items[claim->base.series];
	for (int s = 0; s < (int)study->series.count; s++) {
		other.series = s;
		if (s != claim->base.series && vd_same(study->series.items[s].unit, own->unit))
			add_variant(asker, suspect, VD_CAUSE_OTHER_BASE, &claim->part, &other,
				    vd_arena_format(asker->arena, _("over %s"),
						    study->series.items[s].id));
	}
}

/* A value of a series in other years. */
static void add_other_series_years(const struct vd_asker *asker, struct vd_suspect *suspect)
{
	const struct vd_claim *claim = asker->claim;
	const struct vd_operand *own[] = { &claim->part, &claim->base };
	for (size_t which = 0; which < 2; which++) {
		struct vd_operand other = *own[which];
		if (other.kind != VD_OPERAND_SERIES)
			continue;
		const struct vd_series *series =
			&asker->analysis->study->series.items[other.series];
		for (size_t i = 0; i < series->values.count; i++) {
			const struct vd_series_value *value = &series->values.items[i];
			other.calendar = value->year;
			if (value->year != own[which]->calendar &&
			    value->region == own[which]->region)
				add_variant(asker, suspect, VD_CAUSE_OTHER_YEAR,
					    which ? &claim->part : &other,
					    which ? &other : &claim->base,
					    vd_arena_format(asker->arena,
							    which ? _("over %s of %d")
								  : _("with %s of %d"),
							    series->id, value->year));
		}
	}
}

enum { STEPS_OF_A_CLAIM = 200 };

/* What stands beside the part: its list, or the regions of its series. */
static struct vd_operand list_of(const struct vd_asker *asker, bool *is_series)
{
	const struct vd_claim *claim = asker->claim;
	const struct vd_study *study = asker->analysis->study;
	struct {
		struct vd_operand *items;
		size_t count, capacity;
	} parts = { 0 };
	for (size_t i = 0; claim->list && i < study->claims.count; i++) {
		const struct vd_claim *one = &study->claims.items[i];
		if (vd_same(one->list, claim->list) && one->part.kind != VD_OPERAND_SUM)
			*VD_APPEND(asker->arena, &parts) = one->part;
	}
	*is_series = false;
	if (!parts.count && claim->part.kind == VD_OPERAND_SERIES &&
	    claim->part.region != VD_NONE) {
		*is_series = true;
		for (int region = 0; region < (int)study->regions.count; region++) {
			struct vd_operand one = claim->part;
			one.region = region;
			if (vd_series_at(&study->series.items[one.series], one.calendar, region))
				*VD_APPEND(asker->arena, &parts) = one;
		}
	}
	return (struct vd_operand){ .kind = VD_OPERAND_SUM,
				    .parts = parts.items,
				    .part_count = parts.count };
}

/* The number of a whole operand; 0 of any other. */
static int64_t whole_number(const struct vd_operand *operand)
{
	return operand->kind == VD_OPERAND_NUMBER && !operand->number.decimals &&
			       !operand->number.percent && operand->number.digits > 0
		       ? operand->number.digits
		       : 0;
}

/* The one whole base that every percentage of the claim's list comes out with. */
static void add_list_base(const struct vd_asker *asker, struct vd_suspect *suspect)
{
	const struct vd_claim *claim = asker->claim;
	const struct vd_study *study = asker->analysis->study;
	double low = 1.0, high = 1e9;
	size_t count = 0;
	for (size_t i = 0; claim->list && i < study->claims.count; i++) {
		const struct vd_claim *one = &study->claims.items[i];
		double part = (double)whole_number(&one->part);
		double half = 0.5 * pow(10.0, one->printed.exponent - 2);
		double printed = (double)one->printed.digits * half * 2.0;
		if (!vd_same(one->list, claim->list) || one->measure != VD_MEASURE_PERCENT)
			continue;
		if (part < 1.0 || printed <= half)
			return;
		low = fmax(low, part / (printed + half));
		high = fmin(high, part / (printed - half));
		count++;
	}
	double base = floor(high + 1e-9);
	if (count < 2 || base < low - 1e-9 || base - 1.0 >= low - 1e-9)
		return;
	struct vd_operand other = { .kind = VD_OPERAND_NUMBER,
				    .number = { .digits = (int64_t)base } };
	add_variant(
		asker, suspect, VD_CAUSE_OTHER_BASE, &claim->part, &other,
		vd_arena_format(asker->arena,
				_("%lld / %lld, the only whole base that fits all %zu of its list"),
				(long long)whole_number(&claim->part), (long long)base, count));
}

static void add_list(const struct vd_asker *asker, struct vd_suspect *suspect)
{
	bool is_series = false;
	struct vd_operand list = list_of(asker, &is_series);
	if (list.part_count < 2)
		return;
	struct vd_claim_figure sum = vd_claim_ask(asker, &list, 0),
			       part = vd_claim_ask(asker, &asker->claim->part, 0);
	add_variant(asker, suspect, VD_CAUSE_OTHER_BASE, &asker->claim->part, &list,
		    vd_arena_format(asker->arena,
				    is_series ? _("%s / %s, the sum of the %zu rows printed in its "
						  "series")
					      : _("%s / %s, the sum of the %zu rows printed in its "
						  "list"),
				    vd_claim_shown(asker, &part), vd_claim_shown(asker, &sum),
				    list.part_count));
	for (size_t i = 0; i < list.part_count; i++) {
		struct vd_claim_figure other = vd_claim_ask(asker, &list.parts[i], 0);
		add_variant(asker, suspect, VD_CAUSE_OTHER_PART, &list.parts[i],
			    &asker->claim->base,
			    vd_arena_format(asker->arena,
					    is_series ? _("that of %s in its series")
						      : _("that of %s in its list"),
					    vd_claim_shown(asker, &other)));
	}
}

/* The operands the other way round, the rest to the whole, the other base of a change. */
static void add_turns(const struct vd_asker *asker, struct vd_suspect *suspect,
		      const struct vd_claim_figure *part, const struct vd_claim_figure *base)
{
	const char *over = vd_claim_shown(asker, part), *under = vd_claim_shown(asker, base);
	enum vd_measure kind = asker->claim->measure;
	struct vd_interval turned = vd_claim_measure(kind, &base->value, &part->value);
	struct vd_interval whole = vd_interval_of_whole(1);
	switch (kind) {
	case VD_MEASURE_VALUE:
	case VD_MEASURE_SUM:
	case VD_MEASURE_DIFFERENCE: /* the other way round is a matter of sign */
	case VD_MEASURES:
		return;
	case VD_MEASURE_PERCENT: {
		struct vd_interval rest = vd_interval_subtract(&whole, &suspect->computed);
		vd_suspect_add(suspect, VD_CAUSE_COMPLEMENT, _("what is left to the whole"),
			       &rest.middle);
		break;
	}
	case VD_MEASURE_RATIO:
	case VD_MEASURE_ONE_IN:
		break;
	case VD_MEASURE_CHANGE_PERCENT: {
		struct vd_interval zero = vd_interval_subtract(&whole, &whole);
		struct vd_interval other = vd_interval_subtract(&zero, &turned);
		vd_suspect_add(suspect, VD_CAUSE_OTHER_BASE,
			       vd_arena_format(asker->arena, _("the change relative to %s"), over),
			       &other.middle);
		struct vd_interval ratio = vd_interval_divide(&part->value, &base->value);
		vd_suspect_add(suspect, VD_CAUSE_OTHER_PART,
			       vd_arena_format(asker->arena, _("%s / %s, not less 1"), over, under),
			       &ratio.middle);
		break;
	}
	}
	vd_suspect_add(suspect, VD_CAUSE_INVERTED,
		       kind == VD_MEASURE_CHANGE_PERCENT
			       ? vd_arena_format(asker->arena, _("the change from %s to %s"), over,
						 under)
			       : vd_arena_format(asker->arena, "%s / %s",
						 kind == VD_MEASURE_ONE_IN ? over : under,
						 kind == VD_MEASURE_ONE_IN ? under : over),
		       &turned.middle);
}

/* The parts of a sum as whole numbers of one scale. @return false if they are none */
static bool add_parts(const struct vd_asker *asker, struct vd_suspect *suspect)
{
	const struct vd_operand *sum = &asker->claim->part;
	int exponent = asker->claim->printed.exponent;
	uint8_t scale = exponent < 0 && exponent >= -VD_DECIMALS_MOST ? (uint8_t)-exponent : 0;
	for (size_t i = 0; i < sum->part_count; i++) {
		uint8_t own = sum->parts[i].kind == VD_OPERAND_NUMBER
				      ? (uint8_t)(sum->parts[i].number.decimals +
						  (sum->parts[i].number.percent ? 2 : 0))
				      : asker->currency->decimals;
		scale = own > scale ? own : scale;
	}
	struct vd_printed unit = { .exponent = -scale };
	for (size_t i = 0; i < sum->part_count; i++) {
		struct vd_claim_figure one = vd_claim_ask(asker, &sum->parts[i], 1);
		struct vd_digits digits;
		if (!vd_printed_digits(&unit, &one.value.middle, VD_UNIT_NUMBER, asker->currency,
				       &digits) ||
		    !digits.is_whole || digits.rounded > INT64_MAX / 4096 ||
		    digits.rounded < -INT64_MAX / 4096)
			return false;
		*VD_APPEND(asker->arena, &suspect->addends) =
			(struct vd_addend){ vd_claim_shown(asker, &one), (int64_t)digits.rounded };
	}
	suspect->scale = scale;
	suspect->of_what = "";
	return true;
}

struct vd_causes vd_claim_causes(const struct vd_asker *asker, enum vd_unit unit,
				 const struct vd_interval *computed,
				 const struct vd_claim_figure *part,
				 const struct vd_claim_figure *base)
{
	const struct vd_claim *claim = asker->claim;
	struct vd_suspect suspect = {
		.arena = asker->arena,
		.currency = asker->currency,
		.printed = claim->printed,
		.unit = unit,
		.is_bare = strchr(claim->printed_text, '%') == NULL,
		.computed = *computed,
		.part = vd_value_missing(VD_NOT_APPLICABLE, NULL),
		.base = vd_value_missing(VD_NOT_APPLICABLE, NULL),
	};
	if (claim->measure == VD_MEASURE_PERCENT && part->unit == VD_UNIT_NUMBER) {
		suspect.part = part->value.middle;
		suspect.base = base->value.middle;
	}
	if (claim->part.kind == VD_OPERAND_SUM && claim->base.kind == VD_OPERAND_NONE &&
	    !vd_unit_is_percent(unit) && !add_parts(asker, &suspect))
		suspect.addends.count = 0;
	if (asker->analysis) {
		add_other_figures(asker, &suspect);
		add_other_series(asker, &suspect);
		add_other_series_years(asker, &suspect);
		/* A list is gone through for each claim of it. */
		if (claim->list &&
		    vd_audit_spend(asker->analysis,
				   STEPS_OF_A_CLAIM * asker->analysis->study->claims.count)) {
			add_list(asker, &suspect);
			add_list_base(asker, &suspect);
		} else if (!claim->list) {
			add_list(asker, &suspect); /* of the regions of its series */
		}
	}
	add_turns(asker, &suspect, part, base);
	return vd_causes_find(&suspect);
}
