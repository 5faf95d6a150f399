/* Printed rows: Data once more, a group's members in one row, so that formulas by row stay short. */
#include "budget/language.h"
#include "io/xlsx_formula.h"

static struct vd_arena *arena_of(const struct vd_workbook *book)
{
	return book->analysis->arena;
}

/* Rows are numbered from 1, without a gap. */
static uint32_t sheet_row(const struct vd_workbook *book, int printed_row)
{
	return book->rows_plan->header_row + (uint32_t)printed_row;
}

static int last_row(const struct vd_study *study)
{
	int last = 0;
	for (size_t i = 0; i < study->institutions.count; i++)
		if (study->institutions.items[i].printed_row > last)
			last = study->institutions.items[i].printed_row;
	return last;
}

/* The column of a stage and year: as on Data, behind fewer fixed ones. */
static uint16_t column_of(const struct vd_workbook *book, int year, enum vd_stage stage)
{
	return (uint16_t)(vd_data_column(book, year, stage) - VD_DATA_FIELDS + VD_ROWS_FIELDS);
}

bool vd_has_printed_rows(const struct vd_workbook *book)
{
	const struct vd_study *study = book->analysis->study;
	for (size_t i = 0; i < study->groups.count; i++)
		if (study->groups.items[i].printed)
			return true;
	return false;
}

const char *vd_rows_cell(const struct vd_workbook *book, int printed_row, int year,
			 enum vd_stage stage)
{
	return vd_arena_format(arena_of(book), "%s!%s", book->rows_plan->reference,
			       vd_xlsx_cell_name(arena_of(book), sheet_row(book, printed_row),
						 column_of(book, year, stage), true));
}

const char *vd_rows_number(const struct vd_workbook *book, int printed_row)
{
	return vd_arena_format(arena_of(book), "%s!%s", book->rows_plan->reference,
			       vd_xlsx_cell_name(arena_of(book), sheet_row(book, printed_row),
						 VD_ROWS_NUMBER, true));
}

const char *vd_rows_range(const struct vd_workbook *book, int year, enum vd_stage stage)
{
	const char *letters = vd_xlsx_column_name(arena_of(book), column_of(book, year, stage));
	return vd_arena_format(arena_of(book), "%s!$%s$%u:$%s$%u", book->rows_plan->reference,
			       letters, sheet_row(book, 1) + 1, letters,
			       sheet_row(book, last_row(book->analysis->study)) + 1);
}

/* A row of one institution: its figure, if the headline counts it. */
static const char *single_formula(const struct vd_workbook *book, int institution, int data_column)
{
	uint32_t row = vd_data_row(book, institution);
	return vd_arena_format(arena_of(book), "IF(%s=%s,%s,\"" VD_SYMBOL_NOT_AVAILABLE "\")",
			       vd_data_cell(book, row, VD_DATA_IN_HEADLINE),
			       vd_quoted(book, vd_word("yes")),
			       vd_data_cell(book, row, data_column));
}

static const char *group_formula(const struct vd_workbook *book, int printed_row, int data_column)
{
	const char *range = vd_data_range(book, data_column);
	const char *members = vd_arena_format(
		arena_of(book), "%s,%s,%s,%s", vd_data_range(book, VD_DATA_PRINTED_ROW),
		vd_xlsx_cell_name(arena_of(book), sheet_row(book, printed_row), VD_ROWS_NUMBER,
				  false),
		vd_data_range(book, VD_DATA_IN_HEADLINE), vd_quoted(book, vd_word("yes")));
	return vd_arena_format(arena_of(book),
			       "IF(COUNTIFS(%s,%s,\"<1E+300\")=0,\"" VD_SYMBOL_NO_MEMBER
			       "\",SUMIFS(%s,%s))",
			       members, range, range, members);
}

/* The sum of the row's members in the headline; how many of them have an amount. */
static size_t sum_row(const struct vd_workbook *book, int printed_row,
		      const struct vd_data_column *column, struct vd_money *sum)
{
	const struct vd_dataset *data = book->analysis->data;
	size_t count = 0;
	*sum = (struct vd_money){ 0 };
	for (int i = 0; i < (int)data->study->institutions.count; i++) {
		const struct vd_institution *one = &data->study->institutions.items[i];
		const struct vd_figure *figure =
			vd_dataset_cell(data, i, column->year, column->stage);
		if (one->printed_row != printed_row || !one->in_headline ||
		    figure->missing != VD_PRESENT)
			continue;
		sum->minor += figure->amount.minor;
		count++;
	}
	return count;
}

static void write_group(struct vd_workbook *book, struct vd_xlsx_sheet *sheet, int printed_row,
			size_t column)
{
	const struct vd_data_column *one = &book->data_columns.items[column];
	const char *formula = group_formula(book, printed_row, VD_DATA_FIELDS + (int)column);
	uint16_t at = (uint16_t)(VD_ROWS_FIELDS + column);
	struct vd_money sum;
	if (sum_row(book, printed_row, one, &sum))
		vd_xlsx_formula_number(sheet, sheet_row(book, printed_row), at, formula,
				       vd_money_double(sum, &book->analysis->study->currency),
				       VD_UNIT_MONEY);
	else
		vd_xlsx_formula_text(sheet, sheet_row(book, printed_row), at, formula,
				     VD_SYMBOL_NO_MEMBER, VD_UNIT_MONEY);
}

