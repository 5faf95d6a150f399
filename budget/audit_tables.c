/* The result tables of the audit: checks, claims and findings. */
#include <string.h>

#include "budget/audit_parts.h"
#include "budget/columns.h"
#include "budget/language.h"

static struct vd_value text(const char *text)
{
	return vd_value_text(text ? text : "");
}

/* Sentences parted by line ends, on one line. */
static struct vd_value sentences(const struct vd_analysis *analysis, const char *lines)
{
	struct vd_buffer words = { .arena = analysis->arena };
	while (*lines) {
		size_t length = strcspn(lines, "\n");
		vd_buffer_add(&words, vd_arena_copy(analysis->arena, lines, length));
		lines += length;
		if (*lines++ == '\0')
			break;
		vd_buffer_add(&words, "; ");
	}
	return vd_value_text(vd_buffer_text(&words));
}

/* --- columns of checks and claims --- */

static struct vd_value at(const struct vd_analysis *analysis, const struct vd_row *row)
{
	(void)analysis;
	return text(row->check->at);
}

static struct vd_value line(const struct vd_analysis *analysis, const struct vd_row *row)
{
	(void)analysis;
	return vd_value_count(row->check->place.line);
}

static struct vd_value printed(const struct vd_analysis *analysis, const struct vd_row *row)
{
	(void)analysis;
	return text(row->check->printed);
}

static struct vd_value printed_value(const struct vd_analysis *analysis, const struct vd_row *row)
{
	return vd_check_printed(row->check, &analysis->study->currency);
}

static struct vd_value verdict(const struct vd_analysis *analysis, const struct vd_row *row)
{
	(void)analysis;
	return vd_value_word(vd_verdict_key(row->check->verdict));
}

static struct vd_value cause(const struct vd_analysis *analysis, const struct vd_row *row)
{
	(void)analysis;
	return vd_value_word(vd_cause_key(vd_causes_fact(&row->check->causes)));
}

static struct vd_value explanation(const struct vd_analysis *analysis, const struct vd_row *row)
{
	return sentences(analysis, vd_check_words(analysis->arena, row->check));
}

static struct vd_value arithmetic(const struct vd_analysis *analysis, const struct vd_row *row)
{
	(void)analysis;
	return text(row->check->arithmetic);
}

static struct vd_value follows_from(const struct vd_analysis *analysis, const struct vd_row *row)
{
	(void)analysis;
	return text(row->check->follows ? row->check->follows->at : "");
}

/* The unit of what a figure is made from; of nothing, none. */
static struct vd_value operand_unit(const struct vd_analysis *analysis,
				    const struct vd_check_operand *operand)
{
	bool is_none = !vd_value_present(&operand->value) &&
		       operand->value.missing == VD_NOT_APPLICABLE;
	return text(is_none ? "" : vd_unit_name(operand->unit, &analysis->study->currency));
}

static struct vd_value part_unit(const struct vd_analysis *analysis, const struct vd_row *row)
{
	return operand_unit(analysis, &row->check->part);
}

static struct vd_value base_unit(const struct vd_analysis *analysis, const struct vd_row *row)
{
	return operand_unit(analysis, &row->check->base);
}

static void add_rows(const struct vd_analysis *analysis, struct vd_check *const *checks,
		     size_t count, struct vd_rows *rows)
{
	for (size_t i = 0; i < count; i++) {
		struct vd_row *row = vd_add_row(analysis, rows);
		row->check = checks[i];
		row->unit = checks[i]->unit;
		row->part_unit = checks[i]->part.unit;
		row->base_unit = checks[i]->base.unit;
	}
}

static void list_checks(const struct vd_analysis *analysis, struct vd_rows *rows)
{
	vd_audit_checks(analysis);
	add_rows(analysis, analysis->audit->checks.items, analysis->audit->checks.count, rows);
}

#define LINE                                                                                       \
	{                                                                                          \
		.key = "line", .label = N_("Line"), .unit = VD_UNIT_COUNT, .is_detail = true,      \
		.is_for_programs = true, .value = line, .meaning = N_("In the study file")         \
	}
#define PRINTED                                                                                    \
	{                                                                                          \
		.key = "printed", .label = N_("Printed"), .unit = VD_UNIT_TEXT, .value = printed,  \
		.meaning = N_("As the report prints it")                                           \
	}
#define PRINTED_VALUE                                                                              \
	{                                                                                          \
		.key = "printed_value", .label = N_("Printed value"), .unit = VD_UNIT_OF_ROW,      \
		.is_detail = true, .is_input = true, .value = printed_value,                       \
		.meaning = N_("The printed figure as a number")                                    \
	}
#define PART                                                                                       \
	{                                                                                          \
		.key = "part", .label = N_("Part"), .unit = VD_UNIT_OF_PART, .is_detail = true,    \
		.formula = "audit(part)", .meaning = N_("What is divided, compared or stated")     \
	}
