"""Text → EDTF value, one regular expression a shape; every refusal says where and what would do."""

from __future__ import annotations

import re
from typing import NoReturn

from timeline.domain.edtf import mask
from timeline.domain.edtf.calendar import MONTH_DAYS, OPEN_FUTURE, is_leap, join_days, month_length
from timeline.domain.edtf.values import (
    APPROXIMATE,
    UNCERTAIN,
    Edtf,
    EdtfDate,
    EdtfDateTime,
    EdtfInterval,
    EdtfSet,
    End,
    Member,
)
from timeline.domain.errors import InvalidDate

LIMIT = 255
PLAIN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
DATE = re.compile(
    r"([?~%]?)(-?[0-9X]{4})([?~%]?)(?:-([?~%]?)([0-9X]{2})([?~%]?)(?:-([?~%]?)([0-9X]{2})([?~%]?))?)?"
)
LONG = re.compile(r"([?~%]?)(Y?)(-?)([0-9]+)(?:E([0-9]+))?(?:S([0-9]+))?([?~%]?)")
DATETIME = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:(Z)|([+-])([0-9]{2})(?::([0-9]{2}))?)?"
)
FOREIGN = re.compile(r"[^0-9XYESTZ:?~%/\[\]{},.+\- ]")
QUALIFIERS = {"": 0, "?": UNCERTAIN, "~": APPROXIMATE, "%": UNCERTAIN | APPROXIMATE}
MARKS = ("", "?", "~", "%")
MOST_DIGITS = 13
"""Of a year: days beyond 2^53 are no numbers that readers keep."""

SEASON_MONTHS = {
    **dict.fromkeys((21, 25), (3, 3)), **dict.fromkeys((22, 26), (6, 3)),
    **dict.fromkeys((23, 27), (9, 3)), **dict.fromkeys((24, 28), (12, 3)),
    29: (9, 3), 30: (12, 3), 31: (3, 3), 32: (6, 3),
    33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3),
    37: (1, 4), 38: (5, 4), 39: (9, 4), 40: (1, 6), 41: (7, 6),
}  # fmt: skip
"""First month and number of months of ISO 8601-2's codes (4.8). The standard leaves seasons open: these are the
meteorological ones, northern for 21–28, southern for 29–32; winter runs into the next year."""


def parse_edtf(text: str) -> Edtf:
    """Raises InvalidDate."""
    plain = PLAIN.fullmatch(text)
    if plain:
        return _plain(text, *plain.groups(), 0)
    return _Parser(text).parse()


def _season_precision(code: int) -> str:
    if code <= 32:  # noqa: PLR2004
        return "season"
    if code <= 36:  # noqa: PLR2004
        return "quarter"
    return "quadrimester" if code <= 39 else "semester"  # noqa: PLR2004


def _plain(whole: str, year_text: str, month_text: str | None, day_text: str | None, offset: int) -> EdtfDate:
    """A date without X or qualifiers, the common case."""
    year = int(year_text)
    text = whole[offset:] if offset else whole
    if month_text is None:
        return EdtfDate(text, join_days(year), join_days(year, 12, 31), "year", (year_text,), (0,))
    month = int(month_text)
    if not 1 <= month <= 12:  # noqa: PLR2004
        return _season(whole, text, year_text, month_text, day_text, offset)
    start = join_days(year, month)
    length = month_length(year, month)
    if day_text is None:
        return EdtfDate(text, start, start + length - 1, "month", (year_text, month_text), (0, 0))
    day = int(day_text)
    if not 1 <= day <= length:
        _refuse_day(whole, year, month, day_text, offset + len(year_text) + 5)
    found = start + day - 1
    return EdtfDate(text, found, found, "day", (year_text, month_text, day_text), (0, 0, 0))


