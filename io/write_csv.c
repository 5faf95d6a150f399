/* CSV after RFC 4180, with LF; each number has a sibling column that says why it is missing. */
#include <string.h>

#include "io/write.h"

static void cell(FILE *out, const char *text)
{
	if (!strpbrk(text, ",\"\r\n")) {
		fputs(text, out);
		return;
	}
	putc('"', out);
	for (; *text; text++) {
		if (*text == '"')
			putc('"', out);
		putc(*text, out);
	}
	putc('"', out);
}

bool vd_has_status(const struct vd_column *column)
{
	return column->has_status || (column->formula && vd_unit_is_number(column->unit));
}

void vd_write_csv(FILE *out, const struct vd_analysis *analysis, const struct vd_result *result,
		  const struct vd_selected_columns *columns)
{
	for (size_t i = 0; i < columns->count; i++) {
		const struct vd_column *column = result->columns[columns->items[i]].column;
		fprintf(out, "%s%s", i ? "," : "", column->key);
		if (vd_has_status(column))
			fprintf(out, ",%s_status", column->key);
	}
	putc('\n', out);
	for (size_t r = 0; r < result->rows.count; r++) {
		for (size_t i = 0; i < columns->count; i++) {
			size_t c = columns->items[i];
			const struct vd_column *column = result->columns[c].column;
			const struct vd_value *value = vd_result_value(result, r, c);
			if (i)
				putc(',', out);
			cell(out,
			     vd_value_plain(analysis->arena, value, vd_result_unit(result, r, c),
					    &analysis->study->currency));
			if (vd_has_status(column))
				fprintf(out, ",%s", vd_missing_key(value->missing));
		}
		putc('\n', out);
	}
}
