#include "io/csv.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "budget/language.h"
#include "budget/text.h"
#include "io/csv_parts.h"

enum { THREADS_MOST = 8 };

static const char separators[] = { ',', ';', '\t', '|' };
static const char byte_order_mark[] = "\xEF\xBB\xBF";

static struct vd_place in_file(const struct vd_csv *csv, uint64_t line, uint32_t column)
{
	return (struct vd_place){ .file = csv->source.stream.shown,
				  .line = line > UINT32_MAX ? UINT32_MAX : (uint32_t)line,
				  .column = column,
				  .length = 1 };
}

/* Bytes up to the end of a line of the head, with its line feed; SIZE_MAX: it goes on behind the head. */
static size_t line_end(const struct vd_csv *csv, size_t start)
{
	const char *text = csv->head.bytes + start;
	const char *feed = memchr(text, '\n', csv->head.used - start);
	if (feed)
		return start + (size_t)(feed - text) + 1;
	return csv->is_whole ? csv->head.used : SIZE_MAX;
}

static bool read_head(struct vd_csv *csv, size_t bytes)
{
	if (!vd_room_grow(&csv->head, bytes + 1))
		return false;
	size_t got = vd_stream_read(csv->stream, csv->head.bytes + csv->head.used,
				    bytes - csv->head.used);
	if (got == SIZE_MAX)
		return false;
	csv->head.used += got;
	csv->is_whole = csv->head.used < bytes;
	return true;
}

static size_t count_outside_quotes(const char *text, size_t bytes, char wanted, bool has_quotes)
{
	size_t count = 0;
	bool is_inside = false;
	for (size_t i = 0; i < bytes; i++) {
		if (text[i] == '"' && has_quotes)
			is_inside = !is_inside;
		count += text[i] == wanted && !is_inside;
	}
	return count;
}

char vd_csv_find_separator(const char *line, size_t bytes, bool has_quotes)
{
	size_t most = 0, second = 0;
	char found = 0;
	for (size_t i = 0; i < sizeof(separators); i++) {
		size_t count = count_outside_quotes(line, bytes, separators[i], has_quotes);
		if (count > most) {
			second = most;
			most = count;
			found = separators[i];
		} else if (count > second) {
			second = count;
		}
	}
	return most > second ? found : 0;
}

/* A name of a column: without quotes, spaces around it and line ends in it. */
static const char *column_name(struct vd_csv *csv, const char *text, size_t bytes)
{
	char *plain = vd_arena_copy(csv->arena, text, bytes);
	size_t length = 0;
	bool is_quoted = bytes > 1 && text[0] == '"' && !csv->source.no_quotes;
	for (size_t i = is_quoted; i < bytes - is_quoted; i++) {
		plain[length++] = text[i] == '\n' || text[i] == '\r' ? ' ' : text[i];
		if (is_quoted && text[i] == '"')
			i++;
	}
	while (length && plain[length - 1] == ' ')
		length--;
	size_t start = 0;
	while (start < length && plain[start] == ' ')
		start++;
	struct vd_slice name = { plain + start, length - start };
	if (csv->encoder)
		return vd_decode_slice(csv->encoder, csv->arena, name);
	if (vd_utf8_invalid(name.text, name.bytes) != name.bytes)
		return NULL;
	return vd_arena_copy(csv->arena, name.text, name.bytes);
}

static bool bad_header(struct vd_csv *csv, struct vd_diagnostics *diagnostics, uint64_t line,
		       const char *message)
{
	return vd_report(diagnostics, in_file(csv, line, 1), VD_RULE_DATA_HEADER, "%s", message);
}

