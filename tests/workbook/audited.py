"""The sheets of the audit: they say what `veedor show` says, and their links lead to what a finding is about."""

import json
import re
import zipfile

import workbook
from harness import run

# The sheet of each table of the audit, and what must stand on it.
TABLES = {
    "findings": ("Findings", (
        "rule", "at", "severity", "status", "message", "printed", "computed", "difference", "explanation", "because",
    )),
    "claims": ("Claims", (
        "id", "claim", "source", "as", "printed", "printed_value", "part", "base", "computed", "verdict",
        "explanation", "arithmetic",
    )),
    "checks": ("Checks", (
        "at", "printed", "printed_value", "part", "base", "computed", "verdict", "explanation", "follows_from",
        "otherwise", "arithmetic",
    )),
}
SHEETS = frozenset(sheet for sheet, _ in TABLES.values())
VALUE = " [value]"
NO_FIGURE = "[x]"
NO_BASE = "[z]"
RELATIVE = 1e-12
OF_A_YEAR = ("partial-year", "bill", "coverage")
WITHOUT_LINK = ("group-without-detail", "unused-acceptance")
VERDICTS = {
    "exact": "exact", "rounded": "rounded", "truncated": "cut off", "holds": "true as stated",
    "contradicted": "contradicted", "not-testable": "not testable",
}
LINK = re.compile(r"'((?:[^']|'')+)'!([A-Z]+[0-9]+)")


class Said:
    """What `veedor show` says of a study, asked for once."""

    def __init__(self, veedor, study, options=()):
        self.veedor, self.study, self.options = veedor, study, options
        self.tables = {}

    def table(self, name):
        if name not in self.tables:
            done = run([self.veedor, "show", self.study, name, "--format", "json", *self.options])
            if done.status:
                raise AssertionError(done)
            self.tables[name] = json.loads(done.stdout)
        return self.tables[name]

    def rows(self, name):
        return self.table(name)["rows"]

    def labels(self, name):
        return {column["key"]: column["label"] for column in self.table(name)["columns"]}


def table_of(book, title):
    """({heading: index}, the rows below the headings) of a sheet's table"""
    sheet = book.values[title]
    head, *rows = sheet[next(iter(sheet.tables.values())).ref]
    return {cell.value: i for i, cell in enumerate(head)}, rows


def find(book, title, keys, heading):
    """Where the column stands, of the row that has these keys: ("Data", "K11"); None if no row has"""
    headings, rows = table_of(book, title)
    column = next(i for name, i in headings.items() if name == heading or name.startswith(f"{heading} ("))
    for row in rows:
        if all(row[headings[name]].value == value for name, value in keys.items()):
            return title, row[column].coordinate
    return None


def audit_sheets_say_what_show_says(book):
    for name, (title, keys) in TABLES.items():
        wanted, labels = book.said.rows(name), book.said.labels(name)
        if (title in book.values.sheetnames) != bool(wanted):
            yield f"{title}: {len(wanted)} rows are said, and the sheet is {'missing' if wanted else 'there'}"
        if not wanted or title not in book.values.sheetnames:
            continue
        headings, rows = table_of(book, title)
        columns = {key: headings.get(labels[key], headings.get(labels[key] + VALUE)) for key in keys}
        if missing := [key for key, column in columns.items() if column is None]:
            yield f"{title}: no column for {missing}"
            continue
        if len(rows) != len(wanted):
            yield f"{title}: {len(rows)} rows, and {len(wanted)} are said"
        for row, said in zip(rows, wanted):
            for key, column in columns.items():
                if not same(row[column].value, said, key):
                    place = workbook.place(book.values[title], row[column])
                    yield f"{place}: {key} is {row[column].value!r}, said is {said[key]!r}"


def same(cell, said, key):
    """Percentages are hundredths in a cell; a row of words has no figure at all, another says that it has none."""
    value = said[key]
    if value is None:
        return cell == {"not_applicable": None, "no_base": NO_BASE}.get(said[f"{key}_status"], NO_FIGURE)
    if isinstance(value, str):
        return (cell or "") == value
    unit = said[f"{key}_unit"] if key in ("part", "base") else said["unit"]
    ought = value / 100 if unit == "percent" else value
    return isinstance(cell, (int, float)) and abs(cell - ought) <= RELATIVE * abs(ought)


def links(book):
    """(the cell of a finding's address, its rule, its sheet and cell linked to or None)"""
    headings, rows = table_of(book, "Findings")
    formulas = book.formulas["Findings"]
    for row in rows:
        cell = formulas[row[headings["At"]].coordinate]
        found = LINK.fullmatch(cell.hyperlink.location or "") if cell.hyperlink else None
        yield cell, row[headings["Rule"]].value, (found[1].replace("''", "'"), found[2]) if found else None


