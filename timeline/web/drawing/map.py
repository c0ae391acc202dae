"""A map of an event's places: land as an outline, places as dots, a way from one to another as a line."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.web.drawing.clip import Box, clip

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from timeline.domain.place import Place

WIDTH, HEIGHT = 640, 360
LEAST_HEIGHT = 16.0
"""Degrees of latitude: the outline is coarse, and looked at closer than this tells nobody where they are."""
MARGIN = 1.6
POLE = 84.0
LABEL_GAP = 7.5
"""Percent of the height that two labels keep apart."""


@dataclass(frozen=True, slots=True)
class Dot:
    """`x` and `y` in percent of the map; `label_y` where its name stands, `before` on which side."""

    name: str
    x: float
    y: float
    label_y: float
    before: bool
    approximate: bool
    role: str


@dataclass(frozen=True, slots=True)
class Map:
    """`land` is path data in a box of WIDTH by HEIGHT; `ways` lead from dot to dot."""

    land: str
    dots: Sequence[Dot]
    ways: Sequence[tuple[Dot, Dot]]


def draw_map(places: Iterable[Place]) -> Map | None:
    """None where no place has coordinates."""
    known = [(one, one.longitude, one.latitude) for one in places]
    points = [(one, lon, lat) for one, lon, lat in known if lon is not None and lat is not None]
    if not points:
        return None
    turned = _turn([lon for _, lon, _ in points])
    view = _view(turned, [lat for _, _, lat in points])
    placed = [(one, *_percent(view, lon, lat)) for (one, _, lat), lon in zip(points, turned, strict=True)]
    dots = _label(placed)
    ways = [(start, end) for start in dots if start.role == "from" for end in dots if end.role == "to"]
    return Map(_land(view), dots, ways)


def _turn(longitudes: Sequence[float]) -> list[float]:
    """All within the shortest way round the globe, so that Fiji and Samoa are neighbours."""
    ordered = sorted(set(longitudes))
    gaps = [(after - before, after) for before, after in pairwise(ordered)]
    around = ordered[0] + 360 - ordered[-1]
    widest, start = max(gaps, default=(0.0, ordered[0]))
    return [lon + 360 if widest > around and lon < start else lon for lon in longitudes]


def _view(longitudes: Sequence[float], latitudes: Sequence[float]) -> Box:
    """Around all places, at the width that keeps shapes true at its middle."""
    middle = max(-70.0, min(70.0, (min(latitudes) + max(latitudes)) / 2))
    squeeze = math.cos(math.radians(middle)) * HEIGHT / WIDTH
    tall = (max(latitudes) - min(latitudes)) * MARGIN
    wide = (max(longitudes) - min(longitudes)) * MARGIN
    height = max(LEAST_HEIGHT, tall, wide * squeeze)
    height = min(height, 2 * POLE)
    width = height / squeeze
    x, y = (min(longitudes) + max(longitudes)) / 2, max(height / 2 - POLE, min(POLE - height / 2, middle))
    return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _percent(view: Box, lon: float, lat: float) -> tuple[float, float]:
    x = (lon - view.left) / (view.right - view.left)
    y = (view.top - lat) / (view.top - view.bottom)
    return round(x * 100, 2), round(y * 100, 2)


def _label(placed: Sequence[tuple[Place, float, float]]) -> list[Dot]:
    """From north to south, each name below the one before where they would touch."""
    dots: list[Dot] = []
    lowest = -LABEL_GAP
    for one, x, y in sorted(placed, key=lambda found: found[2]):
        lowest = max(y, lowest + LABEL_GAP)
        dots.append(Dot(one.name, x, y, min(97.0, lowest), x > 60, one.approximate, one.role))  # noqa: PLR2004
    return dots


@cache
def _rings() -> list[list[tuple[float, float]]]:
    text = (Path(__file__).parent / "land.json").read_text(encoding="utf-8")
    return [
        list(zip([x / 10 for x in ring[::2]], [y / 10 for y in ring[1::2]], strict=True)) for ring in json.loads(text)
    ]


def _land(view: Box) -> str:
    """Once round the globe in each direction, for views across the date line."""
    paths = []
    for turn in (-360, 0, 360):
        box = Box(view.left - turn, view.bottom, view.right - turn, view.top)
        paths += [_path(box, ring) for ring in (clip(ring, box) for ring in _rings()) if len(ring) > 2]  # noqa: PLR2004
    return "".join(paths)


def _path(view: Box, ring: Sequence[tuple[float, float]]) -> str:
    points = [
        (
            round((x - view.left) / (view.right - view.left) * WIDTH),
            round((view.top - y) / (view.top - view.bottom) * HEIGHT),
        )
        for x, y in ring
    ]
    return "M" + "L".join(f"{x} {y}" for x, y in points) + "Z"
