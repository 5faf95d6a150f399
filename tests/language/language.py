#!/usr/bin/python3
"""What a program reads is the same in every language; what a person reads is not.

The texts of the program are translated to themselves between two marks, so that the checks hold whatever po/ says,
and a text that was never marked for translation stands out.

usage: language.py VEEDOR SAMPLES
"""

import csv
import json
import re
import shutil
import struct
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))

from harness import ROOT, Skip, Tap, arguments, run, samples, workspace  # noqa: E402

OPEN, CLOSE = "‹", "›"

# Texts for a reader by their keys, all other values are for programs too: sentences of the program's own,
SAID = {"message", "explanation", "hint", "reason", "why", "why_not", "years_excluded"}
# those that may be figures and names alone, or point at a note,
NAMED = {"arithmetic", "source", "notes", "filter", "columns", "numbers"}
# headings, which are looked at by themselves, and what the study says, in as many languages as it likes.
OTHERS = {"label", "language", "title", "description", "name", "largest", "claim", "because", "text"}

ROOMS = ("budget", "io", "config", "cmd")


def texts_of_the_program(folder):
    """The messages that xgettext finds, as ./dev has them: (text, plural or None)."""
    if not shutil.which("xgettext"):
        raise Skip("without xgettext")
    template = Path(folder) / "veedor.pot"
    files = sorted(str(path) for room in ROOMS for path in (ROOT / room).rglob("*.[ch]"))
    subprocess.run(
        ["xgettext", "--from-code=UTF-8", "--keyword=_", "--keyword=N_", "--keyword=VD_PLURAL:1,2",
         f"--output={template}", *files], check=True,
    )
    found = subprocess.run(["msgcat", "--no-wrap", template], check=True, capture_output=True, text=True).stdout
    for entry in found.split("\n\n")[1:]:
        said = {}
        for name, text in re.findall(r'^(msgid|msgid_plural) ((?:".*"\n?)+)', entry, re.M):
            said[name] = "".join(json.loads(line) for line in text.splitlines())
        if said.get("msgid"):
            yield said["msgid"], said.get("msgid_plural")


def marked(text):
    return f"{OPEN}{text}{CLOSE}"


def catalogue(texts):
    """A .mo file with each text between the marks."""
    header = "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n"
    entries = {b"": header.encode()}
    for text, plural in texts:
        forms = [form for form in (text, plural) if form is not None]
        entries["\0".join(forms).encode()] = "\0".join(map(marked, forms)).encode()
    keys = sorted(entries)
    places, data, at = {True: [], False: []}, b"", 28 + 16 * len(keys)
    for is_key in (True, False):
        for key in keys:
            text = key if is_key else entries[key]
            places[is_key].append(struct.pack("<II", len(text), at + len(data)))
            data += text + b"\0"
    tables = b"".join(places[True] + places[False])
    return struct.pack("<7I", 0x950412DE, 0, len(keys), 28, 28 + 8 * len(keys), 0, 28) + tables + data


class Program:
    """veedor with a catalogue of its own beside it."""

    def __init__(self, folder, veedor):
        self.folder = Path(folder)
        self.veedor = self.folder / "bin" / "veedor"
        messages = self.folder / "share" / "locale" / "es" / "LC_MESSAGES"
        self.veedor.parent.mkdir()
        messages.mkdir(parents=True)
        shutil.copy(veedor, self.veedor)
        (messages / "veedor.mo").write_bytes(catalogue(texts_of_the_program(folder)))

    def run(self, language, *words):
        done = run([self.veedor, "--lang", language, *words], cwd=self.folder)
        assert done.status in (0, 1), f"{words}: {done}"  # 1: `check` found something
        return done.stdout

    def both(self, *words):
        """What it puts out in English and in the other language."""
        return [self.run(language, *words) for language in ("en", "es")]

    def reports(self, study, output):
        """The paths of a report in both languages."""
        for language in ("en", "es"):
            (self.folder / language).mkdir(exist_ok=True)
            self.run(language, "report", study, "-o", f"{language}/{output}")
            yield self.folder / language / output


