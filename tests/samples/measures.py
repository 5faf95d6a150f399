"""The tables of comparisons, trends and credibility once more: each gives the rows that `veedor show` ought to give.

A value is an exact number, a text, Missing with the reason, or About with the size that rounding is measured by.
"""

import math
from dataclasses import dataclass, field
from fractions import Fraction

import exact
from oracle import NATIONAL, STAGES, chosen, deflator, divisor, exchange_rate, matched, members, total, total_reason

WORDS = {
    "not_published": "not published",
    "not_reported": "not reported",
    "no_budget_line": "no specific budget line",
    "out_of_scope": "out of scope",
    "not_applicable": "not applicable",
    "not_in_study": "no table of the study gives it",
    "no_amounts": "no institution in scope gave an amount",
    "no_detail": "the year has no figures by institution",
    "no_base": "n/a (no base)",
    "no_series": "the series has no value for it",
}


class Missing(str):
    """Why there is no value: the column's _status."""


TOO_FEW, NOT_POSITIVE, NO_VARIATION = Missing("too_few"), Missing("not_positive"), Missing("no_variation")
NO_SERIES, NO_BASE, NO_PRECEDING = Missing("no_series"), Missing("no_base"), Missing("no_preceding")


@dataclass
class About:
    value: Fraction
    scale: Fraction


@dataclass
class Options:
    pair: tuple = ()  # --from and --to
    project: int = 0
    include: tuple = ()  # partial, bills
    words: list = field(default_factory=list)  # the same on the command line

    def __post_init__(self):
        self.words += [word for name, year in zip(("--from", "--to"), self.pair) for word in (name, year)]
        self.words += ["--project", str(self.project)] if self.project else []
        self.words += ["--include", ",".join(self.include)] if self.include else []


def over(a, b):
    """a / b, with the reason of the first that is missing."""
    for value in (a, b):
        if isinstance(value, Missing):
            return value
    return Fraction(a) / b if b else NO_BASE


def times(a, b):
    for value in (a, b):
        if isinstance(value, Missing):
            return value
    return a * b


def minus(a, b):
    for value in (a, b):
        if isinstance(value, Missing):
            return value
    return a - b


def percent(value):
    return value if isinstance(value, Missing) else value * 100


def amount_or_reason(study, institution, year, stage):
    amount = study.amount(institution, year, stage)
    return Missing(study.reason(institution, year, stage)) if amount is None else amount


def headline(study, year, stage):
    amount = total(study, year, stage)
    return Missing(total_reason(study, year, stage)) if amount is None else amount


def name_of(thing):
    name = thing.get("name")
    if isinstance(name, dict):
        return name["en"]
    return name or thing.get("as_printed") or thing.get("short") or thing["id"]


def label_of(one):
    return one.get("short") or name_of(one)


def year_before(study, year):
    before = str(int(year) - 1)
    return before if before in study.years else None


# Two years


def pairs(study, stage, options):
    years = [y for y in study.years if study.has_detail(y, stage)
             and any(study.amount(one["id"], y, stage) is not None for one in members(study))]
    found = list(zip(years, years[1:]))
    if options.pair and options.pair not in found and set(options.pair) <= set(years):
        found.append(options.pair)
    return found


def split(study, stage, a, b, by_row):
    """(exits, continuing, entrants): each a list of the institutions of one line."""
    lines = {}
    for one in members(study):
        lines.setdefault(study.row_of(one) if by_row else one["id"], []).append(one)
    parts = [], [], []
    for line in lines.values():
        has = [any(study.amount(one["id"], y, stage) is not None for one in line) for y in (a, b)]
        if any(has):
            parts[0 if not has[1] else 2 if not has[0] else 1].append(line)
    return parts


def summed(study, lines, year, stage, reason=None, other=None):
    amounts = [
        study.amount(one["id"], year, stage) for line in lines for one in line
        if reason is None or study.reason(one["id"], other, stage) == reason
    ]
    return sum((amount for amount in amounts if amount is not None), Fraction(0))


def all_pairs(study, options):
    for stage in STAGES:
        for a, b in pairs(study, stage, options):
            for basis in ("institutions", "rows"):
                yield basis, stage, a, b


