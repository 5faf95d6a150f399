"""List the cells of a finished workbook for plain_xlsx.c, which says what a line holds."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))

import workbook  # noqa: E402


def one_line(text):
    return " ".join(str(text).split())


def count(book):
    """@return (sheets, cells)"""
    loaded = workbook.load(book)
    return len(loaded.worksheets), sum(1 for _ in workbook.cells(loaded))


def write_list(book, path):
    formulas, values = workbook.load(book), workbook.load(book, values=True)
    formats, lines, last = {}, [], None
    for sheet, cell in workbook.cells(formulas):
        if sheet is not last:
            lines.append(f"sheet\t{sheet.title}")
            last = sheet
        rgb = cell.font.color.rgb if cell.font.color is not None else None
        colour = rgb[-6:] if isinstance(rgb, str) else "0"
        key = f"{cell.number_format}\t{int(bool(cell.font.b))}\t{colour}"
        where = f"{cell.row - 1}\t{cell.column - 1}\t{formats.setdefault(key, len(formats))}"
        value = values[sheet.title][cell.coordinate].value
        is_number = isinstance(value, (int, float))
        if cell.data_type == "f":
            kind = "formula-number" if is_number else "formula-text"
            lines.append(f"{kind}\t{where}\t{one_line('' if value is None else value)}\t{one_line(cell.value)}")
        elif is_number:
            lines.append(f"number\t{where}\t{value!r}")
        else:
            lines.append(f"text\t{where}\t{one_line(cell.value)}")
    head = [f"format\t{key}" for key in formats]
    Path(path).write_text("\n".join(head + lines) + "\n", encoding="utf-8")
