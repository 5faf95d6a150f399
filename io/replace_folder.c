#include "io/replace_folder.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "budget/text.h"

/* What to remove if the program is interrupted. */
static struct {
	char folder[PATH_MAX];
	char names[VD_FOLDER_FILES_MOST][VD_FOLDER_NAME_MOST];
	size_t count;
} pending;
static volatile sig_atomic_t is_pending;

enum { MARK_MOST = 1024 * 1024 };

static const char *in(const struct vd_replace_folder *folder, const char *place, const char *name)
{
	return vd_arena_format(folder->arena, "%s/%s", place, name);
}

/* The mark of a folder, if it is one of ours; else NULL. */
static const char *read_mark(const struct vd_replace_folder *folder)
{
	int fd = open(in(folder, folder->target, folder->mark.name),
		      O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	if (fd < 0)
		return NULL;
	struct stat about;
	char *text = NULL;
	if (fstat(fd, &about) == 0 && S_ISREG(about.st_mode) && about.st_size <= MARK_MOST) {
		size_t size = (size_t)about.st_size, done = 0;
		text = VD_TAKE(folder->arena, char, size + 1);
		for (ssize_t got = 1; got > 0 && done<size; done += got> 0 ? (size_t)got : 0)
			got = read(fd, text + done, size - done);
	}
	close(fd);
	bool is_ours = text && strncmp(text, folder->mark.begins, strlen(folder->mark.begins)) == 0;
	return is_ours ? text : NULL;
}

static char *without_slashes(struct vd_arena *arena, const char *path)
{
	size_t length = strlen(path);
	while (length > 1 && path[length - 1] == '/')
		length--;
	return vd_arena_copy(arena, path, length);
}

/* Make the temporary folder, and let no interruption come between that and knowing it. */
static int make_temporary(struct vd_replace_folder *folder)
{
	const char *within = folder->target;
	if (!folder->exists)
		within = dirname(
			vd_arena_copy(folder->arena, folder->target, strlen(folder->target)));
	folder->temporary = vd_arena_format(folder->arena, "%s/.veedor-XXXXXX", within);
	if (strlen(folder->temporary) >= sizeof(pending.folder))
		return ENAMETOOLONG;
	sigset_t before = vd_block_signals();
	int error = mkdtemp(folder->temporary) ? 0 : errno;
	if (!error) {
		memcpy(pending.folder, folder->temporary, strlen(folder->temporary) + 1);
		pending.count = 0;
		is_pending = 1;
	}
	sigprocmask(SIG_SETMASK, &before, NULL);
	return error;
}

bool vd_folder_begin(const char *path, struct vd_folder_mark mark, struct vd_arena *arena,
		     struct vd_diagnostics *diagnostics, struct vd_replace_folder *folder)
{
	struct stat about;
	char *plain = without_slashes(arena, path), resolved[PATH_MAX];
	bool exists = stat(plain, &about) == 0;
	/* A link that leads nowhere would be replaced itself. */
	if (!exists && lstat(plain, &about) == 0)
		return vd_output_failed(diagnostics, path, ENOENT);
	if (exists && !S_ISDIR(about.st_mode))
		return vd_output_failed(diagnostics, path, ENOTDIR);
	const char *target = exists && realpath(plain, resolved) ? resolved : plain;
	*folder =
		(struct vd_replace_folder){ .named = path,
					    .mark = mark,
					    .target = vd_arena_copy(arena, target, strlen(target)),
					    .exists = exists,
					    .arena = arena };
	folder->old_mark = exists ? read_mark(folder) : NULL;
	folder->is_ours = folder->old_mark;
	int error = make_temporary(folder);
	return error ? vd_output_failed(diagnostics, path, error) : true;
}

/* @return 0, or the error number */
static int write_file(const char *path, const char *bytes, size_t size)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666), error = 0;
	if (fd < 0)
		return errno;
	for (size_t done = 0; done < size && !error;) {
		ssize_t put = write(fd, bytes + done, size - done);
		if (put < 0 && errno != EINTR)
			error = errno;
		done += put > 0 ? (size_t)put : 0;
	}
	if (!error && fsync(fd) != 0)
		error = errno;
	if (close(fd) != 0 && !error)
		error = errno;
	return error;
}

/* A name of ours must be free in a folder that is not ours, and a file in any. */
static int may_be_replaced(const struct vd_replace_folder *folder, const char *name)
{
	struct stat about;
	if (!folder->exists || lstat(in(folder, folder->target, name), &about) != 0)
		return 0;
	return folder->is_ours && S_ISREG(about.st_mode) ? 0 : EEXIST;
}

