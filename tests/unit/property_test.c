/*
 * Properties of totals over generated studies: the figures are drawn first, so that every sum is
 * known; then written down as a study in some order, read back and summed by the program.
 */
#include <stdio.h>

#include "budget/totals.h"
#include "tests/unit/helper.h"

TestSuite(property, .init = unit_open, .fini = unit_close);

enum { INSTITUTIONS = 12, YEARS = 2, STAGES = 2, GROUPED = 3, SEEDS = 40 };

static const enum vd_stage stages[STAGES] = { VD_ALLOCATED, VD_IMPLEMENTED };
static const struct vd_scope headline = { .region = VD_NONE };

struct drawn {
	bool present;
	int64_t minor;
	const char *code;
};

/* The figures of a study; the last GROUPED institutions stand in a group that is printed. */
struct figures {
	struct drawn cells[INSTITUTIONS][YEARS][STAGES];
	bool in_headline[INSTITUTIONS];
};

static struct figures draw(uint64_t seed)
{
	static const char *const codes[] = { "SD", "NR", "SPE", "OS", "NA" };
	struct figures figures = { 0 };
	for (int i = 0; i < INSTITUTIONS; i++) {
		figures.in_headline[i] = unit_random(&seed, 5) > 0;
		for (int y = 0; y < YEARS; y++) {
			for (int s = 0; s < STAGES; s++) {
				struct drawn *one = &figures.cells[i][y][s];
				one->present = unit_random(&seed, 3) > 0;
				one->minor = (int64_t)unit_random(&seed, 1000000000) - 1000;
				one->code = codes[unit_random(&seed, 5)];
			}
		}
	}
	/* Some are left out and some count, whatever the seed. */
	figures.in_headline[0] = true;
	figures.in_headline[1] = false;
	return figures;
}

static void shuffle(int *order, uint64_t *seed)
{
	for (int i = 0; i < INSTITUTIONS; i++)
		order[i] = i;
	for (int i = INSTITUTIONS - 1; seed && i > 0; i--) {
		int k = (int)unit_random(seed, (uint32_t)i + 1), kept = order[i];
		order[i] = order[k];
		order[k] = kept;
	}
}

static const char *cell_text(const struct drawn *one)
{
	return one->present ? vd_money_format(unit.arena, (struct vd_money){ one->minor },
					      unit_currency("PEN"), VD_UNGROUPED)
			    : one->code;
}

static void add(struct vd_buffer *out, const char *text)
{
	vd_buffer_add(out, text);
}

static void add_tables(struct vd_buffer *out, const struct figures *figures, const int *rows,
		       bool split, bool swapped)
{
	/* One table for all, or one for each year, in either order. */
	for (int t = 0; t < (split ? YEARS : 1); t++) {
		int only = split ? (swapped ? YEARS - 1 - t : t) : VD_NONE;
		add(out, vd_arena_format(unit.arena, "  - id: t%d\n    columns: [institution", t));
		for (int y = 0; y < YEARS; y++)
			for (int s = 0; s < STAGES && (only == VD_NONE || only == y); s++)
				add(out, vd_arena_format(unit.arena, ", %s %d",
							 vd_stage_key(stages[s]), 2015 + y));
		add(out, "]\n    rows: |\n");
		for (int i = 0; i < INSTITUTIONS; i++) {
			add(out, vd_arena_format(unit.arena, "      i%d", rows[i]));
			for (int y = 0; y < YEARS; y++)
				for (int s = 0; s < STAGES && (only == VD_NONE || only == y); s++)
					add(out,
					    vd_arena_format(
						    unit.arena, "\t%s",
						    cell_text(&figures->cells[rows[i]][y][s])));
			add(out, "\n");
		}
	}
	add(out, "  - {id: summary, columns: [institution, allocated 2015], rows: [[g, NR]]}\n");
}

/* The figures as a study; NULL seed: everything in its first order. */
static const char *study_of(const struct figures *figures, uint64_t *seed)
{
	struct vd_buffer out = { .arena = unit.arena };
	int institutions[INSTITUTIONS], rows[INSTITUTIONS];
	shuffle(institutions, seed);
	shuffle(rows, seed);
	bool split = seed && unit_random(seed, 2), swapped = seed && unit_random(seed, 2);
	add(&out, "veedor: 1\ntitle: t\ncurrency: PEN\nmissing: {SD: {means: not_published}, "
		  "NR: {means: not_reported}, SPE: {means: no_budget_line}, "
		  "OS: {means: out_of_scope}, NA: {means: not_applicable}}\n"
		  "years: {2015: {phase: enacted}, 2016: {phase: enacted}}\ninstitutions:\n");
	for (int i = 0; i < INSTITUTIONS; i++)
		add(&out, vd_arena_format(unit.arena, "  - {id: i%d, level: national}\n",
					  institutions[i]));
	add(&out, "groups: [{id: g, members: [");
	for (int i = INSTITUTIONS - GROUPED; i < INSTITUTIONS; i++)
		add(&out, vd_arena_format(unit.arena, "i%d, ", i));
	add(&out, "]}]\nscope: {headline: {because: test, except: [");
	for (int i = 0; i < INSTITUTIONS; i++)
		if (!figures->in_headline[i])
			add(&out, vd_arena_format(unit.arena, "i%d, ", i));
	add(&out, "]}}\ntables:\n");
	add_tables(&out, figures, rows, split, swapped);
	return vd_buffer_text(&out);
}

