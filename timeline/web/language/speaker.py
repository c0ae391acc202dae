"""One language: its messages, its direction, its numbers and its dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from functools import cache, cached_property
from typing import TYPE_CHECKING

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

from timeline.domain.clock import describe_offset
from timeline.domain.edtf import describe
from timeline.domain.edtf.english.speech import ENGLISH
from timeline.domain.figure import describe_figure
from timeline.domain.speech import phrase
from timeline.web.language.catalogue import ENGLISH as ENGLISH_CODE
from timeline.web.language.catalogue import translations
from timeline.web.language.cldr import Cldr

if TYPE_CHECKING:
    from datetime import date, datetime

    from babel.support import NullTranslations

    from timeline.domain.clock import ZonedTime
    from timeline.domain.edtf import Edtf
    from timeline.domain.figure import Figure
    from timeline.domain.speech import Speech
    from timeline.domain.when import When


THURSDAY = 3


@dataclass(frozen=True)
class Language:
    code: str

    @cached_property
    def locale(self) -> Locale:
        """English is written as the feeds write it: the day before the month."""
        return Locale.parse("en_GB" if self.code == ENGLISH_CODE else self.code)

    @cached_property
    def messages(self) -> NullTranslations:
        return translations(self.code)

    @property
    def direction(self) -> str:
        return self.locale.text_direction

    def gettext(self, message: str) -> str:
        return self.messages.gettext(message)

    def ngettext(self, one: str, many: str, number: int) -> str:
        return self.messages.ngettext(one, many, number)

    def pgettext(self, context: str, message: str) -> str:
        found = self.messages.pgettext(context, message)
        return str(found)

    def say(self, message: str, **words: object) -> str:
        return self.gettext(message) % words

    def number(self, number: float) -> str:
        return format_decimal(number, locale=self.locale)

    @cached_property
    def speech(self) -> Speech:
        """English dates are written as in the feeds; those of other languages by CLDR."""
        return ENGLISH if self.code == ENGLISH_CODE else Cldr(self.locale, self.messages)

    def month(self, month: int) -> str:
        """By itself, as a heading."""
        return self.speech.month(month)

    def year(self, year: int) -> str:
        return self.speech.year(year)

    def years(self, first: int, last: int) -> str:
        return self.speech.years(first, last)

    def weekday(self, day: int) -> str:
        """Of a day counted from 1970-01-01, which was a Thursday."""
        return str(self.locale.days["stand-alone"]["wide"][(day + THURSDAY) % 7])

    def day(self, instant: date) -> str:
        """A day of the log or of a report, its month's whole name."""
        return format_date(instant, format="long", locale=self.locale)

    def date(self, date: Edtf, *, full: bool = False) -> str:
        return describe(date, full=full, speech=self.speech)

    def when(self, when: When, *, full: bool = False) -> str:
        if when.edtf is not None:
            return self.date(when.edtf, full=full)
        ends = [time for time in (when.start, when.end) if time is not None]
        return " – ".join(self._zoned(time, full=full) for time in ends)

    def _zoned(self, time: ZonedTime, *, full: bool) -> str:
        if self.code == ENGLISH_CODE:
            return time.describe(full=full)
        local = time.local
        day = self.speech.words(local.year, local.month, local.day, full=full)
        place = time.zone if time.zone == "UTC" else f"{time.zone}, {describe_offset(time.utc_offset)}"
        return f"{day}, {local:%H:%M:%S} ({place})" if local.second else f"{day}, {local:%H:%M} ({place})"

    def figure(self, figure: Figure) -> str:
        return describe_figure(figure, self.say, self.number)

    def then(self, as_of: int | datetime) -> str:
        """The moment of a look into the past: the last microsecond of a day is that day."""
        if isinstance(as_of, int):
            return self.say(phrase("at revision %(number)s"), number=as_of)
        day = self.day(as_of) if as_of.time() == time.max else self.clock(as_of)
        return self.say(phrase("on %(day)s"), day=day)

    def clock(self, instant: datetime) -> str:
        return f"{self.day(instant)}, {format_datetime(instant, 'HH:mm', locale=self.locale)} UTC"


@cache
def language(code: str) -> Language:
    return Language(code)
