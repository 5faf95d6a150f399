/* A pipe table, numbers to the right. */
#include "io/write.h"

static void cell(FILE *out, const char *text)
{
	fputs(" ", out);
	for (; *text; text++) {
		if (*text == '|' || *text == '\\')
			putc('\\', out);
		putc(*text == '\n' ? ' ' : *text, out);
	}
	fputs(" |", out);
}

void vd_write_markdown(FILE *out, const struct vd_analysis *analysis,
		       const struct vd_result *result, const struct vd_selected_columns *columns)
{
	fprintf(out, "**%s.** %s\n\n|", vd_table_title(result->description),
		vd_table_about(result->description));
	for (size_t i = 0; i < columns->count; i++)
		cell(out, vd_column_heading(analysis, &result->columns[columns->items[i]]));
	fputs("\n|", out);
	for (size_t i = 0; i < columns->count; i++)
		fputs(vd_unit_is_number(result->columns[columns->items[i]].column->unit) ? " ---: |"
											 : " --- |",
		      out);
	putc('\n', out);
	for (size_t r = 0; r < result->rows.count; r++) {
		putc('|', out);
		for (size_t i = 0; i < columns->count; i++) {
			size_t c = columns->items[i];
			cell(out, vd_value_format(analysis->arena, vd_result_value(result, r, c),
						  vd_result_unit(result, r, c),
						  &analysis->study->currency));
		}
		putc('\n', out);
	}
	const char *joint = "\n";
	for (size_t n = 0; n < analysis->study->notes.count; n++) {
		if (!vd_names_note(analysis, result, columns, n))
			continue;
		fprintf(out, "%s- %s %s\n", joint, vd_note_mark(analysis->arena, n),
			vd_text_in(&analysis->study->notes.items[n].text, analysis->language));
		joint = "";
	}
}
