/* The bridge: each change of `comparable`, line by line, from the earlier total to the later. */
#include "budget/bridge.h"

#include <assert.h>
#include <stdlib.h>

#include "budget/columns.h"

/* The lines of one kind, in one comparison. */
struct lines {
	struct vd_part *items;
	size_t count, capacity;
};

struct builder {
	const struct vd_analysis *analysis;
	struct vd_rows *rows;
	const struct vd_row *comparison; /* a row of `comparable` */
	size_t comparable_row;
	struct vd_pairing pairing;
	size_t first; /* row of this bridge's start */
};

static int64_t magnitude(int64_t amount)
{
	return amount < 0 ? -amount : amount;
}

/* What a line does to the total, in minor units. */
static int64_t effect(const struct vd_part *part)
{
	int64_t from = part->has[VD_FIRST] ? part->amount[VD_FIRST].minor : 0;
	int64_t to = part->has[VD_SECOND] ? part->amount[VD_SECOND].minor : 0;
	return part->kind == VD_PART_START ? from : to - from;
}

static int by_effect(const void *left, const void *right)
{
	const struct vd_part *a = left, *b = right;
	int64_t x = magnitude(effect(a)), y = magnitude(effect(b));
	if (x != y)
		return x > y ? -1 : 1;
	return a->order - b->order;
}

/* An institution's own line, or a new one for the row it is printed in. */
static struct vd_part *new_part(const struct builder *builder, struct lines *lines,
				enum vd_part_kind kind, int institution)
{
	const struct vd_study *study = builder->analysis->study;
	enum vd_language language = builder->analysis->language;
	const struct vd_institution *one = &study->institutions.items[institution];
	const struct vd_group *group =
		builder->pairing.basis == VD_BY_ROW ? vd_printed_group(study, institution) : NULL;
	const char *group_name = group ? vd_text_in(&group->name, language) : NULL;
	struct vd_part *part = VD_APPEND(builder->analysis->arena, lines);
	*part = (struct vd_part){ .kind = kind,
				  .institution = group ? VD_NONE : institution,
				  .printed_row = group ? one->printed_row : 0,
				  .order = institution,
				  .id = group ? group->id : one->id,
				  .name = vd_institution_name(one, language),
				  .reason = "",
				  .comparable_row = builder->comparable_row };
	if (group)
		part->name = group_name		 ? group_name
			     : group->as_printed ? group->as_printed
						 : group->id;
	return part;
}

/* Why the amount of the other year is missing. */
static const char *reason_of(const struct builder *builder, enum vd_part_kind kind, int institution)
{
	struct vd_side other = builder->pairing.side[kind == VD_PART_EXIT ? VD_SECOND : VD_FIRST];
	const struct vd_figure *figure =
		vd_dataset_cell(builder->analysis->data, institution, other.year, other.stage);
	return vd_missing_words(figure->missing);
}

static void add_amounts(const struct builder *builder, struct vd_part *part, int institution)
{
	for (int side = VD_FIRST; side < VD_SIDES; side++) {
		struct vd_side one = builder->pairing.side[side];
		const struct vd_figure *figure =
			vd_dataset_cell(builder->analysis->data, institution, one.year, one.stage);
		if (figure->missing != VD_PRESENT)
			continue;
		part->has[side] = true;
		part->amount[side].minor += figure->amount.minor;
	}
}

