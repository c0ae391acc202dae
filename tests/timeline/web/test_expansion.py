"""`expand=1` everywhere that a query is asked: occurrences on pages and in the API, the rule itself in feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import jsonschema
import pytest

from timeline.domain.event import EventDraft
from timeline.operations.record import record_event
from timeline.web.api.openapi import make_document

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from tests.conftest import Clock
    from timeline.operations.maintain import Database

EVENTS = "/api/v1/timelines/things/events"
WINDOW = "from=2025-01&to=2025-03&expand=1"


@pytest.fixture(autouse=True)
def events(database: Database, clock: Clock) -> None:
    for document in (
        {"uid": "once", "title": "Once", "when": {"edtf": "2025-01-15"}},
        {"uid": "monthly", "title": "Monthly", "when": {"edtf": "2024-06-10"}, "recurrence": {"rrule": "FREQ=MONTHLY"}},
    ):
        record_event(database, "things", EventDraft.parse(document), actor="a", now=clock())


def test_the_api_lists_occurrences_beside_their_event(client: FlaskClient) -> None:
    items = {one["uid"]: one for one in client.get(f"{EVENTS}?{WINDOW}&fields=uid").get_json()["items"]}
    assert items["once"] == {"uid": "once"}
    days = [one["when"]["earliest"] for one in items["monthly"]["occurrences"]["items"]]
    assert days == ["2025-01-10", "2025-02-10", "2025-03-10"]
    assert items["monthly"]["occurrences"]["truncated"] is False


def test_it_is_followed_from_page_to_page_and_keeps_what_is_promised(client: FlaskClient) -> None:
    document = make_document("https://timelines.example.org/api/v1")
    answers = document["paths"]["/timelines/{slug}/events"]["get"]["responses"]
    schema = {**answers["200"]["content"]["application/json"]["schema"], "components": document["components"]}
    address, seen = f"{EVENTS}?{WINDOW}&limit=1", []
    while address:
        page = client.get(address).get_json()
        jsonschema.validate(page, schema)
        seen += [(one["uid"], len(one.get("occurrences", {"items": ()})["items"])) for one in page["items"]]
        address = page["next"]
    assert seen == [("monthly", 3), ("once", 0)]


@pytest.mark.parametrize("path", ["/timelines/things", "/timelines/things/embed"])
def test_pages_show_them(client: FlaskClient, path: str) -> None:
    assert "10 Feb 2025" in client.get(f"{path}?{WINDOW}").text
    assert "10 Feb 2025" not in client.get(f"{path}?{WINDOW.removesuffix('1')}0").text


def test_taking_back_the_window_takes_back_the_occurrences(client: FlaskClient) -> None:
    page = client.get(f"/timelines/things?{WINDOW}&match=certain").text
    assert 'href="/timelines/things?to=2025-03&amp;match=certain"' in page
    assert 'href="/timelines/things?from=2025-01&amp;to=2025-03&amp;expand=1"' in page


@pytest.mark.parametrize("suffix", ["ics", "json", "csv", "atom"])
def test_a_feed_of_the_same_query_is_that_of_the_query_without(client: FlaskClient, suffix: str) -> None:
    """An app that subscribes has the rule, and expands it itself."""
    expanded, plain = (
        client.get(f"/timelines/things.{suffix}?{query}").text.replace("\r\n ", "")
        for query in (WINDOW, WINDOW.removesuffix("&expand=1"))
    )
    assert expanded.replace("&amp;expand=1", "").replace("&expand=1", "") == plain


@pytest.mark.parametrize("path", ["/timelines/things", "/timelines/things.ics", EVENTS, f"{EVENTS[:-6]}extent"])
def test_without_a_window_it_is_refused_everywhere(client: FlaskClient, path: str) -> None:
    refused = client.get(f"{path}?from=2025&expand=1")
    assert refused.status_code == 400
    assert "expand=1 needs from and to" in refused.text


def test_occurrences_cost_no_statement(client: FlaskClient, statements: list[str]) -> None:
    costs = []
    for query in (WINDOW.removesuffix("&expand=1"), WINDOW):
        statements.clear()
        client.get(f"{EVENTS}?{query}")
        costs.append(len(statements))
    assert costs[0] == costs[1]
