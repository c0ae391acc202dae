"""Whatever text an event holds, a feed has as many events as before and no line that is not ours."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.formats.ical import render_calendar
from feeds.formats.jsonfeed import render_feed
from feeds.text import clean
from feeds.words import plain_body
from tests.builders import a_feed, a_timeline, a_version, an_entry, an_event
from tests.feeds.cases import FULL
from tests.feeds.reading import read_with_icalendar, read_with_vobject, unfolded
from timeline.domain.item import write_item
from timeline.domain.text import FORBIDDEN, LINE_BREAK

BAIT = st.sampled_from([
    "\\", "\\n", "\\N", ";", ",", ":", '"', "^", "^n", "\u2028", "\u2029", "\x85", "\t", "\ufeff", "é", "👩‍🚀", "조선",
    "ع", "BEGIN:VEVENT", "END:VEVENT", "END:VCALENDAR", "X-INJECTED:1", "http://example.org/?a=1;b,c", "<b>",
    "&amp;", "](", "*", " ", "  ", "=", "a" * 73,
])  # fmt: skip
PIECES = st.one_of(BAIT, st.text(max_size=5))
TEXTS = st.lists(st.one_of(PIECES, st.just("\n")), max_size=30).map(lambda pieces: FORBIDDEN.sub("", "".join(pieces)))
LINES = st.lists(PIECES, max_size=12).map(
    lambda pieces: "x" + FORBIDDEN.sub("", LINE_BREAK.sub(" ", "".join(pieces)))[:400] + "x"
)


@st.composite
def any_event(draw: st.DrawFn) -> dict[str, Any]:
    line = lambda: draw(LINES)  # noqa: E731  one word for each field below
    return {
        "uid": line()[:200].strip(), "title": line(), "description": draw(TEXTS), "category": line(),
        "tags": [line(), line()], "verification_note": line(),
        "figures": [{"name": line(), "low": 1, "unit": line(), "attributed_to": line()}],
        "places": [{"name": line(), "latitude": 1, "longitude": 2}], "actors": [{"name": line(), "role": line()}],
        "citations": [
            {"source": {"title": line(), "publisher": line(), "url": "https://example.org/"}, "quote": draw(TEXTS),
             "locator": line(), "attributed_to": line()},
        ],
        "media": [{"url": "https://example.org/a.png", "alt": line(), "credit": line()}],
        "links": [{"url": "https://example.org/b", "title": line()}],
        "relations": [{"type": "parent", "uid": line()[:200]}],
    }  # fmt: skip


def names(text: bytes) -> list[str]:
    return [re.split("[:;]", line, maxsplit=1)[0] for line in unfolded(text)]


PLAIN = an_event("2025-08", **FULL)
KNOWN = set(names(render_calendar(a_feed(PLAIN, timeline=a_timeline(description="d", colour="teal")))))


@settings(max_examples=25, deadline=None)
@given(any_event(), LINES, TEXTS, LINES)
def test_a_calendar_keeps_its_shape(fields: dict[str, Any], title: str, about: str, reason: str) -> None:
    event = an_event("2025-08", **fields)
    version = a_version(event, tombstone=True, reason=reason)
    feed = a_feed(an_event(uid="a"), version, an_event(uid="b"), title=title, timeline=a_timeline(description=about))
    rendered = render_calendar(feed)
    assert set(names(rendered)) <= KNOWN
    assert names(rendered).count("BEGIN") == 1 + 3 + len(event.actors) + len(event.places)
    assert all(len(line) <= 75 for line in rendered.split(b"\r\n"))
    read = read_with_icalendar(rendered)
    assert [each.uid for each in read] == ["a", clean(event.uid), "b"]
    assert read[1].description == plain_body(an_entry(version))
    assert read[1].summary.removeprefix("Cancelled: [Aug 2025] ") == " ".join(clean(event.title).split())


@settings(max_examples=15, deadline=None)
@given(any_event())
def test_an_unrelated_parser_agrees(fields: dict[str, Any]) -> None:
    rendered = render_calendar(a_feed(an_event("2025-08", **fields)))
    (ours,), (theirs,) = read_with_icalendar(rendered), read_with_vobject(rendered)
    assert (ours.start, ours.end, ours.summary) == (theirs.start, theirs.end, theirs.summary)


@settings(max_examples=25, deadline=None)
@given(any_event(), LINES)
def test_json_comes_back_as_it_was(fields: dict[str, Any], title: str) -> None:
    version = a_version(an_event("2025-08", **fields))
    document = json.loads(render_feed(a_feed(version, title=title)))
    (item,) = document["items"]
    assert item["id"] == version.uid
    assert item["_timeline"] == write_item(version)
    assert "<script" not in item["content_html"].lower()


@pytest.mark.parametrize("text", ["\\N", "C:\\New", "a\\", "\\\\n", "\\;"])
def test_backslashes_come_back_from_both_parsers(text: str) -> None:
    rendered = render_calendar(a_feed(an_event("2025-10-10", title=f"x{text}y")))
    assert read_with_icalendar(rendered)[0].summary == f"x{text}y"
