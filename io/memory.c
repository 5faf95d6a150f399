#include "io/memory.h"

#include <stdlib.h>

bool vd_memory_open(struct vd_memory *memory)
{
	*memory = (struct vd_memory){ 0 };
	memory->out = open_memstream(&memory->bytes, &memory->size);
	return memory->out;
}

bool vd_memory_close(struct vd_memory *memory)
{
	if (!memory->out)
		return false;
	bool whole = !ferror(memory->out);
	whole = fclose(memory->out) == 0 && whole;
	memory->out = NULL;
	return whole;
}

void vd_memory_free(struct vd_memory *memory)
{
	if (memory->out)
		fclose(memory->out);
	free(memory->bytes);
	*memory = (struct vd_memory){ 0 };
}