def comparable(study, options):
    reasons = [word for word in WORDS if word in (
        "not_published", "not_reported", "no_budget_line", "out_of_scope", "not_applicable", "not_in_study")]
    rows = []
    for basis, stage, a, b in all_pairs(study, options):
        exits, both, entrants = split(study, stage, a, b, basis == "rows")
        before, after = total(study, a, stage), total(study, b, stage)
        first, last = summed(study, both, a, stage), summed(study, both, b, stage)
        row = {
            "basis": basis, "stage": stage, "from": int(a), "to": int(b), "from_total": before, "to_total": after,
            "change": after - before, "change_percent": percent(over(after - before, before)),
            "exits": summed(study, exits, a, stage), "entrants": summed(study, entrants, b, stage),
            "continuing_from": first, "continuing_to": last, "continuing_change": last - first,
            "continuing_change_percent": percent(over(last - first, first)), "continuing_count": len(both),
            "exit_count": len(exits), "entrant_count": len(entrants), "check": 0,
        }
        assert before - row["exits"] + row["continuing_change"] + row["entrants"] == after
        for reason in reasons:
            row[f"exits_{reason}"] = summed(study, exits, a, stage, reason, b)
            row[f"entrants_{reason}"] = summed(study, entrants, b, stage, reason, a)
        rows.append(row)
    for column in [f"{flow}_{reason}" for flow in ("exits", "entrants") for reason in reasons]:
        if not any(row[column] for row in rows):  # (no amount in these studies sums to zero by chance)
            for row in rows:
                del row[column]
    return rows


LISTED = 12


def bridge(study, options):
    rows = []
    order = {one["id"]: i for i, one in enumerate(study.institutions)}
    for basis, stage, a, b in all_pairs(study, options):
        keys = {"basis": basis, "stage": stage, "from": int(a), "to": int(b)}
        running = total(study, a, stage)
        na = Missing("not_applicable")
        rows.append(keys | {"part": "start", "name": f"Total {stage} {a}", "kind": "start", "reason": "",
                            "from_amount": running, "to_amount": na, "effect": running, "running": running})
        kinds = zip(("exit", "continuing", "entrant"), ("exits", "continuing", "entrants"),
                    split(study, stage, a, b, basis == "rows"))
        for kind, plural, lines in kinds:
            made = [bridge_line(study, stage, a, b, kind, line, basis == "rows") for line in lines]
            made.sort(key=lambda line: (-abs(line["effect"]), order[line["first"]]))
            if len(made) > LISTED + 1:
                rest = made[LISTED:]
                made = made[:LISTED] + [{
                    "part": f"other-{plural}", "name": f"Other {plural} ({len(rest)})", "kind": kind,
                    "reason": "" if kind == "continuing" else "several reasons: see Comparable",
                    "from_amount": Missing("no_amounts") if kind == "entrant" else sum(r["from_amount"] for r in rest),
                    "to_amount": Missing("no_amounts") if kind == "exit" else sum(r["to_amount"] for r in rest),
                    "effect": sum(r["effect"] for r in rest),
                }]
            for line in made:
                line.pop("first", None)
                running += line["effect"]
                rows.append(keys | line | {"running": running})
        end = total(study, b, stage)
        rows.append(keys | {"part": "end", "name": f"Total {stage} {b}", "kind": "end", "reason": "",
                            "from_amount": na, "to_amount": end, "effect": end - running, "running": end})
    return rows


def bridge_line(study, stage, a, b, kind, line, by_row):
    one = line[0]
    group = next((g for g in study.printed_groups if by_row and study.row_of(one) == g["id"]), None)
    sides = []
    for year in (a, b):
        amounts = [study.amount(i["id"], year, stage) for i in line]
        amounts = [amount for amount in amounts if amount is not None]
        if amounts:
            sides.append(sum(amounts))
        else:
            sides.append(Missing("no_amounts" if group else study.reason(one["id"], year, stage)))
    reason = ""
    if kind != "continuing":
        reason = "a group: see its members on Data" if group else WORDS[study.reason(
            one["id"], b if kind == "exit" else a, stage)]
    zero = [0 if isinstance(side, Missing) else side for side in sides]
    return {"part": (group or one)["id"], "name": name_of(group or one), "kind": kind, "reason": reason,
            "from_amount": sides[0], "to_amount": sides[1], "effect": zero[1] - zero[0], "first": one["id"]}


# Per person


def is_population(series):
    return series.get("unit") == "persons"


def serves(series, year, region):
    """Whether a series has a row in a scope and year: a national population always, others between their ends."""
    if "unit" not in series or (series.get("by") == "region") != (region is not NATIONAL):
        return False
    if region is NATIONAL and is_population(series):
        return True
    if year in series.get("use_for", {}).get("years", []) and (region is NATIONAL or region in series["undated"]):
        return True
    years = [int(y) for y, value in series.get("values", {}).items() if region is NATIONAL or region in value]
    return bool(years) and min(years) <= int(year) <= max(years)


