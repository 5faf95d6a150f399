/*
 * Read CSV files in many ways, which must all give the same, and print what they give.
 *
 * usage: rows EXTENT OPTION… FILE…
 *   EXTENT   full: every buffer size up to 130 bytes, then around the powers of two up to 1 MiB, each on
 *            every kernel and, in turn, on two to eight threads; few: some of these
 *   OPTION   year=N code=N region=N level=N name=N region-name=N amount=N where=N is=TEXT (columns,
 *            from 0) separator=C encoding=NAME header=N no-quotes pads skips
 * Exit status 1: two ways differ.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/csv_scan.h"
#include "tests/csv/dump.h"

static const char *const kernels[] = { "scalar", "sse2", "avx2", "avx512", "neon" };

enum { KERNELS = sizeof(kernels) / sizeof(*kernels), THREADS = 8, SIZES_MOST = 256 };

static const char *value_of(const char *argument, const char *name)
{
	size_t length = strlen(name);
	return strncmp(argument, name, length) == 0 && argument[length] == '='
		       ? argument + length + 1
		       : NULL;
}

static bool read_part(struct csv_asked *asked, const char *argument)
{
	static const char *const names[VD_LINE_PARTS] = {
		[VD_LINE_YEAR] = "year",     [VD_LINE_CODE] = "code",
		[VD_LINE_REGION] = "region", [VD_LINE_LEVEL] = "level",
		[VD_LINE_NAME] = "name",     [VD_LINE_REGION_NAME] = "region-name",
	};
	for (size_t i = 0; i < VD_LINE_PARTS; i++) {
		const char *value = value_of(argument, names[i]);
		if (value)
			asked->parts[i] = atoi(value);
		if (value)
			return true;
	}
	return false;
}

static bool read_option(struct csv_asked *asked, const char *argument)
{
	const char *value = NULL;
	if (read_part(asked, argument))
		return true;
	if ((value = value_of(argument, "amount")) && asked->amount_count < CSV_AMOUNTS_MOST)
		asked->amounts[asked->amount_count++] = atoi(value);
	else if ((value = value_of(argument, "where")))
		asked->where = atoi(value);
	else if ((value = value_of(argument, "is")))
		asked->is = value;
	else if ((value = value_of(argument, "separator")))
		asked->source.separator = *value;
	else if ((value = value_of(argument, "encoding")))
		asked->source.encoding = value;
	else if ((value = value_of(argument, "header")))
		asked->source.header = (uint64_t)atoi(value);
	else if (strcmp(argument, "no-quotes") == 0)
		asked->source.no_quotes = true;
	else if (strcmp(argument, "pads") == 0)
		asked->source.pads = true;
	else if (strcmp(argument, "skips") == 0)
		asked->skips_faults = true;
	else
		return false;
	return true;
}

static size_t make_sizes(bool is_full, size_t *sizes)
{
	static const size_t few[] = { 1, 7, 63, 64, 65, 4097, 1 << 18, (1 << 20) - 1, 1 << 20 };
	size_t count = 0;
	for (size_t i = 0; !is_full && i < sizeof(few) / sizeof(*few); i++)
		sizes[count++] = few[i];
	for (size_t size = 1; is_full && size <= 130; size++)
		sizes[count++] = size;
	for (size_t power = 256; is_full && power <= 1 << 20; power *= 2)
		for (size_t k = 0; k < 3; k++)
			sizes[count++] = power - 1 + k;
	return count;
}

/* @return whether this way gives the same as the first */
static bool same_as(const char *first, const struct csv_asked *asked, const char *kernel,
		    unsigned threads, size_t size)
{
	struct vd_csv_how how = { .threads = threads, .buffer_bytes = size, .kernel = kernel };
	char *text = csv_dump(asked, &how);
	bool is_same = strcmp(first, text) == 0;
	if (!is_same)
		printf("%s: %s, %u threads, buffers of %zu bytes give\n%swhere the scalar kernel "
		       "on one thread gives\n%s",
		       asked->source.stream.file, kernel, threads, size, text, first);
	free(text);
	return is_same;
}

static bool read_all_ways(const struct csv_asked *asked, bool is_full)
{
	size_t sizes[SIZES_MOST], count = make_sizes(is_full, sizes);
	struct vd_csv_how plain = { .threads = 1, .kernel = "scalar" };
	char *first = csv_dump(asked, &plain);
	const char *here[KERNELS];
	size_t kernel_count = 0;
	bool is_same = true;
	for (size_t k = 0; k < KERNELS; k++)
		if (vd_csv_kernel_find(kernels[k]))
			here[kernel_count++] = kernels[k];
	for (size_t i = 0; i < count && is_same; i++) {
		/* One after the other, so that each size, kernel and number meets the others. */
		const char *kernel = here[i % kernel_count];
		for (size_t k = 0; is_full && k < kernel_count && is_same; k++)
			is_same = same_as(first, asked, here[k], 1, sizes[i]);
		is_same = is_same && same_as(first, asked, kernel,
					     2 + (unsigned)(i % (THREADS - 1)), sizes[i]);
	}
	printf("%s%s\n", first, is_same ? "end" : "differs");
	free(first);
	return is_same;
}

int main(int argc, char **argv)
{
	struct csv_asked asked = { .source.header = 1, .where = -1 };
	bool is_same = true;
	int i = 2;
	for (size_t k = 0; k < VD_LINE_PARTS; k++)
		asked.parts[k] = -1;
	while (i < argc && read_option(&asked, argv[i]))
		i++;
	if (i >= argc || (strcmp(argv[1], "full") != 0 && strcmp(argv[1], "few") != 0)) {
		fputs("usage: rows full|few OPTION... FILE...\n", stderr);
		return 2;
	}
	for (; i < argc; i++) {
		asked.source.stream.file = asked.source.stream.shown = argv[i];
		is_same = read_all_ways(&asked, argv[1][1] == 'u') && is_same;
	}
	return is_same ? 0 : 1;
}
