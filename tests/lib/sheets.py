"""A quick reader of workbooks, for tests that read hundreds: cells, formulas and tables, and nothing else."""

import posixpath
import re
import zipfile
from typing import NamedTuple
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
CONSTANT = re.compile(rb'<c r="([A-Z]+[0-9]+)"( s="[0-9]+")?(?: t="[a-z]+")?><v>[^<]*</v></c>')
PRINT_TITLES = re.compile(rb'<definedName name="_xlnm.Print_Titles".*?</definedName>')
NAMES = re.compile(rb"<definedNames></definedNames>")
PLACE = re.compile(r"([A-Z]+)([0-9]+)")


class Cell(NamedTuple):
    value: object  # a number, a text, or None
    formula: str  # "" for a constant
    style: int = 0  # index of its format


def column_number(letters):
    """1 for A"""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number):
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def place(row, column):
    """B3 of (3, 2)"""
    return f"{column_letters(column)}{row}"


class Sheet:
    """A sheet, its part in the archive, its cells by (row, column) from 1, and its first table if it has one."""

    def __init__(self, title, part):
        self.title, self.part = title, part
        self.cells = {}
        self.table, self.first, self.last = "", (1, 1), (0, 0)

    def value(self, row, column):
        cell = self.cells.get((row, column))
        return cell.value if cell else None

    @property
    def headings(self):
        """[heading] of the table, from left to right"""
        row, column = self.first
        return [self.value(row, at) for at in range(column, self.last[1] + 1)]

    @property
    def rows(self):
        """The numbers of the table's rows below its headings"""
        return range(self.first[0] + 1, self.last[0] + 1)

    def formulas(self):
        return {where: cell for where, cell in self.cells.items() if cell.formula}


def relations(archive, part):
    """{id: (type's last word, the part it leads to)} of a part"""
    folder, name = posixpath.split(part)
    path = f"{folder}/_rels/{name}.rels"
    if path not in archive.namelist():
        return {}
    inside = [one for one in ElementTree.fromstring(archive.read(path)) if one.get("TargetMode") != "External"]
    targets = [posixpath.normpath(posixpath.join(folder, one.get("Target"))) for one in inside]
    return {one.get("Id"): (one.get("Type").rsplit("/", 1)[1], target) for one, target in zip(inside, targets)}


def shared_texts(archive):
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    return shared_texts_of(ElementTree.fromstring(archive.read("xl/sharedStrings.xml")))


def shared_texts_of(root):
    return ["".join(text.text or "" for text in one.iter(f"{MAIN}t")) for one in root]


def value_of(cell, shared):
    kind, value = cell.get("t", "n"), cell.findtext(f"{MAIN}v")
    if kind == "inlineStr":
        return "".join(text.text or "" for text in cell.iter(f"{MAIN}t"))
    if value is None:
        return None
    if kind == "s":
        return shared[int(value)]
    return float(value) if kind == "n" else value


def read_cells(sheet, root, shared):
    for cell in root.iter(f"{MAIN}c"):
        letters, row = PLACE.fullmatch(cell.get("r")).groups()
        formula = cell.find(f"{MAIN}f")
        value = value_of(cell, shared)
        if value is not None or formula is not None:
            text = "" if formula is None else formula.text or "?"
            sheet.cells[int(row), column_number(letters)] = Cell(value, text, int(cell.get("s", "0")))


def read_table(sheet, root):
    sheet.table = root.get("name")
    sheet.first, sheet.last = (
        (int(row), column_number(letters)) for letters, row in PLACE.findall(root.get("ref"))
    )


def read(path):
    """{title: Sheet} in the workbook's order; values are the cached ones"""
    with zipfile.ZipFile(path) as archive:
        shared = shared_texts(archive)
        targets = relations(archive, "xl/workbook.xml")
        sheets = {}
        for one in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter(f"{MAIN}sheet"):
            kind, part = targets[one.get(RELATION)]
            if kind != "worksheet":
                continue
            sheet = sheets[one.get("name")] = Sheet(one.get("name"), part)
            read_cells(sheet, ElementTree.fromstring(archive.read(part)), shared)
            for what, table in relations(archive, part).values():
                if what == "table":
                    read_table(sheet, ElementTree.fromstring(archive.read(table)))
    return sheets


def by_table(sheets):
    """{name of the table, as the program calls it: Sheet}"""
    return {sheet.table.removeprefix("table_"): sheet for sheet in sheets.values() if sheet.table}


def changed_cells(data, cells):
    """@param cells  {(row, column): a number or a text}"""
    def cell(match):
        value = wanted.pop(match[1].decode(), None)
        if value is None:
            return match[0]
        style = match[2]
        if isinstance(value, str):
            return b'<c r="%s"%s t="inlineStr"><is><t>%s</t></is></c>' % (match[1], style, value.encode())
        return b'<c r="%s"%s><v>%s</v></c>' % (match[1], style, repr(value).encode())

    wanted = {place(*where): value for where, value in cells.items()}
    data = CONSTANT.sub(cell, data)
    if wanted:
        raise ValueError(f"no constants: {wanted}")
    return data


def copy_with(source, target, parts):
    """Copy a workbook byte for byte but for some constants, and for the rows repeated on each printed page.

    LibreOffice takes several times as long to work those out as to load and compute all the rest.
    @param parts  {a sheet's part: {(row, column): a number or a text}}
    """
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/workbook.xml":
                data = NAMES.sub(b"", PRINT_TITLES.sub(b"", data))
            new.writestr(name, changed_cells(data, parts[name]) if name in parts else data)