#define BASE                                                                                       \
	{                                                                                          \
		.key = "base", .label = N_("Base"), .unit = VD_UNIT_OF_BASE, .is_detail = true,    \
		.formula = "audit(base)", .meaning = N_("What it is divided by or compared with")  \
	}
#define PART_UNIT                                                                                  \
	{                                                                                          \
		.key = "part_unit", .label = N_("Unit of the part"), .unit = VD_UNIT_TEXT,         \
		.is_detail = true, .is_for_programs = true, .value = part_unit,                    \
		.meaning = N_("A word, or a currency")                                             \
	}
#define BASE_UNIT                                                                                  \
	{                                                                                          \
		.key = "base_unit", .label = N_("Unit of the base"), .unit = VD_UNIT_TEXT,         \
		.is_detail = true, .is_for_programs = true, .value = base_unit,                    \
		.meaning = N_("A word, or a currency")                                             \
	}
#define COMPUTED                                                                                   \
	{                                                                                          \
		.key = "computed", .label = N_("Computed"), .unit = VD_UNIT_OF_ROW,                \
		.formula = "audit(computed)", .meaning = N_("What it ought to be, unrounded")      \
	}
#define UNIT                                                                                       \
	{                                                                                          \
		.key = "unit", .label = N_("Unit"), .unit = VD_UNIT_TEXT, .is_detail = true,       \
		.is_for_programs = true, .value = vd_column_unit,                                  \
		.meaning = N_("Of the computed figure")                                            \
	}
#define VERDICT                                                                                    \
	{                                                                                          \
		.key = "verdict", .label = N_("Verdict"), .unit = VD_UNIT_TEXT, .value = verdict,  \
		.meaning = N_("exact, rounded, truncated, holds, contradicted or not-testable")    \
	}
#define CAUSE                                                                                      \
	{                                                                                          \
		.key = "cause", .label = N_("Cause"), .unit = VD_UNIT_TEXT, .is_detail = true,     \
		.is_for_programs = true, .value = cause,                                           \
		.meaning = N_("Of a contradiction, where one is certain: a word")                  \
	}
#define EXPLANATION                                                                                \
	{                                                                                          \
		.key = "explanation", .label = N_("Explanation"), .unit = VD_UNIT_TEXT,            \
		.value = explanation,                                                              \
		.meaning = N_("Of a contradiction: its cause, or candidates")                      \
	}
#define ARITHMETIC                                                                                 \
	{                                                                                          \
		.key = "arithmetic", .label = N_("How computed"), .unit = VD_UNIT_TEXT,            \
		.is_detail = true, .value = arithmetic,                                            \
		.meaning = N_("The figures it is made from")                                       \
	}

static const struct vd_column check_columns[] = {
	{ .key = "at",
	  .label = N_("Printed figure"),
	  .unit = VD_UNIT_TEXT,
	  .is_key = true,
	  .value = at,
	  .meaning = N_("TABLE/ROW/COLUMN of the printed table") },
	LINE,
	PRINTED,
	PRINTED_VALUE,
	PART,
	PART_UNIT,
	BASE,
	BASE_UNIT,
	COMPUTED,
	UNIT,
	VERDICT,
	CAUSE,
	EXPLANATION,
	{ .key = "follows_from",
	  .label = N_("Follows from"),
	  .unit = VD_UNIT_TEXT,
	  .value = follows_from,
	  .meaning = N_("The contradicted figure beside it that it is made from") },
	{ .key = "otherwise",
	  .label = N_("Otherwise"),
	  .unit = VD_UNIT_OF_ROW,
	  .formula = "audit(otherwise)",
	  .meaning = N_("What it would be with the right figure") },
	ARITHMETIC,
};

const struct vd_table_description vd_table_checks = {
	.name = "checks",
	.title = N_("Checks"),
	.about =
		N_("Every printed total, rate, share and change against the figures it is made of. "
		   "Rounded: half away from zero; truncated: fits only if digits were cut off."),
	.when_empty = N_("no table prints a total, a rate, a share or another figure of its own"),
	.columns = check_columns,
	.column_count = sizeof(check_columns) / sizeof(*check_columns),
	.list_rows = list_checks,
	.audit_reads = true,
};

/* --- claims --- */

static struct vd_value claim_id(const struct vd_analysis *analysis, const struct vd_row *row)
{
	(void)analysis;
	return text(row->check->claim->id);
}

static struct vd_value claim_title(const struct vd_analysis *analysis, const struct vd_row *row)
{
	return text(vd_text_in(&row->check->claim->title, analysis->language));
}

static struct vd_value claim_as(const struct vd_analysis *analysis, const struct vd_row *row)
{
	(void)analysis;
	return vd_value_word(vd_comparison_key(row->check->claim->as));
}

