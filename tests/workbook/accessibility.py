#!/usr/bin/python3
"""The rules for publishing spreadsheets that everyone can read, one by one: those of the UK Government Analysis
Function, and WCAG 2 for contrast and pictures. Sheets are known by their tables, so that every language
is held to them. The chart sheet alone has no table. Frozen headings are a deliberate exception to those rules.

usage: accessibility.py VEEDOR SAMPLES
"""

import re
import sys
import zipfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))

import sheets  # noqa: E402
import study_places  # noqa: E402
import workbook  # noqa: E402
from asked import ALL_ASKED_FOR, EVERY_MEASURE, FROM_DATA  # noqa: E402
from harness import Tap, arguments, run, samples, workspace  # noqa: E402
from package import DRAWING, Package  # noqa: E402
from styles import WHITE, Styles, contrast  # noqa: E402

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"

SAMPLE = "peru-trafficking"
LEAST_POINTS, LEAST_CHART_POINTS = 10, 8
TEXT_CONTRAST, PICTURE_CONTRAST = 4.5, 3
SYMBOLS = ("[x]", "[z]")
NOTE = re.compile(r"\[(?:note|nota) [0-9]+\]")
EMPTY = re.compile(r"\b(?:empty cell|celda vacía)\b")
# Some of their rows are about no figure at all, or about one that is divided by none.
HAVE_ROWS_OF_WORDS = ("findings", "summary", "checks", "claims")
INPUT_COLOUR = "0000FF"
ONE_PAGE = ("summary",)
LINK = re.compile(r"'?((?:[^']|'')+?)'?!\$?([A-Z]+)\$?([0-9]+)")
CELLS = re.compile(r"'?((?:[^']|'')+?)'?!\$?([A-Z]+)\$?([0-9]+)(?::\$?([A-Z]+)\$?([0-9]+))?")
FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
A_SENTENCE = 20


class Book:
    def __init__(self, path, study):
        self.package = Package(path)
        self.sheets = sheets.read(path)
        self.tables = sheets.by_table(self.sheets)
        self.styles = Styles(self.package)
        self.study = study
        self.codes = {*study.codes, *SYMBOLS}

    def root(self, sheet):
        return self.package.root(sheet.part)

    @property
    def with_tables(self):
        return [sheet for sheet in self.sheets.values() if sheet.table]

    def of(self, part, kind):
        """The parts of a kind that a part leads to"""
        return [to for of, one, to in self.package.relations() if of == part and one.get("Type").endswith(f"/{kind}")]

    def hyperlinks(self, sheet):
        """(row, column, the sheet and cell it leads to; None if elsewhere)"""
        for link in self.root(sheet).iter(f"{sheets.MAIN}hyperlink"):
            letters, row = sheets.PLACE.match(link.get("ref")).groups()
            found = LINK.fullmatch(link.get("location") or "")
            to = (found[1].replace("''", "'"), int(found[3]), sheets.column_number(found[2])) if found else None
            yield int(row), sheets.column_number(letters), to

    def drawings(self):
        for sheet in self.sheets.values():
            for drawing in self.of(sheet.part, "drawing"):
                yield sheet, drawing

    def charts(self):
        """(the part, its root)"""
        for name in self.package.matching(r"xl/charts/chart\d+\.xml"):
            yield name, self.package.root(name)


def above(sheet):
    """The lines above a table"""
    return [str(sheet.value(row, 1)) for row in range(1, sheet.first[0]) if sheet.value(row, 1) is not None]


def at(sheet, row, column):
    return f"{sheet.title}!{sheets.place(row, column)}"


def texts(sheet):
    return ((where, cell.value) for where, cell in sheet.cells.items() if isinstance(cell.value, str))


def words(element):
    """What a rich text says"""
    return "".join(one.text or "" for one in element.iter(f"{TEXT}t")).strip() if element is not None else ""


# --- sheets ---

def sheet_names_are_short_and_differ(book):
    for name in book.sheets:
        if len(name) > 31 or FORBIDDEN_IN_NAMES.search(name) or name.strip() != name:
            yield f"{name!r}"
    if len({name.lower() for name in book.sheets}) != len(book.sheets):
        yield f"two of {list(book.sheets)} differ by case alone"


