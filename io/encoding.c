#include "io/encoding.h"

#include <ctype.h>
#include <errno.h>
#include <iconv.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "budget/text.h"

struct vd_encoder {
	bool is_utf8; /* the other two are not open then */
	iconv_t decode, encode;
};

enum { NAME_BYTES_MOST = 40, ASCII = 0x80, BYTES = 0x100, SEQUENCE_MOST = 3, TEXT_BYTES = 1024 };

/* Encodings whose bytes stand in each machine's own order, folded as fold_name() does. */
static const char *const unordered[] = {
	"CSUNICODE", "INTERNAL",    "OSF00010100", "OSF00010101",
	"UCS2",	     "OSF00010102", "UNICODE",	   "WCHART",
};

/*
 * A name in capitals and digits alone: latin-1, Latin_1 and LATIN1 are the same.
 * @return false if it cannot be one
 */
static bool fold_name(const char *name, char folded[NAME_BYTES_MOST])
{
	size_t count = 0;
	for (; *name; name++) {
		bool letter = isalnum((unsigned char)*name);
		/* Not for a slash, behind which iconv takes orders: latin1//IGNORE. */
		if ((!letter && !strchr("-_.: ", *name)) || count == NAME_BYTES_MOST - 1)
			return false;
		if (letter)
			folded[count++] = (char)toupper((unsigned char)*name);
	}
	folded[count] = '\0';
	for (size_t i = 0; i < sizeof(unordered) / sizeof(*unordered); i++)
		if (strcmp(folded, unordered[i]) == 0)
			return false;
	return count > 0;
}

static bool is_utf8(const char *folded)
{
	/* What some programs call it with a byte order mark, which is passed over in any case. */
	return strcmp(folded, "UTF8") == 0 || strcmp(folded, "UTF8SIG") == 0;
}

static bool is_open(iconv_t conversion)
{
	return conversion != (iconv_t)-1; // NOLINT(performance-no-int-to-ptr)
}

/* From an encoding to UTF-8, or the other way round. */
static iconv_t open_conversion(const char *encoding, const char *folded, bool decodes)
{
	/* Some names are only known with their signs, some only without. */
	const char *names[] = { encoding, folded };
	iconv_t conversion = decodes ? iconv_open("UTF-8", names[0])
				     : iconv_open(names[0], "UTF-8");
	if (is_open(conversion))
		return conversion;
	return decodes ? iconv_open("UTF-8", names[1]) : iconv_open(names[1], "UTF-8");
}

/* How far a sequence of bytes is from being characters. */
enum sequence { WHOLE, PARTIAL, WRONG };

static enum sequence try_sequence(iconv_t decode, char *bytes, size_t count, char *out,
				  size_t *out_bytes)
{
	iconv(decode, NULL, NULL, NULL, NULL);
	size_t room = *out_bytes;
	size_t result = iconv(decode, &bytes, &count, &out, &room);
	*out_bytes -= room;
	if (result != SIZE_MAX)
		return WHOLE;
	return errno == EINVAL ? PARTIAL : WRONG;
}

/* Whether a byte of ASCII may be a later part of a character that begins so. */
static bool takes_ascii(iconv_t decode, char *bytes, size_t count)
{
	for (unsigned next = 0; next < BYTES; next++) {
		char out[TEXT_BYTES];
		size_t room = sizeof(out);
		bytes[count] = (char)next;
		enum sequence sequence = try_sequence(decode, bytes, count + 1, out, &room);
		if (sequence == WRONG)
			continue;
		if (next < ASCII || (sequence == PARTIAL && count + 1 < SEQUENCE_MOST &&
				     takes_ascii(decode, bytes, count + 1)))
			return true;
	}
	return false;
}

/* Whether each byte of ASCII is itself, wherever it stands. */
static bool is_ascii_based(iconv_t decode)
{
	char bytes[SEQUENCE_MOST], out[TEXT_BYTES];
	for (unsigned first = 0; first < BYTES; first++) {
		size_t room = sizeof(out);
		bytes[0] = (char)first;
		enum sequence sequence = try_sequence(decode, bytes, 1, out, &room);
		if (first < ASCII && (sequence != WHOLE || room != 1 || out[0] != (char)first))
			return false;
		if (first >= ASCII && sequence == PARTIAL && takes_ascii(decode, bytes, 1))
			return false;
	}
	return true;
}

enum vd_encoding_kind vd_encoding_find(const char *name)
{
	char folded[NAME_BYTES_MOST];
	if (!fold_name(name, folded))
		return VD_ENCODING_UNKNOWN;
	if (is_utf8(folded))
		return VD_ENCODING_UTF8;
	iconv_t decode = open_conversion(name, folded, true);
	if (!is_open(decode))
		return VD_ENCODING_UNKNOWN;
	bool is_based = is_ascii_based(decode);
	iconv_close(decode);
	return is_based ? VD_ENCODING_ASCII_BASED : VD_ENCODING_OTHER;
}

struct vd_encoder *vd_encoder_open(const char *encoding, struct vd_arena *arena)
{
	struct vd_encoder *encoder = VD_TAKE(arena, struct vd_encoder, 1);
	char folded[NAME_BYTES_MOST];
	if (!fold_name(encoding, folded))
		return NULL;
	encoder->is_utf8 = is_utf8(folded);
	if (encoder->is_utf8)
		return encoder;
	encoder->decode = open_conversion(encoding, folded, true);
	if (!is_open(encoder->decode))
		return NULL;
	encoder->encode = open_conversion(encoding, folded, false);
	if (is_open(encoder->encode))
		return encoder;
	iconv_close(encoder->decode);
	return NULL;
}

