/* What the words of headings and cells say, in English, Spanish and Portuguese. */
#include <string.h>

#include "budget/text.h"
#include "config/look_parts.h"

/*
 * An expression of whole words, or of a word's beginning where it ends with a star. Those of more
 * words stand first: what they match, shorter ones do not match again.
 */
struct expression {
	const char *text;
	enum vd_look_word word;
	int weight;
};

static const struct expression expressions[] = {
	/* several words */
	{ "entidad federativa", VD_WORD_REGION, 5 },
	{ "entidades federativas", VD_WORD_REGION, 5 },
	{ "autonomous community", VD_WORD_REGION, 5 },
	{ "comunidad autonoma", VD_WORD_REGION, 5 },
	{ "centro gestor", VD_WORD_INSTITUTION, 6 },
	{ "unidad responsable", VD_WORD_PART_OF, 5 },
	{ "unidad ejecutora", VD_WORD_PART_OF, 5 },
	{ "unidade gestora", VD_WORD_PART_OF, 5 },
	{ "unidade orcamentaria", VD_WORD_PART_OF, 6 },
	{ "sec ejec", VD_WORD_PART_OF, 4 },
	{ "spending unit", VD_WORD_PART_OF, 5 },
	{ "cost cent*", VD_WORD_PART_OF, 3 },
	{ "objeto del gasto", VD_WORD_PURPOSE, 2 },
	{ "objeto de gasto", VD_WORD_PURPOSE, 2 },
	{ "tipo de gasto", VD_WORD_PURPOSE, 1 },
	{ "tipo gasto", VD_WORD_PURPOSE, 1 },
	{ "fuente de financiamiento", VD_WORD_PURPOSE, 1 },
	{ "area de gasto", VD_WORD_PURPOSE, 2 },
	{ "tipo de recurso", VD_WORD_PURPOSE, 1 },
	{ "por ejecutar", VD_WORD_BALANCE, 9 },
	{ "por pagar", VD_WORD_BALANCE, 9 },
	{ "sin ejecutar", VD_WORD_BALANCE, 9 },
	{ "no ejecutad*", VD_WORD_BALANCE, 9 },
	{ "not spent", VD_WORD_BALANCE, 9 },
	{ "credito inicial", VD_WORD_ALLOCATED, 9 },
	{ "creditos iniciales", VD_WORD_ALLOCATED, 9 },
	{ "presupuesto inicial", VD_WORD_ALLOCATED, 9 },
	{ "apropiacion inicial", VD_WORD_ALLOCATED, 9 },
	{ "dotacao inicial", VD_WORD_ALLOCATED, 9 },
	{ "original budget", VD_WORD_ALLOCATED, 9 },
	{ "approved budget", VD_WORD_ALLOCATED, 9 },
	{ "credito total", VD_WORD_MODIFIED, 7 },
	{ "creditos totales", VD_WORD_MODIFIED, 7 },
	{ "credito definitivo", VD_WORD_MODIFIED, 9 },
	{ "creditos definitivos", VD_WORD_MODIFIED, 9 },
	{ "obligaciones reconocidas", VD_WORD_IMPLEMENTED, 9 },
	{ "obligaciones pagadas", VD_WORD_PAID, 9 },
	{ "gasto ejecutado", VD_WORD_IMPLEMENTED, 9 },
	{ "gasto total", VD_WORD_IMPLEMENTED, 4 },
	{ "nivel gobierno", VD_WORD_LEVEL, 9 },
	{ "nivel de gobierno", VD_WORD_LEVEL, 9 },
	{ "level of government", VD_WORD_LEVEL, 9 },
	{ "government level", VD_WORD_LEVEL, 9 },
	{ "ano eje", VD_WORD_YEAR, 9 },
	{ "ano ejecucion", VD_WORD_YEAR, 9 },
	{ "ano doc", VD_WORD_YEAR, 5 },
	{ "mes eje", VD_WORD_MONTH, 9 },
	{ "mes ejecucion", VD_WORD_MONTH, 9 },
	{ "mes doc", VD_WORD_MONTH, 5 },
	{ "fiscal year", VD_WORD_YEAR, 9 },
	{ "financial year", VD_WORD_YEAR, 9 },
	{ "budget year", VD_WORD_YEAR, 8 },
	{ "ano fiscal", VD_WORD_YEAR, 9 },
	{ "ejercicio fiscal", VD_WORD_YEAR, 9 },
	{ "ejercicio presupuestario", VD_WORD_YEAR, 9 },
	{ "per capita", VD_WORD_RATE, 5 },
	{ "departamento ejecutora", VD_WORD_REGION, 7 },
	{ "departamento meta", VD_WORD_REGION, 5 },
	{ "provincia ejecutora", VD_WORD_PLACE, 5 },
	{ "distrito ejecutora", VD_WORD_PLACE, 5 },
	{ "tipo gobierno", VD_WORD_LEVEL, 6 },
	{ "tipo de gobierno", VD_WORD_LEVEL, 6 },
	{ "sec func", VD_WORD_PURPOSE, 1 },
	{ "presupuesto actual", VD_WORD_MODIFIED, 8 },
	{ "credito actual", VD_WORD_MODIFIED, 8 },
	/* years, months, dates */
	{ "ano*", VD_WORD_YEAR, 6 },
	{ "anio*", VD_WORD_YEAR, 6 },
	{ "year*", VD_WORD_YEAR, 6 },
	{ "ejercicio", VD_WORD_YEAR, 6 },
	{ "annee", VD_WORD_YEAR, 6 },
	{ "exercice", VD_WORD_YEAR, 6 },
	{ "exercicio", VD_WORD_YEAR, 6 },
	{ "ciclo", VD_WORD_YEAR, 5 },
	{ "vigencia", VD_WORD_YEAR, 5 },
	{ "gestion", VD_WORD_YEAR, 3 },
	{ "periodo", VD_WORD_YEAR, 2 },
	{ "period", VD_WORD_YEAR, 2 },
	{ "fy", VD_WORD_YEAR, 5 },
	{ "mes", VD_WORD_MONTH, 6 },
	{ "month*", VD_WORD_MONTH, 6 },
	{ "fecha*", VD_WORD_DATE, 5 },
	{ "date", VD_WORD_DATE, 5 },
	/* who and where */
	{ "nivel", VD_WORD_LEVEL, 5 },
	{ "ambito", VD_WORD_LEVEL, 3 },
	{ "level", VD_WORD_LEVEL, 4 },
	{ "sector", VD_WORD_INSTITUTION, 9 },
	{ "ramo", VD_WORD_INSTITUTION, 9 },
	{ "ministerio", VD_WORD_INSTITUTION, 9 },
	{ "ministry", VD_WORD_INSTITUTION, 9 },
	{ "ministere", VD_WORD_INSTITUTION, 9 },
	{ "ministerios", VD_WORD_INSTITUTION, 9 },
	{ "jurisdiccion", VD_WORD_INSTITUTION, 9 },
	{ "seccion", VD_WORD_INSTITUTION, 7 },
	{ "institucion*", VD_WORD_INSTITUTION, 8 },
	{ "institution*", VD_WORD_INSTITUTION, 8 },
	{ "entidad*", VD_WORD_INSTITUTION, 8 },
	{ "entity", VD_WORD_INSTITUTION, 8 },
	{ "organismo", VD_WORD_INSTITUTION, 8 },
	{ "organisation", VD_WORD_INSTITUTION, 8 },
	{ "organization", VD_WORD_INSTITUTION, 8 },
	{ "organica", VD_WORD_INSTITUTION, 6 },
	{ "organico", VD_WORD_INSTITUTION, 6 },
	{ "orgao", VD_WORD_INSTITUTION, 8 },
	{ "admin*", VD_WORD_INSTITUTION, 4 },
	{ "agency", VD_WORD_INSTITUTION, 8 },
	{ "department", VD_WORD_INSTITUTION, 8 },
	{ "mda", VD_WORD_INSTITUTION, 8 },
	{ "vote", VD_WORD_INSTITUTION, 6 },
	{ "pliego", VD_WORD_INSTITUTION, 6 },
	{ "dependencia", VD_WORD_INSTITUTION, 6 },
	{ "secretaria", VD_WORD_INSTITUTION, 7 },
	{ "body", VD_WORD_INSTITUTION, 6 },
	{ "saf", VD_WORD_INSTITUTION, 4 },
	{ "ejecutora", VD_WORD_PART_OF, 5 },
	{ "ur", VD_WORD_PART_OF, 4 },
	{ "ue", VD_WORD_PART_OF, 4 },
	{ "servicio", VD_WORD_PART_OF, 3 },
	{ "unidad", VD_WORD_PART_OF, 3 },
	{ "unit", VD_WORD_PART_OF, 2 },
	{ "departamento*", VD_WORD_REGION, 6 },
	{ "region*", VD_WORD_REGION, 6 },
	{ "ubigeo", VD_WORD_REGION, 5 },
	{ "uf", VD_WORD_REGION, 4 },
	{ "estado", VD_WORD_REGION, 2 },
	{ "state", VD_WORD_REGION, 3 },
	{ "county", VD_WORD_REGION, 4 },
	{ "provincia*", VD_WORD_PLACE, 5 },
	{ "province", VD_WORD_PLACE, 5 },
	{ "distrito*", VD_WORD_PLACE, 5 },
	{ "district", VD_WORD_PLACE, 5 },
	{ "municipio", VD_WORD_PLACE, 5 },
	{ "municipality", VD_WORD_PLACE, 5 },
	{ "canton", VD_WORD_PLACE, 5 },
	{ "program*", VD_WORD_PURPOSE, 5 },
	{ "pp", VD_WORD_PURPOSE, 3 },
	{ "funcion*", VD_WORD_PURPOSE, 3 },
	{ "function*", VD_WORD_PURPOSE, 3 },
	{ "subfuncion", VD_WORD_PURPOSE, 2 },
	{ "finalidad", VD_WORD_PURPOSE, 3 },
	{ "economica", VD_WORD_PURPOSE, 2 },
	{ "economic*", VD_WORD_PURPOSE, 2 },
	{ "financiacion", VD_WORD_PURPOSE, 1 },
	{ "financiamiento", VD_WORD_PURPOSE, 1 },
	{ "fuente", VD_WORD_PURPOSE, 1 },
	{ "fund", VD_WORD_PURPOSE, 1 },
	{ "rubro", VD_WORD_PURPOSE, 2 },
	{ "partida", VD_WORD_PURPOSE, 2 },
	{ "capitulo", VD_WORD_PURPOSE, 2 },
	{ "articulo", VD_WORD_PURPOSE, 1 },
	{ "concepto", VD_WORD_PURPOSE, 1 },
	{ "generica", VD_WORD_PURPOSE, 1 },
	{ "subgenerica", VD_WORD_PURPOSE, 1 },
	{ "especifica", VD_WORD_PURPOSE, 1 },
	{ "proyecto", VD_WORD_PURPOSE, 1 },
	{ "project", VD_WORD_PURPOSE, 1 },
	{ "producto", VD_WORD_PURPOSE, 1 },
	{ "actividad*", VD_WORD_PURPOSE, 1 },
	{ "activity", VD_WORD_PURPOSE, 1 },
	{ "account", VD_WORD_PURPOSE, 1 },
	{ "cuenta", VD_WORD_PURPOSE, 1 },
	{ "category", VD_WORD_PURPOSE, 1 },
	{ "categ", VD_WORD_PURPOSE, 1 },
	{ "categoria", VD_WORD_PURPOSE, 1 },
	{ "grupo", VD_WORD_PURPOSE, 1 },
	{ "modalidad", VD_WORD_PURPOSE, 1 },
	{ "tipogasto", VD_WORD_PURPOSE, 1 },
	/* codes and names */
	{ "id", VD_WORD_CODE, 5 },
	{ "cod", VD_WORD_CODE, 5 },
	{ "codigo*", VD_WORD_CODE, 5 },
	{ "code", VD_WORD_CODE, 5 },
	{ "clave", VD_WORD_CODE, 5 },
	{ "cve", VD_WORD_CODE, 5 },
	{ "num", VD_WORD_CODE, 3 },
	{ "nro", VD_WORD_CODE, 3 },
	{ "number", VD_WORD_CODE, 3 },
	{ "no", VD_WORD_CODE, 1 },
	{ "nombre*", VD_WORD_NAME, 5 },
	{ "nom", VD_WORD_NAME, 5 },
	{ "name", VD_WORD_NAME, 5 },
	{ "nome", VD_WORD_NAME, 5 },
	{ "desc", VD_WORD_NAME, 4 },
	{ "descripcion*", VD_WORD_NAME, 4 },
	{ "description*", VD_WORD_NAME, 4 },
	{ "descricao", VD_WORD_NAME, 4 },
	{ "denominacion*", VD_WORD_NAME, 4 },
	{ "glosa", VD_WORD_NAME, 3 },
	{ "label", VD_WORD_NAME, 3 },
	{ "title", VD_WORD_NAME, 3 },
	/* stages */
	{ "pia", VD_WORD_ALLOCATED, 10 },
	{ "aprobad*", VD_WORD_ALLOCATED, 9 },
	{ "approved", VD_WORD_ALLOCATED, 9 },
	{ "enacted", VD_WORD_ALLOCATED, 9 },
	{ "original*", VD_WORD_ALLOCATED, 8 },
	{ "inicial*", VD_WORD_ALLOCATED, 8 },
	{ "initial", VD_WORD_ALLOCATED, 8 },
	{ "asignad*", VD_WORD_ALLOCATED, 7 },
	{ "asignacion", VD_WORD_ALLOCATED, 7 },
	{ "allocat*", VD_WORD_ALLOCATED, 7 },
	{ "appropriat*", VD_WORD_ALLOCATED, 7 },
	{ "apropiacion*", VD_WORD_ALLOCATED, 6 },
	{ "autorizad*", VD_WORD_ALLOCATED, 6 },
	{ "presupuestad*", VD_WORD_ALLOCATED, 6 },
	{ "budgeted", VD_WORD_ALLOCATED, 6 },
	{ "planned", VD_WORD_ALLOCATED, 4 },
	{ "presupuesto*", VD_WORD_ALLOCATED, 4 },
	{ "budget*", VD_WORD_ALLOCATED, 4 },
	{ "estimate*", VD_WORD_ALLOCATED, 3 },
	{ "dotac*", VD_WORD_ALLOCATED, 5 },
	{ "votes", VD_WORD_ALLOCATED, 6 },
	{ "pim", VD_WORD_MODIFIED, 10 },
	{ "modificado*", VD_WORD_MODIFIED, 9 },
	{ "modificada*", VD_WORD_MODIFIED, 9 },
	{ "modified", VD_WORD_MODIFIED, 9 },
	{ "revised", VD_WORD_MODIFIED, 8 },
	{ "amended", VD_WORD_MODIFIED, 8 },
	{ "adjusted", VD_WORD_MODIFIED, 7 },
	{ "vigente*", VD_WORD_MODIFIED, 8 },
	{ "codificado", VD_WORD_MODIFIED, 8 },
	{ "definitiv*", VD_WORD_MODIFIED, 7 },
	{ "actualizad*", VD_WORD_MODIFIED, 6 },
	{ "atualizada", VD_WORD_MODIFIED, 6 },
	{ "devengad*", VD_WORD_IMPLEMENTED, 10 },
	{ "dev", VD_WORD_IMPLEMENTED, 6 },
	{ "ejec", VD_WORD_IMPLEMENTED, 6 },
	{ "ejercido*", VD_WORD_IMPLEMENTED, 9 },
	{ "ejecutad*", VD_WORD_IMPLEMENTED, 9 },
	{ "implement*", VD_WORD_IMPLEMENTED, 9 },
	{ "executed", VD_WORD_IMPLEMENTED, 9 },
	{ "accrued", VD_WORD_IMPLEMENTED, 9 },
	{ "outturn", VD_WORD_IMPLEMENTED, 9 },
	{ "outcome", VD_WORD_IMPLEMENTED, 5 },
	{ "actual", VD_WORD_IMPLEMENTED, 8 },
	{ "actuals", VD_WORD_IMPLEMENTED, 8 },
	{ "spent", VD_WORD_IMPLEMENTED, 8 },
	{ "depenses", VD_WORD_IMPLEMENTED, 6 },
	{ "realised", VD_WORD_IMPLEMENTED, 8 },
	{ "realized", VD_WORD_IMPLEMENTED, 8 },
	{ "liquidad*", VD_WORD_IMPLEMENTED, 8 },
	{ "obligaciones", VD_WORD_IMPLEMENTED, 8 },
	{ "obligacion", VD_WORD_IMPLEMENTED, 8 },
	{ "expenditure*", VD_WORD_IMPLEMENTED, 6 },
	{ "spending", VD_WORD_IMPLEMENTED, 6 },
	{ "gastado", VD_WORD_IMPLEMENTED, 6 },
	{ "ejecucion", VD_WORD_IMPLEMENTED, 5 },
	{ "execution", VD_WORD_IMPLEMENTED, 5 },
	{ "gasto*", VD_WORD_IMPLEMENTED, 2 },
	{ "girad*", VD_WORD_PAID, 6 },
	{ "pagad*", VD_WORD_PAID, 8 },
	{ "pago*", VD_WORD_PAID, 8 },
	{ "paid", VD_WORD_PAID, 8 },
	{ "payment*", VD_WORD_PAID, 8 },
	{ "certific*", VD_WORD_BETWEEN, 5 },
	{ "compromet*", VD_WORD_BETWEEN, 5 },
	{ "compromiso*", VD_WORD_BETWEEN, 5 },
	{ "commit*", VD_WORD_BETWEEN, 5 },
	{ "empenhad*", VD_WORD_BETWEEN, 5 },
	{ "reservad*", VD_WORD_BETWEEN, 4 },
	{ "saldo*", VD_WORD_BALANCE, 9 },
	{ "balance", VD_WORD_BALANCE, 9 },
	{ "remaining", VD_WORD_BALANCE, 9 },
	{ "remanente*", VD_WORD_BALANCE, 9 },
	{ "disponible*", VD_WORD_BALANCE, 9 },
	{ "pendiente*", VD_WORD_BALANCE, 9 },
	{ "modificacion*", VD_WORD_BALANCE, 9 },
	{ "diferencia", VD_WORD_BALANCE, 9 },
	{ "difference", VD_WORD_BALANCE, 9 },
	{ "variacion", VD_WORD_BALANCE, 9 },
	{ "variance", VD_WORD_BALANCE, 9 },
	{ "ampliacion*", VD_WORD_BALANCE, 8 },
	{ "reduccion*", VD_WORD_BALANCE, 8 },
	/* amounts and what are none */
	{ "monto*", VD_WORD_AMOUNT, 6 },
	{ "importe*", VD_WORD_AMOUNT, 6 },
	{ "montant*", VD_WORD_AMOUNT, 6 },
	{ "amount*", VD_WORD_AMOUNT, 6 },
	{ "valor*", VD_WORD_AMOUNT, 5 },
	{ "value", VD_WORD_AMOUNT, 5 },
	{ "credito*", VD_WORD_AMOUNT, 4 },
	{ "soles", VD_WORD_AMOUNT, 4 },
	{ "pesos", VD_WORD_AMOUNT, 4 },
	{ "euros", VD_WORD_AMOUNT, 4 },
	{ "eur", VD_WORD_AMOUNT, 4 },
	{ "usd", VD_WORD_AMOUNT, 4 },
	{ "total*", VD_WORD_TOTAL, 3 },
	{ "porcentaje*", VD_WORD_RATE, 8 },
	{ "percent*", VD_WORD_RATE, 8 },
	{ "avance*", VD_WORD_RATE, 8 },
	{ "tasa", VD_WORD_RATE, 8 },
	{ "rate", VD_WORD_RATE, 8 },
	{ "share", VD_WORD_RATE, 8 },
	{ "ratio", VD_WORD_RATE, 8 },
	{ "participacion", VD_WORD_RATE, 6 },
	{ "poblacion", VD_WORD_COUNT, 8 },
	{ "population", VD_WORD_COUNT, 8 },
	{ "cantidad", VD_WORD_COUNT, 8 },
	{ "meta", VD_WORD_COUNT, 4 },
	{ "quantity", VD_WORD_COUNT, 8 },
	{ "count", VD_WORD_COUNT, 8 },
	{ "lat*", VD_WORD_COUNT, 2 },
	{ "lon", VD_WORD_COUNT, 2 },
	{ "longitude", VD_WORD_COUNT, 2 },
	{ "row", VD_WORD_COUNT, 4 },
	{ "fila", VD_WORD_COUNT, 4 },
	{ "etapa", VD_WORD_STAGE, 6 },
	{ "fase", VD_WORD_STAGE, 6 },
	{ "momento", VD_WORD_STAGE, 6 },
	{ "stage", VD_WORD_STAGE, 6 },
	{ "phase", VD_WORD_STAGE, 6 },
	{ "medida", VD_WORD_STAGE, 3 },
	{ "measure", VD_WORD_STAGE, 3 },
	{ "version", VD_WORD_STAGE, 3 },
	{ "tipo", VD_WORD_KIND, 3 },
	{ "type", VD_WORD_KIND, 3 },
	{ "clase", VD_WORD_KIND, 2 },
	{ "concept", VD_WORD_KIND, 1 },
};
enum { EXPRESSIONS = sizeof(expressions) / sizeof(*expressions) };

