#include "io/input.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "budget/language.h"
#include "budget/text.h"
#include "io/language.h"

enum { PLACES_MOST = 20, FIRST_READ = 64 * 1024 };

static struct vd_place whole_file(const char *file)
{
	return (struct vd_place){ .file = file };
}

static bool unreadable(struct vd_diagnostics *diagnostics, const char *file, int error)
{
	vd_report(diagnostics, whole_file(file), VD_RULE_INPUT_UNREADABLE, _("cannot be read: %s"),
		  vd_error_words(error));
	if (error == ENOENT)
		vd_hint(diagnostics, _("check the name and the folder"));
	else if (error == EISDIR)
		vd_hint(diagnostics, _("name a study file in the folder"));
	else if (error == EACCES)
		vd_hint(diagnostics,
			_("ask for permission to read it, or copy it to a folder of yours"));
	return false;
}

static bool too_large(struct vd_diagnostics *diagnostics, const char *file, size_t most)
{
	vd_report(diagnostics, whole_file(file), VD_RULE_INPUT_TOO_LARGE,
		  _("is larger than %zu MiB, the limit for a study file"), most >> 20);
	return vd_hint(diagnostics, _("is it a study? a study holds tables, not line-level data"));
}

/* Read to the end or to one byte beyond the limit, in pieces that double. */
static bool read_all(int fd, const char *file, size_t most, struct vd_arena *arena,
		     struct vd_diagnostics *diagnostics, struct vd_input *input)
{
	struct stat about;
	if (fstat(fd, &about) != 0)
		return unreadable(diagnostics, file, errno);
	if (S_ISDIR(about.st_mode))
		return unreadable(diagnostics, file, EISDIR);
	if (S_ISREG(about.st_mode) && about.st_size > (off_t)most)
		return too_large(diagnostics, file, most);
	size_t room = S_ISREG(about.st_mode) ? (size_t)about.st_size + 1 : FIRST_READ;
	char *text = vd_arena_take(arena, room + 1, 1);
	size_t bytes = 0;
	for (;;) {
		if (bytes == room) {
			char *larger = vd_arena_take(arena, room * 2 + 1, 1);
			memcpy(larger, text, bytes);
			text = larger;
			room *= 2;
		}
		ssize_t got = read(fd, text + bytes, room - bytes);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return unreadable(diagnostics, file, errno);
		if (got == 0)
			break;
		bytes += (size_t)got;
		if (bytes > most)
			return too_large(diagnostics, file, most);
	}
	text[bytes] = '\0';
	input->text = text;
	input->bytes = bytes;
	return true;
}

static void index_lines(struct vd_arena *arena, struct vd_input *input)
{
	size_t count = 1;
	for (size_t i = 0; i < input->bytes; i++)
		count += input->text[i] == '\n';
	size_t *starts = VD_TAKE(arena, size_t, count);
	size_t line = 0;
	starts[line++] = 0;
	for (size_t i = 0; i < input->bytes; i++)
		if (input->text[i] == '\n')
			starts[line++] = i + 1;
	input->line_starts = starts;
	input->line_count = count;
}

struct vd_place vd_input_place(const struct vd_input *input, size_t byte)
{
	size_t line = 0, end = input->line_count;
	while (end - line > 1) {
		size_t middle = line + (end - line) / 2;
		if (input->line_starts[middle] <= byte)
			line = middle;
		else
			end = middle;
	}
	size_t start = input->line_starts[line];
	return (struct vd_place){ .file = input->file,
				  .line = (uint32_t)line + 1,
				  .column = vd_utf8_length(input->text + start, byte - start) + 1,
				  .length = 1 };
}

/* Byte order marks of UTF-16 and UTF-32. */
static bool looks_like_utf16(const struct vd_input *input)
{
	const unsigned char *s = (const unsigned char *)input->text;
	return input->bytes >= 2 &&
	       ((s[0] == 0xFF && s[1] == 0xFE) || (s[0] == 0xFE && s[1] == 0xFF));
}

