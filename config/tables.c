/* `tables:` the printed tables: their columns here, their rows in rows.c. */
#include <string.h>

#include "config/parts.h"

static const struct {
	const char *word;
	enum vd_column_kind kind;
	enum vd_stage stage;
	bool may_have_year;
} headings[] = {
	{ "institution", VD_COLUMN_INSTITUTION, VD_STAGES, false },
	{ "year", VD_COLUMN_YEAR, VD_STAGES, false },
	{ "allocated", VD_COLUMN_STAGE, VD_ALLOCATED, true },
	{ "modified", VD_COLUMN_STAGE, VD_MODIFIED, true },
	{ "implemented", VD_COLUMN_STAGE, VD_IMPLEMENTED, true },
	{ "general_budget", VD_COLUMN_GENERAL_BUDGET, VD_STAGES, true },
	{ "rate", VD_COLUMN_RATE, VD_STAGES, true },
	{ "share", VD_COLUMN_SHARE, VD_STAGES, true },
	{ "total", VD_COLUMN_TOTAL, VD_STAGES, true },
	{ "per_capita", VD_COLUMN_PER_CAPITA, VD_STAGES, true },
	{ "change", VD_COLUMN_CHANGE, VD_STAGES, true },
	{ "other", VD_COLUMN_OTHER, VD_STAGES, true },
};

enum { HEADINGS = VD_COUNT_OF(headings), COLUMNS_MOST = 1000 };

bool vd_is_heading_word(const char *word)
{
	for (size_t i = 0; i < HEADINGS; i++)
		if (vd_same(headings[i].word, word))
			return true;
	return false;
}

static bool find_heading(struct vd_loader *loader, const char *word, struct vd_table_column *column,
			 bool *may_have_year)
{
	for (size_t i = 0; i < HEADINGS; i++) {
		if (!vd_same(headings[i].word, word))
			continue;
		column->kind = headings[i].kind;
		column->stage = headings[i].stage;
		*may_have_year = headings[i].may_have_year;
		return true;
	}
	const struct vd_study *study = loader->study;
	for (size_t i = 0; i < study->stage_names.count; i++) {
		if (!vd_same(study->stage_names.items[i].id, word))
			continue;
		column->kind = VD_COLUMN_STAGE;
		column->stage = study->stage_names.items[i].stage;
		*may_have_year = true;
		return true;
	}
	size_t known_count = HEADINGS + study->stage_names.count;
	const char **known = VD_TAKE(loader->arena, const char *, known_count);
	for (size_t i = 0; i < known_count; i++)
		known[i] = i < HEADINGS ? headings[i].word
					: study->stage_names.items[i - HEADINGS].id;
	vd_report(loader->diagnostics, column->place, VD_RULE_BAD_COLUMN, _("unknown column `%s`"),
		  word);
	return vd_suggest(loader, word, known, known_count);
}

static bool find_year(struct vd_loader *loader, const char *text, struct vd_table_column *column)
{
	struct vd_node node = {
		.kind = VD_NODE_SCALAR, .text = text, .bytes = strlen(text), .place = column->place
	};
	return vd_decode_declared_year(loader, &node, &column->year);
}

bool vd_decode_heading(struct vd_loader *loader, const struct vd_node *node,
		       struct vd_table_column *column)
{
	*column = (struct vd_table_column){
		.kind = VD_COLUMN_OTHER, .stage = VD_STAGES, .year = VD_NONE, .place = node->place
	};
	if (!vd_decode_string(loader, node, &column->heading))
		return false;
	size_t word = strcspn(column->heading, " ");
	const char *rest = column->heading + word + strspn(column->heading + word, " ");
	bool may_have_year = false;
	if (!find_heading(loader, vd_arena_copy(loader->arena, column->heading, word), column,
			  &may_have_year))
		return false;
	if (!*rest)
		return true;
	if (!may_have_year)
		return vd_report(loader->diagnostics, node->place, VD_RULE_BAD_COLUMN,
				 _("`%s`: this column takes no year"), column->heading);
	return find_year(loader, rest, column);
}

