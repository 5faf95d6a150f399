/* Printed figures that are contradicted, were cut off, or cannot be tested. */
#include "budget/audit_parts.h"
#include "budget/explain.h"
#include "budget/language.h"

static bool is_amount(const struct vd_check *check)
{
	return !check->claim && (check->column->kind == VD_COLUMN_STAGE ||
				 check->column->kind == VD_COLUMN_GENERAL_BUDGET ||
				 check->column->kind == VD_COLUMN_TOTAL);
}

/* --- printed figures that are contradicted --- */

/* What is said of printed figures by the kind of their column; of amounts it depends on the row. */
struct kind {
	enum vd_rule rule;
	const char *mismatch;
};

static const struct kind *kind_of(const struct vd_check *check)
{
	static const struct kind claim = { VD_RULE_CLAIM_CONTRADICTED, "" };
	static const struct kind rate = {
		VD_RULE_RATE_MISMATCH,
		N_("the printed rate does not follow from the amounts beside it"),
	};
	static const struct kind share = {
		VD_RULE_SHARE_MISMATCH,
		N_("the printed share does not follow from the amounts beside it"),
	};
	static const struct kind per_capita = {
		VD_RULE_PER_CAPITA_MISMATCH,
		N_("the printed figure per person does not follow from the amount and a population "
		   "of the study"),
	};
	static const struct kind change = {
		VD_RULE_CHANGE_MISMATCH,
		N_("the printed change does not follow from the two amounts"),
	};
	static const struct kind group = {
		VD_RULE_GROUP_MISMATCH,
		N_("the row of the group is not the sum of its members"),
	};
	static const struct kind across = {
		VD_RULE_TOTAL_MISMATCH,
		N_("the printed total is not the sum of its columns"),
	};
	static const struct kind year = {
		VD_RULE_TOTAL_MISMATCH,
		N_("the printed total of the year is not the sum of its institutions"),
	};
	static const struct kind year_of_data = {
		VD_RULE_TOTAL_MISMATCH,
		N_("the data's total of the year is not the sum of its institutions"),
	};
	static const struct kind total = {
		VD_RULE_TOTAL_MISMATCH,
		N_("the printed total is not the sum of its rows"),
	};
	if (check->claim)
		return &claim;
	switch (check->column->kind) {
	case VD_COLUMN_RATE:
		return &rate;
	case VD_COLUMN_SHARE:
		return &share;
	case VD_COLUMN_PER_CAPITA:
		return &per_capita;
	case VD_COLUMN_CHANGE:
		return &change;
	case VD_COLUMN_TOTAL:
		return &across;
	case VD_COLUMN_STAGE:
	case VD_COLUMN_GENERAL_BUDGET:
	case VD_COLUMN_INSTITUTION:
	case VD_COLUMN_YEAR:
	case VD_COLUMN_OTHER:
		break;
	}
	return check->row->kind == VD_ROW_GROUP	 ? &group
	       : check->row->kind != VD_ROW_YEAR ? &total
	       : check->table->data		 ? &year_of_data
						 : &year;
}

static const char *title_of(const struct vd_analysis *analysis, const struct vd_check *check)
{
	const char *title = vd_text_in(&check->claim->title, analysis->language);
	return title ? title : check->claim->id;
}

static const char *mismatch_words(const struct vd_analysis *analysis, const struct vd_check *check)
{
	return check->claim ? vd_arena_format(analysis->arena, _("the claim does not hold: %s"),
					      title_of(analysis, check))
			    : vd_translate(kind_of(check)->mismatch);
}

/* The printed figure as a value in the check's unit. */
static struct vd_value printed_value(const struct vd_check *check,
				     const struct vd_currency *currency)
{
	/* Of "14.3 million" the digits that are not printed are no difference. */
	if (check->claim && check->claim->printed.exponent > 0)
		return vd_value_missing(VD_NOT_APPLICABLE, NULL);
	return vd_check_printed(check, currency);
}

static const char *format(const struct vd_analysis *analysis, const struct vd_value *value,
			  enum vd_unit unit)
{
	return vd_value_format(analysis->arena, value, unit, &analysis->study->currency);
}

/* The printed ratios that follow from a wrong amount, or speak for the right one. */
static void add_consequences(const struct vd_analysis *analysis, const struct vd_check *check,
			     struct vd_buffer *words)
{
	for (size_t i = 0; i < analysis->audit->checks.count; i++) {
		const struct vd_check *one = analysis->audit->checks.items[i];
		if (one->follows == check) {
			vd_buffer_add(words, "\n");
			vd_buffer_add(
				words,
				vd_arena_format(analysis->arena,
						_("follows from it: %s, printed %s, otherwise %s"),
						one->at, one->printed,
						format(analysis, &one->otherwise, one->unit)));
		}
		if (one->confirms == check) {
			vd_buffer_add(words, "\n");
			vd_buffer_add(
				words,
				vd_arena_format(analysis->arena,
						_("%s, printed %s, fits the computed figure and "
						  "not the printed one"),
						one->at, one->printed));
		}
	}
}

