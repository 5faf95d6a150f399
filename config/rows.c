/* The rows of a printed table: a pasted block, or lists of cells. */
#include <string.h>

#include "config/parts.h"

enum { CELLS_MOST = 1000000, COLUMNS_MOST = 1000 };

/* A cell before it is understood: its text, or a mapping that says more. */
struct raw_cell {
	const char *text;
	const struct vd_node *node; /* NULL in a pasted block */
	struct vd_place place;
};

struct raw_row {
	struct raw_cell *items;
	size_t count, capacity;
	struct vd_place place;
	bool is_total; /* from `total:` */
};

/* Bytes of the blank a text begins with, or ends with; 0 if it does not. */
static size_t blank_before(const char *text, size_t from, size_t to)
{
	if (text[from] == ' ' || text[from] == '\t')
		return 1;
	return to - from >= 2 && memcmp(text + from, "\xC2\xA0", 2) == 0 ? 2 : 0;
}

static size_t blank_after(const char *text, size_t from, size_t to)
{
	if (text[to - 1] == ' ' || text[to - 1] == '\t')
		return 1;
	return to - from >= 2 && memcmp(text + to - 2, "\xC2\xA0", 2) == 0 ? 2 : 0;
}

/*
 * The pieces of `text` between separators, trimmed of blanks (the no-break space too); places count
 * characters. One cell more than a table can have is enough to know that there are too many.
 */
static void split(struct vd_loader *loader, struct raw_row *row, const char *text, size_t bytes,
		  char separator)
{
	uint32_t column = row->place.column;
	for (size_t start = 0; start <= bytes && row->count <= COLUMNS_MOST;) {
		const char *found = memchr(text + start, separator, bytes - start);
		size_t end = found ? (size_t)(found - text) : bytes, from = start, to = end;
		while (from < to && blank_before(text, from, to))
			from += blank_before(text, from, to);
		while (to > from && blank_after(text, from, to))
			to -= blank_after(text, from, to);
		struct raw_cell *cell = VD_APPEND(loader->arena, row);
		*cell = (struct raw_cell){ .text = vd_arena_copy(loader->arena, text + from,
								 to - from),
					   .place = row->place };
		cell->place.column = column + vd_utf8_length(text + start, from - start);
		cell->place.length = vd_utf8_length(text + from, to - from);
		if (!cell->place.length)
			cell->place.length = 1;
		column += vd_utf8_length(text + start, end - start) + 1;
		start = end + 1;
	}
}

/* Drop the empty first and last cells of a row written with outer bars: | a | b | */
static void drop_outer_bars(struct raw_row *row)
{
	if (row->count < 2 || *row->items[0].text || *row->items[row->count - 1].text)
		return;
	row->items++;
	row->count -= 2;
}

static bool is_rule_line(const char *text, size_t bytes)
{
	size_t dashes = 0;
	for (size_t i = 0; i < bytes; i++) {
		if (!strchr("-|: ", text[i]))
			return false;
		dashes += text[i] == '-';
	}
	return dashes >= 3;
}

/* Whether the next line is the rule of a Markdown table, so that this one is its heading. */
static bool starts_with_rule(const char *text, const char *end)
{
	const char *newline = memchr(text, '\n', (size_t)(end - text));
	size_t bytes = newline ? (size_t)(newline - text) : (size_t)(end - text);
	return memchr(text, '|', bytes) && is_rule_line(text, bytes);
}

static bool has_character(const char *text, size_t bytes, char c)
{
	return memchr(text, c, bytes) != NULL;
}

/* Where a line of a literal block stands: the block's text is the end of the file's line. */
static struct vd_place place_of_line(const struct vd_loader *loader, uint32_t line,
				     const char *text, size_t bytes)
{
	size_t whole = 0;
	const char *source = vd_input_line(loader->input, line, &whole);
	struct vd_place place = { .file = loader->input->file, .line = line, .column = 1 };
	if (whole >= bytes && memcmp(source + (whole - bytes), text, bytes) == 0)
		place.column = vd_utf8_length(source, whole - bytes) + 1;
	place.length = vd_utf8_length(text, bytes);
	return place;
}

