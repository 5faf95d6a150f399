#include "io/zip.h"

#include <errno.h>
#include <minizip/unzip.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "budget/text.h"
#include "io/encoding.h"

enum { NAME_BYTES = 64, CHUNK = 64 * 1024, WINDOW = 4096, FILE_NAME_MOST = UINT16_MAX };
enum { FLAG_ENCRYPTED = 1 << 0, FLAG_UTF8 = 1 << 11 };

/* What is kept of an XML member while it passes: its first element's name, and its last bytes. */
struct member {
	char name[NAME_BYTES];
	size_t name_bytes;
	enum { BEFORE, IN_NAME, AFTER } state;
	char tail[NAME_BYTES + 4];
	size_t tail_bytes;
};

static void look_for_name(struct member *member, const char *bytes, size_t count)
{
	for (size_t i = 0; i < count && member->state != AFTER; i++) {
		bool letter = strchr("?! \r\n\t/>", bytes[i]) == NULL;
		if (member->state == IN_NAME && letter && member->name_bytes < NAME_BYTES - 1)
			member->name[member->name_bytes++] = bytes[i];
		else if (member->state == IN_NAME)
			member->state = member->name_bytes ? AFTER : BEFORE;
		else if (bytes[i] == '<')
			member->state = IN_NAME;
	}
}

static void keep_tail(struct member *member, const char *bytes, size_t count)
{
	const size_t room = sizeof(member->tail);
	if (count >= room) {
		memcpy(member->tail, bytes + count - room, room);
		member->tail_bytes = room;
		return;
	}
	size_t kept = member->tail_bytes + count > room ? room - count : member->tail_bytes;
	memmove(member->tail, member->tail + member->tail_bytes - kept, kept);
	memcpy(member->tail + kept, bytes, count);
	member->tail_bytes = kept + count;
}

static bool ends_well(const struct member *member)
{
	size_t end = member->tail_bytes;
	while (end && strchr("\r\n ", member->tail[end - 1]))
		end--;
	/* "</name>" or, for an empty document element, "/>" */
	size_t closing = member->name_bytes + 3;
	if (end >= closing && memcmp(member->tail + end - closing, "</", 2) == 0 &&
	    memcmp(member->tail + end - closing + 2, member->name, member->name_bytes) == 0 &&
	    member->tail[end - 1] == '>')
		return true;
	/* "<name … />": the document element itself is empty */
	size_t open = end;
	while (open && member->tail[open - 1] != '<')
		open--;
	return end >= 2 && memcmp(member->tail + end - 2, "/>", 2) == 0 && open &&
	       end - open > member->name_bytes &&
	       memcmp(member->tail + open, member->name, member->name_bytes) == 0 &&
	       strchr(" \r\n\t/", member->tail[open + member->name_bytes]);
}

/* The archive's last record stands at the very end; readers differ in what they forgive. */
static bool ends_with_directory(const char *path)
{
	enum { RECORD = 22 };
	unsigned char record[RECORD];
	FILE *file = fopen(path, "rb");
	bool good = file && fseek(file, -RECORD, SEEK_END) == 0 &&
		    fread(record, 1, RECORD, file) == RECORD;
	if (file)
		fclose(file);
	/* its signature, and a comment of no bytes */
	return good && memcmp(record, "PK\005\006", 4) == 0 && !record[20] && !record[21];
}

static bool is_xml(const char *name)
{
	size_t length = strlen(name);
	return (length > 4 && strcmp(name + length - 4, ".xml") == 0) ||
	       (length > 5 && strcmp(name + length - 5, ".rels") == 0);
}

static bool member_is_whole(unzFile archive)
{
	char name[256], chunk[CHUNK];
	unz_file_info64 info;
	if (unzGetCurrentFileInfo64(archive, &info, name, sizeof(name), NULL, 0, NULL, 0) !=
		    UNZ_OK ||
	    unzOpenCurrentFile(archive) != UNZ_OK)
		return false;
	struct member member = { .state = BEFORE };
	ZPOS64_T bytes = 0;
	int got = 0;
	while ((got = unzReadCurrentFile(archive, chunk, sizeof(chunk))) > 0) {
		bytes += (ZPOS64_T)got;
		look_for_name(&member, chunk, (size_t)got);
		keep_tail(&member, chunk, (size_t)got);
	}
	/* Closing compares the checksum, but only of what is as long as it says. */
	return unzCloseCurrentFile(archive) == UNZ_OK && got == 0 &&
	       bytes == info.uncompressed_size && (!is_xml(name) || ends_well(&member));
}