static struct vd_value claim_source(const struct vd_analysis *analysis, const struct vd_row *row)
{
	const struct vd_reference *source = &row->check->claim->source;
	if (source->source == VD_NONE)
		return text("");
	const char *id = analysis->study->sources.items[source->source].id;
	return text(source->page
			    ? vd_arena_format(analysis->arena, _("%s, p. %s"), id, source->page)
			    : id);
}

static struct vd_value claim_notes(const struct vd_analysis *analysis, const struct vd_row *row)
{
	struct vd_buffer words = { .arena = analysis->arena };
	const struct vd_notes *notes = &row->check->claim->notes;
	for (size_t i = 0; i < notes->count; i++) {
		vd_buffer_add(&words, i ? " " : "");
		vd_buffer_add(&words, vd_note_mark(analysis->arena, (size_t)notes->items[i]));
	}
	return text(vd_buffer_text(&words));
}

static void list_claims(const struct vd_analysis *analysis, struct vd_rows *rows)
{
	vd_audit_claims(analysis);
	add_rows(analysis, analysis->audit->claims.items, analysis->audit->claims.count, rows);
}

static const struct vd_column claim_columns[] = {
	{ .key = "id",
	  .label = N_("Claim"),
	  .unit = VD_UNIT_TEXT,
	  .is_key = true,
	  .value = claim_id,
	  .meaning = N_("Its id in the study") },
	{ .key = "claim",
	  .label = N_("What is claimed"),
	  .unit = VD_UNIT_TEXT,
	  .value = claim_title,
	  .meaning = N_("In a few words") },
	{ .key = "source",
	  .label = N_("Source"),
	  .unit = VD_UNIT_TEXT,
	  .is_detail = true,
	  .value = claim_source,
	  .meaning = N_("Document, and where in it") },
	LINE,
	{ .key = "as",
	  .label = N_("As"),
	  .unit = VD_UNIT_TEXT,
	  .value = claim_as,
	  .meaning = N_("equal, at_least, more_than, about, less_than or at_most") },
	PRINTED,
	PRINTED_VALUE,
	PART,
	PART_UNIT,
	BASE,
	BASE_UNIT,
	COMPUTED,
	UNIT,
	VERDICT,
	CAUSE,
	EXPLANATION,
	ARITHMETIC,
	{ .key = "notes",
	  .label = N_("Notes"),
	  .unit = VD_UNIT_TEXT,
	  .value = claim_notes,
	  .meaning = N_("What a reader must know of the row") },
};

const struct vd_table_description vd_table_claims = {
	.name = "claims",
	.title = N_("Claims"),
	.about = N_("Figures that the reports state in prose, each against what it is made from."),
	.when_empty = N_("give the study `claims:`"),
	.columns = claim_columns,
	.column_count = sizeof(claim_columns) / sizeof(*claim_columns),
	.list_rows = list_claims,
	.audit_reads = true,
};

/* --- findings --- */

static struct vd_value rule(const struct vd_analysis *analysis, const struct vd_row *row)
{
	(void)analysis;
	return text(vd_rule_info(row->finding->rule)->name);
}

static struct vd_value finding_at(const struct vd_analysis *analysis, const struct vd_row *row)
{
	(void)analysis;
	return text(row->finding->at);
}

static struct vd_value severity(const struct vd_analysis *analysis, const struct vd_row *row)
{
	(void)analysis;
	return vd_value_word(vd_severity_name(vd_rule_info(row->finding->rule)->severity));
}

static struct vd_value status(const struct vd_analysis *analysis, const struct vd_row *row)
{
	(void)analysis;
	return vd_value_word(row->finding->accepted ? N_("accepted") : N_("open"));
}

static struct vd_value file(const struct vd_analysis *analysis, const struct vd_row *row)
{
	(void)analysis;
	return text(row->finding->place.file);
}

static struct vd_value finding_line(const struct vd_analysis *analysis, const struct vd_row *row)
{
	(void)analysis;
	return vd_value_count(row->finding->place.line);
}

static struct vd_value finding_column(const struct vd_analysis *analysis, const struct vd_row *row)
{
	(void)analysis;
	return vd_value_count(row->finding->place.column);
}

static struct vd_value message(const struct vd_analysis *analysis, const struct vd_row *row)
{
	(void)analysis;
	return text(row->finding->message);
}

static struct vd_value finding_printed(const struct vd_analysis *analysis, const struct vd_row *row)
{
	(void)analysis;
	return text(row->finding->printed);
}

static struct vd_value finding_cause(const struct vd_analysis *analysis, const struct vd_row *row)
{
	(void)analysis;
	return vd_value_word(vd_cause_key(row->finding->cause));
}

static struct vd_value finding_explanation(const struct vd_analysis *analysis,
					   const struct vd_row *row)
{
	return sentences(analysis, row->finding->explanation);
}

