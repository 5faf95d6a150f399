/* Printed ratios: rates, shares, figures per person, changes. */
#include "budget/audit_parts.h"
#include "budget/language.h"

static struct vd_interval value_of(const struct vd_reading *reading, const struct vd_interval *part,
				   const struct vd_interval *base)
{
	if (reading->is_difference)
		return vd_interval_subtract(part, base);
	struct vd_interval out = vd_interval_divide(part, base);
	if (!reading->is_change)
		return out;
	struct vd_interval one = vd_interval_of_whole(1);
	return vd_interval_subtract(&out, &one);
}

/* --- what else it may be of --- */

/* What a division of 128 bits, three of them, takes beside a step of a search for sets. */
enum { STEPS_OF_A_TRY = 40 };

/* The search for one printed ratio. */
struct search {
	const struct vd_audited *audited;
	size_t row;
	const struct vd_reading *reading;
	struct vd_suspect suspect;
};

/* Try another part or base; whether it is worth a name. */
static bool fits(struct search *search, enum vd_cause_kind kind, const struct vd_interval *part,
		 const struct vd_interval *base, struct vd_value *value)
{
	struct vd_interval other = value_of(search->reading, part, base);
	*value = other.middle;
	return vd_suspect_try(&search->suspect, kind, value);
}

/* Ratios of one amount of the row to another, other than the one meant. */
static void try_columns(struct search *search)
{
	const struct vd_audited *audited = search->audited;
	const struct vd_reading *reading = search->reading;
	const struct vd_table_column *part =
		reading->part.column == VD_NONE ? NULL
						: &audited->table->columns[reading->part.column];
	for (size_t c = 0; c < audited->table->column_count; c++) {
		const struct vd_table_column *one = &audited->table->columns[c];
		if (!vd_is_amount_column(one) || !vd_audited_has_amount(audited, search->row, c) ||
		    (int)c == reading->part.column || (int)c == reading->base.column)
			continue;
		struct vd_ratio_side other = vd_ratio_side_at(audited, search->row, c);
		bool other_stage = part && one->kind == VD_COLUMN_STAGE && one->year == part->year;
		enum vd_cause_kind kind = other_stage ? VD_CAUSE_OTHER_STAGE : VD_CAUSE_OTHER_PART;
		struct vd_value value;
		if (fits(search, VD_CAUSE_OTHER_BASE, &reading->part.amount, &other.amount, &value))
			vd_suspect_add(&search->suspect, VD_CAUSE_OTHER_BASE,
				       vd_arena_format(audited->arena, "%s / %s",
						       reading->part.name, other.name),
				       &value);
		if (fits(search, kind, &other.amount, &reading->base.amount, &value))
			vd_suspect_add(&search->suspect, kind,
				       vd_arena_format(audited->arena, "%s / %s", other.name,
						       reading->base.name),
				       &value);
	}
}

/* "Alpha", or "Alpha, 2015" where another year's row is meant. */
static const char *row_words(const struct search *search, size_t row)
{
	const struct vd_audited *audited = search->audited;
	const struct vd_table_row *one = vd_audited_row(audited, row);
	const char *name = vd_audited_row_name(audited, one);
	if (one->year == VD_NONE || one->kind == VD_ROW_YEAR)
		return name;
	return vd_arena_format(audited->arena, "%s, %d", name,
			       vd_audited_study(audited)->years.items[one->year].year);
}

/* The same ratio of another row, and with one side from there. */
static void try_row(struct search *search, size_t r)
{
	const struct vd_audited *audited = search->audited;
	const struct vd_reading *own = search->reading;
	struct vd_arena *arena = audited->arena;
	bool same_year = vd_audited_row(audited, r)->year ==
			 vd_audited_row(audited, search->row)->year;
	enum vd_cause_kind kind = same_year ? VD_CAUSE_OTHER_PART : VD_CAUSE_OTHER_YEAR;
	struct vd_ratio_side part = vd_ratio_side_at(audited, r, (size_t)own->part.column);
	struct vd_ratio_side base = vd_ratio_side_at(audited, r, (size_t)own->base.column);
	struct vd_value value;
	if (fits(search, kind, &part.amount, &base.amount, &value))
		vd_suspect_add(&search->suspect, kind,
			       vd_arena_format(arena, _("that of %s"), row_words(search, r)),
			       &value);
	if (fits(search, VD_CAUSE_OTHER_BASE, &own->part.amount, &base.amount, &value))
		vd_suspect_add(&search->suspect, VD_CAUSE_OTHER_BASE,
			       vd_arena_format(arena, _("%s / %s of %s"), own->part.name, base.name,
					       row_words(search, r)),
			       &value);
	if (fits(search, VD_CAUSE_OTHER_PART, &part.amount, &own->base.amount, &value))
		vd_suspect_add(&search->suspect, VD_CAUSE_OTHER_PART,
			       vd_arena_format(arena, _("%s of %s / %s"), part.name,
					       row_words(search, r), own->base.name),
			       &value);
}