def no_sheet_is_empty_or_hidden(book):
    for sheet in book.sheets.values():
        if len(sheet.cells) < 2 or (sheet.table and not len(sheet.rows)):
            yield f"{sheet.title} is empty"
    for one in book.package.root("xl/workbook.xml").iter(f"{sheets.MAIN}sheet"):
        if one.get("state", "visible") != "visible":
            yield f"{one.get('name')} is {one.get('state')}"
    for sheet in book.sheets.values():
        for kind in ("col", "row"):
            if any(one.get("hidden") in ("1", "true") for one in book.root(sheet).iter(f"{sheets.MAIN}{kind}")):
                yield f"{sheet.title}: a hidden {kind}"


def the_document_has_a_title(book):
    title = book.package.root("docProps/core.xml").findtext(f"{DUBLIN_CORE}title")
    if title not in book.study.title:
        yield f"{title!r}, and the study is called {book.study.title}"


def the_title_stands_in_a1(book):
    for sheet in book.sheets.values():
        cell = sheet.cells.get((1, 1))
        if not cell or not isinstance(cell.value, str) or not cell.value.strip():
            yield f"{sheet.title}: no title"
        elif not book.styles.fonts[cell.style]["bold"]:
            yield f"{sheet.title}: its title looks like any other text"


def every_sheet_is_listed_and_leads_back(book):
    """About, the first sheet, has a link to each other; each has one back above its table."""
    first, *others = book.sheets.values()
    listed = {to[0] for _, _, to in book.hyperlinks(first) if to}
    for sheet in others:
        if sheet.title not in listed:
            yield f"{first.title} has no link to {sheet.title}"
        head = sheet.first[0] if sheet.table else max(row for row, _ in sheet.cells) + 1
        if not any(row < head and to and to[0] == first.title for row, _, to in book.hyperlinks(sheet)):
            yield f"{sheet.title} has no link back in its head"


def links_have_words_and_lead_to_cells(book):
    for sheet in book.sheets.values():
        seen = set()
        for row, column, to in book.hyperlinks(sheet):
            text = sheet.value(row, column)
            if not isinstance(text, str) or not re.search(r"[^\W\d]{2}", text):
                yield f"{at(sheet, row, column)}: its link reads {text!r}"
            if not to or to[0] not in book.sheets or book.sheets[to[0]].value(*to[1:]) in (None, ""):
                yield f"{at(sheet, row, column)}: leads to {to}"
            if (row, column) in seen:
                yield f"{at(sheet, row, column)}: two links"
            seen.add((row, column))


# --- tables ---

def one_table_a_sheet_from_column_a(book):
    for sheet in book.sheets.values():
        count = len(book.of(sheet.part, "table"))
        if count > 1 or not count and not any(one is sheet for one, _ in book.drawings()):
            yield f"{sheet.title}: {count} tables"
        if sheet.table and sheet.first[1] != 1:
            yield f"{sheet.title}: its table starts in column {sheets.column_letters(sheet.first[1])}"


def nothing_stands_beside_or_below_a_table(book):
    for sheet in book.with_tables:
        for row, column in sheet.cells:
            inside = sheet.first[0] <= row <= sheet.last[0] and column <= sheet.last[1]
            if not inside and (row >= sheet.first[0] or column > 1):
                yield at(sheet, row, column)


def tables_have_no_total_row(book):
    for name in book.package.matching(r"xl/tables/.*\.xml"):
        if book.package.root(name).get("totalsRowCount"):
            yield name


def headings_are_words_and_differ(book):
    for sheet in book.with_tables:
        for column, text in enumerate(sheet.headings, 1):
            if not isinstance(text, str) or not text.strip():
                yield f"{at(sheet, sheet.first[0], column)}: {text!r}"
        for text, count in Counter(str(text).lower() for text in sheet.headings).items():
            if count > 1:
                yield f"{sheet.title}: {text} heads {count} columns"


def no_cells_are_merged(book):
    for sheet in book.sheets.values():
        if book.root(sheet).find(f"{sheets.MAIN}mergeCells") is not None:
            yield sheet.title


def no_row_of_a_table_is_blank(book):
    for sheet in book.with_tables:
        for row in sheet.rows:
            if all(sheet.value(row, column) in (None, "") for column in range(1, sheet.last[1] + 1)):
                yield f"{sheet.title}: row {row}"


