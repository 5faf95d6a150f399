/* A proposal as YAML: comments beside the lines, in one column, broken where they are long. */
#include <string.h>

#include "budget/language.h"
#include "budget/text.h"
#include "config/propose.h"

enum { COMMENT_COLUMN_MOST = 46, WIDTH = 100, COMMENT_WIDTH_LEAST = 40 };

/* A line without its comment. */
static const char *line_text(struct vd_arena *arena, const struct vd_proposal_line *line)
{
	unsigned depth = line->depth - (line->is_item ? 1 : 0);
	return vd_arena_format(arena, "%*s%s%s%s", (int)depth * 2, "", line->is_open ? "# " : "",
			       line->is_item ? "- " : "", line->yaml);
}

/* Where comments begin: behind the longest line that has one, unless that is far to the right. */
static int comment_column(const struct vd_proposal *proposal)
{
	int column = 0;
	for (size_t i = 0; i < proposal->lines.count; i++) {
		const struct vd_proposal_line *line = &proposal->lines.items[i];
		int width = vd_utf8_width(line_text(proposal->arena, line)) + 2;
		if (line->reasons.count && width > column && width <= COMMENT_COLUMN_MOST)
			column = width;
	}
	return column;
}

/* How sure, then the reasons, as one text. */
static const char *comment_of(struct vd_arena *arena, const struct vd_proposal_line *line)
{
	const char *text = "";
	for (size_t i = 0; i < line->reasons.count; i++)
		text = vd_arena_format(arena, "%s%s%s", text, i ? " " : "", line->reasons.items[i]);
	if (!line->has_sure)
		return text;
	switch (line->sure) {
	case VD_SURE:
		return vd_arena_format(arena, _("Sure. %s"), text);
	case VD_LIKELY:
		return vd_arena_format(arena, _("Likely. %s"), text);
	case VD_DOUBTFUL:
	case VD_SURES:
		break;
	}
	return vd_arena_format(arena, _("Doubtful. %s"), text);
}

static void put_comment(struct vd_buffer *out, const char *comment, int column, int used)
{
	struct vd_arena *arena = out->arena;
	int width = WIDTH - column - 2;
	if (width < COMMENT_WIDTH_LEAST)
		width = COMMENT_WIDTH_LEAST;
	const char *wrapped = vd_wrap(arena, comment, (size_t)width, 2);
	for (bool first = true; *wrapped; first = false) {
		size_t bytes = strcspn(wrapped, "\n");
		int space = first ? column - used : column;
		vd_buffer_add(out, vd_arena_format(arena, "%*s# %.*s\n", space < 0 ? 0 : space, "",
						   (int)bytes, wrapped));
		wrapped += bytes + (wrapped[bytes] == '\n');
	}
}

static void put_line(struct vd_buffer *out, const struct vd_proposal_line *line, int column)
{
	const char *text = line_text(out->arena, line);
	if (!line->reasons.count) {
		vd_buffer_add(out, vd_arena_format(out->arena, "%s\n", text));
		return;
	}
	int used = vd_utf8_width(text);
	const char *comment = comment_of(out->arena, line);
	vd_buffer_add(out, text);
	if (used + 2 > column) {
		vd_buffer_add(out, "\n");
		used = 0;
	}
	put_comment(out, comment, column, used);
}

const char *vd_proposal_yaml(const struct vd_proposal *proposal)
{
	struct vd_buffer out = { .arena = proposal->arena };
	for (size_t i = 0; i < proposal->notes.count; i++)
		put_comment(&out, proposal->notes.items[i], 0, 0);
	if (proposal->notes.count)
		vd_buffer_add(&out, "\n");
	int column = comment_column(proposal);
	for (size_t i = 0; i < proposal->lines.count; i++)
		put_line(&out, &proposal->lines.items[i], column);
	return vd_buffer_text(&out);
}
