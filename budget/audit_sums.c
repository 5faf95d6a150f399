/* Printed sums: totals down, across and over groups, a group's row, a year's total. */
#include "budget/audit_parts.h"
#include "budget/language.h"

enum made_of { OF_ROWS, OF_MEMBERS, OF_INSTITUTIONS, OF_COLUMNS };

/* A term whose printed amount is contradicted. */
struct wrong_term {
	size_t index;
	const struct vd_check *check;
};

/* What a printed sum ought to be made of. */
struct sum {
	const struct vd_audited *audited;
	struct vd_interval total, right;
	struct vd_check *wrong; /* of an addend that is contradicted */
	struct vd_addends addends, others;
	struct vd_terms terms; /* where they stand; those without an amount too */
	struct {
		struct wrong_term *items;
		size_t count, capacity;
	} wrong_terms;
	bool is_headline;
	const char *of_what; /* "implemented 2015" */
	size_t unknown;	     /* amounts that are not published, and may be in the printed sum */
	enum made_of made_of;
	enum vd_missing reason; /* of the first that has no amount */
	bool is_mixed;		/* of different stages: no sum */
};

static struct sum new_sum(const struct vd_audited *audited, enum made_of made_of,
			  const char *of_what)
{
	struct vd_value zero = vd_value_money((struct vd_money){ 0 });
	return (struct sum){ .audited = audited,
			     .total = vd_interval_of(&zero, vd_audited_currency(audited)),
			     .right = vd_interval_of(&zero, vd_audited_currency(audited)),
			     .of_what = of_what,
			     .made_of = made_of,
			     .reason = VD_NOT_IN_STUDY };
}

static void add_term(struct sum *sum, struct vd_term term)
{
	if (term.kind != VD_TERM_NONE)
		*VD_APPEND(sum->audited->arena, &sum->terms) = term;
}

/* An amount or the reason why there is none. */
static void add_to_sum(struct sum *sum, const struct vd_table *table, const struct vd_cell *cell,
		       const char *name)
{
	if (cell->kind == VD_CELL_AMOUNT) {
		struct vd_interval one = vd_audited_interval(sum->audited, table, cell);
		sum->total = vd_interval_add(&sum->total, &one);
		*VD_APPEND(sum->audited->arena, &sum->addends) =
			(struct vd_addend){ name, cell->amount.minor };
		return;
	}
	if (!cell->code)
		return;
	if (sum->reason == VD_NOT_IN_STUDY)
		sum->reason = cell->code->means;
	sum->unknown += cell->code->means == VD_NOT_PUBLISHED ||
			cell->code->means == VD_NOT_REPORTED;
}

/* The same of a cell of the table, which may be a sum itself. */
static void add_cell(struct sum *sum, size_t row, size_t column, const char *name)
{
	const struct vd_audited *audited = sum->audited;
	const struct vd_cell *cell = vd_audited_cell(audited, row, column);
	struct vd_check *check = audited->of_cell[row * audited->table->column_count + column];
	bool is_wrong = check && (check->verdict == VD_VERDICT_CONTRADICTED || check->unknown);
	struct vd_term term = vd_term_of_cell(audited->analysis, audited->table,
					      vd_audited_row(audited, row),
					      &audited->table->columns[column]);
	if (is_wrong)
		*VD_APPEND(audited->arena, &sum->wrong_terms) =
			(struct wrong_term){ sum->terms.count, check };
	add_term(sum, term);
	add_to_sum(sum, audited->table, cell, name);
	if (cell->kind != VD_CELL_AMOUNT)
		return;
	struct vd_interval one =
		is_wrong ? vd_interval_of(&check->computed, vd_audited_currency(audited))
			 : vd_audited_interval(audited, audited->table, cell);
	sum->right = vd_interval_add(&sum->right, &one);
	if (is_wrong)
		sum->wrong = check;
}

static void add_figure(struct sum *sum, int institution, int year, enum vd_stage stage)
{
	const struct vd_study *study = vd_audited_study(sum->audited);
	const struct vd_figure *figure =
		vd_dataset_cell(sum->audited->analysis->data, institution, year, stage);
	const char *name = vd_institution_name(&study->institutions.items[institution],
					       sum->audited->analysis->language);
	struct vd_term term = vd_term_of_figure(institution, year, stage);
	add_term(sum, term);
	if (figure->cell)
		add_to_sum(sum, figure->table, figure->cell, name);
}

