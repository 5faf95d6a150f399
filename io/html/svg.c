/* What every drawing has: its frame, its bars with their patterns, its legend and its scale. */
#include "io/html/svg.h"

#include "budget/language.h"

enum { SWATCH = 12, LEGEND_GAP = 18 };

size_t vd_svg_row(const struct vd_svg *svg, size_t series, size_t item)
{
	return svg->chart->series.items[series].first + item;
}

static const struct vd_charts *charts_of(const struct vd_svg *svg)
{
	return svg->html->analysis->charts;
}

bool vd_svg_has_value(const struct vd_svg *svg, size_t row)
{
	return vd_value_present(vd_chart_value(charts_of(svg), row));
}

bool vd_svg_is_nothing(const struct vd_svg *svg, size_t row)
{
	return charts_of(svg)->result->rows.items[row].plot == VD_PLOT_NOTHING;
}

double vd_svg_number(const struct vd_svg *svg, size_t row)
{
	return vd_value_number(vd_chart_value(charts_of(svg), row), svg->chart->unit,
			       &svg->html->analysis->study->currency);
}

const char *vd_svg_figure(const struct vd_svg *svg, size_t row)
{
	const struct vd_result *result = charts_of(svg)->result;
	return vd_html_cell(svg->html, result, row, (size_t)vd_result_column(result, "value"));
}

bool vd_svg_is_shown(const struct vd_svg *svg, size_t series)
{
	return svg->chart->series.items[series].look != VD_DRAW_HIDDEN;
}

char vd_svg_colour(const struct vd_svg *svg, size_t series)
{
	switch (svg->chart->series.items[series].look) {
	case VD_DRAW_SECOND:
	case VD_DRAW_FALL:
	case VD_DRAW_LINE:
	case VD_DRAW_INTERVAL:
		return 'b';
	case VD_DRAW_THIRD:
	case VD_DRAW_RISE:
		return 'c';
	case VD_DRAW_COUNTRY:
		return 'd';
	case VD_DRAW_FIRST:
	case VD_DRAW_HIDDEN:
	case VD_DRAW_TOTAL:
	case VD_DRAW_POINTS:
	case VD_DRAW_LEFT_OUT:
	case VD_DRAW_LOOKS:
		break;
	}
	return 'a';
}

/* Whether some bar of a series, or of any for VD_NONE, has a mark. */
static bool has_mark(const struct vd_svg *svg, int series, enum vd_chart_mark mark)
{
	for (size_t s = 0; s < svg->chart->series.count; s++) {
		const struct vd_chart_series *one = &svg->chart->series.items[s];
		if ((series != VD_NONE && (size_t)series != s) || one->look == VD_DRAW_LEFT_OUT)
			continue;
		for (size_t i = 0; i < one->count; i++)
			if (vd_chart_mark(charts_of(svg), one->first + i) == mark &&
			    vd_svg_has_value(svg, one->first + i))
				return true;
	}
	return false;
}

/* A pattern in a colour: stripes for a bill, dots for a part of a year. */
static void write_pattern(const struct vd_svg *svg, enum vd_chart_mark mark, char colour)
{
	bool bill = mark == VD_MARK_BILL;
	vd_html_put(svg->html, "<pattern id=\"%s-%s-", svg->chart->id, bill ? "bill" : "partial");
	fprintf(svg->html->out,
		"%c\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\"%s>"
		"<rect width=\"6\" height=\"6\" class=\"fz\"/>",
		colour, bill ? " patternTransform=\"rotate(45)\"" : "");
	if (bill)
		fprintf(svg->html->out, "<rect width=\"3\" height=\"6\" class=\"f%c\"/>", colour);
	else
		fprintf(svg->html->out, "<circle cx=\"3\" cy=\"3\" r=\"1.7\" class=\"f%c\"/>",
			colour);
	fputs("</pattern>", svg->html->out);
}

static void write_patterns(const struct vd_svg *svg)
{
	static const char text_colour = 't';
	fputs("<defs>", svg->html->out);
	for (enum vd_chart_mark mark = VD_MARK_BILL; mark <= VD_MARK_PARTIAL; mark++) {
		if (!has_mark(svg, VD_NONE, mark))
			continue;
		write_pattern(svg, mark, text_colour);
		for (size_t s = 0; s < svg->chart->series.count; s++)
			if (has_mark(svg, (int)s, mark))
				write_pattern(svg, mark, vd_svg_colour(svg, s));
	}
	fputs("</defs>\n", svg->html->out);
}

