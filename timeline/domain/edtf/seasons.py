"""The codes that stand in a month's place (ISO 8601-2, sub-year groupings): 21–24 seasons, 25–28 northern,
29–32 southern, 33–36 quarters, 37–39 quadrimesters, 40–41 semesters.

The standard leaves open which months a season has. These are the meteorological ones; 21–24, which name no
hemisphere, are read as northern. A winter runs from December into the year after the one that is written.
"""

from __future__ import annotations

from typing import NamedTuple

from timeline.domain.edtf.calendar import DECEMBER, join_days


class Season(NamedTuple):
    precision: str
    first_month: int
    months: int


SPRING, SUMMER, AUTUMN, WINTER = (Season("season", month, 3) for month in (3, 6, 9, 12))
SEASONS = {
    **dict(enumerate((SPRING, SUMMER, AUTUMN, WINTER), 21)),
    **dict(enumerate((SPRING, SUMMER, AUTUMN, WINTER), 25)),
    **dict(enumerate((AUTUMN, WINTER, SPRING, SUMMER), 29)),
    **dict(enumerate((Season("quarter", month, 3) for month in (1, 4, 7, 10)), 33)),
    **dict(enumerate((Season("quadrimester", month, 4) for month in (1, 5, 9)), 37)),
    **dict(enumerate((Season("semester", month, 6) for month in (1, 7)), 40)),
}
"""By code. A southern spring has the months of a northern autumn."""


def season_span(year: int, code: int) -> tuple[int, int]:
    """First and last day."""
    season = SEASONS[code]
    next_month = season.first_month + season.months
    after = join_days(year + (next_month > DECEMBER), (next_month - 1) % 12 + 1, 1)
    return join_days(year, season.first_month, 1), after - 1
