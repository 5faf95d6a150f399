"""A study made up, with claims of every kind that come out, nearly come out, and do not."""

import math
import random
from fractions import Fraction

import claims
import oracle

MADE = """veedor: 1
title: made
currency: PEN
numbers: {decimal: ".", grouping: ","}
missing: {SD: {means: not_published}, NB: {means: no_budget_line}}
years: {2014: {phase: enacted}, 2015: {phase: enacted}, 2016: {phase: enacted}, 2017: {phase: enacted}}
regions: {"01": Alto, "02": Bajo, "03": Costa}
institutions:
  - {id: a, level: national}
  - {id: b, level: national}
  - {id: c, level: regional, region: "01"}
  - {id: d, level: regional, region: "02"}
  - {id: e, level: local, region: "01"}
  - {id: f, level: local, region: "01"}
groups:
  - {id: named, name: Named, members: [a, c]}
  - {id: below, name: Below, members: {level: [regional, local]}}
scope: {headline: {except: [f], because: it was asked later}}
tables:
  - id: years
    columns: [year, general_budget]
    rows: [[2014, "90,000,000.00"], [2015, "100,000,000.00"], [2016, "128,000,000.00"], [2017, SD]]
  - id: figures
    columns: [institution, allocated 2014, implemented 2014, allocated 2015, implemented 2015,
              allocated 2016, implemented 2016, allocated 2017, implemented 2017]
    rows: |
      a | 250,000.00 | 240,000.50 | 250,000.00 | 125,000.25 | 1,000,000.00 | 999,999.99 | 10.00 | 0.05
      b | 33,333.33 | SD | 66,666.66 | 1.00 | NB | NB | 66,666.67 | SD
      c | SD | SD | 800.00 | 100.00 | 801.00 | SD | 0.00 | 0.00
      d | NB | NB | NB | NB | 12,345.67 | 1,234.57 | SD | SD
      e | 5,000.00 | 5,000.00 | SD | 7.77 | 45,000.00 | 40.00 | 1.00 | 3.00
      f | 64.00 | 1.00 | 128.00 | 2.00 | 256.00 | 3.00 | SD | 4.00
series:
  people: {unit: persons, values: {2014: 8000, 2015: 8001, 2017: 12003}}
  people-by-region:
    unit: persons
    by: region
    values: {2014: {"01": 64, "02": 3}, 2015: {"01": 65, "02": 7}, 2016: {"01": 100, "02": 9, "03": 1}}
claims:
"""
PERCENTS = ("percent", "change_percent", "rate", "share", "comparable_change_percent")
YEARS = ("2014", "2015", "2016", "2017")
NUMBERS = ("1", "3", "7", "8", "16", "64", "92", "125", "299", "500.5", "0.25", "1,600", "-12", "0.024", "0")


def made_operand(maker, plain):
    """An operand; a number alone where the claim is rounded."""
    year = maker.choice(YEARS)
    kinds = [
        lambda: maker.choice(NUMBERS),
        lambda: [maker.choice(NUMBERS) for _ in range(maker.randint(1, 3))],
        lambda: {"sum": [maker.choice(NUMBERS) for _ in range(maker.randint(1, 3))]},
        lambda: {"stage": maker.choice(("allocated", "implemented")), "year": year} | made_whose(maker),
        lambda: {"general_budget": year},
        lambda: {"series": "people", "year": year},
        lambda: {"series": "people-by-region", "year": year, "region": maker.choice(("01", "02", "03"))},
        lambda: [made_operand(maker, True), {"stage": "allocated", "year": year}],
        lambda: f"general-budget/{year}/{maker.choice(('allocated', 'general_budget'))}",
    ]
    return maker.choice(kinds[:3] if plain else kinds)()


def made_whose(maker):
    kinds = ({}, {"institution": maker.choice("abcdef")}, {"group": maker.choice(("named", "below"))},
             {"region": maker.choice(("01", "02", "03"))})
    return maker.choice(kinds)


