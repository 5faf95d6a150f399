#!/usr/bin/python3
"""The same study makes the same bytes: in any folder, locale, time zone and language of the reader, at any time.

usage: same_bytes.py VEEDOR SAMPLES
"""

import os
import shutil
import sys
import time
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))

import workbook  # noqa: E402
from harness import Tap, arguments, environment, run, samples, workspace  # noqa: E402

LOCALES = ("es_PE", "de_DE")  # both write a decimal comma


def make_locales(folder):
    """Generate the locales into a folder of our own, for LOCPATH."""
    for name in LOCALES:
        outcome = run(["localedef", "-i", name, "-f", "UTF-8", Path(folder, f"{name}.UTF-8")])
        if outcome.status != 0:
            yield f"localedef can't make {name}: the package locales has its sources\n{outcome}"


def in_force(folder, name):
    """Without this, a misspelt locale would quietly be C and test nothing."""
    outcome = run(["locale", "-k", "decimal_point"], env=environment(LC_ALL=f"{name}.UTF-8", LOCPATH=folder))
    if outcome.stdout.strip() != 'decimal_point=","' or outcome.stderr:
        yield f"{name}.UTF-8 is not in force\n{outcome}"


def first_difference(expected, actual):
    """Where two workbooks differ, in words."""
    with zipfile.ZipFile(expected) as one, zipfile.ZipFile(actual) as other:
        if one.namelist() != other.namelist():
            return f"parts {one.namelist()} and {other.namelist()}"
        for name in one.namelist():
            left, right = one.read(name), other.read(name)
            if left != right:
                at = next((i for i, (a, b) in enumerate(zip(left, right)) if a != b), min(len(left), len(right)))
                return f"{name} at byte {at}:\n{left[max(0, at - 60):at + 60]!r}\n{right[max(0, at - 60):at + 60]!r}"
    return "the archive's own headers, such as its times"


def written(veedor, study, output):
    workbook.make(veedor, study, output)
    return ()


def same_bytes(veedor, study, expected, output, **how):
    """Write the workbook again, in another way, and compare."""
    workbook.make(veedor, study, output, **how)
    if Path(output).read_bytes() != Path(expected).read_bytes():
        yield first_difference(expected, output)


def variations(study, work, locales):
    """(name, study as named on the command line, output, how to run)"""
    elsewhere = Path(work, "otra carpeta, ñandú")
    shutil.copytree(study.parent, elsewhere)
    linked = Path(work, "linked.yaml")
    linked.symlink_to(study)
    output = Path(work, "again.xlsx")
    yield "again", study, output, {}
    yield "from its own folder", study.name, output, {"cwd": study.parent}
    yield "copied to another folder", elsewhere / study.name, elsewhere / "out.xlsx", {}
    yield "through a link", linked, output, {}
    yield "through a relative path", os.path.relpath(study, work), output, {"cwd": work}
    for name in LOCALES:
        env = environment(LC_ALL=f"{name}.UTF-8", LANGUAGE=name, LOCPATH=locales)
        yield f"under LC_ALL={name}.UTF-8", study, output, {"env": env}
        env = environment(LC_ALL=None, LANG=f"{name}.UTF-8", LOCPATH=locales)
        yield f"under LANG={name}.UTF-8", study, output, {"env": env}
    yield "with LANGUAGE=es", study, output, {"env": environment(LC_ALL="C.UTF-8", LANGUAGE="es")}
    for zone in ("America/Lima", "Pacific/Kiritimati", "UTC+12"):
        yield f"with TZ={zone}", study, output, {"env": environment(TZ=zone)}
    env = environment(HOME=work, USER="someone", LOGNAME="someone", HOSTNAME="elsewhere", SOURCE_DATE_EPOCH="1")
    yield "as another user elsewhere", study, output, {"env": env, "before_exec": lambda: os.umask(0o077)}


def main():
    veedor, folder = arguments()
    tap = Tap()
    with workspace() as locales, workspace() as first:
        tap.run("the locales are made", make_locales, locales)
        for name in LOCALES:
            tap.run(f"{name} is in force", in_force, locales, name)
        made = {}
        for study in samples(folder):
            made[study] = Path(first, f"{study.parent.name}.xlsx")
            tap.run(f"{study.parent.name}: the workbook is written", written, veedor, study, made[study])
        time.sleep(2.1)  # an archive keeps times to 2 seconds
        for study, expected in made.items():
            with workspace() as work:
                for name, given, output, how in variations(study, work, locales):
                    tap.run(f"{study.parent.name}: {name}", same_bytes, veedor, given, expected, output, **how)
    tap.finish()


if __name__ == "__main__":
    main()
