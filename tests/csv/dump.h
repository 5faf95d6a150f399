/* All that is known of a CSV file after reading it, as text: the same for every way to read it. */
#ifndef VD_TESTS_CSV_DUMP_H
#define VD_TESTS_CSV_DUMP_H

#include "io/csv.h"

enum { CSV_AMOUNTS_MOST = 16 };

/** What to read of a file. */
struct csv_asked {
	struct vd_csv_source source;
	int parts[VD_LINE_PARTS]; /* columns, from 0, of the parts; -1: none */
	int amounts[CSV_AMOUNTS_MOST];
	size_t amount_count;
	bool skips_faults;
	int where; /* column whose cell must be `is`, or -1 */
	const char *is;
};

/** The text that stands for a missing amount. */
#define CSV_CODE "SD"

/**
 * Read a file and write down its columns, its groups with their sums, the facts, and what is
 * reported. Bytes beyond printable ASCII, spaces and backslashes are written \xHH.
 * @return a text for free()
 */
char *csv_dump(const struct csv_asked *asked, const struct vd_csv_how *how);

#endif
