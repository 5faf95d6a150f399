/* What a reader should know of figures that add up: who is counted, what is partial, what repeats. */
#include <stdlib.h>

#include "budget/audit_parts.h"
#include "budget/comparable.h"
#include "budget/language.h"

static int calendar_of(const struct vd_analysis *analysis, int year)
{
	return analysis->study->years.items[year].year;
}

/* --- changes between years that do not count the same institutions --- */

static bool is_headline(const struct vd_operand *operand, int year, int stage)
{
	return operand->kind == VD_OPERAND_FIGURE && !operand->is_matched &&
	       operand->institution == VD_NONE && operand->group == VD_NONE &&
	       operand->region == VD_NONE && operand->year == year && (int)operand->stage == stage;
}

/* The claim that states a headline change in percent, or NULL. */
static const struct vd_claim *claim_of_change(const struct vd_analysis *analysis,
					      const struct vd_row *row)
{
	const struct vd_study *study = analysis->study;
	for (size_t i = 0; i < study->claims.count; i++) {
		const struct vd_claim *one = &study->claims.items[i];
		if (one->measure == VD_MEASURE_CHANGE_PERCENT &&
		    is_headline(&one->part, row->year, row->stage) &&
		    is_headline(&one->base, row->from, row->stage))
			return one;
	}
	return NULL;
}

/* Where a total of a stage and year is printed, else where the year is declared. */
static struct vd_place place_of_total(const struct vd_analysis *analysis, int year, int stage)
{
	const struct vd_study *study = analysis->study;
	const struct vd_figure *total =
		vd_dataset_total(analysis->data, year, (enum vd_stage)stage);
	if (total->cell)
		return total->cell->place;
	for (size_t t = 0; t < study->tables.count; t++) {
		const struct vd_table *table = &study->tables.items[t];
		for (size_t i = 0; i < table->rows.count * table->column_count; i++) {
			const struct vd_table_row *row =
				&table->rows.items[i / table->column_count];
			const struct vd_table_column *column =
				&table->columns[i % table->column_count];
			int of = column->year != VD_NONE ? column->year : row->year;
			if (row->kind == VD_ROW_TOTAL && column->kind == VD_COLUMN_STAGE &&
			    (int)column->stage == stage && of == year)
				return row->cells[i % table->column_count].place;
		}
	}
	return study->years.items[year].place;
}

/* The row of the other basis for the same stage and years, or VD_NONE. */
static int by_row(const struct vd_result *comparable, const struct vd_row *row)
{
	for (size_t r = 0; r < comparable->rows.count; r++) {
		const struct vd_row *one = &comparable->rows.items[r];
		if (one->basis == VD_BY_ROW && one->stage == row->stage && one->year == row->year &&
		    one->from == row->from)
			return (int)r;
	}
	return VD_NONE;
}

static const struct vd_value *at(const struct vd_result *result, int row, const char *key)
{
	return vd_result_value(result, (size_t)row, (size_t)vd_result_column(result, key));
}

/* "+28.90% for the 10 institutions" */
static const char *basis_words(const struct vd_analysis *analysis,
			       const struct vd_result *comparable, int row, bool by_row)
{
	const struct vd_value *change = at(comparable, row, "continuing_change_percent");
	const struct vd_value *count = at(comparable, row, "continuing_count");
	if (!vd_value_present(change) || count->kind != VD_VALUE_COUNT)
		return by_row ? _("no change for printed row") : _("no change for institution");
	long long number = count->count;
	return vd_arena_format(analysis->arena,
			       by_row ? VD_PLURAL("%s for the %lld printed row",
						  "%s for the %lld printed rows", number)
				      : VD_PLURAL("%s for the %lld institution",
						  "%s for the %lld institutions", number),
			       vd_say_percent(analysis, change, true), number);
}

