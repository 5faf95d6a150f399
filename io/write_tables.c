/* All result tables in one JSON file, each as `show --format json` prints it, and what they refer to. */
#include "io/language.h"
#include "io/render.h"
#include "io/write.h"

static void key_json(FILE *out, const char *key, const char *text)
{
	fprintf(out, "\"%s\": ", key);
	if (text)
		vd_write_json_string(out, text);
	else
		fputs("null", out);
}

static void codes_json(FILE *out, const struct vd_analysis *analysis)
{
	const char *joint = "";
	fputs("\"codes\": {", out);
	for (size_t i = 0; i < analysis->study->codes.count; i++) {
		const struct vd_code *code = &analysis->study->codes.items[i];
		const char *text = vd_text_in(&code->text, analysis->language);
		fprintf(out, "%s\n  ", joint);
		vd_write_json_string(out, code->code);
		fprintf(out, ": {\"means\": \"%s\", ", vd_missing_key(code->means));
		key_json(out, "text", text ? text : vd_missing_words(code->means));
		fputs("}", out);
		joint = ",";
	}
	fputs("}", out);
}

static void notes_json(FILE *out, const struct vd_analysis *analysis)
{
	fputs("\"notes\": {", out);
	for (size_t i = 0; i < analysis->study->notes.count; i++) {
		fprintf(out, "%s\n  ", i ? "," : "");
		vd_write_json_string(out, vd_note_mark(analysis->arena, i));
		fputs(": ", out);
		vd_write_json_string(out, vd_text_in(&analysis->study->notes.items[i].text,
						     analysis->language));
	}
	fputs("}", out);
}

static void sources_json(FILE *out, const struct vd_analysis *analysis)
{
	fputs("\"sources\": [", out);
	for (size_t i = 0; i < analysis->study->sources.count; i++) {
		const struct vd_source *source = &analysis->study->sources.items[i];
		fprintf(out, "%s\n  {", i ? "," : "");
		key_json(out, "id", source->id);
		fputs(", ", out);
		key_json(out, "title", vd_text_in(&source->title, analysis->language));
		fputs(", ", out);
		key_json(out, "publisher", source->publisher);
		fputs(", ", out);
		key_json(out, "published", source->published);
		fputs(", ", out);
		key_json(out, "url", source->url);
		fputs(", ", out);
		key_json(out, "file", source->file);
		fputs("}", out);
	}
	fputs("]", out);
}

void vd_write_tables(FILE *out, const struct vd_analysis *analysis)
{
	const struct vd_study *study = analysis->study;
	fputs("{", out);
	key_json(out, "title", vd_text_in(&study->title, analysis->language));
	fputs(",\n", out);
	key_json(out, "description", vd_text_in(&study->description, analysis->language));
	fprintf(out, ",\n\"language\": \"%s\",\n", vd_language_code(analysis->language));
	fprintf(out, "\"currency\": {\"code\": \"%s\", \"decimals\": %u},\n\"tables\": {",
		study->currency.code, study->currency.decimals);
	for (size_t i = 0; i < analysis->result_count; i++) {
		const struct vd_result *result = &analysis->results[i];
		struct vd_selected_columns all = vd_all_columns(analysis, result);
		fprintf(out, "%s\n\"%s\": ", i ? "," : "", result->description->name);
		vd_write_json_table(out, analysis, result, &all);
	}
	fputs("},\n", out);
	codes_json(out, analysis);
	fputs(",\n", out);
	notes_json(out, analysis);
	fputs(",\n", out);
	sources_json(out, analysis);
	fputs("}\n", out);
}
