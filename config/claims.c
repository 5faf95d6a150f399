/* `claims:` figures that the report states in prose, and how each is made. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "budget/printed.h"
#include "config/parts.h"

enum { CLAIMS_MOST = 10000, DIGITS_MOST = 18 };

#define NO_MEASURE UINT_MAX

static const char *const comparison_names[] = { "equal",     "at_least", "more_than", "about",
						"less_than", "at_most",	 NULL };

/* A claim as it stands in the file: the keys of its measure are read when that is known. */
struct claim_form {
	struct vd_claim claim;
	unsigned measure; /* index of its name */
};

/* The measure says what the value is. */
static bool decode_later(struct vd_loader *loader, const struct vd_node *node, void *object)
{
	(void)loader;
	(void)node;
	(void)object;
	return true;
}

#define LATER(name, json, to_add, words)                                                           \
	{                                                                                          \
		.key = (name), .kind = VD_FIELD_CUSTOM, .decode = decode_later, .schema = (json),  \
		.example = (to_add), .meaning = (words)                                            \
	}

static const struct vd_field fields[] = {
	{ .key = "id",
	  .kind = VD_FIELD_ID,
	  .required = true,
	  .offset = VD_OFFSET(claim_form, claim.id),
	  .example = "id: fall-2016",
	  .meaning = N_("short name used in addresses") },
	{ .key = "title",
	  .kind = VD_FIELD_TEXT,
	  .offset = VD_OFFSET(claim_form, claim.title),
	  .meaning = "what is claimed, in a few words of your own" },
	{ .key = "list",
	  .kind = VD_FIELD_ID,
	  .offset = VD_OFFSET(claim_form, claim.list),
	  .meaning = "a word shared by the claims that are printed as one list" },
	{ .key = "source",
	  .kind = VD_FIELD_CUSTOM,
	  .decode = vd_decode_source,
	  .offset = VD_OFFSET(claim_form, claim.source),
	  .schema = vd_source_schema,
	  .meaning = "a source's id, or {ref: …, page: …}" },
	{ .key = "note",
	  .kind = VD_FIELD_CUSTOM,
	  .decode = vd_decode_notes,
	  .offset = VD_OFFSET(claim_form, claim.notes),
	  .schema = vd_notes_schema,
	  .meaning = "a note's id or a list of them" },
	{ .key = "measure",
	  .kind = VD_FIELD_ENUM,
	  .required = true,
	  .names = vd_measure_names,
	  .offset = VD_OFFSET(claim_form, measure),
	  .example = "measure: percent",
	  .meaning = N_(
		  "value, sum, difference, percent, ratio, one_in or change_percent of figures; or "
		  "total, rate, share, per_capita or comparable_change_percent of the study") },
	{ .key = "printed",
	  .kind = VD_FIELD_STRING,
	  .required = true,
	  .offset = VD_OFFSET(claim_form, claim.printed_text),
	  .example = "printed: \"54.21%\"",
	  .meaning = N_("the figure, as printed; a fall with a minus") },
	{ .key = "as",
	  .kind = VD_FIELD_ENUM,
	  .names = comparison_names,
	  .offset = VD_OFFSET(claim_form, claim.as),
	  .meaning = "equal (the default), at_least, more_than, about, less_than or at_most" },
	{ .key = "rounded",
	  .kind = VD_FIELD_BOOL,
	  .offset = VD_OFFSET(claim_form, claim.rounded),
	  .meaning = "what it is made from is rounded itself, each number to its last digit" },
	LATER("of", vd_operand_schema, "of: 63",
	      N_("the figure, or the part of a whole: a number, {stage, year}, {general_budget}, "
		 "{series, year}, an address, or a list of them: their sum")),
	LATER("from", vd_operand_schema, "from: 63",
	      N_("the earlier figure of a change; a year where there is a `stage`")),
	LATER("to", vd_operand_schema, "to: 92",
	      N_("the whole, what is divided by; the later figure or year of a change")),
	LATER("stage", "{\"type\": \"string\"}", "stage: allocated",
	      N_("`allocated`, `modified` or `implemented`, or a name from `stages`")),
	LATER("year", "{\"type\": \"integer\"}", "year: 2016", N_("a year of the study")),
	LATER("population", "{\"type\": [\"string\", \"number\"]}", "population: inei",
	      N_("per_capita: id of the series that the amount is divided by")),
	LATER("basis", "{\"enum\": [\"institutions\", \"rows\"]}", "basis: rows",
	      "comparable_change_percent: institutions (the default), or rows as printed"),
	LATER("institution", "{\"type\": [\"string\", \"number\"]}", "institution: mininter",
	      "whose figure it is: an institution's id; else the headline's"),
	LATER("group", "{\"type\": [\"string\", \"number\"]}", "group: subnational",
	      "whose figure it is: a group's id; the sum of its members"),
	LATER("region", "{\"type\": \"string\"}", "region: \"08\"",
	      "whose figure it is: a region's code, in quotes; the sum of its institutions"),
};

static bool decode_claim(struct vd_loader *loader, const struct vd_node *node, void *vd_claim);

