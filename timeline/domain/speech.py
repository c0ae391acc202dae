"""How the words of a date are put: in English by `edtf.english`, in other languages by whoever has their rules.

What is said is decided once, where a date is described; a Speech only says it. Messages are English with named words to
fill in, so that a catalogue can hold them all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence


def phrase(message: str) -> str:
    """Marks a message that is said elsewhere, so that catalogues have it."""
    return message


class Words(NamedTuple):
    """Day, month and year apart, so that dates side by side can share what they have in common. Each may be empty;
    a date that cannot be taken apart is all `year`.
    """

    day: str
    month: str
    year: str

    def __str__(self) -> str:
        return " ".join(filter(None, self))


class Speech(Protocol):
    """One language. Years are astronomical: 0 is 1 BCE. `full` spells months out."""

    def say(self, message: str, **words: object) -> str: ...

    def join(self, items: Sequence[str], last: str = "and") -> str:
        """As "1667, 1668 or 1670"; `last` is "and" or "or"."""
        ...

    def year(self, year: int) -> str: ...

    def years(self, first: int, last: int) -> str: ...

    def words(self, year: int, month: int, day: int | None, *, full: bool) -> Words: ...

    def month(self, month: int) -> str:
        """By itself."""
        ...

    def day_of_year(self, month: int, day: int, *, full: bool) -> str:
        """Of no known year."""
        ...

    def season(self, name: str, year: str) -> Words: ...

    def quarter(self, quarter: int, year: int) -> Words: ...

    def winter(self, year: int) -> str:
        """The two years that a season lies in, of which `year` is the first."""
        ...

    def run(self, start: Sequence[int], end: Sequence[int], *, full: bool) -> str:
        """From one year, month or day to another of the same precision; "" where it is put together from Words."""
        ...
