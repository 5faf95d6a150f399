/* What the tests of `import` share: a look at a text, and what is proposed of it. */
#ifndef VD_TESTS_UNIT_LOOKED_H
#define VD_TESTS_UNIT_LOOKED_H

#include "config/propose.h"
#include "tests/unit/helper.h"

/** Look at the whole of a file called `file.csv`. @return NULL: it was refused */
const struct vd_look *unit_look_bytes(const char *bytes, size_t count);
const struct vd_look *unit_look(const char *text);

/** The same with another name and an end that was not looked at. */
const struct vd_look *unit_look_named(const char *text, const char *name, bool is_whole);

/** The study that is proposed of the last look; its data is `file.csv`. */
const struct vd_proposal *unit_propose(void);

/** The line of a proposal by its key, as YAML; "" if it has none. */
const char *unit_proposed(const struct vd_proposal *proposal, const char *key);

/** How sure that line is, as a word; "" if it is no guess. */
const char *unit_proposed_sure(const struct vd_proposal *proposal, const char *key);

/** Whether words stand among the notes of a proposal, or the reasons of its lines. */
bool unit_proposal_says(const struct vd_proposal *proposal, const char *words);

/** The name of a column; "" for VD_NO_COLUMN. */
const char *unit_column(size_t column);

#endif
