/* Every message that veedor can give about a study, in one table: name, class, meaning. */
#ifndef VD_BUDGET_RULES_H
#define VD_BUDGET_RULES_H

/**
 * What kind of message a rule gives.
 * INPUT: the input cannot be used at all. ERROR: an error in the user's file.
 * FINDING: the file is fine, the figures in it are doubtful. SYSTEM: the machine failed.
 */
enum vd_class { VD_CLASS_INPUT, VD_CLASS_ERROR, VD_CLASS_FINDING, VD_CLASS_SYSTEM };

/* X(identifier, "name", class, "meaning and what to do") */
#define VD_RULES(X)                                                                                \
	X(INPUT_UNREADABLE, "input-unreadable", INPUT,                                             \
	  "The file cannot be opened or read: it is missing, a folder, or closed to you.")         \
	X(INPUT_TOO_LARGE, "input-too-large", INPUT,                                               \
	  "The file is larger than the stated limit for a study file.")                            \
	X(INPUT_NOT_TEXT, "input-not-text", INPUT,                                                 \
	  "The file is not UTF-8 text: it holds a NUL byte or bytes of another encoding. Save it " \
	  "as UTF-8.")                                                                             \
	X(INPUT_EMPTY, "input-empty", INPUT,                                                       \
	  "The file holds nothing. Start from `veedor new FILE.yaml`.")                            \
	X(NOT_A_STUDY, "not-a-study", INPUT,                                                       \
	  "The file is YAML and no mapping of keys such as `veedor: 1`.")                          \
	X(YAML_SYNTAX, "yaml-syntax", INPUT,                                                       \
	  "The file is not well-formed YAML, so nothing after this place can be read.")            \
	X(TOO_DEEP, "too-deep", INPUT,                                                             \
	  "Lists and mappings are nested deeper than 32 levels; a study needs six.")               \
	X(TOO_MANY, "too-many", INPUT, "The file holds more values or cells than the limit.")      \
	X(FORMAT_VERSION, "format-version", INPUT,                                                 \
	  "The file is written for another version of the study format.")                          \
	X(YAML_FEATURE, "yaml-feature", ERROR,                                                     \
	  "Anchors, aliases, tags and further documents are not part of the study format: write "  \
	  "each value where it stands.")                                                           \
	X(DUPLICATE_KEY, "duplicate-key", ERROR, "A key stands twice in one mapping.")             \
	X(DUPLICATE_ID, "duplicate-id", ERROR,                                                     \
	  "Two institutions, groups, tables or other things share an id or a printed name.")       \
	X(UNKNOWN_KEY, "unknown-key", ERROR, "A key that the format does not have.")               \
	X(MISSING_KEY, "missing-key", ERROR, "A key that must be there is not.")                   \
	X(WRONG_TYPE, "wrong-type", ERROR,                                                         \
	  "A value has the wrong shape: a list where a text is expected, say.")                    \
	X(BAD_VALUE, "bad-value", ERROR, "A value is not one of those that may stand here.")       \
	X(BAD_ID, "bad-id", ERROR,                                                                 \
	  "An id has other characters than letters, digits, dots, dashes and underscores.")        \
	X(BAD_YEAR, "bad-year", ERROR, "A year is not a whole number from 1800 to 2200.")          \
	X(UNKNOWN_CURRENCY, "unknown-currency", ERROR, "The currency is not an ISO 4217 code.")    \
	X(UNKNOWN_REFERENCE, "unknown-reference", ERROR,                                           \
	  "A name refers to a source, note, year, region or series that is not declared.")         \
	X(UNKNOWN_INSTITUTION, "unknown-institution", ERROR,                                       \
	  "A row's label is no institution's or group's id, short name, name or printed name.")    \
	X(AMBIGUOUS_INSTITUTION, "ambiguous-institution", ERROR,                                   \
	  "A row's label fits more than one institution or group.")                                \
	X(BAD_COLUMN, "bad-column", ERROR,                                                         \
	  "A table's column heading is none of those that the format knows.")                      \
	X(CELL_COUNT, "cell-count", ERROR,                                                         \
	  "A row has more or fewer cells than the table columns.")                                 \
	X(SPLIT_AMOUNT, "split-amount", ERROR,                                                     \
	  "A comma that is not in quotes has split a name or an amount into two cells.")           \
	X(DUPLICATE_CELL, "duplicate-cell", ERROR, "One table gives the same figure twice.")       \
	X(EMPTY_CELL, "empty-cell", ERROR,                                                         \
	  "A cell is empty. Missing is never zero: write a declared code that says why.")          \
	X(UNKNOWN_CODE, "unknown-code", ERROR,                                                     \
	  "A cell is neither a number nor a declared code for a missing figure.")                  \
	X(BAD_NUMBER, "bad-number", ERROR, "A number is not written as `numbers` declares.")       \
	X(BAD_GROUPING, "bad-grouping", ERROR,                                                     \
	  "A grouping mark is not declared, or its groups are not of three digits.")               \
	X(TOO_MANY_DECIMALS, "too-many-decimals", ERROR,                                           \
	  "An amount has more decimals than the currency has.")                                    \
	X(NUMBER_TOO_LARGE, "number-too-large", ERROR, "A number is beyond what veedor can hold.") \
	X(NEGATIVE_COUNT, "negative-count", ERROR,                                                 \
	  "A population or another count is negative, or is zero where it divides.")               \
	X(OVERFLOW, "overflow", ERROR, "A sum of amounts is beyond 64 bits of minor units.")       \
	X(AMBIGUOUS_SERIES, "ambiguous-series", ERROR,                                             \
	  "Two series could serve and the study does not say which: mark one `primary: yes`.")     \
	X(UNSAFE_AMOUNT, "unsafe-amount", ERROR,                                                   \
	  "An amount cannot stand in a spreadsheet cell to its last minor unit.")                  \
	X(TABLE_CONFLICT, "table-conflict", FINDING,                                               \
	  "Two tables print different figures for the same institution, stage and year; the "      \
	  "first stands, or the one marked `primary: yes`.")                                       \
	X(GROUP_WITHOUT_DETAIL, "group-without-detail", FINDING,                                   \
	  "A group's row has an amount but no table gives its members' amounts, so it counts "     \
	  "nowhere. Declare the group as an institution if there is no detail.")                   \
	X(OUTPUT_FAILED, "output-failed", SYSTEM, "The result could not be written.")

enum vd_rule {
#define X(id, name, class, meaning) VD_RULE_##id,
	VD_RULES(X)
#undef X
		VD_RULE_COUNT
};

struct vd_rule_info {
	const char *name, *meaning;
	enum vd_class class;
};

/** The table's line for a rule. */
const struct vd_rule_info *vd_rule_info(enum vd_rule rule);

/** A class as users see it: "error", "finding". */
const char *vd_class_name(enum vd_class class);

#endif
