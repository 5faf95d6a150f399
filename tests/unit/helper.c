#include "tests/unit/helper.h"

#include <ftw.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "budget/audit.h"
#include "budget/explain.h"
#include "budget/language.h"
#include "config/study.h"
#include "io/language.h"

struct unit unit;
static char *folder;

__attribute__((noreturn)) void unit_no_memory(void)
{
	abort();
}

void unit_open(void)
{
	unit = (struct unit){ .arena = vd_arena_open(unit_no_memory) };
	cr_assert(unit.arena);
	unit_forget();
	const char *temporary = getenv("TMPDIR");
	folder = vd_arena_format(unit.arena, "%s/veedor-unit-XXXXXX",
				 temporary && *temporary ? temporary : "/tmp");
	cr_assert(mkdtemp(folder));
	cr_assert_eq(chdir(folder), 0);
}

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *where)
{
	(void)about;
	(void)where;
	return kind == FTW_DP ? rmdir(path) : unlink(path);
}

void unit_close(void)
{
	if (chdir("/") == 0)
		nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	vd_arena_close(unit.arena);
}

void unit_forget(void)
{
	unit.diagnostics = (struct vd_diagnostics){ .arena = unit.arena };
}

void unit_speak(enum vd_language language)
{
	vd_language_set(language);
	cr_assert(bindtextdomain(VD_TEXT_DOMAIN, PO_DIR));
	vd_language_set(language); /* where it found none before */
	/* Under the empty text gettext has the catalogue's header. */
	cr_assert(language == VD_EN || *_(""), "no catalogue in " PO_DIR);
}

const char *unit_write(const char *name, const char *bytes, size_t length)
{
	FILE *out = fopen(name, "wb");
	cr_assert(out, "%s cannot be made", name);
	cr_assert_eq(fwrite(bytes, 1, length, out), length);
	cr_assert_eq(fclose(out), 0);
	return name;
}

const char *unit_read(const char *name, size_t *length)
{
	FILE *in = fopen(name, "rb");
	if (!in)
		return NULL;
	struct vd_buffer text = { .arena = unit.arena };
	for (int c; (c = getc(in)) != EOF;)
		*VD_APPEND(unit.arena, &text) = (char)c;
	fclose(in);
	if (length)
		*length = text.count;
	return vd_buffer_text(&text);
}

const struct vd_input *unit_input(const char *text)
{
	struct vd_diagnostics none = { .arena = unit.arena };
	unit_write("study.yaml", text, strlen(text));
	cr_assert(vd_input_read("study.yaml", VD_STUDY_BYTES_MOST, unit.arena, &none, &unit.input));
	return &unit.input;
}

static const struct vd_study *load(const char *file)
{
	unit.study = vd_study_load(file, &unit.reading, unit.arena, &unit.diagnostics, &unit.input);
	vd_diagnostics_sort(&unit.diagnostics);
	return unit.study;
}

const struct vd_study *unit_load(const char *text)
{
	return load(unit_write("study.yaml", text, strlen(text)));
}

static void build(void)
{
	cr_assert(unit.study, "the study has errors:\n%s", unit_places());
	unit.data = vd_dataset_build(unit.study, unit.arena, &unit.diagnostics);
	vd_diagnostics_sort(&unit.diagnostics);
}

const struct vd_dataset *unit_dataset(const char *text)
{
	unit_load(text);
	build();
	return unit.data;
}

const struct vd_analysis *unit_analyse_as(const char *text, const struct vd_options *options)
{
	unit_dataset(text);
	cr_assert_eq(vd_error_count(&unit.diagnostics), 0, "%s", unit_places());
	unit.analysis = vd_analyse(unit.data, options, unit.arena);
	return unit.analysis;
}

const struct vd_analysis *unit_analyse(const char *text)
{
	return unit_analyse_as(text, &(struct vd_options){ .language = VD_EN });
}

const struct vd_analysis *unit_sample_as(const char *name, const struct vd_options *options)
{
	load(vd_arena_format(unit.arena, "%s/%s/study.yaml", SAMPLES_DIR, name));
	build();
	cr_assert_eq(unit.diagnostics.count, 0, "%s", unit_places());
	unit.analysis = vd_analyse(unit.data, options, unit.arena);
	return unit.analysis;
}

const struct vd_analysis *unit_sample(const char *name)
{
	return unit_sample_as(name, &(struct vd_options){ .language = VD_EN });
}

/* The value, and the unit it is shown in. */
static const struct vd_value *find(const char *address, enum vd_unit *shown_in)
{
	const char *first = strchr(address, '/'), *last = strrchr(address, '/');
	cr_assert(first && last > first, "%s is no address", address);
	const struct vd_result *result = vd_result_find(
		unit.analysis, vd_arena_copy(unit.arena, address, (size_t)(first - address)));
	cr_assert(result, "%s: no such table", address);
	int column = vd_result_column(result, last + 1);
	cr_assert_neq(column, VD_NONE, "%s: no such column", address);
	const char *keys = vd_arena_copy(unit.arena, first + 1, (size_t)(last - first - 1));
	for (size_t row = 0; row < result->rows.count; row++) {
		if (!vd_same(vd_row_address(unit.analysis, result, row), keys))
			continue;
		*shown_in = vd_result_unit(result, row, (size_t)column);
		return vd_result_value(result, row, (size_t)column);
	}
	cr_assert_fail("%s: no such row", address);
	return NULL;
}