static void write_single(struct vd_workbook *book, struct vd_xlsx_sheet *sheet, int institution,
			 size_t column)
{
	const struct vd_study *study = book->analysis->study;
	const struct vd_institution *who = &study->institutions.items[institution];
	const struct vd_data_column *one = &book->data_columns.items[column];
	const struct vd_figure *figure =
		vd_dataset_cell(book->analysis->data, institution, one->year, one->stage);
	const char *formula = single_formula(book, institution, VD_DATA_FIELDS + (int)column);
	uint32_t row = sheet_row(book, who->printed_row);
	uint16_t at = (uint16_t)(VD_ROWS_FIELDS + column);
	bool has_code = who->in_headline && figure->cell && figure->cell->code;
	if (who->in_headline && figure->missing == VD_PRESENT)
		vd_xlsx_formula_number(sheet, row, at, formula,
				       vd_money_double(figure->amount, &study->currency),
				       VD_UNIT_MONEY);
	else
		vd_xlsx_formula_text(sheet, row, at, formula,
				     has_code ? vd_code_shown(figure->cell->code)
					      : VD_SYMBOL_NOT_AVAILABLE,
				     VD_UNIT_MONEY);
}

/* A stage and year that no institution has a figure for. */
static bool is_used(const struct vd_workbook *book, size_t column)
{
	const struct vd_data_column *one = &book->data_columns.items[column];
	return vd_dataset_has_detail(book->analysis->data, one->year, one->stage);
}

/* A row, once, at its first institution. */
static void write_row(struct vd_workbook *book, struct vd_xlsx_sheet *sheet, int institution)
{
	const struct vd_study *study = book->analysis->study;
	enum vd_language language = book->analysis->language;
	const struct vd_institution *who = &study->institutions.items[institution];
	const struct vd_group *group = vd_printed_group(study, institution);
	const char *group_name = group ? vd_text_in(&group->name, language) : NULL;
	uint32_t row = sheet_row(book, who->printed_row);
	vd_xlsx_formula_number(sheet, row, VD_ROWS_NUMBER,
			       vd_data_cell(book, vd_data_row(book, institution),
					    VD_DATA_PRINTED_ROW),
			       who->printed_row, VD_UNIT_COUNT);
	vd_xlsx_text(sheet, row, VD_ROWS_ID, group ? group->id : who->id, VD_LOOK_PLAIN);
	vd_xlsx_text(sheet, row, VD_ROWS_NAME,
		     group_name			  ? group_name
		     : group && group->as_printed ? group->as_printed
		     : group			  ? group->id
						  : vd_institution_name(who, language),
		     VD_LOOK_PLAIN);
	for (size_t i = 0; i < book->data_columns.count; i++) {
		if (!is_used(book, i))
			vd_xlsx_text(sheet, row, (uint16_t)(VD_ROWS_FIELDS + i),
				     VD_SYMBOL_NOT_AVAILABLE, VD_LOOK_RIGHT);
		else if (group)
			write_group(book, sheet, who->printed_row, i);
		else
			write_single(book, sheet, institution, i);
	}
}

void vd_plan_rows(const struct vd_workbook *book, struct vd_plan *plan)
{
	size_t columns = VD_ROWS_FIELDS + book->data_columns.count;
	struct vd_heading *headings = VD_TAKE(arena_of(book), struct vd_heading, columns);
	headings[VD_ROWS_NUMBER] =
		(struct vd_heading){ .text = _("Row"), .width_chars = 8, .is_number = true };
	headings[VD_ROWS_ID] =
		(struct vd_heading){ .text = _("Institution or group"), .width_chars = 20 };
	headings[VD_ROWS_NAME] = (struct vd_heading){ .text = _("Name"), .width_chars = 44 };
	for (size_t i = 0; i < book->data_columns.count; i++)
		headings[VD_ROWS_FIELDS + i] = (struct vd_heading){
			.text = vd_data_heading(book, &book->data_columns.items[i]),
			.width_chars = 19,
			.is_number = true
		};
	vd_plan_headings(book, plan, headings, columns);
}

void vd_sheet_rows(struct vd_workbook *book, const struct vd_plan *plan,
		   struct vd_xlsx_sheet *sheet)
{
	const struct vd_study *study = book->analysis->study;
	bool *written = VD_TAKE(arena_of(book), bool, (size_t)last_row(study) + 1);
	for (int i = 0; i < (int)study->institutions.count; i++) {
		bool *done = &written[study->institutions.items[i].printed_row];
		if (!*done)
			write_row(book, sheet, i);
		*done = true;
	}
	vd_sheet_table(book, plan, sheet, "printed_rows", (size_t)last_row(study), 1);
}