static void add_mismatch(const struct vd_analysis *analysis, const struct vd_check *check,
			 bool has_consequences)
{
	struct vd_finding *finding = vd_audit_add_finding(analysis, kind_of(check)->rule, check->at,
							  check->place,
							  mismatch_words(analysis, check));
	struct vd_value printed = printed_value(check, &analysis->study->currency);
	struct vd_buffer words = { .arena = analysis->arena };
	finding->check = check;
	finding->printed = check->printed;
	finding->is_of_data = check->table && check->table->data;
	finding->computed = check->computed;
	finding->unit = check->unit;
	finding->difference = vd_value_less(&printed, &check->computed, &analysis->study->currency);
	finding->arithmetic = check->arithmetic;
	finding->cause = vd_causes_fact(&check->causes);
	vd_buffer_add(&words, vd_check_words(analysis->arena, check));
	if (has_consequences)
		add_consequences(analysis, check, &words);
	finding->explanation = vd_buffer_text(&words);
}

/* --- printed figures that were cut off, or cannot be tested --- */

/* How many like this one were tested, and how many of them fit only cut off. */
struct alike {
	size_t cut, all;
};

static bool is_alike(const struct vd_check *a, const struct vd_check *b)
{
	if (a->claim || b->claim)
		return a->claim && b->claim;
	return a->table == b->table && is_amount(a) == is_amount(b) &&
	       (is_amount(a) || a->column->kind == b->column->kind);
}

static struct alike count_alike(const struct vd_check *check, struct vd_check *const *checks,
				size_t count)
{
	struct alike alike = { 0 };
	for (size_t i = 0; i < count; i++) {
		if (!is_alike(check, checks[i]) || checks[i]->verdict == VD_VERDICT_NOT_TESTABLE)
			continue;
		alike.all++;
		alike.cut += checks[i]->verdict == VD_VERDICT_TRUNCATED;
	}
	return alike;
}

/* How many of those alike fit only if their digits were cut off. */
static const char *alike_words(struct vd_arena *arena, const struct vd_check *check,
			       struct alike alike)
{
	size_t cut = alike.cut;
	switch ((int)kind_of(check)->rule) {
	case VD_RULE_CLAIM_CONTRADICTED:
		return vd_arena_format(arena,
				       VD_PLURAL("%zu of the %zu claims fits only so",
						 "%zu of the %zu claims fit only so", cut),
				       cut, alike.all);
	case VD_RULE_RATE_MISMATCH:
		return vd_arena_format(arena,
				       VD_PLURAL("%zu of the %zu rates of the table fits only so",
						 "%zu of the %zu rates of the table fit only so",
						 cut),
				       cut, alike.all);
	case VD_RULE_SHARE_MISMATCH:
		return vd_arena_format(arena,
				       VD_PLURAL("%zu of the %zu shares of the table fits only so",
						 "%zu of the %zu shares of the table fit only so",
						 cut),
				       cut, alike.all);
	case VD_RULE_PER_CAPITA_MISMATCH:
		return vd_arena_format(
			arena,
			VD_PLURAL("%zu of the %zu figures per person of the table fits only so",
				  "%zu of the %zu figures per person of the table fit only so",
				  cut),
			cut, alike.all);
	case VD_RULE_CHANGE_MISMATCH:
		return vd_arena_format(arena,
				       VD_PLURAL("%zu of the %zu changes of the table fits only so",
						 "%zu of the %zu changes of the table fit only so",
						 cut),
				       cut, alike.all);
	default:
		return vd_arena_format(arena,
				       VD_PLURAL("%zu of the %zu totals of the table fits only so",
						 "%zu of the %zu totals of the table fit only so",
						 cut),
				       cut, alike.all);
	}
}

static void add_truncated(const struct vd_analysis *analysis, const struct vd_check *check,
			  struct alike alike)
{
	const struct vd_currency *currency = &analysis->study->currency;
	struct vd_finding *finding = vd_audit_add_finding(
		analysis, VD_RULE_TRUNCATED, check->at, check->place,
		check->claim
			? vd_arena_format(analysis->arena,
					  _("the figure fits only if its digits were cut off: %s"),
					  title_of(analysis, check))
			: _("the printed figure fits only if its digits were cut off"));
	struct vd_value printed = printed_value(check, currency);
	finding->check = check;
	finding->printed = check->printed;
	finding->is_of_data = check->table && check->table->data;
	finding->computed = check->computed;
	finding->unit = check->unit;
	finding->difference = vd_value_less(&printed, &check->computed, currency);
	finding->arithmetic = check->arithmetic;
	finding->explanation = alike_words(analysis->arena, check, alike);
}

/* What is wrong with an address: the first two lines of its explanation. */
static const char *address_words(const struct vd_analysis *analysis, const char *address)
{
	struct vd_explanation explanation = vd_explain(analysis, address);
	return explanation.found || explanation.count < 2
		       ? _("the figure is a text, or missing itself")
		       : vd_arena_format(analysis->arena, "%s\n%s", explanation.items[0],
					 explanation.items[1]);
}