def empty_cells_are_explained_above(book):
    for sheet in book.with_tables:
        cells = [(row, column) for row in sheet.rows for column in range(1, sheet.last[1] + 1)]
        if any(sheet.value(*where) in (None, "") for where in cells) and not EMPTY.search(" ".join(above(sheet))):
            yield sheet.title


def missing_values_are_codes(book):
    """A column of numbers has a number, a code or words in every row, never an empty cell."""
    for sheet in book.with_tables:
        if sheet.table.removeprefix("table_") in HAVE_ROWS_OF_WORDS:
            continue
        for column, heading in enumerate(sheet.headings, 1):
            values = {row: sheet.value(row, column) for row in sheet.rows}
            if any(isinstance(value, float) for value in values.values()):
                empty = [row for row, value in values.items() if value in (None, "")]
                if empty:
                    yield f"{at(sheet, empty[0], column)}: {len(empty)} of {len(values)} empty under {heading}"


def codes_are_explained_above(book):
    for sheet in book.with_tables:
        legend = " ".join(above(sheet))
        used = {text for (row, _), text in texts(sheet) if row in sheet.rows and text in book.codes}
        for code in sorted(used):
            if f"{code} = " not in legend:
                yield f"{sheet.title}: {code}"


def notes_are_explained_on_the_last_sheet(book):
    *others, last = book.sheets.values()
    if last is not book.tables.get("notes"):
        yield f"{last.title} is the last sheet"
        return
    explained = {text for _, text in texts(last) if NOTE.fullmatch(text)}
    for sheet in others:
        for (row, column), text in texts(sheet):
            for mark in set(NOTE.findall(text)) - explained:
                yield f"{at(sheet, row, column)}: {mark}"


def what_stands_above_says_units_and_sources(book):
    """Title, what the sheet says, units, codes, sources: at least so many lines, none of them a figure."""
    for sheet in book.sheets.values():
        lines = above(sheet) if sheet.table else [text for _, text in texts(sheet)]
        if len(lines) < 4:
            yield f"{sheet.title}: only {len(lines)} lines stand above its table"


# --- looks ---

def fonts_are_large_enough(book):
    used = {cell.style for sheet in book.sheets.values() for cell in sheet.cells.values()}
    for style in sorted(used):
        if book.styles.fonts[style]["size"] < LEAST_POINTS:
            yield f"format {style}: {book.styles.fonts[style]['size']} pt"
    for name, root in book.charts():
        for one in (*root.iter(f"{TEXT}defRPr"), *root.iter(f"{TEXT}rPr")):
            if int(one.get("sz", "1000")) < 100 * LEAST_CHART_POINTS:
                yield f"{name}: {int(one.get('sz')) / 100} pt"


def texts_stand_out(book):
    styles = book.styles
    used = {cell.style for sheet in book.sheets.values() for cell in sheet.cells.values()}
    for style in sorted(used):
        font, fill = styles.fonts[style]["colour"], styles.fills[style] or WHITE
        if contrast(font, fill) < TEXT_CONTRAST:
            yield f"format {style}: {font} on {fill}, {contrast(font, fill):.2f}"
        for over, (their_font, their_fill) in enumerate(styles.laid_over):
            font_over = their_font["colour"] if their_font else font
            if contrast(font_over, their_fill or fill) < TEXT_CONTRAST:
                yield f"conditional format {over} on format {style}: {font_over} on {their_fill or fill}"


def no_cell_has_only_colour(book):
    """A coloured cell holds words; a conditional format colours the cells that hold a word."""
    for sheet in book.sheets.values():
        for cell in book.root(sheet).iter(f"{sheets.MAIN}c"):
            letters, row = sheets.PLACE.fullmatch(cell.get("r")).groups()
            if book.styles.fills[int(cell.get("s", "0"))] and not sheet.value(int(row), sheets.column_number(letters)):
                yield f"{sheet.title}!{cell.get('r')}: colour and nothing else"
        for rule in book.root(sheet).iter(f"{sheets.MAIN}cfRule"):
            word = rule.findtext(f"{sheets.MAIN}formula") or ""
            if (rule.get("type"), rule.get("operator")) != ("cellIs", "equal") or not re.fullmatch('"[^"]{2,}"', word):
                yield f"{sheet.title}: a colour by the rule {rule.attrib}, {word}"


