/* `columns:` of data: which column says whose figure a line is, of which year, and how much. */
#include <string.h>

#include "config/data.h"
#include "config/parts.h"

/* `year: ANO_EJE`, or `year: {value: 2016}` */
static bool decode_year(struct vd_loader *loader, const struct vd_node *node, void *object)
{
	struct vd_data_columns *columns = object;
	columns->has_year = true; /* or so it is meant */
	const struct vd_node *value = node->kind == VD_NODE_MAP ? vd_node_get(node, "value") : NULL;
	if (value && node->map.count == 1)
		return vd_decode_declared_year(loader, value, &columns->all_of_year);
	if (node->kind == VD_NODE_SCALAR)
		return vd_decode_named(loader, node, &columns->year);
	return vd_wrong_type(loader, node, _("the name of a column, or {value: 2016}"));
}

static bool find_level(struct vd_loader *loader, const struct vd_node *node, enum vd_level *level)
{
	const char *word = NULL;
	if (!vd_decode_string(loader, node, &word))
		return false;
	size_t known = 0;
	for (; vd_level_names[known]; known++) {
		if (!vd_same(vd_level_names[known], word))
			continue;
		*level = (enum vd_level)known;
		return true;
	}
	vd_report(loader->diagnostics, node->place, VD_RULE_BAD_VALUE, _("unknown level `%s`"),
		  word);
	return vd_suggest(loader, word, vd_level_names, known);
}

/* `level: national`, or `level: {column: NIVEL_GOBIERNO, E: national, R: regional, M: local}` */
static bool decode_level(struct vd_loader *loader, const struct vd_node *node, void *object)
{
	struct vd_data_columns *columns = object;
	columns->has_level = true; /* or so it is meant */
	if (node->kind == VD_NODE_SCALAR)
		return find_level(loader, node, &columns->all_of_level);
	const struct vd_node *column = node->kind == VD_NODE_MAP ? vd_node_get(node, "column")
								 : NULL;
	if (!column || node->map.count < 2) {
		vd_wrong_type(loader, node, _("a level, or a column and what its cells stand for"));
		return vd_hint(loader->diagnostics,
			       _("such as `national`, or {column: NIVEL, E: national, R: regional, "
				 "M: local}"));
	}
	bool good = vd_decode_named(loader, column, &columns->level);
	for (size_t i = 0; i < node->map.count; i++) {
		const struct vd_pair *pair = &node->map.items[i];
		struct vd_level_word word = { .cell = pair->key->text };
		if (pair->value == column || pair->key->kind != VD_NODE_SCALAR)
			continue;
		if (find_level(loader, pair->value, &word.level))
			*VD_APPEND(loader->arena, &columns->levels) = word;
		else
			good = false;
	}
	return good;
}

#define NAME_SCHEMA "{\"type\": [\"string\", \"number\"]}"
#define NAMES_SCHEMA                                                                               \
	"{\"anyOf\": [" NAME_SCHEMA                                                                \
	", {\"type\": \"array\", \"minItems\": 1, \"items\": " NAME_SCHEMA "}]}"

static const struct vd_field institution_fields[] = {
	{ .key = "code",
	  .kind = VD_FIELD_CUSTOM,
	  .decode = vd_decode_named,
	  .offset = VD_OFFSET(vd_data_columns, code),
	  .schema = NAME_SCHEMA,
	  .meaning = "the column with its code" },
	{ .key = "name",
	  .kind = VD_FIELD_CUSTOM,
	  .decode = vd_decode_named,
	  .offset = VD_OFFSET(vd_data_columns, name),
	  .schema = NAME_SCHEMA,
	  .meaning = "the column with its name; one of the two must be there" },
	{ .key = "level",
	  .kind = VD_FIELD_CUSTOM,
	  .decode = decode_level,
	  .schema =
		  "{\"anyOf\": [{\"enum\": [\"national\", \"regional\", \"local\"]}, {\"type\": "
		  "\"object\", \"required\": [\"column\"], \"properties\": {\"column\": " NAME_SCHEMA
		  "}, \"additionalProperties\": {\"enum\": [\"national\", \"regional\", "
		  "\"local\"]}}]}",
	  .meaning = "of those that `others: add` adds: national, regional or local for all, or "
		     "{column: NIVEL, E: national, R: regional…}" },
	{ .key = "region",
	  .kind = VD_FIELD_CUSTOM,
	  .decode = vd_decode_named,
	  .offset = VD_OFFSET(vd_data_columns, region_of),
	  .schema = NAME_SCHEMA,
	  .meaning = "the column with the code of its region: one region for each institution" },
};

