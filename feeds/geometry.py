"""Where an event was, as GeoJSON geometry (RFC 7946): longitude first, nothing across the antimeridian."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.domain.place import Place

Position = tuple[float, float]
"""Longitude and latitude."""

DECIMALS = 7
"""A centimetre; more would be false (section 11.2)."""


def geometry(places: Iterable[Place]) -> dict[str, Any] | None:
    """A point for a place, a line for each way from one to another; None where nobody said where."""
    placed: dict[str, dict[Position, None]] = {"at": {}, "from": {}, "to": {}}
    for place in places:
        if place.latitude is not None and place.longitude is not None:
            placed[place.role][_position(place.longitude, place.latitude)] = None
    lines = [line for ends in product(placed["from"], placed["to"]) if ends[0] != ends[1] for line in line_of(*ends)]
    ends = [] if lines else [*placed["from"], *placed["to"]]
    found = [*_points([*dict.fromkeys([*placed["at"], *ends])]), *_lines(lines)]
    if len(found) > 1:
        return {"type": "GeometryCollection", "geometries": found}
    return found[0] if found else None


def line_of(start: Position, end: Position) -> list[list[Position]]:
    """The shorter way round; cut in two where it crosses 180° (section 3.1.9)."""
    across = end[0] - start[0]
    if abs(across) <= 180:  # noqa: PLR2004  half of the globe
        return [[start, end]]
    side = 180.0 if across < 0 else -180.0
    whole = 360 - abs(across)
    part = abs(side - start[0]) / whole if whole else 0.0  # none, where both lie on it
    latitude = round(start[1] + (end[1] - start[1]) * part, DECIMALS) + 0.0
    pieces: list[list[Position]] = [[start, (side, latitude)], [(-side, latitude), end]]
    return [piece for piece in pieces if piece[0] != piece[1]]


def _points(positions: list[Position]) -> list[dict[str, Any]]:
    if not positions:
        return []
    if len(positions) == 1:
        return [{"type": "Point", "coordinates": positions[0]}]
    return [{"type": "MultiPoint", "coordinates": positions}]


def _lines(lines: list[list[Position]]) -> list[dict[str, Any]]:
    if not lines:
        return []
    if len(lines) == 1:
        return [{"type": "LineString", "coordinates": lines[0]}]
    return [{"type": "MultiLineString", "coordinates": lines}]


def _position(longitude: float, latitude: float) -> Position:
    """Adding nought makes nought of its negative."""
    return round(longitude, DECIMALS) + 0.0, round(latitude, DECIMALS) + 0.0
