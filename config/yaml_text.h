/* Texts as YAML reads them back, for the studies that veedor writes. */
#ifndef VD_CONFIG_YAML_TEXT_H
#define VD_CONFIG_YAML_TEXT_H

#include "budget/arena.h"

/** A text in double quotes. */
const char *vd_yaml_quoted(struct vd_arena *arena, const char *text);

/** A text as it is where that is safe in any place, also between braces; else in double quotes. */
const char *vd_yaml_word(struct vd_arena *arena, const char *text);

/** An id made of a label: letters, digits and dashes, accents dropped; `otherwise` if none is left. */
const char *vd_id_of_label(struct vd_arena *arena, const char *label, const char *otherwise);

#endif
