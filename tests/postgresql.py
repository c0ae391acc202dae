"""A PostgreSQL of our own for one test run: started from Debian's packages in a temporary folder, or one that
TIMELINE_TEST_PG names. Durability is off: nothing in it outlives the run.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

MISSING = "no PostgreSQL: apt install postgresql, or set TIMELINE_TEST_PG to a server's URL"
FAST = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=200",
    "unix_socket_directories=",
)


def find_programs() -> Path | None:
    """Where `initdb` is; Debian keeps it off the path."""
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "postgres").exists()), None)


class Cluster:
    """Listens on loopback only. It refuses to run as root, so root hands it to the user `postgres`."""

    def __init__(self, programs: Path) -> None:
        self.programs = programs
        self.folder = Path(tempfile.mkdtemp(prefix="tlpg"))
        self.port = _free_port()
        self.account = pwd.getpwnam("postgres") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
        os.chown(self.folder, self.account.pw_uid, self.account.pw_gid)

    @property
    def url(self) -> str:
        return f"postgresql+psycopg://{self.account.pw_name}@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        self._run("initdb", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N", "-D", str(self.folder / "data"))
        options = " ".join(["-h 127.0.0.1", f"-p {self.port}", *(f"-c {one}" for one in FAST)])
        log = str(self.folder / "log")
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-l", log, "-o", options, "-w", "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> None:
        as_other = {"user": self.account.pw_uid, "group": self.account.pw_gid, "extra_groups": []}
        subprocess.run(
            [str(self.programs / program), *arguments],
            check=True,
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            **(as_other if os.geteuid() == 0 else {}),  # type: ignore[arg-type]
        )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
