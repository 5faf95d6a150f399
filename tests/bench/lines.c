/*
 * Make up budget lines as Peru's Ministry of Economy and Finance publishes them, and their sums.
 *
 *     lines ROWS SEED SUMS.csv >LINES.csv
 *
 * Twenty columns, texts in quotes, with commas, doubled quotes and accents in them. Rows stand by
 * year and month and then roughly by sector: runs of a few dozen rows of one executing unit, with
 * neighbouring sectors mixed. Every row has all three amounts, some of them negative. The same
 * numbers give the same bytes. SUMS.csv has year, sector and name with the exact sums, in order.
 */
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lines_words.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum {
	FIRST_YEAR = 2014,
	YEARS = 5,
	MONTHS = YEARS * 12,
	SECTORS =
		COUNT(sectors) + 2, /* the regional and the local governments beside the national */
	UNITS = 600,
	JITTER = 24, /* how far from its place a unit may stand */
	RUN_MOST = 48,
	AMOUNTS = 3,
	ROW_MOST = 2048,
	BUFFER = 1 << 20
};

/* An executing unit: what its rows say from the level to the department, with a comma behind. */
struct unit {
	size_t sector, bytes;
	char text[512];
};

struct lines {
	uint64_t state;
	struct unit units[UNITS];
	int64_t sums[YEARS][SECTORS][AMOUNTS];
	uint64_t rows[YEARS][SECTORS];
	char buffer[BUFFER];
	size_t filled;
};

/* SplitMix64, by Sebastiano Vigna. */
static uint64_t next(struct lines *lines)
{
	uint64_t z = lines->state += 0x9e3779b97f4a7c15;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
	z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
	return z ^ (z >> 31);
}

static size_t below(struct lines *lines, size_t count)
{
	return (size_t)(((next(lines) >> 32) * count) >> 32);
}

static const char *sector_code(size_t sector)
{
	if (sector < COUNT(sectors))
		return sectors[sector].code;
	return sector == COUNT(sectors) ? "99" : "98";
}

static const char *sector_name(size_t sector)
{
	if (sector < COUNT(sectors))
		return sectors[sector].name;
	return sector == COUNT(sectors) ? "GOBIERNOS REGIONALES" : "GOBIERNOS LOCALES";
}

/* The first half of the units is national, each with some units; the others are half regional, half local. */
static void make_unit(struct lines *lines, size_t i)
{
	struct unit *unit = &lines->units[i];
	size_t national = UNITS / 2, regional = UNITS / 4;
	const struct word *department = &departments[below(lines, COUNT(departments))];
	char owner[128], name[160];
	char level = 'E';

	if (i < national) {
		unit->sector = i * COUNT(sectors) / national;
		snprintf(owner, sizeof(owner), "M. DE %s", sectors[unit->sector].name);
		snprintf(name, sizeof(name), "UNIDAD EJECUTORA %03zu-%s", i, department->name);
	} else if (i < national + regional) {
		level = 'R';
		unit->sector = COUNT(sectors);
		department = &departments[(i - national) * COUNT(departments) / regional];
		snprintf(owner, sizeof(owner), "GOBIERNO REGIONAL DE %s", department->name);
		snprintf(name, sizeof(name), "REGIÓN %s-HOSPITAL \"\"SANTA ROSA\"\" N° %zu",
			 department->name, i);
	} else {
		level = 'M';
		unit->sector = COUNT(sectors) + 1;
		snprintf(owner, sizeof(owner), "MUNICIPALIDAD PROVINCIAL DE %s", department->name);
		snprintf(name, sizeof(name), "MUNICIPALIDAD DISTRITAL DE SANTA CRUZ, %s",
			 department->name);
	}
	unit->bytes =
		(size_t)snprintf(unit->text, sizeof(unit->text),
				 "\"%c\",\"%s\",\"%s\",\"%03zu\",\"%s\",\"%s\",\"%s\",\"%s\",",
				 level, sector_code(unit->sector), sector_name(unit->sector), i + 1,
				 owner, name, department->code, department->name);
}

static bool flush(struct lines *lines)
{
	for (size_t done = 0; done < lines->filled;) {
		ssize_t wrote = write(STDOUT_FILENO, lines->buffer + done, lines->filled - done);
		if (wrote < 0)
			return false;
		done += (size_t)wrote;
	}
	lines->filled = 0;
	return true;
}

static void put(struct lines *lines, const char *text)
{
	size_t bytes = strlen(text);

	memcpy(lines->buffer + lines->filled, text, bytes);
	lines->filled += bytes;
}

static void put_number(struct lines *lines, uint64_t number)
{
	char digits[20], *at = digits + sizeof(digits);

	do
		*--at = (char)('0' + number % 10);
	while ((number /= 10) > 0);
	size_t bytes = (size_t)(digits + sizeof(digits) - at);
	memcpy(lines->buffer + lines->filled, at, bytes);
	lines->filled += bytes;
}

static void put_quoted(struct lines *lines, const char *text, const char *end)
{
	put(lines, "\"");
	put(lines, text);
	put(lines, "\"");
	put(lines, end);
}

static void put_cents(struct lines *lines, int64_t cents)
{
	uint64_t size = (uint64_t)(cents < 0 ? -cents : cents);
	char decimals[4] = { '.', (char)('0' + size / 10 % 10), (char)('0' + size % 10), '\0' };

	if (cents < 0)
		put(lines, "-");
	put_number(lines, size / 100);
	put(lines, decimals);
}

