#include "io/language.h"

#include <errno.h>
#include <libintl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "budget/language.h"

const char *const vd_language_codes[] = { [VD_EN] = "en", [VD_ES] = "es", NULL };

static enum vd_language spoken = VD_EN;
static bool insisted;

bool vd_language_find(const char *name, enum vd_language *language)
{
	for (enum vd_language l = 0; l < VD_LANGUAGES; l++) {
		if (!vd_same(name, vd_language_codes[l]))
			continue;
		*language = l;
		return true;
	}
	return false;
}

const char *vd_language_code(enum vd_language language)
{
	return vd_language_codes[language];
}

/* The language of a locale's name: es_PE.UTF-8, es, es@latin. */
static bool of_locale(const char *name, size_t length, enum vd_language *language)
{
	for (enum vd_language l = 0; l < VD_LANGUAGES; l++) {
		size_t code = strlen(vd_language_codes[l]);
		bool same = length >= code && strncmp(name, vd_language_codes[l], code) == 0;
		if (!same || (length > code && !strchr("_.@", name[code])))
			continue;
		*language = l;
		return true;
	}
	return false;
}

enum vd_language vd_language_of_environment(void)
{
	static const char *const variables[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
	enum vd_language language = VD_EN;
	const char *locale = NULL;
	for (size_t i = 0; i < sizeof(variables) / sizeof(*variables); i++)
		if (!locale || !*locale)
			locale = getenv(variables[i]);
	/* In the C locale LANGUAGE counts for nothing, as in every program with gettext. */
	if (!locale || !*locale || vd_same(locale, "C") || vd_same(locale, "POSIX"))
		return VD_EN;
	const char *list = getenv("LANGUAGE");
	for (const char *one = list ? list : ""; *one;) {
		size_t length = strcspn(one, ":");
		if (of_locale(one, length, &language))
			return language;
		one += length + (one[length] == ':');
	}
	of_locale(locale, strlen(locale), &language);
	return language;
}

/*
 * Beside the program, in the folder it was built in or was installed to, so that it can be moved;
 * else where it was meant to be installed.
 */
static void find_catalogues(void)
{
	static const char *const beside[] = { "../po", "../share/locale" };
	char program[4096], folder[sizeof(program) + 64], catalogue[sizeof(folder) + 64];
	ssize_t length = readlink("/proc/self/exe", program, sizeof(program) - 1);
	program[length > 0 ? length : 0] = '\0';
	char *slash = strrchr(program, '/');
	for (size_t i = 0; slash && i < sizeof(beside) / sizeof(*beside); i++) {
		snprintf(folder, sizeof(folder), "%.*s/%s", (int)(slash - program), program,
			 beside[i]);
		snprintf(catalogue, sizeof(catalogue), "%s/es/LC_MESSAGES/" VD_TEXT_DOMAIN ".mo",
			 folder);
		if (access(catalogue, R_OK) != 0)
			continue;
		bindtextdomain(VD_TEXT_DOMAIN, folder);
		return;
	}
	bindtextdomain(VD_TEXT_DOMAIN, VD_LOCALE_DIR);
}

void vd_language_set(enum vd_language language)
{
	static bool is_bound;
	spoken = language;
	if (language == VD_EN) {
		setlocale(LC_MESSAGES, "C");
		return;
	}
	/* Any locale but C makes gettext look at LANGUAGE; this one is in every glibc. */
	setenv("LANGUAGE", vd_language_codes[language], 1);
	setlocale(LC_MESSAGES, "C.UTF-8");
	if (!is_bound) {
		find_catalogues();
		bind_textdomain_codeset(VD_TEXT_DOMAIN, "UTF-8");
		is_bound = true;
	}
	/* Without its catalogue it would be English that is called Spanish. */
	static const char header[] = "";
	if (!*dgettext(VD_TEXT_DOMAIN, header)) {
		spoken = VD_EN;
		setlocale(LC_MESSAGES, "C");
	}
}

void vd_language_insist(enum vd_language language)
{
	insisted = true;
	vd_language_set(language);
}

void vd_language_of_study(enum vd_language language)
{
	if (!insisted)
		vd_language_set(language);
}

enum vd_language vd_language_now(void)
{
	return spoken;
}

/* The system's own words come in the languages that are installed, which English alone is for sure. */
const char *vd_error_words(int error)
{
	static const struct {
		int error;
		const char *words;
	} known[] = {
		{ EACCES, N_("Permission denied") },
		{ EBUSY, N_("Device or resource busy") },
		{ EDQUOT, N_("Disk quota exceeded") },
		{ EEXIST, N_("File exists") },
		{ EFBIG, N_("File too large") },
		{ EIO, N_("Input/output error") },
		{ EISDIR, N_("Is a directory") },
		{ ELOOP, N_("Too many levels of symbolic links") },
		{ EMFILE, N_("Too many open files") },
		{ ENAMETOOLONG, N_("File name too long") },
		{ ENOENT, N_("No such file or directory") },
		{ ENOMEM, N_("Cannot allocate memory") },
		{ ENOSPC, N_("No space left on device") },
		{ ENOTDIR, N_("Not a directory") },
		{ EPERM, N_("Operation not permitted") },
		{ EPIPE, N_("Broken pipe") },
		{ EROFS, N_("Read-only file system") },
	};
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (known[i].error == error)
			return vd_translate(known[i].words);
	return strerror(error);
}
