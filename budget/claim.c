#include "budget/claim.h"

#include <math.h>

#include "budget/claim_parts.h"
#include "budget/language.h"
#include "budget/series.h"

static struct vd_claim_figure no_figure(enum vd_missing missing)
{
	return (struct vd_claim_figure){ vd_interval_missing(missing), VD_UNIT_NUMBER };
}

static struct vd_claim_figure figure_of(const struct vd_asker *asker, const struct vd_value *value,
					enum vd_unit unit)
{
	if (!vd_value_present(value))
		return no_figure(value->missing);
	return (struct vd_claim_figure){ vd_interval_of(value, asker->currency), unit };
}

/* A figure as printed: wider where its table, or the claim, is rounded. */
static struct vd_interval figure_interval(const struct vd_asker *asker,
					  const struct vd_figure *figure)
{
	struct vd_value amount = vd_figure_value(figure);
	if (vd_value_present(&amount) && (asker->claim->rounded || figure->table->rounded))
		return vd_interval_of_decimal(figure->cell->number, true);
	return vd_value_present(&amount) ? vd_interval_of(&amount, asker->currency)
					 : vd_interval_missing(amount.missing);
}

/* Whether an operand counts an institution: one of its group or region, else of the headline. */
static bool counts(const struct vd_asker *asker, const struct vd_operand *operand, int institution)
{
	const struct vd_study *study = asker->analysis->study;
	if (operand->group != VD_NONE) {
		const struct vd_group *group = &study->groups.items[operand->group];
		for (size_t m = 0; m < group->member_count; m++)
			if (group->members[m] == institution)
				return true;
		return false;
	}
	return vd_scope_has(asker->analysis->data, (struct vd_scope){ operand->region },
			    institution);
}

/* The amounts of several institutions together. */
static struct vd_claim_figure sum_of(const struct vd_asker *asker, const struct vd_operand *operand)
{
	const struct vd_dataset *data = asker->analysis->data;
	struct vd_interval sum = vd_interval_of_whole(0);
	size_t count = 0;
	for (int i = 0; i < (int)data->study->institutions.count; i++) {
		const struct vd_figure *one =
			vd_dataset_cell(data, i, operand->year, operand->stage);
		if (one->missing != VD_PRESENT || !counts(asker, operand, i))
			continue;
		struct vd_interval amount = figure_interval(asker, one);
		sum = vd_interval_add(&sum, &amount);
		count++;
	}
	return count ? (struct vd_claim_figure){ sum, VD_UNIT_MONEY } : no_figure(VD_NO_AMOUNTS);
}

/* The amounts of one year, of those that have one in the other year as well. */
static struct vd_claim_figure matched_figure(const struct vd_asker *asker,
					     const struct vd_operand *operand)
{
	const struct vd_dataset *data = asker->analysis->data;
	struct vd_pairing pairing = {
		.scope = { VD_NONE },
		.basis = operand->by_row ? VD_BY_ROW : VD_BY_INSTITUTION,
		.side = { { operand->year, operand->stage }, { operand->beside, operand->stage } },
	};
	struct vd_money sum = { 0 };
	if (!vd_pairing_has_detail(data, &pairing))
		return no_figure(VD_NO_DETAIL);
	if (!vd_pairing_sum(data, &pairing, VD_ON_BOTH, VD_FIRST, VD_PRESENT, &sum))
		return no_figure(VD_NO_AMOUNTS);
	struct vd_value value = vd_value_money(sum);
	return figure_of(asker, &value, VD_UNIT_MONEY);
}

static struct vd_claim_figure stage_figure(const struct vd_asker *asker,
					   const struct vd_operand *operand)
{
	const struct vd_dataset *data = asker->analysis->data;
	if (operand->is_matched)
		return matched_figure(asker, operand);
	if (operand->institution != VD_NONE)
		return (struct vd_claim_figure){
			figure_interval(asker, vd_dataset_cell(data, operand->institution,
							       operand->year, operand->stage)),
			VD_UNIT_MONEY
		};
	bool is_headline = operand->group == VD_NONE && operand->region == VD_NONE;
	if (is_headline && vd_total_is_printed(data, operand->year, operand->stage))
		return (struct vd_claim_figure){
			figure_interval(asker,
					vd_dataset_total(data, operand->year, operand->stage)),
			VD_UNIT_MONEY
		};
	return sum_of(asker, operand);
}

