"""What the Python tests share: a TAP reporter, and a way to run veedor and see what it did.

A check is a function that yields one line for each thing that is wrong; nothing yielded means it holds.
"""

import os
import resource
import signal
import subprocess
import sys
import tempfile
import traceback
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOBODY = 65534


class Skip(Exception):
    """Raised by a check that can't run here; its text says why."""


class Tap:
    """Prints one TAP line for each check, for meson to read, and what is wrong to stderr, which meson shows."""

    def __init__(self):
        self.count = 0
        self.failed = 0

    def run(self, name, check, *args, **kwargs):
        """Run a check and print its line. @return whether it held or was skipped."""
        try:
            problems = list(check(*args, **kwargs) or ())
        except Skip as why:
            return self.skip(name, why)
        except Exception:  # a broken check is a failed check, and the others still run
            problems = traceback.format_exc().splitlines()
        return self.report(name, problems)

    def report(self, name, problems=()):
        self.count += 1
        self.failed += bool(problems)
        print(f"{'not ok' if problems else 'ok'} {self.count} - {_plain(name)}", flush=True)
        if problems:
            print(f"# not ok: {name}", file=sys.stderr)
            for problem in problems:
                for line in str(problem).splitlines() or [""]:
                    print(f"#   {line}", file=sys.stderr)
        return not problems

    def skip(self, name, why):
        self.count += 1
        print(f"ok {self.count} - {_plain(name)} # SKIP {why}", flush=True)
        return True

    def finish(self):
        """Print the plan and exit: 1 if a check failed."""
        print(f"1..{self.count}", flush=True)
        sys.exit(1 if self.failed or not self.count else 0)


def _plain(name):
    return str(name).replace("#", "number ").replace("\n", " ")


@dataclass
class Outcome:
    """What one run did. `peak_mib` is the largest of all runs so far: a bound on this one too."""

    status: int
    stdout: str
    stderr: str
    peak_mib: float

    def __str__(self):
        return f"exit {self.status}\nstdout: {_short(self.stdout)}\nstderr: {_short(self.stderr)}"


def _short(text, limit=2000):
    return text if len(text) <= limit else f"{text[:limit]}… ({len(text)} characters)"


def environment(**changes):
    """A small, fixed environment; a change to None takes the variable out."""
    env = {
        "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
        "HOME": "/nonexistent",
        "LC_ALL": "C",
        "TZ": "UTC",
        "NO_COLOR": "1",
    }
    for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "TMPDIR"):
        if name in os.environ:
            env[name] = os.environ[name]
    env.update(changes)
    return {name: str(value) for name, value in env.items() if value is not None}


def run(
    argv, *, cwd=None, env=None, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
    timeout=120, limits=(), ordinary_user=False, before_exec=None,
):
    """Run a command to its end.

    @param limits         pairs of resource.RLIMIT_… and its value
    @param ordinary_user  as nobody when the tests run as root; as ourselves otherwise
    @param before_exec    called in the child last of all
    """

    def prepare():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # so that a full "disk" is an error, not a kill
        for limit, value in limits:
            resource.setrlimit(limit, (value, value))
        if before_exec:
            before_exec()

    user = {}
    if ordinary_user and os.geteuid() == 0:
        user = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
    done = subprocess.run(
        [str(word) for word in argv], cwd=cwd, env=env or environment(), stdin=stdin, stdout=stdout,
        stderr=subprocess.PIPE, timeout=timeout, preexec_fn=prepare, check=False, **user,
    )
    peak_kib = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return Outcome(done.returncode, _text(done.stdout), _text(done.stderr), peak_kib / 1024)


def _text(data):
    return (data or b"").decode("utf-8", "backslashreplace")


def no_crash(outcome):
    """Yields a line if the program died of a signal or a sanitizer spoke."""
    if outcome.status < 0:
        yield f"killed by {signal.Signals(-outcome.status).name}\n{outcome}"
    elif "Sanitizer" in outcome.stderr or "runtime error:" in outcome.stderr:
        yield f"a sanitizer reports\n{outcome}"


def workspace(prefix="veedor-"):
    """A temporary folder, to be used in `with`, that an ordinary user may read too."""
    folder = tempfile.TemporaryDirectory(prefix=prefix)
    os.chmod(folder.name, 0o755)
    return folder


def samples(folder):
    """The study file of every sample."""
    studies = sorted(Path(folder).glob("*/study.yaml"))
    if not studies:
        sys.exit(f"no study.yaml under {folder}")
    return studies


def arguments():
    """VEEDOR and SAMPLES, made absolute, as every test's first two arguments."""
    if len(sys.argv) < 3:
        sys.exit(f"usage: {sys.argv[0]} VEEDOR SAMPLES")
    return Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
