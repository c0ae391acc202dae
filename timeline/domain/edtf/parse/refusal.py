"""Why a text that fits no shape was refused: the first line of a table that fits it."""

from __future__ import annotations

import re
from typing import NoReturn


class RefusedError(Exception):
    """`index` counts from 0 in the whole text."""

    def __init__(self, index: int, reason: str) -> None:
        super().__init__(reason)
        self.index = index
        self.reason = reason


NO_YEAR_ZERO = "no year -0000; 1 BCE is 0000"

YEAR = r"[?~%]?-?[0-9X]{4}[?~%]?"
MONTH = YEAR + r"-[?~%]?[0-9X]{2}[?~%]?"
DAY = MONTH + r"-[?~%]?[0-9X]{2}[?~%]?"
SHAPES = tuple(
    (re.compile(pattern), reason)
    for pattern, reason in (
        (r"()$", "a date is missing here"),
        (r"[^][{}]*()[][{}]", "a set stands alone, not inside another value, and has both its brackets"),
        (r"[^,]*(),", "several dates stand in brackets: [ ] for one of them, { } for all of them"),
        (r"[^.]*()\.\.", "a run of dates takes a slash, as 2024/2025; .. makes runs in sets, and open ends"),
        (r"[^.]*()\.", "a single dot has no meaning"),
        (r".*?[?~%]()[?~%]", "one mark is enough; % means uncertain and approximate"),
        (r"[?~%]?()\+", "a year has no plus sign; it has four digits, or starts with Y"),
        (r"-?[0-9]{4}()[0-9]{4}(?:T|$)", "hyphens are missing; write year, month and day as 2024-01-15"),
        (r"[?~%]?-?[0-9X]+()E", "an exponent needs Y before the year, as Y17E7"),
        (r"[?~%]?-?[0-9X]{4}()[0-9X]", "a year has four digits; a longer one starts with Y, as Y12345"),
        (r"[?~%]?-?()[0-9X]{1,3}(?![0-9X])", "a year has four digits, as 0985"),
        (r"[?~%]?Y-?[0-9]+(?:E[0-9]+)?(?:S[0-9]+)?[?~%]?()-", "a year with Y stands alone, without a month"),
        (r"[?~%]?()Y", "Y is followed by a whole year, as Y12345, Y-12345 or Y17E7"),
        (r"[?~%]?-?[0-9X]{4}()S", "S follows a year without X, and counts its exact digits, as 1950S2"),
        (YEAR + r"-[?~%]?()(?![0-9X]{2})", "a month has two digits, as 05"),
        (MONTH + r"()[0-9X]", "a month has two digits; a hyphen stands before the day"),
        (MONTH + r"-[?~%]?()(?![0-9X]{2})", "a day has two digits, as 07"),
        (f"(?:{DAY}|{MONTH}|{YEAR})().", "nothing of this kind may follow a date"),
        (r"()--", "only one minus stands before a year"),
        (r"()", "is no date; dates are YYYY, YYYY-MM or YYYY-MM-DD, with X for unknown digits"),
    )
)
"""Patterns whose group is empty and marks the place."""


def refuse_shape(part: str, offset: int) -> NoReturn:
    for pattern, reason in SHAPES:
        found = pattern.match(part)
        if found:
            raise RefusedError(offset + found.start(1), reason)
    raise RefusedError(offset, "is no date")  # pragma: no cover  the last pattern fits all
