#include "budget/explain.h"

#include <string.h>

#include "budget/data_files.h"
#include "budget/explain_parts.h"
#include "budget/language.h"

static struct vd_arena *arena_of(const struct vd_writer *writer)
{
	return writer->analysis->arena;
}

void vd_say(struct vd_writer *writer, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	*VD_APPEND(arena_of(writer), writer->out) =
		vd_arena_vformat(arena_of(writer), format, arguments);
	va_end(arguments);
}

void vd_say_long(struct vd_writer *writer, const char *text)
{
	enum { WIDTH = 100, INDENT = 2 };
	vd_say(writer, "%s", vd_wrap(arena_of(writer), text, WIDTH, INDENT));
}

void vd_say_paragraph(struct vd_writer *writer)
{
	vd_say(writer, "%s", "");
}

struct vd_entry *vd_entry_add(struct vd_writer *writer, struct vd_entries *entries)
{
	struct vd_entry *added = VD_APPEND(arena_of(writer), entries);
	*added = (struct vd_entry){ .figure = "", .what = "", .where = "" };
	return added;
}

void vd_say_list(struct vd_writer *writer, const struct vd_entries *entries)
{
	int figures = 0, words = 0;
	for (size_t i = 0; i < entries->count; i++) {
		const struct vd_entry *one = &entries->items[i];
		figures = vd_utf8_width(one->figure) > figures ? vd_utf8_width(one->figure)
							       : figures;
		words = vd_utf8_width(one->what) > words ? vd_utf8_width(one->what) : words;
	}
	for (size_t i = 0; i < entries->count; i++) {
		const struct vd_entry *one = &entries->items[i];
		vd_say(writer, "  %*s%s  %s%*s%s%s", figures - vd_utf8_width(one->figure), "",
		       one->figure, one->what, *one->where ? words - vd_utf8_width(one->what) : 0,
		       "", *one->where ? "  " : "", one->where);
	}
}

int vd_calendar_year(const struct vd_writer *writer, const struct vd_row *row)
{
	return row->year == VD_NONE ? row->calendar
				    : writer->analysis->study->years.items[row->year].year;
}

const char *vd_say_when(const struct vd_writer *writer, const struct vd_row *row)
{
	const struct vd_year *years = writer->analysis->study->years.items;
	if (row->from != VD_NONE && row->from != row->year)
		return vd_arena_format(arena_of(writer), " %d–%d",
				       years[row->from < row->year ? row->from : row->year].year,
				       years[row->from < row->year ? row->year : row->from].year);
	int year = vd_calendar_year(writer, row);
	return year ? vd_arena_format(arena_of(writer), " %d", year) : "";
}

const char *vd_say_rounded(const struct vd_writer *writer, const struct vd_value *value,
			   enum vd_unit unit)
{
	return vd_value_format(arena_of(writer), value, unit, &writer->analysis->study->currency);
}

const char *vd_say_unrounded(const struct vd_writer *writer, const struct vd_value *value,
			     enum vd_unit unit)
{
	return vd_value_unrounded(arena_of(writer), value, unit,
				  &writer->analysis->study->currency);
}

const char *vd_say_address(const struct vd_writer *writer, struct vd_result_cell cell)
{
	return vd_cell_address(writer->analysis, cell);
}

/* A fact about data, below its name. */
static void say_fact(struct vd_writer *writer, const char *text)
{
	enum { WIDTH = 98, INDENT = 4 };
	vd_say(writer, "  %s", vd_wrap(arena_of(writer), text, WIDTH, INDENT));
}

/* A query keeps its lines. */
static void say_lines(struct vd_writer *writer, const char *text)
{
	while (*text) {
		size_t length = strcspn(text, "\n");
		if (length)
			vd_say(writer, "    %.*s", (int)length, text);
		text += length + (text[length] == '\n');
	}
}

/* What another auditor needs to add up the same figures again. */
static void show_data(struct vd_writer *writer, const struct vd_data *data)
{
	struct vd_arena *arena = arena_of(writer);
	vd_say_long(writer, vd_arena_format(arena, _("data %s, line %u: %s"), data->id,
					    data->place.line, vd_data_words(arena, data)));
	say_fact(writer, vd_data_rows_words(arena, data));
	if (data->kind == VD_DATA_CSV)
		say_fact(writer, vd_arena_format(arena, _("Encoding: %s. Separator: %s."),
						 vd_data_encoding(data),
						 vd_word(vd_separator_key(data->separator))));
	say_fact(writer, vd_arena_format(arena, _("Filter: %s."),
					 data->filter ? data->filter : vd_word("none")));
	say_fact(writer, vd_arena_format(arena, _("Columns: %s."), data->columns));
	say_fact(writer, vd_arena_format(arena, _("Numbers: %s."), data->numbers));
	if (data->kind == VD_DATA_ODBC) {
		vd_say(writer, _("  Query:"));
		say_lines(writer, data->query);
	}
}

/* The documents and notes named above, in full. */
static void show_references(struct vd_writer *writer)
{
	const struct vd_study *study = writer->analysis->study;
	enum vd_language language = writer->analysis->language;
	vd_say_paragraph(writer);
	for (size_t i = 0; i < study->notes.count; i++)
		if (writer->noted[i])
			vd_say_long(writer, vd_arena_format(arena_of(writer), "%s %s",
							    vd_note_mark(arena_of(writer), i),
							    vd_text_in(&study->notes.items[i].text,
								       language)));
	for (size_t i = 0; i < study->sources.count; i++) {
		const struct vd_source *source = &study->sources.items[i];
		const char *title = vd_text_in(&source->title, language);
		if (!writer->cited[i])
			continue;
		vd_say_long(writer,
			    vd_arena_format(arena_of(writer), "%s: %s%s%s%s%s", source->id,
					    title ? title : "", source->publisher ? ". " : "",
					    source->publisher ? source->publisher : "",
					    source->published ? ", " : "",
					    source->published ? source->published : ""));
	}
	for (size_t i = 0; i < study->data.count; i++)
		if (writer->added[i])
			show_data(writer, &study->data.items[i]);
	vd_say(writer, _("Lines are those of %s."), vd_file_words(study->file));
}

