"""The files that lines.py measures with: made once, and kept in a folder until the numbers or the generator change."""

import csv
import hashlib
import subprocess
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCES = ("lines.c", "lines_words.h")
YEARS = range(2014, 2019)

STUDY = """\
veedor: 1
title: Budget lines, made up
currency: PEN
years: {{{years}}}
data:
  - csv: {file}
    columns:
      year: ANO_EJE
      institution:
        code: SECTOR
        name: SECTOR_NOMBRE
        level: {{column: NIVEL_GOBIERNO, E: national, R: regional, M: local}}
      allocated: MONTO_PIA
      modified: MONTO_PIM
      implemented: MONTO_DEVENGADO
    others: add
"""


def write_whole(path, command):
    """What a command prints, in a file that is there whole or not at all."""
    part = path.with_name(path.name + ".part")
    with open(part, "wb") as file:
        subprocess.run(command, stdout=file, check=True)
    part.rename(path)


class Lines:
    """The file of some rows and what belongs to it."""

    def __init__(self, program, folder, rows, seed):
        made_of = hashlib.sha256(b"".join((HERE / name).read_bytes() for name in SOURCES)).hexdigest()
        self.name = f"lines-{rows}-{seed}-{made_of[:8]}"
        self.folder = folder
        self.generate = [program, str(rows), str(seed)]
        self.plain = folder / f"{self.name}.csv"
        self.packed = {".gz": folder / f"{self.name}.csv.gz", ".zst": folder / f"{self.name}.csv.zst"}
        self.sums = folder / f"{self.name}.sums"

    def make(self, packed=True):
        if not (self.plain.exists() and self.sums.exists()):
            write_whole(self.plain, [*self.generate, self.sums])
        commands = {".gz": ["gzip", "-c"], ".zst": ["zstd", "-q", "-c"]}
        for ending, path in self.packed.items():
            if packed and not path.exists():
                write_whole(path, [*commands[ending], self.plain])
        return self

    def study(self, file):
        """A study file with these lines; "-" for standard input."""
        name = "-" if file == "-" else Path(file).name
        path = self.folder / f"{self.name}{'.pipe' if name == '-' else ''.join(Path(file).suffixes)}.yaml"
        years = ", ".join(f"{year}: {{phase: enacted}}" for year in YEARS)
        path.write_text(STUDY.format(years=years, file=f'"{name}"'), encoding="utf-8")
        return path


def keep_only(folder, kept):
    """Remove the files of other numbers: they are large."""
    for path in folder.glob("lines-*"):
        if not any(path.name.startswith(lines.name + ".") for lines in kept):
            path.unlink()


def sums_of(path, columns):
    """{(year, code, name): [an amount]} of a table of sums, to the cent."""
    code, *amounts = columns
    with open(path, encoding="utf-8", newline="") as file:
        return {
            (row["year"], row[code], row["name"]): [Decimal(row[name]).quantize(Decimal("0.01")) for name in amounts]
            for row in csv.DictReader(file)
        }
