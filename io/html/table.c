/* Result tables: the main columns, the others below them, and what all of them mean. */
#include <string.h>

#include "budget/audit.h"
#include "budget/language.h"
#include "io/html/html.h"
#include "io/workbook.h"
#include "io/write.h"

/* A text of so many characters gets a wide column, in which it is broken into lines. */
enum { LONG_TEXT = 36, DETAILS_ABREAST = 8 };

const char *vd_html_cell(const struct vd_html *html, const struct vd_result *result, size_t row,
			 size_t column)
{
	const struct vd_value *value = vd_result_value(result, row, column);
	if (value->kind != VD_VALUE_MISSING || vd_value_says_why(value))
		return vd_value_format(html->analysis->arena, value,
				       vd_result_unit(result, row, column),
				       &html->analysis->study->currency);
	if (value->code)
		return vd_code_shown(value->code);
	if (vd_is_of_audit(&result->rows.items[row]) && value->missing == VD_NOT_APPLICABLE)
		return ""; /* a row of words alone */
	bool does_not_apply =
		value->missing == VD_NO_BASE ||
		(value->missing == VD_NOT_APPLICABLE && !result->columns[column].formula);
	return does_not_apply ? VD_SYMBOL_NOT_APPLICABLE : VD_SYMBOL_NOT_AVAILABLE;
}

void vd_html_table_begin(const struct vd_html *html, const char *id, const char *caption)
{
	vd_html_put(
		html,
		"<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
		"aria-labelledby=\"%s\">\n<table>\n<caption id=\"%s\"><span>%s</span></caption>\n",
		id, id, caption);
}

void vd_html_table_end(const struct vd_html *html)
{
	vd_html_put(html, "</table>\n</div>\n");
}

static bool is_number(const struct vd_result *result, size_t column)
{
	return vd_unit_is_number(result->columns[column].column->unit);
}

struct columns {
	size_t *items;
	bool *wide; /* beside them */
	size_t count;
};

/* Whether some text of a column needs a wide one. */
static bool is_long(const struct vd_html *html, const struct vd_result *result, size_t rows,
		    size_t column)
{
	bool found = false;
	for (size_t r = 0; r < rows && !found; r++)
		found = vd_utf8_width(vd_html_cell(html, result, r, column)) > LONG_TEXT;
	return found;
}

/* The columns of one table: the keys, and either the main ones or the details. */
static struct columns choose(const struct vd_html *html, const struct vd_result *result,
			     size_t rows, bool details)
{
	struct vd_arena *arena = html->analysis->arena;
	struct columns chosen = { .items = VD_TAKE(arena, size_t, result->column_count),
				  .wide = VD_TAKE(arena, bool, result->column_count) };
	for (size_t c = 0; c < result->column_count; c++) {
		const struct vd_column *column = result->columns[c].column;
		if (column->is_for_programs || (!column->is_key && column->is_detail != details))
			continue;
		chosen.wide[chosen.count] = !is_number(result, c) && is_long(html, result, rows, c);
		chosen.items[chosen.count++] = c;
	}
	return chosen;
}

static bool has_details(const struct vd_result *result)
{
	for (size_t c = 0; c < result->column_count; c++) {
		const struct vd_column *column = result->columns[c].column;
		if (column->is_detail && !column->is_key && !column->is_for_programs)
			return true;
	}
	return false;
}

static void write_cell(const struct vd_html *html, const struct vd_result *result, size_t r,
		       size_t c, bool wide)
{
	const struct vd_column *column = result->columns[c].column;
	const struct vd_value *value = vd_result_value(result, r, c);
	const char *text = vd_html_cell(html, result, r, c);
	const char *element = column->is_key ? "th" : "td";
	vd_html_put(html, "<%s", element);
	if (column->is_key)
		vd_html_put(html, " scope=\"row\"");
	if (is_number(result, c) && value->kind == VD_VALUE_MISSING && *text)
		vd_html_put(html, " class=\"n m\" title=\"%s\"", vd_missing_words(value->missing));
	else if (is_number(result, c))
		vd_html_put(html, " class=\"n\"");
	else if (wide)
		vd_html_put(html, " class=\"t\"");
	vd_html_put(html, ">");
	vd_html_prose(html, text);
	vd_html_put(html, "</%s>", element);
}

