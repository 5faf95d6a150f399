#!/usr/bin/python3
"""All tables in one JSON file and as a folder of CSV files: what `show` prints, table by table; the same bytes anywhere.

usage: tables.py VEEDOR SAMPLES
"""

import csv
import io
import json
import os
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))

from harness import ROOT, Tap, arguments, environment, run, samples, workspace  # noqa: E402

LANGUAGES = ("en", "es")
STUDIES = (
    ROOT / "tests/workbook/every-measure.yaml", ROOT / "tests/workbook/from-data/study.yaml",
    Path(__file__).with_name("hostile.yaml"),
)
LOCALE = "de_DE"  # writes a decimal comma


def veedor_says(veedor, *words, **how):
    outcome = run([veedor, *words], **how)
    if outcome.status != 0:
        raise RuntimeError(outcome)
    return outcome.stdout


def table_names(veedor, study):
    return [line.split()[0] for line in veedor_says(veedor, "show", study).splitlines()]


def one_json(veedor, study, folder, language):
    """Each table is the one that `show` prints; and what the tables refer to is there."""
    output = folder / "all.json"
    veedor_says(veedor, "report", study, "-o", output, "--lang", language)
    whole = json.loads(output.read_bytes().decode("utf-8"), parse_float=str, parse_int=str)
    names = table_names(veedor, study)
    if list(whole["tables"]) != names:
        yield f"tables {list(whole['tables'])}, not {names}"
    for name in names:
        shown = veedor_says(veedor, "show", study, name, "--format", "json", "--lang", language)
        if whole["tables"].get(name) != json.loads(shown, parse_float=str, parse_int=str):
            yield f"{name} is not what `show` prints"
        for note in whole["tables"][name]["notes"]:
            if note not in whole["notes"]:
                yield f"{name} points at {note}, which is not among the notes"
    if whole["language"] != language or not whole["title"] or len(whole["currency"]["code"]) != 3:
        yield f"language {whole['language']}, title {whole['title']!r}, currency {whole['currency']}"


def csv_folder(veedor, study, folder, language):
    """Each file is what `show` prints; tables without rows have none; datapackage.json describes each column."""
    output = folder / "tables"
    veedor_says(veedor, "report", study, "-o", f"{output}/", "--lang", language)
    package = json.loads((output / "datapackage.json").read_bytes().decode("utf-8"))
    resources = {resource["path"]: resource for resource in package["resources"]}
    for name in table_names(veedor, study):
        text = veedor_says(veedor, "show", study, name, "--format", "csv", "--lang", language)
        path = output / f"{name}.csv"
        rows = list(csv.reader(io.StringIO(text)))
        if path.exists() != (len(rows) > 1):
            yield f"{name} has {len(rows) - 1} rows, its file {'is' if path.exists() else 'is not'} there"
        if not path.exists():
            continue
        if path.read_bytes().decode("utf-8") != text:
            yield f"{path.name} is not what `show` prints"
        fields = resources[path.name]["schema"]["fields"]
        if [field["name"] for field in fields] != rows[0]:
            yield f"{path.name} has the columns {rows[0]}, datapackage.json says {[field['name'] for field in fields]}"
        for number, field in enumerate(fields):
            cells = [row[number] for row in rows[1:] if row[number]]
            if field["type"] == "number" and not all(is_number(cell) for cell in cells):
                yield f"{path.name}: {field['name']} is no number in every row"
    expected = {*resources, "datapackage.json", "tables.md"}
    if {path.name for path in output.iterdir()} != expected:
        yield f"in the folder: {sorted(path.name for path in output.iterdir())}"
    words = (output / "tables.md").read_text(encoding="utf-8")
    yield from (f"tables.md does not tell of {name}" for name in resources if f"## {name}" not in words)


def is_number(text):
    try:
        float(text)
    except ValueError:
        return False
    return True


def renewed(veedor, study, folder):
    """A folder that is there: what is not ours stays, what has no rows any more goes."""
    output = folder / "tables"
    veedor_says(veedor, "report", study, "-o", f"{output}/", "--project", "2")
    (output / "own.txt").write_text("mine")
    (output / "general-budget.csv").write_text("older")
    (output / "tables.md").chmod(0o640)
    if not (output / "projection.csv").exists():
        yield "no projection was asked for"
    veedor_says(veedor, "report", study, "-o", output)
    if (output / "own.txt").read_text() != "mine":
        yield "a file that is not ours was changed"
    if (output / "projection.csv").exists():
        yield "a table of an earlier report is left"
    if (output / "tables.md").stat().st_mode & 0o777 != 0o640:
        yield "the permissions of a file were not kept"
    fresh = folder / "fresh"
    veedor_says(veedor, "report", study, "-o", f"{fresh}/")
    for path in fresh.iterdir():
        if (output / path.name).read_bytes() != path.read_bytes():
            yield f"{path.name} was not renewed"
    if [path.name for path in output.iterdir() if path.name.startswith(".")]:
        yield "something temporary is left"


def written(veedor, study, folder, **how):
    """All the forms but the workbook, as bytes by name."""
    veedor_says(veedor, "report", study, "-o", folder / "page.html", **how)
    veedor_says(veedor, "report", study, "-o", folder / "all.json", **how)
    veedor_says(veedor, "report", study, "-o", f"{folder}/tables/", **how)
    found = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    shutil.rmtree(folder / "tables")
    return found


def same_bytes(veedor, study, folder):
    expected = written(veedor, study, folder)
    locales = folder / "locales"
    locales.mkdir()
    run(["localedef", "-i", LOCALE, "-f", "UTF-8", locales / f"{LOCALE}.UTF-8"])
    decimal = run(["locale", "-k", "decimal_point"], env=environment(LC_ALL=f"{LOCALE}.UTF-8", LOCPATH=locales))
    if decimal.stdout.strip() != 'decimal_point=","':
        yield f"{LOCALE} is not in force\n{decimal}"
    for change in ({"LC_ALL": f"{LOCALE}.UTF-8", "LOCPATH": locales, "LANGUAGE": "en"}, {"TZ": "Pacific/Kiritimati"},
                   {"HOME": folder, "USER": "someone"}):
        work = folder / "again"
        work.mkdir()
        again = written(veedor, study, work, env=environment(**change), before_exec=lambda: os.umask(0o077))
        different = [name for name in expected if again.get(name) != expected[name]]
        if different or set(again) != set(expected):
            yield f"with {change}: {different or sorted(again)}"
        shutil.rmtree(work)


def main():
    veedor, folder = arguments()
    tap = Tap()
    for study in [*samples(folder), *STUDIES]:
        name = study.parent.name if study.name == "study.yaml" else study.stem
        for language in LANGUAGES:
            for what, check in (("JSON", one_json), ("CSV", csv_folder)):
                with workspace() as work:
                    tap.run(f"{name}, {what}, {language}", check, veedor, study, Path(work), language)
    sample = folder / "peru-trafficking" / "study.yaml"
    for what, check in (("a folder is renewed", renewed), ("the same bytes anywhere", same_bytes)):
        with workspace() as work:
            tap.run(what, check, veedor, sample, Path(work))
    tap.finish()


if __name__ == "__main__":
    main()
