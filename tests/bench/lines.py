#!/usr/bin/python3
"""Measure how fast veedor adds up budget lines, against other programs that do, and against reading alone.

All on the same two processors and a warm cache, in turns; a ratio is taken run by run, each against its neighbours in
time, and the median is given. Every run's sums are compared with those that the generator kept. It prints, and fails
only where veedor's sums are wrong.

usage: lines.py BUILD [ROWS [SEED]]
"""

import csv
import itertools
import json
import os
import statistics
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import cells  # noqa: F401  which finds harness
import lines_data
from harness import environment, workspace
from timing import first_line, machine, run, spread

HERE = Path(__file__).resolve().parent
PROCESSORS = 2
ROUNDS = 7
SLOW_ROUNDS = 3
STARTS = 200
TIMES_MORE = 8
PACKAGES = ("python3-pandas", "miller", "isal", "gzip", "zstd", "coreutils")
AMOUNTS = ("MONTO_PIA", "MONTO_PIM", "MONTO_DEVENGADO")
KEYS = ("ANO_EJE", "SECTOR", "SECTOR_NOMBRE")
OUR_COLUMNS = ("institution", "allocated", "modified", "implemented")
THEIR_COLUMNS = ("code", "pia", "pim", "devengado")
MILLER_COLUMNS = ("SECTOR", *(f"{name}_sum" for name in AMOUNTS))


@dataclass
class Contender:
    """A command that is measured, and what its output is held to."""

    name: str
    command: list
    checker: object = None
    rounds: int = ROUNDS
    runs: list = field(default_factory=list)
    wrong: str = ""

    def once(self, program, work, stdin=subprocess.DEVNULL):
        output = Path(work, "output")
        one = run(program, self.command, stdin, output if self.checker else None)
        if self.checker and not self.wrong:
            self.wrong = self.checker(output)
        return one

    def verdict(self):
        return self.wrong or self.checker.right if self.checker else ""

    def walls(self):
        return [one.wall_ms for one in self.runs]

    def queries(self):
        """What it says that its query took, without its start."""
        return [float(one.stderr.split()[-1]) for one in self.runs]

    def peak(self):
        return max(one.peak_mib for one in self.runs)


def duckdb_version(modules):
    manifest = modules / "@duckdb/node-api/package.json"
    if not manifest.exists():
        return "DuckDB is not there"
    return f"DuckDB {json.loads(manifest.read_text())['version']}, Node.js {first_line('node', '--version')}"


class Sums:
    """Holds a table of sums to those that the generator kept."""

    right = "sums exact"

    def __init__(self, expected, columns):
        self.expected = expected
        self.columns = columns

    def __call__(self, output):
        sums = lines_data.sums_of(output, self.columns)
        wrong = [key for key in self.expected.keys() | sums.keys() if sums.get(key) != self.expected.get(key)]
        if not wrong:
            return ""
        ours, theirs = sums.get(min(wrong)), self.expected.get(min(wrong))
        return f"{len(wrong)} sums differ, of {min(wrong)} {ours and [*map(str, ours)]} for {theirs and [*map(str, theirs)]}"


class Digest:
    """Holds the table of data files to the SHA-256 of the file."""

    right = "digest right"

    def __init__(self, file):
        self.digest = first_line("sha256sum", file).split()[0]

    def __call__(self, output):
        with open(output, encoding="utf-8", newline="") as table:
            digests = [row["sha256"] for row in csv.DictReader(table)]
        return "" if digests == [self.digest] else f"digest {digests} for {self.digest}"


def in_turns(program, work, contenders):
    for contender in contenders:  # once for the caches
        contender.once(program, work)
    for i in range(max(contender.rounds for contender in contenders)):
        for contender in contenders:
            if i < contender.rounds:
                contender.runs.append(contender.once(program, work))


def print_runs(what, contenders, size):
    print(f"\n{what}\n{'':24} {'rounds':>6} {'min ms':>9} {'median':>9} {'max':>9} {'CPU ms':>9} {'MB/s':>6} {'peak MiB':>9}")
    for contender in contenders:
        cpu = statistics.median(one.cpu_ms for one in contender.runs)
        speed = size / 1000 / statistics.median(contender.walls())
        print(
            f"{contender.name:24} {len(contender.runs):6} {spread(contender.walls())} {cpu:9.0f} {speed:6.0f}"
            f" {contender.peak():9.1f}  {contender.verdict()}".rstrip()
        )


def print_ratio(above, below, ones, others, goal="", met=None):
    ratios = [one / other for one, other in zip(ones, others)]
    verdict = f"  goal: {goal}: {'met' if met(statistics.median(ratios)) else 'not met'}" if goal else ""
    print(f"{above + ' / ' + below:50} {spread(ratios)}{verdict}", flush=True)


def print_goal(what, value, goal, is_met):
    print(f"{what:50} {value}  goal: {goal}: {'met' if is_met else 'not met'}", flush=True)


