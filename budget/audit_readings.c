/* What a printed ratio may be of: the amounts beside it, by the kind of its column. */
#include "budget/audit_parts.h"
#include "budget/language.h"
#include "budget/series.h"

static struct vd_ratio_side exact_side(const struct vd_interval *amount, const char *name,
				       struct vd_term term)
{
	return (struct vd_ratio_side){ .amount = *amount,
				       .right = *amount,
				       .name = name,
				       .term = term,
				       .right_term = term,
				       .row = VD_NONE,
				       .column = VD_NONE };
}

static struct vd_ratio_side no_side(enum vd_missing missing, const char *name, struct vd_term term)
{
	struct vd_interval none = vd_interval_missing(missing);
	return exact_side(&none, name, term);
}

static struct vd_term nowhere(void)
{
	return (struct vd_term){ .kind = VD_TERM_NONE };
}

struct vd_ratio_side vd_ratio_side_at(const struct vd_audited *audited, size_t row, size_t column)
{
	const struct vd_cell *cell = vd_audited_cell(audited, row, column);
	const char *name = vd_audited_column_name(audited, row, column);
	struct vd_term term = vd_term_of_cell(audited->analysis, audited->table,
					      vd_audited_row(audited, row),
					      &audited->table->columns[column]);
	if (cell->kind != VD_CELL_AMOUNT)
		return no_side(cell->code ? cell->code->means : VD_NOT_IN_STUDY, name, term);
	struct vd_interval amount = vd_audited_interval(audited, audited->table, cell);
	struct vd_ratio_side side = exact_side(&amount, name, term);
	struct vd_check *check = audited->of_cell[row * audited->table->column_count + column];
	side.row = (int)row;
	side.column = (int)column;
	bool is_doubtful = check && (check->verdict == VD_VERDICT_CONTRADICTED || check->unknown);
	bool is_coarse = check && (check->verdict == VD_VERDICT_ROUNDED ||
				   check->verdict == VD_VERDICT_TRUNCATED);
	side.check = is_doubtful ? check : NULL;
	if (is_doubtful || is_coarse)
		side.right = vd_interval_of(&check->computed, vd_audited_currency(audited));
	/* Of a figure that is exact, the computed one is the same. */
	if (check && vd_value_present(&check->computed))
		side.right_term = vd_term_of_check(check);
	return side;
}

int vd_audited_stage_column(const struct vd_audited *audited, enum vd_stage stage, int year)
{
	for (size_t c = 0; c < audited->table->column_count; c++)
		if (audited->table->columns[c].kind == VD_COLUMN_STAGE &&
		    audited->table->columns[c].stage == stage &&
		    audited->table->columns[c].year == year)
			return (int)c;
	return VD_NONE;
}

/* Columns of amounts by stage, those to the left first, the nearest first. */
struct columns {
	int *items;
	size_t count, capacity;
};

static void add_if_stage(const struct vd_audited *audited, size_t column, int year,
			 struct columns *columns)
{
	const struct vd_table_column *one = &audited->table->columns[column];
	if (one->kind == VD_COLUMN_STAGE &&
	    (year == VD_NONE || one->year == year || one->year == VD_NONE))
		*VD_APPEND(audited->arena, columns) = (int)column;
}

/* Those of the year of the nearest. */
static struct columns stages_beside(const struct vd_audited *audited, size_t column)
{
	struct columns all = { 0 }, same = { 0 };
	int year = audited->table->columns[column].year;
	for (size_t c = column; c-- > 0;)
		add_if_stage(audited, c, year, &all);
	for (size_t c = column + 1; c < audited->table->column_count; c++)
		add_if_stage(audited, c, year, &all);
	for (size_t i = 0; i < all.count; i++)
		if (audited->table->columns[all.items[i]].year ==
		    audited->table->columns[all.items[0]].year)
			*VD_APPEND(audited->arena, &same) = all.items[i];
	return same;
}

static struct vd_reading *add_reading(const struct vd_audited *audited,
				      struct vd_readings *readings, struct vd_ratio_side part,
				      struct vd_ratio_side base)
{
	struct vd_reading *reading = VD_APPEND(audited->arena, readings);
	*reading = (struct vd_reading){ .part = part, .base = base };
	return reading;
}

/* --- rates --- */

/* The amount of a stage in a row's year: as printed beside, else as the study has it. */
static struct vd_ratio_side stage_side(const struct vd_audited *audited, size_t row,
				       enum vd_stage stage, int year, bool in_columns)
{
	const struct vd_table_row *one = vd_audited_row(audited, row);
	int column = vd_audited_stage_column(audited, stage, in_columns ? year : VD_NONE);
	if (column != VD_NONE)
		return vd_ratio_side_at(audited, row, (size_t)column);
	const char *name = vd_stage_year(audited->arena, stage,
					 vd_audited_study(audited)->years.items[year].year);
	if (one->kind != VD_ROW_INSTITUTION)
		return no_side(VD_NOT_IN_STUDY, name, nowhere());
	const struct vd_figure *figure =
		vd_dataset_cell(audited->analysis->data, one->subject, year, stage);
	struct vd_term term = vd_term_of_figure(one->subject, year, stage);
	if (figure->missing != VD_PRESENT)
		return no_side(figure->missing, name, term);
	struct vd_interval amount = vd_audited_interval(audited, figure->table, figure->cell);
	return exact_side(&amount, name, term);
}

