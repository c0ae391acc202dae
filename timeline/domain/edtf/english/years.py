"""Years of any size. Astronomical year 0 is 1 BCE, so -43 is 44 BCE."""

from __future__ import annotations

from timeline.domain.edtf.calendar import LAST_PLAIN_YEAR

FIRST_EVIDENT_YEAR = 1000
"""Below it a bare number would not be taken for a year."""

SIZES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))


def describe_year(year: int) -> str:
    round_number = _round_number(abs(year))
    if round_number:
        return f"{round_number} CE" if year > 0 else f"{round_number} years BCE"
    if year <= 0:
        return f"{_number(1 - year)} BCE"
    plain = FIRST_EVIDENT_YEAR <= year <= LAST_PLAIN_YEAR
    return str(year) if plain else f"{_number(year)} CE"


def describe_years(first: int, last: int) -> str:
    """From one year to another, the era said once: "1900–1999", "50–41 BCE", "44 BCE – 14 CE"."""
    start, end = describe_year(first), describe_year(last)
    if first == last:
        return end
    number, _, era = start.partition(" ")
    same_era = (last <= 0) == (first <= 0)
    if era in {"", "CE", "BCE"} and same_era and end.partition(" ")[2] in {"", "CE", "BCE"}:
        return f"{number}–{end}"
    return f"{start} – {end}"


def _number(number: int) -> str:
    return f"{number:,}" if number > LAST_PLAIN_YEAR else str(number)


def _round_number(number: int) -> str:
    """As "13.8 billion" where nothing is lost, else ""; at that size the year 0 makes no difference."""
    for size, name in SIZES:
        if number >= size:
            return f"{number / size:g} {name}" if number % (size // 1000) == 0 else ""
    return ""