def _refuse_day(whole: str, year: int, month: int, day_text: str, position: int) -> NoReturn:
    reason = f"no day {day_text} in month {month:02d}; it has {month_length(year, month)} days"
    if month == 2 and day_text == "29":  # noqa: PLR2004
        reason = f"no 29 February in {year}, which is not a leap year; its last is 28"
    raise InvalidDate(whole, position, reason)


def _season(
    whole: str, text: str, year_text: str, code_text: str, day_text: str | None, offset: int
) -> EdtfDate:
    code = int(code_text)
    position = offset + len(year_text) + 2
    if code not in SEASON_MONTHS:
        raise InvalidDate(whole, position, f"no month {code_text}; months are 01-12, seasons 21-41")
    if day_text is not None:
        raise InvalidDate(whole, position + 3, "a season has no days; leave the day out or give a month 01-12")
    first_month, count = SEASON_MONTHS[code]
    year = int(year_text)
    following = first_month + count
    end = join_days(year + (following > 12), (following - 1) % 12 + 1) - 1  # noqa: PLR2004
    start = join_days(year, first_month)
    return EdtfDate(text, start, end, _season_precision(code), (year_text, code_text), (0, 0))


class _Parser:
    """Holds the whole text, so that every refusal can show it with a position."""

    def __init__(self, text: str) -> None:
        self.text = text

    def parse(self) -> Edtf:
        text = self.text
        if not text:
            raise InvalidDate(text, 1, "is empty; give a date such as 2025, 2025-08 or 2025-08-10")
        if len(text) > LIMIT:
            raise InvalidDate(text, LIMIT + 1, f"is over {LIMIT} characters")
        foreign = FOREIGN.search(text)
        if foreign:
            self._refuse_character(foreign.start())
        if text[0] in "[{":
            return self._set()
        if " " in text:
            raise InvalidDate(text, text.index(" ") + 1, "a space has no meaning here; remove it")
        return self._interval() if "/" in text else self._point(text, 0)

    def _refuse_character(self, index: int) -> NoReturn:
        character = self.text[index]
        if character.isspace():
            raise InvalidDate(self.text, index + 1, "white space has no meaning here; remove it")
        if character.isdigit():
            raise InvalidDate(self.text, index + 1, f"{character} is not one of the digits 0-9")
        hint = f"; write {character.upper()}" if character in "xytzes" else ""
        raise InvalidDate(self.text, index + 1, f"unexpected {character!r}{hint}")

    def _point(self, part: str, offset: int) -> EdtfDate | EdtfDateTime:
        return self._datetime(part, offset) if "T" in part else self._date(part, offset)

    def _date(self, part: str, offset: int) -> EdtfDate:
        plain = PLAIN.fullmatch(part)
        if plain:
            return self._placed_plain(part, plain, offset)
        found = DATE.fullmatch(part)
        if found:
            return self._qualified(found, offset)
        found = LONG.fullmatch(part)
        if found:
            return self._long(found, offset)
        self._refuse_shape(part, offset)

    def _placed_plain(self, part: str, plain: re.Match[str], offset: int) -> EdtfDate:
        try:
            return _plain(part, *plain.groups(), 0)
        except InvalidDate as error:
            raise InvalidDate(self.text, error.position + offset, error.reason) from None

    def _refuse_shape(self, part: str, offset: int) -> NoReturn:
        if not part:
            raise InvalidDate(self.text, offset + 1, "a date is missing here")
        for length in range(len(part) - 1, 3, -1):
            if PLAIN.fullmatch(part[:length]) or DATE.fullmatch(part[:length]):
                raise InvalidDate(
                    self.text,
                    offset + length + 1,
                    f'"{part[length:][:20]}" is not expected after {part[:length]}; dates are YYYY, YYYY-MM or YYYY-MM-DD',
                )
        raise InvalidDate(
            self.text, offset + 1, "is no date; dates are YYYY, YYYY-MM or YYYY-MM-DD, with X for unknown digits"
        )

    def _qualified(self, found: re.Match[str], offset: int) -> EdtfDate:
        y0, year, y1, m0, month, m1, d0, day, d1 = found.groups()
        parts = tuple(part for part in (year, month, day) if part is not None)
        group = [QUALIFIERS[mark or ""] for mark in (y1, m1, d1)]
        own = [QUALIFIERS[mark or ""] for mark in (y0, m0, d0)]
        qualifiers = tuple(
            own[index] | group[index] | sum_of(group[index + 1 :]) for index in range(len(parts))
        )
        bare = self._masked(found, parts, offset)
        text = write_date(parts, qualifiers)
        return EdtfDate(text, bare.first, bare.last, bare.precision, parts, qualifiers, bare.gapped)

    def _masked(self, found: re.Match[str], parts: tuple[str, ...], offset: int) -> EdtfDate:
        year, month, day = (*parts, None, None)[:3]
        assert year is not None  # noqa: S101  the pattern has it
        if year == "-0000":
            raise InvalidDate(self.text, offset + found.start(2) + 1, "no year -0000; 1 BCE is 0000")
        if "X" not in "".join(parts):
            return self._signed(found, year, month, day, offset)
        self._check_month(month, found, offset)
        if month is not None and month.isdigit() and int(month) > 12:  # noqa: PLR2004
            return self._masked_season(year, int(month), day, found, offset)
        if day is not None:
            self._check_day(month, day, found, offset)
        outer = mask.outer(year, month, day)
        if outer is None:
            raise InvalidDate(self.text, offset + 1, "no such day in any year that fits, such as 29 February")
        precision = _masked_precision(year, month, day)
        return EdtfDate("", *outer, precision, parts, (), mask.is_gapped(year, month, day))

    def _signed(
        self, found: re.Match[str], year: str, month: str | None, day: str | None, offset: int
    ) -> EdtfDate:
        text = "-".join(part for part in (year, month, day) if part is not None)
        try:
            return _plain(text, year, month, day, 0)
        except InvalidDate as error:
            place = found.start(8) if "day" in error.reason or "29" in error.reason else found.start(5)
            raise InvalidDate(self.text, offset + place + 1, error.reason) from None

    def _check_month(self, month: str | None, found: re.Match[str], offset: int) -> None:
        if month is None or mask.months(month):
            return
        if month.isdigit() and int(month) in SEASON_MONTHS:
            return
        position = offset + found.start(5) + 1
        raise InvalidDate(self.text, position, f"no month {month}; months are 01-12, seasons 21-41")

    def _check_day(self, month: str | None, day: str, found: re.Match[str], offset: int) -> None:
        longest = max(MONTH_DAYS[number] for number in mask.months(month))
        if not any(number <= longest for number in mask.days(day)):
            position = offset + found.start(8) + 1
            raise InvalidDate(self.text, position, f"no day {day}; this month has at most {longest} days")

    def _masked_season(
        self, year: str, code: int, day: str | None, found: re.Match[str], offset: int
    ) -> EdtfDate:
        if day is not None:
            raise InvalidDate(self.text, offset + found.start(8) + 1, "a season has no days; leave the day out")
        raise InvalidDate(
            self.text, offset + found.start(2) + 1, f"season {code} needs a whole year, not {year}"
        )

    def _long(self, found: re.Match[str], offset: int) -> EdtfDate:
        before, prefix, sign, digits, exponent, significant, after = found.groups()
        self._check_long(prefix, digits, exponent, significant, offset)
        size = int(digits) * 10 ** int(exponent or 0)
        year = -size if sign else size
        low, high = self._significant_range(size, significant, found, offset)
        first, last = (-high, -low) if sign else (low, high)
        bare = f"{prefix}{sign}{digits}" + (f"E{exponent}" if exponent else "")
        text = bare + (f"S{significant}" if significant else "")
        qualifier = QUALIFIERS[before] | QUALIFIERS[after]
        days = join_days(first), join_days(last, 12, 31)
        return EdtfDate(text + MARKS[qualifier], *days, "year", (text, str(year)), (qualifier,))

    def _check_long(
        self, prefix: str, digits: str, exponent: str | None, significant: str | None, offset: int
    ) -> None:
        start = offset + 1
        if not prefix and (len(digits) != 4 or exponent or not significant):  # noqa: PLR2004
            raise InvalidDate(self.text, start, f"a year has four digits, not {len(digits)}; longer ones start with Y")
        if prefix and exponent is None and len(digits) < 5:  # noqa: PLR2004
            raise InvalidDate(self.text, start, "a year after Y has five digits or more; write four digits without Y")
        if digits[0] == "0" and prefix:
            raise InvalidDate(self.text, start, "a long year does not start with 0")
        if len(digits) + min(int((exponent or "0")[:4]), 9999) > MOST_DIGITS:
            raise InvalidDate(self.text, start, f"years have at most {MOST_DIGITS} digits here")

    def _significant_range(
        self, size: int, significant: str | None, found: re.Match[str], offset: int
    ) -> tuple[int, int]:
        if significant is None:
            return size, size
        digits = max(len(str(size)), len(found.group(4)))
        count = int(significant[:4])
        if not 1 <= count <= digits or significant[0] == "0":
            raise InvalidDate(
                self.text, offset + found.start(6) + 1, f"{size} has {digits} digits; give S1 to S{digits}"
            )
        unit = 10 ** (digits - count)
        return size // unit * unit, size // unit * unit + unit - 1

    def _datetime(self, part: str, offset: int) -> EdtfDateTime:
        found = DATETIME.fullmatch(part)
        if not found:
            raise InvalidDate(
                self.text,
                offset + part.index("T") + 1,
                "a time is Thh:mm:ss after a whole date, then Z or ±hh:mm or nothing",
            )
        year, month, day, hour, minute, second, zulu, sign, east, east_minutes = found.groups()
        date = self._placed_plain(part[:10], _match(PLAIN, part[:10]), offset)
        self._check_range(found, offset, ((4, 23, "hour"), (5, 59, "minute"), (6, 59, "second"), (9, 23, "offset hour"), (10, 59, "offset minute")))
        if int(month) > 12:  # noqa: PLR2004
            raise InvalidDate(self.text, offset + 6, "a time needs a day, not a season")
        minutes = None
        if zulu or sign:
            size = int(east or 0) * 60 + int(east_minutes or 0)
            minutes = -size if sign == "-" else size
        return EdtfDateTime(part, date.first, int(hour) * 3600 + int(minute) * 60 + int(second), minutes)

    def _check_range(
        self, found: re.Match[str], offset: int, ranges: tuple[tuple[int, int, str], ...]
    ) -> None:
        for index, most, name in ranges:
            if found.group(index) is None or int(found.group(index)) <= most:
                continue
            leap = " (a leap second is written as :59, with a note)" if name == "second" and found.group(index) == "60" else ""
            raise InvalidDate(
                self.text, offset + found.start(index) + 1, f"no {name} {found.group(index)}; it is 00-{most}{leap}"
            )

    def _interval(self) -> EdtfInterval:
        left, _, right = self.text.partition("/")
        if "/" in right:
            at = len(left) + right.index("/") + 2
            raise InvalidDate(self.text, at, "an interval has one slash, between start and end")
        start, end = self._end(left, 0), self._end(right, len(left) + 1)
        if isinstance(start, str) and isinstance(end, str):
            if start == end == "open":
                return EdtfInterval(self.text, start, end)
            raise InvalidDate(self.text, 1, "an interval needs a start, an end, or .. on both sides")
        if not isinstance(start, str) and not isinstance(end, str):
            self._check_order(start, end, len(left) + 2)
        return EdtfInterval(f"{_write_end(start)}/{_write_end(end)}", start, end)

    def _check_order(
        self, start: EdtfDate | EdtfDateTime, end: EdtfDate | EdtfDateTime, position: int
    ) -> None:
        late = end.last < start.first
        if isinstance(start, EdtfDateTime) and isinstance(end, EdtfDateTime):
            one, other = start.instant, end.instant
            late = late or (one is not None and other is not None and other < one)
        if late:
            raise InvalidDate(self.text, position, f"the end {end} is before the start {start}; exchange them")

    def _end(self, part: str, offset: int) -> End:
        if part == "":
            return "unknown"
        return "open" if part == ".." else self._point(part, offset)

    def _set(self) -> EdtfSet:
        opening, closing = self.text[0], self.text[-1]
        if {"[": "]", "{": "}"}[opening] != closing or len(self.text) < 3:  # noqa: PLR2004
            want = "]" if opening == "[" else "}"
            raise InvalidDate(self.text, len(self.text), f"a set that begins with {opening} ends with {want} and has members")
        inner = self.text[1:-1]
        pieces = inner.split(",")
        members = []
        offset = 1
        for index, piece in enumerate(pieces):
            stripped = piece.removeprefix(" ") if index else piece
            place = offset + len(piece) - len(stripped)
            members.append(self._member(stripped, place, first=index == 0, last=index == len(pieces) - 1))
            offset += len(piece) + 1
        text = opening + ",".join(_write_member(member) for member in members) + closing
        return EdtfSet(text, "one_of" if opening == "[" else "all_of", tuple(members))

    def _member(self, piece: str, offset: int, *, first: bool, last: bool) -> Member:
        if ".." not in piece:
            date = self._date(piece, offset)
            return Member(date, date)
        left, _, right = piece.partition("..")
        start = self._date(left, offset) if left else None
        end = self._date(right, offset + len(left) + 2) if right else None
        if start is None and (end is None or not first):
            raise InvalidDate(self.text, offset + 1, ".. needs a date, and before one it stands first in the set")
        if end is None and not last:
            raise InvalidDate(self.text, offset + len(left) + 1, "a run without an end stands last in the set")
        if start is not None and end is not None and end.last < start.first:
            raise InvalidDate(self.text, offset + len(left) + 3, f"the run ends at {end}, before {start}; exchange them")
        return Member(start, end)


