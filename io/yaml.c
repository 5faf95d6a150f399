#include "io/yaml.h"

#include <string.h>
#include <stdlib.h>
#include <yaml.h>

#include "budget/language.h"
#include "budget/text.h"

struct loader {
	const struct vd_input *input;
	struct vd_arena *arena;
	struct vd_diagnostics *diagnostics;
	yaml_parser_t parser;
	size_t nodes;
	size_t features; /* aliases and such seen so far */
	bool failed;
};

enum { FEATURES_SHOWN = 20 };

static struct vd_place place_of(const struct loader *loader, yaml_mark_t start, yaml_mark_t end)
{
	struct vd_place place = { .file = loader->input->file,
				  .line = (uint32_t)start.line + 1,
				  .column = (uint32_t)start.column + 1,
				  .length = 1 };
	if (end.line == start.line && end.column > start.column)
		place.length = (uint32_t)(end.column - start.column);
	return place;
}

/* What the parser says, in words that need no knowledge of parsers. */
static const struct {
	const char *problem, *context, *words, *hint;
} syntax_words[] = {
	{ "mapping values are not allowed", "", N_("a colon where no key can stand"),
	  N_("put a text that contains `: ` in quotes, and check the indentation") },
	{ "did not find expected key", "block mapping",
	  N_("this line is indented unlike the keys above it"),
	  N_("keys of one mapping start in the same column; a text with quotes, `#` or `: ` in it goes "
	     "in quotes as a whole") },
	{ "did not find expected '-'", "", N_("this line is indented unlike the items above it"),
	  N_("items of one list start in the same column, each with `- `") },
	{ "did not find expected ',' or ']'", "", N_("the list that begins here is never closed"),
	  N_("close it with `]`, and put commas between its items") },
	{ "did not find expected ',' or '}'", "",
	  N_("the mapping that begins here is never closed"),
	  N_("close it with `}`, and put commas between its keys") },
	{ "unexpected end of stream", "quoted scalar",
	  N_("the quote that opens here is never closed"),
	  N_("close it; a quote inside a text is doubled or goes in the other kind of quotes") },
	{ "cannot start any token", "", N_("this character cannot start a text"),
	  N_("put the text in quotes") },
	{ "could not find expected ':'", "", N_("a text that looks like a key, without its colon"),
	  N_("end the key with `: `; a pasted row goes under `rows: |`, indented at least as far as the "
	     "first") },
	{ "leading space", "", N_("a line indented unlike the first of its block"),
	  N_("indent every pasted row as far as the first") },
};

/* What the parser says itself, where we have no words for it: marked so that it can be translated. */
static const char *const parser_texts[] = {
	N_("block sequence entries are not allowed in this context"),
	N_("could not find expected directive name"),
	N_("did not find URI escaped octet"),
	N_("did not find expected '!'"),
	N_("did not find expected <document start>"),
	N_("did not find expected alphabetic or numeric character"),
	N_("did not find expected comment or line break"),
	N_("did not find expected digit or '.' character"),
	N_("did not find expected hexdecimal number"),
	N_("did not find expected key"),
	N_("did not find expected node content"),
	N_("did not find expected tag URI"),
	N_("did not find expected version number"),
	N_("did not find expected whitespace"),
	N_("did not find expected whitespace or line break"),
	N_("did not find the expected '>'"),
	N_("found a tab character that violates indentation"),
	N_("found a tab character where an indentation space is expected"),
	N_("found an indentation indicator equal to 0"),
	/* xgettext:no-c-format */
	N_("found duplicate %TAG directive"),
	/* xgettext:no-c-format */
	N_("found duplicate %YAML directive"),
	N_("found extremely long version number"),
	N_("found incompatible YAML document"),
	N_("found invalid Unicode character escape code"),
	N_("found undefined tag handle"),
	N_("found unexpected ':'"),
	N_("found unexpected document indicator"),
	N_("found unexpected end of stream"),
	N_("found unexpected non-alphabetical character"),
	N_("found unknown directive name"),
	N_("found unknown escape character"),
	N_("mapping keys are not allowed in this context"),
	N_("while parsing a block collection"),
	N_("while parsing a block mapping"),
	N_("while parsing a block node"),
	N_("while parsing a flow mapping"),
	N_("while parsing a flow node"),
	N_("while parsing a flow sequence"),
	N_("while parsing a node"),
	N_("while parsing a quoted scalar"),
	N_("while parsing a tag"),
	N_("while scanning a block scalar"),
	N_("while scanning a directive"),
	N_("while scanning a plain scalar"),
	N_("while scanning a quoted scalar"),
	N_("while scanning a simple key"),
	N_("while scanning a tag"),
	N_("while scanning an alias"),
	N_("while scanning an anchor"),
	N_("while scanning for the next token"),
};

