#!/usr/bin/python3
"""How much the audit finds, and how often it is wrong: made-up reports, each as it should be and with one error.

An error is identifiable if nothing else as simple prints the same digits, by brute force over the whole report.
It is detected if its place is a contradiction (cut-off digits: a note). Its cause is stated if the finding names it as
a fact, named if its explanation has it at all. A wrong fact is the worst. Nothing is judged: it prints.

usage: audit.py VEEDOR [REPORTS [SEED]] [--show MISSES]
"""

import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from audit_plants import Plant, Planter
from audit_reports import Report

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))

from harness import environment  # noqa: E402

KINDS = (
    "row-left-out", "two-rows-left-out", "row-counted-twice", "member-besides", "wrong-base", "wrong-part",
    "truncation", "unit-slip", "digit-swap", "dropped-digit", "extra-digit", "other-year", "other-stage", "sign",
    "inverted", "complement", "misprinted-row",
)
BATCH = 100
TRIES = 50

# How an explanation names a cause that is no row, column or year; and what it says of other figures.
SAID = {
    "unit-slip": r"in (thousands|millions)|times 1,0|times 100|divided by 100|the fraction with a percent sign",
    "digit-swap": r"\d with two neighbouring digits swapped",
    "dropped-digit": r"\d with a digit dropped|decimal mark one digit off",
    "extra-digit": r"\d with a digit too many|decimal mark one digit off",
    "sign": r"with the other sign",
    "inverted": r"allocated.* / implemented",
    "complement": r"what is left to the whole",
}
BESIDE = r"^follows from it|fits the computed figure"


@dataclass
class Outcome:
    """What the program said of one planted error."""

    index: int
    plant: Plant
    detected: bool = False
    noted: bool = False  # as another finding than a contradiction
    stated: bool = False
    named: bool = False
    wrong_fact: bool = False
    found: list = field(default_factory=list)
    beside: list = field(default_factory=list)  # contradictions elsewhere
    unrelated: list = field(default_factory=list)  # of them: of figures that the wrong one does not touch
    wrong_beside: list = field(default_factory=list)  # of them: stated with another cause


@dataclass
class Batch:
    figures: int = 0
    verdicts: Counter = field(default_factory=Counter)
    unchecked: list = field(default_factory=list)
    false_alarms: list = field(default_factory=list)
    truncated: list = field(default_factory=list)
    warnings: Counter = field(default_factory=Counter)
    outcomes: list = field(default_factory=list)
    unplanted: list = field(default_factory=list)
    program_seconds: float = 0


def rows_of(command, batch):
    started = time.monotonic()
    try:
        done = subprocess.run(command, env=environment(), capture_output=True, check=False)
    except OSError as error:
        sys.exit(f"{command[0]}: {error.strerror}")
    batch.program_seconds += time.monotonic() - started
    if done.returncode not in (0, 1):
        sys.exit(f"{command[0]} {command[1]}: exit {done.returncode}\n{done.stderr.decode('utf-8', 'replace')}")
    try:
        rows = json.loads(done.stdout)["rows"]
    except (ValueError, KeyError) as error:
        sys.exit(f"{command[0]} {command[1]}: no JSON to read ({error})\n{done.stdout[:500]!r}")
    for row in rows:
        if row.get("severity") in ("error", "input"):
            sys.exit(f"a made-up report is not read: {row['file']}:{row['line']}: {row['message']}")
    return rows


def check(program, paths, batch):
    """The findings of each file."""
    found = defaultdict(list)
    for row in rows_of([program, "check", *paths, "--format", "json"], batch):
        found[row["file"]].append(row)
    return found


def checks(program, path, report, batch):
    """Which of the printed figures of a report are checked, and how they come out."""
    verdicts = {}
    for row in rows_of([program, "show", path, "checks", "--format", "json"], batch):
        verdicts[row["at"]] = row["verdict"]
    expected = report.figures()
    batch.figures += len(expected)
    for at in expected:
        verdict = verdicts.get(at, "unchecked")
        batch.verdicts[verdict] += 1
        if verdict not in ("exact", "rounded"):
            batch.unchecked.append((path, at, verdict))


def make(seed, index):
    """A report and an error to put into it; the next one where the error finds no place."""
    kind = KINDS[index % len(KINDS)]
    for attempt in range(TRIES):
        rng = random.Random(f"{seed}/{index}/{attempt}")
        report = Report(rng, kind)
        plant = Planter(rng, report).plant(kind)
        if plant:
            break
    return report, plant


