#include "budget/claim_grammar.h"

#include <string.h>

#include "budget/language.h"

/* An operand has no more, so that exact ratios of sums stay within 128 bits. */
enum { OPERAND_DECIMALS_MOST = 9 };

/* How the operands stand to each other. */
enum form { FORM_OF, FORM_DIVIDED, FORM_CHANGE, FORM_SUM, FORM_MINUS };

struct reader {
	struct vd_claim_scan scan;
	struct vd_claim_text *out;
	bool rounded;
	size_t operands;
	enum form form;
	size_t figure_start, figure_end;
	struct vd_operand first, second;
};

#define PHRASES(...) ((const char *const[]){ __VA_ARGS__, NULL })

#define A_SIGN _("of, out of, de, /, →, + or - (a minus between spaces), and a second number")
#define A_RELATION                                                                                 \
	_("=, is, es, about, more than, at least and their like, or the end if the figure "        \
	  "stands before a colon")

/* --- operands --- */

/* A figure as an operand: an exact decimal. */
static bool as_operand(struct reader *reader, const struct vd_claim_figure *figure,
		       struct vd_operand *operand)
{
	struct vd_claim_scan *scan = &reader->scan;
	const struct vd_printed *printed = &figure->printed;
	const char *text = vd_scan_part(scan, figure->start, figure->end);
	int64_t digits = printed->digits;
	if (reader->operands++ == VD_CLAIM_OPERANDS)
		return vd_scan_fail(scan, figure->start, figure->end, "",
				    _("a claim has at most %d operands"), VD_CLAIM_OPERANDS);
	if (figure->is_times || figure->is_points)
		return vd_scan_fail(scan, figure->start, figure->end, _("a number"),
				    _("`%s` can only be what a claim comes to"), text);
	if (reader->rounded && printed->exponent > 0)
		return vd_scan_fail(scan, figure->start, figure->end, _("a number without it"),
				    _("`%s` cannot be taken as rounded to its last digit"), text);
	if (-printed->exponent > OPERAND_DECIMALS_MOST)
		return vd_scan_fail(scan, figure->start, figure->end, _("at most 9 decimals"),
				    _("`%s` has more decimals than veedor computes with"), text);
	for (int power = printed->exponent; power > 0; power--)
		if (__builtin_mul_overflow(digits, 10, &digits))
			return vd_scan_fail(scan, figure->start, figure->end,
					    _("a number of at most 18 digits"),
					    _("`%s` has more digits than veedor can hold"), text);
	*operand = (struct vd_operand){
		.kind = VD_OPERAND_NUMBER,
		.text = text,
		.number = { .digits = printed->negative ? -digits : digits,
			    .decimals = (uint8_t)(printed->exponent < 0 ? -printed->exponent : 0),
			    .percent = printed->percent },
		.institution = VD_NONE,
		.group = VD_NONE,
		.region = VD_NONE,
	};
	*VD_APPEND(scan->arena, &reader->out->figures) = *figure;
	return true;
}

static bool read_number(struct reader *reader, struct vd_operand *operand)
{
	struct vd_claim_figure figure;
	return vd_scan_figure(&reader->scan, &figure) && as_operand(reader, &figure, operand);
}

/* The parts of a sum, one after the other. */
struct parts {
	struct vd_operand *items;
	size_t count, capacity;
};

static struct vd_operand sum_of(const struct parts *parts)
{
	if (parts->count == 1)
		return parts->items[0];
	return (struct vd_operand){ .kind = VD_OPERAND_SUM,
				    .parts = parts->items,
				    .part_count = parts->count,
				    .institution = VD_NONE,
				    .group = VD_NONE,
				    .region = VD_NONE };
}

static bool read_numbers(struct reader *reader, struct parts *parts)
{
	do {
		struct vd_operand number;
		if (!read_number(reader, &number))
			return false;
		*VD_APPEND(reader->scan.arena, parts) = number;
	} while (vd_scan_accept(&reader->scan, PHRASES("+")));
	return true;
}

/* A number, or numbers in parentheses: added to the parts. */
static bool read_term(struct reader *reader, struct parts *parts)
{
	struct vd_operand number;
	if (vd_scan_accept(&reader->scan, PHRASES("(")))
		return read_numbers(reader, parts) &&
		       (vd_scan_accept(&reader->scan, PHRASES(")")) ||
			vd_scan_unexpected(&reader->scan, _("+ or a closing parenthesis")));
	if (!read_number(reader, &number))
		return false;
	*VD_APPEND(reader->scan.arena, parts) = number;
	return true;
}

static bool read_operand(struct reader *reader, struct vd_operand *operand)
{
	struct parts parts = { 0 };
	if (!read_term(reader, &parts))
		return false;
	*operand = sum_of(&parts);
	return true;
}

