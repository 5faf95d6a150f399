/* Notes and sources: what [note N] says, and where the figures were printed or added up. */
#include <string.h>

#include "budget/data_files.h"
#include "budget/language.h"
#include "io/workbook.h"

/* LINES_MOST: a row could hold 27, but a page breaks only between rows. */
enum { TEXT_WIDTH = 100, PUBLISHER_WIDTH = 32, LINES_MOST = 15 };

enum field { KIND, MARK, TEXT, PUBLISHER, PUBLISHED, WHERE, FIELDS };

struct cursor {
	struct vd_workbook *book;
	struct vd_xlsx_sheet *sheet;
	uint32_t row;
	size_t lines; /* the row's texts take */
};

static void put(struct cursor *cursor, enum field field, const char *text)
{
	if (!text)
		return;
	bool wrapped = field == TEXT || field == PUBLISHER;
	vd_xlsx_text(cursor->sheet, cursor->row, (uint16_t)field, text,
		     wrapped ? VD_LOOK_WRAPPED : VD_LOOK_PLAIN);
	size_t lines = field == TEXT	    ? vd_sheet_lines(text, TEXT_WIDTH - 2)
		       : field == PUBLISHER ? vd_sheet_lines(text, PUBLISHER_WIDTH - 2)
					    : 1;
	cursor->lines = lines > cursor->lines ? lines : cursor->lines;
}

static void next_row(struct cursor *cursor)
{
	vd_sheet_row_lines(cursor->sheet, cursor->row, cursor->lines);
	cursor->row++;
	cursor->lines = 1;
}

static void write_note(struct cursor *cursor, size_t index)
{
	const struct vd_analysis *analysis = cursor->book->analysis;
	put(cursor, KIND, _("note"));
	put(cursor, MARK, vd_note_mark(analysis->arena, index));
	put(cursor, TEXT,
	    vd_text_in(&analysis->study->notes.items[index].text, analysis->language));
	next_row(cursor);
}

/* Its title, and what it was added up from. */
static const char *data_words(const struct vd_analysis *analysis, const struct vd_data *data,
			      const char *title)
{
	struct vd_arena *arena = analysis->arena;
	const char *words = vd_data_words(arena, data), *rows = vd_data_rows_words(arena, data);
	return title ? vd_arena_format(arena, "%s. %s %s", title, words, rows)
		     : vd_arena_format(arena, "%s %s", words, rows);
}

static void write_table(struct cursor *cursor, const struct vd_table *table)
{
	const struct vd_analysis *analysis = cursor->book->analysis;
	const char *title = vd_text_in(&table->title, analysis->language);
	const char *notes = "";
	for (size_t i = 0; i < table->notes.count; i++)
		notes = vd_arena_format(analysis->arena, "%s %s", notes,
					vd_note_mark(analysis->arena,
						     (size_t)table->notes.items[i]));
	put(cursor, KIND, table->data ? _("data") : _("table"));
	put(cursor, MARK, table->id);
	if (table->data)
		title = data_words(analysis, vd_table_data(analysis->study, table), title);
	put(cursor, TEXT, vd_arena_format(analysis->arena, "%s%s", title ? title : "", notes));
	if (table->source.source != VD_NONE) {
		const char *source = analysis->study->sources.items[table->source.source].id;
		put(cursor, WHERE,
		    table->source.page ? vd_arena_format(analysis->arena, _("%s, p. %s"), source,
							 table->source.page)
				       : source);
	}
	next_row(cursor);
}

/* A long text, such as a query, goes on in rows below, so that all of it is seen and printed. */
static void write_long(struct cursor *cursor, const char *kind, const char *mark, const char *text)
{
	while (text && *text) {
		size_t bytes = vd_sheet_fit(text, TEXT_WIDTH - 2, LINES_MOST);
		put(cursor, KIND, kind);
		put(cursor, MARK, mark);
		put(cursor, TEXT, vd_arena_copy(cursor->book->analysis->arena, text, bytes));
		next_row(cursor);
		text += bytes;
		text += strspn(text, " \n");
	}
}

/* What was asked of the data: a row each, for Data files does not print them. */
static void write_data(struct cursor *cursor, const struct vd_data *data)
{
	write_long(cursor, _("filter"), data->id, data->filter);
	write_long(cursor, _("columns"), data->id, data->columns);
	write_long(cursor, _("numbers"), data->id, data->numbers);
	write_long(cursor, _("query"), data->id, data->query);
}

static void write_source(struct cursor *cursor, const struct vd_source *source)
{
	const char *title = vd_text_in(&source->title, cursor->book->analysis->language);
	put(cursor, KIND, _("source"));
	put(cursor, MARK, source->id);
	put(cursor, TEXT, title);
	put(cursor, PUBLISHER, source->publisher);
	put(cursor, PUBLISHED, source->published);
	put(cursor, WHERE, source->url ? source->url : source->file);
	next_row(cursor);
}

void vd_plan_notes(const struct vd_workbook *book, struct vd_plan *plan)
{
	const struct vd_heading headings[FIELDS] = {
		[KIND] = { .text = _("Kind"), .width_chars = 9 },
		[MARK] = { .text = _("Mark"), .width_chars = 24 },
		[TEXT] = { .text = _("Text"), .width_chars = TEXT_WIDTH },
		[PUBLISHER] = { .text = _("Publisher"), .width_chars = PUBLISHER_WIDTH },
		[PUBLISHED] = { .text = _("Published"), .width_chars = 13 },
		[WHERE] = { .text = _("Where"), .width_chars = 26 },
	};
	vd_plan_headings(book, plan, headings, FIELDS);
}

void vd_sheet_notes(struct vd_workbook *book, const struct vd_plan *plan,
		    struct vd_xlsx_sheet *sheet)
{
	const struct vd_study *study = book->analysis->study;
	struct cursor cursor = {
		.book = book, .sheet = sheet, .row = plan->header_row + 1, .lines = 1
	};
	for (size_t i = 0; i < study->notes.count; i++)
		write_note(&cursor, i);
	for (size_t i = 0; i < study->tables.count; i++) {
		write_table(&cursor, &study->tables.items[i]);
		if (study->tables.items[i].data)
			write_data(&cursor, vd_table_data(study, &study->tables.items[i]));
	}
	for (size_t i = 0; i < study->sources.count; i++)
		write_source(&cursor, &study->sources.items[i]);
	vd_sheet_table(book, plan, sheet, "notes", cursor.row - plan->header_row - 1, 0);
}