/* The first row of the text at `start`: where its cells end. @return false: it has no end, or strays */
static bool scan_row(struct vd_csv *csv, size_t start, struct vd_csv_scan *scan, size_t *bytes)
{
	size_t left = csv->head.used - start;
	if (csv->is_whole && left && csv->head.bytes[csv->head.used - 1] != '\n') {
		csv->head.bytes[csv->head.used] =
			'\n'; /* there is room for it, and it is not kept */
		left++;
	}
	size_t quotes = 0;
	for (*bytes = 0; *bytes < left;) {
		char c = csv->head.bytes[start + (*bytes)++];
		quotes += c == '"' && !csv->source.no_quotes;
		if (c == '\n' && quotes % 2 == 0)
			break;
	}
	if (!*bytes || csv->head.bytes[start + *bytes - 1] != '\n' || quotes % 2 == 1)
		return false;
	scan->ends = VD_TAKE(csv->arena, uint32_t, *bytes + 64);
	scan->rows = VD_TAKE(csv->arena, uint32_t, *bytes + 64);
	vd_csv_scalar.scan(csv->head.bytes + start, *bytes, csv->separator, !csv->source.no_quotes,
			   scan);
	return scan->stray == VD_CSV_NO_STRAY && scan->row_count == 1;
}

/* The names in the header line, or the numbers of the columns of the first row. */
static bool read_columns(struct vd_csv *csv, size_t start, struct vd_diagnostics *diagnostics)
{
	const uint64_t line = csv->rows_line;
	struct vd_csv_scan scan = { 0 };
	size_t bytes = 0;
	if (!scan_row(csv, start, &scan, &bytes)) {
		bad_header(csv, diagnostics, line,
			   _("the first row with columns has no end, or quotes that do not match"));
		return vd_hint(diagnostics,
			       _("is it line %llu that names the columns? `header:` says which; "
				 "`quotes: no` if quotes are characters like others"),
			       (unsigned long long)line);
	}
	if (scan.end_count > VD_CSV_COLUMNS_MOST)
		return vd_report(diagnostics, in_file(csv, line, 1), VD_RULE_DATA_HEADER,
				 _("more than %d columns"), VD_CSV_COLUMNS_MOST);
	csv->column_count = scan.end_count;
	csv->columns = VD_TAKE(csv->arena, const char *, scan.end_count);
	for (size_t i = 0; i < scan.end_count; i++) {
		size_t from = i ? scan.ends[i - 1] + 1 : 0, to = scan.ends[i];
		const char *text = csv->head.bytes + start;
		if (i + 1 == scan.end_count && to > from && text[to - 1] == '\r')
			to--;
		csv->columns[i] = csv->source.header ? column_name(csv, text + from, to - from)
						     : vd_arena_format(csv->arena, "%zu", i + 1);
		if (csv->columns[i])
			continue;
		vd_report(diagnostics, in_file(csv, line, 1), VD_RULE_DATA_ENCODING,
			  _("the name of column %zu is not %s"), i + 1,
			  csv->source.encoding ? csv->source.encoding : "UTF-8");
		return vd_hint(diagnostics,
			       _("say which encoding it is: `encoding: cp1252`, latin-1 …"));
	}
	if (csv->source.header) {
		csv->rows_at = start + bytes;
		for (size_t i = 0; i < bytes; i++)
			csv->rows_line += csv->head.bytes[start + i] == '\n';
		if (csv->rows_at > csv->head.used)
			csv->rows_at = csv->head.used;
	}
	return true;
}

static bool find_separator(struct vd_csv *csv, size_t start, struct vd_diagnostics *diagnostics)
{
	size_t end = line_end(csv, start);
	if (end == SIZE_MAX)
		end = csv->head.used;
	csv->separator = csv->source.separator;
	if (!csv->separator)
		csv->separator = vd_csv_find_separator(csv->head.bytes + start, end - start,
						       !csv->source.no_quotes);
	if (csv->separator)
		return true;
	bad_header(csv, diagnostics, csv->rows_line,
		   _("no separator stands out in the line that names the columns"));
	return vd_hint(diagnostics, _("say what stands between the columns: `separator: \";\"`, "
				      "or which line names them: `header: 3`"));
}

