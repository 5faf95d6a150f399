/*
 * Time each step of a report by itself: reading the study, the dataset, each result table, each
 * sheet of the workbook. A line a step: kind, name, rows, median of the rounds in milliseconds.
 *
 * A first round is not counted, and the memory it took is kept: what the system needs to hand out
 * memory is measured with the whole commands, where it belongs.
 */
#include <limits.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "config/study.h"
#include "io/workbook.h"

enum { STEPS_MOST = 100, ROUNDS_MOST = 99, PROJECTED = 5 };

static struct {
	const char *kind, *name;
	size_t rows, count;
	double ms[ROUNDS_MOST + 1];
} steps[STEPS_MOST];

static size_t step_count, next_step;
static double started;

__attribute__((noreturn)) static void no_memory(void)
{
	fputs("measures: there is not enough memory\n", stderr);
	exit(3);
}

static double now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void start(void)
{
	started = now_ms();
}

/* What was timed since start(); a round goes through the same steps in the same order. */
static void stop(const char *kind, const char *name, size_t rows)
{
	double ms = now_ms() - started;
	size_t i = next_step++;
	if (i == STEPS_MOST)
		abort();
	if (i == step_count)
		step_count++;
	steps[i].kind = kind;
	steps[i].name = name;
	steps[i].rows = rows;
	steps[i].ms[steps[i].count++] = ms;
	start();
}

static const char *sheet; /* being written */

static void on_progress(const char *what)
{
	stop("workbook", sheet, 0);
	sheet = what;
}

static void measure_report(const char *file, const char *output)
{
	struct vd_arena *arena = vd_arena_open(no_memory);
	struct vd_diagnostics diagnostics = { .arena = arena };
	struct vd_input input = { 0 };
	struct vd_options options = { .language = VD_EN, .project = PROJECTED };
	next_step = 0;
	start();
	struct vd_reading reading = { 0 };
	const struct vd_study *study = vd_study_load(file, &reading, arena, &diagnostics, &input);
	stop("study", "read", study ? study->institutions.count : 0);
	if (!study) {
		fprintf(stderr, "measures: %s has errors; veedor check tells\n", file);
		exit(2);
	}
	const struct vd_dataset *data = vd_dataset_build(study, arena, &diagnostics);
	stop("study", "dataset", study->institutions.count);
	struct vd_analysis *analysis = vd_analysis_begin(data, &options, arena);
	start();
	while (vd_analysis_next(analysis)) {
		const struct vd_result *last = &analysis->results[analysis->result_count - 1];
		stop("table", last->description->name, last->rows.count);
	}
	sheet = "preparing";
	start();
	if (output && !vd_workbook_write(analysis, output, output, on_progress, &diagnostics)) {
		fprintf(stderr, "measures: %s cannot be written\n", output);
		exit(3);
	}
	if (output)
		on_progress(NULL);
	vd_arena_close(arena);
}

static int compare(const void *left, const void *right)
{
	double a = *(const double *)left, b = *(const double *)right;
	return (a > b) - (a < b);
}

int main(int argc, char **argv)
{
	int rounds = argc > 2 ? atoi(argv[2]) : 0;
	if (argc < 3 || argc > 4 || rounds < 1 || rounds > ROUNDS_MOST) {
		fputs("usage: measures STUDY.yaml ROUNDS [OUT.xlsx]\n", stderr);
		return 2;
	}
	mallopt(M_MMAP_MAX, 0);
	mallopt(M_TRIM_THRESHOLD, INT_MAX);
	for (int round = 0; round <= rounds; round++) {
		measure_report(argv[1], argc == 4 ? argv[3] : NULL);
		for (size_t i = 0; round == 0 && i < step_count; i++)
			steps[i].count = 0;
	}
	for (size_t i = 0; i < step_count; i++) {
		qsort(steps[i].ms, steps[i].count, sizeof(*steps[i].ms), compare);
		printf("%s\t%s\t%zu\t%.3f\n", steps[i].kind, steps[i].name, steps[i].rows,
		       steps[i].ms[steps[i].count / 2]);
	}
	return 0;
}
