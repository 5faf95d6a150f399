#!/usr/bin/python3
"""Studies of budget lines against the same lines added up here, with exact decimals, and against published sums.

usage: lines.py VEEDOR SAMPLES
"""

import csv
import gzip
import io
import json
import sys
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))

import yaml  # noqa: E402
from harness import ROOT, Tap, arguments, run  # noqa: E402

VEEDOR, SAMPLES = arguments()
MEXICO = ROOT / "tests/data/mexico-2010"
STAGES = ("allocated", "implemented")


def table(study, name):
    """A result table, numbers as exact decimals."""
    done = run([VEEDOR, "show", study, name, "--format", "json"])
    if done.status:
        raise AssertionError(done)
    return json.loads(done.stdout, parse_float=Decimal, parse_int=Decimal)["rows"]


def lines(file, encoding, separator=","):
    with gzip.open(file) as packed:
        text = io.StringIO(packed.read().decode(encoding), newline="")
    return csv.DictReader(text, delimiter=separator, strict=True)


def spanish(text):
    return Decimal(text.replace(".", "").replace(",", "."))


def amounts_of(study):
    """What veedor makes of it: (institution, year): the amounts of both stages."""
    rows = table(study, "institutions")
    return {(row["institution"], str(row["year"])): tuple(row[stage] for stage in STAGES) for row in rows}


def same_amounts(study, wanted):
    got = amounts_of(study)
    for key in sorted(got.keys() | wanted.keys()):
        if got.get(key) != wanted.get(key):
            yield f"{key}: {got.get(key)}, and the lines give {wanted.get(key)}"


def aragon():
    study = SAMPLES / "aragon/study.yaml"
    with open(study, encoding="utf-8") as file:
        raw = yaml.load(file, Loader=yaml.BaseLoader)
    body = {}
    for one in raw["institutions"]:
        for code in one["code"] if isinstance(one["code"], list) else [one["code"]]:
            body[code] = one["id"]
    sums = defaultdict(Decimal)
    for entry in raw["data"]:
        for line in lines(study.parent / entry["csv"], "latin-1", ";"):
            sums[body[line["CENTRO GESTOR"]], line["EJERCICIO"]] += spanish(line["IMPORTE"])
    yield from same_amounts(study, {key: (amount, None) for key, amount in sums.items()})


def aragon_totals():
    """As the lines' publisher has them, computed independently."""
    got = {str(row["year"]): row["allocated"] for row in table(SAMPLES / "aragon/study.yaml", "general-budget")}
    wanted = {"2012": Decimal("5328716690.76"), "2016": Decimal("5129957998.63")}
    if got != wanted:
        yield f"{got}, not {wanted}"


def mexico():
    study = SAMPLES / "mexico-2010/study.yaml"
    shown = {row["name"]: row["institution"] for row in table(study, "institutions")}
    sums = defaultdict(lambda: (Decimal(), Decimal()))
    for line in lines(next(study.parent.glob("source/*.gz")), "cp1252"):
        name = line["DESC_UR"] if line["ID_RAMO"] in ("1", "3") else line["DESC_RAMO"]
        key = shown.get(name, name), line["CICLO"]
        approved, executed = sums[key]
        sums[key] = approved + Decimal(line["MONTO_APROBADO"]), executed + Decimal(line["MONTO_EJERCIDO"])
    yield from same_amounts(study, dict(sums))


def by_ramo():
    with open(MEXICO / "oracle_by_ramo_2010.csv", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def mexico_extract():
    """The extract has all lines of its ramos: the sums of the whole file are its own."""
    whole = {row["id_ramo"]: row for row in by_ramo()}
    rows = table(SAMPLES / "mexico-2010/study.yaml", "general-budget")
    for stage, column in zip(STAGES, ("aprobado", "ejercido")):
        wanted = sum(Decimal(whole[ramo][column]) for ramo in ("1", "3", "22", "35"))
        if [row[stage] for row in rows] != [wanted]:
            yield f"{stage}: {[row[stage] for row in rows]}, not {wanted}"


def mexico_whole():
    study = MEXICO / "study.yaml"
    wanted = {(row["id_ramo"], row["year"]): (Decimal(row["aprobado"]), Decimal(row["ejercido"])) for row in by_ramo()}
    yield from same_amounts(study, wanted)
    names = {row["institution"]: row["name"] for row in table(study, "institutions")}
    yield from (f"{row['id_ramo']}: {names.get(row['id_ramo'])}" for row in by_ramo() if names.get(row["id_ramo"]) != row["desc_ramo"])
    row, = table(study, "general-budget")
    if (row["allocated"], row["implemented"]) != (2376915033293, 2474099952916):
        yield f"{row['allocated']} and {row['implemented']}"
    facts, = table(study, "data-files")
    if (facts["rows"], facts["used"]) != (129014, 129014):
        yield f"{facts['used']} of {facts['rows']} rows are used"


def month_0():
    """The example in docs/data.md: with figures that have their own months, and with one filter on the months for both."""
    examples = ROOT / "docs/examples/lines"
    approved, spent = defaultdict(Decimal), defaultdict(Decimal)
    with open(examples / "gasto-2016.csv", encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file, strict=True):
            if line["PROGRAMA_PPTO"] == "0080":
                approved[line["SECTOR"], "2016"] += Decimal(line["MONTO_PIA"])
                if 1 <= int(line["MES_EJE"]) <= 6:
                    spent[line["SECTOR"], "2016"] += Decimal(line["MONTO_DEVENGADO"])
    yield from same_amounts(examples / "study.yaml", {key: (approved[key], spent[key]) for key in approved})
    yield from same_amounts(examples / "months.yaml", {key: (Decimal(), spent[key]) for key in approved})


def main():
    tap = Tap()
    tap.run("Aragón, each body in both years", aragon)
    tap.run("Aragón, the sums of both files", aragon_totals)
    tap.run("Mexico, each unit and body", mexico)
    tap.run("Mexico, the extract is whole", mexico_extract)
    tap.run("Mexico, the whole account, each ramo", mexico_whole)
    tap.run("months of a file whose approved amounts stand in month 0", month_0)
    tap.finish()


main()