def per_capita(study, _options):
    rows = []
    for region in [NATIONAL, *study.raw["regions"]]:
        for year in study.years:
            for stage in STAGES:
                amount = total(study, year, stage, region)
                if region is NATIONAL:
                    if not study.has_detail(year, stage) and (year, stage) not in study.totals:
                        continue
                    amount = headline(study, year, stage)
                elif amount is None:
                    continue
                for name, series in study.raw["series"].items():
                    if serves(series, year, region):
                        rows.append(per_capita_row(study, region, year, stage, amount, name, series))
    return rows


def per_capita_row(study, region, year, stage, amount, name, series):
    people = divisor(study, name, year, region)
    people = NO_SERIES if people is None else people
    each = over(amount, people)
    rate, factor = exchange_rate(study, year), deflator(study, year)
    row = {
        "scope": region or "national", "year": int(year), "stage": stage, "population_series": name,
        "unit": series["unit"], "amount": amount, "population": people, "per_capita": each,
    }
    if chosen(study, "annual_percent", "index"):
        row["per_capita_real"] = times(each, NO_SERIES if factor is None else factor)
    if chosen(study, "exchange_rate"):
        row["per_capita_converted"] = over(each, NO_SERIES if rate is None else rate)
    return row


def population_choice(study, options):
    rows, groups = [], {}
    for row in per_capita(study, options):
        if is_population(study.raw["series"][row["population_series"]]) and not isinstance(row["per_capita"], Missing):
            key = row["scope"], row["year"], row["stage"]
            groups.setdefault(key, {})[row["population_series"]] = row["per_capita"]
    for (scope, year, stage), each in groups.items():
        if len(each) < 2:
            continue
        before = groups.get((scope, year - 1, stage), {})
        if before and study.months(str(year - 1), stage) != study.months(str(year), stage):
            before = {}  # unequal parts of a year
        changes = [each[s] / before[s] - 1 for s in each if before.get(s)]
        low, high = min(each, key=each.get), max(each, key=each.get)
        rows.append({
            "scope": scope, "year": year, "stage": stage, "n": len(each), "lowest": each[low], "lowest_series": low,
            "highest": each[high], "highest_series": high, "spread": each[high] - each[low],
            "spread_percent": percent(over(each[high] - each[low], each[low])),
            "change_lowest_percent": percent(min(changes)) if changes else TOO_FEW,
            "change_highest_percent": percent(max(changes)) if changes else TOO_FEW,
            "sign_depends": "not testable" if len(changes) < 2
            else "yes" if any(c < 0 for c in changes) and any(c > 0 for c in changes) else "no",
            "ranking_depends": ranking_depends(study, scope, str(year), stage),
        })
    return rows


def ranking_depends(study, scope, year, stage):
    series = [name for name, s in study.raw["series"].items() if is_population(s) and s.get("by") == "region"]
    comparisons = 0
    for i, a in enumerate(series):
        for b in series[i + 1:] if scope == "national" else []:
            each = []
            for region in study.raw["regions"]:
                amount = total(study, year, stage, region)
                people = [divisor(study, s, year, region) for s in (a, b)]
                if amount is not None and all(people):
                    each.append((amount / people[0], amount / people[1]))
            comparisons += len(each) > 1
            if any((x[0] - y[0]) * (x[1] - y[1]) < 0 for x in each for y in each):
                return "yes"
    return "no" if comparisons else "not testable"


def regional_population(study, year):
    found = [name for name, series in study.raw["series"].items() if is_population(series)
             and series.get("by") == "region"
             and (year in series.get("values", {}) or year in series.get("use_for", {}).get("years", []))]
    primary = [name for name in found if study.raw["series"][name].get("primary") == "yes"]
    return next(iter(primary or found), None)