def differences(english, other, at="", key=""):
    """Yields what differs and should not: all but what is said to a reader."""
    if type(english) is not type(other):
        yield f"{at}: {english!r} is {other!r}"
    elif isinstance(english, dict) and key == "notes":
        # By their marks, as the texts have them.
        if len(english) != len(other):
            yield f"{at}: {list(english)} are {list(other)}"
    elif isinstance(english, dict):
        if list(english) != list(other):
            yield f"{at}: the keys {list(english)} are {list(other)}"
        for name in [name for name in english if name in other]:
            yield from differences(english[name], other[name], f"{at}/{name}", name)
    elif isinstance(english, list):
        if len(english) != len(other):
            yield f"{at}: {len(english)} are {len(other)}"
        for i, (one, two) in enumerate(zip(english, other)):
            yield from differences(one, two, f"{at}/{i}", key)
    elif isinstance(english, str) and key in SAID:
        if english and OPEN not in other:
            yield f"{at}: is not translated: {english}"
    elif english != other and key not in NAMED and key not in OTHERS:
        yield f"{at}: {english!r} is {other!r}"


def labels(table):
    for column in table["columns"]:
        if not column["label"].startswith(OPEN):
            yield f"the heading of {column['key']} is not translated: {column['label']}"


def tables_as_json(program, study):
    english, other = (json.loads(path.read_text()) for path in program.reports(study, f"{study.parent.name}.json"))
    yield from differences(english, other)
    for table in other["tables"].values():
        yield from labels(table)


def descriptions(package):
    """What the package of the CSV files says of tables and columns is the program's own."""
    for table in package["resources"]:
        for one in (table, *table["schema"]["fields"]):
            for key in ("title", "description"):
                if not one.get(key, OPEN).startswith(OPEN):
                    yield f"the {key} of {one['name']} in {table['name']} is not translated: {one[key]}"


def rows_of(path):
    """A table's rows by its keys; of the package's description, the whole."""
    with path.open(newline="") as file:
        return json.load(file) if path.suffix == ".json" else list(csv.DictReader(file))


def tables_as_csv(program, study):
    folders = list(program.reports(study, f"{study.parent.name}-tables/"))
    names = [sorted(path.name for path in folder.iterdir()) for folder in folders]
    if names[0] != names[1] or not names[0]:
        yield f"the files {names[0]} are {names[1]}"
    for name in names[0]:
        if name.endswith(".md"):
            continue  # for readers alone
        yield from differences(*(rows_of(folder / name) for folder in folders), name)
        if name == "datapackage.json":
            yield from descriptions(rows_of(folders[1] / name))


def checked(program, study):
    english, other = map(json.loads, program.both("check", study, "--format", "json"))
    yield from differences(english, other)


def claimed(program):
    for claim in ("63 of 92 = 68.47%", "2 + 1 + 3 = 9", "more than 6 times: 620195 / 93765"):
        english, other = map(json.loads, program.both("claim", claim, "--format", "json"))
        yield from differences(english, other)


def found(program, study):
    english, other = map(json.loads, program.both("find", study, "54.21%", "--format", "json"))
    yield from differences(english, other)


def without_catalogue(veedor, folder, study):
    """It speaks English, and says so: a page in English must not be read out as Spanish."""
    lone = Path(folder) / "veedor"
    shutil.copy(veedor, lone)
    pages = []
    for language in ("en", "es"):
        done = run([lone, "--lang", language, "report", study, "-o", f"{language}.html"], cwd=folder)
        if done.status or done.stdout != f"wrote {language}.html\n":
            yield f"{language}: {done}"
            return
        pages.append((Path(folder) / f"{language}.html").read_bytes())
    if pages[0] != pages[1]:
        yield "the page differs from the English one"


def main():
    veedor, folder = arguments()
    tap = Tap()
    with workspace() as place:
        program = Program(place, veedor)
        tap.run("a claim is judged alike in every language", claimed, program)
        with workspace() as lone:
            tap.run("without its catalogue it is English", without_catalogue, veedor, lone, samples(folder)[0])
        for study in samples(folder):
            name = study.parent.name
            tap.run(f"{name}: tables as JSON", tables_as_json, program, study)
            tap.run(f"{name}: tables as CSV", tables_as_csv, program, study)
            tap.run(f"{name}: findings as JSON", checked, program, study)
            tap.run(f"{name}: figures found as JSON", found, program, study)
    tap.finish()


if __name__ == "__main__":
    main()
