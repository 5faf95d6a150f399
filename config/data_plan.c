/* Which columns of a file or result an entry needs, and what each of them counts for. */
#include <string.h>

#include "config/data_read.h"

/* Where names are looked up. */
struct resolver {
	struct vd_loader *loader;
	const char *shown; /* the file or database */
	const char *const *names;
	size_t count;
	size_t *cells; /* by column: one more than the number of its cell; 0: not needed */
	bool is_good;
};

static bool two_columns(struct resolver *resolver, const struct vd_named *named)
{
	vd_report(resolver->loader->diagnostics, named->place, VD_RULE_DATA_COLUMN,
		  _("%s has more than one column `%s`"), vd_file_words(resolver->shown),
		  named->text);
	return vd_hint(
		resolver->loader->diagnostics,
		_("which is meant cannot be said: in a file, `header: 0` names the columns by "
		  "their numbers; in a query, `AS` gives each a name of its own"));
}

static void find(struct resolver *resolver, const struct vd_named *named, size_t *column)
{
	size_t found = 0;
	if (!named->text)
		return;
	for (size_t i = 0; i < resolver->count; i++) {
		if (!vd_same(resolver->names[i], named->text))
			continue;
		if (found++)
			continue;
		*column = i;
		resolver->cells[i] = 1;
	}
	if (found == 1)
		return;
	resolver->is_good = false;
	if (found) {
		two_columns(resolver, named);
		return;
	}
	vd_report(resolver->loader->diagnostics, named->place, VD_RULE_DATA_COLUMN,
		  _("%s has no column `%s`"), vd_file_words(resolver->shown), named->text);
	vd_suggest(resolver->loader, named->text, resolver->names, resolver->count);
}

static const struct vd_named *part(const struct vd_data_columns *columns, enum vd_line_part which)
{
	switch (which) {
	case VD_LINE_YEAR:
		return &columns->year;
	case VD_LINE_CODE:
		return columns->code.text ? &columns->code : &columns->name;
	case VD_LINE_REGION:
		return columns->region.text ? &columns->region : &columns->region_of;
	case VD_LINE_LEVEL:
		return &columns->level;
	case VD_LINE_NAME:
		return &columns->name;
	case VD_LINE_REGION_NAME:
		return &columns->region_name;
	case VD_LINE_PARTS:
		break;
	}
	return NULL;
}

static void find_conditions(struct resolver *resolver, const struct vd_data_conditions *where,
			    size_t **next)
{
	for (size_t i = 0; i < where->count; i++)
		find(resolver, &where->items[i].column, (*next)++);
}

/* The columns of everything that is named, in one order; see take(). */
static void find_all(struct resolver *resolver, const struct vd_data_form *form, size_t *next)
{
	const struct vd_data_columns *columns = &form->columns;
	for (size_t k = 0; k < VD_LINE_PARTS; k++)
		find(resolver, part(columns, (enum vd_line_part)k), next++);
	find_conditions(resolver, &form->where, &next);
	for (size_t i = 0; i < columns->figures.count; i++) {
		const struct vd_data_figure *figure = &columns->figures.items[i];
		for (size_t k = 0; k < figure->from.count; k++)
			find(resolver, &figure->from.items[k], next++);
		find_conditions(resolver, &figure->where, &next);
	}
}

static size_t count_named(const struct vd_data_form *form)
{
	size_t count = VD_LINE_PARTS + form->where.count;
	for (size_t i = 0; i < form->columns.figures.count; i++)
		count += form->columns.figures.items[i].from.count +
			 form->columns.figures.items[i].where.count;
	return count;
}

/* The cell of the next column that was found. */
static size_t take(const struct resolver *resolver, const size_t **next)
{
	return resolver->cells[*(*next)++] - 1;
}

static struct vd_line_conditions take_conditions(const struct resolver *resolver,
						 const struct vd_data_conditions *where,
						 const size_t **next)
{
	struct vd_arena *arena = resolver->loader->arena;
	struct vd_line_condition *items = VD_TAKE(arena, struct vd_line_condition, where->count);
	for (size_t i = 0; i < where->count; i++) {
		const struct vd_data_condition *one = &where->items[i];
		struct vd_slice *values = VD_TAKE(arena, struct vd_slice, one->values.count);
		for (size_t k = 0; k < one->values.count; k++)
			values[k] = (struct vd_slice){ one->values.items[k],
						       strlen(one->values.items[k]) };
		items[i] = (struct vd_line_condition){ .cell = take(resolver, next),
						       .is_prefix = one->is_prefix,
						       .is_negated = one->is_negated,
						       .values = values,
						       .count = one->values.count };
	}
	return (struct vd_line_conditions){ items, where->count };
}

static void take_amounts(const struct resolver *resolver, const struct vd_data_form *form,
			 const size_t *next, struct vd_line_plan *plan)
{
	const struct vd_data_columns *columns = &form->columns;
	struct vd_line_amount *amounts =
		VD_TAKE(resolver->loader->arena, struct vd_line_amount, count_named(form));
	for (size_t i = 0; i < columns->figures.count; i++) {
		const struct vd_data_figure *figure = &columns->figures.items[i];
		size_t first = plan->amount_count;
		for (size_t k = 0; k < figure->from.count; k++)
			amounts[plan->amount_count++] =
				(struct vd_line_amount){ .cell = take(resolver, &next),
							 .figure = i };
		struct vd_line_conditions where = take_conditions(resolver, &figure->where, &next);
		for (size_t k = first; k < plan->amount_count; k++)
			amounts[k].where = where;
	}
	plan->amounts = amounts;
	plan->figures = columns->figures.count;
}

/* The needed columns, ascending, become the cells of a line. */
static void number_cells(struct resolver *resolver, struct vd_data_plan *out)
{
	out->columns = VD_TAKE(resolver->loader->arena, size_t, resolver->count);
	for (size_t i = 0; i < resolver->count; i++) {
		if (!resolver->cells[i])
			continue;
		out->columns[out->plan.cells++] = i;
		resolver->cells[i] = out->plan.cells;
	}
}

bool vd_data_plan(struct vd_loader *loader, const struct vd_data_form *form, const char *shown,
		  const char *const *names, size_t count, struct vd_data_plan *out)
{
	const struct vd_study *study = loader->study;
	struct resolver resolver = { .loader = loader,
				     .shown = shown,
				     .names = names,
				     .count = count,
				     .cells = VD_TAKE(loader->arena, size_t, count),
				     .is_good = true };
	size_t *found = VD_TAKE(loader->arena, size_t, count_named(form));
	find_all(&resolver, form, found);
	if (!resolver.is_good)
		return false;
	*out = (struct vd_data_plan){ .plan = { .style = form->style,
						.skips_faults = form->on_error != 0 } };
	number_cells(&resolver, out);
	const size_t *next = found;
	for (size_t k = 0; k < VD_LINE_PARTS; k++) {
		bool is_named = part(&form->columns, (enum vd_line_part)k)->text != NULL;
		size_t cell = take(&resolver, &next);
		out->plan.parts[k] = is_named ? (int)cell : -1;
	}
	out->plan.where = take_conditions(&resolver, &form->where, &next);
	take_amounts(&resolver, form, next, &out->plan);
	struct vd_slice *codes = VD_TAKE(loader->arena, struct vd_slice, study->codes.count);
	for (size_t i = 0; i < study->codes.count; i++)
		codes[i] = (struct vd_slice){ study->codes.items[i].code,
					      strlen(study->codes.items[i].code) };
	out->plan.codes = codes;
	out->plan.code_count = study->codes.count;
	return true;
}