static struct vd_value because(const struct vd_analysis *analysis, const struct vd_row *row)
{
	return text(row->finding->accepted
			    ? vd_text_in(&row->finding->accepted->because, analysis->language)
			    : "");
}

/* Changes that are not comparable come first: they colour all that is said of two years. */
static int rank(const struct vd_finding *finding)
{
	enum vd_severity severity = vd_rule_info(finding->rule)->severity;
	if (finding->rule == VD_RULE_COMPARABILITY)
		return 0;
	return severity == VD_SEVERITY_CONTRADICTION ? 1 : severity == VD_SEVERITY_WARNING ? 2 : 3;
}

static void list_findings(const struct vd_analysis *analysis, struct vd_rows *rows)
{
	enum { RANKS = 4 };
	vd_audit_findings(analysis);
	for (int wanted = 0; wanted < RANKS; wanted++) {
		for (size_t i = 0; i < analysis->audit->findings.count; i++) {
			const struct vd_finding *finding = &analysis->audit->findings.items[i];
			if (rank(finding) != wanted)
				continue;
			struct vd_row *row = vd_add_row(analysis, rows);
			row->finding = finding;
			row->unit = finding->unit;
		}
	}
}

static const struct vd_column finding_columns[] = {
	{ .key = "rule",
	  .label = N_("Rule"),
	  .unit = VD_UNIT_TEXT,
	  .is_key = true,
	  .value = rule,
	  .meaning = N_("`veedor explain RULE` tells what it means and how it is found") },
	{ .key = "at",
	  .label = N_("At"),
	  .unit = VD_UNIT_TEXT,
	  .is_key = true,
	  .value = finding_at,
	  .meaning = N_("Address, which `accept` names") },
	{ .key = "severity",
	  .label = N_("Severity"),
	  .unit = VD_UNIT_TEXT,
	  .value = severity,
	  .meaning = N_("contradiction, warning or note") },
	{ .key = "status",
	  .label = N_("Status"),
	  .unit = VD_UNIT_TEXT,
	  .value = status,
	  .meaning = N_("open, or accepted by the study with a reason") },
	{ .key = "file",
	  .label = N_("File"),
	  .unit = VD_UNIT_TEXT,
	  .is_detail = true,
	  .is_for_programs = true,
	  .value = file,
	  .meaning = N_("The study file") },
	{ .key = "line",
	  .label = N_("Line"),
	  .unit = VD_UNIT_COUNT,
	  .is_detail = true,
	  .is_for_programs = true,
	  .value = finding_line,
	  .meaning = N_("In the study file") },
	{ .key = "column",
	  .label = N_("Column"),
	  .unit = VD_UNIT_COUNT,
	  .is_detail = true,
	  .is_for_programs = true,
	  .value = finding_column,
	  .meaning = N_("In the line") },
	{ .key = "message",
	  .label = N_("What is found"),
	  .unit = VD_UNIT_TEXT,
	  .value = message,
	  .meaning = N_("In a sentence") },
	{ .key = "printed",
	  .label = N_("Printed"),
	  .unit = VD_UNIT_TEXT,
	  .value = finding_printed,
	  .meaning = N_("As the report prints it") },
	{ .key = "computed",
	  .label = N_("Computed"),
	  .unit = VD_UNIT_OF_ROW,
	  .formula = "audit(computed)",
	  .meaning = N_("What it ought to be, or comes to on the other basis") },
	{ .key = "difference",
	  .label = N_("Difference"),
	  .unit = VD_UNIT_OF_ROW,
	  .formula = "audit(difference)",
	  .meaning = N_("Printed less computed") },
	UNIT,
	{ .key = "cause",
	  .label = N_("Cause"),
	  .unit = VD_UNIT_TEXT,
	  .is_detail = true,
	  .is_for_programs = true,
	  .value = finding_cause,
	  .meaning = N_("Where one is certain: a word") },
	{ .key = "explanation",
	  .label = N_("Explanation"),
	  .unit = VD_UNIT_TEXT,
	  .value = finding_explanation,
	  .meaning = N_("The cause, or candidates; what follows from it") },
	{ .key = "because",
	  .label = N_("Accepted because"),
	  .unit = VD_UNIT_TEXT,
	  .value = because,
	  .meaning = N_("The reason the study gives") },
};

const struct vd_table_description vd_table_findings = {
	.name = "findings",
	.title = N_("Findings"),
	.about = N_(
		"What does not add up, what misleads, and what to know of the figures: the gravest "
		"first. As of the report."),
	.when_empty = N_("nothing was found"),
	.columns = finding_columns,
	.column_count = sizeof(finding_columns) / sizeof(*finding_columns),
	.list_rows = list_findings,
	.audit_reads = true,
};
