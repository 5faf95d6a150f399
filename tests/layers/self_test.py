#!/usr/bin/python3
"""Plant one violation of each kind: the test of the layers must see it, and must let a clean tree pass.

usage: self_test.py CC...     the compiler's command
"""

import subprocess
import sys
from pathlib import Path

import layers  # which also finds harness

from harness import Tap, workspace

CLEAN = {
    "budget/money.h": "#include <stdint.h>\nint vd_add(int a);\n",
    "budget/money.c": '#include "budget/money.h"\n#include <string.h>\n/* no strtod() here */\n'
    'int vd_add(int a) { char b[9]; memset(b, a, sizeof b); return b[a % 9] + (int)strlen("atof("); }\n',
    "budget/stats.c": "#include <gsl/gsl_fit.h>\n",
    "io/yaml.c": '#include <yaml.h>\n#include "budget/money.h"\n',
    "config/study.h": '#include "io/yaml.h"\n',
    "io/yaml.h": '#include "budget/money.h"\n',
    "cmd/main.c": '#include "config/study.h"\n#include "io/yaml.h"\n',
}
PLANTED = (
    ("budget/ includes io/", "budget/money.c", '#include "io/yaml.h"\n', layers.direction, "budget/ includes io/"),
    ("io/ includes config/", "io/yaml.c", '#  include  "config/study.h"\n', layers.direction, "io/ includes config"),
    ("a relative include", "io/yaml.c", '#include "yaml.h"\n', layers.direction, "is no file of a room"),
    ("a test's header", "cmd/main.c", '#include "tests/unit/x.h"\n', layers.direction, "is no file of a room"),
    ("GSL elsewhere", "budget/money.c", "#include <gsl/gsl_math.h>\n", layers.doors, "budget/stats.c alone"),
    ("libyaml elsewhere", "config/study.h", "#include <yaml.h>\n", layers.doors, "io/yaml.c alone"),
    ("libxlsxwriter elsewhere", "io/yaml.c", "#include <xlsxwriter.h>\n", layers.doors, "io/xlsx.c alone"),
    ("minizip elsewhere", "cmd/main.c", "#include <minizip/unzip.h>\n", layers.doors, "io/zip.c alone"),
    ("strtod", "cmd/main.c", 'double x(void) { return strtod("1.5", 0); }\n', layers.locale, "decimal mark"),
    ("LC_NUMERIC", "cmd/main.c", 'void x(void) { setlocale(LC_NUMERIC, ""); }\n', layers.locale, "LC_NUMERIC"),
)
IMPURE = ("fopen", "open", "read", "write", "printf", "puts", "fprintf", "getenv", "time", "clock", "exit", "abort")


def plant(root, changed="", text=""):
    for name, source in CLEAN.items():
        path = root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(source + (text if name == changed else ""), encoding="utf-8")


def archive(root, compiler, source):
    """A libbudget.a of one object."""
    (root / "x.c").write_text(source, encoding="utf-8")
    subprocess.run([*compiler, "-w", "-c", "x.c", "-o", "x.o"], cwd=root, check=True)
    result = root / "libbudget.a"
    result.unlink(missing_ok=True)
    subprocess.run(["ar", "rc", result, "x.o"], cwd=root, check=True)
    return result


def main():
    compiler, tap = sys.argv[1:] or ["cc"], Tap()
    with workspace() as folder:
        root = Path(folder)

        def expect(name, problems, wanted):
            seen = "\n".join(problems)
            tap.report(name, [] if (wanted in seen if wanted else not seen) else [f"seen: {seen}"])

        plant(root)
        for check in (layers.direction, layers.doors, layers.locale):
            expect(f"a clean tree passes: {check.__name__}", check(root), "")
        for name, changed, text, check, wanted in PLANTED:
            plant(root, changed, text)
            expect(f"seen: {name}", check(root), wanted)

        pure = CLEAN["budget/money.c"].replace('#include "budget/money.h"\n', "")
        expect("a pure archive passes", layers.impure(archive(root, compiler, pure)), "")
        for call in IMPURE:
            source = f"extern void {call}(void); void f(void) {{ {call}(); }}\n"
            expect(f"seen in an archive: {call}", layers.impure(archive(root, compiler, source)), f"calls {call}:")
    tap.finish()


if __name__ == "__main__":
    main()
