#include "budget/slug.h"

#include <string.h>

enum { FOLDED_FIRST = 0xC0, FOLDED_END = 0x180, MARKS_FIRST = 0x300, MARKS_END = 0x370 };

/* The letters of Latin-1 and Latin Extended-A, U+00C0 to U+017F, without accents; `?` is none or two. */
static const char folded[] = "aaaaaa?ceeeeiiiidnooooo?ouuuuy??"
			     "aaaaaa?ceeeeiiiidnooooo?ouuuuy?y"
			     "aaaaaaccccccccddddeeeeeeeeeegggg"
			     "gggghhhhiiiiiiiiii??jjkkklllllll"
			     "lllnnnnnnnnnoooooo??rrrrrrssssss"
			     "ssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

static const char *two_letters(unsigned character)
{
	switch (character) {
	case 0xC6:
	case 0xE6:
		return "ae";
	case 0xDE:
	case 0xFE:
		return "th";
	case 0xDF:
		return "ss";
	case 0x132:
	case 0x133:
		return "ij";
	case 0x152:
	case 0x153:
		return "oe";
	default:
		return "-";
	}
}

/* The character at a text's beginning, and its bytes. */
static unsigned decode(const unsigned char *text, size_t *bytes)
{
	static const unsigned char masks[] = { 0, 0x7F, 0x1F, 0x0F, 0x07 };
	*bytes = *text < 0x80 ? 1 : *text < 0xE0 ? 2 : *text < 0xF0 ? 3 : 4;
	unsigned character = *text & masks[*bytes];
	for (size_t i = 1; i < *bytes; i++)
		character = character << 6 | (text[i] & 0x3FU);
	return character;
}

const char *vd_slug(struct vd_arena *arena, const char *text)
{
	/* No character becomes more than its bytes in UTF-8. */
	char *slug = VD_TAKE(arena, char, strlen(text) + 2);
	size_t length = 0, bytes = 0;
	for (const char *c = text; *c; c += bytes) {
		unsigned character = decode((const unsigned char *)c, &bytes);
		char one[2] = { (char)*c, '\0' };
		const char *put = "-";
		if (character >= MARKS_FIRST && character < MARKS_END)
			continue; /* an accent that is a character of its own */
		if (character >= 'A' && character <= 'Z') {
			one[0] = (char)(character - 'A' + 'a');
			put = one;
		} else if ((character >= 'a' && character <= 'z') ||
			   (character >= '0' && character <= '9') || character == '.' ||
			   character == '_') {
			put = one;
		} else if (character >= FOLDED_FIRST && character < FOLDED_END) {
			one[0] = folded[character - FOLDED_FIRST];
			put = one[0] == '?' ? two_letters(character) : one;
		}
		if (*put == '-' && (!length || slug[length - 1] == '-'))
			continue;
		memcpy(slug + length, put, strlen(put));
		length += strlen(put);
	}
	while (length && slug[length - 1] == '-')
		length--;
	slug[length] = '\0';
	return slug;
}
