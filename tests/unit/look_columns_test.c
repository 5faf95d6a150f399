/* What columns are, by their headings and by what stands in them. */
#include <string.h>

#include "config/look_parts.h"
#include "tests/unit/looked.h"

TestSuite(look_columns, .init = unit_open, .fini = unit_close);

static const char *folded(const char *text)
{
	return vd_fold_words(unit.arena, (struct vd_slice){ text, strlen(text) });
}

Test(look_columns, words_are_folded)
{
	cr_expect_str_eq(folded("MONTO_PIA"), " monto pia ");
	cr_expect_str_eq(folded("MontoPIM"), " monto pim ");
	cr_expect_str_eq(folded("  Año "), " ano ");
	cr_expect_str_eq(folded("Ejecución (S/ 000)"), " ejecucion s 000 ");
	cr_expect_str_eq(folded("ÑÁÉ·Ü"), " nae u ");
	cr_expect_str_eq(folded(""), " ");
}

Test(look_columns, stages)
{
	static const struct {
		const char *heading;
		enum vd_look_word word;
	} cases[] = {
		{ "MONTO_PIA", VD_WORD_ALLOCATED },
		{ "MONTO_PIM", VD_WORD_MODIFIED },
		{ "MONTO_DEVENGADO", VD_WORD_IMPLEMENTED },
		{ "MONTO_GIRADO", VD_WORD_PAID },
		{ "MONTO_CERTIFICADO", VD_WORD_BETWEEN },
		{ "MONTO_APROBADO", VD_WORD_ALLOCATED },
		{ "MONTO_EJERCIDO", VD_WORD_IMPLEMENTED },
		{ "Presupuesto", VD_WORD_ALLOCATED },
		{ "Presupuesto modificado", VD_WORD_MODIFIED },
		{ "Presupuesto ejecutado", VD_WORD_IMPLEMENTED },
		{ "Presupuesto inicial", VD_WORD_ALLOCATED },
		{ "Crédito definitivo", VD_WORD_MODIFIED },
		{ "Modificaciones de crédito", VD_WORD_BALANCE },
		{ "Obligaciones reconocidas", VD_WORD_IMPLEMENTED },
		{ "Apropiación vigente", VD_WORD_MODIFIED },
		{ "Apropiación inicial", VD_WORD_ALLOCATED },
		{ "Compromisos", VD_WORD_BETWEEN },
		{ "Pagos", VD_WORD_PAID },
		{ "Saldo por ejecutar", VD_WORD_BALANCE },
		{ "Presupuesto actual", VD_WORD_MODIFIED },
		{ "Actual", VD_WORD_IMPLEMENTED },
		{ "Approved budget", VD_WORD_ALLOCATED },
		{ "Revised budget", VD_WORD_MODIFIED },
		{ "Outturn", VD_WORD_IMPLEMENTED },
		{ "IMPORTE", VD_WORDS },
		{ "Ejercicio", VD_WORDS },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++)
		cr_expect_eq(vd_look_stage_word(folded(cases[i].heading), NULL), cases[i].word,
			     "%s", cases[i].heading);
}

