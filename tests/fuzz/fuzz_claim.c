/* A claim of any bytes: an error has its place in the text, and what is read can be checked. */
#include <stdlib.h>
#include <string.h>

#include "budget/claim_text.h"
#include "tests/fuzz/fuzz.h"

static void check_error(const struct vd_claim_error *error)
{
	if (!*error->message || !error->length)
		abort();
	if (error->text &&
	    error->column + error->length > vd_utf8_length(error->text, strlen(error->text)) + 1)
		abort();
}

/* A figure written with the digits of the claim's is one that the claim could have had. */
static void check_figure(struct vd_arena *arena, const struct vd_claim_text *text)
{
	struct vd_check check = vd_claim_check(NULL, arena, &text->currency, &text->claim);
	bool has_value = vd_value_present(&check.computed);
	if (has_value != (check.verdict != VD_VERDICT_NOT_TESTABLE))
		abort();
	vd_causes_words(arena, &check.causes);
	vd_claim_text_figure(arena, text, &check);
	vd_value_plain(arena, &check.computed, check.unit, &text->currency);
	vd_value_unrounded(arena, &check.computed, check.unit, &text->currency);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const marks[] = { NULL, ".", "," };
	if (!size)
		return 0;
	struct vd_claim_style style = { .decimal = marks[data[0] % 3], .rounded = data[0] & 4 };
	struct vd_arena *arena = vd_arena_open(abort);
	struct vd_claim_text text;
	struct vd_claim_error error;
	if (vd_claim_text_read(arena, (const char *)data + 1, size - 1, &style, &text, &error))
		check_figure(arena, &text);
	else
		check_error(&error);
	vd_arena_close(arena);
	return 0;
}
