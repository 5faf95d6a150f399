/* `numbers:` and the messages about numbers that do not follow it. */
#include <string.h>

#include "config/parts.h"

const char vd_numbers_schema[] =
	"{\"type\": \"object\", \"additionalProperties\": false, \"properties\": {\"decimal\": "
	"{\"enum\": [\".\", \",\"]}, \"grouping\": {\"anyOf\": [{\"type\": \"string\"}, {\"type\": "
	"\"array\", \"items\": {\"type\": \"string\"}}]}}}";

static bool add_grouping(struct vd_loader *loader, const struct vd_node *node,
			 struct vd_number_style *style)
{
	const char *mark = NULL;
	if (!vd_decode_string(loader, node, &mark))
		return false;
	bool digit = strpbrk(mark, "0123456789+-%") != NULL;
	if (vd_utf8_length(mark, strlen(mark)) != 1 || digit || vd_same(mark, style->decimal) ||
	    style->grouping_count == VD_GROUPING_MOST) {
		vd_report(loader->diagnostics, node->place, VD_RULE_BAD_VALUE,
			  _("`%s` cannot be a grouping mark"), mark);
		return vd_hint(loader->diagnostics,
			       _("one character, no digit or sign, other than the decimal mark; at "
				 "most %d of them"),
			       VD_GROUPING_MOST);
	}
	style->grouping[style->grouping_count++] = mark;
	return true;
}

static bool check_keys(struct vd_loader *loader, const struct vd_node *node,
		       const char *const *keys, size_t count)
{
	bool good = true;
	for (size_t i = 0; i < node->map.count; i++) {
		const struct vd_node *key = node->map.items[i].key;
		const char *given = key->text ? key->text : "";
		bool known = false;
		for (size_t k = 0; k < count; k++)
			known = known || vd_same(given, keys[k]);
		if (known)
			continue;
		good = vd_report(loader->diagnostics, key->place, VD_RULE_UNKNOWN_KEY,
				 _("unknown key of numbers `%s`"), given);
		vd_suggest(loader, given, keys, count);
	}
	return good;
}

static bool decode_marks(struct vd_loader *loader, const struct vd_node *node,
			 struct vd_number_style *number_style)
{
	/* What is not said stays as it is, or as the study has it. */
	struct vd_number_style style = { .decimal = number_style->decimal
							    ? number_style->decimal
							    : loader->study->numbers.decimal };
	bool good = true;
	const struct vd_node *decimal = vd_node_get(node, "decimal");
	const struct vd_node *grouping = vd_node_get(node, "grouping");
	if (decimal) {
		const char *mark = NULL;
		if (!vd_decode_string(loader, decimal, &mark))
			return false;
		if (!vd_same(mark, ".") && !vd_same(mark, ","))
			good = vd_report(loader->diagnostics, decimal->place, VD_RULE_BAD_VALUE,
					 _("the decimal mark is \".\" or \",\", not `%s`"), mark);
		else
			style.decimal = mark;
	}
	if (grouping && grouping->kind == VD_NODE_LIST)
		for (size_t i = 0; i < grouping->list.count; i++)
			good = add_grouping(loader, grouping->list.items[i], &style) && good;
	else if (grouping)
		good = add_grouping(loader, grouping, &style) && good;
	*number_style = style;
	return good;
}

bool vd_decode_numbers(struct vd_loader *loader, const struct vd_node *node, void *number_style)
{
	static const char *const keys[] = { "decimal", "grouping" };
	if (node->kind != VD_NODE_MAP)
		return vd_wrong_type(loader, node, _("{decimal: \".\", grouping: \",\"}"));
	bool good = check_keys(loader, node, keys, VD_COUNT_OF(keys));
	return decode_marks(loader, node, number_style) && good;
}

/* What 1 stands for: 1000 where amounts are in thousands, 0.01 where they are in cents. */
static bool decode_unit(struct vd_loader *loader, const struct vd_node *node,
			struct vd_decimal *unit)
{
	if (!vd_decode_decimal(loader, node, &vd_plain_numbers, unit))
		return false;
	if (unit->digits > 0 && !unit->percent)
		return true;
	vd_report(loader->diagnostics, node->place, VD_RULE_BAD_VALUE,
		  _("`%s` cannot be the unit of amounts"), node->text);
	return vd_hint(loader->diagnostics,
		       _("what 1 stands for: 1000 where amounts are in thousands"));
}

static bool add_negative(struct vd_loader *loader, const struct vd_node *node,
			 struct vd_amount_style *style)
{
	static const char *const words[] = { "parentheses", "trailing_minus" };
	const char *word = NULL;
	if (!vd_decode_string(loader, node, &word))
		return false;
	style->parentheses = style->parentheses || vd_same(word, words[0]);
	style->trailing_minus = style->trailing_minus || vd_same(word, words[1]);
	if (vd_same(word, words[0]) || vd_same(word, words[1]))
		return true;
	vd_report(loader->diagnostics, node->place, VD_RULE_BAD_VALUE, _("unknown value `%s`"),
		  word);
	return vd_suggest(loader, word, words, VD_COUNT_OF(words));
}

