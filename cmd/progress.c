#include "cmd/progress.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "budget/language.h"

enum { WIDTH_USUAL = 80, WIDTH_MOST = 200, LINE_BYTES = 1024 };

/* There is one line, whatever is read. */
static struct {
	const char *file;
	struct timespec started, shown;
} state;
static volatile sig_atomic_t is_shown;
static const char clear[] = "\r\033[K";

static double seconds_between(const struct timespec *from, const struct timespec *to)
{
	return (double)(to->tv_sec - from->tv_sec) + (double)(to->tv_nsec - from->tv_nsec) / 1e9;
}

/* "1.2 GB" */
static void size_words(char *words, size_t room, double bytes)
{
	static const char *const units[] = { "B", "kB", "MB", "GB", "TB" };
	size_t unit = 0;
	for (; bytes >= 1000 && unit + 1 < sizeof(units) / sizeof(*units); unit++)
		bytes /= 1000;
	snprintf(words, room, unit ? "%.1f %s" : "%.0f %s", bytes, units[unit]);
}

/* A name as far as there is room for it, and how far it is. */
static size_t line_of(char *line, size_t room, int width, const char *name, const char *far)
{
	int left = width - vd_utf8_width(far) - 3;
	const char *cut = "";
	for (; vd_utf8_width(name) > left && *name; cut = "…")
		do
			name++;
		while (((unsigned char)*name & 0xC0U) == 0x80U);
	int bytes = snprintf(line, room, "%s%s  %s", cut, name, far);
	return bytes < 0 ? 0 : (size_t)bytes < room ? (size_t)bytes : room - 1;
}

size_t vd_progress_line(char *line, size_t room, int width, const char *file,
			const struct vd_stream_facts *facts, double seconds)
{
	char done[32], all[32], speed[32], facts_words[128];
	size_words(done, sizeof(done), (double)facts->bytes);
	size_words(all, sizeof(all), (double)facts->size);
	size_words(speed, sizeof(speed), (double)facts->unpacked / seconds);
	if (facts->size)
		snprintf(facts_words, sizeof(facts_words), _("%.0f%% of %s, %s/s"),
			 100 * (double)facts->bytes / (double)facts->size, all, speed);
	else
		snprintf(facts_words, sizeof(facts_words), _("%s, %s/s"), done, speed);
	return line_of(line, room, width, file, facts_words);
}

static int terminal_width(void)
{
	struct winsize size;
	if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col < WIDTH_USUAL / 2)
		return WIDTH_USUAL;
	return size.ws_col < WIDTH_MOST ? size.ws_col : WIDTH_MOST;
}

void vd_progress_abandon(void)
{
	if (!is_shown)
		return;
	is_shown = 0;
	ssize_t written = write(STDERR_FILENO, clear, sizeof(clear) - 1);
	(void)written;
}

static void show(void *context, const char *file, const struct vd_stream_facts *facts)
{
	struct timespec now;
	(void)context;
	if (!facts || clock_gettime(CLOCK_MONOTONIC, &now) != 0) {
		vd_progress_abandon();
		state.file = NULL;
		return;
	}
	if (state.file != file) {
		state.file = file;
		state.started = state.shown = now;
	}
	double elapsed = seconds_between(&state.started, &now);
	if (elapsed < 1 || (is_shown && seconds_between(&state.shown, &now) < 0.1))
		return;
	char line[LINE_BYTES] = "\r\033[K";
	size_t start = sizeof(clear) - 1;
	size_t bytes = start + vd_progress_line(line + start, sizeof(line) - start,
						terminal_width() - 1, vd_file_words(file), facts,
						elapsed);
	state.shown = now;
	is_shown = 1;
	ssize_t written = write(STDERR_FILENO, line, bytes);
	(void)written;
}

/* A database says nothing of how far it is before its first row: so the line is there at once. */
static void show_asking(void *context, const char *database, uint64_t rows)
{
	struct timespec now;
	(void)context;
	if (clock_gettime(CLOCK_MONOTONIC, &now) != 0 ||
	    (rows && is_shown && seconds_between(&state.shown, &now) < 0.1))
		return;
	char line[LINE_BYTES] = "\r\033[K", words[128];
	if (rows)
		snprintf(words, sizeof(words), VD_PLURAL("%llu row", "%llu rows", rows),
			 (unsigned long long)rows);
	else
		snprintf(words, sizeof(words), "%s", _("waiting for the database"));
	size_t start = sizeof(clear) - 1;
	size_t bytes = start + line_of(line + start, sizeof(line) - start, terminal_width() - 1,
				       database, words);
	state.shown = now;
	is_shown = 1;
	ssize_t written = write(STDERR_FILENO, line, bytes);
	(void)written;
}

void vd_progress_watch(struct vd_reading *reading)
{
	const char *terminal = getenv("TERM");
	if (isatty(STDERR_FILENO) && !vd_same(terminal, "dumb")) {
		reading->progress = show;
		reading->asking = show_asking;
	}
}
