/* YAML as a tree: styles and places, and what is not part of the format. */
#include "io/yaml.h"

#include <string.h>

#include "tests/unit/helper.h"

TestSuite(yaml, .init = unit_open, .fini = unit_close);

static const struct vd_node *parse(const char *text)
{
	unit_forget();
	const struct vd_node *root = vd_yaml_parse(unit_input(text), unit.arena, &unit.diagnostics);
	vd_diagnostics_sort(&unit.diagnostics);
	return root;
}

static bool is_scalar(const struct vd_node *node, enum vd_node_style style, const char *text)
{
	return node->kind == VD_NODE_SCALAR && node->style == style && vd_same(node->text, text) &&
	       node->bytes == strlen(text);
}

Test(yaml, keeps_every_text_as_written)
{
	const struct vd_node *root = parse("- plain text\n"
					   "- 'single ''quoted'''\n"
					   "- \"double \\\"quoted\\\" \\u00e1\"\n"
					   "- |\n"
					   "  literal\n"
					   "    text\n"
					   "- |-\n"
					   "  stripped\n"
					   "- >\n"
					   "  folded\n"
					   "  text\n"
					   "- 0080\n"
					   "- 90.0\n"
					   "- NO\n"
					   "- ~\n"
					   "- 2016-06\n"
					   "- 0x1F\n"
					   "- \"\"\n"
					   "-\n");
	static const struct {
		enum vd_node_style style;
		const char *text;
	} items[] = {
		{ VD_STYLE_PLAIN, "plain text" },
		{ VD_STYLE_QUOTED, "single 'quoted'" },
		{ VD_STYLE_QUOTED, "double \"quoted\" á" },
		{ VD_STYLE_LITERAL, "literal\n  text\n" },
		{ VD_STYLE_LITERAL, "stripped" },
		{ VD_STYLE_FOLDED, "folded text\n" },
		{ VD_STYLE_PLAIN, "0080" },
		{ VD_STYLE_PLAIN, "90.0" },
		{ VD_STYLE_PLAIN, "NO" },
		{ VD_STYLE_PLAIN, "~" },
		{ VD_STYLE_PLAIN, "2016-06" },
		{ VD_STYLE_PLAIN, "0x1F" },
		{ VD_STYLE_QUOTED, "" },
		{ VD_STYLE_PLAIN, "" },
	};
	cr_assert(root && root->kind == VD_NODE_LIST, "%s", unit_places());
	cr_assert_eq(root->list.count, UNIT_COUNT(items));
	for (size_t i = 0; i < UNIT_COUNT(items); i++)
		cr_expect(is_scalar(root->list.items[i], items[i].style, items[i].text),
			  "%zu: `%s`", i, root->list.items[i]->text);
	/* An empty text is something, nothing is not. */
	cr_expect_not(vd_node_is_empty(root->list.items[12]));
	cr_expect(vd_node_is_empty(root->list.items[13]));
	cr_expect_not(vd_node_is_empty(root));
	cr_expect_str_eq(vd_node_kind_name(root), "a list");
	cr_expect_str_eq(vd_node_kind_name(root->list.items[0]), "a text");
}

Test(yaml, knows_the_place_of_every_node)
{
	const struct vd_node *root = parse("año: {\"clave\": [uno,   dos]}\n"
					   "block:\n"
					   "  - key: value\n"
					   "    other: 'quoted'\n"
					   "text: |\n"
					   "  a\n");
	cr_assert(root && root->kind == VD_NODE_MAP && root->map.count == 3);
	const struct vd_pair *pairs = root->map.items;
	cr_expect(unit_is_at(root->place, 1, 1, 1));
	cr_expect(unit_is_at(pairs[0].key->place, 1, 1, 3), "characters, not bytes");
	cr_expect(unit_is_at(pairs[0].value->place, 1, 6, 1));
	const struct vd_pair *inner = &pairs[0].value->map.items[0];
	cr_expect(unit_is_at(inner->key->place, 1, 7, 7), "with its quotes");
	cr_expect(unit_is_at(inner->value->list.items[1]->place, 1, 24, 3));
	const struct vd_node *item = pairs[1].value->list.items[0];
	cr_expect(unit_is_at(item->map.items[0].value->place, 3, 10, 5));
	cr_expect(unit_is_at(item->map.items[1].key->place, 4, 5, 5));
	cr_expect(unit_is_at(item->map.items[1].value->place, 4, 12, 8));
	cr_expect_eq(pairs[2].value->place.line, 5);
	cr_expect_str_eq(pairs[2].value->place.file, "study.yaml");
	cr_expect_str_eq(vd_node_kind_name(root), "a mapping");
}

