"""Dates in English for people, as a careful desk would print them, and never more exact than they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.domain.edtf.calendar import split_days
from timeline.domain.edtf.values import (
    APPROXIMATE,
    UNCERTAIN,
    Edtf,
    EdtfDate,
    EdtfDateTime,
    EdtfInterval,
    EdtfSet,
    Member,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

FULL = (
    "", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
SHORT = ("", "Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sep", "Oct", "Nov", "Dec")
SEASONS = ("spring", "summer", "autumn", "winter")
COSMIC = 1_000_000
"""Years before Christ from which nobody minds that there was no year 0."""
DECEMBER = 12
THIRDS = {37: ("early", "first"), 38: ("mid", "second"), 39: ("late", "last")}
PART_NAMES = ("year", "month", "day")


def describe(value: Edtf, *, full: bool = False) -> str:
    """`full` spells months out, for detail views."""
    if isinstance(value, EdtfDate):
        return describe_date(value, full=full)
    if isinstance(value, EdtfDateTime):
        return _datetime(value, full=full)
    if isinstance(value, EdtfInterval):
        return _interval(value, full=full)
    return _set(value, full=full)


def describe_year(year: int) -> str:
    """Astronomical year 0 is 1 BCE; CE is said where a number alone would puzzle."""
    if year <= 0:
        return f"{_large(1 - year if year > -COSMIC else -year)} BCE"
    return f"{year} CE" if year < 1000 else _large(year)  # noqa: PLR2004


def _large(number: int) -> str:
    if number < 10_000:  # noqa: PLR2004
        return str(number)
    for size, name in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")):
        if number >= size and number % (size // 1000) == 0:
            return f"{number / size:g} {name}"
    return f"{number:,}"


def describe_date(date: EdtfDate, *, full: bool = False) -> str:
    return _qualified(_bare(date, full=full), date)


def _qualified(text: str, date: EdtfDate) -> str:
    """Adds "c." for approximate, "?" for uncertain; a part that alone is so is named."""
    if not (date.uncertain or date.approximate):
        return text
    marked = f"{'c. ' if date.approximate else ''}{text}{'?' if date.uncertain else ''}"
    if len(set(date.qualifiers)) == 1 or _is_whole(date):
        return marked
    notes = [f"{name} {_flag_words(flag)}" for name, flag in zip(PART_NAMES, date.qualifiers, strict=False) if flag]
    return f"{marked} ({', '.join(notes)})"


def _is_whole(date: EdtfDate) -> bool:
    """A season with its year is one thing, however its qualifiers are spread."""
    return date.precision in {"season", "quarter", "quadrimester", "semester"}


def _flag_words(flag: int) -> str:
    words = (("approximate", APPROXIMATE), ("uncertain", UNCERTAIN))
    return " and ".join(word for word, bit in words if flag & bit)


def _bare(date: EdtfDate, *, full: bool) -> str:
    year, month, day = (*date.parts, None, None)[:3]
    assert year is not None  # noqa: S101  every date has a year
    if "S" in year or year.startswith("Y"):
        return _long_year(date)
    if "X" in "".join(date.parts):
        return _masked(year, month, day, date)
    number = describe_year(int(year))
    if month is None:
        return number
    if day is not None:
        return f"{int(day)} {(FULL if full else SHORT)[int(month)]} {number}"
    return _season(int(month), number, early=date.approximate) if int(month) > 12 else f"{FULL[int(month)]} {number}"  # noqa: PLR2004


def _long_year(date: EdtfDate) -> str:
    text, year = date.parts
    if "S" not in text:
        return describe_year(int(year))
    low, high = split_days(date.first)[0], split_days(date.last)[0]
    return f"about {describe_year(int(year))} (some year {describe_year(low)} – {describe_year(high)})"


def _season(code: int, year: str, *, early: bool) -> str:
    if code <= 32:  # noqa: PLR2004
        south = " (southern hemisphere)" if code >= 29 else ""  # noqa: PLR2004
        return f"{SEASONS[(code - 21) % 4]} {year}{south}"
    if code <= 36:  # noqa: PLR2004
        return f"Q{code - 32} {year}"
    if code in THIRDS:
        name, ordinal = THIRDS[code]
        return f"{name} {year}" if early else f"{ordinal} third of {year}"
    return f"{'first' if code == 40 else 'second'} half of {year}"  # noqa: PLR2004


def _masked(year: str, month: str | None, day: str | None, date: EdtfDate) -> str:
    if month is None:
        return _masked_year(year, date)
    if "X" in year:
        of_year = "some year" if year.strip("-") == "XXXX" else f"some year of {_masked_year(year, date, of=True)}"
        return f"{_masked_day(month, day)} in {of_year}"
    number = describe_year(int(year))
    if month == "XX":
        if day is not None and day != "XX":
            return f"day {day} of some month in {number}"
        return f"some {'month' if day is None else 'day'} in {number}"
    if "X" in month:
        return f"some {'month' if day is None else 'day'} {_span(date)}"
    if day == "XX":
        return f"some day in {FULL[int(month)]} {number}"
    return f"some day {_span(date)}"


def _masked_day(month: str, day: str | None) -> str:
    if "X" in month:
        return "some month" if day is None else "some day"
    if day is None or "X" in day:
        return f"some day in {FULL[int(month)]}" if day else FULL[int(month)]
    return f"{int(day)} {SHORT[int(month)]}"


def _masked_year(year: str, date: EdtfDate, *, of: bool = False) -> str:
    """Says "1990s" where whole decades or centuries are meant, else the years at the outside."""
    known = year.rstrip("X")
    if year.startswith("-") or "X" in known or not known or len(known) == 1:
        low, high = describe_year(split_days(date.first)[0]), describe_year(split_days(date.last)[0])
        return f"{'' if of else 'some year '}{low} – {high}"
    return f"{'the ' if of else ''}{year.replace('X', '0')}s"


def _span(date: EdtfDate) -> str:
    """From the first to the last day that it may be."""
    first, last = split_days(date.first), split_days(date.last)
    year = describe_year(first[0])
    if first[2] == 1 and split_days(date.last + 1)[2] == 1:
        return f"{SHORT[first[1]]} – {SHORT[last[1]]} {year}"
    if first[1] == last[1]:
        return f"{first[2]}–{last[2]} {FULL[first[1]]} {year}"
    return f"{first[2]} {SHORT[first[1]]} – {last[2]} {SHORT[last[1]]} {year}"


def _datetime(value: EdtfDateTime, *, full: bool) -> str:
    year, month, day = split_days(value.day)
    hours, seconds = divmod(value.seconds, 3600)
    clock = f"{hours:02d}:{seconds // 60:02d}" + (f":{seconds % 60:02d}" if seconds % 60 else "")
    date = f"{day} {(FULL if full else SHORT)[month]} {describe_year(year)}, {clock}"
    if value.offset is None:
        return date
    if value.offset == 0:
        return f"{date} UTC"
    hours, minutes = divmod(abs(value.offset), 60)
    return f"{date} UTC{'+' if value.offset > 0 else '-'}{hours}" + (f":{minutes:02d}" if minutes else "")


def _interval(value: EdtfInterval, *, full: bool) -> str:
    start, end = value.start, value.end
    if isinstance(start, str):
        if isinstance(end, str):
            return "at all times"
        until = f"until {describe(end, full=full)}"
        return until if start == "open" else f"{until}, start unknown"
    if isinstance(end, str):
        begin = describe(start, full=full)
        return f"since {begin}" if end == "open" else f"from {begin}, end unknown"
    if isinstance(start, EdtfDateTime) or isinstance(end, EdtfDateTime):
        return f"{describe(start, full=full)} – {describe(end, full=full)}"
    return _run(start, end, full=full)


def _run(start: EdtfDate, end: EdtfDate, *, full: bool) -> str:
    """What both ends share is said once: "10–12 Oct 2025", "Aug – Dec 2025"."""
    if start.text == end.text:
        return describe_date(start, full=full)
    shared = _shared(start, end, full=full)
    if shared is not None and not any((*start.qualifiers, *end.qualifiers)):
        return shared
    same_year = start.parts[0] == end.parts[0] and _has_month(start) and _has_month(end)
    return (
        f"{_end_of_run(start, full=full, year=not same_year or any(start.qualifiers))} – {_end_of_run(end, full=full)}"
    )


def _has_month(date: EdtfDate) -> bool:
    """A known month, not a season or a mask."""
    digits = "".join(date.parts)
    return len(date.parts) > 1 and digits.lstrip("-").isdigit() and int(date.parts[1]) <= DECEMBER


def _shared(start: EdtfDate, end: EdtfDate, *, full: bool) -> str | None:
    if not (_has_month(start) and len(start.parts) == len(end.parts) == 3 and _has_month(end)):  # noqa: PLR2004
        return None
    if start.parts[:2] != end.parts[:2]:
        return None
    return f"{int(start.parts[2])}–{_bare(end, full=full)}"


def _end_of_run(date: EdtfDate, *, full: bool, year: bool = True) -> str:
    """A month beside another is short, also without a day."""
    if not _has_month(date):
        return describe_date(date, full=full)
    names = FULL if full else SHORT
    day = f"{int(date.parts[2])} " if len(date.parts) == 3 else ""  # noqa: PLR2004
    of_year = f" {describe_year(int(date.parts[0]))}" if year else ""
    return _qualified(f"{day}{names[int(date.parts[1])]}{of_year}", date)


def _set(value: EdtfSet, *, full: bool) -> str:
    if len(value.members) == 1:
        return _lone(value.members[0], value.kind, full=full)
    word = "or" if value.kind == "one_of" else "and"
    days = _days_of_one_month(value.dates) if all(member.single for member in value.members) else None
    if days is not None:
        return _list(days, word) + _bare(value.dates[-1], full=full)[len(days[-1]) :]
    return _list([_in_list(member, value.kind, full=full) for member in value.members], word)


def _lone(member: Member, kind: str, *, full: bool) -> str:
    if member.single is not None:
        return describe_date(member.single, full=full)
    if member.start is not None and member.end is not None:
        run = _run(member.start, member.end, full=full)
        return f"some time {run}" if kind == "one_of" else f"throughout {run}"
    return _in_list(member, kind, full=full)


def _in_list(member: Member, kind: str, *, full: bool) -> str:
    if member.single is not None:
        return describe_date(member.single, full=full)
    if member.start is None:
        assert member.end is not None  # noqa: S101  a run has an end or a start
        end = describe_date(member.end, full=full)
        return f"by {end}" if kind == "one_of" else f"{end} and before"
    if member.end is None:
        return f"{describe_date(member.start, full=full)} {'or later' if kind == 'one_of' else 'and after'}"
    return _run(member.start, member.end, full=full)


def _days_of_one_month(dates: Sequence[EdtfDate]) -> list[str] | None:
    plain = all(_has_month(date) and len(date.parts) == 3 and not any(date.qualifiers) for date in dates)  # noqa: PLR2004
    if not plain or len({date.parts[:2] for date in dates}) > 1:
        return None
    return [str(int(date.parts[2])) for date in dates]


def _list(words: Sequence[str], last: str) -> str:
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
