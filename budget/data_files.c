/* The files and queries that figures were added up from: what each was, and where its rows went. */
#include "budget/data_files.h"

#include "budget/columns.h"

static const char *number(struct vd_arena *arena, uint64_t number)
{
	return vd_count_format(arena, (int64_t)number, VD_GROUPED);
}

const char *vd_data_encoding(const struct vd_data *data)
{
	return data->encoding ? data->encoding : "UTF-8";
}

const char *vd_data_words(struct vd_arena *arena, const struct vd_data *data)
{
	const char *label = vd_data_label(arena, data);
	if (data->kind == VD_DATA_ODBC)
		return data->engine
			       ? vd_arena_format(arena,
						 _("Added up from what a query of %s gave (%s)."),
						 label, data->engine)
			       : vd_arena_format(arena, _("Added up from what a query of %s gave."),
						 label);
	return *data->sha256
		       ? vd_arena_format(arena, _("Added up from %s, bytes: %s, SHA-256: %s."),
					 label, number(arena, data->bytes), data->sha256)
		       : vd_arena_format(arena, _("Added up from %s, bytes: %s."), label,
					 number(arena, data->bytes));
}

const char *vd_data_rows_words(struct vd_arena *arena, const struct vd_data *data)
{
	return vd_arena_format(arena,
			       _("Rows read: %s, used: %s, passed over: %s, of other "
				 "years: %s, of institutions left out: %s, skipped: %s."),
			       number(arena, data->rows), number(arena, data->used),
			       number(arena, data->passed_over), number(arena, data->other_years),
			       number(arena, data->left_out), number(arena, data->skipped));
}

static void list_rows(const struct vd_analysis *analysis, struct vd_rows *out)
{
	for (size_t i = 0; i < analysis->study->data.count; i++)
		vd_add_row(analysis, out)->data = &analysis->study->data.items[i];
}

static bool is_of_kind(const struct vd_row *row, enum vd_data_kind kind)
{
	return row->data->kind == kind;
}

/* A text that a file or a query has; of the other kind it does not apply. */
static struct vd_value own_text(const struct vd_row *row, enum vd_data_kind kind, const char *text)
{
	return text && is_of_kind(row, kind) ? vd_value_text(text)
					     : vd_value_missing(VD_NOT_APPLICABLE, NULL);
}

static struct vd_value count(uint64_t rows)
{
	return vd_value_count((int64_t)rows);
}

/* A column that shows a member of vd_data: of all of them, or of one kind. */
#define COUNT(member)                                                                              \
	static struct vd_value member(const struct vd_analysis *analysis,                          \
				      const struct vd_row *row)                                    \
	{                                                                                          \
		(void)analysis;                                                                    \
		return count(row->data->member);                                                   \
	}
#define FILE_COUNT(member)                                                                         \
	static struct vd_value member(const struct vd_analysis *analysis,                          \
				      const struct vd_row *row)                                    \
	{                                                                                          \
		(void)analysis;                                                                    \
		return is_of_kind(row, VD_DATA_CSV) ? count(row->data->member)                     \
						    : vd_value_missing(VD_NOT_APPLICABLE, NULL);   \
	}
#define TEXT(kind, member)                                                                         \
	static struct vd_value member(const struct vd_analysis *analysis,                          \
				      const struct vd_row *row)                                    \
	{                                                                                          \
		(void)analysis;                                                                    \
		return own_text(row, kind, row->data->member);                                     \
	}

COUNT(rows)
COUNT(used)
COUNT(passed_over)
COUNT(other_years)
COUNT(left_out)
COUNT(skipped)
FILE_COUNT(bytes)
FILE_COUNT(padded)
TEXT(VD_DATA_CSV, member)
TEXT(VD_DATA_ODBC, connection)
TEXT(VD_DATA_ODBC, engine)
TEXT(VD_DATA_ODBC, query)

static const struct vd_table *table_of(const struct vd_analysis *analysis, const struct vd_row *row)
{
	return &analysis->study->tables.items[row->data->table];
}

static struct vd_value id(const struct vd_analysis *analysis, const struct vd_row *row)
{
	(void)analysis;
	return vd_value_text(row->data->id);
}

static struct vd_value title(const struct vd_analysis *analysis, const struct vd_row *row)
{
	return vd_value_text(vd_text_in(&table_of(analysis, row)->title, analysis->language));
}

static struct vd_value kind(const struct vd_analysis *analysis, const struct vd_row *row)
{
	(void)analysis;
	return vd_value_word(is_of_kind(row, VD_DATA_CSV) ? N_("file") : N_("query"));
}

static struct vd_value file(const struct vd_analysis *analysis, const struct vd_row *row)
{
	(void)analysis;
	if (is_of_kind(row, VD_DATA_CSV) && vd_is_standard_input(row->data->file))
		return vd_value_word(vd_standard_input);
	return own_text(row, VD_DATA_CSV, row->data->file);
}

static struct vd_value sha256(const struct vd_analysis *analysis, const struct vd_row *row)
{
	(void)analysis;
	if (is_of_kind(row, VD_DATA_CSV) && !*row->data->sha256)
		return vd_value_missing(VD_NOT_COMPUTED, NULL);
	return own_text(row, VD_DATA_CSV, row->data->sha256);
}

