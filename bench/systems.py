"""The servers that are compared, each as its users run it: a process tree on a free port of loopback, with what it
costs read from /proc.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench.servers import ROOT, free_port
from tests.postgresql import Cluster, find_programs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PUBLIC = "http://127.0.0.1:8000"
"""The public URL of all that ours writes, whatever port it listens on."""
WORKERS = 2
DURABLE = ("max_connections=100", "unix_socket_directories=")
TIMELINE = "from timeline.cli import main; main()"


@dataclass(frozen=True, slots=True)
class Server:
    """`roots` are the processes whose trees do the work; the first one is the server's own."""

    name: str
    base: str
    roots: tuple[int, ...]
    started_in: float

    def seconds(self) -> float:
        """Processor time so far, of all its processes."""
        return sum(_seconds(pid) for root in self.roots for pid in tree(root))

    def megabytes(self) -> list[float]:
        """Of each worker of the first tree, the greatest first: what it has alone, and its share of the pages that it
        has together with others.
        """
        pids = list(tree(self.roots[0]))
        return sorted((_share(pid) for pid in pids[1:] or pids), reverse=True)


def tree(root: int) -> Iterator[int]:
    children: dict[int, list[int]] = {}
    for each in Path("/proc").iterdir():
        if each.name.isdigit():
            try:
                parent = int((each / "stat").read_text().rpartition(")")[2].split()[1])
            except (FileNotFoundError, ProcessLookupError):
                continue
            children.setdefault(parent, []).append(int(each.name))
    waiting = [root]
    while waiting:
        pid = waiting.pop(0)
        yield pid
        waiting += sorted(children.get(pid, ()))


def _seconds(pid: int) -> float:
    """Of the processor, which the scheduler counts for each thread in nanoseconds: ticks would be 10 ms."""
    try:
        counted = [(task / "schedstat").read_text() for task in Path(f"/proc/{pid}/task").iterdir()]
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return sum(int(each.split()[0]) for each in counted) / 1e9


def _share(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


@contextmanager
def running(
    name: str,
    command: list[str],
    port: int,
    ready: str,
    *,
    others: tuple[int, ...] = (),
    environ: Mapping[str, str] = {},
) -> Iterator[Server]:
    """Until the block ends; killed with all that it started."""
    begun = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603  servers that we chose
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environ},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    base = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{base}{ready}", process)
        yield Server(name, base, (process.pid, *others), time.perf_counter() - begun)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(60_000):
        if process.poll() is not None:
            raise RuntimeError(f"{process.args!r} ended with {process.returncode}")
        try:
            with urllib.request.urlopen(address, timeout=60):  # noqa: S310  our own server
                return
        except urllib.error.HTTPError as error:
            if error.code < 500:
                return
            time.sleep(0.01)
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.01)
    raise RuntimeError(f"{address} did not answer")


@contextmanager
def ours(name: str, database_url: str, folder: Path, *, others: tuple[int, ...] = ()) -> Iterator[Server]:
    port = free_port()
    environ = {
        "TIMELINE_DATABASE_URL": database_url,
        "TIMELINE_PUBLIC_URL": PUBLIC,
        "TIMELINE_RATE_LIMIT": "0",
        "TIMELINE_CACHE_FOLDER": str(folder),
    }
    folder.mkdir(exist_ok=True)
    command = [sys.executable, "-c", TIMELINE, "serve", "--no-seeds", "--port", str(port), "--workers", str(WORKERS)]
    with running(name, command, port, "/readyz", others=others, environ=environ) as server:
        yield server


def make_token(database_url: str) -> str:
    done = subprocess.run(  # noqa: S603  as above
        [sys.executable, "-c", TIMELINE, "token", "create", "bench", "--scope", "write", "--all"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TIMELINE_DATABASE_URL": database_url},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip().splitlines()[-1]


@contextmanager
def postgresql() -> Iterator[tuple[str, int]]:
    """Its URL and its first process; durable, as it is by default."""
    programs = find_programs()
    if programs is None:
        raise RuntimeError("no PostgreSQL: apt install postgresql")
    cluster = Cluster(programs, DURABLE)
    cluster.start()
    try:
        pid = int((cluster.folder / "data" / "postmaster.pid").read_text().split()[0])
        yield cluster.url, pid
    finally:
        cluster.stop()


@contextmanager
def nginx(folder: Path) -> Iterator[Server]:
    """The same bytes as files, packed ones beside them."""
    port = free_port()
    configuration = folder / "nginx.conf"
    configuration.write_text(
        f"daemon off; worker_processes {WORKERS}; pid {folder}/nginx.pid; error_log {folder}/error.log;\n"
        "events { worker_connections 512; }\n"
        "http { access_log off; sendfile on; tcp_nopush on; gzip_static on; keepalive_requests 1000000;\n"
        + "".join(
            f"  {kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        + f"  server {{ listen 127.0.0.1:{port}; root {folder}/files; }}\n}}\n"
    )
    folder.chmod(0o755)
    with running("nginx", [shutil.which("nginx") or "nginx", "-c", str(configuration)], port, "/") as server:
        yield server


@contextmanager
def datasette(database: Path, metadata: Path) -> Iterator[Server]:
    port = free_port()
    settings = {"max_returned_rows": 1_000_000, "sql_time_limit_ms": 60_000, "default_page_size": 100}
    chosen = [part for name, value in settings.items() for part in ("--setting", name, str(value))]
    command = [sys.executable, "-m", "datasette", "serve", str(database), "-p", str(port), "-m", str(metadata), *chosen]
    with running("Datasette", command, port, "/-/versions.json") as server:
        yield server


@contextmanager
def radicale(folder: Path) -> Iterator[Server]:
    port = free_port()
    command = [
        sys.executable, "-m", "radicale", "--config", "", "--hosts", f"127.0.0.1:{port}", "--auth-type", "none",
        "--rights-type", "authenticated", "--storage-filesystem-folder", str(folder),
    ]  # fmt: skip
    with running("Radicale", command, port, "/.web/") as server:
        yield server


@contextmanager
def plain_view(database: Path) -> Iterator[Server]:
    port = free_port()
    command = [
        sys.executable, "-m", "gunicorn", "-k", "gthread", "-w", str(WORKERS), "--threads", "8", "-b",
        f"127.0.0.1:{port}", "bench.plain_view:app",
    ]  # fmt: skip
    environ = {"BENCH_DATABASE": str(database)}
    with running("Flask + icalendar", command, port, "/hello", environ=environ) as server:
        yield server


def write_metadata(path: Path) -> None:
    """Datasette's canned queries, for what its table pages do not do."""
    queries = {
        "month": "select * from event where day >= :from and day < :to order by day",
        "tagged": "select * from event where uid in (select uid from tag where tag = :tag) order by day",
        "months": "select substr(day, 1, 7) as month, count(*) as count from event group by month order by month",
    }
    path.write_text(
        json.dumps({"databases": {"bench": {"queries": {name: {"sql": sql} for name, sql in queries.items()}}}})
    )
