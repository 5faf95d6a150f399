/* `data:` from files of budget lines to tables: decoding, institutions, sums, what is not in them. */
#include <string.h>

#include "budget/audit.h"
#include "budget/slug.h"
#include "tests/unit/helper.h"

TestSuite(data, .init = unit_open, .fini = unit_close);

#define HEAD                                                                                       \
	"veedor: 1\n"                                                                              \
	"title: T\n"                                                                               \
	"currency: PEN\n"                                                                          \
	"missing: {SD: {means: not_published}}\n"                                                  \
	"years: {2015: {phase: enacted}, 2016: {phase: enacted}}\n"

static void file(const char *name, const char *text)
{
	unit_write(name, text, strlen(text));
}

static const struct vd_data *entry(size_t i)
{
	cr_assert_lt(i, unit.study->data.count);
	return &unit.study->data.items[i];
}

/* The table of an entry as text: a row a line, cells with spaces between. */
static const char *rows_of(size_t i)
{
	const struct vd_table *table = &unit.study->tables.items[entry(i)->table];
	struct vd_buffer text = { .arena = unit.arena };
	cr_expect_eq(table->data, i + 1);
	for (size_t r = 0; r < table->rows.count; r++)
		for (size_t c = 0; c < table->column_count; c++) {
			const struct vd_cell *cell = &table->rows.items[r].cells[c];
			vd_buffer_add(&text, cell->kind == VD_CELL_ABSENT ? "." : cell->printed);
			vd_buffer_add(&text, c + 1 == table->column_count ? "\n" : " ");
		}
	return text.count ? vd_buffer_text(&text) : "";
}

static void expect_counts(size_t i, const char *wanted)
{
	const struct vd_data *data = entry(i);
	cr_expect_str_eq(vd_arena_format(unit.arena, "%d %d %d %d %d %d", (int)data->rows,
					 (int)data->used, (int)data->passed_over,
					 (int)data->other_years, (int)data->left_out,
					 (int)data->skipped),
			 wanted);
	cr_expect_eq(data->rows, data->used + data->passed_over + data->other_years +
					 data->left_out + data->skipped);
}

static const struct vd_institution *institution(const char *id)
{
	return &unit.study->institutions.items[unit_institution(id)];
}

static const char *const lines = "Y,C,N,L,K,PIA,DEV\n"
				 "2015,007,Interior,E,a,100.50,90\n"
				 "2015,036,Transportes,E,a,50,SD\n"
				 "2016,007,Interior,E,a,110,100.25\n"
				 "2016,007,Interior,E,b,1,2\n"
				 "2016,036,Transportes y Com.,E,b,60,SD\n"
				 "2016,440,Amazonas,R,a,7,6\n"
				 "2016,440,Amazonas,R,b,3,SD\n"
				 "2017,440,Amazonas,R,a,1,1\n";

/* --- long files --- */

Test(data, adds_up_by_institution_and_year)
{
	file("gasto.csv", lines);
	unit_analyse(HEAD
		     "data:\n"
		     "  - id: mef\n"
		     "    csv: gasto.csv\n"
		     "    columns:\n"
		     "      year: Y\n"
		     "      institution: {code: C, name: N, level: {column: L, E: national, R: "
		     "regional}}\n"
		     "      allocated: PIA\n"
		     "      implemented: DEV\n"
		     "    others: add\n");
	cr_expect_str_eq(rows_of(0), "007 2015 100.50 90.00\n"
				     "007 2016 111.00 102.25\n"
				     "036 2015 50.00 SD\n"
				     "036 2016 60.00 SD\n"
				     "440 2016 10.00 6.00\n");
	expect_counts(0, "8 7 0 1 0 0");
	cr_expect_str_eq(institution("036")->name.in[VD_EN], "Transportes y Com.");
	cr_expect_eq(institution("440")->level, VD_REGIONAL);
	cr_expect_str_eq(unit_findings(), "coverage years/2015/allocated\n"
					  "coverage years/2015/implemented\n"
					  "coverage years/2016/implemented\n"
					  "data-unused data/mef/years\n"
					  "data-renamed data/mef/names\n"
					  "data-incomplete data/mef/incomplete\n");
	const struct vd_finding *names = unit_finding(VD_RULE_DATA_RENAMED, "data/mef/names");
	cr_expect_str_eq(names->explanation, "036: `Transportes y Com.`, also `Transportes`");
	const struct vd_finding *part =
		unit_finding(VD_RULE_DATA_INCOMPLETE, "data/mef/incomplete");
	cr_expect_str_eq(part->explanation,
			 "Amazonas, implemented 2016: 1 cell without an amount beside 1 with");
	const struct vd_table *table = &unit.study->tables.items[0];
	const struct vd_added *added = table->rows.items[4].cells[3].added;
	cr_assert(added);
	cr_expect(added->lines == 2 && added->amounts == 1 && added->missing == 1);
	cr_expect_str_eq(added->lines_of, "Y 2016, C 440");
	cr_expect_str_eq(added->columns, "DEV");
	cr_expect_str_eq(entry(0)->columns,
			 "year: Y; code: C; name: N; level: L; allocated: PIA; implemented: DEV");
	cr_expect_null(entry(0)->filter);
}

