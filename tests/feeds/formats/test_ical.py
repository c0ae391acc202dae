from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from feeds import FORMATS, Entry
from feeds.calendar.component import render_version
from feeds.formats.ical import render_calendar
from tests.builders import RECORDED, a_feed, a_timeline, a_version, an_entry, an_event, at
from tests.feeds.reading import calendar, events, unescaped, unfolded, values

if TYPE_CHECKING:
    from feeds import Feed
    from timeline.domain.version import EventVersion


def poisoned(uid: str = "bad") -> EventVersion:
    """Values that validation refuses, as an old document or a bug might bring them in."""
    event = an_event("2025-10-10", uid=uid, links=[{"url": "https://example.org/"}])
    link = event.links[0].model_copy(update={"url": "https://example.org/\r\nX-INJECTED:yes"})
    return a_version(event.model_copy(update={"links": (link,)}))


def test_the_calendar_says_who_it_is() -> None:
    timeline = a_timeline(description="Things, *told*.", colour="teal", zone="Asia/Seoul", feed={"refresh_hours": 36})
    feed = a_feed(timeline=timeline, title="Things, in 2025")
    read = calendar(feed)
    assert (read["VERSION"], read["CALSCALE"]) == ("2.0", "GREGORIAN")
    for name, text in (("NAME", "Things, in 2025"), ("DESCRIPTION", "Things, told.")):
        assert [unescaped(value) for value in values(render_calendar(feed), name)] == [text]
    assert (read["X-WR-CALNAME"], read["X-WR-CALDESC"]) == (read["NAME"], r"Things\, told.")
    assert (read["COLOR"], read["X-WR-TIMEZONE"]) == ("teal", "Asia/Seoul")
    assert read["LAST-MODIFIED"].dt == RECORDED


def test_source_and_refresh_carry_their_types() -> None:
    lines = unfolded(render_calendar(a_feed()))
    assert "SOURCE;VALUE=URI:https://example.org/timelines/things.ics" in lines
    assert "URL:https://example.org/timelines/things" in lines
    assert {"REFRESH-INTERVAL;VALUE=DURATION:PT12H", "X-PUBLISHED-TTL:PT12H"} <= set(lines)


@pytest.mark.parametrize(("hours", "text"), [(1, "PT1H"), (24, "P1D"), (36, "P1DT12H"), (720, "P30D")])
def test_refresh_hours(hours: int, text: str) -> None:
    rendered = render_calendar(a_feed(timeline=a_timeline(feed={"refresh_hours": hours})))
    assert values(rendered, "REFRESH-INTERVAL") == values(rendered, "X-PUBLISHED-TTL") == [text]


def test_an_empty_calendar_is_a_whole_calendar() -> None:
    rendered = render_calendar(a_feed())
    assert rendered.startswith(b"BEGIN:VCALENDAR\r\n")
    assert rendered.endswith(b"\r\nEND:VCALENDAR\r\n")


def test_the_format_takes_tombstones_and_all_events() -> None:
    made = FORMATS["ics"]
    assert (made.media_type, made.limit, made.tombstones, made.calendar) == ("text/calendar", None, True, True)


def without_a_date() -> EventVersion:
    return a_version(an_event(uid="bad").model_copy(update={"when": None}))


@pytest.mark.parametrize(
    "bad",
    [
        an_entry(poisoned()),
        an_entry(without_a_date()),
        an_entry(replace(a_version(), recorded_at="yesterday")),
        Entry(a_version(), "https://example.org/\nX-INJECTED:yes"),
    ],
    ids=["link", "no date", "stamp", "address"],
)
def test_one_bad_event_never_takes_the_others_away(bad: Entry, caplog: pytest.LogCaptureFixture) -> None:
    good = an_event("2025-10-10", uid="good")
    feed = a_feed()
    feed = replace(feed, entries=(an_entry(a_version(good)), bad, an_entry(a_version(an_event(uid="good2")))))
    with caplog.at_level(logging.ERROR):
        assert [str(each["UID"]) for each in events(feed)] == ["good", "good2"]
    assert "1 event is left out" in calendar(feed)["DESCRIPTION"]
    assert b"X-INJECTED" not in render_calendar(feed)
    assert bad.version.uid in caplog.text


def test_what_is_left_out_is_counted_by_cause() -> None:
    feed = a_feed(an_event("0918-06-25"), an_event("-0043"), poisoned(), timeline=a_timeline(description="Old things."))
    about = str(calendar(feed)["DESCRIPTION"]).split("\n\n")
    assert about[0] == "Old things."
    assert about[1].startswith("2 events are left out, because calendars hold only the years 1000 to 9999")
    assert about[2].startswith("1 event is left out")


def a_story(**changes: Any) -> Feed:
    parade = a_version(an_event({"start": at("2025-10-10T20:00:00")}, uid="parade", **changes), **stamps(changes))
    return a_feed(an_event(uid="before"), parade, an_event("2023-08/2025-03", uid="after"))


def stamps(changes: dict[str, Any]) -> dict[str, Any]:
    return {"sequence": 1, "recorded_at": RECORDED + timedelta(hours=1), "revision": 8} if changes else {}


@pytest.mark.parametrize(
    "changes",
    [{"title": "Parade"}, {"tags": ["night"]}, {"places": [{"name": "Pyongyang"}]}, {"status": "cancelled"}],
)
def test_revising_one_event_changes_its_component_alone_and_moves_its_stamps(changes: dict[str, Any]) -> None:
    before, after = a_story(), a_story(**changes)
    old = {entry.version.uid: render_version(entry) for entry in before.entries}
    new = {entry.version.uid: render_version(entry) for entry in after.entries}
    assert {uid for uid in old if old[uid] != new[uid]} == {"parade"}
    for name in ("SEQUENCE", "DTSTAMP", "LAST-MODIFIED"):
        assert values(old["parade"], name) < values(new["parade"], name)
    assert render_calendar(before).replace(old["parade"], b"") == render_calendar(after).replace(new["parade"], b"")


def test_one_uid_is_never_given_twice() -> None:
    uids = [str(each["UID"]) for each in events(a_story())]
    assert len(uids) == len(set(uids)) == 4


def test_description_ends_with_sources_and_the_address() -> None:
    citations = [{"source": {"title": "Report", "url": "https://example.net/r"}}]
    (description, *_) = values(render_calendar(a_feed(an_event(citations=citations))), "DESCRIPTION")
    assert unescaped(description).split("\n\n")[-2:] == [
        "Sources:\n- Report: https://example.net/r",
        "https://example.org/timelines/things/events/something-happened",
    ]
