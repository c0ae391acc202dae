"""GeoJSON (RFC 7946): each feature is an event at its point; a line or an area is at its first position."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from timeline.domain.errors import InvalidDate, Problem
from timeline.domain.event import EventDraft
from timeline.domain.item import read_item
from timeline.importers import jsontext, tidy
from timeline.importers.columns import FIELDS
from timeline.importers.drafting import draft
from timeline.importers.importer import About, Fault, Importer
from timeline.importers.rows import read_cells

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from timeline.importers.importer import Choices, Finding, Source

OURS = ("_timeline", "timeline")


def read(source: Source) -> Iterator[Finding]:
    head = jsontext.around(source, ["features"])
    yield _about(head)
    for index, feature, position in jsontext.items(source, "features"):
        where = f"/features/{index}"
        if not isinstance(feature, dict):
            yield Fault(Problem(where, "is not an object"))
        else:
            yield from _read_feature(feature, where, position, source.choices)


def _about(head: Mapping[str, Any]) -> About:
    ours: dict[str, Any] = next((head[name] for name in OURS if isinstance(head.get(name), dict)), {})
    if "slug" in ours:
        return About(ours, complete=True)
    return About({
        "title": tidy.line(head.get("title") or head.get("name") or ""),
        "description": tidy.text(head.get("description") or ""),
        **{name: ours[name] for name in ("slug", "zone") if isinstance(ours.get(name), str)},
    })  # fmt: skip


def _read_feature(feature: dict[str, Any], where: str, position: int, choices: Choices) -> Iterator[Finding]:
    members = feature.get("properties")
    properties: dict[str, Any] = members if isinstance(members, dict) else {}
    ours = next((one[name] for one in (feature, properties) for name in OURS if isinstance(one.get(name), dict)), None)
    if ours is not None:
        yield from draft(read_item(ours), f"{where}/_timeline", position, strict=True)
        return
    if "edtf" in properties and "revision" in properties:
        yield from draft(_ours(feature, properties), where, position)
        return
    cells = _cells(properties)
    if tidy.uid(feature.get("id")):
        cells["uid"] = str(feature["id"])
    point = first_position(feature.get("geometry"))
    if point is not None:
        cells |= {"longitude": repr(point[0]), "latitude": repr(point[1])}
    cells.setdefault("title", tidy.line(properties.get("name") or properties.get("title") or "Unnamed place"))
    try:
        yield from read_cells(cells, where, position, choices)
    except InvalidDate as error:
        yield Fault(Problem(where, str(error)))


def _ours(feature: Mapping[str, Any], properties: Mapping[str, Any]) -> dict[str, Any]:
    """Of a feature of our feed, which has the event's main fields alone, and the beginning of its text."""
    document = {name: value for name, value in properties.items() if name in EventDraft.model_fields}
    title = tidy.line(properties.get("title") or "").removeprefix("Cancelled: ")
    when = {"edtf": properties["edtf"]}
    return tidy.compact({**document, "uid": tidy.uid(feature.get("id")), "title": title, "when": when})


def _cells(properties: Mapping[str, Any]) -> dict[str, str]:
    """By our field names, as in a table."""
    known = {name: field for field, names in FIELDS.items() for name in (field, *names)}
    cells: dict[str, str] = {}
    for name, value in properties.items():
        field = known.get(re.sub(r"[\s_\-]+", " ", name.casefold())) or known.get(name.casefold())
        if field and isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
            cells.setdefault(field, str(value))
    return cells


def first_position(geometry: Any) -> tuple[float, float] | None:
    """Longitude and latitude, of whatever shape."""
    found = geometry.get("coordinates") if isinstance(geometry, dict) else None
    for _ in range(5):
        if not isinstance(found, list) or not found:
            return None
        if len(found) > 1 and all(isinstance(one, int | float) and not isinstance(one, bool) for one in found[:2]):
            return float(found[0]), float(found[1])
        found = found[0]
    return None


IMPORTER = Importer(
    name="geojson",
    title="GeoJSON",
    suffixes=("geojson",),
    use="Features with a title and a date among their properties; our own feed without loss.",
    recognises=lambda head, suffix: suffix == "geojson" or jsontext.has_member(head, "type", "FeatureCollection"),
    read=read,
    rank=20,
)
