"""CSV as RFC 4180 has it, read the plain way: what the fast reader is held to.

Where the RFC is silent this is the rule: a row ends with LF or CRLF, a CR elsewhere is a character; the last row needs no
end; a quote may open only at the beginning of a cell, and behind a closing one nothing may stand but the end of the
cell; a line with nothing in it is no row. Bytes are bytes: characters are told only to count columns.
"""

import csv
import io
import re
from dataclasses import dataclass, field
from decimal import Decimal

ROW_BYTES_MOST = 1 << 20
FAULTS_SHOWN = 20
SEPARATORS = b",;\t|"


@dataclass
class Cell:
    text: bytes
    at: int  # where it begins in the file
    is_quoted: bool


@dataclass
class Row:
    cells: list
    at: int
    end: int  # its line feed, or the end of the file


@dataclass
class Broken:
    """From here on rows cannot be told apart."""

    at: int


def read_cell(data, at, separator, end, has_quotes):
    """@return a cell and where it ends, or Broken"""
    start = at
    if not has_quotes or data[at : at + 1] != b'"':
        while at < end and data[at] not in (separator, 0x0A):
            if data[at] == 0x22 and has_quotes:
                return Broken(at)
            at += 1
        return Cell(data[start:at], start, False), at
    text = bytearray()
    at += 1
    while True:
        quote = data.find(b'"', at, end)
        if quote < 0:
            return Broken(start)
        text += data[at:quote]
        if data[quote + 1 : quote + 2] != b'"' or quote + 1 >= end:
            at = quote + 1
            break
        text += b'"'
        at = quote + 2
    if at == end or data[at] in (separator, 0x0A):
        return Cell(bytes(text), start, True), at
    if data[at] == 0x0D and (at + 1 == end or data[at + 1] == 0x0A):
        return Cell(bytes(text), start, True), at + 1
    return Broken(at)


def read_row(data, at, separator, end, has_quotes):
    start, cells = at, []
    while True:
        got = read_cell(data, at, separator, end, has_quotes)
        if isinstance(got, Broken):
            return got
        cell, at = got
        cells.append(cell)
        if at == end or data[at] == 0x0A:
            break
        at += 1
    if not cells[-1].is_quoted and cells[-1].text.endswith(b"\r"):
        cells[-1].text = cells[-1].text[:-1]
    return Row(cells, start, at)


def read_rows(data, at, separator, has_quotes=True):
    """Yields rows, and Broken last if it comes to that."""
    while at < len(data):
        row = read_row(data, at, separator, len(data), has_quotes)
        broken = isinstance(row, Broken)
        if broken or row.end - row.at > ROW_BYTES_MOST:
            # A row that long is not read on: what is broken in the bytes allowed is said, else that it is long.
            if len(data) - at > ROW_BYTES_MOST:
                row = read_row(data, at, separator, at + ROW_BYTES_MOST, has_quotes)
            yield row if isinstance(row, Broken) else Broken(at)
            return
        yield row
        at = row.end + 1


def by_python(data, separator):
    """The rows as Python's csv module has them, or None where it refuses.

    It takes a quote within an unquoted cell, ends rows at a CR alone, and refuses a NUL in some versions: such files are
    not for it.
    """
    text = io.StringIO(data.decode("latin-1"), newline="")
    csv.field_size_limit(1 << 24)
    try:
        rows = list(csv.reader(text, delimiter=chr(separator), strict=True))
    except csv.Error:
        return None
    return [[cell.encode("latin-1") for cell in row] for row in rows if row]


def may_ask_python(data, separator, start):
    """Whether the csv module agrees with the RFC on such a file."""
    body = data[start:]
    if b"\0" in body or re.search(rb"\r(?!\n)", body) or b'""\r' in body:
        return False
    return all(not isinstance(row, Broken) for row in read_rows(data, start, separator))


def find_separator(line, has_quotes):
    counts = {separator: 0 for separator in SEPARATORS}
    inside = False
    for byte in line:
        inside ^= has_quotes and byte == 0x22
        if byte in counts and not inside:
            counts[byte] += 1
    best = sorted(counts, key=counts.get)
    return best[-1] if counts[best[-1]] > counts[best[-2]] else None


AMOUNT = re.compile(rb"[ \t]*([-+]?[0-9]*(?:\.[0-9]+)?)[ \t]*")


def read_amount(text):
    """In minor units of two decimals; None: it is none."""
    found = AMOUNT.fullmatch(text)
    if not found or not found[1].strip(b"+-"):
        return None
    minor = Decimal(found[1].decode()) * 100
    if minor != minor.to_integral_value() or abs(minor) >= 1 << 63:
        return None
    return int(minor)


@dataclass
class Group:
    lines: int = 0
    first_line: int = 0
    last_line: int = 0
    words: list = field(default_factory=list)
    figures: list = field(default_factory=list)


def escape(text):
    return "`" + "".join(chr(c) if 0x20 < c < 0x7F and c != 0x5C else f"\\x{c:02x}" for c in text)


def is_text(text):
    if b"\0" in text:
        return False
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


