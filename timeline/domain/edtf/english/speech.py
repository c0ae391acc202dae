"""The English that dates are described in, unless another Speech is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.domain.edtf.english.words import FULL, SHORT, join_list
from timeline.domain.edtf.english.years import FIRST_EVIDENT_YEAR, describe_year, describe_years
from timeline.domain.speech import Words

if TYPE_CHECKING:
    from collections.abc import Sequence


class English:
    def say(self, message: str, **words: object) -> str:
        return message % words

    def join(self, items: Sequence[str], last: str = "and") -> str:
        return join_list(items, last)

    def year(self, year: int) -> str:
        return describe_year(year)

    def years(self, first: int, last: int) -> str:
        return describe_years(first, last)

    def words(self, year: int, month: int, day: int | None, *, full: bool) -> Words:
        return Words(str(day or ""), (FULL if full else SHORT)[month], describe_year(year))

    def month(self, month: int) -> str:
        return FULL[month]

    def day_of_year(self, month: int, day: int, *, full: bool) -> str:
        return f"{day} {(FULL if full else SHORT)[month]}"

    def season(self, name: str, year: str) -> Words:
        return Words("", name, year)

    def quarter(self, quarter: int, year: int) -> Words:
        return Words("", f"Q{quarter}", describe_year(year))

    def winter(self, year: int) -> str:
        """As "2023–24"."""
        start, end = describe_year(year), describe_year(year + 1)
        if year >= FIRST_EVIDENT_YEAR and start.isdigit() and start[:2] == end[:2]:
            return f"{start}–{end[2:]}"
        return f"{start}–{end}" if start.isdigit() else start

    def run(self, start: Sequence[int], end: Sequence[int], *, full: bool) -> str:  # noqa: ARG002  the Speech's
        return ""


ENGLISH = English()
