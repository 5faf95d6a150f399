#!/usr/bin/python3
"""Plant one fault of each kind in the sample's workbook: the read-back must see it.

usage: self_test.py VEEDOR SAMPLES
"""

import re
from pathlib import Path

import readback  # which also finds what follows

import audited
import workbook
from openpyxl.styles import Font
from harness import Tap, arguments, samples, workspace


def first(book, sheet, kind):
    """The first cell of a sheet that is a formula ("f") or a number ("n") in its table."""
    sheet = book[sheet]
    area = sheet[next(iter(sheet.tables.values())).ref]
    return next(cell for row in area[1:] for cell in row if cell.data_type == kind and cell.value is not None)


def table(book, sheet="General Budget"):
    return next(iter(book[sheet].tables.values()))


def header(book, index, sheet="General Budget"):
    return book[sheet][table(book, sheet).ref][0][index]


def blank_row(book):
    for cell in book["General Budget"][table(book).ref][1]:
        cell.value = None


def paint(book, sheet, kind, rgb):
    first(book, sheet, kind).font = Font(color=rgb)


def blacken(book):
    """Take the blue from an input of Data."""
    area = book["Data"][table(book, "Data").ref]
    inputs = [i for i, cell in enumerate(area[0]) if cell.value not in readback.KEYS]
    next(row[i] for row in area[1:] for i in inputs if readback.is_number(row[i])).font = Font(color="FF000000")


def upright(book):
    """Take the italics from a column of values."""
    sheet = book["Trend"]
    area = sheet[next(iter(sheet.tables.values())).ref]
    column = next(i for i, cell in enumerate(area[0]) if cell.value.endswith(readback.VALUE))
    next(row[column] for row in area[1:] if readback.is_number(row[column])).font = Font()


def header_named(book, sheet, name):
    return next(cell for cell in book[sheet][table(book, sheet).ref][0] if cell.value == name)


def of_finding(book, rule, heading, kind=""):
    """A cell of the first finding of a rule whose address begins so."""
    area = book["Findings"][table(book, "Findings").ref]
    column = next(i for i, cell in enumerate(area[0]) if cell.value.removesuffix(readback.VALUE) == heading)
    return next(row[column] for row in area[1:] if row[0].value == rule and row[1].value.startswith(kind))


def of_row(book, sheet, index, heading):
    return book[sheet].cell(header(book, 0, sheet).row + index, header_named(book, sheet, heading).column)


def shift(cell, by):
    cell.value += by


def lead(cell, location):
    cell.hyperlink.location = location


def lead_below(cell):
    """Let a link lead to the row below."""
    sheet, place = audited.LINK.fullmatch(cell.hyperlink.location).groups()
    column, row = re.fullmatch("([A-Z]+)([0-9]+)", place).groups()
    lead(cell, f"'{sheet}'!{column}{int(row) + 1}")


def cut_short(book, sheet):
    """End a table below its second row."""
    table(book, sheet).ref = re.sub("[0-9]+$", str(header(book, 0, sheet).row + 2), table(book, sheet).ref)


def say_otherwise(book):
    """Take one from the number of contradictions that About tells."""
    cell = next(cell for row in book["About"].iter_rows() for cell in row if "contradictions" in str(cell.value))
    cell.value = re.sub(r"(\d+)(?= contradictions)", lambda number: str(int(number[1]) - 1), cell.value)


