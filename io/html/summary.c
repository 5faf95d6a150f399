/* The figures a reader wants first, two years side by side, and what the audit comes to. */
#include "budget/summary.h"

#include "budget/language.h"
#include "budget/readings.h"
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
	for (size_t i = 0; i < years->count; i++) {
		int row = item->rows[years->items[i]];
		vd_html_put(html, "<td class=\"n\">%s</td>",
			    row == VD_NONE
				    ? VD_SYMBOL_NOT_AVAILABLE
				    : vd_html_cell(html, item->result, (size_t)row, item->column));
	}
	vd_html_put(html, "<td>%s</td>",
		    vd_word(vd_column_unit_name(html->analysis,
						item->result->columns[item->column].column)));
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
	vd_html_put(html, "<thead><tr><th scope=\"col\">%s</th>", _("Figure"));
	for (size_t i = 0; i < years->count; i++)
		vd_html_put(
			html, "<th scope=\"col\" class=\"n\">%d</th>",
			html->analysis->study->years.items[summary->years[years->items[i]]].year);
	vd_html_put(html,
		    "<th scope=\"col\">%s</th><th scope=\"col\">%s</th></tr></thead>\n<tbody>\n",
		    _("Unit"), _("Table"));
	for (size_t i = 0; i < summary->count; i++) {
		const struct vd_summary_item *item = &summary->items[i];
		if (i && item->topic != item[-1].topic)
			vd_html_put(html, "</tbody>\n<tbody>\n");
		if (!i || item->topic != item[-1].topic)
			vd_html_put(
				html,
				"<tr><th class=\"ask\" scope=\"rowgroup\" colspan=\"%zu\">%s</th>"
				"</tr>\n",
				years->count + 3, vd_summary_topic_words(item->topic));
		write_item(html, item, years);
	}
	vd_html_put(html, "</tbody>\n");
	vd_html_table_end(html);
}

/* The gravest findings, each with the way to it. */
static void write_doubts(const struct vd_html *html, const struct vd_summary *summary)
{
	const struct vd_result *findings = vd_result_find(html->analysis, "findings");
	vd_html_put(html, "<h3>%s</h3>\n<ul>\n", vd_summary_topic_words(VD_ASK_DOUBTFUL));
	for (size_t i = 0; i < summary->doubt_count; i++) {
		const struct vd_finding *doubt = summary->doubts[i];
		size_t row = 0;
		while (row + 1 < findings->rows.count && findings->rows.items[row].finding != doubt)
			row++;
		vd_html_put(html, "<li>");
		vd_html_put(html, "<strong>%s</strong>: %s ",
			    vd_word(vd_severity_name(vd_rule_info(doubt->rule)->severity)),
			    doubt->message);
		/* The gravest come first: they are among those shown. */
		vd_html_put(html, "(<a href=\"#%s\">%s</a>)</li>\n",
			    vd_html_row_id(html, findings, row), doubt->at);
	}
	if (!summary->doubt_count)
		vd_html_put(html, "<li>%s</li>\n", _("Nothing contradicts the report."));
	if (summary->doubts_more)
		vd_html_put(html, "<li><a href=\"#findings\">%s</a></li>\n",
			    vd_arena_format(html->analysis->arena,
					    VD_PLURAL("%zu more contradiction or warning.",
						      "%zu more contradictions and warnings.",
						      summary->doubts_more),
					    summary->doubts_more));
	vd_html_put(html, "</ul>\n");
}

void vd_html_summary(const struct vd_html *html)
{
	struct vd_summary summary = vd_summarise(html->analysis);
	struct years years = { .count = 0 };
	/* The latest first: on a phone the others are out of sight. */
	static const enum vd_summary_year order[] = { VD_SUMMARY_FOCUS, VD_SUMMARY_BEFORE };
	for (size_t i = 0; i < VD_SUMMARY_YEARS; i++)
		if (summary.years[order[i]] != VD_NONE)
			years.items[years.count++] = order[i];
	vd_html_put(html, "<section>\n<h2 id=\"summary\">%s</h2>\n", _("Summary"));
	const char *reading = vd_study_reading(html->analysis);
	if (*reading) {
		vd_html_put(html, "<p class=\"lead\">");
		vd_html_prose(html, reading);
		vd_html_put(html, "</p>\n");
	}
	if (*summary.change) {
		vd_html_put(html, "<p>");
		vd_html_prose(html, summary.change);
		vd_html_put(html, "</p>\n");
	}
	vd_html_put(html, "<p>%s</p>\n", vd_audit_words(html->analysis));
	if (years.count)
		write_figures(html, &summary, &years);
	else
		vd_html_put(html, "<p>%s</p>\n",
			    _("The study has no enacted year with an amount allocated."));
	write_doubts(html, &summary);
	write_notes(html, &summary, &years);
	vd_html_put(html, "</section>\n");
}
