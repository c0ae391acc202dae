"""What the door answers is what the application would answer, to the last header, and never old."""

from __future__ import annotations

import gzip
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from tests.timeline.web.addresses import fill, readable
from tests.timeline.web.api.conftest import bearer
from tests.timeline.web.conftest import ClosingClient
from timeline.domain.errors import StoreUnavailable
from timeline.domain.event import EventDraft
from timeline.operations.record import record_event, revise_event
from timeline.web import door
from timeline.web.app import create_app
from timeline.web.door import PARTS, THROUGH, Door
from timeline.web.remembered import OVERHEAD, Answer, Remembered
from timeline.web.settings import Settings
from timeline.web.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    from tests.conftest import Clock
    from timeline.operations.maintain import Database

ICS, PAGE, LIST = "/timelines/things.ics", "/timelines/things", "/api/v1/timelines/things/events"
WORDS = {
    "level": (3,), "index": (7,), "uid": ("u0",), "event": ("zero",), "slug": ("things",),
    "name": ("event-timeline",), "build": ("0",), "filename": ("icon.svg",),
}  # fmt: skip
EVENT = {
    "uid": "u0", "slug": "zero", "title": "Zero", "when": {"edtf": "2025-08-01"}, "description": "word " * 300,
    "places": [{"name": "Here", "latitude": 1, "longitude": 1}], "figures": [{"name": "seen", "low": 1}],
}  # fmt: skip
OF_A_TIMELINE = "<slug>"
BROWSER = {"Accept": "text/html", "Accept-Encoding": "gzip, deflate", "Origin": "https://example.org"}
LONG_AGO = "Thu, 01 Jan 1970 00:00:00 GMT"
CONDITIONS = "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE"
OF_NO_ANSWER = {"HTTP_CONNECTION"}
"""Looked at beside Upgrade alone."""


class Inside:
    """The application behind the door, and how often it was asked."""

    def __init__(self, app: Flask) -> None:
        assert isinstance(app.wsgi_app, Door)
        self.door, self.asked = app.wsgi_app, 0
        self.through = self.door.through
        self.door.through = self._count

    def _count(self, *given: Any) -> Any:
        self.asked += 1
        return self.through(*given)

    @contextmanager
    def alone(self, app: Flask) -> Iterator[None]:
        app.wsgi_app = self.through  # type: ignore[method-assign]
        yield
        app.wsgi_app = self.door  # type: ignore[method-assign]


@pytest.fixture
def app(app: Flask, database: Database, clock: Clock, tmp_path: Path) -> Flask:
    for name in ("shelf", "answers"):
        (tmp_path / name).mkdir()
        app.extensions[f"timeline.{name}"] = Shelf(tmp_path / name, 1_000_000)
    record_event(database, "things", EventDraft.parse(EVENT), actor="a", now=clock())
    return app


@pytest.fixture
def inside(app: Flask) -> Inside:
    return Inside(app)


def told(answer: TestResponse) -> tuple[int, list[tuple[str, str]], bytes]:
    """Unpacked, since gzip writes the second into what it packs."""
    packed = answer.content_encoding == "gzip" and answer.data
    return answer.status_code, sorted(answer.headers), gzip.decompress(answer.data) if packed else answer.data


def edit(database: Database, clock: Clock, title: str, expected: int = 2) -> None:
    revise_event(database, "things", "u0", {"title": title}, expected=expected, actor="a", now=clock())


def conditions(answer: TestResponse) -> list[dict[str, str]]:
    """None; what the client has; the same as others write it; and what it does not have."""
    etag, date = answer.headers.get("ETag", '"none"'), answer.headers.get("Last-Modified", "never")
    return [
        {}, {"If-None-Match": etag}, {"If-None-Match": f'W/{etag}, "x"'}, {"If-None-Match": "*"},
        {"If-None-Match": '"other"'}, {"If-Modified-Since": date}, {"If-Modified-Since": LONG_AGO},
    ]  # fmt: skip


def test_every_address_is_answered_alike_with_and_without_the_door(
    app: Flask, client: FlaskClient, inside: Inside
) -> None:
    rules = [rule for rule in readable(app) if OF_A_TIMELINE in rule.rule]
    given = set()
    for path in [path for rule in rules for path in fill(app, rule, WORDS)]:
        for headers in ({}, {"Accept-Encoding": "gzip"}, BROWSER):
            for more in conditions(client.get(path, headers=headers)):
                for method in ("GET", "HEAD"):
                    ask: dict[str, Any] = {"method": method, "headers": {**headers, **more}}
                    client.open(path, **ask)
                    before = inside.asked
                    again = told(client.open(path, **ask))
                    if inside.asked == before:
                        given.add((path, again[0]))
                    with inside.alone(app):
                        assert again == told(client.open(path, **ask)), (path, ask)
    answered = {path for path, _ in given}
    assert {path for path in answered if (path, 304) in given} == answered
    every = {path for rule in rules for path in fill(app, rule, WORDS)}
    assert {path for path in every - answered if client.get(path).status_code == 200} == set()


