/* The notes that texts point at, the tables as printed, the data, and the documents. */
#include <string.h>

#include "budget/data_files.h"
#include "budget/language.h"
#include "io/html/html.h"

/* A document, and where in it. */
void vd_html_reference(const struct vd_html *html, const struct vd_reference *reference)
{
	if (reference->source == VD_NONE)
		return;
	const struct vd_source *source = &html->analysis->study->sources.items[reference->source];
	vd_html_put(html, "<a href=\"#source-%zu\">%s</a>", (size_t)reference->source + 1,
		    source->id);
	if (reference->page)
		vd_html_put(html, "%s",
			    vd_arena_format(html->analysis->arena, _(", p. %s"), reference->page));
}

void vd_html_marks(const struct vd_html *html, const struct vd_notes *notes)
{
	for (size_t i = 0; i < notes->count; i++) {
		vd_html_put(html, i ? " " : "");
		vd_html_prose(html, vd_note_mark(html->analysis->arena, (size_t)notes->items[i]));
	}
}

void vd_html_notes(const struct vd_html *html)
{
	const struct vd_study *study = html->analysis->study;
	vd_html_put(html,
		    "<section>\n<h2 id=\"notes\">%s</h2>\n"
		    "<ol class=\"notes\">\n",
		    _("Notes"));
	for (size_t i = 0; i < study->notes.count; i++) {
		vd_html_put(html, "<li id=\"note-%zu\">", i + 1);
		vd_html_study_text(html, "span", &study->notes.items[i].text);
		vd_html_put(html, "</li>\n");
	}
	vd_html_put(html, "</ol>\n</section>\n");
}

/* Only what a browser may safely follow becomes a link. */
static bool is_web_address(const char *url)
{
	return strncmp(url, "https://", 8) == 0 || strncmp(url, "http://", 7) == 0;
}

static void write_source(const struct vd_html *html, size_t index)
{
	const struct vd_source *source = &html->analysis->study->sources.items[index];
	const char *details[] = { source->publisher, source->published, source->file };
	vd_html_put(html, "<li id=\"source-%zu\"><strong>%s</strong> ", index + 1, source->id);
	vd_html_study_text(html, "cite", &source->title);
	for (size_t i = 0; i < sizeof(details) / sizeof(*details); i++)
		if (details[i])
			vd_html_put(html, ", %s", details[i]);
	if (source->url && is_web_address(source->url))
		vd_html_put(html, ", <a href=\"%s\">%s</a>", source->url, source->url);
	else if (source->url)
		vd_html_put(html, ", %s", source->url);
	vd_html_put(html, "</li>\n");
}

static void write_data(const struct vd_html *html, const struct vd_data *data)
{
	struct vd_arena *arena = html->analysis->arena;
	const struct vd_result *result = vd_result_find(html->analysis, "data-files");
	size_t row = (size_t)(data - html->analysis->study->data.items);
	vd_html_put(html, " %s %s ", vd_data_words(arena, data), vd_data_rows_words(arena, data));
	if (row < VD_HTML_ROWS_MOST)
		vd_html_put(html, "(<a href=\"#%s\">%s</a>)", vd_html_row_id(html, result, row),
			    vd_table_title(result->description));
}

/* A printed table, or what was added up into one, with the way to its row of Data files. */
static void write_table(const struct vd_html *html, const struct vd_table *table)
{
	vd_html_put(html, "<li><strong>%s</strong> ", table->id);
	vd_html_study_text(html, "span", &table->title);
	if (table->source.source != VD_NONE) {
		vd_html_put(html, " (");
		vd_html_reference(html, &table->source);
		vd_html_put(html, ")");
	}
	vd_html_put(html, " ");
	vd_html_marks(html, &table->notes);
	const struct vd_data *data = vd_table_data(html->analysis->study, table);
	if (data)
		write_data(html, data);
	vd_html_put(html, "</li>\n");
}

void vd_html_sources(const struct vd_html *html)
{
	const struct vd_study *study = html->analysis->study;
	vd_html_put(html, "<section>\n<h2 id=\"sources\">%s</h2>\n", _("Sources"));
	if (study->sources.count) {
		vd_html_put(html, "<ul class=\"sources\">\n");
		for (size_t i = 0; i < study->sources.count; i++)
			write_source(html, i);
		vd_html_put(html, "</ul>\n");
	}
	if (study->tables.count > study->data.count) {
		vd_html_put(html, "<h3>%s</h3>\n<ul class=\"sources\">\n", _("Printed tables"));
		for (size_t i = 0; i < study->tables.count; i++)
			if (!study->tables.items[i].data)
				write_table(html, &study->tables.items[i]);
		vd_html_put(html, "</ul>\n");
	}
	if (study->data.count) {
		vd_html_put(html, "<h3>%s</h3>\n<ul class=\"sources\">\n", _("Data"));
		for (size_t i = 0; i < study->tables.count; i++)
			if (study->tables.items[i].data)
				write_table(html, &study->tables.items[i]);
		vd_html_put(html, "</ul>\n");
	}
	vd_html_put(html, "</section>\n");
}
