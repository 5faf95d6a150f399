"""By brute force: every single cause that would print the digits of a wrong figure of a report."""

from collections import defaultdict
from fractions import Fraction

from audit_reports import cut_off, nearest

MONEY = ("amount", "sum")
SHIFTS = (-6, -3, -2, -1, 1, 2, 3, 6)


def swaps(text):
    for i in range(len(text) - 1):
        if text[i] != text[i + 1] and (i or text[1] != "0"):
            yield text[:i] + text[i + 1] + text[i] + text[i + 2 :]


def drops(text):
    for i in range(len(text)):
        short = text[:i] + text[i + 1 :]
        if short and (short[0] != "0" or short == "0"):
            yield short


def slips_of_the_hand(right, wrong):
    """How the wrong digits could come of the right ones, as typing errors."""
    if (right < 0) != (wrong < 0):
        return
    one, other = str(abs(right)), str(abs(wrong))
    if other in swaps(one):
        yield "swapped-digits"
    if other in drops(one):
        yield "dropped-digit"
    if one in drops(other):
        yield "extra-digit"
    if len(one) == len(other) and sum(a != b for a, b in zip(one, other)) == 1:
        yield "other-digit"


class Rivals:
    """Every single cause that a wrong figure of a report could have."""

    def __init__(self, report):
        self.report = report
        self.values = report.evaluate()
        self.made_from = defaultdict(list)
        for cell in report.cells.values():
            for part in cell.parts:
                self.made_from[part].append(cell)
        self.groups = {(cell.what, cell.year): at for at, cell in report.cells.items() if cell.who == "others"}

    def rows(self, cell):
        """The amounts a total is made of; beside a group its members, beside institutions their group."""
        cells, found = self.report.cells, {}
        for at in cell.parts:
            found[at] = self.values[at]
            for member in cells[at].parts if cells[at].who == "others" else ():
                if self.values[member] != self.values[at]:
                    found[member] = self.values[member]
        group = self.groups.get((cell.what, cell.year))
        if group and group not in found and cell.who not in ("others", "total"):
            found[group] = self.values[group]
        return {at: value for at, value in found.items() if value}

    def of_sum(self, cell, digits, decimals):
        exact = self.values[cell.at]
        for at, value in self.rows(cell).items():
            if nearest(exact - value, decimals) == digits:
                yield ("left-out", at)
            if nearest(exact + value, decimals) == digits:
                yield ("double-counted", at)
        table = cell.at.split("/")[0]
        for at, other in self.report.cells.items():
            alike = (other.who == cell.who or table == "by-year") and at.split("/")[0] == table
            if alike and other.is_money and at != cell.at and self.fits(self.values[at], digits, decimals):
                yield ("other-column", (other.what, other.year))
        yield from self.of_any(exact, digits, decimals)

    def pairs(self, cell, digits, decimals):
        """Two rows left out, or counted twice, that make the difference to the last digit."""
        exact, wrong = self.values[cell.at], Fraction(digits, 10**decimals)
        gap, seen = abs(exact - wrong), {}
        for at, value in self.rows(cell).items():
            for other in seen.get(gap - value, ()):
                yield ("left-out" if wrong < exact else "double-counted", tuple(sorted((at, other))))
            seen.setdefault(value, []).append(at)

    def of_ratio(self, cell, digits, decimals):
        part, base = (self.values[at] for at in cell.parts)
        low, high = ((2 * digits + step) / (2 * 10**decimals) for step in (-1, 1))
        for at, other in self.report.cells.items():
            value = self.values[at]
            if other.form not in MONEY or not value:
                continue
            for which, operands in (("other-base", (part, value)), ("other-part", (value, base))):
                if value == (base if which == "other-base" else part) or not operands[1]:
                    continue
                # The division is exact only where a rough one comes near.
                rough = self.rough(cell, operands)
                margin = 1e-9 * (abs(rough) + 1000)
                near = low - margin <= rough <= high + margin
                if near and self.fits(self.computed(cell, operands), digits, decimals):
                    yield (which, value)
        if part and base and cell.form in ("ratio", "percent"):
            if self.fits(self.computed(cell, (base, part)), digits, decimals):
                yield ("inverted",)
        exact = self.values[cell.at]
        if cell.form == "percent" and self.fits(100 - exact, digits, decimals):
            yield ("complement",)
        table = cell.at.split("/")[0]
        for at, other in self.report.cells.items():
            same = (other.who == cell.who or table == "by-year") and other.what == cell.what
            if same and at.split("/")[0] == table and at != cell.at and self.fits(self.values[at], digits, decimals):
                yield ("other-column", (other.what, other.year))
        if cut_off(exact, decimals) == digits:
            yield ("truncated",)
        yield from self.of_any(exact, digits, decimals)

    def of_any(self, exact, digits, decimals):
        for shift in SHIFTS:
            if self.fits(exact * Fraction(10) ** shift, digits, decimals):
                yield ("shift", shift)
        if self.fits(-exact, digits, decimals):
            yield ("sign",)
        for slip in slips_of_the_hand(nearest(exact, decimals), digits):
            yield (slip,)

    @staticmethod
    def fits(value, digits, decimals):
        return value is not None and nearest(Fraction(value), decimals) == digits

    @staticmethod
    def computed(cell, operands):
        if cell.form == "difference":
            return operands[0] - operands[1]
        ratio = Fraction(operands[0]) / operands[1]
        return {"ratio": ratio, "percent": 100 * ratio, "change": 100 * (ratio - 1)}[cell.form]

    @staticmethod
    def rough(cell, operands):
        if cell.form == "difference":
            return float(operands[0] - operands[1])
        ratio = float(operands[0]) / float(operands[1])
        return {"ratio": ratio, "percent": 100 * ratio, "change": 100 * (ratio - 1)}[cell.form]

    def only(self, plant):
        """Whether no other cause, as simple as the planted one, gives the digits that are printed."""
        cell = self.report.cells[plant.at]
        if plant.kind == "truncation":
            return True
        if plant.kind == "misprinted-row":
            return self.only_row(cell, plant)
        alone = self.of_sum if cell.form == "sum" else self.of_ratio
        others = set(alone(cell, plant.digits, plant.decimals)) - {plant.key}
        if cell.form == "sum":
            gap = self.values[cell.at] - Fraction(plant.digits, 10**plant.decimals)
            others.update(self.misprints(cell, gap))
        if plant.kind == "two-rows-left-out":
            others |= set(self.pairs(cell, plant.digits, plant.decimals)) - {plant.key}
        return not others

    def only_row(self, cell, plant):
        """The same of a row with a slip of the hand: another figure speaks against it, or nothing else fits."""
        total, wrong = self.report.cells[plant.seen_at], Fraction(plant.digits, 10**plant.decimals)
        if self.is_vouched_for(cell.at, wrong, total):
            return True
        right = dict(self.values)
        gap = wrong - right[cell.at]
        self.values[cell.at] += gap
        self.values[total.at] += gap
        printed = nearest(right[total.at], total.decimals)
        others = {*self.of_sum(total, printed, total.decimals), *self.misprints(total, gap)} - {("misprint", cell.at)}
        self.values = right
        return not others

    def misprints(self, total, gap):
        """Rows of a total that would mend it, were they a slip of the hand, and that no other figure vouches for."""
        for at in total.parts:
            if not self.values[at] or self.values[at] <= gap:
                continue
            mended = self.values[at] - gap
            slips = set(slips_of_the_hand(nearest(mended, 2), nearest(self.values[at], 2))) - {"other-digit"}
            if slips and not self.is_vouched_for(at, mended, total):
                yield ("misprint", at)

    def is_vouched_for(self, at, otherwise, total):
        """Whether a figure beside the total would be printed otherwise if an amount were another."""
        right = self.values[at]
        for cell in self.made_from[at]:
            if cell is total or self.values[cell.at] is None:
                continue
            printed = nearest(Fraction(self.values[cell.at]), cell.decimals)
            self.values[at] = otherwise
            other = self.report.exact(cell, self.values)
            self.values[at] = right
            if other is None or nearest(Fraction(other), cell.decimals) != printed:
                return True
        return False
