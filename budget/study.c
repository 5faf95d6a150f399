#include "budget/study.h"

#include "budget/language.h"

const char *vd_stage_key(enum vd_stage stage)
{
	switch (stage) {
	case VD_ALLOCATED:
		return N_("allocated");
	case VD_MODIFIED:
		return N_("modified");
	case VD_IMPLEMENTED:
		return N_("implemented");
	case VD_STAGES:
		break;
	}
	return "";
}

const char *vd_stage_year(struct vd_arena *arena, enum vd_stage stage, int year)
{
	switch (stage) {
	case VD_ALLOCATED:
		return vd_arena_format(arena, _("allocated %d"), year);
	case VD_MODIFIED:
		return vd_arena_format(arena, _("modified %d"), year);
	case VD_IMPLEMENTED:
		return vd_arena_format(arena, _("implemented %d"), year);
	case VD_STAGES:
		break;
	}
	return "";
}

const char *vd_general_budget_year(struct vd_arena *arena, int year)
{
	return vd_arena_format(arena, _("General Budget %d"), year);
}

static const struct {
	const char *key, *words;
} missing_names[VD_MISSING_COUNT] = {
	[VD_PRESENT] = { "", "" },
	[VD_NOT_PUBLISHED] = { "not_published", N_("not published") },
	[VD_NOT_REPORTED] = { "not_reported", N_("not reported") },
	[VD_NO_BUDGET_LINE] = { "no_budget_line", N_("no specific budget line") },
	[VD_OUT_OF_SCOPE] = { "out_of_scope", N_("out of scope") },
	[VD_NOT_APPLICABLE] = { "not_applicable", N_("not applicable") },
	[VD_NOT_IN_STUDY] = { "not_in_study", N_("no table of the study gives it") },
	[VD_NO_AMOUNTS] = { "no_amounts", N_("no institution in scope gave an amount") },
	[VD_NO_DETAIL] = { "no_detail", N_("the year has no figures by institution") },
	[VD_NO_BASE] = { "no_base", N_("n/a (no base)") },
	[VD_NO_PRECEDING] = { "no_preceding", N_("no figure for the year before") },
	[VD_NO_SERIES] = { "no_series", N_("the series has no value for it") },
	[VD_TOO_FEW] = { "too_few", N_("too few values") },
	[VD_NO_VARIATION] = { "no_variation", N_("the values do not vary") },
	[VD_NOT_POSITIVE] = { "not_positive", N_("needs values above zero") },
	[VD_BEYOND] = { "beyond", N_("beyond what can be computed") },
	[VD_NOT_COMPUTED] = { "not_computed", N_("not computed in this run") },
};

const char *vd_missing_key(enum vd_missing missing)
{
	return missing_names[missing].key;
}

const char *vd_missing_words(enum vd_missing missing)
{
	return vd_translate(missing_names[missing].words);
}

const char *vd_separator_key(char separator)
{
	switch (separator) {
	case ',':
		return N_("comma");
	case ';':
		return N_("semicolon");
	case '\t':
		return N_("tab");
	case '|':
		return N_("bar");
	default:
		return "";
	}
}

const struct vd_data *vd_table_data(const struct vd_study *study, const struct vd_table *table)
{
	return table->data ? &study->data.items[table->data - 1] : NULL;
}

const char *vd_data_label(struct vd_arena *arena, const struct vd_data *data)
{
	if (data->kind == VD_DATA_ODBC)
		return data->connection;
	if (vd_is_standard_input(data->file))
		return vd_file_words(vd_standard_input);
	/* TRANSLATORS: a file inside a .zip: "spending.csv in spending.zip". */
	return data->member ? vd_arena_format(arena, _("%s in %s"), data->member, data->file)
			    : data->file;
}

const char *vd_phase_key(enum vd_phase phase)
{
	return phase == VD_BILL ? N_("bill") : N_("enacted");
}

const char *vd_level_key(enum vd_level level)
{
	switch (level) {
	case VD_NATIONAL:
		return N_("national");
	case VD_REGIONAL:
		return N_("regional");
	case VD_LOCAL:
		return N_("local");
	}
	return "";
}

const char *vd_code_shown(const struct vd_code *code)
{
	return *code->code ? code->code : _("[empty]");
}

const char *vd_note_mark(struct vd_arena *arena, size_t note)
{
	return vd_arena_format(arena, _("[note %zu]"), note + 1);
}

const struct vd_group *vd_printed_group(const struct vd_study *study, int institution)
{
	int group = study->institutions.items[institution].printed_group;
	return group == VD_NONE ? NULL : &study->groups.items[group];
}

int vd_study_year(const struct vd_study *study, int year)
{
	for (size_t i = 0; i < study->years.count; i++)
		if (study->years.items[i].year == year)
			return (int)i;
	return VD_NONE;
}

const char *vd_institution_name(const struct vd_institution *institution, enum vd_language language)
{
	const char *name = vd_text_in(&institution->name, language);
	if (name)
		return name;
	if (institution->as_printed)
		return institution->as_printed;
	return institution->short_name ? institution->short_name : institution->id;
}

const char *vd_institution_label(const struct vd_institution *institution,
				 enum vd_language language)
{
	return institution->short_name ? institution->short_name
				       : vd_institution_name(institution, language);
}

const char *vd_region_name(const struct vd_region *region, enum vd_language language)
{
	const char *name = vd_text_in(&region->name, language);
	return name ? name : region->code;
}

const char *vd_comparison_key(enum vd_comparison comparison)
{
	static const char *const keys[] = { N_("equal"), N_("at_least"),  N_("more_than"),
					    N_("about"), N_("less_than"), N_("at_most") };
	return keys[comparison];
}
