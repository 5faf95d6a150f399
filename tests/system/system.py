#!/usr/bin/python3
"""A system that fails, and input that can't be used: a clear line, the right exit status, nothing damaged.

usage: system.py VEEDOR SAMPLES [--sanitized]     --sanitized: memory is not bounded, sanitizers need their own
"""

import os
import pty
import re
import resource
import select
import shutil
import signal
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))

from harness import NOBODY, Skip, Tap, arguments, environment, no_crash, run, workspace  # noqa: E402

MIB = 1024 * 1024
STUDY = "study/study.yaml"  # in a place's folder; tables name it
PEAK_MIB = 256
PRECIOUS = b"an older workbook that someone still needs\n"
UNUSABLE, SYSTEM_FAILED = 2, 3
FORMATS = ("text", "csv", "json", "markdown")


class Place:
    """A folder of its own for one check, owned by the user that veedor runs as: the study, an output, a TMPDIR."""

    def __init__(self, folder, veedor, sample):
        self.folder = Path(folder)
        self.veedor = self.folder / "veedor"  # a copy: the build folder may be closed to an ordinary user
        shutil.copy(veedor, self.veedor)
        shutil.copytree(sample, self.folder / "study")
        subprocess.run(["chmod", "-R", "a+rX", self.folder], check=True)
        self.study = self.folder / "study" / "study.yaml"
        self.output = self.new_folder("out") / "out.xlsx"
        self.tmp = self.new_folder("tmp")
        self.env = environment(TMPDIR=self.tmp)

    def new_folder(self, name):
        path = self.folder / name
        path.mkdir()
        self.give(path)
        return path

    @staticmethod
    def give(path):
        if os.geteuid() == 0:
            os.chown(path, NOBODY, NOBODY)

    def precious_output(self):
        self.output.write_bytes(PRECIOUS)
        self.give(self.output)

    def report(self, study=None, output=None, **how):
        words = [self.veedor, "report", study or self.study, "-o", output or self.output]
        return self.run(words, **how)

    def show(self, study=None, table="general-budget", *options, **how):
        return self.run([self.veedor, "show", study or self.study, table, *options], **how)

    def run(self, words, **how):
        how.setdefault("env", self.env)
        limits = [] if SANITIZED else [(resource.RLIMIT_AS, 1024 * MIB)]  # the machine's own safety
        how["limits"] = [*limits, *how.get("limits", ())]
        return run(words, cwd=self.folder, **how)

    def left_over(self):
        """Yields what a failed run left behind or damaged."""
        for folder in (self.output.parent, self.tmp):
            for path in folder.iterdir():
                if path != self.output:
                    yield f"left over: {path.relative_to(self.folder)}"
        if self.output.exists() and self.output.read_bytes() != PRECIOUS:
            yield "the existing output file was changed"


def failure(outcome, status, says, names=""):
    """Yields what is wrong with how a failure was told."""
    yield from no_crash(outcome)
    if outcome.status != status:
        yield f"the exit status should be {status}\n{outcome}"
    messages = [line for line in outcome.stderr.splitlines() if not line.startswith("  ")]
    if len(messages) != 1 or len(outcome.stderr.splitlines()) > 3:
        yield f"stderr should be one line, and below it at most an indented hint\n{outcome}"
    if not re.search(says, outcome.stderr, re.IGNORECASE):
        yield f"stderr should say /{says}/\n{outcome}"
    if str(names) not in outcome.stderr:
        yield f"stderr should name {names}\n{outcome}"


def bounded(outcome):
    if not SANITIZED and outcome.peak_mib > PEAK_MIB:
        yield f"peak memory {outcome.peak_mib:.0f} MiB, more than {PEAK_MIB}"


# Input


def unusable_input(place, path, says, **how):
    """Neither command takes it, and an existing output stays as it was."""
    place.precious_output()
    yield from failure(place.report(path, **how), UNUSABLE, says, path)
    yield from failure(place.show(path, **how), UNUSABLE, says, path)
    yield from place.left_over()