def test_no_header_is_looked_at_that_the_door_does_not_know(app: Flask, inside: Inside) -> None:
    looked_at: set[str] = set()

    class Watched(dict[str, Any]):
        def get(self, name: str, default: Any = None) -> Any:
            looked_at.add(name)
            return super().get(name, default)

        def __getitem__(self, name: str) -> Any:
            looked_at.add(name)
            return super().__getitem__(name)

        def __contains__(self, name: object) -> bool:
            looked_at.add(str(name))
            return super().__contains__(name)

    client = app.test_client()
    paths = [path for rule in readable(app) if OF_A_TIMELINE in rule.rule for path in fill(app, rule, WORDS)]
    app.wsgi_app = lambda environ, start: inside.through(Watched(environ), start)  # type: ignore[method-assign]
    for path in paths:
        client.get(path, headers=BROWSER, buffered=True)
    headers = {name for name in looked_at if name.startswith("HTTP_")}
    assert "HTTP_IF_NONE_MATCH" in headers
    assert headers <= {*PARTS, *THROUGH, *CONDITIONS, *OF_NO_ANSWER}


@pytest.mark.parametrize("path", [ICS, PAGE, LIST, f"{LIST}/u0"])
def test_an_edit_is_seen_at_once(
    path: str, client: FlaskClient, inside: Inside, database: Database, clock: Clock
) -> None:
    first = client.get(path)
    held = {"If-None-Match": first.headers["ETag"]}
    assert [client.get(path, headers=held).status_code for _ in range(3)] == [304] * 3
    before = inside.asked
    assert client.get(path, headers=held).status_code == 304
    assert client.get(path).data == first.data
    assert inside.asked == before
    edit(database, clock, "Other")
    answers = [client.get(path, headers=given) for given in (held, {}, held)]
    assert [one.status_code for one in answers] == [200] * 3
    assert all(b"Other" in one.data for one in answers)
    assert inside.asked == before + 1


def test_a_draft_is_nothing_to_the_door(client: FlaskClient, inside: Inside, database: Database, clock: Clock) -> None:
    client.get(ICS)
    draft = {"uid": "u9", "title": "Nine", "when": {"edtf": "2025"}, "publication": "draft"}
    record_event(database, "things", EventDraft.parse(draft), actor="a", now=clock())
    before = inside.asked
    client.get(ICS)
    assert inside.asked == before


def test_who_has_a_token_is_let_through(client: FlaskClient, inside: Inside, database: Database) -> None:
    client.get(LIST)
    before = inside.asked
    headers = {"Authorization": bearer(database, "read-drafts")["Authorization"]}
    assert client.get(LIST, headers=headers).headers["Cache-Control"] == "private, no-store"
    assert inside.asked == before + 1
    client.get(LIST)
    assert inside.asked == before + 1


def test_when_the_database_is_away_the_application_decides(
    client: FlaskClient, inside: Inside, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    etag = client.get(ICS).headers["ETag"]

    def refuse(*_: object, **__: object) -> None:
        raise StoreUnavailable("the database is away")

    monkeypatch.setattr(database, "stamp", refuse)
    monkeypatch.setattr(database, "snapshot", refuse)
    before = inside.asked
    assert client.get(ICS).status_code == 200
    assert client.get(ICS, headers={"If-None-Match": etag}).status_code == 304
    assert inside.asked == before + 2
    monkeypatch.undo()
    monkeypatch.setattr(inside.door, "_away_until", 0.0)
    assert client.get(ICS).status_code == 200
    assert inside.asked == before + 2


def test_a_replica_that_lags_is_not_believed(client: FlaskClient, inside: Inside, database: Database) -> None:
    client.get(ICS)
    database.hear("things", 99)
    before = inside.asked
    assert client.get(ICS).status_code == 200
    assert inside.asked == before


def test_a_connection_that_died_is_made_anew(client: FlaskClient, inside: Inside, database: Database) -> None:
    client.get(ICS)
    client.get(ICS)
    before = inside.asked
    for stamps in database.stamps.values():
        for connection in stamps.idle:
            connection.close()
    assert client.get(ICS).status_code == 200
    assert inside.asked == before


def test_what_is_large_is_sent_from_the_shelf(
    client: FlaskClient, inside: Inside, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "CHUNK", 10)
    first = client.get(ICS)
    before = inside.asked
    assert client.get(ICS).data == first.data
    assert inside.asked == before
    for each in app.extensions["timeline.shelf"].folder.iterdir():
        each.unlink()
    assert client.get(ICS).data == first.data
    assert inside.asked == before + 1


def test_requests_count_against_the_limit(database: Database, app: Flask, tmp_path: Path) -> None:
    assert app
    storage = f"counters://{tmp_path}/requests.db"
    made = create_app(Settings(database_url="sqlite://", rate_storage=storage, rate_limit=4))
    made.test_client_class = ClosingClient
    made.extensions["timeline.database"].dispose()
    made.extensions["timeline.database"] = database
    behind, client = Inside(made), made.test_client()
    answers = [client.get(LIST) for _ in range(6)]
    assert [one.status_code for one in answers] == [200] * 4 + [429] * 2
    assert [one.headers["RateLimit"].split(";")[1] for one in answers[:4]] == ["r=3", "r=2", "r=1", "r=0"]
    assert behind.asked == 3
    assert client.get(PAGE).status_code == 200


def test_no_more_is_remembered_than_there_is_room_for() -> None:
    remembered = Remembered(limit=3 * (OVERHEAD + 100))
    stamp: Any = (1,)
    for number in range(5):
        remembered.keep((str(number),), Answer("things", stamp, "/", "200 OK", [], "e", counted=False, body=b"x" * 100))
        remembered.find(("0",))
    assert [number for number in range(5) if remembered.find((str(number),))] == [0, 3, 4]
