#!/usr/bin/python3
"""Both samples against the published figures, the files they are made from, and an oracle of our own in Python.

The study of the workbook's tests, tests/workbook/every-measure.yaml, goes against the oracle too.

usage: samples.py VEEDOR SAMPLES
"""

import csv
import json
import random
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))

import claims  # noqa: E402
import jsonschema  # noqa: E402
import made_claims  # noqa: E402
import measures  # noqa: E402
import oracle  # noqa: E402
import yaml  # noqa: E402
from harness import ROOT, Tap, run, workspace  # noqa: E402

VEEDOR, SAMPLES = sys.argv[1], Path(sys.argv[2])
STUDIES = {
    "peru-trafficking": SAMPLES / "peru-trafficking/study.yaml",
    "peru-national": SAMPLES / "peru-national/study.yaml",
    "every measure": ROOT / "tests/workbook/every-measure.yaml",
}


def whole_table(study, name, *options):
    """A result table, numbers as exact decimals."""
    done = run([VEEDOR, "show", study, name, "--format", "json", *options])
    if done.status:
        raise AssertionError(done)
    return json.loads(done.stdout, parse_float=Decimal, parse_int=Decimal)


def table(sample, name):
    return whole_table(SAMPLES / sample / "study.yaml", name)["rows"]


def differs(row, key, wanted, where):
    """A line if a value is not what it ought to be: amounts to the cent, others to 12 digits."""
    got = row[key]
    if wanted is None or got is None:
        if wanted is not None or got is not None:
            yield f"{where}: {key} is {got}, not {wanted}"
        elif not row.get(f"{key}_status"):
            yield f"{where}: {key} is null without {key}_status"
    elif abs(Fraction(got) - wanted) > abs(wanted) * Fraction(1, 10**12):
        yield f"{where}: {key} is {got}, not {float(wanted)}"


def over(a, b):
    return None if a is None or b is None or b == 0 else a / b


def percent(ratio):
    return None if ratio is None else ratio * 100


def general_budget(sample):
    study = oracle.load(SAMPLES / sample / "study.yaml")
    rows = table(sample, "general-budget")
    for row in rows:
        year = str(row["year"])
        allocated, implemented = (oracle.total(study, year, stage) for stage in ("allocated", "implemented"))
        wanted = {
            "general_budget": study.budget.get(year),
            "allocated": allocated,
            "implemented": implemented,
            "share_percent": percent(over(allocated, study.budget.get(year))),
            "rate_percent": percent(over(implemented, allocated)),
            "matched_rate_percent": percent(oracle.matched_rate(study, year, by_row=False)),
            "matched_rate_rows_percent": percent(oracle.matched_rate(study, year, by_row=True)),
        }
        if "modified_rate_percent" in row:
            wanted["modified_rate_percent"] = percent(over(implemented, oracle.total(study, year, "modified")))
        if any(y == year for _, y, _ in study.cells):
            keys = ("coverage_amounts", "coverage_answered", "coverage_expected")
            wanted |= dict(zip(keys, oracle.coverage(study, year, "allocated")))
        for key, value in wanted.items():
            yield from differs(row, key, value, f"{sample} {year}")


def institutions(sample):
    study = oracle.load(SAMPLES / sample / "study.yaml")
    seen = set()
    for row in table(sample, "institutions"):
        year = str(row["year"])
        for stage in oracle.STAGES:
            key = (row["institution"], year, stage)
            if key in study.cells:
                seen.add(key)
                yield from differs(row, stage, study.cells[key], f"{sample} {key}")
    for key in study.cells.keys() - seen:
        yield f"{sample}: {key} is printed and not shown"


def regions(sample):
    study = oracle.load(SAMPLES / sample / "study.yaml")
    for row in table(sample, "regions"):
        year, region = str(row["year"]), row["region"]
        allocated, implemented = (oracle.total(study, year, s, region) for s in ("allocated", "implemented"))
        people = row["population_series"] and oracle.divisor(study, row["population_series"], year, region)
        wanted = {
            "allocated": allocated,
            "implemented": implemented,
            "rate_percent": percent(over(implemented, allocated)),
            "population": people,
            "allocated_per_capita": over(allocated, people),
            "implemented_per_capita": over(implemented, people),
        }
        if "modified_rate_percent" in row:
            modified = oracle.total(study, year, "modified", region)
            wanted["modified_rate_percent"] = percent(over(implemented, modified))
        for key, value in wanted.items():
            yield from differs(row, key, value, f"{sample} {region} {year}")


