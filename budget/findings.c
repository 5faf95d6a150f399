/* What the audit has to say, in order; and what the study accepts of it. */
#include <stdlib.h>
#include <string.h>

#include "budget/audit_parts.h"
#include "budget/language.h"

struct vd_finding *vd_audit_add_finding(const struct vd_analysis *analysis, enum vd_rule rule,
					const char *at, struct vd_place place, const char *message)
{
	struct vd_finding *finding = VD_APPEND(analysis->arena, &analysis->audit->findings);
	*finding = (struct vd_finding){
		.rule = rule,
		.at = at,
		.place = place,
		.message = message,
		.computed = vd_value_missing(VD_NOT_APPLICABLE, NULL),
		.difference = vd_value_missing(VD_NOT_APPLICABLE, NULL),
		.unit = VD_UNIT_NUMBER,
		.explanation = "",
		.institution = VD_NONE,
		.year = VD_NONE,
		.stage = VD_NONE,
	};
	return finding;
}

const char *vd_say_percent(const struct vd_analysis *analysis, const struct vd_value *value,
			   bool is_change)
{
	const char *text = vd_value_format(analysis->arena, value, VD_UNIT_PERCENT,
					   &analysis->study->currency);
	return is_change && vd_value_sign(value) > 0 ? vd_arena_format(analysis->arena, "+%s", text)
						     : text;
}

/* Mark what the study accepts; an acceptance of nothing is a finding itself. */
static void accept(const struct vd_analysis *analysis)
{
	const struct vd_study *study = analysis->study;
	struct vd_audit *audit = analysis->audit;
	size_t count = audit->findings.count;
	const char **places = VD_TAKE(analysis->arena, const char *, count);
	for (size_t a = 0; a < study->acceptances.count; a++) {
		const struct vd_acceptance *one = &study->acceptances.items[a];
		size_t alike = 0;
		bool used = false;
		for (size_t i = 0; i < count; i++) {
			struct vd_finding *finding = &audit->findings.items[i];
			if (finding->rule != one->rule)
				continue;
			places[alike++] = finding->at;
			if (vd_same(finding->at, one->at)) {
				finding->accepted = one;
				used = true;
			}
		}
		if (used)
			continue;
		struct vd_finding *unused = vd_audit_add_finding(
			analysis, VD_RULE_UNUSED_ACCEPTANCE,
			vd_arena_format(analysis->arena, "accept/%zu", a + 1), one->at_place,
			vd_arena_format(analysis->arena, _("no finding %s is at `%s`"),
					vd_rule_info(one->rule)->name, one->at));
		unused->explanation =
			alike ? vd_arena_format(analysis->arena, _("there is one at %s"),
						vd_list_words(analysis->arena, places, alike, 6))
			      : _("there is none of this rule; take the line out if it has "
				  "been mended");
	}
}

struct sorted {
	struct vd_finding finding;
	size_t order;
};

static int by_place(const void *left, const void *right)
{
	const struct sorted *a = left, *b = right;
	const struct vd_place *p = &a->finding.place, *q = &b->finding.place;
	if (p->line != q->line)
		return p->line < q->line ? -1 : 1;
	if (p->column != q->column)
		return p->column < q->column ? -1 : 1;
	return (a->order > b->order) - (a->order < b->order);
}

static void sort(const struct vd_analysis *analysis)
{
	struct vd_audit *audit = analysis->audit;
	size_t count = audit->findings.count;
	struct sorted *sorted = VD_TAKE(analysis->arena, struct sorted, count);
	for (size_t i = 0; i < count; i++)
		sorted[i] = (struct sorted){ audit->findings.items[i], i };
	if (count)
		qsort(sorted, count, sizeof(*sorted), by_place);
	for (size_t i = 0; i < count; i++)
		audit->findings.items[i] = sorted[i].finding;
}

void vd_audit_findings(const struct vd_analysis *analysis)
{
	vd_audit_mismatches(analysis);
	vd_audit_conflicts(analysis);
	vd_audit_data(analysis);
	vd_audit_flags(analysis);
	accept(analysis);
	sort(analysis);
}
