#!/usr/bin/python3
"""Run the golden command lines, the *.case files beside this script.

    # What the case is about.
    --- file study.yaml
    veedor: 1
    --- run veedor check study.yaml
    --- exit 1
    --- stdout
    study.yaml:1:1: error: …
    --- stderr

`file` puts a file into the case's own, empty folder; `run` is a shell command there, in which $SAMPLES is the folder
of the samples; `stdin`, `exit` (0 unless said), `stdout` and `stderr` (empty unless said) belong to the `run` above
them. A case may have several. In the expected text `...` stands for any text within a line, and on a line of its own
for any lines; $SAMPLES, $DIR (the case's folder) and $VERSION are put back where they come out.

usage: run.py [--veedor PATH] [--samples FOLDER] [--update] [NAME...]
--update writes what came out into the cases that differ; their diff is yours to judge.
"""

import argparse
import difflib
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "lib"))

from harness import ROOT, Tap, environment, run, workspace  # noqa: E402

MARKER = re.compile(r"^--- (?:(file|run|exit) (.+)|(stdin|stdout|stderr))$")
NO_NEWLINE = "\\ no newline at the end\n"


@dataclass
class Step:
    """One marker of a case with the lines below it; a `run` carries what is expected of it."""

    kind: str
    word: str
    text: str = ""
    parts: dict = field(default_factory=dict)  # of a run: stdin, exit, stdout, stderr


def parse(source):
    """@return (the comment on top, the steps)"""
    comment, steps, take = "", [], None
    for line in source.splitlines(keepends=True):
        marker = MARKER.match(line.rstrip("\n"))
        if marker and (marker[1] in ("file", "run")):
            step = Step(marker[1], marker[2])
            steps.append(step)
            take = (lambda text, step=step: setattr(step, "text", step.text + text))
        elif marker:
            parts, kind = steps[-1].parts, marker[1] or marker[3]
            parts[kind] = marker[2] or ""
            take = (lambda text, parts=parts, kind=kind: parts.update({kind: parts[kind] + text}))
        elif take:
            take(line)
        else:
            comment += line
    return comment, steps


def render(comment, steps):
    out = [comment]
    for step in steps:
        out.append(f"--- {step.kind} {step.word}\n{step.text}")
        for kind in ("stdin", "exit", "stdout", "stderr"):
            value = step.parts.get(kind, "")
            if kind == "exit" and value not in ("", "0"):
                out.append(f"--- exit {value}\n")
            elif kind != "exit" and value:
                out.append(f"--- {kind}\n{value}")
    return "".join(out)


def matches(expected, actual):
    pattern = ""
    for line in expected.splitlines(keepends=True):
        if line == "...\n":
            pattern += r"(?:.*\n)*?"
        else:
            pattern += re.escape(line).replace(re.escape("..."), ".*")
    return re.fullmatch(pattern, actual) is not None


class Runner:
    def __init__(self, veedor, samples):
        self.veedor, self.samples = Path(veedor).resolve(), Path(samples).resolve()
        version = re.search(r"\bversion\s*:\s*'([^']+)'", (ROOT / "meson.build").read_text())
        self.version = version[1] if version else None

    def put_back(self, text, folder):
        text = text.replace(str(self.samples), "$SAMPLES").replace(str(folder), "$DIR")
        if self.version:
            text = text.replace(f"veedor {self.version}", "veedor $VERSION")
        return text if not text or text.endswith("\n") else text + "\n" + NO_NEWLINE

    def actual(self, steps):
        """Run a case. @return its steps with what came out in place of what was expected"""
        with workspace() as folder:
            bin_folder, work = Path(folder, "bin"), Path(folder, "case")
            bin_folder.mkdir()
            work.mkdir()
            (bin_folder / "veedor").symlink_to(self.veedor)
            env = environment(SAMPLES=self.samples, HOME=work)
            env["PATH"] = f"{bin_folder}:{env['PATH']}"
            result = []
            for step in steps:
                if step.kind == "file":
                    path = work / step.word
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_text(step.text, encoding="utf-8")
                    result.append(step)
                else:
                    result.append(self._run(step, work, env))
            return result

    def _run(self, step, work, env):
        with workspace() as folder:
            stdin_path = Path(folder, "stdin")
            stdin_path.write_text(step.parts.get("stdin", ""), encoding="utf-8")
            with stdin_path.open("rb") as stdin:
                done = run(["sh", "-c", step.word], cwd=work, env=env, stdin=stdin)
        parts = {"exit": str(done.status)}
        if "stdin" in step.parts:
            parts["stdin"] = step.parts["stdin"]
        parts["stdout"] = self.put_back(done.stdout, work)
        parts["stderr"] = self.put_back(done.stderr, work)
        return Step("run", step.word, step.text, parts)


def differences(expected, actual):
    """Yields a diff for each part that does not fit; a part that fits keeps its expected text in `actual`."""
    for before, after in zip(expected, actual):
        if before.kind != "run":
            continue
        for kind in ("exit", "stdout", "stderr"):
            wanted = before.parts.get(kind, "0" if kind == "exit" else "")
            got = after.parts[kind]
            if kind == "exit":
                if wanted.strip() != got:
                    yield f"$ {before.word}"
                    yield f"exit status {got}, expected {wanted.strip()}"
            elif matches(wanted, got):
                after.parts[kind] = wanted
            else:
                yield f"$ {before.word}"
                yield from difflib.unified_diff(
                    wanted.splitlines(), got.splitlines(), f"expected {kind}", f"actual {kind}", lineterm=""
                )


def check(runner, path, update):
    comment, expected = parse(path.read_text(encoding="utf-8"))
    if not any(step.kind == "run" for step in expected):
        yield "the case runs nothing"
        return
    actual = runner.actual(expected)
    problems = list(differences(expected, actual))
    if problems and update:
        path.write_text(render(comment, actual), encoding="utf-8")
        print(f"# {path.name} renewed")
    else:
        yield from problems


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--veedor", default=ROOT / "build/cmd/veedor")
    parser.add_argument("--samples", default=ROOT / "samples")
    parser.add_argument("--cases", default=HERE, type=Path)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()

    runner, tap = Runner(options.veedor, options.samples), Tap()
    for path in sorted(options.cases.rglob("*.case")):
        name = str(path.relative_to(options.cases).with_suffix(""))
        if not options.names or name in options.names:
            tap.run(name, check, runner, path, options.update)
    tap.finish()


if __name__ == "__main__":
    main()
