/* SSE2, which every processor of 64 bits of this kind has. */
#include "io/csv_scan.h"

#if defined(__x86_64__)
#include <emmintrin.h>

#define KERNEL_TARGET

struct block {
	__m128i part[4];
};

static inline struct block load(const char *text)
{
	struct block block;
	for (int i = 0; i < 4; i++)
		block.part[i] =
			_mm_loadu_si128((const __m128i *)(const void *)(text + (ptrdiff_t)16 * i));
	return block;
}

static inline uint64_t equal(const struct block *block, char c)
{
	__m128i wanted = _mm_set1_epi8(c);
	uint64_t bits = 0;
	for (int i = 0; i < 4; i++)
		bits |= (uint64_t)(uint32_t)_mm_movemask_epi8(
				_mm_cmpeq_epi8(block->part[i], wanted))
			<< (16 * i);
	return bits;
}

#define BY_SHIFTS
#include "io/csv_scan_vector.h"

const struct vd_csv_kernel vd_csv_sse2 = { "sse2", scan, tally };
#endif
