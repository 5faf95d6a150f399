#include "io/inflate.h"

#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>

struct vd_inflater {
	struct inflate_state state;
	struct isal_gzip_header header;
	bool is_gzip;
	size_t members; /* that have ended */
	enum { HEADER, DATA, BETWEEN, PADDING, ENDED } phase;
};

/* Of one call: the library counts in 32 bits; and the first byte of a member. */
enum { FEED_MOST = 1 << 30, MAGIC = 0x1F };

static void start_member(struct vd_inflater *inflater)
{
	isal_inflate_reset(&inflater->state);
	isal_gzip_header_init(&inflater->header);
	inflater->phase = HEADER;
}

struct vd_inflater *vd_inflater_open(bool is_gzip, struct vd_arena *arena)
{
	struct vd_inflater *inflater = VD_TAKE(arena, struct vd_inflater, 1);
	inflater->is_gzip = is_gzip;
	isal_inflate_init(&inflater->state);
	inflater->state.crc_flag = is_gzip ? ISAL_GZIP_NO_HDR_VER : ISAL_GZIP_NO_HDR;
	start_member(inflater);
	if (!is_gzip)
		inflater->phase = DATA;
	return inflater;
}

static enum vd_unpack unpack_of(int result, size_t members)
{
	switch (result) {
	case ISAL_DECOMP_OK:
	case ISAL_END_INPUT:
	case ISAL_OUT_OVERFLOW:
		return VD_UNPACK_SOUND;
	case ISAL_INCORRECT_CHECKSUM:
		return VD_UNPACK_CHECKSUM;
	case ISAL_INVALID_WRAPPER:
		return members ? VD_UNPACK_TRAILING : VD_UNPACK_DAMAGED;
	default:
		return VD_UNPACK_DAMAGED;
	}
}

/* What may stand behind a member: another one, or zeros up to the end. */
static enum vd_unpack look_between(struct vd_inflater *inflater, struct vd_feed *feed)
{
	if (inflater->phase == BETWEEN && *feed->in == MAGIC) {
		start_member(inflater);
		return VD_UNPACK_SOUND;
	}
	inflater->phase = PADDING;
	for (; feed->in_bytes; feed->in++, feed->in_bytes--)
		if (*feed->in)
			return VD_UNPACK_TRAILING;
	return VD_UNPACK_SOUND;
}

static uint32_t at_most(size_t bytes)
{
	return bytes < FEED_MOST ? (uint32_t)bytes : FEED_MOST;
}

/* Pass the feed through the library once. */
static enum vd_unpack pass(struct vd_inflater *inflater, struct vd_feed *feed)
{
	struct inflate_state *state = &inflater->state;
	uint32_t in = at_most(feed->in_bytes), out = at_most(feed->out_bytes);
	state->next_in = (uint8_t *)feed->in; /* it changes nothing there */
	state->avail_in = in;
	state->next_out = (uint8_t *)feed->out;
	state->avail_out = out;
	int result;
	if (inflater->phase == HEADER) {
		result = isal_read_gzip_header(state, &inflater->header);
		if (result == ISAL_DECOMP_OK)
			inflater->phase = DATA;
	} else {
		result = isal_inflate(state);
		if (result == ISAL_DECOMP_OK && state->block_state == ISAL_BLOCK_FINISH) {
			inflater->phase = inflater->is_gzip ? BETWEEN : ENDED;
			inflater->members++;
		}
	}
	feed->in += in - state->avail_in;
	feed->in_bytes -= in - state->avail_in;
	feed->out += out - state->avail_out;
	feed->out_bytes -= out - state->avail_out;
	return unpack_of(result, inflater->phase == HEADER ? inflater->members : 0);
}

enum vd_unpack vd_inflater_step(struct vd_inflater *inflater, struct vd_feed *feed)
{
	enum vd_unpack result = VD_UNPACK_SOUND;
	size_t in_before = 0, out_before = 0;
	bool same_phase = false;
	/* At least once: without input there may still be something to put out. */
	do {
		int phase = (int)inflater->phase;
		in_before = feed->in_bytes;
		out_before = feed->out_bytes;
		if (inflater->phase == HEADER || inflater->phase == DATA)
			result = pass(inflater, feed);
		else if (inflater->phase != ENDED && feed->in_bytes)
			result = look_between(inflater, feed);
		same_phase = phase == (int)inflater->phase;
	} while (result == VD_UNPACK_SOUND && feed->out_bytes && feed->in_bytes &&
		 !(same_phase && feed->in_bytes == in_before && feed->out_bytes == out_before));
	return result;
}

bool vd_inflater_is_whole(const struct vd_inflater *inflater)
{
	return inflater->phase == BETWEEN || inflater->phase == PADDING || inflater->phase == ENDED;
}

uint32_t vd_inflater_checksum(const struct vd_inflater *inflater)
{
	return inflater->state.crc;
}

uint32_t vd_checksum(uint32_t before, const char *bytes, size_t count)
{
	return crc32_gzip_refl(before, (const unsigned char *)bytes, count);
}
