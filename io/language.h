/* Which language a run speaks; the only place that looks for the catalogues. */
#ifndef VD_IO_LANGUAGE_H
#define VD_IO_LANGUAGE_H

#include "budget/text.h"

/** The language called so, `en` or `es`. @return false if there is none */
bool vd_language_find(const char *name, enum vd_language *language);

/** The code of a language: "es". */
const char *vd_language_code(enum vd_language language);

/** The codes of all languages: VD_LANGUAGES of them. */
extern const char *const vd_language_codes[];

/** The language that the environment asks for, as gettext reads it; English if none we have. */
enum vd_language vd_language_of_environment(void);

/** Speak a language from now on. */
void vd_language_set(enum vd_language language);

/** Speak it whatever a study says: --lang was given. */
void vd_language_insist(enum vd_language language);

/** A study asks for its language: speak it, unless --lang was given. */
void vd_language_of_study(enum vd_language language);

/** What an error number of the system means, in the language of the run. */
const char *vd_error_words(int error);

/** The language that is spoken. */
enum vd_language vd_language_now(void);

#endif
