/*
 * A file of any bytes is looked at, in two pieces, and what is proposed of it is read as a study: it
 * is well-formed, and has no key that there is not, whatever the file is. Its data is not there.
 */
#include <stdlib.h>
#include <string.h>

#include "config/propose.h"
#include "config/study.h"
#include "io/probe.h"
#include "tests/fuzz/fuzz.h"

static void add_piece(struct vd_arena *arena, struct vd_probe *probe, const uint8_t *data,
		      size_t size, size_t offset)
{
	*VD_APPEND(arena, &probe->parts) = (struct vd_probe_part){
		.bytes = { vd_arena_copy(arena, (const char *)data + offset, size), size },
		.offset = offset,
	};
}

static void check_study(const char *text, struct vd_arena *arena)
{
	static const enum vd_rule never[] = { VD_RULE_YAML_SYNTAX,   VD_RULE_YAML_FEATURE,
					      VD_RULE_DUPLICATE_KEY, VD_RULE_UNKNOWN_KEY,
					      VD_RULE_BAD_ID,	     VD_RULE_BAD_YEAR,
					      VD_RULE_NOT_A_STUDY,   VD_RULE_UNKNOWN_CURRENCY };
	struct vd_diagnostics diagnostics = { .arena = arena };
	struct vd_input input = { 0 };
	struct vd_reading reading = { .threads = 1, .has_standard_input = true };
	vd_study_load(memory_file(text, strlen(text)), &reading, arena, &diagnostics, &input);
	for (size_t i = 0; i < diagnostics.count; i++)
		for (size_t k = 0; k < sizeof(never) / sizeof(*never); k++)
			if (diagnostics.items[i].rule == never[k])
				abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (!size)
		return 0;
	struct vd_arena *arena = vd_arena_open(abort);
	struct vd_diagnostics diagnostics = { .arena = arena };
	/* The first byte says how much of it is the first piece: most often all. */
	size_t first = data[0] % 2 ? size - 1 : (size - 1) * data[0] / UINT8_MAX;
	struct vd_probe probe = { .is_whole = first == size - 1, .has_end = true };
	add_piece(arena, &probe, data + 1, first, 0);
	if (!probe.is_whole)
		add_piece(arena, &probe, data + 1, size - 1 - first, first);
	struct vd_look look;
	bool good = vd_look_at(&probe, "file.csv", "file.csv", 0, arena, &diagnostics, &look);
	/* Either a proposal or a reason. */
	if (good == (vd_error_count(&diagnostics) > 0))
		abort();
	if (good) {
		static const struct vd_propose_options options = { .csv = "none/file.csv",
								   .is_study = true };
		check_study(vd_proposal_yaml(vd_propose(&look, &options, arena)), arena);
	}
	vd_arena_close(arena);
	return 0;
}