/* The longest declared mark at the end of a text, or NULL. */
static const char *last_mark(const struct vd_table *table, const char *text, size_t bytes)
{
	const char *longest = NULL;
	for (size_t i = 0; i < table->footnotes.count; i++) {
		const char *mark = table->footnotes.items[i].mark;
		size_t length = strlen(mark);
		if (bytes <= length || strncmp(text + bytes - length, mark, length) != 0)
			continue;
		/* A letter or digit is a mark only behind a space. */
		bool plain = (mark[0] >= '0' && mark[0] <= '9') ||
			     (mark[0] >= 'a' && mark[0] <= 'z') ||
			     (mark[0] >= 'A' && mark[0] <= 'Z');
		if (plain && text[bytes - length - 1] != ' ')
			continue;
		if (!longest || length > strlen(longest))
			longest = mark;
	}
	return longest;
}

/* Footnote marks at the end of a cell's text; each becomes its notes of the cell. */
static const char *strip_marks(struct vd_loader *loader, const struct vd_table *table,
			       const char *text, struct vd_notes *notes)
{
	size_t bytes = strlen(text);
	for (const char *mark; (mark = last_mark(table, text, bytes));) {
		bytes -= strlen(mark);
		while (bytes && text[bytes - 1] == ' ')
			bytes--;
		for (size_t k = 0; k < table->footnotes.count; k++)
			if (vd_same(table->footnotes.items[k].mark, mark))
				*VD_APPEND(loader->arena, notes) = table->footnotes.items[k].note;
	}
	return vd_arena_copy(loader->arena, text, bytes);
}

static const struct vd_code *find_code(const struct vd_study *study, const char *text)
{
	for (size_t i = 0; i < study->codes.count; i++)
		if (vd_same(study->codes.items[i].code, text))
			return &study->codes.items[i];
	return NULL;
}

static bool unknown_code(struct vd_loader *loader, struct vd_place place, const char *text)
{
	const struct vd_study *study = loader->study;
	if (!*text) {
		vd_report(loader->diagnostics, place, VD_RULE_EMPTY_CELL, _("the cell is empty"));
		return vd_hint(
			loader->diagnostics,
			_("missing is not zero: write a code of `missing:` that says why, or "
			  "declare the empty cell itself: `\"\": {means: not_reported}`"));
	}
	vd_report(loader->diagnostics, place, VD_RULE_UNKNOWN_CODE,
		  _("`%s` is neither a number nor a declared code"), text);
	size_t bytes = strlen(text);
	bool digits = strpbrk(text, "0123456789") != NULL;
	if (digits && text[0] == '(' && text[bytes - 1] == ')')
		return vd_hint(loader->diagnostics,
			       _("a negative amount is written with a minus: -%.*s"),
			       (int)(bytes - 2), text + 1);
	if (digits)
		return vd_hint(
			loader->diagnostics,
			_("an amount in %s may carry its sign; another currency's amount, or a "
			  "word with a number, cannot be read"),
			study->currency.code);
	for (size_t i = 0; i < study->codes.count; i++) {
		const char *code = study->codes.items[i].code;
		size_t length = strlen(code);
		if (length && length < bytes && strncmp(text, code, length) == 0)
			return vd_hint(
				loader->diagnostics,
				_("if a footnote mark follows `%s`, declare it in the table: "
				  "`footnotes: {\"%s\": note-id}`"),
				code, text + length + strspn(text + length, " "));
	}
	const char **known = VD_TAKE(loader->arena, const char *, study->codes.count);
	for (size_t i = 0; i < study->codes.count; i++)
		known[i] = vd_code_shown(&study->codes.items[i]);
	if (!study->codes.count)
		return vd_hint(loader->diagnostics,
			       _("if it stands for a missing figure, say why under `missing:`, as "
				 "\"%s\": {means: not_reported}; declared: none"),
			       text);
	return vd_hint(loader->diagnostics,
		       _("if it stands for a missing figure, say why under `missing:`, as \"%s\": "
			 "{means: not_reported}; declared: %s"),
		       text, vd_list_words(loader->arena, known, study->codes.count, 20));
}