# --- inputs ---

def names_are_those_of_inputs(book):
    tables = ("data", "assumptions", "general_budget")  # the last for the totals of the headline
    inputs = {book.tables[name].title for name in tables if name in book.tables}
    for one in book.package.root("xl/workbook.xml").iter(f"{sheets.MAIN}definedName"):
        if one.get("name").startswith("_xlnm."):
            continue
        found = CELLS.fullmatch(one.text)
        sheet = book.sheets.get(found[1].replace("''", "'")) if found else None
        if not sheet or sheet.title not in inputs:
            yield f"{one.get('name')} is {one.text}"
        elif sheet.value(int(found[3]), sheets.column_number(found[2])) is None:
            yield f"{one.get('name')} is {one.text}, an empty cell"
        elif sheet is book.tables.get("assumptions"):
            row_is_of = str(sheet.value(int(found[3]), 1)).replace("-", "_").replace(".", "_")
            if not one.get("name").startswith(row_is_of):
                yield f"{one.get('name')} is {one.text}, of {row_is_of}"


def inputs_say_what_they_may_hold(book):
    """Every figure on the input sheets lies under a validation with words of its own."""
    for name in ("data", "assumptions"):
        sheet = book.tables.get(name)
        covered = set()
        for rule in book.root(sheet).iter(f"{sheets.MAIN}dataValidation") if sheet else ():
            if len(rule.get("prompt", "")) < A_SENTENCE or len(rule.get("error", "")) < A_SENTENCE:
                yield f"{sheet.title}: the rule for {rule.get('sqref')} says {rule.get('prompt')!r}"
            for area in rule.get("sqref").split():
                (first, top), (last, bottom) = (
                    (sheets.column_number(letters), int(row)) for letters, row in (sheets.PLACE.findall(area) * 2)[:2]
                )
                here = {(row, column) for row in range(top, bottom + 1) for column in range(first, last + 1)}
                covered |= here
                if rule.get("type") == "decimal":
                    least, most = (float(rule.find(f"{sheets.MAIN}formula{i}").text) for i in (1, 2))
                    for where in here:
                        held = sheet.value(*where)
                        if isinstance(held, (int, float)) and not least <= held <= most:
                            yield f"{at(sheet, *where)}: {held} is not from {least} to {most}"
        for where, cell in sheet.cells.items() if sheet else ():
            blue = book.styles.fonts[cell.style]["colour"] == INPUT_COLOUR
            if where[0] in sheet.rows and blue and where not in covered:
                yield at(sheet, *where)


# --- charts ---

def charts_have_alternative_text(book):
    count = 0
    for _, drawing in book.drawings():
        for one in book.package.root(drawing).iter(f"{DRAWING}cNvPr"):
            count += 1
            if len(one.get("descr", "")) < A_SENTENCE:
                yield f"{drawing}, {one.get('name')}: {one.get('descr')!r}"
    if count != len(list(book.charts())):
        yield f"{count} objects, {len(list(book.charts()))} charts"


def charts_have_titles_and_their_axes_too(book):
    for name, root in book.charts():
        if not words(root.find(f"{CHART}chart/{CHART}title")):
            yield f"{name}: no title"
        for kind in ("catAx", "valAx", "dateAx", "serAx"):
            for axis in root.iter(f"{CHART}{kind}"):
                deleted = axis.find(f"{CHART}delete")
                if (deleted is None or deleted.get("val") == "0") and not words(axis.find(f"{CHART}title")):
                    yield f"{name}: no title at its {kind}"


def charts_read_cells_of_the_sheets(book):
    for name, root in book.charts():
        series = list(root.iter(f"{CHART}ser"))
        if not series:
            yield f"{name}: draws nothing"
        for one in series:
            references = [ref.text for kind in ("cat", "val", "xVal", "yVal")
                          for data in one.findall(f"{CHART}{kind}") for ref in data.iter(f"{CHART}f")]
            if len(references) < 2:
                yield f"{name}: a series that reads {references}"
            for reference in references:
                found = CELLS.fullmatch(reference)
                sheet = book.sheets.get(found[1].replace("''", "'")) if found else None
                if not sheet or sheet.value(int(found[3]), sheets.column_number(found[2])) is None:
                    yield f"{name}: reads {reference}"


