/*
 * Pieces of a file, each a whole number of rows, handed out to threads. Whoever is free takes the
 * next one: reads it, finds where its last row ends, leaves the rest for the next, all under one
 * lock; then reads its rows while another takes the next piece. So rows are told apart exactly,
 * quotes and all, however the bytes come, and memory does not grow with the file.
 */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "io/csv_parts.h"

bool vd_room_grow(struct vd_room *buffer, size_t room)
{
	if (room <= buffer->room && buffer->bytes)
		return true;
	size_t doubled = buffer->room ? buffer->room : 64;
	while (doubled < room)
		doubled *= 2;
	char *bytes = realloc(buffer->bytes, doubled + VD_CSV_SLACK);
	if (!bytes)
		return false;
	buffer->bytes = bytes;
	buffer->room = doubled;
	return true;
}

void vd_room_free(struct vd_room *buffer)
{
	free(buffer->bytes);
	*buffer = (struct vd_room){ 0 };
}

struct reader {
	struct vd_csv *csv;
	const struct vd_csv_how *how;
	pthread_mutex_t lock;
	struct vd_room rest; /* what was read and not handed out: the beginning of a row */
	size_t rest_quotes, rest_feeds; /* in it */
	size_t head_at;			/* how much of the head was read */
	uint64_t line;			/* of its first byte */
	size_t at_once;
	bool is_done, has_failed; /* the file is at its end; it cannot be read, or no memory */
};

struct job {
	struct reader *reader;
	struct vd_csv_worker *worker;
	pthread_t thread;
};

/* Where the last row ends: behind the last line feed that an even number of quotes stands before. */
static size_t cut(const char *text, size_t bytes, size_t quotes, bool has_quotes)
{
	bool is_inside = has_quotes && quotes % 2 == 1;
	for (size_t i = bytes; i; i--) {
		if (text[i - 1] == '\n' && !is_inside)
			return i;
		if (text[i - 1] == '"' && has_quotes)
			is_inside = !is_inside;
	}
	return 0;
}

/* The end of the file: what is left is its last row, whose line feed may be missing. */
static bool last_row(struct reader *reader, struct vd_csv_worker *worker,
		     struct vd_csv_tally counted, struct vd_csv_piece *piece)
{
	struct vd_room *text = &worker->text;
	reader->is_done = true;
	reader->csv->facts.lines = reader->line - 1;
	if (!text->used)
		return false;
	reader->csv->facts.lines += counted.line_feeds + 1;
	*piece = (struct vd_csv_piece){ text->bytes, text->used, reader->line, counted.line_feeds };
	if (!reader->csv->source.no_quotes && counted.quotes % 2 == 1)
		return vd_csv_no_end(worker, piece, 0);
	text->bytes[text->used++] = '\n';
	piece->bytes++;
	piece->line_feeds++;
	return true;
}

static bool fail(struct reader *reader)
{
	reader->has_failed = reader->is_done = true;
	return false;
}

/* Keep what stands behind the last whole row for the next piece. */
static bool keep_rest(struct reader *reader, struct vd_csv_worker *worker, size_t end,
		      struct vd_csv_tally *counted)
{
	struct vd_room *text = &worker->text, *rest = &reader->rest;
	size_t left = text->used - end;
	if (!vd_room_grow(rest, left))
		return false;
	if (left)
		memcpy(rest->bytes, text->bytes + end, left);
	rest->used = left;
	struct vd_csv_tally behind = worker->kernel->tally(text->bytes + end, left);
	reader->rest_quotes = behind.quotes;
	reader->rest_feeds = behind.line_feeds;
	counted->quotes -= behind.quotes;
	counted->line_feeds -= behind.line_feeds;
	return true;
}

/* The next bytes: first those that were read with the header. SIZE_MAX: reading failed */
static size_t read_more(struct reader *reader, char *buffer, size_t most)
{
	const struct vd_csv *csv = reader->csv;
	size_t left = csv->head.used - reader->head_at;
	if (!left)
		return csv->is_whole ? 0 : vd_stream_read(csv->stream, buffer, most);
	size_t bytes = left < most ? left : most;
	memcpy(buffer, csv->head.bytes + reader->head_at, bytes);
	reader->head_at += bytes;
	return bytes;
}

