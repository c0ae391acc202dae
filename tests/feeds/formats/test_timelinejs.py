"""TimelineJS: dates with as many parts as are known, and words for the rest."""

from __future__ import annotations

import json
from typing import Any

import pytest

from feeds.format import Options
from feeds.formats.timelinejs import render_timelinejs
from tests.builders import a_feed, an_event, at


def slides(*events: Any, **fields: Any) -> list[dict[str, Any]]:
    return list(json.loads(render_timelinejs(a_feed(*events, **fields)))["events"])


@pytest.mark.parametrize(
    ("when", "start", "end"),
    [
        ("2025-10-10", {"year": 2025, "month": 10, "day": 10}, None),
        ("2025-08~", {"year": 2025, "month": 8}, None),
        ("-0043", {"year": -43}, None),
        ("199X", {"year": 1990}, {"year": 1999}),
        ("2023-08/2025-03", {"year": 2023, "month": 8}, {"year": 2025, "month": 3}),
        ("2023/..", {"year": 2023}, None),
        ("../1985-05-06", {"year": 1985, "month": 5, "day": 6}, None),
    ],
)
def test_a_date_has_the_parts_that_are_known(when: str, start: dict[str, int], end: dict[str, int] | None) -> None:
    (slide,) = slides(an_event(when))
    assert (slide["start_date"], slide.get("end_date")) == (start, end)
    assert slide["display_date"] == an_event(when).when.describe()


def test_times_of_day_are_wall_clocks() -> None:
    (slide,) = slides(an_event({"start": at("2025-10-10T09:30:00")}))
    assert slide["start_date"] == {"year": 2025, "month": 10, "day": 10, "hour": 9, "minute": 30, "second": 0}


def test_deep_time_is_on_the_scale_that_holds_it() -> None:
    feed = json.loads(render_timelinejs(a_feed(an_event("Y-13800000000", uid="a"), an_event("2025-10-10", uid="b"))))
    assert feed["scale"] == "cosmological"
    assert [slide["start_date"] for slide in feed["events"]] == [{"year": -13_800_000_000}, {"year": 2025}]


def test_a_file_encloses_the_event_and_a_feed_does_not() -> None:
    event = an_event("2025-08~")
    assert "_timeline" not in slides(event)[0]
    assert slides(event, options=Options(whole=True))[0]["_timeline"]["when"]["edtf"] == "2025-08~"
