"""What anybody may read through the API, on both databases."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from timeline.domain.event import EventDraft
from timeline.domain.item import write_item
from timeline.domain.query import EventQuery
from timeline.operations.browse import reading
from timeline.operations.publish import Addresses, list_items
from timeline.operations.record import record_event, revise_event, withdraw_event
from timeline.web.api import events

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from tests.conftest import Clock
    from timeline.domain.version import EventVersion
    from timeline.operations.maintain import Database

SITE = "https://timelines.example.org"
EVENTS = "/api/v1/timelines/things/events"


def record(database: Database, clock: Clock, uid: str = "u0", when: str = "2025-10-10", **fields: Any) -> EventVersion:
    draft = EventDraft.parse({"uid": uid, "title": f"Event {uid}", "when": {"edtf": when}, **fields})
    return record_event(database, "things", draft, actor="ann", now=clock())


@pytest.fixture
def three(database: Database, clock: Clock) -> list[EventVersion]:
    return [record(database, clock, f"u{number}", f"2025-0{number + 1}") for number in range(3)]


def test_an_item_is_the_version_as_machines_are_given_it_and_its_address(
    client: FlaskClient, three: list[EventVersion]
) -> None:
    body = client.get(EVENTS).get_json()
    assert body["items"] == [
        {**write_item(one), "url": f"{SITE}/timelines/things/events/event-{one.uid}"} for one in three
    ]
    assert (body["next"], body["revision"]) == (None, 4)
    assert client.get(f"{EVENTS}/u1").get_json() == body["items"][1]


@pytest.mark.parametrize("query", ["", "?limit=1", "?q=event&sort=-updated", "?tag=none"])
def test_a_page_of_what_is_kept_has_the_bytes_of_one_of_documents(
    client: FlaskClient, database: Database, clock: Clock, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tricky = {"description": 'He said: ,"_timeline":{} and "items":[] — \u2028 "ü"', "tags": ["[]", '","_timeline":']}
    record(database, clock, "u0", **tricky)
    record(database, clock, 'u"1', language="de")
    ready = client.get(f"{EVENTS}{query}")
    assert list_items_of(database)
    monkeypatch.setattr(events, "list_items", lambda *_: None)
    with_documents = client.get(f"{EVENTS}{query}", headers={"Origin": "https://example.org"})
    assert ready.data == with_documents.data
    assert ready.headers["ETag"] == with_documents.headers["ETag"]
    assert ready.headers.getlist("Link") == with_documents.headers.getlist("Link")


def list_items_of(database: Database) -> bool:
    """Whether the page above is of what is kept."""
    with reading(database, "things") as found:
        query = EventQuery(limit=50)
        return list_items(found, query, Addresses(SITE)) is not None


def test_pages_are_followed_by_link_and_by_next_to_the_end(client: FlaskClient, three: list[EventVersion]) -> None:
    address, seen = f"{EVENTS}?limit=1&fields=uid", []
    for _ in three:
        answer = client.get(address)
        seen += answer.get_json()["items"]
        following = answer.get_json()["next"]
        links = answer.headers.getlist("Link")
        assert links[-1].endswith('; rel="self"')
        assert links[0] == f'<{following}>; rel="next"' or following is None
        address = following
    assert (seen, address) == ([{"uid": "u0"}, {"uid": "u1"}, {"uid": "u2"}], None)


def test_fields_narrow_an_item_and_an_unknown_one_is_refused_with_a_suggestion(
    client: FlaskClient, three: list[EventVersion]
) -> None:
    item = client.get(f"{EVENTS}/u0?fields=when,uid").get_json()
    assert list(item) == ["uid", "when"]
    refused = client.get(f"{EVENTS}?fields=uid,titel")
    assert refused.status_code == 400
    assert 'did you mean "title"?' in refused.get_json()["detail"]


@pytest.mark.parametrize("path", ["/api/v1/timelines", "/api/v1/timelines/things", EVENTS, f"{EVENTS}/u0/versions"])
def test_asking_again_costs_one_statement_and_no_body(
    client: FlaskClient, three: list[EventVersion], statements: list[str], path: str
) -> None:
    first = client.get(path, headers={"Accept-Encoding": "gzip"})
    statements.clear()
    again = client.get(path, headers={"Accept-Encoding": "gzip", "If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data, len(statements)) == (304, b"", 1)
    assert again.headers["ETag"] == first.headers["ETag"]


def test_the_validator_of_an_event_is_its_revision(
    client: FlaskClient, three: list[EventVersion], database: Database, clock: Clock
) -> None:
    assert client.get(f"{EVENTS}/u1").headers["ETag"] == '"3"'
    assert client.get(f"{EVENTS}/u1", headers={"If-None-Match": '"3"'}).status_code == 304
    revise_event(database, "things", "u0", {"title": "Other"}, expected=2, actor="a", now=clock())
    assert client.get(f"{EVENTS}/u1", headers={"If-None-Match": '"3"'}).status_code == 304
    assert client.get(f"{EVENTS}/u0", headers={"If-None-Match": '"2"'}).headers["ETag"] == '"5"'
    assert client.get(f"{EVENTS}/u0?as_of=4").get_json()["title"] == "Event u0"


@pytest.mark.parametrize("asked", ["", "?as_of=3", "?as_of=2099-01-01", "?fields=title"])
def test_one_event_costs_one_statement_and_asking_again_no_body(
    client: FlaskClient, three: list[EventVersion], statements: list[str], asked: str
) -> None:
    assert (client.get(f"{EVENTS}/u1{asked}").status_code, len(statements)) == (200, 1)
    again = client.get(f"{EVENTS}/u1{asked}", headers={"If-None-Match": '"3"'})
    assert (again.status_code, again.data, len(statements)) == (304, b"", 2)


def test_one_event_is_as_it_was_at_the_revision_or_the_instant_asked_for(
    client: FlaskClient, three: list[EventVersion], database: Database, clock: Clock
) -> None:
    revise_event(database, "things", "u0", {"title": "Other"}, expected=2, actor="a", now=clock())
    revise_event(database, "things", "u0", {"publication": "draft"}, expected=5, actor="a", now=clock())
    moments = [three[0].recorded_at.isoformat().replace("+00:00", "Z"), "2000-01-01", "2099-01-01"]
    answers = [client.get(f"{EVENTS}/u0?as_of={at}") for at in (1, 2, 5, 6, *moments)]
    told = [one.get_json().get("title") if one.status_code == 200 else one.status_code for one in answers]
    assert told == [404, "Event u0", "Other", 404, "Event u0", 404, 404]


def test_lists_of_one_and_of_fifty_cost_the_same_statements(
    client: FlaskClient, database: Database, clock: Clock, statements: list[str]
) -> None:
    costs = []
    for upto in (1, 50):
        for number in range(upto):
            record(database, clock, f"{upto}-{number}")
        statements.clear()
        client.get(f"{EVENTS}?limit={100 + upto}")
        costs.append(len(statements))
    assert costs[0] == costs[1] <= 3


@pytest.mark.parametrize("uid", ["a/b", "a//b", "/a", "a b", "ü%2F?#", "versions", "tag:example.org,2025:x", "..a"])
def test_a_uid_may_hold_anything(client: FlaskClient, database: Database, clock: Clock, uid: str) -> None:
    record(database, clock, uid)
    assert client.get(f"{EVENTS}/{quote(uid, safe='')}").get_json()["uid"] == uid
    assert len(client.get(f"{EVENTS}/{quote(uid, safe='')}/versions").get_json()["items"]) == 1


def test_versions_tell_who_why_and_what_came_next(
    client: FlaskClient, three: list[EventVersion], database: Database, clock: Clock
) -> None:
    revise_event(database, "things", "u0", {"title": "New"}, expected=2, actor="bob", now=clock(), reason="name")
    withdraw_event(database, "things", "u0", expected=5, actor="bob", now=clock(), reason="wrong")
    items = client.get(f"{EVENTS}/u0/versions").get_json()["items"]
    told = [(one["revision"], one["recorded_by"], one["reason"], one["superseded_by"]) for one in items]
    assert told == [(6, "bob", "wrong", None), (5, "bob", "name", 6), (2, "ann", None, 5)]
    assert client.get(f"{EVENTS}/u0").status_code == 410


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null"])
def test_scripts_of_any_site_may_read_and_none_may_write(
    client: FlaskClient, three: list[EventVersion], origin: str
) -> None:
    answer = client.get(EVENTS, headers={"Origin": origin})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert "Link" in answer.headers["Access-Control-Expose-Headers"]
    asked = {"Origin": origin, "Access-Control-Request-Method": "GET",
             "Access-Control-Request-Headers": "if-none-match"}  # fmt: skip
    allowed = client.options(EVENTS, headers=asked).headers
    assert allowed["Access-Control-Allow-Headers"].lower() == "if-none-match"
    assert not {"POST", "PUT", "PATCH", "DELETE"} & set(allowed["Access-Control-Allow-Methods"].split(", "))


def test_answers_are_compressed_and_vary_by_what_they_depend_on(client: FlaskClient, three: list[EventVersion]) -> None:
    packed = client.get(EVENTS, headers={"Accept-Encoding": "gzip"})
    assert json.loads(gzip.decompress(packed.data)) == client.get(EVENTS).get_json()
    assert {"Accept-Encoding", "Authorization"} <= set(packed.headers["Vary"].split(", "))
    assert "Cookie" not in packed.headers["Vary"]
    assert "Set-Cookie" not in packed.headers


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/v1/nothing", 404), ("GET", "/api/v1/timelines/none", 404), ("GET", f"{EVENTS}/none", 404),
        ("GET", f"{EVENTS}/a%00b", 404), ("GET", "/api/v1/timelines/a%00b", 404),
        ("GET", f"{EVENTS}?form=2025", 400), ("GET", "/api/v1/timelines?limit=1", 400), ("TRACE", EVENTS, 405),
        ("GET", f"{EVENTS}/u0?sort=date", 400), ("GET", f"{EVENTS}?fields=uid&fields=slug", 400),
        ("GET", f"{EVENTS}?dates=null", 400), ("GET", f"{EVENTS}?dates=span&dates=auto", 400),
        ("GET", "/api/v1/timelines/things/extent?cancelled=1", 400),
        ("PUT", f"{EVENTS}/batch", 405), ("PUT", f"{EVENTS}/u0/versions", 405), ("PATCH", f"{EVENTS}/u0/restore", 405),
    ],
)  # fmt: skip
@pytest.mark.parametrize("accept", ["text/html", "*/*"])
def test_every_error_is_a_problem_document_whatever_is_accepted(
    client: FlaskClient, method: str, path: str, status: int, accept: str
) -> None:
    answer = client.open(path, method=method, headers={"Accept": accept})
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert answer.get_json(force=True)["status"] == status


@pytest.mark.parametrize(
    ("path", "methods"),
    [
        ("/u0", {"GET", "PUT", "PATCH", "DELETE"}), ("/u0/versions", {"GET"}), ("/u0/restore", {"POST"}),
        ("/batch", {"POST"}), ("/batch/versions", {"GET"}), ("/a/batch", {"GET", "PUT", "PATCH", "DELETE"}),
    ],
)  # fmt: skip
def test_each_address_allows_the_methods_of_what_is_there(client: FlaskClient, path: str, methods: set[str]) -> None:
    assert set(client.options(f"{EVENTS}{path}").allow) - {"HEAD", "OPTIONS"} == methods


def test_a_slug_that_only_a_draft_had_leads_nowhere(client: FlaskClient, database: Database, clock: Clock) -> None:
    record(database, clock, slug="secret", publication="draft")
    changes = {"slug": "open", "publication": "published"}
    revise_event(database, "things", "u0", changes, expected=2, actor="a", now=clock())
    assert client.get("/timelines/things/events/secret").status_code == 404
