/*
 * Descriptions of the study format, made from its field tables. They are English in every language:
 * a published interface, which editors keep and pages are made from.
 */
#ifndef VD_CONFIG_SCHEMA_H
#define VD_CONFIG_SCHEMA_H

#include "budget/arena.h"

/** JSON Schema (draft 2020-12) of the study file, so that editors complete and check it. */
const char *vd_schema_json(struct vd_arena *arena);

/** The same as Markdown tables of keys, for the docs. */
const char *vd_schema_markdown(struct vd_arena *arena);

#endif
