from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from icalendar import Timezone

from feeds.calendar.zones import Use, find_rule, render_zone

if TYPE_CHECKING:
    from icalendar import Component


def observances(use: Use) -> list[Component]:
    return list(Timezone.from_ical(render_zone(use)).subcomponents)


def onsets(use: Use) -> list[tuple[datetime, timedelta, timedelta]]:
    """In UTC, with the offsets before and after: as a reader computes them from nothing but the component."""
    found = []
    for part in observances(use):
        found += [(local - part.TZOFFSETFROM, part.TZOFFSETFROM, part.TZOFFSETTO) for local in _locals(part, use)]
    return sorted(found)


def _locals(part: Component, use: Use) -> set[datetime]:
    start: datetime = part["DTSTART"].dt
    if "RRULE" in part:
        rule = rrulestr(part["RRULE"].to_ical().decode(), dtstart=start, ignoretz=True)
        return set(rule.between(start, datetime(use.last + 1, 1, 1), inc=True))  # noqa: DTZ001  a wall clock
    more = part.get("RDATE", [])
    lists = more if isinstance(more, list) else [more]
    return {start, *(each.dt for dates in lists for each in dates.dts)}


@pytest.mark.parametrize(
    "use",
    [
        Use("Asia/Pyongyang", 2014, 2026), Use("Asia/Pyongyang", 2016, 2016), Use("Asia/Pyongyang", 1945, 2045),
        Use("Europe/Berlin", 2025, 2045), Use("America/New_York", 1941, 1950), Use("Europe/Dublin", 2020, 2022),
        Use("Africa/Casablanca", 2023, 2025), Use("Asia/Kathmandu", 1985, 1987), Use("Pacific/Apia", 2011, 2012),
        Use("Asia/Tokyo", 2000, 2000), Use("Australia/Lord_Howe", 2024, 2026), Use("Asia/Seoul", 1950, 1956),
    ],
)  # fmt: skip
def test_offsets_are_the_zone_s_own_in_every_year_used(use: Use) -> None:
    zone, moment = ZoneInfo(use.zone), datetime(use.first, 1, 1, tzinfo=UTC)
    known = onsets(use)
    while moment.year <= use.last:
        naive = moment.replace(tzinfo=None)
        assert [after for onset, _, after in known if onset <= naive][-1] == moment.astimezone(zone).utcoffset()
        moment += timedelta(hours=37)


@pytest.mark.parametrize("use", [Use("Asia/Pyongyang", 1945, 2045), Use("Europe/Berlin", 2025, 2045)])
def test_each_onset_leaves_off_where_the_last_one_led(use: Use) -> None:
    assert all(earlier[2] == later[1] for earlier, later in pairwise(onsets(use)))


def test_pyongyang_changed_on_4_may_2018_at_half_past_eleven() -> None:
    last = observances(Use("Asia/Pyongyang", 2016, 2020))[-1]
    assert last["DTSTART"].dt == datetime(2018, 5, 4, 23, 30)  # noqa: DTZ001  a wall clock
    assert (timedelta(hours=8.5), timedelta(hours=9)) == (last.TZOFFSETFROM, last.TZOFFSETTO)


def test_one_standard_and_one_daylight_part_suffice_where_rules_repeat() -> None:
    assert sorted(part.name for part in observances(Use("Europe/Berlin", 2025, 2045))) == ["DAYLIGHT", "STANDARD"]


def test_years_before_the_first_use_are_trimmed() -> None:
    assert min(onset.year for onset, _, _ in onsets(Use("Asia/Pyongyang", 2025, 2045))) == 2024
    assert len(observances(Use("Asia/Pyongyang", 2025, 2045))) == 1


def test_no_comment() -> None:
    assert b"COMMENT" not in render_zone(Use("Europe/Berlin", 2025, 2026))


def test_rules_that_repeat_are_written_as_rules() -> None:
    rules = {part.name: part["RRULE"].to_ical().decode() for part in observances(Use("Europe/Berlin", 2025, 2045))}
    assert rules == {
        "STANDARD": "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
        "DAYLIGHT": "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
    }


def test_a_rule_that_was_given_up_ends() -> None:
    (daylight,) = (part for part in observances(Use("Europe/Moscow", 2000, 2020)) if part.name == "DAYLIGHT")
    assert daylight["RRULE"].to_ical().endswith(b"UNTIL=20100329T020000Z;BYDAY=-1SU;BYMONTH=3")


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "Europe/Moscow"])
def test_a_rule_ends_on_the_same_day_for_readers_that_take_its_end_as_local_time(zone: str) -> None:
    """dateutil, on which `icalendar` builds, drops the Z of UNTIL; a last onset lost would leave summer time on."""
    use = Use(zone, 1950, 1955) if zone == "Asia/Tokyo" else Use(zone, 2006, 2015)
    read = Timezone.from_ical(render_zone(use)).to_tz(lookup_tzid=False)
    last = datetime(use.last, 7, 1, 12)  # noqa: DTZ001  a wall clock
    assert last.replace(tzinfo=read).utcoffset() == last.replace(tzinfo=ZoneInfo(zone)).utcoffset()


def test_onsets_without_a_rule_stand_one_by_one_with_the_first_among_them() -> None:
    lines = render_zone(Use("Africa/Casablanca", 2023, 2025)).decode().split("\r\n")
    starts = [line.partition(":")[2] for line in lines if line.startswith("DTSTART")]
    dates = [line.partition(":")[2] for line in lines if line.startswith("RDATE")]
    assert set(starts) <= set(dates)
    assert not any("," in each for each in dates)


@pytest.mark.parametrize(
    ("days", "rule"),
    [
        (["2024-03-31", "2025-03-30", "2026-03-29"], "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3"),
        (["2024-03-10", "2025-03-09", "2026-03-08"], "FREQ=YEARLY;BYDAY=2SU;BYMONTH=3"),
        (["2024-03-31", "2025-03-30"], None),
        (["2024-03-31", "2025-03-30", "2027-03-28"], None),
        (["2024-03-31", "2025-03-23", "2026-03-29"], None),
        (["2024-03-31", "2025-03-30", "2026-03-30"], None),
    ],
)
def test_find_rule(days: list[str], rule: str | None) -> None:
    found = find_rule([datetime.fromisoformat(day) for day in days])
    assert (None if found is None else str(found)) == rule