/* The year of the nearest implemented amount, where neither column nor row says one. */
static int nearest_year(const struct vd_audited *audited, size_t column)
{
	struct columns beside = stages_beside(audited, column);
	for (size_t i = 0; i < beside.count; i++)
		if (audited->table->columns[beside.items[i]].stage == VD_IMPLEMENTED)
			return audited->table->columns[beside.items[i]].year;
	return VD_NONE;
}

/* Implemented over allocated; over modified in a table that has no allocated amount. */
static void read_rate(const struct vd_audited *audited, size_t row, size_t column,
		      struct vd_readings *readings)
{
	int year = vd_audited_year(audited, row, column);
	bool in_columns = audited->table->columns[column].year != VD_NONE;
	int over = vd_audited_stage_column(audited, VD_IMPLEMENTED, VD_NONE);
	int under = vd_audited_stage_column(audited, VD_ALLOCATED, VD_NONE);
	if (year == VD_NONE) {
		year = nearest_year(audited, column);
		in_columns = true;
	}
	if (year == VD_NONE && over != VD_NONE && under != VD_NONE) {
		/* The total of a table by year. */
		add_reading(audited, readings, vd_ratio_side_at(audited, row, (size_t)over),
			    vd_ratio_side_at(audited, row, (size_t)under));
		return;
	}
	if (year == VD_NONE)
		return;
	int at = in_columns ? year : VD_NONE;
	bool modified = vd_audited_stage_column(audited, VD_ALLOCATED, at) == VD_NONE &&
			vd_audited_stage_column(audited, VD_MODIFIED, at) != VD_NONE;
	add_reading(audited, readings, stage_side(audited, row, VD_IMPLEMENTED, year, in_columns),
		    stage_side(audited, row, modified ? VD_MODIFIED : VD_ALLOCATED, year,
			       in_columns));
}

/* --- shares --- */

int vd_audited_total_row(const struct vd_audited *audited, int year)
{
	for (size_t r = 0; r < audited->table->rows.count; r++)
		if (vd_audited_row(audited, r)->kind == VD_ROW_TOTAL &&
		    vd_audited_row(audited, r)->year == year)
			return (int)r;
	return VD_NONE;
}

static struct vd_ratio_side general_budget(const struct vd_audited *audited, size_t row, int year)
{
	for (size_t c = 0; c < audited->table->column_count; c++)
		if (audited->table->columns[c].kind == VD_COLUMN_GENERAL_BUDGET &&
		    vd_audited_year(audited, row, c) == year)
			return vd_ratio_side_at(audited, row, c);
	const char *name = _("General Budget");
	if (year == VD_NONE)
		return no_side(VD_NOT_IN_STUDY, name, nowhere());
	const struct vd_figure *figure = &audited->analysis->data->general_budget[year];
	struct vd_term term = { .kind = VD_TERM_GENERAL_BUDGET, .year = year };
	if (figure->missing != VD_PRESENT)
		return no_side(figure->missing, name, term);
	struct vd_interval amount = vd_audited_interval(audited, figure->table, figure->cell);
	return exact_side(&amount, name, term);
}

/* Of the printed total in a table by institution, and of the General Budget. */
static void read_share(const struct vd_audited *audited, size_t row, size_t column,
		       struct vd_readings *readings)
{
	struct columns beside = stages_beside(audited, column);
	const struct vd_table_row *one = vd_audited_row(audited, row);
	int total = one->kind == VD_ROW_YEAR ? VD_NONE : vd_audited_total_row(audited, one->year);
	for (size_t i = 0; i < beside.count; i++) {
		size_t at = (size_t)beside.items[i];
		struct vd_ratio_side part = vd_ratio_side_at(audited, row, at);
		if (total != VD_NONE)
			add_reading(audited, readings, part,
				    vd_ratio_side_at(audited, (size_t)total, at));
		struct vd_ratio_side whole =
			general_budget(audited, row, vd_audited_year(audited, row, at));
		if (total == VD_NONE || vd_value_present(&whole.amount.middle))
			add_reading(audited, readings, part, whole);
	}
}

/* --- figures per person --- */

/* The population of a series for a row: of its region where it has one. */
static struct vd_term population_term(const struct vd_audited *audited, size_t row,
				      const struct vd_series *series, int year)
{
	const struct vd_table_row *one = vd_audited_row(audited, row);
	bool by_region = series->by_region && one->kind == VD_ROW_INSTITUTION;
	return (struct vd_term){
		.kind = VD_TERM_SERIES,
		.series = series,
		.year = year,
		.region =
			by_region
				? vd_audited_study(audited)->institutions.items[one->subject].region
				: VD_NONE,
	};
}

