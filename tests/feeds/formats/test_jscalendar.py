"""JSCalendar against what RFC 8984 asks of each member."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from feeds import FORMATS, Options
from feeds.formats.jscalendar import render_jscalendar
from tests.builders import a_feed, a_timeline, an_event, at
from tests.feeds.cases import CASES, FULL

LOCAL = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
DURATION = re.compile(r"P(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?")
KNOWN = {
    "@type", "uid", "prodId", "created", "updated", "sequence", "title", "description", "descriptionContentType",
    "start", "timeZone", "duration", "showWithoutTime", "freeBusyStatus", "status", "privacy", "locale", "color",
    "keywords", "categories", "locations", "participants", "links", "relatedTo", "recurrenceRules",
    "recurrenceOverrides",
}  # fmt: skip


def read(*versions: Any, **fields: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(render_jscalendar(a_feed(*versions, **fields)))
    return found


def one(*args: Any, **fields: Any) -> dict[str, Any]:
    (event,) = read(an_event(*args, **fields))["entries"]
    found: dict[str, Any] = event
    return found


@pytest.mark.parametrize("name", CASES)
def test_every_event_has_what_the_standard_asks_for_and_nothing_unknown(name: str) -> None:
    for event in read(*CASES[name])["entries"]:
        assert event["@type"] == "Event"
        assert {member for member in event if ":" not in member} <= KNOWN
        assert {"uid", "updated", "start", "timeZone", "title"} <= set(event)
        assert LOCAL.fullmatch(event["start"])
        assert DURATION.fullmatch(event.get("duration", "PT0S"))
        assert event["status"] in {"confirmed", "tentative", "cancelled"}
        assert event["freeBusyStatus"] == "free"
        assert (event["timeZone"] is None) == event.get("showWithoutTime", False)


def test_a_vague_month_covers_its_days_and_says_so_twice() -> None:
    event = one("2025-08~")
    assert (event["start"], event["duration"], event["timeZone"]) == ("2025-08-01T00:00:00", "P31D", None)
    assert event["showWithoutTime"] is True
    assert event["title"] == "[c. Aug 2025] Something happened"
    assert (event["example.org:edtf"], event["example.org:precision"]) == ("2025-08~", "month")


def test_a_time_keeps_its_wall_clock_and_zone() -> None:
    event = one({"start": at("2015-08-15T00:30:00"), "end": at("2015-08-15T02:00:00")})
    assert (event["start"], event["timeZone"], event["duration"]) == (
        "2015-08-15T00:30:00",
        "Asia/Pyongyang",
        "PT1H30M",
    )
    assert "showWithoutTime" not in event
    assert one({"start": at("2018-05-05T00:00:00", "UTC")})["timeZone"] == "Etc/UTC"


def test_a_long_interval_is_two_events_that_name_each_other() -> None:
    begin, end = read(an_event("2023-08/2025-03"))["entries"]
    assert (begin["uid"], end["uid"]) == ("b7c1-begin", "b7c1-end")
    assert begin["relatedTo"] == {"b7c1-end": {"@type": "Relation", "relation": {"next": True}}}
    assert end["relatedTo"] == {"b7c1-begin": {"@type": "Relation", "relation": {"first": True}}}


def test_rules_exceptions_and_overrides() -> None:
    (event,) = read(*CASES["yearly in Pyongyang"])["entries"]
    assert event["recurrenceRules"] == [
        {"@type": "RecurrenceRule", "frequency": "yearly", "until": "2024-01-01T00:00:00"}
    ]
    assert event["recurrenceOverrides"] == {
        "2019-01-01T10:00:00": {},
        "2016-05-05T10:00:00": {"excluded": True},
        "2017-05-05T10:00:00": {"title": "Moved", "start": "2017-05-06T09:00:00"},
        "2018-05-05T10:00:00": {
            "title": "Cancelled: Something happened", "description": "Rain", "status": "cancelled",
        },
    }  # fmt: skip
    omitted = read(*CASES["yearly in Pyongyang"], options=Options(cancelled="omit"))["entries"][0]
    assert omitted["recurrenceOverrides"]["2018-05-05T10:00:00"] == {"excluded": True}


def test_the_29th_of_february_stays_there() -> None:
    rule = read(*CASES["29 February"])["entries"][0]["recurrenceRules"][0]
    assert (rule["byMonth"], rule["byMonthDay"], rule["until"]) == (["2"], [29], "2040-02-29T00:00:00")


def test_weekdays_are_objects() -> None:
    event = one("2025-01-26", recurrence={"rrule": "FREQ=MONTHLY;BYDAY=-1SU"})
    assert event["recurrenceRules"][0]["byDay"] == [{"@type": "NDay", "day": "su", "nthOfPeriod": -1}]


def test_places_people_links_and_relations_are_data() -> None:
    event = one("2025-10-10", **FULL)
    assert event["locations"]["1"] == {
        "@type": "Location", "name": "Rason", "description": "approximate position", "relativeTo": "start",
        "coordinates": "geo:42.24,130.29",
    }  # fmt: skip
    assert event["participants"]["1"] == {
        "@type": "Participant", "name": "Kim Jong Un", "roles": {"attendee": True}, "kind": "individual",
        "description": "speaker",
    }  # fmt: skip
    assert event["keywords"] == {"parade": True, "missiles, large": True, "C:\\New": True}
    assert event["categories"] == {"https://example.org/timelines/things?category=Military": True}
    assert {link["rel"] for link in event["links"].values()} == {"describedby", "via", "related", "icon"}
    assert event["relatedTo"]["whole-1"]["relation"] == {"parent": True}
    assert event["relatedTo"]["before;1"]["relation"] == {"example.org:finishtostart": True}


def test_what_is_cancelled_is_kept_or_left_out_as_asked() -> None:
    assert one(status="cancelled")["status"] == "cancelled"
    assert read(an_event(status="cancelled"), options=Options(cancelled="omit"))["entries"] == []


def test_the_group_says_who_it_is_and_what_it_leaves_out() -> None:
    group = read(an_event("0918-06-25"), timeline=a_timeline(description="Old.", colour="teal", language="ko"))
    assert (group["@type"], group["title"], group["locale"]) == ("Group", "Things that happened", "ko")
    assert (group["color"], group["updated"], group["entries"]) == ("teal", "2025-12-13T08:30:00Z", [])
    assert group["description"].startswith("Old.\n\n1 event is left out")


def test_the_format() -> None:
    assert FORMATS["jscalendar"].content_type == "application/jscalendar+json; charset=utf-8; type=group"
