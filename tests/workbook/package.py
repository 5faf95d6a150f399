#!/usr/bin/python3
"""The file as a package: its parts hold to the schemas of ECMA-376, lead to one another, and read alike elsewhere.

The schemas, and what Excel asks beyond them, are checked by Microsoft's Open XML SDK; exceljs reads every cell again.
Both come from npm (tests/npm) and run in Node.js.

usage: package.py VEEDOR SAMPLES
"""

import json
import posixpath
import re
import shutil
import sys
import zipfile
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))

import sheets  # noqa: E402
import workbook  # noqa: E402
from asked import ALL_ASKED_FOR, EVERY_MEASURE, FROM_DATA, odd_texts  # noqa: E402
from harness import ROOT, Skip, Tap, arguments, environment, run, samples, workspace  # noqa: E402

NODE_MODULES = ROOT / "build-check/npm/node_modules"
READER = Path(__file__).resolve().parent / "second_reader.mjs"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
TYPES_PART = "[Content_Types].xml"
# The schemas' first edition, and what today's Excel takes. They take seconds, so that only some books are held to both.
FIRST_EDITION, TODAYS = "Office2007", "Office2007,Microsoft365"
EXTERNAL_SCHEMES = ("http://", "https://", "mailto:")

# Faults to plant, each of which the schemas must see: (part, what stands there, what is to stand there)
FAULTS = (
    ("xl/worksheets/sheet1.xml", b'orientation="landscape"', b'orientation="sideways"'),
    ("xl/worksheets/sheet1.xml", b"<sheetData>", b"<sheetDatum/><sheetData>"),
    ("xl/styles.xml", b"<cellXfs ", b"<cellXfs huge='1' "),
)


class Package:
    """Every part, and where its relationships lead."""

    def __init__(self, path):
        with zipfile.ZipFile(path) as archive:
            self.names = archive.namelist()
            self.times = {info.date_time for info in archive.infolist()}
            self.parts = {name: archive.read(name) for name in self.names}
        self.roots = {}

    def root(self, name):
        if name not in self.roots:
            self.roots[name] = ElementTree.fromstring(self.parts[name])
        return self.roots[name]

    def relations(self):
        """(the part it is of, its element, the part it leads to or None if outside)"""
        for name in self.names:
            if not name.endswith(".rels"):
                continue
            folder, file = posixpath.split(name)
            base = posixpath.dirname(folder)
            for one in self.root(name):
                target = one.get("Target")
                inside = one.get("TargetMode") != "External"
                to = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(base, target))
                yield posixpath.join(base, file.removesuffix(".rels")), one, to if inside else None

    def matching(self, pattern):
        return [name for name in self.names if re.fullmatch(pattern, name)]


def parts_are_sound(package):
    """Each once, well-formed, and of a fixed date."""
    for name, count in Counter(name.lower() for name in package.names).items():
        if count > 1:
            yield f"{name} stands in the package {count} times"
    if package.names[0] != TYPES_PART:
        yield f"the first part is {package.names[0]}"
    for name in package.names:
        try:
            package.root(name)
        except ElementTree.ParseError as why:
            yield f"{name}: {why}"
    if package.times != {(1980, 1, 1, 0, 0, 0)}:
        yield f"times of the parts: {package.times}"


def types_are_declared(package):
    root = package.root(TYPES_PART)
    overrides = Counter(one.get("PartName") for one in root.iter(f"{TYPES}Override"))
    endings = {one.get("Extension") for one in root.iter(f"{TYPES}Default")}
    for name, count in overrides.items():
        if count > 1 or name[1:] not in package.parts:
            yield f"{name}: declared {count} times, and {'not ' * (name[1:] not in package.parts)}in the package"
    for name in package.names:
        if name != TYPES_PART and f"/{name}" not in overrides and name.rsplit(".", 1)[-1] not in endings:
            yield f"{name} has no declared type"
        if name.startswith("xl/") and not name.endswith((".rels", ".vml")) and f"/{name}" not in overrides:
            yield f"{name} has only the type of its ending"


