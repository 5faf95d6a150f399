/* Whether an archive is whole: its checksums, and the ends of its XML members. */
#include "io/zip.h"

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

Test(zip, sees_bytes_that_are_not_those_written)
{
	unit_sample("peru-trafficking");
	cr_assert(vd_workbook_write(unit.analysis, "a.xlsx", "a.xlsx", NULL, &unit.diagnostics));
	size_t length = 0, seen = 0, changes = 50;
	const char *bytes = unit_read("a.xlsx", &length);
	uint64_t seed = 1;
	for (size_t i = 0; i < changes; i++) {
		char *changed = vd_arena_copy(unit.arena, bytes, length);
		/* Within the packed members, which fill all but the directory at the end. */
		size_t at = 100 + unit_random(&seed, (uint32_t)(length * 8 / 10));
		changed[at] = (char)(changed[at] ^ 0x55);
		unit_write("changed.xlsx", changed, length);
		seen += !vd_zip_is_whole("changed.xlsx");
	}
	/* Bytes of local headers, which repeat the directory, may pass. */
	cr_expect_geq(seen, changes * 8 / 10, "%zu of %zu seen", seen, changes);
}
