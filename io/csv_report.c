/* What is wrong with a file of budget lines, each fault with its line. */
#include <stdlib.h>
#include <string.h>

#include "budget/language.h"
#include "budget/text.h"
#include "io/csv_parts.h"

const char *vd_csv_shown(struct vd_csv *csv, struct vd_slice text)
{
	const char *decoded = csv->encoder ? vd_decode_slice(csv->encoder, csv->arena, text) : NULL;
	if (decoded)
		return decoded;
	char *plain = vd_arena_copy(csv->arena, text.text, text.bytes);
	for (size_t i = 0; i < text.bytes; i++)
		if (!plain[i])
			plain[i] = '?';
	for (size_t i = 0; i < text.bytes; i++) {
		i += vd_utf8_invalid(plain + i, text.bytes - i);
		if (i < text.bytes)
			plain[i] = '?';
	}
	return plain;
}

static uint32_t length_of(struct vd_csv *csv, const struct vd_csv_fault *fault)
{
	const char *text = vd_csv_shown(csv, fault->text);
	uint32_t length = vd_utf8_length(text, strlen(text));
	return length ? length : 1;
}

static struct vd_place place_of(struct vd_csv *csv, const struct vd_csv_fault *fault)
{
	return (struct vd_place){
		.file = csv->source.stream.shown,
		.line = fault->line > UINT32_MAX ? UINT32_MAX : (uint32_t)fault->line,
		.column = fault->characters + 1 + fault->is_quoted,
		.length = fault->wrong <= VD_CSV_NOT_UTF8 ? length_of(csv, fault) : 1,
	};
}

static bool ragged(struct vd_csv *csv, struct vd_diagnostics *diagnostics, struct vd_place place,
		   const struct vd_csv_fault *fault)
{
	vd_report(diagnostics, place, VD_RULE_DATA_ROW,
		  VD_PLURAL("the row has %zu cell, and there are %zu columns",
			    "the row has %zu cells, and there are %zu columns", fault->cells),
		  fault->cells, csv->column_count);
	if (fault->wrong == VD_CSV_TOO_FEW)
		return vd_hint(diagnostics,
			       _("`ragged: pad` fills such rows up with empty cells, `on_error: "
				 "skip` leaves them out"));
	return vd_hint(diagnostics, _("is a separator in a text that has no quotes? `on_error: "
				      "skip` leaves such rows out"));
}

static bool report(struct vd_csv *csv, struct vd_diagnostics *diagnostics,
		   const struct vd_csv_fault *fault, const struct vd_amount_style *style)
{
	struct vd_place place = place_of(csv, fault);
	struct vd_line_fault cell = fault->cell;
	struct vd_slice before = { fault->text.text,
				   cell.at < fault->text.bytes ? cell.at : fault->text.bytes };
	switch (fault->wrong) {
	case VD_CSV_CELL_FAULT:
		/* In the words of the message it is UTF-8. */
		cell.at = strlen(vd_csv_shown(csv, before));
		return vd_report_line_fault(diagnostics, place, &cell, 0,
					    csv->columns[fault->column],
					    vd_csv_shown(csv, fault->text), style);
	case VD_CSV_NOT_UTF8:
		vd_report(diagnostics, place, VD_RULE_DATA_ENCODING,
			  _("column `%s`: `%s` is not UTF-8, and lines are chosen by it"),
			  csv->columns[fault->column], vd_csv_shown(csv, fault->text));
		return vd_hint(diagnostics,
			       _("say which encoding it is: `encoding: cp1252`, latin-1 …"));
	case VD_CSV_TOO_FEW:
	case VD_CSV_TOO_MANY:
		return ragged(csv, diagnostics, place, fault);
	case VD_CSV_STRAY_QUOTE:
		vd_report(diagnostics, place, VD_RULE_DATA_ROW,
			  _("quotes that do not match: rows cannot be told apart from here on"));
		return vd_hint(diagnostics,
			       _("a quote within quotes is written twice; where quotes are "
				 "characters like others, declare `quotes: no`"));
	case VD_CSV_OPEN_QUOTE:
		vd_report(diagnostics, place, VD_RULE_DATA_ROW,
			  _("a quote is opened here and not closed"));
		return vd_hint(diagnostics,
			       _("is the file cut short? where quotes are characters like others, "
				 "declare `quotes: no`"));
	case VD_CSV_TOO_LONG:
		vd_report(diagnostics, place, VD_RULE_DATA_ROW,
			  _("the row is longer than %d bytes, the limit"), VD_CSV_ROW_BYTES_MOST);
		return vd_hint(diagnostics,
			       _("do its lines end with a carriage return alone? is it text?"));
	case VD_CSV_TOO_MANY_GROUPS:
		break;
	}
	return false;
}

