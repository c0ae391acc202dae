"""Wall clocks in zones: RFC 5545, section 3.3.5 at known transitions, and what is refused, and how."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from timeline.domain.clock import ZonedTime, check_zone, describe_offset, zone_names
from timeline.domain.errors import InvalidDate

TRANSITIONS = [
    # zone, wall clock, UTC, what the clock does there
    ("America/New_York", "2024-03-10T01:59:59", "2024-03-10T06:59:59", "before the gap"),
    ("America/New_York", "2024-03-10T02:30:00", "2024-03-10T07:30:00", "in the gap: offset before it"),
    ("America/New_York", "2024-03-10T03:00:00", "2024-03-10T07:00:00", "after the gap"),
    ("America/New_York", "2024-11-03T01:30:00", "2024-11-03T05:30:00", "in the overlap: the first"),
    ("America/New_York", "2024-11-03T02:00:00", "2024-11-03T07:00:00", "after the overlap"),
    ("Europe/Berlin", "2024-03-31T02:30:00", "2024-03-31T01:30:00", "in the gap"),
    ("Europe/Berlin", "2024-10-27T02:30:00", "2024-10-27T00:30:00", "in the overlap"),
    ("Asia/Pyongyang", "2015-08-14T23:29:59", "2015-08-14T14:29:59", "the last half hour of +09:00, once"),
    ("Asia/Pyongyang", "2015-08-14T23:45:00", "2015-08-14T14:45:00", "in the overlap"),
    ("Asia/Pyongyang", "2015-08-15T00:00:00", "2015-08-14T15:30:00", "the first moment of +08:30 only"),
    ("Asia/Pyongyang", "2018-05-04T23:29:59", "2018-05-04T14:59:59", "the last moment of +08:30"),
    ("Asia/Pyongyang", "2018-05-04T23:45:00", "2018-05-04T15:15:00", "in the gap"),
    ("Asia/Pyongyang", "2018-05-05T00:00:00", "2018-05-04T15:00:00", "the first moment of +09:00"),
    ("Australia/Lord_Howe", "2024-10-06T02:15:00", "2024-10-05T15:45:00", "in a gap of half an hour"),
    ("Australia/Lord_Howe", "2024-04-07T01:45:00", "2024-04-06T14:45:00", "in an overlap of half an hour"),
    ("Pacific/Apia", "2011-12-29T23:59:59", "2011-12-30T09:59:59", "before the skipped day"),
    ("Pacific/Apia", "2011-12-30T12:00:00", "2011-12-30T22:00:00", "on the skipped day"),
    ("Pacific/Apia", "2011-12-31T00:00:00", "2011-12-30T10:00:00", "after the skipped day"),
    ("Europe/Dublin", "2024-03-31T01:30:00", "2024-03-31T01:30:00", "gap; summer is standard time here"),
    ("Europe/Dublin", "2024-10-27T01:30:00", "2024-10-27T00:30:00", "overlap into negative daylight saving"),
    ("Europe/Dublin", "2024-07-01T12:00:00", "2024-07-01T11:00:00", "summer"),
    ("Asia/Seoul", "1900-01-01T00:00:00", "1899-12-31T15:32:08", "local mean time, to the second"),
    ("America/New_York", "2500-07-01T12:00:00", "2500-07-01T16:00:00", "the rule of today goes on"),
    ("UTC", "0001-01-01T00:00:00", "0001-01-01T00:00:00", "the first second"),
    ("UTC", "9999-12-31T23:59:59", "9999-12-31T23:59:59", "the last second"),
]


def at(local: object, zone: object = "UTC") -> ZonedTime:
    return ZonedTime.model_validate({"local": local, "zone": zone})


def refusal(local: object, zone: object = "UTC") -> str:
    with pytest.raises(ValidationError) as error:
        at(local, zone)
    return "; ".join(problem["msg"] for problem in error.value.errors())


@pytest.mark.parametrize(("zone", "local", "utc", "why"), TRANSITIONS)
def test_a_wall_clock_is_the_instant_that_rfc_5545_makes_of_it(zone: str, local: str, utc: str, why: str) -> None:
    expected = datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert at(local, zone).instant() == expected, why
    assert at(local, zone).timestamp() == (expected - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(seconds=1)


@given(st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30)), st.sampled_from(sorted(zone_names())))  # noqa: DTZ001
def test_local_time_less_its_offset_is_the_instant_everywhere_and_always(local: datetime, zone: str) -> None:
    time = ZonedTime(local=local.replace(microsecond=0), zone=zone)
    assert time.instant().replace(tzinfo=None) == time.local - time.utc_offset
    assert at(**time.model_dump(mode="json")) == time


def test_the_day_is_the_local_one() -> None:
    assert at("1970-01-02T00:30:00", "Asia/Tokyo").day() == 1
    assert at("1969-12-31T23:30:00", "America/Los_Angeles").day() == -1


def test_json_is_the_wall_clock_and_the_zone() -> None:
    document = {"local": "2018-05-05T00:00:00", "zone": "Asia/Pyongyang"}
    assert at("2018-05-05T00:00", "Asia/Pyongyang").model_dump(mode="json") == document
    assert ZonedTime.model_json_schema()["properties"]["local"]["type"] == "string"


@pytest.mark.parametrize(
    ("local", "zone", "shown"),
    [
        ("2018-05-05T00:00:00", "Asia/Pyongyang", "5 May 2018, 00:00 (Asia/Pyongyang, UTC+9)"),
        ("2016-10-10T09:30:15", "Asia/Pyongyang", "10 Oct 2016, 09:30:15 (Asia/Pyongyang, UTC+8:30)"),
        ("1900-01-01T00:00:00", "Asia/Seoul", "1 Jan 1900, 00:00 (Asia/Seoul, UTC+8:27:52)"),
        ("2024-01-01T00:00:00", "America/St_Johns", "1 Jan 2024, 00:00 (America/St_Johns, UTC-3:30)"),
        ("2024-01-01T00:00:00", "UTC", "1 Jan 2024, 00:00 (UTC)"),
    ],
)
def test_people_read_the_clock_the_place_and_the_offset(local: str, zone: str, shown: str) -> None:
    assert at(local, zone).describe() == shown


def test_detail_views_write_the_month_out() -> None:
    assert at("2016-10-10T09:30:00").describe(full=True) == "10 October 2016, 09:30 (UTC)"


def test_offsets_of_no_hours_still_have_a_sign() -> None:
    assert describe_offset(timedelta()) == "UTC+0"
    assert describe_offset(-timedelta(minutes=44, seconds=30)) == "UTC-0:44:30"


@pytest.mark.parametrize(
    ("local", "said"),
    [
        ("2018-05-05T00:00:00Z", 'leave out "Z": give the wall clock in local'),
        ("2018-05-05T00:00:00+09:00", 'leave out "+09:00"'),
        ("2018-05-05", "give a wall clock as YYYY-MM-DDTHH:MM:SS"),
        ("2018-05-05 00:00:00", "give a wall clock as YYYY-MM-DDTHH:MM:SS"),
        ("2018-05-05T00:00:00.5", "give a wall clock as YYYY-MM-DDTHH:MM:SS"),
        ("２018-05-05T00:00:00", "give a wall clock as YYYY-MM-DDTHH:MM:SS"),
        ("2018-02-30T00:00:00", "2018-02-30 is not in the calendar"),
        ("0000-01-01T00:00:00", "0000-01-01 is not in the calendar"),
        ("2018-05-05T24:00:00", "no hour 24; hours are 00-23 (position 12)"),
        ("2018-05-05T00:60:00", "no minute 60; minutes are 00-59 (position 15)"),
        ("2016-12-31T23:59:60", "second 60 is a leap second, which clocks here do not show; give 59"),
        (1525446000, "give a wall clock as YYYY-MM-DDTHH:MM:SS"),
        (datetime(2018, 5, 5, tzinfo=UTC), "without an offset"),
        ("", "give a wall clock"),
        (None, "give a wall clock"),
    ],
)
def test_what_is_not_a_wall_clock_is_refused_with_what_would_do(local: object, said: str) -> None:
    assert said in refusal(local)


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("Asia/Pyonyang", "did you mean Asia/Pyongyang?"),
        ("asia/pyongyang", "did you mean Asia/Pyongyang?"),
        ("../../etc/passwd", "no such time zone"),
        ("/etc/localtime", "no such time zone"),
        ("Asia/../Asia/Tokyo", "no such time zone"),
        ("UTC\0", "no such time zone"),
        ("localtime", "no such time zone"),
        ("floating", "no such time zone"),
        ("Factory", "no such time zone"),
        ("", "no such time zone"),
        ("x" * 100_000, "no such time zone"),
        ("\ud800", "valid"),
        (9, "string"),
    ],
)
def test_zones_are_those_of_the_tz_database_and_nothing_else_is_opened(
    zone: object, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    zone_names()
    monkeypatch.setattr("timeline.domain.clock.ZoneInfo", None)
    assert said in refusal("2018-05-05T00:00:00", zone)


def test_a_wall_clock_whose_utc_would_be_before_the_year_1_is_refused() -> None:
    assert "outside the years 1 to 9999" in refusal("0001-01-01T00:00:00", "Asia/Tokyo")
    assert "outside the years 1 to 9999" in refusal("9999-12-31T23:59:59", "America/New_York")


def test_a_zone_checks_alone_too() -> None:
    assert check_zone("Asia/Pyongyang") == "Asia/Pyongyang"
    with pytest.raises(InvalidDate, match="did you mean Europe/Berlin"):
        check_zone("Europe/Berlim")
