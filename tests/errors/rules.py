#!/usr/bin/python3
"""Every message has a reproducer: a folder named like its rule, of which each case prints it.

Folders named otherwise: `together` for several messages in one run, `sound` for what looks wrong and is not. What
all cases expect is also held to what every run promises: the exit status follows from the classes of the messages,
and messages stand in the order of their places.
"""

import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "lib"), str(HERE.parent / "cases")]

import run as cases  # noqa: E402
from harness import ROOT, Tap  # noqa: E402

OTHER_FOLDERS = {"together", "sound"}
RULE = re.compile(r'\bX\(\w+, "([a-z-]+)", ([A-Z]+),')
MESSAGE = re.compile(r"^(\S.*?):(?:(\d+):(\d+):)? (?:error|finding)\[([a-z-]+)\]", re.MULTILINE)
UNUSABLE, WRONG, FINE = "2", "1", "0"


def read_rules():
    """@return the class of each rule, those about a failing system left out: tests/system has them"""
    rules = dict(RULE.findall((ROOT / "budget/rules.h").read_text(encoding="utf-8")))
    return {name: kind for name, kind in rules.items() if kind != "SYSTEM"}


def read_runs():
    """@return for each run: its folder, its name, its expected status, and its messages for each stream"""
    runs = []
    for path in sorted(HERE.rglob("*.case")):
        _, steps = cases.parse(path.read_text(encoding="utf-8"))
        for step in steps:
            if step.kind == "run":
                streams = [MESSAGE.findall(step.parts.get(name, "")) for name in ("stdout", "stderr")]
                status = step.parts.get("exit", FINE).strip()
                runs.append((path.parent.name, f"{path.parent.name}/{path.stem}", status, streams))
    return runs


def printed(streams):
    return {rule for messages in streams for *_, rule in messages}


def each_rule_has_a_case(rules, runs):
    for rule in rules:
        if not any(folder == rule for folder, *_ in runs):
            yield f"no case in {rule}/ prints [{rule}]"


def each_case_prints_its_rule(rules, runs):
    prints = {}
    for folder, name, _, streams in runs:
        prints.setdefault((folder, name), set()).update(printed(streams))
    for (folder, name), found in prints.items():
        if folder not in OTHER_FOLDERS and folder not in found:
            yield f"{name} does not print [{folder}]"
        if folder not in OTHER_FOLDERS and folder not in rules:
            yield f"{folder} is no rule"
        for rule in found - rules.keys():
            yield f"{name} prints [{rule}], which is no rule"


def status_follows_from_classes(rules, runs):
    for _, name, status, streams in runs:
        classes = {rules.get(rule) for rule in printed(streams)}
        wanted = UNUSABLE if "INPUT" in classes else WRONG if classes else FINE
        if classes and status != wanted:
            yield f"{name}: status {status}, and its messages call for {wanted}"


def messages_stand_in_order(_, runs):
    for _, name, _, streams in runs:
        for messages in streams:
            places = [(file, int(line or 0), int(column or 0)) for file, line, column, _ in messages]
            if places != sorted(places):
                yield f"{name}: the messages are not sorted by place"


def main():
    tap, rules, runs = Tap(), read_rules(), read_runs()
    later, sooner = ("a.yaml", "2", "1", "bad-year"), ("a.yaml", "1", "1", "bad-year")
    planted = {
        each_rule_has_a_case: ({**rules, "planted": "ERROR"}, runs),
        each_case_prints_its_rule: (rules, [*runs, ("bad-year", "bad-year/planted", WRONG, [[], []])]),
        status_follows_from_classes: (rules, [("bad-year", "planted", FINE, [[], [sooner]])]),
        messages_stand_in_order: (rules, [("bad-year", "planted", WRONG, [[], [later, sooner]])]),
    }
    for check, faulty in planted.items():
        name = check.__name__.replace("_", " ")
        tap.run(name, check, rules, runs)
        tap.report(f"{name}: a planted fault is seen", [] if any(check(*faulty)) else ["it is not"])
    tap.finish()


if __name__ == "__main__":
    main()
