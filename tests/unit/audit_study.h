/* What the tests of the audit share: small studies, all their checks, and what a finding must be. */
#ifndef VD_TESTS_UNIT_AUDIT_STUDY_H
#define VD_TESTS_UNIT_AUDIT_STUDY_H

#include "budget/audit.h"
#include "tests/unit/helper.h"

/** Eight lines of a study: the tables begin in the ninth, the rows of the first in the thirteenth. */
#define AUDIT_HEAD                                                                                 \
	"veedor: 1\ntitle: t\ncurrency: PEN\nnumbers: {decimal: \".\", grouping: \",\"}\n"         \
	"missing: {SD: {means: not_published}, NR: {means: not_reported}, SPE: {means: "           \
	"no_budget_line}, NA: {means: not_applicable}}\n"                                          \
	"years: {2014: {phase: enacted}, 2015: {phase: enacted}, 2016: {phase: enacted}}\n"

/** Four institutions, of which three are a group and two of them another. */
#define AUDIT_FOUR                                                                                 \
	AUDIT_HEAD                                                                                 \
	"institutions: [{id: a, level: national}, {id: b, level: regional, region: \"08\"}, "      \
	"{id: c, level: local, region: \"15\"}, {id: d, level: local}]\n"                          \
	"groups: [{id: sub, members: [b, c, d]}, {id: inner, members: [c, d]}]\n"

/** Two institutions, one of them a group by itself. */
#define AUDIT_TWO                                                                                  \
	AUDIT_HEAD                                                                                 \
	"institutions: [{id: a, level: national}, {id: b, level: local, region: \"08\"}]\n"        \
	"groups: [{id: g, members: [b]}]\n"

/** A head, a table `t` with these columns and pasted rows, and what follows. */
const char *audit_study(const char *head, const char *columns, const char *rows, const char *more);

/**
 * The checks of a study of four that goes on so, and no others.
 * @param wanted  a line each: `address: printed verdict, computed`
 */
void audit_expect_of(const char *tables, const char *wanted);

/** The same of one table `t`. */
void audit_expect(const char *columns, const char *rows, const char *wanted);

/** What a finding must be. Figures as programs get them; "" for none. */
struct audit_wanted {
	enum vd_rule rule;
	const char *at;
	uint32_t line;
	const char *marked; /* what stands at its place */
	const char *printed, *computed, *difference, *cause;
};

/** Expect a finding that is not accepted. @return it, for what else there is to say */
const struct vd_finding *audit_expect_finding(const struct audit_wanted *wanted);

/** The text of the study at a place; with nothing but ASCII before it. */
const char *audit_text_at(struct vd_place place);

/** A figure of a finding, as programs get it. */
const char *audit_plain(const struct vd_value *value, enum vd_unit shown_in);

#endif
