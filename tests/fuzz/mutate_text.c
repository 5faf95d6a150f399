/* Besides bytes, libFuzzer may change words and lines: a study that is still one reaches further. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "tests/fuzz/fuzz.h"

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned int seed);

struct span {
	size_t start, bytes;
};

static bool is_inside(uint8_t byte, bool line)
{
	return line ? byte != '\n' : !memchr(" \t\n,:|{}[]\"", byte, 11);
}

/* A word or line around a random place; a word may be empty. */
static struct span pick(const uint8_t *data, size_t size, bool line, unsigned int *seed)
{
	size_t start = (size_t)rand_r(seed) % size, end = start;
	while (start > 0 && is_inside(data[start - 1], line))
		start--;
	while (end < size && is_inside(data[end], line))
		end++;
	return (struct span){ start, end - start + (line && end < size) };
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned int seed)
{
	enum { BYTES, REPLACE, INSERT, DELETE, OPERATIONS };
	unsigned int operation = (unsigned int)rand_r(&seed) % OPERATIONS;
	bool line = rand_r(&seed) % 3 == 0;
	if (!size || operation == BYTES)
		return LLVMFuzzerMutate(data, size, most);
	struct span out = pick(data, size, line, &seed), in = pick(data, size, line, &seed);
	out.bytes = operation == INSERT ? 0 : out.bytes;
	in.bytes = operation == DELETE ? 0 : in.bytes;
	if (size - out.bytes + in.bytes > most)
		return LLVMFuzzerMutate(data, size, most);
	uint8_t *copy = malloc(in.bytes + 1);
	if (!copy)
		abort();
	memcpy(copy, data + in.start, in.bytes);
	size_t rest = out.start + out.bytes;
	memmove(data + out.start + in.bytes, data + rest, size - rest);
	memcpy(data + out.start, copy, in.bytes);
	free(copy);
	return size - out.bytes + in.bytes;
}