def regions(study, _options):
    rows = []
    for region in study.raw["regions"]:
        inside = [one for one in study.institutions if one.get("region") == region]
        for year in study.years:
            if not any((one["id"], year, stage) in study.cells for one in inside for stage in STAGES):
                continue
            series = regional_population(study, year)
            people = divisor(study, series, year, region) if series else None
            row = {"region": region, "year": int(year), "population_series": series or NO_SERIES,
                   "population": NO_SERIES if people is None else people}
            for stage in STAGES:
                if stage == "modified" and not study.has_stage(stage):
                    continue
                row[stage] = total(study, year, stage, region)
                if row[stage] is None:
                    row[stage] = Missing("no_amounts" if study.has_detail(year, stage) else "no_detail")
            row["rate_percent"] = percent(over(row["implemented"], row["allocated"]))
            for stage in ("allocated", "implemented"):
                row[f"{stage}_per_capita"] = over(row[stage], row["population"])
            rows.append(row)
    if any(is_population(s) and s.get("by") == "region" for s in study.raw["series"].values()):
        for row in rows:
            for stage in ("allocated", "implemented"):
                both = [r for r in rows if r["year"] == row["year"]
                        and not isinstance(r[stage], Missing) and not isinstance(r["population"], Missing)]
                all_regions = NO_SERIES
                if both:
                    all_regions = over(sum(r[stage] for r in both), sum(r["population"] for r in both))
                row[f"{stage}_per_capita_national"] = all_regions
                row[f"{stage}_per_capita_ratio"] = over(row[f"{stage}_per_capita"], all_regions)
    return rows


# Years


def general_budget(study, _options):
    """Amounts in real terms and in the other currency."""
    rows = []
    for year in study.years:
        stages = [s for s in STAGES if study.has_detail(year, s) or (year, s) in study.totals]
        if not stages and year not in study.budget:
            continue
        rate, factor = exchange_rate(study, year), deflator(study, year)
        rate, factor = (NO_SERIES if value is None else value for value in (rate, factor))
        row = {"year": int(year)}
        for stage in STAGES:
            amount = headline(study, year, stage)
            if stage == "modified" and not study.has_stage(stage):
                continue
            row[stage] = amount
            if chosen(study, "annual_percent", "index"):
                row[f"{stage}_real"] = times(amount, factor)
            if chosen(study, "exchange_rate") and stage != "modified":
                row[f"{stage}_converted"] = over(amount, rate)
        budget = study.budget.get(year)
        if budget is None:
            code = study.codes.get(("general budget", year, None))
            budget = Missing(study.raw["missing"][code]["means"] if code else "not_in_study")
        row["general_budget"] = budget
        row["share_percent"] = percent(over(row["allocated"], budget))
        rows.append(row)
    if chosen(study, "annual_percent", "index"):
        by_year = {row["year"]: row for row in rows}
        for row in rows:
            before = by_year.get(row["year"] - 1, {"allocated_real": NO_PRECEDING})["allocated_real"]
            if not isinstance(row["allocated_real"], Missing) and before == "not_in_study":
                before = NO_PRECEDING
            row["allocated_real_change_percent"] = percent(over(minus(row["allocated_real"], before), before))
    return rows


def series_of_trends(study, options):
    """(series, stage, unit, [(year, value)], least)"""
    currency = study.raw["currency"]
    budget = general_budget(study, options)
    kinds = ("total", "", currency), ("real", "_real", currency), ("share", "share_percent", "percent")
    for name, end, unit in kinds:
        for stage in STAGES if name != "share" else STAGES[:1]:
            key = end if name == "share" else stage + end
            if budget and key in budget[0]:
                yield name, stage, unit, [(row["year"], row[key]) for row in budget], 1
    each = per_capita(study, options)
    for series in study.raw["series"]:
        for stage in STAGES:
            values = [(row["year"], row["per_capita"]) for row in each if row["scope"] == "national"
                      and row["population_series"] == series and row["stage"] == stage]
            yield f"per-capita/{series}", stage, currency, values, 1
    for one in study.institutions:
        years = [y for y in study.years if any((one["id"], y, stage) in study.cells for stage in STAGES)]
        for stage in STAGES:
            if stage != "modified" or study.has_stage(stage):
                values = [(int(y), amount_or_reason(study, one["id"], y, stage)) for y in years]
                yield f"institution/{one['id']}", stage, currency, values, 3
    all_regions = regions(study, options)
    for region in study.raw["regions"]:
        rows = [row for row in all_regions if row["region"] == region]
        for stage in STAGES:
            if stage != "modified" or study.has_stage(stage):
                yield f"region/{region}", stage, currency, [(row["year"], row[stage]) for row in rows], 3


def why_not(study, year, stage, value, options):
    if isinstance(value, Missing):
        return WORDS[value]
    if study.raw["years"][str(year)]["phase"] == "bill" and "bills" not in options.include:
        return "bill, not law"
    if study.months(str(year), stage) and "partial" not in options.include:
        return "partial year"
    return ""