def missing_input(place):
    yield from unusable_input(place, place.folder / "nowhere.yaml", "no such file")


def directory_as_input(place):
    yield from unusable_input(place, place.study.parent, "directory")


def unreadable_input(place):
    place.give(place.study)
    place.study.chmod(0)
    yield from unusable_input(place, place.study, "permission denied", ordinary_user=True)


def file_through_a_file(place):
    yield from unusable_input(place, place.study / "below", "not a directory")


TOO_MUCH = r"too (large|big|long|much)|larger than|more than|limit|longer than"


def a_gigabyte(place):
    path = place.folder / "a.yaml"
    with path.open("wb") as out:
        for _ in range(1024):
            out.write(b"a" * MIB)
    for outcome in (place.show(path), place.report(path)):
        yield from failure(outcome, UNUSABLE, TOO_MUCH, path)
        yield from bounded(outcome)
    yield from place.left_over()


def a_gigabyte_through_a_fifo(place):
    fifo = place.folder / "fifo.yaml"
    os.mkfifo(fifo)

    def write():
        try:
            with fifo.open("wb", buffering=0) as out:
                for _ in range(1024):
                    out.write(b"a" * MIB)
        except BrokenPipeError:
            pass  # it had read enough

    writer = threading.Thread(target=write, daemon=True)
    writer.start()
    outcome = place.show(fifo)
    if writer.is_alive():  # a program that never opened the FIFO leaves the writer waiting
        os.close(os.open(fifo, os.O_RDONLY | os.O_NONBLOCK))
        writer.join(10)
    yield from failure(outcome, UNUSABLE, TOO_MUCH, fifo)
    yield from bounded(outcome)


def endless_input(place, command, *words):
    with subprocess.Popen(["yes", *words], stdout=subprocess.PIPE) as yes:
        outcome = place.run([place.veedor, *command], stdin=yes.stdout)
        yes.stdout.close()
        yes.terminate()
    yield from failure(outcome, UNUSABLE, TOO_MUCH, "/dev/stdin")
    yield from bounded(outcome)
    yield from place.left_over()


def crowded(place, text, statuses):
    """A file that may well be within the limit of size, but not of what it holds."""
    path = place.folder / "crowded.yaml"
    path.write_text(text, encoding="utf-8")
    outcome = place.run([place.veedor, "check", path])
    yield from no_crash(outcome)
    yield from bounded(outcome)
    if outcome.status not in statuses:
        yield f"the exit status should be one of {statuses}\n{outcome}"


# Output


def unwritable_folder(place):
    place.precious_output()
    place.output.parent.chmod(0o555)
    yield from failure(place.report(ordinary_user=True), SYSTEM_FAILED, "permission denied", place.output)
    yield from place.left_over()


def missing_folder(place):
    output = place.folder / "nowhere" / "out.xlsx"
    yield from failure(place.report(output=output), SYSTEM_FAILED, "no such file", output)
    yield from place.left_over()


def file_as_output_folder(place):
    place.precious_output()
    yield from failure(place.report(output=f"{place.output}/"), SYSTEM_FAILED, "not a directory", place.output)
    yield from place.left_over()


def name_taken_in_folder(place):
    """A file that another program wrote is not replaced for having the name of a table; nor is anything else written."""
    folder = place.new_folder("tables")
    (folder / "pefa.csv").write_bytes(PRECIOUS)
    place.give(folder / "pefa.csv")
    yield from failure(place.report(output=folder), SYSTEM_FAILED, "file exists", folder / "pefa.csv")
    if [path.name for path in folder.iterdir()] != ["pefa.csv"] or (folder / "pefa.csv").read_bytes() != PRECIOUS:
        yield "the folder was changed"


def contents(folder):
    """What stands in a folder: its files and what they hold."""
    return {path.name: path.read_bytes() if path.is_file() else None for path in Path(folder).iterdir()}