Test(data, finds_declared_institutions_by_code_or_id)
{
	file("gasto.csv", lines);
	unit_analyse(HEAD
		     "institutions:\n"
		     "  - {id: interior, code: \"007\", level: national, name: Ministry}\n"
		     "  - {id: \"036\", level: national}\n"
		     "  - {id: amazonas, code: [\"440\", \"441\"], level: regional}\n"
		     "data:\n"
		     "  - csv: gasto.csv\n"
		     "    columns: {year: Y, institution: {code: C, name: N}, allocated: PIA}\n"
		     "    where: {K: a}\n");
	cr_expect_str_eq(entry(0)->id, "data-1");
	cr_expect_str_eq(rows_of(0), "interior 2015 100.50\n"
				     "interior 2016 110.00\n"
				     "036 2015 50.00\n"
				     "amazonas 2016 7.00\n");
	expect_counts(0, "8 4 3 1 0 0");
	/* What the study says stands. */
	cr_expect_str_eq(institution("interior")->name.in[VD_EN], "Ministry");
	cr_expect_null(institution("036")->name.in[VD_EN]);
	cr_expect_str_eq(entry(0)->filter, "K is a");
}

/* Two codes of one institution are one row; the id of one with a code is no code. */
Test(data, codes_make_the_institution)
{
	file("a.csv", "C,A\n1,10\n2,20\nx,40\n");
	unit_dataset(HEAD
		     "institutions: [{id: x, code: [\"1\", \"2\"], level: national}]\n"
		     "data:\n"
		     "  - csv: a.csv\n"
		     "    columns: {year: {value: 2016}, institution: {code: C}, allocated: A}\n"
		     "    others: leave\n");
	cr_expect_str_eq(rows_of(0), "x 2016 30.00\n");
	expect_counts(0, "3 2 0 0 1 0");
	const struct vd_added *added = unit.study->tables.items[0].rows.items[0].cells[2].added;
	cr_expect_str_eq(added->lines_of, "C 1 and 2");
}

Test(data, finds_institutions_by_name)
{
	file("a.csv", "N,A\nMinisterio de Educación,1\nSalud,2\n Salud ,4\nÑuñoa & Cía.,8\n");
	unit_dataset(
		HEAD
		"institutions: [{id: edu, as_printed: Ministerio de Educación, level: national}]\n"
		"data:\n"
		"  - csv: a.csv\n"
		"    columns: {year: {value: 2016}, institution: {name: N, level: local}, "
		"allocated: A}\n"
		"    others: add\n"
		"  - csv: a.csv\n"
		"    columns: {year: {value: 2015}, institution: {name: N}, allocated: A}\n");
	cr_expect_str_eq(rows_of(0), "edu 2016 1.00\nsalud 2016 6.00\nnunoa-cia. 2016 8.00\n");
	cr_expect_str_eq(rows_of(1), "edu 2015 1.00\nsalud 2015 6.00\nnunoa-cia. 2015 8.00\n");
	cr_expect_str_eq(institution("nunoa-cia.")->name.in[VD_EN], "Ñuñoa & Cía.");
	cr_expect_eq(institution("salud")->level, VD_LOCAL);
}

/* An entry finds those that another one has added; the name of the latest year stands. */
Test(data, later_names_stand)
{
	file("16.csv", "C,N\n5,New\n6,Same\n");
	file("15.csv", "C,N\n5,Old\n6,Same\n");
	unit_analyse(
		HEAD
		"data:\n"
		"  - csv: 16.csv\n"
		"    columns: {year: {value: 2016}, institution: {code: C, name: N, level: "
		"local}, allocated: C}\n"
		"    others: add\n"
		"  - csv: 15.csv\n"
		"    columns: {year: {value: 2015}, institution: {code: C, name: N}, allocated: "
		"C}\n");
	cr_expect_str_eq(institution("5")->name.in[VD_EN], "New");
	cr_expect_eq(entry(0)->renamed.count, 0);
	cr_assert_eq(entry(1)->renamed.count, 1);
	cr_expect_str_eq(entry(1)->renamed.items[0].name, "New");
	cr_expect_str_eq(entry(1)->renamed.items[0].other, "Old");
	cr_expect_eq(unit_found(VD_RULE_DATA_RENAMED, NULL), 1);
}

