/* How the amounts of a file are written, by all that its cells show. */
#include <string.h>

#include "config/look_parts.h"

enum {
	/* So many distinct amounts with three digits behind a mark, and none with fewer: no decimals. */
	GROUPED_TEXTS_LEAST = 10,
	LARGE_LEAST = 1000,
};

static bool is_zero(struct vd_slice text)
{
	bool has_zero = false;
	for (size_t i = 0; i < text.bytes; i++) {
		if (text.text[i] >= '1' && text.text[i] <= '9')
			return false;
		has_zero = has_zero || text.text[i] == '0';
	}
	return has_zero;
}

static void count_marks(struct vd_look_numbers *numbers, const struct vd_number_shape *shape,
			const struct vd_look_value *value)
{
	for (unsigned m = 0; m < VD_MARKS; m++) {
		struct vd_look_mark *mark = &numbers->marks[m];
		if (shape->as_decimal[m] && !mark->as_decimal) {
			mark->decimal_text = value->text;
			mark->decimal_row = value->first_row;
		}
		if (shape->as_grouping[m] && !mark->as_grouping) {
			mark->grouping_text = value->text;
			mark->grouping_row = value->first_row;
		}
		if (shape->unclear[m] && !mark->unclear)
			mark->unclear_text = value->text;
		mark->as_decimal += shape->as_decimal[m] ? value->count : 0;
		mark->as_grouping += shape->as_grouping[m] ? value->count : 0;
		mark->unclear += shape->unclear[m] ? value->count : 0;
		mark->unclear_texts += shape->unclear[m];
	}
}

static void note_code(struct vd_look_numbers *numbers, const struct vd_look_value *value,
		      size_t count)
{
	numbers->codes.cells += count;
	for (size_t i = 0; i < numbers->codes.count; i++) {
		struct vd_look_value *known = &numbers->codes.items[i];
		if (known->text.bytes != value->text.bytes ||
		    memcmp(known->text.text, value->text.text, value->text.bytes) != 0)
			continue;
		known->count += count;
		return;
	}
	if (numbers->codes.count == VD_LOOK_CODES_MOST)
		numbers->codes.left_out++;
	else
		numbers->codes.items[numbers->codes.count++] =
			(struct vd_look_value){ .text = value->text, .count = count };
}

/* @param count  how many of its cells count; how it is written tells of the others too */
static void count_value(struct vd_look_numbers *numbers, const struct vd_look_value *value,
			size_t count)
{
	struct vd_number_shape shape = vd_look_at_number(value->text);
	numbers->cells += count;
	if (!value->text.bytes) {
		numbers->empty += count;
		return;
	}
	if (!shape.is_number) {
		if (count)
			note_code(numbers, value, count);
		return;
	}
	numbers->numbers += count;
	count_marks(numbers, &shape, value);
	/* LARGE_LEAST has four digits. */
	if (shape.whole_digits)
		*(shape.whole_digits > 3 ? &numbers->plain_large : &numbers->plain_small) += count;
	numbers->zeros += is_zero(value->text) ? count : 0;
	numbers->negative += shape.is_negative ? count : 0;
	numbers->in_parentheses += shape.in_parentheses ? count : 0;
	numbers->trails_minus += shape.trails_minus ? count : 0;
	numbers->percent += shape.is_percent ? count : 0;
	numbers->scientific += shape.is_scientific ? count : 0;
	if (shape.decimals > numbers->most_decimals)
		numbers->most_decimals = shape.decimals;
	if (shape.sign.bytes) {
		numbers->signs += count;
		if (!numbers->sign.bytes)
			numbers->sign = shape.sign;
	}
}

/*
 * A mark with three digits behind it and nothing else to tell by. Decimals would be cut to one or
 * two digits now and then, or would stand behind every amount, small ones too; groups stand in no
 * amount below 1000 and in every one above.
 */
static bool shows_groups(const struct vd_look_numbers *numbers, unsigned mark)
{
	return numbers->marks[mark].unclear_texts >= GROUPED_TEXTS_LEAST &&
	       numbers->plain_small > numbers->zeros && !numbers->plain_large;
}

