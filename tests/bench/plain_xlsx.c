/*
 * The least that a program can do to write the same workbook with the same library: it reads a list that
 * cells.py made from a finished one, and computes nothing.
 *
 *   format NUMBER_FORMAT LETTERS SIZE COLOUR FILL      numbered from 0, before the sheets
 *   name NAME =REFERENCE
 *   sheet NAME                                         what follows is of it, its rows from the top
 *   width FIRST LAST CHARACTERS
 *   height ROW POINTS
 *   number ROW COLUMN FORMAT VALUE
 *   text ROW COLUMN FORMAT TEXT
 *   formula-number ROW COLUMN FORMAT VALUE FORMULA
 *   formula-text ROW COLUMN FORMAT TEXT FORMULA
 *   link ROW COLUMN PLACE TEXT
 *   allow ROW COLUMN ROW COLUMN FORMULA WORDS
 *   stress ROW COLUMN ROW COLUMN "WORD"
 *   table ROW COLUMN ROW COLUMN NAME, heading TEXT
 *   chart KIND TITLE AXIS AXIS, series CATEGORIES VALUES NAME COLOUR, place ROW COLUMN WORDS
 *   freeze ROW COLUMN, page ACROSS DOWN PAPER, footer TEXT, repeat FIRST LAST
 *
 * One to a line, its parts separated by tabs.
 *
 * usage: plain_xlsx LIST OUT.xlsx [constant]     in constant-memory mode, which knows no tables
 */
#define _GNU_SOURCE
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

enum { FORMATS = 256, HEADINGS = 256 };

struct target {
	lxw_workbook *book;
	lxw_worksheet *sheet;
	lxw_format *formats[FORMATS];
	size_t format_count;
	lxw_format *stressed;
	lxw_chart *chart;
	/* The table that is being listed. */
	lxw_row_t first_row, last_row;
	lxw_col_t first_column, last_column;
	char *table_name;
	char *headings[HEADINGS];
	size_t heading_count;
	bool constant_memory;
};

/* The next part of a line; an empty text when there is none. */
static const char *part(char **rest)
{
	char *start = strsep(rest, "\t");

	return start ? start : "";
}

static unsigned long number_of(char **rest)
{
	return strtoul(part(rest), NULL, 10);
}

static lxw_color_t colour_of(char **rest)
{
	return (lxw_color_t)strtoul(part(rest), NULL, 16);
}

static void add_format(struct target *target, char *rest)
{
	if (target->format_count == FORMATS)
		return;
	lxw_format *format = workbook_add_format(target->book);
	format_set_num_format(format, part(&rest));
	const char *letters = part(&rest);
	if (strchr(letters, 'b'))
		format_set_bold(format);
	if (strchr(letters, 'i'))
		format_set_italic(format);
	if (strchr(letters, 'u'))
		format_set_underline(format, LXW_UNDERLINE_SINGLE);
	if (strchr(letters, 'w'))
		format_set_text_wrap(format);
	if (strchr(letters, 't'))
		format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
	if (strchr(letters, 'r'))
		format_set_align(format, LXW_ALIGN_RIGHT);
	if (strchr(letters, 'l'))
		format_set_align(format, LXW_ALIGN_LEFT);
	if (strchr(letters, 'n'))
		format_set_indent(format, 1);
	if (strchr(letters, 'e'))
		format_set_bottom(format, LXW_BORDER_THIN);
	format_set_font_size(format, atof(part(&rest)));
	lxw_color_t colour = colour_of(&rest), fill = colour_of(&rest);
	if (colour)
		format_set_font_color(format, colour);
	if (fill)
		format_set_bg_color(format, fill);
	target->formats[target->format_count++] = format;
}

static lxw_error add_cell(struct target *target, const char *kind, char *rest)
{
	lxw_row_t row = (lxw_row_t)number_of(&rest);
	lxw_col_t column = (lxw_col_t)number_of(&rest);
	size_t number = number_of(&rest);
	lxw_format *format = number < target->format_count ? target->formats[number] : NULL;
	const char *value = part(&rest);

	if (strcmp(kind, "number") == 0)
		return worksheet_write_number(target->sheet, row, column, atof(value), format);
	if (strcmp(kind, "text") == 0)
		return worksheet_write_string(target->sheet, row, column, value, format);
	if (strcmp(kind, "formula-number") == 0)
		return worksheet_write_formula_num(target->sheet, row, column, part(&rest), format,
						   atof(value));
	return worksheet_write_formula_str(target->sheet, row, column, part(&rest), format, value);
}

static lxw_error add_name(struct target *target, char *rest)
{
	const char *name = part(&rest);

	return workbook_define_name(target->book, name, part(&rest));
}