def per_capita(sample):
    study = oracle.load(SAMPLES / sample / "study.yaml")
    for row in table(sample, "per-capita"):
        year, stage = str(row["year"]), row["stage"]
        region = None if row["scope"] == "national" else row["scope"]
        amount = oracle.total(study, year, stage, region)
        people = oracle.divisor(study, row["population_series"], year, region)
        base, index = oracle.price_index(study, base_year(study)), oracle.price_index(study, year)
        each = over(amount, people)
        wanted = {
            "amount": amount,
            "population": people,
            "per_capita": each,
            "per_capita_real": over(None if each is None else each * base, index),
        }
        for key, value in wanted.items():
            yield from differs(row, key, value, f"{sample} {row['scope']} {year} {stage}")


def base_year(study):
    return next(s["base"] for s in study.raw["series"].values() if "base" in s)


# What a study may be asked for, and the tables that change with it.
FITS = ("trend-points", "trend", "projection")
REQUESTS = (
    (None, measures.TABLES),
    ("pair", ("comparable", "bridge")),
    ("project", ("projection",)),
    ("partial,bills", FITS),
    ("bills", FITS),
    ("partial", FITS),
)
PAIRS = {"peru-trafficking": ("2015", "2016"), "peru-national": ("2013", "2024"), "every measure": ("2012", "2016")}
# Columns that the oracle leaves to others: words for a reader, and the fit that is worked out step by step.
ELSEWHERE = {"notes", "bisquare"}
# Columns of the tables that were there before; the oracle's first half has them.
BEFORE = {
    "general-budget": {
        "phase", "rate_percent", "modified_rate_percent", "matched_allocated", "matched_implemented", "matched_rate_percent",
        "matched_allocated_rows", "matched_implemented_rows", "matched_rate_rows_percent", "allocated_change",
        "allocated_change_percent", "coverage_amounts", "coverage_answered", "coverage_expected",
        "implemented_coverage_amounts", "implemented_coverage_answered", "implemented_coverage_expected",
    },
    "regions": {"name", "in_scope", "modified_rate_percent", "matched_allocated", "matched_implemented", "matched_rate_percent"},
    "per-capita": {"name"},
}
COMPARED = [0]


def options_of(request, name):
    if request == "pair":
        return measures.Options(pair=PAIRS[name])
    if request == "project":
        return measures.Options(project=3)
    include = tuple(request.split(",")) if request else ()
    return measures.Options(include=include, project=5 if include else 0)


def measured(name, request, table_name):
    """Every cell of a table equals the oracle's."""
    options = options_of(request, name)
    study = oracle.load(STUDIES[name])
    shown = whole_table(STUDIES[name], table_name, *options.words)
    wanted = measures.TABLES[table_name](study, options)
    if len(shown["rows"]) != len(wanted):
        yield f"{len(shown['rows'])} rows, not {len(wanted)}"
    passed_over = ELSEWHERE | BEFORE.get(table_name, set())
    units = {column["key"]: column["unit"] for column in shown["columns"]}
    if wanted and set(units) - passed_over != set(wanted[0]):
        yield f"columns {sorted(set(units) - passed_over ^ set(wanted[0]))} are only in one of the two"
    for number, (row, ought) in enumerate(zip(shown["rows"], wanted), 1):
        for key in ought.keys() & units.keys():
            unit = row.get("unit", "") if units[key] == "of the row" else units[key]
            COMPARED[0] += 1
            if problem := cell_differs(row, key, ought[key], unit):
                yield f"row {number}, {key}: {problem} ({', '.join(str(value) for value in list(row.values())[:6])})"


def cell_differs(row, key, wanted, unit):
    got = row[key]
    if isinstance(wanted, measures.Missing):
        if got is not None or row.get(f"{key}_status") != wanted:
            return f"{got} with status {row.get(f'{key}_status')}, not {wanted}"
        return None
    if isinstance(wanted, str) or got is None or isinstance(got, str):
        return None if got == wanted else f"{got!r}, not {wanted!r}"
    about = isinstance(wanted, measures.About)
    exact = Fraction(wanted.value if about else wanted)
    # Amounts are shown to the minor unit; all else is a double.
    shown_to = Fraction(1, 200) if row_is_money(row, key, unit, got) else 0
    size = max(abs(exact), Fraction(wanted.scale)) if about else abs(exact)
    if abs(Fraction(got) - exact) > shown_to + size * Fraction(1, 10**(9 if about else 12)):
        return f"{got}, not {float(exact)!r}"
    return None


def row_is_money(row, key, unit, got):
    return unit in ("PEN", "USD") and got.as_tuple().exponent == -2


