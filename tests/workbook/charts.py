#!/usr/bin/python3
"""Every chart draws cells of the workbook, keeps beside it what they hold, and says in words what it shows.

A copy with one kept number changed must be caught.

usage: charts.py VEEDOR SAMPLES
"""

import re
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))

import workbook  # noqa: E402
from asked import ALL_ASKED_FOR, EVERY_MEASURE  # noqa: E402
from harness import Tap, arguments, samples, workspace  # noqa: E402

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
REFERENCE = re.compile(r"^'?([^'!]+)'?!\$([A-Z]+)\$(\d+)(?::\$([A-Z]+)\$(\d+))?$")
KINDS = {"barChart", "scatterChart"}


def parts(path, folder):
    with zipfile.ZipFile(path) as package:
        for name in sorted(package.namelist()):
            if re.fullmatch(rf"xl/{folder}/[a-z]+\d+\.xml", name):
                yield name, ElementTree.fromstring(package.read(name))


def cells_of(book, reference):
    """The cells that a chart's range names; None if it names none."""
    match = REFERENCE.match(reference)
    if not match or match[1] not in book.sheetnames or match[4] not in (None, match[2]):
        return None
    sheet = book[match[1]]
    return [sheet[f"{match[2]}{row}"].value for row in range(int(match[3]), int(match[5] or match[3]) + 1)]


def kept(cache):
    """{place: what is kept there}"""
    return {int(point.get("idx")): point.find(f"{C}v").text for point in cache.iter(f"{C}pt")}


def draw_what_cells_hold(path):
    book = workbook.load(path, values=True)
    count = 0
    for name, chart in parts(path, "charts"):
        for reference in chart.iter(f"{C}f"):
            where = f"{name}: {reference.text}"
            cells = cells_of(book, reference.text)
            if cells is None:
                yield f"{where} is no cells of the workbook"
                continue
            count += 1
            parent = next(node for node in chart.iter() if reference in list(node))
            numbers, texts = parent.find(f"{C}numCache"), parent.find(f"{C}strCache")
            cache = kept(numbers if numbers is not None else texts)
            for i, value in enumerate(cells):
                if numbers is None:
                    same = cache.get(i) == str(value)
                elif isinstance(value, (int, float)):
                    same = i in cache and abs(float(cache[i]) - value) <= 1e-12 * max(abs(value), 1e-30)
                else:
                    same = i not in cache
                if not same:
                    yield f"{where}, item {i}: the cell holds {value!r}, kept is {cache.get(i)!r}"
    if not count:
        yield "no chart draws a cell"


def say_what_they_show(path):
    for name, drawing in parts(path, "drawings"):
        for frame in drawing.iter(f"{DRAWING}graphicFrame"):
            words = next(frame.iter(f"{DRAWING}cNvPr")).get("descr", "")
            if len(words.split()) < 6:
                yield f"{name}: the alternative text {words!r}"
    for name, chart in parts(path, "charts"):
        titles = ["".join(t.text or "" for t in title.iter(f"{A}t")) for title in chart.iter(f"{C}title")]
        if len(titles) != 3 or not all(titles):
            yield f"{name}: a title and one for each axis are expected, not {titles}"
        kinds = {node.tag.removeprefix(C) for node in chart.iter(f"{C}plotArea").__next__()} & KINDS
        if len(kinds) != 1:
            yield f"{name}: {kinds}"


def corrupt(path, damaged):
    done = False
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(damaged, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            data = source.read(part)
            if part.filename.startswith("xl/charts/") and not done:
                changed = re.sub(rb"(<c:numCache>.*?<c:v>)([^<]+)", rb"\g<1>0", data, count=1, flags=re.S)
                done, data = changed != data, changed
            target.writestr(part, data)


def caught(path, damaged):
    corrupt(path, damaged)
    found = list(draw_what_cells_hold(damaged))
    if len(found) != 1:
        yield f"one changed number was planted, and seen were {len(found)}"


def wanted(folder):
    for study in samples(folder):
        yield study.parent.name, study, ()
    yield "peru-trafficking in Spanish", Path(folder, "peru-trafficking", "study.yaml"), ("--lang", "es")
    yield "every measure", EVERY_MEASURE, ALL_ASKED_FOR


def main():
    veedor, folder = arguments()
    tap = Tap()
    with workspace() as work:
        for name, study, options in wanted(folder):
            made = workbook.make(veedor, study, Path(work, "made.xlsx"), *options)
            tap.run(f"{name}: charts draw what cells hold", draw_what_cells_hold, made)
            tap.run(f"{name}: charts say what they show", say_what_they_show, made)
        tap.run("a changed number is caught", caught, made, Path(work, "damaged.xlsx"))
    tap.finish()


if __name__ == "__main__":
    main()
