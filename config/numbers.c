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

bool vd_decode_numbers(struct vd_loader *loader, const struct vd_node *node, void *number_style)
{
	static const char *const keys[] = { "decimal", "grouping" };
	/* What is not said stays as the study has it. */
	struct vd_number_style style = { .decimal = loader->study->numbers.decimal };
	if (node->kind != VD_NODE_MAP)
		return vd_wrong_type(loader, node, _("{decimal: \".\", grouping: \",\"}"));
	bool good = true;
	for (size_t i = 0; i < node->map.count; i++) {
		const struct vd_node *key = node->map.items[i].key;
		const char *given = key->text ? key->text : "";
		if (vd_same(given, keys[0]) || vd_same(given, keys[1]))
			continue;
		good = vd_report(loader->diagnostics, key->place, VD_RULE_UNKNOWN_KEY,
				 _("unknown key of numbers `%s`"), given);
		vd_suggest(loader, given, keys, VD_COUNT_OF(keys));
	}
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
	*(struct vd_number_style *)number_style = style;
	return good;
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
