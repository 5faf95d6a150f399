#include "budget/audit.h"

#include "budget/audit_parts.h"
#include "budget/claim.h"

const char *vd_verdict_key(enum vd_verdict verdict)
{
	static const char *const keys[VD_VERDICTS] = {
		[VD_VERDICT_EXACT] = "exact",
		[VD_VERDICT_ROUNDED] = "rounded",
		[VD_VERDICT_TRUNCATED] = "truncated",
		[VD_VERDICT_HOLDS] = "holds",
		[VD_VERDICT_CONTRADICTED] = "contradicted",
		[VD_VERDICT_NOT_TESTABLE] = "not-testable",
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

/* "Claims checked: 96, of which 78 exact, 12 rounded and 6 contradicted." */
static void add_verdicts(struct vd_buffer *words, const char *what, struct vd_check *const *checks,
			 size_t count)
{
	static const char *const shown[VD_VERDICTS] = {
		[VD_VERDICT_EXACT] = "exact",
		[VD_VERDICT_ROUNDED] = "rounded",
		[VD_VERDICT_TRUNCATED] = "cut off",
		[VD_VERDICT_HOLDS] = "true as stated",
		[VD_VERDICT_CONTRADICTED] = "contradicted",
		[VD_VERDICT_NOT_TESTABLE] = "not testable",
	};
	size_t counts[VD_VERDICTS] = { 0 }, kinds = 0;
	const char *parts[VD_VERDICTS];
	for (size_t i = 0; i < count; i++)
		counts[checks[i]->verdict]++;
	for (size_t v = 0; v < VD_VERDICTS; v++)
		if (counts[v])
			parts[kinds++] =
				vd_arena_format(words->arena, "%zu %s", counts[v], shown[v]);
	if (kinds)
		vd_buffer_add(words,
			      vd_arena_format(words->arena, "%s%s checked: %zu, of which %s.",
					      words->count ? " " : "", what, count,
					      vd_list_words(words->arena, parts, kinds, kinds)));
}

const char *vd_audit_verdicts(const struct vd_analysis *analysis)
{
	const struct vd_audit *audit = analysis->audit;
	struct vd_buffer words = { .arena = analysis->arena };
	add_verdicts(&words, "Printed figures", audit->checks.items, audit->checks.count);
	add_verdicts(&words, "Claims", audit->claims.items, audit->claims.count);
	return vd_buffer_text(&words);
}

const char *vd_audit_words(const struct vd_analysis *analysis)
{
	static const struct {
		enum vd_severity severity;
		const char *one, *many;
	} kinds[] = {
		{ VD_SEVERITY_CONTRADICTION, "contradiction", "contradictions" },
		{ VD_SEVERITY_WARNING, "warning", "warnings" },
		{ VD_SEVERITY_NOTE, "note", "notes" },
	};
	enum { KINDS = sizeof(kinds) / sizeof(*kinds) };
	const struct vd_audit *audit = analysis->audit;
	struct vd_buffer words = { .arena = analysis->arena };
	const char *parts[KINDS];
	size_t accepted = 0;
	vd_buffer_add(&words, vd_audit_verdicts(analysis));
	for (size_t i = 0; i < KINDS; i++) {
		size_t count = vd_audit_count(audit, kinds[i].severity, false);
		accepted += vd_audit_count(audit, kinds[i].severity, true);
		parts[i] = vd_arena_format(analysis->arena, "%zu %s", count,
					   count == 1 ? kinds[i].one : kinds[i].many);
	}
	vd_buffer_add(&words,
		      vd_arena_format(analysis->arena, "%sFindings: %s%s.", words.count ? " " : "",
				      vd_list_words(analysis->arena, parts, KINDS, KINDS),
				      accepted ? vd_arena_format(analysis->arena, "; %zu accepted",
								 accepted)
					       : ""));
	return vd_buffer_text(&words);
}