static bool add_zero(struct vd_loader *loader, const struct vd_node *node,
		     struct vd_amount_style *style)
{
	if (node->kind != VD_NODE_SCALAR || vd_node_is_empty(node))
		return vd_wrong_type(loader, node, _("a text"));
	for (size_t i = 0; i < loader->study->codes.count; i++) {
		if (!vd_same(loader->study->codes.items[i].code, node->text))
			continue;
		vd_report(loader->diagnostics, node->place, VD_RULE_BAD_VALUE,
			  _("`%s` is declared under `missing:`; it cannot be zero as well"),
			  vd_code_shown(&loader->study->codes.items[i]));
		vd_other_place(loader->diagnostics, loader->study->codes.items[i].place,
			       _("declared here"));
		return vd_hint(loader->diagnostics, _("missing is never zero"));
	}
	if (strpbrk(node->text, "0123456789"))
		return vd_report(loader->diagnostics, node->place, VD_RULE_BAD_VALUE,
				 _("`%s` has digits; a word for zero has none"), node->text);
	if (style->zeros.count == VD_ZERO_WORDS_MOST)
		return vd_report(loader->diagnostics, node->place, VD_RULE_BAD_VALUE,
				 _("at most %d texts can stand for zero"), VD_ZERO_WORDS_MOST);
	style->zeros.items[style->zeros.count++] =
		(struct vd_slice){ .text = node->text, .bytes = node->bytes };
	return true;
}

/* One value, or a list of them. */
static bool each(struct vd_loader *loader, const struct vd_node *node,
		 bool (*add)(struct vd_loader *, const struct vd_node *, struct vd_amount_style *),
		 struct vd_amount_style *style)
{
	if (!node)
		return true;
	if (node->kind != VD_NODE_LIST)
		return add(loader, node, style);
	bool good = true;
	for (size_t i = 0; i < node->list.count; i++)
		good = add(loader, node->list.items[i], style) && good;
	return good;
}

const char vd_amounts_schema[] =
	"{\"type\": \"object\", \"additionalProperties\": false, \"properties\": {\"decimal\": "
	"{\"enum\": [\".\", \",\"]}, \"grouping\": {\"type\": [\"string\", \"array\"], \"items\": "
	"{\"type\": \"string\"}}, \"unit\": {\"type\": \"number\", \"exclusiveMinimum\": 0}, "
	"\"negative\": {\"anyOf\": [{\"enum\": [\"parentheses\", \"trailing_minus\"]}, {\"type\": "
	"\"array\", \"items\": {\"enum\": [\"parentheses\", \"trailing_minus\"]}}]}, \"zero\": "
	"{\"type\": [\"string\", \"array\"], \"items\": {\"type\": \"string\"}, \"maxItems\": 8}}}";

bool vd_decode_amounts(struct vd_loader *loader, const struct vd_node *node, void *amount_style)
{
	static const char *const keys[] = { "decimal", "grouping", "unit", "negative", "zero" };
	struct vd_amount_style *style = amount_style;
	if (node->kind != VD_NODE_MAP)
		return vd_wrong_type(loader, node,
				     _("{decimal: \",\", grouping: \".\", unit: 1000}"));
	bool good = check_keys(loader, node, keys, VD_COUNT_OF(keys));
	const struct vd_node *unit = vd_node_get(node, "unit");
	if (vd_node_get(node, "decimal") || vd_node_get(node, "grouping"))
		good = decode_marks(loader, node, &style->numbers) && good;
	if (unit)
		good = decode_unit(loader, unit, &style->unit) && good;
	good = each(loader, vd_node_get(node, "negative"), add_negative, style) && good;
	return each(loader, vd_node_get(node, "zero"), add_zero, style) && good;
}

static void add_words(struct vd_buffer *words, const char *text)
{
	vd_buffer_add(words, words->count ? "; " : "");
	vd_buffer_add(words, text);
}

const char *vd_amounts_words(struct vd_arena *arena, const struct vd_amount_style *style)
{
	const struct vd_number_style *numbers = &style->numbers;
	const struct vd_ratio unit = { style->unit.digits, vd_power_of_ten(style->unit.decimals) };
	struct vd_buffer words = { .arena = arena };
	add_words(&words, vd_arena_format(arena, _("decimal mark \"%s\""), numbers->decimal));
	for (size_t i = 0; i < numbers->grouping_count; i++)
		add_words(&words,
			  vd_arena_format(arena, _("grouping mark \"%s\""), numbers->grouping[i]));
	if (unit.numerator != unit.denominator)
		add_words(&words,
			  vd_arena_format(arena, _("1 stands for %s"),
					  vd_ratio_format(arena, unit, 0, style->unit.decimals,
							  VD_GROUPED)));
	if (style->parentheses)
		add_words(&words, _("negative in parentheses"));
	if (style->trailing_minus)
		add_words(&words, _("negative with a minus behind"));
	for (size_t i = 0; i < style->zeros.count; i++)
		add_words(&words, vd_arena_format(arena, _("\"%.*s\" is zero"),
						  (int)style->zeros.items[i].bytes,
						  style->zeros.items[i].text));
	return vd_buffer_text(&words);
}