static void write_table(const struct vd_html *html, const struct vd_result *result,
			const struct columns *columns, size_t rows, const char *id,
			const char *caption, bool has_ids)
{
	vd_html_table_begin(html, id, caption);
	vd_html_put(html, "<thead><tr>");
	for (size_t i = 0; i < columns->count; i++) {
		size_t c = columns->items[i];
		vd_html_put(html, "<th scope=\"col\"");
		if (is_number(result, c))
			vd_html_put(html, " class=\"n\"");
		vd_html_put(html, ">%s</th>",
			    vd_column_heading(html->analysis, &result->columns[c]));
	}
	vd_html_put(html, "</tr></thead>\n<tbody>\n");
	for (size_t r = 0; r < rows; r++) {
		vd_html_put(html, "<tr");
		if (has_ids)
			vd_html_put(html, " id=\"%s\"", vd_html_row_id(html, result, r));
		vd_html_put(html, ">");
		for (size_t i = 0; i < columns->count; i++)
			write_cell(html, result, r, columns->items[i], columns->wide[i]);
		vd_html_put(html, "</tr>\n");
	}
	vd_html_put(html, "</tbody>\n");
	vd_html_table_end(html);
}

const char *vd_html_row_id(const struct vd_html *html, const struct vd_result *result, size_t row)
{
	return vd_arena_format(html->analysis->arena, "%s-%zu", result->description->name, row + 1);
}

/* Whether a shown cell stands for no figure with this code; NULL: with the sign `sign`. */
static bool is_shown(const struct vd_html *html, const struct vd_result *result, size_t rows,
		     const struct vd_code *code, const char *sign)
{
	for (size_t r = 0; r < rows; r++)
		for (size_t c = 0; c < result->column_count; c++) {
			const struct vd_value *value = vd_result_value(result, r, c);
			if (value->kind == VD_VALUE_MISSING && value->code == code &&
			    !result->columns[c].column->is_for_programs &&
			    (code || vd_same(vd_html_cell(html, result, r, c), sign)))
				return true;
		}
	return false;
}

/* What the codes in a table mean, each with its sign. */
static void write_codes(const struct vd_html *html, const struct vd_result *result, size_t rows)
{
	const struct vd_study *study = html->analysis->study;
	static const struct {
		const char *sign, *means;
	} signs[] = {
		{ VD_SYMBOL_NOT_AVAILABLE, N_("no figure, or one that it needs is missing") },
		{ VD_SYMBOL_NOT_APPLICABLE, N_("does not apply, or nothing to divide by") },
	};
	bool any = false;
	for (size_t i = 0; i < study->codes.count; i++) {
		const struct vd_code *code = &study->codes.items[i];
		if (!is_shown(html, result, rows, code, NULL))
			continue;
		const char *text = vd_text_in(&code->text, html->analysis->language);
		vd_html_put(html, any ? "; " : "<p class=\"codes quiet\">");
		vd_html_put(html, "%s = %s", vd_code_shown(code),
			    text ? text : vd_missing_words(code->means));
		any = true;
	}
	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++) {
		if (!is_shown(html, result, rows, NULL, signs[i].sign))
			continue;
		vd_html_put(html, any ? "; " : "<p class=\"codes quiet\">");
		vd_html_put(html, "%s = %s", signs[i].sign, vd_translate(signs[i].means));
		any = true;
	}
	if (any)
		vd_html_put(html, "</p>\n");
}

static void write_meanings(const struct vd_html *html, const struct vd_result *result)
{
	vd_html_put(html, "<details><summary>%s</summary>\n<dl class=\"means\">\n",
		    _("What the columns mean"));
	for (size_t c = 0; c < result->column_count; c++) {
		const struct vd_column *column = result->columns[c].column;
		const char *meaning = vd_column_meaning(html->analysis, &result->columns[c]);
		if (!column->is_for_programs && *meaning)
			vd_html_put(html, "<dt>%s</dt><dd>%s</dd>\n",
				    vd_column_heading(html->analysis, &result->columns[c]),
				    meaning);
	}
	vd_html_put(html, "</dl>\n</details>\n");
}