void vd_svg_begin(const struct vd_svg *svg)
{
	const struct vd_html *html = svg->html;
	const char *id = svg->chart->id;
	vd_html_put(html,
		    "<svg role=\"img\" aria-labelledby=\"chart-%s-title\" "
		    "aria-describedby=\"chart-%s-desc\"",
		    id, id);
	fprintf(html->out,
		" viewBox=\"0 0 %.0f %.0f\" width=\"%.0f\" height=\"%.0f\" "
		"style=\"min-width:%.0fpx\">\n",
		svg->width, svg->height, svg->width, svg->height, svg->width * 0.8);
	vd_html_put(
		html,
		"<title id=\"chart-%s-title\">%s</title>\n<desc id=\"chart-%s-desc\">%s</desc>\n",
		id, svg->chart->title, id, vd_chart_reading(html->analysis, svg->chart));
	write_patterns(svg);
}

void vd_svg_end(const struct vd_svg *svg)
{
	fputs("</svg>\n", svg->html->out);
}

void vd_svg_text(const struct vd_svg *svg, double x, double y, const char *anchor, const char *look,
		 const char *text)
{
	fprintf(svg->html->out, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\"", x, y, anchor);
	if (look)
		fprintf(svg->html->out, " class=\"%s\"", look);
	vd_html_put(svg->html, ">%s</text>\n", text);
}

static void write_fill(const struct vd_svg *svg, enum vd_chart_mark mark, char colour)
{
	if (mark == VD_MARK_NONE)
		fprintf(svg->html->out, " class=\"f%c\"", colour);
	else
		fprintf(svg->html->out, " class=\"s%c\" fill=\"url(#%s-%s-%c)\"", colour,
			svg->chart->id, mark == VD_MARK_BILL ? "bill" : "partial", colour);
}

void vd_svg_bar(const struct vd_svg *svg, size_t series, size_t row, double x, double y,
		double width, double height)
{
	fprintf(svg->html->out, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"", x, y,
		width, height);
	write_fill(svg, vd_chart_mark(charts_of(svg), row), vd_svg_colour(svg, series));
	fputs("/>\n", svg->html->out);
}

/* One entry of the legend: a series, or a pattern where `series` is VD_NONE. */
struct entry {
	int series;
	enum vd_chart_mark mark;
	const char *text;
};

struct legend {
	struct entry items[16];
	size_t count;
};

static struct legend legend_of(const struct vd_svg *svg)
{
	struct legend legend = { .count = 0 };
	for (size_t s = 0; s < svg->chart->series.count && legend.count < 12; s++)
		if (vd_svg_is_shown(svg, s))
			legend.items[legend.count++] =
				(struct entry){ .series = (int)s,
						.text = svg->chart->series.items[s].name };
	if (has_mark(svg, VD_NONE, VD_MARK_BILL))
		legend.items[legend.count++] =
			(struct entry){ VD_NONE, VD_MARK_BILL, _("striped: a bill, not law") };
	if (has_mark(svg, VD_NONE, VD_MARK_PARTIAL))
		legend.items[legend.count++] =
			(struct entry){ VD_NONE, VD_MARK_PARTIAL, _("dotted: part of a year") };
	/* One alone is named by the title. */
	if (legend.count == 1)
		legend.count = 0;
	return legend;
}

/* Where an entry stands: after the one before, or in the next line. */
static void next_place(const struct vd_svg *svg, const char *text, double *x, double *y,
		       double *after)
{
	double width = SWATCH + 6 + vd_svg_width(text) + LEGEND_GAP;
	if (*after > 0 && *after + width > svg->width) {
		*after = 0;
		*y += VD_SVG_LINE + 2;
	}
	*x = *after;
	*after += width;
}