const struct vd_number_style *vd_style_of(const struct vd_loader *loader,
					  const struct vd_number_style *own)
{
	return own->decimal ? own : &loader->study->numbers;
}

/* The character at a byte of a text, as a string. */
static const char *character_at(struct vd_arena *arena, const char *text)
{
	size_t bytes = text[0] ? 1 : 0;
	while (bytes && ((unsigned char)text[bytes] & 0xC0U) == 0x80U)
		bytes++;
	return vd_arena_copy(arena, text, bytes);
}

/* Three digits behind the decimal mark may be a group. */
static bool three_decimals(const char *text, const struct vd_number_style *style)
{
	const char *mark = strstr(text, style->decimal);
	return mark && strspn(mark + 1, "0123456789") == 3;
}

bool vd_bad_number(struct vd_loader *loader, struct vd_place place, const char *text,
		   const struct vd_number_style *style, enum vd_number_status status, size_t at)
{
	struct vd_diagnostics *diagnostics = loader->diagnostics;
	const char *stopped = character_at(loader->arena, text + at);
	switch (status) {
	case VD_NUMBER_OK:
	case VD_NUMBER_NONE:
		return vd_report(diagnostics, place, VD_RULE_BAD_NUMBER, _("`%s` is not a number"),
				 text);
	case VD_NUMBER_MALFORMED:
		if (vd_same(stopped, "0")) {
			vd_report(diagnostics, place, VD_RULE_BAD_NUMBER,
				  _("`%s` begins with idle zeros"), text);
			return vd_hint(
				diagnostics,
				_("is it a code, or part of an amount that a comma has split?"));
		}
		vd_report(diagnostics, place, VD_RULE_BAD_NUMBER,
			  _("`%s` is not a number: `%s` cannot be there"), text, stopped);
		return vd_hint(
			diagnostics,
			_("a footnote mark is declared under the table's `footnotes:`, a code "
			  "for a missing figure under `missing:`"));
	case VD_NUMBER_UNDECLARED:
		vd_report(diagnostics, place, VD_RULE_BAD_GROUPING,
			  _("`%s`: the mark `%s` is not declared"), text, stopped);
		for (size_t i = 0; i < style->grouping_count; i++)
			if (vd_same(stopped, style->grouping[i]))
				return vd_hint(diagnostics,
					       _("is `%s` the decimal mark? then declare `numbers: "
						 "{decimal: \"%s\", grouping: \"%s\"}`"),
					       stopped, stopped, style->decimal);
		if (vd_same(stopped, style->decimal))
			return vd_hint(diagnostics,
				       _("a number has one decimal mark; is another mark "
					 "the decimal one?"));
		/* Other than three digits behind it: no group. */
		if (strspn(text + at + strlen(stopped), "0123456789") != 3 &&
		    (vd_same(stopped, ",") || vd_same(stopped, ".")))
			return vd_hint(
				diagnostics,
				_("is `%s` the decimal mark? then declare `numbers: {decimal: "
				  "\"%s\"}`"),
				stopped, stopped);
		return vd_hint(diagnostics,
			       _("if it groups digits in threes, declare it: "
				 "`numbers: {decimal: \"%s\", grouping: \"%s\"}`"),
			       vd_same(stopped, ",") ? "." : style->decimal, stopped);
	case VD_NUMBER_GROUPS:
		vd_report(diagnostics, place, VD_RULE_BAD_GROUPING,
			  _("`%s`: digits are grouped in threes, these are not"), text);
		return vd_hint(diagnostics,
			       _("if a table prints it so, give its rows as lists and this cell as "
				 "{printed: \"%s\", read: \"…\", because: misprint}"),
			       text);
	case VD_NUMBER_DECIMALS:
		vd_report(diagnostics, place, VD_RULE_TOO_MANY_DECIMALS,
			  _("`%s`: more decimals than %s has (%u)"), text,
			  loader->study->currency.code, loader->study->currency.decimals);
		if (!three_decimals(text, style))
			return vd_hint(diagnostics, _("amounts of %s have at most %u decimals"),
				       loader->study->currency.code,
				       loader->study->currency.decimals);
		return vd_hint(diagnostics,
			       _("is the `%s` a grouping mark? then declare "
				 "`numbers: {decimal: \"%s\", grouping: \"%s\"}`"),
			       style->decimal, vd_same(style->decimal, ".") ? "," : ".",
			       style->decimal);
	case VD_NUMBER_LARGE:
		return vd_report(diagnostics, place, VD_RULE_NUMBER_TOO_LARGE,
				 _("`%s` is larger than veedor can hold"), text);
	}
	return false;
}

bool vd_decode_decimal(struct vd_loader *loader, const struct vd_node *node,
		       const struct vd_number_style *style, struct vd_decimal *out)
{
	const char *text = NULL;
	size_t at = 0;
	if (!vd_decode_string(loader, node, &text))
		return false;
	enum vd_number_status status = vd_decimal_parse(text, style, NULL, out, &at);
	if (status != VD_NUMBER_OK)
		return vd_bad_number(loader, node->place, text, style, status, at);
	return true;
}
