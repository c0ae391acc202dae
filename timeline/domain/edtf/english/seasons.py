"""Seasons, quarters, thirds and halves of a year in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.domain.edtf.calendar import DECEMBER
from timeline.domain.edtf.seasons import SEASONS
from timeline.domain.speech import Words, phrase

if TYPE_CHECKING:
    from timeline.domain.speech import Speech

NAMES = (phrase("spring"), phrase("summer"), phrase("autumn"), phrase("winter"))
QUARTERS = (phrase("Q1"), phrase("Q2"), phrase("Q3"), phrase("Q4"))
PARTS = {
    37: (phrase("first third"), phrase("first third of %(year)s")),
    38: (phrase("second third"), phrase("second third of %(year)s")),
    39: (phrase("last third"), phrase("last third of %(year)s")),
    40: (phrase("first half"), phrase("first half of %(year)s")),
    41: (phrase("second half"), phrase("second half of %(year)s")),
}
"""By themselves, and of a year."""
ROUGHLY = {37: phrase("early %(year)s"), 38: phrase("mid %(year)s"), 39: phrase("late %(year)s")}
FIRST_SEASON, FIRST_NORTHERN, FIRST_SOUTHERN, FIRST_QUARTER = 21, 25, 29, 33


def season_words(code: int, year: int, speech: Speech, *, early: bool) -> Words:
    """`early`: an approximate third is how EDTF says early, mid and late in a year."""
    if code in PARTS:
        message = (early and ROUGHLY.get(code)) or PARTS[code][1]
        return Words("", "", speech.say(message, year=speech.year(year)))
    if code >= FIRST_QUARTER:
        return speech.quarter(code - FIRST_QUARTER + 1, year)
    season = SEASONS[code]
    winter = season.first_month + season.months - 1 > DECEMBER
    words = speech.season(season_name(code), speech.winter(year) if winter else speech.year(year))
    place = _hemisphere(code)
    if place:
        return Words("", "", speech.say(place, season=words))
    return Words("", "", str(words)) if winter else words


def season_name(code: int) -> str:
    """A message."""
    if code in PARTS:
        return PARTS[code][0]
    if code >= FIRST_QUARTER:
        return QUARTERS[code - FIRST_QUARTER]
    return NAMES[(code - FIRST_SEASON) % len(NAMES)]


def _hemisphere(code: int) -> str:
    if FIRST_NORTHERN <= code < FIRST_SOUTHERN:
        return phrase("%(season)s (northern hemisphere)")
    return phrase("%(season)s (southern hemisphere)") if FIRST_SOUTHERN <= code < FIRST_QUARTER else ""