/* Take the next piece; with the lock held. @return false: there is none */
static bool take(struct reader *reader, struct vd_csv_worker *worker, struct vd_csv_piece *piece)
{
	struct vd_room *text = &worker->text;
	const bool has_quotes = !reader->csv->source.no_quotes;
	struct vd_csv_tally counted = { .quotes = reader->rest_quotes,
					.line_feeds = reader->rest_feeds };
	if (reader->is_done)
		return false;
	if (!vd_room_grow(text, reader->rest.used))
		return fail(reader);
	if (reader->rest.used)
		memcpy(text->bytes, reader->rest.bytes, reader->rest.used);
	text->used = reader->rest.used;
	for (;;) {
		/* Twice as much each time: a row far longer than a buffer is not gone over often. */
		size_t most = text->used > reader->at_once ? text->used : reader->at_once;
		if (!vd_room_grow(text, text->used + most + 1))
			return fail(reader);
		size_t got = read_more(reader, text->bytes + text->used, most);
		if (got == SIZE_MAX)
			return fail(reader);
		if (!got)
			return last_row(reader, worker, counted, piece);
		struct vd_csv_tally more = worker->kernel->tally(text->bytes + text->used, got);
		counted.quotes += more.quotes;
		counted.line_feeds += more.line_feeds;
		text->used += got;
		if (reader->how->progress)
			reader->how->progress(reader->how->context,
					      vd_stream_facts(reader->csv->stream));
		size_t end = cut(text->bytes, text->used, counted.quotes, has_quotes);
		if (end) {
			if (!keep_rest(reader, worker, end, &counted))
				return fail(reader);
			*piece = (struct vd_csv_piece){ text->bytes, end, reader->line,
							counted.line_feeds };
			reader->line += counted.line_feeds;
			return true;
		}
		if (text->used > VD_CSV_ROW_BYTES_MOST) {
			*piece = (struct vd_csv_piece){ text->bytes, text->used, reader->line, 0 };
			reader->is_done = true;
			return vd_csv_no_end(worker, piece, 0);
		}
	}
}

static bool take_locked(struct reader *reader, struct vd_csv_worker *worker,
			struct vd_csv_piece *piece)
{
	pthread_mutex_lock(&reader->lock);
	bool is_taken = take(reader, worker, piece);
	pthread_mutex_unlock(&reader->lock);
	return is_taken;
}

static void *work(void *context)
{
	struct job *job = context;
	struct vd_csv_worker *worker = job->worker;
	struct vd_csv_piece piece;
	while (take_locked(job->reader, worker, &piece)) {
		if (vd_csv_read_rows(worker, &piece))
			continue;
		/* Behind such a row nothing can be told: pieces that others have are finished. */
		pthread_mutex_lock(&job->reader->lock);
		job->reader->is_done = true;
		pthread_mutex_unlock(&job->reader->lock);
		break;
	}
	return NULL;
}

/* With a thread that cannot be had, the others do its work. */
static void run(struct job *jobs, size_t count)
{
	size_t started = 1;
	for (; started < count; started++)
		if (pthread_create(&jobs[started].thread, NULL, work, &jobs[started]) != 0)
			break;
	work(&jobs[0]);
	for (size_t i = 1; i < started; i++)
		pthread_join(jobs[i].thread, NULL);
}

bool vd_csv_read_all(struct vd_csv *csv, struct vd_csv_worker *workers, size_t count,
		     const struct vd_csv_how *how)
{
	struct reader reader = {
		.csv = csv,
		.how = how,
		.lock = PTHREAD_MUTEX_INITIALIZER,
		.line = csv->rows_line,
		.head_at = csv->rows_at,
		.at_once = how->buffer_bytes ? how->buffer_bytes : VD_CSV_BUFFER_BYTES,
	};
	struct job *jobs = VD_TAKE(csv->arena, struct job, count);
	bool good = true;
	for (size_t i = 0; i < count; i++)
		jobs[i] = (struct job){ .reader = &reader, .worker = &workers[i] };
	run(jobs, count);
	for (size_t i = 0; i < count; i++) {
		free(workers[i].scan.ends);
		free(workers[i].scan.rows);
		vd_room_free(&workers[i].text);
		vd_room_free(&workers[i].unquoted);
		good = good && !workers[i].has_no_memory;
	}
	vd_room_free(&reader.rest);
	pthread_mutex_destroy(&reader.lock);
	return good && !reader.has_failed;
}
