#include "io/write.h"

#include <string.h>

static const struct {
	const char *name;
	void (*write)(FILE *, const struct vd_analysis *, const struct vd_result *,
		      const struct vd_selected_columns *);
} formats[VD_FORMATS] = {
	[VD_FORMAT_TEXT] = { "text", vd_write_text },
	[VD_FORMAT_CSV] = { "csv", vd_write_csv },
	[VD_FORMAT_JSON] = { "json", vd_write_json },
	[VD_FORMAT_MARKDOWN] = { "markdown", vd_write_markdown },
};

const char *vd_format_name(enum vd_format format)
{
	return format < VD_FORMATS ? formats[format].name : NULL;
}

void vd_write_table(FILE *out, enum vd_format format, const struct vd_analysis *analysis,
		    const struct vd_result *result, const struct vd_selected_columns *columns)
{
	formats[format].write(out, analysis, result, columns);
}

struct vd_selected_columns vd_all_columns(const struct vd_analysis *analysis,
					  const struct vd_result *result)
{
	struct vd_selected_columns all = { 0 };
	for (size_t c = 0; c < result->column_count; c++)
		*VD_APPEND(analysis->arena, &all) = c;
	return all;
}

bool vd_names_note(const struct vd_analysis *analysis, const struct vd_result *result,
		   const struct vd_selected_columns *columns, size_t note)
{
	const char *mark = vd_note_mark(analysis->arena, note);
	for (size_t i = 0; i < columns->count; i++) {
		size_t c = columns->items[i];
		for (size_t r = 0;
		     vd_same(result->columns[c].column->key, "notes") && r < result->rows.count;
		     r++)
			if (strstr(vd_result_value(result, r, c)->text, mark))
				return true;
	}
	return false;
}

const char *vd_column_heading(const struct vd_analysis *analysis,
			      const struct vd_result_column *column)
{
	enum vd_unit unit = column->column->unit;
	if (vd_unit_is_percent(unit))
		return vd_arena_format(analysis->arena, "%s (%%)", column->label);
	if (unit == VD_UNIT_MONEY || unit == VD_UNIT_PER_UNIT)
		return vd_arena_format(analysis->arena, "%s (%s)", column->label,
				       analysis->study->currency.code);
	return column->label;
}

const char *vd_shell_word(struct vd_arena *arena, const char *text)
{
	static const char plain[] =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+@%";
	if (strspn(text, plain) == strlen(text))
		return text;
	struct vd_buffer word = { .arena = arena };
	vd_buffer_add(&word, "'");
	for (const char *c = text; *c; c++)
		vd_buffer_add(&word, *c == '\'' ? "'\\''" : (const char[]){ *c, '\0' });
	vd_buffer_add(&word, "'");
	return vd_buffer_text(&word);
}

const char *vd_explain_command(const struct vd_analysis *analysis, const char *address)
{
	struct vd_arena *arena = analysis->arena;
	const struct vd_options *options = &analysis->options;
	const char *command = vd_arena_format(
		arena, "veedor explain %s %s",
		vd_shell_word(arena, vd_same(analysis->study->file, vd_standard_input)
					     ? "-"
					     : analysis->study->file),
		vd_shell_word(arena, address));
	if (options->from)
		command = vd_arena_format(arena, "%s --from %d --to %d", command, options->from,
					  options->to);
	if (options->project)
		command = vd_arena_format(arena, "%s --project %d", command, options->project);
	if (options->with_partial || options->with_bills)
		command = vd_arena_format(arena, "%s --include %s%s%s", command,
					  options->with_partial ? "partial" : "",
					  options->with_partial && options->with_bills ? "," : "",
					  options->with_bills ? "bills" : "");
	return command;
}
