/* By pair of years, stage and basis: what changed, and what of it is comparable. */
#include "budget/comparable.h"

#include <math.h>

#include "budget/columns.h"

const char *vd_flow_key(enum vd_flow flow)
{
	static const char *const keys[VD_FLOWS] = {
		[VD_FLOW_EXITS] = N_("exits"),
		[VD_FLOW_ENTRANTS] = N_("entrants"),
		[VD_FLOW_CONTINUING_FROM] = N_("continuing_from"),
		[VD_FLOW_CONTINUING_TO] = N_("continuing_to"),
		[VD_FLOW_EXIT_COUNT] = N_("exit_count"),
		[VD_FLOW_ENTRANT_COUNT] = N_("entrant_count"),
		[VD_FLOW_CONTINUING_COUNT] = N_("continuing_count"),
	};
	return keys[flow];
}

enum vd_presence vd_flow_presence(enum vd_flow flow)
{
	if (flow == VD_FLOW_EXITS || flow == VD_FLOW_EXIT_COUNT)
		return VD_ON_FIRST_ONLY;
	return flow == VD_FLOW_ENTRANTS || flow == VD_FLOW_ENTRANT_COUNT ? VD_ON_SECOND_ONLY
									 : VD_ON_BOTH;
}

int vd_flow_side(enum vd_flow flow)
{
	return flow == VD_FLOW_ENTRANTS || flow == VD_FLOW_CONTINUING_TO ? VD_SECOND : VD_FIRST;
}

bool vd_flow_is_count(enum vd_flow flow)
{
	return flow == VD_FLOW_EXIT_COUNT || flow == VD_FLOW_ENTRANT_COUNT ||
	       flow == VD_FLOW_CONTINUING_COUNT;
}

struct vd_value vd_flow_value(const struct vd_dataset *data, const struct vd_pairing *pairing,
			      enum vd_flow flow, enum vd_missing reason)
{
	struct vd_money sum;
	if (vd_flow_is_count(flow))
		return vd_value_count(vd_pairing_count(data, pairing, vd_flow_presence(flow)));
	/* Nobody left or came: that is known, and zero. */
	vd_pairing_sum(data, pairing, vd_flow_presence(flow), vd_flow_side(flow), reason, &sum);
	return vd_value_money(sum);
}

bool vd_is_comparable(const struct vd_dataset *data, int year, enum vd_stage stage)
{
	struct vd_value total = vd_total(data, (struct vd_scope){ .region = VD_NONE }, year, stage);
	return vd_value_present(&total) && !vd_total_is_printed(data, year, stage);
}

static void add_pair(const struct vd_analysis *analysis, struct vd_rows *rows, enum vd_stage stage,
		     int from, int to)
{
	for (enum vd_basis basis = VD_BY_INSTITUTION; basis <= VD_BY_ROW; basis++) {
		struct vd_row *row = vd_add_row(analysis, rows);
		row->stage = (int)stage;
		row->from = from;
		row->year = to;
		row->basis = basis;
	}
}

/* Each year with detail and the one before it that has detail; and the pair asked for. */
static void list_rows(const struct vd_analysis *analysis, struct vd_rows *rows)
{
	const struct vd_study *study = analysis->study;
	int wanted_from = vd_study_year(study, analysis->options.from);
	int wanted_to = vd_study_year(study, analysis->options.to);
	for (enum vd_stage stage = 0; stage < VD_STAGES; stage++) {
		int before = VD_NONE;
		bool done = wanted_from == VD_NONE || wanted_to == VD_NONE ||
			    !vd_is_comparable(analysis->data, wanted_from, stage) ||
			    !vd_is_comparable(analysis->data, wanted_to, stage);
		for (int year = 0; year < (int)study->years.count; year++) {
			if (!vd_is_comparable(analysis->data, year, stage))
				continue;
			if (before != VD_NONE)
				add_pair(analysis, rows, stage, before, year);
			done = done || (before == wanted_from && year == wanted_to);
			before = year;
		}
		if (!done)
			add_pair(analysis, rows, stage, wanted_from, wanted_to);
	}
}