Test(data, institutions_have_a_region)
{
	file("a.csv", "C,R,A\n1,15,1\n1,15,2\n2,08,4\n3,,8\n");
	unit_dataset(HEAD "institutions: [{id: b, code: \"2\", level: local}]\n"
			  "data:\n"
			  "  - csv: a.csv\n"
			  "    columns: {year: {value: 2016}, institution: {code: C, level: local, "
			  "region: R}, allocated: A}\n"
			  "    others: add\n");
	cr_expect_str_eq(rows_of(0), "b 2016 4.00\n1 2016 3.00\n3 2016 8.00\n");
	cr_expect_eq(institution("1")->region, unit_region("15"));
	cr_expect_eq(institution("b")->region, unit_region("08"));
	cr_expect_eq(institution("3")->region, VD_NONE);
}

/* What the study says of an institution and what the data says must agree, in all its codes. */
Test(data, regions_and_levels_of_study_and_data_agree)
{
	static const char study[] = HEAD
		"institutions: [{id: a, code: [\"1\", \"2\"], level: local%s}]\n"
		"data:\n"
		"  - csv: a.csv\n"
		"    columns: {year: {value: 2016}, institution: {code: C, region: R, level: "
		"{column: L, M: local, R: regional}}, allocated: A}\n";
	static const struct {
		const char *lines, *region, *message;
	} wrong[] = {
		{ "1,15,M,1\n1,15,M,2\n2,08,M,4\n", "",
		  "line 4 of a.csv: `2` is in another region than in the data before" },
		{ "1,15,M,1\n2,08,M,4\n", ", region: \"15\"",
		  "line 3 of a.csv: `2` is in the region `08`, but declared in `15`" },
		{ "1,15,M,1\n1,08,M,4\n", ", region: \"15\"",
		  "the institution `1` is in two regions: `15` in line 2 of a.csv, `08` in line 3 of "
		  "a.csv" },
		{ "1,,M,1\n1,15,M,4\n", "",
		  "the institution `1` is in region `15` in line 3 of a.csv, and in none in line 2 of "
		  "a.csv" },
		{ "1,15,R,1\n", "",
		  "line 2 of a.csv: `1` is of the level `regional`, but declared as `local`" },
	};
	file("a.csv", "C,R,L,A\n1,07,M,1\n1,07,M,2\n2,07,X,4\n");
	unit_dataset(vd_arena_format(unit.arena, study, ", region: \"07\""));
	cr_expect_eq(institution("a")->region, unit_region("07"));
	cr_expect_str_eq(rows_of(0), "a 2016 7.00\n");
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		const struct vd_diagnostic *first = NULL;
		unit_forget();
		file("a.csv", vd_arena_format(unit.arena, "C,R,L,A\n%s", wrong[i].lines));
		cr_expect_null(unit_load(vd_arena_format(unit.arena, study, wrong[i].region)));
		cr_expect_eq(unit_reported(VD_RULE_DATA_INSTITUTION, &first), 1, "%zu", i);
		cr_expect_str_eq(first->message, wrong[i].message);
	}
}

/* What comes behind `data` may name what it adds. */
Test(data, groups_scope_tables_and_claims_know_what_is_added)
{
	file("a.csv", "C,N,L,A\n1,Salud,R,10\n2,Obras,R,20\n3,Otro,N,40\n");
	unit_analyse(
		HEAD
		"claims: [{id: c, measure: total, stage: allocated, year: 2016, institution: "
		"\"2\", printed: \"20\"}]\n"
		"tables: [{id: t, columns: [institution, allocated 2016], rows: [[Salud, 10], [g, "
		"30], [TOTAL, 40]]}]\n"
		"scope: {headline: {except: [\"3\"], because: x}}\n"
		"groups: [{id: g, members: {level: regional}}, {id: h, members: [\"3\"]}]\n"
		"data:\n"
		"  - csv: a.csv\n"
		"    columns: {year: {value: 2016}, institution: {code: C, name: N, level: {column: "
		"L, N: national, R: regional}}, allocated: A}\n"
		"    others: add\n");
	cr_expect_str_eq(unit_plain("general-budget/2016/allocated"), "30.00");
	cr_expect_eq(unit.study->groups.items[0].member_count, 2);
	cr_expect_eq(unit_check("claims/c")->verdict, VD_VERDICT_EXACT);
	cr_expect_eq(unit_check("t/g/allocated 2016")->verdict, VD_VERDICT_EXACT);
}

