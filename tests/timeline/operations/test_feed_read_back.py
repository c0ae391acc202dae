"""What a feed, as a calendar program or a map fetches it, brings back: what docs/formats.md says, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from feeds import FORMATS
from tests.conftest import NOW
from tests.timeline.importers.reading import a_source, drafts
from timeline.domain.native import NativeFile
from timeline.domain.query import EventQuery
from timeline.operations.browse import reading
from timeline.operations.ingest import ingest
from timeline.operations.publish import Addresses, publish_feed
from timeline.web.params import read_options, write_query

if TYPE_CHECKING:
    from pathlib import Path

    from timeline.domain.event import EventDraft
    from timeline.operations.maintain import Database

EVENT: dict[str, Any] = {
    "uid": "bridge@example.org",
    "title": "Bridge closed",
    "description": "By order of the town.",
    "when": {"edtf": "2025-08~", "date_text": "in August"},
    "status": "tentative",
    "verification": "disputed",
    "category": "traffic",
    "tags": ["bridge", "river"],
    "places": [{"name": "Old Bridge", "latitude": 48.5, "longitude": 2.25}],
    "actors": [{"name": "The Town"}],
    "figures": [{"name": "days", "low": 3, "high": 3, "unit": "days"}],
    "citations": [{"source": {"title": "The Daily Example"}}],
    "media": [{"url": "https://example.org/a.jpg", "alt": "The bridge"}],
}
RECURRING: dict[str, Any] = {
    "uid": "market@example.org",
    "title": "Market",
    "when": {"start": {"local": "2025-01-06T19:00:00", "zone": "Europe/Paris"}},
    "recurrence": {"rrule": "FREQ=WEEKLY;COUNT=4", "exdate": ["2025-01-13T19:00:00"]},
    "relations": [{"type": "parent", "uid": "bridge@example.org"}],
}
LOST_BY_CALENDARS = ("actors", "figures", "citations", "media", "verification")
KEPT_BY_CALENDARS = ("uid", "title", "status", "category", "tags", "places")
KEPT_BY_MAPS = ("uid", "title", "status", "verification", "category", "tags", "places", "actors", "figures")


def read_back(database: Database, folder: Path, name: str, suffix: str) -> list[EventDraft]:
    document = {"format": "timeline/1", "timeline": {"slug": "own", "title": "Own"}, "events": [EVENT, RECURRING]}
    ingest(database, NativeFile.model_validate(document), actor="a", now=NOW)
    style = next(one for one in FORMATS.values() if one.name == name)
    with reading(database, "own") as found:
        options = read_options([], found.state.timeline.feed)
        addresses = Addresses("https://example.org")
        content = publish_feed(found, style, EventQuery(), addresses, options, write_query)
    read = {one.title: one for one in drafts(a_source(folder, f"own.{suffix}", content))}
    return [read["Bridge closed"], read["Market"]]


def given(fields: tuple[str, ...]) -> dict[str, Any]:
    whole = NativeFile.model_validate(
        {"format": "timeline/1", "timeline": {"slug": "own", "title": "Own"}, "events": [EVENT]}
    ).events[0]
    return {name: getattr(whole, name) for name in fields}


def test_a_calendar_feed_brings_back_what_people_see(database: Database, tmp_path: Path) -> None:
    bridge, market = read_back(database, tmp_path, "ical", "ics")
    assert {name: getattr(bridge, name) for name in KEPT_BY_CALENDARS} == given(KEPT_BY_CALENDARS)
    assert str(bridge.when.edtf) == "2025-08~"
    for words in ("By order of the town.", "3 days", "The Daily Example", "in August"):
        assert words in bridge.description
    assert market.recurrence is not None
    assert (str(market.recurrence.rrule), market.when.start_time.zone) == ("FREQ=WEEKLY;COUNT=4", "Europe/Paris")
    assert [(one.type, one.uid) for one in market.relations] == [("parent", "bridge@example.org")]


@pytest.mark.parametrize("field", LOST_BY_CALENDARS)
def test_a_calendar_feed_does_not_take_its_text_apart_again(database: Database, tmp_path: Path, field: str) -> None:
    bridge, _ = read_back(database, tmp_path, "ical", "ics")
    assert getattr(bridge, field) != given((field,))[field]


def test_a_map_brings_back_what_is_among_its_properties_and_none_of_the_text(
    database: Database, tmp_path: Path
) -> None:
    bridge, _ = read_back(database, tmp_path, "geojson", "geojson")
    assert {name: getattr(bridge, name) for name in KEPT_BY_MAPS} == given(KEPT_BY_MAPS)
    assert str(bridge.when.edtf) == "2025-08~"
    assert bridge.description == ""
    assert (bridge.citations, bridge.media) == ((), ())
