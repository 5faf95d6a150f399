"""Where in a study file each figure stands, found with PyYAML and not with our own reader.

Only what the samples hold: tables by institution or by year, in rows of a list or of a text, series, and claims.
"""

import re
from dataclasses import dataclass

import yaml

AMOUNTS = ("allocated", "modified", "implemented")
SERIES = ("values", "annual_percent", "index", "exchange_rate")
NUMBER = re.compile(r"-?[0-9][0-9,.'’]*")
SEPARATOR = re.compile(r"[\t|]")

# Which keys of a claim name its part and its base, by its measure; "of" and "to" of others.
OPERANDS = {"change_percent": ("to", "from"), "difference": ("to", "from")}


@dataclass
class Place:
    start: int  # in characters of the file
    end: int
    text: str


class Study:
    """amounts: {(institution, stage, year): Place}, totals: {(stage, year): …}, budgets: {year: …},
    series: {(series, region or None, year): …}, through: {year: …} of a year that ended early,
    claims: {(claim, "part" or "base" or a number's place in its sums): …}."""

    def __init__(self, path):
        self.text = path.read_text(encoding="utf-8")
        self.lines = self.text.splitlines(True)
        self.line_starts = [0]
        for line in self.lines:
            self.line_starts.append(self.line_starts[-1] + len(line))
        root = fields(yaml.compose(self.text))
        self.stages = {stage: stage for stage in AMOUNTS}
        self.stages.update({name: fields(one)["is"].value for name, one in fields(root.get("stages")).items()})
        self.ids = names(root)
        self.amounts, self.totals, self.budgets, self.series, self.through = {}, {}, {}, {}, {}
        self.claims = {}
        for table in root["tables"].value:
            self.read_table(fields(table))
        for name, one in fields(root.get("series")).items():
            self.read_series(name, fields(one))
        for claim in root["claims"].value if "claims" in root else ():
            self.read_claim(fields(claim))
        for year, one in fields(root["years"]).items():
            if through := fields(one).get("implemented_through"):
                self.through[int(year)] = self.scalar(through)

    def read_table(self, table):
        columns = [column.value.split() for column in table["columns"].value]
        rows = table["rows"]
        for row in self.text_rows(rows) if isinstance(rows, yaml.ScalarNode) else self.list_rows(rows):
            head, *cells = row
            for (name, *year), cell in zip(columns[1:], cells):
                self.add(columns[0][0], head.text, name, year, cell)

    def add(self, by, who, name, year, cell):
        """What an earlier table says stands."""
        stage = self.stages.get(name)
        if by == "year" and name == "general_budget":
            self.budgets.setdefault(int(who), cell)
        elif by == "year" and stage:
            self.totals.setdefault((stage, int(who)), cell)
        elif by == "institution" and stage and year and who in self.ids:
            self.amounts.setdefault((self.ids[who], stage, int(year[0])), cell)

    def text_rows(self, rows):
        for number in range(rows.start_mark.line + 1, rows.end_mark.line):
            line, start = self.lines[number].rstrip("\n"), self.line_starts[number]
            cells = []
            for cell in SEPARATOR.split(line):
                before = len(cell) - len(cell.lstrip())
                cells.append(Place(start + before, start + len(cell.rstrip()), cell.strip()))
                start += len(cell) + 1
            yield cells

    def list_rows(self, rows):
        for row in rows.value:
            yield [self.scalar(cell) for cell in row.value]

    def scalar(self, node):
        """@param node  a figure as it stands, or {printed: …, read: …} or {about: …}"""
        if isinstance(node, yaml.MappingNode):
            one = fields(node)
            node = one.get("read") or one.get("about") or one["printed"]
        quoted = bool(node.style)
        return Place(node.start_mark.index + quoted, node.end_mark.index - quoted, node.value)

    def read_series(self, name, one):
        values = fields(next(one[kind] for kind in SERIES if kind in one))
        for year, value in values.items():
            if isinstance(value, yaml.MappingNode):
                for region, number in fields(value).items():
                    self.series[name, region, int(year)] = self.scalar(number)
            else:
                self.series[name, None, int(year)] = self.scalar(value)

    def read_claim(self, claim):
        terms, keys = [], OPERANDS.get(claim["measure"].value, ("of", "to"))
        for name, key in zip(("part", "base"), keys):
            node = claim.get(key)
            if isinstance(node, yaml.ScalarNode) and NUMBER.fullmatch(node.value):
                self.claims[claim["id"].value, name] = self.scalar(node)
            elif node:
                terms += self.terms_of(node)
        for number, term in enumerate(terms, 1):
            self.claims[claim["id"].value, str(number)] = term

    def terms_of(self, node):
        """The numbers inside sums."""
        if isinstance(node, yaml.MappingNode):
            inner = fields(node).get("sum")
            return self.terms_of(inner) if inner else []
        if isinstance(node, yaml.SequenceNode):
            return [term for one in node.value for term in self.terms_of(one)]
        return [self.scalar(node)] if NUMBER.fullmatch(node.value) else []


def fields(node):
    """{key: node} of a mapping; nothing of nothing"""
    return {key.value: value for key, value in node.value} if node else {}


def names(root):
    """Every way to write an institution or a group: its id."""
    ids = {}
    for kind in ("groups", "institutions"):
        for node in root[kind].value if kind in root else ():
            one = fields(node)
            name = one.get("name")
            known = [one["id"], one.get("short"), one.get("as_printed")]
            known += [text for _, text in name.value] if isinstance(name, yaml.MappingNode) else [name]
            ids.update({each.value: one["id"].value for each in known if each is not None})
    return ids


def number_in(place):
    """The number of a cell, without its marks: "S/. 63,900.00 ²" """
    found = NUMBER.search(place.text)
    return float(re.sub("[,'’]", "", found[0])) if found else None


def with_number(place, number):
    """The text of the cell with another number in the place of its own."""
    found = NUMBER.search(place.text)
    return place.text[: found.start()] + number + place.text[found.end() :]


def replaced(study, edits):
    """@param edits  pairs of a place and its new text"""
    for place, text in sorted(edits, key=lambda edit: -edit[0].start):
        study = study[: place.start] + text + study[place.end :]
    return study


class Heading:
    """What a study is called, in any language, and the codes that it declares."""

    def __init__(self, path):
        study = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        title = study["title"]
        self.title = list(title.values()) if isinstance(title, dict) else [title]
        self.codes = [str(code) for code in study.get("missing", {})]