const struct vd_value *unit_value(const char *address)
{
	enum vd_unit shown_in;
	return find(address, &shown_in);
}

const char *unit_plain(const char *address)
{
	enum vd_unit shown_in;
	const struct vd_value *value = find(address, &shown_in);
	if (!vd_value_present(value))
		return vd_arena_format(unit.arena, "!%s", vd_missing_key(value->missing));
	return vd_value_plain(unit.arena, value, shown_in, &unit.study->currency);
}

const char *unit_shown(const char *address)
{
	enum vd_unit shown_in;
	const struct vd_value *value = find(address, &shown_in);
	return vd_value_format(unit.arena, value, shown_in, &unit.study->currency);
}

double unit_number(const char *address)
{
	enum vd_unit shown_in;
	const struct vd_value *value = find(address, &shown_in);
	return vd_value_number(value, shown_in, &unit.study->currency);
}

void unit_expect_plain(const struct unit_case *cases, size_t count)
{
	for (size_t i = 0; i < count; i++)
		cr_expect_str_eq(unit_plain(cases[i].address), cases[i].wanted, "%s is %s, not %s",
				 cases[i].address, unit_plain(cases[i].address), cases[i].wanted);
}

void unit_expect_shown(const struct unit_case *cases, size_t count)
{
	for (size_t i = 0; i < count; i++)
		cr_expect_str_eq(unit_shown(cases[i].address), cases[i].wanted, "%s is %s, not %s",
				 cases[i].address, unit_shown(cases[i].address), cases[i].wanted);
}

static const struct vd_result *table_of(const char *table)
{
	const struct vd_result *result = vd_result_find(unit.analysis, table);
	cr_assert(result, "no table %s", table);
	return result;
}

bool unit_has_row(const char *table, const char *keys)
{
	const struct vd_result *result = table_of(table);
	for (size_t row = 0; row < result->rows.count; row++)
		if (vd_same(vd_row_address(unit.analysis, result, row), keys))
			return true;
	return false;
}

size_t unit_row_count(const char *table)
{
	return table_of(table)->rows.count;
}

const struct vd_check *unit_check(const char *at)
{
	const struct vd_audit *audit = unit.analysis->audit;
	for (size_t i = 0; i < audit->checks.count; i++)
		if (vd_same(audit->checks.items[i]->at, at))
			return audit->checks.items[i];
	for (size_t i = 0; i < audit->claims.count; i++)
		if (vd_same(audit->claims.items[i]->at, at))
			return audit->claims.items[i];
	cr_assert_fail("nothing is checked at %s", at);
	return NULL;
}

size_t unit_found(enum vd_rule rule, const struct vd_finding **first)
{
	const struct vd_audit *audit = unit.analysis->audit;
	size_t count = 0;
	for (size_t i = 0; i < audit->findings.count; i++) {
		const struct vd_finding *one = &audit->findings.items[i];
		if (one->rule == rule && count++ == 0 && first)
			*first = one;
	}
	return count;
}

const struct vd_finding *unit_finding(enum vd_rule rule, const char *at)
{
	const struct vd_audit *audit = unit.analysis->audit;
	const struct vd_finding *found = NULL;
	for (size_t i = 0; i < audit->findings.count; i++) {
		const struct vd_finding *one = &audit->findings.items[i];
		if (one->rule != rule || !vd_same(one->at, at))
			continue;
		cr_assert_null(found, "%s is twice at %s", vd_rule_info(rule)->name, at);
		found = one;
	}
	cr_assert(found, "no %s at %s, but\n%s", vd_rule_info(rule)->name, at, unit_findings());
	return found;
}

static const char *list_findings(bool with_places)
{
	const struct vd_audit *audit = unit.analysis->audit;
	struct vd_buffer words = { .arena = unit.arena };
	for (size_t i = 0; i < audit->findings.count; i++) {
		const struct vd_finding *one = &audit->findings.items[i];
		if (with_places)
			vd_buffer_add(&words,
				      vd_arena_format(unit.arena, "%u:%u+%u ", one->place.line,
						      one->place.column, one->place.length));
		vd_buffer_add(&words, vd_arena_format(unit.arena, "%s %s\n",
						      vd_rule_info(one->rule)->name, one->at));
	}
	return vd_buffer_text(&words);
}

const char *unit_finding_places(void)
{
	return list_findings(true);
}

const char *unit_findings(void)
{
	return list_findings(false);
}

bool unit_says(const struct vd_explanation *explanation, const char *words)
{
	struct vd_buffer text = { .arena = unit.arena };
	for (size_t i = 0; i < explanation->count; i++) {
		for (const char *c = explanation->items[i]; *c; c++) {
			const char one[2] = { *c == '\n' ? ' ' : *c, '\0' };
			bool again = one[0] == ' ' && text.count &&
				     text.items[text.count - 1] == ' ';
			vd_buffer_add(&text, again ? "" : one);
		}
		vd_buffer_add(&text, " ");
	}
	return strstr(vd_buffer_text(&text), words) != NULL;
}

