"""Servers on free ports of loopback, one process each, for as long as a benchmark asks them."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = Path(__file__).parents[1]
OURS = """
from timeline.cli.serve import Server
from timeline.web.settings import read_settings
Server(read_settings()).run()
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def timeline_server(url: str) -> Iterator[int]:
    """Over a database that is ready: nothing is migrated or rendered first. Gives its port."""
    port = free_port()
    settings = {"DATABASE_URL": url, "PORT": str(port), "WORKERS": "1", "RATE_LIMIT": "0"}
    with running([sys.executable, "-c", OURS], port, {f"TIMELINE_{name}": one for name, one in settings.items()}):
        yield port


@contextmanager
def datasette_server(path: Path) -> Iterator[int]:
    port = free_port()
    longest = ["--setting", "sql_time_limit_ms", "30000", "--setting", "max_returned_rows", "5000"]
    with running([sys.executable, "-m", "datasette", "serve", str(path), "--port", str(port), *longest], port):
        yield port


@contextmanager
def running(command: list[str], port: int, environment: Mapping[str, str] | None = None) -> Iterator[None]:
    whole = {**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})}
    server = subprocess.Popen(  # noqa: S603  our own commands
        command, cwd=ROOT, env=whole, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(port, server)
        yield
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if server.poll() is not None:
            raise RuntimeError(f"{server.args!r} ended at once")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"nothing answers on port {port}")


class Asking:
    """One connection, kept open for as long as the server likes."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._connect()

    def _connect(self) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)

    def get(self, address: str) -> tuple[float, bytes]:
        """Seconds, and the body of a 200."""
        try:
            return self._get(address)
        except http.client.RemoteDisconnected:
            self._connect()
            return self._get(address)

    def _get(self, address: str) -> tuple[float, bytes]:
        began = time.perf_counter()
        self._connection.request("GET", address)
        answer = self._connection.getresponse()
        body = answer.read()
        seconds = time.perf_counter() - began
        if answer.status != http.client.OK:
            raise RuntimeError(f"{address}: {answer.status} {body[:300]!r}")
        return seconds, body
