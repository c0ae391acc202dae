"""jCal as `icalendar` reads it: the same calendar as from the iCalendar text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from icalendar import Calendar

from feeds.formats.ical import render_calendar
from feeds.formats.jcal import render_jcal
from tests.builders import a_feed, a_timeline
from tests.feeds.cases import CASES

if TYPE_CHECKING:
    from icalendar import Component

COMPARED = ("UID", "SUMMARY", "DESCRIPTION", "STATUS", "LOCATION", "SEQUENCE", "RRULE")
DATED = ("DTSTART", "DTEND", "DTSTAMP", "LAST-MODIFIED", "RECURRENCE-ID")


def understood(calendar: Component) -> list[dict[str, object]]:
    return [
        {name: each.get(name) for name in COMPARED} | {name: each[name].dt for name in DATED if name in each}
        for each in calendar.walk("VEVENT")
    ]


@pytest.mark.parametrize("name", CASES)
def test_a_reader_that_is_not_ours_reads_the_same_from_both_notations(name: str) -> None:
    feed = a_feed(*CASES[name])
    found = Calendar.from_jcal(json.loads(render_jcal(feed)))
    assert understood(found) == understood(Calendar.from_ical(render_calendar(feed)))


def test_the_calendar_says_who_it_is() -> None:
    name, properties, _ = json.loads(render_jcal(a_feed(timeline=a_timeline(description="a, b; c"))))
    assert name == "vcalendar"
    assert ["name", {}, "text", "Things that happened"] in properties
    assert ["description", {}, "text", "a, b; c"] in properties
    assert ["refresh-interval", {}, "duration", "PT12H"] in properties
    assert ["source", {}, "uri", "https://example.org/timelines/things.ics"] in properties
