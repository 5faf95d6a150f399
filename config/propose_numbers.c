/* The `numbers:` of a proposal, its codes for what is missing, and the currency. */
#include <string.h>

#include "budget/language.h"
#include "budget/text.h"
#include "config/look_parts.h"
#include "config/propose_parts.h"
#include "config/yaml_text.h"

static bool is_dash(struct vd_slice text)
{
	static const char *const dashes[] = { "-", "--", "—", "–" };
	for (size_t i = 0; i < sizeof(dashes) / sizeof(*dashes); i++)
		if (text.bytes == strlen(dashes[i]) &&
		    memcmp(text.text, dashes[i], text.bytes) == 0)
			return true;
	return false;
}

static bool has_digit(struct vd_slice text)
{
	for (size_t i = 0; i < text.bytes; i++)
		if (text.text[i] >= '0' && text.text[i] <= '9')
			return true;
	return false;
}

/* Where no zero is written as one, dashes are the zeros. */
bool vd_propose_is_zero_sign(const struct vd_proposal *proposal, struct vd_slice text)
{
	return is_dash(text) && !proposal->look->numbers.zeros;
}

/* What a heading or a title says of the unit; 1: nothing. */
static int64_t find_unit(const struct vd_look *look, const char **word)
{
	for (size_t i = 0; i < look->amounts.figures.count; i++) {
		size_t column = look->amounts.figures.items[i].columns[0];
		int64_t unit = vd_look_unit(look->grid.columns[column].words, word);
		if (unit != 1)
			return unit;
	}
	return vd_look_unit(look->titles, word);
}

static void propose_decimal(struct vd_proposal *proposal)
{
	const struct vd_look_numbers *numbers = &proposal->look->numbers;
	bool is_shown = numbers->decimal != VD_MARKS, has_groups = false;
	for (unsigned m = 0; m < VD_MARKS; m++)
		has_groups = has_groups || numbers->groups[m];
	if (!is_shown && !has_groups)
		return;
	struct vd_proposal_line *line = vd_propose_line(proposal, 3, "data.numbers.decimal",
							"decimal: \"%s\"",
							vd_look_style(numbers).decimal);
	vd_propose_sure(line, is_shown ? numbers->sure : VD_LIKELY);
	if (!is_shown) {
		vd_propose_reason(proposal, line, _("No amount looked at has decimals."));
		return;
	}
	const struct vd_look_mark *mark = &numbers->marks[numbers->decimal];
	if (mark->as_decimal)
		vd_propose_reason(
			proposal, line,
			_("Amounts that can be read in no other way: %s, such as %s. Digits behind it, at most: %zu."),
			vd_propose_count(proposal, mark->as_decimal),
			vd_propose_shown(proposal, mark->decimal_text), numbers->most_decimals);
	else
		vd_propose_reason(
			proposal, line,
			_("Amounts such as %s could be groups of three; but larger ones stand "
			  "there without any mark."),
			vd_propose_shown(proposal, mark->unclear_text));
}

static void propose_grouping(struct vd_proposal *proposal)
{
	const struct vd_look_numbers *numbers = &proposal->look->numbers;
	const char *list = "", *sample = NULL;
	size_t count = 0, amounts = 0;
	bool is_unclear = false;
	for (unsigned m = 0; m < VD_MARKS; m++) {
		if (!numbers->groups[m] || m == numbers->decimal)
			continue;
		const struct vd_look_mark *mark = &numbers->marks[m];
		list = vd_arena_format(proposal->arena, "%s%s%s", list, count++ ? ", " : "",
				       vd_yaml_quoted(proposal->arena, vd_mark_text(m)));
		amounts += mark->as_grouping;
		is_unclear = is_unclear || !mark->as_grouping;
		sample = vd_propose_shown(proposal, mark->as_grouping ? mark->grouping_text
								      : mark->unclear_text);
	}
	if (!count)
		return;
	struct vd_proposal_line *line =
		vd_propose_line(proposal, 3, "data.numbers.grouping",
				count > 1 ? "grouping: [%s]" : "grouping: %s", list);
	vd_propose_sure(line, numbers->sure);
	if (!is_unclear)
		vd_propose_reason(proposal, line,
				  _("Amounts that can be read in no other way: %s, such as %s."),
				  vd_propose_count(proposal, amounts), sample);
	else if (numbers->decimal != VD_MARKS)
		vd_propose_reason(proposal, line,
				  _("Amounts such as %s; the decimals have the other mark."),
				  sample);
	else
		vd_propose_reason(
			proposal, line,
			_("Amounts such as %s always have three digits behind it, and those below "
			  "1,000 have no mark. If these are decimals, write `decimal`."),
			sample);
}