static void flag_change(const struct vd_analysis *analysis, const struct vd_result *comparable,
			int r)
{
	const struct vd_row *row = &comparable->rows.items[r];
	const struct vd_value *headline = at(comparable, r, "change_percent");
	const struct vd_value *same = at(comparable, r, "continuing_change_percent");
	bool is_partial =
		vd_months_elapsed(analysis->study, row->from, (enum vd_stage)row->stage) !=
		vd_months_elapsed(analysis->study, row->year, (enum vd_stage)row->stage);
	/* Part of a year beside a whole one cannot be compared on any basis. */
	if (is_partial || !vd_value_present(headline) || !vd_value_present(same))
		return;
	const char *differ = vd_changes_differ(headline, same, &analysis->study->currency);
	if (!differ)
		return;
	const struct vd_claim *claim = claim_of_change(analysis, row);
	const char *stage = vd_stage_key((enum vd_stage)row->stage);
	int from = calendar_of(analysis, row->from), to = calendar_of(analysis, row->year);
	int rows = by_row(comparable, row);
	struct vd_finding *finding = vd_audit_add_finding(
		analysis, VD_RULE_COMPARABILITY,
		vd_arena_format(analysis->arena, "comparable/%s/%d/%d", stage, from, to),
		claim ? claim->printed_place : place_of_total(analysis, row->year, row->stage),
		vd_arena_format(analysis->arena,
				_("the change of %s in %s from %d to %d and that of those who "
				  "report both years %s"),
				vd_say_percent(analysis, headline, true), vd_word(stage), from, to,
				differ));
	finding->printed = claim ? claim->printed_text : NULL;
	finding->computed = *same;
	finding->unit = VD_UNIT_PERCENT;
	finding->arithmetic = _("change of those who report both years");
	const char *ours = basis_words(analysis, comparable, r, false);
	finding->explanation =
		rows == VD_NONE
			? vd_arena_format(
				  analysis->arena,
				  _("%s: who reports has changed, not only what they report"), ours)
			: vd_arena_format(
				  analysis->arena,
				  _("%s, %s: who reports has changed, not only what they report"),
				  ours, basis_words(analysis, comparable, rows, true));
	finding->cell = (struct vd_result_cell){ comparable, (size_t)r,
						 (size_t)vd_result_column(
							 comparable, "continuing_change_percent") };
}

static void flag_changes(const struct vd_analysis *analysis)
{
	const struct vd_result *comparable = vd_result_find(analysis, "comparable");
	for (size_t r = 0; r < comparable->rows.count; r++)
		if (comparable->rows.items[r].basis == VD_BY_INSTITUTION)
			flag_change(analysis, comparable, (int)r);
}

/* --- rates that count what some implemented over what others were allocated --- */

static bool comes_out(const struct vd_check *check, const struct vd_value *rate,
		      const struct vd_currency *currency)
{
	struct vd_printed printed = vd_printed_of_cell(check->cell);
	return vd_printed_fit(&printed, rate, check->unit, currency) != VD_FIT_NONE;
}

static void flag_rate(const struct vd_analysis *analysis, const struct vd_check *check)
{
	const struct vd_value *by_institution = &check->matched[VD_BY_INSTITUTION];
	const struct vd_value *rows = &check->matched[VD_BY_ROW];
	const struct vd_currency *currency = &analysis->study->currency;
	if (!check->one_sided || check->verdict == VD_VERDICT_NOT_TESTABLE)
		return;
	bool has_rows = check->row->kind == VD_ROW_TOTAL && vd_value_present(rows) &&
			!(vd_value_present(by_institution) &&
			  vd_value_cell(rows, currency) == vd_value_cell(by_institution, currency));
	bool same = vd_value_present(by_institution) &&
		    comes_out(check, by_institution, currency) &&
		    (!has_rows || comes_out(check, rows, currency));
	if (same)
		return;
	struct vd_finding *finding = vd_audit_add_finding(
		analysis, VD_RULE_MIXED_SCOPE, check->at, check->place,
		vd_arena_format(analysis->arena,
				VD_PLURAL("the rate counts %zu institution that gives only one of "
					  "its two amounts",
					  "the rate counts %zu institutions that give only one of "
					  "its two amounts",
					  check->one_sided),
				check->one_sided));
	finding->check = check;
	finding->printed = check->printed;
	finding->computed = *by_institution;
	finding->unit = VD_UNIT_PERCENT;
	finding->arithmetic = _("rate of those that give both amounts");
	const char *by_rows = has_rows ? vd_say_percent(analysis, rows, false) : "";
	const char *both = vd_value_present(by_institution)
				   ? vd_say_percent(analysis, by_institution, false)
				   : "";
	if (*both && has_rows)
		finding->explanation = vd_arena_format(analysis->arena,
						       _("those that give both come to %s by "
							 "institution, %s by printed row"),
						       both, by_rows);
	else if (*both)
		finding->explanation = vd_arena_format(analysis->arena,
						       _("those that give both come to %s"), both);
	else if (has_rows)
		finding->explanation = vd_arena_format(
			analysis->arena, _("rows that give both come to %s"), by_rows);
	else
		finding->explanation = _("none gives both");
}

