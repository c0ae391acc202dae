"""A calendar's own zone, told by what its clocks showed."""

from __future__ import annotations

import time
from datetime import datetime, timedelta

import pytest

from timeline.importers.calendar.components import Component
from timeline.importers.calendar.lines import Property
from timeline.importers.calendar.observances import read_offsets
from timeline.importers.calendar.zones import find_equal

SUMMER, WINTER = datetime(2025, 7, 1, 12), datetime(2025, 12, 1, 12)  # noqa: DTZ001  wall clocks
HOUR = timedelta(hours=1)


def an_observance(name: str, start: str, offset: str, **more: str) -> Component:
    given = {"DTSTART": start, "TZOFFSETTO": offset, **more}
    return Component(name, 1, [Property(name, {}, value, 1) for name, value in given.items()])


def a_zone(*observances: Component) -> Component:
    return Component("VTIMEZONE", 1, children=list(observances))


def outlook(rule: str = "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10") -> Component:
    return a_zone(
        an_observance("STANDARD", "16011028T030000", "+0100", RRULE=rule),
        an_observance("DAYLIGHT", "16010325T020000", "+0200", RRULE="FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3"),
    )


def test_rules_since_1601_are_read_at_once() -> None:
    began = time.process_time()
    assert read_offsets(outlook(), [SUMMER, WINTER]) == [2 * HOUR, HOUR]
    assert time.process_time() - began < 0.5
    assert find_equal(outlook()) == "Europe/Paris"


def test_a_rule_that_ended_long_ago_leaves_the_last_offset_that_it_set() -> None:
    ended = an_observance("DAYLIGHT", "19700329T020000", "+0200", RRULE="FREQ=YEARLY;UNTIL=19800101T000000Z")
    assert read_offsets(a_zone(ended), [SUMMER]) == [2 * HOUR]


def test_single_dates_change_the_clocks_too() -> None:
    dated = an_observance("STANDARD", "20200101T000000", "-0330", RDATE="20200101T000000,20251001T000000")
    other = an_observance("DAYLIGHT", "20250101T000000", "-0230")
    assert read_offsets(a_zone(dated, other), [SUMMER, WINTER]) == [-2.5 * HOUR, -3.5 * HOUR]


@pytest.mark.parametrize(
    "zone",
    [
        a_zone(),
        a_zone(an_observance("STANDARD", "20260101T000000", "+0100")),
        a_zone(an_observance("STANDARD", "20200101T000000", "one")),
        a_zone(an_observance("STANDARD", "20201301T000000", "+0100")),
        a_zone(an_observance("STANDARD", "19700101T000000", "+0100", RRULE="FREQ=SECONDLY")),
        a_zone(an_observance("STANDARD", "19700101T000000", "+0100", RRULE="FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")),
        a_zone(an_observance("STANDARD", "19700101T000000", "+0100", RRULE="FREQ=YEARLY;BYDAY=MO,TU,WE;BYHOUR=1,2,3")),
    ],
)
def test_a_zone_that_does_not_tell_is_unknown(zone: Component) -> None:
    assert read_offsets(zone, [SUMMER]) is None