static lxw_error add_link(struct target *target, char *rest)
{
	char url[512];
	lxw_row_t row = (lxw_row_t)number_of(&rest);
	lxw_col_t column = (lxw_col_t)number_of(&rest);

	snprintf(url, sizeof(url), "internal:%s", part(&rest));
	return worksheet_write_url_opt(target->sheet, row, column, url, NULL, part(&rest), NULL);
}

static lxw_error add_rule(struct target *target, const char *kind, char *rest)
{
	lxw_row_t first = (lxw_row_t)number_of(&rest);
	lxw_col_t left = (lxw_col_t)number_of(&rest);
	lxw_row_t last = (lxw_row_t)number_of(&rest);
	lxw_col_t right = (lxw_col_t)number_of(&rest);
	char *value = (char *)(uintptr_t)part(&rest);

	if (strcmp(kind, "stress") == 0) {
		lxw_conditional_format rule = { .type = LXW_CONDITIONAL_TYPE_CELL,
						.criteria = LXW_CONDITIONAL_CRITERIA_EQUAL_TO,
						.value_string = value,
						.format = target->stressed };
		return worksheet_conditional_format_range(target->sheet, first, left, last, right,
							  &rule);
	}
	char formula[512];
	snprintf(formula, sizeof(formula), "=%s", value);
	char *words = (char *)(uintptr_t)part(&rest);
	lxw_data_validation rule = { .validate = LXW_VALIDATION_TYPE_CUSTOM_FORMULA,
				     .value_formula = formula,
				     .error_message = words,
				     .input_message = words };
	return worksheet_data_validation_range(target->sheet, first, left, last, right, &rule);
}

/* The table whose headings have been listed. */
static lxw_error end_table(struct target *target)
{
	lxw_table_column columns[HEADINGS] = { 0 }, *list[HEADINGS + 1] = { NULL };
	lxw_table_options options = { .name = target->table_name,
				      .style_type = LXW_TABLE_STYLE_TYPE_LIGHT,
				      .style_type_number = 1,
				      .no_banded_rows = LXW_TRUE,
				      .columns = list };
	lxw_error error = LXW_NO_ERROR;

	if (!target->table_name)
		return LXW_NO_ERROR;
	for (size_t i = 0; i < target->heading_count; i++) {
		columns[i].header = target->headings[i];
		list[i] = &columns[i];
	}
	if (!target->constant_memory)
		error = worksheet_add_table(target->sheet, target->first_row, target->first_column,
					    target->last_row, target->last_column, &options);
	for (size_t i = 0; i < target->heading_count; i++)
		free(target->headings[i]);
	free(target->table_name);
	target->table_name = NULL;
	target->heading_count = 0;
	return error;
}

static void start_table(struct target *target, char *rest)
{
	target->first_row = (lxw_row_t)number_of(&rest);
	target->first_column = (lxw_col_t)number_of(&rest);
	target->last_row = (lxw_row_t)number_of(&rest);
	target->last_column = (lxw_col_t)number_of(&rest);
	target->table_name = strdup(part(&rest));
}

static uint8_t chart_kind(const char *name)
{
	static const struct {
		const char *name;
		uint8_t kind;
	} kinds[] = { { "column", LXW_CHART_COLUMN },
		      { "column-stacked", LXW_CHART_COLUMN_STACKED },
		      { "bar", LXW_CHART_BAR },
		      { "bar-stacked", LXW_CHART_BAR_STACKED } };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(name, kinds[i].name) == 0)
			return kinds[i].kind;
	return LXW_CHART_SCATTER;
}

static void add_chart(struct target *target, char *rest)
{
	target->chart = workbook_add_chart(target->book, chart_kind(part(&rest)));
	chart_title_set_name(target->chart, part(&rest));
	chart_axis_set_name(target->chart->x_axis, part(&rest));
	chart_axis_set_name(target->chart->y_axis, part(&rest));
}

/* A chart is put on its sheet when it has its series. */
static lxw_error place_chart(struct target *target, char *rest)
{
	lxw_row_t row = (lxw_row_t)number_of(&rest);
	lxw_col_t column = (lxw_col_t)number_of(&rest);
	lxw_chart_options options = { .description = (char *)(uintptr_t)part(&rest),
				      .x_scale = 1.4,
				      .y_scale = 1.4 };

	return worksheet_insert_chart_opt(target->sheet, row, column, target->chart, &options);
}

