/* The page: its head, its contents, and its parts in order. */
#include <string.h>

#include "budget/language.h"
#include "io/html/html.h"
#include "io/language.h"
#include "io/workbook.h"

/* A section: its name in links, its title, and what writes it; or a result table. */
struct part {
	const char *id, *title;
	void (*write)(const struct vd_html *);
	const struct vd_result *result;
};

struct parts {
	struct part *items;
	size_t count, capacity;
};

static void add(const struct vd_html *html, struct parts *parts, const char *id, const char *title,
		void (*write)(const struct vd_html *))
{
	*VD_APPEND(html->analysis->arena, parts) =
		(struct part){ .id = id, .title = title, .write = write };
}

/* The tables of the workbook, in its order; findings have a part of their own. */
static void add_tables(const struct vd_html *html, struct parts *parts)
{
	for (const struct vd_sheet *sheet = vd_sheets; sheet->name || sheet->table; sheet++) {
		const struct vd_result *result =
			sheet->table ? vd_result_find(html->analysis, sheet->table) : NULL;
		if (!result || !result->rows.count || vd_same(sheet->table, "findings") ||
		    vd_same(sheet->table, "chart-data"))
			continue;
		*VD_APPEND(html->analysis->arena, parts) =
			(struct part){ .id = result->description->name,
				       .title = vd_table_title(result->description),
				       .result = result };
	}
}

static struct parts list_parts(const struct vd_html *html)
{
	struct parts parts = { 0 };
	add(html, &parts, "summary", _("Summary"), vd_html_summary);
	add(html, &parts, "findings",
	    vd_table_title(vd_result_find(html->analysis, "findings")->description),
	    vd_html_findings);
	add_tables(html, &parts);
	if (vd_html_has_inputs(html))
		add(html, &parts, "inputs", _("Assumptions"), vd_html_inputs);
	if (html->analysis->study->notes.count)
		add(html, &parts, "notes", _("Notes"), vd_html_notes);
	add(html, &parts, "sources", _("Sources"), vd_html_sources);
	return parts;
}

static void write_head(const struct vd_html *html)
{
	const struct vd_study *study = html->analysis->study;
	const char *description = vd_text_in(&study->description, html->analysis->language);
	vd_html_put(html, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
		    vd_language_code(html->analysis->language));
	/* Nothing is fetched and nothing runs, whatever a study says. */
	vd_html_put(html,
		    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
		    "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
		    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
		    "<meta name=\"color-scheme\" content=\"light dark\">\n"
		    "<meta name=\"generator\" content=\"veedor\">\n");
	if (description)
		vd_html_put(html, "<meta name=\"description\" content=\"%s\">\n", description);
	vd_html_put(html, "<title>%s</title>\n",
		    vd_text_in(&study->title, html->analysis->language));
	vd_html_style(html);
	vd_html_put(html, "</head>\n");
}

static void write_header(const struct vd_html *html)
{
	const struct vd_study *study = html->analysis->study;
	vd_html_put(html, "<header>\n");
	vd_html_study_text(html, "h1", &study->title);
	vd_html_put(html, "\n");
	vd_html_study_text(html, "p", &study->description);
	vd_html_put(html, "\n<p class=\"quiet\">%s</p>\n",
		    vd_arena_format(html->analysis->arena,
				    _("Amounts in %s. Everything is as of the report."),
				    study->currency.code));
	if (vd_text_in(&study->scope_because, html->analysis->language)) {
		vd_html_put(html, "<p>%s ",
			    _("Not every institution counts in the headline totals."));
		vd_html_study_text(html, "span", &study->scope_because);
		vd_html_put(html, "</p>\n");
	}
	vd_html_put(html, "</header>\n");
}

static void write_contents(const struct vd_html *html, const struct parts *parts)
{
	vd_html_put(html, "<nav aria-label=\"%s\">\n<ul>\n", _("Contents"));
	for (size_t i = 0; i < parts->count; i++)
		vd_html_put(html, "<li><a href=\"#%s\">%s</a></li>\n", parts->items[i].id,
			    parts->items[i].title);
	vd_html_put(html, "</ul>\n</nav>\n");
}

static void write_footer(const struct vd_html *html)
{
	vd_html_put(
		html, "<footer>\n<p>%s</p>\n</footer>\n",
		_("Written by veedor. `veedor explain STUDY TABLE/ROW/COLUMN` shows how a figure "
		  "is made, and `veedor explain RULE` what a finding means."));
}

void vd_html_write(FILE *out, const struct vd_analysis *analysis)
{
	struct vd_html html = { .out = out, .analysis = analysis };
	/* The words around the number of a note. */
	const char *mark = vd_note_mark(analysis->arena, 0);
	const char *digit = strchr(mark, '1');
	html.note_begins = vd_arena_copy(analysis->arena, mark, (size_t)(digit - mark));
	html.note_ends = digit + 1;
	struct parts parts = list_parts(&html);
	write_head(&html);
	vd_html_put(&html, "<body>\n<a class=\"skip\" href=\"#main\">%s</a>\n",
		    _("Skip to the content"));
	write_header(&html);
	write_contents(&html, &parts);
	vd_html_put(&html, "<main id=\"main\">\n");
	for (size_t i = 0; i < parts.count; i++) {
		if (parts.items[i].result)
			vd_html_result(&html, parts.items[i].result);
		else
			parts.items[i].write(&html);
	}
	vd_html_put(&html, "</main>\n");
	write_footer(&html);
	vd_html_put(&html, "</body>\n</html>\n");
}