static void settle_unclear(struct vd_look_numbers *numbers, unsigned mark)
{
	unsigned other = mark == VD_MARK_POINT ? VD_MARK_COMMA : VD_MARK_POINT;
	bool other_groups = numbers->groups[other];
	for (unsigned m = VD_MARK_QUOTE; m < VD_MARKS; m++)
		other_groups = other_groups || numbers->groups[m];
	if (numbers->decimal == other || shows_groups(numbers, mark)) {
		numbers->groups[mark] = true;
		numbers->sure = numbers->decimal == other ? numbers->sure : VD_LIKELY;
	} else if (numbers->plain_large && !other_groups) {
		numbers->decimal = mark; /* a grouping mark would stand in these too */
		numbers->sure = VD_DOUBTFUL;
	} else {
		/* Peru groups with ' and , in one amount, so that other groups tell nothing. */
		numbers->open = mark;
	}
}

static void decide(struct vd_look_numbers *numbers)
{
	numbers->decimal = numbers->open = numbers->conflict = VD_MARKS;
	for (unsigned m = VD_MARK_QUOTE; m < VD_MARKS; m++)
		numbers->groups[m] = numbers->marks[m].as_grouping > 0;
	for (unsigned m = VD_MARK_POINT; m <= VD_MARK_COMMA; m++) {
		const struct vd_look_mark *mark = &numbers->marks[m];
		if (mark->as_decimal && mark->as_grouping)
			numbers->conflict = m;
		if (mark->as_grouping > mark->as_decimal)
			numbers->groups[m] = true;
		else if (mark->as_decimal)
			numbers->decimal =
				numbers->decimal == VD_MARKS ||
						mark->as_decimal >
							numbers->marks[numbers->decimal].as_decimal
					? m
					: numbers->decimal;
	}
	/* Both marks before decimals: one of them is used the wrong way round in some cells. */
	if (numbers->marks[VD_MARK_POINT].as_decimal && numbers->marks[VD_MARK_COMMA].as_decimal)
		numbers->conflict = numbers->decimal == VD_MARK_POINT ? VD_MARK_COMMA
								      : VD_MARK_POINT;
	if (numbers->conflict != VD_MARKS)
		numbers->sure = VD_DOUBTFUL;
	for (unsigned m = VD_MARK_POINT; m <= VD_MARK_COMMA; m++)
		if (numbers->marks[m].unclear && numbers->decimal != m && !numbers->groups[m])
			settle_unclear(numbers, m);
}

void vd_look_at_numbers(struct vd_arena *arena, const struct vd_look_grid *grid,
			const size_t *columns, size_t count, const bool *left_out,
			struct vd_look_numbers *numbers)
{
	*numbers = (struct vd_look_numbers){ .sure = VD_SURE };
	for (size_t i = 0; i < count; i++) {
		const struct vd_look_column *column = &grid->columns[columns[i]];
		size_t *counts = VD_TAKE(arena, size_t, column->values.count + 1);
		for (size_t r = 0; r < grid->row_count; r++)
			counts[column->ids[r]] += !left_out || !left_out[r];
		for (size_t v = 0; v < column->values.count; v++)
			count_value(numbers, &column->values.items[v], counts[v]);
	}
	decide(numbers);
}

struct vd_number_style vd_look_style(const struct vd_look_numbers *numbers)
{
	struct vd_number_style style = { .decimal = vd_mark_text(numbers->decimal) };
	if (!style.decimal)
		style.decimal = numbers->groups[VD_MARK_POINT] || numbers->open == VD_MARK_POINT
					? vd_mark_text(VD_MARK_COMMA)
					: vd_mark_text(VD_MARK_POINT);
	for (unsigned m = 0; m < VD_MARKS; m++)
		if (numbers->groups[m] && m != numbers->decimal)
			style.grouping[style.grouping_count++] = vd_mark_text(m);
	return style;
}
