"""The measures once more, from the study file, with exact fractions: an oracle that shares no code with veedor."""

import re
from dataclasses import dataclass, field
from fractions import Fraction

import yaml

STAGES = ("allocated", "modified", "implemented")


def number(text, study):
    """The exact number a printed cell stands for, or None for a code."""
    if text in study.get("missing", {}):
        return None
    style = study.get("numbers", {})
    grouping = style.get("grouping", [])
    plain = re.sub(r"^(S/\.?|[A-Z]{3})\s*", "", text.strip())
    for mark in [grouping] if isinstance(grouping, str) else grouping:
        plain = plain.replace(mark, "")
    return Fraction(plain.replace(style.get("decimal", "."), "."))


@dataclass
class Study:
    raw: dict
    cells: dict = field(default_factory=dict)  # (institution, year, stage): number or None for a code
    codes: dict = field(default_factory=dict)  # the same keys: the code
    totals: dict = field(default_factory=dict)  # (year, stage)
    budget: dict = field(default_factory=dict)  # year

    def in_scope(self, one):
        return one["id"] not in self.raw.get("scope", {}).get("headline", {}).get("except", [])


def load(path):
    with open(path, encoding="utf-8") as file:
        study = Study(yaml.load(file, Loader=yaml.BaseLoader))
    raw = study.raw
    names = {}
    for one in raw["institutions"]:
        name = one.get("name")
        labels = list(name.values()) if isinstance(name, dict) else [name]
        labels += [one["id"], one.get("short"), one.get("as_printed")]
        names |= {label: one["id"] for label in labels if label}
    stages = {name: stage["is"] for name, stage in raw.get("stages", {}).items()} | {s: s for s in STAGES}
    for table in raw["tables"]:
        rows = table["rows"]
        if isinstance(rows, str):
            rows = [[cell.strip() for cell in line.split("\t")] for line in rows.splitlines() if line.strip()]
        for row in rows:
            read_row(study, table, row, names, stages)
    return study


def read_row(study, table, row, names, stages):
    cells = dict(zip(table["columns"], row))
    institution = names.get(cells.get("institution"))
    if "institution" in cells and institution is None:
        return  # a group or a total
    for column, cell in cells.items():
        kind, _, year = column.partition(" ")
        year = year or cells.get("year")
        if kind != "general_budget" and kind not in stages:
            continue
        if isinstance(cell, dict):
            cell = cell.get("read") or cell.get("about")
        for mark in table.get("footnotes", {}):
            cell = cell.removesuffix(mark).strip()
        value = number(cell, study.raw)
        if kind == "general_budget":
            study.budget[year] = value
        elif institution:
            study.cells[institution, year, stages[kind]] = value
            study.codes[institution, year, stages[kind]] = cell
        else:
            study.totals[year, stages[kind]] = value


def members(study, region=None):
    return [
        one for one in study.raw["institutions"]
        if (one.get("region") == region if region else study.in_scope(one))
    ]


def total(study, year, stage, region=None):
    if not any(y == year and s == stage for _, y, s in study.cells):
        return None if region else study.totals.get((year, stage))
    amounts = [study.cells.get((one["id"], year, stage)) for one in members(study, region)]
    amounts = [amount for amount in amounts if amount is not None]
    return sum(amounts) if amounts else None


def matched_rate(study, year, by_row):
    """Implemented over allocated where both are reported; a group that is printed counts as one row."""
    rows = {}
    printed = {row.strip().split("\t")[0] for t in study.raw["tables"] if isinstance(t["rows"], str)
               for row in t["rows"].splitlines()}
    for one in members(study):
        key = one["id"]
        for group in study.raw.get("groups", []) if by_row else []:
            if group["as_printed"] in printed and one["level"] in group["members"]["level"]:
                key = group["id"]
        for stage in ("allocated", "implemented"):
            amount = study.cells.get((one["id"], year, stage))
            if amount is not None:
                row = rows.setdefault(key, {})
                row[stage] = row.get(stage, 0) + amount
    both = [row for row in rows.values() if len(row) == 2]
    if not both:
        return None
    return sum(row["implemented"] for row in both) / sum(row["allocated"] for row in both)


def price_index(study, year):
    """Base year 100; None where the chain has a gap."""
    for series in study.raw["series"].values():
        if "annual_percent" not in series:
            continue
        changes = {int(y): Fraction(change) for y, change in series["annual_percent"].items()}
        base, index = int(series["base"]), Fraction(100)
        for y in range(base + 1, int(year) + 1):
            if y not in changes:
                return None
            index *= 1 + changes[y] / 100
        for y in range(int(year) + 1, base + 1):
            if y not in changes:
                return None
            index /= 1 + changes[y] / 100
        return index
    return None


def divisor(study, series, year, region):
    raw = study.raw["series"][series]
    if "undated" in raw and year in raw.get("use_for", {}).get("years", []):
        values = raw["undated"]
    else:
        values = raw.get("values", {}).get(year)
    if isinstance(values, dict):
        values = values.get(region)
    return None if values is None else Fraction(values)


def coverage(study, year, stage):
    codes = [study.codes.get((one["id"], year, stage)) for one in members(study)]
    means = [study.raw.get("missing", {}).get(code, {}).get("means") for code in codes]
    amounts = sum(study.cells.get((one["id"], year, stage)) is not None for one in members(study))
    expected = len(codes) - means.count("not_applicable") - means.count("out_of_scope")
    return amounts, amounts + means.count("no_budget_line"), expected