/* Past a byte order mark and the lines above the header. */
static bool find_header(struct vd_csv *csv, size_t *start, struct vd_diagnostics *diagnostics)
{
	size_t mark = sizeof(byte_order_mark) - 1;
	*start = 0;
	if (csv->head.used >= mark && memcmp(csv->head.bytes, byte_order_mark, mark) == 0)
		*start = mark;
	csv->rows_line = 1;
	for (uint64_t line = 1; line < csv->source.header; line++) {
		size_t end = line_end(csv, *start);
		if (end == SIZE_MAX || end == csv->head.used)
			return vd_report(diagnostics, in_file(csv, 0, 0), VD_RULE_DATA_HEADER,
					 csv->is_whole
						 ? _("there is no line %llu: it has %llu")
						 : _("line %llu is too far down: line %llu "
						     "ends behind what is looked at for a header"),
					 (unsigned long long)csv->source.header,
					 (unsigned long long)line);
		*start = end;
		csv->rows_line++;
	}
	csv->rows_at = *start;
	if (*start < csv->head.used)
		return true;
	bad_header(csv, diagnostics, 0, _("the file is empty"));
	return vd_hint(diagnostics, _("was it downloaded whole?"));
}

/* What is no UTF-8 and no file of lines is said before anything is looked for in it. */
static bool is_text(const struct vd_csv *csv, struct vd_diagnostics *diagnostics)
{
	const char *text = csv->head.bytes;
	size_t bytes = csv->head.used;
	if (bytes >= 2 && !csv->source.stream.encoding &&
	    (memcmp(text, "\xFF\xFE", 2) == 0 || memcmp(text, "\xFE\xFF", 2) == 0)) {
		vd_report(diagnostics, in_file(csv, 0, 0), VD_RULE_DATA_ENCODING,
			  _("begins as UTF-16 text does"));
		return vd_hint(diagnostics, _("declare `encoding: UTF-16`"));
	}
	if (bytes && !memchr(text, '\n', bytes) && memchr(text, '\r', bytes)) {
		vd_report(diagnostics, in_file(csv, 0, 0), VD_RULE_DATA_HEADER,
			  _("lines end with a carriage return alone"));
		return vd_hint(diagnostics,
			       _("save it with line ends of Windows or Unix, or through a pipe: "
				 "`tr '\\r' '\\n'`"));
	}
	return true;
}

/* The header line may be longer than what is read at first. */
static bool read_header(struct vd_csv *csv, struct vd_diagnostics *diagnostics)
{
	size_t bytes = VD_CSV_HEAD_BYTES, start = 0, end = 0;
	do {
		if (!read_head(csv, bytes))
			return vd_stream_failure(csv->stream, diagnostics);
		end = 0;
		uint64_t feeds = 0;
		while (end < csv->head.used && feeds < csv->source.header + 2)
			feeds += csv->head.bytes[end++] == '\n';
		bytes *= 4;
		if (feeds >= csv->source.header + 2)
			break;
	} while (!csv->is_whole && bytes <= (size_t)4 * VD_CSV_ROW_BYTES_MOST);
	return is_text(csv, diagnostics) && find_header(csv, &start, diagnostics) &&
	       find_separator(csv, start, diagnostics) && read_columns(csv, start, diagnostics);
}

static bool find_encoding(struct vd_csv *csv, struct vd_diagnostics *diagnostics)
{
	const char *name = csv->source.encoding;
	csv->source.stream.encoding = NULL;
	switch (name ? vd_encoding_find(name) : VD_ENCODING_UTF8) {
	case VD_ENCODING_UTF8:
		return true;
	case VD_ENCODING_ASCII_BASED:
		csv->encoder = vd_encoder_open(name, csv->arena);
		return true;
	case VD_ENCODING_OTHER:
		csv->source.stream.encoding = name;
		return true;
	case VD_ENCODING_UNKNOWN:
		break;
	}
	vd_report(diagnostics, csv->source.stream.place, VD_RULE_DATA_ENCODING,
		  _("no encoding is known as `%s`"), name);
	return vd_hint(diagnostics, _("such as UTF-8, latin-1, cp1252, UTF-16"));
}

