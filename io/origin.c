#include "io/origin.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "budget/text.h"

/* For what is only digested. */
enum { SKIPPED_AT_ONCE = 64 * 1024 };

/* Some bytes of the file, past the head. */
static size_t read_some(struct vd_origin *origin, char *buffer, size_t most)
{
	ssize_t got;
	do {
		got = read(origin->fd, buffer, most);
	} while (got < 0 && errno == EINTR);
	if (got < 0) {
		origin->error = errno;
		return SIZE_MAX;
	}
	return (size_t)got;
}

/* The first bytes: all of them that there are, however few come at a time. */
static bool look_at_head(struct vd_origin *origin)
{
	while (origin->head_bytes < VD_ORIGIN_HEAD_BYTES) {
		size_t got = read_some(origin, origin->head + origin->head_bytes,
				       VD_ORIGIN_HEAD_BYTES - origin->head_bytes);
		if (got == SIZE_MAX)
			return false;
		if (got == 0)
			break;
		origin->head_bytes += got;
	}
	return true;
}

static int open_file(const char *file)
{
	int fd;
	do {
		fd = open(file, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	} while (fd < 0 && errno == EINTR);
	return fd;
}

static bool look_at_file(struct vd_origin *origin)
{
	struct stat about;
	if (fstat(origin->fd, &about) != 0) {
		origin->error = errno;
		return false;
	}
	if (S_ISDIR(about.st_mode)) {
		origin->error = EISDIR;
		return false;
	}
	/* Standard input may be a file that someone else has read a part of: that is like a pipe. */
	if (S_ISREG(about.st_mode) && lseek(origin->fd, 0, SEEK_CUR) == 0) {
		origin->size = (uint64_t)about.st_size;
		origin->written = about.st_mtim;
		(void)posix_fadvise(origin->fd, 0, 0, POSIX_FADV_SEQUENTIAL);
	}
	return look_at_head(origin);
}

int vd_origin_open(struct vd_origin *origin, const char *file, bool is_digested,
		   struct vd_arena *arena)
{
	*origin = (struct vd_origin){ .is_borrowed = vd_same(file, "-") };
	origin->fd = origin->is_borrowed ? STDIN_FILENO : open_file(file);
	if (origin->fd < 0) {
		origin->error = errno;
		return origin->error;
	}
	if (!look_at_file(origin)) {
		vd_origin_close(origin);
		return origin->error;
	}
	if (is_digested)
		origin->digest = vd_digest_open(arena);
	return 0;
}

static void reach_end(struct vd_origin *origin)
{
	if (!origin->is_at_end && origin->digest)
		vd_digest_end(origin->digest, origin->sha256);
	origin->is_at_end = true;
}

size_t vd_origin_read(struct vd_origin *origin, char *buffer, size_t most)
{
	size_t got = origin->head_bytes - origin->head_given;
	if (origin->error)
		return SIZE_MAX;
	if (origin->is_at_end)
		return 0;
	if (got) {
		got = got < most ? got : most;
		memcpy(buffer, origin->head + origin->head_given, got);
		origin->head_given += got;
	} else {
		got = read_some(origin, buffer, most);
	}
	if (got == SIZE_MAX)
		return SIZE_MAX;
	if (got == 0)
		reach_end(origin);
	else if (origin->digest)
		vd_digest_add(origin->digest, buffer, got);
	origin->position += got;
	return got;
}

/* Read on to a position, or to the end. */
static bool read_on(struct vd_origin *origin, uint64_t position)
{
	char passed[SKIPPED_AT_ONCE];
	while (origin->position < position && !origin->is_at_end) {
		uint64_t left = position - origin->position;
		if (vd_origin_read(origin, passed,
				   left < sizeof(passed) ? (size_t)left : sizeof(passed)) ==
		    SIZE_MAX)
			return false;
	}
	return true;
}

bool vd_origin_skip(struct vd_origin *origin, uint64_t position)
{
	if (!origin->digest && position >= origin->head_bytes && !origin->error) {
		if (lseek(origin->fd, (off_t)position, SEEK_SET) < 0) {
			origin->error = errno;
			return false;
		}
		origin->head_given = origin->head_bytes;
		origin->position = position;
	}
	return read_on(origin, position) && origin->position == position;
}

bool vd_origin_finish(struct vd_origin *origin)
{
	return !origin->digest || read_on(origin, UINT64_MAX);
}

bool vd_origin_has_changed(const struct vd_origin *origin)
{
	struct stat about;
	if (!origin->size || fstat(origin->fd, &about) != 0)
		return false;
	return (uint64_t)about.st_size != origin->size ||
	       about.st_mtim.tv_sec != origin->written.tv_sec ||
	       about.st_mtim.tv_nsec != origin->written.tv_nsec ||
	       (origin->is_at_end && origin->position != origin->size);
}

void vd_origin_close(struct vd_origin *origin)
{
	if (origin->fd >= 0 && !origin->is_borrowed)
		close(origin->fd);
	origin->fd = -1;
}