def sum_of(flags: list[int]) -> int:
    total = 0
    for flag in flags:
        total |= flag
    return total


def _match(pattern: re.Pattern[str], text: str) -> re.Match[str]:
    found = pattern.fullmatch(text)
    assert found is not None  # noqa: S101  the wider pattern has matched it
    return found


def _masked_precision(year: str, month: str | None, day: str | None) -> str:
    if day is not None:
        return "day"
    if month is not None:
        return "month"
    unknown = len(year) - len(year.rstrip("X"))
    if "X" in year.rstrip("X"):
        return "year"
    return ("year", "decade", "century", "millennium", "millennium")[unknown]


def write_date(parts: tuple[str, ...], qualifiers: tuple[int, ...]) -> str:
    """Canonical: one qualifier after the group from the left that shares it, else one before each part."""
    marked = [index for index, flag in enumerate(qualifiers) if flag]
    if not marked:
        return "-".join(parts)
    grouped = marked == list(range(len(marked))) and len({qualifiers[index] for index in marked}) == 1
    if grouped:
        last = marked[-1]
        return "-".join(part + (MARKS[qualifiers[index]] if index == last else "") for index, part in enumerate(parts))
    return "-".join(MARKS[flag] + part for part, flag in zip(parts, qualifiers, strict=True))


def _write_end(end: End) -> str:
    if isinstance(end, str):
        return ".." if end == "open" else ""
    return end.text


def _write_member(member: Member) -> str:
    if member.single is not None:
        return member.single.text
    return f"{member.start or ''}..{member.end or ''}"
