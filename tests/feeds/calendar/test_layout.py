from __future__ import annotations

from typing import Any, get_args

import pytest

from feeds.calendar.layout import Mark, UnplaceableError, lay_out
from tests.builders import an_event, at
from timeline.domain.timeline import CalendarDates


def drawn(when: Any, dates: CalendarDates = "auto") -> list[str]:
    return [shown(mark) for mark in lay_out(an_event(when).when, dates)]


def shown(mark: Mark) -> str:
    return " ".join(filter(None, [mark.bracket, str(mark.start), f"to {mark.end}", mark.part]))


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2025-10-10", ["2025-10-10 to 2025-10-11"]),
        ("2025-08", ["[Aug 2025] 2025-08-01 to 2025-09-01"]),
        ("2025-08~", ["[c. Aug 2025] 2025-08-01 to 2025-09-01"]),
        ("2025-10-10?", ["[10 Oct 2025?] 2025-10-10 to 2025-10-11"]),
        ("2025", ["[2025] 2025-01-01 to 2025-01-02"]),
        ("199X", ["[1990s] 1990-01-01 to 1990-01-02"]),
        ("2025-10-10/2025-10-12", ["2025-10-10 to 2025-10-13"]),
        ("2025-10-01/2025-11-01", ["2025-10-01 to 2025-10-02 begin", "2025-11-01 to 2025-11-02 end"]),
        (
            "2023-08/2025-03",
            ["[Aug 2023] 2023-08-01 to 2023-09-01 begin", "[Mar 2025] 2025-03-01 to 2025-04-01 end"],
        ),
        ("2020/2023", ["[2020] 2020-01-01 to 2020-01-02 begin", "[2023] 2023-12-31 to 2024-01-01 end"]),
        ("0918/1392", ["[1392] 1392-12-31 to 1393-01-01 end"]),
        ("2023-08/..", ["[since Aug 2023] 2023-08-01 to 2023-08-02"]),
        ("../1985", ["[until 1985] 1985-12-31 to 1986-01-01"]),
        ("[2025-06-03,2025-06-04]", ["[3 or 4 June 2025] 2025-06-03 to 2025-06-05"]),
        ("2015-08-15T00:30:00+08:30", ["2015-08-14 16:00:00+00:00 to None"]),
        ("2015-08-15T00:30:00", ["2015-08-15 to 2015-08-16"]),
        ({"start": at("2018-05-05T00:00:00")}, ["2018-05-04 15:00:00+00:00 to None"]),
    ],
)
def test_auto(when: Any, expected: list[str]) -> None:
    assert drawn(when) == expected


@pytest.mark.parametrize(
    ("dates", "when", "expected"),
    [
        ("span", "2025", ["[2025] 2025-01-01 to 2026-01-01"]),
        ("span", "2023-08/2025-03", ["[Aug 2023 – Mar 2025] 2023-08-01 to 2025-04-01"]),
        ("span", "2025-10-01/2025-12-31", ["2025-10-01 to 2026-01-01"]),
        ("span", "2023-08/..", ["[since Aug 2023] 2023-08-01 to 2023-08-02"]),
        ("marker", "2025-08", ["[Aug 2025] 2025-08-01 to 2025-08-02"]),
        ("marker", "2025-10-10/2025-10-12", ["2025-10-10 to 2025-10-13"]),
        (
            "marker",
            "2023-08/2025-03",
            ["[Aug 2023] 2023-08-01 to 2023-08-02 begin", "[Mar 2025] 2025-03-31 to 2025-04-01 end"],
        ),
        ("omit", "2025-08", []),
        ("omit", "2025-10-10~", []),
        ("omit", "2023-08/2025-03", []),
        ("omit", "2025-10-10", ["2025-10-10 to 2025-10-11"]),
        ("omit", {"start": at("2018-05-05T00:00:00")}, ["2018-05-04 15:00:00+00:00 to None"]),
    ],
)
def test_as_asked(dates: CalendarDates, when: Any, expected: list[str]) -> None:
    assert drawn(when, dates) == expected


@pytest.mark.parametrize(
    "when",
    ["0918-06-25", "-0043", "Y170000002", "0918/0935", "../..", "../0999", {"start": at("0918-06-25T12:00:00")}],
)
def test_what_no_calendar_can_hold_is_refused(when: Any) -> None:
    with pytest.raises(UnplaceableError):
        drawn(when)


@pytest.mark.parametrize("dates", get_args(CalendarDates))
def test_a_plain_day_is_never_left_out(dates: CalendarDates) -> None:
    assert drawn("1000-01-01", dates) == ["1000-01-01 to 1000-01-02"]
