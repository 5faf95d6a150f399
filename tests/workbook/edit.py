#!/usr/bin/python3
"""Change inputs in the finished workbook, recalculate, and see every formula follow (follow.py says what that is).

Every numeric input of the sample, one in each copy; the numbers of its claims in one. Of the study that has every
measure: all numbers at once, some amounts, a code for an amount and an amount for a code. Of the study whose figures
are added up from files: figures that a line of a file makes.

usage: edit.py VEEDOR SAMPLES
"""

import sys
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))

import follow  # noqa: E402
import libreoffice  # noqa: E402
import sheets  # noqa: E402
import study_places  # noqa: E402
import student  # noqa: E402
import workbook  # noqa: E402
from asked import ALL_ASKED_FOR, EVERY_MEASURE, FROM_DATA  # noqa: E402
from harness import Tap, arguments, workspace  # noqa: E402

SAMPLE = "peru-trafficking"

# Numbers on the input sheets that name something; where only some columns hold inputs, those that do.
NAMES = {"data": ("Printed row no.",), "assumptions": ("Year",), "claims": ()}
INPUTS = {"claims": ("Part", "Base")}

# No study sets it, so that there is no fresh report to compare with: it has a check of its own.
CONFIDENCE = "confidence"

# Where an amount comes or goes, so does what lists who has one.
LISTS_AMOUNTS = frozenset(
    ("bridge", "chart_data", "trend", "trend_points", "projection", "pefa", "pefa_heads", "outliers")
)


@dataclass
class Change:
    """Inputs with other values, and the study with the same."""

    name: str
    cells: dict  # {(table, row, column): what it becomes}
    study: str = ""
    as_of_the_report: frozenset = frozenset()
    moves: bool = True  # something must depend on it
    beside: dict = field(default_factory=dict)  # {name: bytes} of the files that the study names


@dataclass
class Subject:
    """A study, its workbook, and what is to be changed in it."""

    study: study_places.Study
    options: tuple
    made: Path
    book: dict
    changes: list = field(default_factory=list)


def subject(veedor, path, work, name, *options):
    made = workbook.make(veedor, path, Path(work, f"{name}.xlsx"), *options)
    return Subject(study_places.Study(path), options, made, sheets.by_table(sheets.read(made)))


def inputs(book):
    """(table, row, column) of each number that is an input"""
    for table, names in NAMES.items():
        sheet = book[table]
        for (row, column), cell in sorted(sheet.cells.items()):
            if row in sheet.rows and isinstance(cell.value, float) and not cell.formula:
                heading = sheet.headings[column - 1]
                if heading not in names and heading in INPUTS.get(table, (heading,)):
                    yield table, row, column


def what(book, table, row, column):
    """What an input is called in the workbook: ("amounts", "mimp", "allocated", 2015)"""
    sheet = book[table]
    heading = sheet.headings[column - 1]
    cell = {name: sheet.value(row, at) for at, name in enumerate(sheet.headings, 1)}
    if table == "data":
        who = cell["Institution"]
        stage, year = heading.lower().split()
        if who == "general-budget":
            return "budgets", int(year)
        return ("totals", stage, int(year)) if who == "printed-total" else ("amounts", who, stage, int(year))
    if table == "claims":
        return "claims", cell["Claim"], heading.lower()
    if cell["Series"].startswith("claims/"):
        return ("claims", *cell["Series"].removeprefix("claims/").rsplit("/", 1))
    if cell["Series"] == "confidence":
        return (CONFIDENCE,)
    year = int(cell["Year"]) if isinstance(cell["Year"], float) else None
    return ("through", year) if cell["Series"] == "months" else ("series", cell["Series"], cell["Region"], year)


def place_of(study, kind, *rest):
    """Where it stands in the study"""
    return getattr(study, kind)[rest[0] if len(rest) == 1 else rest]