/* A share of the printed total: another row's, or of another column's total. */
static void try_shares(struct search *search)
{
	const struct vd_audited *audited = search->audited;
	const struct vd_reading *own = search->reading;
	size_t total = (size_t)own->base.row;
	struct vd_value value;
	for (size_t r = 0; r < audited->table->rows.count; r++) {
		if (r == search->row || r == total)
			continue;
		struct vd_ratio_side part = vd_ratio_side_at(audited, r, (size_t)own->part.column);
		if (fits(search, VD_CAUSE_OTHER_PART, &part.amount, &own->base.amount, &value))
			vd_suspect_add(&search->suspect, VD_CAUSE_OTHER_PART,
				       vd_arena_format(audited->arena, _("that of %s"),
						       row_words(search, r)),
				       &value);
	}
	for (size_t c = 0; c < audited->table->column_count; c++) {
		if (!vd_is_amount_column(&audited->table->columns[c]) || (int)c == own->part.column)
			continue;
		struct vd_ratio_side base = vd_ratio_side_at(audited, total, c);
		if (fits(search, VD_CAUSE_OTHER_BASE, &own->part.amount, &base.amount, &value))
			vd_suspect_add(&search->suspect, VD_CAUSE_OTHER_BASE,
				       vd_arena_format(audited->arena, _("%s / the total of %s"),
						       own->part.name, base.name),
				       &value);
	}
}

static void try_rows(struct search *search)
{
	const struct vd_reading *own = search->reading;
	size_t rows = search->audited->table->rows.count;
	if (own->part.column == VD_NONE || own->base.column == VD_NONE ||
	    !vd_audit_spend(search->audited->analysis, STEPS_OF_A_TRY * rows))
		return;
	if (own->base.row != (int)search->row && !own->is_change && !own->is_difference) {
		try_shares(search);
		return;
	}
	for (size_t r = 0; r < rows; r++)
		if (r != search->row)
			try_row(search, r);
}

/* The ratio of the same two stages in another year of the row. */
static void try_years(struct search *search)
{
	const struct vd_audited *audited = search->audited;
	const struct vd_reading *own = search->reading;
	if (own->part.column == VD_NONE || own->base.column == VD_NONE)
		return;
	const struct vd_table_column *part = &audited->table->columns[own->part.column];
	const struct vd_table_column *base = &audited->table->columns[own->base.column];
	int years = (int)vd_audited_study(audited)->years.count;
	for (int year = 0; part->year == base->year && year < years; year++) {
		int over = vd_audited_stage_column(audited, part->stage, year);
		int under = vd_audited_stage_column(audited, base->stage, year);
		if (year == part->year || over == VD_NONE || under == VD_NONE)
			continue;
		struct vd_ratio_side a = vd_ratio_side_at(audited, search->row, (size_t)over);
		struct vd_ratio_side b = vd_ratio_side_at(audited, search->row, (size_t)under);
		struct vd_value value;
		if (fits(search, VD_CAUSE_OTHER_YEAR, &a.amount, &b.amount, &value))
			vd_suspect_add(&search->suspect, VD_CAUSE_OTHER_YEAR,
				       vd_arena_format(audited->arena, "%s / %s", a.name, b.name),
				       &value);
	}
}

