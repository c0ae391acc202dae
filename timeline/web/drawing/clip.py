"""What of a polygon lies within a box (Sutherland and Hodgman, 1974)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

Point = tuple[float, float]


class Box(NamedTuple):
    left: float
    bottom: float
    right: float
    top: float


def clip(ring: Sequence[Point], box: Box) -> list[Point]:
    """Empty where none of it does. Parts that fall apart stay joined along the box's edge, where nobody sees it."""
    if not _meets(ring, box):
        return []
    points = list(ring)
    for axis, edge, sign in ((0, box.left, 1), (0, box.right, -1), (1, box.bottom, 1), (1, box.top, -1)):
        points = _cut(points, axis, edge, sign)
    return points


def _meets(ring: Sequence[Point], box: Box) -> bool:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return min(xs) <= box.right and max(xs) >= box.left and min(ys) <= box.top and max(ys) >= box.bottom


def _cut(points: Sequence[Point], axis: int, edge: float, sign: int) -> list[Point]:
    """What lies on the side of the edge that `sign` points to."""
    kept: list[Point] = []
    for before, here in zip([*points[-1:], *points[:-1]], points, strict=True):
        was_in, is_in = (before[axis] - edge) * sign >= 0, (here[axis] - edge) * sign >= 0
        if was_in != is_in:
            kept.append(_crossing(before, here, axis, edge))
        if is_in:
            kept.append(here)
    return kept


def _crossing(before: Point, here: Point, axis: int, edge: float) -> Point:
    part = (edge - before[axis]) / (here[axis] - before[axis])
    x, y = (before[other] + part * (here[other] - before[other]) for other in (0, 1))
    return x, y
