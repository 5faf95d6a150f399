/* What a table's row may be called: id, short name, names, printed name. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "config/parts.h"

struct label {
	const char *text;
	enum vd_label_kind kind;
	int index;
};

struct vd_label_index {
	struct label *items; /* sorted by text */
	size_t count, capacity;
	const char **texts; /* the same, for suggestions; made when first needed */
};

static int compare(const void *left, const void *right)
{
	const struct label *a = left, *b = right;
	int order = strcmp(a->text, b->text);
	if (!order)
		order = (int)a->kind - (int)b->kind;
	return order ? order : a->index - b->index;
}

static void add(struct vd_loader *loader, const char *text, enum vd_label_kind kind, int index)
{
	if (text)
		*VD_APPEND(loader->arena, loader->labels) =
			(struct label){ .text = text, .kind = kind, .index = index };
}

struct identified {
	const char *id;
	bool is_group;
	struct vd_place place;
};

static int compare_ids(const void *left, const void *right)
{
	const struct identified *a = left, *b = right;
	int order = strcmp(a->id, b->id);
	if (!order)
		order = (a->place.line > b->place.line) - (a->place.line < b->place.line);
	if (!order)
		order = (a->place.column > b->place.column) - (a->place.column < b->place.column);
	return order;
}

/* Ids of institutions and groups share one space: a row's label may be either. */
static void check_ids(struct vd_loader *loader)
{
	const struct vd_study *study = loader->study;
	size_t most = study->institutions.count + study->groups.count, count = 0;
	struct identified *ids = VD_TAKE(loader->arena, struct identified, most);
	for (size_t i = 0; i < study->institutions.count; i++) {
		const struct vd_institution *one = &study->institutions.items[i];
		if (one->id)
			ids[count++] = (struct identified){ one->id, false, one->place };
	}
	for (size_t i = 0; i < study->groups.count; i++) {
		const struct vd_group *one = &study->groups.items[i];
		if (one->id)
			ids[count++] = (struct identified){ one->id, true, one->place };
	}
	if (count)
		qsort(ids, count, sizeof(*ids), compare_ids);
	for (size_t i = 1; i < count; i++) {
		if (!vd_same(ids[i].id, ids[i - 1].id))
			continue;
		vd_report(loader->diagnostics, ids[i].place, VD_RULE_DUPLICATE_ID,
			  _("the id `%s` is taken"), ids[i].id);
		vd_hint(loader->diagnostics, ids[i].is_group
						     ? _("give this group another id")
						     : _("give this institution another id"));
		vd_other_place(loader->diagnostics, ids[i - 1].place, _("first given here"));
	}
}

static void build(struct vd_loader *loader)
{
	const struct vd_study *study = loader->study;
	loader->labels = VD_TAKE(loader->arena, struct vd_label_index, 1);
	for (int i = 0; i < (int)study->institutions.count; i++) {
		const struct vd_institution *one = &study->institutions.items[i];
		add(loader, one->id, VD_LABEL_INSTITUTION, i);
		add(loader, one->short_name, VD_LABEL_INSTITUTION, i);
		add(loader, one->as_printed, VD_LABEL_INSTITUTION, i);
		for (size_t k = 0; k < VD_LANGUAGES; k++)
			add(loader, one->name.in[k], VD_LABEL_INSTITUTION, i);
	}
	for (int i = 0; i < (int)study->groups.count; i++) {
		const struct vd_group *one = &study->groups.items[i];
		add(loader, one->id, VD_LABEL_GROUP, i);
		add(loader, one->as_printed, VD_LABEL_GROUP, i);
		for (size_t k = 0; k < VD_LANGUAGES; k++)
			add(loader, one->name.in[k], VD_LABEL_GROUP, i);
	}
	if (loader->labels->count)
		qsort(loader->labels->items, loader->labels->count, sizeof(struct label), compare);
}

void vd_labels_of_institutions(struct vd_loader *loader)
{
	build(loader);
}

void vd_labels_build(struct vd_loader *loader)
{
	build(loader);
	check_ids(loader);
}

enum vd_label_kind vd_label_find(const struct vd_loader *loader, const char *label, int *index)
{
	const struct vd_label_index *labels = loader->labels;
	size_t low = 0, high = labels->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (strcmp(labels->items[middle].text, label) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == labels->count || !vd_same(labels->items[low].text, label))
		return VD_LABEL_NONE;
	const struct label *first = &labels->items[low];
	for (size_t i = low + 1; i < labels->count && vd_same(labels->items[i].text, label); i++)
		if (labels->items[i].kind != first->kind || labels->items[i].index != first->index)
			return VD_LABEL_AMBIGUOUS;
	*index = first->index;
	return first->kind;
}

bool vd_is_total_word(const char *label)
{
	return strcasecmp(label, "total") == 0;
}

const char *vd_label_nearest(const struct vd_loader *loader, const char *label)
{
	struct vd_label_index *labels = loader->labels;
	if (!labels->texts) {
		labels->texts = VD_TAKE(loader->arena, const char *, labels->count);
		for (size_t i = 0; i < labels->count; i++)
			labels->texts[i] = labels->items[i].text;
	}
	return vd_nearest(label, labels->texts, labels->count);
}