/* The other columns, the keys before them, in as many tables as it takes for a page of paper. */
static void write_details(const struct vd_html *html, const struct vd_result *result,
			  const struct columns *columns, size_t rows)
{
	struct vd_arena *arena = html->analysis->arena;
	size_t keys = 0, parts = 0;
	struct columns part = { .items = VD_TAKE(arena, size_t, columns->count),
				.wide = VD_TAKE(arena, bool, columns->count) };
	for (size_t i = 0; i < columns->count; i++)
		keys += result->columns[columns->items[i]].column->is_key;
	size_t all = (columns->count - keys + DETAILS_ABREAST - 1) / DETAILS_ABREAST;
	for (size_t i = 0; parts < all; parts++) {
		part.count = 0;
		for (size_t k = 0; k < columns->count; k++)
			if (result->columns[columns->items[k]].column->is_key) {
				part.wide[part.count] = columns->wide[k];
				part.items[part.count++] = columns->items[k];
			}
		for (; i < columns->count && part.count < keys + DETAILS_ABREAST; i++)
			if (!result->columns[columns->items[i]].column->is_key) {
				part.wide[part.count] = columns->wide[i];
				part.items[part.count++] = columns->items[i];
			}
		const char *title = vd_table_title(result->description);
		const char *caption = vd_arena_format(arena, _("%s: more columns"), title);
		if (all > 1)
			caption = vd_arena_format(arena, _("%s: more columns, %zu of %zu"), title,
						  parts + 1, all);
		write_table(html, result, &part, rows,
			    vd_arena_format(arena, "%s-more-%zu", result->description->name,
					    parts + 1),
			    caption, false);
	}
}

/* The tables of a result; the rows of a long one are folded away. */
static void write_tables(const struct vd_html *html, const struct vd_result *result, size_t rows)
{
	const char *name = result->description->name;
	const char *title = vd_table_title(result->description);
	struct vd_arena *arena = html->analysis->arena;
	struct columns columns = choose(html, result, rows, false);
	bool folded = rows > VD_HTML_OPEN_ROWS;
	if (folded)
		vd_html_put(html, "<details><summary>%s</summary>\n",
			    vd_arena_format(arena, VD_PLURAL("%s: %zu row", "%s: %zu rows", rows),
					    title, rows));
	write_table(html, result, &columns, rows, vd_arena_format(arena, "%s-table", name), title,
		    true);
	if (folded)
		vd_html_put(html, "</details>\n");
	if (!has_details(result))
		return;
	vd_html_put(html, "<details><summary>%s</summary>\n",
		    vd_arena_format(arena, _("%s: more columns"), title));
	columns = choose(html, result, rows, true);
	write_details(html, result, &columns, rows);
	vd_html_put(html, "</details>\n");
}

void vd_html_result(const struct vd_html *html, const struct vd_result *result)
{
	const char *name = result->description->name;
	struct vd_arena *arena = html->analysis->arena;
	size_t all = result->rows.count, rows = all > VD_HTML_ROWS_MOST ? VD_HTML_ROWS_MOST : all;
	vd_html_put(html, "<section>\n<h2 id=\"%s\">%s</h2>\n<p>%s</p>\n", name,
		    vd_table_title(result->description), vd_table_about(result->description));
	vd_html_charts(html, name);
	write_codes(html, result, rows);
	if (rows < all)
		vd_html_put(html, "<p>%s</p>\n",
			    vd_arena_format(arena,
					    _("The first %zu of %zu rows. All of them are in the "
					      "workbook, the JSON file and the CSV files that "
					      "`veedor report` writes."),
					    rows, all));
	write_tables(html, result, rows);
	write_meanings(html, result);
	vd_html_put(html, "</section>\n");
}
