"""A real server with more requests at once than it can answer: refused in order, alive, and no bigger for it."""

from __future__ import annotations

import threading
import urllib.error
import urllib.request
from collections import Counter
from typing import TYPE_CHECKING

from bench.measuring import peak_memory
from tests.serving import started

if TYPE_CHECKING:
    from pathlib import Path

CLIENTS = 300
MOST_MEMORY = 300_000_000
"""A worker; at rest it is a third of it."""


def fetch(address: str) -> tuple[int, str | None]:
    try:
        with urllib.request.urlopen(address, timeout=120) as answer:  # noqa: S310  our own server
            answer.read()
            return answer.status, None
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers["Retry-After"]


def test_a_crowd_is_answered_or_told_when_to_come_again_and_takes_no_memory(tmp_path: Path) -> None:
    answers: list[tuple[int, str | None]] = []
    with started(f"sqlite:///{tmp_path}/timeline.db", workers=2, threads=2, cache_megabytes=0) as server:
        workers = server.workers()
        crowd = [
            threading.Thread(target=lambda n=number: answers.append(fetch(f"{server.base}/timelines/kursk?limit={n}")))
            for number in range(1, CLIENTS + 1)
        ]
        for one in crowd:
            one.start()
        assert fetch(f"{server.base}/healthz") == (200, None)
        for one in crowd:
            one.join()
        assert server.workers() == workers
        assert max(map(peak_memory, workers)) < MOST_MEMORY
        assert fetch(f"{server.base}/readyz") == (200, None)
    counted = Counter(answers)
    assert set(counted) == {(200, None), (503, "5")}, counted
    assert sum(counted.values()) == CLIENTS