void vd_encoder_close(struct vd_encoder *encoder)
{
	if (!encoder || encoder->is_utf8)
		return;
	iconv_close(encoder->decode);
	iconv_close(encoder->encode);
}

/* The whole of a text into some room. @return its bytes; SIZE_MAX with errno: E2BIG if there is too little */
static size_t convert(iconv_t conversion, struct vd_slice text, char *out, size_t room)
{
	char *in = (char *)text.text; /* iconv changes nothing there */
	size_t left = text.bytes, before = room;
	iconv(conversion, NULL, NULL, NULL, NULL);
	/* The second call writes what was held back, in wait for a character that changes it. */
	size_t changed = iconv(conversion, &in, &left, &out, &room);
	if (changed == 0 && left == 0)
		changed = iconv(conversion, NULL, NULL, &out, &room);
	else if (changed != SIZE_MAX)
		errno = EILSEQ;
	return changed == 0 && left == 0 ? before - room : SIZE_MAX;
}

/* The same, into the arena. @return NULL: it cannot be converted */
static char *convert_into(iconv_t conversion, struct vd_arena *arena, struct vd_slice text,
			  size_t *bytes)
{
	char small[TEXT_BYTES];
	size_t done = convert(conversion, text, small, sizeof(small));
	if (done != SIZE_MAX) {
		*bytes = done;
		return vd_arena_copy(arena, small, done);
	}
	for (size_t room = text.bytes * 2; errno == E2BIG; room *= 2) {
		char *large = vd_arena_take(arena, room + 1, 1);
		*bytes = convert(conversion, text, large, room);
		if (*bytes == SIZE_MAX)
			continue;
		large[*bytes] = '\0';
		return large;
	}
	return NULL;
}

const char *vd_decode_slice(struct vd_encoder *encoder, struct vd_arena *arena,
			    struct vd_slice text)
{
	size_t bytes = 0;
	if (text.bytes == 0)
		return "";
	if (encoder->is_utf8) {
		if (memchr(text.text, '\0', text.bytes) ||
		    vd_utf8_invalid(text.text, text.bytes) != text.bytes)
			return NULL;
		return vd_arena_copy(arena, text.text, text.bytes);
	}
	const char *decoded = convert_into(encoder->decode, arena, text, &bytes);
	return decoded && !memchr(decoded, '\0', bytes) ? decoded : NULL;
}

bool vd_encode_text(struct vd_encoder *encoder, struct vd_arena *arena, const char *text,
		    struct vd_slice *encoded)
{
	struct vd_slice in = { .text = text, .bytes = strlen(text) };
	if (encoder->is_utf8) {
		*encoded = in;
		return vd_utf8_invalid(in.text, in.bytes) == in.bytes;
	}
	const char *out = convert_into(encoder->encode, arena, in, &in.bytes);
	if (!out)
		return false;
	*encoded = (struct vd_slice){ .text = out, .bytes = in.bytes };
	return true;
}

struct vd_converter {
	iconv_t decode;
	size_t mark_bytes; /* of the byte order mark that it must begin with, still to be seen */
	bool is_flushed;
};

struct vd_converter *vd_converter_open(const char *encoding, struct vd_arena *arena)
{
	struct vd_converter *converter = VD_TAKE(arena, struct vd_converter, 1);
	char folded[NAME_BYTES_MOST];
	if (!fold_name(encoding, folded))
		return NULL;
	if (strcmp(folded, "UTF16") == 0)
		converter->mark_bytes = 2;
	else if (strcmp(folded, "UTF32") == 0)
		converter->mark_bytes = 4;
	converter->decode = open_conversion(is_utf8(folded) ? "UTF-8" : encoding, folded, true);
	return is_open(converter->decode) ? converter : NULL;
}

/* U+FEFF in either order of bytes; without it iconv would take this machine's. */
static bool is_mark(const char *bytes, size_t count)
{
	static const char big[] = "\0\0\xFE\xFF", little[] = "\xFF\xFE\0\0";
	return memcmp(bytes, big + 4 - count, count) == 0 || memcmp(bytes, little, count) == 0;
}

enum vd_conversion vd_converter_step(struct vd_converter *converter, struct vd_feed *feed,
				     bool is_last)
{
	if (converter->mark_bytes) {
		if (feed->in_bytes < converter->mark_bytes && !(is_last && feed->in_bytes))
			return VD_CONVERSION_SOUND;
		if (feed->in_bytes < converter->mark_bytes ||
		    !is_mark(feed->in, converter->mark_bytes))
			return VD_CONVERSION_UNMARKED;
		converter->mark_bytes = 0;
	}
	char *in = (char *)feed->in; /* iconv changes nothing there */
	size_t in_bytes = feed->in_bytes;
	size_t result = 0;
	if (in_bytes)
		result = iconv(converter->decode, &in, &in_bytes, &feed->out, &feed->out_bytes);
	int error = result == SIZE_MAX ? errno : 0;
	feed->in = in;
	feed->in_bytes = in_bytes;
	if (result && error != EINVAL && error != E2BIG)
		return VD_CONVERSION_WRONG;
	if (is_last && error == EINVAL)
		return VD_CONVERSION_CUT;
	/* What was held back, in wait for a character that changes it. */
	if (is_last && !in_bytes && !converter->is_flushed &&
	    iconv(converter->decode, NULL, NULL, &feed->out, &feed->out_bytes) != SIZE_MAX)
		converter->is_flushed = true;
	return VD_CONVERSION_SOUND;
}

void vd_converter_close(struct vd_converter *converter)
{
	if (converter)
		iconv_close(converter->decode);
}
