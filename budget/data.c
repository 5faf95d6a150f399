/* What a reader should know of figures that were added up from data: what is not in them. */
#include "budget/audit_parts.h"
#include "budget/language.h"

enum { SAID_MOST = 10, WORDS_SAID = 20 };

static const char *count_words(const struct vd_analysis *analysis, uint64_t count)
{
	return vd_count_format(analysis->arena, (int64_t)count, VD_GROUPED);
}

/* The cell of data-files that a finding is about; without a result where that is not computed. */
static struct vd_result_cell cell_of(const struct vd_analysis *analysis, const struct vd_data *data,
				     const char *what)
{
	const struct vd_result *files = vd_result_find(analysis, "data-files");
	size_t row = (size_t)(data - analysis->study->data.items);
	if (!files || row >= files->rows.count)
		return (struct vd_result_cell){ .result = NULL };
	int column = vd_result_column(files, vd_same(what, "years")	     ? "other_years"
					     : vd_same(what, "institutions") ? "left_out"
									     : what);
	return (struct vd_result_cell){ files, row, column == VD_NONE ? 0 : (size_t)column };
}

static struct vd_finding *add(const struct vd_analysis *analysis, const struct vd_data *data,
			      enum vd_rule rule, const char *what, const char *message)
{
	const char *at = vd_arena_format(analysis->arena, "data/%s/%s", data->id, what);
	struct vd_finding *finding = vd_audit_add_finding(analysis, rule, at, data->place, message);
	finding->cell = cell_of(analysis, data, what);
	return finding;
}

/* How many of a list of `count` lines are not said. */
static void add_more(struct vd_buffer *words, size_t count)
{
	if (count <= SAID_MOST)
		return;
	size_t more = count - SAID_MOST;
	vd_buffer_add(words, "\n");
	vd_buffer_add(words,
		      vd_arena_format(words->arena, VD_PLURAL("and %zu more", "and %zu more", more),
				      more));
}

/* --- rows --- */

static void flag_rows(const struct vd_analysis *analysis, const struct vd_data *data)
{
	struct vd_arena *arena = analysis->arena;
	const char *rows = count_words(analysis, data->rows);
	if (data->skipped)
		add(analysis, data, VD_RULE_DATA_SKIPPED, "skipped",
		    vd_arena_format(
			    arena,
			    VD_PLURAL("`%s`: %s of %s rows cannot be read and is in no figure",
				      "`%s`: %s of %s rows cannot be read and are in no figure",
				      data->skipped),
			    data->id, count_words(analysis, data->skipped), rows))
			->explanation =
			data->first_skipped
				? vd_arena_format(
					  arena,
					  _("as `on_error: skip` asks for; the first is line "
					    "%s; without `on_error` each is shown with its reason"),
					  count_words(analysis, data->first_skipped))
				: _("as `on_error: skip` asks for");
	if (data->padded)
		add(analysis, data, VD_RULE_DATA_PADDED, "padded",
		    vd_arena_format(
			    arena,
			    VD_PLURAL("`%s`: %s of %s rows has fewer cells than there are columns",
				      "`%s`: %s of %s rows have fewer cells than there are columns",
				      data->padded),
			    data->id, count_words(analysis, data->padded), rows))
			->explanation =
			_("the others are taken for empty, as `ragged: pad` asks for");
}