/* Letters of the Latin alphabet with accents, two bytes each in UTF-8, and what is left of them. */
static char plain_letter(unsigned char first, unsigned char second)
{
	static const char c3[] = "aaaaaaaceeeeiiiidnooooo ouuuuy saaaaaaaceeeeiiiidnooooo ouuuuy y";
	return first == 0xC3 && second >= 0x80 && second <= 0xBF ? c3[second - 0x80] : ' ';
}

/* Room for the folded text: a space may go between any two letters, as in MontoPIA. */
static size_t folded_room(size_t bytes)
{
	return bytes * 2 + 3;
}

static void fold(struct vd_slice text, char *folded)
{
	size_t count = 0;
	bool was_lower = false;
	folded[count++] = ' ';
	for (size_t i = 0; i < text.bytes; i++) {
		unsigned char c = (unsigned char)text.text[i];
		char letter = ' ';
		bool upper = c >= 'A' && c <= 'Z';
		if (upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '%')
			letter = upper ? (char)(c - 'A' + 'a') : (char)c;
		else if (c >= 0xC0 && i + 1 < text.bytes)
			letter = plain_letter(c, (unsigned char)text.text[i + 1]);
		if (c >= 0xC0)
			while (i + 1 < text.bytes &&
			       ((unsigned char)text.text[i + 1] & 0xC0U) == 0x80U)
				i++;
		if (upper && was_lower)
			folded[count++] = ' ';
		was_lower = c >= 'a' && c <= 'z';
		if (letter != ' ' || folded[count - 1] != ' ')
			folded[count++] = letter;
	}
	if (folded[count - 1] != ' ')
		folded[count++] = ' ';
	folded[count] = '\0';
}

