#!/usr/bin/python3
"""The runner of the golden command lines must see what differs, and renew it: tried on a stand-in for veedor."""

from pathlib import Path

import run as cases  # which also finds harness

from harness import Tap, workspace

STAND_IN = """#!/bin/sh
echo "got $1 from ${SAMPLES##*/}"
printf 'no newline' >&2
exit 3
"""
CASE = """# A comment.
--- file sub/input.txt
a file
--- run cat sub/input.txt && veedor one
--- exit {status}
--- stdout
a file
got {word} from samples
--- stderr
no newline
\\ no newline at the end
"""


def main():
    tap = Tap()
    with workspace() as folder:
        veedor, samples, case = (Path(folder, name) for name in ("veedor", "samples", "a.case"))
        veedor.write_text(STAND_IN)
        veedor.chmod(0o755)
        samples.mkdir()
        runner = cases.Runner(veedor, samples)

        def problems(text, update=False):
            case.write_text(text)
            return "\n".join(cases.check(runner, case, update))

        def expect(name, condition, seen=""):
            tap.report(name, [] if condition else [f"it did not: {seen}"])

        good = CASE.format(status=3, word="one")
        expect("a case that fits passes", not problems(good), problems(good))
        seen = problems(CASE.format(status=3, word="two"))
        expect("other output is shown as a diff", "-got two" in seen and "+got one" in seen, seen)
        seen = problems(CASE.format(status=0, word="one"))
        expect("another exit status is seen", "exit status 3, expected 0" in seen, seen)
        seen = problems(CASE.format(status=3, word="o...").replace("a file\ngot", "...\ngot"))
        expect("three dots stand for any text or lines", not seen, seen)
        problems(CASE.format(status=0, word="two"), update=True)
        expect("--update writes what came out", case.read_text() == good, case.read_text())
        problems(CASE.format(status=0, word="o..."), update=True)
        expect("--update keeps the dots that fit", "got o..." in case.read_text(), case.read_text())
        expect("a case without a run is a mistake", problems("# nothing\n"))
    tap.finish()


if __name__ == "__main__":
    main()