static size_t count_kind(const struct vd_table *table, enum vd_column_kind kind)
{
	size_t count = 0;
	for (size_t i = 0; i < table->column_count; i++)
		count += table->columns[i].kind == kind;
	return count;
}

/* Columns that are right each by itself must also fit together. */
static bool check_columns(struct vd_loader *loader, const struct vd_table *table,
			  struct vd_place place)
{
	size_t subjects = count_kind(table, VD_COLUMN_INSTITUTION);
	size_t years = count_kind(table, VD_COLUMN_YEAR);
	bool good = true;
	if (subjects > 1 || years > 1 || subjects + years == 0) {
		good = vd_report(
			loader->diagnostics, place, VD_RULE_BAD_COLUMN,
			_("a table has one `institution` column, one `year` column, or one of "
			  "each"));
	}
	for (size_t i = 0; i < table->column_count; i++) {
		const struct vd_table_column *column = &table->columns[i];
		bool data = column->kind == VD_COLUMN_STAGE ||
			    column->kind == VD_COLUMN_GENERAL_BUDGET;
		if (column->kind == VD_COLUMN_GENERAL_BUDGET && subjects) {
			good = vd_report(
				loader->diagnostics, column->place, VD_RULE_BAD_COLUMN,
				_("the General Budget is the nation's, not an institution's"));
			vd_hint(loader->diagnostics, _("give it in a table by year"));
		}
		if (data && column->year == VD_NONE && !years) {
			good = vd_report(loader->diagnostics, column->place, VD_RULE_BAD_COLUMN,
					 _("`%s`: of which year?"), column->heading);
			vd_hint(loader->diagnostics,
				_("write `%s 2016`, or give the table a `year` column"),
				column->heading);
		} else if (column->year != VD_NONE && years) {
			good = vd_report(loader->diagnostics, column->place, VD_RULE_BAD_COLUMN,
					 _("`%s`: the table has a `year` column as well"),
					 column->heading);
		}
		for (size_t k = 0; data && k < i; k++) {
			const struct vd_table_column *other = &table->columns[k];
			if (other->kind != column->kind || other->stage != column->stage ||
			    other->year != column->year)
				continue;
			good = vd_report(loader->diagnostics, column->place, VD_RULE_BAD_COLUMN,
					 _("the column `%s` stands twice"), column->heading);
			vd_other_place(loader->diagnostics, other->place, _("first given here"));
		}
	}
	return good;
}

static bool decode_columns(struct vd_loader *loader, const struct vd_node *node, void *object)
{
	struct vd_table *table = object;
	if (node->kind != VD_NODE_LIST || !node->list.count)
		return vd_wrong_type(loader, node, _("a list of column headings"));
	if (node->list.count > COLUMNS_MOST)
		return vd_report(loader->diagnostics, node->place, VD_RULE_TOO_MANY,
				 _("a table has at most %d columns"), COLUMNS_MOST);
	struct vd_table_column *columns =
		VD_TAKE(loader->arena, struct vd_table_column, node->list.count);
	bool good = true;
	for (size_t i = 0; i < node->list.count; i++)
		good = vd_decode_heading(loader, node->list.items[i], &columns[i]) && good;
	if (!good)
		return false;
	table->columns = columns;
	table->column_count = node->list.count;
	if (check_columns(loader, table, node->place))
		return true;
	table->column_count = 0; /* its rows cannot be read */
	return false;
}

static bool decode_footnotes(struct vd_loader *loader, const struct vd_node *node, void *object)
{
	struct vd_table *table = object;
	if (node->kind != VD_NODE_MAP)
		return vd_wrong_type(loader, node, _("a mapping of marks to notes"));
	bool good = true;
	for (size_t i = 0; i < node->map.count; i++) {
		struct vd_notes notes = { 0 };
		const struct vd_node *mark = node->map.items[i].key;
		if (mark->kind != VD_NODE_SCALAR || !*mark->text) {
			good = vd_report(loader->diagnostics, mark->place, VD_RULE_BAD_VALUE,
					 _("a footnote mark is a text, such as \"¹\""));
			continue;
		}
		if (!vd_decode_notes(loader, node->map.items[i].value, &notes)) {
			good = false;
			continue;
		}
		for (size_t k = 0; k < notes.count; k++)
			*VD_APPEND(loader->arena, &table->footnotes) =
				(struct vd_footnote){ .mark = node->map.items[i].key->text,
						      .note = notes.items[k] };
	}
	return good;
}

