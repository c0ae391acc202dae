"""One date in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.domain.edtf.calendar import split_days
from timeline.domain.edtf.date import APPROXIMATE, UNCERTAIN
from timeline.domain.edtf.english.masks import describe_masked
from timeline.domain.edtf.english.seasons import season_words
from timeline.domain.edtf.english.words import FULL, SHORT, Words, join_list
from timeline.domain.edtf.english.years import describe_year, describe_years

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.domain.edtf.date import EdtfDate

PART_NAMES = ("year", "month", "day")
FLAG_NAMES = {
    APPROXIMATE: "approximate",
    UNCERTAIN: "uncertain",
    APPROXIMATE | UNCERTAIN: "approximate and uncertain",
}


def describe_date(date: EdtfDate, *, full: bool) -> str:
    return mark(str(date_words(date, full=full)), date)


def date_words(date: EdtfDate, *, full: bool, beside: bool = False) -> Words:
    """Without its marks. A month is short with a day, or `beside` another date, unless `full`."""
    if date.unspecified or date.year is None:
        return Words("", "", describe_masked(date, full=full))
    if date.season is not None:
        return season_words(date.season, date.year, early=date.approximate)
    year = describe_year(date.year)
    if date.month is None:
        return Words("", "", year)
    names = FULL if full or not (beside or date.day) else SHORT
    return Words(str(date.day or ""), names[date.month], year)


def mark(text: str, date: EdtfDate) -> str:
    """Approximate is "c.", uncertain is "?"; where that is true of some parts only, they are named."""
    estimated = _exact_range(date)
    before = "about " if estimated else "c. " if date.approximate else ""
    after = "?" if date.uncertain else ""
    partly = len(set(date.qualifiers)) > 1
    return f"{before}{text}{after}{estimated}{f' ({_notes(date.qualifiers)})' if partly else ''}"


def _exact_range(date: EdtfDate) -> str:
    """Of significant digits: 1950S2 is estimated to be 1950, and surely from 1900 to 1999."""
    first, last = split_days(date.first)[0], split_days(date.last)[0]
    if date.significant_digits is None or first == last:
        return ""
    return f" ({describe_years(first, last)})"


def _notes(qualifiers: Iterable[int]) -> str:
    by_flags: dict[int, list[str]] = {}
    for name, flags in zip(PART_NAMES, qualifiers, strict=False):
        if flags:
            by_flags.setdefault(flags, []).append(name)
    return ", ".join(f"{join_list(names, 'and')} {FLAG_NAMES[flags]}" for flags, names in by_flags.items())