static struct vd_value population_of(const struct vd_audited *audited, const struct vd_term *term)
{
	return vd_series_count(term->series,
			       vd_audited_study(audited)->years.items[term->year].year,
			       term->region);
}

/* By any population that the study declares. */
static void read_per_capita(const struct vd_audited *audited, size_t row, size_t column,
			    struct vd_readings *readings)
{
	const struct vd_study *study = vd_audited_study(audited);
	struct columns beside = stages_beside(audited, column);
	for (size_t i = 0; i < beside.count; i++) {
		size_t at = (size_t)beside.items[i], before = readings->count;
		int year = vd_audited_year(audited, row, at);
		struct vd_ratio_side part = vd_ratio_side_at(audited, row, at);
		for (size_t s = 0; s < study->series.count && year != VD_NONE; s++) {
			const struct vd_series *series = &study->series.items[s];
			if (!vd_series_is_population(series))
				continue;
			struct vd_term term = population_term(audited, row, series, year);
			struct vd_value people = population_of(audited, &term);
			struct vd_interval under =
				vd_interval_of(&people, vd_audited_currency(audited));
			struct vd_ratio_side base = exact_side(&under, series->id, term);
			base.is_count = true;
			if (vd_value_present(&people))
				add_reading(audited, readings, part, base);
		}
		if (readings->count == before)
			add_reading(audited, readings, part,
				    no_side(VD_NO_SERIES, _("population"), nowhere()));
	}
}

/* --- changes --- */

static bool is_same_subject(const struct vd_audited *audited, size_t row, int other, int calendar)
{
	if (other < 0 || other >= (int)audited->table->rows.count)
		return false;
	const struct vd_table_row *a = vd_audited_row(audited, row);
	const struct vd_table_row *b = vd_audited_row(audited, (size_t)other);
	return b->kind == a->kind && b->subject == a->subject && b->year != VD_NONE &&
	       vd_audited_study(audited)->years.items[b->year].year == calendar;
}

/* The row of the same subject in a calendar year, where rows say the year: it is seldom far. */
static int row_of_year(const struct vd_audited *audited, size_t row, int calendar)
{
	for (int step = 1; step < (int)audited->table->rows.count; step++) {
		if (is_same_subject(audited, row, (int)row - step, calendar))
			return (int)row - step;
		if (is_same_subject(audited, row, (int)row + step, calendar))
			return (int)row + step;
	}
	return VD_NONE;
}

/* The amount of the year before, of the same stage. */
static struct vd_ratio_side side_before(const struct vd_audited *audited, size_t row, size_t column)
{
	const struct vd_study *study = vd_audited_study(audited);
	const struct vd_table_column *one = &audited->table->columns[column];
	int calendar = study->years.items[vd_audited_year(audited, row, column)].year - 1;
	int year = vd_study_year(study, calendar);
	int other_row = one->year == VD_NONE ? row_of_year(audited, row, calendar) : (int)row;
	int other = one->year == VD_NONE ? (int)column
		    : year == VD_NONE	 ? VD_NONE
					 : vd_audited_stage_column(audited, one->stage, year);
	if (other_row == VD_NONE || other == VD_NONE)
		return no_side(VD_NO_PRECEDING, "", nowhere());
	return vd_ratio_side_at(audited, (size_t)other_row, (size_t)other);
}

/* Against the year before: relative where a percent sign is printed. */
static void read_change(const struct vd_audited *audited, size_t row, size_t column,
			struct vd_readings *readings)
{
	bool is_relative = vd_audited_cell(audited, row, column)->number.percent;
	struct columns beside = stages_beside(audited, column);
	for (size_t i = 0; i < beside.count; i++) {
		size_t at = (size_t)beside.items[i];
		if (vd_audited_year(audited, row, at) == VD_NONE)
			continue;
		struct vd_reading *reading = add_reading(audited, readings,
							 vd_ratio_side_at(audited, row, at),
							 side_before(audited, row, at));
		reading->is_change = is_relative;
		reading->is_difference = !is_relative;
	}
}

struct vd_readings vd_audited_readings(const struct vd_audited *audited, size_t row, size_t column)
{
	struct vd_readings readings = { 0 };
	switch (audited->table->columns[column].kind) {
	case VD_COLUMN_RATE:
		read_rate(audited, row, column, &readings);
		break;
	case VD_COLUMN_SHARE:
		read_share(audited, row, column, &readings);
		break;
	case VD_COLUMN_PER_CAPITA:
		read_per_capita(audited, row, column, &readings);
		break;
	case VD_COLUMN_CHANGE:
		read_change(audited, row, column, &readings);
		break;
	case VD_COLUMN_INSTITUTION:
	case VD_COLUMN_YEAR:
	case VD_COLUMN_STAGE:
	case VD_COLUMN_GENERAL_BUDGET:
	case VD_COLUMN_TOTAL:
	case VD_COLUMN_OTHER:
		return readings;
	}
	if (!readings.count)
		add_reading(audited, &readings,
			    no_side(VD_NOT_IN_STUDY, _("the amount"), nowhere()),
			    no_side(VD_NOT_IN_STUDY, _("the amount"), nowhere()));
	return readings;
}
