/*
 * The connection string of a database, "DSN=treasury;Database=2016", and what must never be shown of
 * it. A value in braces may hold anything, "PWD={a;b}"; a closing brace in it is doubled.
 */
#ifndef VD_IO_CONNECTION_H
#define VD_IO_CONNECTION_H

#include <stdbool.h>

#include "budget/amount.h"
#include "budget/text.h"

/** A key and its value, as they stand there: borrowed, braces and all, without spaces around. */
struct vd_connection_item {
	struct vd_slice key, value;
};

/**
 * The next item of a connection string.
 * @param at  where to go on: first the string itself; moved behind the item
 * @return false at the end
 */
bool vd_connection_next(const char **at, struct vd_connection_item *item);

/** The value of a key, in any case and without its braces, in the arena; NULL: it has none. */
const char *vd_connection_value(struct vd_arena *arena, const char *connection, const char *key);

/** What a study may not say of a connection: it may come from someone who is not to be trusted so far. */
enum vd_connection_fault {
	VD_CONNECTION_FINE,
	VD_CONNECTION_CREDENTIAL, /* a user name, a password or the like */
	VD_CONNECTION_PROGRAM,	  /* a program to be loaded, or a file to be written */
	/* where a data source is set up with credentials, perhaps, and the study leads elsewhere */
	VD_CONNECTION_REDIRECTION,
};

/** @param key  set to the first key with a fault, as it stands there */
enum vd_connection_fault vd_connection_check(const char *connection, struct vd_slice *key);

/** Add an item at the end of a connection string. It is put in braces where it must be. */
void vd_connection_add(struct vd_buffer *connection, const char *key, const char *value);

enum { VD_SECRETS_MOST = 24 };

/** Texts that must not be shown. */
struct vd_secrets {
	struct {
		const char *text;
		bool is_name;
	} items[VD_SECRETS_MOST];
	size_t count, longest; /* of the longest, in bytes */
	bool too_many;	       /* more than there is room for: then no text is shown */
};

/** Keep a password or the like from being shown; NULL and "" are nothing to keep. */
void vd_secret_add(struct vd_secrets *secrets, const char *text);

/** Keep a user's name from being shown: as a word, not the "postgres" of PostgreSQL. */
void vd_secret_add_name(struct vd_secrets *secrets, const char *name);

/** Keep the credentials that stand in a connection string from being shown. */
void vd_secrets_of_connection(struct vd_secrets *secrets, struct vd_arena *arena,
			      const char *connection);

/**
 * A text for a reader, in the arena: on one line, valid UTF-8, and each secret in it, in any case,
 * replaced by "…". Where a password is so short that the gaps would tell it, nothing but "…" is left.
 */
const char *vd_without_secrets(struct vd_arena *arena, const struct vd_secrets *secrets,
			       const char *text);

#endif
