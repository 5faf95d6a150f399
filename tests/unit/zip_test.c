/* Whether an archive is whole: its checksums, and the ends of its XML members. */
#include "io/zip.h"

#include <minizip/unzip.h>
#include <minizip/zip.h>
#include <string.h>

#include "io/workbook.h"
#include "tests/unit/helper.h"

TestSuite(zip, .init = unit_open, .fini = unit_close);

struct member {
	const char *name, *text;
};

static void make(const char *path, const struct member *members, size_t count)
{
	zipFile archive = zipOpen64(path, APPEND_STATUS_CREATE);
	cr_assert(archive);
	for (size_t i = 0; i < count; i++) {
		zip_fileinfo info = { 0 };
		cr_assert_eq(zipOpenNewFileInZip64(archive, members[i].name, &info, NULL, 0, NULL,
						   0, NULL, Z_DEFLATED, Z_DEFAULT_COMPRESSION, 0),
			     ZIP_OK);
		cr_assert_eq(zipWriteInFileInZip(archive, members[i].text,
						 (unsigned)strlen(members[i].text)),
			     ZIP_OK);
		cr_assert_eq(zipCloseFileInZip(archive), ZIP_OK);
	}
	cr_assert_eq(zipClose(archive, NULL), ZIP_OK);
}

static bool is_whole(struct member member)
{
	make("a.zip", &member, 1);
	return vd_zip_is_whole("a.zip");
}

Test(zip, looks_at_the_end_of_xml)
{
	static const struct {
		struct member member;
		bool whole;
	} cases[] = {
		{ { "a.xml", "<?xml version=\"1.0\"?>\n<a><b/></a>" }, true },
		{ { "a.xml", "<a><b/></a>\r\n" }, true },
		{ { "a.xml", "<a/>" }, true },
		{ { "a.xml", "<a x=\"1\">text</a>" }, true },
		{ { "a.xml.rels", "<Relationships><r/></Relationships>" }, true },
		{ { "a.xml", "<a><b/></a" }, false },
		{ { "a.xml", "<a><b></b>" }, false },
		{ { "a.xml", "<a><b>text" }, false },
		{ { "a.xml", "<?xml version=\"1.0\"?>\n" }, false },
		{ { "a.xml", "" }, false },
		{ { "a.xml.rels", "<Relationships>" }, false },
		{ { "a.txt", "no <xml" }, true },
		{ { "a.txt", "" }, true },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++)
		cr_expect_eq(is_whole(cases[i].member), cases[i].whole, "case %zu: %s", i,
			     cases[i].member.text);
}

/* A document is cut short wherever it ends but at its end: behind a child without text too. */
Test(zip, sees_xml_cut_behind_an_empty_child)
{
	cr_expect_not(is_whole((struct member){ "a.xml", "<a><b/><c/>" }));
}

Test(zip, looks_at_every_member)
{
	static const struct member good[] = { { "a.xml", "<a></a>" },
					      { "b.xml", "<b></b>" },
					      { "c.xml", "<c></c>" } };
	static const struct member bad[] = { { "a.xml", "<a></a>" },
					     { "b.xml", "<b><x>" },
					     { "c.xml", "<c></c>" } };
	make("good.zip", good, 3);
	make("bad.zip", bad, 3);
	cr_expect(vd_zip_is_whole("good.zip"));
	cr_expect_not(vd_zip_is_whole("bad.zip"));
}

Test(zip, refuses_what_is_no_archive)
{
	unit_write("text.zip", "PK, or so it says", 17);
	unit_write("empty.zip", "", 0);
	cr_expect_not(vd_zip_is_whole("text.zip"));
	cr_expect_not(vd_zip_is_whole("empty.zip"));
	cr_expect_not(vd_zip_is_whole("nothing.zip"));
	cr_expect_not(vd_zip_is_whole("."));
}

