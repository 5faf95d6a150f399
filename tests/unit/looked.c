#include "tests/unit/looked.h"

#include <string.h>

#include "io/probe.h"

static struct vd_look look;

static const struct vd_look *look_at(const char *bytes, size_t count, const char *name,
				     bool is_whole)
{
	struct vd_probe probe = { .is_whole = is_whole, .has_end = is_whole };
	*VD_APPEND(unit.arena, &probe.parts) = (struct vd_probe_part){
		.bytes = { vd_arena_copy(unit.arena, bytes, count), count }
	};
	unit_forget();
	return vd_look_at(&probe, name, name, 0, unit.arena, &unit.diagnostics, &look) ? &look
										       : NULL;
}

const struct vd_look *unit_look_bytes(const char *bytes, size_t count)
{
	return look_at(bytes, count, "file.csv", true);
}

const struct vd_look *unit_look(const char *text)
{
	const struct vd_look *found = unit_look_bytes(text, strlen(text));
	cr_assert(found, "%s%s", text, unit_places());
	return found;
}

const struct vd_look *unit_look_named(const char *text, const char *name, bool is_whole)
{
	const struct vd_look *found = look_at(text, strlen(text), name, is_whole);
	cr_assert(found, "%s%s", text, unit_places());
	return found;
}

const struct vd_proposal *unit_propose(void)
{
	const struct vd_propose_options options = { .csv = "file.csv", .is_study = true };
	return vd_propose(&look, &options, unit.arena);
}

static const struct vd_proposal_line *line_of(const struct vd_proposal *proposal, const char *key)
{
	for (size_t i = 0; i < proposal->lines.count; i++)
		if (vd_same(proposal->lines.items[i].key, key))
			return &proposal->lines.items[i];
	return NULL;
}

const char *unit_proposed(const struct vd_proposal *proposal, const char *key)
{
	const struct vd_proposal_line *line = line_of(proposal, key);
	return line ? line->yaml : "";
}

const char *unit_proposed_sure(const struct vd_proposal *proposal, const char *key)
{
	const struct vd_proposal_line *line = line_of(proposal, key);
	return line && line->has_sure ? vd_sure_key(line->sure) : "";
}

bool unit_proposal_says(const struct vd_proposal *proposal, const char *words)
{
	for (size_t i = 0; i < proposal->notes.count; i++)
		if (strstr(proposal->notes.items[i], words))
			return true;
	for (size_t i = 0; i < proposal->lines.count; i++)
		for (size_t k = 0; k < proposal->lines.items[i].reasons.count; k++)
			if (strstr(proposal->lines.items[i].reasons.items[k], words))
				return true;
	return false;
}

const char *unit_column(size_t column)
{
	return column == VD_NO_COLUMN ? "" : look.grid.columns[column].name;
}