const char *vd_fold_words(struct vd_arena *arena, struct vd_slice text)
{
	char *folded = vd_arena_take(arena, folded_room(text.bytes), 1);
	fold(text, folded);
	return folded;
}

/* Where an expression stands in a folded text, with the space before it; NULL: nowhere. */
static const char *find_expression(const char *folded, const char *expression, size_t *bytes)
{
	size_t length = strlen(expression);
	bool is_start = expression[length - 1] == '*';
	length -= is_start;
	for (const char *at = folded; (at = strchr(at, ' ')) != NULL && at[1]; at++) {
		if (strncmp(at + 1, expression, length) != 0)
			continue;
		size_t end = 1 + length;
		if (!is_start && at[end] != ' ')
			continue;
		end += strcspn(at + end, " ");
		*bytes = end;
		return at;
	}
	return NULL;
}

/* All words of a text with their weights. */
static void weigh(const char *folded, int weights[VD_WORDS])
{
	enum { LONGEST = 400 };
	char left[LONGEST];
	size_t length = strlen(folded);
	if (length >= LONGEST)
		length = LONGEST - 1;
	memcpy(left, folded, length);
	left[length] = '\0';
	if (strchr(left, '%'))
		weights[VD_WORD_RATE] = 8;
	for (size_t i = 0; i < EXPRESSIONS; i++) {
		size_t bytes = 0;
		char *at = (char *)find_expression(left, expressions[i].text, &bytes);
		if (!at)
			continue;
		int *weight = &weights[expressions[i].word];
		if (expressions[i].weight > *weight)
			*weight = expressions[i].weight;
		/* What several words say together, none of them says alone. */
		if (strchr(expressions[i].text, ' '))
			memset(at + 1, '.', bytes - 1);
	}
}

uint32_t vd_look_words(const char *folded)
{
	int weights[VD_WORDS] = { 0 };
	uint32_t words = 0;
	weigh(folded, weights);
	for (unsigned w = 0; w < VD_WORDS; w++)
		words |= weights[w] ? 1U << w : 0;
	return words;
}

int vd_look_weight(const char *folded, enum vd_look_word word)
{
	int weights[VD_WORDS] = { 0 };
	weigh(folded, weights);
	return weights[word];
}

bool vd_look_says(const struct vd_look_column *column, enum vd_look_word word)
{
	return (column->says >> word & 1U) != 0;
}

bool vd_is_known_heading(struct vd_slice text)
{
	enum { HEADING_MOST = 120 };
	char folded[2 * HEADING_MOST + 3];
	if (!text.bytes || text.bytes > HEADING_MOST)
		return false;
	fold(text, folded);
	return vd_look_words(folded) != 0;
}