static void add_other(struct sum *sum, int institution, int year, enum vd_stage stage)
{
	const struct vd_study *study = vd_audited_study(sum->audited);
	const struct vd_figure *figure =
		vd_dataset_cell(sum->audited->analysis->data, institution, year, stage);
	if (figure->missing == VD_PRESENT)
		*VD_APPEND(sum->audited->arena, &sum->others) = (struct vd_addend){
			vd_institution_name(&study->institutions.items[institution],
					    sum->audited->analysis->language),
			figure->amount.minor
		};
}

/* A total down: the rows above it, each figure once. */
static struct sum sum_of_rows(const struct vd_audited *audited, size_t total, size_t column)
{
	struct sum sum = new_sum(audited, OF_ROWS, vd_audited_column_name(audited, total, column));
	int year = vd_audited_row(audited, total)->year;
	for (size_t r = 0; r < audited->table->rows.count; r++) {
		const struct vd_table_row *row = vd_audited_row(audited, r);
		if (row->kind == VD_ROW_TOTAL || (year != VD_NONE && row->year != year) ||
		    vd_audited_is_in_group(audited, r, column))
			continue;
		const char *name = vd_audited_row_name(audited, row);
		if (year == VD_NONE && row->year != VD_NONE && row->kind != VD_ROW_YEAR)
			name = vd_arena_format(
				audited->arena, "%s %d", name,
				vd_audited_study(audited)->years.items[row->year].year);
		add_cell(&sum, r, column, name);
		const struct vd_table_column *own = &audited->table->columns[column];
		int of = vd_audited_year(audited, r, column);
		if (row->kind != VD_ROW_GROUP || own->kind != VD_COLUMN_STAGE || of == VD_NONE)
			continue;
		const struct vd_group *group =
			&vd_audited_study(audited)->groups.items[row->subject];
		for (size_t m = 0; m < group->member_count; m++)
			add_other(&sum, group->members[m], of, own->stage);
	}
	return sum;
}

/* A group's row: its members, wherever they stand. */
static struct sum sum_of_members(const struct vd_audited *audited, size_t row, size_t column)
{
	const struct vd_study *study = vd_audited_study(audited);
	const struct vd_group *group = &study->groups.items[vd_audited_row(audited, row)->subject];
	int year = vd_audited_year(audited, row, column);
	enum vd_stage stage = audited->table->columns[column].stage;
	struct sum sum = new_sum(audited, OF_MEMBERS, vd_audited_column_name(audited, row, column));
	for (size_t m = 0, i = 0; i < study->institutions.count; i++) {
		if (m < group->member_count && group->members[m] == (int)i) {
			add_figure(&sum, (int)i, year, stage);
			m++;
		} else {
			add_other(&sum, (int)i, year, stage);
		}
	}
	return sum;
}

/* A year's total: the institutions of the headline. */
static struct sum sum_of_headline(const struct vd_audited *audited, size_t row, size_t column)
{
	const struct vd_study *study = vd_audited_study(audited);
	int year = vd_audited_year(audited, row, column);
	enum vd_stage stage = audited->table->columns[column].stage;
	struct sum sum =
		new_sum(audited, OF_INSTITUTIONS, vd_audited_column_name(audited, row, column));
	sum.is_headline = true;
	for (int i = 0; i < (int)study->institutions.count; i++) {
		if (study->institutions.items[i].in_headline)
			add_figure(&sum, i, year, stage);
		else
			add_other(&sum, i, year, stage);
	}
	return sum;
}

/* The amount of a column in a total across. @return false at the total before or behind */
static bool add_across(struct sum *sum, size_t row, size_t column, int year, enum vd_stage *stage)
{
	const struct vd_audited *audited = sum->audited;
	const struct vd_table_column *one = &audited->table->columns[column];
	if (one->kind == VD_COLUMN_TOTAL)
		return false;
	if (one->kind != VD_COLUMN_STAGE || (year != VD_NONE && one->year != year))
		return true;
	sum->is_mixed = sum->is_mixed || (*stage != VD_STAGES && *stage != one->stage);
	*stage = one->stage;
	add_cell(sum, row, column, vd_audited_column_name(audited, row, column));
	return true;
}

/* A total across: the amounts to its left back to the total before; without any, to its right. */
static struct sum sum_across(const struct vd_audited *audited, size_t row, size_t column)
{
	struct sum sum = new_sum(audited, OF_COLUMNS,
				 vd_audited_row_name(audited, vd_audited_row(audited, row)));
	int year = audited->table->columns[column].year;
	enum vd_stage stage = VD_STAGES;
	for (size_t c = column; c-- && add_across(&sum, row, c, year, &stage);)
		continue;
	bool to_right = stage == VD_STAGES;
	for (size_t c = column + 1; to_right && c < audited->table->column_count; c++)
		to_right = add_across(&sum, row, c, year, &stage);
	return sum;
}