/* A rate of a total over those rows alone that have both amounts. */
static void try_matched(struct search *search)
{
	const struct vd_reading *own = search->reading;
	struct vd_both by[VD_BASES] = { 0 };
	if (vd_audited_row(search->audited, search->row)->kind != VD_ROW_TOTAL ||
	    own->part.column == VD_NONE || own->base.column == VD_NONE)
		return;
	vd_audited_match_rows(search->audited, search->row, (size_t)own->part.column,
			      (size_t)own->base.column, by);
	struct vd_value rate = vd_both_rate(&by[VD_BY_ROW]);
	vd_suspect_add(&search->suspect, VD_CAUSE_OTHER_BASE,
		       _("the rate of the rows that have both amounts"), &rate);
}

/* The two sides turned round, and what is left to the whole. */
static void try_turns(struct search *search)
{
	const struct vd_reading *own = search->reading;
	struct vd_arena *arena = search->audited->arena;
	struct vd_interval turned = value_of(own, &own->base.amount, &own->part.amount);
	struct vd_interval one = vd_interval_of_whole(1), zero = vd_interval_of_whole(0);
	struct vd_interval rest;
	if (own->is_difference)
		return; /* turned round, it is a matter of sign */
	if (!own->is_change) {
		vd_suspect_add(&search->suspect, VD_CAUSE_INVERTED,
			       vd_arena_format(arena, "%s / %s", own->base.name, own->part.name),
			       &turned.middle);
		rest = vd_interval_subtract(&one, &search->suspect.computed);
		vd_suspect_add(&search->suspect, VD_CAUSE_COMPLEMENT,
			       _("what is left to the whole"), &rest.middle);
		return;
	}
	vd_suspect_add(&search->suspect, VD_CAUSE_INVERTED,
		       vd_arena_format(arena, _("the change from %s to %s"), own->part.name,
				       own->base.name),
		       &turned.middle);
	rest = vd_interval_subtract(&zero, &turned);
	vd_suspect_add(&search->suspect, VD_CAUSE_OTHER_BASE,
		       vd_arena_format(arena, _("the change relative to %s"), own->part.name),
		       &rest.middle);
}

static struct vd_causes explain(const struct vd_audited *audited, size_t row,
				const struct vd_reading *reading, const struct vd_check *check,
				const struct vd_interval *computed)
{
	struct search search = { .audited = audited,
				 .row = row,
				 .reading = reading,
				 .suspect = { .arena = audited->arena,
					      .currency = vd_audited_currency(audited),
					      .printed = vd_printed_of_cell(check->cell),
					      .unit = check->unit,
					      .is_bare = !check->cell->number.percent,
					      .computed = *computed } };
	if (vd_audit_spend(audited->analysis, STEPS_OF_A_TRY * audited->table->column_count)) {
		try_columns(&search);
		try_years(&search);
	}
	try_rows(&search);
	if (!reading->is_change && !reading->is_difference)
		try_matched(&search);
	try_turns(&search);
	return vd_causes_find(&search.suspect);
}

/* --- the check --- */

static const char *arithmetic_of(const struct vd_audited *audited, const struct vd_reading *reading)
{
	const struct vd_currency *currency = vd_audited_currency(audited);
	const char *words[2];
	const struct vd_ratio_side *sides[] = { &reading->part, &reading->base };
	for (size_t i = 0; i < 2; i++) {
		enum vd_unit unit = sides[i]->is_count ? VD_UNIT_COUNT : VD_UNIT_MONEY;
		struct vd_value value = vd_interval_value(&sides[i]->amount, unit, currency);
		words[i] = vd_value_format(audited->arena, &value, unit, currency);
		if (sides[i]->is_count)
			words[i] = vd_arena_format(audited->arena, "%s (%s)", words[i],
						   sides[i]->name);
	}
	return vd_arena_format(audited->arena, "%s %s %s%s", words[0],
			       reading->is_difference ? "-" : "/", words[1],
			       reading->is_change ? " - 1" : "");
}

