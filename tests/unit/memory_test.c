/* A stream into memory that is whole, or says that it is not. */
#include "io/memory.h"

#include <string.h>
#include <sys/resource.h>

#include "tests/unit/helper.h"

TestSuite(memory, .init = unit_open, .fini = unit_close);

Test(memory, holds_all_that_was_written)
{
	struct vd_memory memory;
	cr_assert(vd_memory_open(&memory));
	for (int i = 0; i < 100000; i++)
		fprintf(memory.out, "%05d", i);
	cr_assert(vd_memory_close(&memory));
	cr_assert_eq(memory.size, 500000);
	cr_assert_eq(strlen(memory.bytes), memory.size);
	cr_assert_eq(memcmp(memory.bytes, "0000000001", 10), 0);
	cr_assert_eq(memcmp(memory.bytes + memory.size - 10, "9999899999", 10), 0);
	vd_memory_free(&memory);
}

Test(memory, may_be_empty_and_is_a_text_all_the_same)
{
	struct vd_memory memory;
	cr_assert(vd_memory_open(&memory));
	cr_assert(vd_memory_close(&memory));
	cr_assert_eq(memory.size, 0);
	cr_assert_str_eq(memory.bytes, "");
	vd_memory_free(&memory);
}

#ifndef SANITIZED
Test(memory, says_that_it_found_no_room)
{
	const struct rlimit limit = { 128 * 1024 * 1024, 128 * 1024 * 1024 };
	struct vd_memory memory;
	cr_assert(vd_memory_open(&memory));
	cr_assert_eq(setrlimit(RLIMIT_AS, &limit), 0);
	for (int i = 0; i < 16000000; i++)
		fputs("0123456789", memory.out);
	cr_expect_not(vd_memory_close(&memory));
	vd_memory_free(&memory);
}
#endif
