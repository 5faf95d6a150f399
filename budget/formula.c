#include "budget/formula.h"

#include <string.h>

struct parser {
	struct vd_arena *arena;
	const char *at;
};

static const struct operation_name {
	const char *name;
	enum vd_operation operation;
	const char *
		arguments; /* s stage, b basis, c counted, w flow, r reason, p part, a audited, t statistic, f */
} operations[] = {
	{ "audit", VD_OP_AUDIT, "a" },
	{ "cell", VD_OP_CELL, "" },
	{ "count", VD_OP_COUNT, "sc" },
	{ "data", VD_OP_DATA, "s" },
	{ "deflator", VD_OP_DEFLATOR, "" },
	{ "difference", VD_OP_DIFFERENCE, "ff" },
	{ "elapsed", VD_OP_ELAPSED, "s" },
	{ "exchange", VD_OP_EXCHANGE, "" },
	{ "flow", VD_OP_FLOW, "wr" },
	{ "from", VD_OP_FROM, "f" },
	{ "general_budget", VD_OP_GENERAL_BUDGET, "" },
	{ "in_scope", VD_OP_IN_SCOPE, "" },
	{ "log", VD_OP_LOG, "f" },
	{ "matched", VD_OP_MATCHED, "sb" },
	{ "part", VD_OP_PART, "p" },
	{ "plotted", VD_OP_PLOTTED, "" },
	{ "previous", VD_OP_PREVIOUS, "f" },
	{ "product", VD_OP_PRODUCT, "ff" },
	{ "ratio", VD_OP_RATIO, "ff" },
	{ "series", VD_OP_SERIES, "" },
	{ "statistic", VD_OP_STATISTIC, "t" },
	{ "sum", VD_OP_SUM, "ff" },
	{ "total", VD_OP_TOTAL, "s" },
};

static const struct vd_formula *parse(struct parser *parser);

static bool accept(struct parser *parser, char c)
{
	while (*parser->at == ' ')
		parser->at++;
	if (*parser->at != c)
		return false;
	parser->at++;
	return true;
}

static const char *word(struct parser *parser)
{
	while (*parser->at == ' ')
		parser->at++;
	size_t length = strspn(parser->at, "abcdefghijklmnopqrstuvwxyz_0123456789");
	const char *text = vd_arena_copy(parser->arena, parser->at, length);
	parser->at += length;
	return text;
}

static bool parse_stage(const char *text, enum vd_stage *stage)
{
	for (*stage = 0; *stage < VD_STAGES; (*stage)++)
		if (vd_same(text, vd_stage_key(*stage)))
			return true;
	return vd_same(text, "stage"); /* leaves VD_STAGES */
}

static bool parse_basis(const char *text, enum vd_basis *basis)
{
	*basis = vd_same(text, "rows") ? VD_BY_ROW : VD_BY_INSTITUTION;
	return *basis == VD_BY_ROW || vd_same(text, "institutions");
}

static bool parse_counted(const char *text, enum vd_counted *counted)
{
	static const char *const words[] = { "amounts", "answered", "expected" };
	for (size_t i = 0; i < 3; i++) {
		*counted = (enum vd_counted)i;
		if (vd_same(text, words[i]))
			return true;
	}
	return false;
}

static bool parse_flow(const char *text, enum vd_flow *flow)
{
	for (*flow = 0; *flow < VD_FLOWS; (*flow)++)
		if (vd_same(text, vd_flow_key(*flow)))
			return true;
	return false;
}

static bool parse_reason(const char *text, enum vd_missing *reason)
{
	for (*reason = VD_NOT_PUBLISHED; *reason <= VD_NOT_IN_STUDY; (*reason)++)
		if (vd_same(text, vd_missing_key(*reason)))
			return true;
	*reason = VD_PRESENT;
	return vd_same(text, "any");
}

static bool parse_part(const char *text, enum vd_part_figure *figure)
{
	static const char *const words[] = { "from", "to", "effect", "running" };
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		*figure = (enum vd_part_figure)i;
		if (vd_same(text, words[i]))
			return true;
	}
	return false;
}

static bool parse_audited(const char *text, enum vd_audit_figure *figure)
{
	static const char *const words[VD_AUDIT_FIGURES] = { "part", "base", "computed",
							     "otherwise", "difference" };
	for (*figure = 0; *figure < VD_AUDIT_FIGURES; (*figure)++)
		if (vd_same(text, words[*figure]))
			return true;
	return false;
}

static bool parse_statistic(const char *text, enum vd_statistic *statistic)
{
	for (*statistic = 0; *statistic < VD_STATISTIC_COUNT; (*statistic)++)
		if (vd_same(text, vd_statistic_info(*statistic)->name))
			return true;
	return false;
}

static bool parse_argument(struct parser *parser, char kind, struct vd_formula *formula)
{
	switch (kind) {
	case 's':
		return parse_stage(word(parser), &formula->stage);
	case 'b':
		return parse_basis(word(parser), &formula->basis);
	case 'c':
		return parse_counted(word(parser), &formula->counted);
	case 'w':
		return parse_flow(word(parser), &formula->flow);
	case 'r':
		return parse_reason(word(parser), &formula->reason);
	case 'p':
		return parse_part(word(parser), &formula->figure);
	case 'a':
		return parse_audited(word(parser), &formula->audited);
	case 't':
		return parse_statistic(word(parser), &formula->statistic);
	default: {
		const struct vd_formula *argument = parse(parser);
		if (!formula->a)
			formula->a = argument;
		else
			formula->b = argument;
		return argument != NULL;
	}
	}
}

static const struct vd_formula *parse_call(struct parser *parser)
{
	const char *name = word(parser);
	for (size_t i = 0; i < sizeof(operations) / sizeof(*operations); i++) {
		if (!vd_same(operations[i].name, name))
			continue;
		struct vd_formula *formula = VD_TAKE(parser->arena, struct vd_formula, 1);
		formula->operation = operations[i].operation;
		formula->stage = VD_STAGES;
		if (!accept(parser, '('))
			return NULL;
		for (const char *kind = operations[i].arguments; *kind; kind++) {
			if (kind != operations[i].arguments && !accept(parser, ','))
				return NULL;
			if (!parse_argument(parser, *kind, formula))
				return NULL;
		}
		return accept(parser, ')') ? formula : NULL;
	}
	return NULL;
}

static const struct vd_formula *parse(struct parser *parser)
{
	if (!accept(parser, '['))
		return parse_call(parser);
	struct vd_formula *formula = VD_TAKE(parser->arena, struct vd_formula, 1);
	formula->operation = VD_OP_COLUMN;
	formula->column = word(parser);
	return *formula->column && accept(parser, ']') ? formula : NULL;
}

const struct vd_formula *vd_formula_parse(struct vd_arena *arena, const char *text)
{
	struct parser parser = { .arena = arena, .at = text };
	const struct vd_formula *formula = parse(&parser);
	return formula && *parser.at == '\0' ? formula : NULL;
}

bool vd_is_arithmetic(enum vd_operation operation)
{
	return operation == VD_OP_RATIO || operation == VD_OP_SUM ||
	       operation == VD_OP_DIFFERENCE || operation == VD_OP_PRODUCT ||
	       operation == VD_OP_LOG;
}