Test(look_columns, terms)
{
	const char *rest = NULL, *word = NULL;
	cr_expect_eq(vd_look_year_word(unit.arena, folded("PIA_2015"), &rest), 2015);
	cr_expect_str_eq(rest, " pia ");
	cr_expect_eq(vd_look_year_word(unit.arena, folded("PIA2015"), &rest), 2015);
	cr_expect_eq(vd_look_year_word(unit.arena, folded("2015"), &rest), 2015);
	cr_expect_str_eq(rest, " ");
	cr_expect_eq(vd_look_year_word(unit.arena, folded("Code 12015"), &rest), 0);
	cr_expect_eq(vd_look_year_word(unit.arena, folded("Account 1200"), &rest), 0);
	cr_expect_eq(vd_look_month(unit.arena, folded("DEV_ENE"), &rest), 1);
	cr_expect_str_eq(rest, " dev ");
	cr_expect_eq(vd_look_month(unit.arena, folded("Setiembre"), &rest), 9);
	cr_expect_eq(vd_look_month(unit.arena, folded("Marcos"), &rest), 0);
	cr_expect_eq(vd_look_unit(folded("(miles de soles)"), &word), 1000);
	cr_expect_eq(vd_look_unit(folded("miles de millones"), &word), 1000000000);
	cr_expect_eq(vd_look_unit(folded("USD million"), &word), 1000000);
	cr_expect_eq(vd_look_unit(folded("Millares"), &word), 1);
	cr_expect_str_eq(vd_look_currency(folded("en nuevos soles")), "PEN");
	cr_expect_null(vd_look_currency(folded("en pesos")), "of which country?");
	cr_expect_eq(vd_look_level(folded("E")), VD_NATIONAL);
	cr_expect_eq(vd_look_level(folded("GOBIERNOS REGIONALES")), VD_REGIONAL);
	cr_expect_eq(vd_look_level(folded("Gobierno local")), VD_LOCAL);
	cr_expect_eq(vd_look_level(folded("Internacional")), -1);
	cr_expect(vd_look_is_total(folded("TOTAL GENERAL")));
	cr_expect(vd_look_is_total(folded("Sub-total")));
	cr_expect_not(vd_look_is_total(folded("Totalmente")));
}

Test(look_columns, years)
{
	/* The heading says it; codes that look like years, without, do not. */
	unit_look("codigo,anio,monto\n2001,2010,5.5\n2002,2011,6.5\n2003,2010,7.5\n");
	cr_expect_str_eq(unit_proposed(unit_propose(), "data.columns.year"), "year: anio");
	cr_expect_str_eq(unit_proposed_sure(unit_propose(), "data.columns.year"), "sure");
	const struct vd_look *look = unit_look("programa,monto\n2001,5.5\n2002,6.5\n2003,7.5\n");
	cr_expect_eq(look->roles.year, VD_NO_COLUMN);
	/* Amounts that look like years. */
	look = unit_look("entidad,gasto\nA,1990\nB,2003\nC,2016\n");
	cr_expect_eq(look->roles.year, VD_NO_COLUMN);
	cr_expect_str_eq(unit_proposed(unit_propose(), "data.columns.implemented"),
			 "implemented: gasto");
	/* No heading at all. */
	look = unit_look("2016,A,10.5\n2016,B,20.5\n2017,A,30.5\n");
	cr_expect_str_eq(unit_column(look->roles.year), "1");
	cr_expect_str_eq(unit_proposed_sure(unit_propose(), "data.columns.year"), "likely");
	/* Two of them: MEF's year of execution counts. */
	look = unit_look("ANO_DOC,ANO_EJE,SECTOR,MONTO_PIA\n2015,2016,01,5\n2016,2016,02,6\n");
	cr_expect_str_eq(unit_column(look->roles.year), "ANO_EJE");
	cr_expect_str_eq(unit_column(look->roles.other_year), "ANO_DOC");
}

Test(look_columns, a_year_that_no_column_has)
{
	unit_look_named("entidad,presupuesto\nA,10\nB,20\n", "data/gasto-2016.csv", true);
	cr_expect_str_eq(unit_proposed(unit_propose(), "data.columns.year"), "year: {value: 2016}");
	cr_expect_str_eq(unit_proposed_sure(unit_propose(), "data.columns.year"), "doubtful");
	unit_look("Presupuesto 2014 (en miles de soles),\nentidad,presupuesto\nA,10\nB,20\n");
	cr_expect_str_eq(unit_proposed(unit_propose(), "data.columns.year"), "year: {value: 2014}");
	cr_expect_str_eq(unit_proposed(unit_propose(), "data.numbers.unit"), "unit: 1000");
	cr_expect_str_eq(unit_proposed(unit_propose(), "currency"), "currency: PEN");
	/* None anywhere: it stays open. */
	unit_look("entidad,presupuesto\nA,10\nB,20\n");
	const struct vd_proposal *proposal = unit_propose();
	cr_expect_eq(proposal->open, 2, "the year of the lines, and that of the study");
	unit_load(vd_proposal_yaml(proposal));
	cr_expect_null(unit.study, "so it is not passed over");
	unit_look("fecha,entidad,presupuesto\n2016-01-31,A,10\n2017-02-28,B,20\n");
	proposal = unit_propose();
	cr_expect_eq(proposal->open, 0);
	cr_expect_str_eq(
		unit_proposed(proposal, "data.columns.allocated 2017"),
		"allocated 2017: {column: presupuesto, where: {fecha: {prefix: \"2017\"}}}");
	cr_expect_str_eq(unit_proposed(proposal, "years.2016"), "2016: {phase: enacted}");
}

