"""One language: its messages, its direction, its numbers and its dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from functools import cache, cached_property
from typing import TYPE_CHECKING

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.lists import format_list
from babel.numbers import format_decimal

from timeline.domain.edtf import describe
from timeline.domain.edtf.english import describe_year
from timeline.domain.speech import phrase
from timeline.web.language.catalogue import translations

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from babel.support import NullTranslations

    from timeline.domain.edtf import Edtf
    from timeline.domain.when import When


THURSDAY = 3


@dataclass(frozen=True)
class Language:
    code: str

    @cached_property
    def locale(self) -> Locale:
        """English is written as the feeds write it: the day before the month."""
        return Locale.parse("en_GB" if self.code == "en" else self.code)

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

    def join(self, items: Sequence[str], last: str = "and") -> str:
        return format_list(items, style="or" if last == "or" else "standard", locale=self.locale)

    def month(self, month: int) -> str:
        """By itself, as a heading."""
        return str(self.locale.months["stand-alone"]["wide"][month])

    def year(self, year: int) -> str:
        return describe_year(year)

    def weekday(self, day: int) -> str:
        """Of a day counted from 1970-01-01, which was a Thursday."""
        return str(self.locale.days["stand-alone"]["wide"][(day + THURSDAY) % 7])

    def day(self, instant: date) -> str:
        """A day of the log or of a report, its month's whole name."""
        return format_date(instant, format="long", locale=self.locale)

    def date(self, date: Edtf, *, full: bool = False) -> str:
        return describe(date, full=full)

    def when(self, when: When, *, full: bool = False) -> str:
        return when.describe(full=full)

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
