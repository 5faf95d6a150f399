/* What the unit tests share: an arena, a folder of their own, studies from texts and samples. */
#ifndef VD_TESTS_UNIT_HELPER_H
#define VD_TESTS_UNIT_HELPER_H

#include <criterion/criterion.h>

#include "budget/result.h"
#include "config/study.h"
#include "io/input.h"

/** Elements of an array. */
#define UNIT_COUNT(array) (sizeof(array) / sizeof(*(array)))

/** What a test works with; each test runs in a process of its own. */
struct unit {
	struct vd_arena *arena; /* without memory the test aborts */
	struct vd_diagnostics diagnostics;
	struct vd_input input;
	struct vd_reading reading;
	const struct vd_study *study;
	const struct vd_dataset *data;
	const struct vd_analysis *analysis;
};
extern struct unit unit;

/** What to do without memory: abort. */
__attribute__((noreturn)) void unit_no_memory(void);

/** Start a test: an empty arena, and a new folder that is the current one. For `.init`. */
void unit_open(void);

/** End it: free the arena, remove the folder. For `.fini`. */
void unit_close(void);

/** Forget the diagnostics so far. */
void unit_forget(void);

/** Write a file into the current folder. @return its name */
const char *unit_write(const char *name, const char *bytes, size_t length);

/** The whole of a file; NULL if it cannot be read. */
const char *unit_read(const char *name, size_t *length);

/** Read a text as the file `study.yaml`; fails the test if it is no text. */
const struct vd_input *unit_input(const char *text);

/**
 * Load a study from a text, as the file `study.yaml`; diagnostics are sorted.
 * @return NULL if it has errors
 */
const struct vd_study *unit_load(const char *text);

/** Load a study that must be without error, and collect its dataset. */
const struct vd_dataset *unit_dataset(const char *text);

/** The same, and compute its result tables. */
const struct vd_analysis *unit_analyse(const char *text);

/** The same, with what is asked for beyond the usual. */
const struct vd_analysis *unit_analyse_as(const char *text, const struct vd_options *options);

/** The same for a sample, which must give no diagnostic at all. */
const struct vd_analysis *unit_sample(const char *name);
const struct vd_analysis *unit_sample_as(const char *name, const struct vd_options *options);

/** The value at `general-budget/2016/share_percent`; fails the test if there is none. */
const struct vd_value *unit_value(const char *address);

/** The same value for a program; "" and the reason's word where it is missing: "!no_base". */
const char *unit_plain(const char *address);

/** The same value for a reader. */
const char *unit_shown(const char *address);

/** The same value as a number, percentages times 100; NAN where it is missing. */
double unit_number(const char *address);

/** What cells must be. */
struct unit_case {
	const char *address, *wanted;
};

/** Each as unit_plain() or unit_shown() gives it. */
void unit_expect_plain(const struct unit_case *cases, size_t count);
void unit_expect_shown(const struct unit_case *cases, size_t count);

/** Whether a table has a row with this address. */
bool unit_has_row(const char *table, const char *keys);

/** How many rows a table has. */
size_t unit_row_count(const char *table);

struct vd_check;
struct vd_finding;

/** The check of a printed cell or a claim, by its address; fails the test if there is none. */
const struct vd_check *unit_check(const char *at);

/** How many findings of a rule there are; the first of them in `first`, unless NULL. */
size_t unit_found(enum vd_rule rule, const struct vd_finding **first);

/** The finding of a rule at an address; fails the test unless there is just one. */
const struct vd_finding *unit_finding(enum vd_rule rule, const char *at);

/** All findings as `line:column+length rule address`, one a line; or without their places. */
const char *unit_finding_places(void);
const char *unit_findings(void);

/** Whether an explanation has some words, wherever its lines are broken. */
struct vd_explanation;
bool unit_says(const struct vd_explanation *explanation, const char *words);

/** Index of an institution by id; fails the test if there is none. */
int unit_institution(const char *id);

/** Index of a calendar year; fails the test if there is none. */
int unit_year(int year);

/** Index of a region by code; fails the test if there is none. */
int unit_region(const char *code);

/** How many diagnostics of a rule there are; the first of them in `first`, unless NULL. */
size_t unit_reported(enum vd_rule rule, const struct vd_diagnostic **first);

/** Whether a diagnostic points at a line, column and length. */
bool unit_is_at(struct vd_place place, uint32_t line, uint32_t column, uint32_t length);

/** All diagnostics as `line:column+length rule`, one a line. */
const char *unit_places(void);

/** A currency that must exist. */
const struct vd_currency *unit_currency(const char *code);

/** Speak a language from now on; fails the test if its catalogue is not there. */
void unit_speak(enum vd_language language);

/** Whether two numbers are the same but for the rounding of doubles. */
bool unit_near(double a, double b);

/** The same, to so many parts of the second number; of zero, of one. */
bool unit_within(double a, double b, double part);

/** Where a text stops being JSON (RFC 8259); NULL if all of it is one value. */
const char *unit_json_error(const char *text);

/** The next number of a generator with a seed of its own: 0 to `below` - 1. */
uint32_t unit_random(uint64_t *state, uint32_t below);

#endif