Test(look_columns, pairs_of_codes_and_names)
{
	const struct vd_look *look =
		unit_look("CICLO,ID_RAMO,DESC_RAMO,ID_UR,DESC_UR,MONTO_APROBADO\n"
			  "2010,1,Poder,100,Camara,5\n2010,1,Poder,200,Senado,6\n"
			  "2010,2,Presidencia,100,Oficina,7\n2010,2,Presidencia,210,Estado,8\n");
	const struct vd_look_division *first = &look->institutions.divisions[0];
	cr_expect_str_eq(unit_column(first->code), "ID_RAMO");
	cr_expect_str_eq(unit_column(first->name), "DESC_RAMO");
	cr_expect_eq(look->institutions.sure, VD_SURE);
	const struct vd_proposal *proposal = unit_propose();
	cr_expect(unit_proposal_says(proposal, "`ID_UR` is no code by itself: `100` stands for 2"));
	cr_expect_str_eq(unit_proposed(proposal, "currency"), "currency: MXN");
	/* By the cells alone. */
	look = unit_look("year,ubigeo,departamento,pia\n2016,01,Amazonas,5\n2016,02,Ancash,6\n"
			 "2017,01,Amazonas,7\n2017,02,Ancash,8\n");
	first = &look->institutions.divisions[0];
	cr_expect_str_eq(unit_column(first->code), "ubigeo");
	cr_expect_str_eq(unit_column(first->name), "departamento");
	cr_expect_eq(look->institutions.sure, VD_DOUBTFUL, "no heading says institution");
	/* A code may change its name from year to year. */
	look = unit_look("year,code,sector,budget\n2016,1,Old name,5\n2016,2,B,6\n"
			 "2017,1,New name,7\n2017,2,B,8\n");
	cr_expect_eq(look->institutions.divisions[0].names.with_more, 0);
	/* A name alone, and none. */
	look = unit_look(
		"year,ministry of,budget\n2016,Health and welfare,5\n2016,Defence forces,6\n");
	cr_expect_eq(look->institutions.divisions[0].code, VD_NO_COLUMN);
	look = unit_look("year,budget\n2016,5\n2017,6\n");
	cr_expect_eq(look->institutions.count, 0);
	cr_expect_str_eq(unit_proposed(unit_propose(), "data.others"), "");
}

Test(look_columns, levels_and_regions)
{
	unit_look("ANO_EJE,NIVEL_GOBIERNO,SECTOR,SECTOR_NOMBRE,DEPARTAMENTO_EJECUTORA,MONTO_PIA\n"
		  "2016,E,01,PCM,15,5\n2016,R,99,REGIONES,08,6\n2016,E,01,PCM,08,7\n");
	const struct vd_proposal *proposal = unit_propose();
	cr_expect_str_eq(unit_proposed(proposal, "data.columns.institution.level"),
			 "level: {column: NIVEL_GOBIERNO, E: national, R: regional}");
	cr_expect_str_eq(unit_proposed(proposal, "data.columns.region"),
			 "region: DEPARTAMENTO_EJECUTORA");
	cr_expect(unit_proposal_says(proposal, "divided into its regions"), "and left open");
	/* One institution has several levels. */
	unit_look("year,nivel,entidad,pia\n2016,Nacional,A,5\n2016,Local,A,6\n2016,Local,B,7\n");
	proposal = unit_propose();
	cr_expect_str_eq(unit_proposed(proposal, "data.columns.institution.level"),
			 "level: national");
	cr_expect_str_eq(unit_proposed_sure(proposal, "data.columns.institution.level"),
			 "doubtful");
	/* One region each. */
	unit_look("year,region,entidad,pia\n2016,Cusco,A,5\n2016,Lima,B,6\n2017,Cusco,A,7\n");
	cr_expect_str_eq(unit_proposed(unit_propose(), "data.columns.institution.region"),
			 "region: region");
}