double vd_svg_legend_height(const struct vd_svg *svg)
{
	struct legend legend = legend_of(svg);
	double x, y = 0, after = 0;
	for (size_t i = 0; i < legend.count; i++)
		next_place(svg, legend.items[i].text, &x, &y, &after);
	return legend.count ? y + VD_SVG_LINE + VD_SVG_GAP : 0;
}

static void write_swatch(const struct vd_svg *svg, const struct entry *entry, double x, double y)
{
	FILE *out = svg->html->out;
	double middle = y + SWATCH / 2.0;
	char colour = entry->series == VD_NONE ? 't' : vd_svg_colour(svg, (size_t)entry->series);
	enum vd_chart_look look = entry->series == VD_NONE
					  ? VD_DRAW_FIRST
					  : svg->chart->series.items[entry->series].look;
	if (look == VD_DRAW_LINE || look == VD_DRAW_INTERVAL)
		fprintf(out, "<path d=\"M%.1f %.1fh%d\" class=\"l%c%s\"/>\n", x, middle, SWATCH,
			colour, look == VD_DRAW_INTERVAL ? " dash" : "");
	else if (look == VD_DRAW_POINTS || look == VD_DRAW_LEFT_OUT)
		fprintf(out, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" class=\"%s%c\"/>\n",
			x + SWATCH / 2.0, middle, look == VD_DRAW_POINTS ? "f" : "h", colour);
	else {
		fprintf(out, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%d\" height=\"%d\"", x, y, SWATCH,
			SWATCH);
		write_fill(svg, entry->mark, colour);
		fputs("/>\n", out);
	}
}

void vd_svg_legend(const struct vd_svg *svg)
{
	struct legend legend = legend_of(svg);
	double x, y = 0, after = 0;
	for (size_t i = 0; i < legend.count; i++) {
		next_place(svg, legend.items[i].text, &x, &y, &after);
		write_swatch(svg, &legend.items[i], x, y + 2);
		vd_svg_text(svg, x + SWATCH + 6, y + 12, "start", NULL, legend.items[i].text);
	}
}

static const char *line_look(const struct vd_scale *scale, int64_t step)
{
	return step == 0 && scale->first <= 0 ? "zero" : "grid";
}

void vd_svg_upright_scale(const struct vd_svg *svg)
{
	const struct vd_scale *scale = &svg->scale;
	for (int64_t step = scale->first; step <= scale->last; step++) {
		double y = vd_scale_at(scale, vd_scale_number(scale, step));
		fprintf(svg->html->out, "<path d=\"M%.1f %.1fH%.1f\" class=\"%s\"/>\n", svg->left,
			y, svg->right, line_look(scale, step));
		vd_svg_text(svg, svg->left - 6, y + 4, "end", "quiet",
			    vd_scale_text(svg->html->analysis->arena, scale, step));
	}
	vd_svg_text(svg, 0, svg->top - 10, "start", "quiet", svg->chart->value_title);
	vd_svg_text(svg, svg->right, svg->height - 4, "end", "quiet", svg->chart->item_title);
}

void vd_svg_lying_scale(const struct vd_svg *svg)
{
	const struct vd_scale *scale = &svg->scale;
	/* Long numbers stand at every second line, or every third. */
	double apart = (svg->right - svg->left) / (double)(scale->last - scale->first);
	double widest = vd_scale_width(svg->html->analysis->arena, scale) + 10;
	int64_t every = 1;
	while (apart * (double)every < widest && every < scale->last - scale->first)
		every++;
	for (int64_t step = scale->first; step <= scale->last; step++) {
		double x = vd_scale_at(scale, vd_scale_number(scale, step));
		fprintf(svg->html->out, "<path d=\"M%.1f %.1fV%.1f\" class=\"%s\"/>\n", x, svg->top,
			svg->bottom, line_look(scale, step));
		if (step % every)
			continue;
		vd_svg_text(svg, x, svg->bottom + VD_SVG_LINE, "middle", "quiet",
			    vd_scale_text(svg->html->analysis->arena, scale, step));
	}
	vd_svg_text(svg, (svg->left + svg->right) / 2, svg->bottom + 2.4 * VD_SVG_LINE, "middle",
		    "quiet", svg->chart->value_title);
	vd_svg_text(svg, 0, svg->top - 8, "start", "quiet", svg->chart->item_title);
}
