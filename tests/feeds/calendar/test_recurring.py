from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from dateutil.rrule import rrulestr

from feeds import Options
from feeds.formats.ical import render_calendar
from tests.builders import a_feed, a_version, an_event, at
from tests.feeds.reading import events, one_event, unfolded, values

CLOCK = at("2014-05-05T10:00:00")
OMIT = Options(cancelled="omit")


def text(when: Any, **recurrence: Any) -> bytes:
    return render_calendar(a_feed(an_event(when, recurrence=recurrence)))


@pytest.mark.parametrize(
    ("when", "rrule", "written"),
    [
        ("1945-10-10", "FREQ=YEARLY", "FREQ=YEARLY"),
        ("2024-02-29", "FREQ=YEARLY", "FREQ=YEARLY;BYMONTHDAY=29;BYMONTH=2"),
        ("2025-01-31", "FREQ=MONTHLY", "FREQ=MONTHLY;BYMONTHDAY=31"),
        ("2025-01-31", "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("2025-01-30", "FREQ=DAILY;UNTIL=20250201", "FREQ=DAILY;UNTIL=20250201"),
        ({"start": CLOCK}, "FREQ=YEARLY;UNTIL=20180505T100000", "FREQ=YEARLY;UNTIL=20180505T010000Z"),
        ({"start": CLOCK}, "FREQ=YEARLY;UNTIL=20180505T010000Z", "FREQ=YEARLY;UNTIL=20180505T010000Z"),
    ],
)
def test_rrule(when: Any, rrule: str, written: str) -> None:
    assert values(text(when, rrule=rrule), "RRULE") == [written]


def test_29_february_never_falls_on_1_march() -> None:
    (rule,) = values(text("2024-02-29", rrule="FREQ=YEARLY"), "RRULE")
    found = rrulestr(rule, dtstart=datetime(2024, 2, 29)).xafter(datetime(2024, 3, 1), count=3)  # noqa: DTZ001
    assert [each.date() for each in found] == [date(2028, 2, 29), date(2032, 2, 29), date(2036, 2, 29)]


def test_days_recur_as_days() -> None:
    lines = unfolded(text("2025-01-07", rrule="FREQ=WEEKLY", rdate=["2025-01-09"], exdate=["2025-01-14"]))
    assert {"DTSTART;VALUE=DATE:20250107", "DTEND;VALUE=DATE:20250108"} <= set(lines)
    assert {"RDATE;VALUE=DATE:20250109", "EXDATE;VALUE=DATE:20250114"} <= set(lines)


def test_wall_clocks_recur_in_their_zone() -> None:
    lines = unfolded(text({"start": CLOCK}, rrule="FREQ=YEARLY", exdate=["2016-05-05T10:00:00"]))
    assert {"TZID:Asia/Pyongyang", "DTSTART;TZID=Asia/Pyongyang:20140505T100000"} <= set(lines)
    assert "EXDATE;TZID=Asia/Pyongyang:20160505T100000" in lines


def test_dates_without_a_rule_have_one_that_gives_the_first() -> None:
    """Without any, three programs pass over DTSTART."""
    lines = unfolded(text("2025-01-01", rdate=["2025-03-01", "2025-04-01"]))
    assert {"RRULE:FREQ=DAILY;COUNT=1", "RDATE;VALUE=DATE:20250301,20250401"} <= set(lines)


def test_dates_of_a_zoned_series_are_instants() -> None:
    """Half an hour apart: the zone's rule was another in 2016 and in 2019."""
    lines = unfolded(text({"start": CLOCK}, rrule="FREQ=YEARLY", rdate=["2016-01-01T10:00:00", "2019-01-01T10:00:00"]))
    assert "RDATE:20160101T013000Z,20190101T010000Z" in lines


def test_utc_needs_no_zone() -> None:
    lines = unfolded(text({"start": at("2014-05-05T10:00:00", "UTC")}, rrule="FREQ=YEARLY"))
    assert "DTSTART:20140505T100000Z" in lines
    assert "BEGIN:VTIMEZONE" not in lines


def test_a_zone_is_said_once_and_only_when_needed() -> None:
    weekly = {"rrule": "FREQ=WEEKLY;COUNT=3"}
    feed = a_feed(
        an_event({"start": CLOCK}, uid="a", recurrence=weekly),
        an_event({"start": at("2018-01-01T00:00:00")}, uid="b", recurrence=weekly),
        an_event({"start": at("2018-01-01T00:00:00", "Asia/Seoul")}, uid="c"),
    )
    assert values(render_calendar(feed), "TZID") == ["Asia/Pyongyang"]


def test_a_zone_covers_every_year_of_the_series() -> None:
    """The last occurrence is before Pyongyang's change of 2015, or after it, or there is no last."""

    def offsets(rrule: str) -> list[str]:
        return values(text({"start": CLOCK}, rrule=rrule), "TZOFFSETTO")

    assert offsets("FREQ=YEARLY;UNTIL=20141231T000000Z") == ["+0900"]
    assert offsets("FREQ=YEARLY;UNTIL=20161231T000000Z") == ["+0900", "+0830"]
    assert offsets("FREQ=YEARLY") == ["+0900", "+0830", "+0900"]


def test_an_override_shares_the_uid_and_names_its_occurrence() -> None:
    moved = {"recurrence_id": "2015-05-05T10:00:00", "start": "2015-05-06T09:00:00", "title": "Moved"}
    feed = a_feed(
        an_event(
            {"start": CLOCK, "end": at("2014-05-05T11:30:00")},
            recurrence={"rrule": "FREQ=YEARLY", "overrides": [moved]},
        )
    )
    series, override = events(feed)
    assert series["UID"] == override["UID"]
    assert override["RECURRENCE-ID"].dt.replace(tzinfo=None) == datetime(2015, 5, 5, 10)  # noqa: DTZ001
    assert override["DTSTART"].dt.astimezone(UTC) == datetime(2015, 5, 6, 0, 0, tzinfo=UTC)
    assert override["DTEND"].dt - override["DTSTART"].dt == series["DTEND"].dt - series["DTSTART"].dt
    assert override["SUMMARY"] == "Moved"
    assert "RRULE" not in override


def test_a_cancelled_occurrence_is_told_or_left_out() -> None:
    off = {"recurrence_id": "2025-01-14", "status": "cancelled"}
    event = an_event("2025-01-07", recurrence={"rrule": "FREQ=WEEKLY", "overrides": [off]})
    _, override = events(a_feed(event))
    assert (override["STATUS"], override["SUMMARY"]) == ("CANCELLED", "Cancelled: Something happened")
    series = one_event(a_feed(event, options=OMIT))
    assert [each.dt for each in series["EXDATE"].dts] == [date(2025, 1, 14)]


def test_an_override_of_no_occurrence_adds_none() -> None:
    stray = {"recurrence_id": "2025-01-15", "title": "Stray"}
    one_event(a_feed(an_event("2025-01-07", recurrence={"rrule": "FREQ=WEEKLY", "overrides": [stray]})))


@pytest.mark.parametrize("options", [Options(), OMIT])
@pytest.mark.parametrize("fields", [{"tombstone": True}, {"event": {"status": "cancelled"}}])
def test_a_series_that_is_off_is_published_as_ended(fields: dict[str, Any], options: Options) -> None:
    event = an_event(
        "2025-01-07",
        recurrence={"rrule": "FREQ=WEEKLY;BYDAY=TU,TH", "rdate": ["2025-03-01"]},
        **fields.get("event", {}),
    )
    read = one_event(a_feed(a_version(event, tombstone=fields.get("tombstone", False)), options=options))
    assert read["RRULE"].to_ical() == b"FREQ=WEEKLY;UNTIL=20250107"
    assert read["STATUS"] == "CANCELLED"
    assert not {"RDATE", "EXDATE"} & set(read)


def test_a_zoned_series_that_is_off_ends_in_utc() -> None:
    event = an_event({"start": CLOCK}, recurrence={"rrule": "FREQ=YEARLY"})
    rendered = render_calendar(a_feed(a_version(event, tombstone=True)))
    assert values(rendered, "RRULE") == ["FREQ=YEARLY;UNTIL=20140505T010000Z"]
