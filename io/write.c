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

bool vd_names_note(const struct vd_analysis *analysis, const struct vd_result *result,
		   const struct vd_selected_columns *columns, size_t note)
{
	const char *mark = vd_arena_format(analysis->arena, "[note %zu]", note + 1);
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