def trend_series(study, options):
    """(series, stage, unit, the years used, the years left out with why)"""
    for name, stage, unit, values, least in series_of_trends(study, options):
        reasons = [why_not(study, year, stage, value, options) for year, value in values]
        used = [pair for pair, reason in zip(values, reasons) if not reason]
        if len(used) >= least:
            yield name, stage, unit, used, [(*pair, reason) for pair, reason in zip(values, reasons) if reason]


def ln(value):
    if isinstance(value, Missing):
        return value
    return math.log(value.numerator) - math.log(value.denominator) if value > 0 else NOT_POSITIVE


def trend_points(study, options):
    rows = []
    for name, stage, unit, used, left_out in trend_series(study, options):
        for year, value, reason in [(*pair, "") for pair in used] + left_out:
            logarithm = ln(value if isinstance(value, Missing) else Fraction(value))
            rows.append({
                "series": name, "stage": stage, "year": year, "used": "no" if reason else "yes", "why_not": reason,
                "value": value,
                "log_value": logarithm if isinstance(logarithm, Missing)
                else About(logarithm - (math.log(100) if unit == "percent" else 0), 1), "unit": unit,
            })
    return rows


def trend(study, options):
    rows = []
    for name, stage, unit, used, left_out in trend_series(study, options):
        xs, ys = [year for year, _ in used], [Fraction(value) for _, value in used]
        row = {
            "series": name, "stage": stage, "first_year": xs[0], "last_year": xs[-1], "n": len(xs),
            "years_excluded": ", ".join(f"{year} ({reason})" for year, _, reason in left_out), "unit": unit,
        }
        row |= line_statistics(xs, ys) | growth(xs, ys) | rank_statistics(xs, ys)
        row["reading"] = reading(study, stage, xs, row)
        rows.append(row)
    return rows


def line_statistics(xs, ys):
    keys = ("slope", "slope_low", "slope_high", "r_squared", "residual")
    if len(xs) < 3:
        return dict.fromkeys(keys, TOO_FEW)
    line, scale = exact.Line(xs, ys), max(map(abs, ys))
    out = dict.fromkeys(keys, TOO_FEW)
    out["slope"] = About(line.slope, scale)
    out["r_squared"] = NO_VARIATION if line.r_squared is None else About(line.r_squared, 1)
    out["residual"] = About(line.residual, scale)
    if len(xs) >= 5:
        half = line.slope_half()
        out |= {"slope_low": About(line.slope - half, scale), "slope_high": About(line.slope + half, scale)}
    return out


def growth(xs, ys):
    out = {"log_growth_percent": TOO_FEW, "cagr_percent": TOO_FEW}
    if any(y <= 0 for y in ys):
        return dict.fromkeys(out, NOT_POSITIVE)
    if len(xs) >= 3:
        slope = exact.Line(xs, [Fraction(ln(y)) for y in ys]).slope
        out["log_growth_percent"] = About(Fraction(math.expm1(slope)) * 100, 100)
    if len(xs) > 1:
        out["cagr_percent"] = About(Fraction(math.expm1((ln(ys[-1]) - ln(ys[0])) / (xs[-1] - xs[0]))) * 100, 100)
    return out


def rank_statistics(xs, ys):
    out = dict.fromkeys(("theil_sen", "mann_kendall_s", "mann_kendall_p"), TOO_FEW)
    if len(xs) >= 3:
        s, p = exact.mann_kendall(ys)
        out |= {"theil_sen": About(exact.theil_sen(xs, ys), max(map(abs, ys))), "mann_kendall_s": s}
    if len(xs) >= 5:
        out["mann_kendall_p"] = About(p, 1)
    return out


def reading(study, stage, xs, row):
    if len(xs) < 3:
        return "too few years for a trend"
    if any(study.months(str(year), stage) for year in xs):
        return "none: a part of a year stands among whole ones"
    if len(xs) < 5:
        return "too few years to tell a trend from chance"
    if row["mann_kendall_p"].value >= 0.05:
        return "no trend that can be told from chance"
    return "rising" if row["mann_kendall_s"] > 0 else "falling"


def projection(study, options):
    rows = []
    for name, stage, unit, used, _ in trend_series(study, options):
        if len(used) < 3:
            continue
        xs, ys = [year for year, _ in used], [Fraction(value) for _, value in used]
        line, scale = exact.Line(xs, ys), max(map(abs, ys))
        for ahead in range(1, options.project + 1):
            year = xs[-1] + ahead
            half = line.prediction_half(year) if len(xs) >= 5 else None
            rows.append({
                "series": name, "stage": stage, "year": year, "unit": unit, "projected": About(line.at(year), scale),
                "projected_low": TOO_FEW if half is None else About(line.at(year) - half, scale),
                "projected_high": TOO_FEW if half is None else About(line.at(year) + half, scale),
                "n": len(xs), "reading": reading(study, stage, xs, rank_statistics(xs, ys)),
            })
    return rows


