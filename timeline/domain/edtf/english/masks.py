"""Dates with unspecified digits in words: "1990s", "some day in April 1985", "25 Dec in some year of the 1560s"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.domain.edtf import mask
from timeline.domain.edtf.calendar import DECEMBER, split_days
from timeline.domain.edtf.english.seasons import season_name
from timeline.domain.edtf.english.words import FULL, SHORT, Words, dash, join_list, shorten
from timeline.domain.edtf.english.years import FIRST_EVIDENT_YEAR, describe_year, describe_years

if TYPE_CHECKING:
    from timeline.domain.edtf.date import EdtfDate

MOST_LISTED = 4
SIZES = {2: 100, 3: 10}
"""Years in a century or decade, by the number of digits known."""


def describe_masked(date: EdtfDate, *, full: bool) -> str:
    names = FULL if full else SHORT
    if date.year is not None:
        return _within_year(date, names)
    if len(date.parts) == 1:
        return _some_year(date)
    inner = _part_of_year(date, names)
    if date.parts[0].endswith("XXXX"):
        return f"{inner} in some year{' BCE' if date.parts[0].startswith('-') else ''}"
    years = _some_year(date)
    return f"{inner} in {years if years.startswith('some') else f'some year of the {years}'}"


def _some_year(date: EdtfDate) -> str:
    """As "1990s" of a whole decade or century of our era, else the years at the outside."""
    year = date.parts[0]
    if year == "XXXX":
        return "year unknown"
    known = year.rstrip("X")
    if known.isdigit() and int(known) and len(known) in SIZES:
        return _whole_years(int(known) * SIZES[len(known)], SIZES[len(known)])
    years = describe_years(split_days(date.first)[0], split_days(date.last)[0])
    return f"some year {years} ({year})" if "X" in known else f"some year {years}"


def _whole_years(first: int, size: int) -> str:
    """By itself "2000s" is a century; the decade must say so."""
    era = " CE" if first < FIRST_EVIDENT_YEAR else ""
    decade = " (decade)" if size < 100 and first % 100 == 0 else ""  # noqa: PLR2004  a century
    return f"{first}s{era}{decade}"


def _part_of_year(date: EdtfDate, names: tuple[str, ...]) -> str:
    """What is said of the year's inside, where the year itself is not known."""
    _, month, day = (*date.parts, "")[:3]
    if date.season is not None:
        return season_name(date.season)
    unit = "day" if day else "month"
    if date.month is not None:
        if not day:
            return FULL[date.month]
        return f"{date.day} {names[date.month]}" if date.day else _some_day(date.month, day)
    whole = month == "XX" and day in {"", "XX"}
    return f"some {unit}" if whole else f"some {unit} ({'-'.join(filter(None, (month, day)))})"


def _some_day(month: int, day: str) -> str:
    return f"some day in {FULL[month]}" + ("" if day == "XX" else f" ({day})")


def _within_year(date: EdtfDate, names: tuple[str, ...]) -> str:
    year, inner = describe_year(int(date.parts[0])), date.parts[1:]
    unit = "day" if len(inner) > 1 else "month"
    if all(part == "XX" for part in inner):
        return f"some {unit} in {year}"
    if date.month is not None and inner[-1] == "XX":
        return f"some day in {FULL[date.month]} {year}"
    if unit == "month":
        return _some_month(inner[0], year, names)
    return _some_days(date, year, names)


def _some_month(month: str, year: str, names: tuple[str, ...]) -> str:
    numbers = mask.numbers(month, DECEMBER)
    if len(numbers) == numbers[-1] - numbers[0] + 1 > 1:
        return f"some month {names[numbers[0]]} – {names[numbers[-1]]} {year}"
    return join_list([FULL[number] for number in numbers], "or") + f" {year}"


def _some_days(date: EdtfDate, year: str, names: tuple[str, ...]) -> str:
    """One run of days by its ends, few days by their names, others by the mask itself."""
    if not date.gapped:
        ends = shorten([_day_words(day, year, names) for day in (date.first, date.last)])
        return f"some day {dash(*ends)}"
    runs = list(mask.spans(date.parts, int(date.parts[0])))
    if len(runs) <= MOST_LISTED and all(first == last for first, last in runs):
        return join_list(shorten([_day_words(first, year, names) for first, _ in runs]), "or")
    return f"some day in {year} ({date.parts[1]}-{date.parts[2]})"


def _day_words(day: int, year: str, names: tuple[str, ...]) -> Words:
    _, month, number = split_days(day)
    return Words(str(number), names[month], year)
