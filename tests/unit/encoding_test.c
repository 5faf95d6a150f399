/* Encodings: which there are, of what kind, and texts in them. */
#include "io/encoding.h"

#include <string.h>

#include "tests/unit/helper.h"

TestSuite(encoding, .init = unit_open, .fini = unit_close);

static const char *decode(const char *encoding, const char *bytes, size_t count)
{
	struct vd_encoder *encoder = vd_encoder_open(encoding, unit.arena);
	cr_assert(encoder, "%s", encoding);
	const char *text = vd_decode_slice(encoder, unit.arena,
					   (struct vd_slice){ .text = bytes, .bytes = count });
	vd_encoder_close(encoder);
	return text;
}

Test(encoding, tells_the_kinds_apart)
{
	static const struct {
		const char *name;
		enum vd_encoding_kind kind;
	} cases[] = {
		{ "UTF-8", VD_ENCODING_UTF8 },
		{ "utf8", VD_ENCODING_UTF8 },
		{ "utf-8-sig", VD_ENCODING_UTF8 },
		{ "ascii", VD_ENCODING_ASCII_BASED },
		{ "US-ASCII", VD_ENCODING_ASCII_BASED },
		{ "latin1", VD_ENCODING_ASCII_BASED },
		{ "latin-1", VD_ENCODING_ASCII_BASED },
		{ "Latin_9", VD_ENCODING_ASCII_BASED },
		{ "ISO-8859-1", VD_ENCODING_ASCII_BASED },
		{ "ISO 8859-15", VD_ENCODING_ASCII_BASED },
		{ "iso8859-2", VD_ENCODING_ASCII_BASED },
		{ "cp1252", VD_ENCODING_ASCII_BASED },
		{ "CP-1252", VD_ENCODING_ASCII_BASED },
		{ "windows-1252", VD_ENCODING_ASCII_BASED },
		{ "cp850", VD_ENCODING_ASCII_BASED },
		{ "macintosh", VD_ENCODING_ASCII_BASED },
		{ "KOI8-R", VD_ENCODING_ASCII_BASED },
		{ "EUC-JP", VD_ENCODING_ASCII_BASED },
		{ "EUC-KR", VD_ENCODING_ASCII_BASED },
		{ "GB2312", VD_ENCODING_ASCII_BASED },
		/* In these a byte of ASCII may be the later part of a character. */
		{ "Shift_JIS", VD_ENCODING_OTHER },
		{ "cp932", VD_ENCODING_OTHER },
		{ "GBK", VD_ENCODING_OTHER },
		{ "gb18030", VD_ENCODING_OTHER },
		{ "Big5", VD_ENCODING_OTHER },
		{ "big5-hkscs", VD_ENCODING_OTHER },
		{ "cp949", VD_ENCODING_OTHER },
		/* In these it may be something else altogether. */
		{ "UTF-16", VD_ENCODING_OTHER },
		{ "utf-16le", VD_ENCODING_OTHER },
		{ "UTF16BE", VD_ENCODING_OTHER },
		{ "UTF-32", VD_ENCODING_OTHER },
		{ "UTF-7", VD_ENCODING_OTHER },
		{ "ISO-2022-JP", VD_ENCODING_OTHER },
		{ "cp037", VD_ENCODING_OTHER },
		{ "VISCII", VD_ENCODING_OTHER },
		{ "cp1258", VD_ENCODING_OTHER },
		/* None, or orders to iconv, or none with bytes of its own. */
		{ "", VD_ENCODING_UNKNOWN },
		{ "-", VD_ENCODING_UNKNOWN },
		{ "klingon", VD_ENCODING_UNKNOWN },
		{ "latin1//IGNORE", VD_ENCODING_UNKNOWN },
		{ "UTF-8//TRANSLIT", VD_ENCODING_UNKNOWN },
		{ "WCHAR_T", VD_ENCODING_UNKNOWN },
		{ "UCS-2", VD_ENCODING_UNKNOWN },
		{ "unicode", VD_ENCODING_UNKNOWN },
		{ "an encoding whose name is longer than any there is", VD_ENCODING_UNKNOWN },
		{ "espa\xC3\xB1ol", VD_ENCODING_UNKNOWN },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++)
		cr_expect_eq(vd_encoding_find(cases[i].name), cases[i].kind, "%s is %d",
			     cases[i].name, (int)vd_encoding_find(cases[i].name));
}