static struct vd_value encoding(const struct vd_analysis *analysis, const struct vd_row *row)
{
	(void)analysis;
	return own_text(row, VD_DATA_CSV, vd_data_encoding(row->data));
}

static struct vd_value separator(const struct vd_analysis *analysis, const struct vd_row *row)
{
	(void)analysis;
	return is_of_kind(row, VD_DATA_CSV) ? vd_value_word(vd_separator_key(row->data->separator))
					    : vd_value_missing(VD_NOT_APPLICABLE, NULL);
}

static struct vd_value filter(const struct vd_analysis *analysis, const struct vd_row *row)
{
	(void)analysis;
	return row->data->filter ? vd_value_text(row->data->filter) : vd_value_word(N_("none"));
}

static struct vd_value columns_used(const struct vd_analysis *analysis, const struct vd_row *row)
{
	(void)analysis;
	return vd_value_text(row->data->columns);
}

static struct vd_value numbers(const struct vd_analysis *analysis, const struct vd_row *row)
{
	(void)analysis;
	return vd_value_text(row->data->numbers);
}

static struct vd_value source(const struct vd_analysis *analysis, const struct vd_row *row)
{
	const struct vd_reference *reference = &table_of(analysis, row)->source;
	if (reference->source == VD_NONE)
		return vd_value_text("");
	const char *document = analysis->study->sources.items[reference->source].id;
	return vd_value_text(reference->page ? vd_arena_format(analysis->arena, _("%s, p. %s"),
							       document, reference->page)
					     : document);
}

static struct vd_value line(const struct vd_analysis *analysis, const struct vd_row *row)
{
	(void)analysis;
	return vd_value_count(row->data->place.line);
}

static struct vd_value notes(const struct vd_analysis *analysis, const struct vd_row *row)
{
	const struct vd_notes *own = &table_of(analysis, row)->notes;
	const char *text = "";
	for (size_t i = 0; i < own->count; i++)
		text = vd_arena_format(analysis->arena, "%s%s%s", text, *text ? "; " : "",
				       vd_note_mark(analysis->arena, (size_t)own->items[i]));
	return vd_value_text(text);
}

static bool has_kind(const struct vd_analysis *analysis, enum vd_data_kind kind)
{
	bool found = false;
	for (size_t i = 0; i < analysis->study->data.count && !found; i++)
		found = analysis->study->data.items[i].kind == kind;
	return found;
}

static bool has_file(const struct vd_analysis *analysis)
{
	return has_kind(analysis, VD_DATA_CSV);
}

static bool has_query(const struct vd_analysis *analysis)
{
	return has_kind(analysis, VD_DATA_ODBC);
}

static bool has_member(const struct vd_analysis *analysis)
{
	bool found = false;
	for (size_t i = 0; i < analysis->study->data.count && !found; i++)
		found = analysis->study->data.items[i].member != NULL;
	return found;
}

static bool has_title(const struct vd_analysis *analysis)
{
	const struct vd_study *study = analysis->study;
	bool found = false;
	for (size_t i = 0; i < study->data.count && !found; i++)
		found = vd_text_in(&study->tables.items[study->data.items[i].table].title,
				   analysis->language) != NULL;
	return found;
}

