"""One date as it was written, before its missing parts are chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Unit = Literal["day", "week", "fortnight", "weekend", "month", "year", "decade", "century"]


@dataclass(frozen=True, slots=True)
class Point:
    """`text` is EDTF where nothing was missing; otherwise the parts that were named.

    `season` is a code of ISO 8601-2, 21 to 41; `week` the week of the month, -1 the last; `weekday` counts from
    Monday, 0. `part` is early, mid or late of the finest part, `which` is last, this or next of it. `back` counts
    `unit`s from publication, "ago" and "yesterday" being positive; `lasting` is from then to publication. `edge` is
    the very end ("the end of March"), where "by" means its last day.
    """

    text: str | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: int | None = None
    weekday: int | None = None
    part: str | None = None
    which: str | None = None
    back: int | None = None
    unit: Unit | None = None
    week: int | None = None
    lasting: bool = False
    approximate: bool = False
    uncertain: bool = False
    edge: bool = False