/* --- how they stand to each other --- */

/* A minus between spaces: one at a number is its sign. */
static bool accept_minus(struct vd_claim_scan *scan)
{
	vd_scan_blanks(scan);
	size_t start = scan->at;
	if (!start || scan->text[start - 1] != ' ' || !vd_scan_accept(scan, PHRASES("-", "−")))
		return false;
	if (scan->text[scan->at] == ' ')
		return true;
	scan->at = start;
	return false;
}

static bool accept_sign(struct vd_claim_scan *scan, enum form *form)
{
	if (vd_scan_accept(scan,
			   PHRASES("out of every", "out of", "of every", "of", "de cada", "de")))
		*form = FORM_OF;
	else if (vd_scan_accept(scan, PHRASES("/", "÷")))
		*form = FORM_DIVIDED;
	else if (vd_scan_accept(scan, PHRASES("→", "->")))
		*form = FORM_CHANGE;
	else if (accept_minus(scan))
		*form = FORM_MINUS;
	else
		return false;
	return true;
}

/* `A of B + C` could be two things. */
static bool only_two(struct reader *reader)
{
	struct vd_claim_scan *scan = &reader->scan;
	enum form ignored;
	vd_scan_blanks(scan);
	size_t start = scan->at;
	if (!vd_scan_accept(scan, PHRASES("+")) && !accept_sign(scan, &ignored))
		return true;
	return vd_scan_fail(scan, start, scan->at, _("a sum in parentheses, (53 + 527) of 1334"),
			    _("one step only: what `%s` goes with is not said"),
			    vd_scan_part(scan, start, scan->at));
}

/* What follows "from" or "de". */
static bool read_from(struct reader *reader, bool spanish)
{
	reader->form = FORM_CHANGE;
	if (!read_operand(reader, &reader->first))
		return false;
	if (!vd_scan_accept(&reader->scan, spanish ? PHRASES("a") : PHRASES("to")))
		return vd_scan_unexpected(&reader->scan, spanish ? _("`a` and a second number")
								 : _("`to` and a second number"));
	return read_operand(reader, &reader->second) && only_two(reader);
}

/* What may stand where a sign was expected. */
static bool no_sign(struct vd_claim_scan *scan)
{
	vd_scan_blanks(scan);
	size_t start = scan->at;
	if (vd_scan_accept(scan, PHRASES("-", "−", "–", "—")))
		return vd_scan_fail(scan, start, scan->at,
				    _("a minus, - or −, with spaces around it"),
				    _("`%s` is no minus between two numbers"),
				    vd_scan_part(scan, start, scan->at));
	if (vd_scan_accept(scan, PHRASES("=", "is", "es")))
		return vd_scan_fail(scan, start, scan->at, A_SIGN,
				    _("one number alone leaves nothing to compute"));
	return vd_scan_unexpected(scan, A_SIGN);
}

static bool read_form(struct reader *reader)
{
	struct vd_claim_scan *scan = &reader->scan;
	if (vd_scan_accept(scan, PHRASES("from")))
		return read_from(reader, false);
	if (vd_scan_accept(scan, PHRASES("de")))
		return read_from(reader, true);
	struct parts parts = { 0 };
	size_t terms = 0;
	do {
		terms++;
		if (!read_term(reader, &parts))
			return false;
	} while (vd_scan_accept(scan, PHRASES("+")));
	reader->first = sum_of(&parts);
	reader->form = FORM_SUM;
	if (terms > 1)
		return only_two(reader);
	if (accept_sign(scan, &reader->form))
		return read_operand(reader, &reader->second) && only_two(reader);
	return parts.count > 1 || no_sign(scan);
}

/* --- what they come to --- */

static bool accept_comparison(struct vd_claim_scan *scan, enum vd_comparison *as)
{
	if (vd_scan_accept(scan, PHRASES("≈", "~", "about", "almost", "around", "nearly", "unos",
					 "unas", "casi", "cerca de", "cerca del", "alrededor de",
					 "alrededor del")))
		*as = VD_AS_ABOUT;
	else if (vd_scan_accept(scan, PHRASES(">=", "≥", "at least", "al menos", "por lo menos")))
		*as = VD_AS_AT_LEAST;
	else if (vd_scan_accept(scan, PHRASES("<=", "≤", "at most", "como mucho", "a lo sumo")))
		*as = VD_AS_AT_MOST;
	else if (vd_scan_accept(scan, PHRASES(">", "more than", "over", "más de", "más del",
					      "mas de", "mas del")))
		*as = VD_AS_MORE_THAN;
	else if (vd_scan_accept(scan, PHRASES("<", "less than", "fewer than", "under", "menos de",
					      "menos del")))
		*as = VD_AS_LESS_THAN;
	else
		return false;
	return true;
}

