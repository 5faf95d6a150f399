#include "budget/claim_text.h"

#include <string.h>

#include "budget/claim_grammar.h"
#include "budget/language.h"

static const struct vd_number_style english = { ".", { ",", "'", "’", " " }, 4 };
static const struct vd_number_style spanish = { ",", { ".", "'", "’", " " }, 4 };

static bool same_value(const struct vd_value *a, const struct vd_value *b)
{
	if (a->kind != b->kind)
		return false;
	if (a->kind == VD_VALUE_RATIO)
		return a->ratio.numerator == b->ratio.numerator &&
		       a->ratio.denominator == b->ratio.denominator;
	return !vd_value_present(a) || a->real == b->real;
}

static bool same_printed(const struct vd_printed *a, const struct vd_printed *b)
{
	return a->digits == b->digits && a->exponent == b->exponent;
}

static struct vd_check check_of(struct vd_arena *arena, const struct vd_claim_text *text)
{
	return vd_claim_check(NULL, arena, &text->currency, &text->claim);
}

static const char *outcome(struct vd_arena *arena, const struct vd_check *check)
{
	return vd_arena_format(
		arena, "%s = %s", *check->arithmetic ? check->arithmetic : _("the figure"),
		vd_value_unrounded(arena, &check->computed, check->unit, &vd_no_currency));
}

/* Both readings say the same, or the reader has to choose. */
static bool is_plain(struct vd_claim_scan *scan, const struct vd_claim_text *point,
		     const struct vd_claim_text *comma)
{
	struct vd_arena *arena = scan->arena;
	size_t i = 0;
	while (i < point->figures.count && i < comma->figures.count &&
	       same_printed(&point->figures.items[i].printed, &comma->figures.items[i].printed))
		i++;
	if (i == point->figures.count)
		return true;
	struct vd_check one = check_of(arena, point), other = check_of(arena, comma);
	bool same = one.verdict == other.verdict && same_value(&one.computed, &other.computed);
	if (same && (one.verdict != VD_VERDICT_CONTRADICTED ||
		     same_printed(&point->claim.printed, &comma->claim.printed)))
		return true;
	const struct vd_claim_figure *first = &point->figures.items[i];
	return vd_scan_fail(
		scan, first->start, first->end,
		vd_arena_format(arena, _("--decimal . for %s, or --decimal , for %s"),
				outcome(arena, &one), outcome(arena, &other)),
		_("`%s` may have a decimal point or a decimal comma, and the answer depends on it"),
		vd_scan_part(scan, first->start, first->end));
}

bool vd_claim_text_read(struct vd_arena *arena, const char *text, size_t bytes,
			const struct vd_claim_style *style, struct vd_claim_text *out,
			struct vd_claim_error *error)
{
	struct vd_claim_scan scan;
	if (!vd_scan_open(arena, text, bytes, error, &scan))
		return false;
	if (style->decimal) {
		scan.style = *style->decimal == ',' ? &spanish : &english;
		return vd_claim_parse(&scan, style->rounded, out);
	}
	struct vd_claim_text comma;
	struct vd_claim_error other;
	struct vd_claim_scan again = scan;
	scan.style = &english;
	again.style = &spanish;
	again.error = &other;
	bool has_point = vd_claim_parse(&scan, style->rounded, out);
	bool has_comma = vd_claim_parse(&again, style->rounded, &comma);
	if (has_point)
		return !has_comma || is_plain(&scan, out, &comma);
	if (has_comma) {
		*out = comma;
		return true;
	}
	/* The reading that went further is the one meant. */
	bool same_place = other.column == error->column;
	if (same_place && error->is_number && other.is_number)
		error->message =
			_("this is no number, with a decimal point or with a decimal comma");
	if (other.column > error->column)
		*error = other;
	return false;
}

const char *vd_claim_text_figure(struct vd_arena *arena, const struct vd_claim_text *text,
				 const struct vd_check *check)
{
	const struct vd_claim_figure *figure = &text->figure;
	struct vd_digits digits;
	if (!vd_printed_digits(&figure->printed, &check->computed, check->unit, &text->currency,
			       &digits) ||
	    digits.is_whole)
		return NULL;
	struct vd_ratio size = { digits.rounded < 0 ? -digits.rounded : digits.rounded,
				 vd_power_of_ten(figure->decimals) };
	return vd_arena_format(arena, "%s%s%s%s%s", text->one_in, digits.rounded < 0 ? "-" : "",
			       figure->before,
			       vd_ratio_format(arena, size, 0, figure->decimals, VD_GROUPED),
			       figure->behind);
}
