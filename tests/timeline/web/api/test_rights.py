"""Every route × every kind of caller × a public and a private timeline: no wrong success, and no right one refused.

The routes come from the URL map: one that is new and has no entry here fails the test.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.builders import a_timeline
from tests.timeline.web.addresses import fill, readable
from tests.timeline.web.api.conftest import bearer
from timeline.domain.event import EventDraft
from timeline.operations.access import SCOPES
from timeline.operations.record import record_event, withdraw_event
from timeline.store.writer import create_timeline

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

    from tests.conftest import Clock
    from timeline.operations.maintain import Database

EVENT = {"title": "x", "when": {"edtf": "2025"}}
BATCH = {"operations": [{"op": "record", "event": EVENT}]}
T, E = "/api/v1/timelines/<slug>", "/api/v1/timelines/<slug>/events/<uid:uid>"
READ: tuple[str | None, Any] = (None, None)
RIGHTS: dict[tuple[str, str], tuple[str | None, Any]] = {
    ("GET", "/api/v1/timelines"): READ,
    ("POST", "/api/v1/timelines"): ("admin everywhere", {"slug": "new", "title": "New"}),
    ("GET", T): READ,
    ("PUT", T): ("admin", {"slug": "{slug}", "title": "New"}),
    ("PATCH", T): ("admin", {"title": "New"}),
    ("GET", f"{T}/events"): READ,
    ("POST", f"{T}/events"): ("write", EVENT),
    ("POST", f"{T}/events/batch"): ("write", BATCH),
    ("GET", E): READ,
    ("PUT", E): ("write", EVENT),
    ("PATCH", E): ("write", {"title": "y"}),
    ("DELETE", E): ("write", {"reason": "x"}),
    ("GET", f"{E}/versions"): READ,
    ("POST", f"{E}/restore"): ("write", {"reason": "x"}),
    ("GET", f"{T}/changes"): READ,
    ("GET", f"{T}/aggregates"): READ,
    ("GET", f"{T}/tiles/<int:level>/<int(signed=True):index>"): READ,
    ("GET", f"{T}/extent"): READ,
    ("GET", "/api/v1/openapi.json"): READ,
    ("GET", "/api"): READ,
}
"""By method and rule: the scope that it needs (None for everybody) and a body that would do."""

WORDS = {"slug": ("closed",), "event": ("standing",)}
"""What stands in the addresses of pages."""


@pytest.fixture
def callers(database: Database, clock: Clock) -> dict[str, tuple[str, set[str], dict[str, str]]]:
    """By a name: scope, timelines, headers. Timelines "things" (public) and "closed" (private) have one event that
    stands and one that is withdrawn.
    """
    with database.transaction() as tx:
        create_timeline(tx, a_timeline(slug="closed", visibility="private"), actor="a", now=clock())
    for slug in ("things", "closed"):
        for uid in ("standing", "gone"):
            draft = EventDraft.parse({**EVENT, "uid": uid, "slug": uid})
            made = record_event(database, slug, draft, actor="a", now=clock())
        withdraw_event(database, slug, "gone", expected=made.revision, actor="a", now=clock(), reason="x")
    found: dict[str, tuple[str, set[str], dict[str, str]]] = {"public": ("", set(), {})}
    for scope in SCOPES:
        for named in ((), ("things",), ("closed",)):
            timelines = set(named) or {"things", "closed", "*"}
            found[f"{scope} {timelines}"] = (scope, timelines, bearer(database, scope, *named))
    return found


def routes(app: Flask) -> list[tuple[str, str]]:
    return [
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]


def ask(client: FlaskClient, method: str, rule: str, slug: str, headers: dict[str, str]) -> int:
    body = RIGHTS[method, rule][1]
    if isinstance(body, dict) and "slug" in body:
        body = {**body, "slug": body["slug"].format(slug=slug)}
    path = rule.replace("<slug>", slug).replace("<uid:uid>", "gone" if rule.endswith("/restore") else "standing")
    path = path.replace("<int:level>", "3").replace("<int(signed=True):index>", "0")
    suffix = "?by=tag" if rule.endswith("/aggregates") else "" if method == "GET" else "?dry_run=1"
    answer = client.open(path + suffix, method=method, json=body, headers={**headers, "If-Match": "*"})
    return answer.status_code


def test_every_route_of_the_api_lets_in_whom_it_should_and_nobody_else(
    app: Flask, client: FlaskClient, callers: dict[str, tuple[str, set[str], dict[str, str]]]
) -> None:
    of_the_api = [one for one in routes(app) if one[1].startswith("/api")]
    assert set(of_the_api) == set(RIGHTS), "each route of the API has an entry in RIGHTS"
    wrong = []
    for method, rule in of_the_api:
        needs = RIGHTS[method, rule][0]
        for slug in ("things", "closed") if "<slug>" in rule else ("",):
            for name, (scope, timelines, headers) in callers.items():
                rank = SCOPES.index(scope) if scope in SCOPES else -1  # type: ignore[arg-type]
                if needs is None:
                    right = slug != "closed" or (rank >= 0 and slug in timelines)
                else:
                    wanted, _, everywhere = needs.partition(" ")
                    where = "*" if everywhere else slug
                    right = rank >= SCOPES.index(wanted) and where in timelines  # type: ignore[arg-type]
                status = ask(client, method, rule, slug, headers)
                if (status < 300) != right or status >= 500:
                    wrong.append((method, rule, slug, name, status))
    assert wrong == []


def test_a_token_opens_nothing_but_the_api(
    app: Flask, client: FlaskClient, callers: dict[str, tuple[str, set[str], dict[str, str]]]
) -> None:
    """Pages and feeds are kept by caches, so nobody sees more of them than the public does."""
    seen = []
    for rule in readable(app):
        if rule.rule.startswith("/api") or "slug" not in rule.arguments:
            continue
        for path in fill(app, rule, WORDS):
            for name, (_, _, headers) in callers.items():
                if client.get(path, headers=headers).status_code < 400:
                    seen.append((path, name))
    assert seen == []
    for name, (_, _, headers) in callers.items():
        assert "closed" not in client.get("/", headers=headers).text, name


def test_outside_the_api_nothing_can_be_changed(app: Flask) -> None:
    assert [one for one in routes(app) if one[0] != "GET" and not one[1].startswith("/api/v1/")] == []