bool vd_zip_is_whole(const char *path)
{
	if (!ends_with_directory(path))
		return false;
	unzFile archive = unzOpen64(path);
	if (!archive)
		return false;
	int next = unzGoToFirstFile(archive);
	bool whole = next == UNZ_OK;
	while (whole && next == UNZ_OK) {
		whole = member_is_whole(archive);
		next = unzGoToNextFile(archive);
	}
	unzClose(archive);
	return whole && next == UNZ_END_OF_LIST_OF_FILE;
}

/* An open archive for minizip, which reads it a byte at a time. */
struct archive {
	int fd;
	uint64_t size, position;
	uint64_t from; /* what the window has: these bytes of it */
	size_t held;
	char window[WINDOW];
};

static void *open_archive(void *opaque, const void *path, int mode)
{
	(void)path;
	(void)mode;
	return opaque;
}

static bool look_at(struct archive *archive, uint64_t position)
{
	if (position >= archive->from && position - archive->from < archive->held)
		return true;
	ssize_t got;
	do {
		got = pread(archive->fd, archive->window, WINDOW, (off_t)position);
	} while (got < 0 && errno == EINTR);
	archive->from = position;
	archive->held = got > 0 ? (size_t)got : 0;
	return got > 0;
}

static uLong read_archive(void *opaque, void *stream, void *buffer, uLong size)
{
	struct archive *archive = opaque;
	uLong done = 0;
	(void)stream;
	while (done < size && look_at(archive, archive->position)) {
		size_t at = (size_t)(archive->position - archive->from);
		size_t got = archive->held - at < size - done ? archive->held - at : size - done;
		memcpy((char *)buffer + done, archive->window + at, got);
		done += got;
		archive->position += got;
	}
	return done;
}

static ZPOS64_T tell_archive(void *opaque, void *stream)
{
	const struct archive *archive = opaque;
	(void)stream;
	return archive->position;
}

static long seek_archive(void *opaque, void *stream, ZPOS64_T offset, int origin)
{
	struct archive *archive = opaque;
	(void)stream;
	uint64_t from = origin == ZLIB_FILEFUNC_SEEK_END   ? archive->size
			: origin == ZLIB_FILEFUNC_SEEK_CUR ? archive->position
							   : 0;
	archive->position = from + offset;
	return 0;
}

static int is_fine(void *opaque, void *stream)
{
	(void)opaque;
	(void)stream;
	return 0;
}

/* A file's name. @return NULL: the entry is damaged */
static const char *read_name(unzFile zip, const unz_file_info64 *info, char *room,
			     struct vd_arena *arena)
{
	unz_file_info64 same;
	if (unzGetCurrentFileInfo64(zip, &same, room, FILE_NAME_MOST + 1, NULL, 0, NULL, 0) !=
	    UNZ_OK)
		return NULL;
	size_t bytes = strlen(room);
	if ((info->flag & FLAG_UTF8) || vd_utf8_invalid(room, bytes) == bytes)
		return vd_utf8_invalid(room, bytes) == bytes ? room : NULL;
	/* Names are in the code page of DOS unless they are said to be UTF-8. */
	struct vd_encoder *encoder = vd_encoder_open("CP437", arena);
	const char *name =
		encoder ? vd_decode_slice(encoder, arena, (struct vd_slice){ room, bytes }) : NULL;
	vd_encoder_close(encoder);
	return name;
}

static bool is_folder(const char *name)
{
	size_t bytes = strlen(name);
	return bytes && name[bytes - 1] == '/';
}

/* Where the packed bytes of the current file are. */
static bool locate(unzFile zip, uint64_t size, const unz_file_info64 *info,
		   struct vd_zip_member *member)
{
	int method = 0, level = 0;
	member->packed = info->compressed_size;
	member->unpacked = info->uncompressed_size;
	member->checksum = (uint32_t)info->crc;
	member->method = (unsigned)info->compression_method;
	member->is_encrypted = info->flag & FLAG_ENCRYPTED;
	if (member->is_encrypted ||
	    (member->method != VD_ZIP_STORED && member->method != VD_ZIP_DEFLATED))
		return true; /* it is not going to be read */
	if (unzOpenCurrentFile2(zip, &method, &level, 1) != UNZ_OK)
		return false;
	member->position = unzGetCurrentFileZStreamPos64(zip);
	unzCloseCurrentFile(zip);
	return member->position && member->position <= size &&
	       member->packed <= size - member->position;
}