static void say_nearest(struct vd_writer *writer, const char *missing, const char *given,
			const char *const *known, size_t count)
{
	/* Of years and codes, the nearest is no likeness. */
	bool word = strpbrk(given, "0123456789") == NULL;
	const char *nearest = word ? vd_nearest(given, known, count) : NULL;
	if (nearest)
		vd_say(writer, _("%s; did you mean `%s`?"), missing, nearest);
	else
		vd_say(writer, "%s", missing);
	vd_say(writer, _("known: %s"), vd_list_words(arena_of(writer), known, count, 40));
}

static bool find_table(struct vd_writer *writer, const char *name, const struct vd_result **result)
{
	const struct vd_analysis *analysis = writer->analysis;
	*result = vd_result_find(analysis, name);
	if (*result)
		return true;
	const char **names = VD_TAKE(analysis->arena, const char *, analysis->result_count);
	for (size_t i = 0; i < analysis->result_count; i++)
		names[i] = analysis->results[i].description->name;
	say_nearest(writer, vd_arena_format(analysis->arena, _("there is no table `%s`"), name),
		    name, names, analysis->result_count);
	return false;
}

static bool find_row(struct vd_writer *writer, const struct vd_result *result, const char *keys,
		     size_t *row)
{
	size_t count = result->rows.count;
	if (!count) {
		const char *when_empty = vd_table_when_empty(result->description);
		vd_say(writer, _("the table `%s` has no rows: %s"), result->description->name,
		       *when_empty ? when_empty : _("the study has no figures for it"));
		return false;
	}
	const char **addresses = VD_TAKE(arena_of(writer), const char *, count);
	for (size_t r = 0; r < count; r++) {
		addresses[r] = vd_row_address(writer->analysis, result, r);
		if (vd_same(addresses[r], keys)) {
			*row = r;
			return true;
		}
	}
	/* Given the beginning of an address, list what goes on from there. */
	const char **begun = VD_TAKE(arena_of(writer), const char *, count);
	size_t begun_count = 0, length = strlen(keys);
	for (size_t r = 0; r < count; r++)
		if (strncmp(addresses[r], keys, length) == 0)
			begun[begun_count++] = addresses[r];
	say_nearest(writer, vd_arena_format(arena_of(writer), _("there is no row `%s`"), keys),
		    keys, begun_count ? begun : addresses, begun_count ? begun_count : count);
	return false;
}

static bool find_column(struct vd_writer *writer, const struct vd_result *result, const char *key,
			size_t *column)
{
	int found = vd_result_column(result, key);
	if (found != VD_NONE) {
		*column = (size_t)found;
		return true;
	}
	const char **keys = VD_TAKE(arena_of(writer), const char *, result->column_count);
	for (size_t i = 0; i < result->column_count; i++)
		keys[i] = result->columns[i].column->key;
	say_nearest(writer, vd_arena_format(arena_of(writer), _("there is no column `%s`"), key),
		    key, keys, result->column_count);
	return false;
}

/* What a reader must know of the row, as every table says it. */
static void show_notes(struct vd_writer *writer, const struct vd_result *result, size_t row)
{
	int column = vd_result_column(result, "notes");
	const char *notes = column == VD_NONE ? ""
					      : vd_result_value(result, row, (size_t)column)->text;
	if (!*notes)
		return;
	vd_say_paragraph(writer);
	vd_say_long(writer, vd_arena_format(arena_of(writer), _("Mind: %s"), notes));
	for (size_t n = 0; n < writer->analysis->study->notes.count; n++)
		if (strstr(notes, vd_note_mark(arena_of(writer), n)))
			writer->noted[n] = true;
}

struct vd_explanation vd_explain(const struct vd_analysis *analysis, const char *address)
{
	struct vd_explanation explanation = { 0 };
	struct vd_writer writer = { .analysis = analysis, .out = &explanation };
	const struct vd_result *result = NULL;
	const char *first = strchr(address, '/');
	size_t table_length = first ? (size_t)(first - address) : strlen(address);
	if (!find_table(&writer, vd_arena_copy(analysis->arena, address, table_length), &result))
		return explanation;
	const char *last = first ? strrchr(address, '/') : NULL;
	const char *keys = first && last > first ? vd_arena_copy(analysis->arena, first + 1,
								 (size_t)(last - first - 1))
						 : (first ? first + 1 : "");
	const char *key = last > first ? last + 1 : "";
	size_t row = 0, column = 0;
	/* An address without a column names a row: say which columns it has. */
	if (!find_row(&writer, result, keys, &row) || !find_column(&writer, result, key, &column))
		return explanation;
	explanation.found = true;
	writer.cited = VD_TAKE(analysis->arena, bool, analysis->study->sources.count);
	writer.noted = VD_TAKE(analysis->arena, bool, analysis->study->notes.count);
	writer.added = VD_TAKE(analysis->arena, bool, analysis->study->data.count);
	writer.expanded = VD_TAKE(analysis->arena, bool *, analysis->result_count);
	vd_say(&writer, "%s", address);
	struct vd_spot spot = vd_spot_at(analysis, result, row);
	vd_explain_column(&writer, &spot, column);
	show_notes(&writer, result, row);
	show_references(&writer);
	return explanation;
}
