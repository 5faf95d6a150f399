/* A table for the terminal: headings wrapped to narrow columns, notes below. */
#include <string.h>

#include "budget/language.h"
#include "io/write.h"

enum { HEADING_LINES = 6 };

struct remarks;

struct layout {
	const struct vd_analysis *analysis;
	const struct vd_result *result;
	const size_t *columns; /* shown */
	size_t count;
	int *widths;
	const char **cells; /* [row][shown column] */
	struct remarks *remarks;
};

static int longest_word(const char *text)
{
	int longest = 0;
	while (*text) {
		size_t bytes = strcspn(text, " ");
		int width = (int)vd_utf8_length(text, bytes);
		longest = width > longest ? width : longest;
		text += bytes + strspn(text + bytes, " ");
	}
	return longest;
}

static bool is_number(const struct layout *layout, size_t i)
{
	return vd_unit_is_number(layout->result->columns[layout->columns[i]].column->unit);
}

static const char *marks_of(struct remarks *remarks, const char *notes);

/* A query, say: each line end and the blanks behind it become one blank. */
static const char *in_one_line(struct vd_arena *arena, const char *text)
{
	char *line = vd_arena_copy(arena, text, strlen(text)), *end = line;
	for (const char *from = text; *from;
	     from += *from == '\n' ? 1 + strspn(from + 1, " \n") : 1)
		*end++ = *from == '\n' ? ' ' : *from;
	*end = '\0';
	return line;
}

/* What a cell shows: its code, or a dot where there is nothing to say in a word; notes as marks. */
static const char *cell_text(const struct layout *layout, size_t row, size_t column)
{
	const struct vd_value *value = vd_result_value(layout->result, row, column);
	if (vd_same(layout->result->columns[column].column->key, "notes"))
		return marks_of(layout->remarks, value->text);
	if (value->kind == VD_VALUE_MISSING && !value->code && !vd_value_says_why(value))
		return "·";
	if (value->kind == VD_VALUE_TEXT && strchr(value->text, '\n'))
		return in_one_line(layout->analysis->arena, value->text);
	return vd_value_format(layout->analysis->arena, value,
			       vd_result_unit(layout->result, row, column),
			       &layout->analysis->study->currency);
}

static void measure(struct layout *layout)
{
	size_t rows = layout->result->rows.count;
	layout->cells = VD_TAKE(layout->analysis->arena, const char *, rows * layout->count);
	layout->widths = VD_TAKE(layout->analysis->arena, int, layout->count);
	for (size_t i = 0; i < layout->count; i++) {
		size_t column = layout->columns[i];
		int width = longest_word(
			vd_column_heading(layout->analysis, &layout->result->columns[column]));
		for (size_t r = 0; r < rows; r++) {
			const char *text = cell_text(layout, r, column);
			layout->cells[r * layout->count + i] = text;
			width = vd_utf8_width(text) > width ? vd_utf8_width(text) : width;
		}
		layout->widths[i] = width;
	}
}

/* A cell in its column; blanks are held back until something follows them in the line. */
static void padded(FILE *out, const char *text, int width, bool right, int *blanks)
{
	int pad = width - vd_utf8_width(text);
	if (*text)
		fprintf(out, "%*s%s", *blanks + (right ? pad : 0), "", text);
	*blanks = *text ? (right ? 0 : pad) + 2 : *blanks + width + 2;
}

/* A heading broken into lines no wider than its column. */
static size_t wrap(struct vd_arena *arena, const char *text, int width, const char **lines)
{
	size_t count = 0;
	const char *line = "";
	while (*text) {
		size_t bytes = strcspn(text, " ");
		const char *word = vd_arena_copy(arena, text, bytes);
		if (*line && vd_utf8_width(line) + 1 + vd_utf8_width(word) > width &&
		    count + 1 < HEADING_LINES) {
			lines[count++] = line;
			line = word;
		} else {
			line = *line ? vd_arena_format(arena, "%s %s", line, word) : word;
		}
		text += bytes + strspn(text + bytes, " ");
	}
	lines[count++] = line;
	return count;
}

