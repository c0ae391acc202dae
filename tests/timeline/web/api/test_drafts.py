"""A draft looked for without a token: nothing that the public can ask for moves by a byte when one is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.timeline.web.addresses import fill, readable
from tests.timeline.web.api.conftest import bearer
from timeline.domain.event import EventDraft
from timeline.operations.record import record_event, revise_event, withdraw_event

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

    from tests.conftest import Clock
    from timeline.operations.maintain import Database

SECRET = {
    "uid": "draft", "slug": "canary", "title": "Canary", "description": "canary", "category": "canary",
    "tags": ["canary"], "when": {"edtf": "2025-09-09"}, "publication": "draft",
    "places": [{"name": "Canary", "latitude": 1, "longitude": 1}],
    "actors": [{"name": "Canary"}], "figures": [{"name": "canary", "low": 1}],
    "citations": [{"source": {"title": "Canary"}}], "relations": [{"type": "parent", "uid": "open"}],
    "recurrence": {"rrule": "FREQ=YEARLY"},
}  # fmt: skip
OPEN = {"uid": "open", "slug": "open", "title": "Open", "when": {"edtf": "2025-08"}, "tags": ["seen"]}
ASKED = (
    "", "?tag=canary", "?q=canary", "?category=canary", "?place=Canary", "?actor=Canary", "?source=Canary",
    "?from=2025-09&to=2025-09", "?sort=-updated", "?sort=published", "?as_of=1", "?as_of=2", "?as_of=3", "?as_of=999",
    "?as_of=2025-12-14", "?as_of=2099-01-01", "?updated_since=2025-01-01", "?limit=1", "?by=tag", "?by=month&empty=1",
    "?since=0", "?since=1", "?since=2", "?since=3", "?cancelled=keep", "?lane=tag", "?fields=uid",
    "?from=2025-01&to=2025-12&expand=1", "?by=actor&by=month&count=spread", "?bbox=-180,-90,180,90",
    *(f"?url=https://timelines.example.org/timelines/things{path}" for path in ("", "/events/canary", "/events/open")),
)  # fmt: skip
WORDS = {
    "level": (3, 6), "index": (7, 100), "uid": ("draft", "open"), "event": ("canary", "open"), "slug": ("things",),
    "name": ("event-timeline",), "build": ("0",), "filename": ("icon.svg",),
}  # fmt: skip


def addresses(app: Flask) -> list[str]:
    """Every GET route, filled with every word that may stand in it, and asked in every way."""
    return [f"{path}{query}" for rule in readable(app) for path in fill(app, rule, WORDS) for query in ASKED]


def look(client: FlaskClient, paths: list[str]) -> dict[str, tuple[int, str | None, bytes]]:
    seen = {}
    for path in paths:
        with client.get(path) as answer:
            body = b"" if path.startswith("/metrics") else answer.data
            seen[path] = (answer.status_code, answer.headers.get("ETag"), body)
    return seen


def test_a_draft_moves_nothing_that_the_public_can_ask_for(
    app: Flask, client: FlaskClient, database: Database, clock: Clock
) -> None:
    record_event(database, "things", EventDraft.parse(OPEN), actor="a", now=clock())
    paths = addresses(app)
    before = look(client, paths)
    record_event(database, "things", EventDraft.parse(SECRET), actor="canary", now=clock())
    revise_event(database, "things", "draft", {"title": "Canary 2"}, expected=3, actor="canary", now=clock())
    withdraw_event(database, "things", "draft", expected=4, actor="canary", now=clock(), reason="canary")
    after = look(client, paths)
    assert [path for path in paths if before[path] != after[path]] == []
    assert len(paths) > 500


def test_an_event_taken_back_to_a_draft_is_gone_and_what_it_holds_now_is_nowhere(
    app: Flask, client: FlaskClient, database: Database, clock: Clock
) -> None:
    record_event(database, "things", EventDraft.parse(OPEN), actor="a", now=clock())
    hidden = {**{name: value for name, value in SECRET.items() if name not in {"uid", "slug"}}, "relations": []}
    revise_event(database, "things", "open", hidden, expected=2, actor="a", now=clock())
    for path in addresses(app):
        if "anary" in path:
            continue
        with client.get(path) as answer:
            assert b"anary" not in answer.data, path
    assert client.get("/api/v1/timelines/things/events/open").status_code == 404


def test_what_an_event_held_before_it_was_published_is_nowhere(
    app: Flask, client: FlaskClient, database: Database, clock: Clock
) -> None:
    record_event(database, "things", EventDraft.parse(SECRET), actor="canary", now=clock(), reason="canary")
    held = dict.fromkeys(("description", "category", "figures", "citations", "relations", "actors", "places", "tags"))
    shown = {**held, "title": "Shown", "slug": "shown", "publication": "published"}
    revise_event(database, "things", "draft", shown, expected=2, actor="a", now=clock())
    assert client.get("/timelines/things/events/shown").status_code == 200
    for path in addresses(app):
        if "anary" in path:
            continue
        with client.get(path) as answer:
            assert b"anary" not in answer.data, path
    assert client.get("/timelines/things/events/canary").status_code == 404
    assert client.get("/api/v1/timelines/things/events/draft?as_of=2").status_code == 404


@pytest.mark.parametrize("scope", ["read-drafts", "write", "admin"])
def test_whoever_may_see_drafts_sees_them_and_no_cache_keeps_them(
    client: FlaskClient, database: Database, clock: Clock, scope: Any
) -> None:
    record_event(database, "things", EventDraft.parse(SECRET), actor="a", now=clock())
    headers = bearer(database, scope, "things")
    for path in ("events", "events/draft", "events/draft/versions", "changes", "aggregates?by=tag"):
        answer = client.get(f"/api/v1/timelines/things/{path}", headers=headers)
        assert "anary" in answer.text, path
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert "Authorization" in answer.headers["Vary"]
        assert "Surrogate-Key" not in answer.headers
