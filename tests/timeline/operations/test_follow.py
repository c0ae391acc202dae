from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest

from tests.builders import an_event
from timeline.operations.follow import Follower
from timeline.operations.record import record_event

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Clock
    from timeline.operations.maintain import Database


@pytest.fixture
def follower(database: Database) -> Iterator[Follower]:
    made = Follower(database)
    yield made
    made.close()


def write(database: Database, clock: Clock, uid: str, publication: str = "published") -> int:
    event = an_event(uid=uid, slug=uid, publication=publication)
    return record_event(database, "things", event, actor="editor", now=clock()).revision


def wait_for(follower: Follower, after: int, seconds: float, answers: list[int | None]) -> threading.Thread:
    thread = threading.Thread(target=lambda: answers.append(follower.wait("things", after, seconds)))
    thread.start()
    return thread


def test_who_waits_is_told_of_a_commit_within_a_second(database: Database, follower: Follower, clock: Clock) -> None:
    first = write(database, clock, "a")
    answers: list[int | None] = []
    waiting = [wait_for(follower, first, 20, answers) for _ in range(3)]
    time.sleep(1)
    start = time.monotonic()
    second = write(database, clock, "b")
    for thread in waiting:
        thread.join()
    assert answers == [second] * 3
    assert time.monotonic() - start < 5


def test_a_draft_wakes_nobody(database: Database, follower: Follower, clock: Clock) -> None:
    first = write(database, clock, "a")
    answers: list[int | None] = []
    thread = wait_for(follower, first, 1.5, answers)
    time.sleep(0.5)
    write(database, clock, "b", publication="draft")
    thread.join()
    assert answers == [None]


def test_closing_wakes_everybody(follower: Follower) -> None:
    answers: list[int | None] = []
    thread = wait_for(follower, 10**6, 60, answers)
    time.sleep(0.3)
    follower.close()
    thread.join(timeout=10)
    assert answers == [None]
