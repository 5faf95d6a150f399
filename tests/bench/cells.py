"""List what a finished workbook holds for plain_xlsx.c, which says what a line holds."""

import io
import re
import sys
from pathlib import Path
from xml.etree import ElementTree

TESTS = Path(__file__).resolve().parents[1]
sys.path += [str(TESTS / "lib"), str(TESTS / "workbook")]

import sheets  # noqa: E402
from package import DRAWING, Package  # noqa: E402
from styles import Styles  # noqa: E402

MAIN = sheets.MAIN
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
BARS, LYING_BARS, POINTS = "column", "bar", "scatter"


def one_line(text):
    return " ".join(str(text or "").split())


def count(book):
    """@return (sheets, cells)"""
    package = Package(book)
    parts = package.matching(r"xl/worksheets/sheet\d+\.xml")
    return len(parts), sum(len(re.findall(rb"<v>", package.parts[part])) for part in parts)


def where(place):
    letters, row = sheets.PLACE.fullmatch(place).groups()
    return f"{int(row) - 1}\t{sheets.column_number(letters) - 1}"


def area(text):
    """Row and column of the first and the last cell of A1:B2"""
    first, _, last = text.partition(":")
    return f"{where(first)}\t{where(last or first)}"


def formats(package):
    styles = Styles(package)
    root = package.root("xl/styles.xml")
    fonts = list(root.find(f"{MAIN}fonts"))
    for i, one in enumerate(root.find(f"{MAIN}cellXfs")):
        font, alignment = fonts[int(one.get("fontId"))], one.find(f"{MAIN}alignment")
        alignment = {} if alignment is None else alignment.attrib
        has = "".join(
            letter for letter, holds in (
                ("b", styles.fonts[i]["bold"]), ("i", font.find(f"{MAIN}i") is not None),
                ("u", font.find(f"{MAIN}u") is not None), ("w", "wrapText" in alignment),
                ("t", alignment.get("vertical") == "top"), ("r", alignment.get("horizontal") == "right"),
                ("l", alignment.get("horizontal") == "left"), ("n", "indent" in alignment),
                ("e", one.get("borderId") != "0"),
            ) if holds
        )
        colour = styles.fonts[i]["colour"]
        yield (f"format\t{styles.codes[i]}\t{has}\t{styles.fonts[i]['size']}\t"
               f"{'0' if colour == '000000' else colour}\t{styles.fills[i] or 0}")


def sheet_lines(package, title, part, shared):
    """Everything of a sheet, its rows from the top"""
    yield f"sheet\t{title}"
    tail = []
    for _, one in ElementTree.iterparse(io.BytesIO(package.parts[part])):
        tag = one.tag.removeprefix(MAIN)
        if tag == "row":
            if one.get("ht"):
                yield f"height\t{int(one.get('r')) - 1}\t{one.get('ht')}"
            yield from (line for cell in one for line in cell_line(cell, shared))
            one.clear()
        elif tag == "col":
            yield f"width\t{int(one.get('min')) - 1}\t{int(one.get('max')) - 1}\t{one.get('width')}"
        elif tag == "pane":
            yield f"freeze\t{one.get('ySplit', 0)}\t{one.get('xSplit', 0)}"
        elif tag == "pageSetup":
            yield f"page\t{one.get('fitToWidth', 1)}\t{one.get('fitToHeight', 1)}\t{one.get('paperSize', 0)}"
        elif tag == "oddFooter":
            tail.append(f"footer\t{one_line(one.text)}")
        elif tag == "hyperlink":
            tail.append(f"link\t{where(one.get('ref'))}\t{one.get('location')}\t{one_line(one.get('display'))}")
        elif tag == "dataValidation":
            formula = one_line(one.findtext(f"{MAIN}formula1"))
            tail += [f"allow\t{area(ref)}\t{formula}\t{one_line(one.get('error'))}" for ref in one.get("sqref").split()]
        elif tag == "conditionalFormatting":
            for rule in one.iter(f"{MAIN}cfRule"):
                tail.append(f"stress\t{area(one.get('sqref').split()[0])}\t{one_line(rule.findtext(f'{MAIN}formula'))}")
    yield from tail
    yield from table_lines(package, part)
    yield from drawing_lines(package, part)


