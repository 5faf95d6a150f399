#include "io/connection.h"

#include <string.h>
#include <strings.h>

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static struct vd_slice trimmed(const char *from, const char *end)
{
	while (from < end && is_space(*from))
		from++;
	while (end > from && is_space(end[-1]))
		end--;
	return (struct vd_slice){ .text = from, .bytes = (size_t)(end - from) };
}

/* Behind the value that begins here: its semicolon, or the end of the string. */
static const char *end_of_value(const char *value)
{
	const char *at = value;
	while (is_space(*at))
		at++;
	if (*at != '{')
		return at + strcspn(at, ";");
	for (at++; *at; at++) {
		if (*at != '}')
			continue;
		if (at[1] != '}')
			return at + strcspn(at, ";");
		at++;
	}
	return at;
}

bool vd_connection_next(const char **at, struct vd_connection_item *item)
{
	const char *from = *at;
	for (;;) {
		from += strspn(from, "; \t\r\n");
		if (!*from)
			return false;
		const char *key_end = from + strcspn(from, "=;");
		if (*key_end == '=') {
			const char *value = key_end + 1, *end = end_of_value(value);
			item->key = trimmed(from, key_end);
			item->value = trimmed(value, end);
			*at = end;
			return true;
		}
		from = key_end; /* a word without a value */
	}
}

static bool is_key(struct vd_slice key, const char *name)
{
	return key.bytes == strlen(name) && strncasecmp(key.text, name, key.bytes) == 0;
}

static bool is_one_of(struct vd_slice key, const char *const *keys, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (is_key(key, keys[i]))
			return true;
	return false;
}

/* Without the braces around it. */
static const char *plain_value(struct vd_arena *arena, struct vd_slice value)
{
	char *text = vd_arena_copy(arena, value.text, value.bytes);
	if (*text != '{')
		return text;
	size_t length = 0;
	for (const char *from = text + 1; *from; from++) {
		if (*from == '}' && from[1] != '}')
			break;
		from += *from == '}';
		text[length++] = *from;
	}
	text[length] = '\0';
	return text;
}

const char *vd_connection_value(struct vd_arena *arena, const char *connection, const char *key)
{
	struct vd_connection_item item;
	while (vd_connection_next(&connection, &item))
		if (is_key(item.key, key))
			return plain_value(arena, item.value);
	return NULL;
}

/* As drivers of several databases call them. */
static bool names_user(struct vd_slice key)
{
	static const char *const keys[] = { "uid",	 "user",     "userid",	"user id",
					    "user name", "username", "logonid", "login" };
	return is_one_of(key, keys, sizeof(keys) / sizeof(*keys));
}

static bool is_credential(const struct vd_connection_item *item)
{
	static const char *const keys[] = {
		"pwd",	 "password",	"passwd",	"pass",	  "sslpassword", "sslkeypasswd",
		"token", "accesstoken", "access token", "secret", "apikey",	 "trustedpwd"
	};
	if (names_user(item->key) || is_one_of(item->key, keys, sizeof(keys) / sizeof(*keys)))
		return true;
	/* PostgreSQL's way to hand libpq what has no key of its own. */
	if (!is_key(item->key, "pqopt"))
		return false;
	for (size_t i = 0; i + 4 <= item->value.bytes; i++)
		if (strncasecmp(item->value.text + i, "pass", 4) == 0 ||
		    strncasecmp(item->value.text + i, "user", 4) == 0)
			return true;
	return false;
}

/* A driver is named as it is set up here, not as a file that may have come with the study. */
static bool brings_program(const struct vd_connection_item *item)
{
	static const char *const keys[] = { "LoadExt", "Tracefile", "FileDSN", "SaveFile",
					    "TranslationDLL" };
	return is_one_of(item->key, keys, sizeof(keys) / sizeof(*keys)) ||
	       (is_key(item->key, "Driver") && memchr(item->value.text, '/', item->value.bytes));
}

enum vd_connection_fault vd_connection_check(const char *connection, struct vd_slice *key)
{
	/* Those that say how much is read, and how, may stand beside the name of a data source. */
	static const char *const harmless[] = {
		"DSN",	   "Database", "UseDeclareFetch", "Fetch",
		"StepAPI", "NoCreat",  "CharSet",	  "NO_CACHE"
	};
	struct vd_connection_item item;
	bool has_source = false;
	for (const char *at = connection; vd_connection_next(&at, &item);)
		has_source = has_source || is_key(item.key, "DSN");
	while (vd_connection_next(&connection, &item)) {
		*key = item.key;
		if (is_credential(&item))
			return VD_CONNECTION_CREDENTIAL;
		if (brings_program(&item))
			return VD_CONNECTION_PROGRAM;
		if (has_source &&
		    !is_one_of(item.key, harmless, sizeof(harmless) / sizeof(*harmless)))
			return VD_CONNECTION_REDIRECTION;
	}
	return VD_CONNECTION_FINE;
}

