/* NEON, which every ARM processor of 64 bits has. */
#include "io/csv_scan.h"

#if defined(__aarch64__)
#include <arm_neon.h>

#define KERNEL_TARGET

struct block {
	uint8x16_t part[4];
};

static inline struct block load(const char *text)
{
	struct block block;
	for (int i = 0; i < 4; i++)
		block.part[i] = vld1q_u8((const uint8_t *)text + (ptrdiff_t)16 * i);
	return block;
}

/* Each byte keeps its own bit of eight; adding neighbours three times packs them. */
static inline uint64_t equal(const struct block *block, char c)
{
	static const uint8_t own[16] = { 1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128 };
	uint8x16_t wanted = vdupq_n_u8((uint8_t)c), bit = vld1q_u8(own), masked[4];
	for (int i = 0; i < 4; i++)
		masked[i] = vandq_u8(vceqq_u8(block->part[i], wanted), bit);
	uint8x16_t low = vpaddq_u8(masked[0], masked[1]), high = vpaddq_u8(masked[2], masked[3]);
	uint8x16_t all = vpaddq_u8(low, high);
	all = vpaddq_u8(all, all);
	return vgetq_lane_u64(vreinterpretq_u64_u8(all), 0);
}

#define BY_SHIFTS
#include "io/csv_scan_vector.h"

const struct vd_csv_kernel vd_csv_neon = { "neon", scan, tally };
#endif
