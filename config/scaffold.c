#include "config/scaffold.h"

#include <string.h>

#include "budget/money.h"
#include "budget/text.h"
#include "config/parts.h"
#include "config/yaml_text.h"

struct text_list {
	const char **items;
	size_t count, capacity;
};

struct line {
	const char **items; /* cells, trimmed */
	size_t count, capacity;
	uint32_t number;
};

struct grid {
	struct line *items;
	size_t count, capacity;
	size_t columns;
	size_t header_rows;
};

enum guess {
	GUESS_LABEL,
	GUESS_YEAR,
	GUESS_DATA,
	GUESS_BUDGET,
	GUESS_RATE,
	GUESS_SHARE,
	GUESS_OTHER
};

struct guessed_column {
	enum guess guess;
	const char *stage; /* for GUESS_DATA */
	const char *year;  /* or NULL */
};

struct marks {
	size_t as_decimal, as_grouping;
};

static const size_t NO_COLUMN = SIZE_MAX;

struct scaffold {
	struct vd_arena *arena;
	struct vd_diagnostics *diagnostics;
	const struct vd_input *table;
	const struct vd_scaffold_options *options;
	struct grid grid;
	struct guessed_column *columns;
	size_t label_column, year_column; /* NO_COLUMN where there is none */
	const char *total_label;	  /* where the total is called otherwise */
	struct text_list years, codes, marks;
	struct vd_number_style style;
	struct vd_buffer out;
};

static void add_unique(struct vd_arena *arena, struct text_list *list, const char *text)
{
	for (size_t i = 0; i < list->count; i++)
		if (vd_same(list->items[i], text))
			return;
	*VD_APPEND(arena, list) = text;
}

static void put(struct scaffold *scaffold, const char *text)
{
	vd_buffer_add(&scaffold->out, text);
}

static const char *trimmed(struct vd_arena *arena, const char *text, size_t bytes)
{
	size_t from = 0;
	while (from < bytes && strchr(" \r\t", text[from]))
		from++;
	while (bytes > from && strchr(" \r\t", text[bytes - 1]))
		bytes--;
	return vd_arena_copy(arena, text + from, bytes - from);
}

/* | a | b | has an empty cell at each end; a rule of dashes is no row. */
static void drop_outer_bars(struct grid *grid, struct line *line)
{
	if (line->count > 2 && !*line->items[0] && !*line->items[line->count - 1]) {
		line->items++;
		line->count -= 2;
	}
	bool rule = true;
	for (size_t c = 0; c < line->count; c++)
		rule = rule && strspn(line->items[c], "-:") == strlen(line->items[c]) &&
		       strlen(line->items[c]) >= 3;
	if (rule) {
		grid->count--;
		line->count = 0;
	}
}

static bool read_grid(struct scaffold *scaffold)
{
	const struct vd_input *table = scaffold->table;
	char separator = strchr(table->text, '\t') ? '\t' : '|';
	for (uint32_t number = 1; number <= table->line_count; number++) {
		size_t bytes = 0;
		const char *text = vd_input_line(table, number, &bytes);
		if (strspn(text, " \t") >= bytes)
			continue;
		struct line *line = VD_APPEND(scaffold->arena, &scaffold->grid);
		*line = (struct line){ .number = number };
		for (size_t start = 0, i = 0; i <= bytes; i++) {
			if (i < bytes && text[i] != separator)
				continue;
			*VD_APPEND(scaffold->arena, line) =
				trimmed(scaffold->arena, text + start, i - start);
			start = i + 1;
		}
		if (separator == '|')
			drop_outer_bars(&scaffold->grid, line);
		if (line->count > scaffold->grid.columns)
			scaffold->grid.columns = line->count;
	}
	if (scaffold->grid.columns >= 2)
		return true;
	vd_report(scaffold->diagnostics, (struct vd_place){ .file = table->file },
		  VD_RULE_CELL_COUNT, _("the table has one column only"));
	return vd_hint(scaffold->diagnostics,
		       _("copy it from a spreadsheet, so that tabs split the cells; or use `|`"));
}

