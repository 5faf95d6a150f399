"""The claims once more, with exact fractions: what each comes to, and how the printed figure stands to it."""

import re
from dataclasses import dataclass
from fractions import Fraction

import measures
import oracle

# What may stand behind a printed number, as a power of ten.
SCALES = {"": 0, "%": 0, "thousand": 3, "mil": 3, "million": 6, "millones": 6, "cents": -2, "céntimos": -2}
WHOSE = ("institution", "group", "region")


@dataclass
class Printed:
    value: Fraction
    unit: Fraction  # the worth of the last digit

    @property
    def digits_unit(self):
        """The same, where trailing zeros do not count as digits."""
        unit = self.unit
        while self.value and self.value % (unit * 10) == 0:
            unit *= 10
        return unit


def printed(text, study):
    sign, number, words = re.fullmatch(r"([-−+]?)\s*(?:S/\.?|[A-Z]{3})?\s*([\d.,']*\d)\s*(.*)", text).groups()
    _, _, decimals = number.partition(study.raw.get("numbers", {}).get("decimal", "."))
    scale = Fraction(10) ** SCALES[words]
    value = oracle.number(number, study.raw) * scale
    return Printed(-value if sign in "-−" and sign else value, scale / 10 ** len(decimals))


@dataclass
class Range:
    """What a value may be, and the one in the middle. The ends are (value, whether it is one of them)."""

    low: tuple
    middle: Fraction
    high: tuple

    def meets(self, low, high):
        return not (self.high[0] < low[0] or self.low[0] > high[0]
                    or self.high[0] == low[0] and not (self.high[1] and low[1])
                    or self.low[0] == high[0] and not (self.low[1] and high[1]))


def exactly(value):
    return None if value is None else Range((value, True), value, (value, True))


def around(number, half, up):
    """What is rounded, or cut off, to a number: half a digit below it and `up` above it, by magnitude."""
    if number < 0:
        one = around(-number, half, up)
        return Range((-one.high[0], one.high[1]), number, (-one.low[0], one.low[1]))
    if number == 0:
        return Range((-up, up == 0), number, (up, up == 0))
    return Range((number - half, True), number, (number + up, up == 0))


def add(a, b):
    if not a or not b:
        return None
    return Range((a.low[0] + b.low[0], a.low[1] and b.low[1]), a.middle + b.middle,
                 (a.high[0] + b.high[0], a.high[1] and b.high[1]))


def times(a, factor):
    """@param factor  not 0"""
    if not a:
        return None
    ends = [(end[0] * factor, end[1]) for end in (a.low, a.high)]
    return Range(*([ends[0], a.middle * factor, ends[1]] if factor > 0 else [ends[1], a.middle * factor, ends[0]]))


def less(a, b):
    return add(a, times(b, -1))


def over(a, b):
    if not a or not b or b.low[0] <= 0 <= b.high[0]:
        return None
    ends = [(x[0] / y[0], x[1] and y[1]) for x in (a.low, a.high) for y in (b.low, b.high)]
    low, high = min(end[0] for end in ends), max(end[0] for end in ends)
    return Range((low, (low, True) in ends), a.middle / b.middle, (high, (high, True) in ends))


# Operands


def written(text, study, rounded):
    """A number given with the claim."""
    value = oracle.number(text, study.raw)
    half = printed(text, study).unit / 2 if rounded else 0
    return around(value, half, half)


def figure(study, spec, year=None):
    """A stage in a year: of the headline, or of an institution, a group or a region."""
    year, stage = year or spec["year"], spec.get("stage", "allocated")
    if "institution" in spec:
        return study.amount(spec["institution"], year, stage)
    if "group" not in spec:
        return oracle.total(study, year, stage, spec.get("region"))
    members = next(group for group in study.raw["groups"] if group["id"] == spec["group"])["members"]
    in_it = [
        one["id"] for one in study.institutions
        if (one["id"] in members if isinstance(members, list) else one["level"] in members["level"])
    ]
    amounts = [study.amount(one, year, stage) for one in in_it]
    amounts = [amount for amount in amounts if amount is not None]
    return sum(amounts) if amounts else None


def cell(study, address):
    """A cell of a result table: of the two that the studies here point into."""
    table, *key, column = address.split("/")
    if table == "comparable":
        for row in measures.TABLES[table](study, measures.Options()):
            if [str(row[name]) for name in ("basis", "stage", "from", "to")] == key:
                return None if isinstance(row[column], measures.Missing) else Fraction(row[column])
        return None
    allocated, budget = oracle.total(study, key[0], "allocated"), study.budget.get(key[0])
    values = {"allocated": allocated, "general_budget": budget}
    if allocated is not None and budget:
        values["share_percent"] = allocated / budget * 100
    return values.get(column)