static const char *translate(const char *parser_text)
{
	for (size_t i = 0; i < sizeof(parser_texts) / sizeof(*parser_texts); i++)
		if (vd_same(parser_texts[i], parser_text))
			return vd_translate(parser_texts[i]);
	return parser_text;
}

/* The entry for what the parser stumbled on, or -1. */
static int find_words(const yaml_parser_t *parser)
{
	const char *context = parser->context ? parser->context : "";
	for (size_t i = 0; i < sizeof(syntax_words) / sizeof(*syntax_words); i++)
		if (strstr(parser->problem, syntax_words[i].problem) &&
		    strstr(context, syntax_words[i].context))
			return (int)i;
	return -1;
}

/* A line that begins with a tab, or has one: most often a table pasted in the wrong place. */
static const char *tab_hint(const struct loader *loader, uint32_t line)
{
	size_t bytes = 0;
	const char *text = vd_input_line(loader->input, line, &bytes);
	size_t indent = strspn(text, " ");
	if (indent < bytes && text[indent] == '\t')
		return _("indent with spaces: YAML does not take tabs here");
	return memchr(text, '\t', bytes)
		       ? _("a pasted table goes under `rows: |`, indented by spaces")
		       : NULL;
}

static void report_syntax(struct loader *loader)
{
	const yaml_parser_t *parser = &loader->parser;
	yaml_mark_t mark = parser->problem_mark;
	struct vd_place place = place_of(loader, mark, mark);
	loader->failed = true;
	if (parser->error == YAML_MEMORY_ERROR) {
		/* Takes what memory is left, or leaves through the arena's handler. */
		vd_report(loader->diagnostics, place, VD_RULE_YAML_SYNTAX,
			  _("no memory to read it"));
		return;
	}
	if (parser->error == YAML_READER_ERROR) {
		vd_report(loader->diagnostics,
			  vd_input_place(loader->input, parser->problem_offset),
			  VD_RULE_YAML_SYNTAX, _("the control character U+%04X"),
			  (unsigned)parser->problem_value);
		vd_hint(loader->diagnostics, _("remove it"));
		return;
	}
	int words = find_words(parser);
	struct vd_place opener = place_of(loader, parser->context_mark, parser->context_mark);
	bool at_opener = words >= 0 && strstr(syntax_words[words].words, "begins here");
	bool at_quote = words >= 0 && strstr(syntax_words[words].words, "opens here");
	if (words < 0)
		vd_report(loader->diagnostics, place, VD_RULE_YAML_SYNTAX, "%s%s%s",
			  translate(parser->problem), parser->context ? ", " : "",
			  parser->context ? translate(parser->context) : "");
	else
		vd_report(loader->diagnostics, at_opener || at_quote ? opener : place,
			  VD_RULE_YAML_SYNTAX, "%s", vd_translate(syntax_words[words].words));
	const char *tabs = tab_hint(loader, place.line);
	vd_hint(loader->diagnostics, "%s",
		tabs ? tabs
		: words >= 0
			? vd_translate(syntax_words[words].hint)
			: _("check quotes, brackets and indentation here and on the line before"));
	if (at_opener || at_quote)
		vd_other_place(loader->diagnostics, place, _("not closed by here"));
	else if (parser->context && parser->context_mark.line != mark.line)
		vd_other_place(loader->diagnostics, opener, _("it began here"));
}