class Reading:
    """A file read as `asked`: what tests/csv/rows.c prints of it, but for lines that begin with #.

    @param asked  a dict of keys (columns, in the order of the group), names, amounts, and pads, skips, where, separator
    """

    def __init__(self, data, asked):
        self.data, self.asked = data, asked
        self.faults, self.groups = [], {}
        self.facts = dict.fromkeys(("rows", "used", "passed_over", "faulty", "faulty_cells", "padded", "blank", "lines"), 0)
        self.starts = [0] + [i + 1 for i, byte in enumerate(data) if byte == 0x0A]
        self.has_ended = False
        self.text = self.read()

    def line_of(self, at):
        low, high = 0, len(self.starts)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self.starts[middle] <= at else (low, middle)
        return low + 1

    def place(self, at, shift=0):
        line = self.line_of(at)
        before = self.data[self.starts[line - 1] : at]
        return line, sum(byte & 0xC0 != 0x80 for byte in before) + 1 + shift

    def read(self):
        start = 3 if self.data.startswith(b"\xef\xbb\xbf") else 0
        end = self.data.find(b"\n", start)
        header = self.data[start:] if end < 0 else self.data[start : end + 1]
        separator = self.asked.get("separator") or find_separator(header, self.has_quotes)
        head = read_row(self.data, start, separator, len(self.data), self.has_quotes)
        names = [b" ".join(re.split(rb"[\r\n]", cell.text)).strip(b" ") for cell in head.cells]
        self.names, self.count = names, len(names)
        for row in read_rows(self.data, head.end + 1, separator, self.has_quotes):
            if isinstance(row, Broken):
                self.fault("data-row", row.at)
                self.has_ended = True
                break
            if len(row.cells) == 1 and not row.cells[0].text and not row.cells[0].is_quoted:
                self.facts["blank"] += 1
            else:
                self.add(row)
        behind = len(self.data) - (head.end + 1)
        self.facts["lines"] = len(self.starts) - (self.starts[-1] == len(self.data)) if behind > 0 else self.line_of(head.end)
        return self.written(separator)

    @property
    def has_quotes(self):
        return not self.asked.get("no_quotes")

    def fault(self, rule, at, shift=0):
        self.faults.append((rule, *self.place(at, shift)))

    def add(self, row):
        self.facts["rows"] += 1
        cells = list(row.cells)
        if len(cells) != self.count:
            if len(cells) > self.count or not self.asked.get("pads"):
                self.facts["faulty"] += 1
                return self.fault("data-row", row.end if len(cells) < self.count else cells[self.count].at)
            self.facts["padded"] += 1
            cells += [Cell(b"", row.end, False)] * (self.count - len(cells))
        if "where" in self.asked and cells[self.asked["where"][0]].text != self.asked["where"][1]:
            self.facts["passed_over"] += 1
            return None
        faults, readings = [], []
        for column in (*self.asked.get("keys", ()), *self.asked.get("names", ())):
            if len(cells[column].text) > 4096:
                faults.append(("data-text", cells[column]))
        for column in self.asked.get("amounts", ()):
            minor = read_amount(cells[column].text)
            readings.append("SD" if minor is None and cells[column].text.strip(b" ") == b"SD" else minor)
            if readings[-1] is None:
                faults.append(("data-number", cells[column]))
        if faults:
            self.facts["faulty"] += 1
            self.facts["faulty_cells"] += len(faults)
            for rule, cell in sorted(faults, key=lambda fault: fault[1].at):
                self.fault(rule, cell.at, cell.is_quoted)
            return None
        self.facts["used"] += 1
        return self.add_up(cells, readings, self.line_of(row.at))

    def add_up(self, cells, readings, line):
        keys = tuple(cells[column].text for column in self.asked.get("keys", ()))
        group = self.groups.setdefault(keys, Group())
        if not group.lines:
            group.first_line = line
            group.words = [[cells[column].text, None, None] for column in self.asked.get("names", ())]
            group.figures = [[0, 0, 0] for _ in readings]
        for words, column in zip(group.words, self.asked.get("names", ())):
            text = words[2] = cells[column].text
            if text != words[0] and words[1] is None:
                words[1] = text
        for figure, reading in zip(group.figures, readings):
            if reading == "SD":
                figure[2] += 1
            else:
                figure[0] += reading
                figure[1] += 1
        group.last_line = line
        group.lines += 1

    def written(self, separator):
        lines = [f"separator {separator:02x}", " ".join(["columns", *map(escape, self.names)])]
        texts = [text for keys, group in self.groups.items() for text in (*keys, *sum(group.words, []))]
        bad_text = not all(is_text(text) for text in texts if text is not None)
        good = not self.has_ended and (self.asked.get("skips") or not self.facts["faulty"])
        if good and not bad_text:
            lines += self.written_groups()
            lines.append("facts " + " ".join(map(str, self.facts.values())))
        if not good:
            lines += [f"fault {rule} {line} {column}" for rule, line, column in self.told()]
        # Which of many texts that are not UTF-8 are told is not said here.
        self.is_partial = good and bad_text
        return lines

    def told(self):
        """The first faults; the one that ends all among them; without it, how many there are is said first."""
        if len(self.faults) <= FAULTS_SHOWN:
            return sorted(self.faults, key=lambda fault: fault[1:])
        if self.has_ended:
            return self.faults[: FAULTS_SHOWN - 1] + self.faults[-1:]
        return [("data-row", 0, 0), *self.faults[:FAULTS_SHOWN]]

    def written_groups(self):
        for keys, group in sorted(self.groups.items()):
            words = ["-" if text is None else escape(text) for text in (*keys, *sum(group.words, []))]
            figures = [str(number) for figure in group.figures for number in figure]
            yield " ".join(["group", str(group.lines), str(group.first_line), str(group.last_line), *words, *figures])