/* --- years --- */

/* "implemented 2016 covers January to June only" */
static const char *partial_words(const struct vd_analysis *analysis, const char *what, int last)
{
	static const char *const months[] = { "",
					      N_("January"),
					      N_("February"),
					      N_("March"),
					      N_("April"),
					      N_("May"),
					      N_("June"),
					      N_("July"),
					      N_("August"),
					      N_("September"),
					      N_("October"),
					      N_("November"),
					      N_("December") };
	const char *month = vd_translate(months[last]);
	return last > 1 ? vd_arena_format(analysis->arena, _("%s covers January to %s only"), what,
					  month)
			: vd_arena_format(analysis->arena, _("%s covers %s only"), what, month);
}

static void flag_year(const struct vd_analysis *analysis, int year)
{
	const struct vd_year *one = &analysis->study->years.items[year];
	if (one->phase == VD_BILL)
		vd_audit_add_finding(
			analysis, VD_RULE_BILL,
			vd_arena_format(analysis->arena, "years/%d", one->year), one->place,
			vd_arena_format(analysis->arena, _("the budget of %d is a bill, not law"),
					one->year))
			->year = year;
	for (enum vd_stage stage = 0; stage < VD_STAGES; stage++) {
		const char *where = vd_arena_format(analysis->arena, "years/%d/%s", one->year,
						    vd_stage_key(stage));
		const char *what = vd_stage_year(analysis->arena, stage, one->year);
		int last = vd_months_elapsed(analysis->study, year, stage);
		struct vd_coverage coverage;
		if (last)
			vd_audit_add_finding(analysis, VD_RULE_PARTIAL_YEAR, where, one->place,
					     partial_words(analysis, what, last))
				->year = year;
		if (!vd_coverage(analysis->data, (struct vd_scope){ VD_NONE }, year, stage,
				 &coverage) ||
		    coverage.amounts >= coverage.expected)
			continue;
		struct vd_finding *finding = vd_audit_add_finding(
			analysis, VD_RULE_COVERAGE, where,
			place_of_total(analysis, year, (int)stage),
			vd_arena_format(analysis->arena,
					_("%s: %lld of %lld institutions gave an amount, %lld "
					  "answered"),
					what, (long long)coverage.amounts,
					(long long)coverage.expected,
					(long long)coverage.answered));
		finding->year = year;
		finding->stage = (int)stage;
	}
}

/* --- figures that stand out --- */

/* By how much, and what it is compared with. */
static void describe_outlier(const struct vd_analysis *analysis, const struct vd_result *outliers,
			     size_t r, struct vd_finding *finding)
{
	const struct vd_row *row = &outliers->rows.items[r];
	const struct vd_value *ratio = at(outliers, (int)r, "ratio");
	bool is_above = finding->rule == VD_RULE_OVER_IMPLEMENTED;
	enum vd_stage stage = (enum vd_stage)(is_above ? row->from_stage : row->stage);
	const struct vd_figure *other =
		vd_dataset_cell(analysis->data, row->institution, row->from, stage);
	struct vd_value one = vd_value_count(1), change;
	finding->explanation = row->remark;
	if (vd_value_present(ratio) && is_above) {
		finding->explanation = vd_arena_format(analysis->arena, _("%s of it, %s"),
						       vd_say_percent(analysis, ratio, false),
						       row->remark);
	} else if (vd_value_present(ratio) && finding->rule == VD_RULE_JUMP) {
		change = vd_value_less(ratio, &one, &analysis->study->currency);
		finding->explanation = vd_arena_format(analysis->arena, _("by %s; %s"),
						       vd_say_percent(analysis, &change, true),
						       row->remark);
	}
	/* Figures of data stand in one place. */
	if (other->cell && (other->cell->place.line != finding->place.line ||
			    other->cell->place.column != finding->place.column)) {
		finding->other = other->cell->place;
		finding->other_note = is_above ? _("the budget") : _("the year compared with");
	}
}

