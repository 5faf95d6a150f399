#!/usr/bin/python3
"""The same study and language make the same bytes: in any folder, locale and time zone, at any time; of every form.

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

LANGUAGES = ("en", "es")
WORKBOOK, FOLDER = ".xlsx", ""
FORMS = (WORKBOOK, ".html", ".json", FOLDER)
NAMING_THE_STUDY = (".json", FOLDER)
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


def contents(form, path, study):
    """{part: bytes}. The forms for programs name the study as the command line did: that name is left out."""
    files = sorted(Path(path).iterdir()) if form == FOLDER else [Path(path)]
    parts = {file.name: file.read_bytes() for file in files}
    if form in NAMING_THE_STUDY:
        name = str(study).encode()
        for key, data in parts.items():  # in quotes where it has a comma
            parts[key] = data.replace(b'"%s"' % name, b"STUDY").replace(name, b"STUDY")
    return parts


def difference(form, expected, actual):
    """In words; nothing if there is none
    @param expected, actual  pairs of a path and the study as it was named
    """
    ours, theirs = (contents(form, *one) for one in (expected, actual))
    if form != FOLDER:
        if list(ours.values()) != list(theirs.values()):
            yield first_difference(expected[0], actual[0]) if form == WORKBOOK else f"{form} differs"
        return
    if not ours:
        yield "no file"
    yield from (f"{name} differs" for name in sorted(ours.keys() | theirs) if ours.get(name) != theirs.get(name))


def make(veedor, study, output, language, **how):
    target = output if Path(output).suffix else f"{output}/"
    outcome = run([veedor, "report", study, "-o", target, "--lang", language], **how)
    if outcome.status != 0 or not Path(output).exists():
        raise workbook.NotMade(f"veedor report -o {output} failed: {outcome}")


def written(veedor, study, outputs, language):
    for output in outputs.values():
        make(veedor, study, output, language)
    return ()


def in_another_language(expected, other):
    """Or the comparisons would say nothing of the language."""
    if Path(expected).read_bytes() == Path(other).read_bytes():
        yield "the two languages are alike"


def same_bytes(veedor, study, original, expected, folder, language, **how):
    """Write every form again, in another way, and compare.
    @param study  as this way names it
    @param original  as it was named for what is expected
    """
    for form, path in expected.items():
        output = Path(folder, f"again{form}")
        make(veedor, study, output, language, **how)
        yield from difference(form, (path, original), (output, study))
        if form == FOLDER:
            shutil.rmtree(output)
        else:
            output.unlink()


def variations(study, work, locales):
    """(name, study as named on the command line, folder to write to, how to run)"""
    elsewhere = Path(work, "otra carpeta, ñandú")
    shutil.copytree(study.parent, elsewhere)
    links = Path(work, "links")  # to the study and the files that it names
    links.mkdir()
    for one in study.parent.iterdir():
        (links / one.name).symlink_to(one)
    output = Path(work, "out")
    output.mkdir()
    yield "again", study, output, {}
    yield "from its own folder", study.name, output, {"cwd": study.parent}
    yield "copied to another folder", elsewhere / study.name, elsewhere, {}
    yield "through links", links / study.name, output, {}
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
            for language in LANGUAGES:
                stem = f"{study.parent.name}-{language}"
                made[study, language] = {form: Path(first, f"{stem}{form}") for form in FORMS}
                tap.run(f"{stem}: is written", written, veedor, study, made[study, language], language)
            both = [made[study, language][WORKBOOK] for language in LANGUAGES]
            tap.run(f"{study.parent.name}: languages differ", in_another_language, *both)
        time.sleep(2.1)  # an archive keeps times to 2 seconds
        for (study, language), expected in made.items():
            with workspace() as work:
                for name, given, output, how in variations(study, work, locales):
                    line = f"{study.parent.name}, {language}: {name}"
                    tap.run(line, same_bytes, veedor, given, study, expected, output, language, **how)
    tap.finish()


if __name__ == "__main__":
    main()
