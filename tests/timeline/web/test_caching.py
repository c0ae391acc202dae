"""Conditions of a request, judged on what is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.timeline.web.addresses import fill, readable
from timeline.domain.event import EventDraft
from timeline.operations.record import record_event

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

    from tests.conftest import Clock
    from timeline.operations.maintain import Database

MISSING = {"slug": ("things",), "uid": ("missing",), "event": ("missing",), "level": (3,), "index": (7,)}
OF_AN_EVENT = {"uid", "event"}


@pytest.fixture
def date(client: FlaskClient, database: Database, clock: Clock) -> str:
    """Of the timeline's last change, which its answers are dated by."""
    record_event(database, "things", EventDraft.parse({"title": "A", "when": {"edtf": "2025"}}), actor="a", now=clock())
    return client.get("/timelines/things.ics").headers["Last-Modified"]


@pytest.mark.parametrize("name", ["If-None-Match", "If-Modified-Since"])
def test_nothing_is_unmodified_that_is_not_there(app: Flask, client: FlaskClient, date: str, name: str) -> None:
    headers = {name: "*" if name == "If-None-Match" else date}
    paths = [path for rule in readable(app) if OF_AN_EVENT & rule.arguments for path in fill(app, rule, MISSING)]
    assert len(paths) > 10
    assert {path: client.get(path, headers=headers).status_code for path in paths} == dict.fromkeys(paths, 404)


def test_what_is_there_is_unmodified_for_whoever_says_any_or_its_date(client: FlaskClient, date: str) -> None:
    for path in ("/timelines/things", "/timelines/things.ics", "/api/v1/timelines/things/events"):
        for headers in ({"If-None-Match": "*"}, {"If-Modified-Since": date}):
            answer = client.get(path, headers=headers)
            assert (answer.status_code, answer.data) == (304, b"")
            assert answer.headers["ETag"] == client.get(path).headers["ETag"]