static const char *outlier_words(struct vd_arena *arena, enum vd_rule rule, const char *who,
				 const char *what)
{
	return vd_arena_format(
		arena,
		rule == VD_RULE_JUMP ? _("%s, %s has changed far more or less than the others")
		: rule == VD_RULE_OVER_IMPLEMENTED ? _("%s, %s is above the budget")
		: rule == VD_RULE_REPEAT	   ? _("%s, %s is the same as the year before")
						   : _("%s, %s may have its decimal mark shifted"),
		who, what);
}

static void flag_outlier(const struct vd_analysis *analysis, const struct vd_result *outliers,
			 size_t r)
{
	static const struct {
		const char *kind;
		enum vd_rule rule;
	} kinds[] = {
		{ "jump", VD_RULE_JUMP },
		{ "above-100", VD_RULE_OVER_IMPLEMENTED },
		{ "repeat", VD_RULE_REPEAT },
		{ "power-of-ten", VD_RULE_SHIFTED_MARK },
	};
	const struct vd_row *row = &outliers->rows.items[r];
	const struct vd_study *study = analysis->study;
	const struct vd_institution *who = &study->institutions.items[row->institution];
	const struct vd_figure *figure = vd_dataset_cell(analysis->data, row->institution,
							 row->year, (enum vd_stage)row->stage);
	const char *stage = vd_stage_key((enum vd_stage)row->stage);
	int year = calendar_of(analysis, row->year);
	for (size_t k = 0; k < sizeof(kinds) / sizeof(*kinds); k++) {
		if (!vd_same(kinds[k].kind, row->name))
			continue;
		struct vd_finding *finding = vd_audit_add_finding(
			analysis, kinds[k].rule,
			vd_arena_format(analysis->arena, "institutions/%s/%d/%s", who->id, year,
					stage),
			figure->cell->place,
			outlier_words(analysis->arena, kinds[k].rule,
				      vd_institution_label(who, analysis->language),
				      vd_stage_year(analysis->arena, (enum vd_stage)row->stage,
						    year)));
		finding->printed = figure->cell->printed;
		describe_outlier(analysis, outliers, r, finding);
		finding->institution = row->institution;
		finding->year = row->year;
		finding->stage = row->stage;
		finding->cell = (struct vd_result_cell){ outliers, r, 0 };
	}
}

/* Series that repeat the year before, to the last digit. */
static void flag_series(const struct vd_analysis *analysis, const struct vd_series *series)
{
	const struct vd_study *study = analysis->study;
	for (size_t i = 0; i < series->values.count; i++) {
		const struct vd_series_value *value = &series->values.items[i];
		const struct vd_series_value *before =
			value->year ? vd_series_at(series, value->year - 1, value->region) : NULL;
		if (!before || before->year != value->year - 1 || !value->number.digits ||
		    before->number.digits != value->number.digits ||
		    before->number.decimals != value->number.decimals)
			continue;
		bool is_regional = value->region != VD_NONE;
		const char *region = is_regional ? study->regions.items[value->region].code : "";
		struct vd_finding *finding = vd_audit_add_finding(
			analysis, VD_RULE_REPEAT,
			vd_arena_format(analysis->arena, "series/%s/%d%s%s", series->id,
					value->year, is_regional ? "/" : "", region),
			value->place,
			is_regional
				? vd_arena_format(
					  analysis->arena,
					  _("%s, %s %d is the same as the year before"), series->id,
					  vd_region_name(&study->regions.items[value->region],
							 analysis->language),
					  value->year)
				: vd_arena_format(analysis->arena,
						  _("%s %d is the same as the year before"),
						  series->id, value->year));
		finding->series = series;
		finding->value = value;
		finding->other = before->place;
		finding->other_note = _("the year before");
	}
}

void vd_audit_flags(const struct vd_analysis *analysis)
{
	const struct vd_result *outliers = vd_result_find(analysis, "outliers");
	const struct vd_study *study = analysis->study;
	flag_changes(analysis);
	for (size_t i = 0; i < analysis->audit->checks.count; i++)
		flag_rate(analysis, analysis->audit->checks.items[i]);
	for (int year = 0; year < (int)study->years.count; year++)
		flag_year(analysis, year);
	for (size_t r = 0; r < outliers->rows.count; r++)
		flag_outlier(analysis, outliers, r);
	for (size_t i = 0; i < study->series.count; i++)
		flag_series(analysis, &study->series.items[i]);
}