/* Read a cell's text as a number or a code. */
static bool read_number(struct vd_loader *loader, const struct vd_table *table, const char *text,
			bool is_data, struct vd_cell *cell)
{
	const struct vd_currency *currency = &loader->study->currency;
	const struct vd_number_style *style = vd_style_of(loader, &table->numbers);
	const struct vd_code *code = find_code(loader->study, text);
	if (code) {
		cell->kind = is_data ? VD_CELL_MISSING : VD_CELL_PRINTED;
		cell->code = code;
		return true;
	}
	size_t at = 0;
	enum vd_number_status status = vd_decimal_parse(text, style, currency, &cell->number, &at);
	if (status == VD_NUMBER_NONE)
		return unknown_code(loader, cell->place, text);
	if (status == VD_NUMBER_OK && is_data && cell->number.percent) {
		vd_report(loader->diagnostics, cell->place, VD_RULE_BAD_NUMBER,
			  _("`%s` is a percentage where an amount is expected"), text);
		return vd_hint(loader->diagnostics, _("is the column a `rate` or a `share`?"));
	}
	if (status == VD_NUMBER_OK && is_data)
		status = vd_money_from_decimal(cell->number, currency, &cell->amount);
	if (status != VD_NUMBER_OK)
		return vd_bad_number(loader, cell->place, text, style, status, at);
	cell->kind = is_data ? VD_CELL_AMOUNT : VD_CELL_PRINTED;
	return true;
}

/* A cell that is a mapping: what is printed and how it is read, or an approximate amount. */
struct cell_form {
	const char *printed, *read, *about;
	struct vd_text because;
	struct vd_reference source;
	struct vd_notes notes;
};

static const struct vd_field cell_fields[] = {
	{ .key = "printed",
	  .kind = VD_FIELD_STRING,
	  .offset = VD_OFFSET(cell_form, printed),
	  .meaning = "as it stands in the document" },
	{ .key = "read",
	  .kind = VD_FIELD_STRING,
	  .offset = VD_OFFSET(cell_form, read),
	  .meaning = "what it is read as, where that differs: plain digits and `.`" },
	{ .key = "because",
	  .kind = VD_FIELD_TEXT,
	  .offset = VD_OFFSET(cell_form, because),
	  .meaning = "why it is read so" },
	{ .key = "about",
	  .kind = VD_FIELD_STRING,
	  .offset = VD_OFFSET(cell_form, about),
	  .meaning = "an amount that the source gives as approximate" },
	{ .key = "source",
	  .kind = VD_FIELD_CUSTOM,
	  .decode = vd_decode_source,
	  .offset = VD_OFFSET(cell_form, source),
	  .schema = vd_source_schema,
	  .meaning = "where this cell alone is from" },
	{ .key = "note",
	  .kind = VD_FIELD_CUSTOM,
	  .decode = vd_decode_notes,
	  .offset = VD_OFFSET(cell_form, notes),
	  .schema = vd_notes_schema,
	  .meaning = "a note's id or a list of them" },
};

static const struct vd_record cell_record = {
	.name = N_("cell"),
	.size = sizeof(struct cell_form),
	.fields = cell_fields,
	.count = VD_COUNT_OF(cell_fields),
	.place_offset = SIZE_MAX,
};

