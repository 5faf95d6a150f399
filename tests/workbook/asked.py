"""Studies that exercise what the samples do not, and what they are reported with; reading array formulas."""

from pathlib import Path

EVERY_MEASURE = Path(__file__).resolve().parent / "every-measure.yaml"
EVERY_CHECK = EVERY_MEASURE.with_name("every-check.yaml")
FROM_DATA = EVERY_MEASURE.with_name("from-data") / "study.yaml"
ALL_ASKED_FOR = ("--project", "3", "--include", "partial,bills", "--from", "2012", "--to", "2016")


# Two that come to one name in a spreadsheet, two that tell apart capital letters only, a name of the
# program's own, and one longer than a spreadsheet takes.
NAMES_ALIKE = ("a-b", "a_b", "A-B", "Cases-2", "general_budget", "R1C1", "x" * 200)


def odd_texts(path):
    """Write a study with texts and ids that a spreadsheet has its own ideas about. @return its path"""
    text = EVERY_MEASURE.read_text(encoding="utf-8")
    for old, new in (
        ("name: Head 1,", f"name: {'😀' * 1000},"),  # longer than an attribute may be, and cut inside no letter
        ("name: Head 2,", """name: '=1+1 "quoted" <b>&amp;',"""),
        ("\nseries:\n", "".join(["\nseries:\n", *(
            f"  {name}: {{unit: cases, values: {{2015: {7 + i}, 2016: 9}}}}\n" for i, name in enumerate(NAMES_ALIKE)
        )])),
    ):
        if old not in text:
            raise ValueError(f"{EVERY_MEASURE} has no {old!r}")
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    return path


def formula_of(cell):
    """The text of a formula, an array's too."""
    return getattr(cell.value, "text", cell.value)