# Spread


def distribution(study, _options):
    rows = []
    for stage in STAGES:
        for year in study.years:
            given = [(one, study.amount(one["id"], year, stage)) for one in members(study)]
            given = [(one, amount) for one, amount in given if amount is not None]
            if len(given) < 2:
                continue
            amounts = sorted((amount for _, amount in given), reverse=True)
            whole, sound = sum(amounts), amounts[-1] >= 0 and sum(amounts) > 0
            row = {"stage": stage, "year": int(year), "n": len(given), "total": whole,
                   "largest": label_of(max(given, key=lambda pair: pair[1])[0]),
                   "herfindahl": exact.herfindahl(amounts) if sound else NOT_POSITIVE,
                   "gini": About(exact.gini(amounts), 1) if sound else NOT_POSITIVE}
            for k, word in ((1, "one"), (3, "three"), (5, "five")):
                row[f"top_{word}_percent"] = (
                    TOO_FEW if k > len(amounts) else percent(sum(amounts[:k]) / whole) if sound else NOT_POSITIVE)
            rows.append(row)
    return rows


def pairs_by_region(study):
    """(series, stage, year, the regions that have both with amount and value)"""
    for stage in STAGES:
        for year in study.years:
            for name, series in study.raw["series"].items():
                if series.get("by") != "region":
                    continue
                both = [(region, total(study, year, stage, region), divisor(study, name, year, region))
                        for region in study.raw["regions"]]
                both = [pair for pair in both if None not in pair]
                if len(both) >= 3:
                    yield name, stage, year, both


def association_points(study, _options):
    rows = []
    for name, stage, year, both in pairs_by_region(study):
        amounts, values = exact.ranks([pair[1] for pair in both]), exact.ranks([pair[2] for pair in both])
        for (region, amount, value), amount_rank, value_rank in zip(both, amounts, values):
            label = study.raw["regions"][region]
            rows.append({"series": name, "stage": stage, "year": int(year), "region": region,
                         "name": label["en"] if isinstance(label, dict) else label, "amount": amount, "value": value,
                         "amount_rank": amount_rank, "value_rank": value_rank})
    return rows


def association(study, _options):
    rows = []
    for name, stage, year, both in pairs_by_region(study):
        _, xs, ys = zip(*both)
        rho = exact.spearman(xs, ys)
        row = {"series": name, "stage": stage, "year": int(year), "n": len(both),
               "rho": NO_VARIATION if rho is None else About(rho, 1), "rho_p": TOO_FEW}
        if rho is not None and len(both) >= 5:
            row["rho_p"] = About(exact.spearman_p(xs, ys, rho), 1)
        rows.append(row)
    return rows


def outliers(study, _options):
    rows = [row for year in study.years for row in above_100(study, year)]
    for stage in STAGES:
        for year in study.years:
            before = year_before(study, year)
            if before and not study.months(before, stage) and not study.months(year, stage):
                rows += jumps(study, stage, before, year)
            for one in study.institutions if before else []:
                a, b = (study.amount(one["id"], y, stage) for y in (before, year))
                if a and a == b:
                    rows.append(outlier("repeat", one, stage, year, b, before, a,
                                        "to the last digit the same as the year before"))
            rows += shifted(study, stage, year)
    return rows


def outlier(kind, one, stage, year, amount, other_year, other, why, z=Missing("not_applicable")):
    return {"kind": kind, "institution": one["id"], "name": name_of(one), "stage": stage, "year": int(year),
            "amount": amount, "from": int(other_year), "compared_with": other, "ratio": over(amount, other),
            "robust_z": z, "why": why}


def above_100(study, year):
    for one in study.institutions:
        spent = study.amount(one["id"], year, "implemented")
        why, budget = "more than was budgeted as modified", study.amount(one["id"], year, "modified")
        if budget is None:
            why, budget = "more than was allocated", study.amount(one["id"], year, "allocated")
        if spent is not None and budget is not None and spent > budget:
            yield outlier("above-100", one, "implemented", year, spent, year, budget, why)