static const char *cell(const struct line *line, size_t column)
{
	return column < line->count ? line->items[column] : "";
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The first year in a text, or NULL. */
static const char *year_in(struct vd_arena *arena, const char *text)
{
	for (size_t i = 0; text[i]; i++) {
		if ((i && is_digit(text[i - 1])) || (text[i] != '1' && text[i] != '2'))
			continue;
		size_t digits = strspn(text + i, "0123456789");
		bool fraction = (text[i + digits] == '.' || text[i + digits] == ',') &&
				is_digit(text[i + digits + 1]);
		if (digits == 4 && !fraction && strncmp(text + i, "1800", 4) >= 0 &&
		    strncmp(text + i, "2200", 4) <= 0)
			return vd_arena_copy(arena, text + i, 4);
	}
	return NULL;
}

static bool is_year(struct vd_arena *arena, const char *text)
{
	return strlen(text) == 4 && year_in(arena, text);
}

/* A cell with digits and little else: an amount or a percentage, not a year. */
static bool looks_numeric(struct vd_arena *arena, const char *text)
{
	size_t digits = 0, letters = 0;
	for (const char *c = text; *c; c++) {
		digits += is_digit(*c);
		letters += (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z');
	}
	return digits && letters <= 4 && digits >= letters && !year_in(arena, text);
}

static const char *lower(struct vd_arena *arena, const char *text);
static bool mentions(const char *text, const char *const *words);

/* A year, or a word that heads columns: the row is a heading and no row of codes. */
static bool is_heading_row(const struct scaffold *scaffold, const struct line *line)
{
	static const char *const words[] = {
		"alloc",    "asign",  "presup",	 "budget",  "approv",	 "aprob",  "pia",
		"inicial",  "modif",  "pim",	 "vigente", "implement", "execut", "ejecut",
		"devengad", "spent",  "outturn", "actual",  "gasto",	 "share",  "rate",
		"tasa",	    "avance", "percent", NULL
	};
	for (size_t c = 1; c < scaffold->grid.columns; c++) {
		const char *text = lower(scaffold->arena, cell(line, c));
		if (looks_numeric(scaffold->arena, text))
			return false;
		if (mentions(text, words) || vd_same(text, "%") || year_in(scaffold->arena, text))
			return true;
	}
	return false;
}

/* The first row is a heading, and those below it that still look like one. */
static bool find_header(struct scaffold *scaffold)
{
	struct grid *grid = &scaffold->grid;
	bool first_is_data = false;
	for (size_t c = 1; c < grid->columns; c++)
		first_is_data = first_is_data ||
				looks_numeric(scaffold->arena, cell(&grid->items[0], c));
	grid->header_rows = first_is_data ? 0 : 1;
	while (grid->header_rows && grid->header_rows < grid->count &&
	       is_heading_row(scaffold, &grid->items[grid->header_rows]))
		grid->header_rows++;
	if (grid->header_rows && grid->header_rows < grid->count)
		return true;
	vd_report(scaffold->diagnostics, (struct vd_place){ .file = scaffold->table->file },
		  VD_RULE_BAD_COLUMN,
		  grid->header_rows ? _("the table has no row with a figure")
				    : _("the table has no row of headings"));
	return vd_hint(
		scaffold->diagnostics,
		_("its first row says what the columns are: institution, allocated 2016, …"));
}

/* ASCII letters in lower case; other characters stay. */
static const char *lower(struct vd_arena *arena, const char *text)
{
	char *copy = vd_arena_copy(arena, text, strlen(text));
	for (char *c = copy; *c; c++)
		*c = *c >= 'A' && *c <= 'Z' ? (char)(*c - 'A' + 'a') : *c;
	return copy;
}

static bool mentions(const char *text, const char *const *words)
{
	for (; *words; words++)
		if (strstr(text, *words))
			return true;
	return false;
}

/* Headings of a column over all header rows; a merged heading counts for the cells right of it. */
static const char *heading_of(const struct scaffold *scaffold, size_t column)
{
	const char *heading = "";
	for (size_t r = 0; r < scaffold->grid.header_rows; r++) {
		const struct line *line = &scaffold->grid.items[r];
		size_t c = column;
		bool last = r + 1 == scaffold->grid.header_rows;
		while (!last && c > 1 && !*cell(line, c))
			c--;
		heading = vd_arena_format(scaffold->arena, "%s %s", heading, cell(line, c));
	}
	return lower(scaffold->arena, heading);
}

/* A table's place, for a message about one of its rows. */
static struct vd_place row_place(const struct scaffold *scaffold, size_t row)
{
	return (struct vd_place){ .file = scaffold->table->file,
				  .line = scaffold->grid.items[row].number,
				  .column = 1,
				  .length = 1 };
}

static struct guessed_column guess_column(const struct scaffold *scaffold, size_t column)
{
	static const char *const budget[] = { "general budget", "presupuesto general",
					      "general_budget", NULL };
	static const char *const share[] = { "share", "proporci", "participaci", NULL };
	static const char *const rate[] = { "%", "rate", "tasa", "avance", "percent", NULL };
	static const char *const implemented[] = { "implement", "execut", "ejecut",
						   "devengad",	"spent",  "outturn",
						   "actual",	"gasto",  NULL };
	static const char *const modified[] = { "modif", "pim", "vigente", "revised", NULL };
	static const char *const allocated[] = { "alloc", "asign", "presup",  "budget", "approv",
						 "aprob", "pia",   "inicial", NULL };
	const char *heading = heading_of(scaffold, column);
	struct guessed_column guessed = { .guess = GUESS_OTHER,
					  .year = year_in(scaffold->arena, heading) };
	if (column == scaffold->label_column) {
		guessed.guess = GUESS_LABEL;
	} else if (column == scaffold->year_column) {
		guessed.guess = GUESS_YEAR;
	} else if (mentions(heading, budget)) {
		guessed.guess = GUESS_BUDGET;
	} else if (mentions(heading, share)) {
		guessed.guess = GUESS_SHARE;
	} else if (mentions(heading, rate)) {
		guessed.guess = GUESS_RATE;
	} else if (mentions(heading, implemented) || mentions(heading, modified) ||
		   mentions(heading, allocated)) {
		guessed.guess = GUESS_DATA;
		guessed.stage = mentions(heading, implemented) ? "implemented"
				: mentions(heading, modified)  ? "modified"
							       : "allocated";
	}
	return guessed;
}

/* The column of names, and the column of years, by their headings; else the first is names. */
static void find_subjects(struct scaffold *scaffold)
{
	static const char *const years[] = { "year", "año", "ejercicio", NULL };
	static const char *const names[] = { "institu", "entidad", "entity",   "sector", "ministe",
					     "pliego",	"organis", "agenc",    "name",	 "nombre",
					     "municip", "gobiern", "departam", "body",	 NULL };
	const struct line *first = &scaffold->grid.items[scaffold->grid.header_rows];
	scaffold->label_column = scaffold->year_column = NO_COLUMN;
	for (size_t c = 0; c < scaffold->grid.columns; c++) {
		const char *heading = heading_of(scaffold, c);
		bool is_text = !looks_numeric(scaffold->arena, cell(first, c));
		if (scaffold->year_column == NO_COLUMN && mentions(heading, years) &&
		    is_year(scaffold->arena, cell(first, c)))
			scaffold->year_column = c;
		else if (scaffold->label_column == NO_COLUMN && mentions(heading, names) && is_text)
			scaffold->label_column = c;
	}
	if (scaffold->label_column == NO_COLUMN && scaffold->year_column != 0)
		scaffold->label_column = 0;
}

/* What a heading may not leave open: the year, the scale, or what the column is at all. */
static void check_heading(struct scaffold *scaffold, size_t c, struct guessed_column *column)
{
	static const char *const scales[] = { "miles", "thousand", "millon", "million", NULL };
	const char *heading = heading_of(scaffold, c);
	struct vd_place place = row_place(scaffold, scaffold->grid.header_rows - 1);
	bool is_data = column->guess == GUESS_DATA || column->guess == GUESS_BUDGET;
	bool has_year_column = scaffold->year_column != NO_COLUMN;
	const char *shown = trimmed(scaffold->arena, heading, strlen(heading));
	if (!*shown) {
		vd_report(scaffold->diagnostics, place, VD_RULE_BAD_COLUMN,
			  _("column %zu has cells and no heading"), c + 1);
		vd_hint(scaffold->diagnostics, _("say what it is, or take it out"));
		return;
	}
	if (is_data && mentions(heading, scales)) {
		vd_report(scaffold->diagnostics, place, VD_RULE_BAD_COLUMN,
			  _("column %zu, `%s`: amounts in thousands or millions"), c + 1, shown);
		vd_hint(scaffold->diagnostics, _("a study takes whole units: multiply them first"));
	}
	const char *after = column->year ? strstr(heading, column->year) + 4 : NULL;
	const char *second = after ? year_in(scaffold->arena, after) : NULL;
	if (is_data && second && !vd_same(second, column->year)) {
		vd_report(scaffold->diagnostics, place, VD_RULE_BAD_COLUMN,
			  _("column %zu, `%s`: which of the two years?"), c + 1, shown);
		vd_hint(scaffold->diagnostics, _("leave one year in its heading"));
	}
	if (is_data && !has_year_column && !column->year)
		column->year = scaffold->options->year;
	if (is_data && !has_year_column && !column->year) {
		vd_report(scaffold->diagnostics, place, VD_RULE_BAD_COLUMN,
			  _("column %zu, `%s`: of which year?"), c + 1, shown);
		vd_hint(scaffold->diagnostics,
			_("put the year in its heading, or say --year 2016"));
	}
	if (has_year_column)
		column->year = NULL;
}

static bool guess_columns(struct scaffold *scaffold)
{
	size_t count = scaffold->grid.columns, data = 0;
	scaffold->columns = VD_TAKE(scaffold->arena, struct guessed_column, count);
	find_subjects(scaffold);
	for (size_t c = 0; c < count; c++) {
		struct guessed_column *column = &scaffold->columns[c];
		*column = guess_column(scaffold, c);
		check_heading(scaffold, c, column);
		data += column->guess == GUESS_DATA || column->guess == GUESS_BUDGET;
		if (column->year)
			add_unique(scaffold->arena, &scaffold->years, column->year);
	}
	if (!data) {
		vd_report(scaffold->diagnostics, (struct vd_place){ .file = scaffold->table->file },
			  VD_RULE_BAD_COLUMN, _("no heading says which column holds amounts"));
		vd_hint(scaffold->diagnostics,
			_("use headings such as `allocated 2016` and `implemented 2016`"));
	}
	return vd_error_count(scaffold->diagnostics) == 0;
}

/* A row's label: its name, or its year. */
static const char *label_of(const struct scaffold *scaffold, size_t row)
{
	size_t column = scaffold->label_column == NO_COLUMN ? scaffold->year_column
							    : scaffold->label_column;
	return cell(&scaffold->grid.items[row], column);
}

static bool starts_with(const char *text, const char *start)
{
	return strncmp(text, start, strlen(start)) == 0;
}

/* Sums among the rows must not pass for institutions, and each row has a name. */
static bool check_labels(struct scaffold *scaffold)
{
	bool has_total = false;
	for (size_t r = scaffold->grid.header_rows; r < scaffold->grid.count; r++)
		has_total = has_total || vd_is_total_word(label_of(scaffold, r));
	for (size_t r = scaffold->grid.header_rows; r < scaffold->grid.count; r++) {
		const char *label = label_of(scaffold, r);
		const char *word = lower(scaffold->arena, label);
		bool part = starts_with(word, "subtotal") || starts_with(word, "sub-total") ||
			    starts_with(word, "sub total");
		bool whole = starts_with(word, "total ") || vd_same(word, "totales") ||
			     starts_with(word, "gran total") || starts_with(word, "grand total") ||
			     vd_same(word, "suma");
		if (!*label) {
			vd_report(scaffold->diagnostics, row_place(scaffold, r), VD_RULE_EMPTY_CELL,
				  _("the row has no name"));
			vd_hint(scaffold->diagnostics, _("say what it is about, or take it out"));
		} else if (part || (whole && (scaffold->total_label || has_total))) {
			vd_report(scaffold->diagnostics, row_place(scaffold, r),
				  VD_RULE_UNKNOWN_INSTITUTION, _("`%s` is a sum of other rows"),
				  label);
			vd_hint(scaffold->diagnostics,
				_("take the row out, or write the study by hand with a `group` for it"));
		} else if (whole) {
			scaffold->total_label = label;
		}
	}
	return vd_error_count(scaffold->diagnostics) == 0;
}

/* Count how a mark is used: before one or two last digits, or before groups of three. */
static void count_marks(const char *text, const char *mark, struct marks *marks)
{
	size_t length = strlen(mark), seen = 0;
	for (const char *at = strstr(text, mark); at; at = strstr(at + length, mark)) {
		size_t digits = strspn(at + length, "0123456789");
		char next = at[length + digits];
		if (at == text || !is_digit(at[-1]) || !digits)
			continue;
		seen++;
		bool end = next == '\0' || next == '%' || next == ' ';
		if (digits == 3)
			marks->as_grouping += seen > 1 || !end ? 3 : 1;
		else if (end)
			marks->as_decimal += 2;
	}
}

static void guess_style(struct scaffold *scaffold)
{
	static const char *const candidates[] = { ".", ",", "'", "’", " ", "\xC2\xA0" };
	struct marks marks[6] = { { 0 } };
	for (size_t r = scaffold->grid.header_rows; r < scaffold->grid.count; r++)
		for (size_t c = 1; c < scaffold->grid.columns; c++)
			for (size_t m = 0; m < 6; m++) {
				const char *text = cell(&scaffold->grid.items[r], c);
				if (looks_numeric(scaffold->arena, text))
					count_marks(text, candidates[m], &marks[m]);
			}
	bool comma_is_decimal = marks[1].as_decimal + marks[0].as_grouping >
				marks[0].as_decimal + marks[1].as_grouping;
	scaffold->style = (struct vd_number_style){ .decimal = comma_is_decimal ? "," : "." };
	for (size_t m = 0; m < 6; m++)
		if (marks[m].as_grouping && !vd_same(candidates[m], scaffold->style.decimal))
			scaffold->style.grouping[scaffold->style.grouping_count++] = candidates[m];
}

/* Currency from the option, or from a sign that only one currency uses here. */
static bool find_currency(struct scaffold *scaffold, struct vd_currency *currency)
{
	if (scaffold->options->currency) {
		if (vd_currency_find(scaffold->options->currency, currency))
			return true;
		return vd_report(scaffold->diagnostics, (struct vd_place){ .file = "--currency" },
				 VD_RULE_UNKNOWN_CURRENCY,
				 _("`%s` is not an ISO 4217 currency code"),
				 scaffold->options->currency);
	}
	static const char *const signs[] = { "S/.", "S/", "€", "£", "R$", "₡", "₲", "₹" };
	for (size_t s = 0; s < sizeof(signs) / sizeof(*signs); s++)
		if (strstr(scaffold->table->text, signs[s]) &&
		    vd_currency_by_sign(signs[s], currency) == 1)
			return true;
	return vd_currency_find("XXX", currency);
}

/* The text without a footnote mark at its end; the mark is noted down. */
static const char *without_marks(struct scaffold *scaffold, const char *text)
{
	static const char *const marks[] = { "¹", "²", "³", "⁴", "⁵", "⁶", "⁷",
					     "⁸", "⁹", "⁰", "*", "†", "‡" };
	size_t bytes = strlen(text);
	for (size_t m = 0; m < sizeof(marks) / sizeof(*marks); m++) {
		size_t length = strlen(marks[m]);
		if (bytes <= length || strcmp(text + bytes - length, marks[m]) != 0)
			continue;
		add_unique(scaffold->arena, &scaffold->marks, marks[m]);
		return without_marks(scaffold, trimmed(scaffold->arena, text, bytes - length));
	}
	return text;
}

/* Words that stand where numbers would: each becomes a code, unless it has digits. */
static bool collect_codes(struct scaffold *scaffold, const struct vd_currency *currency)
{
	for (size_t r = scaffold->grid.header_rows; r < scaffold->grid.count; r++) {
		without_marks(scaffold, label_of(scaffold, r));
		for (size_t c = 0; c < scaffold->grid.columns; c++) {
			enum guess guess = scaffold->columns[c].guess;
			const char *text =
				without_marks(scaffold, cell(&scaffold->grid.items[r], c));
			struct vd_decimal number;
			size_t at = 0;
			if (guess == GUESS_OTHER || guess == GUESS_LABEL || guess == GUESS_YEAR ||
			    vd_decimal_parse(text, &scaffold->style, currency, &number, &at) !=
				    VD_NUMBER_NONE)
				continue;
			if (strpbrk(text, "0123456789")) {
				vd_report(scaffold->diagnostics, row_place(scaffold, r),
					  VD_RULE_BAD_NUMBER, _("column %zu: `%s` is not a number"),
					  c + 1, text);
				vd_hint(scaffold->diagnostics,
					_("write a negative amount with a minus; name the currency with "
					  "--currency if its sign is not known"));
				continue;
			}
			add_unique(scaffold->arena, &scaffold->codes, text);
		}
	}
	return vd_error_count(scaffold->diagnostics) == 0;
}

static bool is_total(const struct scaffold *scaffold, const char *label)
{
	return scaffold->total_label ? vd_same(label, scaffold->total_label)
				     : vd_is_total_word(label);
}

static void put_institutions(struct scaffold *scaffold)
{
	struct text_list labels = { 0 }, ids = { 0 };
	for (size_t r = scaffold->grid.header_rows; r < scaffold->grid.count; r++) {
		const char *label = without_marks(scaffold, label_of(scaffold, r));
		if (!is_total(scaffold, label))
			add_unique(scaffold->arena, &labels, label);
	}
	put(scaffold,
	    _("# level: national, regional or local; correct it. region: \"08\" (a code, as "
	      "text) where it has one.\n"));
	put(scaffold, "institutions:\n");
	for (size_t i = 0; i < labels.count; i++) {
		const char *base = vd_id_of_label(scaffold->arena, labels.items[i], "institution"),
			   *id = base;
		size_t before = ids.count;
		for (size_t n = 2; add_unique(scaffold->arena, &ids, id), ids.count == before; n++)
			id = vd_arena_format(scaffold->arena, "%s-%zu", base, n);
		put(scaffold,
		    vd_arena_format(scaffold->arena,
				    "  - {id: \"%s\", as_printed: %s, level: national}\n", id,
				    vd_yaml_quoted(scaffold->arena, labels.items[i])));
	}
	put(scaffold, "\n");
}

static const char *column_name(const struct scaffold *scaffold, size_t c)
{
	const struct guessed_column *column = &scaffold->columns[c];
	static const char *const names[] = {
		[GUESS_LABEL] = "institution",	   [GUESS_YEAR] = "year", [GUESS_DATA] = "",
		[GUESS_BUDGET] = "general_budget", [GUESS_RATE] = "rate", [GUESS_SHARE] = "share",
		[GUESS_OTHER] = "other",
	};
	const char *name = column->stage ? column->stage : names[column->guess];
	return column->year && column->guess != GUESS_OTHER
		       ? vd_arena_format(scaffold->arena, "%s %s", name, column->year)
		       : name;
}

static void put_notes(struct scaffold *scaffold)
{
	if (!scaffold->marks.count)
		return;
	put(scaffold, _("# Marks found behind cells: write what each note says.\n"));
	put(scaffold, "notes:\n");
	for (size_t i = 0; i < scaffold->marks.count; i++) {
		const char *text = vd_arena_format(scaffold->arena, _("what the mark %s says"),
						   scaffold->marks.items[i]);
		put(scaffold, vd_arena_format(scaffold->arena, "  mark-%zu: %s\n", i + 1,
					      vd_yaml_quoted(scaffold->arena, text)));
	}
	put(scaffold, "\n");
}

static void put_footnotes(struct scaffold *scaffold)
{
	if (!scaffold->marks.count)
		return;
	put(scaffold, "    footnotes: {");
	for (size_t i = 0; i < scaffold->marks.count; i++)
		put(scaffold,
		    vd_arena_format(scaffold->arena, "%s%s: mark-%zu", i ? ", " : "",
				    vd_yaml_quoted(scaffold->arena, scaffold->marks.items[i]),
				    i + 1));
	put(scaffold, "}\n");
}

static void put_table(struct scaffold *scaffold)
{
	put(scaffold, "tables:\n  - id: table-1\n    source: {ref: report}\n");
	put_footnotes(scaffold);
	if (scaffold->total_label)
		put(scaffold,
		    vd_arena_format(scaffold->arena, "    total_label: %s\n",
				    vd_yaml_quoted(scaffold->arena, scaffold->total_label)));
	put(scaffold, _("    # printed headings:"));
	for (size_t c = 0; c < scaffold->grid.columns; c++)
		put(scaffold, vd_arena_format(scaffold->arena, "%s%s", c ? " |" : "",
					      heading_of(scaffold, c)));
	put(scaffold, "\n    columns: [");
	for (size_t c = 0; c < scaffold->grid.columns; c++)
		put(scaffold, vd_arena_format(scaffold->arena, "%s%s", c ? ", " : "",
					      column_name(scaffold, c)));
	put(scaffold, "]\n    rows: |2\n");
	for (size_t r = scaffold->grid.header_rows; r < scaffold->grid.count; r++) {
		put(scaffold, "      ");
		for (size_t c = 0; c < scaffold->grid.columns; c++)
			put(scaffold, vd_arena_format(scaffold->arena, "%s%s", c ? "\t" : "",
						      cell(&scaffold->grid.items[r], c)));
		put(scaffold, "\n");
	}
}

static void put_missing(struct scaffold *scaffold)
{
	if (!scaffold->codes.count)
		return;
	put(scaffold,
	    _("# Each code found in the table: say what it means (not_published, not_reported, "
	      "no_budget_line,\n# out_of_scope or not_applicable). Missing is never zero.\n"));
	put(scaffold, "missing:\n");
	for (size_t i = 0; i < scaffold->codes.count; i++)
		put(scaffold,
		    vd_arena_format(scaffold->arena, "  %s: {means: not_reported}\n",
				    vd_yaml_quoted(scaffold->arena, scaffold->codes.items[i])));
	put(scaffold, "\n");
}

static void put_numbers(struct scaffold *scaffold)
{
	put(scaffold,
	    _("# How amounts are written below, as far as the table tells; correct it.\n"));
	put(scaffold, vd_arena_format(scaffold->arena, "numbers: {decimal: \"%s\", grouping: [",
				      scaffold->style.decimal));
	for (size_t i = 0; i < scaffold->style.grouping_count; i++)
		put(scaffold, vd_arena_format(scaffold->arena, "%s\"%s\"", i ? ", " : "",
					      scaffold->style.grouping[i]));
	put(scaffold, "]}\n\n");
}

static void put_years(struct scaffold *scaffold)
{
	for (size_t r = scaffold->grid.header_rows; r < scaffold->grid.count; r++) {
		const char *year = scaffold->year_column == NO_COLUMN
					   ? ""
					   : cell(&scaffold->grid.items[r], scaffold->year_column);
		if (is_year(scaffold->arena, year))
			add_unique(scaffold->arena, &scaffold->years, year);
	}
	put(scaffold,
	    _("# phase: enacted, or bill. A stage that is not complete says so, as in\n"));
	put(scaffold, "# 2016: {phase: enacted, implemented_through: 2016-06}\nyears:\n");
	for (size_t i = 0; i < scaffold->years.count; i++)
		put(scaffold, vd_arena_format(scaffold->arena, "  %s: {phase: enacted}\n",
					      scaffold->years.items[i]));
	put(scaffold, "\n");
}

const char *vd_scaffold_from_table(struct vd_arena *arena, const struct vd_input *table,
				   const struct vd_scaffold_options *options,
				   struct vd_diagnostics *diagnostics)
{
	struct scaffold scaffold = { .arena = arena,
				     .diagnostics = diagnostics,
				     .table = table,
				     .options = options,
				     .out.arena = arena };
	struct vd_currency currency;
	if (!find_currency(&scaffold, &currency) || !read_grid(&scaffold) ||
	    !find_header(&scaffold) || !guess_columns(&scaffold))
		return NULL;
	guess_style(&scaffold);
	if (!check_labels(&scaffold) || !collect_codes(&scaffold, &currency))
		return NULL;
	put(&scaffold,
	    _("# A veedor study around a pasted table. Comments say what was read off it; "
	      "check it, then run\n#   veedor check THIS.yaml\n"));
	put(&scaffold, vd_arena_format(arena, "veedor: 1\ntitle: %s\n", _("Study of one table")));
	put(&scaffold, vd_arena_format(arena, "currency: %s             %s\n\n", currency.code,
				       vd_same(currency.code, "XXX")
					       ? _("# ISO 4217 code; XXX means none: put yours")
					       : _("# ISO 4217 code")));
	put_numbers(&scaffold);
	put_missing(&scaffold);
	put(&scaffold, vd_arena_format(arena, "sources:\n  report: {title: %s}\n\n",
				       _("Name of the document")));
	put_notes(&scaffold);
	put_years(&scaffold);
	if (scaffold.label_column != NO_COLUMN)
		put_institutions(&scaffold);
	put_table(&scaffold);
	return vd_buffer_text(&scaffold.out);
}
