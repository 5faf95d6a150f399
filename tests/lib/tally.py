#!/usr/bin/python3
"""Print the closing line of a test run, `N passed, N failed`, out of meson's testlog.json.

A test that speaks TAP counts once for each of its lines; any other counts once.
usage: tally.py BUILD/meson-logs/testlog.json
"""

import json
import re
import sys

TAP_LINE = re.compile(r"^(not )?ok\b[^#\n]*(?:#\s*(skip|todo))?", re.IGNORECASE | re.MULTILINE)
GOOD = {"OK", "EXPECTEDFAIL"}


def tally(lines):
    passed = failed = skipped = 0
    for line in lines:
        test = json.loads(line)
        results = TAP_LINE.findall(test.get("stdout") or "")
        bad = sum(1 for no, directive in results if no and not directive)
        left_out = sum(1 for _, directive in results if directive)
        passed += len(results) - bad - left_out
        skipped += left_out
        failed += bad
        if test["result"] == "SKIP":
            skipped += not results
        elif test["result"] in GOOD:
            passed += not results
        else:  # a crash or a time-out is a failure of its own, even after lines that were fine
            failed += not bad
    return passed, failed, skipped


def main():
    try:
        with open(sys.argv[1], encoding="utf-8") as log:
            passed, failed, skipped = tally(log)
    except FileNotFoundError:
        passed, failed, skipped = 0, 1, 0
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    sys.exit(1 if failed or not passed else 0)


main()
