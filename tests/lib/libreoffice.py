"""LibreOffice without a window, in a profile of its own that recalculates every workbook when it opens it."""

import csv
import os
import shutil
import subprocess
from pathlib import Path

from harness import environment, run

# 0: always recalculate. Without it, LibreOffice shows the cached values as they are and nothing is tested.
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


XLSX = "xlsx:Calc MS Excel 2007 XML"
# Every sheet to a file of its own; all texts in quotes; numbers in full, not as shown.
CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,false,false,false,false,-1"


def command(profile, form, result, books):
    if not shutil.which("soffice"):
        raise RuntimeError("soffice is missing: ./dev test installs libreoffice-calc-nogui")
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(PROFILE, encoding="utf-8")
    return [
        "soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--norestore",
        "--convert-to", form, "--outdir", str(result), *map(str, books),
    ]


def surroundings(folder):
    return environment(HOME=folder, LC_ALL="C.UTF-8", TMPDIR=folder)


def recalculate(books, folder):
    """Open each workbook, recalculate it and save it under its name in a folder below. @return that folder"""
    result = Path(folder, "recalculated")
    outcome = run(command(Path(folder, "profile"), XLSX, result, books), env=surroundings(folder), timeout=480)
    missing = [book for book in books if not (result / Path(book).name).is_file()]
    if outcome.status != 0 or missing:
        raise RuntimeError(f"LibreOffice did not save {missing}: {outcome}")
    return result


def recalculate_to_csv(books, folder):
    """Open and recalculate many workbooks, shared among as many LibreOffices as there are processors.

    Half the time of saving workbooks. @return a function that gives the rows of texts of a sheet of one of them
    """
    result, count = Path(folder, "csv"), min(len(books), os.cpu_count() or 1)
    running = []
    for i in range(count):
        argv = command(Path(folder, f"profile-{i}"), CSV, result, books[i::count])
        running.append(subprocess.Popen(
            argv, env=surroundings(folder), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        ))
    said = [process.communicate()[0].decode("utf-8", "backslashreplace")[-2000:] for process in running]
    if failed := [process.returncode for process in running if process.returncode]:
        raise RuntimeError(f"LibreOffice exits {failed}: {said}")

    def rows(book, title):
        with open(result / f"{Path(book).stem}-{title}.csv", encoding="utf-8", newline="") as file:
            return list(csv.reader(file))

    return rows