/* All lines of a kind, the largest effect first. */
static struct lines find_lines(const struct builder *builder, enum vd_part_kind kind,
			       enum vd_presence presence)
{
	const struct vd_study *study = builder->analysis->study;
	struct vd_arena *arena = builder->analysis->arena;
	struct lines lines = { 0 };
	bool *marks = VD_TAKE(arena, bool, study->institutions.count);
	/* For each printed row, its line's number from 1. */
	size_t *line_of = VD_TAKE(arena, size_t, study->institutions.count + 1);
	vd_pairing_mark(builder->analysis->data, &builder->pairing, presence, marks);
	for (int i = 0; i < (int)study->institutions.count; i++) {
		if (!marks[i])
			continue;
		size_t *line = &line_of[study->institutions.items[i].printed_row];
		bool joins = builder->pairing.basis == VD_BY_ROW && *line;
		struct vd_part *part = joins ? &lines.items[*line - 1]
					     : new_part(builder, &lines, kind, i);
		if (!joins)
			*line = lines.count;
		add_amounts(builder, part, i);
		if (kind != VD_PART_CONTINUING && !part->printed_row)
			part->reason = reason_of(builder, kind, i);
		else if (kind != VD_PART_CONTINUING)
			part->reason = _("a group: see its members on Data");
	}
	if (lines.count)
		qsort(lines.items, lines.count, sizeof(*lines.items), by_effect);
	return lines;
}

/* An id for a line of our own that no institution or group has: an underscore before it, if need be. */
static const char *free_id(const struct builder *builder, const char *id)
{
	const struct vd_study *study = builder->analysis->study;
	bool taken = true;
	while (taken) {
		taken = false;
		for (size_t i = 0; i < study->institutions.count && !taken; i++)
			taken = vd_same(study->institutions.items[i].id, id);
		for (size_t g = 0; g < study->groups.count && !taken; g++)
			taken = vd_same(study->groups.items[g].id, id);
		if (taken)
			id = vd_arena_format(builder->analysis->arena, "_%s", id);
	}
	return id;
}

static void add_line(const struct builder *builder, struct vd_part *part)
{
	struct vd_row *row = vd_add_row(builder->analysis, builder->rows);
	size_t index = builder->rows->count - 1;
	row->basis = builder->comparison->basis;
	row->stage = builder->comparison->stage;
	row->from = builder->comparison->from;
	row->year = builder->comparison->year;
	row->institution = part->institution;
	row->name = part->name;
	row->remark = part->reason;
	row->part = part;
	row->previous = index > builder->first ? (int)index - 1 : VD_NONE;
}

static const char *rest_name(struct vd_arena *arena, enum vd_part_kind kind, size_t count)
{
	if (kind == VD_PART_EXIT)
		return vd_arena_format(arena, _("Other exits (%zu)"), count);
	return kind == VD_PART_ENTRANT ? vd_arena_format(arena, _("Other entrants (%zu)"), count)
				       : vd_arena_format(arena, _("Other continuing (%zu)"), count);
}

/* The largest, and the others as one. */
static void add_lines(const struct builder *builder, const struct lines *lines, const char *rest_id)
{
	struct vd_arena *arena = builder->analysis->arena;
	size_t listed = lines->count > VD_BRIDGE_LISTED + 1 ? VD_BRIDGE_LISTED : lines->count;
	for (size_t i = 0; i < listed; i++)
		add_line(builder, &lines->items[i]);
	if (listed == lines->count)
		return;
	struct vd_part *rest = VD_TAKE(arena, struct vd_part, 1);
	*rest = (struct vd_part){ .kind = lines->items[0].kind,
				  .institution = VD_NONE,
				  .is_rest = true,
				  .id = free_id(builder, rest_id),
				  .reason = lines->items[0].kind == VD_PART_CONTINUING
						    ? ""
						    : _("several reasons: see Comparable"),
				  .listed = listed,
				  .comparable_row = builder->comparable_row };
	rest->name = rest_name(arena, rest->kind, lines->count - listed);
	for (size_t i = listed; i < lines->count; i++) {
		for (int side = VD_FIRST; side < VD_SIDES; side++) {
			rest->has[side] = rest->has[side] || lines->items[i].has[side];
			rest->amount[side].minor += lines->items[i].amount[side].minor;
		}
	}
	add_line(builder, rest);
}

