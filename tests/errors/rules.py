#!/usr/bin/python3
"""Every message has a reproducer: a folder named like its rule, of which each case prints it.

Folders named otherwise: `together` for several messages in one run, `sound` for what looks wrong and is not. What
all cases expect is also held to what every run promises: a message is called what its severity says, the exit status
follows from the severities, and messages stand in the order of their places.
"""

import re
import sys
from collections import namedtuple
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "lib"), str(HERE.parent / "cases")]

import run as cases  # noqa: E402
from harness import ROOT, Tap  # noqa: E402

OTHER_FOLDERS = {"together", "sound"}
RULE = re.compile(r'\bX\(\w+, "([a-z-]+)", ([A-Z]+),')
MESSAGE = re.compile(
    r"^(\S.*?):(?:(\d+):(\d+):)? (error|finding|note|accepted)\[([a-z-]+)\]", re.MULTILINE
)
WORDS = {
    "INPUT": {"error"},
    "ERROR": {"error"},
    "CONTRADICTION": {"finding", "accepted"},
    "WARNING": {"finding", "accepted"},
    "NOTE": {"note", "accepted"},
}
UNUSABLE, WRONG, FINE = "2", "1", "0"

Message = namedtuple("Message", "file line column word rule")
Run = namedtuple("Run", "folder name command status streams")  # streams: the messages of stdout, those of stderr


def read_rules():
    """@return the severity of each rule, those about a failing system left out: tests/system has them"""
    rules = dict(RULE.findall((ROOT / "budget/rules.h").read_text(encoding="utf-8")))
    return {name: severity for name, severity in rules.items() if severity != "SYSTEM"}


def read_runs():
    """@return each run with what is expected of it"""
    runs = []
    for path in sorted(HERE.rglob("*.case")):
        _, steps = cases.parse(path.read_text(encoding="utf-8"))
        for step in steps:
            if step.kind == "run":
                streams = [[Message(*found) for found in MESSAGE.findall(step.parts.get(name, ""))]
                           for name in ("stdout", "stderr")]
                status = step.parts.get("exit", FINE).strip()
                runs.append(Run(path.parent.name, f"{path.parent.name}/{path.stem}", step.word, status, streams))
    return runs


def messages_of(run):
    return [message for stream in run.streams for message in stream]


def each_rule_has_a_case(rules, runs):
    for rule in rules:
        if not any(run.folder == rule for run in runs):
            yield f"no case in {rule}/ prints [{rule}]"


def each_case_prints_its_rule(rules, runs):
    prints = {}
    for run in runs:
        prints.setdefault((run.folder, run.name), set()).update(one.rule for one in messages_of(run))
    for (folder, name), found in prints.items():
        if folder not in OTHER_FOLDERS and folder not in found:
            yield f"{name} does not print [{folder}]"
        if folder not in OTHER_FOLDERS and folder not in rules:
            yield f"{folder} is no rule"
        for rule in found - rules.keys():
            yield f"{name} prints [{rule}], which is no rule"


def words_follow_from_severities(rules, runs):
    for run in runs:
        for one in messages_of(run):
            if one.word not in WORDS.get(rules.get(one.rule), {one.word}):
                yield f"{run.name}: {one.word}[{one.rule}], and the rule is of severity {rules[one.rule]}"


def status_follows_from_severities(rules, runs):
    """What is accepted does not count, nor does a note unless it is asked for."""
    for run in runs:
        messages = messages_of(run)
        open_ones = {rules.get(one.rule) for one in messages if one.word != "accepted"}
        counted = open_ones if "--strict" in run.command.split() else open_ones - {"NOTE"}
        wanted = UNUSABLE if "INPUT" in counted else WRONG if counted else FINE
        if messages and run.status != wanted:
            yield f"{run.name}: status {run.status}, and its messages call for {wanted}"


def messages_stand_in_order(_, runs):
    """File by file, in each by place."""
    for run in runs:
        studies = [word for word in run.command.split() if word.endswith(".yaml")]
        if len(set(studies)) < len(studies):
            continue  # given twice, and so checked twice
        for messages in run.streams:
            files = list(dict.fromkeys(one.file for one in messages))
            places = [(files.index(one.file), int(one.line or 0), int(one.column or 0)) for one in messages]
            if places != sorted(places):
                yield f"{run.name}: the messages are not sorted by place"


def planted(rules, runs):
    """(check, what it is to see a fault in)"""

    def run(status, *messages, command="veedor check a.yaml"):
        return [Run("bad-year", "planted", command, status, [[], list(messages)])]

    def message(word, rule, line="1"):
        return Message("a.yaml", line, "1", word, rule)

    error, finding, note = message("error", "bad-year"), message("finding", "repeat"), message("note", "repeat")
    input_error, accepted = message("error", "input-empty"), message("accepted", "total-mismatch")
    yield each_rule_has_a_case, ({**rules, "planted": "ERROR"}, runs)
    yield each_case_prints_its_rule, (rules, [*runs, *run(WRONG)])
    yield words_follow_from_severities, (rules, run(WRONG, finding))
    yield words_follow_from_severities, (rules, run(WRONG, message("accepted", "bad-year")))
    yield status_follows_from_severities, (rules, run(FINE, error))
    yield status_follows_from_severities, (rules, run(WRONG, error, input_error))
    yield status_follows_from_severities, (rules, run(WRONG, note))
    yield status_follows_from_severities, (rules, run(FINE, note, command="veedor check --strict a.yaml"))
    yield status_follows_from_severities, (rules, run(WRONG, accepted))
    yield messages_stand_in_order, (rules, run(WRONG, message("error", "bad-year", "2"), error))


CHECKS = (
    each_rule_has_a_case, each_case_prints_its_rule, words_follow_from_severities, status_follows_from_severities,
    messages_stand_in_order,
)


def main():
    tap, rules, runs = Tap(), read_rules(), read_runs()
    for check in CHECKS:
        name = check.__name__.replace("_", " ")
        tap.run(name, check, rules, runs)
        missed = [f"fault {i}" for i, (one, faulty) in enumerate(planted(rules, runs))
                  if one is check and not any(check(*faulty))]
        tap.report(f"{name}: a planted fault is seen", missed)
    tap.finish()


if __name__ == "__main__":
    main()
