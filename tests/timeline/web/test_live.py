"""The event stream, read line by line as a browser does."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.builders import an_event
from timeline.operations.record import record_event

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask
    from flask.testing import FlaskClient

    from tests.conftest import Clock
    from timeline.operations.maintain import Database

ADDRESS = "/timelines/things/stream"


def write(database: Database, clock: Clock, uid: str) -> int:
    return record_event(database, "things", an_event(uid=uid, slug=uid), actor="editor", now=clock()).revision


def messages(chunks: Iterator[bytes]) -> Iterator[dict[str, str]]:
    """By field; comments and the retry time left out."""
    for chunk in chunks:
        fields = dict(line.split(": ", 1) for line in chunk.decode().strip().splitlines() if not line.startswith(":"))
        if "event" in fields:
            yield fields


def test_a_change_is_told_with_the_revision_as_its_id(
    app: Flask, client: FlaskClient, database: Database, clock: Clock
) -> None:
    before = write(database, clock, "a")
    answer = client.get(ADDRESS, buffered=False)
    told = messages(iter(answer.response))
    assert answer.content_type == "text/event-stream; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    after = write(database, clock, "b")
    message = next(told)
    assert (message["event"], message["id"]) == ("changed", str(after))
    data = json.loads(message["data"])
    assert data["changes"].endswith(f"/api/v1/timelines/things/changes?since={before}")
    answer.close()
    app.extensions["timeline.streams"].close()


def test_who_was_away_is_told_at_once(app: Flask, client: FlaskClient, database: Database, clock: Clock) -> None:
    missed = write(database, clock, "a")
    answer = client.get(ADDRESS, buffered=False, headers={"Last-Event-ID": "1"})
    assert next(messages(iter(answer.response)))["id"] == str(missed)
    answer.close()
    app.extensions["timeline.streams"].close()


def test_when_all_places_are_taken_a_client_is_asked_to_come_again(app: Flask, client: FlaskClient) -> None:
    streams = [client.get(ADDRESS, buffered=False) for _ in range(200)]
    refused = client.get(ADDRESS)
    assert refused.status_code == 503
    assert refused.headers["Retry-After"] == "5"
    streams.pop().close()
    again = client.get(ADDRESS, buffered=False)
    assert again.status_code == 200
    for stream in [*streams, again]:
        stream.close()


def test_an_unknown_timeline_has_no_stream(client: FlaskClient) -> None:
    assert client.get("/timelines/nowhere/stream").status_code == 404
