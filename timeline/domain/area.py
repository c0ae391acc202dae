"""Where on Earth: a box of degrees, or a circle around a point. WGS 84."""

from __future__ import annotations

import math
from dataclasses import dataclass

LONGEST = 20_100
"""Kilometres: a little over half the way around."""


@dataclass(frozen=True, slots=True)
class Box:
    """`west` is greater than `east` where the box lies across the meridian of 180°."""

    west: float
    south: float
    east: float
    north: float

    def __str__(self) -> str:
        return f"{self.west:.12g},{self.south:.12g},{self.east:.12g},{self.north:.12g}"

    def describe(self) -> str:
        return f"at {self.south:.12g}° to {self.north:.12g}° N, {self.west:.12g}° to {self.east:.12g}° E"


@dataclass(frozen=True, slots=True)
class Circle:
    latitude: float
    longitude: float
    kilometres: float

    def __str__(self) -> str:
        return f"{self.latitude:.12g},{self.longitude:.12g},{self.kilometres:.12g}"

    def describe(self) -> str:
        return f"within {self.kilometres:.12g} km of {self.latitude:.12g}, {self.longitude:.12g}"


def parse_box(text: str) -> Box:
    """`west,south,east,north` in degrees; raises ValueError."""
    west, south, east, north = _numbers(text, "west,south,east,north in degrees, such as 124,37.6,131,43.1", 4)
    _check("longitude", 180, west, east)
    _check("latitude", 90, south, north)
    if south > north:
        raise ValueError(f"has its south {south:.12g} above its north {north:.12g}; exchange them")
    return Box(west, south, east, north)


def parse_circle(text: str) -> Circle:
    """`latitude,longitude,kilometres`; raises ValueError."""
    latitude, longitude, kilometres = _numbers(text, "latitude,longitude,kilometres, such as 51.73,36.19,50", 3)
    _check("latitude", 90, latitude)
    _check("longitude", 180, longitude)
    if not 0 < kilometres <= LONGEST:
        raise ValueError(f"has a distance of {kilometres:.12g} km; give one above 0 and up to {LONGEST:,}")
    return Circle(latitude, longitude, kilometres)


def _numbers(text: str, wanted: str, count: int) -> list[float]:
    try:
        numbers = [float(part) for part in text.split(",")]
    except ValueError:
        numbers = []
    if len(numbers) != count or not all(map(math.isfinite, numbers)) or not text.isascii():
        raise ValueError(f"is not {wanted}")
    return numbers


def _check(name: str, most: float, *degrees: float) -> None:
    for given in degrees:
        if abs(given) > most:
            raise ValueError(f"has a {name} of {given:.12g}; it lies between -{most:.12g} and {most:.12g}")
