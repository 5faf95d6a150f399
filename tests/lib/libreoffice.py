"""LibreOffice without a window, in a profile of its own that recalculates every workbook when it opens it."""

import shutil
from pathlib import Path

from harness import environment, run

# 0: always recalculate. Without it, LibreOffice shows the cached values as they are and nothing is tested.
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def recalculate(books, folder):
    """Open each workbook, recalculate it and save it under its name in a folder below. @return that folder"""
    if not shutil.which("soffice"):
        raise RuntimeError("soffice is missing: ./dev test installs libreoffice-calc-nogui")
    profile, result = Path(folder, "profile"), Path(folder, "recalculated")
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(PROFILE, encoding="utf-8")
    outcome = run(
        [
            "soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--norestore",
            "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", result, *books,
        ],
        env=environment(HOME=folder, LC_ALL="C.UTF-8", TMPDIR=folder),
        timeout=240,
    )
    missing = [book for book in books if not (result / Path(book).name).is_file()]
    if outcome.status != 0 or missing:
        raise RuntimeError(f"LibreOffice did not save {missing}: {outcome}")
    return result
