#include "budget/text.h"

#include <string.h>

#include "budget/language.h"

void vd_buffer_add(struct vd_buffer *buffer, const char *text)
{
	for (; *text; text++)
		*VD_APPEND(buffer->arena, buffer) = *text;
}

const char *vd_buffer_text(struct vd_buffer *buffer)
{
	*VD_APPEND(buffer->arena, buffer) = '\0';
	buffer->count--;
	return buffer->items;
}

const char *vd_text_in(const struct vd_text *text, enum vd_language language)
{
	if (text->in[language])
		return text->in[language];
	for (size_t i = 0; i < VD_LANGUAGES; i++)
		if (text->in[i])
			return text->in[i];
	return NULL;
}

bool vd_same(const char *a, const char *b)
{
	return a && b && strcmp(a, b) == 0;
}

uint32_t vd_utf8_length(const char *text, size_t bytes)
{
	uint32_t length = 0;
	for (size_t i = 0; i < bytes; i++)
		length += ((unsigned char)text[i] & 0xC0U) != 0x80U;
	return length;
}

size_t vd_utf8_bytes(const char *text, size_t characters)
{
	size_t bytes = 0;
	for (; text[bytes] && characters; characters--)
		do
			bytes++;
		while (((unsigned char)text[bytes] & 0xC0) == 0x80);
	return bytes;
}

int vd_utf8_width(const char *text)
{
	return (int)vd_utf8_length(text, strlen(text));
}

/* Bytes of the valid sequence at `s`, 0 if there is none (RFC 3629: no overlong forms, no
 * surrogates, nothing above U+10FFFF). */
static size_t sequence_length(const unsigned char *s, size_t left)
{
	static const struct {
		unsigned char first_low, first_high, second_low, second_high, length;
	} forms[] = {
		{ 0xC2, 0xDF, 0x80, 0xBF, 2 }, { 0xE0, 0xE0, 0xA0, 0xBF, 3 },
		{ 0xE1, 0xEC, 0x80, 0xBF, 3 }, { 0xED, 0xED, 0x80, 0x9F, 3 },
		{ 0xEE, 0xEF, 0x80, 0xBF, 3 }, { 0xF0, 0xF0, 0x90, 0xBF, 4 },
		{ 0xF1, 0xF3, 0x80, 0xBF, 4 }, { 0xF4, 0xF4, 0x80, 0x8F, 4 },
	};
	if (s[0] < 0x80)
		return 1;
	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++) {
		if (s[0] < forms[i].first_low || s[0] > forms[i].first_high)
			continue;
		if (left < forms[i].length || s[1] < forms[i].second_low ||
		    s[1] > forms[i].second_high)
			return 0;
		for (size_t k = 2; k < forms[i].length; k++)
			if ((s[k] & 0xC0U) != 0x80U)
				return 0;
		return forms[i].length;
	}
	return 0;
}

size_t vd_utf8_invalid(const char *text, size_t bytes)
{
	size_t i = 0;
	while (i < bytes) {
		size_t length = sequence_length((const unsigned char *)text + i, bytes - i);
		if (!length)
			return i;
		i += length;
	}
	return bytes;
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

enum { WORD_BYTES = 63 };

/* Optimal string alignment distance, over at most WORD_BYTES bytes of each word. */
static size_t distance(const char *a, const char *b)
{
	size_t row[3][WORD_BYTES + 2];
	size_t n = strlen(a), m = strlen(b);
	if (n > WORD_BYTES || m > WORD_BYTES)
		return SIZE_MAX;
	size_t *before = row[0], *last = row[1], *now = row[2];
	for (size_t j = 0; j <= m; j++)
		last[j] = j;
	for (size_t i = 1; i <= n; i++) {
		now[0] = i;
		for (size_t j = 1; j <= m; j++) {
			char x = lower(a[i - 1]), y = lower(b[j - 1]);
			size_t best = last[j - 1] + (x != y);
			if (last[j] + 1 < best)
				best = last[j] + 1;
			if (now[j - 1] + 1 < best)
				best = now[j - 1] + 1;
			if (i > 1 && j > 1 && x == lower(b[j - 2]) && lower(a[i - 2]) == y &&
			    before[j - 2] + 1 < best)
				best = before[j - 2] + 1;
			now[j] = best;
		}
		size_t *spare = before;
		before = last;
		last = now;
		now = spare;
	}
	return last[m];
}

/* A word cut short, as one types it. */
static bool begins(const char *word, const char *candidate)
{
	size_t length = strlen(word);
	return length >= 3 && length < strlen(candidate) && strncmp(word, candidate, length) == 0;
}

const char *vd_nearest(const char *word, const char *const *candidates, size_t count)
{
	const char *nearest = NULL;
	size_t best = strlen(word) / 3 + 1;
	for (size_t i = 0; i < count; i++) {
		if (!candidates[i])
			continue;
		size_t edits = begins(word, candidates[i]) ? 1 : distance(word, candidates[i]);
		if (edits < best || (edits == best && !nearest)) {
			best = edits;
			nearest = candidates[i];
		}
	}
	/* Replacing every letter is no likeness. */
	return nearest && best < strlen(nearest) ? nearest : NULL;
}

const char vd_standard_input[] = N_("standard input");

const char *vd_file_words(const char *file)
{
	return vd_same(file, vd_standard_input) ? vd_translate(file) : file;
}

bool vd_is_standard_input(const char *file)
{
	return vd_same(file, "-") || vd_same(file, vd_standard_input);
}

const char *vd_wrap(struct vd_arena *arena, const char *text, size_t width, size_t indent)
{
	struct vd_buffer out = { .arena = arena };
	size_t column = indent;
	for (bool first = true; *text; first = false) {
		size_t bytes = strcspn(text, " ");
		size_t length = vd_utf8_length(text, bytes);
		if (!first && column + 1 + length > width) {
			vd_buffer_add(&out, "\n");
			for (size_t i = 0; i < indent; i++)
				vd_buffer_add(&out, " ");
			column = indent;
		} else if (!first) {
			vd_buffer_add(&out, " ");
			column++;
		}
		vd_buffer_add(&out, vd_arena_copy(arena, text, bytes));
		column += length;
		text += bytes + strspn(text + bytes, " ");
	}
	return vd_buffer_text(&out);
}

const char *vd_list_words(struct vd_arena *arena, const char *const *words, size_t count,
			  size_t most)
{
	struct vd_buffer list = { .arena = arena };
	size_t shown = count > most ? most : count;
	/* The last word, where all are shown, stands behind "and". */
	size_t listed = shown == count && count > 1 ? count - 1 : shown;
	for (size_t i = 0; i < listed; i++) {
		vd_buffer_add(&list, i ? ", " : "");
		vd_buffer_add(&list, words[i]);
	}
	const char *text = vd_buffer_text(&list);
	if (listed < shown)
		return vd_arena_format(arena, _("%s and %s"), text, words[listed]);
	if (shown < count)
		return vd_arena_format(
			arena, VD_PLURAL("%s and %zu more", "%s and %zu more", count - shown), text,
			count - shown);
	return text;
}