/* "is more than", "= about", "es el"; one of the first two at least. */
static bool read_relation(struct reader *reader)
{
	struct vd_claim_scan *scan = &reader->scan;
	vd_scan_blanks(scan);
	if (strncmp(scan->text + scan->at, "=>", 2) == 0 ||
	    strncmp(scan->text + scan->at, "=<", 2) == 0)
		return vd_scan_fail(scan, scan->at, scan->at + 2, _(">=, <= or →"),
				    _("`%s` may be meant in two ways"),
				    vd_scan_part(scan, scan->at, scan->at + 2));
	bool says = vd_scan_accept(scan, PHRASES("=", "is", "es", "son", "are", "equals"));
	vd_scan_accept(scan, PHRASES("el", "un"));
	says = accept_comparison(scan, &reader->out->stated) || says;
	vd_scan_accept(scan, PHRASES("el"));
	return says || vd_scan_unexpected(scan, A_RELATION);
}

/* The "1 in" of "1 in 17". */
static bool accept_one_in(struct vd_claim_scan *scan)
{
	size_t start = scan->at;
	if (vd_scan_accept(scan, PHRASES("1", "one", "uno", "una", "un")) &&
	    vd_scan_accept(scan, PHRASES("in every", "in", "out of every", "out of", "of every",
					 "of", "de cada", "de")) &&
	    vd_scan_is_figure(scan))
		return true;
	scan->at = start;
	return false;
}

/* The figure that the claim states. */
static bool read_figure(struct reader *reader)
{
	struct vd_claim_scan *scan = &reader->scan;
	struct vd_claim_text *out = reader->out;
	vd_scan_blanks(scan);
	reader->figure_start = scan->at;
	bool one_in = accept_one_in(scan);
	out->one_in = one_in ? vd_scan_part(scan, reader->figure_start, scan->at) : "";
	if (!one_in)
		vd_scan_accept(scan, PHRASES("un"));
	vd_scan_blanks(scan);
	if (!one_in)
		reader->figure_start = scan->at;
	if (!vd_scan_figure(scan, &out->figure))
		return false;
	reader->figure_end = scan->at;
	out->claim.printed_text = vd_scan_part(scan, reader->figure_start, reader->figure_end);
	out->claim.printed = out->figure.printed;
	if (one_in && (out->figure.printed.percent || out->figure.is_times))
		return vd_scan_fail(scan, out->figure.start, out->figure.end, _("a number"),
				    _("`%s` is neither a percentage nor one in some number"),
				    out->claim.printed_text);
	*VD_APPEND(scan->arena, &out->figures) = out->figure;
	return true;
}

static bool read_end(struct vd_claim_scan *scan)
{
	vd_scan_accept(scan, PHRASES("."));
	vd_scan_blanks(scan);
	return !scan->text[scan->at] ||
	       vd_scan_unexpected(
		       scan,
		       _("nothing more; behind a figure %, per cent, times, thousand, million, "
			 "billion, cents"));
}

/* Figure, colon, operands; or operands, relation, figure. */
static bool read_parts(struct reader *reader)
{
	struct vd_claim_scan *scan = &reader->scan;
	if (!strchr(scan->text, ':'))
		return read_form(reader) && read_relation(reader) && read_figure(reader) &&
		       read_end(scan);
	vd_scan_accept(scan, PHRASES("el"));
	accept_comparison(scan, &reader->out->stated);
	vd_scan_accept(scan, PHRASES("el"));
	if (!read_figure(reader))
		return false;
	if (!vd_scan_accept(scan, PHRASES(":")))
		return vd_scan_unexpected(scan, _("the colon behind the figure"));
	return read_form(reader) && read_end(scan);
}

/* --- what it all means --- */

/* A format with the figure in it. @return false */
#define FAIL_AT_FIGURE(reader, expected, format)                                                   \
	vd_scan_fail(&(reader)->scan, (reader)->figure_start, (reader)->figure_end, expected,      \
		     format, (reader)->out->claim.printed_text)

