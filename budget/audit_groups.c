/* Rows of groups in a printed table: which figures they stand for. */
#include <stdlib.h>

#include "budget/audit_parts.h"

/* The groups that each institution is in: groups[start[i]] up to groups[start[i + 1]]. */
struct vd_membership {
	size_t *start;
	int *groups;
};

static struct vd_membership *list_membership(const struct vd_study *study, struct vd_arena *arena)
{
	struct vd_membership *membership = VD_TAKE(arena, struct vd_membership, 1);
	size_t institutions = study->institutions.count, total = 0;
	size_t *start = VD_TAKE(arena, size_t, institutions + 2);
	for (size_t g = 0; g < study->groups.count; g++)
		for (size_t m = 0; m < study->groups.items[g].member_count; m++, total++)
			start[study->groups.items[g].members[m] + 2]++;
	for (size_t i = 2; i < institutions + 2; i++)
		start[i] += start[i - 1];
	membership->groups = VD_TAKE(arena, int, total);
	/* Filled in, each start moves on to where the next one's was. */
	for (size_t g = 0; g < study->groups.count; g++)
		for (size_t m = 0; m < study->groups.items[g].member_count; m++)
			membership->groups[start[study->groups.items[g].members[m] + 1]++] = (int)g;
	membership->start = start;
	return membership;
}

static int compare(const void *left, const void *right)
{
	int a = *(const int *)left, b = *(const int *)right;
	return (a > b) - (a < b);
}

/* Whether all members of a group are members of another; they are in ascending order. */
static bool contains(const struct vd_group *outer, const struct vd_group *inner)
{
	if (inner->member_count > outer->member_count)
		return false;
	for (size_t m = 0; m < inner->member_count; m++)
		if (!bsearch(&inner->members[m], outer->members, outer->member_count,
			     sizeof(*outer->members), compare))
			return false;
	return true;
}

/* The row of a group for a year, or for none; VD_NONE if the table has none. */
static int *row_of(const struct vd_audited *audited, int group, int year)
{
	size_t years = vd_audited_study(audited)->years.count + 1;
	return &audited->row_of_group[(size_t)group * years + (size_t)(year + 1)];
}

/* Whether a group's row overlaps an earlier one without either holding the other. */
static bool overlaps(const struct vd_audited *audited, int row)
{
	const struct vd_study *study = vd_audited_study(audited);
	const struct vd_table_row *own = vd_audited_row(audited, (size_t)row);
	const struct vd_group *group = &study->groups.items[own->subject];
	const struct vd_membership *membership = audited->analysis->audit->membership;
	for (size_t m = 0; m < group->member_count; m++) {
		size_t who = (size_t)group->members[m];
		for (size_t k = membership->start[who]; k < membership->start[who + 1]; k++) {
			int other = *row_of(audited, membership->groups[k], own->year);
			if (other == VD_NONE || other >= row || audited->is_aside[other])
				continue;
			const struct vd_group *earlier =
				&study->groups.items[membership->groups[k]];
			if (!contains(earlier, group) && !contains(group, earlier))
				return true;
		}
	}
	return false;
}

void vd_audited_mark_groups(struct vd_audited *audited)
{
	const struct vd_study *study = vd_audited_study(audited);
	struct vd_audit *audit = audited->analysis->audit;
	size_t slots = study->groups.count * (study->years.count + 1);
	if (!audit->membership)
		audit->membership = list_membership(study, audited->arena);
	audited->row_of_group = VD_TAKE(audited->arena, int, slots);
	audited->is_aside = VD_TAKE(audited->arena, bool, audited->table->rows.count);
	for (size_t i = 0; i < slots; i++)
		audited->row_of_group[i] = VD_NONE;
	for (size_t r = 0; r < audited->table->rows.count; r++) {
		const struct vd_table_row *row = vd_audited_row(audited, r);
		if (row->kind == VD_ROW_GROUP &&
		    *row_of(audited, row->subject, row->year) == VD_NONE)
			*row_of(audited, row->subject, row->year) = (int)r;
	}
	for (size_t r = 0; r < audited->table->rows.count; r++) {
		const struct vd_table_row *row = vd_audited_row(audited, r);
		/* A group printed once more, or across others, is not added. */
		if (row->kind == VD_ROW_GROUP)
			audited->is_aside[r] = *row_of(audited, row->subject, row->year) !=
						       (int)r ||
					       overlaps(audited, (int)r);
	}
}

bool vd_audited_is_in_group(const struct vd_audited *audited, size_t row, size_t column)
{
	const struct vd_study *study = vd_audited_study(audited);
	const struct vd_table_row *one = vd_audited_row(audited, row);
	const struct vd_group *inner =
		one->kind == VD_ROW_GROUP ? &study->groups.items[one->subject] : NULL;
	if (one->kind != VD_ROW_INSTITUTION && !inner)
		return false;
	if (audited->is_aside[row])
		return true;
	const struct vd_membership *membership = audited->analysis->audit->membership;
	size_t who = (size_t)(inner ? inner->members[0] : one->subject);
	for (size_t k = membership->start[who]; k < membership->start[who + 1]; k++) {
		int group = membership->groups[k];
		int other = *row_of(audited, group, one->year);
		if (other == VD_NONE || other == (int)row || audited->is_aside[other] ||
		    !vd_audited_has_amount(audited, (size_t)other, column))
			continue;
		const struct vd_group *outer = &study->groups.items[group];
		/* Of two alike, the first row stands. */
		bool is_twin = inner && inner->member_count == outer->member_count &&
			       other > (int)row;
		if (!inner || (!is_twin && contains(outer, inner)))
			return true;
	}
	return false;
}
