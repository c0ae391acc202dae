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
    folders = (
        [Path(found).resolve().parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    )
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "postgres").exists()), None)


class Cluster:
    """Listens on loopback only. It refuses to run as root, so root hands it to the user `postgres`. It may be stopped
    and started again on its port.
    """

    def __init__(self, programs: Path, settings: tuple[str, ...] = FAST) -> None:
        self.programs = programs
        self.settings = settings
        self.folder = Path(tempfile.mkdtemp(prefix="tlpg"))
        self.port = free_port()
        self.account = pwd.getpwnam("postgres") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
        os.chown(self.folder, self.account.pw_uid, self.account.pw_gid)

    @property
    def url(self) -> str:
        return f"postgresql+psycopg://{self.account.pw_name}@127.0.0.1:{self.port}/postgres"

    @property
    def data(self) -> str:
        return str(self.folder / "data")

    def start(self) -> None:
        self._run("initdb", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N", "-D", self.data)
        self.resume()

    def start_replica_of(self, primary: Cluster, *settings: str) -> None:
        """Streaming, as deploy/postgresql.md makes one; without a slot, which would outlive it."""
        whence = f"host=127.0.0.1 port={primary.port} user={self.account.pw_name}"
        self._run("pg_basebackup", "-D", self.data, "-R", "-X", "stream", "-c", "fast", "-d", whence)
        self.resume(*settings)

    def resume(self, *settings: str) -> None:
        options = ["-h 127.0.0.1", f"-p {self.port}", *(f"-c {one}" for one in (*self.settings, *settings))]
        log = str(self.folder / "log")
        self._run("pg_ctl", "-D", self.data, "-l", log, "-o", " ".join(options), "-w", "start")

    def kill(self) -> None:
        """At once, as when the power goes; `resume` starts it again."""
        self._run("pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop")

    def stop(self) -> None:
        """For good."""
        if (self.folder / "data" / "postmaster.pid").exists():
            self.kill()
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


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
