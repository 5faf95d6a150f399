#include "io/replace.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "budget/language.h"
#include "io/language.h"
#include "io/replace_folder.h"

/* The file to remove if the program is interrupted; see vd_replace_abandon(). */
static char pending[PATH_MAX];
static volatile sig_atomic_t is_pending;

sigset_t vd_block_signals(void)
{
	sigset_t all, before;
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &before);
	return before;
}

bool vd_output_failed(struct vd_diagnostics *diagnostics, const char *path, int error)
{
	vd_report(diagnostics, (struct vd_place){ .file = path }, VD_RULE_OUTPUT_FAILED,
		  _("cannot be written: %s"), vd_error_words(error));
	if (error == ENOSPC || error == EFBIG || error == EDQUOT)
		vd_hint(diagnostics, _("there is no room; what was there before is unchanged"));
	else if (error == EACCES || error == EPERM || error == EROFS)
		vd_hint(diagnostics, _("choose another place"));
	else if (error == ENOENT)
		vd_hint(diagnostics, _("make its folder first, or choose another place"));
	else if (error == EEXIST)
		vd_hint(diagnostics, _("it is left as it is; name another file"));
	else if (error == EISDIR)
		vd_hint(diagnostics, _("name a file in the folder"));
	return false;
}

/* The permissions a new file gets: those of the one it replaces, else as the umask says. */
static mode_t mode_for(const struct stat *old)
{
	if (old)
		return old->st_mode & 07777;
	mode_t mask = umask(0);
	umask(mask);
	return 0666 & ~mask;
}

bool vd_replace_begin(const char *path, enum vd_existing existing, struct vd_arena *arena,
		      struct vd_diagnostics *diagnostics, struct vd_replace *replace)
{
	struct stat old;
	bool exists = stat(path, &old) == 0;
	/* A link that leads nowhere would be replaced itself. */
	if (!exists && lstat(path, &old) == 0)
		return vd_output_failed(diagnostics, path, ENOENT);
	if (exists && existing == VD_KEEP_EXISTING)
		return vd_output_failed(diagnostics, path, EEXIST);
	if (exists && S_ISDIR(old.st_mode))
		return vd_output_failed(diagnostics, path, EISDIR);
	char resolved[PATH_MAX];
	const char *target = exists && realpath(path, resolved) ? resolved : path;
	*replace = (struct vd_replace){ .target = vd_arena_copy(arena, target, strlen(target)),
					.is_device = exists && !S_ISREG(old.st_mode),
					.existing = existing };
	if (exists && access(replace->target, W_OK) != 0)
		return vd_output_failed(diagnostics, path, errno);
	const char *folder = getenv("TMPDIR");
	if (!replace->is_device)
		folder = dirname(vd_arena_copy(arena, target, strlen(target)));
	else if (!folder || !*folder)
		folder = "/tmp";
	replace->temporary = vd_arena_format(arena, "%s/.veedor-XXXXXX", folder);
	if (strlen(replace->temporary) >= sizeof(pending))
		return vd_output_failed(diagnostics, path, ENAMETOOLONG);
	/* A handler sees both or none. */
	sigset_t before = vd_block_signals();
	int fd = mkstemp(replace->temporary), error = errno;
	if (fd >= 0) {
		memcpy(pending, replace->temporary, strlen(replace->temporary) + 1);
		is_pending = 1;
	}
	sigprocmask(SIG_SETMASK, &before, NULL);
	if (fd < 0)
		return vd_output_failed(diagnostics, path, error);
	if (fchmod(fd, mode_for(exists && !replace->is_device ? &old : NULL)) != 0) {
		/* Some file systems keep no permissions; the file is good all the same. */
		errno = 0;
	}
	close(fd);
	return true;
}

int vd_sync_path(const char *path, int flags)
{
	int fd = open(path, flags | O_CLOEXEC);
	if (fd < 0)
		return errno;
	int error = fsync(fd) == 0 ? 0 : errno;
	close(fd);
	/* A folder on some file systems cannot be synced. */
	return error == EINVAL || error == EROFS ? 0 : error;
}

static int write_all(int fd, const char *bytes, size_t size)
{
	for (size_t done = 0; done < size;) {
		ssize_t put = write(fd, bytes + done, size - done);
		if (put < 0 && errno != EINTR)
			return errno;
		done += put > 0 ? (size_t)put : 0;
	}
	return 0;
}

bool vd_replace_write(const struct vd_replace *replace, const char *bytes, size_t size,
		      struct vd_diagnostics *diagnostics)
{
	int fd = open(replace->temporary, O_WRONLY | O_TRUNC | O_CLOEXEC);
	if (fd < 0)
		return vd_output_failed(diagnostics, replace->target, errno);
	int error = write_all(fd, bytes, size);
	if (close(fd) != 0 && !error)
		error = errno;
	return error ? vd_output_failed(diagnostics, replace->target, error) : true;
}

static int copy(int from, int to)
{
	char buffer[64 * 1024];
	for (;;) {
		ssize_t got = read(from, buffer, sizeof(buffer));
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return got < 0 ? errno : 0;
		int error = write_all(to, buffer, (size_t)got);
		if (error)
			return error;
	}
}

static int copy_to_device(const struct vd_replace *replace)
{
	int from = open(replace->temporary, O_RDONLY | O_CLOEXEC);
	if (from < 0)
		return errno;
	int to = open(replace->target, O_WRONLY | O_CLOEXEC);
	int error = to < 0 ? errno : copy(from, to);
	if (to >= 0 && close(to) != 0 && !error)
		error = errno;
	close(from);
	return error;
}

bool vd_replace_commit(struct vd_replace *replace, struct vd_diagnostics *diagnostics)
{
	int error = 0;
	if (replace->is_device) {
		error = copy_to_device(replace);
	} else {
		error = vd_sync_path(replace->temporary, O_RDONLY);
		bool keep = replace->existing == VD_KEEP_EXISTING;
		/* A link is refused where a file has come meanwhile; a rename replaces it. */
		if (!error && (keep ? link(replace->temporary, replace->target)
				    : rename(replace->temporary, replace->target)) != 0)
			error = errno;
		if (!error) {
			is_pending = keep;
			char folder[PATH_MAX];
			memcpy(folder, pending, sizeof(folder));
			error = vd_sync_path(dirname(folder), O_RDONLY | O_DIRECTORY);
		}
	}
	vd_replace_abandon();
	return error ? vd_output_failed(diagnostics, replace->target, error) : true;
}

void vd_replace_abandon(void)
{
	vd_folder_abandon();
	if (!is_pending)
		return;
	is_pending = 0;
	unlink(pending);
}
