/* Words within a heading, a title or a cell: months, years, units, currencies, levels, totals. */
#include <string.h>

#include "budget/text.h"
#include "config/look_parts.h"

enum { MONTHS = 12, YEAR_LEAST = 1900, YEAR_MOST = 2150, YEAR_DIGITS = 4 };

/* Names of each month in English, Spanish and Portuguese, folded. */
static const char *const months[MONTHS] = {
	" january jan enero ene janeiro ",
	" february feb febrero fevereiro fev ",
	" march mar marzo marco ",
	" april apr abril abr ",
	" may mayo maio mai ",
	" june jun junio junho ",
	" july jul julio julho ",
	" august aug agosto ago ",
	" september sept sep septiembre setiembre set setembro ",
	" october oct octubre outubro out ",
	" november nov noviembre novembro ",
	" december dec diciembre dic dezembro dez ",
};

struct term {
	const char *words; /* folded, with a space at each end */
	const char *meaning;
};

/* Longer ones first. */
static const struct {
	const char *words;
	int64_t unit;
} units[] = {
	{ " miles de millones ", 1000000000 },
	{ " thousand million ", 1000000000 },
	{ " billions ", 1000000000 },
	{ " billion ", 1000000000 },
	{ " bn ", 1000000000 },
	{ " millones ", 1000000 },
	{ " millon ", 1000000 },
	{ " millions ", 1000000 },
	{ " million ", 1000000 },
	{ " milhoes ", 1000000 },
	{ " mill ", 1000000 },
	{ " mn ", 1000000 },
	{ " mm ", 1000000 },
	{ " miles ", 1000 },
	{ " thousands ", 1000 },
	{ " thousand ", 1000 },
	{ " 000s ", 1000 },
	{ " 000 ", 1000 },
};

static const struct term currencies[] = {
	{ " nuevos soles ", "PEN" }, { " soles ", "PEN" },
	{ " pen ", "PEN" },	     { " pesos mexicanos ", "MXN" },
	{ " mxn ", "MXN" },	     { " pesos colombianos ", "COP" },
	{ " cop ", "COP" },	     { " pesos argentinos ", "ARS" },
	{ " ars ", "ARS" },	     { " pesos chilenos ", "CLP" },
	{ " clp ", "CLP" },	     { " euros ", "EUR" },
	{ " euro ", "EUR" },	     { " eur ", "EUR" },
	{ " usd ", "USD" },	     { " us dollars ", "USD" },
	{ " dolares ", "USD" },	     { " gbp ", "GBP" },
	{ " pounds ", "GBP" },	     { " reais ", "BRL" },
	{ " brl ", "BRL" },	     { " guaranies ", "PYG" },
	{ " pyg ", "PYG" },	     { " bolivianos ", "BOB" },
	{ " quetzales ", "GTQ" },    { " gtq ", "GTQ" },
	{ " lempiras ", "HNL" },     { " cordobas ", "NIO" },
	{ " colones ", "CRC" },	     { " rand ", "ZAR" },
	{ " kes ", "KES" },	     { " ngn ", "NGN" },
	{ " naira ", "NGN" },
};

/* Beginnings of words, and single letters, that name a level of government. */
static const struct {
	const char *word;
	enum vd_level level;
} levels[] = {
	{ "nacional", VD_NATIONAL },   { "national", VD_NATIONAL },
	{ "central", VD_NATIONAL },    { "federal", VD_NATIONAL },
	{ "regional", VD_REGIONAL },   { "estatal", VD_REGIONAL },
	{ "estadual", VD_REGIONAL },   { "autonomic", VD_REGIONAL },
	{ "provincial", VD_REGIONAL }, { "departamental", VD_REGIONAL },
	{ "state", VD_REGIONAL },      { "local", VD_LOCAL },
	{ "municip", VD_LOCAL },       { "distrital", VD_LOCAL },
	{ "county", VD_LOCAL },	       { "district", VD_LOCAL },
};

/* The text without some of its bytes. */
static const char *without(struct vd_arena *arena, const char *folded, const char *from,
			   size_t bytes)
{
	size_t before = (size_t)(from - folded);
	return vd_arena_format(arena, "%.*s%s", (int)before, folded, from + bytes);
}

int vd_look_month(struct vd_arena *arena, const char *folded, const char **rest)
{
	for (const char *at = folded; *at == ' ' && at[1]; at += 1 + strcspn(at + 1, " ")) {
		size_t bytes = 1 + strcspn(at + 1, " ");
		const char *word = vd_arena_format(arena, "%.*s ", (int)bytes, at);
		for (int m = 0; m < MONTHS; m++) {
			if (!strstr(months[m], word))
				continue;
			*rest = without(arena, folded, at, bytes);
			return m + 1;
		}
	}
	return 0;
}

int vd_look_year_word(struct vd_arena *arena, const char *folded, const char **rest)
{
	for (const char *at = folded; *at == ' ' && at[1]; at += 1 + strcspn(at + 1, " ")) {
		size_t bytes = 1 + strcspn(at + 1, " ");
		size_t digits = 0;
		while (digits + 1 < bytes && at[bytes - 1 - digits] >= '0' &&
		       at[bytes - 1 - digits] <= '9')
			digits++;
		if (digits != YEAR_DIGITS)
			continue;
		const char *digit = at + bytes - YEAR_DIGITS;
		int year = vd_look_year((struct vd_slice){ digit, YEAR_DIGITS });
		if (year < YEAR_LEAST || year > YEAR_MOST)
			continue;
		/* A word of the year alone goes with the space before it. */
		bool is_alone = bytes == YEAR_DIGITS + 1;
		*rest = without(arena, folded, is_alone ? at : digit,
				YEAR_DIGITS + (is_alone ? 1 : 0));
		return year;
	}
	return 0;
}

int64_t vd_look_unit(const char *folded, const char **word)
{
	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++) {
		if (!strstr(folded, units[i].words))
			continue;
		*word = units[i].words;
		return units[i].unit;
	}
	return 1;
}

const char *vd_look_currency(const char *folded)
{
	for (size_t i = 0; i < sizeof(currencies) / sizeof(*currencies); i++)
		if (strstr(folded, currencies[i].words))
			return currencies[i].meaning;
	return NULL;
}

int vd_look_level(const char *folded)
{
	static const char letters[] = "enrml";
	static const enum vd_level of_letters[] = { VD_NATIONAL, VD_NATIONAL, VD_REGIONAL, VD_LOCAL,
						    VD_LOCAL };
	const char *letter = strlen(folded) == 3 ? strchr(letters, folded[1]) : NULL;
	if (letter && *letter)
		return (int)of_letters[letter - letters];
	for (size_t i = 0; i < sizeof(levels) / sizeof(*levels); i++) {
		const char *at = strstr(folded, levels[i].word);
		if (at && at > folded && at[-1] == ' ')
			return (int)levels[i].level;
	}
	return -1;
}

bool vd_look_is_total(const char *folded)
{
	static const char *const starts[] = { " total ",	" totales ",	" subtotal ",
					      " sub total ",	" gran total ", " grand total ",
					      " suma total ",	" suma ",	" sum ",
					      " total general " };
	for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++)
		if (strncmp(folded, starts[i], strlen(starts[i])) == 0)
			return true;
	return false;
}
