#include "io/write_folder.h"

#include <errno.h>
#include <string.h>

#include "budget/data_files.h"
#include "budget/language.h"
#include "io/language.h"
#include "io/memory.h"
#include "io/render.h"
#include "io/replace_folder.h"
#include "io/write.h"

#define PACKAGE_NAME "datapackage.json"
#define PACKAGE_BEGINS "{\"profile\": \"tabular-data-package\", \"created_by\": \"veedor\","
#define READING_NAME "tables.md"

static const char *file_name(const struct vd_analysis *analysis, const struct vd_result *result)
{
	return vd_arena_format(analysis->arena, "%s.csv", result->description->name);
}

static void string_json(FILE *out, const char *key, const char *text)
{
	if (!text || !*text)
		return;
	fprintf(out, ", \"%s\": ", key);
	vd_write_json_string(out, text);
}

static void field_json(FILE *out, const struct vd_analysis *analysis,
		       const struct vd_result_column *column)
{
	enum vd_unit unit = column->column->unit;
	fprintf(out, "{\"name\": \"%s\", \"type\": \"%s\"", column->column->key,
		vd_unit_is_number(unit) ? "number" : "string");
	string_json(out, "title", column->label);
	string_json(out, "unit", vd_column_unit_name(analysis, column->column));
	string_json(out, "description", vd_column_meaning(analysis, column));
	fputs("}", out);
	if (vd_has_status(column->column))
		fprintf(out,
			",\n      {\"name\": \"%s_status\", \"type\": \"string\", "
			"\"missingValues\": []}",
			column->column->key);
}

static void resource_json(FILE *out, const struct vd_analysis *analysis,
			  const struct vd_result *result)
{
	fprintf(out,
		"\n  {\"profile\": \"tabular-data-resource\", \"name\": \"%s\", \"path\": \"%s\"",
		result->description->name, file_name(analysis, result));
	string_json(out, "title", vd_table_title(result->description));
	string_json(out, "description", vd_table_about(result->description));
	fputs(", \"format\": \"csv\", \"mediatype\": \"text/csv\", \"encoding\": \"utf-8\",\n   "
	      "\"schema\": {\"fields\": [",
	      out);
	for (size_t c = 0; c < result->column_count; c++) {
		fputs(c ? ",\n      " : "\n      ", out);
		field_json(out, analysis, &result->columns[c]);
	}
	fputs("]}}", out);
}

static void write_package(FILE *out, const struct vd_analysis *analysis,
			  const struct vd_result *result)
{
	(void)result;
	const struct vd_study *study = analysis->study;
	const char *joint = "";
	fputs(PACKAGE_BEGINS, out);
	fputs("\n \"name\": \"veedor-report\"", out);
	string_json(out, "title", vd_text_in(&study->title, analysis->language));
	string_json(out, "description", vd_text_in(&study->description, analysis->language));
	string_json(out, "language", vd_language_code(analysis->language));
	string_json(out, "currency", study->currency.code);
	fputs(",\n \"resources\": [", out);
	for (size_t i = 0; i < analysis->result_count; i++) {
		if (!analysis->results[i].rows.count)
			continue;
		fputs(joint, out);
		resource_json(out, analysis, &analysis->results[i]);
		joint = ",";
	}
	fputs("]", out);
	joint = ",\n \"sources\": [";
	for (size_t i = 0; i < study->sources.count; i++) {
		const struct vd_source *source = &study->sources.items[i];
		const char *title = vd_text_in(&source->title, analysis->language);
		fprintf(out, "%s\n  {\"title\": ", joint);
		vd_write_json_string(out, title ? title : source->id);
		string_json(out, "path", source->url);
		fputs("}", out);
		joint = ",";
	}
	for (size_t i = 0; i < study->data.count; i++) {
		fprintf(out, "%s\n  {\"title\": ", joint);
		vd_write_json_string(out, vd_data_label(analysis->arena, &study->data.items[i]));
		fputs("}", out);
		joint = ",";
	}
	fputs(study->sources.count + study->data.count ? "]}\n" : "}\n", out);
}

/* A text in Markdown: in one line, and nothing in it is a mark. */
static void plain(FILE *out, const char *text)
{
	for (; *text; text++) {
		if (strchr("\\`*_[]<>|#", *text))
			putc('\\', out);
		putc(*text == '\n' ? ' ' : *text, out);
	}
}

static void describe_table(FILE *out, const struct vd_analysis *analysis,
			   const struct vd_result *result)
{
	fprintf(out, "\n## %s\n\n", file_name(analysis, result));
	plain(out, vd_table_title(result->description));
	fputs(". ", out);
	plain(out, vd_table_about(result->description));
	fprintf(out, "\n\n| %s | %s | %s | %s |\n| --- | --- | --- | --- |\n", _("Column"),
		_("Heading"), _("Unit"), _("Meaning"));
	for (size_t c = 0; c < result->column_count; c++) {
		const struct vd_result_column *column = &result->columns[c];
		fprintf(out, "| `%s` | ", column->column->key);
		plain(out, column->label);
		fputs(" | ", out);
		plain(out, vd_word(vd_column_unit_name(analysis, column->column)));
		fputs(" | ", out);
		plain(out, vd_column_meaning(analysis, column));
		fputs(" |\n", out);
	}
}

