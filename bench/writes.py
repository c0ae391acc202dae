"""Four processes × 500 writes of one event each to one timeline: nothing lost, none failed, revisions without a gap.

python -m bench.writes                                   a new SQLite file in a temporary folder
python -m bench.writes postgresql://user@host/name       an empty PostgreSQL database
"""

from __future__ import annotations

import multiprocessing
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime

from timeline.domain.event import EventDraft
from timeline.domain.query import EventQuery
from timeline.domain.timeline import Timeline
from timeline.operations.browse import reading
from timeline.operations.maintain import Database, migrate
from timeline.operations.record import record_event
from timeline.store.writer import create_timeline

PROCESSES, WRITES = 4, 500
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def write(url: str, name: str) -> list[int]:
    database = Database(url)
    draft = {"title": "Something happened", "when": {"edtf": "2025-08~"}, "tags": ["bench"]}
    return [
        record_event(
            database, "bench", EventDraft.parse({**draft, "uid": f"{name}-{number}", "slug": f"{name}-{number}"}),
            actor=name, now=NOW,
        ).revision
        for number in range(WRITES)
    ]  # fmt: skip


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        url = sys.argv[1] if len(sys.argv) > 1 else f"sqlite:///{folder}/bench.db"
        database = Database(url)
        migrate(database)
        with database.transaction() as tx:
            create_timeline(tx, Timeline(slug="bench", title="Bench"), actor="bench", now=NOW)
        database.dispose()
        start = time.perf_counter()
        with ProcessPoolExecutor(PROCESSES, mp_context=multiprocessing.get_context("spawn")) as pool:
            revisions = list(pool.map(write, [url] * PROCESSES, [f"w{number}" for number in range(PROCESSES)]))
        seconds = time.perf_counter() - start
        report(database, revisions, seconds)
        database.dispose()


def report(database: Database, revisions: list[list[int]], seconds: float) -> None:
    total = PROCESSES * WRITES
    with reading(database, "bench") as found:
        stored = found.count(EventQuery())
    together = sorted(revision for mine in revisions for revision in mine)
    print(f"{database.url.get_backend_name()}: {total} writes by {PROCESSES} processes in {seconds:.1f} s")
    print(f"  {total / seconds:.0f} writes/s; lost {total - stored}; failed 0")
    print(f"  revisions gapless: {together == list(range(2, total + 2))}; in order for each writer: "
          f"{all(mine == sorted(mine) for mine in revisions)}")  # fmt: skip


if __name__ == "__main__":
    main()
