#define _GNU_SOURCE /* open_memstream is POSIX, but not of the year that is asked for */
#include "tests/csv/dump.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

__attribute__((noreturn)) static void no_memory(void)
{
	fputs("csv: there is not enough memory\n", stderr);
	exit(3);
}

/* A word of a line, escaped; "-" where there is none. */
static void write_word(FILE *out, struct vd_slice text)
{
	putc(' ', out);
	if (!text.text)
		putc('-', out);
	else
		putc('`', out);
	for (size_t i = 0; text.text && i < text.bytes; i++) {
		unsigned char c = (unsigned char)text.text[i];
		if (c > ' ' && c < 0x7F && c != '\\')
			putc(c, out);
		else
			fprintf(out, "\\x%02x", c);
	}
}

static void write_text(FILE *out, const char *text)
{
	write_word(out, (struct vd_slice){ text, text ? strlen(text) : 0 });
}

static void write_int(FILE *out, vd_int128 value)
{
	char digits[48];
	size_t at = sizeof(digits);
	bool is_negative = value < 0;
	do {
		int digit = (int)(value % 10);
		digits[--at] = (char)('0' + (digit < 0 ? -digit : digit));
		value /= 10;
	} while (value);
	fprintf(out, " %s%.*s", is_negative ? "-" : "", (int)(sizeof(digits) - at), digits + at);
}

static void write_groups(FILE *out, struct vd_lines *lines, const struct vd_line_plan *plan)
{
	const struct vd_line_group *const *groups = NULL;
	size_t count = vd_lines_groups(lines, &groups);
	for (size_t i = 0; i < count; i++) {
		const struct vd_line_group *group = groups[i];
		fprintf(out, "group %llu %llu %llu", (unsigned long long)group->lines,
			(unsigned long long)group->first_line,
			(unsigned long long)group->last_line);
		for (size_t k = 0; k < VD_LINE_KEYS; k++)
			if (plan->parts[k] >= 0)
				write_word(out, group->keys[k]);
		for (size_t k = 0; k < VD_LINE_PARTS - VD_LINE_KEYS; k++)
			if (plan->parts[VD_LINE_KEYS + k] >= 0) {
				write_word(out, group->words[k].first);
				write_word(out, group->words[k].other);
				write_word(out, group->words[k].last);
			}
		for (size_t k = 0; k < plan->figures; k++) {
			const struct vd_line_figure *figure = &group->figures[k];
			write_int(out, figure->sum);
			write_int(out, (vd_int128)figure->amounts);
			write_int(out, (vd_int128)figure->missing);
		}
		putc('\n', out);
	}
}

static void write_facts(FILE *out, const struct vd_csv_facts *facts)
{
	fprintf(out, "facts %llu %llu %llu %llu %llu %llu %llu %llu\n",
		(unsigned long long)facts->rows, (unsigned long long)facts->used,
		(unsigned long long)facts->passed_over, (unsigned long long)facts->faulty,
		(unsigned long long)facts->faulty_cells, (unsigned long long)facts->padded,
		(unsigned long long)facts->blank, (unsigned long long)facts->lines);
}

static void write_diagnostics(FILE *out, struct vd_diagnostics *diagnostics)
{
	vd_diagnostics_sort(diagnostics);
	for (size_t i = 0; i < diagnostics->count; i++) {
		const struct vd_diagnostic *one = &diagnostics->items[i];
		fprintf(out, "fault %s %u %u\n", vd_rule_info(one->rule)->name, one->place.line,
			one->place.column);
		fprintf(out, "# %u", one->place.length);
		write_text(out, one->message);
		write_text(out, one->hint);
		putc('\n', out);
	}
}

/* The excerpts that messages would show, each line once. */
static void write_excerpts(FILE *out, const struct vd_input *input)
{
	for (size_t i = 0; i < input->excerpt_count; i++) {
		fprintf(out, "# line %u", input->excerpts[i].line);
		write_text(out, input->excerpts[i].text);
		putc('\n', out);
	}
}

static int compare(const void *left, const void *right)
{
	size_t a = *(const size_t *)left, b = *(const size_t *)right;
	return (a > b) - (a < b);
}

/* The columns that are asked for, each once, ascending. */
struct columns {
	size_t items[VD_LINE_PARTS + CSV_AMOUNTS_MOST + 1];
	size_t count;
};

