"""GeoJSON as `geojson-pydantic` reads it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from geojson_pydantic import FeatureCollection

from feeds.formats.geojson import render_geojson
from tests.builders import a_feed, an_event
from tests.feeds.cases import CASES, FULL
from timeline.domain.item import write_item


def read(*versions: Any, **fields: Any) -> dict[str, Any]:
    text = render_geojson(a_feed(*versions, **fields))
    FeatureCollection.model_validate_json(text)
    found: dict[str, Any] = json.loads(text)
    return found


@pytest.mark.parametrize("name", CASES)
def test_a_reader_that_is_not_ours_reads_every_case(name: str) -> None:
    document = read(*CASES[name])
    assert [each["id"] for each in document["features"]] == [version.uid for version in CASES[name]]


def test_properties_are_those_of_the_item_and_flat() -> None:
    event = an_event("2025-08~", **FULL)
    (feature,) = read(event)["features"]
    found = feature["properties"]
    assert (found["date"], found["edtf"], found["precision"]) == ("c. August 2025", "2025-08~", "month")
    assert (found["earliest"], found["latest"]) == ("2025-08-01", "2025-08-31")
    assert found["places"][0] == write_item(CASES["everything"][0])["places"][0]
    assert found["url"] == "https://example.org/timelines/things/events/something-happened"


def test_an_event_without_a_place_keeps_its_feature() -> None:
    (feature,) = read(an_event())["features"]
    assert feature["geometry"] is None


def test_the_collection_says_who_it_is() -> None:
    document = read(title="Parades", next_url="https://example.org/n")
    assert (document["type"], document["title"], document["features"]) == ("FeatureCollection", "Parades", [])
    assert (document["updated"], document["next_url"]) == ("2025-12-13T08:30:00Z", "https://example.org/n")
    assert document["omitted"] == 0
