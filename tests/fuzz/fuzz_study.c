/*
 * A study file of any bytes: read, computed, shown in every format and explained. It may name the file
 * of budget lines `100`, which stands beside it.
 */
#define _GNU_SOURCE /* memfd_create */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "budget/explain.h"
#include "config/study.h"
#include "io/render.h"
#include "io/write.h"
#include "tests/fuzz/fuzz.h"

enum { EXPLAINED_MOST = 8 };

static void show(FILE *out, const struct vd_analysis *analysis, const struct vd_result *result)
{
	struct vd_selected_columns all = { 0 };
	for (size_t c = 0; c < result->column_count; c++)
		*VD_APPEND(analysis->arena, &all) = c;
	for (enum vd_format format = 0; format < VD_FORMATS; format++)
		vd_write_table(out, format, analysis, result, &all);
}

/* Every column of the last row, and of some rows before it: their addresses must be found. */
static void explain(const struct vd_analysis *analysis, const struct vd_result *result)
{
	size_t rows = result->rows.count;
	for (size_t r = rows < EXPLAINED_MOST ? 0 : rows - EXPLAINED_MOST; r < rows; r++) {
		for (size_t c = 0; c < result->column_count; c++) {
			const char *address = vd_arena_format(analysis->arena, "%s/%s/%s",
							      result->description->name,
							      vd_row_address(analysis, result, r),
							      result->columns[c].column->key);
			if (!vd_explain(analysis, address).found)
				abort();
		}
	}
}

/* A comparison's parts sum to the minor unit, and so do the lines of its bridge. */
static void check_sums(const struct vd_analysis *analysis)
{
	const struct vd_result *comparable = vd_result_find(analysis, "comparable");
	const struct vd_result *bridge = vd_result_find(analysis, "bridge");
	size_t check = (size_t)vd_result_column(comparable, "check");
	size_t effect = (size_t)vd_result_column(bridge, "effect");
	for (size_t r = 0; r < comparable->rows.count; r++)
		if (vd_result_value(comparable, r, check)->kind != VD_VALUE_MONEY ||
		    vd_result_value(comparable, r, check)->money.minor)
			abort();
	for (size_t r = 0; r < bridge->rows.count; r++)
		if (bridge->rows.items[r].part->kind == VD_PART_END &&
		    (vd_result_value(bridge, r, effect)->kind != VD_VALUE_MONEY ||
		     vd_result_value(bridge, r, effect)->money.minor))
			abort();
}

static const struct vd_analysis *compute(FILE *out, const struct vd_study *study,
					 struct vd_arena *arena, struct vd_diagnostics *diagnostics)
{
	const struct vd_dataset *data = vd_dataset_build(study, arena, diagnostics);
	if (vd_error_count(diagnostics))
		return NULL;
	const struct vd_analysis *analysis =
		vd_analyse(data, &(struct vd_options){ .language = VD_EN, .project = 2 }, arena);
	check_sums(analysis);
	for (size_t i = 0; i < analysis->result_count; i++) {
		show(out, analysis, &analysis->results[i]);
		explain(analysis, &analysis->results[i]);
	}
	return analysis;
}

static bool every(const struct vd_finding *finding, const void *context)
{
	(void)finding;
	(void)context;
	return true;
}

/* Budget lines of two years, with what can be odd about them. */
static void make_lines_file(void)
{
	enum { DESCRIPTOR = 100 };
	static const char lines[] = "ANO,SECTOR,NOMBRE,NIVEL,DEP,MES,PIA,DEV\n"
				    "2015,007,Interior,E,15,0,100.50,SD\n"
				    "2016,007,\"Interior, M. del\",E,15,0,110,90\n"
				    "2016,036,Transportes,E,08,1,-50,1e3\n"
				    "2016,A B,Otro,M,,1,7.5,\n"
				    "2016,A/B,Otro,R,15,2,(8),3-\n"
				    "2017,440,Amazonas,R,01,2,40000000000000000,3\n"
				    "Total,,,,,,267,4\n";
	int fd = memfd_create("lines", 0);
	if (fd < 0 || write(fd, lines, strlen(lines)) != (ssize_t)strlen(lines) ||
	    dup2(fd, DESCRIPTOR) != DESCRIPTOR)
		abort();
	close(fd);
}

/* Each row of data is somewhere, and its table is where it says. */
static void check_data(const struct vd_study *study)
{
	for (size_t i = 0; i < study->data.count; i++) {
		const struct vd_data *data = &study->data.items[i];
		if (data->rows != data->used + data->passed_over + data->other_years +
					  data->left_out + data->skipped ||
		    data->table >= study->tables.count ||
		    study->tables.items[data->table].data != i + 1)
			abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static FILE *out;
	if (!out) {
		out = fopen("/dev/null", "w");
		make_lines_file();
	}
	struct vd_arena *arena = vd_arena_open(abort);
	struct vd_diagnostics diagnostics = { .arena = arena };
	struct vd_input input = { 0 };
	const struct vd_input *inputs[] = { &input, NULL };
	/* Standard input is the fuzzer's own. */
	struct vd_reading reading = { .threads = 1, .has_standard_input = true };
	const struct vd_study *study =
		vd_study_load(memory_file(data, size), &reading, arena, &diagnostics, &input);
	/* Either a study or a reason. */
	if (!study == !vd_error_count(&diagnostics))
		abort();
	if (study)
		check_data(study);
	const struct vd_analysis *analysis = study ? compute(out, study, arena, &diagnostics)
						   : NULL;
	vd_diagnostics_sort(&diagnostics);
	vd_render_diagnostics(out, &diagnostics, inputs, true);
	for (size_t i = 0; analysis && i < analysis->audit->findings.count; i++)
		vd_render_finding(out, analysis, &analysis->audit->findings.items[i], inputs,
				  false);
	vd_write_findings_json(out, &diagnostics, &analysis, analysis ? 1 : 0, every, NULL);
	vd_arena_close(arena);
	return 0;
}
