/* A stream into memory, which is not to be moved while it is open. */
#ifndef VD_IO_MEMORY_H
#define VD_IO_MEMORY_H

#include <stdbool.h>
#include <stdio.h>

struct vd_memory {
	FILE *out;
	char *bytes; /* once it is closed; vd_memory_free() */
	size_t size, capacity;
};

/** @return false without memory */
bool vd_memory_open(struct vd_memory *memory);

/** @return false if something did not fit; fine for one that could not be opened */
bool vd_memory_close(struct vd_memory *memory);

void vd_memory_free(struct vd_memory *memory);

#endif