def chart_series_have_names(book):
    for name, root in book.charts():
        for one in root.iter(f"{CHART}ser"):
            if one.find(f"{CHART}tx") is None:
                yield f"{name}: a series without a name"


def chart_colours_stand_out(book):
    """What is drawn, against the white of the page; lines of the grid are no information."""
    for name, root in book.charts():
        for one in root.iter(f"{CHART}ser"):
            shape = one.find(f"{CHART}spPr")
            if shape is None:
                continue
            fill = shape.find(f"{TEXT}solidFill/{TEXT}srgbClr")
            edge = shape.find(f"{TEXT}ln/{TEXT}solidFill/{TEXT}srgbClr")
            colours = [each.get("val") for each in (fill, edge) if each is not None]
            if colours and max(contrast(colour, WHITE) for colour in colours) < PICTURE_CONTRAST:
                yield f"{name}: {colours} on white"


# --- on paper and on the screen ---

def pages_are_set_up(book):
    for sheet in book.sheets.values():
        root = book.root(sheet)
        page, fit = root.find(f"{sheets.MAIN}pageSetup"), root.find(f".//{sheets.MAIN}pageSetUpPr")
        if page is None or page.get("orientation") != "landscape":
            yield f"{sheet.title}: not landscape"
            continue
        width, height = page.get("fitToWidth", "1"), page.get("fitToHeight", "1")
        across = int(width) if width.isdigit() else 0
        one_page = sheet.table.removeprefix("table_") in ONE_PAGE
        if fit is None or fit.get("fitToPage") != "1" or not across or height != ("1" if one_page else "0"):
            yield f"{sheet.title}: fitted to {width} pages across and {height} down"
    repeated = {}
    names = list(book.sheets)
    for one in book.package.root("xl/workbook.xml").iter(f"{sheets.MAIN}definedName"):
        if one.get("name") == "_xlnm.Print_Titles":
            repeated[names[int(one.get("localSheetId"))]] = one.text
    for sheet in book.with_tables:
        text = repeated.get(sheet.title, "")
        rows = [int(row) for row in re.findall(r"\$(\d+)", text)] or [0]
        if not rows[0] <= sheet.first[0] <= rows[-1]:
            yield f"{sheet.title}: its headings are not repeated on each page"
        page = book.root(sheet).find(f"{sheets.MAIN}pageSetup")
        if page is not None and page.get("fitToWidth", "1") != "1" and "!$A:" not in text:
            yield f"{sheet.title}: several pages across, and its first column is not repeated"


def headings_are_frozen(book):
    for sheet in book.with_tables:
        pane = book.root(sheet).find(f".//{sheets.MAIN}pane")
        if pane is None or pane.get("state") != "frozen" or int(pane.get("ySplit", "0")) != sheet.first[0]:
            yield sheet.title


def numbers_fit_their_columns(book):
    """A number too wide for its column is shown as ###."""
    for sheet in book.with_tables:
        widths = {}
        for one in book.root(sheet).iter(f"{sheets.MAIN}col"):
            for column in range(int(one.get("min")), int(one.get("max")) + 1):
                widths[column] = float(one.get("width"))
        for (row, column), cell in sheet.cells.items():
            if isinstance(cell.value, float):
                shown = shown_as(cell.value, book.styles.codes[cell.style])
                if len(shown) > widths.get(column, 8.43):
                    yield f"{at(sheet, row, column)}: {shown} in {widths.get(column, 8.43):.0f} characters"


def shown_as(value, code):
    """About as it is shown, for the number formats that the workbook has"""
    code = code.split(";")[-1 if value == 0 and ";" in code else 0]
    code = re.sub(r'\[[^\]]*\]|"[^"]*"|\\.|_.', "", code)
    if code == "General":
        return f"{value:g}"
    percent = "%" in code
    decimals = len(re.sub("[^0#]", "", code.partition(".")[2]))
    grouping = "," if "," in code else ""
    return f"{value * (100 if percent else 1):{grouping}.{decimals}f}{'%' * percent}"