def unwritable_output_folder(place):
    folder = place.new_folder("tables")
    folder.chmod(0o555)
    yield from failure(place.report(output=folder, ordinary_user=True), SYSTEM_FAILED, "permission denied", folder)
    if contents(folder):
        yield "the folder was changed"


def folder_cut_short(place, kib, is_new):
    """No file may grow past so many KiB: not one file of the folder changes, and none is left of a new one."""
    folder = place.folder / "out" / "tables"
    expected = {}
    if not is_new:
        yield from no_crash(place.report(output=f"{folder}/"))
        for path in folder.iterdir():
            path.write_bytes(path.read_bytes() + b"\n")  # it can be told whether it is written again
        (folder / "own.txt").write_bytes(PRECIOUS)
        expected = contents(folder)
    outcome = place.report(output=f"{folder}/", limits=[(resource.RLIMIT_FSIZE, kib * 1024)])
    yield from failure(outcome, SYSTEM_FAILED, "file too large", folder)
    if (contents(folder) if folder.exists() else {}) != expected:
        yield "the folder was changed"
    if [path.name for path in folder.parent.iterdir()] != ([] if is_new else ["tables"]):
        yield "something is left beside the folder"


def folder_cannot_take_all(place):
    """Half-way through the exchange a name turns out to be taken by a folder: what was done is taken back."""
    folder = place.folder / "out" / "tables"
    yield from no_crash(place.report(output=f"{folder}/"))
    (folder / "tables.md").unlink()
    (folder / "tables.md").mkdir()
    before = contents(folder)
    outcome = place.report(output=folder)
    yield from failure(outcome, SYSTEM_FAILED, "file exists", folder / "tables.md")
    if contents(folder) != before:
        yield "the folder was changed"


def interrupted(place, output):
    """A signal at any time: all of it or nothing, and nothing left over."""
    whole = 0
    for delay in range(0, 40):
        target = place.folder / "out" / output
        with subprocess.Popen(
            [place.veedor, "report", place.study, "-o", f"{target}/" if "." not in output else target],
            env=place.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        ) as process:
            time.sleep(delay / 400)
            process.send_signal(signal.SIGTERM)
        left = sorted(path.name for path in target.parent.iterdir())
        if left not in ([], [output]):
            yield f"left over after {delay / 400} s: {left}"
        if target.is_dir() and "datapackage.json" not in contents(target):
            yield f"after {delay / 400} s the folder has no datapackage.json"
        whole += target.exists()
        if target.is_dir():
            shutil.rmtree(target)
        else:
            target.unlink(missing_ok=True)
    if whole == 40:
        yield "it was never interrupted in time"


DATA_STUDY = """veedor: 1
title: T
currency: PEN
years: {2016: {phase: enacted}}
data: [{csv: "-", columns: {year: {value: 2016}, institution: {code: C, level: local}, allocated: A}, others: add}]
"""


def data_from_pipe(place, stop=None, seconds=1.6):
    """Feed a report slowly, on a terminal. @return its status, what the terminal got, what is left in its folders"""
    study = place.folder / "data.yaml"
    study.write_text(DATA_STUDY, encoding="utf-8")
    terminal, error = pty.openpty()
    with subprocess.Popen(
        [place.veedor, "report", study, "-o", place.output], env=place.env | {"TERM": "xterm"},
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=error,
    ) as process:
        os.close(error)
        process.stdin.write(b"C,A\n")
        for _ in range(int(seconds / 0.05)):
            process.stdin.write(b"1,2.50\n" * 30000)
            process.stdin.flush()
            time.sleep(0.05)
        if stop:
            process.send_signal(stop)
            process.wait()  # before its input ends
        process.stdin.close()
    shown = b""
    while select.select([terminal], [], [], 0)[0]:
        try:
            shown += os.read(terminal, 65536)
        except OSError:
            break
    os.close(terminal)
    left = [path.name for folder in (place.output.parent, place.tmp) for path in folder.iterdir()]
    return process.returncode, shown, left