Test(look_columns, wide_files)
{
	unit_look(
		"entidad;PIA_2014;Devengado 2014;PIA_2015;Devengado 2015\nA;1;2;3;4\nB;5;6;7;8\n");
	const struct vd_proposal *proposal = unit_propose();
	cr_expect_str_eq(unit_proposed(proposal, "data.columns.allocated 2014"),
			 "allocated 2014: PIA_2014");
	cr_expect_str_eq(unit_proposed(proposal, "data.columns.implemented 2015"),
			 "implemented 2015: Devengado 2015");
	cr_expect_str_eq(unit_proposed(proposal, "data.columns.year"), "");
	cr_expect_str_eq(unit_proposed(proposal, "years.2015"), "2015: {phase: enacted}");
	unit_look("entidad,2014,2015\nA,1,2\nB,3,4\n");
	cr_expect_str_eq(unit_proposed(unit_propose(), "data.columns.allocated 2014"),
			 "allocated 2014: \"2014\"");
	/* Months add up; their total does not count again. */
	unit_look("year,entidad,ENE,FEB,MAR,ABR,MAY,JUN,TOTAL\n2016,A,1,2,3,4,5,6,21\n"
		  "2016,B,1,1,1,1,1,1,6\n");
	proposal = unit_propose();
	cr_expect_str_eq(unit_proposed(proposal, "data.columns.implemented"),
			 "implemented: [ENE, FEB, MAR, ABR, MAY, JUN]");
	cr_expect(unit_proposal_says(proposal, "not used: `TOTAL`."));
}

Test(look_columns, long_files)
{
	unit_look("year,entidad,etapa,importe\n2016,A,Aprobado,5\n2016,A,Modificado,6\n"
		  "2016,A,Ejecutado,4\n2016,A,Comprometido,4\n2016,B,Aprobado,7\n");
	const struct vd_proposal *proposal = unit_propose();
	cr_expect_str_eq(unit_proposed(proposal, "data.columns.allocated"),
			 "allocated: {column: importe, where: {etapa: \"Aprobado\"}}");
	cr_expect_str_eq(unit_proposed(proposal, "data.columns.implemented"),
			 "implemented: {column: importe, where: {etapa: \"Ejecutado\"}}");
	unit_look(
		"year,tipo,entidad,importe\n2016,Ingresos,A,5\n2016,Gastos,A,6\n2016,Gastos,B,4\n");
	cr_expect_str_eq(unit_proposed(unit_propose(), "data.where.kind"), "tipo: \"Gastos\"");
}

Test(look_columns, codes_are_no_amounts)
{
	/* Aragón: economic and functional codes, and the source of the money, are digits too. */
	const struct vd_look *look = unit_look(
		"EJERCICIO;CENTRO GESTOR;FUNCIONAL;ECONOMICA;FINANCIACION;DESCRIPCION;IMPORTE\n"
		"2012;01010;1111;100000;91002;Retribuciones;2.414.299,58\n"
		"2012;01010;1111;100001;91002;Otras;261.643,90\n2012;77010;4229;605000;91002;Mob;300,00\n");
	cr_expect_eq(look->amounts.columns.count, 1);
	cr_expect_str_eq(unit_column(look->amounts.columns.items[0].column), "IMPORTE");
	cr_expect_str_eq(unit_column(look->institutions.divisions[0].code), "CENTRO GESTOR");
	cr_expect_str_eq(unit_proposed_sure(unit_propose(), "data.columns.allocated"), "doubtful",
			 "no heading says the stage");
}

Test(look_columns, texts_alone)
{
	const struct vd_look *look = unit_look("a,b\nx,y\nz,w\n");
	cr_expect_eq(look->amounts.figures.count, 0);
	cr_expect(unit_proposal_says(unit_propose(), "no column looks like amounts"));
	unit_look("monto\n1000\n2000\n");
	cr_expect_str_eq(unit_proposed(unit_propose(), "data.columns.allocated"),
			 "allocated: monto");
}