static bool decode_form(struct vd_loader *loader, const struct vd_node *node,
			const struct vd_table *table, bool is_data, struct vd_cell *cell)
{
	struct cell_form form = { .source.source = VD_NONE };
	if (!vd_decode_record(loader, node, &cell_record, &form))
		return false;
	if (!form.printed == !form.about) {
		vd_report(loader->diagnostics, node->place, VD_RULE_MISSING_KEY,
			  _("a cell says either `printed` or `about`"));
		return vd_hint(
			loader->diagnostics,
			_("{printed: \"…\", read: \"…\", because: …} or {about: …, note: …}"));
	}
	if (form.read && !form.because.in[VD_EN] && !form.because.in[VD_ES]) {
		vd_report(loader->diagnostics, node->place, VD_RULE_MISSING_KEY,
			  _("a cell that is read otherwise than printed says why"));
		return vd_hint(loader->diagnostics, _("add `because: misprint`, or the reason"));
	}
	cell->printed = form.printed ? form.printed : form.about;
	cell->read = form.read;
	cell->because = form.because;
	cell->about = form.about != NULL;
	cell->source = form.source.source;
	cell->notes = form.notes;
	if (form.read) {
		struct vd_table plain = { .numbers = vd_plain_numbers };
		return read_number(loader, &plain, form.read, is_data, cell);
	}
	return read_number(loader, table, cell->printed, is_data, cell);
}

static bool decode_cell(struct vd_loader *loader, const struct vd_table *table,
			const struct vd_table_column *column, const struct raw_cell *raw,
			struct vd_cell *cell)
{
	*cell = (struct vd_cell){
		.kind = VD_CELL_LABEL, .printed = "", .source = VD_NONE, .place = raw->place
	};
	bool is_data = column->kind == VD_COLUMN_STAGE || column->kind == VD_COLUMN_GENERAL_BUDGET;
	bool is_label = column->kind == VD_COLUMN_INSTITUTION || column->kind == VD_COLUMN_YEAR ||
			column->kind == VD_COLUMN_OTHER;
	if (raw->node && raw->node->kind == VD_NODE_MAP && !is_label)
		return decode_form(loader, raw->node, table, is_data, cell);
	if (raw->node && raw->node->kind != VD_NODE_SCALAR)
		return vd_wrong_type(loader, raw->node, _("a cell"));
	/* What is known as it stands carries no mark. */
	int index = 0;
	bool known = column->kind == VD_COLUMN_INSTITUTION
			     ? vd_label_find(loader, raw->text, &index) != VD_LABEL_NONE
			     : find_code(loader->study, raw->text) != NULL;
	cell->printed = known ? raw->text : strip_marks(loader, table, raw->text, &cell->notes);
	return is_label || read_number(loader, table, cell->printed, is_data, cell);
}

static bool all_digits(const char *text, size_t bytes)
{
	return bytes && strspn(text, "0123456789") >= bytes;
}

/* `93, 765.00`: one to three digits, then three and perhaps a fraction. */
static bool looks_split(const struct raw_cell *left, const struct raw_cell *right)
{
	if (!left->node || !right->node || left->node->style != VD_STYLE_PLAIN ||
	    right->node->style != VD_STYLE_PLAIN || !left->text || !right->text)
		return false;
	size_t bytes = strlen(left->text), digits = 0;
	while (digits < bytes && digits < 4 && left->text[bytes - 1 - digits] >= '0' &&
	       left->text[bytes - 1 - digits] <= '9')
		digits++;
	return digits >= 1 && digits <= 3 && strlen(right->text) >= 3 &&
	       all_digits(right->text, 3) && strchr(".", right->text[3]);
}