/* A mark that may be either: as it stands every such amount is refused. */
static void propose_open_mark(struct vd_proposal *proposal)
{
	const struct vd_look_numbers *numbers = &proposal->look->numbers;
	if (numbers->open == VD_MARKS)
		return;
	const struct vd_look_mark *mark = &numbers->marks[numbers->open];
	const char *text = vd_mark_text(numbers->open);
	const char *other = numbers->open == VD_MARK_POINT ? vd_mark_text(VD_MARK_COMMA)
							   : vd_mark_text(VD_MARK_POINT);
	bool is_said = numbers->decimal != VD_MARKS;
	for (unsigned m = 0; m < VD_MARKS; m++)
		is_said = is_said || numbers->groups[m];
	if (!is_said)
		vd_propose_line(proposal, 3, "data.numbers.decimal", "decimal: \"%s\"", other);
	struct vd_proposal_line *line =
		vd_propose_line(proposal, 3, "data.numbers.grouping", "grouping: \"%s\"", text);
	vd_propose_open(proposal, line);
	vd_propose_reason(
		proposal, line,
		_("Decide: `%s` may be read with groups of three or with three decimals, and no other "
		  "amount tells. If it groups, take this line."),
		vd_propose_shown(proposal, mark->unclear_text));
	line = vd_propose_line(proposal, 3, "data.numbers.decimal", "decimal: \"%s\"", text);
	line->is_open = true;
	vd_propose_reason(
		proposal, line,
		_("If three decimals follow it, take this one, and no other `decimal`. Until then no "
		  "such amount is read."));
}

static void propose_unit(struct vd_proposal *proposal)
{
	const char *word = NULL;
	int64_t unit = find_unit(proposal->look, &word);
	if (unit == 1)
		return;
	struct vd_proposal_line *line =
		vd_propose_line(proposal, 3, "data.numbers.unit", "unit: %lld", (long long)unit);
	vd_propose_sure(line, VD_LIKELY);
	vd_propose_reason(proposal, line, _("A heading or title has the word `%.*s`."),
			  (int)strlen(word) - 2, word + 1);
}

static void propose_negative(struct vd_proposal *proposal)
{
	const struct vd_look_numbers *numbers = &proposal->look->numbers;
	if (!numbers->in_parentheses && !numbers->trails_minus)
		return;
	const char *list = numbers->in_parentheses && numbers->trails_minus
				   ? "parentheses, trailing_minus"
			   : numbers->in_parentheses ? "parentheses"
						     : "trailing_minus";
	struct vd_proposal_line *line =
		vd_propose_line(proposal, 3, "data.numbers.negative", "negative: [%s]", list);
	vd_propose_sure(line, VD_LIKELY);
	vd_propose_reason(proposal, line,
			  _("Amounts in parentheses: %s; with a minus behind them: %s."),
			  vd_propose_count(proposal, numbers->in_parentheses),
			  vd_propose_count(proposal, numbers->trails_minus));
}

