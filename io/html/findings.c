/* Findings as a list, the gravest first: the severity in a word, what is found, its figures, where. */
#include <string.h>

#include "budget/language.h"
#include "io/html/html.h"

/* A row of another table that the page shows. */
static const char *row_of(const struct vd_html *html, const char *table, size_t row)
{
	const struct vd_result *result = vd_result_find(html->analysis, table);
	return result && row < result->rows.count && row < VD_HTML_ROWS_MOST
		       ? vd_html_row_id(html, result, row)
		       : NULL;
}

/* The row of the page that a finding is about, or NULL. */
static const char *target(const struct vd_html *html, const struct vd_finding *finding)
{
	if (finding->check)
		return row_of(html, finding->check->claim ? "claims" : "checks",
			      finding->check->number);
	if (finding->cell.result)
		return row_of(html, finding->cell.result->description->name, finding->cell.row);
	if (finding->year == VD_NONE)
		return NULL;
	const char *table = finding->institution == VD_NONE ? "general-budget" : "institutions";
	const struct vd_result *result = vd_result_find(html->analysis, table);
	for (size_t r = 0; r < result->rows.count; r++)
		if (result->rows.items[r].institution == finding->institution &&
		    result->rows.items[r].year == finding->year)
			return row_of(html, table, r);
	return NULL;
}

static void fact(const struct vd_html *html, const struct vd_result *result, size_t row,
		 const char *key)
{
	int column = vd_result_column(result, key);
	const char *text = vd_html_cell(html, result, row, (size_t)column);
	if (!vd_value_present(vd_result_value(result, row, (size_t)column)) || !*text)
		return;
	vd_html_put(html, "<dt>%s</dt><dd>", result->columns[column].label);
	vd_html_prose(html, text);
	vd_html_put(html, "</dd>");
}

static void write_place(const struct vd_html *html, const struct vd_result *result, size_t row)
{
	const struct vd_finding *finding = result->rows.items[row].finding;
	const char *id = target(html, finding);
	vd_html_put(html, "<dt>%s</dt><dd>", result->columns[vd_result_column(result, "at")].label);
	if (id)
		vd_html_put(html, "<a href=\"#%s\">%s</a>", id, finding->at);
	else
		vd_html_put(html, "%s", finding->at);
	vd_html_put(html, "</dd>");
}

static void write_finding(const struct vd_html *html, const struct vd_result *result, size_t row)
{
	static const char *const facts[] = { "printed", "computed", "difference", "because" };
	const struct vd_finding *finding = result->rows.items[row].finding;
	const char *severity = vd_severity_name(vd_rule_info(finding->rule)->severity);
	vd_html_put(html, "<li id=\"%s\" class=\"%s\">\n<p><span class=\"word\">%s",
		    vd_html_row_id(html, result, row), severity, vd_word(severity));
	if (finding->accepted)
		vd_html_put(html, ", %s", vd_word("accepted"));
	vd_html_put(html, "</span> <span class=\"what\">%s</span></p>\n", finding->message);
	/* Its sentences are parted by line ends. */
	for (const char *sentence = finding->explanation; *sentence;) {
		size_t length = strcspn(sentence, "\n");
		vd_html_put(html, "<p>");
		vd_html_prose(html, vd_arena_copy(html->analysis->arena, sentence, length));
		vd_html_put(html, "</p>\n");
		sentence += length + (sentence[length] == '\n');
	}
	vd_html_put(html, "<dl class=\"facts\">");
	for (size_t i = 0; i < sizeof(facts) / sizeof(*facts); i++)
		fact(html, result, row, facts[i]);
	write_place(html, result, row);
	vd_html_put(html, "<dt>%s</dt><dd>%s</dd></dl>\n</li>\n",
		    result->columns[vd_result_column(result, "rule")].label,
		    vd_rule_info(finding->rule)->name);
}

void vd_html_findings(const struct vd_html *html)
{
	const struct vd_result *result = vd_result_find(html->analysis, "findings");
	size_t all = result->rows.count, rows = all > VD_HTML_ROWS_MOST ? VD_HTML_ROWS_MOST : all;
	vd_html_put(html, "<section>\n<h2 id=\"findings\">%s</h2>\n<p>%s</p>\n",
		    vd_table_title(result->description), vd_table_about(result->description));
	if (!all)
		vd_html_put(html, "<p>%s</p>\n", _("Nothing was found."));
	if (rows < all)
		vd_html_put(html, "<p>%s</p>\n",
			    vd_arena_format(html->analysis->arena,
					    _("The first %zu of %zu findings. `veedor check` tells "
					      "all of them."),
					    rows, all));
	vd_html_put(html, "<ol class=\"found\">\n");
	for (size_t r = 0; r < rows; r++)
		write_finding(html, result, r);
	vd_html_put(html, "</ol>\n</section>\n");
}