/* Whether some amount of the study leaves, or enters, for a reason. */
static bool has_reason(const struct vd_analysis *analysis, enum vd_flow flow,
		       enum vd_missing reason)
{
	struct vd_rows rows = { 0 };
	list_rows(analysis, &rows);
	for (size_t i = 0; i < rows.count; i++) {
		struct vd_pairing pairing = vd_row_pairing(&rows.items[i]);
		struct vd_money sum;
		if (vd_pairing_sum(analysis->data, &pairing, vd_flow_presence(flow),
				   vd_flow_side(flow), reason, &sum))
			return true;
	}
	return false;
}

#define REASON(name, constant)                                                                     \
	static bool exits_##name(const struct vd_analysis *analysis)                               \
	{                                                                                          \
		return has_reason(analysis, VD_FLOW_EXITS, constant);                              \
	}                                                                                          \
	static bool entrants_##name(const struct vd_analysis *analysis)                            \
	{                                                                                          \
		return has_reason(analysis, VD_FLOW_ENTRANTS, constant);                           \
	}

REASON(not_published, VD_NOT_PUBLISHED)
REASON(not_reported, VD_NOT_REPORTED)
REASON(no_budget_line, VD_NO_BUDGET_LINE)
REASON(out_of_scope, VD_OUT_OF_SCOPE)
REASON(not_applicable, VD_NOT_APPLICABLE)
REASON(not_in_study, VD_NOT_IN_STUDY)

#define REASON_COLUMN(flow, name, words, says)                                                     \
	{                                                                                          \
		.key = #flow "_" #name, .label = (words), .is_detail = true,                       \
		.unit = VD_UNIT_MONEY, .formula = "flow(" #flow ", " #name ")",                    \
		.present = flow##_##name, .meaning = (says)                                        \
	}

#define EXITS(name, words) REASON_COLUMN(exits, name, words, N_("Of these: the later year says so"))
#define ENTRANTS(name, words)                                                                      \
	REASON_COLUMN(entrants, name, words, N_("Of these: the earlier year says so"))

