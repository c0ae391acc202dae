from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from icalendar import Timezone

from feeds.calendar.zones import Use, render_zone

if TYPE_CHECKING:
    from icalendar import Component


def observances(use: Use) -> list[Component]:
    return list(Timezone.from_ical(render_zone(use)).subcomponents)


def onsets(use: Use) -> list[tuple[datetime, timedelta, timedelta]]:
    """In UTC, with the offsets before and after: as a reader computes them from nothing but the component."""
    found = []
    for part in observances(use):
        more = part.get("RDATE", [])
        lists = more if isinstance(more, list) else [more]
        locals_ = [part["DTSTART"].dt, *(each.dt for dates in lists for each in dates.dts)]
        found += [(local - part.TZOFFSETFROM, part.TZOFFSETFROM, part.TZOFFSETTO) for local in locals_]
    return sorted(found)


def offset_by_component(use: Use, moment: datetime) -> timedelta:
    return [after for onset, _, after in onsets(use) if onset <= moment][-1]


@pytest.mark.parametrize(
    "use",
    [
        Use("Asia/Pyongyang", 2014, 2026), Use("Asia/Pyongyang", 2016, 2016), Use("Asia/Pyongyang", 1945, 2045),
        Use("Europe/Berlin", 2025, 2045), Use("America/New_York", 1941, 1950), Use("Europe/Dublin", 2020, 2022),
        Use("Africa/Casablanca", 2023, 2025), Use("Asia/Kathmandu", 1985, 1987), Use("Pacific/Apia", 2011, 2012),
        Use("Asia/Tokyo", 2000, 2000), Use("Australia/Lord_Howe", 2024, 2026),
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
