#include "budget/audit.h"

#include "budget/audit_parts.h"
#include "budget/claim.h"
#include "budget/language.h"

const char *vd_verdict_key(enum vd_verdict verdict)
{
	static const char *const keys[VD_VERDICTS] = {
		[VD_VERDICT_EXACT] = N_("exact"),
		[VD_VERDICT_ROUNDED] = N_("rounded"),
		[VD_VERDICT_TRUNCATED] = N_("truncated"),
		[VD_VERDICT_HOLDS] = N_("holds"),
		[VD_VERDICT_CONTRADICTED] = N_("contradicted"),
		[VD_VERDICT_NOT_TESTABLE] = N_("not-testable"),
	};
	return keys[verdict];
}

enum vd_verdict vd_verdict_of(enum vd_fit fit)
{
	switch (fit) {
	case VD_FIT_EXACT:
		return VD_VERDICT_EXACT;
	case VD_FIT_ROUNDED:
		return VD_VERDICT_ROUNDED;
	case VD_FIT_TRUNCATED:
		return VD_VERDICT_TRUNCATED;
	case VD_FIT_NONE:
		break;
	}
	return VD_VERDICT_CONTRADICTED;
}

const char *vd_check_words(struct vd_arena *arena, const struct vd_check *check)
{
	bool has_digits = !check->claim || check->claim->as == VD_AS_EQUAL;
	return check->verdict == VD_VERDICT_CONTRADICTED && has_digits
		       ? vd_causes_words(arena, &check->causes)
		       : "";
}

bool vd_audit_spend(const struct vd_analysis *analysis, size_t steps)
{
	enum { MOST = 100000000 }; /* some seconds */
	struct vd_audit *audit = analysis->audit;
	if (audit->spent + steps > MOST)
		return false;
	audit->spent += steps;
	return true;
}

struct vd_check *vd_audit_add_check(const struct vd_analysis *analysis)
{
	struct vd_check *check = VD_TAKE(analysis->arena, struct vd_check, 1);
	*VD_APPEND(analysis->arena, &analysis->audit->checks) = check;
	return check;
}

void vd_audit_claims(const struct vd_analysis *analysis)
{
	const struct vd_study *study = analysis->study;
	for (size_t i = 0; i < study->claims.count; i++) {
		struct vd_check *check = VD_TAKE(analysis->arena, struct vd_check, 1);
		*check = vd_claim_check(analysis, analysis->arena, &study->currency,
					&study->claims.items[i]);
		check->number = i;
		*VD_APPEND(analysis->arena, &analysis->audit->claims) = check;
	}
}

size_t vd_audit_count(const struct vd_audit *audit, enum vd_severity severity, bool accepted)
{
	size_t count = 0;
	for (size_t i = 0; i < audit->findings.count; i++) {
		const struct vd_finding *finding = &audit->findings.items[i];
		count += vd_rule_info(finding->rule)->severity == severity &&
			 (finding->accepted != NULL) == accepted;
	}
	return count;
}

/* How many figures have a verdict: "78 exact". */
static const char *verdict_count(struct vd_arena *arena, enum vd_verdict verdict, size_t count)
{
	switch (verdict) {
	case VD_VERDICT_EXACT:
		return vd_arena_format(arena, VD_PLURAL("%zu exact", "%zu exact", count), count);
	case VD_VERDICT_ROUNDED:
		return vd_arena_format(arena, VD_PLURAL("%zu rounded", "%zu rounded", count),
				       count);
	case VD_VERDICT_TRUNCATED:
		return vd_arena_format(arena, VD_PLURAL("%zu cut off", "%zu cut off", count),
				       count);
	case VD_VERDICT_HOLDS:
		return vd_arena_format(
			arena, VD_PLURAL("%zu true as stated", "%zu true as stated", count), count);
	case VD_VERDICT_CONTRADICTED:
		return vd_arena_format(
			arena, VD_PLURAL("%zu contradicted", "%zu contradicted", count), count);
	case VD_VERDICT_NOT_TESTABLE:
		return vd_arena_format(
			arena, VD_PLURAL("%zu not testable", "%zu not testable", count), count);
	case VD_VERDICTS:
		break;
	}
	return "";
}