def says(plant, text):
    """Whether an explanation names the planted cause; what it says of other figures is left out."""
    text = "; ".join(part for part in re.split(r"; |\n", text) if not re.search(BESIDE, part))
    if plant.named:
        return any(all(word in text for word in group) for group in plant.named)
    return plant.kind in SAID and re.search(SAID[plant.kind], text) is not None


def reach(report, plant):
    """The places that a wrong figure touches: what is made from it, and what else sums the same rows."""
    touched = {plant.at, plant.seen_at}
    for at, cell in report.cells.items():
        if touched.intersection(cell.parts):
            touched.add(at)
    if report.cells[plant.at].form == "amount":
        mine = report.cells[plant.at]
        touched |= {at for at, cell in report.cells.items() if (cell.what, cell.year) == (mine.what, mine.year)}
    return touched


def judge(index, report, plant, rows):
    outcome = Outcome(index, plant)
    touched = reach(report, plant)
    for row in rows:
        is_fact = bool(row["cause"])
        if row["severity"] == "contradiction" and row["at"] != plant.seen_at:
            outcome.beside.append(row)
            if row["at"] not in touched:
                outcome.unrelated.append(row)
            if is_fact and row["cause"] not in (*plant.words, "misprinted-row"):
                outcome.wrong_beside.append(row)
        if row["at"] != plant.seen_at:
            continue
        outcome.found.append(row)
        if plant.kind == "truncation":
            outcome.detected |= row["rule"] == "truncated"
            outcome.wrong_fact |= row["severity"] == "contradiction"
            continue
        outcome.noted |= row["severity"] == "note" and row["rule"] != "not-testable"
        if row["severity"] != "contradiction":
            continue
        outcome.detected = True
        named = says(plant, row["explanation"] or "")
        right = is_fact and row["cause"] in plant.words
        outcome.stated |= right and (named or not plant.named)
        outcome.named |= named or right and not plant.named
        outcome.wrong_fact |= is_fact and not (right and (named or not plant.named))
    return outcome


def run_batch(program, seed, indices, folder):
    batch = Batch()
    reports = []
    for index in indices:
        report, plant = make(seed, index)
        paths = [Path(folder, f"{index:05}-{name}.yaml") for name in ("right", "wrong")]
        report.write(paths[0])
        if plant:
            report.write(paths[1], plant)
        else:
            batch.unplanted.append(KINDS[index % len(KINDS)])
        reports.append((index, report, plant, *paths))
    found = check(program, [right for _, _, _, right, _ in reports], batch)
    found |= check(program, [wrong for _, _, plant, _, wrong in reports if plant], batch)
    for index, report, plant, right, wrong in reports:
        checks(program, right, report, batch)
        for row in found[str(right)]:
            if row["severity"] == "contradiction":
                batch.false_alarms.append((index, row))
            elif row["rule"] == "truncated":
                batch.truncated.append((index, row))
            elif row["severity"] == "warning":
                batch.warnings[row["rule"]] += 1
        if plant:
            batch.outcomes.append(judge(index, report, plant, found[str(wrong)]))
    return batch


def share(items, test):
    items = list(items)
    return f"{100 * sum(map(test, items)) / len(items):.1f}" if items else "–"


COLUMNS = (  # heading, of which errors, what is counted
    ("detected", "clear", lambda one: one.detected),
    ("stated", "caused", lambda one: one.stated),
    ("named", "caused", lambda one: one.named),
    ("wrong", "clear", lambda one: one.wrong_fact),
    ("a note", "clear", lambda one: one.noted and not one.detected),
    ("detected", "other", lambda one: one.detected),
    ("wrong", "other", lambda one: one.wrong_fact),
)


