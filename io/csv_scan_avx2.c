/* AVX2 with carry-less multiplication: where the processor has them. */
#include "io/csv_scan.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define KERNEL_TARGET __attribute__((target("avx2,pclmul,bmi,bmi2,popcnt,lzcnt")))
#define KERNEL_INLINE KERNEL_TARGET static inline __attribute__((always_inline))

struct block {
	__m256i low, high;
};

KERNEL_INLINE struct block load(const char *text)
{
	struct block block = { _mm256_loadu_si256((const __m256i *)(const void *)text),
			       _mm256_loadu_si256((const __m256i *)(const void *)(text + 32)) };
	return block;
}

KERNEL_INLINE uint64_t equal(const struct block *block, char c)
{
	__m256i wanted = _mm256_set1_epi8(c);
	uint32_t low = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(block->low, wanted));
	uint32_t high = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(block->high, wanted));
	return low | (uint64_t)high << 32;
}

/* Multiplying by all ones without carries adds up, without carries, all lower bits. */
KERNEL_INLINE uint64_t prefix_xor(uint64_t bits)
{
	__m128i product = _mm_clmulepi64_si128(_mm_set_epi64x(0, (int64_t)bits),
					       _mm_set1_epi8((char)0xFF), 0);
	return (uint64_t)_mm_cvtsi128_si64(product);
}

KERNEL_INLINE uint32_t place_or_64(uint64_t bits)
{
	return (uint32_t)_tzcnt_u64(bits);
}

#include "io/csv_scan_vector.h"

const struct vd_csv_kernel vd_csv_avx2 = { "avx2", scan, tally };
#endif
