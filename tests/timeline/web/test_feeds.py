"""What subscribers live on: validators, stamps, tombstones; on both databases and in every format."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import icalendar
import pytest
import vobject

from feeds import FORMATS
from seeds.load import load_seeds
from timeline.domain.event import EventDraft
from timeline.operations.record import record_event, revise_event, withdraw_event

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from tests.conftest import Clock
    from timeline.domain.version import EventVersion
    from timeline.operations.maintain import Database

PATHS = ("/timelines/things", *(f"/timelines/things.{suffix}" for suffix in FORMATS))


@pytest.fixture
def events(database: Database, clock: Clock) -> list[EventVersion]:
    dates = ("2025-08", "2025-10-10", "2023-08/2025-03")
    drafts = [
        EventDraft.parse({"uid": f"u{number}", "title": f"Event {number}", "when": {"edtf": text}})
        for number, text in enumerate(dates)
    ]
    return [record_event(database, "things", draft, actor="a", now=clock()) for draft in drafts]


def components(text: str) -> dict[str, list[str]]:
    """Each event's components by the uid they begin with; long intervals have two."""
    found: dict[str, list[str]] = {}
    for component in re.findall(r"BEGIN:VEVENT.*?END:VEVENT\r\n", text, re.DOTALL):
        uid = re.search(r"\r\nUID:(u\d)", component)
        assert uid is not None
        found.setdefault(uid[1], []).append(component)
    return found


