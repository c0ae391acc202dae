"""Years beyond four digits, with exponents, or exact to some digits only (ISO 8601-2, level 1 and 2)."""

from __future__ import annotations

import re

from timeline.domain.edtf.calendar import DECEMBER, LAST_PLAIN_YEAR, OPEN_FUTURE, OPEN_PAST, join_days
from timeline.domain.edtf.date import EdtfDate
from timeline.domain.edtf.parse.qualifier import FLAGS, MARKS
from timeline.domain.edtf.parse.refusal import NO_YEAR_ZERO, RefusedError

LONG = re.compile(
    r"([?~%]?)(?P<year>Y(?P<long>-?[0-9]+)(?:E(?P<exponent>[0-9]+))?|(?P<short>-?[0-9]{4})(?=S))"
    r"(?:S(?P<significant>[0-9]+))?([?~%]?)"
)
MOST_DIGITS = 14
"""Of a year whose days are below 2^53; checked before any number is made."""

TOO_FAR = "too far away; years go to about 24 trillion either way, as days are counted up to 2^53"
PRECISIONS = ("year", "decade", "century", "millennium")
"""By the number of digits that are not exact; "millennium" also of more."""


def read_long_year(found: re.Match[str], offset: int) -> EdtfDate:
    if found["long"]:
        _check_long(found, offset)
    if found["short"] == "-0000":
        raise RefusedError(offset + found.start("year"), NO_YEAR_ZERO)
    year = int(found["long"] or found["short"]) * 10 ** int(found["exponent"] or 0)
    if found["long"] and abs(year) <= LAST_PLAIN_YEAR:
        raise RefusedError(offset, f"Y is for years of more than four digits; write {_plain(year)}")
    inexact = _inexact_digits(year, found, offset)
    first, last = _days(year, inexact)
    if first <= OPEN_PAST or last >= OPEN_FUTURE:
        raise RefusedError(offset, TOO_FAR)
    precision = PRECISIONS[min(inexact, 3)]
    qualifier = FLAGS[found[1]] | FLAGS[found.group(found.re.groups)]
    significant = None if found["significant"] is None else int(found["significant"])
    text = found.group().strip("?~%") + MARKS[qualifier]
    return EdtfDate(text, first, last, precision, (_plain(year),), (qualifier,), significant)


def _check_long(found: re.Match[str], offset: int) -> None:
    digits, exponent = found["long"].lstrip("-"), found["exponent"] or ""
    if digits[0] == "0":
        raise RefusedError(offset + found.start("long"), "a year after Y does not begin with 0")
    if exponent[:1] == "0":
        at = offset + found.start("exponent")
        raise RefusedError(at, "an exponent is a whole number from 1, without leading zeros, as in Y17E7")
    if len(exponent) > len(str(MOST_DIGITS)) or len(digits) + int(exponent or 0) > MOST_DIGITS:
        raise RefusedError(offset + found.start("long"), TOO_FAR)


def _inexact_digits(year: int, found: re.Match[str], offset: int) -> int:
    if found["significant"] is None:
        return 0
    digits, written = len(str(abs(year))), found["significant"]
    if written[0] == "0" or len(written) > len(str(MOST_DIGITS)) or int(written) > digits:
        at = offset + found.start("significant")
        raise RefusedError(at, f"no {written} significant digits; the year {year} has {digits}")
    return digits - int(written)


def _days(year: int, inexact: int) -> tuple[int, int]:
    """All years that begin with the exact digits: 1950S2 is 1900 to 1999, Y171010000S3 171000000 to
    171999999; the standard's rule, where its examples disagree.
    """
    unit: int = 10**inexact
    least = abs(year) // unit * unit
    years = (least, least + unit - 1) if year >= 0 else (-least - unit + 1, -least)
    return join_days(years[0], 1, 1), join_days(years[1], DECEMBER, 31)


def _plain(year: int) -> str:
    return f"{'-' if year < 0 else ''}{abs(year):04d}"
