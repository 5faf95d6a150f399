/* The rows of a query added up, and amounts that have been floating-point numbers told apart. */
#include <string.h>

#include "budget/language.h"
#include "budget/text.h"
#include "io/odbc_parts.h"

enum { FAULTS_SHOWN = 20, TEXT_SHOWN = 60 /* bytes */, ROWS_BETWEEN = 1024 };

struct sum {
	struct vd_odbc *odbc;
	struct vd_arena *arena;
	const struct vd_odbc_source *source;
	const struct vd_line_plan *plan;
	const size_t *columns;
	struct vd_diagnostics *diagnostics;
	bool *is_amount; /* of the plan's cells */
	bool *is_loose;	 /* the same: SQLite's, to be looked at one by one */
	size_t *type_at; /* the cell with the type of a loose one's value, or 0: it is computed */
	size_t cells;	 /* of the plan, and types behind them */
	size_t reported;
};

static const char *column_name(const struct sum *sum, size_t cell)
{
	size_t count = 0;
	return vd_odbc_columns(sum->odbc, &count)[sum->columns[cell]];
}

/* Of a cell, as much as a message takes; in UTF-8 whatever it is. */
static const char *shown(const struct sum *sum, struct vd_slice cell)
{
	bool is_cut = cell.bytes > TEXT_SHOWN;
	size_t bytes = is_cut ? TEXT_SHOWN : cell.bytes;
	while (is_cut && bytes && ((unsigned char)cell.text[bytes] & 0xC0U) == 0x80U)
		bytes--;
	char *text = vd_arena_copy(sum->arena, cell.text, bytes);
	for (size_t i = 0; i < bytes; i++)
		if (!text[i])
			text[i] = '?';
	for (size_t i = 0; i < bytes; i++) {
		i += vd_utf8_invalid(text + i, bytes - i);
		if (i < bytes)
			text[i] = '?';
	}
	return is_cut ? vd_arena_format(sum->arena, "%s…", text) : text;
}

static void report_floating(struct sum *sum, size_t column)
{
	vd_report(sum->diagnostics, sum->source->query_place, VD_RULE_DATA_COLUMN,
		  _("column `%s` has the type %s: a floating-point number, or one that a setting "
		    "of the database writes, holds no exact amount"),
		  column_name(sum, column), vd_odbc_column(sum->odbc, sum->columns[column])->type);
	vd_hint(sum->diagnostics,
		_("cast it in the query, before it is summed: SUM(CAST(… AS NUMERIC(20, 2)))"));
}

/* The types of the columns alone say that these amounts are not exact. */
static bool columns_are_exact(struct sum *sum)
{
	bool good = true;
	for (size_t i = 0; i < sum->plan->cells; i++) {
		if (!sum->is_amount[i] || !vd_odbc_column(sum->odbc, sum->columns[i])->is_floating)
			continue;
		report_floating(sum, i);
		good = false;
	}
	return good;
}

/*
 * The query with SQLite's own types of the values that are stored: of a UNION the driver knows only the
 * last part's columns. @return NULL: there are none such
 */
static const char *query_with_types(struct sum *sum)
{
	struct vd_buffer query = { .arena = sum->arena };
	size_t names = 0, types = 0;
	const char *const *columns = vd_odbc_columns(sum->odbc, &names);
	vd_buffer_add(&query, "SELECT veedor_q.*");
	for (size_t i = 0; i < sum->plan->cells; i++) {
		if (!sum->is_loose[i] || !vd_odbc_column(sum->odbc, sum->columns[i])->is_stored)
			continue;
		vd_buffer_add(&query, ", typeof(veedor_q.\"");
		for (const char *name = columns[sum->columns[i]]; *name; name++) {
			const char text[] = { *name, *name == '"' ? '"' : '\0', '\0' };
			vd_buffer_add(&query, text);
		}
		vd_buffer_add(&query, "\")");
		sum->type_at[i] = sum->plan->cells + types++;
	}
	if (!types)
		return NULL;
	vd_buffer_add(&query, " FROM (");
	vd_buffer_add(&query, vd_odbc_query(sum->odbc));
	vd_buffer_add(&query, "\n) AS veedor_q");
	sum->cells += types;
	return vd_buffer_text(&query);
}

/* As SQLite writes floating-point numbers, and no integer. */
static bool looks_floating(struct vd_slice cell)
{
	size_t at = cell.bytes && cell.text[0] == '-', digits = at;
	while (at < cell.bytes && cell.text[at] >= '0' && cell.text[at] <= '9')
		at++;
	return at > digits && at < cell.bytes && (cell.text[at] == '.' || cell.text[at] == 'e');
}

/* @return whether the amounts of a row, as far as SQLite can say, have been exact all along */
static bool row_is_exact(struct sum *sum, const struct vd_slice *cells)
{
	bool good = true;
	for (size_t i = 0; i < sum->plan->cells; i++) {
		if (!sum->is_loose[i] || !looks_floating(cells[i]))
			continue;
		const struct vd_slice *type = sum->type_at[i] ? &cells[sum->type_at[i]] : NULL;
		if (type && type->bytes == 4 && memcmp(type->text, "text", 4) == 0)
			continue;
		vd_report(sum->diagnostics, sum->source->query_place, VD_RULE_DATA_COLUMN,
			  _("row %llu, column `%s`: `%s` may have been a floating-point number, "
			    "which holds no exact amount: SQLite has no other decimals"),
			  (unsigned long long)vd_odbc_facts(sum->odbc)->rows, column_name(sum, i),
			  shown(sum, cells[i]));
		vd_hint(sum->diagnostics,
			_("have the query give whole minor units, rounded line by line, "
			  "SUM(CAST(ROUND(… * 100) AS INTEGER)), and declare `numbers: {unit: "
			  "0.01}`; or take a column that is declared as TEXT, as it stands there"));
		good = false;
	}
	return good;
}