struct sums {
	bool any;
	int64_t minor;
};

static bool counts(const struct figures *figures, int institution, int year, int stage)
{
	return figures->in_headline[institution] &&
	       figures->cells[institution][year][stage].present;
}

/* Whether the row an institution is printed in has an amount: its group's, or its own. */
static bool row_counts(const struct figures *figures, int institution, int year, int stage)
{
	int grouped = INSTITUTIONS - GROUPED;
	if (institution < grouped)
		return counts(figures, institution, year, stage);
	for (int i = grouped; i < INSTITUTIONS; i++)
		if (counts(figures, i, year, stage))
			return true;
	return false;
}

enum sum_kind { TOTAL, BY_INSTITUTION, BY_ROW, SUM_KINDS };

static struct sums expected(const struct figures *figures, int year, int stage, enum sum_kind kind)
{
	struct sums sums = { 0 };
	for (int i = 0; i < INSTITUTIONS; i++) {
		bool in = counts(figures, i, year, stage);
		for (int s = 0; s < STAGES && kind == BY_INSTITUTION; s++)
			in = in && counts(figures, i, year, s);
		for (int s = 0; s < STAGES && kind == BY_ROW; s++)
			in = in && row_counts(figures, i, year, s);
		sums.any = sums.any || in;
		sums.minor += in ? figures->cells[i][year][stage].minor : 0;
	}
	return sums;
}

static struct vd_value computed(int year, int stage, enum sum_kind kind)
{
	if (kind == TOTAL)
		return vd_total(unit.data, headline, year, stages[stage]);
	return vd_matched(unit.data, headline, year, stages[stage],
			  kind == BY_ROW ? VD_BY_ROW : VD_BY_INSTITUTION);
}

static void check(const struct figures *figures, uint64_t seed)
{
	for (int year = 0; year < YEARS; year++) {
		for (int stage = 0; stage < STAGES; stage++) {
			for (enum sum_kind kind = 0; kind < SUM_KINDS; kind++) {
				struct sums wanted = expected(figures, year, stage, kind);
				struct vd_value value = computed(year, stage, kind);
				cr_expect_eq(vd_value_present(&value), wanted.any,
					     "seed %llu, kind %d", (unsigned long long)seed,
					     (int)kind);
				cr_expect(!wanted.any || value.money.minor == wanted.minor,
					  "seed %llu, kind %d: %lld, not %lld",
					  (unsigned long long)seed, (int)kind,
					  (long long)value.money.minor, (long long)wanted.minor);
			}
		}
	}
}

Test(property, sums_do_not_depend_on_any_order)
{
	for (uint64_t seed = 1; seed <= SEEDS; seed++) {
		uint64_t order = seed * 7919;
		const struct figures figures = draw(seed);
		unit_dataset(study_of(&figures, NULL));
		cr_assert_eq(vd_error_count(&unit.diagnostics), 0, "%s", unit_places());
		check(&figures, seed);
		for (int again = 0; again < 4; again++) {
			unit_dataset(study_of(&figures, &order));
			check(&figures, seed);
		}
	}
}

Test(property, coverage_is_ordered)
{
	for (uint64_t seed = 1; seed <= SEEDS; seed++) {
		const struct figures figures = draw(seed);
		unit_dataset(study_of(&figures, NULL));
		for (int year = 0; year < YEARS; year++) {
			for (int stage = 0; stage < STAGES; stage++) {
				struct vd_coverage coverage = { 0 };
				cr_assert(vd_coverage(unit.data, headline, year, stages[stage],
						      &coverage));
				cr_expect(coverage.amounts <= coverage.answered &&
					  coverage.answered <= coverage.expected);
			}
		}
	}
}

/* Without negative amounts: a part is at most the whole, and by row at least by institution. */
Test(property, matched_parts_are_at_most_the_total)
{
	for (uint64_t seed = 1; seed <= SEEDS; seed++) {
		struct figures figures = draw(seed);
		for (int i = 0; i < INSTITUTIONS; i++)
			for (int y = 0; y < YEARS; y++)
				for (int s = 0; s < STAGES; s++)
					figures.cells[i][y][s].minor += 1000;
		unit_dataset(study_of(&figures, NULL));
		for (int year = 0; year < YEARS; year++) {
			for (int stage = 0; stage < STAGES; stage++) {
				struct vd_value total = computed(year, stage, TOTAL);
				struct vd_value by_row = computed(year, stage, BY_ROW);
				struct vd_value one = computed(year, stage, BY_INSTITUTION);
				if (vd_value_present(&by_row))
					cr_expect_leq(by_row.money.minor, total.money.minor);
				if (vd_value_present(&one))
					cr_expect_leq(one.money.minor, by_row.money.minor);
			}
		}
	}
}