static bool wrong_count(struct vd_loader *loader, const struct vd_table *table,
			const struct raw_row *row)
{
	struct vd_diagnostics *diagnostics = loader->diagnostics;
	for (size_t i = 0; row->count > table->column_count && i + 1 < row->count; i++) {
		const struct raw_cell *left = &row->items[i], *right = &row->items[i + 1];
		if (!looks_split(left, right))
			continue;
		const char *whole = left->text;
		for (; i + 1 < row->count && looks_split(&row->items[i], &row->items[i + 1]); i++)
			whole = vd_arena_format(loader->arena, "%s,%s", whole,
						row->items[i + 1].text);
		vd_report(diagnostics, left->place, VD_RULE_SPLIT_AMOUNT,
			  _("%zu cells for %zu columns: a comma has split an amount"), row->count,
			  table->column_count);
		return vd_hint(diagnostics, _("put it in quotes: \"%s\""), whole);
	}
	if (row->count > table->column_count && row->items[1].node && row->items[1].text &&
	    !strpbrk(row->items[1].text, "0123456789") &&
	    !find_code(loader->study, row->items[1].text)) {
		vd_report(diagnostics, row->items[0].place, VD_RULE_SPLIT_AMOUNT,
			  _("%zu cells for %zu columns: a comma may have split the name"),
			  row->count, table->column_count);
		return vd_hint(diagnostics, _("put it in quotes: \"%s, %s\""), row->items[0].text,
			       row->items[1].text);
	}
	vd_report(diagnostics, row->place, VD_RULE_CELL_COUNT,
		  VD_PLURAL("%zu cell for %zu columns", "%zu cells for %zu columns", row->count),
		  row->count, table->column_count);
	const char *first = row->items[0].text;
	if (row->count == 1 && first && strstr(first, "  "))
		return vd_hint(diagnostics,
			       _("cells are split by tabs or `|`, and there is none here"));
	if (row->count < table->column_count)
		return vd_hint(diagnostics,
			       _("every column has a cell; where there is no figure write a code"));
	return vd_hint(diagnostics, _("is there a column too few in `columns:`?"));
}

/* `954,099.00` without a space is one amount rather than two cells. */
static bool has_touching_cells(struct vd_loader *loader, const struct raw_row *row)
{
	for (size_t i = 0; i + 1 < row->count; i++) {
		const struct raw_cell *left = &row->items[i], *right = &row->items[i + 1];
		if (!looks_split(left, right) || left->place.line != right->place.line ||
		    left->place.column + left->place.length + 1 != right->place.column)
			continue;
		vd_report(loader->diagnostics, left->place, VD_RULE_SPLIT_AMOUNT,
			  _("`%s,%s`: one amount or two cells?"), left->text, right->text);
		vd_hint(loader->diagnostics,
			_("put an amount in quotes: \"%s,%s\"; put a space behind a comma between cells"),
			left->text, right->text);
		return true;
	}
	return false;
}

static bool is_total_label(const struct vd_table *table, const char *label)
{
	return table->total_label ? vd_same(table->total_label, label) : vd_is_total_word(label);
}

/* The notes of a row's label are those of what it names. */
static void add_notes(struct vd_loader *loader, struct vd_notes *to, const struct vd_notes *from)
{
	for (size_t i = 0; i < from->count; i++) {
		bool there = false;
		for (size_t k = 0; k < to->count; k++)
			there = there || to->items[k] == from->items[i];
		if (!there)
			*VD_APPEND(loader->arena, to) = from->items[i];
	}
}

static bool find_subject(struct vd_loader *loader, const struct vd_table *table,
			 const struct vd_cell *cell, struct vd_table_row *row)
{
	const char *label = cell->printed;
	row->label = label;
	enum vd_label_kind kind = vd_label_find(loader, label, &row->subject);
	if (kind != VD_LABEL_NONE && table->total_label && vd_same(label, table->total_label)) {
		vd_report(loader->diagnostics, cell->place, VD_RULE_AMBIGUOUS_INSTITUTION,
			  _("`%s` is the table's total and an institution or group as well"),
			  label);
		return vd_hint(loader->diagnostics, _("give one of the two another name"));
	}
	if (kind == VD_LABEL_INSTITUTION || kind == VD_LABEL_GROUP) {
		row->kind = kind == VD_LABEL_GROUP ? VD_ROW_GROUP : VD_ROW_INSTITUTION;
		if (kind == VD_LABEL_GROUP)
			loader->study->groups.items[row->subject].printed = true;
		else
			add_notes(loader, &loader->study->institutions.items[row->subject].notes,
				  &cell->notes);
		return true;
	}
	if (kind == VD_LABEL_AMBIGUOUS) {
		vd_report(loader->diagnostics, cell->place, VD_RULE_AMBIGUOUS_INSTITUTION,
			  _("`%s` names more than one institution or group"), label);
		return vd_hint(loader->diagnostics, _("write the id of the one that is meant"));
	}
	if (is_total_label(table, label)) {
		row->kind = VD_ROW_TOTAL;
		return true;
	}
	if (vd_data_is_incomplete(loader))
		return false; /* what stops it from being read is reported */
	vd_report(loader->diagnostics, cell->place, VD_RULE_UNKNOWN_INSTITUTION,
		  _("unknown institution `%s`"), label);
	if (loader->diagnostics->dropped)
		return false;
	const char *nearest = vd_label_nearest(loader, label);
	if (nearest)
		return vd_hint(
			loader->diagnostics,
			_("did you mean `%s`? else add `as_printed: \"%s\"` to its institution"),
			nearest, label);
	return vd_hint(
		loader->diagnostics,
		_("declare it under `institutions:`; a total goes by `total` or `total_label:`"));
}