def another(kind, old):
    """Far enough from what it was that ranks and grades change; an amount has cents, a count has none."""
    if kind == CONFIDENCE:
        return 0.9
    if kind == "through":
        return old + 2
    if kind in ("series", "claims"):
        return round(old * 1.37) + 3.0 if old == int(old) else round(old * 1.37, 6)
    return round(old * 1.37 + 11.11, 2)


def as_written(place, kind, new):
    """The text of a place of the study with the new number"""
    if kind == "through":
        return f"{place.text[:5]}{new:02.0f}"  # 2016-08
    is_amount = kind not in ("series", "claims")
    number = f"{new:.2f}" if is_amount else f"{new:.0f}" if new == int(new) else repr(new)
    return study_places.with_number(place, number)


def change_of(one, where):
    """(its name, what it becomes, its place in the study or None, the text there)"""
    book, (table, row, column) = one.book, where
    kind, *rest = named = what(book, *where)
    old = book[table].value(row, column)
    new = another(kind, old)
    name = " ".join(str(word) for word in named if word is not None)
    if kind == CONFIDENCE:
        return name, new, None, ""
    place = place_of(one.study, *named)
    if kind != "through" and study_places.number_in(place) != old:
        raise AssertionError(f"{name} is {old} in the workbook, {place.text!r} in the study")
    return name, new, place, as_written(place, kind, new)


def is_of_claim(one, where):
    return what(one.book, *where)[0] == "claims"


def one_by_one(one):
    """But for the numbers of claims, of which no claim knows another's."""
    for where in inputs(one.book):
        if is_of_claim(one, where):
            continue
        name, new, place, text = change_of(one, where)
        study = study_places.replaced(one.study.text, [(place, text)]) if place else ""
        yield Change(name, {where: new}, study, moves=where[0] == "data")


def at_once(one, name, wheres):
    cells, edits = {}, []
    for where in wheres:
        _, new, place, text = change_of(one, where)
        # A nought that is divided by is no figure, and which years have one is as of the report.
        if place and one.book[where[0]].value(*where[1:]):
            cells[where] = new
            edits.append((place, text))
    return Change(name, cells, study_places.replaced(one.study.text, edits))


def all_at_once(one):
    return at_once(one, "all numbers at once", inputs(one.book))


def claims_at_once(one):
    return at_once(one, "the numbers of claims", [where for where in inputs(one.book) if is_of_claim(one, where)])


def some(one, name, amounts, as_of_the_report=frozenset()):
    """@param amounts  {(institution, stage, year): a number or a code}"""
    data = one.book["data"]
    rows = {data.value(row, 1): row for row in data.rows}
    cells = {
        ("data", rows[who], data.headings.index(f"{stage.capitalize()} {year}") + 1): value
        for (who, stage, year), value in amounts.items()
    }
    edits = [
        (place_of(one.study, "amounts", *which), value if isinstance(value, str) else f"{value:.2f}")
        for which, value in amounts.items()
    ]
    return Change(name, cells, study_places.replaced(one.study.text, edits), as_of_the_report)


def write_copy(one, change, path):
    parts = {}
    for (table, row, column), value in change.cells.items():
        parts.setdefault(one.book[table].part, {})[row, column] = value
    sheets.copy_with(one.made, path, parts)


def follows(veedor, one, change, recalculated, work):
    """Compare with a fresh report of the study so changed."""
    study = Path(work, "changed.yaml")
    study.write_text(change.study, encoding="utf-8")
    for name, data in change.beside.items():
        Path(work, name).write_bytes(data)
    fresh = workbook.make(veedor, study, Path(work, "fresh.xlsx"), *one.options)
    done = follow.compare(one.book, sheets.by_table(sheets.read(fresh)), recalculated, change.as_of_the_report)
    yield from done.problems
    if change.moves and not done.moved:
        yield f"of {done.compared} formulas none depends on it"