RULES = (
    sheet_names_are_short_and_differ, no_sheet_is_empty_or_hidden, the_document_has_a_title, the_title_stands_in_a1,
    every_sheet_is_listed_and_leads_back, links_have_words_and_lead_to_cells,
    one_table_a_sheet_from_column_a, nothing_stands_beside_or_below_a_table, tables_have_no_total_row,
    headings_are_words_and_differ, no_cells_are_merged, no_row_of_a_table_is_blank,
    empty_cells_are_explained_above, missing_values_are_codes, codes_are_explained_above,
    notes_are_explained_on_the_last_sheet, what_stands_above_says_units_and_sources,
    fonts_are_large_enough, texts_stand_out, no_cell_has_only_colour,
    names_are_those_of_inputs, inputs_say_what_they_may_hold,
    charts_have_alternative_text, charts_have_titles_and_their_axes_too, charts_read_cells_of_the_sheets,
    chart_series_have_names, chart_colours_stand_out,
    pages_are_set_up, headings_are_frozen, numbers_fit_their_columns,
)


# A fault of each kind to plant in the sample's workbook: (the rule that must see it, its part, what stands there as a
# pattern, what is to stand there). The part is a path, or the name of a table for that table's sheet.
FAULTS = (
    (sheet_names_are_short_and_differ, "xl/workbook.xml", rb'name="Bridge"', rb'name="summary"'),
    (no_sheet_is_empty_or_hidden, "xl/workbook.xml", rb'(name="Bridge")', rb'\1 state="hidden"'),
    (no_sheet_is_empty_or_hidden, "bridge", rb"<sheetData>.*</sheetData>", rb"<sheetData/>"),
    (the_document_has_a_title, "docProps/core.xml", rb"<dc:title>.*</dc:title>", rb""),
    (the_title_stands_in_a1, "bridge", rb'<c r="A1"[^>]*>.*?</c>', rb""),
    (the_title_stands_in_a1, "bridge", rb'<c r="A1" s="\d+"', rb'<c r="A1" s="0"'),
    (every_sheet_is_listed_and_leads_back, "bridge", rb"<hyperlinks>.*</hyperlinks>", rb""),
    (every_sheet_is_listed_and_leads_back, "about", rb"<hyperlink [^>]*'Bridge'[^>]*/>", rb""),
    (links_have_words_and_lead_to_cells, "findings", rb"'Claims'![A-Z]+", rb"'Claims'!ZZ"),
    (links_have_words_and_lead_to_cells, "findings", rb"'Claims'!", rb"'Nowhere'!"),
    (one_table_a_sheet_from_column_a, "xl/worksheets/_rels/sheet1.xml.rels",
     rb'<Relationship [^>]*/table"[^>]*/>', rb""),
    (nothing_stands_beside_or_below_a_table, "bridge", rb"</sheetData>",
     rb'<row r="999"><c r="A999"><v>1</v></c></row></sheetData>'),
    (tables_have_no_total_row, "xl/tables/table1.xml", rb"<table ", rb'<table totalsRowCount="1" '),
    (headings_are_words_and_differ, "data",
     rb'(<c r="B\d+" s="\d+" t="s"><v>)\d+(</v></c><c r="C\d+" s="\d+" t="s"><v>)(\d+)', rb"\g<1>\3\2\3"),
    (no_cells_are_merged, "bridge", rb"</sheetData>",
     rb'</sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells>'),
    (no_row_of_a_table_is_blank, "data", rb'(<row r="15"[^>]*>).*?</row>', rb"\1</row>"),
    (empty_cells_are_explained_above, "xl/sharedStrings.xml", rb"empty cell", rb"cell"),
    (missing_values_are_codes, "data", rb'<c r="I15"[^>]*>.*?</c>', rb""),
    (codes_are_explained_above, "xl/sharedStrings.xml", rb"SPE = ", rb"SPE: "),
    (notes_are_explained_on_the_last_sheet, "xl/sharedStrings.xml", rb"<t>\[note 2\]</t>", rb"<t>2</t>"),
    (what_stands_above_says_units_and_sources, "bridge", rb'<c r="A[2-9]"[^>]*>.*?</c>', rb""),
    (fonts_are_large_enough, "xl/styles.xml", rb'<sz val="11"/>', rb'<sz val="9"/>'),
    (fonts_are_large_enough, "xl/charts/chart1.xml", rb'sz="\d+"', rb'sz="700"'),
    (texts_stand_out, "xl/styles.xml", rb'<color rgb="FF0000FF"/>', rb'<color rgb="FF99CCFF"/>'),
    (no_cell_has_only_colour, "claims", rb'(<cfRule [^>]*)operator="equal"', rb'\1operator="greaterThan"'),
    (names_are_those_of_inputs, "xl/workbook.xml", rb"(<definedName name=\"allocated_2015\">)'Data'", rb"\1'Bridge'"),
    (names_are_those_of_inputs, "xl/workbook.xml", rb"(<definedName name=\"confidence\">'Assumptions'!.F.)[0-9]+", rb"\g<1>14"),
    (inputs_say_what_they_may_hold, "assumptions", rb"<formula1>0.5</formula1>", rb"<formula1>0.99</formula1>"),
    (inputs_say_what_they_may_hold, "data", rb"<dataValidations.*</dataValidations>", rb""),
    (charts_have_alternative_text, "xl/drawings/drawing1.xml", rb'descr="[^"]*"', rb'descr=""'),
    (charts_have_titles_and_their_axes_too, "xl/charts/chart1.xml", rb"<c:title>.*?</c:title>", rb""),
    (charts_have_titles_and_their_axes_too, "xl/charts/chart1.xml", rb"(<c:valAx>.*?)<c:title>.*?</c:title>", rb"\1"),
    (charts_read_cells_of_the_sheets, "xl/charts/chart1.xml", rb"(<c:val>.*?!)\$[A-Z]+\$", rb"\1$ZZ$"),
    (chart_series_have_names, "xl/charts/chart1.xml", rb"(<c:ser>.*?)<c:tx>.*?</c:tx>", rb"\1"),
    (chart_colours_stand_out, "xl/charts/chart1.xml", rb'<a:srgbClr val="0072B2"/>', rb'<a:srgbClr val="CCCCCC"/>'),
    (pages_are_set_up, "bridge", rb'orientation="landscape"', rb'orientation="portrait"'),
    (pages_are_set_up, "xl/workbook.xml",
     rb'<definedName name="_xlnm.Print_Titles"[^>]*>Bridge!.*?</definedName>', rb""),
    (headings_are_frozen, "bridge", rb"<pane [^>]*/>", rb""),
    (numbers_fit_their_columns, "data", rb'width="[0-9.]+"', rb'width="9"'),
)


