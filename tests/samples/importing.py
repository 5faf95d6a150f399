#!/usr/bin/python3
"""What `veedor import` makes of the data files of the samples: a study that is sound at once.

Its sums are held to those of Python's csv and decimal, over the columns that were proposed. A file without amounts
is no budget, and says so.

usage: importing.py VEEDOR SAMPLES
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

from harness import Tap, environment, run, workspace  # noqa: E402

# What is known of some of them: the column of years, of codes, and of each stage; and totals from elsewhere.
KNOWN = {
    "partidas_gastos_2012.csv.gz": {
        "year": "year: EJERCICIO",
        "institution.code": "code: CENTRO GESTOR",
        "allocated": "allocated: IMPORTE",
        "total": {("2012", "allocated"): "5328716690.76"},
    },
    "partidas_gastos_2016_consolidado.csv.gz": {
        "year": "year: EJERCICIO",
        "institution.code": "code: CENTRO GESTOR",
        "total": {("2016", "allocated"): "5129957998.63"},
    },
    "cuenta_publica_2010_ramos_1_3_22_35.csv.gz": {
        "year": "year: CICLO",
        "institution.code": "code: ID_RAMO",
        "institution.name": "name: DESC_RAMO",
        "allocated": "allocated: MONTO_APROBADO",
        "implemented": "implemented: MONTO_EJERCIDO",
    },
    "departments.csv": {
        "year": "year: year",
        "institution.code": "code: ubigeo",
        "allocated": "allocated: pia",
        "modified": "modified: pim",
        "implemented": "implemented: devengado",
    },
    "national.csv": {"year": "year: year", "allocated": "allocated: pia", "implemented": "implemented: devengado"},
}
STAGES = ("allocated", "modified", "implemented")


def proposal(veedor, path):
    """The lines of a proposal by key, and how many points are open."""
    done = run([veedor, "import", path, "--format", "json"], env=environment())
    if done.status != 0 or done.stderr:
        raise RuntimeError(f"import --format json: {done}")
    answer = json.loads(done.stdout)
    return {line["key"]: line["yaml"] for line in answer["lines"]}, answer["open"]


def value(lines, key, otherwise):
    """The value of a line such as `separator: ";"`."""
    text = lines.get(f"data.{key}")
    return text.partition(": ")[2].strip('"') if text else otherwise


def exact_sums(path, lines):
    """{(year, stage): sum} of the columns proposed, another way."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    separator = value(lines, "separator", ",")
    text = io.StringIO(raw.decode(value(lines, "encoding", "UTF-8")), newline="")
    decimal, grouping = value(lines, "numbers.decimal", "."), value(lines, "numbers.grouping", "")
    year = value(lines, "columns.year", None)
    columns = {stage: value(lines, f"columns.{stage}", None) for stage in STAGES}
    sums = defaultdict(Decimal)
    for row in csv.DictReader(text, delimiter="\t" if separator == "tab" else separator):
        for stage, column in columns.items():
            if column:
                amount = row[column]
                for mark in grouping:
                    amount = amount.replace(mark, "")
                sums[row[year], stage] += Decimal(amount.replace(decimal, "."))
    return sums


def shown_sums(veedor, study):
    done = run([veedor, "show", study, "general-budget", "--format", "json"], env=environment())
    rows = json.loads(done.stdout, parse_float=Decimal, parse_int=Decimal)["rows"]
    return {
        (str(row["year"]), stage): Decimal(row[stage]) for row in rows for stage in STAGES if row.get(stage) is not None
    }


def is_imported(veedor, path, folder):
    lines, still_open = proposal(veedor, path)
    study = folder / "study.yaml"
    done = run([veedor, "import", path, "-o", study], env=environment())
    if still_open:
        if done.status != 1 or "needs a hand" not in done.stderr:
            yield f"{still_open} points are open, and the study passes: {done}"
        if path.name in KNOWN:
            yield f"{still_open} points are open"
        return
    if done.status != 0 or done.stderr:
        yield f"import -o: {done}"
        return
    checked = run([veedor, "check", study], env=environment())
    if checked.status not in (0, 1) or checked.stderr or ": 0 errors" not in checked.stdout:
        yield f"check: {checked}"
    known = dict(KNOWN.get(path.name, {}))
    totals = known.pop("total", {})
    for key, wanted in known.items():
        if lines.get(f"data.columns.{key}") != wanted:
            yield f"{key}: {lines.get(f'data.columns.{key}')}, not {wanted}"
    shown, exact = shown_sums(veedor, study), exact_sums(path, lines)
    if shown != exact:
        yield f"sums {shown}, exactly {dict(exact)}"
    for key, total in totals.items():
        if shown.get(key) != Decimal(total):
            yield f"{key}: {shown.get(key)}, known to be {total}"


def main():
    veedor, samples = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    tap = Tap()
    files = sorted(path for end in ("csv", "csv.gz") for path in samples.glob(f"*/source/*.{end}"))
    missing = set(KNOWN) - {path.name for path in files}
    tap.report("the samples have data files", sorted(missing))
    for path in files:
        with workspace() as folder:
            tap.run(f"{path.parent.parent.name}/{path.name}", is_imported, veedor, path, Path(folder))
    tap.finish()


if __name__ == "__main__":
    main()