static void prepare(void *object)
{
	((struct vd_table *)object)->source.source = VD_NONE;
}

static const struct vd_field fields[] = {
	{ .key = "id",
	  .kind = VD_FIELD_ID,
	  .required = true,
	  .offset = VD_OFFSET(vd_table, id),
	  .example = "id: sectors",
	  .meaning = N_("short name in messages and explanations") },
	{ .key = "title",
	  .kind = VD_FIELD_TEXT,
	  .offset = VD_OFFSET(vd_table, title),
	  .meaning = "the printed title" },
	{ .key = "source",
	  .kind = VD_FIELD_CUSTOM,
	  .decode = vd_decode_source,
	  .offset = VD_OFFSET(vd_table, source),
	  .schema = vd_source_schema,
	  .meaning = "a source's id, or {ref: …, page: …}" },
	{ .key = "note",
	  .kind = VD_FIELD_CUSTOM,
	  .decode = vd_decode_notes,
	  .offset = VD_OFFSET(vd_table, notes),
	  .schema = vd_notes_schema,
	  .meaning = "a note's id or a list of them" },
	{ .key = "footnotes",
	  .kind = VD_FIELD_CUSTOM,
	  .decode = decode_footnotes,
	  .schema = "{\"type\": \"object\"}",
	  .meaning = "mark in a cell: the id of its note" },
	{ .key = "numbers",
	  .kind = VD_FIELD_CUSTOM,
	  .decode = vd_decode_numbers,
	  .offset = VD_OFFSET(vd_table, numbers),
	  .schema = vd_numbers_schema,
	  .meaning = "how its numbers are written" },
	{ .key = "primary",
	  .kind = VD_FIELD_BOOL,
	  .offset = VD_OFFSET(vd_table, primary),
	  .meaning = "its figures stand where another table differs" },
	{ .key = "rounded",
	  .kind = VD_FIELD_BOOL,
	  .offset = VD_OFFSET(vd_table, rounded),
	  .meaning = "its amounts are rounded, each to its last digit" },
	{ .key = "total_label",
	  .kind = VD_FIELD_STRING,
	  .offset = VD_OFFSET(vd_table, total_label),
	  .meaning = "what the row of the printed total is called; default: total" },
	{ .key = "columns",
	  .kind = VD_FIELD_CUSTOM,
	  .required = true,
	  .decode = decode_columns,
	  .schema = "{\"type\": \"array\", \"items\": {\"type\": \"string\"}, \"minItems\": 2}",
	  .example = "columns: [institution, allocated 2016, implemented 2016]",
	  .meaning = N_(
		  "institution, year; allocated, modified, implemented (or a name from `stages`) "
		  "and general_budget, with a year unless the row says it; printed arithmetic: "
		  "rate, share, total, per_capita, change; `other` is kept unread") },
	{ .key = "rows",
	  .kind = VD_FIELD_CUSTOM,
	  .required = true,
	  .decode = vd_decode_rows,
	  .schema = "{\"anyOf\": [{\"type\": \"string\"}, {\"type\": \"array\", \"items\": "
		    "{\"type\": \"array\"}}]}",
	  .example = "rows: |",
	  .meaning = N_("a pasted block (`|`, cells split by tabs or `|`), or a list of lists") },
	{ .key = "total",
	  .kind = VD_FIELD_CUSTOM,
	  .decode = vd_decode_total,
	  .schema = "{\"type\": \"array\"}",
	  .meaning = "the row of the printed total" },
};

const struct vd_record vd_table_record = {
	.name = N_("table"),
	.size = sizeof(struct vd_table),
	.fields = fields,
	.count = VD_COUNT_OF(fields),
	.place_offset = VD_OFFSET(vd_table, place),
	.prepare = prepare,
};
