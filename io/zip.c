#include "io/zip.h"

#include <minizip/unzip.h>
#include <stdio.h>
#include <string.h>

enum { NAME_BYTES = 64, CHUNK = 64 * 1024 };

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
