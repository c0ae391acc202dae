"""One date in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.domain.edtf.calendar import split_days
from timeline.domain.edtf.date import APPROXIMATE, UNCERTAIN
from timeline.domain.edtf.english.masks import describe_masked
from timeline.domain.edtf.english.seasons import season_words
from timeline.domain.speech import Words, phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.domain.edtf.date import EdtfDate
    from timeline.domain.speech import Speech

PART_NAMES = (phrase("year"), phrase("month"), phrase("day"))
FLAG_NAMES = {
    APPROXIMATE: phrase("%(parts)s approximate"),
    UNCERTAIN: phrase("%(parts)s uncertain"),
    APPROXIMATE | UNCERTAIN: phrase("%(parts)s approximate and uncertain"),
}


def describe_date(date: EdtfDate, speech: Speech, *, full: bool) -> str:
    return mark(str(date_words(date, speech, full=full)), date, speech)


def date_words(date: EdtfDate, speech: Speech, *, full: bool, beside: bool = False) -> Words:
    """Without its marks. A month is short with a day, or `beside` another date, unless `full`."""
    if date.unspecified or date.year is None:
        return Words("", "", describe_masked(date, speech, full=full))
    if date.season is not None:
        return season_words(date.season, date.year, speech, early=date.approximate)
    if date.month is None:
        return Words("", "", speech.year(date.year))
    return speech.words(date.year, date.month, date.day, full=full or not (beside or date.day))


def mark(text: str, date: EdtfDate, speech: Speech) -> str:
    """Approximate is "c.", uncertain is "?"; where that is true of some parts only, they are named."""
    estimated = _exact_range(date, speech)
    if date.uncertain:
        text = speech.say(phrase("%(date)s?"), date=text)
    if estimated:
        text = speech.say(phrase("about %(date)s (%(years)s)"), date=text, years=estimated)
    elif date.approximate:
        text = speech.say(phrase("c. %(date)s"), date=text)
    partly = len(set(date.qualifiers)) > 1
    return f"{text} ({_notes(date.qualifiers, speech)})" if partly else text


def _exact_range(date: EdtfDate, speech: Speech) -> str:
    """Of significant digits: 1950S2 is estimated to be 1950, and surely from 1900 to 1999."""
    first, last = split_days(date.first)[0], split_days(date.last)[0]
    if date.significant_digits is None or first == last:
        return ""
    return speech.years(first, last)


def _notes(qualifiers: Iterable[int], speech: Speech) -> str:
    by_flags: dict[int, list[str]] = {}
    for name, flags in zip(PART_NAMES, qualifiers, strict=False):
        if flags:
            by_flags.setdefault(flags, []).append(speech.say(name))
    return ", ".join(speech.say(FLAG_NAMES[flags], parts=speech.join(names)) for flags, names in by_flags.items())