def links_lead_somewhere(book):
    if "Findings" not in book.formulas.sheetnames:
        return
    for cell, rule, target in links(book):
        if target is None:
            if rule not in WITHOUT_LINK:
                yield f"Findings!{cell.coordinate}: {rule} at {cell.value} has no link"
        elif target[0] not in book.formulas.sheetnames:
            yield f"Findings!{cell.coordinate}: there is no sheet {target[0]}"
        elif book.formulas[target[0]][target[1]].value in (None, ""):
            yield f"Findings!{cell.coordinate}: {target} is empty"


# Where on Data files what a finding about a file counts; of others, its row.
IN_DATA_FILES = {
    "skipped": "Rows skipped [value]", "padded": "Rows filled up [value]", "years": "Rows of other years [value]",
    "institutions": "Rows left out [value]",
}


def wanted_target(book, rule, at):
    """Where what a finding is about stands; None if not known here"""
    kind, *rest = at.split("/")
    if rule in OF_A_YEAR:
        heading = rest[1].capitalize() if rule == "coverage" else "Year"
        return find(book, "General Budget", {"Year": int(rest[0])}, heading)
    if rule == "comparability":
        stage, earlier, later = rest
        keys = {"Basis": "institutions", "Stage": stage, "From": int(earlier), "To": int(later)}
        return find(book, "Comparable", keys, "Comparable change, relative")
    if rule in ("jump", "over-implemented", "shifted-mark") or (rule == "repeat" and kind == "institutions"):
        who, year, stage = rest
        return find(book, "Data", {"Institution": who}, f"{stage.capitalize()} {year}")
    if rule == "repeat":
        series, year, *region = rest
        keys = {"Series": series, "Year": int(year), "Region": region[0] if region else None}
        return find(book, "Assumptions", keys, "Value")
    if kind == "data":
        heading = IN_DATA_FILES.get(rest[1], "Data")
        return find(book, "Data files", {"Data": rest[0]}, heading)
    if kind == "claims":
        return find(book, "Claims", {"Claim": rest[0]}, "Printed")
    return find(book, "Checks", {"Printed figure": at}, "Printed") if "Checks" in book.values.sheetnames else None


def links_lead_to_the_right_cell(book):
    if "Findings" not in book.formulas.sheetnames:
        return
    for cell, rule, target in links(book):
        wanted = wanted_target(book, rule, cell.value)
        if target and wanted and target != wanted:
            yield f"Findings!{cell.coordinate}: {rule} at {cell.value} leads to {target}, not to {wanted}"
        elif target and not wanted and rule != "table-conflict":
            yield f"Findings!{cell.coordinate}: {rule} at {cell.value} leads to {target}: is that right?"


def about_counts(book):
    """About says in words how many were checked with which verdict, and how many findings there are."""
    headings, rows = table_of(book, "About")
    text = next((row[headings["What it shows"]].value for row in rows if row[0].value == "The audit"), "")
    for name, what in (("checks", "(?:Printed figures|Figures) checked"), ("claims", "Claims checked")):
        said = book.said.rows(name)
        found = re.search(rf"{what}: (\d+), of which ([^.]*)\.", text)
        counts = {words: sum(row["verdict"] == verdict for row in said) for verdict, words in VERDICTS.items()}
        wanted = {f"{count} {words}" for words, count in counts.items() if count}
        if bool(found) != bool(said):
            yield f"About: {len(said)} {name}, and the words are {text!r}"
        elif found and (int(found[1]), set(re.split(", | and ", found[2]))) != (len(said), wanted):
            yield f"About: {found[0]!r}, and of {len(said)} are {sorted(wanted)}"
    said = book.said.rows("findings")
    for severity in ("contradiction", "warning", "note"):
        count = sum(row["severity"] == severity and row["status"] == "open" for row in said)
        if not re.search(rf"Findings: (?:.* )?{count} {severity}{'' if count == 1 else 's'}\b", text):
            yield f"About: {count} open findings of severity {severity}, and the words are {text!r}"
    accepted = sum(row["status"] == "accepted" for row in said)
    found = re.search(r"; (\d+) accepted\.", text)
    if (int(found[1]) if found else 0) != accepted:
        yield f"About: {accepted} accepted, and the words are {text!r}"


def no_path_of_the_study(book):
    """A workbook is passed on: it does not say where the study lay, nor what its file was called."""
    study = book.said.study
    with zipfile.ZipFile(book.path) as archive:
        for name in archive.namelist():
            text = archive.read(name).decode("utf-8", "replace")
            for word in {str(study), str(study.parent), study.name}:
                if word in text:
                    yield f"{name}: {word}"


CHECKS = (
    audit_sheets_say_what_show_says, links_lead_somewhere, links_lead_to_the_right_cell, about_counts,
    no_path_of_the_study,
)