static void write_headings(FILE *out, const struct layout *layout)
{
	struct vd_arena *arena = layout->analysis->arena;
	const char *(*lines)[HEADING_LINES] = vd_arena_take(arena, layout->count, sizeof(*lines));
	size_t *heights = VD_TAKE(arena, size_t, layout->count), height = 0;
	for (size_t i = 0; i < layout->count; i++) {
		const char *heading = vd_column_heading(
			layout->analysis, &layout->result->columns[layout->columns[i]]);
		heights[i] = wrap(arena, heading, layout->widths[i], lines[i]);
		height = heights[i] > height ? heights[i] : height;
	}
	for (size_t l = 0; l < height; l++) {
		int blanks = 0;
		for (size_t i = 0; i < layout->count; i++) {
			size_t above = height - heights[i];
			padded(out, l < above ? "" : lines[i][l - above], layout->widths[i],
			       is_number(layout, i), &blanks);
		}
		putc('\n', out);
	}
	for (size_t i = 0; i < layout->count; i++) {
		for (int k = 0; k < layout->widths[i]; k++)
			fputs("─", out);
		fputs(i + 1 == layout->count ? "\n" : "  ", out);
	}
}

/* Each thing the notes say, once: "[note 3]" keeps its number, the others get letters. */
struct remarks {
	struct vd_arena *arena;
	size_t note_count; /* of the study */
	struct remark {
		const char *text;
		size_t number; /* of a note; 0: it is none */
	} * items;
	size_t count, capacity;
};

static size_t note_number(const struct remarks *remarks, const char *text)
{
	for (size_t n = 0; *text == '[' && n < remarks->note_count; n++)
		if (vd_same(text, vd_note_mark(remarks->arena, n)))
			return n + 1;
	return 0;
}

static size_t remark(struct remarks *remarks, const char *text)
{
	for (size_t i = 0; i < remarks->count; i++)
		if (vd_same(remarks->items[i].text, text))
			return i;
	*VD_APPEND(remarks->arena, remarks) = (struct remark){ text, note_number(remarks, text) };
	return remarks->count - 1;
}

/* a, b, … z, aa, … for remarks; numbers for the study's notes. */
static const char *mark_of(struct remarks *remarks, size_t index)
{
	size_t number = remarks->items[index].number, letter = 0;
	if (number)
		return vd_arena_format(remarks->arena, "%zu", number);
	for (size_t i = 0; i < index; i++)
		letter += remarks->items[i].number == 0;
	if (letter < 26)
		return vd_arena_format(remarks->arena, "%c", (char)('a' + letter));
	return vd_arena_format(remarks->arena, "%c%c", (char)('a' + (letter / 26 - 1) % 26),
			       (char)('a' + letter % 26));
}

/* The marks of a row's notes, which stand joined by "; ". */
static const char *marks_of(struct remarks *remarks, const char *notes)
{
	const char *marks = "";
	while (*notes) {
		const char *end = strstr(notes, "; ");
		size_t bytes = end ? (size_t)(end - notes) : strlen(notes);
		size_t index = remark(remarks, vd_arena_copy(remarks->arena, notes, bytes));
		marks = vd_arena_format(remarks->arena, "%s%s%s", marks, *marks ? " " : "",
					mark_of(remarks, index));
		notes += bytes + (end ? 2 : 0);
	}
	return marks;
}

/* A mark and its text, wrapped. */
static void write_remark(FILE *out, struct vd_arena *arena, const char *mark, const char *text)
{
	enum { WIDTH = 100, INDENT = 5 };
	fprintf(out, "%3s  %s\n", mark, vd_wrap(arena, text, WIDTH, INDENT));
}

static void write_remarks(FILE *out, const struct layout *layout)
{
	struct remarks *remarks = layout->remarks;
	const struct vd_analysis *analysis = layout->analysis;
	if (remarks->count)
		putc('\n', out);
	for (size_t i = 0; i < remarks->count; i++)
		if (!remarks->items[i].number)
			write_remark(out, analysis->arena, mark_of(remarks, i),
				     remarks->items[i].text);
	for (size_t n = 0; n < analysis->study->notes.count; n++)
		for (size_t i = 0; i < remarks->count; i++)
			if (remarks->items[i].number == n + 1)
				write_remark(out, analysis->arena, mark_of(remarks, i),
					     vd_text_in(&analysis->study->notes.items[n].text,
							analysis->language));
}