Test(data, regions_split_institutions)
{
	file("a.csv", "C,N,R,RN,A\n1,Salud,15,Lima,1\n1,Salud,08,Cusco,2\n1,Salud,15,Lima,4\n"
		      "2,Obras,15,Lima,8\n");
	unit_dataset(HEAD "institutions: [{id: obras-lima, code: \"2.15\", level: local}]\n"
			  "data:\n"
			  "  - csv: a.csv\n"
			  "    columns:\n"
			  "      year: {value: 2016}\n"
			  "      institution: {code: C, name: N, level: national}\n"
			  "      region: {code: R, name: RN}\n"
			  "      allocated: A\n"
			  "    others: add\n");
	cr_expect_str_eq(rows_of(0), "obras-lima 2016 8.00\n1.08 2016 2.00\n1.15 2016 5.00\n");
	cr_expect_str_eq(institution("1.15")->name.in[VD_EN], "Salud, Lima");
	cr_expect_eq(institution("1.08")->region, unit_region("08"));
	cr_expect_eq(institution("obras-lima")->region, unit_region("15"));
	cr_expect_str_eq(unit.study->regions.items[unit_region("08")].name.in[VD_EN], "Cusco");
}

/* --- wide files and totals --- */

Test(data, headings_may_name_the_year)
{
	file("a.csv", "C,A,B,D\n1,1,2,4\n1,10,20,40\n2,,SD,SD\n");
	unit_dataset(
		HEAD
		"data:\n"
		"  - id: wide\n"
		"    csv: a.csv\n"
		"    columns: {institution: {code: C, level: local}, allocated 2015: [A, B], "
		"allocated 2016: D}\n"
		"    numbers: {zero: \"\"}\n"
		"    others: add\n"
		"  - id: totals\n"
		"    csv: a.csv\n"
		"    columns: {allocated 2015: B, allocated 2016: D, general_budget 2016: D}\n");
	cr_expect_str_eq(rows_of(0), "1 33.00 44.00\n2 0.00 SD\n");
	cr_expect_str_eq(rows_of(1), "2015 22.00 .\n2016 44.00 44.00\n");
	cr_expect_eq(unit.data->general_budget[unit_year(2016)].amount.minor, 4400);
	cr_expect_eq(unit.data->general_budget[unit_year(2015)].missing, VD_NOT_IN_STUDY);
}

Test(data, lines_of_no_institution_are_totals)
{
	file("gasto.csv", lines);
	unit_dataset(HEAD "stages: {PIA: {is: allocated}}\n"
			  "data:\n"
			  "  - csv: gasto.csv\n"
			  "    columns: {year: Y, general_budget: PIA, PIA: PIA}\n");
	cr_expect_str_eq(rows_of(0), "2015 150.50 150.50\n2016 181.00 181.00\n");
	const struct vd_added *added = unit.study->tables.items[0].rows.items[1].cells[1].added;
	cr_expect_str_eq(added->lines_of, "Y 2016");
	cr_expect_eq(added->lines, 5);
}

/* MEF's monthly files: the approved amount stands on the lines of month 0. */
Test(data, figures_have_conditions_of_their_own)
{
	file("a.csv", "C,MES,PIA,DEV\n1,0,100,SD\n1,1,SD,10\n1,2,SD,20\n2,1,SD,5\n");
	unit_dataset(HEAD "data:\n"
			  "  - csv: a.csv\n"
			  "    columns:\n"
			  "      year: {value: 2016}\n"
			  "      institution: {code: C, level: local}\n"
			  "      allocated: {column: PIA, where: {MES: \"0\"}}\n"
			  "      implemented: {column: DEV, where: {MES: {not: [\"0\"]}}}\n"
			  "    others: add\n");
	cr_expect_str_eq(rows_of(0), "1 2016 100.00 30.00\n2 2016 . 5.00\n");
	cr_expect_str_eq(entry(0)->columns,
			 "year: 2016, of all rows; code: C; allocated: PIA where MES is 0; "
			 "implemented: DEV where MES is not 0");
	/* A figure that no line says anything of is missing, not zero. */
	cr_expect_eq(vd_dataset_cell(unit.data, unit_institution("2"), unit_year(2016),
				     VD_ALLOCATED)
			     ->missing,
		     VD_NOT_IN_STUDY);
}