def data_interrupted(place, stop):
    """While data is read from a pipe: it dies of the signal, and leaves no file and no line on the terminal."""
    status, shown, left = data_from_pipe(place, stop)
    if status != -stop:
        yield f"it should die of {stop.name}, not exit {status}"
    if left:
        yield f"left over: {left}"
    if b"MB/s" not in shown or not shown.endswith(b"\r\x1b[K"):
        yield f"the terminal should show how far it is, and then nothing: {shown[-200:]}"


def data_progress(place):
    """One line on a terminal where reading takes over a second, gone in the end; nothing anywhere else."""
    status, shown, left = data_from_pipe(place)
    lines = shown.split(b"\r\x1b[K")
    if status or left != [place.output.name]:
        yield f"exit {status}, in the folders: {left}"
    if len(lines) < 3 or b"standard input  " not in lines[1] or b"MB/s" in lines[-1]:
        yield f"one line should be rewritten, and cleared before what is said at the end: {lines}"
    rows = place.folder / "rows.csv"
    rows.write_bytes(b"C,A\n1,2\n")
    with open(rows, "rb") as stdin:
        outcome = place.run([place.veedor, "check", place.folder / "data.yaml"], stdin=stdin)
    if outcome.status or outcome.stderr:
        yield f"without a terminal nothing should be shown\n{outcome}"


def full_stdout(place, *words):
    with open("/dev/full", "wb") as full:
        outcome = place.run([place.veedor, *words], stdout=full)
    yield from failure(outcome, SYSTEM_FAILED, "no space left")


def closed_stdout(place, *words):
    outcome = place.run([place.veedor, *words], stdout=None, before_exec=lambda: os.close(1))
    yield from failure(outcome, SYSTEM_FAILED, "bad file descriptor|stdout|standard output")


def broken_pipe(place, *words):
    """Nobody reads on, as with `| head -1`: no message and no crash, at most the signal that is sent for it."""
    reader, writer = os.pipe()
    os.close(reader)
    outcome = place.run([place.veedor, *words], stdout=writer)
    os.close(writer)
    if outcome.status in (-signal.SIGPIPE, 128 + signal.SIGPIPE):
        if outcome.stderr:
            yield f"stderr should be empty\n{outcome}"
    else:
        yield from failure(outcome, SYSTEM_FAILED, "broken pipe")


def report_with_closed_descriptors(place):
    """The workbook's own file then gets the number of stdin, stdout or stderr: nothing else may land in it."""
    yield from no_crash(place.report())
    expected = place.output.read_bytes()
    for descriptor in (0, 1, 2):
        place.precious_output()
        outcome = place.report(stdout=subprocess.DEVNULL, before_exec=lambda fd=descriptor: os.close(fd))
        yield from no_crash(outcome)
        if place.output.read_bytes() not in (expected, PRECIOUS):
            yield f"with descriptor {descriptor} closed, the output is neither the workbook nor the older file"
        if outcome.status == 0 and place.output.read_bytes() != expected:
            yield f"with descriptor {descriptor} closed, it exits 0 without the workbook"


def is_full_device(path):
    status = os.stat(path)
    return stat.S_ISCHR(status.st_mode) and status.st_rdev == os.makedev(1, 7)


def full_device_as_output(place, **how):
    """A device must not be replaced by a file, which root could do."""
    device = Path("/dev/full")
    before = set(os.listdir("/dev"))
    outcome = place.report(output=device, **how)
    if not is_full_device(device):
        if os.geteuid() == 0:  # mend the machine before saying so
            device.unlink()
            os.mknod(device, stat.S_IFCHR | 0o666, os.makedev(1, 7))
            device.chmod(0o666)
        yield "/dev/full is no longer a device"
    yield from failure(outcome, SYSTEM_FAILED, "no space left|not a regular file|device", device)
    yield from place.left_over()
    for name in sorted(set(os.listdir("/dev")) - before):
        yield f"left over: /dev/{name}"


