/* The encoding of a file, by its bytes. */
#include <string.h>

#include "budget/text.h"
#include "config/look.h"

/* Letters of western Europe, of which texts have many, by their bytes in encodings of one byte. */
static const struct {
	const char *name;
	const char *letters;
} single_bytes[] = {
	{ "cp1252",
	  "\xE1\xE9\xED\xF3\xFA\xF1\xC1\xC9\xCD\xD3\xDA\xD1\xE3\xF5\xE7\xE2\xEA\xF4\xE0\xE8\xEC\xF2"
	  "\xF9\xFC\xE4\xF6\xDF\xEE\xFB\xEB\xEF\xC7\xC3\xDC" },
	{ "cp850",
	  "\xA0\x82\xA1\xA2\xA3\xA4\xB5\x90\xD6\xE0\xE9\xA5\xC6\xE4\x87\x83\x88\x93\x85\x8A\x8D\x95"
	  "\x97\x81\x84\x94\xE1\x8C\x96\x89\x8B\x80\xC7\x9A" },
	{ "macintosh",
	  "\x87\x8E\x92\x97\x9C\x96\xE7\x83\xEA\xEE\xF2\x84\x8B\x9B\x8D\x89\x90\x99\x88\x8F\x93\x98"
	  "\x9D\x9F\x8A\x9A\xA7\x94\x9E\x91\x95\x82\xCC\x86" },
};
enum { SINGLE_BYTES = sizeof(single_bytes) / sizeof(*single_bytes) };

struct byte_counts {
	size_t bytes, nuls[4]; /* by place, modulo 4 */
	size_t controls_below; /* 0x01 to 0x1F but for tab, line ends and such */
	size_t high, c1, undefined_1252;
	size_t sequences, damaged;	      /* UTF-8 */
	size_t between_letters[SINGLE_BYTES]; /* that would be letters, beside letters */
	size_t beside_letters;
};

static bool is_ascii_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Count one byte that is no ASCII. */
static void count_high(struct byte_counts *counts, struct vd_slice part, size_t at)
{
	static const char undefined[] = "\x81\x8D\x8F\x90\x9D";
	char byte = part.text[at];
	counts->high++;
	counts->c1 += (unsigned char)byte < 0xA0;
	counts->undefined_1252 += strchr(undefined, byte) != NULL;
	if (!(at && is_ascii_letter(part.text[at - 1])) &&
	    !(at + 1 < part.bytes && is_ascii_letter(part.text[at + 1])))
		return;
	counts->beside_letters++;
	for (size_t i = 0; i < SINGLE_BYTES; i++)
		counts->between_letters[i] += strchr(single_bytes[i].letters, byte) != NULL;
}

/* A character cut in two at either end of a piece is none that is damaged. */
static void count_utf8(struct byte_counts *counts, struct vd_slice part, bool is_first)
{
	size_t at = 0;
	while (!is_first && at < part.bytes && at < 3 &&
	       ((unsigned char)part.text[at] & 0xC0U) == 0x80U)
		at++;
	while (at < part.bytes) {
		size_t good = vd_utf8_invalid(part.text + at, part.bytes - at);
		for (size_t i = at; i < at + good; i++)
			counts->sequences += ((unsigned char)part.text[i] & 0xC0U) == 0xC0U;
		at += good;
		if (at == part.bytes)
			return;
		unsigned char lead = (unsigned char)part.text[at];
		size_t needs = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
		bool is_cut = lead >= 0xC2 && lead < 0xF5 && at + needs > part.bytes;
		for (size_t i = at + 1; i < part.bytes && is_cut; i++)
			is_cut = ((unsigned char)part.text[i] & 0xC0U) == 0x80U;
		if (is_cut)
			return;
		counts->damaged++;
		at++;
	}
}

static void count_part(struct byte_counts *counts, struct vd_slice part, bool is_first)
{
	for (size_t i = 0; i < part.bytes; i++) {
		unsigned char byte = (unsigned char)part.text[i];
		counts->bytes++;
		if (!byte)
			counts->nuls[i % 4]++;
		else if (byte < 0x20 && !strchr("\t\n\v\f\r\x1A", byte))
			counts->controls_below++;
		else if (byte >= 0x80)
			count_high(counts, part, i);
	}
	count_utf8(counts, part, is_first);
}

static bool begins_with(struct vd_slice text, const char *start, size_t bytes)
{
	return text.bytes >= bytes && memcmp(text.text, start, bytes) == 0;
}

static const char *marked_encoding(struct vd_slice first)
{
	return begins_with(first, "\xEF\xBB\xBF", 3)   ? "UTF-8"
	       : begins_with(first, "\xFF\xFE\0\0", 4) ? "UTF-32LE"
	       : begins_with(first, "\0\0\xFE\xFF", 4) ? "UTF-32BE"
	       : begins_with(first, "\xFF\xFE", 2)     ? "UTF-16LE"
	       : begins_with(first, "\xFE\xFF", 2)     ? "UTF-16BE"
						       : NULL;
}

/* Text of two bytes a character has a NUL in nearly every one of them, on one side. */
static const char *wide_encoding(const struct byte_counts *counts)
{
	size_t even = counts->nuls[0] + counts->nuls[2], odd = counts->nuls[1] + counts->nuls[3];
	if (odd > counts->bytes * 2 / 5 && even <= odd / 100)
		return "UTF-16LE";
	return even > counts->bytes * 2 / 5 && odd <= even / 100 ? "UTF-16BE" : NULL;
}

struct vd_look_encoding vd_look_at_encoding(const struct vd_slice *parts, size_t count)
{
	struct byte_counts counts = { 0 };
	for (size_t i = 0; i < count; i++)
		count_part(&counts, parts[i], i == 0);
	struct vd_look_encoding look = { .high = counts.high, .controls = counts.c1 };
	look.name = count ? marked_encoding(parts[0]) : NULL;
	if (look.name) {
		look.has_mark = true;
		look.damaged = vd_same(look.name, "UTF-8") ? counts.damaged : 0;
		return look;
	}
	size_t nuls = counts.nuls[0] + counts.nuls[1] + counts.nuls[2] + counts.nuls[3];
	if (nuls) {
		look.name = wide_encoding(&counts);
		look.sure = VD_LIKELY;
		return look;
	}
	/* No file of lines has many of these; what is packed or a picture does. */
	if (counts.controls_below > 8 + counts.bytes / 1000)
		return look;
	look.name = "UTF-8";
	if (!counts.high) {
		look.is_ascii = true;
		return look;
	}
	if (!counts.damaged)
		return look;
	if (counts.sequences >= counts.damaged * 9) {
		look.damaged = counts.damaged;
		look.sure = VD_LIKELY;
		return look;
	}
	size_t best = 0;
	for (size_t i = 1; i < SINGLE_BYTES; i++)
		if (counts.between_letters[i] > counts.between_letters[best])
			best = i;
	look.name = single_bytes[best].name;
	/* Letters make words; without any, or with bytes that the encoding lacks, it may be another. */
	bool fits = counts.between_letters[best] * 10 >= counts.beside_letters * 9;
	bool lacks = best == 0 && counts.undefined_1252;
	look.sure = !counts.beside_letters || !fits || lacks ? VD_DOUBTFUL
		    : best == 0				     ? VD_SURE
							     : VD_LIKELY;
	return look;
}