static bool next_event(struct loader *loader, yaml_event_t *event)
{
	if (yaml_parser_parse(&loader->parser, event))
		return true;
	report_syntax(loader);
	return false;
}

static void feature(struct loader *loader, const yaml_event_t *event, const char *message)
{
	if (++loader->features > FEATURES_SHOWN)
		return;
	vd_report(loader->diagnostics, place_of(loader, event->start_mark, event->end_mark),
		  VD_RULE_YAML_FEATURE, "%s", message);
	vd_hint(loader->diagnostics, _("write the value where it stands; a text that starts with "
				       "`&`, `*` or `!` goes in quotes"));
}

static struct vd_node *new_node(struct loader *loader, const yaml_event_t *event,
				enum vd_node_kind kind)
{
	struct vd_node *node = VD_TAKE(loader->arena, struct vd_node, 1);
	node->kind = kind;
	node->place = place_of(loader, event->start_mark, event->end_mark);
	if (++loader->nodes > VD_YAML_NODES_MOST && !loader->failed) {
		loader->failed = true;
		vd_report(loader->diagnostics, node->place, VD_RULE_TOO_MANY,
			  _("the file holds more than %d values"), VD_YAML_NODES_MOST);
	}
	return node;
}

static enum vd_node_style style_of(yaml_scalar_style_t style)
{
	switch (style) {
	case YAML_LITERAL_SCALAR_STYLE:
		return VD_STYLE_LITERAL;
	case YAML_FOLDED_SCALAR_STYLE:
		return VD_STYLE_FOLDED;
	case YAML_SINGLE_QUOTED_SCALAR_STYLE:
	case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
		return VD_STYLE_QUOTED;
	case YAML_ANY_SCALAR_STYLE:
	case YAML_PLAIN_SCALAR_STYLE:
		break;
	}
	return VD_STYLE_PLAIN;
}

/* Control characters can be written as escapes; no table or workbook can hold them. */
static void clean(struct loader *loader, struct vd_node *node)
{
	char *text = vd_arena_copy(loader->arena, node->text, node->bytes);
	bool found = false;
	for (size_t i = 0; i < node->bytes; i++) {
		/* U+FFFE and U+FFFF are no characters. */
		bool is_none = node->bytes - i >= 3 && (memcmp(text + i, "\xEF\xBF\xBE", 3) == 0 ||
							memcmp(text + i, "\xEF\xBF\xBF", 3) == 0);
		if (is_none)
			memset(text + i, ' ', 3);
		else if ((unsigned char)text[i] >= 0x20 ||
			 strchr("\t\r\n", text[i] ? text[i] : ' '))
			continue;
		text[i] = ' ';
		found = true;
	}
	node->text = text;
	if (!found)
		return;
	vd_report(loader->diagnostics, node->place, VD_RULE_BAD_VALUE,
		  _("the text holds a control character"));
	vd_hint(loader->diagnostics, _("remove the escape, such as \\x07 or \\0"));
}

static struct vd_node *new_scalar(struct loader *loader, const yaml_event_t *event)
{
	struct vd_node *node = new_node(loader, event, VD_NODE_SCALAR);
	node->style = style_of(event->data.scalar.style);
	node->bytes = event->data.scalar.length;
	node->text =
		vd_arena_copy(loader->arena, (const char *)event->data.scalar.value, node->bytes);
	clean(loader, node);
	return node;
}

static struct vd_node *load_node(struct loader *loader, const yaml_event_t *event, int depth);