def operand(study, spec, rounded=False):
    if isinstance(spec, str):
        return exactly(cell(study, spec)) if "/" in spec else written(spec, study, rounded)
    if isinstance(spec, list) or "sum" in spec:
        parts = spec if isinstance(spec, list) else spec["sum"]
        total = exactly(Fraction(0))
        for part in parts:
            total = add(total, operand(study, part, rounded))
        return total
    if "general_budget" in spec:
        return exactly(study.budget.get(spec["general_budget"]))
    if "series" in spec:
        found = oracle.divisor(study, spec["series"], spec["year"], spec.get("region"))
        return written(series_text(study, spec), study, True) if rounded and found is not None else exactly(found)
    return exactly(figure(study, spec))


def series_text(study, spec):
    value = study.raw["series"][spec["series"]]["values"][spec["year"]]
    return value[spec["region"]] if isinstance(value, dict) else value


# Claims


def ends(study, claim, rounded):
    """(from, to) of a change: two operands, or a stage in two years."""
    if "stage" not in claim:
        return [operand(study, claim[key], rounded) for key in ("from", "to")]
    whose = {key: claim[key] for key in ("stage", *WHOSE) if key in claim}
    return [exactly(figure(study, whose, claim[key])) for key in ("from", "to")]


def value(study, claim):
    """What a claim comes to, percentages times 100."""
    measure, rounded = claim["measure"], claim.get("rounded") == "yes"
    if measure in ("difference", "change_percent"):
        base, to = ends(study, claim, rounded)
        return less(to, base) if measure == "difference" else times(less(over(to, base), exactly(Fraction(1))), 100)
    if measure == "comparable_change_percent":
        address = "/".join(("comparable", claim.get("basis", "institutions"), claim["stage"], claim["from"],
                            claim["to"], "continuing_change_percent"))
        return exactly(cell(study, address))
    if "of" not in claim:
        return exactly(named(study, claim))
    part = operand(study, claim["of"], rounded)
    if measure in ("value", "sum"):
        return part
    whole = operand(study, claim["to"], rounded)
    if measure == "percent":
        return times(over(part, whole), 100)
    return over(whole, part) if measure == "one_in" else over(part, whole)


def named(study, claim):
    """Measures that say themselves what they are made from."""
    whose = {key: claim[key] for key in WHOSE if key in claim}
    year = claim["year"]

    def amount(stage):
        return figure(study, whose | {"stage": stage}, year)

    if claim["measure"] == "total":
        return amount(claim["stage"])
    if claim["measure"] == "rate":
        parts, factor = (amount("implemented"), amount("allocated")), 100
    elif claim["measure"] == "share":
        parts, factor = (amount(claim.get("stage", "allocated")), study.budget.get(year)), 100
    else:
        people = oracle.divisor(study, claim["population"], year, claim.get("region"))
        parts, factor = (amount(claim["stage"]), people), 1
    return None if parts[0] is None or not parts[1] else parts[0] / parts[1] * factor


# Verdicts


def fits(found, wanted, unit, is_cut):
    """Whether some value comes out at the printed one: rounded half away from zero, or cut off."""
    stands_for = around(wanted, 0, unit) if is_cut else around(wanted, unit / 2, unit / 2)
    return found.meets(stands_for.low, stands_for.high)


def verdict(study, claim):
    """(verdict, value)"""
    found, figures = value(study, claim), printed(claim["printed"], study)
    if found is None:
        return "not-testable", None
    says, wanted, middle = claim.get("as", "equal"), figures.value, found.middle
    if says == "equal":
        if middle == wanted:
            return "exact", middle
        if fits(found, wanted, figures.unit, False):
            return "rounded", middle
        return "truncated" if fits(found, wanted, figures.unit, True) else "contradicted", middle
    (low, _), (high, reached) = found.low, found.high
    holds = {
        "at_least": high > wanted or high == wanted and reached,
        "more_than": high > wanted,
        "less_than": low < wanted,
        "at_most": low < wanted or low == wanted and found.low[1],
        "about": fits(found, wanted, figures.digits_unit, False),
    }
    return "holds" if holds[says] else "contradicted", middle


def of(study):
    """{id: (printed, verdict, value)}"""
    return {one["id"]: (one["printed"], *verdict(study, one)) for one in study.raw.get("claims", [])}
