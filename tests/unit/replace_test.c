/* Files that are either whole or not there. */
#include "io/replace.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/unit/helper.h"

TestSuite(replace, .init = unit_open, .fini = unit_close);

static bool holds(const char *path, const char *text)
{
	size_t length = 0;
	const char *bytes = unit_read(path, &length);
	return bytes && length == strlen(text) && memcmp(bytes, text, length) == 0;
}

static bool exists(const char *path)
{
	struct stat about;
	return lstat(path, &about) == 0;
}

static mode_t mode_of(const char *path)
{
	struct stat about;
	cr_assert_eq(stat(path, &about), 0);
	return about.st_mode & 07777;
}

/* Files in the current folder, hidden ones too. */
static size_t file_count(void)
{
	DIR *folder = opendir(".");
	size_t count = 0;
	cr_assert(folder);
	for (struct dirent *entry; (entry = readdir(folder));)
		count += !vd_same(entry->d_name, ".") && !vd_same(entry->d_name, "..");
	closedir(folder);
	return count;
}

static struct vd_replace begin(const char *path)
{
	struct vd_replace replace = { 0 };
	cr_assert(vd_replace_begin(path, VD_REPLACE_EXISTING, unit.arena, &unit.diagnostics,
				   &replace),
		  "%s", unit_places());
	return replace;
}

static void put(const struct vd_replace *replace, const char *text)
{
	unit_write(replace->temporary, text, strlen(text));
}

Test(replace, keeps_the_old_file_until_it_is_done)
{
	unit_write("target", "old", 3);
	struct vd_replace replace = begin("target");
	cr_expect(holds("target", "old"));
	put(&replace, "new");
	cr_expect(holds("target", "old"));
	cr_expect(vd_replace_commit(&replace, &unit.diagnostics));
	cr_expect(holds("target", "new"));
	cr_expect_eq(file_count(), 1, "nothing else is left");
}

Test(replace, makes_a_new_file)
{
	umask(027);
	struct vd_replace replace = begin("target");
	cr_expect_not(exists("target"));
	put(&replace, "new");
	cr_expect_not(exists("target"));
	cr_expect(vd_replace_commit(&replace, &unit.diagnostics));
	cr_expect(holds("target", "new"));
	cr_expect_eq(mode_of("target"), 0640, "as the umask says");
}

Test(replace, leaves_the_old_file_when_abandoned)
{
	unit_write("target", "old", 3);
	struct vd_replace replace = begin("target");
	put(&replace, "half");
	vd_replace_abandon();
	cr_expect(holds("target", "old"));
	cr_expect_eq(file_count(), 1);
	vd_replace_abandon(); /* again is fine */
	cr_expect(holds("target", "old"));
}

Test(replace, keeps_permissions)
{
	static const mode_t modes[] = { 0600, 0644, 0664, 0755 };
	for (size_t i = 0; i < UNIT_COUNT(modes); i++) {
		unit_write("target", "old", 3);
		cr_assert_eq(chmod("target", modes[i]), 0);
		struct vd_replace replace = begin("target");
		put(&replace, "new");
		cr_expect(vd_replace_commit(&replace, &unit.diagnostics));
		cr_expect_eq(mode_of("target"), modes[i], "%o", (unsigned)modes[i]);
	}
}

Test(replace, follows_links)
{
	struct stat about;
	cr_assert_eq(mkdir("folder", 0700), 0);
	unit_write("folder/target", "old", 3);
	cr_assert_eq(symlink("folder/target", "link"), 0);
	struct vd_replace replace = begin("link");
	/* In the folder of the file itself: a rename cannot leave its file system. */
	cr_expect(strstr(replace.temporary, "/folder/"), "%s", replace.temporary);
	put(&replace, "new");
	cr_expect(vd_replace_commit(&replace, &unit.diagnostics));
	cr_expect(holds("folder/target", "new"));
	cr_expect(lstat("link", &about) == 0 && S_ISLNK(about.st_mode), "the link is still one");
}

Test(replace, writes_into_what_is_no_file)
{
	cr_assert_eq(mkfifo("pipe", 0600), 0);
	pid_t reader = fork();
	cr_assert_geq(reader, 0);
	if (reader == 0) {
		char bytes[16] = { 0 };
		FILE *in = fopen("pipe", "rb");
		size_t got = in ? fread(bytes, 1, sizeof(bytes), in) : 0;
		_exit(got == 3 && memcmp(bytes, "new", 3) == 0 ? 0 : 1);
	}
	struct vd_replace replace = begin("pipe");
	cr_expect(replace.is_device);
	put(&replace, "new");
	cr_expect(vd_replace_commit(&replace, &unit.diagnostics));
	int status = 1;
	cr_assert_eq(waitpid(reader, &status, 0), reader);
	cr_expect_eq(status, 0);
	cr_expect_eq(file_count(), 1);
	cr_expect_not(exists(replace.temporary));
}

Test(replace, says_what_cannot_be_written)
{
	static const struct {
		const char *path, *says;
	} cases[] = { { "folder", "in the folder" },
		      { "nowhere/target", "make its folder" },
		      { "file/target", "" } };
	cr_assert_eq(mkdir("folder", 0700), 0);
	unit_write("file", "old", 3);
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		struct vd_replace replace = { 0 };
		const struct vd_diagnostic *found = NULL;
		unit_forget();
		cr_expect_not(vd_replace_begin(cases[i].path, VD_REPLACE_EXISTING, unit.arena,
					       &unit.diagnostics, &replace),
			      "`%s`", cases[i].path);
		cr_assert_eq(unit_reported(VD_RULE_OUTPUT_FAILED, &found), 1, "`%s`",
			     cases[i].path);
		cr_expect(!*cases[i].says || (found->hint && strstr(found->hint, cases[i].says)),
			  "`%s`", cases[i].path);
	}
	cr_expect_eq(file_count(), 2);
}

Test(replace, leaves_the_old_file_when_the_new_one_is_gone)
{
	unit_write("target", "old", 3);
	struct vd_replace replace = begin("target");
	cr_assert_eq(unlink(replace.temporary), 0);
	cr_expect_not(vd_replace_commit(&replace, &unit.diagnostics));
	cr_expect_eq(unit_reported(VD_RULE_OUTPUT_FAILED, NULL), 1);
	cr_expect(holds("target", "old"));
}

Test(replace, respects_what_is_closed_to_a_user)
{
	struct vd_replace replace = { 0 };
	if (geteuid() == 0) { /* skipping leaves out .fini */
		unit_close();
		cr_skip_test("the superuser may write everywhere");
	}
	unit_write("target", "old", 3);
	cr_assert_eq(chmod("target", 0444), 0);
	cr_expect_not(vd_replace_begin("target", VD_REPLACE_EXISTING, unit.arena, &unit.diagnostics,
				       &replace));
	cr_assert_eq(mkdir("folder", 0500), 0);
	cr_expect_not(vd_replace_begin("folder/target", VD_REPLACE_EXISTING, unit.arena,
				       &unit.diagnostics, &replace));
	cr_expect_eq(unit_reported(VD_RULE_OUTPUT_FAILED, NULL), 2);
	cr_expect(holds("target", "old"));
}
