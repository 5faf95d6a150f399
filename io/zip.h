/* Reading a finished workbook back; the only door to minizip. */
#ifndef VD_IO_ZIP_H
#define VD_IO_ZIP_H

#include <stdbool.h>

/**
 * Whether a zip archive is whole: every member unpacks with the right checksum, and every XML member
 * ends with the closing tag of its first element. (libxlsxwriter does not notice when one of its
 * own temporary files is cut short by a full disk.)
 */
bool vd_zip_is_whole(const char *path);

#endif
