"""Made-up reports in which every printed figure is right: the same seed gives the same report.

A report is a set of cells, each at its address as veedor names it (`main/i003/rate 2016`): amounts, and figures
that are made from other cells. `evaluate` computes them in exact fractions, `write` lays the report out as a study.
"""

from dataclasses import dataclass, field
from fractions import Fraction

LAST_YEAR = 2024
CODES = {"SD": "not_published", "-": "not_reported", "SPE": "no_budget_line"}
STYLES = ((".", ","), (".", ","), (".", ","), (",", "."), (",", "."), (",", " "), (".", "'"), (".", ""))


@dataclass
class Cell:
    """An amount in minor units, or None for a code; or a figure made of the cells at `parts`."""

    at: str
    who: str  # institution, group, "total", or the year's number in a table by year
    what: str  # allocated, modified, implemented, general_budget, population; of a figure: rate, share…
    year: int = 0
    form: str = "amount"  # amount, sum, ratio, percent, difference, change
    parts: tuple = ()
    amount: int = None
    code: str = "-"
    decimals: int = 0

    @property
    def is_money(self):
        return self.form in ("amount", "sum", "difference")


@dataclass
class Table:
    id: str
    columns: list
    rows: list = field(default_factory=list)  # label, then addresses and codes


def nearest(value, decimals):
    """Rounded half away from zero. @return the digits, as a whole number"""
    scaled = abs(value) * 10**decimals
    digits = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return -digits if value < 0 else digits


def cut_off(value, decimals):
    scaled = abs(value) * 10**decimals
    digits = scaled.numerator // scaled.denominator
    return -digits if value < 0 else digits