void vd_connection_add(struct vd_buffer *connection, const char *key, const char *value)
{
	if (connection->count && connection->items[connection->count - 1] != ';')
		vd_buffer_add(connection, ";");
	vd_buffer_add(connection, key);
	vd_buffer_add(connection, "=");
	/*
	 * PostgreSQL's driver takes the braces off a password alone, and reads % and + in one without
	 * them as in a URL. So a name has them only where there is no other way.
	 */
	const char *special = strcmp(key, "PWD") == 0 ? "[]{}(),;?*=!@%+" : ";";
	size_t bytes = strlen(value);
	bool is_edged = bytes && (is_space(*value) || is_space(value[bytes - 1]) || *value == '{');
	if (!strpbrk(value, special) && !is_edged) {
		vd_buffer_add(connection, value);
		return;
	}
	vd_buffer_add(connection, "{");
	for (; *value; value++) {
		const char text[] = { *value, *value == '}' ? '}' : '\0', '\0' };
		vd_buffer_add(connection, text);
	}
	vd_buffer_add(connection, "}");
}

static void add_secret(struct vd_secrets *secrets, const char *text, bool is_name)
{
	if (!text || !*text)
		return;
	if (secrets->count == VD_SECRETS_MOST) {
		secrets->too_many = true;
		return;
	}
	secrets->items[secrets->count].text = text;
	secrets->items[secrets->count++].is_name = is_name;
	if (strlen(text) > secrets->longest)
		secrets->longest = strlen(text);
}

void vd_secret_add(struct vd_secrets *secrets, const char *text)
{
	add_secret(secrets, text, false);
}

void vd_secret_add_name(struct vd_secrets *secrets, const char *name)
{
	add_secret(secrets, name, true);
}

void vd_secrets_of_connection(struct vd_secrets *secrets, struct vd_arena *arena,
			      const char *connection)
{
	struct vd_connection_item item;
	while (vd_connection_next(&connection, &item)) {
		if (!is_credential(&item))
			continue;
		add_secret(secrets, plain_value(arena, item.value), names_user(item.key));
		add_secret(secrets, vd_arena_copy(arena, item.value.text, item.value.bytes),
			   names_user(item.key));
	}
}

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_' || (unsigned char)c >= 0x80;
}

/* The longest secret that stands at a place of a text, in bytes. */
static size_t secret_at(const struct vd_secrets *secrets, const char *text, const char *at,
			bool *is_name)
{
	size_t longest = 0;
	for (size_t i = 0; i < secrets->count; i++) {
		const char *secret = secrets->items[i].text;
		size_t bytes = strlen(secret);
		if (bytes <= longest || strncasecmp(at, secret, bytes) != 0)
			continue;
		bool is_part = (at > text && is_word(at[-1]) && is_word(*secret)) ||
			       (is_word(at[bytes]) && is_word(secret[bytes - 1]));
		if (secrets->items[i].is_name && is_part)
			continue;
		longest = bytes;
		*is_name = secrets->items[i].is_name;
	}
	return longest;
}

const char *vd_without_secrets(struct vd_arena *arena, const struct vd_secrets *secrets,
			       const char *text)
{
	enum { SHORTEST = 4 }; /* bytes of a secret that one cannot tell from the words around it */
	struct vd_buffer shown = { .arena = arena };
	const char *gap = "";
	if (secrets->too_many)
		return "…";
	const char *whole = text;
	while (*text) {
		bool is_name = false;
		size_t bytes = secret_at(secrets, whole, text, &is_name);
		if (bytes && bytes < SHORTEST && !is_name)
			return "…";
		if (!bytes && ((unsigned char)*text <= ' ' || *text == 0x7F)) {
			gap = " ";
			text++;
			continue;
		}
		vd_buffer_add(&shown, shown.count ? gap : "");
		gap = "";
		if (bytes) {
			vd_buffer_add(&shown, "…");
			text += bytes;
			continue;
		}
		/* A character, or a byte that is none. */
		size_t length = 1;
		while (((unsigned char)text[length] & 0xC0U) == 0x80U)
			length++;
		if (vd_utf8_invalid(text, length) == length) {
			vd_buffer_add(&shown, vd_arena_copy(arena, text, length));
		} else {
			vd_buffer_add(&shown, "?");
			length = 1;
		}
		text += length;
	}
	return vd_buffer_text(&shown);
}