def planted(book, path, fault):
    """A copy with a fault in one part"""
    _, part, pattern, instead = fault
    part = book.tables[part].part if part in book.tables else part
    with zipfile.ZipFile(path, "w") as new:
        for name, data in book.package.parts.items():
            if name == part:
                data, count = re.subn(pattern, instead, data, flags=re.DOTALL)
                if not count:
                    raise ValueError(f"{part} has no {pattern}")
            new.writestr(name, data)
    return path


def seen(book, path, fault):
    """@param book  the workbook as it was made"""
    planted(book, path, fault)
    if not list(fault[0](Book(path, book.study))):
        yield f"{fault[3]} in {fault[1]} was not seen"


def wanted(folder):
    """(name, study, options of report)"""
    for language in ("en", "es"):
        for study in samples(folder):
            yield f"{study.parent.name}-{language}", study, ("--lang", language)
        yield f"every-measure-{language}", EVERY_MEASURE, (*ALL_ASKED_FOR, "--lang", language)
        yield f"from-data-{language}", FROM_DATA, ("--lang", language)


def main():
    veedor, folder = arguments()
    tap = Tap()
    with workspace() as work:
        for name, study, options in wanted(folder):
            path = workbook.make(veedor, study, Path(work, f"{name}.xlsx"), *options)
            book = Book(path, study_places.Heading(study))
            for rule in RULES:
                tap.run(f"{name}: {rule.__name__.replace('_', ' ')}", rule, book)
            if study.parent.name == SAMPLE and "en" in options:
                for fault in FAULTS:
                    tap.run(f"seen: {fault[0].__name__.replace('_', ' ')}", seen, book, Path(work, "bad.xlsx"), fault)
                if unproved := set(RULES) - {fault[0] for fault in FAULTS}:
                    tap.report("every rule is proved", [rule.__name__ for rule in unproved])
    tap.finish()


if __name__ == "__main__":
    main()
