"""One error of a known kind put into a report."""

from dataclasses import dataclass
from fractions import Fraction

from audit_reports import cut_off, nearest
from audit_rivals import MONEY, Rivals, drops, swaps

RATIOS = ("ratio", "percent", "change")
DIGITS_MOST = 7  # of a printed ratio: nobody would print more
FARTHEST = 20  # times the right one: a wrong base farther off would be noticed


@dataclass
class Plant:
    kind: str
    at: str  # the printed figure that is wrong
    digits: int  # what it is printed as
    decimals: int
    key: tuple  # the cause, as Rivals names it
    words: tuple  # the causes of the program that say the same
    named: tuple  # of the explanation: any of these groups of texts, all of a group
    follows: bool = False  # whether others were computed from the wrong figure
    seen_at: str = ""  # where it shows, if not there
    identifiable: bool = True


class Planter:
    def __init__(self, rng, report):
        self.rng, self.report = rng, report
        self.values = report.evaluate()
        self.rivals = Rivals(report)

    def plant(self, kind, tries=40):
        """@return an error that changes what is printed, or None if none was found"""
        for _ in range(tries):
            plant = getattr(self, kind.replace("-", "_"))(kind)
            if not plant or not self.is_wrong(plant):
                continue
            plant.seen_at = plant.seen_at or plant.at
            plant.identifiable = self.rivals.only(plant)
            return plant
        return None

    def is_wrong(self, plant):
        cell, value = self.report.cells[plant.at], self.values[plant.at]
        if cell.form in RATIOS and (not plant.digits or len(str(abs(plant.digits))) > DIGITS_MOST):
            return False
        # By value: "12.3" for "12.30" is no error.
        shown = Fraction(nearest(Fraction(value), cell.decimals), 10**cell.decimals)
        return plant.digits != 0 and shown != Fraction(plant.digits, 10**plant.decimals)

    def choose(self, test):
        found = [cell for cell in self.report.cells.values() if self.values[cell.at] and test(cell)]
        return self.rng.choice(found) if found else None

    def total(self, rows=2):
        """A printed total, most often of a table by institution."""
        kinds = [lambda cell: cell.who == "total" and cell.what in self.report.stages] * 7
        kinds += [lambda cell: cell.at.startswith("by-year"), lambda cell: cell.at.startswith("by-year"),
                  lambda cell: cell.who == "others", lambda cell: cell.what == "total"]
        wanted = self.rng.choice(kinds)
        return self.choose(lambda cell: cell.form == "sum" and wanted(cell) and len(self.given(cell)) >= rows)

    def given(self, cell):
        return [at for at in cell.parts if self.values[at]]

    def ratio(self, *names, forms=("ratio", "percent")):
        """A printed ratio: of a row, of a total, of a year, each as likely as the other."""
        found = [cell for cell in self.report.cells.values() if self.values[cell.at] and cell.form in forms
                 and (not names or cell.what in names)]
        kinds = sorted({(cell.what, cell.who[0]) for cell in found})
        if not kinds:
            return None
        wanted = self.rng.choice(kinds)
        return self.rng.choice([cell for cell in found if (cell.what, cell.who[0]) == wanted])

    def put(self, kind, cell, value, key, words, named=(), decimals=None, follows=None):
        decimals = cell.decimals if decimals is None else decimals
        follows = self.rng.random() < 0.5 if follows is None else follows
        follows = follows and cell.form == "sum"
        return Plant(kind, cell.at, nearest(Fraction(value), decimals), decimals, key, words, tuple(named), follows)

    def name_of(self, cell):
        """How an explanation may name a row: by its label or id; a total or a year by its column or its amount."""
        if cell.who in self.report.labels:
            return ((self.report.labels[cell.who],), (cell.who,))
        return ((self.report.printed(cell, self.values),), self.column_of(cell))

    @staticmethod
    def column_of(cell):
        return ({"general_budget": "General Budget"}.get(cell.what, cell.what), str(cell.year))

    def row_left_out(self, kind, times=-1):
        cell = self.total()
        if not cell:
            return None
        part = self.rng.choice(self.given(cell))
        word = "left-out" if times < 0 else "double-counted"
        named = self.part_names(cell, part)
        value = self.values[cell.at] + times * self.values[part]
        return self.put(kind, cell, value, (word, part), (word, "counted-besides")[: 1 if times < 0 else 2], named)

    def part_names(self, cell, part):
        of = self.report.cells[part]
        return self.name_of(of) if cell.what != "total" else (self.column_of(of),)

    def row_counted_twice(self, kind):
        return self.row_left_out(kind, 1)

    def two_rows_left_out(self, kind):
        cell = self.total(3)
        if not cell:
            return None
        pair = sorted(self.rng.sample(self.given(cell), 2))
        names = [self.part_names(cell, part) for part in pair]
        named = [one + other for one in names[0] for other in names[1]]
        value = self.values[cell.at] - sum(self.values[part] for part in pair)
        return self.put(kind, cell, value, ("left-out", tuple(pair)), ("left-out",), named)

    def member_besides(self, kind):
        """A total counts the row of a group, and one of its members again."""
        cell = self.choose(lambda cell: cell.who == "total" and any("/others/" in part for part in self.given(cell)))
        if not cell or cell.form != "sum":
            return None
        group = next(part for part in cell.parts if "/others/" in part)
        member = self.rng.choice(self.given(self.report.cells[group]) or [None])
        if not member:
            return None
        key = group if self.values[member] == self.values[group] else member
        named = self.name_of(self.report.cells[member]) + self.name_of(self.report.cells[group])[: 2 * (key == group)]
        words = ("counted-besides", "double-counted")
        return self.put(kind, cell, self.values[cell.at] + self.values[member], ("double-counted", key), words, named)

    def near(self, cell, of):
        """Amounts that one may take for another: of the same row or column, or the total's."""
        table = cell.at.split("/")[0]
        mine = self.report.cells[of]
        for at, other in self.report.cells.items():
            if not self.values[at] or at == of or at.split("/")[0] != table and mine.what != "population":
                continue
            if mine.what in ("population", "general_budget"):
                same = other.what == mine.what and other.year != mine.year
            else:
                beside = mine.who == cell.who and other.what == mine.what and other.year == mine.year
                same = other.form in MONEY and other.what in self.report.stages and (other.who == mine.who or beside)
            if same and self.values[at] != self.values[of]:
                yield at

    def wrong_base(self, kind, which=1):
        cell = self.ratio()
        if not cell:
            return None
        right = cell.parts[which]
        choices = [at for at in self.near(cell, right) if at not in cell.parts]
        if not choices:
            return None
        other = self.rng.choice(choices)
        operands = [self.values[at] for at in cell.parts]
        operands[which] = self.values[other]
        wrong = Rivals.computed(cell, operands)
        if not 1 < FARTHEST * wrong / self.values[cell.at] < FARTHEST**2:
            return None
        of, mine, word = self.report.cells[other], self.report.cells[right], ("other-part", "other-base")[which]
        words = [word]
        words += ["other-year"] if of.what == mine.what and of.year != mine.year else []
        words += ["other-stage"] if of.what != mine.what and of.year == mine.year else []
        named = ((self.report.printed(of, self.values),), *self.name_of(of))
        if of.who == cell.who:
            named += (self.column_of(of),)
        elif of.who == "total":
            named += (("total",),)
        return self.put(kind, cell, wrong, (word, self.values[other]), tuple(words), named)

    def wrong_part(self, kind):
        return self.wrong_base(kind, 0)

    def inverted(self, kind):
        cell = self.ratio("rate")
        return cell and self.put(kind, cell, Fraction(10000) / self.values[cell.at], ("inverted",), ("inverted",))

    def complement(self, kind):
        cell = self.ratio("rate", "share", forms=("percent",))
        if not cell or not 1 < self.values[cell.at] < 99:
            return None
        return self.put(kind, cell, 100 - self.values[cell.at], ("complement",), ("complement",))

    def truncation(self, kind):
        cell = self.ratio(forms=RATIOS)
        if not cell:
            return None
        value = Fraction(cut_off(self.values[cell.at], cell.decimals), 10**cell.decimals)
        return self.put(kind, cell, value, ("truncated",), ())

    def unit_slip(self, kind):
        if self.rng.random() < 0.6:
            cell = self.total()
            shift = self.rng.choice((-6, -3, 3))
        else:
            cell = self.ratio()
            shift = self.rng.choice((-2, 2)) if cell and cell.form == "percent" else 2
        if not cell:
            return None
        decimals = cell.decimals
        if cell.form != "sum" and shift < 0:
            decimals += self.rng.choice((0, 2))
        value = self.values[cell.at] * Fraction(10) ** shift
        words = ("unit-slip", "fraction-for-percent")
        return self.put(kind, cell, value, ("shift", shift), words, decimals=decimals)

    def typed(self, kind, ways, word):
        cell = self.total()
        if not cell:
            return None
        whole, rest = divmod(nearest(self.values[cell.at], cell.decimals), 10**cell.decimals)
        wrong = [int(digits) for digits in ways(str(whole))]
        if not wrong:
            return None
        value = self.rng.choice(wrong) + Fraction(rest, 10**cell.decimals)
        return self.put(kind, cell, value, (word,), (word,))

    def digit_swap(self, kind):
        return self.typed(kind, swaps, "swapped-digits")

    def dropped_digit(self, kind):
        return self.typed(kind, drops, "dropped-digit")

    def extra_digit(self, kind):
        def extras(text):
            i = self.rng.randrange(len(text))
            return [text[:i] + text[i] + text[i:]]  # a key held too long

        return self.typed(kind, extras, "extra-digit")

    def misprinted_row(self, kind):
        """Two digits of a row's amount are swapped: the total is right and does not fit."""
        cell = self.choose(lambda cell: cell.form == "amount" and cell.what in self.report.stages)
        of = cell and next((one for one in self.report.cells.values() if one.who in ("total", "others") and
                            one.form == "sum" and cell.at in one.parts and one.what == cell.what), None)
        wrong = [int(digits) for digits in swaps(str(int(self.values[cell.at])))] if of else []
        if not wrong:
            return None
        value = self.rng.choice(wrong) + self.values[cell.at] % 1
        plant = self.put(kind, cell, value, ("misprinted-row",), ("misprinted-row",), self.name_of(cell))
        plant.seen_at = of.at
        return plant

    def other_cell(self, kind, test, word, forms):
        cell = self.total() if self.rng.random() < 0.5 or kind == "other-stage" else self.ratio("rate")
        if not cell:
            return None
        table = cell.at.split("/")[0]
        beside = [other for other in self.report.cells.values() if other.at.split("/")[0] == table
                  and (other.who == cell.who or table == "by-year")]
        choices = [other for other in beside if other.form in forms and self.values[other.at] and test(cell, other)]
        if not choices:
            return None
        other = self.rng.choice(choices)
        named = ((other.what,),) if kind == "other-stage" else ((str(other.year),),)
        return self.put(kind, cell, self.values[other.at], ("other-column", (other.what, other.year)), (word,), named)

    def other_year(self, kind):
        def test(cell, other):
            return other.what == cell.what and other.year != cell.year and other.year

        return self.other_cell(kind, test, "other-year", ("sum", "percent"))

    def other_stage(self, kind):
        def test(cell, other):
            return other.what != cell.what and other.year == cell.year and other.what in self.report.stages

        return self.other_cell(kind, test, "other-stage", ("sum",))

    def sign(self, kind):
        cell = self.ratio("change", forms=("change", "difference"))
        return cell and self.put(kind, cell, -self.values[cell.at], ("sign",), ("sign",))
