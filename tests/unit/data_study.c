#include "tests/unit/data_study.h"

#include <string.h>

#include "config/study.h"

static const char study_text[] =
	"veedor: 1\n"
	"title: Figures from data\n"
	"currency: PEN\n"
	"missing: {SD: {means: not_published, en: no data given, es: sin dato}}\n"
	"sources:\n"
	"  mef: {title: Spending line by line, publisher: Ministry of Economy}\n"
	"notes:\n"
	"  cut: {en: Published in two parts., es: Publicado en dos partes.}\n"
	"years: {2015: {phase: enacted}, 2016: {phase: enacted}, 2017: {phase: enacted}}\n"
	"institutions:\n"
	"  - {id: health, name: {en: Ministry of Health, es: Ministerio de Salud}, level: national}\n"
	"  - {id: police, name: {en: Police, es: Policía}, level: national}\n"
	"tables:\n"
	"  - id: mef\n"
	"    title: {en: Spending of 2015, es: Gasto de 2015}\n"
	"    source: {ref: mef, page: 3}\n"
	"    note: cut\n"
	"    columns: [institution, year, allocated, implemented]\n"
	"    rows:\n"
	"      - [health, 2015, 1200.00, 1100.50]\n"
	"      - [police, 2015, 300.00, SD]\n"
	"  - id: wide\n"
	"    columns: [institution, allocated 2016, implemented 2016]\n"
	"    rows:\n"
	"      - [health, 1300.00, 1290.00]\n"
	"  - id: totals\n"
	"    columns: [year, general_budget, allocated]\n"
	"    rows:\n"
	"      - [2015, 99000.00, 1500.00]\n"
	"      - [2017, 120000.00, 1800.00]\n"
	"  - id: printed\n"
	"    columns: [institution, allocated 2016]\n"
	"    rows:\n"
	"      - [police, 400.00]\n";

const char *unit_long_query(void)
{
	struct vd_buffer query = { .arena = unit.arena };
	vd_buffer_add(&query, "SELECT year,\n       SUM(pia) AS pia\nFROM spending\nWHERE");
	for (int i = 0; i < 300; i++)
		vd_buffer_add(&query, vd_arena_format(unit.arena, "%s program <> '%04d'",
						      i ? "\n  AND" : "", i));
	return vd_buffer_text(&query);
}

/* Columns of figures, in words. */
static const char *column_words(enum vd_stage stage)
{
	return stage == VD_ALLOCATED ? "MONTO_PIA" : "ENERO, FEBRERO where TIPO is GASTO";
}

/* Say of a table that it was added up: each figure from two lines more than the one before. */
static void make_data(struct vd_study *study, const struct vd_data *data)
{
	struct vd_table *table = &study->tables.items[data->table];
	uint64_t lines = 1;
	*VD_APPEND(unit.arena, &study->data) = *data;
	table->data = study->data.count;
	for (size_t r = 0; r < table->rows.count; r++) {
		struct vd_table_row *row = &table->rows.items[r];
		for (size_t c = 0; c < table->column_count; c++) {
			struct vd_cell *cell = &row->cells[c];
			if (cell->kind == VD_CELL_LABEL)
				continue;
			struct vd_added *added = VD_TAKE(unit.arena, struct vd_added, 1);
			*added = (struct vd_added){
				.lines = lines,
				.amounts = cell->kind == VD_CELL_MISSING ? 0 : lines,
				.missing = cell->kind == VD_CELL_MISSING ? lines : 0,
				.lines_of = vd_arena_format(unit.arena, "SECTOR %s", row->label),
				.columns = column_words(table->columns[c].stage),
			};
			cell->added = added;
			cell->place = table->place;
		}
		lines += 2;
	}
}

static const struct vd_data files[] = {
	{
		.id = "mef",
		.kind = VD_DATA_CSV,
		.file = "spending-2015.zip",
		.member = "spending.csv",
		.encoding = "cp1252",
		.separator = ';',
		.filter = "PROGRAM is 0080; LEVEL begins with E",
		.columns = "year: ANO_EJE; institution: SECTOR; allocated: MONTO_PIA; implemented: "
			   "ENERO, FEBRERO where TIPO is GASTO",
		.numbers = "decimal mark ,; 1 stands for 1,000",
		.bytes = 1234567,
		.sha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
		.rows = 12345,
		.used = 4,
		.passed_over = 12000,
		.other_years = 300,
		.left_out = 40,
		.skipped = 1,
		.padded = 2,
		.table = 0,
	},
	{
		.id = "wide",
		.kind = VD_DATA_CSV,
		.file = "spending-2016-of-all-ministries-and-agencies-of-the-republic.csv",
		.separator = ',',
		.columns = "institution: SECTOR; allocated 2016: PIA_2016",
		.numbers = "decimal mark .",
		.bytes = 321,
		.rows = 7,
		.used = 7,
		.table = 1,
	},
	{
		.id = "totals",
		.kind = VD_DATA_ODBC,
		.connection = "DSN=treasury",
		.engine = "PostgreSQL 15.4",
		.columns = "year: year; general_budget: total; allocated: pia",
		.numbers = "decimal mark .",
		.rows = 3,
		.used = 2,
		.other_years = 1,
		.table = 2,
	},
};

const struct vd_analysis *unit_data_study(enum vd_language language)
{
	unit_write("study.yaml", study_text, strlen(study_text));
	struct vd_study *study = vd_study_load("study.yaml", &(struct vd_reading){ 0 }, unit.arena,
					       &unit.diagnostics, &unit.input);
	cr_assert(study, "%s", unit_places());
	unit.study = study;
	for (size_t i = 0; i < UNIT_COUNT(files); i++) {
		struct vd_data data = files[i];
		data.place = study->tables.items[data.table].place;
		if (data.kind == VD_DATA_ODBC)
			data.query = unit_long_query();
		make_data(study, &data);
	}
	unit.data = vd_dataset_build(study, unit.arena, &unit.diagnostics);
	cr_assert_eq(unit.diagnostics.count, 0, "%s", unit_places());
	unit.analysis =
		vd_analyse(unit.data, &(struct vd_options){ .language = language }, unit.arena);
	return unit.analysis;
}
