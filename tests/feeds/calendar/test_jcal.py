from __future__ import annotations

from typing import Any

import pytest

from feeds.calendar.jcal import write_jcal


def one_property(line: str) -> list[Any]:
    _, (found,), _ = write_jcal(f"BEGIN:VEVENT\r\n{line}\r\nEND:VEVENT\r\n".encode())
    made: list[Any] = found
    return made


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("DTSTART;VALUE=DATE:20250801", ["dtstart", {}, "date", "2025-08-01"]),
        ("DTSTAMP:20251213T083000Z", ["dtstamp", {}, "date-time", "2025-12-13T08:30:00Z"]),
        (
            "DTSTART;TZID=Asia/Pyongyang:20140505T100000",
            ["dtstart", {"tzid": "Asia/Pyongyang"}, "date-time", "2014-05-05T10:00:00"],
        ),
        ("EXDATE;VALUE=DATE:20250801,20250901", ["exdate", {}, "date", "2025-08-01", "2025-09-01"]),
        (r"SUMMARY:a\, b\; c\\n\nd", ["summary", {}, "text", "a, b; c\\n\nd"]),
        (r"CATEGORIES:a\,b,c\\,d", ["categories", {}, "text", "a,b", "c\\", "d"]),
        ("GEO:42.24;-130.29", ["geo", {}, "float", [42.24, -130.29]]),
        ("TZOFFSETTO:+082752", ["tzoffsetto", {}, "utc-offset", "+08:27:52"]),
        ("TZOFFSETTO:-0330", ["tzoffsetto", {}, "utc-offset", "-03:30"]),
        ("SEQUENCE:3", ["sequence", {}, "integer", 3]),
        (
            "RRULE:FREQ=YEARLY;UNTIL=20400229;BYMONTH=2,3;BYDAY=-1SU",
            ["rrule", {}, "recur", {"freq": "YEARLY", "until": "2040-02-29", "bymonth": [2, 3], "byday": "-1SU"}],
        ),
        (
            'LINK;LABEL="a: b^n^^c";LINKREL=via;VALUE=URI:https://example.org/?a=1,2;b',
            ["link", {"label": "a: b\n^c", "linkrel": "via"}, "uri", "https://example.org/?a=1,2;b"],
        ),
    ],
)
def test_a_line_becomes_its_property(line: str, expected: list[Any]) -> None:
    assert one_property(line) == expected


def test_folded_lines_are_joined_and_components_nest() -> None:
    text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nSUMMARY:lo\r\n ng\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    assert write_jcal(text.encode()) == [
        "vcalendar",
        [["version", {}, "text", "2.0"]],
        [["vevent", [["summary", {}, "text", "long"]], []]],
    ]


def test_what_is_no_content_line_is_refused() -> None:
    with pytest.raises(ValueError, match="no content line"):
        one_property(": nothing")
