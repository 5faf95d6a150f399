/* Memory that is freed once. */
#include "budget/arena.h"

#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "tests/unit/helper.h"

TestSuite(arena, .init = unit_open, .fini = unit_close);

Test(arena, gives_zeroed_and_aligned_memory)
{
	static const size_t sizes[] = { 0, 1, 7, 16, 100, 70000, 3, 20000, 65536, 1 << 20, 5 };
	for (int again = 0; again < 20; again++) {
		for (size_t i = 0; i < UNIT_COUNT(sizes); i++) {
			unsigned char *taken = vd_arena_take(unit.arena, 1, sizes[i]);
			cr_assert_eq((uintptr_t)taken % _Alignof(max_align_t), 0);
			for (size_t k = 0; k < sizes[i]; k++)
				cr_assert_eq(taken[k], 0);
			/* Whoever gets this memory again would see it. */
			memset(taken, 0xAA, sizes[i]);
		}
	}
}

Test(arena, keeps_what_it_gave)
{
	enum { PIECES = 2000 };
	char **pieces = VD_TAKE(unit.arena, char *, PIECES);
	uint64_t seed = 1;
	for (int i = 0; i < PIECES; i++) {
		size_t size = 1 + unit_random(&seed, i % 100 ? 200 : 100000);
		pieces[i] = vd_arena_take(unit.arena, size + 1, 1);
		memset(pieces[i], 'a' + i % 26, size);
	}
	for (int i = 0; i < PIECES; i++)
		cr_assert_eq(strspn(pieces[i], (char[]){ (char)('a' + i % 26), '\0' }),
			     strlen(pieces[i]));
}

Test(arena, copies_and_formats)
{
	cr_expect_str_eq(vd_arena_copy(unit.arena, "budget", 3), "bud");
	cr_expect_str_eq(vd_arena_copy(unit.arena, NULL, 0), "");
	cr_expect_str_eq(vd_arena_format(unit.arena, "%s %d", "year", 2016), "year 2016");
	cr_expect_eq(strlen(vd_arena_format(unit.arena, "%100000s", "")), 100000);
}

struct numbers {
	int *items;
	size_t count, capacity;
};

Test(arena, grows_arrays)
{
	struct numbers numbers = { 0 };
	for (int i = 0; i < 10000; i++)
		*VD_APPEND(unit.arena, &numbers) = i;
	cr_expect_eq(numbers.count, 10000);
	cr_expect_geq(numbers.capacity, numbers.count);
	for (int i = 0; i < 10000; i++)
		cr_assert_eq(numbers.items[i], i);
}

Test(arena, closes_nothing)
{
	vd_arena_close(NULL);
}

__attribute__((noreturn)) static void leave(void)
{
	_exit(42);
}

/* Sizes whose product is beyond memory end with the handler, not with a small piece. */
Test(arena_end, calls_its_handler_when_sizes_overflow, .exit_code = 42)
{
	struct vd_arena *arena = vd_arena_open(leave);
	vd_arena_take(arena, SIZE_MAX / 2, 4);
}

/* A sanitizer would end the program itself. */
#ifndef SANITIZED
Test(arena_end, calls_its_handler_without_memory, .exit_code = 42)
{
	struct vd_arena *arena = vd_arena_open(leave);
	vd_arena_take(arena, SIZE_MAX / 4, 1);
}
#endif