static void flag_unused(const struct vd_analysis *analysis, const struct vd_data *data)
{
	struct vd_arena *arena = analysis->arena;
	const char *rows = count_words(analysis, data->rows);
	size_t years = data->unused_years.count;
	const char **words = VD_TAKE(arena, const char *, years);
	for (size_t i = 0; i < years; i++)
		words[i] = vd_arena_format(arena, "%d", data->unused_years.items[i]);
	if (data->other_years)
		add(analysis, data, VD_RULE_DATA_UNUSED, "years",
		    vd_arena_format(
			    arena,
			    VD_PLURAL("`%s`: %s of %s rows is of a year that the study does "
				      "not have",
				      "`%s`: %s of %s rows are of years that the study does "
				      "not have",
				      data->other_years),
			    data->id, count_words(analysis, data->other_years), rows))
			->explanation = vd_arena_format(
			arena, _("of %s; declare them under `years:` if they should count"),
			vd_list_words(arena, words, years, WORDS_SAID));
	if (data->left_out)
		add(analysis, data, VD_RULE_DATA_UNUSED, "institutions",
		    vd_arena_format(
			    arena,
			    VD_PLURAL("`%s`: %s of %s rows is of an institution that the "
				      "study does not declare",
				      "`%s`: %s of %s rows are of institutions that the study "
				      "does not declare",
				      data->left_out),
			    data->id, count_words(analysis, data->left_out), rows))
			->explanation =
			vd_arena_format(arena, _("left out, as `others: leave` asks for: %s"),
					vd_list_words(arena, data->unused_codes.items,
						      data->unused_codes.count, WORDS_SAID));
}

/* --- names --- */

static void flag_names(const struct vd_analysis *analysis, const struct vd_data *data)
{
	struct vd_buffer words = { .arena = analysis->arena };
	size_t count = data->renamed.count;
	if (!count)
		return;
	for (size_t i = 0; i < count && i < SAID_MOST; i++) {
		const struct vd_rename *one = &data->renamed.items[i];
		vd_buffer_add(&words, i ? "\n" : "");
		vd_buffer_add(&words, vd_arena_format(words.arena, _("%s: `%s`, also `%s`"),
						      one->code, one->name, one->other));
	}
	add_more(&words, count);
	struct vd_finding *finding = add(
		analysis, data, VD_RULE_DATA_RENAMED, "names",
		vd_arena_format(words.arena,
				VD_PLURAL("`%s`: %zu institution has more than one name",
					  "`%s`: %zu institutions have more than one name", count),
				data->id, count));
	finding->explanation = vd_buffer_text(&words);
	if (count == 1)
		finding->institution = data->renamed.items[0].institution;
}

/* --- figures --- */

/* What a cell is of: "Ministry X, implemented 2016". */
static const char *cell_words(const struct vd_analysis *analysis, const struct vd_table_row *row,
			      const struct vd_table_column *column)
{
	const struct vd_study *study = analysis->study;
	int year = study->years.items[column->year != VD_NONE ? column->year : row->year].year;
	const char *what = column->kind == VD_COLUMN_GENERAL_BUDGET
				   ? vd_general_budget_year(analysis->arena, year)
				   : vd_stage_year(analysis->arena, column->stage, year);
	if (row->kind != VD_ROW_INSTITUTION)
		return what;
	return vd_arena_format(analysis->arena, "%s, %s",
			       vd_institution_label(&study->institutions.items[row->subject],
						    analysis->language),
			       what);
}

static void flag_incomplete(const struct vd_analysis *analysis, const struct vd_data *data)
{
	const struct vd_table *table = &analysis->study->tables.items[data->table];
	struct vd_buffer words = { .arena = analysis->arena };
	size_t count = 0;
	for (size_t i = 0; i < table->rows.count * table->column_count; i++) {
		const struct vd_table_row *row = &table->rows.items[i / table->column_count];
		const struct vd_table_column *column = &table->columns[i % table->column_count];
		const struct vd_added *added = row->cells[i % table->column_count].added;
		if (!added || !added->amounts || !added->missing)
			continue;
		if (count++ >= SAID_MOST)
			continue;
		vd_buffer_add(&words, count > 1 ? "\n" : "");
		vd_buffer_add(
			&words,
			vd_arena_format(words.arena,
					VD_PLURAL("%s: %s cell without an amount beside %s with",
						  "%s: %s cells without an amount beside %s with",
						  added->missing),
					cell_words(analysis, row, column),
					count_words(analysis, added->missing),
					count_words(analysis, added->amounts)));
	}
	if (!count)
		return;
	add_more(&words, count);
	add(analysis, data, VD_RULE_DATA_INCOMPLETE, "incomplete",
	    vd_arena_format(
		    words.arena,
		    VD_PLURAL("`%s`: %zu figure leaves out cells that have a code instead of "
			      "an amount",
			      "`%s`: %zu figures leave out cells that have a code instead of "
			      "an amount",
			      count),
		    data->id, count))
		->explanation = vd_buffer_text(&words);
}

