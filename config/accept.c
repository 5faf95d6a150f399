/* `accept:` findings that the study's author has looked at and lets stand. */
#include <stdlib.h>
#include <string.h>

#include "config/parts.h"

enum { ACCEPTANCES_MOST = 10000 };

/* A rule whose message is a finding: errors of the file cannot stand. */
static bool decode_rule(struct vd_loader *loader, const struct vd_node *node, void *object)
{
	struct vd_acceptance *acceptance = object;
	const char *names[VD_RULE_COUNT];
	if (!vd_decode_string(loader, node, &acceptance->rule_name))
		return false;
	if (!vd_rule_find(acceptance->rule_name, &acceptance->rule)) {
		vd_report(loader->diagnostics, node->place, VD_RULE_UNKNOWN_REFERENCE,
			  _("unknown rule `%s`"), acceptance->rule_name);
		return vd_suggest(loader, acceptance->rule_name, names, vd_rule_names(true, names));
	}
	if (vd_rule_class(acceptance->rule) == VD_CLASS_FINDING)
		return true;
	vd_report(loader->diagnostics, node->place, VD_RULE_BAD_VALUE,
		  _("`%s` is an error and no finding"), acceptance->rule_name);
	return vd_hint(
		loader->diagnostics,
		_("only findings can be accepted, such as total-mismatch; errors are mended"));
}

static bool decode_at(struct vd_loader *loader, const struct vd_node *node, void *object)
{
	struct vd_acceptance *acceptance = object;
	acceptance->at_place = node->place;
	return vd_decode_string(loader, node, &acceptance->at);
}

static const struct vd_field fields[] = {
	{ .key = "rule",
	  .kind = VD_FIELD_CUSTOM,
	  .required = true,
	  .decode = decode_rule,
	  .schema = "{\"type\": \"string\"}",
	  .example = "rule: total-mismatch",
	  .meaning = N_("the finding's rule, as `check` prints it in brackets") },
	{ .key = "at",
	  .kind = VD_FIELD_CUSTOM,
	  .required = true,
	  .decode = decode_at,
	  .schema = "{\"type\": \"string\"}",
	  .example = "at: sectors/total/allocated 2016",
	  .meaning = N_("its address, the column `at` of the table `findings`") },
	{ .key = "because",
	  .kind = VD_FIELD_TEXT,
	  .required = true,
	  .offset = VD_OFFSET(vd_acceptance, because),
	  .example = "because: …",
	  .meaning = N_("the reason; shown with the finding") },
};

const struct vd_record vd_acceptance_record = {
	.name = N_("acceptance"),
	.size = sizeof(struct vd_acceptance),
	.fields = fields,
	.count = VD_COUNT_OF(fields),
	.place_offset = VD_OFFSET(vd_acceptance, place),
};

static int compare(const void *left, const void *right)
{
	const struct vd_acceptance *a = *(const struct vd_acceptance *const *)left;
	const struct vd_acceptance *b = *(const struct vd_acceptance *const *)right;
	int order = strcmp(a->rule_name ? a->rule_name : "", b->rule_name ? b->rule_name : "");
	if (!order)
		order = strcmp(a->at ? a->at : "", b->at ? b->at : "");
	return order ? order : (a > b) - (a < b);
}

/* A reason in quotes may be empty. */
static void check_reasons(struct vd_loader *loader)
{
	for (size_t i = 0; i < loader->study->acceptances.count; i++) {
		const struct vd_acceptance *one = &loader->study->acceptances.items[i];
		const char *because = vd_text_in(&one->because, VD_EN);
		if (!because || *because)
			continue;
		vd_report(loader->diagnostics, one->place, VD_RULE_MISSING_KEY,
			  _("the acceptance gives no reason"));
		vd_hint(loader->diagnostics, _("say under `because` why the finding may stand"));
	}
}

static void check_duplicates(struct vd_loader *loader)
{
	const struct vd_study *study = loader->study;
	size_t count = study->acceptances.count;
	const struct vd_acceptance **sorted =
		VD_TAKE(loader->arena, const struct vd_acceptance *, count);
	for (size_t i = 0; i < count; i++)
		sorted[i] = &study->acceptances.items[i];
	if (count)
		qsort(sorted, count, sizeof(*sorted), compare);
	for (size_t i = 1; i < count; i++) {
		if (!vd_same(sorted[i]->rule_name, sorted[i - 1]->rule_name) ||
		    !vd_same(sorted[i]->at, sorted[i - 1]->at))
			continue;
		vd_report(loader->diagnostics, sorted[i]->place, VD_RULE_DUPLICATE_ID,
			  _("this finding is accepted already"));
		vd_other_place(loader->diagnostics, sorted[i - 1]->place, _("first accepted here"));
	}
}

void vd_acceptances_check(struct vd_loader *loader)
{
	const struct vd_study *study = loader->study;
	if (study->acceptances.count > ACCEPTANCES_MOST) {
		vd_report(loader->diagnostics, study->acceptances.items[ACCEPTANCES_MOST].place,
			  VD_RULE_TOO_MANY, _("a study accepts at most %d findings"),
			  ACCEPTANCES_MOST);
		return;
	}
	check_reasons(loader);
	check_duplicates(loader);
}