static void load_list(struct loader *loader, struct vd_node *list, int depth)
{
	while (!loader->failed) {
		yaml_event_t event;
		if (!next_event(loader, &event))
			return;
		bool end = event.type == YAML_SEQUENCE_END_EVENT;
		if (!end) {
			struct vd_node *item = load_node(loader, &event, depth);
			*VD_APPEND(loader->arena, &list->list) = item;
		}
		yaml_event_delete(&event);
		if (end)
			return;
	}
}

static void load_map(struct loader *loader, struct vd_node *map, int depth)
{
	struct vd_node *key = NULL;
	while (!loader->failed) {
		yaml_event_t event;
		if (!next_event(loader, &event))
			return;
		bool end = event.type == YAML_MAPPING_END_EVENT;
		if (!end) {
			struct vd_node *node = load_node(loader, &event, depth);
			if (key)
				*VD_APPEND(loader->arena, &map->map) =
					(struct vd_pair){ .key = key, .value = node };
			key = key ? NULL : node;
		}
		yaml_event_delete(&event);
		if (end)
			return;
	}
}

static bool too_deep(struct loader *loader, const struct vd_node *node, int depth)
{
	if (depth < VD_YAML_DEPTH_MOST)
		return false;
	loader->failed = true;
	vd_report(loader->diagnostics, node->place, VD_RULE_TOO_DEEP,
		  _("lists and mappings are nested more than %d deep"), VD_YAML_DEPTH_MOST);
	vd_hint(loader->diagnostics,
		_("a study nests its values far less; is a bracket or brace not closed?"));
	return true;
}

/* Recursive to VD_YAML_DEPTH_MOST. Never NULL: what failed is an empty scalar. */
static struct vd_node *load_node(struct loader *loader, const yaml_event_t *event, int depth)
{
	const yaml_char_t *anchor = NULL, *tag = NULL;
	struct vd_node *node = NULL;
	switch (event->type) {
	case YAML_SCALAR_EVENT:
		anchor = event->data.scalar.anchor;
		tag = event->data.scalar.tag;
		node = new_scalar(loader, event);
		break;
	case YAML_SEQUENCE_START_EVENT:
		anchor = event->data.sequence_start.anchor;
		tag = event->data.sequence_start.tag;
		node = new_node(loader, event, VD_NODE_LIST);
		if (!too_deep(loader, node, depth))
			load_list(loader, node, depth + 1);
		break;
	case YAML_MAPPING_START_EVENT:
		anchor = event->data.mapping_start.anchor;
		tag = event->data.mapping_start.tag;
		node = new_node(loader, event, VD_NODE_MAP);
		if (!too_deep(loader, node, depth))
			load_map(loader, node, depth + 1);
		break;
	case YAML_ALIAS_EVENT:
		feature(loader, event, _("an alias cannot be used in a study"));
		break;
	case YAML_NO_EVENT:
	case YAML_STREAM_START_EVENT:
	case YAML_STREAM_END_EVENT:
	case YAML_DOCUMENT_START_EVENT:
	case YAML_DOCUMENT_END_EVENT:
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		break;
	}
	if (anchor)
		feature(loader, event, _("an anchor cannot be used in a study"));
	if (tag)
		feature(loader, event, _("a tag cannot be used in a study"));
	if (!node) {
		node = new_node(loader, event, VD_NODE_SCALAR);
		node->text = "";
	}
	return node;
}

static const char *key_text(const struct vd_pair *pair)
{
	return pair->key->kind == VD_NODE_SCALAR ? pair->key->text : "";
}

/* Sort indices of keys by text, then by place, to find duplicates in n log n. */
static int compare_pairs(const void *left, const void *right)
{
	const struct vd_pair *a = *(const struct vd_pair *const *)left;
	const struct vd_pair *b = *(const struct vd_pair *const *)right;
	int order = strcmp(key_text(a), key_text(b));
	return order ? order : (a > b) - (a < b);
}