Test(yaml, tells_both_places_of_a_key_that_stands_twice)
{
	cr_expect(parse("a: 1\n"
			"b: {c: 1, d: 2, c: 3}\n"
			"'a': 2\n"
			"e: [{f: 1, f: 2}]\n"
			"\"a\": 3\n"),
		  "the tree is there all the same");
	cr_expect_str_eq(unit_places(),
			 "2:17+1 duplicate-key\n3:1+3 duplicate-key\n"
			 "4:12+1 duplicate-key\n5:1+3 duplicate-key\n",
			 "%s", unit_places());
	static const uint32_t first[][2] = { { 2, 5 }, { 1, 1 }, { 4, 6 }, { 3, 1 } };
	for (size_t i = 0; i < UNIT_COUNT(first); i++)
		cr_expect(unit.diagnostics.items[i].other.line == first[i][0] &&
				  unit.diagnostics.items[i].other.column == first[i][1],
			  "%zu", i);
	cr_expect(parse("{a: 1, A: 2}"));
	cr_expect_eq(unit.diagnostics.count, 0, "another letter case is another key");
}

Test(yaml, refuses_features_that_hide_values)
{
	static const struct {
		const char *text, *places;
	} cases[] = {
		{ "a: &x 1\nb: *x\n", "1:4+4 yaml-feature\n2:4+2 yaml-feature\n" },
		{ "a: !!str 1\n", "1:4+7 yaml-feature\n" },
		{ "a: !local 1\n", "1:4+8 yaml-feature\n" },
		{ "a: 1\n---\nb: 2\n", "2:1+3 yaml-feature\n" },
		{ "? [a, b]\n: c\n", "1:3+1 wrong-type\n" },
		{ "? {a: b}\n: c\n", "1:3+1 wrong-type\n" },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		parse(cases[i].text);
		cr_expect_str_eq(unit_places(), cases[i].places, "case %zu gives\n%s", i,
				 unit_places());
		cr_expect_gt(vd_error_count(&unit.diagnostics), 0);
	}
}

/* A bomb of aliases is refused at the first ones, without being blown up. */
Test(yaml, defuses_a_bomb_of_aliases)
{
	struct vd_buffer text = { .arena = unit.arena };
	vd_buffer_add(&text, "a0: &a0 [x, x]\n");
	for (int i = 1; i < 60; i++)
		vd_buffer_add(&text, vd_arena_format(unit.arena, "a%d: &a%d [*a%d, *a%d, *a%d]\n",
						     i, i, i - 1, i - 1, i - 1));
	parse(vd_buffer_text(&text));
	cr_expect_geq(unit_reported(VD_RULE_YAML_FEATURE, NULL), 1);
	cr_expect_leq(unit.diagnostics.count, 50);
}

static const char *nested(size_t depth, const char *open, const char *close)
{
	struct vd_buffer text = { .arena = unit.arena };
	for (size_t i = 0; i < depth; i++)
		vd_buffer_add(&text, open);
	vd_buffer_add(&text, "x");
	for (size_t i = 0; i < depth; i++)
		vd_buffer_add(&text, close);
	return vd_buffer_text(&text);
}