static enum vd_zip_found find_in(unzFile zip, uint64_t size, const char *name,
				 struct vd_arena *arena, struct vd_zip_member *member,
				 struct vd_zip_names *names)
{
	char *room = vd_arena_take(arena, FILE_NAME_MOST + 1, 1);
	size_t found = 0;
	int next = unzGoToFirstFile(zip);
	for (; next == UNZ_OK; next = unzGoToNextFile(zip)) {
		unz_file_info64 info;
		if (unzGetCurrentFileInfo64(zip, &info, NULL, 0, NULL, 0, NULL, 0) != UNZ_OK)
			return VD_ZIP_DAMAGED;
		const char *one = read_name(zip, &info, room, arena);
		if (!one)
			return VD_ZIP_DAMAGED;
		if (is_folder(one))
			continue;
		if (names->count < VD_ZIP_NAMES_MOST)
			names->items[names->count] = vd_arena_copy(arena, one, strlen(one));
		names->count++;
		if (name && !vd_same(one, name))
			continue;
		if (found++)
			continue;
		member->name = vd_arena_copy(arena, one, strlen(one));
		if (!locate(zip, size, &info, member))
			return VD_ZIP_DAMAGED;
	}
	if (next != UNZ_END_OF_LIST_OF_FILE)
		return VD_ZIP_DAMAGED;
	if (!names->count)
		return VD_ZIP_EMPTY;
	if (!found)
		return VD_ZIP_UNKNOWN;
	if (found > 1)
		return name ? VD_ZIP_TWICE : VD_ZIP_SEVERAL;
	return VD_ZIP_FOUND;
}

/*
 * The last record of an archive, which its comment follows up to the very end. (minizip takes one
 * that is cut short, and none of an archive without files.)
 */
static bool find_last_record(struct archive *archive, struct vd_arena *arena, uint64_t *position)
{
	enum { RECORD = 22, COMMENT_AT = 20, LAST_MOST = RECORD + UINT16_MAX };
	unsigned char *last = vd_arena_take(arena, LAST_MOST, 1);
	size_t bytes = archive->size < LAST_MOST ? (size_t)archive->size : LAST_MOST;
	archive->position = archive->size - bytes;
	if (read_archive(archive, archive, last, bytes) != bytes)
		return false;
	for (size_t comment = 0; comment + RECORD <= bytes; comment++) {
		const unsigned char *record = last + bytes - comment - RECORD;
		if (memcmp(record, "PK\005\006", 4) != 0 ||
		    (record[COMMENT_AT] | (size_t)record[COMMENT_AT + 1] << 8) != comment)
			continue;
		*position = archive->size - comment - RECORD;
		return true;
	}
	return false;
}

enum vd_zip_found vd_zip_find(int fd, uint64_t size, const char *name, struct vd_arena *arena,
			      struct vd_zip_member *member, struct vd_zip_names *names)
{
	struct archive archive = { .fd = fd, .size = size };
	zlib_filefunc64_def functions = { .zopen64_file = open_archive,
					  .zread_file = read_archive,
					  .ztell64_file = tell_archive,
					  .zseek64_file = seek_archive,
					  .zclose_file = is_fine,
					  .zerror_file = is_fine,
					  .opaque = &archive };
	uint64_t last_record = 0;
	*names = (struct vd_zip_names){ 0 };
	if (!find_last_record(&archive, arena, &last_record))
		return VD_ZIP_DAMAGED;
	if (last_record == 0)
		return VD_ZIP_EMPTY;
	unzFile zip = unzOpen2_64("", &functions);
	if (!zip)
		return VD_ZIP_DAMAGED;
	struct vd_zip_member one = { 0 };
	enum vd_zip_found found = find_in(zip, size, name, arena, &one, names);
	unzClose(zip);
	if (found == VD_ZIP_FOUND)
		*member = one;
	return found;
}
