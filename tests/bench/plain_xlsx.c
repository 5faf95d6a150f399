/*
 * The least that a program can do to write the same sheets and cells with the same library:
 * it reads a list that cells.py made from a finished workbook, and computes nothing.
 *
 *   sheet NAME
 *   format NUMBER_FORMAT BOLD COLOUR             numbered from 0, before the sheets
 *   number ROW COLUMN FORMAT VALUE
 *   text ROW COLUMN FORMAT TEXT
 *   formula-number ROW COLUMN FORMAT VALUE FORMULA
 *   formula-text ROW COLUMN FORMAT TEXT FORMULA
 *
 * One to a line, its parts separated by tabs.
 *
 * usage: plain_xlsx LIST OUT.xlsx
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

enum { FORMATS = 256 };

struct target {
	lxw_workbook *book;
	lxw_worksheet *sheet;
	lxw_format *formats[FORMATS];
	size_t format_count;
};

/* The next part of a line; an empty text when there is none. */
static const char *part(char **rest)
{
	char *start = strsep(rest, "\t");

	return start ? start : "";
}

static void add_format(struct target *target, char *rest)
{
	if (target->format_count == FORMATS)
		return;
	lxw_format *format = workbook_add_format(target->book);
	format_set_num_format(format, part(&rest));
	if (*part(&rest) == '1')
		format_set_bold(format);
	lxw_color_t colour = (lxw_color_t)strtoul(part(&rest), NULL, 16);
	if (colour)
		format_set_font_color(format, colour);
	target->formats[target->format_count++] = format;
}

static lxw_error add_cell(struct target *target, const char *kind, char *rest)
{
	lxw_row_t row = (lxw_row_t)strtoul(part(&rest), NULL, 10);
	lxw_col_t column = (lxw_col_t)strtoul(part(&rest), NULL, 10);
	size_t number = strtoul(part(&rest), NULL, 10);
	lxw_format *format = number < target->format_count ? target->formats[number] : NULL;
	const char *value = part(&rest);

	if (!target->sheet)
		return LXW_ERROR_NULL_PARAMETER_IGNORED;
	if (strcmp(kind, "number") == 0)
		return worksheet_write_number(target->sheet, row, column, atof(value), format);
	if (strcmp(kind, "text") == 0)
		return worksheet_write_string(target->sheet, row, column, value, format);
	if (strcmp(kind, "formula-number") == 0)
		return worksheet_write_formula_num(target->sheet, row, column, part(&rest), format,
						   atof(value));
	return worksheet_write_formula_str(target->sheet, row, column, part(&rest), format, value);
}

int main(int argc, char **argv)
{
	FILE *list = argc == 3 ? fopen(argv[1], "r") : NULL;
	if (!list) {
		fputs("usage: plain_xlsx LIST OUT.xlsx\n", stderr);
		return 2;
	}
	struct target target = { .book = workbook_new(argv[2]) };
	char *line = NULL;
	size_t size = 0;
	lxw_error error = LXW_NO_ERROR;

	while (!error && getline(&line, &size, list) > 0) {
		char *rest = line;
		line[strcspn(line, "\n")] = '\0';
		const char *kind = part(&rest);
		if (strcmp(kind, "sheet") == 0)
			target.sheet = workbook_add_worksheet(target.book, part(&rest));
		else if (strcmp(kind, "format") == 0)
			add_format(&target, rest);
		else
			error = add_cell(&target, kind, rest);
	}
	free(line);
	fclose(list);
	lxw_error closing = workbook_close(target.book);
	if (!error)
		error = closing;
	if (error)
		fprintf(stderr, "plain_xlsx: %s\n", lxw_strerror(error));
	return error ? 3 : 0;
}