static const struct vd_record institution_record = {
	.name = N_("institution of data"),
	.fields = institution_fields,
	.count = VD_COUNT_OF(institution_fields),
	.place_offset = SIZE_MAX,
};

static bool decode_institution(struct vd_loader *loader, const struct vd_node *node, void *object)
{
	struct vd_data_columns *columns = object;
	columns->institution_place = node->place;
	if (node->kind != VD_NODE_MAP) {
		vd_wrong_type(loader, node, _("a mapping"));
		return vd_hint(loader->diagnostics, _("such as `%s`"),
			       "institution: {code: SECTOR, name: SECTOR_NOMBRE}");
	}
	bool good = vd_decode_record(loader, node, &institution_record, columns);
	if (vd_node_get(node, "code") || vd_node_get(node, "name") ||
	    vd_is_misspelt(node, &institution_record, "code") ||
	    vd_is_misspelt(node, &institution_record, "name"))
		return good;
	vd_report(loader->diagnostics, node->place, VD_RULE_MISSING_KEY,
		  _("an institution of data has a `code` or a `name`"));
	return vd_hint(loader->diagnostics, _("such as `%s`"),
		       "institution: {code: SECTOR, name: SECTOR_NOMBRE}");
}

static const struct vd_field region_fields[] = {
	{ .key = "code",
	  .kind = VD_FIELD_CUSTOM,
	  .required = true,
	  .decode = vd_decode_named,
	  .offset = VD_OFFSET(vd_data_columns, region),
	  .schema = NAME_SCHEMA,
	  .example = "code: DEPARTAMENTO",
	  .meaning = N_("the column with the region's code") },
	{ .key = "name",
	  .kind = VD_FIELD_CUSTOM,
	  .decode = vd_decode_named,
	  .offset = VD_OFFSET(vd_data_columns, region_name),
	  .schema = NAME_SCHEMA,
	  .meaning = "the column with its name" },
};

static const struct vd_record region_record = {
	.name = N_("region of data"),
	.fields = region_fields,
	.count = VD_COUNT_OF(region_fields),
	.place_offset = SIZE_MAX,
	.short_form = "code",
};

static bool decode_region(struct vd_loader *loader, const struct vd_node *node, void *object)
{
	struct vd_data_columns *columns = object;
	if (node->kind == VD_NODE_SCALAR)
		return vd_decode_named(loader, node, &columns->region);
	return vd_decode_record(loader, node, &region_record, columns);
}

/* --- figures --- */

static const struct vd_field figure_fields[] = {
	{ .key = "column",
	  .kind = VD_FIELD_CUSTOM,
	  .required = true,
	  .decode = vd_decode_named_list,
	  .offset = VD_OFFSET(vd_data_figure, from),
	  .schema = NAMES_SCHEMA,
	  .example = "column: MONTO",
	  .meaning = N_("the column with its amounts, or a list of them: they add up") },
	{ .key = "where",
	  .kind = VD_FIELD_CUSTOM,
	  .decode = vd_decode_where,
	  .offset = VD_OFFSET(vd_data_figure, where),
	  .schema = vd_where_schema,
	  .meaning = "which lines count for this figure" },
};

static const struct vd_record figure_record = {
	.name = N_("figure of data"),
	.fields = figure_fields,
	.count = VD_COUNT_OF(figure_fields),
	.place_offset = SIZE_MAX,
	.short_form = "column",
};

/* A column that is named twice would count twice. */
static bool check_once(struct vd_loader *loader, const struct vd_data_figure *figure)
{
	bool good = true;
	for (size_t i = 0; i < figure->from.count; i++) {
		const struct vd_named *one = &figure->from.items[i];
		const struct vd_named *other = NULL;
		for (size_t k = 0; k < i && !other; k++)
			if (vd_same(figure->from.items[k].text, one->text))
				other = &figure->from.items[k];
		if (!other)
			continue;
		good = vd_report(loader->diagnostics, one->place, VD_RULE_BAD_VALUE,
				 _("`%s` would count the column `%s` twice"),
				 figure->column.heading, one->text);
		vd_hint(loader->diagnostics,
			_("name each column once; take this one out, or put the column that is "
			  "meant in its place"));
		vd_other_place(loader->diagnostics, other->place, _("first given here"));
	}
	return good;
}

