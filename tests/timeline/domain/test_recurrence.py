"""Recurrence sets within windows: rule, RDATE, EXDATE, overrides, and what it costs to ask."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import dateutil.rrule as dateutil_rrule
import pytest
from pydantic import ValidationError

from timeline.domain.errors import InvalidRecurrence
from timeline.domain.recurrence import (
    Occurrences,
    Recurrence,
    last_day,
    occurrences,
    occurs_within,
    span,
    start_date,
)

if TYPE_CHECKING:
    from collections.abc import Callable

EPOCH = date(1970, 1, 1).toordinal()
ALWAYS = (-(2**53), 2**53)


@pytest.fixture
def periods_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """One entry for each year, month, week or day that dateutil looks through: work counted, not timed."""
    read: list[str] = []

    def counting(name: str) -> Callable[..., Any]:
        method = getattr(dateutil_rrule._iterinfo, name)

        def counted(*arguments: Any) -> Any:
            read.append(name)
            return method(*arguments)

        return counted

    for name in ("ydayset", "mdayset", "wdayset", "ddayset"):
        monkeypatch.setattr(dateutil_rrule._iterinfo, name, counting(name))
    return read


def days(first: str, last: str | None = None) -> tuple[int, int]:
    return day(first), day(last or first)


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal() - EPOCH


def moment(text: str) -> date | datetime:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def found(
    start: str, rrule: str | None = None, *, window: tuple[int, int] = ALWAYS, limit: int = 5, **parts: Any
) -> list[str]:
    return [item.start.isoformat() for item in asked(start, rrule, window=window, limit=limit, **parts).items]


def asked(
    start: str,
    rrule: str | None = None,
    *,
    end: str | None = None,
    zone: str | None = None,
    window: tuple[int, int] = ALWAYS,
    limit: int = 5,
    **parts: Any,
) -> Occurrences:
    recurrence = Recurrence(rrule=rrule, **parts)
    return occurrences(recurrence, moment(start), moment(end) if end else None, window=window, limit=limit, zone=zone)


@pytest.mark.parametrize(
    ("start", "rrule", "expected"),
    [
        ("2024-02-29", "FREQ=YEARLY", ["2024-02-29", "2028-02-29", "2032-02-29"]),
        ("1896-02-29", "FREQ=YEARLY", ["1896-02-29", "1904-02-29", "1908-02-29"]),
        ("2025-01-31", "FREQ=MONTHLY", ["2025-01-31", "2025-03-31", "2025-05-31"]),
        ("2025-01-31", "FREQ=MONTHLY;BYMONTHDAY=-1", ["2025-01-31", "2025-02-28", "2025-03-31"]),
        ("1997-09-29", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2", ["1997-09-29", "1997-10-30", "1997-11-27"]),
        ("1997-05-12", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", ["1997-05-12", "1998-05-11", "1999-05-17"]),
        ("1997-05-13", "FREQ=YEARLY;BYWEEKNO=20", ["1997-05-13", "1998-05-12", "1999-05-18"]),
        ("1997-08-05", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU", ["1997-08-05", "1997-08-10", "1997-08-19"]),
        (
            "1997-08-05",
            "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
            ["1997-08-05", "1997-08-17", "1997-08-19"],
        ),
        ("2025-10-06", "FREQ=MONTHLY;BYDAY=MO,1TU", ["2025-10-06", "2025-10-07", "2025-10-13"]),
        ("2025-10-08", "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=2", ["2025-10-08", "2025-10-15", "2025-10-22"]),
        (
            "2025-10-10T22:00:00",
            "FREQ=HOURLY;INTERVAL=2",
            ["2025-10-10T22:00:00", "2025-10-11T00:00:00", "2025-10-11T02:00:00"],
        ),
        (
            "2025-10-10T09:00:00",
            "FREQ=DAILY;BYHOUR=9,17",
            ["2025-10-10T09:00:00", "2025-10-10T17:00:00", "2025-10-11T09:00:00"],
        ),
        (
            "2025-10-10T09:00:00",
            "FREQ=DAILY;BYMONTH=1;BYHOUR=8,9;BYSETPOS=-1",
            ["2025-10-10T09:00:00", "2026-01-01T09:00:00", "2026-01-02T09:00:00"],
        ),
        (
            "2025-01-31T23:30:00",
            "FREQ=HOURLY;BYMONTHDAY=31;BYMINUTE=0,30;BYSETPOS=-1",
            ["2025-01-31T23:30:00", "2025-03-31T00:30:00", "2025-03-31T01:30:00"],
        ),
    ],
)
def test_rules_mean_what_rfc_5545_says(start: str, rrule: str, expected: list[str]) -> None:
    assert found(start, rrule, limit=3) == expected


def test_the_start_occurs_even_where_the_rule_would_not_put_it_and_count_includes_it() -> None:
    assert found("2025-10-07", "FREQ=WEEKLY;BYDAY=MO;COUNT=3") == ["2025-10-07", "2025-10-13", "2025-10-20"]


@pytest.mark.parametrize(
    ("start", "until", "zone", "last"),
    [
        ("2025-10-10", "20251012", None, "2025-10-12"),
        ("2025-10-10T09:00:00", "20251012T090000", None, "2025-10-12T09:00:00"),
        ("2025-10-10T09:00:00", "20251012T085959", None, "2025-10-11T09:00:00"),
        ("2025-10-10T09:00:00", "20251012T000000Z", "Asia/Tokyo", "2025-10-12T09:00:00"),
        ("2025-10-10T09:00:00", "20251011T235959Z", "Asia/Tokyo", "2025-10-11T09:00:00"),
        ("2025-10-10T09:00:00", "20251012T130000Z", "America/New_York", "2025-10-12T09:00:00"),
        ("2025-10-10T09:00:00", "20251012T090000Z", None, "2025-10-12T09:00:00"),
        ("9999-12-30T09:00:00", "99991231T235959Z", "Asia/Tokyo", "9999-12-31T09:00:00"),
    ],
)
def test_until_is_inclusive_and_in_utc_the_zone_decides(start: str, until: str, zone: str | None, last: str) -> None:
    assert found(start, f"FREQ=DAILY;UNTIL={until}", zone=zone)[-1] == last


def test_an_until_before_the_start_leaves_nothing_but_is_no_error() -> None:
    recurrence = Recurrence(rrule="FREQ=YEARLY;UNTIL=20030317")
    assert found("2004-03-18", recurrence.rrule) == []
    assert span(recurrence, moment("2004-03-18")) == days("2004-03-18")


def test_rdate_adds_exdate_takes_away_and_twice_is_once() -> None:
    assert found(
        "2025-10-10",
        "FREQ=DAILY;COUNT=3",
        rdate=("2025-10-11", "2025-10-20"),
        exdate=("2025-10-10", "2025-10-12", "2025-11-11"),
    ) == ["2025-10-11", "2025-10-20"]


def test_without_a_rule_the_start_and_rdate_occur() -> None:
    assert found("2025-10-10") == ["2025-10-10"]
    assert found("2025-10-10", rdate=("2026-01-01",)) == ["2025-10-10", "2026-01-01"]


def test_when_everything_is_excluded_nothing_occurs_and_the_event_can_still_be_found() -> None:
    recurrence = Recurrence(rrule="FREQ=DAILY;COUNT=2", exdate=("2025-10-10", "2025-10-11"))
    assert asked("2025-10-10", "FREQ=DAILY;COUNT=2", exdate=recurrence.exdate) == ((), False)
    assert span(recurrence, moment("2025-10-10"), moment("2025-10-13")) == days("2025-10-10", "2025-10-12")


def test_a_window_shows_what_is_still_going_on_and_not_what_ended_at_its_midnight() -> None:
    party: dict[str, Any] = {"start": "2025-10-10", "end": "2025-10-13", "rrule": "FREQ=YEARLY"}
    assert found(**party, window=days("2026-10-12")) == ["2026-10-10"]
    assert found(**party, window=days("2026-10-13")) == []
    night: dict[str, Any] = {"start": "2025-10-10T22:00:00", "end": "2025-10-11T00:00:00", "rrule": "FREQ=YEARLY"}
    assert found(**night, window=days("2026-10-11")) == []
    assert found(**night, window=days("2026-10-10")) == ["2026-10-10T22:00:00"]


def test_occurrences_last_as_long_as_the_first() -> None:
    item = asked("2025-10-10T09:00:00", "FREQ=DAILY", end="2025-10-10T10:30:00", window=days("2025-10-12")).items[0]
    assert (item.recurrence_id, str(item.end)) == ("2025-10-12T09:00:00", "2025-10-12 10:30:00")
    assert (item.first_day, item.last_day) == days("2025-10-12", "2025-10-12")


def test_an_override_moves_one_occurrence_into_the_window_or_out_of_it() -> None:
    moved: dict[str, Any] = {
        "start": "2025-10-10",
        "rrule": "FREQ=YEARLY",
        "overrides": ({"recurrence_id": "2026-10-10", "start": "2026-11-01", "title": "Postponed"},),
    }
    assert found(**moved, window=days("2026-10-01", "2026-10-31")) == []
    item = asked(**moved, window=days("2026-11-01")).items[0]
    assert (item.recurrence_id, item.start) == ("2026-10-10", date(2026, 11, 1))
    assert item.override is not None
    assert item.override.title == "Postponed"
    assert found(**moved, limit=3) == ["2025-10-10", "2026-11-01", "2027-10-10"]


def test_an_override_can_stretch_cancel_or_move_the_end_along() -> None:
    items = asked(
        "2025-10-10",
        "FREQ=DAILY;COUNT=3",
        end="2025-10-11",
        overrides=(
            {"recurrence_id": "2025-10-10", "end": "2025-10-13"},
            {"recurrence_id": "2025-10-11", "status": "cancelled"},
            {"recurrence_id": "2025-10-12", "start": "2025-10-20"},
        ),
    ).items
    assert [str(item.end) for item in items] == ["2025-10-13", "2025-10-12", "2025-10-21"]
    assert [item.override.status for item in items if item.override] == [None, "cancelled", None]


def test_an_override_of_no_occurrence_replaces_nothing() -> None:
    stray = ({"recurrence_id": "2025-10-11", "start": "2025-10-12"}, {"recurrence_id": "2025-11-10"})
    assert found("2025-10-10", "FREQ=MONTHLY;COUNT=2", exdate=("2025-11-10",), overrides=stray) == ["2025-10-10"]


def test_more_than_the_limit_is_said_to_be_truncated() -> None:
    assert asked("2025-10-10", "FREQ=DAILY;COUNT=5", limit=5).truncated is False
    assert asked("2025-10-10", "FREQ=DAILY;COUNT=6", limit=5).truncated is True
    with pytest.raises(ValueError, match="limit 0 asks for nothing"):
        asked("2025-10-10", "FREQ=DAILY", limit=0)


@pytest.mark.parametrize(
    ("start", "rrule", "last"),
    [
        ("2020-10-10", "FREQ=YEARLY;UNTIL=20300601", "2029-10-10"),
        ("2020-10-10", "FREQ=DAILY;COUNT=10", "2020-10-19"),
        ("2020-10-10", "FREQ=WEEKLY;BYDAY=MO,FR;COUNT=6", "2020-10-26"),
        ("2020-01-31", "FREQ=MONTHLY;COUNT=3", "2020-05-31"),
        ("2020-02-29", "FREQ=YEARLY;COUNT=3", "2028-02-29"),
        ("2020-02-29", "FREQ=YEARLY;UNTIL=21990101", "2196-02-29"),
        ("2020-10-10", "FREQ=DAILY;BYDAY=MO;COUNT=1", "2020-10-10"),
        ("2020-10-10", "FREQ=YEARLY", None),
        ("2020-10-10", "FREQ=DAILY;COUNT=1000000000", None),
        ("9999-12-01", "FREQ=WEEKLY;BYDAY=SA,SU;UNTIL=99991231", "9999-12-26"),
    ],
)
def test_the_last_day_is_exact_and_none_means_for_ever(start: str, rrule: str, last: str | None) -> None:
    assert last_day(Recurrence(rrule=rrule), moment(start)) == (last and day(last))


def test_the_span_follows_exclusions_additions_and_overrides() -> None:
    recurrence = Recurrence(
        rrule="FREQ=DAILY;COUNT=10",
        rdate=("2025-09-01",),
        exdate=("2025-10-18", "2025-10-19"),
        overrides=({"recurrence_id": "2025-10-12", "start": "2025-12-24"},),
    )
    assert span(recurrence, moment("2025-10-10")) == days("2025-09-01", "2025-12-24")


def test_occurs_within_answers_for_windows_beyond_the_calendar_too() -> None:
    yearly = Recurrence(rrule="FREQ=YEARLY")
    assert occurs_within(yearly, moment("1945-10-10"), window=days("2500-01-01", "2500-12-31"))
    assert not occurs_within(yearly, moment("1945-10-10"), window=days("2500-01-01", "2500-10-09"))
    assert not occurs_within(yearly, moment("1945-10-10"), window=(-(10**13), day("1945-10-09")))
    assert not occurs_within(yearly, moment("1945-10-10"), window=(10**9, 10**10))


def test_the_calendar_ends_without_an_error() -> None:
    assert found("9999-12-30", "FREQ=DAILY", end="9999-12-31") == ["9999-12-30", "9999-12-31"]
    assert found("9999-12-20", "FREQ=WEEKLY;BYDAY=MO,SA,SU")[-1] == "9999-12-27"
    assert found("0001-01-01", "FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO", limit=2) == ["0001-01-01", "0002-12-30"]
    assert found("0001-01-01", "FREQ=WEEKLY;WKST=SU", limit=2) == ["0001-01-01", "0001-01-08"]


def test_starts_outside_the_calendar_cannot_recur() -> None:
    assert start_date(day("1945-10-10")) == date(1945, 10, 10)
    with pytest.raises(InvalidRecurrence, match="before the year 1"):
        start_date(day("0001-01-01") - 1)
    with pytest.raises(InvalidRecurrence, match="after the year 9999"):
        start_date(day("9999-12-31") + 1)


def test_a_start_with_an_offset_is_refused_because_rules_recur_in_local_time() -> None:
    with pytest.raises(ValueError, match="give the wall clock and apply the zone afterwards"):
        asked("2025-10-10T09:00:00+09:00", "FREQ=DAILY")


def test_dates_beside_a_timed_start_are_refused() -> None:
    with pytest.raises(InvalidRecurrence, match="another form than the event's start"):
        asked("2025-10-10T09:00:00", rdate=("2025-10-11",))


@pytest.mark.parametrize(
    ("start", "rrule", "window", "most"),
    [
        ("1945-10-10", "FREQ=YEARLY", days("2500-01-01", "2500-12-31"), 3),
        ("1900-01-01", "FREQ=DAILY", days("2500-05-01", "2500-05-31"), 33),
        ("1900-01-01", "FREQ=WEEKLY;BYDAY=MO,WE,FR", days("2500-05-01", "2500-05-31"), 7),
        ("1900-01-01", "FREQ=MONTHLY;BYDAY=-1SU", days("2500-05-01", "2500-05-31"), 3),
        ("1900-01-01", "FREQ=DAILY;COUNT=1000000000", days("2500-05-01", "2500-05-31"), 33),
        ("1900-01-01", "FREQ=DAILY;COUNT=250000", days("2500-05-01", "2500-05-31"), 60),
        ("1900-01-01", "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=250000", days("2500-05-01", "2500-05-31"), 20),
        ("1900-01-01T00:00:00", "FREQ=HOURLY", days("2500-05-01"), 26),
        ("1900-01-01", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO;COUNT=20", days("2500-05-01"), 1_200),
    ],
)
def test_far_windows_are_jumped_to(
    start: str, rrule: str, window: tuple[int, int], most: int, periods_read: list[str]
) -> None:
    recurrence = Recurrence(rrule=rrule)
    occurrences(recurrence, moment(start), window=(window[0] - 40_000, window[0] - 40_000), limit=1)
    before = len(periods_read)
    occurrences(recurrence, moment(start), window=window, limit=1_000)
    assert len(periods_read) - before <= most


def test_refusing_a_contradiction_reads_one_cycle_of_the_calendar_at_most(periods_read: list[str]) -> None:
    with pytest.raises(ValidationError, match="never fires"):
        Recurrence(rrule="FREQ=MONTHLY;BYDAY=MO;BYMONTHDAY=1;BYSETPOS=2")
    assert 0 < len(periods_read) <= 4_800


def test_a_count_that_would_have_to_be_walked_too_far_is_truncated_not_guessed() -> None:
    uneven = "FREQ=MONTHLY;BYDAY=MO,1TU;COUNT=20000"
    near = asked("1900-01-01", uneven, window=days("1950-01-01", "1950-01-31"), limit=100)
    assert len(near.items) == 6
    assert near.truncated is False
    far = asked("1900-01-01", uneven, window=days("9000-01-01", "9000-01-31"), limit=100)
    assert far == ((), True)
    assert last_day(Recurrence(rrule=uneven), moment("1900-01-01")) is None


def test_fifty_years_of_days_are_legal() -> None:
    items = asked("1970-01-01", "FREQ=DAILY;COUNT=18263", limit=20_000).items
    assert len(items) == 18_263
    assert items[-1].start == date(1970, 1, 1) + timedelta(days=18_262)