Test(encoding, opens_what_it_finds_alone)
{
	cr_expect_null(vd_encoder_open("klingon", unit.arena));
	cr_expect_null(vd_encoder_open("latin1//IGNORE", unit.arena));
	vd_encoder_close(NULL);
}

Test(encoding, decodes_texts)
{
	static const struct {
		const char *encoding, *bytes, *text;
	} cases[] = {
		{ "UTF-8", "a\xC3\xB1o", "año" },
		{ "latin-1", "a\xF1o", "año" },
		{ "latin-1", "", "" },
		{ "cp1252", "\x80 5", "€ 5" },
		{ "ISO-8859-15", "\xA4 5", "€ 5" },
		{ "cp850", "a\xA4o", "año" },
		{ "macintosh", "a\x96o", "año" },
		{ "EUC-JP", "\xC6\xFC\xCB\xDC", "日本" },
		{ "ascii", "ano", "ano" },
		{ "cp1258", "a\xEC", "á" }, /* the accent comes behind its letter */
		{ "cp1258", "a", "a" },
		/* not in the encoding */
		{ "UTF-8", "a\xF1o", NULL },
		{ "UTF-8", "a\xC3", NULL },
		{ "cp1252", "a\x81", NULL },
		{ "ascii", "a\xF1o", NULL },
		{ "EUC-JP", "\xC6", NULL },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		const char *text =
			decode(cases[i].encoding, cases[i].bytes, strlen(cases[i].bytes));
		cr_expect(text ? cases[i].text && strcmp(text, cases[i].text) == 0 : !cases[i].text,
			  "case %zu, %s: %s", i, cases[i].encoding, text ? text : "none");
	}
	/* A text ends where a NUL is; what lies behind it would be lost. */
	cr_expect_null(decode("UTF-8", "a\0b", 3));
	cr_expect_null(decode("latin-1", "a\0b", 3));
}

Test(encoding, decodes_texts_of_any_length)
{
	enum { MOST = 3000 };
	char bytes[MOST];
	memset(bytes, 0xF1, MOST);
	for (size_t count = 0; count < MOST; count += 1 + count / 20) {
		const char *text = decode("latin1", bytes, count);
		cr_assert(text, "%zu", count);
		cr_assert_eq(strlen(text), 2 * count);
		for (size_t i = 0; i < count; i++)
			cr_assert(memcmp(text + 2 * i, "ñ", 2) == 0, "%zu of %zu", i, count);
	}
}

Test(encoding, encodes_texts)
{
	static const struct {
		const char *encoding, *text, *bytes;
	} cases[] = {
		{ "UTF-8", "año", "a\xC3\xB1o" },
		{ "latin1", "año", "a\xF1o" },
		{ "cp1252", "€", "\x80" },
		{ "EUC-JP", "日本", "\xC6\xFC\xCB\xDC" },
		{ "latin1", "", "" },
		{ "latin1", "€", NULL },
		{ "latin1", "don\xE2\x80\x99t", NULL },
		{ "ascii", "año", NULL },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		struct vd_encoder *encoder = vd_encoder_open(cases[i].encoding, unit.arena);
		cr_assert(encoder);
		struct vd_slice encoded = { 0 };
		bool done = vd_encode_text(encoder, unit.arena, cases[i].text, &encoded);
		cr_expect_eq(done, cases[i].bytes != NULL, "case %zu", i);
		if (done && cases[i].bytes)
			cr_expect(encoded.bytes == strlen(cases[i].bytes) &&
					  memcmp(encoded.text, cases[i].bytes, encoded.bytes) == 0,
				  "case %zu", i);
		vd_encoder_close(encoder);
	}
}