static void add_total(const struct builder *builder, enum vd_part_kind kind)
{
	struct vd_arena *arena = builder->analysis->arena;
	int side = kind == VD_PART_START ? VD_FIRST : VD_SECOND;
	struct vd_side one = builder->pairing.side[side];
	struct vd_value total =
		vd_total(builder->analysis->data, builder->pairing.scope, one.year, one.stage);
	struct vd_part *part = VD_TAKE(arena, struct vd_part, 1);
	*part = (struct vd_part){ .kind = kind,
				  .institution = VD_NONE,
				  .id = free_id(builder,
						kind == VD_PART_START ? N_("start") : N_("end")),
				  .reason = "",
				  .comparable_row = builder->comparable_row };
	part->name = vd_arena_format(arena, _("Total %s %d"), vd_word(vd_stage_key(one.stage)),
				     builder->analysis->study->years.items[one.year].year);
	part->has[side] = vd_value_present(&total);
	part->amount[side] = total.money;
	add_line(builder, part);
}

static void list_rows(const struct vd_analysis *analysis, struct vd_rows *rows)
{
	const struct vd_result *comparable = vd_result_find(analysis, "comparable");
	for (size_t r = 0; r < comparable->rows.count; r++) {
		struct builder builder = { .analysis = analysis,
					   .rows = rows,
					   .comparison = &comparable->rows.items[r],
					   .comparable_row = r,
					   .pairing = vd_row_pairing(&comparable->rows.items[r]),
					   .first = rows->count };
		struct lines exits = find_lines(&builder, VD_PART_EXIT, VD_ON_FIRST_ONLY);
		struct lines both = find_lines(&builder, VD_PART_CONTINUING, VD_ON_BOTH);
		struct lines entrants = find_lines(&builder, VD_PART_ENTRANT, VD_ON_SECOND_ONLY);
		add_total(&builder, VD_PART_START);
		add_lines(&builder, &exits, N_("other-exits"));
		add_lines(&builder, &both, N_("other-continuing"));
		add_lines(&builder, &entrants, N_("other-entrants"));
		add_total(&builder, VD_PART_END);
	}
}

static struct vd_value amount_of(const struct vd_spot *spot, int side)
{
	const struct vd_part *part = spot->row.part;
	struct vd_side one = vd_row_pairing(&spot->row).side[side];
	if (part->has[side])
		return vd_value_money(part->amount[side]);
	if (part->institution == VD_NONE)
		return vd_value_missing(part->kind == VD_PART_START || part->kind == VD_PART_END
						? VD_NOT_APPLICABLE
						: VD_NO_AMOUNTS,
					NULL);
	return vd_figure_value(
		vd_dataset_cell(spot->analysis->data, part->institution, one.year, one.stage));
}

/* The running total of the line before. */
static struct vd_value running_before(const struct vd_spot *spot)
{
	int column = vd_result_column(spot->result, "running");
	if (spot->row.previous == VD_NONE || column == VD_NONE)
		return vd_value_missing(VD_NO_PRECEDING, NULL);
	return *vd_result_value(spot->result, (size_t)spot->row.previous, (size_t)column);
}

struct vd_value vd_part_value(const struct vd_spot *spot, enum vd_part_figure figure)
{
	const struct vd_part *part = spot->row.part;
	const struct vd_currency *currency = &spot->analysis->study->currency;
	struct vd_value before, own, out = { 0 };
	bool fits = true;
	switch (figure) {
	case VD_PART_FROM:
		return amount_of(spot, VD_FIRST);
	case VD_PART_TO:
		return amount_of(spot, VD_SECOND);
	case VD_PART_EFFECT:
		if (part->kind != VD_PART_END)
			return vd_value_money((struct vd_money){ effect(part) });
		before = running_before(spot);
		own = amount_of(spot, VD_SECOND);
		fits = vd_value_subtract(&own, &before, currency, &out);
		break;
	case VD_PART_RUNNING:
		own = vd_part_value(spot, VD_PART_EFFECT);
		if (part->kind == VD_PART_START)
			return own;
		before = running_before(spot);
		fits = vd_value_add(&before, &own, currency, &out);
		break;
	}
	/* Parts of totals within VD_AMOUNTS_MOST do not leave 64 bits. */
	assert(fits);
	(void)fits;
	return out;
}