def cut_short(place, kib, workbook):
    """No file may grow past so many KiB: the write fails half-way."""
    place.precious_output()
    outcome = place.report(limits=[(resource.RLIMIT_FSIZE, kib * 1024)])
    if outcome.status == 0 and len(workbook) <= kib * 1024:
        if place.output.read_bytes() != workbook:
            yield "it exits 0 with another workbook than without the limit"
        place.precious_output()
    else:
        yield from failure(outcome, SYSTEM_FAILED, "file too large", place.output)
    yield from place.left_over()


def small_disk(place, kib, below, workbook):
    """A real file system of so many KiB, mounted over a folder in a name space of our own."""
    place.precious_output()
    target = place.folder / below
    options = f"size={kib}k,mode=777"
    inside = (
        f'mount -t tmpfs -o {options} none "{target}" || exit 99; cd "{place.folder}"; '
        f'printf older >"{place.output}"; "$@"; status=$?; '
        f'ls -A "{target}" >listing; cat "{place.output}" >after; exit $status'
    )
    command = [place.veedor, "report", place.study, "-o", place.output]
    spaces = ["unshare", "-m"] if os.geteuid() == 0 else ["unshare", "-rm"]
    outcome = place.run([*spaces, "sh", "-c", inside, "sh", *command])
    if outcome.status in (1, 99) and not (place.folder / "listing").exists():
        raise Skip("no file system can be mounted here")
    after = (place.folder / "after").read_bytes()
    if outcome.status == 0:
        if after != workbook:
            yield f"it exits 0 without the workbook\n{outcome}"
    else:
        yield from failure(outcome, SYSTEM_FAILED, "no space left", place.output)
        if after != b"older":
            yield "the existing output file was changed"
    left = (place.folder / "listing").read_text().split()
    if left not in ([], [place.output.name]):
        yield f"left over: {left}"
    if outcome.status == 0 and kib * 1024 < len(workbook) and below == "out":
        yield "a workbook larger than the disk was written without a word"


def little_memory(place, output, whole):
    """Each amount of memory is too little, which is told, or enough: never a crash, and never half a report."""
    if SANITIZED:
        raise Skip("sanitizers need memory of their own")
    place.output = place.output.parent / output
    told = 0
    for mib in range(8, 200, 4):
        place.precious_output()
        outcome = place.report(STUDY, limits=[(resource.RLIMIT_AS, mib * MIB)])
        if outcome.status == 0:
            if place.output.read_bytes() != whole:
                yield f"{mib} MiB: it exits 0 with another report than with more memory"
            place.output.unlink()
            if told:
                return
        elif outcome.status != 127:  # so little that not even the libraries can be loaded
            told += 1
            yield from failure(outcome, SYSTEM_FAILED, "not enough memory|cannot allocate memory")
            yield from place.left_over()
    yield f"too little memory was told {told} times, and enough there was never"


def missing_tmpdir(place, workbook):
    """Either no temporary folder is needed, or the failure is told."""
    outcome = place.report(env=environment(TMPDIR=place.folder / "nowhere"))
    yield from no_crash(outcome)
    if outcome.status == 0:
        if place.output.read_bytes() != workbook:
            yield "it exits 0 with another workbook than with a TMPDIR"
        place.precious_output()
    else:
        yield from failure(outcome, SYSTEM_FAILED, "no such file", place.output)
    yield from place.left_over()