static struct vd_claim_figure cell_figure(const struct vd_asker *asker, const char *address)
{
	struct vd_result_cell cell;
	if (!vd_result_cell(asker->analysis, address, &cell))
		return no_figure(VD_NOT_IN_STUDY);
	const struct vd_value *value = vd_result_value(cell.result, cell.row, cell.column);
	enum vd_unit unit = vd_result_unit(cell.result, cell.row, cell.column);
	if (!vd_unit_is_number(unit) || value->kind == VD_VALUE_TEXT)
		return no_figure(VD_NOT_IN_STUDY);
	return figure_of(asker, value, unit);
}

static struct vd_claim_figure series_figure(const struct vd_asker *asker,
					    const struct vd_operand *operand)
{
	const struct vd_series *series = &asker->analysis->study->series.items[operand->series];
	const struct vd_series_value *value =
		vd_series_at(series, operand->calendar, operand->region);
	if (!value)
		return no_figure(VD_NO_SERIES);
	return (struct vd_claim_figure){
		vd_interval_of_decimal(value->number, asker->claim->rounded), VD_UNIT_NUMBER
	};
}

/* A single operand; a sum is none. */
static struct vd_claim_figure single(const struct vd_asker *asker, const struct vd_operand *operand)
{
	struct vd_decimal number = operand->number;
	if (operand->kind == VD_OPERAND_NUMBER)
		return (struct vd_claim_figure){
			vd_interval_of_decimal(number, asker->claim->rounded),
			number.percent ? VD_UNIT_PERCENT : VD_UNIT_NUMBER
		};
	if (!asker->analysis)
		return no_figure(VD_NOT_IN_STUDY);
	switch (operand->kind) {
	case VD_OPERAND_FIGURE:
		return stage_figure(asker, operand);
	case VD_OPERAND_GENERAL_BUDGET:
		return (struct vd_claim_figure){
			figure_interval(asker,
					&asker->analysis->data->general_budget[operand->year]),
			VD_UNIT_MONEY
		};
	case VD_OPERAND_SERIES:
		return series_figure(asker, operand);
	case VD_OPERAND_CELL:
		return cell_figure(asker, operand->text);
	case VD_OPERAND_NONE:
	case VD_OPERAND_NUMBER:
	case VD_OPERAND_SUM:
		break;
	}
	return no_figure(VD_NOT_IN_STUDY);
}

enum { DEEPEST = 8 }; /* sums in sums */

/* An operand, the parts of a sum added up. Sums are no deeper than the decoder lets them be. */
struct vd_claim_figure vd_claim_ask(const struct vd_asker *asker, const struct vd_operand *operand,
				    int depth)
{
	if (operand->kind != VD_OPERAND_SUM)
		return single(asker, operand);
	if (depth > DEEPEST || !operand->part_count)
		return no_figure(VD_NO_AMOUNTS);
	struct vd_claim_figure sum = vd_claim_ask(asker, &operand->parts[0], depth + 1);
	for (size_t i = 1; i < operand->part_count; i++) {
		struct vd_claim_figure one = vd_claim_ask(asker, &operand->parts[i], depth + 1);
		sum.value = vd_interval_add(&sum.value, &one.value);
	}
	return sum;
}

/* The claim's figure from its two operands. */
struct vd_interval vd_claim_measure(enum vd_measure measure, const struct vd_interval *part,
				    const struct vd_interval *base)
{
	struct vd_interval one = vd_interval_of_whole(1), out;
	switch (measure) {
	case VD_MEASURE_VALUE:
	case VD_MEASURE_SUM:
	case VD_MEASURES:
		break;
	case VD_MEASURE_DIFFERENCE:
		return vd_interval_subtract(part, base);
	case VD_MEASURE_PERCENT:
	case VD_MEASURE_RATIO:
		return vd_interval_divide(part, base);
	case VD_MEASURE_ONE_IN:
		return vd_interval_divide(base, part);
	case VD_MEASURE_CHANGE_PERCENT:
		out = vd_interval_divide(part, base);
		return vd_interval_subtract(&out, &one);
	}
	return *part;
}

static enum vd_unit unit_of(const struct vd_claim *claim, const struct vd_claim_figure *part)
{
	switch (claim->measure) {
	case VD_MEASURE_PERCENT:
		return claim->base.kind == VD_OPERAND_GENERAL_BUDGET ? VD_UNIT_SHARE
								     : VD_UNIT_PERCENT;
	case VD_MEASURE_CHANGE_PERCENT:
		return VD_UNIT_PERCENT;
	case VD_MEASURE_RATIO:
		return part->unit == VD_UNIT_MONEY && claim->base.kind == VD_OPERAND_SERIES
			       ? VD_UNIT_PER_UNIT
			       : VD_UNIT_NUMBER;
	case VD_MEASURE_ONE_IN:
		return VD_UNIT_NUMBER;
	case VD_MEASURE_VALUE:
	case VD_MEASURE_SUM:
	case VD_MEASURE_DIFFERENCE:
	case VD_MEASURES:
		break;
	}
	return claim->printed.percent && part->unit == VD_UNIT_NUMBER ? VD_UNIT_PERCENT
								      : part->unit;
}

