/* A CSV file of any bytes gives the same on every kernel, at any buffer size, on one thread and several. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/csv_scan.h"
#include "tests/csv/dump.h"
#include "tests/fuzz/fuzz.h"

enum { ASKED_BYTES = 4 };

/* What to read, picked by the first bytes. */
static struct csv_asked pick(const uint8_t *bytes)
{
	static const char *const encodings[] = { NULL, "cp1252", "UTF-16LE", NULL };
	static const char separators[] = { 0, ',', ';', '\t', '|', ',', ',', ',' };
	struct csv_asked asked = {
		.source = { .encoding = encodings[bytes[0] & 3],
			    .separator = separators[bytes[0] >> 2 & 7],
			    .no_quotes = (bytes[0] & 0xE0) == 0xE0,
			    .header = bytes[1] & 3,
			    .pads = bytes[1] & 4 },
		.skips_faults = bytes[1] & 8,
		.where = bytes[1] & 16 ? 0 : -1,
		.is = "a",
	};
	for (size_t i = 0; i < VD_LINE_PARTS; i++)
		asked.parts[i] = bytes[2] >> i & 1 ? (int)i % 3 : -1;
	asked.amount_count = bytes[1] >> 5 & 3;
	for (size_t i = 0; i < asked.amount_count; i++)
		asked.amounts[i] = (int)(i + bytes[3]) % 3;
	return asked;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const kernels[] = { "scalar", "sse2", "avx2", "avx512", "neon" };
	static const size_t sizes[] = { 1, 2, 7, 63, 64, 65, 200 };
	if (size < ASKED_BYTES)
		return 0;
	struct csv_asked asked = pick(data);
	/* The file is opened again each time: the path stands for what was written last. */
	asked.source.stream.file = memory_file(data + ASKED_BYTES, size - ASKED_BYTES);
	asked.source.stream.shown = "input";
	struct vd_csv_how how = { .kernel = "scalar", .threads = 1 };
	char *first = csv_dump(&asked, &how);
	for (size_t i = 0; i < sizeof(kernels) / sizeof(*kernels); i++) {
		if (!vd_csv_kernel_find(kernels[i]))
			continue;
		how.kernel = kernels[i];
		how.buffer_bytes = sizes[(data[3] + i) % (sizeof(sizes) / sizeof(*sizes))];
		how.threads = data[3] % 16 == 0 ? 3 : 1; /* seldom: to start them takes long */
		char *other = csv_dump(&asked, &how);
		if (strcmp(first, other) != 0) {
			fprintf(stderr, "%s, %u threads, buffers of %zu bytes:\n%swhere it is\n%s",
				how.kernel, how.threads, how.buffer_bytes, other, first);
			abort();
		}
		free(other);
	}
	free(first);
	return 0;
}