/* Characters that end a line for YAML and for nothing else: places would be wrong from there on. */
static bool check_breaks(const struct vd_input *input, struct vd_diagnostics *diagnostics)
{
	static const char *const breaks[] = { "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9" };
	bool good = true;
	for (size_t i = 0; i < sizeof(breaks) / sizeof(*breaks); i++) {
		const char *at = strstr(input->text, breaks[i]);
		if (!at)
			continue;
		good = vd_report(diagnostics, vd_input_place(input, (size_t)(at - input->text)),
				 VD_RULE_INPUT_NOT_TEXT,
				 _("a line separator that only some programs know"));
		vd_hint(diagnostics, _("replace it by a plain end of line or a space"));
	}
	for (const char *at = input->text; (at = strchr(at, '\r')); at++) {
		if (at[1] == '\n')
			continue;
		good = vd_report(diagnostics, vd_input_place(input, (size_t)(at - input->text)),
				 VD_RULE_INPUT_NOT_TEXT, _("a carriage return alone"));
		vd_hint(diagnostics, _("save the file with the line ends of Unix or Windows"));
		break;
	}
	return good;
}

static bool check_text(const struct vd_input *input, struct vd_diagnostics *diagnostics)
{
	if (looks_like_utf16(input)) {
		vd_report(diagnostics, whole_file(input->file), VD_RULE_INPUT_NOT_TEXT,
			  _("is UTF-16 text"));
		return vd_hint(diagnostics, _("save it as UTF-8"));
	}
	const char *nul = memchr(input->text, '\0', input->bytes);
	if (nul) {
		bool two_bytes = input->bytes > 3 && !input->text[1] && !input->text[3];
		vd_report(diagnostics, vd_input_place(input, (size_t)(nul - input->text)),
			  VD_RULE_INPUT_NOT_TEXT, _("a NUL byte, which no text has"));
		return vd_hint(diagnostics,
			       two_bytes ? _("perhaps it is UTF-16: save it as UTF-8")
					 : _("is it a study file? save it as UTF-8 text"));
	}
	size_t found = 0;
	for (size_t i = 0; i < input->bytes && found < PLACES_MOST; i++, found++) {
		i += vd_utf8_invalid(input->text + i, input->bytes - i);
		if (i == input->bytes)
			break;
		vd_report(diagnostics, vd_input_place(input, i), VD_RULE_INPUT_NOT_TEXT,
			  _("the byte 0x%02X is not UTF-8"), (unsigned char)input->text[i]);
		vd_hint(diagnostics,
			_("save the file as UTF-8 (it may be Latin-1 or Windows-1252)"));
	}
	return found == 0 && check_breaks(input, diagnostics);
}

bool vd_input_read(const char *file, size_t most, struct vd_arena *arena,
		   struct vd_diagnostics *diagnostics, struct vd_input *input)
{
	bool standard_input = vd_same(file, "-");
	size_t before = vd_error_count(diagnostics);
	struct vd_input read = { .file = standard_input ? vd_standard_input : file };
	int fd = standard_input ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return unreadable(diagnostics, file, errno);
	bool done = read_all(fd, read.file, most, arena, diagnostics, &read);
	if (!standard_input)
		close(fd);
	if (!done || !read.text)
		return false;
	if (strncmp(read.text, "\xEF\xBB\xBF", 3) == 0) {
		read.text += 3;
		read.bytes -= 3;
	}
	index_lines(arena, &read);
	if (strspn(read.text, " \t\r\n") == read.bytes) {
		vd_report(diagnostics, whole_file(read.file), VD_RULE_INPUT_EMPTY,
			  _("the file is empty"));
		vd_hint(diagnostics, _("`veedor new FILE.yaml` writes a starting study"));
	} else {
		check_text(&read, diagnostics);
	}
	*input = read;
	return vd_error_count(diagnostics) == before;
}

const char *vd_input_line(const struct vd_input *input, uint32_t line, size_t *bytes)
{
	*bytes = 0;
	for (size_t i = 0; i < input->excerpt_count; i++) {
		if (input->excerpts[i].line != line)
			continue;
		*bytes = strcspn(input->excerpts[i].text, "\r\n");
		return input->excerpts[i].text;
	}
	if (!line || line > input->line_count)
		return input->text ? "" : NULL;
	size_t start = input->line_starts[line - 1];
	const char *text = input->text + start;
	*bytes = strcspn(text, "\r\n");
	return text;
}