def claims_equal(name):
    """Every claim's figure and verdict equal the oracle's."""
    wanted = claims.of(oracle.load(STUDIES[name]))
    rows = whole_table(STUDIES[name], "claims")["rows"]
    if [row["id"] for row in rows] != list(wanted):
        yield f"{len(rows)} claims, not {len(wanted)}, or in another order"
    counts = {}
    for row in rows:
        printed, verdict, value = wanted[row["id"]]
        counts[verdict] = counts.get(verdict, 0) + 1
        if (row["printed"], row["verdict"]) != (printed, verdict):
            yield f"{row['id']}: {row['printed']} is {row['verdict']}, not {printed}, {verdict}"
        yield from differs(row, "computed", value, row["id"])
    told = ", ".join(f"{count} {verdict}" for verdict, count in sorted(counts.items()))
    print(f"# {len(rows)} claims compared: {told}")


def claims_by_hand():
    """Verdicts worked out by hand."""
    wanted = {
        "fall-2016": "rounded", "fall-amount": "rounded", "total-2016": "truncated", "share-2016": "truncated",
        "share-2015": "rounded", "comas": "holds", "hotline-effect": "truncated", "cases-growth": "truncated",
        "pupils-one-in": "contradicted", "pupils-share": "rounded", "single-interviews": "truncated",
        "sexual-exploitation-2011": "contradicted", "complaints-2010-madre-de-dios": "contradicted",
        "cents-2016": "truncated", "cents-2021": "rounded", "mrree-assisted": "contradicted",
        "sistra-men": "rounded", "revision-2015": "exact", "mininter-2016": "contradicted",
    }
    verdicts = {row["id"]: row["verdict"] for row in table("peru-trafficking", "claims")}
    for name, verdict in wanted.items():
        if verdicts.get(name) != verdict:
            yield f"{name} is {verdicts.get(name)}, not {verdict}"


def reference_values():
    """Figures of the design's notes on measures, worked out elsewhere."""
    rows = {(row["indicator"], int(row["year"])): row["percent"] for row in table("peru-national", "pefa")}
    wanted = {
        "PI-1": ("103.469943", "98.657692", "105.268815"),
        "PI-2.1": ("8.254733", "12.731635", "8.093583"),
        "PI-2.1-all-heads": ("8.623873", "12.791280", "8.221596"),
    }
    for indicator, percents in wanted.items():
        for year, percent_ in zip((2015, 2016, 2017), percents):
            if f"{rows[indicator, year]:.6f}" != percent_:
                yield f"{indicator} {year}: {rows[indicator, year]}, not {percent_}"
    changes = {"institutions": ("-54.21", "28.90", "10"), "rows": ("-54.21", "18.32", "6")}
    for row in table("peru-trafficking", "comparable"):
        if row["stage"] == "allocated":
            percents = [f"{row[key]:.2f}" for key in ("change_percent", "continuing_change_percent")]
            got = *percents, str(row["continuing_count"])
            if got != changes[row["basis"]]:
                yield f"comparable by {row['basis']}: {got}, not {changes[row['basis']]}"


def made_study(path, years, institutions, rest=""):
    """Write a study. @param years  {year: {institution: (allocated, implemented)}} in minor units; None: missing"""
    lines = ["veedor: 1", "title: made", "currency: PEN", "missing: {SD: {means: not_published}}", "regions: {}"]
    lines += ["years:", *(f"  {year}: {{phase: enacted}}" for year in years)]
    lines += ["institutions:", *(f"  - {{id: {one}, level: national}}" for one in institutions), "tables:"]
    for year, rows in years.items():
        lines += [f"  - id: t{year}", f"    columns: [institution, allocated {year}, implemented {year}]", "    rows:"]
        for one, amounts in rows.items():
            texts = ("SD" if amount is None else f"{amount / 100:.2f}" for amount in amounts)
            lines += [f'      - [{one}, "{next(texts)}", "{next(texts)}"]']
    path.write_text("\n".join(lines) + "\nseries: {}\n" + rest, encoding="utf-8")
    return path


def limits(path):
    """Years made so that PI-2.1 is exactly 5, 10 or 15 %: a limit is not below itself, whatever a double says."""
    maker = random.Random(5)
    years = {}
    for year in range(1801, 2200):
        while year not in years:
            approved = [20 * maker.randint(1, 5000) for _ in range(maker.randint(2, 5))]
            actual_percent, limit = maker.randint(50, 150), maker.choice((5, 10, 15))
            actual = [Fraction(amount * actual_percent, 100) for amount in approved]
            moved = sum(actual) * limit / 200
            actual[:2] = actual[0] + moved, actual[1] - moved
            if all(amount >= 0 and amount.denominator == 1 for amount in actual):
                years[year] = {f"h{i}": (a, int(b)) for i, (a, b) in enumerate(zip(approved, actual))}
    return made_study(path, years, [f"h{i}" for i in range(5)])