/* Figures that no line counts for: perhaps a value is written otherwise. */
static void flag_empty(const struct vd_analysis *analysis, const struct vd_data *data)
{
	const struct vd_table *table = &analysis->study->tables.items[data->table];
	struct vd_arena *arena = analysis->arena;
	if (!data->used) {
		const char *message = vd_arena_format(
			arena,
			VD_PLURAL("`%s`: its %s row is in no figure",
				  "`%s`: none of its %s rows is in a figure", data->rows),
			data->id, count_words(analysis, data->rows));
		struct vd_finding *finding =
			add(analysis, data, VD_RULE_DATA_EMPTY, "empty", message);
		if (data->filter)
			finding->explanation =
				vd_arena_format(arena, _("the filter is: %s"), data->filter);
		return;
	}
	for (size_t c = 0; c < table->column_count; c++) {
		const struct vd_table_column *column = &table->columns[c];
		bool is_empty = vd_is_amount_column(column);
		for (size_t r = 0; is_empty && r < table->rows.count; r++)
			is_empty = table->rows.items[r].cells[c].kind == VD_CELL_ABSENT;
		if (is_empty)
			add(analysis, data, VD_RULE_DATA_EMPTY, column->heading,
			    vd_arena_format(arena, _("`%s`: no line of it counts for `%s`"),
					    data->id, column->heading))
				->explanation =
				vd_arena_format(arena, _("the columns are: %s"), data->columns);
	}
}

/* --- entries that give the same figures --- */

/* What an entry has in common with an earlier or marked one, whose figures stand. */
struct overlap {
	size_t figures;
	const char *first; /* of them, in words */
};

static void flag_overlap(const struct vd_analysis *analysis, const struct vd_data *data,
			 const struct vd_data *stands, const struct overlap *common)
{
	struct vd_arena *arena = analysis->arena;
	const char *what = vd_arena_format(arena, "overlap/%s", stands->id);
	struct vd_finding *finding =
		add(analysis, data, VD_RULE_DATA_OVERLAP, what,
		    vd_arena_format(arena,
				    VD_PLURAL("`%s` and `%s` both give %s figure (%s); entries are "
					      "not added up: that of `%s` stands",
					      "`%s` and `%s` both give %s figures (first: %s); "
					      "entries are not added up: those of `%s` stand",
					      common->figures),
				    stands->id, data->id, count_words(analysis, common->figures),
				    common->first, stands->id));
	finding->explanation =
		_("put files that are parts of one whole together before they are read (one CSV "
		  "with one header, through a pipe with `csv: \"-\"`), or give each entry years "
		  "of its own; `primary: yes` on one says that it stands on purpose");
	finding->other = stands->place;
	finding->other_note = _("the entry that stands");
}