/* The same sum in another year or stage: the printed total there. */
static void add_other_columns(const struct vd_audited *audited, size_t row, size_t column,
			      struct vd_suspect *suspect)
{
	const struct vd_table_column *own = &audited->table->columns[column];
	for (size_t c = 0; c < audited->table->column_count; c++) {
		const struct vd_table_column *other = &audited->table->columns[c];
		if (c == column || other->kind != VD_COLUMN_STAGE || own->kind != VD_COLUMN_STAGE ||
		    !vd_audited_has_amount(audited, row, c))
			continue;
		bool same_stage = other->stage == own->stage, same_year = other->year == own->year;
		if (!same_stage && !same_year)
			continue;
		struct vd_value amount = vd_value_money(vd_audited_cell(audited, row, c)->amount);
		vd_suspect_add(suspect, same_stage ? VD_CAUSE_OTHER_YEAR : VD_CAUSE_OTHER_STAGE,
			       vd_arena_format(audited->arena,
					       audited->table->data ? _("%s in the data")
								    : _("%s as printed"),
					       vd_audited_column_name(audited, row, c)),
			       &amount);
	}
}

static void add_other_rows(const struct vd_audited *audited, size_t row, size_t column,
			   struct vd_suspect *suspect)
{
	const struct vd_table_row *own = vd_audited_row(audited, row);
	for (size_t r = 0; r < audited->table->rows.count; r++) {
		const struct vd_table_row *one = vd_audited_row(audited, r);
		if (r == row || one->kind != own->kind || one->subject != own->subject ||
		    one->year == own->year || !vd_audited_has_amount(audited, r, column))
			continue;
		struct vd_value amount =
			vd_value_money(vd_audited_cell(audited, r, column)->amount);
		vd_suspect_add(suspect, VD_CAUSE_OTHER_YEAR,
			       vd_arena_format(audited->arena,
					       audited->table->data ? _("%s in the data")
								    : _("%s as printed"),
					       vd_audited_column_name(audited, r, column)),
			       &amount);
	}
}

static void explain_sum(const struct vd_audited *audited, struct sum *sum, struct vd_check *check,
			size_t row, size_t column)
{
	struct vd_suspect suspect = {
		.arena = audited->arena,
		.currency = vd_audited_currency(audited),
		.printed = vd_printed_of_cell(check->cell),
		.unit = VD_UNIT_MONEY,
		.computed = sum->total,
		.scale = vd_audited_currency(audited)->decimals,
		.addends = sum->addends,
		.others = sum->others,
		.of_what = sum->of_what,
	};
	/* Sets of four take the square of the rows, and some time at least. */
	enum { STEPS_AT_LEAST = 50000 };
	size_t rows = sum->addends.count;
	if (!vd_audit_spend(audited->analysis, STEPS_AT_LEAST + rows * rows))
		suspect.largest_set = 2;
	add_other_columns(audited, row, column, &suspect);
	if (audited->table->columns[column].kind == VD_COLUMN_STAGE)
		add_other_rows(audited, row, column, &suspect);
	check->causes = vd_causes_find(&suspect);
}

/* "sum of the 4 rows that have a figure" */
static const char *sum_words(struct vd_arena *arena, enum made_of made_of, size_t count)
{
	switch (made_of) {
	case OF_ROWS:
		return vd_arena_format(arena,
				       VD_PLURAL("the one figure of the rows",
						 "sum of the %zu rows that have a figure", count),
				       count);
	case OF_MEMBERS:
		return vd_arena_format(arena,
				       VD_PLURAL("the one figure of the members",
						 "sum of the %zu members that have a figure",
						 count),
				       count);
	case OF_INSTITUTIONS:
		return vd_arena_format(arena,
				       VD_PLURAL("the one figure of the institutions",
						 "sum of the %zu institutions that have a figure",
						 count),
				       count);
	case OF_COLUMNS:
		return vd_arena_format(arena,
				       VD_PLURAL("the one figure of the columns",
						 "sum of the %zu columns that have a figure",
						 count),
				       count);
	}
	return "";
}

