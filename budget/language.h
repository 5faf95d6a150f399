/*
 * Texts for a reader, in the language of the run. What is written here is English; the others stand
 * in po/. Which one it is, io/language.h says; without that it is English.
 *
 * Keys of study files, of JSON and of CSV are words as well: a program reads them alike in every
 * language. They are marked with N_() where they are defined, and a reader gets vd_word(key).
 */
#ifndef VD_BUDGET_LANGUAGE_H
#define VD_BUDGET_LANGUAGE_H

#include <libintl.h>

#define VD_TEXT_DOMAIN "veedor"

/** A text in the language of the run; also the format of a function like printf. */
#define _(text) dgettext(VD_TEXT_DOMAIN, text)

/** Mark a text that is translated where it is used: in a table, say. */
#define N_(text) text

/** The form for a count: VD_PLURAL("%zu row", "%zu rows", n). */
#define VD_PLURAL(one, many, count) dngettext(VD_TEXT_DOMAIN, one, many, (unsigned long)(count))

/** A text that was marked with N_(); an empty one stays empty. */
const char *vd_translate(const char *text);

/** The word for a key, such as `allocated`, for a reader. */
const char *vd_word(const char *key);

#endif
