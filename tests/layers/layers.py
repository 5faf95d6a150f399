#!/usr/bin/python3
"""The rooms, their one direction and the doors, read off the #include lines; and what budget/ calls.

    cmd → config → io → budget

usage: layers.py LIBBUDGET.A [ROOT]     the archive, and the folder that holds the rooms
"""

import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))

from harness import ROOT, Tap  # noqa: E402

ROOMS = ("budget", "io", "config", "cmd")  # each may include itself and those before it

# One door per library: the headers, and the only file that may include them.
DOORS = (
    (r"gsl/.*", "budget/stats.c"),
    (r"yaml\.h", "io/yaml.c"),
    (r"xlsxwriter(/.*)?\.h", "io/xlsx.c"),
    (r"(minizip/)?(un)?zip\.h|minizip/.*", "io/zip.c"),
    (r"(sql|sqlext|sqltypes|sqlucode|odbcinst)\.h", "io/odbc.c"),
    (r"isa-l(/.*)?\.h|igzip_lib\.h", "io/inflate.c"),
    (r"zstd(_\w+)?\.h", "io/zstd.c"),
    (r"nettle/.*", "io/digest.c"),
    (r"iconv\.h", "io/encoding.c"),
    (r"(threads|pthread)\.h", "io/csv_read.c"),
)

# Numbers are parsed digit by digit, and the reader's decimal comma must not reach a file.
FORBIDDEN = (
    (r"\b(strtod|strtof|strtold|atof)\s*\(", "reads a number by the locale's decimal mark"),
    (r"\bsetlocale\s*\(\s*LC_(NUMERIC|ALL)\b", "sets LC_NUMERIC; set LC_MESSAGES and LC_CTYPE alone"),
    (r"\b(__|_)?(fs|s)canf\s*\(", "scans by the locale and overflows without a word"),
)

# All that libbudget.a may call from outside of itself. None of it opens, prints, waits, exits, or reads a clock or
# the environment. assert() is a mistake of ours, not a result: it alone may end the program.
PURE = re.compile(
    r"""
    _?_?(mem(cpy|move|set|cmp|chr|rchr|mem)|mempcpy)(_chk)? | bcmp
  | (__)?st[rp]n?(c(at|hr|mp|py|oll|spn)|ncat|ncmp|ncpy|nlen|len|rchr|spn|pbrk|str|sep|dup|ndup|casecmp|ncasecmp|tok_r
                 |casestr|chrnul|pcpy|pncpy)(_chk)?
  | (__)?(isoc99_)?strto(u?(l|ll|imax))
  | (__)?v?snprintf(_chk)?
  | malloc | calloc | realloc | reallocarray | free
  | qsort | qsort_r | bsearch | l?labs | abs | l?ldiv | div
  | __ctype_(b|tolower|toupper)_loc | to(upper|lower) | is(alpha|alnum|digit|space|upper|lower|punct|print|xdigit)
  | (floor|ceil|round|trunc|rint|nearbyint|fabs|fmod|sqrt|cbrt|exp|exp2|expm1|log|log2|log10|log1p|pow|hypot|fma|fmin
     |fmax|ldexp|frexp|modf|copysign|erfc?|lgamma|tgamma|l?lround|l?lrint|nan|isnan|isinf|finite
     |__(isnan|isinf|finite|signbit))[fl]?
  | gsl_\w+ | cblas_\w+
  | bind_textdomain_codeset | d?c?n?gettext | __errno_location
  | __assert_fail | __stack_chk_fail | _GLOBAL_OFFSET_TABLE_
  | __(u?div|u?mod|mul|add|sub|neg|u?cmp|ashl|ashr|lshr|float|fix)\w*[sdtx][if]\d?  # the compiler's, for 128 bits
  | __(a|t|ub|m|l)san_\w+ | __sanitizer_\w+ | __gcov_\w+ | llvm_\w+ | __llvm_\w+
    """,
    re.VERBOSE,
)

TOKEN = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.DOTALL)
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)


def without_comments(source):
    """Comments blanked, lines kept; strings stay."""
    return TOKEN.sub(lambda t: "\n" * t[0].count("\n") if t[0].startswith("/") else t[0], source)


def without_strings(source):
    return TOKEN.sub('""', source)


class Source:
    def __init__(self, root, path):
        self.name = str(path.relative_to(root))
        self.room = self.name.split("/")[0]
        self.code = without_comments(path.read_text(encoding="utf-8"))

    def at(self, position):
        return f"{self.name}:{self.code.count(chr(10), 0, position) + 1}"

    def includes(self):
        """(place, quote or angle bracket, what is included)"""
        for match in INCLUDE.finditer(self.code):
            yield self.at(match.start(2)), match[1], match[2]


def sources(root):
    for room in ROOMS:
        for path in sorted((root / room).rglob("*.[ch]")):
            yield Source(root, path)


def direction(root):
    for source in sources(root):
        for place, quote, included in source.includes():
            if quote != '"':
                continue
            room = included.split("/")[0]
            if room not in ROOMS or not (root / included).is_file():
                yield f'{place}: "{included}" is no file of a room, named from the project\'s folder'
            elif ROOMS.index(room) > ROOMS.index(source.room):
                yield f"{place}: {source.room}/ includes {included}, against cmd → config → io → budget"


def doors(root):
    for source in sources(root):
        for place, _, included in source.includes():
            for headers, door in DOORS:
                if re.fullmatch(headers, included) and source.name != door:
                    yield f"{place}: {included} may be included by {door} alone"


def locale(root):
    for source in sources(root):
        code = without_strings(source.code)
        for pattern, why in FORBIDDEN:
            for match in re.finditer(pattern, code):
                line = code.count("\n", 0, match.start()) + 1
                yield f"{source.name}:{line}: {match[0]} {why}"


def impure(archive):
    """Yields what the archive needs from outside that is not known to be pure."""
    listing = subprocess.run(["nm", "-A", archive], capture_output=True, text=True, check=True).stdout
    symbols = [(line.split(":")[-2], line.split()[-2], line.split()[-1]) for line in listing.splitlines() if line]
    defined = {name for _, kind, name in symbols if kind not in "Uw"}
    if not defined:
        yield f"{archive} defines nothing: is it the right file?"
    for member, kind, name in symbols:
        if kind in "Uw" and name not in defined and not PURE.fullmatch(name):
            yield f"{member} calls {name}: input, output, clock, environment or exit? If it is pure, add it to PURE"


def all_checks(root, archive):
    yield "includes go one way", direction, root
    yield "each library has one door", doors, root
    yield "no number is read or written by the locale", locale, root
    yield "libbudget.a does no input or output", impure, archive


def main():
    if len(sys.argv) < 2:
        sys.exit(f"usage: {sys.argv[0]} LIBBUDGET.A [ROOT]")
    root = Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT
    tap = Tap()
    tap.report("there are sources to look at", [] if any(sources(root)) else [f"none under {root}"])
    for name, check, subject in all_checks(root, sys.argv[1]):
        tap.run(name, check, subject)
    tap.finish()


if __name__ == "__main__":
    main()