class Report:
    def __init__(self, rng, wants=""):
        """@param wants  the kind of error to be planted: what it needs is there"""
        self.rng = rng
        self.wants = wants
        self.cells, self.tables, self.members, self.populations = {}, [], [], []
        self.decimal, self.grouping = rng.choice(STYLES)
        self.currency, self.scale = rng.choice((("PEN", 2), ("PEN", 2), ("CRC", 2), ("CLP", 0)))
        self.shown = self.scale if rng.random() < 0.6 else 0  # decimals that amounts are printed with
        self.total = rng.choice(("TOTAL", "Total", "TOTAL", "Total general"))
        self.sign = "S/ " if self.currency == "PEN" and rng.random() < 0.1 else ""
        self.percent = rng.choices(("%", " %", ""), (8, 1, 1))[0]
        self.places = {name: rng.choice(choices) for name, choices in (
            ("rate", (0, 1, 1, 2, 2, 2, 3, 4)), ("share", (1, 2, 2, 3, 4)), ("year share", (2, 3, 4, 4)),
            ("per_capita", (0, 1, 2, 2, 3, 4)), ("change", (0, 1, 2, 2, 3)))}
        self.choose_institutions()
        self.choose_amounts()
        self.lay_out()

    # What the report is about.

    def choose_institutions(self):
        rng = self.rng
        count = rng.randint(100, 300) if rng.random() < 0.03 else rng.randint(4, 40)
        length = rng.choice((2, 2, 3, 3, 4))
        last = rng.randint(2012, LAST_YEAR)
        self.years = list(range(last - length + 1, last + 1))
        self.institutions = [f"i{i:03}" for i in range(count)]
        self.labels = {name: f"Institution {name[1:]}" for name in self.institutions}
        if count >= 6 and rng.random() < 0.3:
            self.members = self.institutions[-rng.randint(2, count // 2) :]
            self.labels["others"] = "Other institutions"
        self.missing = rng.choice((0, 0, 0.05, 0.15, 0.3))
        self.stages = ["allocated", "implemented"]
        draw = rng.random()
        if draw < 0.15:
            self.stages.insert(1, "modified")
        elif draw < 0.3 and self.wants != "other-stage":
            self.stages.pop()

    def choose_amounts(self):
        """What each institution has of each stage and year, in minor units."""
        rng = self.rng
        spread, rounded = rng.uniform(0.5, 2.5), rng.choice((0, 0, 0, 0.3, 0.9))
        self.size = {name: rng.lognormvariate(13, spread) for name in self.institutions}
        self.amounts = {}
        for name in self.institutions:
            for i, year in enumerate(self.years):
                grown = self.size[name] * 1.05**i * rng.lognormvariate(0, 0.25)
                for stage in self.stages:
                    part = {"allocated": 1, "modified": rng.uniform(0.8, 1.5)}.get(stage, rng.uniform(0.2, 1.05))
                    unit = 1000 if rng.random() < rounded and grown * part > 2000 else 1
                    whole = int(grown * part / unit) * unit * 10**self.scale
                    cents = rng.randrange(100) if self.shown and unit == 1 and rng.random() < 0.5 else 0
                    given = rng.random() >= self.missing
                    zero = rng.random() < 0.005
                    self.amounts[name, stage, year] = (0 if zero else whole + cents) if given else None

    # How it is printed.

    def lay_out(self):
        rng = self.rng
        self.has_change = self.wants == "sign" or rng.random() < 0.3
        self.has_share = rng.random() < 0.3
        self.has_per_capita = rng.random() < 0.25
        self.everywhere = rng.random() < 0.3  # or in the table by year alone
        self.relative = rng.random() < 0.7  # changes in percent, if those carry a sign
        if not self.percent:
            self.relative = False
        if self.has_per_capita:
            people = int(rng.lognormvariate(16, 1))
            self.populations = [[int(people * factor * 1.01**i) for i in range(len(self.years))]
                                for factor in (1, 1.021)[: rng.choice((1, 1, 2))]]
            for k, numbers in enumerate(self.populations):
                for year, number in zip(self.years, numbers):
                    self.add(f"people-{k}/{year}", str(year), "population", year, amount=number)
        layout = rng.choices(("wide", "year", "stage", "long"), (6, 2, 2, 1))[0]
        if self.wants in ("other-year", "sign"):
            layout = "wide"
        getattr(self, f"lay_out_{layout}")()
        if self.wants != "other-year" and rng.random() < 0.2:
            return
        self.by_year()

    def lay_out_wide(self):
        columns = []
        for year in self.years:
            columns += self.columns_of_year(year)
        self.printed_by_institution("main", columns)

    def lay_out_year(self):
        for year in self.years:
            self.printed_by_institution(f"main-{year}", self.columns_of_year(year))

    def lay_out_stage(self):
        share = [("share", self.years[-1])] if self.has_share else []
        for stage in self.stages:
            columns = [(stage, year) for year in self.years] + share + [("total", 0)]
            self.printed_by_institution(f"main-{stage}", columns)

    def columns_of_year(self, year):
        columns = []
        for stage in self.stages:
            columns.append((stage, year))
            if stage == "allocated" and self.has_share:
                columns.append(("share", year))
            if stage == "allocated" and self.has_change and year != self.years[0]:
                columns.append(("change", year))
        if self.stages[-1] == "implemented":
            columns.append(("rate", year))
        if self.has_per_capita and self.everywhere:
            columns.append(("per_capita", year))
        return columns

    def printed_by_institution(self, name, columns):
        """A table, and a second one with the members of the group that the first prints as one row."""
        headings = ["institution"] + [f"{what} {year}" if year else what for what, year in columns]
        if self.members:
            self.fill(Table(f"{name}-others", headings), columns, self.members)
        rows = [one for one in self.institutions if one not in self.members]
        self.fill(Table(name, headings), columns, rows + ["others"] if self.members else rows)

    def fill(self, table, columns, rows):
        everyone = [*rows, "total"]
        for what, year in columns:
            if what in self.stages:
                for who in everyone:
                    self.stage_cell(table, who, what, year, rows)
        for who in everyone:
            left = []
            for what, year in columns:
                at = f"{table.id}/{who}/{what} {year}" if year else f"{table.id}/{who}/{what}"
                if what in self.stages:
                    left.append((what, year, at))
                else:
                    self.arithmetic(table, who, what, year, at, left)
            label = self.labels.get(who, self.total)
            table.rows.append([label] + [f"{table.id}/{who}/{heading}" for heading in table.columns[1:]])
        self.tables.append(table)

    def stage_cell(self, table, who, stage, year, rows):
        at = f"{table.id}/{who}/{stage} {year}"
        if who == "total":
            parts = [f"{table.id}/{one}/{stage} {year}" for one in rows]
        elif who == "others":
            parts = [f"{table.id}-others/{one}/{stage} {year}" for one in self.members]
        else:
            self.add(at, who, stage, year, amount=self.amounts[who, stage, year])
            return
        self.add(at, who, stage, year, "sum", parts)

    def arithmetic(self, table, who, what, year, at, left):
        stage, of, beside = left[-1]
        if what == "rate":
            parts = [f"{table.id}/{who}/{one} {year}" for one in ("implemented", "allocated")]
            self.add(at, who, what, year, "percent", parts)
        elif what == "share":
            self.add(at, who, what, of, "percent", [beside, f"{table.id}/total/{stage} {of}"])
        elif what == "per_capita":
            self.add(at, who, what, year, "ratio", [beside, f"people-0/{year}"])
        elif what == "total":
            self.add(at, who, what, 0, "sum", [part for _, _, part in left])
        elif what == "change":
            before = f"{table.id}/{who}/{stage} {of - 1}"
            if before in self.cells:
                self.add(at, who, what, year, "change" if self.relative else "difference", [beside, before])
            else:
                self.add(at, who, what, year)

    def lay_out_long(self):
        """A row per institution and year; nothing but rates beside the amounts."""
        headings = [*self.stages, *(["rate"] if self.stages[-1] == "implemented" else [])]
        table = Table("main", ["institution", "year", *headings])
        self.members, self.has_change, self.has_share = [], False, False
        self.labels.pop("others", None)
        for who in [*self.institutions, "total"]:
            for year in self.years:
                row = f"main/{who}/{year}"
                for stage in self.stages:
                    if who == "total":
                        parts = [f"main/{one}/{year}/{stage}" for one in self.institutions]
                        self.add(f"{row}/{stage}", who, stage, year, "sum", parts)
                    else:
                        self.add(f"{row}/{stage}", who, stage, year, amount=self.amounts[who, stage, year])
                if "rate" in headings:
                    parts = [f"{row}/implemented", f"{row}/allocated"]
                    self.add(f"{row}/rate", who, "rate", year, "percent", parts)
                cells = [f"{row}/{heading}" for heading in headings]
                table.rows.append([self.labels.get(who, self.total), str(year), *cells])
        self.tables.append(table)

    def by_year(self):
        columns = ["general_budget", "allocated", "share"]
        columns += ["change"] if self.has_change else []
        columns += ["per_capita"] if self.has_per_capita else []
        columns += ["implemented", "rate"] if self.stages[-1] == "implemented" and self.rng.random() < 0.5 else []
        table = Table("by-year", ["year", *columns])
        whole = sum(self.size.values()) * self.rng.uniform(500, 20000)
        of_stage = {(cell.who, cell.what, cell.year): cell.at for cell in list(self.cells.values())
                    if cell.form == "amount"}
        for i, year in enumerate(self.years):
            row = f"by-year/{year}"
            self.add(f"{row}/general_budget", str(year), "general_budget", year,
                     amount=int(whole * 1.06**i) * 10**self.scale)
            for stage in self.stages:
                if stage in columns:
                    parts = [of_stage[one, stage, year] for one in self.institutions]
                    self.add(f"{row}/{stage}", str(year), stage, year, "sum", parts)
            for what, form, parts in (
                ("share", "percent", (f"{row}/allocated", f"{row}/general_budget")),
                ("change", "change" if self.relative else "difference",
                 (f"{row}/allocated", f"by-year/{year - 1}/allocated")),
                ("per_capita", "ratio", (f"{row}/allocated", f"people-0/{year}")),
                ("rate", "percent", (f"{row}/implemented", f"{row}/allocated")),
            ):
                if what in columns:
                    known = all(part in self.cells for part in parts)
                    self.add(f"{row}/{what}", str(year), what, year, form if known else "amount", parts)
            table.rows.append([str(year)] + [f"{row}/{what}" for what in columns])
        if self.rng.random() < 0.15:
            parts = [f"by-year/{year}/allocated" for year in self.years]
            self.add("by-year/total/allocated", "total", "total", 0, "sum", parts)
            cells = ("by-year/total/allocated" if what == "allocated" else "-" for what in columns)
            table.rows.append([self.total, *cells])
        self.tables.append(table)

    def add(self, at, who, what, year, form="amount", parts=(), amount=None):
        decimals = self.places.get("year share" if at.startswith("by-year") and what == "share" else what, 0)
        if form in ("sum", "difference") or what in (*self.stages, "general_budget", "total"):
            decimals = self.shown
        code = self.rng.choice(list(CODES)) if form == "amount" and amount is None and what in self.stages else "-"
        self.cells[at] = Cell(at, who, what, year, form, tuple(parts), amount, code, decimals)

    # What is computed and written.

    def exact(self, cell, values):
        """The exact value of a figure, in whole units or percent; None if an amount is missing."""
        if cell.form == "amount":
            if cell.amount is None or cell.what == "population":
                return cell.amount
            return Fraction(cell.amount, 10**self.scale)
        operands = [values[part] for part in cell.parts]
        if cell.form == "sum":
            given = [operand for operand in operands if operand is not None]
            return sum(given) if given else None
        if None in operands:
            return None
        part, base = operands
        if cell.form == "difference":
            return part - base
        if base == 0:
            return None
        ratio = Fraction(part) / base
        return {"ratio": ratio, "percent": 100 * ratio, "change": 100 * (ratio - 1)}[cell.form]

    def evaluate(self, planted=None):
        """The exact value of each cell. @param planted  an error that others were computed from, if it is"""
        values = {}
        for at, cell in self.cells.items():
            values[at] = self.exact(cell, values)
            if planted and planted.follows and at == planted.at:
                values[at] = Fraction(planted.digits, 10**planted.decimals)
        return values

    def text(self, digits, decimals, money, percent):
        whole, rest = divmod(abs(digits), 10**decimals)
        shown = f"{whole:,}".replace(",", self.grouping)
        shown += f"{self.decimal}{rest:0{decimals}}" if decimals else ""
        return ("-" if digits < 0 else "") + (self.sign if money else "") + shown + (self.percent if percent else "")

    def printed(self, cell, values, planted=None):
        value, decimals = values[cell.at], cell.decimals
        percent = cell.form in ("percent", "change")
        if planted and cell.at == planted.at:
            return self.text(planted.digits, planted.decimals, cell.is_money, percent)
        if value is None:
            return cell.code
        return self.text(nearest(Fraction(value), decimals), decimals, cell.is_money, percent)

    def write(self, path, planted=None):
        values = self.evaluate(planted)
        lines = [*self.head()]
        for table in self.tables:
            label = "" if self.total.lower() == "total" else f"    total_label: {self.total}\n"
            lines.append(f"  - id: {table.id}\n{label}    columns: [{', '.join(table.columns)}]\n    rows: |")
            for row in table.rows:
                lines.append("      " + " | ".join(
                    self.printed(self.cells[cell], values, planted) if cell in self.cells else cell for cell in row))
        if self.populations:
            lines.append("series:")
        for i, numbers in enumerate(self.populations):
            listed = ", ".join(f"{year}: {number}" for year, number in zip(self.years, numbers))
            lines.append(f"  people-{i}: {{unit: persons, values: {{{listed}}}}}")
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def head(self):
        grouping = f', grouping: ["{self.grouping}"]' if self.grouping else ""
        yield f"veedor: 1\ntitle: Made up\ncurrency: {self.currency}"
        yield f'numbers: {{decimal: "{self.decimal}"{grouping}}}\nmissing:'
        yield from (f'  "{code}": {{means: {means}}}' for code, means in CODES.items())
        yield "years:"
        yield from (f"  {year}: {{phase: enacted}}" for year in self.years)
        yield "institutions:"
        for name in self.institutions:
            level = "local" if name in self.members else "national"
            yield f"  - {{id: {name}, as_printed: {self.labels[name]}, level: {level}}}"
        if self.members:
            yield f"groups:\n  - {{id: others, as_printed: Other institutions, members: [{', '.join(self.members)}]}}"
        yield "tables:"

    def figures(self):
        """The addresses of printed arithmetic that has a value."""
        values = self.evaluate()
        return [at for at, cell in self.cells.items() if cell.form != "amount" and values[at] is not None]
