"""Text → one date or date and time (ISO 8601-2, levels 0 to 2), a regular expression for each shape.

Positions in refusals count within the text given here; `parse` moves them to where it stands in the whole.
"""

from __future__ import annotations

import re
from typing import NoReturn

from timeline.domain.edtf import mask
from timeline.domain.edtf.calendar import MONTH_DAYS, join_days, month_length
from timeline.domain.edtf.values import APPROXIMATE, UNCERTAIN, EdtfDate, EdtfDateTime
from timeline.domain.errors import InvalidDate

PLAIN = re.compile(r"(-?[0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
DATE = re.compile(r"([?~%]?)(-?[0-9X]{4})([?~%]?)(?:-([?~%]?)([0-9X]{2})([?~%]?)(?:-([?~%]?)([0-9X]{2})([?~%]?))?)?")
LONG = re.compile(r"([?~%]?)(Y?)(-?)([0-9]+)(?:E([0-9]+))?(?:S([0-9]+))?([?~%]?)")
DATETIME = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:(Z)|([+-])([0-9]{2})(?::([0-9]{2}))?)?"
)
QUALIFIERS = {"": 0, "?": UNCERTAIN, "~": APPROXIMATE, "%": UNCERTAIN | APPROXIMATE, None: 0}
MARKS = ("", "?", "~", "%")
MONTHS = 12
CLOCK = ((2, 23, "hour"), (3, 59, "minute"), (4, 59, "second"), (7, 23, "hour"), (8, 59, "minute"))
"""Of DATETIME, by group: the largest number and its name."""
MOST_DIGITS = 13
"""Of a year: days beyond 2^53 are no numbers that readers keep."""

SEASONS = {
    **dict.fromkeys((21, 25), (3, 3, "season")), **dict.fromkeys((22, 26), (6, 3, "season")),
    **dict.fromkeys((23, 27), (9, 3, "season")), **dict.fromkeys((24, 28), (12, 3, "season")),
    29: (9, 3, "season"), 30: (12, 3, "season"), 31: (3, 3, "season"), 32: (6, 3, "season"),
    33: (1, 3, "quarter"), 34: (4, 3, "quarter"), 35: (7, 3, "quarter"), 36: (10, 3, "quarter"),
    37: (1, 4, "quadrimester"), 38: (5, 4, "quadrimester"), 39: (9, 4, "quadrimester"),
    40: (1, 6, "semester"), 41: (7, 6, "semester"),
}  # fmt: skip
"""First month, number of months and precision of ISO 8601-2's codes (4.8). The standard leaves seasons open: these
are the meteorological ones, northern for 21–28, southern for 29–32; winter runs into the next year."""


def parse_point(text: str) -> EdtfDate | EdtfDateTime:
    """Raises InvalidDate."""
    return parse_datetime(text) if "T" in text else parse_date(text)


def parse_date(text: str) -> EdtfDate:
    """Raises InvalidDate."""
    plain = PLAIN.fullmatch(text)
    if plain and text[:5] != "-0000":
        return read_plain(text, plain)
    found = DATE.fullmatch(text)
    if found:
        return _read_qualified(text, found)
    found = LONG.fullmatch(text)
    if not found:
        _refuse_shape(text)
    return _read_long(text, found)


def read_plain(text: str, found: re.Match[str]) -> EdtfDate:
    """A date without X or qualifiers, the common case; `found` is PLAIN's."""
    year_text, month_text, day_text = found.groups()
    year = int(year_text)
    if month_text is None:
        return EdtfDate(text, join_days(year), join_days(year, 12, 31), "year", (year_text,))
    month = int(month_text)
    if not 1 <= month <= MONTHS:
        return _read_season(text, found)
    start = join_days(year, month)
    length = month_length(year, month)
    if day_text is None:
        return EdtfDate(text, start, start + length - 1, "month", (year_text, month_text))
    day = int(day_text)
    if not 1 <= day <= length:
        _refuse_day(text, found, year, month)
    day += start - 1
    return EdtfDate(text, day, day, "day", (year_text, month_text, day_text))


def _refuse_day(text: str, found: re.Match[str], year: int, month: int) -> NoReturn:
    reason = f"no day {found[3]} in month {month:02d}; it has {month_length(year, month)} days"
    if found[2] == "02" and found[3] == "29":
        reason = f"no 29 February in {year}, which is not a leap year; its last is 28"
    raise InvalidDate(text, found.start(3) + 1, reason)


