"""PostgreSQL servers of a test's own: in its folder, on a free port of loopback, gone when it ends.

Nothing here touches a cluster that the machine has: the programs alone are Debian's.
"""

import ctypes
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))

from harness import NOBODY, Skip, environment, run  # noqa: E402

OWNER, OWNER_PASSWORD = "owner", "owner's own"
PR_SET_PDEATHSIG = 1
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",
    "shared_buffers": "16MB",
    "max_connections": "20",
    "autovacuum": "off",
    "timezone": "UTC",
    "log_statement": "all",  # what a server is asked, to be looked at
}


def programs():
    """Debian's folder with postgres, initdb and psql of the newest version there is."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if not found:
        raise Skip("PostgreSQL is not installed")
    return max(found, key=lambda path: int(path.parent.name))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def dies_with_us():
    """In a child, last of all: if the test is killed, so is the server."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


class Cluster:
    """An empty database cluster, made once, to be copied for each server."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.bin = programs()
        self.data = self.folder / "empty"
        self.data.mkdir()
        password = self.folder / "password"
        password.write_text(OWNER_PASSWORD + "\n", encoding="utf-8")
        for path in (self.folder, self.data, password):
            give(path)
        made = run(
            [self.bin / "initdb", "--pgdata", self.data, "--username", OWNER, "--pwfile", password, "--auth",
             "scram-sha-256", "--encoding", "UTF8", "--locale", "C", "--no-sync", "--no-instructions"],
            cwd=self.folder, ordinary_user=True,
        )
        if made.status:
            raise RuntimeError(f"initdb: {made}")


def give(path):
    if os.geteuid() == 0:
        os.chown(path, NOBODY, NOBODY)


class Server:
    """A running server. To be used in `with`."""

    def __init__(self, cluster, name):
        self.cluster, self.name = cluster, name
        self.data = cluster.folder / name
        self.log = cluster.folder / f"{name}.log"
        shutil.copytree(cluster.data, self.data)
        for path in (self.data, *self.data.rglob("*")):
            give(path)
        self.data.chmod(0o700)
        self.process, self.port = None, None

    def __enter__(self):
        for _ in range(5):  # another may take the port before we do
            self.port = free_port()
            if self._start():
                return self
        raise RuntimeError(f"{self.name} does not start:\n{self.log.read_text(encoding='utf-8')}")

    def _start(self):
        settings = [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
        user = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [self.cluster.bin / "postgres", "-D", self.data, "-p", str(self.port), *settings],
                cwd=self.data, env=environment(), stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                preexec_fn=dies_with_us, **user,
            )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and self.process.poll() is None:
            if "ready to accept connections" in self.log.read_text(encoding="utf-8"):
                return True
            time.sleep(0.05)
        self.__exit__()
        return False

    def __exit__(self, *_):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)  # a fast shutdown
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def sql(self, commands, database="postgres"):
        """Run SQL as the owner. @return what it prints: rows alone, cells separated by tabs."""
        done = subprocess.run(
            [self.cluster.bin / "psql", "-X", "-q", "-A", "-t", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-f", "-"],
            input=commands, capture_output=True, text=True, timeout=120, check=False,
            env=environment(
                PGHOST="127.0.0.1", PGPORT=self.port, PGUSER=OWNER, PGPASSWORD=OWNER_PASSWORD, PGDATABASE=database,
                PGCLIENTENCODING="UTF8", LC_ALL="C.UTF-8",
            ),
        )
        if done.returncode:
            raise RuntimeError(f"{self.name}: {done.stderr}")
        return done.stdout

    def asked(self):
        """What its log says: each statement it was asked to run."""
        return self.log.read_text(encoding="utf-8")