bool vd_folder_add(struct vd_replace_folder *folder, const char *name, const char *bytes,
		   size_t size, struct vd_diagnostics *diagnostics)
{
	const char *shown = in(folder, without_slashes(folder->arena, folder->named), name);
	int error = may_be_replaced(folder, name);
	if (pending.count == VD_FOLDER_FILES_MOST || strlen(name) >= VD_FOLDER_NAME_MOST)
		error = ENAMETOOLONG;
	if (error)
		return vd_output_failed(diagnostics, shown, error);
	memcpy(pending.names[pending.count], name, strlen(name) + 1);
	pending.count++;
	error = write_file(in(folder, folder->temporary, name), bytes, size);
	return error ? vd_output_failed(diagnostics, shown, error) : true;
}

/* A file's way into its place; `aside` is where the one it replaces is kept meanwhile. */
struct move {
	const char *fresh, *place, *aside; /* a fresh one is NULL where one only goes */
	bool is_aside, is_done;
};

static int make_move(struct move *move)
{
	struct stat old;
	if (lstat(move->place, &old) == 0) {
		if (move->fresh && chmod(move->fresh, old.st_mode & 07777) != 0)
			errno = 0; /* some file systems keep no permissions */
		if (rename(move->place, move->aside) != 0)
			return errno;
		move->is_aside = true;
	}
	if (move->fresh && rename(move->fresh, move->place) != 0)
		return errno;
	move->is_done = true;
	return 0;
}

static void take_back(const struct move *move)
{
	if (move->is_done && move->fresh)
		(void)rename(move->place, move->fresh);
	if (move->is_aside)
		(void)rename(move->aside, move->place);
}

static struct move move_of(const struct vd_replace_folder *folder, const char *name, bool is_fresh)
{
	return (struct move){
		.fresh = is_fresh ? in(folder, folder->temporary, name) : NULL,
		.place = in(folder, folder->target, name),
		.aside = in(folder, folder->temporary,
			    vd_arena_format(folder->arena, "old-%s", name)),
	};
}

/* All into the folder that is there, or none. The old mark goes first and the new one comes last. */
static int exchange(const struct vd_replace_folder *folder, const char *const *gone)
{
	struct move moves[2 * VD_FOLDER_FILES_MOST + 1];
	size_t count = 0, made = 0;
	int error = 0;
	moves[count++] = move_of(folder, folder->mark.name, false);
	for (; *gone && count <= VD_FOLDER_FILES_MOST; gone++)
		moves[count++] = move_of(folder, *gone, false);
	for (size_t i = 0; i < pending.count; i++)
		if (!vd_same(pending.names[i], folder->mark.name))
			moves[count++] = move_of(folder, pending.names[i], true);
	struct move mark = move_of(folder, folder->mark.name, true);
	moves[count++] = mark;
	while (made < count && !error)
		error = make_move(&moves[made++]);
	if (error)
		while (made)
			take_back(&moves[--made]);
	else
		for (size_t i = 0; i < count; i++)
			if (moves[i].is_aside)
				unlink(moves[i].aside);
	return error;
}

/* The temporary folder becomes the new one. */
static int move_in(const struct vd_replace_folder *folder)
{
	mode_t mask = umask(0);
	umask(mask);
	if (chmod(folder->temporary, 0777 & ~mask) != 0)
		errno = 0; /* some file systems keep no permissions */
	return rename(folder->temporary, folder->target) == 0 ? 0 : errno;
}

bool vd_folder_commit(struct vd_replace_folder *folder, const char *const *gone,
		      struct vd_diagnostics *diagnostics)
{
	int error = vd_sync_path(folder->temporary, O_RDONLY | O_DIRECTORY);
	/* Once it has begun, an interruption waits until it is over. */
	sigset_t before = vd_block_signals();
	if (!error)
		error = folder->exists ? exchange(folder, gone) : move_in(folder);
	if (!error && !folder->exists)
		is_pending = 0;
	vd_folder_abandon();
	sigprocmask(SIG_SETMASK, &before, NULL);
	const char *last = folder->target;
	if (!folder->exists)
		last = dirname(
			vd_arena_copy(folder->arena, folder->target, strlen(folder->target)));
	if (!error)
		error = vd_sync_path(last, O_RDONLY | O_DIRECTORY);
	return error ? vd_output_failed(diagnostics, folder->named, error) : true;
}

void vd_folder_abandon(void)
{
	if (!is_pending)
		return;
	is_pending = 0;
	char path[PATH_MAX + VD_FOLDER_NAME_MOST + 1];
	size_t length = strlen(pending.folder);
	memcpy(path, pending.folder, length);
	path[length] = '/';
	for (size_t i = 0; i < pending.count; i++) {
		memcpy(path + length + 1, pending.names[i], strlen(pending.names[i]) + 1);
		unlink(path);
	}
	rmdir(pending.folder);
}