static const struct vd_column columns[] = {
	{ .key = "data",
	  .label = N_("Data"),
	  .unit = VD_UNIT_TEXT,
	  .is_key = true,
	  .value = id,
	  .meaning = N_("Its id in the study") },
	{ .key = "title",
	  .label = N_("Title"),
	  .unit = VD_UNIT_TEXT,
	  .is_detail = true,
	  .value = title,
	  .present = has_title,
	  .meaning = N_("What the study calls it") },
	{ .key = "kind",
	  .label = N_("Kind"),
	  .unit = VD_UNIT_TEXT,
	  .value = kind,
	  .meaning = N_("a file, or a query of a database") },
	{ .key = "file",
	  .label = N_("File"),
	  .unit = VD_UNIT_TEXT,
	  .value = file,
	  .present = has_file,
	  .meaning = N_("As the study names it, from the folder that the study is in") },
	{ .key = "member",
	  .label = N_("File inside it"),
	  .unit = VD_UNIT_TEXT,
	  .value = member,
	  .present = has_member,
	  .meaning = N_("Of a .zip, the file that was read") },
	{ .key = "connection",
	  .label = N_("Database"),
	  .unit = VD_UNIT_TEXT,
	  .value = connection,
	  .present = has_query,
	  .meaning = N_("How the study reaches it, without user and password") },
	{ .key = "bytes",
	  .label = N_("Size in bytes"),
	  .unit = VD_UNIT_COUNT,
	  .is_recorded = true,
	  .has_status = true,
	  .value = bytes,
	  .present = has_file,
	  .meaning = N_("Of the file as it lies there, packed or not") },
	{ .key = "sha256",
	  .label = N_("SHA-256"),
	  .unit = VD_UNIT_TEXT,
	  .has_status = true,
	  .value = sha256,
	  .present = has_file,
	  .meaning = N_("Fingerprint of the file as it lies there: another file has another") },
	{ .key = "rows",
	  .label = N_("Rows read"),
	  .unit = VD_UNIT_COUNT,
	  .is_recorded = true,
	  .value = rows,
	  .meaning = N_("Without header and blank lines; of a query, what the database gave") },
	{ .key = "used",
	  .label = N_("Rows used"),
	  .unit = VD_UNIT_COUNT,
	  .is_recorded = true,
	  .value = used,
	  .meaning = N_("Added up into figures of the study") },
	{ .key = "passed_over",
	  .label = N_("Rows passed over"),
	  .unit = VD_UNIT_COUNT,
	  .is_recorded = true,
	  .value = passed_over,
	  .meaning = N_("Rows that the filter does not let through, or that no figure asks for") },
	{ .key = "other_years",
	  .label = N_("Rows of other years"),
	  .unit = VD_UNIT_COUNT,
	  .is_recorded = true,
	  .value = other_years,
	  .meaning = N_("Of years that the study does not have") },
	{ .key = "left_out",
	  .label = N_("Rows left out"),
	  .unit = VD_UNIT_COUNT,
	  .is_recorded = true,
	  .value = left_out,
	  .meaning = N_("Of institutions that the study leaves out") },
	{ .key = "skipped",
	  .label = N_("Rows skipped"),
	  .unit = VD_UNIT_COUNT,
	  .is_recorded = true,
	  .value = skipped,
	  .meaning = N_("With a cell that cannot be read, which the study says to skip") },
	{ .key = "unaccounted",
	  .label = N_("Rows unaccounted for"),
	  .unit = VD_UNIT_COUNT,
	  .is_detail = true,
	  .formula = "difference(difference(difference(difference(difference([rows], [used]), "
		     "[passed_over]), [other_years]), [left_out]), [skipped])",
	  .meaning = N_("Rows read less those of the five columns before: zero") },
	{ .key = "padded",
	  .label = N_("Rows filled up"),
	  .unit = VD_UNIT_COUNT,
	  .is_detail = true,
	  .is_recorded = true,
	  .has_status = true,
	  .value = padded,
	  .present = has_file,
	  .meaning = N_("With too few cells: the others are taken for empty; counted above too") },
	{ .key = "encoding",
	  .label = N_("Encoding"),
	  .unit = VD_UNIT_TEXT,
	  .is_detail = true,
	  .value = encoding,
	  .present = has_file,
	  .meaning = N_("Of the file's letters") },
	{ .key = "separator",
	  .label = N_("Separator"),
	  .unit = VD_UNIT_TEXT,
	  .is_detail = true,
	  .value = separator,
	  .present = has_file,
	  .meaning = N_("What stands between two cells of the file") },
	{ .key = "engine",
	  .label = N_("Engine"),
	  .unit = VD_UNIT_TEXT,
	  .is_detail = true,
	  .value = engine,
	  .present = has_query,
	  .meaning = N_("Name and version of the database, as it gives them") },
	{ .key = "filter",
	  .label = N_("Filter"),
	  .unit = VD_UNIT_TEXT,
	  .is_detail = true,
	  .is_long = true,
	  .value = filter,
	  .meaning = N_("What a row must hold to be used") },
	{ .key = "columns",
	  .label = N_("Columns used"),
	  .unit = VD_UNIT_TEXT,
	  .is_detail = true,
	  .is_long = true,
	  .value = columns_used,
	  .meaning = N_("Which columns make which figures") },
	{ .key = "numbers",
	  .label = N_("Numbers"),
	  .unit = VD_UNIT_TEXT,
	  .is_detail = true,
	  .value = numbers,
	  .meaning = N_("How amounts are written, and what 1 stands for") },
	{ .key = "query",
	  .label = N_("Query"),
	  .unit = VD_UNIT_TEXT,
	  .is_detail = true,
	  .is_long = true,
	  .value = query,
	  .present = has_query,
	  .meaning = N_("What the database was asked") },
	{ .key = "source",
	  .label = N_("Source"),
	  .unit = VD_UNIT_TEXT,
	  .is_detail = true,
	  .is_for_programs = true,
	  .value = source,
	  .meaning = N_("The document or site it is from") },
	{ .key = "line",
	  .label = N_("Line"),
	  .unit = VD_UNIT_COUNT,
	  .is_detail = true,
	  .is_for_programs = true,
	  .value = line,
	  .meaning = N_("Of the study file") },
	{ .key = "notes",
	  .label = N_("Notes"),
	  .unit = VD_UNIT_TEXT,
	  .value = notes,
	  .meaning = N_("What a reader must know of it") },
};

const struct vd_table_description vd_table_data_files = {
	.name = "data-files",
	.title = N_("Data files"),
	.about = N_("The files and queries that figures were added up from, and where their rows "
		    "went. Every row read is used, passed over, of another year, left out or "
		    "skipped."),
	.when_empty =
		N_("all figures of the study are transcribed; `data:` adds up files and queries"),
	.columns = columns,
	.column_count = sizeof(columns) / sizeof(*columns),
	.list_rows = list_rows,
};
