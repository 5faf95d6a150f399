/* JSON as programs rely on it: amounts with the currency's decimals, null with a status beside. */
#include "budget/language.h"
#include "io/render.h"
#include "io/write.h"

static void columns_json(FILE *out, const struct vd_analysis *analysis,
			 const struct vd_result *result, const struct vd_selected_columns *columns)
{
	for (size_t i = 0; i < columns->count; i++) {
		const struct vd_result_column *column = &result->columns[columns->items[i]];
		fprintf(out, "%s\n    {\"key\": \"%s\", \"label\": ", i ? "," : "",
			column->column->key);
		vd_write_json_string(out, column->label);
		fputs(", \"unit\": ", out);
		vd_write_json_string(out, vd_column_unit_name(analysis, column->column));
		putc('}', out);
	}
}

static void value_json(FILE *out, const struct vd_analysis *analysis, const char *key,
		       const struct vd_value *value, enum vd_unit unit)
{
	fprintf(out, "\"%s\": ", key);
	if (value->kind == VD_VALUE_MISSING) {
		fprintf(out, "null, \"%s_status\": \"%s\"", key, vd_missing_key(value->missing));
		return;
	}
	const char *plain =
		vd_value_plain(analysis->arena, value, unit, &analysis->study->currency);
	if (value->kind == VD_VALUE_TEXT)
		vd_write_json_string(out, plain);
	else
		fputs(plain, out);
}

static void row_json(FILE *out, const struct vd_analysis *analysis, const struct vd_result *result,
		     const struct vd_selected_columns *columns, size_t r)
{
	putc('{', out);
	for (size_t i = 0; i < columns->count; i++) {
		size_t c = columns->items[i];
		if (i)
			fputs(", ", out);
		value_json(out, analysis, result->columns[c].column->key,
			   vd_result_value(result, r, c), vd_result_unit(result, r, c));
	}
	putc('}', out);
}

void vd_write_json_table(FILE *out, const struct vd_analysis *analysis,
			 const struct vd_result *result, const struct vd_selected_columns *columns)
{
	fprintf(out, "{\"table\": \"%s\",\n  \"columns\": [", result->description->name);
	columns_json(out, analysis, result, columns);
	fputs("],\n  \"rows\": [", out);
	for (size_t r = 0; r < result->rows.count; r++) {
		fputs(r ? ",\n    " : "\n    ", out);
		row_json(out, analysis, result, columns, r);
	}
	fputs("],\n  \"notes\": {", out);
	const char *joint = "";
	for (size_t n = 0; n < analysis->study->notes.count; n++) {
		if (!vd_names_note(analysis, result, columns, n))
			continue;
		/* By the mark that the texts have, so that a program finds it. */
		fprintf(out, "%s\n    ", joint);
		vd_write_json_string(out, vd_note_mark(analysis->arena, n));
		fputs(": ", out);
		vd_write_json_string(out, vd_text_in(&analysis->study->notes.items[n].text,
						     analysis->language));
		joint = ",";
	}
	fputs("}}", out);
}

void vd_write_json(FILE *out, const struct vd_analysis *analysis, const struct vd_result *result,
		   const struct vd_selected_columns *columns)
{
	vd_write_json_table(out, analysis, result, columns);
	putc('\n', out);
}

/* A row of the findings that an error is shown as. */
static void error_json(FILE *out, const struct vd_diagnostic *error)
{
	const struct vd_rule_info *rule = vd_rule_info(error->rule);
	fprintf(out, "{\"rule\": \"%s\", \"at\": \"\", \"severity\": \"%s\", \"status\": \"open\"",
		rule->name, vd_severity_name(rule->severity));
	fputs(", \"file\": ", out);
	vd_write_json_string(out, error->place.file ? error->place.file : "");
	fprintf(out, ", \"line\": %u, \"column\": %u, \"message\": ", error->place.line,
		error->place.column);
	vd_write_json_string(out, error->message);
	fputs(", \"printed\": \"\", \"computed\": null, \"difference\": null, \"unit\": \"\", "
	      "\"cause\": \"\", \"explanation\": ",
	      out);
	vd_write_json_string(out, error->hint ? error->hint : "");
	fputs(", \"because\": \"\"}", out);
}

void vd_write_findings_json(FILE *out, const struct vd_diagnostics *errors,
			    const struct vd_analysis *const *analyses, size_t count,
			    bool (*is_shown)(const struct vd_finding *, const void *context),
			    const void *context)
{
	const struct vd_table_description *table = &vd_table_findings;
	const char *joint = "";
	fprintf(out, "{\"table\": \"%s\",\n  \"columns\": [", table->name);
	for (size_t c = 0; c < table->column_count; c++) {
		const struct vd_column *column = &table->columns[c];
		fprintf(out, "%s\n    {\"key\": \"%s\", \"label\": \"%s\", \"unit\": \"%s\"}",
			c ? "," : "", column->key, vd_translate(column->label),
			vd_unit_name(column->unit, NULL));
	}
	fputs("],\n  \"rows\": [", out);
	for (size_t i = 0; i < errors->count; i++) {
		fprintf(out, "%s\n    ", joint);
		error_json(out, &errors->items[i]);
		joint = ",";
	}
	for (size_t a = 0; a < count; a++) {
		const struct vd_result *result = vd_result_find(analyses[a], table->name);
		struct vd_selected_columns all = vd_all_columns(analyses[a], result);
		/* By place, as they are shown to a person. */
		const struct vd_finding *first = analyses[a]->audit->findings.items;
		size_t *rows = VD_TAKE(analyses[a]->arena, size_t, result->rows.count);
		for (size_t r = 0; r < result->rows.count; r++)
			rows[result->rows.items[r].finding - first] = r;
		for (size_t i = 0; i < result->rows.count; i++) {
			if (!is_shown(&first[i], context))
				continue;
			fprintf(out, "%s\n    ", joint);
			row_json(out, analyses[a], result, &all, rows[i]);
			joint = ",";
		}
	}
	fputs("]}\n", out);
}
