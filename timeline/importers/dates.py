"""A date as a cell or a member holds it: EDTF, a plain form that can mean one thing only, or the words of a report.

Never guessed: "03/04/2025" is refused, since half of the world reads it as March and half as April.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from timeline.domain.edtf import parse_edtf
from timeline.domain.errors import InvalidDate
from timeline.domain.reported_dates import parse_reported
from timeline.importers import tidy

if TYPE_CHECKING:
    from timeline.importers.importer import Choices

ISO_TIME = re.compile(
    r"(\d{4}-\d\d-\d\d)[Tt ]+(\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*([Zz]|[+-]\d\d:?\d\d)?", re.ASCII
)
YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})", re.ASCII)
DAY_FIRST = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", re.ASCII)
SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
LONG_YEAR = re.compile(r"([+-]?)(\d{1,3}|\d{5,12})", re.ASCII)
MONTHS_IN_A_YEAR = 12


def read_when(start: str, end: str = "", *, choices: Choices | None = None) -> dict[str, Any]:
    """The members of a `when`; raises InvalidDate. `end` is inclusive for days and exclusive for times of day."""
    zone = choices.zone if choices else "UTC"
    timed, until = _read_time(start, zone), _read_time(end, zone) if end.strip() else None
    if timed is not None:
        if end.strip() and until is None:
            raise InvalidDate(end, 1, "the start has a time of day, so the end needs one too")
        return {"start": timed} if until is None or until == timed else {"start": timed, "end": until}
    published = _published(choices)
    if not end.strip():
        return _read_words(start, published)
    first, last = read_date(start, published), read_date(end, published)
    return {"edtf": first if last == first else str(parse_edtf(f"{first}/{last}"))}


def read_date(words: str, published: date | None = None) -> str:
    """EDTF; raises InvalidDate."""
    return str(_read_words(words, published)["edtf"])


def _read_words(words: str, published: date | None) -> dict[str, Any]:
    """Words that are no notation are kept beside what was made of them."""
    plain = words.strip()
    try:
        return {"edtf": str(parse_edtf(plain))}
    except InvalidDate as error:
        refusal = error
    found = _plain(plain)
    if found is not None:
        return {"edtf": str(parse_edtf(found))}
    try:
        reported = parse_reported(plain, published)
    except InvalidDate:
        raise refusal from None
    anchor = {"date_anchor": published.isoformat()} if published is not None and reported.relative else {}
    return {"edtf": str(reported.edtf), "date_text": tidy.line(plain), **anchor}


def _published(choices: Choices | None) -> date | None:
    try:
        return date.fromisoformat(choices.published[:10]) if choices and choices.published else None
    except ValueError:
        return None


def _plain(words: str) -> str | None:
    if found := YEAR_FIRST.fullmatch(words):
        return f"{found[1]}-{int(found[2]):02d}-{int(found[3]):02d}"
    if found := DAY_FIRST.fullmatch(words):
        return f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}"
    if found := SLASHED.fullmatch(words):
        return _slashed(words, int(found[1]), int(found[2]), found[3])
    if found := LONG_YEAR.fullmatch(words):
        return write_year(int(f"{found[1]}{found[2]}"))
    return None


def _slashed(words: str, first: int, second: int, year: str) -> str:
    if first <= MONTHS_IN_A_YEAR and second <= MONTHS_IN_A_YEAR and first != second:
        raise InvalidDate(words, 1, f"month or day first? write {year}-{first:02d}-{second:02d} or the other way round")
    month, day = (second, first) if first > MONTHS_IN_A_YEAR else (first, second)
    return f"{year}-{month:02d}-{day:02d}"


def write_year(year: int) -> str:
    """Astronomical, so 0 is 1 BCE; beyond four digits with EDTF's Y."""
    if -9999 <= year <= 9999:  # noqa: PLR2004
        return f"{'-' if year < 0 else ''}{abs(year):04d}"
    return f"Y{year}"


def _read_time(words: str, zone: str) -> dict[str, str] | None:
    """A wall clock in its zone: of a time with an offset, the same instant in UTC."""
    found = ISO_TIME.fullmatch(words.strip())
    if found is None:
        return None
    day, hour, minute, second, offset = found.groups()
    local = f"{day}T{hour}:{minute}:{second or '00'}"
    if offset is None:
        return {"local": local, "zone": zone}
    if offset in {"Z", "z", "+00:00", "+0000"}:
        return {"local": local, "zone": "UTC"}
    try:
        moment = datetime.fromisoformat(f"{local}{offset}")
        return {
            "local": (moment - (moment.utcoffset() or moment - moment)).strftime("%Y-%m-%dT%H:%M:%S"),
            "zone": "UTC",
        }
    except (ValueError, OverflowError) as error:
        raise InvalidDate(words, 1, f"is no time of day with an offset ({error})") from error