/* A workbook as it comes, and what is left of it when the disk is full. */
Test(zip, sees_a_workbook_cut_short)
{
	unit_sample("peru-trafficking");
	cr_assert(vd_workbook_write(unit.analysis, "a.xlsx", "a.xlsx", NULL, &unit.diagnostics),
		  "%s", unit_places());
	cr_expect(vd_zip_is_whole("a.xlsx"));
	size_t length = 0;
	const char *bytes = unit_read("a.xlsx", &length);
	cr_assert_gt(length, 10000);
	for (int part = 0; part < 20; part++) {
		unit_write("cut.xlsx", bytes, length * (size_t)part / 20);
		cr_expect_not(vd_zip_is_whole("cut.xlsx"), "%d of 20 parts", part);
	}
}

/* Other readers refuse an archive that lacks its last byte. */
Test(zip, sees_the_last_bytes_missing)
{
	static const struct member member = { "a.xml", "<a></a>" };
	make("a.zip", &member, 1);
	size_t length = 0;
	const char *bytes = unit_read("a.zip", &length);
	for (size_t missing = 1; missing <= 22; missing++) {
		unit_write("cut.zip", bytes, length - missing);
		cr_expect_not(vd_zip_is_whole("cut.zip"), "%zu bytes missing", missing);
	}
}

/* A number of an archive's headers, low byte first. */
static size_t number_at(const char *bytes, size_t at, size_t width)
{
	size_t number = 0;
	for (size_t i = width; i-- > 0;)
		number = number << 8 | (unsigned char)bytes[at + i];
	return number;
}

/* All that is unpacked, member after member. */
static const char *unpack(const char *path, size_t *length)
{
	struct vd_buffer all = { .arena = unit.arena };
	unzFile archive = unzOpen64(path);
	cr_assert(archive);
	for (int next = unzGoToFirstFile(archive); next == UNZ_OK;
	     next = unzGoToNextFile(archive)) {
		char chunk[4096];
		int got;
		cr_assert_eq(unzOpenCurrentFile(archive), UNZ_OK);
		while ((got = unzReadCurrentFile(archive, chunk, sizeof(chunk))) > 0)
			for (int i = 0; i < got; i++)
				*VD_APPEND(unit.arena, &all) = chunk[i];
		unzCloseCurrentFile(archive);
	}
	unzClose(archive);
	*length = all.count;
	return all.items;
}

static bool unpacks_alike(const char *a, const char *b)
{
	size_t length = 0, other = 0;
	const char *left = unpack(a, &length), *right = unpack(b, &other);
	return length == other && memcmp(left, right, length) == 0;
}

/*
 * A change in what is packed is seen, also one that only makes it come out shorter; unless it is one
 * that changes nothing: a code that is not used, or what fills the last byte.
 */
Test(zip, sees_bytes_that_are_not_those_written)
{
	enum { LOCAL_HEADER = 30, PACKED_BYTES = 18, NAME_BYTES = 26, EXTRA_BYTES = 28 };
	unit_sample("peru-trafficking");
	cr_assert(vd_workbook_write(unit.analysis, "a.xlsx", "a.xlsx", NULL, &unit.diagnostics));
	size_t length = 0, members = 0;
	const char *bytes = unit_read("a.xlsx", &length);
	char *changed = vd_arena_copy(unit.arena, bytes, length);
	uint64_t seed = 1;
	for (size_t at = 0; memcmp(bytes + at, "PK\003\004", 4) == 0; members++) {
		size_t packed = number_at(bytes, at + PACKED_BYTES, 4);
		at += LOCAL_HEADER + number_at(bytes, at + NAME_BYTES, 2) +
		      number_at(bytes, at + EXTRA_BYTES, 2);
		cr_assert(packed && at + packed < length);
		for (size_t i = 0; i < 4 + packed / 500; i++) {
			size_t one = at + unit_random(&seed, (uint32_t)packed);
			changed[one] = (char)(bytes[one] ^ 0x55);
			unit_write("changed.xlsx", changed, length);
			cr_expect(!vd_zip_is_whole("changed.xlsx") ||
					  unpacks_alike("a.xlsx", "changed.xlsx"),
				  "byte %zu of %zu", one, length);
			changed[one] = bytes[one];
		}
		at += packed;
	}
	cr_expect_gt(members, 20);
}