Test(yaml, is_limited_in_depth)
{
	cr_expect(parse(nested(VD_YAML_DEPTH_MOST, "[", "]")), "%s", unit_places());
	cr_expect_eq(unit.diagnostics.count, 0);
	cr_expect(parse(nested(VD_YAML_DEPTH_MOST, "{a: ", "}")), "%s", unit_places());
	cr_expect_eq(unit.diagnostics.count, 0);
	cr_expect_null(parse(nested(VD_YAML_DEPTH_MOST + 1, "[", "]")));
	cr_expect_str_eq(unit_places(), "1:33+1 too-deep\n", "%s", unit_places());
	cr_expect_null(parse(nested(VD_YAML_DEPTH_MOST + 1, "{a: ", "}")));
	cr_expect_eq(unit_reported(VD_RULE_TOO_DEEP, NULL), 1);
	cr_expect_null(parse(nested(20000, "[", "]")));
	cr_expect_eq(unit_reported(VD_RULE_TOO_DEEP, NULL), 1);
	cr_expect_null(parse(nested(20000, "- ", "")));
	cr_expect_eq(unit_reported(VD_RULE_TOO_DEEP, NULL), 1);
}

Test(yaml, is_limited_in_nodes)
{
	const size_t most = VD_YAML_NODES_MOST;
	char *text = vd_arena_take(unit.arena, 2 * most + 16, 1);
	memset(text, ',', 2 * most);
	text[0] = '[';
	for (size_t i = 1; i < 2 * most; i += 2)
		text[i] = 'x';
	/* `most` texts and the list are one too many. */
	strcpy(text + 2 * most, "]\n");
	cr_expect_null(parse(text));
	cr_expect_eq(unit_reported(VD_RULE_TOO_MANY, NULL), 1, "%s", unit_places());
	text[2 * most - 2] = ']';
	text[2 * most - 1] = '\0';
	cr_expect(parse(text), "%s", unit_places());
}

Test(yaml, says_where_and_what_is_no_yaml)
{
	static const struct {
		const char *text;
		uint32_t line;
		const char *says;
	} cases[] = {
		{ "a: 1\n\tb: 2\n", 2, "tab" },
		{ "a:\n  b: 1\n c: 2\n", 3, "same column" },
		{ "a: [1, 2\nb: 3\n", 1, "close it with `]`" },
		{ "a: {b: 1\n", 1, "close it with `}`" },
		{ "a: \"open\nb: 1\n", 1, "quote" },
		{ "a: b: c\n", 1, "quotes" },
		{ "a: 1\n- b\n", 2, "" },
		{ "a: @b\n", 1, "" },
		{ "a: %b\n", 1, "" },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		cr_expect_null(parse(cases[i].text), "case %zu", i);
		const struct vd_diagnostic *found = NULL;
		cr_assert_eq(unit_reported(VD_RULE_YAML_SYNTAX, &found), 1, "case %zu", i);
		cr_expect_eq(found->place.line, cases[i].line, "case %zu: line %u", i,
			     found->place.line);
		cr_expect(found->hint && strstr(found->hint, cases[i].says), "case %zu: %s", i,
			  found->hint);
	}
}

Test(yaml, refuses_control_characters)
{
	static const char *const texts[] = { "a: \x01\n", "a: \x1B[31m\n", "a: \x7F\n" };
	for (size_t i = 0; i < UNIT_COUNT(texts); i++) {
		cr_expect_null(parse(texts[i]), "text %zu", i);
		cr_expect_eq(unit_reported(VD_RULE_YAML_SYNTAX, NULL), 1);
	}
	parse("a: \"x\\0y\"\n");
	cr_expect_gt(vd_error_count(&unit.diagnostics), 0, "an escaped NUL");
}

Test(yaml, tells_a_file_of_comments)
{
	static const char *const texts[] = { "# nothing\n", "---\n...\n# nothing\n",
					     "%YAML 1.1\n---\n" };
	cr_expect_null(parse(texts[0]));
	cr_expect_eq(unit_reported(VD_RULE_INPUT_EMPTY, NULL), 1);
	for (size_t i = 1; i < UNIT_COUNT(texts); i++) {
		const struct vd_node *root = parse(texts[i]);
		cr_expect(!root || vd_node_is_empty(root), "text %zu", i);
	}
}