def edges(path):
    """Where a rule begins: 9 to 12 years for exact p-values, with ties too, and 20 heads that are less than 75 %."""
    maker = random.Random(11)
    years = {year: {} for year in range(2001, 2013)}
    for i in range(44):
        heads = {2001: i < 40, 2002: i < 41, 2003: True}
        for year, rows in years.items():
            length = 9 + i % 4
            has = heads.get(year, True) and (year >= 2013 - length or year <= 2003)
            amount = 500_00 if year <= 2002 else maker.randint(1, 9 if i % 5 == 0 else 10**8) * 100
            rows[f"h{i}"] = (amount if has else None, maker.randint(1, 10**8) if has else None)
    for i in range(4):  # and 9, 10, 11 and 12 years with the others missing
        for year, rows in years.items():
            rows[f"m{i}"] = (maker.randint(1, 10**8) if year >= 2013 - (9 + i) else None, None)
            rows[f"t{i}"] = (maker.randint(1, 9) if year >= 2013 - (9 + i) else None, None)
    ids = [f"h{i}" for i in range(44)] + [f"{letter}{i}" for letter in "mt" for i in range(4)]
    return made_study(path, years, ids)


def published():
    """The figures that the report prints, and those worked out by hand from them."""
    rows = {int(row["year"]): row for row in table("peru-trafficking", "general-budget")}
    shares = {2013: "0.00147576", 2014: "0.00249157", 2015: "0.01084320", 2016: "0.00468267", 2017: "0.00226343"}
    for year, share in shares.items():
        if f"{rows[year]['share_percent']:.8f}" != share:
            yield f"share {year}: {rows[year]['share_percent']}, not {share}"
    amounts = {
        (2015, "allocated"): "14163523.00", (2015, "implemented"): "4146895.59",
        (2016, "allocated"): "6485049.50", (2016, "implemented"): "3484772.77",
    }
    for (year, key), amount in amounts.items():
        if str(rows[year][key]) != amount:
            yield f"{key} {year}: {rows[year][key]}, not {amount}"
    rates = {
        (2015, "rate_percent"): "29.28", (2016, "rate_percent"): "53.74",
        (2015, "matched_rate_percent"): "68.35", (2016, "matched_rate_percent"): "40.69",
        (2015, "matched_rate_rows_percent"): "63.22", (2016, "matched_rate_rows_percent"): "40.55",
    }
    for (year, key), rate in rates.items():
        if f"{rows[year][key]:.2f}" != rate:
            yield f"{key} {year}: {rows[year][key]}, not {rate}"
    cents = {("population-inei", "31488625"): "0.2059", ("population-worldbank", "30866494"): "0.2101"}
    each = {
        (row["population_series"], str(row["population"])): f"{row['per_capita']:.4f}"
        for row in table("peru-trafficking", "per-capita")
        if row["scope"] == "national" and row["year"] == 2016 and row["stage"] == "allocated"
    }
    if each != cents:
        yield f"per capita 2016: {each}, not {cents}"


def printed_rates():
    """Every rate printed by institution, against the rate computed, to the printed decimals."""
    study = oracle.load(SAMPLES / "peru-trafficking/study.yaml").raw
    computed = {(row["name"], str(row["year"])): row["rate_percent"] for row in table("peru-trafficking", "institutions")}
    names = {}
    for one in study["institutions"]:
        for label in (one.get("short"), one.get("as_printed"), one["name"]["en"]):
            names[label] = one["name"]["en"]
    compared = 0
    for printed in study["tables"]:
        for line in printed["rows"].splitlines() if isinstance(printed["rows"], str) else []:
            cells = dict(zip(printed["columns"], line.strip().split("\t")))
            for column, cell in cells.items():
                if not column.startswith("rate") or not cell.endswith("%") or cells["institution"] not in names:
                    continue
                rate = computed[names[cells["institution"]], column.split()[1]]
                places = len(cell.rstrip("%").partition(".")[2])
                compared += 1
                if f"{rate:.{places}f}%" != cell:
                    yield f"{cells['institution']}: printed {cell}, computed {rate}"
    if compared < 15:
        yield f"only {compared} rates were compared"


