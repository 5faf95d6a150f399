#!/usr/bin/python3
"""Have LibreOffice recalculate every formula: none may change its cached value, none may be an error.

A copy with one cached value changed is recalculated too, and must be caught.

usage: recalculate.py VEEDOR SAMPLES
"""

import re
import sys
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))

import libreoffice  # noqa: E402
import workbook  # noqa: E402
from asked import ALL_ASKED_FOR, EVERY_CHECK, EVERY_MEASURE, FROM_DATA, formula_of  # noqa: E402
from harness import Tap, arguments, samples, workspace  # noqa: E402

RELATIVE = 1e-9
CACHED_NUMBER = re.compile(rb"(<f>[^<]*</f><v>)(-?[0-9.]+(?:[eE][-+]?[0-9]+)?)(</v>)")


def same(cached, recalculated):
    """An empty text may come back as nothing at all."""
    numbers = (int, float)
    if isinstance(cached, numbers) and isinstance(recalculated, numbers):
        return abs(cached - recalculated) <= RELATIVE * max(abs(cached), abs(recalculated))
    return ("" if cached is None else cached) == ("" if recalculated is None else recalculated)


def differences(made, recalculated):
    ours, theirs = workbook.load(made, values=True), workbook.load(recalculated, values=True)
    count = 0
    for sheet, cell in workbook.formula_cells(workbook.load(made)):
        count += 1
        cached = ours[sheet.title][cell.coordinate].value
        value = theirs[sheet.title][cell.coordinate].value
        if value in workbook.ERRORS or cached in workbook.ERRORS or not same(cached, value):
            yield f"{workbook.place(sheet, cell)}: cached {cached!r}, recalculated {value!r}, {formula_of(cell)}"
    if not count:
        yield "the workbook has no formula"


def corrupt(made, damaged):
    """Copy a workbook with the first formula's cached number a millionth part larger. @return whether it has one"""
    done = False
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(damaged, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            data = source.read(part)
            if part.filename.startswith("xl/worksheets/sheet") and not done:
                match = CACHED_NUMBER.search(data)
                if match and float(match[2]):
                    changed = repr(float(match[2]) * 1.000001).encode()
                    data = data[: match.start(2)] + changed + data[match.end(2) :]
                    done = True
            target.writestr(part, data)
    return done


def caught(made, damaged, recalculated):
    found = list(differences(damaged, recalculated))
    if len(found) != 1:
        yield f"one changed value was planted, and seen were {len(found)}"
        yield from found[:5]


def wanted(folder):
    """(name, study, options of report)"""
    for study in samples(folder):
        yield study.parent.name, study, ()
    yield "every-measure", EVERY_MEASURE, ()
    yield "every-check", EVERY_CHECK, ()
    yield "from-data", FROM_DATA, ()
    yield "all-asked-for", EVERY_MEASURE, ALL_ASKED_FOR


def main():
    veedor, folder = arguments()
    tap = Tap()
    with workspace() as work:
        books = []
        for name, study, options in wanted(folder):
            made, damaged = (Path(work, f"{name}{end}.xlsx") for end in ("", "-damaged"))
            try:
                workbook.make(veedor, study, made, *options)
            except workbook.NotMade as why:
                tap.report(f"{name}: the workbook is written", [why])
                continue
            if not corrupt(made, damaged):
                tap.report(f"{name}: has a computed number", ["none found to change"])
                continue
            books += [made, damaged]
        result = libreoffice.recalculate(books, work)
        for made, damaged in zip(books[::2], books[1::2]):
            tap.run(f"{made.stem}: recalculation changes no cell", differences, made, result / made.name)
            tap.run(f"{made.stem}: a changed value is caught", caught, made, damaged, result / damaged.name)
    tap.finish()


if __name__ == "__main__":
    main()