Test(data, conditions_in_every_form)
{
	static const struct {
		const char *where, *words, *total;
	} cases[] = {
		{ "{K: ab}", "K is ab", "2.00" },
		{ "{K: [ab, b]}", "K is one of ab and b", "6.00" },
		{ "{K: {not: ab}}", "K is not ab", "13.00" },
		{ "{K: {not: [ab, b]}}", "K is none of ab and b", "9.00" },
		{ "{K: {prefix: a}}", "K begins with a", "3.00" },
		{ "{K: {prefix: [ab, b]}}", "K begins with one of ab and b", "6.00" },
		{ "{K: {not: {prefix: a}}}", "K does not begin with a", "12.00" },
		{ "{K: {not: {prefix: [ab, b]}}}", "K begins with none of ab and b", "9.00" },
		{ "{K: \"\"}", "K is \"\"", "8.00" },
		{ "{K: {prefix: a}, A: {not: \"1\"}}", "K begins with a; A is not 1", "2.00" },
	};
	file("a.csv", "K,A\na,1\nab,2\nb,4\n,8\n");
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		unit_forget();
		unit_dataset(vd_arena_format(unit.arena,
					     HEAD
					     "data:\n"
					     "  - csv: a.csv\n"
					     "    columns: {year: {value: 2016}, allocated: A}\n"
					     "    where: %s\n",
					     cases[i].where));
		cr_expect_str_eq(entry(0)->filter, cases[i].words);
		cr_expect_str_eq(rows_of(0),
				 vd_arena_format(unit.arena, "2016 %s\n", cases[i].total));
	}
}

/* --- amounts --- */

Test(data, numbers_as_declared)
{
	file("a.csv", "A;B\n\"1.234,5\";(10)\n2-;-\n-0,5;20\n");
	unit_dataset(HEAD "data:\n"
			  "  - csv: a.csv\n"
			  "    columns: {year: {value: 2016}, allocated: A, implemented: B}\n"
			  "    numbers: {decimal: \",\", grouping: \".\", unit: 1000, negative: "
			  "[parentheses, trailing_minus], zero: \"-\"}\n");
	cr_expect_str_eq(rows_of(0), "2016 1,232,000.00 10,000.00\n");
	cr_expect_str_eq(entry(0)->numbers,
			 "decimal mark \",\"; grouping mark \".\"; 1 stands for 1,000; negative in "
			 "parentheses; negative with a minus behind; \"-\" is zero");
}

/* The study's marks are the default. */
Test(data, numbers_as_the_study_has_them)
{
	file("a.csv", "A;B\n1.234,5;1\n");
	unit_dataset(HEAD "numbers: {decimal: \",\", grouping: \".\"}\n"
			  "data:\n"
			  "  - csv: a.csv\n"
			  "    columns: {year: {value: 2016}, allocated: A}\n"
			  "    numbers: {unit: 100}\n"
			  "  - csv: a.csv\n"
			  "    columns: {year: {value: 2015}, allocated: B}\n"
			  "    numbers: {decimal: \".\"}\n");
	cr_expect_str_eq(rows_of(0), "2016 123,450.00\n");
	cr_expect_str_eq(rows_of(1), "2015 1.00\n");
	cr_expect_str_eq(entry(0)->numbers,
			 "decimal mark \",\"; grouping mark \".\"; 1 stands for 100");
	cr_expect_str_eq(entry(1)->numbers, "decimal mark \".\"");
}

/* Whoever adds up the file again needs them all. */
Test(data, every_value_of_a_filter_is_told)
{
	struct vd_buffer values = { .arena = unit.arena };
	for (int i = 0; i < 200; i++)
		vd_buffer_add(&values, vd_arena_format(unit.arena, "%s\"%03d\"", i ? ", " : "", i));
	file("a.csv", "P,A\n199,1\n200,2\n");
	unit_dataset(vd_arena_format(unit.arena,
				     HEAD "data:\n"
					  "  - csv: a.csv\n"
					  "    columns: {year: {value: 2016}, allocated: A}\n"
					  "    where: {P: [%s]}\n",
				     vd_buffer_text(&values)));
	cr_expect_str_eq(rows_of(0), "2016 1.00\n");
	for (int i = 0; i < 200; i++)
		cr_expect(strstr(entry(0)->filter, vd_arena_format(unit.arena, "%03d", i)), "%d",
			  i);
}

