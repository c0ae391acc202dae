"""Seasons, quarters, thirds and halves of a year in words."""

from __future__ import annotations

from timeline.domain.edtf.calendar import DECEMBER
from timeline.domain.edtf.english.words import Words
from timeline.domain.edtf.english.years import FIRST_EVIDENT_YEAR, describe_year
from timeline.domain.edtf.seasons import SEASONS

NAMES = ("spring", "summer", "autumn", "winter")
PARTS = {
    37: "first third of",
    38: "second third of",
    39: "last third of",
    40: "first half of",
    41: "second half of",
}
ROUGHLY = {37: "early", 38: "mid", 39: "late"}
FIRST_SEASON, FIRST_NORTHERN, FIRST_SOUTHERN, FIRST_QUARTER = 21, 25, 29, 33


def season_words(code: int, year: int, *, early: bool) -> Words:
    """`early`: an approximate third is how EDTF says early, mid and late in a year."""
    if code in PARTS:
        return Words("", "", f"{(early and ROUGHLY.get(code)) or PARTS[code]} {describe_year(year)}")
    name, place = season_name(code), _hemisphere(code)
    season = SEASONS[code]
    if season.first_month + season.months - 1 > DECEMBER:
        return Words("", "", f"{name} {_two_years(year)}{place}")
    return Words("", "", f"{name} {describe_year(year)}{place}") if place else Words("", name, describe_year(year))


def season_name(code: int) -> str:
    if code in PARTS:
        return PARTS[code].removesuffix(" of")
    if code >= FIRST_QUARTER:
        return f"Q{code - FIRST_QUARTER + 1}"
    return NAMES[(code - FIRST_SEASON) % len(NAMES)]


def _hemisphere(code: int) -> str:
    if FIRST_NORTHERN <= code < FIRST_SOUTHERN:
        return " (northern hemisphere)"
    return " (southern hemisphere)" if FIRST_SOUTHERN <= code < FIRST_QUARTER else ""


def _two_years(year: int) -> str:
    """As "2023–24", since a winter begins in December."""
    start, end = describe_year(year), describe_year(year + 1)
    if year >= FIRST_EVIDENT_YEAR and start.isdigit() and start[:2] == end[:2]:
        return f"{start}–{end[2:]}"
    return f"{start}–{end}" if start.isdigit() else start