struct vd_csv *vd_csv_open(const struct vd_csv_source *source, struct vd_arena *arena,
			   struct vd_diagnostics *diagnostics)
{
	struct vd_csv *csv = VD_TAKE(arena, struct vd_csv, 1);
	csv->source = *source;
	csv->arena = arena;
	csv->input.file = source->stream.shown;
	if (!find_encoding(csv, diagnostics))
		return NULL;
	csv->stream = vd_stream_open(&csv->source.stream, arena, diagnostics);
	if (csv->stream && read_header(csv, diagnostics))
		return csv;
	vd_csv_close(csv);
	return NULL;
}

void vd_csv_close(struct vd_csv *csv)
{
	if (!csv)
		return;
	vd_room_free(&csv->head);
	vd_encoder_close(csv->encoder);
	vd_stream_close(csv->stream);
	csv->encoder = NULL;
	csv->stream = NULL;
}

const char *const *vd_csv_columns(const struct vd_csv *csv, size_t *count)
{
	*count = csv->column_count;
	return csv->columns;
}

char vd_csv_separator(const struct vd_csv *csv)
{
	return csv->separator;
}

struct vd_slice vd_csv_head(const struct vd_csv *csv)
{
	return (struct vd_slice){ csv->head.bytes, csv->head.used };
}

const struct vd_csv_facts *vd_csv_facts(const struct vd_csv *csv)
{
	return &csv->facts;
}

const struct vd_stream_facts *vd_csv_stream(const struct vd_csv *csv)
{
	return vd_stream_facts(csv->stream);
}

const struct vd_input *vd_csv_input(const struct vd_csv *csv)
{
	return &csv->input;
}

/* A text as it stands in the file. @return false: its encoding has no such characters */
static bool encode(struct vd_csv *csv, const char *text, size_t bytes, struct vd_slice *encoded)
{
	const char *plain = vd_arena_copy(csv->arena, text, bytes);
	*encoded = (struct vd_slice){ plain, bytes };
	return !csv->encoder || vd_encode_text(csv->encoder, csv->arena, plain, encoded);
}

/* What the file cannot hold, no cell of it is: such a text is left out. */
static size_t encode_all(struct vd_csv *csv, const struct vd_slice *texts, size_t count,
			 struct vd_slice *encoded)
{
	size_t kept = 0;
	for (size_t i = 0; i < count; i++)
		kept += encode(csv, texts[i].text, texts[i].bytes, &encoded[kept]);
	return kept;
}

static struct vd_line_conditions encode_conditions(struct vd_csv *csv,
						   const struct vd_line_conditions *conditions)
{
	struct vd_line_condition *items =
		VD_TAKE(csv->arena, struct vd_line_condition, conditions->count);
	for (size_t i = 0; i < conditions->count; i++) {
		const struct vd_line_condition *given = &conditions->items[i];
		struct vd_slice *values = VD_TAKE(csv->arena, struct vd_slice, given->count);
		items[i] = *given;
		items[i].values = values;
		/* The values keep their numbers: one that the file cannot hold is never met. */
		for (size_t k = 0; k < given->count; k++)
			if (!encode(csv, given->values[k].text, given->values[k].bytes, &values[k]))
				values[k] = VD_LINE_NEVER;
	}
	return (struct vd_line_conditions){ items, conditions->count };
}

static void encode_style(struct vd_csv *csv, struct vd_amount_style *style)
{
	size_t marks = 0;
	struct vd_slice text;
	for (size_t i = 0; i < style->numbers.grouping_count; i++) {
		const char *mark = style->numbers.grouping[i];
		if (encode(csv, mark, strlen(mark), &text))
			style->numbers.grouping[marks++] =
				vd_arena_copy(csv->arena, text.text, text.bytes);
	}
	style->numbers.grouping_count = marks;
	for (size_t i = 0; i < sizeof(style->currency.signs) / sizeof(*style->currency.signs);
	     i++) {
		const char *sign = style->currency.signs[i];
		if (sign)
			style->currency.signs[i] =
				encode(csv, sign, strlen(sign), &text)
					? vd_arena_copy(csv->arena, text.text, text.bytes)
					: NULL;
	}
	if (encode(csv, "\xC2\xA0", 2, &text))
		style->no_break_space = vd_arena_copy(csv->arena, text.text, text.bytes);
	style->zeros.count =
		encode_all(csv, style->zeros.items, style->zeros.count, style->zeros.items);
}