Test(data, sums_are_wider_than_amounts)
{
	/* 9 x 10^16 minor units, a hundred times and back again, and 1 more. */
	struct vd_buffer text = { .arena = unit.arena };
	vd_buffer_add(&text, "C,A\n");
	for (int i = 0; i < 200; i++)
		vd_buffer_add(&text, i < 100 ? "1,900000000000000\n" : "1,-900000000000000\n");
	vd_buffer_add(&text, "1,0.01\n");
	file("a.csv", vd_buffer_text(&text));
	static const char study[] = HEAD
		"data:\n"
		"  - csv: a.csv\n"
		"    columns: {year: {value: 2016}, institution: {code: C, level: local}, allocated: "
		"A}\n"
		"    others: add\n";
	unit_dataset(study);
	cr_expect_str_eq(rows_of(0), "1 2016 0.01\n");
	/* Half of it does not fit. */
	text.count = 0;
	vd_buffer_add(&text, "C,A\n");
	for (int i = 0; i < 100; i++)
		vd_buffer_add(&text, "1,900000000000000\n");
	file("a.csv", vd_buffer_text(&text));
	unit_forget();
	cr_expect_null(unit_load(study));
	const struct vd_diagnostic *first = NULL;
	cr_expect_eq(unit_reported(VD_RULE_OVERFLOW, &first), 1);
	cr_expect_str_eq(first->message, "allocated of 1: the amounts together are too large");
}

/* --- rows that cannot be read, or are not whole --- */

Test(data, rows_that_cannot_be_read_are_skipped_when_asked)
{
	file("a.csv", "Y,C,A\n2016,1,5\n2016,1,x\nTotal,1,99\n2016,2,7\n2016,2\n");
	unit_analyse(HEAD
		     "data:\n"
		     "  - csv: a.csv\n"
		     "    columns: {year: Y, institution: {code: C, level: local}, allocated: A}\n"
		     "    on_error: skip\n"
		     "    others: add\n");
	cr_expect_str_eq(rows_of(0), "1 2016 5.00\n2 2016 7.00\n");
	expect_counts(0, "5 2 0 0 0 3");
	const struct vd_finding *one = unit_finding(VD_RULE_DATA_SKIPPED, "data/data-1/skipped");
	cr_expect_str_eq(one->message, "`data-1`: 3 of 5 rows cannot be read and are in no figure");
}

Test(data, short_rows_are_padded_when_asked)
{
	file("a.csv", "C,A,B\n1,5\n1,6,7\n");
	unit_analyse(HEAD "data:\n"
			  "  - csv: a.csv\n"
			  "    columns: {year: {value: 2016}, allocated: A}\n"
			  "    ragged: pad\n");
	cr_expect_str_eq(rows_of(0), "2016 11.00\n");
	cr_expect_eq(entry(0)->padded, 1);
	unit_finding(VD_RULE_DATA_PADDED, "data/data-1/padded");
}

Test(data, what_nothing_counts_for_is_said)
{
	file("a.csv", "C,A\n1,5\n1,6\n");
	unit_analyse(HEAD
		     "data:\n"
		     "  - csv: a.csv\n"
		     "    columns: {year: {value: 2016}, allocated: A, implemented: {column: A, "
		     "where: {C: \"2\"}}}\n"
		     "  - csv: a.csv\n"
		     "    columns: {year: {value: 2015}, allocated: A}\n"
		     "    where: {C: \"01\"}\n");
	cr_expect_str_eq(unit_findings(), "data-empty data/data-1/implemented\n"
					  "data-unmatched data/data-1/implemented/where/C\n"
					  "data-empty data/data-2/empty\n"
					  "data-unmatched data/data-2/where/C\n");
	cr_expect_str_eq(rows_of(1), "");
	expect_counts(1, "2 0 2 0 0 0");
}

/* In cp1252, which has no Greek: such a value is met as little as one that is only written otherwise. */
Test(data, values_that_no_line_has_are_said)
{
	file("a.csv", "C,K,A\nPer\xFA,a,5\nTotal,ab,6\nX,b,7\n");
	unit_analyse(HEAD "data:\n"
			  "  - csv: a.csv\n"
			  "    encoding: cp1252\n"
			  "    columns:\n"
			  "      year: {value: 2016}\n"
			  "      allocated: A\n"
			  "      implemented: {column: A, where: {K: {prefix: [a, ab, c]}}}\n"
			  "    where: {C: {not: [TOTAL, Ω, X]}, K: [a, ab, b, a]}\n");
	cr_expect_str_eq(unit_findings(), "data-unmatched data/data-1/implemented/where/K\n"
					  "data-unmatched data/data-1/where/C\n");
	cr_expect_str_eq(unit_finding(VD_RULE_DATA_UNMATCHED, "data/data-1/where/C")->message,
			 "`data-1`: no line has any of these in column `C`: TOTAL and Ω");
	cr_expect_str_eq(
		unit_finding(VD_RULE_DATA_UNMATCHED, "data/data-1/implemented/where/K")->message,
		"`data-1`, `implemented`: no line begins with `c` in column `K`");
}

