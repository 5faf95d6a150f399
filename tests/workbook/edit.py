"""Change inputs in a finished workbook, and the same in its study: both must come to the same figures.

Texts, columns headed [value], which rows are listed and in what order are as of the report. Where an amount comes or
goes, so is what lists who has one: the lines of a bridge, the points of a trend, the heads of credibility.
"""

from dataclasses import dataclass
from pathlib import Path

import workbook
from asked import ALL_ASKED_FOR, EVERY_MEASURE

# The columns that name a row, by sheet.
KEYS = {
    "General Budget": ("Year",),
    "Institutions": ("Institution", "Year"),
    "Regions": ("Region", "Year"),
    "Comparable": ("Basis", "Stage", "From", "To"),
    "Bridge": ("Basis", "Stage", "From", "To", "Part"),
    "Per capita": ("Scope", "Year", "Stage", "Series"),
    "Population choice": ("Scope", "Year", "Stage"),
    "Trend": ("Series", "Stage"),
    "Trend points": ("Series", "Stage", "Year"),
    "Projection": ("Series", "Stage", "Year"),
    "Distribution": ("Stage", "Year"),
    "Association": ("Series", "Stage", "Year"),
    "Association points": ("Series", "Stage", "Year", "Region"),
    "Outliers": ("Kind", "Institution", "Stage", "Year"),
    "Pace": ("Year",),
    "Credibility": ("Indicator", "Year"),
    "Credibility heads": ("Year", "Head"),
    "Chart data": ("Chart", "Series", "Item"),
    "Printed rows": ("Institution or group",),
}
LISTS_AMOUNTS = frozenset(
    ("Bridge", "Chart data", "Trend", "Trend points", "Projection", "Credibility", "Credibility heads", "Outliers")
)
RELATIVE = 1e-9


@dataclass
class Change:
    name: str
    cells: tuple  # (institution, stage as the study calls it, as Data calls it, year, what it becomes)
    as_of_the_report: frozenset = frozenset()  # sheets that need not follow; an error value is wrong there too


CHANGES = (
    # So small that no line of a bridge passes another.
    Change("amounts", (
        ("head-03", "opening", "Allocated", 2015, 898_401.28),
        ("head-03", "opening", "Allocated", 2016, 1_004_128.87),
        ("head-04", "spent", "Implemented", 2016, 608_777.77),
        ("reserve", "spent", "Implemented", 2017, 114_100.00),
    )),
    Change("a code becomes an amount", (("head-20", "opening", "Allocated", 2016, 80_000.00),), LISTS_AMOUNTS),
    Change("an amount becomes a code", (("head-21", "opening", "Allocated", 2016, "NB"),), LISTS_AMOUNTS),
)


def make(veedor, change, work):
    """@return (the workbook with its Data changed, a fresh one of the study changed the same way)"""
    stem = change.name.replace(" ", "-")
    study = Path(work, stem, "study.yaml")
    study.parent.mkdir()
    study.write_text(changed_study(change), encoding="utf-8")
    fresh = workbook.make(veedor, study, Path(work, f"{stem}-fresh.xlsx"), *ALL_ASKED_FOR)
    edited = workbook.make(veedor, EVERY_MEASURE, Path(work, f"{stem}.xlsx"), *ALL_ASKED_FOR)
    book = workbook.load(edited)
    sheet = book["Data"]
    rows = list(sheet[next(iter(sheet.tables.values())).ref])
    for institution, _, stage, year, value in change.cells:
        row = next(row for row in rows if row[0].value == institution)
        column = next(i for i, cell in enumerate(rows[0]) if cell.value == f"{stage} {year}")
        row[column].value = value
    book.save(edited)
    return edited, fresh


def changed_study(change):
    lines = EVERY_MEASURE.read_text(encoding="utf-8").splitlines()
    for institution, stage, _, year, value in change.cells:
        heading = next(
            i for i, line in enumerate(lines) if line.startswith("    columns:") and f"{stage} {year}" in line
        )
        column = lines[heading].strip("] ").partition("[")[2].split(", ").index(f"{stage} {year}")
        line = next(i for i in range(heading, len(lines)) if lines[i].startswith(f"      {institution} |"))
        cells = lines[line].strip().split(" | ")
        cells[column] = value if isinstance(value, str) else f"{value:,.2f}"
        lines[line] = "      " + " | ".join(cells)
    return "\n".join(lines) + "\n"


def read(book, formulas, title):
    """{a row's keys: {heading: (value, where)}} of the columns that hold formulas in some row"""
    sheet = book[title]
    rows = list(sheet[next(iter(sheet.tables.values())).ref])
    headings = [cell.value for cell in rows[0]]
    computed = [i for i in range(len(headings))
                if any(formulas[title][row[i].coordinate].data_type == "f" for row in rows[1:])]
    keys = [headings.index(key) for key in KEYS[title]]
    return {
        tuple(row[i].value for i in keys): {
            headings[i]: (row[i].value, workbook.place(sheet, row[i])) for i in computed
        }
        for row in rows[1:]
    }


def same(a, b):
    if isinstance(a, (int, float)) and isinstance(b, (int, float)):
        return abs(a - b) <= RELATIVE * max(abs(a), abs(b), 1e-6)
    return a == b


def differences(edited, fresh, formulas, change):
    """@param formulas  the edited workbook before it was recalculated"""
    before, fresh_formulas = workbook.load(formulas), workbook.load(fresh)
    ours, theirs = workbook.load(edited, values=True), workbook.load(fresh, values=True)
    for sheet, cell in workbook.cells(ours):
        if cell.value in workbook.ERRORS:
            yield f"{workbook.place(sheet, cell)}: {cell.value}"
    for title in KEYS.keys() - change.as_of_the_report:
        followed, wanted = read(ours, before, title), read(theirs, fresh_formulas, title)
        common = wanted.keys() & followed.keys()
        if len(common) < 0.9 * len(wanted):
            yield f"{title}: only {len(common)} of {len(wanted)} rows are in both"
        for key in sorted(common):
            for heading in followed[key].keys() & wanted[key].keys():
                (value, place), (ought, _) = followed[key][heading], wanted[key][heading]
                if not same(value, ought):
                    yield f"{place}: {heading} of {'/'.join(map(str, key))} is {value!r}, a fresh report says {ought!r}"