int unit_institution(const char *id)
{
	for (size_t i = 0; i < unit.study->institutions.count; i++)
		if (vd_same(unit.study->institutions.items[i].id, id))
			return (int)i;
	cr_assert_fail("no institution `%s`", id);
	return VD_NONE;
}

int unit_year(int year)
{
	int index = vd_study_year(unit.study, year);
	cr_assert_neq(index, VD_NONE, "no year %d", year);
	return index;
}

int unit_region(const char *code)
{
	for (size_t i = 0; i < unit.study->regions.count; i++)
		if (vd_same(unit.study->regions.items[i].code, code))
			return (int)i;
	cr_assert_fail("no region `%s`", code);
	return VD_NONE;
}

size_t unit_reported(enum vd_rule rule, const struct vd_diagnostic **first)
{
	size_t count = 0;
	for (size_t i = 0; i < unit.diagnostics.count; i++) {
		const struct vd_diagnostic *one = &unit.diagnostics.items[i];
		if (one->rule == rule && count++ == 0 && first)
			*first = one;
	}
	return count;
}

bool unit_is_at(struct vd_place place, uint32_t line, uint32_t column, uint32_t length)
{
	return place.line == line && place.column == column && place.length == length;
}

const char *unit_places(void)
{
	const char *places = "";
	for (size_t i = 0; i < unit.diagnostics.count; i++) {
		const struct vd_diagnostic *one = &unit.diagnostics.items[i];
		places = vd_arena_format(unit.arena, "%s%u:%u+%u %s\n", places, one->place.line,
					 one->place.column, one->place.length,
					 vd_rule_info(one->rule)->name);
	}
	return places;
}

const struct vd_currency *unit_currency(const char *code)
{
	struct vd_currency *currency = VD_TAKE(unit.arena, struct vd_currency, 1);
	cr_assert(vd_currency_find(code, currency), "no currency %s", code);
	return currency;
}

bool unit_near(double a, double b)
{
	return fabs(a - b) <= 1e-12 * fmax(fabs(a), fabs(b));
}

bool unit_within(double a, double b, double part)
{
	return fabs(a - b) <= part * (b == 0.0 ? 1.0 : fabs(b));
}

/* Knuth's MMIX generator; its high bits are the good ones. */
uint32_t unit_random(uint64_t *state, uint32_t below)
{
	*state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(*state >> 33) % below;
}

static bool skip_value(const char **at);

static void skip_blank(const char **at)
{
	*at += strspn(*at, " \t\r\n");
}

static bool skip_one(const char **at, char c)
{
	skip_blank(at);
	if (**at != c)
		return false;
	(*at)++;
	return true;
}

static bool skip_string(const char **at)
{
	if (!skip_one(at, '"'))
		return false;
	for (; **at != '"'; (*at)++) {
		if ((unsigned char)**at < 0x20)
			return false;
		if (**at != '\\')
			continue;
		(*at)++;
		if (**at == 'u' && strspn(*at + 1, "0123456789abcdefABCDEF") >= 4)
			*at += 4;
		else if (!**at || !strchr("\"\\/bfnrt", **at))
			return false;
	}
	(*at)++;
	return true;
}

static size_t skip_digits(const char **at)
{
	size_t count = strspn(*at, "0123456789");
	*at += count;
	return count;
}

static bool skip_number(const char **at)
{
	*at += **at == '-';
	bool zero = **at == '0';
	size_t digits = skip_digits(at);
	if (!digits || (zero && digits > 1))
		return false;
	if (**at == '.' && ((*at)++, !skip_digits(at)))
		return false;
	if (**at != 'e' && **at != 'E')
		return true;
	(*at)++;
	*at += **at == '-' || **at == '+';
	return skip_digits(at) > 0;
}

static bool skip_list(const char **at, char end, bool keys)
{
	(*at)++;
	if (skip_one(at, end))
		return true;
	do {
		if (keys && (!skip_string(at) || !skip_one(at, ':')))
			return false;
		if (!skip_value(at))
			return false;
	} while (skip_one(at, ','));
	return skip_one(at, end);
}

static bool skip_value(const char **at)
{
	static const char *const words[] = { "true", "false", "null" };
	skip_blank(at);
	if (**at == '{')
		return skip_list(at, '}', true);
	if (**at == '[')
		return skip_list(at, ']', false);
	if (**at == '"')
		return skip_string(at);
	for (size_t i = 0; i < UNIT_COUNT(words); i++) {
		if (strncmp(*at, words[i], strlen(words[i])) != 0)
			continue;
		*at += strlen(words[i]);
		return true;
	}
	return skip_number(at);
}

const char *unit_json_error(const char *text)
{
	const char *at = text;
	if (!skip_value(&at))
		return at;
	skip_blank(&at);
	return *at ? at : NULL;
}