/* --- files --- */

/* Entries are not added up: the first stands, unless one is marked, and it is said. */
Test(data, entries_that_give_the_same_figures_are_told)
{
	static const char study[] = HEAD
		"institutions: [{id: \"1\", level: local}, {id: \"2\", level: local}]\n"
		"data:\n"
		"  - {csv: a.csv, columns: {year: Y, institution: {code: C}, allocated: A}}\n"
		"  - {csv: b.csv, columns: {year: Y, institution: {code: C}, allocated: A}%s}\n";
	file("a.csv", "Y,C,A\n2015,1,1\n2016,1,2\n2016,2,4\n");
	file("b.csv", "Y,C,A\n2015,2,8\n2016,1,2\n2016,2,32\n");
	const struct vd_finding *first = NULL;
	unit_analyse(vd_arena_format(unit.arena, study, ""));
	cr_assert_eq(unit_found(VD_RULE_DATA_OVERLAP, &first), 1);
	cr_expect_str_eq(first->message,
			 "`data-1` and `data-2` both give 2 figures (first: 1, allocated 2016); "
			 "entries are not added up: those of `data-1` stand");
	cr_expect_eq(unit_found(VD_RULE_TABLE_CONFLICT, NULL), 1);
	unit_analyse(vd_arena_format(unit.arena, study, ", primary: yes"));
	cr_expect_eq(unit_found(VD_RULE_DATA_OVERLAP, NULL), 0);
	file("b.csv", "Y,C,A\n2015,2,8\n");
	unit_analyse(vd_arena_format(unit.arena, study, ""));
	cr_expect_eq(unit_found(VD_RULE_DATA_OVERLAP, NULL), 0);
}

Test(data, files_in_every_shape)
{
	static const struct {
		const char *bytes, *keys;
	} cases[] = {
		{ "C,A\n1,5\n", "" },
		{ "C;A\r\n1;5\r\n", "" },
		{ "C|A\n1|5", "separator: \"|\"" },
		{ "C\tA\n1\t5\n", "separator: tab" },
		{ "About,this,file\n\nC;A\n1;5\n", "header: 3" },
		{ "\xEF\xBB\xBF\"C\",\"A\"\n\"1\",\"5\"\n", "" },
		{ "C,A\n\"1,5\n", "quotes: no, where: {C: '\"1'}" },
		{ "C,A,\xE1\n1,5,\xF1\n", "encoding: cp1252, where: {\xC3\xA1: \xC3\xB1}" },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		unit_forget();
		file("a.csv", cases[i].bytes);
		unit_dataset(vd_arena_format(
			unit.arena,
			HEAD
			"data: [{csv: a.csv, columns: {year: {value: 2016}, allocated: A}%s%s}]\n",
			*cases[i].keys ? ", " : "", cases[i].keys));
		cr_expect_str_eq(rows_of(0), "2016 5.00\n", "%zu", i);
		cr_expect_eq(entry(0)->bytes, strlen(cases[i].bytes));
	}
	file("a.csv", "1,5\n1,6\n");
	unit_forget();
	unit_dataset(HEAD
		     "data: [{csv: a.csv, header: 0, columns: {year: {value: 2016}, allocated: "
		     "\"2\"}}]\n");
	cr_expect_str_eq(rows_of(0), "2016 11.00\n");
}

/* The digest takes time: it is there when asked for. */
Test(data, digest_when_asked)
{
	static const char study[] = HEAD
		"data: [{csv: a.csv, columns: {year: {value: 2016}, allocated: A}}]\n";
	file("a.csv", "C,A\n1,5\n");
	unit_dataset(study);
	cr_expect_str_eq(entry(0)->sha256, "");
	unit.reading.is_digested = true;
	unit_dataset(study);
	/* As sha256sum has it. */
	cr_expect_str_eq(entry(0)->sha256,
			 "1b3bb2e040b27fe8dd86aed188725a240ff08edd14aa863ae8b7060b9091e7d2");
}