/* How a value fits; without a percent sign a fraction may be meant, and then the unit is another. */
static enum vd_fit fit_of(const struct vd_audited *audited, const struct vd_cell *cell,
			  const struct vd_interval *value, enum vd_unit *unit)
{
	struct vd_printed printed = vd_printed_of_cell(cell);
	const struct vd_currency *currency = vd_audited_currency(audited);
	enum vd_fit fit = vd_printed_fit_interval(&printed, value, *unit, currency);
	if (fit >= VD_FIT_ROUNDED || !vd_unit_is_percent(*unit) || printed.percent ||
	    !cell->number.decimals)
		return fit;
	enum vd_fit plain = vd_printed_fit_interval(&printed, value, VD_UNIT_NUMBER, currency);
	if (plain <= fit)
		return fit;
	*unit = VD_UNIT_NUMBER;
	return plain;
}

/*
 * The first reading that fits rounded, else the first that fits, else the first; of those whose part
 * stands in the column's usual one, or VD_NONE for any.
 */
static const struct vd_reading *choose(const struct vd_audited *audited,
				       const struct vd_readings *readings, int usual,
				       const struct vd_cell *cell, enum vd_unit unit)
{
	const struct vd_reading *best = NULL;
	enum vd_fit best_fit = VD_FIT_NONE;
	for (size_t i = 0; i < readings->count && best_fit < VD_FIT_ROUNDED; i++) {
		const struct vd_reading *one = &readings->items[i];
		if (usual != VD_NONE && one->part.column != usual)
			continue;
		if (!best)
			best = one;
		enum vd_unit own = unit;
		struct vd_interval value = value_of(one, &one->part.amount, &one->base.amount);
		enum vd_fit fit = fit_of(audited, cell, &value, &own);
		if (fit > best_fit) {
			best = one;
			best_fit = fit;
		}
	}
	return best ? best : &readings->items[0];
}

static enum vd_unit unit_of(const struct vd_table_column *column, const struct vd_reading *reading)
{
	if (reading->is_difference)
		return VD_UNIT_MONEY;
	return column->kind == VD_COLUMN_SHARE	      ? VD_UNIT_SHARE
	       : column->kind == VD_COLUMN_PER_CAPITA ? VD_UNIT_PER_UNIT
						      : VD_UNIT_PERCENT;
}

static struct vd_check_operand operand_of(const struct vd_audited *audited,
					  const struct vd_ratio_side *side)
{
	struct vd_check_operand operand = {
		.name = side->name,
		.unit = side->is_count ? VD_UNIT_COUNT : VD_UNIT_MONEY,
		.right = side->right_term,
	};
	operand.value =
		vd_interval_value(&side->amount, operand.unit, vd_audited_currency(audited));
	if (side->term.kind != VD_TERM_NONE)
		*VD_APPEND(audited->arena, &operand.terms) = side->term;
	if (side->column != VD_NONE)
		operand.cell = vd_audited_cell(audited, (size_t)side->row, (size_t)side->column);
	return operand;
}

/* The right figure stands in for the printed one. */
static void put_right(const struct vd_audited *audited, const struct vd_ratio_side *side,
		      struct vd_check_operand *operand)
{
	operand->value =
		vd_interval_value(&side->right, operand->unit, vd_audited_currency(audited));
	if (operand->terms.count)
		operand->terms.items[0] = operand->right;
}

static enum vd_measure measure_of(const struct vd_reading *reading)
{
	return reading->is_difference ? VD_MEASURE_DIFFERENCE
	       : reading->is_change   ? VD_MEASURE_CHANGE_PERCENT
				      : VD_MEASURE_RATIO;
}

/* Where the printed amounts are wrong or rounded, what the ratio has to do with it. */
static enum vd_fit hold_against_right(const struct vd_audited *audited, struct vd_check *check,
				      const struct vd_reading *reading, enum vd_fit fit)
{
	struct vd_check *wrong = reading->part.check ? reading->part.check : reading->base.check;
	struct vd_interval right = value_of(reading, &reading->part.right, &reading->base.right);
	struct vd_value value =
		vd_interval_value(&right, check->unit, vd_audited_currency(audited));
	if (fit != VD_FIT_NONE) {
		if (wrong && !wrong->unknown) {
			check->follows = wrong;
			check->otherwise = value;
		}
		return fit;
	}
	/* It may be the amount that is misprinted, or printed rounded, and not the ratio. */
	fit = fit_of(audited, check->cell, &right, &check->unit);
	if (fit == VD_FIT_NONE)
		return fit;
	check->computed = value;
	put_right(audited, &reading->part, &check->part);
	put_right(audited, &reading->base, &check->base);
	if (!wrong)
		return fit;
	check->confirms = wrong;
	wrong->verdict = VD_VERDICT_CONTRADICTED;
	wrong->unknown = 0;
	return fit;
}

