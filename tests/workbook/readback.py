#!/usr/bin/python3
"""Read the workbook back with another library and hold it to the rules of publishing spreadsheets.

usage: readback.py VEEDOR SAMPLES
"""

import re
import sys
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))

import audited  # noqa: E402
import workbook  # noqa: E402
from asked import ALL_ASKED_FOR, EVERY_MEASURE, FROM_DATA, formula_of  # noqa: E402
from harness import Tap, arguments, samples, workspace  # noqa: E402

# PRODUCT.md's, and the tables behind them: one sheet holds one table.
ORDER = (
    "About", "Findings", "Claims", "Summary", "Charts", "General Budget", "Institutions", "Regions", "Comparable", "Bridge",
    "Per capita", "Population choice", "Trend", "Trend points", "Projection", "Distribution", "Association",
    "Association points", "Outliers", "Pace", "Credibility", "Credibility heads", "Checks", "Chart data", "Data", "Printed rows",
    "Assumptions", "Data files", "Notes and sources",
)
ALWAYS = {"About", "Summary", "General Budget", "Data", "Notes and sources"}
INPUTS = {"Data", "Assumptions"}  # constants stand here and nowhere else
PICTURES = {"Charts"}  # a sheet without a table
TEXTS = {"About", "Notes and sources"}
KEYS = {"Year", "From", "To", "Printed row no."}  # numbers that name a row
VALUE = " [value]"  # ends the heading of a column that no formula expresses: its numbers are constants, in italics

# What the reports print, and the numbers they give with a claim: inputs as well.
INPUT_COLUMNS = {"Checks": {"Printed value"}, "Claims": {"Printed value", "Part", "Base"}}

# What is printed as a value: robust fits, exact p-values, what needs a search over rows.
VALUES = {
    "Theil–Sen slope", "Bisquare slope", "Mann–Kendall S", "Mann–Kendall p", "p",
    "Robust z",
    # What was seen while files were read.
    "Size in bytes", "Rows read", "Rows used", "Rows passed over", "Rows of other years", "Rows left out", "Rows skipped",
    "Rows filled up",
}

# Recalculated at every look, or unknown to older Excels and to others.
VOLATILE = re.compile(r"\b(NOW|TODAY|RAND|RANDBETWEEN|RANDARRAY|OFFSET|INDIRECT|CELL|INFO)\s*\(|_xlfn|_xlws", re.I)
STRING = re.compile(r'"(?:[^"]|"")*"')


class Book:
    """A workbook with its formulas, its cached values, and its parts."""

    def __init__(self, path, said):
        """@param said  what `veedor show` says of the same study"""
        self.path, self.said = path, said
        self.formulas = workbook.load(path)
        self.values = workbook.load(path, values=True)
        with zipfile.ZipFile(path) as archive:
            self.parts = archive.namelist()

    @property
    def sheets(self):
        return self.formulas.worksheets

    def tables(self):
        """(sheet, table, its cells row by row)"""
        for sheet in self.sheets:
            for table in sheet.tables.values():
                yield sheet, table, list(sheet[table.ref])


def sheet_order(book):
    names = book.formulas.sheetnames
    if unknown := [name for name in names if name not in ORDER]:
        yield f"unknown sheets: {unknown}"
    if names != [name for name in ORDER if name in names]:
        yield f"the order is {names}"
    if missing := ALWAYS - set(names):
        yield f"missing: {sorted(missing)}"
    for name in names:
        if len(name) > 31:
            yield f"{name}: longer than 31 characters"


def titles(book):
    for sheet in book.sheets:
        title = sheet["A1"].value
        if not isinstance(title, str) or not title.strip():
            yield f"{sheet.title}: A1 holds {title!r}, not a title"


def no_merged_cells(book):
    for sheet in book.sheets:
        for merged in sheet.merged_cells.ranges:
            yield f"{sheet.title}: {merged} is merged"