class Bench:
    def __init__(self, build, rows, seed, work):
        self.program = build / "tests/bench/measure"
        self.veedor = build / "cmd/veedor"
        self.modules = build / "npm/node_modules"
        self.work = work
        generator, folder = build / "tests/bench/lines", build / "data"
        folder.mkdir(exist_ok=True)
        self.lines = lines_data.Lines(generator, folder, rows, seed)
        self.few = lines_data.Lines(generator, folder, 10, seed)
        self.many = lines_data.Lines(generator, folder, rows * TIMES_MORE, seed)
        lines_data.keep_only(folder, (self.lines, self.few, self.many))
        self.lines.make()
        self.few.make(packed=False)
        self.expected = lines_data.sums_of(self.lines.sums, THEIR_COLUMNS)
        self.size = self.lines.plain.stat().st_size

    def show_command(self, lines, file, table="institutions"):
        return [self.veedor, "show", lines.study(file), table, "--format", "csv"]

    def sums(self, name, command, columns=THEIR_COLUMNS, rounds=ROUNDS):
        return Contender(name, command, Sums(self.expected, columns), rounds)

    def ours(self, file):
        return self.sums("veedor", self.show_command(self.lines, file), OUR_COLUMNS)

    def duckdb(self, file):
        command = ["node", HERE / "lines_duckdb.js", self.modules, str(PROCESSORS), file]
        return [self.sums("DuckDB", command)] if self.modules.exists() else []

    def turns(self, contenders):
        in_turns(self.program, self.work, contenders)

    def plain(self):
        file = self.lines.plain
        veedor, count = self.ours(file), Contender("wc -l", ["wc", "-l", file])
        # The table that names the digests of files makes veedor compute them.
        digested = Contender("veedor with SHA-256", self.show_command(self.lines, file, "data-files"), Digest(file))
        duckdb = self.duckdb(file)
        pandas = self.sums("pandas", [HERE / "lines_pandas.py", file], rounds=SLOW_ROUNDS)
        stats = ["stats1", "-a", "sum", "-f", ",".join(AMOUNTS), "-g", ",".join(KEYS)]
        rename = ["then", "rename", "ANO_EJE,year,SECTOR_NOMBRE,name"]
        command = ["mlr", "--icsv", "--ocsv", "--ofmt", "%.2lf", *stats, *rename, file]
        miller = self.sums("Miller", command, MILLER_COLUMNS, SLOW_ROUNDS)
        contenders = [veedor, digested, *duckdb, pandas, miller, count]
        self.turns(contenders)
        print_runs("the file", contenders, self.size)
        for other in duckdb:
            print(f"{'DuckDB, its query alone':24} {'':6} {spread(other.queries())}")
            print_ratio("DuckDB, its query alone", "veedor", other.queries(), veedor.walls(), "at least 4",
                        lambda ratio: ratio >= 4)
        for other in (*duckdb, pandas, miller):
            print_ratio(other.name, "veedor", other.walls(), veedor.walls())
        print_ratio("veedor", "wc -l", veedor.walls(), count.walls(), "at most 3", lambda ratio: ratio <= 3)
        return [veedor, digested]

    def packed(self, ending, limit, others):
        file = self.lines.packed[ending]
        veedor = self.ours(file)
        alone = [Contender(" ".join(command), [*command, file]) for command in (limit, *others)]
        contenders = [veedor, *alone, *self.duckdb(file)]
        self.turns(contenders)
        print_runs(f"the same as {ending}, {file.stat().st_size / 1e6:.0f} MB", contenders, self.size)
        print_ratio("veedor", alone[0].name, veedor.walls(), alone[0].walls(), "at most 1.2",
                    lambda ratio: ratio <= 1.2)
        return veedor

    def start(self):
        command = self.show_command(self.few, self.few.plain)
        runs = [run(self.program, command) for _ in range(STARTS)]
        walls = [one.wall_ms for one in runs]
        print(f"\n{'start to end with 10 rows, ms':50} {spread(walls)}")
        median = statistics.median(walls)
        print_goal("", f"{median:9.2f} ms", "under 10 ms", median < 10)

    def pipe(self, lines):
        """One run with the lines from a pipe, as they are made."""
        output = Path(self.work, "output")
        with subprocess.Popen([*lines.generate, lines.sums], stdout=subprocess.PIPE, env=environment()) as made:
            one = run(self.program, self.show_command(lines, "-"), made.stdout, output)
            made.stdout.close()
        sums = Sums(lines_data.sums_of(lines.sums, THEIR_COLUMNS), OUR_COLUMNS)
        return Contender("veedor", [], sums, runs=[one], wrong=sums(output))

    def memory(self, file):
        print("\npeak memory of veedor, MiB")
        pipes = [self.pipe(self.lines), self.pipe(self.many)]
        for what, veedor in ((f"the file, {self.size / 1e9:.2f} GB", file), ("the same from a pipe", pipes[0]),
                             (f"{TIMES_MORE} times the rows from a pipe", pipes[1])):
            print_goal(what, f"{veedor.peak():9.1f}  {veedor.verdict()}", "under 64 MiB", veedor.peak() < 64)
        ratio = pipes[1].peak() / pipes[0].peak()
        print_goal(f"{TIMES_MORE} times the rows / the rows", f"{ratio:9.2f}", "the same, to 5 %", ratio < 1.05)
        return pipes


def main():
    build = Path(sys.argv[1]).resolve()
    rows = int(sys.argv[2]) if len(sys.argv) > 2 else 3_000_000
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    # Two for all: a program that asks how many there are gets as many.
    os.sched_setaffinity(0, set(itertools.islice(sorted(os.sched_getaffinity(0)), PROCESSORS)))
    for line in machine(PACKAGES):
        print(line)
    with workspace() as work:
        bench = Bench(build, rows, seed, work)
        print(duckdb_version(bench.modules))
        print(f"{rows:,} rows × 20 columns, {bench.size / 1e6:.0f} MB, seed {seed}", flush=True)
        plain, digested = bench.plain()
        gz = bench.packed(".gz", ["igzip", "-dc"], [["gzip", "-dc"]])
        zst = bench.packed(".zst", ["zstd", "-dcq"], [])
        bench.start()
        pipes = bench.memory(plain)
    return 1 if any(ours.wrong for ours in (plain, digested, gz, zst, *pipes)) else 0


sys.exit(main())