static void add_series(struct target *target, char *rest)
{
	char categories[256], values[256];

	snprintf(categories, sizeof(categories), "=%s", part(&rest));
	snprintf(values, sizeof(values), "=%s", part(&rest));
	lxw_chart_series *series = chart_add_series(target->chart, categories, values);
	chart_series_set_name(series, part(&rest));
	lxw_chart_fill fill = { .color = colour_of(&rest) };
	chart_series_set_fill(series, &fill);
}

static lxw_error set_up_page(struct target *target, const char *kind, char *rest)
{
	lxw_row_t first = (lxw_row_t)number_of(&rest), second = (lxw_row_t)number_of(&rest);

	if (strcmp(kind, "freeze") == 0) {
		worksheet_freeze_panes(target->sheet, first, (lxw_col_t)second);
	} else if (strcmp(kind, "repeat") == 0) {
		return worksheet_repeat_rows(target->sheet, first, second);
	} else {
		worksheet_set_landscape(target->sheet);
		worksheet_fit_to_pages(target->sheet, (uint16_t)first, (uint16_t)second);
		worksheet_set_paper(target->sheet, (uint8_t)number_of(&rest));
	}
	return LXW_NO_ERROR;
}

static lxw_error set_size(struct target *target, const char *kind, char *rest)
{
	lxw_row_t first = (lxw_row_t)number_of(&rest);

	if (strcmp(kind, "height") == 0)
		return worksheet_set_row(target->sheet, first, atof(part(&rest)), NULL);
	lxw_col_t last = (lxw_col_t)number_of(&rest);
	return worksheet_set_column(target->sheet, (lxw_col_t)first, last, atof(part(&rest)), NULL);
}

static bool is_one_of(const char *kind, const char *one, const char *other, const char *third)
{
	return strcmp(kind, one) == 0 || strcmp(kind, other) == 0 || strcmp(kind, third) == 0;
}

static lxw_error add_line(struct target *target, const char *kind, char *rest)
{
	if (strcmp(kind, "heading") == 0) {
		if (target->heading_count < HEADINGS)
			target->headings[target->heading_count++] = strdup(rest);
		return LXW_NO_ERROR;
	}
	lxw_error error = end_table(target);
	if (error)
		return error;
	if (strcmp(kind, "sheet") == 0)
		target->sheet = workbook_add_worksheet(target->book, part(&rest));
	else if (strcmp(kind, "format") == 0)
		add_format(target, rest);
	else if (strcmp(kind, "table") == 0)
		start_table(target, rest);
	else if (strcmp(kind, "series") == 0)
		add_series(target, rest);
	else if (strcmp(kind, "name") == 0)
		return add_name(target, rest);
	else if (strcmp(kind, "footer") == 0)
		return worksheet_set_footer(target->sheet, rest);
	else if (strcmp(kind, "chart") == 0)
		add_chart(target, rest);
	else if (strcmp(kind, "place") == 0)
		return place_chart(target, rest);
	else if (strcmp(kind, "link") == 0)
		return target->constant_memory ? LXW_NO_ERROR : add_link(target, rest);
	else if (is_one_of(kind, "allow", "stress", "stress"))
		return add_rule(target, kind, rest);
	else if (is_one_of(kind, "freeze", "repeat", "page"))
		return set_up_page(target, kind, rest);
	else if (is_one_of(kind, "height", "width", "width"))
		return set_size(target, kind, rest);
	else
		return add_cell(target, kind, rest);
	return LXW_NO_ERROR;
}

int main(int argc, char **argv)
{
	FILE *list = argc == 3 || argc == 4 ? fopen(argv[1], "r") : NULL;
	if (!list) {
		fputs("usage: plain_xlsx LIST OUT.xlsx [constant]\n", stderr);
		return 2;
	}
	struct target target = { .constant_memory = argc == 4 };
	lxw_workbook_options options = { .constant_memory = target.constant_memory };
	target.book = workbook_new_opt(argv[2], &options);
	target.stressed = workbook_add_format(target.book);
	format_set_bold(target.stressed);
	char *line = NULL;
	size_t size = 0;
	lxw_error error = LXW_NO_ERROR;

	while (!error && getline(&line, &size, list) > 0) {
		char *rest = line;
		line[strcspn(line, "\n")] = '\0';
		const char *kind = part(&rest);
		error = add_line(&target, kind, rest);
		if (error)
			fprintf(stderr, "plain_xlsx: %s %s\n", kind, rest ? rest : "");
	}
	if (!error)
		error = end_table(&target);
	free(line);
	fclose(list);
	lxw_error closing = workbook_close(target.book);
	if (!error)
		error = closing;
	if (error)
		fprintf(stderr, "plain_xlsx: %s\n", lxw_strerror(error));
	return error ? 3 : 0;
}