def one_table(book):
    for sheet in book.sheets:
        allowed = {0} if sheet.title in PICTURES else {0, 1} if sheet.title in TEXTS else {1}
        if len(sheet.tables) not in allowed:
            yield f"{sheet.title}: {len(sheet.tables)} tables"
        for table in sheet.tables.values():
            if not table.ref.startswith("A"):
                yield f"{sheet.title}: the table starts at {table.ref}, not in column A"
            if table.totalsRowCount:
                yield f"{sheet.title}: the table has a total row, which LibreOffice turns into #NAME?"


def headers(book):
    for sheet, _, rows in book.tables():
        texts = [cell.value for cell in rows[0]]
        for cell in rows[0]:
            if not isinstance(cell.value, str) or not cell.value.strip():
                yield f"{workbook.place(sheet, cell)}: an empty header"
        for text in {text for text in texts if texts.count(text) > 1}:
            yield f"{sheet.title}: the header {text!r} stands twice"


def no_blank_rows(book):
    for sheet, table, rows in book.tables():
        if len(rows) < 2:
            yield f"{sheet.title}: the table has no rows"
        for row in rows:
            if all(cell.value in (None, "") for cell in row):
                yield f"{sheet.title}: row {row[0].row} of the table is blank"
        last = rows[-1][0].row
        below = [cell.coordinate for row in sheet.iter_rows(min_row=last + 1) for cell in row if cell.value is not None]
        if below:
            yield f"{sheet.title}: below the table {table.ref} stands {below[0]}"


def print_setup(book):
    for sheet in book.sheets:
        fit = sheet.sheet_properties.pageSetUpPr
        if sheet.page_setup.orientation != "landscape":
            yield f"{sheet.title}: not landscape"
        page = sheet.page_setup
        if not (fit and fit.fitToPage and (page.fitToWidth or 1) >= 1 and page.fitToHeight in (None, 0, 1)):
            yield f"{sheet.title}: not fitted to the page's width"
    for sheet, _, rows in book.tables():
        header = rows[0][0].row
        repeated = re.fullmatch(r"\$?(\d+):\$?(\d+)", sheet.print_title_rows or "")
        if not repeated or not int(repeated[1]) <= header <= int(repeated[2]):
            yield f"{sheet.title}: repeats rows {sheet.print_title_rows} on each page; its headers are row {header}"


def frozen_headers(book):
    for sheet, _, rows in book.tables():
        first = rows[0][0].row + 1
        pane = re.fullmatch(r"[A-Z]+(\d+)", sheet.freeze_panes or "")
        if not pane or int(pane[1]) != first:
            yield f"{sheet.title}: frozen at {sheet.freeze_panes}, not above row {first}"


def no_volatile_functions(book):
    for sheet, cell in workbook.formula_cells(book.formulas):
        formula = formula_of(cell)
        if found := VOLATILE.search(STRING.sub('""', formula)):
            yield f"{workbook.place(sheet, cell)}: {found[0]} in {formula}"


def is_number(cell):
    return isinstance(cell.value, (int, float)) and not isinstance(cell.value, bool)


def headings(sheet):
    return [cell for table in sheet.tables.values() for cell in sheet[table.ref][0]]


def key_columns(sheet):
    return {cell.column for cell in headings(sheet) if cell.value in KEYS}


def value_columns(sheet):
    return {cell.column for cell in headings(sheet) if str(cell.value).endswith(VALUE)}


def input_columns(sheet):
    return {cell.column for cell in headings(sheet) if cell.value in INPUT_COLUMNS.get(sheet.title, ())}


def constants_only_in_inputs(book):
    for sheet in book.sheets:
        if sheet.title in INPUTS:
            continue
        allowed = key_columns(sheet) | value_columns(sheet) | input_columns(sheet)
        for row in sheet.iter_rows():
            for cell in row:
                # About keeps what the inputs came to, to tell whether they were edited.
                if is_number(cell) and cell.column not in allowed and sheet.title != "About":
                    yield f"{workbook.place(sheet, cell)}: the constant {cell.value}"