def jumps(study, stage, before, year):
    both = [(one, study.amount(one["id"], before, stage), study.amount(one["id"], year, stage))
            for one in study.institutions]
    both = [(one, a, b) for one, a, b in both if a is not None and b is not None and a > 0 and b > 0]
    if len(both) < 5:
        return
    changes = [math.log(b / a) for _, a, b in both]
    middle = exact.median(changes)
    mad = exact.median([abs(change - middle) for change in changes])
    for (one, a, b), change in zip(both, changes):
        z = (change - middle) / mad * 0.6744897501960817 if mad else 0
        if abs(z) > 3.5:
            why = f"the median change of all {len(both)} that report both years is {math.expm1(middle) * 100:+.1f}%"
            yield outlier("jump", one, stage, year, b, before, a, why, About(Fraction(z), abs(z)))


def shifted(study, stage, year):
    """About ten, 100 or 1,000 times the years beside it, or that part of both."""
    for one in study.institutions:
        def amount(offset):
            return study.amount(one["id"], str(int(year) + offset), stage)

        beside = [(offset, amount(offset)) for offset in (-1, 1) if amount(offset) is not None]
        powers = {power_of_ten(amount(0), other) for _, other in beside}
        if len(powers) != 1 or 0 in powers:
            continue
        power = powers.pop()
        if len(beside) == 1:
            beyond = amount(2 * beside[0][0])
            if power < 0 or (beyond is not None and power_of_ten(beyond, beside[0][1]) == power):
                continue  # the smaller of two; or the year beside it is the odd one
        words = {1: "10 times", 2: "100 times", 3: "1,000 times",
                 -1: "a tenth of", -2: "a hundredth of", -3: "a thousandth of"}
        yield outlier("power-of-ten", one, stage, year, amount(0), str(int(year) + beside[0][0]), beside[0][1],
                      f"about {words[power]} what stands in the year{'s' * (len(beside) - 1)} beside it")


def power_of_ten(amount, other):
    if amount is None or amount <= 0 or other <= 0:
        return 0
    power = math.log10(amount / other)
    whole = round(power)
    return whole if abs(power - whole) <= 0.1 and 1 <= abs(whole) <= 3 else 0


def pace(study, _options):
    rows = []
    for year in study.years:
        months = study.months(year, "implemented")
        if not months or total(study, year, "implemented") is None:
            continue
        allocated, implemented = (headline(study, year, stage) for stage in ("allocated", "implemented"))
        both = matched(study, year, by_row=False)
        elapsed, rate = Fraction(months, 12), over(implemented, allocated)
        matched_rate = over(both[1], both[0]) if both[0] is not None else Missing("no_amounts")
        rows.append({
            "year": int(year), "through": study.raw["years"][year]["implemented_through"],
            "elapsed_percent": percent(elapsed), "allocated": allocated, "implemented": implemented,
            "rate_percent": percent(rate), "pace": over(rate, elapsed),
            "matched_allocated": both[0], "matched_implemented": both[1],
            "matched_rate_percent": percent(matched_rate), "matched_pace": over(matched_rate, elapsed),
        })
    return rows


# Credibility, PEFA 2016


def heads(study, year):
    """[(institution, approved, actual, line)]: largest first within each line."""
    found = []
    for one in members(study):
        approved, actual = (study.amount(one["id"], year, stage) for stage in ("allocated", "implemented"))
        may_have = {"", "not_published", "not_reported"}
        if not may_have & {study.reason(one["id"], year, stage) for stage in ("allocated", "implemented")}:
            continue
        line = "incomplete" if None in (approved, actual) else one.get("pefa", "own")
        found.append([one, approved, actual, line])
    lines = ("own", "rest", "contingency", "interest", "incomplete")
    found.sort(key=lambda head: (lines.index(head[3]), -(head[1] or 0)))
    own = [head for head in found if head[3] == "own"]
    whole, sum_so_far = sum(head[1] for head in own), 0
    for i, head in enumerate(own):
        if i >= 20 and sum_so_far >= whole * Fraction(3, 4):
            head[3] = "rest"
        sum_so_far += head[1]
    return found


def judged_years(study):
    for year in study.years:
        stages = ("allocated", "implemented")
        if (study.raw["years"][year]["phase"] == "enacted" and all(study.has_detail(year, s) for s in stages)
                and not any(study.months(year, s) for s in stages)):
            found = heads(study, year)
            if sum(head[3] in ("own", "rest") for head in found) > 1:
                yield year, found


def compared(found):
    return [head for head in found if head[3] in ("own", "rest")]


