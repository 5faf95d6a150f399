"""What the tests of the workbook share: making it, and reading its cells."""

import sys
from pathlib import Path

from harness import run

try:
    import openpyxl
except ImportError:
    sys.exit("python3-openpyxl is missing: ./dev test installs it")

ERRORS = {"#NAME?", "#VALUE!", "#DIV/0!", "#REF!", "#N/A", "#NUM!", "#NULL!", "#GETTING_DATA"}


class NotMade(Exception):
    """veedor did not write the workbook; the text says what it did."""


def make(veedor, study, output, *options, **how):
    """Have veedor write a study's workbook. @return its path"""
    outcome = run([veedor, "report", study, "-o", output, *options], **how)
    if outcome.status != 0 or not Path(output).is_file():
        raise NotMade(f"veedor report {study} failed: {outcome}")
    return Path(output)


def load(path, values=False):
    """@param values  the cached values in place of the formulas"""
    return openpyxl.load_workbook(path, data_only=values)


def cells(book):
    """Every cell that holds something: (sheet, cell)."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    yield sheet, cell


def formula_cells(book):
    return ((sheet, cell) for sheet, cell in cells(book) if cell.data_type == "f")


def place(sheet, cell):
    return f"{sheet.title}!{cell.coordinate}"
