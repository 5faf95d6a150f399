#!/usr/bin/python3
"""Measure `veedor report` against a plain libxlsxwriter program that writes the same workbook, and a pandas script.

They run in turns. It prints and never judges. A ratio is taken run by run, each against its neighbours in time, and
the median is given. Then the same on a large made-up study, where the plain program also runs in constant-memory
mode, which knows no tables; then each measure on it, and how its time grows (growth.py). ROUNDS is about the sample.

usage: run.py BUILD STUDY.yaml [ROUNDS]
"""

import statistics
import sys
from pathlib import Path

import cells  # which also finds harness
import growth
import synthetic

from harness import ROOT, workspace
from timing import MEASURES, machine, measure, spread

HERE = Path(__file__).resolve().parent
PLAIN, SCRIPT, CONSTANT = "plain", "script", "constant"
LARGE_ROUNDS = 5
PACKAGES = ("libxlsxwriter-dev", "python3-pandas", "python3-xlsxwriter", "python3-yaml")


def at_most(times):
    return f"goal: at most {times:g} times the plain program", lambda ratio: ratio <= times


# (above, below, the goal in words, whether a ratio meets it)
GOALS = (
    ("veedor", PLAIN, *at_most(3)),
    (SCRIPT, "veedor", "goal: at least 15 times faster than the script", lambda ratio: ratio >= 15),
)
LARGE_GOALS = (("veedor", PLAIN, *at_most(1.3)),)


def in_turns(build, study, work, rounds, others):
    """@param others  names of the programs beside veedor
    @return ({name: [a run]}, {name: (sheets, cells, bytes)})
    """
    names = ("veedor", *others)
    outputs = {name: Path(work, f"{name}.xlsx") for name in names}
    listing, plain = Path(work, "cells.txt"), build / "tests/bench/plain_xlsx"
    known = {
        PLAIN: [plain, listing, outputs.get(PLAIN)],
        CONSTANT: [plain, listing, outputs.get(CONSTANT), "constant"],
        "veedor": [build / "cmd/veedor", "report", study, "-o", outputs["veedor"]],
        SCRIPT: ["/usr/bin/python3", HERE / "pandas_report.py", study, outputs.get(SCRIPT)],
    }
    commands = {name: known[name] for name in (PLAIN, *names) if name in outputs}
    program = build / "tests/bench/measure"
    measure(program, commands["veedor"])
    cells.write_list(outputs["veedor"], listing)
    for command in commands.values():  # once for the caches
        measure(program, command)
    runs = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            runs[name].append(measure(program, command))
    return runs, {name: (*cells.count(path), path.stat().st_size) for name, path in outputs.items()}


def show(what, runs, sizes, goals):
    rounds = len(runs["veedor"])
    print(f"\n{what}, {rounds} rounds in turns: {', '.join(runs)}")
    print(f"{'':8} {'':9} {'min':>9} {'median':>9} {'max':>9}")
    for name, results in runs.items():
        for label, values in zip(MEASURES, zip(*results)):
            print(f"{name:8} {label:9} {spread(values)}")
        print("{:8} wrote {} sheets, {} cells, {} bytes".format(name, *sizes[name]))
    print(f"ratios, run by run\n{'':25} {'min':>9} {'median':>9} {'max':>9}")
    for above, below, goal, met in goals:
        for label, ones, others in zip(MEASURES, zip(*runs[above]), zip(*runs[below])):
            ratios = [one / other for one, other in zip(ones, others)]
            verdict = ""
            if label == "wall ms" or above == "veedor" and label == "peak MiB":
                verdict = f"  {goal}: {'met' if met(statistics.median(ratios)) else 'not met'}"
            print(f"{above:6} / {below:6}  {label:9} {spread(ratios)}{verdict}")


def main():
    build, study = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 15
    for line in machine(PACKAGES):
        print(line)
    with workspace() as work:
        show(str(study.relative_to(ROOT)), *in_turns(build, study, work, rounds, (PLAIN, SCRIPT)), GOALS)
    with workspace() as work:
        large = Path(work, "large.yaml")
        synthetic.write(*growth.LARGE, large)
        what = f"{growth.name_of(growth.LARGE)} (institutions × years)"
        show(what, *in_turns(build, large, work, LARGE_ROUNDS, (PLAIN, CONSTANT)), LARGE_GOALS)
    with workspace() as work:
        growth.main(build, work)


main()
