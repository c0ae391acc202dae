"""Any text in any field, exported and read back by programs that are not ours: as many events as there were, and no
property that is not ours.

100 examples; `pytest --hypothesis-profile=thorough tests/interop/test_any_text.py` tries 10,000. One Node process reads
them all.
"""

from __future__ import annotations

import json
import warnings
from dataclasses import replace
from functools import cache, partial
from itertools import cycle
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from feeds import FORMATS
from feeds.text import clean, one_line
from feeds.words import plain_body
from tests.builders import a_feed, a_timeline, a_version, an_event
from tests.conftest import missing
from tests.feeds.any_text import BARE_LINES, TEXTS
from tests.feeds.cases import FULL
from tests.interop import node
from tests.interop.programs.json_schema import JSON_FEED
from timeline.domain.event import Event
from timeline.domain.item import write_item

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from feeds.format import Feed

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # its own parts are deprecated
    import feedparser

ITEM = {
    "id", "url", "title", "content_html", "content_text", "summary", "date_published", "date_modified", "authors",
    "tags", "language", "image", "attachments", "external_url", "_timeline",
}  # fmt: skip
"""What JSON Feed 1.1 has for an item, and our extension."""
DAY = "2025-10-10"
URL = "https://example.org/a?b=1,2;c"
SERIES = {"rrule": "FREQ=YEARLY;COUNT=2"}
MOMENTS = {
    "/when/start/zone", "/when/end/zone", "/recurrence/rrule", "/recurrence/rdate", "/recurrence/exdate",
    *(f"/recurrence/overrides/{name}" for name in ("recurrence_id", "start", "end")),
}  # fmt: skip
"""Which take no text, though their schemas call it a string."""
SCHEMA = Draft202012Validator(json.loads(JSON_FEED.read_bytes()))
TOLD = ("uid", "summary", "description")
ONCE = {
    "uid", "dtstamp", "dtstart", "dtend", "sequence", "summary", "description", "url", "status", "location", "rrule",
}  # fmt: skip


def fields(line: Callable[[], str], text: Callable[[], str]) -> dict[str, Any]:
    """An event with text in every field that takes some."""
    source = {"title": line(), "publisher": line(), "author": line(), "url": URL}
    quote = {"quote": text(), "locator": line(), "attributed_to": line(), "supports": [line()]}
    media = {"alt": line(), "credit": line(), "licence": line(), "restrictions": line()}
    return {
        "uid": line(), "title": line(), "description": text(), "category": line(), "tags": [line(), line()],
        "verification_note": line(), "citations": [{"source": source, **quote}],
        "figures": [{"name": line(), "low": 1, "unit": line(), "attributed_to": line()}],
        "places": [{"name": line(), "latitude": 1, "longitude": 2}, {"name": line(), "role": "to"}],
        "actors": [{"name": line(), "role": line()}], "media": [{"url": "https://example.org/a.png", **media}],
        "links": [{"url": URL, "title": line()}], "relations": [{"type": "parent", "uid": line()}],
        "when": {"edtf": DAY, "date_text": line(), "date_note": line()},
    }  # fmt: skip


@st.composite
def any_feed(draw: st.DrawFn) -> Feed:
    """An event and a series with an occurrence of its own, between two that are plain. A few texts take turns in all
    fields, each time another one first, since drawing is what takes the time.
    """
    some = cycle(draw(st.lists(BARE_LINES, min_size=2, max_size=7)))
    texts = cycle(draw(st.lists(TEXTS, min_size=1, max_size=3)))
    line, text = partial(next, some), partial(next, texts)
    single, series = fields(line, text), fields(line, text)
    other = {"recurrence_id": "2026-10-10", "title": line(), "description": text()}
    series["recurrence"] = {**SERIES, "overrides": [other]}
    about = a_timeline(title=line(), description=text(), aliases={line(): line()})
    versions = [a_version(event_of(each), reason=line()) for each in (single, series)]
    return a_feed(an_event(DAY, uid="a"), *versions, an_event(DAY, uid="b"), title=line(), timeline=about)


def event_of(given: dict[str, Any]) -> Event:
    return an_event(given["when"], **{name: value for name, value in given.items() if name != "when"})