static void add_column(struct columns *columns, int column)
{
	if (column < 0)
		return;
	for (size_t i = 0; i < columns->count; i++)
		if (columns->items[i] == (size_t)column)
			return;
	columns->items[columns->count++] = (size_t)column;
	qsort(columns->items, columns->count, sizeof(*columns->items), compare);
}

static size_t cell_of(const struct columns *columns, int column)
{
	size_t i = 0;
	while (columns->items[i] != (size_t)column)
		i++;
	return i;
}

/* Read by a plan that is made for the file. */
static void write_rows(FILE *out, struct vd_csv *csv, const struct csv_asked *asked,
		       const struct vd_csv_how *how, struct vd_diagnostics *diagnostics)
{
	static const struct vd_slice codes[] = { { CSV_CODE, sizeof(CSV_CODE) - 1 } };
	struct columns columns = { .count = 0 };
	struct vd_line_amount amounts[CSV_AMOUNTS_MOST];
	for (size_t i = 0; i < VD_LINE_PARTS; i++)
		add_column(&columns, asked->parts[i]);
	for (size_t i = 0; i < asked->amount_count; i++)
		add_column(&columns, asked->amounts[i]);
	add_column(&columns, asked->where);
	struct vd_line_plan plan = { .cells = columns.count,
				     .amounts = amounts,
				     .amount_count = asked->amount_count,
				     .figures = asked->amount_count,
				     .style = { .numbers = vd_plain_numbers,
						.currency = vd_no_currency,
						.unit = { .digits = 1 } },
				     .codes = codes,
				     .code_count = 1,
				     .skips_faults = asked->skips_faults };
	for (size_t i = 0; i < VD_LINE_PARTS; i++)
		plan.parts[i] = asked->parts[i] < 0 ? -1 : (int)cell_of(&columns, asked->parts[i]);
	for (size_t i = 0; i < asked->amount_count; i++)
		amounts[i] = (struct vd_line_amount){ .cell = cell_of(&columns, asked->amounts[i]),
						      .figure = i };
	struct vd_line_condition where = { .count = 1 };
	struct vd_slice value = { asked->is, asked->is ? strlen(asked->is) : 0 };
	if (asked->where >= 0) {
		where.cell = cell_of(&columns, asked->where);
		where.values = &value;
		plan.where = (struct vd_line_conditions){ &where, 1 };
	}
	struct vd_lines *lines = NULL;
	bool good = vd_csv_sum(csv, &plan, columns.items, how, diagnostics, &lines);
	/* After a failure it is not settled how much was read, nor are sums of any use. */
	if (good) {
		write_groups(out, lines, &plan);
		write_facts(out, vd_csv_facts(csv));
	}
}

static bool has_columns(const struct csv_asked *asked, size_t count)
{
	bool has_all = asked->where < (int)count;
	for (size_t i = 0; i < VD_LINE_PARTS; i++)
		has_all = has_all && asked->parts[i] < (int)count;
	for (size_t i = 0; i < asked->amount_count; i++)
		has_all = has_all && asked->amounts[i] < (int)count;
	return has_all;
}

char *csv_dump(const struct csv_asked *asked, const struct vd_csv_how *how)
{
	char *text = NULL;
	size_t bytes = 0;
	FILE *out = open_memstream(&text, &bytes);
	struct vd_arena *arena = vd_arena_open(no_memory);
	struct vd_diagnostics diagnostics = { .arena = arena };
	if (!out)
		no_memory();
	struct vd_csv *csv = vd_csv_open(&asked->source, arena, &diagnostics);
	if (csv) {
		size_t count = 0;
		const char *const *names = vd_csv_columns(csv, &count);
		fprintf(out, "separator %02x\ncolumns", (unsigned)vd_csv_separator(csv));
		for (size_t i = 0; i < count; i++)
			write_text(out, names[i]);
		putc('\n', out);
		if (has_columns(asked, count))
			write_rows(out, csv, asked, how, &diagnostics);
		write_excerpts(out, vd_csv_input(csv));
	}
	write_diagnostics(out, &diagnostics);
	vd_csv_close(csv);
	vd_arena_close(arena);
	fclose(out);
	return text;
}
