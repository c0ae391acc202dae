"""JSON Feed, GeoJSON and what all JSON shares."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.timeline.importers.reading import a_source, drafts, findings, problems
from timeline.domain.errors import InvalidImport

if TYPE_CHECKING:
    from pathlib import Path

FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "A blog",
    "items": [
        {
            "id": "https://example.org/1",
            "url": "https://example.org/1",
            "title": "First",
            "content_html": "<p>Hello</p>",
            "date_published": "2025-03-04T10:00:00+02:00",
            "tags": ["a"],
        },
        {"id": "2", "content_text": "no date"},
    ],
}
MAP = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "id": 7,
            "geometry": {"type": "Point", "coordinates": [125.75, 39.03]},
            "properties": {"name": "Square", "date": "2025-10-10", "tags": "a;b"},
        },
        {"type": "Feature", "geometry": None, "properties": {"title": "Undated"}},
        {
            "type": "Feature",
            "geometry": {"type": "Polygon", "coordinates": [[[1, 2], [3, 4], [1, 2]]]},
            "properties": {"title": "Area", "year": 1999},
        },
    ],
}


def test_items_of_another_feed_stand_on_the_day_of_publication(tmp_path: Path) -> None:
    source = a_source(tmp_path, "a.json", json.dumps(FEED))
    (item,) = drafts(source)
    assert (item.uid, str(item.when.edtf), item.description) == ("https://example.org/1", "2025-03-04", "Hello")
    assert item.when.date_note == "The day on which the feed published it."
    assert [one.split(":")[0] for one in problems(source)] == ["/items/1/date_published"]


def test_features_are_events_at_their_points(tmp_path: Path) -> None:
    source = a_source(tmp_path, "a.geojson", json.dumps(MAP))
    square, area = drafts(source)
    assert (square.uid, square.title, square.tags) == ("7", "Square", ("a", "b"))
    assert (square.places[0].latitude, square.places[0].longitude) == (39.03, 125.75)
    assert (str(area.when.edtf), area.places[0].latitude) == ("1999", 2.0)
    assert len(problems(source)) == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"format": "timeline/1",\n "timeline": }', "line 2, column 14: not JSON"),
        ('{"format": "timeline/1", "events": [' + "[" * 100_000, "not JSON|nested"),
        ('{"format": "timeline/1", "timeline": ' + '{"a":' * 100 + "1" + "}" * 100 + ', "events": []}', "nested"),
        ('{"format": "timeline/1", "events": [' + "[" * 60 + "]" * 60 + "]}", "nested"),
        ('{"format": "timeline/2", "timeline": {"slug": "a", "title": "A"}, "events": []}', "/format"),
        ('{"format": "timeline/1", "timeline": {"slug": "A b", "title": "A"}, "events": []}', "/timeline/slug"),
        ('{"format": "timeline/1", "timeline": {"slug": "a", "title": "A"}, "events": {}}', "/events"),
    ],
)  # fmt: skip
def test_json_that_cannot_be_read_says_where(tmp_path: Path, content: str, message: str) -> None:
    with pytest.raises(InvalidImport, match=message):
        findings(a_source(tmp_path, "a.json", content))


def test_a_bad_event_of_our_own_file_costs_that_event(tmp_path: Path) -> None:
    events = [{"title": "x", "when": {"edtf": "2025-13"}}, {"title": "y", "when": {"edtf": "2025"}}]
    document = {"format": "timeline/1", "timeline": {"slug": "a", "title": "A"}, "events": events}
    source = a_source(tmp_path, "a.json", json.dumps(document))
    assert [one.title for one in drafts(source)] == ["y"]
    assert [one.split(": ")[0] for one in problems(source)] == ["/events/0/when/edtf"]