/* --- in words --- */

const char *vd_claim_shown(const struct vd_asker *asker, const struct vd_claim_figure *figure)
{
	if (!vd_value_present(&figure->value.middle))
		return "?";
	struct vd_value value = vd_interval_value(&figure->value, figure->unit, asker->currency);
	if (value.kind == VD_VALUE_MONEY)
		return vd_money_format(asker->arena, value.money, asker->currency, VD_GROUPED);
	return vd_value_unrounded(asker->arena, &value, figure->unit, asker->currency);
}

static const char *sum_words(const struct vd_asker *asker, const struct vd_operand *operand)
{
	enum { SHOWN_MOST = 8 };
	struct vd_buffer words = { .arena = asker->arena };
	for (size_t i = 0; i < operand->part_count; i++) {
		if (i == SHOWN_MOST) {
			vd_buffer_add(&words, vd_arena_format(asker->arena, _(" + … (%zu in all)"),
							      operand->part_count));
			break;
		}
		struct vd_claim_figure one = vd_claim_ask(asker, &operand->parts[i], 1);
		vd_buffer_add(&words, i ? " + " : "");
		vd_buffer_add(&words, vd_claim_shown(asker, &one));
	}
	return vd_buffer_text(&words);
}

static const char *operand_words(const struct vd_asker *asker, const struct vd_operand *operand,
				 const struct vd_claim_figure *figure, bool alone)
{
	if (operand->kind != VD_OPERAND_SUM || operand->part_count < 2)
		return vd_claim_shown(asker, figure);
	const char *words = sum_words(asker, operand);
	return alone ? words : vd_arena_format(asker->arena, "(%s)", words);
}

/* A single figure of the study, as its name. */
static const char *operand_name(const struct vd_asker *asker, const struct vd_operand *operand)
{
	const char *who = _("headline");
	if (!asker->analysis)
		return _("the figure given");
	const struct vd_study *study = asker->analysis->study;
	switch (operand->kind) {
	case VD_OPERAND_FIGURE:
		if (operand->institution != VD_NONE)
			who = vd_institution_label(&study->institutions.items[operand->institution],
						   asker->analysis->language);
		else if (operand->group != VD_NONE)
			who = study->groups.items[operand->group].id;
		else if (operand->region != VD_NONE)
			who = vd_region_name(&study->regions.items[operand->region],
					     asker->analysis->language);
		return vd_arena_format(asker->arena, "%s, %s", who,
				       vd_stage_year(asker->arena, operand->stage,
						     study->years.items[operand->year].year));
	case VD_OPERAND_GENERAL_BUDGET:
		return vd_general_budget_year(asker->arena, study->years.items[operand->year].year);
	case VD_OPERAND_SERIES:
		return vd_arena_format(asker->arena, "%s %d",
				       study->series.items[operand->series].id, operand->calendar);
	case VD_OPERAND_CELL:
		return operand->text;
	case VD_OPERAND_NONE:
	case VD_OPERAND_NUMBER:
	case VD_OPERAND_SUM:
		break;
	}
	return _("the figure given");
}

static const char *arithmetic(const struct vd_asker *asker, const struct vd_claim_figure *part,
			      const struct vd_claim_figure *base)
{
	const struct vd_claim *claim = asker->claim;
	bool alone = claim->base.kind == VD_OPERAND_NONE;
	if (alone && (claim->part.kind != VD_OPERAND_SUM || claim->part.part_count < 2))
		return operand_name(asker, &claim->part);
	const char *over = operand_words(asker, &claim->part, part, alone);
	if (alone)
		return over;
	const char *under = operand_words(asker, &claim->base, base, false);
	bool turned = claim->measure == VD_MEASURE_ONE_IN;
	const char *sign = claim->measure == VD_MEASURE_DIFFERENCE ? "-" : "/";
	return vd_arena_format(asker->arena, "%s %s %s%s", turned ? under : over, sign,
			       turned ? over : under,
			       claim->measure == VD_MEASURE_CHANGE_PERCENT ? " - 1" : "");
}