static void propose_zero(struct vd_proposal *proposal)
{
	const struct vd_look_numbers *numbers = &proposal->look->numbers;
	const char *list = "";
	size_t count = 0, cells = 0;
	for (size_t i = 0; i < numbers->codes.count; i++) {
		struct vd_slice text = numbers->codes.items[i].text;
		if (!vd_propose_is_zero_sign(proposal, text))
			continue;
		list = vd_arena_format(proposal->arena, "%s%s%s", list, count++ ? ", " : "",
				       vd_propose_quoted(proposal, text));
		cells += numbers->codes.items[i].count;
	}
	if (!count)
		return;
	struct vd_proposal_line *line =
		vd_propose_line(proposal, 3, "data.numbers.zero", "zero: [%s]", list);
	vd_propose_sure(line, VD_DOUBTFUL);
	vd_propose_reason(
		proposal, line,
		_("Cells with a dash: %s; none has a 0. If it means that there is no figure, declare it under `missing`."),
		vd_propose_count(proposal, cells));
}

static void note_oddities(struct vd_proposal *proposal)
{
	const struct vd_look *look = proposal->look;
	const struct vd_look_numbers *numbers = &look->numbers;
	if (numbers->conflict != VD_MARKS) {
		const struct vd_look_mark *mark = &numbers->marks[numbers->conflict];
		bool is_decimal = mark->as_decimal > 0;
		size_t row = is_decimal ? mark->decimal_row : mark->grouping_row;
		if (numbers->decimal == numbers->conflict) {
			is_decimal = false;
			row = mark->grouping_row;
		}
		vd_propose_note(
			proposal,
			_("Amounts are written in two ways: `%s` on line %llu does not fit the rest. "
			  "One style is read, the rest is refused."),
			vd_propose_shown(proposal,
					 is_decimal ? mark->decimal_text : mark->grouping_text),
			(unsigned long long)look->grid.lines[row]);
	}
	if (numbers->scientific)
		vd_propose_note(
			proposal,
			_("Amounts in scientific notation: %s. A spreadsheet has cut their digits; get them from the source."),
			vd_propose_count(proposal, numbers->scientific));
	if (numbers->percent)
		vd_propose_note(proposal, _("Cells of amounts with a percent sign: %s."),
				vd_propose_count(proposal, numbers->percent));
	if (numbers->most_decimals > proposal->currency.decimals && proposal->currency.code[0])
		vd_propose_note(
			proposal,
			_("Amounts have up to %zu decimals, and %s has %u: what is below its smallest "
			  "coin is refused."),
			numbers->most_decimals, proposal->currency.code,
			(unsigned)proposal->currency.decimals);
}

void vd_propose_numbers(struct vd_proposal *proposal)
{
	size_t before = proposal->lines.count;
	vd_propose_line(proposal, 2, "data.numbers", "numbers:");
	propose_decimal(proposal);
	propose_grouping(proposal);
	propose_open_mark(proposal);
	propose_unit(proposal);
	propose_negative(proposal);
	propose_zero(proposal);
	if (proposal->lines.count == before + 1)
		proposal->lines.count = before; /* plain digits: nothing to say */
	note_oddities(proposal);
}

