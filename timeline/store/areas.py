"""Boxes and circles → clauses over `version_place`: an index on latitude, then arithmetic alone."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from timeline.store.derived import on_sphere
from timeline.store.tables import event_version as version
from timeline.store.tables import version_place as place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.sql import ColumnElement

    from timeline.domain.area import Box, Circle

RADIUS = 6_371.0088
"""Kilometres: the Earth's mean radius."""


def inside_boxes(timeline_id: int, boxes: Sequence[Box]) -> ColumnElement[bool]:
    return _has_place(timeline_id, [_in_box(box) for box in boxes])


def inside_circles(timeline_id: int, circles: Sequence[Circle]) -> ColumnElement[bool]:
    return _has_place(timeline_id, [_in_circle(circle) for circle in circles])


def _has_place(timeline_id: int, alternatives: list[ColumnElement[bool]]) -> ColumnElement[bool]:
    found = sa.union_all(
        *(sa.select(place.c.revision).where(place.c.timeline_id == timeline_id, inside) for inside in alternatives)
    )
    return version.c.revision.in_(found)


def _in_box(box: Box) -> ColumnElement[bool]:
    east_of_west, west_of_east = place.c.longitude >= box.west, place.c.longitude <= box.east
    across = sa.or_ if box.west > box.east else sa.and_
    return sa.and_(place.c.latitude.between(box.south, box.north), across(east_of_west, west_of_east))


def _in_circle(circle: Circle) -> ColumnElement[bool]:
    """The straight line between two points of the sphere grows with their distance along it."""
    angle = min(circle.kilometres / RADIUS, math.pi)
    reach = math.degrees(angle)
    centre = on_sphere(circle.latitude, circle.longitude)
    apart: Any = sum((place.c[axis] - centre[axis]) * (place.c[axis] - centre[axis]) for axis in ("x", "y", "z"))
    near = place.c.latitude.between(circle.latitude - reach, circle.latitude + reach)
    return sa.and_(near, apart <= (2 * math.sin(angle / 2)) ** 2)