def pefa_heads(study, _options):
    rows = []
    for year, found in judged_years(study):
        scale = over(sum(h[2] for h in compared(found)), sum(h[1] for h in compared(found)))
        for one, _, _, line in found:
            approved, actual = (amount_or_reason(study, one["id"], year, s) for s in ("allocated", "implemented"))
            adjusted = times(approved, scale if line in ("own", "rest") else Missing("not_applicable"))
            rows.append({"year": int(year), "head": one["id"], "name": name_of(one), "line": line, "approved": approved,
                         "actual": actual, "adjusted": adjusted, "deviation": minus(actual, adjusted)})
    return rows


def bands(indicator, value):
    if indicator == "PI-1":
        return next((g for g, away in (("A", 5), ("B", 10), ("C", 15)) if abs(value - 100) <= away), "D")
    if indicator == "PI-2.1":
        return next((g for g, most in (("A", 5), ("B", 10), ("C", 15)) if value < most), "D")
    return "A" if value < 3 else "B" if value <= 6 else "C" if value < 10 else "D"


def pefa_sums(heads, measured, base):
    return dict(zip(("heads", "approved", "actual"), heads)) | {"measured": measured, "base": base}


def pefa(study, _options):
    years = list(judged_years(study))
    measures = {name: {} for name in ("PI-1", "PI-2.1", "PI-2.1-all-heads", "PI-2.3")}
    for year, found in years:
        inside = compared(found)
        approved, actual = sum(h[1] for h in inside), sum(h[2] for h in inside)
        deviations = {line: [h[2] - h[1] * actual / approved for h in inside if h[3] == line]
                      for line in ("own", "rest")}
        complete = [h for h in found if h[3] != "incomplete"]
        whole = sum(h[1] for h in complete)
        own = sum(map(abs, deviations["own"]))
        inside, complete = (len(inside), approved, actual), (len(complete), whole, sum(h[2] for h in complete))
        measures["PI-1"][year] = pefa_sums(complete, complete[2], whole)
        measures["PI-2.1"][year] = pefa_sums(inside, own + abs(sum(deviations["rest"])), actual)
        measures["PI-2.1-all-heads"][year] = pefa_sums(inside, own + sum(map(abs, deviations["rest"])), actual)
        if any(h[3] == "contingency" for h in found):
            spent = sum(h[2] for h in found if h[3] == "contingency")
            measures["PI-2.3"][year] = pefa_sums(complete, spent, whole)
    rows, scores = [], {}
    for indicator, by_year in measures.items():
        for year, row in by_year.items():
            value = row["measured"] / row["base"] * 100
            row = {"indicator": indicator, "year": int(year), **row, "percent": value}
            row |= {"band": "", "score": "", "years": ""}
            if indicator != "PI-2.1-all-heads":
                row["band"] = bands(indicator, value)
                row["score"], row["years"] = score(indicator, by_year, int(year))
                scores[indicator, year] = row["score"]
            rows.append(row)
    for year, found in years:
        both = [scores[i, year] for i in ("PI-2.1", "PI-2.3") if (i, year) in scores]
        worst = "D*" if "D*" in both else max(both) + ("+" if min(both) < max(both) else "")
        na = Missing("not_applicable")
        rows.append({
            "indicator": "PI-2", "year": int(year), **dict.fromkeys(("heads", "approved", "actual"), Missing("not_applicable")),
            **dict.fromkeys(("measured", "base", "percent"), na), "band": "", "score": worst,
            "years": window(worst, int(year)),
        })
    return rows


def score(indicator, by_year, year):
    last = [by_year.get(str(y)) for y in (year - 2, year - 1, year)]
    if None in last:
        return "D*", window("D*", year)
    values = [row["measured"] / row["base"] * 100 for row in last]
    if indicator == "PI-2.3":
        return bands(indicator, sum(values) / 3), window("", year)
    grades = sorted(bands(indicator, value) for value in values)
    return grades[1], window("", year)  # the better two of three reach the middle one


def window(grade, year):
    return "too few years in a row that can be judged" if grade == "D*" else f"{year - 2}–{year}"


TABLES = {
    "general-budget": general_budget, "regions": regions, "comparable": comparable, "bridge": bridge,
    "per-capita": per_capita, "population-choice": population_choice, "trend-points": trend_points, "trend": trend,
    "projection": projection, "distribution": distribution, "association-points": association_points,
    "association": association, "outliers": outliers,
    "pace": pace, "pefa-heads": pefa_heads, "pefa": pefa,
}
