#!/usr/bin/python3
"""Keep what the documents say equal to what the program prints.

In README.md and docs/*.md, the text between

    <!-- output: veedor show samples/peru-trafficking/study.yaml general-budget -->
    <!-- end output -->

is what that command prints, as a code block; `<!-- markdown: veedor … -->` … `<!-- end markdown -->` puts it in
as it is. WHOLE_FILES come from one command each. Commands run from the project's folder.

usage: docs.py VEEDOR [--check]     --check changes nothing and fails where a document is out of date
"""

import difflib
import re
import shlex
import subprocess
import sys

from harness import ROOT, environment

WHOLE_FILES = {
    "docs/study.schema.json": "veedor schema",
    "docs/rules.md": "veedor explain --rules",
}
BLOCK = re.compile(r"^<!-- (output|markdown): (veedor .*?) -->\n.*?^<!-- end \1 -->$", re.M | re.S)


def printed_by(veedor, command):
    """What a command prints; a status of 1 only says that `check` has findings."""
    words = shlex.split(command)
    done = subprocess.run(
        [veedor, *words[1:]], cwd=ROOT, env=environment(), capture_output=True, text=True, check=False
    )
    if done.returncode not in (0, 1):
        sys.exit(f"{command}: exit {done.returncode}\n{done.stderr}")
    return done.stderr + done.stdout


def renewed(veedor, text):
    def block(match):
        kind, command = match.groups()
        output = printed_by(veedor, command).rstrip("\n")
        body = f"```text\n$ {command}\n{output}\n```" if kind == "output" else f"\n{output}\n"
        return f"<!-- {kind}: {command} -->\n{body}\n<!-- end {kind} -->"

    return BLOCK.sub(block, text)


def documents(veedor):
    """Pairs of a document and what it ought to say."""
    for name, command in WHOLE_FILES.items():
        if (ROOT / name).parent.is_dir():
            yield ROOT / name, printed_by(veedor, command)
    for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        if path.exists():
            yield path, renewed(veedor, path.read_text(encoding="utf-8"))


def main():
    veedor, check = sys.argv[1], "--check" in sys.argv[2:]
    stale = 0
    for path, wanted in documents(veedor):
        present = path.read_text(encoding="utf-8") if path.exists() else ""
        if present == wanted:
            continue
        stale += 1
        name = path.relative_to(ROOT)
        if check:
            sys.stdout.writelines(
                difflib.unified_diff(
                    present.splitlines(True), wanted.splitlines(True), str(name), "what veedor prints"
                )
            )
        else:
            path.write_text(wanted, encoding="utf-8")
            print(f"{name}: brought up to date")
    if check and stale:
        sys.exit(f"{stale} documents are out of date: ./dev docs brings them up to date")


main()
