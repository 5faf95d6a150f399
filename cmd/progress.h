/* How far a large file or the answer of a database has been read: one line on a terminal, rewritten, and cleared at the end. */
#ifndef VD_CMD_PROGRESS_H
#define VD_CMD_PROGRESS_H

#include "config/study.h"

/**
 * Show how reading goes where standard error is a terminal: of files that take more than a second,
 * and whenever a database is asked.
 */
void vd_progress_watch(struct vd_reading *reading);

/**
 * The line for a file.
 * @param seconds  since reading began; more than 0
 * @param width    characters that there is room for; a long name loses its beginning
 * @return how many bytes were put into `line`
 */
size_t vd_progress_line(char *line, size_t room, int width, const char *file,
			const struct vd_stream_facts *facts, double seconds);

/** Clear what is shown. A signal handler may call it. */
void vd_progress_abandon(void);

#endif