/* The plan with its texts as the file has them. The codes keep their numbers: one that cannot be is empty. */
static struct vd_line_plan encode_plan(struct vd_csv *csv, const struct vd_line_plan *plan)
{
	struct vd_line_plan encoded = *plan;
	if (!csv->encoder)
		return encoded;
	encoded.where = encode_conditions(csv, &plan->where);
	struct vd_line_amount *amounts =
		VD_TAKE(csv->arena, struct vd_line_amount, plan->amount_count);
	for (size_t i = 0; i < plan->amount_count; i++) {
		const struct vd_line_conditions *where = &plan->amounts[i].where;
		bool is_shared = i && where->items == plan->amounts[i - 1].where.items &&
				 where->count == plan->amounts[i - 1].where.count;
		amounts[i] = plan->amounts[i];
		amounts[i].where = is_shared ? amounts[i - 1].where : encode_conditions(csv, where);
	}
	encoded.amounts = amounts;
	encode_style(csv, &encoded.style);
	struct vd_slice *codes = VD_TAKE(csv->arena, struct vd_slice, plan->code_count);
	for (size_t i = 0; i < plan->code_count; i++)
		if (!encode(csv, plan->codes[i].text, plan->codes[i].bytes, &codes[i]))
			codes[i] = (struct vd_slice){ "\0", 1 };
	encoded.codes = codes;
	return encoded;
}

struct conversion {
	struct vd_csv *csv;
	const struct vd_line_plan *plan;
	const size_t *columns;
	struct vd_diagnostics *diagnostics;
	size_t reported;
};

/* A text of a group in UTF-8. */
static bool to_utf8(void *context, enum vd_line_part part, uint64_t line, struct vd_slice *text)
{
	struct conversion *conversion = context;
	struct vd_csv *csv = conversion->csv;
	if (csv->encoder) {
		const char *decoded = vd_decode_slice(csv->encoder, csv->arena, *text);
		if (decoded) {
			*text = (struct vd_slice){ decoded, strlen(decoded) };
			return true;
		}
	} else if (vd_utf8_invalid(text->text, text->bytes) == text->bytes &&
		   !memchr(text->text, '\0', text->bytes)) {
		return true;
	}
	if (conversion->reported++ >= VD_CSV_FAULTS_SHOWN)
		return false;
	vd_report(conversion->diagnostics, in_file(csv, line, 1), VD_RULE_DATA_ENCODING,
		  _("column `%s`: `%s` is not %s"),
		  csv->columns[conversion->columns[conversion->plan->parts[part]]],
		  vd_csv_shown(csv, *text), csv->source.encoding ? csv->source.encoding : "UTF-8");
	return vd_hint(conversion->diagnostics,
		       _("say which encoding it is: `encoding: cp1252`, latin-1 …"));
}

static unsigned thread_count(const struct vd_csv_how *how)
{
	if (how->threads)
		return how->threads;
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	if (processors < 1)
		return 1;
	return processors < THREADS_MOST ? (unsigned)processors : THREADS_MOST;
}

static void add_facts(struct vd_csv_facts *into, const struct vd_csv_facts *from)
{
	into->rows += from->rows;
	into->used += from->used;
	into->passed_over += from->passed_over;
	into->faulty += from->faulty;
	into->faulty_cells += from->faulty_cells;
	if (from->first_faulty && (!into->first_faulty || from->first_faulty < into->first_faulty))
		into->first_faulty = from->first_faulty;
	into->padded += from->padded;
	into->blank += from->blank;
}

static bool too_many_groups(struct vd_csv *csv, struct vd_diagnostics *diagnostics)
{
	vd_report(diagnostics, in_file(csv, 0, 0), VD_RULE_DATA_TEXT,
		  _("more than %d different groups of year, institution and region"),
		  VD_LINE_GROUPS_MOST);
	return vd_hint(diagnostics, _("is the column of the code or name the right one?"));
}