def cell_line(cell, shared):
    value, formula = sheets.value_of(cell, shared), cell.find(f"{MAIN}f")
    at = f"{where(cell.get('r'))}\t{cell.get('s', 0)}"
    is_number = isinstance(value, float)
    if formula is not None:
        kind = "formula-number" if is_number else "formula-text"
        yield f"{kind}\t{at}\t{one_line(repr(value) if is_number else value)}\t={one_line(formula.text)}"
    elif is_number:
        yield f"number\t{at}\t{value!r}"
    elif value is not None:
        yield f"text\t{at}\t{one_line(value)}"


def led_to(package, part, kind):
    return [to for of, one, to in package.relations() if of == part and one.get("Type").endswith(f"/{kind}")]


def table_lines(package, part):
    for table in led_to(package, part, "table"):
        root = package.root(table)
        yield f"table\t{area(root.get('ref'))}\t{root.get('name')}"
        yield from (f"heading\t{one_line(one.get('name'))}" for one in root.iter(f"{MAIN}tableColumn"))


def words(element):
    return one_line("".join(one.text or "" for one in element.iter(f"{TEXT}t"))) if element is not None else ""


def drawing_lines(package, part):
    for drawing in led_to(package, part, "drawing"):
        charts = led_to(package, drawing, "chart")
        anchors = [one for one in package.root(drawing) if one.find(f".//{DRAWING}cNvPr") is not None]
        for anchor, chart in zip(anchors, charts):
            start = anchor.find(f"{DRAWING}from")
            row, column = start.findtext(f"{DRAWING}row"), start.findtext(f"{DRAWING}col")
            yield from chart_lines(package.root(chart), row, column, anchor.find(f".//{DRAWING}cNvPr").get("descr"))


def chart_lines(root, row, column, described):
    kind = POINTS
    if (bars := root.find(f".//{CHART}barChart")) is not None:
        stacked = "-stacked" if bars.find(f"{CHART}grouping").get("val") == "stacked" else ""
        kind = (BARS if bars.find(f"{CHART}barDir").get("val") == "col" else LYING_BARS) + stacked
    axes = [words(one.find(f"{CHART}title")) for one in root.find(f".//{CHART}plotArea") if one.tag.endswith("Ax")]
    yield "\t".join(("chart", kind, words(root.find(f".//{CHART}title")), *axes[:2]))
    for one in root.iter(f"{CHART}ser"):
        colour = one.find(f".//{TEXT}srgbClr")
        name = one.find(f"{CHART}tx")
        references = [one.findtext(f".//{CHART}{kind}//{CHART}f") for kind in ("cat", "val", "xVal", "yVal")]
        one_name = name.findtext(f".//{CHART}v") if name is not None else ""
        yield "\t".join(("series", *(reference for reference in references if reference), one_line(one_name),
                         colour.get("val") if colour is not None else "0"))
    yield f"place\t{row}\t{column}\t{one_line(described)}"


def write_list(book, path):
    package = Package(book)
    shared = sheets.shared_texts_of(package.root("xl/sharedStrings.xml"))
    targets = {one.get("Id"): to for of, one, to in package.relations() if of == "xl/workbook.xml"}
    root = package.root("xl/workbook.xml")
    with open(path, "w", encoding="utf-8") as out:
        def write(lines):
            out.writelines(f"{line}\n" for line in lines)

        write(formats(package))
        titles = [one.get("name") for one in root.iter(f"{MAIN}sheet")]
        repeated = {}
        for one in root.iter(f"{MAIN}definedName"):
            if one.get("localSheetId") is None:
                write([f"name\t{one.get('name')}\t={one.text}"])
            else:
                repeated[titles[int(one.get("localSheetId"))]] = re.findall(r"\$(\d+)", one.text)
        for one in root.iter(f"{MAIN}sheet"):
            write(sheet_lines(package, one.get("name"), targets[one.get(sheets.RELATION)], shared))
            if rows := repeated.get(one.get("name")):
                write([f"repeat\t{int(rows[0]) - 1}\t{int(rows[-1]) - 1}"])