/* "78 exact, 12 rounded and 6 contradicted"; "" if nothing was checked. */
static const char *verdict_counts(struct vd_arena *arena, struct vd_check *const *checks,
				  size_t count)
{
	size_t counts[VD_VERDICTS] = { 0 }, kinds = 0;
	const char *parts[VD_VERDICTS];
	for (size_t i = 0; i < count; i++)
		counts[checks[i]->verdict]++;
	for (enum vd_verdict v = 0; v < VD_VERDICTS; v++)
		if (counts[v])
			parts[kinds++] = verdict_count(arena, v, counts[v]);
	return kinds ? vd_list_words(arena, parts, kinds, kinds) : "";
}

const char *vd_audit_check_counts(const struct vd_analysis *analysis)
{
	const struct vd_audit *audit = analysis->audit;
	const char *counts =
		verdict_counts(analysis->arena, audit->checks.items, audit->checks.count);
	return *counts ? vd_arena_format(analysis->arena,
					 analysis->study->data.count
						 ? _("Figures checked: %zu, of which %s.")
						 : _("Printed figures checked: %zu, of which %s."),
					 audit->checks.count, counts)
		       : "";
}

const char *vd_audit_claim_counts(const struct vd_analysis *analysis)
{
	const struct vd_audit *audit = analysis->audit;
	const char *counts =
		verdict_counts(analysis->arena, audit->claims.items, audit->claims.count);
	return *counts ? vd_arena_format(analysis->arena, _("Claims checked: %zu, of which %s."),
					 audit->claims.count, counts)
		       : "";
}

const char *vd_audit_verdicts(const struct vd_analysis *analysis)
{
	const char *checks = vd_audit_check_counts(analysis);
	const char *claims = vd_audit_claim_counts(analysis);
	return vd_arena_format(analysis->arena, "%s%s%s", checks, *checks && *claims ? " " : "",
			       claims);
}

/* How many findings are of a severity: "6 contradictions". */
static const char *finding_count(struct vd_arena *arena, enum vd_severity severity, size_t count)
{
	switch (severity) {
	case VD_SEVERITY_CONTRADICTION:
		return vd_arena_format(
			arena, VD_PLURAL("%zu contradiction", "%zu contradictions", count), count);
	case VD_SEVERITY_WARNING:
		return vd_arena_format(arena, VD_PLURAL("%zu warning", "%zu warnings", count),
				       count);
	case VD_SEVERITY_NOTE:
		return vd_arena_format(arena, VD_PLURAL("%zu note", "%zu notes", count), count);
	case VD_SEVERITY_INPUT:
	case VD_SEVERITY_ERROR:
	case VD_SEVERITY_SYSTEM:
	case VD_SEVERITIES:
		break;
	}
	return "";
}

const char *vd_audit_finding_counts(const struct vd_analysis *analysis)
{
	static const enum vd_severity kinds[] = { VD_SEVERITY_CONTRADICTION, VD_SEVERITY_WARNING,
						  VD_SEVERITY_NOTE };
	enum { KINDS = sizeof(kinds) / sizeof(*kinds) };
	struct vd_arena *arena = analysis->arena;
	const char *parts[KINDS];
	size_t accepted = 0;
	for (size_t i = 0; i < KINDS; i++) {
		accepted += vd_audit_count(analysis->audit, kinds[i], true);
		parts[i] = finding_count(arena, kinds[i],
					 vd_audit_count(analysis->audit, kinds[i], false));
	}
	const char *findings = vd_list_words(arena, parts, KINDS, KINDS);
	return accepted ? vd_arena_format(arena,
					  VD_PLURAL("Findings: %s; %zu accepted.",
						    "Findings: %s; %zu accepted.", accepted),
					  findings, accepted)
			: vd_arena_format(arena, _("Findings: %s."), findings);
}

const char *vd_audit_words(const struct vd_analysis *analysis)
{
	const char *verdicts = vd_audit_verdicts(analysis);
	return vd_arena_format(analysis->arena, "%s%s%s", verdicts, *verdicts ? " " : "",
			       vd_audit_finding_counts(analysis));
}
