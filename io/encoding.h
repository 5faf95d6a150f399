/* Texts in the encoding of a file. The door to iconv. */
#ifndef VD_IO_ENCODING_H
#define VD_IO_ENCODING_H

#include "budget/amount.h"
#include "io/unpack.h"

enum vd_encoding_kind {
	VD_ENCODING_UNKNOWN,
	VD_ENCODING_UTF8,
	VD_ENCODING_ASCII_BASED, /* separators, quotes and digits are single bytes that mean nothing else */
	VD_ENCODING_OTHER, /* such as UTF-16 and Shift_JIS: to be converted as a whole, first */
};

/** What kind of encoding a name such as UTF-8, latin-1, cp1252, UTF-16LE stands for; in any case. */
enum vd_encoding_kind vd_encoding_find(const char *name);

struct vd_encoder;

/** Between UTF-8 and an encoding that vd_encoding_find() knows; in the arena, closed by the caller. */
struct vd_encoder *vd_encoder_open(const char *encoding, struct vd_arena *arena);
void vd_encoder_close(struct vd_encoder *encoder);

/** A text of the file in UTF-8, NUL-terminated, in the arena. @return NULL: it is not in the encoding */
const char *vd_decode_slice(struct vd_encoder *encoder, struct vd_arena *arena,
			    struct vd_slice text);

/** A UTF-8 text in the file's encoding. @return false: the encoding has no such characters */
bool vd_encode_text(struct vd_encoder *encoder, struct vd_arena *arena, const char *text,
		    struct vd_slice *encoded);

struct vd_converter;

enum vd_conversion {
	VD_CONVERSION_SOUND,
	VD_CONVERSION_WRONG,	/* the next bytes are no character of the encoding */
	VD_CONVERSION_CUT,	/* they end in the middle of one */
	VD_CONVERSION_UNMARKED, /* UTF-16 or UTF-32 that does not say in which order its bytes are */
};

/** Room that any step of a conversion needs at least, to go on. */
enum { VD_CONVERSION_ROOM = 64 };

/** Converts a whole file to UTF-8, step by step. @return NULL: the encoding is not known */
struct vd_converter *vd_converter_open(const char *encoding, struct vd_arena *arena);

/**
 * Convert what there is and finds room. What is left of the input is a part of a character: it is
 * to come again, with more behind it.
 * @param is_last  nothing follows
 */
enum vd_conversion vd_converter_step(struct vd_converter *converter, struct vd_feed *feed,
				     bool is_last);

void vd_converter_close(struct vd_converter *converter);

#endif
