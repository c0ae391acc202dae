from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from timeline.domain.event import EventDraft
from timeline.operations.record import record_event, revise_event

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from tests.conftest import Clock
    from timeline.operations.maintain import Database

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


def record(database: Database, clock: Clock, **fields: object) -> None:
    draft = EventDraft.parse({"uid": "u0", "title": "Parade", "when": {"edtf": "2025-10-10"}, **fields})
    record_event(database, "things", draft, actor="a", now=clock())


def test_the_first_page_lists_the_public_timelines(client: FlaskClient) -> None:
    assert "Things that happened" in client.get("/").text


def test_a_timeline_names_its_feeds_for_readers_to_discover(client: FlaskClient) -> None:
    page = client.get("/timelines/things?tag=x").text
    for suffix, media_type in (("ics", "text/calendar"), ("json", "application/feed+json")):
        url = f"https://timelines.example.org/timelines/things.{suffix}?tag=x"
        assert f'<link rel="alternate" type="{media_type}"' in page
        assert url in page
    assert "webcal://timelines.example.org/timelines/things.ics?tag=x" in page


def test_links_come_from_the_configured_address_whatever_host_is_asked(client: FlaskClient) -> None:
    page = client.get("/timelines/things", headers={"Host": "evil.example", "X-Forwarded-Host": "evil.example"})
    assert "evil.example" not in page.text


@pytest.mark.parametrize("field", ["title", "description", "category", "verification_note"])
def test_text_from_others_is_never_markup(client: FlaskClient, database: Database, clock: Clock, field: str) -> None:
    record(database, clock, slug="parade", **{field: HOSTILE})
    for path in ("/timelines/things", "/timelines/things/events/parade", "/timelines/things/events/parade/history"):
        answer = client.get(path)
        assert "<script>alert" not in answer.text
        assert "<img src=x" not in answer.text
        assert "unsafe-inline" not in answer.headers["Content-Security-Policy"]


def test_an_old_slug_leads_to_the_new_one(client: FlaskClient, database: Database, clock: Clock) -> None:
    record(database, clock)
    revise_event(database, "things", "u0", {"slug": "big-parade"}, expected=2, actor="a", now=clock())
    answer = client.get("/timelines/things/events/parade")
    assert (answer.status_code, answer.headers["Location"]) == (308, "/timelines/things/events/big-parade")
    assert client.get("/timelines/things/events/parade.ics").status_code == 200


def test_the_history_shows_what_changed_and_why(client: FlaskClient, database: Database, clock: Clock) -> None:
    record(database, clock)
    revise_event(
        database, "things", "u0", {"title": "Big parade"}, expected=2, actor="ann", now=clock(), reason="misheard"
    )
    page = client.get("/timelines/things/events/parade/history").text
    for words in ("Revision 3", "ann", "misheard", "Parade", "Big parade"):
        assert words in page


def test_the_event_page_tells_the_reported_words_and_how_the_date_was_derived(
    client: FlaskClient, database: Database, clock: Clock
) -> None:
    when = {"edtf": "2025-12-12", "date_text": "on Friday", "date_anchor": "2025-12-13", "date_note": "The day before."}
    record(database, clock, when=when, figures=[{"name": "deaths", "low": 9, "high": 9, "attributed_to": "KCNA"}])
    page = client.get("/timelines/things/events/parade").text
    for words in ("12 December 2025", "on Friday", "The day before.", "deaths", "KCNA", "<code>2025-12-12</code>"):
        assert words in page


@pytest.mark.parametrize(
    ("accept", "media_type"), [("text/html,*/*", "text/html"), ("*/*", "application/problem+json")]
)
def test_an_error_is_a_page_for_browsers_and_a_problem_for_programs(
    client: FlaskClient, accept: str, media_type: str
) -> None:
    for path in ("/nowhere", "/timelines/nothing", "/timelines/things/events/none"):
        answer = client.get(path, headers={"Accept": accept})
        assert (answer.status_code, answer.mimetype) == (404, media_type)


def test_a_private_timeline_is_not_there(client: FlaskClient, database: Database, clock: Clock) -> None:
    with database.transaction() as tx:
        tx.exec_driver_sql("""UPDATE timeline SET visibility = 'private'""")
        document = '{"slug": "things", "title": "Things", "visibility": "private"}'
        tx.exec_driver_sql(f"UPDATE timeline_version SET document = '{document}'")  # noqa: S608  a constant
    assert client.get("/timelines/things").status_code == 404
    assert client.get("/timelines/things.ics").status_code == 404
    assert "things" not in client.get("/").text.lower().replace("dated events", "")


def test_an_event_of_the_past_is_shown_as_it_was_known_then(
    client: FlaskClient, database: Database, clock: Clock
) -> None:
    draft = EventDraft.parse({"uid": "u1", "title": "Forty hurt", "when": {"edtf": "2025-03-02"}})
    recorded = record_event(database, "things", draft, actor="a", now=clock())
    revise_event(database, "things", "u1", {"title": "Nobody hurt"}, expected=recorded.revision, actor="a", now=clock())
    then = client.get(f"/timelines/things/events/forty-hurt?as_of={recorded.revision}").text
    assert "You are looking at the past." in then
    assert '<h1 lang="en" dir="auto">Forty hurt</h1>' in then
    assert f"/timelines/things?as_of={recorded.revision}#forty-hurt" in then
    assert "Nobody hurt" in client.get("/timelines/things/events/forty-hurt").text
    listed = client.get(f"/timelines/things?as_of={recorded.revision}").text
    assert f'href="/timelines/things/events/forty-hurt?as_of={recorded.revision}"' in listed
    assert client.get("/timelines/things/events/forty-hurt?as_of=1").status_code == 404
    assert client.get("/timelines/things/events/forty-hurt?as_of=never").status_code == 400