static bool find_row_year(struct vd_loader *loader, const struct vd_table *table,
			  const struct vd_cell *cell, bool alone, struct vd_table_row *row)
{
	struct vd_node node = { .kind = VD_NODE_SCALAR,
				.text = cell->printed,
				.bytes = strlen(cell->printed),
				.place = cell->place };
	int year = 0;
	if (alone && is_total_label(table, cell->printed)) {
		row->kind = VD_ROW_TOTAL;
		row->label = cell->printed;
		return true;
	}
	if (!vd_decode_year(loader, &node, &year))
		return false;
	if (alone) {
		row->kind = VD_ROW_YEAR;
		row->label = cell->printed;
	}
	row->year = vd_study_year(loader->study, year);
	if (row->year != VD_NONE) {
		if (alone)
			add_notes(loader, &loader->study->years.items[row->year].notes,
				  &cell->notes);
		return true;
	}
	if (!loader->study->years.count)
		return false; /* reported at `years:` */
	vd_report(loader->diagnostics, cell->place, VD_RULE_UNKNOWN_REFERENCE,
		  _("the year %d is not declared"), year);
	return vd_hint(loader->diagnostics, _("add it under `years:`, as `%d: {phase: enacted}`"),
		       year);
}

static bool has_column(const struct vd_table *table, enum vd_column_kind kind)
{
	for (size_t i = 0; i < table->column_count; i++)
		if (table->columns[i].kind == kind)
			return true;
	return false;
}

static bool decode_row(struct vd_loader *loader, struct vd_table *table, const struct raw_row *raw)
{
	if (raw->count != table->column_count)
		return wrong_count(loader, table, raw);
	if (has_touching_cells(loader, raw))
		return false;
	struct vd_table_row row = { .subject = VD_NONE,
				    .year = VD_NONE,
				    .kind = VD_ROW_TOTAL,
				    .place = raw->place,
				    .cells = VD_TAKE(loader->arena, struct vd_cell, raw->count) };
	bool by_year = !has_column(table, VD_COLUMN_INSTITUTION), good = true;
	for (size_t i = 0; i < raw->count; i++) {
		struct vd_cell *cell = &row.cells[i];
		const struct vd_table_column *column = &table->columns[i];
		bool read = decode_cell(loader, table, column, &raw->items[i], cell);
		if (read && raw->is_total && column->kind == VD_COLUMN_INSTITUTION)
			row.label = cell->printed;
		else if (read && column->kind == VD_COLUMN_INSTITUTION)
			read = find_subject(loader, table, cell, &row);
		else if (read && column->kind == VD_COLUMN_YEAR && !(raw->is_total && by_year))
			read = find_row_year(loader, table, cell, by_year, &row);
		good = read && good;
	}
	if (good)
		*VD_APPEND(loader->arena, &table->rows) = row;
	return good;
}

static bool too_many_cells(struct vd_loader *loader, const struct vd_table *table,
			   struct vd_place place)
{
	if (table->rows.count * table->column_count <= CELLS_MOST)
		return false;
	vd_report(loader->diagnostics, place, VD_RULE_TOO_MANY, _("a table has at most %d cells"),
		  CELLS_MOST);
	return true;
}