def relations_lead_to_parts(package):
    reached, ids = {TYPES_PART}, Counter()
    for of, one, to in package.relations():
        ids[of, one.get("Id")] += 1
        if of and of not in package.parts:
            yield f"{of}: has relationships and is not in the package"
        if to is None:
            if not one.get("Target").startswith(EXTERNAL_SCHEMES) or not one.get("Type").endswith("/hyperlink"):
                yield f"{of}: leads outside, to {one.get('Target')}"
        elif to not in package.parts:
            yield f"{of}: leads to {to}, which is not in the package"
        reached.add(to)
    for (of, name), count in ids.items():
        if count > 1:
            yield f"{of}: {name} names {count} relationships"
    for name in package.names:
        if name not in reached and not name.endswith(".rels"):
            yield f"{name}: nothing leads to it"


def relations_are_used(package):
    """Every r:id of a part is one of its relationships, and the other way round."""
    used = {
        name: set(re.findall(rb'\br:(?:id|embed|link)="([^"]+)"', data))
        for name, data in package.parts.items() if not name.endswith(".rels")
    }
    known = {}
    for of, one, _ in package.relations():
        known.setdefault(of, set()).add(one.get("Id").encode())
        if of == "xl/workbook.xml" and not one.get("Type").endswith("/worksheet"):
            known[of].discard(one.get("Id").encode())  # styles, theme and texts are found by their type
    for name, ids in used.items():
        ours = known.get(name, set())
        if ids != ours:
            yield f"{name}: uses {sorted(ids - ours)} that are not there, and not {sorted(ours - ids)} that are"


def numbers_are_unique(package):
    def repeated(what, values):
        for value, count in Counter(values).items():
            if count > 1 or value is None:
                yield f"{what} {value} stands {count} times"

    root = package.root("xl/workbook.xml")
    listed = list(root.iter(f"{sheets.MAIN}sheet"))
    yield from repeated("the sheet", [one.get("name").lower() for one in listed])
    yield from repeated("the sheet number", [one.get("sheetId") for one in listed])
    names = [(one.get("name").lower(), one.get("localSheetId", "")) for one in root.iter(f"{sheets.MAIN}definedName")]
    yield from repeated("the name", names)
    tables = [package.root(name) for name in package.matching(r"xl/tables/.*\.xml")]
    for key in ("id", "name", "displayName"):
        yield from repeated(f"the table's {key}", [table.get(key) for table in tables])
    for table in tables:
        columns = list(table.iter(f"{sheets.MAIN}tableColumn"))
        yield from repeated(f"{table.get('name')}: the column", [column.get("name").lower() for column in columns])
        yield from repeated(f"{table.get('name')}: the column number", [column.get("id") for column in columns])
    for name in package.matching(r"xl/drawings/drawing.*\.xml"):
        ids = [one.get("id") for one in package.root(name).iter(f"{DRAWING}cNvPr")]
        yield from repeated(f"{name}: the object", ids)
    places = Counter()
    for name in package.matching(r"xl/worksheets/sheet\d+\.xml"):
        places.update((name, cell.get("r")) for cell in package.root(name).iter(f"{sheets.MAIN}c"))
    yield from (f"{name}: {place} stands twice" for (name, place), count in places.items() if count > 1)


def holds_to_the_schemas(told):
    for version, errors in told["errors"].items():
        for error in errors[:20]:
            yield f"{version}: {error['path']['partUri']} {error['path']['xpath']}: {error['description']}"
        if len(errors) > 20:
            yield f"{version}: {len(errors)} errors"


def reads_alike(path, told):
    """exceljs finds the sheets, cells, formulas and tables that we find."""
    if "error" in told:
        yield f"exceljs: {told['error']}"
        return
    ours = sheets.read(path)
    if list(ours) != list(told["sheets"]):
        yield f"exceljs finds the sheets {list(told['sheets'])}"
    for title, sheet in ours.items():
        theirs = told["sheets"].get(title, {"cells": {}, "tables": [], "merged": 0})
        wanted = {sheets.place(*where): cell for where, cell in sheet.cells.items()}
        found = {at: cell for at, cell in theirs["cells"].items() if cell["value"] is not None or cell["formula"]}
        if theirs["tables"] != ([sheet.table] if sheet.table else []) or theirs["merged"]:
            yield f"{title}: exceljs finds the tables {theirs['tables']}, {theirs['merged']} merged cells"
        for at in sorted(wanted.keys() | found.keys()):
            cell, their = wanted.get(at), found.get(at)
            if not cell or not their or not same(cell, their):
                yield f"{title}!{at}: {cell}, exceljs finds {their}"