@pytest.mark.parametrize("path", PATHS)
def test_asking_again_costs_one_statement_and_no_body(
    client: FlaskClient, events: list[EventVersion], statements: list[str], path: str
) -> None:
    first = client.get(path)
    statements.clear()
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data, len(statements)) == (304, b"", 1)
    assert again.headers["ETag"] == first.headers["ETag"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("form", ["{0}", "W/{0}", '"other", {0}', "*"])
def test_every_form_of_if_none_match_revalidates(
    client: FlaskClient, events: list[EventVersion], path: str, form: str
) -> None:
    etag = client.get(path).headers["ETag"]
    assert client.get(path, headers={"If-None-Match": form.format(etag)}).status_code == 304


@pytest.mark.parametrize("path", PATHS)
def test_a_compressed_answer_revalidates_with_its_own_validator(
    client: FlaskClient, events: list[EventVersion], path: str
) -> None:
    packed = client.get(path, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    headers = {"Accept-Encoding": "gzip", "If-None-Match": packed.headers["ETag"]}
    assert client.get(path, headers=headers).status_code == 304


@pytest.mark.parametrize("path", PATHS)
def test_a_date_alone_revalidates_and_a_validator_comes_before_it(
    client: FlaskClient, events: list[EventVersion], path: str
) -> None:
    modified = client.get(path).headers["Last-Modified"]
    assert client.get(path, headers={"If-Modified-Since": modified}).status_code == 304
    headers = {"If-Modified-Since": modified, "If-None-Match": '"other"'}
    assert client.get(path, headers=headers).status_code == 200


@pytest.mark.parametrize("path", PATHS)
def test_any_public_change_is_a_new_validator_and_a_draft_is_none(
    client: FlaskClient, events: list[EventVersion], database: Database, clock: Clock, path: str
) -> None:
    seen = [client.get(path).headers["ETag"]]
    draft = EventDraft.parse({"title": "Draft", "when": {"edtf": "2025"}, "publication": "draft"})
    record_event(database, "things", draft, actor="a", now=clock())
    assert client.get(path).headers["ETag"] == seen[0]
    revise_event(database, "things", "u1", {"title": "New"}, expected=3, actor="a", now=clock())
    seen.append(client.get(path).headers["ETag"])
    withdraw_event(database, "things", "u0", expected=2, actor="a", now=clock(), reason="wrong")
    seen.append(client.get(path).headers["ETag"])
    assert len(set(seen)) == 3
    assert client.get(path, headers={"If-None-Match": seen[1]}).status_code == 200


@pytest.mark.parametrize("path", PATHS)
def test_head_is_get_without_its_body(client: FlaskClient, events: list[EventVersion], path: str) -> None:
    head, get = client.head(path), client.get(path)
    assert (head.status_code, head.data) == (200, b"")
    for name in ("ETag", "Last-Modified", "Content-Type", "Content-Length"):
        assert head.headers[name] == get.headers[name], name


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PROPFIND"])
def test_other_methods_are_refused_with_what_is_allowed(client: FlaskClient, path: str, method: str) -> None:
    answer = client.open(path, method=method)
    assert answer.status_code == 405
    assert {"GET", "HEAD"} <= set(answer.headers["Allow"].split(", "))


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("accept", [None, "*/*", "text/html", "text/calendar, application/calendar+json;q=0.9"])
def test_a_feed_is_itself_whatever_the_client_accepts(
    client: FlaskClient, events: list[EventVersion], suffix: str, accept: str | None
) -> None:
    answer = client.get(f"/timelines/things.{suffix}", headers={"Accept": accept} if accept else {})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == FORMATS[suffix].content_type
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Set-Cookie" not in answer.headers


def test_an_event_revised_once_moves_its_own_stamps_and_no_other_byte(
    client: FlaskClient, events: list[EventVersion], database: Database, clock: Clock
) -> None:
    before = components(client.get("/timelines/things.ics").text)
    revise_event(database, "things", "u1", {"title": "Renamed"}, expected=3, actor="a", now=clock())
    after = components(client.get("/timelines/things.ics").text)
    assert after["u0"] == before["u0"]
    assert after["u2"] == before["u2"]
    old, new = before["u1"][0], after["u1"][0]
    assert "SEQUENCE:0" in old
    assert "SEQUENCE:1" in new
    for stamp in ("LAST-MODIFIED", "DTSTAMP"):
        assert re.findall(rf"{stamp}:\S+", old) < re.findall(rf"{stamp}:\S+", new), stamp
    assert re.findall(r"CREATED:\S+", old) == re.findall(r"CREATED:\S+", new)


def test_a_withdrawn_event_is_cancelled_in_the_calendar_and_gone_elsewhere(
    client: FlaskClient, events: list[EventVersion], database: Database, clock: Clock
) -> None:
    held = client.get("/timelines/things.ics").headers["ETag"]
    withdraw_event(database, "things", "u1", expected=3, actor="a", now=clock(), reason="It never took place")
    calendar = client.get("/timelines/things.ics", headers={"If-None-Match": held})
    assert calendar.status_code == 200
    tombstone = components(calendar.text)["u1"][0]
    assert "STATUS:CANCELLED" in tombstone
    assert "SUMMARY:Cancelled: " in tombstone
    assert "SEQUENCE:1" in tombstone
    assert "u1" not in components(client.get("/timelines/things.ics?cancelled=omit").text)
    assert [one["id"] for one in client.get("/timelines/things.json").get_json()["items"]] == ["u2", "u0"]
    page = client.get("/timelines/things/events/event-1", headers={"Accept": "text/html"})
    assert page.status_code == 410
    assert "It never took place" in page.text
    assert client.get("/timelines/things/events/event-1.json").status_code == 410
    assert "STATUS:CANCELLED" in client.get("/timelines/things/events/event-1.ics").text


@pytest.mark.parametrize(
    "query",
    ["", "?from=2025-08&to=2025-09", "?from=2025-08&to=2025-09&match=certain", "?sort=-date", "?limit=1", "?tag=no"],
)
def test_one_query_finds_the_same_on_page_and_feeds(
    client: FlaskClient, events: list[EventVersion], query: str
) -> None:
    page = re.findall(r'<article class="event[^"]*" id="([^"]+)"', client.get(f"/timelines/things{query}").text)
    items = client.get(f"/timelines/things.json{query}").get_json()["items"]
    calendar = components(client.get(f"/timelines/things.ics{query}").text)
    assert [one["_timeline"]["slug"] for one in items] == page
    assert list(calendar) == [one["id"] for one in items]


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_timeline_as_of_an_earlier_revision_is_what_was_served_then(
    client: FlaskClient, events: list[EventVersion], database: Database, clock: Clock, suffix: str
) -> None:
    then = client.get(f"/timelines/things.{suffix}").text
    revise_event(database, "things", "u0", {"title": "Changed"}, expected=2, actor="a", now=clock())
    withdraw_event(database, "things", "u1", expected=3, actor="a", now=clock(), reason="x")
    now = client.get(f"/timelines/things.{suffix}?as_of=4").text
    if suffix == "ics":
        assert components(now) == components(then)
    if suffix == "json":
        assert json.loads(now)["items"] == json.loads(then)["items"]


def test_json_pages_follow_next_url_to_the_end(client: FlaskClient, events: list[EventVersion]) -> None:
    url = "/timelines/things.json?limit=2"
    seen = []
    for _ in range(3):
        feed = client.get(url).get_json()
        seen += [one["id"] for one in feed["items"]]
        if "next_url" not in feed:
            break
        url = feed["next_url"]
    assert seen == ["u2", "u0", "u1"]


@pytest.mark.parametrize("query", ["?dates=none", "?form=2025", "?from=2025-13", "?cursor=x", "?limit=0"])
@pytest.mark.parametrize("path", PATHS)
def test_a_bad_query_is_a_400_that_names_it(client: FlaskClient, path: str, query: str) -> None:
    answer = client.get(path + query)
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    assert query[1:].partition("=")[0] in answer.get_json()["detail"] or "cursor" in answer.get_json()["detail"]


class TestTheSeeds:
    """The first timeline, whole, in every form."""

    @pytest.fixture(autouse=True)
    def seeded(self, database: Database) -> None:
        load_seeds(database, now=datetime(2025, 12, 14, tzinfo=UTC))

    def test_the_calendar_read_by_two_parsers_and_the_json_tell_the_same_events(self, client: FlaskClient) -> None:
        text = client.get("/timelines/kursk.ics").text
        items = client.get("/timelines/kursk.json").get_json()["items"]
        uids = {one["id"] for one in items}
        assert len(uids) == 14
        ours = {str(one["UID"]) for one in icalendar.Calendar.from_ical(text).walk("VEVENT")}
        theirs = {one.uid.value for one in vobject.readOne(text).vevent_list}
        assert ours == theirs
        assert {re.sub("-(begin|end)$", "", uid) for uid in ours} == uids

    def test_every_event_has_its_page_and_its_feeds(self, client: FlaskClient) -> None:
        for item in client.get("/timelines/kursk.json").get_json()["items"]:
            path = f"/timelines/kursk/events/{item['_timeline']['slug']}"
            assert client.get(path).status_code == 200
            for suffix in FORMATS:
                assert client.get(f"{path}.{suffix}").status_code == 200, (path, suffix)

    def test_august_2025_is_nowhere_the_first_of_august(self, client: FlaskClient) -> None:
        calendar = icalendar.Calendar.from_ical(client.get("/timelines/kursk.ics").text)
        for event in calendar.walk("VEVENT"):
            start, end = event.decoded("DTSTART"), event.decoded("DTEND")
            if start.isoformat()[:10] == "2025-08-01" and end - start == timedelta(days=1):
                assert str(event["SUMMARY"]).startswith("["), event["SUMMARY"]
                assert "X-EDTF" in event
        for item in client.get("/timelines/kursk.json").get_json()["items"]:
            when = item["_timeline"]["when"]
            assert (when["earliest"], when["latest"]) != ("2025-08-01", "2025-08-01")
        for path in ("/timelines/kursk", "/timelines/kursk?from=2025-08&to=2025-08"):
            assert not re.search(r"\b0?1 Aug(ust)? 2025|2025-08-01", client.get(path).text)
