"""Making and describing timelines through the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.timeline.web.api.conftest import bearer

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.testing import FlaskClient

    from timeline.operations.maintain import Database

TIMELINES = "/api/v1/timelines"
NEW = {"slug": "new", "title": "New things"}


@pytest.fixture
def govern(client: FlaskClient, database: Database) -> Callable[..., Any]:
    """As an administrator of everything."""
    token = bearer(database, "admin")

    def ask(method: str, path: str, body: Any = None, **headers: str) -> Any:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return client.open(TIMELINES + path, method=method, json=body, headers={**token, **named})

    return ask


def test_a_timeline_is_made_once(client: FlaskClient, govern: Callable[..., Any]) -> None:
    made = govern("POST", "", NEW, Idempotency_Key="k")
    assert made.status_code == 201
    assert made.headers["Location"] == "https://timelines.example.org/api/v1/timelines/new"
    assert govern("POST", "", NEW, Idempotency_Key="k").data == made.data
    assert govern("POST", "", NEW).status_code == 409
    assert govern("POST", "?dry_run=1", {**NEW, "slug": "newer"}).status_code == 200
    assert [one["slug"] for one in client.get(TIMELINES).get_json()["items"]] == ["new", "things"]
    assert govern("PUT", "/other", {**NEW, "slug": "other"}).status_code == 201
    assert govern("POST", "", {**NEW, "titel": "x"}).status_code == 422


def test_a_description_is_changed_on_what_was_read_while_events_come_and_go(
    client: FlaskClient, govern: Callable[..., Any], write: Callable[..., Any]
) -> None:
    read = client.get(f"{TIMELINES}/things").headers["ETag"]
    event = {"title": "x", "when": {"edtf": "2025"}}
    assert write("POST", f"{TIMELINES}/things/events", event).status_code == 201
    assert govern("PATCH", "/things", {"title": "Renamed"}).status_code == 428
    assert govern("PATCH", "/things", {"title": "Renamed"}, If_Match=read).get_json()["title"] == "Renamed"
    assert govern("PATCH", "/things", {"title": "Lost"}, If_Match=read).status_code == 412
    whole = client.get(f"{TIMELINES}/things").get_json()
    put = {name: whole[name] for name in whole if name not in {"revision", "changed_at", "url"}}
    assert govern("PUT", "/things", {**put, "zone": "Asia/Seoul"}, If_Match='"3"').get_json()["zone"] == "Asia/Seoul"
    assert govern("PUT", "/things", {**put, "slug": "else"}, If_Match="*").status_code == 422
    assert govern("PATCH", "/things", {"zone": "Nowhere"}, If_Match="*").status_code == 422
    assert govern("PATCH", "/none", {}, If_Match="*").status_code == 404


def test_a_private_timeline_is_there_for_its_token_alone(
    client: FlaskClient, database: Database, govern: Callable[..., Any]
) -> None:
    govern("POST", "", {**NEW, "visibility": "private"})
    govern("POST", "", {**NEW, "slug": "unlisted", "visibility": "unlisted"})
    mine, other = bearer(database, "read-drafts", "new"), bearer(database, "write", "things")
    for path in ("/new", "/new/events"):
        assert client.get(TIMELINES + path).status_code == 404
        assert client.get(TIMELINES + path, headers=other).status_code == 404
        seen = client.get(TIMELINES + path, headers=mine)
        assert (seen.status_code, seen.headers["Cache-Control"]) == (200, "private, no-store")
    event = {"title": "x", "when": {"edtf": "2025"}}
    assert client.post(f"{TIMELINES}/new/events", json=event, headers=other).status_code == 404
    assert client.post(f"{TIMELINES}/new/events", json=event, headers=mine).status_code == 403
    assert [one["slug"] for one in client.get(TIMELINES).get_json()["items"]] == ["things"]
    listed = client.get(TIMELINES, headers=mine)
    assert [one["slug"] for one in listed.get_json()["items"]] == ["new", "things"]
    assert listed.headers["Cache-Control"] == "private, no-store"