/* Its figures for which those of another entry stand, unless that one is marked so. */
static void flag_overlaps(const struct vd_analysis *analysis, const struct vd_data *data)
{
	const struct vd_study *study = analysis->study;
	const struct vd_table *table = &study->tables.items[data->table];
	struct overlap *common = VD_TAKE(analysis->arena, struct overlap, study->data.count);
	for (size_t i = 0; i < table->rows.count * table->column_count; i++) {
		const struct vd_table_row *row = &table->rows.items[i / table->column_count];
		const struct vd_table_column *column = &table->columns[i % table->column_count];
		const struct vd_cell *cell = &row->cells[i % table->column_count];
		if (cell->kind != VD_CELL_AMOUNT && cell->kind != VD_CELL_MISSING)
			continue;
		const struct vd_figure *stands = vd_dataset_standing(analysis->data, row, column);
		if (!stands || !stands->table || stands->table == table || !stands->table->data ||
		    stands->table->primary)
			continue;
		struct overlap *one = &common[stands->table->data - 1];
		if (!one->figures++)
			one->first = cell_words(analysis, row, column);
	}
	for (size_t i = 0; i < study->data.count; i++)
		if (common[i].figures)
			flag_overlap(analysis, data, &study->data.items[i], &common[i]);
}

/* --- conditions --- */

static const char *unmatched_message(const struct vd_analysis *analysis, const struct vd_data *data,
				     const struct vd_unmatched *unmatched)
{
	struct vd_arena *arena = analysis->arena;
	const size_t count = unmatched->values.count;
	const char *of = unmatched->figure
				 ? vd_arena_format(arena, "`%s`, `%s`", data->id, unmatched->figure)
				 : vd_arena_format(arena, "`%s`", data->id);
	const char **values = VD_TAKE(arena, const char *, count);
	/* The empty text needs a sign. */
	for (size_t i = 0; i < count; i++)
		values[i] = *unmatched->values.items[i] ? unmatched->values.items[i] : "\"\"";
	if (count == 1)
		return vd_arena_format(arena,
				       unmatched->is_prefix
					       ? _("%s: no line begins with `%s` in column `%s`")
					       : _("%s: no line has `%s` in column `%s`"),
				       of, values[0], unmatched->column);
	return vd_arena_format(
		arena,
		unmatched->is_prefix ? _("%s: no line begins with any of these in column `%s`: %s")
				     : _("%s: no line has any of these in column `%s`: %s"),
		of, unmatched->column, vd_list_words(arena, values, count, WORDS_SAID));
}

/* Values of `where` that no line has: a total that is to be left out may be written otherwise. */
static void flag_unmatched(const struct vd_analysis *analysis, const struct vd_data *data)
{
	struct vd_arena *arena = analysis->arena;
	for (size_t i = 0; i < data->unmatched.count; i++) {
		const struct vd_unmatched *one = &data->unmatched.items[i];
		struct vd_buffer words = { .arena = arena };
		const char *at = vd_arena_format(arena, "data/%s/%s%swhere/%s", data->id,
						 one->figure ? one->figure : "",
						 one->figure ? "/" : "", one->column);
		if (one->figure && data->filter) {
			vd_buffer_add(&words, _("only lines that the filter of the entry lets "
						"through were looked at"));
			vd_buffer_add(&words, "\n");
		}
		if (one->is_negated) {
			vd_buffer_add(&words, _("under `not`: a line that is to be left out but is "
						"written otherwise is counted"));
			vd_buffer_add(&words, "\n");
		}
		vd_buffer_add(&words, _("texts are compared letter for letter, with capitals, "
					"accents and blanks: is it written otherwise there?"));
		struct vd_finding *finding =
			vd_audit_add_finding(analysis, VD_RULE_DATA_UNMATCHED, at, one->place,
					     unmatched_message(analysis, data, one));
		finding->cell = cell_of(analysis, data, "filter");
		finding->explanation = vd_buffer_text(&words);
	}
}

void vd_audit_data(const struct vd_analysis *analysis)
{
	for (size_t i = 0; i < analysis->study->data.count; i++) {
		const struct vd_data *data = &analysis->study->data.items[i];
		flag_rows(analysis, data);
		flag_unused(analysis, data);
		flag_names(analysis, data);
		flag_incomplete(analysis, data);
		flag_empty(analysis, data);
		flag_overlaps(analysis, data);
		flag_unmatched(analysis, data);
	}
}
