"""Names of months, and dates side by side that share what they have in common."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.domain.speech import Words

FULL = (
    "",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
SHORT = ("", "Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sep", "Oct", "Nov", "Dec")


def shorten(dates: Sequence[Words], *, months: bool = True) -> list[str]:
    """Each without what the next one says too: "3", "4 June 2025"; "3 June", "5 Aug 2025"."""
    shown = [str(_less(date, following, months=months)) for date, following in pairwise(dates)]
    return [*shown, str(dates[-1])]


def _less(date: Words, following: Words, *, months: bool) -> Words:
    if not (date.month and following.month and date.year == following.year):
        return date
    if months and date.day and following.day and date.month == following.month:
        return date._replace(month="", year="")
    return date._replace(year="")


def join_list(items: Sequence[str], last: str) -> str:
    """As "1667, 1668 or 1670"."""
    if len(items) == 1:
        return items[0]
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def dash(start: str, end: str) -> str:
    """Spaced, except between two bare numbers: "10–12 Oct 2025", "Aug 2023 – Mar 2025"."""
    bare = start.replace(",", "").isdigit() and end[:1].isdigit()
    return f"{start}–{end}" if bare else f"{start} – {end}"