static void check_keys(struct loader *loader, const struct vd_node *map)
{
	size_t count = map->map.count;
	const struct vd_pair **sorted = VD_TAKE(loader->arena, const struct vd_pair *, count);
	for (size_t i = 0; i < count; i++) {
		sorted[i] = &map->map.items[i];
		if (sorted[i]->key->kind != VD_NODE_SCALAR)
			vd_report(loader->diagnostics, sorted[i]->key->place, VD_RULE_WRONG_TYPE,
				  _("a key must be a text, not %s"),
				  vd_node_kind_name(sorted[i]->key));
	}
	if (count)
		qsort(sorted, count, sizeof(const struct vd_pair *), compare_pairs);
	for (size_t i = 1; i < count; i++) {
		if (!vd_same(key_text(sorted[i]), key_text(sorted[i - 1])) ||
		    sorted[i]->key->kind != VD_NODE_SCALAR)
			continue;
		vd_report(loader->diagnostics, sorted[i]->key->place, VD_RULE_DUPLICATE_KEY,
			  _("the key `%s` stands twice"), key_text(sorted[i]));
		vd_hint(loader->diagnostics, _("keep one of the two"));
		vd_other_place(loader->diagnostics, sorted[i - 1]->key->place,
			       _("first given here"));
	}
}

static void check_tree(struct loader *loader, const struct vd_node *node)
{
	if (node->kind == VD_NODE_MAP)
		check_keys(loader, node);
	for (size_t i = 0; i < node->list.count; i++)
		check_tree(loader, node->list.items[i]);
	for (size_t i = 0; i < node->map.count; i++)
		check_tree(loader, node->map.items[i].value);
}

static struct vd_node *load_document(struct loader *loader)
{
	struct vd_node *root = NULL;
	for (bool more = true; more && !loader->failed;) {
		yaml_event_t event;
		if (!next_event(loader, &event))
			return NULL;
		if (event.type == YAML_STREAM_END_EVENT)
			more = false;
		else if (event.type == YAML_DOCUMENT_START_EVENT && root)
			feature(loader, &event, _("a second document cannot be used in a study"));
		else if (event.type == YAML_SCALAR_EVENT ||
			 event.type == YAML_MAPPING_START_EVENT ||
			 event.type == YAML_SEQUENCE_START_EVENT ||
			 event.type == YAML_ALIAS_EVENT) {
			struct vd_node *node = load_node(loader, &event, 0);
			root = root ? root : node;
		}
		yaml_event_delete(&event);
	}
	return root;
}

struct vd_node *vd_yaml_parse(const struct vd_input *input, struct vd_arena *arena,
			      struct vd_diagnostics *diagnostics)
{
	struct loader loader = { .input = input, .arena = arena, .diagnostics = diagnostics };
	if (!yaml_parser_initialize(&loader.parser)) {
		vd_report(diagnostics, (struct vd_place){ .file = input->file },
			  VD_RULE_INPUT_UNREADABLE, _("no memory to read it"));
		return NULL;
	}
	yaml_parser_set_encoding(&loader.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&loader.parser, (const unsigned char *)input->text,
				     input->bytes);
	struct vd_node *root = load_document(&loader);
	yaml_parser_delete(&loader.parser);
	if (loader.failed)
		return NULL;
	if (!root) {
		vd_report(diagnostics, (struct vd_place){ .file = input->file },
			  VD_RULE_INPUT_EMPTY, _("the file holds only comments"));
		vd_hint(diagnostics, _("`veedor new FILE.yaml` writes a starting study"));
		return NULL;
	}
	check_tree(&loader, root);
	return root;
}

bool vd_node_is_empty(const struct vd_node *node)
{
	return node->kind == VD_NODE_SCALAR && node->style == VD_STYLE_PLAIN && node->bytes == 0;
}

const char *vd_node_kind_name(const struct vd_node *node)
{
	switch (node->kind) {
	case VD_NODE_SCALAR:
		return _("a text");
	case VD_NODE_LIST:
		return _("a list");
	case VD_NODE_MAP:
		return _("a mapping");
	}
	return "";
}
