"""Studies that exercise what the samples do not, and what they are reported with; reading array formulas."""

from pathlib import Path

EVERY_MEASURE = Path(__file__).resolve().parent / "every-measure.yaml"
EVERY_CHECK = EVERY_MEASURE.with_name("every-check.yaml")
ALL_ASKED_FOR = ("--project", "3", "--include", "partial,bills", "--from", "2012", "--to", "2016")


def formula_of(cell):
    """The text of a formula, an array's too."""
    return getattr(cell.value, "text", cell.value)