def plain_feed() -> Feed:
    """All that feeds ever have of properties."""
    changed = {"recurrence_id": "2026-10-10", "title": "t", "description": "d"}
    when = {"edtf": DAY, "date_text": "t", "date_note": "n"}
    series = an_event(when, **FULL, recurrence={**SERIES, "overrides": [changed]})
    about = a_timeline(description="d", colour="teal")
    return a_feed(an_event(uid="a"), an_event(when, **FULL), series, an_event(uid="b"), timeline=about)


def read(feed: Feed) -> dict[str, list[dict[str, Any]]]:
    return node.shapes(FORMATS["ics"].render(feed), FORMATS["jcal"].render(feed))


def made_of(components: list[dict[str, Any]]) -> set[tuple[str, str]]:
    return {(each["path"], name) for each in components for name in each["names"]}


def entry_keys(feed: Feed) -> list[set[str]]:
    parsed = feedparser.parse(FORMATS["atom"].render(feed), sanitize_html=False)
    assert not parsed.bozo
    return [set(parsed.feed), *(set(entry) for entry in parsed.entries)]


def written(feed: Feed) -> list[tuple[str, str, str]]:
    """Uid, title and text of each event and occurrence, on one line and without what no calendar can carry."""
    found = []
    for entry in feed.entries:
        event = entry.version.event
        found.append((clean(event.uid), one_line(event.title), plain_body(entry)))
        for each in event.recurrence.overrides if event.recurrence else ():
            changed = event.model_copy(update={"title": each.title, "description": each.description})
            told = replace(entry, version=replace(entry.version, event=changed))
            found.append((clean(event.uid), one_line(each.title or ""), plain_body(told)))
    return found


@cache
def known() -> dict[str, set[tuple[str, str]]]:
    return {notation: made_of(components) for notation, components in read(plain_feed()).items()}


KNOWN_KEYS = entry_keys(plain_feed())


@given(any_feed())
def test_every_program_reads_the_events_and_nothing_else(feed: Feed) -> None:
    lacking = node.missing()
    if lacking:
        missing(lacking)
    check_calendars(feed)
    check_atom(feed)
    check_json(feed)


def check_calendars(feed: Feed) -> None:
    inside = sum(len(each.version.event.actors) + len(each.version.event.places) for each in feed.entries)
    for notation, components in read(feed).items():
        events = [each for each in components if each["path"] == "vcalendar/vevent"]
        assert [tuple(each[name] for name in TOLD) for each in events] == written(feed), notation
        assert len(components) == 1 + len(events) + inside, notation
        assert made_of(components) <= known()[notation], notation
        assert not [name for each in events for name in ONCE if each["names"].count(name) > 1], notation


def check_atom(feed: Feed) -> None:
    about, *entries = entry_keys(feed)
    assert len(entries) == len(feed.entries)
    assert about <= KNOWN_KEYS[0]
    assert set().union(*entries) <= set().union(*KNOWN_KEYS[1:])


def check_json(feed: Feed) -> None:
    document = json.loads(FORMATS["json"].render(feed))
    SCHEMA.validate(document)
    assert [item["_timeline"] for item in document["items"]] == [write_item(entry.version) for entry in feed.entries]
    assert set().union(*document["items"]) <= ITEM


def free_texts(schema: Any, whole: Any, path: str = "") -> Iterator[str]:
    """Where a document of this schema may hold any text that somebody writes."""
    if "$ref" in schema:
        schema = whole["$defs"][schema["$ref"].rpartition("/")[2]]
    for each in schema.get("anyOf", ()):
        yield from free_texts(each, whole, path)
    for name, each in schema.get("properties", {}).items():
        yield from free_texts(each, whole, f"{path}/{name}")
    if isinstance(schema.get("items"), dict):
        yield from free_texts(schema["items"], whole, path)
    if schema.get("type") == "string" and not {"enum", "const", "pattern", "format"} & schema.keys():
        yield path


def texts(document: Any, path: str = "") -> Iterator[str]:
    if isinstance(document, dict):
        for name, each in document.items():
            yield from texts(each, f"{path}/{name}")
    elif isinstance(document, list):
        for each in document:
            yield from texts(each, path)
    elif isinstance(document, str):
        yield path


def test_no_field_that_takes_text_is_left_out() -> None:
    schema = Event.model_json_schema()
    document = {
        **fields(lambda: "line", lambda: "text"),
        "recurrence": {"overrides": [{"title": "t", "description": "d"}]},
    }
    assert set(free_texts(schema, schema)) - set(texts(document)) == MOMENTS
