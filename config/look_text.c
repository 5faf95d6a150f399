/* The pieces of a sample as text: in UTF-8, and of whole lines. */
#include <string.h>

#include "budget/text.h"
#include "config/look_parts.h"
#include "io/encoding.h"

static const char unreadable[] = "\xEF\xBF\xBD"; /* the character that stands for one */

/* A line whose bytes are not all of the encoding: the others stay as they are. */
static void add_damaged(struct vd_buffer *out, struct vd_slice line)
{
	for (size_t at = 0; at < line.bytes;) {
		const char *byte = line.text + at;
		size_t good = vd_utf8_invalid(byte, line.bytes - at);
		if (good) {
			const char *text = vd_arena_copy(out->arena, byte, good);
			/* A NUL would end the text. */
			for (size_t i = 0; i < good; i += strlen(text + i) + 1) {
				vd_buffer_add(out, text + i);
				if (i + strlen(text + i) < good)
					vd_buffer_add(out, unreadable);
			}
		}
		at += good;
		if (at < line.bytes) {
			vd_buffer_add(out, unreadable);
			at++;
		}
	}
}

/* Line by line, where the whole cannot be converted at once. */
static struct vd_slice decode_lines(struct vd_encoder *encoder, struct vd_arena *arena,
				    struct vd_slice bytes, size_t *damaged)
{
	struct vd_buffer out = { .arena = arena };
	for (size_t at = 0; at < bytes.bytes;) {
		const char *start = bytes.text + at;
		const char *feed = memchr(start, '\n', bytes.bytes - at);
		size_t length = feed ? (size_t)(feed - start) + 1 : bytes.bytes - at;
		struct vd_slice line = { start, length };
		const char *text = vd_decode_slice(encoder, arena, line);
		if (text) {
			vd_buffer_add(&out, text);
		} else {
			add_damaged(&out, line);
			++*damaged;
		}
		at += length;
	}
	const char *text = vd_buffer_text(&out);
	return (struct vd_slice){ text, strlen(text) };
}

/* A piece that is cut anywhere, without the broken line at either end. */
static struct vd_slice whole_lines(struct vd_slice text, bool begins, bool ends)
{
	if (!begins) {
		const char *feed = memchr(text.text, '\n', text.bytes);
		size_t skip = feed ? (size_t)(feed - text.text) + 1 : text.bytes;
		text.text += skip;
		text.bytes -= skip;
	}
	while (!ends && text.bytes && text.text[text.bytes - 1] != '\n')
		text.bytes--;
	return text;
}

/* A piece of wide characters, of which one may be cut in two at either end. */
static const char *decode_wide(struct vd_encoder *encoder, struct vd_arena *arena,
			       struct vd_slice bytes)
{
	const size_t unit = 2;
	const char *text = vd_decode_slice(encoder, arena, bytes);
	for (size_t cut = 1; cut <= 3 && !text && bytes.bytes >= 2 * unit; cut++) {
		size_t front = cut & 2U ? unit : 0, back = cut & 1U ? unit : 0;
		struct vd_slice inner = { bytes.text + front, bytes.bytes - front - back };
		text = vd_decode_slice(encoder, arena, inner);
	}
	return text;
}

size_t vd_look_decode(struct vd_encoder *encoder, bool is_wide, const struct vd_slice *pieces,
		      const uint64_t *offsets, size_t count, bool has_end, struct vd_arena *arena,
		      struct vd_look_part *parts, size_t *damaged)
{
	static const char mark[] = "\xEF\xBB\xBF";
	size_t kept = 0;
	*damaged = 0;
	for (size_t i = 0; i < count; i++) {
		bool is_last = i + 1 == count && has_end;
		struct vd_slice bytes = pieces[i];
		if (!is_wide)
			bytes = whole_lines(bytes, i == 0, is_last);
		struct vd_slice text = { NULL, 0 };
		const char *decoded = is_wide	    ? decode_wide(encoder, arena, bytes)
				      : bytes.bytes ? vd_decode_slice(encoder, arena, bytes)
						    : "";
		if (decoded)
			text = (struct vd_slice){ decoded, strlen(decoded) };
		else if (!is_wide)
			text = decode_lines(encoder, arena, bytes, damaged);
		else
			++*damaged;
		if (is_wide)
			text = whole_lines(text, i == 0, is_last);
		if (i == 0 && text.bytes >= 3 && memcmp(text.text, mark, 3) == 0) {
			text.text += 3;
			text.bytes -= 3;
		}
		if (text.bytes)
			parts[kept++] = (struct vd_look_part){ text, offsets[i] };
	}
	return kept;
}
