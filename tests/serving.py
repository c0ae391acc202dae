"""The service as its users run it: a real `timeline serve` on a free port of loopback."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
TIMELINE = [sys.executable, "-c", "from timeline.cli import main; main()"]


def environment(url: str) -> dict[str, str]:
    return {**os.environ, "TIMELINE_DATABASE_URL": url, "TIMELINE_RATE_LIMIT": "0", "PYTHONPATH": str(ROOT)}


def run_command(*arguments: str, url: str) -> None:
    """Another `timeline` beside the one that serves, on the same database."""
    subprocess.run([*TIMELINE, *arguments], env=environment(url), cwd=ROOT, check=True, capture_output=True)


@contextmanager
def serving(url: str) -> Iterator[str]:
    """Migrates, and seeds an empty database; killed hard at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [*TIMELINE, "serve", "--port", str(port), "--workers", "1"]
    base = f"http://127.0.0.1:{port}"
    server = subprocess.Popen(
        command, env=environment(url), stdout=subprocess.DEVNULL, start_new_session=True, cwd=ROOT
    )
    try:
        _wait_for(f"{base}/healthz")
        yield base
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def _wait_for(address: str) -> None:
    for _ in range(600):
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310  our own server
                assert answer.status == 200
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise AssertionError(f"{address} did not answer")