/* `allocated: MONTO_PIA`, `implemented: [ENERO, FEBRERO]`, `modified: {column: …, where: …}` */
static bool decode_figure(struct vd_loader *loader, const struct vd_pair *pair,
			  struct vd_data_columns *columns)
{
	struct vd_data_figure one = { 0 };
	bool good = vd_decode_heading(loader, pair->key, &one.column);
	if (good && one.column.kind != VD_COLUMN_STAGE &&
	    one.column.kind != VD_COLUMN_GENERAL_BUDGET) {
		good = vd_report(loader->diagnostics, pair->key->place, VD_RULE_BAD_COLUMN,
				 _("`%s` is no figure that is added up from data"),
				 one.column.heading);
		vd_hint(loader->diagnostics,
			_("allocated, modified, implemented, a name from `stages`, or "
			  "general_budget, and perhaps a year"));
	}
	bool has_more = pair->value->kind == VD_NODE_MAP;
	good = (has_more ? vd_decode_record(loader, pair->value, &figure_record, &one)
			 : vd_decode_named_list(loader, pair->value, &one.from)) &&
	       good;
	good = good && check_once(loader, &one);
	if (good)
		*VD_APPEND(loader->arena, &columns->figures) = one;
	return good;
}

/* The year of a figure: its own, else its line's. */
static bool check_year(struct vd_loader *loader, const struct vd_data_columns *columns,
		       const struct vd_table_column *figure)
{
	if (columns->has_year && figure->year != VD_NONE)
		return vd_report(loader->diagnostics, figure->place, VD_RULE_BAD_COLUMN,
				 _("`%s`: the data has a `year` as well"), figure->heading);
	if (columns->has_year || figure->year != VD_NONE)
		return true;
	vd_report(loader->diagnostics, figure->place, VD_RULE_BAD_COLUMN, _("`%s`: of which year?"),
		  figure->heading);
	return vd_hint(loader->diagnostics,
		       _("name the column with the year, as `year: ANO_EJE`, or write `%s 2016`"),
		       figure->heading);
}

/* Figures that are right each by itself must also fit together. */
static bool check_figures(struct vd_loader *loader, const struct vd_data_columns *columns)
{
	bool good = true;
	for (size_t i = 0; i < columns->figures.count; i++) {
		const struct vd_table_column *one = &columns->figures.items[i].column;
		good = check_year(loader, columns, one) && good;
		if (one->kind == VD_COLUMN_GENERAL_BUDGET && columns->institution_place.line) {
			good = vd_report(
				loader->diagnostics, one->place, VD_RULE_BAD_COLUMN,
				_("the General Budget is the nation's, not an institution's"));
			vd_hint(loader->diagnostics,
				_("give it in an entry of its own, without `institution`"));
		}
		for (size_t k = 0; k < i; k++) {
			const struct vd_table_column *other = &columns->figures.items[k].column;
			if (other->kind != one->kind || other->stage != one->stage ||
			    other->year != one->year)
				continue;
			good = vd_report(loader->diagnostics, one->place, VD_RULE_BAD_COLUMN,
					 _("the column `%s` stands twice"), one->heading);
			vd_other_place(loader->diagnostics, other->place, _("first given here"));
			break;
		}
	}
	return good;
}

static const struct vd_field fields[] = {
	{ .key = "year",
	  .kind = VD_FIELD_CUSTOM,
	  .decode = decode_year,
	  .schema = "{\"anyOf\": [" NAME_SCHEMA
		    ", {\"type\": \"object\", \"required\": [\"value\"], "
		    "\"additionalProperties\": false, \"properties\": {\"value\": {\"type\": "
		    "\"integer\"}}}]}",
	  .meaning = "the column with the year, or {value: 2016} where all lines are of one; left "
		     "out where the figures name theirs" },
	{ .key = "institution",
	  .kind = VD_FIELD_CUSTOM,
	  .record = &institution_record,
	  .decode = decode_institution,
	  .meaning = "whose figures they are; left out, they are the year's totals" },
	{ .key = "region",
	  .kind = VD_FIELD_CUSTOM,
	  .record = &region_record,
	  .decode = decode_region,
	  .meaning = "a column, or {code, name}: the lines of one institution in several regions "
		     "are institutions of their own, CODE.REGION" },
};

static const struct vd_field figure_field = {
	.key = "FIGURE",
	.kind = VD_FIELD_CUSTOM,
	.record = &figure_record,
	.schema = "{\"anyOf\": [" NAMES_SCHEMA ", {\"type\": \"object\"}]}",
	.meaning =
		"allocated, modified, implemented, a name from `stages`, or general_budget, and a "
		"year where the lines name none: the column with its amounts, a list of columns "
		"that add up, or {column, where}",
};

const struct vd_record vd_data_columns_record = {
	.name = N_("columns of data"),
	.fields = fields,
	.count = VD_COUNT_OF(fields),
	.place_offset = SIZE_MAX,
	.rest = &figure_field,
};