static struct vd_finding *add_beyond_rows(const struct vd_analysis *analysis,
					  const struct vd_check *check)
{
	struct vd_finding *finding = vd_audit_add_finding(
		analysis, VD_RULE_TOTAL_BEYOND_ROWS, check->at, check->place,
		check->table && check->table->data
			? _("the data's total is more than the figures it is made of")
			: _("the printed total is more than the figures it is made of"));
	struct vd_value printed = printed_value(check, &analysis->study->currency);
	finding->difference = vd_value_less(&printed, &check->computed, &analysis->study->currency);
	struct vd_buffer words = { .arena = analysis->arena };
	vd_buffer_add(
		&words,
		vd_arena_format(analysis->arena,
				VD_PLURAL("%zu figure not published or not reported may hold "
					  "the rest",
					  "%zu figures not published or not reported may hold "
					  "the rest",
					  check->unknown),
				check->unknown));
	if (check->causes.count) {
		vd_buffer_add(&words, "\n");
		vd_buffer_add(&words, vd_causes_words(analysis->arena, &check->causes));
	}
	finding->explanation = vd_buffer_text(&words);
	return finding;
}

static struct vd_finding *add_not_testable(const struct vd_analysis *analysis,
					   const struct vd_check *check)
{
	bool points = check->missing && check->missing->kind == VD_OPERAND_CELL &&
		      check->computed.missing == VD_NOT_IN_STUDY;
	if (points) {
		struct vd_finding *finding = vd_audit_add_finding(
			analysis, VD_RULE_CLAIM_WITHOUT_FIGURE, check->at, check->missing->place,
			vd_arena_format(analysis->arena,
					_("the claim points at a figure that the study does not "
					  "have: %s"),
					title_of(analysis, check)));
		finding->explanation = address_words(analysis, check->missing->text);
		return finding;
	}
	const char *why = check->computed.missing == VD_NOT_APPLICABLE
				  ? ""
				  : vd_missing_words(check->computed.missing);
	const char *reason = *check->arithmetic && *why ? vd_arena_format(analysis->arena, "%s, %s",
									  check->arithmetic, why)
			     : *why			? why
							: check->arithmetic;
	return vd_audit_add_finding(
		analysis, VD_RULE_NOT_TESTABLE, check->at, check->place,
		check->claim ? vd_arena_format(analysis->arena,
					       _("the printed figure cannot be checked: %s: %s"),
					       reason, title_of(analysis, check))
		: check->table->data
			? vd_arena_format(analysis->arena,
					  _("the data's figure cannot be checked: %s"), reason)
			: vd_arena_format(analysis->arena,
					  _("the printed figure cannot be checked: %s"), reason));
}

static void add_untestable(const struct vd_analysis *analysis, const struct vd_check *check)
{
	struct vd_finding *finding = check->unknown ? add_beyond_rows(analysis, check)
						    : add_not_testable(analysis, check);
	finding->check = check;
	finding->printed = check->printed;
	finding->is_of_data = check->table && check->table->data;
	finding->computed = check->computed;
	finding->unit = check->unit;
	finding->arithmetic = check->arithmetic;
}

/* Those alike are counted once: rows of a table hold a few kinds in turn. */
static void add_from_checks(const struct vd_analysis *analysis, struct vd_check *const *checks,
			    size_t count)
{
	enum { REMEMBERED = 8 };
	const struct vd_check *counted[REMEMBERED] = { NULL };
	struct alike alike[REMEMBERED] = { 0 };
	size_t oldest = 0;
	bool has_consequences = false;
	for (size_t i = 0; i < count; i++)
		has_consequences = has_consequences || checks[i]->follows || checks[i]->confirms;
	for (size_t i = 0; i < count; i++) {
		const struct vd_check *check = checks[i];
		size_t at = 0;
		switch (check->verdict) {
		case VD_VERDICT_CONTRADICTED:
			add_mismatch(analysis, check, has_consequences && is_amount(check));
			break;
		case VD_VERDICT_TRUNCATED:
			for (at = 0; at < REMEMBERED; at++)
				if (counted[at] && is_alike(counted[at], check))
					break;
			if (at == REMEMBERED) {
				at = oldest++ % REMEMBERED;
				counted[at] = check;
				alike[at] = count_alike(check, checks, count);
			}
			add_truncated(analysis, check, alike[at]);
			break;
		case VD_VERDICT_NOT_TESTABLE:
			add_untestable(analysis, check);
			break;
		case VD_VERDICT_EXACT:
		case VD_VERDICT_ROUNDED:
		case VD_VERDICT_HOLDS:
		case VD_VERDICTS:
			break;
		}
	}
}

void vd_audit_mismatches(const struct vd_analysis *analysis)
{
	const struct vd_audit *audit = analysis->audit;
	add_from_checks(analysis, audit->checks.items, audit->checks.count);
	add_from_checks(analysis, audit->claims.items, audit->claims.count);
}
