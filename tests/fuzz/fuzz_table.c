/* A pasted table of any bytes, made into a starting study, which is then read. */
#include <stdlib.h>
#include <string.h>

#include "config/scaffold.h"
#include "config/study.h"
#include "tests/fuzz/fuzz.h"

static const char *scaffold(const uint8_t *data, size_t size, struct vd_arena *arena,
			    struct vd_diagnostics *diagnostics)
{
	static const struct vd_scaffold_options options = { .year = "2016" };
	struct vd_input table = { 0 };
	if (!vd_input_read(memory_file(data, size), size, arena, diagnostics, &table))
		return NULL;
	return vd_scaffold_from_table(arena, &table, &options, diagnostics);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct vd_arena *arena = vd_arena_open(abort);
	struct vd_diagnostics diagnostics = { .arena = arena };
	const char *text = scaffold(data, size, arena, &diagnostics);
	/* Either a study or a reason. */
	if (!text == !vd_error_count(&diagnostics))
		abort();
	struct vd_input input = { 0 };
	struct vd_reading reading = { .threads = 1, .has_standard_input = true };
	if (text)
		vd_study_load(memory_file(text, strlen(text)), &reading, arena, &diagnostics,
			      &input);
	vd_arena_close(arena);
	return 0;
}