/* Whether some missing cell shows a code; NULL: the dot, for want of one. */
static bool code_is_shown(const struct layout *layout, const struct vd_code *code)
{
	for (size_t r = 0; r < layout->result->rows.count; r++) {
		for (size_t i = 0; i < layout->count; i++) {
			const struct vd_value *value =
				vd_result_value(layout->result, r, layout->columns[i]);
			if (value->kind == VD_VALUE_MISSING && value->code == code &&
			    !vd_value_says_why(value))
				return true;
		}
	}
	return false;
}

static void write_codes(FILE *out, const struct layout *layout)
{
	const struct vd_study *study = layout->analysis->study;
	const char *joint = "\n";
	for (size_t k = 0; k < study->codes.count; k++) {
		const struct vd_code *code = &study->codes.items[k];
		if (!code_is_shown(layout, code))
			continue;
		const char *text = vd_text_in(&code->text, layout->analysis->language);
		fprintf(out, "%s%s = %s", joint, vd_code_shown(code),
			text ? text : vd_missing_words(code->means));
		joint = "; ";
	}
	if (code_is_shown(layout, NULL)) {
		fprintf(out, "%s%s", joint, _("· = no figure"));
		joint = "; ";
	}
	if (*joint == ';')
		putc('\n', out);
}

/* Whether a cell is worth explaining: computed, and more than a count. */
static bool is_measure(const struct layout *layout, size_t row, size_t column)
{
	const struct vd_formula *formula = layout->result->columns[column].formula;
	const struct vd_value *value = vd_result_value(layout->result, row, column);
	return formula && vd_value_present(value) && value->kind != VD_VALUE_COUNT &&
	       value->kind != VD_VALUE_TEXT;
}

/* The first row's last measure, a percentage before others. */
static void find_example(const struct layout *layout, size_t *row, size_t *column)
{
	bool found = false;
	*row = 0;
	*column = layout->columns[layout->count - 1];
	for (size_t r = 0; r < layout->result->rows.count && !found; r++) {
		for (size_t i = 0; i < layout->count; i++) {
			size_t c = layout->columns[i];
			bool percent = vd_unit_is_percent(vd_result_unit(layout->result, r, c));
			bool better =
				!found || percent ||
				!vd_unit_is_percent(vd_result_unit(layout->result, *row, *column));
			if (!is_measure(layout, r, c) || !better)
				continue;
			*row = r;
			*column = c;
			found = true;
		}
	}
}

static void write_address(FILE *out, const struct layout *layout, bool some_left_out)
{
	const struct vd_result *result = layout->result;
	const char *keys = "";
	size_t row = 0, column = 0;
	for (size_t i = 0; i < layout->count; i++)
		keys = vd_arena_format(layout->analysis->arena, "%s%s%s", keys, *keys ? ", " : "",
				       result->columns[layout->columns[i]].column->key);
	putc('\n', out);
	fprintf(out,
		some_left_out ? _("Columns: %s; more with --columns all\n") : _("Columns: %s\n"),
		keys);
	find_example(layout, &row, &column);
	struct vd_result_cell cell = { result, row, column };
	fprintf(out, _("Explain a cell: %s\n"),
		vd_explain_command(layout->analysis, vd_cell_address(layout->analysis, cell)));
}

void vd_write_text(FILE *out, const struct vd_analysis *analysis, const struct vd_result *result,
		   const struct vd_selected_columns *columns)
{
	size_t count = columns->count;
	fprintf(out, "%s. %s\n\n", vd_table_title(result->description),
		vd_table_about(result->description));
	if (!result->rows.count) {
		const char *when_empty = vd_table_when_empty(result->description);
		fprintf(out, "%s\n",
			*when_empty ? when_empty : _("The study has no figures for this table."));
		return;
	}
	struct remarks remarks = { .arena = analysis->arena,
				   .note_count = analysis->study->notes.count };
	struct layout layout = { .analysis = analysis,
				 .result = result,
				 .columns = columns->items,
				 .count = count,
				 .remarks = &remarks };
	measure(&layout);
	write_headings(out, &layout);
	for (size_t r = 0; r < result->rows.count; r++) {
		int blanks = 0;
		for (size_t i = 0; i < count; i++)
			padded(out, layout.cells[r * count + i], layout.widths[i],
			       is_number(&layout, i), &blanks);
		putc('\n', out);
	}
	write_codes(out, &layout);
	write_remarks(out, &layout);
	write_address(out, &layout, columns->some_left_out);
}