static void describe_codes(FILE *out, const struct vd_analysis *analysis)
{
	const struct vd_study *study = analysis->study;
	if (study->codes.count)
		fprintf(out, "\n## %s\n\n", _("Codes of the study"));
	for (size_t i = 0; i < study->codes.count; i++) {
		const struct vd_code *code = &study->codes.items[i];
		const char *text = vd_text_in(&code->text, analysis->language);
		fputs("- ", out);
		plain(out, vd_code_shown(code));
		fprintf(out, " (`%s`): ", vd_missing_key(code->means));
		plain(out, text ? text : vd_missing_words(code->means));
		putc('\n', out);
	}
	fprintf(out, "\n## %s\n\n", _("Why there is no figure"));
	for (enum vd_missing reason = VD_PRESENT + 1; reason < VD_MISSING_COUNT; reason++) {
		fprintf(out, "- `%s`: ", vd_missing_key(reason));
		plain(out, vd_missing_words(reason));
		putc('\n', out);
	}
}

static void describe_notes(FILE *out, const struct vd_analysis *analysis)
{
	const struct vd_study *study = analysis->study;
	if (study->notes.count)
		fprintf(out, "\n## %s\n\n", _("Notes"));
	for (size_t i = 0; i < study->notes.count; i++) {
		fputs("- ", out);
		plain(out, vd_note_mark(analysis->arena, i));
		putc(' ', out);
		plain(out, vd_text_in(&study->notes.items[i].text, analysis->language));
		putc('\n', out);
	}
	if (study->sources.count + study->data.count)
		fprintf(out, "\n## %s\n\n", _("Sources"));
	for (size_t i = 0; i < study->sources.count; i++) {
		const struct vd_source *source = &study->sources.items[i];
		const char *title = vd_text_in(&source->title, analysis->language);
		const char *parts[] = { title, source->publisher, source->published, source->url };
		fprintf(out, "- `%s`", source->id);
		for (size_t p = 0; p < sizeof(parts) / sizeof(*parts); p++) {
			fputs(parts[p] ? ", " : "", out);
			plain(out, parts[p] ? parts[p] : "");
		}
		putc('\n', out);
	}
	for (size_t i = 0; i < study->data.count; i++) {
		const struct vd_data *data = &study->data.items[i];
		fprintf(out, "- `%s`, ", data->id);
		plain(out, vd_data_words(analysis->arena, data));
		putc('\n', out);
	}
}

static void write_reading(FILE *out, const struct vd_analysis *analysis,
			  const struct vd_result *result)
{
	(void)result;
	const struct vd_study *study = analysis->study;
	const char *description = vd_text_in(&study->description, analysis->language);
	fputs("# ", out);
	plain(out, vd_text_in(&study->title, analysis->language));
	fputs("\n\n", out);
	if (description) {
		plain(out, description);
		fputs("\n\n", out);
	}
	plain(out,
	      vd_arena_format(
		      analysis->arena,
		      _("Written by veedor. The tables are CSV: UTF-8, commas, decimal points. "
			"Amounts are in %s with exactly its decimals, other numbers are not "
			"rounded, percentages are times 100. Where there is no figure the cell "
			"is empty and the column KEY_status says why. Texts stand as written, "
			"also where a spreadsheet would take one for a formula."),
		      study->currency.code));
	putc('\n', out);
	for (size_t i = 0; i < analysis->result_count; i++)
		if (analysis->results[i].rows.count)
			describe_table(out, analysis, &analysis->results[i]);
	describe_codes(out, analysis);
	describe_notes(out, analysis);
}

static void write_csv(FILE *out, const struct vd_analysis *analysis, const struct vd_result *result)
{
	struct vd_selected_columns all = vd_all_columns(analysis, result);
	vd_write_csv(out, analysis, result, &all);
}

/* A file of the folder, made by `write`; of a table, or of all. */
static bool add(struct vd_replace_folder *folder, const char *name,
		const struct vd_analysis *analysis, const struct vd_result *result,
		void (*write)(FILE *, const struct vd_analysis *, const struct vd_result *),
		struct vd_diagnostics *diagnostics)
{
	struct vd_memory memory;
	if (vd_memory_open(&memory))
		write(memory.out, analysis, result);
	bool added = vd_memory_close(&memory)
			     ? vd_folder_add(folder, name, memory.bytes, memory.size, diagnostics)
			     : vd_output_failed(diagnostics, folder->named, ENOMEM);
	vd_memory_free(&memory);
	return added;
}

/* Tables that an earlier report wrote into the folder and that have no rows now. */
static const char **gone(const struct vd_analysis *analysis, const struct vd_replace_folder *folder)
{
	const char **names = VD_TAKE(analysis->arena, const char *, analysis->result_count + 1);
	size_t count = 0;
	for (size_t i = 0; i < analysis->result_count; i++) {
		const char *name = file_name(analysis, &analysis->results[i]);
		if (!analysis->results[i].rows.count && folder->is_ours &&
		    strstr(folder->old_mark,
			   vd_arena_format(analysis->arena, "\"path\": \"%s\"", name)))
			names[count++] = name;
	}
	return names;
}

bool vd_write_folder(const struct vd_analysis *analysis, const char *path, vd_progress progress,
		     struct vd_diagnostics *diagnostics)
{
	struct vd_folder_mark mark = { .name = PACKAGE_NAME, .begins = PACKAGE_BEGINS };
	struct vd_replace_folder folder;
	bool good = vd_folder_begin(path, mark, analysis->arena, diagnostics, &folder);
	for (size_t i = 0; good && i < analysis->result_count; i++) {
		const struct vd_result *result = &analysis->results[i];
		if (!result->rows.count)
			continue;
		if (progress)
			progress(vd_table_title(result->description));
		good = add(&folder, file_name(analysis, result), analysis, result, write_csv,
			   diagnostics);
	}
	good = good && add(&folder, READING_NAME, analysis, NULL, write_reading, diagnostics) &&
	       add(&folder, PACKAGE_NAME, analysis, NULL, write_package, diagnostics) &&
	       vd_folder_commit(&folder, gone(analysis, &folder), diagnostics);
	vd_folder_abandon();
	return good;
}
