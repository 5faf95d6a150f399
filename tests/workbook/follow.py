"""Whether the formulas of an edited and recalculated workbook show what a fresh report shows.

Rows are met by what names them, cells by their headings.
"""

import re
from dataclasses import dataclass, field

import sheets
import workbook

# What names a row, by table; a table with a formula must be here.
KEYS = {
    "summary": ("Figure",),
    "findings": ("Rule", "At"),
    "claims": ("Claim",),
    "checks": ("Printed figure",),
    "general_budget": ("Year",),
    "institutions": ("Institution", "Year"),
    "regions": ("Region", "Year"),
    "comparable": ("Basis", "Stage", "From", "To"),
    "bridge": ("Basis", "Stage", "From", "To", "Part"),
    "per_capita": ("Scope", "Year", "Stage", "Series"),
    "population_choice": ("Scope", "Year", "Stage"),
    "trend": ("Series", "Stage"),
    "trend_points": ("Series", "Stage", "Year"),
    "projection": ("Series", "Stage", "Year"),
    "distribution": ("Stage", "Year"),
    "association": ("Series", "Stage", "Year"),
    "association_points": ("Series", "Stage", "Year", "Region"),
    "outliers": ("Kind", "Institution", "Stage", "Year"),
    "pace": ("Year",),
    "pefa": ("Indicator", "Year"),
    "pefa_heads": ("Year", "Head"),
    "chart_data": ("Chart", "Series", "Item"),
    "printed_rows": ("Institution or group",),
    "assumptions": ("Series", "Region", "Year"),
    "data_files": ("Data",),
}

# AS OF THE REPORT, whatever is edited: columns headed [value] and texts, which are no formulas, and
# - which rows are listed in these tables, because a report picks them out by their size or by what it finds;
PICKED = {"findings", "outliers", "bridge", "chart_data"}
# - what adds up the lines of a bridge that stand above, where those stand in another order.
def adds_up_lines_above(table, heading, key):
    if table == "bridge":
        return heading.startswith("Running total")
    return table == "chart_data" and key[:2] == ("bridge", "base")


# - whether a printed figure is held against printed totals or against what those ought to be: where a fresh report
#   goes by other cells, its figures are others.
OPERANDS = ("Part", "Base", "Otherwise")
RELATIVE = 1e-9
NEARLY_ZERO = 1e-6
PERCENT = re.compile(r"(-?[0-9.]+(?:E[-+][0-9]+)?)%")


class Recalculated:
    """What LibreOffice made of a copy: texts, by the places of the workbook as it was written."""

    def __init__(self, rows, path):
        """@param rows  what libreoffice.recalculate_to_csv gave"""
        self.rows, self.path, self.sheets = rows, path, {}

    def text(self, title, row, column):
        if title not in self.sheets:
            self.sheets[title] = self.rows(self.path, title)
        rows = self.sheets[title]
        return rows[row - 1][column - 1] if row <= len(rows) and column <= len(rows[row - 1]) else ""


@dataclass
class Followed:
    """What was compared."""

    problems: list = field(default_factory=list)
    compared: int = 0
    moved: int = 0  # of them, those that the edit changed


def rows_of(sheet):
    """{what names a row: its number} of the rows that compute something"""
    keys = [sheet.headings.index(key) + 1 for key in KEYS[table_of(sheet)]]
    computed = sorted({row for row, _ in sheet.formulas()} & set(sheet.rows))
    return {tuple(sheet.value(row, key) for key in keys): row for row in computed}


def table_of(sheet):
    return sheet.table.removeprefix("table_")


def number(text):
    """A number, or the text that is none"""
    try:
        percent = PERCENT.fullmatch(text)
        return float(percent[1]) / 100 if percent else float(text)
    except ValueError:
        return text


def same(text, wanted):
    if isinstance(wanted, float):
        value = number(text)
        return isinstance(value, float) and abs(value - wanted) <= RELATIVE * max(abs(value), abs(wanted), NEARLY_ZERO)
    return text == (wanted or "")