const struct vd_record vd_claim_record = {
	.name = N_("claim"),
	.size = sizeof(struct vd_claim),
	.fields = fields,
	.count = VD_COUNT_OF(fields),
	.place_offset = VD_OFFSET(vd_claim, place),
	.decode = decode_claim,
};

/* Skip one of some words, in any case, and the blanks behind it. */
static bool skip_words(const char **text, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t length = strlen(words[i]);
		if (strncasecmp(*text, words[i], length) != 0 || (*text)[length] != ' ')
			continue;
		*text += length;
		*text += strspn(*text, " ");
		return true;
	}
	return false;
}

/* The N of "1 in N", or the whole text. */
static const char *without_one_in(const char *text)
{
	static const char *const ones[] = { "1", "one", "una", "uno", "un" };
	static const char *const joints[] = { "in every", "in", "out of every", "out of",
					      "of every", "of", "de cada",	"de" };
	const char *rest = text;
	bool found = skip_words(&rest, ones, VD_COUNT_OF(ones)) &&
		     skip_words(&rest, joints, VD_COUNT_OF(joints));
	return found ? rest : text;
}

/* Whether a text has more digits than 64 bits hold. */
static bool is_too_long(const char *text)
{
	size_t digits = 0;
	for (; *text; text++)
		digits += *text >= '0' && *text <= '9';
	return digits > DIGITS_MOST;
}

static bool bad_printed(struct vd_loader *loader, const struct vd_claim *claim)
{
	const char *text = claim->printed_text;
	if (is_too_long(text))
		return vd_report(loader->diagnostics, claim->printed_place,
				 VD_RULE_NUMBER_TOO_LARGE, _("`%s` is larger than veedor can hold"),
				 text);
	vd_report(loader->diagnostics, claim->printed_place, VD_RULE_BAD_NUMBER,
		  _("`%s` is not a number as reports print them"), text);
	return vd_hint(loader->diagnostics,
		       _("write the number alone, such as \"54.21%%\", \"4.1 million\" or \"20 "
			 "cents\"; `as: more_than` and its like say the rest"));
}

static bool read_printed(struct vd_loader *loader, unsigned measure, struct vd_claim *claim)
{
	const char *text = claim->printed_text;
	const char *number = claim->measure == VD_MEASURE_ONE_IN ? without_one_in(text) : text;
	if (!vd_printed_read(loader->arena, number, &loader->study->numbers,
			     &loader->study->currency, &claim->printed))
		return bad_printed(loader, claim);
	if (measure == NO_MEASURE)
		return false;
	if (vd_measure_sign(measure) == VD_SIGN_MEANT)
		claim->printed.percent = true;
	if (vd_measure_sign(measure) != VD_SIGN_WRONG || !claim->printed.percent)
		return true;
	vd_report(loader->diagnostics, claim->printed_place, VD_RULE_BAD_VALUE,
		  _("`%s` is a percentage, and the measure `%s` gives none"), text,
		  vd_measure_names[measure]);
	return vd_hint(loader->diagnostics,
		       _("`percent`, `change_percent`, `rate` and `share` give percentages"));
}

static bool decode_claim(struct vd_loader *loader, const struct vd_node *node, void *vd_claim)
{
	struct vd_claim *claim = vd_claim;
	struct claim_form form = { .claim = *claim, .measure = NO_MEASURE };
	form.claim.source.source = VD_NONE;
	form.claim.part = form.claim.base = vd_no_operand;
	bool good = vd_decode_record(loader, node, &vd_claim_record, &form);
	*claim = form.claim;
	if (form.measure == NO_MEASURE)
		good = vd_check_without_measure(loader, node);
	else
		good = vd_decode_by_measure(loader, node, form.measure, claim) && good;
	if (!claim->printed_text)
		return false;
	claim->printed_place = vd_node_get(node, "printed")->place;
	return read_printed(loader, form.measure, claim) && good;
}

static int compare_ids(const void *left, const void *right)
{
	const struct vd_claim *a = *(const struct vd_claim *const *)left;
	const struct vd_claim *b = *(const struct vd_claim *const *)right;
	int order = strcmp(a->id ? a->id : "", b->id ? b->id : "");
	return order ? order : (a > b) - (a < b);
}

void vd_claims_check(struct vd_loader *loader)
{
	const struct vd_study *study = loader->study;
	size_t count = study->claims.count;
	if (count > CLAIMS_MOST) {
		vd_report(loader->diagnostics, study->claims.items[CLAIMS_MOST].place,
			  VD_RULE_TOO_MANY, _("a study has at most %d claims"), CLAIMS_MOST);
		return;
	}
	const struct vd_claim **sorted = VD_TAKE(loader->arena, const struct vd_claim *, count);
	for (size_t i = 0; i < count; i++)
		sorted[i] = &study->claims.items[i];
	if (count)
		qsort(sorted, count, sizeof(*sorted), compare_ids);
	for (size_t i = 1; i < count; i++) {
		if (!vd_same(sorted[i]->id, sorted[i - 1]->id))
			continue;
		vd_report(loader->diagnostics, sorted[i]->place, VD_RULE_DUPLICATE_ID,
			  _("the claim id `%s` is taken"), sorted[i]->id);
		vd_other_place(loader->diagnostics, sorted[i - 1]->place, _("first given here"));
	}
}
