from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from timeline.domain.event import EventDraft
from timeline.operations.record import record_event, revise_event, withdraw_event
from timeline.web.drawing.columns import HEIGHT, draw_columns
from timeline.web.words import period_edtf

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from tests.conftest import Clock
    from timeline.operations.maintain import Database

PAST_THE_DOOR = {"Authorization": "Bearer none"}
"""Or it would ask one more, whether it may answer by itself."""


def record(database: Database, clock: Clock, uid: str, edtf: str, **fields: object) -> None:
    draft = EventDraft.parse({"uid": uid, "slug": uid, "title": f"Event {uid}", "when": {"edtf": edtf}, **fields})
    record_event(database, "things", draft, actor="ann", now=clock())


def test_columns_share_the_width_and_the_highest_takes_the_height() -> None:
    columns = draw_columns([("2025-01", 1), ("2025-02", 4), ("2025-03", 0)])
    assert [one.height for one in columns] == [HEIGHT / 4, HEIGHT, 0]
    assert columns[-1].x + columns[-1].width < 100
    assert draw_columns([]) == []


@pytest.mark.parametrize(
    ("key", "edtf"),
    [("2025-08", "2025-08"), ("2025-Q3", "2025-35"), ("-0043", "-0043"), ("-13800000000", "Y-13800000000"),
     ("+12024", "Y12024")],
)  # fmt: skip
def test_a_period_is_asked_for_as_edtf(key: str, edtf: str) -> None:
    assert period_edtf(key) == edtf


def test_a_chart_has_its_numbers_in_a_table(client: FlaskClient, database: Database, clock: Clock) -> None:
    record(database, clock, "a", "2025-08", figures=[{"name": "dead", "low": 9, "qualifier": "at least"}])
    record(database, clock, "b", "2025-08-03")
    record(database, clock, "c", "2025-10")
    page = client.get("/timelines/things/charts").text
    assert (
        '<a href="/timelines/things?to=2025-08&amp;from=2025-08">August 2025</a></th><td class="number">2</td>' in page
    )
    assert "<bdi>at least 9</bdi>" in page
    assert page.count('<rect class="bar"') == 2


@pytest.mark.parametrize("edtf", ["Y-13800000000", "../2025", "-0043", "199X", "2025-33"])
def test_charts_of_any_age_are_drawn(client: FlaskClient, database: Database, clock: Clock, edtf: str) -> None:
    record(database, clock, "a", edtf)
    record(database, clock, "b", "2025-08-03")
    assert client.get("/timelines/things/charts").status_code == 200


def test_charts_are_of_the_same_query_as_the_page(client: FlaskClient, database: Database, clock: Clock) -> None:
    record(database, clock, "a", "2025-08", tags=["x"])
    record(database, clock, "b", "2025-09")
    page = client.get("/timelines/things/charts?tag=x").text
    assert "1 event<" in page
    assert 'href="/timelines/things?tag=x"' in page


def test_corrections_say_what_was_put_right_and_why(client: FlaskClient, database: Database, clock: Clock) -> None:
    assert "Nothing has been corrected yet." in client.get("/timelines/things/changes").text
    record(database, clock, "a", "2025-08")
    revise_event(
        database, "things", "a", {"title": "Affair a"}, expected=2, actor="ann", now=clock(), reason="misheard"
    )
    withdraw_event(database, "things", "a", expected=3, actor="bob", now=clock(), reason="hoax")
    page = client.get("/timelines/things/changes").text
    for words in ("Corrected", "misheard", "ann", "Withdrawn", "hoax", "bob"):
        assert words in page
    assert "Event</del>" in page
    assert "Affair</ins>" in page
    assert 'type="application/atom+xml"' in page


def test_a_withdrawn_event_says_so_and_leads_to_its_history(
    client: FlaskClient, database: Database, clock: Clock
) -> None:
    record(database, clock, "a", "2025-08")
    withdraw_event(database, "things", "a", expected=2, actor="bob", now=clock(), reason="hoax")
    answer = client.get("/timelines/things/events/a", headers={"Accept": "text/html"})
    assert answer.status_code == 410
    assert "taken back" in answer.text
    assert 'href="/timelines/things/events/a/history"' in answer.text


def test_a_page_costs_the_same_statements_for_one_event_and_for_fifty(
    client: FlaskClient, database: Database, clock: Clock, statements: list[str]
) -> None:
    record(database, clock, "e0", "2025-08", figures=[{"name": "n", "low": 1}])
    costs = []
    for count in (1, 50):
        for number in range(count - 1):
            record(database, clock, f"e{number + 1}", f"2025-{number % 12 + 1:02d}", tags=[f"t{number}"])
        for path in ("/timelines/things", "/timelines/things/charts", "/timelines/things/changes"):
            statements.clear()
            assert client.get(path, headers=PAST_THE_DOOR).status_code == 200
            costs.append(len(statements))
    assert costs[:3] == costs[3:]
    assert costs[0] <= 16
