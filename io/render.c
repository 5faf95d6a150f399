#include "io/render.h"

#include <string.h>

#include "budget/language.h"
#include "budget/text.h"

enum { WINDOW = 120, TAB = 4, NOTE_WIDTH = 98 };

struct style {
	const char *place, *error, *finding, *note, *caret, *plain;
};

static const struct style colours = { "\033[1m",    "\033[1;31m", "\033[1;33m",
				      "\033[1;36m", "\033[1;32m", "\033[0m" };
static const struct style none = { "", "", "", "", "", "" };

/* The input of a place's file that has its line: of a file that is read twice, each has its own. */
static const struct vd_input *find_input(const struct vd_input *const *inputs,
					 struct vd_place place)
{
	size_t bytes = 0;
	for (; inputs && *inputs; inputs++)
		for (const struct vd_input *one = *inputs; one; one = one->next)
			if (vd_same(one->file, place.file) &&
			    vd_input_line(one, place.line, &bytes))
				return one;
	return NULL;
}

/* Bytes of the character at `text`. */
static size_t character_bytes(const char *text, size_t left)
{
	size_t bytes = 1;
	while (bytes < left && ((unsigned char)text[bytes] & 0xC0U) == 0x80U)
		bytes++;
	return bytes;
}

/* The line, cut to a window around the place, tabs as spaces; and the caret below it. */
static void render_line(FILE *out, const struct vd_input *input, struct vd_place place,
			const struct style *style)
{
	size_t bytes = 0;
	const char *text = vd_input_line(input, place.line, &bytes);
	uint32_t first = place.column > WINDOW * 2 / 3 ? place.column - WINDOW / 2 : 1;
	char shown[WINDOW * TAB * 4 + 16], caret[WINDOW * TAB + TAB + 16];
	size_t shown_bytes = 0, width = 0, caret_bytes = 0;
	uint32_t column = 1;
	for (size_t i = 0; i < bytes && width < WINDOW;) {
		size_t length = character_bytes(text + i, bytes - i);
		size_t cells = text[i] == '\t' ? TAB : 1;
		bool marked = column >= place.column && column < place.column + place.length;
		if (column >= first) {
			for (size_t k = 0; k < cells && k < TAB; k++)
				caret[caret_bytes++] = !marked			      ? ' '
						       : column == place.column && !k ? '^'
										      : '~';
			if (text[i] == '\t') {
				memset(shown + shown_bytes, ' ', TAB);
				shown_bytes += TAB;
			} else {
				bool control = (unsigned char)text[i] < 0x20 || text[i] == 0x7F ||
					       vd_utf8_invalid(text + i, length) != length;
				size_t copied = length > 4 ? 4 : length;
				memcpy(shown + shown_bytes, control ? "?" : text + i,
				       control ? 1 : copied);
				shown_bytes += control ? 1 : copied;
			}
			width += cells;
		}
		column++;
		i += length;
	}
	if (column <= place.column) /* the caret stands behind the end of the line */
		caret[caret_bytes++] = '^';
	while (caret_bytes && caret[caret_bytes - 1] == ' ')
		caret_bytes--;
	const char *cut = first > 1 ? "…" : "";
	fprintf(out, " %5u | %s%.*s\n", place.line, cut, (int)shown_bytes, shown);
	fprintf(out, "       | %s%s%.*s%s\n", first > 1 ? " " : "", style->caret, (int)caret_bytes,
		caret, style->plain);
}

static void render_place(FILE *out, struct vd_place place, const struct style *style)
{
	fprintf(out, "%s%s:", style->place, place.file ? vd_file_words(place.file) : "veedor");
	if (place.line)
		fprintf(out, "%u:%u:", place.line, place.column);
	fprintf(out, "%s ", style->plain);
}

/*
 * A message may quote the file: what would steer the terminal is shown as `?`, and a quote without
 * end is cut.
 */
static void put_safely(FILE *out, const char *text)
{
	enum { BYTES_MOST = 600 };
	for (size_t i = 0; text[i]; i++) {
		if (i >= BYTES_MOST && ((unsigned char)text[i] & 0xC0U) != 0x80U) {
			fputs("…", out);
			break;
		}
		putc((unsigned char)text[i] < 0x20 || text[i] == 0x7F ? '?' : text[i], out);
	}
	putc('\n', out);
}

/* What lines of files are shown from. */
struct files {
	const struct vd_input *const *inputs;
	const struct vd_diagnostics *all; /* or NULL: only findings */
};

/* A line with a password is not shown, whatever the message. */
static bool is_secret(const struct vd_diagnostics *all, struct vd_place place)
{
	for (size_t i = 0; all && i < all->count; i++)
		if (all->items[i].rule == VD_RULE_DATA_CREDENTIALS &&
		    all->items[i].place.line == place.line &&
		    vd_same(all->items[i].place.file, place.file))
			return true;
	return false;
}

/* The line that a place points into. */
static void render_source(FILE *out, struct vd_place place, const struct files *files,
			  const struct style *style)
{
	const struct vd_input *input = find_input(files->inputs, place);
	if (input && place.line && !is_secret(files->all, place))
		render_line(out, input, place, style);
}

static void render_other(FILE *out, struct vd_place other, const char *note,
			 const struct files *files, const struct style *style)
{
	if (!other.file)
		return;
	fprintf(out, "  ");
	render_place(out, other, style);
	fprintf(out, "%s\n", note);
	render_source(out, other, files, style);
}