static const struct vd_column columns[] = {
	VD_BASIS_KEY,
	VD_STAGE_KEY,
	VD_FROM_KEY,
	VD_TO_KEY,
	{ .key = "from_total",
	  .is_repeat = true,
	  .label = N_("Total of the earlier year"),
	  .unit = VD_UNIT_MONEY,
	  .formula = "from(total(stage))",
	  .meaning = N_("Sum over whoever reports, in the headline scope") },
	{ .key = "to_total",
	  .is_repeat = true,
	  .label = N_("Total of the later year"),
	  .unit = VD_UNIT_MONEY,
	  .formula = "total(stage)",
	  .meaning = N_("Sum over whoever reports then, in the headline scope") },
	{ .key = "change",
	  .label = N_("Headline change"),
	  .unit = VD_UNIT_MONEY,
	  .formula = "difference([to_total], [from_total])",
	  .meaning = N_("Later total less earlier total, whoever reports in each") },
	{ .key = "change_percent",
	  .label = N_("Headline change, relative"),
	  .unit = VD_UNIT_PERCENT,
	  .formula = "ratio([change], [from_total])",
	  .meaning = N_("Headline change over the earlier total") },
	{ .key = "exits",
	  .label = N_("Exits"),
	  .unit = VD_UNIT_MONEY,
	  .formula = "flow(exits, any)",
	  .meaning = N_("Amounts of the earlier year of those without an amount in the later") },
	EXITS(not_published, N_("Exits: not published")),
	EXITS(not_reported, N_("Exits: not reported")),
	EXITS(no_budget_line, N_("Exits: no budget line")),
	EXITS(out_of_scope, N_("Exits: out of scope")),
	EXITS(not_applicable, N_("Exits: not applicable")),
	EXITS(not_in_study, N_("Exits: in no table")),
	{ .key = "entrants",
	  .label = N_("Entrants"),
	  .unit = VD_UNIT_MONEY,
	  .formula = "flow(entrants, any)",
	  .meaning = N_("Amounts of the later year of those without an amount in the earlier") },
	ENTRANTS(not_published, N_("Entrants: not published")),
	ENTRANTS(not_reported, N_("Entrants: not reported")),
	ENTRANTS(no_budget_line, N_("Entrants: no budget line")),
	ENTRANTS(out_of_scope, N_("Entrants: out of scope")),
	ENTRANTS(not_applicable, N_("Entrants: not applicable")),
	ENTRANTS(not_in_study, N_("Entrants: in no table")),
	{ .key = "continuing_from",
	  .label = N_("Continuing, earlier year"),
	  .unit = VD_UNIT_MONEY,
	  .formula = "flow(continuing_from, any)",
	  .meaning = N_("Amounts of the earlier year of those that report both") },
	{ .key = "continuing_to",
	  .label = N_("Continuing, later year"),
	  .unit = VD_UNIT_MONEY,
	  .formula = "flow(continuing_to, any)",
	  .meaning = N_("Amounts of the later year of those that report both") },
	{ .key = "continuing_change",
	  .label = N_("Comparable change"),
	  .unit = VD_UNIT_MONEY,
	  .formula = "difference([continuing_to], [continuing_from])",
	  .meaning = N_("What changed for those that report both years") },
	{ .key = "continuing_change_percent",
	  .label = N_("Comparable change, relative"),
	  .unit = VD_UNIT_PERCENT,
	  .formula = "ratio([continuing_change], [continuing_from])",
	  .meaning = N_(
		  "Comparable change over the earlier amounts of those that report both years") },
	{ .key = "continuing_count",
	  .label = N_("Continuing: how many"),
	  .unit = VD_UNIT_COUNT,
	  .formula = "flow(continuing_count, any)",
	  .meaning = N_("Institutions, or printed rows, that report both years") },
	{ .key = "exit_count",
	  .label = N_("Exits: how many"),
	  .is_detail = true,
	  .unit = VD_UNIT_COUNT,
	  .formula = "flow(exit_count, any)",
	  .meaning =
		  N_("Institutions, or printed rows, with an amount in the earlier year alone") },
	{ .key = "entrant_count",
	  .label = N_("Entrants: how many"),
	  .is_detail = true,
	  .unit = VD_UNIT_COUNT,
	  .formula = "flow(entrant_count, any)",
	  .meaning = N_("Institutions, or printed rows, with an amount in the later year alone") },
	{ .key = "check",
	  .label = N_("Check: must be zero"),
	  .is_detail = true,
	  .unit = VD_UNIT_MONEY,
	  .formula = "difference(sum(sum(difference([from_total], [exits]), "
		     "[continuing_change]), [entrants]), [to_total])",
	  .meaning =
		  N_("Earlier total less exits, plus comparable change, plus entrants, less later "
		     "total") },
	VD_NOTES,
};

const struct vd_table_description vd_table_comparable = {
	.name = "comparable",
	.title = N_("Comparable"),
	.about = N_(
		"The change between two years, split by who reports in both. The comparable change is of those alone."),
	.columns = columns,
	.column_count = sizeof(columns) / sizeof(*columns),
	.list_rows = list_rows,
	.audit_reads = true,
};

const char *vd_changes_differ(const struct vd_value *headline, const struct vd_value *comparable,
			      const struct vd_currency *currency)
{
	double a = vd_value_cell(headline, currency), b = vd_value_cell(comparable, currency);
	if (vd_value_sign(headline) * vd_value_sign(comparable) < 0)
		return _("point in opposite directions");
	return fabs(b - a) > 0.5 * fabs(a) ? _("differ by more than half") : NULL;
}
