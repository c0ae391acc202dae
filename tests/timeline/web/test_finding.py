from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.domain.event import EventDraft
from timeline.operations.record import record_event, revise_event

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from tests.conftest import Clock
    from timeline.operations.maintain import Database


def record(database: Database, clock: Clock, count: int) -> None:
    for number in range(count):
        draft = EventDraft.parse({"uid": f"u{number}", "title": f"Event {number}", "when": {"edtf": "2025-08"},
                                  "tags": ["even" if number % 2 == 0 else "odd"]})  # fmt: skip
        record_event(database, "things", draft, actor="a", now=clock())


def test_a_page_says_how_many_of_all_events_it_shows(client: FlaskClient, database: Database, clock: Clock) -> None:
    record(database, clock, 5)
    assert "5 events" in client.get("/timelines/things").text
    assert "2 of 5 events" in client.get("/timelines/things?tag=odd").text


def test_each_condition_can_be_taken_back_alone(client: FlaskClient, database: Database, clock: Clock) -> None:
    record(database, clock, 2)
    page = client.get("/timelines/things?from=2025&tag=odd&tag=even&sort=-date").text
    assert 'href="/timelines/things?from=2025&amp;tag=even&amp;sort=-date"' in page
    assert 'href="/timelines/things?tag=odd&amp;tag=even&amp;sort=-date"' in page


def test_fields_left_empty_leave_no_trace_in_the_address(client: FlaskClient) -> None:
    answer = client.get("/timelines/things?from=&to=2025-12&as_of=&match=possible&sort=date&lang=en")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/timelines/things?to=2025-12&lang=en")


def test_a_look_into_the_past_says_so_and_leads_back(client: FlaskClient, database: Database, clock: Clock) -> None:
    record(database, clock, 1)
    revise_event(database, "things", "u0", {"title": "Corrected"}, expected=2, actor="a", now=clock())
    then = client.get("/timelines/things?as_of=2&tag=even").text
    assert "You are looking at the past." in then
    assert "at revision 2" in then
    assert "Event 0" in then
    assert "Corrected" not in then
    assert 'href="/timelines/things?tag=even"' in then
    assert "looking at the past" not in client.get("/timelines/things").text


def test_long_lists_go_on_at_the_next_page_and_lead_back_to_the_first(
    client: FlaskClient, database: Database, clock: Clock
) -> None:
    record(database, clock, 3)
    first = client.get("/timelines/things?limit=2").text
    assert 'rel="next"' in first
    assert 'rel="first"' not in first
    following = first.partition('rel="next" class="button" href="')[2].partition('"')[0].replace("&amp;", "&")
    second = client.get(following).text
    assert 'rel="first"' in second
    assert second.count('<article class="event') == 1