def same(cell, their):
    value = their["value"]
    if value is None and their["formula"] and cell.value in (0, ""):
        value = cell.value  # exceljs does not tell such a result
    return (cell.value, cell.formula) == (value, their["formula"] or "")


def second_readers(books, work):
    """{path: what the Open XML SDK and exceljs say}

    @param books  pairs of the versions of Office to hold it to, and its path
    """
    if not shutil.which("node"):
        raise RuntimeError("node is missing: ./dev test installs it")
    if not NODE_MODULES.is_dir():
        raise Skip("tests/npm is not installed: ./dev test does that")
    out = Path(work, "told.json")
    arguments = [word for pair in books for word in pair]
    outcome = run(["node", READER, NODE_MODULES, out, *arguments], env=environment(HOME=work), timeout=500)
    if outcome.status:
        raise RuntimeError(outcome)
    return json.loads(out.read_text(encoding="utf-8"))


def planted(made, path, fault):
    """A copy with a fault in one part"""
    part, before, after = fault
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == part and before not in data:
                raise ValueError(f"{part} has no {before}")
            new.writestr(name, data.replace(before, after, 1) if name == part else data)
    return path


def seen(told):
    for version, errors in told["errors"].items():
        if not errors:
            yield f"{version}: no error is seen"


def wanted(folder):
    """(name, versions of Office, study, options of report)"""
    for study in samples(folder):
        large = study.parent.name == "peru-national"  # it takes a minute, and has no sheet that the others have not
        for language in ("en", "es"):
            versions = "" if large else TODAYS if language == "en" else FIRST_EDITION
            yield f"{study.parent.name}-{language}", versions, study, ("--lang", language)
    yield "every-measure", FIRST_EDITION, EVERY_MEASURE, ALL_ASKED_FOR
    yield "from-data", FIRST_EDITION, FROM_DATA, ()


def odd(work):
    return "odd-texts", "", odd_texts(Path(work, "odd-texts.yaml")), ALL_ASKED_FOR


CHECKS = (parts_are_sound, types_are_declared, relations_lead_to_parts, relations_are_used, numbers_are_unique)


def main():
    veedor, folder = arguments()
    tap = Tap()
    with workspace() as work:
        made = {}
        for name, versions, study, options in (*wanted(folder), odd(work)):
            made[workbook.make(veedor, study, Path(work, f"{name}.xlsx"), *options)] = versions
        for path in made:
            package = Package(path)
            for check in CHECKS:
                tap.run(f"{path.stem}: {check.__name__.replace('_', ' ')}", check, package)
        small = Path(work, "small.yaml")
        run([veedor, "new", small])
        start = workbook.make(veedor, small, Path(work, "small.xlsx"))
        damaged = [planted(start, Path(work, f"damaged-{i}.xlsx"), fault) for i, fault in enumerate(FAULTS)]
        books = [(versions, path) for path, versions in made.items()] + [(TODAYS, path) for path in (start, *damaged)]
        try:
            told = second_readers(books, work)
        except Skip as why:
            tap.skip("the schemas", why)
            tap.finish()
        for path in (*made, start):
            if told[str(path)]["errors"]:
                tap.run(f"{path.stem}: holds to the schemas", holds_to_the_schemas, told[str(path)])
            tap.run(f"{path.stem}: reads alike", reads_alike, path, told[str(path)])
        for path, (part, _, fault) in zip(damaged, FAULTS):
            tap.run(f"seen: {fault.decode()} in {part}", seen, told[str(path)])
    tap.finish()


if __name__ == "__main__":
    main()
