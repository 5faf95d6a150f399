/* What is wrong with a cell of a budget line, in words; the same for files and databases. */
#include <string.h>

#include "budget/language.h"
#include "budget/lines.h"
#include "budget/text.h"

/* The character at a byte of a text, as a string. */
static const char *character_at(struct vd_arena *arena, const char *text, size_t at)
{
	size_t length = strlen(text), bytes = 0;
	if (at >= length)
		return "";
	while (at && ((unsigned char)text[at] & 0xC0U) == 0x80U)
		at--;
	do
		bytes++;
	while (((unsigned char)text[at + bytes] & 0xC0U) == 0x80U);
	return vd_arena_copy(arena, text + at, bytes);
}

static bool not_a_number(struct vd_diagnostics *diagnostics, struct vd_place place,
			 const char *where, const char *text)
{
	if (!*text) {
		vd_report(diagnostics, place, VD_RULE_DATA_NUMBER, _("%s: the cell is empty"),
			  where);
		return vd_hint(
			diagnostics,
			_("missing is never zero: declare \"\" under `missing:` with what it "
			  "means, or `zero: [\"\"]` under this entry's `numbers:`"));
	}
	vd_report(diagnostics, place, VD_RULE_DATA_NUMBER, _("%s: `%s` is not a number"), where,
		  text);
	return vd_hint(
		diagnostics,
		_("a code for a missing figure is declared under `missing:`, a sign for zero "
		  "under `zero:` of this entry's `numbers:`; `on_error: skip` leaves such "
		  "rows out"));
}

static bool malformed(struct vd_diagnostics *diagnostics, struct vd_place place, const char *where,
		      const char *text, const char *stopped)
{
	vd_report(diagnostics, place, VD_RULE_DATA_NUMBER,
		  _("%s: `%s` is not a number: `%s` cannot be there"), where, text, stopped);
	if (vd_same(stopped, "e") || vd_same(stopped, "E"))
		return vd_hint(diagnostics,
			       _("a spreadsheet has written it in powers of ten and may have cut "
				 "its digits: take the file as it was published"));
	return vd_hint(diagnostics, _("is it the column of an amount?"));
}

static bool undeclared(struct vd_diagnostics *diagnostics, struct vd_place place, const char *where,
		       const char *text, const char *stopped, const struct vd_number_style *style)
{
	vd_report(diagnostics, place, VD_RULE_DATA_NUMBER,
		  _("%s: `%s`: the mark `%s` is not declared"), where, text, stopped);
	if (vd_same(stopped, "(") || vd_same(stopped, "-") || vd_same(stopped, "\xE2\x88\x92"))
		return vd_hint(diagnostics,
			       _("negative amounts in parentheses or with the minus behind are "
				 "declared: `numbers: {negative: [parentheses, trailing_minus]}`"));
	if (vd_same(stopped, style->decimal))
		return vd_hint(
			diagnostics,
			_("a number has one decimal mark; is another mark the decimal one?"));
	const char *behind = strstr(text, stopped) + strlen(stopped);
	if (strspn(behind, "0123456789") != 3 && (vd_same(stopped, ",") || vd_same(stopped, ".")))
		return vd_hint(diagnostics,
			       _("is `%s` the decimal mark? then declare `numbers: {decimal: "
				 "\"%s\"}`"),
			       stopped, stopped);
	return vd_hint(diagnostics,
		       _("if it groups digits in threes, declare it: `numbers: {decimal: \"%s\", "
			 "grouping: \"%s\"}`"),
		       vd_same(stopped, ",") ? "." : style->decimal, stopped);
}

bool vd_report_line_fault(struct vd_diagnostics *diagnostics, struct vd_place place,
			  const struct vd_line_fault *fault, uint64_t row, const char *column,
			  const char *text, const struct vd_amount_style *style)
{
	const char *where = row ? vd_arena_format(diagnostics->arena, _("row %llu, column `%s`"),
						  (unsigned long long)row, column)
				: vd_arena_format(diagnostics->arena, _("column `%s`"), column);
	const char *stopped = character_at(diagnostics->arena, text, fault->at);
	if (fault->is_text)
		return vd_report(diagnostics, place, VD_RULE_DATA_TEXT,
				 _("%s: more than %d bytes, too many for a year, code or "
				   "name"),
				 where, VD_LINE_TEXT_MOST);
	switch (fault->status) {
	case VD_NUMBER_OK:
	case VD_NUMBER_NONE:
		return not_a_number(diagnostics, place, where, text);
	case VD_NUMBER_MALFORMED:
		return malformed(diagnostics, place, where, text, stopped);
	case VD_NUMBER_UNDECLARED:
		return undeclared(diagnostics, place, where, text, stopped, &style->numbers);
	case VD_NUMBER_GROUPS:
		vd_report(diagnostics, place, VD_RULE_DATA_NUMBER,
			  _("%s: `%s`: digits are grouped in threes, these are not"), where, text);
		return vd_hint(diagnostics, _("is its mark the decimal mark?"));
	case VD_NUMBER_DECIMALS:
		vd_report(diagnostics, place, VD_RULE_DATA_NUMBER,
			  _("%s: `%s`: more decimals than %s has (%u)"), where, text,
			  style->currency.code, style->currency.decimals);
		if (style->unit.digits != 1 || style->unit.decimals)
			return vd_hint(diagnostics,
				       _("times the `unit` it is no whole number of the currency's "
					 "smallest; amounts are never rounded"));
		return vd_hint(diagnostics,
			       _("is the `%s` a grouping mark? then declare it under this entry's "
				 "`numbers:`; amounts are never rounded"),
			       style->numbers.decimal);
	case VD_NUMBER_LARGE:
		return vd_report(diagnostics, place, VD_RULE_DATA_NUMBER,
				 _("%s: `%s` is larger than veedor can hold"), where, text);
	}
	return false;
}