def values_are_marked(book):
    """What no formula expresses stands in italics, under a heading that says so, and the words are explained."""
    about = " ".join(str(cell.value) for row in book.formulas["About"].iter_rows() for cell in row)
    for sheet, table, rows in book.tables():
        columns = value_columns(sheet)
        above = " ".join(str(cell.value) for row in sheet.iter_rows(max_row=rows[0][0].row - 1) for cell in row)
        if columns and VALUE.strip() not in above + about:
            yield f"{sheet.title}: neither the sheet nor About explains {VALUE.strip()}"
        for cell in (cell for row in rows[1:] for cell in row if cell.column in columns):
            if is_number(cell) and not cell.font.italic:
                yield f"{workbook.place(sheet, cell)}: a value that is not in italics"
            if cell.data_type == "f":
                yield f"{workbook.place(sheet, cell)}: a formula in a column of values"


def only_these_are_values(book):
    """What a formula can say is not to become a value one day."""
    for sheet in book.sheets:
        for cell in headings(sheet):
            if cell.column in value_columns(sheet) and cell.value.removesuffix(VALUE) not in VALUES:
                yield f"{sheet.title}: {cell.value}"


def formulas_in_results(book):
    """A result sheet that computes nothing would pass every other check."""
    for sheet in book.sheets:
        if sheet.title not in INPUTS | TEXTS | PICTURES | {"Findings"}:
            if not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row):
                yield f"{sheet.title}: not a single formula"


def cached_values(book):
    for sheet, cell in workbook.formula_cells(book.formulas):
        value = book.values[sheet.title][cell.coordinate].value
        if value is None or value in workbook.ERRORS:
            yield f"{workbook.place(sheet, cell)}: the cached value is {value!r}"


def colour(cell):
    """The font's colour as RRGGBB; "" for the standard black."""
    chosen = cell.font.color
    if chosen is None or (chosen.type == "theme" and chosen.theme == 1) or chosen.type == "indexed":
        return ""
    return chosen.rgb[-6:].upper() if chosen.type == "rgb" else f"theme {chosen.theme}"


def is_blue(text):
    if not re.fullmatch("[0-9A-F]{6}", text):
        return False
    red, green, blue = (int(text[i : i + 2], 16) for i in (0, 2, 4))
    return blue >= 0x80 and blue > 1.5 * max(red, green)


def input_and_formula_colours(book):
    keys = {sheet.title: key_columns(sheet) for sheet in book.sheets}
    inputs = {sheet.title: input_columns(sheet) for sheet in book.sheets}
    for sheet, cell in workbook.cells(book.formulas):
        if cell.data_type == "f" and colour(cell) not in ("", "000000"):
            yield f"{workbook.place(sheet, cell)}: a formula in {colour(cell)}, not black"
        is_input = sheet.title in INPUTS and cell.column not in keys[sheet.title]
        is_input = is_input or cell.column in inputs[sheet.title]
        if is_input and is_number(cell) and not is_blue(colour(cell)):
            yield f"{workbook.place(sheet, cell)}: an input in {colour(cell) or 'black'}, not blue"


def nothing_foreign(book):
    for part in book.parts:
        if re.search(r"vbaProject|externalLink|connections|/media/|activeX", part):
            yield f"the file carries {part}"


CHECKS = (
    sheet_order, titles, no_merged_cells, one_table, headers, no_blank_rows, print_setup, frozen_headers,
    no_volatile_functions, constants_only_in_inputs, values_are_marked, only_these_are_values, formulas_in_results,
    cached_values, input_and_formula_colours, nothing_foreign, *audited.CHECKS,
)


def main():
    veedor, folder = arguments()
    tap = Tap()
    made = [(study.parent.name, study, ()) for study in samples(folder)]
    made += [("every measure", EVERY_MEASURE, ()), ("all asked for", EVERY_MEASURE, ALL_ASKED_FOR)]
    made += [("from data", FROM_DATA, ())]
    for name, study, options in made:
        with workspace() as work:
            try:
                path = workbook.make(veedor, study, Path(work, "out.xlsx"), *options)
                book = Book(path, audited.Said(veedor, study, options))
            except workbook.NotMade as why:
                tap.report(f"{name}: the workbook is written", [why])
                continue
            for check in CHECKS:
                tap.run(f"{name}: {check.__name__.replace('_', ' ')}", check, book)
    tap.finish()


if __name__ == "__main__":
    main()