void vd_propose_missing(struct vd_proposal *proposal)
{
	const struct vd_look_numbers *numbers = &proposal->look->numbers;
	size_t before = proposal->lines.count;
	vd_propose_line(proposal, 0, "missing", "missing:");
	if (numbers->empty) {
		struct vd_proposal_line *line =
			vd_propose_line(proposal, 1, "missing.", "\"\": {means: not_reported}");
		vd_propose_sure(line, VD_DOUBTFUL);
		vd_propose_reason(
			proposal, line,
			_("Empty cells of amounts: %s. If they are zeros, take this out and write `zero: [\"\"]` under `numbers`."),
			vd_propose_count(proposal, numbers->empty));
	}
	for (size_t i = 0; i < numbers->codes.count; i++) {
		const struct vd_look_value *code = &numbers->codes.items[i];
		const char *shown = vd_propose_shown(proposal, code->text);
		if (vd_propose_is_zero_sign(proposal, code->text))
			continue;
		if (has_digit(code->text)) {
			vd_propose_note(
				proposal,
				_("`%s` stands where an amount should and is none. Cells: %s."),
				shown, vd_propose_count(proposal, code->count));
			continue;
		}
		struct vd_proposal_line *line = vd_propose_line(
			proposal, 1, vd_arena_format(proposal->arena, "missing.%s", shown),
			"%s: {means: not_reported}", vd_propose_quoted(proposal, code->text));
		vd_propose_sure(line, VD_DOUBTFUL);
		vd_propose_reason(
			proposal, line,
			_("Cells of amounts that have it: %s. Say what it means: not_published, not_reported, no_budget_line, out_of_scope or not_applicable."),
			vd_propose_count(proposal, code->count));
	}
	if (numbers->codes.left_out)
		vd_propose_note(proposal, _("Further texts that stand where amounts should: %s."),
				vd_propose_count(proposal, numbers->codes.left_out));
	if (proposal->lines.count == before + 1)
		proposal->lines.count = before;
	else
		vd_propose_line(proposal, 0, NULL, "%s", "");
}

/* Words that one country's files alone have. */
static const char *currency_of_words(const struct vd_look *look)
{
	bool has_pia = false, has_devengado = false, has_ramo = false, has_ciclo = false;
	for (size_t c = 0; c < look->grid.column_count; c++) {
		const char *words = look->grid.columns[c].words;
		has_pia = has_pia || strstr(words, " pia ") || strstr(words, " pim ");
		has_devengado = has_devengado || strstr(words, " devengado ") ||
				strstr(words, " pliego ");
		has_ramo = has_ramo || strstr(words, " ramo ");
		has_ciclo = has_ciclo || strstr(words, " ciclo ");
	}
	return has_pia && has_devengado ? "PEN" : has_ramo && has_ciclo ? "MXN" : NULL;
}

void vd_propose_currency(struct vd_proposal *proposal, const struct vd_propose_options *options)
{
	const struct vd_look *look = proposal->look;
	struct vd_currency currency = vd_no_currency;
	const char *named = vd_look_currency(look->titles);
	for (size_t i = 0; i < look->amounts.figures.count && !named; i++)
		named = vd_look_currency(
			look->grid.columns[look->amounts.figures.items[i].columns[0]].words);
	const char *sign = look->numbers.sign.bytes
				   ? vd_arena_copy(proposal->arena, look->numbers.sign.text,
						   look->numbers.sign.bytes)
				   : NULL;
	const char *words = currency_of_words(look);
	enum vd_sure sure = VD_LIKELY;
	const char *reason = NULL;
	if (options->currency && vd_currency_find(options->currency, &currency)) {
		reason = NULL;
	} else if (named && vd_currency_find(named, &currency)) {
		reason = _("A heading or title names it.");
	} else if (sign && (vd_currency_find(sign, &currency) ||
			    vd_currency_by_sign(sign, &currency) == 1)) {
		reason = vd_arena_format(proposal->arena,
					 _("Amounts with a sign: %s, the sign being %s."),
					 vd_propose_count(proposal, look->numbers.signs), sign);
	} else if (words && vd_currency_find(words, &currency)) {
		sure = VD_DOUBTFUL;
		reason = _("The headings are those of this country's files.");
	} else {
		currency = vd_no_currency;
		sure = VD_DOUBTFUL;
		reason = sign ? vd_arena_format(
					proposal->arena,
					_("XXX means none. Put yours: several have the sign %s."),
					sign)
			      : _("XXX means none. Put yours, by its ISO 4217 code.");
	}
	proposal->currency = currency;
	if (!options->is_study)
		return;
	struct vd_proposal_line *line =
		vd_propose_line(proposal, 0, "currency", "currency: %s", currency.code);
	if (!reason)
		return;
	vd_propose_sure(line, sure);
	vd_propose_reason(proposal, line, "%s", reason);
}