def _read_season(text: str, found: re.Match[str]) -> EdtfDate:
    code = int(found[2])
    if code not in SEASONS:
        raise InvalidDate(text, found.start(2) + 1, f"no month {found[2]}; months are 01-12, seasons 21-41")
    if found[3] is not None:
        _refuse_season_day(text, found.start(3))
    month, count, precision = SEASONS[code]
    year = int(found[1])
    after = month + count
    end = join_days(year + (after > MONTHS), (after - 1) % MONTHS + 1) - 1
    return EdtfDate(text, join_days(year, month), end, precision, (found[1], found[2]))


def _refuse_season_day(text: str, index: int) -> NoReturn:
    raise InvalidDate(text, index + 1, "a season has no days; leave the day out or give a month 01-12")


def _read_qualified(text: str, found: re.Match[str]) -> EdtfDate:
    """A qualifier after a part is also that of the parts to its left; one before a part is its own (level 2)."""
    y0, year, y1, m0, month, m1, d0, day, d1 = found.groups()
    parts = tuple(part for part in (year, month, day) if part is not None)
    for_day = QUALIFIERS[d1]
    for_month = QUALIFIERS[m1] | for_day
    flags = (
        QUALIFIERS[y0] | QUALIFIERS[y1] | for_month,
        QUALIFIERS[m0] | for_month,
        QUALIFIERS[d0] | for_day,
    )[: len(parts)]
    if year == "-0000":
        raise InvalidDate(text, found.start(2) + 1, "no year -0000; 1 BCE is 0000")
    if "X" in "".join(parts):
        bare = _read_masked(text, found, year, month, day)
    else:
        bare = _read_bare(text, found, "-".join(parts))
    return EdtfDate(write_date(parts, flags), bare.first, bare.last, bare.precision, parts, flags, bare.gapped)


def _read_bare(text: str, found: re.Match[str], bare: str) -> EdtfDate:
    """Without its qualifiers; a refusal points at the part as it stands among them."""
    plain = PLAIN.fullmatch(bare)
    assert plain is not None  # noqa: S101  DATE without X and qualifiers is PLAIN
    try:
        return read_plain(bare, plain)
    except InvalidDate as error:
        part = 8 if plain[3] is not None and error.position > plain.start(3) else 5
        raise InvalidDate(text, found.start(part) + 1, error.reason) from None


def _read_masked(text: str, found: re.Match[str], year: str, month: str | None, day: str | None) -> EdtfDate:
    if month is not None and not mask.months(month):
        _refuse_masked_month(text, found, year, month)
    if day is not None:
        _check_masked_day(text, found, month, day)
    outer = mask.outer(year, month, day)
    if outer is None:
        raise InvalidDate(text, found.start(8) + 1, "no year that fits has a 29 February; its last is 28")
    return EdtfDate(text, *outer, _masked_precision(year, month, day), (), (), mask.is_gapped(year, month, day))


def _refuse_masked_month(text: str, found: re.Match[str], year: str, month: str) -> NoReturn:
    if month.isdigit() and int(month) in SEASONS:
        if found[8] is not None:
            _refuse_season_day(text, found.start(8))
        raise InvalidDate(text, found.start(2) + 1, f"season {month} needs a whole year, not {year}")
    raise InvalidDate(text, found.start(5) + 1, f"no month {month}; months are 01-12, seasons 21-41")


def _check_masked_day(text: str, found: re.Match[str], month: str | None, day: str) -> None:
    longest = max(MONTH_DAYS[number] for number in mask.months(month))
    if not any(number <= longest for number in mask.days(day)):
        raise InvalidDate(text, found.start(8) + 1, f"no day {day}; this month has at most {longest} days")


def _masked_precision(year: str, month: str | None, day: str | None) -> str:
    if day is not None:
        return "day"
    if month is not None:
        return "month"
    known = year.rstrip("X")
    if "X" in known:
        return "year"
    return ("year", "decade", "century", "millennium", "millennium")[len(year) - len(known)]


