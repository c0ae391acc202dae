"""The service as its users run it: a real `timeline serve` on a free port of loopback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.postgresql import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
TIMELINE = [sys.executable, "-c", "from timeline.cli import main; main()"]


def environment(url: str, **settings: object) -> dict[str, str]:
    given = {"DATABASE_URL": url, "RATE_LIMIT": 0, **{name.upper(): value for name, value in settings.items()}}
    return {**os.environ, **{f"TIMELINE_{name}": str(value) for name, value in given.items()}, "PYTHONPATH": str(ROOT)}


def run_command(*arguments: str, url: str, **settings: object) -> None:
    """Another `timeline` beside the one that serves, on the same database."""
    given = environment(url, **settings)
    subprocess.run([*TIMELINE, *arguments], env=given, cwd=ROOT, check=True, capture_output=True)


@contextmanager
def serving(url: str, *options: str, **settings: object) -> Iterator[str]:
    """Migrates, and seeds an empty database unless the options say otherwise; killed hard at the end."""
    with started(url, *options, **settings) as server:
        yield server.base


class Server(NamedTuple):
    base: str
    process: subprocess.Popen[bytes]

    def workers(self) -> set[int]:
        """Their process ids."""
        number = self.process.pid
        return {int(one) for one in Path(f"/proc/{number}/task/{number}/children").read_text().split()}


@contextmanager
def started(url: str, *options: str, **settings: object) -> Iterator[Server]:
    settings = {"port": free_port(), "workers": 1, **settings}
    process = subprocess.Popen(
        [*TIMELINE, "serve", *options],
        env=environment(url, **settings),
        stdout=subprocess.DEVNULL,
        start_new_session=True,
        cwd=ROOT,
    )
    server = Server(f"http://127.0.0.1:{settings['port']}", process)
    try:
        _wait_for(f"{server.base}/healthz")
        yield server
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _wait_for(address: str) -> None:
    for _ in range(600):
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310  our own server
                assert answer.status == 200
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{address} did not answer")