static void report_faults(struct sum *sum, const struct vd_lines *lines,
			  const struct vd_slice *cells)
{
	struct vd_odbc_facts *facts = vd_odbc_count(sum->odbc);
	const struct vd_line_fault *faults = NULL;
	size_t count = vd_lines_faults(lines, &faults);
	facts->faulty++;
	facts->faulty_cells += count;
	for (size_t i = 0; i < count && !sum->plan->skips_faults; i++)
		if (sum->reported++ < FAULTS_SHOWN)
			vd_report_line_fault(sum->diagnostics, sum->source->query_place, &faults[i],
					     facts->rows, column_name(sum, faults[i].cell),
					     shown(sum, cells[faults[i].cell]), &sum->plan->style);
}

static bool too_many_groups(struct sum *sum)
{
	vd_report(sum->diagnostics, sum->source->query_place, VD_RULE_DATA_TEXT,
		  _("more than %d different groups of year, institution and region"),
		  VD_LINE_GROUPS_MOST);
	return vd_hint(sum->diagnostics, _("is the column of the code or name the right one?"));
}

/* @return false: something was reported that ends the reading */
static bool add_row(struct sum *sum, struct vd_lines *lines, const struct vd_slice *cells)
{
	struct vd_odbc_facts *facts = vd_odbc_count(sum->odbc);
	facts->rows++;
	if (sum->source->progress && facts->rows % ROWS_BETWEEN == 0)
		sum->source->progress(sum->source->context, facts->rows);
	switch (vd_lines_add(lines, cells, facts->rows)) {
	case VD_LINE_PASSED_OVER:
		facts->passed_over++;
		return true;
	case VD_LINE_USED:
		facts->used++;
		return row_is_exact(sum, cells);
	case VD_LINE_FAULTY:
		if (!row_is_exact(sum, cells))
			return false;
		report_faults(sum, lines, cells);
		return true;
	case VD_LINE_TOO_MANY:
		return too_many_groups(sum);
	}
	return false;
}

/* Names and codes must be UTF-8, without a NUL. */
static bool check_text(void *context, enum vd_line_part part, uint64_t line, struct vd_slice *text)
{
	struct sum *sum = context;
	(void)part;
	if (vd_utf8_invalid(text->text, text->bytes) == text->bytes &&
	    !memchr(text->text, '\0', text->bytes))
		return true;
	if (sum->reported++ >= FAULTS_SHOWN)
		return false;
	vd_report(sum->diagnostics, sum->source->query_place, VD_RULE_DATA_ENCODING,
		  _("row %llu: the code or name `%s` is not UTF-8"), (unsigned long long)line,
		  shown(sum, *text));
	return vd_hint(sum->diagnostics,
		       _("have the driver give UTF-8: most have a setting for it, such as "
			 "`CharSet=UTF8` in the connection string"));
}

static bool add_rows(struct sum *sum, struct vd_lines *lines)
{
	struct vd_slice *cells = VD_TAKE(sum->arena, struct vd_slice, sum->cells);
	enum vd_odbc_step step = VD_ODBC_ROW;
	while ((step = vd_odbc_next(sum->odbc, cells, sum->diagnostics)) == VD_ODBC_ROW)
		if (!add_row(sum, lines, cells))
			return false;
	const struct vd_odbc_facts *facts = vd_odbc_facts(sum->odbc);
	if (sum->reported > FAULTS_SHOWN)
		vd_report(sum->diagnostics, sum->source->query_place, VD_RULE_DATA_NUMBER,
			  _("%llu rows cannot be read; the first %d errors are shown"),
			  (unsigned long long)facts->faulty, FAULTS_SHOWN);
	if (step == VD_ODBC_FAILED || sum->reported)
		return false;
	return vd_lines_convert(lines, check_text, sum);
}

bool vd_odbc_sum(struct vd_odbc *odbc, const struct vd_line_plan *plan, const size_t *columns,
		 struct vd_diagnostics *diagnostics, struct vd_lines **lines)
{
	struct vd_arena *arena = vd_odbc_arena(odbc);
	struct sum sum = {
		.odbc = odbc,
		.arena = arena,
		.source = vd_odbc_source(odbc),
		.plan = plan,
		.columns = columns,
		.diagnostics = diagnostics,
		.is_amount = VD_TAKE(arena, bool, plan->cells),
		.is_loose = VD_TAKE(arena, bool, plan->cells),
		.type_at = VD_TAKE(arena, size_t, plan->cells),
		.cells = plan->cells,
	};
	for (size_t i = 0; i < plan->amount_count; i++) {
		size_t cell = plan->amounts[i].cell;
		sum.is_amount[cell] = true;
		sum.is_loose[cell] = vd_odbc_column(odbc, columns[cell])->is_loose;
	}
	if (!columns_are_exact(&sum))
		return false;
	const char *query = query_with_types(&sum);
	size_t *fetched = VD_TAKE(arena, size_t, sum.cells), all = 0;
	vd_odbc_columns(odbc, &all);
	for (size_t i = 0; i < sum.cells; i++)
		fetched[i] = i < plan->cells ? columns[i] : all + i - plan->cells;
	if (!vd_odbc_run(odbc, query, fetched, sum.cells, diagnostics))
		return false;
	struct vd_lines *sums = vd_lines_open(plan, arena);
	if (!add_rows(&sum, sums))
		return false;
	*lines = sums;
	return true;
}
