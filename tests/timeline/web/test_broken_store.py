"""A real server whose database is broken under it: subscribers notice nothing."""

from __future__ import annotations

import fcntl
import os
import sqlite3
import time
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tests import postgresql
from tests.asking import Answer, ask
from tests.conftest import missing
from tests.serving import serving
from timeline.operations.browse import reading
from timeline.operations.maintain import Database
from timeline.operations.record import revise_event

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

ICS = "/timelines/kursk.ics"
FEEDS = (
    ICS,
    "/timelines/kursk.json?tag=parade",
    "/timelines/kursk/events/containers-to-russia.ics",
    "/timelines/kursk/changes.atom",
)
CODINGS = ({}, {"Accept-Encoding": "gzip"})
Held = dict[tuple[str, int], Answer]


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    monkeypatch.setenv("TIMELINE_CACHE_FOLDER", str(folder))


def subscribe(base: str) -> Held:
    """Each feed in each coding, as it was last good, and old enough for its date to be a validator."""
    for _ in range(50):
        if all("last-modified" in ask(base + path).headers for path in FEEDS):
            break
        time.sleep(0.1)
    held = {(path, coding): ask(base + path, headers=CODINGS[coding]) for path in FEEDS for coding in (0, 1)}
    assert {answer.status for answer in held.values()} == {200}
    assert b"BEGIN:VEVENT" in held[ICS, 0].body
    return held


def check_subscribers(base: str, held: Held) -> None:
    """They get the very answer that they had, or hear that they have it; others are told to ask again."""
    for (path, coding), good in held.items():
        headers = CODINGS[coding]
        again, head = ask(base + path, headers=headers), ask(base + path, "HEAD", headers)
        assert (again.status, again.own, again.body) == (200, good.own, good.body), path
        assert (head.status, head.own) == (200, good.own), path
        for condition in (("If-None-Match", "etag"), ("If-Modified-Since", "last-modified")):
            conditional = {**headers, condition[0]: good.headers[condition[1]]}
            assert ask(base + path, headers=conditional).status == 304, (path, condition)
    never = ask(f"{base}{ICS}?tag=never-asked-for")
    assert (never.status, never.headers["content-type"]) == (503, "application/problem+json")
    assert int(never.headers["retry-after"]) > 0


def cut_short(path: Path) -> None:
    """With a write that is in the write-ahead log alone: SQLite then believes the log about the file's size, and a file
    that were mapped into memory would take the worker down with it.
    """
    with path.open("r+b") as file:
        file.truncate(100)


def emptied(path: Path) -> None:
    """To SQLite that is a database without tables."""
    for each in files(path):
        os.truncate(each, 0)


def overwritten(path: Path) -> None:
    for each in files(path):
        with each.open("r+b") as file:
            file.write(b"not a database " * (each.stat().st_size // 15 + 1))


def files(path: Path) -> tuple[Path, Path]:
    """Not the index of the write-ahead log, which SQLite maps into memory, the one of this process too."""
    return path, path.with_name(f"{path.name}-wal")


@pytest.mark.parametrize("break_it", [cut_short, emptied, overwritten], ids=lambda break_it: break_it.__name__)
def test_a_database_file_that_is_broken_under_a_server_costs_no_subscriber_an_answer(
    tmp_path: Path, break_it: Callable[[Path], None]
) -> None:
    path = tmp_path / "timeline.db"
    with serving(f"sqlite:///{path}") as base:
        held = subscribe(base)
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("CREATE TABLE other (name TEXT)")
            assert ask(base + ICS).body == held[ICS, 0].body
            break_it(path)
            check_subscribers(base, held)


@contextmanager
def locked_for_readers(path: Path) -> Iterator[None]:
    """All the locks of its write-ahead log's index, as a recovery holds them that never ends."""
    with path.with_name(f"{path.name}-shm").open("r+b") as index:
        fcntl.lockf(index, fcntl.LOCK_EX, 8, 120)
        yield


def test_a_database_that_another_program_locks_costs_no_subscriber_an_answer(tmp_path: Path) -> None:
    path = tmp_path / "timeline.db"
    with serving(f"sqlite:///{path}") as base:
        held = subscribe(base)
        with locked_for_readers(path):
            assert ask(base + ICS).body == held[ICS, 0].body
        check_that_edits_arrive(base, f"sqlite:///{path}")


def test_a_long_write_of_another_program_hinders_no_reader(tmp_path: Path) -> None:
    path = tmp_path / "timeline.db"
    with serving(f"sqlite:///{path}") as base:
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            held = subscribe(base)
            assert ask(f"{base}{ICS}?tag=never-asked-for").status == 200
            other.execute("ROLLBACK")
        assert ask(base + ICS).body == held[ICS, 0].body


@pytest.mark.postgresql
def test_a_postgresql_that_stops_costs_no_subscriber_an_answer_and_edits_arrive_when_it_is_back() -> None:
    programs = postgresql.find_programs()
    if programs is None:
        missing(postgresql.MISSING)
    cluster = postgresql.Cluster(programs)
    cluster.start()
    try:
        with serving(cluster.url) as base:
            held = subscribe(base)
            cluster.kill()
            check_subscribers(base, held)
            cluster.resume()
            check_that_edits_arrive(base, cluster.url)
    finally:
        cluster.stop()


def check_that_edits_arrive(base: str, url: str) -> None:
    database = Database(url)
    with reading(database, "kursk") as found:
        before = found.event("containers-to-russia")
    changes = {"title": "Containers, counted anew"}
    revise_event(
        database, "kursk", before.uid, changes, expected=before.revision, actor="editor", now=datetime.now(UTC)
    )
    database.dispose()
    answer = ask(base + ICS)
    assert answer.status == 200
    assert b"Containers\\, counted anew" in answer.body