FAULTS = (
    ("sheets in another order", "sheet_order", lambda b: b.move_sheet("Data", -2)),
    ("an unknown sheet", "sheet_order", lambda b: b.create_sheet("Sheet1")),
    ("no title", "titles", lambda b: b["Data"].__setitem__("A1", None)),
    ("merged cells", "no_merged_cells", lambda b: b["About"].merge_cells("A1:B1")),
    ("no table", "one_table", lambda b: b["Data"].tables.clear()),
    ("an empty header", "headers", lambda b: setattr(header(b, 1), "value", " ")),
    ("a header twice", "headers", lambda b: setattr(header(b, 1), "value", header(b, 0).value)),
    ("a blank row", "no_blank_rows", blank_row),
    ("portrait", "print_setup", lambda b: setattr(b["Data"].page_setup, "orientation", "portrait")),
    ("headers not repeated", "print_setup", lambda b: setattr(b["Data"], "print_title_rows", None)),
    ("nothing frozen", "frozen_headers", lambda b: setattr(b["Data"], "freeze_panes", None)),
    ("TODAY()", "no_volatile_functions", lambda b: setattr(first(b, "Summary", "f"), "value", "=1+TODAY()")),
    ("a constant among results", "constants_only_in_inputs", lambda b: setattr(first(b, "Summary", "f"), "value", 5)),
    ("a value upright", "values_are_marked", upright),
    ("a formula headed as a value", "values_are_marked",
     lambda b: setattr(header_named(b, "Trend", "R²"), "value", "R² [value]")),
    ("a value of another kind", "only_these_are_values",
     lambda b: setattr(header_named(b, "Trend", "R²"), "value", "R² [value]")),
    ("no cached value", "cached_values", lambda b: None),  # openpyxl itself drops them all
    ("a red formula", "input_and_formula_colours", lambda b: paint(b, "Summary", "f", "FFFF0000")),
    ("a black input", "input_and_formula_colours", blacken),
    ("a finding that says something else", "audit_sheets_say_what_show_says",
     lambda b: shift(of_finding(b, "bill", "What is found"), " yet")),
    ("another difference", "audit_sheets_say_what_show_says",
     lambda b: setattr(of_finding(b, "total-mismatch", "Difference"), "value", -4134.99)),
    ("a finding that is accepted", "audit_sheets_say_what_show_says",
     lambda b: setattr(of_finding(b, "total-mismatch", "Status"), "value", "accepted")),
    ("another claim", "audit_sheets_say_what_show_says",
     lambda b: shift(of_row(b, "Claims", 2, "Printed value"), 1e-6)),
    ("another verdict", "audit_sheets_say_what_show_says",
     lambda b: shift(of_row(b, "Checks", 1, "Verdict"), "!")),
    ("checks that are left out", "audit_sheets_say_what_show_says",
     lambda b: cut_short(b, "Checks")),
    ("no link", "links_lead_somewhere", lambda b: setattr(of_finding(b, "bill", "At"), "hyperlink", None)),
    ("a link to no sheet", "links_lead_somewhere", lambda b: lead(of_finding(b, "bill", "At"), "'Nowhere'!A1")),
    ("a link to nothing", "links_lead_somewhere", lambda b: lead(of_finding(b, "bill", "At"), "'Data'!ZZ4")),
    ("a year's link to another", "links_lead_to_the_right_cell", lambda b: lead_below(of_finding(b, "bill", "At"))),
    ("a check's link to another", "links_lead_to_the_right_cell",
     lambda b: lead_below(of_finding(b, "total-mismatch", "At"))),
    ("a claim's link to another", "links_lead_to_the_right_cell",
     lambda b: lead_below(of_finding(b, "claim-contradicted", "At"))),
    ("an amount's link to another", "links_lead_to_the_right_cell",
     lambda b: lead_below(of_finding(b, "repeat", "At", "institutions/"))),
    ("a series' link to another", "links_lead_to_the_right_cell",
     lambda b: lead_below(of_finding(b, "repeat", "At", "series/"))),
    ("another number in words", "about_counts", say_otherwise),
    ("the study's file", "no_path_of_the_study", lambda b: shift(b["Data"]["A2"], " study.yaml")),
)


def seen(intact, folder, name, plant):
    book = workbook.load(intact.path)
    plant(book)
    damaged = Path(folder, "damaged.xlsx")
    book.save(damaged)
    check = next(check for check in readback.CHECKS if check.__name__ == name)
    if not set(check(readback.Book(damaged, intact.said))) - set(check(intact)):
        yield f"{name} did not see it"


def main():
    veedor, folder = arguments()
    tap = Tap()
    with workspace() as work:
        study = samples(folder)[-1]
        path = workbook.make(veedor, study, Path(work, "out.xlsx"))
        intact = readback.Book(path, audited.Said(veedor, study))
        for name, check, plant in FAULTS:
            tap.run(f"seen: {name}", seen, intact, work, check, plant)
    tap.finish()


if __name__ == "__main__":
    main()
