#include "config/yaml_text.h"

#include <stdbool.h>
#include <string.h>

#include "budget/text.h"

const char *vd_yaml_quoted(struct vd_arena *arena, const char *text)
{
	struct vd_buffer out = { .arena = arena };
	vd_buffer_add(&out, "\"");
	for (; *text; text++) {
		const char one[2] = { *text, '\0' };
		unsigned char byte = (unsigned char)*text;
		if (byte < 0x20 || byte == 0x7F) {
			vd_buffer_add(&out, vd_arena_format(arena, "\\x%02X", byte));
			continue;
		}
		if (*text == '"' || *text == '\\')
			vd_buffer_add(&out, "\\");
		vd_buffer_add(&out, one);
	}
	vd_buffer_add(&out, "\"");
	return vd_buffer_text(&out);
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Letters of the Latin alphabet with accents too; other characters beyond ASCII may mean something. */
static bool is_plain(const char *text)
{
	size_t bytes = strlen(text);
	if (!bytes || text[bytes - 1] == ' ' || text[0] == ' ')
		return false;
	for (size_t i = 0; i < bytes; i++) {
		bool is_latin = (unsigned char)text[i] == 0xC3 && i + 1 < bytes;
		bool is_inner = i > 0 &&
				((text[i] >= '0' && text[i] <= '9') || strchr("_./- ", text[i]));
		bool is_path = i == 0 && (text[i] == '/' || text[i] == '.');
		if (!is_letter(text[i]) && !is_latin && !is_inner && !is_path)
			return false;
		i += is_latin;
	}
	return true;
}

const char *vd_yaml_word(struct vd_arena *arena, const char *text)
{
	return is_plain(text) ? text : vd_yaml_quoted(arena, text);
}

const char *vd_id_of_label(struct vd_arena *arena, const char *label, const char *otherwise)
{
	static const char *const accents[] = { "áàâãäÁÀÂÃÄ", "éèêëÉÈÊË", "íìîïÍÌÎÏ", "óòôõöÓÒÔÕÖ",
					       "úùûüÚÙÛÜ",   "ñÑ",	 "çÇ" };
	static const char plain[] = "aeiounc";
	const char *id = "";
	for (const char *c = label; *c;) {
		size_t bytes = 1;
		while (((unsigned char)c[bytes] & 0xC0U) == 0x80U)
			bytes++;
		char letter = *c >= 'A' && *c <= 'Z' ? (char)(*c - 'A' + 'a') : *c;
		const char *character = vd_arena_copy(arena, c, bytes);
		for (size_t i = 0; bytes > 1 && i < sizeof(plain) - 1; i++)
			if (strstr(accents[i], character))
				letter = plain[i];
		bool good = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
		size_t length = strlen(id);
		if (good)
			id = vd_arena_format(arena, "%s%c", id, letter);
		else if (length && id[length - 1] != '-')
			id = vd_arena_format(arena, "%s-", id);
		c += bytes;
	}
	size_t length = strlen(id);
	while (length && id[length - 1] == '-')
		length--;
	return length ? vd_arena_copy(arena, id, length) : otherwise;
}