/* A first line above the rule of a Markdown table is its heading, unless it names a row. */
static bool is_heading(const struct vd_loader *loader, const struct vd_table *table,
		       const struct raw_row *row)
{
	for (size_t i = 0; i < row->count && i < table->column_count; i++) {
		const char *text = row->items[i].text;
		int index = 0;
		if (table->columns[i].kind == VD_COLUMN_INSTITUTION)
			return vd_label_find(loader, text, &index) == VD_LABEL_NONE &&
			       !is_total_label(table, text);
		if (table->columns[i].kind == VD_COLUMN_YEAR)
			return strspn(text, "0123456789") != strlen(text);
	}
	return false;
}

static bool decode_block(struct vd_loader *loader, const struct vd_node *node,
			 struct vd_table *table)
{
	const char *text = node->text, *end = node->text + node->bytes;
	uint32_t line = node->place.line;
	bool good = true, first = true;
	while (text < end) {
		const char *newline = memchr(text, '\n', (size_t)(end - text));
		size_t bytes = newline ? (size_t)(newline - text) : (size_t)(end - text);
		line++;
		char separator = has_character(text, bytes, '\t') ? '\t' : '|';
		bool blank = strspn(text, " \t") >= bytes;
		if (!blank && !(separator == '|' && is_rule_line(text, bytes))) {
			struct raw_row row = {
				.place = place_of_line(loader, line, text, bytes),
			};
			split(loader, &row, text, bytes, separator);
			if (separator == '|')
				drop_outer_bars(&row);
			bool above_rule = newline && starts_with_rule(newline + 1, end);
			if (!(first && above_rule && is_heading(loader, table, &row)))
				good = decode_row(loader, table, &row) && good;
			first = false;
			if (too_many_cells(loader, table, row.place))
				return false;
		}
		text += bytes + 1;
	}
	return good;
}

static struct raw_row raw_list(struct vd_loader *loader, const struct vd_node *node)
{
	struct raw_row row = { .place = node->place };
	for (size_t i = 0; i < node->list.count; i++) {
		const struct vd_node *item = node->list.items[i];
		*VD_APPEND(loader->arena, &row) =
			(struct raw_cell){ .text = item->text, .node = item, .place = item->place };
	}
	return row;
}

static bool decode_list_row(struct vd_loader *loader, const struct vd_node *node,
			    struct vd_table *table, bool is_total)
{
	if (node->kind != VD_NODE_LIST || !node->list.count)
		return vd_wrong_type(loader, node, _("a row, as a list of cells,"));
	struct raw_row row = raw_list(loader, node);
	row.is_total = is_total;
	return decode_row(loader, table, &row);
}

bool vd_decode_rows(struct vd_loader *loader, const struct vd_node *node, void *vd_table)
{
	struct vd_table *table = vd_table;
	if (!table->column_count)
		return false; /* its columns are reported */
	bool blank = node->kind == VD_NODE_SCALAR && node->style == VD_STYLE_LITERAL &&
		     strspn(node->text, " \t\r\n") == node->bytes;
	if (blank || (node->kind == VD_NODE_LIST && !node->list.count))
		return vd_report(loader->diagnostics, node->place, VD_RULE_MISSING_KEY,
				 _("the table has no rows"));
	if (node->kind == VD_NODE_SCALAR && node->style == VD_STYLE_LITERAL)
		return decode_block(loader, node, table);
	if (node->kind == VD_NODE_SCALAR && !vd_node_is_empty(node)) {
		vd_wrong_type(loader, node, _("a pasted block or a list of rows"));
		return vd_hint(loader->diagnostics, _("paste the table under `rows: |`"));
	}
	if (node->kind != VD_NODE_LIST)
		return vd_wrong_type(loader, node, _("a pasted block or a list of rows"));
	bool good = true;
	for (size_t i = 0; i < node->list.count; i++) {
		good = decode_list_row(loader, node->list.items[i], table, false) && good;
		if (too_many_cells(loader, table, node->list.items[i]->place))
			return false;
	}
	return good;
}

bool vd_decode_total(struct vd_loader *loader, const struct vd_node *node, void *vd_table)
{
	struct vd_table *table = vd_table;
	return table->column_count && decode_list_row(loader, node, table, true);
}