def _read_long(text: str, found: re.Match[str]) -> EdtfDate:
    """Years of five digits and more, exponents, and significant digits (level 2)."""
    before, prefix, sign, digits, exponent, significant, after = found.groups()
    _check_long(text, found)
    size = int(digits) * 10 ** int(exponent or 0)
    low, high = (size, size) if significant is None else _significant_range(text, found, size)
    first, last = (-high, -low) if sign else (low, high)
    bare = f"{prefix}{sign}{digits}{f'E{exponent}' if exponent else ''}{f'S{significant}' if significant else ''}"
    flag = QUALIFIERS[before] | QUALIFIERS[after]
    year = -size if sign else size
    return EdtfDate(bare + MARKS[flag], join_days(first), join_days(last, 12, 31), "year", (bare, str(year)), (flag,))


def _check_long(text: str, found: re.Match[str]) -> None:
    prefix, digits, exponent, significant = found[2], found[4], found[5], found[6]
    at = found.start(4) + 1
    if not prefix and (len(digits) != 4 or exponent or not significant):  # noqa: PLR2004
        raise InvalidDate(text, at, f"a year has four digits, not {len(digits)}; longer ones start with Y")
    if not prefix:
        return
    if digits[0] == "0":
        raise InvalidDate(text, at, "a long year does not start with 0")
    if exponent is None and len(digits) < 5:  # noqa: PLR2004
        raise InvalidDate(text, at, "a year after Y has five digits or more; write four digits without Y")
    if len(digits) + min(int((exponent or "0")[:4]), 9999) > MOST_DIGITS:
        raise InvalidDate(text, at, f"years have at most {MOST_DIGITS} digits here")


def _significant_range(text: str, found: re.Match[str], size: int) -> tuple[int, int]:
    """1950S2 is some year from 1900 to 1999, estimated as 1950."""
    digits = max(len(str(size)), len(found[4]))
    count = int(found[6][:4])
    if not 1 <= count <= digits or found[6][0] == "0":
        raise InvalidDate(text, found.start(6) + 1, f"{size} has {digits} digits; give S1 to S{digits}")
    unit = 10 ** (digits - count)
    return size // unit * unit, size // unit * unit + unit - 1


def parse_datetime(text: str) -> EdtfDateTime:
    """Raises InvalidDate."""
    found = DATETIME.fullmatch(text)
    if not found:
        at = text.index("T") + 1
        raise InvalidDate(text, at, "a time is Thh:mm:ss after a whole date, then Z or ±hh:mm or nothing")
    date = parse_date(found[1])
    if date.precision != "day":
        raise InvalidDate(text, 6, "a time needs a day, not a season")
    for index, most, name in CLOCK:
        if int(found[index] or 0) > most:
            leap = "; a leap second is written as :59, with a note" if found[index] == "60" and index == 4 else ""  # noqa: PLR2004
            raise InvalidDate(text, found.start(index) + 1, f"no {name} {found[index]}; it is 00-{most}{leap}")
    seconds = int(found[2]) * 3600 + int(found[3]) * 60 + int(found[4])
    return EdtfDateTime(text, date.first, seconds, _offset(found))


def _offset(found: re.Match[str]) -> int | None:
    if found[5]:
        return 0
    if not found[6]:
        return None
    minutes = int(found[7]) * 60 + int(found[8] or 0)
    return -minutes if found[6] == "-" else minutes


def write_date(parts: tuple[str, ...], flags: tuple[int, ...]) -> str:
    """Canonical: one qualifier after the group from the left that shares it, else one before each part."""
    if not any(flags):
        return "-".join(parts)
    last = max(index for index, flag in enumerate(flags) if flag)
    if len(set(flags[: last + 1])) == 1:
        return "-".join(part + (MARKS[flags[index]] if index == last else "") for index, part in enumerate(parts))
    return "-".join(MARKS[flag] + part for part, flag in zip(parts, flags, strict=True))


def _refuse_shape(text: str) -> NoReturn:
    if not text:
        raise InvalidDate(text, 1, "a date is missing here")
    for length in range(len(text) - 1, 3, -1):
        if DATE.fullmatch(text, 0, length):
            rest = text[length:][:20]
            raise InvalidDate(
                text,
                length + 1,
                f'"{rest}" is not expected after {text[:length]}; dates are YYYY, YYYY-MM or YYYY-MM-DD',
            )
    raise InvalidDate(text, 1, "is no date; dates are YYYY, YYYY-MM or YYYY-MM-DD, with X for unknown digits")