static bool ends_all(const struct vd_csv_fault *fault)
{
	return fault->wrong > VD_CSV_TOO_MANY;
}

static int compare(const void *left, const void *right)
{
	const struct vd_csv_fault *a = *(const struct vd_csv_fault *const *)left;
	const struct vd_csv_fault *b = *(const struct vd_csv_fault *const *)right;
	if (a->row_line != b->row_line)
		return a->row_line < b->row_line ? -1 : 1;
	/* What is wrong with the row as a whole comes behind what is wrong in it. */
	if (ends_all(a) != ends_all(b))
		return ends_all(a) ? 1 : -1;
	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	return (a->start > b->start) - (a->start < b->start);
}

static void keep_excerpt(struct vd_csv *csv, const struct vd_csv_fault *fault, size_t *count,
			 struct vd_excerpt *excerpts)
{
	struct vd_place place = place_of(csv, fault);
	for (size_t i = 0; i < *count; i++)
		if (excerpts[i].line == place.line)
			return;
	excerpts[(*count)++] = (struct vd_excerpt){ .line = place.line,
						    .text = vd_csv_shown(csv, fault->excerpt) };
}

/*
 * Which faults are told, of those in order: the first ones, and among them the one that ends all. Behind
 * that one nothing means anything: other threads may have read on. @return how many
 */
static size_t choose(const struct vd_csv_fault **faults, size_t count, bool *has_ended)
{
	size_t before = 0;
	while (before < count && !ends_all(faults[before]))
		before++;
	*has_ended = before < count;
	if (before + *has_ended <= VD_CSV_FAULTS_SHOWN)
		return before + *has_ended;
	if (*has_ended)
		faults[VD_CSV_FAULTS_SHOWN - 1] = faults[before];
	return VD_CSV_FAULTS_SHOWN;
}

void vd_csv_report(struct vd_csv *csv, const struct vd_csv_worker *workers, size_t count,
		   const struct vd_amount_style *style, struct vd_diagnostics *diagnostics)
{
	const struct vd_csv_fault **faults =
		VD_TAKE(csv->arena, const struct vd_csv_fault *, count *VD_CSV_FAULTS_SHOWN);
	struct vd_excerpt *excerpts = VD_TAKE(csv->arena, struct vd_excerpt, VD_CSV_FAULTS_SHOWN);
	size_t fault_count = 0;
	uint64_t total = 0;
	bool has_ended = false;
	for (size_t i = 0; i < count; i++) {
		total += workers[i].fault_total;
		for (size_t k = 0; k < workers[i].fault_count; k++)
			faults[fault_count++] = &workers[i].faults[k];
	}
	if (fault_count)
		qsort(faults, fault_count, sizeof(const struct vd_csv_fault *), compare);
	const size_t told = choose(faults, fault_count, &has_ended);
	for (size_t i = 0; i < told; i++) {
		report(csv, diagnostics, faults[i], style);
		keep_excerpt(csv, faults[i], &csv->input.excerpt_count, excerpts);
	}
	csv->input.excerpts = excerpts;
	if (has_ended || told == total)
		return;
	struct vd_place whole = { .file = csv->source.stream.shown };
	vd_report(diagnostics, whole, VD_RULE_DATA_ROW,
		  _("%llu rows cannot be read; the first %d errors are shown"),
		  (unsigned long long)csv->facts.faulty, VD_CSV_FAULTS_SHOWN);
}