def lines_down_to(sheet, last):
    return [key for key, row in rows_of(sheet).items() if row <= last]


def formula_at(sheet, row, heading):
    cell = sheet.cells.get((row, sheet.headings.index(heading) + 1))
    return cell.formula if cell else ""


def goes_by_other_cells(book, fresh):
    """The addresses of checks that do."""
    if "checks" not in book or "checks" not in fresh:
        return set()
    ours, theirs = book["checks"], fresh["checks"]
    wanted = rows_of(theirs)
    return {
        key[0] for key, row in rows_of(ours).items()
        if key in wanted and any(formula_at(ours, row, each) != formula_at(theirs, wanted[key], each) for each in OPERANDS)
    }


def compare(book, fresh, recalculated, as_of_the_report=frozenset()):
    """@param book, fresh  {table: Sheet} of the workbook that was edited, and of a fresh report
    @param as_of_the_report  further tables that need not follow; an error value is wrong there too
    """
    done = Followed()
    others = goes_by_other_cells(book, fresh)
    for name, sheet in book.items():
        for (row, column), cell in sheet.formulas().items():
            if (text := recalculated.text(sheet.title, row, column)) in workbook.ERRORS or text.startswith("Err:"):
                done.problems.append(f"{sheet.title}!{sheets.place(row, column)}: {text}; {cell.formula}")
        if name == "about":
            done.problems.extend(says_it_was_edited(sheet, recalculated))
        # Above its table each sheet repeats what About says.
        in_table = any(row >= sheet.first[0] for row, _ in sheet.formulas())
        if name in as_of_the_report or name == "about" or not in_table:
            continue
        if name not in KEYS:
            done.problems.append(f"{sheet.title}: has formulas, and nothing is declared to name its rows")
        elif name in fresh:
            compare_sheet(sheet, fresh[name], recalculated, done, others)
        elif name not in PICKED:
            done.problems.append(f"{sheet.title}: a fresh report does not have it")
    return done


def says_it_was_edited(about, recalculated):
    rows = [row for (row, column), cell in about.cells.items() if column == 1 and cell.value == "Edited since?"]
    said = [recalculated.text(about.title, row, 2) for row in rows]
    if said != ["yes"]:
        yield f"{about.title}: whether inputs were edited: {said}"


def compare_sheet(sheet, fresh, recalculated, done, others):
    """@param others  checks that a fresh report holds against other cells"""
    ours, wanted = rows_of(sheet), rows_of(fresh)
    name = table_of(sheet)
    if name not in PICKED and ours.keys() != wanted.keys():
        done.problems.append(f"{sheet.title}: not the rows of a fresh report: {ours.keys() ^ wanted.keys()}")
    columns = {heading: at for at, heading in enumerate(fresh.headings, 1)}
    for key in ours.keys() & wanted.keys():
        row, fresh_row = ours[key], wanted[key]
        if name in ("checks", "findings") and key[-1] in others:
            continue
        for column, heading in enumerate(sheet.headings, 1):
            cell = sheet.cells.get((row, column))
            if not cell or not cell.formula:
                continue
            if heading not in columns:
                done.problems.append(f"{sheet.title}: a fresh report has no column {heading}")
                continue
            if adds_up_lines_above(name, heading, key):
                if lines_down_to(sheet, row) != lines_down_to(fresh, fresh_row):
                    continue
            ought = fresh.value(fresh_row, columns[heading])
            done.compared += 1
            done.moved += ought != cell.value
            text = recalculated.text(sheet.title, row, column)
            if not same(text, ought):
                done.problems.append(
                    f"{sheet.title}!{sheets.place(row, column)}: {heading} of {'/'.join(map(str, key))} is {text!r}, "
                    f"a fresh report says {ought!r}; {cell.formula}"
                )