/* Percentages may be added and subtracted, and nothing else. */
static bool check_percentages(struct reader *reader)
{
	const struct vd_claim_figure *own = &reader->out->figure, *sign = NULL, *none = NULL;
	bool adds = reader->form == FORM_SUM || reader->form == FORM_MINUS;
	for (size_t i = 0; i < reader->out->figures.count; i++) {
		const struct vd_claim_figure *one = &reader->out->figures.items[i];
		if (one->start != own->start)
			*(one->printed.percent ? &sign : &none) = one;
	}
	if (sign && !adds && !(reader->form == FORM_CHANGE && own->is_points))
		return vd_scan_fail(&reader->scan, sign->start, sign->end,
				    _("numbers without a percent sign; or a sum or difference: "
				      "15% - 12% = 3%"),
				    _("percentages can only be added and subtracted"));
	if (sign && none)
		return vd_scan_fail(&reader->scan, none->start, none->end,
				    _("a percent sign behind all of them, or behind none"),
				    _("some of these are percentages, and this is none"));
	if (sign && !own->printed.percent)
		return FAIL_AT_FIGURE(reader, _("a percent sign"),
				      _("`%s` is no percentage, and what it is made from is"));
	if (!sign && own->printed.percent && adds)
		return FAIL_AT_FIGURE(reader,
				      _("a number; a change in percent is 32 → 27 = -15.6%"),
				      _("`%s` is a percentage, and what it is made from is not"));
	if (!sign && own->is_points)
		return FAIL_AT_FIGURE(reader, "%", _("`%s` needs percentages to be made from"));
	return true;
}

/* Whether two signs may be of one currency: "$" may be that of "US$". */
static bool may_be_one(const struct vd_claim_figure *a, const struct vd_claim_figure *b)
{
	bool same = strcmp(a->currency.code, b->currency.code) == 0;
	for (size_t i = 0; i < sizeof(a->currency.signs) / sizeof(*a->currency.signs); i++)
		same = same || vd_same(a->currency.signs[i], b->sign) ||
		       vd_same(b->currency.signs[i], a->sign);
	return same;
}

/* Amounts of two currencies make a ratio, such as an exchange rate, and nothing else. */
static bool check_currencies(struct reader *reader)
{
	const struct vd_claim_figure *first = NULL;
	for (size_t i = 0; i < reader->out->figures.count; i++) {
		const struct vd_claim_figure *one = &reader->out->figures.items[i];
		if (!*one->sign)
			continue;
		if (first && reader->out->claim.measure != VD_MEASURE_RATIO &&
		    !may_be_one(first, one))
			return vd_scan_fail(&reader->scan, one->start, one->end,
					    _("amounts of one currency"),
					    _("`%s` and `%s` are two currencies"), first->sign,
					    one->sign);
		first = first ? first : one;
	}
	if (first)
		reader->out->currency = first->currency;
	return true;
}

/* "More than 1 in 4" has an N of less than 4. */
static enum vd_comparison turned(enum vd_comparison as)
{
	switch (as) {
	case VD_AS_AT_LEAST:
		return VD_AS_AT_MOST;
	case VD_AS_MORE_THAN:
		return VD_AS_LESS_THAN;
	case VD_AS_LESS_THAN:
		return VD_AS_MORE_THAN;
	case VD_AS_AT_MOST:
		return VD_AS_AT_LEAST;
	case VD_AS_EQUAL:
	case VD_AS_ABOUT:
	case VD_COMPARISONS:
		break;
	}
	return as;
}

static bool settle(struct reader *reader)
{
	struct vd_claim *claim = &reader->out->claim;
	const struct vd_claim_figure *figure = &reader->out->figure;
	bool divides = reader->form == FORM_OF || reader->form == FORM_DIVIDED;
	bool one_in = *reader->out->one_in;
	if (one_in && !divides)
		return FAIL_AT_FIGURE(reader, _("a number or a percentage"),
				      _("`%s` needs a part and a whole, such as 84 of 1459"));
	if (figure->is_times && !divides)
		return FAIL_AT_FIGURE(reader, _("numbers that are divided, such as 620195 / 93765"),
				      _("`%s` is said of something else"));
	claim->as = one_in ? turned(reader->out->stated) : reader->out->stated;
	claim->part = reader->first;
	claim->base = reader->second;
	if (reader->form == FORM_CHANGE) {
		claim->part = reader->second;
		claim->base = reader->first;
	}
	bool percent = figure->printed.percent;
	if (divides)
		claim->measure = one_in	   ? VD_MEASURE_ONE_IN
				 : percent ? VD_MEASURE_PERCENT
					   : VD_MEASURE_RATIO;
	else if (reader->form == FORM_CHANGE && percent && !figure->is_points)
		claim->measure = VD_MEASURE_CHANGE_PERCENT;
	else
		claim->measure = reader->form == FORM_SUM ? VD_MEASURE_SUM : VD_MEASURE_DIFFERENCE;
	return check_percentages(reader) && check_currencies(reader);
}

bool vd_claim_parse(const struct vd_claim_scan *scan, bool rounded, struct vd_claim_text *out)
{
	struct reader reader = { .scan = *scan, .out = out, .rounded = rounded };
	*out = (struct vd_claim_text){
		.claim = { .id = scan->text, .rounded = rounded },
		.currency = vd_no_currency,
		.one_in = "",
	};
	out->claim.source.source = VD_NONE;
	return read_parts(&reader) && settle(&reader);
}