/* As many threads as there may be: the same table. */
Test(data, threads_change_nothing)
{
	uint64_t state = 7;
	struct vd_buffer text = { .arena = unit.arena };
	vd_buffer_add(&text, "Y,C,N,A\n");
	for (int i = 0; i < 20000; i++) {
		uint32_t code = unit_random(&state, 60), year = unit_random(&state, 3);
		vd_buffer_add(&text, vd_arena_format(unit.arena, "%u,%u,Name %u,%u.%02u\n",
						     2015 + year, code, unit_random(&state, 2),
						     unit_random(&state, 1000000),
						     unit_random(&state, 100)));
	}
	file("a.csv", vd_buffer_text(&text));
	const char *first = NULL, *first_name = NULL;
	for (unsigned threads = 1; threads <= 4; threads++) {
		unit_forget();
		unit.reading.threads = threads;
		unit_dataset(HEAD "data:\n"
				  "  - csv: a.csv\n"
				  "    columns: {year: Y, institution: {code: C, name: N, level: "
				  "local}, allocated: A}\n"
				  "    others: add\n");
		if (!first) {
			first = rows_of(0);
			first_name = institution("59")->name.in[VD_EN];
		}
		cr_expect_str_eq(rows_of(0), first);
		cr_expect_str_eq(institution("59")->name.in[VD_EN], first_name);
	}
}

/* Printed tables come first, wherever `data` stands: of two figures theirs stands. */
Test(data, tables_stand_before_data)
{
	file("a.csv", "C,A\nx,5\n");
	static const char study[] = HEAD
		"institutions: [{id: x, level: local}]\n"
		"data: [{id: d, csv: a.csv, %scolumns: {year: {value: 2016}, institution: {code: C}, "
		"allocated: A}}]\n"
		"tables: [{id: t, columns: [institution, allocated 2016], rows: [[x, 4]]}]\n";
	static const struct {
		const char *keys, *amount;
	} cases[] = { { "", "4.00" }, { "primary: yes, ", "5.00" } };
	for (size_t i = 0; i < UNIT_COUNT(cases); i++) {
		unit_forget();
		unit_analyse(vd_arena_format(unit.arena, study, cases[i].keys));
		cr_expect_str_eq(unit_plain("institutions/x/2016/allocated"), cases[i].amount);
		cr_expect_eq(unit_found(VD_RULE_TABLE_CONFLICT, NULL), 1);
		cr_expect_eq(entry(0)->table, 1);
	}
}

/* --- errors --- */

Test(data, errors_of_all_entries_at_once)
{
	file("a.csv", "Y,C,L,R,A\n2016,1,E,15,5\n2016,1,M,15,5\n2016,2,E,15,5\n2016,2,E,08,5\n"
		      "20x6,3,E,15,5\n");
	cr_expect_null(unit_load(
		HEAD
		"data:\n"
		"  - {csv: none.csv, columns: {year: Y, allocated: A}}\n"
		"  - {csv: a.csv, columns: {year: Y, allocated: AA}}\n"
		"  - {csv: a.csv, columns: {year: Y, allocated: A, institution: {code: C, level: "
		"{column: L, E: national, M: local}}}, others: add}\n"
		"  - {csv: a.csv, columns: {year: Y, allocated: A, institution: {code: C, level: "
		"local, region: R}}, others: add}\n"
		"groups: [{id: g, members: [unknown]}]\n"));
	cr_expect_str_eq(unit_places(), "7:11+8 data-unreadable\n"
					"8:48+2 data-column\n"
					"9:34+1 data-text\n"
					"9:90+1 data-institution\n"
					"10:34+1 data-text\n"
					"10:64+1 data-institution\n"
					"10:64+1 data-institution\n"
					"10:96+1 data-institution\n");
}

/* --- ids out of names --- */

Test(data, slugs)
{
	static const struct {
		const char *text, *slug;
	} cases[] = {
		{ "Ministerio de Economía y Finanzas", "ministerio-de-economia-y-finanzas" },
		{ "  (M.) P_F/N  ", "m.-p_f-n" },
		{ "Ñandú ÇA Æsir ßtraße Þór", "nandu-ca-aesir-sstrasse-thor" },
		{ "Łódź Ŀİı ſ ĳ", "lodz-lii-s-ij" },
		{ "e\xCC\x81"
		  "a",
		  "ea" },
		{ "123", "123" },
		{ "Москва", "" },
		{ "", "" },
		{ "—", "" },
		{ "日本 1", "1" },
	};
	for (size_t i = 0; i < UNIT_COUNT(cases); i++)
		cr_expect_str_eq(vd_slug(unit.arena, cases[i].text), cases[i].slug);
}