/* --- the verdict --- */

/* "almost 4,000": trailing zeros are no digits. */
static struct vd_printed about(struct vd_printed printed)
{
	for (; printed.digits && printed.digits % 10 == 0; printed.exponent++)
		printed.digits /= 10;
	return printed;
}

static enum vd_verdict verdict_of(const struct vd_asker *asker, const struct vd_interval *computed,
				  enum vd_unit unit)
{
	const struct vd_claim *claim = asker->claim;
	struct vd_interval printed = vd_printed_point(&claim->printed, unit);
	struct vd_interval above = vd_interval_subtract(computed, &printed);
	struct vd_printed loose = about(claim->printed);
	bool holds = false;
	switch (claim->as) {
	case VD_AS_EQUAL:
	case VD_COMPARISONS:
		return vd_verdict_of(
			vd_printed_fit_interval(&claim->printed, computed, unit, asker->currency));
	case VD_AS_ABOUT:
		holds = vd_printed_fit_interval(&loose, computed, unit, asker->currency) >=
			VD_FIT_ROUNDED;
		break;
	case VD_AS_AT_LEAST:
		holds = vd_value_sign(&above.high) > (above.high_open ? 0 : -1);
		break;
	case VD_AS_MORE_THAN:
		holds = vd_value_sign(&above.high) > 0;
		break;
	case VD_AS_LESS_THAN:
		holds = vd_value_sign(&above.low) < 0;
		break;
	case VD_AS_AT_MOST:
		holds = vd_value_sign(&above.low) < (above.low_open ? 0 : 1);
		break;
	}
	return holds ? VD_VERDICT_HOLDS : VD_VERDICT_CONTRADICTED;
}

/* What goes into the figure, as a number by itself; whole ones as counts. */
static struct vd_check_operand operand_of(const struct vd_asker *asker,
					  const struct vd_operand *operand,
					  const struct vd_claim_figure *figure)
{
	struct vd_check_operand of = { .value = vd_value_missing(VD_NOT_APPLICABLE, NULL) };
	if (operand->kind == VD_OPERAND_NONE)
		return of;
	of.unit = figure->unit == VD_UNIT_NUMBER ? VD_UNIT_COUNT : figure->unit;
	of.value = vd_interval_value(&figure->value, of.unit, asker->currency);
	if (of.unit == VD_UNIT_COUNT && of.value.kind != VD_VALUE_COUNT)
		of.unit = VD_UNIT_NUMBER;
	return of;
}

struct vd_check vd_claim_check(const struct vd_analysis *analysis, struct vd_arena *arena,
			       const struct vd_currency *currency, const struct vd_claim *claim)
{
	struct vd_asker asker = { analysis, arena, currency, claim };
	struct vd_claim_figure part = vd_claim_ask(&asker, &claim->part, 0),
			       base = vd_claim_ask(&asker, &claim->base, 0);
	struct vd_interval computed = vd_claim_measure(claim->measure, &part.value, &base.value);
	struct vd_check check = {
		.at = vd_arena_format(arena, "claims/%s", claim->id),
		.claim = claim,
		.place = claim->printed_place,
		.printed = claim->printed_text,
		.measure = claim->measure,
		.part = operand_of(&asker, &claim->part, &part),
		.base = operand_of(&asker, &claim->base, &base),
		.unit = unit_of(claim, &part),
		.arithmetic = "",
		.otherwise = vd_value_missing(VD_NOT_APPLICABLE, NULL),
	};
	check.computed = vd_interval_value(&computed, check.unit, currency);
	if (check.unit == VD_UNIT_NUMBER && check.computed.kind == VD_VALUE_RATIO &&
	    check.computed.ratio.denominator == 1) {
		check.unit = VD_UNIT_COUNT;
		check.computed = vd_interval_value(&computed, check.unit, currency);
	}
	if (!vd_value_present(&computed.middle)) {
		bool first = !vd_value_present(&part.value.middle);
		check.verdict = VD_VERDICT_NOT_TESTABLE;
		check.missing = first ? &claim->part : &claim->base;
		check.arithmetic = operand_name(&asker, check.missing);
		return check;
	}
	check.arithmetic = arithmetic(&asker, &part, &base);
	check.verdict = verdict_of(&asker, &computed, check.unit);
	/* "More than 6 times" is right or not: there are no digits to look at. */
	if (check.verdict == VD_VERDICT_CONTRADICTED && claim->as == VD_AS_EQUAL)
		check.causes = vd_claim_causes(&asker, check.unit, &computed, &part, &base);
	return check;
}
