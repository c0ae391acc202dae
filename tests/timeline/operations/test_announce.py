from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING

import pytest

from tests.builders import an_event
from timeline.operations.announce import Announcer
from timeline.operations.record import record_event

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Clock
    from timeline.operations.maintain import Database

Told = list[tuple[str, str | None]]


class Cache(BaseHTTPRequestHandler):
    told: Told

    def do_BAN(self) -> None:
        self.told.append((self.path, self.headers["Surrogate-Key"]))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def cache() -> Iterator[tuple[str, Told]]:
    told: Told = []
    server = HTTPServer(("127.0.0.1", 0), type("Noting", (Cache,), {"told": told}))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/", told
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_public_change_is_told_after_its_commit_and_once_more_and_a_draft_is_not(
    database: Database, clock: Clock, cache: tuple[str, Told]
) -> None:
    address, told = cache
    announcer = Announcer([address])
    database.listeners.append(announcer.announce)
    record_event(database, "things", an_event(uid="a", publication="draft"), actor="editor", now=clock())
    announcer.drain()
    assert told == []
    record_event(database, "things", an_event(uid="b", slug="b"), actor="editor", now=clock())
    announcer.drain()
    assert told == [("/", "things timelines")] * 2


def test_many_changes_at_once_are_told_together(cache: tuple[str, Told]) -> None:
    address, told = cache
    announcer = Announcer([address])
    for number in range(500):
        announcer.announce("things", number)
    announcer.drain()
    assert told[-1] == ("/", "things timelines")
    assert len(told) < 100


def test_a_cache_that_is_away_harms_no_writer(database: Database, clock: Clock) -> None:
    announcer = Announcer(["http://127.0.0.1:9/"])
    database.listeners.append(announcer.announce)
    record_event(database, "things", an_event(), actor="editor", now=clock())
    announcer.drain()