/* @return whether the sums are of all that the plan asks for */
static bool gather(struct vd_csv *csv, const struct vd_line_plan *plan, const size_t *columns,
		   struct vd_csv_worker *workers, size_t count, struct vd_diagnostics *diagnostics,
		   struct vd_lines **lines)
{
	struct vd_lines *all = vd_lines_open(workers[0].plan, csv->arena);
	bool is_whole = true, fits = true;
	for (size_t i = 0; i < count; i++) {
		const struct vd_csv_worker *worker = &workers[i];
		add_facts(&csv->facts, &worker->facts);
		for (size_t k = 0; k < worker->fault_count; k++)
			fits = fits && worker->faults[k].wrong != VD_CSV_TOO_MANY_GROUPS;
		is_whole = is_whole && !worker->has_stopped;
		if (fits && !vd_lines_merge(all, worker->lines))
			fits = false;
	}
	if (!fits)
		return too_many_groups(csv, diagnostics);
	if (!is_whole || (csv->facts.faulty && !plan->skips_faults)) {
		vd_csv_report(csv, workers, count, &plan->style, diagnostics);
		return false;
	}
	struct conversion conversion = { csv, plan, columns, diagnostics, 0 };
	*lines = all;
	return vd_lines_convert(all, to_utf8, &conversion);
}

static void judge(const struct vd_line_conditions *conditions, size_t *cells, size_t *count)
{
	for (size_t i = 0; i < conditions->count; i++) {
		bool is_there = false;
		for (size_t k = 0; k < *count; k++)
			is_there = is_there || cells[k] == conditions->items[i].cell;
		if (!is_there)
			cells[(*count)++] = conditions->items[i].cell;
	}
}

/* The cells that conditions are about. In encodings of single bytes each byte is a character. */
static size_t find_judged(const struct vd_csv *csv, const struct vd_line_plan *plan, size_t *cells)
{
	size_t count = 0;
	if (csv->encoder)
		return 0;
	judge(&plan->where, cells, &count);
	for (size_t i = 0; i < plan->amount_count; i++)
		judge(&plan->amounts[i].where, cells, &count);
	return count;
}

bool vd_csv_sum(struct vd_csv *csv, const struct vd_line_plan *plan, const size_t *columns,
		const struct vd_csv_how *how, struct vd_diagnostics *diagnostics,
		struct vd_lines **lines)
{
	unsigned count = thread_count(how);
	struct vd_line_plan *encoded = VD_TAKE(csv->arena, struct vd_line_plan, 1);
	*encoded = encode_plan(csv, plan);
	size_t *judged = VD_TAKE(csv->arena, size_t, plan->cells);
	size_t judged_count = find_judged(csv, plan, judged);
	struct vd_csv_worker *workers = VD_TAKE(csv->arena, struct vd_csv_worker, count);
	for (unsigned i = 0; i < count; i++) {
		workers[i] = (struct vd_csv_worker){
			.csv = csv,
			.plan = encoded,
			.columns = columns,
			.judged = judged,
			.judged_count = judged_count,
			.kernel = vd_csv_kernel_find(how->kernel),
			.arena = vd_arena_open_beside(csv->arena),
			.cells = VD_TAKE(csv->arena, struct vd_slice, plan->cells),
		};
		workers[i].lines = vd_lines_open(encoded, workers[i].arena);
	}
	bool is_read = vd_csv_read_all(csv, workers, count, how);
	/* More than there can be: the program's handler runs, in the thread that it expects. */
	for (unsigned i = 0; i < count; i++)
		if (workers[i].has_no_memory)
			vd_arena_expect(csv->arena, SIZE_MAX / 2);
	bool good = is_read && gather(csv, plan, columns, workers, count, diagnostics, lines);
	if (!is_read)
		vd_stream_failure(csv->stream, diagnostics);
	for (unsigned i = 0; i < count; i++)
		vd_arena_close(workers[i].arena);
	return good;
}
