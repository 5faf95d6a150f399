/* Every message that veedor can give about a study, in one table: name, class, meaning. */
#ifndef VD_BUDGET_RULES_H
#define VD_BUDGET_RULES_H

#include <stdbool.h>
#include <stddef.h>

#include "budget/language.h"

/**
 * What a rule's message is and how grave.
 * INPUT: the input cannot be used at all. ERROR: an error in the user's file. SYSTEM: the machine
 * failed. The others are findings, the file is fine. CONTRADICTION: figures of the report exclude
 * each other. WARNING: a figure misleads or counts nowhere. NOTE: what a reader ought to know.
 */
enum vd_severity {
	VD_SEVERITY_INPUT,
	VD_SEVERITY_ERROR,
	VD_SEVERITY_CONTRADICTION,
	VD_SEVERITY_WARNING,
	VD_SEVERITY_NOTE,
	VD_SEVERITY_SYSTEM,
	VD_SEVERITIES
};

/** Errors are about the file, findings about the figures in it. */
enum vd_class { VD_CLASS_ERROR, VD_CLASS_FINDING };

/* X(identifier, "name", severity, "meaning and what to do", "method, of a finding") */
#define VD_RULES(X)                                                                                                                                   \
	X(INPUT_UNREADABLE, "input-unreadable", INPUT,                                                                                                \
	  N_("The file cannot be opened or read: it is missing, a folder, or closed to "                                                              \
	     "you."),                                                                                                                                 \
	  "")                                                                                                                                         \
	X(INPUT_TOO_LARGE, "input-too-large", INPUT,                                                                                                  \
	  N_("The file is larger than the stated limit for a study file."), "")                                                                       \
	X(INPUT_NOT_TEXT, "input-not-text", INPUT,                                                                                                    \
	  N_("The file is not UTF-8 text: it holds a NUL byte or bytes of another "                                                                   \
	     "encoding. Save it as UTF-8."),                                                                                                          \
	  "")                                                                                                                                         \
	X(INPUT_EMPTY, "input-empty", INPUT,                                                                                                          \
	  N_("The file holds nothing. Start from `veedor new FILE.yaml`."), "")                                                                       \
	X(NOT_A_STUDY, "not-a-study", INPUT,                                                                                                          \
	  N_("The file is YAML and no mapping of keys such as `veedor: 1`."), "")                                                                     \
	X(YAML_SYNTAX, "yaml-syntax", INPUT,                                                                                                          \
	  N_("The file is not well-formed YAML, so nothing after this place can be read."), "")                                                       \
	X(TOO_DEEP, "too-deep", INPUT, N_("Lists and mappings are nested deeper than 32 levels."),                                                    \
	  "")                                                                                                                                         \
	X(TOO_MANY, "too-many", INPUT, N_("The file holds more values or cells than the limit."),                                                     \
	  "")                                                                                                                                         \
	X(FORMAT_VERSION, "format-version", INPUT,                                                                                                    \
	  N_("The file is written for another version of the study format."), "")                                                                     \
	X(YAML_FEATURE, "yaml-feature", ERROR,                                                                                                        \
	  N_("Anchors, aliases, tags and further documents are not part of the study "                                                                \
	     "format: write each value where it stands."),                                                                                            \
	  "")                                                                                                                                         \
	X(DUPLICATE_KEY, "duplicate-key", ERROR, N_("A key stands twice in one mapping."), "")                                                        \
	X(DUPLICATE_ID, "duplicate-id", ERROR,                                                                                                        \
	  N_("Two institutions, groups, tables or other things share an id or a printed "                                                             \
	     "name."),                                                                                                                                \
	  "")                                                                                                                                         \
	X(UNKNOWN_KEY, "unknown-key", ERROR, N_("A key that the format does not have."), "")                                                          \
	X(MISSING_KEY, "missing-key", ERROR, N_("A key that must be there is not."), "")                                                              \
	X(WRONG_TYPE, "wrong-type", ERROR,                                                                                                            \
	  N_("A value has the wrong shape: a list where a text is expected, say."), "")                                                               \
	X(BAD_VALUE, "bad-value", ERROR, N_("A value is not one of those that may stand here."),                                                      \
	  "")                                                                                                                                         \
	X(BAD_ID, "bad-id", ERROR,                                                                                                                    \
	  N_("An id has other characters than letters, digits, dots, dashes and "                                                                     \
	     "underscores."),                                                                                                                         \
	  "")                                                                                                                                         \
	X(BAD_YEAR, "bad-year", ERROR, N_("A year is not a whole number from 1800 to 2200."), "")                                                     \
	X(UNKNOWN_CURRENCY, "unknown-currency", ERROR,                                                                                                \
	  N_("The currency is not an ISO 4217 code."), "")                                                                                            \
	X(UNKNOWN_REFERENCE, "unknown-reference", ERROR,                                                                                              \
	  N_("A name refers to a source, note, year, region or series that is not "                                                                   \
	     "declared."),                                                                                                                            \
	  "")                                                                                                                                         \
	X(UNKNOWN_INSTITUTION, "unknown-institution", ERROR,                                                                                          \
	  N_("A row's label is no institution's or group's id, short name, name or "                                                                  \
	     "printed name."),                                                                                                                        \
	  "")                                                                                                                                         \
	X(AMBIGUOUS_INSTITUTION, "ambiguous-institution", ERROR,                                                                                      \
	  N_("A row's label fits more than one institution or group."), "")                                                                           \
	X(BAD_COLUMN, "bad-column", ERROR,                                                                                                            \
	  N_("A table's column heading is none of those that the format knows."), "")                                                                 \
	X(CELL_COUNT, "cell-count", ERROR,                                                                                                            \
	  N_("A row has more or fewer cells than the table columns."), "")                                                                            \
	X(SPLIT_AMOUNT, "split-amount", ERROR,                                                                                                        \
	  N_("A comma that is not in quotes has split a name or an amount into two "                                                                  \
	     "cells."),                                                                                                                               \
	  "")                                                                                                                                         \
	X(DUPLICATE_CELL, "duplicate-cell", ERROR, N_("One table gives the same figure twice."),                                                      \
	  "")                                                                                                                                         \
	X(EMPTY_CELL, "empty-cell", ERROR,                                                                                                            \
	  N_("A cell is empty. Missing is never zero: write a declared code that says "                                                               \
	     "why."),                                                                                                                                 \
	  "")                                                                                                                                         \
	X(UNKNOWN_CODE, "unknown-code", ERROR,                                                                                                        \
	  N_("A cell is neither a number nor a declared code for a missing figure."), "")                                                             \
	X(BAD_NUMBER, "bad-number", ERROR, N_("A number is not written as `numbers` declares."),                                                      \
	  "")                                                                                                                                         \
	X(BAD_GROUPING, "bad-grouping", ERROR,                                                                                                        \
	  N_("A grouping mark is not declared, or its groups are not of three digits."), "")                                                          \
	X(TOO_MANY_DECIMALS, "too-many-decimals", ERROR,                                                                                              \
	  N_("An amount has more decimals than the currency has."), "")                                                                               \
	X(NUMBER_TOO_LARGE, "number-too-large", ERROR,                                                                                                \
	  N_("A number is beyond what veedor can hold."), "")                                                                                         \
	X(NEGATIVE_COUNT, "negative-count", ERROR,                                                                                                    \
	  N_("A population or another count is negative, or is zero where it divides."), "")                                                          \
	X(OVERFLOW, "overflow", ERROR, N_("A sum of amounts is beyond 64 bits of minor units."),                                                      \
	  "")                                                                                                                                         \
	X(AMBIGUOUS_SERIES, "ambiguous-series", ERROR,                                                                                                \
	  N_("Two series could serve and the study does not say which: mark one "                                                                     \
	     "`primary: yes`."),                                                                                                                      \
	  "")                                                                                                                                         \
	X(DATA_UNREADABLE, "data-unreadable", INPUT,                                                                                                  \
	  N_("A file or database that the study takes figures from cannot be read: it is missing, damaged, cut short, or closed to you."),            \
	  "")                                                                                                                                         \
	X(DATA_ENCODING, "data-encoding", ERROR,                                                                                                      \
	  N_("A file of budget lines is not in the encoding that is declared for it, or no such encoding is known."),                                 \
	  "")                                                                                                                                         \
	X(DATA_HEADER, "data-header", ERROR,                                                                                                          \
	  N_("The header line of a file of budget lines cannot be made out, or its separator."),                                                      \
	  "")                                                                                                                                         \
	X(DATA_COLUMN, "data-column", ERROR,                                                                                                          \
	  N_("A file or query has no column of this name, or two, or one that cannot hold amounts exactly."),                                         \
	  "")                                                                                                                                         \
	X(DATA_ROW, "data-row", ERROR,                                                                                                                \
	  N_("A row of a file has more or fewer cells than its header, or quotes that do not match."),                                                \
	  "")                                                                                                                                         \
	X(DATA_NUMBER, "data-number", ERROR,                                                                                                          \
	  N_("A cell of an amount is neither a number as `numbers` declares nor a declared code."),                                                   \
	  "")                                                                                                                                         \
	X(DATA_TEXT, "data-text", ERROR,                                                                                                              \
	  N_("A cell of a year, code, level or name cannot be read."), "")                                                                            \
	X(DATA_INSTITUTION, "data-institution", ERROR,                                                                                                \
	  N_("The data has institutions that the study does not declare, or lines that are not surely of one institution."),                          \
	  "")                                                                                                                                         \
	X(DATA_CREDENTIALS, "data-credentials", ERROR,                                                                                                \
	  N_("A study file holds a user name or password. They belong in the data source's own set-up or in the environment."),                       \
	  "")                                                                                                                                         \
	X(UNSAFE_AMOUNT, "unsafe-amount", ERROR,                                                                                                      \
	  N_("An amount cannot stand in a spreadsheet cell to its last minor unit."), "")                                                             \
	X(TOTAL_MISMATCH, "total-mismatch", CONTRADICTION,                                                                                            \
	  N_("A printed total is not the sum of its rows, of its columns, or of the "                                                                 \
	     "figures by institution."),                                                                                                              \
	  N_("The sum of the rows that have a figure, each once: a group's row stands "                                                               \
	     "for its members, and a member printed beside its group is not added again. "                                                            \
	     "Codes count as nothing. Compared to the digits printed."))                                                                              \
	X(GROUP_MISMATCH, "group-mismatch", CONTRADICTION,                                                                                            \
	  N_("The row of a group is not the sum of its members."),                                                                                    \
	  N_("The sum of the members' figures, in whichever table they stand."))                                                                      \
	X(RATE_MISMATCH, "rate-mismatch", CONTRADICTION,                                                                                              \
	  N_("A printed implementation rate does not follow from the amounts beside it."),                                                            \
	  N_("Implemented / allocated of the same row and year, as printed. A rate that "                                                             \
	     "fits its printed amounts where one of them is wrong follows from that "                                                                 \
	     "finding and is no second one."))                                                                                                        \
	X(SHARE_MISMATCH, "share-mismatch", CONTRADICTION,                                                                                            \
	  N_("A printed share does not follow from the amounts beside it."),                                                                          \
	  N_("The row's amount / General Budget of the year; in a table by institution, "                                                             \
	     "or / the printed total of its column, whichever of the two fits."))                                                                     \
	X(PER_CAPITA_MISMATCH, "per-capita-mismatch", CONTRADICTION,                                                                                  \
	  N_("A printed figure per person does not follow from the amount and any "                                                                   \
	     "population of the study."),                                                                                                             \
	  N_("The row's amount / population of the year, of the row's region where it "                                                               \
	     "has one; each population that the study declares is tried."))                                                                           \
	X(CHANGE_MISMATCH, "change-mismatch", CONTRADICTION,                                                                                          \
	  N_("A printed change does not follow from the two amounts."),                                                                               \
	  N_("The row's amount less that of the year before, as printed; relative to it "                                                             \
	     "where a percent sign is printed."))                                                                                                     \
	X(TABLE_CONFLICT, "table-conflict", CONTRADICTION,                                                                                            \
	  N_("Two tables print different figures for the same institution, stage and "                                                                \
	     "year; the first stands, or the one marked `primary: yes`."),                                                                            \
	  N_("Every figure that stands in two tables is compared. Which of the two "                                                                  \
	     "agrees with the totals of its table is said."))                                                                                         \
	X(CLAIM_CONTRADICTED, "claim-contradicted", CONTRADICTION,                                                                                    \
	  N_("A figure that the report states in prose does not follow from its "                                                                     \
	     "operands."),                                                                                                                            \
	  N_("As the claim's measure says, from unrounded operands, compared to the "                                                                 \
	     "digits printed."))                                                                                                                      \
	X(GROUP_WITHOUT_DETAIL, "group-without-detail", WARNING,                                                                                      \
	  N_("A group's row has an amount but no table gives its members' amounts, so it "                                                            \
	     "counts nowhere. Declare the group as an institution if there is no detail."),                                                           \
	  N_("Each group row's amount of which no member has a figure for the stage and "                                                             \
	     "year."))                                                                                                                                \
	X(COMPARABILITY, "comparability", WARNING,                                                                                                    \
	  N_("The headline change between two years is not that of the institutions that "                                                            \
	     "report both: who reports has changed, not only what they report."),                                                                     \
	  N_("Reported where the two changes differ in sign, or by more than half of the "                                                            \
	     "headline's. Both bases are given: institutions, and rows as printed."))                                                                 \
	X(MIXED_SCOPE, "mixed-scope", WARNING,                                                                                                        \
	  N_("A rate over several institutions divides what some implemented by what "                                                                \
	     "others were allocated."),                                                                                                               \
	  N_("Reported where a printed rate of a total or group counts institutions that "                                                            \
	     "have only one of the two amounts, and the rate of those that have both "                                                                \
	     "comes out otherwise at the digits printed."))                                                                                           \
	X(OVER_IMPLEMENTED, "over-implemented", NOTE,                                                                                                 \
	  N_("More was implemented than the budget allowed."),                                                                                        \
	  N_("Implemented above modified, or above allocated where the study has no "                                                                 \
	     "modified amount."))                                                                                                                     \
	X(SHIFTED_MARK, "shifted-mark", NOTE,                                                                                                         \
	  N_("An amount looks as if its decimal mark had been shifted."),                                                                             \
	  N_("Ten, a hundred or a thousand times what stands in the years beside it, or "                                                             \
	     "that part of it, give or take a quarter."))                                                                                             \
	X(CLAIM_WITHOUT_FIGURE, "claim-without-figure", WARNING,                                                                                      \
	  N_("A claim points at a figure that the study does not have."),                                                                             \
	  N_("The address of a result table's cell is looked up when the claim is "                                                                   \
	     "checked."))                                                                                                                             \
	X(UNUSED_ACCEPTANCE, "unused-acceptance", WARNING,                                                                                            \
	  N_("An `accept` names no finding that the study has: the finding is gone, or "                                                              \
	     "its place is written otherwise."),                                                                                                      \
	  N_("Rule and place are compared letter by letter."))                                                                                        \
	X(TRUNCATED, "truncated", NOTE,                                                                                                               \
	  N_("A printed figure fits only if its digits were cut off, not rounded."),                                                                  \
	  N_("With u the worth of the last digit printed, rounded covers [p - u/2, p + "                                                              \
	     "u/2), cut off [p, p + u). One odd cell proves no habit: how many of the "                                                               \
	     "alike fit only so is said."))                                                                                                           \
	X(NOT_TESTABLE, "not-testable", NOTE,                                                                                                         \
	  N_("A printed figure cannot be checked: an amount that it needs is missing."),                                                              \
	  N_("Said of printed totals, rates, shares, changes and claims that lack an "                                                                \
	     "operand."))                                                                                                                             \
	X(TOTAL_BEYOND_ROWS, "total-beyond-rows", NOTE,                                                                                               \
	  N_("A printed total is more than the rows that have a figure; rows without one "                                                            \
	     "may hold the rest."),                                                                                                                   \
	  N_("Instead of a mismatch where figures are not published or not reported, and "                                                            \
	     "no simple cause explains the difference."))                                                                                             \
	X(DATA_SKIPPED, "data-skipped", WARNING,                                                                                                      \
	  N_("Rows of a file were left out because a cell of theirs cannot be read."),                                                                \
	  N_("As `on_error: skip` asks for; their amounts are in no figure."))                                                                        \
	X(DATA_EMPTY, "data-empty", WARNING,                                                                                                          \
	  N_("No line of the data counts for a figure that it is to give."),                                                                          \
	  N_("No line passes the filter and the conditions of the figure, in the years of the study. Is a value written otherwise in the data?"))     \
	X(DATA_OVERLAP, "data-overlap", WARNING,                                                                                                      \
	  N_("Two entries of data give the same figures; entries are not added up, so those of one count for nothing."),                              \
	  N_("The same year, stage and institution or total in both, and the one that stands is not marked `primary: yes`."))                         \
	X(DATA_UNMATCHED, "data-unmatched", WARNING,                                                                                                  \
	  N_("No line of the data has a value that a condition of `where` names."),                                                                   \
	  N_("Texts are compared letter for letter, with capitals, accents and blanks. Under `not`, lines that were to be left out may be counted.")) \
	X(PARTIAL_YEAR, "partial-year", NOTE,                                                                                                         \
	  N_("A stage of a year covers only part of the year."),                                                                                      \
	  N_("As `allocated_through`, `modified_through` or `implemented_through` says."))                                                            \
	X(BILL, "bill", NOTE, N_("A year's budget is a bill and not law."),                                                                           \
	  N_("As `phase: bill` says; such years are left out of trends unless asked for."))                                                           \
	X(REPEAT, "repeat", NOTE,                                                                                                                     \
	  N_("The same figure stands in two years running: one may be a copy of the "                                                                 \
	     "other."),                                                                                                                               \
	  N_("Amounts and values of series other than zero that are the same to the last "                                                            \
	     "digit."))                                                                                                                               \
	X(JUMP, "jump", NOTE,                                                                                                                         \
	  N_("An amount changed far more, or far less, than those of the other "                                                                      \
	     "institutions."),                                                                                                                        \
	  N_("Robust z of the logarithm of change, from median and MAD, beyond 3.5."))                                                                \
	X(COVERAGE, "coverage", NOTE, N_("Not every institution that was asked gave an amount."),                                                     \
	  N_("Institutions in the headline that gave an amount, that answered, and that "                                                             \
	     "were expected to."))                                                                                                                    \
	X(DATA_RENAMED, "data-renamed", NOTE,                                                                                                         \
	  N_("An institution has more than one name in the data."),                                                                                   \
	  N_("Rows with the same code and different names; the name of the last row of the latest year stands."))                                     \
	X(DATA_INCOMPLETE, "data-incomplete", NOTE,                                                                                                   \
	  N_("A figure added up from data leaves out cells that have a code instead of an amount."),                                                  \
	  N_("The sum of the cells that have an amount."))                                                                                            \
	X(DATA_PADDED, "data-padded", NOTE,                                                                                                           \
	  N_("Rows of a file have fewer cells than its header and were filled up with empty ones."),                                                  \
	  N_("As `ragged: pad` asks for."))                                                                                                           \
	X(DATA_UNUSED, "data-unused", NOTE,                                                                                                           \
	  N_("Rows of the data are of years or institutions that the study leaves out."),                                                             \
	  N_("Rows that the filter lets through, of a year that is not under `years` or an institution that is not declared with `others: leave`."))  \
	X(OUTPUT_FAILED, "output-failed", SYSTEM, N_("The result could not be written."), "")

enum vd_rule {
#define X(id, name, severity, meaning, method) VD_RULE_##id,
	VD_RULES(X)
#undef X
		VD_RULE_COUNT
};

struct vd_rule_info {
	const char *name, *meaning, *method;
	enum vd_severity severity;
};

/** The table's line for a rule. */
const struct vd_rule_info *vd_rule_info(enum vd_rule rule);

/** A rule by name. @return false if there is none */
bool vd_rule_find(const char *name, enum vd_rule *rule);

/** The names of all rules, or of findings alone, for "did you mean". @return how many */
size_t vd_rule_names(bool only_findings, const char *names[VD_RULE_COUNT]);

enum vd_class vd_rule_class(enum vd_rule rule);

/** Class and severity as users see them: "error", "finding"; "contradiction". */
const char *vd_class_name(enum vd_class class);
const char *vd_severity_name(enum vd_severity severity);

#endif