def checks(study, workbook, tables):
    """Every check: its name, its function and what the function takes besides its place."""
    yield "missing input", missing_input
    yield "a directory as input", directory_as_input
    yield "unreadable input, as an ordinary user", unreadable_input
    yield "input below a file", file_through_a_file
    yield "1 GiB of a", a_gigabyte
    yield "1 GiB of a through a FIFO", a_gigabyte_through_a_fifo
    yield "endless short lines, show", endless_input, ["show", "/dev/stdin", "general-budget"], "a"
    yield "endless short lines, check", endless_input, ["check", "/dev/stdin"], "a"
    yield "endless keys, show", endless_input, ["show", "/dev/stdin", "general-budget"], "a: {b: [c]}"
    yield "endless comments, show", endless_input, ["show", "/dev/stdin", "general-budget"], "# comment"
    yield "8 MiB of small values", crowded, "- a\n" * 2 * MIB, (1, UNUSABLE)
    yield "8 MiB of empty keys", crowded, "".join(f"k{i}:\n" for i in range(MIB)), (1, UNUSABLE)
    yield "8 MiB of open brackets", crowded, "[" * 8 * MIB, (UNUSABLE,)
    yield "8 MiB in one word", crowded, "veedor: " + "a" * 8 * MIB, (1, UNUSABLE)
    yield "unwritable output folder, as an ordinary user", unwritable_folder
    yield "missing output folder", missing_folder
    yield "a file as output folder", file_as_output_folder
    yield "a name that is taken in the output folder", name_taken_in_folder
    yield "unwritable output folder for tables, as an ordinary user", unwritable_output_folder
    for kib in (1, 16, 32):
        yield f"a new folder, the write fails after {kib} KiB", folder_cut_short, kib, True
        yield f"a folder that is there, the write fails after {kib} KiB", folder_cut_short, kib, False
    yield "a folder in place of a file of ours", folder_cannot_take_all
    for output in ("tables", "all.json"):
        yield f"interrupted while it writes {output}", interrupted, output
    for stop in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        yield f"{stop.name} while data is read from a pipe", data_interrupted, stop
    yield "progress of reading data", data_progress
    for form in FORMATS:
        words = ["show", study, "general-budget", "--format", form]
        yield f"full standard output, show --format {form}", full_stdout, *words
    for words in (["--help"], ["--version"], ["schema"]):
        yield f"full standard output, {words[0]}", full_stdout, *words
    for words in (["find", study, "54.21%"], ["find", study, "0", "--all", "--format", "json"],
                  ["show", study, "bridge"], ["explain", study, "trend/total/allocated/slope"]):
        yield f"full standard output, {' '.join(word for word in words if word != study)}", full_stdout, *words
    yield "closed standard output, show", closed_stdout, "show", study, "general-budget"
    yield "closed standard output, find", closed_stdout, "find", study, "54.21%"
    for words in (["show", study, "bridge"], ["find", study, "0", "--all"], ["find", study, "0", "--format", "json"]):
        yield f"a reader that leaves, {words[0]} {words[2]}", broken_pipe, *words
    yield "report with closed descriptors", report_with_closed_descriptors
    yield "/dev/full as output", full_device_as_output
    for kib in (1, 2, 4, 8, 16, 24, 32, 48, 64):
        yield f"the write fails after {kib} KiB", cut_short, kib, workbook
    for kib in (4, 16, 32):
        yield f"an output disk of {kib} KiB", small_disk, kib, "out", workbook
    yield "a TMPDIR of 4 KiB", small_disk, 4, "tmp", workbook
    for output, whole in (("out.xlsx", workbook), ("out.json", tables)):
        yield f"too little memory for {output}", little_memory, output, whole
    yield "a TMPDIR that is missing", missing_tmpdir, workbook


def main():
    veedor, samples = arguments()
    sample = samples / "peru-trafficking"
    tap = Tap()

    with workspace() as folder:
        place = Place(folder, veedor, sample)
        outcome = place.report()
        workbook = place.output.read_bytes() if outcome.status == 0 and place.output.exists() else b""
        outcome = place.report(STUDY, place.folder / "all.json")
        tables = (place.folder / "all.json").read_bytes() if outcome.status == 0 else b""
    if not tap.report("the sample's workbook is written", [] if workbook and tables else [outcome]):
        tap.finish()

    for name, check, *details in checks(STUDY, workbook, tables):
        with workspace() as folder:
            tap.run(name, check, Place(folder, veedor, sample), *details)
    if os.geteuid() == 0:
        with workspace() as folder:
            place = Place(folder, veedor, sample)
            tap.run("/dev/full as output, as an ordinary user", full_device_as_output, place, ordinary_user=True)
    tap.finish()


SANITIZED = "--sanitized" in sys.argv[3:]
main()