def national_file():
    """Department sums equal the national file, for every year and stage."""
    stages = {"pia": "allocated", "pim": "modified", "devengado": "implemented"}
    source = SAMPLES / "peru-national/source/national.csv"
    with open(source, encoding="utf-8") as file:
        national = {row["year"]: row for row in csv.DictReader(file)}
    sums = {}
    for row in table("peru-national", "institutions"):
        for column, stage in stages.items():
            key = str(row["year"]), column
            sums[key] = sums.get(key, 0) + row[stage]
    rows = {str(row["year"]): row for row in table("peru-national", "general-budget")}
    for year in map(str, range(2012, 2026)):
        for column, stage in stages.items():
            wanted = Decimal(national[year][column])
            if not sums.get((year, column)) == rows[year][stage] == wanted:
                yield f"{year} {column}: {sums.get((year, column))} and {rows[year][stage]}, not {wanted}"


def department_file():
    """Each department, year and stage equals its line in the file the study is made from."""
    stages = {"pia": "allocated", "pim": "modified", "devengado": "implemented"}
    regions_of = {one["id"]: one["region"] for one in oracle.load(SAMPLES / "peru-national/study.yaml").raw["institutions"]}
    shown = {(regions_of[row["institution"]], str(row["year"])): row for row in table("peru-national", "institutions")}
    with open(SAMPLES / "peru-national/source/departments.csv", encoding="utf-8") as file:
        for line in csv.DictReader(file):
            if not "2012" <= line["year"] <= "2025":
                continue
            row = shown[line["ubigeo"], line["year"]]
            for column, stage in stages.items():
                if row[stage] != Decimal(line[column]):
                    yield f"{line['departamento']} {line['year']} {column}: {row[stage]}, not {line[column]}"


def schema(path):
    """The JSON Schema that editors use accepts a sound study."""
    wanted = json.loads(run([VEEDOR, "schema"]).stdout)
    jsonschema.Draft202012Validator.check_schema(wanted)
    with open(path, encoding="utf-8") as file:
        study = json.loads(json.dumps(yaml.safe_load(file), default=str))
    for error in jsonschema.Draft202012Validator(wanted).iter_errors(study):
        yield f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"


def schema_refuses():
    """…and refuses a misspelt key, or it would say nothing."""
    wanted = json.loads(run([VEEDOR, "schema"]).stdout)
    with open(SAMPLES / "peru-trafficking/study.yaml", encoding="utf-8") as file:
        study = json.loads(json.dumps(yaml.safe_load(file), default=str))
    study["institutions"][0]["levle"] = study["institutions"][0].pop("level")
    if jsonschema.Draft202012Validator(wanted).is_valid(study):
        yield "a study with `levle` for `level` is accepted"


def documented_example():
    """The example in docs/format.md is a sound study."""
    text = (ROOT / "docs/format.md").read_text(encoding="utf-8")
    example = text.split("```yaml\n")[1].split("```")[0]
    with workspace() as folder:
        path = Path(folder) / "example.yaml"
        path.write_text(example, encoding="utf-8")
        done = run([VEEDOR, "check", path])
        if done.status:
            yield done


def main():
    tap = Tap()
    for sample in ("peru-trafficking", "peru-national"):
        for check in (general_budget, institutions, regions, per_capita):
            tap.run(f"{sample}: {check.__name__} equals the oracle", check, sample)
        tap.run(f"{sample}: the JSON Schema accepts it", schema, SAMPLES / sample / "study.yaml")
    for name in STUDIES:
        for request, tables in REQUESTS:
            for table_name in tables:
                asked = f" with {request}" if request else ""
                tap.run(f"{name}: {table_name}{asked} equals the oracle", measured, name, request, table_name)
    with workspace() as folder:
        for make in (limits, edges):
            STUDIES[make.__name__] = make(Path(folder, f"{make.__name__}.yaml"))
        for name, table_name in (("limits", "pefa"), ("edges", "pefa"), ("edges", "pefa-heads"), ("edges", "trend")):
            tap.run(f"{name}: {table_name} equals the oracle", measured, name, None, table_name)
        STUDIES["made claims"] = made_claims.made(Path(folder, "made-claims.yaml"))
        for name in ("peru-trafficking", "made claims"):
            tap.run(f"{name}: claims equal the oracle", claims_equal, name)
    tap.run("claims come out as worked out by hand", claims_by_hand)
    print(f"# {COMPARED[0]} cells compared")
    tap.run("the reference values come out", reference_values)
    tap.run("the JSON Schema refuses a misspelt key", schema_refuses)
    tap.run("the published figures come out", published)
    tap.run("the printed rates come out", printed_rates)
    tap.run("department sums equal the national file", national_file)
    tap.run("departments equal their file", department_file)
    tap.run("the example in the documents is sound", documented_example)
    tap.finish()


main()
