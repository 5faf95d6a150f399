#include "io/zstd.h"

#include <zstd.h>
#include <zstd_errors.h>

struct vd_zstd {
	ZSTD_DCtx *context;
	size_t wanted; /* bytes of input, more or less; 0: between two frames */
	size_t frames; /* that have ended */
};

struct vd_zstd *vd_zstd_open(struct vd_arena *arena)
{
	struct vd_zstd *zstd = VD_TAKE(arena, struct vd_zstd, 1);
	zstd->context = ZSTD_createDCtx();
	if (!zstd->context)
		return NULL;
	ZSTD_DCtx_setParameter(zstd->context, ZSTD_d_windowLogMax, VD_ZSTD_WINDOW_LOG_MOST);
	return zstd;
}

static enum vd_unpack unpack_of(ZSTD_ErrorCode error, size_t frames)
{
	if (error == ZSTD_error_checksum_wrong)
		return VD_UNPACK_CHECKSUM;
	if (error == ZSTD_error_prefix_unknown && frames)
		return VD_UNPACK_TRAILING;
	if (error == ZSTD_error_frameParameter_windowTooLarge)
		return VD_UNPACK_WINDOW;
	if (error == ZSTD_error_dictionary_wrong)
		return VD_UNPACK_DICTIONARY;
	return error == ZSTD_error_memory_allocation ? VD_UNPACK_NO_MEMORY : VD_UNPACK_DAMAGED;
}

enum vd_unpack vd_zstd_step(struct vd_zstd *zstd, struct vd_feed *feed)
{
	ZSTD_inBuffer in = { .src = feed->in, .size = feed->in_bytes };
	ZSTD_outBuffer out = { .dst = feed->out, .size = feed->out_bytes };
	size_t in_before = 0, out_before = 0;
	bool is_at_start = false;
	do {
		in_before = in.pos;
		out_before = out.pos;
		is_at_start = zstd->wanted == 0;
		/* With nothing to read, this would begin a frame that is not there. */
		if (is_at_start && in.pos == in.size)
			break;
		size_t wanted = ZSTD_decompressStream(zstd->context, &out, &in);
		if (ZSTD_isError(wanted))
			return unpack_of(ZSTD_getErrorCode(wanted), zstd->frames);
		zstd->wanted = wanted;
		zstd->frames += wanted == 0;
	} while (in.pos < in.size && out.pos < out.size &&
		 (in.pos > in_before || out.pos > out_before));
	feed->in += in.pos;
	feed->in_bytes -= in.pos;
	feed->out += out.pos;
	feed->out_bytes -= out.pos;
	return VD_UNPACK_SOUND;
}

bool vd_zstd_is_whole(const struct vd_zstd *zstd)
{
	return zstd->wanted == 0;
}

void vd_zstd_close(struct vd_zstd *zstd)
{
	if (zstd)
		ZSTD_freeDCtx(zstd->context);
}