def show_kinds(outcomes):
    """A line for each kind of error."""
    print(f"\n{'':26}{'of the identifiable, %':^44} {'of the others, %':^17} {'contradictions elsewhere':>26}")
    print(f"{'planted':18} {'all':>5} {'clear':>5}" + "".join(f"{heading:>9}" for heading, _, _ in COLUMNS)
          + f" {'touched':>8} {'others':>8} {'wrong':>8}")
    by_kind = defaultdict(list)
    for outcome in outcomes:
        by_kind[outcome.plant.kind].append(outcome)
    for kind, of_kind in (*((kind, by_kind[kind]) for kind in KINDS), ("all", outcomes)):
        which = {"clear": [one for one in of_kind if one.plant.identifiable],
                 "other": [one for one in of_kind if not one.plant.identifiable]}
        which["caused"] = [one for one in which["clear"] if one.plant.words]
        shown = "".join(f"{share(which[of], test):>9}" for _, of, test in COLUMNS)
        touched = sum(len(one.beside) - len(one.unrelated) for one in of_kind)
        print(f"{kind:18} {len(of_kind):5} {len(which['clear']):5}{shown} {touched:8}"
              f" {sum(len(one.unrelated) for one in of_kind):8} {sum(len(one.wrong_beside) for one in of_kind):8}")
    print("stated: the cause as a fact; named: as a fact or among candidates; wrong: another cause stated as a fact;\n"
          "a note: said, but not as a contradiction; touched: made from the wrong figure, or from the same rows")


def show_finding(row):
    print(f"    {row['severity']} {row['rule']} at {row['at']}: {row['message']}")
    if row["cause"] or row["explanation"]:
        print(f"      cause: {row['cause'] or '–'}; {row['explanation']}")


def show_misses(outcomes, most, folder):
    tests = (("wrong fact", lambda one: one.wrong_fact),
             ("not detected", lambda one: one.plant.identifiable and not one.detected),
             ("not named", lambda one: one.plant.identifiable and one.detected and not one.named
              and one.plant.kind != "truncation"),
             ("not stated", lambda one: one.plant.identifiable and one.named and not one.stated),
             ("a wrong fact beside", lambda one: one.wrong_beside),
             ("a contradiction beside", lambda one: one.beside))
    for what, test in tests:
        count = Counter()
        for one in filter(test, outcomes):
            count[one.plant.kind] += 1
            if count[one.plant.kind] > most:
                continue
            print(f"\n{what}: {one.plant.kind} at {one.plant.seen_at}, {Path(folder, f'{one.index:05}-wrong.yaml')}")
            print(f"    planted: {one.plant}")
            for row in [*one.found, *(one.beside if "beside" in what else ())]:
                show_finding(row)


def show_right(total, options, folder):
    print(f"{options.reports} reports without an error: {total.figures} printed figures")
    print("checked: " + ", ".join(f"{count} {verdict}" for verdict, count in total.verdicts.most_common()))
    print(f"false contradictions: {len(total.false_alarms)}; `truncated`: {len(total.truncated)}")
    print("warnings: " + ", ".join(f"{count} {rule}" for rule, count in total.warnings.most_common()))
    for index, row in [*total.false_alarms[: options.show], *total.truncated[: options.show]]:
        print(f"  {Path(folder, f'{index:05}-right.yaml')}")
        show_finding(row)
    for path, at, verdict in total.unchecked[: options.show]:
        print(f"  {verdict}: {at} {path}")
    if total.unplanted:
        print(f"no place found for: {Counter(total.unplanted)}")


def run_all(options, folder):
    total = Batch()
    batches = [range(first, min(first + BATCH, options.reports)) for first in range(0, options.reports, BATCH)]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        running = [pool.submit(run_batch, options.program, options.seed, batch, folder) for batch in batches]
        for batch in (one.result() for one in running):
            for name, value in vars(batch).items():
                setattr(total, name, getattr(total, name) + value)
    return total


def main():
    parser = argparse.ArgumentParser(usage="audit.py VEEDOR [REPORTS [SEED]] [--show MISSES]")
    parser.add_argument("program", type=lambda text: Path(text).resolve())
    parser.add_argument("reports", type=int, nargs="?", default=2000)
    parser.add_argument("seed", type=int, nargs="?", default=1)
    parser.add_argument("--show", type=int, default=0)
    options = parser.parse_args()
    started = time.monotonic()
    folder = tempfile.mkdtemp(prefix="veedor-audit-")
    try:
        total = run_all(options, folder)
        show_right(total, options, folder)
        show_kinds(total.outcomes)
        if options.show:
            show_misses(total.outcomes, options.show, folder)
    finally:
        if not options.show:
            shutil.rmtree(folder)
    seconds = time.monotonic() - started
    print(f"\n{seconds:.0f} s in all, {total.program_seconds:.0f} s of it in veedor (of {os.cpu_count()} at a time)")


main()
