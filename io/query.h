/* The text of a query, looked at as far as is needed to know where it ends. */
#ifndef VD_IO_QUERY_H
#define VD_IO_QUERY_H

#include <stdbool.h>
#include <stddef.h>

/**
 * Whether a text is one SQL statement: behind a semicolon that is not quoted or in a comment, only
 * spaces, comments and semicolons.
 * @param bytes  set to those of the statement, up to the semicolon
 */
bool vd_query_is_one(const char *query, size_t *bytes);

#endif
