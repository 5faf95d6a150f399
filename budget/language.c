#include "budget/language.h"

const char *vd_translate(const char *text)
{
	/* gettext has the catalogue's header under the empty text. */
	return *text ? dgettext(VD_TEXT_DOMAIN, text) : text;
}

const char *vd_word(const char *key)
{
	return vd_translate(key);
}