static void render(FILE *out, const struct vd_diagnostic *one, const struct files *files,
		   const struct style *style)
{
	const struct vd_rule_info *rule = vd_rule_info(one->rule);
	render_place(out, one->place, style);
	fprintf(out, "%s%s[%s]:%s ", style->error, vd_word(vd_class_name(vd_rule_class(one->rule))),
		rule->name, style->plain);
	put_safely(out, one->message);
	/* A message is passed on more easily than a file: that line holds what must not be. */
	if (one->rule != VD_RULE_DATA_CREDENTIALS)
		render_source(out, one->place, files, style);
	if (one->hint) {
		fputs("  ", out);
		put_safely(out, one->hint);
	}
	render_other(out, one->other, one->other_note, files, style);
}

size_t vd_render_diagnostics(FILE *out, const struct vd_diagnostics *all,
			     const struct vd_input *const *inputs, bool colour)
{
	const struct files files = { inputs, all };
	for (size_t i = 0; i < all->count; i++)
		render(out, &all->items[i], &files, colour ? &colours : &none);
	if (all->dropped)
		fprintf(out,
			VD_PLURAL("and %zu more, not shown\n", "and %zu more, not shown\n",
				  all->dropped),
			all->dropped);
	return all->count;
}

/* What a finding goes by: notes are not findings that count, accepted ones no longer. */
static const char *finding_word(const struct vd_finding *finding)
{
	if (finding->accepted)
		return N_("accepted");
	return vd_rule_info(finding->rule)->severity == VD_SEVERITY_NOTE ? N_("note")
									 : N_("finding");
}

/* Sentences parted by line ends, each on a line of its own. */
static void put_lines(FILE *out, struct vd_arena *arena, const char *text)
{
	while (*text) {
		size_t length = strcspn(text, "\n");
		fputs("  ", out);
		put_safely(out, vd_arena_copy(arena, text, length));
		text += length + (text[length] == '\n');
	}
}

/* A value without its sign: which of two is larger is seen. */
static struct vd_value magnitude(const struct vd_value *value)
{
	struct vd_value out = *value;
	if (vd_value_sign(value) >= 0)
		return out;
	if (value->kind == VD_VALUE_MONEY)
		out.money.minor = -out.money.minor;
	else if (value->kind == VD_VALUE_COUNT)
		out.count = -out.count;
	else if (value->kind == VD_VALUE_RATIO)
		out.ratio.numerator = -out.ratio.numerator;
	else
		out.real = -out.real;
	return out;
}

/* "printed 27,539.00   sum of the 4 rows … 31,674.00   difference 4,135.00" */
static void render_figures(FILE *out, const struct vd_analysis *analysis,
			   const struct vd_finding *finding)
{
	const struct vd_currency *currency = &analysis->study->currency;
	bool is_computed = vd_value_present(&finding->computed);
	bool differs = vd_value_present(&finding->difference);
	if (!finding->printed || !is_computed)
		return;
	struct vd_value difference = magnitude(&finding->difference);
	/* Words name the computed figure, arithmetic gives it. */
	const char *how = finding->arithmetic ? finding->arithmetic : _("computed");
	bool is_sum = strchr("0123456789-(", *how) != NULL;
	fprintf(out,
		finding->is_of_data
			? is_sum ? _("  in the data %s   %s = %s") : _("  in the data %s   %s %s")
		: is_sum ? _("  printed %s   %s = %s")
			 : _("  printed %s   %s %s"),
		finding->printed, how,
		finding->unit == VD_UNIT_MONEY
			? vd_value_format(analysis->arena, &finding->computed, finding->unit,
					  currency)
			: vd_value_unrounded(analysis->arena, &finding->computed, finding->unit,
					     currency));
	if (differs && finding->unit == VD_UNIT_MONEY)
		fprintf(out, _("   difference %s"),
			vd_value_format(analysis->arena, &difference, finding->unit, currency));
	putc('\n', out);
}

void vd_render_finding(FILE *out, const struct vd_analysis *analysis,
		       const struct vd_finding *finding, const struct vd_input *const *inputs,
		       bool colour)
{
	const struct style *style = colour ? &colours : &none;
	const struct files files = { inputs, NULL };
	const char *word = finding_word(finding);
	render_place(out, finding->place, style);
	fprintf(out, "%s%s[%s]:%s ", vd_same(word, "finding") ? style->finding : style->note,
		vd_word(word), vd_rule_info(finding->rule)->name, style->plain);
	put_safely(out, finding->message);
	render_source(out, finding->place, &files, style);
	render_figures(out, analysis, finding);
	put_lines(out, analysis->arena, finding->explanation);
	/* What the transcriber knows of a claim belongs beside what is said against it. */
	const struct vd_claim *claim = finding->check ? finding->check->claim : NULL;
	for (size_t i = 0; claim && i < claim->notes.count; i++) {
		const struct vd_note *note = &analysis->study->notes.items[claim->notes.items[i]];
		const char *text = vd_arena_format(analysis->arena, _("note: %s"),
						   vd_text_in(&note->text, analysis->language));
		put_lines(out, analysis->arena, vd_wrap(analysis->arena, text, NOTE_WIDTH, 2));
	}
	if (finding->accepted)
		put_lines(out, analysis->arena,
			  vd_arena_format(analysis->arena, _("accepted: %s"),
					  vd_text_in(&finding->accepted->because,
						     analysis->language)));
	else
		put_lines(out, analysis->arena,
			  vd_arena_format(analysis->arena, _("at: %s"), finding->at));
	render_other(out, finding->other, finding->other_note, &files, style);
}

void vd_write_json_string(FILE *out, const char *text)
{
	putc('"', out);
	for (const char *c = text; *c; c++) {
		if (*c == '"' || *c == '\\')
			fprintf(out, "\\%c", *c);
		else if ((unsigned char)*c < 0x20 || *c == 0x7F)
			fprintf(out, "\\u%04x", (unsigned)(unsigned char)*c);
		else
			putc(*c, out);
	}
	putc('"', out);
}
