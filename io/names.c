/* Names of the workbook's main inputs, the same in every language, for a reader's own formulas. */
#include <string.h>
#include <strings.h>

#include "io/xlsx_formula.h"

enum { NAME_CHARS = 128 }; /* the library takes no longer ones; spreadsheets take 255 */

static struct vd_arena *arena_of(const struct vd_workbook *book)
{
	return book->analysis->arena;
}

static const char *cell(const struct vd_workbook *book, const struct vd_plan *plan, uint32_t row,
			int column)
{
	return vd_arena_format(arena_of(book), "%s!%s", plan->reference,
			       vd_xlsx_cell_name(arena_of(book), row, (uint16_t)column, true));
}

/* Letters, digits and underscores; two ids that come to the same name: the first has it. */
static const char *name_of(const struct vd_workbook *book, const char *id, int year)
{
	char *name = year ? vd_arena_format(arena_of(book), "%s_%d", id, year)
			  : vd_arena_format(arena_of(book), "%s_all", id);
	for (char *c = name; *c; c++)
		*c = *c == '-' || *c == '.' ? '_' : *c;
	return name;
}

struct names {
	const char **items;
	size_t count, capacity;
};

static bool is_plain(const char *name)
{
	return strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") ==
		       strlen(name) &&
	       !(name[0] >= '0' && name[0] <= '9');
}

static void define(struct vd_workbook *book, struct names *names, const char *name,
		   const char *reference)
{
	/* A spreadsheet takes a capital letter for the small one. */
	for (size_t i = 0; i < names->count; i++)
		if (strcasecmp(names->items[i], name) == 0)
			return;
	if (!is_plain(name) || strlen(name) > NAME_CHARS)
		return;
	*VD_APPEND(arena_of(book), names) = name;
	vd_xlsx_define_name(book->xlsx, name, reference);
}

static void name_data(struct vd_workbook *book, struct names *names)
{
	const struct vd_study *study = book->analysis->study;
	for (size_t i = 0; i < book->data_columns.count; i++) {
		const struct vd_data_column *one = &book->data_columns.items[i];
		int year = study->years.items[one->year].year, column = VD_DATA_FIELDS + (int)i;
		if (study->institutions.count)
			define(book, names, name_of(book, vd_stage_key(one->stage), year),
			       vd_arena_format(arena_of(book), "%s:%s",
					       cell(book, book->data_plan, vd_data_row(book, 0),
						    column),
					       vd_xlsx_cell_name(arena_of(book),
								 vd_data_total_row(book) - 1,
								 (uint16_t)column, true)));
		if (one->stage == VD_ALLOCATED)
			define(book, names, name_of(book, "general_budget", year),
			       cell(book, book->data_plan, vd_data_budget_row(book), column));
	}
}

/* The totals of the headline, where the General Budget sheet computes them; who counts in it. */
static void name_totals(struct vd_workbook *book, struct names *names)
{
	const struct vd_analysis *analysis = book->analysis;
	const struct vd_result *budget = vd_result_find(analysis, "general-budget");
	for (size_t r = 0; r < budget->rows.count; r++) {
		int year = analysis->study->years.items[budget->rows.items[r].year].year;
		for (enum vd_stage stage = 0; stage < VD_STAGES; stage++) {
			int column = vd_result_column(budget, vd_stage_key(stage));
			if (column == VD_NONE)
				continue;
			const struct vd_result_cell total = { budget, r, (size_t)column };
			const char *name =
				vd_arena_format(arena_of(book), "total_%s", vd_stage_key(stage));
			define(book, names, name_of(book, name, year),
			       vd_result_cell_name(book, total));
		}
	}
	if (analysis->study->institutions.count)
		define(book, names, "in_headline",
		       vd_arena_format(arena_of(book), "%s:%s",
				       cell(book, book->data_plan, vd_data_row(book, 0),
					    VD_DATA_IN_HEADLINE),
				       vd_xlsx_cell_name(arena_of(book),
							 vd_data_total_row(book) - 1,
							 VD_DATA_IN_HEADLINE, true)));
}

static void name_assumptions(struct vd_workbook *book, struct names *names)
{
	for (size_t i = 0; i < book->assumptions.count; i++) {
		const struct vd_assumption *one = &book->assumptions.items[i];
		uint32_t row = book->assumptions_plan->header_row + 1 + (uint32_t)i;
		bool is_national = one->series && one->value && one->value->region == VD_NONE;
		const char *value = cell(book, book->assumptions_plan, row, VD_ASSUMPTION_VALUE);
		if (is_national)
			define(book, names, name_of(book, one->series->id, one->year), value);
		else if (!one->series && one->parameter == VD_PARAMETER_CONFIDENCE)
			define(book, names, "confidence", value);
		else if (!one->series && one->parameter == VD_PARAMETER_MONTHS)
			define(book, names, name_of(book, "months", one->year), value);
	}
}

void vd_define_names(struct vd_workbook *book)
{
	struct names names = { 0 };
	name_data(book, &names);
	name_totals(book, &names);
	name_assumptions(book, &names);
}