static bool is_field(const char *key)
{
	for (size_t i = 0; i < VD_COUNT_OF(fields); i++)
		if (vd_same(fields[i].key, key))
			return true;
	return false;
}

bool vd_decode_data_columns(struct vd_loader *loader, const struct vd_node *node, void *vd_columns)
{
	struct vd_data_columns *columns = vd_columns;
	columns->place = node->place;
	if (node->kind != VD_NODE_MAP)
		return vd_wrong_type(loader, node, _("a mapping of figures to columns"));
	bool good = vd_decode_record(loader, node, &vd_data_columns_record, columns);
	size_t figures = 0;
	for (size_t i = 0; i < node->map.count; i++) {
		const struct vd_pair *pair = &node->map.items[i];
		if (is_field(pair->key->text))
			continue;
		figures++;
		good = decode_figure(loader, pair, columns) && good;
	}
	if (!figures) {
		good = vd_report(loader->diagnostics, node->place, VD_RULE_MISSING_KEY,
				 _("the columns say no figure"));
		vd_hint(loader->diagnostics, _("such as `%s`"), "allocated: MONTO_PIA");
	}
	good = check_figures(loader, columns) && good;
	size_t amounts = 0;
	for (size_t i = 0; i < columns->figures.count; i++)
		amounts += columns->figures.items[i].from.count;
	if (amounts > VD_LINE_AMOUNTS_MOST)
		good = vd_report(loader->diagnostics, node->place, VD_RULE_TOO_MANY,
				 _("at most %d columns of amounts can be added up"),
				 VD_LINE_AMOUNTS_MOST);
	if (!columns->region.text || columns->institution_place.line) {
		if (!columns->region.text || !columns->region_of.text)
			return good;
		return vd_report(loader->diagnostics, columns->region_of.place, VD_RULE_BAD_VALUE,
				 _("institutions that are split by region have no other region"));
	}
	vd_report(loader->diagnostics, columns->region.place, VD_RULE_BAD_VALUE,
		  _("a `region` without `institution`: figures by region are those of its "
		    "institutions"));
	return false;
}

/* --- in words --- */

const char *vd_figure_words(struct vd_arena *arena, const struct vd_data_figure *figure)
{
	struct vd_buffer sum = { .arena = arena };
	for (size_t i = 0; i < figure->from.count; i++) {
		vd_buffer_add(&sum, i ? " + " : "");
		vd_buffer_add(&sum, figure->from.items[i].text);
	}
	const char *where = vd_where_words(arena, &figure->where);
	return where ? vd_arena_format(arena, _("%s where %s"), vd_buffer_text(&sum), where)
		     : vd_buffer_text(&sum);
}

static void add(struct vd_buffer *words, const char *what, const char *column)
{
	if (!column)
		return;
	vd_buffer_add(words, words->count ? "; " : "");
	vd_buffer_add(words, vd_arena_format(words->arena, "%s: %s", what, column));
}

/* What a figure is, for a reader; a local name of a stage stays as it is. */
static const char *figure_name(const struct vd_study *study, struct vd_arena *arena,
			       const struct vd_table_column *column)
{
	int year = column->year == VD_NONE ? 0 : study->years.items[column->year].year;
	if (column->kind == VD_COLUMN_GENERAL_BUDGET)
		return year ? vd_general_budget_year(arena, year) : _("General Budget");
	const char *key = vd_stage_key(column->stage);
	if (strncmp(column->heading, key, strlen(key)) != 0)
		return column->heading;
	return year ? vd_stage_year(arena, column->stage, year) : vd_word(key);
}

const char *vd_columns_words(const struct vd_study *study, struct vd_arena *arena,
			     const struct vd_data_columns *columns)
{
	struct vd_buffer words = { .arena = arena };
	add(&words, _("year"), columns->year.text);
	if (columns->all_of_year != VD_NONE)
		add(&words, _("year"),
		    vd_arena_format(arena, _("%d, of all rows"),
				    study->years.items[columns->all_of_year].year));
	add(&words, _("code"), columns->code.text);
	add(&words, _("name"), columns->name.text);
	add(&words, _("level"), columns->level.text);
	add(&words, _("region"),
	    columns->region.text ? columns->region.text : columns->region_of.text);
	for (size_t i = 0; i < columns->figures.count; i++)
		add(&words, figure_name(study, arena, &columns->figures.items[i].column),
		    vd_figure_words(arena, &columns->figures.items[i]));
	return vd_buffer_text(&words);
}