def intervals_follow(one, change, recalculated):
    """Another confidence changes the interval of a slope by the quantiles of Student's t, and nothing else in Trend."""
    sheet = one.book["trend"]
    column = {heading: at for at, heading in enumerate(sheet.headings, 1)}
    (new,) = change.cells.values()
    seen = 0
    for row in sheet.rows:
        before = {heading: sheet.value(row, at) for heading, at in column.items()}
        after = {heading: follow.number(recalculated.text(sheet.title, row, at)) for heading, at in column.items()}
        if not isinstance(before["Slope, high"], float):
            continue
        freedom = int(before["Years used"]) - 2
        ratio = student.quantile((1 + new) / 2, freedom) / student.quantile((1 + 0.95) / 2, freedom)
        for bound in ("Slope, low", "Slope, high"):
            ought = before["Slope a year"] + (before[bound] - before["Slope a year"]) * ratio
            seen += 1
            if not abs(after[bound] - ought) <= 1e-6 * abs(ought):
                yield f"{bound} of row {row} is {after[bound]}, not {ought}"
    if not seen:
        yield "no row of Trend has an interval"


def every_measure(veedor, work):
    one = subject(veedor, EVERY_MEASURE, work, "every-measure", *ALL_ASKED_FOR)
    one.changes = [
        all_at_once(one),
        some(one, "amounts", {
            ("head-03", "allocated", 2015): 898_401.28,
            ("head-03", "allocated", 2016): 1_004_128.87,
            ("head-04", "implemented", 2016): 608_777.77,
            ("reserve", "implemented", 2017): 114_100.00,
        }),
        some(one, "a code becomes an amount", {("head-20", "allocated", 2016): 80_000.00}, LISTS_AMOUNTS),
        some(one, "an amount becomes a code", {("head-21", "allocated", 2016): "NB"}, LISTS_AMOUNTS),
    ]
    return one


# (file, what a line of it holds and what instead; who, the column of Data, and what stands there then)
LINES = (
    ("spending.csv", ";2.900,00;1.200,00;", ";3.950,05;1.100,00;", "health",
     {"Allocated 2016": 3950.05, "Implemented 2016": 2200.0}),
    ("totals.csv", '"1,100,000.00"', '"1,650,000.00"', "general-budget", {"Allocated 2016": 1650000.0}),
)


def from_data(veedor, work):
    """Figures that were added up are inputs like others; the same change in the file gives a report to compare with."""
    one = subject(veedor, FROM_DATA, work, "from-data")
    data = one.book["data"]
    rows = {data.value(row, 1): row for row in data.rows}
    files = {path.name: path.read_bytes() for path in FROM_DATA.parent.glob("*.csv")}
    for name, old, new, who, figures in LINES:
        if files[name].count(old.encode("ascii")) != 1:
            raise ValueError(f"{name} has not one {old}")
        cells = {("data", rows[who], data.headings.index(heading) + 1): value for heading, value in figures.items()}
        beside = {**files, name: files[name].replace(old.encode("ascii"), new.encode("ascii"))}
        one.changes.append(Change(f"a line of {name}", cells, one.study.text, beside=beside))
    return one


def main():
    veedor, folder = arguments()
    tap = Tap()
    with workspace() as work:
        sample = subject(veedor, folder / SAMPLE / "study.yaml", work, SAMPLE)
        sample.changes = [*one_by_one(sample), claims_at_once(sample), all_at_once(sample)]
        todo = [(one, change) for one in (sample, every_measure(veedor, work), from_data(veedor, work)) for change in one.changes]
        copies = [Path(work, f"edited-{i}.xlsx") for i in range(len(todo))]
        for (one, change), path in zip(todo, copies):
            write_copy(one, change, path)
        rows = libreoffice.recalculate_to_csv(copies, work)
        for (one, change), path in zip(todo, copies):
            name = f"{one.made.stem}, {change.name}"
            recalculated = follow.Recalculated(rows, path)
            if change.study:
                tap.run(name, follows, veedor, one, change, recalculated, work)
            else:
                tap.run(name, intervals_follow, one, change, recalculated)
    tap.finish()


if __name__ == "__main__":
    main()
