/* Ids out of names and codes: "Ministerio de Economía" is ministerio-de-economia. */
#ifndef VD_BUDGET_SLUG_H
#define VD_BUDGET_SLUG_H

#include "budget/arena.h"

/**
 * Letters without their accents and in lower case, digits, dots and underscores as they are, a dash
 * for whatever stands between them.
 * @param text  valid UTF-8
 * @return in the arena; "" if it has no letter of the Latin alphabet and no digit
 */
const char *vd_slug(struct vd_arena *arena, const char *text);

#endif
