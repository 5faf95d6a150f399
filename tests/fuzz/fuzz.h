/* What the fuzzers share. */
#ifndef VD_TESTS_FUZZ_FUZZ_H
#define VD_TESTS_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>

/** What libFuzzer calls with each input. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/** The path of a file that holds these bytes, until the next call. */
const char *memory_file(const void *bytes, size_t size);

#endif