/* The column that most of a column's ratios are a part of; of as many, the nearest. */
static int usual_part(const struct vd_audited *audited, size_t column)
{
	const struct vd_table *table = audited->table;
	size_t *votes = VD_TAKE(audited->arena, size_t, table->column_count);
	int usual = VD_NONE;
	for (size_t r = 0; r < table->rows.count; r++) {
		const struct vd_cell *cell = vd_audited_cell(audited, r, column);
		if (!vd_audited_is_checked(cell))
			continue;
		struct vd_readings readings = vd_audited_readings(audited, r, column);
		for (size_t i = 0; i < readings.count; i++) {
			const struct vd_reading *one = &readings.items[i];
			int part = one->part.column;
			enum vd_unit unit = unit_of(&table->columns[column], one);
			struct vd_interval value =
				value_of(one, &one->part.amount, &one->base.amount);
			if (part == VD_NONE)
				continue;
			usual = usual == VD_NONE ? part : usual;
			/* Doubtful totals have no vote against their own ratios. */
			struct vd_interval right =
				value_of(one, &one->part.right, &one->base.right);
			votes[part] += fit_of(audited, cell, &value, &unit) != VD_FIT_NONE ||
				       fit_of(audited, cell, &right, &unit) != VD_FIT_NONE;
			if (votes[part] > votes[usual])
				usual = part;
		}
	}
	return usual;
}

static void check_ratio(const struct vd_audited *audited, size_t row, size_t column, int usual)
{
	const struct vd_cell *cell = vd_audited_cell(audited, row, column);
	struct vd_readings readings = vd_audited_readings(audited, row, column);
	if (!readings.count)
		return;
	enum vd_unit unit = unit_of(&audited->table->columns[column], &readings.items[0]);
	const struct vd_reading *reading = choose(audited, &readings, usual, cell, unit);
	struct vd_interval computed =
		value_of(reading, &reading->part.amount, &reading->base.amount);
	struct vd_check *check = vd_audited_add(audited, row, column);
	check->unit = unit;
	check->measure = measure_of(reading);
	check->part = operand_of(audited, &reading->part);
	check->base = operand_of(audited, &reading->base);
	check->computed = vd_interval_value(&computed, unit, vd_audited_currency(audited));
	if (!vd_value_present(&check->computed)) {
		check->verdict = VD_VERDICT_NOT_TESTABLE;
		check->arithmetic = vd_value_present(&reading->part.amount.middle)
					    ? reading->base.name
					    : reading->part.name;
		return;
	}
	check->arithmetic = arithmetic_of(audited, reading);
	enum vd_fit fit = fit_of(audited, cell, &computed, &check->unit);
	check->verdict = vd_verdict_of(hold_against_right(audited, check, reading, fit));
	if (check->verdict == VD_VERDICT_CONTRADICTED)
		check->causes = explain(audited, row, reading, check, &computed);
	if (audited->table->columns[column].kind == VD_COLUMN_RATE &&
	    reading->part.column != VD_NONE && reading->base.column != VD_NONE)
		vd_audited_match(audited, row, (size_t)reading->part.column,
				 (size_t)reading->base.column, check);
}

void vd_audit_ratios(const struct vd_audited *audited)
{
	const struct vd_table *table = audited->table;
	int *usual = VD_TAKE(audited->arena, int, table->column_count);
	for (size_t c = 0; c < table->column_count; c++) {
		enum vd_column_kind kind = table->columns[c].kind;
		bool is_open = kind == VD_COLUMN_SHARE || kind == VD_COLUMN_PER_CAPITA ||
			       kind == VD_COLUMN_CHANGE;
		usual[c] = is_open ? usual_part(audited, c) : VD_NONE;
	}
	for (size_t r = 0; r < table->rows.count; r++)
		for (size_t c = 0; c < table->column_count; c++)
			if (vd_audited_is_checked(vd_audited_cell(audited, r, c)))
				check_ratio(audited, r, c, usual[c]);
}
