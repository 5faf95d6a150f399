/* AVX-512 with byte compression (VBMI2): a block is one register, and its masks come ready. */
#include "io/csv_scan.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define KERNEL_TARGET                                                                              \
	__attribute__((target("avx512f,avx512bw,avx512vl,avx512vbmi2,pclmul,bmi,bmi2,popcnt")))
#define KERNEL_INLINE KERNEL_TARGET static inline __attribute__((always_inline))

struct block {
	__m512i bytes;
};

KERNEL_INLINE struct block load(const char *text)
{
	struct block block = { _mm512_loadu_si512(text) };
	return block;
}

KERNEL_INLINE uint64_t equal(const struct block *block, char c)
{
	return _mm512_cmpeq_epi8_mask(block->bytes, _mm512_set1_epi8(c));
}

KERNEL_INLINE uint64_t prefix_xor(uint64_t bits)
{
	__m128i product = _mm_clmulepi64_si128(_mm_set_epi64x(0, (int64_t)bits),
					       _mm_set1_epi8((char)0xFF), 0);
	return (uint64_t)_mm_cvtsi128_si64(product);
}

/* The numbers 0 to 63, pressed together to those whose bit is set; sixteen at a time are widened. */
#define WRITES_PLACES
KERNEL_INLINE void write_places(uint32_t *out, uint64_t bits, uint32_t base)
{
	static const uint8_t numbers[64] = {
		0,  1,	2,  3,	4,  5,	6,  7,	8,  9,	10, 11, 12, 13, 14, 15,
		16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
		32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47,
		48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63,
	};
	__m512i places = _mm512_maskz_compress_epi8(bits, _mm512_loadu_si512(numbers));
	__m512i first = _mm512_set1_epi32((int)base);
	_mm512_storeu_si512(
		out, _mm512_add_epi32(first, _mm512_cvtepu8_epi32(_mm512_castsi512_si128(places))));
	if (__builtin_popcountll(bits) <= 16)
		return;
	__m128i more[4];
	_mm512_storeu_si512(more, places);
	for (int i = 1; i < 4; i++)
		_mm512_storeu_si512(out + (ptrdiff_t)16 * i,
				    _mm512_add_epi32(first, _mm512_cvtepu8_epi32(more[i])));
}

#include "io/csv_scan_vector.h"

const struct vd_csv_kernel vd_csv_avx512 = { "avx512", scan, tally };
#endif