static struct vd_value part_id(const struct vd_analysis *analysis, const struct vd_row *row)
{
	const struct vd_part *part = row->part;
	bool is_own = part->is_rest || part->kind == VD_PART_START || part->kind == VD_PART_END;
	(void)analysis;
	return is_own ? vd_value_word(part->id) : vd_value_text(part->id);
}

static struct vd_value kind(const struct vd_analysis *analysis, const struct vd_row *row)
{
	static const char *const kinds[] = { [VD_PART_START] = N_("start"),
					     [VD_PART_EXIT] = N_("exit"),
					     [VD_PART_CONTINUING] = N_("continuing"),
					     [VD_PART_ENTRANT] = N_("entrant"),
					     [VD_PART_END] = N_("end") };
	(void)analysis;
	return vd_value_word(kinds[row->part->kind]);
}

/* An institution's own notes; those of the comparison once, where it starts. */
static struct vd_value notes(const struct vd_analysis *analysis, const struct vd_row *row)
{
	bool says = row->institution != VD_NONE || row->part->kind == VD_PART_START;
	return says ? vd_column_notes(analysis, row) : vd_value_text("");
}

static const struct vd_column columns[] = {
	VD_BASIS_KEY,
	VD_STAGE_KEY,
	VD_FROM_KEY,
	VD_TO_KEY,
	{ .key = "part",
	  .label = N_("Part"),
	  .unit = VD_UNIT_TEXT,
	  .is_key = true,
	  .value = part_id,
	  .meaning = N_("start, an institution's or group's id, the others of a kind, end") },
	{ .key = "name",
	  .label = N_("Name"),
	  .unit = VD_UNIT_TEXT,
	  .value = vd_column_name,
	  .meaning = N_("Its full name") },
	{ .key = "kind",
	  .label = N_("Kind"),
	  .unit = VD_UNIT_TEXT,
	  .value = kind,
	  .meaning =
		  N_("exit: no amount in the later year; entrant: none in the earlier; continuing: "
		     "both") },
	{ .key = "reason",
	  .label = N_("Reason"),
	  .unit = VD_UNIT_TEXT,
	  .value = vd_column_remark,
	  .meaning = N_("What stands in the year without an amount") },
	{ .key = "from_amount",
	  .is_repeat = true,
	  .label = N_("Earlier year"),
	  .unit = VD_UNIT_MONEY,
	  .formula = "part(from)",
	  .meaning = N_("Amount of the earlier year") },
	{ .key = "to_amount",
	  .is_repeat = true,
	  .label = N_("Later year"),
	  .unit = VD_UNIT_MONEY,
	  .formula = "part(to)",
	  .meaning = N_("Amount of the later year") },
	{ .key = "effect",
	  .label = N_("Effect on the total"),
	  .unit = VD_UNIT_MONEY,
	  .formula = "part(effect)",
	  .meaning =
		  N_("What the line adds or takes; in the last line what is left over, which must "
		     "be zero") },
	{ .key = "running",
	  .is_repeat = true,
	  .label = N_("Running total"),
	  .unit = VD_UNIT_MONEY,
	  .formula = "part(running)",
	  .meaning = N_("The total after this line") },
	{ .key = "notes",
	  .label = N_("Notes"),
	  .unit = VD_UNIT_TEXT,
	  .value = notes,
	  .meaning =
		  N_("What a reader must know of the line; in the first one, of the comparison") },
};

const struct vd_table_description vd_table_bridge = {
	.name = "bridge",
	.title = N_("Bridge"),
	.about = N_(
		"From the earlier total to the later, line by line: who left and why, who changed, "
		"who came. The largest are listed, the others of their kind summed. Who is listed, and where, is as of the report."),
	.columns = columns,
	.column_count = sizeof(columns) / sizeof(*columns),
	.list_rows = list_rows,
};
