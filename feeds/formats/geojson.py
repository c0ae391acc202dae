"""GeoJSON (RFC 7946): for maps. An event that nobody could place keeps its feature, with a null geometry."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from feeds.format import Format
from feeds.gathering import gather
from feeds.geometry import geometry
from feeds.jsontext import dump, dump_with
from feeds.text import one_line, plain_text
from feeds.words import headline, summarise
from timeline.domain.instant import write_instant
from timeline.domain.item import write_item
from timeline.domain.speech import phrase

if TYPE_CHECKING:
    from feeds.format import Entry, Feed

WHEN = (
    "edtf", "kind", "precision", "uncertain", "approximate", "earliest", "start_latest", "end_earliest", "latest",
    "starts_at", "ends_at",
)  # fmt: skip
EVENT = ("slug", "status", "verification", "category", "importance", "tags", "actors", "places", "figures")


def render_geojson(feed: Feed) -> bytes:
    """What is said of the whole are foreign members (section 6.1)."""
    found = gather(feed, partial(render_feature, whole=feed.options.whole), "GeoJSON")
    head = {
        "type": "FeatureCollection",
        "title": one_line(feed.title),
        "description": plain_text(feed.timeline.description),
        "language": feed.timeline.language,
        "url": feed.url,
        "self_url": feed.self_url,
        "next_url": feed.next_url,
        "updated": write_instant(feed.updated),
        "omitted": found.omitted,
        **({"timeline": feed.timeline.document()} if feed.options.whole else {}),
    }
    return dump_with(head, "features", found.items)


def render_feature(entry: Entry, *, whole: bool = False) -> bytes:
    """Of one version alone, so that it may be kept. `whole`: with the event as it is, as a foreign member."""
    version = entry.version
    return dump({
        "type": "Feature",
        "id": version.uid,
        "geometry": geometry(version.event.places),
        "properties": _properties(entry),
        **({"_timeline": write_item(version)} if whole else {}),
    })  # fmt: skip


def _properties(entry: Entry) -> dict[str, Any]:
    """Flat where it can be: map programs make columns of it. Names are those of the JSON Feed's `_timeline`."""
    version, item = entry.version, write_item(entry.version)
    return {
        "title": headline(version),
        "date": item["when"]["text"],
        **{name: item["when"][name] for name in WHEN},
        "summary": summarise(version),
        "url": entry.url,
        **{name: item[name] for name in EVENT},
        "revision": version.revision,
        "updated": item["recorded_at"],
    }


FORMAT = Format(
    name="geojson",
    title="GeoJSON",
    suffix="geojson",
    media_type="application/geo+json",
    spec="RFC 7946",
    use=phrase("Put on a map: QGIS, Leaflet, MapLibre. From–to is a line."),
    render=render_geojson,
    rank=4,
)
