/*
 * Time the reading of lines.c's file by itself, on every kernel that runs here and on one
 * and two threads: finding the cells alone, and adding three amounts up by year and sector.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "io/csv.h"
#include "io/csv_scan.h"

enum { ROUNDS_MOST = 99, COLUMNS_MOST = 8 };

/* What is read: the names of the columns, which part of a line each is. */
static const struct {
	const char *name;
	int part; /* -1: an amount */
} columns_read[] = {
	{ "ANO_EJE", VD_LINE_YEAR }, { "NIVEL_GOBIERNO", VD_LINE_LEVEL },
	{ "SECTOR", VD_LINE_CODE },  { "SECTOR_NOMBRE", VD_LINE_NAME },
	{ "MONTO_PIA", -1 },	     { "MONTO_PIM", -1 },
	{ "MONTO_DEVENGADO", -1 },
};

enum { READ = sizeof(columns_read) / sizeof(columns_read[0]), FIRST_AMOUNT = 4 };

__attribute__((noreturn)) static void no_memory(void)
{
	fputs("scan: there is not enough memory\n", stderr);
	exit(3);
}

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static size_t column_called(const char *name, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(names[i], name) == 0)
			return i;
	fprintf(stderr, "scan: there is no column %s\n", name);
	exit(2);
}

/* The file read once. @return seconds */
static double read_once(const char *file, const struct vd_csv_how *how, bool sums, double *bytes)
{
	struct vd_arena *arena = vd_arena_open(no_memory);
	struct vd_diagnostics diagnostics = { .arena = arena };
	struct vd_csv_source source = { .stream = { .file = file, .shown = file }, .header = 1 };
	struct vd_line_amount amounts[READ - FIRST_AMOUNT] = { 0 };
	struct vd_line_plan plan = { .style = { .numbers = vd_plain_numbers,
						.currency = vd_no_currency,
						.unit = { .digits = 1 } } };
	size_t columns[READ], count;
	struct vd_lines *lines;

	double started = now();
	struct vd_csv *csv = vd_csv_open(&source, arena, &diagnostics);
	if (!csv) {
		fprintf(stderr, "scan: %s cannot be read\n", file);
		exit(2);
	}
	const char *const *names = vd_csv_columns(csv, &count);
	for (size_t i = 0; i < VD_LINE_PARTS; i++)
		plan.parts[i] = -1;
	for (size_t i = 0; sums && i < READ; i++) {
		columns[i] = column_called(columns_read[i].name, names, count);
		if (columns_read[i].part >= 0)
			plan.parts[columns_read[i].part] = (int)i;
		else
			amounts[plan.amount_count++] =
				(struct vd_line_amount){ .cell = i, .figure = plan.figures++ };
		plan.cells++;
	}
	plan.amounts = amounts;
	bool done = vd_csv_sum(csv, &plan, columns, how, &diagnostics, &lines);
	double seconds = now() - started;
	*bytes = (double)vd_csv_stream(csv)->unpacked;
	vd_csv_close(csv);
	vd_arena_close(arena);
	if (!done) {
		fprintf(stderr, "scan: %s cannot be added up; veedor tells why\n", file);
		exit(2);
	}
	return seconds;
}

static int compare(const void *left, const void *right)
{
	double a = *(const double *)left, b = *(const double *)right;
	return (a > b) - (a < b);
}

static void measure(const char *file, const struct vd_csv_how *how, bool sums, int rounds)
{
	double seconds[ROUNDS_MOST] = { 0 }, bytes = 0;

	for (int i = 0; i < rounds; i++)
		seconds[i] = read_once(file, how, sums, &bytes);
	qsort(seconds, (size_t)rounds, sizeof(*seconds), compare);
	double median = seconds[rounds / 2];
	printf("%-8s %7u  %-6s %9.1f %9.1f %7.2f\n", how->kernel, how->threads,
	       sums ? "sums" : "cells", seconds[0] * 1e3, median * 1e3, bytes / median / 1e9);
}

int main(int argc, char **argv)
{
	static const char *const kernels[] = { "scalar", "sse2", "avx2", "avx512", "neon" };
	int rounds = argc == 3 ? atoi(argv[2]) : 0;

	if (rounds < 1 || rounds > ROUNDS_MOST) {
		fputs("usage: scan LINES.csv ROUNDS\n", stderr);
		return 2;
	}
	printf("kernel   threads  what      min ms    median    GB/s\n");
	for (size_t i = 0; i < sizeof(kernels) / sizeof(kernels[0]); i++)
		for (unsigned threads = 1; threads <= 2 && vd_csv_kernel_find(kernels[i]);
		     threads++)
			for (int sums = 0; sums <= 1; sums++) {
				struct vd_csv_how how = { .threads = threads,
							  .kernel = kernels[i] };
				measure(argv[1], &how, sums, rounds);
			}
	return 0;
}