/* From a few cents to tens of millions, as many of each length. */
static int64_t amount(struct lines *lines)
{
	uint64_t bits = next(lines);
	int64_t cents = (int64_t)((bits >> 8) % (UINT64_C(1) << (4 + (bits & 255) % 28)));

	return (bits >> 40) % 50 == 0 ? -cents : cents;
}

static void put_row(struct lines *lines, size_t month, const struct unit *unit)
{
	const struct word *programme = &programmes[below(lines, COUNT(programmes))];
	size_t product = below(lines, COUNT(products)), year = month / 12;
	const struct word *expense = &expenses[below(lines, COUNT(expenses))];
	int64_t amounts[AMOUNTS];

	put_number(lines, FIRST_YEAR + year);
	put(lines, ",");
	put_number(lines, month % 12 + 1);
	put(lines, ",");
	memcpy(lines->buffer + lines->filled, unit->text, unit->bytes);
	lines->filled += unit->bytes;
	put_quoted(lines, programme->code, ",");
	put_quoted(lines, programme->name, ",\"");
	put(lines, products[product].text);
	if (products[product].end) {
		put_number(lines, 10000 + below(lines, 50000));
		put(lines, products[product].end);
	}
	put(lines, "\",");
	put_quoted(lines, functions[below(lines, COUNT(functions))], ",");
	put_quoted(lines, funds[below(lines, COUNT(funds))], ",");
	put_quoted(lines, expense->code, ",");
	put_quoted(lines, expense->name, "");
	amounts[0] = amount(lines) / 100 * 100; /* what is approved has no cents */
	amounts[1] = amount(lines) / 100 * 100;
	amounts[2] = amount(lines);
	for (size_t i = 0; i < AMOUNTS; i++) {
		put(lines, ",");
		put_cents(lines, amounts[i]);
		lines->sums[year][unit->sector][i] += amounts[i];
	}
	put(lines, "\n");
	lines->rows[year][unit->sector]++;
}

/* The unit for a row that is so far through its month, of `count` rows. */
static size_t unit_near(struct lines *lines, uint64_t at, uint64_t count)
{
	size_t place = (size_t)(at * UNITS / count) + below(lines, JITTER);

	if (place < JITTER / 2)
		return 0;
	place -= JITTER / 2;
	return place < UNITS ? place : UNITS - 1;
}

static bool put_month(struct lines *lines, size_t month, uint64_t count)
{
	for (uint64_t i = 0; i < count;) {
		const struct unit *unit = &lines->units[unit_near(lines, i, count)];
		uint64_t end = i + 1 + below(lines, RUN_MOST);

		for (; i < end && i < count; i++) {
			if (lines->filled + ROW_MOST > BUFFER && !flush(lines))
				return false;
			put_row(lines, month, unit);
		}
	}
	return true;
}

static bool put_sums(struct lines *lines, const char *path)
{
	FILE *file = fopen(path, "w");

	if (!file)
		return false;
	fputs("year,code,name,rows,pia,pim,devengado\n", file);
	for (size_t year = 0; year < YEARS; year++)
		for (size_t sector = 0; sector < SECTORS; sector++) {
			const int64_t *sums = lines->sums[year][sector];

			if (lines->rows[year][sector] == 0)
				continue;
			fprintf(file, "%zu,%s,\"%s\",%" PRIu64, FIRST_YEAR + year,
				sector_code(sector), sector_name(sector),
				lines->rows[year][sector]);
			for (size_t i = 0; i < AMOUNTS; i++)
				fprintf(file, ",%s%" PRId64 ".%02" PRId64, sums[i] < 0 ? "-" : "",
					(sums[i] < 0 ? -sums[i] : sums[i]) / 100,
					(sums[i] < 0 ? -sums[i] : sums[i]) % 100);
			fputc('\n', file);
		}
	return fclose(file) == 0;
}

int main(int argc, char **argv)
{
	static struct lines lines;

	if (argc != 4) {
		fputs("usage: lines ROWS SEED SUMS.csv >LINES.csv\n", stderr);
		return 2;
	}
	uint64_t rows = strtoull(argv[1], NULL, 10);
	lines.state = strtoull(argv[2], NULL, 10);
	for (size_t i = 0; i < UNITS; i++)
		make_unit(&lines, i);
	put(&lines,
	    "ANO_EJE,MES_EJE,NIVEL_GOBIERNO,SECTOR,SECTOR_NOMBRE,PLIEGO,PLIEGO_NOMBRE,"
	    "EJECUTORA_NOMBRE,DEPARTAMENTO_EJECUTORA,DEPARTAMENTO_EJECUTORA_NOMBRE,PROGRAMA_PPTO,"
	    "PROGRAMA_PPTO_NOMBRE,PRODUCTO_PROYECTO_NOMBRE,FUNCION_NOMBRE,"
	    "FUENTE_FINANCIAMIENTO_NOMBRE,GENERICA,GENERICA_NOMBRE,MONTO_PIA,MONTO_PIM,"
	    "MONTO_DEVENGADO\n");
	for (size_t month = 0; month < MONTHS; month++)
		if (!put_month(&lines, month,
			       rows * (month + 1) / MONTHS - rows * month / MONTHS)) {
			perror("lines");
			return 3;
		}
	if (!flush(&lines) || !put_sums(&lines, argv[3])) {
		perror("lines");
		return 3;
	}
	return 0;
}
