"""What the measurements share: one run of a command, and how runs are shown."""

import os
import platform
import statistics
import subprocess
import sys
from dataclasses import dataclass

import cells  # noqa: F401  which finds harness

from harness import environment

MEASURES = ("wall ms", "CPU ms", "peak MiB")


@dataclass
class Run:
    wall_ms: float
    cpu_ms: float
    peak_mib: float
    stderr: str


def run(program, command, stdin=subprocess.DEVNULL, output=None):
    """One run of a command, by tests/bench/measure.c; what it prints goes to `output` or is thrown away."""
    into = ["-o", output] if output else []
    # A warm cache of compiled modules is fair to a script: it has been run before.
    done = subprocess.run(
        [program, *into, *command], env=environment(), stdin=stdin, capture_output=True, text=True, check=True
    )
    wall, user, system, peak, status = (int(word) for word in done.stdout.split())
    if status != 0:
        sys.exit(f"{' '.join(map(str, command))}: exit {status}\n{done.stderr}")
    return Run(wall / 1000, (user + system) / 1000, peak / 1024, done.stderr)


def measure(program, command):
    """One run. @return wall and CPU time in ms, peak memory in MiB"""
    one = run(program, command)
    return one.wall_ms, one.cpu_ms, one.peak_mib


def spread(values):
    return f"{min(values):9.2f} {statistics.median(values):9.2f} {max(values):9.2f}"


def first_line(*command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return (done.stdout.splitlines() or ["?"])[0]


def machine(packages):
    """What this ran on: two lines, with the versions of these Debian packages."""
    with open("/proc/cpuinfo", encoding="utf-8") as info:
        model = next((line.split(":")[1].strip() for line in info if line.startswith("model name")), platform.machine())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    yield f"{model}, {os.cpu_count()} cores, {memory:.0f} GiB, Linux {platform.release()}"
    versions = [first_line("dpkg-query", "-W", "-f=${Package} ${Version}", package) for package in packages]
    yield ", ".join([first_line("gcc", "--version"), f"Python {platform.python_version()}", *versions])