static void judge_sum(const struct vd_audited *audited, size_t row, size_t column, struct sum *sum,
		      struct vd_check *check)
{
	struct vd_printed printed = vd_printed_of_cell(check->cell);
	size_t count = sum->addends.count;
	check->unit = VD_UNIT_MONEY;
	check->addends = sum->addends;
	check->measure = VD_MEASURE_SUM;
	check->part.unit = VD_UNIT_MONEY;
	if (!sum->is_mixed)
		check->part.terms = sum->terms;
	check->part.is_headline = sum->is_headline;
	if (!count) {
		check->computed =
			vd_value_missing(sum->is_mixed ? VD_NOT_APPLICABLE : sum->reason, NULL);
		check->arithmetic = sum->is_mixed ? _("its columns are of different stages") : "";
		check->verdict = VD_VERDICT_NOT_TESTABLE;
		return;
	}
	check->computed =
		vd_interval_value(&sum->total, VD_UNIT_MONEY, vd_audited_currency(audited));
	check->arithmetic = sum_words(audited->arena, sum->made_of, count);
	check->verdict = vd_verdict_of(vd_printed_fit_interval(&printed, &sum->total, VD_UNIT_MONEY,
							       vd_audited_currency(audited)));
	if (check->verdict != VD_VERDICT_CONTRADICTED)
		return;
	if (sum->wrong) {
		enum vd_fit fit = vd_printed_fit_interval(&printed, &sum->right, VD_UNIT_MONEY,
							  vd_audited_currency(audited));
		if (fit != VD_FIT_NONE) {
			check->verdict = vd_verdict_of(fit);
			check->confirms = sum->wrong;
			check->computed = vd_interval_value(&sum->right, VD_UNIT_MONEY,
							    vd_audited_currency(audited));
			for (size_t i = 0; i < sum->wrong_terms.count; i++)
				check->part.terms.items[sum->wrong_terms.items[i].index] =
					vd_term_of_check(sum->wrong_terms.items[i].check);
			sum->wrong->verdict = VD_VERDICT_CONTRADICTED;
			sum->wrong->unknown = 0;
			return;
		}
	}
	explain_sum(audited, sum, check, row, column);
	/* What is not published may be in the printed sum, unless the difference is explained. */
	struct vd_value amount = { .kind = VD_VALUE_RATIO,
				   .ratio = { check->cell->number.digits,
					      vd_power_of_ten(check->cell->number.decimals) } };
	struct vd_value rest =
		vd_value_less(&amount, &check->computed, vd_audited_currency(audited));
	if (sum->unknown && vd_value_sign(&rest) > 0 && !check->causes.is_explained) {
		check->verdict = VD_VERDICT_NOT_TESTABLE;
		check->unknown = sum->unknown;
	}
}

static void check_sum(const struct vd_audited *audited, size_t row, size_t column, struct sum *sum)
{
	struct vd_check *check = vd_audited_add(audited, row, column);
	judge_sum(audited, row, column, sum, check);
	check->part.value = check->computed;
}

/* What a printed amount is the sum of. @return false if it is none */
static bool sum_of(const struct vd_audited *audited, size_t row, size_t column, struct sum *sum)
{
	const struct vd_table_row *one = vd_audited_row(audited, row);
	const struct vd_table_column *own = &audited->table->columns[column];
	if (own->kind == VD_COLUMN_TOTAL)
		*sum = sum_across(audited, row, column);
	else if (vd_is_amount_column(own) && one->kind == VD_ROW_TOTAL)
		*sum = sum_of_rows(audited, row, column);
	else if (own->kind == VD_COLUMN_STAGE && one->kind == VD_ROW_GROUP)
		*sum = sum_of_members(audited, row, column);
	else if (own->kind == VD_COLUMN_STAGE && one->kind == VD_ROW_YEAR &&
		 !vd_total_is_printed(audited->analysis->data, one->year, own->stage))
		*sum = sum_of_headline(audited, row, column);
	else
		return false;
	if (sum->is_mixed)
		sum->addends.count = 0;
	/* A group without detail is a finding of its own. */
	return one->kind != VD_ROW_GROUP || own->kind != VD_COLUMN_STAGE || sum->addends.count;
}

void vd_audit_sums(const struct vd_audited *audited)
{
	/* Groups first, totals last: a sum may be made of sums. */
	enum pass { GROUPS, OTHERS, TOTALS, PASSES };
	for (enum pass pass = GROUPS; pass < PASSES; pass++) {
		for (size_t r = 0; r < audited->table->rows.count; r++) {
			enum vd_row_kind kind = vd_audited_row(audited, r)->kind;
			enum pass own = kind == VD_ROW_GROUP   ? GROUPS
					: kind == VD_ROW_TOTAL ? TOTALS
							       : OTHERS;
			for (size_t c = 0; own == pass && c < audited->table->column_count; c++) {
				struct sum sum;
				if (vd_audited_is_checked(vd_audited_cell(audited, r, c)) &&
				    sum_of(audited, r, c, &sum))
					check_sum(audited, r, c, &sum);
			}
		}
	}
}
