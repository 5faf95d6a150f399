#include "io/query.h"

#include <string.h>

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_' || (unsigned char)c >= 0x80;
}

/* Behind a quoted text. A doubled quote closes it and opens the next, which comes to the same. */
static const char *behind_quotes(const char *at, bool has_escapes)
{
	const char quote = *at;
	for (at++; *at && *at != quote; at++)
		if (has_escapes && *at == '\\' && at[1])
			at++;
	return *at ? at + 1 : at;
}

/* Comments stand in one another in PostgreSQL, as in the standard. */
static const char *behind_comment(const char *at)
{
	size_t depth = 0;
	do {
		if (at[0] == '/' && at[1] == '*') {
			depth++;
			at += 2;
		} else if (at[0] == '*' && at[1] == '/') {
			depth--;
			at += 2;
		} else {
			at++;
		}
	} while (depth && *at);
	return at;
}

/* PostgreSQL's $tag$ text $tag$. @return NULL: the dollar is none of these */
static const char *behind_dollars(const char *at)
{
	const char *tag_end = at + 1;
	while (is_word(*tag_end))
		tag_end++;
	if (*tag_end != '$' || (at[1] >= '0' && at[1] <= '9'))
		return NULL;
	size_t tag = (size_t)(tag_end + 1 - at);
	for (const char *end = tag_end + 1; *end; end++)
		if (strncmp(end, at, tag) == 0)
			return end + tag;
	return at + strlen(at);
}

/* Behind a comment or a text that begins here; the same place if none does. */
static const char *behind(const char *query, const char *at)
{
	bool is_behind_word = at > query && is_word(at[-1]);
	switch (*at) {
	case '\'': {
		/* E'…' alone, where E is no end of a longer word */
		bool has_escapes = is_behind_word && (at[-1] == 'e' || at[-1] == 'E') &&
				   (at - 1 == query || !is_word(at[-2]));
		return behind_quotes(at, has_escapes);
	}
	case '"':
	case '`':
		return behind_quotes(at, false);
	case '-':
		return at[1] == '-' ? at + strcspn(at, "\n") : at;
	case '/':
		return at[1] == '*' ? behind_comment(at) : at;
	case '$': {
		const char *end = is_behind_word ? NULL : behind_dollars(at);
		return end ? end : at;
	}
	default:
		return at;
	}
}

bool vd_query_is_one(const char *query, size_t *bytes)
{
	const char *end = NULL;
	for (const char *at = query; *at;) {
		const char *next = behind(query, at);
		bool is_comment = next > at && (*at == '-' || *at == '/');
		if (end && !is_comment && !strchr("; \t\r\n", *at))
			return false;
		if (!end && next == at && *at == ';')
			end = at;
		at = next > at ? next : at + 1;
	}
	*bytes = end ? (size_t)(end - query) : strlen(query);
	return true;
}
