"""Whatever text an event holds, a feed has as many events as before and no line that is not ours.

100 examples each; `pytest --hypothesis-profile=thorough tests/feeds/test_any_text.py` runs 10,000.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import feedparser
import pytest
from geojson_pydantic import FeatureCollection
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from feeds import FORMATS
from feeds.formats.csvtable import FOR_PEOPLE
from feeds.formats.ical import render_calendar
from feeds.formats.jsonfeed import render_feed
from feeds.text import clean, one_line
from feeds.words import plain_body
from tests.builders import a_feed, a_timeline, a_version, an_entry, an_event
from tests.feeds.any_text import LINES, TEXTS
from tests.feeds.cases import FULL
from tests.feeds.formats.test_jscalendar import KNOWN as JSCALENDAR
from tests.feeds.reading import UIDS, csv_rows, read_with_icalendar, read_with_vobject, unfolded
from timeline.domain.event import Event
from timeline.domain.item import write_item
from timeline.domain.table import COLUMNS, FORMULA, read_row

if TYPE_CHECKING:
    from timeline.domain.version import EventVersion

ATOM = "{http://www.w3.org/2005/Atom}"


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


@given(any_event())
def test_an_unrelated_parser_agrees(fields: dict[str, Any]) -> None:
    rendered = render_calendar(a_feed(an_event("2025-08", **fields)))
    (ours,), (theirs,) = read_with_icalendar(rendered), read_with_vobject(rendered)
    assert (ours.start, ours.end, ours.summary) == (theirs.start, theirs.end, theirs.summary)


@given(any_event(), LINES)
def test_json_comes_back_as_it_was(fields: dict[str, Any], title: str) -> None:
    version = a_version(an_event("2025-08", **fields))
    document = json.loads(render_feed(a_feed(version, title=title)))
    (item,) = document["items"]
    assert item["id"] == version.uid
    assert item["_timeline"] == write_item(version)
    assert "<script" not in item["content_html"].lower()


def among_others(fields: dict[str, Any], title: str, about: str, suffix: str) -> tuple[EventVersion, bytes]:
    version = a_version(an_event("2025-08", **fields))
    feed = a_feed(an_event(uid="a"), version, an_event(uid="b"), title=title, timeline=a_timeline(description=about))
    return version, FORMATS[suffix].render(feed)


@pytest.mark.parametrize("suffix", FORMATS)
@given(fields=any_event(), title=LINES, about=TEXTS)
def test_every_format_tells_of_as_many_events_as_there_are(
    suffix: str, fields: dict[str, Any], title: str, about: str
) -> None:
    version, text = among_others(fields, title, about, suffix)
    uid = clean(version.uid) if suffix in {"ics", "jcal", "atom"} else version.uid
    assert UIDS[suffix](text) == ["a", uid, "b"]


ELEMENTS = {
    "feed", "id", "title", "subtitle", "updated", "author", "name", "uri", "link", "entry", "published", "category",
    "summary", "content",
}  # fmt: skip


@given(any_event(), LINES, TEXTS)
def test_a_feed_reader_reads_titles_as_they_were(fields: dict[str, Any], title: str, about: str) -> None:
    version, text = among_others(fields, title, about, "atom")
    root = ET.fromstring(text)  # noqa: S314  our own
    names = [element.tag.rpartition("}")[2] for element in root.iter()]
    assert set(names) <= ELEMENTS
    assert names.count("entry") == 3
    assert [each.text for each in root.iter(f"{ATOM}title")][2] == f"[Aug 2025] {one_line(version.event.title)}"
    parsed = feedparser.parse(text)
    assert len(parsed.entries) == 3
    assert not parsed.bozo


@given(any_event(), LINES, TEXTS)
def test_a_table_gives_every_event_back(fields: dict[str, Any], title: str, about: str) -> None:
    version, text = among_others(fields, title, about, "csv")
    rows = csv_rows(text)
    assert set(rows[0]) == {*FOR_PEOPLE, *COLUMNS}
    assert Event.parse(read_row(rows[1])) == version.event
    assert not any(cell[:1] in FORMULA for row in rows for cell in row.values() if cell)


@given(any_event(), LINES, TEXTS)
def test_a_map_has_no_member_that_is_not_ours(fields: dict[str, Any], title: str, about: str) -> None:
    version, text = among_others(fields, title, about, "geojson")
    document = json.loads(text)
    FeatureCollection.model_validate(document)
    plain, found, _ = document["features"]
    assert set(found["properties"]) == set(plain["properties"])
    assert found["properties"]["tags"] == list(version.event.tags)


@given(any_event(), LINES, TEXTS)
def test_a_group_has_no_member_that_is_not_ours(fields: dict[str, Any], title: str, about: str) -> None:
    version, text = among_others(fields, title, about, "jscalendar")
    group = json.loads(text)
    assert all(set(event) <= JSCALENDAR | {"example.org:edtf", "example.org:precision"} for event in group["entries"])
    assert group["entries"][1]["title"] == f"[Aug 2025] {one_line(version.event.title)}"


@given(any_event(), LINES, TEXTS)
def test_both_notations_of_a_calendar_say_the_same(fields: dict[str, Any], title: str, about: str) -> None:
    _, lines = among_others(fields, title, about, "ics")
    _, text = among_others(fields, title, about, "jcal")
    ours, theirs = Calendar.from_ical(lines).events, Calendar.from_jcal(json.loads(text)).events
    for name in ("UID", "SUMMARY", "DESCRIPTION", "LOCATION"):
        assert [each.get(name) for each in ours] == [each.get(name) for each in theirs]


@pytest.mark.parametrize("text", ["\\N", "C:\\New", "a\\", "\\\\n", "\\;"])
def test_backslashes_come_back_from_both_parsers(text: str) -> None:
    rendered = render_calendar(a_feed(an_event("2025-10-10", title=f"x{text}y")))
    assert read_with_icalendar(rendered)[0].summary == f"x{text}y"