def made_claim(maker):
    measure = maker.choice(("value", "sum", "difference", "percent", "ratio", "one_in", "change_percent", "total",
                            "rate", "share", "per_capita", "comparable_change_percent"))
    claim, year, stage = {"measure": measure}, maker.choice(YEARS), maker.choice(("allocated", "implemented"))
    if measure in ("total", "rate", "share", "per_capita"):
        claim |= {"year": year} | made_whose(maker)
        if measure in ("total", "per_capita") or measure == "share" and maker.random() < 0.3:
            claim["stage"] = stage
        if measure == "per_capita":
            claim["population"] = "people-by-region" if "region" in claim else "people"
        return claim
    if measure == "comparable_change_percent":
        start = maker.randint(0, 2)
        basis = maker.choice(({}, {"basis": "institutions"}, {"basis": "rows"}))
        return claim | {"stage": stage, "from": YEARS[start], "to": YEARS[start + 1]} | basis
    if measure in ("difference", "change_percent") and maker.random() < 0.4:
        return claim | {"stage": stage, "from": year, "to": maker.choice(YEARS)} | made_whose(maker)
    plain = maker.random() < 0.4
    if plain and maker.random() < 0.5:
        claim["rounded"] = "yes"
    if measure == "sum":
        return claim | {"of": [made_operand(maker, plain) for _ in range(maker.randint(1, 4))]}
    if measure == "value" and maker.random() < 0.2:
        return {"measure": measure, "of": f"general-budget/{year}/share_percent"}
    first = "from" if measure in ("difference", "change_percent") else "of"
    claim[first] = made_operand(maker, plain)
    return claim if measure == "value" else claim | {"to": made_operand(maker, plain)}


def cut(number, unit):
    return math.trunc(number / unit) * unit


def rounded_to(number, unit):
    """Half away from zero."""
    size = math.floor(abs(number) / unit + Fraction(1, 2)) * unit
    return -size if number < 0 else size


def made_figure(maker, number, percent, about):
    """A figure as printed that is about a number: rounded, cut off, beside it, or with the other sign."""
    unit = Fraction(1, 10 ** maker.choice((0, 0, 1, 2, 2, 3)))
    while about and abs(number) / unit >= 100:
        unit *= 10
    near = maker.choice((rounded_to, rounded_to, cut))(number, unit)
    near += maker.choice((0, 0, 0, 0, unit, -unit))
    near = -near if maker.random() < 0.05 else near
    places = max(0, len(str(unit.denominator)) - 1)
    mark = "," if maker.random() < 0.5 else ""
    text = f"{float(abs(near)):{mark}.{places}f}"
    scale = maker.choice(("", "", "", " cents")) if places >= 2 and not percent else ""
    if scale:
        text = f"{float(abs(near) * 100):{mark}.{places - 2}f}{scale}"
    return ("-" if near < 0 else "") + text + ("%" if percent else "")


def flow(thing):
    """A YAML flow collection."""
    if isinstance(thing, dict):
        return "{" + ", ".join(f"{key}: {flow(one)}" for key, one in thing.items()) + "}"
    return "[" + ", ".join(map(flow, thing)) + "]" if isinstance(thing, list) else f'"{thing}"'


def made(path, count=3000):
    """Write such a study. The same at every run."""
    path.write_text(MADE + "  []\n", encoding="utf-8")
    study, maker, lines = oracle.load(path), random.Random(7), []
    for number in range(count):
        claim = made_claim(maker)
        found = claims.value(study, claim)
        if maker.random() < 0.3 and "rounded" not in claim:
            claim["as"] = maker.choice(("at_least", "more_than", "about", "less_than", "at_most", "equal"))
        about = claim.get("as") == "about"
        percent = claim["measure"] in PERCENTS or str(claim.get("of")).endswith("percent")
        claim["printed"] = made_figure(maker, found.middle if found else Fraction(1), percent, about)
        lines.append("  - " + flow({"id": f"c{number}"} | claim))
    path.write_text(MADE + "\n".join(lines) + "\n", encoding="utf-8")
    oracle.load.cache_clear()
    return path
