/* The figures a reader wants first, two years side by side, and what the audit comes to. */
#include "budget/summary.h"

#include "budget/language.h"
#include "io/html/html.h"
#include "io/workbook.h"

struct years {
	enum vd_summary_year items[VD_SUMMARY_YEARS];
	size_t count;
};

static void write_item(const struct vd_html *html, const struct vd_summary_item *item,
		       const struct years *years)
{
	const struct vd_table_description *table = item->result->description;
	vd_html_put(html, "<tr><th scope=\"row\">%s</th>", item->question);
	vd_html_put(html, "<td>%s</td>",
		    vd_word(vd_column_unit_name(html->analysis,
						item->result->columns[item->column].column)));
	for (size_t i = 0; i < years->count; i++) {
		int row = item->rows[years->items[i]];
		vd_html_put(html, "<td class=\"n\">%s</td>",
			    row == VD_NONE
				    ? VD_SYMBOL_NOT_AVAILABLE
				    : vd_html_cell(html, item->result, (size_t)row, item->column));
	}
	vd_html_put(html, "<td class=\"k\"><a href=\"#%s\">%s</a></td></tr>\n", table->name,
		    vd_table_title(table));
}

/* What to know of each year: its notes. */
static void write_notes(const struct vd_html *html, const struct vd_summary *summary,
			const struct years *years)
{
	for (size_t i = 0; i < years->count; i++) {
		const char *notes = summary->notes[years->items[i]];
		int year = html->analysis->study->years.items[summary->years[years->items[i]]].year;
		if (!*notes)
			continue;
		vd_html_put(html, "<h3>%s</h3>\n<p>",
			    vd_arena_format(html->analysis->arena, _("What to know of %d"), year));
		vd_html_prose(html, notes);
		vd_html_put(html, "</p>\n");
	}
}

static void write_figures(const struct vd_html *html, const struct vd_summary *summary,
			  const struct years *years)
{
	vd_html_table_begin(html, "summary-table", _("First figures"));
	vd_html_put(html, "<thead><tr><th scope=\"col\">%s</th><th scope=\"col\">%s</th>",
		    _("Figure"), _("Unit"));
	for (size_t i = 0; i < years->count; i++)
		vd_html_put(
			html, "<th scope=\"col\" class=\"n\">%d</th>",
			html->analysis->study->years.items[summary->years[years->items[i]]].year);
	vd_html_put(html, "<th scope=\"col\">%s</th></tr></thead>\n<tbody>\n", _("Table"));
	for (size_t i = 0; i < summary->count; i++)
		write_item(html, &summary->items[i], years);
	vd_html_put(html, "</tbody>\n");
	vd_html_table_end(html);
}

void vd_html_summary(const struct vd_html *html)
{
	struct vd_summary summary = vd_summarise(html->analysis);
	struct years years = { .count = 0 };
	for (enum vd_summary_year y = 0; y < VD_SUMMARY_YEARS; y++)
		if (summary.years[y] != VD_NONE)
			years.items[years.count++] = y;
	vd_html_put(html, "<section>\n<h2 id=\"summary\">%s</h2>\n", _("Summary"));
	if (*summary.change) {
		vd_html_put(html, "<p class=\"lead\">");
		vd_html_prose(html, summary.change);
		vd_html_put(html, "</p>\n");
	}
	vd_html_put(html, "<p>%s <a href=\"#findings\">%s</a></p>\n",
		    vd_audit_words(html->analysis), _("Read the findings."));
	if (years.count)
		write_figures(html, &summary, &years);
	else
		vd_html_put(html, "<p>%s</p>\n",
			    _("The study has no enacted year with an amount allocated."));
	write_notes(html, &summary, &years);
	vd_html_put(html, "</section>\n");
}
