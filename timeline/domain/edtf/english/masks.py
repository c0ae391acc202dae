"""Dates with unspecified digits in words: "1990s", "some day in April 1985", "25 Dec in some year of the 1560s"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.domain.edtf import mask
from timeline.domain.edtf.calendar import DECEMBER, split_days
from timeline.domain.edtf.english.seasons import season_name
from timeline.domain.edtf.english.words import dash, shorten
from timeline.domain.edtf.english.years import FIRST_EVIDENT_YEAR
from timeline.domain.speech import phrase

if TYPE_CHECKING:
    from timeline.domain.edtf.date import EdtfDate
    from timeline.domain.speech import Speech, Words

MOST_LISTED = 4
SIZES = {2: 100, 3: 10}
"""Years in a century or decade, by the number of digits known."""
SOME = {"day": phrase("some day"), "month": phrase("some month")}
SOME_MASKED = {"day": phrase("some day (%(mask)s)"), "month": phrase("some month (%(mask)s)")}
SOME_IN = {"day": phrase("some day in %(time)s"), "month": phrase("some month in %(time)s")}


def describe_masked(date: EdtfDate, speech: Speech, *, full: bool) -> str:
    if date.year is not None:
        return _within_year(date, speech, full=full)
    if len(date.parts) == 1:
        return _some_year(date, speech)
    inner = _part_of_year(date, speech, full=full)
    if date.parts[0].endswith("XXXX"):
        era = phrase("%(part)s in some year BCE") if date.parts[0].startswith("-") else phrase("%(part)s in some year")
        return speech.say(era, part=inner)
    whole = _decade(date, speech)
    if whole:
        return speech.say(phrase("%(part)s in some year of the %(years)s"), part=inner, years=whole)
    return speech.say(phrase("%(part)s in %(years)s"), part=inner, years=_some_year(date, speech))


def _some_year(date: EdtfDate, speech: Speech) -> str:
    """As "1990s" of a whole decade or century of our era, else the years at the outside."""
    year = date.parts[0]
    if year == "XXXX":
        return speech.say(phrase("year unknown"))
    whole = _decade(date, speech)
    if whole:
        return whole
    years = speech.years(split_days(date.first)[0], split_days(date.last)[0])
    if "X" in year.rstrip("X"):
        return speech.say(phrase("some year %(years)s (%(mask)s)"), years=years, mask=year)
    return speech.say(phrase("some year %(years)s"), years=years)


def _decade(date: EdtfDate, speech: Speech) -> str:
    """Empty where the digits leave no whole decade or century of our era. By itself "2000s" is a century; the decade
    must say so.
    """
    known = date.parts[0].rstrip("X")
    if not known.isdigit() or not int(known) or len(known) not in SIZES:
        return ""
    size = SIZES[len(known)]
    first = int(known) * size
    message = phrase("%(decade)ss") if size < 100 else phrase("%(century)ss")  # noqa: PLR2004  a century
    said = speech.say(message, decade=first, century=first)
    if first < FIRST_EVIDENT_YEAR:
        said = speech.say(phrase("%(years)s CE"), years=said)
    ambiguous = size < 100 and first % 100 == 0  # noqa: PLR2004  a century
    return speech.say(phrase("%(years)s (decade)"), years=said) if ambiguous else said


def _part_of_year(date: EdtfDate, speech: Speech, *, full: bool) -> str:
    """What is said of the year's inside, where the year itself is not known."""
    _, month, day = (*date.parts, "")[:3]
    if date.season is not None:
        return speech.say(season_name(date.season))
    unit = "day" if day else "month"
    if date.month is not None:
        if not day:
            return speech.month(date.month)
        return speech.day_of_year(date.month, date.day, full=full) if date.day else _some_day(date.month, day, speech)
    whole = month == "XX" and day in {"", "XX"}
    return speech.say(SOME[unit]) if whole else speech.say(SOME_MASKED[unit], mask="-".join(filter(None, (month, day))))


def _some_day(month: int, day: str, speech: Speech) -> str:
    said = speech.say(SOME_IN["day"], time=speech.month(month))
    return said if day == "XX" else f"{said} ({day})"


def _within_year(date: EdtfDate, speech: Speech, *, full: bool) -> str:
    year, inner = int(date.parts[0]), date.parts[1:]
    unit = "day" if len(inner) > 1 else "month"
    if all(part == "XX" for part in inner):
        return speech.say(SOME_IN[unit], time=speech.year(year))
    if date.month is not None and inner[-1] == "XX":
        return speech.say(SOME_IN["day"], time=speech.words(year, date.month, None, full=True))
    if unit == "month":
        return _some_month(inner[0], year, speech, full=full)
    return _some_days(date, year, speech, full=full)


def _some_month(month: str, year: int, speech: Speech, *, full: bool) -> str:
    numbers = mask.numbers(month, DECEMBER)
    if len(numbers) == numbers[-1] - numbers[0] + 1 > 1:
        first, last = shorten([speech.words(year, numbers[at], None, full=full) for at in (0, -1)])
        return speech.say(phrase("some month %(first)s – %(last)s"), first=first, last=last)
    return speech.join(shorten([speech.words(year, number, None, full=True) for number in numbers]), "or")


def _some_days(date: EdtfDate, year: int, speech: Speech, *, full: bool) -> str:
    """One run of days by its ends, few days by their names, others by the mask itself."""
    if not date.gapped:
        ends = shorten([_day_words(day, speech, full=full) for day in (date.first, date.last)])
        return speech.say(phrase("some day %(days)s"), days=dash(*ends))
    runs = list(mask.spans(date.parts, year))
    if len(runs) <= MOST_LISTED and all(first == last for first, last in runs):
        return speech.join(shorten([_day_words(first, speech, full=full) for first, _ in runs]), "or")
    said = speech.say(SOME_IN["day"], time=speech.year(year))
    return f"{said} ({date.parts[1]}-{date.parts[2]})"


def _day_words(day: int, speech: Speech, *, full: bool) -> Words:
    year, month, number = split_days(day)
    return speech.words(year, month, number, full=full)
