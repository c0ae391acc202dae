"""Dates by the rules of CLDR, from Babel's data: month names in the case that a date wants, the order of its parts,
eras, runs from one date to another. No list of ours.

Babel formats Python's dates, which end at the years 1 and 9999, so patterns are filled in here, for any year: a date
of the same month and day stands in for the one that Python cannot hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from babel.dates import DateTimeFormat, parse_pattern
from babel.lists import format_list
from babel.numbers import format_compact_decimal, format_decimal

from timeline.domain.edtf.english.years import FIRST_EVIDENT_YEAR
from timeline.domain.speech import Words, phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from babel import Locale
    from babel.support import NullTranslations

LEAP_YEAR = 2024
LAST_PLAIN_YEAR = 9999
MILLION = 10**6
PARTS = {1: "y", 2: "yMMM", 3: "yMMMd"}
"""Skeletons, by the number of parts that are known."""
CHANGED = ("y", "M", "d")
"""The field in which two dates first differ decides how a run of them is told."""


class Filled(DateTimeFormat):
    """A pattern's fields, for a year that Python's dates need not know."""

    def __init__(self, year: int, month: int, day: int, locale: Locale) -> None:
        super().__init__(date(LEAP_YEAR, month, day), locale)
        self.year = year

    def format_year(self, char: str, num: int) -> str:  # noqa: ARG002  Babel's
        shown = self.year if self.year > 0 else 1 - self.year
        grouped = shown > LAST_PLAIN_YEAR
        return format_decimal(shown, locale=self.locale) if grouped else str(shown)

    def format_era(self, char: str, num: int) -> str:  # noqa: ARG002  Babel's
        return str(self.locale.eras["abbreviated"][int(self.year > 0)])


@dataclass(frozen=True)
class Cldr:
    """A Speech."""

    locale: Locale
    messages: NullTranslations

    def say(self, message: str, **words: object) -> str:
        return str(self.messages.gettext(message)) % words

    def join(self, items: Sequence[str], last: str = "and") -> str:
        return format_list(list(items), style="or" if last == "or" else "standard", locale=self.locale)

    def year(self, year: int) -> str:
        if abs(year) >= MILLION and year % (MILLION // 10) == 0:
            size = self._round(abs(year))
            return self.say(phrase("year %(number)s") if year > 0 else phrase("%(number)s years BCE"), number=size)
        return self._fill("y", year)

    def _round(self, number: int) -> str:
        """As "13.8 billion"; some languages write their short form out already."""
        form: Any = "long" if "long" in self.locale.compact_decimal_formats else "short"
        return format_compact_decimal(number, format_type=form, locale=self.locale, fraction_digits=3)

    def years(self, first: int, last: int) -> str:
        return self.run([first], [last], full=False) or f"{self.year(first)} – {self.year(last)}"

    def words(self, year: int, month: int, day: int | None, *, full: bool) -> Words:
        return Words("", "", self._fill(PARTS[3 if day else 2], year, month, day or 1, full=full))

    def month(self, month: int) -> str:
        return str(self.locale.months["stand-alone"]["wide"][month])

    def day_of_year(self, month: int, day: int, *, full: bool) -> str:
        return self._fill("MMMd", LEAP_YEAR, month, day, full=full)

    def season(self, name: str, year: str) -> Words:
        return Words("", "", self.say(phrase("%(season)s %(year)s"), season=self.say(name), year=year))

    def quarter(self, quarter: int, year: int) -> Words:
        return Words("", "", self._fill("yQQQ", year, quarter * 3))

    def winter(self, year: int) -> str:
        return self.years(year, year + 1)

    def run(self, start: Sequence[int], end: Sequence[int], *, full: bool) -> str:
        """The year is said once where CLDR says it once; years that need an era are told apart."""
        if not all(FIRST_EVIDENT_YEAR <= numbers[0] <= LAST_PLAIN_YEAR for numbers in (start, end)):
            return ""
        differs = next((at for at, (one, other) in enumerate(zip(start, end, strict=True)) if one != other), None)
        if differs is None:
            return ""
        found = self.locale.interval_formats[PARTS[len(start)]].get(CHANGED[differs])
        if not found:
            return ""
        halves = [_widened(half, full=full) for half in found]
        return "".join(self._apply(half, *_whole(numbers)) for half, numbers in zip(halves, (start, end), strict=True))

    def _fill(self, skeleton: str, year: int, month: int = 1, day: int = 1, *, full: bool = True) -> str:
        """With the era where a year would not be taken for one."""
        evident = FIRST_EVIDENT_YEAR <= year <= LAST_PLAIN_YEAR
        formats = self.locale.datetime_skeletons
        pattern = formats[skeleton if evident or f"G{skeleton}" not in formats else f"G{skeleton}"].pattern
        wide = full or skeleton == "yMMM"
        return self._apply(_widened(pattern, full=wide), year, month, day)

    def _apply(self, pattern: str, year: int, month: int, day: int) -> str:
        fields: Any = Filled(year, month, day, self.locale)
        return str(parse_pattern(pattern).format % fields)


def _widened(pattern: str, *, full: bool) -> str:
    """CLDR gives patterns for short months and has them widened (UTS 35, part 4, matching skeletons)."""
    if not full or "MMMM" in pattern or "LLLL" in pattern:
        return pattern
    return pattern.replace("MMM", "MMMM").replace("LLL", "LLLL")


def _whole(numbers: Sequence[int]) -> tuple[int, int, int]:
    year, month, day = (*numbers, 1, 1)[:3]
    return year, month, day
